"""L'état du droit : un instantané immuable des tables datées. Il n'y en a pas de global modifiable.

Deux horloges : le jour de la question choisit la version en vigueur ; `connu_le` remonte à ce qui était publié.

>>> droit = droit_courant()
>>> droit("indemnite.professionnels", date(2026, 5, 1)).valeur
Decimal('40.00')
>>> from creances.noyau.erreurs import DroitInconnu
>>> try:
...     droit("taux_interet_legal.autres_cas", date(2027, 1, 2))
... except DroitInconnu as erreur:
...     erreur.code
'droit.apres_horizon'
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from creances.noyau.erreurs import AvantPremiereVersion, DonneeInvalide, DroitInconnu
from creances.noyau.resultat import Reserve
from creances.noyau.tables import TableDatee, Version
from creances.noyau.temps import JourAccepte
from creances.noyau.temps import jour as lire_jour

T = TypeVar("T")


class Horizon(NamedTuple):
    """Jusqu'où une table répond. `sorte` : "refus" (chiffre à paraître) ou "reserve" (valeur à relire)."""

    table: str
    jour: date
    sorte: str
    dernier_debut: date


@dataclass(frozen=True, eq=False)
class Droit:
    """Un état du droit. Les opérations rendent un nouvel état et marquent sa version.

    - `droit(nom, jour)` : la version en vigueur d'une table ;
    - `connu_le(jour)` : ne garde que ce qui était publié ce jour-là ;
    - `avec(*tables)` : remplace ou ajoute des tables (réforme à l'étude, accord, taux du semestre à venir) ;
    - `completer(nom, *versions, connu_jusqu_au=…)` : ajoute les lignes parues depuis cette version ;
    - `prolonge(nom, jusqu_au)` : tient la dernière valeur pour vraie, avec la réserve DROIT_PROLONGE.
    """

    version: str
    tables: Mapping[str, TableDatee[Any]]
    a_naitre: frozenset[str] = frozenset()
    # Ce que les règles dérivent des tables (barèmes en entiers) : calculé une fois par état, jamais modifié ensuite.
    _derives: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def table(self, nom: str) -> TableDatee[Any]:
        """La table de ce nom. Lève `AvantPremiereVersion` si `connu_le` remonte avant sa première publication,
        `DonneeInvalide` pour un nom inconnu, en citant ceux qui le sont.
        """
        if nom in self.a_naitre:
            raise AvantPremiereVersion(f"{nom} : rien n'en était publié dans cet état du droit", table=nom)
        try:
            return self.tables[nom]
        except KeyError:
            raise DonneeInvalide(
                f"table : reçu {nom!r} ; accepté : {', '.join(sorted(self.tables))}", code="droit.table_inconnue"
            ) from None

    def __call__(self, nom: str, jour: date) -> Version[Any]:
        """La version de la table en vigueur ce jour-là."""
        return self.table(nom).au(jour)

    def lire(self, nom: str, jour: date) -> Version[Any] | None:
        """La version en vigueur ce jour-là, ou None si la règle n'existait pas encore, ou n'était pas publiée.

        Un nom que cet état du droit ne connaît pas rend None : `connu_le` retire les tables à naître.
        """
        if nom not in self.tables:
            return None
        table = self.table(nom)
        return None if jour < table.versions[0].debut else table.au(jour)

    def deriver(self, cle: Hashable, fabriquer: Callable[[], T]) -> T:
        """Une valeur tirée des tables, fabriquée au premier appel et gardée avec cet état du droit."""
        try:
            derive: T = self._derives[cle]
        except KeyError:
            derive = self._derives.setdefault(cle, fabriquer())
        return derive

    def a_revoir(self, jour: date) -> tuple[Reserve, ...]:
        """Ce qu'il faut dire des valeurs permanentes ce jour-là : une réserve si l'une n'a pas été relue à temps, une
        par table que l'on a prolongée.
        """
        if jour < self._premiere_revue:
            return ()
        prolongees = [table for table in self._permanentes if table.prolongee_depuis is not None]
        reserves = [
            Reserve("DROIT_PROLONGE", mots=(("table", table.nom),))
            for table in prolongees
            if table.prolongee_depuis is not None and table.prolongee_depuis <= jour
        ]
        echues = [table.horizon for table in self._permanentes if table.horizon <= jour]
        if echues:
            reserves.append(Reserve("DROIT_A_REVOIR", dates=(("depuis", min(echues)),)))
        return tuple(reserves)

    @cached_property
    def _permanentes(self) -> tuple[TableDatee[Any], ...]:
        return tuple(table for table in self.tables.values() if table.revue_avant is not None)

    @cached_property
    def _premiere_revue(self) -> date:
        return min((table.prolongee_depuis or table.horizon for table in self._permanentes), default=date.max)

    def connu_le(self, jour: JourAccepte) -> Droit:
        """L'état du droit tel qu'on pouvait le lire ce jour-là : les horizons reculent d'autant."""
        lu = lire_jour(jour)
        connues = {nom: table for nom, toute in self.tables.items() if (table := toute.connue_le(lu)) is not None}
        if not connues:
            raise DroitInconnu(f"rien n'était publié au {lu}", jour=lu)
        return self._derive(f"connu le {lu}", connues)

    def avec(self, *tables: TableDatee[Any]) -> Droit:
        """Le même droit où ces tables remplacent celles du même nom."""
        return self._derive("modifié", {**self.tables, **{table.nom: table for table in tables}})

    def completer(self, nom: str, *versions: Version[Any], connu_jusqu_au: JourAccepte | None = None) -> Droit:
        """Le même droit où la table `nom` reçoit ces versions et un nouvel horizon (exclu)."""
        horizon = None if connu_jusqu_au is None else lire_jour(connu_jusqu_au, "connu_jusqu_au")
        return self.avec(self.table(nom).avec(*versions, connu_jusqu_au=horizon))

    def prolonge(self, nom: str, jusqu_au: JourAccepte) -> Droit:
        """Le même droit où la dernière valeur de la table `nom` vaut jusqu'à `jusqu_au` (exclu), avec réserve."""
        prolongee = self.table(nom).prolongee(lire_jour(jusqu_au, "jusqu_au"))
        return self._derive("prolongé", {**self.tables, nom: prolongee})

    def horizons(self) -> tuple[Horizon, ...]:
        """L'horizon de chaque table, du plus proche au plus lointain : à surveiller."""
        trouves = (
            Horizon(
                nom,
                table.horizon,
                "refus" if table.connu_jusqu_au is not None else "reserve",
                table.versions[-1].debut,
            )
            for nom, table in self.tables.items()
        )
        return tuple(sorted(trouves, key=lambda un: (un.jour, un.table)))

    def _derive(self, marque: str, tables: Mapping[str, TableDatee[Any]]) -> Droit:
        a_naitre = self.a_naitre | (self.tables.keys() - tables.keys())
        return Droit(f"{self.version} ({marque})", MappingProxyType(dict(tables)), a_naitre - tables.keys())

    def __reduce__(self) -> tuple[Any, ...]:
        return _reconstruire, (self.version, dict(self.tables), self.a_naitre)


def _reconstruire(version: str, tables: dict[str, TableDatee[Any]], a_naitre: frozenset[str]) -> Droit:
    return Droit(version, MappingProxyType(tables), a_naitre)


@cache
def droit_courant() -> Droit:
    """Le droit livré avec le paquet, lu une fois."""
    # Importé ici : lire des fichiers coûte plus que tout le reste de l'import, et ne sert qu'à la première question.
    from creances.droit.chargement import lire_tables, version_des_donnees

    return Droit(version_des_donnees(), lire_tables())


def horizons(droit: Droit | None = None) -> tuple[Horizon, ...]:
    """Jusqu'où chaque table répond, du plus proche au plus lointain.

    >>> [(un.table, str(un.jour)) for un in horizons() if un.table.startswith("taux_interet_legal.a")]
    [('taux_interet_legal.autres_cas', '2027-01-01')]
    """
    return (droit or droit_courant()).horizons()
