"""Étage 4 : les mêmes règles sur des colonnes, au centime et au jour près.

`pip install creances[lots]`. Une table entre (pandas, polars, pyarrow, ou ce que narwhals lit), la même table sort, suivie
des colonnes de la réponse. `cadre` est la charpente commune à toutes ces règles ; `entiers`, la porte basse.
"""

from creances.noyau.erreurs import ErreurCreances

try:
    import narwhals  # noqa: F401
    import numpy  # noqa: F401
    import pyarrow  # noqa: F401
except ImportError as absent:
    raise ErreurCreances(
        f"creances.lots : {absent.name} n'est pas installé ; accepté : pip install creances[lots]",
        code="lots.extra_absent",
        paquet=absent.name,
    ) from absent

from creances.lots import entiers
from creances.lots.actions import actions
from creances.lots.balance_agee import BalanceEnColonnes, balance_agee
from creances.lots.decomptes import decomptes
from creances.lots.echeances import echeances
from creances.lots.escomptes import escomptes
from creances.lots.expirations import expirations
from creances.lots.flux import traiter
from creances.lots.indemnites import indemnites
from creances.lots.interets import interets
from creances.lots.penalites import penalites
from creances.lots.prescriptions import prescriptions

__all__ = [
    "BalanceEnColonnes",
    "actions",
    "balance_agee",
    "decomptes",
    "echeances",
    "entiers",
    "escomptes",
    "expirations",
    "indemnites",
    "interets",
    "penalites",
    "prescriptions",
    "traiter",
]
