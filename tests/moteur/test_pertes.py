"""Ce que le temps seul fait perdre : une limite manquée prive un acte de son effet sur la prescription.

« L'ordonnance portant injonction de payer est non avenue si elle n'a pas été signifiée dans les six mois de sa date. »
(CPC, 1411, ordonnances rendues jusqu'au 31 août 2026.) L'ordonnance du 10 janvier 2025 se signifie jusqu'au 10 juillet.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Acte,
    ActeExecution,
    Creance,
    Debiteur,
    DonneeInvalide,
    Dossier,
    Partie,
    Prescription,
    Procedure,
    Resultat,
    avancement,
    prescription,
    voies,
)
from creances.droit.corpus import droit_courant
from creances.regles.avancement import Perte, pertes
from strategies import rapide

VENTE = Creance(montant=1000, echeance="2021-03-15", debiteur=Debiteur(qualite="professionnel"))
SANS_RIEN = date(2026, 3, 15)


def procedure(code: Any, *actes: tuple[str, str], **champs: Any) -> Procedure:
    lus = [Acte(type=nom, date=jour) for nom, jour in actes]  # type: ignore[arg-type]
    return Procedure(type=code, actes=tuple(lus), **champs)


def repondre(*procedures: Procedure, au: str = "2026-04-01", **options: Any) -> Resultat[Prescription]:
    return prescription(VENTE, au=au, procedures=procedures, **options)


class TestInjonctionNonAvenue:
    """CPC, 1411 ; l'interruption d'un acte non avenu n'a pas eu lieu (C. civ., 2243)."""

    TARDIVE = procedure("IP", ("ordonnance", "2025-01-10"), ("signification", "2025-07-11"))
    A_TEMPS = procedure("IP", ("ordonnance", "2025-01-10"), ("signification", "2025-07-10"))

    def test_signifiee_le_dernier_jour_elle_interrompt(self) -> None:
        assert repondre(self.A_TEMPS).valeur.terme == date(2030, 7, 10)

    def test_signifiee_le_lendemain_elle_n_interrompt_rien(self) -> None:
        reponse = repondre(self.TARDIVE)
        assert (reponse.valeur.etat, reponse.valeur.terme) == ("acquise", SANS_RIEN)
        (effacee,) = [ligne for ligne in reponse.lignes if ligne.code == "prescription.efface"]
        assert (effacee.debut, effacee.fin) == (date(2025, 7, 11), date(2025, 7, 11))
        assert dict(effacee.mots) == {"acte": "signification_injonction", "issue": "non_avenue"}

    def test_la_reserve_dit_que_la_perte_est_deduite(self) -> None:
        (deduite,) = [un for un in repondre(self.TARDIVE).reserves if un.code == "PERTE_DEDUITE"]
        assert deduite.articles == ("CPC, 1411",)
        assert dict(deduite.dates) == {"jour": date(2025, 7, 11), "perdu": date(2025, 7, 11)}
        assert "ordonnance non avenue" in repondre(self.TARDIVE).texte()
        assert "PERTE_DEDUITE" not in repondre(self.A_TEMPS).codes()

    def test_non_avenue_elle_ne_devient_pas_un_titre(self) -> None:
        executoire = procedure(
            "IP", ("ordonnance", "2025-01-10"), ("signification", "2025-07-11"), ("executoire", "2025-09-01")
        )
        assert repondre(executoire).valeur.terme == SANS_RIEN

    def test_avant_que_la_limite_passe_rien_n_est_perdu(self) -> None:
        """Ancien 1423 : la formule se demande dans le mois qui suit l'opposition. Le 10 juillet 2021, samedi, mène au 12 ;
        un mois plus tard, le 12 août, jeudi.
        """
        ancienne = procedure("IP", ("ordonnance", "2021-05-10"), ("signification", "2021-06-10"))
        termes = {au: repondre(ancienne, au=au).valeur.terme for au in ("2021-08-12", "2021-08-13")}
        assert termes == {"2021-08-12": date(2026, 6, 10), "2021-08-13": SANS_RIEN}

    def test_une_opposition_jugee_ne_se_perd_pas(self) -> None:
        """Une issue dite l'emporte sur ce qui se déduit du silence."""
        jugee = procedure(
            "IP",
            ("ordonnance", "2025-01-10"),
            ("signification", "2025-07-11"),
            ("opposition", "2025-08-01"),
            ("jugement", "2026-01-10"),
            ("notification", "2026-02-10"),
        )
        assert repondre(jugee).valeur.terme == date(2036, 2, 10)


