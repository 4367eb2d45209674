"""La prochaine action de chaque créance d'une table : ce que `escalade` répond, sans son calendrier.

Un plan ne lit le montant d'une créance que pour le comparer aux seuils du scénario : deux créances que les mêmes seuils
encadrent, et auxquelles rien de chiffré n'est arrivé, ont le même plan. Les autres sont posées une à une.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Erreurs, Flottants, Lot
from creances.lots.chroniques import Chroniques, aucune_chronique, lire_chroniques
from creances.lots.dettes import codes
from creances.lots.distinctes import Distinctes, lire_les_formes
from creances.lots.lecture import Entiers
from creances.lots.profils import Facteur
from creances.lots.sortie import Oui, Sortie
from creances.modeles import Creance, Dossier
from creances.moteur.escalade import Plan, escalade
from creances.moteur.usages.scenarios import Scenario, scenarios, usages_de_l_escalade
from creances.noyau.argent import centimes, euros, montant
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour

_EN_PLUS = ("segment", "solvabilite", "creancier_pays")


def actions(
    creances: Any,
    evenements: Any = None,
    *,
    au: JourAccepte,
    scenario: Scenario | None = None,
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """Que faire de chaque créance, quand et pourquoi : la `prochaine` action de `creances.escalade`, à l'identique.

    Rend `action` (son code, vide s'il n'y a rien à faire), `action_le`, `action_limite`, `action_depuis`, `action_canal`,
    `action_raison` ; `frein`, ce qui retient le calendrier, vide sinon ; `judiciaire` ; `scenario`, celui que l'on suit ;
    `reserves`.

    - `evenements` : une table, comme celle de `prescriptions` ; les sommes y comptent.
    - `scenario` : None, le calendrier usuel de chaque créance.

    Les procédures et le contexte n'ont pas de colonnes : qui en a pose la règle une à une. Les autres arguments sont ceux
    de `penalites`.

    >>> import pyarrow as pa
    >>> table = pa.table({"reference": ["F1", "F2"], "montant": [900, 900], "echeance": ["2026-11-02", "2026-11-30"]})
    >>> rendue = actions(table, au="2026-11-12")
    >>> rendue["action"].to_pylist(), [str(un) for un in rendue["action_le"].to_pylist()]
    (['relance_1', 'pre_relance'], ['2026-11-12', '2026-11-20'])
    """
    question, retenu = jour(au, "au"), droit or droit_courant()
    lot = Lot(creances, nom="creances", erreurs=erreurs, flottants=flottants, prefixe=prefixe)
    formes = lire_les_formes(lot, en_plus=_EN_PLUS)
    chroniques = aucune_chronique(lot.nombre)
    if evenements is not None:
        chroniques = lire_chroniques(
            evenements, "evenements", lot, question.toordinal(), flottants=flottants, sommes=True
        )
    classes, seules = _classes_de_montant(lot, scenario), _seules(lot, chroniques)
    distinctes = formes.distinguer(lot, chroniques.facteur(), classes, seules)

    def poser(rang: int, creance: Creance) -> Resultat[Plan]:
        ligne = int(distinctes.premieres[rang])
        suite = chroniques.suites[chroniques.rangs[ligne]]
        dossier = Dossier(creance=_au_vrai_montant(lot, creance, ligne), evenements=suite)
        return escalade(dossier, au=question, scenario=scenario, droit=retenu)

    return lot.rendre(_sorties(distinctes, distinctes.poser(lot, poser)))


def _classes_de_montant(lot: Lot, scenario: Scenario | None) -> Facteur:
    """Entre quels seuils tombe chaque montant : aucun plan ne distingue deux montants que nul seuil ne sépare."""
    seuils = np.array(sorted(set(_seuils(scenario))), np.int64)
    return Facteur(np.searchsorted(seuils, lot.montants("montant").centimes, side="right"), len(seuils) + 1)


def _seuils(scenario: Scenario | None) -> Iterator[int]:
    """Ceux du scénario ; à défaut, ceux de tous les calendriers usuels et celui qui en décide."""
    if scenario is None:
        yield centimes(montant(usages_de_l_escalade()["choix"]["montant_de_masse"]))
    for suivi in scenarios().values() if scenario is None else (scenario,):
        yield centimes(suivi.seuil)
        for une in suivi.chaine:
            conditions = une.etape.conditions
            bornes = () if conditions is None else (conditions.montant_minimal, conditions.montant_maximal)
            yield from (centimes(borne) for borne in bornes if borne is not None)


def _seules(lot: Lot, chroniques: Chroniques) -> Facteur:
    """Les lignes dont le plan lit les sommes elles-mêmes, chacune à part ; zéro pour toutes les autres."""
    seules = chroniques.chiffrees[chroniques.rangs]
    if "retenue_garantie" in lot:
        seules = seules | (lot.montants("retenue_garantie").centimes > 0)
    if "capitalisation" in lot:
        lues = lot.modalites("capitalisation")
        seules = seules | np.array([valeur is not None for valeur in lues.valeurs], bool)[lues.codes]
    numeros: Entiers = np.where(seules, np.arange(1, lot.nombre + 1), 0)
    return Facteur(numeros, lot.nombre + 1)


def _au_vrai_montant(lot: Lot, creance: Creance, ligne: int) -> Creance:
    vrais: dict[str, Decimal] = {"montant": euros(int(lot.montants("montant").centimes[ligne]))}
    if "retenue_garantie" in lot:
        vrais["retenue_garantie"] = euros(int(lot.montants("retenue_garantie").centimes[ligne]))
    return creance.model_copy(update=vrais)


def _sorties(distinctes: Distinctes, reponses: tuple[Resultat[Plan] | None, ...]) -> dict[str, Sortie]:
    plans = [None if une is None else une.valeur for une in reponses]
    prochaines = [None if un is None else un.prochaine for un in plans]
    freins = [None if un is None else un.frein for un in plans]
    judiciaires = distinctes.entiers(0 if un is None else int(un.judiciaire) for un in plans)
    return {
        "action": distinctes.mots("" if une is None else une.code for une in prochaines),
        "action_le": distinctes.jours(None if une is None else une.jour for une in prochaines),
        "action_limite": distinctes.jours(None if une is None else une.limite for une in prochaines),
        "action_depuis": distinctes.jours(None if un is None else un.depuis for un in plans),
        "action_canal": distinctes.mots("" if une is None else une.canal for une in prochaines),
        "action_raison": distinctes.mots("" if une is None else une.raison for une in prochaines),
        "frein": distinctes.mots("" if un is None else un.code for un in freins),
        "judiciaire": Oui(judiciaires > 0),
        "scenario": distinctes.mots("" if un is None else un.scenario for un in plans),
        "reserves": distinctes.mots("" if une is None else codes(une.reserves) for une in reponses),
    }
