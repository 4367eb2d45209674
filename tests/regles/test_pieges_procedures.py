"""Les pièges d'un calendrier de procédure : ce qu'une lecture rapide des textes manque."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creances import (
    Avancement,
    Creance,
    Creancier,
    Debiteur,
    Dossier,
    MiseEnDemeure,
    Procedure,
    Resultat,
    avancement,
    expiration,
    prescription,
    voies,
)


def _repondre(code: str, *actes: tuple[Any, ...], au: str, **champs: Any) -> Resultat[Avancement]:
    lus = [{"type": acte[0], "date": acte[1], **(acte[2] if len(acte) > 2 else {})} for acte in actes]
    return avancement(Procedure(type=code, actes=lus, **champs), au=au)  # type: ignore[arg-type]


def _jours(reponse: Resultat[Avancement]) -> dict[str, str]:
    return {une.etape: str(une.jour) for une in reponse.valeur.a_venir}


class TestInjonction:
    """« Quelles que soient les modalités de la signification, le délai d'opposition […] est suspensif » (CPC, 1422)."""

    FAITS = (("ordonnance", "2026-10-15"), ("signification", "2026-11-03", {"a_personne": False}))

    def test_la_date_de_la_requete_ne_choisit_pas_le_regime(self) -> None:
        reponse = _repondre("IP", ("requete", "2026-08-20"), ("ordonnance", "2026-09-01"), au="2026-09-02")
        assert _jours(reponse)["signification"] == "2026-12-01"

    def test_la_date_de_la_signification_non_plus(self) -> None:
        faits = (("ordonnance", "2026-08-31"), ("signification", "2026-09-15"))
        assert "attente_execution" not in _jours(_repondre("IP", *faits, au="2026-09-16"))

    def test_signifiee_a_l_etude_elle_s_execute_mais_l_opposition_reste_ouverte(self) -> None:
        reponse = _repondre("IP", *self.FAITS, au="2027-03-01")
        assert (reponse.valeur.etat, str(reponse.valeur.executoire_le)) == ("executoire", "2027-01-05")
        assert "OPPOSITION_ENCORE_OUVERTE" in reponse.codes()
        assert reponse.valeur.manquees == ()

    def test_un_mode_de_signification_inconnu_se_dit(self) -> None:
        faits = (("ordonnance", "2026-10-15"), ("signification", "2026-11-03"))
        assert "SIGNIFICATION_A_PRECISER" in _repondre("IP", *faits, au="2026-11-04").codes()
        connue = ("signification", "2026-11-03", {"a_personne": True})
        assert "SIGNIFICATION_A_PRECISER" not in _repondre("IP", faits[0], connue, au="2026-11-04").codes()

    def test_le_mois_court_de_la_denonciation_connue_du_debiteur(self) -> None:
        reponse = _repondre("IP", *self.FAITS, ("indisponibilite", "2027-03-08"), au="2027-03-09")
        assert _jours(reponse) == {"opposition_retardee": "2027-04-08"}
        assert "OPPOSITION_ENCORE_OUVERTE" not in reponse.codes()

    def test_une_opposition_hors_du_premier_mois_ne_retire_pas_le_titre(self) -> None:
        reponse = _repondre("IP", *self.FAITS, ("opposition", "2027-03-15"), au="2027-03-15")
        assert str(reponse.valeur.executoire_le) == "2027-01-05"

    def test_l_avis_du_greffe_n_a_pas_de_sanction(self) -> None:
        faits = (("ordonnance", "2026-10-15"), ("signification", "2026-11-03"), ("opposition", "2026-11-16"))
        reponse = _repondre("IP", *faits, au="2027-01-20", juridiction="tribunal_judiciaire")
        assert [(une.etape, une.consequence) for une in reponse.valeur.manquees] == [
            ("avis_du_greffe", "aucune_sanction")
        ]
        assert reponse.valeur.etat == "contestee"

    def test_l_oubli_de_l_avocat_rend_l_ordonnance_non_avenue_et_efface_l_interruption(self) -> None:
        faits = (("ordonnance", "2026-10-15"), ("signification", "2026-11-03"), ("opposition", "2026-11-16"))
        reponse = _repondre(
            "IP", *faits, ("copie_de_l_opposition", "2026-12-01"), au="2026-12-17", avocat_obligatoire=True
        )
        assert reponse.valeur.etat == "non_avenue"
        assert [un.efface for un in reponse.valeur.sur_la_prescription if un.acte == "signification"] == [True]

    def test_l_injonction_europeenne_compte_trente_jours_sans_distance(self) -> None:
        parties = [{"nom": "Dupont", "eloignement": "etranger"}]
        reponse = _repondre("IPE", ("signification", "2027-01-29"), au="2027-01-30", parties=parties)
        assert _jours(reponse)["opposition"] == "2027-03-01"


