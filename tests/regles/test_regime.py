"""Quel régime gouverne le retard : les deux parties et la nature de la créance."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from creances import Creance, Creancier, Debiteur, HorsChamp, droit_courant, echeance, penalites
from creances.modeles import Nature
from creances.regles.regime import Regime, jour_du_marche, regime
from strategies import COMMUNE, CONSOMMATEUR, PARTICULIER, PROFESSIONNEL, SYNDICAT, conditions, facture

ADJUDICATRICE = Debiteur(qualite="public", categorie_publique="entite_adjudicatrice")
BANQUE = Creancier(qualite="non_professionnel")


class TestPersonnes:
    """« Tout professionnel en situation de retard de paiement » (C. com., L441-10, II) : un professionnel en face d'un
    autre, et personne d'autre.
    """

    @pytest.mark.parametrize(
        ("debiteur", "creancier", "attendu", "article"),
        [
            (PROFESSIONNEL, Creancier(), Regime.PROFESSIONNELS, "C. com., L441-10, II"),
            (CONSOMMATEUR, Creancier(), Regime.INTERET_LEGAL, "C. civ., 1231-6"),
            (SYNDICAT, Creancier(), Regime.INTERET_LEGAL, "C. civ., 1231-6"),
            (PROFESSIONNEL, PARTICULIER, Regime.INTERET_LEGAL, "C. civ., 1231-6"),
            (PROFESSIONNEL, BANQUE, Regime.INTERET_LEGAL, "C. civ., 1231-6"),
            (PROFESSIONNEL, Creancier(qualite="public"), Regime.INTERET_LEGAL, "C. civ., 1231-6"),
            (COMMUNE, Creancier(), Regime.ACHETEUR_PUBLIC, "CCP, R2192-31"),
            (COMMUNE, PARTICULIER, Regime.INTERET_LEGAL, "C. civ., 1231-6"),
            (ADJUDICATRICE, Creancier(), Regime.PROFESSIONNELS, "CCP, L2192-11"),
            (ADJUDICATRICE, PARTICULIER, Regime.INTERET_LEGAL, "C. civ., 1231-6"),
        ],
    )
    def test_chaque_couple_a_son_regime_et_son_article(
        self, debiteur: Debiteur, creancier: Creancier, attendu: Regime, article: str
    ) -> None:
        retenu = regime(facture(debiteur=debiteur, creancier=creancier))
        assert (retenu.regime, retenu.article, retenu.reserves) == (attendu, article, ())

    def test_une_qualite_inconnue_est_supposee_professionnelle_et_le_dit(self) -> None:
        retenu = regime(Creance(montant=1, echeance="2026-04-30"))
        assert retenu.regime is Regime.PROFESSIONNELS
        assert [reserve.code for reserve in retenu.reserves] == ["QUALITE_SUPPOSEE"]

    def test_un_debiteur_etranger_garde_le_regime_avec_reserve(self) -> None:
        retenu = regime(facture(debiteur=Debiteur(qualite="professionnel", pays="DE")))
        assert retenu.regime is Regime.PROFESSIONNELS
        assert [reserve.code for reserve in retenu.reserves] == ["DEBITEUR_ETRANGER"]


class TestNature:
    """Une vente, un service ou un transport ; le reste suit l'intérêt légal."""

    AFFAIRES = frozenset(
        {
            "COMMERCE_GENERAL", "B2B_VENTE", "B2B_SERVICE", "TRANSPORT_INTERNE", "TRANSPORT_CMR", "TELECOM",
            "EAU_PRIVE", "AVOCAT_PRO", "PUBLIC_DEBITEUR",
        }
    )  # fmt: skip
    CREDITS = frozenset({"CREDIT_CONSO", "CREDIT_IMMO_CONSO"})

    @pytest.mark.parametrize("nature", get_args(Nature))
    def test_chaque_nature_a_un_regime_entre_professionnels(self, nature: str) -> None:
        creance = facture(nature=nature)
        if nature in self.CREDITS:
            with pytest.raises(HorsChamp):
                regime(creance)
        else:
            attendu = Regime.PROFESSIONNELS if nature in self.AFFAIRES else Regime.INTERET_LEGAL
            assert regime(creance).regime is attendu

    def test_un_loyer_commercial_suit_l_interet_legal_avec_reserve(self) -> None:
        retenu = regime(facture(nature="LOYER_COMMERCIAL"))
        assert retenu.regime is Regime.INTERET_LEGAL
        assert [reserve.code for reserve in retenu.reserves] == ["LOYER_COMMERCIAL_DISCUTE"]

    def test_une_creance_contestee_le_dit(self) -> None:
        assert "CREANCE_CONTESTEE" in penalites(facture(contestation="prix"), au="2026-06-30").codes()


