"""Rapports et parts : un seul arrondi, et des parts qui font toujours cent."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from creances.noyau.proportions import parts_de_cent, pour_cent, rapport
from strategies import rapide

montants = st.lists(st.integers(0, 10**12), min_size=1, max_size=8)


class TestRapport:
    def test_il_s_arrondit_au_plus_proche_la_moitie_vers_le_haut(self) -> None:
        assert rapport(1, 8) == Decimal("0.13")
        assert rapport(-1, 8) == Decimal("-0.13")
        assert rapport(1, 3, 100) == Decimal("33.33")

    def test_rien_a_diviser_n_est_pas_zero(self) -> None:
        assert rapport(5, 0) is None
        assert pour_cent(5, -1) is None
        assert pour_cent(0, 5) == 0


class TestParts:
    def test_l_ecart_va_a_la_derniere_part_non_nulle(self) -> None:
        assert parts_de_cent([1, 1, 1, 0]) == (
            Decimal("33.33"),
            Decimal("33.33"),
            Decimal("33.34"),
            Decimal("0.00"),
        )

    def test_une_part_ne_devient_jamais_negative(self) -> None:
        # Arrondies, les six font 100,03 : la dernière, de 0,02, ne peut rendre l'écart, la plus grosse le rend.
        parts = parts_de_cent([19995, 19995, 20005, 19995, 19995, 15])
        assert [str(part) for part in parts or ()] == ["20.00", "20.00", "19.98", "20.00", "20.00", "0.02"]

    def test_sans_rien_a_partager_il_n_y_a_pas_de_part(self) -> None:
        assert parts_de_cent([0, 0]) is None
        assert parts_de_cent([]) is None

    @rapide
    @given(montants)
    def test_elles_font_cent_et_sont_a_un_arrondi_de_la_valeur_exacte(self, lus: list[int]) -> None:
        parts = parts_de_cent(lus)
        total = sum(lus)
        assert (parts is None) is (total == 0)
        for part, montant in zip(parts or (), lus, strict=False):
            assert 0 <= part <= 100
            assert (montant == 0) <= (part == 0)
            assert abs(part * total - 100 * montant) <= Decimal("0.05") * total
        assert parts is None or sum(parts) == 100
