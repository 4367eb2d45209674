"""Vingt-cinq pièges des taux et des intérêts : la bonne réponse, et celle qu'un calcul naïf donnerait.

Sauf mention, 10 000 € dus entre professionnels. `naif` recompte en fractions exactes ce que l'erreur donnerait.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from creances import (
    ApresHorizon,
    Avoir,
    Conditions,
    Creance,
    Creancier,
    Debiteur,
    Evenement,
    MiseEnDemeure,
    Paiement,
    ProcedureCollective,
    decompte,
    droit_courant,
    indemnite_forfaitaire,
    interets,
    penalites,
    releve,
)

PROFESSIONNEL = Debiteur(qualite="professionnel")
PUBLIC = Debiteur(qualite="public", categorie_publique="etat")
CONSOMMATEUR = Debiteur(qualite="consommateur")


def naif(montant: str, taux: str, jours: int, base: int = 365) -> Decimal:
    """Ce que donnerait une multiplication, arrondie au centime."""
    centimes = Fraction(montant) * Fraction(taux) * jours / base
    return Decimal(int(centimes + Fraction(1, 2))).scaleb(-2)


def facture(echeance: str, debiteur: Debiteur = PROFESSIONNEL, montant: str = "10000", **champs: object) -> Creance:
    return Creance.lire({"montant": montant, "echeance": echeance, "debiteur": debiteur, **champs})


def dus(creance: Creance, au: str, evenements: Sequence[Evenement] = ()) -> Decimal:
    return penalites(creance, au=au, evenements=evenements).valeur


class TestPiege01LePlancherNeReleveQueLesClauses:
    """Trois fois le taux légal borne un taux stipulé ; le silence du contrat donne la BCE plus dix (L441-10, II)."""

    @pytest.mark.parametrize(
        ("echeance", "au", "juste", "plancher", "faux"),
        [
            ("2024-01-31", "2024-03-01", "119.18", "15.21", "125.01"),
            ("2024-09-30", "2024-10-30", "117.12", "14.76", "121.32"),
        ],
    )
    def test_le_silence_garde_son_taux(self, echeance: str, au: str, juste: str, plancher: str, faux: str) -> None:
        assert dus(facture(echeance), au) == Decimal(juste)
        assert naif("10000", plancher, 30) == Decimal(faux) != Decimal(juste)


class TestPiege02LeTauxDuSemestreNonCeluiDuJour:
    """Le taux du 1er janvier et du 1er juillet vaut tout le semestre, quoi que fasse la BCE ensuite (L441-10, II)."""

    @pytest.mark.parametrize(
        ("echeance", "au", "juste", "du_jour"),
        [("2024-09-30", "2024-10-30", "117.12", "13.65"), ("2026-09-30", "2026-10-30", "101.92", "12.65")],
    )
    def test_une_decision_en_cours_de_semestre_ne_change_rien(
        self, echeance: str, au: str, juste: str, du_jour: str
    ) -> None:
        assert dus(facture(echeance), au) == Decimal(juste)
        assert naif("10000", du_jour, 30) != Decimal(juste)


class TestPiege03LaDateDEffetNonCelleDeLaDecision:
    """Une décision de la BCE ne compte qu'à sa prise d'effet, quelques jours plus tard."""

    @pytest.mark.parametrize(
        ("decision", "effet", "avant", "apres"),
        [
            ("2011-07-07", "2011-07-13", "1.25", "1.50"),
            ("2008-07-03", "2008-07-09", "4.00", "4.25"),
            ("2012-07-05", "2012-07-11", "1.00", "0.75"),
            ("2022-07-21", "2022-07-27", "0.00", "0.50"),
            ("2026-06-11", "2026-06-17", "2.15", "2.40"),
        ],
    )
    def test_le_taux_ne_bouge_qu_a_l_effet(self, decision: str, effet: str, avant: str, apres: str) -> None:
        serie = droit_courant().table("taux_bce")
        assert serie.au(date.fromisoformat(decision)).valeur == Decimal(avant)
        assert serie.au(date.fromisoformat(effet)).valeur == Decimal(apres)
        assert serie.au(date.fromisoformat(effet)).source.publie_le == date.fromisoformat(decision)


class TestPiege04DeuxFaconsDePasserLeSemestre:
    """Entre professionnels le taux change au 1er juillet ; l'acheteur public garde le premier (CCP, R2192-31)."""

    def test_prive_mobile_prive_fige_public(self) -> None:
        fige = facture("2026-05-15", conditions=Conditions(semestre="fige"))
        assert dus(facture("2026-05-15"), "2026-09-30") == Decimal("465.67")
        assert dus(fige, "2026-09-30") == naif("10000", "12.15", 138) == Decimal("459.37")
        assert dus(facture("2026-05-15", PUBLIC), "2026-09-30") == Decimal("383.75")
        assert naif("10000", "10.15", 46) + naif("10000", "10.40", 92) == Decimal("390.06")


