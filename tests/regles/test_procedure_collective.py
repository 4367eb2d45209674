"""L'arrêt du cours des intérêts au jugement d'ouverture."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from creances import DonneeInvalide, ProcedureCollective, decompte, indemnite_forfaitaire, penalites
from strategies import COMMUNE, conditions, facture

VINGT_MILLE = facture(montant=20000, echeance="2026-01-31")
OUVERTURE = ProcedureCollective(date="2026-04-15")


class TestArret:
    """« Le jugement d'ouverture arrête le cours des intérêts légaux et conventionnels, ainsi que de tous intérêts de
    retard et majorations » (C. com., L622-28).
    """

    def test_le_dernier_jour_compte_est_la_veille_du_jugement(self) -> None:
        reponse = penalites(VINGT_MILLE, au="2026-07-31", evenements=[OUVERTURE])
        assert reponse.valeur == Decimal("486.00")
        tranche, arret = reponse.lignes
        assert (tranche.jours, tranche.fin) == (73, date(2026, 4, 14))
        assert (arret.code, arret.fin, arret.article) == ("interets.arret", date(2026, 4, 14), "C. com., L622-28")

    def test_le_jour_du_jugement_se_compte_sur_demande(self) -> None:
        reponse = penalites(VINGT_MILLE, au="2026-07-31", evenements=[OUVERTURE], jour_jugement="inclus")
        assert reponse.valeur == Decimal("492.66")
        assert reponse.lignes[0].jours == 74

    def test_la_reserve_est_toujours_la(self) -> None:
        for option in ("inclus", "exclu"):
            reponse = penalites(VINGT_MILLE, au="2026-07-31", evenements=[OUVERTURE], jour_jugement=option)  # type: ignore[arg-type]
            (reserve,) = reponse.reserves
            assert reserve.code == "PROCEDURE_COLLECTIVE"
            assert reserve.articles == ("C. com., L622-28", "C. com., L631-14", "C. com., R621-4")
            assert reserve.dates == (("ouverture", date(2026, 4, 15)),)

    def test_sans_jugement_les_interets_continuent(self) -> None:
        assert penalites(VINGT_MILLE, au="2026-07-31").valeur == Decimal("1209.26")

    def test_avant_le_jugement_il_n_existe_pas_encore(self) -> None:
        sans, avec = (penalites(VINGT_MILLE, au="2026-04-14", evenements=un) for un in ([], [OUVERTURE]))
        assert sans == avec

    def test_le_jour_du_jugement_les_interets_de_la_veille_restent_dus(self) -> None:
        assert penalites(VINGT_MILLE, au="2026-04-15", evenements=[OUVERTURE]).valeur == Decimal("486.00")

    def test_le_premier_jugement_compte_seul(self) -> None:
        conversion = ProcedureCollective(date="2026-06-01", nature="liquidation")
        deux = penalites(VINGT_MILLE, au="2026-07-31", evenements=[conversion, OUVERTURE])
        assert deux == penalites(VINGT_MILLE, au="2026-07-31", evenements=[OUVERTURE])

    @pytest.mark.parametrize(
        ("nature", "articles"),
        [
            ("sauvegarde", ("C. com., L622-28",)),
            ("redressement", ("C. com., L622-28", "C. com., L631-14")),
            ("liquidation", ("C. com., L622-28", "C. com., L641-3")),
        ],
    )
    def test_chaque_procedure_cite_son_renvoi(self, nature: str, articles: tuple[str, ...]) -> None:
        ouverture = ProcedureCollective(date="2026-04-15", nature=nature)  # type: ignore[arg-type]
        reponse = penalites(VINGT_MILLE, au="2026-07-31", evenements=[ouverture])
        assert reponse.articles == ("C. com., L441-10, II", *articles)

    def test_elle_arrete_aussi_un_taux_convenu_et_un_acheteur_public(self) -> None:
        for champs in ({"conditions": conditions(taux_penalites=15)}, {"debiteur": COMMUNE}):
            reponse = penalites(VINGT_MILLE.avec(**champs), au="2026-07-31", evenements=[OUVERTURE])
            assert reponse.lignes[0].fin == date(2026, 4, 14)

    def test_une_ouverture_anterieure_a_l_echeance_ne_laisse_rien_courir(self) -> None:
        reponse = penalites(VINGT_MILLE, au="2026-07-31", evenements=[ProcedureCollective(date="2026-01-15")])
        assert reponse.valeur == 0
        assert [ligne.code for ligne in reponse.lignes] == ["interets.arret"]

    def test_elle_arrete_la_capitalisation(self) -> None:
        due = facture(echeance="2024-01-31", conditions=conditions(taux_penalites=15, capitalisation=True))
        ouverture = [ProcedureCollective(date="2025-06-30")]
        reste = decompte(due, au="2026-12-31", evenements=ouverture).valeur
        assert reste == decompte(due, au="2025-06-30", evenements=ouverture).valeur
        assert reste.capitalises == Decimal("1504.11")

    def test_une_option_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            penalites(VINGT_MILLE, au="2026-07-31", jour_jugement="veille")  # type: ignore[arg-type]
        assert str(refus.value) == "jour_jugement : reçu 'veille' ; accepté : exclu ou inclus"


class TestPaiementDiffere:
    """« … à moins qu'il ne s'agisse […] de contrats assortis d'un paiement différé d'un an ou plus » (L622-28)."""

    @pytest.mark.parametrize(
        ("champs", "court"),
        [
            ({"emission": "2025-01-31"}, True),
            ({"emission": "2025-02-01"}, False),
            ({"livraison": "2025-01-31"}, True),
            ({"livraison": "2025-02-01"}, False),
            ({}, False),
        ],
    )
    def test_un_an_de_delai_laisse_courir_les_interets(self, champs: dict[str, str], court: bool) -> None:
        differee = VINGT_MILLE.avec(**champs)
        reponse = penalites(differee, au="2026-07-31", evenements=[OUVERTURE])
        assert (reponse.valeur == Decimal("1209.26")) is court
        assert ("PAIEMENT_DIFFERE_UN_AN" in reponse.codes()) is court
        assert ("PROCEDURE_COLLECTIVE" in reponse.codes()) is not court

    def test_du_29_fevrier_l_annee_finit_le_28(self) -> None:
        differee = facture(emission="2024-02-29", echeance="2025-02-28")
        reponse = penalites(differee, au="2025-06-30", evenements=[ProcedureCollective(date="2025-04-15")])
        assert "PAIEMENT_DIFFERE_UN_AN" in reponse.codes()


class TestCreancePosterieure:
    """« Les créances nées régulièrement après le jugement d'ouverture […] sont payées à leur échéance » (L622-17)."""

    @pytest.mark.parametrize(
        ("champs", "posterieure"),
        [
            ({"emission": "2026-04-14"}, False),
            ({"emission": "2026-04-15"}, True),
            ({"emission": "2026-05-01", "livraison": "2026-04-14"}, False),
            ({"emission": "2026-05-01", "livraison": "2026-04-15"}, True),
        ],
    )
    def test_nee_apres_le_jugement_elle_porte_interet_et_indemnite(
        self, champs: dict[str, str], posterieure: bool
    ) -> None:
        due = facture(**champs, echeance="2026-06-01")
        ouverture = [ProcedureCollective(date="2026-04-15")]
        reponse = penalites(due, au="2026-08-31", evenements=ouverture)
        assert (reponse.valeur > 0) is posterieure
        assert ("CREANCE_POSTERIEURE" in reponse.codes()) is posterieure
        indemnite = indemnite_forfaitaire(due, au="2026-08-31", evenements=ouverture).valeur
        assert indemnite == (Decimal("40.00") if posterieure else Decimal("0.00"))
