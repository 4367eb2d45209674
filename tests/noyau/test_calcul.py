"""Le calcul en entiers : segments, tranches, deux arrondis, deux bases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances.noyau.calcul import Bareme, Compteur, Tranche
from creances.noyau.erreurs import ApresHorizon, AvantPremiereVersion
from creances.noyau.resultat import Reserve
from strategies import rapide


def _o(jour: str) -> int:
    return date.fromisoformat(jour).toordinal()


RESERVE = Reserve("SOURCE_MOYENNE")
BAREME = Bareme(
    "bce",
    (_o("2026-01-01"), _o("2026-07-01")),
    (121_500, 124_000),
    horizon=_o("2027-01-01"),
    fenetres=((_o("2026-07-01"), _o("2026-10-01"), RESERVE),),
)


class TestBareme:
    def test_decoupe_a_chaque_changement_de_taux(self) -> None:
        assert list(BAREME.segments(_o("2026-05-01"), _o("2026-08-31"))) == [
            (_o("2026-05-01"), _o("2026-06-30"), 121_500),
            (_o("2026-07-01"), _o("2026-08-31"), 124_000),
        ]

    def test_un_jour_seul_est_un_segment(self) -> None:
        assert list(BAREME.segments(_o("2026-07-01"), _o("2026-07-01"))) == [
            (_o("2026-07-01"), _o("2026-07-01"), 124_000)
        ]

    def test_un_bareme_constant_ne_se_decoupe_pas(self) -> None:
        assert list(Bareme.constant("convenu", 80_000).segments(1, 900_000)) == [(1, 900_000, 80_000)]

    def test_la_veille_de_l_horizon_suffit(self) -> None:
        BAREME.exiger(_o("2026-01-01"), _o("2026-12-31"))
        assert BAREME.connait(_o("2026-12-31"))

    def test_le_jour_de_l_horizon_est_refuse(self) -> None:
        assert not BAREME.connait(_o("2027-01-01"))
        with pytest.raises(ApresHorizon) as refus:
            BAREME.exiger(_o("2026-12-01"), _o("2027-01-01"))
        assert str(refus.value) == "bce : rien de connu au 2027-01-01 ni après ; demandé jusqu'au 2027-01-01"

    def test_avant_le_premier_taux_tout_est_refuse(self) -> None:
        assert not BAREME.connait(_o("2025-12-31"))
        with pytest.raises(AvantPremiereVersion) as refus:
            BAREME.exiger(_o("2025-12-31"), _o("2026-02-01"))
        assert str(refus.value) == "bce : rien avant le 2026-01-01 ; demandé dès le 2025-12-31"

    @pytest.mark.parametrize(
        ("debut", "fin", "touche"),
        [
            ("2026-06-01", "2026-06-30", False),
            ("2026-06-01", "2026-07-01", True),
            ("2026-09-30", "2026-11-01", True),
            ("2026-10-01", "2026-11-01", False),
        ],
    )
    def test_une_reserve_ne_sort_que_si_un_de_ses_jours_est_touche(self, debut: str, fin: str, touche: bool) -> None:
        assert BAREME.reserves(_o(debut), _o(fin)) == ((RESERVE,) if touche else ())

    def test_une_fenetre_sans_fin_vaut_pour_toujours(self) -> None:
        ouverte = Bareme("b", (0,), (1,), fenetres=((10, None, RESERVE),))
        assert (ouverte.reserves(1, 9), ouverte.reserves(500, 501)) == ((), (RESERVE,))


class TestTranche:
    def test_une_tranche_se_raconte_en_jours_en_euros_et_en_pour_cent(self) -> None:
        tranche = Tranche(_o("2026-05-01"), _o("2026-06-30"), 1_000_000, 121_500, 365, 20_305)
        assert tranche.jours == 61
        assert tranche.ligne("C. com., L441-10, II").faits() == {
            "debut": date(2026, 5, 1),
            "fin": date(2026, 6, 30),
            "jours": 61,
            "assiette": Decimal("10000.00"),
            "taux": Decimal("12.15"),
            "base": 365,
            "montant": Decimal("203.05"),
        }


class TestCompteur:
    def test_chaque_changement_de_taux_ouvre_une_tranche(self) -> None:
        compteur = Compteur()
        compteur.courir(BAREME, 1_000_000, _o("2026-05-01"), _o("2026-08-31"))
        assert [(un.jours, un.montant) for un in compteur.tranches] == [(61, 20_305), (62, 21_063)]
        assert compteur.centimes == 41_368

    def test_deux_intervalles_qui_se_ressemblent_font_une_seule_tranche(self) -> None:
        compteur = Compteur()
        compteur.courir(BAREME, 1_000_000, _o("2026-05-01"), _o("2026-05-31"))
        compteur.courir(BAREME, 1_000_000, _o("2026-06-01"), _o("2026-06-30"))
        assert [(un.jours, un.montant) for un in compteur.tranches] == [(61, 20_305)]

    def test_un_jour_saute_ouvre_une_autre_tranche(self) -> None:
        compteur = Compteur()
        compteur.courir(BAREME, 1_000_000, _o("2026-05-01"), _o("2026-05-31"))
        compteur.courir(BAREME, 1_000_000, _o("2026-06-02"), _o("2026-06-30"))
        assert [un.jours for un in compteur.tranches] == [31, 29]

    def test_une_assiette_qui_change_ouvre_une_tranche(self) -> None:
        compteur = Compteur()
        compteur.courir(BAREME, 1_000_000, _o("2026-05-01"), _o("2026-05-31"))
        compteur.courir(BAREME, 600_000, _o("2026-06-01"), _o("2026-06-30"))
        assert [un.assiette for un in compteur.tranches] == [1_000_000, 600_000]

    @pytest.mark.parametrize(("assiette", "debut", "fin"), [(0, 1, 9), (-5, 1, 9), (100, 9, 8)])
    def test_rien_ne_court_sans_assiette_ni_jour(self, assiette: int, debut: int, fin: int) -> None:
        compteur = Compteur()
        compteur.courir(BAREME, assiette, debut, fin)
        assert (compteur.centimes, compteur.tranches) == (0, ())

    def test_l_annee_civile_se_coupe_au_1er_janvier_et_compte_366_jours_les_annees_bissextiles(self) -> None:
        compteur = Compteur("annee_civile")
        compteur.courir(Bareme.constant("convenu", 100_000), 1_000_000, _o("2023-12-30"), _o("2025-01-02"))
        assert [(un.jours, un.base) for un in compteur.tranches] == [(2, 365), (366, 366), (2, 365)]
        assert compteur.tranches[1].montant == 100_000

    def test_arrondir_a_la_fin_ou_a_chaque_tranche_peut_differer_d_un_centime(self) -> None:
        for arrondi, attendu in (("tranche", [17, 14]), ("total", [17, 13])):
            compteur = Compteur(arrondi=arrondi)
            compteur.courir(Bareme("b", (1, 6), (121_500, 124_000)), 10_000, 1, 9)
            assert [un.montant for un in compteur.tranches] == attendu
            assert compteur.centimes == sum(attendu)


@rapide
@given(
    st.integers(1, 10**9),
    st.lists(st.integers(0, 300_000), min_size=1, max_size=4),
    st.lists(st.integers(1, 700), min_size=1, max_size=6),
    st.sampled_from(["365", "annee_civile"]),
    st.sampled_from(["tranche", "total"]),
)
def test_ce_qui_est_imprime_s_additionne_et_ne_s_ecarte_que_d_un_arrondi(
    assiette: int,
    taux: list[int],
    longueurs: list[int],
    base: Literal["365", "annee_civile"],
    arrondi: Literal["tranche", "total"],
) -> None:
    depart = _o("2019-03-01")
    bareme = Bareme("b", tuple(depart + 200 * rang for rang in range(len(taux))), tuple(taux))
    compteur, debut, avant = Compteur(base, arrondi), depart, 0
    for longueur in longueurs:
        compteur.courir(bareme, assiette, debut, debut + longueur - 1)
        debut += longueur
        assert compteur.centimes >= avant
        avant = compteur.centimes
    tranches = compteur.tranches
    assert sum(un.montant for un in tranches) == compteur.centimes
    assert sum(un.jours for un in tranches) == sum(longueurs)
    exact = sum(Fraction(un.assiette * un.taux * un.jours, 1_000_000 * un.base) for un in tranches)
    marge = Fraction(1, 2) * (1 if arrondi == "total" else len(tranches))
    assert abs(compteur.centimes - exact) <= marge
