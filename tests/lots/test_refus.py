"""Jamais un mauvais nombre : une ligne refusée fait tout refuser, ou reste vide ; aucun paiement ne se perd."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from creances import Creance, Debiteur, DonneeInvalide, Paiement, decompte, droit_courant, lots
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
        with pytest.raises(DonneeInvalide, match="reçu plus d'une fois"):
            lots.decomptes(factures(reference=[7, 7]), paiements(creance=[7]), au=AU)

    def test_vise_des_nombres_comme_des_textes(self) -> None:
        creances = factures(montant=[100]).set_column(0, "reference", pa.array([7]))
        rendue = lots.decomptes(creances, paiements(creance=["7"]), au=AU)
        assert rendue["verse"].to_pylist() == [1]


class TestUneReference:
    def test_repetee_fait_refuser_toutes_ses_lignes(self) -> None:
        creances = factures(reference=["F0", "F1", "F0"])
        with pytest.raises(DonneeInvalide, match="reçu plus d'une fois 'F0' ;") as refus:
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


class TestDesReferencesDeToutesSortes:
    """Une référence est la même, en texte, en nombre ou en catégorie ; seules celles qui se répètent sont refusées."""

    @pytest.mark.parametrize(
        ("references", "visees"),
        [
            (pa.array(["a", "b", "c"]), pa.array(["c", "a"]).dictionary_encode()),
            (pa.array(["b", "a", "c"]).dictionary_encode(), pa.array(["c", "b"])),
            (pa.array(["b", "a", "c"]).dictionary_encode(), pa.array(["c", "b"]).dictionary_encode()),
            (
                pa.DictionaryArray.from_arrays([2, 0, 1], ["x", "y", "z"]),
                pa.DictionaryArray.from_arrays([1, 0], ["y", "z"]),
            ),
            (pa.array([10**15, 2, 3]), pa.array([3.0, 1e15])),
            (pa.array([1, 2, 3]), pa.array([Decimal("3.0"), Decimal("1.0")])),
            (pa.array([1, 2, 3], pa.uint64()), pa.array([3, 1], pa.int8())),
            (pa.array([1.5, 2.5, 3.5]), pa.array(["3.5", "1.5"])),
            (pa.array([-(2**63), 2**63 - 1, 3]), pa.array([3, -(2**63)])),
            (pa.array([b"0" * 16, b"1" * 16, b"2" * 16], pa.uuid()), pa.array([b"2" * 16, b"0" * 16], pa.uuid())),
        ],
    )
    def test_se_retrouvent(self, references: pa.Array, visees: pa.Array) -> None:
        rendue = lots.decomptes(factures(reference=references), paiements(creance=visees), au=AU)
        assert rendue["verse"].to_pylist() == [1, 0, 1]

    @pytest.mark.parametrize(
        "references",
        [
            ["A", "A", None, "B", "C"],
            [1, 1, None, 2, 3],
            [1, 1, 1, 2, 3],
            pa.array(["A", "A", None, "B", "C"]).dictionary_encode(),
        ],
    )
    def test_celles_qui_suivent_une_repetition_ne_sont_pas_refusees(self, references: Any) -> None:
        creances = factures(reference=references)
        rendue = lots.decomptes(creances, paiements(creance=creances["reference"][4:]), au=AU, erreurs="colonne")
        assert rendue["verse"].to_pylist() == [None, None, None, 0, 1]

    def test_sont_toutes_nommees(self) -> None:
        creances = factures(reference=["A", "B", "A", "B", "C"])
        with pytest.raises(DonneeInvalide, match="plus d'une fois 'A', 'B' ;") as refus:
            lots.decomptes(creances, paiements(creance=["C"]), au=AU)
        assert refus.value.contexte["lignes"] == (0, 1, 2, 3)

    def test_illisibles_sont_refusees(self) -> None:
        creances = factures(reference=pa.array([b"\xff"]))
        with pytest.raises(DonneeInvalide, match="reference : colonne de type binary") as refus:
            lots.decomptes(creances, paiements(creance=["a"]), au=AU)
        assert refus.value.code == "lots.colonne_illisible"

    def test_inconnues_ne_peuvent_se_dire_en_colonne(self) -> None:
        inconnus = paiements(creance=[f"X{rang}" for rang in range(20)])
        with pytest.raises(DonneeInvalide, match=r"'X0', .*'X9', … ; accepté : une référence de la table") as refus:
            lots.decomptes(factures(montant=[1]), inconnus, au=AU, erreurs="colonne")
        assert 'erreurs="colonne"' not in refus.value.message


class TestTropGrand:
    """Ce qu'une colonne d'euros ne sait pas porter est refusé, jamais écrit de travers."""

    def test_des_interets(self) -> None:
        creances = factures(montant=["9999999999999.99", "1.00"], taux_penalites=["9999", "10"])
        rendue = lots.penalites(creances, au=AU, erreurs="colonne", arrondi="total")
        assert rendue["erreur"].to_pylist() == [None, None]
        anciennes = creances.set_column(2, "echeance", pa.array(["2013-12-31"] * 2))
        for rendue in (
            lots.penalites(anciennes, au=AU, erreurs="colonne"),
            lots.decomptes(anciennes, au=AU, erreurs="colonne"),
        ):
            assert rendue["erreur"].to_pylist() == ["lots.trop_grand", None]
            rendue.validate(full=True)

    def test_une_capitalisation_sans_mesure(self) -> None:
        creances = factures(montant=["1.00", "1.00"], taux_penalites=["9999", "10"], capitalisation=[True, True])
        anciennes = creances.set_column(2, "echeance", pa.array(["2013-12-31"] * 2))
        for rendue in (
            lots.penalites(anciennes, au=AU, erreurs="colonne"),
            lots.decomptes(anciennes, au=AU, erreurs="colonne"),
        ):
            assert rendue["erreur"].to_pylist() == ["lots.trop_grand", None]

    def test_des_interets_au_taux_legal(self) -> None:
        sommes = pa.table({"montant": ["9999999999999.99"], "debut": ["2016-01-01"], "categorie": ["particuliers"]})
        capitalisees = sommes.append_column("capitalisation_depuis", pa.array(["2016-01-01"]))
        prolonge = droit_courant().prolonge("taux_interet_legal.particuliers", "2190-01-01")
        assert lots.interets(sommes, au="2189-12-31", droit=prolonge)["interets"].null_count == 0
        with pytest.raises(DonneeInvalide) as refus:
            lots.interets(capitalisees, au="2189-12-31", droit=prolonge)
        assert refus.value.contexte["codes"] == ("lots.trop_grand",)

    @pytest.mark.parametrize(("fois", "code"), [(900, None), (1100, "lots.trop_grand"), (9300, "lots.trop_grand")])
    def test_des_paiements_par_milliers(self, fois: int, code: str | None) -> None:
        verses = paiements(creance=["F1"] * fois, montant=["9999999999999.99"] * fois)
        rendue = lots.decomptes(factures(montant=[1, 1]), verses, au=AU, erreurs="colonne")
        assert rendue["erreur"].to_pylist() == [None, code]
        assert rendue["verse"].to_pylist() == [0, None if code else fois * Decimal("9999999999999.99")]


class TestDesMouvementsInegaux:
    """Les comptes sont menés ensemble, que l'un ait mille paiements et l'autre aucun."""

    def test_sont_ceux_de_la_regle_une_a_une(self) -> None:
        fois = [0, 1, 10, 11, 40, 300]
        verses = [
            (f"F{rang}", date(2026, 4, 1) + timedelta(un % 150))
            for rang, nombre in enumerate(fois)
            for un in range(nombre)
        ]
        table = paiements(
            creance=[vise for vise, _ in verses], date=[quand for _, quand in verses], montant=[2] * len(verses)
        )
        rendue = lots.decomptes(factures(montant=[500] * len(fois)), table, au=AU)
        for rang, nombre in enumerate(fois):
            passes = [Paiement(date=quand, montant=2) for vise, quand in verses if vise == f"F{rang}"]
            attendu = decompte(Creance(montant=500, echeance="2026-04-30"), au=AU, evenements=passes).valeur
            assert len(passes) == nombre
            assert rendue["total"][rang].as_py() == attendu.total
            assert rendue["interets"][rang].as_py() == attendu.interets


def test_un_compte_ou_rien_n_a_couru_ne_porte_pas_la_reserve_d_un_taux() -> None:
    prolonge = droit_courant().prolonge("taux_bce", "2190-01-01")
    creances = factures(echeance=["2136-11-27"], qualite=["public"])
    due = Creance(montant=100, echeance="2136-11-27", debiteur=Debiteur(qualite="public"))
    attendues = " ".join(sorted(decompte(due, au=AU, droit=prolonge).codes()))
    assert lots.decomptes(creances, au=AU, droit=prolonge)["reserves"].to_pylist() == [attendues]
