"""Ajouter les taux du semestre à venir : la façon documentée de tenir la bibliothèque à jour."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import ApresHorizon, Creance, DonneeInvalide, droit_courant, penalites
from creances.adaptateurs import complements_droit
from creances.adaptateurs.complements_droit import droit_complete

# Des chiffres d'essai : aucun de ces actes n'existe.
ESSAI = """
[taux_bce]
connu_jusqu_au = 2027-02-10

[[taux_bce.version]]
debut = 2026-12-23
valeur = "2.40"
acte = "Décision d'essai"
publie_le = 2026-12-17
source = "https://example.org/bce"
confiance = "moyenne"

[taux_interet_legal.autres_cas]
connu_jusqu_au = 2027-07-01

[[taux_interet_legal.autres_cas.version]]
debut = 2027-01-01
valeur = "2.80"
acte = "Arrêté d'essai"
publie_le = 2026-12-24
source = "https://example.org/arrete"
article = "CMF, L313-2"
"""
VERSION = """
[[taux_bce.version]]
debut = 2026-12-23
valeur = "2.40"
acte = "Acte"
publie_le = 2026-12-17
source = "https://example.org"
"""
BCE = f"[taux_bce]\nconnu_jusqu_au = 2027-02-10\n{VERSION}"


def refus(source: str | bytes | Path) -> DonneeInvalide:
    with pytest.raises(DonneeInvalide) as leve:
        droit_complete(source.encode() if isinstance(source, str) else source)
    return leve.value


def test_le_semestre_suivant_se_calcule_avec_les_taux_ajoutes() -> None:
    facture = Creance(montant=10000, echeance="2026-12-31")
    with pytest.raises(ApresHorizon):
        penalites(facture, au="2027-01-31")
    droit = droit_complete(ESSAI.encode())
    resultat = penalites(facture, au="2027-01-31", droit=droit)
    assert [(ligne.jours, ligne.taux) for ligne in resultat.lignes] == [(31, Decimal("12.40"))]
    assert "SOURCE_MOYENNE" in resultat.codes()
    assert resultat.droit.endswith("(modifié)")
    version = droit("taux_interet_legal.autres_cas", date(2027, 1, 1))
    assert (version.valeur, version.article) == (Decimal("2.80"), "CMF, L313-2")
    assert (version.source.acte, version.source.publie_le) == ("Arrêté d'essai", date(2026, 12, 24))
    assert (version.source.adresse, version.source.confiance) == ("https://example.org/arrete", "haute")


def test_le_droit_du_paquet_reste_intact() -> None:
    droit_complete(ESSAI.encode())
    with pytest.raises(ApresHorizon):
        droit_courant()("taux_bce", date(2027, 1, 1))


def test_un_taux_inchange_ne_porte_que_son_horizon() -> None:
    droit = droit_complete(b"[taux_bce]\nconnu_jusqu_au = 2027-02-10\n")
    assert droit("taux_bce", date(2027, 2, 9)).valeur == droit_courant()("taux_bce", date(2026, 11, 1)).valeur


def test_l_article_est_celui_de_la_derniere_ligne_s_il_n_est_pas_dit() -> None:
    assert droit_complete(BCE.encode())("taux_bce", date(2027, 1, 1)).article == "C. com., L441-10, II"


def test_un_fichier_complete_un_droit_deja_complete() -> None:
    premier = droit_complete(BCE.encode())
    second = droit_complete(b"[taux_bce]\nconnu_jusqu_au = 2027-05-05\n", premier)
    assert second("taux_bce", date(2027, 5, 4)).valeur == Decimal("2.40")


def test_une_valeur_sans_terme_se_change_sans_horizon() -> None:
    source = """
    [[penalites.points.version]]
    debut = 2027-01-01
    valeur = "8.00"
    acte = "Loi d'essai"
    publie_le = 2026-12-01
    source = "https://example.org"
    [[interets.majoration_mois.version]]
    debut = 2027-01-01
    valeur = 3
    acte = "Loi d'essai"
    publie_le = 2026-12-01
    source = "https://example.org"
    [[penalites.ancrage.version]]
    debut = 2027-01-01
    valeur = "operation"
    acte = "Loi d'essai"
    publie_le = 2026-12-01
    source = "https://example.org"
    """
    droit = droit_complete(source.encode())
    lendemain = date(2027, 1, 2)
    assert droit("penalites.points", lendemain).valeur == Decimal("8.00")
    assert droit("interets.majoration_mois", lendemain).valeur == 3
    assert droit("penalites.ancrage", lendemain).valeur == "operation"


@pytest.mark.parametrize(
    ("source", "code", "dit"),
    [
        ("[taux_lune]\nconnu_jusqu_au = 2027-01-01\n", "droit.table_inconnue", "taux_lune"),
        ("taux_bce = 3\n", "complements.toml", "taux_bce : reçu 3"),
        ("[taux_bce]\nversion = 3\n", "complements.toml", "taux_bce, version : reçu 3"),
        ("[taux_bce]\nversion = [3]\n", "complements.toml", "taux_bce, version : reçu [3]"),
        ("[taux_bce\n", "complements.toml", "TOML illisible"),
        (b"\xff\xfe", "complements.toml", "TOML illisible"),
        (VERSION, "droit.horizon_invalide", "connu_jusqu_au : reçu None"),
        ("[taux_bce]\nconnu_jusqu_au = 2026-01-01\n", "droit.horizon_invalide", "reçu 2026-01-01"),
        (BCE.replace("2027-02-10", '"2027-02-10"'), "complements.jour", "connu_jusqu_au"),
        (BCE.replace("2027-02-10", "2027-02-10T10:00:00"), "complements.jour", "connu_jusqu_au"),
        (BCE.replace("2027-02-10", "2026-12-01"), "complements.horizon", "précède la dernière version"),
        (
            BCE.replace("connu_jusqu_au", "connu_jusque = 1\nconnu_jusqu_au"),
            "complements.champ_inconnu",
            "connu_jusque",
        ),
        (BCE.replace("acte", "note"), "complements.champ_inconnu", "note"),
        (BCE.replace('acte = "Acte"\n', ""), "complements.champ_absent", "taux_bce, acte"),
        (BCE.replace('"Acte"', '""'), "complements.texte", "taux_bce, acte"),
        (BCE.replace('"Acte"', "3"), "complements.texte", "taux_bce, acte"),
        (BCE.replace('"2.40"', "2.40"), "complements.valeur", 'un nombre entre guillemets, comme "2.80"'),
        (BCE.replace('"2.40"', '"deux"'), "nombre.type", "taux_bce, valeur"),
        (BCE.replace('"2.40"', '"-1"'), "taux.negatif", "taux_bce, valeur"),
        (BCE + 'confiance = "totale"\n', "complements.confiance", "haute, moyenne, basse"),
        (VERSION.replace("taux_bce", "interets.majoration_mois"), "complements.valeur", "un entier"),
        (
            VERSION.replace("taux_bce", "interets.majoration_mois").replace('"2.40"', "true"),
            "complements.valeur",
            "un entier",
        ),
        (VERSION.replace("taux_bce", "penalites.ancrage").replace('"2.40"', "3"), "complements.valeur", "un texte"),
        ("[penalites.points]\nconnu_jusqu_au = 2028-01-01\n", "droit.horizon_invalide", "la valeur vaut sans terme"),
        (BCE + VERSION, "complements.debut", "deux fois le même jour"),
    ],
)
def test_une_faute_est_refusee_et_nomme_la_table(source: str | bytes, code: str, dit: str) -> None:
    erreur = refus(source)
    assert erreur.code == code
    assert dit in erreur.message


def test_un_fichier_absent_ou_trop_gros_est_refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refus(tmp_path / "absent.toml").code == "complements.illisible"
    monkeypatch.setattr(complements_droit, "LIMITE_OCTETS", 10)
    assert refus(BCE).code == "complements.trop_gros"


@given(st.binary(max_size=60))
def test_des_octets_quelconques_ne_levent_que_donnee_invalide(octets: bytes) -> None:
    for source in (octets, b"[taux_bce]\n" + octets):
        with suppress(DonneeInvalide):
            assert droit_complete(source).tables.keys() == droit_courant().tables.keys()
