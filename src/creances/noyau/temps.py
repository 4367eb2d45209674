"""Les dates : lecture stricte, mois et fins de période. Tout est en jours civils, sans heure ni fuseau.

>>> ajouter_mois(date(2026, 1, 31), 1)
MoisAjoutes(jour=datetime.date(2026, 2, 28), repli=True)
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from creances.noyau.erreurs import DonneeInvalide

UN_JOUR = timedelta(days=1)
PREMIER_JOUR = date(1900, 1, 1)
DERNIER_JOUR = date(2199, 12, 31)
_MOIS_PAR_AN = 12
_QUANTIEME_DE_TOUS_LES_MOIS = 28
_ECRITURE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def jour(valeur: object, nom: str = "date") -> date:
    """Lit un jour : `date`, ou texte ISO « AAAA-MM-JJ ». Refuse un `datetime`, un nombre et toute autre écriture.

    Les jours vont du 1er janvier 1900 au 31 décembre 2199 inclus.

    >>> jour("2026-11-01")
    datetime.date(2026, 11, 1)
    """
    lu = valeur
    if isinstance(valeur, str) and _ECRITURE.fullmatch(valeur):
        try:
            lu = date.fromisoformat(valeur)
        except ValueError:
            lu = None
    if not isinstance(lu, date) or isinstance(lu, datetime):
        raise DonneeInvalide(
            f"{nom} : reçu {valeur!r} ({type(valeur).__name__}) ; accepté : date ou texte « AAAA-MM-JJ », sans heure",
            code="date.invalide",
            valeur=valeur,
        )
    if not PREMIER_JOUR <= lu <= DERNIER_JOUR:
        raise DonneeInvalide(
            f"{nom} : reçu {lu} ; accepté : du {PREMIER_JOUR} au {DERNIER_JOUR}",
            code="date.hors_bornes",
            valeur=lu,
        )
    return lu


def _lire_jour(valeur: Any) -> date:
    return jour(valeur)


Jour = Annotated[date, BeforeValidator(_lire_jour), WithJsonSchema({"type": "string", "format": "date"})]
"""Un jour, lu strictement (voir `jour`)."""

JourAccepte = Annotated[date | str, PlainValidator(_lire_jour), WithJsonSchema({"type": "string", "format": "date"})]
"""Argument d'une règle : tout ce que `jour` sait lire."""


class MoisAjoutes(NamedTuple):
    """Le jour obtenu, et s'il a fallu se replier sur le dernier jour du mois."""

    jour: date
    repli: bool


def ajouter_mois(depart: date, mois: int) -> MoisAjoutes:
    """Même quantième `mois` mois plus tard, sinon dernier jour du mois, en le disant.

    >>> ajouter_mois(date(2024, 2, 29), 12)
    MoisAjoutes(jour=datetime.date(2025, 2, 28), repli=True)
    >>> ajouter_mois(date(2026, 1, 12), 2)
    MoisAjoutes(jour=datetime.date(2026, 3, 12), repli=False)
    """
    annee, rang = divmod(_MOIS_PAR_AN * depart.year + depart.month - 1 + mois, _MOIS_PAR_AN)
    quantieme = depart.day
    if quantieme > _QUANTIEME_DE_TOUS_LES_MOIS:
        quantieme = min(quantieme, monthrange(annee, rang + 1)[1])
    return MoisAjoutes(date(annee, rang + 1, quantieme), quantieme != depart.day)


def anniversaires(depart: date, jusqu_au: date) -> Iterator[date]:
    """Les jours où s'achève chaque année pleine comptée depuis `depart` (exclu), jusqu'à `jusqu_au` inclus.

    >>> [str(j) for j in anniversaires(date(2024, 2, 29), date(2026, 12, 31))]
    ['2025-02-28', '2026-02-28']
    """
    annees = 1
    while (suivant := ajouter_mois(depart, _MOIS_PAR_AN * annees).jour) <= jusqu_au:
        yield suivant
        annees += 1


def fin_de_mois(depart: date) -> date:
    """Dernier jour civil du mois."""
    return depart.replace(day=monthrange(depart.year, depart.month)[1])


def fin_de_decade(depart: date) -> date:
    """Le 10, le 20 ou le dernier jour du mois : la fin de la décade où tombe `depart`.

    >>> fin_de_decade(date(2026, 1, 10)), fin_de_decade(date(2026, 1, 11))
    (datetime.date(2026, 1, 10), datetime.date(2026, 1, 20))
    """
    return next((depart.replace(day=fin) for fin in (10, 20) if depart.day <= fin), fin_de_mois(depart))


def fin_de_quinzaine(depart: date) -> date:
    """Le 15 ou le dernier jour du mois."""
    return depart.replace(day=15) if depart.day <= 15 else fin_de_mois(depart)


def prochain_quantieme(depart: date, quantieme: int) -> date:
    """Premier jour strictement après `depart` qui porte ce quantième, ramené au dernier jour d'un mois plus court.

    >>> prochain_quantieme(date(2026, 1, 31), 30)
    datetime.date(2026, 2, 28)
    """
    mois = depart
    while True:
        candidat = mois.replace(day=min(quantieme, monthrange(mois.year, mois.month)[1]))
        if candidat > depart:
            return candidat
        mois = fin_de_mois(mois) + UN_JOUR


def debut_de_semestre(depart: date) -> date:
    """Le 1er janvier ou le 1er juillet qui ouvre le semestre civil."""
    return date(depart.year, 1 if depart.month <= 6 else 7, 1)


def semestre_suivant(depart: date) -> date:
    """Le 1er juillet ou le 1er janvier qui suit strictement `depart`."""
    return date(depart.year, 7, 1) if depart.month <= 6 else date(depart.year + 1, 1, 1)
