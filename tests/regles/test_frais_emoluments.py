"""Les droits proportionnels : barèmes marginaux, forfait jugé sur la créance, plafond, majoration, imputation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import DonneeInvalide, DroitInconnu, Emoluments, Resultat, droit_courant, droit_engagement, emoluments
from creances.modeles.parties import Territoire
from strategies import rapide

D = Decimal
ZERO = D("0.00")
JUIN_2025 = "2025-06-01"
sommes = st.integers(1, 10**8).map(lambda centimes: D(centimes).scaleb(-2))
versions = st.sampled_from(["2018-06-01", "2023-06-01", JUIN_2025, "2026-10-01"])
prestations = st.sampled_from(["A444-31", "A444-32"])
BORNES = {"A444-31": ("125", "610", "1525"), "A444-32": ("125", "610", "1525", "52400")}


def droit_de(encaisse: Any, **options: Any) -> Emoluments:
    return recouvrement(encaisse, **options).valeur


def recouvrement(encaisse: Any, **options: Any) -> Resultat[Emoluments]:
    """Sur une créance de 100 000 euros, en juin 2025, si rien d'autre n'est dit."""
    return emoluments(encaisse, **{"au": JUIN_2025, "creance": "100000", **options})


class TestBareme:
    """A444-31 et A444-32 : « sommes encaissées ou recouvrées », par tranches, chacune à son taux."""

    def test_chaque_tranche_porte_son_taux(self) -> None:
        tranches = droit_de(4000).tranches
        assert [(t.de, t.a, t.assiette, t.taux, t.montant) for t in tranches] == [
            (D("0.00"), D("125.00"), D("125.00"), D("9.77"), D("12.21")),
            (D("125.00"), D("610.00"), D("485.00"), D("6.35"), D("30.80")),
            (D("610.00"), D("1525.00"), D("915.00"), D("3.41"), D("31.20")),
            (D("1525.00"), None, D("2475.00"), D("0.29"), D("7.18")),
        ]

    def test_les_tranches_non_atteintes_sont_omises(self) -> None:
        assert len(droit_de("125").tranches) == 1
        assert len(droit_de("125.01").tranches) == 2

    def test_les_lignes_s_additionnent_jusqu_au_prix(self) -> None:
        resultat = recouvrement(300000, prestation="A444-32", territoire="reunion", impute="12.34")
        montants = [ligne.montant for ligne in resultat.lignes if ligne.montant is not None]
        assert sum(montants) == resultat.valeur.ttc
        assert [ligne.code for ligne in resultat.lignes][-4:] == [
            "frais.plafond", "frais.majoration", "frais.imputation", "frais.taxe",
        ]  # fmt: skip

    def test_qui_le_supporte(self) -> None:
        assert droit_de(4000).charge == "debiteur"
        assert droit_de(4000, prestation="A444-32").charge == "creancier"

    def test_le_plafond_atteint_sans_etre_depasse_ne_ramene_rien(self) -> None:
        sous, sur = droit_de("165588.27"), droit_de("165593")
        assert (sous.brut, sous.plafonne) == (D("549.99"), False)
        assert (sur.brut, sur.plafonne) == (D("550.00"), True)

    def test_rien_d_encaisse_rien_du(self) -> None:
        resultat = recouvrement(0, creance=10)
        assert (resultat.valeur.ttc, resultat.valeur.forfaitaire, resultat.valeur.tranches) == (ZERO, False, ())
        assert [ligne.code for ligne in resultat.lignes] == ["frais.sans_objet", "frais.taxe"]

    @given(prestations, versions, sommes, sommes)
    @rapide
    def test_encaisser_plus_ne_coute_jamais_moins(self, prestation: str, au: str, une: Decimal, autre: Decimal) -> None:
        """Le forfait mis à part, qui dépend de la créance et non de l'encaissement."""
        bas, haut = sorted((une, autre))
        options = {"prestation": prestation, "au": au, "creance": "1000000"}
        assert droit_de(bas, **options).ht <= droit_de(haut, **options).ht

    @given(prestations, versions, sommes)
    @rapide
    def test_les_tranches_font_la_somme(self, prestation: str, au: str, encaisse: Decimal) -> None:
        valeur = droit_de(encaisse, prestation=prestation, au=au, creance="1000000")
        assert sum(t.assiette for t in valeur.tranches) == encaisse
        total = sum((t.montant for t in valeur.tranches), ZERO)
        assert valeur.brut == (total if not valeur.plafonne else min(total, valeur.brut))
        assert valeur.plafonne is (total > valeur.brut)

    @pytest.mark.parametrize(("prestation", "borne"), [(p, D(b)) for p, bornes in BORNES.items() for b in bornes])
    @pytest.mark.parametrize("au", ["2018-06-01", "2023-06-01", JUIN_2025])
    def test_un_centime_au_dela_d_une_borne_ne_fait_pas_de_saut(self, prestation: str, borne: Decimal, au: str) -> None:
        options = {"prestation": prestation, "au": au}
        saut = droit_de(borne + D("0.01"), **options).ht - droit_de(borne, **options).ht
        assert ZERO <= saut <= D("0.01")

    @given(prestations, versions, sommes, st.sampled_from(["metropole", "reunion", "guyane", "martinique"]))
    @rapide
    def test_le_ht_et_la_taxe_font_le_ttc(self, prestation: str, au: str, encaisse: Decimal, territoire: str) -> None:
        au = max(au, "2023-06-01")
        valeur = droit_de(encaisse, prestation=prestation, au=au, territoire=territoire)
        assert valeur.ht + valeur.taxe == valeur.ttc
        assert valeur.brut + valeur.majoration - valeur.impute == valeur.ht


