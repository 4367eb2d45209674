"""Les indemnités forfaitaires d'une table de créances."""

from __future__ import annotations

from typing import Any

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Erreurs, Flottants, Lot
from creances.lots.comptes import tenir
from creances.lots.dettes import Question
from creances.lots.evenements import aucun_mouvement, lire_mouvements
from creances.lots.portefeuille import lire_portefeuille
from creances.lots.sortie import Centimes
from creances.moteur.qualification import Options
from creances.noyau.temps import JourAccepte, jour


def indemnites(
    creances: Any,
    *,
    au: JourAccepte,
    evenements: Any = None,
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """L'`indemnite` forfaitaire acquise sur chaque ligne, son `regime` et ses `reserves` : celles de
    `creances.indemnite_forfaitaire`.

    `evenements` : une table, comme les paiements de `decomptes`. Les autres arguments sont ceux de `penalites`.

    >>> import pyarrow as pa
    >>> table = pa.table({"montant": ["10.00", "10.00"], "echeance": ["2026-04-30", "2026-05-02"]})
    >>> indemnites(table, au="2026-05-01")["indemnite"].to_pylist()
    [Decimal('40.00'), Decimal('0.00')]
    """
    question = Question(jour(au, "au"), Options(), droit or droit_courant())
    lot = Lot(creances, nom="creances", erreurs=erreurs, flottants=flottants, prefixe=prefixe)
    lues = lire_portefeuille(lot)
    mouvements = aucun_mouvement(lot.nombre)
    if evenements is not None:
        mouvements = lire_mouvements(evenements, "evenements", lot, question.au.toordinal(), flottants=flottants)
    livre = tenir(lot, lues, mouvements, question, interets=False)
    return lot.rendre(
        {"indemnite": Centimes(livre.postes.acquise), "regime": livre.regimes, "reserves": livre.reserves}
    )
