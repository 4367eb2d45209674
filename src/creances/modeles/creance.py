"""La créance : une somme, deux parties, une nature, des dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from creances.modeles.base import Modele
from creances.modeles.conditions import Conditions
from creances.modeles.parties import Creancier, Debiteur, Texte
from creances.noyau.argent import Euros, EurosPositifs
from creances.noyau.erreurs import DonneeInvalide, HorsChamp
from creances.noyau.temps import Jour

Nature = Literal[
    "COMMERCE_GENERAL",
    "B2B_VENTE",
    "B2B_SERVICE",
    "CIVIL_COMMUN",
    "B2C_GENERAL",
    "B2C_TRAVAUX",
    "B2NP",
    "CREDIT_CONSO",
    "CREDIT_IMMO_CONSO",
    "LOYER_HABITATION",
    "LOYER_REVISION_HABITATION",
    "LOYER_COMMERCIAL",
    "COPRO_CHARGES",
    "TRANSPORT_INTERNE",
    "TRANSPORT_CMR",
    "TELECOM",
    "ASSURANCE_PRIME",
    "ENERGIE_CONSO",
    "EAU_PRIVE",
    "EAU_REGIE",
    "PUBLIC_CREANCIER_LOCAL",
    "PUBLIC_DEBITEUR",
    "AVOCAT_CONSO",
    "AVOCAT_PRO",
    "SANTE_LIBERAL",
    "HOPITAL_PUBLIC",
    "CHEQUE_TIREUR",
    "CHEQUE_TIRE",
    "LCR_ACCEPTEUR",
    "LCR_TIREUR_ENDOSSEUR",
    "LCR_ENDOSSEURS",
    "TITRE_JUDICIAIRE",
    "TITRE_NON_JUDICIAIRE",
    "IP_NON_DEFINITIVE",
    "INTERETS_TITRE_COMMUN",
    "INTERETS_TITRE_CONSO",
    "CAUTION",
    "SALAIRE",
    "ANCIEN_COMMERCE",
    "ANCIEN_TITRE",
]
Secteur = Literal["transport", "perissable", "betail", "alcool", "vin", "grand_export"]


def _euro_seulement(valeur: Any) -> Any:
    if isinstance(valeur, str) and valeur != "EUR":
        raise HorsChamp(f"devise : reçu {valeur!r} ; accepté : « EUR », seule monnaie couverte", code="devise")
    return valeur


Devise = Annotated[Literal["EUR"], BeforeValidator(_euro_seulement), WithJsonSchema({"const": "EUR"})]


# Les valeurs par défaut naissent au premier besoin : l'import n'a aucun schéma à construire.
@cache
def _debiteur() -> Debiteur:
    return Debiteur()


@cache
def _creancier() -> Creancier:
    return Creancier()


@cache
def _conditions() -> Conditions:
    return Conditions()


class Interruption(Modele):
    """Demande de paiement incomplète (R2192-27 à R2192-29 CCP) : le délai est interrompu, une seule fois.

    `notification` : réception par le créancier ; `completes` : réception de toutes les pièces par l'acheteur.
    """

    notification: Jour
    completes: Jour

    @model_validator(mode="after")
    def _ordre(self) -> Self:
        if self.completes < self.notification:
            raise DonneeInvalide(
                f"completes : reçu {self.completes} ; accepté : le jour de la notification ({self.notification}) ou après",
                code="interruption.ordre",
                champ="completes",
            )
        return self


class Creance(Modele):
    """Une somme due.

    - `montant` : toutes taxes comprises, en euros.
    - `nature` : code de la créance ; par défaut une vente entre professionnels.
    - `emission` de la facture ; `livraison` des marchandises ou achèvement du service ; `reception` de la demande de
      paiement par un acheteur public ; `echeance` imprimée sur la facture. Une de ces dates au moins.
    - `secteur` : délai particulier de L441-11 II ou L441-12 C. com. ; une nature de transport l'implique.
    - `periodique` : facture récapitulative (CGI, art. 289, I, 3).
    - `dedouanement` au port de destination finale, `mise_a_disposition` de l'acheteur en métropole : marchandises
      importées outre-mer (L441-13).
    - `verification` : jour où l'acheteur public constate la conformité, si le marché la prévoit (R2192-17).
    - `interruption` : demande de paiement incomplète d'un acheteur public.
    - `retenue_garantie` : part retenue, hors de l'assiette des intérêts d'un acheteur public (R2192-33).
    - `contestation` : motif, None si la créance n'est pas contestée. `pieces` : ce qui la prouve.

    >>> Creance(montant="10000", echeance="2026-04-30").montant
    Decimal('10000.00')
    >>> Creance(montant=100.5, echeance="2026-04-30")
    Traceback (most recent call last):
    creances.noyau.erreurs.DonneeInvalide: Creance : montant : reçu 100.5 (float) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant
    """  # noqa: E501

    reference: Texte = ""
    montant: EurosPositifs
    debiteur: Debiteur = Field(default_factory=_debiteur)
    creancier: Creancier = Field(default_factory=_creancier)
    nature: Nature = "B2B_VENTE"
    secteur: Secteur | None = None
    periodique: bool = False
    emission: Jour | None = None
    livraison: Jour | None = None
    reception: Jour | None = None
    echeance: Jour | None = None
    dedouanement: Jour | None = None
    mise_a_disposition: Jour | None = None
    verification: Jour | None = None
    interruption: Interruption | None = None
    conditions: Conditions = Field(default_factory=_conditions)
    devise: Devise = "EUR"
    retenue_garantie: Euros = Decimal("0.00")
    contestation: Texte | None = None
    pieces: tuple[Texte, ...] = ()

    @model_validator(mode="after")
    def _coherente(self) -> Self:
        if not (self.echeance or self.emission or self.livraison or self.reception):
            raise DonneeInvalide(
                "dates : reçu aucune date ; accepté : au moins echeance, emission, livraison ou reception",
                code="creance.sans_date",
                champ="dates",
            )
        if self.retenue_garantie >= self.montant:
            raise DonneeInvalide(
                f"retenue_garantie : reçu {self.retenue_garantie} ; accepté : moins que le montant {self.montant}",
                code="creance.retenue",
                champ="retenue_garantie",
            )
        return self

    @property
    def debut_du_delai(self) -> date:
        """Jour où le délai de paiement commence : livraison, réception, émission, à défaut l'échéance."""
        debut = self.livraison or self.reception or self.emission or self.echeance
        assert debut is not None  # noqa: S101 - garanti par _coherente
        return debut
