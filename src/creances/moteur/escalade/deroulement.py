"""Le calendrier déroulé : chaque étape reçoit son état, son jour et sa raison, dans l'ordre.

Une étape en retard repousse les suivantes d'autant, et l'écart minimal entre deux contacts est gardé. Un jour chômé décale
l'étape qui y tombe, sans décaler les suivantes. Rien n'est sauté parce que son jour est passé.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from creances.moteur.escalade.freins import Freinage
from creances.moteur.escalade.jours import jour_ouvrable
from creances.moteur.escalade.valeurs import EtapeDuPlan, EtatDEtape
from creances.moteur.escalade.vue import Vue
from creances.moteur.usages.etapes import ConditionEtape
from creances.moteur.usages.scenarios import PREFIXE_DU_NOEUD, EtapePrete, rang_du_noeud
from creances.noyau.argent import centimes

_DECISION = "decision"
_SUITES = frozenset({"decision", "transmission"})
_A_SON_JOUR = "a_son_jour"
_PAYEES = frozenset({"soldee", "encaissee"})


class _Reprise(NamedTuple):
    """Le rang où le calendrier reprend, zéro s'il n'y a rien à sauter ; le jour, et pourquoi."""

    rang: int
    jour: int
    raison: str


_AUCUNE = _Reprise(0, 0, "")


class Deroulement:
    """Le déroulement d'un scénario sur un dossier. Les jours sont des ordinaux."""

    def __init__(self, vue: Vue, freinage: Freinage) -> None:
        self.vue = vue
        self.frein = freinage.frein
        self.chaine = vue.trame.chaine
        self.au = vue.au.toordinal()
        self.echeance = vue.exigible.toordinal()
        self.lieu = vue.debiteur.territoire
        self.ouvres = vue.scenario.jours_ouvres
        self.demain_ouvrable = self._ouvrable(self.au)
        self.faites = vue.faites
        self.dernier_fait = max(-1, *self.faites) if self.faites else -1
        contact = vue.dernier_contact
        self.contact = 0 if contact is None else contact.toordinal()
        self.ecart = vue.scenario.ecart_minimal
        frein = freinage.frein
        fin = None if frein is None else frein.jusqu_au
        self.reprend = 0 if fin is None else fin.toordinal() + 1
        # Ce qui ferme tout le reste du calendrier, ou le suspend sans qu'on sache jusqu'à quand.
        self.arret = frein.code if frein is not None and frein.sorte == "arret" else ""
        self.suspension = frein.code if frein is not None and frein.sorte == "attente" and fin is None else ""
        self.retard = 0
        self.dernier = (0, 0)
        self.attente = 0
        self.prevus = self._jours_prevus()
        self.reprise = self._reprise()
        seuil = vue.seuil_de_prescription
        self.seuil = None if seuil is None else seuil.toordinal()

    def _ouvrable(self, jour: int) -> int:
        return jour_ouvrable(jour, self.lieu) if self.ouvres else jour

    def _jours_prevus(self) -> list[int]:
        """Le jour de chaque étape si tout se passait à l'heure."""
        directs = self.vue.trame.de_l_echeance
        if directs is not None:
            return [self.echeance + decalage for decalage in directs]
        jours: list[int] = []
        debut = self.echeance if self.vue.debut is None else self.vue.debut.toordinal()
        for une in self.chaine:
            etape = une.etape
            if etape.reference == "echeance":
                depart = self.echeance
            elif etape.reference == "etape_precedente":
                depart = jours[-1]
            else:
                depart = debut if etape.reference == "debut_scenario" else self.vue.emission.toordinal()
            jours.append(depart + etape.decalage)
        return jours

    def _reprise(self) -> _Reprise:
        """Où le calendrier reprend après le retour d'un tiers, ou après une parole rompue."""
        retour = self.vue.retour_du_tiers
        if retour is not None:
            suites = (une.rang for une in self.chaine if une.nature in _SUITES and une.rang > self.dernier_fait)
            rang = next(suites, 0)
            if rang:
                return _Reprise(rang, retour.toordinal(), "retour_du_tiers")
        return self._apres_rupture()

    def _apres_rupture(self) -> _Reprise:
        """La première étape d'un ton plus ferme que la dernière faite, ou la mise en demeure si le plan prévoyait la
        déchéance du terme.
        """
        vue = self.vue
        if vue.rupture is None or self.dernier_fait < 0 or vue.faites[self.dernier_fait] > vue.rupture:
            return _AUCUNE
        restantes = self.chaine[self.dernier_fait + 1 :]
        if vue.plan is not None and vue.plan.decheance and vue.suivi is not None and vue.suivi.rompu_le is not None:
            rang = next((une.rang for une in restantes if une.nature == "mise_en_demeure"), 0)
        else:
            niveau = self.chaine[self.dernier_fait].niveau
            rang = next((une.rang for une in restantes if une.niveau > niveau), 0)
        return _Reprise(rang, vue.rupture.toordinal(), "parole_rompue")

    def derouler(self) -> tuple[EtapeDuPlan, ...]:
        """Toutes les étapes, avec le nœud de décision qui précède chaque mise en demeure."""
        noeuds, situer = self.vue.scenario.point_de_non_retour, self._situer
        trouvees: list[EtapeDuPlan] = []
        for prete in self.chaine:
            etape = situer(prete)
            if noeuds and prete.choix:
                trouvees.append(self._noeud(prete, etape))
            trouvees.append(etape)
        return tuple(trouvees)

    def _noeud(self, prete: EtapePrete, etape: EtapeDuPlan) -> EtapeDuPlan:
        """La veille d'une mise en demeure, quelqu'un décide : écrire, transiger, confier, abandonner."""
        faite = self.faites.get(rang_du_noeud(prete.rang))
        etat, raison = etape.etat, etape.raison
        jour = None if etape.jour is None else etape.jour.toordinal() - 1
        if faite is not None:
            etat, jour, raison = "faite", faite.toordinal(), "decidee"
        elif etat == "faite":
            jour, raison = self.faites[prete.rang].toordinal(), "decidee"
        elif jour is not None:
            etat, raison = "due" if jour <= self.au else "a_venir", "point_de_non_retour"
        return EtapeDuPlan(
            PREFIXE_DU_NOEUD + prete.code,
            _DECISION,
            "interne",
            prete.ton,
            etat,
            None if jour is None else date.fromordinal(jour),
            raison,
            point_de_non_retour=True,
        )

    def _situer(self, prete: EtapePrete) -> EtapeDuPlan:
        faite = self.faites.get(prete.rang)
        if faite is not None:
            fait = faite.toordinal()
            self._passer(prete, fait, fait - self._ouvrable(self.prevus[prete.rang]))
            return _etape(prete, "faite", fait, "faite")
        sans_objet = self._sans_objet(prete)
        if sans_objet:
            return _etape(prete, "sans_objet", None, sans_objet)
        if self.suspension:
            return _etape(prete, "a_venir", None, self.suspension)
        return self._prevoir(prete)

    def _prevoir(self, prete: EtapePrete) -> EtapeDuPlan:
        """Une étape à faire : due si son jour est venu, à venir sinon, sans objet si elle cède à une autre."""
        prevu = self.prevus[prete.rang]
        brut, raison = self._jour(prete)
        jour = self._ouvrable(brut)
        if jour > brut:
            raison = "jour_chome"
        if self.seuil is not None and jour >= self.seuil and prete.touche:
            return _etape(prete, "sans_objet", None, "acte_requis")
        if jour > self.au:
            self._passer(prete, jour, brut - prevu)
            return _etape(prete, "a_venir", jour, raison)
        rattrapage = prete.etape.rattrapage
        if rattrapage == "ignorer" and self.au > jour + prete.etape.fenetre:
            return _etape(prete, "sans_objet", None, "hors_fenetre")
        if rattrapage == "replier" and self._cede(prete):
            return _etape(prete, "sans_objet", None, "repliee")
        self._passer(prete, self.demain_ouvrable, self.demain_ouvrable - self._ouvrable(prevu))
        return _etape(prete, "due", jour, "jour_passe" if raison == _A_SON_JOUR and jour < self.au else raison)

    def _sans_objet(self, prete: EtapePrete) -> str:
        """Pourquoi l'étape n'a plus lieu d'être ; vide si elle en a un."""
        if prete.nature == "remerciement":
            return "" if self.arret in _PAYEES else "pas_encore_payee"
        if self.arret:
            return self.arret
        if prete.rang < self.dernier_fait:
            return "depassee"
        if prete.rang < self.reprise.rang:
            return self.reprise.raison
        if prete.nature == "pre_relance" and self.au > self.echeance:
            return "echeance_passee"
        conditions = prete.etape.conditions
        return "" if conditions is None or self._remplies(conditions) else "hors_conditions"

    def _remplies(self, conditions: ConditionEtape) -> bool:
        vue = self.vue
        debiteur = vue.debiteur
        bornes = (
            conditions.montant_minimal is None or vue.demande >= centimes(conditions.montant_minimal),
            conditions.montant_maximal is None or vue.demande < centimes(conditions.montant_maximal),
            not conditions.qualites or (debiteur.qualite or "professionnel") in conditions.qualites,
            not conditions.pays or debiteur.pays in conditions.pays,
            not conditions.relations or vue.situation.contexte.relation in conditions.relations,
            conditions.retard_minimal is None or self.au - self.echeance >= conditions.retard_minimal,
        )
        return all(bornes)

    def _jour(self, prete: EtapePrete) -> tuple[int, str]:
        """Le jour de l'étape : celui du scénario, repoussé par le retard, par l'attente, par l'écart."""
        prevu = self.prevus[prete.rang]
        jour, raison = prevu, _A_SON_JOUR
        if self.reprise.rang and prete.rang == self.reprise.rang:
            jour, raison = self.reprise.jour, self.reprise.raison
        elif self.retard > 0:
            jour, raison = prevu + self.retard, "repoussee"
        # L'étape précédente d'abord, sauf si le scénario les veut le même jour.
        precedent = self.dernier[1] + (prevu > self.dernier[0])
        if precedent > jour:
            jour, raison = precedent, "repoussee"
        if self.frein is not None and self.reprend > jour:
            jour, raison = self.reprend, self.frein.code
        if self.attente > jour:
            jour, raison = self.attente, "mise_en_demeure_en_cours"
        if prete.espacee and self.contact + self.ecart > jour:
            jour, raison = self.contact + self.ecart, "ecart_minimal"
        return jour, raison

    def _cede(self, prete: EtapePrete) -> bool:
        """Une autre étape manquée, du même ton et qui se replie aussi, la remplace-t-elle ?"""
        return any(
            autre.rang > prete.rang
            and autre.rang not in self.faites
            and autre.niveau == prete.niveau
            and autre.etape.rattrapage == "replier"
            and self.prevus[autre.rang] <= self.au
            for autre in self.chaine
        )

    def _passer(self, prete: EtapePrete, fait: int, retard: int) -> None:
        """Ce que cette étape, faite ou à faire ce jour-là, impose aux suivantes."""
        self.retard = retard
        self.dernier = (self.prevus[prete.rang], fait)
        if prete.touche and fait > self.contact:
            self.contact = fait
        if prete.nature == "mise_en_demeure" and prete.rang not in self.faites:
            delai = self.vue.delai_de_mise_en_demeure if prete.etape.delai is None else prete.etape.delai
            self.attente = fait + delai + 1


def _etape(prete: EtapePrete, etat: EtatDEtape, jour: int | None, raison: str) -> EtapeDuPlan:
    le = None if jour is None else date.fromordinal(jour)
    return EtapeDuPlan(prete.code, prete.nature, prete.canal, prete.ton, etat, le, raison)
