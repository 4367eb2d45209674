"""Toute table entre, la même sort : même sorte, mêmes colonnes, même index, et la réponse à la suite."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from creances import DonneeInvalide, lots

AU = date(2026, 8, 31)
COLONNES: dict[str, list[Any]] = {
    "client": ["A", "B"],
    "montant": [Decimal("10000.00"), Decimal("20.00")],
    "echeance": [date(2026, 4, 30), date(2026, 9, 30)],
}
ATTENDUES = [Decimal("413.68"), Decimal("0.00")]
NEUVES = ["penalites", "regime", "reserves"]


class TestChaqueSorteDeTable:
    def test_pyarrow(self) -> None:
        rendue = lots.penalites(pa.table(COLONNES), au=AU)
        assert isinstance(rendue, pa.Table)
        assert rendue.column_names == [*COLONNES, *NEUVES]
        assert rendue["penalites"].to_pylist() == ATTENDUES
        assert rendue["penalites"].type == pa.decimal128(18, 2)

    def test_un_paquet_de_pyarrow(self) -> None:
        rendue = lots.penalites(pa.RecordBatch.from_pydict(COLONNES), au=AU)
        assert isinstance(rendue, pa.RecordBatch)
        assert rendue.column("penalites").to_pylist() == ATTENDUES

    def test_un_paquet_vide(self) -> None:
        rendue = lots.penalites(pa.RecordBatch.from_pydict(COLONNES).slice(0, 0), au=AU)
        assert isinstance(rendue, pa.RecordBatch)
        assert (rendue.num_rows, rendue.schema.names) == (0, [*COLONNES, *NEUVES])

    def test_polars(self) -> None:
        rendue = lots.penalites(pl.DataFrame(COLONNES), au=AU)
        assert isinstance(rendue, pl.DataFrame)
        assert rendue["penalites"].to_list() == ATTENDUES
        assert rendue.filter(pl.col("regime") == "L441-10").height == 2

    def test_polars_paresseux(self) -> None:
        rendue = lots.penalites(pl.LazyFrame(COLONNES), au=AU)
        assert isinstance(rendue, pl.LazyFrame)
        assert rendue.collect()["penalites"].to_list() == ATTENDUES

    def test_pandas_garde_son_index(self) -> None:
        rendue = lots.penalites(pd.DataFrame(COLONNES, index=[7, 3]), au=AU)
        assert isinstance(rendue, pd.DataFrame)
        assert list(rendue.index) == [7, 3]
        assert list(rendue["penalites"]) == ATTENDUES
        assert (rendue["regime"] == "L441-10").all()

    def test_pandas_et_ses_dates_en_horodatages(self) -> None:
        table = pd.DataFrame(COLONNES).assign(echeance=pd.to_datetime(["2026-04-30", "2026-09-30"]))
        assert list(lots.penalites(table, au=AU)["penalites"]) == ATTENDUES

    def test_duckdb_rend_une_table_arrow(self) -> None:
        relation = duckdb.sql(
            "select 10000.00::decimal(10, 2) as montant, date '2026-04-30' as echeance, 'libre' as note"
        )
        rendue = lots.penalites(relation, au=AU)
        assert isinstance(rendue, pa.Table)
        assert rendue.to_pylist()[0]["note"] == "libre"
        assert rendue["penalites"].to_pylist() == ATTENDUES[:1]

    def test_la_table_recue_ne_change_pas(self) -> None:
        table = pd.DataFrame(COLONNES)
        avant = table.copy()
        lots.penalites(table, au=AU)
        pd.testing.assert_frame_equal(table, avant)

    def test_un_dictionnaire_n_est_pas_une_table(self) -> None:
        with pytest.raises(DonneeInvalide, match="accepté : une table pandas, polars, pyarrow") as refus:
            lots.penalites(COLONNES, au=AU)
        assert refus.value.code == "lots.table"


class TestLesColonnes:
    def test_une_colonne_presente_n_est_jamais_ecrasee(self) -> None:
        table = pa.table({**COLONNES, "regime": ["x", "y"]})
        with pytest.raises(DonneeInvalide, match="colonne regime déjà présente") as refus:
            lots.penalites(table, au=AU)
        assert refus.value.code == "lots.colonne_presente"

    def test_prefixe_renomme_les_colonnes_rendues(self) -> None:
        deux_fois = lots.indemnites(lots.penalites(pa.table(COLONNES), au=AU), au=AU, prefixe="ind_")
        assert deux_fois.column_names[-3:] == ["ind_indemnite", "ind_regime", "ind_reserves"]
        assert deux_fois["ind_indemnite"].to_pylist() == [Decimal("40.00"), Decimal("0.00")]

    def test_deux_colonnes_du_meme_nom_sont_refusees(self) -> None:
        table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["montant", "montant"])
        with pytest.raises(DonneeInvalide) as refus:
            lots.penalites(table, au=AU)
        assert refus.value.code == "lots.colonne_double"

    def test_sans_montant_la_table_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="colonne montant absente ; vu : client, echeance") as refus:
            lots.penalites(pa.table(COLONNES).drop_columns(["montant"]), au=AU)
        assert refus.value.code == "lots.colonne_absente"

    def test_une_colonne_de_plusieurs_types_est_refusee(self) -> None:
        table = pd.DataFrame({"montant": [Decimal("1.00"), "deux"], "echeance": ["2026-04-30"] * 2})
        with pytest.raises(DonneeInvalide, match="creances, montant : colonne illisible") as refus:
            lots.penalites(table, au=AU)
        assert refus.value.code == "lots.colonne_illisible"

    def test_une_table_en_morceaux_se_lit_d_un_trait(self) -> None:
        table = pa.concat_tables([pa.table(COLONNES), pa.table(COLONNES)])
        assert lots.penalites(table, au=AU)["penalites"].to_pylist() == ATTENDUES * 2

    def test_une_tranche_de_table_ne_lit_que_ses_lignes(self) -> None:
        assert lots.penalites(pa.table(COLONNES).slice(1), au=AU)["penalites"].to_pylist() == ATTENDUES[1:]

    def test_les_categories_se_lisent_comme_des_mots(self) -> None:
        table = pl.DataFrame({**COLONNES, "qualite": ["public", "professionnel"]}).with_columns(
            pl.col("qualite").cast(pl.Categorical)
        )
        assert lots.penalites(table, au=AU)["regime"].to_list() == ["R2192-31", "L441-10"]


class TestLImport:
    def test_creances_n_importe_pas_numpy(self) -> None:
        code = "import sys, creances; creances.penalites; sys.exit('numpy' in sys.modules or 'pyarrow' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603

    def test_sans_l_extra_l_erreur_dit_quoi_installer(self) -> None:
        code = (
            "import sys; sys.modules['pyarrow'] = None\n"
            "from creances import ErreurCreances\n"
            "try:\n    from creances import lots\n"
            "except ErreurCreances as erreur:\n    print(erreur.code, erreur.message)"
        )
        lance = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")  # noqa: S603
        assert lance.stdout.startswith("lots.extra_absent ")
        assert "pip install creances[lots]" in lance.stdout


def test_un_horodatage_avec_une_heure_est_refuse() -> None:
    table = pa.table({"montant": [1], "echeance": [datetime(2026, 4, 30, 8)]})  # noqa: DTZ001 - c'est ce qui est refusé
    with pytest.raises(DonneeInvalide) as refus:
        lots.penalites(table, au=AU)
    assert refus.value.contexte["codes"] == ("date.invalide",)


class TestUnePandasSale:
    """Ce qu'un carnet de notes contient vraiment."""

    def une(self, **colonnes: list[Any]) -> pd.DataFrame:
        return pd.DataFrame({"montant": ["10.00", "20.00"], "echeance": ["2026-04-30"] * 2} | colonnes, index=[7, 7])

    @pytest.mark.parametrize(
        "colonnes",
        [
            {"montant": [2**70, 1]},
            {"montant": [Decimal("Infinity"), Decimal(1)]},
            {"montant": [Decimal("1e40"), Decimal("1e-40")]},
            {"echeance": [date(2026, 4, 30), datetime(2026, 5, 1, 13)]},  # noqa: DTZ001
            {"echeance": [date(2026, 4, 30), "2026-05-01"]},
        ],
    )
    def test_une_colonne_illisible_est_nommee(self, colonnes: dict[str, list[Any]]) -> None:
        with pytest.raises(DonneeInvalide, match=f"creances, {next(iter(colonnes))} : colonne illisible") as refus:
            lots.penalites(self.une(**colonnes), au=AU)
        assert refus.value.code == "lots.colonne_illisible"

    def test_des_jours_et_des_vides_se_lisent(self) -> None:
        table = self.une(echeance=[date(2026, 4, 30), pd.NaT])
        assert lots.penalites(table, au=AU, erreurs="colonne")["erreur"].isna().tolist() == [True, False]

    def test_un_nom_de_colonne_qui_n_est_pas_un_texte_traverse(self) -> None:
        rendue = lots.penalites(self.une().assign(x=1).rename(columns={"x": 3}), au=AU)
        assert [*rendue.columns] == ["montant", "echeance", 3, *NEUVES]
        with pytest.raises(DonneeInvalide, match="colonne montant absente ; vu : 0, 1"):
            lots.penalites(pd.DataFrame({0: [1], 1: [2]}), au=AU)

    def test_une_relation_aux_noms_doubles_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            lots.penalites(duckdb.connect().sql("select 1 as montant, 2 as montant, '2026-04-30' as echeance"), au=AU)
        assert refus.value.code == "lots.colonne_double"
