"""L'orientation : la loi d'abord, l'usage ensuite, la valeur espérée enfin."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    Contexte,
    CourbeRecouvrement,
    Creance,
    Debiteur,
    Decision,
    DonneeInvalide,
    Dossier,
    DossierClos,
    Politique,
    courbe_recouvrement,
    cout_attente,
    evaluer,
    orientation,
)
from creances.moteur.situation import Situation

AU = date(2026, 11, 21)
PRO = {"qualite": "professionnel"}
MISE_EN_DEMEURE = {"type": "mise_en_demeure", "date": "2026-11-01", "delai": 8}
DIALOGUE = {"type": "reponse", "date": "2026-11-18", "attitude": "dialogue"}


def dossier(montant: int = 3200, retard: int = 62, *evenements: Any, **champs: Any) -> Dossier:
    """Une facture entre professionnels, en retard de tant de jours, bien prouvée."""
    debiteur = Debiteur(**{**PRO, **champs.pop("debiteur", {})})
    contexte = Contexte(**{"preuves": "fortes", **champs.pop("contexte", {})})
    echeance = champs.pop("echeance", AU - timedelta(days=retard))
    procedures = champs.pop("procedures", ())
    creance = Creance(montant=montant, echeance=echeance, debiteur=debiteur, **champs)
    return Dossier(creance=creance, evenements=evenements, procedures=procedures, contexte=contexte)


def decider(un: Dossier, **options: Any) -> Decision:
    return orientation(un, au=AU, **options).valeur


class TestCeQueLaLoiImpose:
    def test_une_creance_payee_n_a_plus_d_etape(self) -> None:
        """« Le paiement est l'exécution volontaire de la prestation due » (C. civ., 1342)."""
        payee = decider(dossier(800, -5, {"type": "paiement", "date": "2026-11-20", "montant": "800"}))
        assert (payee.voie, payee.options, payee.obstacles[0].article) == ("rien", (), "C. civ., 1342")

    def test_une_declaration_deja_faite_attend(self) -> None:
        ouverture = {"type": "procedure_collective", "date": "2026-10-10", "publication": "2026-10-20"}
        declaree = {"type": "declaration_creance", "date": "2026-11-02"}
        acte = {"type": "PCOLL", "actes": [{"type": "declaration", "date": "2026-11-02"}]}
        assert decider(dossier(900, 80, ouverture, declaree)).motif == "creance_declaree"
        assert decider(dossier(900, 80, ouverture, procedures=[acte])).motif == "creance_declaree"

    def test_sans_publication_le_delai_ne_court_pas(self) -> None:
        ouverture = {"type": "procedure_collective", "date": "2026-11-10", "publication": "2026-12-01"}
        decision = decider(dossier(900, 80, ouverture))
        assert (decision.voie, decision.prochaine_echeance and decision.prochaine_echeance.etape) == (
            "declaration_creance",
            "prescription",
        )

    def test_le_releve_manque_il_faut_cesser(self) -> None:
        ouverture = {"type": "procedure_collective", "date": "2025-10-10", "publication": "2025-10-20"}
        assert decider(dossier(900, 480, ouverture)).voie == "cesser"

    def test_un_jugement_d_avant_le_droit_connu_garde_la_declaration(self) -> None:
        ouverture = {"type": "procedure_collective", "date": "2005-03-10"}
        assert decider(dossier(900, echeance="2005-01-31"), chiffres={}).voie == "cesser"
        decision = orientation(dossier(900, 1, ouverture, echeance="2005-02-28"), au="2005-06-01").valeur
        assert decision.voie == "declaration_creance"

    def test_une_creance_nee_apres_le_jugement_n_est_pas_arretee(self) -> None:
        ouverture = {"type": "procedure_collective", "date": "2026-08-10"}
        assert decider(dossier(900, 40, ouverture, livraison="2026-08-10")).motif == "valeur_esperee"

    def test_l_echeance_ne_dit_pas_quand_la_creance_est_nee(self) -> None:
        """Sans livraison ni facture, elle passe pour antérieure : déclarer trop ne fait rien perdre."""
        ouverture = {"type": "procedure_collective", "date": "2026-08-10"}
        assert decider(dossier(900, 40, ouverture)).motif == "procedure_collective"

    def test_un_titre_s_execute(self) -> None:
        titre = {"type": "titre", "date": "2026-10-01", "notifie_le": "2026-10-10"}
        decision = decider(dossier(3200, 90, MISE_EN_DEMEURE, titre))
        assert decision.voie == "executer_titre"
        assert not {"injonction_payer", "refere_provision"} & {une.voie for une in decision.options}

    def test_une_instance_ouverte_se_suit_et_en_ferme_d_autres(self) -> None:
        instance = {"type": "FOND_TC", "actes": [{"type": "assignation", "date": "2026-11-10"}]}
        decision = decider(dossier(16000, 90, MISE_EN_DEMEURE, procedures=[instance]))
        assert decision.voie == "suivre_procedure"
        assert "injonction_payer" in decision.interdits

    def test_une_ordonnance_non_avenue_laisse_recommencer(self) -> None:
        """« L'ordonnance portant injonction de payer est non avenue » (CPC, 1411)."""
        ordonnance = {"type": "IP", "actes": [{"type": "ordonnance", "date": "2026-05-04"}]}
        decision = decider(dossier(5200, 200, MISE_EN_DEMEURE, procedures=[ordonnance]))
        assert decision.voie == "injonction_payer"
        assert "ordonnance_non_avenue" in decision.drapeaux

    def test_avant_terme_rien_ne_se_reclame(self) -> None:
        """« Ce qui n'est dû qu'à terme ne peut être exigé avant l'échéance » (C. civ., 1305-2)."""
        assert decider(dossier(900, 0)).voie == "pre_relance"
        loin = decider(dossier(900, -16))
        assert (loin.voie, loin.freins[0].jour) == ("attendre", AU + timedelta(days=1))
        assert decider(dossier(900, -15)).voie == "pre_relance"

    def test_une_prescription_qui_se_discute_ne_ferme_rien(self) -> None:
        """Un service payable à terme : l'achèvement est prescrit, l'échéance pas encore."""
        service = dossier(nature="B2B_SERVICE", livraison="2021-11-01", echeance="2021-12-10")
        decision = decider(service)
        assert (decision.voie, decision.motif) == ("action_interruptive", "prescription_proche")
        assert decision.freins[0].jour == date(2026, 12, 10)
        assert "prescription_discutee" in decision.drapeaux

    def test_une_perte_deduite_ne_ferme_rien(self) -> None:
        """L'ordonnance signifiée puis perdue par le temps : le dossier peut être incomplet."""
        assignee = {
            "type": "FOND_TC",
            "actes": [{"type": "assignation", "date": "2021-05-03", "audience": "2021-06-15"}],
        }
        decision = decider(dossier(echeance="2021-02-01", procedures=[assignee]))
        assert [un.motif for un in decision.obstacles][:1] == ["prescription_discutee"]

    def test_une_prescription_qu_on_ne_sait_calculer_se_dit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Situation, "prescription", None)
        assert "PRESCRIPTION_NON_CALCULEE" in orientation(dossier(), au=AU).codes()

    def test_une_ordonnance_signifiee_se_suit_puis_s_execute(self) -> None:
        def signifiee(jour: str) -> Decision:
            signification = {"type": "signification", "date": jour, "a_personne": True}
            actes = [{"type": "ordonnance", "date": "2026-08-03"}, signification]
            return decider(dossier(5200, 200, MISE_EN_DEMEURE, procedures=[{"type": "IP", "actes": actes}]))

        assert signifiee("2026-11-10").voie == "suivre_procedure"
        assert signifiee("2026-09-10").voie == "executer_titre"

    @pytest.mark.parametrize("nature", ["TITRE_JUDICIAIRE", "TITRE_NON_JUDICIAIRE"])
    def test_une_creance_titree_s_execute(self, nature: str) -> None:
        assert decider(dossier(nature=nature)).voie == "executer_titre"

    def test_deux_procedures_dont_une_morte(self) -> None:
        desistee = {
            "type": "FOND_TC",
            "actes": [{"type": "assignation", "date": "2026-06-01"}, {"type": "desistement", "date": "2026-07-01"}],
        }
        collective = {"type": "PCOLL", "actes": [{"type": "publication", "date": "2026-10-20"}]}
        decision = decider(dossier(16000, 200, MISE_EN_DEMEURE, procedures=[desistee, collective]))
        assert decision.motif == "valeur_esperee"

    def test_une_creance_publique_n_a_pas_de_voie_comparee(self) -> None:
        """Une personne publique se délivre son titre : les juges de cette table ne sont pas les siens."""
        publique = dossier(3200, 62, MISE_EN_DEMEURE, creancier={"qualite": "public"})
        reponse = orientation(publique, au=AU)
        assert "VOIES_NON_COUVERTES" in reponse.codes()
        assert not {"injonction_payer", "assignation_fond"} & {une.voie for une in reponse.valeur.options}


