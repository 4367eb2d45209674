"""Les jours où l'on écrit : ni samedi, ni dimanche, ni jour férié du territoire du débiteur."""

from __future__ import annotations

from datetime import date
from functools import cache

from creances.droit.calendrier import ouvrable_suivant
from creances.noyau.erreurs import HorsChamp
from creances.noyau.temps import UN_JOUR


def jour_ouvrable(ordinal: int, territoire: str) -> int:
    """Ce jour s'il est ouvrable, sinon le premier qui suit. Là où les fêtes sont inconnues, celles de la métropole."""
    connus = _ouvrables(territoire)
    connu = connus.get(ordinal)
    if connu is None:
        connus.update(_annee(date.fromordinal(ordinal), territoire))
        connu = connus[ordinal]
    return connu


# Les jours d'un portefeuille se répètent : une table par territoire, remplie année par année de 1900 à 2199.
@cache
def _ouvrables(_territoire: str) -> dict[int, int]:
    return {}


def _annee(jour: date, territoire: str) -> dict[int, int]:
    annee, un = jour.year, jour.replace(month=1, day=1)
    jours = {}
    while un.year == annee:
        jours[un.toordinal()] = _suivant(un, territoire).toordinal()
        un += UN_JOUR
    return jours


def _suivant(un: date, territoire: str) -> date:
    try:
        return ouvrable_suivant(un, territoire=territoire)
    except HorsChamp:
        return ouvrable_suivant(un)