class TestPiege05LeSemestreSeJugeAuPremierJourDInteret:
    """Le premier jour d'intérêt est le lendemain de l'échéance : c'est lui qui choisit le semestre (CCP, R2192-31)."""

    def test_le_30_juin_bascule_au_second_semestre(self) -> None:
        assert dus(facture("2026-06-29", PUBLIC), "2026-07-29") == naif("10000", "10.15", 30)
        assert dus(facture("2026-06-30", PUBLIC), "2026-07-30") == naif("10000", "10.40", 30)
        assert naif("10000", "10.15", 30) != naif("10000", "10.40", 30)


class TestPiege06DixPointsHuitPointsSeptPoints:
    """Dix points entre professionnels, huit pour un acheteur public, sept avant ; jamais sur le taux légal."""

    def test_les_points_suivent_le_regime_et_l_epoque(self) -> None:
        ancien = Conditions(conclu_le="2008-12-31", semestre="fige")
        assert dus(facture("2024-01-31"), "2024-03-01") == naif("10000", "14.50", 30)
        assert dus(facture("2024-01-31", PUBLIC), "2024-03-01") == naif("10000", "12.50", 30)
        assert dus(facture("2008-12-31", conditions=ancien), "2009-01-30") == naif("10000", "9.50", 30)

    def test_le_taux_legal_n_est_pas_celui_de_la_bce(self) -> None:
        """5,07 + 10, publié à tort pour le premier semestre 2024."""
        assert dus(facture("2024-01-31"), "2024-03-01") != naif("10000", "15.07", 30)


class TestPiege07LesJoursSontPaiementMoinsEcheance:
    """Le lendemain de l'échéance et le jour du paiement comptent (CCP, R2192-32) ; rien n'est dû à l'échéance."""

    def test_vingt_jours_du_20_juin_au_10_juillet(self) -> None:
        resultat = penalites(facture("2026-06-20"), au="2026-07-10")
        assert [ligne.jours for ligne in resultat.lignes] == [10, 10]
        assert resultat.valeur == Decimal("67.26")
        assert naif("10000", "12.15", 9) + naif("10000", "12.40", 10) != resultat.valeur
        assert naif("10000", "12.15", 10) + naif("10000", "12.40", 11) != resultat.valeur

    def test_zero_le_jour_de_l_echeance(self) -> None:
        assert dus(facture("2026-06-20"), "2026-06-20") == 0


class TestPiege08TroisCentSoixanteCinqMemeEnBissextile:
    """L'intérêt légal se compte sur 365 jours, année bissextile comprise ; l'année civile est une option."""

    def test_l_annee_2024_compte_366_jours_sur_365(self) -> None:
        creance = facture("2023-12-31")
        assert dus(creance, "2024-12-31") == Decimal("1441.37")
        assert penalites(creance, au="2024-12-31", base="annee_civile").valeur == Decimal("1437.43")


class TestPiege09NiTroisCentSoixanteNiLeMois:
    """L'usage bancaire de 360 jours est refusé (Cass. com., 10 janv. 1995, n° 91-21.141), le trimestre aussi."""

    def test_quatre_vingt_dix_jours(self) -> None:
        assert dus(facture("2026-01-31"), "2026-05-01") == naif("10000", "12.15", 90) == Decimal("299.59")
        assert naif("10000", "12.15", 90, base=360) == Decimal("303.75")


