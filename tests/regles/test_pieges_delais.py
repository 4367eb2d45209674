"""Les pièges des délais de paiement : la bonne échéance, et celle qu'un calcul naïf donnerait.

Des vingt pièges relevés, ceux-ci touchent l'échéance ou les pénalités. Les autres sont éprouvés ailleurs :
escompte (14 à 17), fichier des écritures (19, `tests/adaptateurs`), comptes et indicateurs (18 et 20,
`tests/moteur/test_pieges_pilotage.py`).
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from creances import (
    Conditions,
    Creance,
    Debiteur,
    Interruption,
    Paiement,
    Terme,
    echeance,
    indemnite_forfaitaire,
    penalites,
)

PROFESSIONNEL = Debiteur(qualite="professionnel")
TOUS_LES_JOURS = [date(2024, 1, 1) + timedelta(days=rang) for rang in range(1461)]
A, B = "jours_puis_fin_de_mois", "fin_de_mois_puis_jours"


def facture(emission: str | date, terme: Terme | None = None, **champs: object) -> Creance:
    conditions = Conditions(terme=terme)
    base = {"montant": 1000, "debiteur": PROFESSIONNEL, "emission": emission, "conditions": conditions}
    return Creance.lire({**base, **champs})


def due(creance: Creance) -> date:
    return echeance(creance).valeur


def ramenee(creance: Creance) -> date:
    return echeance(creance, plafond="ramener").valeur


class TestPiege01SoixanteJoursNeSontPasDeuxMois:
    """Deux mois de date à date font souvent 61 ou 62 jours, au-delà du plafond de soixante (L441-10, I, al. 2)."""

    def test_le_30_avril_2020(self) -> None:
        assert due(facture("2020-04-30", Terme(jours=60))) == date(2020, 6, 29)
        deux_mois = echeance(facture("2020-04-30", Terme(mois=2)))
        assert deux_mois.valeur == date(2020, 6, 30)
        assert deux_mois.codes() == {"DELAI_ILLICITE"}

    def test_plus_de_quatre_fois_sur_cinq(self) -> None:
        durees = [(due(facture(jour, Terme(mois=2))) - jour).days for jour in TOUS_LES_JOURS]
        assert set(durees) == {59, 60, 61, 62}
        assert round(100 * sum(duree > 60 for duree in durees) / len(durees)) == 83


class TestPiege02QuaranteCinqJoursFinDeMoisADeuxLectures:
    """Les jours puis le bout du mois, ou l'inverse : la méthode s'écrit au contrat, elle ne se devine pas."""

    def test_elles_ne_coincident_jamais(self) -> None:
        for jour in TOUS_LES_JOURS:
            lues = [due(facture(jour, Terme(jours=45, mode=mode))) for mode in (A, B)]
            assert 0 < abs((lues[0] - lues[1]).days) <= 17

    def test_la_methode_par_defaut_n_est_aucune_des_deux(self) -> None:
        assert due(facture("2026-01-15", Terme(jours=45))) == date(2026, 3, 1)


class TestPiege03FinDeMoisPlusQuaranteCinqNeTombePasLeQuinze:
    """Le 14 après un mois suivi de 31 jours, le 15 après 30, le 16 ou le 17 autour de février."""

    def test_un_avocat_publiait_le_15_mars_2009(self) -> None:
        assert due(facture("2009-01-15", Terme(jours=45, mode=B))) == date(2009, 3, 17) != date(2009, 3, 15)

    def test_les_quatre_quantiemes(self) -> None:
        lus = [due(facture(jour, Terme(jours=45, mode=B))).day for jour in TOUS_LES_JOURS]
        assert [lus.count(quantieme) for quantieme in (14, 15, 16, 17)] == [841, 496, 31, 93]


class TestPiege04LeQuaranteCinqFinDeMoisSeStipule:
    """Il peut aller à 75 jours, mais si le contrat l'écrit ainsi ; sinon soixante jours nets (L441-10, I, al. 3)."""

    def test_soixante_quinze_jours_licites_si_stipules(self) -> None:
        stipule = echeance(facture("2026-01-15", Terme(jours=45, mode=A)))
        assert (stipule.valeur, stipule.codes()) == (date(2026, 3, 31), frozenset())
        assert (stipule.valeur - date(2026, 1, 15)).days == 75

    def test_la_meme_date_sans_la_clause_est_illicite(self) -> None:
        net = echeance(facture("2026-01-15", Terme(jours=75)))
        assert (net.valeur, net.codes()) == (date(2026, 3, 31), {"DELAI_ILLICITE"})
        assert ramenee(facture("2026-01-15", Terme(jours=75))) == date(2026, 3, 16)


