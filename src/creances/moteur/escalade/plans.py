"""Où en est un échéancier : la première échéance qui n'est pas couverte, et si elle est manquée."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from creances.modeles import Echeancier
from creances.moteur.echeancier import suivi_echeancier
from creances.moteur.situation import Situation
from creances.noyau.argent import centimes
from creances.noyau.temps import UN_JOUR

_ROMPUS = frozenset({"en_retard", "caduc"})


class SuiviDuPlan(NamedTuple):
    """`due` : jour de la première échéance non couverte, None si elles le sont toutes. `rompu_le` : premier jour où elle
    est manquée, tolérance passée, None si elle ne l'est pas. `couvertes_le` : jour où les précédentes l'ont été.
    `exigible` : ce qui peut être réclamé, en centimes.
    """

    due: date | None
    rompu_le: date | None
    couvertes_le: date | None
    exigible: int


def suivre(plan: Echeancier, situation: Situation) -> SuiviDuPlan:
    """Ce qu'un plan signé est devenu."""
    suivi = suivi_echeancier(
        situation.creance, au=situation.au, evenements=situation.fil.evenements, plan=plan, droit=situation.droit
    ).valeur
    couvertes_le = None
    for une in suivi.echeances:
        if une.reste:
            manquee = une.date + timedelta(days=plan.tolerance) + UN_JOUR
            rompu_le = manquee if suivi.etat in _ROMPUS else None
            return SuiviDuPlan(une.date, rompu_le, couvertes_le, centimes(suivi.exigible))
        couvertes_le = une.soldee_le or couvertes_le
    return SuiviDuPlan(None, None, couvertes_le, 0)
