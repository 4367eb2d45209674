"""« Toute menace d'action alors que cette action n'est pas légalement possible » (C. conso., L121-6, 5°)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from creances import ContexteMessage, DonneeInvalide, controle_message, methode_autorisee
from creances.droit.corpus import droit_courant
from creances.regles.controle_message import ControleMessage

PHRASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "phrases.json").read_text(encoding="utf-8"))
LOI = droit_courant()("tiers.texte_a_reproduire", date(2026, 11, 20)).valeur
LETTRE_DE_TIERS = (
    "Recouvrement amiable pour le compte de Durand SARL, 1 rue Haute.\n\nFacture F-12 : principal 100 €, intérêts 2 €."
    f"\n\nMerci de payer par virement.\n\n{LOI}"
)


def _lire(texte: str, **contexte: Any) -> ControleMessage:
    champs = {"qualite": "professionnel", "canal": "email", **contexte}
    return controle_message(texte, au="2026-11-20", contexte=ContexteMessage(**champs)).valeur


class TestPhrases:
    @pytest.mark.parametrize("phrase", PHRASES, ids=[phrase["texte"][:60] for phrase in PHRASES])
    def test_chaque_phrase_est_permise_ou_releve_de_ses_codes(self, phrase: dict[str, Any]) -> None:
        lu = _lire(phrase["texte"], qualite=phrase["qualite"])
        assert sorted(lu.codes()) == sorted(phrase["codes"])
        assert lu.conforme is phrase.get("conforme", not phrase["codes"])

    def test_le_corpus_eprouve_les_deux_sens(self) -> None:
        interdites = [phrase for phrase in PHRASES if phrase["codes"]]
        assert len(interdites) >= 50
        assert len(PHRASES) - len(interdites) >= 50

    def test_chaque_passage_est_a_sa_place(self) -> None:
        for phrase in PHRASES:
            for constat in _lire(phrase["texte"], qualite=phrase["qualite"]).constats:
                assert phrase["texte"][constat.place_debut : constat.place_fin] == constat.extrait
                assert constat.formulation
                assert constat.articles


class TestLettresLivrees:
    """Les lettres de la bibliothèque ne menacent, n'imitent ni ne facturent rien."""

    LETTRES = sorted((Path(__file__).parents[1] / "adaptateurs" / "lettres").glob("*.txt"))

    def test_il_y_en_a(self) -> None:
        assert self.LETTRES

    @pytest.mark.parametrize("lettre", LETTRES, ids=lambda lettre: lettre.stem)
    def test_aucune_n_est_refusee_a_tort(self, lettre: Path) -> None:
        assert _lire(lettre.read_text(encoding="utf-8")).refus() == ()


