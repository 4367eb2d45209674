"""Que faire ensuite, à l'amiable ou en justice : la loi d'abord, le calendrier ensuite, la valeur espérée enfin."""

from creances.moteur.orientation.attente import CoutAttente, cout_attente
from creances.moteur.orientation.historique import DossierClos, courbe_recouvrement
from creances.moteur.orientation.question import orientation
from creances.moteur.orientation.valeurs import (
    ChiffreRetenu,
    Decision,
    EcheanceLegale,
    Frein,
    Obstacle,
    OptionComparee,
    Sensibilite,
)

__all__ = [
    "ChiffreRetenu",
    "CoutAttente",
    "Decision",
    "DossierClos",
    "EcheanceLegale",
    "Frein",
    "Obstacle",
    "OptionComparee",
    "Sensibilite",
    "courbe_recouvrement",
    "cout_attente",
    "orientation",
]