class TestPiege10SurLeMontantToutesTaxesComprises:
    """L'assiette est ce qui reste à payer, taxe comprise (CJUE, 20 oct. 2022, C-585/20) ; la pénalité est hors taxe."""

    def test_1200_euros_et_non_1000(self) -> None:
        assert dus(facture("2026-01-31", montant="1200"), "2026-03-02") == Decimal("11.98")
        assert naif("1000", "12.15", 30) == Decimal("9.99")


class TestPiege11QuaranteEurosParFacture:
    """Une fois par facture, sans prorata, dès un jour de retard ; pas si l'ouverture interdit de payer (L441-10, II)."""

    def test_un_jour_suffit_et_ne_se_repete_pas(self) -> None:
        creance = facture("2026-04-30", montant="1")
        valeurs = [
            indemnite_forfaitaire(creance, au=au).valeur
            for au in ("2026-04-30", "2026-05-01", "2026-05-31", "2026-12-31")
        ]
        assert valeurs == [0, 40, 40, 40]

    def test_deux_factures_font_quatre_vingts(self) -> None:
        deux = [facture("2026-04-30", reference=nom) for nom in ("F1", "F2")]
        assert releve(deux, au="2026-05-31").valeur.indemnite == 80

    def test_zero_si_l_ouverture_precede_l_echeance(self) -> None:
        ouverture = [ProcedureCollective(date="2026-04-15")]
        assert indemnite_forfaitaire(facture("2026-04-30"), au="2026-05-31", evenements=ouverture).valeur == 0


class TestPiege12LeConsommateurNeDoitQueLInteretLegal:
    """Ni BCE plus dix, ni quarante euros : l'intérêt légal, depuis la mise en demeure seulement (C. civ., 1231-6)."""

    creance = facture("2026-01-31", CONSOMMATEUR, montant="1000", nature="B2C_GENERAL")

    def test_rien_avant_la_mise_en_demeure(self) -> None:
        assert dus(self.creance, "2026-05-01") == 0
        assert naif("1000", "12.15", 90) > 0

    def test_le_taux_legal_ensuite_et_aucune_indemnite(self) -> None:
        demeure = [MiseEnDemeure(date="2026-03-02", reception="2026-03-02")]
        reste = decompte(self.creance, au="2026-05-01", evenements=demeure).valeur
        assert reste.interets == naif("1000", "2.62", 60)
        assert reste.indemnite == 0


class TestPiege13LeTauxLegalSuitLeCreancier:
    """Le taux haut est pour la personne physique hors de son activité (CMF, L313-2) : pas pour l'artisan qui réclame."""

    demeure = (MiseEnDemeure(date="2026-01-31", reception="2026-01-31"),)

    def test_artisan_contre_consommateur(self) -> None:
        creance = facture("2026-01-31", CONSOMMATEUR, montant="1000", nature="B2C_GENERAL")
        assert dus(creance, "2026-05-01", self.demeure) == Decimal("6.46")
        assert naif("1000", "6.67", 90) == Decimal("16.45")

    def test_particulier_contre_professionnel(self) -> None:
        particulier = Creancier(qualite="particulier")
        creance = facture("2026-01-31", montant="1000", nature="CIVIL_COMMUN", creancier=particulier)
        assert dus(creance, "2026-05-01", self.demeure) == Decimal("16.45")

    def test_syndicat_de_copropriete_creancier(self) -> None:
        syndicat = Creancier(qualite="non_professionnel")
        creance = facture("2026-01-31", CONSOMMATEUR, montant="1000", nature="COPRO_CHARGES", creancier=syndicat)
        assert dus(creance, "2026-05-01", self.demeure) == Decimal("6.46")


class TestPiege14LePlancherEstTroisFoisLesAutresCas:
    """Le taux légal du plancher est celui des professionnels, non celui des particuliers (L441-10, II)."""

    def test_7_86_et_non_20_01(self) -> None:
        clause = Conditions(taux_penalites=1, plancher="relever")
        assert dus(facture("2026-01-31", conditions=clause), "2026-05-01") == naif("10000", "7.86", 90)
        assert naif("10000", "7.86", 90) != naif("10000", "20.01", 90)


