"""Les paliers d'un escompte : qui y a droit, jusqu'à quand, et pour quelle part du prix, en fractions exactes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from creances.modeles import Creance, PalierEscompte
from creances.noyau.argent import MILLION, millioniemes
from creances.noyau.erreurs import DonneeInvalide

_UN_JOUR_D_AVANCE = 1


class Offre(NamedTuple):
    """Un palier situé dans le temps : `dernier_jour` utile (inclus) et part du prix remise si l'on paie le jour dit.

    `part` vaut zéro si le palier n'est pas atteint ; `part_au_dernier_jour`, ce qu'il donne à qui paie ce jour-là.
    """

    palier: PalierEscompte
    dernier_jour: date
    part: Fraction
    part_au_dernier_jour: Fraction


def offres(creance: Creance, echeance: date, paye_le: date) -> tuple[Offre, ...]:
    """Les paliers convenus, dans l'ordre du contrat, et ce que chacun donne à qui paie `paye_le`.

    « Elle précise les conditions d'escompte applicables en cas de paiement à une date antérieure à celle résultant de
    l'application des conditions générales de vente » (C. com., L441-9, I) : payer le jour de l'échéance n'est pas payer
    d'avance, et n'ouvre droit à aucun escompte, quel que soit le palier.
    """
    return tuple(_offre(palier, creance, echeance, paye_le) for palier in creance.conditions.escompte)


def meilleure(possibles: Iterable[Offre]) -> Offre | None:
    """L'offre qui remet le plus au débiteur ; la première écrite si deux se valent ; None si aucune n'est atteinte."""
    atteintes = [offre for offre in possibles if offre.part]
    return max(atteintes, key=lambda offre: offre.part, default=None)


def _offre(palier: PalierEscompte, creance: Creance, echeance: date, paye_le: date) -> Offre:
    dernier_jour = _dernier_jour(palier, creance, echeance)
    return Offre(
        palier,
        dernier_jour,
        part_du_prix(palier, (echeance - paye_le).days) if paye_le <= dernier_jour else Fraction(0),
        part_du_prix(palier, (echeance - dernier_jour).days),
    )


def _dernier_jour(palier: PalierEscompte, creance: Creance, echeance: date) -> date:
    veille = echeance - timedelta(days=_UN_JOUR_D_AVANCE)
    if palier.reference == "avant_echeance":
        return min(veille, echeance - timedelta(days=palier.jours))
    if creance.emission is None:
        raise DonneeInvalide(
            "emission : reçu rien ; accepté : la date de la facture, dont part l'escompte",
            code="escompte.sans_emission",
        )
    return min(veille, creance.emission + timedelta(days=palier.jours))


def part_du_prix(palier: PalierEscompte, jours: int) -> Fraction:
    """La part du prix que le palier remet pour tant de jours d'avance : le forfait, ou le taux annuel au prorata.

    « En dehors », `taux` × jours / base ; « en dedans », la même quantité rapportée au prix augmenté d'elle-même.

    >>> part_du_prix(PalierEscompte(jours=0, taux=2, prorata="en_dehors"), 30)
    Fraction(1, 600)
    """
    taux = Fraction(millioniemes(palier.taux), MILLION)
    if palier.prorata == "aucun":
        return taux
    couru = taux * jours / int(palier.base)
    if palier.prorata == "en_dedans":
        return couru / (1 + couru)
    if couru >= 1:
        raise DonneeInvalide(
            f"escompte : reçu {palier.taux} % l'an pour {jours} jours ; accepté : moins que le prix entier",
            code="escompte.superieur_au_prix",
        )
    return couru
