"""Le dernier jour licite : contrôlé date par date, signalé ou ramené."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creances import Creance, Resultat, echeance
from strategies import CONSOMMATEUR, facture, terme

EMISSION = "2026-01-15"


def _illicite(creance: Creance) -> date | None:
    """Le plafond que l'échéance dépasse, None si elle est licite."""
    for reserve in echeance(creance).reserves:
        if reserve.code == "DELAI_ILLICITE":
            return dict(reserve.dates)["plafond"]
    return None


def _article(resultat: Resultat[date]) -> str:
    return resultat.lignes[-1].article


class TestSoixanteJours:
    """« … ne peut dépasser soixante jours après la date d'émission de la facture » (L441-10, I, al. 2)."""

    def test_le_soixantieme_jour_est_licite(self) -> None:
        assert _illicite(facture(emission=EMISSION, conditions=terme(jours=60))) is None

    def test_le_soixante_et_unieme_ne_l_est_plus(self) -> None:
        reponse = echeance(facture(emission=EMISSION, conditions=terme(jours=61)))
        assert reponse.valeur == date(2026, 3, 17)
        (reserve,) = reponse.reserves
        assert (reserve.code, reserve.dates) == ("DELAI_ILLICITE", (("plafond", date(2026, 3, 16)),))
        assert reserve.articles == ("C. com., L441-10, I", "C. com., L441-16")
        assert (reponse.lignes[-1].code, reponse.lignes[-1].fin) == ("echeance.plafond", date(2026, 3, 16))

    def test_ramener_remet_l_echeance_au_plafond_en_gardant_la_reserve(self) -> None:
        reponse = echeance(facture(emission=EMISSION, conditions=terme(jours=90)), plafond="ramener")
        assert reponse.valeur == date(2026, 3, 16)
        assert reponse.codes() == {"DELAI_ILLICITE"}

    def test_ramener_ne_change_rien_a_une_echeance_licite(self) -> None:
        due = facture(emission=EMISSION, conditions=terme(jours=45))
        assert echeance(due, plafond="ramener") == echeance(due)

    def test_une_date_imprimee_est_controlee_aussi(self) -> None:
        assert _illicite(facture(emission=EMISSION, livraison=EMISSION, echeance="2026-03-31")) == date(2026, 3, 16)

    def test_deux_mois_depassent_soixante_jours_cinq_fois_sur_six(self) -> None:
        assert _illicite(facture(emission="2026-01-15", conditions=terme(mois=2))) is None  # 59 jours
        assert _illicite(facture(emission="2026-04-15", conditions=terme(mois=2))) == date(2026, 6, 14)

    def test_sans_date_d_emission_il_n_y_a_pas_de_plafond_a_compter(self) -> None:
        assert _illicite(facture(livraison=EMISSION, echeance="2026-12-31")) is None
        assert _illicite(facture(echeance="2026-12-31")) is None

    def test_la_veille_de_la_loi_lme_aucun_plafond(self) -> None:
        assert _illicite(facture(emission="2008-12-31", conditions=terme(jours=120))) is None
        assert _illicite(facture(emission="2009-01-01", conditions=terme(jours=120))) == date(2009, 3, 2)

    def test_contre_un_consommateur_aucun_plafond(self) -> None:
        assert _illicite(facture(debiteur=CONSOMMATEUR, emission=EMISSION, conditions=terme(jours=300))) is None

    def test_le_delai_legal_ne_se_depasse_pas_lui_meme(self) -> None:
        assert _illicite(facture(emission=EMISSION, livraison="2026-06-30")) is None


