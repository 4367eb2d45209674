"""La politique de recouvrement : ce qu'une entreprise décide, une fois, pour tous ses dossiers. Aucune loi n'y est.

Elle s'écrit en Python, en TOML ou en JSON, porte une version, et se relit telle quelle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, WithJsonSchema

from creances.modeles.base import Modele
from creances.modeles.contexte import Relation
from creances.modeles.parties import Texte
from creances.moteur.usages.chiffres import chiffres, lire
from creances.moteur.usages.courbe import EUROS, FICHIER, PREFIXE, CourbeRecouvrement, PointDeCourbe, unites
from creances.moteur.usages.scenarios import scenarios
from creances.noyau.argent import MILLION, montant, taux
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi

Externalisation = Literal["des_le_debut", "apres_relances", "avant_mise_en_demeure", "apres_mise_en_demeure", "jamais"]
SortDesAccessoires = Literal["reclamer", "mentionner", "renoncer"]
PlaceDeLaSommation = Literal["jamais", "au_lieu_de_la_lettre", "avant_le_juge"]
VoieChiffree = Literal[
    "relance",
    "mise_en_demeure",
    "sommation_payer",
    "echeancier",
    "mediation",
    "pack_automatise",
    "cabinet",
    "petites_creances",
    "injonction_payer",
    "refere_provision",
    "assignation_fond",
]


def lire_chiffres(recu: Any) -> tuple[tuple[str, Decimal], ...]:
    """Lit des chiffres par nom ; refuse un nom inconnu, un flottant, une fraction de jour."""
    paires = tuple(recu.items()) if isinstance(recu, Mapping) else recu
    if not isinstance(paires, tuple | list) or any(
        not isinstance(une, tuple | list) or len(une) != 2 for une in paires
    ):
        raise DonneeInvalide(f"chiffres : reçu {recu!r} ; accepté : des chiffres par nom", code="politique.chiffres")
    return tuple(sorted(_chiffre(*paire) for paire in paires))


def _chiffre(nom: str, valeur: Any) -> tuple[str, Decimal]:
    connus = chiffres(FICHIER)
    if nom not in connus:
        raise DonneeInvalide(
            f"chiffres : reçu le nom {nom!r} ; accepté : {', '.join(connus)}", code="politique.chiffre_inconnu"
        )
    lu = taux(valeur, nom)
    if unites()[nom] == EUROS:
        montant(valeur, nom)
    if nom.startswith(PREFIXE):
        PointDeCourbe(age=0, part=lu)
    entier = isinstance(connus[nom].valeur, int)
    if lu > MILLION or (entier and lu != lu.to_integral_value()):
        accepte = "un nombre entier" if entier else "un nombre"
        raise DonneeInvalide(
            f"{nom} : reçu {valeur} ; accepté : {accepte}, un million au plus", code="politique.chiffre"
        )
    return nom, lu


ChiffresDonnes = Annotated[
    tuple[tuple[str, Decimal], ...],
    BeforeValidator(lire_chiffres),
    PlainSerializer(dict, when_used="json"),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "integer"]}}),
]
"""Des chiffres d'usage remplacés, par nom : euros, pour cent, jours ou nombres, comme dans les données livrées."""

ChiffresAcceptes = Annotated[
    Mapping[str, Decimal | int | str] | tuple[tuple[str, Decimal], ...],
    PlainValidator(lire_chiffres),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "integer"]}}),
]
"""Argument d'une règle : des chiffres par nom."""


def _paires(recu: Any) -> Any:
    """Une table, ou ses paires."""
    paires = tuple(sorted(recu.items(), key=str)) if isinstance(recu, Mapping) else recu
    if not isinstance(paires, tuple | list) or any(
        not isinstance(une, tuple | list) or len(une) != 2 or not isinstance(une[0], str) for une in paires
    ):
        raise DonneeInvalide(f"table : reçu {recu!r} ; accepté : des valeurs par nom", code="politique.table")
    return paires


def _approbateurs(recu: Any) -> Any:
    """Des noms par décision ; une décision inconnue est refusée."""
    paires = _paires(recu)
    connues = lire("decisions.toml")["decisions"]
    for decision in dict(paires):
        exiger_parmi("approbateurs", decision, tuple(connues))
    return paires


def _scenarios(recu: Any) -> Any:
    """Un calendrier livré par segment ; un code inconnu est refusé."""
    paires = _paires(recu)
    for code in dict(paires).values():
        exiger_parmi("scenarios", code, tuple(scenarios()))
    return paires


def _par_segment(recu: Sequence[tuple[str, Sequence[tuple[str, Decimal]]]]) -> dict[str, dict[str, Decimal]]:
    return {segment: dict(siens) for segment, siens in recu}


_OBJET = WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}})
# Des tables figées : un objet en JSON et en TOML, des paires en mémoire, donc comparables et hachables.
ParSegment = Annotated[
    tuple[tuple[Texte, ChiffresDonnes], ...],
    BeforeValidator(_paires),
    PlainSerializer(_par_segment, when_used="json"),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "object"}}),
]
Approbateurs = Annotated[
    tuple[tuple[Texte, Texte], ...], BeforeValidator(_approbateurs), PlainSerializer(dict, when_used="json"), _OBJET
]
Scenarios = Annotated[
    tuple[tuple[Texte, Texte], ...], BeforeValidator(_scenarios), PlainSerializer(dict, when_used="json"), _OBJET
]
SelonLaRelation = Annotated[
    tuple[tuple[Relation, SortDesAccessoires], ...],
    BeforeValidator(_paires),
    PlainSerializer(dict, when_used="json"),
    _OBJET,
]


