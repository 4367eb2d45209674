"""La surface publique est une décision : elle se compare à une liste tenue à la main."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import creances

LISTE = Path(__file__).with_name("surface.txt")


def test_les_noms_publics_sont_ceux_de_la_liste():
    assert sorted(creances.__all__) == LISTE.read_text(encoding="utf-8").split()


def test_les_types_que_lisent_les_verificateurs_sont_ceux_des_noms_publics():
    arbre = ast.parse(Path(creances.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    declares = {
        alias.asname: noeud.module for noeud in arbre.body if isinstance(noeud, ast.ImportFrom) for alias in noeud.names
    }
    assert declares == creances._ORIGINES


def test_un_nom_inconnu_est_refuse_comme_dans_tout_module():
    with pytest.raises(AttributeError, match="n'est pas un nom public"):
        _ = creances.inconnu
    assert set(creances.__all__) < set(dir(creances))


def test_all_est_range_et_sans_double():
    assert list(creances.__all__) == sorted(set(creances.__all__))


@pytest.mark.parametrize("nom", creances.__all__)
def test_chaque_nom_public_existe_et_se_documente(nom):
    objet = getattr(creances, nom)
    if inspect.isclass(objet) or inspect.isfunction(objet):
        assert (inspect.getdoc(objet) or "").strip()


@pytest.mark.parametrize("nom", [nom for nom in creances.__all__ if inspect.isclass(getattr(creances, nom))])
def test_chaque_methode_publique_d_une_classe_publique_se_documente(nom):
    classe = getattr(creances, nom)
    siennes = {
        methode: objet
        for methode, objet in vars(classe).items()
        if not methode.startswith("_") and (inspect.isfunction(objet) or isinstance(objet, property | classmethod))
    }
    muettes = [methode for methode in siennes if not inspect.getdoc(getattr(classe, methode))]
    assert muettes == []


@pytest.mark.parametrize("fiche", creances.regles(), ids=lambda fiche: fiche.nom)
def test_une_regle_se_documente_avec_sa_source_et_un_exemple(fiche):
    assert "Source :" in fiche.documentation
    assert ">>> " in fiche.documentation
    assert set(fiche.articles) <= set(creances.articles())
