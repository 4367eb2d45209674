"""Ce qu'un message de recouvrement ne peut pas dire : les expressions, leurs conditions et la rédaction à employer.

>>> regles_de_message().constats[0].code
'MENACE_SANS_TITRE'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from creances.droit import fichiers
from creances.droit.lexique import Expressions, Negation, TextePlie, plier

_MESSAGES = "amiable/messages.toml"
_METHODES = "amiable/methodes.toml"


class Motif(NamedTuple):
    """Pourquoi un passage est relevé, sur quels textes, avec quelles peines, et que dire à la place.

    Les articles et les peines du consommateur s'ajoutent quand le débiteur en est un. `peines` : tables `peines.*`.
    """

    code: str
    motif: str
    articles: tuple[str, ...]
    articles_consommateur: tuple[str, ...]
    peines: tuple[str, ...]
    peines_consommateur: tuple[str, ...]
    formulation: str


@dataclass(frozen=True)
class RegleDeMessage:
    """Des expressions interdites et leurs conditions ; une condition vide ne ferme rien.

    `niveau` : "refus" ou "alerte". `negation` : une tournure négative lève l'interdit. `sauf` : expressions permises qui
    contiennent la trouvaille ; `sauf_phrase` : qui la permettent ailleurs dans la phrase.
    """

    dit: Motif
    niveau: str
    expressions: Expressions
    sauf: Expressions
    sauf_phrase: Expressions
    negation: bool
    sans_titre: bool
    debiteurs: frozenset[str]
    emetteurs: frozenset[str]

    @property
    def code(self) -> str:
        """Le code du constat."""
        return self.dit.code


class MentionDeTiers(NamedTuple):
    """Une mention que la lettre d'un tiers doit porter (R124-4) : son rang, son sujet, comment la reconnaître."""

    rang: int
    cle: str
    expressions: Expressions
    formulation: str


@dataclass(frozen=True)
class ReglesDeMessage:
    """Tout ce que le contrôle d'un message lit."""

    longueur_maximale: int
    sosies: Mapping[str, str]
    negation: Negation
    constats: tuple[RegleDeMessage, ...]
    contextuels: Mapping[str, Motif]
    mentions_de_tiers: tuple[MentionDeTiers, ...]
    rappel_de_tiers: MentionDeTiers
    lexique: Mapping[str, Expressions]
    prefixes_surtaxes: tuple[str, ...]

    def plier(self, texte: str) -> TextePlie:
        """Le texte, plié."""
        return plier(texte, self.sosies)


class Methode(NamedTuple):
    """Une méthode refusée : pourquoi, sur quels textes, et ce qui la remplace."""

    nom: str
    motif: str
    articles: tuple[str, ...]
    peines: tuple[str, ...]
    alternatives: tuple[str, ...]


class Methodes(NamedTuple):
    """Les méthodes refusées, par nom et par alias, et les méthodes permises."""

    refusees: Mapping[str, Methode]
    permises: tuple[str, ...]


@cache
def regles_de_message() -> ReglesDeMessage:
    """Les règles, lues une fois."""
    lu = fichiers.toml(_MESSAGES)
    ecart, lecture = lu["lecture"]["ecart"], lu["lecture"]
    listes = {nom: liste for nom, liste in lu["lexique"].items() if nom != "prefixes_surtaxes"}
    return ReglesDeMessage(
        longueur_maximale=lecture["longueur_maximale"],
        sosies=MappingProxyType(dict(lecture["sosies"])),
        negation=Negation(
            directe=frozenset(lecture["negation_directe"]),
            proche=frozenset(lecture["negation_proche"]),
            ouvre=frozenset(lecture["negation_ouvre"]),
            ferme=frozenset(lecture["negation_ferme"]),
            sujets=frozenset(lecture["sujets"]),
            ecart=lecture["negation_ecart"],
            portee=lecture["negation_portee"],
            litotes=tuple(lecture["negation_litotes"]),
        ),
        constats=tuple(_regle(une, ecart) for une in lu["constat"]),
        contextuels=MappingProxyType({code: _motif(code, une) for code, une in lu["contextuel"].items()}),
        mentions_de_tiers=tuple(_mention(une, une["rang"], ecart) for une in lu["mention_tiers"]),
        rappel_de_tiers=_mention(lu["rappel_tiers"], 0, ecart),
        lexique=MappingProxyType({nom: Expressions(tuple(liste), ecart) for nom, liste in listes.items()}),
        prefixes_surtaxes=tuple(lu["lexique"]["prefixes_surtaxes"]),
    )


def _motif(code: str, lu: Mapping[str, Any]) -> Motif:
    return Motif(
        code=code,
        motif=lu["motif"],
        articles=tuple(lu["articles"]),
        articles_consommateur=tuple(lu.get("articles_consommateur", ())),
        peines=tuple(lu.get("peines", ())),
        peines_consommateur=tuple(lu.get("peines_consommateur", ())),
        formulation=lu["formulation"],
    )


def _regle(lu: Mapping[str, Any], ecart: int) -> RegleDeMessage:
    return RegleDeMessage(
        dit=_motif(lu["code"], lu),
        niveau=lu["niveau"],
        expressions=Expressions(tuple(lu["expressions"]), ecart),
        sauf=Expressions(tuple(lu.get("sauf", ())), ecart),
        sauf_phrase=Expressions(tuple(lu.get("sauf_phrase", ())), ecart),
        negation=lu["negation"],
        sans_titre=lu.get("sans_titre", False),
        debiteurs=frozenset(lu.get("debiteurs", ())),
        emetteurs=frozenset(lu.get("emetteurs", ())),
    )


def _mention(lu: Mapping[str, Any], rang: int, ecart: int) -> MentionDeTiers:
    return MentionDeTiers(rang, lu["cle"], Expressions(tuple(lu["expressions"]), ecart), lu["formulation"])


@cache
def methodes() -> Methodes:
    """Les méthodes, lues une fois."""
    lu = fichiers.toml(_METHODES)
    refusees: dict[str, Methode] = {}
    for nom, une in lu["methode"].items():
        listes = (tuple(une[champ]) for champ in ("articles", "peines", "alternatives"))
        for appel in (nom, *une["alias"]):
            refusees[appel] = Methode(nom, une["motif"], *listes) if appel == nom else refusees[nom]
    return Methodes(MappingProxyType(refusees), tuple(lu["permises"]["methodes"]))
