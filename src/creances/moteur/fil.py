"""Le fil d'un dossier : ses événements jusqu'à un jour, dans l'ordre, rangés par nature."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeVar

from creances.modeles import Avoir, Contestation, Evenement, Paiement, Pause, Promesse, Transmission
from creances.noyau.argent import centimes

_DATE = attrgetter("date")
T = TypeVar("T")
D = TypeVar("D", Contestation, Pause, Transmission)

EtatPromesse = Literal["en_cours", "tenue", "rompue", "sans_date"]


class SuiviPromesse(NamedTuple):
    """Une promesse et ce qu'il en est advenu. `recu` : versé depuis la promesse jusqu'à son terme, en centimes."""

    promesse: Promesse
    etat: EtatPromesse
    recu: int


class Fil:
    """Les événements connus au jour `au`, inclus : aucun n'est plus tardif."""

    def __init__(self, evenements: Iterable[Evenement], au: date) -> None:
        self.au = au
        self.evenements: Sequence[Evenement] = sorted([un for un in evenements if un.date <= au], key=_DATE)
        self._par_classe: dict[type, list[Any]] = {}
        for un in self.evenements:
            self._par_classe.setdefault(type(un), []).append(un)

    @property
    def sortes(self) -> KeysView[type]:
        """Les natures d'événements présentes."""
        return self._par_classe.keys()

    def tous(self, classe: type[T]) -> Sequence[T]:
        """Ceux d'une nature, dans l'ordre des jours."""
        return self._par_classe.get(classe, ())

    def dernier(self, classe: type[T]) -> T | None:
        """Le dernier d'une nature."""
        trouves = self.tous(classe)
        return trouves[-1] if trouves else None

    def en_cours(self, classe: type[D]) -> Sequence[D]:
        """Ceux d'une nature qui durent encore."""
        return [un for un in self.tous(classe) if un.fin is None or un.fin > self.au]

    def recu(self, depuis: date, jusqu_au: date) -> int:
        """Paiements et avoirs de `[depuis, jusqu_au]`, bornes incluses, en centimes."""
        entrees: list[Paiement | Avoir] = [*self.tous(Paiement), *self.tous(Avoir)]
        return sum(centimes(un.montant) for un in entrees if depuis <= un.date <= jusqu_au)

    def promesses(self, montant: int) -> tuple[SuiviPromesse, ...]:
        """Chaque promesse et ce qu'elle est devenue, pour une créance de `montant` centimes.

        Elle est tenue si ce qui est reçu du jour de la promesse à son terme, inclus, fait la somme promise ; sans somme, si
        plus rien du principal ne restait dû à son terme.
        """
        return tuple(self._suivre(une, montant) for une in self.tous(Promesse))

    def _suivre(self, promesse: Promesse, montant: int) -> SuiviPromesse:
        if promesse.pour_le is None:
            return SuiviPromesse(promesse, "sans_date", self.recu(promesse.date, self.au))
        recu = self.recu(promesse.date, min(promesse.pour_le, self.au))
        if promesse.montant is not None:
            attendu = centimes(promesse.montant)
        else:
            attendu = montant - self.recu(date.min, promesse.date - timedelta(days=1))
        if recu >= attendu:
            return SuiviPromesse(promesse, "tenue", recu)
        return SuiviPromesse(promesse, "en_cours" if self.au <= promesse.pour_le else "rompue", recu)
