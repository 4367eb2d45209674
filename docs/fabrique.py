"""Les pages que personne n'écrit à la main : une par règle, le journal, et les tableaux tirés du droit livré.

Crochet de mkdocs. Une règle inscrite au registre a sa page sans que rien d'autre ne change ; un tableau se demande par
son nom entre accolades doubles, seul sur sa ligne : `{{ horizons }}`.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pydantic.fields import FieldInfo

import creances
from creances import Fiche, articles, droit_courant, regles
from creances.droit.registre import registre
from creances.modeles import Modele
from creances.noyau.rendu.catalogues import catalogue

RACINE = Path(__file__).parents[1]
PREMIERS = (".creance", ".parties", ".conditions")  # lus avant tout ce qui arrive ensuite
SORTES = {"refus": "refus (`DroitInconnu`)", "reserve": "réserve `DROIT_A_REVOIR`"}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Remplit la section « Règles » du sommaire."""
    for section in config.nav:
        if "Règles" in section:
            section["Règles"] = [{titre(fiche): f"regles/{fiche.nom}.md"} for fiche in regles()]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Ajoute les pages fabriquées."""
    for fiche in regles():
        files.append(File.generated(config, f"regles/{fiche.nom}.md", content=page(fiche)))
    journal = (RACINE / "CHANGELOG.md").read_text(encoding="utf-8")
    files.append(File.generated(config, "journal.md", content=journal))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Remplace chaque tableau demandé."""
    for nom, fabriquer in TABLEAUX.items():
        demande = f"{{{{ {nom} }}}}"
        if demande in markdown:
            markdown = markdown.replace(demande, fabriquer())
    return markdown


def titre(fiche: Fiche) -> str:
    """Le nom de la règle, en français accentué."""
    return catalogue("fr").get(f"regle.{fiche.nom}", fiche.nom)


def page(fiche: Fiche) -> str:
    """La page d'une règle : sa docstring, les textes qu'elle applique, le schéma de ses entrées."""
    fonction = registre()[fiche.nom].fonction
    textes = tableau(
        ("Texte", "Objet"),
        ((reference, articles()[reference].titre) for reference in fiche.articles),
    )
    schema = json.dumps(fiche.schema_entrees, ensure_ascii=False, indent=2)
    indente = "\n".join(f"    {ligne}" for ligne in schema.splitlines())
    return (
        f"# {titre(fiche)}\n\n"
        f"::: {fonction.__module__}.{fonction.__qualname__}\n\n"
        f"## Textes appliqués\n\n{textes}\n\n"
        f"## Depuis des données\n\n"
        f'`creances.evaluer("{fiche.nom}", entrees)` : voir [la porte des données](../guides/donnees.md).\n\n'
        f'??? note "Schéma JSON des entrées"\n\n    ```json\n{indente}\n    ```\n'
    )


def horizons() -> str:
    """Jusqu'où chaque table répond."""
    return tableau(
        ("Table", "Dernière ligne depuis", "Répond jusqu'au (exclu)", "Au-delà"),
        ((f"`{un.table}`", un.dernier_debut, un.jour, SORTES[un.sorte]) for un in creances.horizons()),
    )


def series() -> str:
    """Les taux publiés : où ils commencent, combien de lignes, où ils s'arrêtent."""
    return tableau(
        ("Série", "Première ligne", "Dernière ligne", "Valeur", "Lignes", "Connue jusqu'au (exclu)"),
        (
            (
                f"`{nom}`",
                table.versions[0].debut,
                table.versions[-1].debut,
                f"{table.versions[-1].valeur} {table.unite}",
                len(table.versions),
                table.connu_jusqu_au,
            )
            for nom, table in sorted(droit_courant().tables.items())
            if table.connu_jusqu_au is not None
        ),
    )


def parametres() -> str:
    """Chaque nombre de la loi, avec son acte et ses dates."""
    return tableau(
        ("Table", "Depuis", "Valeur", "Texte", "Acte", "Confiance"),
        (
            (
                f"`{nom}`",
                version.debut,
                f"{version.valeur} {table.unite}" if isinstance(version.valeur, int | Decimal) else version.valeur,
                version.article,
                version.source.acte,
                version.source.confiance,
            )
            for nom, table in sorted(droit_courant().tables.items())
            if table.revue_avant is not None
            for version in table.versions
        ),
    )


def modeles() -> str:
    """Chaque modèle que l'on apporte : sa docstring, puis ses champs, leur type et leur défaut."""
    connus = (getattr(creances, nom) for nom in creances.__all__)
    trouves = [un for un in connus if isinstance(un, type) and issubclass(un, Modele)]
    trouves.sort(key=lambda un: (not un.__module__.endswith(PREMIERS), un.__module__, inspect.getsourcelines(un)[1]))
    return "\n\n".join(f"::: {un.__module__}.{un.__name__}\n\n{champs(un)}" for un in trouves)


def champs(modele: type[Modele]) -> str:
    """Les champs d'un modèle."""
    types = {nom: un for ancetre in reversed(modele.__mro__) for nom, un in inspect.get_annotations(ancetre).items()}
    return tableau(
        ("Champ", "Type", "Défaut"),
        (
            (f"`{nom}`", f"`{types[nom]}`".replace("|", "ou"), _defaut(champ))
            for nom, champ in modele.model_fields.items()
        ),
    )


def _defaut(champ: FieldInfo) -> str:
    if champ.is_required():
        return "obligatoire"
    defaut = champ.get_default(call_default_factory=True)
    return f"`{type(defaut).__name__}()`" if isinstance(defaut, Modele) else f"`{defaut!r}`"


TABLEAUX = {"horizons": horizons, "series": series, "parametres": parametres, "modeles": modeles}


def tableau(entetes: Iterable[str], lignes: Iterable[Iterable[object]]) -> str:
    """Un tableau Markdown."""
    toutes = (tuple(entetes), *(tuple(ligne) for ligne in lignes))
    ecrites = ["| " + " | ".join(cellule(une) for une in ligne) + " |" for ligne in toutes]
    regle = "| " + " | ".join(":---" for _ in toutes[0]) + " |"
    return "\n".join((ecrites[0], regle, *ecrites[1:]))


def cellule(valeur: object) -> str:
    """Une valeur dans sa case ; les dates comme on les lit."""
    if isinstance(valeur, date):
        return f"{valeur:%d/%m/%Y}"
    return str(valeur)
