"""Les pénalités et les événements : ce qui change l'assiette, ce qui fait courir, ce qui est ignoré."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from creances import Avoir, Contestation, DonneeInvalide, Frais, MiseEnDemeure, Relance, penalites
from strategies import COMMUNE, CONSOMMATEUR, conditions, facture, paiement

CONSO = facture(debiteur=CONSOMMATEUR, echeance="2025-12-31")


class TestMiseEnDemeure:
    """« … dans l'intérêt au taux légal, à compter de la mise en demeure » (C. civ., 1231-6) ; elle vaut même si le pli
    n'est pas réclamé (Cass. 1re civ., 20 janv. 2021, n° 19-20.680).
    """

    PLI = MiseEnDemeure(date="2026-01-05", presentation="2026-01-07", reception="2026-01-10")

    def _premier_jour(self, *evenements: MiseEnDemeure, **options: Any) -> date | None:
        return penalites(CONSO, au="2026-06-30", evenements=evenements, **options).lignes[0].debut

    def test_sans_elle_rien_ne_court(self) -> None:
        reponse = penalites(CONSO, au="2026-06-30")
        assert reponse.valeur == 0
        assert dict(reponse.lignes[0].mots) == {"motif": "pas_de_mise_en_demeure"}
        assert reponse.articles == ("C. civ., 1231-6",)

    def test_l_interet_court_du_lendemain_de_l_avis_signe(self) -> None:
        assert self._premier_jour(self.PLI) == date(2026, 1, 11)

    def test_a_defaut_du_lendemain_de_la_premiere_presentation(self) -> None:
        assert self._premier_jour(self.PLI.avec(reception=None)) == date(2026, 1, 8)

    def test_sans_preuve_de_presentation_du_lendemain_de_l_envoi_avec_reserve(self) -> None:
        nue = MiseEnDemeure(date="2026-01-05")
        assert self._premier_jour(nue) == date(2026, 1, 6)
        reponse = penalites(CONSO, au="2026-06-30", evenements=[nue])
        (reserve,) = reponse.reserves
        assert reserve.code == "MISE_EN_DEMEURE_SANS_PREUVE"
        assert reserve.articles[1] == "Cass. 1re civ., 20 janv. 2021, n° 19-20.680"

    def test_l_envoi_se_choisit(self) -> None:
        assert self._premier_jour(self.PLI, depart="envoi") == date(2026, 1, 6)
        assert penalites(CONSO, au="2026-06-30", evenements=[self.PLI], depart="envoi").reserves == ()

    def test_le_jour_meme_rien_n_a_encore_couru(self) -> None:
        reponse = penalites(CONSO, au="2026-01-10", evenements=[self.PLI])
        assert dict(reponse.lignes[0].mots) == {"motif": "depart_le_jour_meme"}
        assert penalites(CONSO, au="2026-01-11", evenements=[self.PLI]).lignes[0].jours == 1

    def test_avant_l_echeance_elle_ne_vaut_rien_et_le_dit(self) -> None:
        hative = MiseEnDemeure(date="2025-12-20", reception="2025-12-30")
        reponse = penalites(CONSO, au="2026-06-30", evenements=[hative])
        assert (reponse.valeur, reponse.codes()) == (0, {"MISE_EN_DEMEURE_PREMATUREE"})

    def test_recue_le_jour_de_l_echeance_elle_vaut(self) -> None:
        assert self._premier_jour(MiseEnDemeure(date="2025-12-20", reception="2025-12-31")) == date(2026, 1, 1)

    def test_la_premiere_qui_vaut_l_emporte(self) -> None:
        hative = MiseEnDemeure(date="2025-12-20", reception="2025-12-30")
        seconde = MiseEnDemeure(date="2026-02-05", reception="2026-02-10")
        assert self._premier_jour(seconde, hative, self.PLI) == date(2026, 1, 11)

    def test_entre_professionnels_elle_ne_change_rien(self) -> None:
        """« Les pénalités de retard sont exigibles sans qu'un rappel soit nécessaire » : elles courent de plein droit."""
        avec = penalites(facture(), au="2026-08-31", evenements=[MiseEnDemeure(date="2026-06-01")])
        assert avec == penalites(facture(), au="2026-08-31")


