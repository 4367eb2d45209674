"""Les pénalités entre professionnels : trois époques, un plancher, deux lectures du semestre."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from creances import Creance, DroitInconnu, Ligne, Resultat, droit_courant, penalites
from strategies import conditions, facture

SOUS_PLANCHER = "TAUX_SOUS_PLANCHER"


def _taux(resultat: Resultat[Decimal]) -> list[str]:
    return [str(ligne.taux) for ligne in resultat.lignes if ligne.taux is not None]


def _tranches(resultat: Resultat[Decimal]) -> list[tuple[int | None, str, str]]:
    return [(ligne.jours, str(ligne.taux), str(ligne.montant)) for ligne in resultat.lignes if ligne.taux is not None]


class TestTauxSuppletif:
    """« … ce taux est égal au taux d'intérêt appliqué par la Banque centrale européenne à son opération de refinancement
    la plus récente majoré de 10 points de pourcentage » (C. com., L441-10, II).
    """

    def test_dix_mille_euros_au_31_aout_2026(self) -> None:
        reponse = penalites(facture(), au="2026-08-31")
        assert reponse.valeur == Decimal("413.68")
        assert _tranches(reponse) == [(61, "12.15", "203.05"), (62, "12.40", "210.63")]
        assert reponse.articles == ("C. com., L441-10, II",)
        assert reponse.reserves == ()
        assert (reponse.regle, reponse.au, reponse.droit[:4]) == ("penalites", date(2026, 8, 31), "2026")

    def test_chaque_ligne_dit_ses_deux_bornes_incluses(self) -> None:
        premiere, seconde = penalites(facture(), au="2026-08-31").lignes
        assert premiere == Ligne(
            "interets.tranche",
            "C. com., L441-10, II",
            debut=date(2026, 5, 1),
            fin=date(2026, 6, 30),
            jours=61,
            assiette=Decimal("10000.00"),
            taux=Decimal("12.15"),
            base=365,
            montant=Decimal("203.05"),
        )
        assert (seconde.debut, seconde.fin) == (date(2026, 7, 1), date(2026, 8, 31))

    def test_le_jour_de_l_echeance_rien_ne_court(self) -> None:
        reponse = penalites(facture(), au="2026-04-30")
        assert reponse.valeur == Decimal("0.00")
        assert [(ligne.code, ligne.mots) for ligne in reponse.lignes] == [
            ("interets.aucun", (("motif", "pas_de_retard"),))
        ]

    def test_le_lendemain_un_jour_court(self) -> None:
        assert _tranches(penalites(facture(), au="2026-05-01")) == [(1, "12.15", "3.33")]

    def test_jours_egale_paiement_moins_echeance_ni_dix_neuf_ni_vingt_et_un(self) -> None:
        reponse = penalites(facture(echeance="2026-06-20"), au="2026-07-10")
        assert _tranches(reponse) == [(10, "12.15", "33.29"), (10, "12.40", "33.97")]
        assert reponse.valeur == Decimal("67.26")

    @pytest.mark.parametrize(
        ("echeance", "au", "attendu"),
        [
            ("2024-06-30", "2024-07-30", "117.12"),  # 14,25 malgré la baisse du 12 juin, avant celle de septembre
            ("2024-08-31", "2024-09-30", "117.12"),  # 14,25 malgré 3,65 dès le 18 septembre
            ("2023-12-31", "2024-01-30", "119.18"),  # 14,50 : le plancher de 15,21 ne relève pas le taux supplétif
            ("2026-08-31", "2026-09-30", "101.92"),  # 12,40 malgré 2,65 dès le 16 septembre
            ("2026-01-01", "2026-04-01", "299.59"),  # quatre-vingt-dix jours, ni 360 ni un trimestre
        ],
    )
    def test_le_taux_est_celui_du_semestre_pas_du_jour(self, echeance: str, au: str, attendu: str) -> None:
        assert penalites(facture(echeance=echeance), au=au).valeur == Decimal(attendu)

    def test_deux_semestres_de_meme_taux_ne_font_qu_une_tranche(self) -> None:
        reponse = penalites(facture(echeance="2025-09-30"), au="2026-03-31")
        assert _tranches(reponse) == [(182, "12.15", "605.84")]

    def test_le_semestre_fige_garde_le_taux_du_premier_jour(self) -> None:
        fige = facture(echeance="2026-05-15", conditions=conditions(semestre="fige"))
        assert penalites(facture(echeance="2026-05-15"), au="2026-09-30").valeur == Decimal("465.67")
        assert penalites(fige, au="2026-09-30").valeur == Decimal("459.37")

    def test_une_annee_bissextile_compte_365_ou_366(self) -> None:
        due = facture(echeance="2023-12-31")
        assert penalites(due, au="2024-12-31").valeur == Decimal("1441.37")
        civile = penalites(due, au="2024-12-31", base="annee_civile")
        assert civile.valeur == Decimal("1437.43")
        assert {ligne.base for ligne in civile.lignes} == {366}

    def test_un_semestre_non_publie_est_refuse_jamais_extrapole(self) -> None:
        with pytest.raises(DroitInconnu) as refus:
            penalites(facture(), au="2027-01-02")
        assert refus.value.contexte == {"table": "taux_bce", "horizon": date(2027, 1, 1)}

    @pytest.mark.parametrize("semestre", ["mobile", "fige"])
    def test_une_facture_a_echoir_ne_demande_aucun_taux_a_paraitre(self, semestre: str) -> None:
        future = facture(echeance="2027-03-31", conditions=conditions(semestre=semestre))
        assert penalites(future, au="2026-12-31").valeur == 0
        with pytest.raises(DroitInconnu):
            penalites(future, au="2027-04-01")


class TestAvantLaReformeDe2013:
    """La loi du 22 mars 2012 fixe le taux au 1er janvier et au 1er juillet ; avant elle, il suit chaque opération."""

    def test_quarante_jours_a_onze_et_quatre_vingt_deux_a_10_75(self) -> None:
        reponse = penalites(facture(echeance="2012-05-31"), au="2012-09-30")
        assert [(jours, taux) for jours, taux, _ in _tranches(reponse)] == [(40, "11.00"), (82, "10.75")]
        assert reponse.valeur == Decimal("362.06")
        assert reponse.codes() == {"TAUX_MOBILE_AVANT_2013", "CONTRAT_DATE_SUPPOSEE"}
        assert reponse.articles == ("C. com., L441-6",)

    def test_fige_il_garde_le_taux_du_premier_jour_de_retard(self) -> None:
        fige = facture(echeance="2012-05-31", conditions=conditions(semestre="fige"))
        assert penalites(fige, au="2012-09-30").valeur == Decimal("367.67")

    def test_la_veille_de_2013_le_delai_suit_encore_chaque_operation(self) -> None:
        ancienne = facture(emission="2012-12-31", echeance="2013-04-30")
        assert _taux(penalites(ancienne, au="2013-06-30")) == ["10.75", "10.50"]  # la BCE a baissé le 8 mai

    def test_un_delai_ouvert_le_1er_janvier_2013_suit_le_semestre(self) -> None:
        nouvelle = facture(emission="2013-01-01", echeance="2013-04-30")
        assert _taux(penalites(nouvelle, au="2013-06-30")) == ["10.75"]

    def test_l_ancrage_suit_le_delai_meme_pour_un_contrat_plus_ancien(self) -> None:
        due = facture(emission="2013-01-01", echeance="2013-04-30", conditions=conditions(conclu_le="2012-06-01"))
        assert _taux(penalites(due, au="2013-06-30")) == ["10.75"]


class TestContratsAnterieursALaLme:
    """Sept points pour un contrat d'avant le 1er janvier 2009 (loi NRE), dix ensuite (loi LME)."""

    @pytest.mark.parametrize(("conclu", "taux"), [("2008-12-31", "9.50"), ("2009-01-01", "12.50")])
    def test_les_points_suivent_le_jour_du_contrat(self, conclu: str, taux: str) -> None:
        due = facture(emission="2009-01-05", echeance="2009-01-10", conditions=conditions(conclu_le=conclu))
        assert _taux(penalites(due, au="2009-01-20")) == [taux]

    def test_un_contrat_de_2008_cite_l_ancien_article(self) -> None:
        due = facture(emission="2008-12-01", echeance="2008-12-31", conditions=conditions(conclu_le="2008-06-01"))
        reponse = penalites(due, au="2009-01-20")
        assert _taux(reponse) == ["9.50"]
        assert reponse.articles == ("C. com., L441-6",)

    def test_sans_date_de_contrat_une_facture_proche_de_la_reforme_porte_une_reserve(self) -> None:
        (reserve,) = [
            une
            for une in penalites(facture(emission="2012-12-31", echeance="2013-01-31"), au="2013-02-28").reserves
            if une.code == "CONTRAT_DATE_SUPPOSEE"
        ]
        assert reserve.dates == (("contrat", date(2012, 12, 31)),)
        loin = penalites(facture(emission="2013-01-01", echeance="2013-01-31"), au="2013-02-28")
        assert "CONTRAT_DATE_SUPPOSEE" not in loin.codes()

    def test_une_date_de_contrat_donnee_leve_le_doute(self) -> None:
        due = facture(echeance="2010-05-31", conditions=conditions(conclu_le="2010-01-04"))
        assert "CONTRAT_DATE_SUPPOSEE" not in penalites(due, au="2010-09-30").codes()

    def test_la_loi_nre_s_applique_aux_contrats_en_cours(self) -> None:
        """Cass. com., 3 mars 2009, n° 07-16.527."""
        due = facture(emission="2001-06-01", echeance="2001-06-30", conditions=conditions(conclu_le="1999-01-01"))
        assert _taux(penalites(due, au="2001-08-30")) == ["11.50"]

    def test_avant_la_loi_nre_il_n_y_avait_pas_de_taux_suppletif(self) -> None:
        with pytest.raises(DroitInconnu) as refus:
            penalites(facture(emission="2001-03-01", echeance="2001-04-01"), au="2001-05-01")
        assert refus.value.contexte["table"] == "penalites.points"

    def test_un_taux_convenu_avant_la_loi_nre_reste_du(self) -> None:
        due = facture(emission="2001-03-01", echeance="2001-04-01", conditions=conditions(taux_penalites=12))
        assert penalites(due, au="2001-05-01").valeur == Decimal("98.63")