class Politique(Modele):
    """Ce que l'entreprise décide. Rien n'y écarte une règle de droit.

    - `nom`, `version` : la décision les cite.
    - `chiffres` : remplacent ceux de `orientation.toml`, par nom. `segments` : de même, pour les débiteurs d'un segment.
    - `courbe` : remplace la courbe livrée, et celle de l'historique.
    - `voies_refusees` : jamais proposées. `approbateurs` : qui doit approuver une voie avant qu'elle parte.
    - `scenarios` : le calendrier (par son code) des débiteurs d'un segment.
    - `externalisation` : quand le cabinet devient possible ; None, l'usage.
    - `penalites` : réclamer, mentionner ou y renoncer ; `penalites_par_relation` : selon la relation.
    - `accessoires` : poursuivre pour les seules pénalités quand le montant de la facture est réglé.
    - `priorite_amiable` : aucun juge avant une mise en demeure restée sans effet.
    - `sommation` : un commissaire de justice au lieu de la lettre de mise en demeure, ou aussi avant le juge ; None : avant
      le juge si le créancier a un service structuré, sinon jamais.

    >>> Politique.lire('version = "2"\\n[chiffres]\\nactualisation = "8"').chiffres
    (('actualisation', Decimal('8.00')),)
    """

    nom: Texte = ""
    version: Texte = "1"
    chiffres: ChiffresDonnes = ()
    segments: ParSegment = ()
    courbe: CourbeRecouvrement | None = None
    voies_refusees: tuple[VoieChiffree, ...] = ()
    approbateurs: Approbateurs = ()
    scenarios: Scenarios = ()
    externalisation: Externalisation | None = None
    penalites: SortDesAccessoires = "reclamer"
    penalites_par_relation: SelonLaRelation = (("strategique", "mentionner"),)
    accessoires: bool = False
    priorite_amiable: bool = True
    sommation: PlaceDeLaSommation | None = None

    @classmethod
    def lire(cls, champs: Mapping[str, Any] | str) -> Self:
        """Construit une politique depuis des données, un texte JSON ou un texte TOML ; refuse comme le constructeur."""
        if not isinstance(champs, str):
            return cls(**champs)
        if champs.lstrip().startswith("{"):
            return cls.depuis_json(champs)
        return cls(**_toml(champs))

    def toml_texte(self) -> str:
        """La politique en TOML, sans perte : `Politique.lire` la relit égale."""
        return "\n".join(_lignes_toml(self.model_dump(mode="json", exclude_none=True))) + "\n"

    def chiffres_du(self, segment: str | None) -> tuple[tuple[str, Decimal], ...]:
        """Les chiffres remplacés pour un débiteur de ce segment : les siens l'emportent sur les communs."""
        siens = dict(self.segments).get(segment or "", ())
        return tuple(sorted((dict(self.chiffres) | dict(siens)).items())) if siens else self.chiffres

    def sort_des_penalites(self, relation: Relation | None) -> SortDesAccessoires:
        """Ce que l'entreprise fait des pénalités et de l'indemnité dans cette relation."""
        return dict(self.penalites_par_relation).get(relation or "aucune", self.penalites)


def politique_schema() -> dict[str, Any]:
    """Le schéma JSON d'une politique, pour qui en écrit une dans un éditeur ou un formulaire.

    >>> politique_schema()["additionalProperties"], "chiffres" in politique_schema()["properties"]
    (False, True)
    """
    return Politique.model_json_schema()


def _toml(texte: str) -> dict[str, Any]:
    from tomllib import TOMLDecodeError, loads

    try:
        return loads(texte)
    except TOMLDecodeError as refus:
        raise DonneeInvalide(
            f"politique : ce texte n'est pas du TOML ({refus}) ; accepté : TOML ou JSON", code="politique.toml"
        ) from None


def _lignes_toml(donnees: Mapping[str, Any], prefixe: str = "") -> Iterator[str]:
    """Les valeurs simples d'abord, puis les tables, comme TOML l'exige."""
    for nom, valeur in donnees.items():
        if not isinstance(valeur, Mapping):
            yield f"{_cle(nom)} = {_ecrit_valeur(valeur)}"
    for nom, valeur in donnees.items():
        if isinstance(valeur, Mapping):
            chemin = f"{prefixe}{_cle(nom)}"
            if not valeur or not all(isinstance(dedans, Mapping) for dedans in valeur.values()):
                yield f"\n[{chemin}]"
            yield from _lignes_toml(valeur, f"{chemin}.")


def _ecrit_valeur(valeur: Any) -> str:
    if isinstance(valeur, Mapping):
        return "{" + ", ".join(f"{_cle(nom)} = {_ecrit_valeur(dedans)}" for nom, dedans in valeur.items()) + "}"
    if isinstance(valeur, list):
        return "[" + ", ".join(map(_ecrit_valeur, valeur)) + "]"
    return _ecrit(valeur)


def _cle(nom: str) -> str:
    return nom if nom.isascii() and nom.isidentifier() else _ecrit(nom)


def _ecrit(valeur: str | int) -> str:
    """Un texte entre guillemets, un nombre ou un booléen : leur écriture en JSON est aussi celle de TOML."""
    return json.dumps(valeur, ensure_ascii=False).replace("\x7f", "\\u007f")
