"""Les indicateurs d'un portefeuille : chacun est un rapport, et rien à mesurer n'est pas zéro."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Avoir,
    DonneeInvalide,
    Dossier,
    Dso,
    Evenement,
    Indicateurs,
    MiseEnDemeure,
    Pause,
    Procedure,
    Promesse,
    Relance,
    VentesDuMois,
    dso,
    dso_par_epuisement,
    indicateurs,
)
from creances.moteur.indicateurs.mesures import Periode
from strategies import facture, mouvements, paiement, rapide

DEPUIS, AU = date(2026, 6, 1), date(2026, 6, 30)


def _dossier(*evenements: Evenement, procedures: tuple[Procedure, ...] = (), **champs: Any) -> Dossier:
    return Dossier(creance=facture(**champs), evenements=evenements, procedures=procedures)


def _mesurer(*dossiers: Dossier, **options: Any) -> Indicateurs:
    return indicateurs(dossiers, depuis=DEPUIS, au=AU, **options).valeur


def _ventes(**mois: Any) -> list[VentesDuMois]:
    return [VentesDuMois(mois=f"2026-{nom[1:]}-01", montant=montant) for nom, montant in mois.items()]


class TestDso:
    """« DSO = encours TTC / CA TTC × jours » : piège 20, l'encours comprend la TVA."""

    def test_le_hors_taxe_sans_sa_tva_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            dso(472_000, jours=365, chiffre_affaires_ht=2_400_000)
        assert refus.value.code == "dso.hors_taxe"

    def test_le_hors_taxe_et_sa_tva_font_le_ttc(self) -> None:
        compose = dso(472_000, jours=365, chiffre_affaires_ht=2_400_000, tva=470_400).valeur
        assert compose == dso(472_000, jours=365, chiffre_affaires_ttc=2_870_400).valeur == Dso(Decimal("60.02"))

    @pytest.mark.parametrize("ventes", [{}, {"chiffre_affaires_ttc": 1, "chiffre_affaires_ht": 1, "tva": 1}])
    def test_un_seul_chiffre_d_affaires(self, ventes: dict[str, int]) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            dso(1, jours=30, **ventes)
        assert refus.value.code == "dso.ventes"

    @pytest.mark.parametrize("jours", [0, -1, True, 30.0])
    def test_des_jours_absurdes_sont_refuses(self, jours: Any) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            dso(1, jours=jours, chiffre_affaires_ttc=1)
        assert refus.value.code == "dso.jours"

    def test_un_montant_negatif_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            dso("-1", jours=30, chiffre_affaires_ttc=1)
        assert refus.value.code == "montant.negatif"

    def test_sans_ventes_il_n_y_a_pas_de_delai(self) -> None:
        assert dso(1, jours=30, chiffre_affaires_ttc=0).valeur == Dso(None)


class TestDsoParEpuisement:
    """« On recule depuis l'arrêté, mois civils réels, fraction sur le dernier. »"""

    def test_le_dernier_mois_compte_a_proportion(self) -> None:
        ventes = _ventes(m09=700, m10=800, m11=1200)
        assert dso_par_epuisement(2500, au="2026-11-30", ventes=ventes).valeur == Dso(Decimal("82.43"))

    def test_l_ordre_des_mois_ne_compte_pas_et_l_avenir_non_plus(self) -> None:
        ventes = _ventes(m12=9999, m10=800, m11=1200, m09=700)
        assert dso_par_epuisement(2500, au="2026-11-30", ventes=ventes).valeur.delai == Decimal("82.43")

    def test_un_historique_trop_court_donne_un_minimum(self) -> None:
        ventes = _ventes(m10=800, m11=1200)
        assert dso_par_epuisement(2500, au="2026-11-30", ventes=ventes).valeur == Dso(Decimal("61.00"), au_moins=True)
        assert dso_par_epuisement(2500, au="2026-11-30", ventes=[]).valeur == Dso(Decimal("0.00"), au_moins=True)

    def test_un_mois_absorbe_exactement_compte_en_entier(self) -> None:
        assert dso_par_epuisement(1200, au="2026-11-30", ventes=_ventes(m11=1200)).valeur == Dso(Decimal("30.00"))

    def test_un_mois_sans_vente_passe_avec_ses_jours(self) -> None:
        ventes = _ventes(m11=0, m10=310)
        assert dso_par_epuisement(10, au="2026-11-30", ventes=ventes).valeur == Dso(Decimal("31.00"))

    def test_le_mois_en_cours_s_arrete_au_jour_dit(self) -> None:
        assert dso_par_epuisement(100, au="2026-11-10", ventes=_ventes(m11=200)).valeur == Dso(Decimal("5.00"))

    def test_rien_a_absorber_ne_prend_aucun_jour(self) -> None:
        assert dso_par_epuisement(0, au="2026-11-30", ventes=_ventes(m11=200)).valeur == Dso(Decimal("0.00"))

    def test_un_mois_repete_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            dso_par_epuisement(1, au="2026-11-30", ventes=[*_ventes(m11=1), VentesDuMois(mois="2026-11-30", montant=1)])
        assert refus.value.code == "dso.mois_repete"


