"""`lots.echeances` : chaque cellule est ce que la règle une à une répond de la ligne."""

from __future__ import annotations

from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import DonneeInvalide, ErreurCreances, echeance, lots
from creances.modeles import colonnes
from creances.regles.regime import regime
from portefeuilles_au_hasard import COLONNES, Ligne, creance, en_colonnes, profil
from strategies import rapide

hasards = st.integers(0, 2**32).map(Random)


def une_seule(ligne: Ligne, **options: Any) -> dict[str, Any]:
    try:
        due = colonnes.creance({nom: ligne[nom] for nom in COLONNES if ligne.get(nom) is not None})
        reponse = echeance(due, **options)
    except ErreurCreances as refus:
        return {"echeance_calculee": None, "regime": None, "reserves": None, "erreur": refus.code}
    return {
        "echeance_calculee": reponse.valeur,
        "regime": regime(due).regime.value,
        "reserves": " ".join(sorted(reponse.codes())),
        "erreur": None,
    }


@rapide
@given(hasards, st.sampled_from(["facture", "legale"]), st.sampled_from(["signaler", "ramener"]))
def test_chaque_cellule_est_celle_de_la_regle(hasard: Random, opposable: Any, plafond: Any) -> None:
    profils = [profil(hasard) for _ in range(6)]
    lignes = [creance(hasard, profils=profils) for _ in range(60)]
    for ligne in lignes[::2]:
        _sans_echeance(hasard, ligne)
    rendue = lots.echeances(pa.table(en_colonnes(lignes)), opposable=opposable, plafond=plafond, erreurs="colonne")
    noms = ("echeance_calculee", "regime", "reserves", "erreur")
    for ligne, obtenue in zip(lignes, rendue.select(noms).to_pylist(), strict=True):
        assert obtenue == une_seule(ligne, opposable=opposable, plafond=plafond), ligne


def _sans_echeance(hasard: Random, ligne: Ligne) -> None:
    ligne["emission"] = ligne["echeance"]
    ligne["echeance"] = None
    if hasard.random() < 0.7:
        ligne |= {"terme_jours": hasard.choice([30, 60, 90]), "report": hasard.choice([None, "suivant", "precedent"])}
        ligne["mode"] = hasard.choice([None, "fin_de_mois_puis_jours", "fin_de_decade_puis_jours"])
        ligne["le"] = hasard.choice([None, 10])


class TestUneTable:
    def test_garde_ses_autres_colonnes_et_nomme_la_sienne(self) -> None:
        table = pa.table({"montant": [1], "emission": ["2026-01-15"], "client": ["X"]})
        rendue = lots.echeances(table, prefixe="creances_")
        assert rendue.column_names[:3] == ["montant", "emission", "client"]
        assert str(rendue["creances_echeance_calculee"][0]) == "2026-02-14"

    def test_vide_rend_une_table_vide(self) -> None:
        table = pa.table({"montant": pa.array([], pa.int64()), "emission": pa.array([], pa.date32())})
        assert lots.echeances(table).num_rows == 0

    def test_sans_montant_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="colonne montant absente"):
            lots.echeances(pa.table({"echeance": ["2026-01-15"]}))

    def test_nomme_toutes_ses_mauvaises_lignes(self) -> None:
        table = pa.table({"montant": [1, 0, 1], "emission": ["2026-01-15", "2026-01-15", None]})
        with pytest.raises(DonneeInvalide) as refus:
            lots.echeances(table)
        assert refus.value.contexte["lignes"] == (1, 2)
        assert refus.value.contexte["codes"] == ("montant.nul_ou_negatif", "creance.sans_date")

    @pytest.mark.parametrize("option", ["opposable", "plafond"])
    def test_refuse_une_option_avant_toute_ligne(self, option: str) -> None:
        with pytest.raises(DonneeInvalide, match=option):
            lots.echeances(pa.table({"montant": [0]}), **{option: "autre"})
