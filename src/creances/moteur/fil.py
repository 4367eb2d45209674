"""Le fil d'un dossier : ses événements jusqu'à un jour, dans l'ordre, rangés par nature."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeVar

from creances.modeles import Avoir, Contestation, Evenement, Paiement, Pause, Promesse, Transmission
from creances.noyau.argent import centimes
from creances.noyau.temps import UN_JOUR

_DATE = attrgetter("date")
_RECUS = (Paiement, Avoir)
T = TypeVar("T")
D = TypeVar("D", Contestation, Pause, Transmission)

EtatPromesse = Literal["en_cours", "tenue", "rompue", "sans_date"]


class SuiviPromesse(NamedTuple):
    """Une promesse et ce qu'il en est advenu : ce qui en était attendu, ce qui en a été reçu, en centimes."""

    promesse: Promesse
    etat: EtatPromesse
    attendu: int
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

    def promesses(self, montant: int, tolerance: int = 0) -> tuple[SuiviPromesse, ...]:
        """Chaque promesse et ce qu'elle est devenue, pour une créance de `montant` centimes, dans l'ordre des jours.

        Elle est tenue si ce qui est reçu du jour de la promesse à son terme, inclus, `tolerance` jours compris, fait la
        somme promise ; sans somme, ce qui restait du principal la veille. Une somme reçue ne tient qu'une promesse, la plus
        proche d'abord.
        """
        faites = self.tous(Promesse)
        if not faites:
            return ()
        restes = [[un.date, centimes(un.montant)] for un in self.evenements if isinstance(un, _RECUS)]
        admis = timedelta(days=tolerance)
        suivies = {
            rang: self._suivre(faites[rang], montant, restes, admis)
            for rang in sorted(range(len(faites)), key=lambda rang: _terme(faites[rang]))
        }
        return tuple(suivies[rang] for rang in range(len(faites)))

    def _suivre(self, une: Promesse, montant: int, restes: list[list[Any]], admis: timedelta) -> SuiviPromesse:
        attendu = centimes(une.montant) if une.montant is not None else self._solde(montant, une.date)
        dernier = self.au if une.pour_le is None else min(self.au, une.pour_le + admis)
        recu = _puiser(restes, attendu, une.date, dernier)
        if recu >= attendu:
            return SuiviPromesse(une, "tenue", attendu, recu)
        if une.pour_le is None:
            return SuiviPromesse(une, "sans_date", attendu, recu)
        return SuiviPromesse(une, "rompue" if self.au > une.pour_le + admis else "en_cours", attendu, recu)

    def _solde(self, montant: int, jour: date) -> int:
        """Ce qui restait de la facture la veille de ce jour, sans intérêts ni indemnité."""
        return max(0, montant - self.recu(date.min, jour - UN_JOUR))


def _terme(promesse: Promesse) -> tuple[date, date]:
    return promesse.pour_le or date.max, promesse.date


def _puiser(restes: list[list[Any]], attendu: int, depuis: date, jusqu_au: date) -> int:
    """Prend l'attendu sur ce qui a été reçu entre ces jours, bornes incluses, et rend ce qui a été pris."""
    recu = 0
    for reste in restes:
        jour, disponible = reste
        if depuis <= jour <= jusqu_au:
            pris = min(disponible, attendu - recu)
            reste[1] -= pris
            recu += pris
    return recu
