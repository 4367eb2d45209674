"""Ce que les règles de frais reçoivent et rendent. Tous les montants sont en euros, `taxe` est la TVA, ht + taxe = ttc."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from creances.modeles.base import Modele
from creances.noyau.argent import Euros, montant

Juridiction = Literal[
    "tribunal_de_commerce",
    "tribunal_des_activites_economiques",
    "tribunal_judiciaire",
    "juge_de_la_protection",
    "juge_de_l_execution",
    "conseil_de_prud_hommes",
    "tribunal_administratif",
    "chambre_de_proximite",
    "tribunal_mixte_de_commerce",
]
Nombre = Annotated[int, Field(strict=True, ge=1)]
NatureDeCreance = Literal["ordinaire", "alimentaire", "travail"]
Deplacement = Literal["terrain", "electronique", "aucun"]


def _benefice(valeur: Any) -> Decimal:
    return montant(valeur, "benefice")


class Demandeur(Modele):
    """Celui qui introduit l'instance, pour ce que les deux contributions regardent. None : inconnu, jamais zéro.

    - `personne` : "morale" ou "physique". `effectif` : nombre de salariés.
    - `chiffre_affaires` et `benefice` : moyennes annuelles sur trois ans ; un bénéfice peut être négatif.
    - `revenu_par_part` : revenu fiscal de référence par part, d'une personne physique.
    - `exonere` : aide juridictionnelle, État, ou autre dispense de la contribution pour l'aide juridique.

    >>> Demandeur(effectif=300, chiffre_affaires="100000000", benefice="5000000").personne
    'morale'
    """

    personne: Literal["morale", "physique"] = "morale"
    effectif: Annotated[int, Field(strict=True, ge=0)] | None = None
    chiffre_affaires: Euros | None = None
    benefice: Annotated[Decimal, BeforeValidator(_benefice)] | None = None
    revenu_par_part: Euros | None = None
    exonere: bool = False


@dataclass(frozen=True, slots=True)
class TrancheEmolument:
    """Une tranche du barème : de `de` (exclu) à `a` (inclus, None sans borne), la part qui y tombe et ce qu'elle donne."""

    de: Decimal
    a: Decimal | None
    assiette: Decimal
    taux: Decimal = field(metadata={"unite": "taux"})
    montant: Decimal


@dataclass(frozen=True, slots=True)
class Emoluments:
    """Un droit proportionnel. `charge` : qui le supporte. `version` : début de la version du tarif.

    `brut` : somme des `tranches`, ramenée au plafond, ou le forfait ; `ht` = brut + `majoration` - `impute`.
    """

    ht: Decimal
    taxe: Decimal
    ttc: Decimal
    charge: str
    brut: Decimal
    majoration: Decimal
    impute: Decimal
    forfaitaire: bool
    plafonne: bool
    tranches: tuple[TrancheEmolument, ...]
    version: date


@dataclass(frozen=True, slots=True)
class CoutActe:
    """Le prix d'un acte : `ht` = `emolument` (après coefficient) + `majoration` + `deplacement` ; `debours` sans taxe."""

    acte: str
    emolument: Decimal
    majoration: Decimal
    deplacement: Decimal
    ht: Decimal
    taxe: Decimal
    debours: Decimal
    ttc: Decimal
    version: date


@dataclass(frozen=True, slots=True)
class FraisGreffe:
    """Ce que le greffe du tribunal de commerce perçoit pour une formalité."""

    formalite: str
    ht: Decimal
    taxe: Decimal
    ttc: Decimal
    version: date


@dataclass(frozen=True, slots=True)
class ConditionDeContribution:
    """Une condition de la contribution : remplie, manquée (False) ou inconnue (None)."""

    condition: str
    remplie: bool | None
    article: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """Une contribution due à l'État, sans taxe. `due` et `montant` sont None s'il manque un fait pour le savoir.

    `version` : le jour où commence la version du texte ; None s'il n'était pas en vigueur.
    """

    due: bool | None
    montant: Decimal | None
    conditions: tuple[ConditionDeContribution, ...]
    version: date | None


@dataclass(frozen=True, slots=True)
class ChargeDesFrais:
    """Qui supporte un poste à la fin : "creancier", "debiteur", "perdant" ou "juge" (le juge en décide).

    `avance` : le créancier le paie d'abord. `article` : le texte qui le dit.
    """

    poste: str
    charge: str
    avance: bool
    article: str


@dataclass(frozen=True, slots=True)
class PosteDeFrais:
    """Un poste : ce qu'il coûte, qui le supporte. Montants à None : le poste existe, son montant est inconnu.

    `article` et `version` : le tarif et le jour où commence sa version. `charge` : "creancier", "debiteur", "perdant" (la
    partie condamnée aux dépens) ou "accord" (selon l'accord). `facultatif` : hors des totaux.
    """

    poste: str
    article: str
    version: date | None
    ht: Decimal | None
    taxe: Decimal | None
    ttc: Decimal | None
    charge: str
    facultatif: bool

    @property
    def inconnu(self) -> bool:
        """Vrai si le montant n'est pas connu."""
        return self.ttc is None


@dataclass(frozen=True, slots=True)
class EstimationFrais:
    """Le coût d'une procédure, toutes taxes comprises. Les totaux ne comptent que les postes connus et non facultatifs.

    - `total` = `charge_creancier` + `charge_debiteur` + `charge_perdant`.
    - `avance` : ce que le créancier paie d'abord, droits de recouvrement exceptés (ils se prennent sur les sommes reçues).
    - `options` : total des postes facultatifs connus. `inconnus` : les postes à ajouter, dont le montant manque.
    """

    procedure: str
    juridiction: str | None
    total: Decimal
    charge_creancier: Decimal
    charge_debiteur: Decimal
    charge_perdant: Decimal
    avance: Decimal
    options: Decimal
    inconnus: tuple[str, ...]
    postes: tuple[PosteDeFrais, ...]

    @property
    def complete(self) -> bool:
        """Vrai si tous les postes non facultatifs sont chiffrés."""
        return not self.inconnus
