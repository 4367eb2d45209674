"""Dates et montants d'un FEC : les formes admises, les formes refusées, la mémoire bornée."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances.adaptateurs.fec import valeurs
from creances.adaptateurs.fec.valeurs import (
    MESSAGES,
    Dates,
    Montants,
    ValeurIllisible,
    lire_date,
    lire_montant,
    lire_sens,
    montrer,
)


@pytest.mark.parametrize(
    ("texte", "centimes"),
    [
        ("683,23", 68323),
        ("0000000069,60", 6960),
        (" 000000000003000,00", 300000),
        ("-000000000003000,00", -300000),
        ("3000,00-", -300000),
        ("3000,00 -", -300000),
        ("+12", 1200),
        ("12+", 1200),
        ("12,5", 1250),
        ("12,", 1200),
        (",05", 5),
        ("0", 0),
        ("000", 0),
        ("-0,00", 0),
        ("", 0),
        ("   ", 0),
        ("999999999999999,99", 99999999999999999),
    ],
)
def test_montants_lus(texte: str, centimes: int):
    assert lire_montant(texte) == centimes


@pytest.mark.parametrize(
    "texte",
    [
        *(
            "1 200,00",
            "1\u00a0200,00",
            "1.200,00",
            "1,200.00",
            "1,000",
            "0,001",
            "12,3456",
            "--1",
            "-1-",
            "+1-",
            "-",
            ",",
        ),
        *("+,", "1e3", "NaN", "٣", "²", "0x10", "12€", "9" * 16, "0" * 65, "1" * 5000),
    ],
)
def test_montants_refuses(texte: str):
    with pytest.raises(ValeurIllisible) as refus:
        lire_montant(texte)
    assert refus.value.code == "fec.montant"
    assert len(str(refus.value)) < 250


@pytest.mark.parametrize("texte", ["20260230", "20261301", "00010101", "99991231", "2026", "2026/01/31", "31-01-2026"])
def test_dates_refusees(texte: str):
    with pytest.raises(ValeurIllisible) as refus:
        lire_date(texte)
    assert refus.value.code == "fec.date"


def test_vingt_neuf_fevrier():
    assert lire_date("20240229") == (date(2024, 2, 29), True)
    with pytest.raises(ValeurIllisible):
        lire_date("20260229")


@pytest.mark.parametrize("texte", ["", "E", "2", "+2", "DC"])
def test_sens_refuses(texte: str):
    with pytest.raises(ValeurIllisible) as refus:
        lire_sens(texte)
    assert refus.value.code == "fec.sens"


def test_la_memoire_est_bornee(monkeypatch):
    monkeypatch.setattr(valeurs, "_MEMOIRE", 3)
    montants, dates = Montants(), Dates()
    assert [montants[f"{rang}.5"] for rang in range(10)] == [rang * 100 + 50 for rang in range(10)]
    assert [dates[f"2026-01-0{rang}"] for rang in range(1, 8)] == [date(2026, 1, rang) for rang in range(1, 8)]
    assert max(len(montants), len(dates), len(montants.toleres), len(dates.toleres)) <= 3


def test_une_valeur_illisible_n_est_pas_retenue():
    montants = Montants()
    for _ in range(2):
        with pytest.raises(ValeurIllisible):
            montants["douze"]
    assert montants == {}


def test_les_messages_sont_ranges_et_distincts():
    assert all(premier < second for premier, second in pairwise(MESSAGES))
    assert len(set(MESSAGES.values())) == len(MESSAGES)


def test_citation_courte_et_inoffensive():
    assert montrer("\x1b\n") == "'\\x1b\\n'"
    assert len(montrer("x" * 10_000)) == 43


@given(st.text(max_size=40))
def test_un_texte_quelconque_est_lu_ou_refuse(texte: str):
    lecteurs = (lire_montant, lire_date, lire_sens)
    issues = []
    for lecteur in lecteurs:
        try:
            issues.append(lecteur(texte) is not None)
        except ValeurIllisible as refus:
            issues.append(refus.code.startswith("fec."))
    assert issues == [True] * 3


@given(
    centimes=st.integers(-(10**14), 10**14),
    signe=st.sampled_from(("tete", "queue")),
    separateur=st.sampled_from(",."),
    zeros=st.integers(0, 10),
    espaces=st.integers(0, 4),
)
def test_tout_montant_ecrit_se_relit(centimes: int, signe: str, separateur: str, zeros: int, espaces: int):
    corps = "0" * zeros + f"{abs(centimes) // 100}{separateur}{abs(centimes) % 100:02d}"
    moins = "-" if centimes < 0 else ""
    texte = " " * espaces + (moins + corps if signe == "tete" else corps + moins)
    assert lire_montant(texte) == centimes
