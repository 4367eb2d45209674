"""Un million de lignes au hasard, une à une et en colonnes : chaque cellule est comparée.

Trop long pour la suite ordinaire ; la session `egalite` de nox le lance. Les graines sont fixes.

    python tests/lots/egalite.py [lignes]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1]))

from creances import decompte, lots, penalites
from portefeuilles_au_hasard import (
    COLONNES_D_EVENEMENT,
    Ligne,
    creance,
    en_colonnes,
    evenements,
    jour,
    profil,
    une_a_une,
)

POSTES = ("principal", "interets", "indemnite", "frais", "total", "verse", "trop_percu", "capitalises")
PAQUET = 10_000


def options(hasard: Random) -> dict[str, Any]:
    """Un jeu d'options par paquet de lignes ; le jour de la question est le plus souvent là où tout taux est connu."""
    return {
        "au": hasard.choice(["2026-11-21", "2026-06-30", str(jour(hasard))]),
        "base": hasard.choice(["365", "annee_civile"]),
        "arrondi": hasard.choice(["tranche", "total"]),
        "depart": hasard.choice(["presentation", "envoi"]),
        "jour_jugement": hasard.choice(["exclu", "inclus"]),
        "ordre": hasard.choice([None, None, ("interets", "principal", "frais")]),
    }


def comparer(
    rendue: pa.Table, noms: tuple[str, ...], lignes: list[Ligne], une: Callable[[int], tuple[Any, ...]]
) -> Counter[str]:
    """Compare un paquet, ligne à ligne, et compte ce qui l'a été."""
    vus: Counter[str] = Counter()
    for rang, obtenue in enumerate(zip(*(rendue[nom].to_pylist() for nom in noms), strict=True)):
        attendue = une(rang)
        if obtenue != attendue:
            raise SystemExit(f"{lignes[rang]}\n en colonnes {obtenue}\n une à une  {attendue}")
        vus["lignes"] += 1
        vus["cellules"] += len(noms)
        vus["refusées" if obtenue[-1] else str(obtenue[-3])] += 1
        vus["non nulles"] += bool(obtenue[0])
    return vus


def paquet(graine: int, nombre: int) -> Counter[str]:
    """Un paquet : les pénalités sans événement d'une moitié, les décomptes et leurs paiements de l'autre."""
    hasard = Random(graine)
    choix = options(hasard)
    profils = [profil(hasard) for _ in range(30)]
    lignes = [creance(hasard, reference=f"F{rang}", profils=profils) for rang in range(nombre)]
    table = pa.table(en_colonnes(lignes))
    if graine % 2:
        return comparer(
            lots.penalites(table, erreurs="colonne", **choix),
            ("penalites", "regime", "reserves", "erreur"),
            lignes,
            lambda rang: une_a_une(
                lignes[rang], lambda due, evenements: penalites(due, evenements=evenements, **choix)
            ),
        )
    arrives = [evenements(hasard, ligne) for ligne in lignes]
    passes = pa.table(en_colonnes((un for suite in arrives for un in suite), COLONNES_D_EVENEMENT))

    def un_decompte(rang: int) -> tuple[Any, ...]:
        valeur, *autres = une_a_une(
            lignes[rang], lambda due, evenements: decompte(due, evenements=evenements, **choix), arrives[rang]
        )
        return (*(None if valeur is None else getattr(valeur, poste) for poste in POSTES), *autres)

    rendue = lots.decomptes(table, passes, erreurs="colonne", **choix)
    return comparer(rendue, (*POSTES, "regime", "reserves", "erreur"), lignes, un_decompte)


def main(demandees: int) -> None:
    """Compare autant de lignes qu'on en demande, et dit ce qui a été comparé."""
    vus: Counter[str] = Counter()
    for graine in range(-(-demandees // PAQUET)):
        vus += paquet(graine, min(PAQUET, demandees - graine * PAQUET))
    print(", ".join(f"{nom} : {nombre}" for nom, nombre in vus.most_common()))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
