"""Lire des factures et leurs événements dans un CSV ordinaire : une ligne par facture, paiement, avoir…

Chaque ligne a un `client` et un `type`, « facture » si la colonne manque ou si la cellule est vide :

- facture : `reference`, `montant`, une date (`emission`, `livraison`, `reception` ou `echeance`), et au besoin les
  champs de la créance, du débiteur (`nom`, `qualite`, `categorie_publique`, `siren`…) et des conditions
  (`terme_jours` ou `terme_mois`, `mode`, `le`, `taux_penalites`…) ;
- paiement, avoir, frais : `date`, `montant`, et `creance`, la référence visée (obligatoire pour un avoir ou des frais
  dès que le client a plusieurs factures) ; `retroactif` pour un avoir, `libelle` pour des frais ;
- mise_en_demeure : `date`, `presentation`, `reception` ; relance : `date`, `canal` ; reconnaissance : `date`,
  `montant` ; promesse : `date`, `pour_le`, `montant` ; contestation : `date`, `motif` ; procedure_collective :
  `date`, `nature`. Ces événements valent pour toutes les factures du client.

Les noms sont ceux des champs des modèles. Une colonne inconnue est refusée ; une cellule remplie que le type de la
ligne ne connaît pas fait refuser la ligne : rien n'est ignoré en silence.

>>> lecture = lire_csv("client;reference;montant;échéance\\nC1;F1;1000,00;31/03/2026\\nC1;F2;12,345;2026-03-31".encode())
>>> lecture.dossiers[0].creances[0].montant, lecture.complete
(Decimal('1000.00'), False)
>>> [(rejet.ligne, rejet.code) for rejet in lecture.rejets]
[(3, 'nombre.decimales')]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from creances.adaptateurs.colonnes import (
    CONDITIONS,
    CREANCE,
    DEBITEUR,
    EVENEMENTS,
    TERME,
    Lecteurs,
    champs,
    conditions,
    debiteur,
)
from creances.adaptateurs.octets import Porte, Progression, Source
from creances.adaptateurs.portefeuille import ZERO, DossierClient
from creances.adaptateurs.tableau import LIMITE_LIGNES, LIMITE_OCTETS, LigneLue, Rejet, lire_tableau
from creances.modeles import (
    Avoir,
    Creance,
    Evenement,
    Frais,
    Paiement,
)
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

_FACTURE = "facture"
_DE_LA_FACTURE: Lecteurs = {**CREANCE, **DEBITEUR, **TERME, **CONDITIONS}
COLONNES = tuple(
    dict.fromkeys(
        ("type", "client", *_DE_LA_FACTURE, *(colonne for _, lecteurs in EVENEMENTS.values() for colonne in lecteurs))
    )
)
"""Toutes les colonnes acceptées."""

PORTE = Porte(
    "CSV",
    "csv",
    "accepté : un CSV (texte UTF-8 ou ISO 8859-15, colonnes séparées par « ; », « , » ou une tabulation et nommées en "
    "première ligne)",
)


@dataclass(frozen=True, slots=True)
class LectureCsv:
    """Le résultat de `lire_csv` : les dossiers par client, et de quoi savoir si tout le fichier y est.

    `lues` compte les lignes non vides ; `lues == acceptees + len(rejets)`. `factures` et `credits` totalisent, en
    euros, les lignes acceptées, comptées à part des dossiers pour pouvoir s'y comparer.
    """

    dossiers: tuple[DossierClient, ...]
    rejets: tuple[Rejet, ...]
    lues: int
    vides: int
    colonnes: tuple[str, ...]
    separateur: str
    encodage: str
    factures: Decimal
    credits: Decimal

    @property
    def acceptees(self) -> int:
        """Les lignes qui sont dans les dossiers."""
        return self.lues - len(self.rejets)

    @property
    def complete(self) -> bool:
        """Aucune ligne n'a été refusée : les dossiers sont tout le fichier."""
        return not self.rejets


def lire_csv(
    source: Source,
    *,
    limite_octets: int = LIMITE_OCTETS,
    limite_lignes: int = LIMITE_LIGNES,
    progression: Progression | None = None,
) -> LectureCsv:
    """Lit des factures et des événements (voir la documentation du module), client par client.

    `source` est un chemin, des octets ou un flux binaire. Montants à la virgule ou au point, jours AAAA-MM-JJ ou
    JJ/MM/AAAA. Toute ligne refusée est dans `rejets`, avec son numéro et son code ; un événement qui vise une facture
    absente ou refusée l'est aussi.

    Lève `DonneeInvalide` si le fichier entier est refusé (codes `csv.vide`, `csv.classeur`, `csv.colonne_inconnue`,
    `csv.colonne_absente`, `csv.separateur`, `csv.guillemets`, `csv.trop_gros`, `csv.trop_de_lignes`…).
    """
    tableau = lire_tableau(
        source,
        PORTE,
        colonnes=COLONNES,
        limite_octets=limite_octets,
        limite_lignes=limite_lignes,
        progression=progression,
    )
    for nom in ("client", "montant"):
        if nom not in tableau.colonnes:
            raise PORTE.refus("colonne_absente", f"colonne {nom} absente ; vu : {', '.join(tableau.colonnes)}")
    passe = _Passe(list(tableau.rejets))
    for ligne in tableau.lignes:
        passe.lire(ligne)
    dossiers = passe.dossiers()
    return LectureCsv(
        dossiers=dossiers,
        rejets=tuple(sorted(passe.rejets)),
        lues=tableau.lues,
        vides=tableau.vides,
        colonnes=tableau.colonnes,
        separateur=tableau.separateur,
        encodage=tableau.encodage,
        factures=passe.factures,
        credits=passe.credits,
    )


