"""Jamais un mauvais nombre : une ligne refusée fait tout refuser, ou reste vide ; aucun paiement ne se perd."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from creances import DonneeInvalide, lots
from creances.lots.evenements import _ordre_du_rejeu

AU = "2026-08-31"


def factures(**colonnes: list[Any]) -> pa.Table:
    nombre = len(next(iter(colonnes.values())))
    references = [f"F{rang}" for rang in range(nombre)]
    return pa.table(
        {"reference": references, "montant": [100] * nombre, "echeance": ["2026-04-30"] * nombre} | colonnes
    )


class TestRefuser:
    """Le défaut : une seule erreur, qui nomme toutes les mauvaises lignes."""

    def test_nomme_chaque_ligne_et_son_code(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            lots.penalites(factures(montant=[100, 0, None], echeance=["2026-04-30", "2026-04-30", "hier"]), au=AU)
        assert refus.value.code == "lots.lignes_refusees"
        assert refus.value.contexte["lignes"] == (1, 2)
        assert refus.value.contexte["codes"] == ("montant.nul_ou_negatif", "donnee.invalide")
        assert "2 ligne(s) refusée(s) sur 3" in refus.value.message
        assert "ligne 1 : Creance : montant : reçu 0" in refus.value.message

    def test_dit_aussi_ce_que_la_loi_ne_sait_pas(self) -> None:
        with pytest.raises(DonneeInvalide, match="taux_bce : rien de connu au 2027-01-01") as refus:
            lots.penalites(factures(montant=[100]), au="2027-02-01")
        assert refus.value.contexte["codes"] == ("droit.apres_horizon",)

    def test_garde_un_message_court(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            lots.penalites(factures(montant=[0] * 1000), au=AU)
        assert len(refus.value.contexte["lignes"]) == 1000
        assert len(refus.value.message) < 2000

    @pytest.mark.parametrize(
        ("option", "code"),
        [
            ({"base": "360"}, "option.base"),
            ({"arrondi": "jour"}, "option.arrondi"),
            ({"erreurs": "taire"}, "option.erreurs"),
            ({"flottants": "oui"}, "option.flottants"),
            ({"ordre": ("frais",)}, "imputation.ordre"),
            ({"au": "demain"}, "date.invalide"),
        ],
    )
    def test_une_option_inconnue_est_refusee_avant_les_lignes(self, option: dict[str, Any], code: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            lots.penalites(factures(montant=[0]), **{"au": AU, **option})
        assert refus.value.code == code


class TestEnColonne:
    def test_une_ligne_refusee_reste_vide_avec_son_code(self) -> None:
        rendue = lots.penalites(factures(montant=[100, 0]), au=AU, erreurs="colonne")
        assert rendue["erreur"].to_pylist() == [None, "montant.nul_ou_negatif"]
        for nom in ("penalites", "regime", "reserves"):
            assert rendue[nom][1].as_py() is None
            assert rendue[nom][0].as_py() is not None

    def test_la_colonne_est_la_meme_si_rien_n_est_refuse(self) -> None:
        rendue = lots.penalites(factures(montant=[100]), au=AU, erreurs="colonne")
        assert rendue["erreur"].to_pylist() == [None]


def paiements(**colonnes: list[Any]) -> pa.Table:
    nombre = len(next(iter(colonnes.values())))
    return pa.table({"creance": ["F0"] * nombre, "date": ["2026-06-01"] * nombre, "montant": [1] * nombre} | colonnes)


class TestUnPaiement:
    def test_d_une_reference_inconnue_leve_toujours(self) -> None:
        """Il n'a pas de ligne où se dire : même les erreurs en colonne ne le taisent pas."""
        for erreurs in ("refuser", "colonne"):
            with pytest.raises(DonneeInvalide, match=r"paiements : 1 .* creance : reçu 'F9'") as refus:
                lots.decomptes(factures(montant=[100]), paiements(creance=["F0", "F9"]), au=AU, erreurs=erreurs)
            assert refus.value.contexte["lignes"] == (1,)
            assert refus.value.contexte["codes"] == ("lots.creance_inconnue",)

    def test_sans_reference_leve_aussi(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            lots.decomptes(factures(montant=[100]), paiements(creance=["F0", None]), au=AU)
        assert refus.value.contexte["codes"] == ("lots.creance_inconnue",)

    def test_refuse_nomme_sa_ligne_dans_sa_table(self) -> None:
        with pytest.raises(DonneeInvalide, match="paiements : 1") as refus:
            lots.decomptes(factures(montant=[100]), paiements(montant=[1, -1]), au=AU)
        assert refus.value.contexte["lignes"] == (1,)

    def test_refuse_fait_refuser_sa_creance_en_colonne(self) -> None:
        rendue = lots.decomptes(
            factures(montant=[100, 100]), paiements(creance=["F1", "F0"], montant=[-1, 1]), au=AU, erreurs="colonne"
        )
        assert rendue["erreur"].to_pylist() == [None, "montant.nul_ou_negatif"]
        assert rendue["total"][1].as_py() is None

    @pytest.mark.parametrize("absente", ["creance", "date"])
    def test_sans_ses_colonnes_la_table_est_refusee(self, absente: str) -> None:
        with pytest.raises(DonneeInvalide, match=f"paiements : colonne {absente} absente") as refus:
            lots.decomptes(factures(montant=[100]), paiements(montant=[1]).drop_columns([absente]), au=AU)
        assert refus.value.code == "lots.colonne_absente"

    def test_d_un_type_inconnu_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="type : reçu 'cadeau' ; accepté : paiement, avoir") as refus:
            lots.decomptes(factures(montant=[100]), paiements(type=["cadeau"]), au=AU)
        assert refus.value.contexte["codes"] == ("lots.type_inconnu",)

    @pytest.mark.parametrize("references", [[7, 8], [10**15, -(10**15)]])
    def test_vise_des_references_entieres(self, references: list[int]) -> None:
        creances = factures(reference=references)
        rendue = lots.decomptes(creances, paiements(creance=references[1:]), au=AU)
        assert rendue["verse"].to_pylist() == [0, 1]
        for inconnue in (9, 6, -(10**18)):
            with pytest.raises(DonneeInvalide) as refus:
                lots.decomptes(creances, paiements(creance=[references[0], inconnue]), au=AU)
            assert refus.value.contexte["lignes"] == (1,)
        with pytest.raises(DonneeInvalide, match="figure plus d'une fois"):
            lots.decomptes(factures(reference=[7, 7]), paiements(creance=[7]), au=AU)

    def test_vise_des_nombres_comme_des_textes(self) -> None:
        creances = factures(montant=[100]).set_column(0, "reference", pa.array([7]))
        rendue = lots.decomptes(creances, paiements(creance=["7"]), au=AU)
        assert rendue["verse"].to_pylist() == [1]


