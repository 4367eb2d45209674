"""Ce qu'une cellule peut contenir, et ce que le modèle en dit."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Creance, DonneeInvalide, HorsChamp, lots
from creances.lots.lecture import lire_jours, lire_montants
from strategies import rapide

AU = date(2026, 8, 31)


def codes(montants: pa.Array, **options: Any) -> list[str | None]:
    """Le code d'erreur de chaque ligne."""
    table = pa.table({"montant": montants, "echeance": pa.array([date(2026, 4, 30)] * len(montants))})
    lus: list[str | None] = lots.penalites(table, au=AU, erreurs="colonne", **options)["erreur"].to_pylist()
    return lus


class TestUnMontant:
    @pytest.mark.parametrize(
        ("colonne", "centimes"),
        [
            (pa.array([Decimal("12.34"), Decimal("-0.01")]), [1234, -1]),
            (pa.array([Decimal("12.3")], pa.decimal128(5, 1)), [1230]),
            (pa.array([Decimal(12)], pa.decimal128(5, 0)), [1200]),
            (pa.array([Decimal("12.3400")], pa.decimal128(38, 4)), [1234]),
            (pa.array([Decimal("7.50")], pa.decimal256(50, 2)), [750]),
            (pa.array([7], pa.uint64()), [700]),
            (pa.array(["7.50", "8"]).dictionary_encode(), [750, 800]),
            (pa.array(["0000000000000000012.5", "3"]), [1250, 300]),
            (pa.array([Decimal("7.50")], pa.decimal32(5, 2)), [750]),
            (pa.array([12, -3], pa.int8()), [1200, -300]),
            (pa.array([12], pa.uint32()), [1200]),
            (pa.array(["12.34", "7", "-8.1"]), [1234, 700, -810]),
            (pa.array(["9999999999999.99"], pa.large_string()), [999999999999999]),
        ],
    )
    def test_se_lit_en_centimes(self, colonne: pa.Array, centimes: list[int]) -> None:
        assert lire_montants(colonne, flottants=False).centimes.tolist() == centimes

    @pytest.mark.parametrize(
        ("colonne", "attendus"),
        [
            (pa.array([Decimal("12.345"), Decimal("12.340")]), ["nombre.decimales", None]),
            (
                pa.array(["12.345", "douze", "1e3", ""]),
                ["nombre.decimales", "nombre.type", "nombre.type", "nombre.type"],
            ),
            (pa.array([10**13, 10**13 - 1]), ["nombre.trop_grand", None]),
            (pa.array(["10000000000000"]), ["nombre.trop_grand"]),
            (pa.array([Decimal(10**13)], pa.decimal128(38, 0)), ["nombre.trop_grand"]),
            (pa.array([Decimal(10**30)], pa.decimal128(38, 2)), ["nombre.trop_grand"]),
            (pa.array([1.5, 2.0]), ["nombre.type", "nombre.type"]),
            (pa.array([True]), ["nombre.type"]),
            (pa.array([None, 1], pa.int64()), ["donnee.missing", None]),
            (pa.nulls(1), ["donnee.missing"]),
            (pa.array([0, -1, 1]), ["montant.nul_ou_negatif", "montant.nul_ou_negatif", None]),
        ],
    )
    def test_est_refuse_comme_une_a_une(self, colonne: pa.Array, attendus: list[str | None]) -> None:
        assert codes(colonne) == attendus


