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
from creances.regles.avancement.etats import ISSUES_DES_ETATS
from creances.regles.declaration import declaration
from creances.regles.declaration.valeurs import Declaration

L622_7 = "C. com., L622-7"
L622_24 = "C. com., L622-24"
L218_2 = "C. conso., L218-2"
L722_2 = "C. conso., L722-2"
C_CIV_2229 = "C. civ., 2229"
C_CIV_2241 = "C. civ., 2241"
L111_3 = "CPCE, L111-3"
_PCOLL = "PCOLL"
_REFUSEE = ("PSRPC", "refusee")
# Ce que le créancier fait, ou fait faire.
_NOUS = frozenset({"creancier", "commissaire_de_justice"})
_DECLARER, _RELEVER = "declaration", "releve_de_forclusion"
_ACTIONS = {_DECLARER: "declarer_la_creance", _RELEVER: "demander_le_releve_de_forclusion"}


def procedure_collective(vue: Vue) -> Retenue:
    """Une créance antérieure au jugement ne se paie plus (L622-7) : on ne réclame rien, on déclare (L622-24)."""
    ouverture = vue.situation.fil.tous(ProcedureCollective)[0]
    compte = vue.situation.compte
    if compte is not None and compte.dette.arret is not None and not compte.dette.arret.anterieure:
        return Retenue(reserves=(compte.dette.arret.reserve,))
    frein = FreinDuPlan("procedure_collective", "arret", ouverture.date, None, L622_7)
    if _declaree(vue):
        return Retenue(frein)
    delais = delais_de_declaration(vue, ouverture)
    if delais is None:
        return Retenue(frein, Action("declarer_la_creance", "declaration", vue.au, "procedure_collective"))
    for acte in (_DECLARER, _RELEVER):
        limite = delais.limite(acte)
        if limite is not None and (limite.dernier_jour is None or limite.dernier_jour >= vue.au):
            action = Action(
                _ACTIONS[acte],
                "declaration",
                vue.au,
                "procedure_collective",
                limite=limite.dernier_jour,
                approbation=True,
            )
            return Retenue(frein, action)
    return Retenue(frein, reserves=(Reserve("DECLARATION_TARDIVE", (L622_24,)),))


def _declaree(vue: Vue) -> bool:
    return any(
        acte.type == _DECLARER and acte.date <= vue.au
        for une in vue.situation.procedures
        if une.type == _PCOLL
        for acte in une.actes
    )


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
    """Le dépôt d'un dossier de surendettement : on répond à la commission, on ne réclame plus."""
    depot = vue.situation.surendettement
    if depot is None:
        return None
    action = Action("repondre_a_la_commission", "declaration", vue.au, "surendettement")
    return Retenue(FreinDuPlan("surendettement", "arret", depot.date, None, L722_2), action)


def prescrite(vue: Vue) -> Retenue | None:
    """L'action est prescrite (C. civ., 2229) : on cesse, surtout de réclamer la dette à un consommateur comme due."""
    reponse = vue.situation.prescription
    if reponse is None or reponse.valeur.etat != "acquise":
        return None
    consommateur = vue.debiteur.qualite == "consommateur"
    code = "cesser" if consommateur else "verifier_la_prescription"
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


def procedures_en_cours(vue: Vue) -> bool:
    """Une procédure contre le débiteur est engagée et n'a pas fini."""
    return any(
        reponse.valeur.etat not in ISSUES_DES_ETATS and (une.type, reponse.valeur.etat) != _REFUSEE
        for une, reponse in vue.situation.avancements
        if une.type != _PCOLL
    )


def procedure_engagee(vue: Vue) -> Retenue | None:
    """Le juge ou l'huissier est saisi : plus de relance, mais les délais de la procédure."""
    if not vue.situation.procedures or not procedures_en_cours(vue):
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
    return Retenue(FreinDuPlan("procedure_engagee", "arret", None, None), action)


def titre(vue: Vue) -> Retenue:
    """Le créancier a un titre exécutoire : on exécute, on ne relance plus."""
    obtenu = vue.situation.fil.tous(Titre)[-1]
    action = Action("choisir_l_execution", "procedure", vue.au, "titre_executoire", approbation=True)
    return Retenue(FreinDuPlan("titre_executoire", "arret", obtenu.date, None, L111_3), action)


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
    ouverture = vue.situation.procedure_collective
    delais = None if ouverture is None else delais_de_declaration(vue, ouverture)
    for une in delais.limites if delais is not None else ():
        if une.dernier_jour is not None and une.dernier_jour >= vue.au:
            yield Jalon(une.dernier_jour, "limite", une.acte, une.consequence, une.article)