class TestDelaisARebours:
    """Un délai à rebours est franc, et jamais reporté."""

    def test_le_dernier_jour_chome_ne_se_deplace_pas(self) -> None:
        reponse = _repondre("FOND_TJ", ("assignation", "2026-11-02", {"audience": "2026-12-15"}), au="2026-11-03")
        assert _jours(reponse)["placement"] == "2026-11-29"
        reserve = next(une for une in reponse.reserves if une.code == "REBOURS_JOUR_CHOME")
        assert str(dict(reserve.dates)["precedent"]) == "2026-11-27"

    @pytest.mark.parametrize(("communiquee", "attendu"), [("2026-12-28", {"placement"}), ("2026-12-29", set())])
    def test_754_suppose_une_date_communiquee_plus_de_quinze_jours_avant(
        self, communiquee: str, attendu: set[str]
    ) -> None:
        reponse = _repondre("FOND_TJ", ("fixation", communiquee, {"audience": "2027-01-13"}), au=communiquee)
        assert {une.etape for une in reponse.valeur.a_venir if une.jour is not None} == attendu

    def test_le_refere_commercial_n_a_pas_de_delai_de_placement(self) -> None:
        fait = ("assignation", "2026-12-01", {"audience": "2026-12-15"})
        reponse = _repondre("REFPROV", fait, au="2026-12-10", juridiction="tribunal_de_commerce")
        assert (reponse.valeur.etat, _jours(reponse)) == ("assignee", {"remise_avant_l_audience": "None"})

    def test_une_audience_seulement_annoncee_ne_fait_rien_tomber(self) -> None:
        reponse = _repondre("FOND_TC", ("fixation", "2026-11-21", {"audience": "2027-01-13"}), au="2027-01-13")
        assert (reponse.valeur.etat, [une.etape for une in reponse.valeur.manquees]) == ("a_assigner", ["delivrance"])

    def test_l_audience_de_l_assignation_se_lit_a_defaut_dans_la_date_communiquee(self) -> None:
        faits = (("fixation", "2026-11-02", {"audience": "2027-01-13"}), ("assignation", "2026-12-01"))
        assert _jours(_repondre("FOND_TC", *faits, au="2026-12-02"))["placement"] == "2027-01-04"


class TestSaisies:
    """« À peine de caducité, la saisie est dénoncée au débiteur […] dans un délai de huit jours » (CPCE, R211-3)."""

    def test_le_mois_de_contestation_part_de_la_denonciation(self) -> None:
        reponse = _repondre("SA", ("saisie", "2026-12-04"), ("denonciation", "2026-12-10"), au="2026-12-10")
        assert _jours(reponse)["contestation"] == "2027-01-11"

    def test_la_contestation_d_un_vendredi_se_denonce_le_lundi(self) -> None:
        assert _jours(_repondre("SA", ("contestation", "2026-11-20"), au="2026-11-20")) == {
            "avis_de_contestation": "2026-11-23"
        }

    def test_contester_empeche_le_paiement(self) -> None:
        faits = (("saisie", "2026-12-04"), ("denonciation", "2026-12-10"), ("contestation", "2027-01-04"))
        assert "paiement" not in _jours(_repondre("SA", *faits, au="2027-01-04"))

    def test_la_chaine_conservatoire_compte_chaque_delai_de_son_propre_depart(self) -> None:
        faits = (("ordonnance", "2026-10-01"), ("saisie", "2026-11-16"), ("requete", "2026-12-01"))
        reponse = _repondre("CONS", *faits, au="2026-11-17")
        assert _jours(reponse) == {"denonciation": "2026-11-24", "fond": "2026-12-16"}
        suite = _repondre("CONS", *faits, ("denonciation", "2026-11-20"), au="2026-12-01")
        assert _jours(suite) == {"information_du_tiers": "2026-12-09"}

    def test_la_saisie_des_remunerations_a_une_fenetre(self) -> None:
        faits = (("commandement", "2026-11-16"), ("inscription", "2026-11-17"))
        jours = _jours(_repondre("SR", *faits, au="2026-11-17"))
        assert (jours["saisie_possible"], jours["saisie"]) == ("2026-12-17", "2027-02-16")


