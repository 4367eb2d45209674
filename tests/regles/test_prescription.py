"""La prescription : le délai, ses interruptions, ses suspensions, article par article."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from creances import (
    AccordPrescription,
    Acte,
    ActeExecution,
    ActeSansEffet,
    Avoir,
    Contestation,
    Creance,
    Creancier,
    Debiteur,
    DemandeEnJustice,
    DonneeInvalide,
    DroitInconnu,
    HorsChamp,
    Issue,
    MiseEnDemeure,
    Paiement,
    Prescription,
    Procedure,
    ProcedureCollective,
    Promesse,
    Reclamation,
    Reconnaissance,
    Relance,
    Resultat,
    SignificationInjonction,
    Source,
    Suspension,
    Titre,
    Version,
    droit_courant,
    evaluer,
    prescription,
    relire,
)
from creances.droit.prescriptions import effets
from strategies import CONSOMMATEUR, PARTICULIER, PROFESSIONNEL, facture

ECHEANCE = "2013-04-19"
VENTE = facture(echeance=ECHEANCE)


def etat(creance: Creance, au: str, *evenements: Any, **options: Any) -> tuple[str, str | None]:
    valeur = prescription(creance, au=au, evenements=evenements, **options).valeur
    return valeur.etat, None if valeur.terme is None else valeur.terme.isoformat()


def codes(creance: Creance, au: str, *evenements: Any, **options: Any) -> frozenset[str]:
    return prescription(creance, au=au, evenements=evenements, **options).codes()


def lignes(resultat: Resultat[Prescription]) -> list[str]:
    return [ligne.code.removeprefix("prescription.") for ligne in resultat.lignes]


class TestLeDernierJour:
    """« La prescription se compte par jours, et non par heures. Elle est acquise lorsque le dernier jour du terme est
    accompli » (C. civ., 2228 et 2229)."""

    @pytest.mark.parametrize(("au", "attendu"), [("2018-04-19", "en_cours"), ("2018-04-20", "acquise")])
    def test_le_quantieme_cinq_ans_apres_inclus(self, au: str, attendu: str) -> None:
        assert etat(VENTE, au) == (attendu, "2018-04-19")

    def test_le_29_fevrier_se_replie_sur_le_28(self) -> None:
        assert etat(facture(echeance="2024-02-29"), "2026-01-02") == ("en_cours", "2029-02-28")

    def test_le_dernier_jour_ouvrable_precede_un_terme_chome(self) -> None:
        valeur = prescription(facture(echeance="2021-05-09"), au="2024-01-02").valeur
        assert (valeur.terme, valeur.dernier_jour_ouvrable) == (date(2026, 5, 9), date(2026, 5, 7))

    def test_le_dernier_jour_ouvrable_suit_le_territoire_du_debiteur(self) -> None:
        alsacien = Debiteur(qualite="professionnel", territoire="alsace_moselle")
        valeur = prescription(facture(echeance="2020-12-26", debiteur=alsacien), au="2024-01-02").valeur
        assert (valeur.terme, valeur.dernier_jour_ouvrable) == (date(2025, 12, 26), date(2025, 12, 24))

    def test_les_lignes_racontent_la_nature_le_depart_la_duree_et_le_terme(self) -> None:
        resultat = prescription(VENTE, au="2018-04-19")
        assert lignes(resultat) == ["nature", "depart", "duree_ans", "terme"]
        assert resultat.articles == ("C. com., L110-4", "Cass. com., 14 juin 2023, n° 21-14.841", "C. civ., 2229")
        assert resultat.reserves == ()
        assert (resultat.regle, resultat.au) == ("prescription", date(2018, 4, 19))

    def test_la_duree_d_un_an_se_dit_en_mois(self) -> None:
        resultat = prescription(facture(livraison="2024-01-15", nature="TRANSPORT_INTERNE"), au="2024-02-01")
        assert lignes(resultat)[2] == "duree_mois"
        assert resultat.lignes[2].faits()["mois"] == 12

    def test_la_valeur_porte_le_regime_le_depart_et_la_nature(self) -> None:
        valeur = prescription(VENTE, au="2018-04-19").valeur
        assert (valeur.regime, valeur.depart, valeur.nature) == ("prescription", date(2013, 4, 19), "B2B_VENTE")
        assert valeur.termes == (valeur.terme,)

    def test_le_resultat_voyage_sans_perte_et_se_lit_dans_les_deux_langues(self) -> None:
        entrees = {"creance": json.loads(VENTE.json_texte()), "au": "2018-04-19"}
        resultat = evaluer("prescription", entrees)
        assert resultat == prescription(VENTE, au="2018-04-19")
        assert relire(resultat.json()) == resultat
        assert "19 avril 2018" in resultat.texte()
        assert "19 April 2018" in resultat.texte("en")

    def test_un_droit_a_relire_se_dit(self) -> None:
        assert "DROIT_A_REVOIR" in codes(facture(echeance="2027-01-01"), "2027-11-21")
        assert "DROIT_A_REVOIR" not in codes(facture(echeance="2027-01-01"), "2027-11-20")


class TestLesDonneesRefusees:
    def test_une_date_impossible(self) -> None:
        with pytest.raises(DonneeInvalide, match="au : reçu"):
            prescription(VENTE, au="2018-02-30")
        with pytest.raises(DonneeInvalide, match="depart : reçu"):
            prescription(VENTE, au="2018-02-03", depart="hier")

    def test_un_debiteur_du_pacifique_est_hors_champ(self) -> None:
        with pytest.raises(HorsChamp):
            prescription(facture(debiteur=Debiteur(territoire="polynesie_francaise")), au="2026-05-01")

    def test_une_question_d_avant_la_presentation_des_cheques_est_inconnue(self) -> None:
        with pytest.raises(DroitInconnu):
            prescription(facture(emission="1999-01-01", nature="CHEQUE_TIREUR"), au="2000-01-01")


class TestInterruption:
    """« L'interruption efface le délai de prescription acquis. Elle fait courir un nouveau délai de même durée que
    l'ancien » (C. civ., 2231)."""

    @pytest.mark.parametrize(
        "acte",
        [
            Reconnaissance(date="2016-06-10"),
            Paiement(date="2016-06-10", montant=1),
            SignificationInjonction(date="2016-06-10"),
            ActeExecution(date="2016-06-10"),
            ActeExecution(type="mesure_conservatoire", date="2016-06-10"),
            ActeExecution(type="saisie_remunerations", date="2016-06-10"),
            ActeExecution(type="commandement_saisie_vente", date="2016-06-10"),
            ActeExecution(type="commandement_cheque", date="2016-06-10"),
        ],
        ids=lambda acte: acte.type,
    )
    def test_le_delai_repart_du_jour_de_l_acte(self, acte: Any) -> None:
        assert etat(VENTE, "2018-04-20", acte) == ("en_cours", "2021-06-10")

    def test_le_dernier_jour_utile_on_peut_encore_agir(self) -> None:
        assert etat(VENTE, "2018-04-20", Reconnaissance(date="2018-04-19")) == ("en_cours", "2023-04-19")

    def test_le_lendemain_il_est_trop_tard(self) -> None:
        acte = ActeExecution(date="2018-04-20")
        assert etat(VENTE, "2018-04-20", acte) == ("acquise", "2018-04-19")
        assert "tardif" in lignes(prescription(VENTE, au="2018-04-20", evenements=[acte]))

    def test_un_acte_d_avant_le_depart_ne_compte_pas(self) -> None:
        resultat = prescription(VENTE, au="2014-01-02", evenements=[Reconnaissance(date="2013-04-19")])
        assert resultat.valeur.terme == date(2018, 4, 19)
        assert "avant_depart" in lignes(resultat)

    def test_un_acte_d_apres_la_question_n_existe_pas_encore(self) -> None:
        assert etat(VENTE, "2016-06-09", Reconnaissance(date="2016-06-10")) == ("en_cours", "2018-04-19")

    def test_un_paiement_d_une_autre_dette_ne_compte_pas(self) -> None:
        autre = Paiement(date="2016-06-10", montant=1, creance="F2")
        sienne = Paiement(date="2016-06-10", montant=1, creance="F1")
        assert etat(VENTE, "2018-04-20", autre) == ("acquise", "2018-04-19")
        assert etat(VENTE, "2018-04-20", sienne) == ("en_cours", "2021-06-10")


