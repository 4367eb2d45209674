"""Tables datées : des débuts, des valeurs, des sources, et un horizon au-delà duquel on ne sait plus.

Deux sortes d'horizon, l'une ou l'autre par table :

- `connu_jusqu_au` (exclu) : le chiffre suivant n'est pas publié ; demander plus loin est refusé ;
- `revue_avant` (exclu) : la valeur reste jusqu'à nouvel ordre, mais personne ne l'a relue depuis ; on répond avec
  la réserve DROIT_A_REVOIR.

>>> source = Source("Décret n° 2012-1115", date(2012, 10, 4))
>>> table = TableDatee("indemnite", "EUR", (Version(date(2013, 1, 1), 40, source),), connu_jusqu_au=date(2027, 1, 1))
>>> table.au(date(2026, 5, 1)).valeur
40
>>> table.au(date(2027, 1, 1))
Traceback (most recent call last):
creances.noyau.erreurs.ApresHorizon: indemnite : rien de connu au 2027-01-01 (connu jusqu'au 2027-01-01 exclu)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from creances.noyau.erreurs import ApresHorizon, AvantPremiereVersion, DonneeInvalide, TableIncoherente
from creances.noyau.resultat import Reserve

T = TypeVar("T")

Confiance = Literal["haute", "moyenne", "basse"]


@dataclass(frozen=True, slots=True)
class Source:
    """D'où vient une valeur : l'acte, son jour de publication, l'adresse lue, et le degré de confiance."""

    acte: str
    publie_le: date | None = None
    adresse: str = ""
    confiance: Confiance = "haute"


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """Une valeur, en vigueur depuis `debut` (inclus) jusqu'au début de la suivante."""

    debut: date
    valeur: T
    source: Source
    article: str = ""

    @property
    def connue_des(self) -> date:
        """Jour où la valeur fut publiée ; faute de le connaître, jour où elle a pris effet."""
        return self.source.publie_le or self.debut