@dataclass(slots=True)
class _Client:
    """Ce qui s'accumule sur un client pendant la lecture."""

    creances: dict[str, Creance] = field(default_factory=dict)
    evenements: list[tuple[int, Evenement]] = field(default_factory=list)


class _Passe:
    """L'état d'une lecture en cours ; ne sort jamais d'ici."""

    def __init__(self, rejets: list[Rejet]) -> None:
        self.rejets = rejets
        self.clients: defaultdict[str, _Client] = defaultdict(_Client)
        self.factures = self.credits = ZERO

    def lire(self, ligne: LigneLue) -> None:
        """Range une ligne chez son client, ou la refuse."""
        try:
            client, lu = _client(ligne.cellules), _modele(ligne)
            if isinstance(lu, Creance):
                self._ranger(client, lu)
            else:
                self.clients[client].evenements.append((ligne.numero, lu))
        except ErreurCreances as refus:
            self._refuser(ligne.numero, refus.code, refus.message)

    def _ranger(self, client: str, creance: Creance) -> None:
        connues = self.clients[client].creances
        if creance.reference in connues:
            raise DonneeInvalide(
                f"reference : {creance.reference!r} figure deux fois chez le client {client!r} ; accepté : une référence "
                "par facture",
                code="csv.reference_repetee",
            )
        connues[creance.reference] = creance
        self.factures += creance.montant

    def _refuser(self, numero: int, code: str, message: str) -> None:
        self.rejets.append(Rejet(numero, code, f"ligne {numero} : {message}"))

    def dossiers(self) -> tuple[DossierClient, ...]:
        """Les dossiers par code de client ; les événements sans facture où se poser sont refusés ici."""
        return tuple(
            self._dossier(code, client) for code, client in sorted(self.clients.items()) if self._poser(code, client)
        )

    def _poser(self, code: str, client: _Client) -> bool:
        poses = []
        for numero, un in client.evenements:
            try:
                _exiger_une_dette(code, un, client.creances)
            except DonneeInvalide as refus:
                self._refuser(numero, refus.code, refus.message)
            else:
                poses.append((numero, un))
                self.credits += un.montant if isinstance(un, Paiement | Avoir) else ZERO
        client.evenements = poses
        return bool(client.creances)

    def _dossier(self, code: str, client: _Client) -> DossierClient:
        noms = (creance.debiteur.nom for creance in client.creances.values())
        evenements = tuple(un for _, un in client.evenements)
        return DossierClient(code, next(filter(None, noms), ""), tuple(client.creances.values()), evenements)


def _client(cellules: Mapping[str, str]) -> str:
    if "client" not in cellules:
        raise DonneeInvalide("client : reçu rien ; accepté : le code du client, obligatoire", code="csv.sans_client")
    return cellules["client"]


def _modele(ligne: LigneLue) -> Any:
    cellules = ligne.cellules
    nom = cellules.get("type", _FACTURE).lower()
    if nom == _FACTURE:
        _exiger_des_colonnes_de(nom, cellules, _DE_LA_FACTURE)
        lues = {"reference": f"ligne {ligne.numero}", **champs(cellules, CREANCE)}
        return Creance(**lues, debiteur=debiteur(cellules), conditions=conditions(cellules))
    if nom not in EVENEMENTS:
        raise DonneeInvalide(
            f"type : reçu {nom[:80]!r} ; accepté : {', '.join((_FACTURE, *EVENEMENTS))}", code="csv.type_inconnu"
        )
    modele, lecteurs = EVENEMENTS[nom]
    _exiger_des_colonnes_de(nom, cellules, lecteurs)
    return modele(**champs(cellules, lecteurs))


def _exiger_des_colonnes_de(nom: str, cellules: Mapping[str, str], lecteurs: Lecteurs) -> None:
    etrangeres = [colonne for colonne in cellules if colonne not in lecteurs and colonne not in {"type", "client"}]
    if etrangeres:
        raise DonneeInvalide(
            f"{etrangeres[0]} : sans objet pour le type {nom!r} ; accepté : {', '.join(lecteurs)}",
            code="csv.colonne_sans_objet",
        )


def _exiger_une_dette(client: str, un: Evenement, creances: Mapping[str, Creance]) -> None:
    if not creances:
        raise DonneeInvalide(
            f"client : {client!r} n'a aucune facture acceptée ; un événement se pose sur une facture",
            code="csv.client_sans_facture",
        )
    if not isinstance(un, Paiement | Avoir | Frais):
        return
    if un.creance is not None and un.creance not in creances:
        raise DonneeInvalide(
            f"creance : reçu {un.creance!r}, qui n'est pas une facture acceptée du client {client!r}",
            code="csv.creance_inconnue",
        )
    if un.creance is None and not isinstance(un, Paiement) and len(creances) > 1:
        raise DonneeInvalide(
            f"creance : reçu rien ; accepté : la référence de la facture que vise ce type de ligne ({un.type}), car le "
            f"client {client!r} en a plusieurs",
            code="csv.creance_absente",
        )
