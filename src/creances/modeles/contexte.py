"""Ce qui entoure une créance et que la loi ne lit jamais : la relation, les moyens, les signaux.

Les politiques (`escalade`, `orientation`) s'en servent ; aucune règle de droit.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from creances.modeles.base import Modele
from creances.modeles.parties import Texte
from creances.noyau.argent import Euros
from creances.noyau.temps import Jour

Relation = Literal["aucune", "occasionnelle", "recurrente", "strategique"]
Solidite = Literal["fortes", "moyennes", "faibles"]


class Contexte(Modele):
    """La situation d'un dossier, vue de celui qui le gère. None : inconnu.

    - `relation` : avec ce client ; `marge_annuelle` : ce qu'il rapporte par an, en euros ; `image_sensible` : un conflit
      connu coûterait plus que la créance.
    - `preuves` : leur force ; None, elle se lit dans les pièces de la créance.
    - `signaux` d'insolvabilité : "cession_actifs", "inscription_privileges", "cheque_impaye", "depart_du_dirigeant"…
    - `volume` : combien de dossiers semblables sont à traiter ensemble.
    - `limite_assureur` : dernier jour pour déclarer l'impayé à l'assureur-crédit.
    - `methode_demandee` : la méthode que le créancier voudrait, par son code (« negociation », « pack »…).
    - `service_interne` : qui relance chez le créancier. `accord_lre` : le débiteur accepte la lettre électronique.

    >>> Contexte(relation="strategique", marge_annuelle=36000).marge_annuelle
    Decimal('36000.00')
    """

    relation: Relation | None = None
    marge_annuelle: Euros | None = None
    image_sensible: bool = False
    preuves: Solidite | None = None
    signaux: tuple[Texte, ...] = ()
    volume: Annotated[int, Field(strict=True, ge=1)] = 1
    limite_assureur: Jour | None = None
    methode_demandee: Texte | None = None
    service_interne: Literal["aucun", "une_personne", "structure"] | None = None
    accord_lre: bool | None = None
