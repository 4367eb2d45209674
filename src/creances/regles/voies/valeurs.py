"""Ce que la règle `voies` répond : chaque voie, ses conditions, ses préalables, ce qu'elle donne."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

EtatDeVoie = Literal["ouverte", "fermee", "a_verifier"]
EtatDeCondition = Literal["remplie", "manquee", "inconnue"]
EtatDePrealable = Literal["fait", "a_faire", "sans_objet", "dispense", "inconnu"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Un fait exigé, son état, l'article qui l'exige ; `leve` : ce qui lèverait l'inconnu, vide s'il est connu."""

    condition: str
    etat: EtatDeCondition
    article: str
    leve: str = ""


@dataclass(frozen=True, slots=True)
class Prealable:
    """Une démarche à faire avant d'agir ; `obligatoire` : sans elle, la demande est irrecevable ou l'acte nul."""

    prealable: str
    etat: EtatDePrealable
    article: str
    obligatoire: bool


@dataclass(frozen=True, slots=True)
class Duree:
    """Une durée habituelle, indicative, avec sa source et ce qu'elle vaut."""

    duree: str
    source: str
    confiance: str


@dataclass(frozen=True, slots=True)
class Voie:
    """Une voie de recouvrement, au jour de la question.

    - `etat` : "fermee" si une condition manque, sinon "a_verifier" si l'une est inconnue, sinon "ouverte". Un préalable non
      fait ne ferme pas la voie : il reste à faire.
    - `juridictions` : celles qui peuvent être saisies ; `avocat` : obligatoire, None si le dossier ne le dit pas.
    - `titre` : ce qu'on obtient, et l'article qui le dit. `confiance` : ce que valent les sources de cette fiche.
    """

    procedure: str
    etat: EtatDeVoie
    conditions: tuple[Condition, ...] = field(metadata={"dans_les_lignes": True})
    prealables: tuple[Prealable, ...] = field(metadata={"dans_les_lignes": True})
    juridictions: tuple[str, ...]
    avocat: bool | None
    pieces: tuple[str, ...]
    titre: str
    article_du_titre: str
    duree: Duree
    confiance: str

    def condition(self, nom: str) -> Condition:
        """La condition de ce nom."""
        return next(une for une in self.conditions if une.condition == nom)

    def prealable(self, nom: str) -> Prealable:
        """Le préalable de ce nom."""
        return next(un for un in self.prealables if un.prealable == nom)
