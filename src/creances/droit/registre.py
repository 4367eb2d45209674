"""Le registre des règles : chaque règle s'y inscrit avec son nom et ses articles ; la fonction reste telle quelle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from creances.noyau.erreurs import DroitIncoherent

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Regle:
    """Une règle inscrite : son nom, les articles qu'elle applique, sa fonction."""

    nom: str
    articles: tuple[str, ...]
    fonction: Callable[..., Any]


_REGLES: dict[str, Regle] = {}


def regle(nom: str, *articles: str) -> Callable[[F], F]:
    """Inscrit une fonction au registre et la rend inchangée."""

    def inscrire(fonction: F) -> F:
        if nom in _REGLES and _REGLES[nom].fonction is not fonction:
            raise DroitIncoherent(f"deux règles nommées {nom}")
        _REGLES[nom] = Regle(nom, articles, fonction)
        return fonction

    return inscrire


def registre() -> Mapping[str, Regle]:
    """Les règles inscrites, par nom."""
    return MappingProxyType(_REGLES)
