"""Les usages des plans de paiement : périodes, durées habituelles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from creances.noyau import fichiers
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.temps import DERNIER_JOUR, ajouter_mois


@dataclass(frozen=True, slots=True)
class Periode:
    """Ce qui sépare deux échéances : des mois ou des semaines."""

    mois: int = 0
    semaines: int = 0

    def apres(self, premiere: date, rang: int) -> date:
        """L'échéance de ce rang, comptée depuis la première : le 31 revient après un mois plus court."""
        semaines = timedelta(weeks=self.semaines * rang)
        trouve = ajouter_mois(premiere, self.mois * rang).jour + semaines
        if trouve > DERNIER_JOUR:
            raise DonneeInvalide(
                f"premiere : reçu {premiere} ; accepté : un plan achevé le {DERNIER_JOUR} au plus tard",
                code="echeancier.dates",
            )
        return trouve


@dataclass(frozen=True, slots=True)
class UsagesDesPlans:
    """Les périodes connues, la durée exceptionnelle en mois, le plus grand nombre d'échéances, et leur source."""

    periodes: Mapping[str, Periode]
    duree_exceptionnelle: int
    echeances: int
    source: str
    confiance: str


@cache
def usages_des_plans() -> UsagesDesPlans:
    """Les usages livrés, lus une fois.

    >>> usages_des_plans().duree_exceptionnelle
    12
    """
    lus = fichiers.toml("creances.moteur.usages.donnees", "echeancier.toml")
    return UsagesDesPlans(
        MappingProxyType({nom: Periode(**ecart) for nom, ecart in lus["periodes"].items()}),
        lus["duree"]["exceptionnelle"],
        lus["bornes"]["echeances"],
        lus["duree"]["source"],
        lus["duree"]["confiance"],
    )


def periode_nommee(nom: str) -> Periode:
    """La période de ce nom, ou un refus qui nomme celles qui sont acceptées."""
    connues = usages_des_plans().periodes
    exiger_parmi("periode", nom, tuple(connues))
    return connues[nom]
