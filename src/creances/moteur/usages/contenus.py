"""Ce qu'un message doit porter, selon la nature de l'étape et son ton."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from creances.moteur.usages.etapes import INTERIEURES, Etape
from creances.noyau import fichiers

_FERMES = frozenset({"ferme", "solennel"})


@cache
def contenus() -> Mapping[str, Any]:
    """Ce que `contenus.toml` demande, par nature d'étape."""
    return MappingProxyType(fichiers.toml("creances.moteur.usages.donnees", "contenus.toml"))


def contenu(etape: Etape, penalites: str = "masquer") -> tuple[str, ...]:
    """Les codes qu'un message doit porter : ceux de tous, ceux de sa nature, les siens, et les pénalités s'il en parle.

    >>> contenu(Etape(code="rappel", nature="pre_relance", decalage=-10, canal="email"))[-3:]
    ('numero_de_facture', 'montant_du', 'jour_d_echeance')
    """
    en_plus = () if penalites == "masquer" else ("penalites_et_indemnite",)
    return _reunir(_nature(etape), "obligatoire", etape.contenu + en_plus)


def contenu_utile(etape: Etape) -> tuple[str, ...]:
    """Ce que le message gagne à porter aussi.

    >>> "lien_de_paiement" in contenu_utile(Etape(code="rappel", nature="pre_relance", decalage=-10, canal="email"))
    True
    """
    return _reunir(_nature(etape), "utile", ())


# Les étapes d'un portefeuille se répètent : leurs contenus se gardent, en nombre borné.
@lru_cache
def _reunir(nature: str, sorte: str, en_plus: tuple[str, ...]) -> tuple[str, ...]:
    communs = () if nature in INTERIEURES else contenus()["commun"][sorte]
    return tuple(dict.fromkeys((*communs, *contenus()[nature][sorte], *en_plus)))


def _nature(etape: Etape) -> str:
    return "relance_ferme" if etape.nature == "relance" and etape.ton in _FERMES else etape.nature