class TestForfait:
    """« Le forfait se juge sur la CRÉANCE, les tranches sur l'encaissé. »"""

    def test_une_petite_creance_paie_le_forfait_meme_encaissee_en_partie(self) -> None:
        assert droit_de(10, creance=44).brut == D("4.30")
        assert droit_de(10, creance=188, prestation="A444-32").brut == D("21.50")

    def test_une_grande_creance_ne_le_paie_jamais(self) -> None:
        assert droit_de(10, creance="44.01").brut == D("0.98")
        assert droit_de(100, creance=4000, prestation="A444-32").brut == D("11.73")

    def test_sans_creance_la_somme_encaissee_en_tient_lieu_avec_reserve(self) -> None:
        resultat = emoluments(40, au=JUIN_2025)
        reserve = next(une for une in resultat.reserves if une.code == "CREANCE_SUPPOSEE")
        assert reserve.montants == (("creance", D("40.00")),)
        assert "CREANCE_SUPPOSEE" not in emoluments(45, au=JUIN_2025).codes()
        assert "CREANCE_SUPPOSEE" not in emoluments(40, au=JUIN_2025, creance=40).codes()

    def test_la_ligne_dit_la_creance_et_le_seuil(self) -> None:
        ligne = recouvrement(10, creance=30).lignes[0]
        assert ligne.faits() == {"montant": D("4.30"), "seuil": D("44"), "creance": D("30.00")}


class TestNature:
    """R444-53 : pas de droit du créancier pour les aliments ni le contrat de travail ; A444-31 : taux doublés."""

    def test_l_alimentaire_double_les_taux_du_debiteur(self) -> None:
        valeur = droit_de(4000, nature="alimentaire")
        assert [str(t.taux) for t in valeur.tranches] == ["19.54", "12.70", "6.82", "0.58"]
        assert valeur.ht == D("162.79")

    def test_le_travail_ne_double_rien(self) -> None:
        assert droit_de(4000, nature="travail").ht == D("81.39")

    @pytest.mark.parametrize("nature", ["alimentaire", "travail"])
    def test_le_creancier_ne_doit_rien(self, nature: str) -> None:
        resultat = recouvrement(4000, prestation="A444-32", nature=nature)
        assert resultat.valeur.ttc == ZERO
        assert resultat.lignes[0].article == "C. com., R444-53"


