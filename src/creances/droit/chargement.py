"""Les fichiers de données, CSV et TOML, lus une fois, vérifiés, changés en tables datées."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from creances.droit import fichiers, procedures
from creances.noyau.erreurs import TableIncoherente
from creances.noyau.tables import Confiance, Source, TableDatee, Version

_CONFIANCES = ("haute", "moyenne", "basse")
_COLONNES_DE_SOURCE = {"debut", "acte", "nature", "publie_le", "source", "confiance"}


def _date(texte: str) -> date | None:
    return date.fromisoformat(texte) if texte else None


def _confiance(texte: str) -> Confiance:
    if texte not in _CONFIANCES:
        raise TableIncoherente(f"confiance : reçu {texte!r} ; accepté : {', '.join(_CONFIANCES)}")
    return cast("Confiance", texte)


def version_des_donnees() -> str:
    """Version calendaire des données légales."""
    return fichiers.texte("VERSION").strip()


@cache
def lire_tables() -> Mapping[str, TableDatee[Any]]:
    """Toutes les tables du paquet, par nom ; un nom en double est refusé."""
    tables: dict[str, TableDatee[Any]] = {}
    for table in (*_lire_series(), *_lire_parametres(), *procedures.tables()):
        if table.nom in tables:
            raise TableIncoherente(f"{table.nom} : deux tables de ce nom")
        tables[table.nom] = table
    return MappingProxyType(tables)


def _lire_series() -> Iterator[TableDatee[Decimal]]:
    for nom, serie in fichiers.toml("series.toml").items():
        lignes = fichiers.csv(serie["fichier"])
        attendues = _COLONNES_DE_SOURCE | set(serie["colonnes"])
        if inconnues := set(lignes[0]) - attendues:
            raise TableIncoherente(f"{serie['fichier']} : colonnes inconnues {sorted(inconnues)}")
        for colonne in serie["colonnes"]:
            yield TableDatee(
                nom=nom if serie["colonnes"] == ["taux"] else f"{nom}.{colonne}",
                unite=serie["unite"],
                versions=tuple(_version_de_serie(ligne, colonne, serie["article"]) for ligne in lignes),
                connu_jusqu_au=serie.get("connu_jusqu_au"),
                revue_avant=serie.get("revue_avant"),
            )


def _version_de_serie(ligne: Mapping[str, str], colonne: str, article: str) -> Version[Decimal]:
    source = Source(
        acte=ligne.get("acte") or f"BCE, {ligne.get('nature', '')}",
        publie_le=_date(ligne["publie_le"]),
        adresse=ligne["source"],
        confiance=_confiance(ligne["confiance"]),
    )
    return Version(date.fromisoformat(ligne["debut"]), Decimal(ligne[colonne]), source, article)


def _lire_parametres() -> Iterator[TableDatee[Any]]:
    for theme in fichiers.themes("parametres", ".toml"):
        for nom, parametre in _feuilles(fichiers.toml(theme)):
            yield TableDatee(
                nom=nom,
                unite=parametre["unite"],
                versions=tuple(_version_de_parametre(version) for version in parametre["version"]),
                connu_jusqu_au=parametre.get("connu_jusqu_au"),
                revue_avant=parametre.get("revue_avant"),
            )


def _feuilles(noeud: Mapping[str, Any], prefixe: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    for nom, contenu in noeud.items():
        if "version" in contenu:
            yield prefixe + nom, contenu
        else:
            yield from _feuilles(contenu, f"{prefixe}{nom}.")


def _version_de_parametre(ligne: Mapping[str, Any]) -> Version[Any]:
    source = Source(ligne["acte"], ligne.get("publie_le"), ligne.get("source", ""), _confiance(ligne["confiance"]))
    valeur = ligne["valeur"]
    return Version(ligne["debut"], Decimal(valeur) if _est_nombre(valeur) else valeur, source, ligne["article"])


def _est_nombre(valeur: object) -> bool:
    """Un nombre décimal s'écrit entre guillemets dans le TOML, comme la loi l'imprime ; les jours sont des entiers."""
    return isinstance(valeur, str) and valeur.replace(".", "", 1).isdigit()
