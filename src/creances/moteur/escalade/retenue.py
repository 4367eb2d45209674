"""Ce qu'un frein répond : lui-même, l'action qu'il commande à la place du calendrier, ses réserves."""

from __future__ import annotations

from typing import NamedTuple

from creances.moteur.escalade.valeurs import Action, FreinDuPlan
from creances.noyau.resultat import Reserve


class Retenue(NamedTuple):
    """`frein` None : rien n'est retenu, mais les réserves valent."""

    frein: FreinDuPlan | None = None
    action: Action | None = None
    reserves: tuple[Reserve, ...] = ()
