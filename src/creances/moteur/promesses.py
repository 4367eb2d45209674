"""Les promesses de payer : tenues, rompues, en cours, et la part qui a été tenue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement
from creances.moteur.fil import EtatPromesse, Fil
from creances.moteur.recit import exiger_cette_creance
from creances.noyau.argent import MILLION, centimes, division_arrondie, euros, pourcent
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import Jour, JourAccepte, jour

C_CIV_2240 = "C. civ., 2240"


@dataclass(frozen=True, slots=True)
class PromesseSuivie:
    """Une promesse : `attendu` et `recu`, en euros, au plus tard le `pour_le` (None : aucun jour promis)."""

    date: Jour
    pour_le: Jour | None
    attendu: Decimal
    recu: Decimal
    etat: EtatPromesse


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

    Une promesse est « tenue » si les paiements et les avoirs, depuis le jour où elle a été faite, atteignent le montant
    promis avant la fin de son jour, `tolerance` jours compris ; « rompue » passé ce jour ; « sans date » si elle n'en nomme
    aucun et n'est pas payée. Un paiement ne tient qu'une promesse, la plus proche d'abord. Sans montant, elle vaut pour ce
    qui reste de la facture ce jour-là, hors intérêts et indemnité.

    Une promesse n'interrompt pas la prescription, sauf si elle reconnaît la dette (C. civ., 2240).

    Source : C. civ., 2240 ; usage pour le reste.

    >>> from creances.modeles import Paiement, Promesse
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
    suivies = tuple(_suivre(creance, connus, fin, tolerance))
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


def _suivre(creance: Creance, evenements: Sequence[Evenement], au: date, tolerance: int) -> list[PromesseSuivie]:
    """Les promesses, de la plus proche à la plus lointaine."""
    suivies = Fil(evenements, au).promesses(centimes(creance.montant), tolerance)
    return [
        PromesseSuivie(une.promesse.date, une.promesse.pour_le, euros(une.attendu), euros(une.recu), une.etat)
        for une in sorted(suivies, key=lambda une: (une.promesse.pour_le or date.max, une.promesse.date))
    ]


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
