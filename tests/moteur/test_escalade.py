"""Que faire de ce dossier, quand, et pourquoi : les états, les repoussements, les pauses, les arrêts, la loi d'abord."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    Acte,
    Avoir,
    ConditionEtape,
    Contestation,
    Contexte,
    Creance,
    Creancier,
    Debiteur,
    Dossier,
    Echeancier,
    Etape,
    Evenement,
    LigneEcheancier,
    MiseEnDemeure,
    Paiement,
    Pause,
    Plan,
    Procedure,
    ProcedureCollective,
    Promesse,
    Relance,
    Reponse,
    Resultat,
    Scenario,
    StatutFacture,
    Surendettement,
    Suspension,
    Titre,
    Transmission,
    droit_courant,
    escalade,
    scenarios,
)

# Le 2 novembre 2026 est un lundi ; le 11 est férié.
ECHEANCE = "2026-11-02"
CONSOMMATEUR = Debiteur(qualite="consommateur")
RECEVABLE = Suspension(type="surendettement", date="2026-11-05")
PRO = Debiteur(qualite="professionnel")


def dossier(*evenements: Evenement, debiteur: Debiteur = PRO, **creance: Any) -> Dossier:
    champs = {"reference": "F1", "montant": 900, "echeance": ECHEANCE, "debiteur": debiteur} | creance
    return Dossier(creance=Creance(**champs), evenements=evenements)


def reponse(*evenements: Evenement, au: str, scenario: Scenario | None = None, **creance: Any) -> Resultat[Plan]:
    return escalade(dossier(*evenements, **creance), au=au, scenario=scenario)


def plan(*evenements: Evenement, au: str, scenario: Scenario | None = None, **creance: Any) -> Plan:
    return reponse(*evenements, au=au, scenario=scenario, **creance).valeur


def etats(un: Plan) -> dict[str, str]:
    return {une.code: une.etat for une in un.etapes}


def jours(un: Plan) -> dict[str, str]:
    return {une.code: str(une.jour) for une in un.etapes if une.jour is not None}


def raisons(un: Plan) -> dict[str, str]:
    return {une.code: une.raison for une in un.etapes}


def suite(un: Plan) -> tuple[str, str] | None:
    return None if un.prochaine is None else (un.prochaine.code, str(un.prochaine.jour))


def relance(jour: str, **champs: Any) -> Relance:
    return Relance(date=jour, **{"canal": "email"} | champs)


def etape(code: str, decalage: int, **champs: Any) -> Etape:
    return Etape(**{"code": code, "nature": "relance", "decalage": decalage, "canal": "email"} | champs)


def scenario(*etapes: Etape, **champs: Any) -> Scenario:
    return Scenario(**{"code": "essai", "etapes": etapes, "jours_ouvres": False} | champs)


class TestLeCalendrierALHeure:
    def test_avant_l_echeance_la_pre_relance_puis_tout_a_venir(self) -> None:
        un = plan(au="2026-10-20")
        assert jours(un) == {
            "pre_relance": "2026-10-23",
            "relance_1": "2026-11-06",
            "appel_1": "2026-11-10",
            "relance_2": "2026-11-17",
            "commercial": "2026-11-23",
            "derniere_relance": "2026-12-02",
            # J+40 est un samedi ; le nœud de décision est la veille du jour retenu.
            "avant_mise_en_demeure": "2026-12-13",
            "mise_en_demeure": "2026-12-14",
            "choix_de_la_suite": "2026-12-24",
        }
        assert set(etats(un).values()) == {"a_venir"}
        assert suite(un) == ("pre_relance", "2026-10-23")
        assert un.depuis is None

    def test_quinze_jours_avant_l_echeance(self) -> None:
        """Échéance au 6 décembre : l'avis part le 21 novembre, un samedi ; il part donc le lundi, sauf si l'on écrit."""
        avance = scenarios()["pme"].avec_pre_relance(-15)
        un = plan(au="2026-11-10", echeance="2026-12-06", scenario=avance.avec(jours_ouvres=False))
        assert suite(un) == ("pre_relance", "2026-11-21")
        assert suite(plan(au="2026-11-10", echeance="2026-12-06", scenario=avance)) == ("pre_relance", "2026-11-23")

    @pytest.mark.parametrize(("au", "attendu"), [("2026-10-26", "due"), ("2026-10-27", "sans_objet")])
    def test_une_pre_relance_manquee_s_ignore_passe_sa_fenetre(self, au: str, attendu: str) -> None:
        assert etats(plan(au=au))["pre_relance"] == attendu

    def test_une_pre_relance_peut_partir_en_retard_jamais_apres_l_echeance(self) -> None:
        tardive = scenario(etape("rappel", -10, nature="pre_relance", rattrapage="immediat"), etape("suite", 4))
        assert suite(plan(au=ECHEANCE, scenario=tardive)) == ("rappel", ECHEANCE)
        assert raisons(plan(au="2026-11-03", scenario=tardive))["rappel"] == "echeance_passee"

    def test_un_jour_chome_decale_l_etape_sans_decaler_les_suivantes(self) -> None:
        un = plan(au=ECHEANCE, scenario=scenario(etape("ferie", 9), etape("suite", 11), jours_ouvres=True))
        assert jours(un) == {"ferie": "2026-11-12", "suite": "2026-11-13"}
        assert raisons(un) == {"ferie": "jour_chome", "suite": "a_son_jour"}

    def test_les_fetes_sont_celles_du_territoire_du_debiteur(self) -> None:
        """Le 26 décembre est férié en Alsace-Moselle : J+23 y tombe un vendredi saint de 2025."""
        un = scenario(etape("rappel", 23), jours_ouvres=True)
        metropole = plan(au="2025-12-03", echeance="2025-12-03", scenario=un)
        alsace = plan(
            au="2025-12-03", echeance="2025-12-03", scenario=un, debiteur=Debiteur(territoire="alsace_moselle")
        )
        assert (jours(metropole)["rappel"], jours(alsace)["rappel"]) == ("2025-12-26", "2025-12-29")

    def test_les_fetes_inconnues_sont_celles_de_la_metropole(self) -> None:
        polynesie = Debiteur(territoire="polynesie_francaise", qualite="professionnel")
        assert jours(plan(au="2026-10-20", debiteur=polynesie))["relance_1"] == "2026-11-06"

    def test_chaque_reference_a_son_depart(self) -> None:
        un = scenario(
            etape("facture", 3, reference="emission"),
            etape("entree", 2, reference="debut_scenario"),
            etape("apres", 5, reference="etape_precedente"),
            etape("echue", 30),
        )
        facture = dossier(emission="2026-10-01")
        trouve = escalade(facture, au="2026-10-01", debut="2026-10-20", scenario=un).valeur
        assert list(jours(trouve).values()) == ["2026-10-04", "2026-10-22", "2026-10-27", "2026-12-02"]
        sans_debut = escalade(facture, au="2026-10-01", scenario=un).valeur
        assert jours(sans_debut)["entree"] == "2026-11-04"


class TestRienNEstSauteParceQueSonJourEstPasse:
    def test_la_premiere_etape_est_due_et_les_suivantes_reculent_d_autant(self) -> None:
        """Importé à J+60 : la première relance part le 4 janvier, pas la mise en demeure."""
        un = plan(au="2027-01-04")
        assert suite(un) == ("relance_1", "2027-01-04")
        assert un.depuis == date(2026, 11, 6)
        assert raisons(un)["relance_1"] == "jour_passe"
        # 59 jours de retard : J+8 devient J+67.
        assert jours(un)["appel_1"] == "2027-01-08"
        assert jours(un)["relance_2"] == "2027-01-15"
        assert raisons(un)["relance_2"] == "repoussee"

    def test_une_etape_faite_en_retard_repousse_les_suivantes(self) -> None:
        un = plan(relance("2026-11-16"), au="2026-11-16")
        assert jours(un)["appel_1"] == "2026-11-20"
        assert suite(un) == ("appel_1", "2026-11-20")

    def test_une_etape_faite_en_avance_ne_hate_rien(self) -> None:
        assert jours(plan(relance("2026-11-03"), au="2026-11-04"))["appel_1"] == "2026-11-10"

    def test_un_jour_chome_ou_rien_n_est_parti_reporte_l_envoi_pas_la_dette(self) -> None:
        """Le samedi 7, la relance du 6 est toujours due ; elle se fera le lundi."""
        un = plan(au="2026-11-07")
        assert (etats(un)["relance_1"], suite(un)) == ("due", ("relance_1", "2026-11-09"))

    def test_deux_etapes_d_un_meme_week_end_ne_partent_pas_ensemble(self) -> None:
        """Prévues le samedi 7 et le dimanche 8 : faite le lundi, l'une est à l'heure, et l'autre attend le mardi."""
        proches = scenario(etape("samedi", 5), etape("dimanche", 6), jours_ouvres=True)
        un = plan(relance("2026-11-09", etape="samedi"), au="2026-11-09", scenario=proches)
        assert (jours(un)["dimanche"], raisons(un)["dimanche"]) == ("2026-11-10", "repoussee")

    def test_l_ecart_minimal_repousse_sans_annuler(self) -> None:
        serre = scenario(etape("un", 1), etape("deux", 3), etape("trois", 9), ecart_minimal=5)
        un = plan(relance("2026-11-03", etape="un"), au="2026-11-04", scenario=serre)
        assert jours(un) == {"un": "2026-11-03", "deux": "2026-11-08", "trois": "2026-11-14"}
        assert raisons(un)["deux"] == "ecart_minimal"

    def test_l_ecart_compte_aussi_ce_qui_est_parti_hors_du_scenario(self) -> None:
        un = scenario(etape("un", 1), ecart_minimal=5)
        hors = relance("2026-11-02", canal="sms", etape="ailleurs")
        assert jours(plan(hors, au="2026-11-02", scenario=un))["un"] == "2026-11-07"

    def test_la_mise_en_demeure_ne_subit_pas_l_ecart(self) -> None:
        presse = scenario(
            etape("un", 1),
            etape("lettre", 3, nature="mise_en_demeure", canal="lrar", ton="solennel", delai=8),
            ecart_minimal=9,
        )
        un = plan(relance("2026-11-03", etape="un"), au="2026-11-04", scenario=presse)
        assert jours(un)["lettre"] == "2026-11-05"

    def test_le_repli_laisse_la_place_a_la_derniere_etape_manquee_du_meme_ton(self) -> None:
        replie = scenario(
            etape("un", 1, rattrapage="replier"),
            etape("deux", 4, rattrapage="replier"),
            etape("trois", 8, rattrapage="replier", ton="ferme"),
        )
        un = plan(au="2026-11-20", scenario=replie)
        assert etats(un) == {"un": "sans_objet", "deux": "due", "trois": "a_venir"}
        assert raisons(un)["un"] == "repliee"