class TestCeQueLUsageFaitPasserDAbord:
    @pytest.mark.parametrize(
        ("reste", "voie"), [(60, "action_interruptive"), (61, "mise_en_demeure")], ids=["60 jours", "61 jours"]
    )
    def test_a_soixante_jours_du_terme_seul_un_acte_sauve_la_creance(self, reste: int, voie: str) -> None:
        terme = AU + timedelta(days=reste)
        echeance = terme.replace(year=terme.year - 5)
        assert decider(dossier(echeance=echeance)).voie == voie

    def test_une_politique_avance_l_alerte_mais_ne_la_recule_pas(self) -> None:
        terme = AU + timedelta(days=60)
        echeance = terme.replace(year=terme.year - 5)
        courte = Politique.lire({"chiffres": {"alerte_prescription": 1}})
        longue = Politique.lire({"chiffres": {"alerte_prescription": 90}})
        assert decider(dossier(echeance=echeance), politique=courte).voie == "action_interruptive"
        assert decider(dossier(echeance=echeance + timedelta(days=25)), politique=longue).voie == "action_interruptive"

    @pytest.mark.parametrize(
        ("limite", "voie"), [("2026-12-06", "declarer_assureur"), ("2026-12-07", "mise_en_demeure")]
    )
    def test_l_assureur_passe_avant_quinze_jours(self, limite: str, voie: str) -> None:
        assert decider(dossier(contexte={"limite_assureur": limite})).voie == voie

    @pytest.mark.parametrize(
        ("evenement", "motif"),
        [
            ({"type": "pause", "date": "2026-11-01", "fin": "2026-12-01"}, "pause"),
            ({"type": "transmission", "date": "2026-11-01", "acteur": "cabinet"}, "chez_un_tiers"),
            ({"type": "mediation", "date": "2026-11-01"}, "mediation_en_cours"),
            ({"type": "promesse", "date": "2026-11-10", "pour_le": "2026-12-01"}, "promesse_en_cours"),
            ({"type": "mise_en_demeure", "date": "2026-11-18", "delai": 8}, "mise_en_demeure_en_cours"),
        ],
    )
    def test_la_parole_donnee_se_tient(self, evenement: dict[str, str], motif: str) -> None:
        decision = decider(dossier(3200, 40, evenement))
        assert (decision.voie, decision.motif) == ("attendre", motif)

    def test_un_plan_tenu_attend_sa_prochaine_ligne_un_plan_manque_non(self) -> None:
        plan = {
            "type": "echeancier",
            "date": "2026-10-01",
            "lignes": [{"date": "2026-11-01", "montant": "1000"}, {"date": "2026-12-01", "montant": "2200"}],
            "tolerance": 5,
        }
        paye = {"type": "paiement", "date": "2026-11-03", "montant": "1000"}
        tenu = decider(dossier(3200, 62, plan, paye))
        assert (tenu.motif, tenu.freins[0].jour) == ("echeancier_en_cours", date(2026, 12, 1))
        assert decider(dossier(3200, 62, plan)).motif == "valeur_esperee"
        fini = plan | {"lignes": [{"date": "2026-11-20", "montant": "1000"}]}
        assert decider(dossier(3200, 62, fini)).motif == "valeur_esperee"

    @pytest.mark.parametrize(
        ("categorie", "evenements", "voie"),
        [
            ("collectivite", [MISE_EN_DEMEURE], "mandatement_office"),
            ("sante", [], "mandatement_office"),
            ("etat", [], "mediation"),
            (None, [MISE_EN_DEMEURE], "mediation"),
        ],
    )
    def test_un_acheteur_public(self, categorie: str | None, evenements: list[Any], voie: str) -> None:
        public = {"qualite": "public", "categorie_publique": categorie}
        decision = decider(dossier(12000, 50, *evenements, debiteur=public))
        assert decision.voie == voie
        assert "injonction_payer" in decision.interdits

    def test_un_acheteur_public_peu_en_retard_se_relance(self) -> None:
        public = {"qualite": "public", "categorie_publique": "collectivite"}
        assert decider(dossier(12000, 10, debiteur=public)).voie == "relance"

    @pytest.mark.parametrize(
        ("contestation", "champs", "voie"),
        [
            ({"date": "2026-11-15"}, {}, "traiter_litige"),
            ({"date": "2026-09-15"}, {}, "traiter_litige"),
            ({"date": "2026-09-15"}, {"contexte": {"relation": "recurrente"}}, "mediation"),
            ({"date": "2026-09-15", "nature": "administrative"}, {}, "resoudre_blocage"),
            ({"date": "2026-09-15", "montant": "1200"}, {}, "scinder_creance"),
            ({"date": "2026-09-15", "fin": "2026-10-15"}, {}, "mise_en_demeure"),
        ],
    )
    def test_une_contestation(self, contestation: dict[str, str], champs: dict[str, Any], voie: str) -> None:
        assert decider(dossier(3200, 90, {"type": "contestation", **contestation}, **champs)).voie == voie

    def test_la_part_contestee_ne_se_compare_pas(self) -> None:
        partielle = {"type": "contestation", "date": "2026-09-15", "montant": "1200"}
        assert decider(dossier(3200, 90, partielle)).solde == Decimal("2000.00")

    def test_des_pieces_faibles_se_completent_et_l_inconnu_se_dit(self) -> None:
        assert decider(dossier(pieces=("facture",), contexte={"preuves": None})).voie == "constituer_preuve"
        sans = orientation(dossier(contexte={"preuves": None}), au=AU)
        assert sans.valeur.motif == "valeur_esperee"
        assert "PREUVES_SUPPOSEES" in sans.codes()

    def test_un_debiteur_qui_organise_son_insolvabilite_se_saisit_si_la_somme_le_merite(self) -> None:
        signaux = {"signaux": ("cession_actifs",)}
        assert decider(dossier(5000, contexte=signaux)).voie == "saisie_conservatoire"
        assert decider(dossier(4999, contexte=signaux)).voie == "mise_en_demeure"

    def test_a_l_etranger_l_amiable_d_abord(self) -> None:
        assert decider(dossier(9000, 20, debiteur={"pays": "DE"})).voie == "relance"
        assert decider(dossier(9000, 45, debiteur={"pays": "DE"})).voie == "injonction_payer_europeenne"


