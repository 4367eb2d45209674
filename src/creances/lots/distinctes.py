"""Les créances distinctes d'une table : une ligne pour toutes celles que le droit ne peut pas distinguer.

Une forme est tout ce que le droit lit d'une créance, hors les sommes et les jours ; le modèle n'est construit, et vérifié,
qu'une fois par forme. Une créance distincte est une forme à ses dates : un objet, auquel la règle une à une est posée.

>>> import pyarrow as pa
>>> table = pa.table({"montant": [10, 20, 30], "echeance": ["2026-04-30", "2026-04-30", "2026-05-31"]})
>>> lot = Lot(table)
>>> lues = lire_les_formes(lot).distinguer(lot)
>>> lues.rangs.tolist(), [str(une.echeance) for une in lues.creances]
([0, 0, 1], ['2026-04-30', '2026-05-31'])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

import numpy as np

from creances.lots import portefeuille
from creances.lots.cadre import Cellules, Lot
from creances.lots.lecture import BON, Entiers, jour_de
from creances.lots.profils import Facteur, combiner
from creances.lots.sortie import Mots, Ordinaux
from creances.modeles import Creance, Debiteur, colonnes
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

T = TypeVar("T")

DATES = ("echeance", *portefeuille.DATES)
_FIXES = tuple(nom for nom in portefeuille.COLONNES if nom not in DATES)


@dataclass(frozen=True, slots=True)
class Distinctes:
    """`creances[rangs[ligne]]` est la créance de la ligne, à un euro ; None si le modèle l'a refusée.

    `premieres[rang]` est la première ligne qui la porte.
    """

    rangs: Entiers
    premieres: Entiers
    creances: tuple[Creance | None, ...]

    def poser(self, lot: Lot, question: Callable[[int, Creance], T]) -> tuple[T | None, ...]:
        """Pose une règle à chaque créance distincte, avec son rang ; None, et ses lignes refusées, si elle la refuse."""
        reponses: list[T | None] = []
        refus: list[ErreurCreances | None] = []
        for rang, creance in enumerate(self.creances):
            reponse, erreur = None, None
            if creance is not None:
                try:
                    reponse = question(rang, creance)
                except ErreurCreances as refusee:
                    erreur = refusee
            reponses.append(reponse)
            refus.append(erreur)
        lot.refuser_profils(self.rangs, refus)
        return tuple(reponses)

    def mots(self, par_distincte: Iterable[str]) -> Mots:
        """Un mot par créance distincte, étalé sur les lignes."""
        numeros: dict[str, int] = {}
        rangs = [numeros.setdefault(mot, len(numeros)) for mot in par_distincte]
        return Mots(np.array(rangs, np.int32)[self.rangs], tuple(numeros))

    def jours(self, par_distincte: Iterable[date | None]) -> Ordinaux:
        """Un jour par créance distincte, étalé sur les lignes."""
        return Ordinaux(self.entiers(0 if jour is None else jour.toordinal() for jour in par_distincte))

    def entiers(self, par_distincte: Iterable[int]) -> Entiers:
        """Un entier par créance distincte, étalé sur les lignes."""
        return np.array(list(par_distincte), np.int64)[self.rangs]


class _Parties(NamedTuple):
    """Une colonne dont seul compte ce qu'elle a d'acceptable : un exemple de chaque sorte de valeur."""

    facteur: Facteur
    exemples: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Formes:
    """`modeles[rangs[ligne]]` est la créance de la ligne, à un euro et à d'autres dates ; None si le modèle l'a refusée."""

    rangs: Entiers
    modeles: tuple[Creance | None, ...]

    def distinguer(self, lot: Lot, *autres: Facteur) -> Distinctes:
        """Les créances distinctes : chaque forme, à ses dates. `autres` : ce qui distingue encore les lignes."""
        jours = [lot.facteur(nom) for nom in lot.presentes(DATES)]
        distinctes = combiner([Facteur(self.rangs, max(1, len(self.modeles))), *jours, *autres])
        datees = _dater(lot, self.modeles, self.rangs, distinctes.premieres)
        return Distinctes(distinctes.rangs, distinctes.premieres, datees)


def lire_les_formes(lot: Lot, *, en_plus: Sequence[str] = (), parties: Sequence[str] = ()) -> Formes:
    """Lit les créances d'une table ; les lignes que le modèle refuse sont marquées, avec son erreur.

    `en_plus` : colonnes que la règle lit outre celles du retard. `parties` : celles, du débiteur, dont elle ne lit que la
    présence (`siren`), et qu'elle vérifie.
    """
    if "montant" not in lot:
        raise DonneeInvalide(
            f"{lot.entree.nom} : colonne montant absente ; vu : {', '.join(lot.entree.noms)}",
            code="lots.colonne_absente",
            colonne="montant",
        )
    fixes = (*_FIXES, *en_plus)
    excessives = _retenues_excessives(lot)
    verifiees = {nom: _reduire(lot, nom) for nom in lot.presentes(parties)}
    etats = [_etat(lot, nom) for nom in lot.presentes(DATES)]
    formes = lot.profils(fixes, *etats, Facteur(excessives, 2), *(une.facteur for une in verifiees.values()))
    modeles: list[Creance | None] = []
    refus: list[ErreurCreances | None] = []
    for ligne in formes.premieres.tolist():
        cellules = lot.cellules((*fixes, *DATES), ligne)
        exemples = {nom: une.exemples[une.facteur.codes[ligne]] for nom, une in verifiees.items()}
        cellules |= {nom: exemple for nom, exemple in exemples.items() if exemple is not None}
        try:
            modeles.append(colonnes.creance(_sans_retenue(lot, cellules, ligne, excessive=bool(excessives[ligne]))))
            refus.append(None)
        except ErreurCreances as erreur:
            modeles.append(None)
            refus.append(erreur)
    lot.refuser_profils(formes.rangs, refus)
    return Formes(formes.rangs, tuple(modeles))


def _dater(
    lot: Lot, modeles: Sequence[Creance | None], formes: Entiers, premieres: Entiers
) -> tuple[Creance | None, ...]:
    """Chaque forme à ses dates : elles ont déjà été vérifiées, une à une et ensemble."""
    noms = lot.presentes(DATES)
    jours = [lot.jours(nom).ordinaux[premieres].tolist() for nom in noms]
    datees: list[Creance | None] = []
    for rang, forme in enumerate(formes[premieres].tolist()):
        modele = modeles[forme]
        dates = {nom: jour_de(colonne[rang]) for nom, colonne in zip(noms, jours, strict=True)}
        datees.append(None if modele is None else modele.model_copy(update=dates))
    return tuple(datees)


def _etat(lot: Lot, nom: str) -> Facteur:
    """D'une date : remplie, vide, ou refusée, et alors laquelle."""
    lus = lot.jours(nom)
    vides = (lus.ordinaux == 0).astype(np.int64)
    if lus.etats is None:
        return Facteur(vides, 2)
    return Facteur(2 * lus.etats.astype(np.int64) + vides, 2 * len(lus.exemples))


