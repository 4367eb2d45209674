"""Les échéances d'une table de créances."""

from __future__ import annotations

from typing import Any, Literal

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Erreurs, Flottants, Lot
from creances.lots.dettes import codes
from creances.lots.distinctes import lire_les_formes
from creances.noyau.erreurs import exiger_parmi
from creances.regles.echeance import echeance
from creances.regles.regime import regime


def echeances(
    creances: Any,
    *,
    opposable: Literal["facture", "legale"] = "facture",
    plafond: Literal["signaler", "ramener"] = "signaler",
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """L'`echeance_calculee` de chaque ligne, son `regime` et ses `reserves` : celles de `creances.echeance`, au jour.

    La colonne rendue ne s'appelle pas `echeance` : c'est le nom de la date imprimée, que la règle lit. `opposable` et
    `plafond` sont ceux de la règle ; les autres arguments, ceux de `penalites`.

    >>> import pyarrow as pa
    >>> table = pa.table({"montant": [1000], "emission": ["2026-01-15"], "terme_jours": [45],
    ...                   "mode": ["jours_puis_fin_de_mois"]})
    >>> rendue = echeances(table)
    >>> str(rendue["echeance_calculee"][0]), str(rendue["regime"][0])
    ('2026-03-31', 'L441-10')
    """
    exiger_parmi("opposable", opposable, ("facture", "legale"))
    exiger_parmi("plafond", plafond, ("signaler", "ramener"))
    droit = droit or droit_courant()
    lot = Lot(creances, nom="creances", erreurs=erreurs, flottants=flottants, prefixe=prefixe)
    distinctes = lire_les_formes(lot).distinguer(lot)
    reponses = distinctes.poser(
        lot,
        lambda _, une: (echeance(une, opposable=opposable, plafond=plafond, droit=droit), regime(une).regime.value),
    )
    return lot.rendre(
        {
            "echeance_calculee": distinctes.jours(None if une is None else une[0].valeur for une in reponses),
            "regime": distinctes.mots("" if une is None else une[1] for une in reponses),
            "reserves": distinctes.mots("" if une is None else codes(une[0].reserves) for une in reponses),
        }
    )