class TestPiege05TrenteJoursFinDeMoisTiennentEnSoixante:
    """Toujours licites sans clause ; « le 15 » en plus dépasse souvent les deux plafonds."""

    @pytest.mark.parametrize("mode", [A, B])
    def test_jamais_plus_de_soixante_jours(self, mode: str) -> None:
        for jour in TOUS_LES_JOURS:
            resultat = echeance(facture(jour, Terme(jours=30, mode=mode)))
            assert (resultat.valeur - jour).days <= 60
            assert "DELAI_ILLICITE" not in resultat.codes()

    def test_le_15_en_plus_est_illicite_pres_d_une_fois_sur_trois(self) -> None:
        terme = Terme(jours=30, mode=A, le=15)
        assert due(facture("2026-04-10", terme)) == date(2026, 6, 15)
        illicites = sum("DELAI_ILLICITE" in echeance(facture(jour, terme)).codes() for jour in TOUS_LES_JOURS)
        assert illicites > len(TOUS_LES_JOURS) * 31 // 100


class TestPiege06DeuxHorloges:
    """Trente jours depuis la réception ou l'exécution, soixante depuis la facture (L441-10, I)."""

    def test_le_delai_legal_part_de_la_livraison(self) -> None:
        livree = facture("2026-01-20", livraison="2026-01-05")
        assert due(livree) == date(2026, 2, 4) != date(2026, 1, 20) + timedelta(days=30)

    def test_le_plafond_part_de_la_facture(self) -> None:
        livree = facture("2026-01-20", Terme(jours=90), livraison="2026-01-05")
        assert ramenee(livree) == date(2026, 1, 20) + timedelta(days=60) != date(2026, 1, 5) + timedelta(days=60)


class TestPiege07PerissablesTrenteJoursApresLivraison:
    """La décade a disparu le 1er novembre 2021, sauf pour une facture périodique (L441-11, II, 1°)."""

    def _plafond(self, livraison: str, *, periodique: bool = False) -> date:
        champs = {"livraison": livraison, "secteur": "perissable", "periodique": periodique}
        return ramenee(facture(livraison, Terme(jours=60), **champs))

    def test_livree_le_11_janvier_2026(self) -> None:
        assert self._plafond("2026-01-11") == date(2026, 2, 10)
        assert self._plafond("2026-01-11", periodique=True) == date(2026, 2, 19)

    def test_livree_le_11_janvier_2021(self) -> None:
        assert self._plafond("2021-01-11") == date(2021, 2, 19)


class TestPiege08AlcoolsFinDeMoisPuisTrenteJours:
    """La fin du mois d'abord, les trente jours ensuite (L441-11, II, 3°), non l'inverse."""

    def test_livree_le_5_avril(self) -> None:
        plafond = ramenee(facture("2026-04-05", Terme(jours=75), livraison="2026-04-05", secteur="alcool"))
        assert plafond == date(2026, 5, 30)
        assert due(facture("2026-04-05", Terme(jours=30, mode=A))) == date(2026, 5, 31)


