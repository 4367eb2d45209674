"""Un dossier vu un jour donné : ses événements rejoués une fois, pour l'escalade et l'orientation.

Rien de postérieur au jour de la question n'y entre. Ce qui coûte (la prescription, les délais des procédures) ne se
calcule que si on le demande.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from creances.droit.corpus import Droit
from creances.modeles import (
    Contestation,
    Contexte,
    Creance,
    Debiteur,
    Dossier,
    MiseEnDemeure,
    Procedure,
    ProcedureCollective,
    Surendettement,
    Titre,
)
from creances.moteur.chronologie import Compte, rejouer
from creances.moteur.fil import Fil, SuiviPromesse
from creances.moteur.penalites import qualifier_et_trier
from creances.moteur.prescription import prescription
from creances.moteur.qualification import Options
from creances.noyau.argent import centimes
from creances.noyau.erreurs import DonneeInvalide, DroitInconnu, ErreurCreances, HorsChamp
from creances.noyau.resultat import Resultat
from creances.regles.avancement import Avancement, avancement
from creances.regles.echeance import echeance
from creances.regles.prescription import Prescription

Phase = Literal["prevention", "amiable", "contentieux", "execution_forcee", "procedure_collective", "close"]

_OPTIONS = Options()
_EXECUTION = frozenset({"SA", "SV", "SR"})
_COLLECTIVE = "PCOLL"
_DEPOT = "depot_surendettement"


class Situation:
    """Tout ce qu'un dossier disait au jour `au`, inclus. Les montants sont en centimes ; `fil` porte les événements."""

    def __init__(self, dossier: Dossier, au: date, droit: Droit) -> None:
        self.dossier = dossier
        self.au = au
        self.droit = droit
        self.fil = Fil(dossier.evenements, au)

    @property
    def creance(self) -> Creance:
        """La créance."""
        return self.dossier.creance

    @property
    def debiteur(self) -> Debiteur:
        """Celui qui doit."""
        return self.dossier.creance.debiteur

    @property
    def contexte(self) -> Contexte:
        """Ce que la loi ne lit pas."""
        return self.dossier.contexte

    # Les comptes

    @cached_property
    def _essai(self) -> Compte | ErreurCreances:
        try:
            dette, a_passer = qualifier_et_trier(self.creance, self.au, self.fil.evenements, _OPTIONS, self.droit)
            return rejouer(dette, a_passer, self.au, _OPTIONS)
        except (DroitInconnu, HorsChamp) as refus:
            return refus

    @property
    def compte(self) -> Compte | None:
        """Le compte mené à `au` ; None si un taux n'est pas publié ou si le régime n'est pas couvert (`refus`)."""
        essai = self._essai
        return essai if isinstance(essai, Compte) else None

    @property
    def refus(self) -> ErreurCreances | None:
        """Pourquoi le compte ne peut être fait ; None s'il l'est."""
        essai = self._essai
        return None if isinstance(essai, Compte) else essai

    @cached_property
    def exigible(self) -> date:
        """Le dernier jour pour payer, inclus."""
        if self.compte is not None:
            return self.compte.dette.exigible
        return self.creance.echeance or echeance(self.creance, droit=self.droit).valeur

    @property
    def retard(self) -> int:
        """Jours de retard : 0 jusqu'au jour de l'échéance, 1 le lendemain."""
        return max(0, (self.au - self.exigible).days)

    @cached_property
    def principal(self) -> int:
        """Ce qui reste dû en principal ; sans compte, le montant moins tout ce qui a été reçu."""
        if self.compte is not None:
            return self.compte.principal
        return max(0, centimes(self.creance.montant) - self.fil.recu(date.min, self.au))

    @property
    def du(self) -> int | None:
        """Tout ce qui reste dû, accessoires compris ; None si on ne peut pas les compter."""
        return None if self.compte is None else self.compte.du

    @property
    def soldee(self) -> bool:
        """Plus rien n'est dû : ni principal, ni accessoire connu."""
        return self.principal == 0 and not self.du

    # Ce qui a été dit et fait

    @property
    def mise_en_demeure(self) -> MiseEnDemeure | None:
        """La dernière mise en demeure."""
        return self.fil.dernier(MiseEnDemeure)

    def fin_de_mise_en_demeure(self, delai_usuel: int) -> date | None:
        """Dernier jour, inclus, que la dernière mise en demeure laisse pour payer ; None s'il n'y en a pas.

        Le délai compte de la première présentation, sinon de la réception, sinon de l'envoi ; `delai_usuel`, en jours, vaut
        si elle n'en accorde pas.
        """
        derniere = self.mise_en_demeure
        if derniere is None:
            return None
        depuis = derniere.presentation or derniere.reception or derniere.date
        return depuis + timedelta(days=delai_usuel if derniere.delai is None else derniere.delai)

    @cached_property
    def promesses(self) -> tuple[SuiviPromesse, ...]:
        """Chaque promesse et ce qu'elle est devenue, dans l'ordre des jours."""
        return self.fil.promesses(centimes(self.creance.montant))

    @property
    def contestee(self) -> int:
        """La part contestée du principal : tout si la contestation n'en dit rien, zéro s'il n'y en a pas.

        `Creance.contestation` vaut contestation du tout tant qu'aucun événement ne la précise.
        """
        ouvertes = self.fil.en_cours(Contestation)
        sans_evenement = self.creance.contestation is not None and not self.fil.tous(Contestation)
        if sans_evenement or any(un.montant is None for un in ouvertes):
            return self.principal
        return min(self.principal, sum(centimes(un.montant) for un in ouvertes if un.montant is not None))

    @property
    def procedure_collective(self) -> ProcedureCollective | None:
        """La première ouverture de procédure collective."""
        ouvertes = self.fil.tous(ProcedureCollective)
        return ouvertes[0] if ouvertes else None

    @property
    def surendettement(self) -> Surendettement | None:
        """Le dernier dépôt d'un dossier de surendettement."""
        depots = [un for un in self.fil.tous(Surendettement) if un.type == _DEPOT]
        return depots[-1] if depots else None

    # Ce que la loi impose

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """Les procédures engagées : celles dont un acte est passé."""
        return tuple(une for une in self.dossier.procedures if any(acte.date <= self.au for acte in une.actes))

    @cached_property
    def avancements(self) -> tuple[tuple[Procedure, Resultat[Avancement]], ...]:
        """Où en est chaque procédure engagée."""
        return tuple((une, avancement(une, au=self.au, droit=self.droit)) for une in self.procedures)

    @cached_property
    def prescription(self) -> Resultat[Prescription] | None:
        """Jusqu'à quand agir ; None si le point de départ manque ou si le délai n'est pas couvert."""
        try:
            return prescription(
                self.creance,
                au=self.au,
                evenements=self.dossier.evenements,
                procedures=self.dossier.procedures,
                droit=self.droit,
            )
        except (DonneeInvalide, DroitInconnu, HorsChamp):
            return None

    @property
    def executoire(self) -> bool:
        """Le créancier a un titre exécutoire : un événement le dit, ou une procédure y a mené."""
        return self.fil.dernier(Titre) is not None or any(
            reponse.valeur.executoire_le is not None and reponse.valeur.executoire_le <= self.au
            for _, reponse in self.avancements
        )

    @cached_property
    def phase(self) -> Phase:
        """Où en est le recouvrement, de la prévention à la clôture."""
        if self.soldee:
            return "close"
        if self.procedure_collective is not None or self.surendettement is not None:
            return "procedure_collective"
        engagees = {une.type for une in self.procedures}
        if engagees & _EXECUTION or self.executoire:
            return "execution_forcee"
        if engagees - {_COLLECTIVE}:
            return "contentieux"
        return "amiable" if self.retard else "prevention"
