"""Une table de créances, lue une fois : des entiers par ligne, un objet `Creance` par profil.

Un profil est tout ce que le droit lit d'une créance, hors les sommes. L'échéance n'en fait partie que si une autre date
l'accompagne ; seule, elle ne compte que par sa fenêtre (voir `fenetres`), et un objet vaut pour mille jours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from creances.lots.cadre import Cellules, Lot
from creances.lots.lecture import BON, Entiers
from creances.lots.profils import BLOC, Facteur, numeroter
from creances.modeles import Creance, colonnes
from creances.noyau.argent import euros
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

DATES = ("emission", "livraison", "reception", "dedouanement", "mise_a_disposition", "verification")
_SANS_EFFET = frozenset({"reference", "nom", "commercant", "artisan", "siren", "solvabilite", "segment"})
COLONNES = (
    *(nom for nom in colonnes.TOUTES if nom not in _SANS_EFFET and not nom.startswith(colonnes.PREFIXE_CREANCIER)),
    "creancier_qualite",
    "creancier_territoire",
)
"""Les colonnes que lisent les règles du retard ; les autres passent sans être lues."""


@dataclass(frozen=True, slots=True)
class Portefeuille:
    """Des créances en colonnes. Montants en centimes, jours en ordinaux, zéro pour une cellule vide ou refusée.

    `exactes` : lignes dont l'échéance fait partie du profil ; None si aucune. `modeles[profils[ligne]]` : la créance, à
    un euro, que le droit voit ; None si le modèle l'a refusée.
    """

    montants: Entiers
    retenues: Entiers | None
    echeances: Entiers
    exactes: NDArray[np.bool_] | None
    profils: Entiers
    modeles: tuple[Creance | None, ...]

    def creance(self, ligne: int) -> Creance:
        """La créance d'une ligne, avec ses vraies sommes : celle que la règle une à une aurait reçue."""
        modele = self.modeles[self.profils[ligne]]
        assert modele is not None  # noqa: S101 - une ligne refusée n'est pas comptée
        vrais: dict[str, object] = {"montant": euros(int(self.montants[ligne]))}
        if self.retenues is not None:
            vrais["retenue_garantie"] = euros(int(self.retenues[ligne]))
        if self.exactes is None or not self.exactes[ligne]:
            vrais["echeance"] = date.fromordinal(int(self.echeances[ligne]))
        copie: Creance = modele.model_copy(update=vrais)
        return copie


def lire_portefeuille(lot: Lot) -> Portefeuille:
    """Lit les créances d'une table ; les lignes que le modèle refuse sont marquées, avec son erreur."""
    if "montant" not in lot:
        raise DonneeInvalide(
            f"{lot.entree.nom} : colonne montant absente ; vu : {', '.join(lot.entree.noms)}",
            code="lots.colonne_absente",
            colonne="montant",
        )
    montants = lot.montants("montant").centimes
    retenues = lot.montants("retenue_garantie").centimes if "retenue_garantie" in lot else None
    echeances = lot.jours("echeance").ordinaux
    autres = tuple(nom for nom in COLONNES if nom != "echeance")
    facteurs = []
    exactes = _exactes(lot, echeances)
    if exactes is not None:
        codes, cardinal = lot.facteur("echeance")
        facteurs.append(Facteur(np.where(exactes, codes, 0), cardinal))
        facteurs.append(Facteur(exactes, 2))
    excessives = None if retenues is None else (retenues >= montants) & (retenues > 0)
    if excessives is not None and excessives.any():
        facteurs.append(Facteur(excessives, 2))
    profils = lot.profils(autres, *facteurs)
    modeles: list[Creance | None] = []
    refus: list[ErreurCreances | None] = []
    for ligne in profils.premieres.tolist():
        excessive = excessives is not None and bool(excessives[ligne])
        try:
            modeles.append(colonnes.creance(_a_un_euro(lot, ligne, excessive=excessive)))
            refus.append(None)
        except ErreurCreances as erreur:
            modeles.append(None)
            refus.append(erreur)
    lot.refuser_profils(profils.rangs, refus)
    return Portefeuille(montants, retenues, echeances, exactes, profils.rangs, tuple(modeles))


def _a_un_euro(lot: Lot, ligne: int, *, excessive: bool) -> Cellules:
    """Les cellules d'une ligne, un euro pour montant ; rien pour retenue, sauf si elle dépasse le montant."""
    cellules = lot.cellules(COLONNES, ligne)
    if "retenue_garantie" in cellules and not excessive:
        etats = lot.montants("retenue_garantie").etats
        if etats is None or etats[ligne] == BON:
            cellules["retenue_garantie"] = Decimal(0)
    return cellules


def _exactes(lot: Lot, echeances: Entiers) -> NDArray[np.bool_] | None:
    """Les lignes qui portent une autre date que l'échéance, ou pas d'échéance lisible."""
    exactes = echeances == 0
    for nom in lot.presentes(DATES):
        lus = lot.jours(nom)
        exactes |= lus.ordinaux != 0
        if lus.etats is not None:
            exactes |= lus.etats != BON
    return exactes if exactes.any() else None


class Cas(NamedTuple):
    """Les couples différents d'un profil et d'une échéance. `rangs[ligne]` : le cas de la ligne.

    Par cas : `profils`, et `jours`, l'échéance en ordinal, zéro si elle fait partie du profil.
    """

    rangs: Entiers
    profils: Entiers
    jours: Entiers


def distinguer(creances: Portefeuille) -> Cas:
    """Les cas d'un portefeuille : chaque profil, chacune de ses échéances."""
    echeances, exactes = creances.echeances, creances.exactes
    if len(echeances) == 0:
        return Cas(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    premiere, derniere = int(echeances.min()), int(echeances.max())
    if exactes is not None:
        premiere = int(echeances.min(where=~exactes, initial=derniere))
    exacte = int(exactes is not None)  # une clé de plus, la première, pour celles qui n'ont pas d'échéance à elles
    largeur = derniere - premiere + 1 + exacte
    cles = np.empty(len(echeances), np.int64)
    for debut in range(0, len(cles), BLOC):
        bloc = slice(debut, debut + BLOC)
        np.subtract(echeances[bloc], premiere - exacte, out=cles[bloc])
        if exactes is not None:
            cles[bloc][exactes[bloc]] = 0
        if len(creances.modeles) > 1:
            cles[bloc] += creances.profils[bloc] * largeur
    rangs, vues = numeroter(cles, len(creances.modeles) * largeur)
    jours = vues % largeur
    return Cas(rangs, vues // largeur, np.where(jours >= exacte, jours + premiere - exacte, 0))
