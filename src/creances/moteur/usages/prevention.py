"""Ce que l'on sait d'un client avant l'impayé, et les règles qui le rangent.

>>> segments_usuels()[0].segment
'client_risque'
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from creances.modeles.base import Modele
from creances.modeles.parties import Qualite, Texte
from creances.modeles.suivi import Empreinte
from creances.moteur.usages.chiffres import lire
from creances.moteur.usages.prestataires import Nombre
from creances.noyau.argent import Euros, montant
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import Jour

FICHIER = "prevention.toml"
Champ = Literal["achats_annuels", "encours", "retard", "retard_moyen", "promesses_rompues", "anciennete", "qualite"]
Operateur = Literal["au_moins", "plus_de", "au_plus", "moins_de", "egal"]
Entier = Annotated[int, Field(strict=True)]
EurosRelatifs = Annotated[
    Decimal,
    BeforeValidator(lambda valeur: montant(valeur)),
    WithJsonSchema({"type": ["string", "integer"], "description": "montant en euros, négatif admis"}),
]
_QUALITE = "qualite"
_EGAL = "egal"
_EN_EUROS = frozenset({"achats_annuels", "encours"})


class FicheClient(Modele):
    """Un client vu par son passé. None : inconnu.

    `achats_annuels`, `encours` : en euros. `retard` : jours de retard de sa plus ancienne facture due ; `retard_moyen` : de
    ses règlements, négatif s'il paie en avance. `anciennete` : en mois.
    """

    qualite: Qualite | None = None
    achats_annuels: Euros | None = None
    encours: Euros | None = None
    retard: Nombre | None = None
    retard_moyen: Entier | None = None
    promesses_rompues: Nombre | None = None
    anciennete: Nombre | None = None


class ConditionDeSegment(Modele):
    """Un fait comparé à une valeur : "au_moins" et "au_plus" incluent la borne ; "egal" convient à `qualite`."""

    champ: Champ
    operateur: Operateur
    valeur: Entier | Texte

    @model_validator(mode="after")
    def _comparable(self) -> Self:
        if (self.champ == _QUALITE) != isinstance(self.borne, str) or (
            self.champ == _QUALITE and self.operateur != _EGAL
        ):
            raise DonneeInvalide(
                f"valeur : reçu {self.champ} {self.operateur} {self.valeur!r} ; accepté : un nombre comparé à un nombre, "
                "« qualite » égale à un mot",
                code="segment.condition",
                champ="valeur",
            )
        return self

    @property
    def borne(self) -> Decimal | int | str:
        """La valeur à laquelle comparer : des euros pour un montant, sinon un entier ou un mot."""
        texte = str(self.valeur)
        if self.champ in _EN_EUROS and texte.replace(".", "", 1).isdigit():
            return Decimal(texte)
        return self.valeur

    def tient(self, client: FicheClient) -> bool:
        """Vraie pour ce client ; un fait inconnu ne tient pas."""
        lu = getattr(client, self.champ)
        if lu is None:
            return False
        return bool(_COMPARAISONS[self.operateur](lu, self.borne))


_COMPARAISONS = {
    "au_moins": lambda lu, borne: lu >= borne,
    "plus_de": lambda lu, borne: lu > borne,
    "au_plus": lambda lu, borne: lu <= borne,
    "moins_de": lambda lu, borne: lu < borne,
    "egal": lambda lu, borne: lu == borne,
}


class RegleDeSegment(Modele):
    """Ce segment, si toutes les conditions tiennent ; aucune condition tient toujours."""

    segment: Texte
    conditions: tuple[ConditionDeSegment, ...] = ()


class DonneesCredit(Modele):
    """Ce que l'on a recueilli sur un client, au jour `recueillies_le`. None : pas cherché, ou pas trouvé.

    `procedure_ouverte` : sauvegarde, redressement ou liquidation publiés au BODACC. `score` : "A" à "D", d'une agence.
    `achats_annuels` : ce qu'il achète en un an. `limite_assureur` : ce que garantit l'assureur-crédit.
    """

    procedure_ouverte: bool | None = None
    score: Literal["A", "B", "C", "D"] | None = None
    capitaux_propres: EurosRelatifs | None = None
    achats_annuels: Euros | None = None
    limite_assureur: Euros | None = None
    recueillies_le: Jour | None = None


class PieceDePreuve(Modele):
    """Une pièce du dossier. `code` : voir `preuves.toml` ; `empreinte` : SHA-256 du document, pour prouver qu'il n'a pas
    changé ; `support` : "papier" ou "numerique".
    """

    code: Texte
    date: Jour | None = None
    empreinte: Empreinte | None = None
    support: Literal["papier", "numerique"] | None = None


@cache
def segments_usuels() -> tuple[RegleDeSegment, ...]:
    """Les règles de segment livrées, dans l'ordre où elles s'essaient."""
    return tuple(RegleDeSegment.lire(lue) for lue in lire(FICHIER)["segments"])