class TestLeCalendrier:
    def test_aucun_juge_avant_une_mise_en_demeure_restee_sans_effet(self) -> None:
        sans = {une.voie for une in decider(dossier(16000, 90)).options}
        avec = {une.voie for une in decider(dossier(16000, 90, MISE_EN_DEMEURE)).options}
        assert avec - sans == {"injonction_payer", "refere_provision", "assignation_fond"}
        assert sans - avec == {"mise_en_demeure"}

    def test_une_politique_peut_renoncer_a_la_priorite_amiable(self) -> None:
        presse = Politique(priorite_amiable=False)
        assert "injonction_payer" in {une.voie for une in decider(dossier(16000, 5), politique=presse).options}

    def test_la_mise_en_demeure_suit_le_calendrier_du_debiteur(self) -> None:
        voies = {
            segment: {
                jour
                for jour in (29, 30, 39, 40)
                if "mise_en_demeure"
                in {une.voie for une in decider(dossier(900, jour, debiteur={"segment": segment})).options}
            }
            for segment in ("tpe", "pme")
        }
        assert voies == {"tpe": {30, 39, 40}, "pme": {40}}

    def test_la_politique_choisit_le_calendrier_d_un_segment_ou_le_jour(self) -> None:
        debiteur = {"segment": "or"}
        lente = Politique.lire({"scenarios": {"or": "tpe"}})
        jour = Politique.lire({"segments": {"or": {"jour_mise_en_demeure": 5}}})
        un = dossier(900, 32, debiteur=debiteur)
        assert "mise_en_demeure" not in {une.voie for une in decider(un).options}
        assert "mise_en_demeure" in {une.voie for une in decider(un, politique=lente).options}
        assert "mise_en_demeure" in {
            une.voie for une in decider(dossier(900, 6, debiteur=debiteur), politique=jour).options
        }
        with pytest.raises(DonneeInvalide, match="scenarios"):
            decider(un, politique=Politique.lire({"scenarios": {"or": "inconnu"}}))

    @pytest.mark.parametrize(
        ("strategie", "premier"),
        [
            ("des_le_debut", 1),
            ("avant_mise_en_demeure", 39),
            ("apres_relances", 45),
            ("apres_mise_en_demeure", None),
            ("jamais", None),
        ],
    )
    def test_quand_le_cabinet_devient_possible(self, strategie: str, premier: int | None) -> None:
        politique = Politique(externalisation=strategie)
        ouverts = [
            jour
            for jour in (1, 38, 39, 44, 45)
            if "cabinet" in {une.voie for une in decider(dossier(900, jour), politique=politique).options}
        ]
        assert ouverts == [jour for jour in (1, 38, 39, 44, 45) if premier is not None and jour >= premier]
        echue = {une.voie for une in decider(dossier(900, 62, MISE_EN_DEMEURE), politique=politique).options}
        assert ("cabinet" in echue) is (strategie != "jamais")

    def test_un_service_structure_somme_avant_le_juge(self) -> None:
        structure = {"contexte": {"service_interne": "structure"}}
        reponse = orientation(dossier(16000, 70, MISE_EN_DEMEURE, **structure), au=AU)
        assert (reponse.valeur.voie, reponse.valeur.alternatives[0]) == ("sommation_payer", "injonction_payer")
        facultative = next(une for une in reponse.reserves if une.code == "SOMMATION_FACULTATIVE")
        assert dict(facultative.montants) == {"cout": Decimal("120.00")}
        sommee = MISE_EN_DEMEURE | {"mode": "acte"}
        assert decider(dossier(16000, 70, sommee, **structure)).voie == "injonction_payer"
        lettre = Politique(sommation="au_lieu_de_la_lettre")
        assert decider(dossier(16000, 70), politique=lettre).voie == "sommation_payer"
        assert decider(dossier(16000, 70, MISE_EN_DEMEURE), politique=lettre).voie == "injonction_payer"
        refusee = Politique(sommation="avant_le_juge", voies_refusees=("sommation_payer",))
        assert decider(dossier(16000, 70), politique=refusee).voie == "mise_en_demeure"


