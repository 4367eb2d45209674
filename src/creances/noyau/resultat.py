"""La réponse et ses raisons : `Resultat`, ses `Ligne` et ses `Reserve`.

L'explication est la valeur rendue, en faits structurés ; les mots ne sont écrits qu'à l'affichage (`noyau.rendu`).

>>> ligne = Ligne("interets.tranche", "C. com., L441-10, II", jours=61, montant=Decimal("203.05"))
>>> ligne.faits()
{'jours': 61, 'montant': Decimal('203.05')}
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BeforeValidator, PlainSerializer, TypeAdapter

T = TypeVar("T")

_paires = (
    BeforeValidator(lambda valeur: tuple(valeur.items()) if isinstance(valeur, dict) else valeur),
    PlainSerializer(dict, when_used="json"),
)
# Des paires plutôt qu'un dictionnaire : immuables, hachables, picklables ; le JSON, lui, montre un objet.
Dates = Annotated[tuple[tuple[str, date], ...], *_paires]
Montants = Annotated[tuple[tuple[str, Decimal], ...], *_paires]
Mots = Annotated[tuple[tuple[str, str | int], ...], *_paires]


@dataclass(frozen=True, slots=True)
class Reserve:
    """Ce qu'un lecteur prudent doit savoir avant de signer.

    `code` est stable et en capitales (« DELAI_ILLICITE ») ; le texte vient du catalogue à l'affichage.
    """

    code: str
    articles: tuple[str, ...] = ()
    dates: Dates = ()
    montants: Montants = ()
    mots: Mots = ()


@dataclass(frozen=True, slots=True)
class Ligne:
    """Un pas du raisonnement : ce que la règle vient de faire, avec les nombres dont elle s'est servie.

    `code` désigne la phrase du catalogue. Les jours `debut` et `fin` sont inclus. `taux` est en pour cent l'an,
    `base` est le nombre de jours de l'année (365 ou 366), `montant` ce que la ligne apporte à la réponse.
    """

    code: str
    article: str = ""
    debut: date | None = None
    fin: date | None = None
    jours: int | None = None
    assiette: Decimal | None = None
    taux: Decimal | None = None
    base: int | None = None
    montant: Decimal | None = None
    dates: Dates = ()
    montants: Montants = ()
    mots: Mots = ()

    def faits(self) -> dict[str, Any]:
        """Tous les faits de la ligne, à plat, par nom."""
        directs = ("debut", "fin", "jours", "assiette", "taux", "base", "montant")
        presents = {nom: valeur for nom in directs if (valeur := getattr(self, nom)) is not None}
        return presents | dict(self.dates) | dict(self.montants) | dict(self.mots)


@dataclass(frozen=True, slots=True)
class Resultat(Generic[T]):
    """Une réponse qui s'explique.

    `valeur` est la réponse ; `lignes` la démontre ; `articles` cite les textes appliqués ; `reserves` dit ce qui
    reste discuté ou supposé ; `au` est le jour de la question ; `droit` est la version des données légales.
    """

    regle: str
    valeur: T
    lignes: tuple[Ligne, ...] = ()
    articles: tuple[str, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    au: date | None = None
    droit: str = ""

    def codes(self) -> frozenset[str]:
        """Les codes des réserves, pour un test ou une alerte."""
        return frozenset(reserve.code for reserve in self.reserves)

    def texte(self, langue: str = "fr") -> str:
        """La réponse en texte, « fr » ou « en »."""
        from creances.noyau.rendu import texte

        return texte(self, langue)

    def markdown(self, langue: str = "fr") -> str:
        """La réponse en Markdown, « fr » ou « en »."""
        from creances.noyau.rendu import markdown

        return markdown(self, langue)

    def html(self, langue: str = "fr") -> str:
        """La réponse en fragment HTML, « fr » ou « en »."""
        from creances.noyau.rendu import html

        return html(self, langue)

    def __str__(self) -> str:
        return self.texte()

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_markdown_(self) -> str:
        return self.markdown()

    def json(self) -> str:
        """La réponse en JSON, sans perte : décimaux et dates en texte. `creances.relire` fait le chemin inverse."""
        return _adaptateur(_type(self.valeur)).dump_json(self).decode()


def _type(valeur: object) -> Any:
    return type(valeur)


@cache
def _adaptateur(type_valeur: Any) -> TypeAdapter[Resultat[Any]]:
    return TypeAdapter(Resultat[type_valeur])


def depuis_json(texte: str, type_valeur: Any) -> Resultat[Any]:
    """Relit un résultat écrit par `Resultat.json`, dont la valeur est de type `type_valeur`.

    >>> un = Resultat("penalites", Decimal("413.68"), au=date(2026, 8, 31))
    >>> depuis_json(un.json(), Decimal) == un
    True
    """
    return _adaptateur(type_valeur).validate_json(texte)


def schema_json(type_valeur: Any) -> dict[str, Any]:
    """JSON Schema d'un résultat dont la valeur est de type `type_valeur`, tel que `Resultat.json` l'écrit."""
    return _adaptateur(type_valeur).json_schema(mode="serialization")