class TestUneReference:
    def test_repetee_fait_refuser_toutes_ses_lignes(self) -> None:
        creances = factures(reference=["F0", "F1", "F0"])
        with pytest.raises(DonneeInvalide, match="'F0' figure plus d'une fois") as refus:
            lots.decomptes(creances, paiements(creance=["F1"]), au=AU)
        assert refus.value.contexte["lignes"] == (0, 2)
        assert refus.value.contexte["codes"] == ("lots.reference_repetee",) * 2

    def test_repetee_laisse_compter_les_autres(self) -> None:
        rendue = lots.decomptes(
            factures(reference=["F0", "F1", "F0", None]), paiements(creance=["F1", "F0"]), au=AU, erreurs="colonne"
        )
        assert rendue["erreur"].to_pylist() == [
            "lots.reference_repetee",
            None,
            "lots.reference_repetee",
            "lots.sans_reference",
        ]
        assert rendue["verse"].to_pylist() == [None, 1, None, None]

    def test_est_obligatoire_pour_recevoir_des_paiements(self) -> None:
        creances = factures(montant=[100]).drop_columns(["reference"])
        with pytest.raises(DonneeInvalide, match="colonne reference absente"):
            lots.decomptes(creances, paiements(montant=[1]), au=AU)
        assert lots.decomptes(creances, au=AU)["verse"].to_pylist() == [0]


def test_le_tri_garde_l_ordre_de_la_table_meme_quand_la_cle_est_pleine() -> None:
    """Deux mouvements du même jour et du même rang restent dans l'ordre de la table, quel que soit le tri."""
    visees, jours, rangs = np.array([1, 0, 1, 0]), np.array([7, 7, 7, 7]), np.array([2, 2, 2, 2])
    places = _ordre_du_rejeu(visees, jours, rangs)
    assert places is not None
    assert places.tolist() == [1, 3, 0, 2]
    grandes = _ordre_du_rejeu(visees * 2**59, jours, rangs)
    assert grandes is not None
    assert grandes.tolist() == [1, 3, 0, 2]
    assert _ordre_du_rejeu(np.array([0, 0, 1]), np.array([7, 8, 7]), np.array([2, 2, 2])) is None