@dataclass(frozen=True)
class TableDatee(Generic[T]):
    """Les versions successives d'une valeur que la loi fixe. Immuable ; l'ordre et l'unicité sont vérifiés."""

    nom: str
    unite: str
    versions: tuple[Version[T], ...]
    connu_jusqu_au: date | None = None
    revue_avant: date | None = None
    prolongee_depuis: date | None = None
    _debuts: tuple[date, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        debuts = tuple(version.debut for version in self.versions)
        if not debuts:
            raise TableIncoherente(f"{self.nom} : aucune version", table=self.nom)
        for precedent, suivant in pairwise(debuts):
            if suivant <= precedent:
                raise TableIncoherente(f"{self.nom} : {suivant} ne suit pas {precedent}", table=self.nom)
        if (self.connu_jusqu_au is None) == (self.revue_avant is None):
            raise TableIncoherente(f"{self.nom} : un horizon, et un seul, est attendu", table=self.nom)
        if self.horizon <= debuts[-1]:
            raise TableIncoherente(f"{self.nom} : l'horizon {self.horizon} précède la dernière version", table=self.nom)
        object.__setattr__(self, "_debuts", debuts)

    @property
    def horizon(self) -> date:
        """Premier jour dont la table ne répond plus sans erreur ou sans réserve."""
        horizon = self.connu_jusqu_au or self.revue_avant
        if horizon is None:  # pragma: no cover - exclu par __post_init__, dit pour le vérificateur de types
            raise TableIncoherente(self.nom)
        return horizon

    def au(self, jour: date) -> Version[T]:
        """La version en vigueur ce jour-là.

        Lève `ApresHorizon` au-delà de `connu_jusqu_au`, `AvantPremiereVersion` avant la première ligne.
        """
        if self.connu_jusqu_au is not None and jour >= self.connu_jusqu_au:
            raise ApresHorizon(
                f"{self.nom} : rien de connu au {jour} (connu jusqu'au {self.connu_jusqu_au} exclu)",
                table=self.nom,
                jour=jour,
                horizon=self.connu_jusqu_au,
            )
        rang = bisect_right(self._debuts, jour)
        if rang == 0:
            raise AvantPremiereVersion(
                f"{self.nom} : rien avant le {self._debuts[0]} ; demandé : {jour}", table=self.nom, jour=jour
            )
        return self.versions[rang - 1]

    def periodes(self) -> Iterator[tuple[date, date | None, Version[T]]]:
        """Chaque version avec son début (inclus) et sa fin (exclue ; None pour une valeur sans terme connu)."""
        fins = (*self._debuts[1:], self.connu_jusqu_au)
        yield from zip(self._debuts, fins, self.versions, strict=True)

    @cached_property
    def reserves(self) -> tuple[tuple[date, date | None, Reserve], ...]:
        """Les fenêtres `[debut, fin[` où répondre demande une réserve : source discutée, valeur prolongée ou non relue."""
        fenetres: list[tuple[date, date | None, Reserve]] = [
            (debut, fin, Reserve(f"SOURCE_{version.source.confiance.upper()}", mots=(("table", self.nom),)))
            for debut, fin, version in self.periodes()
            if version.source.confiance != "haute"
        ]
        if self.prolongee_depuis is not None:
            fenetres.append((self.prolongee_depuis, None, Reserve("DROIT_PROLONGE", mots=(("table", self.nom),))))
        if self.revue_avant is not None:
            fenetres.append((self.revue_avant, None, Reserve("DROIT_A_REVOIR", dates=(("depuis", self.revue_avant),))))
        return tuple(fenetres)

    def reserves_du(self, debut: date, fin: date) -> tuple[Reserve, ...]:
        """Les réserves qui touchent au moins un jour de `[debut, fin]`, bornes incluses."""
        return tuple(
            [
                reserve
                for premier, terme, reserve in self.reserves
                if premier <= fin and (terme is None or debut < terme)
            ]
        )

    def connue_le(self, jour: date) -> TableDatee[T] | None:
        """La table telle qu'on pouvait la lire ce jour-là, ou None si rien n'en était publié.

        L'horizon recule au début de la première ligne qui n'était pas encore publiée.
        """
        horizon = next((version.debut for version in self.versions if version.connue_des > jour), None)
        if horizon is None:
            return self
        connues = tuple(version for version in self.versions if version.debut < horizon)
        return replace(self, versions=connues, connu_jusqu_au=horizon, revue_avant=None) if connues else None

    def avec(self, *ajouts: Version[T], connu_jusqu_au: date | None = None) -> TableDatee[T]:
        """La table complétée : une version de même début remplace l'ancienne.

        Une série à publication régulière exige `connu_jusqu_au` (exclu), qui ne peut pas reculer ; ce qui est publié
        prend la place de ce qui n'était que prolongé. Une valeur permanente n'a pas d'horizon à donner.
        """
        versions = {version.debut: version for version in (*self.versions, *ajouts)}
        rangees = tuple(versions[debut] for debut in sorted(versions))
        if self.connu_jusqu_au is None:
            if connu_jusqu_au is not None:
                raise DonneeInvalide(
                    f"{self.nom}, connu_jusqu_au : reçu {connu_jusqu_au} ; accepté : rien, la valeur vaut sans terme",
                    code="droit.horizon_invalide",
                )
            return replace(self, versions=rangees)
        publie = self.prolongee_depuis or self.connu_jusqu_au
        if connu_jusqu_au is None or connu_jusqu_au < publie:
            raise DonneeInvalide(
                f"{self.nom}, connu_jusqu_au : reçu {connu_jusqu_au} ; accepté : {publie} ou plus tard",
                code="droit.horizon_invalide",
            )
        return replace(self, versions=rangees, connu_jusqu_au=connu_jusqu_au, prolongee_depuis=None)

    def prolongee(self, jusqu_au: date) -> TableDatee[T]:
        """La table dont la dernière valeur est tenue pour vraie jusqu'à `jusqu_au` (exclu), avec réserve."""
        if jusqu_au <= self.horizon:
            raise DonneeInvalide(
                f"{self.nom}, jusqu_au : reçu {jusqu_au} ; accepté : après le {self.horizon}",
                code="droit.horizon_invalide",
            )
        depuis = self.prolongee_depuis or self.horizon
        if self.connu_jusqu_au is None:
            return replace(self, revue_avant=jusqu_au, prolongee_depuis=depuis)
        return replace(self, connu_jusqu_au=jusqu_au, prolongee_depuis=depuis)
