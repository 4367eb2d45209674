"""Les colonnes lues en entiers : centimes, jours ordinaux, rangs de modalités.

Rien n'est jugé ici de ce qu'un modèle sait juger. Une cellule illisible n'a pas de nombre ; elle a un *état*, et l'état
garde un exemple de ce qui a été refusé. Un seul objet construit avec cet exemple donne l'erreur, et son code, de toutes
les cellules du même état : celle que la règle une à une aurait donnée.

>>> lus = lire_montants(pa.array(["12.30", None, "douze"]), flottants=False)
>>> lus.centimes.tolist(), lus.etats.tolist(), lus.exemples[4:]
([1230, 0, 0], [0, 1, 4], ('douze',))
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from creances.lots.modalites import Etats, lire_modalites
from creances.noyau.argent import MONTANT_MAXIMAL, centimes, montant
from creances.noyau.erreurs import ErreurCreances
from creances.noyau.temps import DERNIER_JOUR, PREMIER_JOUR, jour

Entiers = NDArray[np.int64]

BON, VIDE, NUL, NEGATIF = range(4)
_EXEMPLES: tuple[Any, ...] = (Decimal("1.00"), None, Decimal("0.00"), Decimal("-1.00"))
_ECRITURE_MONTANT = r"^-?[0-9]{1,13}(\.[0-9]{1,2})?$"
_LIMITE = centimes(MONTANT_MAXIMAL)
_CENT = 100
_BITS_DU_NOMBRE, _CHIFFRES_D_UN_MOT, _CHIFFRES_DE_DEUX_MOTS = 63, 18, 38
ARROW = pa.scalar(0, pa.date32()).as_py().toordinal()
"""Le jour ordinal du zéro d'Arrow."""


class Montants(NamedTuple):
    """Des centimes signés, et l'état de chaque cellule : `BON`, `VIDE`, `NUL`, `NEGATIF`, ou le rang d'un exemple refusé.

    `etats` est None si toutes les cellules sont bonnes.
    """

    centimes: Entiers
    etats: Etats | None
    exemples: tuple[Any, ...]


class Jours(NamedTuple):
    """Des jours ordinaux, zéro pour une cellule vide ou refusée, et l'état de chaque cellule. `etats` est None si tous
    sont bons.
    """

    ordinaux: Entiers
    etats: Etats | None
    exemples: tuple[Any, ...]


def lire_montants(colonne: pa.Array, *, flottants: bool) -> Montants:
    """Une colonne d'euros : décimaux, entiers, textes « 1234.56 », et flottants si on les accepte à un centime exact."""
    sorte = colonne.type
    if pa.types.is_decimal(sorte) and sorte.bit_width <= 128 and sorte.scale >= 0:
        lus, bons = _decimaux(colonne)
    elif pa.types.is_integer(sorte) and not pa.types.is_uint64(sorte):
        lus, bons = _entiers(colonne)
    elif pa.types.is_floating(sorte) and flottants:
        lus, bons = _flottants(colonne)
    elif _est_du_texte(sorte):
        lus, bons = _textes(colonne)
    else:
        lus, bons = np.zeros(len(colonne), np.int64), np.zeros(len(colonne), bool)
    if not bons.all():
        if not pa.types.is_floating(sorte):
            _lire_une_a_une(colonne, lus, bons)
        lus[~bons] = 0
    if lus.min(initial=1) > 0 and bons.all():
        return Montants(lus, None, _EXEMPLES)
    etats = np.select([~_presents(colonne), lus > 0, bons & (lus == 0), bons], [VIDE, BON, NUL, NEGATIF], -1)
    exemples = list(_EXEMPLES)
    _classer(colonne, etats, exemples, montant)
    return Montants(lus, etats.astype(np.int32), tuple(exemples))


def _presents(colonne: pa.Array) -> NDArray[np.bool_]:
    if colonne.null_count == 0:
        return np.ones(len(colonne), bool)
    presents: NDArray[np.bool_] = colonne.is_valid().to_numpy(zero_copy_only=False)
    return presents


