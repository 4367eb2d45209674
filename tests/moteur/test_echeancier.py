"""Les plans de paiement : exacts au centime, expliqués, suivis échéance par échéance."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Avoir,
    Creance,
    Debiteur,
    DonneeInvalide,
    Droit,
    DroitInconnu,
    Echeancier,
    HorsChamp,
    LigneEcheancier,
    MiseEnDemeure,
    Paiement,
    ProcedureCollective,
    Suspension,
    decompte,
    delai_propose,
    droit_courant,
    echeancier,
    evaluer,
    prescription,
    suivi_echeancier,
)
from creances.moteur.usages.echeancier import periode_nommee, usages_des_plans
from strategies import COMMUNE, CONSOMMATEUR, SYNDICAT, conditions, facture, rapide

MILLE = facture(montant="1000.00", echeance="2026-12-31")
ECHUE = facture(montant="1000.00", echeance="2026-10-04")
JOURS = st.dates(min_value=date(2026, 5, 1), max_value=date(2026, 12, 31))


def plan(*lignes: tuple[str, str], **clauses: object) -> Echeancier:
    prevues = tuple(LigneEcheancier(date=le, montant=combien) for le, combien in lignes)
    return Echeancier(**{"date": "2026-12-01", "lignes": prevues, **clauses})


DEUX = plan(("2026-12-10", "500"), ("2027-01-10", "500"), decheance=True, tolerance=3)


class TestLesUsages:
    """Les chiffres de la pratique sont des données : aucun ne bouge sans qu'on le voie."""

    def test_les_chiffres_livres(self) -> None:
        usages = usages_des_plans()
        assert (usages.duree_exceptionnelle, usages.echeances, usages.confiance) == (12, 120, "basse")
        assert usages.source

    @pytest.mark.parametrize(
        ("nom", "deuxieme"),
        [
            ("semaine", "2027-02-07"),
            ("quinzaine", "2027-02-14"),
            ("mois", "2027-02-28"),
            ("bimestre", "2027-03-31"),
            ("trimestre", "2027-04-30"),
        ],
    )
    def test_chaque_periode(self, nom: str, deuxieme: str) -> None:
        assert periode_nommee(nom).apres(date(2027, 1, 31), 1) == date.fromisoformat(deuxieme)

    def test_le_31_revient_apres_un_mois_plus_court(self) -> None:
        jours = [
            une.date.day for une in echeancier(MILLE, au="2026-12-31", nombre=3, premiere="2027-01-31").valeur.echeances
        ]
        assert jours == [31, 28, 31]


