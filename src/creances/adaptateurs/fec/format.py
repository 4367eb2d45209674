"""L'en-tête d'un FEC : quel séparateur, quelles colonnes, à quelle place (LPF, art. A47 A-1).

Les dix-huit champs se retrouvent par leur nom, dans l'ordre du fichier : les logiciels écrivent MontantDevise
ou Montantdevise, Idevise ou IdDevise, ajoutent une colonne, terminent chaque ligne par un séparateur.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from creances.adaptateurs.fec.source import ACCEPTE, refus
from creances.adaptateurs.fec.valeurs import Anomalies, montrer

ABSENTE = -1

_COMMUNES = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "EcritureLet",
)
_FACULTATIVES = ("DateLet", "ValidDate", "Montantdevise", "Idevise")
# Ajoutées par l'article pour les BNC et les BA tenus en trésorerie : régulières, donc sans anomalie.
_TRESORERIE = ("DateRglt", "ModeRglt", "NatOp", "IdClient")
_MONTANTS = ("Debit", "Credit", "Montant", "Sens")
_VARIANTES = {
    "journallibelle": "JournalLib",
    "comptelibelle": "CompteLib",
    "compauxlibelle": "CompAuxLib",
    "ecriturelibelle": "EcritureLib",
    "ecriturelettrage": "EcritureLet",
    "datelettrage": "DateLet",
    "datevalidation": "ValidDate",
    "iddevise": "Idevise",
    "codedevise": "Idevise",
    "modereglement": "ModeRglt",
    "datereglement": "DateRglt",
}
_NOMS = {nom.lower(): nom for nom in _COMMUNES + _FACULTATIVES + _TRESORERIE + _MONTANTS} | _VARIANTES
_DATES = ("EcritureDate", "PieceDate", "DateLet")
# Ce que les lignes clients demandent en plus, dans l'ordre où `lecture` les déballe.
_DETAIL = (
    "JournalCode",
    "EcritureNum",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Idevise",
)


@dataclass(frozen=True, slots=True)
class EnTete:
    """La place de chaque champ. `sens` vaut `ABSENTE` quand les montants sont en débit et crédit.

    `largeur` est le nombre exact de zones de chaque ligne, colonnes sans nom comprises. Un champ facultatif
    absent du fichier a pour place `ABSENTE`, c'est-à-dire la zone vide ajoutée en fin de ligne.
    """

    separateur: str
    colonnes: tuple[str, ...]
    largeur: int
    journal: int
    journal_libelle: int
    jour: int
    dates: tuple[int, ...]
    compte: int
    debit: int
    credit: int
    sens: int
    detail: tuple[int, ...]


def lire_en_tete(ligne: str, numero: int, anomalies: Anomalies) -> EnTete:
    """L'en-tête lu à la ligne `numero`, ou `DonneeInvalide` qui dit ce qui a été vu et ce qui manque."""
    separateur = _separateur(ligne)
    zones = [zone.strip() for zone in ligne.split(separateur)]
    largeur = len(zones)
    while zones and not zones[-1]:
        zones.pop()
        anomalies.noter("fec.colonne_sans_nom", numero)
    places = _places(zones, numero, anomalies)
    debit, credit, sens = _places_des_montants(places, zones)
    for nom in _FACULTATIVES:
        if nom not in places:
            anomalies.noter("fec.colonne_absente", numero, nom)
    return EnTete(
        separateur=separateur,
        colonnes=tuple(zones),
        largeur=largeur,
        journal=places["JournalCode"],
        journal_libelle=places["JournalLib"],
        jour=places["EcritureDate"],
        dates=tuple(places[nom] for nom in _DATES if nom in places),
        compte=places["CompteNum"],
        debit=debit,
        credit=credit,
        sens=sens,
        detail=tuple(places.get(nom, ABSENTE) for nom in _DETAIL),
    )


def _separateur(ligne: str) -> str:
    tabulations, barres = ligne.count("\t"), ligne.count("|")
    if not tabulations and not barres:
        autre = next((signe for signe in ";," if signe in ligne), "")
        vu = f"le séparateur « {autre} »" if autre else "aucun séparateur"
        raise refus(
            "fec.separateur",
            f"FEC : {vu} dans la première ligne, {montrer(ligne)} ; {ACCEPTE}",
            ligne=ligne[:200],
        )
    return "\t" if tabulations >= barres else "|"


def _places(zones: list[str], numero: int, anomalies: Anomalies) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, zone in enumerate(zones):
        nom = _NOMS.get(_cle(zone))
        if nom is None:
            anomalies.noter("fec.colonne_supplementaire", numero, montrer(zone))
        elif nom in places:
            raise refus("fec.en_tete", f"FEC : deux colonnes {nom} dans l'en-tête ; accepté : une seule", champ=nom)
        else:
            places[nom] = place
    return places


def _cle(zone: str) -> str:
    # Casse, accents, espaces et soulignés varient d'un logiciel à l'autre sans jamais distinguer deux champs.
    decompose = unicodedata.normalize("NFKD", zone.lower())
    return "".join(lettre for lettre in decompose if lettre.isalnum())


def _places_des_montants(places: dict[str, int], zones: list[str]) -> tuple[int, int, int]:
    manquants = [nom for nom in _COMMUNES if nom not in places]
    debit_credit = "Debit" in places and "Credit" in places
    if not debit_credit and not ("Montant" in places and "Sens" in places):
        manquants.append("Debit et Credit (ou Montant et Sens)")
    if manquants:
        raise refus(
            "fec.en_tete",
            f"FEC : champs absents de l'en-tête : {', '.join(manquants)} ; "
            f"vu : {montrer(', '.join(zones))} ; {ACCEPTE}",
            manquants=tuple(manquants),
        )
    if debit_credit:
        return places["Debit"], places["Credit"], ABSENTE
    return places["Montant"], places["Montant"], places["Sens"]
