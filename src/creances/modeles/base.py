"""Le socle des modèles : immuables, fermés aux champs inconnus, et dont les refus se lisent en français."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

_ACCEPTE = {
    "missing": "ce champ est obligatoire",
    "extra_forbidden": "champ inconnu de ce modèle",
    "literal_error": "accepté : {expected}",
    "bool_type": "accepté : vrai ou faux",
    "bool_parsing": "accepté : vrai ou faux",
    "int_type": "accepté : un nombre entier",
    "string_type": "accepté : un texte",
    "string_unicode": "accepté : un texte Unicode",
    "string_too_long": "accepté : au plus {max_length} caractères",
    "string_pattern_mismatch": "accepté : un texte de la forme {pattern}",
    "greater_than_equal": "accepté : {ge} ou plus",
    "less_than_equal": "accepté : {le} ou moins",
    "too_short": "accepté : au moins {min_length} dans la liste",
    "too_long": "accepté : au plus {max_length} dans la liste",
    "tuple_type": "accepté : une liste",
    "model_type": "accepté : un objet de type {class_name} ou un dictionnaire de ses champs",
    "model_attributes_type": "accepté : un objet ou un dictionnaire de ses champs",
    "dataclass_type": "accepté : un objet de type {class_name}",
    "invalid_key": "accepté : des noms de champs, en texte",
    "is_instance_of": "accepté : une liste",
    "sequence_str": "accepté : une liste, non un texte",
    "decimal_parsing": "accepté : un nombre décimal en texte",
    "union_tag_invalid": "type inconnu ; accepté : {expected_tags}",
    "union_tag_not_found": "le champ « type » est obligatoire",
    "json_invalid": "ce texte n'est pas du JSON",
}
_AUTREMENT = "donnée refusée ({type})"


class Modele(BaseModel):
    """Ancêtre de tous les modèles.

    Immuable, comparé et haché par valeur ; un champ inconnu est refusé ; toute donnée refusée lève `DonneeInvalide`.
    Pour changer un champ, `avec` : `model_copy(update=…)` de pydantic ne revérifie rien.
    """

    # defer_build : le schéma se construit au premier usage, pas à l'import.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, use_attribute_docstrings=False)

    def __init__(self, /, **champs: Any) -> None:
        try:
            super().__init__(**champs)
        except ValidationError as refus:
            raise refuser(refus, type(self).__name__) from None

    # Sans cette marque, pydantic rappellerait __init__ pour chaque modèle imbriqué, et chaque refus s'y emboîterait.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def __setattr__(self, nom: str, valeur: Any) -> None:
        if nom in type(self).model_fields:
            raise DonneeInvalide(
                f"{type(self).__name__}.{nom} : modèle immuable ; accepté : un autre modèle, avec({nom}=…)",
                code="modele.immuable",
            )
        super().__setattr__(nom, valeur)

    @classmethod
    def lire(cls, champs: Mapping[str, Any]) -> Self:
        """Construit le modèle depuis des données de type JSON ; refuse comme le constructeur."""
        return cls(**champs)

    @classmethod
    def depuis_json(cls, texte: str | bytes) -> Self:
        """Construit le modèle depuis un texte JSON ; refuse comme le constructeur."""
        return cls.model_validate_json(texte)

    @classmethod
    def model_validate(cls, *arguments: Any, **options: Any) -> Self:
        """La porte de pydantic pour des données ; refuse comme le constructeur."""
        try:
            return super().model_validate(*arguments, **options)
        except ValidationError as refus:
            raise refuser(refus, cls.__name__) from None

    @classmethod
    def model_validate_json(cls, *arguments: Any, **options: Any) -> Self:
        """La porte de pydantic pour du JSON ; refuse comme le constructeur."""
        try:
            return super().model_validate_json(*arguments, **options)
        except ValidationError as refus:
            raise refuser(refus, cls.__name__) from None

    def json_texte(self) -> str:
        """Le modèle en JSON, sans perte."""
        return self.model_dump_json()

    def avec(self, **champs: Any) -> Self:
        """Le même modèle avec d'autres champs, tous revérifiés."""
        # Par ses champs, non par ce qu'il contient : un modèle peut garder ce qu'il en a déduit.
        tous = {nom: getattr(self, nom) for nom in type(self).model_fields}
        return type(self)(**{**tous, **champs})


def refuser(refus: ValidationError, modele: str) -> DonneeInvalide:
    """Dit en français, champ par champ, ce que pydantic a refusé."""
    details = [_detail(erreur) for erreur in refus.errors(include_url=False)]
    codes = {code for _, _, code in details}
    return DonneeInvalide(
        f"{modele} : " + " | ".join(f"{champ} : {message}" if champ else message for champ, message, _ in details),
        code=codes.pop() if len(codes) == 1 else "",
        champs=tuple(champ for champ, _, _ in details),
    )


def _detail(erreur: ErrorDetails) -> tuple[str, str, str]:
    contexte = erreur.get("ctx", {})
    cause = contexte.get("error")
    if isinstance(cause, ErreurCreances):
        # Un modèle entier refusé ne dit pas lequel de ses champs : le message le nomme, sous `champ`.
        vise = (cause.contexte["champ"],) if "champ" in cause.contexte else ()
        return _chemin((*erreur["loc"], *vise)), cause.message.partition(" : ")[2], cause.code
    champ = _chemin(erreur["loc"])
    message = _ACCEPTE.get(erreur["type"], _AUTREMENT).format(type=erreur["type"], **contexte).replace(" or ", " ou ")
    recu = "" if erreur["type"] == "missing" else f"reçu {_bref(erreur['input'])} ; "
    return champ, recu + message, f"donnee.{erreur['type']}"


def _chemin(pas: tuple[int | str, ...]) -> str:
    return ".".join(str(un) for un in pas)


def _bref(valeur: object, limite: int = 80) -> str:
    texte = repr(valeur)
    return texte if len(texte) <= limite else texte[: limite - 1] + "…"
