"""Les mentions de paiement d'une facture : rédigées, puis contrôlées dans un texte."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Conditions,
    ConstatMention,
    ControleMentions,
    Creance,
    DroitInconnu,
    Mention,
    Mentions,
    PalierEscompte,
    Resultat,
    controle_mentions,
    droit_courant,
    evaluer,
    mentions,
    relire,
)
from creances.regles.mentions.lecture import TauxLu, lire, plier
from strategies import COMMUNE, CONSOMMATEUR, PROFESSIONNEL, SYNDICAT, facture, rapide

EMISSION = date(2026, 3, 31)
ECHEANCE = date(2026, 4, 30)
EXIGIBLES = "exigibles le jour suivant la date de règlement, sans qu'un rappel soit nécessaire."
SUPPLETIF = (
    "Pénalités de retard : taux appliqué par la Banque centrale européenne à son opération de refinancement la plus "
    f"récente, majoré de 10 points de pourcentage, {EXIGIBLES}"
)


def du_printemps(**convenu: Any) -> Creance:
    """Une facture du 31 mars 2026, échue le 30 avril, aux conditions dites."""
    accord = Conditions(**{"conclu_le": EMISSION, **convenu})
    return facture(emission=EMISSION, livraison=EMISSION, echeance=ECHEANCE, conditions=accord)


def redigees(**convenu: Any) -> Mentions:
    return mentions(du_printemps(**convenu)).valeur


def texte_de(mention: Mention | None) -> str:
    assert mention is not None
    return mention.texte


def controler(texte: str, **options: Any) -> Resultat[ControleMentions]:
    return controle_mentions(texte, **{"au": EMISSION, **options})


def constat(texte: str, sujet: str, **options: Any) -> ConstatMention:
    return controler(texte, **options).valeur.constat(sujet)


def etat(texte: str, sujet: str, **options: Any) -> tuple[str, str]:
    trouve = constat(texte, sujet, **options)
    return trouve.etat, trouve.motif.removeprefix("mention_")


class TestRedaction:
    """« La facture mentionne également la date à laquelle le règlement doit intervenir » (C. com., L441-9, I)."""

    def test_quatre_mentions_sans_convention_particuliere(self) -> None:
        resultat = mentions(du_printemps())
        assert [un.texte for un in resultat.valeur.toutes] == [
            "Date de règlement : 30/04/2026.",
            "Escompte pour paiement anticipé : néant.",
            SUPPLETIF,
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.",
        ]
        assert resultat.valeur.texte.count("\n") == 3
        assert (resultat.reserves, resultat.au) == ((), EMISSION)

    def test_chacune_porte_ses_articles_et_le_code_de_sa_note(self) -> None:
        faits = [(un.articles, un.code) for un in redigees().toutes]
        assert faits == [
            (("C. com., L441-9, I",), ""),
            (("C. com., L441-9, I",), "AAB"),
            (("C. com., L441-9, I", "C. com., L441-10, II"), "PMD"),
            (("C. com., L441-9, I", "C. com., D441-5"), "PMT"),
        ]

    def test_la_note_ubl_porte_le_code_devant_le_texte(self) -> None:
        toutes = redigees()
        assert toutes.escompte is not None
        assert toutes.escompte.note == "#AAB#Escompte pour paiement anticipé : néant."
        assert toutes.echeance is not None
        assert toutes.echeance.note == toutes.echeance.texte

    def test_les_lignes_disent_ou_l_imprimer(self) -> None:
        lignes = mentions(du_printemps()).lignes
        assert [dict(un.mots)["code"] for un in lignes] == ["BT-9", "AAB", "PMD", "PMT"]

    @pytest.mark.parametrize(
        ("palier", "taux", "quand"),
        [
            ({"jours": 10, "taux": 3}, "3 %", "au moins 10 jours avant la date de règlement, soit le 20/04/2026"),
            ({"jours": 0, "taux": 3}, "3 %", "au moins 1 jour avant la date de règlement, soit le 29/04/2026"),
            (
                {"jours": 8, "taux": "2.5", "reference": "apres_emission"},
                "2,5 %",
                "au plus 8 jours après l'émission de la facture, soit le 08/04/2026",
            ),
            (
                {"jours": 0, "taux": 2, "reference": "apres_emission"},
                "2 %",
                "le jour de l'émission de la facture, soit le 31/03/2026",
            ),
            (
                {"jours": 1, "taux": 8, "prorata": "en_dehors"},
                "8 % l'an, au prorata des jours d'avance sur une année de 360 jours,",
                "au moins 1 jour avant la date de règlement, soit le 29/04/2026",
            ),
            (
                {"jours": 1, "taux": 8, "prorata": "en_dedans", "base": "365"},
                "8 % l'an, au prorata des jours d'avance sur une année de 365 jours, sur la somme versée,",
                "au moins 1 jour avant la date de règlement, soit le 29/04/2026",
            ),
        ],
    )
    def test_chaque_forme_de_palier(self, palier: dict[str, Any], taux: str, quand: str) -> None:
        attendu = f"Escompte pour paiement anticipé : {taux} si les fonds sont reçus {quand} au plus tard."
        assert texte_de(redigees(escompte=[PalierEscompte(**palier)]).escompte) == attendu

    def test_plusieurs_paliers_se_suivent(self) -> None:
        deux = [PalierEscompte(jours=20, taux=3), PalierEscompte(jours=10, taux=1)]
        assert texte_de(redigees(escompte=deux).escompte).count(" ; ") == 1

    def test_le_taux_convenu(self) -> None:
        assert texte_de(redigees(taux_penalites="12.5").penalites) == f"Pénalités de retard : 12,5 % l'an, {EXIGIBLES}"

    def test_sous_le_plancher_la_clause_qui_releve_est_imprimee(self) -> None:
        """« […] qui ne peut toutefois fixer un taux inférieur à trois fois le taux d'intérêt légal » (L441-10, II)."""
        resultat = mentions(du_printemps(taux_penalites=5))
        dit = "5 % l'an, sans pouvoir être inférieur à 3 fois le taux d'intérêt légal,"
        assert dit in texte_de(resultat.valeur.penalites)
        reserve = next(un for un in resultat.reserves if un.code == "MENTION_TAUX_SOUS_PLANCHER")
        assert reserve.montants == (("plancher", Decimal("7.86")),)

    def test_au_plancher_exactement_rien_n_est_ajoute(self) -> None:
        resultat = mentions(du_printemps(taux_penalites="7.86"))
        assert "inférieur" not in texte_de(resultat.valeur.penalites)
        assert resultat.reserves == ()
        assert "MENTION_TAUX_SOUS_PLANCHER" in mentions(du_printemps(taux_penalites="7.8599")).codes()

    def test_un_taux_ecarte_laisse_place_au_taux_suppletif(self) -> None:
        resultat = mentions(du_printemps(taux_penalites=5, plancher="suppletif"))
        assert "majoré de 10 points" in texte_de(resultat.valeur.penalites)
        assert "MENTION_TAUX_SOUS_PLANCHER" in resultat.codes()

    def test_un_plancher_convenu_est_toujours_imprime(self) -> None:
        assert "inférieur à 3 fois" in texte_de(redigees(taux_penalites=12, plancher="relever").penalites)

    def test_un_plancher_non_publie_est_dit_inconnu(self) -> None:
        due = facture(emission="2027-03-31", echeance="2027-04-30", conditions=Conditions(taux_penalites=5))
        assert "MENTION_PLANCHER_INCONNU" in mentions(due).codes()

    def test_avant_2013_pas_d_indemnite(self) -> None:
        ancienne = facture(emission="2012-06-02", livraison="2012-06-02", echeance="2012-07-02")
        assert mentions(ancienne).valeur.indemnite is None

    def test_avant_2019_l_article_est_l_ancien(self) -> None:
        ancienne = facture(emission="2018-06-02", livraison="2018-06-02", echeance="2018-07-02")
        assert mentions(ancienne).articles == ("C. com., L441-3", "C. com., L441-6", "C. com., D441-5")

    def test_un_contrat_plus_ancien_que_la_loi_suit_la_loi(self) -> None:
        ancien = facture(emission="2018-06-02", echeance="2018-07-02", conditions=Conditions(conclu_le="1995-01-01"))
        assert "majoré de 7 points" in texte_de(mentions(ancien).valeur.penalites)

    def test_avant_2001_le_droit_n_est_pas_connu(self) -> None:
        with pytest.raises(DroitInconnu):
            mentions(facture(emission="2001-05-15", livraison="2001-05-15", echeance="2001-06-14"))

    @pytest.mark.parametrize("debiteur", [CONSOMMATEUR, SYNDICAT])
    def test_rien_hors_des_relations_entre_professionnels(self, debiteur: Any) -> None:
        resultat = mentions(du_printemps().avec(debiteur=debiteur))
        assert resultat.valeur == Mentions()
        assert resultat.codes() == {"MENTIONS_HORS_REGIME"}

    def test_pour_un_acheteur_public_l_obligation_n_est_pas_etablie(self) -> None:
        resultat = mentions(du_printemps().avec(debiteur=COMMUNE))
        assert (resultat.valeur.toutes, resultat.valeur.texte) == ((), "")
        assert resultat.codes() == {"MENTIONS_ACHETEUR_PUBLIC"}

    def test_par_la_porte_des_donnees(self) -> None:
        resultat = evaluer("mentions", {"creance": {"montant": "100", "echeance": "2026-04-30"}})
        assert resultat.valeur.indemnite.code == "PMT"
        assert relire(resultat.json()) == resultat