def _lire_une_a_une(colonne: pa.Array, lus: Entiers, bons: NDArray[np.bool_]) -> None:
    """Relit ce que la lecture en colonne n'a pas su lire, une écriture à la fois, par le lecteur de la bibliothèque."""
    restantes = np.flatnonzero(~bons & _presents(colonne))
    if restantes.size == 0:
        return
    modalites = lire_modalites(colonne.take(pa.array(restantes)), "texte", flottants=False)
    lisibles = [None if _code(valeur, montant) else centimes(montant(valeur)) for valeur in modalites.valeurs]
    bons[restantes] = np.array([lu is not None for lu in lisibles], bool)[modalites.codes]
    lus[restantes] = np.array([lu or 0 for lu in lisibles], np.int64)[modalites.codes]


def _decimaux(colonne: pa.Array) -> tuple[Entiers, NDArray[np.bool_]]:
    """Décimaux de 128 bits : la moitié basse porte le nombre dès que la haute n'en est que le signe.

    Une échelle de plus de deux décimales est acceptée si celles de trop sont nulles.
    """
    if colonne.type.scale > 2 and colonne.type.precision > _CHIFFRES_D_UN_MOT:
        reduite = colonne.cast(pa.decimal128(_CHIFFRES_DE_DEUX_MOTS, 2), safe=False)
        exacts = pc.fill_null(pc.equal(reduite.cast(colonne.type, safe=False), colonne), fill_value=False)
        lus, bons = _decimaux(reduite)
        return lus, bons & exacts.to_numpy(zero_copy_only=False)
    echelle = colonne.type.scale
    large = colonne.cast(pa.decimal128(colonne.type.precision, echelle))
    mots = np.frombuffer(large.buffers()[1], np.int64)[2 * large.offset : 2 * (large.offset + len(large))].reshape(
        -1, 2
    )
    bas, haut = mots[:, 0].copy(), mots[:, 1]
    bons = _presents(colonne)
    if colonne.type.precision > _CHIFFRES_D_UN_MOT:
        bons &= haut == bas >> _BITS_DU_NOMBRE
    if echelle > 2:
        bas, reste = np.divmod(bas, 10 ** (echelle - 2))
        bons &= reste == 0
    limite = _LIMITE // 10 ** max(0, 2 - echelle)
    if len(bas) and not -limite < int(bas.min()) <= int(bas.max()) < limite:
        bons &= (-limite < bas) & (bas < limite)
    if echelle < 2:
        bas *= 10 ** (2 - echelle)
    return bas, bons


