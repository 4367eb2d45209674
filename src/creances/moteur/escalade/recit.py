"""Le récit d'un plan : une ligne par étape, une pour ce qui retient, et ce qu'il faut savoir avant d'agir."""

from __future__ import annotations

from functools import lru_cache

from creances.modeles import Relance, Reponse
from creances.moteur.escalade.freins import Freinage
from creances.moteur.escalade.valeurs import EtapeDuPlan, Plan
from creances.moteur.escalade.vue import Vue
from creances.noyau.resultat import Ligne, Reserve

_CODES = {etat: f"escalade.{etat}" for etat in ("faite", "due", "a_venir")}
_NEGOCIEES = frozenset({"relance", "appel"})


def lignes(plan: Plan, freinage: Freinage, motif: str) -> tuple[Ligne, ...]:
    """Le frein d'abord, puis chaque étape dans l'ordre du scénario ; enfin la porte du juge, et pourquoi."""
    racontees = [_ligne(une) for une in plan.etapes]
    frein = freinage.frein
    if frein is not None:
        racontees.insert(
            0,
            Ligne(
                "escalade.arret" if frein.sorte == "arret" else "escalade.attente",
                frein.article,
                debut=frein.depuis,
                fin=frein.jusqu_au,
                mots=(("frein", frein.code),),
            ),
        )
    racontees.append(_sans_jour("escalade.juge_ouvert" if plan.judiciaire else "escalade.juge_ferme", "juge", motif))
    return tuple(racontees)


def _ligne(une: EtapeDuPlan) -> Ligne:
    if une.jour is None:
        return _sans_jour(
            "escalade.sans_objet" if une.etat == "sans_objet" else "escalade.suspendue", une.code, une.raison
        )
    return Ligne(_CODES[une.etat], fin=une.jour, mots=(("etape", une.code), ("raison", une.raison)))


# Sans jour ni montant, la même ligne revient d'un dossier à l'autre ; on en garde un nombre borné.
@lru_cache
def _sans_jour(code: str, etape: str, raison: str) -> Ligne:
    return Ligne(code, mots=(("etape", etape), ("raison", raison)))


def reserves(vue: Vue, plan: Plan, freinage: Freinage) -> tuple[Reserve, ...]:
    """Ce qui se discute ou se suppose : une mise en demeure trop tôt, un canal remplacé, une adresse qui ne répond pas."""
    trouvees = list(freinage.reserves)
    prochaine = plan.prochaine
    if prochaine is not None and freinage.action is None:
        if prochaine.nature == "mise_en_demeure" and _prematuree(vue):
            trouvees.append(Reserve("ESCALADE_PREMATUREE"))
        prevue = plan.etape(prochaine.code)
        if prevue is not None and prevue.canal != prochaine.canal:
            mots = (("prevu", prevue.canal), ("retenu", prochaine.canal))
            trouvees.append(Reserve("CANAL_REMPLACE", mots=mots))
        if _adresse_perdue(vue):
            trouvees.append(Reserve("ADRESSE_A_VERIFIER"))
    if vue.situation.prescription is None:
        trouvees.append(Reserve("PRESCRIPTION_A_VERIFIER"))
    if vue.scenario.confiance == "basse":
        trouvees.append(Reserve("USAGE_PEU_SOURCE", mots=(("scenario", vue.scenario.code),)))
    return tuple(trouvees)


def _prematuree(vue: Vue) -> bool:
    relance = any(vue.trame.chaine[rang].etape.nature in _NEGOCIEES for rang in vue.faites if rang >= 0)
    return not (relance or vue.situation.fil.tous(Relance) or vue.scenario.mise_en_demeure_directe)


def _adresse_perdue(vue: Vue) -> bool:
    """Le dernier envoi est revenu, ou le dernier message n'a trouvé personne."""
    reponse, contact = vue.situation.fil.dernier(Reponse), vue.dernier_contact
    return (
        reponse is not None and reponse.attitude == "adresse_inconnue" and (contact is None or reponse.date >= contact)
    )
