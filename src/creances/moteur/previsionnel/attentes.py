"""Ce que l'on attend d'un poste, et quand : un plan d'abord, puis une promesse, puis l'échéance, enfin la courbe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from creances.modeles import Echeancier
from creances.moteur.balance_agee.encours import Poste
from creances.moteur.echeancier import suivi_echeancier
from creances.moteur.gel import jugement_qui_interdit, surendettement
from creances.moteur.previsionnel.courbe import attendu
from creances.moteur.usages.courbe import CourbeRecouvrement
from creances.noyau.argent import centimes
from creances.noyau.temps import UN_JOUR, fin_de_mois

Origine = Literal["plan", "promesse", "echeance", "courbe"]


class Attente(NamedTuple):
    """Une somme attendue un jour, en centimes, et d'où vient cette attente."""

    jour: date
    montant: int
    origine: Origine


@dataclass(slots=True)
class _Reste:
    """Ce qui n'est pas encore attendu d'un poste."""

    montant: int

    def prendre(self, somme: int) -> int:
        """Retire au plus cette somme, et dit combien."""
        pris = max(0, min(somme, self.montant))
        self.montant -= pris
        return pris


def attendre(poste: Poste, au: date, horizon: date, courbe: CourbeRecouvrement | None) -> Iterator[Attente]:
    """Les encaissements attendus d'un poste depuis `au` inclus. Ce qu'ils laissent n'a pas de date.

    Rien d'une dette qu'un jugement d'ouverture ou un surendettement recevable interdit de payer. Ni la part contestée, ni
    un impayé sans promesse, sans plan et sans courbe ne sont attendus.
    """
    creance, passes = poste.dossier.creance, poste.fil.evenements
    if jugement_qui_interdit(creance, passes) is not None or surendettement(creance, passes, au) == "recevable":
        return
    reste = _Reste(poste.du)
    for attente in (*_du_plan(poste, au, reste), *_des_promesses(poste, reste), *_du_terme(poste, reste)):
        if attente.montant:
            yield attente
    if courbe is not None and poste.age > 0:
        yield from _de_la_courbe(poste, au, horizon, courbe, max(0, reste.montant - poste.conteste))


def _du_plan(poste: Poste, au: date, reste: _Reste) -> Iterator[Attente]:
    """Ce que doivent encore les échéances à venir du dernier plan ; rien d'un plan caduc."""
    if poste.fil.dernier(Echeancier) is None:
        return
    suivi = suivi_echeancier(poste.dossier.creance, au=au, evenements=poste.fil.evenements).valeur
    for une in suivi.echeances:
        if une.etat == "a_venir" and suivi.etat != "caduc":
            yield Attente(une.date, reste.prendre(centimes(une.reste)), "plan")


def _des_promesses(poste: Poste, reste: _Reste) -> Iterator[Attente]:
    """Les promesses qui courent, la plus proche d'abord ; sans montant, tout ce qui reste."""
    suivies = poste.fil.promesses(centimes(poste.dossier.creance.montant))
    en_cours = [
        (une.promesse.pour_le, une) for une in suivies if une.promesse.pour_le is not None and une.etat == "en_cours"
    ]
    for terme, une in sorted(en_cours, key=lambda paire: paire[0]):
        promis = une.promesse.montant
        yield Attente(
            terme, reste.prendre(reste.montant if promis is None else centimes(promis) - une.recu), "promesse"
        )


def _du_terme(poste: Poste, reste: _Reste) -> Iterator[Attente]:
    """Le jour de l'échéance, s'il n'est pas passé ; la part contestée n'est pas attendue."""
    if poste.age <= 0:
        yield Attente(poste.echeance, reste.prendre(reste.montant - poste.conteste), "echeance")


def _de_la_courbe(poste: Poste, au: date, horizon: date, courbe: CourbeRecouvrement, impaye: int) -> Iterator[Attente]:
    """Ce que la courbe fait attendre mois par mois, daté de la fin du mois."""
    deja = 0
    for _, fin in mois_jusqu_a(au, horizon):
        cumul = attendu(courbe, impaye, poste.age, poste.age + (fin - au).days)
        if cumul > deja:
            yield Attente(fin, cumul - deja, "courbe")
        deja = cumul


def mois_jusqu_a(au: date, horizon: date) -> Sequence[tuple[date, date]]:
    """Le premier et le dernier jour de chaque mois, d'`au` à `horizon` inclus.

    >>> [(str(a), str(b)) for a, b in mois_jusqu_a(date(2026, 11, 21), date(2026, 12, 15))]
    [('2026-11-21', '2026-11-30'), ('2026-12-01', '2026-12-15')]
    """
    mois, debut = [], au
    while debut <= horizon:
        fin = min(fin_de_mois(debut), horizon)
        mois.append((debut, fin))
        debut = fin + UN_JOUR
    return mois
