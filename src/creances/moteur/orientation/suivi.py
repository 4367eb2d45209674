"""Le dossier vu par celui qui relance : la mise en demeure, ce que le débiteur répond, ce que valent les preuves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Literal

from creances.droit.voies import fiches
from creances.modeles import MiseEnDemeure, Paiement, Promesse, Reconnaissance, Relance, Reponse, StatutFacture
from creances.modeles.contexte import Solidite
from creances.moteur.matiere import matiere
from creances.moteur.orientation.contraintes import Loi
from creances.moteur.orientation.reperes import Reperes
from creances.moteur.situation import Situation
from creances.moteur.usages.politique import Politique
from creances.moteur.usages.preuves import solidite
from creances.moteur.usages.scenarios import Scenario, scenario_pour, scenarios
from creances.noyau.argent import MILLION, centimes, division_arrondie, euros
from creances.noyau.erreurs import DroitInconnu, HorsChamp, exiger_parmi
from creances.regles.competence import refuser
from creances.regles.voies import Examinateur, Faits, Voie

Reaction = Literal["dialogue", "neutre", "silence", "mauvaise_foi"]
_REACTIONS: dict[str, Reaction] = {
    "dialogue": "dialogue",
    "demande_de_delai": "dialogue",
    "difficulte": "dialogue",
    "mauvaise_foi": "mauvaise_foi",
}
_SIGNES: frozenset[type] = frozenset({Paiement, Promesse, Reconnaissance, Reponse})
_PROFESSIONNEL = "professionnel"
_JOUR = "jour_mise_en_demeure"


class Suivi:
    """La situation, les chiffres retenus, la politique : ce que l'usage en lit. Les montants sont en centimes."""

    def __init__(self, situation: Situation, lois: Sequence[Loi], reperes: Reperes, politique: Politique) -> None:
        self.situation = situation
        self.lois = lois
        self.voies_non_couvertes = False
        self.reperes = reperes
        self.politique = politique
        self.au = situation.au
        self.retard = situation.retard
        self.contexte = situation.contexte
        self.debiteur = situation.debiteur
        self.principal = situation.principal
        self.contestee = situation.contestee
        # Une part contestée se met de côté ; si tout l'est, le litige porte sur tout.
        self.tout_contestee = 0 < self.contestee == self.principal
        self.solde = self.principal if self.tout_contestee else self.principal - self.contestee
        self.relances = len(situation.fil.tous(Relance))
        self.relation = self._relation()
        # Le dernier jour, inclus, que la dernière mise en demeure laisse pour payer.
        self.fin_de_la_mise_en_demeure = situation.fin_de_mise_en_demeure()
        fin = self.fin_de_la_mise_en_demeure
        self.mise_en_demeure_echue = fin is not None and fin < self.au
        statut = situation.fil.dernier(StatutFacture)
        self.statut = "" if statut is None else statut.statut
        self.reaction = self._reaction()
        self.preuves = self._preuves()

    def _reaction(self) -> Reaction:
        """Ce que le débiteur répond : sa dernière attitude, effacée par une mise en demeure restée sans effet depuis.

        Contester est répondre : la réaction est alors neutre. Plusieurs relances sans réponse font un silence.
        """
        signe, depuis = self._dernier_signe()
        if self.contestee and signe == "neutre":
            return "neutre"
        derniere = self.situation.fil.dernier(MiseEnDemeure)
        if self.mise_en_demeure_echue and derniere is not None and (depuis is None or depuis < derniere.date):
            return "neutre" if self.contestee else "silence"
        if depuis is None and self.relances >= self.reperes.nombres["relances_sans_reponse"]:
            return "silence"
        return signe

    def _dernier_signe(self) -> tuple[Reaction, date | None]:
        fil = self.situation.fil
        if fil.sortes.isdisjoint(_SIGNES):
            return "neutre", None
        signes: list[tuple[date, Reaction]] = [
            (un.date, _REACTIONS[un.attitude]) for un in fil.tous(Reponse) if un.attitude in _REACTIONS
        ]
        signes += [(un.date, "dialogue") for un in fil.tous(Reconnaissance)]
        signes += [(un.date, "dialogue") for un in fil.tous(Promesse)]
        signes += [(un.date, "neutre") for un in fil.tous(Paiement)]
        if not signes:
            return "neutre", None
        depuis, signe = max(signes, key=lambda paire: paire[0])
        return signe, depuis

    def _preuves(self) -> Solidite:
        """La force des preuves : dite, sinon lue dans les pièces ; moyenne si l'on n'en sait rien."""
        if self.contexte.preuves is not None:
            return self.contexte.preuves
        pieces = self.situation.creance.pieces
        return solidite(pieces) if pieces else "moyennes"

    @property
    def preuves_connues(self) -> bool:
        """Le dossier dit quelque chose des preuves."""
        return self.contexte.preuves is not None or bool(self.situation.creance.pieces)

    def _relation(self) -> int:
        """Ce que vaut la relation, par an : sa marge, multipliée selon sa nature et le poids qu'on lui donne."""
        nature, marge = self.contexte.relation, self.contexte.marge_annuelle
        if nature is None and marge is None:
            return 0
        somme = self.reperes.sommes["marge_supposee"] if marge is None else centimes(marge)
        parts = self.reperes.parts
        facteur = parts[f"relation_{nature or 'recurrente'}"] * parts["poids_relation"]
        return division_arrondie(somme * facteur, MILLION * MILLION)

    @property
    def marge_supposee(self) -> bool:
        """La marge est une supposition, et elle compte."""
        return self.contexte.marge_annuelle is None and self.relation > 0

    @property
    def jour_de_mise_en_demeure(self) -> int:
        """Le jour de retard où elle devient possible : donné, sinon celui du calendrier du débiteur, sinon l'usage."""
        if self.reperes.retenus[_JOUR].origine != "defaut":
            return self.reperes.nombres[_JOUR]
        prevu = _jour_prevu(self.scenario)
        return self.reperes.nombres[_JOUR] if prevu is None else prevu

    @property
    def scenario(self) -> Scenario:
        """Le calendrier du débiteur : celui que la politique donne à son segment, sinon l'usuel."""
        politique = self.politique
        choisi = dict(politique.scenarios).get(self.debiteur.segment or "") if politique.scenarios else None
        if choisi is None:
            return scenario_pour(self.situation.dossier)
        exiger_parmi("scenarios", choisi, tuple(scenarios()))
        return scenarios()[choisi]

    @cached_property
    def examinateur(self) -> Examinateur:
        """De quoi dire si la loi ouvre une voie : les conditions sont celles de `voies`."""
        situation = self.situation
        refuser(situation.creance)
        compte, delai = situation.compte, situation.prescription
        return Examinateur(
            Faits(
                dossier=situation.dossier,
                au=self.au,
                droit=situation.droit,
                principal=euros(situation.principal),
                interets=None if compte is None else euros(compte.interets),
                demande=None if compte is None else euros(compte.du),
                exigible=situation.retard > 0,
                # Acquise sans discussion, elle aurait fermé toutes les voies avant celle-ci.
                prescrite=None if delai is None or delai.valeur.etat == "acquise" else False,
                **matiere(situation.dossier, self.au, situation.droit)._asdict(),
            )
        )

    def refuse(self, voie: str) -> bool:
        """La politique ne veut pas de cette voie."""
        return voie in self.politique.voies_refusees

    def examiner(self, procedure: str) -> Voie | None:
        """La voie au jour de la question ; None si le droit n'en est pas connu ou ne couvre pas cette créance."""
        try:
            return self.examinateur.examiner(fiches()[procedure], (), None).voie
        except (DroitInconnu, HorsChamp):
            self.voies_non_couvertes = True
            return None

    def dans(self, jours: int) -> date:
        """Le jour qui suit `au` de tant de jours."""
        return self.au + timedelta(days=jours)


def _jour_prevu(scenario: Scenario) -> int | None:
    return _jours_prevus(scenario.code) if scenario.code in scenarios() else None


@cache
def _jours_prevus(code: str) -> int | None:
    """Le jour de retard de la première mise en demeure d'un calendrier livré ; None s'il n'en a pas."""
    jour = 0
    for une in scenarios()[code].etapes:
        jour = une.decalage if une.reference == "echeance" else jour + une.decalage
        if une.nature == "mise_en_demeure":
            return jour
    return None
