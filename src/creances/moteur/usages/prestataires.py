"""Ceux à qui l'on confie : ce qu'ils annoncent, ce qu'ils demandent, ce dont on dispose soi-même.

>>> Honoraires.lire({"type": "temps", "prix": 200}).prix
Decimal('200.00')
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from creances.modeles.base import Modele
from creances.modeles.parties import Pays, Texte
from creances.moteur.usages.chiffres import Pourcentage, chiffres
from creances.noyau.argent import Euros, EurosPositifs, montant
from creances.noyau.erreurs import DonneeInvalide

FICHIER = "prestataires.toml"
Nombre = Annotated[int, Field(strict=True, ge=0)]


def _note(valeur: Any) -> Decimal:
    lue, maximum = montant(valeur, "note"), chiffres(FICHIER)["note_maximale"].valeur
    if not 0 <= lue <= maximum:
        raise DonneeInvalide(f"note : reçu {valeur} ; accepté : de 0 à {maximum}", code="note.hors_bornes")
    return lue


Note = Annotated[
    Decimal, BeforeValidator(_note), WithJsonSchema({"type": ["string", "integer"], "description": "note sur cinq"})
]
"""Note de zéro à cinq, deux décimales au plus."""


class ReferenceClient(Modele):
    """Un confrère, un client ou un fournisseur qui a employé ce prestataire, et son secteur."""

    nom: Texte
    secteur: Texte = ""


class Honoraires(Modele):
    """Comment un prestataire est payé.

    - `type` : "acte" (un `prix` par acte), "temps" (un `prix` de l'heure), "forfait" (un `prix`) ou "succes" (un `taux` de
      ce qui est recouvré, en pour cent, jamais moins que `minimum`). Les `frais` de dossier s'ajoutent toujours.
    """

    type: Literal["acte", "temps", "forfait", "succes"]
    prix: Euros | None = None
    taux: Pourcentage | None = None
    minimum: Euros = Decimal("0.00")
    frais: Euros = Decimal("0.00")

    @model_validator(mode="after")
    def _complets(self) -> Self:
        attendu = "taux" if self.type == "succes" else "prix"
        autre = "prix" if attendu == "taux" else "taux"
        if getattr(self, attendu) is None or getattr(self, autre) is not None:
            raise DonneeInvalide(
                f"{attendu} : reçu des honoraires de type {self.type!r} ; accepté : {attendu}, sans {autre}",
                code="honoraires.incomplets",
                champ=attendu,
            )
        return self


class Prestataire(Modele):
    """Un prestataire, tel qu'il se présente. None : il ne le dit pas, et c'est une question à lui poser.

    `taux_reussite`, `part_judiciaire` : en pour cent. `dossiers` : sur combien de dossiers ce taux est compté.
    `specialites` : ses secteurs, et "international" s'il suit les débiteurs étrangers ; `pays` : ceux où il agit.
    """

    nom: Texte
    acteur: Texte = "cabinet_recouvrement"
    simplicite: Note | None = None
    taux_reussite: Pourcentage | None = None
    dossiers: Nombre | None = None
    delai_moyen: Nombre | None = None
    part_judiciaire: Pourcentage | None = None
    expertise: Note | None = None
    mediation: Note | None = None
    services: tuple[Texte, ...] | None = None
    specialites: tuple[Texte, ...] = ()
    pays: tuple[Pays, ...] = ("FR",)
    references: tuple[ReferenceClient, ...] = ()


class Pack(Modele):
    """Un pack de relances automatiques : ce qu'il envoie, son prix par dossier, ce qu'on en attend, en pour cent."""

    nom: Texte
    prix: EurosPositifs
    courriers: Nombre = 0
    courriels: Nombre = 0
    sms: Nombre = 0
    appels: Nombre = 0
    probabilite: Pourcentage | None = None


class Capacite(Modele):
    """Ce dont le créancier dispose : combien de personnes, formées ou non, avec quel outil, combien d'heures par mois.

    `heures_par_mois` : par personne ; None, l'usage.
    """

    personnes: Nombre = 0
    formees: bool = False
    outil: bool = False
    heures_par_mois: Nombre | None = None
