"""Les tranches usuelles d'une balance âgée."""

from __future__ import annotations

from functools import cache

from creances.noyau import fichiers


@cache
def bornes_usuelles() -> tuple[int, ...]:
    """Le dernier jour de retard de chaque tranche, inclus.

    >>> bornes_usuelles()
    (30, 60, 90)
    """
    return tuple(fichiers.toml("creances.moteur.usages.donnees", "balance_agee.toml")["tranches"]["bornes"])
