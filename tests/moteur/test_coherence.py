"""`escalade` et `orientation`, sur un même dossier, ne se contredisent pas : elles en lisent les mêmes faits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from creances import (
    Creance,
    Debiteur,
    DonneeInvalide,
    Dossier,
    MiseEnDemeure,
    Politique,
    droit_courant,
    escalade,
    evaluer,
    externalisation,
    orientation,
    scenarios,
    voies,
)
from creances.moteur.situation import Situation
from creances.moteur.usages.delais import delai_de_mise_en_demeure

AU = "2026-11-21"
PRO = Debiteur(qualite="professionnel")
PUBLICATION = {"type": "procedure_collective", "date": "2026-10-20", "publication": "2026-10-25"}
ORDONNANCE = [
    {"type": "requete", "date": "2026-08-01"},
    {"type": "ordonnance", "date": "2026-08-10"},
    {"type": "signification", "date": "2026-08-20", "a_personne": True},
]
EXECUTOIRE = {"type": "IP", "actes": [*ORDONNANCE, {"type": "executoire", "date": "2026-09-30"}]}


def dossier(*evenements: dict[str, Any], procedures: Any = (), **creance: Any) -> Dossier:
    champs = {"montant": 10000, "echeance": "2026-09-30", "emission": "2026-08-31", "debiteur": PRO} | creance
    return Dossier(creance=Creance(**champs), evenements=evenements, procedures=procedures)


def reponses(un: Dossier, au: str = AU) -> tuple[str | None, str | None, str, str]:
    """Le frein et l'action de l'escalade ; le motif et la voie de l'orientation."""
    plan, decision = escalade(un, au=au).valeur, orientation(un, au=au).valeur
    return (
        plan.frein and plan.frein.code,
        plan.prochaine and plan.prochaine.code,
        decision.motif,
        decision.voie,
    )


class TestLeJugeEstSaisi:
    """« La demande en justice, même en référé, interrompt le délai de prescription » (C. civ., 2241) : on la suit."""

    @pytest.mark.parametrize("acte", ["assignation", "refere", "requete", "signification_injonction"])
    def test_une_instance_ouverte_arrete_les_relances(self, acte: str) -> None:
        saisi = dossier({"type": acte, "date": "2026-10-20"})
        assert reponses(saisi) == ("procedure_engagee", None, "procedure_en_cours", "suivre_procedure")

    def test_une_condamnation_non_plus(self) -> None:
        jugee = {"type": "assignation", "date": "2026-10-05", "fin": "2026-11-01", "issue": "condamnation"}
        assert reponses(dossier(jugee)) == ("procedure_engagee", None, "procedure_en_cours", "suivre_procedure")

    @pytest.mark.parametrize("issue", ["desistement", "caducite", "rejet_definitif"])
    def test_une_instance_perdue_ne_retient_rien(self, issue: str) -> None:
        finie = {"type": "assignation", "date": "2026-10-05", "fin": "2026-11-01", "issue": issue}
        dite = [{"type": "assignation", "date": "2026-10-05"}, {"type": "issue", "date": "2026-11-01", "issue": issue}]
        for un in (dossier(finie), dossier(*dite)):
            assert reponses(un)[:2] == (None, "relance_1")
            assert orientation(un, au=AU).valeur.motif == "valeur_esperee"

    def test_avant_l_acte_rien_ne_change(self) -> None:
        assert reponses(dossier({"type": "assignation", "date": "2026-11-22"}))[:2] == (None, "relance_1")

    def test_une_procedure_qui_n_a_pas_commence_ne_retient_rien(self) -> None:
        etrangere = [{"type": "SR", "actes": [{"type": "paiement", "date": "2026-10-20"}]}]
        assert reponses(dossier(procedures=etrangere))[:2] == (None, "relance_1")

    def test_l_ordre_des_procedures_ne_change_rien(self) -> None:
        deux = [
            {"type": "IP", "actes": [*ORDONNANCE, {"type": "opposition", "date": "2026-09-05"}]},
            {"type": "PSRPC", "actes": [{"type": "envoi", "date": "2026-11-10"}]},
        ]
        dits, retournes = (dossier(procedures=une) for une in (deux, deux[::-1]))
        assert orientation(dits, au=AU) == orientation(retournes, au=AU)
        assert escalade(dits, au=AU) == escalade(retournes, au=AU)


