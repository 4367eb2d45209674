"""Des portefeuilles tirés au sort à graine fixe : tous les régimes, toutes les options, de bonnes et de mauvaises lignes.

Une ligne est un dictionnaire de cellules, None pour une cellule vide ; `une_a_une` en fait ce que la règle une à une
aurait reçu et ce qu'elle aurait répondu.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

from creances import ErreurCreances, Resultat
from creances.lots.portefeuille import COLONNES
from creances.modeles import CategoriePublique, Nature, Secteur, Territoire, colonnes

Ligne = dict[str, Any]
UN_JOUR = timedelta(days=1)
PREMIER, DERNIER = date(1999, 6, 1), date(2027, 3, 1)
_NATURES = get_args(Nature)
_FREQUENTES = (*["B2B_VENTE"] * 4, *["B2B_SERVICE"] * 3, "TRANSPORT_INTERNE", "B2C_GENERAL", "CIVIL_COMMUN")
_QUALITES = (None, *["professionnel"] * 4, *["public"] * 3, "consommateur", "non_professionnel")
_TAUX = (None, None, None, Decimal("8.50"), Decimal(3), Decimal("12.4567"), Decimal(0), Decimal(15))


def jour(hasard: random.Random, depuis: date = PREMIER, jusqu_au: date = DERNIER) -> date:
    return depuis + timedelta(days=hasard.randrange((jusqu_au - depuis).days))


def somme(hasard: random.Random) -> Decimal:
    """De quelques centimes à quelques milliards : chaque ordre de grandeur autant que les autres."""
    return Decimal(hasard.randrange(1, 10 ** hasard.randrange(1, 13))).scaleb(-2)


def creance(hasard: random.Random, *, reference: str = "F1", profils: Sequence[Ligne] = ()) -> Ligne:
    """Une ligne : le plus souvent une échéance seule, parfois toutes les dates, rarement une donnée refusée."""
    ligne: Ligne = {"reference": reference, "montant": somme(hasard), "echeance": jour(hasard)}
    ligne |= hasard.choice(profils) if profils and hasard.random() < 0.9 else profil(hasard)
    if hasard.random() < 0.1:
        _dater(hasard, ligne)
    if hasard.random() < 0.03:
        _abimer(hasard, ligne)
    return ligne


def profil(hasard: random.Random) -> Ligne:
    """Tout ce que le droit lit d'une créance, hors la somme et l'échéance."""
    nature = hasard.choice(_FREQUENTES if hasard.random() < 0.9 else _NATURES)
    return {
        "nature": nature,
        "qualite": hasard.choice(_QUALITES),
        "categorie_publique": hasard.choice([None, *get_args(CategoriePublique)]),
        "pays": hasard.choice([None, "FR", "FR", "BE"]),
        "territoire": hasard.choice(["metropole"] * 20 + [hasard.choice(get_args(Territoire))]),
        "creancier_qualite": hasard.choice(["professionnel"] * 9 + ["particulier", "public"]),
        "creancier_territoire": None,
        "secteur": hasard.choice([None] * 6 + list(get_args(Secteur))),
        "periodique": hasard.choice([None, False, True]),
        "taux_penalites": hasard.choice(_TAUX),
        "semestre": hasard.choice([None, "mobile", "fige"]),
        "plancher": hasard.choice([None, "signaler", "relever", "suppletif"]),
        "capitalisation": hasard.choice([None] * 8 + [False, True]),
        "clause_penale": hasard.choice([None] * 5 + [Decimal("100.00")]),
        "contestation": hasard.choice([None] * 5 + ["malfaçon"]),
        "conclu_le": jour(hasard) if hasard.random() < 0.2 else None,
        "devise": hasard.choice([None, "EUR"]),
        "retenue_garantie": hasard.choice([None] * 4 + [Decimal("0.00"), Decimal("0.01"), Decimal("12.34")]),
    }


def _dater(hasard: random.Random, ligne: Ligne) -> None:
    emission = jour(hasard)
    ligne["emission"] = emission
    for nom in ("livraison", "reception", "verification", "dedouanement", "mise_a_disposition"):
        if hasard.random() < 0.3:
            ligne[nom] = emission + timedelta(days=hasard.randrange(-20, 40))
    choix = hasard.random()
    if choix < 0.4:
        ligne["echeance"] = emission + timedelta(days=hasard.randrange(0, 120))
    elif choix < 0.8:
        ligne["echeance"] = None
    if hasard.random() < 0.5:
        ligne["terme_jours"] = hasard.choice([0, 30, 45, 60, 90])
        ligne["mode"] = hasard.choice([None, "net", "jours_puis_fin_de_mois", "fin_de_mois_puis_jours"])
        ligne["depart"] = hasard.choice([None, "emission", "livraison"])
        ligne["report"] = hasard.choice([None, "suivant"])


def _abimer(hasard: random.Random, ligne: Ligne) -> None:
    ligne |= hasard.choice(
        [
            {"montant": None},
            {"montant": Decimal("0.00")},
            {"montant": Decimal("-5.00")},
            {"echeance": None},
            {"echeance": date(1850, 1, 1)},
            {"qualite": "roi"},
            {"devise": "USD"},
            {"nature": "TROC", "montant": None},
            {"retenue_garantie": ligne["montant"]},
            {"retenue_garantie": Decimal("-1.00")},
            {"taux_penalites": Decimal(-1)},
            {"terme_jours": 30, "terme_mois": 1},
            {"territoire": "polynesie_francaise"},
        ]
    )


def en_colonnes(lignes: Iterable[Ligne], noms: Iterable[str] = ("reference", *COLONNES)) -> dict[str, list[Any]]:
    """Les lignes, mises en colonnes : toutes celles que l'une au moins remplit."""
    lues = list(lignes)
    remplies = [nom for nom in noms if any(ligne.get(nom) is not None for ligne in lues)]
    return {nom: [ligne.get(nom) for ligne in lues] for nom in remplies}


