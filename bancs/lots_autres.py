"""Les autres règles de colonnes contre la même règle posée une à une, sur un échantillon de la même table.

Une ligne un à un coûte : construire la créance et ses événements, poser la règle. Le rapport est celui d'une même
exécution ; les cellules de l'échantillon sont comparées avant d'être mesurées.

    python bancs/lots_autres.py [lignes]
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from creances import (
    Dossier,
    MiseEnDemeure,
    Paiement,
    PalierEscompte,
    Relance,
    balance_agee,
    echeance,
    escalade,
    escompte,
    expiration,
    lots,
    prescription,
)
from creances.droit.computation import expirer
from creances.lots.distinctes import DATES
from creances.lots.sortie import Centimes, colonne
from creances.modeles import colonnes
from creances.noyau.temps import jour

AU = jour("2026-11-21")
LIGNES, ECHANTILLON, GRAINE = 200_000, 1_000, 6
JOURS = 700
PALIERS = (PalierEscompte(jours=10, taux=3), PalierEscompte(jours=30, taux=1))
PROFILS: Sequence[dict[str, Any]] = (
    {"nature": "B2B_VENTE", "qualite": "professionnel", "terme_jours": 60},
    {"nature": "B2B_SERVICE", "qualite": "professionnel", "terme_jours": 45, "mode": "fin_de_mois_puis_jours"},
    {"nature": "B2B_VENTE", "qualite": "public", "categorie_publique": "collectivite"},
    {"nature": "B2C_GENERAL", "qualite": "consommateur"},
    {"nature": "TRANSPORT_INTERNE", "qualite": "professionnel"},
)
DU_PROFIL = ("nature", "qualite", "categorie_publique", "terme_jours", "mode")


class Portefeuille(NamedTuple):
    """Des factures, et des faits arrivés à une sur quatre : une relance ou une mise en demeure, parfois un paiement."""

    factures: pa.Table
    faits: pa.Table
    paiements: pa.Table


def tirer(lignes: int) -> Portefeuille:
    """Deux ans de factures, émises et datées, sur cinq profils."""
    tirage = np.random.default_rng(GRAINE)
    profils = tirage.integers(0, len(PROFILS), lignes)
    emission = np.datetime64(AU - timedelta(days=JOURS)) + tirage.integers(0, JOURS, lignes)
    champs: dict[str, Any] = {
        "reference": np.char.add("F", np.arange(lignes).astype(str)),
        "nom": np.char.add("Client ", tirage.integers(0, max(1, lignes // 20), lignes).astype(str)),
        "emission": emission,
        "livraison": emission,
    }
    table = pa.table(champs).append_column("montant", colonne(Centimes(tirage.integers(1_000, 5_000_000, lignes))))
    for nom in DU_PROFIL:
        valeurs = pa.array([profil.get(nom) for profil in PROFILS])
        table = table.append_column(nom, valeurs.take(pa.array(profils)))
    visees = tirage.choice(lignes, lignes // 4, replace=False)
    return Portefeuille(table, _faits(table, visees, tirage), _paiements(table, visees, tirage))


def _faits(table: pa.Table, visees: Any, tirage: Any) -> pa.Table:
    dates = table["emission"].to_numpy()[visees] + tirage.integers(70, 120, len(visees))
    types = np.where(tirage.integers(0, 2, len(visees)), "relance", "mise_en_demeure")
    return pa.table({"creance": table["reference"].take(pa.array(visees)), "date": dates, "type": types})


def _paiements(table: pa.Table, visees: Any, tirage: Any) -> pa.Table:
    dates = table["emission"].to_numpy()[visees] + tirage.integers(20, 300, len(visees))
    prises = pa.array(visees)
    return pa.table(
        {"creance": table["reference"].take(prises), "date": dates, "montant": table["montant"].take(prises)}
    )


def objets(portefeuille: Portefeuille, faits: pa.Table) -> list[tuple[dict[str, Any], list[Any]]]:
    """Les lignes d'un échantillon, et leurs événements, tels qu'un appelant les a avant d'en faire des objets."""
    modeles = {"relance": Relance, "mise_en_demeure": MiseEnDemeure, None: Paiement}
    lignes = portefeuille.factures.slice(0, ECHANTILLON).to_pylist()
    par_reference: dict[str, list[Any]] = {ligne["reference"]: [] for ligne in lignes}
    for un in faits.to_pylist():
        if un["creance"] in par_reference:
            modele = modeles[un.pop("type", None)]
            par_reference[un.pop("creance")].append((modele, un))
    garde = ("reference", "nom", "montant", *DATES, *DU_PROFIL)
    return [
        ({nom: ligne[nom] for nom in garde if ligne.get(nom) is not None}, par_reference[ligne["reference"]])
        for ligne in lignes
    ]


def secondes(appel: Callable[[], Any]) -> tuple[float, Any]:
    """Le meilleur temps de deux appels, et la réponse."""
    temps, reponse = [], None
    for _ in range(2):
        debut = time.perf_counter()
        reponse = appel()
        temps.append(time.perf_counter() - debut)
    return min(temps), reponse


def comparer(
    nom: str, lignes: int, en_colonnes: Callable[[], pa.ChunkedArray], une_a_une: Callable[[], list[Any]]
) -> None:
    """Mesure les deux, vérifie que l'échantillon répond de même, imprime le rapport."""
    temps, repondue = secondes(en_colonnes)
    temps_un, reponses = secondes(une_a_une)
    assert repondue.slice(0, len(reponses)).to_pylist() == reponses, nom
    par_ligne, par_ligne_un = temps / lignes * 1e6, temps_un / len(reponses) * 1e6
    print(f"{nom} : {par_ligne:.2f} µs la ligne, une à une {par_ligne_un:.1f} µs, {par_ligne_un / par_ligne:.0f} fois")


