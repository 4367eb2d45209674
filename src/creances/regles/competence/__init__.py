"""Quel juge saisir, en quel lieu, avec ou sans avocat, en dernier ressort ou non."""

from creances.regles.competence.question import competence
from creances.regles.competence.valeurs import Juridiction, JuridictionPossible, LieuPossible

__all__ = ["Juridiction", "JuridictionPossible", "LieuPossible", "competence"]
