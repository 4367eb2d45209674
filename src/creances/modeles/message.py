"""Autour d'un message de recouvrement : à qui, de qui, par où, quand, et ce que l'on sait de la dette."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from creances.modeles.base import Modele
from creances.modeles.parties import Qualite, Territoire, Texte

CanalDeMessage = Literal["email", "sms", "whatsapp", "telephone", "courrier", "lrar", "lre"]
EtatDeSurendettement = Literal["depose", "recevable"]

_ANCIENS_NOMS = {
    "huissier": "commissaire",
    "huissier_de_justice": "commissaire",
    "commissaire_de_justice": "commissaire",
}


def _nom_actuel(valeur: Any) -> Any:
    """L'huissier de justice est devenu commissaire de justice le 1er juillet 2022 : l'ancien nom se lit encore."""
    return _ANCIENS_NOMS.get(valeur, valeur) if isinstance(valeur, str) else valeur


Emetteur = Annotated[
    Literal["creancier", "tiers", "commissaire", "avocat"],
    BeforeValidator(_nom_actuel),
    WithJsonSchema({"enum": ["creancier", "tiers", "commissaire", "avocat", *_ANCIENS_NOMS], "type": "string"}),
]
_Nombre = Annotated[int, Field(strict=True, ge=0)]
_Heure = Annotated[int, Field(strict=True, ge=0, le=24)]


class ContexteMessage(Modele):
    """Ce qui rend un message permis ou non. None : inconnu, ou non contrôlé.

    - `qualite` du débiteur ; `creancier` : son nom, que le message doit porter.
    - `emetteur` : "creancier", "tiers" (qui recouvre pour autrui), "commissaire" (« huissier » se lit aussi) ou "avocat".
    - `canal` ; `heure` de l'envoi, de 0 à 23 ; `territoire` du débiteur, pour les jours fériés.
    - `titre` : le créancier a un titre exécutoire ; `prescrite` : la créance l'est ; `procedure_collective` : un jugement
      d'ouverture est rendu, et la créance lui est antérieure. `surendettement` : "depose" ou "recevable", pour une créance
      antérieure.
    - `premiere_lettre` d'un tiers (R124-4), ou l'une des suivantes si faux.
    - `contacts` : combien de messages, celui-ci non compris, dans les sept derniers jours.
    - Limites choisies par celui qui écrit : `contacts_habituels` (au-delà, alerte), `contacts_maximum` (au-delà, refus),
      `premiere_heure` incluse, `derniere_heure` exclue, `hors_dimanche` (ni dimanche ni jour férié).

    >>> ContexteMessage(emetteur="huissier").emetteur
    'commissaire'
    """

    qualite: Qualite | None = None
    creancier: Texte = ""
    emetteur: Emetteur = "creancier"
    canal: CanalDeMessage = "courrier"
    heure: Annotated[int, Field(strict=True, ge=0, le=23)] | None = None
    territoire: Territoire = "metropole"
    titre: bool = False
    prescrite: bool = False
    procedure_collective: bool = False
    surendettement: EtatDeSurendettement | None = None
    premiere_lettre: bool | None = None
    contacts: _Nombre | None = None
    contacts_habituels: _Nombre | None = None
    contacts_maximum: _Nombre | None = None
    premiere_heure: _Heure | None = None
    derniere_heure: _Heure | None = None
    hors_dimanche: bool = False
