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
    """Fait courir les intérêts, tranche après tranche, et dit à tout moment ce qui a couru en centimes."""

    __slots__ = (
        "_arrondi",
        "_assiette",
        "_base",
        "_cumul",
        "_debut",
        "_fermes",
        "_fin",
        "_par_annee",
        "_taux",
        "_total",
    )

    def __init__(self, base: BaseAnnuelle = "365", arrondi: Arrondi = "tranche") -> None:
        self._par_annee = base == "annee_civile"
        self._arrondi = arrondi
        self._fermes: list[Tranche] = []
        self._total = 0  # centimes des tranches fermées
        self._cumul = 0  # numérateur exact des tranches fermées, sur _COMMUN
        self._debut = self._fin = self._assiette = self._taux = self._base = 0

    def courir(self, bareme: Bareme, assiette: int, debut: int, fin: int) -> None:
        """Compte les jours `[debut, fin]` (ordinaux, bornes incluses) ; suit toujours l'intervalle précédent."""
        if assiette <= 0 or fin < debut:
            return
        bareme.exiger(debut, fin)
        for segment in bareme.segments(debut, fin):
            if self._par_annee:
                for premier, dernier, base in _annees(segment.debut, segment.fin):
                    self._ajouter(premier, dernier, assiette, segment.taux, base)
            else:
                self._ajouter(segment.debut, segment.fin, assiette, segment.taux, ANNEE_COMMUNE)

    def _ajouter(self, debut: int, fin: int, assiette: int, taux: int, base: int) -> None:
        if self._base == base and self._taux == taux and self._assiette == assiette and self._fin == debut - 1:
            self._fin = fin
            return
        self._fermer()
        self._debut, self._fin, self._assiette, self._taux, self._base = debut, fin, assiette, taux, base

    def _fermer(self) -> None:
        if (ouverte := self._ouverte()) is not None:
            self._fermes.append(ouverte)
            self._total += ouverte.montant
            self._cumul += self._numerateur()
        self._base = 0

    def _numerateur(self) -> int:
        jours = self._fin - self._debut + 1
        autre = ANNEE_BISSEXTILE if self._base == ANNEE_COMMUNE else ANNEE_COMMUNE
        return self._assiette * self._taux * jours * autre

    def _ouverte(self) -> Tranche | None:
        if not self._base:
            return None
        if self._arrondi == "tranche":
            jours = self._fin - self._debut + 1
            montant = division_arrondie(self._assiette * self._taux * jours, MILLION * self._base)
        else:
            montant = division_arrondie(self._cumul + self._numerateur(), _COMMUN) - self._total
        return Tranche(self._debut, self._fin, self._assiette, self._taux, self._base, montant)

    @property
    def centimes(self) -> int:
        """Tout ce qui a couru jusqu'ici, en centimes."""
        ouverte = self._ouverte()
        return self._total + (ouverte.montant if ouverte is not None else 0)

    @property
    def tranches(self) -> tuple[Tranche, ...]:
        """Les tranches, dans l'ordre des jours ; leur somme est `centimes`."""
        ouverte = self._ouverte()
        return (*self._fermes, ouverte) if ouverte is not None else tuple(self._fermes)


def _annees(debut: int, fin: int) -> Iterator[tuple[int, int, int]]:
    """Découpe `[debut, fin]` aux 1ers janvier, avec la longueur de chaque année."""
    while debut <= fin:
        annee = date.fromordinal(debut).year
        dernier_jour = date(annee, 12, 31).toordinal()
        longueur = dernier_jour - date(annee, 1, 1).toordinal() + 1
        yield debut, min(fin, dernier_jour), longueur
        debut = dernier_jour + 1
