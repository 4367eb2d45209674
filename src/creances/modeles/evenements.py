"""Ce qui arrive à une créance, daté. Les états se recalculent en rejouant les événements ; rien ne les mémorise.

Un événement postérieur au jour de la question est ignoré.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from creances.modeles.actes import ActePourLaPrescription
from creances.modeles.base import Modele
from creances.modeles.parties import Texte
from creances.noyau.argent import EurosPositifs
from creances.noyau.erreurs import DonneeInvalide
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


class Relance(Modele):
    """Rappel sans effet de droit."""

    type: Literal["relance"] = "relance"
    date: Jour
    canal: Texte = ""


class MiseEnDemeure(Modele):
    """Mise en demeure de payer (C. civ. 1344). `date` : envoi ; `presentation` : première présentation du pli ;
    `reception` : avis signé. Un pli non réclamé vaut mise en demeure (Cass. 1re civ., 20 janv. 2021, n° 19-20.680).
    """

    type: Literal["mise_en_demeure"] = "mise_en_demeure"
    date: Jour
    presentation: Jour | None = None
    reception: Jour | None = None

    @model_validator(mode="after")
    def _ordre(self) -> Self:
        for nom in ("presentation", "reception"):
            lu = getattr(self, nom)
            if lu is not None and lu < self.date:
                raise DonneeInvalide(
                    f"{nom} : reçu {lu} ; accepté : le jour de l'envoi ({self.date}) ou après",
                    code="mise_en_demeure.ordre",
                    champ=nom,
                )
        return self


class Reconnaissance(Modele):
    """Reconnaissance de dette par le débiteur (C. civ. 2240). `montant` : None si elle porte sur le tout."""

    type: Literal["reconnaissance"] = "reconnaissance"
    date: Jour
    montant: EurosPositifs | None = None


class Promesse(Modele):
    """Promesse de payer : `montant` au plus tard le `pour_le`."""

    type: Literal["promesse"] = "promesse"
    date: Jour
    pour_le: Jour | None = None
    montant: EurosPositifs | None = None


class Contestation(Modele):
    """Contestation par le débiteur. Elle n'arrête pas les intérêts."""

    type: Literal["contestation"] = "contestation"
    date: Jour
    motif: Texte = ""


class ProcedureCollective(Modele):
    """Jugement d'ouverture : arrête le cours des intérêts (L622-28 C. com.). `date` : jour du jugement."""

    type: Literal["procedure_collective"] = "procedure_collective"
    date: Jour
    nature: Literal["sauvegarde", "redressement", "liquidation"] = "redressement"


Evenement = Annotated[
    Paiement
    | Avoir
    | Frais
    | Relance
    | MiseEnDemeure
    | Reconnaissance
    | Promesse
    | Contestation
    | ProcedureCollective
    | ActePourLaPrescription,
    Field(discriminator="type"),
]
"""Tout ce qui peut arriver à une créance ; le champ `type` dit lequel."""
