"""Les pièges de la prescription qu'une implémentation naïve manque : un test chacun."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creances import (
    AccordPrescription,
    Acte,
    ActeExecution,
    ActeSansEffet,
    Creance,
    Debiteur,
    DemandeEnJustice,
    MiseEnDemeure,
    Paiement,
    Procedure,
    ProcedureCollective,
    Reamenagement,
    Reclamation,
    Reconnaissance,
    Relance,
    SignificationInjonction,
    Surendettement,
    Suspension,
    Titre,
    expiration,
    prescription,
)
from strategies import COMMUNE, CONSOMMATEUR, PROFESSIONNEL, SYNDICAT, facture

SAMEDI, DIMANCHE = 5, 6


def terme(creance: Creance, au: str, *evenements: Any, **options: Any) -> str | None:
    valeur = prescription(creance, au=au, evenements=evenements, **options).valeur.terme
    return None if valeur is None else valeur.isoformat()


def etat(creance: Creance, au: str, *evenements: Any, **options: Any) -> str:
    return prescription(creance, au=au, evenements=evenements, **options).valeur.etat


def credit(echeance: str, **champs: Any) -> Creance:
    return facture(echeance=echeance, nature="CREDIT_CONSO", debiteur=CONSOMMATEUR, **champs)


def test_la_prescription_n_est_jamais_reportee_au_lundi() -> None:
    """2e civ., 7 avr. 2016, n° 15-12.960. Un samedi, un dimanche, un jour férié restent le terme."""
    for echeance, jour in (("2021-05-08", "2026-05-08"), ("2021-05-09", "2026-05-09"), ("2021-05-10", "2026-05-10")):
        assert terme(facture(echeance=echeance), "2022-01-03") == jour
    assert [date(2026, 5, jour).weekday() for jour in (9, 10)] == [SAMEDI, DIMANCHE]
    assert expiration("2021-05-09", annees=5).valeur == date(2026, 5, 11)


def test_31_janvier_2026_plus_un_mois_la_prescription_finit_le_28_fevrier() -> None:
    transport = facture(livraison="2025-02-28", nature="TRANSPORT_INTERNE")
    assert terme(transport, "2025-06-02") == "2026-02-28"
    assert prescription(transport, au="2025-06-02").valeur.dernier_jour_ouvrable == date(2026, 2, 27)


def test_depart_a_zero_heure_ou_dans_la_journee() -> None:
    """Com., 14 juin 2023, n° 21-14.841 ; 1re civ., 12 déc. 2018, n° 17-25.697."""
    assert terme(facture(echeance="2013-04-19"), "2014-01-02") == "2018-04-19"
    assert terme(facture(echeance="2007-06-30"), "2009-01-02") == "2013-06-18"


@pytest.mark.parametrize(
    ("nature", "echeance", "dernier"),
    [
        ("COPRO_CHARGES", "2016-01-31", "2023-11-24"),
        ("COPRO_CHARGES", "2009-03-31", "2019-03-31"),
        ("LOYER_HABITATION", "2013-05-31", "2017-03-26"),
        ("LOYER_HABITATION", "2011-05-31", "2016-05-31"),
        ("CREDIT_IMMO_CONSO", "2008-01-31", "2010-06-18"),
        ("TITRE_JUDICIAIRE", "2001-01-31", "2018-06-18"),
        ("ANCIEN_TITRE", "1985-01-31", "2015-01-31"),
        ("ANCIEN_COMMERCE", "2001-01-31", "2011-01-31"),
        ("ANCIEN_COMMERCE", "2005-01-31", "2013-06-18"),
        ("CIVIL_COMMUN", "1980-01-31", "2010-01-31"),
        ("CIVIL_COMMUN", "1990-01-31", "2013-06-18"),
    ],
)
def test_copropriete_le_24_novembre_2023_pas_le_25(nature: str, echeance: str, dernier: str) -> None:
    """Réduction : le nouveau délai part à zéro heure, sans dépasser l'ancien (C. civ., 2222)."""
    creance = facture(echeance=echeance, nature=nature, debiteur=CONSOMMATEUR if "CONSO" in nature else PROFESSIONNEL)
    assert terme(creance, "2026-01-05") == dernier


