"""À partir de combien de cas une observation dit quelque chose."""

from __future__ import annotations

from functools import cache

from creances.noyau import fichiers


@cache
def minimum_usuel() -> int:
    """Le nombre de cas en dessous duquel un taux ne dit rien.

    >>> minimum_usuel()
    10
    """
    minimum: int = fichiers.toml("creances.moteur.usages.donnees", "revue.toml")["tendance"]["minimum"]
    return minimum