class TestLePartage:
    """C. civ., 1343-1 : « Le paiement partiel s'impute d'abord sur les intérêts. »"""

    @rapide
    @given(montant=st.integers(1, 10**9), nombre=st.integers(1, 40))
    def test_la_somme_est_exacte_et_la_derniere_absorbe_l_arrondi(self, montant: int, nombre: int) -> None:
        dette = facture(montant=Decimal(montant).scaleb(-2), echeance="2027-12-31")
        if montant < nombre:
            with pytest.raises(DonneeInvalide, match="un centime au moins"):
                echeancier(dette, au="2026-12-01", nombre=nombre)
            return
        parts = [une.montant for une in echeancier(dette, au="2026-12-01", nombre=nombre).valeur.echeances]
        assert sum(parts) == dette.montant
        assert set(parts[:-1]) <= {parts[0]}
        assert parts[0] <= parts[-1] < parts[0] + Decimal("0.01") * nombre

    @rapide
    @given(au=JOURS, nombre=st.integers(1, 24), points=st.integers(0, 3000))
    def test_chaque_echeance_est_la_somme_de_ses_parts_et_le_plan_eteint_tout(
        self, au: date, nombre: int, points: int
    ) -> None:
        valeur = echeancier(ECHUE, au=au, nombre=nombre, taux=Decimal(points).scaleb(-2)).valeur
        assert all(une.montant == une.frais + une.interets + une.principal for une in valeur.echeances)
        assert valeur.echeances[-1].reste == 0
        assert valeur.total == valeur.du + valeur.interets == sum(une.montant for une in valeur.echeances)
        assert valeur.du == decompte(ECHUE, au=au).valeur.total

    @rapide
    @given(au=JOURS, nombre=st.integers(1, 12))
    def test_un_taux_plus_haut_ne_coute_jamais_moins(self, au: date, nombre: int) -> None:
        couts = [echeancier(ECHUE, au=au, nombre=nombre, taux=taux).valeur.interets for taux in (0, 3, 12)]
        assert couts == sorted(couts)

    def test_les_frais_puis_les_interets_puis_le_principal(self) -> None:
        premiere = echeancier(ECHUE, au="2026-11-21", nombre=3).valeur.echeances[0]
        assert (premiere.frais, premiere.interets, premiere.principal) == (
            Decimal("40.00"),
            Decimal("16.31"),
            Decimal("295.79"),
        )

    def test_un_autre_ordre_se_convient(self) -> None:
        valeur = echeancier(ECHUE, au="2026-11-21", nombre=3, ordre=("principal", "interets", "frais")).valeur
        assert [une.principal for une in valeur.echeances] == [Decimal("352.10"), Decimal("352.10"), Decimal("295.80")]

    def test_un_acheteur_public_eteint_d_abord_le_principal_et_sa_retenue_ne_porte_rien(self) -> None:
        publique = facture(echeance="2026-05-15", debiteur=COMMUNE, retenue_garantie="500")
        valeur = echeancier(publique, au="2026-09-30", nombre=1, premiere="2026-10-10", interets="de_la_dette").valeur
        assert valeur.interets == Decimal("26.42")  # 9 500 × 10,15 % × 10 jours
        assert valeur.echeances[0].principal == Decimal("10000.00")

    def test_les_interets_de_la_dette_s_arretent_au_jugement_d_une_creance_posterieure(self) -> None:
        posterieure = facture(montant="1000.00", emission="2026-06-01", echeance="2026-06-30")
        ouverture = ProcedureCollective(date="2026-05-01")
        resultat = echeancier(posterieure, au="2026-08-01", evenements=[ouverture], nombre=2)
        assert "CREANCE_POSTERIEURE" in resultat.codes()

    def test_une_dette_non_echue_porte_interet_de_son_echeance_seulement(self) -> None:
        valeur = echeancier(
            facture(montant="1000.00", echeance="2026-11-30"),
            au="2026-11-01",
            nombre=1,
            premiere="2026-12-10",
            interets="de_la_dette",
        ).valeur
        assert valeur.interets == Decimal("3.40")  # 1 000 × 12,40 % × 10 jours

    def test_sans_mise_en_demeure_un_consommateur_ne_doit_aucun_interet(self) -> None:
        dette = facture(montant="900.00", echeance="2026-10-04", debiteur=CONSOMMATEUR, nature="B2C_GENERAL")
        resultat = echeancier(dette, au="2026-11-21", nombre=3, interets="de_la_dette")
        assert (resultat.valeur.total, resultat.valeur.interets) == (Decimal("900.00"), Decimal("0.00"))
        assert resultat.codes() == frozenset()

    def test_des_interets_abandonnes_ne_sont_pas_reserves(self) -> None:
        resultat = echeancier(ECHUE, au="2026-11-21", nombre=3, interets="abandonnes")
        assert resultat.valeur.interets_du_plan == "abandonnes"
        assert resultat.codes() == frozenset()

    def test_un_droit_prolonge_repond_au_dela_des_taux_publies(self) -> None:
        with pytest.raises(DroitInconnu):
            echeancier(ECHUE, au="2026-11-21", nombre=3, interets="de_la_dette")
        prolonge = droit_courant().prolonge("taux_bce", "2027-07-01")
        resultat = echeancier(ECHUE, au="2026-11-21", nombre=3, interets="de_la_dette", droit=prolonge)
        assert resultat.valeur.interets > 0

    def test_avant_la_limite_du_juge_aucune_comparaison(self) -> None:
        ancienne = facture(montant="1000.00", echeance="2015-10-04")
        resultat = echeancier(ancienne, au="2015-12-01", nombre=30)
        assert "PLAN_AU_DELA_DU_JUGE" not in resultat.codes()

    def test_une_dette_prescrite_est_signalee(self) -> None:
        ancienne = facture(montant="1000.00", echeance="2018-10-04")
        assert "PLAN_SUR_DETTE_PRESCRITE" in echeancier(ancienne, au="2024-12-01", nombre=3).codes()


