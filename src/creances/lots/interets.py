"""Les intérêts au taux légal d'une table de sommes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Cellules, Erreurs, Flottants, Lot
from creances.lots.calcul import courus, numerateurs
from creances.lots.dettes import codes
from creances.lots.fenetres import fenetres
from creances.lots.lecture import Entiers
from creances.lots.profils import Combinaisons, Facteur, combiner
from creances.lots.sortie import DEMESURE, Centimes, Mots
from creances.lots.tranches import Atelier
from creances.modeles.colonnes import Sorte
from creances.noyau.argent import centimes, euros
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.erreurs import ErreurCreances, exiger_parmi
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.interets import interets as interets_d_une_somme

_SORTES: Mapping[str, Sorte] = {
    "montant": "montant",
    "debut": "jour",
    "categorie": "texte",
    "majoration_depuis": "jour",
    "capitalisation_depuis": "jour",
}
_SANS_DEBUT = tuple(nom for nom in _SORTES if nom != "debut")
_MAJORATION, _CAPITALISATION = "majoration_depuis", "capitalisation_depuis"


def interets(
    sommes: Any,
    *,
    au: JourAccepte,
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """Les `interets` au taux légal de chaque ligne et leurs `reserves` : ceux de `creances.interets`, au centime.

    Colonnes lues : `montant` et `debut` ; au besoin `categorie`, `majoration_depuis`, `capitalisation_depuis`. Une cellule
    vide de ces trois dernières vaut le défaut de la règle. `erreurs`, `flottants`, `prefixe` : ceux de `penalites`.

    >>> import pyarrow as pa
    >>> table = pa.table({"montant": ["2000.00"], "debut": ["2015-09-17"], "categorie": ["particuliers"],
    ...                   "majoration_depuis": ["2015-09-17"]})
    >>> interets(table, au="2016-04-10")["interets"].to_pylist()
    [Decimal('89.54')]
    """
    exiger_parmi("base", base, ("365", "annee_civile"))
    exiger_parmi("arrondi", arrondi, ("tranche", "total"))
    regle = _Regle(jour(au, "au"), base, arrondi, droit or droit_courant())
    lot = Lot(sommes, nom="sommes", erreurs=erreurs, flottants=flottants, prefixe=prefixe, sortes=_SORTES)
    return regle.poser(lot)


class _Regle:
    """La règle une à une, posée une fois par profil et par fenêtre ; ses lignes donnent les tranches du groupe."""

    def __init__(self, au: date, base: BaseAnnuelle, arrondi: Arrondi, droit: Droit) -> None:
        self._au, self._base, self._arrondi, self._droit = au, base, arrondi, droit
        self._decoupe = fenetres(droit).coupees(au)

    def repondre(self, cellules: Cellules) -> Resultat[Any]:
        """La règle une à une, sur les cellules d'une ligne."""
        autres = {nom: cellules[nom] for nom in ("categorie", _MAJORATION, _CAPITALISATION) if nom in cellules}
        return interets_d_une_somme(
            cellules.get("montant"),  # type: ignore[arg-type]
            debut=cellules.get("debut"),  # type: ignore[arg-type]
            au=self._au,
            base=self._base,
            arrondi=self._arrondi,
            droit=self._droit,
            **autres,
        )

    def poser(self, lot: Lot) -> Any:
        """Groupe les lignes, pose la règle, compte et rend la table."""
        cas = lot.profils(_SORTES)
        debuts = lot.jours("debut").ordinaux[cas.premieres]
        fenetres_ = np.where(self._exactes(lot, cas.premieres), 0, 1 + self._decoupe.rangs(debuts))
        autres = [
            Facteur(codes_[cas.premieres], cardinal)
            for codes_, cardinal in map(lot.facteur, lot.presentes(_SANS_DEBUT))
        ]
        quand = lot.facteur("debut")
        exacts = Facteur(np.where(fenetres_, 0, quand.codes[cas.premieres]), quand.cardinal)
        groupes = combiner([*autres, exacts, Facteur(fenetres_, self._decoupe.nombre + 1)])
        reponses: list[Resultat[Any] | None] = []
        refus: list[ErreurCreances | None] = []
        for premier in groupes.premieres.tolist():
            try:
                reponses.append(
                    self.repondre(self._representant(lot, int(cas.premieres[premier]), int(fenetres_[premier])))
                )
                refus.append(None)
            except ErreurCreances as erreur:
                reponses.append(None)
                refus.append(erreur)
        lot.refuser_profils(groupes.rangs, refus, cas.rangs)
        comptes = self._compter(lot, cas, groupes.rangs, reponses)
        reserves = ["" if une is None else codes(une.reserves) for une in reponses]
        return lot.rendre({"interets": Centimes(comptes), "reserves": Mots(groupes.rangs[cas.rangs], reserves)})

    @staticmethod
    def _exactes(lot: Lot, lignes: Entiers) -> NDArray[np.bool_]:
        """Celles de ces lignes dont la réponse ne dépend pas du jour par sa seule fenêtre."""
        exactes: NDArray[np.bool_] = lot.jours("debut").ordinaux[lignes] == 0
        for nom in (_MAJORATION, _CAPITALISATION):
            lus = lot.jours(nom)
            exactes |= lus.ordinaux[lignes] != 0
            if lus.etats is not None:
                exactes |= lus.etats[lignes] != 0
        return exactes

    def _representant(self, lot: Lot, ligne: int, fenetre: int) -> Cellules:
        cellules = lot.cellules(_SORTES, ligne)
        if fenetre:
            cellules["debut"] = self._decoupe.jours_de(fenetre - 1)[0]
        return cellules

    def _compter(self, lot: Lot, cas: Combinaisons, groupes: Entiers, reponses: list[Resultat[Any] | None]) -> Entiers:
        au = self._au.toordinal()
        atelier = Atelier(self._base, au)
        suites = np.array([0 if une is None else atelier.rang_des_lignes(une.lignes) for une in reponses], np.int64)
        tranches = atelier.tranches()
        montants, debuts = lot.montants("montant").centimes, lot.jours("debut").ordinaux[cas.premieres]
        limite = tranches.assiette_maximale(au - int(debuts[debuts > 0].min(initial=au)))
        seules = (lot.jours(_CAPITALISATION).ordinaux != 0) | (montants > limite)
        prepares = numerateurs(debuts, suites[groupes], tranches, un_seul_arrondi=self._arrondi == "total")
        comptes = courus(np.where(seules, 0, montants), cas.rangs, prepares)
        for ligne in np.flatnonzero(seules).tolist():
            if reponses[groupes[cas.rangs[ligne]]] is not None:
                cellules = lot.cellules(_SORTES, ligne) | {"montant": euros(int(montants[ligne]))}
                comptes[ligne] = min(centimes(self.repondre(cellules).valeur), DEMESURE)
        return comptes
