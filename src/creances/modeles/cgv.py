"""Les conditions générales de vente, pour ce qu'elles disent du paiement."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from creances.modeles.base import Modele
from creances.modeles.conditions import PalierEscompte, Terme
from creances.noyau.argent import Euros, Taux

NatureDuTaux = Literal["fixe", "multiple", "legal_majore", "bce"]


class TauxStipule(Modele):
    """Le taux des pénalités, tel que les conditions l'écrivent.

    `nature` : "fixe" (pour cent l'an), "multiple" (tant de fois le taux légal), "legal_majore" (taux légal plus tant de
    points) ou "bce" (taux de la BCE plus tant de points).

    >>> TauxStipule(nature="bce", nombre=10).nombre
    Decimal('10.00')
    """

    nature: NatureDuTaux = "fixe"
    nombre: Taux


class Cgv(Modele):
    """Ce que des conditions générales de vente prévoient. None : elles n'en disent rien.

    - `terme` : le délai de paiement. `penalites` : leur taux ; `plancher_rappele` : trois fois le taux légal au moins ;
      `apres_rappel` : elles attendent un rappel ou une mise en demeure.
    - `indemnite` : l'indemnité forfaitaire pour frais de recouvrement, en euros.
    - `escompte` : les paliers accordés ; une liste vide dit qu'il n'y en a pas.
    - `reserve_de_propriete` : le vendeur reste propriétaire jusqu'au paiement.
    - `decheance_du_terme` : un impayé rend le tout exigible ; `apres_mise_en_demeure` : après un délai raisonnable.
    - `juridiction` : le tribunal désigné ; `juridiction_apparente` : la clause se voit.

    >>> Cgv(terme=Terme(jours=30), indemnite=40).indemnite
    Decimal('40.00')
    """

    terme: Terme | None = None
    penalites: TauxStipule | None = None
    plancher_rappele: bool = False
    apres_rappel: bool = False
    indemnite: Euros | None = None
    escompte: tuple[PalierEscompte, ...] | None = None
    reserve_de_propriete: bool | None = None
    decheance_du_terme: bool | None = None
    apres_mise_en_demeure: bool | None = None
    juridiction: Annotated[str, Field(max_length=500)] | None = None
    juridiction_apparente: bool | None = None
