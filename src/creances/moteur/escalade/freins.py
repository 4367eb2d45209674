"""Ce qui arrête le calendrier ou le fait attendre, dans l'ordre où on le regarde : la loi, puis la parole donnée.

Chaque frein dit pourquoi, depuis quand, jusqu'à quand, et s'il y a mieux à faire qu'écrire.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from creances.modeles import (
    Contestation,
    Echeancier,
    MiseEnDemeure,
    Pause,
    ProcedureCollective,
    Promesse,
    StatutFacture,
    Surendettement,
    Suspension,
    Transmission,
)
from creances.moteur.escalade.loi import (
    acte_requis,
    prescrite,
    procedure_collective,
    procedure_engagee,
    surendettement,
    titre,
)
from creances.moteur.escalade.retenue import Retenue
from creances.moteur.escalade.valeurs import Action, FreinDuPlan
from creances.moteur.escalade.vue import Vue
from creances.noyau.argent import centimes, euros
from creances.noyau.resultat import Reserve
from creances.noyau.temps import UN_JOUR

_LITIGES = {"administrative": "resoudre_le_blocage"}
_TRAITER = "traiter_la_contestation"


def _statut(vue: Vue, attendu: str) -> date | None:
    """Le jour du dernier statut de la facture électronique, si c'est celui-là."""
    dernier = vue.situation.fil.dernier(StatutFacture)
    return dernier.date if dernier is not None and dernier.statut == attendu else None


def _encaissee(vue: Vue) -> Retenue | None:
    encaissee = _statut(vue, "encaissee")
    return None if encaissee is None else Retenue(FreinDuPlan("encaissee", "arret", encaissee, None))


def _soldee(vue: Vue) -> Retenue | None:
    if vue.intacte:
        return None
    situation = vue.situation
    if not situation.soldee and (vue.reste_de_la_facture or vue.scenario.accessoires):
        return None
    du = situation.du or 0
    reserves = (Reserve("ACCESSOIRES_DUS", montants=(("montant", euros(du)),)),) if du else ()
    return Retenue(FreinDuPlan("soldee", "arret", None, None), reserves=reserves)


def _facture_rejetee(vue: Vue) -> Retenue | None:
    rejetee = _statut(vue, "rejetee")
    if rejetee is None:
        return None
    action = Action("refaire_la_facture", "facture", vue.au, "facture_rejetee")
    return Retenue(FreinDuPlan("facture_rejetee", "arret", rejetee, None), action)


def _facture_refusee(vue: Vue) -> Retenue | None:
    refusee = _statut(vue, "refusee")
    if refusee is None:
        return None
    return Retenue(FreinDuPlan("facture_refusee", "attente", refusee, None), _litige(vue, _TRAITER, "facture_refusee"))


def _litige(vue: Vue, code: str, raison: str) -> Action:
    return Action(code, "litige", vue.au, raison)


def _confiee(vue: Vue) -> Retenue | None:
    remises = vue.situation.fil.en_cours(Transmission)
    if not remises:
        return None
    confiee = remises[-1]
    return Retenue(FreinDuPlan("confiee_a_un_tiers", "attente", confiee.date, _veille(confiee.fin)))


def _pause(vue: Vue) -> Retenue | None:
    pauses = vue.situation.fil.en_cours(Pause)
    if not pauses:
        return None
    # Une exclusion l'emporte sur une pause qui a une fin ; sinon la plus longue.
    pause = max(pauses, key=lambda une: une.fin or date.max)
    code = "exclue" if pause.fin is None else "pause"
    return Retenue(FreinDuPlan(code, "arret" if pause.fin is None else "attente", pause.date, _veille(pause.fin)))


def _veille(fin: date | None) -> date | None:
    return None if fin is None else fin - UN_JOUR


def _plan_en_cours(vue: Vue) -> Retenue | None:
    plan, suivi = vue.plan, vue.suivi
    if plan is None or suivi is None or vue.contractuel or suivi.due is None or suivi.rompu_le is not None:
        return None
    verifier = Action("surveiller_l_echeancier", "surveillance", max(suivi.due, vue.au), "echeancier_en_cours")
    return Retenue(FreinDuPlan("echeancier_en_cours", "attente", plan.date, None), verifier)


