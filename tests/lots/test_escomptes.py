"""`lots.escomptes` : chaque cellule est ce que la règle une à une répond de la ligne."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import DonneeInvalide, ErreurCreances, PalierEscompte, escompte, lots
from creances.modeles import colonnes
from creances.regles.regime import regime
from portefeuilles_au_hasard import COLONNES, Ligne, creance, en_colonnes, jour, profil
from strategies import rapide

hasards = st.integers(0, 2**32).map(Random)
DU_PALIER = ("escompte_jours", "escompte_taux", "escompte_reference", "escompte_prorata", "escompte_base")
LUES = (*COLONNES, *DU_PALIER, "paye_le", "montant_paye")
VALEURS = ("net", "taux_annuel_simple", "taux_annuel_actuariel", "dernier_jour")
RENDUES = ("escompte", *VALEURS, "regime", "reserves", "erreur")
COMMUNS = (PalierEscompte(jours=10, taux=3), PalierEscompte(jours=30, taux="1.5"))


def ligne_au_hasard(hasard: Random, profils: list[Ligne]) -> Ligne:
    ligne = creance(hasard, profils=profils)
    ligne |= {"paye_le": None, "montant_paye": None, **dict.fromkeys(DU_PALIER)}
    pivot = ligne["echeance"] or jour(hasard)
    ligne["paye_le"] = pivot - timedelta(days=hasard.randrange(-10, 90))
    if hasard.random() < 0.5:
        ligne |= {
            "escompte_jours": hasard.choice([0, 10, 30, 730]),
            "escompte_taux": hasard.choice([Decimal("0.0001"), Decimal(2), Decimal("3.5"), Decimal("60.25")]),
            "escompte_reference": hasard.choice([None, "avant_echeance", "apres_emission"]),
            "escompte_prorata": hasard.choice([None, "aucun", "en_dehors", "en_dedans"]),
            "escompte_base": hasard.choice([None, "360", "365"]),
        }
    if hasard.random() < 0.1 and ligne["montant"]:
        ligne["montant_paye"] = hasard.choice([ligne["montant"], Decimal("0.00"), Decimal("-1.00"), Decimal("5.00")])
    if hasard.random() < 0.03:
        ligne |= hasard.choice([{"paye_le": None}, {"escompte_taux": Decimal(100), "escompte_jours": 3}])
    return ligne


def une_seule(ligne: Ligne, communs: tuple[PalierEscompte, ...], **options: Any) -> dict[str, Any]:
    try:
        du_palier = {nom.removeprefix("escompte_"): ligne[nom] for nom in DU_PALIER if ligne[nom] is not None}
        paliers = (PalierEscompte(**du_palier),) if du_palier else communs
        due = colonnes.creance({nom: ligne[nom] for nom in COLONNES if ligne.get(nom) is not None})
        convenue = due.avec(conditions=due.conditions.avec(escompte=paliers))
        reponse = escompte(convenue, paye_le=ligne["paye_le"], montant_paye=ligne["montant_paye"], **options)
    except ErreurCreances as refus:
        return dict.fromkeys(RENDUES) | {"erreur": refus.code}
    return {
        "escompte": reponse.valeur.montant,
        **{nom: getattr(reponse.valeur, nom) for nom in VALEURS},
        "regime": regime(due).regime.value,
        "reserves": " ".join(sorted(reponse.codes())),
        "erreur": None,
    }


@rapide
@given(hasards, st.sampled_from(["aucun", "majore", "simple"]), st.sampled_from(["365", "360"]), st.booleans())
def test_chaque_cellule_est_celle_de_la_regle(hasard: Random, partiel: Any, base: Any, sans_communs: bool) -> None:
    profils = [profil(hasard) for _ in range(4)]
    lignes = [ligne_au_hasard(hasard, profils) for _ in range(50)]
    communs = () if sans_communs else COMMUNS
    rendue = lots.escomptes(
        pa.table(en_colonnes(lignes, LUES)), paliers=communs, partiel=partiel, base=base, erreurs="colonne"
    )
    for ligne, obtenue in zip(lignes, rendue.select(RENDUES).to_pylist(), strict=True):
        attendue = une_seule(ligne, communs, partiel=partiel, base=base)
        if obtenue["erreur"] == "lots.taux_trop_grand":
            assert attendue["taux_annuel_actuariel"] > Decimal(10) ** 16
        else:
            assert obtenue == attendue, ligne


class TestUnMontant:
    def test_immense_se_compte_en_grands_entiers(self) -> None:
        """9 999 999 999 999,99 euros à un taux annuel au prorata : la fraction ne tient pas dans 64 bits."""
        montants = [Decimal("9999999999999.99"), Decimal("0.01"), Decimal("123.45")]
        table = pa.table({"montant": montants, "echeance": ["2026-04-30"] * 3, "paye_le": ["2026-04-13"] * 3})
        palier = PalierEscompte(jours=10, taux="3.3333", prorata="en_dedans")
        rendue = lots.escomptes(table, paliers=[palier])["escompte"].to_pylist()
        ligne = {"echeance": "2026-04-30", "paye_le": "2026-04-13", "montant_paye": None, **dict.fromkeys(DU_PALIER)}
        attendus = [une_seule({**ligne, "montant": un}, (palier,))["escompte"] for un in montants]
        assert rendue == attendus
        assert attendus[0] > 10**9

    def test_qui_s_arrondit_a_zero_n_a_plus_les_reserves_d_un_escompte(self) -> None:
        table = pa.table({"montant": ["0.01", "100.00"], "echeance": ["2026-04-30"] * 2, "paye_le": ["2026-04-13"] * 2})
        rendue = lots.escomptes(table, paliers=COMMUNS)
        assert rendue["escompte"].to_pylist() == [Decimal("0.00"), Decimal("3.00")]
        sans, avec = (set(un.split()) for un in rendue["reserves"].to_pylist())
        assert avec - sans == {"ESCOMPTE_COUT_ANNUEL", "ESCOMPTE_TVA_NON_VENTILEE"}

    def test_ne_porte_pas_un_taux_de_plus_de_seize_chiffres(self) -> None:
        table = pa.table({"montant": [100], "echeance": ["2026-04-30"], "paye_le": ["2026-04-29"]})
        with pytest.raises(DonneeInvalide, match="plus de seize chiffres"):
            lots.escomptes(table, paliers=[PalierEscompte(jours=1, taux=60)])


class TestUneTable:
    def test_sans_jour_de_paiement_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="colonne paye_le absente"):
            lots.escomptes(pa.table({"montant": [1], "echeance": ["2026-04-30"]}))

    @pytest.mark.parametrize("option", ["partiel", "base"])
    def test_refuse_une_option_avant_toute_ligne(self, option: str) -> None:
        with pytest.raises(DonneeInvalide, match=option):
            lots.escomptes(pa.table({"montant": [0]}), **{option: "autre"})

    def test_ou_le_paiement_dit_de_trop_pres_sa_somme_est_jugee_ligne_par_ligne(self) -> None:
        """Une somme à trois décimales n'est pas zéro : elle est refusée, comme par la règle."""
        table = pa.table(
            {
                "montant": [100, 100],
                "echeance": ["2026-04-30"] * 2,
                "paye_le": ["2026-04-13"] * 2,
                "montant_paye": ["97.005", "97.00"],
            }
        )
        rendue = lots.escomptes(table, paliers=COMMUNS, erreurs="colonne")
        assert rendue["erreur"].to_pylist() == ["nombre.decimales", None]
        assert rendue["escompte"].to_pylist() == [None, Decimal("3.00")]


def test_payer_le_jour_de_l_echeance_n_est_pas_payer_d_avance() -> None:
    table = pa.table(
        {"montant": [100] * 3, "echeance": ["2026-04-30"] * 3, "paye_le": ["2026-04-29", "2026-04-30", "2026-05-01"]}
    )
    rendue = lots.escomptes(table, paliers=[PalierEscompte(jours=0, taux=2)])
    assert rendue["escompte"].to_pylist() == [Decimal("2.00"), Decimal("0.00"), Decimal("0.00")]