class TestPaiements:
    def test_le_jour_du_paiement_porte_encore_interet(self) -> None:
        reponse = penalites(facture(), au="2026-06-30", evenements=[paiement("2026-05-31", 10040)])
        assert (reponse.lignes[0].fin, reponse.lignes[0].jours) == (date(2026, 5, 31), 31)

    def test_paye_le_jour_de_l_echeance_rien_ne_court(self) -> None:
        reponse = penalites(facture(), au="2026-12-31", evenements=[paiement("2026-04-30", 10000)])
        assert reponse.valeur == 0
        assert dict(reponse.lignes[0].mots) == {"motif": "deja_paye"}

    def test_l_interet_paye_a_couru_quand_meme(self) -> None:
        soldee = penalites(facture(), au="2026-12-31", evenements=[paiement("2026-05-31", 20000)])
        assert soldee.valeur == penalites(facture(), au="2026-05-31").valeur

    def test_le_solde_porte_interet_des_le_lendemain(self) -> None:
        reponse = penalites(facture(), au="2026-06-30", evenements=[paiement("2026-05-31", 4000)])
        assert [(ligne.debut, str(ligne.assiette)) for ligne in reponse.lignes] == [
            (date(2026, 5, 1), "10000.00"),
            (date(2026, 6, 1), "6143.19"),
        ]

    def test_l_ordre_change_l_assiette(self) -> None:
        verse = [paiement("2026-05-31", 4000)]
        principal_d_abord = penalites(
            facture(), au="2026-06-30", evenements=verse, ordre=("principal", "interets", "frais")
        )
        assert [str(ligne.assiette) for ligne in principal_d_abord.lignes] == ["10000.00", "6000.00"]

    def test_payer_le_principal_en_retard_ne_solde_pas(self) -> None:
        due = facture(echeance="2026-01-31")
        reponse = penalites(due, au="2026-12-31", evenements=[paiement("2026-03-31", 10000)])
        assert reponse.lignes[1].assiette == Decimal("236.40")

    def test_des_paiements_qui_ne_changent_que_les_interets_ne_coupent_pas_la_tranche(self) -> None:
        petits = [paiement("2026-05-10", 1), paiement("2026-05-20", 1)]
        assert [ligne.jours for ligne in penalites(facture(), au="2026-06-30", evenements=petits).lignes] == [61]


class TestEvenementsIgnores:
    def test_un_evenement_posterieur_a_la_question_est_ignore(self) -> None:
        futurs = [paiement("2026-09-01", 10000), Avoir(date="2026-09-01", montant=5000, retroactif=True)]
        assert penalites(facture(), au="2026-08-31", evenements=futurs) == penalites(facture(), au="2026-08-31")

    def test_une_relance_ne_fait_rien(self) -> None:
        assert penalites(facture(), au="2026-08-31", evenements=[Relance(date="2026-05-10")]) == penalites(
            facture(), au="2026-08-31"
        )

    def test_des_frais_ne_portent_pas_interet(self) -> None:
        frais = [Frais(date="2026-05-10", montant=500)]
        assert penalites(facture(), au="2026-08-31", evenements=frais).valeur == Decimal("413.68")


