"""La règle `escalade` : lire le dossier, chercher ce qui retient, dérouler le calendrier, dire la prochaine action."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.moteur.escalade.deroulement import Deroulement
from creances.moteur.escalade.freins import Freinage, freiner
from creances.moteur.escalade.jours import jour_ouvrable
from creances.moteur.escalade.loi import acte_interruptif, jalons_de_la_loi
from creances.moteur.escalade.recit import lignes, reserves
from creances.moteur.escalade.valeurs import Action, EtapeDuPlan, Jalon, Plan
from creances.moteur.escalade.vue import Vue
from creances.moteur.situation import Situation
from creances.moteur.usages.canaux import canal_de_repli
from creances.moteur.usages.contenus import contenu
from creances.moteur.usages.etapes import Etape
from creances.moteur.usages.scenarios import Scenario, scenario_pour
from creances.noyau.argent import euros
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour

_JOUR = attrgetter("jour")
_OUVRENT_LE_JUGE = frozenset({"acte_requis", "procedure_engagee", "titre_executoire"})
_A_FAIRE = frozenset({"due", "a_venir"})


@regle(
    "escalade",
    "C. civ., 1344",
    "C. civ., 2229",
    "C. civ., 2241",
    "C. com., L622-7",
    "C. com., L622-24",
    "C. conso., L218-2",
    "C. conso., L722-2",
    "CPCE, L111-3",
)
def escalade(
    dossier: Dossier,
    *,
    au: JourAccepte,
    scenario: Scenario | None = None,
    debut: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[Plan]:
    """Que faire de ce dossier, quand, et pourquoi ? Chaque étape est faite, due, à venir ou sans objet.

    Le plan se recalcule à chaque question depuis les événements ; le demander deux fois n'y ajoute rien, et verser
    l'événement de l'action faite (`Action.evenement`) la dit faite.

    - `scenario` : None, le calendrier usuel du dossier (`scenario_pour`). `debut` : jour où le dossier y est entré, pour
      les étapes qui en partent ; None, l'échéance.
    - Une étape dont le jour est passé reste due : aucun niveau n'est sauté, et les suivantes sont repoussées d'autant. Le
      jour est repoussé aussi par l'écart minimal entre deux contacts et par les jours chômés du territoire du débiteur.
    - Les relances et mises en demeure du dossier accomplissent l'étape qu'elles nomment, sinon la première compatible.
    - La loi passe d'abord : procédure collective, prescription acquise ou proche, procédure engagée, titre. Puis la pause,
      la contestation (la part contestée sort de ce qui est demandé), le tiers, le plan, la promesse, la mise en demeure.
    - Une parole rompue fait reprendre un ton plus haut, ou à la mise en demeure si le plan prévoyait la déchéance.

    Doutes : les calendriers, l'écart, les tolérances et les soixante jours qui précèdent la prescription sont des usages,
    que le scénario remplace ; aucun texte n'impose un nombre de relances. Une facture dont le montant est réglé arrête le
    calendrier même s'il reste des pénalités (réserve ACCESSOIRES_DUS), sauf `accessoires` dans le scénario.

    Erreurs : `DonneeInvalide` pour une donnée refusée, `DroitInconnu` ou `HorsChamp` si l'échéance ne peut être fixée.
    Source : C. civ., 1344, 2229 et 2241 ; C. com., L622-7 et L622-24 ; usages : calendriers de `scenarios`.

    >>> from creances import Creance
    >>> plan = escalade(Dossier(creance=Creance(montant=900, echeance="2026-11-02")), au="2026-11-12").valeur
    >>> plan.prochaine.code, str(plan.depuis), [str(un.jour) for un in plan.calendrier[:3]]
    ('relance_1', '2026-11-06', ['2026-11-12', '2026-11-16', '2026-11-23'])
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    entree = None if debut is None else jour(debut, "debut")
    situation = Situation(dossier, question, droit)
    vue = Vue(situation, scenario or scenario_pour(dossier), entree)
    freinage = freiner(vue)
    etapes = Deroulement(vue, freinage).derouler()
    retenue = _retenue(etapes)
    prochaine = _prochaine(vue, freinage, retenue) or _acte_a_prevoir(vue, etapes)
    juge_ouvert, motif = _judiciaire(vue, freinage)
    plan = Plan(
        scenario=vue.scenario.code,
        edition=vue.scenario.version,
        prochaine=prochaine,
        depuis=_depuis(freinage, prochaine, retenue),
        retard=max(0, (question - vue.exigible).days),
        demande=euros(max(0, vue.demande)),
        niveau=sum([vue.trame.chaine[rang].etape.eleve for rang in vue.faites if rang >= 0]),
        frein=freinage.frein,
        judiciaire=juge_ouvert,
        etapes=etapes,
        calendrier=_calendrier(vue, etapes, prochaine),
    )
    racontees = lignes(plan, freinage, motif)
    return Resultat(
        "escalade",
        plan,
        racontees,
        tuple(dict.fromkeys([ligne.article for ligne in racontees if ligne.article])),
        reserves(vue, plan, freinage),
        question,
        droit.version,
    )


