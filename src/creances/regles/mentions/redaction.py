"""Les quatre mentions de paiement d'une facture entre professionnels, rédigées en français.

Elles sont en français quelle que soit la langue d'affichage : c'est ce qui s'imprime sur la facture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from creances.modeles import PalierEscompte

SUJETS = ("echeance", "escompte", "penalites", "indemnite")
_SANS_DATE = "JJ/MM/AAAA"
_EXIGIBLES = "exigibles le jour suivant la date de règlement, sans qu'un rappel soit nécessaire"


@dataclass(frozen=True, slots=True)
class Mention:
    """Une mention à imprimer : son texte, les articles qui l'exigent, le code de sa note sur la facture électronique.

    `code` est vide pour la date de règlement, qui a son propre champ (BT-9) et non une note.
    """

    texte: str
    articles: tuple[str, ...]
    code: str = ""

    @property
    def note(self) -> str:
        """La mention telle qu'une facture UBL la porte, précédée de son code : « #PMT#Indemnité… »."""
        return f"#{self.code}#{self.texte}" if self.code else self.texte


@dataclass(frozen=True, slots=True)
class Mentions:
    """Les mentions de paiement qu'une facture doit porter ; None pour celle que la loi n'exige pas ici.

    Codes des notes (norme XP Z12-012, règle BR-FR-05) : AAB pour l'escompte, PMD pour les pénalités, PMT pour
    l'indemnité.
    """

    echeance: Mention | None = None
    escompte: Mention | None = None
    penalites: Mention | None = None
    indemnite: Mention | None = None

    @property
    def toutes(self) -> tuple[Mention, ...]:
        """Celles qui sont exigées, dans l'ordre du texte."""
        possibles = (self.echeance, self.escompte, self.penalites, self.indemnite)
        return tuple(une for une in possibles if une is not None)

    @property
    def texte(self) -> str:
        """Tout ce qu'il faut imprimer, une mention par ligne."""
        return "\n".join(une.texte for une in self.toutes)


class PalierDate(NamedTuple):
    """Un palier d'escompte et son dernier jour utile."""

    palier: PalierEscompte
    dernier_jour: date


class TauxConvenu(NamedTuple):
    """Le taux des pénalités : `convenu` (None : le taux supplétif, BCE plus `points`) et s'il faut dire son plancher."""

    convenu: Decimal | None
    points: Decimal
    coefficient: Decimal
    dire_le_plancher: bool = False


def nombre(valeur: Decimal) -> str:
    """Un nombre comme on l'imprime en français, sans zéro inutile.

    >>> nombre(Decimal("12.40")), nombre(Decimal("10.00"))
    ('12,4', '10')
    """
    return f"{valeur.normalize():f}".replace(".", ",")


def jour_imprime(jour: date | None) -> str:
    """Un jour comme on l'imprime sur une facture : jour, mois, année."""
    return _SANS_DATE if jour is None else f"{jour:%d/%m/%Y}"


def dire_l_echeance(jour: date | None) -> str:
    """« La facture mentionne également la date à laquelle le règlement doit intervenir » : une date, non une formule."""
    return f"Date de règlement : {jour_imprime(jour)}."


def dire_l_escompte(paliers: Sequence[PalierDate]) -> str:
    """Les conditions d'escompte ; à défaut, qu'il n'y en a pas.

    >>> dire_l_escompte([])
    'Escompte pour paiement anticipé : néant.'
    """
    if not paliers:
        return "Escompte pour paiement anticipé : néant."
    return f"Escompte pour paiement anticipé : {' ; '.join(_dire_le_palier(un) for un in paliers)}."


def _dire_le_palier(date_du_palier: PalierDate) -> str:
    palier, dernier_jour = date_du_palier
    taux = f"{nombre(palier.taux)} %"
    if palier.prorata != "aucun":
        taux = f"{taux} l'an, au prorata des jours d'avance sur une année de {palier.base} jours,"
    if palier.prorata == "en_dedans":
        taux = f"{taux} sur la somme versée,"
    return f"{taux} si les fonds sont reçus {_quand(palier)}, soit le {jour_imprime(dernier_jour)} au plus tard"


def _quand(palier: PalierEscompte) -> str:
    if palier.reference == "avant_echeance":
        jours = max(1, palier.jours)
        return f"au moins {jours} {_mot_jour(jours)} avant la date de règlement"
    if palier.jours == 0:
        return "le jour de l'émission de la facture"
    return f"au plus {palier.jours} {_mot_jour(palier.jours)} après l'émission de la facture"


def _mot_jour(jours: int) -> str:
    return "jour" if jours == 1 else "jours"


def dire_les_penalites(taux: TauxConvenu) -> str:
    """Le taux convenu, ou le taux supplétif de L441-10 II, et le jour où les pénalités sont exigibles.

    >>> dire_les_penalites(TauxConvenu(Decimal("12.00"), Decimal(10), Decimal(3)))
    "Pénalités de retard : 12 % l'an, exigibles le jour suivant la date de règlement, sans qu'un rappel soit nécessaire."
    """
    if taux.convenu is None:
        chiffre = (
            "taux appliqué par la Banque centrale européenne à son opération de refinancement la plus récente, majoré de "
            f"{nombre(taux.points)} points de pourcentage"
        )
    else:
        chiffre = f"{nombre(taux.convenu)} % l'an"
    if taux.dire_le_plancher:
        chiffre = f"{chiffre}, sans pouvoir être inférieur à {nombre(taux.coefficient)} fois le taux d'intérêt légal"
    return f"Pénalités de retard : {chiffre}, {_EXIGIBLES}."


def dire_l_indemnite(montant: Decimal) -> str:
    """L'indemnité forfaitaire, due pour chaque facture payée en retard.

    >>> dire_l_indemnite(Decimal("40.00"))
    'Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.'
    """
    return f"Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : {nombre(montant)} €."
