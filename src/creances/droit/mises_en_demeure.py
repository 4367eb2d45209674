"""Ce qu'une mise en demeure de payer porte, et comment elle se prouve, en données.

>>> [une.code for une in forme_de_mise_en_demeure().mentions if une.niveau == "exigee"][:3]
['intitule', 'date', 'parties']
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from creances.droit import fichiers
from creances.droit.lexique import Expressions

_FICHIER = "amiable/mise_en_demeure.toml"
_ECART = 6


class MentionDeForme(NamedTuple):
    """Une mention, son niveau ("exigee", "conseillee"), son article, comment la lire ; vide : sans condition."""

    code: str
    niveau: str
    article: str
    lecture: str
    expressions: Expressions
    debiteurs: frozenset[str]
    emetteurs: frozenset[str]

    def attendue(self, debiteur: str | None, emetteur: str) -> bool:
        """Vrai si elle concerne ce débiteur et celui qui écrit."""
        return (not self.debiteurs or debiteur in self.debiteurs) and (not self.emetteurs or emetteur in self.emetteurs)


class ModeDeForme(NamedTuple):
    """Ce que prouve un mode d'envoi : "faible", "forte" ou "authentique"."""

    preuve: str
    article: str


class FormeDeMiseEnDemeure(NamedTuple):
    """Les mentions, les modes d'envoi, et les natures de créance où la lettre recommandée interrompt la prescription."""

    mentions: tuple[MentionDeForme, ...]
    modes: Mapping[str, ModeDeForme]
    modes_interruptifs: frozenset[str]
    natures_interruptives: Mapping[str, str]


@cache
def forme_de_mise_en_demeure() -> FormeDeMiseEnDemeure:
    """La forme, lue une fois."""
    lu = fichiers.toml(_FICHIER)
    interruption = lu["interruption"]
    return FormeDeMiseEnDemeure(
        tuple(_mention(une) for une in lu["mention"]),
        MappingProxyType({code: ModeDeForme(**mode) for code, mode in lu["mode"].items()}),
        frozenset(interruption["modes"]),
        MappingProxyType(dict(interruption["natures"])),
    )


def _mention(lue: Mapping[str, Any]) -> MentionDeForme:
    return MentionDeForme(
        lue["code"],
        lue["niveau"],
        lue["article"],
        lue["lecture"],
        Expressions(tuple(lue.get("expressions", ())), _ECART),
        frozenset(lue.get("debiteurs", ())),
        frozenset(lue.get("emetteurs", ())),
    )