class TestPlancher:
    """« … disposition contraire qui ne peut toutefois fixer un taux inférieur à trois fois le taux d'intérêt légal »
    (C. com., L441-10, II).
    """

    HUIT = facture(echeance="2026-03-31", conditions=conditions(taux_penalites=8))

    def test_huit_pour_cent_passe_au_premier_semestre_2026_et_non_au_second(self) -> None:
        assert SOUS_PLANCHER not in penalites(self.HUIT, au="2026-06-30").codes()
        reponse = penalites(self.HUIT, au="2026-07-01")
        (reserve,) = [une for une in reponse.reserves if une.code == SOUS_PLANCHER]
        assert reserve.dates == (("depuis", date(2026, 7, 1)),)
        assert _taux(reponse) == ["8.00"]

    def test_au_plancher_exact_la_clause_est_licite(self) -> None:
        exact = facture(echeance="2026-03-31", conditions=conditions(taux_penalites="7.86"))
        dessous = facture(echeance="2026-03-31", conditions=conditions(taux_penalites="7.85"))
        assert SOUS_PLANCHER not in penalites(exact, au="2026-06-30").codes()
        assert SOUS_PLANCHER in penalites(dessous, au="2026-06-30").codes()

    def test_relever_porte_la_clause_au_plancher_de_chaque_semestre(self) -> None:
        releve = self.HUIT.avec(conditions=conditions(taux_penalites=8, plancher="relever"))
        assert _taux(penalites(releve, au="2026-08-31")) == ["8.00", "8.25"]

    def test_relever_demande_un_plancher_publie(self) -> None:
        releve = self.HUIT.avec(conditions=conditions(taux_penalites=20, plancher="relever"))
        with pytest.raises(DroitInconnu, match=r"taux_interet_legal\.autres_cas"):
            penalites(releve, au="2027-01-01")

    def test_suppletif_ecarte_une_clause_sous_le_plancher_au_premier_jour(self) -> None:
        sept = facture(echeance="2026-03-31", conditions=conditions(taux_penalites=7, plancher="suppletif"))
        reponse = penalites(sept, au="2026-06-30")
        assert _taux(reponse) == ["12.15"]
        assert "TAUX_STIPULE_ECARTE" in reponse.codes()

    def test_suppletif_garde_une_clause_licite_le_premier_jour(self) -> None:
        huit = self.HUIT.avec(conditions=conditions(taux_penalites=8, plancher="suppletif"))
        reponse = penalites(huit, au="2026-07-31")
        assert _taux(reponse) == ["8.00"]
        assert reponse.codes() == {SOUS_PLANCHER}

    def test_suppletif_garde_une_clause_au_plancher_exact(self) -> None:
        exact = self.HUIT.avec(conditions=conditions(taux_penalites="7.86", plancher="suppletif"))
        assert _taux(penalites(exact, au="2026-06-30")) == ["7.86"]

    def test_suppletif_ne_decide_rien_avant_que_le_plancher_soit_publie(self) -> None:
        future = facture(echeance="2027-03-31", conditions=conditions(taux_penalites=20, plancher="suppletif"))
        assert penalites(future, au="2026-12-31").valeur == 0
        with pytest.raises(DroitInconnu):
            penalites(future, au="2027-04-01")

    def test_une_clause_repond_au_dela_des_taux_publies_avec_reserve(self) -> None:
        quinze = facture(conditions=conditions(taux_penalites=15))
        assert penalites(quinze, au="2026-12-31").codes() == frozenset()
        assert penalites(quinze, au="2027-01-01").codes() == {"PLANCHER_INCONNU"}

    def test_un_taux_legal_sans_terme_connu_ne_laisse_aucun_plancher_inconnu(self) -> None:
        legal = droit_courant().table("taux_interet_legal.autres_cas")
        permanent = droit_courant().avec(replace(legal, connu_jusqu_au=None, revue_avant=date(2030, 1, 1)))
        quinze = facture(conditions=conditions(taux_penalites=15))
        assert penalites(quinze, au="2027-01-01", droit=permanent).codes() == frozenset()

    def test_un_contrat_ancien_a_le_plancher_d_une_fois_et_demie(self) -> None:
        due = facture(
            emission="2008-02-01",
            echeance="2008-03-01",
            conditions=conditions(taux_penalites=6, conclu_le="2008-01-15"),
        )
        reponse = penalites(due, au="2009-02-28")
        assert SOUS_PLANCHER not in penalites(due, au="2008-12-31").codes()  # 1,5 x 3,99 = 5,985
        assert SOUS_PLANCHER not in reponse.codes()  # 1,5 x 3,79

    def test_un_taux_convenu_ne_suit_pas_les_semestres(self) -> None:
        dix = facture(echeance="2026-05-15", conditions=conditions(taux_penalites=10))
        assert _tranches(penalites(dix, au="2026-09-30")) == [(138, "10.00", "378.08")]

    def test_un_taux_convenu_nul_compte_des_jours_qui_ne_valent_rien(self) -> None:
        nul = facture(conditions=conditions(taux_penalites=0))
        reponse = penalites(nul, au="2026-06-30")
        assert _tranches(reponse) == [(61, "0.00", "0.00")]
        assert reponse.codes() == {SOUS_PLANCHER}


def test_une_clause_penale_n_est_jamais_comptee_d_office() -> None:
    """« Le juge peut, même d'office, modérer ou augmenter la pénalité ainsi convenue » (C. civ., 1231-5)."""
    avec = facture(conditions=conditions(clause_penale=500))
    reponse = penalites(avec, au="2026-08-31")
    assert reponse.valeur == Decimal("413.68")
    assert reponse.codes() == {"CLAUSE_PENALE_NON_COMPTEE"}


def test_l_assiette_est_le_montant_toutes_taxes_comprises() -> None:
    assert penalites(Creance(montant=1200, echeance="2026-04-30"), au="2026-05-30").valeur == Decimal("11.98")
