"""Prévenir l'impayé : accorder un crédit, suivre un encours, voir venir un retard, ranger un client, garder ses preuves.

`credit` (plafond et encours), `derive` (les retards qui s'allongent), `segmentation`, `profil` (quel payeur est-ce),
`preuves` (le dossier et ce qui lui manque). Des usages, jamais du droit : chaque seuil se remplace.
"""

from creances.moteur.prevention.credit import ControleEncours, PlafondCredit, controle_encours, plafond_credit
from creances.moteur.prevention.derive import Derive, derive
from creances.moteur.prevention.preuves import DossierDePreuves, PieceVersee, preuves
from creances.moteur.prevention.profil import ProfilPayeur, profil_payeur
from creances.moteur.prevention.segmentation import Segmentation, segmentation

__all__ = [
    "ControleEncours",
    "Derive",
    "DossierDePreuves",
    "PieceVersee",
    "PlafondCredit",
    "ProfilPayeur",
    "Segmentation",
    "controle_encours",
    "derive",
    "plafond_credit",
    "preuves",
    "profil_payeur",
    "segmentation",
]
