"""Un témoin : les mêmes sommes, jour par jour, en fractions exactes, sans rien emprunter à la bibliothèque.

Les taux sont recopiés des publications de la Banque centrale européenne, au premier jour de chaque semestre.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

UN_JOUR = timedelta(days=1)
Taux = Callable[[date], Decimal]

_BCE = {
    2013: ("0.75", "0.50"), 2014: ("0.25", "0.15"), 2015: ("0.05", "0.05"), 2016: ("0.05", "0.00"),
    2017: ("0.00", "0.00"), 2018: ("0.00", "0.00"), 2019: ("0.00", "0.00"), 2020: ("0.00", "0.00"),
    2021: ("0.00", "0.00"), 2022: ("0.00", "0.00"), 2023: ("2.50", "4.00"), 2024: ("4.50", "4.25"),
    2025: ("3.15", "2.15"), 2026: ("2.15", "2.40"),
}  # fmt: skip


def bce(jour: date) -> Decimal:
    """Le taux des opérations principales de refinancement au 1er janvier ou au 1er juillet qui précède."""
    return Decimal(_BCE[jour.year][0 if jour.month <= 6 else 1])


def suppletif(jour: date) -> Decimal:
    """Entre professionnels : la BCE plus dix points, semestre après semestre."""
    return bce(jour) + 10


def acheteur_public(echeance: date) -> Taux:
    """Commande publique : la BCE du semestre où l'intérêt commence, plus huit points, pour tout le retard."""
    fige = bce(echeance + UN_JOUR) + 8
    return lambda _: fige


def constant(taux: Decimal) -> Taux:
    return lambda _: taux


def arrondir(centimes: Fraction) -> int:
    """Au centime, demi vers le haut."""
    return int((centimes * 2 + 1) // 2)


@dataclass
class Decompte:
    """Ce qu'un commis tiendrait à la main : une ligne par suite de jours qui se ressemblent."""

    principal: int
    taux: Taux
    annee_civile: bool = False
    un_seul_arrondi: bool = False
    frais: int = 0
    payes: int = 0

    def __post_init__(self) -> None:
        self.lignes: list[tuple[int, Decimal, int, int]] = []  # assiette, taux, jours de l'année, nombre de jours

    def passer_un_jour(self, jour: date) -> None:
        """Ajoute un jour d'intérêt à la ligne en cours, ou en ouvre une."""
        if self.principal == 0:
            return
        annee = 366 if self.annee_civile and _bissextile(jour.year) else 365
        nature = (self.principal, self.taux(jour), annee)
        if self.lignes and self.lignes[-1][:3] == nature and self.dernier == jour - UN_JOUR:
            self.lignes[-1] = (*nature, self.lignes[-1][3] + 1)
        else:
            self.lignes.append((*nature, 1))
        self.dernier = jour

    @property
    def courus(self) -> int:
        exacts = [
            Fraction(assiette) * Fraction(taux) * jours / 100 / annee for assiette, taux, annee, jours in self.lignes
        ]
        return arrondir(sum(exacts, Fraction(0))) if self.un_seul_arrondi else sum(map(arrondir, exacts))

    def payer(self, somme: int, ordre: tuple[str, ...]) -> int:
        """Éteint chaque poste à son tour et rend ce qui reste de la somme."""
        for poste in ordre:
            if poste == "interets":
                part = min(somme, self.courus - self.payes)
                self.payes += part
            else:
                part = min(somme, getattr(self, poste))
                setattr(self, poste, getattr(self, poste) - part)
            somme -= part
        return somme


def _bissextile(annee: int) -> bool:
    return annee % 4 == 0 and (annee % 100 != 0 or annee % 400 == 0)


def tenir(
    decompte: Decompte,
    echeance: date,
    au: date,
    versements: Mapping[date, int],
    ordre: tuple[str, ...],
    indemnite: int = 4000,
) -> Decompte:
    """Tient le décompte jour par jour ; `versements` en centimes, chaque versement après l'intérêt de son jour."""
    jour = min(echeance, *versements, au) if versements else min(echeance, au)
    while jour <= au:
        if jour == echeance + UN_JOUR and decompte.principal > 0:
            decompte.frais += indemnite
        if jour > echeance:
            decompte.passer_un_jour(jour)
        if jour in versements:
            decompte.payer(versements[jour], ordre)
        jour += UN_JOUR
    return decompte
