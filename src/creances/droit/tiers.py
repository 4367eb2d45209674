"""Ce qu'un tiers chargé du recouvrement amiable doit à la loi, et les signes qui doivent alerter.

>>> obligations_du_tiers().pieces
('declaration_au_procureur', 'attestation_d_assurance', 'attestation_de_compte_dedie', 'convention_ecrite')
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from creances.droit import fichiers
from creances.droit.lexique import Expressions

_FICHIER = "amiable/tiers.toml"


class Obligation(NamedTuple):
    """Un devoir du tiers, son article, la pièce qui le prouve, et s'il est puni d'une amende (R124-7)."""

    code: str
    article: str
    piece: str = ""
    puni: bool = False


class SigneDAlerte(NamedTuple):
    """Ce qui, dans la présentation d'un tiers, doit alerter."""

    code: str
    article: str
    expressions: Expressions


class ObligationsDuTiers(NamedTuple):
    """Les devoirs à contrôler avant, ceux de la suite, les professions à statut propre et les signes d'alerte."""

    statut_propre: frozenset[str]
    avant: tuple[Obligation, ...]
    suite: tuple[Obligation, ...]
    signes: tuple[SigneDAlerte, ...]
    taux_invraisemblable: Decimal

    @property
    def pieces(self) -> tuple[str, ...]:
        """Les documents à demander avant de confier un dossier."""
        return tuple(une.piece for une in self.avant if une.piece)


@cache
def obligations_du_tiers() -> ObligationsDuTiers:
    """Les obligations, lues une fois."""
    lu = fichiers.toml(_FICHIER)
    alerte = lu["alerte"]
    return ObligationsDuTiers(
        statut_propre=frozenset(lu["statut_propre"]["activites"]),
        avant=tuple(Obligation(**une) for une in lu["obligation"]),
        suite=tuple(Obligation(**une) for une in lu["suite"]),
        signes=tuple(
            SigneDAlerte(un["code"], un["article"], Expressions(tuple(un["expressions"]), alerte["ecart"]))
            for un in alerte["texte"]
        ),
        taux_invraisemblable=Decimal(alerte["taux_invraisemblable"]),
    )