class TestLaReaction:
    def _attitudes(self, *evenements: Any) -> bool:
        """Vrai si l'attitude retenue est le silence : la chance d'une relance en dépend."""
        chance = decider(dossier(900, 20, *evenements)).option("relance").probabilite
        return chance == Decimal("62.7867")

    def test_deux_relances_sans_reponse_font_un_silence(self) -> None:
        relances = [{"type": "relance", "date": f"2026-11-{jour}"} for jour in ("05", "12")]
        assert not self._attitudes(relances[0])
        assert self._attitudes(*relances)
        assert not self._attitudes(*relances, {"type": "paiement", "date": "2026-11-13", "montant": "100"})

    @pytest.mark.parametrize(
        ("evenement", "chance"),
        [
            (DIALOGUE, "83.30"),
            (DIALOGUE | {"attitude": "mauvaise_foi"}, "39.2417"),
            (DIALOGUE | {"attitude": "adresse_inconnue"}, "78.4833"),
            ({"type": "reconnaissance", "date": "2026-11-18"}, "83.30"),
        ],
    )
    def test_la_derniere_reponse_compte(self, evenement: dict[str, str], chance: str) -> None:
        assert decider(dossier(900, 20, evenement)).option("relance").probabilite == Decimal(chance)

    def test_apres_une_mise_en_demeure_restee_sans_effet_c_est_le_silence_sauf_litige_ou_reponse(self) -> None:
        muet = decider(dossier(900, 62, MISE_EN_DEMEURE)).option("relance").probabilite
        ensuite = decider(dossier(900, 62, MISE_EN_DEMEURE, DIALOGUE)).option("relance").probabilite
        assert muet < ensuite
        litige = {"type": "contestation", "date": "2026-09-15"}
        conteste = decider(dossier(900, 62, MISE_EN_DEMEURE, litige)).option("relance").probabilite
        assert muet < conteste < ensuite


