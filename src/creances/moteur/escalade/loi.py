"""Les freins que la loi commande : la procédure collective, la prescription, la procédure en cours, le titre obtenu."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from creances.modeles import ProcedureCollective, Titre
from creances.moteur.escalade.retenue import Retenue
from creances.moteur.escalade.valeurs import Action, FreinDuPlan, Jalon, SorteDeJalon
from creances.moteur.escalade.vue import Vue
from creances.noyau.erreurs import DroitInconnu, HorsChamp
from creances.noyau.resultat import Reserve
from creances.regles.avancement.etats import EXECUTOIRE
from creances.regles.declaration import declaration
from creances.regles.declaration.valeurs import Declaration

L622_7 = "C. com., L622-7"
L622_17 = "C. com., L622-17"
L622_24 = "C. com., L622-24"
L218_2 = "C. conso., L218-2"
L722_2 = "C. conso., L722-2"
C_CIV_2229 = "C. civ., 2229"
C_CIV_2241 = "C. civ., 2241"
L111_3 = "CPCE, L111-3"
# Ce que le créancier fait, ou fait faire.
_NOUS = frozenset({"creancier", "commissaire_de_justice"})
_DECLARER, _RELEVER = "declaration", "releve_de_forclusion"
_ACTIONS = {_DECLARER: "declarer_la_creance", _RELEVER: "demander_le_releve_de_forclusion"}


def procedure_collective(vue: Vue) -> Retenue:
    """Une créance antérieure au jugement ne se paie plus (L622-7) : on ne réclame rien, on déclare (L622-24)."""
    ouverture = vue.situation.jugement_opposable
    if ouverture is None:
        jour = vue.situation.fil.tous(ProcedureCollective)[-1].date
        return Retenue(reserves=(Reserve("CREANCE_POSTERIEURE", (L622_17,), dates=(("ouverture", jour),)),))
    frein = FreinDuPlan("procedure_collective", "arret", ouverture.date, None, L622_7)
    if vue.situation.declaree:
        return Retenue(frein)
    delais = delais_de_declaration(vue, ouverture)
    if delais is None:
        return Retenue(frein, _a_declarer("declarer_la_creance", "procedure_collective", vue.au))
    for acte in (_DECLARER, _RELEVER):
        limite = delais.limite(acte)
        if limite is not None and (limite.dernier_jour is None or limite.dernier_jour >= vue.au):
            return Retenue(frein, _a_declarer(_ACTIONS[acte], "procedure_collective", vue.au, limite.dernier_jour))
    return Retenue(frein, reserves=(Reserve("DECLARATION_TARDIVE", (L622_24,)),))


def _a_declarer(code: str, raison: str, au: date, limite: date | None = None) -> Action:
    """Ce que l'on dit du montant d'une créance engage : quelqu'un l'approuve."""
    return Action(code, "declaration", au, raison, limite=limite, approbation=True)


def delais_de_declaration(vue: Vue, ouverture: ProcedureCollective) -> Declaration | None:
    """Les délais du créancier ; None si la loi n'en est pas connue ce jour-là ou en ce lieu."""
    creancier = vue.situation.creance.creancier
    publication = ouverture.publication
    try:
        return declaration(
            ouverture.date,
            publication=publication if publication is not None and publication <= vue.au else None,
            nature=ouverture.nature,
            territoire=vue.debiteur.territoire,
            demeure=creancier.territoire if creancier.pays == "FR" else "etranger",
            droit=vue.situation.droit,
        ).valeur
    except (DroitInconnu, HorsChamp):
        return None


def surendettement(vue: Vue) -> Retenue | None:
    """La commission de surendettement est saisie : on lui répond, on ne réclame plus."""
    if not vue.situation.gele_par_le_surendettement:
        return None
    depot = vue.situation.surendettement
    action = _a_declarer("repondre_a_la_commission", "surendettement", vue.au)
    return Retenue(FreinDuPlan("surendettement", "arret", None if depot is None else depot.date, None, L722_2), action)