class TestEcheance:
    """La date à laquelle le règlement doit intervenir : un jour, un mois, une année."""

    @pytest.mark.parametrize(
        "texte",
        [
            "Date de règlement : 30/04/2026",
            "ÉCHÉANCE LE 30 AVRIL 2026",
            "Date d'échéance\xa0: 30.04.2026",
            "Date limite de paiement 2026-04-30",
            "Facture payable au plus tard le 30/04/26",
            "À régler avant le 30-04-2026",
            "Net à payer : 1 200 €. Règlement par virement le 30 avril 2026.",
            "Escompte : néant. Payable le 30/04/2026.",
        ],
    )
    def test_une_date_se_lit_sous_plusieurs_formes(self, texte: str) -> None:
        assert lire(texte).echeance.dates == (ECHEANCE,)
        assert etat(texte, "echeance", creance=du_printemps()) == ("presente", "trouvee")

    def test_le_premier_du_mois(self) -> None:
        assert lire("Échéance : 1er mai 2026").echeance.dates == (date(2026, 5, 1),)

    def test_une_formule_ne_suffit_pas(self) -> None:
        assert etat("Paiement à 30 jours fin de mois", "echeance") == ("absente", "formule_sans_date")
        assert etat("Facture n° 12", "echeance") == ("absente", "introuvable")

    def test_une_date_impossible_est_contradictoire(self) -> None:
        assert etat("Échéance : 31/02/2026", "echeance") == ("contradictoire", "date_impossible")
        assert etat("Échéance : 2026-02-31", "echeance") == ("contradictoire", "date_impossible")

    def test_une_autre_date_que_la_creance_est_contradictoire(self) -> None:
        assert etat("Échéance : 01/05/2026", "echeance", creance=du_printemps()) == ("contradictoire", "autre_date")

    def test_la_date_limite_d_un_escompte_n_est_pas_l_echeance(self) -> None:
        assert lire("Escompte de 2 % pour tout paiement avant le 20/04/2026.").echeance.dates == ()

    def test_plusieurs_echeances_dont_la_bonne(self) -> None:
        texte = "Échéance : 30/04/2026. Échéance : 31/05/2026."
        assert etat(texte, "echeance", creance=du_printemps()) == ("presente", "trouvee")


