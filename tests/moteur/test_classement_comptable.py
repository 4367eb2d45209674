"""Le classement à la clôture : « 411 = TTC, 491 = HT, 416 = TTC » (piège 18), et les faits qui le justifient."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    ClassementComptable,
    Contestation,
    DonneeInvalide,
    Dossier,
    Evenement,
    MiseEnDemeure,
    PartTva,
    Procedure,
    ProcedureCollective,
    Promesse,
    Relance,
    StatutFacture,
    Surendettement,
    classement_comptable,
)
from strategies import CONSOMMATEUR, facture, paiement, rapide

AU = "2026-12-31"
VENTILATION = (PartTva(ht=10000, taux=20),)
OUVERTURE = ProcedureCollective(date="2026-09-15")
LIQUIDATION = ProcedureCollective(date="2026-03-15", nature="liquidation")
CLOTURE = Procedure(
    type="PCOLL", actes=[{"type": "publication", "date": "2026-03-25"}, {"type": "cloture", "date": "2026-12-10"}]
)


def _dossier(*evenements: Evenement, procedures: tuple[Procedure, ...] = (), **champs: Any) -> Dossier:
    creance = facture(**{"montant": 12000, "echeance": "2026-06-30", **champs})
    return Dossier(creance=creance, evenements=evenements, procedures=procedures)


def _classer(*evenements: Evenement, procedures: tuple[Procedure, ...] = (), **options: Any) -> ClassementComptable:
    return classement_comptable(_dossier(*evenements, procedures=procedures), au=AU, **options).valeur


def _decisifs(valeur: ClassementComptable) -> list[str]:
    return [un.fait for un in valeur.elements if un.decisif]


class TestBase:
    """La créance douteuse figure toutes taxes comprises ; sa dépréciation est hors taxe."""

    def test_soixante_pour_cent_de_douze_mille_deprecient_six_mille(self) -> None:
        valeur = _classer(OUVERTURE, ventilation=VENTILATION, taux_de_perte=60)
        assert (valeur.compte, valeur.encours, valeur.hors_taxe, valeur.taxe) == ("416", 12000, 10000, 2000)
        assert valeur.depreciation == 6000

    def test_un_paiement_partiel_a_eteint_la_taxe_a_proportion(self) -> None:
        valeur = _classer(LIQUIDATION, paiement("2026-11-30", 4800), procedures=(CLOTURE,), ventilation=VENTILATION)
        assert (valeur.classe, valeur.compte) == ("irrecouvrable", "654")
        assert (valeur.encours, valeur.hors_taxe, valeur.taxe) == (7200, 6000, 1200)

    def test_sans_ventilation_la_base_est_inconnue(self) -> None:
        resultat = classement_comptable(_dossier(OUVERTURE), au=AU, taux_de_perte=60)
        assert resultat.valeur.depreciation is None
        assert "DEPRECIATION_SANS_VENTILATION" in resultat.codes()

    def test_sans_taux_de_perte_rien_n_est_estime(self) -> None:
        assert _classer(OUVERTURE, ventilation=VENTILATION).depreciation is None

    def test_une_creance_ordinaire_ne_se_deprecie_pas(self) -> None:
        assert _classer(ventilation=VENTILATION, taux_de_perte=60).depreciation is None

    @rapide
    @given(st.integers(1, 1_199_999), st.integers(0, 100))
    def test_hors_taxe_et_taxe_font_l_encours_et_la_depreciation_ne_depasse_pas(self, recu: int, perte: int) -> None:
        valeur = _classer(
            OUVERTURE, paiement("2026-10-01", Decimal(recu).scaleb(-2)), ventilation=VENTILATION, taux_de_perte=perte
        )
        assert valeur.hors_taxe is not None
        assert valeur.taxe is not None
        assert valeur.depreciation is not None
        assert valeur.hors_taxe + valeur.taxe == valeur.encours
        assert 0 <= valeur.depreciation <= valeur.hors_taxe

    def test_au_dela_de_cent_la_perte_est_refusee(self) -> None:
        assert _classer(OUVERTURE, ventilation=VENTILATION, taux_de_perte=100).depreciation == 10000
        with pytest.raises(DonneeInvalide) as refus:
            _classer(OUVERTURE, taux_de_perte="100.01")
        assert refus.value.code == "classement.perte"

    def test_une_ventilation_d_un_autre_total_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide):
            _classer(ventilation=(PartTva(ht=1, taux=20),))


class TestClasses:
    def test_un_simple_retard_ne_suffit_pas_meme_relance_et_promis(self) -> None:
        legers = (
            Relance(date="2026-08-01"),
            Promesse(date="2026-08-02", pour_le="2026-08-20"),
            Promesse(date="2026-12-02", pour_le="2027-01-20"),
        )
        resultat = classement_comptable(_dossier(*legers), au=AU)
        assert (resultat.valeur.classe, resultat.valeur.compte) == ("cliente", "411")
        assert [un.fait for un in resultat.valeur.elements] == ["promesse_rompue", "relances", "retard"]
        assert resultat.reserves == ()

    def test_avant_l_echeance_il_n_y_a_rien_a_dire(self) -> None:
        assert classement_comptable(_dossier(), au="2026-06-30").valeur.elements == ()

    @pytest.mark.parametrize(
        ("evenements", "fait"),
        [
            ((OUVERTURE,), "procedure_collective"),
            ((LIQUIDATION,), "liquidation_judiciaire"),
            ((MiseEnDemeure(date="2026-12-01", presentation="2026-12-03", delai=15),), "mise_en_demeure_sans_effet"),
        ],
    )
    def test_un_fait_grave_rend_douteux(self, evenements: tuple[Evenement, ...], fait: str) -> None:
        valeur = _classer(*evenements)
        assert (valeur.classe, valeur.compte, _decisifs(valeur)) == ("douteuse", "416", [fait])

    def test_une_mise_en_demeure_qui_court_encore_ne_rend_pas_douteux(self) -> None:
        en_cours = MiseEnDemeure(date="2026-12-20", delai=11)
        assert _classer(en_cours).classe == "cliente"
        assert classement_comptable(_dossier(en_cours), au="2027-01-01").valeur.classe == "douteuse"

    def test_des_poursuites_rendent_douteux(self) -> None:
        requete = Procedure(type="IP", actes=[{"type": "requete", "date": "2026-11-01"}])
        a_venir = Procedure(type="IP", actes=[{"type": "requete", "date": "2027-01-01"}])
        assert _decisifs(_classer(procedures=(requete,))) == ["poursuites_engagees"]
        assert _classer(procedures=(a_venir,)).classe == "cliente"

    def test_un_surendettement_rend_douteux(self) -> None:
        depot = Surendettement(date="2026-10-01", type="depot_surendettement")
        menage = _dossier(depot, debiteur=CONSOMMATEUR, nature="B2C_GENERAL")
        assert _decisifs(classement_comptable(menage, au=AU).valeur) == ["surendettement"]

    @pytest.mark.parametrize(
        ("evenement", "fait"),
        [
            (Contestation(date="2026-10-01"), "contestation"),
            (StatutFacture(date="2026-10-01", statut="refusee"), "facture_refusee"),
        ],
    )
    def test_une_contestation_rend_litigieux(self, evenement: Evenement, fait: str) -> None:
        valeur = _classer(evenement, MiseEnDemeure(date="2026-11-01", delai=8))
        assert (valeur.classe, valeur.compte, _decisifs(valeur)) == ("litigieuse", "416", [fait])

    def test_un_autre_statut_de_facture_ne_change_rien(self) -> None:
        assert _classer(StatutFacture(date="2026-10-01", statut="deposee")).classe == "cliente"

    def test_la_prescription_acquise_perd_la_creance(self) -> None:
        ancienne = _dossier(echeance="2020-06-30")
        resultat = classement_comptable(ancienne, au=AU)
        assert (resultat.valeur.classe, _decisifs(resultat.valeur)) == ("irrecouvrable", ["prescription_acquise"])
        assert "TVA_DE_L_IMPAYE" in resultat.codes()

    def test_une_liquidation_close_perd_la_creance_un_redressement_clos_non(self) -> None:
        assert _classer(LIQUIDATION, procedures=(CLOTURE,)).classe == "irrecouvrable"
        redressement = ProcedureCollective(date="2026-03-15")
        assert _classer(redressement, procedures=(CLOTURE,)).classe == "douteuse"

    def test_une_liquidation_ouvre_deja_la_recuperation_de_la_taxe(self) -> None:
        resultat = classement_comptable(_dossier(LIQUIDATION), au=AU)
        assert {"TVA_DE_L_IMPAYE", "CLASSEMENT_A_VALIDER"} <= resultat.codes()
        assert "BOI-TVA-DED-40-10-20" in resultat.articles

    def test_une_dette_soldee_n_a_plus_d_element(self) -> None:
        valeur = _classer(OUVERTURE, paiement("2026-10-01", 12000))
        assert (valeur.classe, valeur.encours, valeur.elements) == ("cliente", 0, ())

    def test_ce_qui_suit_la_cloture_ne_compte_pas(self) -> None:
        assert _classer(ProcedureCollective(date="2027-01-01")).classe == "cliente"


class TestUnRedressementConverti:
    """BOI-TVA-DED-40-10-20 : la taxe se récupère dès le jugement de liquidation, même prononcé après un redressement."""

    def test_la_liquidation_l_emporte_sur_la_premiere_ouverture(self) -> None:
        premiere = ProcedureCollective(date="2026-02-01", nature="redressement")
        convertie = _classer(premiere, LIQUIDATION)
        assert _decisifs(convertie) == ["liquidation_judiciaire"]
        assert str(convertie.elements[0].date) == "2026-03-15"
        assert _classer(premiere, LIQUIDATION, procedures=(CLOTURE,)).classe == "irrecouvrable"
        assert _decisifs(_classer(premiere)) == ["procedure_collective"]
