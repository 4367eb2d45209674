"""Les postes clients ouverts : lettrage, natures, tiers, et le contrôle qui doit toujours tomber à zéro."""

from __future__ import annotations

from datetime import date

import pytest

from creances.adaptateurs.fec import (
    EcritureClient,
    Journal,
    LectureFec,
    Poste,
    Totaux,
    postes_ouverts,
)

JOUR = date(2026, 1, 31)
JOURNAUX = (
    Journal("AN", "À nouveaux", frozenset("145")),
    Journal("BQ", "Banque", frozenset("45")),
    Journal("OD", "Opérations diverses", frozenset("4")),
    Journal("VE", "Ventes", frozenset("47")),
)


def ecriture(ligne: int, solde: int, **champs: object) -> EcritureClient:
    base = EcritureClient(
        *(ligne, "VE", "1", JOUR, "411000", "Clients", "C1", "Tarvenne", f"F{ligne}", JOUR, "Facture"),
        *(max(solde, 0), max(-solde, 0), "", None, ""),
    )
    return base._replace(**champs)  # type: ignore[arg-type]


def lecture(*ecritures: EcritureClient, journaux: tuple[Journal, ...] = JOURNAUX) -> LectureFec:
    debit, credit = sum(e.debit for e in ecritures), sum(e.credit for e in ecritures)
    totaux = Totaux(len(ecritures), len(ecritures), 0, 0, 0, debit, credit)
    return LectureFec(ecritures, (), (), journaux, totaux, ("411", "416"), JOUR, JOUR, "|", "utf-8", "LF", ())


def postes(*ecritures: EcritureClient) -> tuple[Poste, ...]:
    balance = postes_ouverts(lecture(*ecritures))
    assert balance.controle.ecart == 0
    return tuple(poste for tiers in balance.tiers for poste in tiers.postes)


def test_fichier_sans_client():
    balance = postes_ouverts(lecture())
    assert (balance.tiers, balance.solde, balance.controle.ecart) == ((), 0, 0)


def test_groupe_solde_est_ferme():
    lettrees = (ecriture(2, 12000, lettrage="AA"), ecriture(3, -12000, lettrage="AA", journal="BQ"))
    balance = postes_ouverts(lecture(*lettrees))
    (tiers,) = balance.tiers
    assert (tiers.postes, tiers.solde, balance.groupes_rouverts) == ((), 0, ())


def test_piege_groupe_non_solde_est_rouvert():
    lettrees = (ecriture(2, 12000, lettrage="AA"), ecriture(3, -5000, lettrage="AA", journal="BQ"))
    balance = postes_ouverts(lecture(*lettrees, ecriture(4, 1000)))
    (tiers,) = balance.tiers
    assert [(p.montant, p.groupe_rouvert) for p in tiers.postes] == [
        (12000, True),
        (-5000, True),
        (1000, False),
    ]
    assert balance.groupes_rouverts == (("411000", "C1", "AA"),)
    assert balance.solde == 8000


def test_piege_code_de_lettrage_partage_par_plusieurs_tiers():
    croisees = (
        ecriture(2, 12000, lettrage="AA"),
        ecriture(3, -12000, lettrage="AA", tiers="C2", journal="BQ"),
    )
    balance = postes_ouverts(lecture(*croisees))
    assert [(tiers.tiers, tiers.solde) for tiers in balance.tiers] == [("C1", 12000), ("C2", -12000)]
    assert len(balance.groupes_rouverts) == 2


def test_piege_meme_code_sur_deux_comptes():
    virees = (ecriture(2, 12000, lettrage="AA"), ecriture(3, -12000, lettrage="AA", compte="416000"))
    balance = postes_ouverts(lecture(*virees))
    assert len(balance.groupes_rouverts) == 2
    assert balance.tiers[0].comptes == ("411000", "416000")


