"""Le lecteur de FEC devant les pièges vus dans de vrais fichiers, refaits ici en quelques octets."""

from __future__ import annotations

import io
from datetime import date

import pytest

from creances.adaptateurs.fec import LectureFec, lire_fec, postes_ouverts

COLONNES = (
    "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
    "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
)
CLIENT = "VE|Ventes|1|20260131|411000|Clients|C1|Tarvenne|F1|20260131|Facture|120,00|0,00|||20260201||"
VENTE = "VE|Ventes|1|20260131|706000|Services|||F1|20260131|Facture|0,00|120,00|||20260201||"


def fichier(*lignes: str, colonnes: str = COLONNES, fin: str = "\n", encodage: str = "utf-8") -> bytes:
    return (fin.join((colonnes, *lignes)) + fin).encode(encodage)


def client(**champs: str) -> str:
    """La ligne client, champs remplacés par leur nom."""
    valeurs = dict(zip(COLONNES.split("|"), CLIENT.split("|"), strict=True)) | champs
    return "|".join(valeurs.values())


def codes(lecture: LectureFec) -> list[str]:
    return [anomalie.code for anomalie in lecture.anomalies]


# --- Ce qui doit se lire ------------------------------------------------------------------------------------


def test_fichier_ordinaire():
    lecture = lire_fec(fichier(CLIENT, VENTE))
    (ecriture,) = lecture.ecritures
    assert ecriture.ligne == 2
    assert (ecriture.journal, ecriture.numero, ecriture.date) == ("VE", "1", date(2026, 1, 31))
    assert (ecriture.compte, ecriture.compte_libelle) == ("411000", "Clients")
    assert (ecriture.tiers, ecriture.tiers_nom) == ("C1", "Tarvenne")
    assert (ecriture.piece, ecriture.piece_date, ecriture.libelle) == ("F1", date(2026, 1, 31), "Facture")
    assert (ecriture.debit, ecriture.credit, ecriture.solde) == (12000, 0, 12000)
    assert (ecriture.lettrage, ecriture.date_lettrage, ecriture.devise) == ("", None, "")
    assert (lecture.rejets, lecture.anomalies) == ((), ())
    assert (lecture.separateur, lecture.encodage, lecture.fin_de_ligne) == ("|", "utf-8", "LF")
    assert lecture.colonnes == tuple(COLONNES.split("|"))
    assert lecture.comptes == ("411", "413", "416")
    totaux = lecture.totaux
    assert (totaux.lignes, totaux.clients, totaux.autres, totaux.rejetees, totaux.vides) == (2, 1, 1, 0, 0)
    assert (totaux.debit, totaux.credit, totaux.ecart, totaux.equilibre) == (12000, 12000, 0, True)
    assert (lecture.premier_jour, lecture.dernier_jour) == (date(2026, 1, 31), date(2026, 1, 31))
    (journal,) = lecture.journaux
    assert (journal.code, journal.libelle, journal.classes) == ("VE", "Ventes", frozenset("47"))
    assert (journal.ventes, journal.tresorerie, journal.ouverture) == (True, False, False)


def test_en_tete_seul():
    lecture = lire_fec(fichier())
    assert (lecture.ecritures, lecture.totaux.lignes, lecture.totaux.equilibre) == ((), 0, True)
    assert (lecture.premier_jour, lecture.dernier_jour) == (None, None)


def test_piege_marque_utf8_en_tete():
    lecture = lire_fec(b"\xef\xbb\xbf" + fichier(CLIENT, VENTE))
    assert (lecture.encodage, lecture.colonnes[0], lecture.totaux.clients) == ("utf-8-sig", "JournalCode", 1)


def test_piege_iso_8859_15():
    lecture = lire_fec(fichier(client(CompAuxLib="Société de l'Œuvre, 10 €"), encodage="iso8859-15"))
    assert lecture.encodage == "iso8859-15"
    assert lecture.ecritures[0].tiers_nom == "Société de l'Œuvre, 10 €"
    assert codes(lecture) == []


