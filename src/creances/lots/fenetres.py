"""Les fenêtres : des suites de jours entre lesquels aucun texte ne change.

Une facture dont on ne connaît que l'échéance se qualifie comme toute autre de la même fenêtre : les règles ne lisent
l'échéance, ou son lendemain, qu'à travers les tables du droit. Une fenêtre est donc coupée à chaque début et à chaque
horizon d'une table, à chaque semestre civil, et à la fin de chaque doute sur un contrat ancien ; un test le vérifie jour
par jour.

>>> from creances.droit.corpus import droit_courant
>>> jour = date(2026, 5, 15)
>>> decoupe = fenetres(droit_courant())
>>> debut, fin = decoupe.jours_de(int(decoupe.rangs(np.array([jour.toordinal()]))[0]))
>>> date(2026, 1, 1) <= debut <= jour <= fin < date(2026, 7, 1)
True
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import numpy as np
from numpy.typing import NDArray

from creances.droit.corpus import Droit
from creances.noyau.erreurs import DroitInconnu
from creances.noyau.temps import DERNIER_JOUR, PREMIER_JOUR, UN_JOUR, semestre_suivant
from creances.regles.penalites import fin_du_doute

_PREMIER, _DERNIER = PREMIER_JOUR.toordinal(), DERNIER_JOUR.toordinal()


class Fenetres:
    """Un découpage des jours acceptés : la fenêtre de chacun, par simple lecture d'une table."""

    def __init__(self, coupes: set[int]) -> None:
        internes = {coupe for coupe in coupes if _PREMIER < coupe <= _DERNIER}
        self._debuts = np.array(sorted({_PREMIER, *internes}), np.int64)
        longueurs = np.diff(self._debuts, append=_DERNIER + 1)
        self._par_jour = np.repeat(np.arange(len(self._debuts)), longueurs)

    @property
    def nombre(self) -> int:
        """Combien de fenêtres."""
        return len(self._debuts)

    def rangs(self, jours: NDArray[np.int64]) -> NDArray[np.int64]:
        """La fenêtre de chaque jour ordinal ; un jour hors des bornes acceptées prend la plus proche."""
        return self._par_jour.take(jours - _PREMIER, mode="clip")

    def jours_de(self, rang: int) -> tuple[date, date]:
        """Le premier et le dernier jour d'une fenêtre, inclus."""
        debut = date.fromordinal(int(self._debuts[rang]))
        if rang + 1 == self.nombre:
            return debut, DERNIER_JOUR
        return debut, date.fromordinal(int(self._debuts[rang + 1]) - 1)

    def coupees(self, jour: date) -> Fenetres:
        """Les mêmes fenêtres, coupées aussi à ce jour, qui ouvre la suivante."""
        return Fenetres({*self._debuts.tolist(), jour.toordinal()})


def fenetres(droit: Droit) -> Fenetres:
    """Les fenêtres d'un état du droit."""
    return droit.deriver("lots.fenetres", lambda: Fenetres(set(_coupes(droit))))


def _coupes(droit: Droit) -> Iterator[int]:
    """Chaque jour où un texte change, et sa veille, car une échéance compte parfois par son lendemain."""
    for jour in {*_jours_des_tables(droit), *_fins_des_doutes(droit), *_semestres()}:
        yield jour.toordinal()
        yield jour.toordinal() - 1


def _jours_des_tables(droit: Droit) -> Iterator[date]:
    for table in droit.tables.values():
        yield from (version.debut for version in table.versions)
        yield from (jour for jour in (table.horizon, table.prolongee_depuis) if jour is not None)


def _fins_des_doutes(droit: Droit) -> Iterator[date]:
    """Rien si cet état du droit n'en sait pas assez : la règle refuse alors toutes les lignes qu'un doute touche."""
    points = droit.tables.get("penalites.points")
    for version in () if points is None else points.versions:
        with suppress(DroitInconnu):
            yield fin_du_doute(version.debut, droit)


def _semestres() -> Iterator[date]:
    jour = PREMIER_JOUR
    while jour < DERNIER_JOUR - UN_JOUR:
        yield jour
        jour = semestre_suivant(jour)
