"""La porte des données : toute règle inscrite se lance depuis des données de type JSON, et rend son résultat.

>>> evaluer("penalites", {"creance": {"montant": "10000", "echeance": "2026-04-30"}, "au": "2026-08-31"}).valeur
Decimal('413.68')
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from creances.droit.corpus import Droit
from creances.droit.registre import Regle, registre
from creances.modeles.base import refuser
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Resultat, depuis_json, schema_json

_HORS_DES_DONNEES = "droit"
# La porte connaît toutes les règles : importer leurs modules les inscrit au registre, à la première question seulement.
_MODULES = (
    "creances.moteur.balance_agee",
    "creances.moteur.calendrier",
    "creances.moteur.classement_comptable",
    "creances.moteur.controle_cgv",
    "creances.moteur.controle_delai",
    "creances.moteur.controle_terme",
    "creances.moteur.decompte",
    "creances.moteur.delai_propose",
    "creances.moteur.echeancier",
    "creances.moteur.escalade",
    "creances.moteur.escompte",
    "creances.moteur.indemnite",
    "creances.moteur.indicateurs",
    "creances.moteur.mentions",
    "creances.moteur.mise_en_demeure",
    "creances.moteur.organisation",
    "creances.moteur.orientation",
    "creances.moteur.penalites",
    "creances.moteur.prescription",
    "creances.moteur.prevention",
    "creances.moteur.previsionnel",
    "creances.moteur.promesses",
    "creances.moteur.releve",
    "creances.moteur.revue_politique",
    "creances.moteur.suivi",
    "creances.moteur.voies",
    "creances.regles.avancement",
    "creances.regles.competence",
    "creances.regles.controle_message",
    "creances.regles.controle_tiers",
    "creances.regles.declaration",
    "creances.regles.delais_de_grace",
    "creances.regles.echeance",
    "creances.regles.especes",
    "creances.regles.expiration",
    "creances.regles.frais",
    "creances.regles.interets",
    "creances.regles.protocole",
)


@cache
def _toutes() -> Mapping[str, Regle]:
    for module in _MODULES:
        import_module(module)
    return registre()


@dataclass(frozen=True)
class Fiche:
    """La fiche d'une règle : son nom, ses articles, sa documentation, les schémas JSON de ses entrées et de sa sortie."""

    nom: str
    articles: tuple[str, ...]
    documentation: str

    @cached_property
    def schema_entrees(self) -> dict[str, Any]:
        """JSON Schema de ce que `evaluer` accepte pour cette règle."""
        return _entrees(self.nom).model_json_schema()

    @cached_property
    def schema_sortie(self) -> dict[str, Any]:
        """JSON Schema du résultat, tel que `Resultat.json` l'écrit."""
        return schema_json(_type_de_la_valeur(self.nom))


def regles() -> tuple[Fiche, ...]:
    """Toutes les règles qu'`evaluer` sait lancer, par ordre alphabétique.

    >>> {"echeance", "penalites", "releve"} <= {fiche.nom for fiche in regles()}
    True
    """
    return tuple(Fiche(nom, une.articles, inspect.getdoc(une.fonction) or "") for nom, une in sorted(_toutes().items()))


def evaluer(nom: str, entrees: Mapping[str, Any], *, droit: Droit | None = None) -> Resultat[Any]:
    """Lance la règle `nom` avec des entrées de type JSON : montants en texte ou entiers, dates ISO, objets.

    Les entrées sont les arguments de la règle, sous leur nom. Lève `DonneeInvalide` pour une règle ou une entrée
    inconnue, un flottant, une date impossible ; sinon les erreurs de la règle.

    >>> evaluer("interets", {"montant": "2000", "debut": "2015-09-17", "au": "2015-12-31"}).valeur
    Decimal('5.70')
    """
    une = _regle(nom)
    try:
        lues = _entrees(nom).model_validate(dict(entrees))
    except ValidationError as refus:
        raise refuser(refus, nom) from None
    resultat: Resultat[Any] = une.fonction(
        **{champ: getattr(lues, champ) for champ in lues.model_fields_set}, droit=droit
    )
    return resultat


def relire(texte: str) -> Resultat[Any]:
    """Relit un résultat écrit par `Resultat.json`, sans perte.

    >>> un = evaluer("interets", {"montant": "2000", "debut": "2015-09-17", "au": "2015-12-31"})
    >>> relire(un.json()) == un
    True
    """
    try:
        nom = str(json.loads(texte)["regle"])
    except (ValueError, TypeError, KeyError):
        raise DonneeInvalide(
            "texte : reçu autre chose qu'un résultat ; accepté : le JSON écrit par Resultat.json",
            code="json.resultat",
        ) from None
    try:
        return depuis_json(texte, _type_de_la_valeur(nom))
    except ValidationError as refus:
        raise refuser(refus, "Resultat") from None


def _regle(nom: str) -> Regle:
    connues = _toutes()
    if nom not in connues:
        raise DonneeInvalide(f"règle : reçu {nom!r} ; accepté : {', '.join(sorted(connues))}", code="regle.inconnue")
    return connues[nom]


@cache
def _entrees(nom: str) -> type[BaseModel]:
    """Le modèle des entrées d'une règle, tiré de sa signature."""
    fonction = _regle(nom).fonction
    types = get_type_hints(fonction, include_extras=True)
    champs: dict[str, Any] = {
        argument.name: (types[argument.name], ... if argument.default is argument.empty else argument.default)
        for argument in inspect.signature(fonction).parameters.values()
        if argument.name != _HORS_DES_DONNEES
    }
    return create_model(nom, __config__=ConfigDict(extra="forbid", frozen=True), **champs)


@cache
def _type_de_la_valeur(nom: str) -> Any:
    """Le type `T` du `Resultat[T]` que la règle annonce."""
    return get_args(get_type_hints(_regle(nom).fonction, include_extras=True)["return"])[0]
