"""Les règles de `lots` sur Apache Spark, par Arrow : une table répartie entre, une table répartie sort. Extra `spark`.

    penalites(factures, au="2026-08-31")
    decomptes(factures, paiements, au="2026-08-31")

Rien n'est calculé ici : chaque ouvrier appelle `creances.lots` sur des lignes que Spark lui confie, donc `creances[lots]`
doit être installé chez lui. Le schéma rendu est celui de la règle, posée à une table vide : les colonnes reçues, puis les
siennes, les mots (`regime`, `reserves`, `erreur`) en textes. Comme partout dans Spark, l'ordre des lignes n'est pas tenu.

Les montants sont des `DECIMAL`, les jours des `DATE`. Un `DOUBLE` est refusé, sauf `flottants="centimes"`. Par défaut une
mauvaise ligne arrête le travail, et l'erreur en dit les valeurs refusées ; sur un grand volume, préférer
`erreurs="colonne"`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from creances.adaptateurs.agenda import ExtraAbsent
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import JourAccepte

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SEAUX = 200
LIGNES_PAR_LOT = 200_000
_SEAU = "creances_seau"
_REFERENCE, _VISEE = "reference", "creance"


def penalites(
    creances: DataFrame, *, au: JourAccepte, lignes_par_lot: int = LIGNES_PAR_LOT, **arguments: Any
) -> DataFrame:
    """Les `penalites`, le `regime` et les `reserves` de chaque ligne : ceux de `lots.penalites`, mêmes arguments.

    `lignes_par_lot` : combien de lignes un ouvrier traite ensemble, les paquets de Spark étant trop petits.
    """
    return ligne_a_ligne(creances, "penalites", lignes_par_lot=lignes_par_lot, au=au, **arguments)


def ligne_a_ligne(table: DataFrame, regle: str, *, lignes_par_lot: int = LIGNES_PAR_LOT, **arguments: Any) -> DataFrame:
    """Une règle de `lots` qui répond ligne par ligne, sans seconde table : "penalites", "interets", "echeances"…"""
    from creances.lots.flux.question import lire_la_demande

    _exiger_spark()
    demande = lire_la_demande(regle, arguments)
    if demande.seconde is not None:
        raise DonneeInvalide(
            f"{demande.seconde} : une table ne suit pas chaque ouvrier ; accepté : decomptes(creances, paiements)",
            code="spark.seconde_table",
        )
    if lignes_par_lot < 1:
        raise DonneeInvalide(
            f"lignes_par_lot : reçu {lignes_par_lot} ; accepté : 1 ou plus", code="spark.lignes_par_lot"
        )
    poser = partial(demande.fonction, **demande.arguments)
    schema = _en_textes(poser(_vide(table))).schema
    return table.mapInArrow(partial(_par_lots, poser=poser, schema=schema, lignes=lignes_par_lot), _pour_spark(schema))


def decomptes(
    creances: DataFrame, paiements: DataFrame, *, au: JourAccepte, seaux: int = SEAUX, **arguments: Any
) -> DataFrame:
    """Ce qui reste dû de chaque créance, chaque paiement imputé : les postes de `lots.decomptes`, mêmes arguments.

    Créances et paiements sont réunis par seau, celui de la `reference`. Un seau tient dans la mémoire d'un ouvrier :
    `seaux` croît avec le volume (cent mille créances par seau). Un paiement qui ne vise aucune créance, ou une référence
    répétée, tombe dans un seau comme une autre ligne, et y est refusé : rien ne se perd.
    """
    from pyspark.sql import functions as f

    from creances.lots.flux.question import lire_la_demande

    if seaux < 1:
        raise DonneeInvalide(f"seaux : reçu {seaux} ; accepté : 1 ou plus", code="spark.seaux")
    demande = lire_la_demande("decomptes", {"au": au, **arguments})
    poser = partial(demande.fonction, **{nom: lu for nom, lu in demande.arguments.items() if nom != "paiements"})
    vides = _vide(creances), _vide(paiements)
    schema = _en_textes(poser(*vides)).schema

    def repartir(table: DataFrame, cle: str) -> Any:
        seau = f.pmod(f.hash(f.col(cle).cast("string")), f.lit(seaux))
        return table.withColumn(_SEAU, seau).groupBy(_SEAU)

    ensemble = repartir(creances, _REFERENCE).cogroup(repartir(paiements, _VISEE))
    rendus: DataFrame = ensemble.applyInArrow(
        partial(_par_seau, poser=poser, vides=vides, schema=schema), _pour_spark(schema)
    )
    return rendus


def _par_lots(
    paquets: Iterator[pa.RecordBatch], *, poser: Callable[..., Any], schema: pa.Schema, lignes: int
) -> Iterator[pa.RecordBatch]:
    """Chez l'ouvrier : les paquets de Spark réunis en lots, la règle posée à chacun."""
    import pyarrow as pa

    attente: list[pa.RecordBatch] = []
    for paquet in paquets:
        attente.append(paquet)
        if sum(un.num_rows for un in attente) >= lignes:
            yield from _en_textes(poser(pa.Table.from_batches(attente))).cast(schema).to_batches()
            attente = []
    if attente:
        yield from _en_textes(poser(pa.Table.from_batches(attente))).cast(schema).to_batches()


def _par_seau(
    creances: pa.Table,
    paiements: pa.Table,
    *,
    poser: Callable[..., Any],
    vides: tuple[pa.Table, pa.Table],
    schema: pa.Schema,
) -> pa.Table:
    """Chez l'ouvrier : les décomptes d'un seau. Le côté d'un seau où rien ne tombe arrive sans colonne."""
    cotes = [
        recu.select(vide.column_names) if recu.num_rows else vide
        for recu, vide in zip((creances, paiements), vides, strict=True)
    ]
    return _en_textes(poser(*cotes)).cast(schema)


def _en_textes(table: pa.Table) -> pa.Table:
    """La table, chaque dictionnaire changé en textes : Spark n'en connaît pas."""
    import pyarrow as pa

    champs = [
        pa.field(champ.name, pa.string()) if pa.types.is_dictionary(champ.type) else champ for champ in table.schema
    ]
    return table.cast(pa.schema(champs))


def _vide(table: DataFrame) -> pa.Table:
    """Une table Arrow sans ligne, aux colonnes de celle-ci."""
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(table.schema).empty_table()


def _pour_spark(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _exiger_spark() -> None:
    try:
        import pyspark  # noqa: F401
    except ImportError:  # pragma: no cover - dépend de ce qui est installé
        raise ExtraAbsent("spark : accepté : pip install creances[spark]", paquet="pyspark") from None
