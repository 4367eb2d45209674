"""`lots.balance_agee` : chaque total est celui de la règle une à une, et aucun centime ne se perd."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Avoir, BalanceAgee, DonneeInvalide, ErreurCreances, Paiement, balance_agee, lots
from creances.modeles import colonnes
from portefeuilles_au_hasard import COLONNES, Ligne, creance, en_colonnes, jour, profil
from strategies import rapide

hasards = st.integers(0, 2**32).map(Random)
LUES = ("reference", *COLONNES, "nom", "siren")
DU_PAIEMENT = ("creance", "date", "montant", "type")
DU_TOTAL = ("encours", "non_echu", "echu", "non_affecte", "solde", "conteste")
DU_DEBITEUR = ("debiteur", "encours", "echu", "non_affecte", "solde", "conteste", "retard_maximal")
ZERO = Decimal("0.00")


def bonnes_lignes(hasard: Random, combien: int) -> list[Ligne]:
    """Des lignes que le modèle et la règle acceptent : une balance n'a pas de sens sur une mauvaise."""
    profils = [profil(hasard) for _ in range(5)]
    lignes: list[Ligne] = []
    while len(lignes) < combien:
        ligne = creance(hasard, reference=f"F{len(lignes)}", profils=profils)
        ligne["nom"] = hasard.choice([None, "Alfa", "Bêta", "Gamma", "732829320"])
        ligne["siren"] = hasard.choice([None, None, "732829320", "732 829 320", "552100554"])
        try:
            balance_agee([objet(ligne)], au="2026-11-21")
        except ErreurCreances:
            continue
        lignes.append(ligne)
    return lignes


def objet(ligne: Ligne) -> Any:
    return colonnes.creance({nom: ligne[nom] for nom in LUES if ligne.get(nom) is not None})


def paiements(hasard: Random, lignes: list[Ligne]) -> list[Ligne]:
    verses: list[Ligne] = []
    for _ in range(hasard.randrange(0, 2 * len(lignes))):
        ligne = hasard.choice(lignes)
        quand = (ligne.get("echeance") or ligne.get("emission")) + timedelta(days=hasard.randrange(-40, 700))
        montant = hasard.choice([ligne["montant"], Decimal("12.34"), (ligne["montant"] / 3).quantize(ZERO) + 1])
        vise = ligne["reference"] if hasard.random() < 0.9 else None
        type_ = hasard.choice([None, "paiement", "avoir"])
        verses.append({"creance": vise, "date": quand, "montant": montant, "type": type_})
    return verses


def mouvements(verses: list[Ligne]) -> list[Any]:
    modeles = {None: Paiement, "paiement": Paiement, "avoir": Avoir}
    return [modeles[un["type"]](**{nom: un[nom] for nom in DU_PAIEMENT[:3]}) for un in verses]


def en_table(verses: list[Ligne]) -> pa.Table | None:
    return pa.table({nom: [un[nom] for un in verses] for nom in DU_PAIEMENT}) if verses else None


@rapide
@given(hasards, st.sampled_from([None, (30,), (0, 15, 45, 400)]))
def test_chaque_total_est_celui_de_la_regle(hasard: Random, bornes: tuple[int, ...] | None) -> None:
    lignes = bonnes_lignes(hasard, hasard.choice([1, 2, 25]))
    verses, au = paiements(hasard, lignes), jour(hasard)
    dues = [objet(ligne) for ligne in lignes]
    reponse = balance_agee(dues, au=au, evenements=mouvements(verses), tranches=bornes)
    attendue: BalanceAgee = reponse.valeur
    rendue = lots.balance_agee(pa.table(en_colonnes(lignes, LUES)), en_table(verses), au=au, tranches=bornes)

    total = rendue.total.to_pylist()[0]
    assert {nom: total[nom] for nom in DU_TOTAL} == {nom: getattr(attendue, nom) for nom in DU_TOTAL}
    assert total["reserves"] == " ".join(sorted(reponse.codes()))
    assert total["lignes_refusees"] == 0
    noms = ("retard_minimal", "retard_maximal", "nombre", "montant", "part_d_encours")
    assert rendue.tranches.to_pylist() == [{nom: getattr(une, nom) for nom in noms} for une in attendue.tranches]
    debiteurs = rendue.debiteurs.to_pylist()
    assert [{nom: un[nom] for nom in DU_DEBITEUR} for un in debiteurs] == [
        {nom: getattr(un, nom) for nom in DU_DEBITEUR} for un in attendue.debiteurs
    ]
    par_tranche = rendue.debiteurs.column_names[1 : 1 + len(attendue.tranches)]
    assert [tuple(un[nom] for nom in par_tranche) for un in debiteurs] == [un.montants for un in attendue.debiteurs]
    _conserve(lignes, verses, rendue, au)


