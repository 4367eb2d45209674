"""Étage 1 : ce que l'utilisateur apporte. Modèles pydantic immuables, qui refusent ce qu'ils ne connaissent pas.

`base` (le socle et les refus en français), `parties` (débiteur, créancier), `conditions` (terme, taux convenu,
escompte), `creance`, `evenements` (paiement, avoir, mise en demeure…), `actes` (ceux qui interrompent ou suspendent une
prescription), `procedure`, `dossier` (tout ce que l'on sait d'une créance).
"""

from creances.modeles.actes import (
    AccordPrescription,
    ActeExecution,
    ActeSansEffet,
    DemandeEnJustice,
    Issue,
    Reamenagement,
    Reclamation,
    SignificationInjonction,
    Surendettement,
    Suspension,
    Titre,
)
from creances.modeles.base import Modele
from creances.modeles.conditions import Conditions, PalierEscompte, Terme
from creances.modeles.creance import Creance, Interruption, Nature, Secteur
from creances.modeles.dossier import Dossier
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
from creances.modeles.procedure import Acte, Partie, Procedure

__all__ = [
    "AccordPrescription",
    "Acte",
    "ActeExecution",
    "ActeSansEffet",
    "Avoir",
    "CategoriePublique",
    "Conditions",
    "Contestation",
    "Creance",
    "Creancier",
    "Debiteur",
    "DemandeEnJustice",
    "Dossier",
    "Evenement",
    "Frais",
    "Interruption",
    "Issue",
    "MiseEnDemeure",
    "Modele",
    "Nature",
    "Paiement",
    "PalierEscompte",
    "Partie",
    "Procedure",
    "ProcedureCollective",
    "Promesse",
    "Qualite",
    "Reamenagement",
    "Reclamation",
    "Reconnaissance",
    "Relance",
    "Secteur",
    "SignificationInjonction",
    "Surendettement",
    "Suspension",
    "Terme",
    "Territoire",
    "Titre",
]
