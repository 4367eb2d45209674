"""La ventilation d'une facture par taux de TVA."""

from __future__ import annotations

from decimal import Decimal

from creances.modeles.base import Modele
from creances.noyau.argent import Euros, Taux, centimes, division_arrondie, euros, millioniemes


class PartTva(Modele):
    """Ce qu'une facture porte à un taux de TVA : `ht`, la somme hors taxe, et `tva`, la taxe imprimée.

    `tva` : None, la taxe se calcule, arrondie au centime. `taux` : 0 pour une vente exonérée ou hors du champ de la TVA.

    >>> PartTva(ht=10000, taux=20).taxe
    Decimal('2000.00')
    """

    ht: Euros
    taux: Taux
    tva: Euros | None = None

    @property
    def taxe(self) -> Decimal:
        """La taxe imprimée, à défaut celle que donne le taux, en euros."""
        return self.tva if self.tva is not None else taxe(self.ht, self.taux)


def taxe(ht: Decimal, taux: Decimal) -> Decimal:
    """La TVA d'une somme hors taxe, arrondie au centime.

    >>> taxe(Decimal("200.00"), Decimal("5.50"))
    Decimal('11.00')
    """
    return euros(division_arrondie(centimes(ht) * millioniemes(taux), millioniemes(Decimal(100))))
