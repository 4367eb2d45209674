"""Ce qu'un paiement éteint : quelle part d'une dette, et quelle dette parmi plusieurs."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import DonneeInvalide
from creances.regles.imputation import (
    DetteAImputer,
    Ordre,
    Parts,
    _proportions,
    imputer,
    ordre_applicable,
    repartir,
)
from creances.regles.regime import Regime
from strategies import ordres, rapide

CIVIL: Ordre = ("frais", "interets", "principal")


class TestOrdre:
    """« Le paiement partiel s'impute d'abord sur les intérêts » (C. civ., 1343-1) ; les frais de recouvrement passent
    avant (Cass. 1re civ., 7 févr. 1995) ; l'acheteur public paie d'abord le principal (CE, 23 mai 2012, n° 346352).
    """

    @pytest.mark.parametrize(
        ("regime", "attendu"),
        [
            (Regime.PROFESSIONNELS, ("frais", "interets", "principal")),
            (Regime.INTERET_LEGAL, ("frais", "interets", "principal")),
            (Regime.ACHETEUR_PUBLIC, ("principal", "interets", "frais")),
        ],
    )
    def test_chaque_regime_a_le_sien(self, regime: Regime, attendu: Ordre) -> None:
        assert ordre_applicable(regime, None) == attendu

    @pytest.mark.parametrize("ordre", list(permutations(CIVIL)))
    def test_tout_autre_ordre_se_demande(self, ordre: Ordre) -> None:
        assert ordre_applicable(Regime.ACHETEUR_PUBLIC, list(ordre)) == ordre

    @pytest.mark.parametrize(
        "ordre", [(), ("frais",), ("frais", "frais", "principal"), (*CIVIL, "frais"), ("frais", "interet", "principal")]
    )
    def test_un_poste_manquant_double_ou_inconnu_est_refuse(self, ordre: tuple[str, ...]) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ordre_applicable(Regime.PROFESSIONNELS, ordre)
        assert str(refus.value) == (
            f"ordre : reçu {ordre} ; accepté : « frais », « interets » et « principal », chacun une fois"
        )
        assert refus.value.code == "imputation.ordre"


class TestImputer:
    def test_chaque_poste_s_eteint_a_son_tour(self) -> None:
        assert imputer(4000, frais=40, interets=496, principal=10000, ordre=CIVIL) == Parts(40, 496, 3464, 0)

    def test_ce_qui_depasse_la_dette_reste(self) -> None:
        assert imputer(11, frais=1, interets=2, principal=3, ordre=CIVIL) == Parts(1, 2, 3, 5)

    def test_un_poste_s_eteint_en_partie(self) -> None:
        assert imputer(10, frais=40, interets=496, principal=1, ordre=CIVIL) == Parts(10, 0, 0, 0)

    @rapide
    @given(st.integers(0, 10**9), *[st.integers(0, 10**8) for _ in CIVIL], ordres)
    def test_aucun_centime_ne_se_perd(
        self, montant: int, frais: int, interets: int, principal: int, ordre: Ordre
    ) -> None:
        parts = imputer(montant, frais=frais, interets=interets, principal=principal, ordre=ordre)
        assert sum(parts) == montant
        dus = {"frais": frais, "interets": interets, "principal": principal}
        assert all(0 <= getattr(parts, poste) <= du for poste, du in dus.items())
        assert parts.reste == max(0, montant - sum(dus.values()))
        entames = [poste for poste in ordre if getattr(parts, poste)]
        assert all(getattr(parts, poste) == dus[poste] for poste in entames[:-1])


def _dette(rang: int, du: int, *, echue: bool = True, taux: int = 0, anciennete: int = 0) -> DetteAImputer:
    return DetteAImputer(rang, du, echue, taux, anciennete)


class TestRepartir:
    """« … d'abord sur les dettes échues ; parmi celles-ci, sur les dettes que le débiteur avait le plus d'intérêt
    d'acquitter. A égalité d'intérêt, l'imputation se fait sur la plus ancienne ; toutes choses égales, elle se fait
    proportionnellement » (C. civ., 1342-10).
    """

    def test_d_abord_sur_les_dettes_echues(self) -> None:
        dettes = [_dette(0, 80, echue=False, taux=99, anciennete=1), _dette(1, 80, anciennete=5)]
        assert repartir(100, dettes) == {1: 80, 0: 20}

    def test_parmi_elles_sur_le_taux_le_plus_lourd(self) -> None:
        assert repartir(80, [_dette(0, 80, taux=5, anciennete=1), _dette(1, 80, taux=6, anciennete=9)]) == {1: 80}

    def test_a_egalite_d_interet_sur_la_plus_ancienne(self) -> None:
        assert repartir(100, [_dette(0, 80, anciennete=7), _dette(1, 80, anciennete=5)]) == {1: 80, 0: 20}

    def test_toutes_choses_egales_proportionnellement(self) -> None:
        assert repartir(90, [_dette(0, 100), _dette(1, 200)]) == {0: 30, 1: 60}

    def test_une_dette_eteinte_ne_recoit_rien(self) -> None:
        assert repartir(50, [_dette(0, 0), _dette(1, 20)]) == {1: 20}

    def test_une_part_nulle_n_est_pas_un_paiement(self) -> None:
        assert repartir(1, [_dette(0, 100), _dette(1, 200)]) == {1: 1}

    _dettes = st.lists(
        st.builds(
            _dette,
            st.just(0),
            st.integers(0, 10**6),
            echue=st.booleans(),
            taux=st.integers(0, 2),
            anciennete=st.integers(0, 2),
        ),
        max_size=6,
    ).map(lambda lues: [dette._replace(rang=rang) for rang, dette in enumerate(lues)])

    @rapide
    @given(st.integers(0, 10**7), _dettes)
    def test_rien_ne_depasse_le_du_et_rien_ne_se_perd(self, montant: int, dettes: list[DetteAImputer]) -> None:
        parts = repartir(montant, dettes)
        assert sum(parts.values()) == min(montant, sum(dette.du for dette in dettes))
        assert all(0 < part <= dettes[rang].du for rang, part in parts.items())

    @rapide
    @given(st.integers(0, 10**7), _dettes)
    def test_une_dette_moins_bien_placee_n_est_payee_qu_apres_les_autres(
        self, montant: int, dettes: list[DetteAImputer]
    ) -> None:
        parts = repartir(montant, dettes)
        for payee in (dettes[rang] for rang in parts):
            for autre in dettes:
                mieux = (not autre.echue, -autre.taux, autre.anciennete) < (
                    not payee.echue,
                    -payee.taux,
                    payee.anciennete,
                )
                assert not mieux or parts.get(autre.rang, 0) == autre.du

    @rapide
    @given(st.data(), st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
    def test_un_partage_proportionnel_est_exact_au_centime_pres_de_chacun(
        self, data: st.DataObject, dus: list[int]
    ) -> None:
        montant = data.draw(st.integers(0, sum(dus)))
        parts = _proportions(montant, dus)
        assert sum(parts) == montant
        assert all(0 <= part <= du for part, du in zip(parts, dus, strict=True))
        assert all(abs(part * sum(dus) - montant * du) <= sum(dus) for part, du in zip(parts, dus, strict=True))
