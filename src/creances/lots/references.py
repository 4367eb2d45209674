"""La créance que vise chaque ligne d'une autre table : une référence, une ligne, ou un refus qui la nomme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import pyarrow as pa

from creances.lots.cadre import Lot
from creances.lots.lecture import Entiers
from creances.modeles.colonnes import Sorte
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

_SERREES = 4  # fois moins de références que de nombres entre la plus petite et la plus grande
_MONTREES = 10


def ouvrir_les_evenements(table: Any, nom: str, flottants: str, sortes: Mapping[str, Sorte]) -> Lot:
    """Une table d'événements : elle porte au moins `creance` et `date`. Ses refus se disent toujours, jamais en colonne."""
    recus = Lot(table, nom=nom, flottants="centimes" if flottants == "centimes" else "refuser", sortes=sortes)
    for colonne in ("creance", "date"):
        if colonne not in recus:
            raise DonneeInvalide(
                f"{nom} : colonne {colonne} absente ; vu : {', '.join(recus.entree.noms)}",
                code="lots.colonne_absente",
                colonne=colonne,
            )
    return recus


def refuser_les_evenements(
    recus: Lot, lot: Lot, visees: Entiers, profils: Entiers, refus: Sequence[ErreurCreances | None]
) -> None:
    """Lève les refus d'une table d'événements ; si l'on veut les erreurs en colonne, refuse plutôt les créances visées.

    Une créance visée par plusieurs événements refusés l'est pour la raison du premier dans la table. Un événement refusé
    qui ne vise aucune créance (-1) lève toujours : il n'a pas de ligne où se dire.
    """
    recus.refuser_profils(profils, refus)
    mauvais = np.flatnonzero(np.array([erreur is not None for erreur in refus], bool)[profils])
    if not lot.en_colonne or (visees[mauvais] < 0).any():
        recus.exiger()
        return
    creances, premiers = np.unique(visees[mauvais], return_index=True)
    raisons = np.full(lot.nombre, len(refus))
    raisons[creances] = profils[mauvais[premiers]]
    lot.refuser_profils(raisons, [*refus, None])


def viser(recus: Lot, lot: Lot) -> Entiers:
    """La ligne de la créance que vise chaque événement."""
    if "reference" not in lot:
        raise DonneeInvalide(
            f"{lot.entree.nom} : colonne reference absente ; accepté : celle que visent les {recus.entree.nom}",
            code="lots.colonne_absente",
            colonne="reference",
        )
    references, visees = comparables(lot.entree.colonne("reference"), recus.entree.colonne("creance"))
    numeros = _numeros_des_references(references, visees)
    siens, lignes = numeros[: lot.nombre], numeros[lot.nombre :]
    if (siens != np.arange(lot.nombre)).any():
        _refuser_les_doubles(lot, references, siens)
        lignes = _premieres_lignes(siens, int(numeros.max(initial=0)) + 1).take(lignes)
    inconnues = np.flatnonzero((lignes < 0) | (lignes >= lot.nombre))
    if inconnues.size:
        recus.refuser(
            inconnues,
            DonneeInvalide(
                f"creance : reçu {citer(visees, inconnues)} ; accepté : une référence de la table {lot.entree.nom}",
                code="lots.creance_inconnue",
            ),
        )
        recus.exiger(toujours=True)
    return lignes


