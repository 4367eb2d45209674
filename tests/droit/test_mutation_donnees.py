"""Aucun chiffre légal n'est libre : le fausser d'une unité, ou décaler son début d'un jour, fait échouer un cas.

Chaque ligne de chaque série et chaque version de chaque paramètre est changée seule, dans un état du droit modifié ; au
moins un des cas publiés qui lisent cette table doit alors répondre autre chose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cas_publies import qui_lisent
from creances import TableDatee, Version, droit_courant

UN_JOUR = timedelta(days=1)


@dataclass(frozen=True)
class Mutation:
    """Une table dont un seul fait a changé."""

    nom: str
    table: TableDatee[Any]


def mutations() -> Iterator[Mutation]:
    for nom, table in sorted(droit_courant().tables.items()):
        for rang, version in enumerate(table.versions):
            quoi = f"{nom}-{version.debut}"
            yield Mutation(f"{quoi}-valeur", _avec(table, rang, replace(version, valeur=_autre(table, version.valeur))))
            for sens, pas in (("plus_tard", UN_JOUR), ("plus_tot", -UN_JOUR)):
                if _libre(table, rang, version.debut + pas):
                    yield Mutation(f"{quoi}-{sens}", _avec(table, rang, replace(version, debut=version.debut + pas)))
        if table.connu_jusqu_au is not None:
            for sens, pas in (("plus_tard", UN_JOUR), ("plus_tot", -UN_JOUR)):
                yield Mutation(f"{nom}-horizon-{sens}", replace(table, connu_jusqu_au=table.connu_jusqu_au + pas))


def _avec(table: TableDatee[Any], rang: int, version: Version[Any]) -> TableDatee[Any]:
    return replace(table, versions=(*table.versions[:rang], version, *table.versions[rang + 1 :]))


def _libre(table: TableDatee[Any], rang: int, jour: date) -> bool:
    """Vrai si aucune autre version ne commence ce jour-là et que l'ordre des versions demeure."""
    avant = table.versions[rang - 1].debut if rang else date.min
    apres = table.versions[rang + 1].debut if rang + 1 < len(table.versions) else table.horizon
    return avant < jour < apres


def _autre(table: TableDatee[Any], valeur: Any) -> Any:
    """Une unité de plus au dernier chiffre imprimé ; pour un mot, un autre mot de la table, ou un mot inconnu."""
    if isinstance(valeur, Decimal):
        return valeur + Decimal(1).scaleb(int(valeur.as_tuple().exponent))
    if isinstance(valeur, bool):
        return not valeur
    if isinstance(valeur, int):
        return valeur + 1
    if isinstance(valeur, date):
        return valeur + UN_JOUR
    autres = [version.valeur for version in table.versions if version.valeur != valeur]
    return autres[0] if autres else f"{valeur}_autre"


MUTATIONS = tuple(mutations())


def _se_voit(mutation: Mutation) -> bool:
    faux = droit_courant().avec(mutation.table)
    return any(cas.observer(faux) != cas.attendu() for cas in qui_lisent(mutation.table.nom))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[mutation.nom for mutation in MUTATIONS])
def test_un_cas_voit_le_changement(mutation: Mutation) -> None:
    assert _se_voit(mutation)
