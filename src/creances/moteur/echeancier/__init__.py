"""Le plan de paiement : le proposer, puis le suivre."""

from creances.moteur.echeancier.plan import echeancier
from creances.moteur.echeancier.suivi import suivi_echeancier
from creances.moteur.echeancier.valeurs import (
    EcheanceDuPlan,
    EcheanceSuivie,
    PlanDePaiement,
    SuiviEcheancier,
)

__all__ = [
    "EcheanceDuPlan",
    "EcheanceSuivie",
    "PlanDePaiement",
    "SuiviEcheancier",
    "echeancier",
    "suivi_echeancier",
]
