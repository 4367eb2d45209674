"""Les intérêts d'une colonne d'assiettes : la formule de `noyau.calcul`, en entiers de 64 bits, bloc par bloc.

Ce qui court sur une assiette ne dépend, à part elle, que de son *cas* : un départ et la suite de tranches qu'il ouvre. Il y
a bien moins de cas que de lignes ; les numérateurs sont donc préparés par cas, une colonne par tranche, et il ne reste par
ligne que lire, multiplier, diviser. Chaque bloc tient dans le cache du processeur. Rien ne déborde :
`Tranches.assiette_maximale` l'a exclu avant.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from creances.lots.lecture import Entiers
from creances.lots.tranches import Tranches

Naturels = NDArray[np.uint64]
BLOC = 32_768
_BEAUCOUP = 4  # de colonnes : au-delà, chercher combien le bloc en a vraiment besoin fait gagner du temps


class Numerateurs(NamedTuple):
    """Par cas, le double du numérateur de chaque tranche, sur `denominateur` ; `longueurs` : combien en a le cas."""

    colonnes: tuple[Entiers, ...]
    longueurs: Entiers
    denominateur: int


def numerateurs(departs: Entiers, rangs: Entiers, tranches: Tranches, *, un_seul_arrondi: bool) -> Numerateurs:
    """Les numérateurs de chaque cas : un départ, et le rang de la tranche où tombe son lendemain.

    La première tranche commence au départ ; les suivantes sont entières. Si le cumul seul est arrondi, elles s'ajoutent.
    """
    premiere = tranches.taux.take(rangs) * (tranches.fins.take(rangs) - departs)
    if un_seul_arrondi:
        colonnes: tuple[Entiers, ...] = (premiere + tranches.restes.take(rangs),)
        longueurs = np.ones_like(rangs)
    else:
        longueurs = 1 + tranches.suivantes.take(rangs)
        utiles = int(longueurs.max(initial=1)) - 1
        colonnes = (premiere, *(etage.take(rangs) for etage in tranches.etages[:utiles]))
    return Numerateurs(tuple(2 * colonne for colonne in colonnes), longueurs, tranches.denominateur)


def courus(assiettes: Entiers, cas: Entiers, prepares: Numerateurs) -> Entiers:
    """Ce qui a couru sur chaque assiette, en centimes : chaque tranche arrondie au plus proche, demi vers le haut.

    Les numérateurs étant doublés, l'arrondi est : ajouter le dénominateur, diviser par son double.
    """
    # Rien n'est négatif : en entiers sans signe, une division par un même nombre va plus vite.
    montants, sur = np.empty(len(assiettes), np.uint64), assiettes.view(np.uint64)
    demi, diviseur = np.uint64(prepares.denominateur), np.uint64(2 * prepares.denominateur)
    colonnes = tuple(colonne.view(np.uint64) for colonne in prepares.colonnes)
    tampon = np.empty(BLOC, np.uint64)
    for debut in range(0, len(assiettes), BLOC):
        bloc = slice(debut, debut + BLOC)
        ici, total = cas[bloc], montants[bloc]
        utiles = len(colonnes)
        if utiles > _BEAUCOUP:
            utiles = int(prepares.longueurs.take(ici, mode="clip").max())
        _compter(colonnes[:utiles], sur[bloc], ici, total, tampon[: len(total)], demi, diviseur)
    return montants.view(np.int64)


def _compter(
    colonnes: tuple[Naturels, ...],
    sur: Naturels,
    cas: Entiers,
    total: Naturels,
    tampon: Naturels,
    demi: np.uint64,
    diviseur: np.uint64,
) -> None:
    """Écrit dans `total` la somme des tranches d'un bloc, chacune arrondie."""
    for rang, colonne in enumerate(colonnes):
        colonne.take(cas, mode="clip", out=tampon)
        tampon *= sur
        tampon += demi
        if rang == 0:
            np.floor_divide(tampon, diviseur, out=total)
        else:
            tampon //= diviseur
            total += tampon