class TestContexte:
    def test_un_titre_leve_la_menace_sans_titre(self) -> None:
        assert _lire("Saisie de vos biens.", titre=True).conforme
        assert not _lire("Saisie de vos biens.").conforme

    def test_un_commissaire_parle_de_ses_actes(self) -> None:
        assert _lire("Étude d'huissiers associés", emetteur="huissier").conforme
        assert not _lire("Étude d'huissiers associés", emetteur="tiers").conforme

    def test_l_indemnite_entre_professionnels_est_permise(self) -> None:
        texte = "Indemnité forfaitaire pour frais de recouvrement : 40 €"
        assert _lire(texte).conforme
        assert not _lire(texte, qualite="consommateur").conforme
        assert not _lire(texte, qualite="non_professionnel").conforme

    def test_un_debiteur_inconnu_n_a_que_des_alertes(self) -> None:
        lu = _lire("Indemnité forfaitaire : 40 €. Rappelez le 0 892 123 456.", qualite=None)
        assert lu.conforme
        assert lu.codes() == {"INTERET_B2C", "NUMERO_SURTAXE"}

    def test_sans_contexte_un_creancier_ecrit_a_un_inconnu(self) -> None:
        resultat = controle_message("Saisie de vos biens.", au="2026-11-20")
        assert resultat.valeur.codes() == {"MENACE_SANS_TITRE"}
        assert "DESTINATAIRE_INCONNU" in resultat.codes()

    @pytest.mark.parametrize(("qualite", "conforme"), [("consommateur", False), ("professionnel", True)])
    def test_une_creance_prescrite_ne_se_reclame_plus_au_consommateur(self, qualite: str, conforme: bool) -> None:
        lu = _lire("Merci de payer.", qualite=qualite, prescrite=True)
        assert (lu.conforme, lu.codes()) == (conforme, {"CREANCE_PRESCRITE"})

    def test_ne_rien_demander_reste_permis_en_procedure_collective(self) -> None:
        assert _lire("Nous déclarons notre créance.", procedure_collective=True).conforme
        assert not _lire("Merci de payer.", procedure_collective=True).conforme

    @pytest.mark.parametrize(("contacts", "gravites"), [(0, []), (1, []), (2, ["alerte"]), (3, ["refus"]), (None, [])])
    def test_la_frequence_se_compte_message_compris(self, contacts: int | None, gravites: list[str]) -> None:
        lu = _lire("Merci de payer.", contacts=contacts, contacts_habituels=2, contacts_maximum=3)
        assert [un.gravite for un in lu.constats] == gravites

    def test_sans_limite_la_frequence_ne_se_juge_pas(self) -> None:
        assert _lire("Merci de payer.", contacts=50).constats == ()

    @pytest.mark.parametrize(("heure", "indue"), [(7, True), (8, False), (19, False), (20, True), (None, False)])
    def test_les_heures_choisies_sont_de_huit_a_vingt_heures(self, heure: int | None, indue: bool) -> None:
        lu = _lire("Merci de payer.", heure=heure, premiere_heure=8, derniere_heure=20)
        assert (lu.codes() == {"HORAIRE"}) is indue

    def test_une_heure_sans_limite_ne_se_juge_pas(self) -> None:
        assert _lire("Merci de payer.", heure=3).constats == ()

    @pytest.mark.parametrize(
        ("jour", "territoire", "indu"),
        [
            ("2026-11-21", "metropole", False),
            ("2026-11-22", "metropole", True),
            ("2026-11-11", "metropole", True),
            ("2026-12-26", "metropole", False),
            ("2026-12-26", "alsace_moselle", True),
        ],
    )
    def test_ni_dimanche_ni_jour_ferie(self, jour: str, territoire: Any, indu: bool) -> None:
        contexte = ContexteMessage(qualite="professionnel", hors_dimanche=True, territoire=territoire)
        lu = controle_message("Merci de payer.", au=jour, contexte=contexte).valeur
        assert (lu.codes() == {"HORAIRE"}) is indu

    @pytest.mark.parametrize("canal", ["sms", "whatsapp"])
    def test_un_message_court_ne_dit_pas_la_dette(self, canal: Any) -> None:
        assert _lire("Votre facture de 120 € reste impayée.", canal=canal).codes() == {"DISCRETION_SMS"}
        assert _lire("Merci de nous rappeler au sujet de votre dossier.", canal=canal).constats == ()

    def test_le_creancier_est_nomme(self) -> None:
        assert _lire("Merci de payer.", creancier="Durand S.A.R.L.").codes() == {"IDENTITE_MASQUEE"}
        assert _lire("Merci de payer. DURAND SARL", creancier="Durand SARL").constats == ()
        suivant = "Notre lettre du 3 mars. Merci de payer."
        assert not _lire(suivant, creancier="Durand", emetteur="tiers", premiere_lettre=False).conforme

    def test_la_lettre_au_consommateur_dit_le_mediateur(self) -> None:
        assert _lire("Merci de payer.", qualite="consommateur", canal="courrier").codes() == {"MEDIATEUR"}
        dit = "Merci de payer. Médiateur de la consommation : …"
        assert _lire(dit, qualite="consommateur", canal="courrier").constats == ()

    def test_un_numero_ordinaire_ou_gratuit_n_est_pas_surtaxe(self) -> None:
        for numero in ("01 89 21 23 45", "0 800 123 456", "0809 123 456", "2 0892 123 456 789"):
            assert _lire(numero, qualite="consommateur").constats == ()

    def test_un_professionnel_peut_recevoir_un_numero_surtaxe(self) -> None:
        assert _lire("0 892 123 456").constats == ()


