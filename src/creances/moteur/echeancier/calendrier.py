"""Les dates d'un plan : données une à une, ou comptées par périodes depuis la première."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from creances.moteur.usages.echeancier import periode_nommee, usages_des_plans
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import JourAccepte, jour


def dates_du_plan(
    au: date, nombre: int | None, premiere: JourAccepte | None, periode: str, dates: Sequence[JourAccepte] | None
) -> tuple[date, ...]:
    """Les dates données, ou `nombre` échéances depuis la première, à défaut une période après la signature."""
    if (nombre is None) == (dates is None):
        raise DonneeInvalide(
            f"nombre, dates : reçu {nombre!r} et {dates!r} ; accepté : l'un des deux, et un seul",
            code="echeancier.nombre_ou_dates",
        )
    if dates is not None:
        return _donnees(au, dates, premiere)
    pas = periode_nommee(periode)
    assert nombre is not None  # noqa: S101 - l'un des deux est donné
    _borner(nombre)
    debut = pas.apres(au, 1) if premiere is None else jour(premiere, "premiere")
    return _croissantes(au, tuple(pas.apres(debut, rang) for rang in range(nombre)))


def _donnees(au: date, dates: Sequence[JourAccepte], premiere: JourAccepte | None) -> tuple[date, ...]:
    if premiere is not None:
        raise DonneeInvalide(
            f"premiere : reçu {premiere} avec `dates` ; accepté : rien, la première date en tient lieu",
            code="echeancier.nombre_ou_dates",
        )
    lues = tuple(jour(une, "dates") for une in dates)
    _borner(len(lues))
    return _croissantes(au, lues)


def _borner(nombre: int) -> None:
    limite = usages_des_plans().echeances
    if not isinstance(nombre, int) or isinstance(nombre, bool) or not 1 <= nombre <= limite:
        raise DonneeInvalide(
            f"nombre : reçu {nombre!r} ; accepté : de 1 à {limite} échéances", code="echeancier.nombre"
        )


def _croissantes(au: date, dates: tuple[date, ...]) -> tuple[date, ...]:
    if list(dates) != sorted(set(dates)) or dates[0] < au:
        raise DonneeInvalide(
            f"dates : reçu {', '.join(map(str, dates))} ; accepté : des jours croissants et distincts, dès le {au}",
            code="echeancier.dates",
        )
    return dates
