"""Banc : les pénalités de dix millions de lignes, de Parquet à Parquet, rapportées à la simple copie du même fichier.

    python bancs/flux.py [lignes]

La copie lit et récrit les mêmes colonnes par paquets, sans rien calculer. Chaque mesure se fait dans un processus neuf,
qui dit aussi sa mémoire la plus haute ; le meilleur de plusieurs essais alternés est gardé. Cible : moins de 1,5 Gio.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIGNES = 10_000_000
ESSAIS = 2
AU = "2026-11-21"
CIBLE_MIO = 1536


def ecrire(chemin: Path, lignes: int) -> None:
    """Des factures de trois régimes sur dix ans, à graine fixe, un million de lignes par groupe."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    hasard = np.random.default_rng(20260101)
    qualites = pa.array(["professionnel", "public", "consommateur"])
    par_groupe = 1_000_000
    sortie = None
    for debut in range(0, lignes, par_groupe):
        nombre = min(par_groupe, lignes - debut)
        centimes = np.zeros((nombre, 2), np.int64)
        centimes[:, 0] = hasard.integers(100, 10**8, nombre)
        rangs = pa.array(hasard.integers(0, 3, nombre))
        table = pa.table(
            {
                "reference": pa.array(np.arange(debut, debut + nombre)).cast(pa.string()),
                "montant": pa.Array.from_buffers(pa.decimal128(18, 2), nombre, [None, pa.py_buffer(centimes)]),
                "echeance": pa.array(hasard.integers(17_000, 20_600, nombre).astype(np.int32)).cast(pa.date32()),
                "qualite": qualites.take(rangs),
            }
        )
        sortie = sortie or pq.ParquetWriter(chemin, table.schema)
        sortie.write_table(table)
    if sortie is not None:
        sortie.close()


def copier(source: Path, sortie: Path) -> dict[str, Any]:
    """L'étalon : lire et récrire, paquet par paquet."""
    import pyarrow.parquet as pq

    sortie.mkdir()
    lue = pq.ParquetFile(source, pre_buffer=False, buffer_size=1024 * 1024)
    with pq.ParquetWriter(sortie / "copie.parquet", lue.schema_arrow) as ecrite:
        for paquet in lue.iter_batches(1_000_000):
            ecrite.write_batch(paquet)
    return {"lignes": lue.metadata.num_rows}


def traiter(source: Path, sortie: Path) -> dict[str, Any]:
    """La bibliothèque : pénalités, régime, réserves, écriture et contrôle."""
    from creances import lots

    bilan = lots.traiter(source, sortie, "penalites", au=AU)
    return {"lignes": bilan.lignes, "total": str(bilan.totaux["penalites"])}


GESTES: dict[str, Callable[[Path, Path], dict[str, Any]]] = {"copier": copier, "traiter": traiter}


def mesurer(geste: str, source: Path) -> dict[str, Any]:
    """Le geste dans un processus neuf : ce qu'il rend, sa durée, sa mémoire la plus haute en Mio."""
    with tempfile.TemporaryDirectory() as dossier:
        sortie = Path(dossier) / "sortie"
        rendu = subprocess.run(
            [sys.executable, __file__, geste, str(source), str(sortie)], check=True, stdout=subprocess.PIPE
        )
    return dict(json.loads(rendu.stdout))


def dans_le_processus(geste: str, source: str, sortie: str) -> None:
    """Ce que fait le processus neuf."""
    depart = time.perf_counter()
    faits = GESTES[geste](Path(source), Path(sortie))
    faits["secondes"] = time.perf_counter() - depart
    faits["mio"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(faits))


def principal(lignes: int) -> None:
    """Mesure et affiche."""
    with tempfile.TemporaryDirectory() as dossier:
        source = Path(dossier) / "factures.parquet"
        ecrire(source, lignes)
        mesures: dict[str, list[dict[str, Any]]] = {geste: [] for geste in GESTES}
        for _ in range(ESSAIS):
            for geste, siennes in mesures.items():
                siennes.append(mesurer(geste, source))
        taille = source.stat().st_size / 1_000_000
    durees = {geste: min(un["secondes"] for un in siennes) for geste, siennes in mesures.items()}
    print(f"Python {platform.python_version()}, {os.cpu_count()} cœurs, meilleur de {ESSAIS} essais")
    print(f"{lignes} lignes ({taille:.0f} Mo), total {mesures['traiter'][0]['total']}")
    for geste, siennes in mesures.items():
        memoire = max(un["mio"] for un in siennes)
        print(
            f"{geste:<8} {durees[geste]:6.1f} s   rapport {durees[geste] / durees['copier']:5.2f}   {memoire:6.0f} Mio"
        )
    print(f"Cible de la mémoire : moins de {CIBLE_MIO} Mio")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        dans_le_processus(*sys.argv[1:])
    else:
        principal(int(sys.argv[1]) if len(sys.argv) == 2 else LIGNES)