class TestPiege15LePlancherBouge:
    """Un taux licite en juin peut ne plus l'être en juillet : il se signale, il ne se corrige pas d'office."""

    creance = facture("2026-03-31", conditions=Conditions(taux_penalites=8))

    def test_8_passe_au_premier_semestre_pas_au_second(self) -> None:
        assert penalites(self.creance, au="2026-06-30").codes() == frozenset()
        assert penalites(self.creance, au="2026-07-01").codes() == {"TAUX_SOUS_PLANCHER"}

    def test_le_taux_convenu_reste_applique(self) -> None:
        assert dus(self.creance, "2026-09-30") == naif("10000", "8", 183)
        assert naif("10000", "8", 91) + naif("10000", "8.25", 92) != dus(self.creance, "2026-09-30")


class TestPiege16CinqPointsDeuxMoisDeDateADate:
    """Deux mois de date à date depuis la signification, puis cinq points sur le seul taux légal (CMF, L313-3)."""

    def test_majore_des_le_13_mars(self) -> None:
        resultat = interets(
            5000, debut="2026-01-12", au="2026-06-30", categorie="particuliers", majoration_depuis="2026-01-12"
        )
        assert [str(ligne.montant) for ligne in resultat.lignes] == ["53.91", "175.85"]
        assert resultat.lignes[1].debut == date(2026, 3, 13)

    def test_ni_soixante_jours_ni_depuis_le_jugement(self) -> None:
        du_jugement = interets(
            5000, debut="2025-12-20", au="2026-06-30", categorie="particuliers", majoration_depuis="2026-01-12"
        )
        majoree = du_jugement.lignes[-1].debut
        assert majoree == date(2026, 3, 13)
        assert majoree not in {date(2026, 1, 12) + timedelta(days=61), date(2026, 2, 21)}

    def test_les_penalites_entre_professionnels_n_en_portent_pas(self) -> None:
        """`penalites` n'a pas d'argument de majoration : le taux reste celui du semestre."""
        assert {ligne.taux for ligne in penalites(facture("2026-01-12"), au="2026-06-30").lignes} == {Decimal("12.15")}


class TestPiege17LeTauxLegalAussiChangeParSemestre:
    """Depuis 2015 le taux légal est semestriel : une condamnation de 2023 traverse sept taux (CMF, L313-2)."""

    def test_sept_tranches(self) -> None:
        resultat = interets(10000, debut="2023-06-30", au="2026-12-31")
        taux = [str(ligne.taux) for ligne in resultat.lignes]
        assert taux == ["4.22", "5.07", "4.92", "3.71", "2.76", "2.62", "2.75"]
        assert resultat.valeur != naif("10000", "4.22", 1280)


class TestPiege18PasDeCumul:
    """Les pénalités sont déjà l'intérêt moratoire : la mise en demeure n'ajoute rien (Cass. com., 24 avr. 2024)."""

    def test_la_mise_en_demeure_n_ajoute_pas_l_interet_legal(self) -> None:
        demeure = [MiseEnDemeure(date="2026-01-31", reception="2026-01-31")]
        assert dus(facture("2026-01-31"), "2026-05-11", demeure) == Decimal("332.88")
        assert interets(10000, debut="2026-01-31", au="2026-05-11").valeur == Decimal("71.78")


class TestPiege19LOrdreDImputation:
    """Frais, intérêts, puis capital (C. civ., 1343-1) ; un acheteur public paie d'abord le capital (CE, 23 mai 2012)."""

    creance = facture("2025-01-01", conditions=Conditions(taux_penalites=10))
    paiement = (Paiement(date="2025-07-01", montant=4000),)

    @pytest.mark.parametrize(
        ("ordre", "total"),
        [
            (None, "6865.37"),
            (("frais", "interets", "principal"), "6865.37"),
            (("interets", "frais", "principal"), "6865.37"),
            (("interets", "principal", "frais"), "6863.35"),
            (("principal", "interets", "frais"), "6838.36"),
        ],
    )
    def test_chaque_ordre_a_son_total(self, ordre: tuple[str, ...] | None, total: str) -> None:
        reste = decompte(self.creance, au="2026-01-01", evenements=self.paiement, ordre=ordre).valeur
        assert reste.total == Decimal(total)

    def test_l_acheteur_public_garde_le_principal_d_abord(self) -> None:
        public = facture("2026-05-15", PUBLIC)
        paiement = [Paiement(date="2026-07-15", montant=4000)]
        assert decompte(public, au="2026-09-30", evenements=paiement).valeur.total == Decimal("6338.10")
        prive = decompte(public, au="2026-09-30", evenements=paiement, ordre=("frais", "interets", "principal")).valeur
        assert prive.total == Decimal("6342.59")

    def test_un_avoir_reduit_le_principal_sans_toucher_les_interets(self) -> None:
        reste = decompte(self.creance, au="2026-01-01", evenements=[Avoir(date="2025-07-01", montant=4000)]).valeur
        assert (reste.principal, reste.interets) == (Decimal("6000.00"), Decimal("798.36"))


