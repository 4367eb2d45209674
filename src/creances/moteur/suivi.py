"""Où en est ce dossier ? La phase, ce qui reste dû, ce qui est contesté ou promis, jusqu'à quand agir."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.moteur.situation import Phase, Situation
from creances.noyau.argent import euros
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

C_CIV_2224 = "C. civ., 2224"


@dataclass(frozen=True, slots=True)
class Suivi:
    """Un dossier au jour de la question. Les sommes sont en euros.

    - `phase` : "prevention" (rien n'est en retard), "amiable", "contentieux" (un juge est saisi), "execution_forcee" (un
      titre est obtenu), "procedure_collective" (surendettement compris) ou "close" (plus rien n'est dû).
    - `echeance` : dernier jour pour payer ; `retard` : jours écoulés depuis. `total` : accessoires compris, None si un taux
      n'est pas publié ou si le régime n'est pas couvert. `conteste` : la part du principal.
    - `dernier_jour_pour_agir`, inclus : None si le délai est interrompu, ou si on ne peut le compter.
    """

    phase: Phase
    echeance: date
    retard: int = field(metadata={"unite": "jours"})
    principal: Decimal
    total: Decimal | None
    conteste: Decimal
    promesses_rompues: int
    dernier_jour_pour_agir: date | None


@regle("suivi", C_CIV_2224)
def suivi(dossier: Dossier, *, au: JourAccepte, droit: Droit | None = None) -> Resultat[Suivi]:
    """L'état d'un dossier au jour `au` inclus : rien n'est mémorisé, tout est rejoué ; la suite n'existe pas encore.

    Le retard commence le lendemain de l'échéance. Un paiement partiel laisse le dossier ouvert pour le reste ; un principal
    payé le laisse ouvert pour ses accessoires. Ce qui ne peut se compter est None, avec la réserve qui dit pourquoi.

    Erreurs : celles d'`echeance` et d'`avancement`.
    Source : les règles `decompte`, `prescription` et `avancement`, qui citent leurs textes ; C. civ., 2224.

    >>> from creances.modeles import Creance, Paiement
    >>> facture = Creance(montant=1000, echeance="2026-11-10")
    >>> ouvert = Dossier(creance=facture, evenements=[Paiement(date="2026-11-05", montant=400)])
    >>> etats = [suivi(ouvert, au=au).valeur for au in ("2026-11-10", "2026-11-11")]
    >>> [(etat.phase, etat.retard, etat.principal) for etat in etats]
    [('prevention', 0, Decimal('600.00')), ('amiable', 1, Decimal('600.00'))]
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    situation = Situation(dossier, question, droit)
    delai, du = situation.prescription, situation.du
    terme = None if delai is None else delai.valeur.terme
    lignes = (Ligne("suivi.terme", delai.articles[0], fin=terme),) if delai is not None and terme is not None else ()
    return Resultat(
        "suivi",
        Suivi(
            phase=situation.phase,
            echeance=situation.exigible,
            retard=situation.retard,
            principal=euros(situation.principal),
            total=None if du is None else euros(du),
            conteste=euros(situation.contestee),
            promesses_rompues=sum(une.etat == "rompue" for une in situation.promesses),
            dernier_jour_pour_agir=terme,
        ),
        lignes,
        tuple(ligne.article for ligne in lignes),
        tuple(dict.fromkeys(_reserves(situation))),
        question,
        droit.version,
    )


def _reserves(situation: Situation) -> Iterator[Reserve]:
    if situation.refus is not None:
        yield Reserve("ACCESSOIRES_NON_COMPTES")
    if situation.prescription is None:
        yield Reserve("PRESCRIPTION_NON_COMPTEE")
    else:
        yield from situation.prescription.reserves
    if situation.compte is not None:
        yield from situation.compte.dette.reserves
