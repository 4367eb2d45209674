"""Les pièces d'un dossier : ce que chacune établit, la force de l'ensemble, ce que demande chaque destination.

>>> solidite(("facture",)), solidite(("facture", "devis signé")), solidite(("devis_signe", "bon de livraison"))
('faibles', 'moyennes', 'fortes')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, cast, get_args

from creances.modeles.contexte import Solidite
from creances.noyau import fichiers
from creances.noyau.erreurs import TableIncoherente

_FAIBLES: Solidite = "faibles"
_APOSTROPHES = str.maketrans({"'": "_", "’": "_", " ": "_", "-": "_"})


class Besoin(NamedTuple):
    """Ce qu'une destination demande : une seule de ces pièces suffit, ou de ces choses établies."""

    nom: str
    pieces: frozenset[str]
    obligatoire: bool


class TablePreuves(NamedTuple):
    """Ce que chaque pièce établit, les forces de la plus haute à la plus basse, les besoins par destination."""

    pieces: Mapping[str, str]
    alias: Mapping[str, str]
    forces: tuple[tuple[Solidite, tuple[frozenset[str], ...]], ...]
    destinations: Mapping[str, tuple[Besoin, ...]]
    source: str
    confiance: str


@cache
def table_preuves() -> TablePreuves:
    """La table livrée, vérifiée à la première lecture."""
    return _table(fichiers.toml("creances.moteur.usages.donnees", "preuves.toml"))


def code_de_piece(piece: str) -> str:
    """Le code d'une pièce telle qu'on l'écrit : « Bon de livraison » et « bon_de_livraison » sont la même.

    >>> code_de_piece("Procès-verbal de réception"), code_de_piece("Kbis")
    ('proces_verbal_de_reception', 'extrait_du_registre')
    """
    return _code(piece)


def solidite(pieces: Iterable[str]) -> Solidite:
    """La force d'un ensemble de pièces : "fortes", "moyennes" ou "faibles". Une pièce inconnue n'y ajoute rien."""
    table = table_preuves()
    etablis = {table.pieces[code] for piece in pieces if (code := _code(piece)) in table.pieces}
    for force, ensembles in table.forces:
        if any(ensemble <= etablis for ensemble in ensembles):
            return force
    return _FAIBLES


# Les pièces d'un portefeuille se répètent : leurs codes se gardent, en nombre borné.
@lru_cache
def _code(piece: str) -> str:
    nu = "".join(un for un in unicodedata.normalize("NFKD", piece.casefold()) if not unicodedata.combining(un))
    code = nu.strip().translate(_APOSTROPHES)
    return table_preuves().alias.get(code, code)


def _table(lue: Mapping[str, Any]) -> TablePreuves:
    roles = set(lue["pieces"].values())
    forces = tuple((_force(nom), tuple(map(frozenset, ensembles))) for nom, ensembles in lue["forces"].items())
    destinations = {nom: tuple(map(_besoin, besoins)) for nom, besoins in lue["destinations"].items()}
    cites = {un for _, ensembles in forces for ensemble in ensembles for un in ensemble}
    if inconnus := cites - roles:
        raise TableIncoherente(f"preuves, forces : inconnus {sorted(inconnus)}")
    demandes = {piece for besoins in destinations.values() for besoin in besoins for piece in besoin.pieces}
    if inconnus := (demandes | set(lue["alias"].values())) - roles - set(lue["pieces"]):
        raise TableIncoherente(f"preuves : pièces inconnues {sorted(inconnus)}")
    return TablePreuves(
        MappingProxyType(lue["pieces"]),
        MappingProxyType(lue["alias"]),
        forces,
        MappingProxyType(destinations),
        lue["source"],
        lue["confiance"],
    )


def _force(nom: str) -> Solidite:
    if nom not in get_args(Solidite):
        raise TableIncoherente(f"preuves, forces : reçu {nom!r} ; accepté : {', '.join(get_args(Solidite))}")
    return cast("Solidite", nom)


def _besoin(lu: Mapping[str, Any]) -> Besoin:
    return Besoin(lu["nom"], frozenset(lu["pieces"]), lu.get("obligatoire", False))