class TestEscompte:
    """Les conditions d'escompte ; à défaut, qu'il n'y en a pas."""

    @pytest.mark.parametrize(
        "texte",
        [
            "Pas d'escompte pour règlement anticipé",
            "Aucun escompte",
            "Nous n'accordons pas d’escompte",
            "Escompte : néant",
            "Escompte pour paiement anticipé : 0 %",
            "Escompte : 0,00 %",
            "Escompte : non",
            "L'escompte n'est pas accordé",
            "Escompte non consenti en cas de paiement anticipé",
            "sans escompte",
        ],
    )
    def test_le_refus_se_lit_sous_plusieurs_formes(self, texte: str) -> None:
        assert etat(texte, "escompte") == ("presente", "trouvee")
        assert etat(texte, "escompte", creance=du_printemps()) == ("presente", "trouvee")

    @pytest.mark.parametrize("texte", ["Escompte de 3 % à dix jours", "3 % d'escompte", "Escompte : 3,00 %"])
    def test_le_taux_accorde_se_compare_au_contrat(self, texte: str) -> None:
        accord = du_printemps(escompte=[PalierEscompte(jours=10, taux=3)])
        assert etat(texte, "escompte", creance=accord) == ("presente", "trouvee")
        assert etat(texte, "escompte") == ("presente", "trouvee")
        assert etat(texte, "escompte", creance=du_printemps()) == ("contradictoire", "escompte_non_convenu")
        autre = du_printemps(escompte=[PalierEscompte(jours=10, taux=2)])
        assert etat(texte, "escompte", creance=autre) == ("contradictoire", "autre_taux")

    def test_un_escompte_convenu_mais_refuse_est_contradictoire(self) -> None:
        accord = du_printemps(escompte=[PalierEscompte(jours=10, taux=3)])
        assert etat("Pas d'escompte", "escompte", creance=accord) == ("contradictoire", "escompte_convenu")

    def test_un_taux_manquant_sur_deux_est_contradictoire(self) -> None:
        accord = du_printemps(escompte=[PalierEscompte(jours=10, taux=3), PalierEscompte(jours=5, taux=1)])
        assert etat("Escompte : 3 %", "escompte", creance=accord) == ("contradictoire", "autre_taux")
        assert etat("Escompte : 3 % ou 1 %", "escompte", creance=accord) == ("presente", "trouvee")

    def test_un_montant_sans_taux_ne_se_compare_pas(self) -> None:
        accord = du_printemps(escompte=[PalierEscompte(jours=10, taux=3)])
        assert etat("Escompte de 30 €", "escompte") == ("presente", "trouvee")
        assert etat("Escompte de 30 €", "escompte", creance=accord) == ("inconnue", "sans_taux")

    def test_ce_qui_ne_se_lit_pas_est_dit(self) -> None:
        assert etat("Escompte : voir nos conditions", "escompte") == ("inconnue", "sans_chiffre")
        assert etat("Aucun escompte, sauf 2 % à dix jours", "escompte") == ("inconnue", "ambigue")

    def test_absent_il_manque(self) -> None:
        assert etat("Pénalités : 12 %", "escompte") == ("absente", "introuvable")

    def test_le_taux_des_penalites_n_est_pas_celui_de_l_escompte(self) -> None:
        lu = lire("Pas d'escompte pour paiement anticipé, pénalités de retard de 12 %, indemnité forfaitaire de 40 €")
        assert lu.escompte is not None
        assert lu.escompte.taux == ()
        assert lu.penalites is not None
        assert lu.penalites.taux == (TauxLu("fixe", Decimal(12)),)
        assert lu.indemnite == (Decimal(40),)

    def test_le_taux_de_l_escompte_n_est_pas_celui_des_penalites(self) -> None:
        lu = lire("Pénalités selon nos conditions, 2 % d'escompte à dix jours")
        assert lu.penalites is not None
        assert (lu.penalites.taux, lu.penalites.renvoi) == ((), False)