class TestPetitesCreancesEtIncontestees:
    """« Dans un délai d'un mois » à compter de l'envoi (CPCE, L125-1)."""

    def test_l_accord_apres_le_mois_vient_trop_tard(self) -> None:
        faits = (("envoi", "2026-11-09"), ("accord_debiteur", "2026-12-10"))
        assert _repondre("PSRPC", *faits, au="2026-12-11").valeur.etat == "refusee"

    def test_le_mois_et_les_huit_jours_s_additionnent(self) -> None:
        reponse = _repondre("L126", ("commandement", "2026-11-05"), au="2026-11-06")
        assert _jours(reponse) == {"contestation": "2026-12-07", "constat": "2026-12-16"}
        assert "L126_DECRET_NON_VU" in reponse.codes()

    def test_contester_met_fin_au_constat(self) -> None:
        reponse = _repondre("L126", ("commandement", "2026-11-05"), ("contestation", "2026-11-20"), au="2026-11-20")
        assert (reponse.valeur.etat, _jours(reponse)) == ("contestee", {})


class TestProcedureCollective:
    """Deux mois de plus pour le créancier « qui ne demeure pas sur le territoire de la France métropolitaine »."""

    @pytest.mark.parametrize(("eloignement", "jour"), [(None, "2027-01-18"), ("outre_mer", "2027-03-16")])
    def test_la_declaration(self, eloignement: str | None, jour: str) -> None:
        reponse = _repondre("PCOLL", ("publication", "2026-11-16"), au="2026-11-16", eloignement=eloignement)
        assert _jours(reponse)["declaration"] == jour

    def test_le_releve_sauve_de_la_forclusion(self) -> None:
        reponse = _repondre("PCOLL", ("publication", "2026-11-16"), ("releve", "2027-03-01"), au="2027-06-01")
        assert (reponse.valeur.etat, [une.etape for une in reponse.valeur.manquees]) == ("a_declarer", ["declaration"])


class TestMoisEtDistance:
    """« Lorsqu'un délai est exprimé en mois […] ce délai expire le jour du dernier mois […] qui porte le même quantième »
    (CPC, 641) ; les délais de distance s'y ajoutent (643).
    """

    def test_un_mois_n_est_pas_trente_jours(self) -> None:
        assert str(expiration("2027-01-29", mois=1).valeur) == "2027-03-01"
        assert str(expiration("2027-01-31", mois=1).valeur) == "2027-03-01"
        assert str(expiration("2027-03-31", mois=1).valeur) == "2027-04-30"
        assert str(expiration("2027-03-31", jours=30).valeur) == "2027-04-30"
        assert str(expiration("2027-05-31", mois=1).valeur) != str(expiration("2027-05-31", jours=31).valeur)

    def test_la_distance_s_ajoute_avant_le_report(self) -> None:
        assert str(expiration("2026-09-15", mois=1, distance="outre_mer").valeur) == "2026-11-16"
        assert str(expiration("2026-09-15", mois=1, distance="etranger").valeur) == "2026-12-15"
        assert str(expiration("2026-09-15", mois=1).valeur) == "2026-10-15"


class TestCeQuiNInterromptPas:
    """Ni la mise en demeure ni la sommation n'interrompent (Cass. com., 18 mai 2022, n° 20-23.204)."""

    DUE = Creance(montant=1000, echeance="2021-11-14")

    def test_la_mise_en_demeure_ne_recule_pas_le_terme(self) -> None:
        sommee = prescription(self.DUE, au="2026-01-15", evenements=[MiseEnDemeure(date="2025-11-14")]).valeur
        assert sommee.terme == prescription(self.DUE, au="2026-01-15").valeur.terme == date(2026, 11, 14)

    def test_le_dernier_jour_pour_signifier_precede_un_terme_qui_tombe_un_samedi(self) -> None:
        assert prescription(self.DUE, au="2026-01-15").valeur.dernier_jour_ouvrable == date(2026, 11, 13)


class TestRefereProvision:
    """« Dans les cas où l'existence de l'obligation n'est pas sérieusement contestable » (CPC, 835, 873)."""

    def test_aucune_condition_d_urgence_ne_ferme_le_refere(self) -> None:
        dossier = Dossier(
            creance=Creance(
                montant=4000,
                echeance="2026-04-30",
                debiteur=Debiteur(qualite="professionnel", commercant=True),
                creancier=Creancier(commercant=True),
            )
        )
        (refere,) = (une for une in voies(dossier, au="2026-11-21").valeur if une.procedure == "REFPROV")
        assert refere.etat == "ouverte"
        assert not any("urgence" in condition.condition for condition in refere.conditions)
