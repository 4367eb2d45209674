"""Les commandes réunies sous `creances`."""

from __future__ import annotations

from typing import Annotated

import typer

import creances
from creances.adaptateurs.commande.decompte import decompte
from creances.adaptateurs.commande.lots import lots
from creances.adaptateurs.commande.regles import lancer, lister
from creances.adaptateurs.commande.taux import taux
from creances.droit.chargement import version_des_donnees

application = typer.Typer(
    name="creances",
    help="Le recouvrement de créances en droit français : pénalités, indemnité, décomptes, expliqués.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
application.command("decompte")(decompte)
application.command("taux")(taux)
application.command("lots")(lots)
application.command("evaluer")(lancer)
application.command("regles")(lister)


def _dire_la_version(demandee: bool) -> None:
    if demandee:
        typer.echo(f"creances {creances.__version__}, données légales {version_des_donnees()}")
        raise typer.Exit


@application.callback()
def racine(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_dire_la_version, is_eager=True, help="La version, et celle des données."),
    ] = False,
) -> None:
    """Le recouvrement de créances en droit français : pénalités, indemnité, décomptes, expliqués."""
