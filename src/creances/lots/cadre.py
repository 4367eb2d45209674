"""Le cadre d'une règle de colonnes : lire, poser la règle une fois par profil, refuser les mauvaises lignes, rendre.

Toutes les règles de `lots` ont la même charpente :

1. ouvrir : `lot = Lot(table, erreurs=…)` ;
2. lire : `lot.montants(nom)`, `lot.jours(nom)` en entiers, ou `lot.reponses(colonnes, poser)`, qui groupe les lignes
   par profil et pose la règle à une ligne de chacun ;
3. refuser : `lot.refuser(lignes, erreur)`, ce que `reponses` fait de toute `ErreurCreances` ;
4. rendre : `lot.rendre({"nom": Centimes(…), …})`, sous la forme reçue, ou une seule erreur qui nomme chaque ligne.

>>> table = pa.table({"nature": ["B2B_VENTE", "TROC", "B2B_VENTE"], "echeance": ["2026-04-30"] * 3, "montant": [1] * 3})
>>> lot = Lot(table, erreurs="colonne")
>>> reponses = lot.reponses(("montant", "nature", "echeance"), lambda cellules: colonnes.creance(cellules).nature)
>>> reponses.valeurs
('B2B_VENTE', None)
>>> lot.rendre({"lue": Mots(reponses.rangs, [valeur or "" for valeur in reponses.valeurs])})["erreur"].to_pylist()
[None, 'donnee.literal_error', None]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, Literal, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from creances.lots.lecture import Jours, Montants, jour_de, lire_jours, lire_montants
from creances.lots.modalites import Modalites, lire_modalites
from creances.lots.profils import Combinaisons, Facteur, combiner
from creances.lots.sortie import Mots, Sortie, colonne, demesures
from creances.lots.tables import Entree
from creances.modeles import colonnes
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances, exiger_parmi
from creances.noyau.temps import DERNIER_JOUR, PREMIER_JOUR

T = TypeVar("T")

Erreurs = Literal["refuser", "colonne"]
Flottants = Literal["refuser", "centimes"]
Cellules = dict[str, Any]

_LIGNES_MONTREES = 10
_AVANT = PREMIER_JOUR.toordinal() - 1
_JOURS = DERNIER_JOUR.toordinal() - _AVANT + 1


class Reponses(NamedTuple, Generic[T]):
    """Une règle posée par profil : la réponse d'une ligne est `valeurs[rangs[ligne]]`, None si la règle l'a refusée."""

    rangs: NDArray[np.int64]
    valeurs: tuple[T | None, ...]


class Lot:
    """Une table ouverte : ses colonnes lues à la demande, ses lignes refusées, et la sortie."""

    def __init__(
        self,
        table: Any,
        *,
        nom: str = "table",
        erreurs: Erreurs = "refuser",
        flottants: Flottants = "refuser",
        prefixe: str = "",
        sortes: Mapping[str, colonnes.Sorte] = colonnes.TOUTES,
    ) -> None:
        exiger_parmi("erreurs", erreurs, ("refuser", "colonne"))
        exiger_parmi("flottants", flottants, ("refuser", "centimes"))
        self.entree = Entree(table, nom)
        self.nombre = self.entree.nombre
        self.en_colonne = erreurs == "colonne"
        self._prefixe, self._sortes = prefixe, sortes
        self._flottants = flottants == "centimes"
        self._lues: dict[str, Montants | Jours | Modalites] = {}
        self._refus: list[ErreurCreances] = []
        self._refus_par_ligne = np.zeros(0, np.int32)

    def __contains__(self, nom: object) -> bool:
        return nom in self.entree

    def presentes(self, noms: Iterable[str]) -> tuple[str, ...]:
        """Celles de ces colonnes que la table porte."""
        return tuple(nom for nom in noms if nom in self.entree)

    def montants(self, nom: str) -> Montants:
        """Une colonne d'euros, lue en centimes une seule fois ; partout vide si elle est absente."""
        if nom not in self._lues:
            cellules = self.entree.colonne(nom) if nom in self else pa.nulls(self.nombre)
            self._lues[nom] = lire_montants(cellules, flottants=self._flottants)
        lue = self._lues[nom]
        assert isinstance(lue, Montants)  # noqa: S101 - une colonne n'est lue que d'une façon
        return lue

    def jours(self, nom: str) -> Jours:
        """Une colonne de jours, lue en ordinaux une seule fois ; partout vide si elle est absente."""
        if nom not in self._lues:
            cellules = self.entree.colonne(nom) if nom in self else pa.nulls(self.nombre)
            self._lues[nom] = lire_jours(cellules)
        lue = self._lues[nom]
        assert isinstance(lue, Jours)  # noqa: S101 - une colonne n'est lue que d'une façon
        return lue

    def modalites(self, nom: str) -> Modalites:
        """Une colonne de peu de valeurs, lue une seule fois ; partout vide si elle est absente."""
        if nom not in self._lues:
            cellules = self.entree.colonne(nom) if nom in self else pa.nulls(self.nombre)
            self._lues[nom] = lire_modalites(cellules, self._sortes[nom], flottants=self._flottants)
        lue = self._lues[nom]
        assert isinstance(lue, Modalites)  # noqa: S101 - une colonne n'est lue que d'une façon
        return lue

    def facteur(self, nom: str) -> Facteur:
        """Ce qui distingue les lignes dans cette colonne ; d'un montant, son état seul, jamais son nombre."""
        sorte = self._sortes[nom]
        if sorte == "montant":
            montants = self.montants(nom)
            if montants.etats is None:
                return Facteur(np.zeros(self.nombre, np.int32), 1)
            return Facteur(montants.etats, len(montants.exemples))
        if sorte == "jour":
            lus = self.jours(nom)
            codes = np.maximum(lus.ordinaux - _AVANT, 0)
            if lus.etats is not None:
                codes = np.where(lus.etats, _JOURS + lus.etats, codes)
            return Facteur(codes, _JOURS + len(lus.exemples))
        modalites = self.modalites(nom)
        return Facteur(modalites.codes, len(modalites.valeurs))

    def cellule(self, nom: str, ligne: int) -> Any:
        """La cellule d'une ligne, telle que le modèle la jugera ; None si elle est vide.

        D'un montant lisible, seulement un montant du même signe : un profil ne connaît pas les sommes.
        """
        sorte = self._sortes[nom]
        if sorte == "montant":
            montants = self.montants(nom)
            return montants.exemples[0 if montants.etats is None else montants.etats[ligne]]
        if sorte == "jour":
            lus = self.jours(nom)
            if lus.etats is not None and lus.etats[ligne]:
                return lus.exemples[lus.etats[ligne]]
            return jour_de(int(lus.ordinaux[ligne]))
        modalites = self.modalites(nom)
        return modalites.valeurs[modalites.codes[ligne]]

    def cellules(self, noms: Iterable[str], ligne: int) -> Cellules:
        """Les cellules remplies d'une ligne, par nom de colonne."""
        lues = {nom: self.cellule(nom, ligne) for nom in self.presentes(noms)}
        return {nom: valeur for nom, valeur in lues.items() if valeur is not None}

    def profils(self, noms: Iterable[str], *autres: Facteur) -> Combinaisons:
        """Les combinaisons différentes de ces colonnes, et de facteurs que la règle a calculés."""
        facteurs = [*map(self.facteur, self.presentes(noms)), *autres]
        utiles = [facteur for facteur in facteurs if facteur.cardinal > 1]
        return combiner(utiles or [Facteur(np.zeros(self.nombre, np.int64), 1)])

    def reponses(self, noms: Iterable[str], poser: Callable[[Cellules], T]) -> Reponses[T]:
        """Pose une règle à la première ligne de chaque profil. Les profils qu'elle refuse, par une `ErreurCreances`, sont
        des lignes refusées.
        """
        noms = self.presentes(noms)
        profils = self.profils(noms)
        valeurs: list[T | None] = []
        refus: list[ErreurCreances | None] = []
        for ligne in profils.premieres.tolist():
            try:
                valeurs.append(poser(self.cellules(noms, ligne)))
                refus.append(None)
            except ErreurCreances as erreur:
                valeurs.append(None)
                refus.append(erreur)
        self.refuser_profils(profils.rangs, refus)
        return Reponses(profils.rangs, tuple(valeurs))

    def refuser_profils(
        self,
        rangs: NDArray[np.int64],
        refus: Sequence[ErreurCreances | None],
        cas: NDArray[np.int64] | None = None,
    ) -> None:
        """Marque refusées les lignes dont le profil l'est : `refus[rangs[ligne]]`, None pour un profil accepté.

        Si `cas` est donné, `rangs` va par cas, et le profil d'une ligne est `rangs[cas[ligne]]`.
        """
        numeros = np.zeros(len(refus), np.int32)
        for profil, erreur in enumerate(refus):
            if erreur is not None:
                self._refus.append(erreur)
                numeros[profil] = len(self._refus)
        if numeros.any():
            par_ligne = numeros[rangs] if cas is None else numeros[rangs][cas]
            self._marquer(np.arange(self.nombre), par_ligne)

    def refuser(self, lignes: NDArray[np.int64], erreur: ErreurCreances) -> None:
        """Marque ces lignes refusées, pour cette raison."""
        if lignes.size:
            self._refus.append(erreur)
            self._marquer(lignes, np.full(lignes.size, len(self._refus), np.int32))

    def _marquer(self, lignes: NDArray[np.int64], numeros: NDArray[np.int32]) -> None:
        """Une ligne déjà refusée garde sa première raison."""
        if self._refus_par_ligne.size == 0:
            self._refus_par_ligne = np.zeros(self.nombre, np.int32)
        deja = self._refus_par_ligne[lignes]
        self._refus_par_ligne[lignes] = np.where(deja, deja, numeros)

    @property
    def refusees(self) -> NDArray[np.bool_] | None:
        """Vrai pour chaque ligne refusée ; None si aucune ne l'est."""
        return self._refus_par_ligne != 0 if self._refus_par_ligne.any() else None

    def exiger(self, *, toujours: bool = False) -> None:
        """Lève une seule erreur, qui nomme toutes les lignes refusées, sauf si on les veut en colonne.

        `toujours` : ces lignes n'ont pas de colonne où se dire, et l'erreur ne le propose pas.
        """
        refusees = self.refusees
        if refusees is None or self.en_colonne:
            return
        lignes = np.flatnonzero(refusees)
        raisons = self._refus_par_ligne[lignes] - 1
        codes = tuple(self._refus[raison].code for raison in raisons)
        conseil = "" if toujours else ' ; accepté : erreurs="colonne", qui garde ces lignes, vides, et leur code'
        raise DonneeInvalide(
            f"{self.entree.nom} : {len(lignes)} ligne(s) refusée(s) sur {self.nombre} (comptées depuis 0) ; "
            f"{self._raconter(lignes, raisons)}{conseil}",
            code="lots.lignes_refusees",
            lignes=tuple(lignes.tolist()),
            codes=codes,
        )

    def _raconter(self, lignes: NDArray[np.int64], raisons: NDArray[np.int32]) -> str:
        montrees = zip(lignes[:_LIGNES_MONTREES].tolist(), raisons[:_LIGNES_MONTREES].tolist(), strict=True)
        recits = [f"ligne {ligne} : {self._refus[raison].message}" for ligne, raison in montrees]
        return " | ".join(recits) + (" | …" if len(lignes) > _LIGNES_MONTREES else "")

    def rendre(self, sorties: Mapping[str, Sortie]) -> Any:
        """La table reçue et ces colonnes, vides aux lignes refusées, avec `erreur` si on l'a demandée."""
        for nom, sortie in sorties.items():
            self.refuser(demesures(sortie), _trop_grand(nom))
        self.exiger()
        refusees = self.refusees
        rendues = {nom: colonne(sortie, refusees) for nom, sortie in sorties.items()}
        if self.en_colonne:
            codes = list(dict.fromkeys(erreur.code for erreur in self._refus))
            rangs = np.array([0, *(codes.index(erreur.code) for erreur in self._refus)])
            par_ligne = self._refus_par_ligne if self._refus else np.zeros(self.nombre, np.int32)
            rendues["erreur"] = colonne(Mots(rangs[par_ligne], codes), par_ligne == 0)
        return self.entree.rendre({self._prefixe + nom: rendue for nom, rendue in rendues.items()})


def _trop_grand(nom: str) -> ErreurCreances:
    return DonneeInvalide(
        f"{nom} : plus de seize chiffres avant la virgule ; accepté : la règle une à une, qui l'écrit en entier",
        code="lots.trop_grand",
    )
