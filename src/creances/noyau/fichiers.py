"""Lire les données livrées avec le paquet : un dossier de données est un sous-paquet, un fichier y porte un nom.

Les imports sont dans les fonctions : lire un fichier coûte plus que tout le reste de l'import de la bibliothèque, et ne
sert qu'à la première question posée.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def texte(paquet: str, nom: str) -> str:
    """Le contenu d'un fichier de données."""
    from importlib.resources import files

    return files(paquet).joinpath(nom).read_text(encoding="utf-8")


def toml(paquet: str, nom: str) -> dict[str, Any]:
    """Le contenu d'un fichier TOML."""
    from tomllib import loads

    return loads(texte(paquet, nom))


def csv(paquet: str, nom: str) -> list[dict[str, str]]:
    """Les lignes d'un fichier CSV, par nom de colonne."""
    from csv import DictReader
    from io import StringIO

    return list(DictReader(StringIO(texte(paquet, nom), newline="")))


def themes(paquet: str, dossier: str, suffixe: str) -> Iterator[str]:
    """Les noms des fichiers d'un dossier de données, un par thème, dans l'ordre alphabétique."""
    from importlib.resources import files

    for fichier in sorted(un.name for un in files(paquet).joinpath(dossier).iterdir()):
        if fichier.endswith(suffixe):
            yield f"{dossier}/{fichier}"
