"""Ce qu'un portefeuille a reçu : paiements et avoirs, additionnés par créance, et ceux qui n'en désignent aucune."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from creances.lots.cadre import Cellules, Lot
from creances.lots.evenements import PAIEMENT
from creances.lots.lecture import Entiers
from creances.lots.profils import Facteur
from creances.lots.references import citer, en_texte, refuser_les_evenements
from creances.lots.sortie import CENTIMES_MAXIMAUX
from creances.modeles import Avoir, Paiement
from creances.modeles.colonnes import Sorte
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

_SORTES: Mapping[str, Sorte] = {
    "type": "texte",
    "creance": "texte",
    "date": "jour",
    "montant": "montant",
    "retroactif": "booleen",
}
_MODELES: Mapping[str, type[Paiement] | type[Avoir]] = {PAIEMENT: Paiement, "avoir": Avoir}


class Recettes(NamedTuple):
    """`par_creance[ligne]` : ce que la créance a reçu. `libre` : ce que rien ne désigne. En centimes."""

    par_creance: Entiers
    libre: int


def aucune_recette(nombre: int) -> Recettes:
    """Rien n'a été reçu."""
    return Recettes(np.zeros(nombre, np.int64), 0)


def lire_les_recettes(table: Any, lot: Lot, au: int, *, flottants: str) -> Recettes:
    """Lit les paiements et les avoirs d'une table jusqu'à `au` (ordinal) inclus.

    Une mauvaise ligne lève une erreur qui la nomme ; si l'on veut les erreurs en colonne, elle fait refuser la créance
    qu'elle désigne, et lève encore si elle n'en désigne pas.
    """
    recus = Lot(table, nom="paiements", flottants="centimes" if flottants == "centimes" else "refuser", sortes=_SORTES)
    if "date" not in recus or "montant" not in recus:
        raise DonneeInvalide(
            f"paiements : colonnes date et montant attendues ; vu : {', '.join(recus.entree.noms)}",
            code="lots.colonne_absente",
        )
    visees = _viser(recus, lot)
    _verifier(recus, lot, visees)
    montants = np.where(recus.jours("date").ordinaux <= au, recus.montants("montant").centimes, 0)
    exiger_un_total(montants)
    par_creance = np.zeros(lot.nombre, np.int64)
    designes = visees >= 0
    np.add.at(par_creance, visees[designes], montants[designes])
    return Recettes(par_creance, int(montants[~designes].sum()))


def _viser(recus: Lot, lot: Lot) -> Entiers:
    """La ligne de la créance que chaque mouvement désigne, -1 s'il n'en désigne aucune et qu'il y en a plusieurs."""
    seule = 0 if lot.nombre == 1 else -1
    if "creance" not in recus:
        return np.full(recus.nombre, seule, np.int64)
    visees = en_texte(recus.entree.colonne("creance"), "creance")
    libres = visees.is_null().to_numpy(zero_copy_only=False)
    references = _references(lot)
    lignes = pc.index_in(visees, references).fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    repetees = _repetees(references)
    mauvais = np.flatnonzero(~libres & ((lignes < 0) | repetees[lignes]))
    if mauvais.size:
        recus.refuser(
            mauvais,
            DonneeInvalide(
                f"creance : reçu {citer(visees, mauvais)} ; accepté : la référence d'une seule créance de la table "
                f"{lot.entree.nom}",
                code="evenement.creance_inconnue",
            ),
        )
        recus.exiger(toujours=True)
    return np.where(libres, seule, lignes)


def _references(lot: Lot) -> pa.Array:
    """Les références ; une cellule vide est une référence vide, comme celle d'une créance qui n'en a pas."""
    if "reference" not in lot:
        return pa.array([""] * lot.nombre, pa.large_string())
    return en_texte(lot.entree.colonne("reference"), "reference").fill_null("")


def _repetees(references: pa.Array) -> NDArray[np.bool_]:
    """Vrai pour la première ligne d'une référence que d'autres portent ; une place de plus, pour une référence inconnue."""
    rangs = references.dictionary_encode()
    fois = np.bincount(rangs.indices.to_numpy(zero_copy_only=False), minlength=len(rangs.dictionary))
    return np.append(fois[rangs.indices.to_numpy(zero_copy_only=False)] > 1, False)


def _verifier(recus: Lot, lot: Lot, visees: Entiers) -> None:
    """Construit un objet par sorte de mouvement ; les jours et les sommes ne comptent que par ce qu'ils ont de bon."""
    jours = recus.jours("date")
    etats = (jours.ordinaux == 0).astype(np.int64)
    if jours.etats is not None:
        etats += 2 * jours.etats
    profils = recus.profils(("type", "montant", "retroactif"), Facteur(etats, 2 * len(jours.exemples)))
    refus: list[ErreurCreances | None] = []
    for ligne in profils.premieres.tolist():
        try:
            _construire(recus.cellules(("type", "date", "montant", "retroactif"), ligne))
            refus.append(None)
        except ErreurCreances as erreur:
            refus.append(erreur)
    refuser_les_evenements(recus, lot, visees, profils.rangs, refus)


def _construire(cellules: Cellules) -> None:
    type_ = cellules.pop("type", PAIEMENT)
    modele = _MODELES.get(type_)
    if modele is None:
        raise DonneeInvalide(f"type : reçu {type_!r} ; accepté : {', '.join(_MODELES)}", code="evenement.type")
    modele(**{nom: valeur for nom, valeur in cellules.items() if nom in modele.model_fields})


def exiger_un_total(montants: Entiers) -> None:
    """Refuse, avant d'additionner, des sommes que le total ne saurait porter."""
    pire = int(np.abs(montants).max(initial=0)) * len(montants)
    if pire > CENTIMES_MAXIMAUX and sum(map(abs, montants.tolist())) > CENTIMES_MAXIMAUX:
        raise DonneeInvalide(
            "montant : le total dépasse seize chiffres avant la virgule ; accepté : moins de lignes à la fois",
            code="lots.total_trop_grand",
        )
