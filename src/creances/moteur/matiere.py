"""De quel juge du fond une créance relève-t-elle : commercial, civil, administratif ?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.modeles import Dossier
from creances.regles.competence import Juges

_COMMERCE = frozenset(
    {
        "tribunal_de_commerce",
        "tribunal_des_activites_economiques",
        "chambre_commerciale",
        "tribunal_mixte_de_commerce",
    }
)
_CIVIL = frozenset({"tribunal_judiciaire", "chambre_de_proximite", "juge_de_la_protection"})
_ADMINISTRATIF = frozenset({"tribunal_administratif"})
# Ces faits départagent des juges de même matière : ils ne disent rien de la voie.
_SANS_EFFET_SUR_LA_VOIE = frozenset({"ressort", "chambre_de_proximite"})


class Matiere(NamedTuple):
    """Le juge du fond peut-il être celui-là ? None si un fait manque."""

    commerciale: bool | None
    civile: bool | None
    administrative: bool | None


def matiere(dossier: Dossier, au: date, droit: Droit) -> Matiere:
    """La matière d'un dossier, d'après les juges qu'une demande commune pourrait saisir."""
    fond = Juges(dossier, au, droit).pressentis("REQ_CONJ")
    return Matiere(_est(fond, _COMMERCE), _est(fond, _CIVIL), _est(fond, _ADMINISTRATIF))


def _est(juges: Sequence[tuple[str, tuple[str, ...]]], voulus: frozenset[str]) -> bool | None:
    """Le juge du fond est-il l'un de ceux-là ? Vrai s'il l'est en l'état du dossier, None si un fait manque."""
    manquants = [si for juge, si in juges if juge in voulus]
    if not manquants:
        return False
    if len(manquants) == len(juges):
        return True
    return True if any(not set(si) - _SANS_EFFET_SUR_LA_VOIE for si in manquants) else None