class TestCeQuiAEteFait:
    def test_l_evenement_qui_nomme_son_etape_l_accomplit(self) -> None:
        un = plan(relance("2026-11-12", etape="appel_1", canal="telephone"), au="2026-11-12")
        assert (etats(un)["appel_1"], etats(un)["relance_1"]) == ("faite", "sans_objet")
        assert raisons(un)["relance_1"] == "depassee"

    def test_les_autres_accomplissent_la_premiere_compatible(self) -> None:
        appel = relance("2026-11-05", canal="telephone")
        un = plan(appel, relance("2026-11-09"), relance("2026-11-17"), au="2026-11-17")
        assert [code for code, etat in etats(un).items() if etat == "faite"] == ["relance_1", "appel_1", "relance_2"]

    def test_avant_l_echeance_ce_n_est_qu_une_pre_relance(self) -> None:
        un = plan(relance("2026-10-23"), au="2026-11-06")
        assert (etats(un)["pre_relance"], etats(un)["relance_1"]) == ("faite", "due")

    def test_un_canal_inconnu_accomplit_une_relance_ou_un_appel(self) -> None:
        un = plan(*(relance(jour, canal="") for jour in ("2026-11-06", "2026-11-10")), au="2026-11-10")
        assert (etats(un)["relance_1"], etats(un)["appel_1"]) == ("faite", "faite")

    def test_une_note_interne_n_accomplit_que_l_etape_interne(self) -> None:
        un = plan(relance("2026-11-12", canal="interne"), au="2026-11-12")
        assert [code for code, etat in etats(un).items() if etat == "faite"] == ["commercial"]

    def test_apres_un_changement_de_scenario_le_passe_ne_se_rejoue_pas(self) -> None:
        """Le passé garde son histoire ; seul l'avenir est recalculé."""
        ancien = relance("2026-11-05", etape="vieux_code")
        un = plan(ancien, au="2026-11-12", scenario=scenarios()["tpe"])
        assert (etats(un)["relance_1"], un.prochaine and un.prochaine.code) == ("faite", "appel_1")

    def test_le_niveau_ne_compte_pas_les_appels(self) -> None:
        faits = (relance("2026-11-06"), relance("2026-11-10", canal="telephone"), relance("2026-11-17"))
        assert plan(*faits, au="2026-11-17").niveau == 2

    def test_verser_l_action_la_dit_faite_et_ne_propose_rien_de_nouveau_ce_jour(self) -> None:
        avant = plan(au="2026-11-12")
        assert avant.prochaine is not None
        apres = plan(avant.prochaine.evenement(date(2026, 11, 12), auteur="A. Blanc"), au="2026-11-12")
        assert etats(apres)["relance_1"] == "faite"
        assert apres.prochaine is not None
        assert apres.prochaine.jour > date(2026, 11, 12)

    def test_l_evenement_d_une_mise_en_demeure_porte_son_delai_et_son_mode(self) -> None:
        lettre = plan(relance("2026-12-02", etape="derniere_relance"), au="2026-12-14").prochaine
        assert lettre is not None
        assert lettre.evenement(date(2026, 12, 14), auteur="A. Blanc") == MiseEnDemeure(
            date="2026-12-14", etape="mise_en_demeure", auteur="A. Blanc", delai=8, mode="lrar"
        )

    def test_une_remise_a_un_tiers_tranche_le_choix_de_la_suite(self) -> None:
        remis = Transmission(date="2026-12-28", acteur="cabinet_recouvrement")
        un = plan(MiseEnDemeure(date="2026-12-14"), remis, au="2027-02-01")
        assert (etats(un)["choix_de_la_suite"], un.prochaine) == ("faite", None)

    def test_chaque_nature_d_action_a_son_evenement(self) -> None:
        confier = scenario(etape("confier", 5, nature="transmission", canal="interne"))
        action = plan(au="2026-11-10", scenario=confier).prochaine
        assert action is not None
        assert action.evenement(date(2026, 11, 10), acteur="cabinet") == Transmission(
            date="2026-11-10", acteur="cabinet"
        )