class TestDemandeEnJustice:
    """« L'interruption résultant de la demande en justice produit ses effets jusqu'à l'extinction de l'instance »
    (C. civ., 2242)."""

    @pytest.mark.parametrize(
        "type_", ["assignation", "refere", "requete", "declaration_creance", "aide_juridictionnelle"]
    )
    def test_aucun_terme_tant_qu_elle_dure(self, type_: Any) -> None:
        demande = DemandeEnJustice(type=type_, date="2018-04-19")
        valeur = prescription(VENTE, au="2030-01-02", evenements=[demande]).valeur
        assert (valeur.etat, valeur.terme, valeur.dernier_jour_ouvrable, valeur.termes) == (
            "interrompue",
            None,
            None,
            (),
        )

    @pytest.mark.parametrize("issue", ["incompetence", "nullite", "extinction"])
    def test_un_nouveau_delai_court_de_sa_fin(self, issue: Any) -> None:
        """« Il en est de même lorsqu'elle est portée devant une juridiction incompétente ou lorsque l'acte de saisine de
        la juridiction est annulé par l'effet d'un vice de procédure » (2241, al. 2)."""
        demande = DemandeEnJustice(date="2018-04-19", fin="2020-09-10", issue=issue)
        assert etat(VENTE, "2021-01-04", demande) == ("en_cours", "2025-09-10")

    @pytest.mark.parametrize("issue", ["desistement", "peremption", "rejet_definitif", "caducite"])
    def test_l_interruption_est_non_avenue(self, issue: Any) -> None:
        """« L'interruption est non avenue si le demandeur se désiste de sa demande ou laisse périmer l'instance, ou si sa
        demande est définitivement rejetée » (2243)."""
        demande = DemandeEnJustice(date="2018-04-19", fin="2020-09-10", issue=issue)
        assert etat(VENTE, "2021-01-04", demande) == ("acquise", "2018-04-19")
        assert etat(VENTE, "2020-09-09", demande) == ("interrompue", None)

    def test_la_caducite_d_une_assignation_est_discutee(self) -> None:
        caduque = DemandeEnJustice(date="2018-04-19", fin="2018-09-10", issue="caducite")
        perimee = DemandeEnJustice(date="2018-04-19", fin="2018-09-10", issue="peremption")
        assert "CADUCITE_DISCUTEE" in codes(VENTE, "2021-01-04", caduque)
        assert "CADUCITE_DISCUTEE" not in codes(VENTE, "2021-01-04", perimee)

    def test_l_issue_peut_etre_un_evenement(self) -> None:
        ouverte = DemandeEnJustice(date="2017-01-10")
        assert etat(VENTE, "2021-01-04", ouverte, Issue(date="2017-09-10", issue="desistement")) == (
            "acquise",
            "2018-04-19",
        )
        assert etat(VENTE, "2021-01-04", ouverte, Issue(date="2017-09-10")) == ("en_cours", "2022-09-10")

    def test_une_issue_peut_nommer_le_jour_de_son_acte(self) -> None:
        actes = [DemandeEnJustice(type="refere", date="2014-01-10"), DemandeEnJustice(date="2015-01-10")]
        du_fond = Issue(date="2016-01-11", issue="desistement")
        du_refere = Issue(date="2016-01-11", issue="desistement", acte="2014-01-10")
        for issue, reste in ((du_fond, "refere"), (du_refere, "assignation")):
            resultat = prescription(VENTE, au="2017-01-02", evenements=[*actes, issue])
            ouvertes = [un.faits()["acte"] for un in resultat.lignes if un.code == "prescription.interrompue"]
            assert ouvertes == [reste]

    def test_une_issue_sans_acte_se_signale(self) -> None:
        issue = Issue(date="2016-01-11", issue="desistement")
        assert "ISSUE_SANS_ACTE" in codes(VENTE, "2017-01-02", issue)
        assert "ISSUE_SANS_ACTE" in codes(VENTE, "2017-01-02", issue, Reconnaissance(date="2015-01-10"))
        assert "ISSUE_SANS_ACTE" in codes(VENTE, "2017-01-02", issue, ActeExecution(date="2015-01-10"))
        assert "ISSUE_SANS_ACTE" in codes(VENTE, "2017-01-02", issue, Suspension(date="2015-01-10"))

    def test_un_acte_pendant_l_instance_n_en_change_pas_la_fin(self) -> None:
        instance = DemandeEnJustice(date="2015-01-10", fin="2017-05-10")
        assert etat(VENTE, "2018-01-02", instance, Paiement(date="2016-01-10", montant=1)) == ("en_cours", "2022-05-10")
        ouverte = DemandeEnJustice(date="2015-01-10")
        assert etat(VENTE, "2018-01-02", ouverte, Paiement(date="2016-01-10", montant=1)) == ("interrompue", None)

    def test_deux_instances_la_plus_longue_l_emporte(self) -> None:
        deux = [DemandeEnJustice(type="refere", date="2015-01-10"), DemandeEnJustice(date="2016-01-10")]
        assert etat(VENTE, "2030-01-02", *deux) == ("interrompue", None)

    def test_une_instance_ouverte_avant_le_depart_interrompt_encore(self) -> None:
        assert etat(VENTE, "2014-01-02", DemandeEnJustice(date="2013-01-10")) == ("interrompue", None)
        finie = DemandeEnJustice(date="2013-01-10", fin="2013-09-10")
        assert etat(VENTE, "2014-01-02", finie) == ("en_cours", "2018-09-10")


