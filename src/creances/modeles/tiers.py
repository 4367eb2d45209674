"""Celui qui recouvre pour autrui, et ce qu'il a fait voir de sa situation."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from creances.modeles.base import Modele
from creances.modeles.parties import Texte
from creances.noyau.argent import Taux
from creances.noyau.temps import Jour

_ANCIENS_NOMS = {"huissier": "commissaire_de_justice", "huissier_de_justice": "commissaire_de_justice"}
_Activite = Literal[
    "cabinet_recouvrement",
    "centre_appel",
    "solution_digitale",
    "service_juridique_en_ligne",
    "autre",
    "avocat",
    "commissaire_de_justice",
    "notaire",
    "administrateur_de_biens",
    "agent_immobilier",
]


def _nom_actuel(valeur: Any) -> Any:
    """L'huissier de justice est devenu commissaire de justice le 1er juillet 2022 : l'ancien nom se lit encore."""
    return _ANCIENS_NOMS.get(valeur, valeur) if isinstance(valeur, str) else valeur


Activite = Annotated[
    _Activite,
    BeforeValidator(_nom_actuel),
    WithJsonSchema({"enum": [*get_args(_Activite), *_ANCIENS_NOMS], "type": "string"}),
]
Presentation = Annotated[str, Field(max_length=20000)]


class ConventionDeTiers(Modele):
    """La convention écrite avec le créancier (CPCE, R124-3). `date` : sa conclusion, None si elle est inconnue.

    - `fondement_et_montants` : chaque élément de la dette à part ; `garantie` de responsabilité ; `remuneration` : comment
      elle se calcule ; `reversement` : comment les fonds reviennent. None : clause non lue.
    - `remuneration_due_par` : "creancier", comme il se doit, ou "debiteur".
    """

    date: Jour | None = None
    fondement_et_montants: bool | None = None
    garantie: bool | None = None
    remuneration: bool | None = None
    reversement: bool | None = None
    remuneration_due_par: Literal["creancier", "debiteur"] | None = None


class Tiers(Modele):
    """Celui qui recouvre à l'amiable pour le compte d'autrui. None : pièce non vue.

    - `activite` : un centre d'appel ou un éditeur de logiciel qui recouvre pour autrui est un tiers comme un autre ; un
      avocat, un commissaire de justice (« huissier » se lit aussi), un notaire, un administrateur de biens ou un agent
      immobilier suivent leur propre statut.
    - `debut` d'activité ; `declaration` au procureur de la République : son jour.
    - `assurance` de responsabilité civile professionnelle ; `assurance_fin` : dernier jour couvert, inclus.
    - `compte_dedie` aux fonds des créanciers ; `convention` écrite avec le créancier.
    - `presentation` : ce qu'il dit de lui, ou sa lettre type ; `taux_reussite` annoncé, en pour cent ; `taux_explique` :
      il dit sur combien de dossiers et lesquels.

    >>> Tiers(activite="huissier").activite
    'commissaire_de_justice'
    """

    nom: Texte = ""
    activite: Activite = "cabinet_recouvrement"
    debut: Jour | None = None
    declaration: Jour | None = None
    assurance: bool | None = None
    assurance_fin: Jour | None = None
    compte_dedie: bool | None = None
    convention: ConventionDeTiers | None = None
    presentation: Presentation = ""
    taux_reussite: Taux | None = None
    taux_explique: bool = False