class TestPiege20PayerLePrincipalEnRetardNeSoldePas:
    """Les intérêts courus restent dus et, payés d'abord, laissent un capital qui porte encore intérêt (C. civ., 1343-1)."""

    creance = facture("2025-01-01", conditions=Conditions(taux_penalites=10))
    paiement = (Paiement(date="2025-03-01", montant=10000),)

    def test_il_reste_161_64_le_jour_du_paiement(self) -> None:
        ordre = ("interets", "principal", "frais")
        jour_meme = decompte(self.creance, au="2025-03-01", evenements=self.paiement, ordre=ordre).valeur
        fin_d_annee = decompte(self.creance, au="2026-01-01", evenements=self.paiement, ordre=ordre).valeur
        assert (jour_meme.principal, fin_d_annee.total) == (Decimal("161.64"), Decimal("215.19"))

    def test_218_54_dans_l_ordre_legal(self) -> None:
        reste = decompte(self.creance, au="2026-01-01", evenements=self.paiement).valeur
        assert reste.total == Decimal("218.54") != 0


class TestPiege21LaCapitalisationEstAnnuelle:
    """Les intérêts d'une année entière seulement, et depuis la demande (C. civ., 1343-2 ; Cass. com., 9 oct. 2019)."""

    def test_simple_annuelle_et_jamais_semestrielle(self) -> None:
        simple = interets(10000, debut="2023-06-30", au="2026-06-30").valeur
        annuelle = interets(10000, debut="2023-06-30", au="2026-06-30", capitalisation_depuis="2023-06-30").valeur
        assert (simple, annuelle) == (Decimal("1166.59"), Decimal("1211.40"))
        assert annuelle != self._semestrielle() == Decimal("1224.04")

    def test_rien_avant_la_fin_de_la_premiere_annee(self) -> None:
        veille = interets(10000, debut="2023-06-30", au="2024-06-29", capitalisation_depuis="2023-06-30")
        assert veille.valeur == interets(10000, debut="2023-06-30", au="2024-06-29").valeur
        assert not any(ligne.code == "interets.capitalisation" for ligne in veille.lignes)

    @staticmethod
    def _semestrielle() -> Decimal:
        """Ce que donnerait une capitalisation à chaque semestre."""
        capital = Decimal(10000)
        for taux, jours in (("4.22", 184), ("5.07", 182), ("4.92", 184), ("3.71", 181), ("2.76", 184), ("2.62", 181)):
            capital += naif(str(capital), taux, jours)
        return capital - 10000


class TestPiege22LesInteretsSArretentALOuverture:
    """Le jugement arrête le cours des intérêts, la veille au soir (C. com., L622-28 et R621-4)."""

    creance = facture("2026-01-31", montant="20000")
    ouverture = (ProcedureCollective(date="2026-04-15"),)

    def test_la_veille_par_defaut_le_jour_sur_demande(self) -> None:
        assert dus(self.creance, "2026-07-31", self.ouverture) == Decimal("486.00")
        inclus = penalites(self.creance, au="2026-07-31", evenements=self.ouverture, jour_jugement="inclus")
        assert inclus.valeur == Decimal("492.66")

    def test_jamais_jusqu_au_jour_de_la_question(self) -> None:
        assert dus(self.creance, "2026-07-31") == Decimal("1209.26")

    def test_un_paiement_differe_d_un_an_continue(self) -> None:
        differe = facture("2026-01-31", montant="20000", emission="2025-01-31")
        assert dus(differe, "2026-06-30", self.ouverture) == dus(differe, "2026-06-30")