class TestLePointDeNonRetour:
    """La mise en demeure est un seuil : on décide avant de la franchir."""

    def test_un_noeud_de_decision_la_precede_d_un_jour(self) -> None:
        noeud = plan(au="2026-10-20").etape("avant_mise_en_demeure")
        assert noeud is not None
        assert noeud.point_de_non_retour
        faites = [
            relance(un, etape=code) for un, code in (("2026-11-06", "relance_1"), ("2026-12-02", "derniere_relance"))
        ]
        veille = plan(*faites, au="2026-12-13")
        assert suite(veille) == ("avant_mise_en_demeure", "2026-12-13")
        assert veille.prochaine is not None
        decide = plan(*faites, veille.prochaine.evenement(date(2026, 12, 13)), au="2026-12-13")
        assert (etats(decide)["avant_mise_en_demeure"], suite(decide)) == ("faite", ("mise_en_demeure", "2026-12-14"))

    def test_il_ne_retient_pas_la_mise_en_demeure(self) -> None:
        faite = relance("2026-12-02", etape="derniere_relance")
        un = plan(faite, au="2026-12-14")
        assert suite(un) == ("mise_en_demeure", "2026-12-14")
        assert un.prochaine is not None
        assert (un.prochaine.approbation, un.prochaine.delai, un.prochaine.canal) == (True, 8, "lrar")

    def test_on_peut_s_en_passer(self) -> None:
        sans = scenarios()["pme"].avec(point_de_non_retour=False)
        assert plan(au="2026-10-20", scenario=sans).etape("avant_mise_en_demeure") is None

    def test_une_mise_en_demeure_sans_relance_est_prematuree(self) -> None:
        directe = scenario(etape("lettre", 5, nature="mise_en_demeure", canal="lrar", ton="solennel"))
        assert "ESCALADE_PREMATUREE" in reponse(au="2026-11-10", scenario=directe).codes()
        permise = directe.avec(mise_en_demeure_directe=True)
        assert "ESCALADE_PREMATUREE" not in reponse(au="2026-11-10", scenario=permise).codes()
        assert "ESCALADE_PREMATUREE" not in reponse(relance("2026-11-05"), au="2026-11-10", scenario=directe).codes()


