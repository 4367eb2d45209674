"""Une règle, deux vitesses : chaque cellule d'une table est ce que la règle une à une répond de sa ligne.

Montants, régime, réserves et code d'erreur ; tous les régimes, toutes les options, de bonnes et de mauvaises lignes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import ErreurCreances, decompte, droit_courant, indemnite_forfaitaire, interets, lots, penalites
from portefeuilles_au_hasard import (
    COLONNES_D_EVENEMENT,
    COLONNES_D_INTERETS,
    Ligne,
    creance,
    en_colonnes,
    evenements,
    interets_dus,
    jour,
    profil,
    une_a_une,
)
from strategies import rapide

POSTES = ("principal", "interets", "indemnite", "frais", "total", "verse", "trop_percu", "capitalises")
LIGNES = 60
hasards = st.integers(0, 2**32).map(Random)


def tirer(hasard: Random) -> tuple[list[Ligne], list[list[Ligne]], pa.Table, pa.Table]:
    """Des créances, les événements de chacune, et les deux tables, celle des événements battue comme un jeu de cartes."""
    profils = [profil(hasard) for _ in range(8)]
    lignes = [creance(hasard, reference=f"F{rang}", profils=profils) for rang in range(LIGNES)]
    arrives = [un for ligne in lignes for un in evenements(hasard, ligne)]
    hasard.shuffle(arrives)
    des_lignes = [[un for un in arrives if un["creance"] == ligne["reference"]] for ligne in lignes]
    return (
        lignes,
        des_lignes,
        pa.table(en_colonnes(lignes)),
        pa.table(en_colonnes(arrives or [_SANS], COLONNES_D_EVENEMENT)),
    )


_SANS: Ligne = {"creance": "F0", "date": date(2020, 1, 1), "type": "relance"}


def options(hasard: Random) -> dict[str, Any]:
    return {
        "au": hasard.choice([date(2026, 11, 21), jour(hasard)]),
        "base": hasard.choice(["365", "annee_civile"]),
        "arrondi": hasard.choice(["tranche", "total"]),
        "depart": hasard.choice(["presentation", "envoi"]),
        "jour_jugement": hasard.choice(["exclu", "inclus"]),
        "ordre": hasard.choice([None, None, ("interets", "principal", "frais"), ("principal", "frais", "interets")]),
        "droit": hasard.choice(DROITS),
    }


DROITS = (
    *[None] * 5,
    droit_courant().connu_le("1990-01-01"),
    droit_courant().connu_le("2014-05-01"),
    droit_courant().prolonge("taux_bce", "2028-01-01").prolonge("penalites.points", "2030-01-01"),
)


def exiger_l_egalite(
    rendue: pa.Table, noms: Sequence[str], lignes: Sequence[Ligne], une: Callable[[int], tuple[Any, ...]]
) -> None:
    """Compare la table, cellule par cellule, à ce que `une` répond de chaque rang."""
    obtenues = zip(*(rendue[nom].to_pylist() for nom in noms), strict=True)
    for rang, obtenue in enumerate(obtenues):
        assert dict(zip(noms, obtenue, strict=True)) == dict(zip(noms, une(rang), strict=True)), lignes[rang]


@rapide
@given(hasards)
def test_les_penalites(hasard: Random) -> None:
    lignes, _, table, _ = tirer(hasard)
    choix = options(hasard)
    exiger_l_egalite(
        lots.penalites(table, erreurs="colonne", **choix),
        ("penalites", "regime", "reserves", "erreur"),
        lignes,
        lambda rang: une_a_une(lignes[rang], lambda due, evenements: penalites(due, evenements=evenements, **choix)),
    )


@rapide
@given(hasards)
def test_les_penalites_et_leurs_evenements(hasard: Random) -> None:
    lignes, arrives, table, passes = tirer(hasard)
    choix = options(hasard)
    exiger_l_egalite(
        lots.penalites(table, evenements=passes, erreurs="colonne", **choix),
        ("penalites", "regime", "reserves", "erreur"),
        lignes,
        lambda rang: une_a_une(
            lignes[rang], lambda due, evenements: penalites(due, evenements=evenements, **choix), arrives[rang]
        ),
    )


@rapide
@given(hasards, st.booleans())
def test_les_indemnites(hasard: Random, avec_evenements: bool) -> None:
    lignes, arrives, table, passes = tirer(hasard)
    au = options(hasard)["au"]
    exiger_l_egalite(
        lots.indemnites(table, evenements=passes if avec_evenements else None, au=au, erreurs="colonne"),
        ("indemnite", "regime", "reserves", "erreur"),
        lignes,
        lambda rang: une_a_une(
            lignes[rang],
            lambda due, evenements: indemnite_forfaitaire(due, au=au, evenements=evenements),
            arrives[rang] if avec_evenements else (),
        ),
    )


@rapide
@given(hasards, st.booleans())
def test_les_decomptes(hasard: Random, avec_paiements: bool) -> None:
    lignes, arrives, table, passes = tirer(hasard)
    choix = options(hasard)

    def un_seul(rang: int) -> tuple[Any, ...]:
        valeur, *autres = une_a_une(
            lignes[rang],
            lambda due, evenements: decompte(due, evenements=evenements, **choix),
            arrives[rang] if avec_paiements else (),
        )
        return (*(None if valeur is None else getattr(valeur, poste) for poste in POSTES), *autres)

    exiger_l_egalite(
        lots.decomptes(table, passes if avec_paiements else None, erreurs="colonne", **choix),
        (*POSTES, "regime", "reserves", "erreur"),
        lignes,
        un_seul,
    )


@rapide
@given(hasards)
def test_les_interets(hasard: Random) -> None:
    lignes = [interets_dus(hasard) for _ in range(LIGNES)]
    choix = {nom: valeur for nom, valeur in options(hasard).items() if nom in {"au", "base", "arrondi", "droit"}}

    def un_seul(rang: int) -> tuple[Any, ...]:
        ligne = lignes[rang]
        facultatifs = {nom: ligne[nom] for nom in COLONNES_D_INTERETS[2:] if ligne[nom] is not None}
        try:
            reponse = interets(ligne["montant"], debut=ligne["debut"], **facultatifs, **choix)
        except ErreurCreances as refus:
            return None, None, refus.code
        return reponse.valeur, " ".join(sorted(reponse.codes())), None

    exiger_l_egalite(
        lots.interets(pa.table(en_colonnes(lignes, COLONNES_D_INTERETS)), erreurs="colonne", **choix),
        ("interets", "reserves", "erreur"),
        lignes,
        un_seul,
    )


@pytest.fixture(scope="module")
def reponses() -> list[tuple[Any, ...]]:
    """Ce que la règle une à une répond de vingt portefeuilles."""
    tirages = [tirer(Random(graine)) for graine in range(20)]
    return [
        une_a_une(ligne, lambda due, evenements: penalites(due, au="2026-11-21", evenements=evenements), passes)
        for lignes, arrives, _, _ in tirages
        for ligne, passes in zip(lignes, arrives, strict=True)
    ]


class TestLesTirages:
    """Une propriété qui ne tire que des lignes faciles ne prouve rien."""

    def test_montrent_tous_les_regimes_et_bien_des_refus(self, reponses: list[tuple[Any, ...]]) -> None:
        assert {regime for _, regime, _, _ in reponses} == {"L441-10", "R2192-31", "interet_legal", None}
        assert {"hors_champ.credit", "hors_champ.territoire", "donnee.missing", "creance.retenue", "devise"} <= {
            code for *_, code in reponses
        }

    def test_montrent_de_quoi_compter_et_se_garder(self, reponses: list[tuple[Any, ...]]) -> None:
        assert sum(valeur is not None and valeur > 0 for valeur, *_ in reponses) > len(reponses) // 3
        codes = {code for _, _, reserves, _ in reponses for code in (reserves or "").split()}
        assert {"TAUX_SOUS_PLANCHER", "IMPUTATION_PUBLIQUE", "IMPUTATION_DES_40_EUROS", "PROCEDURE_COLLECTIVE"} <= codes