class TestHorsChamp:
    @pytest.mark.parametrize("nature", ["CREDIT_CONSO", "CREDIT_IMMO_CONSO"])
    def test_les_penalites_d_un_credit_sont_hors_champ(self, nature: str) -> None:
        credit = facture(nature=nature, debiteur=CONSOMMATEUR)
        for question in (lambda: penalites(credit, au="2026-06-30"), lambda: echeance(credit)):
            with pytest.raises(HorsChamp) as refus:
                question()
            assert refus.value.code == "hors_champ.credit"
            assert refus.value.articles == ("C. conso., L312-38", "C. conso., L312-39")
            assert str(refus.value) == (
                f"nature : reçu {nature} ; les pénalités d'un crédit relèvent du code de la consommation"
            )

    @pytest.mark.parametrize("territoire", ["wallis_et_futuna", "polynesie_francaise", "nouvelle_caledonie"])
    def test_le_droit_commercial_du_pacifique_est_local_pour_l_une_ou_l_autre_partie(self, territoire: str) -> None:
        for champ, partie in (
            ("debiteur", Debiteur(qualite="professionnel", territoire=territoire)),
            ("creancier", Creancier(territoire=territoire)),
        ):
            with pytest.raises(HorsChamp) as refus:
                regime(facture(**{champ: partie}))
            assert str(refus.value) == f"{champ}.territoire : reçu {territoire} ; le droit commercial y est local"
            assert refus.value.code == "hors_champ.territoire"

    def test_la_martinique_et_saint_martin_suivent_le_code_de_commerce(self) -> None:
        for territoire in ("martinique", "saint_martin", "alsace_moselle"):
            debiteur = Debiteur(qualite="professionnel", territoire=territoire)
            assert regime(facture(debiteur=debiteur)).regime is Regime.PROFESSIONNELS


class TestJourDuMarche:
    """Décret n° 2013-269, art. 21 : les contrats conclus dès le 16 mars 2013, quand le délai commence dès le 1er mai."""

    DROIT = droit_courant()

    @pytest.mark.parametrize(
        ("conclu", "emission", "attendu"),
        [
            ("2013-03-15", "2014-01-01", date(2013, 3, 15)),
            ("2013-03-16", "2014-01-01", date(2014, 1, 1)),
            (None, "2012-01-01", date(2012, 1, 1)),
            (None, "2014-01-01", date(2014, 1, 1)),
        ],
    )
    def test_le_contrat_ancien_garde_sa_date_le_nouveau_suit_son_delai(
        self, conclu: str | None, emission: str, attendu: date
    ) -> None:
        marche = facture(debiteur=COMMUNE, emission=emission, conditions=conditions(conclu_le=conclu))
        assert jour_du_marche(marche, self.DROIT) == attendu

    def test_le_delai_ne_commence_jamais_avant_l_execution_ni_avant_la_reception(self) -> None:
        recu_tard = facture(debiteur=COMMUNE, livraison="2013-04-20", reception="2013-05-10")
        execute_tard = facture(debiteur=COMMUNE, livraison="2013-05-10", reception="2013-04-20")
        assert jour_du_marche(recu_tard, self.DROIT) == jour_du_marche(execute_tard, self.DROIT) == date(2013, 5, 10)

    def test_sans_autre_date_l_echeance_en_tient_lieu(self) -> None:
        assert jour_du_marche(facture(debiteur=COMMUNE, echeance="2014-01-01"), self.DROIT) == date(2014, 1, 1)
