"""Les débiteurs d'une table de créances : ceux que leur SIREN réunit, à défaut leur nom."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from creances.lots.cadre import Lot
from creances.lots.lecture import Entiers
from creances.lots.profils import Facteur, combiner
from creances.modeles.parties import siren


class Debiteurs(NamedTuple):
    """`noms[rangs[place]]` : le débiteur de la place-ième bonne ligne, nommé comme la première qui le porte."""

    rangs: Entiers
    noms: tuple[str, ...]


def reunir_les_debiteurs(lot: Lot, bonnes: NDArray[np.bool_]) -> Debiteurs:
    """Les débiteurs des bonnes lignes, dans l'ordre où elles les citent ; leurs noms et SIREN sont déjà vérifiés.

    >>> import pyarrow as pa
    >>> table = pa.table({"nom": ["Alfa", "Bêta", "Alfa SA"], "siren": ["732 829 320", None, "732829320"]})
    >>> reunir_les_debiteurs(Lot(table), np.ones(3, bool)).noms
    ('Alfa', 'Bêta')
    """
    noms, sirens = lot.modalites("nom"), lot.modalites("siren")
    lus = combiner(
        [
            Facteur(noms.codes[bonnes], max(1, len(noms.valeurs))),
            Facteur(sirens.codes[bonnes], max(1, len(sirens.valeurs))),
        ]
    )
    premieres = np.flatnonzero(bonnes)[lus.premieres]
    couples = [
        (noms.valeurs[noms.codes[ligne]] or "", _numero(sirens.valeurs[sirens.codes[ligne]]))
        for ligne in premieres.tolist()
    ]
    groupes: dict[str, int] = {}
    rangs_des_couples = np.zeros(len(couples), np.int64)
    appeles: list[str] = []
    for couple in np.argsort(lus.premieres, kind="stable").tolist():
        nom, numero = couples[couple]
        cle = numero or nom
        if cle not in groupes:
            groupes[cle] = len(groupes)
            appeles.append(nom or numero)
        rangs_des_couples[couple] = groupes[cle]
    return Debiteurs(rangs_des_couples[lus.rangs], tuple(appeles))


def _numero(valeur: Any) -> str:
    return "" if valeur is None else siren(valeur)