def _retenues_excessives(lot: Lot) -> Any:
    """Les lignes dont la retenue de garantie n'est pas moindre que le montant."""
    if "retenue_garantie" not in lot:
        return np.zeros(lot.nombre, bool)
    retenues = lot.montants("retenue_garantie").centimes
    return (retenues >= lot.montants("montant").centimes) & (retenues > 0)


def _sans_retenue(lot: Lot, cellules: Cellules, ligne: int, *, excessive: bool) -> Cellules:
    """Les mêmes cellules ; une retenue permise est tue, qui dépasserait l'euro du modèle."""
    if "retenue_garantie" in cellules and not excessive:
        etats = lot.montants("retenue_garantie").etats
        if etats is None or etats[ligne] == BON:
            cellules["retenue_garantie"] = Decimal(0)
    return cellules


def _reduire(lot: Lot, nom: str) -> _Parties:
    """Les valeurs d'une colonne du débiteur, ramenées à : vide, acceptée, refusée pour telle raison."""
    lues = lot.modalites(nom)
    exemples: list[Any] = [None]
    rangs: dict[str, int] = {}
    codes = np.zeros(len(lues.valeurs), np.int64)
    for rang, valeur in enumerate(lues.valeurs):
        if valeur is None:
            continue
        raison = _raison(nom, valeur)
        if raison not in rangs:
            rangs[raison] = len(exemples)
            exemples.append(valeur)
        codes[rang] = rangs[raison]
    return _Parties(Facteur(codes[lues.codes], len(exemples)), tuple(exemples))


def _raison(nom: str, valeur: Any) -> str:
    try:
        Debiteur(**{nom: valeur})
    except ErreurCreances as refus:
        return refus.code
    return ""