class TestLettreDeTiers:
    """« 5° La reproduction des deuxième et troisième alinéas de l'article L. 111-8 » (CPCE, R124-4)."""

    def test_les_cinq_mentions_y_sont(self) -> None:
        lu = _lire(LETTRE_DE_TIERS, emetteur="tiers", premiere_lettre=True, creancier="Durand SARL")
        assert lu.constats == ()

    @pytest.mark.parametrize(
        ("sans", "motif"),
        [
            ("Recouvrement amiable", "lettre_sans_qualite"),
            ("Durand SARL", "lettre_sans_creancier"),
            ("principal", "lettre_sans_detail"),
            ("virement", "lettre_sans_moyen"),
            ("Toute stipulation contraire", "lettre_sans_texte"),
        ],
    )
    def test_chacune_manque_seule(self, sans: str, motif: str) -> None:
        texte = LETTRE_DE_TIERS.replace(sans, "…")
        lu = _lire(texte, emetteur="tiers", premiere_lettre=True, creancier="Durand SARL")
        assert [(un.code, un.motif, un.gravite) for un in lu.constats] == [("MENTION_TIERS", motif, "refus")]

    def test_le_texte_manquant_est_donne_en_entier(self) -> None:
        lu = _lire("Recouvrement amiable.", emetteur="tiers", premiere_lettre=True)
        assert [un.formulation for un in lu.constats if un.motif == "lettre_sans_texte"] == [LOI]

    def test_sans_nom_le_creancier_se_cherche_par_les_mots(self) -> None:
        assert _lire(LETTRE_DE_TIERS, emetteur="tiers", premiere_lettre=True).conforme

    def test_le_texte_de_2012_ne_suffit_plus(self) -> None:
        ancien = LETTRE_DE_TIERS.replace(" par la loi au créancier", " par la loi")
        contexte = ContexteMessage(qualite="professionnel", emetteur="tiers", premiere_lettre=True)
        assert not controle_message(ancien, au="2026-11-20", contexte=contexte).valeur.conforme

    def test_chaque_demarche_suivante_rappelle_la_premiere(self) -> None:
        suivante = {"emetteur": "tiers", "premiere_lettre": False}
        assert not _lire("Merci de payer.", **suivante).conforme
        assert _lire("Notre lettre du 3 mars 2026, référence F-12. Merci de payer.", **suivante).conforme

    def test_l_omission_est_punie(self) -> None:
        peines = _lire("Merci de payer.", emetteur="tiers", premiere_lettre=True).peines
        assert [(une.article, une.emprisonnement, str(une.amende)) for une in peines] == [
            ("CPCE, R124-7", None, "1500.00")
        ]


class TestRefus:
    """Idée 64 : une menace expose le créancier ; le message ne part pas."""

    def test_un_message_refuse_ne_s_exporte_pas(self) -> None:
        with pytest.raises(DonneeInvalide, match="MENACE") as refus:
            _lire("Vous allez le regretter.").exiger_conforme()
        assert refus.value.code == "message.refuse"
        assert "C. pén., 222-18" in refus.value.articles

    def test_un_refus_de_circonstance_se_nomme_sans_passage(self) -> None:
        with pytest.raises(DonneeInvalide, match="un message refusé, PROCEDURE_COLLECTIVE ;"):
            _lire("Merci de payer.", procedure_collective=True).exiger_conforme()

    def test_un_message_permis_passe(self) -> None:
        _lire("Merci de payer la facture F-12.").exiger_conforme()

    def test_un_texte_trop_long_est_refuse(self) -> None:
        assert _lire("a" * 20_000).conforme
        with pytest.raises(DonneeInvalide, match="20001 caractères"):
            _lire("a" * 20_001)


