"""L'argent exact : ce qui se lit, ce qui se refuse, et le seul arrondi de la maison."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from creances.noyau.argent import (
    Euros,
    EurosPositifs,
    MontantAccepte,
    Taux,
    centimes,
    division_arrondie,
    euros,
    millioniemes,
    montant,
    pourcent,
    taux,
)
from creances.noyau.erreurs import DonneeInvalide
from strategies import rapide


class TestMontant:
    @pytest.mark.parametrize(
        ("recu", "lu"),
        [
            ("1234.56", "1234.56"),
            ("1234.5", "1234.50"),
            ("-3", "-3.00"),
            ("-0", "0.00"),
            (10, "10.00"),
            (Decimal("1E+5"), "100000.00"),
            (Decimal("0.01"), "0.01"),
            ("9999999999999.99", "9999999999999.99"),
        ],
    )
    def test_se_lit_exactement_avec_deux_decimales(self, recu: Any, lu: str) -> None:
        assert str(montant(recu)) == lu

    @pytest.mark.parametrize(
        ("recu", "message"),
        [
            (0.1, "solde : reçu 0.1 (float) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant"),
            (True, "solde : reçu True (bool) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant"),
            (None, "solde : reçu None (NoneType) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant"),
            ("1 000", "solde : reçu '1 000' (str) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant"),
            ("1e3", "solde : reçu '1e3' (str) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant"),
            ("12,50", "solde : reçu '12,50' (str) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant"),
            ("١٢", "solde : reçu '١٢' (str) ; accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant"),
            (Decimal("1.005"), "solde : reçu 1.005 ; accepté : au plus 2 décimales"),
            (10**13, "solde : reçu 10000000000000 ; accepté : moins de 10000000000000"),
            (-(10**13), "solde : reçu -10000000000000 ; accepté : moins de 10000000000000"),
            pytest.param(
                10**5000,
                "solde : reçu 1.0000000000000000000E+5000 ; accepté : moins de 10000000000000",
                id="demesure",
            ),
        ],
    )  # fmt: skip
    def test_ce_qui_n_est_pas_exact_est_refuse_en_le_disant(self, recu: Any, message: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            montant(recu, "solde")
        assert str(refus.value) == message

    @pytest.mark.parametrize("recu", ["NaN", "sNaN", "Infinity", "-Infinity"])
    def test_ni_nan_ni_infini(self, recu: str) -> None:
        with pytest.raises(DonneeInvalide, match="jamais de flottant") as refus:
            montant(Decimal(recu))
        assert refus.value.code == "nombre.type"

    def test_les_codes_de_refus_sont_stables(self) -> None:
        for recu, code in ((0.1, "nombre.type"), ("1.001", "nombre.decimales"), ("1" * 14, "nombre.trop_grand")):
            with pytest.raises(DonneeInvalide) as refus:
                montant(recu)
            assert refus.value.code == code

    @rapide
    @given(st.integers(-(10**15) + 1, 10**15 - 1))
    def test_les_centimes_font_l_aller_et_le_retour(self, nombre: int) -> None:
        assert centimes(euros(nombre)) == nombre
        assert montant(str(euros(nombre))) == euros(nombre)
        assert euros(nombre).as_tuple().exponent == -2


class TestTaux:
    """Les taux s'écrivent comme la loi les imprime : 12.40 pour 12,40 % l'an."""

    @pytest.mark.parametrize(
        ("recu", "lu"), [("12.4", "12.40"), (8, "8.00"), ("0", "0.00"), ("8.1234", "8.1234"), ("0.105", "0.1050")]
    )
    def test_garde_deux_decimales_ou_plus_s_il_le_faut(self, recu: Any, lu: str) -> None:
        assert str(taux(recu)) == lu

    def test_un_taux_negatif_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            taux("-0.01", "taux_penalites")
        assert str(refus.value) == "taux_penalites : reçu -0.01 ; accepté : un taux positif ou nul"
        assert refus.value.code == "taux.negatif"

    def test_cinq_decimales_sont_refusees(self) -> None:
        with pytest.raises(DonneeInvalide, match="au plus 4 décimales"):
            taux("1.00001")

    @rapide
    @given(st.integers(0, 10**9))
    def test_les_millioniemes_font_l_aller_et_le_retour(self, nombre: int) -> None:
        assert millioniemes(pourcent(nombre)) == nombre
        assert pourcent(nombre) * 10_000 == nombre


class TestArrondi:
    """Au plus proche, demi vers le haut : le seul arrondi de la bibliothèque."""

    @pytest.mark.parametrize(("dividende", "quotient"), [(0, 0), (1, 0), (2, 1), (3, 1), (5, 1), (6, 2)])
    def test_le_demi_centime_va_au_centime_superieur(self, dividende: int, quotient: int) -> None:
        assert division_arrondie(dividende, 4) == quotient

    @rapide
    @given(st.integers(0, 10**20), st.integers(1, 10**12))
    def test_l_ecart_ne_depasse_jamais_un_demi(self, dividende: int, diviseur: int) -> None:
        arrondi = division_arrondie(dividende, diviseur)
        assert Fraction(-1, 2) < arrondi - Fraction(dividende, diviseur) <= Fraction(1, 2)

    @rapide
    @given(st.integers(0, 10**15))
    def test_c_est_l_arrondi_commercial_de_decimal(self, dividende: int) -> None:
        attendu = (Decimal(dividende) / 1000).quantize(Decimal(1), ROUND_HALF_UP)
        assert division_arrondie(dividende, 1000) == attendu


class TestChamps:
    """Les types que les modèles emploient."""

    @pytest.mark.parametrize("genre", [Euros, EurosPositifs, MontantAccepte])
    def test_un_montant_negatif_est_refuse(self, genre: Any) -> None:
        with pytest.raises(ValidationError, match="accepté : "):
            TypeAdapter(genre).validate_python("-0.01")

    def test_zero_n_est_pas_une_dette(self) -> None:
        assert TypeAdapter(Euros).validate_python(0) == 0
        assert TypeAdapter(MontantAccepte).validate_python("0") == 0
        with pytest.raises(ValidationError, match="plus de zéro"):
            TypeAdapter(EurosPositifs).validate_python(0)

    @pytest.mark.parametrize("genre", [Euros, EurosPositifs, Taux, MontantAccepte])
    @pytest.mark.parametrize("json", ["1.5", "1e2", "true", "null", "[1]"])
    def test_un_nombre_flottant_du_json_est_refuse(self, genre: Any, json: str) -> None:
        with pytest.raises(ValidationError, match="jamais de flottant"):
            TypeAdapter(genre).validate_json(json)

    @pytest.mark.parametrize("genre", [Euros, EurosPositifs, Taux, MontantAccepte])
    def test_un_entier_ou_un_texte_du_json_est_lu(self, genre: Any) -> None:
        adaptateur: TypeAdapter[Decimal] = TypeAdapter(genre)
        assert adaptateur.validate_json("12") == adaptateur.validate_json('"12.00"') == Decimal(12)

    def test_le_schema_annonce_un_texte_ou_un_entier(self) -> None:
        assert TypeAdapter(Taux).json_schema() == {
            "type": ["string", "integer"],
            "pattern": r"^[0-9]+(\.[0-9]{1,4})?$",
            "description": "taux en pour cent l'an, quatre décimales au plus",
        }
