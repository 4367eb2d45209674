"""Un module se lit d'une traite, une fonction d'un coup d'œil."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import creances

PAQUET = Path(creances.__file__).parent
LIGNES_PAR_MODULE = 300
LIGNES_PAR_FONCTION = 40


def _modules() -> Iterator[tuple[str, str]]:
    for fichier in sorted(PAQUET.rglob("*.py")):
        yield fichier.relative_to(PAQUET).as_posix(), fichier.read_text(encoding="utf-8")


def _fonctions(texte: str) -> Iterator[tuple[str, int]]:
    """Chaque fonction, et le nombre de lignes de son corps, sans sa documentation."""
    for noeud in ast.walk(ast.parse(texte)):
        if isinstance(noeud, ast.FunctionDef | ast.AsyncFunctionDef):
            corps = noeud.body[1:] if ast.get_docstring(noeud) else noeud.body
            if corps:
                yield noeud.name, (corps[-1].end_lineno or 0) - corps[0].lineno + 1


def test_aucun_module_ne_depasse_trois_cents_lignes() -> None:
    longueurs = {nom: len(texte.splitlines()) for nom, texte in _modules()}
    assert {nom: lignes for nom, lignes in longueurs.items() if lignes > LIGNES_PAR_MODULE} == {}


def test_aucune_fonction_ne_depasse_quarante_lignes() -> None:
    longueurs = {(nom, fonction): lignes for nom, texte in _modules() for fonction, lignes in _fonctions(texte)}
    assert {ou: lignes for ou, lignes in longueurs.items() if lignes > LIGNES_PAR_FONCTION} == {}
