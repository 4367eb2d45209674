"""Ce qui s'ajoute à un émolument : la majoration outre-mer (A444-10), puis la taxe sur la valeur ajoutée."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.droit.tarifs import Tarif, tarif
from creances.modeles.parties import Territoire
from creances.modeles.tva import taxe as part
from creances.noyau.resultat import Ligne

EN_METROPOLE = frozenset({"metropole", "alsace_moselle"})
_ZERO = Decimal("0.00")


class Majoration(NamedTuple):
    """Ce que l'outre-mer ajoute à un émolument, et la ligne qui le dit."""

    montant: Decimal
    lignes: tuple[Ligne, ...] = ()
    lus: tuple[Tarif, ...] = ()


class Taxes(NamedTuple):
    """Un prix hors taxes, sa taxe, et la ligne qui la calcule."""

    ht: Decimal
    taxe: Decimal
    lignes: tuple[Ligne, ...]
    lus: tuple[Tarif, ...]

    @property
    def ttc(self) -> Decimal:
        """Le prix toutes taxes comprises."""
        return self.ht + self.taxe


def majorer(droit: Droit, emolument: Decimal, territoire: Territoire, version: date) -> Majoration:
    """La majoration d'un émolument outre-mer ; rien en métropole, Alsace-Moselle comprise."""
    if territoire in EN_METROPOLE:
        return Majoration(_ZERO)
    lu = tarif(droit, f"outre_mer.{territoire}", version)
    ajout = part(emolument, lu.valeur)
    return Majoration(
        ajout, (Ligne("frais.majoration", lu.article, assiette=emolument, taux=lu.valeur, montant=ajout),), (lu,)
    )


def taxer(droit: Droit, ht: Decimal, territoire: Territoire, au: date) -> Taxes:
    """La TVA d'un prix, au taux du territoire le jour de la prestation, arrondie au centime."""
    lu = tarif(droit, f"tva.{territoire}", au)
    taxe = part(ht, lu.valeur)
    return Taxes(ht, taxe, (Ligne("frais.taxe", lu.article, assiette=ht, taux=lu.valeur, montant=taxe),), (lu,))
