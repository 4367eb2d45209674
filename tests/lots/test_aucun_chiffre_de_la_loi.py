"""`lots` ne sait rien du droit : ni un jour, ni un chiffre qui ne soit de la machine ou de l'écriture des nombres."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import creances.lots

DOSSIER = Path(creances.lots.__file__).parent
ADMIS = frozenset({-1, 0, 1, 2})
MACHINE: Mapping[int, str] = {
    3: "états d'une cellule",
    4: "colonnes à partir desquelles chercher ; décimales d'un taux",
    10: "base de numération ; lignes montrées dans une erreur",
    18: "chiffres d'un décimal Arrow",
    21: "taille d'une table de présence",
    38: "chiffres d'un décimal Arrow de deux mots",
    63: "bits d'un nombre, hors le signe",
    100: "centimes dans un euro",
    128: "bits d'un décimal Arrow",
    16_384: "lignes dans un bloc",
    32_768: "lignes dans un bloc",
}
COMMUNS = (
    "cadre",
    "calcul",
    "comptes",
    "decomptes",
    "dettes",
    "entiers",
    "evenements",
    "fenetres",
    "indemnites",
    "interets",
    "lecture",
    "modalites",
    "penalites",
    "portefeuille",
    "profils",
    "references",
    "rejeu",
    "sortie",
    "tables",
    "tranches",
)


def _arbres() -> Iterator[tuple[str, ast.Module]]:
    for nom in COMMUNS:
        yield nom, ast.parse((DOSSIER / f"{nom}.py").read_text(encoding="utf-8"))


def test_aucun_nombre_qui_ne_soit_de_la_machine() -> None:
    vus = {
        (nom, noeud.value)
        for nom, arbre in _arbres()
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Constant) and type(noeud.value) in {int, float}
    }
    assert {(nom, valeur) for nom, valeur in vus if valeur not in ADMIS | MACHINE.keys()} == set()
    assert MACHINE.keys() - {valeur for _, valeur in vus} == set()


def test_aucun_jour() -> None:
    fabriques = [
        (nom, ast.unparse(noeud))
        for nom, arbre in _arbres()
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Call)
        and getattr(noeud.func, "attr", getattr(noeud.func, "id", ""))
        in {"date", "fromisoformat", "datetime64", "jour"}
        and any(isinstance(un, ast.Constant) and not isinstance(un.value, str | type(None)) for un in noeud.args)
    ]
    assert fabriques == []


def test_aucun_article_n_y_est_ecrit() -> None:
    """Les articles et les régimes viennent des règles, jamais d'ici."""
    textes = [
        (nom, noeud.value)
        for nom, arbre in _arbres()
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str) and "\n" not in noeud.value
    ]
    assert [(nom, texte) for nom, texte in textes if any(code in texte for code in ("C. com.", "CCP", "C. civ."))] == []