class TestInjonctionDePayer:
    """La signification interrompt, non la requête (Cass., 10 juill. 1990, n° 89-13.345)."""

    def test_la_requete_ne_fait_rien(self) -> None:
        requete = ActeSansEffet(type="requete_injonction", date="2018-04-01")
        assert etat(VENTE, "2018-04-20", requete) == ("acquise", "2018-04-19")

    def test_sans_titre_le_delai_de_la_creance_repart_avec_une_reserve(self) -> None:
        signifiee = SignificationInjonction(date="2016-06-10")
        assert etat(VENTE, "2017-01-02", signifiee) == ("en_cours", "2021-06-10")
        assert "INJONCTION_OPPOSITION_OUVERTE" in codes(VENTE, "2017-01-02", signifiee)

    def test_executoire_elle_ouvre_dix_ans(self) -> None:
        signifiee = SignificationInjonction(date="2016-06-10", executoire_le="2016-07-11")
        assert etat(VENTE, "2017-01-02", signifiee) == ("en_cours", "2026-07-11")
        assert etat(VENTE, "2016-07-10", signifiee) == ("en_cours", "2021-06-10")
        assert "INJONCTION_OPPOSITION_OUVERTE" not in codes(VENTE, "2017-01-02", signifiee)

    def test_l_opposition_ouvre_une_instance(self) -> None:
        opposee = SignificationInjonction(date="2016-06-10", opposition="2016-06-30")
        assert etat(VENTE, "2016-06-29", opposee) == ("en_cours", "2021-06-10")
        assert etat(VENTE, "2030-01-02", opposee) == ("interrompue", None)
        assert "INJONCTION_OPPOSITION_OUVERTE" not in codes(VENTE, "2030-01-02", opposee)

    def test_non_avenue_elle_n_a_rien_interrompu_ni_rien_ouvert(self) -> None:
        """Cass. 2e civ., 19 nov. 2020, n° 19-20.238."""
        nee_morte = SignificationInjonction(
            date="2016-06-10", executoire_le="2016-07-11", fin="2016-12-01", issue="non_avenue"
        )
        assert etat(VENTE, "2018-04-20", nee_morte) == ("acquise", "2018-04-19")


class TestExecution:
    """« […] également interrompu par une mesure conservatoire prise en application du code des procédures civiles
    d'exécution ou un acte d'exécution forcée » (C. civ., 2244)."""

    def test_la_fin_connue_d_une_mesure_fait_repartir_le_delai(self) -> None:
        assert etat(VENTE, "2018-01-02", ActeExecution(date="2016-06-10", fin="2017-02-10")) == (
            "en_cours",
            "2022-02-10",
        )
        levee = Issue(date="2017-02-10", issue="mainlevee")
        assert etat(VENTE, "2018-01-02", ActeExecution(date="2016-06-10"), levee) == ("en_cours", "2022-02-10")

    @pytest.mark.parametrize("issue", ["nullite", "caducite"])
    def test_annulee_ou_caduque_elle_n_a_rien_interrompu(self, issue: Any) -> None:
        acte = ActeExecution(date="2016-06-10", fin="2016-07-10", issue=issue)
        resultat = prescription(VENTE, au="2018-04-20", evenements=[acte])
        assert resultat.valeur.etat == "acquise"
        assert resultat.lignes[3].article == "C. civ., 2244"
        assert "CADUCITE_DISCUTEE" not in resultat.codes()

    def test_un_commandement_de_saisie_vente_perime_garde_son_effet(self) -> None:
        """R221-5 CPCE : périmé à deux ans, il n'est pas caduc."""
        perime = ActeExecution(
            type="commandement_saisie_vente", date="2016-06-10", fin="2018-06-10", issue="peremption"
        )
        assert etat(VENTE, "2019-01-02", perime) == ("en_cours", "2021-06-10")

    def test_un_commandement_de_saisie_immobiliere_dure_et_perit(self) -> None:
        acte: dict[str, Any] = {"type": "commandement_saisie_immobiliere", "date": "2016-06-10"}
        assert etat(VENTE, "2030-01-02", ActeExecution(**acte)) == ("interrompue", None)
        perime = ActeExecution(**acte, fin="2018-01-10", issue="peremption")
        assert etat(VENTE, "2018-04-20", perime) == ("acquise", "2018-04-19")

    def test_le_commandement_de_saisie_des_remunerations_est_une_option(self) -> None:
        acte = ActeExecution(type="commandement_saisie_remunerations", date="2016-06-10")
        assert etat(VENTE, "2018-04-20", acte) == ("acquise", "2018-04-19")
        assert etat(VENTE, "2018-04-20", acte, commandement_interrompt=True) == ("en_cours", "2021-06-10")
        assert "COMMANDEMENT_REMUNERATIONS" in codes(VENTE, "2018-04-20", acte)
        assert "COMMANDEMENT_REMUNERATIONS" in codes(VENTE, "2018-04-20", acte, commandement_interrompt=True)

    def test_un_acte_de_confiance_moyenne_le_dit(self) -> None:
        assert "ACTE_DISCUTE" in codes(
            VENTE, "2017-01-02", ActeExecution(type="commandement_cheque", date="2016-06-10")
        )
        assert "ACTE_DISCUTE" not in codes(VENTE, "2017-01-02", ActeExecution(date="2016-06-10"))


