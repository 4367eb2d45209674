"""Un million de pénalités contre ce qu'un bon ingénieur écrirait : passe de mémoire, boucle `Decimal`, SQL, polars.

Tous les calculs lisent la même table de taux, suivent le même arrondi par tranche et sont comparés au centime avant d'être
mesurés ; chaque rapport est celui d'une même exécution, en temps du processeur, tous sur un seul fil. La boucle `Decimal`
n'est jouée que sur un échantillon, et son temps rapporté au nombre de lignes. Les échéances s'étalent sur deux ans :
quatre tranches au plus par ligne.

    python bancs/lots.py [lignes]
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"  # avant d'importer polars : tous comptent sur un seul fil

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from creances import Conditions, Creance, Debiteur, droit_courant, lots
from creances.droit.baremes import bareme_semestriel
from creances.lots.sortie import Centimes, Mots, Ordinaux, colonne

AU = date(2026, 11, 21)
DEUX_ANS = 730
ECHANTILLON = 10_000
UN_JOUR = timedelta(days=1)
CENTIME = Decimal("0.01")


def tranches() -> list[tuple[int, int, int]]:
    """Premier jour, dernier jour (ordinaux), taux en millionièmes : deux semestres au même taux n'en font qu'une."""
    bareme = bareme_semestriel(droit_courant(), "taux_bce", Decimal(10))
    fusionnees: list[tuple[int, int, int]] = []
    for debut, fin, taux in zip(bareme.debuts, (*bareme.debuts[1:], bareme.horizon or 0), bareme.taux, strict=True):
        if fusionnees and fusionnees[-1][2] == taux:
            debut = fusionnees.pop()[0]
        fusionnees.append((debut, fin - 1, taux))
    return fusionnees


TRANCHES = tranches()
PROFILS = (
    Creance(montant=1, echeance=AU, debiteur=Debiteur(qualite="professionnel")),
    Creance(montant=1, echeance=AU, debiteur=Debiteur(qualite="public", categorie_publique="etat")),
    Creance(montant=1, echeance=AU, debiteur=Debiteur(qualite="consommateur")),
    Creance(
        montant=1, echeance=AU, conditions=Conditions(taux_penalites="8.5"), debiteur=Debiteur(qualite="professionnel")
    ),
)


class Portefeuille:
    """Des créances et deux paiements pour chacune, tirés au sort à graine fixe, en entiers, en Arrow et en polars."""

    def __init__(self, nombre: int) -> None:
        hasard = np.random.default_rng(20261121)
        au = AU.toordinal()
        self.montants = hasard.integers(100, 10_000_000, nombre)
        self.echeances = hasard.integers(au - DEUX_ANS, au, nombre)
        self.profils = hasard.integers(0, len(PROFILS), nombre)
        self.arrow = pa.table(
            {"montant": colonne(Centimes(self.montants)), "echeance": colonne(Ordinaux(self.echeances))}
        )
        self.polars = pl.from_arrow(self.arrow)
        self.un_regime = self._avec_qualites(np.zeros(nombre, np.int64))
        self.mixte = self._avec_qualites(self.profils)
        self.references = self.arrow.append_column("reference", pa.array(np.arange(nombre)))
        self.paiements = pa.table(
            {
                "creance": pa.array(hasard.permutation(np.repeat(np.arange(nombre), 2))),
                "date": colonne(Ordinaux(hasard.integers(au - DEUX_ANS, au, 2 * nombre))),
                "montant": colonne(Centimes(hasard.integers(100, 1_000_000, 2 * nombre))),
            }
        )

    def _avec_qualites(self, profils: np.ndarray) -> pa.Table:
        """La table qui dit le profil de chaque ligne, en trois colonnes."""
        qualites = [profil.debiteur.qualite or "" for profil in PROFILS]
        convenus = pa.array([profil.conditions.taux_penalites for profil in PROFILS]).take(pa.array(profils))
        categories = pa.array([profil.debiteur.categorie_publique for profil in PROFILS]).take(pa.array(profils))
        return (
            self.arrow.append_column("qualite", colonne(Mots(profils, qualites)))
            .append_column("categorie_publique", categories.dictionary_encode())
            .append_column("taux_penalites", convenus)
        )


def secondes(appel: Callable[[], Any], fois: int = 5) -> float:
    """Le meilleur temps d'un appel."""
    temps = []
    for _ in range(fois):
        debut = time.process_time()
        appel()
        temps.append(time.process_time() - debut)
    return min(temps)


