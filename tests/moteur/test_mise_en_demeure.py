"""Une mise en demeure, de l'envoi à son terme ; et le contexte d'un message tiré d'un dossier."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

import pytest

from creances import (
    ContexteMessage,
    Creance,
    Creancier,
    Debiteur,
    DonneeInvalide,
    Dossier,
    MiseEnDemeure,
    Relance,
    contexte_message,
    controle_message,
    mise_en_demeure,
    penalites,
    prescription,
)
from creances.moteur.messages import canal_de_message
from creances.moteur.usages.chiffres import chiffres

RELANCE = Relance(date="2026-05-10", canal="email")
FACTURE = Creance(
    reference="F-12",
    montant=10000,
    echeance="2026-04-30",
    debiteur=Debiteur(nom="Martin", qualite="professionnel"),
    creancier=Creancier(nom="Durand SARL"),
)
LETTRE = """Durand SARL à Martin, le 31 août 2026. Mise en demeure. Facture F-12 : principal 10 000,00 €, intérêts 413,68 €,
indemnité forfaitaire pour frais de recouvrement 40 €. Merci de payer sous 8 jours, par virement. À défaut, nous
saisirons le tribunal de commerce. Nos relances sont jointes. Notre interlocuteur répond à toute difficulté."""


def _dossier(*evenements: Any, **champs: Any) -> Dossier:
    return Dossier(creance=FACTURE.avec(**champs), evenements=(RELANCE, *evenements))


class TestChiffresDUsage:
    @pytest.mark.parametrize(
        ("nom", "valeur"),
        [
            ("contacts_habituels", 2),
            ("contacts_maximum", 3),
            ("fenetre_des_contacts", 7),
            ("premiere_heure", 8),
            ("derniere_heure", 20),
            ("delai_grand_compte", 15),
            ("delai_minimal", 8),
            ("intervalle_de_repetition", 30),
            ("relances_prealables", 1),
        ],
    )
    def test_chaque_chiffre_est_celui_de_sa_source(self, nom: str, valeur: int) -> None:
        assert chiffres("messages.toml")[nom].valeur == valeur

    def test_aucun_chiffre_n_est_sans_epreuve(self) -> None:
        assert len(chiffres("messages.toml")) == 9


class TestTexte:
    def test_une_lettre_complete_est_conforme(self) -> None:
        lue = mise_en_demeure(_dossier(), au="2026-08-31", texte=LETTRE)
        assert lue.valeur.conforme
        assert lue.valeur.codes() == set()

    @pytest.mark.parametrize(
        ("ote", "sujet", "conforme"), [("F-12", "fondement", False), ("virement", "moyens_de_paiement", True)]
    )
    def test_une_mention_absente_se_dit(self, ote: str, sujet: str, conforme: bool) -> None:
        lue = mise_en_demeure(_dossier(), au="2026-08-31", texte=LETTRE.replace(ote, "…")).valeur
        assert [(une.code, une.sujet) for une in lue.anomalies] == [("MENTION_ABSENTE", sujet)]
        assert lue.conforme is conforme

    def test_une_lettre_sans_delai(self) -> None:
        lue = mise_en_demeure(_dossier(), au="2026-08-31", texte=LETTRE.replace("sous 8 jours", "")).valeur
        assert lue.codes() == {"DELAI_ABSENT"}
        assert not lue.conforme

    def test_le_texte_peut_porter_le_delai_que_l_evenement_tait(self) -> None:
        envoyee = MiseEnDemeure(date="2026-08-31", mode="lrar", presentation="2026-09-02")
        sans = mise_en_demeure(_dossier(envoyee), au="2026-09-20", envoyee=True).valeur
        texte = LETTRE.replace("8 jours", "huit jours")
        avec = mise_en_demeure(_dossier(envoyee), au="2026-09-20", envoyee=True, texte=texte).valeur
        assert sans.codes() == {"DELAI_ABSENT"}
        assert avec.codes() == set()

    def test_une_saisie_annoncee_sans_titre(self) -> None:
        lue = mise_en_demeure(_dossier(), au="2026-08-31", texte=LETTRE + " Puis saisie de vos biens.").valeur
        assert lue.codes() == {"MENACE_SANS_TITRE"}
        assert [un.code for un in lue.constats] == ["MENACE_SANS_TITRE"]

    def test_le_courriel_d_un_avocat_se_lit_comme_un_pli(self) -> None:
        assert canal_de_message("avocat") == canal_de_message("acte") == "lrar"
        assert canal_de_message("email") == "email"

    def test_la_lettre_d_un_tiers_porte_aussi_les_mentions_de_r124_4(self) -> None:
        lue = mise_en_demeure(_dossier(), au="2026-08-31", texte=LETTRE, emetteur="tiers").valeur
        assert "MENTION_TIERS" in lue.codes()


class TestMode:
    def test_un_debiteur_de_mauvaise_foi_appelle_un_acte(self) -> None:
        reponse = {"type": "reponse", "date": "2026-06-01", "attitude": "mauvaise_foi"}
        lue = mise_en_demeure(_dossier(reponse), au="2026-08-31").valeur
        assert (lue.mode, lue.preuve, lue.raisons) == ("acte", "authentique", ("debiteur_mauvaise_foi",))

    def test_le_mode_demande_l_emporte_sur_celui_de_la_lettre(self) -> None:
        envoyee = MiseEnDemeure(date="2026-08-31", mode="email", delai=8)
        assert mise_en_demeure(_dossier(envoyee), au="2026-09-01", envoyee=True).valeur.mode == "email"
        assert mise_en_demeure(_dossier(envoyee), au="2026-09-01", envoyee=True, mode="lrar").valeur.mode == "lrar"

    def test_une_lettre_sans_mode_connu_prend_le_conseil(self) -> None:
        envoyee = MiseEnDemeure(date="2026-08-31", delai=8)
        resultat = mise_en_demeure(_dossier(envoyee), au="2026-09-01", envoyee=True)
        assert resultat.valeur.mode == "lrar"
        assert "MISE_EN_DEMEURE_SANS_PREUVE" in resultat.codes()

    @pytest.mark.parametrize(
        ("debiteur", "delai"),
        [
            ({"qualite": "professionnel"}, 8),
            ({}, 8),
            ({"qualite": "professionnel", "segment": "grand_compte"}, 15),
            ({"qualite": "consommateur"}, 15),
            ({"qualite": "non_professionnel"}, 15),
            ({"qualite": "public"}, 30),
        ],
    )
    def test_le_delai_d_usage_suit_le_debiteur(self, debiteur: dict[str, Any], delai: int) -> None:
        assert mise_en_demeure(_dossier(debiteur=debiteur), au="2026-08-31").valeur.delai == delai


class TestRefus:
    def test_aucune_lettre_envoyee(self) -> None:
        with pytest.raises(DonneeInvalide, match="aucune mise en demeure"):
            mise_en_demeure(_dossier(), au="2026-08-31", envoyee=True)

    def test_une_lettre_a_venir_n_existe_pas(self) -> None:
        future = MiseEnDemeure(date="2026-09-01", delai=8)
        with pytest.raises(DonneeInvalide):
            mise_en_demeure(_dossier(future), au="2026-08-31", envoyee=True)

    @pytest.mark.parametrize(("qualite", "conforme"), [("consommateur", False), ("professionnel", True)])
    def test_une_creance_prescrite(self, qualite: str, conforme: bool) -> None:
        nature = {"consommateur": "B2C_GENERAL", "professionnel": "B2B_VENTE"}[qualite]
        vieille = _dossier(echeance="2018-04-30", nature=nature, debiteur={"qualite": qualite}, emission="2018-03-31")
        lue = mise_en_demeure(vieille, au="2026-08-31", sans_relance=True).valeur
        assert "CREANCE_PRESCRITE" in lue.codes()
        assert lue.conforme is conforme

    def test_un_mot_du_texte_ne_redit_pas_un_fait_du_dossier(self) -> None:
        ouverture = {"type": "procedure_collective", "date": "2026-07-01"}
        lue = mise_en_demeure(_dossier(ouverture), au="2026-08-31", texte=LETTRE).valeur
        assert [une.code for une in lue.anomalies].count("PROCEDURE_COLLECTIVE") == 1


class TestProprietes:
    @pytest.mark.parametrize("au", ["2026-08-31", "2026-11-21"])
    def test_un_evenement_posterieur_ne_change_rien(self, au: str) -> None:
        futur = MiseEnDemeure(date="2026-12-01", delai=8)
        assert mise_en_demeure(_dossier(futur), au=au) == mise_en_demeure(_dossier(), au=au)

    def test_la_lettre_controlee_ne_se_compte_pas_parmi_les_relances(self) -> None:
        envoyee = MiseEnDemeure(date="2026-08-31", mode="lrar", delai=8)
        lue = mise_en_demeure(_dossier(envoyee), au="2026-09-01", envoyee=True, texte=LETTRE).valeur
        assert lue.codes() == set()

    @pytest.mark.parametrize("presentation", ["2026-09-02", "2026-10-01"])
    def test_l_effet_annonce_est_celui_du_compte(self, presentation: str) -> None:
        """Le premier jour d'intérêt dit par la lettre est le premier jour que les pénalités comptent."""
        envoyee = MiseEnDemeure(date="2026-08-31", mode="lrar", presentation=presentation, delai=15)
        dossier = _dossier(envoyee, nature="B2C_GENERAL", debiteur={"qualite": "consommateur"})
        effet = mise_en_demeure(dossier, au="2026-11-01", envoyee=True).valeur.effets_de_droit[0]
        assert effet.depuis is not None
        compte = {
            jour: penalites(dossier.creance, au=jour, evenements=dossier.evenements).valeur
            for jour in (effet.depuis - timedelta(days=1), effet.depuis)
        }
        assert compte[effet.depuis - timedelta(days=1)] == 0
        assert compte[effet.depuis] > 0


