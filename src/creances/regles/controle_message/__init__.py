"""Que peut-on écrire à un débiteur ?

`recherche` trouve dans un texte les passages interdits, `circonstances` juge ce qui l'entoure (heure, fréquence, mentions
d'un tiers), `question` répond ; `methodes` refuse l'intimidation et la confusion, et dit par quoi les remplacer.
"""

from creances.regles.controle_message.methodes import MethodeDemandee, methode_autorisee
from creances.regles.controle_message.question import controle_message
from creances.regles.controle_message.valeurs import ConstatMessage, ControleMessage, PeineEncourue

__all__ = [
    "ConstatMessage",
    "ControleMessage",
    "MethodeDemandee",
    "PeineEncourue",
    "controle_message",
    "methode_autorisee",
]
