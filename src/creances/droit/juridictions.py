"""Les juridictions : quelle matière relève de laquelle, en quel lieu, et ce que chaque procédure y change.

Les seuils sont des tables datées (`competence.*`) ; ici sont les choix qui ne changent pas avec le temps.

>>> matieres()["credit_consommation"].juridiction, "Lyon" in sieges_des_tae()
('juge_de_la_protection', True)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from creances.droit import fichiers
from creances.noyau.erreurs import TableIncoherente

_FICHIER = "competence.csv"
_CONFIANCES = ("haute", "moyenne", "basse")
_AVOCAT = ("", "seuil", "jamais", "toujours", "administratif", "inconnu")
_RESSORT = ("", "seuil", "jamais")


@dataclass(frozen=True, slots=True)
class Rang:
    """Une ligne de la table : une matière et sa juridiction, une procédure et ce qu'elle déroge, ou un lieu et son texte.

    - `natures` : natures de créance qui désignent la matière à elles seules.
    - `juridiction` : vide pour une procédure portée devant le juge du fond ; de même `formation`, `article`, `lieux`.
    - `avocat` : "seuil", "jamais", "toujours", "administratif", "inconnu", ou vide (celui de la matière).
    - `dernier_ressort` : "seuil", "jamais" ou vide. `seuils` : le nom des tables `competence.avocat.*` et
      `competence.dernier_ressort.*`.
    - `seulement`, `exclut` : les matières que la procédure exige, ou refuse.
    """

    code: str
    natures: tuple[str, ...]
    juridiction: str
    formation: str
    article: str
    lieux: tuple[str, ...]
    avocat: str
    dernier_ressort: str
    seuils: str
    seulement: tuple[str, ...]
    exclut: tuple[str, ...]
    reserve: str


def matieres() -> Mapping[str, Rang]:
    """Les matières, par code."""
    return _rangs("matiere")


@cache
def matieres_des_natures() -> Mapping[str, str]:
    """La matière que désigne à elle seule une nature de créance ; les autres natures n'y sont pas."""
    return MappingProxyType({nature: rang.code for rang in matieres().values() for nature in rang.natures})


def regles_de_procedure() -> Mapping[str, Rang]:
    """Ce que chaque procédure change à la compétence, par code."""
    return _rangs("procedure")


def lieux() -> Mapping[str, Rang]:
    """Les lieux où l'on peut saisir, par code."""
    return _rangs("lieu")


def sieges_des_tae() -> frozenset[str]:
    """Les sièges des tribunaux des activités économiques (arrêté du 5 juillet 2024)."""
    return frozenset(_rangs("siege"))


@cache
def _rangs(genre: str) -> Mapping[str, Rang]:
    return MappingProxyType({rang.code: rang for rang in _lire(genre)})


def _lire(genre: str) -> Iterator[Rang]:
    for ligne in fichiers.csv(_FICHIER):
        if ligne["genre"] != genre:
            continue
        for nom, acceptes in (("confiance", _CONFIANCES), ("avocat", _AVOCAT), ("dernier_ressort", _RESSORT)):
            if ligne[nom] not in acceptes:
                raise TableIncoherente(f"{_FICHIER} : {ligne['code']}, {nom} {ligne[nom]!r}")
        yield Rang(
            code=ligne["code"],
            natures=tuple(ligne["natures"].split()),
            juridiction=ligne["juridiction"],
            formation=ligne["formation"],
            article=ligne["article"],
            lieux=tuple(ligne["lieux"].split()),
            avocat=ligne["avocat"],
            dernier_ressort=ligne["dernier_ressort"],
            seuils=ligne["seuils"],
            seulement=tuple(ligne["seulement"].split()),
            exclut=tuple(ligne["exclut"].split()),
            reserve=ligne["reserve"],
        )