class TestPenalites:
    """« Les pénalités de retard sont exigibles sans qu'un rappel soit nécessaire » (C. com., L441-10, II)."""

    @pytest.mark.parametrize(
        ("texte", "lu"),
        [
            ("Pénalités de retard : 12,5 % l'an", TauxLu("fixe", Decimal("12.5"))),
            ("12 % de pénalités", TauxLu("fixe", Decimal(12))),
            ("Intérêts de retard : 1,5 % par mois", TauxLu("fixe", Decimal(18))),
            ("Pénalité mensuelle de 1 % / mois", TauxLu("fixe", Decimal(12))),
            ("Pénalités : trois fois le taux d'intérêt légal", TauxLu("multiple", Decimal(3))),
            ("Pénalités : 3 fois le taux légal en vigueur", TauxLu("multiple", Decimal(3))),
            ("Pénalités : triple du taux de l'intérêt légal", TauxLu("multiple", Decimal(3))),
            ("Pénalités : une fois et demie le taux d'intérêt légal", TauxLu("multiple", Decimal("1.5"))),
            ("Pénalités au taux d'intérêt légal", TauxLu("multiple", Decimal(1))),
            ("Pénalités : taux légal majoré de 5 points", TauxLu("legal_majore", Decimal(5))),
            ("Intérêts moratoires : taux BCE + 10 points", TauxLu("bce", Decimal(10))),
            ("Pénalités : Banque centrale européenne, majoré de dix points", TauxLu("bce", Decimal(10))),
            ("Pénalités au taux de la BCE", TauxLu("bce", Decimal(0))),
            ("Pénalités : au moins trois fois le taux d'intérêt légal", TauxLu("multiple", Decimal(3))),
        ],
    )  # fmt: skip
    def test_le_taux_se_lit_sous_plusieurs_formes(self, texte: str, lu: TauxLu) -> None:
        lues = lire(texte).penalites
        assert lues is not None
        assert lues.taux == (lu,)

    @pytest.mark.parametrize(
        ("texte", "attendu"),
        [
            ("Pénalités : 7,86 %", ("presente", "trouvee")),
            ("Pénalités : 7,85 %", ("contradictoire", "sous_plancher")),
            ("Pénalités : 3 fois le taux d'intérêt légal", ("presente", "trouvee")),
            ("Pénalités : 2 fois le taux d'intérêt légal", ("contradictoire", "sous_plancher")),
            ("Pénalités au taux d'intérêt légal", ("contradictoire", "sous_plancher")),
            ("Pénalités : taux légal majoré de 5,24 points", ("presente", "trouvee")),
            ("Pénalités : taux légal majoré de 5,23 points", ("contradictoire", "sous_plancher")),
            ("Pénalités : taux BCE majoré de 10 points", ("presente", "trouvee")),
            ("Pénalités : taux BCE majoré de 5,71 points", ("presente", "trouvee")),
            ("Pénalités : taux BCE majoré de 5,70 points", ("contradictoire", "sous_plancher")),
            ("Pénalités : 1 % l'an, sans être inférieur à trois fois le taux d'intérêt légal", ("presente", "trouvee")),
        ],
    )
    def test_le_plancher_du_premier_semestre_2026_est_7_86(self, texte: str, attendu: tuple[str, str]) -> None:
        assert etat(texte, "penalites") == attendu

    def test_un_rappel_exige_est_contradictoire(self) -> None:
        for fin in ("après mise en demeure", "après l'envoi d'un rappel", "après une relance"):
            assert etat(f"Pénalités : 12 %, {fin}", "penalites") == ("contradictoire", "rappel_exige")
        assert etat("Pénalités : 12 %, sans mise en demeure préalable", "penalites") == ("presente", "trouvee")

    def test_sans_taux_il_manque_et_un_renvoi_ne_se_lit_pas(self) -> None:
        assert etat("Tout retard entraîne des pénalités", "penalites") == ("absente", "sans_taux")
        assert etat("Pénalités selon nos CGV", "penalites") == ("inconnue", "renvoi")
        assert etat("Échéance : 30/04/2026", "penalites") == ("absente", "introuvable")

    def test_le_taux_du_contrat_est_compare(self) -> None:
        convenu = du_printemps(taux_penalites=12)
        assert etat("Pénalités : 12 %", "penalites", creance=convenu) == ("presente", "trouvee")
        assert etat("Pénalités : 13 %", "penalites", creance=convenu) == ("contradictoire", "autre_taux")
        assert etat("Pénalités : BCE + 10 points", "penalites", creance=convenu) == ("contradictoire", "autre_taux")

    def test_sans_taux_convenu_le_taux_suppletif_est_attendu(self) -> None:
        muet = du_printemps()
        assert etat("Pénalités : BCE + 10 points", "penalites", creance=muet) == ("presente", "trouvee")
        assert etat("Pénalités : 12,15 %", "penalites", creance=muet) == ("presente", "trouvee")
        assert etat("Pénalités : 12,16 %", "penalites", creance=muet) == ("contradictoire", "autre_taux")
        assert etat("Pénalités : 3 fois le taux légal", "penalites", creance=muet) == ("contradictoire", "autre_taux")

    def test_ce_qui_n_est_pas_publie_reste_inconnu(self) -> None:
        plus_tard = date(2027, 3, 31)
        due = facture(emission=plus_tard, livraison=plus_tard, echeance=plus_tard + timedelta(days=30))
        assert etat("Pénalités : 12 %", "penalites", au=plus_tard) == ("inconnue", "taux_non_publie")
        assert etat("Pénalités : BCE + 9 points", "penalites", au=plus_tard) == ("inconnue", "taux_non_publie")
        assert etat("Pénalités : 12 %", "penalites", au=plus_tard, creance=due) == ("inconnue", "taux_non_publie")
        assert etat("Pénalités : BCE + 10 points", "penalites", au=plus_tard, creance=due) == ("presente", "trouvee")
        assert etat("Pénalités : 3 fois le taux légal", "penalites", au=plus_tard) == ("presente", "trouvee")


