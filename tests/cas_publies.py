"""Les cas publiés : les fichiers de `tests/cas`, lus une fois, évalués par la porte des données.

`CAS` les donne tous ; `par_cas` lance un test une fois par cas ; `qui_lisent` dit lesquels dépendent d'une table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from creances import Droit, DroitInconnu, ErreurCreances, Source, Version, droit_courant, evaluer
from creances.noyau.argent import millioniemes, pourcent

DOSSIER = Path(__file__).parent / "cas"
LECTURE = "lecture"


@dataclass(frozen=True)
class Cas:
    """Un cas de `tests/cas` ; le format est décrit dans `tests/cas/README.md`."""

    fichier: str
    id: str
    objet: str
    source: str
    url: str
    relevee_le: str
    regle: str
    entrees: Mapping[str, Any]
    publie: Any
    verdict: Literal["concorde", "ecart_explique", "source_erronee"]
    calcule: Any = None
    motif: str = ""
    champ: str = ""
    lignes: list[str] | None = None
    reserves: list[str] | None = None
    articles: list[str] | None = None
    erreur: str | None = None
    table: str | None = None
    droit: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def nom(self) -> str:
        return f"{self.fichier}-{self.id}"

    @property
    def appelle_une_regle(self) -> bool:
        return self.regle != LECTURE

    def etat_du_droit(self, droit: Droit) -> Droit:
        """Le droit du cas : celui qu'on donne, sauf si le cas pose une hypothèse (table remplacée ou prolongée)."""
        for nom, lignes in self.droit.get("remplace", {}).items():
            versions = tuple(
                Version(date.fromisoformat(debut), Decimal(valeur), Source("hypothèse"))
                for debut, valeur in lignes.items()
            )
            droit = droit.avec(replace(droit.table(nom), versions=versions))
        for nom, jusqu_au in self.droit.get("prolonge", {}).items():
            droit = droit.prolonge(nom, date.fromisoformat(jusqu_au))
        return droit

    def attendu(self) -> dict[str, Any]:
        """Ce que nous devons répondre : seuls les faits que le cas énonce."""
        if self.erreur is not None:
            return {"erreur": self.erreur} | ({"table": self.table} if self.table else {})
        facultatifs = {nom: getattr(self, nom) for nom in ("lignes", "reserves", "articles")}
        return {"calcule": self.calcule} | {nom: lu for nom, lu in facultatifs.items() if lu is not None}

    def observer(self, droit: Droit) -> dict[str, Any]:
        """Ce que la bibliothèque répond sous ce droit, dans la forme de `attendu`."""
        try:
            obtenu = self._repondre(self.etat_du_droit(droit))
        except ErreurCreances as erreur:
            obtenu = {"erreur": erreur.code, "table": erreur.contexte.get("table")}
        return {nom: lu for nom, lu in obtenu.items() if nom in self.attendu()} or obtenu

    def _repondre(self, droit: Droit) -> dict[str, Any]:
        if not self.appelle_une_regle:
            return {"calcule": _retenir(lire(self.entrees, droit), self.calcule)}
        resultat = evaluer(self.regle, self.entrees, droit=droit)
        valeur = json.loads(resultat.json())["valeur"]
        for pas in filter(None, self.champ.split(".")):
            valeur = valeur[int(pas)] if isinstance(valeur, list) else valeur[pas]
        return {
            "calcule": _retenir(valeur, self.calcule),
            "lignes": [str(ligne.montant) for ligne in resultat.lignes if ligne.montant is not None],
            "reserves": sorted({reserve.code for reserve in resultat.reserves}),
            "articles": list(resultat.articles),
        }


def _retenir(valeur: Any, modele: Any) -> Any:
    """Une valeur composée est comparée champ par champ, sur les seuls champs que le cas énonce."""
    if isinstance(modele, dict) and isinstance(valeur, dict):
        return {nom: _retenir(valeur.get(nom), attendu) for nom, attendu in modele.items()}
    return valeur


def lire(entrees: Mapping[str, Any], droit: Droit) -> dict[str, Any]:
    """Lit une table au jour dit : sa valeur, le début de cette valeur, et ce qu'elle valait la veille.

    `points` ajoute la valeur d'une autre table, `fois` multiplie par elle, chacune lue à son propre jour.
    """
    jour = date.fromisoformat(entrees["jour"])
    version = droit(entrees["table"], jour)
    return {
        "valeur": _ecrire(_composer(version.valeur, entrees, droit)),
        "depuis": version.debut.isoformat(),
        "veille": _veille(entrees["table"], jour, droit),
    }


def _composer(valeur: Any, entrees: Mapping[str, Any], droit: Droit) -> Any:
    if "fois" in entrees:
        valeur *= droit(entrees["fois"]["table"], date.fromisoformat(entrees["fois"]["jour"])).valeur
    if "points" in entrees:
        valeur += droit(entrees["points"]["table"], date.fromisoformat(entrees["points"]["jour"])).valeur
    return valeur


def _veille(table: str, jour: date, droit: Droit) -> Any:
    try:
        return _ecrire(droit(table, date.fromordinal(jour.toordinal() - 1)).valeur)
    except DroitInconnu:
        return None


def _ecrire(valeur: Any) -> Any:
    """Un taux s'écrit avec ses deux décimales, comme la loi l'imprime ; un jour, en ISO ; un nombre ou un mot, tel quel."""
    if isinstance(valeur, date):
        return valeur.isoformat()
    return str(pourcent(millioniemes(valeur))) if isinstance(valeur, Decimal) else valeur


# Une clé inconnue ou manquante dans un fichier est une erreur.
CAS = tuple(
    Cas(fichier=fichier.stem, **champs)
    for fichier in sorted(DOSSIER.glob("*.json"))
    for champs in json.loads(fichier.read_text(encoding="utf-8"))
)
par_cas = pytest.mark.parametrize("cas", CAS, ids=[cas.nom for cas in CAS])


class Espion(Droit):
    """Un droit qui retient dans `lues` le nom des tables qu'on lui demande."""

    lues: set[str]

    @classmethod
    def sur(cls, droit: Droit, lues: set[str]) -> Espion:
        espion = cls(droit.version, droit.tables)
        object.__setattr__(espion, "lues", lues)
        return espion

    def table(self, nom: str) -> Any:
        self.lues.add(nom)
        return super().table(nom)

    def _derive(self, marque: str, tables: Mapping[str, Any]) -> Droit:
        return Espion.sur(super()._derive(marque, tables), self.lues)


@cache
def _index() -> Mapping[str, tuple[Cas, ...]]:
    lecteurs: dict[str, list[Cas]] = {}
    for cas in sorted(CAS, key=lambda un: un.appelle_une_regle):
        lues: set[str] = set()
        cas.observer(Espion.sur(droit_courant(), lues))
        for table in lues:
            lecteurs.setdefault(table, []).append(cas)
    return {table: tuple(cas) for table, cas in lecteurs.items()}


def qui_lisent(table: str) -> tuple[Cas, ...]:
    """Les cas dont la réponse demande cette table, lectures directes d'abord : elles ne coûtent rien."""
    return _index().get(table, ())
