"""Ce qui doit rester vrai de tout FEC : rien ne se perd, rien ne dépend de la forme ni de l'ordre."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from creances.adaptateurs.fec import BalanceClients, LectureFec, lire_fec, postes_ouverts
from creances.noyau.erreurs import DonneeInvalide

COMMUNES = (
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum"),
    *("CompAuxLib", "PieceRef", "PieceDate", "EcritureLib"),
)
SUITE = ("EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise")
JOURNAUX = {"VE": "Ventes", "BQ": "Banque", "OD": "Divers", "AN": "À nouveaux"}


@dataclass(frozen=True)
class Forme:
    """Une façon licite d'écrire le même FEC."""

    encodage: str
    separateur: str
    fin: str
    montants: str
    complement: int
    barre_finale: bool


FORMES = st.builds(
    Forme,
    encodage=st.sampled_from(("utf-8", "utf-8-sig", "iso8859-15")),
    separateur=st.sampled_from("\t|"),
    fin=st.sampled_from(("\n", "\r\n", "\r\r\n", "\r")),
    montants=st.sampled_from(("debit_credit", "sens_lettre", "sens_nombre")),
    complement=st.sampled_from((0, 3)),
    barre_finale=st.booleans(),
)
# Le « é » en tête force un octet non ASCII : sans lui, rien ne distingue l'UTF-8 de l'ISO 8859-15.
TEXTES = st.text(st.sampled_from("abcé €Œ\"';,.-/0"), max_size=8).map(lambda texte: ("é" + texte).strip())
CODES = st.sampled_from(("", "A", "B", "AA"))
JOURS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
LIGNES = st.tuples(
    st.sampled_from(sorted(JOURNAUX)),
    JOURS,
    st.sampled_from(("411000", "411900", "416000", "413000", "419100", "706000", "512000", "445710")),
    st.sampled_from(("", "C1", "C2", "C3")),
    JOURS,
    TEXTES,
    st.integers(-500_000, 500_000),
    CODES,
)
Ligne = tuple[str, date, str, str, date, str, int, str]


def ecrire(lignes: list[Ligne], forme: Forme) -> bytes:
    montants = ("Debit", "Credit") if forme.montants == "debit_credit" else ("Montant", "Sens")
    fin = ("",) if forme.barre_finale else ()
    rangees = [(*COMMUNES, *montants, *SUITE, *fin)]
    for journal, jour, compte, tiers, jour_piece, libelle, solde, code in lignes:
        champs = (
            *(
                journal,
                JOURNAUX[journal],
                "0",
                f"{jour:%Y%m%d}",
                compte,
                "Libellé",
                tiers,
                tiers and "Nom " + tiers,
            ),
            *("P", f"{jour_piece:%Y%m%d}", libelle, *ecrire_montant(solde, forme)),
            *(code, f"{jour:%Y%m%d}" if code else "", "20261231", "", "", *fin),
        )
        rangees.append(tuple(champ + " " * forme.complement for champ in champs))
    return "".join(forme.separateur.join(rangee) + forme.fin for rangee in rangees).encode(forme.encodage)


def ecrire_montant(solde: int, forme: Forme) -> tuple[str, str]:
    texte = f"{abs(solde) // 100},{abs(solde) % 100:02d}"
    if forme.montants == "debit_credit":
        return (texte, "0,00") if solde >= 0 else ("0,00", texte)
    sens = ("D", "C") if forme.montants == "sens_lettre" else ("+1", "-1")
    return texte, sens[solde < 0]


def vue(lecture: LectureFec) -> list[tuple[object, ...]]:
    return [
        (e.ligne, e.journal, e.date, e.compte, e.tiers, e.piece_date, e.libelle, e.solde, e.lettrage)
        for e in lecture.ecritures
    ]


def lire_ou_refuser(octets: bytes) -> LectureFec | str:
    """La lecture, ou le code du refus ; toute autre erreur fait échouer le test."""
    try:
        return lire_fec(octets)
    except DonneeInvalide as refus:
        return refus.code


def soldes(balance: BalanceClients) -> dict[str, tuple[int, list[int]]]:
    return {tiers.tiers: (tiers.solde, sorted(poste.montant for poste in tiers.postes)) for tiers in balance.tiers}


