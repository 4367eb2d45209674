"""Les parties écrites : un fichier Parquet par portion, nommé une fois complet, avec de quoi le contrôler."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from creances.lots.flux.source import Portion
from creances.noyau.argent import centimes
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

CLE = b"creances.flux"
EUROS = pa.decimal128(18, 2)
MOTIF = "partie-*.parquet"
PROVISOIRES = ".*.en-cours"


@dataclass(frozen=True, slots=True)
class Partie:
    """Une partie de la sortie. `source` et `debut` : d'où viennent ses lignes ; `totaux` : de chaque colonne d'argent
    calculée, en centimes.
    """

    numero: int
    fichier: str
    source: str
    debut: int
    lignes: int
    refusees: int
    totaux: Mapping[str, int]


def nom_de_partie(numero: int) -> str:
    """Le fichier d'une partie ; l'ordre des noms est celui de la source."""
    return f"partie-{numero:06d}.parquet"


def decrire(portion: Portion, table: pa.Table, recues: frozenset[str], prefixe: str) -> Partie:
    """La partie que fait cette réponse : ses lignes, celles qui sont refusées, le total de chaque montant calculé."""
    neuves = [nom for nom in table.column_names if nom not in recues]
    refusees = f"{prefixe}erreur"
    return Partie(
        numero=portion.numero,
        fichier=nom_de_partie(portion.numero),
        source=portion.fichier.nom,
        debut=portion.debut,
        lignes=table.num_rows,
        refusees=table.num_rows - table[refusees].null_count if refusees in neuves else 0,
        totaux={
            nom: _total(table[nom])
            for nom in neuves
            if table.schema.field(nom).type == EUROS and not nom.removeprefix(prefixe).startswith("taux")
        },
    )


def _total(colonne: Any) -> int:
    """La somme d'une colonne d'euros, en centimes."""
    somme = pc.sum(colonne).as_py()
    return 0 if somme is None else centimes(somme)


def ecrire(dossier: Path, table: pa.Table, partie: Partie, question: str) -> None:
    """Écrit la partie sous un nom provisoire, puis la nomme d'un coup : un fichier nommé est un fichier complet."""
    faits = json.dumps({"question": question, "partie": asdict(partie)}, ensure_ascii=False, sort_keys=True)
    marquee = table.replace_schema_metadata({**(table.schema.metadata or {}), CLE: faits.encode()})
    # Deux traitements du même dossier n'écrivent jamais dans le même fichier.
    provisoire = dossier / f".{partie.fichier}.{os.getpid()}.en-cours"
    try:
        pq.write_table(marquee, provisoire, write_page_checksum=True)
        provisoire.replace(dossier / partie.fichier)
    except OSError as refus:
        with suppress(OSError):
            provisoire.unlink(missing_ok=True)
        if isinstance(refus, FileNotFoundError) and (dossier / partie.fichier).exists():
            return  # un autre traitement a fini, et l'a déjà écrite
        raise ErreurCreances(
            f"{partie.fichier} : écriture impossible ({refus}) ; accepté : la même commande, qui reprendra où l'on s'est "
            "arrêté",
            code="flux.ecriture",
            fichier=partie.fichier,
        ) from None


def relire(dossier: Path, portion: Portion, question: str) -> Partie | None:
    """La partie déjà écrite en réponse à cette question ; None si elle manque, si son fichier est abîmé, ou si c'est celui
    d'une autre partie.
    """
    chemin = dossier / nom_de_partie(portion.numero)
    if not chemin.exists():
        return None
    try:
        faits = json.loads(pq.read_schema(chemin).metadata[CLE])
        partie = Partie(**faits["partie"])
    except (pa.ArrowInvalid, OSError, KeyError, TypeError, ValueError):
        return None
    attendue = (portion.numero, portion.fichier.nom, portion.debut, portion.fin - portion.debut)
    dite = (partie.numero, partie.source, partie.debut, partie.lignes)
    return partie if faits["question"] == question and dite == attendue else None


def controler(dossier: Path, partie: Partie) -> None:
    """Relit tout le fichier, et lève une erreur s'il est abîmé, ou si ses lignes et ses totaux ne sont pas ceux que l'on a
    comptés.
    """
    relues = {"lignes": 0, **dict.fromkeys(partie.totaux, 0)}
    try:
        with pq.ParquetFile(dossier / partie.fichier, page_checksum_verification=True) as fichier:
            for paquet in fichier.iter_batches():
                relues["lignes"] += paquet.num_rows
                for nom in partie.totaux:
                    relues[nom] += _total(paquet.column(nom))
    except (pa.ArrowInvalid, OSError, KeyError) as refus:
        raise DonneeInvalide(
            f"{partie.fichier} : abîmé ({refus}) ; effacer ce fichier et reprendre le traitement",
            code="flux.ecart",
            fichier=partie.fichier,
        ) from None
    attendues = {"lignes": partie.lignes, **partie.totaux}
    if relues != attendues:
        raise DonneeInvalide(
            f"{partie.fichier} : relu {relues} ; compté {dict(attendues)} ; effacer ce fichier et reprendre le traitement",
            code="flux.ecart",
            fichier=partie.fichier,
        )