class TestSansEffet:
    """« Cette énumération est limitative » (Cass. com., 18 mai 2022, n° 20-23.204)."""

    @pytest.mark.parametrize(
        "acte",
        [
            Relance(date="2016-06-10"),
            MiseEnDemeure(date="2016-06-10"),
            Promesse(date="2016-06-10"),
            ProcedureCollective(date="2016-06-10"),
            Titre(date="2016-06-10", notifie_le="2016-06-10", categorie="autre"),
            Issue(date="2016-06-10"),
            *(
                ActeSansEffet(type=type_, date="2016-06-10")
                for type_ in (
                    "sommation",
                    "requete_injonction",
                    "commandement_simple",
                    "commandement_droit_local",
                    "commandement_creance_commerciale",
                    "lettre_petites_creances",
                )
            ),
        ],
        ids=lambda acte: acte.type,
    )
    def test_le_delai_continue_de_courir(self, acte: Any) -> None:
        assert etat(VENTE, "2018-04-20", acte) == ("acquise", "2018-04-19")

    def test_la_ligne_dit_pourquoi(self) -> None:
        resultat = prescription(VENTE, au="2017-01-02", evenements=[MiseEnDemeure(date="2016-06-10")])
        ligne = next(un for un in resultat.lignes if un.code == "prescription.sans_effet")
        assert (ligne.article, ligne.faits()["acte"]) == ("Cass. com., 18 mai 2022, n° 20-23.204", "mise_en_demeure")

    @pytest.mark.parametrize(
        ("acte", "code"),
        [
            (Promesse(date="2016-06-10"), "PROMESSE_NON_COMPTEE"),
            (ProcedureCollective(date="2016-06-10"), "CREANCE_A_DECLARER"),
            (ActeSansEffet(type="commandement_creance_commerciale", date="2016-06-10"), "EFFET_NON_ETABLI"),
            (Titre(date="2016-06-10", categorie="autre"), "TITRE_SANS_DIX_ANS"),
        ],
        ids=lambda un: un if isinstance(un, str) else un.type,
    )
    def test_une_reserve_previent(self, acte: Any, code: str) -> None:
        assert code in codes(VENTE, "2017-01-02", acte)

    @pytest.mark.parametrize("acte", [Avoir(date="2016-06-10", montant=1), Contestation(date="2016-06-10")])
    def test_un_evenement_etranger_ne_laisse_pas_de_ligne(self, acte: Any) -> None:
        assert prescription(VENTE, au="2017-01-02", evenements=[acte]) == prescription(VENTE, au="2017-01-02")


class TestSuspension:
    """« La suspension de la prescription en arrête temporairement le cours sans effacer le délai déjà couru »
    (C. civ., 2230)."""

    def test_les_jours_du_premier_inclus_a_la_reprise_exclue(self) -> None:
        gel = Suspension(type="impossibilite", date="2014-01-01", fin="2014-01-11")
        resultat = prescription(VENTE, au="2015-01-02", evenements=[gel])
        assert resultat.valeur.terme == date(2018, 4, 29)
        assert next(un.jours for un in resultat.lignes if un.code == "prescription.suspension") == 10
        assert resultat.codes() == {"SUSPENSION_BORNES"}

    def test_deux_suspensions_qui_se_recouvrent_ne_comptent_qu_une_fois(self) -> None:
        une = Suspension(type="impossibilite", date="2014-01-01", fin="2014-01-11")
        autre = Suspension(type="mediation", date="2014-01-06", fin="2014-01-16")
        assert etat(VENTE, "2015-01-02", une, autre) == ("en_cours", "2018-05-04")

    def test_une_suspension_comprise_dans_une_autre_n_ajoute_rien(self) -> None:
        une = Suspension(type="impossibilite", date="2014-01-01", fin="2014-01-11")
        dedans = Suspension(type="minorite", date="2014-01-03", fin="2014-01-05")
        assert etat(VENTE, "2015-01-02", une, dedans) == ("en_cours", "2018-04-29")

    @pytest.mark.parametrize(
        "type_", ["mediation", "conciliation", "procedure_participative", "petites_creances", "instruction"]
    )
    def test_six_mois_au_moins_restent_a_courir(self, type_: Any) -> None:
        """« […] pour une durée qui ne peut être inférieure à six mois » (2238 et 2239)."""
        gel = Suspension(type=type_, date="2018-04-01", fin="2018-04-11")
        assert etat(VENTE, "2018-05-01", gel) == ("en_cours", "2018-10-11")

    def test_les_six_mois_sont_un_minimum_et_non_un_supplement(self) -> None:
        gel = Suspension(date="2014-01-01", fin="2014-01-11")
        assert etat(VENTE, "2015-01-02", gel) == ("en_cours", "2018-04-29")

    @pytest.mark.parametrize("type_", ["impossibilite", "minorite"])
    def test_pas_de_plancher_pour_l_impossibilite_ni_la_minorite(self, type_: Any) -> None:
        gel = Suspension(type=type_, date="2018-04-01", fin="2018-04-11")
        assert etat(VENTE, "2018-04-20", gel) == ("en_cours", "2018-04-29")

    def test_suspendue_le_terme_est_le_plus_tot_possible(self) -> None:
        gel = Suspension(type="impossibilite", date="2014-01-01")
        assert etat(VENTE, "2014-01-10", gel) == ("suspendue", "2018-04-29")
        assert codes(VENTE, "2014-01-10", gel) == {"SUSPENSION_EN_COURS"}

    def test_une_suspension_finit_par_un_evenement(self) -> None:
        gel = Suspension(type="impossibilite", date="2014-01-01")
        assert etat(VENTE, "2015-01-02", gel, Issue(date="2014-01-11")) == ("en_cours", "2018-04-29")

    def test_une_suspension_apres_le_terme_est_tardive(self) -> None:
        assert etat(VENTE, "2018-05-02", Suspension(date="2018-04-20")) == ("acquise", "2018-04-19")

    def test_une_suspension_d_avant_le_depart_ne_compte_pas(self) -> None:
        avant = Suspension(date="2013-01-01", fin="2013-04-20")
        a_cheval = Suspension(type="impossibilite", date="2013-01-01", fin="2013-04-30")
        assert etat(VENTE, "2015-01-02", avant) == ("en_cours", "2018-04-19")
        assert etat(VENTE, "2015-01-02", a_cheval) == ("en_cours", "2018-04-29")

    def test_une_interruption_pendant_la_suspension_attend_la_reprise(self) -> None:
        gel = Suspension(type="impossibilite", date="2014-01-01", fin="2014-01-31")
        assert etat(VENTE, "2015-01-02", gel, Reconnaissance(date="2014-01-10")) == ("en_cours", "2019-01-30")

    def test_le_plancher_survit_a_une_interruption_pendant_la_mediation(self) -> None:
        transport = facture(livraison="2023-01-10", nature="TRANSPORT_INTERNE")
        mediation = Suspension(date="2023-06-01", fin="2025-06-10")
        aveu = Reconnaissance(date="2023-07-01")
        assert etat(transport, "2025-07-01", mediation, aveu) == ("en_cours", "2026-06-10")
        cheque = facture(emission="2023-01-10", nature="CHEQUE_TIREUR")
        court = Suspension(date="2023-06-01", fin="2023-06-03")
        assert etat(cheque, "2023-06-30", court, Reconnaissance(date="2023-06-02")) == ("en_cours", "2023-12-03")

    def test_rien_ne_se_suspend_pendant_une_instance_ouverte(self) -> None:
        actes = [DemandeEnJustice(date="2015-01-10"), Suspension(date="2016-01-10")]
        assert etat(VENTE, "2020-01-02", *actes) == ("interrompue", None)

    def test_l_expertise_demandee_par_le_debiteur_ne_suspend_rien(self) -> None:
        """La suspension ne profite qu'au demandeur de la mesure (Cass. 2e civ., 31 janv. 2019, n° 18-10.011)."""
        la_sienne = Suspension(type="instruction", date="2018-04-01", fin="2018-04-11", demandeur="debiteur")
        assert etat(VENTE, "2018-05-01", la_sienne) == ("acquise", "2018-04-19")

    def test_la_minorite_ne_suspend_pas_un_loyer(self) -> None:
        """2235, sauf « loyers, fermages, charges locatives »."""
        loyer = facture(echeance="2020-01-31", nature="LOYER_HABITATION")
        mineur = Suspension(type="minorite", date="2021-01-01", fin="2021-01-11")
        assert etat(loyer, "2022-01-03", mineur) == ("en_cours", "2023-01-31")

    def test_le_surendettement_ne_suspend_que_pour_un_creancier_titre(self) -> None:
        recevable = Suspension(type="surendettement", date="2017-03-01", fin="2017-03-11")
        assert etat(VENTE, "2018-01-02", recevable) == ("en_cours", "2018-04-19")
        titre = Titre(date="2013-06-01", notifie_le="2013-07-01")
        assert etat(VENTE, "2018-01-02", titre, recevable) == ("en_cours", "2023-07-11")
        assert "ACTE_DISCUTE" in codes(VENTE, "2018-01-02", titre, recevable)

    def test_le_surendettement_ne_suspend_que_deux_ans(self) -> None:
        titre = Titre(date="2016-09-01", notifie_le="2016-09-01")
        recevable = Suspension(type="surendettement", date="2017-03-01")
        assert etat(VENTE, "2019-02-28", titre, recevable)[0] == "suspendue"
        assert etat(VENTE, "2019-03-01", titre, recevable) == ("en_cours", "2028-08-31")