def _promesse_en_cours(vue: Vue) -> Retenue | None:
    suivie = vue.promesse
    if suivie is None or suivie.etat == "tenue":
        return None
    fin = vue.fin_de_promesse(suivie)
    return None if fin < vue.au else Retenue(FreinDuPlan("promesse_en_cours", "attente", suivie.promesse.date, fin))


def _contestee(vue: Vue) -> Retenue | None:
    situation = vue.situation
    contestee = vue.contestee
    if contestee == 0:
        return None
    ouvertes = situation.fil.en_cours(Contestation)
    ouverte = ouvertes[-1] if ouvertes else None
    code = _LITIGES.get(ouverte.nature or "", _TRAITER) if ouverte is not None else _TRAITER
    if contestee < vue.principal:
        parts = (("contestee", euros(contestee)), ("demande", euros(vue.principal - contestee)))
        return Retenue(reserves=(Reserve("CREANCE_SCINDEE", montants=parts),))
    depuis, fin = (None, None) if ouverte is None else (ouverte.date, _veille(ouverte.fin))
    return Retenue(FreinDuPlan("contestation", "attente", depuis, fin), _litige(vue, code, "contestation"))


def _mediation(vue: Vue) -> Retenue | None:
    """On ne relance pas celui avec qui l'on négocie devant un tiers."""
    ouverte = vue.situation.mediation
    if ouverte is None:
        return None
    return Retenue(FreinDuPlan("mediation_en_cours", "attente", ouverte.date, _veille(ouverte.fin)))


def _mise_en_demeure_en_cours(vue: Vue) -> Retenue | None:
    fin, derniere = vue.fin_de_mise_en_demeure, vue.situation.mise_en_demeure
    if fin is None or derniere is None or fin < vue.au:
        return None
    return Retenue(FreinDuPlan("mise_en_demeure_en_cours", "attente", derniere.date, fin, "C. civ., 1344"))


def _sous_le_seuil(vue: Vue) -> Retenue | None:
    if vue.demande >= centimes(vue.scenario.seuil):
        return None
    return Retenue(FreinDuPlan("sous_le_seuil", "arret", None, None))


# Chaque frein, et la sorte d'événement sans laquelle il ne joue jamais (None : il peut toujours jouer).
FREINS: tuple[tuple[type[Any] | None, Callable[[Vue], Retenue | None]], ...] = (
    (StatutFacture, _encaissee),
    (None, _soldee),
    (ProcedureCollective, procedure_collective),
    (Surendettement, surendettement),
    (Suspension, surendettement),
    (None, prescrite),
    (None, acte_requis),
    (None, procedure_engagee),
    (None, titre),
    (StatutFacture, _facture_rejetee),
    (Pause, _pause),
    (Suspension, _mediation),
    (StatutFacture, _facture_refusee),
    (None, _contestee),
    (Transmission, _confiee),
    (Echeancier, _plan_en_cours),
    (Promesse, _promesse_en_cours),
    (MiseEnDemeure, _mise_en_demeure_en_cours),
    (None, _sous_le_seuil),
)


class Freinage(NamedTuple):
    """Le premier frein rencontré, l'action qu'il commande, et tout ce qu'il faut savoir en plus."""

    frein: FreinDuPlan | None
    action: Action | None
    reserves: tuple[Reserve, ...]


def freiner(vue: Vue) -> Freinage:
    """Le premier frein qui joue ; ceux d'avant qui ne retiennent rien gardent leurs réserves."""
    reserves: tuple[Reserve, ...] = ()
    presentes = vue.situation.fil.sortes
    for sorte, regarder in FREINS:
        retenue = regarder(vue) if sorte is None or sorte in presentes else None
        if retenue is not None:
            reserves += retenue.reserves
            if retenue.frein is not None:
                return Freinage(retenue.frein, retenue.action, reserves)
    return Freinage(None, None, reserves)
