"""Des fichiers Parquet ou Arrow IPC, coupés en portions de lignes et lus sans jamais tenir entiers en mémoire."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from creances.noyau.erreurs import DonneeInvalide

FORMATS = {".parquet": "parquet", ".pq": "parquet", ".arrow": "ipc", ".feather": "ipc", ".ipc": "ipc"}
_PAQUET = 65_536
_TAMPON = 1024 * 1024
_ACCEPTE = "accepté : un fichier, plusieurs, un dossier de fichiers .parquet ou .arrow, ou un pyarrow.dataset.Dataset"


@dataclass(frozen=True, slots=True)
class Fichier:
    """Un fichier de la source. `groupes` : les lignes de chacun de ses groupes ; `pied` : l'empreinte du pied d'un
    fichier Parquet (tailles et bornes de ses colonnes) ; `cles` : ce que le nom de ses dossiers (`annee=2026`) ajoute à
    chaque ligne.
    """

    nom: str
    chemin: str
    octets: int
    groupes: tuple[int, ...]
    pied: str | None
    cles: tuple[tuple[str, Any], ...]

    @property
    def lignes(self) -> int:
        """Combien de lignes."""
        return sum(self.groupes)


@dataclass(frozen=True, slots=True)
class Portion:
    """Les lignes `[debut, fin[` d'un fichier, dont la réponse fera la partie `numero`."""

    numero: int
    fichier: Fichier
    debut: int
    fin: int