class TestTitre:
    """« L'exécution des titres exécutoires mentionnés aux 1° à 3° de l'article L. 111-3 ne peut être poursuivie que pendant
    dix ans » (CPCE, L111-4)."""

    JUGEMENT = Titre(date="2016-06-10", notifie_le="2016-07-20")

    def test_dix_ans_depuis_la_notification(self) -> None:
        assert etat(VENTE, "2017-01-02", self.JUGEMENT) == ("en_cours", "2026-07-20")
        assert "INTERETS_APRES_TITRE" in codes(VENTE, "2017-01-02", self.JUGEMENT)

    def test_pas_notifie_le_delai_ne_court_pas(self) -> None:
        assert etat(VENTE, "2016-07-19", self.JUGEMENT) == ("interrompue", None)
        assert "TITRE_A_NOTIFIER" in codes(VENTE, "2016-07-19", self.JUGEMENT)

    def test_chaque_acte_d_execution_renouvelle_dix_ans(self) -> None:
        assert etat(VENTE, "2027-01-04", self.JUGEMENT, ActeExecution(date="2026-07-20")) == ("en_cours", "2036-07-20")

    def test_le_butoir_de_vingt_ans_ne_le_borne_pas(self) -> None:
        """« Le délai mentionné à l'article 2232 du code civil n'est pas applicable » (L111-4, al. 2)."""
        aveux = [Reconnaissance(date=jour) for jour in ("2026-01-05", "2035-01-05")]
        assert etat(VENTE, "2036-01-04", self.JUGEMENT, *aveux) == ("en_cours", "2045-01-05")
        titre = facture(echeance="2016-07-20", nature="TITRE_JUDICIAIRE")
        assert etat(titre, "2036-01-04", *aveux) == ("en_cours", "2045-01-05")

    def test_il_ferme_l_instance_et_efface_les_suspensions(self) -> None:
        actes = [Suspension(date="2014-01-01"), DemandeEnJustice(date="2015-01-10"), self.JUGEMENT]
        assert etat(VENTE, "2017-01-02", *actes) == ("en_cours", "2026-07-20")

    def test_une_forclusion_devient_un_delai_d_execution(self) -> None:
        credit = facture(echeance="2015-01-31", nature="CREDIT_CONSO", debiteur=CONSOMMATEUR)
        valeur = prescription(
            credit, au="2020-01-02", evenements=[self.JUGEMENT, Reconnaissance(date="2019-06-03")]
        ).valeur
        assert (valeur.regime, valeur.terme) == ("prescription", date(2029, 6, 3))

    def test_une_duree_plus_longue_est_gardee(self) -> None:
        """« […] sauf si les actions en recouvrement des créances qui y sont constatées se prescrivent par un délai plus
        long » : trente ans avant la loi de 2008, qui ramène ensuite les deux à leur durée nouvelle."""
        civile = facture(echeance="2000-01-31", nature="CIVIL_COMMUN")
        titre = Titre(date="2003-01-10", notifie_le="2003-02-10")
        assert etat(civile, "2005-01-03", titre) == ("en_cours", "2033-02-10")
        assert etat(civile, "2010-01-04", titre) == ("en_cours", "2018-06-18")