def _conserve(lignes: list[Ligne], verses: list[Ligne], rendue: Any, au: Any) -> None:
    """Facturé - reçu = encours - non affecté, ligne à ligne, par débiteur et au total."""
    recu = sum((un["montant"] for un in verses if un["date"] <= au), ZERO)
    emis = [ligne.get("emission") or ligne.get("livraison") or ligne.get("reception") for ligne in lignes]
    facture = sum((une["montant"] for une, ne in zip(lignes, emis, strict=True) if ne is None or ne <= au), ZERO)
    total = rendue.total.to_pylist()[0]
    assert facture - recu == total["encours"] - total["non_affecte"] == total["solde"]
    assert sum(rendue.tranches["montant"].to_pylist(), ZERO) == total["encours"]
    assert sum(rendue.debiteurs["encours"].to_pylist(), ZERO) == total["encours"]
    assert sum(rendue.creances["encours"].to_pylist(), ZERO) == total["encours"]


DEUX = pa.table({"reference": ["F1", "F2"], "montant": [100, 50], "echeance": ["2026-10-31", "2026-11-30"]})
AU = "2026-11-21"


class TestUnPaiement:
    def verser(self, **champs: Any) -> pa.Table:
        un = {"creance": "F1", "date": "2026-11-10", "montant": "30.00", "type": None, **champs}
        return pa.table({nom: pa.array([valeur], pa.string()) for nom, valeur in un.items()})

    def test_que_rien_ne_designe_est_non_affecte(self) -> None:
        rendue = lots.balance_agee(DEUX, self.verser(creance=None), au=AU)
        assert rendue.total["non_affecte"].to_pylist() == [Decimal("30.00")]
        assert rendue.creances["encours"].to_pylist() == [Decimal("100.00"), Decimal("50.00")]

    def test_que_rien_ne_designe_va_a_la_seule_creance(self) -> None:
        rendue = lots.balance_agee(DEUX.slice(0, 1), self.verser(creance=None).drop_columns(["creance"]), au=AU)
        assert rendue.creances["encours"].to_pylist() == [Decimal("70.00")]

    def test_d_une_reference_inconnue_leve_toujours(self) -> None:
        with pytest.raises(DonneeInvalide, match="reçu 'F9'"):
            lots.balance_agee(DEUX, self.verser(creance="F9"), au=AU, erreurs="colonne")

    def test_d_une_reference_que_deux_creances_portent_leve_toujours(self) -> None:
        double = pa.concat_tables([DEUX, DEUX.slice(0, 1)])
        with pytest.raises(DonneeInvalide, match="la référence d'une seule créance"):
            lots.balance_agee(double, self.verser(), au=AU, erreurs="colonne")
        rendue = lots.balance_agee(double, self.verser(creance="F2"), au=AU)
        assert rendue.total["encours"].to_pylist() == [Decimal("220.00")]

    def test_d_un_autre_type_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="type : reçu 'frais' ; accepté : paiement, avoir"):
            lots.balance_agee(DEUX, self.verser(type="frais"), au=AU)

    @pytest.mark.parametrize("champs", [{"montant": "-1.00"}, {"date": None}, {"date": "hier"}, {"type": "frais"}])
    def test_refuse_en_colonne_fait_refuser_sa_creance(self, champs: dict[str, Any]) -> None:
        rendue = lots.balance_agee(DEUX, self.verser(**champs), au=AU, erreurs="colonne")
        assert [un is None for un in rendue.creances["erreur"].to_pylist()] == [False, True]
        assert rendue.creances["encours"].to_pylist() == [None, Decimal("50.00")]
        total = rendue.total.to_pylist()[0]
        assert (total["encours"], total["lignes_refusees"]) == (Decimal("50.00"), 1)

    def test_refuse_et_que_rien_ne_designe_leve_toujours(self) -> None:
        with pytest.raises(DonneeInvalide, match="plus de zéro"):
            lots.balance_agee(DEUX, self.verser(creance=None, montant="-1.00"), au=AU, erreurs="colonne")

    def test_sans_montant_ni_date_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="colonnes date et montant attendues"):
            lots.balance_agee(DEUX, pa.table({"creance": ["F1"]}), au=AU)

    def test_sans_reference_en_face_ne_designe_que_la_reference_vide(self) -> None:
        seule = DEUX.drop_columns(["reference"]).slice(0, 1)
        assert lots.balance_agee(seule, self.verser(creance=""), au=AU).creances["encours"].to_pylist() == [70]
        with pytest.raises(DonneeInvalide, match="reçu 'F1'"):
            lots.balance_agee(seule, self.verser(), au=AU)


