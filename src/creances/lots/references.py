"""La créance que vise chaque ligne d'une autre table : une référence, une ligne, ou un refus qui la nomme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from creances.lots.cadre import Lot
from creances.lots.lecture import Entiers
from creances.modeles.colonnes import Sorte
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

_SERREES = 4  # fois moins de références que de nombres entre la plus petite et la plus grande


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
    raisons = profils[mauvais[premiers]]
    for profil in np.unique(raisons).tolist():
        erreur = refus[profil]
        assert erreur is not None  # noqa: S101 - seuls les mauvais ont été gardés
        lot.refuser(creances[raisons == profil], erreur)


def viser(recus: Lot, lot: Lot) -> Entiers:
    """La ligne de la créance que vise chaque événement."""
    if "reference" not in lot:
        raise DonneeInvalide(
            f"{lot.entree.nom} : colonne reference absente ; accepté : celle que visent les {recus.entree.nom}",
            code="lots.colonne_absente",
            colonne="reference",
        )
    references, visees = lot.entree.colonne("reference"), recus.entree.colonne("creance")
    if references.type != visees.type:
        references, visees = references.cast(pa.large_string()), visees.cast(pa.large_string())
    numeros = _numeros_des_references(references, visees)
    doubles = np.flatnonzero(numeros[: lot.nombre] != np.arange(lot.nombre))
    if doubles.size:
        _refuser_les_doubles(lot, references, doubles)
        cibles = pc.index_in(visees, references)
        lignes: Entiers = cibles.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    else:
        lignes = numeros[lot.nombre :]
    inconnues = np.flatnonzero((lignes < 0) | (lignes >= lot.nombre))
    if inconnues.size:
        recus.refuser(
            inconnues,
            DonneeInvalide(
                f"creance : reçu {visees[int(inconnues[0])].as_py()!r} ; accepté : une référence de la table "
                f"{lot.entree.nom}",
                code="lots.creance_inconnue",
            ),
        )
        recus.exiger()
    return lignes


def _numeros_des_references(references: pa.Array, visees: pa.Array) -> Entiers:
    """Le numéro de chaque référence, puis de chaque visée ; celui d'une référence est sa ligne si elle n'est pas répétée.

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


def _refuser_les_doubles(lot: Lot, references: pa.Array, doubles: Entiers) -> None:
    """Refuse toutes les créances qui partagent une référence, la première comprise, et celles qui n'en ont pas."""
    vides = np.flatnonzero(references.is_null().to_numpy(zero_copy_only=False))
    lot.refuser(
        vides, DonneeInvalide("reference : reçu rien ; accepté : une référence par créance", code="lots.sans_reference")
    )
    partagees = references.take(pa.array(np.setdiff1d(doubles, vides)))
    lignes = np.flatnonzero(pc.is_in(references, partagees, skip_nulls=True).to_numpy(zero_copy_only=False))
    if lignes.size:
        message = f"reference : {partagees[0].as_py()!r} figure plus d'une fois ; accepté : une référence par créance"
        lot.refuser(lignes, DonneeInvalide(message, code="lots.reference_repetee"))
