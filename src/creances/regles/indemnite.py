"""L'indemnité forfaitaire pour frais de recouvrement : quarante euros par facture en retard."""

from __future__ import annotations

from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.noyau.argent import centimes
from creances.regles.regime import Regime, jour_du_marche

D441_5 = "C. com., D441-5"
D2192_35 = "CCP, D2192-35"


class IndemniteAttachee(NamedTuple):
    """Ce qu'une facture devra en sus dès son premier jour de retard, en centimes, et pourquoi."""

    centimes: int
    article: str
    motif: str = ""


def indemnite_attachee(creance: Creance, retenu: Regime, droit: Droit) -> IndemniteAttachee:
    """« Tout professionnel en situation de retard de paiement est de plein droit débiteur, à l'égard du créancier, d'une
    indemnité forfaitaire pour frais de recouvrement » (C. com., L441-10, II) ; son montant est fixé par D441-5, et par
    D2192-35 CCP pour un acheteur public.

    Due une fois par facture, sans prorata, jamais soumise à la TVA. Zéro hors de ces deux régimes, si le délai de
    paiement a commencé avant le 1er janvier 2013, ou pour un marché public d'avant le décret de 2013.
    """
    if retenu is Regime.PROFESSIONNELS:
        version, article = droit.lire("indemnite.professionnels", creance.debut_du_delai), D441_5
    elif retenu is Regime.ACHETEUR_PUBLIC:
        version, article = droit.lire("indemnite.marches", jour_du_marche(creance, droit)), D2192_35
    else:
        return IndemniteAttachee(0, D441_5, "hors_regime")
    if version is None:
        return IndemniteAttachee(0, article, "avant_2013")
    return IndemniteAttachee(centimes(version.valeur), version.article)