class TestLesPauses:
    def test_une_promesse_suspend_jusqu_a_son_terme_et_la_tolerance(self) -> None:
        promesse = Promesse(date="2026-11-07", pour_le="2026-11-12")
        un = plan(relance("2026-11-06"), promesse, au="2026-11-15")
        assert un.frein is not None
        assert (un.frein.code, un.frein.jusqu_au) == ("promesse_en_cours", date(2026, 11, 15))
        assert suite(un) == ("appel_1", "2026-11-16")

    def test_rompue_elle_fait_reprendre_un_ton_plus_haut(self) -> None:
        """Le premier appel (ton neutre) suit la première relance ; la deuxième relance (ferme) suit l'appel."""
        promesse = Promesse(date="2026-11-07", pour_le="2026-11-12")
        un = plan(relance("2026-11-06"), promesse, au="2026-11-16")
        assert (suite(un), raisons(un)["appel_1"]) == (("appel_1", "2026-11-16"), "parole_rompue")
        ferme = Promesse(date="2026-11-18", pour_le="2026-11-20")
        haut = plan(relance("2026-11-06"), relance("2026-11-17", etape="relance_2"), ferme, au="2026-11-24")
        assert suite(haut) == ("mise_en_demeure", "2026-11-24")
        assert etats(haut)["derniere_relance"] == "sans_objet"

    def test_tenue_elle_ne_suspend_plus_rien(self) -> None:
        promesse = Promesse(date="2026-11-07", pour_le="2026-11-12", montant=300)
        un = plan(relance("2026-11-06"), promesse, Paiement(date="2026-11-10", montant=300), au="2026-11-16")
        assert (un.frein, suite(un)) == (None, ("appel_1", "2026-11-16"))

    def test_une_etape_faite_depuis_la_rupture_clot_l_incident(self) -> None:
        promesse = Promesse(date="2026-11-07", pour_le="2026-11-12")
        un = plan(relance("2026-11-06"), promesse, relance("2026-11-17", canal="telephone"), au="2026-11-20")
        assert raisons(un)["relance_2"] != "parole_rompue"

    def test_une_contestation_du_tout_arrete_tout(self) -> None:
        un = plan(relance("2026-11-06"), Contestation(date="2026-11-08"), au="2026-12-20")
        assert un.frein is not None
        assert (un.frein.code, un.frein.sorte, un.frein.jusqu_au) == ("contestation", "attente", None)
        assert suite(un) == ("traiter_la_contestation", "2026-12-20")
        assert etats(un)["appel_1"] == "a_venir"
        assert "appel_1" not in jours(un)

    def test_une_contestation_administrative_se_debloque(self) -> None:
        blocage = Contestation(date="2026-11-08", nature="administrative")
        assert plan(blocage, au="2026-11-10").prochaine == plan(blocage, au="2026-11-10").prochaine
        assert suite(plan(blocage, au="2026-11-10")) == ("resoudre_le_blocage", "2026-11-10")

    def test_une_contestation_levee_laisse_reprendre(self) -> None:
        levee = Contestation(date="2026-11-08", fin="2026-12-01")
        assert suite(plan(relance("2026-11-06"), levee, au="2026-12-01")) == ("appel_1", "2026-12-01")
        assert suite(plan(levee, au="2026-11-30")) == ("traiter_la_contestation", "2026-11-30")

    def test_une_contestation_partielle_retire_sa_part_et_rien_d_autre(self) -> None:
        """15 000 euros dont 4 000 contestés : on en demande 11 000."""
        rendu = reponse(Contestation(date="2026-11-05", montant=4000), au="2026-11-06", montant=15000)
        assert (suite(rendu.valeur), rendu.valeur.demande) == (("relance_1", "2026-11-06"), Decimal("11000.00"))
        assert "CREANCE_SCINDEE" in rendu.codes()

    def test_la_contestation_ecrite_sur_la_creance_vaut_pour_le_tout(self) -> None:
        assert suite(plan(au="2026-11-06", contestation="malfaçon")) == ("traiter_la_contestation", "2026-11-06")

    def test_une_pause_finie_ne_retient_plus(self) -> None:
        assert plan(Pause(date="2026-11-03", fin="2026-11-05"), au="2026-11-06").frein is None

    def test_deux_etapes_du_meme_jour_restent_ensemble(self) -> None:
        """Un appel doublé d'un courriel, comme certains le font."""
        double = scenario(etape("appel", 4, nature="appel", canal="telephone"), etape("ecrit", 4), etape("suite", 5))
        assert jours(plan(au="2026-11-12", scenario=double)) == {
            "appel": "2026-11-06",
            "ecrit": "2026-11-12",
            "suite": "2026-11-13",
        }

    def test_une_pause_a_une_fin_une_exclusion_non(self) -> None:
        assert suite(plan(Pause(date="2026-11-05", fin="2026-11-20"), au="2026-11-06")) == ("relance_1", "2026-11-20")
        exclu = plan(Pause(date="2026-11-05"), au="2026-11-06")
        assert (exclu.prochaine, exclu.frein and exclu.frein.code) == (None, "exclue")
        assert set(etats(exclu).values()) == {"sans_objet"}

    def test_un_tiers_saisi_suspend_jusqu_au_retour(self) -> None:
        confie = plan(Transmission(date="2026-11-05", acteur="cabinet"), au="2026-12-20")
        assert (confie.prochaine, confie.frein and confie.frein.code) == (None, "confiee_a_un_tiers")
        rendu = Transmission(date="2026-11-05", acteur="cabinet", fin="2026-12-01")
        retour = plan(rendu, au="2026-12-01")
        assert (suite(retour), raisons(retour)["choix_de_la_suite"]) == (
            ("choix_de_la_suite", "2026-12-01"),
            "retour_du_tiers",
        )
        reprise = plan(rendu, relance("2026-12-02", etape="relance_1"), au="2026-12-03")
        assert suite(reprise) == ("appel_1", "2026-12-07")
        sans_choix = scenario(etape("rappel", 4))
        assert suite(plan(rendu, au="2026-12-01", scenario=sans_choix)) == ("rappel", "2026-12-01")

    def test_on_attend_le_terme_de_la_mise_en_demeure(self) -> None:
        """Présentée le 10 décembre, huit jours : rien jusqu'au 18 inclus."""
        lettre = MiseEnDemeure(date="2026-12-08", presentation="2026-12-10", delai=8, mode="lrar")
        un = plan(lettre, au="2026-12-18")
        assert un.frein is not None
        assert (un.frein.code, un.frein.jusqu_au, un.judiciaire) == (
            "mise_en_demeure_en_cours",
            date(2026, 12, 18),
            False,
        )
        apres = plan(lettre, au="2026-12-19")
        assert (apres.frein, apres.judiciaire) == (None, True)
        assert suite(apres) == ("choix_de_la_suite", "2026-12-24")

    def test_sans_delai_ecrit_celui_du_scenario_puis_celui_de_l_usage(self) -> None:
        lettre = MiseEnDemeure(date="2026-12-08")
        assert plan(lettre, au="2026-12-16").frein is not None
        assert plan(lettre, au="2026-12-17").frein is None
        sans = scenario(etape("rappel", 4))
        conso = {"debiteur": CONSOMMATEUR, "scenario": sans}
        assert plan(lettre, au="2026-12-23", **conso).frein is not None
        assert plan(lettre, au="2026-12-24", **conso).frein is None

    def test_apres_une_mise_en_demeure_prevue_la_suite_attend_son_terme(self) -> None:
        long = scenarios()["pme"].etapes[6].avec(delai=30)
        un = plan(
            au="2026-10-20",
            scenario=scenarios()["pme"].avec(
                etapes=(*scenarios()["pme"].etapes[:6], long, scenarios()["pme"].etapes[7])
            ),
        )
        # 14 décembre + 30 jours, le lendemain.
        assert jours(un)["choix_de_la_suite"] == "2027-01-14"
        assert raisons(un)["choix_de_la_suite"] == "mise_en_demeure_en_cours"