class TestPiege09FacturePeriodiqueQuaranteCinqJoursSecs:
    """Quarante-cinq jours après l'émission, même si le contrat dit fin de mois (L441-10, I, al. 4)."""

    @pytest.mark.parametrize("mode", [A, B])
    def test_la_clause_de_fin_de_mois_n_y_change_rien(self, mode: str) -> None:
        periodique = facture("2026-01-15", Terme(jours=45, mode=mode), periodique=True)
        assert echeance(periodique).codes() == {"DELAI_ILLICITE"}
        assert ramenee(periodique) == date(2026, 3, 1)


class TestPiege10OutreMerDepartAuDedouanement:
    """Les marchandises importées ont leur propre horloge, à L441-13 (L441-14 ne parle que du rapport de gestion)."""

    def test_trente_jours_apres_le_dedouanement(self) -> None:
        importee = facture("2026-01-10", livraison="2026-01-12", dedouanement="2026-02-05")
        resultat = echeance(importee)
        assert resultat.valeur == date(2026, 3, 7) != due(facture("2026-01-10", livraison="2026-01-12"))
        assert "C. com., L441-13" in resultat.articles


class TestPiege11InterruptionEtNonSuspension:
    """Trente jours nouveaux, ou le solde s'il est plus long (CCP, R2192-29) ; une suspension reprendrait le solde."""

    @pytest.mark.parametrize(("categorie", "juste", "suspendue"), [("collectivite", 30, 20), ("sante", 40, 40)])
    def test_commune_et_hopital(self, categorie: str, juste: int, suspendue: int) -> None:
        completes = date(2026, 3, 20)
        demande = Creance(
            montant=1000,
            debiteur=Debiteur(qualite="public", categorie_publique=categorie),
            reception="2026-03-01",
            interruption=Interruption(notification="2026-03-11", completes=completes),
        )
        sans = due(demande.avec(interruption=None))
        assert (sans - date(2026, 3, 11)).days == suspendue
        assert due(demande) == completes + timedelta(days=juste)


class TestPiege12LeJourQuiCompteEstCeluiDuCredit:
    """Privé : les fonds à la disposition du créancier (L441-9). Ordonné à l'échéance, crédité le lendemain : en retard."""

    def test_un_jour_de_penalites_et_quarante_euros(self) -> None:
        creance = Creance(montant=10000, echeance="2026-04-30", debiteur=PROFESSIONNEL)
        for credit, jours, indemnite in (("2026-04-30", 0, 0), ("2026-05-01", 1, 40)):
            paiement = [Paiement(date=credit, montant=10000)]
            resultat = penalites(creance, au="2026-05-01", evenements=paiement)
            assert sum(ligne.jours or 0 for ligne in resultat.lignes) == jours
            assert indemnite_forfaitaire(creance, au="2026-05-01", evenements=paiement).valeur == indemnite


class TestPiege13NiDimancheNiJourFerie:
    """Aucun texte ne reporte l'échéance d'une facture : elle ne bouge que si le contrat le prévoit."""

    def test_un_dimanche_reste_un_dimanche(self) -> None:
        assert due(facture("2026-01-16", Terme(jours=30))) == date(2026, 2, 15)
        assert due(facture("2026-01-16", Terme(jours=30, report="suivant"))) == date(2026, 2, 16)

    def test_trente_jours_tombent_le_week_end_deux_fois_sur_sept(self) -> None:
        echus = [due(facture(jour, Terme(jours=30))) for jour in TOUS_LES_JOURS]
        assert round(1000 * sum(jour.weekday() >= 5 for jour in echus) / len(echus)) == 286


class TestLaRedactionDe2027NeFaitRienRefuser:
    """La fin d'une rédaction au 31 décembre 2026 n'est pas la fin de la règle : une réponse, avec ou sans réserve."""

    def test_une_facture_de_2027_a_son_plafond(self) -> None:
        for emission in ("2026-12-31", "2027-01-01"):
            jour = date.fromisoformat(emission)
            assert ramenee(facture(emission, Terme(jours=90))) == jour + timedelta(days=60)