class TestPeriode:
    def test_les_bornes_en_sont(self) -> None:
        periode = Periode(DEPUIS, AU)
        assert periode.jours == 30
        assert [periode.contient(un) for un in (periode.veille, DEPUIS, AU, date(2026, 7, 1))] == [
            False,
            True,
            True,
            False,
        ]

    def test_a_l_envers_elle_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            indicateurs([], depuis=AU, au=DEPUIS)
        assert refus.value.code == "indicateurs.periode"

    @rapide
    @given(mouvements(DEPUIS))
    def test_ce_qui_la_suit_ne_change_rien(self, evenements: list[Evenement]) -> None:
        passes = [un for un in evenements if un.date <= AU]
        assert _mesurer(_dossier(*evenements)) == _mesurer(_dossier(*passes))


class TestEncours:
    def test_l_ecart_est_la_difference_des_deux_delais(self) -> None:
        mesures = _mesurer(
            _dossier(montant=19000, echeance="2026-05-31"),
            _dossier(montant=6000, echeance="2026-07-31"),
            chiffre_affaires=15000,
        )
        assert (mesures.dso, mesures.meilleur_dso, mesures.ecart_dso) == (50, 12, 38)
        assert mesures.taux_d_echus == 76

    def test_les_ventes_viennent_des_factures_de_la_periode_avoirs_deduits(self) -> None:
        dossier = _dossier(
            Avoir(date="2026-06-20", montant=100), emission="2026-06-10", livraison="2026-06-10", montant=1000
        )
        ancien = _dossier(emission="2026-05-10", livraison="2026-05-10", montant=5000)
        resultat = indicateurs([dossier, ancien], depuis=DEPUIS, au=AU)
        assert resultat.valeur.chiffre_affaires == 900
        assert "CHIFFRE_AFFAIRES_DES_DOSSIERS" in resultat.codes()
        assert (
            "CHIFFRE_AFFAIRES_DES_DOSSIERS"
            not in indicateurs([dossier], depuis=DEPUIS, au=AU, chiffre_affaires=1).codes()
        )

    @pytest.mark.parametrize("nom", ["chiffre_affaires", "cout", "cout_judiciaire"])
    def test_une_somme_negative_est_refusee(self, nom: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            _mesurer(**{nom: "-1"})
        assert refus.value.code == "montant.negatif"

    def test_un_portefeuille_vide_ne_divise_pas_par_zero(self) -> None:
        vides = _mesurer(cout=0)
        champs = ("dso", "meilleur_dso", "ecart_dso", "taux_d_echus", "taux_de_recouvrement", "efficacite")
        champs += ("retard_moyen", "delai_d_encaissement", "promesses_tenues", "taux_d_activation", "ratio_de_cout")
        assert {nom: getattr(vides, nom) for nom in champs} == dict.fromkeys(champs)
        assert indicateurs([], depuis=DEPUIS, au=AU).lignes == ()


class TestRecouvrement:
    def test_huit_mille_encaisses_de_dix_mille_echus(self) -> None:
        mesures = _mesurer(_dossier(paiement("2026-06-15", 8000), echeance="2026-05-31"), cout=500)
        assert mesures.taux_de_recouvrement == 80
        assert mesures.ratio_de_cout == 25

    def test_ce_qui_n_etait_pas_echu_avant_la_periode_n_y_est_pas(self) -> None:
        assert _mesurer(_dossier(paiement("2026-06-15", 8000), echeance=DEPUIS)).taux_de_recouvrement is None

    def test_un_avoir_n_est_pas_un_encaissement(self) -> None:
        mesures = _mesurer(_dossier(Avoir(date="2026-06-15", montant=8000), echeance="2026-05-31"))
        assert mesures.taux_de_recouvrement == 0

    def test_un_trop_percu_ne_depasse_pas_cent(self) -> None:
        assert _mesurer(_dossier(paiement("2026-06-15", 15000), echeance="2026-05-31")).taux_de_recouvrement == 100

    def test_la_part_deja_payee_n_est_plus_a_recouvrer(self) -> None:
        dossier = _dossier(paiement("2026-05-15", 6000), paiement("2026-06-15", 1000), echeance="2026-05-10")
        assert _mesurer(dossier).taux_de_recouvrement == 25


class TestDelais:
    def test_payer_en_avance_ne_compense_pas_un_retard(self) -> None:
        mesures = _mesurer(
            _dossier(paiement("2026-06-10", 1000), montant=1000, echeance="2026-06-30"),
            _dossier(paiement("2026-06-20", 1000), montant=1000, echeance="2026-06-10"),
        )
        assert mesures.retard_moyen == 5
        assert mesures.delai_d_encaissement is None

    def test_un_trop_percu_n_a_pas_de_delai(self) -> None:
        dossier = _dossier(
            paiement("2026-06-10", 1000), paiement("2026-06-30", 9000), montant=1000, echeance="2026-05-31"
        )
        assert _mesurer(dossier).retard_moyen == 10

    def test_un_avoir_eteint_avant_le_paiement(self) -> None:
        dossier = _dossier(
            Avoir(date="2026-05-01", montant=1000), paiement("2026-06-10", 500), montant=1000, echeance="2026-05-31"
        )
        assert _mesurer(dossier).retard_moyen is None

    def test_le_retard_des_impayes_ne_se_voit_pas_et_se_dit(self) -> None:
        paye = _dossier(paiement("2026-06-10", 1000), montant=1000, echeance="2026-05-31")
        impaye = _dossier(echeance="2026-01-31")
        assert "RETARD_DES_SEULS_PAYES" in indicateurs([paye, impaye], depuis=DEPUIS, au=AU).codes()
        assert "RETARD_DES_SEULS_PAYES" not in indicateurs([paye], depuis=DEPUIS, au=AU).codes()


class TestPromesses:
    def test_celle_qui_court_encore_n_est_pas_jugee(self) -> None:
        mesures = _mesurer(
            _dossier(Promesse(date="2026-06-01", pour_le="2026-06-10"), paiement("2026-06-10", 10000)),
            _dossier(Promesse(date="2026-06-01", pour_le="2026-06-10"), paiement("2026-06-11", 10000)),
            _dossier(Promesse(date="2026-06-01", pour_le=AU)),
            _dossier(Promesse(date="2026-06-01", pour_le="2026-07-15")),
            _dossier(Promesse(date="2026-06-01")),
        )
        assert mesures.promesses_tenues == 50


class TestActivite:
    def test_un_dossier_ouvert_bouge_ou_dort(self) -> None:
        mesures = _mesurer(
            _dossier(Relance(date="2026-06-10")),
            _dossier(Relance(date="2026-05-10")),
            _dossier(paiement("2026-05-10", 10000), Pause(date="2026-06-10")),
        )
        assert mesures.taux_d_activation == 50


class TestEconomie:
    """« Dossiers soldés à l'amiable × coût judiciaire évité. »"""

    def test_relance_puis_paiement_en_retard_sans_proces(self) -> None:
        assert _mesurer(_solde(Relance(date="2026-06-05")), cout_judiciaire=300).economie_amiable == 300
        assert _mesurer(_solde(MiseEnDemeure(date="2026-06-05")), cout_judiciaire=300).economie_amiable == 300

    def test_sans_relance_sans_retard_ou_avec_un_proces_rien_n_est_epargne(self) -> None:
        requete = Procedure(type="IP", actes=[{"type": "requete", "date": "2026-06-10"}])
        dossiers = (
            _solde(),
            _solde(Relance(date="2026-06-25")),
            _solde(Relance(date="2026-06-05"), echeance="2026-06-30"),
            _solde(Relance(date="2026-06-05"), procedures=(requete,)),
            _dossier(Relance(date="2026-06-05")),
            _dossier(Relance(date="2026-06-05"), Avoir(date="2026-06-20", montant=10000)),
        )
        assert _mesurer(*dossiers, cout_judiciaire=300).economie_amiable == 0

    def test_sans_cout_judiciaire_il_n_y_a_rien_a_dire(self) -> None:
        assert _mesurer(_solde(Relance(date="2026-06-05"))).economie_amiable is None


def _solde(*evenements: Evenement, echeance: str = "2026-05-31", procedures: tuple[Procedure, ...] = ()) -> Dossier:
    return _dossier(*evenements, paiement("2026-06-20", 10000), echeance=echeance, procedures=procedures)


class TestEfficacite:
    @rapide
    @given(st.integers(0, 10_000), st.integers(0, 10_000))
    def test_elle_vaut_cent_quand_plus_rien_n_est_echu(self, paye: int, a_venir: int) -> None:
        dossiers = [
            _dossier(paiement("2026-06-10", 1 + paye), montant=1 + paye, echeance="2026-05-31"),
            _dossier(montant=1 + a_venir, echeance=AU + timedelta(days=10)),
        ]
        assert _mesurer(*dossiers).efficacite == 100
