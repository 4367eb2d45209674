"""Trouver dans un texte les passages interdits, et laisser passer ceux qu'une négation ou une condition rend permis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from creances.droit.lexique import Place, TextePlie
from creances.droit.messages import RegleDeMessage, ReglesDeMessage
from creances.modeles.message import ContexteMessage
from creances.regles.controle_message.valeurs import ConstatMessage, Gravite, situer


def relever(texte: TextePlie, contexte: ContexteMessage, regles: ReglesDeMessage) -> Iterator[ConstatMessage]:
    """Les passages interdits, dans l'ordre des règles puis du texte."""
    for regle in regles.constats:
        gravite = _gravite(regle, contexte)
        if gravite is None:
            continue
        trouvees = list(regle.expressions.trouver(texte))
        permises = _permises(texte, regle) if trouvees else _Permises((), ())
        for place in trouvees:
            if not permises.contient(texte, place) and not (regle.negation and regles.negation.nie(texte, place)):
                yield _situer(texte, place, regle, gravite, contexte)


def _gravite(regle: RegleDeMessage, contexte: ContexteMessage) -> Gravite | None:
    """Le gravite de la règle dans ce contexte, None si elle n'y joue pas ; un débiteur inconnu n'est qu'une alerte."""
    if regle.sans_titre and contexte.titre:
        return None
    if regle.emetteurs and contexte.emetteur not in regle.emetteurs:
        return None
    if regle.debiteurs and contexte.qualite is None:
        return "alerte"
    if regle.debiteurs and contexte.qualite not in regle.debiteurs:
        return None
    return cast("Gravite", regle.niveau)


def _situer(
    texte: TextePlie, place: Place, regle: RegleDeMessage, gravite: Gravite, contexte: ContexteMessage
) -> ConstatMessage:
    ou = texte.situer(place)
    consommateur = contexte.qualite == "consommateur"
    return situer(regle.dit, gravite, ou.debut, ou.fin, texte.extrait(place), consommateur=consommateur)


class _Permises(NamedTuple):
    """Où le texte permet ce qu'une règle interdit : les passages qui contiennent la trouvaille, et ceux de sa phrase."""

    autour: tuple[Place, ...]
    dans_la_phrase: tuple[Place, ...]

    def contient(self, texte: TextePlie, place: Place) -> bool:
        """Vrai si la trouvaille est permise."""
        if any(une.couvre(place) for une in self.autour):
            return True
        phrase = texte.phrase(place)
        return any(phrase.couvre(une) for une in self.dans_la_phrase)


def _permises(texte: TextePlie, regle: RegleDeMessage) -> _Permises:
    return _Permises(tuple(regle.sauf.trouver(texte)), tuple(regle.sauf_phrase.trouver(texte)))


def numeros_surtaxes(texte: TextePlie, prefixes: Sequence[str]) -> Iterator[Place]:
    """Les numéros français qui commencent par l'un de ces préfixes, sous toutes leurs écritures."""
    for prefixe in prefixes:
        chiffres = " ?".join(prefixe[1:])
        motif = rf"(?<!\d)(?<!\d )(?:0|33 ?(?:0 ?)?) ?{chiffres}(?: ?\d){{7}}(?! ?\d)"
        yield from (Place(*un.span()) for un in re.finditer(motif, texte.plie))