def passe_de_memoire(lot: Portefeuille, sortie: np.ndarray) -> None:
    """Lire les deux colonnes données, écrire la troisième : rien ne peut aller plus vite."""
    np.add(lot.montants, lot.echeances, out=sortie)


def boucle_decimal(montants: list[Decimal], echeances: list[date]) -> Decimal:
    """Une ligne après l'autre, un `Decimal` arrondi par tranche."""
    tables = [(date.fromordinal(debut), date.fromordinal(fin), Decimal(taux) / 10_000) for debut, fin, taux in TRANCHES]
    total = Decimal(0)
    for montant, echeance in zip(montants, echeances, strict=True):
        for debut, fin, taux in tables:
            premier, dernier = max(debut, echeance + UN_JOUR), min(fin, AU)
            if premier <= dernier:
                jours = (dernier - premier).days + 1
                total += (montant * taux * jours / 36500).quantize(CENTIME, ROUND_HALF_UP)
    return total


REQUETE = """
    select sum(p) from (
        select c.rang, sum(
            (2 * c.centimes * t.taux * (least(t.fin, $au) - greatest(t.debut, c.echeance + 1) + 1) + 365000000) // 730000000
        ) as p
        from creances c join tranches t on t.fin > c.echeance and t.debut <= $au
        group by c.rang
    )
"""


def sql(connexion: duckdb.DuckDBPyConnection) -> int:
    """Une jointure d'intervalles sur la table des taux, un arrondi par tranche, en entiers."""
    return int(connexion.execute(REQUETE, {"au": AU.toordinal()}).fetchone()[0])  # type: ignore[index]


def preparer_sql(lot: Portefeuille) -> duckdb.DuckDBPyConnection:
    """Les mêmes entiers dans DuckDB, sur un seul fil d'exécution, hors du temps mesuré."""
    connexion = duckdb.connect(config={"threads": 1})
    entiers = pa.table({"rang": np.arange(len(lot.montants)), "centimes": lot.montants, "echeance": lot.echeances})
    taux = pa.table(dict(zip(("debut", "fin", "taux"), map(pa.array, zip(*TRANCHES, strict=True)), strict=True)))
    for nom, table in (("creances", entiers), ("tranches", taux)):
        connexion.register("vue", table)
        connexion.execute(f"create table {nom} as select * from vue")
        connexion.unregister("vue")
    return connexion


