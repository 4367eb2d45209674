"""Le catalogue des textes cités : chaque référence y figure une fois, avec son objet et ses dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


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


def articles() -> Mapping[str, Article]:
    """Le catalogue, par référence.

    >>> articles()["C. com., D441-5"].titre
    'indemnité forfaitaire pour frais de recouvrement : quarante euros'
    """
    from creances.droit.chargement import lire_articles

    return lire_articles()
