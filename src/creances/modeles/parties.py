"""Les deux parties : qui doit, à qui. Le régime des pénalités dépend des deux."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from creances.modeles.base import Modele
from creances.noyau.erreurs import DonneeInvalide

Qualite = Literal["professionnel", "consommateur", "non_professionnel", "public"]
QualiteCreancier = Literal["professionnel", "particulier", "non_professionnel", "public"]
CategoriePublique = Literal["etat", "collectivite", "sante", "entreprise_publique", "entite_adjudicatrice"]
Territoire = Literal[
    "metropole",
    "alsace_moselle",
    "guadeloupe",
    "martinique",
    "guyane",
    "reunion",
    "mayotte",
    "saint_barthelemy",
    "saint_martin",
    "saint_pierre_et_miquelon",
    "wallis_et_futuna",
    "polynesie_francaise",
    "nouvelle_caledonie",
]

_LONGUEUR_SIREN = 9


def siren(valeur: Any) -> str:
    """Numéro SIREN vérifié : neuf chiffres dont la clé de Luhn est juste ; les espaces sont retirées.

    >>> siren("732 829 320")
    '732829320'
    >>> siren("732829321")
    Traceback (most recent call last):
    creances.noyau.erreurs.DonneeInvalide: siren : reçu '732829321' ; accepté : neuf chiffres dont la clé est juste
    """
    chiffres = "".join(valeur.split()) if isinstance(valeur, str) else ""
    if len(chiffres) != _LONGUEUR_SIREN or not (chiffres.isascii() and chiffres.isdigit()) or not _luhn(chiffres):
        raise DonneeInvalide(
            f"siren : reçu {valeur!r} ; accepté : neuf chiffres dont la clé est juste", code="siren.invalide"
        )
    return chiffres


def _luhn(chiffres: str) -> bool:
    doubles = (sum(divmod(2 * int(c), 10)) if rang % 2 else int(c) for rang, c in enumerate(reversed(chiffres)))
    return sum(doubles) % 10 == 0


Siren = Annotated[
    str,
    BeforeValidator(siren),
    WithJsonSchema({"type": "string", "pattern": "^[0-9 ]{9,11}$", "title": "SIREN"}),
]
Pays = Annotated[str, Field(pattern="^[A-Z]{2}$")]
"""Code de pays à deux lettres (ISO 3166-1)."""
Texte = Annotated[str, Field(max_length=500)]


class Debiteur(Modele):
    """Celui qui doit.

    - `qualite` : "professionnel", "consommateur" (personne physique hors activité), "non_professionnel" (syndicat de
      copropriétaires, association, SCI sans activité) ou "public" (acheteur public). None : inconnue, traitée comme
      professionnelle avec la réserve QUALITE_SUPPOSEE.
    - `categorie_publique` : pour un acheteur public, fixe le délai de paiement (R2192-10 et R2192-11 CCP) ; une
      "entite_adjudicatrice" suit le code de commerce (L2192-11). None : 30 jours avec réserve.
    - `commercant`, `artisan` : None si inconnu.
    - `siren` : vérifié. `pays` : code ISO à deux lettres. `territoire` : où il demeure.
    - `solvabilite`, `segment` : libres, lus par les politiques de recouvrement, jamais par la loi.

    >>> Debiteur(nom="Mairie de Vézac", qualite="public", categorie_publique="collectivite").qualite
    'public'
    """

    nom: Texte = ""
    qualite: Qualite | None = None
    commercant: bool | None = None
    artisan: bool | None = None
    siren: Siren | None = None
    pays: Pays = "FR"
    territoire: Territoire = "metropole"
    categorie_publique: CategoriePublique | None = None
    solvabilite: Texte | None = None
    segment: Texte | None = None


class Creancier(Modele):
    """Celui à qui l'on doit.

    `qualite` : "professionnel" (défaut), "particulier" (personne physique hors activité : taux légal des
    particuliers, L313-2 CMF), "non_professionnel" ou "public". `effectif` : nombre de salariés, None si inconnu.
    """

    nom: Texte = ""
    qualite: QualiteCreancier = "professionnel"
    commercant: bool | None = None
    artisan: bool | None = None
    siren: Siren | None = None
    pays: Pays = "FR"
    territoire: Territoire = "metropole"
    effectif: Annotated[int, Field(strict=True, ge=0)] | None = None
