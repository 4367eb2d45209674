"""Le prix d'un acte de commissaire de justice, et celui d'une formalité du greffe."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import CoutActe, DonneeInvalide, DroitInconnu, Resultat, cout_acte, droit_courant, frais_greffe
from creances.droit.tarifs import actes
from creances.regles.frais.actes import Acte
from strategies import rapide

D = Decimal
ZERO = D("0.00")
JUIN_2025 = "2025-06-01"
CONNUS_EN_2023 = sorted(set(get_args(Acte)) - {"titre_cheque"})


def acte(nom: str = "signification", **options: Any) -> Resultat[CoutActe]:
    """Pour une créance de 5 000 euros, en juin 2025, si rien d'autre n'est dit."""
    return cout_acte(nom, **{"creance": 5000, "au": JUIN_2025, **options})  # type: ignore[arg-type]


class TestCoefficient:
    """A444-46 : un demi jusqu'à 128 euros, un jusqu'à 1 280 euros, deux au-delà ; A444-47 en dispense certaines."""

    @pytest.mark.parametrize(
        ("creance", "emolument"),
        [("0", "12.90"), ("128", "12.90"), ("128.01", "25.79"), ("1280", "25.79"), ("1280.01", "51.58")],
    )
    def test_les_bornes_sont_dans_la_tranche_du_dessous(self, creance: str, emolument: str) -> None:
        assert acte(creance=creance).valeur.emolument == D(emolument)

    def test_une_obligation_non_chiffree_n_en_porte_pas(self) -> None:
        resultat = acte(creance=None)
        assert resultat.valeur.emolument == D("25.79")
        assert resultat.lignes[0].code == "frais.emolument"

    def test_la_ligne_montre_l_emolument_et_le_coefficient(self) -> None:
        ligne = acte(creance=100).lignes[0]
        assert (ligne.assiette, ligne.taux, ligne.montant) == (D("25.79"), D("50.0"), D("12.90"))

    @pytest.mark.parametrize("nom", sorted(un.acte for un in actes().values() if not un.coefficient))
    def test_les_prestations_de_a444_47_n_en_portent_jamais(self, nom: str) -> None:
        au = JUIN_2025 if nom != "proces_verbal_659" else "2023-06-01"
        prix = {acte(nom, creance=creance, au=au).valeur.emolument for creance in (1, 1000, 100000)}
        assert len(prix) == 1

    def test_quatre_prestations_en_sont_dispensees(self) -> None:
        """Les numéros 113 et 130 de A444-47, plus le dossier qui précède le titre des petites créances."""
        sans = {un.acte: un.numero for un in actes().values() if not un.coefficient}
        assert sans == {
            "proces_verbal_659": "130", "dossier_petites_creances": "", "titre_petites_creances": "113",
            "titre_cheque": "113",
        }  # fmt: skip


class TestPrix:
    """Émolument × coefficient, plus le déplacement, plus la TVA, plus les débours."""

    @pytest.mark.parametrize(
        ("nom", "au", "ttc"),
        [("assignation", "2023-06-01", "52.62"), ("signification", "2023-06-01", "70.48"),
         ("signification", "2026-10-01", "73.18"), ("saisie_attribution", "2026-10-01", "91.22")],
    )  # fmt: skip
    def test_les_exemples_publies(self, nom: str, au: str, ttc: str) -> None:
        assert acte(nom, au=au).valeur.ttc == D(ttc)

    @given(
        st.sampled_from(CONNUS_EN_2023),
        st.integers(0, 10**7),
        st.integers(0, 10**5),
        st.sampled_from(["metropole", "reunion", "mayotte"]),
    )
    @rapide
    def test_les_lignes_font_le_prix(self, nom: str, creance: int, avance: int, territoire: str) -> None:
        debours = D(avance).scaleb(-2)
        resultat = acte(nom, creance=creance, debours=debours, territoire=territoire, au="2023-06-01")
        valeur = resultat.valeur
        assert valeur.emolument + valeur.majoration + valeur.deplacement == valeur.ht
        assert valeur.ht + valeur.taxe + valeur.debours == valeur.ttc
        assert sum(ligne.montant for ligne in resultat.lignes if ligne.montant is not None) == valeur.ttc

    def test_les_debours_ne_portent_pas_la_taxe(self) -> None:
        assert acte(debours="3.50").valeur.ttc - acte().valeur.ttc == D("3.50")
        assert acte().valeur.debours == ZERO

    def test_le_deplacement_selon_la_facon_de_signifier(self) -> None:
        prix = {
            comment: acte(deplacement=comment).valeur.deplacement for comment in ("terrain", "electronique", "aucun")
        }
        assert prix == {"terrain": D("9.40"), "electronique": D("8.80"), "aucun": ZERO}

    def test_un_certificat_delivre_a_l_etude_n_en_porte_pas(self) -> None:
        assert acte("certificat_non_contestation", au="2023-06-01").valeur.deplacement == ZERO

    def test_outre_mer_la_majoration_ne_porte_pas_sur_le_deplacement(self) -> None:
        resultat = acte(territoire="reunion")
        assert resultat.valeur.majoration == D("19.08")  # 37 % de 51,58
        assert "DEPLACEMENT_OUTRE_MER" in resultat.codes()
        assert "DEPLACEMENT_OUTRE_MER" not in acte(territoire="reunion", deplacement="aucun").codes()
        assert "DEPLACEMENT_OUTRE_MER" not in acte(territoire="alsace_moselle").codes()

    def test_la_taxe_forfaitaire_d_avant_2020_est_dite_et_non_comptee(self) -> None:
        resultat = acte(au="2019-12-31", deplacement="aucun")
        reserve = next(une for une in resultat.reserves if une.code == "TAXE_FORFAITAIRE")
        assert reserve.montants == (("taxe", D("14.89")),)
        assert resultat.valeur.ttc == D("61.78")  # 51,48 × 1,20
        assert "TAXE_FORFAITAIRE" not in acte(au="2020-01-01", deplacement="aucun").codes()

    def test_ce_qui_n_a_pas_ete_lu_est_refuse(self) -> None:
        for nom, au in (
            ("signification", "2018-06-01"),
            ("proces_verbal_659", JUIN_2025),
            ("titre_cheque", "2025-03-14"),
        ):
            with pytest.raises(DroitInconnu):
                acte(nom, au=au)

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"nom": "constat"}, "option.acte"),
            ({"deplacement": "drone"}, "option.deplacement"),
            ({"creance": -1}, "montant.negatif"),
            ({"debours": -1}, "montant.negatif"),
        ],
    )
    def test_une_donnee_refusee_se_nomme(self, options: dict[str, Any], code: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            acte(**options)
        assert refus.value.code == code

    def test_chaque_acte_a_son_tarif(self) -> None:
        assert set(actes()) == set(get_args(Acte))
        assert {f"frais.acte.{nom}" for nom in actes()} <= set(droit_courant().tables)


class TestGreffe:
    """A743-9 ; et « les frais de la procédure sont avancés par le demandeur » (CPC, 1425)."""

    @pytest.mark.parametrize(
        ("formalite", "au", "ht", "ttc"),
        [
            ("injonction", "2017-06-01", "30.89", "37.07"), ("injonction", "2023-06-01", "27.89", "33.47"),
            ("injonction", "2025-06-01", "26.50", "31.80"), ("injonction", "2026-06-01", "25.19", "30.23"),
            ("opposition", "2026-06-01", "9.07", "10.88"), ("fond", "2023-06-01", "50.18", "60.22"),
            ("refere", "2023-06-01", "16.72", "20.06"), ("requete", "2023-06-01", "6.69", "8.03"),
        ],
    )  # fmt: skip
    def test_version_par_version(self, formalite: Any, au: str, ht: str, ttc: str) -> None:
        valeur = frais_greffe(formalite, au=au).valeur
        assert (valeur.ht, valeur.ttc) == (D(ht), D(ttc))
        assert valeur.ht + valeur.taxe == valeur.ttc

    @pytest.mark.parametrize("au", ["2018-03-01", "2020-12-31"])
    def test_la_version_de_2018_est_inconnue_non_nulle(self, au: str) -> None:
        with pytest.raises(DroitInconnu, match=r"frais\.greffe\.injonction : aucun montant lu pour le"):
            frais_greffe("injonction", au=au)

    def test_chaque_partie_de_plus_ajoute_un_enrolement_et_une_transmission(self) -> None:
        deux, quatre = (frais_greffe("fond", au="2023-06-01", parties=parties).valeur.ht for parties in (2, 4))
        assert quatre - deux == 2 * (D("5.58") + D("11.15"))

    @pytest.mark.parametrize(("formalite", "parties"), [("fond", 1), ("injonction", 3), ("refere", 0)])
    def test_un_nombre_de_parties_sans_tarif_est_refuse(self, formalite: Any, parties: int) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            frais_greffe(formalite, au="2023-06-01", parties=parties)
        assert refus.value.code == "frais.parties"

    def test_une_formalite_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="formalite : reçu 'kbis'"):
            frais_greffe("kbis", au="2023-06-01")  # type: ignore[arg-type]

    def test_en_mars_et_avril_2026_le_passage_n_a_pas_ete_lu(self) -> None:
        codes = {
            au: frais_greffe("injonction", au=au).codes()
            for au in ("2026-02-28", "2026-03-01", "2026-04-30", "2026-05-01")
        }
        assert [au for au, lus in codes.items() if "TARIF_TRANSITION" in lus] == ["2026-03-01", "2026-04-30"]

    def test_une_provision_d_avant_mars_2024_garde_l_ancien_tarif(self) -> None:
        assert frais_greffe("injonction", au="2024-06-01", provision_le="2024-02-01").valeur.ttc == D("33.47")

    def test_le_refere_dit_ce_qui_lui_manque(self) -> None:
        assert "REFERE_TRANSMISSION" in frais_greffe("refere", au="2023-06-01").codes()

    def test_hors_de_metropole_d_autres_regles_peuvent_valoir(self) -> None:
        assert "GREFFE_LOCAL" in frais_greffe("fond", au="2023-06-01", territoire="alsace_moselle").codes()
        assert "GREFFE_LOCAL" not in frais_greffe("fond", au="2023-06-01").codes()
