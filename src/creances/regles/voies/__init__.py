"""Les voies de recouvrement, ouvertes ou fermées : chaque condition remplie, manquée ou inconnue."""

from creances.regles.voies.examen import examiner
from creances.regles.voies.faits import Faits
from creances.regles.voies.valeurs import Condition, Duree, Prealable, Voie

__all__ = ["Condition", "Duree", "Faits", "Prealable", "Voie", "examiner"]