class TestUneMauvaiseLigne:
    def test_ne_compte_dans_aucun_total(self) -> None:
        table = pa.table(
            {"montant": ["100.00", "-5.00", "10.00"], "echeance": ["2026-10-31"] * 3, "siren": [None, None, "1"]}
        )
        rendue = lots.balance_agee(table, au=AU, erreurs="colonne")
        assert rendue.creances["erreur"].to_pylist() == [None, "montant.nul_ou_negatif", "siren.invalide"]
        assert rendue.total.to_pylist()[0]["lignes_refusees"] == 2
        assert rendue.total["encours"].to_pylist() == [Decimal("100.00")]
        assert rendue.debiteurs["encours"].to_pylist() == [Decimal("100.00")]

    def test_leve_une_erreur_qui_la_nomme(self) -> None:
        table = pa.table({"montant": [100, 0], "echeance": ["2026-10-31"] * 2})
        with pytest.raises(DonneeInvalide, match="ligne 1"):
            lots.balance_agee(table, au=AU)


class TestLaForme:
    """Les quatre tables ont la forme de celle qu'on a donnée."""

    @pytest.mark.parametrize(
        ("table", "forme"),
        [
            (DEUX, pa.Table),
            (DEUX.to_batches()[0], pa.RecordBatch),
            (pl.from_arrow(DEUX), pl.DataFrame),
            (pl.from_arrow(DEUX).lazy(), pl.LazyFrame),
            (DEUX.to_pandas(), pd.DataFrame),
        ],
    )
    def test_est_celle_recue(self, table: Any, forme: type) -> None:
        assert {type(une) for une in lots.balance_agee(table, au=AU)} == {forme}

    def test_d_une_table_vide_est_vide(self) -> None:
        rendue = lots.balance_agee(DEUX.slice(0, 0), au=AU)
        assert rendue.total["encours"].to_pylist() == [ZERO]
        assert rendue.tranches["part_d_encours"].to_pylist() == [None] * 5
        assert rendue.debiteurs.num_rows == 0


def test_un_total_qui_deborderait_est_refuse_avant_d_additionner() -> None:
    table = pa.table({"montant": ["9999999999999.99"] * 9300, "echeance": ["2026-10-31"] * 9300})
    with pytest.raises(DonneeInvalide, match="seize chiffres"):
        lots.balance_agee(table, au=AU)
