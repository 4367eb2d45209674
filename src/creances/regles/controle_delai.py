"""Ce qui entoure le plafond d'un délai de paiement : l'amende encourue, et les retards abusifs du point de départ."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.noyau.resultat import Reserve
from creances.noyau.temps import ajouter_mois, fin_de_mois
from creances.regles.regime import Regime

L441_16 = "C. com., L441-16"
L2192_15 = "CCP, L2192-15"
CGI_289_I_3 = "CGI, 289, I, 3"

_MOIS_PAR_AN = 12
AUCUNE = Decimal("0.00")
_PASSIBLES = frozenset({"entreprise_publique", "entite_adjudicatrice"})


class Amende(NamedTuple):
    """Le maximum encouru, en euros. None : sans objet pour cette personne, ou inconnu (voir les réserves)."""

    personne_physique: Decimal | None
    personne_morale: Decimal | None
    article: str
    reiteration: bool = False
    reserves: tuple[Reserve, ...] = ()


class Abus(NamedTuple):
    """Une pratique qui peut retarder abusivement le départ du délai : son nom, son article, de combien de jours."""

    nom: str
    article: str
    jours: int
    limite: date


def amende_encourue(
    creance: Creance, regime: Regime, droit: Droit, *, facture: date, manquement: date, premiere_sanction: date | None
) -> Amende:
    """L'amende administrative encourue par le débiteur pour un délai dépassé, au maximum.

    - `facture` choisit la version du texte : l'amende de 2016 n'a été prononcée que pour des factures émises ensuite.
    - `manquement` : premier jour au-delà du plafond. « réitération du manquement dans un délai de deux ans à compter de
      la date à laquelle la première décision de sanction est devenue définitive » : doublée du lendemain de
      `premiere_sanction` au même quantième deux ans après, inclus.

    L'État, les collectivités et les établissements de santé n'en encourent pas ; entreprises publiques et entités
    adjudicatrices relèvent de L2192-15 CCP, sans plafond propre à une personne physique.

    Doute : le compte des deux ans (premier et dernier jour) n'est pas précisé par le texte.
    Source : C. com., L441-16 ; CCP, L2192-15.
    """
    categorie = creance.debiteur.categorie_publique
    reiteration = premiere_sanction is not None and _reiteration(droit, manquement, premiere_sanction)
    if categorie in _PASSIBLES:
        return _maximum(droit, facture, None, "sanctions.entite_publique", L2192_15, reiteration)
    if regime is Regime.PROFESSIONNELS:
        tables = "sanctions.personne_physique", "sanctions.personne_morale"
        return _maximum(droit, facture, *tables, L441_16, reiteration)
    montant = None if categorie is None else AUCUNE
    return Amende(montant, montant, L2192_15)


def _reiteration(droit: Droit, manquement: date, premiere_sanction: date) -> bool:
    annees = droit.lire("sanctions.reiteration_annees", premiere_sanction)
    if annees is None:
        return False
    return premiere_sanction < manquement <= ajouter_mois(premiere_sanction, _MOIS_PAR_AN * annees.valeur).jour


def _maximum(droit: Droit, facture: date, physique: str | None, morale: str, article: str, reiteration: bool) -> Amende:
    """Les montants du texte en vigueur le jour de la facture ; avant lui, ces données n'en connaissent pas."""
    suite = "_reiteration" if reiteration else ""
    pour_physique = None if physique is None else droit.lire(physique + suite, facture)
    pour_morale = droit.lire(morale + suite, facture)
    return Amende(
        None if pour_physique is None else pour_physique.valeur,
        None if pour_morale is None else pour_morale.valeur,
        article if pour_morale is None else pour_morale.article,
        reiteration,
        (Reserve("AMENDE_ANCIENNE", (article,)),)
        if pour_morale is None
        else droit.table(morale + suite).reserves_du(facture, facture),
    )


def emission_retardee(creance: Creance, droit: Droit, *, tolerance: int) -> Abus | None:
    """La facture émise plus tard que la loi ne le veut, ce qui repousse d'autant le plafond compté de l'émission.

    « dès la réalisation de la livraison ou de la prestation de services » (C. com., L441-9) ; une facture périodique
    peut attendre la fin du mois de livraison (CGI, 289, I, 3). `tolerance` : jours de différé que l'on veut admettre.

    Doute : l'administration fiscale admet « quelques jours » sans les compter ; aucun par défaut.
    """
    if creance.emission is None or creance.livraison is None:
        return None
    differe = droit.lire("delais.emission", creance.emission)
    if differe is None:
        return None
    limite = fin_de_mois(creance.livraison) if creance.periodique else creance.livraison
    jours = (creance.emission - limite).days - differe.valeur
    if jours <= tolerance:
        return None
    return Abus("emission_retardee", CGI_289_I_3 if creance.periodique else differe.article, jours, limite)


def verification_longue(creance: Creance, regime: Regime, droit: Droit) -> Abus | None:
    """La procédure d'acceptation ou de vérification qui dure plus de trente jours après la livraison.

    Elle n'allonge pas le plafond entre professionnels (C. com., L441-10, III) ; dans un marché, elle retarde le départ
    du délai (CCP, R2192-17). Une durée plus longue peut être stipulée si elle n'est pas abusive : d'où une alerte.
    """
    if creance.verification is None or creance.livraison is None:
        return None
    table = "delais.verification_marche" if regime is Regime.ACHETEUR_PUBLIC else "delais.verification"
    permise = droit.lire(table, creance.livraison)
    if permise is None:
        return None
    jours = (creance.verification - creance.livraison).days
    if jours <= permise.valeur:
        return None
    return Abus("verification_longue", permise.article, jours - permise.valeur, creance.verification)
