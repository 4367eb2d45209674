"""Les chiffres d'usage : une valeur, d'où elle vient, ce que vaut cette source. Aucun n'est du droit.

>>> chiffres("methodes.toml")["montant_significatif"].valeur
Decimal('5000')
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, cast, get_args

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from creances.noyau import fichiers
from creances.noyau.argent import MILLION, millioniemes, taux
from creances.noyau.erreurs import DonneeInvalide, TableIncoherente
from creances.noyau.resultat import Reserve
from creances.noyau.tables import Confiance

_DONNEES = "creances.moteur.usages.donnees"
_BASSE: Confiance = "basse"


def pourcentage(valeur: object, nom: str = "pourcentage") -> Decimal:
    """Une part d'un tout, en pour cent, de zéro à cent, au plus quatre décimales.

    >>> pourcentage("74")
    Decimal('74.00')
    """
    lu = taux(valeur, nom)
    if millioniemes(lu) > MILLION:
        raise DonneeInvalide(f"{nom} : reçu {valeur} ; accepté : cent pour cent au plus", code="pourcentage.trop_grand")
    return lu


def _lire_pourcentage(valeur: Any) -> Decimal:
    return pourcentage(valeur)


Pourcentage = Annotated[
    Decimal,
    BeforeValidator(_lire_pourcentage),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[0-9]+(\.[0-9]{1,4})?$", "description": "0 à 100"}),
]
"""Part d'un tout, en pour cent, de zéro à cent."""

PourcentageAccepte = Annotated[
    Decimal | int | str,
    PlainValidator(_lire_pourcentage),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[0-9]+(\.[0-9]{1,4})?$", "description": "0 à 100"}),
]
"""Argument d'une règle : tout ce que `pourcentage` sait lire."""


class Chiffre(NamedTuple):
    """Une valeur d'usage : entier pour des jours ou un nombre, `Decimal` pour des euros ou un pour-cent."""

    nom: str
    valeur: Any
    source: str
    url: str
    confiance: Confiance

    @property
    def reserves(self) -> tuple[Reserve, ...]:
        """Une valeur sans source publiée se signale à chaque emploi."""
        if self.confiance != _BASSE:
            return ()
        return (Reserve("USAGE_A_CONFIRMER", mots=(("chiffre", f"usage_{self.nom}"), ("source", self.source))),)


@cache
def lire(fichier: str) -> Mapping[str, Any]:
    """Un fichier de données d'usage, lu une fois."""
    return MappingProxyType(fichiers.toml(_DONNEES, fichier))


@cache
def chiffres(fichier: str) -> Mapping[str, Chiffre]:
    """Les chiffres d'un fichier, par nom : sa table `chiffres`."""
    return MappingProxyType({nom: _chiffre(nom, lu) for nom, lu in lire(fichier)["chiffres"].items()})


def confiance(lue: object) -> Confiance:
    """Le degré de confiance d'une source, ou un refus."""
    if lue not in get_args(Confiance):
        raise TableIncoherente(f"confiance : reçu {lue!r} ; accepté : {', '.join(get_args(Confiance))}")
    return cast("Confiance", lue)


def _chiffre(nom: str, lu: Mapping[str, Any]) -> Chiffre:
    valeur = Decimal(lu["valeur"]) if isinstance(lu["valeur"], str) else lu["valeur"]
    return Chiffre(nom, valeur, lu["source"], lu.get("url", ""), confiance(lu["confiance"]))
