"""Qui écrit, à qui, et comment payer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from creances.modeles.base import Modele
from creances.modeles.message import Emetteur
from creances.modeles.parties import Siren, Texte

CodeDeMoyen = Literal[
    "virement", "carte", "cheque", "prelevement", "especes", "portefeuille_electronique", "actif_numerique"
]
Ligne = Annotated[str, Field(max_length=200)]


class Correspondant(Modele):
    """Une partie telle qu'elle s'écrit sur une lettre.

    - `adresse` : ses lignes, dans l'ordre. `ville` : d'où la lettre part. `signataire` : qui signe, et en quelle qualité.
    - `role` de celui qui écrit : "creancier" (défaut), "tiers" (qui recouvre pour autrui, CPCE, R124-4), "avocat" ou
      "commissaire".

    >>> Correspondant(nom="Ateliers Morvan", adresse=("1 rue Basse", "21000 Dijon")).role
    'creancier'
    """

    nom: Texte = ""
    adresse: tuple[Ligne, ...] = ()
    ville: Texte = ""
    siren: Siren | None = None
    telephone: Texte = ""
    courriel: Texte = ""
    signataire: Texte = ""
    role: Emetteur = "creancier"


class MoyenDePaiement(Modele):
    """Une façon de payer que le créancier accepte. `detail` : un IBAN, un ordre, une adresse.

    Les espèces ne sont proposées que si la dette ne dépasse pas le plafond légal (`plafond_especes`). Un actif numérique
    n'est proposé que si le créancier le demande en toutes lettres ici.
    """

    code: CodeDeMoyen
    detail: Texte = ""