def delais(lignes: int) -> pa.Table:
    """Des délais de procédure, d'un mois ou de quinze jours, ici et outre-mer."""
    hasard = Random(GRAINE)
    tires = [hasard.choice([(1, None), (None, 15), (2, None)]) for _ in range(lignes)]
    return pa.table(
        {
            "depart": [AU - timedelta(days=hasard.randrange(JOURS)) for _ in range(lignes)],
            "mois": [mois for mois, _ in tires],
            "jours": [jours for _, jours in tires],
            "territoire": [hasard.choice(["metropole", "alsace_moselle", "reunion"]) for _ in range(lignes)],
        }
    )


def main(lignes: int = LIGNES) -> None:
    """Compare, mesure et imprime."""
    print(f"{os.cpu_count()} cœurs, Python {platform.python_version()}, {lignes} lignes, échantillon de {ECHANTILLON}")
    tires = tirer(lignes)
    factures = tires.factures
    seules, avec_faits = objets(tires, tires.faits.slice(0, 0)), objets(tires, tires.faits)
    creance = colonnes.creance
    comparer(
        "echeances",
        lignes,
        lambda: lots.echeances(factures)["echeance_calculee"],
        lambda: [echeance(creance(une)).valeur for une, _ in seules],
    )
    _delais(lignes)
    _prescriptions(tires, seules, avec_faits)
    _escomptes(factures, seules)
    _balance(tires)
    comparer(
        "actions",
        lignes,
        lambda: lots.actions(factures, au=AU)["action"],
        lambda: [_action(creance(une), (), AU) for une, _ in seules],
    )
    comparer(
        "actions, faits compris",
        lignes,
        lambda: lots.actions(factures, tires.faits, au=AU)["action"],
        lambda: [_action(creance(une), [modele(**fait) for modele, fait in siens], AU) for une, siens in avec_faits],
    )


def _action(due: Any, evenements: Sequence[Any], au: Any) -> str:
    prochaine = escalade(Dossier(creance=due, evenements=tuple(evenements)), au=au).valeur.prochaine
    return "" if prochaine is None else prochaine.code


def _delais(lignes: int) -> None:
    table = delais(lignes)
    un_a_un = [
        {nom: valeur for nom, valeur in une.items() if valeur is not None} for une in table[:ECHANTILLON].to_pylist()
    ]
    comparer(
        "expirations",
        lignes,
        lambda: expirer.cache_clear() or lots.expirations(table)["expiration"],  # type: ignore[func-returns-value]
        lambda: expirer.cache_clear() or [expiration(**une).valeur for une in un_a_un],  # type: ignore[func-returns-value]
    )


def _prescriptions(tires: Portefeuille, seules: Sequence[Any], avec_faits: Sequence[Any]) -> None:
    lignes, creance = tires.factures.num_rows, colonnes.creance
    comparer(
        "prescriptions",
        lignes,
        lambda: lots.prescriptions(tires.factures, au=AU)["terme"],
        lambda: [prescription(creance(une), au=AU).valeur.terme for une, _ in seules],
    )
    comparer(
        "prescriptions, faits compris",
        lignes,
        lambda: lots.prescriptions(tires.factures, tires.faits, au=AU)["terme"],
        lambda: [
            prescription(creance(une), au=AU, evenements=[modele(**fait) for modele, fait in siens]).valeur.terme
            for une, siens in avec_faits
        ],
    )


def _escomptes(factures: pa.Table, seules: Sequence[Any]) -> None:
    emissions = factures["emission"].to_numpy()
    payees = factures.append_column("paye_le", pa.array(emissions + 15))
    comparer(
        "escomptes",
        len(payees),
        lambda: lots.escomptes(payees, paliers=PALIERS)["escompte"],
        lambda: [
            escompte(_avec_paliers(colonnes.creance(une)), paye_le=une["emission"] + timedelta(days=15)).valeur.montant
            for une, _ in seules
        ],
    )


def _avec_paliers(due: Any) -> Any:
    return due.avec(conditions=due.conditions.avec(escompte=PALIERS))


def _balance(tires: Portefeuille) -> None:
    echantillon = tires.factures.slice(0, ECHANTILLON)
    references = set(echantillon["reference"].to_pylist())
    siens = [un for un in tires.paiements.to_pylist() if un["creance"] in references]
    lignes = [{nom: un for nom, un in une.items() if un is not None} for une in echantillon.to_pylist()]

    def une_a_une() -> list[Any]:
        dues = [colonnes.creance(une) for une in lignes]
        valeur = balance_agee(dues, au=AU, evenements=[Paiement(**un) for un in siens]).valeur
        return [valeur.encours] * ECHANTILLON

    petite = lots.balance_agee(echantillon, pa.Table.from_pylist(siens), au=AU)
    assert petite.total["encours"][0].as_py() == une_a_une()[0]
    temps, _ = secondes(lambda: lots.balance_agee(tires.factures, tires.paiements, au=AU))
    temps_un, _ = secondes(une_a_une)
    par_ligne, par_ligne_un = temps / tires.factures.num_rows * 1e6, temps_un / ECHANTILLON * 1e6
    rapport = par_ligne_un / par_ligne
    print(f"balance_agee : {par_ligne:.2f} µs la ligne, une à une {par_ligne_un:.1f} µs, {rapport:.0f} fois")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
