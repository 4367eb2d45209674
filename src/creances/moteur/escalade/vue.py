"""Un dossier, son scénario et un jour : tout ce que les freins et le déroulement ont besoin de savoir, calculé une fois."""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter

from creances.modeles import (
    Avoir,
    Contestation,
    Echeancier,
    Frais,
    MiseEnDemeure,
    Paiement,
    Promesse,
    Relance,
    Reponse,
    Transmission,
)
from creances.moteur.escalade.plans import SuiviDuPlan, suivre
from creances.moteur.escalade.rapprochement import Fait, rapprocher
from creances.moteur.fil import SuiviPromesse
from creances.moteur.situation import Situation
from creances.moteur.usages.delais import alerte_de_prescription, delai_de_mise_en_demeure
from creances.moteur.usages.scenarios import Scenario, usages_de_l_escalade
from creances.noyau.argent import centimes
from creances.noyau.erreurs import HorsChamp
from creances.noyau.temps import UN_JOUR
from creances.regles.regime import Regime, regime

_QUALITE_SUPPOSEE = "professionnel"
_DATE = attrgetter("date")
_MOUVEMENTS: frozenset[type] = frozenset({Paiement, Avoir, Frais})
_AUCUN: frozenset[str] = frozenset()


class Vue:
    """Ce que le dossier disait au jour `au`, lu pour ce scénario. Les montants sont en centimes."""

    # Ce qui sert à chaque plan est lu d'emblée ; le reste, au besoin.
    def __init__(self, situation: Situation, scenario: Scenario, debut: date | None) -> None:
        self.situation = situation
        self.scenario = scenario
        self.au = situation.au
        self.debut = debut
        self.trame = scenario.trame
        self.debiteur = situation.debiteur
        tous = situation.fil.tous
        # Rien n'a été payé, réduit ni ajouté : le compte ne dirait rien que la créance ne dise.
        self.intacte = situation.fil.sortes.isdisjoint(_MOUVEMENTS)
        plans = tous(Echeancier)
        self.plan = plans[-1] if plans else None
        self.suivi: SuiviDuPlan | None = None if self.plan is None else suivre(self.plan, situation)
        # Un plan sans reconnaissance n'est pas une faveur : c'est le calendrier du contrat, dont chaque terme est dû.
        self.contractuel = self.plan is not None and not self.plan.reconnaissance
        remises = tous(Transmission)
        self.remise = remises[-1] if remises else None
        self.exigible = self._exigible()
        self.principal = self._principal()
        self.contestee = self._contestee()
        self.demande = self._demande()
        self.faits = self._faits()
        self.faites = self._faites() if self.faits else {}
        self.retour_du_tiers = None if self.remise is None else self._retour_du_tiers(self.remise)
        self.dernier_contact = self._dernier_contact()
        self.refuses = self._refuses()
        self.promesse = self._promesse()
        self.rupture = self._rupture()
        self.fin_de_mise_en_demeure = self._fin_de_mise_en_demeure()
        self.seuil_de_prescription = self._seuil_de_prescription()

    def _exigible(self) -> date:
        """La date dont part le calendrier : l'échéance, ou le premier terme impayé d'un contrat à plusieurs termes."""
        if self.contractuel and self.suivi is not None and self.suivi.due is not None:
            return self.suivi.due
        # La date imprimée est l'échéance (voir la règle `echeance`) ; le compte n'est fait que si elle manque.
        return self.situation.creance.echeance or self.situation.exigible

    def _principal(self) -> int:
        """Ce qui reste dû en principal ; celui d'une créance intacte est son montant, sauf intérêts capitalisés."""
        creance = self.situation.creance
        if self.intacte and not creance.conditions.capitalisation:
            return centimes(creance.montant)
        return self.situation.principal

    def _contestee(self) -> int:
        """La part contestée du principal."""
        if self.situation.creance.contestation is None and not self.situation.fil.tous(Contestation):
            return 0
        return self.situation.contestee

    def _demande(self) -> int:
        """Le principal qu'un message réclame : le dû, sans la part contestée ; d'un plan manqué, ce qui en est exigible."""
        libre = self.principal - self.contestee
        if self.suivi is None or not self.suivi.exigible:
            return libre
        return min(libre, self.suivi.exigible) if self.contractuel or self.suivi.rompu_le is not None else libre

    def _faits(self) -> list[Fait]:
        """Les relances, mises en demeure et remises à un tiers ; pour un contrat à plusieurs termes, celles d'après que les
        termes précédents ont été couverts.
        """
        tous = self.situation.fil.tous
        lus: list[Fait] = [*tous(Relance), *tous(MiseEnDemeure), *tous(Transmission)]
        lus.sort(key=_DATE)
        depuis = self.suivi.couvertes_le if self.contractuel and self.suivi is not None else None
        return lus if depuis is None else [un for un in lus if un.date > depuis]

    def _faites(self) -> dict[int, date]:
        """Le jour où chaque étape a été faite, par rang. Un dossier rendu par un tiers est de nouveau à décider."""
        faits = self.faits
        if self.remise is not None:
            faits = [un for un in faits if not (un.type == "transmission" and un.fin is not None and un.fin <= self.au)]
        return rapprocher(self.trame, faits, self.exigible)

    @property
    def emission(self) -> date:
        """La facture, à défaut le début du délai de paiement."""
        creance = self.situation.creance
        return creance.emission or creance.debut_du_delai

    @property
    def reste_de_la_facture(self) -> int:
        """Son montant, moins tout ce qui a été reçu ou abandonné : zéro, elle est réglée, même s'il reste des pénalités."""
        montant = centimes(self.situation.creance.montant)
        return montant if self.intacte else max(0, montant - self.situation.fil.recu(date.min, self.au))

    def _retour_du_tiers(self, remise: Transmission) -> date | None:
        """Le jour où un tiers a rendu le dossier, si rien n'a été fait depuis ; None sinon."""
        fin = remise.fin
        if fin is None or fin > self.au or any(un.date > fin for un in self.faits):
            return None
        return fin

    def _dernier_contact(self) -> date | None:
        """Le dernier jour où le débiteur a été touché, par ce scénario ou hors de lui."""
        for un in reversed(self.faits):
            if un.type == "mise_en_demeure" or (un.type == "relance" and un.canal != "interne"):
                return un.date
        return None

    def _refuses(self) -> frozenset[str]:
        """Les canaux que le débiteur ne veut plus."""
        reponses = self.situation.fil.tous(Reponse)
        return frozenset(un.canal for un in reponses if un.attitude == "refus_du_canal") if reponses else _AUCUN

    @property
    def penalites_de_plein_droit(self) -> bool:
        """Le débiteur doit-il des pénalités sans mise en demeure ? Un consommateur, jamais."""
        try:
            return regime(self.situation.creance).regime is not Regime.INTERET_LEGAL
        except HorsChamp:
            return False

    def _fin_de_mise_en_demeure(self) -> date | None:
        """Dernier jour que la dernière mise en demeure laisse pour payer ; None s'il n'y en a pas."""
        if self.situation.mise_en_demeure is None:
            return None
        return self.situation.fin_de_mise_en_demeure(self.delai_de_mise_en_demeure)

    @property
    def delai_de_mise_en_demeure(self) -> int:
        """Le délai du scénario, à défaut celui de l'usage pour cette qualité de débiteur."""
        prevus = (une.delai for une in self.scenario.etapes if une.nature == "mise_en_demeure")
        return next((un for un in prevus if un is not None), delai_de_mise_en_demeure(self.debiteur.qualite))

    def _seuil_de_prescription(self) -> date | None:
        """Le premier jour où seul un acte sauve la créance ; None si le délai ne court pas."""
        reponse = self.situation.prescription
        if reponse is None or reponse.valeur.terme is None or reponse.valeur.etat != "en_cours":
            return None
        return reponse.valeur.terme - timedelta(days=alerte_de_prescription())

    @property
    def tolerance(self) -> timedelta:
        """Ce qu'on laisse après un jour promis."""
        jours = self.scenario.tolerance_promesse
        return timedelta(days=usages_de_l_escalade()["tolerance_de_promesse"]["jours"] if jours is None else jours)

    def _promesse(self) -> SuiviPromesse | None:
        """La dernière promesse ; si elle est tenue, la dernière des autres qui court encore."""
        if not self.situation.fil.tous(Promesse):
            return None
        derniere = self.situation.promesses[-1]
        if derniere.etat != "tenue":
            return derniere
        return next((une for une in reversed(self.situation.promesses) if une.etat == "en_cours"), derniere)

    def fin_de_promesse(self, suivie: SuiviPromesse) -> date:
        """Dernier jour où la promesse suspend le calendrier, tolérance comprise."""
        return (suivie.promesse.pour_le or suivie.promesse.date) + self.tolerance

    def _rupture(self) -> date | None:
        """Premier jour où l'on sait rompue la dernière parole donnée (plan, promesse), None s'il n'y en a pas."""
        if self.suivi is None and self.promesse is None:
            return None
        ruptures = []
        if self.suivi is not None and not self.contractuel and self.suivi.rompu_le is not None:
            ruptures.append(self.suivi.rompu_le)
        derniere = self.promesse
        if derniere is not None and derniere.etat in {"rompue", "sans_date"}:
            fin = self.fin_de_promesse(derniere)
            if fin < self.au:
                ruptures.append(fin + UN_JOUR)
        return max(ruptures, default=None)