@settings(deadline=None)
@given(lignes=st.lists(LIGNES, max_size=12), forme=FORMES)
def test_toute_forme_licite_se_relit_a_l_identique(lignes: list[Ligne], forme: Forme):
    lecture = lire_fec(ecrire(lignes, forme))
    clients = [
        (rang, journal, jour, compte, tiers or compte, jour_piece, libelle, solde, code)
        for rang, (journal, jour, compte, tiers, jour_piece, libelle, solde, code) in enumerate(lignes, 2)
        if compte.startswith(("411", "413", "416"))
    ]
    assert vue(lecture) == clients
    assert lecture.rejets == ()
    assert (lecture.separateur, lecture.totaux.lignes) == (forme.separateur, len(lignes))
    assert lecture.totaux.ecart == sum(ligne[6] for ligne in lignes)
    if lignes:
        assert lecture.encodage == forme.encodage


@settings(deadline=None)
@given(lignes=st.lists(LIGNES, max_size=12), forme=FORMES, graine=st.integers())
def test_l_ordre_des_lignes_ne_change_pas_les_soldes(lignes: list[Ligne], forme: Forme, graine: int):
    melangees = list(lignes)
    random.Random(graine).shuffle(melangees)
    droites, autres = (postes_ouverts(lire_fec(ecrire(suite, forme))) for suite in (lignes, melangees))
    assert soldes(droites) == soldes(autres)
    assert (droites.groupes_rouverts, droites.controle) == (autres.groupes_rouverts, autres.controle)


@settings(deadline=None)
@given(lignes=st.lists(LIGNES, max_size=12), forme=FORMES)
def test_les_postes_font_le_solde_des_comptes(lignes: list[Ligne], forme: Forme):
    balance = postes_ouverts(lire_fec(ecrire(lignes, forme)))
    clients = [ligne for ligne in lignes if ligne[2].startswith(("411", "413", "416"))]
    assert balance.controle.ecart == 0
    assert [tiers.controle.ecart for tiers in balance.tiers] == [0] * len(balance.tiers)
    assert balance.solde == sum(ligne[6] for ligne in clients) == balance.debiteurs + balance.crediteurs
    assert sum(tiers.solde for tiers in balance.tiers) == balance.solde


@settings(max_examples=300, deadline=None)
@given(lignes=st.lists(LIGNES, min_size=1, max_size=8), forme=FORMES, donnees=st.data())
def test_aucune_ligne_ne_disparait_d_un_fichier_abime(lignes: list[Ligne], forme: Forme, donnees: st.DataObject):
    """On abîme le fichier après l'en-tête : chaque ligne reste cliente, autre, rejetée ou vide."""
    octets = ecrire(lignes, forme)
    corps = octets.index(forme.fin.encode()) + len(forme.fin)
    position = donnees.draw(st.integers(corps, len(octets)))
    longueur = donnees.draw(st.integers(0, 5))
    greffe = donnees.draw(st.text(st.sampled_from("|\t\n\r 0a9,.-é\"'"), max_size=6)).encode(
        forme.encodage.removesuffix("-sig")
    )
    abime = octets[:position] + greffe + octets[position + longueur :]
    lecture = lire_ou_refuser(abime)
    if isinstance(lecture, str):
        # Couper un caractère UTF-8 en deux, sous une marque UTF-8, est un refus légitime du fichier entier.
        assert (lecture, forme.encodage) == ("fec.encodage", "utf-8-sig")
        return
    totaux = lecture.totaux
    physiques = abime.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    attendues = physiques.count(b"\n") + (not physiques.endswith(b"\n")) - 1
    assert totaux.lignes + totaux.vides == attendues
    assert totaux.lignes == totaux.clients + totaux.autres + totaux.rejetees
    assert (totaux.clients, totaux.rejetees) == (len(lecture.ecritures), len(lecture.rejets))
    numeros = [e.ligne for e in lecture.ecritures] + [rejet.ligne for rejet in lecture.rejets]
    assert len(set(numeros)) == len(numeros)
    assert postes_ouverts(lecture).controle.ecart == 0


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.builds(
            lambda debut, suite: debut + suite,
            st.sampled_from((ecrire([], Forme("utf-8", "|", "\n", "debit_credit", 0, False)), b"\xef\xbb\xbf", b"<")),
            st.binary(max_size=200),
        ),
        st.text(st.sampled_from("|\t\n\r;JournalCode"), max_size=80).map(str.encode),
    )
)
def test_des_octets_quelconques_sont_lus_ou_refuses(octets: bytes):
    issue = lire_ou_refuser(octets)
    if isinstance(issue, str):
        assert issue.startswith("fec.")
    else:
        totaux = issue.totaux
        assert totaux.lignes == totaux.clients + totaux.autres + totaux.rejetees
