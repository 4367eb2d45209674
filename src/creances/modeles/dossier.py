"""Le dossier : tout ce que l'on sait d'une créance."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from creances.modeles.base import Modele
from creances.modeles.contexte import Contexte
from creances.modeles.creance import Creance
from creances.modeles.evenements import Evenement
from creances.modeles.procedure import Procedure


@cache
def _contexte() -> Contexte:
    return Contexte()


class Dossier(Modele):
    """Une créance, ce qui lui est arrivé, les procédures engagées pour elle, et ce qui l'entoure.

    Rien n'y est calculé : l'état d'un dossier se rejoue à chaque question, au jour de la question.

    >>> creance = Creance(montant="10000", echeance="2026-04-30")
    >>> Dossier(creance=creance).evenements
    ()
    """

    creance: Creance
    evenements: tuple[Evenement, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    contexte: Contexte = Field(default_factory=_contexte)