class TestOutreMer:
    """« Ces émoluments sont majorés de 30 % dans les îles Wallis et Futuna » (A444-10, et les autres territoires)."""

    @pytest.mark.parametrize(
        ("territoire", "ancien", "nouveau"),
        [
            ("guadeloupe", "29", "29"), ("martinique", "29", "28"), ("guyane", "27", "24"), ("reunion", "37", "37"),
            ("mayotte", "30", "30"),
        ],
    )  # fmt: skip
    def test_la_majoration_change_avec_le_tarif(self, territoire: str, ancien: str, nouveau: str) -> None:
        for au, taux in (("2023-06-01", ancien), (JUIN_2025, nouveau)):
            resultat = recouvrement(4000, territoire=territoire, au=au)
            ligne = next(une for une in resultat.lignes if une.code == "frais.majoration")
            assert ligne.taux == D(taux)
            assert ligne.assiette == resultat.valeur.brut

    def test_la_metropole_et_l_alsace_moselle_n_en_ont_pas(self) -> None:
        assert droit_de(4000).ttc == droit_de(4000, territoire="alsace_moselle").ttc == D("97.67")

    def test_la_taxe_du_territoire(self) -> None:
        assert droit_de(4000, territoire="guyane").taxe == ZERO
        assert droit_de(1000000, territoire="guadeloupe").taxe == D("60.31")

    @pytest.mark.parametrize("territoire", sorted(get_args(Territoire)))
    def test_chaque_territoire_repond_ou_dit_qu_il_ne_sait_pas(self, territoire: str) -> None:
        if f"frais.tva.{territoire}" in droit_courant().tables:
            assert droit_de(4000, territoire=territoire).ht >= D("81.39")
        else:
            with pytest.raises(DroitInconnu, match=territoire):
                droit_de(4000, territoire=territoire)


class TestVersions:
    """Arrêtés de 2016, de 2020 (prestations de 2021) et de 2024 (prestations du 1er mai 2024)."""

    @pytest.mark.parametrize(
        ("au", "ht", "version"),
        [
            ("2016-03-01", "81.32", "2016-03-01"), ("2020-12-31", "81.32", "2016-03-01"),
            ("2021-01-01", "80.71", "2021-01-01"), ("2024-04-30", "80.71", "2021-01-01"),
            ("2024-05-01", "81.39", "2024-05-01"), ("2026-02-28", "81.39", "2024-05-01"),
        ],
    )  # fmt: skip
    def test_la_version_suit_la_prestation(self, au: str, ht: str, version: str) -> None:
        valeur = droit_de(4000, au=au)
        assert (valeur.ht, str(valeur.version)) == (D(ht), version)

    def test_une_provision_d_avant_mars_2024_garde_l_ancien_tarif(self) -> None:
        assert droit_de(4000, provision_le="2024-02-29").ht == D("80.71")
        assert droit_de(4000, provision_le="2024-03-01").ht == D("81.39")
        assert droit_de(4000, au="2023-06-01", provision_le="2022-01-01").ht == D("80.71")

    def test_le_tarif_de_2026_est_tenu_pour_reconduit(self) -> None:
        assert "TARIF_RECONDUIT" in recouvrement(4000, au="2026-03-01").codes()
        assert "TARIF_RECONDUIT" not in recouvrement(4000, au="2026-02-28").codes()

    def test_seuls_les_chiffres_employes_appellent_une_reserve(self) -> None:
        """Le dernier taux du créancier, déduit, ne compte qu'au-delà de 52 400 euros."""
        assert recouvrement(52400, prestation="A444-32").reserves == ()
        assert recouvrement("52400.01", prestation="A444-32").codes() == {"TARIF_DE_CONFIANCE_BASSE"}

    def test_ce_que_l_on_savait_alors(self) -> None:
        alors = droit_courant().connu_le(date(2024, 5, 1))
        assert droit_de(4000, au="2024-05-01", droit=alors).ht == D("81.39")

    def test_avant_le_premier_tarif_lu_la_regle_refuse(self) -> None:
        with pytest.raises(
            DroitInconnu, match=r"frais\.a444_31\.taux_1 : aucun montant lu pour le 2016-02-29"
        ) as refus:
            droit_de(4000, au="2016-02-29")
        assert refus.value.contexte["table"] == "frais.a444_31.taux_1"


