"""La page en texte simple, pour un terminal ou un journal : retraits, colonnes, rien d'autre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from creances.noyau.rendu.page import Etape, Page
from creances.noyau.rendu.valeurs import Compose, Fiche, Tableau, Texte, aplatir

_RETRAIT = "  "


def ecrire(page: Page) -> str:
    """Titre, valeur, étapes, textes, réserves, version des données ; un blanc entre chaque."""
    blocs: list[Iterable[str]] = [[page.titre]]
    if page.valeur is not None:
        blocs.append(_compose(page.valeur, 1))
    if page.etapes:
        blocs.append(_etapes(page.etapes))
    for nom, elements in (("articles", page.articles), ("reserves", page.reserves)):
        if elements:
            blocs.append([page.intitule(nom), *(f"{_RETRAIT}- {element}" for element in elements)])
    if page.droit:
        blocs.append([page.droit])
    return "\n\n".join("\n".join(bloc) for bloc in blocs)


def _etapes(etapes: Sequence[Etape]) -> Iterator[str]:
    """Une ligne par étape. Seules celles qui portent un montant décident de la place de la colonne."""
    phrases = [f"{etape.phrase} ({etape.article})" if etape.article else etape.phrase for etape in etapes]
    chiffrees = [(phrase, etape.montant) for phrase, etape in zip(phrases, etapes, strict=True) if etape.montant]
    largeur = max((len(phrase) for phrase, _ in chiffrees), default=0)
    droite = max((len(montant) for _, montant in chiffrees), default=0)
    for phrase, etape in zip(phrases, etapes, strict=True):
        montant = f"{_RETRAIT}{etape.montant:>{droite}}" if etape.montant else ""
        yield f"{_RETRAIT}{phrase:<{largeur}}{montant}".rstrip()


def _compose(compose: Compose, niveau: int) -> Iterator[str]:
    if isinstance(compose, Tableau):
        rangees = [compose.entetes, *(tuple(map(aplatir, rangee)) for rangee in compose.rangees)]
        yield from _colonnes(rangees, [compose.nombres] * len(rangees), niveau)
    else:
        yield from _fiche(compose, niveau)


def _fiche(fiche: Fiche, niveau: int) -> Iterator[str]:
    simples = [(nom, dedans) for nom, dedans in fiche.rubriques if isinstance(dedans, Texte)]
    rangees = [(nom, dedans.ecrit) for nom, dedans in simples]
    alignees = iter(_colonnes(rangees, [(False, dedans.nombre) for _, dedans in simples], niveau))
    for nom, dedans in fiche.rubriques:
        if isinstance(dedans, Texte):
            yield next(alignees)
        else:
            yield f"{_RETRAIT * niveau}{nom}"
            yield from _compose(dedans, niveau + 1)


def _colonnes(rangees: Sequence[Sequence[str]], nombres: Sequence[Sequence[bool]], niveau: int) -> Iterator[str]:
    """Aligne des rangées de même longueur : nombres à droite, mots à gauche."""
    largeurs = [max(map(len, colonne)) for colonne in zip(*rangees, strict=True)]
    for rangee, a_droite in zip(rangees, nombres, strict=True):
        cellules = (
            ecrit.rjust(largeur) if nombre else ecrit.ljust(largeur)
            for ecrit, largeur, nombre in zip(rangee, largeurs, a_droite, strict=True)
        )
        yield f"{_RETRAIT * niveau}{_RETRAIT.join(cellules)}".rstrip()
