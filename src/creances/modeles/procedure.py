"""Une procédure et ses actes, datés. Ce que chacun change à un délai se lit dans les données du droit."""

from __future__ import annotations

from typing import Literal

from creances.modeles.base import Modele
from creances.modeles.parties import Texte
from creances.noyau.temps import Jour

TypeProcedure = Literal[
    "PSRPC",
    "L126",
    "IP",
    "IPE",
    "RPL",
    "OESC",
    "REFPROV",
    "FOND_TC",
    "FOND_TJ",
    "REQ_CONJ",
    "CONS",
    "CHQ",
    "ACCORD",
    "SA",
    "SV",
    "SR",
    "PUB",
    "PCOLL",
]
TypeActe = Literal[
    "envoi",
    "accord_debiteur",
    "refus_debiteur",
    "requete",
    "ordonnance",
    "assignation",
    "signification",
    "opposition",
    "executoire",
    "jugement",
    "notification",
    "commandement",
    "saisie",
    "proces_verbal",
    "declaration",
    "cloture",
    "reclamation",
    "recours",
    "decision_definitive",
    "accord",
    "incompetence",
    "nullite",
    "desistement",
    "peremption",
    "rejet_definitif",
    "caducite",
    "non_avenue",
    "mainlevee",
]


class Acte(Modele):
    """Un acte d'une procédure. `date` : le jour où il est fait ; une signification compte au jour de l'acte."""

    type: TypeActe
    date: Jour


class Procedure(Modele):
    """Une procédure engagée pour une créance : son type, ses actes, la juridiction saisie.

    >>> ordonnance = Acte(type="ordonnance", date="2026-08-31")
    >>> Procedure(type="IP", actes=[ordonnance]).actes[0].type
    'ordonnance'
    """

    type: TypeProcedure
    actes: tuple[Acte, ...] = ()
    juridiction: Texte = ""
