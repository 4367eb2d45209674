"""L'escompte par taux de TVA, puis en comptes : deux écritures, chez le vendeur et chez l'acheteur, qui s'équilibrent.

L'escompte se calcule hors taxe, taux par taux, et sa TVA sur chaque escompte hors taxe, arrondis séparés : calculé
d'un bloc sur le prix toutes taxes comprises, il donnerait le même net et des écritures fausses dès deux taux.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from creances.droit.corpus import Droit
from creances.modeles.tva import PartTva, taxe
from creances.noyau.argent import centimes, division_arrondie, euros
from creances.noyau.erreurs import DonneeInvalide

EffetTva = Literal["avoir", "encaissements", "inchangee"]

_RIEN = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class PartEscompte:
    """L'escompte à un taux de TVA : sa part hors taxe et sa taxe, puis ce qui reste hors taxe et en taxe, en euros."""

    taux: Decimal = field(metadata={"unite": "taux"})
    escompte_ht: Decimal
    escompte_tva: Decimal
    reste_ht: Decimal
    reste_tva: Decimal


@dataclass(frozen=True, slots=True)
class LigneComptable:
    """Un compte du plan comptable général, mouvementé d'un seul côté, en euros."""

    compte: str
    debit: Decimal = _RIEN
    credit: Decimal = _RIEN


class Partage(NamedTuple):
    """Un escompte et ses parts par taux de TVA ; aucune part si la facture n'est pas ventilée."""

    montant: Decimal
    parts: tuple[PartEscompte, ...]

    @property
    def tva(self) -> Decimal:
        """La TVA comprise dans l'escompte, en euros."""
        return sum((part.escompte_tva for part in self.parts), _RIEN)


class Ecritures(NamedTuple):
    """Le règlement et son escompte, en partie double, de chaque côté."""

    vendeur: tuple[LigneComptable, ...]
    acheteur: tuple[LigneComptable, ...]


def exiger_le_meme_total(montant: Decimal, ventilation: Sequence[PartTva]) -> None:
    """Refuse une ventilation dont le total n'est pas celui de la créance."""
    total = sum((part.ht + part.taxe for part in ventilation), _RIEN)
    if ventilation and total != montant:
        raise DonneeInvalide(
            f"ventilation : reçu un total de {total} ; accepté : {montant}, le montant de la créance",
            code="escompte.ventilation",
        )


def partager(montant: Decimal, part: Fraction, ventilation: Sequence[PartTva]) -> Partage:
    """L'escompte que vaut cette part du prix, hors taxe puis taxe, taux par taux ; d'un bloc sans ventilation.

    >>> deux_pour_cent = partager(Decimal("12000.00"), Fraction(2, 100), [PartTva(ht=10000, taux=20)])
    >>> deux_pour_cent.montant, deux_pour_cent.parts[0].escompte_ht, deux_pour_cent.tva
    (Decimal('240.00'), Decimal('200.00'), Decimal('40.00'))
    """
    if not ventilation:
        return Partage(_fraction(montant, part), ())
    parts = tuple(_part(une, part) for une in ventilation)
    return Partage(sum((une.escompte_ht + une.escompte_tva for une in parts), _RIEN), parts)


def _part(une: PartTva, part: Fraction) -> PartEscompte:
    ht = _fraction(une.ht, part)
    tva = min(taxe(ht, une.taux), une.taxe)
    return PartEscompte(une.taux, ht, tva, une.ht - ht, une.taxe - tva)


def _fraction(montant: Decimal, part: Fraction) -> Decimal:
    return euros(division_arrondie(centimes(montant) * part.numerator, part.denominator))


def passer_en_comptes(recu: Decimal, partage: Partage, effet: EffetTva, droit: Droit, jour: date) -> Ecritures:
    """Le règlement reçu et l'escompte, chez le vendeur et chez l'acheteur.

    La TVA de l'escompte réduit la taxe collectée du vendeur et la taxe déduite par l'acheteur ; si elle reste
    "inchangee", tout l'escompte est une charge ou un produit financier. Un escompte obtenu sur une immobilisation
    réduit son coût d'acquisition : le compte de produit est alors à remplacer.
    """
    tva = _RIEN if effet == "inchangee" else partage.tva
    solde, hors_taxe = recu + partage.montant, partage.montant - tva
    compte = _Comptes(droit, jour)
    vendeur = (
        LigneComptable(compte("banque"), debit=recu),
        LigneComptable(compte("accorde"), debit=hors_taxe),
        LigneComptable(compte("tva_collectee"), debit=tva),
        LigneComptable(compte("client"), credit=solde),
    )
    acheteur = (
        LigneComptable(compte("fournisseur"), debit=solde),
        LigneComptable(compte("banque"), credit=recu),
        LigneComptable(compte("obtenu"), credit=hors_taxe),
        LigneComptable(compte("tva_deductible"), credit=tva),
    )
    return Ecritures(_mouvementees(vendeur), _mouvementees(acheteur))


class _Comptes:
    """Les numéros du plan comptable ; la première version connue sert aussi aux jours qui la précèdent."""

    def __init__(self, droit: Droit, jour: date) -> None:
        self._droit, self._jour = droit, jour

    def __call__(self, nom: str) -> str:
        table = self._droit.table(f"escompte.comptes.{nom}")
        return str(table.au(max(self._jour, table.versions[0].debut)).valeur)


def _mouvementees(lignes: tuple[LigneComptable, ...]) -> tuple[LigneComptable, ...]:
    return tuple(ligne for ligne in lignes if ligne.debit or ligne.credit)