class TestContexteMessage:
    def test_il_reprend_le_dossier(self) -> None:
        lu = contexte_message(_dossier(), au="2026-08-31", canal="sms", heure=9)
        assert (lu.qualite, lu.creancier, lu.canal, lu.heure) == ("professionnel", "Durand SARL", "sms", 9)
        assert (lu.titre, lu.prescrite, lu.procedure_collective) == (False, False, False)
        assert (lu.contacts_habituels, lu.contacts_maximum, lu.premiere_heure, lu.derniere_heure) == (2, 3, 8, 20)

    def test_les_contacts_sont_ceux_des_sept_derniers_jours(self) -> None:
        jours = ("2026-08-24", "2026-08-25", "2026-08-31", "2026-09-01")
        relances = [Relance(date=jour, canal="email") for jour in jours]
        interne = Relance(date="2026-08-30", canal="interne")
        demeure = MiseEnDemeure(date="2026-08-30", delai=8)
        assert contexte_message(_dossier(*relances, interne, demeure), au="2026-08-31").contacts == 3

    def test_titre_prescription_et_procedure_collective(self) -> None:
        titre = {"type": "titre", "date": "2026-08-01"}
        ouverture = {"type": "procedure_collective", "date": "2026-08-01"}
        lu = contexte_message(_dossier(titre, ouverture), au="2026-08-31")
        assert (lu.titre, lu.procedure_collective) == (True, True)
        vieille = _dossier(echeance="2018-04-30", emission="2018-03-31")
        assert contexte_message(vieille, au="2026-08-31").prescrite

    def test_les_limites_se_changent(self) -> None:
        contexte = contexte_message(_dossier(), au="2026-08-31").avec(contacts_maximum=0)
        lu = controle_message("Durand SARL : merci de payer.", au="2026-08-31", contexte=contexte).valeur
        assert lu.codes() == {"FREQUENCE"}

    def test_l_ancien_nom_de_l_huissier_se_lit(self) -> None:
        """Idée 9."""
        assert contexte_message(_dossier(), au="2026-08-31", emetteur="huissier").emetteur == "commissaire"
        with pytest.raises(DonneeInvalide):
            ContexteMessage(emetteur=3)


