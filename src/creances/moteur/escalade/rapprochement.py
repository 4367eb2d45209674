"""Quels événements accomplissent quelles étapes ?

Un événement qui nomme son étape l'accomplit. Les autres (saisis à la main, importés, faits sous un autre scénario)
accomplissent la première étape encore à faire d'une nature et d'un canal compatibles : rien de passé ne se rejoue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from creances.modeles import MiseEnDemeure, Relance, Transmission
from creances.moteur.usages.scenarios import EtapePrete, Trame

Fait = Relance | MiseEnDemeure | Transmission
_MISES_EN_DEMEURE = frozenset({"mise_en_demeure"})
_SUITES = frozenset({"transmission", "decision"})
_AVANT = frozenset({"pre_relance"})
_ECRITES = frozenset({"relance"})
_SANS_CANAL = frozenset({"relance", "appel"})
_PAR_CANAL = {"telephone": frozenset({"appel"})}
_TOUJOURS = {"interne": frozenset({"interne"}), "acte": frozenset({"acte"})}


def rapprocher(trame: Trame, faits: Iterable[Fait], echeance: date) -> dict[int, date]:
    """Le jour où chaque étape a été faite, par rang dans la chaîne ; un nœud de décision a le sien (`rang_du_noeud`)."""
    faites: dict[int, date] = {}
    for fait in faits:
        etape = "" if fait.type == "transmission" else fait.etape
        rang = trame.rangs.get(etape) if etape else None
        if rang is None:
            rang = _compatible(trame.chaine, faites, fait, echeance)
        if rang is not None:
            faites.setdefault(rang, fait.date)
    return faites


def _compatible(chaine: tuple[EtapePrete, ...], faites: Mapping[int, date], fait: Fait, echeance: date) -> int | None:
    natures = _natures(fait, echeance)
    for une in chaine:
        if une.nature in natures and une.rang not in faites:
            return une.rang
    return None


def _natures(fait: Fait, echeance: date) -> frozenset[str]:
    """Les natures d'étape que le fait peut accomplir."""
    if fait.type == "mise_en_demeure":
        return _MISES_EN_DEMEURE
    if fait.type == "transmission":
        return _SUITES
    canal = fait.canal
    if canal in _TOUJOURS:
        return _TOUJOURS[canal]
    if fait.date <= echeance:
        return _AVANT
    return _PAR_CANAL.get(canal, _ECRITES) if canal else _SANS_CANAL
