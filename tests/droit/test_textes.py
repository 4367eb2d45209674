"""Le catalogue des textes : chaque référence une fois, avec ses dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from creances import Article, articles
from creances.droit import fichiers
from creances.noyau.erreurs import TableIncoherente


@pytest.fixture
def catalogue_relu() -> Iterator[None]:
    """Le catalogue est relu avant et après : le test voit ses données, les autres les vraies."""
    articles.cache_clear()
    yield
    articles.cache_clear()


class TestArticle:
    ANCIEN = Article("C. civ., 1254", "code civil", "", date(1804, 3, 21), date(2016, 10, 1))

    @pytest.mark.parametrize(
        ("jour", "en_vigueur"),
        [
            (date(1804, 3, 20), False),
            (date(1804, 3, 21), True),
            (date(2016, 9, 30), True),
            (date(2016, 10, 1), False),
        ],
    )
    def test_il_vaut_de_son_premier_jour_a_la_veille_de_sa_fin(self, jour: date, en_vigueur: bool) -> None:
        assert self.ANCIEN.en_vigueur(jour) is en_vigueur

    def test_sans_dates_connues_il_vaut_toujours(self) -> None:
        assert Article("a", "b", "c").en_vigueur(date(1900, 1, 1))


class TestCatalogue:
    def test_l_article_de_l_imputation_est_la(self) -> None:
        lu = articles()["C. civ., 1343-1"]
        assert (lu.code, lu.depuis, lu.jusqu_au) == ("code civil", date(2016, 10, 1), None)
        assert lu.adresse.startswith("https://")

    def test_chaque_cle_est_la_reference_de_son_article(self) -> None:
        assert all(reference == article.reference for reference, article in articles().items())

    def test_un_texte_finit_apres_avoir_commence(self) -> None:
        dates = [(un.depuis, un.jusqu_au) for un in articles().values()]
        assert all(depuis < fin for depuis, fin in dates if depuis and fin)

    def test_il_ne_se_modifie_pas(self) -> None:
        with pytest.raises(TypeError):
            articles()["x"] = TestArticle.ANCIEN  # type: ignore[index]

    @pytest.mark.usefixtures("catalogue_relu")
    def test_une_reference_en_double_est_un_defaut_de_nos_donnees(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ligne: dict[str, Any] = {"reference": "R", "code": "", "titre": "", "depuis": "", "jusqu_au": "", "url": ""}
        monkeypatch.setattr(fichiers, "csv", lambda nom: [ligne, ligne])
        with pytest.raises(TableIncoherente, match="R figure deux fois"):
            articles()
