"""Une voie à l'épreuve des faits : ses conditions une à une, puis ses préalables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from creances.droit.voies import Exigence, FicheDeVoie, PrealableExige, ce_qui_leve
from creances.modeles import ActeExecution, MiseEnDemeure, Reclamation, Suspension, Titre
from creances.noyau.resultat import Reserve
from creances.regles.voies.faits import FAITS, Faits
from creances.regles.voies.valeurs import (
    Condition,
    Duree,
    EtatDeCondition,
    EtatDePrealable,
    EtatDeVoie,
    Prealable,
    Voie,
)

CPC_750_1 = "CPC, 750-1"
R125_1 = "CPCE, R125-1"
_CREDITS = frozenset({"CREDIT_CONSO", "CREDIT_IMMO_CONSO"})
_TENTATIVES = frozenset({"mediation", "conciliation", "procedure_participative"})
_ETATS: dict[bool | None, EtatDeCondition] = {True: "remplie", False: "manquee", None: "inconnue"}


def examiner(fiche: FicheDeVoie, faits: Faits, juridictions: Sequence[str], avocat: bool | None) -> Voie:
    """La voie au jour des faits, avec les juges que la règle de compétence lui donne."""
    conditions = (_en_vigueur(fiche, faits), *(_condition(une, faits) for une in fiche.conditions))
    return Voie(
        procedure=fiche.code,
        etat=_etat(conditions),
        conditions=conditions,
        prealables=tuple(_prealable(un, faits) for un in fiche.prealables),
        juridictions=tuple(juridictions),
        avocat=avocat,
        pieces=fiche.pieces,
        titre=fiche.titre,
        article_du_titre=fiche.article_du_titre,
        duree=Duree(*fiche.duree),
        confiance=fiche.confiance,
    )


def _etat(conditions: Sequence[Condition]) -> EtatDeVoie:
    etats = {une.etat for une in conditions}
    if "manquee" in etats:
        return "fermee"
    return "a_verifier" if "inconnue" in etats else "ouverte"


def _en_vigueur(fiche: FicheDeVoie, faits: Faits) -> Condition:
    return Condition("en_vigueur", _ETATS[fiche.en_vigueur(faits.au)], fiche.article)


def _condition(exigence: Exigence, faits: Faits) -> Condition:
    lu = FAITS[exigence.fait](faits)
    return Condition(exigence.fait, _ETATS[lu], exigence.article, ce_qui_leve()[exigence.fait] if lu is None else "")


def _prealable(exige: PrealableExige, faits: Faits) -> Prealable:
    etat = _tentative_amiable(faits) if exige.nom == "tentative_amiable" else _demarche(exige.nom, faits)
    return Prealable(exige.nom, etat, exige.article, exige.force == "exige")


def _demarche(nom: str, faits: Faits) -> EtatDePrealable:
    faites = {
        "mise_en_demeure": any(isinstance(un, MiseEnDemeure) for un in faits.evenements),
        "demande_prealable": any(isinstance(un, Reclamation) for un in faits.evenements),
        "signification_du_titre": any(
            isinstance(un, Titre) and un.notifie_le is not None and un.notifie_le <= faits.au for un in faits.evenements
        ),
        "commandement_de_payer": _commandement("commandement_saisie_vente", faits),
        "commandement_inscrit_au_registre": _commandement("commandement_saisie_remunerations", faits),
    }
    return "fait" if faites.get(nom) else "a_faire"


def _commandement(acte: str, faits: Faits) -> bool:
    return any(isinstance(un, ActeExecution) and un.type == acte for un in faits.evenements)


def _tentative_amiable(faits: Faits) -> EtatDePrealable:
    """La tentative de 750-1 : devant le juge civil seulement, jusqu'au seuil, hors des crédits et des dispenses."""
    seuil = faits.plafond("tentative_amiable")
    if faits.civile is False or faits.principal > seuil or (faits.demande is not None and faits.demande > seuil):
        return "sans_objet"
    # L'échec de la procédure des petites créances dispense (5°), comme la nature du crédit (loi n° 2016-1547, art. 4).
    if faits.dossier.creance.nature in _CREDITS or faits.acte("PSRPC", "refus_debiteur", "cloture"):
        return "dispense"
    if any(isinstance(un, Suspension) and un.type in _TENTATIVES for un in faits.evenements):
        return "fait"
    return "inconnu" if faits.civile is None or faits.demande is None else "a_faire"


def reserves(voies: Sequence[Voie], faits: Faits) -> Iterator[Reserve]:
    """Ce qu'il faut savoir des voies qui ne sont pas fermées."""
    for une in voies:
        if une.etat != "fermee" and une.confiance != "haute":
            yield Reserve("VOIE_A_CONFIRMER", mots=(("procedure", une.procedure),))
        prealables = {un.prealable: un.etat for un in une.prealables}
        if une.etat != "fermee" and prealables.get("tentative_amiable") in {"a_faire", "fait", "inconnu"}:
            yield Reserve("PROJET_RIVAGE", (CPC_750_1,))
    yield from _au_bord_du_plafond(faits)


def _au_bord_du_plafond(faits: Faits) -> Iterator[Reserve]:
    """L'indemnité de 40 euros, les frais et la clause pénale sont hors de l'assiette : le dire s'ils font franchir."""
    if faits.interets is None or faits.demande is None:
        return
    plafond = faits.plafond("petites_creances")
    assiette = faits.principal + faits.interets
    ajoute = faits.demande + (faits.dossier.creance.conditions.clause_penale or 0)
    if assiette <= plafond < ajoute:
        montants = (("assiette", assiette), ("total", ajoute), ("plafond", plafond))
        yield Reserve("PLAFOND_FRANCHI_PAR_LES_ACCESSOIRES", (R125_1,), montants=montants)