class TestMethodes:
    """Idées 28 et 34 : l'intimidation et la confusion ne sont pas des méthodes."""

    @pytest.mark.parametrize(
        "methode",
        ["intimidation", "confusion", "intimidation_confusion", "harcelement", "divulgation", "faux_huissier"],
    )
    def test_une_methode_interdite_est_refusee_avec_ses_textes_et_son_remplacement(self, methode: str) -> None:
        refusee = methode_autorisee(methode, au="2026-11-21")
        assert not refusee.valeur.autorisee
        assert refusee.articles
        assert refusee.valeur.peines
        assert refusee.valeur.alternatives

    @pytest.mark.parametrize("methode", ["negociation", "pack", "mise_en_demeure", "fermete_legale"])
    def test_une_methode_permise_n_a_rien_a_remplacer(self, methode: str) -> None:
        permise = methode_autorisee(methode, au="2026-11-21").valeur
        assert permise.autorisee
        assert permise.alternatives == ()

    def test_une_methode_inconnue_nomme_celles_qui_le_sont(self) -> None:
        with pytest.raises(DonneeInvalide, match=r"telepathie.*negociation"):
            methode_autorisee("telepathie", au="2026-11-21")

    def test_aucun_remplacement_n_est_lui_meme_refuse(self) -> None:
        from creances.droit.messages import methodes

        remplacements = {une for refusee in methodes().refusees.values() for une in refusee.alternatives}
        assert not remplacements & set(methodes().refusees)


class TestUneLitoteMenace:
    """« Toute menace d'action alors que cette action n'est pas légalement possible » (C. conso., L121-6, 5°)"""

    @pytest.mark.parametrize(
        "texte",
        [
            "Nous n'hésiterons pas à saisir vos biens.",
            "Nous ne manquerons pas de faire saisir vos comptes.",
            "Nous ne tarderons pas à faire saisir vos comptes.",
            "Il n'est pas exclu que nous saisissions vos biens.",
            "Nous ne nous priverons pas de prévenir votre employeur.",
        ],
    )
    def test_nier_l_hesitation_n_est_pas_nier_la_menace(self, texte: str) -> None:
        assert not controle_message(texte, au="2026-11-20").valeur.conforme

    @pytest.mark.parametrize(
        "texte",
        [
            "Nous ne pouvons pas faire saisir vos comptes.",
            "Aucune saisie n'est possible.",
            "Nous demanderons au juge l'autorisation de saisir vos comptes.",
        ],
    )
    def test_une_vraie_negation_ou_le_juge_la_levent(self, texte: str) -> None:
        assert controle_message(texte, au="2026-11-20").valeur.conforme


class TestDesFraisACoteDeLIndemnite:
    """« Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier » (CPCE, L111-8)"""

    def _codes(self, texte: str, qualite: str) -> frozenset[str]:
        contexte = ContexteMessage(qualite=qualite)
        return frozenset(un.code for un in controle_message(texte, au="2026-11-20", contexte=contexte).valeur.refus())

    @pytest.mark.parametrize(
        "texte",
        [
            "Des frais de dossier de 25 euros s'ajoutent à l'indemnité forfaitaire.",
            "Indemnité forfaitaire : 40 euros, frais de relance : 15 euros.",
        ],
    )
    def test_nommer_l_indemnite_ne_les_permet_pas(self, texte: str) -> None:
        assert self._codes(texte, "professionnel") == {"FRAIS_INDUS"}

    @pytest.mark.parametrize(
        "texte",
        [
            "L'indemnité forfaitaire pour frais de recouvrement, 40 euros, est due.",
            "Frais de recouvrement : indemnité forfaitaire de 40 euros.",
            "Une indemnisation complémentaire des frais de recouvrement est demandée, sur justification.",
        ],
    )
    def test_l_indemnite_et_son_complement_sont_entre_professionnels(self, texte: str) -> None:
        """C. com., L441-10, II : « une indemnisation complémentaire, sur justification »."""
        assert self._codes(texte, "professionnel") == frozenset()
        assert "INTERET_B2C" in self._codes(texte, "consommateur")
