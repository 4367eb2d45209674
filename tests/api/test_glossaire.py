"""Le glossaire est la charnière entre le français du code et le reste du monde : aucun nom public n'y manque."""

from __future__ import annotations

from pathlib import Path

import pytest

import creances

GLOSSAIRE = (Path(__file__).parents[2] / "docs" / "glossaire.md").read_text(encoding="utf-8")
RANGS = [
    [case.strip() for case in ligne.strip("|").split("|")]
    for ligne in GLOSSAIRE.splitlines()
    if ligne.startswith("| ") and not ligne.startswith(("| Terme", "| :"))
]


@pytest.mark.parametrize("nom", creances.__all__)
def test_chaque_nom_public_est_au_glossaire(nom):
    assert any(f"`{nom}`" in noms for _, noms, _, _ in RANGS)


@pytest.mark.parametrize("rang", RANGS, ids=lambda rang: rang[1])
def test_chaque_ligne_a_un_terme_un_nom_et_son_anglais(rang):
    terme, noms, _, anglais = rang
    assert terme
    assert "`" in noms
    assert anglais


def test_les_codes_d_erreur_sont_les_vrais():
    erreurs = {
        noms.strip("`"): code.strip("`")
        for _, noms, code, _ in RANGS
        if isinstance(classe := getattr(creances, noms.strip("`"), None), type) and issubclass(classe, Exception)
    }
    assert erreurs == {nom: getattr(creances, nom).code_defaut for nom in erreurs}
    assert len(erreurs) == len([n for n in creances.__all__ if hasattr(getattr(creances, n), "code_defaut")])


def test_les_textes_du_glossaire_sont_au_catalogue():
    cites = {texte for _, _, textes, _ in RANGS for texte in textes.split(" ; ") if texte and "`" not in texte}
    assert cites - set(creances.articles()) == set()