class TestLeTitreSExecute:
    """« Le créancier muni d'un titre exécutoire […] peut en poursuivre l'exécution forcée » (CPCE, L111-2)."""

    @pytest.mark.parametrize(
        "un",
        [
            dossier(nature="TITRE_JUDICIAIRE"),
            dossier({"type": "titre", "date": "2026-10-20"}),
            dossier({"type": "signification_injonction", "date": "2026-10-01", "executoire_le": "2026-11-05"}),
            dossier({"type": "saisie", "date": "2026-10-20"}),
            dossier(procedures=[EXECUTOIRE]),
        ],
        ids=["nature", "titre", "injonction", "saisie", "procedure"],
    )
    def test_d_ou_qu_il_vienne(self, un: Dossier) -> None:
        assert reponses(un) == ("titre_executoire", "choisir_l_execution", "titre_executoire", "executer_titre")

    def test_une_mesure_conservatoire_n_en_suppose_pas(self) -> None:
        assert reponses(dossier({"type": "mesure_conservatoire", "date": "2026-10-20"}))[:2] == (None, "relance_1")

    def test_une_saisie_nulle_non_plus(self) -> None:
        nulle = {"type": "saisie", "date": "2026-10-20", "fin": "2026-11-05", "issue": "nullite"}
        assert reponses(dossier(nulle))[:2] == (None, "relance_1")

    def test_une_execution_en_cours_se_suit(self) -> None:
        saisie = {"type": "SA", "actes": [{"type": "saisie", "date": "2026-11-19"}]}
        engagee = dossier({"type": "titre", "date": "2026-10-20"}, procedures=[saisie])
        assert reponses(engagee)[:2] == ("procedure_engagee", "denonciation")


class TestLaProcedureCollective:
    """« Le jugement ouvrant la procédure emporte, de plein droit, interdiction de payer toute créance née antérieurement »
    (C. com., L622-7).
    """

    def test_declaree_par_un_evenement_il_n_y_a_plus_rien_a_declarer(self) -> None:
        declaree = dossier(PUBLICATION, {"type": "declaration_creance", "date": "2026-11-02"})
        assert reponses(declaree) == ("procedure_collective", None, "creance_declaree", "attendre")

    def test_un_jugement_plus_ancien_que_la_creance_n_efface_pas_celui_qui_la_suit(self) -> None:
        ancien = {"type": "procedure_collective", "date": "2020-08-20", "publication": "2020-08-25"}
        for deux in (dossier(ancien, PUBLICATION), dossier(PUBLICATION, ancien)):
            attendu = ("procedure_collective", "declarer_la_creance", "procedure_collective", "declaration_creance")
            assert reponses(deux) == attendu

    def test_elle_passe_avant_une_facture_a_refaire(self) -> None:
        rejetee = {"type": "statut_facture", "date": "2026-09-20", "statut": "rejetee"}
        assert reponses(dossier(rejetee, PUBLICATION))[1] == "declarer_la_creance"

    def test_chaque_declaration_s_approuve(self) -> None:
        for un in (dossier(PUBLICATION), dossier({"type": "depot_surendettement", "date": "2026-11-02"})):
            action = escalade(un, au=AU).valeur.prochaine
            assert action is not None
            assert action.approbation


class TestLaPrescription:
    def test_un_acte_passe_avant_une_facture_a_refaire(self) -> None:
        rejetee = {"type": "statut_facture", "date": "2022-01-20", "statut": "rejetee"}
        ancienne = dossier(rejetee, echeance="2022-01-10", emission="2021-12-01")
        attendu = ("acte_requis", "acte_interruptif", "prescription_proche", "action_interruptive")
        assert reponses(ancienne, "2026-12-20") == attendu

    def test_discutee_elle_se_verifie_avant_de_rien_reclamer(self) -> None:
        """Une saisie jamais dénoncée est caduque : le délai qu'elle interrompait est passé, sauf acte que l'on retrouve."""
        caduque = [{"type": "SA", "actes": [{"type": "saisie", "date": "2022-01-10"}]}]
        consommateur = Debiteur(qualite="consommateur")
        for debiteur, nature, au in ((PRO, "B2B_VENTE", "2026-06-15"), (consommateur, "B2C_GENERAL", "2023-06-15")):
            un = dossier(
                procedures=caduque, echeance="2021-05-05", emission="2021-04-05", debiteur=debiteur, nature=nature
            )
            assert reponses(un, au) == ("prescrite", "verifier_la_prescription", "prescription_discutee", "cesser")