class TestIndemnite:
    """Le montant de l'indemnité forfaitaire, fixé à quarante euros (C. com., D441-5)."""

    @pytest.mark.parametrize(
        "texte",
        [
            "Indemnité forfaitaire pour frais de recouvrement : 40 €",
            "40 euros de frais de recouvrement",
            "INDEMNITÉ DE RECOUVREMENT : € 40,00",
            "indemnité forfaitaire de quarante euros",
            "Total : 1 240,00 €. Indemnité forfaitaire : 40,00 EUR",
            "Indemnité forfaitaire de 40 €, montant des frais de recouvrement",
        ],
    )
    def test_quarante_euros_sous_plusieurs_formes(self, texte: str) -> None:
        assert etat(texte, "indemnite") == ("presente", "trouvee")

    def test_un_autre_montant_est_contradictoire(self) -> None:
        assert etat("Indemnité forfaitaire : 1 040 €", "indemnite") == ("contradictoire", "autre_montant")

    def test_sans_montant_elle_manque(self) -> None:
        assert etat("Indemnité forfaitaire pour frais de recouvrement", "indemnite") == ("absente", "sans_montant")
        assert etat("Pénalités : 12 %", "indemnite") == ("absente", "introuvable")

    def test_avant_2013_elle_n_est_pas_exigee(self) -> None:
        sujets = [un.sujet for un in controler("", au="2012-12-31").valeur.constats]
        assert sujets == ["echeance", "escompte", "penalites"]
        assert len(controler("", au="2013-01-01").valeur.constats) == 4