class TestCeQuilEstInterditDePayer:
    """« de payer, en tout ou partie, une créance […] née antérieurement » (C. conso., L722-5 ; de même C. com., L622-7)"""

    MENAGE: ClassVar[dict[str, Any]] = {"nature": "B2C_GENERAL", "debiteur": {"qualite": "consommateur"}}
    DEPOT: ClassVar[dict[str, Any]] = {"type": "depot_surendettement", "date": "2026-07-01"}
    RECEVABLE: ClassVar[dict[str, Any]] = {"type": "surendettement", "date": "2026-08-01"}

    @pytest.mark.parametrize(
        ("evenements", "gravite"),
        [((DEPOT,), "alerte"), ((DEPOT, RECEVABLE), "refus"), ((DEPOT, RECEVABLE | {"fin": "2026-08-31"}), "alerte")],
    )
    def test_un_surendettement(self, evenements: Any, gravite: str) -> None:
        dossier = _dossier(*evenements, **self.MENAGE)
        lue = mise_en_demeure(dossier, au="2026-08-31").valeur
        assert [une.gravite for une in lue.anomalies if une.code == "SURENDETTEMENT"] == [gravite]
        contexte = contexte_message(dossier, au="2026-08-31")
        dits = controle_message("Durand SARL : merci de payer.", au="2026-08-31", contexte=contexte).valeur.constats
        assert [(un.gravite, un.articles) for un in dits if un.code == "SURENDETTEMENT"] == [
            (gravite, ("C. conso., L722-5",))
        ]
        assert "SURENDETTEMENT" not in mise_en_demeure(dossier, au="2026-06-30").valeur.codes()

    @pytest.mark.parametrize(("livraison", "gelee"), [("2026-07-31", True), ("2026-08-01", False)])
    def test_une_dette_nee_apres_se_reclame(self, livraison: str, gelee: bool) -> None:
        """C. com., L622-17 : la créance née après le jugement se paie à son échéance."""
        ouverture = {"type": "procedure_collective", "date": "2026-08-01"}
        nee = {"livraison": livraison, "echeance": "2026-08-15"}
        collective = _dossier(ouverture, **nee)
        assert ("PROCEDURE_COLLECTIVE" in mise_en_demeure(collective, au="2026-08-31").valeur.codes()) is gelee
        assert contexte_message(collective, au="2026-08-31").procedure_collective is gelee
        surendette = _dossier(self.DEPOT | {"date": "2026-08-01"}, **self.MENAGE, **nee)
        assert ("SURENDETTEMENT" in mise_en_demeure(surendette, au="2026-08-31").valeur.codes()) is gelee


