"""Les faits dont dépendent les voies : vrai, faux, ou inconnu (None). Rien n'est deviné."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from creances.droit.corpus import Droit
from creances.droit.voies import etats_des_reglements_europeens, fiches
from creances.modeles import Contestation, Dossier, Evenement, ProcedureCollective, Titre

_TITRES = frozenset({"TITRE_JUDICIAIRE", "TITRE_NON_JUDICIAIRE", "ANCIEN_TITRE"})
_CAUSE_INCONNUE = frozenset(
    {*_TITRES, "INTERETS_TITRE_COMMUN", "INTERETS_TITRE_CONSO", "IP_NON_DEFINITIVE", "CHEQUE_TIRE", "CHEQUE_TIREUR"}
)
# Des échéances, une cotisation, un engagement : rien qui se facture entre commerçants.
_SANS_FACTURE = frozenset({"COPRO_CHARGES", "CREDIT_CONSO", "CREDIT_IMMO_CONSO", "SALAIRE", "CAUTION"})
_CHEQUES = frozenset({"CHEQUE_TIREUR", "CHEQUE_TIRE"})
_FRANCE = "FR"


@dataclass(frozen=True)
class Faits:
    """Le dossier au jour de la question, et ce que d'autres règles en disent.

    - `principal`, `interets`, `demande` : ce qui reste dû, en euros ; `interets` et `demande` sont None s'ils ne se
      calculent pas ici (crédit, taux non paru).
    - `exigible`, `prescrite` : None si inconnu.
    - `commerciale`, `civile`, `administrative` : le juge du fond peut-il être celui-là ? None si un fait manque.
    """

    dossier: Dossier
    au: date
    droit: Droit
    principal: Decimal
    interets: Decimal | None
    demande: Decimal | None
    exigible: bool | None
    prescrite: bool | None
    commerciale: bool | None
    civile: bool | None
    administrative: bool | None

    @cached_property
    def evenements(self) -> tuple[Evenement, ...]:
        """Ce qui est arrivé au plus tard le jour de la question."""
        return tuple(un for un in self.dossier.evenements if un.date <= self.au)

    def acte(self, procedure: str, *types: str) -> bool:
        """Vrai si une procédure de ce code compte déjà l'un de ces actes."""
        return any(
            acte.type in types and acte.date <= self.au
            for une in self.dossier.procedures
            if une.type == procedure
            for acte in une.actes
        )

    def plafond(self, table: str) -> Decimal:
        """La valeur d'un seuil (`voies.*`) ce jour-là."""
        plafond: Decimal = self.droit(f"voies.{table}", self.au).valeur
        return plafond


def _sous(plafond: Decimal, principal: Decimal, total: Decimal | None) -> bool | None:
    """Le total tient-il sous le plafond, inclus ? Un principal qui le dépasse suffit à dire non."""
    if total is None:
        return False if principal > plafond else None
    return total <= plafond


def _petites_creances(faits: Faits) -> bool | None:
    total = None if faits.interets is None else faits.principal + faits.interets
    return _sous(faits.plafond("petites_creances"), faits.principal, total)


def _petits_litiges(faits: Faits) -> bool | None:
    return _sous(faits.plafond("petits_litiges"), faits.principal, faits.principal)


def _deux_commercants(faits: Faits) -> bool | None:
    """Deux commerçants au sens strict : ni artisan, ni profession libérale, ni association."""
    creance = faits.dossier.creance
    parties = (creance.creancier, creance.debiteur)
    if any(une.commercant is False or une.qualite not in {None, "professionnel"} for une in parties):
        return False
    return None if any(une.commercant is None for une in parties) else True


def _facturee(faits: Faits) -> bool | None:
    creance = faits.dossier.creance
    if creance.nature in _SANS_FACTURE:
        return False
    return True if creance.emission is not None or creance.echeance is not None else None


def _hors_l126(faits: Faits) -> bool | None:
    """Les créances facturées entre commerçants ont leur propre voie depuis la loi du 23 avril 2026."""
    depuis = fiches()["L126"].depuis
    if depuis is None or faits.au < depuis:
        return True
    lus = (_deux_commercants(faits), _facturee(faits))
    if False in lus:
        return True
    return None if None in lus else False