def comparables(references: pa.Array, visees: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Les deux colonnes, sous un même type : des nombres s'ils sont tous entiers, sinon leur écriture.

    pandas change en flottants une colonne d'entiers où une cellule manque.
    """
    references, visees = _sans_dictionnaire(references), _sans_dictionnaire(visees)
    if references.type == visees.type:
        return references, visees
    if _est_un_nombre(references.type) and _est_un_nombre(visees.type):
        with suppress(pa.ArrowInvalid):
            return references.cast(pa.int64()), visees.cast(pa.int64())
    return en_texte(references, "reference"), en_texte(visees, "creance")


def en_texte(colonne: pa.Array, nom: str) -> pa.Array:
    """La colonne, chaque cellule écrite."""
    try:
        return colonne.cast(pa.large_string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as refus:
        raise DonneeInvalide(
            f"{nom} : colonne de type {colonne.type} ({refus}) ; accepté : des textes ou des nombres",
            code="lots.colonne_illisible",
            colonne=nom,
        ) from None


def _sans_dictionnaire(colonne: pa.Array) -> pa.Array:
    return colonne.dictionary_decode() if pa.types.is_dictionary(colonne.type) else colonne


def _est_un_nombre(sorte: pa.DataType) -> bool:
    return bool(pa.types.is_integer(sorte) or pa.types.is_floating(sorte) or pa.types.is_decimal(sorte))


def citer(colonne: pa.Array, lignes: Entiers) -> str:
    """Les premières valeurs différentes de ces lignes."""
    vues = colonne.take(pa.array(lignes)).unique()
    return ", ".join(repr(un) for un in vues[:_MONTREES].to_pylist()) + (", …" if len(vues) > _MONTREES else "")


def _numeros_des_references(references: pa.Array, visees: pa.Array) -> Entiers:
    """Le numéro de chaque référence, puis de chaque visée, -1 pour une cellule vide. Si aucune référence n'est vide ni
    répétée, chacune a sa ligne pour numéro, et une visée inconnue un autre numéro, ou -1.

    Des références entières et serrées se lisent dans une table ; les autres passent par un dictionnaire, un seul pour les
    deux colonnes.
    """
    if pa.types.is_int64(references.type) and len(references) and not references.null_count + visees.null_count:
        lues, vues = references.to_numpy(), visees.to_numpy()
        minimum, largeur = int(lues.min()), int(lues.max()) - int(lues.min()) + 1
        if largeur <= _SERREES * len(lues):
            # Une case de plus, la dernière, pour toutes les visées qui ne sont pas entre les références.
            table = np.full(largeur + 1, -1)
            table[lues - minimum] = np.arange(len(lues))
            dedans = (vues >= minimum) & (vues < minimum + largeur)
            places = vues - minimum if dedans.all() else np.where(dedans, vues - minimum, largeur)
            return np.concatenate((table.take(lues - minimum), table.take(places)))
    return _numeros(pa.concat_arrays([references, visees]).dictionary_encode())


def _numeros(compactee: pa.DictionaryArray) -> Entiers:
    """Le rang de chaque valeur dans le dictionnaire, -1 pour une cellule vide."""
    indices = compactee.indices
    if indices.null_count:
        indices = indices.fill_null(-1)
    rangs: Entiers = indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return rangs


def _premieres_lignes(numeros: Entiers, nombre: int) -> Entiers:
    """La première ligne qui porte chaque numéro, -1 si aucune ; une place de plus, la dernière, pour le numéro -1."""
    premieres = np.full(nombre + 1, -1)
    premieres[numeros[::-1]] = np.arange(len(numeros) - 1, -1, -1)
    premieres[-1] = -1
    return premieres


def _refuser_les_doubles(lot: Lot, references: pa.Array, numeros: Entiers) -> None:
    """Refuse toutes les créances qui partagent une référence, la première comprise, et celles qui n'en ont pas."""
    lot.refuser(
        np.flatnonzero(numeros < 0),
        DonneeInvalide("reference : reçu rien ; accepté : une référence par créance", code="lots.sans_reference"),
    )
    fois = np.bincount(numeros[numeros >= 0], minlength=1)
    repetees = np.flatnonzero((numeros >= 0) & (fois.take(numeros, mode="clip") > 1))
    if repetees.size:
        message = (
            f"reference : reçu plus d'une fois {citer(references, repetees)} ; accepté : une référence par créance"
        )
        lot.refuser(repetees, DonneeInvalide(message, code="lots.reference_repetee"))
