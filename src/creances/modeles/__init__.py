"""Étage 1 : ce que l'utilisateur apporte. Modèles pydantic immuables, qui refusent ce qu'ils ne connaissent pas.

`base` (le socle et les refus en français), `parties` (débiteur, créancier), `conditions` (terme, taux convenu,
escompte), `creance`, `evenements` (paiement, avoir, mise en demeure…).
"""

from creances.modeles.base import Modele
from creances.modeles.conditions import Conditions, PalierEscompte, Terme
from creances.modeles.creance import Creance, Interruption, Nature, Secteur
from creances.modeles.evenements import (
    Avoir,
    Contestation,
    Evenement,
    Frais,
    MiseEnDemeure,
    Paiement,
    ProcedureCollective,
    Promesse,
    Reconnaissance,
    Relance,
)
from creances.modeles.parties import CategoriePublique, Creancier, Debiteur, Qualite, Territoire

__all__ = [
    "Avoir",
    "CategoriePublique",
    "Conditions",
    "Contestation",
    "Creance",
    "Creancier",
    "Debiteur",
    "Evenement",
    "Frais",
    "Interruption",
    "MiseEnDemeure",
    "Modele",
    "Nature",
    "Paiement",
    "PalierEscompte",
    "ProcedureCollective",
    "Promesse",
    "Qualite",
    "Reconnaissance",
    "Relance",
    "Secteur",
    "Terme",
    "Territoire",
]
