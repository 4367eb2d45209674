"""Les règles sur une vraie session Spark locale : mêmes réponses que la règle une à une, quelles que soient les partitions.

    nox -s spark

Il faut Java 17. La session ordinaire n'ouvre pas ce dossier.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, SparkSession

from creances import Creance, Debiteur, Paiement, decompte, lots, penalites
from creances.adaptateurs import spark
from creances.noyau.erreurs import DonneeInvalide

AU = date(2026, 11, 21)
LIGNES = 3000


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """Deux ouvriers, du même Python que celui des tests."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    constructeur = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    ouverte = constructeur.config("spark.sql.shuffle.partitions", "3").getOrCreate()
    yield ouverte
    ouverte.stop()


@pytest.fixture(scope="module")
def factures() -> pa.Table:
    hasard = np.random.default_rng(3)
    return pa.table(
        {
            "reference": [f"F{rang}" for rang in range(LIGNES)],
            "montant": pa.array(
                [Decimal(int(un)).scaleb(-2) for un in hasard.integers(1, 10**8, LIGNES)], pa.decimal128(18, 2)
            ),
            "echeance": pa.array(hasard.integers(17_000, 20_700, LIGNES).astype(np.int32)).cast(pa.date32()),
            "qualite": np.array(["professionnel", "public", "consommateur"])[hasard.integers(0, 3, LIGNES)].tolist(),
            "service": hasard.integers(0, 9, LIGNES),
        }
    )


@pytest.fixture(scope="module")
def paiements() -> pa.Table:
    hasard = np.random.default_rng(5)
    return pa.table(
        {
            "creance": [f"F{rang}" for rang in hasard.integers(0, LIGNES // 2, 4000)],
            "date": pa.array(hasard.integers(17_000, 20_700, 4000).astype(np.int32)).cast(pa.date32()),
            "montant": pa.array([Decimal(int(un)) for un in hasard.integers(1, 5000, 4000)], pa.decimal128(18, 2)),
        }
    )


def par_reference(table: DataFrame | pa.Table) -> dict[str, dict[str, Any]]:
    """Les lignes, par référence ; aucune ne manque ni ne se répète."""
    lignes = (table.toArrow() if isinstance(table, DataFrame) else table).to_pylist()
    rangees = {ligne["reference"]: ligne for ligne in lignes}
    assert len(rangees) == len(lignes)
    return rangees


def une_a_une(ligne: dict[str, Any]) -> Creance:
    debiteur = Debiteur(qualite=ligne["qualite"])
    return Creance(
        reference=ligne["reference"], montant=ligne["montant"], echeance=ligne["echeance"], debiteur=debiteur
    )


class TestLesPenalites:
    @pytest.mark.parametrize(("partitions", "par_lot"), [(1, 100), (7, 200_000)])
    def test_chaque_ligne_est_celle_de_la_regle(self, partitions, par_lot, session, factures):
        repartie = session.createDataFrame(factures).repartition(partitions)
        rendues = par_reference(spark.penalites(repartie, au=AU, lignes_par_lot=par_lot))
        assert rendues == par_reference(lots.penalites(factures, au=AU))
        for ligne in rendues.values():
            assert ligne["penalites"] == penalites(une_a_une(ligne), au=AU).valeur

    def test_le_schema_est_celui_de_la_regle(self, session, factures):
        rendue = spark.penalites(session.createDataFrame(factures), au=AU, erreurs="colonne")
        assert [(champ.name, champ.dataType.simpleString()) for champ in rendue.schema][5:] == [
            ("penalites", "decimal(18,2)"),
            ("regime", "string"),
            ("reserves", "string"),
            ("erreur", "string"),
        ]

    def test_les_interets_de_meme(self, session, factures):
        sommes = factures.select(["reference", "montant", "echeance"]).rename_columns(["reference", "montant", "debut"])
        rendues = spark.ligne_a_ligne(session.createDataFrame(sommes), "interets", au=AU, base="annee_civile")
        assert par_reference(rendues) == par_reference(lots.interets(sommes, au=AU, base="annee_civile"))

    def test_une_mauvaise_ligne_arrete_le_travail_ou_se_range_en_colonne(self, session, factures):
        natures = pa.array(["TROC" if rang == 1234 else "B2B_VENTE" for rang in range(LIGNES)])
        table = factures.append_column("nature", natures)
        with pytest.raises(PythonException, match="TROC"):
            spark.penalites(session.createDataFrame(table), au=AU).collect()
        rendues = par_reference(spark.penalites(session.createDataFrame(table), au=AU, erreurs="colonne"))
        assert {ligne["reference"] for ligne in rendues.values() if ligne["erreur"]} == {"F1234"}
        assert rendues["F1234"]["penalites"] is None

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ({"au": "hier"}, "date.invalide"),
            ({"au": AU, "base": "360"}, "option.base"),
            ({"au": AU, "evenements": "une table"}, "spark.seconde_table"),
            ({"au": AU, "lignes_par_lot": 0}, "spark.lignes_par_lot"),
        ],
    )
    def test_une_question_mal_posee_est_refusee_avant_le_travail(self, arguments, code, session, factures):
        with pytest.raises(DonneeInvalide) as refus:
            spark.penalites(session.createDataFrame(factures), **arguments)
        assert refus.value.code == code


