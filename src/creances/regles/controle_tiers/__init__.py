"""À qui confier un recouvrement ? Les devoirs de celui qui recouvre pour autrui (CPCE, R124-1 à R124-7).

`question` contrôle ses pièces avant de lui remettre un dossier, `reversement` date le retour des fonds.
"""

from creances.regles.controle_tiers.question import AlerteTiers, ControleTiers, ObligationTiers, controle_tiers
from creances.regles.controle_tiers.reversement import reversement

__all__ = ["AlerteTiers", "ControleTiers", "ObligationTiers", "controle_tiers", "reversement"]
