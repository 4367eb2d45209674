"""D'où part le délai ? L'échéance pour une vente, l'achèvement pour un service ; parfois deux dates se soutiennent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.droit.prescriptions import NatureDeCreance
from creances.modeles import Creance
from creances.noyau.resultat import Reserve
from creances.noyau.temps import ajouter_mois

_EXIGIBILITE = "exigibilite"
C_CIV_2233 = "C. civ., 2233"


class Depart(NamedTuple):
    """Un point de départ : l'événement (mot du catalogue), son jour, qui ne compte pas, et l'article qui le retient."""

    evenement: str
    jour: date
    article: str


class Departs(NamedTuple):
    """Les points de départ qui se soutiennent, du plus proche au plus lointain, et ce qu'il faut en savoir."""

    retenus: tuple[Depart, ...]
    reserves: tuple[Reserve, ...]


def departs(
    creance: Creance,
    nature: NatureDeCreance,
    exigibilite: Callable[[], date | None],
    impose: date | None,
    droit: Droit,
) -> Departs:
    """Les points de départ d'une créance.

    - `impose` : celui que l'appelant connaît (fin du mandat, protêt, notification d'un titre…) ; il l'emporte.
    - Une vente part de l'échéance, un service de son achèvement (Cass. com., 26 févr. 2020, n° 18-25.036). Le service
      payable à terme peut aussi partir de l'échéance (C. civ., 2233, 3°) : les deux dates sont rendues.
    - Si la date attendue manque, la plus proche connue la remplace, avec la réserve DEPART_SUPPOSE.

    Doute : la tension entre achèvement et échéance n'est pas tranchée. Avant le 19 mai 2021, la facture d'un service rendu
    à un consommateur pouvait fixer le départ (Cass. 1re civ., 19 mai 2021, n° 20-12.520).
    """
    if impose is not None:
        return Departs((Depart("depart_donne", impose, nature.article),), ())
    attendu = _dater(nature.depart, creance, exigibilite, droit)
    autre = _dater(nature.autre_depart, creance, exigibilite, droit)
    if attendu is None:
        evenement, jour = _a_defaut(creance, nature, autre)
        reserve = Reserve("DEPART_SUPPOSE", (nature.article,), mots=(("attendu", nature.depart), ("retenu", evenement)))
        return Departs((Depart(evenement, jour, nature.article),), (reserve,))
    trouves = {attendu: Depart(nature.depart, attendu, nature.article)}
    if autre is not None:
        trouves.setdefault(autre, Depart(nature.autre_depart, autre, C_CIV_2233))
    if _facture_admise(nature, attendu, droit) and creance.emission is not None:
        trouves.setdefault(creance.emission, Depart("emission", creance.emission, nature.article))
    return Departs(tuple([trouves[jour] for jour in sorted(trouves)]), ())


def _dater(nom: str, creance: Creance, exigibilite: Callable[[], date | None], droit: Droit) -> date | None:
    if nom == _EXIGIBILITE:
        return exigibilite()
    if nom == "presentation" and creance.emission is not None:
        return creance.emission + timedelta(days=droit("prescription.cheque_presentation", creance.emission).valeur)
    if nom == "transport_cmr" and (contrat := creance.conditions.conclu_le) is not None:
        return ajouter_mois(contrat, droit("prescription.transport_cmr_attente", contrat).valeur).jour
    if nom == "livraison":
        return creance.livraison
    return creance.emission if nom == "emission" else None


def _a_defaut(creance: Creance, nature: NatureDeCreance, autre: date | None) -> tuple[str, date]:
    """L'autre départ s'il est connu ; sinon la plus ancienne des dates connues, qui est la plus prudente."""
    if autre is not None:
        return nature.autre_depart, autre
    dates = {
        "livraison": creance.livraison,
        "emission": creance.emission,
        "reception": creance.reception,
        _EXIGIBILITE: creance.echeance,
    }
    jour, nom = min((jour, nom) for nom, jour in dates.items() if jour is not None)
    return nom, jour


def _facture_admise(nature: NatureDeCreance, achevement: date, droit: Droit) -> bool:
    service_au_consommateur = nature.duree == "consommateur" and nature.autre_depart == _EXIGIBILITE
    return service_au_consommateur and droit("prescription.depart_facture", achevement).valeur == "admis"
