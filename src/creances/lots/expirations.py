"""Les expirations d'une table de délais de procédure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Cellules, Erreurs, Flottants, Lot
from creances.lots.dettes import codes
from creances.lots.sortie import Mots, Ordinaux
from creances.modeles.colonnes import Sorte
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Resultat
from creances.regles.expiration import expiration

_SORTES: Mapping[str, Sorte] = {
    "depart": "jour",
    "jours": "entier",
    "mois": "entier",
    "annees": "entier",
    "territoire": "texte",
    "distance": "texte",
    "franc": "booleen",
    "rebours": "booleen",
    "vendredi_saint": "booleen",
}


def expirations(
    delais: Any,
    *,
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """L'`expiration` de chaque délai de procédure et ses `reserves` : celles de `creances.expiration`, au jour.

    Colonnes lues : `depart`, puis celles des arguments de la règle (`jours`, `mois`, `annees`, `territoire`, `distance`,
    `franc`, `rebours`, `vendredi_saint`) que la table porte ; une cellule vide vaut le défaut de la règle. `erreurs`,
    `flottants` et `prefixe` : ceux de `penalites`.

    >>> import pyarrow as pa
    >>> table = pa.table({"depart": ["2027-01-29", "2024-07-31"], "mois": [1, None], "jours": [None, 8],
    ...                   "rebours": [False, True]})
    >>> [str(un) for un in expirations(table)["expiration"].to_pylist()]
    ['2027-03-01', '2024-07-22']
    """
    retenu = droit or droit_courant()
    lot = Lot(delais, nom="delais", erreurs=erreurs, flottants=flottants, prefixe=prefixe, sortes=_SORTES)
    reponses = lot.reponses(_SORTES, lambda cellules: _expiration(cellules, retenu))
    trouvees = [0 if une is None else une.valeur.toordinal() for une in reponses.valeurs]
    reserves = ["" if une is None else codes(une.reserves) for une in reponses.valeurs]
    numeros = {mot: rang for rang, mot in enumerate(dict.fromkeys(reserves))}
    rangs = np.array([numeros[mot] for mot in reserves], np.int32)
    return lot.rendre(
        {
            "expiration": Ordinaux(np.array(trouvees, np.int64)[reponses.rangs]),
            "reserves": Mots(rangs[reponses.rangs], tuple(numeros)),
        }
    )


def _expiration(cellules: Cellules, droit: Droit) -> Resultat[date]:
    """La règle une à une ; une cellule qui n'est pas un booléen n'en tient jamais lieu."""
    for nom, valeur in cellules.items():
        if _SORTES[nom] == "booleen" and not isinstance(valeur, bool):
            raise DonneeInvalide(f"{nom} : reçu {valeur!r} ; accepté : vrai ou faux", code="donnee.bool_type")
    return expiration(cellules.pop("depart", None), **cellules, droit=droit)