def _entiers(colonne: pa.Array) -> tuple[Entiers, NDArray[np.bool_]]:
    """Des euros entiers, comme partout dans la bibliothèque."""
    lus = colonne.fill_null(0).cast(pa.int64()).to_numpy(zero_copy_only=False).astype(np.int64, copy=True)
    bons = _presents(colonne) & (lus > -_LIMITE // _CENT) & (lus < _LIMITE // _CENT)
    lus[~bons] = 0
    lus *= _CENT
    return lus, bons


def _flottants(colonne: pa.Array) -> tuple[Entiers, NDArray[np.bool_]]:
    """Un flottant est exact s'il est le flottant le plus proche d'un nombre entier de centimes.

    En deçà de la limite, des centimes entiers ont quinze chiffres au plus : deux ne partagent jamais un flottant, et le
    texte le plus court qui relit ce flottant a bien deux décimales au plus.
    """
    vus = colonne.cast(pa.float64()).to_numpy(zero_copy_only=False)
    bornes = np.where(np.abs(vus) < float(MONTANT_MAXIMAL), vus, 0.0)
    lus = np.rint(bornes * _CENT).astype(np.int64)
    return lus, _presents(colonne) & (lus / _CENT == vus)


def _textes(colonne: pa.Array) -> tuple[Entiers, NDArray[np.bool_]]:
    ecrits = pc.fill_null(pc.match_substring_regex(colonne, _ECRITURE_MONTANT), fill_value=False)
    lisibles = colonne if pc.all(ecrits).as_py() else pc.if_else(ecrits, colonne, pa.scalar(None, colonne.type))
    lus, bons = _decimaux(lisibles.cast(pa.decimal128(18, 2)))
    return lus, bons & ecrits.to_numpy(zero_copy_only=False)


def lire_jours(colonne: pa.Array) -> Jours:
    """Une colonne de jours : dates, textes ISO, ou horodatages sans fuseau dont chaque heure est minuit.

    pandas n'a pas de type pour les jours : il les écrit en horodatages. Une heure, un fuseau sont refusés.
    """
    sorte = colonne.type
    if pa.types.is_date32(sorte):
        entiers = colonne.cast(pa.int32())
        pleins = entiers.fill_null(-ARROW) if entiers.null_count else entiers
        lus = np.add(pleins.to_numpy(zero_copy_only=False), ARROW, dtype=np.int64)
    elif pa.types.is_date64(sorte) or (pa.types.is_timestamp(sorte) and sorte.tz is None):
        lus = _a_minuit(colonne)
    else:
        lus = _jours_un_a_un(colonne)
    premier, dernier = PREMIER_JOUR.toordinal(), DERNIER_JOUR.toordinal()
    if lus.min(initial=premier) >= premier and lus.max(initial=dernier) <= dernier:
        return Jours(lus, None, (None,))
    mauvais = (lus < premier) | (lus > dernier)
    lus[mauvais] = 0
    mauvais &= _presents(colonne)
    if not mauvais.any():
        return Jours(lus, None, (None,))
    etats, exemples = np.where(mauvais, -1, BON), [None]
    _classer(colonne, etats, exemples, jour)
    return Jours(lus, etats.astype(np.int32), tuple(exemples))


def _a_minuit(colonne: pa.Array) -> Entiers:
    par_jour = pa.scalar(1, pa.date32()).cast(colonne.type).cast(pa.int64()).as_py()
    lus = colonne.cast(pa.int64())
    jours, reste = np.divmod(lus.fill_null(0).to_numpy(zero_copy_only=False), par_jour)
    return np.where(_presents(lus) & (reste == 0), jours + ARROW, 0)


def _jours_un_a_un(colonne: pa.Array) -> Entiers:
    """Chaque écriture différente lue une fois, par le lecteur de jours de la bibliothèque."""
    lues = lire_modalites(colonne, "texte", flottants=False)
    ordinaux = np.array([_ordinal(valeur) for valeur in lues.valeurs], np.int64)
    return ordinaux[lues.codes]


def _ordinal(valeur: Any) -> int:
    try:
        return jour(valeur).toordinal()
    except ErreurCreances:
        return 0


def _classer(colonne: pa.Array, etats: NDArray[Any], exemples: list[Any], lire: Callable[[Any], object]) -> None:
    """Donne aux cellules refusées (état -1) l'état de leur code d'erreur, avec la première cellule pour exemple."""
    refusees = np.flatnonzero(etats == -1)
    if refusees.size == 0:
        return
    cellules = colonne.take(pa.array(refusees))
    if pa.types.is_floating(cellules.type):  # un seul refus pour tous les flottants : inutile de les lire un à un
        cellules = pa.repeat(cellules[0], len(cellules))
    modalites = lire_modalites(cellules, "texte", flottants=False)
    rangs: dict[str, int] = {}
    par_valeur = np.zeros(len(modalites.valeurs), etats.dtype)
    for rang, valeur in enumerate(modalites.valeurs):
        code = _code(valeur, lire)
        if code not in rangs:
            rangs[code] = len(exemples)
            exemples.append(valeur)
        par_valeur[rang] = rangs[code]
    etats[refusees] = par_valeur[modalites.codes]


def _code(valeur: Any, lire: Callable[[Any], object]) -> str:
    """Le code de l'erreur que lève cette lecture, vide si elle n'en lève pas."""
    try:
        lire(valeur)
    except ErreurCreances as refus:
        return refus.code
    return ""


def _est_du_texte(sorte: pa.DataType) -> bool:
    return bool(pa.types.is_string(sorte) or pa.types.is_large_string(sorte))


def jour_de(ordinal: int) -> date | None:
    """Le jour d'un ordinal, None pour zéro."""
    return date.fromordinal(ordinal) if ordinal else None