class TestElleInterromptRarement:
    """Ce que la mise en demeure dit de la prescription est ce que la règle de prescription en fait."""

    CLAUSE: ClassVar[dict[str, Any]] = {"type": "accord_prescription", "date": "2026-03-01", "lettre_interrompt": True}

    def _lue(self, *evenements: Any, **champs: Any) -> tuple[bool, str]:
        envoyee = MiseEnDemeure(date="2026-06-01", mode="lrar", presentation="2026-06-03", delai=15)
        jours = {"emission": "2025-03-31", "livraison": "2025-03-31", "echeance": "2025-04-30"}
        dossier = _dossier(*evenements, envoyee, **(jours | champs))
        lue = mise_en_demeure(dossier, au="2026-08-31", envoyee=True).valeur
        avant, apres = (
            prescription(dossier.creance, au="2026-08-31", evenements=evenements).valeur.terme
            for evenements in (dossier.evenements[:-1], dossier.evenements)
        )
        assert (apres != avant) is lue.interrompt_la_prescription
        return lue.interrompt_la_prescription, next(
            un.article for un in lue.effets_de_droit if un.code.startswith("prescription")
        )

    def test_jamais_par_clause_avec_un_consommateur(self) -> None:
        """« ni ajouter aux causes de suspension ou d'interruption » (C. conso., L218-1)"""
        menage = {"nature": "B2C_GENERAL", "debiteur": {"qualite": "consommateur"}}
        assert self._lue(self.CLAUSE, **menage) == (False, "C. conso., L218-1")
        assert self._lue(self.CLAUSE) == (True, "C. civ., 2254")

    def test_la_decheance_quadriennale(self) -> None:
        """« Toute demande de paiement ou toute réclamation écrite » (loi n° 68-1250, art. 2)"""
        commune = {"debiteur": {"qualite": "public", "categorie_publique": "collectivite"}}
        assert self._lue(**commune) == (True, "Loi n° 68-1250, art. 2")

    def test_la_prime_d_assurance_du_jour_de_l_envoi(self) -> None:
        """« de l'envoi d'une lettre recommandée » (C. assur., L114-2)"""
        envoyee = MiseEnDemeure(date="2026-06-01", mode="lrar", presentation="2026-06-03", delai=15)
        lue = mise_en_demeure(_dossier(envoyee, nature="ASSURANCE_PRIME"), au="2026-08-31", envoyee=True).valeur
        effet = next(un for un in lue.effets_de_droit if un.code == "prescription_interrompue")
        assert (str(effet.depuis), effet.article) == ("2026-06-01", "C. assur., L114-2")


class TestUneSecondeMiseEnDemeure:
    """C. civ., 1344-1 : elle ne fait pas courir de nouveau l'intérêt que la première a fait courir."""

    def test_le_premier_jour_reste_celui_de_la_premiere(self) -> None:
        premiere = MiseEnDemeure(date="2026-06-01", mode="lrar", presentation="2026-06-03", delai=15)
        dossier = _dossier(premiere, nature="B2C_GENERAL", debiteur={"qualite": "consommateur"})
        effet = mise_en_demeure(dossier, au="2026-08-31").valeur.effets_de_droit[0]
        assert (effet.code, str(effet.depuis)) == ("interets_deja_courus", "2026-06-04")