class TestLaComparaison:
    def test_la_valeur_est_la_somme_de_ses_parts(self) -> None:
        contexte = {"relation": "strategique", "marge_annuelle": "7000", "image_sensible": True}
        for une in decider(dossier(16000, 70, MISE_EN_DEMEURE, DIALOGUE, contexte=contexte)).options:
            assert une.valeur == une.encaissement + une.rembourse - une.cout_fixe - une.dommage
            assert 0 <= une.probabilite <= 100

    def test_l_image_sensible_pese_sur_les_tiers_et_les_juges(self) -> None:
        relation = {"relation": "recurrente", "marge_annuelle": "1000"}
        sans = decider(dossier(3200, 70, MISE_EN_DEMEURE, contexte=relation))
        avec = decider(dossier(3200, 70, MISE_EN_DEMEURE, contexte={**relation, "image_sensible": True}))
        ecarts = {une.voie: avec.option(une.voie).dommage - une.dommage for une in sans.options}
        assert ecarts.pop("cabinet") == ecarts.pop("injonction_payer") == Decimal("50.00")
        assert ecarts["relance"] == ecarts["mediation"] == 0

    def test_la_commission_change_au_seuil(self) -> None:
        taux = [decider(dossier(montant, 62)).option("cabinet").commission for montant in (2499, 2500)]
        assert taux == [Decimal("25.00"), Decimal("15.00")]

    def test_quatre_relances_reduisent_la_suivante_de_moitie(self) -> None:
        relances = [{"type": "relance", "date": f"2026-11-{jour}"} for jour in ("05", "08", "12", "15")]
        trois, quatre = (decider(dossier(900, 20, *relances[:n])).option("relance").probabilite for n in (3, 4))
        assert quatre * 2 == pytest.approx(trois, abs=Decimal("0.0001"))

    def test_une_voie_fermee_par_la_loi_n_est_pas_comparee(self) -> None:
        options = {une.voie for une in decider(dossier(5001, 70, MISE_EN_DEMEURE)).options}
        assert "petites_creances" not in options
        assert "petites_creances" in {une.voie for une in decider(dossier(4000, 70, MISE_EN_DEMEURE)).options}

    def test_ce_que_le_dossier_ne_dit_pas_reste_a_verifier(self) -> None:
        petites = decider(dossier(3200, 70, MISE_EN_DEMEURE)).option("petites_creances")
        assert petites.a_verifier == ("hors_l126",)

    def test_rien_n_est_garanti(self) -> None:
        reponse = orientation(dossier(), au=AU)
        assert {"ESPERANCE_NON_GARANTIE", "CHIFFRES_NON_SOURCES"} <= reponse.codes()

    def test_le_recit_montre_les_trois_meilleures_options(self) -> None:
        reponse = orientation(dossier(16000, 70, MISE_EN_DEMEURE), au=AU)
        montrees = [ligne.montant for ligne in reponse.lignes if ligne.code == "orientation.option"]
        assert montrees == [une.valeur for une in reponse.valeur.options[:3]]
        assert len(reponse.valeur.options) > 3

    def test_ne_rien_faire_est_une_option_sure_quand_elle_est_seule(self) -> None:
        refusees = Politique(voies_refusees=("relance",))
        seule = decider(dossier(900, 5), politique=refusees)
        assert (seule.voie, seule.confiance, len(seule.options)) == ("abandon", "forte", 1)

    def test_une_egalite_se_dit_et_menage_la_relation(self) -> None:
        nuls = {f"{nom}_{voie}": 0 for nom in ("cout", "dommage") for voie in ("relance", "mise_en_demeure")}
        nuls |= {"duree_relance": 20, "part_relance": 100}
        reponse = orientation(dossier(900, 44), au=AU, chiffres=nuls)
        assert (reponse.valeur.voie, reponse.valeur.confiance) == ("relance", "faible")
        assert "CHOIX_EGAL" in reponse.codes()

    def test_la_condition_inconnue_de_la_voie_retenue_se_dit(self) -> None:
        refusees = ("relance", "cabinet", "injonction_payer", "refere_provision", "assignation_fond")
        reponse = orientation(
            dossier(3200, 62, MISE_EN_DEMEURE, DIALOGUE),
            au=AU,
            politique=Politique(voies_refusees=(*refusees, "echeancier")),
        )
        assert reponse.valeur.voie == "petites_creances"
        assert "CONDITION_A_VERIFIER" in reponse.codes()


