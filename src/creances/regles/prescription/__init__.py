"""Jusqu'à quand peut-on agir ?

`nature` dit de quelle prescription relève la créance, `depart` d'où elle part, `faits` ce qui est arrivé, `cours` compte
le délai et `rejeu` lui applique chaque fait ; `prescrire` les réunit.
"""

from creances.regles.prescription.faits import ActePerdu, Suivie
from creances.regles.prescription.question import Demande, Prescription, prescrire

__all__ = ["ActePerdu", "Demande", "Prescription", "Suivie", "prescrire"]
