"""Les démarches à faire avant d'agir : faites, à faire, dispensées ou sans objet, pour ce que le dossier en dit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from creances.modeles import ActeExecution, MiseEnDemeure, Reclamation, Suspension, Titre
from creances.regles.voies.faits import Faits
from creances.regles.voies.valeurs import EtatDePrealable

_CREDITS = frozenset({"CREDIT_CONSO", "CREDIT_IMMO_CONSO"})
_TENTATIVES = frozenset({"mediation", "conciliation", "procedure_participative"})


def _fait(faite: bool) -> EtatDePrealable:
    return "fait" if faite else "a_faire"


def _mise_en_demeure(faits: Faits) -> EtatDePrealable:
    return _fait(any(isinstance(un, MiseEnDemeure) for un in faits.evenements))


def _demande_prealable(faits: Faits) -> EtatDePrealable:
    return _fait(any(isinstance(un, Reclamation) for un in faits.evenements))


def _signification_du_titre(faits: Faits) -> EtatDePrealable:
    titres = [un for un in faits.evenements if isinstance(un, Titre)]
    return _fait(any(un.notifie_le is not None and un.notifie_le <= faits.au for un in titres))


def _commandement_de_payer(faits: Faits) -> EtatDePrealable:
    return _commandement("commandement_saisie_vente", faits)


def _commandement_au_registre(faits: Faits) -> EtatDePrealable:
    return _commandement("commandement_saisie_remunerations", faits)


def _commandement(acte: str, faits: Faits) -> EtatDePrealable:
    return _fait(any(isinstance(un, ActeExecution) and un.type == acte for un in faits.evenements))


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


DEMARCHES: Mapping[str, Callable[[Faits], EtatDePrealable]] = MappingProxyType(
    {
        "mise_en_demeure": _mise_en_demeure,
        "demande_prealable": _demande_prealable,
        "signification_du_titre": _signification_du_titre,
        "commandement_de_payer": _commandement_de_payer,
        "commandement_inscrit_au_registre": _commandement_au_registre,
        "tentative_amiable": _tentative_amiable,
        # Rien dans un dossier ne dit que celles-ci sont faites.
        "garantie_du_creancier": lambda _: "a_faire",
        "seconde_presentation_ou_trente_jours": lambda _: "a_faire",
        "arret_des_poursuites": lambda _: "a_faire",
    }
)
"""Ce que le dossier dit de chaque démarche qu'une voie peut demander."""
