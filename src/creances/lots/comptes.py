"""Du portefeuille et des mouvements aux comptes : qualifier par groupe, rejouer par blocs, dire les réserves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from creances.lots.cadre import Lot
from creances.lots.dettes import (
    JAMAIS,
    Conditions,
    Question,
    codes,
    etaler,
    former_les_groupes,
    premier_depart,
    qualifier_les_groupes,
)
from creances.lots.evenements import PAIEMENT, RANGS, Mouvements
from creances.lots.lecture import Entiers
from creances.lots.portefeuille import Portefeuille
from creances.lots.profils import Facteur, combiner
from creances.lots.rejeu import ACCEPTE, APRES_HORIZON, Comptes
from creances.lots.sortie import CENTIMES_MAXIMAUX, DEMESURE, Mots
from creances.lots.tranches import Tranches
from creances.moteur.penalites import compter
from creances.moteur.qualification import Dette
from creances.moteur.recit import reserves_d_imputation, reserves_du_compte
from creances.noyau.erreurs import ErreurCreances
from creances.noyau.resultat import Reserve
from creances.regles.imputation import ordre_applicable
from creances.regles.regime import Regime

BLOC = 16_384
_BEAUCOUP = 10


class Postes(NamedTuple):
    """Ce que chaque compte porte à la fin, en centimes, et de quoi dire ses réserves."""

    courus: Entiers
    principal: Entiers
    interets: Entiers
    indemnite: Entiers
    frais: Entiers
    verse: Entiers
    trop_percu: Entiers
    capitalises: Entiers
    acquise: Entiers
    dernier_compte: Entiers
    tardifs: Entiers
    indemnite_payee: Entiers
    erreurs: Entiers


@dataclass(frozen=True, slots=True)
class Livre:
    """Les comptes d'une table, leur régime et leurs réserves ; les lignes refusées le sont déjà."""

    postes: Postes
    regimes: Mots
    reserves: Mots


def tenir(
    lot: Lot, creances: Portefeuille, mouvements: Mouvements, question: Question, *, interets: bool = True
) -> Livre:
    """Les comptes de toutes les lignes. Sans `interets`, seuls l'indemnité et ce qui éteint le principal sont comptés."""
    groupes = former_les_groupes(creances, question, mouvements)
    dettes, refus = qualifier_les_groupes(groupes, question)
    lot.refuser_profils(groupes.du_cas, refus, groupes.cas)
    if not interets:
        dettes = [None if dette is None else replace(dette, taux=None) for dette in dettes]
    depuis = premier_depart(groupes, dettes, question)
    conditions, tranches = etaler(groupes, dettes, question, depuis)
    rangs = groupes.rangs()
    uniques = mouvements.totaux() > CENTIMES_MAXIMAUX // 2
    if interets:
        limite = tranches.assiette_maximale(question.au.toordinal() - depuis)
        uniques |= (creances.montants > limite) | (conditions.capitalisent[rangs] != 0)
    comptes = _rejouer(creances, rangs, conditions, tranches, mouvements, question, uniques)
    _refuser_les_taux_inconnus(lot, rangs, dettes, comptes.erreurs)
    reserves = dire_les_reserves(rangs, dettes, comptes, question, interets=interets)
    for ligne in np.flatnonzero(uniques).tolist():
        if dettes[rangs[ligne]] is not None:
            reserves = _compter_seule(lot, creances, mouvements, ligne, question, comptes, reserves)
    return Livre(comptes, groupes.mots(["" if dette is None else dette.regime.value for dette in dettes]), reserves)


