"""La règle et ses exceptions : « toutefois », « sauf », « par dérogation » deviennent un choix qui ne se tait jamais.

Une exception qui tient écarte sa règle ; deux qui tiennent ensemble sont un conflit ; rien qui tienne est un silence.
L'ordre d'écriture ne décide de rien.

>>> resoudre(Cas("taux supplétif", "L441-10, II", "BCE + 10", sauf=(Cas("clause", "L441-10, II", "8 %", si=True),))).alors
'8 %'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from creances.noyau.erreurs import AucuneRegle, ConflitDeRegles

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cas(Generic[T]):
    """`alors` vaut si la condition `si` tient et qu'aucune exception de `sauf` ne l'écarte."""

    nom: str
    article: str
    alors: T
    si: bool = True
    sauf: tuple[Cas[T], ...] = ()


def resoudre(*cas: Cas[T]) -> Cas[T]:
    """Le seul cas qui tienne. Lève `AucuneRegle` si aucun, `ConflitDeRegles` si plusieurs."""
    retenus = [retenu for un in cas if (retenu := _retenu(un)) is not None]
    if not retenus:
        raise AucuneRegle(f"aucune règle ne répond : {_noms(cas)}")
    return _unique(retenus)


def _retenu(cas: Cas[T]) -> Cas[T] | None:
    exceptions = [retenu for un in cas.sauf if (retenu := _retenu(un)) is not None]
    if exceptions:
        return _unique(exceptions)
    return cas if cas.si else None


def _unique(retenus: list[Cas[T]]) -> Cas[T]:
    if len(retenus) > 1:
        raise ConflitDeRegles(f"plusieurs règles répondent : {_noms(retenus)}")
    return retenus[0]


def _noms(cas: tuple[Cas[T], ...] | list[Cas[T]]) -> str:
    return " ; ".join(f"{un.nom} ({un.article})" for un in cas)