class TestUnFlottant:
    """Accepté sur demande, s'il est exactement un nombre de centimes : celui que son écriture la plus courte montre."""

    @rapide
    @given(st.lists(st.floats() | st.integers(1, 10**15 - 1).map(lambda centimes: centimes / 100), min_size=1))
    def test_est_lu_s_il_s_ecrit_en_deux_decimales(self, flottants: list[float]) -> None:
        lus = lire_montants(pa.array(flottants), flottants=True)
        for rang, un in enumerate(flottants):
            exact = Decimal(repr(un)) if np.isfinite(un) else Decimal("NaN")
            lisible = exact.is_finite() and abs(exact) < 10**13 and exact == exact.quantize(Decimal("0.01"))
            assert lus.centimes[rang] == (int(exact * 100) if lisible else 0)
            assert (lus.etats is None or lus.etats[rang] < 4) == lisible

    def test_est_compte_comme_son_decimal(self) -> None:
        assert codes(pa.array([0.1, 1234.56, 0.1 + 0.2, 1e-3, 1e22]), flottants="centimes") == [
            None,
            None,
            "nombre.type",
            "nombre.type",
            "nombre.type",
        ]

    def test_d_un_taux_ou_d_un_nombre_de_jours_se_lit_aussi(self) -> None:
        """pandas change en flottants une colonne d'entiers où manque une cellule."""
        colonnes = {"montant": [100.0], "emission": ["2026-01-15"], "terme_jours": [30.0], "taux_penalites": [8.5]}
        exacts = {**colonnes, "montant": [100], "terme_jours": [30], "taux_penalites": ["8.5"]}
        rendue = lots.penalites(pa.table(colonnes), au=AU, flottants="centimes")
        assert rendue["penalites"].to_pylist() == lots.penalites(pa.table(exacts), au=AU)["penalites"].to_pylist()

    def test_d_un_taux_est_refuse_par_defaut(self) -> None:
        table = pa.table({"montant": [1], "echeance": ["2026-04-30"], "taux_penalites": [8.5]})
        assert lots.penalites(table, au=AU, erreurs="colonne")["erreur"].to_pylist() == ["nombre.type"]


class TestUnJour:
    @pytest.mark.parametrize(
        "colonne",
        [
            pa.array([date(2026, 4, 30)]),
            pa.array([date(2026, 4, 30)], pa.date64()),
            pa.array(["2026-04-30"]),
            pa.array([datetime(2026, 4, 30)], pa.timestamp("ns")),  # noqa: DTZ001 - pandas n'a pas d'autre type
            pa.array([datetime(2026, 4, 30)], pa.timestamp("s")),  # noqa: DTZ001
        ],
    )
    def test_se_lit_en_ordinal(self, colonne: pa.Array) -> None:
        assert lire_jours(colonne).ordinaux.tolist() == [date(2026, 4, 30).toordinal()]

    @pytest.mark.parametrize(
        ("colonne", "code"),
        [
            (pa.array([datetime(2026, 4, 30, 1)]), "date.invalide"),  # noqa: DTZ001 - c'est ce qui est refusé
            (pa.array([datetime(2026, 4, 30, tzinfo=timezone(timedelta(0)))]), "date.invalide"),
            (pa.array(["30/04/2026"]), "date.invalide"),
            (pa.array(["2026-02-30"]), "date.invalide"),
            (pa.array([20260430]), "date.invalide"),
            (pa.array([date(1899, 12, 31)]), "date.hors_bornes"),
            (pa.array(["2200-01-01"]), "date.hors_bornes"),
            (pa.nulls(1), "creance.sans_date"),
        ],
    )
    def test_est_refuse_comme_une_a_une(self, colonne: pa.Array, code: str) -> None:
        table = pa.table({"montant": pa.array([1]), "echeance": colonne})
        assert lots.penalites(table, au=AU, erreurs="colonne")["erreur"].to_pylist() == [code]

    def test_une_cellule_vide_n_est_pas_refusee_si_une_autre_date_suffit(self) -> None:
        table = pa.table({"montant": [1], "echeance": pa.nulls(1, pa.date32()), "emission": ["2026-01-15"]})
        assert lots.penalites(table, au=AU, erreurs="colonne")["erreur"].to_pylist() == [None]


def test_la_porte_basse_refuse_ce_qu_elle_ne_sait_pas_compter() -> None:
    modele = Creance(montant=1, echeance="2026-01-01")
    bons, jours = np.array([100]), np.array([date(2026, 4, 30).toordinal()])
    for montants, echeances, modeles, profils, code in (
        (np.array([0]), jours, [modele], None, "lots.entiers.montants"),
        (np.array([1.5]), jours, [modele], None, "lots.entiers.montants"),
        (bons, np.array([1]), [modele], None, "lots.entiers.echeances"),
        (bons, jours, [modele], np.array([1]), "lots.entiers.profils"),
        (bons, jours, [modele.avec(emission="2026-01-01")], None, "lots.entiers.dates"),
    ):
        with pytest.raises(DonneeInvalide) as refus:
            lots.entiers.penalites(montants, echeances, modeles=modeles, profils=profils, au=AU)
        assert refus.value.code == code


def test_la_porte_basse_leve_l_erreur_de_la_regle() -> None:
    modele = Creance(montant=1, echeance="2026-01-01", nature="CREDIT_CONSO")
    with pytest.raises(HorsChamp) as refus:
        lots.entiers.penalites(np.array([100]), np.array([AU.toordinal() - 9]), modeles=[modele], au=AU)
    assert refus.value.code == "hors_champ.credit"