class TestControle:
    """Tout manquement est passible d'une amende administrative (C. com., L441-9, II)."""

    def test_un_texte_muet_manque_de_tout(self) -> None:
        resultat = controler("")
        assert resultat.valeur.conforme is False
        assert {un.etat for un in resultat.valeur.constats} == {"absente"}
        reserve = next(un for un in resultat.reserves if un.code == "MENTIONS_AMENDE")
        assert reserve.articles == ("C. com., L441-9, II",)
        assert dict(reserve.montants) == {"physique": Decimal("75000.00"), "morale": Decimal("375000.00")}

    def test_chaque_constat_dit_le_texte_a_employer(self) -> None:
        redactions = [un.redaction for un in controler("").valeur.constats]
        assert redactions[0] == "Date de règlement : JJ/MM/AAAA."
        assert redactions[1:] == [un.texte for un in redigees().toutes[1:]]

    def test_un_taux_illicite_expose_a_l_amende_la_plus_lourde(self) -> None:
        resultat = controler("Pénalités : 1 %")
        trouve = resultat.valeur.constat("penalites")
        assert trouve.articles == ("C. com., L441-9, I", "C. com., L441-10, II", "C. com., L441-16")
        assert trouve.amende_personne_morale == Decimal("2000000.00")
        reserve = next(un for un in resultat.reserves if un.code == "MENTIONS_AMENDE")
        assert reserve.articles == ("C. com., L441-16",)

    def test_un_taux_autre_que_le_contrat_n_est_pas_illicite(self) -> None:
        trouve = constat("Pénalités : 13 %", "penalites", creance=du_printemps(taux_penalites=12))
        assert trouve.amende_personne_morale == Decimal("375000.00")

    def test_conforme_n_expose_a_rien(self) -> None:
        resultat = controler(redigees().texte)
        assert resultat.valeur.conforme is True
        assert resultat.codes() == {"LECTURE_PAR_MOTS_CLES"}
        assert {un.amende_personne_morale for un in resultat.valeur.constats} == {None}

    def test_une_seule_inconnue_empeche_de_conclure(self) -> None:
        texte = redigees().texte.replace("néant", "voir nos conditions")
        assert controler(texte).valeur.conforme is None

    def test_avant_2019_l_amende_n_est_pas_connue(self) -> None:
        resultat = controler("", au="2019-04-25")
        assert resultat.valeur.conforme is False
        assert {un.amende_personne_morale for un in resultat.valeur.constats} == {None}
        assert resultat.codes() == {"LECTURE_PAR_MOTS_CLES"}

    @pytest.mark.parametrize("debiteur", [CONSOMMATEUR, COMMUNE])
    def test_hors_des_professionnels_rien_n_est_juge(self, debiteur: Any) -> None:
        resultat = controler("", creance=du_printemps().avec(debiteur=debiteur))
        assert resultat.valeur == ControleMentions(None, ())
        assert len(resultat.reserves) == 1

    def test_un_etat_du_droit_sans_les_amendes_n_en_annonce_pas(self) -> None:
        ancien = droit_courant().connu_le(date(2014, 1, 1))
        assert controler("", au="2013-06-01", droit=ancien).codes() == {"LECTURE_PAR_MOTS_CLES"}

    @pytest.mark.parametrize("langue", ["fr", "en"])
    @pytest.mark.parametrize(
        "texte",
        [
            "",
            "30 jours fin de mois. Escompte : voir. Pénalités selon CGV. Indemnité forfaitaire",
            "Échéance : 31/02/2026. Aucun escompte, sauf 2 %. Pénalités : 1 %. Indemnité forfaitaire : 50 €",
            "Échéance : 30/04/2026. Escompte : 3 %. Pénalités : 12 % après rappel. Indemnité forfaitaire : 40 €",
            "Échéance : 01/05/2026. Escompte : 30 €. Pénalités : 12,16 %. Indemnité forfaitaire : 40 €",
            "Pénalités de retard",
        ],
    )
    @pytest.mark.parametrize("paliers", [(), (PalierEscompte(jours=10, taux=2),)])
    def test_tout_s_ecrit_dans_les_deux_langues(self, langue: str, texte: str, paliers: Any) -> None:
        ecrit = controler(texte, creance=du_printemps(escompte=paliers)).texte(langue)
        assert "mention_" not in ecrit

    @pytest.mark.parametrize("langue", ["fr", "en"])
    def test_les_mentions_s_ecrivent_dans_les_deux_langues(self, langue: str) -> None:
        assert "#" not in mentions(du_printemps(taux_penalites=5)).texte(langue)
        for debiteur in (CONSOMMATEUR, COMMUNE):
            assert mentions(du_printemps().avec(debiteur=debiteur)).texte(langue)

    def test_par_la_porte_des_donnees(self) -> None:
        resultat = evaluer("controle_mentions", {"texte": "Pénalités : 1 %", "au": "2026-03-31"})
        assert resultat.valeur.conforme is False
        assert relire(resultat.json()) == resultat


