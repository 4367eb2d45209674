"""Où en est une procédure : ce qui est fait, ce qui vient, ce qui est tombé, par débiteur."""

from creances.regles.avancement.pertes import Perte, pertes
from creances.regles.avancement.question import avancement
from creances.regles.avancement.valeurs import (
    Avancement,
    EffetSurLaPrescription,
    EtapeFaite,
    LimiteDeProcedure,
    SituationDePartie,
)

__all__ = [
    "Avancement",
    "EffetSurLaPrescription",
    "EtapeFaite",
    "LimiteDeProcedure",
    "Perte",
    "SituationDePartie",
    "avancement",
    "pertes",
]
