"""`lots.expirations` : chaque cellule est ce que la règle une à une répond de la ligne."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, get_args

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import DonneeInvalide, ErreurCreances, expiration, lots
from creances.modeles import Territoire
from portefeuilles_au_hasard import Ligne, en_colonnes, jour
from strategies import rapide

NOMS = ("depart", "jours", "mois", "annees", "territoire", "distance", "franc", "rebours", "vendredi_saint")
hasards = st.integers(0, 2**32).map(Random)


def delai(hasard: Random) -> Ligne:
    ligne: Ligne = {
        "depart": jour(hasard, date(1974, 1, 1), date(2199, 1, 1)) if hasard.random() < 0.3 else jour(hasard),
        "jours": hasard.choice([None, 0, 8, 15, 30]),
        "mois": hasard.choice([None, 1, 2, 3]),
        "annees": hasard.choice([None, None, 1, 5]),
        "territoire": hasard.choice([None, "metropole", *get_args(Territoire)]),
        "distance": hasard.choice([None, None, "outre_mer", "etranger"]),
        "franc": hasard.choice([None, None, False, True]),
        "rebours": hasard.choice([None, None, False, True]),
        "vendredi_saint": hasard.choice([None, False, True]),
    }
    if hasard.random() < 0.1:
        ligne |= hasard.choice([{"depart": None}, {"jours": -1}, {"territoire": "lune"}, {"distance": "loin"}])
    return ligne


@rapide
@given(hasards)
def test_chaque_cellule_est_celle_de_la_regle(hasard: Random) -> None:
    lignes = [delai(hasard) for _ in range(60)]
    rendue = lots.expirations(pa.table(en_colonnes(lignes, NOMS)), erreurs="colonne")
    for ligne, obtenue in zip(lignes, rendue.select(["expiration", "reserves", "erreur"]).to_pylist(), strict=True):
        assert obtenue == une_seule(ligne), ligne


def une_seule(ligne: Ligne) -> dict[str, Any]:
    arguments = {nom: ligne[nom] for nom in NOMS[1:] if ligne[nom] is not None}
    try:
        reponse = expiration(ligne["depart"], **arguments)
    except ErreurCreances as refus:
        return {"expiration": None, "reserves": None, "erreur": refus.code}
    return {"expiration": reponse.valeur, "reserves": " ".join(sorted(reponse.codes())), "erreur": None}


class TestUneCellule:
    def test_qui_n_est_pas_un_booleen_n_en_tient_pas_lieu(self) -> None:
        table = pa.table({"depart": ["2026-01-15"], "mois": [1], "franc": ["non"]})
        with pytest.raises(DonneeInvalide, match="franc : reçu 'non' ; accepté : vrai ou faux"):
            lots.expirations(table)

    def test_vide_vaut_le_defaut(self) -> None:
        table = pa.table({"depart": ["2027-01-29"], "mois": [1], "territoire": pa.nulls(1), "franc": pa.nulls(1)})
        assert lots.expirations(table)["expiration"].to_pylist() == [date(2027, 3, 1)]