class TestLecture:
    """Accents, majuscules, espaces et apostrophes ne comptent pas."""

    def test_le_pliage(self) -> None:
        assert plier("  L’ESCOMPTE\u202fde\n40 Euros ") == "l'escompte de 40 €"

    def test_une_ligne_qui_commence_par_une_majuscule_ouvre_une_phrase(self) -> None:
        assert plier("Pas d'escompte\n - TVA 20 %\nTotal :\nNéant") == "pas d'escompte. - tva 20 %. total : neant"

    @pytest.mark.parametrize("texte", ["Pas d'escompte. TVA : 20 %", "Pas d'escompte\nTVA : 20 %"])
    def test_un_taux_de_tva_n_est_pas_un_escompte(self, texte: str) -> None:
        assert etat(texte, "escompte") == ("presente", "trouvee")

    def test_une_abreviation_ne_finit_pas_la_phrase(self) -> None:
        lu = lire("Escompte (art. L. 441-9 du C. com.) : 2 % à dix jours. TVA 20 %").escompte
        assert lu is not None
        assert lu.taux == (Decimal(2),)

    @rapide
    @given(st.text(max_size=300))
    def test_un_texte_quelconque_se_lit_sans_erreur(self, texte: str) -> None:
        assert controler(texte).valeur.conforme is not True or "escompte" in plier(texte)

    def test_un_texte_hostile_se_lit_vite(self) -> None:
        assert lire("pénalités après " + "l'une la le de d'un " * 4000).penalites is not None
        assert lire("escompte " * 3000).escompte is not None


