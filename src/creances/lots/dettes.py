"""Les dettes d'un portefeuille : une qualification par groupe, étalée en colonnes d'entiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from creances.droit.corpus import Droit
from creances.lots.evenements import Mouvements
from creances.lots.fenetres import fenetres
from creances.lots.lecture import Entiers
from creances.lots.portefeuille import Portefeuille, distinguer
from creances.lots.profils import Facteur, combiner
from creances.lots.sortie import Mots
from creances.lots.tranches import Atelier, Tranches
from creances.modeles import Creance, Evenement
from creances.moteur.chronologie import Compte
from creances.moteur.qualification import Dette, Options, qualifier
from creances.noyau.erreurs import ErreurCreances
from creances.noyau.resultat import Reserve
from creances.noyau.temps import DERNIER_JOUR
from creances.regles.imputation import ordre_applicable
from creances.regles.regime import Regime

JAMAIS = DERNIER_JOUR.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Question:
    """Ce qui est demandé de toutes les lignes ; une option inconnue est refusée avant qu'aucune ne soit lue."""

    au: date
    options: Options
    droit: Droit

    def __post_init__(self) -> None:
        self.options.verifier()
        ordre_applicable(Regime.PROFESSIONNELS, self.options.ordre)


def codes(reserves: Sequence[Reserve]) -> str:
    """Les codes des réserves, triés, chacun une fois, séparés par une espace."""
    return " ".join(sorted({reserve.code for reserve in reserves}))


@dataclass(frozen=True, slots=True)
class Groupes:
    """Les lignes qui se qualifient ensemble.

    `cas[ligne]` est le cas de la ligne, couple d'un profil et d'une échéance. Par cas : `du_cas`, son groupe ; `jours`, son
    échéance, zéro si elle est celle du groupe. Par groupe : `creances`, à un euro ; `suites`, ses événements autres que
    des mouvements ; `flottantes`, vrai si chaque cas a son échéance, qui est alors aussi le départ des intérêts.
    """

    cas: Entiers
    du_cas: Entiers
    jours: Entiers
    creances: tuple[Creance | None, ...]
    suites: tuple[tuple[Evenement, ...], ...]
    flottantes: NDArray[np.bool_]

    def rangs(self, lignes: slice | None = None) -> Entiers:
        """Le groupe de chaque ligne."""
        return self.du_cas.take(self.cas if lignes is None else self.cas[lignes], mode="clip")

    def mots(self, par_groupe: Sequence[str]) -> Mots:
        """Un mot par groupe, étalé sur les lignes."""
        differents = {mot: rang for rang, mot in enumerate(dict.fromkeys(par_groupe))}
        rangs = np.array([differents[mot] for mot in par_groupe], np.int32)
        return Mots(rangs[self.du_cas].take(self.cas, mode="clip"), tuple(differents))


