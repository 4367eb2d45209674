"""Les deux contributions d'un demandeur, et qui supporte les frais à la fin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from creances import (
    Contribution,
    Demandeur,
    DonneeInvalide,
    DroitInconnu,
    Resultat,
    charge_des_frais,
    contribution_aide_juridique,
    contribution_justice_economique,
    droit_courant,
)
from creances.regles.frais.charge import Poste

D = Decimal
ZERO = D("0.00")
JUIN_2026 = "2026-06-01"
SOCIETE = Demandeur(effectif=300, chiffre_affaires=100_000_000, benefice=5_000_000)
GRANDE = SOCIETE.avec(chiffre_affaires=2_000_000_000)


def aide(juridiction: str = "tribunal_judiciaire", **options: Any) -> Resultat[Contribution]:
    return contribution_aide_juridique(juridiction, **{"au": JUIN_2026, **options})  # type: ignore[arg-type]


def economique(demande: Any, demandeur: Demandeur | None = SOCIETE, **options: Any) -> Resultat[Contribution]:
    return contribution_justice_economique(demande, demandeur=demandeur, **{"au": JUIN_2026, **options})


class TestAideJuridique:
    """CGI, 1635 bis Q ; loi de finances pour 2026, art. 128, VI : « au plus tard, à compter du 1er mars 2026 »."""

    @pytest.mark.parametrize(
        ("juridiction", "montant"),
        [
            ("tribunal_judiciaire", "50.00"), ("chambre_de_proximite", "50.00"), ("juge_de_la_protection", "50.00"),
            ("conseil_de_prud_hommes", "50.00"), ("juge_de_l_execution", "50.00"), ("tribunal_de_commerce", "0.00"),
            ("tribunal_mixte_de_commerce", "0.00"), ("tribunal_des_activites_economiques", "0.00"),
            ("tribunal_administratif", "0.00"),
        ],
    )  # fmt: skip
    def test_devant_qui(self, juridiction: str, montant: str) -> None:
        valeur = aide(juridiction).valeur
        assert (valeur.montant, valeur.due) == (D(montant), montant != "0.00")

    def test_depuis_quand(self) -> None:
        assert aide(au="2026-03-01").valeur.montant == D("50.00")
        veille = aide(au="2026-02-28").valeur
        assert (veille.montant, veille.due, veille.version) == (ZERO, False, None)

    def test_qui_en_est_dispense(self) -> None:
        assert aide(exonere=True).valeur.montant == ZERO

    def test_l_injonction_est_comptee_avec_reserve_ou_exoneree_sur_demande(self) -> None:
        comptee, exoneree = aide(procedure="IP"), aide(procedure="IP", contribution_injonction=False)
        assert (comptee.valeur.montant, comptee.codes()) == (D("50.00"), {"CONTRIBUTION_INJONCTION"})
        assert (exoneree.valeur.montant, exoneree.codes()) == (ZERO, frozenset())
        assert aide(procedure="FOND_TJ", contribution_injonction=False).valeur.montant == D("50.00")
        assert aide("tribunal_de_commerce", procedure="IP").reserves == ()

    def test_le_juge_de_l_execution_est_a_confirmer(self) -> None:
        assert aide("juge_de_l_execution").codes() == {"CONTRIBUTION_JUGE_DE_L_EXECUTION"}

    def test_chaque_condition_est_dite(self) -> None:
        conditions = aide("tribunal_de_commerce", exonere=True).valeur.conditions
        assert [(une.condition, une.remplie) for une in conditions] == [
            ("juridiction_redevable", False), ("instance_depuis_la_loi", True),
            ("demandeur_non_exonere", False), ("procedure_redevable", True),
        ]  # fmt: skip

    def test_l_etat_du_droit_d_avant_la_loi_l_ignore(self) -> None:
        assert aide(droit=droit_courant().connu_le(date(2026, 2, 1))).valeur.montant == ZERO

    def test_une_juridiction_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            aide("tribunal_d_instance")
        assert refus.value.code == "option.juridiction"


class TestJusticeEconomique:
    """« due par l'auteur de la demande initiale, lorsque la valeur totale des prétentions qui y sont contenues est
    supérieure à un montant de 50 000 euros » (décret n° 2024-1225, art. 1).
    """

    @pytest.mark.parametrize(
        ("demande", "demandeur", "montant"),
        [
            (60_000, SOCIETE, "1800.00"), (2_000_000, SOCIETE, "50000.00"), (3_000_000, GRANDE, "100000.00"),
            (50_000, SOCIETE, "0.00"), ("50000.01", SOCIETE, "1500.00"), (60_000, GRANDE, "3000.00"),
            (60_000, SOCIETE.avec(effectif=249), "0.00"), (60_000, SOCIETE.avec(effectif=250), "1800.00"),
        ],
    )  # fmt: skip
    def test_le_bareme_des_personnes_morales(self, demande: Any, demandeur: Demandeur, montant: str) -> None:
        assert economique(demande, demandeur).valeur.montant == D(montant)

    @pytest.mark.parametrize(
        ("revenu", "montant"),
        [(250_000, "0.00"), ("250000.01", "600.00"), (500_000, "600.00"), ("500000.01", "1200.00"),
         (1_000_000, "1200.00"), ("1000000.01", "1800.00")],
    )  # fmt: skip
    def test_le_bareme_des_personnes_physiques(self, revenu: Any, montant: str) -> None:
        qui = Demandeur(personne="physique", effectif=250, revenu_par_part=revenu)
        assert economique(60_000, qui).valeur.montant == D(montant)

    @pytest.mark.parametrize(
        "champs",
        [
            {"effectif": None}, {"chiffre_affaires": None}, {"benefice": None},
            {"chiffre_affaires": 2_000_000_000, "benefice": None}, {"chiffre_affaires": None, "benefice": 1_000_000},
        ],
    )  # fmt: skip
    def test_un_fait_inconnu_laisse_la_contribution_inconnue(self, champs: dict[str, Any]) -> None:
        resultat = economique(60_000, SOCIETE.avec(**champs))
        assert (resultat.valeur.due, resultat.valeur.montant) == (None, None)
        assert {"QPC_JUSTICE_ECONOMIQUE", "MOYENS_DU_DEMANDEUR_INCONNUS"} == resultat.codes()

    @pytest.mark.parametrize(
        ("demande", "champs"),
        [
            (50_000, {"effectif": None}), (60_000, {"effectif": 10, "chiffre_affaires": None}),
            (60_000, {"effectif": None, "chiffre_affaires": 50_000_000}),
            (60_000, {"effectif": None, "benefice": "-1", "chiffre_affaires": None}),
            (60_000, {"chiffre_affaires": None, "benefice": 0}),
        ],
    )  # fmt: skip
    def test_sauf_si_une_autre_condition_manque_a_coup_sur(self, demande: int, champs: dict[str, Any]) -> None:
        valeur = economique(demande, SOCIETE.avec(**champs)).valeur
        assert (valeur.due, valeur.montant) == (False, ZERO)

    def test_sans_rien_savoir_du_demandeur(self) -> None:
        assert economique(60_000, None).valeur.due is None
        assert economique(60_000, Demandeur(personne="physique", effectif=300)).valeur.due is None

    def test_la_question_de_constitutionnalite_est_toujours_dite(self) -> None:
        assert "QPC_JUSTICE_ECONOMIQUE" in economique(60_000).codes()
        assert economique(50_000).reserves == ()

    def test_pendant_l_experimentation_et_devant_ces_tribunaux_seulement(self) -> None:
        assert economique(60_000, juridiction="tribunal_de_commerce").valeur.due is False
        assert economique(60_000, au="2024-12-31").valeur.due is False
        assert economique(60_000, au="2028-12-31").valeur.due is True
        assert economique(60_000, au="2029-01-01").valeur.due is False

    def test_une_demande_refusee_se_nomme(self) -> None:
        with pytest.raises(DonneeInvalide, match="demande : reçu -1"):
            economique(-1)
        with pytest.raises(DonneeInvalide) as refus:
            economique(60_000, juridiction="cour")
        assert refus.value.code == "option.juridiction"
        with pytest.raises(DonneeInvalide, match="benefice"):
            Demandeur(benefice=1.5)


class TestCharge:
    """« Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier » (CPCE, L111-8)."""

    @pytest.mark.parametrize(
        ("options", "charge", "article"),
        [
            ({}, "creancier", "CPCE, L111-8, al. 2"),
            ({"acte_prescrit": True}, "debiteur", "CPCE, L111-8, al. 2"),
            ({"mauvaise_foi": True}, "juge", "CPCE, L111-8, al. 3"),
            ({"acte_prescrit": True, "mauvaise_foi": True}, "debiteur", "CPCE, L111-8, al. 2"),
        ],
    )
    def test_sans_titre(self, options: dict[str, bool], charge: str, article: str) -> None:
        valeur = charge_des_frais("recouvrement_amiable", au=JUIN_2026, **options).valeur
        assert (valeur.charge, valeur.article, valeur.avance) == (charge, article, True)

    def test_avec_titre_le_debiteur_sauf_frais_inutiles(self) -> None:
        assert charge_des_frais("execution_forcee", au=JUIN_2026).valeur.charge == "debiteur"
        assert charge_des_frais("execution_forcee", au=JUIN_2026, necessaires=False).valeur.charge == "creancier"

    @pytest.mark.parametrize(
        ("poste", "charge", "avance"),
        [
            ("depens", "perdant", True), ("honoraires_avocat", "juge", True), ("mesure_conservatoire", "debiteur", True),
            ("recouvrement_debiteur", "debiteur", False), ("recouvrement_creancier", "creancier", False),
            ("petites_creances", "creancier", True), ("creances_commerciales_incontestees", "debiteur", True),
            ("cheque_impaye", "debiteur", True), ("indemnite_forfaitaire", "debiteur", False),
        ],
    )  # fmt: skip
    def test_les_regimes_propres(self, poste: Any, charge: str, avance: bool) -> None:
        valeur = charge_des_frais(poste, au=JUIN_2026).valeur
        assert (valeur.poste, valeur.charge, valeur.avance) == (poste, charge, avance)

    @pytest.mark.parametrize("poste", get_args(Poste))
    def test_chaque_poste_repond_et_s_ecrit(self, poste: Any) -> None:
        resultat = charge_des_frais(poste, au=JUIN_2026, necessaires=False, mauvaise_foi=True)
        assert resultat.valeur.charge in {"creancier", "debiteur", "perdant", "juge"}
        assert "_" not in resultat.texte() + resultat.texte("en")

    def test_les_depens_peuvent_se_repartir_autrement(self) -> None:
        assert charge_des_frais("depens", au=JUIN_2026).codes() == {"DEPENS_AUTREMENT_REPARTIS"}

    def test_une_procedure_qui_n_existait_pas_n_a_pas_de_frais(self) -> None:
        assert charge_des_frais("creances_commerciales_incontestees", au="2026-04-25").codes() == {"L126_5_NON_RELU"}
        with pytest.raises(DroitInconnu) as refus:
            charge_des_frais("creances_commerciales_incontestees", au="2026-04-24")
        assert refus.value.code == "frais.procedure_inconnue"

    def test_un_poste_inconnu_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            charge_des_frais("pourboire", au=JUIN_2026)  # type: ignore[arg-type]
        assert refus.value.code == "option.poste"
