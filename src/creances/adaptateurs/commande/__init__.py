"""La ligne de commande `creances` : décompter un fichier, lire les taux, lancer une règle.

Elle demande l'extra `cli` (typer et rich) : pip install "creances[cli]". Codes de sortie :

- 0 : tout est calculé ;
- 1 : donnée refusée (fichier illisible, date impossible, règle inconnue…) ;
- 2 : usage (option inconnue ou mal écrite) ;
- 3 : droit inconnu (taux pas encore publié, jour hors des tables) ;
- 4 : hors champ (crédit, droit local…) ;
- 5 : partiel : des lignes ou des créances manquent ; `--tolerer` l'accepte et rend 0.

Les erreurs s'écrivent en français sur la sortie d'erreur, jamais avec la pile d'appels.
"""

from __future__ import annotations

import sys

_EXTRA = frozenset({"typer", "rich", "click"})


def principal() -> None:
    """Le point d'entrée `creances`. Sans typer, dit comment l'installer et sort avec le code 2."""
    try:
        from creances.adaptateurs.commande.application import application
    except ModuleNotFoundError as absent:
        if (absent.name or "").partition(".")[0] not in _EXTRA:
            raise
        sys.stderr.write('creances : la ligne de commande demande typer et rich ; pip install "creances[cli]"\n')
        raise SystemExit(2) from None
    for flux in (sys.stdout, sys.stderr):
        # Un terminal qui ignore l'espace fine ou « € » montre un « ? » plutôt que d'arrêter le programme.
        if hasattr(flux, "reconfigure"):
            flux.reconfigure(errors="replace")
    application()