def une_a_une(
    ligne: Ligne, regle: Callable[..., Resultat[Any]], evts: Sequence[Ligne] = ()
) -> tuple[Any, str, str, str | None]:
    """Valeur, régime, réserves et code d'erreur, tels que la règle une à une les donne."""
    cellules = {nom: ligne[nom] for nom in ("reference", *COLONNES) if ligne.get(nom) is not None}
    try:
        due = colonnes.creance(cellules)
        reponse = regle(due, evenements=[evenement(un) for un in evts])
    except ErreurCreances as refus:
        return None, None, None, refus.code
    from creances.regles.regime import regime

    return reponse.valeur, regime(due).regime.value, " ".join(sorted(reponse.codes())), None


def evenements(hasard: random.Random, ligne: Ligne) -> list[Ligne]:
    """De zéro à cinq événements autour de l'échéance, parfois le même jour, rarement refusés."""
    pivot = ligne.get("echeance") or ligne.get("emission") or date(2024, 1, 1)
    pivot = pivot if pivot > PREMIER else date(2024, 1, 1)
    trouves: list[Ligne] = []
    while hasard.random() < 0.65 and len(trouves) < 5:
        meme_jour = trouves and hasard.random() < 0.2
        quand = trouves[-1]["date"] if meme_jour else pivot + timedelta(days=hasard.randrange(-60, 900))
        trouves.append({"creance": ligne["reference"], "date": quand, **_evenement(hasard, ligne, quand)})
    return trouves


def _evenement(hasard: random.Random, ligne: Ligne, quand: date) -> Ligne:
    type_ = hasard.choice([None, "paiement", "paiement", "paiement", "avoir", "frais", "mise_en_demeure", "autre"])
    if type_ == "mise_en_demeure":
        lue: Ligne = {"type": type_}
        for nom in ("presentation", "reception"):
            lue[nom] = quand + timedelta(days=hasard.randrange(0, 9)) if hasard.random() < 0.5 else None
        return lue
    if type_ == "autre":
        autre = hasard.choice(["relance", "reconnaissance", "promesse", "contestation", "procedure_collective"])
        nature = hasard.choice([None, "sauvegarde", "liquidation"]) if autre == "procedure_collective" else None
        return {"type": autre, "nature": nature}
    montant = _versement(hasard, ligne)
    if hasard.random() < 0.01:
        montant = hasard.choice([None, Decimal("0.00"), Decimal("-1.00")])
    return {
        "type": type_,
        "montant": montant,
        "retroactif": hasard.choice([None, True, False]) if type_ == "avoir" else None,
    }


def _versement(hasard: random.Random, ligne: Ligne) -> Decimal:
    """Souvent une part de la dette, parfois le tout, parfois de quoi ne payer que des intérêts."""
    du = max(int((ligne["montant"] or 0) * 100), 100)
    return Decimal(
        hasard.choice([du, du // 2 + 1, du // 3 + 1, hasard.randrange(1, 2 * du), hasard.randrange(1, 9000)])
    ).scaleb(-2)


COLONNES_D_EVENEMENT = ("creance", "type", "date", "montant", "retroactif", "presentation", "reception", "nature")


def evenement(ligne: Ligne) -> Any:
    """L'objet qu'une ligne d'événement décrit."""
    modele, sortes = colonnes.EVENEMENTS[ligne.get("type") or "paiement"]
    return modele(**{nom: ligne[nom] for nom in sortes if ligne.get(nom) is not None})


COLONNES_D_INTERETS = ("montant", "debut", "categorie", "majoration_depuis", "capitalisation_depuis")


def interets_dus(hasard: random.Random) -> Ligne:
    """Une somme au taux légal, parfois majorée, rarement capitalisée ou refusée."""
    debut = jour(hasard)
    ligne: Ligne = {
        "montant": somme(hasard),
        "debut": debut,
        "categorie": hasard.choice([None, "autres_cas", "particuliers"]),
        "majoration_depuis": debut + timedelta(days=hasard.randrange(-200, 900)) if hasard.random() < 0.2 else None,
        "capitalisation_depuis": debut + timedelta(days=hasard.randrange(-99, 900)) if hasard.random() < 0.05 else None,
    }
    if hasard.random() < 0.05:
        ligne |= hasard.choice(
            [
                {"montant": Decimal(0)},
                {"montant": Decimal(-1)},
                {"montant": None},
                {"debut": None},
                {"categorie": "rois"},
            ]
        )
    return ligne