def _rejouer(
    creances: Portefeuille,
    groupes: Entiers,
    conditions: Conditions,
    tranches: Tranches,
    mouvements: Mouvements,
    question: Question,
    uniques: NDArray[np.bool_],
) -> Postes:
    nombre = len(creances.montants)
    postes = Postes(*(np.zeros(nombre, np.int64) for _ in Postes._fields))
    for bloc in _blocs(mouvements, nombre):
        rangs = groupes[bloc]
        siennes = Conditions(*(colonne.take(rangs) for colonne in conditions))
        echeances = creances.echeances[bloc]
        comptes = Comptes(
            np.where(uniques[bloc], 0, creances.montants[bloc]),
            np.zeros_like(rangs) if creances.retenues is None else creances.retenues[bloc] * siennes.publics,
            np.where(siennes.exigibles, siennes.exigibles, echeances),
            np.where(siennes.departs, siennes.departs, echeances),
            siennes,
            tranches,
            un_seul_arrondi=question.options.arrondi == "total",
        )
        _passer_les_mouvements(comptes, mouvements, bloc, siennes.publics != 0, question)
        comptes.avancer(np.full(len(rangs), question.au.toordinal(), np.int64))
        for poste, lu in zip(postes, _postes(comptes), strict=True):
            poste[bloc] = lu
    return postes


def _blocs(mouvements: Mouvements, nombre: int) -> Iterator[slice | Entiers]:
    """Les lignes à mener ensemble. Un bloc fait autant de pas que son compte le plus mouvementé en demande : quand l'un
    d'eux en a beaucoup, les lignes sont réunies par ordre de grandeur du nombre de leurs mouvements.
    """
    if mouvements.nombre <= _BEAUCOUP:
        yield from (slice(debut, debut + BLOC) for debut in range(0, nombre, BLOC))
        return
    _, ordres = np.frexp(np.diff(mouvements.bornes))
    for ordre in np.unique(ordres).tolist():
        lignes = np.flatnonzero(ordres == ordre)
        yield from (lignes[debut : debut + BLOC] for debut in range(0, len(lignes), BLOC))


def _passer_les_mouvements(
    comptes: Comptes, mouvements: Mouvements, bloc: slice | Entiers, publics: NDArray[np.bool_], question: Question
) -> None:
    """Le premier mouvement de chaque compte, puis le deuxième, jusqu'au dernier de celui qui en a le plus."""
    comptes.reduire_des_le_debut(mouvements.retroactifs[bloc])
    premiers, fins = mouvements.bornes[:-1][bloc], mouvements.bornes[1:][bloc]
    for pas in range(int((fins - premiers).max(initial=0))):
        places = premiers + pas
        absents = places >= fins
        manque = bool(absents.any())
        if manque:
            places[absents] = 0
        jours, sommes = mouvements.jours.take(places), mouvements.montants.take(places)
        sortes = mouvements.rangs.take(places)
        if manque:
            jours[absents], sortes[absents], sommes[absents] = 0, -1, 0
        comptes.passer(jours, sortes, sommes, mouvements.effacent.take(places))
        paiements = sortes == RANGS[PAIEMENT]
        for regime, ici in (
            (Regime.PROFESSIONNELS, paiements & ~publics),
            (Regime.ACHETEUR_PUBLIC, paiements & publics),
        ):
            if ici.any():
                comptes.payer(sommes, ordre_applicable(regime, question.options.ordre), ici)


def _postes(comptes: Comptes) -> Postes:
    courus = comptes.courus
    return Postes(
        courus=courus,
        principal=comptes.principal,
        interets=courus - comptes.payes,
        indemnite=comptes.indemnite,
        frais=comptes.frais,
        verse=comptes.verse,
        trop_percu=comptes.trop_percu,
        capitalises=np.zeros_like(courus),
        acquise=comptes.acquise,
        dernier_compte=comptes.dernier_compte,
        tardifs=comptes.tardifs.astype(np.int64),
        indemnite_payee=comptes.indemnite_payee.astype(np.int64),
        erreurs=comptes.erreurs.astype(np.int64),
    )


def _refuser_les_taux_inconnus(lot: Lot, groupes: Entiers, dettes: Sequence[Dette | None], erreurs: Entiers) -> None:
    """Refuse les lignes dont un jour compté n'a pas de taux, avec l'erreur du barème lui-même."""
    inconnus = np.flatnonzero(erreurs != ACCEPTE)
    if inconnus.size == 0:
        return
    cas = combiner([Facteur(groupes[inconnus], len(dettes)), Facteur(erreurs[inconnus], APRES_HORIZON + 2)])
    refus: list[ErreurCreances | None] = []
    for ligne in inconnus[cas.premieres].tolist():
        dette = dettes[groupes[ligne]]
        assert dette is not None and dette.taux is not None and dette.depart is not None  # noqa: S101, PT018 - elle a compté
        premier = dette.depart.toordinal() + 1
        try:
            dette.taux.bareme.exiger(premier, JAMAIS if erreurs[ligne] == APRES_HORIZON else premier)
            refus.append(None)
        except ErreurCreances as erreur:
            refus.append(erreur)
    raisons = np.full(lot.nombre, len(refus))
    raisons[inconnus] = cas.rangs
    lot.refuser_profils(raisons, [*refus, None])


