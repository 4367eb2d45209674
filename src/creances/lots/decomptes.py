"""Les décomptes d'une table de créances et d'une table de paiements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Erreurs, Flottants, Lot
from creances.lots.comptes import tenir
from creances.lots.dettes import Question
from creances.lots.evenements import aucun_mouvement, lire_mouvements
from creances.lots.portefeuille import lire_portefeuille
from creances.lots.sortie import Centimes
from creances.moteur.qualification import DepartMiseEnDemeure, Options
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.temps import JourAccepte, jour
from creances.regles.procedure_collective import JourDuJugement


def decomptes(
    creances: Any,
    paiements: Any = None,
    *,
    au: JourAccepte,
    ordre: Sequence[str] | None = None,
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    depart: DepartMiseEnDemeure = "presentation",
    jour_jugement: JourDuJugement = "exclu",
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """Ce qui reste dû de chaque créance, chaque paiement imputé : les postes de `creances.decompte`, au centime.

    Rend `principal`, `interets`, `indemnite`, `frais`, `total`, `verse`, `trop_percu`, `capitalises`, `regime` et
    `reserves`. Les arguments de droit sont ceux de la règle ; `erreurs`, `flottants` et `prefixe`, ceux de `penalites`.

    `paiements` : une ligne par événement. `creance`, la `reference` visée, et `date` sont obligatoires ; `montant` ;
    `type`, « paiement » par défaut, ou « avoir », « frais », « mise_en_demeure », « procedure_collective »… avec les
    champs de chacun. Une référence inconnue est refusée, même quand les erreurs sont demandées en colonne : aucun
    paiement ne se perd. Un paiement refusé fait alors refuser la créance qu'il vise.

    >>> import pyarrow as pa
    >>> factures = pa.table(
    ...     {"reference": ["F1"], "montant": [10000], "echeance": ["2025-01-01"], "taux_penalites": [10]}
    ... )
    >>> verses = pa.table({"creance": ["F1"], "date": ["2025-07-01"], "montant": [4000]})
    >>> reste = decomptes(factures, verses, au="2026-01-01").to_pylist()[0]
    >>> reste["principal"], reste["interets"], reste["total"]
    (Decimal('6535.89'), Decimal('329.48'), Decimal('6865.37'))
    """
    question = Question(jour(au, "au"), Options(ordre, base, arrondi, depart, jour_jugement), droit or droit_courant())
    lot = Lot(creances, nom="creances", erreurs=erreurs, flottants=flottants, prefixe=prefixe)
    lues = lire_portefeuille(lot)
    mouvements = aucun_mouvement(lot.nombre)
    if paiements is not None:
        mouvements = lire_mouvements(paiements, "paiements", lot, question.au.toordinal(), flottants=flottants)
    livre = tenir(lot, lues, mouvements, question)
    postes = livre.postes
    return lot.rendre(
        {
            "principal": Centimes(postes.principal),
            "interets": Centimes(postes.interets),
            "indemnite": Centimes(postes.indemnite),
            "frais": Centimes(postes.frais),
            "total": Centimes(postes.principal + postes.interets + postes.indemnite + postes.frais),
            "verse": Centimes(postes.verse),
            "trop_percu": Centimes(postes.trop_percu),
            "capitalises": Centimes(postes.capitalises),
            "regime": livre.regimes,
            "reserves": livre.reserves,
        }
    )