class TestCaducite:
    """« L'effet interruptif résultant de l'acte d'exécution est de même non avenu » (C. civ., 2244)."""

    def test_une_saisie_conservatoire_sans_assignation_dans_le_mois(self) -> None:
        """CPCE, R511-7 : un mois pour introduire l'instance ; le 10 juin est un mardi."""
        seule = procedure(
            "CONS", ("ordonnance", "2025-05-05"), ("saisie", "2025-05-10"), ("denonciation", "2025-05-12")
        )
        assert repondre(seule, au="2025-06-10").valeur.terme == date(2030, 5, 10)
        assert repondre(seule, au="2025-06-11").valeur.terme == SANS_RIEN

    def test_une_saisie_attribution_non_denoncee(self) -> None:
        """CPCE, R211-3 : huit jours ; la seconde, dénoncée, garde son effet."""
        deux = procedure("SA", ("saisie", "2025-02-03"), ("saisie", "2025-06-10"), ("denonciation", "2025-06-12"))
        assert repondre(deux).valeur.terme == date(2030, 6, 10)
        attendue = Perte("saisie", date(2025, 2, 3), "caducite", date(2025, 2, 12), "CPCE, R211-3")
        assert pertes(deux, au=date(2026, 4, 1), droit=droit_courant()) == (attendue,)

    def test_un_commandement_perime_garde_son_effet(self) -> None:
        """CPCE, R221-5 : « l'effet interruptif de prescription » du commandement demeure acquis."""
        perime = procedure("SV", ("commandement", "2023-02-03"))
        assert avancement(perime, au="2026-04-01").valeur.etat == "perimee"
        assert repondre(perime).valeur.terme == date(2028, 2, 3)

    def test_une_assignation_non_placee(self) -> None:
        """CPC, 754 : le délai de placement court à rebours de l'audience ; 15 jours avant le 20 mars 2025."""
        assignation = Acte(type="assignation", date="2025-01-06", audience="2025-03-20")
        instance = Procedure(type="FOND_TJ", actes=(assignation,))
        assert repondre(instance, au="2025-02-01").valeur.etat == "interrompue"
        reponse = repondre(instance)
        assert (reponse.valeur.etat, reponse.valeur.terme) == ("acquise", SANS_RIEN)
        assert {"PERTE_DEDUITE", "CADUCITE_DISCUTEE"} <= reponse.codes()

    def test_apres_un_desistement_rien_ne_se_deduit(self) -> None:
        finie = procedure("SA", ("saisie", "2025-02-03"), ("mainlevee", "2025-02-05"))
        assert pertes(finie, au=date(2026, 4, 1), droit=droit_courant()) == ()
        assert repondre(finie).valeur.terme == date(2030, 2, 5)


class TestPlusieursDebiteurs:
    def test_un_acte_n_est_perdu_que_s_il_l_est_contre_tous(self) -> None:
        """Signifiée à A dans les six mois, à B trop tard : l'acte de A reste, celui de B se perd."""
        actes = (
            Acte(type="ordonnance", date="2025-01-10"),
            Acte(type="signification", date="2025-05-02", partie="A"),
            Acte(type="signification", date="2025-09-01", partie="B"),
        )
        commune = Procedure(type="IP", actes=actes, parties=(Partie(nom="A"), Partie(nom="B")))
        attendue = Perte("signification_injonction", date(2025, 9, 1), "non_avenue", date(2025, 9, 1), "CPC, 1411")
        assert pertes(commune, au=date(2026, 4, 1), droit=droit_courant()) == (attendue,)
        assert repondre(commune).valeur.terme == date(2030, 5, 2)


class TestCeQuiNeSeComptePas:
    def test_une_procedure_trop_ancienne_laisse_une_reserve(self) -> None:
        ancienne = procedure("SR", ("proces_verbal", "2024-02-05"))
        reponse = repondre(ancienne)
        assert reponse.valeur.terme == date(2029, 2, 5)
        assert "PERTES_NON_VERIFIEES" in reponse.codes()
        assert "saisie des rémunérations" in reponse.texte()

    def test_un_acte_d_un_inconnu_est_refuse_comme_par_avancement(self) -> None:
        signification = Acte(type="signification", date="2025-05-02", partie="C")
        with pytest.raises(DonneeInvalide, match=r"actes\.partie"):
            repondre(Procedure(type="IP", actes=(signification,), parties=(Partie(nom="A"),)))

    def test_un_acte_sans_effet_n_a_rien_a_perdre(self) -> None:
        seule = procedure("IP", ("requete", "2025-01-02"), ("ordonnance", "2025-01-10"))
        assert repondre(seule).valeur == repondre(procedure("IP")).valeur
        assert pertes(seule, au=date(2026, 4, 1), droit=droit_courant()) == ()


class TestLesAutresRegles:
    def test_une_prescription_qui_ne_tient_qu_a_une_perte_deduite_est_a_verifier(self) -> None:
        """Un dossier incomplet ne ferme aucune voie ; sans la procédure, le délai est passé sans rien à déduire."""
        for procedures, etat in (((TestInjonctionNonAvenue.TARDIVE,), "inconnue"), ((), "manquee")):
            dossier = Dossier(creance=VENTE, procedures=procedures)
            (fond,) = [une for une in voies(dossier, au="2026-04-01").valeur if une.procedure == "FOND_TC"]
            assert fond.condition("non_prescrite").etat == etat

    @rapide
    @given(st.integers(0, 700), st.integers(0, 700))
    def test_prescription_et_avancement_disent_la_meme_chose(self, attente: int, question: int) -> None:
        """L'acte que `avancement` dit effacé n'interrompt pas, et lui seul."""
        ordonnance = date(2024, 1, 10)
        signification, au = ordonnance + timedelta(days=attente), ordonnance + timedelta(days=question)
        suivie = procedure("IP", ("ordonnance", str(ordonnance)), ("signification", str(signification)))
        effets = [un for un in avancement(suivie, au=au).valeur.sur_la_prescription if un.effet == "interruption"]
        interrompt = [un for un in effets if not un.efface]
        evenements = [ActeExecution(type="saisie", date=un.jour) for un in interrompt]
        assert repondre(suivie, au=str(au)).valeur == prescription(VENTE, au=au, evenements=evenements).valeur
