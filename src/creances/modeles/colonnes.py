"""Le vocabulaire des tableaux : une colonne porte le nom du champ qu'elle remplit, et une ligne fait une créance.

Un tableur, un CSV ou une table de données n'ont pas de champs nichés. Le débiteur et les conditions sont donc à plat ; le
terme a `terme_jours` et `terme_mois` pour `jours` et `mois` ; le créancier, dont les champs sont ceux du débiteur, prend
le préfixe `creancier_`.

>>> ligne = {"montant": "1000.00", "echeance": "2026-04-30", "qualite": "public", "creancier_qualite": "particulier"}
>>> lue = creance(ligne)
>>> lue.debiteur.qualite, lue.creancier.qualite
('public', 'particulier')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from creances.modeles import (
    Avoir,
    Contestation,
    Creance,
    Frais,
    MiseEnDemeure,
    Modele,
    Paiement,
    ProcedureCollective,
    Promesse,
    Reconnaissance,
    Relance,
)

Sorte = Literal["texte", "booleen", "entier", "montant", "taux", "jour"]
"""Ce que contient une colonne ; qui lit le tableau en déduit comment lire ses cellules."""

Sortes = Mapping[str, Sorte]
PREFIXE_CREANCIER = "creancier_"


def _figer(**sortes: Sorte) -> Sortes:
    return MappingProxyType(sortes)


DEBITEUR = _figer(
    nom="texte",
    qualite="texte",
    categorie_publique="texte",
    commercant="booleen",
    artisan="booleen",
    siren="texte",
    pays="texte",
    territoire="texte",
    solvabilite="texte",
    segment="texte",
)
CREANCIER = _figer(
    creancier_nom="texte",
    creancier_qualite="texte",
    creancier_commercant="booleen",
    creancier_artisan="booleen",
    creancier_siren="texte",
    creancier_pays="texte",
    creancier_territoire="texte",
    creancier_effectif="entier",
)
TERME = _figer(terme_jours="entier", terme_mois="entier", mode="texte", le="entier", report="texte", depart="texte")
CONDITIONS = _figer(
    taux_penalites="taux",
    semestre="texte",
    plancher="texte",
    capitalisation="booleen",
    clause_penale="montant",
    conclu_le="jour",
)
CREANCE = _figer(
    reference="texte",
    montant="montant",
    nature="texte",
    secteur="texte",
    periodique="booleen",
    emission="jour",
    livraison="jour",
    reception="jour",
    echeance="jour",
    dedouanement="jour",
    mise_a_disposition="jour",
    verification="jour",
    devise="texte",
    retenue_garantie="montant",
    contestation="texte",
)
TOUTES: Sortes = MappingProxyType({**CREANCE, **DEBITEUR, **CREANCIER, **TERME, **CONDITIONS})
"""Toutes les colonnes dont une créance peut se faire."""

CHAMPS_DU_TERME: Mapping[str, str] = MappingProxyType({"terme_jours": "jours", "terme_mois": "mois"})

_DESIGNEE: dict[str, Sorte] = {"date": "jour", "montant": "montant", "creance": "texte"}
EVENEMENTS: Mapping[str, tuple[type[Modele], Sortes]] = MappingProxyType(
    {
        "paiement": (Paiement, _figer(**_DESIGNEE)),
        "avoir": (Avoir, _figer(**_DESIGNEE, retroactif="booleen")),
        "frais": (Frais, _figer(**_DESIGNEE, libelle="texte")),
        "mise_en_demeure": (MiseEnDemeure, _figer(date="jour", presentation="jour", reception="jour")),
        "relance": (Relance, _figer(date="jour", canal="texte")),
        "reconnaissance": (Reconnaissance, _figer(date="jour", montant="montant")),
        "promesse": (Promesse, _figer(date="jour", pour_le="jour", montant="montant")),
        "contestation": (Contestation, _figer(date="jour", motif="texte")),
        "procedure_collective": (ProcedureCollective, _figer(date="jour", nature="texte")),
    }
)
"""Les événements qu'une ligne peut porter, par `type`, avec le modèle et les colonnes de chacun."""


def creance(cellules: Mapping[str, Any]) -> Creance:
    """La créance que décrit une ligne : seules les colonnes remplies y figurent, toute colonne inconnue est ignorée.

    Une cellule est ce que le modèle accepte pour ce champ ; ses refus sont ceux du modèle, tous champs ensemble.
    """
    champs = _prendre(cellules, CREANCE)
    du_terme = {CHAMPS_DU_TERME.get(nom, nom): lu for nom, lu in _prendre(cellules, TERME).items()}
    conditions = _prendre(cellules, CONDITIONS) | ({"terme": du_terme} if du_terme else {})
    debiteur = _prendre(cellules, DEBITEUR)
    creancier = {nom.removeprefix(PREFIXE_CREANCIER): lu for nom, lu in _prendre(cellules, CREANCIER).items()}
    for nom, niche in (("conditions", conditions), ("debiteur", debiteur), ("creancier", creancier)):
        if niche:
            champs[nom] = niche
    return Creance(**champs)


def _prendre(cellules: Mapping[str, Any], sortes: Sortes) -> dict[str, Any]:
    return {nom: cellules[nom] for nom in sortes if nom in cellules}
