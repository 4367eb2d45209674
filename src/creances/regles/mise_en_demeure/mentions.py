"""Ce qu'une mise en demeure porte, et ce qu'un texte en porte déjà."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from creances.droit.lexique import TextePlie, plier
from creances.droit.mises_en_demeure import MentionDeForme, forme_de_mise_en_demeure
from creances.noyau.argent import centimes

_CENT = centimes(Decimal(1))


@dataclass(frozen=True, slots=True)
class MentionDeLettre:
    """Une mention ; `force` : "exigee" ou "conseillee" ; `valeur` : ce que le dossier donne à y mettre, ou rien ;
    `presente` : vrai ou faux si un texte a été lu, None s'il ne permet pas de le dire.
    """

    code: str
    force: Literal["exigee", "conseillee"]
    article: str
    valeur: str
    presente: bool | None


class FaitsAPorter(NamedTuple):
    """Ce que le dossier donne : les noms, la référence, le jour d'envoi, le principal dû, le délai en jours."""

    creancier: str
    debiteur: str
    reference: str
    envoi: date
    principal: Decimal
    total: Decimal
    delai: int | None
    limite: date | None

    def valeur(self, code: str) -> str:
        """Ce qui remplit une mention, ou rien."""
        valeurs = {
            "date": self.envoi.isoformat(),
            "parties": " ; ".join(nom for nom in (self.creancier, self.debiteur) if nom),
            "fondement": self.reference,
            "montants": str(self.total),
            "delai": "" if self.limite is None else self.limite.isoformat(),
        }
        return valeurs.get(code, "")


def enoncer(faits: FaitsAPorter, *, debiteur: str | None, emetteur: str) -> tuple[MentionDeLettre, ...]:
    """Les mentions à porter, dans l'ordre de la lettre, avec ce que le dossier donne pour les remplir."""
    return tuple(_mention(une, faits, None) for une in _attendues(debiteur, emetteur))


def controler(texte: str, faits: FaitsAPorter, *, debiteur: str | None, emetteur: str) -> tuple[MentionDeLettre, ...]:
    """Les mêmes, cherchées dans un texte."""
    plie = plier(texte)
    return tuple(_mention(une, faits, _lire(une, plie, faits)) for une in _attendues(debiteur, emetteur))


def _attendues(debiteur: str | None, emetteur: str) -> tuple[MentionDeForme, ...]:
    return tuple(une for une in forme_de_mise_en_demeure().mentions if une.attendue(debiteur, emetteur))


def _mention(forme: MentionDeForme, faits: FaitsAPorter, presente: bool | None) -> MentionDeLettre:
    force = cast("Literal['exigee', 'conseillee']", forme.niveau)
    return MentionDeLettre(forme.code, force, forme.article, faits.valeur(forme.code), presente)


def _lire(forme: MentionDeForme, texte: TextePlie, faits: FaitsAPorter) -> bool | None:
    """Ce que le dossier permet de chercher, sinon les expressions ; None si rien ne permet de lire la mention."""
    lecture = _LECTURES.get(forme.lecture)
    vu = None if lecture is None else lecture(texte, faits)
    return forme.expressions.presentes(texte) if vu is None and forme.expressions.ecrites else vu


def _contient(texte: TextePlie, suite: str) -> bool:
    """Vrai si le texte porte ces mots à la suite, sans égard à la ponctuation."""
    cherches, lus = (" ".join(mot for mot in un.plie.split() if mot not in {".", ","}) for un in (plier(suite), texte))
    return f" {cherches} " in f" {lus} "


def _date(texte: TextePlie, faits: FaitsAPorter) -> bool | None:
    """L'année de l'envoi au moins."""
    return _contient(texte, str(faits.envoi.year))


def _parties(texte: TextePlie, faits: FaitsAPorter) -> bool | None:
    """Les noms que le dossier donne."""
    noms = [nom for nom in (faits.creancier, faits.debiteur) if nom]
    return all(_contient(texte, nom) for nom in noms) if noms else None


def _fondement(texte: TextePlie, faits: FaitsAPorter) -> bool | None:
    """La référence de la créance, si elle en a une."""
    return _contient(texte, faits.reference) if faits.reference else None


def _montant(texte: TextePlie, faits: FaitsAPorter) -> bool | None:
    """Le principal restant dû, sous l'une de ses écritures."""
    return any(_contient(texte, ecriture) for ecriture in ecritures(faits.principal))


def _delai(texte: TextePlie, faits: FaitsAPorter) -> bool | None:
    """Le nombre de jours accordé ; une formule peut en tenir lieu."""
    return True if faits.delai is not None and _contient(texte, f"{faits.delai} jours") else None


_LECTURES: Mapping[str, Callable[[TextePlie, FaitsAPorter], bool | None]] = {
    "date": _date,
    "parties": _parties,
    "fondement": _fondement,
    "montant": _montant,
    "delai": _delai,
}


def ecritures(montant: Decimal) -> tuple[str, ...]:
    """Les façons d'écrire une somme, pliées : avec ou sans espace de milliers, avec ou sans centimes.

    >>> ecritures(Decimal("10000.00"))
    ('10000 00', '10 000 00', '10000', '10 000')
    """
    entiers, reste = divmod(centimes(montant), _CENT)
    colle, espace = str(entiers), f"{entiers:,}".replace(",", " ")
    avec = tuple(dict.fromkeys((f"{colle} {reste:02}", f"{espace} {reste:02}")))
    return avec if reste else (*avec, *dict.fromkeys((colle, espace)))
