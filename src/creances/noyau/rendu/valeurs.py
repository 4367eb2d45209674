r"""La valeur d'un résultat, prête à écrire : un texte, une fiche (nom, contenu) ou un tableau.

>>> contenu((1, 2), "en")
Texte(ecrit='1; 2', nombre=False)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from creances.noyau.argent import Taux
from creances.noyau.rendu.catalogues import message
from creances.noyau.rendu.phrases import RIEN, fait


@dataclass(frozen=True, slots=True)
class Texte:
    """Une valeur simple, déjà écrite ; `nombre` la range à droite dans sa colonne."""

    ecrit: str
    nombre: bool = False


@dataclass(frozen=True, slots=True)
class Fiche:
    """Des noms et leurs contenus, dans l'ordre de la valeur."""

    rubriques: tuple[tuple[str, Contenu], ...]


@dataclass(frozen=True, slots=True)
class Tableau:
    """Plusieurs valeurs composées du même type : une rangée chacune."""

    entetes: tuple[str, ...]
    rangees: tuple[tuple[Contenu, ...], ...]

    @property
    def nombres(self) -> tuple[bool, ...]:
        """Par colonne, vrai si elle porte des nombres : un « — » isolé ne change pas la colonne de côté."""
        colonnes = zip(*self.rangees, strict=True)
        return tuple(any(isinstance(dedans, Texte) and dedans.nombre for dedans in colonne) for colonne in colonnes)


Compose: TypeAlias = Fiche | Tableau
Contenu: TypeAlias = Texte | Compose


class Champ(NamedTuple):
    """Un champ d'une valeur composée ; `unite` dit ce que son type tait."""

    nom: str
    valeur: object
    unite: str


def contenu(valeur: object, langue: str, unite: str = "") -> Contenu:
    """Range une valeur selon son type : simple, composée (dataclass, modèle) ou suite."""
    if isinstance(valeur, tuple):
        return _suite(valeur, langue, unite)
    if is_dataclass(valeur) or isinstance(valeur, BaseModel):
        return Fiche(
            tuple(
                (message(f"champ.{nom}", langue), contenu(interieur, langue, unite_du_champ))
                for nom, interieur, unite_du_champ in _champs(valeur)
            )
        )
    nombre = isinstance(valeur, Decimal | int) and not isinstance(valeur, bool)
    return Texte(fait(valeur, langue, unite), nombre)


def _suite(valeurs: tuple[object, ...], langue: str, unite: str) -> Contenu:
    contenus = [contenu(valeur, langue, unite) for valeur in valeurs]
    simples = [element.ecrit for element in contenus if isinstance(element, Texte)]
    if len(simples) == len(contenus):
        return Texte(message("page.separateur", langue).join(simples) or RIEN)
    fiches = [element for element in contenus if isinstance(element, Fiche)]
    if len(fiches) == len(contenus) and len({type(valeur) for valeur in valeurs}) == 1:
        return _tableau(fiches)
    # Rien de commun entre les éléments : leur rang leur sert de nom.
    return Fiche(tuple((str(rang), element) for rang, element in enumerate(contenus, start=1)))


def _tableau(fiches: Sequence[Fiche]) -> Tableau:
    entetes = tuple(nom for nom, _ in fiches[0].rubriques)
    return Tableau(entetes, tuple(tuple(interieur for _, interieur in fiche.rubriques) for fiche in fiches))


def _champs(valeur: Any) -> Iterator[Champ]:
    if isinstance(valeur, BaseModel):
        for nom, information in type(valeur).model_fields.items():
            yield Champ(nom, getattr(valeur, nom), _unite_du_modele(information))
    else:
        for champ in fields(valeur):
            # Un champ que les lignes racontent déjà ne s'écrit pas deux fois.
            if not champ.metadata.get("dans_les_lignes"):
                yield Champ(champ.name, getattr(valeur, champ.name), champ.metadata.get("unite", ""))


def _unite_du_modele(information: FieldInfo) -> str:
    """L'unité écrite dans `json_schema_extra`, sinon « taux » pour un champ annoté `Taux`."""
    supplement = information.json_schema_extra
    if isinstance(supplement, dict) and "unite" in supplement:
        return str(supplement["unite"])
    lecture_d_un_taux = get_args(Taux)[1]
    annotations = (*information.metadata, *_annotations(information.annotation))
    return "taux" if any(annotation is lecture_d_un_taux for annotation in annotations) else ""


def _annotations(type_annote: Any) -> Iterator[Any]:
    """Tout ce qu'un type contient : `Taux | None` cache sa lecture sous l'union."""
    for interieur in get_args(type_annote):
        yield interieur
        yield from _annotations(interieur)


def aplatir(interieur: Contenu) -> str:
    """Un contenu sur une seule ligne, pour tenir dans une cellule : « Date 1er mai 2026, Montant 3,00 € »."""
    if isinstance(interieur, Texte):
        return interieur.ecrit
    if isinstance(interieur, Fiche):
        return ", ".join(f"{nom} {aplatir(dedans)}" for nom, dedans in interieur.rubriques)
    fiches = (Fiche(tuple(zip(interieur.entetes, rangee, strict=True))) for rangee in interieur.rangees)
    return " / ".join(map(aplatir, fiches))