class TestEngagement:
    """A444-15 : « droit d'engagement des poursuites », une fois par créance, imputé sur le droit de recouvrement."""

    @pytest.mark.parametrize(
        ("creance", "au", "ht"),
        [
            ("76", JUIN_2025, "4.29"), ("76.01", JUIN_2025, "4.30"), ("304", JUIN_2025, "17.21"),
            ("912", "2023-06-01", "34.05"), ("5000", JUIN_2025, "69.91"), ("76000", "2023-06-01", "268.13"),
            ("76000.01", "2023-06-01", "268.13"), ("200000", JUIN_2025, "268.13"),
        ],
    )  # fmt: skip
    def test_le_bareme(self, creance: str, au: str, ht: str) -> None:
        assert droit_engagement(creance, au=au).valeur.ht == D(ht)

    def test_un_seul_arrondi_reparti_sur_les_tranches(self) -> None:
        """304 × 5,60 % deux fois font 34,048 : 34,05, et non 17,02 deux fois."""
        valeur = droit_engagement(912, au="2023-06-01").valeur
        assert [str(t.montant) for t in valeur.tranches] == ["17.02", "17.03"]

    @given(sommes.filter(lambda somme: somme > 76), sommes.filter(lambda somme: somme > 76))
    @rapide
    def test_une_plus_grande_creance_ne_coute_jamais_moins(self, une: Decimal, autre: Decimal) -> None:
        bas, haut = sorted((une, autre))
        assert droit_engagement(bas, au=JUIN_2025).valeur.ht <= droit_engagement(haut, au=JUIN_2025).valeur.ht

    def test_il_s_impute_selon_qui_supporte_l_acte(self) -> None:
        for charge, article in (("debiteur", "C. com., A444-31"), ("creancier", "C. com., A444-32")):
            resultat = droit_engagement(5000, au=JUIN_2025, charge=charge)  # type: ignore[arg-type]
            assert resultat.valeur.charge == charge
            assert resultat.reserves[0].articles == ("C. com., A444-15", article)

    def test_impute_il_reduit_le_droit_sans_le_rendre_negatif(self) -> None:
        assert droit_de(5000, creance=5000, impute="69.91").ht == D("14.38")
        rendu = droit_de(100, creance=5000, impute="69.91")
        assert (rendu.ht, rendu.impute) == (ZERO, D("9.77"))

    def test_avant_2021_le_tarif_n_a_pas_ete_lu(self) -> None:
        with pytest.raises(DroitInconnu):
            droit_engagement(5000, au="2020-12-31")


class TestRefus:
    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"prestation": "A444-33"}, "option.prestation"),
            ({"nature": "autre"}, "option.nature"),
            ({"creance": -1}, "montant.negatif"),
            ({"encaisse": "-0.01"}, "montant.negatif"),
            ({"impute": -1}, "montant.negatif"),
            ({"encaisse": 1.5}, "nombre.type"),
            ({"provision_le": "hier"}, "date.invalide"),
            ({"au": "2025-13-01"}, "date.invalide"),
        ],
    )
    def test_une_donnee_refusee_se_nomme(self, options: dict[str, Any], code: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            recouvrement(**{"encaisse": 100, **options})
        assert refus.value.code == code

    def test_la_charge_de_l_engagement(self) -> None:
        with pytest.raises(DonneeInvalide, match="charge : reçu 'perdant' ; accepté : debiteur ou creancier"):
            droit_engagement(100, au=JUIN_2025, charge="perdant")  # type: ignore[arg-type]
