"""Une table de paiements et d'autres événements, rapportée aux créances qu'ils visent.

Une ligne par événement : `creance`, la référence visée ; `date` ; `montant` ; `type`, « paiement » si la colonne manque ou
si la cellule est vide ; et les champs propres au type (`retroactif`, `presentation`, `reception`, `nature`).

Ce qui change les comptes (paiement, avoir, frais) devient des entiers. Ce qui change la qualification (mise en demeure,
contestation, procédure collective) reste des objets, que les créances touchées par les mêmes partagent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from creances.lots.cadre import Lot
from creances.lots.lecture import Entiers
from creances.lots.modalites import Modalites
from creances.lots.profils import Facteur
from creances.lots.references import ouvrir_les_evenements, refuser_les_evenements, viser
from creances.lots.sortie import CENTIMES_MAXIMAUX
from creances.modeles import Avoir, Evenement, Frais, Paiement, colonnes
from creances.noyau.argent import euros
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

PAIEMENT = "paiement"
RANGS: Mapping[str, int] = {"avoir": 0, "frais": 1, PAIEMENT: 2}
"""L'ordre du rejeu au sein d'un jour."""
_LUES: Mapping[str, colonnes.Sorte] = {
    "type": "texte",
    "creance": "texte",
    "date": "jour",
    "montant": "montant",
    "retroactif": "booleen",
    "presentation": "jour",
    "reception": "jour",
    "pour_le": "jour",
    "nature": "texte",
}
_JOURS_DES_AUTRES = ("date", "presentation", "reception", "pour_le")


@dataclass(frozen=True, slots=True)
class Mouvements:
    """Les mouvements dans l'ordre du rejeu : créance par créance, puis par jour et par rang. Montants en centimes.

    Ceux de la créance `c` vont de `bornes[c]` à `bornes[c + 1]`, exclu. `retroactifs[c]` : total des avoirs qui valent
    depuis le début. `suites[c]` : le rang, dans `qualifiants`, des autres événements de la créance ; zéro si elle n'en a
    pas.
    """

    bornes: Entiers
    jours: Entiers
    rangs: NDArray[np.int8]
    montants: Entiers
    effacent: NDArray[np.bool_]
    retroactifs: Entiers
    suites: Entiers
    qualifiants: tuple[tuple[Evenement, ...], ...]

    @property
    def nombre(self) -> int:
        """Combien de mouvements a la créance qui en a le plus."""
        return int(np.diff(self.bornes).max(initial=0))

    def totaux(self) -> NDArray[np.float64]:
        """Ce qu'ont reçu les créances, en centimes, à la précision d'un flottant : de quoi voir venir un débordement."""
        if self.nombre * int(self.montants.max(initial=0)) <= CENTIMES_MAXIMAUX // 2:
            return np.zeros(len(self.suites))
        creances = np.repeat(np.arange(len(self.suites)), np.diff(self.bornes))
        totaux = np.zeros(len(self.suites))
        np.add.at(totaux, creances, self.montants)
        return totaux

    def de(self, creance: int) -> tuple[Evenement, ...]:
        """Les événements d'une créance, en objets, pour la règle une à une."""
        places = range(int(self.bornes[creance]), int(self.bornes[creance + 1]))
        return (*self.qualifiants[self.suites[creance]], *(self._objet(place) for place in places))

    def _objet(self, place: int) -> Evenement:
        faits: dict[str, Any] = {
            "date": date.fromordinal(int(self.jours[place])),
            "montant": euros(int(self.montants[place])),
        }
        if self.rangs[place] == RANGS[PAIEMENT]:
            return Paiement(**faits)
        if self.rangs[place] == RANGS["frais"]:
            return Frais(**faits)
        return Avoir(**faits, retroactif=bool(self.effacent[place]))


def aucun_mouvement(nombre: int) -> Mouvements:
    """Les mouvements de créances auxquelles rien n'est arrivé."""
    vide, zeros = np.zeros(0, np.int64), np.zeros(nombre, np.int64)
    return Mouvements(
        np.zeros(nombre + 1, np.int64), vide, vide.astype(np.int8), vide, np.zeros(0, bool), zeros, zeros, ((),)
    )


def lire_mouvements(table: Any, nom: str, lot: Lot, au: int, *, flottants: str) -> Mouvements:
    """Lit les événements d'une table jusqu'à `au` (ordinal) inclus, et les rapporte aux créances de `lot`.

    Un événement refusé, ou qui vise une référence inconnue, lève une erreur qui nomme sa ligne ; si l'on veut les erreurs
    en colonne, un événement refusé fait refuser la créance qu'il vise, et une référence inconnue lève encore : elle n'a
    pas de ligne où se dire.
    """
    recus = ouvrir_les_evenements(table, nom, flottants, _LUES)
    visees = viser(recus, lot)
    profils, objets, refus = _profils(recus)
    refuser_les_evenements(recus, lot, visees, profils, refus)
    return _ranger(recus, visees, profils, objets, au, lot.nombre)


def _types(recus: Lot) -> Modalites:
    """Le type de chaque événement ; une cellule vide est un paiement."""
    if "type" not in recus:
        return Modalites(np.zeros(recus.nombre, np.int32), (PAIEMENT,))
    lus = recus.modalites("type")
    return Modalites(lus.codes, tuple(PAIEMENT if valeur is None else valeur for valeur in lus.valeurs))