def expression_polars(cadre: pl.DataFrame) -> pl.Series:
    """Une expression par tranche, en entiers, sommées : polars sait les calculer toutes d'un coup."""
    au = AU.toordinal()
    parts = []
    for debut, fin, taux in TRANCHES:
        if debut <= au:
            jours = (pl.lit(min(fin, au)) - pl.max_horizontal(pl.lit(debut - 1), pl.col("echeance"))).clip(
                lower_bound=0
            )
            parts.append((2 * taux * jours * pl.col("centimes") + 365_000_000) // 730_000_000)
    return cadre.select(pl.sum_horizontal(parts).alias("penalites"))["penalites"]


def verifier(lot: Portefeuille, connexion: duckdb.DuckDBPyConnection, cadre: pl.DataFrame) -> None:
    """Tous rendent le même total, au centime, et la même ligne que la règle."""
    notre = lots.entiers.penalites(lot.montants, lot.echeances, modeles=PROFILS[:1], au=AU)
    assert int(notre.sum()) == sql(connexion)
    assert np.array_equal(notre, expression_polars(cadre).to_numpy())
    assert boucle_decimal(*echantillon(lot)) == Decimal(int(notre[:ECHANTILLON].sum())).scaleb(-2)
    for table in (lot.arrow, lot.polars):
        lue = lots.penalites(table, au=AU)["penalites"]
        assert (lue.to_arrow() if isinstance(lue, pl.Series) else lue.combine_chunks()).equals(colonne(Centimes(notre)))


def echantillon(lot: Portefeuille) -> tuple[list[Decimal], list[date]]:
    return (
        [Decimal(int(un)).scaleb(-2) for un in lot.montants[:ECHANTILLON]],
        [date.fromordinal(int(un)) for un in lot.echeances[:ECHANTILLON]],
    )


def mesurer(nombre: int) -> None:
    """Compare, mesure, imprime les rapports."""
    lot = Portefeuille(nombre)
    connexion = preparer_sql(lot)
    cadre = pl.DataFrame({"centimes": lot.montants, "echeance": lot.echeances})
    verifier(lot, connexion, cadre)
    sortie = np.zeros(nombre, np.int64)
    passe = secondes(lambda: passe_de_memoire(lot, sortie), 9)
    noyau = secondes(lambda: lots.entiers.penalites(lot.montants, lot.echeances, modeles=PROFILS[:1], au=AU), 9)
    mixte = secondes(
        lambda: lots.entiers.penalites(lot.montants, lot.echeances, modeles=PROFILS, profils=lot.profils, au=AU)
    )
    decimal = secondes(lambda: boucle_decimal(*echantillon(lot)), 3) * nombre / ECHANTILLON
    requete = secondes(lambda: sql(connexion), 3)
    expression = secondes(lambda: expression_polars(cadre), 3)
    arrow, polars = (secondes(lambda table=table: lots.penalites(table, au=AU)) for table in (lot.arrow, lot.polars))
    un, plusieurs = (secondes(lambda table=table: lots.penalites(table, au=AU)) for table in (lot.un_regime, lot.mixte))
    seuls = secondes(lambda: lots.decomptes(lot.references, au=AU), 3)
    comptes = secondes(lambda: lots.decomptes(lot.references, lot.paiements, au=AU), 3)
    print(f"{nombre} lignes, {nombre / noyau / 1e6:.0f} millions par seconde sur des entiers, un fil d'exécution")
    for nom, rapport, cible in (
        ("penalites en entiers / passe de mémoire", noyau / passe, "au plus 20"),
        ("SQL de DuckDB / penalites en entiers", requete / noyau, "au moins 5"),
        ("expression polars / penalites en entiers", expression / noyau, ""),
        ("boucle Decimal / penalites en entiers", decimal / noyau, "au moins 400"),
        ("table pyarrow / entiers", arrow / noyau, "au plus 3"),
        ("table polars / entiers", polars / noyau, "au plus 3"),
        ("régimes mêlés / un régime, en entiers", mixte / noyau, "au plus 3"),
        ("régimes mêlés / un régime, en tables", plusieurs / un, "au plus 3"),
        ("decomptes sans paiement / table pyarrow", seuls / arrow, ""),
        ("decomptes, deux paiements / table pyarrow", comptes / arrow, "au plus 15"),
    ):
        print(f"  {nom} : {rapport:.2f}" + (f" (cible : {cible})" if cible else ""))


if __name__ == "__main__":
    memoire = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    print(
        f"{os.cpu_count()} cœurs, {memoire} Gio, numpy {np.__version__}, "
        f"duckdb {duckdb.__version__}, polars {pl.__version__}"
    )
    for demande in map(int, sys.argv[1:] or ("1000000", "10000000")):
        mesurer(demande)
