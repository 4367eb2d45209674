"""`lots.actions` : chaque cellule est la prochaine action que l'escalade une à une répond de la ligne."""

from __future__ import annotations

import sys
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chroniques_au_hasard import COLONNES_DE_CHRONIQUE, chronique, en_objets
from creances import Dossier, ErreurCreances, Scenario, escalade, lots, scenarios
from creances.modeles import colonnes
from portefeuilles_au_hasard import COLONNES, Ligne, creance, en_colonnes, jour, profil
from strategies import rapide

hasards = st.integers(0, 2**32).map(Random)
LUES = ("reference", *COLONNES, "segment", "solvabilite")
RENDUES = (
    "action",
    "action_le",
    "action_limite",
    "action_depuis",
    "action_canal",
    "action_raison",
    "frein",
    "judiciaire",
    "scenario",
    "reserves",
    "erreur",
)
SELON_LE_MONTANT = Scenario.lire(
    """
code = "selon_le_montant"
seuil = "50.00"
etapes = [
  {code = "petite", nature = "relance", decalage = 2, canal = "email", conditions = {montant_maximal = "1000.00"}},
  {code = "grosse", nature = "appel", decalage = 3, canal = "telephone", conditions = {montant_minimal = "1000.00"}},
  {code = "demeure", nature = "mise_en_demeure", decalage = 20, canal = "lrar", ton = "solennel"},
]
"""
)


def une_seule(ligne: Ligne, evenements: list[Ligne], **options: Any) -> dict[str, Any]:
    try:
        due = colonnes.creance({nom: ligne[nom] for nom in LUES if ligne.get(nom) is not None})
        reponse = escalade(Dossier(creance=due, evenements=tuple(en_objets(evenements))), **options)
    except ErreurCreances as refus:
        return dict.fromkeys(RENDUES) | {"erreur": refus.code}
    plan, prochaine = reponse.valeur, reponse.valeur.prochaine
    return {
        "action": "" if prochaine is None else prochaine.code,
        "action_le": None if prochaine is None else prochaine.jour,
        "action_limite": None if prochaine is None else prochaine.limite,
        "action_depuis": plan.depuis,
        "action_canal": "" if prochaine is None else prochaine.canal,
        "action_raison": "" if prochaine is None else prochaine.raison,
        "frein": "" if plan.frein is None else plan.frein.code,
        "judiciaire": plan.judiciaire,
        "scenario": plan.scenario,
        "reserves": " ".join(sorted(reponse.codes())),
        "erreur": None,
    }


@rapide
@given(hasards, st.sampled_from([None, SELON_LE_MONTANT, scenarios()["tpe"]]), st.booleans())
def test_chaque_cellule_est_celle_de_la_regle(hasard: Random, scenario: Scenario | None, sans_evenement: bool) -> None:
    profils = [profil(hasard) for _ in range(4)]
    lignes = [creance(hasard, reference=f"F{rang}", profils=profils) for rang in range(30)]
    for ligne in lignes:
        ligne["segment"] = hasard.choice([None, None, "tpe", "masse", "grand_compte"])
        ligne["solvabilite"] = hasard.choice([None, None, "faible"])
        ligne["montant"] = hasard.choice([ligne["montant"], Decimal("49.99"), Decimal("1000.00"), Decimal("999.99")])
    au = jour(hasard)
    arrives = [] if sans_evenement else [un for ligne in lignes for un in chronique(hasard, ligne)]
    evenements = pa.table({nom: [un.get(nom) for un in arrives] for nom in COLONNES_DE_CHRONIQUE}) if arrives else None
    rendue = lots.actions(
        pa.table(en_colonnes(lignes, LUES)), evenements, au=au, scenario=scenario, erreurs="colonne"
    ).select(RENDUES)
    for ligne, obtenue in zip(lignes, rendue.to_pylist(), strict=True):
        siens = [un for un in arrives if un["creance"] == ligne["reference"]]
        assert obtenue == une_seule(ligne, siens, au=au, scenario=scenario), (ligne, siens)


class TestUnSeuil:
    """Un plan ne lit un montant que pour le comparer : de part et d'autre d'un seuil, et au seuil même."""

    @pytest.mark.parametrize(
        ("montant", "action", "frein"),
        [
            ("49.99", "", "sous_le_seuil"),
            ("50.00", "petite", ""),
            ("999.99", "petite", ""),
            ("1000.00", "grosse", ""),
            ("1000.01", "grosse", ""),
        ],
    )
    def test_partage_les_montants(self, montant: str, action: str, frein: str) -> None:
        montants = ["49.99", "50.00", "999.99", "1000.00", "1000.01", "77.00"]
        table = pa.table({"montant": montants, "echeance": ["2026-11-02"] * 6})
        rendue = lots.actions(table, au="2026-11-10", scenario=SELON_LE_MONTANT)
        rang = montants.index(montant)
        assert (rendue["action"].to_pylist()[rang], rendue["frein"].to_pylist()[rang]) == (action, frein)

    def test_ne_pose_la_regle_qu_une_fois_par_classe(self, monkeypatch: pytest.MonkeyPatch) -> None:
        posees = []
        # `creances.lots.actions` désigne la règle ; son module est celui qui la porte.
        monkeypatch.setattr(
            sys.modules[lots.actions.__module__],
            "escalade",
            lambda *un, **options: posees.append(un) or escalade(*un, **options),
        )
        table = pa.table({"montant": list(range(100, 600)), "echeance": ["2026-11-02"] * 500})
        lots.actions(table, au="2026-11-10", scenario=SELON_LE_MONTANT)
        assert len(posees) == 1


class TestUneSomme:
    """Un plan lit les sommes elles-mêmes quand un paiement, une retenue ou la capitalisation entrent en compte."""

    def test_payee_en_entier_arrete_l_une_et_non_l_autre(self) -> None:
        table = pa.table({"reference": ["F1", "F2"], "montant": [500, 600], "echeance": ["2026-11-02"] * 2})
        verses = pa.table({"creance": ["F1", "F2"], "date": ["2026-11-02"] * 2, "montant": [500, 500]})
        rendue = lots.actions(table, verses, au="2026-11-10", scenario=SELON_LE_MONTANT)
        assert rendue["frein"].to_pylist() == ["soldee", ""]

    @pytest.mark.parametrize(("montant", "action"), [("900.00", "petite"), ("940.00", "grosse")])
    def test_capitalisee_peut_passer_un_seuil(self, montant: str, action: str) -> None:
        """Un an d'intérêts à 10 % porte 940 euros, et non 900, au-delà de 1 000 euros."""
        table = pa.table(
            {
                "montant": ["900.00", "940.00"],
                "echeance": ["2025-10-01"] * 2,
                "capitalisation": [True, True],
                "taux_penalites": [Decimal("10.00")] * 2,
            }
        )
        rendue = lots.actions(table, au="2026-11-10", scenario=SELON_LE_MONTANT)
        assert rendue["action"].to_pylist()[["900.00", "940.00"].index(montant)] == action
