"""Fabrique le FEC d'exemple : la même commande donne toujours les mêmes octets.

L'entreprise « exemple » et ses clients sont inventés ; le SIREN 123456782 est fictif (clé de Luhn exacte).
L'exercice est arrêté au 31 octobre 2026 ; le nom porte la clôture prévue (LPF, art. A47 A-1).

    python exemples/fabriquer_fec.py [dossier]

Ce qu'il montre : des clients à jour ; un mauvais payeur (C02) ; une commune (C03) ; une association qui paie
par acomptes sans lettrage (C04) ; un lettrage partiel laissé déséquilibré (C05) ; un avoir (C06) ; une
facture contestée virée au 416 (C07) ; un client créditeur pour avoir payé deux fois (C08) ; un à-nouveau dont
la date est perdue (C09) ; un chèque impayé (C11) ; un acompte reçu au 4191, hors des comptes clients (C12).
"""

from __future__ import annotations

import sys
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

NOM = "123456782FEC20261231.txt"
EN_TETE = (
    "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|"
    "PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
).replace("|", "\t")
JOURNAUX = {"AN": "À nouveaux", "VE": "Ventes", "BQ": "Banque", "OD": "Opérations diverses"}
COMPTES = {
    "101000": "Capital social",
    "120000": "Résultat de l'exercice",
    "411000": "Clients",
    "416000": "Clients douteux ou litigieux",
    "419100": "Clients, acomptes reçus",
    "445510": "TVA à décaisser",
    "445710": "TVA collectée à 20 %",
    "512000": "Banque",
    "627000": "Services bancaires",
    "706000": "Prestations de services",
    "707000": "Ventes de marchandises",
}
CLIENTS = {
    "C01": "Menuiserie Tarvenne SARL",
    "C02": "Ateliers Morvan-Brisselle SAS",
    "C03": "Commune de Valbrisson",
    "C04": "Association Les Amarres Vives",
    "C05": "Transports Quellandec SA",
    "C06": "Boulangerie du Fournil Bleu EURL",
    "C07": "Clinique vétérinaire du Grand Préau SELARL",
    "C08": "Imprimerie Valcoursier SAS",
    "C09": "Hôtel des Sept Combes SNC",
    "C10": "Cabinet Orvaux et Lisle SCP",
    "C11": "Garage Pontmarain SARL",
    "C12": "Domaine de la Roche Vermeille EARL",
}
# Client, jour du mois, terme, montant hors taxe du premier mois, pas mensuel, mois facturés.
FACTURATION = (
    ("C01", 5, "30 jours", 120_000, 3_500, range(1, 11)),
    ("C02", 8, "45 jours", 284_000, 12_500, range(1, 10)),
    ("C03", 12, "30 jours", 410_000, 0, (1, 3, 5, 7, 9)),
    ("C04", 3, "30 jours", 300_000, 0, (3, 6)),
    ("C05", 15, "45 jours", 196_500, 8_000, (1, 2, 4, 5, 7, 8)),
    ("C06", 18, "30 jours", 64_000, 1_500, range(1, 10)),
    ("C07", 20, "30 jours", 152_500, 500, (1, 4, 6, 9)),
    ("C08", 22, "30 jours", 88_000, 2_000, (1, 3, 5, 7, 9)),
    ("C09", 9, "45 jours", 173_000, 4_500, (2, 4, 6, 8, 10)),
    ("C10", 25, "30 jours", 240_000, 0, range(1, 10)),
    ("C11", 14, "30 jours", 97_500, 2_500, (1, 2, 3, 4)),
    ("C12", 28, "45 jours", 133_000, 6_000, (2, 5, 8)),
)
# Client, mois facturés réglés, jours entre la facture et son règlement. Le reste est encore dû.
REGLEMENTS = (
    ("C01", range(1, 10), 29),
    ("C02", (1, 2), 71),
    ("C02", (3,), 96),
    ("C03", (1, 3, 5), 68),
    ("C05", (1, 2), 47),
    ("C06", range(1, 7), 33),
    ("C07", (1, 6), 30),
    ("C08", (1, 3, 5, 7), 26),
    ("C09", (2, 4), 58),
    ("C10", range(1, 9), 31),
    ("C12", (2, 5), 44),
)


@dataclass
class Ligne:
    """Une ligne d'écriture ; `solde` en centimes, positif au débit."""

    compte: str
    solde: int
    client: str = ""
    lettrage: str = ""
    date_lettrage: date | None = None


@dataclass
class Ecriture:
    """Une écriture équilibrée."""

    journal: str
    jour: date
    piece: str
    libelle: str
    lignes: list[Ligne]
    piece_date: date | None = None