def test_octet_iso_tardif_dans_un_fichier_presque_ascii():
    lecture = lire_fec(fichier(*[CLIENT] * 9000, client(EcritureLib="N\xf8 12"), encodage="latin-1"))
    assert (lecture.encodage, lecture.totaux.clients, lecture.ecritures[-1].libelle) == (
        "iso8859-15",
        9001,
        "Nø 12",
    )


def test_piege_windows_1252_signale():
    lecture = lire_fec(fichier(CLIENT, client(EcritureLib="L’avoir"), encodage="cp1252"))
    (anomalie,) = lecture.anomalies
    assert (anomalie.code, anomalie.nombre, anomalie.ligne) == ("fec.caractere_de_commande", 1, 3)


@pytest.mark.parametrize(
    ("fin", "nom"),
    [("\n", "LF"), ("\r\n", "CR LF"), ("\r\r\n", "CR CR LF"), ("\r", "CR")],
    ids=lambda v: repr(v),
)
def test_piege_fins_de_ligne(fin: str, nom: str):
    lecture = lire_fec(fichier(CLIENT, VENTE, CLIENT, fin=fin))
    assert lecture.fin_de_ligne == nom
    assert [ecriture.ligne for ecriture in lecture.ecritures] == [2, 4]
    assert (lecture.totaux.vides, codes(lecture)) == (0, [])


def test_fins_de_ligne_melees():
    octets = f"{COLONNES}\r{CLIENT}\r{VENTE}\n{VENTE}".encode()
    lecture = lire_fec(octets)
    assert (lecture.fin_de_ligne, lecture.totaux.lignes) == ("CR", 3)


def test_les_autres_sauts_unicode_ne_coupent_pas_une_ligne():
    lecture = lire_fec(fichier(client(EcritureLib="a\x85b\u2028c\x0bd")))
    assert (lecture.totaux.clients, lecture.ecritures[0].libelle) == (1, "a\x85b\u2028c\x0bd")
    assert codes(lecture) == ["fec.caractere_de_commande"]


def test_tabulation():
    lecture = lire_fec(fichier(CLIENT, VENTE).replace(b"|", b"\t"))
    assert (lecture.separateur, lecture.totaux.clients) == ("\t", 1)


def test_barre_dans_un_libelle_de_fichier_a_tabulations():
    lecture = lire_fec(fichier(client(EcritureLib="A@B")).replace(b"|", b"\t").replace(b"@", b"|"))
    assert (lecture.ecritures[0].libelle, lecture.rejets) == ("A|B", ())


def test_piege_vingt_deux_colonnes():
    colonnes = COLONNES + "|DateRglt|ModeRglt|NatOp|IdClient"
    lecture = lire_fec(fichier(CLIENT + "|20260131|CH||", colonnes=colonnes))
    assert (lecture.totaux.clients, codes(lecture), len(lecture.colonnes)) == (1, [], 22)


def test_colonne_en_trop_toleree_et_signalee():
    lecture = lire_fec(fichier("E1|" + CLIENT, colonnes="CodeEtbt|" + COLONNES))
    assert lecture.ecritures[0].debit == 12000
    assert codes(lecture) == ["fec.colonne_supplementaire"]
    assert "CodeEtbt" in lecture.anomalies[0].message


def test_piege_dix_neuvieme_colonne_vide():
    lecture = lire_fec(fichier(CLIENT + "|", VENTE + "|", colonnes=COLONNES + "|"))
    assert (lecture.totaux.lignes, len(lecture.colonnes), lecture.rejets) == (2, 18, ())
    assert codes(lecture) == ["fec.colonne_sans_nom"]


def test_noms_de_champs_variables():
    colonnes = COLONNES.upper().replace("MONTANTDEVISE", "MontantDevise").replace("IDEVISE", "Id_Devise")
    lecture = lire_fec(fichier(client(Idevise="USD"), colonnes=colonnes.replace("DEBIT", " Débit ")))
    assert (lecture.ecritures[0].devise, codes(lecture)) == ("USD", [])


