"""L'intérêt au taux légal : simple, majoré, capitalisé."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from creances import DonneeInvalide, DroitInconnu, MiseEnDemeure, Resultat, interets, penalites
from strategies import CONSOMMATEUR, PARTICULIER, SYNDICAT, conditions, facture

EN_DEMEURE = [MiseEnDemeure(date="2026-01-05", presentation="2026-01-07", reception="2026-01-10")]


def _montants(resultat: Resultat[Decimal]) -> list[str]:
    return [str(ligne.montant) for ligne in resultat.lignes if ligne.montant is not None]


class TestInteretSimple:
    """« La mise en demeure de payer une obligation de somme d'argent fait courir l'intérêt moratoire, au taux légal »
    (C. civ., 1344-1).
    """

    def test_le_jour_du_fait_generateur_ne_compte_pas(self) -> None:
        assert interets(1000, debut="2026-01-10", au="2026-01-10").valeur == Decimal("0.00")
        reponse = interets(1000, debut="2026-01-10", au="2026-01-11")
        assert [(ligne.debut, ligne.jours) for ligne in reponse.lignes] == [(date(2026, 1, 11), 1)]

    def test_une_question_anterieure_au_fait_generateur_vaut_zero(self) -> None:
        reponse = interets(1000, debut="2026-01-10", au="2025-01-01")
        assert (reponse.valeur, reponse.lignes, reponse.reserves) == (0, (), ())

    def test_une_condamnation_de_2023_traverse_sept_taux(self) -> None:
        reponse = interets(10000, debut="2023-06-30", au="2026-07-31")
        assert [str(ligne.taux) for ligne in reponse.lignes] == ["4.22", "5.07", "4.92", "3.71", "2.76", "2.62", "2.75"]

    def test_trois_ans_simples_au_taux_des_professionnels(self) -> None:
        assert interets(10000, debut="2023-06-30", au="2026-06-30").valeur == Decimal("1166.59")

    def test_le_15_juillet_1989_le_taux_change_en_cours_d_annee(self) -> None:
        reponse = interets(10000, debut="1989-07-13", au="1989-07-16")
        assert [(ligne.jours, str(ligne.taux)) for ligne in reponse.lignes] == [(1, "9.50"), (2, "7.82")]

    def test_le_jour_de_l_horizon_est_refuse(self) -> None:
        interets(1000, debut="2026-01-10", au="2026-12-31")
        with pytest.raises(DroitInconnu):
            interets(1000, debut="2026-01-10", au="2027-01-01")

    def test_le_second_semestre_2026_porte_la_reserve_de_sa_source(self) -> None:
        assert interets(1000, debut="2026-01-10", au="2026-06-30").codes() == frozenset()
        assert interets(1000, debut="2026-01-10", au="2026-07-01").codes() == {"SOURCE_MOYENNE"}

    def test_zero_euro_ne_porte_rien(self) -> None:
        assert interets(0, debut="2026-01-10", au="2026-06-30").lignes == ()


class TestCategorie:
    """« … personnes physiques n'agissant pas pour des besoins professionnels » (CMF, L313-2) : le créancier décide."""

    def test_un_artisan_contre_un_consommateur_a_le_taux_bas(self) -> None:
        assert interets(1000, debut="2026-01-01", au="2026-04-01").valeur == Decimal("6.46")

    def test_un_particulier_a_le_taux_haut(self) -> None:
        assert interets(1000, debut="2026-01-01", au="2026-04-01", categorie="particuliers").valeur == Decimal("16.45")

    @pytest.mark.parametrize(
        ("creance", "taux"),
        [
            (facture(debiteur=CONSOMMATEUR, echeance="2025-12-31"), "2.62"),
            (facture(debiteur=SYNDICAT, echeance="2025-12-31"), "2.62"),
            (facture(creancier=PARTICULIER, echeance="2025-12-31"), "6.67"),
        ],
    )
    def test_la_creance_suit_son_creancier(self, creance: Any, taux: str) -> None:
        reponse = penalites(creance, au="2026-06-30", evenements=EN_DEMEURE)
        assert [str(ligne.taux) for ligne in reponse.lignes] == [taux]
        assert reponse.articles == ("C. civ., 1231-6",)

    def test_une_clause_contre_un_consommateur_vaut_depuis_la_mise_en_demeure_avec_reserve(self) -> None:
        due = facture(debiteur=CONSOMMATEUR, echeance="2025-12-31", conditions=conditions(taux_penalites=6))
        reponse = penalites(due, au="2026-06-30", evenements=EN_DEMEURE)
        assert [(ligne.debut, str(ligne.taux)) for ligne in reponse.lignes] == [(date(2026, 1, 11), "6.00")]
        assert reponse.codes() == {"CLAUSE_CONSOMMATEUR"}
        assert reponse.articles == ("C. civ., 1231-5",)

    def test_une_clause_contre_un_syndicat_n_a_pas_cette_reserve(self) -> None:
        due = facture(debiteur=SYNDICAT, echeance="2025-12-31", conditions=conditions(taux_penalites=6))
        assert penalites(due, au="2026-06-30", evenements=EN_DEMEURE).codes() == frozenset()


