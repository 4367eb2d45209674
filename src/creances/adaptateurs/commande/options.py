"""Les options que plusieurs commandes partagent, et la lecture de leurs valeurs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from creances.adaptateurs.cellules import jour as jour_ecrit
from creances.adaptateurs.commande.sorties import Langue
from creances.adaptateurs.complements_droit import droit_complete
from creances.droit.corpus import Droit, droit_courant
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import jour


def lire_jour(ecrit: str) -> date:
    """Un jour donné en option : AAAA-MM-JJ ou JJ/MM/AAAA. Autre chose est une faute d'usage."""
    try:
        return jour(jour_ecrit(ecrit), "jour")
    except DonneeInvalide:
        raise typer.BadParameter(f"reçu {ecrit!r} ; accepté : AAAA-MM-JJ ou JJ/MM/AAAA, de 1900 à 2199") from None


OptionLangue = Annotated[Langue, typer.Option("--langue", help="Langue des résultats.")]
OptionSortie = Annotated[
    Path | None, typer.Option("--sortie", help="Fichier où écrire, au lieu de la sortie standard.")
]
OptionDroit = Annotated[
    Path | None,
    typer.Option("--droit", help="TOML des taux parus depuis cette version (voir complements_droit)."),
]


def droit_demande(fichier: Path | None) -> Droit:
    """Le droit du paquet, complété par le fichier s'il y en a un."""
    return droit_courant() if fichier is None else droit_complete(fichier)