def test_les_durees_anciennes_se_renouvellent_par_un_acte_fait_a_temps() -> None:
    vente = facture(echeance="2007-06-30")
    assert terme(vente, "2012-01-02", Reconnaissance(date="2008-06-18")) == "2013-06-18"
    assert terme(vente, "2014-01-02", Reconnaissance(date="2013-06-18")) == "2018-06-18"
    assert etat(vente, "2014-01-02", Reconnaissance(date="2013-06-19")) == "acquise"


def test_une_loi_plus_courte_ne_ranime_pas_un_delai_acquis() -> None:
    """« La loi […] est sans effet sur une prescription […] acquise » (2222)."""
    vente = Creance(montant=1000, echeance="2001-01-31", nature="ANCIEN_COMMERCE", debiteur=PROFESSIONNEL)
    assert terme(vente, "2007-01-02") == "2011-01-31"
    charges = facture(echeance="2005-01-31", nature="COPRO_CHARGES")
    assert terme(charges, "2026-01-05") == "2015-01-31"


def test_une_loi_qui_tombe_pendant_une_instance_ou_une_suspension() -> None:
    vente = facture(echeance="2005-01-31")
    instance = DemandeEnJustice(date="2008-01-10", fin="2010-02-10")
    resultat = prescription(vente, au="2011-01-03", evenements=[instance])
    assert resultat.valeur.terme == date(2015, 2, 10)
    assert "LOI_PENDANT_L_INSTANCE" in resultat.codes()
    ouverte = DemandeEnJustice(date="2008-01-10")
    assert terme(vente, "2011-01-03", ouverte) is None
    gel = Suspension(type="impossibilite", date="2008-06-09", fin="2008-06-29")
    assert terme(vente, "2009-01-05", gel) == "2013-06-28"


def test_la_lrar_n_interrompt_rien_sauf_les_exceptions_de_la_loi() -> None:
    """Com., 18 mai 2022, n° 20-23.204 ; C. assur., L114-2 ; loi 68-1250, art. 2 ; C. civ., 2254."""
    lettre = MiseEnDemeure(date="2024-03-05")
    vente = facture(echeance="2022-01-31")
    assert terme(vente, "2024-06-03", lettre) == "2027-01-31"
    assert (
        terme(vente, "2024-06-03", AccordPrescription(date="2022-01-31", lettre_interrompt=True), lettre)
        == "2029-03-05"
    )
    assert terme(facture(echeance="2023-01-31", nature="ASSURANCE_PRIME"), "2024-06-03", lettre) == "2026-03-05"
    assert terme(facture(livraison="2022-01-31", debiteur=COMMUNE), "2024-06-03", lettre) == "2028-12-31"


def test_une_relance_ni_une_reclamation_ne_valent_la_lettre_de_l_assureur() -> None:
    prime = facture(echeance="2023-01-31", nature="ASSURANCE_PRIME")
    for autre in (Relance(date="2024-03-05"), Reclamation(date="2024-03-05")):
        assert terme(prime, "2024-06-03", autre) == "2025-01-31"
    accord = AccordPrescription(date="2022-01-31", lettre_interrompt=True)
    assert terme(facture(echeance="2022-01-31"), "2024-06-03", accord, Reclamation(date="2024-03-05")) == "2027-01-31"


def test_injonction_de_payer_c_est_la_signification_qui_interrompt() -> None:
    """Requête dans le délai et signification après : prescrit (Cass., 10 juill. 1990 ; CA Paris, 10 juin 2010)."""
    transport = facture(livraison="2024-01-15", nature="TRANSPORT_INTERNE")
    tardive = Procedure(
        type="IP", actes=(Acte(type="requete", date="2025-01-10"), Acte(type="signification", date="2025-01-20"))
    )
    assert etat(transport, "2025-02-03", procedures=[tardive]) == "acquise"
    a_temps = tardive.avec(actes=(Acte(type="signification", date="2025-01-15"),))
    assert terme(transport, "2025-02-03", procedures=[a_temps]) == "2026-01-15"


