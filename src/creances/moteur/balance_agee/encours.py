"""L'encours, créance par créance : ce qui a été facturé moins ce qui a été reçu, comme au compte du client.

Ni pénalités, ni indemnité, ni frais : ils ne sont pas dans la facture. Un avoir ou un paiement qui dépasse sa créance
n'efface rien d'autre : il reste « non affecté ».
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Discriminator, Tag

from creances.droit.corpus import Droit
from creances.modeles import Avoir, Contestation, Creance, Dossier, Paiement
from creances.moteur.fil import Fil
from creances.moteur.recit import exiger_cette_creance
from creances.noyau.argent import centimes
from creances.noyau.erreurs import DonneeInvalide, HorsChamp
from creances.regles.echeance.question import dater
from creances.regles.regime import regime


def _sorte(piece: object) -> str:
    """Un dossier porte sa créance ; une créance, un montant."""
    return "Dossier" if isinstance(piece, Dossier) or (isinstance(piece, dict) and "creance" in piece) else "Creance"


Piece = Annotated[
    Annotated[Dossier, Tag("Dossier")] | Annotated[Creance, Tag("Creance")],
    Discriminator(_sorte),
]
"""Ce dont un portefeuille est fait : des dossiers, ou des créances seules."""


@dataclass(frozen=True, slots=True)
class Poste:
    """Une créance au jour de la question, en centimes.

    - `facture` : son montant, zéro si elle n'est pas encore émise. `du` : ce qui en reste ; `libre` : ce qui a été reçu de
      trop. `facture` - reçu = `du` - `libre`. `conteste` : la part contestée de `du`.
    - `echeance` : dernier jour pour payer. `age` : jours de retard, négatifs avant l'échéance.
    """

    dossier: Dossier
    fil: Fil
    echeance: date
    age: int
    facture: int
    du: int
    libre: int
    conteste: int

    @property
    def debiteur(self) -> str:
        """Le nom du débiteur, à défaut son SIREN."""
        debiteur = self.dossier.creance.debiteur
        return debiteur.nom or debiteur.siren or ""

    @property
    def cle(self) -> str:
        """Ce qui réunit les créances d'un même débiteur : son SIREN, à défaut son nom."""
        debiteur = self.dossier.creance.debiteur
        return debiteur.siren or debiteur.nom

    @property
    def echu(self) -> int:
        """Ce qui est en retard."""
        return self.du if self.age > 0 else 0


def poster(dossier: Dossier, echeance: date, au: date) -> Poste:
    """Le poste d'un dossier. Une facture émise après `au` ne compte pas encore ; ce qui a été reçu d'avance, si."""
    fil = Fil(dossier.evenements, au)
    facture = centimes(dossier.creance.montant) if _emise(dossier.creance, au) else 0
    recu = fil.recu(date.min, au)
    du = max(0, facture - recu)
    conteste = _conteste(dossier.creance, fil, du)
    return Poste(dossier, fil, echeance, (au - echeance).days, facture, du, max(0, recu - facture), conteste)


def _emise(creance: Creance, au: date) -> bool:
    """Vrai si la facture existe à ce jour ; une créance dont on ne connaît que l'échéance existe."""
    naissance = creance.emission or creance.livraison or creance.reception
    return naissance is None or naissance <= au


def _conteste(creance: Creance, fil: Fil, du: int) -> int:
    """La part contestée. `Creance.contestation` vaut pour le tout tant qu'aucun événement ne la précise."""
    ouvertes = fil.en_cours(Contestation)
    montants = [centimes(un.montant) for un in ouvertes if un.montant is not None]
    entiere = creance.contestation is not None and not fil.tous(Contestation)
    return du if entiere or len(montants) < len(ouvertes) else min(du, sum(montants))


def echeance_de(creance: Creance, droit: Droit) -> date:
    """L'échéance de la règle `echeance` ; d'une créance hors de son champ, la date imprimée."""
    try:
        return dater(creance, droit, regime(creance).regime).jour
    except HorsChamp:
        if creance.echeance is None:
            raise
        return creance.echeance


def reunir(
    pieces: Iterable[Piece], evenements: Iterable[Paiement | Avoir] = ()
) -> tuple[list[Dossier], list[Paiement | Avoir]]:
    """Les dossiers, chacun avec les mouvements qui le désignent, et les mouvements que rien ne désigne.

    Un mouvement sans référence va à la créance s'il n'y en a qu'une ; sinon il reste libre. Une référence inconnue, ou
    portée par plusieurs créances, est refusée.
    """
    dossiers = [une if isinstance(une, Dossier) else Dossier(creance=une) for une in pieces]
    for dossier in dossiers:
        exiger_cette_creance(dossier.creance, dossier.evenements)
    references = Counter(dossier.creance.reference for dossier in dossiers)
    libres: list[Paiement | Avoir] = []
    designes: dict[str, list[Paiement | Avoir]] = defaultdict(list)
    for un in evenements:
        reference = _designation(un, references)
        if reference is None:
            libres.append(un)
        else:
            designes[reference].append(un)
    return [_completer(dossier, designes.get(dossier.creance.reference, ())) for dossier in dossiers], libres


def _designation(mouvement: Paiement | Avoir, references: Counter[str]) -> str | None:
    if not isinstance(mouvement, Paiement | Avoir):
        raise DonneeInvalide(
            f"evenements : reçu {mouvement!r} ; accepté : Paiement, Avoir ; les autres dans le dossier de leur créance",
            code="evenement.type",
        )
    if mouvement.creance is None:
        return next(iter(references)) if references.total() == 1 else None
    if references[mouvement.creance] != 1:
        raise DonneeInvalide(
            f"evenements, creance : reçu {mouvement.creance!r}, que {references[mouvement.creance]} créances portent ; "
            "accepté : la référence d'une seule",
            code="evenement.creance_inconnue",
        )
    return mouvement.creance


def _completer(dossier: Dossier, mouvements: Sequence[Paiement | Avoir]) -> Dossier:
    return dossier.avec(evenements=(*dossier.evenements, *mouvements)) if mouvements else dossier