def _contestee(faits: Faits) -> bool:
    creance = faits.dossier.creance
    return creance.contestation is not None or any(isinstance(un, Contestation) for un in faits.evenements)


def _ouverture(faits: Faits) -> date | None:
    return min((un.date for un in faits.evenements if isinstance(un, ProcedureCollective)), default=None)


def _anterieure(faits: Faits) -> bool:
    """Créance née avant le jugement d'ouverture ; faux s'il n'y en a pas."""
    ouverture = _ouverture(faits)
    creance = faits.dossier.creance
    nee = min(un for un in (creance.livraison, creance.emission, creance.reception, creance.echeance) if un is not None)
    return ouverture is not None and nee < ouverture


def _transfrontalier(faits: Faits) -> bool:
    """Une partie au moins demeure dans un autre État lié par le règlement (le juge saisi est français)."""
    pays = {faits.dossier.creance.creancier.pays, faits.dossier.creance.debiteur.pays}
    return bool(pays & (etats_des_reglements_europeens() - {_FRANCE}))


def _accord(faits: Faits) -> bool | None:
    return True if faits.acte("ACCORD", "accord") else None


def _titre(faits: Faits) -> bool | None:
    if faits.dossier.creance.nature in _TITRES or any(isinstance(un, Titre) for un in faits.evenements):
        return True
    procedures = {une.type for une in faits.dossier.procedures}
    if any(faits.acte(une, "executoire") for une in procedures):
        return True
    # Une décision rendue n'est un titre qu'une fois signifiée et, pour une injonction, sans opposition.
    return None if any(faits.acte(une, "jugement", "ordonnance") for une in procedures) else False


def _salarie(faits: Faits) -> bool | None:
    return False if faits.dossier.creance.debiteur.qualite in {"public", "non_professionnel"} else None


def _hors_habitation(faits: Faits) -> bool | None:
    return True if faits.principal > faits.plafond("saisie_vente") else None


def _non(lu: bool | None) -> bool | None:
    return None if lu is None else not lu


FAITS: Mapping[str, Callable[[Faits], bool | None]] = MappingProxyType(
    {
        "somme_due": lambda faits: (faits.principal if faits.demande is None else faits.demande) > 0,
        "creance_exigible": lambda faits: faits.exigible,
        "non_prescrite": lambda faits: _non(faits.prescrite),
        "cause_contractuelle": lambda faits: None if faits.dossier.creance.nature in _CAUSE_INCONNUE else True,
        "montant_determine": lambda faits: faits.dossier.creance.nature != "CAUTION",
        "plafond_petites_creances": _petites_creances,
        "plafond_petits_litiges": _petits_litiges,
        "deux_commercants": _deux_commercants,
        "creance_facturee": _facturee,
        "hors_l126": _hors_l126,
        "sans_contestation": lambda faits: not _contestee(faits),
        "sans_contestation_serieuse": lambda faits: None if _contestee(faits) else True,
        "sans_refus": lambda faits: not faits.acte("PSRPC", "refus_debiteur"),
        "hors_procedure_collective": lambda faits: not _anterieure(faits),
        "creance_anterieure": _anterieure,
        "debiteur_prive": lambda faits: _non(faits.administrative),
        "debiteur_public": lambda faits: faits.administrative,
        "demeure_en_france": lambda faits: faits.dossier.creance.debiteur.pays == _FRANCE,
        # À l'étranger, tout dépend du lieu de l'acte ou du bien, que le dossier ne dit pas.
        "acte_possible_en_france": lambda faits: faits.dossier.creance.debiteur.pays == _FRANCE or None,
        "transfrontalier": _transfrontalier,
        "hors_contrat_de_travail": lambda faits: faits.dossier.creance.nature != "SALAIRE",
        "competence_commerciale": lambda faits: faits.commerciale,
        "competence_civile": lambda faits: faits.civile,
        "accord_des_parties": _accord,
        "menace_sur_le_recouvrement": lambda _: None,
        "compte_hors_de_france": lambda _: None,
        "cheque_impaye": lambda faits: faits.dossier.creance.nature in _CHEQUES,
        "titre_executoire": _titre,
        "debiteur_salarie": _salarie,
        "hors_habitation_ou_seuil": _hors_habitation,
    }
)
"""Ce que le dossier dit de chaque fait qu'une voie peut exiger."""
