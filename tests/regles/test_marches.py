"""Le taux d'un acheteur public : unique pour tout le retard."""

from __future__ import annotations

from decimal import Decimal

import pytest

from creances import Creance, Debiteur, DroitInconnu, Resultat, penalites
from strategies import COMMUNE, HOPITAL, conditions, facture


def _taux(resultat: Resultat[Decimal]) -> list[str]:
    return [str(ligne.taux) for ligne in resultat.lignes if ligne.taux is not None]


def _marche(**champs: object) -> Creance:
    return facture(debiteur=COMMUNE, **champs)


class TestTauxDuSemestreOuLInteretCommence:
    """« … en vigueur au premier jour du semestre de l'année civile au cours duquel les intérêts moratoires ont commencé à
    courir, majoré de huit points de pourcentage » (CCP, R2192-31).
    """

    def test_le_taux_ne_change_pas_au_1er_juillet(self) -> None:
        reponse = penalites(_marche(echeance="2026-05-15"), au="2026-09-30")
        assert reponse.valeur == Decimal("383.75")
        assert [(ligne.jours, str(ligne.taux)) for ligne in reponse.lignes] == [(138, "10.15")]
        assert reponse.articles == ("CCP, R2192-31", "CCP, R2192-32")

    def test_echu_le_29_juin_le_premier_semestre_gouverne(self) -> None:
        assert _taux(penalites(_marche(echeance="2026-06-29"), au="2026-08-31")) == ["10.15"]

    def test_echu_le_30_juin_l_interet_commence_le_1er_juillet_et_suit_le_second(self) -> None:
        assert _taux(penalites(_marche(echeance="2026-06-30"), au="2026-08-31")) == ["10.40"]

    def test_le_taux_d_un_retard_long_reste_connu_au_dela_du_semestre_a_paraitre(self) -> None:
        assert penalites(_marche(echeance="2026-05-15"), au="2027-05-15").valeur == Decimal("1015.00")

    def test_un_interet_qui_commence_dans_un_semestre_inconnu_est_refuse(self) -> None:
        future = _marche(echeance="2026-12-31")
        assert penalites(future, au="2026-12-31").valeur == 0
        with pytest.raises(DroitInconnu):
            penalites(future, au="2027-01-01")

    @pytest.mark.parametrize("debiteur", [COMMUNE, HOPITAL, Debiteur(qualite="public")])
    def test_toutes_les_categories_ont_le_meme_taux(self, debiteur: Debiteur) -> None:
        assert _taux(penalites(facture(debiteur=debiteur, echeance="2026-05-15"), au="2026-06-15")) == ["10.15"]

    def test_une_entite_adjudicatrice_suit_le_code_de_commerce(self) -> None:
        """« … paient les sommes dues […] dans les conditions prévues à l'article L. 441-10 » (CCP, L2192-11)."""
        entite = Debiteur(qualite="public", categorie_publique="entite_adjudicatrice")
        assert penalites(facture(debiteur=entite, echeance="2026-05-15"), au="2026-09-30").valeur == Decimal("465.67")


class TestRenonciation:
    """« Toute renonciation au paiement des intérêts moratoires est réputée non écrite » (CCP, L2192-14)."""

    @pytest.mark.parametrize("convenu", ["0", "4.50", "20"])
    def test_un_taux_convenu_est_sans_effet(self, convenu: str) -> None:
        marche = _marche(echeance="2026-05-15", conditions=conditions(taux_penalites=convenu))
        reponse = penalites(marche, au="2026-09-30")
        assert reponse.valeur == Decimal("383.75")
        (reserve,) = reponse.reserves
        assert (reserve.code, reserve.articles) == ("TAUX_STIPULE_ECARTE", ("CCP, R2192-31", "CCP, L2192-14"))


class TestAssiette:
    """« … le montant total de l'acompte ou du solde toutes taxes comprises, diminué de la retenue de garantie »
    (CCP, R2192-33).
    """

    def test_la_retenue_ne_porte_pas_interet(self) -> None:
        reponse = penalites(_marche(echeance="2026-05-15", retenue_garantie=500), au="2026-09-30")
        assert {str(ligne.assiette) for ligne in reponse.lignes} == {"9500.00"}
        assert reponse.valeur == Decimal("364.57")

    def test_entre_professionnels_la_retenue_ne_compte_pas(self) -> None:
        privee = facture(echeance="2026-05-15", retenue_garantie=500)
        assert penalites(privee, au="2026-09-30").valeur == Decimal("465.67")


class TestContratsAnterieursAuDecretDe2013:
    """Décret n° 2002-232 : le taux marginal de la BCE au premier jour du semestre, plus sept points."""

    @pytest.mark.parametrize(
        ("echeance", "taux"), [("2008-05-15", "11.20"), ("2008-07-15", "11.07"), ("2009-02-15", "9.50")]
    )
    def test_le_taux_marginal_n_est_pas_le_taux_minimal(self, echeance: str, taux: str) -> None:
        reponse = penalites(_marche(echeance=echeance), au=f"{echeance[:4]}-12-31")
        assert _taux(reponse) == [taux]
        assert reponse.codes() == {"MARCHE_ANCIEN"}
        assert reponse.articles[0] == "Décret n° 2002-232"

    def test_un_contrat_du_15_mars_2013_garde_l_ancien_regime(self) -> None:
        ancien = _marche(emission="2013-06-01", echeance="2013-07-31", conditions=conditions(conclu_le="2013-03-15"))
        assert _taux(penalites(ancien, au="2013-09-30")) == ["7.50"]

    def test_un_contrat_du_16_mars_2013_suit_le_nouveau_si_le_delai_commence_le_1er_mai(self) -> None:
        for emission, taux in (("2013-04-30", "7.50"), ("2013-05-01", "8.50")):
            marche = _marche(emission=emission, echeance="2013-07-31", conditions=conditions(conclu_le="2013-03-16"))
            assert _taux(penalites(marche, au="2013-09-30")) == [taux]

    def test_avant_2008_le_taux_marginal_n_est_pas_dans_nos_tables(self) -> None:
        with pytest.raises(DroitInconnu) as refus:
            penalites(_marche(echeance="2007-05-15"), au="2007-09-30")
        assert refus.value.contexte["table"] == "taux_marginal_bce"

    def test_une_date_imprimee_ancienne_ne_demande_pas_de_plafond(self) -> None:
        ancienne = _marche(emission="2010-05-15", echeance="2010-06-30")
        assert penalites(ancienne, au="2010-09-30").valeur == Decimal("201.64")
