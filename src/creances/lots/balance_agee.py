"""La balance âgée d'une table de créances et d'une table de paiements.

L'échéance, l'âge et la tranche se demandent une fois par créance distincte, à l'arithmétique de `moteur.balance_agee` ; le
reste n'est qu'additions et soustractions de centimes entiers. Aucun centime ne se perd : ce qui est facturé, moins ce qui
est reçu, est l'encours moins le non affecté.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Erreurs, Flottants, Lot
from creances.lots.debiteurs import Debiteurs, reunir_les_debiteurs
from creances.lots.distinctes import Distinctes, lire_les_formes
from creances.lots.lecture import Entiers
from creances.lots.recettes import Recettes, aucune_recette, exiger_un_total, lire_les_recettes
from creances.lots.sortie import Centimes, Mots, Nombres, Sortie, colonne
from creances.modeles import Dossier
from creances.moteur.balance_agee.encours import Poste, echeance_de, poster
from creances.moteur.balance_agee.tranches import limites, lire_bornes, tranche_de
from creances.noyau.argent import centimes
from creances.noyau.proportions import parts_de_cent
from creances.noyau.temps import JourAccepte, jour


class BalanceEnColonnes(NamedTuple):
    """Quatre tables, de la forme reçue.

    - `creances` : celle qu'on a donnée, et `echeance_calculee`, `age` (jours de retard), `tranche` (son rang), `encours`,
      `non_affecte`, `conteste`.
    - `debiteurs` : une ligne par débiteur, du plus gros retard au plus petit ; une colonne par tranche.
    - `tranches` : une ligne par tranche ; `part_d_encours` vide si l'encours est nul.
    - `total` : une seule ligne, ses `reserves`, et combien de lignes ont été refusées, que les trois dernières tables ne
      comptent pas.
    """

    creances: Any
    debiteurs: Any
    tranches: Any
    total: Any


def balance_agee(
    creances: Any,
    paiements: Any = None,
    *,
    au: JourAccepte,
    tranches: Sequence[int] | None = None,
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> BalanceEnColonnes:
    """Ce qui reste dû, par créance, par débiteur et par tranche de retard : `creances.balance_agee`, au centime.

    - `paiements` : `creance`, la `reference` visée, `date`, `montant`, et `type` si ce n'est pas un paiement mais un
      avoir. Celui qui ne vise rien est non affecté. Une référence inconnue, ou que plusieurs créances portent, est
      refusée, même quand les erreurs sont demandées en colonne.
    - `tranches` : celles de la règle. Les débiteurs se réunissent par `siren`, à défaut par `nom`.
    - `prefixe` : devant les colonnes ajoutées à `creances`. Les autres arguments sont ceux de `penalites`.

    >>> import pyarrow as pa
    >>> table = pa.table({"reference": ["F1", "F2"], "nom": ["Alfa", "Alfa"], "montant": [100, 100],
    ...                   "echeance": ["2026-10-31", "2026-11-30"]})
    >>> verses = pa.table({"creance": ["F1"], "date": ["2026-11-10"], "montant": [30]})
    >>> balance = balance_agee(table, verses, au="2026-11-21")
    >>> balance.tranches["montant"].to_pylist()[:2], balance.debiteurs["echu"].to_pylist()
    ([Decimal('100.00'), Decimal('70.00')], [Decimal('70.00')])
    """
    fin, bornes, retenu = jour(au, "au"), lire_bornes(tranches), droit or droit_courant()
    lot = Lot(creances, nom="creances", erreurs=erreurs, flottants=flottants, prefixe=prefixe)
    formes = lire_les_formes(lot, parties=["siren", "nom"])
    exiger_un_total(lot.montants("montant").centimes)
    recettes = aucune_recette(lot.nombre)
    if paiements is not None:
        recettes = lire_les_recettes(paiements, lot, fin.toordinal(), flottants=flottants)
    distinctes = formes.distinguer(lot)
    postes = distinctes.poser(lot, lambda _, une: poster(Dossier(creance=une), echeance_de(une, retenu), fin))
    comptes = _compter(lot, distinctes, postes, recettes, bornes)
    rendues = lot.rendre(
        {
            "echeance_calculee": distinctes.jours(None if un is None else un.echeance for un in postes),
            "age": Nombres(comptes.ages),
            "tranche": Nombres(comptes.tranches),
            "encours": Centimes(comptes.encours),
            "non_affecte": Centimes(comptes.libres),
            "conteste": Centimes(comptes.contestes),
        }
    )
    return BalanceEnColonnes(rendues, *_recapituler(lot, comptes, recettes, bornes, par_defaut=tranches is None))


class _Comptes(NamedTuple):
    """Ce que dit chaque ligne, zéro pour une ligne refusée. `bonnes` : vrai si elle ne l'est pas."""

    bonnes: NDArray[np.bool_]
    ages: Entiers
    tranches: Entiers
    encours: Entiers
    libres: Entiers
    contestes: Entiers


def _compter(
    lot: Lot, distinctes: Distinctes, postes: Sequence[Poste | None], recettes: Recettes, bornes: Sequence[int]
) -> _Comptes:
    ages = [0 if un is None else un.age for un in postes]
    emises = distinctes.entiers(0 if un is None else int(un.facture > 0) for un in postes)
    contestees = distinctes.entiers(0 if un is None else int(un.conteste > 0) for un in postes)
    refusees = lot.refusees
    bonnes = np.ones(lot.nombre, bool) if refusees is None else ~refusees
    factures = lot.montants("montant").centimes * emises
    soldes = np.where(bonnes, factures - recettes.par_creance, 0)
    encours = np.maximum(soldes, 0)
    return _Comptes(
        bonnes,
        distinctes.entiers(ages),
        distinctes.entiers(tranche_de(age, bornes) for age in ages),
        encours,
        encours - soldes,
        encours * contestees,
    )