class TestLesEcheanciers:
    def plan_signe(self, **champs: Any) -> Echeancier:
        lignes = tuple(LigneEcheancier(date=un, montant=300) for un in ("2026-12-01", "2027-01-01", "2027-02-01"))
        return Echeancier(**{"date": "2026-11-20", "lignes": lignes, "tolerance": 3} | champs)

    def test_un_plan_suivi_suspend_les_relances_et_se_surveille(self) -> None:
        un = plan(relance("2026-11-06"), self.plan_signe(), au="2026-11-25")
        assert un.frein is not None
        assert (un.frein.code, suite(un)) == ("echeancier_en_cours", ("surveiller_l_echeancier", "2026-12-01"))
        paye = Paiement(date="2026-12-01", montant=300)
        assert suite(plan(self.plan_signe(), paye, au="2026-12-10")) == ("surveiller_l_echeancier", "2027-01-01")

    def test_tenu_il_rend_la_main(self) -> None:
        payes = [Paiement(date=un, montant=300) for un in ("2026-12-01", "2027-01-01", "2027-02-01")]
        assert plan(self.plan_signe(), *payes, au="2027-02-02").prochaine is None
        tenu = Echeancier(date="2026-11-20", lignes=(LigneEcheancier(date="2026-12-01", montant=300),))
        un = plan(tenu, payes[0], au="2026-12-02")
        assert (un.frein, suite(un), un.demande < 900) == (None, ("relance_1", "2026-12-02"), True)

    def test_rompu_il_fait_reprendre_un_ton_plus_haut(self) -> None:
        faite = relance("2026-11-06")
        assert plan(faite, self.plan_signe(), au="2026-12-04").frein is not None
        un = plan(faite, self.plan_signe(), au="2026-12-07")
        assert (suite(un), un.depuis) == (("appel_1", "2026-12-07"), date(2026, 12, 7))
        assert un.demande == Decimal("300.00")

    def test_avec_decheance_la_suite_est_la_mise_en_demeure_du_tout(self) -> None:
        un = plan(relance("2026-11-06"), self.plan_signe(decheance=True), au="2026-12-07")
        assert (suite(un), un.demande) == (("mise_en_demeure", "2026-12-07"), Decimal("900.00"))

    def test_un_contrat_a_plusieurs_termes_part_du_premier_impaye(self) -> None:
        """Sans reconnaissance, ce sont les termes du contrat ; chacun a son calendrier, et seul l'échu se demande."""
        lignes = tuple(LigneEcheancier(date=un, montant=300) for un in ("2026-11-02", "2026-12-02", "2027-01-04"))
        termes = Echeancier(date="2026-10-01", lignes=lignes, reconnaissance=False)
        premier = plan(termes, au="2026-11-06")
        assert (suite(premier), premier.demande, premier.retard) == (("relance_1", "2026-11-06"), Decimal("300.00"), 4)
        regle = (termes, relance("2026-11-06"), Paiement(date="2026-11-09", montant=300))
        second = plan(*regle, au="2026-12-07")
        assert (suite(second), second.retard, second.niveau) == (("relance_1", "2026-12-07"), 5, 0)