class TestQuaranteCinqJoursFinDeMois:
    """« … quarante-cinq jours fin de mois après la date d'émission » si le contrat le stipule (L441-10, I, al. 3)."""

    @pytest.mark.parametrize("mode", ["jours_puis_fin_de_mois", "fin_de_mois_puis_jours"])
    @pytest.mark.parametrize("emission", ["2026-01-15", "2026-01-31", "2026-04-10", "2026-04-30", "2028-01-15"])
    def test_la_methode_stipulee_est_licite_meme_au_dela_de_soixante_jours(self, mode: str, emission: str) -> None:
        assert _illicite(facture(emission=emission, conditions=terme(jours=45, mode=mode))) is None

    def test_sans_la_clause_la_meme_date_est_illicite(self) -> None:
        assert _illicite(facture(emission=EMISSION, livraison=EMISSION, echeance="2026-03-31")) == date(2026, 3, 16)

    def test_trente_jours_fin_de_mois_le_15_peut_depasser_les_deux(self) -> None:
        due = facture(emission="2026-04-10", conditions=terme(jours=30, mode="jours_puis_fin_de_mois", le=15))
        assert echeance(due).valeur == date(2026, 6, 15)
        assert _illicite(due) == date(2026, 6, 9)

    def test_soixante_jours_fin_de_mois_est_illicite(self) -> None:
        due = facture(emission=EMISSION, conditions=terme(jours=60, mode="jours_puis_fin_de_mois"))
        assert _illicite(due) is None  # 16 mars puis fin de mois : le 31, comme 45 jours fin de mois
        assert _illicite(due.avec(emission="2026-01-31")) == date(2026, 4, 1)


class TestFacturePeriodique:
    """« … quarante-cinq jours après la date d'émission » pour une facture périodique (L441-10, I, al. 4)."""

    @pytest.mark.parametrize(("jours", "plafond"), [(45, None), (46, date(2026, 3, 1))])
    def test_quarante_cinq_jours_secs(self, jours: int, plafond: date | None) -> None:
        assert _illicite(facture(emission=EMISSION, periodique=True, conditions=terme(jours=jours))) == plafond

    def test_meme_si_le_contrat_dit_fin_de_mois(self) -> None:
        due = facture(emission=EMISSION, periodique=True, conditions=terme(jours=45, mode="fin_de_mois_puis_jours"))
        assert _illicite(due) == date(2026, 3, 1)

    def test_avant_la_loi_hamon_elle_suit_le_droit_commun(self) -> None:
        for emission, plafond in (("2014-03-18", None), ("2014-03-19", date(2014, 5, 3))):
            assert _illicite(facture(emission=emission, periodique=True, conditions=terme(jours=60))) == plafond


class TestSecteurs:
    """C. com., L441-11, II : des plafonds impératifs, comptés de la livraison ou de l'émission."""

    @pytest.mark.parametrize(
        ("champs", "plafond"),
        [
            ({"secteur": "transport", "emission": EMISSION}, "2026-02-14"),
            ({"nature": "TRANSPORT_INTERNE", "emission": EMISSION}, "2026-02-14"),
            ({"nature": "TRANSPORT_CMR", "emission": EMISSION}, "2026-02-14"),
            ({"secteur": "perissable", "livraison": "2026-01-11"}, "2026-02-10"),
            ({"secteur": "perissable", "livraison": "2026-01-11", "periodique": True}, "2026-02-19"),
            ({"secteur": "perissable", "livraison": "2021-10-31"}, "2021-11-30"),
            ({"secteur": "perissable", "livraison": "2021-10-11"}, "2021-11-19"),
            ({"secteur": "perissable", "livraison": "2021-11-01"}, "2021-12-01"),
            ({"secteur": "betail", "livraison": EMISSION}, "2026-02-04"),
            ({"secteur": "alcool", "livraison": "2026-04-05"}, "2026-05-30"),
            ({"secteur": "vin", "emission": EMISSION}, "2026-03-16"),
        ],
    )
    def test_chaque_secteur_a_son_dernier_jour(self, champs: dict[str, Any], plafond: str) -> None:
        dernier = date.fromisoformat(plafond)
        lendemain = date.fromordinal(dernier.toordinal() + 1)
        assert _illicite(facture(**champs, echeance=dernier)) is None
        assert _illicite(facture(**champs, echeance=lendemain)) == dernier

    def test_un_secteur_sans_la_date_dont_il_part_n_est_pas_controle(self) -> None:
        for champs in ({"secteur": "betail", "emission": EMISSION}, {"secteur": "transport", "livraison": EMISSION}):
            assert _illicite(facture(**champs, echeance="2026-12-31")) is None

    def test_le_delai_legal_du_betail_est_de_vingt_jours(self) -> None:
        reponse = echeance(facture(secteur="betail", livraison=EMISSION, emission=EMISSION))
        assert reponse.valeur == date(2026, 2, 4)
        assert reponse.articles == ("C. com., L441-11, II, 2°",)

    @pytest.mark.parametrize("secteur", ["perissable", "alcool", "transport", "vin"])
    def test_un_secteur_plus_long_que_trente_jours_ne_les_allonge_pas(self, secteur: str) -> None:
        assert echeance(facture(secteur=secteur, livraison=EMISSION, emission=EMISSION)).valeur == date(2026, 2, 14)

    def test_un_transport_sans_livraison_garde_la_reserve_d_estimation(self) -> None:
        assert echeance(facture(secteur="transport", emission=EMISSION)).codes() == {"ECHEANCE_ESTIMEE"}

    def test_le_vin_admet_quarante_cinq_jours_fin_de_mois(self) -> None:
        due = facture(secteur="vin", emission=EMISSION, conditions=terme(jours=45, mode="jours_puis_fin_de_mois"))
        assert _illicite(due) is None


