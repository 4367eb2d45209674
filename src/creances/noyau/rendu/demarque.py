r"""La page en Markdown. Tout texte y est neutralisé : ni balise, ni lien, ni cellule ne peut venir d'un nom.

>>> neutraliser("<b>A|B</b> *gras*")
'\\<b\\>A\\|B\\</b\\> \\*gras\\*'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from creances.noyau.rendu.page import Page
from creances.noyau.rendu.valeurs import Compose, Fiche, Tableau, Texte, aplatir

_SIGNES = re.compile(r"([\\`*_\[\]<>|#~$&])")
_A_GAUCHE = ":---"
_A_DROITE = "---:"


def neutraliser(texte: str) -> str:
    """Un texte dont aucun signe ne compte pour Markdown. Il tient déjà sur une ligne (voir `nettoyer`)."""
    return _SIGNES.sub(r"\\\1", texte)


def ecrire(page: Page) -> str:
    """Des blocs séparés par une ligne vide : titre, valeur, tableau des étapes, listes."""
    blocs = [f"### {neutraliser(page.titre)}"]
    if page.valeur is not None:
        blocs.extend(_compose(page.valeur))
    if page.etapes:
        blocs.append(_etapes(page))
    for nom, elements in (("articles", page.articles), ("reserves", page.reserves)):
        if elements:
            blocs.append(_gras(page.intitule(nom)))
            blocs.append("\n".join(f"- {neutraliser(element)}" for element in elements))
    if page.droit:
        blocs.append(neutraliser(page.droit))
    return "\n\n".join(blocs)


def _gras(texte: str) -> str:
    return f"**{neutraliser(texte)}**"


def _tableau(entetes: Sequence[str], cotes: Sequence[str], rangees: Sequence[Sequence[str]]) -> str:
    neutres = [[neutraliser(cellule) for cellule in rangee] for rangee in (entetes, *rangees)]
    return "\n".join(f"| {' | '.join(rangee)} |" for rangee in (neutres[0], cotes, *neutres[1:]))


def _etapes(page: Page) -> str:
    entetes = [page.intitule("etape"), page.intitule("article")]
    cotes = [_A_GAUCHE, _A_GAUCHE]
    rangees = [[etape.phrase, etape.article] for etape in page.etapes]
    if page.a_des_montants:
        entetes.append(page.intitule("montant"))
        cotes.append(_A_DROITE)
        for rangee, etape in zip(rangees, page.etapes, strict=True):
            rangee.append(etape.montant)
    return _tableau(entetes, cotes, rangees)


def _compose(compose: Compose) -> Iterator[str]:
    """Les blocs d'une valeur, sans retrait : un tableau dans une liste n'est pas lu partout."""
    if isinstance(compose, Tableau):
        cotes = [_A_DROITE if nombre else _A_GAUCHE for nombre in compose.nombres]
        yield _tableau(compose.entetes, cotes, [tuple(map(aplatir, rangee)) for rangee in compose.rangees])
    else:
        yield from _fiche(compose)


def _fiche(fiche: Fiche) -> Iterator[str]:
    simples = [(nom, dedans.ecrit) for nom, dedans in fiche.rubriques if isinstance(dedans, Texte)]
    if simples:
        yield "\n".join(f"- {_gras(nom)} {neutraliser(ecrit)}" for nom, ecrit in simples)
    for nom, dedans in fiche.rubriques:
        if not isinstance(dedans, Texte):
            yield _gras(nom)
            yield from _compose(dedans)