class TestLesRefus:
    """Un plan qui ne tient pas debout se refuse, en disant ce qui est accepté."""

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({}, "echeancier.nombre_ou_dates"),
            ({"nombre": 2, "dates": ["2026-12-15"]}, "echeancier.nombre_ou_dates"),
            ({"dates": ["2026-12-15"], "premiere": "2026-12-15"}, "echeancier.nombre_ou_dates"),
            ({"nombre": 0}, "echeancier.nombre"),
            ({"nombre": True}, "echeancier.nombre"),
            ({"nombre": 121}, "echeancier.nombre"),
            ({"dates": []}, "echeancier.nombre"),
            ({"nombre": 2, "premiere": "2026-11-30"}, "echeancier.dates"),
            ({"dates": ["2026-12-15", "2026-12-15"]}, "echeancier.dates"),
            ({"nombre": 2, "premiere": "2199-12-15"}, "echeancier.dates"),
            ({"nombre": 2, "periode": "siecle"}, "option.periode"),
            ({"nombre": 2, "interets": "gratuits"}, "option.interets"),
            ({"nombre": 2, "interets": "convenus"}, "echeancier.taux"),
            ({"nombre": 2, "interets": "abandonnes", "taux": 5}, "echeancier.taux"),
            ({"nombre": 2, "taux": 0.5}, "nombre.type"),
            ({"nombre": 2, "montants": ["500", "500", "1"]}, "echeancier.montants"),
            ({"nombre": 2, "montants": ["500", "499"]}, "echeancier.montants"),
            ({"nombre": 2, "montants": ["1000"]}, "echeancier.montants"),
            ({"nombre": 3, "montants": ["1001", "1"]}, "echeancier.montants"),
        ],
    )
    def test_les_options_incoherentes(self, options: dict[str, object], code: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            echeancier(MILLE, au="2026-12-01", **options)
        assert refus.value.code == code

    def test_des_montants_complets_et_justes_sont_acceptes(self) -> None:
        valeur = echeancier(MILLE, au="2026-12-01", nombre=2, montants=["300", "700"]).valeur
        assert [une.montant for une in valeur.echeances] == [Decimal("300.00"), Decimal("700.00")]

    def test_une_dette_soldee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            echeancier(MILLE, au="2026-12-01", nombre=2, evenements=[Paiement(date="2026-11-30", montant=1000)])
        assert refus.value.code == "echeancier.solde"

    def test_une_creance_declaree_a_la_procedure(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            echeancier(ECHUE, au="2026-12-01", nombre=2, evenements=[ProcedureCollective(date="2026-11-02")])
        assert (refus.value.code, refus.value.articles) == ("echeancier.procedure_collective", ("C. com., L622-7",))

    def test_un_credit_a_la_consommation_est_hors_champ(self) -> None:
        credit = facture(nature="CREDIT_CONSO", debiteur=CONSOMMATEUR)
        with pytest.raises(HorsChamp):
            echeancier(credit, au="2026-12-01", nombre=2)

    def test_un_taux_flottant_est_refuse_par_la_porte(self) -> None:
        entrees = {
            "creance": {"montant": "1000", "echeance": "2026-12-31"},
            "au": "2026-12-01",
            "nombre": 2,
            "taux": 5.5,
        }
        with pytest.raises(DonneeInvalide):
            evaluer("echeancier", entrees)


class TestLEvenementAInscrire:
    """Le plan donne l'événement du dossier, qui se relit et se suit."""

    def test_il_porte_les_clauses_du_plan(self) -> None:
        propose = echeancier(MILLE, au="2026-12-01", nombre=2, tolerance=5, reconnaissance=False).valeur
        signe = propose.evenement()
        assert (signe.date, signe.decheance, signe.tolerance, signe.reconnaissance) == (
            date(2026, 12, 1),
            True,
            5,
            False,
        )
        assert [ligne.montant for ligne in signe.lignes] == [Decimal("500.00"), Decimal("500.00")]

    @rapide
    @given(au=JOURS, nombre=st.integers(1, 24))
    def test_un_plan_paye_a_ses_dates_est_respecte(self, au: date, nombre: int) -> None:
        signe = echeancier(ECHUE, au=au, nombre=nombre).valeur.evenement()
        recus = [Paiement(date=ligne.date, montant=ligne.montant) for ligne in signe.lignes]
        suivi = suivi_echeancier(ECHUE, au=signe.lignes[-1].date, evenements=[signe, *recus]).valeur
        assert (suivi.etat, suivi.reste, suivi.decheance) == ("respecte", Decimal("0.00"), None)


class TestLeSuivi:
    """C. civ., 1305-2 : ce qui n'est dû qu'à terme ne peut être exigé avant l'échéance."""

    def test_avant_l_echeance_rien_n_est_exigible(self) -> None:
        suivi = suivi_echeancier(ECHUE, au="2026-12-09", evenements=[DEUX]).valeur
        assert (suivi.etat, suivi.exigible, suivi.prochaine) == ("en_cours", Decimal("0.00"), date(2026, 12, 10))

    def test_le_jour_de_l_echeance_elle_est_exigible_sans_etre_en_retard(self) -> None:
        suivi = suivi_echeancier(ECHUE, au="2026-12-10", evenements=[DEUX]).valeur
        assert (suivi.exigible, suivi.echeances[0].etat) == (Decimal("500.00"), "a_venir")

    def test_un_paiement_partiel_laisse_le_reste_exigible(self) -> None:
        recus = [Paiement(date="2026-12-09", montant=200)]
        suivi = suivi_echeancier(ECHUE, au="2026-12-12", evenements=[DEUX, *recus]).valeur
        assert (suivi.exigible, suivi.paye, suivi.echeances[0].etat) == (
            Decimal("300.00"),
            Decimal("200.00"),
            "en_retard",
        )

    def test_un_paiement_en_avance_couvre_l_echeance_suivante(self) -> None:
        recus = [Paiement(date="2026-12-09", montant=700)]
        suivi = suivi_echeancier(ECHUE, au="2026-12-20", evenements=[DEUX, *recus]).valeur
        assert [une.paye for une in suivi.echeances] == [Decimal("500.00"), Decimal("200.00")]

    def test_un_paiement_d_avant_la_signature_ne_compte_pas(self) -> None:
        recus = [Paiement(date="2026-12-01", montant=500)]
        assert suivi_echeancier(ECHUE, au="2026-12-05", evenements=[DEUX, *recus]).valeur.paye == 0

    def test_une_echeance_du_jour_de_la_signature_se_paie_ce_jour(self) -> None:
        comptant = plan(("2026-12-01", "500"), ("2027-01-10", "500"))
        recus = [Paiement(date="2026-12-01", montant=500)]
        suivi = suivi_echeancier(ECHUE, au="2026-12-05", evenements=[comptant, *recus]).valeur
        assert [une.etat for une in suivi.echeances] == ["payee", "a_venir"]

    def test_un_avoir_reduit_les_dernieres_echeances(self) -> None:
        suivi = suivi_echeancier(
            ECHUE, au="2026-12-05", evenements=[DEUX, Avoir(date="2026-12-02", montant=600)]
        ).valeur
        assert [une.montant for une in suivi.echeances] == [Decimal("400.00"), Decimal("0.00")]
        assert suivi.echeances[1].etat == "payee"

    def test_une_decheance_acquise_le_reste_si_le_retard_est_paye(self) -> None:
        recus = [Paiement(date="2026-12-20", montant=500)]
        suivi = suivi_echeancier(ECHUE, au="2026-12-21", evenements=[DEUX, *recus]).valeur
        assert (suivi.etat, suivi.decheance, suivi.exigible) == ("caduc", date(2026, 12, 14), Decimal("500.00"))

    def test_le_dernier_plan_signe_remplace_le_precedent(self) -> None:
        nouveau = plan(("2027-03-10", "1000"), date="2026-12-20")
        suivi = suivi_echeancier(ECHUE, au="2026-12-21", evenements=[DEUX, nouveau]).valeur
        assert [une.date for une in suivi.echeances] == [date(2027, 3, 10)]

    def test_le_plan_peut_etre_donne(self) -> None:
        assert suivi_echeancier(ECHUE, au="2026-12-05", plan=DEUX).valeur.etat == "en_cours"
        with pytest.raises(DonneeInvalide) as refus:
            suivi_echeancier(ECHUE, au="2026-11-30", plan=DEUX)
        assert refus.value.code == "echeancier.absent"

    def test_la_mise_en_demeure_exigee_se_dit(self) -> None:
        sans = suivi_echeancier(ECHUE, au="2026-12-14", evenements=[DEUX], mise_en_demeure="exigee")
        assert (sans.valeur.etat, sans.codes()) == ("en_retard", {"DECHEANCE_APRES_MISE_EN_DEMEURE"})
        avec = suivi_echeancier(ECHUE, au="2026-12-14", evenements=[DEUX], mise_en_demeure="dispensee")
        assert (avec.valeur.etat, avec.codes()) == ("caduc", frozenset())

    @pytest.mark.parametrize(
        ("mise", "etat"),
        [
            (MiseEnDemeure(date="2026-12-13", delai=1), "en_retard"),  # avant la fin de la tolérance
            (MiseEnDemeure(date="2026-12-14"), "en_retard"),  # sans délai
            (MiseEnDemeure(date="2026-12-14", delai=8), "caduc"),
            (MiseEnDemeure(date="2026-12-14", delai=8, presentation="2026-12-16"), "en_retard"),
        ],
    )
    def test_la_mise_en_demeure_doit_suivre_et_donner_un_delai(self, mise: MiseEnDemeure, etat: str) -> None:
        syndicat = ECHUE.avec(debiteur=SYNDICAT)
        assert suivi_echeancier(syndicat, au="2026-12-23", evenements=[DEUX, mise]).valeur.etat == etat

    def test_payer_dans_le_delai_de_la_mise_en_demeure_evite_la_decheance(self) -> None:
        mise = MiseEnDemeure(date="2026-12-14", delai=8)
        recu = Paiement(date="2026-12-22", montant=500)
        suivi = suivi_echeancier(ECHUE, au="2026-12-31", evenements=[DEUX, mise, recu], mise_en_demeure="exigee").valeur
        assert (suivi.etat, suivi.decheance) == ("en_cours", None)

    def test_une_option_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide):
            suivi_echeancier(ECHUE, au="2026-12-14", evenements=[DEUX], mise_en_demeure="peut-etre")

    @rapide
    @given(
        au=st.dates(min_value=date(2026, 12, 1), max_value=date(2027, 3, 1)),
        recus=st.lists(st.tuples(st.integers(1, 80), st.integers(1, 90_000)), max_size=4),
        apres=st.integers(1, 60),
    )
    def test_le_suivi_se_conserve_et_ignore_l_avenir(self, au: date, recus: list[tuple[int, int]], apres: int) -> None:
        verses = [Paiement(date=date(2026, 12, 1) + timedelta(days=j), montant=Decimal(c).scaleb(-2)) for j, c in recus]
        suivi = suivi_echeancier(ECHUE, au=au, evenements=[DEUX, *verses]).valeur
        assert suivi.paye + suivi.reste == Decimal("1000.00")
        assert suivi.exigible <= suivi.reste
        futur = Paiement(date=au + timedelta(days=apres), montant=1)
        assert suivi_echeancier(ECHUE, au=au, evenements=[DEUX, *verses, futur]).valeur == suivi


def test_le_taux_convenu_de_la_dette_court_sans_horizon() -> None:
    dette = facture(montant="1000.00", echeance="2026-10-04", conditions=conditions(taux_penalites=12))
    droit: Droit = droit_courant()
    assert echeancier(dette, au="2026-11-21", nombre=3, interets="de_la_dette", droit=droit).valeur.interets > 0


class TestLEffetSurLaPrescription:
    """« La reconnaissance par le débiteur du droit de celui contre lequel il prescrivait interrompt » (C. civ., 2240)."""

    def test_un_plan_signe_vaut_reconnaissance(self) -> None:
        plan_signe = echeancier(ECHUE, au="2026-12-01", nombre=3).valeur
        apres = prescription(ECHUE, au="2026-12-02", evenements=[plan_signe.evenement()]).valeur
        assert str(apres.terme) == "2031-12-01" == str(plan_signe.prescription)

    def test_un_plan_qui_ne_reconnait_rien_n_interrompt_pas(self) -> None:
        muet = echeancier(ECHUE, au="2026-12-01", nombre=3, reconnaissance=False).valeur
        apres = prescription(ECHUE, au="2026-12-02", evenements=[muet.evenement()]).valeur
        assert str(apres.terme) == "2031-10-04" == str(muet.prescription)

    def test_un_plan_signe_apres_le_jour_de_la_question_n_existe_pas(self) -> None:
        assert str(prescription(ECHUE, au="2026-11-30", evenements=[DEUX]).valeur.terme) == "2031-10-04"


class TestUnPlanEtUneProcedure:
    """« Le jugement d'ouverture ne rend pas exigibles les créances non échues […]. Toute clause contraire est réputée non
    écrite. » (C. com., L622-29)
    """

    JUGEMENT = ProcedureCollective(date="2026-12-20")

    @staticmethod
    def _suivre(au: str, *evenements: Any, **champs: Any) -> Any:
        lignes = [LigneEcheancier(date=jour, montant=500) for jour in ("2026-12-10", "2027-01-10")]
        signe = Echeancier(date="2026-12-01", lignes=tuple(lignes), decheance=True)
        facture = Creance(montant=1000, echeance="2026-10-04", debiteur=Debiteur(qualite="professionnel"), **champs)
        return suivi_echeancier(facture, au=au, evenements=[signe, *evenements])

    def test_ce_qui_manque_apres_le_jugement_n_emporte_pas_decheance(self) -> None:
        recu = Paiement(date="2026-12-10", montant=500)
        suivi = self._suivre("2027-01-11", recu, self.JUGEMENT)
        assert (suivi.valeur.etat, suivi.valeur.decheance, suivi.valeur.exigible) == ("en_retard", None, 0)
        assert "PLAN_GELE" in suivi.codes()
        assert sum(ligne.montant or 0 for ligne in suivi.lignes) == suivi.valeur.exigible

    def test_une_decheance_acquise_avant_le_reste_mais_ne_se_reclame_plus(self) -> None:
        """C. com., L622-7 : le jugement interdit de payer toute créance née auparavant."""
        suivi = self._suivre("2027-01-11", self.JUGEMENT).valeur
        assert (suivi.etat, suivi.decheance, suivi.exigible) == ("caduc", date(2026, 12, 11), 0)
        assert self._suivre("2026-12-19", self.JUGEMENT).valeur.exigible == 1000

    def test_une_dette_nee_apres_le_jugement_suit_son_plan(self) -> None:
        suivi = self._suivre("2027-01-11", ProcedureCollective(date="2026-08-01"), livraison="2026-09-01")
        assert (suivi.valeur.etat, suivi.valeur.exigible) == ("caduc", 1000)
        assert "PLAN_GELE" not in suivi.codes()

    def test_aucun_plan_ni_delai_avec_un_surendette(self) -> None:
        """« interdiction […] de payer, en tout ou partie, une créance » (C. conso., L722-5)"""
        menage = Creance(montant=1000, echeance="2026-10-04", debiteur=Debiteur(qualite="consommateur"))
        recevable = Suspension(type="surendettement", date="2026-11-01")
        for regle, options in ((echeancier, {"nombre": 2}), (delai_propose, {"jours": 8, "approbateur": "Anne"})):
            with pytest.raises(DonneeInvalide) as refus:
                regle(menage, au="2026-11-21", evenements=[recevable], **options)
            assert refus.value.code.endswith(".surendettement")
            assert refus.value.articles == ("C. conso., L722-5",)

    def test_aucun_delai_apres_un_jugement_d_ouverture(self) -> None:
        facture = Creance(montant=1000, echeance="2026-10-04")
        with pytest.raises(DonneeInvalide) as refus:
            delai_propose(facture, au="2026-12-21", jours=8, approbateur="Anne", evenements=[self.JUGEMENT])
        assert refus.value.code == "delai_propose.procedure_collective"
        assert delai_propose(facture, au="2026-12-19", jours=8, approbateur="Anne", evenements=[self.JUGEMENT])

    @pytest.mark.parametrize(("interets", "dite"), [("abandonnes", True), ("a_part", False)])
    def test_renoncer_aux_interets_d_un_acheteur_public(self, interets: Any, dite: bool) -> None:
        """« Toute renonciation au paiement des intérêts moratoires est réputée non écrite. » (CCP, L2192-14)"""
        facture = Creance(
            montant=1000,
            echeance="2026-10-04",
            debiteur=Debiteur(qualite="public", categorie_publique="collectivite"),
        )
        plan = echeancier(facture, au="2026-11-21", nombre=2, interets=interets)
        assert ("RENONCIATION_ACHETEUR_PUBLIC" in plan.codes()) is dite
