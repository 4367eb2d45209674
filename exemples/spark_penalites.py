"""Les pénalités et les décomptes d'un portefeuille sur Apache Spark.

    pip install creances[spark]        # et Java 17 ou plus récent
    python exemples/spark_penalites.py

Sur une grappe, `creances[lots]` doit être installé chez chaque ouvrier ; le reste ne change pas.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from decimal import Decimal

from pyspark.sql import SparkSession

from creances.adaptateurs import spark

AU = date(2026, 8, 31)
FACTURES = [
    ("F1", Decimal("10000.00"), date(2026, 4, 30), "professionnel"),
    ("F2", Decimal("10000.00"), date(2026, 5, 15), "public"),
    ("F3", Decimal("250.00"), date(2026, 6, 20), "professionnel"),
]
PAIEMENTS = [("F2", date(2026, 7, 15), Decimal("4000.00"))]


def principal() -> None:
    """Deux tables réparties, deux questions."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    factures = session.createDataFrame(
        FACTURES, "reference string, montant decimal(18,2), echeance date, qualite string"
    )
    paiements = session.createDataFrame(PAIEMENTS, "creance string, date date, montant decimal(18,2)")
    spark.penalites(factures, au=AU).select("reference", "penalites", "regime", "reserves").orderBy("reference").show()
    restes = spark.decomptes(factures, paiements, au=AU, seaux=2)
    restes.select("reference", "principal", "interets", "indemnite", "total").orderBy("reference").show()
    session.stop()


if __name__ == "__main__":
    principal()