class Source:
    """Les fichiers d'un jeu de données, dans un ordre fixe : celui de leurs noms."""

    def __init__(self, source: Any) -> None:
        self._jeu = source if isinstance(source, ds.FileSystemDataset) else _ouvrir(source)
        self._parquet = isinstance(self._jeu.format, ds.ParquetFileFormat)
        fragments = sorted(self._jeu.get_fragments(), key=lambda un: str(un.path))
        self.schema: pa.Schema = self._jeu.schema
        racine = os.path.commonpath([os.path.dirname(un.path) for un in fragments]) if fragments else ""  # noqa: PTH120 - peut être distant
        self.fichiers = tuple(self._decrire(un, racine) for un in fragments)
        self.lignes = sum(un.lignes for un in self.fichiers)

    def _decrire(self, fragment: Any, racine: str) -> Fichier:
        cles = ds.get_partition_keys(fragment.partition_expression)
        nom = os.path.relpath(fragment.path, racine).replace(os.sep, "/")
        try:
            groupes, pied = self._lire_le_pied(fragment)
            lu = fragment.physical_schema
        except (pa.ArrowInvalid, OSError) as refus:
            raise _illisible(nom, refus) from None
        self._exiger_le_schema(nom, lu, cles)
        octets = self._jeu.filesystem.get_file_info(fragment.path).size
        return Fichier(nom, fragment.path, octets, groupes, pied, tuple(cles.items()))

    def _lire_le_pied(self, fragment: Any) -> tuple[tuple[int, ...], str | None]:
        if not self._parquet:
            with self._ouvert(fragment.path) as flux:
                return tuple(flux.get_batch(rang).num_rows for rang in range(flux.num_record_batches)), None
        lu, ecrit = fragment.metadata, pa.BufferOutputStream()
        lu.write_metadata_file(ecrit)
        groupes = tuple(lu.row_group(rang).num_rows for rang in range(lu.num_row_groups))
        return groupes, sha256(ecrit.getvalue()).hexdigest()

    def _exiger_le_schema(self, nom: str, lu: pa.Schema, cles: dict[str, Any]) -> None:
        """Des colonnes qui changeraient de type ou d'ordre d'un fichier à l'autre ne feraient pas une table."""
        attendu = pa.schema([champ for champ in self.schema if champ.name not in cles])
        if not lu.equals(attendu):
            raise DonneeInvalide(
                f"source, {nom} : colonnes {_ecrire(lu)} ; accepté : celles du premier fichier, {_ecrire(attendu)}",
                code="flux.schemas_differents",
                fichier=nom,
            )

    def _ouvert(self, chemin: str) -> Any:
        flux = self._jeu.filesystem.open_input_file(chemin)
        if self._parquet:
            return pq.ParquetFile(flux, buffer_size=_TAMPON, pre_buffer=False)
        return pa.ipc.open_file(flux)

    def portions(self, lignes_par_partie: int) -> tuple[Portion, ...]:
        """La source coupée : au plus tant de lignes du même fichier par portion, une portion au moins par fichier."""
        coupees = (
            (fichier, debut, min(debut + lignes_par_partie, fichier.lignes))
            for fichier in self.fichiers
            for debut in range(0, max(1, fichier.lignes), lignes_par_partie)
        )
        return tuple(Portion(numero, *une) for numero, une in enumerate(coupees))

    def lire(
        self, portions: Sequence[Portion], colonnes: Sequence[str] | None = None
    ) -> Iterator[tuple[Portion, pa.Table]]:
        """La table de chaque portion. Des portions qui se suivent dans un fichier se lisent d'une traite."""
        suites = groupby(enumerate(portions), key=lambda place: place[1].numero - place[0])
        for _, suite in suites:
            for _, siennes in groupby((portion for _, portion in suite), key=lambda une: une.fichier.chemin):
                yield from self._lire_la_suite(tuple(siennes), colonnes)

    def _lire_la_suite(
        self, suite: Sequence[Portion], colonnes: Sequence[str] | None
    ) -> Iterator[tuple[Portion, pa.Table]]:
        schema = self.schema if colonnes is None else pa.schema([self.schema.field(nom) for nom in colonnes])
        paquets = self._paquets(suite[0].fichier, suite[0].debut, suite[-1].fin, schema)
        reste = pa.Table.from_batches([], schema)
        for portion in suite:
            voulues = portion.fin - portion.debut
            morceaux, lues = [reste], reste.num_rows
            while lues < voulues:
                morceaux.append(pa.Table.from_batches([next(paquets)], schema))
                lues += morceaux[-1].num_rows
            table = pa.concat_tables(morceaux)
            reste = table.slice(voulues)
            yield portion, table.slice(0, voulues)

    def _paquets(self, fichier: Fichier, debut: int, fin: int, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """Les lignes `[debut, fin[` du fichier : seuls sont ouverts les groupes de lignes qui en ont."""
        cles = dict(fichier.cles)
        stockees = [nom for nom in schema.names if nom not in cles]
        rangs, passees = _groupes_utiles(fichier.groupes, debut, fin)
        lues = passees
        with self._ouvert(fichier.chemin) as flux:
            for paquet in self._bruts(flux, rangs, stockees):
                de, a = max(0, debut - lues), min(paquet.num_rows, fin - lues)
                lues += paquet.num_rows
                if de < a:
                    utile = paquet.slice(de, a - de)
                    tous = {
                        champ.name: pa.repeat(pa.scalar(cles[champ.name], champ.type), a - de)
                        if champ.name in cles
                        else utile.column(champ.name)
                        for champ in schema
                    }
                    yield pa.RecordBatch.from_arrays(list(tous.values()), schema=schema)

    def _bruts(self, flux: Any, rangs: Sequence[int], colonnes: Sequence[str]) -> Iterator[pa.RecordBatch]:
        if self._parquet:
            yield from flux.iter_batches(_PAQUET, row_groups=list(rangs), columns=list(colonnes))
            return
        for rang in rangs:
            yield flux.get_batch(rang)


def _groupes_utiles(groupes: Sequence[int], debut: int, fin: int) -> tuple[list[int], int]:
    """Les groupes qui ont une ligne de `[debut, fin[`, et combien de lignes précèdent le premier."""
    rangs: list[int] = []
    passees, avant = 0, 0
    for rang, lignes in enumerate(groupes):
        if passees + lignes > debut and passees < fin:
            avant = avant if rangs else passees
            rangs.append(rang)
        passees += lignes
    return rangs, avant


def _ouvrir(source: Any) -> Any:
    """Le jeu de données que font ces chemins ; les dossiers `cle=valeur` y sont des colonnes."""
    recus = [source] if isinstance(source, str | os.PathLike) else source
    if not isinstance(recus, list | tuple) or not recus or not all(isinstance(un, str | os.PathLike) for un in recus):
        raise DonneeInvalide(f"source : reçu {type(source).__name__} ; {_ACCEPTE}", code="flux.source")
    chemins = [chemin for un in recus for chemin in _fichiers(Path(un))]
    formats = {FORMATS.get(chemin.suffix.lower(), "") for chemin in chemins}
    if len(formats) != 1 or "" in formats:
        vus = ", ".join(sorted({chemin.suffix or chemin.name for chemin in chemins})) or "aucun fichier"
        raise DonneeInvalide(f"source : vu {vus} ; {_ACCEPTE}, d'un seul format", code="flux.source")
    base = str(recus[0]) if len(recus) == 1 and Path(recus[0]).is_dir() else None
    try:
        return ds.dataset(
            [str(chemin) for chemin in chemins],
            format=formats.pop(),
            partitioning=None if base is None else ds.HivePartitioning.discover(),
            partition_base_dir=base,
        )
    except (pa.ArrowInvalid, pa.ArrowTypeError, OSError) as refus:
        raise _illisible(str(chemins[0].name), refus) from None


def _fichiers(chemin: Path) -> list[Path]:
    """Le fichier, ou ceux du dossier et de ses sous-dossiers ; ni les cachés, ni ce qui n'est pas de la donnée."""
    if not chemin.exists():
        raise DonneeInvalide(f"source : {chemin.name} n'existe pas ; {_ACCEPTE}", code="flux.source_absente")
    if chemin.is_file():
        return [chemin]
    return sorted(
        un
        for un in chemin.rglob("*")
        if un.is_file()
        and un.suffix.lower() in FORMATS
        and not any(part.startswith((".", "_")) for part in un.relative_to(chemin).parts)
    )


def _illisible(nom: str, refus: Exception) -> DonneeInvalide:
    return DonneeInvalide(f"source, {nom} : illisible ({refus}) ; {_ACCEPTE}", code="flux.illisible", fichier=nom)


def _ecrire(schema: pa.Schema) -> str:
    return ", ".join(f"{champ.name} ({champ.type})" for champ in schema)
