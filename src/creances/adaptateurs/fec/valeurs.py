"""Dates, montants et sens tels qu'écrits dans un FEC, et le compte des bizarreries tolérées.

Un fichier répète sans cesse les mêmes dates et les mêmes montants : chaque texte n'est analysé qu'une fois,
sa valeur est retenue. La mémoire est bornée, un fichier hostile ne peut pas la faire enfler.
"""

from __future__ import annotations

import re
from datetime import date

from creances.adaptateurs.fec.releve import Anomalie

_MEMOIRE = 65_536
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DATE_TIRETS = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DATE_BARRES = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
# Quinze chiffres avant la virgule : au-delà, ce n'est plus un montant mais une zone décalée ou hostile.
_MONTANT = re.compile(r"([+-]?) *0*([0-9]{0,15})(?:([.,])([0-9]{0,2}))? *([+-]?)")
_LONGUEUR_DE_MONTANT = 64
_SENS = {"D": 1, "+1": 1, "1": 1, "C": -1, "-1": -1}
# Hors de ces bornes, une date est une valeur par défaut de logiciel (1er janvier de l'an 1) ou une faute.
_ANNEES = range(1900, 2200)

MESSAGES = {
    "fec.caractere_de_commande": "lignes portant un caractère de commande : jeu de caractères douteux "
    "(Windows-1252 ou CP850 ?), libellés à relire",
    "fec.colonne_absente": "colonnes facultatives absentes de l'en-tête, lues comme vides",
    "fec.colonne_sans_nom": "colonnes sans nom en fin d'en-tête (séparateur final), laissées de côté",
    "fec.colonne_supplementaire": "colonnes que l'article A47 A-1 ne prévoit pas, laissées de côté",
    "fec.date_de_lettrage_absente": "lignes clients lettrées sans date de lettrage",
    "fec.date_de_piece_absente": "lignes clients sans date de pièce : leur âge est inconnu",
    "fec.forme_de_date": "lignes aux dates écrites AAAA-MM-JJ ou JJ/MM/AAAA au lieu de AAAAMMJJ",
    "fec.ligne_vide": "lignes vides",
    "fec.montant_absent": "lignes sans montant ni au débit ni au crédit, lues comme zéro",
    "fec.montant_au_point": "lignes aux montants écrits avec un point décimal au lieu d'une virgule",
    "fec.montants_des_deux_cotes": "lignes portant à la fois un débit et un crédit",
    "fec.nom_de_fichier": "nom de fichier dont la date de clôture ne s'accorde pas avec les écritures",
    "fec.tiers_absent": "lignes clients sans compte auxiliaire : le numéro de compte sert de tiers",
    "fec.validation_absente": "lignes clients sans date de validation : écritures peut-être provisoires",
}


class ValeurIllisible(ValueError):
    """Une valeur que l'on refuse de deviner ; la ligne qui la porte devient un `Rejet`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Anomalies:
    """Compte les bizarreries tolérées, par code, avec la première ligne où chacune se voit.

    >>> anomalies = Anomalies()
    >>> anomalies.noter("fec.ligne_vide", 7)
    >>> anomalies.noter("fec.ligne_vide", 3)
    >>> [(anomalie.code, anomalie.nombre, anomalie.ligne) for anomalie in anomalies.bilan()]
    [('fec.ligne_vide', 2, 3)]
    """

    def __init__(self) -> None:
        self._vues: dict[str, tuple[int, int, str]] = {}

    def noter(self, code: str, ligne: int, precision: str = "") -> None:
        """Ajoute une occurrence de `code` à la ligne `ligne` ; la première précision donnée est gardée."""
        nombre, premiere, connue = self._vues.get(code, (0, ligne, precision))
        self._vues[code] = (nombre + 1, min(premiere, ligne), connue)

    def bilan(self) -> tuple[Anomalie, ...]:
        """Les anomalies dans l'ordre des codes."""
        return tuple(
            Anomalie(code, MESSAGES[code] + (f" : {precision}" if precision else ""), nombre, ligne)
            for code, (nombre, ligne, precision) in sorted(self._vues.items())
        )


