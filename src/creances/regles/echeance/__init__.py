"""Quand la facture est-elle due ?

`terme` applique un délai convenu, `legal` donne le délai de la loi à défaut d'accord, `acheteur_public` celui de la
commande publique, `plafond` le dernier jour licite ; `question` les ordonne : date imprimée, terme convenu, loi.
"""

from creances.regles.echeance.question import echeance

__all__ = ["echeance"]
