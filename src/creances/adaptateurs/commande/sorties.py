"""Ce que la ligne de commande écrit : pages, fichiers, erreurs ; et le code avec lequel elle sort."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum, StrEnum
from pathlib import Path

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table
from rich.text import Text

from creances.adaptateurs.octets import Progression
from creances.noyau.erreurs import DroitInconnu, ErreurCreances, HorsChamp
from creances.noyau.rendu import balises, demarque, textuel
from creances.noyau.rendu.catalogues import nettoyer
from creances.noyau.rendu.page import Page
from creances.noyau.rendu.valeurs import Contenu, Fiche, Tableau, aplatir


class Code(IntEnum):
    """Les codes de sortie (voir la documentation de `creances.adaptateurs.commande`)."""

    FAIT = 0
    REFUSE = 1
    USAGE = 2
    DROIT_INCONNU = 3
    HORS_CHAMP = 4
    PARTIEL = 5


class Langue(StrEnum):
    """Les langues des résultats."""

    FR = "fr"
    EN = "en"


class Format(StrEnum):
    """Les formats des tableaux."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "markdown"


def code_de(erreur: ErreurCreances) -> Code:
    """Le code de sortie d'une erreur."""
    if isinstance(erreur, DroitInconnu):
        return Code.DROIT_INCONNU
    return Code.HORS_CHAMP if isinstance(erreur, HorsChamp) else Code.REFUSE


@contextmanager
def erreurs_en_clair() -> Iterator[None]:
    """Change une erreur de la bibliothèque en une phrase et un code de sortie."""
    try:
        yield
    except ErreurCreances as erreur:
        avertir(f"{erreur.message} [{erreur.code}]")
        raise typer.Exit(code_de(erreur)) from None


def avertir(message: str) -> None:
    """Une ligne sur la sortie d'erreur, sans caractère qui agirait sur le terminal."""
    typer.echo(f"creances : {nettoyer(message)}", err=True)


def ecrire(texte: str, sortie: Path | None, *, encodage: str = "utf-8") -> None:
    """Le texte dans un fichier, ou sur la sortie standard."""
    if sortie is None:
        typer.echo(texte, nl=not texte.endswith("\n"))
        return
    try:
        with sortie.open("w", encoding=encodage, newline="") as flux:
            flux.write(texte)
    except OSError as erreur:
        avertir(f"--sortie {sortie} : écriture impossible ({erreur.strerror or erreur})")
        raise typer.Exit(Code.REFUSE) from None


def ecrire_pages(pages: Iterable[Page], choix: Format, sortie: Path | None, *, titre: str = "") -> None:
    """Des pages l'une après l'autre : au terminal en tableaux, ailleurs en texte, en Markdown ou en HTML complet."""
    if choix is Format.TABLE and sortie is None and sys.stdout.isatty():
        montrer(pages, Console(file=sys.stdout, highlight=False))
    elif choix is Format.HTML:
        corps = "\n".join(balises.ecrire(page) for page in pages)
        ecrire(_document(titre, corps), sortie)
    elif choix is Format.MARKDOWN:
        ecrire("\n\n".join(demarque.ecrire(page) for page in pages) + "\n", sortie)
    else:
        ecrire("\n\n\n".join(textuel.ecrire(page) for page in pages) + "\n", sortie)


def _document(titre: str, corps: str) -> str:
    tete = f'<meta charset="utf-8">\n{balises.balise("title", balises.echapper(titre))}'
    return f"<!doctype html>\n<html>\n<head>\n{tete}\n</head>\n<body>\n{corps}\n</body>\n</html>\n"


def montrer(pages: Iterable[Page], console: Console) -> None:
    """Des pages au terminal : les tableaux à la largeur de l'écran, rien d'interprété dans ce qu'ils portent."""
    for page in pages:
        if page.etapes or not isinstance(page.valeur, Fiche):
            console.print(Text(textuel.ecrire(page)), end="\n\n")
            continue
        console.print(Text(page.titre, style="bold"))
        for nom, dedans in page.valeur.rubriques:
            console.print(Text(nom, style="italic"))
            console.print(_table(dedans))
        if page.reserves:
            console.print(Text(page.intitule("reserves"), style="bold"))
        for reserve in page.reserves:
            console.print(Text(f"- {reserve}"))
        console.print(Text(page.droit, style="dim"))


def _table(dedans: Contenu) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    if isinstance(dedans, Tableau):
        for entete, nombre in zip(dedans.entetes, dedans.nombres, strict=True):
            table.add_column(Text(entete), justify="right" if nombre else "left", overflow="fold")
        for rangee in dedans.rangees:
            table.add_row(*(Text(aplatir(cellule)) for cellule in rangee))
        return table
    table.show_header = False
    table.add_column()
    table.add_column(justify="right")
    for intitule, valeur in dedans.rubriques if isinstance(dedans, Fiche) else (("", dedans),):
        table.add_row(Text(intitule), Text(aplatir(valeur)))
    return table


@contextmanager
def avancement(libelle: str) -> Iterator[Progression]:
    """Une barre sur la sortie d'erreur, seulement si c'est un terminal ; la fonction rendue la fait avancer."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _faits, _en_tout: None
        return
    colonnes = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*colonnes, console=console, transient=True) as barre:
        tache = barre.add_task(libelle, total=None)
        yield lambda faits, en_tout: barre.update(tache, completed=faits, total=en_tout)
