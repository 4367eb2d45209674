"""Les délais d'usage que plusieurs règles partagent : chacun a une seule valeur, que toutes lisent ici.

>>> delai_de_mise_en_demeure(None), delai_de_mise_en_demeure("consommateur"), alerte_de_prescription()
(8, 15, 60)
"""

from __future__ import annotations

from functools import cache

from creances.moteur.usages.chiffres import chiffres, lire

_QUALITE_SUPPOSEE = "professionnel"


@cache
def delai_de_mise_en_demeure(qualite: str | None) -> int:
    """Les jours que laisse une mise en demeure qui n'en dit rien, selon la qualité du débiteur."""
    jours: int = lire("escalade.toml")["delai_de_mise_en_demeure"][qualite or _QUALITE_SUPPOSEE]
    return jours


@cache
def alerte_de_prescription() -> int:
    """Les jours qui précèdent le dernier jour pour agir, où une lettre ne sauve plus rien."""
    jours: int = chiffres("orientation.toml")["alerte_prescription"].valeur
    return jours
