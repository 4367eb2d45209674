"""Des événements de toute nature, tirés au sort : ceux que la prescription et l'escalade lisent, bons et mauvais."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from creances import DonneeInvalide
from creances.lots.chroniques import CHAMPS, MODELES
from portefeuilles_au_hasard import PREMIER, Ligne

COLONNES_DE_CHRONIQUE = ("creance", *CHAMPS)
_SIMPLES = (
    "relance",
    "relance",
    "mise_en_demeure",
    "reconnaissance",
    "paiement",
    "paiement",
    "avoir",
    "frais",
    "promesse",
    "contestation",
    "pause",
    "reponse",
    "transmission",
    "statut_facture",
    "procedure_collective",
    "assignation",
    "saisie",
    "mediation",
    "instruction",
    "surendettement",
    "depot_surendettement",
    "signification_injonction",
    "reclamation",
    "titre",
    "reamenagement",
    "accord_prescription",
    "issue",
    "sommation",
)


def chronique(hasard: random.Random, ligne: Ligne) -> list[Ligne]:
    """De zéro à quatre événements autour de l'échéance ; un sur cinquante est refusé."""
    pivot = ligne.get("echeance") or ligne.get("emission") or date(2024, 1, 1)
    pivot = max(pivot, PREMIER)
    trouves: list[Ligne] = []
    while hasard.random() < 0.55 and len(trouves) < 4:
        quand = pivot + timedelta(days=hasard.randrange(-60, 1500))
        trouves.append({"creance": ligne["reference"], "date": quand, **_evenement(hasard, ligne, quand)})
        if hasard.random() < 0.02:
            trouves[-1] |= hasard.choice(
                [{"type": "echeancier"}, {"type": "troc"}, {"type": "paiement", "montant": Decimal(-1)}, {"date": None}]
            )
    return trouves


def _evenement(hasard: random.Random, ligne: Ligne, quand: date) -> Ligne:
    type_ = hasard.choice(_SIMPLES)
    lue: Ligne = {"type": type_}
    plus_tard = quand + timedelta(days=hasard.randrange(0, 400))
    if type_ in {"paiement", "avoir", "frais"}:
        du = max(int((ligne["montant"] or 0) * 100), 100)
        lue["montant"] = Decimal(hasard.choice([du, du // 2 + 1, hasard.randrange(1, 2 * du)])).scaleb(-2)
    elif type_ in {"pause", "transmission", "contestation", "mediation", "instruction", "surendettement", "saisie"}:
        lue["fin"] = hasard.choice([None, plus_tard])
    elif type_ == "assignation" and hasard.random() < 0.5:
        lue |= {"fin": plus_tard, "issue": hasard.choice([None, "peremption", "condamnation"])}
    elif type_ in {"promesse", "contestation", "reconnaissance"}:
        lue["montant"] = hasard.choice([None, Decimal("12.34")])
    return lue | _particularites(hasard, type_, plus_tard)


def _particularites(hasard: random.Random, type_: str, plus_tard: date) -> Ligne:
    choix: dict[str, Ligne] = {
        "relance": {"canal": hasard.choice([None, "email", "telephone"]), "etape": hasard.choice([None, "relance_1"])},
        "mise_en_demeure": {"presentation": hasard.choice([None, plus_tard]), "delai": hasard.choice([None, 8, 15])},
        "promesse": {"pour_le": hasard.choice([None, plus_tard])},
        "contestation": {"nature": hasard.choice([None, "administrative", "serieuse"])},
        "reponse": {"attitude": hasard.choice([None, "adresse_inconnue", "refus_du_canal"]), "canal": "telephone"},
        "transmission": {"acteur": "cabinet_recouvrement"},
        "statut_facture": {"statut": hasard.choice(["rejetee", "refusee", "encaissee", "deposee"])},
        "procedure_collective": {"nature": hasard.choice([None, "liquidation"])},
        "signification_injonction": {"executoire_le": hasard.choice([None, plus_tard])},
        "titre": {"notifie_le": hasard.choice([None, plus_tard]), "categorie": hasard.choice([None, "autre"])},
        "reamenagement": {"incident": hasard.choice([None, plus_tard])},
        "accord_prescription": {"mois": hasard.choice([None, 6, 24, 120])},
        "issue": {"issue": hasard.choice([None, "caducite", "desistement"])},
    }
    return choix.get(type_, {})


def en_objets(evenements: Sequence[Ligne]) -> list[Any]:
    """Les événements que ces lignes décrivent, lus par le type ; refuse comme leur modèle."""
    objets = []
    for ligne in evenements:
        type_ = ligne.get("type") or "paiement"
        if type_ not in MODELES:
            raise DonneeInvalide(f"type : reçu {type_!r}", code="lots.type_inconnu")
        modele = MODELES[type_]
        remplis = {nom: ligne[nom] for nom in CHAMPS if ligne.get(nom) is not None}
        objets.append(modele(**{nom: valeur for nom, valeur in remplis.items() if nom in modele.model_fields}))
    return objets