class TestLaParoleDonnee:
    def test_une_mediation_fait_attendre(self) -> None:
        ouverte = {"type": "conciliation", "date": "2026-10-20", "fin": "2026-12-01"}
        plan = escalade(dossier(ouverte), au=AU).valeur
        assert plan.frein is not None
        assert (plan.frein.code, str(plan.frein.jusqu_au)) == ("mediation_en_cours", "2026-11-30")
        assert reponses(dossier(ouverte))[2:] == ("mediation_en_cours", "attendre")
        assert reponses(dossier(ouverte), "2026-12-01")[0] is None

    def test_une_mediation_sans_fin_suspend_tout(self) -> None:
        ouverte = {"type": "mediation", "date": "2026-10-20"}
        assert reponses(dossier(ouverte)) == ("mediation_en_cours", None, "mediation_en_cours", "attendre")

    def test_une_promesse_tenue_n_efface_pas_celle_qui_court(self) -> None:
        longue = {"type": "promesse", "date": "2026-10-20", "pour_le": "2026-12-10", "montant": 5000}
        courte = {"type": "promesse", "date": "2026-10-25", "pour_le": "2026-11-10", "montant": 100}
        payee = {"type": "paiement", "date": "2026-11-02", "montant": 100}
        plan = escalade(dossier(longue, courte, payee), au=AU).valeur
        assert plan.frein is not None
        assert plan.frein.code == "promesse_en_cours"
        assert reponses(dossier(longue, courte, payee))[2] == "promesse_en_cours"


class TestLaFactureEstReglee:
    def test_payee_en_retard_elle_ne_se_poursuit_plus(self) -> None:
        payee = dossier({"type": "paiement", "date": "2026-10-20", "montant": 10000})
        assert reponses(payee) == ("soldee", None, "accessoires_seuls", "rien")
        assert "ACCESSOIRES_DUS" in orientation(payee, au=AU).codes()

    def test_sauf_si_l_entreprise_le_veut(self) -> None:
        payee = dossier({"type": "paiement", "date": "2026-10-20", "montant": 10000})
        assert orientation(payee, au=AU, politique=Politique(accessoires=True)).valeur.motif == "valeur_esperee"
        voulu = scenarios()["pme"].avec(code="le_mien", accessoires=True)
        assert escalade(payee, au=AU, scenario=voulu).valeur.prochaine is not None

    def test_une_methode_interdite_n_y_change_rien(self) -> None:
        payee = dossier({"type": "paiement", "date": "2026-09-20", "montant": 10000})
        payee = payee.avec(contexte={"methode_demandee": "intimidation"})
        assert reponses(payee) == ("soldee", None, "rien_n_est_du", "rien")


class TestLesVoies:
    def test_l_injonction_europeenne_ne_va_qu_ou_la_loi_l_ouvre(self) -> None:
        """Un salaire ne se demande pas par l'injonction de payer européenne (CPC, 1424-1)."""
        belge = Debiteur(qualite="professionnel", pays="BE")
        for nature, voie in (("B2B_VENTE", "injonction_payer_europeenne"), ("SALAIRE", "cabinet_international")):
            un = dossier(debiteur=belge, nature=nature, echeance="2026-06-30", emission="2026-05-31")
            etats = {une.procedure: une.etat for une in voies(un, au=AU).valeur}
            assert orientation(un, au=AU).valeur.voie == voie
            assert (etats["IPE"] == "fermee") is (voie == "cabinet_international")