class Dates(dict[str, date | None]):
    """Les dates par leur texte ; `toleres` garde les textes lus mais non conformes.

    >>> dates = Dates()
    >>> dates["20260131"], dates["31/01/2026"], dates["  "]
    (datetime.date(2026, 1, 31), datetime.date(2026, 1, 31), None)
    >>> dates.toleres
    {'31/01/2026'}
    """

    def __init__(self) -> None:
        super().__init__()
        self.toleres: set[str] = set()

    def __missing__(self, texte: str) -> date | None:
        jour, conforme = lire_date(texte)
        if len(self) >= _MEMOIRE:
            self.clear()
            self.toleres.clear()
        self[texte] = jour
        if not conforme:
            self.toleres.add(texte)
        return jour


class Montants(dict[str, int]):
    """Les montants en centimes par leur texte ; `toleres` garde les textes lus mais non conformes.

    >>> montants = Montants()
    >>> montants["0000000069,60"], montants["12.5"], montants["3000-"], montants[""]
    (6960, 1250, -300000, 0)
    >>> montants.toleres
    {'12.5'}
    """

    def __init__(self) -> None:
        super().__init__()
        self.toleres: set[str] = set()

    def __missing__(self, texte: str) -> int:
        centimes = lire_montant(texte)
        if len(self) >= _MEMOIRE:
            self.clear()
            self.toleres.clear()
        self[texte] = centimes
        if "." in texte:
            self.toleres.add(texte)
        return centimes


def lire_date(texte: str) -> tuple[date | None, bool]:
    """Le jour et si le texte suit la forme légale AAAAMMJJ ; None si la zone est à blanc ou toute à zéro.

    >>> lire_date("2026-01-31")
    (datetime.date(2026, 1, 31), False)
    """
    depouille = texte.strip()
    if not depouille.strip("0"):
        return None, True
    trouve = _DATE.fullmatch(depouille)
    conforme = trouve is not None
    if trouve is None and (trouve := _DATE_TIRETS.fullmatch(depouille)) is None:
        barres = _DATE_BARRES.fullmatch(depouille)
        zones = (barres[3], barres[2], barres[1]) if barres else None
    else:
        zones = (trouve[1], trouve[2], trouve[3])
    if zones is None:
        raise ValeurIllisible("fec.date", f"date illisible {montrer(texte)} ; accepté : AAAAMMJJ")
    annee, mois, jour = map(int, zones)
    try:
        lu = date(annee, mois, jour)
    except ValueError:
        lu = None
    if lu is None or annee not in _ANNEES:
        raise ValeurIllisible("fec.date", f"date impossible {montrer(texte)} ; accepté : AAAAMMJJ, de 1900 à 2199")
    return lu, conforme


def lire_montant(texte: str) -> int:
    """Le montant en centimes : virgule ou point, deux décimales au plus, un signe en tête ou en queue.

    Jamais de séparateur de milliers (LPF, art. A47 A-1) : « 1,000 » ou « 1 000,00 » sont refusés, car
    les lire serait choisir à la place de l'auteur du fichier.

    >>> lire_montant("-1234,50"), lire_montant("  7 +"), lire_montant(",5")
    (-123450, 700, 50)
    """
    depouille = texte.strip()
    if not depouille:
        return 0
    trouve = _MONTANT.fullmatch(depouille) if len(depouille) <= _LONGUEUR_DE_MONTANT else None
    if trouve is None or (trouve[1] and trouve[5]) or depouille.strip("+-., ") == "":
        raise ValeurIllisible(
            "fec.montant",
            f"montant illisible {montrer(texte)} ; accepté : chiffres, virgule décimale, deux décimales "
            "au plus, sans séparateur de milliers",
        )
    centimes = int(trouve[2] or "0") * 100 + int((trouve[4] or "").ljust(2, "0"))
    return -centimes if "-" in (trouve[1], trouve[5]) else centimes


def lire_sens(texte: str) -> int:
    """+1 pour un débit (« D », « +1 »), -1 pour un crédit (« C », « -1 »).

    >>> lire_sens("D"), lire_sens(" c "), lire_sens("- 1")
    (1, -1, -1)
    """
    sens = _SENS.get(texte.replace(" ", "").upper())
    if sens is None:
        raise ValeurIllisible("fec.sens", f"sens illisible {montrer(texte)} ; accepté : D ou C, +1 ou -1")
    return sens


def montrer(texte: str) -> str:
    """Le texte tel qu'on peut le citer : court, et sans caractère de commande qui agirait sur un terminal.

    >>> montrer("a" * 60 + chr(27))
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'"
    """
    return repr(texte if len(texte) <= 40 else texte[:40] + "…")