def test_l_interruption_effacee_se_rejoue_depuis_l_origine() -> None:
    """2243 : la chaîne qui s'appuyait sur l'acte effacé tombe avec lui (2e civ., 19 nov. 2020, n° 19-20.238)."""
    vente = facture(echeance="2013-04-19")
    chaine = [DemandeEnJustice(date="2018-04-10", fin="2021-05-10"), Reconnaissance(date="2024-06-10")]
    assert terme(vente, "2024-09-02", *chaine) == "2029-06-10"
    effacee = DemandeEnJustice(date="2018-04-10", fin="2021-05-10", issue="peremption")
    resultat = prescription(vente, au="2024-09-02", evenements=[effacee, chaine[1]])
    assert (resultat.valeur.etat, resultat.valeur.terme) == ("acquise", date(2018, 4, 19))
    assert "RENONCIATION_POSSIBLE" in resultat.codes()


def test_interruption_sans_fin_connue_aucune_date_a_afficher() -> None:
    """Com., 4 févr. 2026 : « déclaration + 2 ans » est faux."""
    pret = facture(echeance="2017-12-01", nature="CREDIT_IMMO_CONSO", debiteur=CONSOMMATEUR)
    declaree = DemandeEnJustice(type="declaration_creance", date="2018-04-09")
    assert terme(pret, "2020-12-29", declaree) is None
    assert terme(pret, "2023-01-02", declaree.avec(fin="2022-06-10")) == "2024-06-10"


def test_une_creance_non_declaree_n_est_pas_interrompue_par_l_ouverture() -> None:
    assert terme(facture(echeance="2017-12-01"), "2020-12-29", ProcedureCollective(date="2018-02-27")) == "2022-12-01"


class TestForclusion:
    """« […] dans les deux ans de l'événement qui leur a donné naissance à peine de forclusion » (C. conso., R312-35)."""

    @pytest.mark.parametrize(
        "acte",
        [
            Paiement(date="2023-06-05", montant=1),
            Reconnaissance(date="2023-06-05"),
            Suspension(date="2023-06-05", fin="2024-06-05"),
            Suspension(type="instruction", date="2023-06-05", fin="2024-06-05"),
            Suspension(type="impossibilite", date="2023-06-05", fin="2024-06-05"),
            Surendettement(date="2023-06-05"),
            MiseEnDemeure(date="2023-06-05"),
        ],
        ids=lambda acte: acte.type,
    )
    def test_ni_acompte_ni_reconnaissance_ni_mediation_ne_l_arretent(self, acte: Any) -> None:
        """3e civ., 10 juin 2021, n° 20-16.837 ; Cass., 1er juin 2017, n° 15-25.519."""
        resultat = prescription(credit("2022-06-13"), au="2024-06-14", evenements=[acte])
        assert (resultat.valeur.regime, resultat.valeur.etat) == ("forclusion", "acquise")
        assert ("FORCLUSION_STRICTE" in resultat.codes()) is not isinstance(acte, MiseEnDemeure)

    @pytest.mark.parametrize(
        "acte",
        [
            SignificationInjonction(date="2023-06-05"),
            ActeExecution(date="2023-06-05"),
            Surendettement(type="mesures_surendettement", date="2023-06-05"),
            DemandeEnJustice(date="2023-06-05", fin="2023-06-05", issue="incompetence"),
        ],
        ids=lambda acte: acte.type,
    )
    def test_demande_execution_et_mesures_imposees_l_interrompent(self, acte: Any) -> None:
        """2241, 2244 ; « interrompt la prescription et les délais pour agir » (L721-5)."""
        assert terme(credit("2022-06-13"), "2024-06-14", acte) == "2025-06-05"

    def test_un_depot_de_surendettement_interrompt_une_prescription(self) -> None:
        depot = Surendettement(date="2023-06-05")
        resultat = prescription(
            facture(echeance="2022-06-13", debiteur=CONSOMMATEUR), au="2024-01-02", evenements=[depot]
        )
        assert resultat.valeur.terme == date(2025, 6, 5)
        assert "DEPOT_VAUT_RECONNAISSANCE" in resultat.codes()

    def test_le_premier_reamenagement_deplace_le_depart(self) -> None:
        """« […] le premier incident non régularisé intervenu après le premier aménagement ou rééchelonnement »."""
        plan = Reamenagement(date="2023-06-05", incident="2024-09-10")
        assert terme(credit("2022-06-13"), "2025-01-06", plan) == "2026-09-10"

    def test_sans_incident_apres_lui_le_delai_attend(self) -> None:
        plan = Reamenagement(date="2023-06-05", incident="2024-09-10")
        resultat = prescription(credit("2022-06-13"), au="2024-09-09", evenements=[plan])
        assert (resultat.valeur.etat, resultat.valeur.terme) == ("suspendue", None)
        assert "DEPART_A_VENIR" in resultat.codes()
        assert "ne court pas encore" in resultat.texte()
        assert etat(credit("2022-06-13"), "2024-09-09", plan, DemandeEnJustice(date="2024-01-10")) == "interrompue"

    def test_un_reamenagement_tardif_ne_releve_pas_de_la_forclusion(self) -> None:
        plan = Reamenagement(date="2024-06-14", incident="2024-09-10")
        assert terme(credit("2022-06-13"), "2025-01-06", plan) == "2024-06-13"

    def test_un_reamenagement_ne_change_pas_une_prescription(self) -> None:
        plan = Reamenagement(date="2023-06-05", incident="2024-09-10")
        assert terme(facture(echeance="2022-06-13"), "2025-01-06", plan) == "2027-06-13"

    def test_son_terme_n_est_pas_reporte_mais_la_date_reportee_se_dit(self) -> None:
        """13 juin 2026 : un samedi."""
        resultat = prescription(credit("2024-06-13"), au="2025-01-06")
        reserve = next(un for un in resultat.reserves if un.code == "FORCLUSION_REPORT")
        assert (resultat.valeur.terme, dict(reserve.dates)["report"]) == (date(2026, 6, 13), date(2026, 6, 15))
        assert "FORCLUSION_REPORT" not in prescription(credit("2024-06-12"), au="2025-01-06").codes()
        vente = facture(echeance="2021-06-13")
        assert "FORCLUSION_REPORT" not in prescription(vente, au="2025-01-06").codes()

    @pytest.mark.parametrize(("contrat", "reserve"), [("2026-11-19", False), ("2026-11-20", True)])
    def test_un_contrat_d_apres_la_reforme_se_signale(self, contrat: str, reserve: bool) -> None:
        pret = credit("2027-02-01", conditions={"conclu_le": contrat})
        assert ("CREDIT_REFORME" in prescription(pret, au="2027-03-01").codes()) is reserve