class TestButoir:
    """« […] au-delà de vingt ans à compter du jour de la naissance du droit » (C. civ., 2232)."""

    AVEUX = tuple(Reconnaissance(date=f"{annee}-01-31") for annee in (2013, 2018, 2023))

    def test_des_reconnaissances_ne_passent_pas_vingt_ans(self) -> None:
        vente = facture(echeance="2008-07-01")
        aveux = (*self.AVEUX, Reconnaissance(date="2027-01-31"))
        assert etat(vente, "2027-06-01", *aveux) == ("en_cours", "2028-07-01")
        assert "BUTOIR" in codes(vente, "2027-06-01", *aveux)
        assert etat(vente, "2028-07-02", *aveux, Reconnaissance(date="2028-07-02")) == ("acquise", "2028-07-01")

    @pytest.mark.parametrize("acte", [ActeExecution(date="2027-01-31"), SignificationInjonction(date="2027-01-31")])
    def test_une_demande_ou_une_execution_le_leve(self, acte: Any) -> None:
        """Exceptions de l'alinéa 2 : 2241, al. 1, et 2244."""
        assert etat(facture(echeance="2008-07-01"), "2027-06-01", *self.AVEUX, acte) == ("en_cours", "2032-01-31")

    def test_avant_la_loi_de_2008_il_n_existait_pas(self) -> None:
        civile = facture(echeance="1985-01-31", nature="CIVIL_COMMUN")
        assert etat(civile, "2008-06-18", Reconnaissance(date="1990-01-31")) == ("en_cours", "2020-01-31")

    def test_il_ne_raccourcit_pas_la_duree_elle_meme(self) -> None:
        civile = facture(echeance="1985-01-31", nature="CIVIL_COMMUN")
        assert etat(civile, "2008-06-19", Reconnaissance(date="2008-06-19")) == ("en_cours", "2013-06-18")


_COMMERCE = droit_courant().table("prescription.commerce").versions
_DIX_ANS_EN_2015 = Version(date(2015, 1, 1), 120, Source("hypothèse"), "C. civ., 2222")


class TestLoiNouvelle:
    """« La loi qui allonge la durée d'une prescription […] est sans effet sur une prescription […] acquise. […] Il est
    alors tenu compte du délai déjà écoulé » (C. civ., 2222)."""

    REFORME = droit_courant().avec(
        replace(droit_courant().table("prescription.commerce"), versions=(*_COMMERCE, _DIX_ANS_EN_2015))
    )

    def test_une_loi_plus_longue_compte_depuis_l_origine(self) -> None:
        assert etat(VENTE, "2015-01-02", droit=self.REFORME) == ("en_cours", "2023-04-19")
        assert etat(VENTE, "2014-12-31", droit=self.REFORME) == ("en_cours", "2018-04-19")

    def test_elle_ne_ranime_pas_un_delai_acquis(self) -> None:
        ancienne = facture(echeance="2009-12-31")
        assert etat(ancienne, "2015-01-02", droit=self.REFORME) == ("acquise", "2014-12-31")
        assert etat(facture(echeance="2010-01-01"), "2015-01-02", droit=self.REFORME) == ("en_cours", "2020-01-01")

    def test_elle_vaut_pour_le_delai_qui_renait(self) -> None:
        assert etat(VENTE, "2016-01-04", Reconnaissance(date="2015-06-01"), droit=self.REFORME) == (
            "en_cours",
            "2025-06-01",
        )


class TestAccord:
    """« Elle ne peut toutefois être réduite à moins d'un an ni étendue à plus de dix ans » (C. civ., 2254)."""

    @pytest.mark.parametrize(
        ("mois", "terme"), [(11, "2018-04-19"), (12, "2014-04-19"), (120, "2023-04-19"), (121, "2018-04-19")]
    )
    def test_entre_un_et_dix_ans(self, mois: int, terme: str) -> None:
        accord = AccordPrescription(date="2013-01-01", mois=mois)
        assert etat(VENTE, "2014-01-02", accord) == ("en_cours", terme)
        assert ("ACCORD_ECARTE" in codes(VENTE, "2014-01-02", accord)) is (mois in (11, 121))

    def test_le_delai_qui_renait_garde_la_duree_convenue(self) -> None:
        accord = AccordPrescription(date="2013-01-01", mois=12)
        assert etat(VENTE, "2014-01-02", accord, Reconnaissance(date="2014-01-02")) == ("en_cours", "2015-01-02")

    def test_une_loi_posterieure_ne_change_plus_la_duree_convenue(self) -> None:
        longue = replace(droit_courant().table("prescription.commerce"), versions=(*_COMMERCE, _DIX_ANS_EN_2015))
        reforme = droit_courant().avec(longue)
        accord = AccordPrescription(date="2013-01-01", mois=24)
        assert etat(VENTE, "2015-02-02", accord, droit=reforme) == ("en_cours", "2015-04-19")

    def test_un_accord_apres_le_terme_est_tardif(self) -> None:
        assert etat(VENTE, "2019-01-02", AccordPrescription(date="2018-04-20", mois=120)) == ("acquise", "2018-04-19")

    def test_un_accord_pendant_une_instance_attend_sa_fin(self) -> None:
        accord = AccordPrescription(date="2016-01-01", mois=12)
        assert etat(VENTE, "2017-01-02", DemandeEnJustice(date="2015-01-10"), accord) == ("interrompue", None)

    @pytest.mark.parametrize(
        ("champs", "article"),
        [
            ({"debiteur": CONSOMMATEUR}, "C. conso., L218-1"),
            ({"debiteur": CONSOMMATEUR, "nature": "TELECOM"}, "C. conso., L218-1"),
            ({"nature": "LOYER_COMMERCIAL"}, "C. civ., 2254"),
            ({"nature": "ASSURANCE_PRIME"}, "C. assur., L114-3"),
            ({"nature": "CREDIT_CONSO"}, "C. civ., 2220"),
            ({"nature": "TITRE_JUDICIAIRE"}, "CPCE, L111-4"),
            ({"nature": "PUBLIC_DEBITEUR"}, "Loi n° 68-1250, art. 1"),
        ],
        ids=lambda un: un if isinstance(un, str) else un.get("nature", "consommateur"),
    )
    def test_ecarte_la_ou_la_duree_est_intangible(self, champs: dict[str, Any], article: str) -> None:
        creance = facture(echeance="2024-01-31", **champs)
        sans, avec = (
            prescription(creance, au="2024-06-03", evenements=actes)
            for actes in ([], [AccordPrescription(date="2024-03-01", mois=36)])
        )
        assert avec.valeur == sans.valeur
        ecarte = next(un for un in avec.reserves if un.code == "ACCORD_ECARTE")
        assert ecarte.articles == (article,)

    def test_ecarte_apres_un_titre(self) -> None:
        titre = Titre(date="2016-06-10", notifie_le="2016-07-20")
        assert etat(VENTE, "2017-01-02", titre, AccordPrescription(date="2016-12-01", mois=12)) == (
            "en_cours",
            "2026-07-20",
        )

    def test_les_parties_peuvent_donner_effet_a_une_lettre(self) -> None:
        """« Les parties peuvent également, d'un commun accord, ajouter aux causes de suspension ou
        d'interruption de la prescription prévues par la loi » (2254)."""
        accord = AccordPrescription(date="2013-01-01", lettre_interrompt=True)
        lettre = MiseEnDemeure(date="2016-06-10")
        assert etat(VENTE, "2018-04-20", accord, lettre) == ("en_cours", "2021-06-10")
        resultat = prescription(VENTE, au="2018-04-20", evenements=[accord, lettre])
        assert next(un.article for un in resultat.lignes if un.code == "prescription.interruption") == "C. civ., 2254"


