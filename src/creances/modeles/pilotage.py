"""Ce que l'on apporte pour piloter un portefeuille : les ventes de chaque mois."""

from __future__ import annotations

from creances.modeles.base import Modele
from creances.noyau.argent import Euros
from creances.noyau.temps import Jour


class VentesDuMois(Modele):
    """Ce qui a été facturé, toutes taxes comprises, pendant un mois civil. `mois` : un jour quelconque de ce mois.

    >>> VentesDuMois(mois="2026-11-30", montant=1200).montant
    Decimal('1200.00')
    """

    mois: Jour
    montant: Euros
