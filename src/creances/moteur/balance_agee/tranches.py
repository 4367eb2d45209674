"""Dans quelle tranche tombe un retard : la seule arithmétique de la balance âgée, la même pour un poste et une colonne.

>>> [tranche_de(age, (30, 60, 90)) for age in (-5, 0, 1, 30, 31, 90, 91)]
[0, 0, 1, 1, 2, 3, 4]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from creances.moteur.usages.balance_agee import bornes_usuelles
from creances.noyau.erreurs import DonneeInvalide


def tranche_de(age: int, bornes: Sequence[int]) -> int:
    """Le rang de la tranche d'un âge en jours de retard : 0 pour ce qui n'est pas échu, `len(bornes) + 1` au-delà.

    Âge = jour de la question - échéance. Le jour de l'échéance (âge 0) n'est pas échu. Chaque borne est le dernier jour de
    sa tranche, inclus : avec (30, 60), 30 est dans la première tranche (1 à 30) et 31 dans la deuxième. `bornes` croît
    strictement, sans zéro.
    """
    return 0 if age <= 0 else 1 + bisect_left(bornes, age)


def lire_bornes(tranches: Sequence[int] | None) -> tuple[int, ...]:
    """Les bornes demandées, sans le zéro de tête qui dit l'échéance ; à défaut, celles de l'usage.

    >>> lire_bornes((0, 30, 60, 90, 180))
    (30, 60, 90, 180)
    """
    if tranches is None:
        return bornes_usuelles()
    bornes = tuple(tranches)
    entieres = all(type(une) is int for une in bornes)
    if bornes[:1] == (0,):
        bornes = bornes[1:]
    if not bornes or not entieres or any(a >= b for a, b in zip((0, *bornes), bornes, strict=False)):
        raise DonneeInvalide(
            f"tranches : reçu {tranches!r} ; accepté : des nombres entiers de jours, plus grands que zéro et croissants",
            code="balance_agee.tranches",
        )
    return bornes


def limites(rang: int, bornes: Sequence[int]) -> tuple[int | None, int | None]:
    """Le premier et le dernier jour de retard d'une tranche ; None sans limite.

    >>> [limites(rang, (30, 60)) for rang in range(4)]
    [(None, 0), (1, 30), (31, 60), (61, None)]
    """
    jours = (0, *bornes)
    return (None if rang == 0 else jours[rang - 1] + 1), (jours[rang] if rang < len(jours) else None)