def test_date_de_facture_n_est_pas_le_depart_d_un_service() -> None:
    """Com., 26 févr. 2020, n° 18-25.036 : facturer tard ne décale rien."""
    service = Creance(
        montant=1000, livraison="2020-02-26", emission="2020-09-01", nature="B2B_SERVICE", debiteur=PROFESSIONNEL
    )
    assert terme(service, "2021-01-04") == "2025-02-26"


def test_la_vente_part_de_la_date_imprimee_meme_anterieure_a_la_livraison() -> None:
    """Com., 14 juin 2023, n° 21-14.841."""
    assert terme(facture(echeance="2020-02-26", livraison="2020-04-15"), "2021-01-04") == "2025-02-26"


def test_les_echeances_se_prescrivent_une_par_une() -> None:
    """1re civ., 11 févr. 2016."""
    for echeance, jour in (("2022-01-05", "2024-01-05"), ("2022-02-05", "2024-02-05")):
        mensualite = facture(echeance=echeance, nature="CREDIT_IMMO_CONSO", debiteur=CONSOMMATEUR)
        assert terme(mensualite, "2023-01-02") == jour
        assert "ECHEANCE_PAR_ECHEANCE" in prescription(mensualite, au="2023-01-02").codes()


def test_dix_ans_pour_le_titre_pas_pour_les_interets() -> None:
    """Avis, 4 juill. 2016 ; 1re civ., 8 juin 2016, n° 15-19.614."""
    jour = "2022-03-01"
    assert terme(facture(echeance=jour, nature="TITRE_JUDICIAIRE"), "2023-01-02", depart=jour) == "2032-03-01"
    assert terme(facture(echeance=jour, nature="INTERETS_TITRE_COMMUN"), "2023-01-02") == "2027-03-01"
    chez_un_consommateur = facture(echeance=jour, nature="INTERETS_TITRE_COMMUN", debiteur=CONSOMMATEUR)
    assert terme(chez_un_consommateur, "2023-01-02") == "2024-03-01"