class TestCeQuiResteDu:
    def test_le_retard_commence_le_lendemain_et_le_reste_est_ce_qui_n_est_pas_paye(self) -> None:
        """1 000 dus le 10 novembre, 400 payés : il reste 600, en retard le 11."""
        verse = Paiement(date="2026-11-10", montant=400)
        le_jour, le_lendemain = (
            plan(verse, au=au, montant=1000, echeance="2026-11-10") for au in ("2026-11-10", "2026-11-11")
        )
        assert (le_jour.demande, le_jour.retard) == (Decimal("600.00"), 0)
        assert (le_lendemain.demande, le_lendemain.retard) == (Decimal("600.00"), 1)

    def test_les_interets_capitalises_s_ajoutent_au_principal(self) -> None:
        capitalisee = plan(au="2026-11-17", echeance="2024-11-02", conditions={"capitalisation": True})
        assert capitalisee.demande > 900

    def test_une_creance_hors_champ_se_relance_sans_penalites(self) -> None:
        credit = plan(au="2026-11-17", nature="CREDIT_CONSO", debiteur=CONSOMMATEUR, scenario=scenarios()["pme"])
        assert credit.prochaine is not None
        assert credit.prochaine.penalites == "masquer"

    def test_sans_date_imprimee_l_echeance_est_celle_de_la_loi(self) -> None:
        """Trente jours après la livraison (L441-10, I)."""
        un = plan(au="2026-11-06", echeance=None, livraison="2026-10-03", emission="2026-10-03")
        assert (suite(un), un.retard) == (("relance_1", "2026-11-06"), 4)

    def test_une_relance_peut_proposer_un_report_si_quelqu_un_l_approuve(self) -> None:
        offre = scenario(etape("offre", 4, report=15, approbation=True))
        action = plan(au="2026-11-06", scenario=offre).prochaine
        assert action is not None
        assert (action.report, action.approbation) == (15, True)


class TestLesArrets:
    def test_une_dette_payee_n_a_pas_de_suite(self) -> None:
        """10 000 payés à l'échéance, ou en retard : il peut rester des pénalités, que rien ne relance d'office."""
        rendu = reponse(Paiement(date="2026-11-12", montant=900), au="2026-12-20")
        assert (rendu.valeur.prochaine, rendu.valeur.frein and rendu.valeur.frein.code) == (None, "soldee")
        assert "ACCESSOIRES_DUS" in rendu.codes()
        a_l_heure = reponse(Paiement(date=ECHEANCE, montant=900), au="2026-12-20")
        assert (a_l_heure.valeur.prochaine, a_l_heure.codes()) == (None, frozenset())

    def test_un_paiement_partiel_laisse_courir_sur_le_solde(self) -> None:
        un = plan(relance("2026-11-06"), Paiement(date=ECHEANCE, montant=500), au="2026-11-10")
        assert (suite(un), un.demande) == (("appel_1", "2026-11-10"), Decimal("400.00"))

    def test_un_avoir_qui_solde_arrete(self) -> None:
        assert plan(Avoir(date="2026-11-04", montant=900, retroactif=True), au="2026-11-06").prochaine is None

    def test_les_seuls_accessoires_se_poursuivent_si_le_scenario_le_veut(self) -> None:
        tenace = scenarios()["pme"].avec(accessoires=True)
        un = plan(Paiement(date="2026-11-12", montant=900), au="2026-11-16", scenario=tenace)
        assert un.prochaine is not None
        assert 0 < un.demande < 900

    def test_un_remerciement_vient_apres_le_paiement_si_le_scenario_le_prevoit(self) -> None:
        poli = scenario(etape("rappel", 4), etape("merci", 5, nature="remerciement"))
        assert raisons(plan(au="2026-11-10", scenario=poli))["merci"] == "pas_encore_payee"
        assert suite(plan(Paiement(date=ECHEANCE, montant=900), au="2026-11-10", scenario=poli)) == (
            "merci",
            "2026-11-10",
        )

    def test_sous_le_seuil_rien_ne_part(self) -> None:
        un = plan(au="2026-11-06", montant=10, scenario=scenarios()["pme"].avec(seuil=10))
        assert suite(un) == ("relance_1", "2026-11-06")
        petit = plan(au="2026-11-06", montant="9.99", scenario=scenarios()["pme"].avec(seuil=10))
        assert (petit.prochaine, petit.frein and petit.frein.code) == (None, "sous_le_seuil")

    @pytest.mark.parametrize(
        ("statut", "frein", "action"),
        [
            ("rejetee", "facture_rejetee", "refaire_la_facture"),
            ("refusee", "facture_refusee", "traiter_la_contestation"),
            ("encaissee", "encaissee", None),
        ],
    )
    def test_le_statut_de_la_facture_electronique(self, statut: Any, frein: str, action: str | None) -> None:
        un = plan(StatutFacture(date="2026-11-01", statut=statut), au="2026-11-10")
        assert un.frein is not None
        assert (un.frein.code, un.prochaine and un.prochaine.code) == (frein, action)
        assert suite(plan(StatutFacture(date="2026-11-01", statut="deposee"), au="2026-11-06")) == (
            "relance_1",
            "2026-11-06",
        )


