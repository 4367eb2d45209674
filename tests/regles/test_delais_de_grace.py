"""Les délais de grâce, mesure par mesure. C. civ., 1343-5."""

from __future__ import annotations

import pytest

from creances import DonneeInvalide, HorsChamp, delais_de_grace


class TestDansLaLimiteDeDeuxAnnees:
    """« reporter ou échelonner, dans la limite de deux années, le paiement des sommes dues »"""

    @pytest.mark.parametrize("mois", [0, 25, 30, True])
    def test_hors_de_la_limite_c_est_refuse(self, mois: int) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            delais_de_grace("2026-11-21", au="2026-12-01", mois=mois)
        assert refus.value.code == "delais_de_grace.duree"

    @pytest.mark.parametrize(
        ("au", "en_cours"),
        [("2026-11-20", False), ("2026-11-21", True), ("2027-11-21", True), ("2027-11-22", False)],
    )
    def test_l_execution_est_suspendue_du_jour_de_la_decision_a_la_fin_incluse(self, au: str, en_cours: bool) -> None:
        resultat = delais_de_grace("2026-11-21", au=au, mois=12)
        assert resultat.valeur.en_cours is en_cours
        assert resultat.lignes[-1].code == f"delais_de_grace.{'suspension' if en_cours else 'hors_delai'}"


class TestUneMesureOuLAutre:
    """« à un taux réduit au moins égal au taux légal, ou que les paiements s'imputeront d'abord sur le capital »"""

    def test_le_capital_d_abord_se_dit(self) -> None:
        resultat = delais_de_grace("2026-11-21", au="2026-12-01", mois=12, capital_d_abord=True)
        assert "delais_de_grace.capital" in [ligne.code for ligne in resultat.lignes]

    def test_le_taux_legal_d_un_particulier_est_plus_haut(self) -> None:
        with pytest.raises(DonneeInvalide, match="au moins le taux légal"):
            delais_de_grace("2026-11-21", au="2026-12-01", mois=12, taux_reduit="2.75", categorie="particuliers")

    def test_une_categorie_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            delais_de_grace("2026-11-21", au="2026-12-01", mois=12, categorie="autre")
        assert refus.value.code == "option.categorie"

    def test_une_dette_d_aliments_est_hors_champ(self) -> None:
        """« Les dispositions du présent article ne sont pas applicables aux dettes d'aliment. »"""
        with pytest.raises(HorsChamp):
            delais_de_grace("2026-11-21", au="2026-12-01", mois=12, aliments=True)
