"""`orientation` sur un portefeuille varié, contre le décompte des mêmes dossiers.

Le décompte est la référence : c'est ce que toute réponse coûte déjà. Les deux sont mesurés dans la même exécution.

    python bancs/orientation.py
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from creances import Contexte, Creance, Creancier, Debiteur, Dossier, decompte, orientation

AU = date(2026, 11, 21)
CIBLE = 5000
RELANCE = {"type": "relance", "date": AU - timedelta(days=12), "canal": "email"}
MISE_EN_DEMEURE = {"type": "mise_en_demeure", "date": AU - timedelta(days=20), "delai": 8}
SITUATIONS: tuple[tuple[int, int, tuple[dict[str, Any], ...]], ...] = (
    # montant, jours de retard, événements : surtout de l'amiable, un dossier sur cinq devant le juge.
    (900, -20, ()),
    (1200, 4, ()),
    (2900, 12, (RELANCE,)),
    (450, 25, (RELANCE,)),
    (8000, 33, (RELANCE,)),
    (1150, 48, (RELANCE, {"type": "reponse", "date": AU - timedelta(days=3)})),
    (15000, 52, (RELANCE, {"type": "contestation", "date": AU - timedelta(days=20), "montant": "4000"})),
    (5400, 60, (RELANCE, {"type": "promesse", "date": AU - timedelta(days=4), "pour_le": AU + timedelta(days=6)})),
    (3200, 62, (RELANCE, MISE_EN_DEMEURE)),
    (16000, 90, (RELANCE, MISE_EN_DEMEURE)),
)


def portefeuille(nombre: int) -> list[Dossier]:
    """Des dossiers tous distincts, dans les proportions de `SITUATIONS`."""
    creancier = Creancier(nom="Créancier", commercant=True)
    dossiers = []
    for rang in range(nombre):
        montant, retard, evenements = SITUATIONS[rang % len(SITUATIONS)]
        debiteur = Debiteur(nom=f"Client {rang}", qualite="professionnel", commercant=True, solvabilite="bonne")
        creance = Creance(
            reference=f"F{rang}",
            montant=montant + rang,
            echeance=AU - timedelta(days=retard),
            debiteur=debiteur,
            creancier=creancier,
        )
        contexte = Contexte(preuves="fortes", relation="occasionnelle", marge_annuelle=500 + rang)
        dossiers.append(Dossier(creance=creance, evenements=evenements, contexte=contexte))
    return dossiers


def par_seconde(dossiers: list[Dossier], question: Callable[[Dossier], object], passages: int = 5) -> float:
    """Dossiers traités par seconde, au meilleur passage."""
    temps = []
    for _ in range(passages):
        debut = time.perf_counter()
        for un in dossiers:
            question(un)
        temps.append(time.perf_counter() - debut)
    return len(dossiers) / min(temps)


def main() -> None:
    """Mesure et imprime."""
    dossiers = portefeuille(2000)
    voies = {orientation(un, au=AU).valeur.voie for un in dossiers}
    reference = par_seconde(dossiers, lambda un: decompte(un.creance, au=AU, evenements=un.evenements))
    mesure = par_seconde(dossiers, lambda un: orientation(un, au=AU))
    print(f"{os.cpu_count()} cœurs, Python {platform.python_version()}, {len(dossiers)} dossiers, {len(voies)} voies")
    print(f"orientation : {mesure:.0f} dossiers par seconde (cible {CIBLE}), explications comprises")
    print(f"decompte : {reference:.0f} par seconde ; une orientation coûte {reference / mesure:.1f} décomptes")


if __name__ == "__main__":
    main()