def former_les_groupes(creances: Portefeuille, question: Question, mouvements: Mouvements | None = None) -> Groupes:
    """Un groupe par profil et par fenêtre ; une créance qualifiée par ses événements l'est avec son échéance exacte."""
    decoupe = fenetres(question.droit).coupees(question.au)
    cas = distinguer(creances)
    largeur = decoupe.nombre + 1
    cles = cas.profils * largeur + np.where(cas.jours, 1 + decoupe.rangs(cas.jours), 0)
    vues, du_cas = np.unique(cles, return_inverse=True)
    representants = [
        _en_fenetre(creances.modeles[cle // largeur], decoupe.jours_de(cle % largeur - 1)[0] if cle % largeur else None)
        for cle in vues.tolist()
    ]
    suites: list[tuple[Evenement, ...]] = [()] * len(representants)
    groupes = Groupes(cas.rangs, du_cas, cas.jours, tuple(representants), tuple(suites), vues % largeur != 0)
    if mouvements is None or not mouvements.suites.any():
        return groupes
    return _avec_les_suites(groupes, creances, mouvements)


def _avec_les_suites(groupes: Groupes, creances: Portefeuille, mouvements: Mouvements) -> Groupes:
    """Les mêmes groupes, moins les créances que leurs événements qualifient, qui forment les leurs."""
    touchees = np.flatnonzero(mouvements.suites)
    exactes = combiner(
        [
            Facteur(creances.profils[touchees], len(creances.modeles)),
            Facteur(mouvements.suites[touchees], len(mouvements.qualifiants)),
            Facteur(creances.echeances[touchees], JAMAIS),
        ]
    )
    cas = groupes.cas.copy()
    cas[touchees] = exactes.rangs + len(groupes.du_cas)
    premieres = touchees[exactes.premieres].tolist()
    modeles = [creances.modeles[creances.profils[ligne]] for ligne in premieres]
    return Groupes(
        cas,
        np.concatenate((groupes.du_cas, np.arange(exactes.nombre) + len(groupes.creances))),
        np.concatenate((groupes.jours, np.zeros(exactes.nombre, np.int64))),
        (
            *groupes.creances,
            *(
                None if modele is None else creances.creance(ligne)
                for modele, ligne in zip(modeles, premieres, strict=True)
            ),
        ),
        (*groupes.suites, *(mouvements.qualifiants[mouvements.suites[ligne]] for ligne in premieres)),
        np.concatenate((groupes.flottantes, np.zeros(exactes.nombre, bool))),
    )


def _en_fenetre(modele: Creance | None, jour: date | None) -> Creance | None:
    return modele if modele is None or jour is None else modele.model_copy(update={"echeance": jour})


def qualifier_les_groupes(
    groupes: Groupes, question: Question
) -> tuple[list[Dette | None], list[ErreurCreances | None]]:
    """La dette de chaque groupe, ou l'erreur qui la refuse."""
    dettes: list[Dette | None] = []
    refus: list[ErreurCreances | None] = []
    for creance, suite in zip(groupes.creances, groupes.suites, strict=True):
        dette, erreur = None, None
        if creance is not None:
            try:
                dette = qualifier(creance, suite, question.droit, question.options)
            except ErreurCreances as refusee:
                erreur = refusee
        dettes.append(dette)
        refus.append(erreur)
    return dettes, refus


def premier_depart(groupes: Groupes, dettes: Sequence[Dette | None], question: Question) -> int:
    """Le plus ancien départ possible des intérêts du lot (ordinal) ; aucune tranche n'est découpée avant lui."""
    flottants = groupes.jours[groupes.jours > 0]
    departs = (
        dette.depart.toordinal()
        for dette, flottante in zip(dettes, groupes.flottantes, strict=True)
        if dette is not None and dette.depart is not None and not flottante
    )
    au = question.au.toordinal()
    return min(int(flottants.min(initial=au)), min(departs, default=au), au)


class Conditions(NamedTuple):
    """Ce que chaque groupe impose à ses lignes, en entiers ; jours ordinaux.

    `tranches` : rang de sa première tranche. `departs` et `exigibles` : zéro si c'est l'échéance de la ligne. `derniers` :
    dernier jour qui compte, zéro si rien ne court. `horizons` : premier jour dont le taux est inconnu. `avant` : un si les
    taux commencent après le premier jour à compter. `indemnites` : en centimes, zéro si elle ne sera jamais due.
    `publics` et `capitalisent` : zéro ou un.
    """

    tranches: Entiers
    departs: Entiers
    exigibles: Entiers
    derniers: Entiers
    horizons: Entiers
    avant: Entiers
    indemnites: Entiers
    publics: Entiers
    capitalisent: Entiers


_RIEN = (0,) * len(Conditions._fields)


def etaler(
    groupes: Groupes, dettes: Sequence[Dette | None], question: Question, depuis: int
) -> tuple[Conditions, Tranches]:
    """Les conditions de chaque groupe, et les tranches de leurs barèmes depuis ce jour."""
    atelier = Atelier(question.options.base, depuis)
    au = question.au.toordinal()
    lues = [
        _RIEN if dette is None else _conditions(dette, flottante, atelier, au)
        for dette, flottante in zip(dettes, groupes.flottantes.tolist(), strict=True)
    ]
    return Conditions(*np.array(lues, np.int64).reshape(-1, len(_RIEN)).T), atelier.tranches()


def _conditions(dette: Dette, flottante: int, atelier: Atelier, au: int) -> tuple[int, ...]:
    tranche = depart = dernier = avant = 0
    horizon = JAMAIS
    if dette.taux is not None and dette.depart is not None:
        bareme, depart = dette.taux.bareme, dette.depart.toordinal()
        arret = None if dette.arret is None else dette.arret.dernier_jour
        dernier = au if arret is None else min(au, arret.toordinal())
        tranche = atelier.rang(bareme, depart + 1, dernier)
        horizon = JAMAIS if bareme.horizon is None else bareme.horizon
        avant = int(depart + 1 < bareme.debuts[0])
    return (
        tranche,
        0 if flottante else depart,
        0 if flottante else dette.exigible.toordinal(),
        dernier,
        horizon,
        avant,
        0 if dette.arret is not None and Compte(dette, Options()).paiement_interdit else dette.indemnite.centimes,
        int(dette.regime is Regime.ACHETEUR_PUBLIC),
        int(dette.creance.conditions.capitalisation and dette.depart is not None),
    )
