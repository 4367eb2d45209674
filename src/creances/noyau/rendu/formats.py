r"""Montants, taux, jours et nombres entiers, écrits par Babel selon l'usage d'une langue.

>>> ecrire(Decimal("13000.00"), "fr"), ecrire(Decimal("13000.00"), "en")
('13\u202f000,00\xa0€', '€13,000.00')
>>> ecrire(Decimal("12.40"), "fr", "taux"), ecrire(Decimal("12.40"), "en", "taux")
('12,40\xa0%', '12.40%')
>>> ecrire(date(2026, 11, 1), "fr"), ecrire(date(2026, 11, 1), "en")
('1er novembre 2026', '1 November 2026')
>>> ecrire(61, "fr", "jours"), ecrire(1, "en", "mois")
('61\xa0jours', '1 month')
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from creances.noyau.erreurs import DonneeInvalide, DroitIncoherent

# L'anglais est celui de Londres : « 1 November 2026 », que personne ne lit à l'envers.
USAGES = {"fr": "fr", "en": "en_GB"}
_DEVISE = "EUR"
_MOTIF_ENTIER = "#,##0"
_MOTIF_DU_TAUX = "#,##0.00##"


@cache
def usage(langue: str) -> Locale:
    """Les conventions d'écriture d'une langue, ou un refus qui nomme les langues acceptées."""
    if langue not in USAGES:
        acceptees = ", ".join(f"« {acceptee} »" for acceptee in USAGES)
        raise DonneeInvalide(f"langue : reçu {langue!r} ; accepté : {acceptees}", code="langue.inconnue", langue=langue)
    return Locale.parse(USAGES[langue])


def _montant(valeur: Decimal, langue: str) -> str:
    # Sans quantification : un arrondi caché à l'affichage ferait mentir la ligne.
    return format_currency(valeur, _DEVISE, locale=usage(langue), decimal_quantization=False)


@cache
def _motif_du_taux(langue: str) -> str:
    """Le motif de la langue (espace ou non avant le signe), avec les décimales que la loi imprime."""
    motif: str = usage(langue).percent_formats[None].pattern
    return motif.replace(_MOTIF_ENTIER, _MOTIF_DU_TAUX)


def _taux(valeur: Decimal, langue: str) -> str:
    return format_percent(valeur.scaleb(-2), _motif_du_taux(langue), locale=usage(langue))


def _jour(valeur: date, langue: str) -> str:
    ecrit = format_date(valeur, "long", locale=usage(langue))
    # Babel écrit « 1 novembre » ; en français, le premier du mois est seul à se dire par son rang.
    return f"1er{ecrit[1:]}" if langue == "fr" and valeur.day == 1 else ecrit


def _entier(valeur: int, langue: str) -> str:
    return format_decimal(valeur, locale=usage(langue))


def _nombre_de_jours(valeur: int | Decimal, langue: str) -> str:
    return format_unit(valeur, "duration-day", "long", locale=usage(langue))


def _nombre_de_mois(valeur: int, langue: str) -> str:
    return format_unit(valeur, "duration-month", "long", locale=usage(langue))


_ECRITURES: dict[tuple[type, str], Callable[[Any, str], str]] = {
    (Decimal, ""): _montant,
    (Decimal, "taux"): _taux,
    (date, ""): _jour,
    (date, "long"): _jour,
    (int, ""): _entier,
    (int, "jours"): _nombre_de_jours,
    (int, "mois"): _nombre_de_mois,
    (Decimal, "jours"): _nombre_de_jours,
}


def ecrire(valeur: object, langue: str, unite: str = "") -> str:
    """Écrit un nombre ou un jour selon son type ; `unite` dit ce que le type tait (« taux », « jours »…)."""
    for (genre, unite_connue), ecriture in _ECRITURES.items():
        if isinstance(valeur, genre) and unite == unite_connue:
            return ecriture(valeur, langue)
    connues = ", ".join(f"{genre.__name__}:{nom}" if nom else genre.__name__ for genre, nom in _ECRITURES)
    raise DroitIncoherent(
        f"affichage : reçu {valeur!r} ({type(valeur).__name__}), unité « {unite} » ; accepté : {connues}",
        code="rendu.ecriture_inconnue",
        valeur=valeur,
        unite=unite,
    )