def prescrite(vue: Vue) -> Retenue | None:
    """L'action est prescrite (C. civ., 2229) : on cesse, surtout de réclamer la dette à un consommateur comme due."""
    reponse = vue.situation.prescription
    if reponse is None or reponse.valeur.etat != "acquise":
        return None
    consommateur = vue.debiteur.qualite == "consommateur"
    # Une prescription qui ne tient qu'à un acte que le dossier ne montre pas se vérifie avant tout.
    code = "cesser" if consommateur and "PERTE_DEDUITE" not in reponse.codes() else "verifier_la_prescription"
    frein = FreinDuPlan("prescrite", "arret", reponse.valeur.terme, None, L218_2 if consommateur else C_CIV_2229)
    return Retenue(frein, Action(code, "arret", vue.au, "prescrite"))


def acte_requis(vue: Vue) -> Retenue | None:
    """Le dernier jour pour agir est proche : une lettre n'interrompt rien, il faut un acte (C. civ., 2241)."""
    seuil, reponse = vue.seuil_de_prescription, vue.situation.prescription
    if seuil is None or reponse is None or vue.au < seuil:
        return None
    return Retenue(
        FreinDuPlan("acte_requis", "arret", seuil, reponse.valeur.terme, C_CIV_2241), acte_interruptif(vue, vue.au), ()
    )


def acte_interruptif(vue: Vue, jour: date) -> Action:
    """Assigner, ou obtenir une reconnaissance signée, avant le dernier jour ouvrable."""
    reponse = vue.situation.prescription
    limite = None if reponse is None else reponse.valeur.dernier_jour_ouvrable
    return Action(
        "acte_interruptif", "acte", jour, "prescription_proche", canal="acte", limite=limite, approbation=True
    )


def procedure_engagee(vue: Vue) -> Retenue | None:
    """Le juge ou l'huissier est saisi : plus de relance, mais les délais de la procédure."""
    situation = vue.situation
    en_cours = situation.procedures_en_cours if situation.dossier.procedures else ()
    if not en_cours and not situation.instance_en_cours:
        return None
    a_faire = sorted(
        (limite.jour, limite.etape)
        for _, reponse in vue.situation.avancements
        for limite in reponse.valeur.a_venir
        if limite.jour is not None and limite.nature == "limite" and limite.acteur in _NOUS
    )
    action = None
    if a_faire:
        jour, etape = a_faire[0]
        action = Action(etape, "procedure", vue.au, "procedure_engagee", limite=jour, approbation=True)
    elif situation.executoire and all(reponse.valeur.etat == EXECUTOIRE for _, reponse in en_cours):
        # Rien ne reste à attendre du juge : le titre s'exécute.
        return None
    return Retenue(FreinDuPlan("procedure_engagee", "arret", None, None), action)


def titre(vue: Vue) -> Retenue | None:
    """Le créancier a un titre exécutoire : on exécute, on ne relance plus."""
    if not vue.situation.executoire:
        return None
    obtenu = vue.situation.fil.dernier(Titre)
    action = Action("choisir_l_execution", "procedure", vue.au, "titre_executoire", approbation=True)
    depuis = None if obtenu is None else obtenu.date
    return Retenue(FreinDuPlan("titre_executoire", "arret", depuis, None, L111_3), action)


def jalons_de_la_loi(vue: Vue) -> Iterator[Jalon]:
    """Les jours que la loi impose, à venir : le dernier jour ouvrable pour agir, les délais des procédures et de la
    déclaration.
    """
    reponse = vue.situation.prescription
    if reponse is not None:
        terme, ouvrable = reponse.valeur.terme, reponse.valeur.dernier_jour_ouvrable
        if terme is not None and ouvrable is not None and terme >= vue.au:
            article = reponse.articles[0] if reponse.articles else ""
            yield Jalon(max(ouvrable, vue.au), "limite", "dernier_jour_pour_agir", "action_prescrite", article)
    for _, suivie in vue.situation.avancements if vue.situation.dossier.procedures else ():
        for limite in suivie.valeur.a_venir:
            if limite.jour is not None and limite.jour >= vue.au:
                sorte: SorteDeJalon = "attente" if limite.nature == "attente" else "limite"
                yield Jalon(limite.jour, sorte, limite.etape, limite.consequence, limite.article)
    ouverture = vue.situation.jugement_opposable
    delais = None if ouverture is None else delais_de_declaration(vue, ouverture)
    for une in delais.limites if delais is not None else ():
        if une.dernier_jour is not None and une.dernier_jour >= vue.au:
            yield Jalon(une.dernier_jour, "limite", une.acte, une.consequence, une.article)