@dataclass
class Comptabilite:
    """Les écritures de l'année, et de quoi retrouver une facture pour la lettrer."""

    ecritures: list[Ecriture] = field(default_factory=list)
    factures: dict[tuple[str, int], tuple[str, Ligne]] = field(default_factory=dict)
    lettres: dict[str, int] = field(default_factory=dict)

    def passer(
        self, journal: str, jour: date, piece: str, libelle: str, *lignes: Ligne, le: date | None = None
    ) -> tuple[Ligne, ...]:
        """Passe une écriture, qui doit être équilibrée."""
        if sum(ligne.solde for ligne in lignes):
            raise ValueError(f"écriture {piece} déséquilibrée")
        self.ecritures.append(Ecriture(journal, jour, piece, libelle, list(lignes), le))
        return lignes

    def regler(self, client: str, jour: date, montant: int, piece: str, libelle: str) -> Ligne:
        """Un virement reçu du client."""
        return self.passer("BQ", jour, piece, libelle, Ligne("512000", montant), Ligne("411000", -montant, client))[1]

    def lettrer(self, client: str, jour: date, *lignes: Ligne) -> None:
        """Donne aux lignes le code de lettrage suivant du client : AA, AB, AC… à chacun sa suite."""
        rang = self.lettres.get(client, 0)
        self.lettres[client] = rang + 1
        for ligne in lignes:
            ligne.lettrage, ligne.date_lettrage = "A" + chr(ord("A") + rang), jour


def ouvrir(livre: Comptabilite) -> None:
    """Les reprises des soldes : deux factures détaillées, et un solde dont la date est perdue."""
    jour = date(2026, 1, 1)
    for client, piece, montant, le in (
        ("C02", "FA2025-0187", 226_800, date(2025, 11, 8)),
        ("C05", "FA2025-0193", 178_200, date(2025, 11, 15)),
        ("C09", "AN2026", 94_560, jour),
    ):
        ligne = Ligne("411000", montant, client)
        contrepartie = Ligne("120000", -montant)
        libelle = "Solde à nouveau" if piece == "AN2026" else f"Reprise facture {piece}"
        livre.passer("AN", jour, piece, libelle, ligne, contrepartie, le=le)
        livre.factures[client, 0] = (piece, ligne)
    livre.passer("AN", jour, "AN2026", "Reprise des soldes", Ligne("512000", 3_850_000), Ligne("101000", -3_850_000))


def facturer(livre: Comptabilite) -> None:
    """Les factures de l'année, numérotées dans l'ordre des dates."""
    ventes = sorted(
        (date(2026, mois, jour), client, terme, base + pas * rang)
        for client, jour, terme, base, pas, mois_factures in FACTURATION
        for rang, mois in enumerate(mois_factures)
    )
    for numero, (jour, client, terme, hors_taxe) in enumerate(ventes, 1):
        piece = f"FA2026-{numero:04d}"
        marchandises = hors_taxe // 4 // 100 * 100 if client in {"C05", "C08"} else 0
        taxe = hors_taxe // 5
        lignes = [Ligne("411000", hors_taxe + taxe, client), Ligne("706000", marchandises - hors_taxe)]
        if marchandises:
            lignes.append(Ligne("707000", -marchandises))
        lignes.append(Ligne("445710", -taxe))
        livre.passer("VE", jour, piece, f"Facture {piece} à {terme}", *lignes)
        livre.factures[client, jour.month] = (piece, lignes[0])


def encaisser(livre: Comptabilite) -> None:
    """Les règlements complets, chacun lettré avec sa facture."""
    for client, mois_regles, delai in REGLEMENTS:
        for mois in mois_regles:
            piece, facture = livre.factures[client, mois]
            jour = date(2026, mois, next(ligne[1] for ligne in FACTURATION if ligne[0] == client))
            jour += timedelta(days=delai)
            paiement = livre.regler(client, jour, facture.solde, f"VIR {piece[-4:]}", f"Virement {piece}")
            livre.lettrer(client, jour, facture, paiement)


