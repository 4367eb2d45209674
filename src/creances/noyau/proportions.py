"""Rapports et parts, exacts jusqu'au seul arrondi : deux décimales, et des parts dont la somme est toujours 100,00.

>>> rapport(20000, 45000, 90)
Decimal('40.00')
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from creances.noyau.argent import division_arrondie, euros

_CENT = 100
_CENTIEMES_DE_POINT = 10_000


def rapport(numerateur: int, denominateur: int, fois: int = 1) -> Decimal | None:
    """`numerateur` × `fois` / `denominateur`, à deux décimales ; None si le dénominateur est nul ou négatif.

    >>> rapport(1, 0) is None
    True
    """
    if denominateur <= 0:
        return None
    arrondi = division_arrondie(_CENT * fois * abs(numerateur), denominateur)
    return euros(arrondi if numerateur >= 0 else -arrondi)


def pour_cent(numerateur: int, denominateur: int) -> Decimal | None:
    """Le rapport en pour cent, à deux décimales ; None si le dénominateur est nul ou négatif.

    >>> pour_cent(8000, 10000)
    Decimal('80.00')
    """
    return rapport(numerateur, denominateur, _CENT)


def parts_de_cent(montants: Sequence[int]) -> tuple[Decimal, ...] | None:
    """La part de chaque montant dans leur somme, en pour cent : elles font 100,00. None si la somme est nulle.

    Chacune s'arrondit ; l'écart se reporte sur la dernière part non nulle ou, s'il la rendait négative, sur la plus grosse.

    >>> parts_de_cent([12000, 6500, 3200, 1300])
    (Decimal('52.17'), Decimal('28.26'), Decimal('13.91'), Decimal('5.66'))
    """
    total = sum(montants)
    if not total:
        return None
    parts = [division_arrondie(_CENTIEMES_DE_POINT * montant, total) for montant in montants]
    ecart = _CENTIEMES_DE_POINT - sum(parts)
    rang = max(place for place, montant in enumerate(montants) if montant)
    if parts[rang] + ecart < 0:
        rang = parts.index(max(parts))
    parts[rang] += ecart
    return tuple(euros(part) for part in parts)
