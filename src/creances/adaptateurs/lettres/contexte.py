"""Les faits d'une lettre : ce que les règles savent du dossier, en valeurs simples qu'un gabarit peut écrire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from creances.adaptateurs.lettres.correspondance import Correspondant, MoyenDePaiement
from creances.droit.corpus import Droit
from creances.modeles import Avoir, Dossier, MiseEnDemeure, Paiement, Relance
from creances.moteur.decompte import Decompte
from creances.moteur.echeancier import PlanDePaiement
from creances.noyau.rendu.catalogues import message, mot, nettoyer
from creances.noyau.rendu.phrases import phrase
from creances.noyau.resultat import Resultat
from creances.regles.echeance import echeance
from creances.regles.especes import plafond_especes
from creances.regles.regime import Regime, regime

Penalites = Literal["masquer", "mentionner", "reclamer", "renoncer"]
_INTERNE = "interne"
_SOMMES = ("principal", "interets", "indemnite", "frais", "total", "verse", "capitalises")


_ZERO = Decimal("0.00")


class Parties(NamedTuple):
    """Celui qui écrit, celui qui lit, celui à qui l'on doit."""

    emetteur: Correspondant
    destinataire: Correspondant
    creancier: Correspondant


@dataclass(frozen=True, slots=True)
class Demande:
    """Ce que la lettre demande : la conduite tenue sur les pénalités, la somme, le dernier jour pour payer."""

    penalites: Penalites
    montant: Decimal
    delai: int | None
    dernier_jour: date | None


def demande(releve: Resultat[Decompte], penalites: Penalites, delai: int | None, au: date) -> Demande:
    """La somme demandée : tout, ou sans intérêts ni indemnité. Le jour de la lettre ne compte pas dans le délai."""
    valeur = releve.valeur
    sans = valeur.total - valeur.interets - valeur.indemnite
    return Demande(
        penalites,
        valeur.total if penalites == "reclamer" else sans,
        delai,
        None if delai is None else au + timedelta(days=delai),
    )


def faits(
    dossier: Dossier,
    au: date,
    releve: Resultat[Decompte],
    demandee: Demande,
    parties: Parties,
    langue: str,
    droit: Droit,
) -> dict[str, Any]:
    """Ce que le dossier dit à un gabarit. Aucun objet de la bibliothèque : des textes, des nombres, des jours.

    `eteints` : la part des paiements imputée sur les accessoires ; `avoirs` : leur total ; `rappels` : les relances que le
    débiteur a reçues depuis l'échéance ; `taux_convenu` : l'intérêt n'est pas au taux légal.
    """
    creance, valeur = dossier.creance, releve.valeur
    exigible = echeance(creance, droit=droit).valeur
    retenu = regime(creance).regime
    connus = [un for un in dossier.evenements if un.date <= au]
    sommes = {nom: getattr(valeur, nom) for nom in _SOMMES}
    return sommes | {
        "langue": langue,
        "au": au,
        "reference": nettoyer(creance.reference),
        "emission": creance.emission,
        "echeance": exigible,
        "retard": max(0, (au - exigible).days),
        "nature": mot(creance.nature, langue),
        "montant": creance.montant,
        "accessoires": valeur.interets + valeur.indemnite,
        "eteints": sum((un.indemnite + un.frais + un.interets for un in valeur.imputations), _ZERO),
        "avoirs": sum((un.montant for un in connus if isinstance(un, Avoir)), _ZERO),
        "taux_convenu": creance.conditions.taux_penalites is not None,
        "demande": demandee.montant,
        "penalites": demandee.penalites,
        "delai": demandee.delai,
        "dernier_jour": demandee.dernier_jour,
        "entre_professionnels": retenu is Regime.PROFESSIONNELS,
        "acheteur_public": retenu is Regime.ACHETEUR_PUBLIC,
        "consommateur": creance.debiteur.qualite == "consommateur",
        "articles": tuple(dict.fromkeys(un.article for un in releve.lignes if un.article and un.montant)),
        "emetteur": _partie(parties.emetteur),
        "destinataire": _partie(parties.destinataire),
        "creancier": nettoyer(parties.creancier.nom),
        "adresse_du_creancier": tuple(map(nettoyer, parties.creancier.adresse)),
        "debiteur": nettoyer(creance.debiteur.nom),
        "paiements": tuple({"date": un.date, "montant": un.montant} for un in connus if isinstance(un, Paiement)),
        "rappels": tuple(
            un.date for un in connus if isinstance(un, Relance) and un.canal != _INTERNE and un.date > exigible
        ),
        "mises_en_demeure": tuple(un.date for un in connus if isinstance(un, MiseEnDemeure)),
        "detail": tuple(_detail(releve, langue)),
    }


def _partie(partie: Correspondant) -> dict[str, Any]:
    lus = {nom: nettoyer(valeur) if isinstance(valeur, str) else valeur for nom, valeur in dict(partie).items()}
    return lus | {"adresse": tuple(map(nettoyer, partie.adresse)), "siren": partie.siren or ""}


def _detail(releve: Resultat[Decompte], langue: str) -> Iterator[dict[str, str]]:
    """Le détail du décompte, tel que la règle l'explique."""
    from creances.noyau.rendu.page import composer

    for etape in composer(releve, langue).etapes:
        if etape.montant:
            yield {"phrase": etape.phrase, "article": etape.article, "montant": etape.montant}


def moyens(
    proposes: Sequence[MoyenDePaiement], dossier: Dossier, du: Decimal, au: date, langue: str, droit: Droit
) -> tuple[str, ...]:
    """Les moyens de paiement en phrases ; les espèces seulement si la loi les permet pour toute la dette."""
    phrases = []
    for un in proposes:
        if un.code == "especes":
            plafond = plafond_especes(dossier.creance, au=au, droit=droit).valeur
            if plafond is not None and du > plafond:
                continue
        nom = message(f"lettre.moyen.{un.code}", langue)
        deux_points = " : " if langue == "fr" else ": "
        phrases.append(f"{nom}{deux_points}{nettoyer(un.detail)}" if un.detail else nom)
    return tuple(phrases)


def plan_en_faits(plan: PlanDePaiement) -> dict[str, Any]:
    """Un plan de paiement, pour un gabarit."""
    return {
        "signature": plan.signature,
        "fin": plan.fin,
        "du": plan.du,
        "interets": plan.interets,
        "interets_du_plan": plan.interets_du_plan,
        "total": plan.total,
        "decheance": plan.decheance,
        "tolerance": plan.tolerance,
        "reconnaissance": plan.reconnaissance,
        "echeances": tuple({"date": une.date, "montant": une.montant} for une in plan.echeances),
    }


def pieces_jointes(dossier: Dossier, autres: Sequence[str], langue: str, au: date, *, releve: bool) -> tuple[str, ...]:
    """Le relevé de compte d'abord, si la lettre n'a rien à taire, puis les pièces de la créance, puis les autres."""
    compte = (phrase("lettre.piece.releve", langue, {"au": au}),) if releve else ()
    return tuple(dict.fromkeys((*compte, *map(nettoyer, dossier.creance.pieces), *map(nettoyer, autres))))