def test_les_dix_ans_partent_de_la_notification() -> None:
    """2e civ., 5 oct. 2023, n° 20-23.523 ; 29 sept. 2022, n° 20-18.772."""
    vente = facture(echeance="2013-04-19")
    assert terme(vente, "2018-01-02", Titre(date="2015-01-10", notifie_le="2017-03-06")) == "2027-03-06"
    assert terme(vente, "2018-01-02", SignificationInjonction(date="2017-03-06")) == "2022-03-06"


def test_acte_notarie_pas_dix_ans() -> None:
    """Cass., 28 oct. 2015 : la durée de la créance, deux ans pour un consommateur."""
    pret = facture(echeance="2022-03-01", nature="TITRE_NON_JUDICIAIRE", debiteur=CONSOMMATEUR)
    assert terme(pret, "2023-01-02") == "2024-03-01"
    notarie = Titre(date="2022-06-01", notifie_le="2022-06-01", categorie="autre")
    assert terme(facture(echeance="2022-03-01", debiteur=CONSOMMATEUR), "2023-01-02", notarie) == "2024-03-01"


def test_consommateur_egale_personne_physique() -> None:
    """3e civ., 28 sept. 2022, n° 21-19.829 ; la caution, même société, oppose les deux ans (1re civ., 20 avr. 2022)."""
    assert terme(facture(echeance="2022-03-01", debiteur=SYNDICAT), "2023-01-02") == "2027-03-01"
    assert terme(facture(echeance="2022-03-01", debiteur=CONSOMMATEUR), "2023-01-02") == "2024-03-01"


@pytest.mark.parametrize("acquis", ["2022-01-02", "2022-12-30"])
def test_personne_publique_debitrice_annee_civile(acquis: str) -> None:
    creance = facture(livraison=acquis, debiteur=COMMUNE)
    assert terme(creance, "2023-01-02") == "2026-12-31"
    assert terme(creance, "2024-06-03", MiseEnDemeure(date="2024-03-05")) == "2028-12-31"
    recours = DemandeEnJustice(type="requete", date="2024-03-05", fin="2026-04-01", issue="condamnation")
    assert terme(creance, "2026-06-01", recours) == "2030-12-31"


def test_personne_publique_ni_saisie_ni_mediation() -> None:
    creance = facture(livraison="2022-06-01", debiteur=COMMUNE)
    assert terme(creance, "2024-06-03", ActeExecution(date="2024-03-05")) == "2026-12-31"
    mediation = Suspension(date="2024-03-05", fin="2025-03-05")
    assert terme(creance, "2025-06-02", mediation) == "2026-12-31"
    assert "SUSPENSION_QUADRIENNALE" in prescription(creance, au="2025-06-02", evenements=[mediation]).codes()
    titre = Titre(date="2024-03-05", notifie_le="2024-03-05")
    assert terme(creance, "2024-06-03", titre) == "2026-12-31"


def test_commandements_quatre_regimes() -> None:
    """2e civ., 13 mai 2015 ; 22 juin 2017, n° 16-17.277 ; 6 mars 2025, n° 22-18.307."""
    vente, acte = facture(echeance="2016-01-31"), {"date": "2018-03-05"}
    vente_perimee = ActeExecution(type="commandement_saisie_vente", **acte, fin="2020-03-05", issue="peremption")
    immobiliere_caduque = ActeExecution(
        type="commandement_saisie_immobiliere", **acte, fin="2018-07-05", issue="caducite"
    )
    remunerations = ActeExecution(type="commandement_saisie_remunerations", **acte)
    assert terme(vente, "2020-09-01", vente_perimee) == "2023-03-05"
    assert terme(vente, "2020-09-01", immobiliere_caduque) == "2021-01-31"
    assert terme(vente, "2020-09-01", remunerations) == "2021-01-31"
    for type_ in ("commandement_simple", "commandement_droit_local"):
        assert terme(vente, "2020-09-01", ActeSansEffet(type=type_, **acte)) == "2021-01-31"


def test_suspension_beneficiaire_et_plancher() -> None:
    """2e civ., 31 janv. 2019, n° 18-10.011. L'envoi de la lettre L125-1 ne suspend rien : seul l'accord du débiteur."""
    vente = facture(echeance="2019-01-31")
    debut_et_fin = {"date": "2023-11-02", "fin": "2024-01-20"}
    assert terme(vente, "2024-02-01", Suspension(type="instruction", **debut_et_fin)) == "2024-07-20"
    assert (
        terme(vente, "2024-02-01", Suspension(type="instruction", **debut_et_fin, demandeur="debiteur")) == "2024-01-31"
    )
    assert terme(vente, "2024-01-22", ActeSansEffet(type="lettre_petites_creances", date="2023-11-02")) == "2024-01-31"
    assert terme(vente, "2024-02-01", Suspension(type="petites_creances", **debut_et_fin)) == "2024-07-20"


