"""Les paiements ou les événements d'un traitement, répartis entre les portions de la source.

Cette table-là tient en mémoire, avec un entier par ligne ; celle des créances, non. Une première passe ne lit de la source
que ses références : un paiement qui ne vise aucune créance, ou qui en vise deux, arrête tout avant la première écriture.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from creances.lots.chroniques import CHAMPS
from creances.lots.flux.source import Portion, Source
from creances.lots.references import en_texte
from creances.lots.tables import Entree
from creances.noyau.erreurs import DonneeInvalide

_REFERENCE, _VISEE = "reference", "creance"
_LUES = frozenset({*CHAMPS, _VISEE})
_MONTREES = 10


class Jointure:
    """La seconde table, et la portion où tombe chacune de ses lignes."""

    def __init__(self, table: Any, nom: str) -> None:
        self.nom = nom
        self._table = _en_memoire(table, nom)
        self._ordre = np.zeros(0, np.int64)
        self._bornes = np.zeros(1, np.int64)

    def decrire(self) -> dict[str, Any]:
        """Son empreinte et son nombre de lignes."""
        calcul = sha256()
        with pa.ipc.new_stream(pa.PythonFile(_Puits(calcul), mode="w"), self._table.schema) as flux:
            flux.write_table(self._table)
        return {"empreinte": calcul.hexdigest(), "lignes": self._table.num_rows}

    def repartir(self, source: Source, portions: Sequence[Portion]) -> None:
        """Trouve la portion de chaque ligne. Refuse une référence inconnue, ou qui figure dans deux portions.

        Les colonnes qu'elle lit sont là : la règle, essayée à vide, les exige.
        """
        visees = en_texte(self._table[_VISEE].combine_chunks(), _VISEE)
        places = np.full(len(visees), -1, np.int64)
        for portion, lue in source.lire(portions, [_REFERENCE]):
            ici = _parmi(visees, en_texte(lue[_REFERENCE].combine_chunks(), _REFERENCE))
            self._refuser(visees, ici & (places >= 0), "lots.reference_repetee", "une référence par créance")
            places[ici] = portion.numero
        self._refuser(visees, places < 0, "lots.creance_inconnue", "une référence de la source")
        self._ordre = np.argsort(places, kind="stable")
        self._bornes = np.searchsorted(places[self._ordre], np.arange(len(portions) + 1))

    def _refuser(self, visees: pa.Array, mauvaises: Any, code: str, accepte: str) -> None:
        lignes = np.flatnonzero(mauvaises)
        if lignes.size:
            montrees = ", ".join(repr(visees[ligne].as_py()) for ligne in lignes[:_MONTREES].tolist())
            suite = ", …" if lignes.size > _MONTREES else ""
            raise DonneeInvalide(
                f"{self.nom} : {lignes.size} ligne(s) visent {montrees}{suite} ; accepté : {accepte}",
                code=code,
                lignes=tuple(lignes.tolist()),
            )

    def modele(self) -> pa.Table:
        """La même table, sans une ligne."""
        return self._table.slice(0, 0)

    def de(self, portion: Portion) -> pa.Table:
        """Les lignes qui visent une créance de la portion, dans l'ordre de la table."""
        debut, fin = self._bornes[portion.numero], self._bornes[portion.numero + 1]
        return self._table.take(pa.array(self._ordre[debut:fin]))


def _parmi(visees: pa.Array, references: pa.Array) -> Any:
    return pc.is_in(visees, references, skip_nulls=True).to_numpy(zero_copy_only=False)


class _Puits:
    """Un fichier où l'on écrit pour n'en garder que l'empreinte."""

    closed = False

    def __init__(self, calcul: Any) -> None:
        self._calcul = calcul

    def write(self, octets: Any) -> int:
        self._calcul.update(octets)
        return len(octets)

    def flush(self) -> None:
        """Rien n'attend."""

    def close(self) -> None:
        """Rien n'est ouvert."""


def _en_memoire(table: Any, nom: str) -> pa.Table:
    """Les seules colonnes que lisent les règles : le reste ne pèse ni en mémoire ni dans l'empreinte."""
    if isinstance(table, str | os.PathLike | list | tuple):
        source = Source(table)
        lues = [colonne for colonne in source.schema.names if colonne in _LUES]
        return pa.concat_tables(
            [lue for _, lue in source.lire(source.portions(max(1, source.lignes)), lues)]
        ).combine_chunks()
    entree = Entree(table, nom)
    return pa.table({colonne: entree.colonne(colonne) for colonne in entree.noms if colonne in _LUES})
