"""Ce que coûtent les actes : un tarif au jour de la prestation, un barème proportionnel, les postes d'une procédure.

Les montants sont des tables datées (`frais.*`) ; ici sont les choix qui ne changent pas avec le temps : quels actes portent
un coefficient, quels postes compte une procédure.

>>> from creances.droit.corpus import droit_courant
>>> tarif(droit_courant(), "greffe.injonction", date(2026, 6, 1)).valeur
Decimal('25.19')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from creances.droit import fichiers
from creances.droit.corpus import Droit
from creances.noyau.argent import centimes, millioniemes
from creances.noyau.erreurs import DroitInconnu
from creances.noyau.resultat import Reserve
from creances.noyau.tables import Confiance
from creances.noyau.temps import UN_JOUR

_INCONNU = "inconnu"
_OUI = "oui"
_FIXES = ("seuil_du_forfait", "forfait", "plafond")
_PARTOUT = "*"
_CERTAINE: Confiance = "haute"
_RANGS: tuple[Confiance, ...] = ("haute", "moyenne", "basse")
_RESERVES_DE_PERIODE = {"reconduite": "TARIF_RECONDUIT", "transition_non_lue": "TARIF_TRANSITION"}


class Tarif(NamedTuple):
    """Une valeur du tarif : son article, le jour où commence sa version, ce que vaut sa source."""

    valeur: Any
    article: str
    version: date
    confiance: Confiance


class Tranche(NamedTuple):
    """De `de` (exclu) à `a` (inclus), en centimes ; `a` est None pour la dernière."""

    de: int
    a: int | None
    taux: Tarif

    @property
    def millioniemes(self) -> int:
        """Le taux de la tranche, en millionièmes."""
        return millioniemes(self.taux.valeur)


class BaremeProportionnel(NamedTuple):
    """Un droit proportionnel : des tranches marginales, un forfait pour les petites créances, un plafond."""

    tranches: tuple[Tranche, ...]
    seuil_du_forfait: Tarif
    forfait: Tarif
    plafond: Tarif

    @property
    def version(self) -> date:
        """Le début de la version des taux."""
        return max(tranche.taux.version for tranche in self.tranches)


@dataclass(frozen=True, slots=True)
class ActeTarife:
    """Un acte du tarif : sa prestation, et s'il porte le coefficient (A444-46) et les frais de déplacement (A444-48)."""

    acte: str
    numero: str
    coefficient: bool
    deplacement: bool


@dataclass(frozen=True, slots=True)
class PosteDeProcedure:
    """Ce qu'une procédure fait payer : comment le chiffrer, qui le supporte et selon quel texte."""

    procedure: str
    juridictions: tuple[str, ...]
    depuis: date | None
    poste: str
    sorte: str
    tarif: str
    charge: str
    article: str
    facultatif: bool
    par_debiteur: bool
    reserve: str

    def vaut(self, juridiction: str | None, jour: date) -> bool:
        """Vrai si ce poste se présente devant cette juridiction, ce jour-là."""
        partout = self.juridictions == (_PARTOUT,)
        return (partout or juridiction in self.juridictions) and (self.depuis is None or self.depuis <= jour)


def tarif(droit: Droit, nom: str, jour: date) -> Tarif:
    """La valeur de la table `frais.<nom>` ce jour-là. Lève `DroitInconnu` si elle n'a pas été lue."""
    version = droit.lire(f"frais.{nom}", jour)
    if version is None or version.valeur == _INCONNU:
        raise DroitInconnu(
            f"frais.{nom} : aucun montant lu pour le {jour}",
            code="frais.tarif_inconnu",
            table=f"frais.{nom}",
            jour=jour,
        )
    return Tarif(version.valeur, version.article, version.debut, version.source.confiance)


def jour_du_tarif(droit: Droit, au: date, provision: date | None) -> date:
    """Le jour qui désigne la version : celui de la prestation, sauf provision versée avant le changement de tarif."""
    regle = droit.lire("frais.provision", au)
    if provision is None or regle is None or provision >= regle.valeur:
        return au
    return regle.debut - UN_JOUR


