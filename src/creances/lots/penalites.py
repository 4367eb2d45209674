"""Les pénalités de retard d'une table de créances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Erreurs, Flottants, Lot
from creances.lots.calcul import courus, numerateurs
from creances.lots.comptes import tenir
from creances.lots.dettes import Groupes, Question, codes, etaler, former_les_groupes, premier_depart
from creances.lots.evenements import lire_mouvements
from creances.lots.lecture import Entiers
from creances.lots.portefeuille import Portefeuille, lire_portefeuille
from creances.lots.sortie import DEMESURE, Centimes
from creances.modeles import Creance
from creances.moteur.penalites import compter
from creances.moteur.qualification import DepartMiseEnDemeure, Dette, Options
from creances.moteur.recit import reserves_du_compte
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.erreurs import ErreurCreances
from creances.noyau.temps import JourAccepte, jour
from creances.regles.procedure_collective import JourDuJugement


def penalites(
    creances: Any,
    *,
    au: JourAccepte,
    evenements: Any = None,
    ordre: Sequence[str] | None = None,
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    depart: DepartMiseEnDemeure = "presentation",
    jour_jugement: JourDuJugement = "exclu",
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """Les `penalites` de chaque ligne, son `regime` et ses `reserves` : celles de `creances.penalites`, au centime.

    Les arguments de droit sont ceux de la règle. `evenements` : une table, comme les paiements de `decomptes`.

    - `erreurs` : "refuser" lève une seule erreur pour toutes les mauvaises lignes ; "colonne" les garde, vides, leur code
      dans `erreur`.
    - `flottants` : "refuser", ou "centimes", qui n'accepte que ceux qui sont un nombre exact de centimes.
    - `prefixe` : devant le nom de chaque colonne rendue.

    >>> import pyarrow as pa
    >>> rendue = penalites(pa.table({"montant": ["10000.00"], "echeance": ["2026-04-30"]}), au="2026-08-31")
    >>> rendue.column_names, rendue["penalites"].to_pylist()
    (['montant', 'echeance', 'penalites', 'regime', 'reserves'], [Decimal('413.68')])
    """
    question = Question(jour(au, "au"), Options(ordre, base, arrondi, depart, jour_jugement), droit or droit_courant())
    lot = Lot(creances, nom="creances", erreurs=erreurs, flottants=flottants, prefixe=prefixe)
    lues = lire_portefeuille(lot)
    if evenements is not None:
        mouvements = lire_mouvements(evenements, "evenements", lot, question.au.toordinal(), flottants=flottants)
        livre = tenir(lot, lues, mouvements, question)
        return lot.rendre(
            {"penalites": Centimes(livre.postes.courus), "regime": livre.regimes, "reserves": livre.reserves}
        )
    comptees = compter_sans_evenement(lues, question)
    lot.refuser_profils(comptees.groupes.du_cas, comptees.refus, comptees.groupes.cas)
    return lot.rendre(
        {
            "penalites": Centimes(comptees.centimes),
            "regime": comptees.groupes.mots(comptees.regimes),
            "reserves": comptees.groupes.mots(comptees.reserves),
        }
    )


@dataclass(frozen=True, slots=True)
class Comptees:
    """Les centimes de chaque ligne ; par groupe, le régime, les réserves et le refus éventuel."""

    centimes: Entiers
    groupes: Groupes
    regimes: tuple[str, ...]
    reserves: tuple[str, ...]
    refus: tuple[ErreurCreances | None, ...]


def compter_sans_evenement(creances: Portefeuille, question: Question) -> Comptees:
    """Les pénalités de créances auxquelles rien n'est arrivé."""
    groupes = former_les_groupes(creances, question)
    dettes: list[Dette | None] = []
    reserves: list[str] = []
    refus: list[ErreurCreances | None] = []
    for creance in groupes.creances:
        dette, lues, erreur = None, "", None
        try:
            if creance is not None:
                dette, lues = _poser(creance, question)
        except ErreurCreances as refusee:
            erreur = refusee
        dettes.append(dette)
        reserves.append(lues)
        refus.append(erreur)
    return Comptees(
        _centimes(creances, groupes, dettes, question),
        groupes,
        tuple("" if dette is None else dette.regime.value for dette in dettes),
        tuple(reserves),
        tuple(refus),
    )


def _poser(creance: Creance, question: Question) -> tuple[Dette, str]:
    """La règle une à une, posée pour un euro : ses refus sont ceux du groupe, ses réserves aussi."""
    compte, fin = compter(creance, question.au, (), question.options, question.droit)
    suppose = question.options.ordre is None
    return compte.dette, codes(reserves_du_compte(compte, question.droit, fin, ordre_suppose=suppose))


def _centimes(creances: Portefeuille, groupes: Groupes, dettes: Sequence[Dette | None], question: Question) -> Entiers:
    depuis = premier_depart(groupes, dettes, question)
    conditions, tranches = etaler(groupes, dettes, question, depuis)
    assiettes = creances.montants
    if creances.retenues is not None:
        assiettes = assiettes - creances.retenues * conditions.publics[groupes.rangs()]
    limite = tranches.assiette_maximale(question.au.toordinal() - depuis)
    uniques = np.zeros(0, np.int64)
    if conditions.capitalisent.any() or assiettes.max(initial=0) > limite:
        seules = (assiettes > limite) | (conditions.capitalisent[groupes.rangs()] != 0)
        uniques = np.flatnonzero(seules)
        assiettes = np.where(seules, 0, assiettes)
    prepares = numerateurs(
        np.where(groupes.jours, groupes.jours, conditions.departs[groupes.du_cas]),
        conditions.tranches[groupes.du_cas],
        tranches,
        un_seul_arrondi=question.options.arrondi == "total",
    )
    centimes = courus(assiettes, groupes.cas, prepares)
    for ligne in uniques.tolist():
        if dettes[groupes.du_cas[groupes.cas[ligne]]] is not None:
            compte, _ = compter(creances.creance(ligne), question.au, (), question.options, question.droit)
            centimes[ligne] = min(compte.compteur.centimes, DEMESURE)
    return centimes
