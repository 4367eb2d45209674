"""Les règles dans le SQL de DuckDB : des fonctions qui répondent par colonnes. Demande l'extra `duckdb`.

    enregistrer(connexion)
    SELECT creances_penalites(montant, echeance, DATE '2026-08-31', qualite := client) FROM factures

| fonction | rend |
|---|---|
| `creances_penalites(montant, echeance, au, …)` | les pénalités, `DECIMAL(18,2)` |
| `creances_penalites_detail(montant, echeance, au, …)` | une structure : `penalites`, `regime`, `reserves`, `erreur` |
| `creances_indemnite(montant, echeance, au, …)` | l'indemnité forfaitaire, `DECIMAL(18,2)` |
| `creances_echeance(emission, …)` | l'échéance, `DATE` |

- Les arguments suivants se nomment par `:=` et portent le nom des champs : `qualite`, `categorie_publique`,
  `taux_penalites`, `creancier_qualite`… NULL, leur défaut, vaut celui du modèle.
- **NULL** : si l'un des premiers arguments est NULL, la réponse l'est aussi, comme de tout opérateur de SQL.
- **Erreur** : une ligne que la règle refuse arrête la requête, et le message porte ses valeurs. `…_detail` rend au
  contraire son code dans `erreur`, et rien d'autre.
- **Types** : chaque colonne arrive telle quelle, sans conversion. Un `DOUBLE` ou un millime sont donc refusés comme
  partout, jamais arrondis ; un `TIMESTAMP` n'est un jour qu'à minuit.

DuckDB appelle une fonction par paquets de 2 048 lignes, et chaque paquet qualifie ses profils à nouveau. Pour une table
entière, `creances.lots.penalites(relation, au=…)` va plusieurs fois plus vite et rend une table Arrow, que DuckDB lit.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from creances.adaptateurs.agenda import ExtraAbsent
from creances.droit.corpus import Droit
from creances.modeles import colonnes
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.erreurs import DonneeInvalide

if TYPE_CHECKING:
    import duckdb

_PARTIES = (
    "qualite",
    "categorie_publique",
    "commercant",
    "artisan",
    "pays",
    "territoire",
    *(nom for nom in colonnes.CREANCIER if nom not in {"creancier_nom", "creancier_siren", "creancier_effectif"}),
)
_DETTE = ("nature", "secteur", "emission", "livraison", "reception", "retenue_garantie", "taux_penalites", "conclu_le")
_DATES = ("livraison", "reception", "dedouanement", "mise_a_disposition", "verification")
_DECIMAL = "DECIMAL(18,2)"
_DETAIL = ("penalites", "regime", "reserves", "erreur")


@dataclass(frozen=True, slots=True)
class _Fonction:
    """Une fonction de SQL : la règle qu'elle pose, ses arguments, ce qu'elle rend."""

    nom: str
    regle: Callable[..., Any]
    exiges: tuple[str, ...]
    facultatifs: tuple[str, ...]
    rendues: tuple[str, ...]
    type_rendu: Any
    options: Mapping[str, Any]

    def repondre(self, *recus: Any) -> Any:
        """La réponse d'un paquet de lignes."""
        import pyarrow as pa
        import pyarrow.compute as pc

        noms = (*self.exiges, *self.facultatifs)
        table = pa.table({nom: recu for nom, recu in zip(noms, recus, strict=True) if not pa.types.is_null(recu.type)})
        if not set(self.exiges) <= set(table.column_names):
            return self._en_sql(self._vide(len(recus[0])))
        presentes = pa.array([True] * table.num_rows)
        for nom in self.exiges:
            presentes = pc.and_(presentes, pc.is_valid(table[nom]).combine_chunks())
        return self._en_sql(_replacer(self._par_jour(table.filter(presentes)), presentes))

    def _vide(self, lignes: int) -> Any:
        """Autant de lignes vides."""
        import pyarrow as pa

        types = {"echeance_calculee": pa.date32(), "penalites": pa.decimal128(18, 2), "indemnite": pa.decimal128(18, 2)}
        return pa.table({nom: pa.nulls(lignes, types.get(nom, pa.string())) for nom in self.rendues})

    def _par_jour(self, table: Any) -> Any:
        """La règle posée une fois par `au` différent, les réponses remises dans l'ordre des lignes."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if "montant" not in table.column_names:  # une échéance n'en dépend pas, le modèle en veut un
            table = table.append_column("montant", pa.repeat(1, table.num_rows))
        if "au" not in self.exiges:
            return self._poser(table, {})
        arguments = table.drop_columns(["au"])
        jours = pc.unique(table["au"])
        if len(jours) <= 1:
            return self._poser(arguments, {"au": _lire(jours[0])}) if len(jours) else self._vide(0)
        places, reponses = [], []
        for un in jours:
            ici = pc.equal(table["au"], un)
            places.append(pc.indices_nonzero(ici))
            reponses.append(self._poser(arguments.filter(ici), {"au": _lire(un)}))
        rendues = pa.concat_tables(reponses).unify_dictionaries()
        return rendues.take(pc.sort_indices(pa.concat_arrays(places)))

    def _poser(self, table: Any, jours: Mapping[str, Any]) -> Any:
        try:
            return self.regle(table, **jours, **self.options).select(list(self.rendues))
        except DonneeInvalide as refus:
            if refus.code != "lots.lignes_refusees":
                raise
            raise self._preciser(table, jours, refus) from None

    def _preciser(self, table: Any, jours: Mapping[str, Any], refus: DonneeInvalide) -> DonneeInvalide:
        """Le refus de la première ligne refusée, posée seule : son rang dans un paquet ne dirait rien à personne."""
        seule = table.slice(refus.contexte["lignes"][0], 1)
        valeurs = ", ".join(f"{nom} := {_lire(seule[nom][0])}" for nom in seule.column_names if seule[nom][0].is_valid)
        try:
            self.regle(seule, **jours, **self.options)
        except DonneeInvalide as precis:
            refus = precis
        return DonneeInvalide(f"{self.nom}({valeurs}) : {refus.message}", code=refus.contexte["codes"][0])

    def _en_sql(self, table: Any) -> Any:
        """Une colonne ; ou une structure, si la fonction en rend plusieurs."""
        import pyarrow as pa

        lues = {nom: _en_clair(table[nom]) for nom in self.rendues}
        if len(lues) == 1:
            return lues[self.rendues[0]]
        return pa.StructArray.from_arrays(list(lues.values()), list(lues))


def enregistrer(
    connexion: duckdb.DuckDBPyConnection,
    *,
    prefixe: str = "creances_",
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    droit: Droit | None = None,
) -> tuple[str, ...]:
    """Donne à cette connexion les fonctions de SQL ci-dessus, et rend leurs noms.

    `prefixe` ouvre chaque nom. `base`, `arrondi` et `droit` sont ceux de la règle, pour toute la connexion. Les enregistrer
    de nouveau remplace les précédentes. Lève `ExtraAbsent` si DuckDB manque.

    >>> import duckdb
    >>> connexion = duckdb.connect()
    >>> enregistrer(connexion)
    ('creances_penalites', 'creances_penalites_detail', 'creances_indemnite', 'creances_echeance')
    >>> connexion.execute("SELECT creances_penalites(10000, DATE '2026-04-30', DATE '2026-08-31')").fetchone()
    (Decimal('413.68'),)
    """
    try:
        import duckdb
    except ImportError:  # pragma: no cover - dépend de ce qui est installé
        raise ExtraAbsent("duckdb : accepté : pip install creances[duckdb]", paquet="duckdb") from None
    fonctions = _fonctions(duckdb, prefixe, {"base": base, "arrondi": arrondi, "droit": droit})
    for fonction in fonctions:
        _creer(connexion, fonction, duckdb)
    return tuple(fonction.nom for fonction in fonctions)


def _fonctions(duckdb: Any, prefixe: str, options: Mapping[str, Any]) -> Iterable[_Fonction]:
    from creances.lots.echeances import echeances
    from creances.lots.indemnites import indemnites
    from creances.lots.penalites import penalites

    dues, du_retard = ("montant", "echeance", "au"), (*_PARTIES, *_DETTE)
    du_delai = (*_PARTIES, "nature", "secteur", "periodique", *_DATES, "echeance", *colonnes.TERME, "conclu_le")
    du_droit = {"droit": options["droit"]}
    detail = duckdb.struct_type({nom: _DECIMAL if nom == "penalites" else "VARCHAR" for nom in _DETAIL})
    return (
        _Fonction(f"{prefixe}penalites", penalites, dues, du_retard, ("penalites",), _DECIMAL, options),
        _Fonction(
            f"{prefixe}penalites_detail", penalites, dues, du_retard, _DETAIL, detail, {**options, "erreurs": "colonne"}
        ),
        _Fonction(f"{prefixe}indemnite", indemnites, dues, du_retard, ("indemnite",), _DECIMAL, du_droit),
        _Fonction(f"{prefixe}echeance", echeances, ("emission",), du_delai, ("echeance_calculee",), "DATE", du_droit),
    )


def _creer(connexion: Any, fonction: _Fonction, duckdb: Any) -> None:
    """Une fonction Arrow de tous les arguments, et une macro qui donne aux facultatifs leur défaut NULL."""
    interne = f"{fonction.nom}_arrow"
    with contextlib.suppress(duckdb.InvalidInputException):  # elle n'existait pas
        connexion.remove_function(interne)
    connexion.create_function(
        interne, fonction.repondre, None, fonction.type_rendu, type="arrow", null_handling="special"
    )
    arguments = (*fonction.exiges, *fonction.facultatifs)
    parametres = ", ".join((*fonction.exiges, *(f"{nom} := NULL" for nom in fonction.facultatifs)))
    connexion.execute(f"CREATE OR REPLACE TEMP MACRO {fonction.nom}({parametres}) AS {interne}({', '.join(arguments)})")


def _lire(cellule: Any) -> Any:
    """La valeur d'une cellule ; un jour que Python ne sait pas écrire (« infinity ») est un texte, que la règle refuse."""
    try:
        return cellule.as_py()
    except OverflowError:
        return cellule.cast("string").as_py()


def _replacer(table: Any, presentes: Any) -> Any:
    """Les lignes à leur place, vides là où `presentes` est faux."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if table.num_rows == len(presentes):
        return table
    rangs = pc.subtract(pc.cumulative_sum(presentes.cast(pa.int64())), 1)
    return table.take(pc.if_else(presentes, rangs, pa.scalar(None, pa.int64())))


def _en_clair(colonne: Any) -> Any:
    """La colonne en un morceau ; un dictionnaire, en textes."""
    import pyarrow as pa

    entiere = colonne.combine_chunks()
    return entiere.cast(pa.string()) if pa.types.is_dictionary(entiere.type) else entiere
