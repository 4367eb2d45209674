"""Les voies de recouvrement : ce que chacune exige, demande et donne, en données.

Les seuils sont des tables datées (`voies.*`) ; ici sont les choix qui ne changent pas avec le temps.

>>> fiches()["L126"].depuis, len(fiches())
(datetime.date(2026, 4, 25), 18)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from creances.droit import fichiers
from creances.noyau.erreurs import TableIncoherente

# Nombre de réponses gardées en mémoire : bien plus qu'un portefeuille n'en donne de différentes.
EXAMENS_GARDES = 4096
_FICHIER = "voies.toml"
_CONFIANCES = ("haute", "moyenne", "basse")


class Exigence(NamedTuple):
    """Un fait qu'une voie exige, et l'article qui l'exige."""

    fait: str
    article: str


class PrealableExige(NamedTuple):
    """Une démarche à faire avant ; `force` : "exige" ou "conseille"."""

    nom: str
    article: str
    force: str


class DureeIndicative(NamedTuple):
    """Une durée habituelle, d'où elle vient, ce que vaut cette source."""

    duree: str
    source: str
    confiance: str


@dataclass(frozen=True, slots=True, eq=False)
class FicheDeVoie:
    """Une voie, lue une fois. `depuis` (inclus) et `jusqu_au` (exclu) : None si ces données ne les disent pas."""

    code: str
    article: str
    confiance: str
    conditions: tuple[Exigence, ...]
    prealables: tuple[PrealableExige, ...]
    pieces: tuple[str, ...]
    titre: str
    article_du_titre: str
    duree: DureeIndicative
    depuis: date | None = None
    jusqu_au: date | None = None

    def en_vigueur(self, jour: date) -> bool:
        """Vrai si la voie existe ce jour-là, pour ce que ces données en savent."""
        return (self.depuis is None or self.depuis <= jour) and (self.jusqu_au is None or jour < self.jusqu_au)


@cache
def fiches() -> Mapping[str, FicheDeVoie]:
    """Les voies, par code de procédure."""
    lues = fichiers.toml(_FICHIER)
    communes = [Exigence(*une) for une in lues["commun"]["conditions"]]
    return MappingProxyType({code: _fiche(code, dict(voie), communes) for code, voie in lues["voies"].items()})


@cache
def ce_qui_leve() -> Mapping[str, str]:
    """Par fait, la pièce ou le renseignement qui lève l'inconnu."""
    return MappingProxyType(dict(fichiers.toml(_FICHIER)["leve"]))


@cache
def etats_des_reglements_europeens() -> frozenset[str]:
    """Les États liés par les règlements européens de procédure : l'Union sans le Danemark."""
    return frozenset(fichiers.toml(_FICHIER)["union"]["etats"].split())


def _fiche(code: str, voie: dict[str, Any], communes: list[Exigence]) -> FicheDeVoie:
    conditions = (*communes, *(Exigence(*une) for une in voie.pop("conditions")))
    duree = DureeIndicative(*voie.pop("duree"))
    for confiance in (voie["confiance"], duree.confiance):
        if confiance not in _CONFIANCES:
            raise TableIncoherente(f"{_FICHIER} : {code}, confiance {confiance!r}")
    if inconnus := {une.fait for une in conditions} - ce_qui_leve().keys():
        raise TableIncoherente(f"{_FICHIER} : {code}, rien ne lève {sorted(inconnus)}")
    return FicheDeVoie(
        code=code,
        conditions=conditions,
        prealables=tuple(PrealableExige(*un) for un in voie.pop("prealables")),
        pieces=tuple(voie.pop("pieces")),
        duree=duree,
        **voie,
    )
