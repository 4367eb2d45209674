"""Les taux jour par jour, tirés des tables : la loi mise sous forme d'entiers, une fois par état du droit.

Ne rien stocker de ce qu'une règle dérive : le taux d'un semestre se lit dans la série de la BCE au 1er janvier et au
1er juillet (C. com., L441-10, II), il n'a pas de table à lui.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.noyau.argent import millioniemes
from creances.noyau.calcul import Bareme
from creances.noyau.erreurs import AvantPremiereVersion
from creances.noyau.resultat import Reserve
from creances.noyau.tables import TableDatee, Version
from creances.noyau.temps import debut_de_semestre, semestre_suivant


class TauxApplicable(NamedTuple):
    """Le barème retenu pour une dette, l'article qui le fonde, et ce qu'il faut savoir de ce choix."""

    bareme: Bareme
    article: str
    reserves: tuple[Reserve, ...] = ()


def bareme(droit: Droit, table: str, points: Decimal = Decimal(0)) -> Bareme:
    """Le barème d'une série, augmentée de `points`, qui change à chaque ligne de la série."""
    return droit.deriver(("bareme", table, points), lambda: _bareme(droit.table(table), points))


def bareme_semestriel(droit: Droit, table: str, points: Decimal = Decimal(0)) -> Bareme:
    """Le barème qui ne change que les 1ers janvier et juillet, à la valeur que la série a ce jour-là."""
    return droit.deriver(("semestres", table, points), lambda: _semestriel(droit.table(table), points))


def bareme_fige(variable: Bareme, jour: date) -> Bareme:
    """Le barème qui garde tout du long le taux qu'un autre a ce jour-là, et les réserves de ce taux.

    Si ce jour est inconnu, rien n'est figé : le barème variable refusera, dès qu'un jour sera compté, et pas avant.
    """
    ordinal = jour.toordinal()
    if not variable.connait(ordinal):
        return variable
    taux = next(variable.segments(ordinal, ordinal)).taux
    reserves = variable.reserves(ordinal, ordinal)
    return Bareme(variable.nom, (0,), (taux,), fenetres=tuple((0, None, reserve) for reserve in reserves))


def semestres(table: TableDatee[Decimal]) -> Iterator[tuple[date, Version[Decimal]]]:
    """Chaque début de semestre connu de la table, avec la version en vigueur ce jour-là."""
    premier = debut_de_semestre(table.versions[0].debut)
    jour = premier if premier >= table.versions[0].debut else semestre_suivant(premier)
    horizon = table.horizon
    while jour < horizon:
        yield jour, table.au(jour)
        jour = semestre_suivant(jour)


def _bareme(table: TableDatee[Decimal], points: Decimal) -> Bareme:
    horizon = table.connu_jusqu_au
    return Bareme(
        nom=table.nom,
        debuts=tuple(version.debut.toordinal() for version in table.versions),
        taux=tuple(millioniemes(version.valeur + points) for version in table.versions),
        horizon=None if horizon is None else horizon.toordinal(),
        fenetres=tuple(
            (debut.toordinal(), None if fin is None else fin.toordinal(), reserve)
            for debut, fin, reserve in table.reserves
        ),
    )


def _semestriel(table: TableDatee[Decimal], points: Decimal) -> Bareme:
    lus = list(semestres(table))
    if not lus:
        raise AvantPremiereVersion(
            f"{table.nom} : aucun début de semestre connu, du {table.versions[0].debut} au {table.horizon} exclu",
            table=table.nom,
        )
    return Bareme(
        nom=table.nom,
        debuts=tuple(debut.toordinal() for debut, _ in lus),
        taux=tuple(millioniemes(version.valeur + points) for _, version in lus),
        horizon=semestre_suivant(lus[-1][0]).toordinal(),
        fenetres=tuple(_fenetres_semestrielles(table, [debut for debut, _ in lus])),
    )


def _fenetres_semestrielles(
    table: TableDatee[Decimal], debuts: list[date]
) -> Iterator[tuple[int, int | None, Reserve]]:
    """Une réserve qui touche le premier jour d'un semestre vaut pour tout ce semestre."""
    for debut in debuts:
        for reserve in table.reserves_du(debut, debut):
            yield debut.toordinal(), semestre_suivant(debut).toordinal(), reserve