class TestMajoration:
    """« … majoré de cinq points à l'expiration d'un délai de deux mois à compter du jour où la décision de justice est
    devenue exécutoire » (CMF, L313-3) : de date à date depuis la signification, dès le lendemain du quantième.
    """

    def test_le_cas_publie_de_2015(self) -> None:
        reponse = interets(
            2000, debut="2015-09-17", au="2016-04-10", categorie="particuliers", majoration_depuis="2015-09-17"
        )
        assert _montants(reponse) == ["14.34", "22.40", "52.80"]
        assert reponse.valeur == Decimal("89.54")
        assert [ligne.article for ligne in reponse.lignes] == ["CMF, L313-2", "CMF, L313-3", "CMF, L313-3"]
        assert reponse.articles == ("C. civ., 1231-6", "CMF, L313-2", "CMF, L313-3")

    def test_signifiee_le_12_janvier_elle_majore_des_le_13_mars(self) -> None:
        reponse = interets(
            5000, debut="2026-01-12", au="2026-06-30", categorie="particuliers", majoration_depuis="2026-01-12"
        )
        assert [(ligne.fin, str(ligne.taux), str(ligne.montant)) for ligne in reponse.lignes] == [
            (date(2026, 3, 12), "6.67", "53.91"),
            (date(2026, 6, 30), "11.67", "175.85"),
        ]

    def test_le_jour_du_quantieme_elle_ne_majore_pas_encore(self) -> None:
        reponse = interets(5000, debut="2026-01-12", au="2026-03-12", majoration_depuis="2026-01-12")
        assert {str(ligne.taux) for ligne in reponse.lignes} == {"2.62"}

    def test_signifiee_le_31_decembre_les_deux_mois_finissent_au_dernier_jour_de_fevrier(self) -> None:
        reponse = interets(5000, debut="2025-12-31", au="2026-03-01", majoration_depuis="2025-12-31")
        assert [ligne.debut for ligne in reponse.lignes] == [date(2026, 1, 1), date(2026, 3, 1)]

    def test_signifiee_bien_avant_le_debut_elle_majore_tout(self) -> None:
        reponse = interets(5000, debut="2026-01-12", au="2026-03-12", majoration_depuis="2025-01-01")
        assert [str(ligne.taux) for ligne in reponse.lignes] == ["7.62"]

    def test_une_majoration_d_avant_la_loi_de_1975_est_refusee(self) -> None:
        with pytest.raises(DroitInconnu) as refus:
            interets(5000, debut="1976-01-12", au="1976-03-12", majoration_depuis="1975-01-01")
        assert refus.value.contexte["table"] == "interets.majoration_mois"


