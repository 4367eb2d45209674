"""Banc : lire un FEC de 100 000 lignes, rapporté à la simple passe de `csv.reader` sur le même fichier.

    python bancs/fec.py

Les deux sont mesurés dans la même exécution, en alternance, et le meilleur de plusieurs essais est gardé : le
rapport ne dépend presque pas de la machine. Cible : moins de 6.
"""

from __future__ import annotations

import csv
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from creances.adaptateurs.fec import LectureFec, lire_fec, postes_ouverts

LIGNES = 100_000
ESSAIS = 7
CIBLE = 6.0
EN_TETE = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
)


def ecrire(chemin: Path) -> None:
    """Des ventes (411, 706, 44571) et leurs règlements (512, 411) : deux lignes sur cinq sont clientes."""
    hasard = random.Random(20260101)
    lignes = ["\t".join(EN_TETE)]
    numero = 0
    while len(lignes) <= LIGNES:
        numero += 1
        hors_taxe = hasard.randrange(50, 200_000) * 100
        taxe, tiers = hors_taxe // 5, f"C{hasard.randrange(3_000):04d}"
        jour = f"2026{hasard.randrange(1, 13):02d}{hasard.randrange(1, 29):02d}"
        code = f"L{numero}" if hasard.random() < 0.8 else ""
        for journal, compte, solde in (
            ("VE", "411000", hors_taxe + taxe),
            ("VE", "706000", -hors_taxe),
            ("VE", "445710", -taxe),
            ("BQ", "512000", hors_taxe + taxe),
            ("BQ", "411000", -hors_taxe - taxe),
        ):
            client = compte == "411000"
            lignes.append(_ligne(journal, numero, jour, compte, tiers if client else "", solde, code if client else ""))
    chemin.write_text("\n".join(lignes[: LIGNES + 1]) + "\n", encoding="utf-8")


def _ligne(journal: str, numero: int, jour: str, compte: str, tiers: str, solde: int, code: str) -> str:
    debit, credit = (f"{abs(solde) // 100},{abs(solde) % 100:02d}", "0,00")[:: 1 if solde > 0 else -1]
    nom = f"Client {tiers} société par actions simplifiée" if tiers else ""
    champs = (journal, "Journal " + journal, f"{numero:08d}", jour, compte, "Libellé du compte", tiers, nom)
    suite = (
        f"FA{numero:07d}",
        jour,
        f"Facture FA{numero:07d}",
        debit,
        credit,
        code,
        jour if code else "",
        jour,
    )
    return "\t".join((*champs, *suite, "", ""))


def passe_nue(chemin: Path) -> None:
    """La référence : séparer les champs, ne rien en faire."""
    with chemin.open(encoding="utf-8", newline="") as flux:
        for _ in csv.reader(flux, delimiter="\t", quoting=csv.QUOTE_NONE):
            pass


def duree(geste: Callable[[], object]) -> float:
    """Le temps d'un seul appel, en secondes."""
    depart = time.perf_counter()
    geste()
    return time.perf_counter() - depart


def principal() -> None:
    """Mesure et affiche."""
    with tempfile.TemporaryDirectory() as dossier:
        chemin = Path(dossier) / "123456782FEC20261231.txt"
        ecrire(chemin)
        lecture: LectureFec = lire_fec(chemin)
        nues, lues, postes = [], [], []
        for _ in range(ESSAIS):
            nues.append(duree(lambda: passe_nue(chemin)))
            lues.append(duree(lambda: lire_fec(chemin)))
            postes.append(duree(lambda: postes_ouverts(lecture)))
        taille = chemin.stat().st_size / 1_000_000
    print(f"Python {platform.python_version()}, {os.cpu_count()} cœurs, meilleur de {ESSAIS} essais")
    print(f"{lecture.totaux.lignes} lignes ({taille:.1f} Mo), dont {lecture.totaux.clients} clients")
    print(f"csv.reader seul   {min(nues) * 1000:8.1f} ms")
    for nom, temps in (("lire_fec", min(lues)), ("postes_ouverts", min(postes))):
        print(f"{nom:<17} {temps * 1000:8.1f} ms   rapport {temps / min(nues):.2f}")
    print(f"Cible de lire_fec : un rapport inférieur à {CIBLE:g}")


if __name__ == "__main__":
    principal()
