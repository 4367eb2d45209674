"""Le registre : une règle s'inscrit sous un nom, et sa fonction reste telle quelle."""

from __future__ import annotations

import pytest

import creances.droit.registre as module
from creances import regles
from creances.droit.registre import registre, regle
from creances.droit.textes import articles
from creances.noyau.erreurs import DroitIncoherent


@pytest.fixture
def vide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Un registre à part : rien de ce qu'un test inscrit ne reste."""
    monkeypatch.setattr(module, "_REGLES", {})


@pytest.mark.usefixtures("vide")
class TestInscription:
    def test_la_fonction_inscrite_est_rendue_inchangee(self) -> None:
        def essai() -> int:
            return 3

        assert regle("essai", "C. civ., 1343-1")(essai) is essai
        inscrite = registre()["essai"]
        assert (inscrite.nom, inscrite.articles, inscrite.fonction) == ("essai", ("C. civ., 1343-1",), essai)

    def test_deux_fonctions_ne_portent_pas_le_meme_nom(self) -> None:
        regle("essai")(lambda: 1)
        with pytest.raises(DroitIncoherent, match="deux règles nommées essai"):
            regle("essai")(lambda: 2)

    def test_la_meme_fonction_peut_se_reinscrire(self) -> None:
        def essai() -> int:
            return 3

        regle("essai")(essai)
        regle("essai", "C. civ., 1342")(essai)
        assert registre()["essai"].articles == ("C. civ., 1342",)

    def test_le_registre_ne_se_modifie_pas_de_l_exterieur(self) -> None:
        with pytest.raises(TypeError):
            registre()["x"] = None  # type: ignore[index]


def test_chaque_article_d_une_regle_est_au_catalogue() -> None:
    catalogue = articles()
    for fiche in regles():
        assert [article for article in fiche.articles if article not in catalogue] == []
