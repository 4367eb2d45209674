"""Ce qui dure : un début, une fin quand on la connaît."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from creances.modeles.base import Modele
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import Jour


class Duree(Modele):
    """Ce qui commence le jour `date`, et cesse le jour `fin` (exclu) ; None tant que cela dure."""

    date: Jour
    fin: Jour | None = None

    @model_validator(mode="after")
    def _dans_l_ordre(self) -> Self:
        if self.fin is not None and self.fin < self.date:
            raise DonneeInvalide(
                f"fin : reçu {self.fin} ; accepté : le jour du début ({self.date}) ou après",
                code="duree.ordre",
                champ="fin",
            )
        return self