class TestPiege23Avant2013PasDAncrageSemestriel:
    """Avant 2013 le taux suit l'opération la plus récente ; avant 2009, sept points et une fois et demie (L441-6)."""

    def test_le_taux_change_au_11_juillet_2012(self) -> None:
        resultat = penalites(facture("2012-05-31"), au="2012-09-30")
        assert [(ligne.jours, str(ligne.taux)) for ligne in resultat.lignes] == [(40, "11.00"), (82, "10.75")]
        assert resultat.valeur == Decimal("362.06")
        fige = facture("2012-05-31", conditions=Conditions(semestre="fige"))
        assert dus(fige, "2012-09-30") == Decimal("367.67")

    @pytest.mark.parametrize(("conclu", "juste"), [("2008-12-31", "156.16"), ("2009-01-01", "205.48")])
    def test_le_contrat_choisit_les_points(self, conclu: str, juste: str) -> None:
        conditions = Conditions(conclu_le=conclu, semestre="fige")
        assert dus(facture("2008-12-31", conditions=conditions), "2009-03-01") == Decimal(juste)

    @pytest.mark.parametrize(("conclu", "plancher"), [("2008-12-31", "5.685"), ("2009-01-01", "11.37")])
    def test_le_contrat_choisit_le_plancher(self, conclu: str, plancher: str) -> None:
        clause = Conditions(taux_penalites=1, plancher="relever", conclu_le=conclu)
        assert dus(facture("2009-06-30", conditions=clause), "2009-07-30") == naif("10000", plancher, 30)


class TestPiege24LesMarchesAnciensSuiventLeTauxMarginal:
    """Contrats d'avant le 16 mars 2013 : taux marginal plus sept, non le taux minimal (décret n° 2002-232)."""

    def test_11_07_et_non_11(self) -> None:
        assert dus(facture("2008-06-30", PUBLIC), "2008-07-30") == naif("10000", "11.07", 30)
        assert naif("10000", "11.07", 30) != naif("10000", "11.00", 30)


class TestPiege25SeriesArrondisEtSemestreInconnu:
    """1989 change en juillet ; l'arrondi se choisit ; un semestre à paraître se refuse au lieu de se deviner."""

    def test_1989_change_le_15_juillet(self) -> None:
        lignes = interets(10000, debut="1989-06-30", au="1989-08-31").lignes
        assert [(ligne.fin, str(ligne.taux)) for ligne in lignes] == [
            (date(1989, 7, 14), "9.50"),
            (date(1989, 8, 31), "7.82"),
        ]

    def test_avant_2015_un_seul_taux_pour_tous_des_le_1er_janvier(self) -> None:
        """Publié en février, il vaut pour l'année entière."""
        particuliers = interets(10000, debut="2013-12-31", au="2014-12-31", categorie="particuliers")
        assert particuliers.valeur == interets(10000, debut="2013-12-31", au="2014-12-31").valeur
        assert len(particuliers.lignes) == 1

    def test_les_deux_arrondis_different_d_un_centime(self) -> None:
        """Chaque tranche, ou le total : 82,73 et 82,72 pour 1 999,71 €."""
        creance = facture("2026-04-30", montant="1999.71")
        assert dus(creance, "2026-08-31") == Decimal("82.73")
        assert penalites(creance, au="2026-08-31", arrondi="total").valeur == Decimal("82.72")

    def test_un_semestre_a_paraitre_est_refuse(self) -> None:
        assert dus(facture("2026-11-30"), "2026-12-31") == naif("10000", "12.40", 31)
        with pytest.raises(ApresHorizon):
            dus(facture("2026-11-30"), "2027-01-02")

    def test_le_refus_ne_vient_que_d_un_jour_compte(self) -> None:
        """Une facture à échoir l'an prochain répond zéro aujourd'hui."""
        public = facture("2027-03-31", PUBLIC)
        assert dus(public, "2026-12-15") == 0
        with pytest.raises(ApresHorizon):
            dus(public, "2027-04-01")