def _profils(recus: Lot) -> tuple[Entiers, list[Evenement | None], list[ErreurCreances | None]]:
    """Un objet par sorte d'événement ; les jours ne distinguent que ceux qui ne sont pas de simples mouvements."""
    types = _types(recus)
    connus = np.array([valeur in RANGS for valeur in types.valeurs], bool)
    simples = None if connus.all() else connus[types.codes]
    facteurs = [Facteur(types.codes, len(types.valeurs))]
    for nom in recus.presentes(_JOURS_DES_AUTRES):
        lus = recus.jours(nom)
        if simples is None and lus.etats is None and lus.ordinaux.min(initial=1) > 0:
            continue
        codes, cardinal = recus.facteur(nom)
        etats = lus.ordinaux == 0 if lus.etats is None else np.where(lus.etats, codes, lus.ordinaux == 0)
        facteurs.append(Facteur(etats if simples is None else np.where(simples, etats, codes), cardinal))
    profils = recus.profils(("montant", "retroactif", "nature"), *facteurs)
    objets: list[Evenement | None] = []
    refus: list[ErreurCreances | None] = []
    for ligne in profils.premieres.tolist():
        try:
            objets.append(_objet(recus, types.valeurs[types.codes[ligne]], ligne))
            refus.append(None)
        except ErreurCreances as erreur:
            objets.append(None)
            refus.append(erreur)
    return profils.rangs, objets, refus


def _objet(recus: Lot, type_: Any, ligne: int) -> Evenement:
    if type_ not in colonnes.EVENEMENTS:
        raise DonneeInvalide(
            f"type : reçu {type_!r} ; accepté : {', '.join(colonnes.EVENEMENTS)}", code="lots.type_inconnu"
        )
    modele, sortes = colonnes.EVENEMENTS[type_]
    cellules = recus.cellules((nom for nom in sortes if nom in _LUES and nom != "creance"), ligne)
    return cast("Evenement", modele(**cellules))


def _ranger(
    recus: Lot, visees: Entiers, profils: Entiers, objets: list[Evenement | None], au: int, nombre: int
) -> Mouvements:
    """Sépare les mouvements des autres événements, et met les premiers dans l'ordre du rejeu."""
    rang_du_profil = np.array([-1 if un is None else RANGS.get(un.type, -1) for un in objets], np.int8)
    retroactif = np.array([un is not None and bool(getattr(un, "retroactif", False)) for un in objets], bool)
    jours, montants = recus.jours("date").ordinaux, recus.montants("montant").centimes
    suites = np.zeros(nombre, np.int64)
    qualifiants: tuple[tuple[Evenement, ...], ...] = ((),)
    gardes = jours <= au
    if (rang_du_profil < 0).any():
        mouvements = (rang_du_profil >= 0)[profils]
        suites, qualifiants = _suites(visees, profils, objets, np.flatnonzero(gardes & ~mouvements), nombre)
        gardes &= mouvements
    if not gardes.all():
        visees, jours, profils, montants = (un[gardes] for un in (visees, jours, profils, montants))
    bornes = np.concatenate(([0], np.cumsum(np.bincount(visees, minlength=nombre))))
    rangs = rang_du_profil.take(profils)
    ordre = _ordre_du_rejeu(visees, jours, rangs)
    if ordre is not None:
        jours, montants = jours.take(ordre), montants.take(ordre)
        if len(objets) > 1:
            profils, rangs = profils.take(ordre), rangs.take(ordre)
    effacent, retroactifs = retroactif.take(profils), np.zeros(nombre, np.int64)
    if retroactif.any():
        np.add.at(retroactifs, (visees if ordre is None else visees[ordre])[effacent], montants[effacent])
    return Mouvements(bornes, jours, rangs, montants, effacent, retroactifs, suites, qualifiants)


def _ordre_du_rejeu(visees: Entiers, jours: Entiers, rangs: NDArray[np.integer[Any]]) -> Entiers | None:
    """L'ordre par créance, jour et rang, celui de la table à égalité ; None si elle y est déjà.

    La place de chaque ligne est écrite au bas de sa clé quand elle y tient : trier des nombres tous différents va bien
    plus vite que trier en gardant l'ordre des égaux.
    """
    if len(jours) == 0:
        return None
    premier = int(jours.min())
    cles = visees * (int(jours.max()) - premier + 1)
    cles += jours
    cles -= premier
    cles *= len(RANGS)
    cles += rangs
    if not (cles[1:] < cles[:-1]).any():
        return None
    bits = len(cles).bit_length()
    if int(cles.max()).bit_length() + bits < np.iinfo(np.int64).bits:
        cles <<= bits
        cles |= np.arange(len(cles))
        cles.sort()
        cles &= (1 << bits) - 1
        return cles
    return np.argsort(cles, kind="stable")


def _suites(
    visees: Entiers, profils: Entiers, objets: list[Evenement | None], lignes: Entiers, nombre: int
) -> tuple[Entiers, tuple[tuple[Evenement, ...], ...]]:
    """Par créance, le rang de la suite de ses événements qui ne sont pas des mouvements, dans l'ordre de la table."""
    par_creance: dict[int, list[int]] = {}
    for ligne in lignes.tolist():
        par_creance.setdefault(int(visees[ligne]), []).append(int(profils[ligne]))
    suites = np.zeros(nombre, np.int64)
    rangs: dict[tuple[int, ...], int] = {(): 0}
    for creance, suite in par_creance.items():
        suites[creance] = rangs.setdefault(tuple(suite), len(rangs))
    return suites, tuple(tuple(un for rang in suite if (un := objets[rang]) is not None) for suite in rangs)
