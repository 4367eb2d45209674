"""Ce que rendent les règles du plan de paiement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from creances.modeles import Echeancier, LigneEcheancier
from creances.noyau.temps import Jour

InteretsDuPlan = Literal["a_part", "de_la_dette", "convenus", "abandonnes"]
EtatDEcheance = Literal["payee", "a_venir", "en_retard", "manquee"]
EtatDuPlan = Literal["en_cours", "respecte", "en_retard", "caduc"]


@dataclass(frozen=True, slots=True)
class EcheanceDuPlan:
    """Une échéance, en euros. `montant` = `frais` + `interets` + `principal`. `reste` : ce qui restera dû après elle."""

    date: Jour
    montant: Decimal
    frais: Decimal
    interets: Decimal
    principal: Decimal
    reste: Decimal


@dataclass(frozen=True, slots=True)
class PlanDePaiement:
    """Un plan prêt à signer.

    - `signature` : le jour du plan ; `fin` : sa dernière échéance.
    - `du` : tout ce qui est dû à la signature ; `interets` : ceux que le plan ajoute. `total` = `du` + `interets`, et
      c'est aussi la somme des `echeances`, au centime.
    - `interets_du_plan` : "a_part" (hors du plan), "de_la_dette" (à son taux), "convenus" ou "abandonnes".
    - `decheance`, `tolerance` en jours, `reconnaissance` : les clauses, reprises par l'événement.
    - `prescription` : dernier jour utile une fois le plan signé, None s'il est interrompu.
    """

    signature: date
    fin: date
    du: Decimal
    interets: Decimal
    total: Decimal
    interets_du_plan: InteretsDuPlan
    decheance: bool
    tolerance: int = field(metadata={"unite": "jours"})
    reconnaissance: bool
    prescription: date | None
    echeances: tuple[EcheanceDuPlan, ...] = field(metadata={"dans_les_lignes": True})

    def evenement(self) -> Echeancier:
        """L'événement à inscrire au dossier le jour où le débiteur signe."""
        return Echeancier(
            date=self.signature,
            lignes=tuple(LigneEcheancier(date=une.date, montant=une.montant) for une in self.echeances),
            decheance=self.decheance,
            tolerance=self.tolerance,
            reconnaissance=self.reconnaissance,
        )


@dataclass(frozen=True, slots=True)
class EcheanceSuivie:
    """Une échéance et ce qui en a été payé. `soldee_le` : le jour où elle l'a été, None sinon."""

    date: Jour
    montant: Decimal
    paye: Decimal
    reste: Decimal
    etat: EtatDEcheance
    soldee_le: Jour | None


@dataclass(frozen=True, slots=True)
class SuiviEcheancier:
    """Où en est un plan.

    - `etat` : "respecte" (tout est payé), "en_cours", "en_retard" (une échéance manquée), "caduc" (déchéance du terme).
    - `exigible` : ce qui peut être réclamé aujourd'hui, en euros : les échéances venues, ou tout après la déchéance ; rien
      si un jugement d'ouverture interdit de payer.
    - `reste` : ce que le plan doit encore, venu ou non. `paye` : ce qu'il a reçu.
    - `echeances_manquees` : combien ; `decheance` : premier jour où tout est exigible, None si cela n'est pas arrivé.
    - `prochaine` : la prochaine échéance non payée à venir, None après la déchéance ou s'il n'y en a plus.
    """

    etat: EtatDuPlan
    exigible: Decimal
    reste: Decimal
    paye: Decimal
    echeances_manquees: int
    decheance: date | None
    prochaine: date | None
    echeances: tuple[EcheanceSuivie, ...] = field(metadata={"dans_les_lignes": True})
