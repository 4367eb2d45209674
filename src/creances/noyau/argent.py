"""L'argent exact : `Decimal` en euros à la frontière, centimes entiers à l'intérieur, un seul arrondi.

Les taux suivent la même idée : `Decimal` en pour cent l'an comme la loi les imprime (`12.40`), millionièmes
entiers à l'intérieur (`124000`).

>>> centimes(montant("1234.56"))
123456
>>> euros(41368)
Decimal('413.68')
>>> millioniemes(taux("12.40"))
124000
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from creances.noyau.erreurs import DonneeInvalide

MILLION = 1_000_000
_MILLIONIEMES_PAR_POINT = 10_000
_DECIMALES_TAUX = 4
_CENTIME = Decimal("0.01")
_MILLIONIEME_EN_POINTS = Decimal("0.0001")
MONTANT_MAXIMAL = Decimal(10) ** 13
_ECRITURE = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?")
_ACCEPTE = "Decimal, int ou texte comme « 1234.56 »"


def _decimal(valeur: object, nom: str, decimales: int) -> Decimal:
    """Lit un nombre exact, ou refuse en nommant le champ, la valeur et ce qui est accepté."""
    if isinstance(valeur, str) and _ECRITURE.fullmatch(valeur):
        nombre = Decimal(valeur)
    elif isinstance(valeur, Decimal) and valeur.is_finite():
        nombre = valeur
    elif isinstance(valeur, int) and not isinstance(valeur, bool):
        nombre = Decimal(valeur)
    else:
        raise DonneeInvalide(
            f"{nom} : reçu {valeur!r} ({type(valeur).__name__}) ; accepté : {_ACCEPTE}, jamais de flottant",
            code="nombre.type",
            valeur=valeur,
        )
    exposant = nombre.as_tuple().exponent
    if isinstance(exposant, int) and exposant < -decimales:
        raise DonneeInvalide(
            f"{nom} : reçu {valeur} ; accepté : au plus {decimales} décimales",
            code="nombre.decimales",
            valeur=valeur,
        )
    if abs(nombre) >= MONTANT_MAXIMAL:
        raise DonneeInvalide(
            f"{nom} : reçu {nombre:.20} ; accepté : moins de {MONTANT_MAXIMAL:f}",
            code="nombre.trop_grand",
            valeur=nombre,
        )
    return nombre


def montant(valeur: object, nom: str = "montant") -> Decimal:
    """Montant en euros, exactement deux décimales.

    Accepte `Decimal`, `int` ou texte (« 1234.56 ») ; refuse flottants, NaN, infinis et plus de deux décimales.

    >>> montant(10)
    Decimal('10.00')
    >>> montant(0.1)
    Traceback (most recent call last):
    creances.noyau.erreurs.DonneeInvalide: montant : reçu 0.1 (float) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant
    """  # noqa: E501
    return euros(int(_decimal(valeur, nom, 2).scaleb(2)))


def taux(valeur: object, nom: str = "taux") -> Decimal:
    """Taux en pour cent l'an, comme la loi l'imprime (`12.40` pour 12,40 %), au plus quatre décimales, positif ou nul.

    >>> taux("12.4")
    Decimal('12.40')
    """
    nombre = _decimal(valeur, nom, _DECIMALES_TAUX)
    if nombre < 0:
        raise DonneeInvalide(f"{nom} : reçu {valeur} ; accepté : un taux positif ou nul", code="taux.negatif")
    return pourcent(millioniemes(nombre))


def centimes(valeur: Decimal) -> int:
    """Centimes d'un montant déjà vérifié par `montant`."""
    return int(valeur.scaleb(2))


def euros(nombre: int) -> Decimal:
    """Euros, à deux décimales, d'un nombre entier de centimes."""
    return nombre * _CENTIME


def millioniemes(valeur: Decimal) -> int:
    """Millionièmes d'un taux en pour cent : `12.40` donne 124000."""
    return int(valeur * _MILLIONIEMES_PAR_POINT)


def pourcent(nombre: int) -> Decimal:
    """Taux en pour cent d'un nombre de millionièmes, avec deux décimales ou plus s'il le faut."""
    entier, reste = divmod(nombre, _MILLIONIEMES_PAR_POINT // 100)
    if reste == 0:
        return entier * _CENTIME
    return nombre * _MILLIONIEME_EN_POINTS


def division_arrondie(dividende: int, diviseur: int) -> int:
    """Quotient au plus proche, demi vers le haut. `dividende` positif ou nul, `diviseur` strictement positif.

    C'est le seul arrondi de la bibliothèque.

    >>> division_arrondie(5, 2), division_arrondie(7, 3)
    (3, 2)
    """
    return (2 * dividende + diviseur) // (2 * diviseur)


def _schema(motif: str, description: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", "integer"], "pattern": motif, "description": description})


def _montant_positif(valeur: object) -> Decimal:
    lu = montant(valeur)
    if lu <= 0:
        raise DonneeInvalide(f"montant : reçu {valeur} ; accepté : plus de zéro", code="montant.nul_ou_negatif")
    return lu


def _montant_non_negatif(valeur: object) -> Decimal:
    lu = montant(valeur)
    if lu < 0:
        raise DonneeInvalide(f"montant : reçu {valeur} ; accepté : zéro ou plus", code="montant.negatif")
    return lu


def _lire_taux(valeur: Any) -> Decimal:
    return taux(valeur)


Euros = Annotated[
    Decimal,
    BeforeValidator(_montant_non_negatif),
    _schema(r"^[0-9]+(\.[0-9]{1,2})?$", "montant en euros, zéro ou plus, deux décimales au plus"),
]
"""Montant en euros, positif ou nul."""

EurosPositifs = Annotated[
    Decimal,
    BeforeValidator(_montant_positif),
    _schema(r"^[0-9]+(\.[0-9]{1,2})?$", "montant en euros, plus de zéro, deux décimales au plus"),
]
"""Montant en euros, strictement positif."""

Taux = Annotated[
    Decimal,
    BeforeValidator(_lire_taux),
    _schema(r"^[0-9]+(\.[0-9]{1,4})?$", "taux en pour cent l'an, quatre décimales au plus"),
]
"""Taux en pour cent l'an, positif ou nul."""

MontantAccepte = Annotated[
    Decimal | int | str,
    PlainValidator(_montant_non_negatif),
    _schema(r"^[0-9]+(\.[0-9]{1,2})?$", "montant en euros, zéro ou plus, deux décimales au plus"),
]
"""Argument d'une règle : tout ce que `montant` sait lire."""

TauxAccepte = Annotated[
    Decimal | int | str,
    PlainValidator(_lire_taux),
    _schema(r"^[0-9]+(\.[0-9]{1,4})?$", "taux en pour cent l'an, quatre décimales au plus"),
]
"""Argument d'une règle : tout ce que `taux` sait lire."""