class TestGrandExport:
    """« … quatre-vingt-dix jours après la date d'émission » pour des biens revendus hors de l'Union (L441-12)."""

    def test_quatre_vingt_dix_jours_s_il_est_convenu(self) -> None:
        assert _illicite(facture(secteur="grand_export", emission=EMISSION, conditions=terme(jours=90))) is None
        assert _illicite(facture(secteur="grand_export", emission=EMISSION, conditions=terme(jours=91))) == date(
            2026, 4, 15
        )

    def test_sans_convention_soixante(self) -> None:
        due = facture(secteur="grand_export", emission=EMISSION, livraison=EMISSION, echeance="2026-04-15")
        assert _illicite(due) == date(2026, 3, 16)

    def test_la_veille_de_la_loi_sapin_2_soixante(self) -> None:
        for emission, plafond in (("2016-12-10", date(2017, 2, 8)), ("2016-12-11", None)):
            assert _illicite(facture(secteur="grand_export", emission=emission, conditions=terme(jours=90))) == plafond


class TestOutreMer:
    """C. com., L441-13 : le délai se compte du dédouanement au port de destination, ou du 21e jour qui suit la mise à
    disposition en métropole si le dédouanement est plus tardif.
    """

    def test_le_delai_legal_part_du_dedouanement(self) -> None:
        reponse = echeance(facture(emission=EMISSION, livraison=EMISSION, dedouanement="2026-02-20"))
        assert reponse.valeur == date(2026, 3, 22)
        assert "C. com., L441-13" in reponse.articles

    @pytest.mark.parametrize(("dedouanement", "attendue"), [("2026-02-03", "2026-03-05"), ("2026-02-20", "2026-03-07")])
    def test_le_vingt_et_unieme_jour_borne_un_dedouanement_tardif(self, dedouanement: str, attendue: str) -> None:
        due = facture(emission=EMISSION, mise_a_disposition="2026-01-15", dedouanement=dedouanement)
        assert echeance(due).valeur == date.fromisoformat(attendue)

    def test_le_plafond_part_du_meme_jour(self) -> None:
        due = facture(emission=EMISSION, mise_a_disposition="2026-01-15", conditions=terme(jours=82))
        assert _illicite(due) == date(2026, 4, 6)
        assert _illicite(due.avec(conditions=terme(jours=81))) is None

    def test_le_transport_n_en_profite_pas(self) -> None:
        due = facture(secteur="transport", emission=EMISSION, dedouanement="2026-02-20", echeance="2026-02-15")
        assert _illicite(due) == date(2026, 2, 14)