class TestCapitalisation:
    """« Les intérêts échus, dus au moins pour une année entière, produisent intérêt si le contrat l'a prévu ou si une
    décision de justice le précise » (C. civ., 1343-2).
    """

    def test_trois_annees_capitalisees(self) -> None:
        reponse = interets(10000, debut="2023-06-30", au="2026-06-30", capitalisation_depuis="2023-06-30")
        assert reponse.valeur == Decimal("1211.40")
        capitalisations = [ligne for ligne in reponse.lignes if ligne.code == "interets.capitalisation"]
        assert [(ligne.fin, ligne.article) for ligne in capitalisations] == [
            (date(2024, 6, 30), "C. civ., 1343-2"),
            (date(2025, 6, 30), "C. civ., 1343-2"),
            (date(2026, 6, 30), "C. civ., 1343-2"),
        ]

    def test_la_veille_de_l_anniversaire_rien_n_est_capital(self) -> None:
        reponse = interets(10000, debut="2023-06-30", au="2024-06-29", capitalisation_depuis="2023-06-30")
        assert {ligne.code for ligne in reponse.lignes} == {"interets.tranche"}

    def test_l_assiette_capitalisee_est_la_somme_des_interets_de_l_annee(self) -> None:
        reponse = interets(10000, debut="2023-06-30", au="2024-07-31", capitalisation_depuis="2023-06-30")
        (capital,) = [ligne for ligne in reponse.lignes if ligne.code == "interets.capitalisation"]
        avant = [ligne for ligne in reponse.lignes if ligne.fin and ligne.fin <= date(2024, 6, 30) and ligne.montant]
        assert capital.assiette == sum(ligne.montant or 0 for ligne in avant)
        assert reponse.lignes[-1].assiette == 10000 + (capital.assiette or 0)

    def test_une_clause_anterieure_au_debut_ne_capitalise_pas_une_annee_incomplete(self) -> None:
        avant = interets(10000, debut="2024-06-01", au="2025-12-31", capitalisation_depuis="2023-01-01")
        au_debut = interets(10000, debut="2024-06-01", au="2025-12-31", capitalisation_depuis="2024-06-01")
        assert avant.lignes == au_debut.lignes
        assert [ligne.fin for ligne in avant.lignes if ligne.code == "interets.capitalisation"] == [date(2025, 6, 1)]

    def test_demandee_apres_coup_elle_part_de_la_demande_avec_reserve(self) -> None:
        """Cass. com., 9 oct. 2019, n° 18-11.694."""
        reponse = interets(10000, debut="2023-06-30", au="2025-06-30", capitalisation_depuis="2024-01-15")
        assert [ligne.fin for ligne in reponse.lignes if ligne.code == "interets.capitalisation"] == [date(2025, 1, 15)]
        assert "CAPITALISATION_ASSIETTE" in reponse.codes()

    def test_demandee_des_le_debut_elle_ne_laisse_pas_de_doute(self) -> None:
        reponse = interets(10000, debut="2023-06-30", au="2025-06-30", capitalisation_depuis="2023-06-30")
        assert "CAPITALISATION_ASSIETTE" not in reponse.codes()

    def test_les_lignes_se_suivent_dans_l_ordre_des_jours(self) -> None:
        reponse = interets(
            10000,
            debut="2023-06-30",
            au="2026-06-30",
            capitalisation_depuis="2023-06-30",
            majoration_depuis="2023-08-01",
        )
        jours = [ligne.debut or ligne.fin for ligne in reponse.lignes]
        assert jours == sorted(jour for jour in jours if jour)


class TestRefus:
    @pytest.mark.parametrize(
        ("champs", "message", "code"),
        [
            ({"montant": -1}, "montant : reçu -1 ; accepté : zéro ou plus", "montant.negatif"),
            (
                {"categorie": "professionnels"},
                "categorie : reçu 'professionnels' ; accepté : particuliers ou autres_cas",
                "option.categorie",
            ),
            ({"base": "360"}, "base : reçu '360' ; accepté : 365 ou annee_civile", "option.base"),
            ({"arrondi": "aucun"}, "arrondi : reçu 'aucun' ; accepté : tranche ou total", "option.arrondi"),
            (
                {"debut": "hier"},
                "debut : reçu 'hier' (str) ; accepté : date ou texte « AAAA-MM-JJ », sans heure",
                "date.invalide",
            ),
            (
                {"capitalisation_depuis": 3},
                "capitalisation_depuis : reçu 3 (int) ; accepté : date ou texte « AAAA-MM-JJ », sans heure",
                "date.invalide",
            ),
        ],
    )
    def test_une_option_ou_une_donnee_impossible_est_refusee(
        self, champs: dict[str, Any], message: str, code: str
    ) -> None:
        entrees = {"montant": 1000, "debut": "2026-01-01", "au": "2026-02-01", **champs}
        with pytest.raises(DonneeInvalide) as refus:
            interets(**entrees)
        assert str(refus.value) == message
        assert refus.value.code == code