class TestProcedures:
    """Les actes d'une procédure valent les événements du même nom."""

    @pytest.mark.parametrize(
        ("type_", "actes", "attendu"),
        [
            ("FOND_TC", {"assignation": "2016-06-10"}, ("interrompue", None)),
            ("FOND_TC", {"assignation": "2016-06-10", "desistement": "2016-09-10"}, ("acquise", "2018-04-19")),
            ("FOND_TC", {"assignation": "2016-06-10", "jugement": "2017-01-10"}, ("interrompue", None)),
            (
                "FOND_TJ",
                {"requete": "2016-06-10", "jugement": "2017-01-10", "notification": "2017-02-10"},
                ("en_cours", "2027-02-10"),
            ),
            ("REFPROV", {"assignation": "2016-06-10", "ordonnance": "2016-07-11"}, ("en_cours", "2021-07-11")),
            ("IP", {"requete": "2016-05-10", "ordonnance": "2016-05-20"}, ("acquise", "2018-04-19")),
            ("IP", {"signification": "2016-06-10", "demande_de_formule": "2016-07-20"}, ("en_cours", "2021-06-10")),
            ("IP", {"signification": "2016-06-10", "executoire": "2016-07-11"}, ("en_cours", "2026-07-11")),
            ("IP", {"signification": "2016-06-10", "opposition": "2016-06-30"}, ("interrompue", None)),
            (
                "IP",
                {
                    "signification": "2016-06-10",
                    "opposition": "2016-06-30",
                    "jugement": "2017-01-10",
                    "notification": "2017-02-10",
                },
                ("en_cours", "2027-02-10"),
            ),
            ("IPE", {"signification": "2016-06-10"}, ("en_cours", "2021-06-10")),
            ("RPL", {"requete": "2016-06-10"}, ("interrompue", None)),
            ("REQ_CONJ", {"requete": "2016-06-10"}, ("interrompue", None)),
            ("PSRPC", {"envoi": "2018-04-10"}, ("acquise", "2018-04-19")),
            (
                "PSRPC",
                {"envoi": "2018-04-01", "accord_debiteur": "2018-04-05", "refus_debiteur": "2018-04-11"},
                ("en_cours", "2018-10-11"),
            ),
            ("L126", {"commandement": "2016-06-10"}, ("acquise", "2018-04-19")),
            (
                "CONS",
                {
                    "ordonnance": "2016-06-01",
                    "saisie": "2016-06-10",
                    "denonciation": "2016-06-13",
                    "assignation": "2016-07-01",
                    "information_du_tiers": "2016-07-04",
                },
                ("en_cours", "2021-06-10"),
            ),
            ("CONS", {"saisie": "2016-06-10", "caducite": "2016-07-10"}, ("acquise", "2018-04-19")),
            ("OESC", {"saisie": "2016-06-10"}, ("en_cours", "2021-06-10")),
            ("CHQ", {"signification": "2016-06-10"}, ("en_cours", "2021-06-10")),
            ("ACCORD", {"accord": "2016-06-10"}, ("en_cours", "2021-06-10")),
            ("SA", {"saisie": "2016-06-10", "mainlevee": "2016-08-10"}, ("en_cours", "2021-08-10")),
            ("SV", {"commandement": "2016-06-10"}, ("en_cours", "2021-06-10")),
            ("SR", {"commandement": "2016-06-10"}, ("acquise", "2018-04-19")),
            ("SR", {"commandement": "2016-05-10", "proces_verbal": "2016-06-10"}, ("en_cours", "2021-06-10")),
            ("PCOLL", {"declaration": "2016-06-10", "cloture": "2017-01-10"}, ("en_cours", "2022-01-10")),
            ("PCOLL", {"declaration": "2016-06-10", "cloture": "2016-06-10"}, ("en_cours", "2021-06-10")),
            ("PUB", {"reclamation": "2016-06-10"}, ("acquise", "2018-04-19")),
        ],
        ids=lambda un: "-".join(un) if isinstance(un, dict) else "",
    )
    def test_chaque_acte_a_son_role(self, type_: Any, actes: Any, attendu: tuple[str, str | None]) -> None:
        procedure = Procedure(type=type_, actes=tuple(Acte(type=acte, date=jour) for acte, jour in actes.items()))
        assert etat(VENTE, "2018-04-20", procedures=[procedure]) == attendu

    def test_un_acte_sans_role_ou_posterieur_est_ignore(self) -> None:
        procedure = Procedure(
            type="SA", actes=(Acte(type="cloture", date="2016-01-04"), Acte(type="saisie", date="2019-01-04"))
        )
        assert prescription(VENTE, au="2018-04-19", procedures=[procedure]) == prescription(VENTE, au="2018-04-19")

    def test_un_complement_sans_acte_est_ignore(self) -> None:
        procedure = Procedure(type="IP", actes=(Acte(type="opposition", date="2016-01-04"),))
        assert etat(VENTE, "2018-04-20", procedures=[procedure]) == ("acquise", "2018-04-19")

    def test_deux_procedures_ne_se_ferment_pas_l_une_l_autre(self) -> None:
        fond = Procedure(type="FOND_TC", actes=(Acte(type="assignation", date="2016-06-10"),))
        saisie = Procedure(
            type="CONS", actes=(Acte(type="saisie", date="2016-05-10"), Acte(type="caducite", date="2016-06-11"))
        )
        assert etat(VENTE, "2018-04-20", procedures=[fond, saisie]) == ("interrompue", None)

    def test_une_procedure_se_lit_depuis_du_json(self) -> None:
        entrees = {
            "creance": {"montant": "1000", "echeance": ECHEANCE},
            "au": "2018-04-20",
            "procedures": [
                {
                    "type": "SA",
                    "juridiction": "TJ",
                    "actes": [
                        {"type": "saisie", "date": "2016-06-10"},
                        {"type": "denonciation", "date": "2016-06-13"},
                    ],
                }
            ],
        }
        assert evaluer("prescription", entrees).valeur.terme == date(2021, 6, 10)


