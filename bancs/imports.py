"""Le temps d'import de la bibliothèque contre celui de pydantic, dans des interpréteurs neufs et alternés.

Le temps est celui du processeur, et le meilleur de plusieurs : la machine peut faire autre chose. Les fichiers compilés
(`.pyc`) existent, comme après toute installation.

    python bancs/imports.py
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys

REPETITIONS = 15
CIBLE = 1.5
PYDANTIC = "from pydantic import BaseModel, Field, TypeAdapter"
CREANCES = "from creances import Creance, Paiement, decompte, echeance, evaluer, interets, penalites"
MESURE = "import time; debut = time.process_time(); {}; print(time.process_time() - debut)"


def secondes(instruction: str) -> float:
    """Le temps d'un import, dans un interpréteur neuf."""
    environnement = {nom: valeur for nom, valeur in os.environ.items() if nom != "PYTHONDONTWRITEBYTECODE"}
    sortie = subprocess.run(
        [sys.executable, "-c", MESURE.format(instruction)],
        capture_output=True,
        text=True,
        check=True,
        env=environnement,
    )
    return float(sortie.stdout)


def main() -> None:
    """Mesure et imprime le rapport."""
    secondes(CREANCES)  # écrit les .pyc
    paires = [(secondes(PYDANTIC), secondes(CREANCES)) for _ in range(REPETITIONS)]
    pydantic, creances = min(paire[0] for paire in paires), min(paire[1] for paire in paires)
    print(f"{os.cpu_count()} cœurs, Python {platform.python_version()}")
    print(
        f"import de creances : {creances * 1e3:.0f} ms, de pydantic : {pydantic * 1e3:.0f} ms, "
        f"rapport {creances / pydantic:.2f} (cible {CIBLE})"
    )


if __name__ == "__main__":
    main()
