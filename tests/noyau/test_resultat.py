"""La réponse : des faits immuables, que le JSON et le pickle rendent à l'identique."""

from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances.noyau.resultat import Ligne, Reserve, Resultat, depuis_json, schema_json
from strategies import rapide

UN = Resultat(
    "penalites",
    Decimal("413.68"),
    (Ligne("principal", "C. com., L441-10, II", fin=date(2026, 4, 30), montant=Decimal("10000.00")),),
    ("C. com., L441-10, II",),
    (Reserve("DELAI_ILLICITE", ("C. com., L441-16",), dates=(("plafond", date(2026, 3, 16)),)),),
    date(2026, 8, 31),
    "2026.11.0",
)


class TestLigne:
    def test_ses_faits_se_lisent_a_plat_et_sans_les_absents(self) -> None:
        ligne = Ligne(
            "paiement",
            "C. civ., 1343-1",
            fin=date(2026, 1, 1),
            montant=Decimal("-5.00"),
            dates=(("recu", date(2026, 1, 2)),),
            montants=(("frais", Decimal("1.00")),),
            mots=(("motif", "x"), ("rang", 2)),
        )
        assert ligne.faits() == {
            "fin": date(2026, 1, 1),
            "montant": Decimal("-5.00"),
            "recu": date(2026, 1, 2),
            "frais": Decimal("1.00"),
            "motif": "x",
            "rang": 2,
        }

    def test_une_ligne_nue_n_a_pas_de_faits(self) -> None:
        assert Ligne("x").faits() == {}


class TestResultat:
    def test_ses_codes_sont_ceux_de_ses_reserves(self) -> None:
        assert UN.codes() == {"DELAI_ILLICITE"}

    def test_s_ecrit_en_trois_formes_et_deux_langues(self) -> None:
        assert str(UN) == UN.texte() == UN.texte("fr")
        assert UN.texte("en") != UN.texte("fr")
        assert UN._repr_html_() == UN.html() == UN.html("fr") != UN.html("en")
        assert UN._repr_markdown_() == UN.markdown() == UN.markdown("fr") != UN.markdown("en")

    def test_est_immuable_et_se_hache_par_valeur(self) -> None:
        with pytest.raises(AttributeError):
            UN.valeur = Decimal(0)  # type: ignore[misc]
        assert hash(pickle.loads(pickle.dumps(UN))) == hash(UN)  # noqa: S301 - notre propre objet

    def test_son_json_montre_des_objets_et_des_textes(self) -> None:
        lu = json.loads(UN.json())
        assert lu["valeur"] == "413.68"
        assert lu["au"] == "2026-08-31"
        assert lu["reserves"][0]["dates"] == {"plafond": "2026-03-16"}
        assert lu["lignes"][0]["mots"] == {}

    def test_son_schema_annonce_ce_que_le_json_ecrit(self) -> None:
        schema = schema_json(Decimal)
        assert schema["required"] == ["regle", "valeur"]
        assert set(schema["properties"]) == set(json.loads(UN.json()))


_noms = st.text(st.characters(codec="utf-8"), max_size=8)
_decimaux = st.integers(-(10**12), 10**12).map(lambda nombre: Decimal(nombre).scaleb(-2))
_jours = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def _paires(valeurs: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[tuple[str, Any], ...]]:
    return st.dictionaries(_noms, valeurs, max_size=3).map(lambda lus: tuple(lus.items()))


_annexes = {"dates": _paires(_jours), "montants": _paires(_decimaux), "mots": _paires(_noms | st.integers(0, 99))}
_lignes = st.builds(
    Ligne,
    _noms,
    _noms,
    debut=st.none() | _jours,
    fin=st.none() | _jours,
    jours=st.none() | st.integers(0, 9999),
    assiette=st.none() | _decimaux,
    taux=st.none() | _decimaux,
    base=st.none() | st.sampled_from([365, 366]),
    montant=st.none() | _decimaux,
    **_annexes,
)
_reserves = st.builds(Reserve, _noms, st.lists(_noms, max_size=2).map(tuple), **_annexes)


@rapide
@given(
    st.one_of(st.tuples(st.just(Decimal), _decimaux), st.tuples(st.just(date), _jours), st.tuples(st.just(str), _noms)),
    st.lists(_lignes, max_size=3).map(tuple),
    st.lists(_noms, max_size=3).map(tuple),
    st.lists(_reserves, max_size=3).map(tuple),
    st.none() | _jours,
)
def test_un_resultat_relu_est_le_meme(
    typee: tuple[type, Any],
    lignes: tuple[Ligne, ...],
    articles: tuple[str, ...],
    reserves: tuple[Reserve, ...],
    au: date | None,
) -> None:
    type_valeur, valeur = typee
    un: Resultat[Any] = Resultat("regle", valeur, lignes, articles, reserves, au, "2026.11.0")
    relu = depuis_json(un.json(), type_valeur)
    assert relu == un
    assert hash(relu) == hash(un)
    assert relu.json() == un.json()