class TestModeles:
    def test_une_fin_ne_precede_pas_son_acte(self) -> None:
        with pytest.raises(DonneeInvalide, match="fin : reçu 2016-01-01") as refus:
            Suspension(date="2016-01-02", fin="2016-01-01")
        assert refus.value.code == "duree.ordre"

    def test_une_issue_est_datee(self) -> None:
        with pytest.raises(DonneeInvalide, match="fin : reçu rien avec l'issue") as refus:
            DemandeEnJustice(date="2016-01-02", issue="desistement")
        assert refus.value.code == "acte.issue_sans_date"

    @pytest.mark.parametrize("champ", ["opposition", "executoire_le"])
    def test_une_injonction_se_conteste_et_s_execute_apres_sa_signification(self, champ: str) -> None:
        with pytest.raises(DonneeInvalide, match=f"{champ} : reçu 2016-01-01") as refus:
            SignificationInjonction(date="2016-01-02", **{champ: "2016-01-01"})
        assert refus.value.code == "injonction.ordre"


@pytest.mark.parametrize("type_", sorted(effets().keys() - {"titre_non_judiciaire"}))
@pytest.mark.parametrize("nature", ["B2B_VENTE", "CREDIT_CONSO", "PUBLIC_DEBITEUR"])
def test_chaque_acte_se_lit_dans_les_deux_langues(type_: str, nature: str) -> None:
    """Effacé, tardif, avant le départ ou au bon moment : aucun code nu ne reste à l'affichage."""
    creance = {"montant": "1000", "echeance": "2021-04-19", "nature": nature, "debiteur": {"qualite": "consommateur"}}
    champs = {"paiement": {"montant": "1"}, "accord_prescription": {"mois": 24}}.get(type_, {})
    jours = ("2021-01-10", "2021-06-10", "2032-01-10")
    for options in ({}, {"depart": "2021-02-01", "commandement_interrompt": True}):
        entrees = {
            "creance": creance,
            "au": "2033-01-03",
            "evenements": [{"type": type_, "date": jour, **champs} for jour in jours]
            + [{"type": "issue", "date": "2022-06-10", "issue": "caducite"}, {"type": "issue", "date": "2023-06-10"}],
            **options,
        }
        resultat = evaluer("prescription", entrees)
        assert relire(resultat.json()) == resultat
        for langue in ("fr", "en"):
            assert [mot for mot in resultat.texte(langue).split() if "_" in mot] == []


def test_le_droit_d_un_jour_passe_ignore_la_suite() -> None:
    """Lu en 2015, le droit ne sait pas qu'en 2018 les charges de copropriété passeront de dix à cinq ans."""
    ancien = droit_courant().connu_le(date(2015, 1, 1))
    charges = facture(echeance="2013-12-31", nature="COPRO_CHARGES")
    assert prescription(charges, au="2018-11-24", droit=ancien).valeur.terme == date(2023, 12, 31)
    assert prescription(charges, au="2018-11-25").valeur.terme == date(2023, 11, 24)
    with pytest.raises(DroitInconnu):
        prescription(charges, au="2018-11-25", droit=ancien)


def test_le_creancier_particulier_a_cinq_ans_contre_un_consommateur() -> None:
    creance = facture(echeance="2024-01-31", nature="B2C_GENERAL", debiteur=CONSOMMATEUR, creancier=PARTICULIER)
    assert etat(creance, "2026-02-02") == ("en_cours", "2029-01-31")
    assert etat(creance.avec(creancier=Creancier()), "2026-02-02") == ("acquise", "2026-01-31")
    assert etat(creance.avec(creancier=Creancier(), debiteur=PROFESSIONNEL), "2026-02-02") == ("en_cours", "2029-01-31")


class TestEnversUnePersonnePublique:
    """« Toute demande de paiement ou toute réclamation écrite adressée par un créancier » (loi n° 68-1250, art. 2)."""

    MAIRIE = Creance(
        montant=1000,
        echeance="2021-03-01",
        debiteur=Debiteur(qualite="public", categorie_publique="collectivite"),
    )

    def test_une_relance_n_est_pas_comptee_mais_le_dit(self) -> None:
        reponse = prescription(self.MAIRIE, au="2025-06-30", evenements=[Relance(date="2023-05-05")])
        assert str(reponse.valeur.terme) == "2025-12-31"
        assert "RELANCE_PUBLIQUE" in reponse.codes()

    def test_une_reclamation_ecrite_interrompt(self) -> None:
        reponse = prescription(self.MAIRIE, au="2025-06-30", evenements=[Reclamation(date="2023-05-05")])
        assert str(reponse.valeur.terme) == "2027-12-31"
        assert "RELANCE_PUBLIQUE" not in reponse.codes()

    def test_un_desistement_efface_par_prudence_et_le_dit(self) -> None:
        abandonnee = DemandeEnJustice(date="2023-05-05", fin="2024-02-01", issue="desistement")
        reponse = prescription(self.MAIRIE, au="2025-06-30", evenements=[abandonnee])
        assert str(reponse.valeur.terme) == "2025-12-31"
        assert "EFFACEMENT_QUADRIENNALE" in reponse.codes()

    def test_une_relance_entre_professionnels_ne_dit_rien(self) -> None:
        due = Creance(montant=1000, echeance="2021-03-01")
        assert (
            "RELANCE_PUBLIQUE"
            not in prescription(due, au="2025-06-30", evenements=[Relance(date="2023-05-05")]).codes()
        )