def bareme_proportionnel(droit: Droit, nom: str, jour: date) -> BaremeProportionnel:
    """Le barème `frais.<nom>` : autant de tranches que de taux, la dernière sans borne."""
    taux = tuple(paliers(droit, f"{nom}.taux_", jour))
    bornes = tuple(paliers(droit, f"{nom}.borne_", jour))
    hautes = [centimes(borne.valeur) for borne in bornes]
    tranches = tuple(Tranche(de, a, un) for de, a, un in zip([0, *hautes], [*hautes, None], taux, strict=True))
    return BaremeProportionnel(tranches, *(tarif(droit, f"{nom}.{champ}", jour) for champ in _FIXES))


def coefficient(droit: Droit, obligation: Decimal, jour: date) -> Tarif:
    """Le coefficient d'un émolument fixe : la première borne qui contient le montant de l'obligation (A444-46)."""
    depassees = len([borne for borne in paliers(droit, "coefficient.borne_", jour) if obligation > borne.valeur])
    return list(paliers(droit, "coefficient.valeur_", jour))[depassees]


def paliers(droit: Droit, nom: str, jour: date) -> Iterator[Tarif]:
    """Les valeurs numérotées `frais.<nom>1`, `frais.<nom>2`…, dans l'ordre."""
    nombre = sum(table.startswith(f"frais.{nom}") for table in droit.tables)
    yield from (tarif(droit, f"{nom}{rang}", jour) for rang in range(1, nombre + 1))


def reserves_des_tarifs(lus: Iterable[Tarif]) -> tuple[Reserve, ...]:
    """Une réserve par article dont un chiffre est discuté, au degré le plus bas de ceux qu'on y a lus."""
    pires: dict[str, Confiance] = {}
    for lu in lus:
        if lu.confiance != _CERTAINE:
            pires[lu.article] = max(pires.get(lu.article, _CERTAINE), lu.confiance, key=_RANGS.index)
    return tuple(Reserve(f"TARIF_DE_CONFIANCE_{degre.upper()}", (article,)) for article, degre in pires.items())


def reserves_de_periode(droit: Droit, profession: str, jour: date) -> tuple[Reserve, ...]:
    """Ce qu'il faut dire du tarif en vigueur ce jour-là : reconduit sans avoir été lu, ou passage non établi."""
    periode = droit.lire(f"frais.periode.{profession}", jour)
    code = None if periode is None else _RESERVES_DE_PERIODE.get(periode.valeur)
    if periode is None or code is None:
        return ()
    return (Reserve(code, (periode.article,), dates=(("depuis", periode.debut),)),)


@cache
def actes() -> Mapping[str, ActeTarife]:
    """Les actes du tarif des commissaires de justice, par nom."""
    return MappingProxyType(
        {
            ligne["acte"]: ActeTarife(
                ligne["acte"], ligne["numero"], ligne["coefficient"] == _OUI, ligne["deplacement"] == _OUI
            )
            for ligne in fichiers.csv("frais/actes.csv")
        }
    )


@cache
def postes() -> tuple[PosteDeProcedure, ...]:
    """Les postes de toutes les procédures, dans l'ordre où ils se présentent."""
    return tuple(_poste(ligne) for ligne in fichiers.csv("frais/postes.csv"))


@cache
def juridictions() -> Mapping[str, tuple[str, ...]]:
    """Les juridictions que peut saisir chaque procédure, la plus courante d'abord ; vide si aucune n'est saisie."""
    lues = fichiers.csv("frais/juridictions.csv")
    return MappingProxyType({ligne["procedure"]: tuple(ligne["juridictions"].split()) for ligne in lues})


def _poste(ligne: Mapping[str, str]) -> PosteDeProcedure:
    sorte, _, nom = ligne["tarif"].partition(":")
    return PosteDeProcedure(
        procedure=ligne["procedure"],
        juridictions=tuple(ligne["juridictions"].split()),
        depuis=date.fromisoformat(ligne["depuis"]) if ligne["depuis"] else None,
        poste=ligne["poste"],
        sorte=sorte,
        tarif=nom,
        charge=ligne["charge"],
        article=ligne["article"],
        facultatif=ligne["facultatif"] == _OUI,
        par_debiteur=ligne["par_debiteur"] == _OUI,
        reserve=ligne["reserve"],
    )
