"""Le dossier : tout ce que l'on sait d'une créance."""

from __future__ import annotations

from creances.modeles.base import Modele
from creances.modeles.creance import Creance
from creances.modeles.evenements import Evenement
from creances.modeles.procedure import Procedure


class Dossier(Modele):
    """Une créance, ce qui lui est arrivé, les procédures engagées pour elle.

    Rien n'y est calculé : l'état d'un dossier se rejoue à chaque question, au jour de la question.

    >>> creance = Creance(montant="10000", echeance="2026-04-30")
    >>> Dossier(creance=creance).evenements
    ()
    """

    creance: Creance
    evenements: tuple[Evenement, ...] = ()
    procedures: tuple[Procedure, ...] = ()
