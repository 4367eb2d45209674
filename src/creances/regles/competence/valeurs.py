"""Ce que la règle `competence` répond : les juridictions possibles, les lieux, et ce qui les départagerait."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JuridictionPossible:
    """Une juridiction, et ce qu'elle demande.

    - `juridiction` : "tribunal_de_commerce", "tribunal_des_activites_economiques", "tribunal_judiciaire"…
    - `formation` : "au_fond", "en_refere", "president_sur_requete", "sur_requete", "homologation", "sans_juge" ou
      "contestation_au_juge" (le juge n'est saisi que d'une contestation).
    - `avocat` : obligatoire ou non ; None si le dossier ne le dit pas.
    - `dernier_ressort` : vrai, le jugement ne se frappe pas d'appel ; None si la question ne se pose pas ou reste ouverte.
    - `si` : les faits inconnus dont dépend sa compétence ; aucun si elle est compétente en l'état du dossier.
    """

    juridiction: str
    formation: str
    article: str
    avocat: bool | None
    dernier_ressort: bool | None
    si: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LieuPossible:
    """Un lieu où saisir, au choix du demandeur s'il y en a plusieurs ; `si` : les faits inconnus dont il dépend."""

    lieu: str
    article: str
    si: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Juridiction:
    """Les juridictions possibles, les lieux, et les faits qui les départageraient.

    Plusieurs possibles sans fait manquant : le demandeur choisit. Aucune : la procédure n'a pas de juge pour cette créance.
    """

    possibles: tuple[JuridictionPossible, ...]
    lieux: tuple[LieuPossible, ...]
    manquants: tuple[str, ...]

    @property
    def certaine(self) -> JuridictionPossible | None:
        """La juridiction, s'il n'y en a qu'une."""
        return self.possibles[0] if len(self.possibles) == 1 else None