class TestRefus:
    @pytest.mark.parametrize(
        ("options", "message", "code"),
        [
            ({"base": "360"}, "base : reçu '360' ; accepté : 365 ou annee_civile", "option.base"),
            ({"arrondi": "jour"}, "arrondi : reçu 'jour' ; accepté : tranche ou total", "option.arrondi"),
            ({"depart": "dépôt"}, "depart : reçu 'dépôt' ; accepté : presentation ou envoi", "option.depart"),
            (
                {"au": "demain"},
                "au : reçu 'demain' (str) ; accepté : date ou texte « AAAA-MM-JJ », sans heure",
                "date.invalide",
            ),
            (
                {"evenements": [paiement("2026-05-31", 1, creance="F2")]},
                "evenements, creance : reçu 'F2' ; accepté : 'F1' ou rien",
                "evenement.autre_creance",
            ),
            (
                {"evenements": [{"type": "relance"}]},
                "evenements : reçu {'type': 'relance'} ; accepté : Paiement, Avoir, Frais, Reconnaissance, ",
                "evenement.type",
            ),
        ],
    )
    def test_chaque_refus_dit_le_champ_la_valeur_et_ce_qui_est_accepte(
        self, options: dict[str, Any], message: str, code: str
    ) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            penalites(facture(), **{"au": "2026-06-30", **options})
        assert str(refus.value).startswith(message)
        assert refus.value.code == code

    def test_un_paiement_qui_designe_cette_creance_est_accepte(self) -> None:
        assert penalites(facture(), au="2026-06-30", evenements=[paiement("2026-05-31", 1, creance="F1")]).valeur > 0


class TestArrondi:
    def test_par_tranche_ou_a_la_fin_ce_qui_est_imprime_s_additionne(self) -> None:
        par_tranche = penalites(facture(montant=100, echeance="2026-06-25"), au="2026-07-04")
        a_la_fin = penalites(facture(montant=100, echeance="2026-06-25"), au="2026-07-04", arrondi="total")
        assert [str(ligne.montant) for ligne in par_tranche.lignes] == ["0.17", "0.14"]
        assert [str(ligne.montant) for ligne in a_la_fin.lignes] == ["0.17", "0.13"]
        assert (par_tranche.valeur, a_la_fin.valeur) == (Decimal("0.31"), Decimal("0.30"))


def test_la_capitalisation_convenue_se_compte_dans_les_penalites() -> None:
    """« … produisent intérêt si le contrat l'a prévu » (C. civ., 1343-2)."""
    due = facture(echeance="2024-01-31", conditions=conditions(taux_penalites=15, capitalisation=True))
    reponse = penalites(due, au="2025-03-31")
    assert [ligne.code for ligne in reponse.lignes] == [
        "interets.tranche",
        "interets.capitalisation",
        "interets.tranche",
    ]
    assert reponse.lignes[1].fin == date(2025, 1, 31)
    assert reponse.lignes[2].assiette == 10000 + (reponse.lignes[1].assiette or 0)
    assert reponse.articles == ("C. com., L441-10, II", "C. civ., 1343-2")


def test_sans_mise_en_demeure_il_n_y_a_pas_d_annee_a_capitaliser() -> None:
    due = CONSO.avec(conditions=conditions(capitalisation=True))
    assert penalites(due, au="2026-12-31").valeur == 0


def test_la_capitalisation_d_un_marche_ne_compte_pas_les_annees_sans_interet() -> None:
    due = facture(
        debiteur=COMMUNE, echeance="2024-01-31", conditions=conditions(capitalisation=True), retenue_garantie="9999.99"
    )
    assert penalites(due, au="2026-03-31").valeur == Decimal("0.00")


class TestContestation:
    """Contester n'arrête pas les intérêts : le montant reste, la réserve prévient."""

    def test_une_contestation_ne_change_que_les_reserves(self) -> None:
        due = facture(echeance="2026-04-30")
        contestee = penalites(due, au="2026-08-31", evenements=[Contestation(date="2026-06-01", motif="qualité")])
        assert contestee.valeur == penalites(due, au="2026-08-31").valeur
        assert contestee.codes() - penalites(due, au="2026-08-31").codes() == {"CREANCE_CONTESTEE"}

    def test_une_contestation_a_venir_n_existe_pas(self) -> None:
        due = facture(echeance="2026-04-30")
        a_venir = penalites(due, au="2026-08-31", evenements=[Contestation(date="2026-09-01")])
        assert a_venir == penalites(due, au="2026-08-31")
