"""Les colonnes rendues : entiers changés en décimaux, en jours ou en mots, vides sur les lignes refusées.

>>> colonne(Centimes(np.array([1230, 0])), np.array([False, True])).to_pylist()
[Decimal('12.30'), None]
>>> colonne(Mots(np.array([0, 1]), ("L441-10", "interet_legal"))).to_pylist()
['L441-10', 'interet_legal']
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from creances.lots.lecture import ARROW

_CHIFFRES, _DECIMALES = 18, 2
CENTIMES_MAXIMAUX = 10**_CHIFFRES - 1
"""Ce qu'une colonne de `Centimes` sait porter."""
DEMESURE = CENTIMES_MAXIMAUX + 1
"""Mis pour toute somme plus grande ; la ligne est refusée au moment de rendre."""
_BITS_DU_NOMBRE = 63
Vides = NDArray[np.bool_] | None


class Centimes(NamedTuple):
    """Des centimes, rendus en euros : `decimal128(18, 2)`."""

    centimes: NDArray[np.int64]


class Mots(NamedTuple):
    """Des mots peu nombreux, `mots[rangs]`, rendus en dictionnaire Arrow (catégories de pandas et de polars)."""

    rangs: NDArray[Any]
    mots: Sequence[str]


class Ordinaux(NamedTuple):
    """Des jours ordinaux, rendus en `date32` ; zéro est un jour vide."""

    ordinaux: NDArray[Any]


class Nombres(NamedTuple):
    """Des entiers, rendus tels quels."""

    nombres: NDArray[Any]


class Oui(NamedTuple):
    """Des booléens, rendus tels quels."""

    vrais: NDArray[np.bool_]


Sortie = Centimes | Mots | Ordinaux | Nombres | Oui


def demesures(sortie: Sortie) -> NDArray[np.int64]:
    """Les lignes dont la somme ne tient pas dans sa colonne."""
    if not isinstance(sortie, Centimes):
        return np.zeros(0, np.int64)
    lus = sortie.centimes
    if lus.min(initial=0) >= -CENTIMES_MAXIMAUX and lus.max(initial=0) <= CENTIMES_MAXIMAUX:
        return np.zeros(0, np.int64)
    return np.flatnonzero((lus < -CENTIMES_MAXIMAUX) | (lus > CENTIMES_MAXIMAUX))


def colonne(sortie: Sortie, vides: Vides = None) -> pa.Array:
    """La colonne Arrow d'une sortie, vide là où `vides` est vrai."""
    if isinstance(sortie, Centimes):
        return _decimaux(sortie.centimes, vides)
    if isinstance(sortie, Mots):
        indices = pa.array(sortie.rangs.astype(np.int32, copy=False), mask=vides)
        return pa.DictionaryArray.from_arrays(indices, pa.array(list(sortie.mots), pa.string()))
    if isinstance(sortie, Ordinaux):
        absents = sortie.ordinaux == 0
        jours = (sortie.ordinaux - ARROW).astype(np.int32)
        return pa.array(jours, mask=absents if vides is None else absents | vides).cast(pa.date32())
    return pa.array(sortie[0], mask=vides)


def _decimaux(centimes: NDArray[np.int64], vides: Vides) -> pa.Array:
    """Écrit les deux moitiés de chaque décimal de 128 bits : le nombre, puis son signe étendu."""
    mots = np.zeros((len(centimes), 2), np.int64)
    if centimes.any():
        mots[:, 0] = centimes
        np.right_shift(centimes, _BITS_DU_NOMBRE, out=mots[:, 1])
    pleins = None if vides is None else pa.array(~vides).buffers()[1]
    return pa.Array.from_buffers(pa.decimal128(_CHIFFRES, _DECIMALES), len(centimes), [pleins, pa.py_buffer(mots)])
