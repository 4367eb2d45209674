"""Les voies de recouvrement, ouvertes ou fermées : chaque condition remplie, manquée ou inconnue."""

from creances.regles.voies.examen import Examinateur, VoieExaminee, au_bord_du_plafond
from creances.regles.voies.faits import Faits
from creances.regles.voies.valeurs import Condition, Duree, Prealable, Voie

__all__ = ["Condition", "Duree", "Examinateur", "Faits", "Prealable", "Voie", "VoieExaminee", "au_bord_du_plafond"]
