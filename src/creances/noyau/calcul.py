"""Le calcul des intérêts en entiers : centimes, jours ordinaux, millionièmes.

Une *tranche* est une suite maximale de jours où l'assiette, le taux et la base de l'année ne changent pas. Chaque
tranche est arrondie au centime et le total est la somme des tranches ; `arrondi="total"` n'arrondit que le cumul, et
chaque tranche vaut alors la différence de deux cumuls arrondis : dans les deux cas, ce qui est imprimé s'additionne.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from creances.noyau.argent import MILLION, division_arrondie, euros, pourcent
from creances.noyau.erreurs import ApresHorizon, AvantPremiereVersion
from creances.noyau.resultat import Ligne, Reserve

Arrondi = Literal["tranche", "total"]
BaseAnnuelle = Literal["365", "annee_civile"]

ANNEE_COMMUNE = 365
ANNEE_BISSEXTILE = 366
# Dénominateur commun aux années de 365 et de 366 jours : les cumuls restent des entiers exacts.
_COMMUN = MILLION * ANNEE_COMMUNE * ANNEE_BISSEXTILE
_AUTRE_ANNEE = {ANNEE_COMMUNE: ANNEE_BISSEXTILE, ANNEE_BISSEXTILE: ANNEE_COMMUNE}


class Segment(NamedTuple):
    """Jours `[debut, fin]`, bornes incluses, en ordinaux, et leur taux en millionièmes."""

    debut: int
    fin: int
    taux: int


@dataclass(frozen=True, slots=True)
class Bareme:
    """Un taux qui varie avec les jours : `taux[i]` vaut depuis `debuts[i]` (ordinal, inclus).

    `horizon` (ordinal, exclu) est le premier jour inconnu, None si le taux ne dépend d'aucune publication.
    `fenetres` porte les réserves dues quand un jour de `[debut, fin[` est touché.
    """

    nom: str
    debuts: tuple[int, ...]
    taux: tuple[int, ...]
    horizon: int | None = None
    fenetres: tuple[tuple[int, int | None, Reserve], ...] = ()

    @classmethod
    def constant(cls, nom: str, taux: int) -> Bareme:
        """Le même taux tous les jours."""
        return cls(nom, (0,), (taux,))

    def exiger(self, debut: int, fin: int) -> None:
        """Refuse un intervalle `[debut, fin]` qui déborde de ce qui est connu."""
        if self.horizon is not None and fin >= self.horizon:
            horizon = date.fromordinal(self.horizon)
            raise ApresHorizon(
                f"{self.nom} : rien de connu au {horizon} ni après ; demandé jusqu'au {date.fromordinal(fin)}",
                table=self.nom,
                horizon=horizon,
            )
        if debut < self.debuts[0]:
            premier = date.fromordinal(self.debuts[0])
            raise AvantPremiereVersion(
                f"{self.nom} : rien avant le {premier} ; demandé dès le {date.fromordinal(debut)}",
                table=self.nom,
            )

    def connait(self, jour: int) -> bool:
        """Vrai si le taux de ce jour (ordinal) est connu."""
        return self.debuts[0] <= jour and (self.horizon is None or jour < self.horizon)

    def segments(self, debut: int, fin: int) -> Iterator[Segment]:
        """Découpe `[debut, fin]` (bornes incluses) à chaque changement de taux."""
        debuts = self.debuts
        rang = bisect_right(debuts, debut) - 1
        dernier = len(debuts) - 1
        while rang < dernier and debuts[rang + 1] <= fin:
            suivant = debuts[rang + 1]
            yield Segment(debut, suivant - 1, self.taux[rang])
            debut = suivant
            rang += 1
        yield Segment(debut, fin, self.taux[rang])

    def reserves(self, debut: int, fin: int) -> tuple[Reserve, ...]:
        """Les réserves qui touchent `[debut, fin]`, bornes incluses."""
        return tuple(
            reserve for premier, terme, reserve in self.fenetres if premier <= fin and (terme is None or debut < terme)
        )


class Tranche(NamedTuple):
    """Une tranche arrondie : jours `[debut, fin]` inclus (ordinaux), assiette et montant en centimes."""

    debut: int
    fin: int
    assiette: int
    taux: int
    base: int
    montant: int

    @property
    def jours(self) -> int:
        """Nombre de jours comptés."""
        return self.fin - self.debut + 1

    def ligne(self, article: str) -> Ligne:
        """La tranche en faits lisibles : dates, euros, pour cent."""
        return Ligne(
            "interets.tranche",
            article,
            debut=date.fromordinal(self.debut),
            fin=date.fromordinal(self.fin),
            jours=self.fin - self.debut + 1,
            assiette=euros(self.assiette),
            taux=pourcent(self.taux),
            base=self.base,
            montant=euros(self.montant),
        )


class Compteur:
    """Fait courir les intérêts, tranche après tranche ; `centimes` est tout ce qui a couru jusqu'ici."""

    __slots__ = ("_cumul", "_par_annee", "_tranches", "_un_seul_arrondi", "centimes")

    def __init__(self, base: BaseAnnuelle = "365", arrondi: Arrondi = "tranche") -> None:
        self._par_annee = base == "annee_civile"
        self._un_seul_arrondi = arrondi == "total"
        self._tranches: list[Tranche] = []
        self._cumul = 0  # numérateur exact de toutes les tranches, sur _COMMUN
        self.centimes = 0

    @property
    def tranches(self) -> tuple[Tranche, ...]:
        """Les tranches, dans l'ordre des jours ; leur somme est `centimes`."""
        return tuple(self._tranches)

    def courir(self, bareme: Bareme, assiette: int, debut: int, fin: int) -> None:
        """Compte les jours `[debut, fin]` (ordinaux, bornes incluses) ; suit toujours l'intervalle précédent."""
        if assiette <= 0 or fin < debut:
            return
        bareme.exiger(debut, fin)
        for premier, dernier, taux in bareme.segments(debut, fin):
            if self._par_annee:
                for depuis, jusque, base in _annees(premier, dernier):
                    self._ajouter(depuis, jusque, assiette, taux, base)
            else:
                self._ajouter(premier, dernier, assiette, taux, ANNEE_COMMUNE)

    def _ajouter(self, debut: int, fin: int, assiette: int, taux: int, base: int) -> None:
        if self._tranches:
            derniere = self._tranches[-1]
            if derniere[1:5] == (debut - 1, assiette, taux, base):
                debut = derniere.debut
                self._retirer()
        exact = assiette * taux * (fin - debut + 1)
        if self._un_seul_arrondi:
            self._cumul += exact * _AUTRE_ANNEE[base]
            montant = division_arrondie(self._cumul, _COMMUN) - self.centimes
        else:
            montant = division_arrondie(exact, MILLION * base)
        self._tranches.append(Tranche(debut, fin, assiette, taux, base, montant))
        self.centimes += montant

    def _retirer(self) -> None:
        """Rouvre la dernière tranche : elle se prolonge, et son arrondi est à refaire."""
        derniere = self._tranches.pop()
        self.centimes -= derniere.montant
        if self._un_seul_arrondi:
            self._cumul -= derniere.assiette * derniere.taux * derniere.jours * _AUTRE_ANNEE[derniere.base]


def _annees(debut: int, fin: int) -> Iterator[tuple[int, int, int]]:
    """Découpe `[debut, fin]` aux 1ers janvier, avec la longueur de chaque année."""
    while debut <= fin:
        annee = date.fromordinal(debut).year
        dernier_jour = date(annee, 12, 31).toordinal()
        longueur = dernier_jour - date(annee, 1, 1).toordinal() + 1
        yield debut, min(fin, dernier_jour), longueur
        debut = dernier_jour + 1
