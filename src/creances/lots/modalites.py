"""Une colonne lue comme peu de valeurs différentes, chacune telle que le modèle la jugera.

>>> lues = lire_modalites(pa.array(["public", None, "public"]), "texte", flottants=False)
>>> lues.codes.tolist(), lues.valeurs
([0, 1, 0], ('public', None))
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from creances.modeles.colonnes import Sorte

Etats = NDArray[np.int32]
_DECIMALES_D_UN_TAUX = 4


class Modalites(NamedTuple):
    """Une colonne qui ne prend que peu de valeurs : `valeurs[codes]`, None pour une cellule vide."""

    codes: Etats
    valeurs: tuple[Any, ...]


def lire_modalites(colonne: pa.Array, sorte: Sorte, *, flottants: bool) -> Modalites:
    """Les valeurs différentes d'une colonne, et le rang de celle de chaque ligne."""
    compacte = _compacter(colonne)
    valeurs = _en_python(compacte.dictionary)
    codes = compacte.indices
    if codes.null_count:
        codes = codes.cast(pa.int32()).fill_null(len(valeurs))
        valeurs.append(None)
    rangs = codes.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return Modalites(rangs, tuple(_modalite(valeur, sorte, flottants=flottants) for valeur in valeurs))


def _en_python(valeurs: pa.Array) -> list[Any]:
    """Les valeurs, une à une. Celle que Python ne sait pas écrire (un jour de l'an 10000) devient un uplet, qu'aucun modèle
    n'accepte.
    """
    try:
        lues: list[Any] = valeurs.to_pylist()
    except (OverflowError, ValueError, KeyError):
        if len(valeurs) == 1:
            return [(f"{valeurs.type} {valeurs[0].value}",)]
        lues = [lue for rang in range(len(valeurs)) for lue in _en_python(valeurs.slice(rang, 1))]
    return lues


def _compacter(colonne: pa.Array) -> pa.DictionaryArray:
    """La colonne en dictionnaire ; une cellule vide y prend une entrée, si la colonne n'en était pas déjà un."""
    if pa.types.is_dictionary(colonne.type):
        return colonne
    if pa.types.is_null(colonne.type):
        colonne = colonne.cast(pa.string())
    elif pa.types.is_decimal(colonne.type) and colonne.type.bit_width < 128:  # Arrow ne les compacte pas
        colonne = colonne.cast(pa.decimal128(colonne.type.precision, colonne.type.scale))
    return colonne.dictionary_encode(null_encoding="encode")


def _modalite(valeur: Any, sorte: Sorte, *, flottants: bool) -> Any:
    """Ce que le modèle jugera. Un flottant n'est changé en nombre exact que si on l'a permis, et s'il en est un."""
    if isinstance(valeur, float) and flottants:
        if sorte == "entier" and valeur.is_integer():
            return int(valeur)
        return repr(valeur) if sorte in {"taux", "montant"} else valeur
    if (
        isinstance(valeur, Decimal)
        and sorte == "taux"
        and valeur == valeur.quantize(Decimal(1).scaleb(-_DECIMALES_D_UN_TAUX))
    ):
        return valeur.quantize(Decimal(1).scaleb(-_DECIMALES_D_UN_TAUX))
    return valeur
