"""`creances lots` : une règle de colonnes, de fichiers Parquet ou Arrow à un dossier de fichiers Parquet."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from creances.adaptateurs.commande.options import OptionDroit, droit_demande, lire_jour
from creances.adaptateurs.commande.sorties import Code, avancement, ecrire, erreurs_en_clair

if TYPE_CHECKING:
    from creances.lots.flux import Bilan


class Erreurs(StrEnum):
    """Que faire d'une mauvaise ligne."""

    REFUSER = "refuser"
    COLONNE = "colonne"


def lots(
    regle: Annotated[str, typer.Argument(metavar="REGLE", help="penalites, indemnites, decomptes, interets…")],
    source: Annotated[list[Path], typer.Argument(metavar="SOURCE…", help="Fichiers ou dossier Parquet ou Arrow.")],
    vers: Annotated[Path, typer.Option("--vers", help="Le dossier où écrire les parties ; repris s'il est commencé.")],
    au: Annotated[
        date | None, typer.Option("--au", parser=lire_jour, metavar="JOUR", help="Le jour de la réponse.")
    ] = None,
    paiements: Annotated[
        Path | None, typer.Option("--paiements", help="Les paiements d'un décompte, en Parquet ou en Arrow.")
    ] = None,
    erreurs: Annotated[
        Erreurs, typer.Option("--erreurs", help="« colonne » garde les mauvaises lignes, vides, avec leur code.")
    ] = Erreurs.REFUSER,
    par_partie: Annotated[int | None, typer.Option("--lignes-par-partie", help="La mémoire en dépend.")] = None,
    droit: OptionDroit = None,
) -> None:
    """Applique une règle à des fichiers plus grands que la mémoire. La même commande reprend un travail arrêté."""
    facultatifs = {"au": au, "paiements": paiements, "lignes_par_partie": par_partie}
    arguments: dict[str, Any] = {nom: lu for nom, lu in facultatifs.items() if lu is not None}
    with erreurs_en_clair():
        from creances.lots import traiter  # l'extra lots est facultatif

        with avancement(regle) as progression:
            bilan = traiter(
                [*source] if len(source) > 1 else source[0],
                vers,
                regle,
                erreurs=erreurs.value,
                droit=droit_demande(droit),
                progression=progression,
                **arguments,
            )
    ecrire(_dire(bilan), None)
    raise typer.Exit(Code.PARTIEL if bilan.refusees else Code.FAIT)


def _dire(bilan: Bilan) -> str:
    totaux = [f"{nom} : {total}" for nom, total in bilan.totaux.items()]
    parties = f"{len(bilan.parties)} partie(s), dont {bilan.reprises} déjà faite(s)"
    return "\n".join([f"{bilan.lignes} ligne(s), dont {bilan.refusees} refusée(s) ; {parties}", *totaux])
