"""Quel juge saisir, en quel lieu, avec ou sans avocat, en dernier ressort ou non."""

from creances.regles.competence.examen import Examen, Juges
from creances.regles.competence.matieres import refuser
from creances.regles.competence.question import competence
from creances.regles.competence.valeurs import Juridiction, JuridictionPossible, LieuPossible

__all__ = ["Examen", "Juges", "Juridiction", "JuridictionPossible", "LieuPossible", "competence", "refuser"]
