"""Une table d'événements de toute nature, changés en objets et rangés par créance.

Une ligne par événement : `creance`, la référence visée ; `date` ; `type`, « paiement » si la cellule est vide ; et les
champs de ce type, chacun dans la colonne de son nom. Deux créances aux mêmes événements partagent la même suite.

Un échéancier, dont chaque échéance est une ligne, n'y tient pas : il est refusé.

>>> sorted(MODELES)[:4], len(MODELES) > 30
(['accord_prescription', 'aide_juridictionnelle', 'assignation', 'avoir'], True)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from creances.lots.cadre import Lot
from creances.lots.evenements import PAIEMENT
from creances.lots.lecture import BON, Entiers
from creances.lots.profils import Combinaisons, Facteur, numeroter
from creances.lots.references import ouvrir_les_evenements, refuser_les_evenements, viser
from creances.modeles import Echeancier, Evenement, Modele
from creances.modeles.colonnes import Sorte
from creances.noyau.argent import MONTANT_MAXIMAL, centimes, euros
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

_NOMS: Mapping[Sorte, tuple[str, ...]] = {
    "jour": (
        "date",
        "fin",
        "acte",
        "presentation",
        "reception",
        "pour_le",
        "opposition",
        "executoire_le",
        "incident",
        "notifie_le",
        "publication",
    ),
    "montant": ("montant",),
    "booleen": ("retroactif", "lettre_interrompt"),
    "entier": ("mois", "delai"),
    "texte": (
        "type",
        "issue",
        "categorie",
        "nature",
        "demandeur",
        "canal",
        "etape",
        "auteur",
        "empreinte",
        "mode",
        "motif",
        "attitude",
        "statut",
        "acteur",
        "libelle",
    ),
}
CHAMPS: Mapping[str, Sorte] = MappingProxyType({nom: sorte for sorte, noms in _NOMS.items() for nom in noms})
"""Les colonnes d'une table d'événements, outre `creance`."""
_SORTES: Mapping[str, Sorte] = MappingProxyType({**CHAMPS, "creance": "texte"})


def _modeles() -> Iterator[tuple[str, type[Modele]]]:
    for modele in get_args(get_args(Evenement)[0]):
        if modele is not Echeancier:
            for nom in get_args(modele.model_fields["type"].annotation):
                yield nom, modele


MODELES: Mapping[str, type[Modele]] = MappingProxyType(dict(_modeles()))
"""Le modèle de chaque `type` d'événement."""


class Chroniques(NamedTuple):
    """Les événements de chaque créance : `suites[rangs[ligne]]`, dans l'ordre de la table ; le rang 0 n'en a aucun.

    `chiffrees[rang]` : vrai si l'un d'eux porte une somme.
    """

    rangs: Entiers
    suites: tuple[tuple[Evenement, ...], ...]
    chiffrees: NDArray[np.bool_]

    def facteur(self) -> Facteur:
        """Ce qui distingue les créances par leurs événements."""
        return Facteur(self.rangs, len(self.suites))


def aucune_chronique(nombre: int) -> Chroniques:
    """Celles de créances auxquelles rien n'est arrivé."""
    return Chroniques(np.zeros(nombre, np.int64), ((),), np.zeros(1, bool))


def lire_chroniques(table: Any, nom: str, lot: Lot, au: int, *, flottants: str, sommes: bool = False) -> Chroniques:
    """Lit les événements d'une table jusqu'à `au` (ordinal) inclus, et les rapporte aux créances de `lot`.

    Sans les `sommes`, chaque montant vaut un euro : la règle ne les lit pas, et deux paiements du même jour ne font qu'un
    objet. Les mauvaises lignes se refusent comme les paiements de `decomptes`.
    """
    recus = ouvrir_les_evenements(table, nom, flottants, _SORTES)
    visees = viser(recus, lot)
    profils = recus.profils(CHAMPS, *_montants(recus, sommes=sommes))
    objets, refus = _construire(recus, profils, sommes=sommes)
    refuser_les_evenements(recus, lot, visees, profils.rangs, refus)
    passes = recus.jours("date").ordinaux <= au
    return _ranger(visees, profils, objets, np.flatnonzero(passes), lot.nombre)


def _montants(recus: Lot, *, sommes: bool) -> Iterator[Facteur]:
    """Les sommes elles-mêmes, si la règle les lit."""
    if sommes and "montant" in recus:
        lus = recus.montants("montant").centimes
        rangs, vues = numeroter(np.maximum(lus, 0), centimes(MONTANT_MAXIMAL))
        yield Facteur(rangs, max(1, len(vues)))


def _construire(
    recus: Lot, profils: Combinaisons, *, sommes: bool
) -> tuple[list[Evenement | None], list[ErreurCreances | None]]:
    objets: list[Evenement | None] = []
    refus: list[ErreurCreances | None] = []
    for ligne in profils.premieres.tolist():
        try:
            objets.append(_objet(recus, ligne, sommes=sommes))
            refus.append(None)
        except ErreurCreances as erreur:
            objets.append(None)
            refus.append(erreur)
    return objets, refus


def _objet(recus: Lot, ligne: int, *, sommes: bool) -> Any:
    cellules = recus.cellules(CHAMPS, ligne)
    type_ = cellules.setdefault("type", PAIEMENT)
    modele = MODELES.get(type_)
    if modele is None:
        raise DonneeInvalide(
            f"type : reçu {type_!r} ; accepté : {', '.join(sorted(MODELES))}", code="lots.type_inconnu"
        )
    if sommes and "montant" in cellules:
        etats = recus.montants("montant").etats
        if etats is None or etats[ligne] == BON:
            cellules["montant"] = euros(int(recus.montants("montant").centimes[ligne]))
    return modele(**{nom: valeur for nom, valeur in cellules.items() if nom in modele.model_fields})


def _ranger(
    visees: Entiers, profils: Combinaisons, objets: list[Evenement | None], gardes: Entiers, nombre: int
) -> Chroniques:
    """Réunit les événements par créance, sans changer leur ordre ; les suites égales n'en font qu'une."""
    ordre = gardes[np.argsort(visees[gardes], kind="stable")]
    cibles, rangs_des_profils = visees[ordre], profils.rangs[ordre]
    debuts = np.flatnonzero(np.diff(cibles, prepend=-1))
    fins = [*debuts[1:].tolist(), len(cibles)]
    numeros: dict[bytes, int] = {b"": 0}
    rangs = np.zeros(nombre, np.int64)
    for creance, debut, fin in zip(cibles[debuts].tolist(), debuts.tolist(), fins, strict=False):
        rangs[creance] = numeros.setdefault(rangs_des_profils[debut:fin].tobytes(), len(numeros))
    suites = tuple(
        tuple(un for rang in np.frombuffer(cle, np.int64).tolist() if (un := objets[rang]) is not None)
        for cle in numeros
    )
    chiffrees = [any(getattr(un, "montant", None) is not None for un in suite) for suite in suites]
    return Chroniques(rangs, suites, np.array(chiffrees, bool))