def _recapituler(
    lot: Lot, comptes: _Comptes, recettes: Recettes, bornes: Sequence[int], *, par_defaut: bool
) -> Iterator[Any]:
    """Les trois tables qui résument : débiteurs, tranches, total."""
    rangs = len(bornes) + 2
    debiteurs = reunir_les_debiteurs(lot, comptes.bonnes)
    yield lot.entree.neuve(_en_colonnes(_par_debiteur(debiteurs, comptes, bornes)))
    montants = np.zeros(rangs, np.int64)
    np.add.at(montants, comptes.tranches, comptes.encours)
    nombres = np.bincount(comptes.tranches[comptes.encours > 0], minlength=rangs)
    yield lot.entree.neuve(_par_tranche(montants, nombres, bornes))
    encours, echu = int(montants.sum()), int(montants[1:].sum())
    non_affecte = recettes.libre + int(comptes.libres.sum())
    conteste = int(comptes.contestes.sum())
    sans_echeance = (lot.jours("echeance").ordinaux == 0) & (comptes.encours > 0)
    reserves = [
        *(["ECHEANCES_RECALCULEES"] if sans_echeance.any() else []),
        *(["ENCOURS_CONTESTE"] if conteste else []),
        *(["TRANCHES_A_CONFIRMER"] if par_defaut else []),
    ]
    sommes = {
        "encours": encours,
        "non_echu": encours - echu,
        "echu": echu,
        "non_affecte": non_affecte,
        "solde": encours - non_affecte,
        "conteste": conteste,
    }
    sorties: dict[str, Sortie] = {nom: Centimes(np.array([somme], np.int64)) for nom, somme in sommes.items()}
    sorties["reserves"] = Mots(np.zeros(1, np.int32), [" ".join(reserves)])
    sorties["lignes_refusees"] = Nombres(np.array([np.count_nonzero(~comptes.bonnes)]))
    yield lot.entree.neuve(_en_colonnes(sorties))


def _en_colonnes(sorties: Mapping[str, Sortie]) -> dict[str, Any]:
    return {nom: colonne(sortie) for nom, sortie in sorties.items()}


def _par_tranche(montants: Entiers, nombres: Entiers, bornes: Sequence[int]) -> dict[str, Any]:
    jours = [limites(rang, bornes) for rang in range(len(montants))]
    parts = parts_de_cent(montants.tolist())
    sans_part = np.full(len(montants), parts is None)
    return {
        "retard_minimal": colonne(
            Nombres(np.array([premier or 0 for premier, _ in jours])), np.array([un is None for un, _ in jours])
        ),
        "retard_maximal": colonne(
            Nombres(np.array([dernier or 0 for _, dernier in jours])), np.array([un is None for _, un in jours])
        ),
        "nombre": colonne(Nombres(nombres)),
        "montant": colonne(Centimes(montants)),
        "part_d_encours": colonne(
            Centimes(np.array([0] * len(montants) if parts is None else list(map(centimes, parts)), np.int64)),
            sans_part,
        ),
    }


def _par_debiteur(debiteurs: Debiteurs, comptes: _Comptes, bornes: Sequence[int]) -> dict[str, Sortie]:
    """Chaque débiteur, sa part de chaque tranche ; celui qui ne doit rien et à qui rien n'est dû ne figure pas."""
    lignes = np.flatnonzero(comptes.bonnes)
    rangs, nombre = debiteurs.rangs, len(debiteurs.noms)

    def additionner(montants: Entiers) -> Entiers:
        sommes = np.zeros(nombre, np.int64)
        np.add.at(sommes, rangs, montants[lignes])
        return sommes

    par_tranche = [
        additionner(np.where(comptes.tranches == rang, comptes.encours, 0)) for rang in range(len(bornes) + 2)
    ]
    encours, non_affecte = additionner(comptes.encours), additionner(comptes.libres)
    echu, conteste = encours - par_tranche[0], additionner(comptes.contestes)
    retards = np.zeros(nombre, np.int64)
    en_retard = lignes[(comptes.encours[lignes] > 0) & (comptes.ages[lignes] > 0)]
    np.maximum.at(retards, rangs[np.searchsorted(lignes, en_retard)], comptes.ages[en_retard])
    utiles = np.flatnonzero((encours > 0) | (non_affecte > 0)).tolist()
    ordre = np.array(sorted(utiles, key=lambda un: (-int(echu[un]), -int(encours[un]), debiteurs.noms[un])), np.int64)
    sorties: dict[str, Sortie] = {"debiteur": Mots(np.arange(len(ordre)), [debiteurs.noms[un] for un in ordre])}
    for rang, montants in enumerate(par_tranche):
        sorties[_nom_de_tranche(rang, bornes)] = Centimes(montants[ordre])
    sommes = {"encours": encours, "echu": echu, "non_affecte": non_affecte, "solde": encours - non_affecte}
    sorties |= {nom: Centimes(montants[ordre]) for nom, montants in sommes.items()}
    return {**sorties, "conteste": Centimes(conteste[ordre]), "retard_maximal": Nombres(retards[ordre])}


def _nom_de_tranche(rang: int, bornes: Sequence[int]) -> str:
    premier, dernier = limites(rang, bornes)
    if premier is None:
        return "non_echu"
    return f"retard_{premier}_et_plus" if dernier is None else f"retard_{premier}_a_{dernier}"