class TestLesDecomptes:
    @pytest.mark.parametrize("seaux", [1, 5, 400])
    def test_chaque_decompte_est_celui_de_la_regle(self, seaux, session, factures, paiements):
        rendus = spark.decomptes(
            session.createDataFrame(factures), session.createDataFrame(paiements), au=AU, seaux=seaux
        )
        lus = par_reference(rendus)
        assert lus == par_reference(lots.decomptes(factures, paiements, au=AU))
        verses: dict[str, list[Paiement]] = {}
        for ligne in paiements.to_pylist():
            verses.setdefault(ligne["creance"], []).append(Paiement(date=ligne["date"], montant=ligne["montant"]))
        for reference in list(lus)[::5]:
            attendu = decompte(une_a_une(lus[reference]), au=AU, evenements=verses.get(reference, [])).valeur
            postes = ("principal", "interets", "indemnite", "frais", "total", "verse")
            assert {nom: lus[reference][nom] for nom in postes} == {nom: getattr(attendu, nom) for nom in postes}

    @pytest.mark.parametrize("seaux", [1, 400])
    def test_un_paiement_sans_creance_arrete_le_travail(self, seaux, session, factures, paiements):
        orphelin = pa.table({"creance": ["ABSENTE"], "date": [AU], "montant": [Decimal("1.00")]}).cast(paiements.schema)
        avec = session.createDataFrame(pa.concat_tables([paiements, orphelin]))
        with pytest.raises(PythonException, match="ABSENTE"):
            spark.decomptes(session.createDataFrame(factures), avec, au=AU, seaux=seaux).collect()

    def test_une_reference_repetee_arrete_le_travail(self, session, factures, paiements):
        double = session.createDataFrame(pa.concat_tables([factures, factures.slice(7, 1)]))
        with pytest.raises(PythonException, match="F7"):
            spark.decomptes(double, session.createDataFrame(paiements), au=AU, seaux=50).collect()

    def test_des_references_entieres_se_retrouvent(self, session, factures, paiements):
        numeros = pa.array(range(LIGNES), pa.int64())
        entieres = factures.set_column(0, "reference", numeros)
        visees = pa.array([int(un.as_py()[1:]) for un in paiements["creance"]], pa.int32())
        rendus = spark.decomptes(
            session.createDataFrame(entieres),
            session.createDataFrame(paiements.set_column(0, "creance", visees)),
            au=AU,
            seaux=5,
        )
        assert par_reference(rendus) == par_reference(
            lots.decomptes(entieres, paiements.set_column(0, "creance", visees), au=AU)
        )

    @pytest.mark.parametrize(
        ("arguments", "code"), [({"au": AU, "seaux": 0}, "spark.seaux"), ({"au": "hier"}, "date.invalide")]
    )
    def test_une_question_mal_posee_est_refusee_avant_le_travail(self, arguments, code, session, factures, paiements):
        with pytest.raises(DonneeInvalide) as refus:
            spark.decomptes(session.createDataFrame(factures), session.createDataFrame(paiements), **arguments)
        assert refus.value.code == code