class TestLaPolitique:
    def test_l_ordre_argument_politique_historique_usage(self) -> None:
        clos = [DossierClos(age=400, paye=True)] * 30
        courbe = courbe_recouvrement(clos).valeur
        politique = Politique.lire({"chiffres": {"courbe_60": "70", "cout_relance": "9"}})
        sienne = politique.avec(courbe=CourbeRecouvrement(points=({"age": 0, "part": 10},)))
        cas: list[tuple[dict[str, Any], str]] = [
            ({}, "defaut"),
            ({"courbe": courbe}, "historique"),
            ({"courbe": courbe, "politique": politique}, "politique"),
            ({"courbe": courbe, "politique": sienne}, "politique"),
            ({"courbe": courbe, "politique": sienne, "chiffres": {"courbe_90": "1"}}, "argument"),
        ]
        for options, origine in cas:
            decision = orientation(dossier(), au=AU, **options).valeur
            assert {un.chiffre: un.origine for un in decision.chiffres}["courbe"] == origine
        retenus = {
            un.chiffre: un for un in decider(dossier(), politique=politique, chiffres={"cout_relance": 8}).chiffres
        }
        assert (retenus["cout_relance"].retenu, retenus["cout_relance"].origine) == ("8", "argument")

    def test_l_approbateur_et_le_nom_de_la_politique_sont_dits(self) -> None:
        politique = Politique(nom="maison", version="3", approbateurs={"mise_en_demeure": "la directrice"})
        decision = decider(dossier(), politique=politique)
        assert (decision.approbation, decision.politique) == ("la directrice", "maison 3")

    def test_une_voie_refusee_n_est_jamais_proposee(self) -> None:
        politique = Politique(voies_refusees=("mise_en_demeure",))
        decision = decider(dossier(), politique=politique)
        assert "mise_en_demeure" not in {decision.voie, *(une.voie for une in decision.options)}

    def test_les_penalites_se_reclament_se_mentionnent_ou_s_abandonnent(self) -> None:
        renonce = Politique(penalites="renoncer", penalites_par_relation={})
        strategique = dossier(contexte={"relation": "strategique"})
        assert decider(dossier()).penalites == "reclamer"
        assert decider(strategique).penalites == "mentionner"
        assert decider(strategique, politique=renonce).penalites == "renoncer"
        assert decider(dossier(nature="B2C_GENERAL", debiteur={"qualite": "consommateur"})).penalites == "sans_objet"