def _retenue(etapes: tuple[EtapeDuPlan, ...]) -> EtapeDuPlan | None:
    """La première étape due, sinon la première à venir dont on sait le jour. Un nœud ne passe pas devant une étape due."""
    noeud = a_venir = None
    for une in etapes:
        if une.etat == "due":
            if not une.point_de_non_retour:
                return une
            noeud = noeud or une
        elif a_venir is None and une.etat == "a_venir" and une.jour is not None:
            a_venir = une
    return noeud or a_venir


def _prochaine(vue: Vue, freinage: Freinage, retenue: EtapeDuPlan | None) -> Action | None:
    if freinage.action is not None:
        return freinage.action
    if retenue is not None:
        return _action(vue, retenue)
    return None


def _acte_a_prevoir(vue: Vue, etapes: tuple[EtapeDuPlan, ...]) -> Action | None:
    """Plus aucune lettre n'est utile avant que le délai soit trop court : l'acte prend leur place."""
    seuil = vue.seuil_de_prescription
    if seuil is None or "acte_requis" not in [une.raison for une in etapes]:
        return None
    return acte_interruptif(vue, max(seuil, vue.au))


def _action(vue: Vue, retenue: EtapeDuPlan) -> Action:
    faire = vue.au if retenue.jour is None else max(vue.au, retenue.jour)
    if vue.scenario.jours_ouvres and not retenue.point_de_non_retour:
        faire = date.fromordinal(jour_ouvrable(faire.toordinal(), vue.debiteur.territoire))
    if retenue.point_de_non_retour:
        return Action(retenue.code, retenue.nature, faire, retenue.raison, ton=retenue.ton)
    etape = vue.trame.chaine[vue.trame.rangs[retenue.code]].etape
    penalites = _penalites(vue, etape)
    return Action(
        code=retenue.code,
        nature=retenue.nature,
        jour=faire,
        raison=retenue.raison,
        canal=canal_de_repli(etape.canal, vue.refuses, vue.debiteur, vue.situation.contexte),
        ton=retenue.ton,
        approbation=etape.a_approuver,
        delai=vue.delai_de_mise_en_demeure if etape.nature == "mise_en_demeure" else etape.delai,
        report=etape.report,
        penalites=penalites,
        contenu=contenu(etape, penalites),
    )


def _penalites(vue: Vue, etape: Etape) -> str:
    """Un débiteur qui ne doit rien de plein droit n'en entend parler qu'à sa mise en demeure, dont l'intérêt légal part."""
    if etape.penalites == "masquer" or etape.nature == "mise_en_demeure" or vue.penalites_de_plein_droit:
        return etape.penalites
    return "masquer"


def _depuis(freinage: Freinage, prochaine: Action | None, retenue: EtapeDuPlan | None) -> date | None:
    if prochaine is None:
        return None
    if freinage.action is not None:
        return None if freinage.frein is None else freinage.frein.depuis
    return retenue.jour if retenue is not None and retenue.etat == "due" else None


def _judiciaire(vue: Vue, freinage: Freinage) -> tuple[bool, str]:
    """Le juge vient en dernier : après une mise en demeure restée sans effet, sauf urgence ou procédure déjà engagée."""
    frein = freinage.frein
    if frein is not None and frein.code in _OUVRENT_LE_JUGE:
        return True, frein.code
    if frein is not None and frein.sorte == "arret":
        return False, frein.code
    fin = vue.fin_de_mise_en_demeure
    if fin is None:
        return False, "mise_en_demeure_a_faire" if vue.faites else "aucune_demarche_amiable"
    if fin >= vue.au:
        return False, "mise_en_demeure_en_cours"
    return True, "mise_en_demeure_sans_effet"


def _calendrier(vue: Vue, etapes: tuple[EtapeDuPlan, ...], prochaine: Action | None) -> tuple[Jalon, ...]:
    """Ce qui vient si rien n'arrive, et les jours de la loi."""
    jalons = list(jalons_de_la_loi(vue))
    au = vue.au
    jalons += [
        Jalon(max(une.jour, au), "etape", une.code) for une in etapes if une.jour is not None and une.etat in _A_FAIRE
    ]
    if prochaine is not None and prochaine.code not in [un.code for un in jalons]:
        jalons.append(Jalon(prochaine.jour, "etape", prochaine.code))
    # Le tri garde l'ordre des ex æquo : ce que la loi impose passe devant.
    jalons.sort(key=_JOUR)
    return tuple(jalons)
