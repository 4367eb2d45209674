"""Ce que coûte un escompte : taux annuels simple et actuariel, seuils au-delà desquels il ne vaut plus la peine.

Un escompte de t pour cent fait payer t/(1 − t) à celui qui l'accorde : c'est le *coût*, rapporté à la somme versée.

>>> trois_pour_cent = Fraction(3, 97)
>>> simple(trois_pour_cent, 10), actuariel(trois_pour_cent, 10)
(Decimal('112.89'), Decimal('203.97'))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal

from creances.noyau.argent import MILLION, division_arrondie, millioniemes, pourcent
from creances.noyau.calcul import ANNEE_COMMUNE

BaseDuCout = Literal["365", "360"]

_UNITE = {"unite": "taux"}
# Un taux s'imprime en centièmes de pour cent, un seuil en dix-millièmes : 0,2187 % ne se lirait pas à 0,22 %.
_CENTIEMES = 10_000
_MILLIONIEMES_PAR_CENTIEME = 100
# Chiffres significatifs d'une puissance avant son unique arrondi.
_PRECISION = 60


@dataclass(frozen=True, slots=True)
class ComparaisonEscompte:
    """Le même escompte, vu par chacune des deux parties.

    `jours` : avance réelle, comptée jusqu'au jour où le débiteur aurait payé. `cout_annuel` : coût simple sur cette
    avance. Un `seuil` est le forfait, en pour cent du prix, qui laisse la partie indifférente : le créancier gagne à
    offrir moins que le sien, le débiteur à prendre plus que le sien. None si le taux à comparer n'a pas été donné.
    """

    jours: int = field(metadata={"unite": "jours"})
    cout_annuel: Decimal = field(metadata=_UNITE)
    seuil_creancier: Decimal | None = field(metadata=_UNITE)
    avantage_creancier: bool | None
    seuil_debiteur: Decimal | None = field(metadata=_UNITE)
    avantage_debiteur: bool | None


def simple(cout: Fraction, jours: int, base: BaseDuCout = "365") -> Decimal:
    """Le taux annuel simple d'un coût, en pour cent, arrondi au centième : coût × base / jours d'avance.

    >>> simple(Fraction(2, 98), 20), simple(Fraction(2, 98), 20, "360")
    (Decimal('37.24'), Decimal('36.73'))
    """
    annuel = cout * int(base) / jours * _CENTIEMES
    return pourcent(_MILLIONIEMES_PAR_CENTIEME * division_arrondie(annuel.numerator, annuel.denominator))


def actuariel(cout: Fraction, jours: int) -> Decimal:
    """Le taux annuel composé d'un coût, en pour cent : (1 + coût) puissance 365 / jours d'avance, moins un.

    La puissance est prise avec soixante chiffres significatifs, puis arrondie une fois, au centième de pour cent.

    >>> actuariel(Fraction(2, 98), 20)
    Decimal('44.59')
    """
    with localcontext() as contexte:
        contexte.prec = _PRECISION
        facteur = 1 + Decimal(cout.numerator) / Decimal(cout.denominator)
        annuel = Fraction(facteur ** (Decimal(ANNEE_COMMUNE) / Decimal(jours)) - 1) * _CENTIEMES
    return pourcent(_MILLIONIEMES_PAR_CENTIEME * division_arrondie(annuel.numerator, annuel.denominator))


def seuil(taux: Decimal, jours: int, commission: Decimal = Decimal(0)) -> Decimal:
    """Le forfait d'escompte équivalent à un financement de tant de jours à `taux` pour cent l'an, commission comprise.

    >>> seuil(Decimal(8), 10)
    Decimal('0.2187')
    """
    equivalent = _seuil_exact(taux, jours, commission) * MILLION
    return pourcent(division_arrondie(equivalent.numerator, equivalent.denominator))


def _seuil_exact(taux: Decimal, jours: int, commission: Decimal) -> Fraction:
    interets = Fraction(millioniemes(taux), MILLION) * jours / ANNEE_COMMUNE
    cout = interets + Fraction(millioniemes(commission), MILLION)
    return cout / (1 + cout)


def comparer(
    cout: Fraction,
    jours: int,
    *,
    financement: Decimal | None,
    commission: Decimal,
    placement: Decimal | None,
    base: BaseDuCout = "365",
) -> ComparaisonEscompte:
    """Compare un escompte au `financement` qu'il épargne au créancier et au `placement` auquel le débiteur renonce."""
    part = cout / (1 + cout)
    sans_commission = Decimal(0)
    return ComparaisonEscompte(
        jours=jours,
        cout_annuel=simple(cout, jours, base),
        seuil_creancier=None if financement is None else seuil(financement, jours, commission),
        avantage_creancier=None if financement is None else part < _seuil_exact(financement, jours, commission),
        seuil_debiteur=None if placement is None else seuil(placement, jours),
        avantage_debiteur=None if placement is None else part > _seuil_exact(placement, jours, sans_commission),
    )
