"""Que porte une mise en demeure de payer, que produit-elle, que ne produit-elle pas ?

`mentions` dit ce qu'elle porte et le retrouve dans un texte ; `effets`, ce qu'elle change ; `envoi`, ce qu'il prouve.
"""

from creances.regles.mise_en_demeure.effets import EffetDeDroit, effets
from creances.regles.mise_en_demeure.envoi import lre_interdite, preuve
from creances.regles.mise_en_demeure.mentions import FaitsAPorter, MentionDeLettre, controler, enoncer

__all__ = [
    "EffetDeDroit",
    "FaitsAPorter",
    "MentionDeLettre",
    "controler",
    "effets",
    "enoncer",
    "lre_interdite",
    "preuve",
]
