"""Ce que rend une lecture de FEC : les lignes clients, et de quoi contrôler que rien n'a été perdu.

Tous les montants sont des entiers, en centimes d'euro.

>>> Totaux(lignes=2, clients=1, autres=1, rejetees=0, vides=0, debit=12000, credit=12000).equilibre
True
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date as Jour  # noqa: N812 - le champ `date` masquerait le type
from typing import NamedTuple

_CODES_OUVERTURE = frozenset({"AN", "ANO", "RAN", "OUV"})
_LIBELLE_OUVERTURE = re.compile(r"\ba[ -]?nouveaux?\b|\bbalance initiale\b")


class EcritureClient(NamedTuple):
    """Une ligne du fichier portée sur un compte client.

    `ligne` est le numéro dans le fichier, l'en-tête comptant pour 1. `tiers` est le compte auxiliaire, ou à
    défaut le numéro de compte (compte individualisé). `debit` et `credit` sont en centimes et peuvent être
    négatifs : l'article A47 A-1 du LPF admet le signe. `numero` n'est pas unique dans un fichier : ne jamais
    regrouper dessus sans le journal.
    """

    ligne: int
    journal: str
    numero: str
    date: Jour
    compte: str
    compte_libelle: str
    tiers: str
    tiers_nom: str
    piece: str
    piece_date: Jour | None
    libelle: str
    debit: int
    credit: int
    lettrage: str
    date_lettrage: Jour | None
    devise: str

    @property
    def solde(self) -> int:
        """Débit moins crédit, en centimes : positif quand le client doit."""
        return self.debit - self.credit


class Rejet(NamedTuple):
    """Une ligne illisible : son numéro dans le fichier, un code stable, la raison en français."""

    ligne: int
    code: str
    message: str


class Anomalie(NamedTuple):
    """Une bizarrerie tolérée : combien de fois, et la première ligne où elle se voit."""

    code: str
    message: str
    nombre: int
    ligne: int


@dataclass(frozen=True, slots=True)
class Journal:
    """Un journal du fichier et les classes de comptes qu'il touche (premier caractère du numéro de compte).

    >>> Journal("BQ", "Banque", frozenset("45")).tresorerie
    True
    >>> Journal("AD", "A Nouveaux Détaillés", frozenset("145")).ouverture
    True
    """

    code: str
    libelle: str
    classes: frozenset[str]

    @property
    def ouverture(self) -> bool:
        """Reprise des soldes : code AN, ANO, RAN ou OUV, ou libellé « à nouveau » ou « balance initiale »."""
        decompose = unicodedata.normalize("NFKD", self.libelle)
        libelle = "".join(lettre for lettre in decompose if not unicodedata.combining(lettre)).lower()
        return self.code.upper() in _CODES_OUVERTURE or _LIBELLE_OUVERTURE.search(libelle) is not None

    @property
    def tresorerie(self) -> bool:
        """Le journal touche la classe 5 : ce qu'il porte au crédit d'un client est un paiement."""
        return "5" in self.classes

    @property
    def ventes(self) -> bool:
        """Le journal touche la classe 7 sans la classe 5 : son crédit sur un client est un avoir."""
        return "7" in self.classes and "5" not in self.classes


@dataclass(frozen=True, slots=True)
class Totaux:
    """Le compte des lignes et les montants de toutes les lignes lisibles, clients ou non.

    Toujours : `lignes == clients + autres + rejetees`. L'en-tête et les lignes vides n'y sont pas ; celles-ci
    sont comptées à part dans `vides`.
    """

    lignes: int
    clients: int
    autres: int
    rejetees: int
    vides: int
    debit: int
    credit: int

    @property
    def ecart(self) -> int:
        """Débit moins crédit du fichier entier, en centimes ; zéro dans un fichier sain."""
        return self.debit - self.credit

    @property
    def equilibre(self) -> bool:
        """Le débit du fichier égale son crédit."""
        return self.ecart == 0


@dataclass(frozen=True, slots=True)
class LectureFec:
    """Le résultat de `lire_fec`.

    `ecritures` ne garde que les lignes des comptes demandés (`comptes`, des préfixes) ; `rejets` et
    `anomalies` disent ce qui n'a pas pu être lu et ce qui a été toléré. `colonnes` sont les noms tels
    qu'écrits dans le fichier. `premier_jour` et `dernier_jour` bornent les dates d'écriture de toutes les
    lignes lues (None si aucune). `encodage` est un nom de codec Python : « utf-8 », « utf-8-sig » ou
    « iso8859-15 ». `fin_de_ligne` est « LF », « CR LF », « CR CR LF » ou « CR ».
    """

    ecritures: tuple[EcritureClient, ...]
    rejets: tuple[Rejet, ...]
    anomalies: tuple[Anomalie, ...]
    journaux: tuple[Journal, ...]
    totaux: Totaux
    comptes: tuple[str, ...]
    premier_jour: Jour | None
    dernier_jour: Jour | None
    separateur: str
    encodage: str
    fin_de_ligne: str
    colonnes: tuple[str, ...]