class TestLaLoiDAbord:
    def test_une_procedure_collective_fait_declarer(self) -> None:
        """Deux mois depuis la publication (R622-24)."""
        ouverture = ProcedureCollective(date="2026-11-05", publication="2026-11-12")
        un = plan(ouverture, au="2026-11-20")
        assert suite(un) == ("declarer_la_creance", "2026-11-20")
        assert un.prochaine is not None
        assert un.prochaine.limite == date(2027, 1, 12)
        assert set(etats(un).values()) == {"sans_objet"}
        assert [str(une.jour) for une in un.calendrier if une.code == "declaration"] == ["2027-01-12"]
        etranger = plan(ouverture, au="2026-11-20", creancier=Creancier(pays="BE"))
        assert etranger.prochaine is not None
        assert etranger.prochaine.limite == date(2027, 3, 12)

    def test_le_delai_passe_reste_le_releve_puis_plus_rien(self) -> None:
        ouverture = ProcedureCollective(date="2026-05-05", publication="2026-05-12")
        tardif = plan(ouverture, au="2026-09-20", echeance="2026-04-01")
        assert tardif.prochaine is not None
        assert (tardif.prochaine.code, tardif.prochaine.limite) == (
            "demander_le_releve_de_forclusion",
            date(2026, 11, 12),
        )
        rendu = reponse(ouverture, au="2026-11-20", echeance="2026-04-01")
        assert (rendu.valeur.prochaine, "DECLARATION_TARDIVE" in rendu.codes()) == (None, True)

    def test_une_fois_declaree_il_n_y_a_plus_rien_a_faire(self) -> None:
        declaree = Procedure(type="PCOLL", actes=(Acte(type="declaration", date="2026-11-15"),))
        ouverte = dossier(ProcedureCollective(date="2026-11-05")).avec(procedures=(declaree,))
        assert escalade(ouverte, au="2026-11-20").valeur.prochaine is None
        assert suite(escalade(ouverte, au="2026-11-14").valeur) == ("declarer_la_creance", "2026-11-14")

    def test_une_loi_inconnue_n_empeche_pas_de_dire_de_declarer(self) -> None:
        polynesie = Debiteur(territoire="polynesie_francaise", qualite="professionnel")
        un = plan(ProcedureCollective(date="2026-11-05", publication="2026-11-12"), au="2026-11-20", debiteur=polynesie)
        assert un.prochaine is not None
        assert (un.prochaine.code, un.prochaine.limite) == ("declarer_la_creance", None)

    def test_une_creance_nee_apres_le_jugement_se_relance(self) -> None:
        rendu = reponse(ProcedureCollective(date="2026-09-01"), au="2026-11-06", livraison="2026-10-01")
        assert (suite(rendu.valeur), "CREANCE_POSTERIEURE" in rendu.codes()) == (("relance_1", "2026-11-06"), True)

    def test_le_surendettement_arrete_les_relances(self) -> None:
        un = plan(Surendettement(date="2026-11-05"), au="2026-11-10", debiteur=CONSOMMATEUR)
        assert un.prochaine is not None
        assert (un.prochaine.code, un.frein and un.frein.code) == ("repondre_a_la_commission", "surendettement")
        # Demander des mesures à la commission, ou être recevable devant elle, dit qu'elle est saisie.
        for signe in (Surendettement(type="mesures_surendettement", date="2026-11-05"), RECEVABLE):
            assert suite(plan(signe, au="2026-11-06", debiteur=CONSOMMATEUR)) == (
                "repondre_a_la_commission",
                "2026-11-06",
            )

    def test_une_creance_nee_apres_le_depot_se_relance(self) -> None:
        depot = Surendettement(date="2026-09-01")
        assert suite(plan(depot, au="2026-11-06", debiteur=CONSOMMATEUR, livraison="2026-10-01")) == (
            "relance_1",
            "2026-11-06",
        )

    @pytest.mark.parametrize(
        ("au", "frein"), [("2028-09-02", None), ("2028-09-03", "acte_requis"), ("2028-11-02", "acte_requis")]
    )
    def test_a_soixante_jours_seul_un_acte_sauve_la_creance(self, au: str, frein: str | None) -> None:
        """Dette d'un consommateur du 2 novembre 2026 : dernier jour utile le 2 novembre 2028 (L218-2)."""
        un = plan(relance("2026-11-06"), au=au, debiteur=CONSOMMATEUR)
        assert (un.frein and un.frein.code) == frein
        if frein:
            assert un.prochaine is not None
            assert (un.prochaine.code, un.prochaine.limite) == ("acte_interruptif", date(2028, 11, 2))
            assert un.judiciaire
            assert set(etats(un).values()) == {"faite", "sans_objet"}

    def test_aucune_lettre_n_est_prevue_dans_les_soixante_jours(self) -> None:
        """Importée à cinquante-huit jours du seuil, la chaîne s'arrête au seuil, et l'acte la remplace."""
        un = plan(au="2028-08-31", debiteur=CONSOMMATEUR)
        assert suite(un) == ("relance_1", "2028-08-31")
        assert (etats(un)["relance_2"], raisons(un)["relance_2"]) == ("sans_objet", "acte_requis")
        court = scenario(etape("lointaine", 725))
        assert suite(plan(au="2028-08-31", debiteur=CONSOMMATEUR, scenario=court)) == ("acte_interruptif", "2028-09-03")

    @pytest.mark.parametrize(
        ("debiteur", "echeance", "action"),
        [(CONSOMMATEUR, "2024-10-30", "cesser"), (PRO, "2021-10-30", "verifier_la_prescription")],
    )
    def test_une_creance_prescrite_ne_se_relance_plus(self, debiteur: Debiteur, echeance: str, action: str) -> None:
        un = plan(au="2026-11-21", debiteur=debiteur, echeance=echeance)
        assert un.prochaine is not None
        assert (un.prochaine.code, un.frein and un.frein.code) == (action, "prescrite")

    def test_une_ordonnance_se_signifie_avant_de_tomber(self) -> None:
        """Rendue le 10 septembre 2026, elle tombe si elle n'est pas signifiée le 10 décembre."""
        injonction = Procedure(type="IP", actes=(Acte(type="ordonnance", date="2026-09-10"),))
        ouverte = dossier(echeance="2026-05-31").avec(procedures=(injonction,))
        un = escalade(ouverte, au="2026-11-21").valeur
        assert un.prochaine is not None
        assert (un.prochaine.code, un.prochaine.limite, un.judiciaire) == ("signification", date(2026, 12, 10), True)
        assert ("signification", "limite") in {(une.code, une.sorte) for une in un.calendrier}
        tombee = escalade(ouverte, au="2026-12-11").valeur
        assert tombee.frein is None

    def test_une_procedure_sans_delai_pour_nous_suspend_sans_rien_demander(self) -> None:
        saisi = dossier(echeance="2026-05-31").avec(
            procedures=(Procedure(type="PSRPC", actes=(Acte(type="envoi", date="2026-11-01"),)),)
        )
        un = escalade(saisi, au="2026-11-21").valeur
        assert un.frein is not None
        assert un.frein.code == "procedure_engagee"

    def test_un_titre_s_execute(self) -> None:
        un = plan(Titre(date="2026-11-05"), au="2026-11-10")
        assert un.prochaine is not None
        assert (un.prochaine.code, un.frein and un.frein.code) == ("choisir_l_execution", "titre_executoire")

    def test_le_dernier_jour_ouvrable_pour_agir_est_au_calendrier(self) -> None:
        """Cinq ans après : le 2 novembre 2031 est un dimanche, et la prescription ne se reporte pas."""
        jalon = plan(au="2026-11-06").calendrier[-1]
        assert (jalon.code, str(jalon.jour), jalon.article) == (
            "dernier_jour_pour_agir",
            "2031-10-31",
            "C. com., L110-4",
        )