paliers = st.lists(
    st.builds(
        PalierEscompte,
        jours=st.integers(0, 60),
        taux=st.integers(1, 200_000).map(lambda nombre: Decimal(nombre).scaleb(-4)),
        reference=st.sampled_from(["avant_echeance", "apres_emission"]),
        prorata=st.sampled_from(["aucun", "en_dehors", "en_dedans"]),
        base=st.sampled_from(["360", "365"]),
    ),
    max_size=3,
)


@rapide
@given(
    st.dates(date(2013, 1, 1), date(2026, 12, 31)),
    st.integers(1, 60),
    st.none() | st.integers(0, 300_000).map(lambda nombre: Decimal(nombre).scaleb(-4)),
    st.sampled_from(["signaler", "relever", "suppletif"]),
    paliers,
)
def test_les_mentions_redigees_passent_leur_propre_controle(
    emission: date, delai: int, taux: Decimal | None, plancher: Any, escompte: list[PalierEscompte]
) -> None:
    due = facture(
        debiteur=PROFESSIONNEL,
        emission=emission,
        livraison=emission,
        echeance=emission + timedelta(days=delai),
        conditions=Conditions(taux_penalites=taux, plancher=plancher, escompte=tuple(escompte)),
    )
    demandees = mentions(due).valeur
    assert controle_mentions(demandees.texte, au=emission, creance=due).valeur.conforme is True
    en_notes = " ".join(mention.note for mention in demandees.toutes)
    assert controle_mentions(en_notes, au=emission, creance=due).valeur.conforme is True
