"""Quand la facture est-elle due : la date imprimée, le terme convenu, la loi."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Creance, Debiteur, DonneeInvalide, Terme, droit_courant, echeance
from creances.regles.echeance.legal import delai_professionnel, exigible_des_l_execution
from strategies import CONSOMMATEUR, conditions, facture, rapide, terme

RECUE_LE_15 = "2026-01-15"


def _due(**champs: Any) -> date:
    return echeance(facture(**champs)).valeur


class TestTermeConvenu:
    """« … ne peut dépasser soixante jours après la date d'émission de la facture » (C. com., L441-10, I, al. 2) : le jour
    de l'émission ne compte pas.
    """

    @pytest.mark.parametrize(
        ("champs", "attendue"),
        [
            ({"jours": 60}, "2026-03-16"),
            ({"jours": 0}, "2026-01-15"),
            ({"mois": 2}, "2026-03-15"),
            ({"jours": 45, "mode": "jours_puis_fin_de_mois"}, "2026-03-31"),
            ({"jours": 45, "mode": "fin_de_mois_puis_jours"}, "2026-03-17"),
            ({"jours": 30, "mode": "fin_de_decade_puis_jours"}, "2026-02-19"),
            ({"jours": 30, "mode": "fin_de_quinzaine_puis_jours"}, "2026-02-14"),
            ({"jours": 30, "mode": "jours_puis_fin_de_mois", "le": 15}, "2026-03-15"),
            ({"mois": 1, "mode": "fin_de_mois_puis_jours"}, "2026-02-28"),
        ],
    )
    def test_chaque_methode_a_sa_date(self, champs: dict[str, Any], attendue: str) -> None:
        assert _due(emission=RECUE_LE_15, conditions=terme(**champs)) == date.fromisoformat(attendue)

    @pytest.mark.parametrize(
        ("emission", "nets", "puis_fin_de_mois", "fin_de_mois_puis"),
        [
            ("2026-01-31", "2026-04-01", "2026-03-31", "2026-03-17"),
            ("2026-02-14", "2026-04-15", "2026-03-31", "2026-04-14"),
            ("2026-04-10", "2026-06-09", "2026-05-31", "2026-06-14"),
            ("2026-04-30", "2026-06-29", "2026-06-30", "2026-06-14"),
            ("2028-01-15", "2028-03-15", "2028-02-29", "2028-03-16"),
        ],
    )
    def test_les_deux_lectures_de_45_jours_fin_de_mois_ne_se_rejoignent_pas(
        self, emission: str, nets: str, puis_fin_de_mois: str, fin_de_mois_puis: str
    ) -> None:
        obtenues = [
            _due(emission=emission, conditions=un)
            for un in (
                terme(jours=60),
                terme(jours=45, mode="jours_puis_fin_de_mois"),
                terme(jours=45, mode="fin_de_mois_puis_jours"),
            )
        ]
        assert obtenues == [date.fromisoformat(un) for un in (nets, puis_fin_de_mois, fin_de_mois_puis)]

    def test_chaque_pas_est_une_ligne_avec_son_article(self) -> None:
        due = facture(emission=RECUE_LE_15, conditions=terme(jours=45, mode="jours_puis_fin_de_mois"))
        reponse = echeance(due)
        assert [(ligne.code, ligne.fin, ligne.jours) for ligne in reponse.lignes] == [
            ("echeance.depart", date(2026, 1, 15), None),
            ("echeance.jours", date(2026, 3, 1), 45),
            ("echeance.fin_de_mois", date(2026, 3, 31), None),
        ]
        assert reponse.articles == ("C. com., L441-10, I",)
        assert (reponse.regle, reponse.au, reponse.reserves) == ("echeance", None, ())

    def test_un_mois_plus_court_ramene_au_dernier_jour_en_le_disant(self) -> None:
        reponse = echeance(facture(emission="2026-01-31", conditions=terme(mois=1)))
        assert reponse.valeur == date(2026, 2, 28)
        assert [ligne.code for ligne in reponse.lignes] == ["echeance.depart", "echeance.mois_replie"]
        assert echeance(facture(emission="2026-01-15", conditions=terme(mois=1))).lignes[1].code == "echeance.mois"

    def test_le_terme_peut_partir_de_la_livraison(self) -> None:
        un = terme(jours=30, depart="livraison")
        assert _due(emission=RECUE_LE_15, livraison="2026-01-20", conditions=un) == date(2026, 2, 19)

    @pytest.mark.parametrize(("depart", "champ"), [("livraison", "emission"), ("emission", "livraison")])
    def test_un_terme_sans_la_date_dont_il_part_est_refuse(self, depart: str, champ: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            _due(**{champ: RECUE_LE_15, "conditions": terme(jours=30, depart=depart)})
        assert str(refus.value) == f"{depart} : reçu rien ; accepté : la date dont part le terme convenu"
        assert refus.value.code == "echeance.sans_depart"

    def test_contre_un_consommateur_le_terme_suit_le_code_civil(self) -> None:
        due = facture(debiteur=CONSOMMATEUR, emission=RECUE_LE_15, conditions=terme(jours=90))
        reponse = echeance(due)
        assert (reponse.valeur, reponse.articles, reponse.reserves) == (date(2026, 4, 15), ("C. civ., 1305-3",), ())

    @rapide
    @given(st.dates(date(2013, 1, 1), date(2027, 1, 1)), st.integers(0, 730))
    def test_n_jours_nets_font_n_jours(self, emission: date, jours: int) -> None:
        assert (_due(emission=emission, conditions=terme(jours=jours)) - emission).days == jours

    @rapide
    @given(
        st.dates(date(2013, 1, 1), date(2027, 1, 1)),
        st.integers(1, 40),
        st.sampled_from(["net", "jours_puis_fin_de_mois", "fin_de_mois_puis_jours", "fin_de_decade_puis_jours"]),
        st.integers(0, 90),
        st.none() | st.integers(1, 31),
    )
    def test_une_facture_plus_tardive_n_echoit_jamais_plus_tot(
        self, emission: date, ecart: int, mode: str, jours: int, le: int | None
    ) -> None:
        convenu = terme(jours=jours, mode=mode, le=le)
        tot = _due(emission=emission, conditions=convenu)
        tard = _due(emission=date.fromordinal(emission.toordinal() + ecart), conditions=convenu)
        assert emission <= tot <= tard

    @rapide
    @given(st.dates(date(2013, 1, 1), date(2027, 1, 1)), st.integers(0, 90))
    def test_une_fin_de_mois_vient_apres_les_memes_jours_nets(self, emission: date, jours: int) -> None:
        nets, puis = (
            _due(emission=emission, conditions=terme(jours=jours, mode=mode))
            for mode in ("net", "jours_puis_fin_de_mois")
        )
        assert 0 <= (puis - nets).days <= 30
        assert date.fromordinal(puis.toordinal() + 1).day == 1


class TestReport:
    """Aucun texte ne reporte une échéance entre professionnels : seul le contrat le peut."""

    def test_un_dimanche_vaut_tel_quel(self) -> None:
        assert _due(echeance="2026-05-31").isoweekday() == 7

    @pytest.mark.parametrize(
        ("report", "attendue"), [("aucun", "2026-05-01"), ("suivant", "2026-05-04"), ("precedent", "2026-04-30")]
    )
    def test_le_1er_mai_se_quitte_dans_le_sens_que_le_contrat_prevoit(self, report: str, attendue: str) -> None:
        reponse = echeance(facture(emission="2026-04-01", conditions=terme(jours=30, report=report)))
        assert reponse.valeur == date.fromisoformat(attendue)
        assert ("echeance.report" in {ligne.code for ligne in reponse.lignes}) is (report != "aucun")

    def test_un_jour_ouvrable_ne_se_reporte_pas(self) -> None:
        reponse = echeance(facture(emission="2026-04-01", conditions=terme(jours=28, report="suivant")))
        assert reponse.valeur == date(2026, 4, 29)
        assert "echeance.report" not in {ligne.code for ligne in reponse.lignes}

    def test_le_26_decembre_n_est_chome_qu_en_alsace_moselle(self) -> None:
        for territoire, attendue in (("metropole", date(2025, 12, 26)), ("alsace_moselle", date(2025, 12, 29))):
            debiteur = Debiteur(qualite="professionnel", territoire=territoire)
            due = facture(debiteur=debiteur, emission="2025-11-26", conditions=terme(jours=30, report="suivant"))
            assert echeance(due).valeur == attendue


class TestDelaiLegal:
    """« … ne peut dépasser trente jours après la date de réception des marchandises ou d'exécution de la prestation »
    (C. com., L441-10, I, al. 1).
    """

    def test_trente_jours_apres_la_livraison(self) -> None:
        reponse = echeance(facture(emission=RECUE_LE_15, livraison="2026-01-10"))
        assert (reponse.valeur, reponse.reserves) == (date(2026, 2, 9), ())
        assert reponse.articles == ("C. com., L441-10, I",)

    @pytest.mark.parametrize("champ", ["emission", "reception"])
    def test_sans_livraison_l_echeance_est_estimee(self, champ: str) -> None:
        reponse = echeance(facture(**{champ: RECUE_LE_15}))
        assert reponse.valeur == date(2026, 2, 14)
        assert [reserve.code for reserve in reponse.reserves] == ["ECHEANCE_ESTIMEE"]

    def test_sans_emission_ni_livraison_il_ne_se_compte_pas(self) -> None:
        for delai in (lambda due: delai_professionnel(due, droit_courant()), exigible_des_l_execution):
            with pytest.raises(DonneeInvalide) as refus:
                delai(facture(echeance="2026-04-30"))
            assert (
                str(refus.value) == "emission : reçu rien ; accepté : emission ou livraison, dont part le délai légal"
            )
            assert refus.value.code == "echeance.sans_depart"

    def test_hors_du_code_de_commerce_la_dette_est_exigible_aussitot(self) -> None:
        """« Il doit être fait sitôt que la dette devient exigible » (C. civ., 1342)."""
        reponse = echeance(facture(debiteur=CONSOMMATEUR, emission=RECUE_LE_15, livraison="2026-01-10"))
        assert (reponse.valeur, reponse.articles) == (date(2026, 1, 10), ("C. civ., 1342",))
        estimee = echeance(facture(debiteur=CONSOMMATEUR, emission=RECUE_LE_15))
        assert (estimee.valeur, estimee.codes()) == (date(2026, 1, 15), {"ECHEANCE_ESTIMEE"})


class TestDateImprimee:
    """La date de règlement inscrite sur la facture (C. com., L441-9) l'emporte, avec ce qu'il faut en dire."""

    def test_elle_vaut_seule(self) -> None:
        reponse = echeance(facture(echeance="2026-04-30"))
        assert (reponse.valeur, reponse.articles, reponse.reserves) == (date(2026, 4, 30), ("C. com., L441-9",), ())

    def test_plus_courte_que_la_loi_sans_terme_convenu_elle_est_gardee_avec_reserve(self) -> None:
        """Cass. com., 10 nov. 2015, n° 14-15.968 : sans accord, le délai légal fait courir les pénalités."""
        courte = facture(emission=RECUE_LE_15, livraison=RECUE_LE_15, echeance="2026-02-13")
        reponse = echeance(courte)
        assert reponse.valeur == date(2026, 2, 13)
        (reserve,) = reponse.reserves
        assert (reserve.code, reserve.dates) == ("ECHEANCE_UNILATERALE", (("legale", date(2026, 2, 14)),))
        assert reserve.articles[1] == "Cass. com., 10 nov. 2015, n° 14-15.968"

    def test_l_autre_lecture_retient_le_delai_legal(self) -> None:
        courte = facture(emission=RECUE_LE_15, livraison=RECUE_LE_15, echeance="2026-02-13")
        reponse = echeance(courte, opposable="legale")
        assert reponse.valeur == date(2026, 2, 14)
        assert "ECHEANCE_UNILATERALE" in reponse.codes()

    def test_egale_a_la_loi_elle_ne_fait_pas_de_doute(self) -> None:
        egale = facture(emission=RECUE_LE_15, livraison=RECUE_LE_15, echeance="2026-02-14")
        for opposable in ("facture", "legale"):
            assert echeance(egale, opposable=opposable).reserves == ()  # type: ignore[arg-type]

    def test_contre_un_consommateur_la_date_courte_ne_fait_pas_de_doute(self) -> None:
        assert echeance(facture(debiteur=CONSOMMATEUR, emission=RECUE_LE_15, echeance="2026-01-20")).reserves == ()

    def test_avant_la_loi_de_2001_aucun_delai_legal_ne_la_contredit(self) -> None:
        assert echeance(facture(emission="2000-01-15", echeance="2000-01-20")).codes() == frozenset()

    def test_plus_courte_que_le_terme_convenu_elle_le_dit(self) -> None:
        due = facture(emission=RECUE_LE_15, echeance="2026-02-20", conditions=terme(jours=45))
        (reserve,) = echeance(due).reserves
        assert (reserve.code, reserve.dates) == ("ECHEANCE_DIFFERE_DU_TERME", (("convenue", date(2026, 3, 1)),))
        assert echeance(due.avec(echeance="2026-03-01")).reserves == ()

    @pytest.mark.parametrize(("depart", "champ"), [("livraison", "emission"), ("emission", "livraison")])
    def test_un_terme_dont_le_depart_manque_ne_l_empeche_pas_de_valoir(self, depart: str, champ: str) -> None:
        due = facture(**{champ: RECUE_LE_15}, echeance="2026-02-20", conditions=terme(jours=45, depart=depart))
        assert echeance(due).valeur == date(2026, 2, 20)

    def test_une_date_imprimee_seule_ne_se_compare_a_rien(self) -> None:
        due = facture(echeance="2026-02-20", conditions=terme(jours=300))
        assert echeance(due).reserves == ()


class TestRefus:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"opposable": "client"}, "opposable : reçu 'client' ; accepté : facture ou legale"),
            ({"plafond": "oui"}, "plafond : reçu 'oui' ; accepté : signaler ou ramener"),
        ],
    )
    def test_une_option_inconnue_est_refusee(self, options: dict[str, Any], message: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            echeance(facture(), **options)
        assert str(refus.value) == message

    def test_une_creance_sans_aucune_date_n_existe_pas(self) -> None:
        with pytest.raises(DonneeInvalide, match="au moins echeance"):
            Creance(montant=1, conditions=conditions(terme=Terme(jours=30)))