def compliquer(livre: Comptabilite) -> None:
    """Ce qui fait le métier : acomptes, lettrage partiel, avoir, litige, trop-perçu, impayé."""
    livre.regler("C04", date(2026, 5, 11), 100_000, "VIR C04-1", "Acompte sur facture de mars")
    livre.regler("C04", date(2026, 7, 20), 80_000, "VIR C04-2", "Second acompte sur facture de mars")
    livre.regler("C09", date(2026, 3, 16), 50_000, "VIR C09-1", "Acompte sur solde antérieur")
    livre.regler("C02", date(2026, 8, 3), 200_000, "VIR C02-A", "Acompte, plan de règlement")

    reprise, avril = livre.factures["C05", 0][1], livre.factures["C05", 4][1]
    somme = reprise.solde + avril.solde - 15_000
    partiel = livre.regler("C05", date(2026, 6, 9), somme, "VIR C05-P", "Virement, retenue de 150 euros")
    livre.lettrer("C05", date(2026, 6, 9), reprise, avril, partiel)

    jour = date(2026, 7, 24)
    lignes = (Ligne("706000", 20_000), Ligne("445710", 4_000), Ligne("411000", -24_000, "C06"))
    livre.passer("VE", jour, "AV2026-0001", f"Avoir sur facture {livre.factures['C06', 7][0]}", *lignes)

    piece, contestee = livre.factures["C07", 4]
    jour = date(2026, 9, 30)
    douteux = (Ligne("416000", contestee.solde, "C07"), Ligne("411000", -contestee.solde, "C07"))
    livre.passer("OD", jour, piece, f"Facture {piece} contestée, virée au 416", *douteux, le=date(2026, 4, 20))
    livre.lettrer("C07", jour, contestee, douteux[1])

    double = livre.factures["C08", 7][1].solde
    livre.regler("C08", date(2026, 9, 2), double, "VIR C08-D", "Virement reçu en double")
    solde = livre.factures["C08", 9][1]
    paiement = livre.regler("C08", date(2026, 10, 19), solde.solde, "VIR C08-9", "Virement facture de septembre")
    livre.lettrer("C08", date(2026, 10, 19), solde, paiement)

    cheque = livre.factures["C11", 1][1].solde
    livre.regler("C11", date(2026, 3, 4), cheque, "CHQ 4471", "Chèque facture de janvier")
    retour = (Ligne("411000", cheque, "C11"), Ligne("512000", -cheque))
    livre.passer("BQ", date(2026, 3, 18), "CHQ 4471", "Chèque impayé", *retour)

    acompte = (Ligne("512000", 60_000), Ligne("419100", -60_000, "C12"))
    livre.passer("BQ", date(2026, 10, 6), "VIR C12-A", "Acompte sur commande", *acompte)


def courir(livre: Comptabilite) -> None:
    """Les frais bancaires du mois et la TVA du mois précédent."""
    collectee = dict.fromkeys(range(1, 11), 0)
    for ecriture in livre.ecritures:
        for ligne in ecriture.lignes:
            if ligne.compte == "445710":
                collectee[ecriture.jour.month] -= ligne.solde
    for mois in range(1, 11):
        jour = date(2026, mois, monthrange(2026, mois)[1])
        frais = (Ligne("627000", 2_450), Ligne("512000", -2_450))
        livre.passer("BQ", jour, f"REL {mois:02d}", "Frais de tenue de compte", *frais)
        if mois < 10:
            taxe = (Ligne("445710", collectee[mois]), Ligne("445510", -collectee[mois]))
            livre.passer("OD", jour, f"TVA {mois:02d}", f"TVA du mois {mois:02d}", *taxe)


def ecrire(livre: Comptabilite) -> bytes:
    """Le fichier, écritures dans l'ordre de leur date, reprises des soldes en tête."""
    rangs = {"AN": 0, "VE": 1, "BQ": 2, "OD": 3}
    ecritures = sorted(livre.ecritures, key=lambda ecriture: (ecriture.jour, rangs[ecriture.journal]))
    lignes = [EN_TETE]
    for numero, ecriture in enumerate(ecritures, 1):
        validation = ecriture.jour.replace(day=monthrange(ecriture.jour.year, ecriture.jour.month)[1])
        for ligne in ecriture.lignes:
            champs = (
                ecriture.journal,
                JOURNAUX[ecriture.journal],
                f"{numero:06d}",
                f"{ecriture.jour:%Y%m%d}",
                ligne.compte,
                COMPTES[ligne.compte],
                ligne.client,
                CLIENTS.get(ligne.client, ""),
                ecriture.piece,
                f"{ecriture.piece_date or ecriture.jour:%Y%m%d}",
                ecriture.libelle,
                montant(max(ligne.solde, 0)),
                montant(max(-ligne.solde, 0)),
                ligne.lettrage,
                f"{ligne.date_lettrage:%Y%m%d}" if ligne.date_lettrage else "",
                f"{validation:%Y%m%d}",
                "",
                "",
            )
            lignes.append("\t".join(champs))
    return ("\n".join(lignes) + "\n").encode()


def montant(centimes: int) -> str:
    """Le montant comme l'écrit un FEC."""
    return f"{centimes // 100},{centimes % 100:02d}"


def fabriquer() -> bytes:
    """Le contenu du fichier d'exemple."""
    livre = Comptabilite()
    ouvrir(livre)
    facturer(livre)
    encaisser(livre)
    compliquer(livre)
    courir(livre)
    return ecrire(livre)


def principal(arguments: list[str]) -> None:
    """Écrit le fichier dans le dossier donné, ou à côté de ce programme."""
    (Path(arguments[0] if arguments else Path(__file__).parent) / NOM).write_bytes(fabriquer())


if __name__ == "__main__":
    principal(sys.argv[1:])