def test_colonnes_dans_un_autre_ordre():
    noms, valeurs = COLONNES.split("|")[::-1], CLIENT.split("|")[::-1]
    lecture = lire_fec(fichier("|".join(valeurs), colonnes="|".join(noms)))
    assert lecture.ecritures == lire_fec(fichier(CLIENT)).ecritures


def test_colonnes_facultatives_absentes():
    colonnes = COLONNES.removesuffix("|DateLet|ValidDate|Montantdevise|Idevise")
    lecture = lire_fec(fichier(CLIENT.removesuffix("|||20260201||") + "|AA", colonnes=colonnes))
    assert (lecture.ecritures[0].lettrage, lecture.ecritures[0].devise) == ("AA", "")
    (absentes,) = [anomalie for anomalie in lecture.anomalies if anomalie.code == "fec.colonne_absente"]
    assert absentes.nombre == 4


def test_piege_champs_completes_d_espaces_et_zeros_a_gauche():
    ligne = client(JournalCode="VE  ", CompAuxNum="41101590", CompAuxLib="TARVENNE      ", Debit="0000000069,60")
    ligne = ligne.replace("|411000|", "|  411000  |").replace("|0,00|", "|0000000000,00|")
    lecture = lire_fec(fichier(ligne, client(JournalCode="VE", EcritureLet="  ", DateLet="        ")))
    premiere = lecture.ecritures[0]
    assert (premiere.journal, premiere.compte, premiere.tiers_nom) == ("VE", "411000", "TARVENNE")
    assert (premiere.debit, premiere.credit, lecture.ecritures[1].lettrage) == (6960, 0, "")
    assert [journal.code for journal in lecture.journaux] == ["VE"]
    assert codes(lecture) == []


def test_montant_et_sens():
    colonnes = COLONNES.replace("Debit|Credit", "Montant|Sens")
    lignes = [client(Debit="120,00", Credit=sens) for sens in ("D", "C", "+1", "-1", "d ", "x")]
    lecture = lire_fec(fichier(*lignes, colonnes=colonnes))
    assert [ecriture.solde for ecriture in lecture.ecritures] == [12000, -12000, 12000, -12000, 12000]
    assert [(rejet.ligne, rejet.code) for rejet in lecture.rejets] == [(7, "fec.sens")]
    assert codes(lecture) == []


def test_guillemets_sont_du_texte():
    lecture = lire_fec(fichier(client(EcritureLib='"Le "Bar'), VENTE))
    assert (lecture.ecritures[0].libelle, lecture.totaux.lignes) == ('"Le "Bar', 2)


def test_flux_binaire_et_chemin(tmp_path):
    octets = fichier(CLIENT, VENTE)
    chemin = tmp_path / "ecritures.txt"
    chemin.write_bytes(octets)
    assert lire_fec(io.BytesIO(octets)) == lire_fec(chemin) == lire_fec(str(chemin)) == lire_fec(octets)


def test_progression_va_au_bout():
    appels: list[tuple[int, int | None]] = []
    octets = fichier(*[VENTE] * 30_000)
    assert lire_fec(octets, progression=lambda *etape: appels.append(etape)).totaux.lignes == 30_000
    assert len(appels) == 3
    assert appels == sorted(appels)
    assert appels[-1] == (len(octets), len(octets))


def test_comptes_demandes():
    acompte = client(CompteNum="419100")
    assert lire_fec(fichier(CLIENT, acompte)).totaux.clients == 1
    assert lire_fec(fichier(CLIENT, acompte), comptes=("4191",)).ecritures[0].compte == "419100"


# --- Ce qui est toléré et compté ----------------------------------------------------------------------------


def test_piege_date_de_lettrage_jamais_remplie():
    lecture = lire_fec(fichier(client(EcritureLet="AA"), client(EcritureLet="AA"), CLIENT))
    assert [(a.code, a.nombre, a.ligne) for a in lecture.anomalies] == [("fec.date_de_lettrage_absente", 2, 2)]


