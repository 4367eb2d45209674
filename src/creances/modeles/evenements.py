"""Ce qui arrive à une créance, daté. Les états se recalculent en rejouant les événements ; rien ne les mémorise.

Un événement postérieur au jour de la question est ignoré.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from creances.modeles.actes import ActePourLaPrescription
from creances.modeles.base import Modele
from creances.modeles.parties import Texte
from creances.modeles.suivi import EvenementDeSuivi
from creances.noyau.argent import EurosPositifs
from creances.noyau.temps import Jour


class Paiement(Modele):
    """Somme reçue. `date` : jour où les fonds sont à la disposition du créancier (L441-9 C. com.) ; pour un acheteur
    public, jour de la mise en paiement (R2192-32 CCP). Ce jour porte encore intérêt.

    `creance` : référence de la dette que le débiteur a désignée (C. civ. 1342-10), None s'il n'a rien dit.
    """

    type: Literal["paiement"] = "paiement"
    date: Jour
    montant: EurosPositifs
    creance: Texte | None = None


class Avoir(Modele):
    """Réduction du principal. Vaut depuis sa date ; `retroactif` : depuis le début (erreur de facture, retour accepté)."""

    type: Literal["avoir"] = "avoir"
    date: Jour
    montant: EurosPositifs
    retroactif: bool = False
    creance: Texte | None = None


class Frais(Modele):
    """Frais de recouvrement mis à la charge du débiteur (titre exécutoire, L111-8 CPCE) ; ils ne portent pas intérêt."""

    type: Literal["frais"] = "frais"
    date: Jour
    montant: EurosPositifs
    libelle: Texte = ""
    creance: Texte | None = None


class Reconnaissance(Modele):
    """Reconnaissance de dette par le débiteur (C. civ. 2240). `montant` : None si elle porte sur le tout."""

    type: Literal["reconnaissance"] = "reconnaissance"
    date: Jour
    montant: EurosPositifs | None = None


class ProcedureCollective(Modele):
    """Jugement d'ouverture : arrête le cours des intérêts (L622-28 C. com.). `date` : jour du jugement ; `publication` :
    au BODACC, d'où part le délai de déclaration, None si elle est inconnue.
    """

    type: Literal["procedure_collective"] = "procedure_collective"
    date: Jour
    nature: Literal["sauvegarde", "redressement", "liquidation"] = "redressement"
    publication: Jour | None = None


Evenement = Annotated[
    Paiement | Avoir | Frais | Reconnaissance | ProcedureCollective | EvenementDeSuivi | ActePourLaPrescription,
    Field(discriminator="type"),
]
"""Tout ce qui peut arriver à une créance ; le champ `type` dit lequel."""