def test_lettrage_en_minuscules_est_un_autre_groupe():
    assert len(postes(ecriture(2, 5000, lettrage="AA"), ecriture(3, -5000, lettrage="aa", journal="BQ"))) == 2


def test_litige_vire_au_416_garde_son_tiers_et_sa_date():
    ouverts = postes(
        ecriture(2, 12000, lettrage="AB"),
        ecriture(3, -12000, lettrage="AB", journal="OD"),
        ecriture(4, 12000, journal="OD", compte="416000", date=date(2026, 9, 30)),
    )
    assert [(p.ecriture.compte, p.nature, p.ecriture.piece_date) for p in ouverts] == [("416000", "facture", JOUR)]


@pytest.mark.parametrize(
    ("journal", "solde", "nature"),
    [
        ("VE", 100, "facture"),
        ("VE", -100, "avoir"),
        ("VE", 0, "operation_diverse"),
        ("BQ", 100, "remboursement"),
        ("BQ", -100, "paiement"),
        ("OD", 100, "facture"),
        ("OD", -100, "operation_diverse"),
        ("AN", 100, "a_nouveau"),
        ("AN", -100, "a_nouveau"),
    ],
)
def test_natures(journal: str, solde: int, nature: str):
    assert [poste.nature for poste in postes(ecriture(2, solde, journal=journal))] == [nature]


def test_debit_negatif_au_journal_des_ventes_est_un_avoir():
    (poste,) = postes(ecriture(2, 0)._replace(debit=-5000))
    assert (poste.nature, poste.montant) == ("avoir", -5000)


@pytest.mark.parametrize(
    ("code", "libelle", "attendu"),
    [
        ("AN", "", True),
        ("ano", "", True),
        ("RAN", "", True),
        ("OUV", "", True),
        ("AD", "A Nouveaux Détaillés", True),
        ("01", "REPORT À NOUVEAU", True),
        ("01", "A-nouveaux", True),
        ("01", "Balance initiale", True),
        ("VE", "La nouveauté", False),
        ("VE", "Ventes", False),
    ],
)
def test_piege_journal_d_ouverture(code: str, libelle: str, attendu: bool):
    assert Journal(code, libelle, frozenset("45")).ouverture is attendu


def test_piege_a_nouveau_en_une_ligne_perd_sa_date():
    ouverture = date(2026, 1, 1)
    reprises = (
        ecriture(2, 9000, journal="AN", date=ouverture, piece_date=ouverture),
        ecriture(3, 8000, journal="AN", date=ouverture, piece_date=date(2025, 11, 8)),
        ecriture(4, 7000, journal="AN", date=ouverture, piece_date=None),
    )
    assert {p.montant: p.date_perdue for p in postes(*reprises)} == {9000: True, 8000: False, 7000: True}


def test_a_nouveau_detaille_par_date_d_ecriture_garde_ses_dates():
    detail = [ecriture(n, 100, journal="AN", date=date(2025, n, 1), piece_date=date(2025, n, 1)) for n in (2, 3)]
    assert [poste.date_perdue for poste in postes(*detail)] == [False, False]


def test_postes_ranges_par_date_de_piece_puis_par_ligne():
    melees = (
        ecriture(5, 1, piece_date=date(2026, 3, 1)),
        ecriture(4, 2, piece_date=None),
        ecriture(3, 3),
        ecriture(2, 4, piece_date=date(2025, 12, 1)),
    )
    assert [poste.montant for poste in postes(*melees)] == [4, 3, 2, 1]


def test_piege_tiers_crediteur_jamais_compense():
    balance = postes_ouverts(lecture(ecriture(2, 10000), ecriture(3, -5603, tiers="C2", journal="BQ")))
    assert (balance.solde, balance.debiteurs, balance.crediteurs) == (4397, 10000, -5603)
    assert [tiers.controle.ecart for tiers in balance.tiers] == [0, 0]
    assert (balance.controle.postes, balance.controle.comptes) == (4397, 4397)