def _compter_seule(
    lot: Lot,
    creances: Portefeuille,
    mouvements: Mouvements,
    ligne: int,
    question: Question,
    postes: Postes,
    reserves: Mots,
) -> Mots:
    """La règle une à une, pour une ligne qui capitalise, ou que 64 bits ne suffisent pas à compter."""
    try:
        compte, fin = compter(
            creances.creance(ligne), question.au, mouvements.de(ligne), question.options, question.droit
        )
    except ErreurCreances as refus:
        lot.refuser(np.array([ligne]), refus)
        return reserves
    lus = {
        "courus": compte.compteur.centimes,
        "principal": compte.principal,
        "interets": compte.interets,
        "indemnite": compte.indemnite,
        "frais": compte.frais,
        "verse": compte.verse,
        "trop_percu": compte.trop_percu,
        "capitalises": compte.capitalises,
        "acquise": compte.indemnite_acquise,
    }
    for nom, centimes in lus.items():
        getattr(postes, nom)[ligne] = min(centimes, DEMESURE)
    suppose = question.options.ordre is None
    mot = codes(reserves_du_compte(compte, question.droit, fin, ordre_suppose=suppose))
    mots = reserves.mots if mot in reserves.mots else [*reserves.mots, mot]
    reserves.rangs[ligne] = mots.index(mot)
    return Mots(reserves.rangs, mots)


def dire_les_reserves(
    groupes: Entiers, dettes: Sequence[Dette | None], postes: Postes, question: Question, *, interets: bool
) -> Mots:
    """Les réserves de chaque ligne : celles de sa dette, des taux des jours comptés, de l'imputation par défaut.

    Le taux d'un jour porte une réserve par fenêtre du barème ; deux derniers jours entre lesquels aucune fenêtre ne
    s'ouvre disent la même chose.
    """
    baremes = [dette.taux.bareme for dette in dettes if dette is not None and dette.taux is not None]
    ouvertures = np.array(sorted({premier for bareme in baremes for premier, _, _ in bareme.fenetres}), np.int64)
    classes = np.searchsorted(ouvertures, postes.dernier_compte, side="right")
    classes[postes.dernier_compte == 0] = 0  # aucun jour compté, même si une fenêtre est ouverte depuis toujours
    suppose = interets and question.options.ordre is None
    cas = combiner(
        [
            Facteur(groupes, len(dettes)),
            Facteur(classes, len(ouvertures) + 1),
            Facteur(postes.tardifs if suppose else np.zeros_like(classes), 2),
            Facteur(postes.indemnite_payee if suppose else np.zeros_like(classes), 2),
        ]
    )
    a_revoir = question.droit.a_revoir(question.au)
    mots = []
    for ligne in cas.premieres.tolist():
        dette = dettes[groupes[ligne]]
        lues: list[Reserve] = []
        if dette is not None:
            lues += (*dette.reserves, *a_revoir, *_reserves_du_taux(dette, ouvertures, int(classes[ligne])))
            if suppose:
                tardif, payee = bool(postes.tardifs[ligne]), bool(postes.indemnite_payee[ligne])
                lues += reserves_d_imputation(dette.regime, tardif=tardif, indemnite_payee=payee)
        mots.append(codes(lues))
    return Mots(cas.rangs, mots)


def _reserves_du_taux(dette: Dette, ouvertures: Entiers, classe: int) -> tuple[Reserve, ...]:
    if classe == 0 or dette.taux is None or dette.depart is None:
        return ()
    return dette.taux.bareme.reserves(dette.depart.toordinal() + 1, int(ouvertures[classe - 1]))
