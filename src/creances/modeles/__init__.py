"""Étage 1 : ce que l'utilisateur apporte. Modèles pydantic immuables, qui refusent ce qu'ils ne connaissent pas.

`base` (le socle et les refus en français), `parties` (débiteur, créancier), `conditions` (terme, taux convenu,
escompte), `creance`, `evenements` (paiement, avoir, jugement d'ouverture…), `suivi` (relance, mise en demeure, promesse,
échéancier…), `actes` (ceux qui interrompent ou suspendent une prescription), `procedure`, `contexte` (ce que la loi ne lit
pas), `dossier` (tout ce que l'on sait d'une créance), `colonnes` (les noms de tout cela dans un tableau).
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
from creances.modeles.contexte import Contexte
from creances.modeles.creance import Creance, Interruption, Nature, Secteur
from creances.modeles.dossier import Dossier
from creances.modeles.evenements import Avoir, Evenement, Frais, Paiement, ProcedureCollective, Reconnaissance
from creances.modeles.parties import CategoriePublique, Creancier, Debiteur, Qualite, Territoire
from creances.modeles.procedure import Acte, Partie, Procedure
from creances.modeles.suivi import (
    Contestation,
    Echeancier,
    LigneEcheancier,
    MiseEnDemeure,
    Pause,
    Promesse,
    Relance,
    Reponse,
    StatutFacture,
    Transmission,
)

__all__ = [
    "AccordPrescription",
    "Acte",
    "ActeExecution",
    "ActeSansEffet",
    "Avoir",
    "CategoriePublique",
    "Conditions",
    "Contestation",
    "Contexte",
    "Creance",
    "Creancier",
    "Debiteur",
    "DemandeEnJustice",
    "Dossier",
    "Echeancier",
    "Evenement",
    "Frais",
    "Interruption",
    "Issue",
    "LigneEcheancier",
    "MiseEnDemeure",
    "Modele",
    "Nature",
    "Paiement",
    "PalierEscompte",
    "Partie",
    "Pause",
    "Procedure",
    "ProcedureCollective",
    "Promesse",
    "Qualite",
    "Reamenagement",
    "Reclamation",
    "Reconnaissance",
    "Relance",
    "Reponse",
    "Secteur",
    "SignificationInjonction",
    "StatutFacture",
    "Surendettement",
    "Suspension",
    "Terme",
    "Territoire",
    "Titre",
    "Transmission",
]