def test_un_texte_en_vues_se_lit_comme_un_texte() -> None:
    vues = pa.array(["public", None]).cast(pa.string_view())
    table = pa.table({"montant": [1, 1], "echeance": ["2026-04-30"] * 2, "qualite": vues})
    assert lots.penalites(table, au=AU)["regime"].to_pylist() == ["R2192-31", "L441-10"]


class TestCeQueArrowSaitEcrire:
    """Un type qui n'est pas de ceux que Python écrit ne fait jamais tomber la règle : il est lu, ou refusé par son nom."""

    @pytest.mark.parametrize(
        ("colonne", "lus"),
        [
            (pa.array([-(2**63), 2**63 - 1]), ["nombre.trop_grand"] * 2),
            (pa.array([Decimal(-(2**63)), Decimal(1)], pa.decimal128(38, 0)), ["nombre.trop_grand", None]),
            (pa.array([Decimal("12.5"), Decimal("12.501")], pa.decimal128(38, 22)), [None, "nombre.decimales"]),
            (pa.array([Decimal("12345678901.25"), None], pa.decimal128(38, 18)), [None, "donnee.missing"]),
            (pa.DictionaryArray.from_arrays([0, 1], [None, "douze"]), ["donnee.missing", "nombre.type"]),
            (pa.RunEndEncodedArray.from_arrays([1, 2], ["7.50", "sept"]), [None, "nombre.type"]),
            (pa.array([b"7.50", None], pa.binary_view()), ["nombre.type", "donnee.missing"]),
            (pa.array([2**31 - 1, 0], pa.int32()).cast(pa.date32()), ["nombre.type"] * 2),
        ],
    )
    def test_un_montant(self, colonne: pa.Array, lus: list[str | None]) -> None:
        assert codes(colonne) == lus

    def test_un_decimal_de_vingt_chiffres_garde_ses_centimes(self) -> None:
        table = pa.array([Decimal("12345678901.25"), Decimal("-0.01"), Decimal("99.999")], pa.decimal128(38, 18))
        lus = lire_montants(table, flottants=False)
        assert lus.centimes.tolist()[:2] == [1234567890125, -1]
        assert lus.etats is not None and lus.exemples[lus.etats[2]] == Decimal("99.999")  # noqa: PT018

    @pytest.mark.parametrize("unite", ["s", "ms", "us", "ns"])
    def test_un_horodatage_au_bout_du_temps(self, unite: str) -> None:
        minuit = pa.scalar(date(2026, 4, 30)).cast(pa.timestamp(unite)).cast(pa.int64()).as_py()
        bornes = pa.array([-(2**63) + 1, 2**63 - 1, minuit], pa.int64()).cast(pa.timestamp(unite))
        lus = lire_jours(bornes)
        assert lus.ordinaux.tolist() == [0, 0, date(2026, 4, 30).toordinal()]
        assert self.refus_de(bornes)[2] is None
        assert all(self.refus_de(bornes)[:2])

    @pytest.mark.parametrize(
        "colonne",
        [
            pa.array([2**31 - 1, -(2**31), 3_000_000], pa.int32()).cast(pa.date32()),
            pa.Array.from_buffers(pa.date64(), 3, [None, pa.py_buffer(np.array([2**62, -(2**62), 5]))]),
        ],
    )
    def test_un_jour_hors_du_calendrier(self, colonne: pa.Array) -> None:
        assert all(self.refus_de(colonne))

    def refus_de(self, echeances: pa.Array) -> list[str | None]:
        table = pa.table({"montant": [1] * len(echeances), "echeance": echeances})
        lus: list[str | None] = lots.indemnites(table, au=AU, erreurs="colonne")["erreur"].to_pylist()
        return lus

    @pytest.mark.parametrize("nom", ["montant", "echeance", "qualite", "emission"])
    @pytest.mark.parametrize(
        "colonne", [pa.array([[1]]), pa.array([{"a": 1}]), pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64()))]
    )
    def test_une_cellule_qui_en_contient_d_autres_est_refusee(self, nom: str, colonne: pa.Array) -> None:
        table = pa.table({"montant": [1], "echeance": ["2026-04-30"]} | {nom: colonne})
        with pytest.raises(DonneeInvalide, match=f"creances, {nom} : colonne de type") as refus:
            lots.penalites(table, au=AU, erreurs="colonne")
        assert refus.value.code == "lots.colonne_illisible"
