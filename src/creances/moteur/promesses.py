"""Les promesses de payer : tenues, rompues, en cours, et la part qui a été tenue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement, Paiement, Promesse
from creances.moteur.chronologie import mouvements
from creances.moteur.recit import exiger_cette_creance
from creances.noyau.argent import MILLION, centimes, division_arrondie, euros, pourcent
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import Jour, JourAccepte, jour

EtatDePromesse = Literal["tenue", "rompue", "en_cours", "sans_date"]
C_CIV_2240 = "C. civ., 2240"


@dataclass(frozen=True, slots=True)
class PromesseSuivie:
    """Une promesse : `attendu` et `recu`, en euros, au plus tard le `pour_le` (None : aucun jour promis)."""

    date: Jour
    pour_le: Jour | None
    attendu: Decimal
    recu: Decimal
    etat: EtatDePromesse


@dataclass(frozen=True, slots=True)
class SuiviPromesses:
    """Toutes les promesses d'un dossier.

    `taux_tenu` : part tenue, en pour cent, parmi celles dont le jour est passé ; None s'il n'y en a pas.
    `prochaine` : le jour promis le plus proche parmi celles qui courent, `prochain_montant` ce qui en est attendu encore.
    """

    tenues: int
    rompues: int
    en_cours: int
    taux_tenu: Decimal | None = field(metadata={"unite": "taux"})
    prochaine: date | None
    prochain_montant: Decimal | None
    promesses: tuple[PromesseSuivie, ...] = field(metadata={"dans_les_lignes": True})


@regle("suivi_promesses", C_CIV_2240)
def suivi_promesses(
    creance: Creance,
    *,
    au: JourAccepte,
    evenements: Sequence[Evenement] = (),
    tolerance: Annotated[int, Field(strict=True, ge=0)] = 0,
    droit: Droit | None = None,
) -> Resultat[SuiviPromesses]:
    """Ce que sont devenues les promesses de payer, au jour `au` inclus.

    Une promesse est « tenue » si les paiements reçus depuis le jour où elle a été faite atteignent le montant promis avant
    la fin de son jour, `tolerance` jours compris ; « rompue » passé ce jour ; « sans date » si elle n'en nomme aucun et
    n'est pas payée. Un paiement ne tient qu'une promesse, la plus proche d'abord. Sans montant, elle vaut pour ce qui
    reste de la facture ce jour-là, hors intérêts et indemnité.

    Une promesse n'interrompt pas la prescription, sauf si elle reconnaît la dette (C. civ., 2240).

    Source : C. civ., 2240 ; usage pour le reste.

    >>> promesses = [Promesse(date="2026-11-01", pour_le="2026-11-10", montant=400)]
    >>> recu = Paiement(date="2026-11-12", montant=400)
    >>> facture = Creance(montant=1000, echeance="2026-10-04")
    >>> suivi_promesses(facture, au="2026-11-21", evenements=[*promesses, recu]).valeur.rompues
    1
    >>> suivi_promesses(facture, au="2026-11-21", evenements=[*promesses, recu], tolerance=2).valeur.tenues
    1
    """
    droit = droit or droit_courant()
    fin = jour(au, "au")
    connus = tuple(evenements)
    exiger_cette_creance(creance, connus)
    suivies = tuple(_suivre(creance, tuple(un for un in connus if un.date <= fin), fin, tolerance))
    valeur = _resumer(suivies)
    lignes = tuple(
        Ligne(
            f"promesse.{une.etat}",
            debut=une.date,
            fin=une.pour_le,
            montants=(("attendu", une.attendu), ("recu", une.recu)),
        )
        for une in suivies
    )
    return Resultat("suivi_promesses", valeur, lignes, (), (), fin, droit.version)


def _suivre(creance: Creance, passes: tuple[Evenement, ...], au: date, tolerance: int) -> Iterator[PromesseSuivie]:
    promesses = [un for un in passes if isinstance(un, Promesse)]
    restes = [_Reste(un.date, centimes(un.montant)) for un in mouvements(passes, au) if isinstance(un, Paiement)]
    admis = timedelta(days=tolerance)
    for une in sorted(promesses, key=lambda un: (un.pour_le or date.max, un.date)):
        attendu = centimes(une.montant) if une.montant is not None else _solde(creance, passes, une)
        dernier = au if une.pour_le is None else min(au, une.pour_le + admis)
        recu = _puiser(restes, attendu, une.date, dernier)
        yield PromesseSuivie(
            date=une.date,
            pour_le=une.pour_le,
            attendu=euros(attendu),
            recu=euros(recu),
            etat=_etat(une, recu >= attendu, au, admis),
        )


def _solde(creance: Creance, passes: tuple[Evenement, ...], promesse: Promesse) -> int:
    """Ce qui restait de la facture la veille de la promesse, avoirs et paiements ôtés, sans intérêts ni indemnité."""
    avant = sum(
        centimes(un.montant)
        for un in mouvements(passes, promesse.date)
        if un.type == "avoir" or (un.type == "paiement" and un.date < promesse.date)
    )
    return max(0, centimes(creance.montant) - avant)


@dataclass
class _Reste:
    """Ce qu'aucune promesse n'a encore pris d'un paiement, en centimes."""

    date: date
    centimes: int


def _puiser(restes: list[_Reste], attendu: int, depuis: date, jusqu_au: date) -> int:
    """Prend l'attendu sur les paiements reçus entre ces jours, bornes incluses, et rend ce qui a été pris."""
    recu = 0
    for reste in restes:
        if depuis <= reste.date <= jusqu_au:
            pris = min(reste.centimes, attendu - recu)
            reste.centimes -= pris
            recu += pris
    return recu


def _etat(promesse: Promesse, tenue: bool, au: date, admis: timedelta) -> EtatDePromesse:
    if tenue:
        return "tenue"
    if promesse.pour_le is None:
        return "sans_date"
    return "rompue" if au > promesse.pour_le + admis else "en_cours"


def _resumer(suivies: tuple[PromesseSuivie, ...]) -> SuiviPromesses:
    etats = [une.etat for une in suivies]
    tenues, rompues = etats.count("tenue"), etats.count("rompue")
    jugees = tenues + rompues
    courantes = [une for une in suivies if une.etat == "en_cours"]
    prochaine = courantes[0] if courantes else None
    return SuiviPromesses(
        tenues=tenues,
        rompues=rompues,
        en_cours=len(courantes),
        taux_tenu=pourcent(division_arrondie(MILLION * tenues, jugees)) if jugees else None,
        prochaine=None if prochaine is None else prochaine.pour_le,
        prochain_montant=None if prochaine is None else prochaine.attendu - prochaine.recu,
        promesses=suivies,
    )
