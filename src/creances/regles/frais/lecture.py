"""Lire ce que les règles de frais ont en commun : une somme, et le jour qui choisit la version du tarif."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from creances.droit.corpus import Droit
from creances.droit.tarifs import jour_du_tarif
from creances.noyau.argent import montant
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import jour


def somme(valeur: object, nom: str) -> Decimal:
    """Une somme en euros, zéro ou plus."""
    lu = montant(valeur, nom)
    if lu < 0:
        raise DonneeInvalide(f"{nom} : reçu {valeur} ; accepté : zéro ou plus", code="montant.negatif")
    return lu


def version(droit: Droit, au: date, provision_le: date | str | None) -> date:
    """Le jour qui désigne la version du tarif d'une prestation faite `au`."""
    return jour_du_tarif(droit, au, None if provision_le is None else jour(provision_le, "provision_le"))