def test_piege_date_de_validation_vide_partout():
    assert codes(lire_fec(fichier(client(ValidDate="")))) == ["fec.validation_absente"]


def test_piege_numero_d_ecriture_toujours_zero():
    lecture = lire_fec(fichier(client(EcritureNum="0"), client(EcritureNum="0", PieceRef="F2")))
    assert (lecture.totaux.clients, postes_ouverts(lecture).solde, codes(lecture)) == (2, 24000, [])


def test_piege_compte_auxiliaire_vide():
    lecture = lire_fec(fichier(client(CompAuxNum="", CompAuxLib="")))
    assert (lecture.ecritures[0].tiers, lecture.ecritures[0].tiers_nom) == ("411000", "Clients")
    assert codes(lecture) == ["fec.tiers_absent"]


def test_piece_sans_date():
    lecture = lire_fec(fichier(client(PieceDate=""), client(PieceDate="00000000")))
    assert [ecriture.piece_date for ecriture in lecture.ecritures] == [None, None]
    assert [(a.code, a.nombre) for a in lecture.anomalies] == [("fec.date_de_piece_absente", 2)]


def test_piege_dates_lisibles_mais_non_conformes():
    lignes = (client(EcritureDate="2026-01-31"), client(PieceDate="31/01/2026"), CLIENT)
    lecture = lire_fec(fichier(*lignes))
    assert {ecriture.date for ecriture in lecture.ecritures} == {date(2026, 1, 31)}
    assert [(a.code, a.nombre, a.ligne) for a in lecture.anomalies] == [("fec.forme_de_date", 2, 2)]


def test_piege_montants_au_point_ou_sans_decimale():
    lecture = lire_fec(fichier(client(Debit="12.50"), client(Debit="3000")))
    assert [ecriture.debit for ecriture in lecture.ecritures] == [1250, 300000]
    assert [(a.code, a.nombre, a.ligne) for a in lecture.anomalies] == [("fec.montant_au_point", 1, 2)]


def test_montants_absents_ou_des_deux_cotes():
    lecture = lire_fec(fichier(client(Debit="", Credit=" "), client(Debit="1", Credit="2"), client(Debit="0")))
    assert [ecriture.solde for ecriture in lecture.ecritures] == [0, -100, 0]
    assert [(a.code, a.ligne) for a in lecture.anomalies] == [
        ("fec.montant_absent", 2),
        ("fec.montants_des_deux_cotes", 3),
    ]


def test_lignes_vides():
    lecture = lire_fec(b"\n" + fichier(CLIENT, "", VENTE, "  "))
    assert (lecture.totaux.lignes, lecture.totaux.vides, lecture.ecritures[0].ligne) == (2, 3, 3)
    assert [(a.code, a.nombre, a.ligne) for a in lecture.anomalies] == [("fec.ligne_vide", 3, 1)]


@pytest.mark.parametrize(
    ("nom", "signale"),
    [
        ("123456782FEC20260831.txt", False),
        ("123456782FEC20251231.txt", True),  # piège : nom de 2025, écritures de 2026
        ("123456782FEC20500930.txt", True),  # piège : nom de « 2050 »
        ("123456782FEC20261399.txt", True),
        ("123456782FEC20250101_20251231.txt", False),
        ("ventes.txt", False),
    ],
)
def test_piege_nom_de_fichier(tmp_path, nom: str, signale: bool):
    (tmp_path / nom).write_bytes(fichier(CLIENT))
    assert codes(lire_fec(tmp_path / nom)) == (["fec.nom_de_fichier"] if signale else [])


def test_nom_de_fichier_sans_aucune_ecriture(tmp_path):
    (tmp_path / "123456782FEC20500930.txt").write_bytes(fichier())
    assert codes(lire_fec(tmp_path / "123456782FEC20500930.txt")) == []
