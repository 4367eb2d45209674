"""Le catalogue des textes cités : chaque référence y figure une fois, avec son objet et ses dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from creances.droit import fichiers
from creances.noyau.erreurs import TableIncoherente


@dataclass(frozen=True, slots=True)
class Article:
    """Un article ou un arrêt. `jusqu_au` est exclu ; None pour un texte en vigueur ou un arrêt."""

    reference: str
    code: str
    titre: str
    depuis: date | None = None
    jusqu_au: date | None = None
    adresse: str = ""

    def en_vigueur(self, jour: date) -> bool:
        """Vrai si le texte s'appliquait ce jour-là, pour ce que le catalogue en sait."""
        return (self.depuis is None or self.depuis <= jour) and (self.jusqu_au is None or jour < self.jusqu_au)


@cache
def articles() -> Mapping[str, Article]:
    """Le catalogue, par référence. Une référence qui figure deux fois est un défaut de nos données.

    >>> articles()["C. com., D441-5"].titre
    'indemnité forfaitaire pour frais de recouvrement : quarante euros'
    """
    catalogue: dict[str, Article] = {}
    for theme in fichiers.themes("articles", ".csv"):
        for ligne in fichiers.csv(theme):
            reference = ligne["reference"]
            if reference in catalogue:
                raise TableIncoherente(f"{theme} : {reference} figure deux fois")
            catalogue[reference] = Article(
                reference, ligne["code"], ligne["titre"], _date(ligne["depuis"]), _date(ligne["jusqu_au"]), ligne["url"]
            )
    return MappingProxyType(catalogue)


def _date(texte: str) -> date | None:
    return date.fromisoformat(texte) if texte else None