@pytest.mark.parametrize(
    ("normal", "utile"),
    [
        ("2020-03-11", "2020-03-11"),
        ("2020-03-12", "2020-08-23"),
        ("2020-06-23", "2020-08-23"),
        ("2020-06-24", "2020-06-24"),
    ],
)
def test_fenetre_du_12_mars_au_23_juin_2020(normal: str, utile: str) -> None:
    """Ordonnance 2020-306, art. 2 : ni suspension, ni interruption."""
    vente = facture(echeance=f"2015{normal[4:]}")
    assert terme(vente, "2020-09-01") == utile
    assert ("PERIODE_2020" in prescription(vente, au="2020-09-01").codes()) is (normal != utile)
    acte = ActeExecution(date="2020-08-23")
    assert terme(vente, "2020-09-01", acte) == ("2025-08-23" if normal != utile else utile)


def test_la_fenetre_ne_sauve_ni_un_acte_du_24_aout_ni_une_suspension() -> None:
    vente = facture(echeance="2015-04-10")
    assert etat(vente, "2020-09-01", ActeExecution(date="2020-08-24")) == "acquise"
    assert etat(vente, "2020-09-01", Suspension(date="2020-07-01")) == "acquise"


def test_la_fenetre_compte_encore_pour_l_histoire_des_actes() -> None:
    vente = facture(echeance="2015-04-10")
    resultat = prescription(vente, au="2024-01-02", evenements=[ActeExecution(date="2020-07-01")])
    assert (resultat.valeur.etat, resultat.valeur.terme) == ("en_cours", date(2025, 7, 1))
    assert "prescription.periode_2020" in {ligne.code for ligne in resultat.lignes}


def test_la_distance_n_allonge_jamais_une_prescription() -> None:
    guyanais = Debiteur(qualite="professionnel", territoire="guyane")
    assert terme(facture(echeance="2021-01-15", debiteur=guyanais), "2022-01-03") == "2026-01-15"


def test_transport_un_an_en_interne_quinze_mois_en_cmr() -> None:
    interne = facture(livraison="2024-01-15", nature="TRANSPORT_INTERNE")
    international = facture(livraison="2024-01-15", nature="TRANSPORT_CMR", conditions={"conclu_le": "2024-01-10"})
    assert terme(interne, "2024-02-01") == "2025-01-15"
    assert terme(international, "2024-02-01") == "2025-04-10"


def test_un_acompte_apres_le_terme_n_interrompt_pas_il_peut_valoir_renonciation() -> None:
    """C. civ., 2250 et 2251 : une volonté sans équivoque, jamais présumée."""
    resultat = prescription(
        facture(echeance="2013-04-19"), au="2019-01-02", evenements=[Paiement(date="2018-05-02", montant=1)]
    )
    assert resultat.valeur.etat == "acquise"
    assert "RENONCIATION_POSSIBLE" in resultat.codes()
    tardif = prescription(
        facture(echeance="2013-04-19"), au="2019-01-02", evenements=[ActeExecution(date="2018-05-02")]
    )
    assert "RENONCIATION_POSSIBLE" not in tardif.codes()


def test_afficher_toujours_le_dernier_jour_ouvrable_avant_le_terme() -> None:
    """On ne signifie pas un dimanche : le 10 mai 2026 en est un, après le vendredi 8 mai férié et un samedi."""
    assert prescription(facture(echeance="2021-05-10"), au="2022-01-03").valeur.dernier_jour_ouvrable == date(
        2026, 5, 7
    )


def test_creances_commerciales_incontestees_ne_pas_compter_dessus() -> None:
    commandement = ActeSansEffet(type="commandement_creance_commerciale", date="2026-06-01")
    resultat = prescription(facture(echeance="2022-01-31"), au="2026-09-01", evenements=[commandement])
    assert (resultat.valeur.terme, "EFFET_NON_ETABLI" in resultat.codes()) == (date(2027, 1, 31), True)
