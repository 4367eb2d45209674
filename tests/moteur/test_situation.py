"""La situation d'un dossier : ce qu'il disait un jour donné, et rien de plus tardif."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from creances import (
    Acte,
    Avoir,
    Contestation,
    Creance,
    Debiteur,
    Dossier,
    MiseEnDemeure,
    Paiement,
    Pause,
    Procedure,
    ProcedureCollective,
    Promesse,
    Surendettement,
    Titre,
    decompte,
    droit_courant,
)
from creances.moteur.situation import Situation
from creances.noyau.argent import centimes
from strategies import mouvements, sans_effet

FACTURE = Creance(montant=1000, echeance="2026-04-30")
CREDIT = FACTURE.avec(nature="CREDIT_CONSO", debiteur=Debiteur(qualite="consommateur"))


def situer(*evenements, au="2026-06-30", creance=FACTURE, procedures=()):
    dossier = Dossier(creance=creance, evenements=evenements, procedures=procedures)
    return Situation(dossier, date.fromisoformat(au), droit_courant())


class TestComptes:
    @pytest.mark.parametrize(("au", "retard"), [("2026-04-29", 0), ("2026-04-30", 0), ("2026-05-01", 1)])
    def test_le_retard_commence_le_lendemain_de_l_echeance(self, au, retard):
        assert situer(au=au).retard == retard

    @given(evenements=mouvements(date(2026, 4, 30)))
    def test_les_sommes_sont_celles_du_decompte(self, evenements):
        situation = situer(*evenements)
        reste = decompte(FACTURE, au="2026-06-30", evenements=evenements).valeur
        assert (situation.principal, situation.du) == (centimes(reste.principal), centimes(reste.total))
        assert situation.soldee == (reste.total == 0)

    @pytest.mark.parametrize(
        ("creance", "au"), [(FACTURE, "2027-02-01"), (CREDIT, "2026-06-30")], ids=["sans_taux", "hors_champ"]
    )
    def test_sans_compte_le_principal_reste_connu(self, creance, au):
        recus = (Paiement(date="2026-05-02", montant=300), Avoir(date="2026-05-03", montant=100))
        situation = situer(*recus, creance=creance, au=au)
        assert situation.refus is not None
        assert (situation.principal, situation.du, situation.exigible) == (60000, None, date(2026, 4, 30))
        assert not situation.soldee

    def test_sans_compte_ni_date_imprimee_l_echeance_se_calcule(self):
        situation = situer(creance=Creance(montant=1000, livraison="2026-04-15"), au="2027-02-01")
        assert situation.exigible == date(2026, 5, 15)

    def test_un_principal_paye_laisse_les_accessoires_dus(self):
        public = Debiteur(qualite="public", categorie_publique="collectivite")
        situation = situer(Paiement(date="2026-05-30", montant=1000), creance=FACTURE.avec(debiteur=public))
        assert situation.principal == 0
        assert not situation.soldee


class TestPromesses:
    @pytest.mark.parametrize(
        ("versements", "au", "etat"),
        [
            ([], "2026-06-10", "en_cours"),
            ([], "2026-06-11", "rompue"),
            ([("2026-06-10", 400)], "2026-06-30", "tenue"),
            ([("2026-06-01", 250), ("2026-06-05", 150)], "2026-06-05", "tenue"),
            ([("2026-06-10", "399.99")], "2026-06-30", "rompue"),
            ([("2026-06-11", 400)], "2026-06-30", "rompue"),
            ([("2026-05-19", 400)], "2026-06-30", "rompue"),
        ],
    )
    def test_une_promesse_est_tenue_si_la_somme_arrive_a_son_terme_inclus(self, versements, au, etat):
        promesse = Promesse(date="2026-05-20", pour_le="2026-06-10", montant=400)
        recus = [Paiement(date=jour, montant=montant) for jour, montant in versements]
        (suivie,) = situer(promesse, *recus, au=au).promesses
        assert suivie.etat == etat

    def test_sans_somme_elle_porte_sur_tout_ce_qui_restait(self):
        avant = Paiement(date="2026-05-02", montant=600)
        promesse = Promesse(date="2026-05-20", pour_le="2026-06-10")
        for verse, etat in (("399.99", "rompue"), ("400", "tenue")):
            (suivie,) = situer(avant, promesse, Paiement(date="2026-06-01", montant=Decimal(verse))).promesses
            assert suivie.etat == etat

    def test_sans_date_elle_n_engage_a_rien(self):
        (suivie,) = situer(Promesse(date="2026-05-20")).promesses
        assert suivie.etat == "sans_date"


class TestContestation:
    def test_sans_somme_elle_porte_sur_tout(self):
        assert situer(Contestation(date="2026-05-20")).contestee == 100000
        assert situer(creance=FACTURE.avec(contestation="qualité")).contestee == 100000

    def test_les_parts_contestees_s_ajoutent_sans_depasser_le_principal(self):
        deux = [Contestation(date="2026-05-20", montant=un) for un in (300, 200)]
        assert situer(*deux).contestee == 50000
        assert situer(*deux, Paiement(date="2026-05-21", montant=800)).contestee < 50000

    @pytest.mark.parametrize(("au", "contestee"), [("2026-05-31", 30000), ("2026-06-01", 0)])
    def test_elle_cesse_le_jour_de_sa_fin(self, au, contestee):
        levee = Contestation(date="2026-05-20", montant=300, fin="2026-06-01")
        assert situer(levee, creance=FACTURE.avec(contestation="qualité"), au=au).contestee == contestee


class TestMiseEnDemeure:
    @pytest.mark.parametrize(
        ("champs", "fin"),
        [
            ({}, "2026-06-09"),
            ({"presentation": "2026-06-03"}, "2026-06-11"),
            ({"presentation": "2026-06-03", "reception": "2026-06-06"}, "2026-06-11"),
            ({"reception": "2026-06-06", "delai": 15}, "2026-06-21"),
        ],
    )
    def test_son_delai_compte_de_la_premiere_presentation(self, champs, fin):
        situation = situer(MiseEnDemeure(date="2026-06-01", **champs))
        assert situation.fin_de_mise_en_demeure(8) == date.fromisoformat(fin)

    def test_sans_mise_en_demeure_il_n_y_a_pas_de_terme(self):
        assert situer().fin_de_mise_en_demeure(8) is None


class TestPhase:
    @pytest.mark.parametrize(
        ("evenements", "procedures", "au", "phase"),
        [
            ([], [], "2026-04-30", "prevention"),
            ([], [], "2026-05-01", "amiable"),
            ([Paiement(date="2026-04-30", montant=1000)], [], "2026-05-01", "close"),
            ([ProcedureCollective(date="2026-05-20")], [], "2026-06-30", "procedure_collective"),
            ([Surendettement(date="2026-05-20")], [], "2026-06-30", "procedure_collective"),
            ([], [("IP", "requete")], "2026-06-30", "contentieux"),
            ([], [("SA", "saisie")], "2026-06-30", "execution_forcee"),
            ([Titre(date="2026-05-20")], [], "2026-06-30", "execution_forcee"),
            ([], [("PCOLL", "publication")], "2026-06-30", "amiable"),
            ([], [("IP", "requete")], "2026-06-01", "amiable"),
        ],
    )
    def test_la_phase_suit_les_faits(self, evenements, procedures, au, phase):
        engagees = [Procedure(type=code, actes=[Acte(type=acte, date="2026-06-10")]) for code, acte in procedures]
        assert situer(*evenements, procedures=engagees, au=au).phase == phase

    def test_une_ordonnance_executoire_mene_a_l_execution(self):
        actes = [("ordonnance", "2026-01-10"), ("signification", "2026-01-20"), ("executoire", "2026-03-01")]
        engagee = Procedure(type="IP", actes=[Acte(type=acte, date=jour) for acte, jour in actes])
        assert situer(procedures=[engagee]).phase == "execution_forcee"


class TestPrescription:
    def test_elle_est_inconnue_si_le_droit_est_local(self):
        locale = Creance(montant=1000, emission="2026-01-01", debiteur=Debiteur(territoire="nouvelle_caledonie"))
        assert str(situer().prescription.valeur.terme) == "2031-04-30"
        assert situer(creance=locale).prescription is None


@given(evenement=sans_effet(date(2027, 6, 30)).filter(lambda un: un.date > date(2026, 6, 30)))
def test_un_evenement_posterieur_n_existe_pas(evenement):
    assert situer(evenement).fil.evenements == situer().fil.evenements


def test_une_pause_cesse_le_jour_de_sa_fin():
    pause = Pause(date="2026-05-20", fin="2026-06-01")
    assert situer(pause, au="2026-05-31").fil.en_cours(Pause) == [pause]
    assert situer(pause, au="2026-06-01").fil.en_cours(Pause) == []
