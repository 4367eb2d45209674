"""Toutes les règles ont la même forme : un nom, une fiche, des sources, une réponse qui voyage sans rien perdre."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cas_publies import CAS, Cas
from creances import Fiche, Resultat, articles, droit_courant, evaluer, regles, relire
from creances.droit.registre import registre

FICHES = regles()
REPONSES = [cas for cas in CAS if cas.appelle_une_regle and cas.erreur is None]

# Ceux-là répondent par des usages ; la loi n'y entre que par les règles qu'ils appellent.
USAGES = (
    "creances.moteur.indicateurs.rotation",
    "creances.moteur.organisation.",
    "creances.moteur.orientation.",
    "creances.moteur.prevention.",
    "creances.moteur.revue_politique",
)

par_regle = pytest.mark.parametrize("fiche", FICHES, ids=[fiche.nom for fiche in FICHES])


def _repondre(cas: Cas) -> Resultat[Any]:
    return evaluer(cas.regle, cas.entrees, droit=cas.etat_du_droit(droit_courant()))


@par_regle
class TestChaqueRegle:
    def test_porte_le_nom_de_sa_fonction(self, fiche: Fiche) -> None:
        fonction: Callable[..., Any] = registre()[fiche.nom].fonction
        assert fonction.__name__ == fiche.nom

    def test_dit_sa_source_et_donne_un_exemple(self, fiche: Fiche) -> None:
        assert "Source :" in fiche.documentation
        assert ">>> " in fiche.documentation

    def test_cite_des_textes_du_catalogue(self, fiche: Fiche) -> None:
        """Sauf un usage, qui n'applique aucun texte : sa source est une donnée de `moteur/usages`."""
        assert fiche.articles != () or registre()[fiche.nom].fonction.__module__.startswith(USAGES)
        assert [article for article in fiche.articles if article not in articles()] == []

    def test_decrit_ses_entrees_et_sa_sortie_en_json(self, fiche: Fiche) -> None:
        for schema in (fiche.schema_entrees, fiche.schema_sortie):
            assert json.loads(json.dumps(schema)) == schema
            assert schema["properties"]
        assert "droit" not in fiche.schema_entrees["properties"]

    def test_a_des_cas_publies(self, fiche: Fiche) -> None:
        assert [cas.nom for cas in REPONSES if cas.regle == fiche.nom] != []


@pytest.mark.parametrize("cas", REPONSES, ids=[cas.nom for cas in REPONSES])
class TestChaqueReponse:
    def test_se_relit_sans_perte(self, cas: Cas) -> None:
        resultat = _repondre(cas)
        assert relire(resultat.json()) == resultat

    def test_ne_change_pas_d_une_fois_a_l_autre(self, cas: Cas) -> None:
        assert _repondre(cas) == _repondre(cas)

    def test_s_ecrit_dans_les_deux_langues(self, cas: Cas) -> None:
        """Chaque ligne et chaque réserve a sa phrase, chaque mot sa traduction : aucun code nu ne reste à l'affichage.

        Sauf le nom d'une table du droit : c'est celui que prennent `Droit.prolonge` et `horizons`.
        """
        resultat = _repondre(cas)
        for langue in ("fr", "en"):
            mots = {mot.strip("«»“”.,;:()") for mot in resultat.texte(langue).split()}
            assert {mot for mot in mots if "_" in mot} <= droit_courant().tables.keys()
