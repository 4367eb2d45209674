"""Que va-t-on encaisser, et quand ?

`attentes` date ce qu'un poste fait attendre, `courbe` ce qu'un impayé laisse espérer, `question` réunit par mois.
"""

from creances.moteur.previsionnel.question import EncaissementPrevu, MoisPrevu, Previsionnel, previsionnel

__all__ = ["EncaissementPrevu", "MoisPrevu", "Previsionnel", "previsionnel"]
