"""Aucun chiffre de la loi n'est écrit dans le code : les règles et le moteur les lisent dans `droit/donnees`.

Sont admis partout -1, 0, 1, 2 et 12 (mois), qui servent à compter. Tout autre nombre est nommé ci-dessous, avec la raison
pour laquelle ce n'est pas un chiffre de la loi. Une exception qui ne sert plus est refusée.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import creances

PAQUET = Path(creances.__file__).parent
ADMIS = frozenset({-1, 0, 1, 2, 12})
_COUTS = "regles/escompte/couts.py"
EXCEPTIONS: Mapping[tuple[str, float], str] = {
    ("moteur/usages/etapes.py", 730): "borne de saisie, deux ans",
    ("moteur/usages/etapes.py", 60): "borne de saisie, en caractères",
    ("moteur/usages/scenarios.py", 60): "borne de saisie, en étapes",
    ("moteur/controle_terme.py", 10_000): "centièmes de pour cent dans l'unité",
    (_COUTS, 10_000): "centièmes de pour cent dans l'unité",
    (_COUTS, 100): "millionièmes dans un centième de pour cent",
    (_COUTS, 60): "chiffres gardés avant un arrondi",
    ("regles/expiration.py", 36_500): "borne de saisie, un siècle",
}
LECTURES: Mapping[str, str] = {
    "regles/mentions/lecture.py": "lit le texte d'une facture : portées en caractères, nombres écrits en lettres",
}


class Litteral(NamedTuple):
    """Un nombre ou un jour écrit en toutes lettres dans un module."""

    module: str
    ligne: int
    valeur: object


def _arbres() -> Iterator[tuple[str, ast.Module]]:
    for dossier in ("regles", "moteur"):
        for fichier in sorted((PAQUET / dossier).rglob("*.py")):
            yield fichier.relative_to(PAQUET).as_posix(), ast.parse(fichier.read_text(encoding="utf-8"))


def _nombres() -> Iterator[Litteral]:
    """Les nombres, y compris ceux qu'un `Decimal("…")` écrit en texte."""
    for module, arbre in _arbres():
        for noeud in ast.walk(arbre):
            if isinstance(noeud, ast.Constant) and type(noeud.value) in {int, float, complex}:
                yield Litteral(module, noeud.lineno, noeud.value)
            elif isinstance(noeud, ast.Call) and _nom(noeud) in {"Decimal", "Fraction", "int", "float"}:
                textes = [un.value for un in noeud.args if isinstance(un, ast.Constant) and isinstance(un.value, str)]
                yield from (Litteral(module, noeud.lineno, float(texte)) for texte in textes)


def _jours() -> Iterator[Litteral]:
    """Les jours fabriqués : `date(2026, 1, 1)`, `date.fromisoformat("…")`, `jour("…")`."""
    for module, arbre in _arbres():
        for noeud in ast.walk(arbre):
            fabrique = isinstance(noeud, ast.Call) and _nom(noeud) in {"date", "fromisoformat", "datetime", "strptime"}
            if fabrique and any(isinstance(un, ast.Constant) for un in noeud.args):
                yield Litteral(module, noeud.lineno, ast.unparse(noeud))


def _nom(appel: ast.Call) -> str:
    fonction = appel.func
    return fonction.id if isinstance(fonction, ast.Name) else getattr(fonction, "attr", "")


class TestAucunChiffreDeLaLoi:
    def test_aucun_nombre(self) -> None:
        interdits = [un for un in _nombres() if un.valeur not in ADMIS and un.module not in LECTURES]
        assert [un for un in interdits if (un.module, un.valeur) not in EXCEPTIONS] == []

    def test_aucun_jour(self) -> None:
        assert list(_jours()) == []

    def test_aucune_exception_n_est_de_trop(self) -> None:
        nombres = [un for un in _nombres() if un.valeur not in ADMIS]
        assert EXCEPTIONS.keys() - {(un.module, un.valeur) for un in nombres} == set()
        assert LECTURES.keys() - {un.module for un in nombres} == set()
