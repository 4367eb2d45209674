"""Ce que répond `escalade` : des étapes datées, ce qui les retient, la prochaine action, et le calendrier qui s'ensuit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from creances.modeles import Evenement, MiseEnDemeure, Relance, Transmission

EtatDEtape = Literal["faite", "due", "a_venir", "sans_objet"]
SorteDeJalon = Literal["etape", "limite", "attente"]
SorteDeFrein = Literal["arret", "attente"]
_RACONTE = {"dans_les_lignes": True}
_PAR_LETTRE = frozenset({"email", "courrier", "lrar", "lre", "acte"})


@dataclass(frozen=True, slots=True)
class EtapeDuPlan:
    """Une étape du scénario, vue ce jour-là.

    - `jour` : celui où elle a été faite, où elle est due depuis, ou prévue ; None si on ne peut pas le dire.
    - `raison` : pourquoi cet état, en un mot du catalogue. `point_de_non_retour` : le nœud où l'on décide, avant une mise
      en demeure ; il n'envoie rien et ne retient rien.
    """

    code: str
    nature: str
    canal: str
    ton: str
    etat: EtatDEtape
    jour: date | None
    raison: str
    point_de_non_retour: bool = False


@dataclass(frozen=True, slots=True)
class FreinDuPlan:
    """Ce qui retient le calendrier : un "arret", ou une "attente" jusqu'au jour `jusqu_au`, inclus (None : inconnu)."""

    code: str
    sorte: SorteDeFrein
    depuis: date | None
    jusqu_au: date | None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Ce qu'il y a à faire.

    - `code` : l'étape du scénario, ou ce que la loi commande à sa place. `jour` : quand le faire, jamais avant le jour de
      la question ; `limite` : le dernier jour pour le faire, inclus, None s'il n'y en a pas.
    - `canal` : celui qui reste permis. `approbation` : quelqu'un doit donner son accord avant.
    - `delai` à accorder et `report` à proposer, en jours. `penalites` : les masquer, les mentionner ou les réclamer.
    - `contenu` : ce que le message doit porter.
    """

    code: str
    nature: str = field(metadata=_RACONTE)
    jour: date
    raison: str
    canal: str = "interne"
    ton: str = ""
    limite: date | None = None
    approbation: bool = False
    delai: int | None = None
    report: int | None = None
    penalites: str = "masquer"
    contenu: tuple[str, ...] = ()

    def evenement(self, le: date, auteur: str = "", acteur: str = "tiers") -> Evenement:
        """L'événement à verser au dossier quand l'action est faite, le jour `le`.

        `acteur` : à qui le dossier est remis, pour une transmission.

        >>> str(Action("relance_1", "relance", date(2026, 11, 4), "a_son_jour", "email").evenement(date(2026, 11, 4)))
        "date=datetime.date(2026, 11, 4) etape='relance_1' auteur='' empreinte=None type='relance' canal='email'"
        """
        if self.nature == "mise_en_demeure":
            mode = self.canal if self.canal in _PAR_LETTRE else None
            return MiseEnDemeure(date=le, etape=self.code, auteur=auteur, delai=self.delai, mode=mode)
        if self.nature == "transmission":
            return Transmission(date=le, acteur=acteur)
        return Relance(date=le, etape=self.code, auteur=auteur, canal=self.canal)


@dataclass(frozen=True, slots=True)
class Jalon:
    """Un jour du calendrier à venir : une "etape" du scénario, une "limite" de la loi ou une "attente" qu'elle impose."""

    jour: date
    sorte: SorteDeJalon
    code: str
    consequence: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Le calendrier d'un dossier.

    - `scenario`, `edition` : le nom du scénario suivi, et sa version.
    - `prochaine` : l'action suivante, None s'il n'y en a plus ; `depuis` : le jour depuis lequel elle est due, None si elle
      est à venir.
    - `retard` : jours depuis l'échéance, ou depuis le premier terme impayé d'un contrat qui en a plusieurs.
    - `demande` : ce que le message réclame en principal, la part contestée retirée. `niveau` : combien de relances et de
      mises en demeure ont été faites. `frein` : ce qui retient le calendrier.
    - `judiciaire` : vrai si les voies du juge sont ouvertes par ce qui a été fait à l'amiable, ou par l'urgence.
    - `calendrier` : ce qui vient si rien n'arrive, délais de la loi compris, du plus proche au plus lointain.
    """

    scenario: str
    edition: str
    prochaine: Action | None
    depuis: date | None
    retard: int = field(metadata={"unite": "jours"})
    demande: Decimal
    niveau: int
    frein: FreinDuPlan | None
    judiciaire: bool
    etapes: tuple[EtapeDuPlan, ...] = field(metadata=_RACONTE)
    calendrier: tuple[Jalon, ...] = ()

    def etape(self, code: str) -> EtapeDuPlan | None:
        """L'étape de ce code, None si le scénario ne l'a pas."""
        return next((une for une in self.etapes if une.code == code), None)
