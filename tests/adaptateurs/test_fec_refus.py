"""Ce que le lecteur de FEC refuse : une ligne, par son numéro, ou le fichier entier, avec un code stable."""

from __future__ import annotations

import io

import pytest

from creances.adaptateurs.fec import lire_fec
from creances.adaptateurs.fec.source import LONGUEUR_DE_LIGNE
from creances.noyau.erreurs import DonneeInvalide

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


def code_du_refus(source: object, **options: object) -> str:
    with pytest.raises(DonneeInvalide) as refus:
        lire_fec(source, **options)  # type: ignore[arg-type]
    assert "accepté" in refus.value.message or "relever" in refus.value.message or "impossible" in refus.value.message
    assert refus.value.articles == ("LPF, art. A47 A-1",)
    return refus.value.code


# --- Les lignes rejetées ------------------------------------------------------------------------------------


def test_piege_separateur_dans_le_libelle_jamais_devine():
    lecture = lire_fec(fichier(client(EcritureLib="Facture|12"), CLIENT))
    (rejet,) = lecture.rejets
    assert (rejet.ligne, rejet.code) == (2, "fec.champs_decales")
    assert "19 champs au lieu de 18" in rejet.message
    assert (lecture.totaux.clients, lecture.totaux.debit) == (1, 12000)


def test_saut_de_ligne_dans_le_libelle():
    lecture = lire_fec(fichier(client(EcritureLib="Facture\n12")))
    assert [(rejet.ligne, rejet.code) for rejet in lecture.rejets] == [
        (2, "fec.champs_manquants"),
        (3, "fec.champs_manquants"),
    ]
    assert lecture.totaux.rejetees == 2


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"EcritureDate": "20260230"}, "fec.date"),
        ({"EcritureDate": "2026013"}, "fec.date"),
        ({"EcritureDate": "00010101"}, "fec.date"),
        ({"EcritureDate": ""}, "fec.champ_absent"),
        ({"CompteNum": "  "}, "fec.champ_absent"),
        ({"PieceDate": "32/01/2026"}, "fec.date"),
        ({"EcritureLet": "AA", "DateLet": "hier"}, "fec.date"),
        ({"Debit": "1 200,00"}, "fec.montant"),
        ({"Credit": "douze"}, "fec.montant"),
    ],
)
def test_ligne_illisible_rejetee_par_son_numero(champs: dict[str, str], code: str):
    lecture = lire_fec(fichier(CLIENT, client(**champs), CLIENT))
    (rejet,) = lecture.rejets
    assert (rejet.ligne, rejet.code) == (3, code)
    assert rejet.message.startswith("ligne 3 : ")
    assert "accepté" in rejet.message
    assert (lecture.totaux.lignes, lecture.totaux.debit) == (3, 24000)


def test_montant_illisible_hors_des_comptes_clients():
    lecture = lire_fec(fichier(CLIENT, VENTE.replace("120,00", "12O,00")))
    assert [rejet.ligne for rejet in lecture.rejets] == [3]
    assert (lecture.totaux.equilibre, lecture.totaux.ecart) == (False, 12000)


def test_message_de_rejet_sans_caractere_de_commande():
    lecture = lire_fec(fichier(client(Debit="\x1b[2J")))
    assert "\x1b" not in lecture.rejets[0].message


# --- Les fichiers refusés -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "fec.vide"),
        (b"\xef\xbb\xbf \r\n", "fec.vide"),
        ("\u00a0\n".encode(), "fec.vide"),
        (b"PK\x03\x04classeur", "fec.classeur"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "fec.classeur"),
        (b"\x1f\x8b\x08", "fec.archive"),
        (b"%PDF-1.7", "fec.pdf"),
        ("JournalCode|".encode("utf-16"), "fec.encodage"),
        (b"\xef\xbb\xbfJournalCode|\xe9", "fec.encodage"),
        (b"<?xml version='1.0'?><comptabilite/>", "fec.xml"),
        (b"\xef\xbb\xbf\n<comptabilite/>", "fec.xml"),
        (b"Journal\0Code|", "fec.octet_nul"),
        (b"JournalCode;JournalLib\n", "fec.separateur"),
        (b"Une lettre ordinaire.", "fec.separateur"),
        (b"Nom\tVille\nTarvenne\tLyon\n", "fec.en_tete"),
        (b"|||\n", "fec.en_tete"),
        (fichier(colonnes=COLONNES.replace("Debit", "Montant")), "fec.en_tete"),
        (fichier(colonnes=COLONNES + "|IdDevise"), "fec.en_tete"),
        (fichier(client(EcritureLib="x" * LONGUEUR_DE_LIGNE)), "fec.ligne_trop_longue"),
    ],
    ids=lambda valeur: valeur if isinstance(valeur, str) else "",
)
def test_fichier_refuse(octets: bytes, code: str):
    assert code_du_refus(octets) == code


def test_refus_de_l_en_tete_nomme_ce_qui_manque():
    with pytest.raises(DonneeInvalide) as refus:
        lire_fec(fichier(colonnes=COLONNES.replace("EcritureLet", "Lettre")))
    assert refus.value.contexte["manquants"] == ("EcritureLet",)
    assert "EcritureLet" in refus.value.message


def test_fichier_trop_gros():
    octets = fichier(CLIENT)
    assert lire_fec(octets, limite_octets=len(octets)).totaux.lignes == 1
    assert code_du_refus(octets, limite_octets=len(octets) - 1) == "fec.trop_gros"
    assert code_du_refus(io.BytesIO(octets), limite_octets=len(octets) - 1) == "fec.trop_gros"


def test_trop_de_lignes():
    assert lire_fec(fichier(CLIENT, VENTE), limite_lignes=3).totaux.lignes == 2
    assert code_du_refus(fichier(CLIENT, VENTE), limite_lignes=2) == "fec.trop_de_lignes"


def test_sources_impossibles(tmp_path):
    assert code_du_refus(tmp_path / "absent.txt") == "fec.illisible"
    assert code_du_refus(tmp_path) == "fec.illisible"
    assert code_du_refus("nul\0") == "fec.illisible"
    assert code_du_refus(io.StringIO("JournalCode|")) == "fec.source"
    assert code_du_refus(12) == "fec.source"


class Compteur(io.BytesIO):
    """Un flux qui dit combien d'octets on lui a pris, et n'en rend que peu à la fois."""

    pris = 0

    def read(self, taille: int | None = -1) -> bytes:
        morceau = super().read(min(taille or 0, 1000))
        self.pris += len(morceau)
        return morceau


def test_un_flux_trop_long_n_est_pas_lu_en_entier():
    flux = Compteur(b"x" * 1_000_000)
    assert code_du_refus(flux, limite_octets=10_000) == "fec.trop_gros"
    assert flux.pris == 10_001


@pytest.mark.parametrize("comptes", [(), "411", ("",), (411,), ("41*",)])
def test_comptes_refuses(comptes: object):
    assert code_du_refus(fichier(CLIENT), comptes=comptes) == "fec.comptes"
