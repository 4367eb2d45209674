"""La porte des tables : ce qu'une règle reçoit devient des colonnes Arrow, et la réponse repart sous la forme reçue.

pandas, polars, pyarrow et ce que narwhals sait lire. Seules les colonnes demandées sont converties ; les autres ne sont
ni lues ni copiées. Une table paresseuse est calculée à l'entrée :

| reçu | rendu |
|---|---|
| `pandas.DataFrame` | `pandas.DataFrame`, même index, colonnes neuves en types Arrow |
| `polars.DataFrame`, `polars.LazyFrame` | la même sorte |
| `pyarrow.Table`, `pyarrow.RecordBatch` | la même sorte |
| une autre table lue par narwhals (relation DuckDB…) | `pyarrow.Table` |

>>> import pyarrow as pa
>>> entree = Entree(pa.table({"montant": [1]}), "creances")
>>> entree.rendre({"double": pa.array([2])}).to_pydict()
{'montant': [1], 'double': [2]}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from creances.noyau.erreurs import DonneeInvalide

Colonnes = Mapping[str, pa.Array]


class Entree:
    """Une table reçue : ses colonnes en Arrow, et de quoi rendre la réponse sous la même forme."""

    def __init__(self, table: Any, nom: str) -> None:
        self.nom = nom
        self._recue = pa.Table.from_batches([table]) if isinstance(table, pa.RecordBatch) else table
        self._paquet = isinstance(table, pa.RecordBatch)
        self._paresseuse = False
        try:
            lue = nw.from_native(self._recue)
        except TypeError:
            raise DonneeInvalide(
                f"{nom} : reçu {type(table).__name__} ; accepté : une table pandas, polars, pyarrow ou lue par narwhals",
                code="lots.table",
            ) from None
        except nw.exceptions.DuplicateError as refus:
            raise _colonne_double(nom, refus) from None
        if isinstance(lue, nw.LazyFrame):
            self._paresseuse = lue.implementation.is_polars()
            try:
                lue = lue.collect() if self._paresseuse else lue.collect("pyarrow")
            except nw.exceptions.DuplicateError as refus:
                raise _colonne_double(nom, refus) from None
        self._table = lue
        self.noms: tuple[str, ...] = tuple(map(str, lue.columns))
        self.nombre: int = lue.shape[0]

    def __contains__(self, nom: object) -> bool:
        return nom in self.noms

    def colonne(self, nom: str) -> pa.Array:
        """Une colonne, en un seul morceau."""
        try:
            lue: Any = self._table[nom].to_arrow()
        except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, OverflowError, ValueError) as refus:
            raise self._illisible(nom, str(refus)) from None
        if pa.types.is_date(lue.type) and self._melange_jours_et_heures(nom):
            raise self._illisible(nom, "des jours et des heures")
        entiere = lue.combine_chunks() if isinstance(lue, pa.ChunkedArray) else lue
        return _lisible(entiere, self.nom, nom)

    def _illisible(self, nom: str, raison: str) -> DonneeInvalide:
        return DonneeInvalide(
            f"{self.nom}, {nom} : colonne illisible ({raison}) ; accepté : un seul type par colonne",
            code="lots.colonne_illisible",
            colonne=nom,
        )

    def _melange_jours_et_heures(self, nom: str) -> bool:
        """Une colonne d'objets de pandas qui mêle `date` et `datetime` : Arrow y couperait les heures sans rien dire."""
        native: Any = self._table[nom].to_native()
        if not self._table.implementation.is_pandas() or native.dtype != object:
            return False
        return any(isinstance(valeur, datetime) and valeur == valeur for valeur in native)

    def rendre(self, colonnes: Colonnes) -> Any:
        """La table reçue, telle quelle, suivie de ces colonnes. Une colonne déjà présente est refusée, jamais écrasée."""
        presentes = [nom for nom in colonnes if nom in self]
        if presentes:
            raise DonneeInvalide(
                f"{self.nom} : colonne {', '.join(presentes)} déjà présente ; accepté : une table sans elle, ou "
                "l'argument prefixe, qui renomme les colonnes rendues",
                code="lots.colonne_presente",
            )
        native = self._table.to_native()
        if self._table.implementation.is_pandas():
            return _avec_pandas(native, colonnes)
        if self._table.implementation.is_polars():
            rendue = _avec_polars(native, colonnes)
            return rendue.lazy() if self._paresseuse else rendue
        table = self._table.to_arrow()
        for nom, colonne in colonnes.items():
            table = table.append_column(nom, colonne)
        return _en_un_paquet(table) if self._paquet else table

    def neuve(self, colonnes: Colonnes) -> Any:
        """Une autre table, de la forme reçue, faite de ces seules colonnes."""
        table = pa.table(dict(colonnes))
        if self._table.implementation.is_pandas():
            import pandas as pd

            return table.to_pandas(types_mapper=pd.ArrowDtype)
        if self._table.implementation.is_polars():
            import polars as pl

            rendue: Any = pl.from_arrow(table)
            return rendue.lazy() if self._paresseuse else rendue
        return _en_un_paquet(table) if self._paquet else table


def _colonne_double(nom: str, refus: Exception) -> DonneeInvalide:
    return DonneeInvalide(
        f"{nom} : deux colonnes du même nom ; accepté : une seule de chaque nom ({refus})", code="lots.colonne_double"
    )


def _lisible(colonne: pa.Array, table: str, nom: str) -> pa.Array:
    """La colonne sous une forme que toutes les fonctions d'Arrow savent lire ; une cellule qui en contient d'autres n'en a
    pas. Une cellule vide d'un dictionnaire y est un indice vide, jamais une entrée vide.
    """
    sorte = colonne.type
    if pa.types.is_run_end_encoded(sorte):
        return _lisible(pc.run_end_decode(colonne), table, nom)
    if sorte == pa.uuid():
        return colonne.storage
    if sorte == pa.string_view():
        return colonne.cast(pa.large_string())
    if sorte == pa.binary_view():
        return colonne.cast(pa.large_binary())
    if pa.types.is_dictionary(sorte):
        return colonne.dictionary_decode() if colonne.dictionary.null_count else colonne
    if pa.types.is_nested(sorte) or isinstance(sorte, pa.BaseExtensionType):
        raise DonneeInvalide(
            f"{table}, {nom} : colonne de type {sorte} ; accepté : une seule valeur par cellule",
            code="lots.colonne_illisible",
            colonne=nom,
        )
    return colonne


def _avec_pandas(table: Any, colonnes: Colonnes) -> Any:
    import pandas as pd

    neuves = {
        nom: pd.Series(pd.arrays.ArrowExtensionArray(pa.chunked_array([colonne])), index=table.index, name=nom)
        for nom, colonne in colonnes.items()
    }
    return table.assign(**neuves)


def _avec_polars(table: Any, colonnes: Colonnes) -> Any:
    import polars as pl

    return table.hstack(pl.from_arrow(pa.table(dict(colonnes))))


def _en_un_paquet(table: pa.Table) -> pa.RecordBatch:
    paquets = table.combine_chunks().to_batches()
    return paquets[0] if paquets else pa.RecordBatch.from_pylist([], schema=table.schema)
