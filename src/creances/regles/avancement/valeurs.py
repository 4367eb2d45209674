"""Ce que répond `avancement` : des faits datés, par débiteur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from creances.droit.procedures import NatureDEtape

EffetSurUnDelai = Literal["interruption", "suspension", "aucun"]


@dataclass(frozen=True, slots=True)
class EtapeFaite:
    """Un acte fait. `partie` : le débiteur, vide s'il les touche tous ; `dans_le_delai` : None sans délai à tenir."""

    acte: str
    jour: date
    partie: str
    dans_le_delai: bool | None


@dataclass(frozen=True, slots=True)
class LimiteDeProcedure:
    """Un délai qui court, ou qui est passé.

    - `nature` : "limite", `jour` est le dernier jour utile, inclus ; "attente", `jour` est le premier jour possible ;
      "acte", aucun délai légal et `jour` est None.
    - `acteur` : qui doit agir. `depart`, `depuis` : l'acte, ou la fin d'un autre délai, dont il part ; l'audience pour un
      délai à rebours. `consequence` : ce qui arrive si la limite est manquée, ou l'attente méconnue.
    - `certaine` : faux si la limite dépend d'une condition inconnue, ou d'un acte seulement annoncé.
    """

    etape: str
    partie: str
    nature: NatureDEtape
    acteur: str
    depart: str
    depuis: date
    jour: date | None
    consequence: str
    article: str
    certaine: bool


@dataclass(frozen=True, slots=True)
class EffetSurLaPrescription:
    """Ce qu'un acte fait à la prescription. `efface` : ce qui est advenu ensuite l'en prive depuis le début."""

    acte: str
    jour: date
    partie: str
    effet: EffetSurUnDelai
    article: str
    efface: bool


@dataclass(frozen=True, slots=True)
class SituationDePartie:
    """Où en est un débiteur. `executoire_le` : premier jour d'exécution possible, passé ou à venir ; None sans titre."""

    partie: str
    etat: str
    executoire_le: date | None


@dataclass(frozen=True, slots=True)
class Avancement:
    """L'état d'une procédure au jour de la question.

    - `etat` : celui de tous les débiteurs, ou "divisee" si leurs états diffèrent (voir `parties`).
    - `faites` : les actes faits. `a_venir` : les délais qui courent, les datés d'abord. `manquees` : les limites passées
      sans l'acte ; la conséquence joue le lendemain de `jour`. `irregulieres` : les attentes qu'un acte n'a pas respectées.
    - `executoire_le` : le premier jour d'exécution contre tous ; None s'il manque contre l'un d'eux.
    - `sur_la_prescription` : ce que les actes font à la prescription.
    """

    procedure: str
    etat: str
    faites: tuple[EtapeFaite, ...]
    a_venir: tuple[LimiteDeProcedure, ...]
    manquees: tuple[LimiteDeProcedure, ...]
    irregulieres: tuple[LimiteDeProcedure, ...]
    executoire_le: date | None
    sur_la_prescription: tuple[EffetSurLaPrescription, ...]
    parties: tuple[SituationDePartie, ...]
