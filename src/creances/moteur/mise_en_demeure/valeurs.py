"""Ce que la règle de mise en demeure rend."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from creances.modeles.suivi import ModeDEnvoi
from creances.noyau.temps import Jour
from creances.regles.controle_message import ConstatMessage
from creances.regles.mise_en_demeure import EffetDeDroit, MentionDeLettre

EtatDeMiseEnDemeure = Literal["a_envoyer", "en_cours", "expiree"]


@dataclass(frozen=True, slots=True)
class SommesReclamees:
    """Ce que la lettre réclame au jour de l'envoi, poste par poste, en euros. `total` est la somme des quatre premiers ;
    `verse`, ce que le débiteur a déjà payé.
    """

    principal: Decimal
    interets: Decimal
    indemnite: Decimal
    frais: Decimal
    total: Decimal
    verse: Decimal


@dataclass(frozen=True, slots=True)
class AnomalieDeMiseEnDemeure:
    """Ce qui ne va pas : "refus" (la lettre manque son but ou la loi) ou "alerte". `sujet` : la mention en cause."""

    code: str
    gravite: Literal["refus", "alerte"]
    article: str
    sujet: str = ""


@dataclass(frozen=True, slots=True)
class ControleMiseEnDemeure:
    """Une mise en demeure, à envoyer ou envoyée.

    - `conforme` : aucune anomalie de gravité "refus". `etat` : "a_envoyer", "en_cours" ou "expiree".
    - `mode` et la force de sa `preuve` ; `mode_conseille` et ses `raisons`.
    - `delai` en jours civils ; `depart` : le jour d'où il part ; `dernier_jour` pour payer, inclus.
    - `mentions` à porter ; `sommes` à réclamer ; `effets_de_droit` ; `anomalies` ; `constats` du texte,
      s'il y en a un.
    """

    conforme: bool
    etat: EtatDeMiseEnDemeure
    mode: ModeDEnvoi
    preuve: str
    mode_conseille: ModeDEnvoi
    raisons: tuple[str, ...]
    delai: int
    depart: Jour
    dernier_jour: Jour
    sommes: SommesReclamees
    mentions: tuple[MentionDeLettre, ...]
    effets_de_droit: tuple[EffetDeDroit, ...]
    anomalies: tuple[AnomalieDeMiseEnDemeure, ...]
    constats: tuple[ConstatMessage, ...]

    @property
    def interrompt_la_prescription(self) -> bool:
        """Vrai seulement contre la déchéance quadriennale, pour une prime d'assurance en recommandé, ou par clause."""
        return any(un.code == "prescription_interrompue" for un in self.effets_de_droit)

    def codes(self) -> frozenset[str]:
        """Les codes des anomalies."""
        return frozenset(une.code for une in self.anomalies)
