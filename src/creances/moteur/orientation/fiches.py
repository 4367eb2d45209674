"""La fiche de chaque décision : l'étape, les interdits, les alternatives, les drapeaux, en données."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from creances.moteur.usages.chiffres import lire

_FICHIER = "decisions.toml"


class FicheDeDecision(NamedTuple):
    """Ce qu'une décision demande."""

    etape: str
    interdits: tuple[str, ...]
    alternatives: tuple[str, ...]
    drapeaux: tuple[str, ...]


@cache
def fiches_de_decision() -> Mapping[str, FicheDeDecision]:
    """Les fiches, par code de décision.

    >>> fiches_de_decision()["pre_relance"].etape
    'verifier_la_reception_et_l_accord'
    """
    lues = lire(_FICHIER)["decisions"]
    return MappingProxyType(
        {
            voie: FicheDeDecision(
                lue["etape"], *(tuple(lue.get(nom, ())) for nom in ("interdits", "alternatives", "drapeaux"))
            )
            for voie, lue in lues.items()
        }
    )