class TestLaPolitiqueRefuse:
    """« Jamais proposées » : ni comme décision, ni parmi ce qui la remplace."""

    @pytest.mark.parametrize(
        ("un", "refusees", "voulue", "sinon"),
        [
            (
                dossier(debiteur=Debiteur(qualite="public", categorie_publique="etat"), echeance="2026-06-30"),
                ("mediation",),
                "mediation",
                "mise_en_demeure",
            ),
            (
                dossier({"type": "contestation", "date": "2026-08-20", "nature": "serieuse"}).avec(
                    contexte={"relation": "strategique"}
                ),
                ("mediation",),
                "mediation",
                "traiter_litige",
            ),
            (
                dossier(
                    {"type": "mise_en_demeure", "date": "2026-10-01", "delai": 8},
                    {"type": "contestation", "date": "2026-08-20", "nature": "serieuse"},
                ),
                ("assignation_fond", "mediation"),
                "assignation_fond",
                "traiter_litige",
            ),
        ],
        ids=["acheteur-public", "relation", "juge"],
    )
    def test_une_voie_refusee_n_est_pas_proposee(
        self, un: Dossier, refusees: tuple[Any, ...], voulue: str, sinon: str
    ) -> None:
        assert orientation(un, au=AU).valeur.voie == voulue
        decision = orientation(un, au=AU, politique=Politique(voies_refusees=refusees)).valeur
        assert decision.voie == sinon
        assert set(refusees).isdisjoint(decision.alternatives)


class TestCeQuiSeLitMal:
    """Un refus nomme le champ, ce qui a été reçu, ce qui est accepté."""

    def test_une_methode_mal_ecrite_n_est_pas_tue(self) -> None:
        mal_ecrite = dossier().avec(contexte={"methode_demandee": "intimidatoin"})
        with pytest.raises(DonneeInvalide, match=r"methode_demandee : reçu 'intimidatoin' ; accepté : .*negociation"):
            orientation(mal_ecrite, au=AU)

    @pytest.mark.parametrize(
        ("champ", "recu", "dit"),
        [
            ("scenarios", {"vip": "inconnu"}, "scenarios : reçu 'inconnu' ; accepté : client_risque"),
            ("scenarios", 3, "reçu 3 ; accepté : des valeurs par nom"),
            ("approbateurs", "DAF", "reçu 'DAF' ; accepté : des valeurs par nom"),
            ("approbateurs", {1: "DAF"}, "accepté : des valeurs par nom"),
            ("segments", ["vip"], "accepté : des valeurs par nom"),
            ("penalites_par_relation", 3, "accepté : des valeurs par nom"),
        ],
    )
    def test_une_politique_mal_ecrite_est_refusee_des_qu_elle_est_lue(self, champ: str, recu: Any, dit: str) -> None:
        with pytest.raises(DonneeInvalide, match=dit):
            Politique(**{champ: recu})

    def test_une_liste_vide_se_refuse_en_francais(self) -> None:
        with pytest.raises(DonneeInvalide, match=r"prestataires : reçu .* ; accepté : au moins 1 dans la liste"):
            evaluer("comparaison_prestataires", {"prestataires": []})


@pytest.mark.parametrize("qualite", ["professionnel", "consommateur", "public"])
def test_une_mise_en_demeure_sans_delai_expire_le_meme_jour_pour_toutes_les_regles(qualite: str) -> None:
    """Une lettre qui n'accorde aucun délai laisse celui de l'usage : une seule valeur, quelle que soit la question."""
    usuel = delai_de_mise_en_demeure(qualite)
    lettre = MiseEnDemeure(date="2026-10-01", presentation="2026-10-02")
    creance = Creance(montant=900, echeance="2026-08-31", debiteur=Debiteur(qualite=qualite))
    dossier = Dossier(creance=creance, evenements=(lettre,))
    fin = date(2026, 10, 2) + timedelta(days=usuel)
    assert Situation(dossier, date(2026, 11, 21), droit_courant()).fin_de_mise_en_demeure() == fin
    (tard,) = [
        une
        for une in externalisation(dossier, au="2026-11-21").valeur.strategies
        if une.strategie == "apres_mise_en_demeure"
    ]
    assert tard.jour == fin + timedelta(days=1)
