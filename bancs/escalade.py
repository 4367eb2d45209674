"""L'escalade d'un portefeuille, explications comprises, contre les règles qu'elle appelle et contre un calendrier nu.

Le calendrier nu est ce qu'un tableur ferait : l'échéance, huit décalages, un tri ; ni fêtes, ni événements, ni loi, ni
raisons. La prescription est la règle que chaque plan interroge. Les rapports sont ceux d'une même exécution ; le temps
est celui du processeur, le plus court de plusieurs passages.

    python bancs/escalade.py
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from creances import Creance, Dossier, Paiement, Promesse, Relance, escalade, prescription, scenarios

AU = date(2026, 11, 18)
CIBLE = 5000
DOSSIERS, PASSAGES = 500, 15
DECALAGES = [une.decalage for une in scenarios()["pme"].etapes]


def dossier(rang: int) -> Dossier:
    """Un dossier sur cinq sans suite, les autres relancés ; un a promis, un a payé en partie."""
    evenements: list[Any] = []
    if rang % 5 >= 1:
        evenements.append(Relance(date="2026-11-06", canal="email"))
    if rang % 5 >= 2:
        evenements.append(Relance(date="2026-11-10", canal="telephone"))
    if rang % 5 == 3:
        evenements.append(Promesse(date="2026-11-11", pour_le="2026-11-20"))
    if rang % 5 == 4:
        evenements.append(Paiement(date="2026-11-11", montant=100))
    creance = Creance(reference=f"F{rang}", montant=900 + rang, echeance="2026-11-02")
    return Dossier(creance=creance, evenements=evenements)


def calendrier_nu(un: Dossier) -> list[tuple[date, int]]:
    """Huit dates et un tri."""
    echeance = un.creance.echeance
    assert echeance is not None
    return sorted((echeance + timedelta(days=jours), rang) for rang, jours in enumerate(DECALAGES))


def microsecondes(faire: Callable[[Dossier], object], lot: list[Dossier]) -> float:
    """Le temps de processeur d'un dossier, au plus court."""
    plus_court = float("inf")
    for _ in range(PASSAGES):
        debut = time.process_time()
        for un in lot:
            faire(un)
        plus_court = min(plus_court, time.process_time() - debut)
    return plus_court / len(lot) * 1e6


def principal() -> None:
    lot = [dossier(rang) for rang in range(DOSSIERS)]
    plan = microsecondes(lambda un: escalade(un, au=AU), lot)
    regle = microsecondes(lambda un: prescription(un.creance, au=AU, evenements=un.evenements), lot)
    nu = microsecondes(calendrier_nu, lot)
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {DOSSIERS} dossiers")
    print(f"un plan expliqué : {plan:.0f} µs, soit {1e6 / plan:.0f} dossiers par seconde (cible {CIBLE})")
    print(f"dont la prescription : {regle:.0f} µs ; un plan en vaut {plan / regle:.1f}")
    print(f"calendrier nu : {nu:.1f} µs ; un plan en vaut {plan / nu:.0f}")


if __name__ == "__main__":
    principal()
