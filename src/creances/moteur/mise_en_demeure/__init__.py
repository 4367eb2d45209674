"""Mettre un débiteur en demeure de payer : quoi écrire, comment l'envoyer, jusqu'à quand attendre, ce que cela change.

`projet` réunit les faits d'une lettre, `mode` choisit l'envoi et le délai d'usage, `anomalies` dit ce qui ne va pas,
`question` répond.
"""

from creances.moteur.mise_en_demeure.question import mise_en_demeure
from creances.moteur.mise_en_demeure.valeurs import AnomalieDeMiseEnDemeure, ControleMiseEnDemeure, SommesReclamees

__all__ = ["AnomalieDeMiseEnDemeure", "ControleMiseEnDemeure", "SommesReclamees", "mise_en_demeure"]
