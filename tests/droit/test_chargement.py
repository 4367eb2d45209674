"""Les fichiers de données : ce qu'ils donnent, et les défauts que leur lecture refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from creances import droit_courant
from creances.droit import fichiers
from creances.droit.chargement import lire_tables, version_des_donnees
from creances.noyau.erreurs import TableIncoherente
from creances.noyau.tables import TableDatee

SERIE = {
    "fichier": "s.csv",
    "colonnes": ["haut", "bas"],
    "unite": "% l'an",
    "article": "A",
    "connu_jusqu_au": date(2027, 1, 1),
}
LIGNE = {
    "debut": "2026-01-01",
    "haut": "6.67",
    "bas": "2.62",
    "acte": "Arrêté",
    "publie_le": "2025-12-26",
    "source": "u",
    "confiance": "haute",
}
VERSION = {
    "debut": date(2013, 1, 1),
    "valeur": "40.00",
    "article": "D441-5",
    "acte": "Décret",
    "publie_le": date(2012, 10, 4),
    "source": "u",
    "confiance": "haute",
}


@pytest.fixture
def lire(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lit des fichiers imaginés, sans toucher à ce que le paquet a déjà lu."""

    def lue(
        series: Mapping[str, Any], lignes: list[Mapping[str, str]], *themes: Mapping[str, Any]
    ) -> Mapping[str, TableDatee[Any]]:
        fichiers_lus = {"series.toml": series} | {f"parametres/{rang}.toml": un for rang, un in enumerate(themes)}
        monkeypatch.setattr(fichiers, "toml", fichiers_lus.__getitem__)
        monkeypatch.setattr(fichiers, "csv", lambda nom: lignes)
        monkeypatch.setattr(
            fichiers, "themes", lambda dossier, _: [un for un in fichiers_lus if un.startswith(f"{dossier}/")]
        )
        return lire_tables.__wrapped__()

    return lue


class TestSeries:
    def test_chaque_colonne_est_une_table(self, lire: Any) -> None:
        tables = lire({"legal": SERIE}, [LIGNE])
        assert list(tables) == ["legal.haut", "legal.bas"]
        (version,) = tables["legal.bas"].versions
        assert (version.debut, version.valeur, version.article) == (date(2026, 1, 1), Decimal("2.62"), "A")
        assert (version.source.acte, version.source.publie_le) == ("Arrêté", date(2025, 12, 26))

    def test_une_colonne_seule_nommee_taux_ne_prolonge_pas_le_nom(self, lire: Any) -> None:
        ligne = {"debut": "2026-01-01", "taux": "2.15", "nature": "taux fixe", "publie_le": ""}
        tables = lire({"bce": {**SERIE, "colonnes": ["taux"]}}, [ligne | {"source": "u", "confiance": "haute"}])
        (version,) = tables["bce"].versions
        assert version.source.acte == "BCE, taux fixe"
        assert version.source.publie_le is None

    def test_une_colonne_inconnue_est_refusee(self, lire: Any) -> None:
        with pytest.raises(TableIncoherente, match=r"s\.csv : colonnes inconnues \['surprise'\]"):
            lire({"legal": SERIE}, [{**LIGNE, "surprise": ""}])

    def test_un_degre_de_confiance_inconnu_est_refuse(self, lire: Any) -> None:
        with pytest.raises(TableIncoherente, match="confiance : reçu 'forte' ; accepté : haute, moyenne, basse"):
            lire({"legal": SERIE}, [{**LIGNE, "confiance": "forte"}])


class TestParametres:
    def test_un_nom_compose_vient_des_tables_imbriquees(self, lire: Any) -> None:
        parametre = {"unite": "EUR", "revue_avant": date(2027, 11, 21), "version": [VERSION]}
        tables = lire({}, [], {"indemnite": {"marches": parametre, "b": {"c": parametre}}})
        assert set(tables) == {"indemnite.marches", "indemnite.b.c"}
        assert tables["indemnite.marches"].versions[0].valeur == Decimal("40.00")

    @pytest.mark.parametrize(("ecrit", "lu"), [(30, 30), ("semestre", "semestre"), ("1.50", Decimal("1.50")), ("7", 7)])
    def test_un_nombre_entre_guillemets_est_un_decimal_un_mot_reste_un_mot(
        self, lire: Any, ecrit: Any, lu: Any
    ) -> None:
        parametre = {"unite": "u", "revue_avant": date(2027, 11, 21), "version": [{**VERSION, "valeur": ecrit}]}
        valeur = lire({}, [], {"p": parametre})["p"].versions[0].valeur
        assert (valeur, isinstance(valeur, Decimal)) == (lu, ecrit in {"1.50", "7"})

    def test_deux_tables_de_meme_nom_sont_refusees(self, lire: Any) -> None:
        parametre = {"unite": "u", "revue_avant": date(2027, 11, 21), "version": [VERSION]}
        with pytest.raises(TableIncoherente, match="p : deux tables de ce nom"):
            lire({}, [], {"p": parametre}, {"p": parametre})


class TestDonneesLivrees:
    def test_la_version_est_un_calendrier(self) -> None:
        assert version_des_donnees() == droit_courant().version
        annee, mois, _ = version_des_donnees().split(".")
        assert (int(annee), int(mois)) >= (2026, 11)

    def test_rien_ne_se_modifie_apres_lecture(self) -> None:
        with pytest.raises(TypeError):
            lire_tables()["x"] = None  # type: ignore[index]

    @pytest.mark.parametrize("nom", sorted(lire_tables()))
    def test_chaque_valeur_dit_son_acte_et_son_article(self, nom: str) -> None:
        table = lire_tables()[nom]
        assert table.nom == nom
        assert table.unite
        for version in table.versions:
            assert version.source.acte
            assert version.article

    @pytest.mark.parametrize("nom", ["taux_interet_legal.particuliers", "taux_interet_legal.autres_cas", "taux_bce"])
    def test_un_taux_a_deux_decimales_comme_la_loi_l_imprime(self, nom: str) -> None:
        assert {version.valeur.as_tuple().exponent for version in lire_tables()[nom].versions} == {-2}
