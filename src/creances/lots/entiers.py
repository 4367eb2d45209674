"""La porte basse : des colonnes d'entiers, sans table à lire ni à rendre. Pour qui tient déjà ses centimes et ses jours.

>>> from datetime import date
>>> from creances.modeles import Creance
>>> facture = Creance(montant=1, echeance="2026-01-01")
>>> echeances = np.array([date(2026, 4, 30).toordinal()])
>>> penalites(np.array([1_000_000]), echeances, modeles=[facture], au="2026-08-31").tolist()
[41368]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from creances.droit.corpus import Droit, droit_courant
from creances.lots.dettes import Question
from creances.lots.lecture import Entiers
from creances.lots.penalites import compter_sans_evenement
from creances.lots.portefeuille import DATES, Portefeuille
from creances.modeles import Creance
from creances.moteur.qualification import Options
from creances.noyau.argent import MONTANT_MAXIMAL, centimes
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import DERNIER_JOUR, PREMIER_JOUR, JourAccepte, jour


def penalites(
    montants: Entiers,
    echeances: NDArray[Any],
    *,
    modeles: Sequence[Creance],
    profils: NDArray[Any] | None = None,
    au: JourAccepte,
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    droit: Droit | None = None,
) -> Entiers:
    """Les pénalités de chaque ligne, en centimes.

    `montants` en centimes, plus de zéro ; `echeances` en jours ordinaux. `modeles[profils[ligne]]` dit tout le reste : la
    nature, les parties, les conditions ; son montant et son échéance ne comptent pas, et elle ne porte aucune autre date.
    `profils` : None s'il n'y a qu'un modèle.

    Lève l'erreur de la règle une à une dès qu'une ligne est refusée.
    """
    question = Question(jour(au, "au"), Options(None, base, arrondi), droit or droit_courant())
    _exiger_des_bornes("montants", montants, 1, centimes(MONTANT_MAXIMAL) - 1)
    _exiger_des_bornes("echeances", echeances, PREMIER_JOUR.toordinal(), DERNIER_JOUR.toordinal())
    if profils is not None:
        _exiger_des_bornes("profils", profils, 0, len(modeles) - 1)
    for modele in modeles:
        if any(getattr(modele, nom) is not None for nom in DATES):
            raise DonneeInvalide(
                f"modeles : {modele.reference!r} a une autre date que l'échéance ; accepté : l'échéance seule",
                code="lots.entiers.dates",
            )
    rangs = np.broadcast_to(np.int64(0), len(montants)) if profils is None else profils.astype(np.int64, copy=False)
    comptees = compter_sans_evenement(
        Portefeuille(montants, None, echeances.astype(np.int64, copy=False), None, rangs, tuple(modeles)), question
    )
    for refus in comptees.refus:
        if refus is not None:
            raise refus
    return comptees.centimes


def _exiger_des_bornes(nom: str, colonne: NDArray[Any], minimum: int, maximum: int) -> None:
    if colonne.dtype.kind != "i" or (
        len(colonne) and not minimum <= int(colonne.min()) <= int(colonne.max()) <= maximum
    ):
        raise DonneeInvalide(
            f"{nom} : accepté : des entiers de {minimum} à {maximum}, en colonne numpy", code=f"lots.entiers.{nom}"
        )