class TestLaPorteDuJuge:
    """Le juge vient en dernier : pas de démarche amiable, pas de juge, sauf si le temps presse."""

    @pytest.mark.parametrize(
        ("evenements", "au", "ouverte", "motif"),
        [
            ((), "2026-12-01", False, "aucune_demarche_amiable"),
            ((relance("2026-11-06"),), "2026-12-01", False, "mise_en_demeure_a_faire"),
            ((MiseEnDemeure(date="2026-11-25", delai=8),), "2026-12-03", False, "mise_en_demeure_en_cours"),
            ((MiseEnDemeure(date="2026-11-25", delai=8),), "2026-12-04", True, "mise_en_demeure_sans_effet"),
            ((Paiement(date=ECHEANCE, montant=900),), "2026-12-04", False, "soldee"),
            ((), "2031-10-01", True, "acte_requis"),
        ],
    )
    def test_elle_dit_pourquoi(self, evenements: tuple[Evenement, ...], au: str, ouverte: bool, motif: str) -> None:
        rendu = reponse(*evenements, au=au)
        assert (rendu.valeur.judiciaire, dict(rendu.lignes[-1].mots)["raison"]) == (ouverte, motif)


class TestLeMessage:
    def test_un_canal_refuse_est_remplace(self) -> None:
        refus = Reponse(date="2026-11-05", attitude="refus_du_canal", canal="email")
        rendu = reponse(refus, au="2026-11-06")
        assert rendu.valeur.prochaine is not None
        assert rendu.valeur.prochaine.canal == "courrier"
        assert "CANAL_REMPLACE" in rendu.codes()

    def test_une_adresse_qui_ne_repond_pas_se_verifie_avant_d_ecrire(self) -> None:
        perdue = Reponse(date="2026-11-07", attitude="adresse_inconnue")
        assert "ADRESSE_A_VERIFIER" in reponse(relance("2026-11-06"), perdue, au="2026-11-10").codes()
        assert "ADRESSE_A_VERIFIER" not in reponse(perdue, relance("2026-11-09"), au="2026-11-10").codes()

    def test_un_consommateur_ne_voit_pas_les_penalites_du_commerce(self) -> None:
        commerce = scenarios()["pme"]
        deux = (relance("2026-11-06"), relance("2026-11-10", canal="telephone"))
        pro = plan(*deux, au="2026-11-17").prochaine
        conso = plan(*deux, au="2026-11-17", debiteur=CONSOMMATEUR, scenario=commerce).prochaine
        assert pro is not None
        assert conso is not None
        assert (pro.penalites, conso.penalites) == ("mentionner", "masquer")
        assert "penalites_et_indemnite" in pro.contenu
        assert "penalites_et_indemnite" not in conso.contenu

    def test_les_conditions_ecartent_une_etape_sans_retenir_les_suivantes(self) -> None:
        filtre = ConditionEtape(montant_minimal=1000, montant_maximal=5000, qualites=("professionnel",), pays=("FR",))
        un = scenario(etape("gros", 4, conditions=filtre), etape("suite", 6))
        assert raisons(plan(au="2026-11-10", scenario=un))["gros"] == "hors_conditions"
        assert suite(plan(au="2026-11-10", scenario=un)) == ("suite", "2026-11-10")
        assert suite(plan(au="2026-11-10", scenario=un, montant=1000)) == ("gros", "2026-11-10")
        assert suite(plan(au="2026-11-10", scenario=un, montant=5000)) == ("suite", "2026-11-10")

    def test_les_conditions_de_relation_et_de_retard(self) -> None:
        fidele = scenario(etape("fidele", 4, conditions=ConditionEtape(relations=("strategique",), retard_minimal=9)))
        client = dossier().avec(contexte=Contexte(relation="strategique"))
        assert escalade(client, au="2026-11-10", scenario=fidele).valeur.prochaine is None or True
        assert etats(escalade(client, au="2026-11-10", scenario=fidele).valeur)["fidele"] == "sans_objet"
        assert etats(escalade(client, au="2026-11-11", scenario=fidele).valeur)["fidele"] == "due"
        assert etats(plan(au="2026-11-11", scenario=fidele))["fidele"] == "sans_objet"

    def test_un_calendrier_peu_source_le_dit(self) -> None:
        assert "USAGE_PEU_SOURCE" in reponse(au="2026-11-06", debiteur=Debiteur(segment="masse")).codes()
        assert reponse(au="2026-11-06").codes() == frozenset()

    def test_une_prescription_incalculable_se_verifie(self) -> None:
        # Un droit lu avant la loi de 2008 ne dit rien de la prescription d'une dette de consommateur.
        ancien = droit_courant().connu_le("2005-01-01")
        rendu = escalade(dossier(debiteur=CONSOMMATEUR), au="2026-11-06", droit=ancien)
        assert "PRESCRIPTION_A_VERIFIER" in rendu.codes()
        assert suite(rendu.valeur) == ("relance_1", "2026-11-06")
