"""Un dossier vu un jour donné : ses événements rejoués une fois, pour l'escalade et l'orientation.

Rien de postérieur au jour de la question n'y entre. Ce qui coûte (la prescription, les délais des procédures) ne se
calcule que si on le demande.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    Promesse,
    Surendettement,
    Suspension,
    Titre,
)
from creances.moteur.chronologie import Compte, rejouer
from creances.moteur.fil import Fil, SuiviPromesse
from creances.moteur.gel import jugement_qui_interdit, surendettement
from creances.moteur.penalites import qualifier_et_trier
from creances.moteur.poursuites import (
    ACTES_JUGES,
    COLLECTIVE,
    NATURES_TITREES,
    declaree,
    dure,
    engagees,
    instance,
    suppose_un_titre,
)
from creances.moteur.prescription import prescription
from creances.moteur.qualification import Options
from creances.moteur.usages.delais import delai_de_mise_en_demeure
from creances.noyau.argent import centimes
from creances.noyau.erreurs import DonneeInvalide, DroitInconnu, ErreurCreances, HorsChamp
from creances.noyau.resultat import Resultat
from creances.regles.avancement import Avancement, avancement
from creances.regles.echeance import echeance
from creances.regles.prescription import Prescription
from creances.regles.prescription.faits import Fait, lire

Phase = Literal["prevention", "amiable", "contentieux", "execution_forcee", "procedure_collective", "close"]

_OPTIONS = Options()
_EXECUTION = frozenset({"SA", "SV", "SR"})
_SURENDETTEMENTS: frozenset[type] = frozenset({Surendettement, Suspension})
_AMIABLES = frozenset({"mediation", "conciliation", "procedure_participative"})
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

    @property
    def exigible(self) -> date:
        """Le dernier jour pour payer, inclus."""
        compte = self.compte
        return self._echeance if compte is None else compte.dette.exigible

    @cached_property
    def _echeance(self) -> date:
        return self.creance.echeance or echeance(self.creance, droit=self.droit).valeur

    @property
    def retard(self) -> int:
        """Jours de retard : 0 jusqu'au jour de l'échéance, 1 le lendemain."""
        return max(0, (self.au - self.exigible).days)

    @property
    def principal(self) -> int:
        """Ce qui reste dû en principal ; sans compte, le montant moins tout ce qui a été reçu."""
        compte = self.compte
        return self._reste if compte is None else compte.principal

    @cached_property
    def _reste(self) -> int:
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

    def fin_de_mise_en_demeure(self, delai_usuel: int | None = None) -> date | None:
        """Dernier jour, inclus, que la dernière mise en demeure laisse pour payer ; None s'il n'y en a pas.

        Le délai compte de la première présentation, sinon de la réception, sinon de l'envoi ; si elle n'en accorde
        pas, `delai_usuel`, en jours, sinon l'usage pour ce débiteur.
        """
        derniere = self.mise_en_demeure
        if derniere is None:
            return None
        depuis = derniere.presentation or derniere.reception or derniere.date
        accorde = delai_usuel if derniere.delai is None else derniere.delai
        return depuis + timedelta(days=delai_de_mise_en_demeure(self.debiteur.qualite) if accorde is None else accorde)

    @property
    def promesses(self) -> tuple[SuiviPromesse, ...]:
        """Chaque promesse et ce qu'elle est devenue, dans l'ordre des jours."""
        return self._promesses if self.fil.tous(Promesse) else ()

    @cached_property
    def _promesses(self) -> tuple[SuiviPromesse, ...]:
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

    @property
    def jugement_opposable(self) -> ProcedureCollective | None:
        """Le jugement d'ouverture qui interdit de payer cette créance ; None si elle est née après lui."""
        ouvertures = self.fil.tous(ProcedureCollective)
        retenu = jugement_qui_interdit(self.creance, self.fil.evenements) if ouvertures else None
        return None if retenu is None else next(une for une in ouvertures if une.date == retenu.ouverture)

    @property
    def declaree(self) -> bool:
        """La créance est déclarée à la procédure collective : un événement le dit, ou un acte."""
        return declaree(self.fil, self.procedures)

    @property
    def gele_par_le_surendettement(self) -> bool:
        """Le débiteur a saisi la commission après la naissance de la créance, ou son dossier est recevable."""
        if self.fil.sortes.isdisjoint(_SURENDETTEMENTS):
            return False
        return surendettement(self.creance, self.fil.evenements, self.au) is not None

    @property
    def mediation(self) -> Suspension | None:
        """La dernière médiation, conciliation ou procédure participative, si elle dure encore."""
        ouvertes = [un for un in self.fil.tous(Suspension) if un.type in _AMIABLES and (un.fin or date.max) > self.au]
        return ouvertes[-1] if ouvertes else None

    # Ce que la loi impose

    @property
    def actes(self) -> Sequence[Fait]:
        """Les actes que les événements disent, chacun avec la fin et l'issue qu'on lui connaît."""
        return () if self.fil.sortes.isdisjoint(ACTES_JUGES) else self._actes

    @cached_property
    def _actes(self) -> Sequence[Fait]:
        return lire(self.fil.evenements, (), self.au, self.creance.reference)[0]

    @property
    def instance_en_cours(self) -> bool:
        """Un événement dit le juge saisi : l'instance dure, ou a condamné sans que le titre soit encore dit."""
        return any(map(instance, self.actes))

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """Les procédures engagées : celles dont un acte est passé, la première engagée d'abord."""
        return engagees(self.dossier.procedures, self.au)

    @property
    def avancements(self) -> tuple[tuple[Procedure, Resultat[Avancement]], ...]:
        """Où en est chaque procédure engagée."""
        return self._avancements if self.dossier.procedures else ()

    @cached_property
    def _avancements(self) -> tuple[tuple[Procedure, Resultat[Avancement]], ...]:
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
        """Le créancier a un titre exécutoire : sa nature ou un événement le dit, ou une procédure y a mené.

        On n'exécute pas sans titre : une saisie qui n'est pas nulle en suppose un.
        """
        if self.creance.nature in NATURES_TITREES or self.fil.tous(Titre):
            return True
        if not (self.actes or self.avancements):
            return False
        return any(suppose_un_titre(un, self.fil) for un in self.actes) or any(
            reponse.valeur.executoire_le is not None and reponse.valeur.executoire_le <= self.au
            for _, reponse in self.avancements
        )

    @property
    def procedures_en_cours(self) -> Sequence[tuple[Procedure, Resultat[Avancement]]]:
        """Les procédures engagées contre le débiteur et qui n'ont pas fini, hors procédure collective."""
        return [(une, reponse) for une, reponse in self.avancements if dure(une, reponse)]

    @cached_property
    def phase(self) -> Phase:
        """Où en est le recouvrement, de la prévention à la clôture."""
        if self.soldee:
            return "close"
        if self.jugement_opposable is not None or self.gele_par_le_surendettement:
            return "procedure_collective"
        types = {une.type for une in self.procedures}
        if types & _EXECUTION or self.executoire:
            return "execution_forcee"
        if types - {COLLECTIVE} or self.instance_en_cours:
            return "contentieux"
        return "amiable" if self.retard else "prevention"
