"""Les profils : les combinaisons différentes de quelques colonnes, et le rang de celle de chaque ligne.

Une règle est posée une fois par profil, avec des objets et des mots, au lieu d'une fois par ligne.

>>> combinaisons = combiner([Facteur(np.array([0, 1, 0, 1]), 2), Facteur(np.array([5, 5, 5, 7]), 8)])
>>> combinaisons.rangs.tolist(), combinaisons.premieres.tolist()
([0, 1, 0, 2], [0, 1, 3])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

BLOC = 16_384
_PETIT = 2**21  # en deçà, une table de présence va plus vite qu'un hachage
_ENTIER_MAXIMAL = int(np.iinfo(np.int64).max)


class Facteur(NamedTuple):
    """Une colonne d'entiers de `[0, cardinal[`, qui entre dans la combinaison."""

    codes: NDArray[Any]
    cardinal: int


class Combinaisons(NamedTuple):
    """`rangs[ligne]` : la combinaison de la ligne ; `premieres[combinaison]` : la première ligne qui la porte."""

    rangs: NDArray[np.int64]
    premieres: NDArray[np.int64]

    @property
    def nombre(self) -> int:
        """Combien de combinaisons différentes."""
        return len(self.premieres)


def combiner(facteurs: Sequence[Facteur]) -> Combinaisons:
    """Les combinaisons différentes, et le rang de celle de chaque ligne. Un facteur au moins."""
    cle = np.array(facteurs[0].codes, np.int64)
    cardinal = facteurs[0].cardinal
    for codes, autre in facteurs[1:]:
        if cardinal * autre > _ENTIER_MAXIMAL:
            cle, _ = numeroter(cle, cardinal)
            cardinal = int(cle.max(initial=0)) + 1
        cle *= autre
        cle += codes
        cardinal *= autre
    if cardinal == 1:
        return Combinaisons(cle, np.zeros(min(1, len(cle)), np.int64))
    rangs, vues = numeroter(cle, cardinal)
    premieres = np.zeros(len(vues), np.int64)
    premieres[rangs[::-1]] = np.arange(len(rangs) - 1, -1, -1)
    return Combinaisons(rangs, premieres)


def numeroter(cles: NDArray[np.int64], cardinal: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Le rang de chaque clé parmi celles qui sont vues, et les clés vues, par rang. Les clés sont dans `[0, cardinal[`.

    Écrit les rangs à la place des clés quand il le peut.
    """
    if cardinal > _PETIT:
        compactees = pa.array(cles).dictionary_encode()
        return compactees.indices.to_numpy(zero_copy_only=False).astype(np.int64), compactees.dictionary.to_numpy()
    presentes = np.zeros(cardinal, bool)
    blocs = [slice(debut, debut + BLOC) for debut in range(0, len(cles), BLOC)]
    for bloc in blocs:
        presentes[cles[bloc]] = True
        if cardinal <= BLOC and presentes.all():
            break
    vues = np.flatnonzero(presentes)
    if len(vues) and len(vues) < int(vues[-1]) + 1:
        rangs = np.zeros(cardinal, np.int64)
        rangs[vues] = np.arange(len(vues))
        for bloc in blocs:
            cles[bloc] = rangs.take(cles[bloc], mode="clip")
    return cles, vues
