"""Écrire à un débiteur : relances, mise en demeure, plan, reconnaissance de dette, requête. Demande l'extra `lettres`.

`correspondance` dit qui écrit et comment payer, `contexte` rassemble les faits, `gabarits` les met en page dans un bac à
sable, `mots` écrit les sommes en lettres, `redaction` contrôle et rend la lettre.
"""

from creances.adaptateurs.lettres.correspondance import Correspondant, MoyenDePaiement
from creances.adaptateurs.lettres.redaction import Lettre, lettre

__all__ = ["Correspondant", "Lettre", "MoyenDePaiement", "lettre"]