class TestCeQuOnNePeutCompter:
    def test_un_credit_s_oriente_sans_ses_accessoires(self) -> None:
        credit = dossier(3000, 40, nature="CREDIT_CONSO", debiteur={"qualite": "consommateur"})
        reponse = orientation(credit, au=AU)
        assert "ACCESSOIRES_NON_COMPTES" in reponse.codes()
        assert reponse.valeur.penalites == "sans_objet"


class TestLeCoutDeLAttente:
    def test_attendre_coute_et_ne_pas_attendre_ne_coute_rien(self) -> None:
        couts = [cout_attente(dossier(1000, 30), au=AU, jours=jours).valeur.cout for jours in (0, 1, 60, 400)]
        assert couts[0] == 0
        assert couts == sorted(couts)
        assert len(set(couts)) == 4

    def test_une_attente_negative_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="jours"):
            cout_attente(dossier(), au=AU, jours=-1)

    def test_la_courbe_de_la_politique_sert_et_ne_porte_plus_la_reserve(self) -> None:
        politique = Politique(courbe=CourbeRecouvrement(points=({"age": 0, "part": 100},)), segments={"or": {}})
        reponse = cout_attente(dossier(1000, 30), au=AU, jours=365, politique=politique)
        assert (reponse.valeur.cout, reponse.reserves) == (Decimal("90.91"), ())


def test_la_porte_des_donnees_accepte_la_politique_et_les_chiffres() -> None:
    entrees = {
        "dossier": {"creance": {"montant": "3200", "echeance": "2026-09-20"}},
        "au": "2026-11-21",
        "politique": {"voies_refusees": ["mise_en_demeure"]},
        "chiffres": {"cout_cabinet": "0"},
    }
    assert evaluer("orientation", entrees).valeur.option("cabinet").cout_fixe == 0
    with pytest.raises(DonneeInvalide, match="chiffres"):
        evaluer("orientation", {**entrees, "chiffres": {"inconnu": "1"}})
