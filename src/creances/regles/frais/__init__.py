"""Que coûte une procédure, et qui le paie ?

`emoluments` calcule les droits proportionnels du commissaire de justice, `actes` le prix d'un acte, `greffe` ce que perçoit
le greffe, `contributions` ce que doit le demandeur ; `charge` dit qui supporte quoi, `estimation` additionne le tout.
"""

from creances.regles.frais.actes import cout_acte
from creances.regles.frais.charge import charge_des_frais
from creances.regles.frais.contributions import contribution_aide_juridique, contribution_justice_economique
from creances.regles.frais.emoluments import droit_engagement, emoluments
from creances.regles.frais.estimation import frais
from creances.regles.frais.greffe import frais_greffe
from creances.regles.frais.valeurs import (
    ChargeDesFrais,
    ConditionDeContribution,
    Contribution,
    CoutActe,
    Demandeur,
    Emoluments,
    EstimationFrais,
    FraisGreffe,
    PosteDeFrais,
    TrancheEmolument,
)

__all__ = [
    "ChargeDesFrais",
    "ConditionDeContribution",
    "Contribution",
    "CoutActe",
    "Demandeur",
    "Emoluments",
    "EstimationFrais",
    "FraisGreffe",
    "PosteDeFrais",
    "TrancheEmolument",
    "charge_des_frais",
    "contribution_aide_juridique",
    "contribution_justice_economique",
    "cout_acte",
    "droit_engagement",
    "emoluments",
    "frais",
    "frais_greffe",
]
