"""Les tranches de tous les barèmes d'un lot, à plat, en entiers.

Une tranche est celle de `noyau.calcul` : c'est son `Compteur` qui les découpe et les fusionne, sur un centime. Il n'en
reste ici que le dernier jour et le numérateur d'un jour. Toutes ont le même dénominateur, celui des années de 365 et de
366 jours, réduit par leur plus grand diviseur commun : l'arrondi d'une fraction ne dépend pas de son écriture.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np

from creances.lots.lecture import Entiers
from creances.noyau.argent import MILLION, millioniemes
from creances.noyau.calcul import ANNEE_BISSEXTILE, ANNEE_COMMUNE, Bareme, BaseAnnuelle, Compteur
from creances.noyau.resultat import Ligne

_JOURS_COMMUNS = ANNEE_COMMUNE * ANNEE_BISSEXTILE
_ENTIER_MAXIMAL = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Tranches:
    """Les tranches de plusieurs suites, mises bout à bout. Le rang 0 est une tranche où rien ne court.

    Par tranche : `fins`, dernier jour inclus ; `taux`, numérateur d'un jour ; `suivantes`, combien de tranches la suivent
    dans sa suite ; `etages[pas]`, numérateur entier de celle qui la suit de `pas + 1` rangs, zéro au bout de la suite ;
    `restes`, somme de ces étages. Les numérateurs sont sur `denominateur`, et par centime d'assiette.
    """

    fins: Entiers
    taux: Entiers
    suivantes: Entiers
    etages: tuple[Entiers, ...]
    restes: Entiers
    denominateur: int

    def assiette_maximale(self, jours: int) -> int:
        """La plus grande assiette que des entiers de 64 bits comptent sans déborder sur tant de jours."""
        pire = 2 * max(1, int(self.taux.max(initial=0))) * max(1, jours)
        return (_ENTIER_MAXIMAL - self.denominateur) // pire


class Atelier:
    """Fabrique les tranches : chaque suite n'est découpée qu'une fois, quel que soit le nombre de dettes qui la suivent."""

    def __init__(self, base: BaseAnnuelle, depuis: int) -> None:
        self._base: BaseAnnuelle = base
        self._depuis = depuis
        self._suites: dict[tuple[Bareme, int], tuple[int, list[int]]] = {}
        self._fins, self._taux, self._pleines, self._suivantes = [0], [0], [0], [0]

    def rang(self, bareme: Bareme, premier: int, dernier: int) -> int:
        """Le rang de la tranche où tombe `premier`, dans la suite de ce barème menée jusqu'à `dernier` (ordinaux, inclus).

        Zéro si rien ne court. Les jours que le barème ne connaît pas sont laissés à qui appelle : aucun n'est compté.
        """
        if bareme.horizon is not None:
            dernier = min(dernier, bareme.horizon - 1)
        premier = max(premier, bareme.debuts[0])
        if premier > dernier:
            return 0
        if (bareme, dernier) not in self._suites:
            self._suites[bareme, dernier] = self._decouper(bareme, dernier)
        debut, fins = self._suites[bareme, dernier]
        return debut + bisect_left(fins, premier)

    def _decouper(self, bareme: Bareme, dernier: int) -> tuple[int, list[int]]:
        compteur = Compteur(self._base)
        compteur.courir(bareme, 1, max(self._depuis, bareme.debuts[0]), dernier)
        return self._ajouter([(un.fin, un.taux, un.base, un.jours) for un in compteur.tranches])

    def rang_des_lignes(self, lignes: Sequence[Ligne]) -> int:
        """Le rang de la première tranche d'une réponse, d'après ses lignes ; zéro si aucune n'est une tranche."""
        faits = [
            (ligne.fin.toordinal(), millioniemes(ligne.taux), ligne.base, ligne.jours)
            for ligne in lignes
            if ligne.fin is not None and ligne.taux is not None and ligne.base is not None and ligne.jours is not None
        ]
        return self._ajouter(faits)[0] if faits else 0

    def _ajouter(self, faits: list[tuple[int, int, int, int]]) -> tuple[int, list[int]]:
        """Ajoute une suite de tranches (fin, taux, base, jours), et rend son premier rang et ses derniers jours."""
        debut = len(self._fins)
        numerateurs = [taux * (_JOURS_COMMUNS // base) for _, taux, base, _ in faits]
        fins = [fin for fin, *_ in faits]
        self._fins += fins
        self._taux += numerateurs
        self._pleines += [un * jours for un, (*_, jours) in zip(numerateurs, faits, strict=True)]
        self._suivantes += range(len(faits) - 1, -1, -1)
        return debut, fins

    def tranches(self) -> Tranches:
        """Tout ce qui a été découpé, prêt à compter."""
        denominateur = MILLION * _JOURS_COMMUNS
        commun = gcd(denominateur, *self._taux)
        suivantes = np.array(self._suivantes, np.int64)
        pleines = np.array([un // commun for un in self._pleines], np.int64)
        etages = tuple(
            np.where(suivantes >= pas, np.roll(pleines, -pas), 0) for pas in range(1, int(suivantes.max()) + 1)
        )
        return Tranches(
            fins=np.array(self._fins, np.int64),
            taux=np.array([un // commun for un in self._taux], np.int64),
            suivantes=suivantes,
            etages=etages,
            restes=sum(etages, np.zeros_like(pleines)),
            denominateur=denominateur // commun,
        )
