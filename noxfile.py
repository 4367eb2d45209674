"""Les sessions du projet, de la plus courante à la plus rare : ce fichier en est la table des matières.

    nox              les quatre sessions ordinaires : tests, style, types, docs
    nox -s tests     une seule ; les arguments après « -- » vont à l'outil
    nox -l           la liste

Il ne faut que Python et pip : chaque session se fait son environnement.
"""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.default_venv_backend = "venv"
nox.options.sessions = ["tests", "style", "types", "docs"]
nox.options.error_on_missing_interpreters = False

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
ETAGES_SANS_TROU = ("noyau", "droit", "regles")
EXEMPLE = "exemples/123456782FEC20261231.txt"
PLANCHER = (
    "pydantic==2.9.0",
    "python-dateutil==2.8.2",
    "babel==2.10.3",
    "typer==0.16.0",
    "click==8.2.0",
    "rich==13.0.0",
)


def groupe(nom: str) -> list[str]:
    """Un groupe de dépendances de pyproject.toml : nos pip n'ont pas tous l'option --group."""
    return nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), nom)


@nox.session
def tests(session: nox.Session) -> None:
    """Toute la suite, documentation comprise ; ni ligne ni branche oubliée au noyau, au droit, aux règles."""
    session.install("-e", ".[cli,lots]", *groupe("tests"))
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    session.run("pytest", "-n", "auto", "--cov", "--cov-report=")
    session.run("coverage", "report")
    etages = ",".join(f"src/creances/{etage}/*" for etage in ETAGES_SANS_TROU)
    session.run("coverage", "report", f"--include={etages}", "--fail-under=100")


@nox.session
def exploration(session: nox.Session) -> None:
    """Les propriétés sur des exemples neufs ; un échec s'imprime avec de quoi le rejouer."""
    session.install("-e", ".[cli,lots]", *groupe("tests"))
    cibles = session.posargs or ["tests/proprietes", "tests/regles", "tests/noyau", "tests/adaptateurs", "tests/droit"]
    session.run("pytest", "-n", "auto", *cibles, env={"HYPOTHESIS_PROFILE": "exploration"})


@nox.session
def style(session: nox.Session) -> None:
    """Ruff, sa mise en forme, et les étages de la maison."""
    session.install("-e", ".", *groupe("style"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", "--no-cache")  # son cache garde parfois un import retiré


@nox.session
def types(session: nox.Session) -> None:
    """Mypy strict."""
    session.install("-e", ".[cli,lots]", *groupe("types"))
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Le site, sans un avertissement ; « -- serve » le montre pendant qu'on l'écrit."""
    session.install("-e", ".[cli,lots]", *groupe("docs"))
    commande = session.posargs or ("build", "--strict", "--site-dir", str(Path(session.create_tmp()) / "site"))
    session.run("mkdocs", *commande, env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session
def essai(session: nox.Session) -> None:
    """Le premier contact : un environnement neuf, le paquet seul, le FEC d'exemple."""
    session.install(".[cli]")
    sortie = session.run("creances", "decompte", EXEMPLE, "--au", "2026-11-21", silent=True)
    attendus = ("Ateliers Morvan-Brisselle", "Commune de Valbrisson", "2026.11")
    if manquants := [attendu for attendu in attendus if attendu not in str(sortie)]:
        session.error(f"absents de la réponse : {', '.join(manquants)}\n{sortie}")


@nox.session(python=VERSIONS)
def versions(session: nox.Session) -> None:
    """La suite sous chaque version de Python présente."""
    session.install("-e", ".[cli,lots]", *groupe("tests"))
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(python=VERSIONS[0])
def plancher(session: nox.Session) -> None:
    """Le plus vieux Python et les plus vieilles dépendances promises, hors documentation."""
    session.install("-e", ".[cli,lots]", *PLANCHER, *groupe("tests"))
    # babel 2.10 importe cgi, dont Python 3.11 annonce le retrait.
    tolere = "ignore:'cgi' is deprecated:DeprecationWarning"
    session.run("pytest", "-n", "auto", "-W", tolere, "--ignore=tests/documents", *session.posargs)


@nox.session
def paquet(session: nox.Session) -> None:
    """Construit l'archive et la roue, et vérifie que rien du dossier source n'y manque."""
    session.install("build")
    sorties = Path(session.create_tmp()).resolve()
    for ancien in sorties.glob("creances-*"):
        ancien.unlink()
    session.run("python", "-m", "build", "--outdir", str(sorties))
    (roue,), (archive,) = sorties.glob("*.whl"), sorties.glob("*.tar.gz")
    with zipfile.ZipFile(roue) as contenu:
        manquants = _sources("creances", "src") - set(contenu.namelist())
    with tarfile.open(archive) as contenu:
        presents = {nom.partition("/")[2] for nom in contenu.getnames()}
    attendus = (
        _sources("src") | _sources("tests") | _sources("docs") | {"README.md", "README.en.md", "CHANGELOG.md", EXEMPLE}
    )
    if manquants := manquants | (attendus - presents):
        session.error(f"absents du paquet : {', '.join(sorted(manquants))}")


def _sources(dossier: str, base: str = ".") -> set[str]:
    """Les fichiers d'un dossier, nommés depuis `base`."""
    fichiers = (un for un in Path(base, dossier).rglob("*") if un.is_file() and "__pycache__" not in un.parts)
    return {un.relative_to(base).as_posix() for un in fichiers}


@nox.session
def exemples(session: nox.Session) -> None:
    """Récrit les sorties montrées par la documentation quand elles ont changé ; à relire avant de les garder."""
    session.install("-e", ".[cli,lots]", *groupe("tests"))
    session.run("python", "tests/documents/test_exemples.py")


@nox.session
def egalite(session: nox.Session) -> None:
    """Un million de lignes au hasard, une à une et en colonnes : chaque cellule est comparée (quelques minutes)."""
    session.install("-e", ".[lots]", *groupe("tests"))
    session.run("python", "tests/lots/egalite.py", *session.posargs)


@nox.session
def spark(session: nox.Session) -> None:
    """Les règles sur une vraie session Spark locale. Il y faut Java 17 ou plus récent."""
    session.install("-e", ".[spark]", *groupe("tests"))
    tolere = "ignore:PySpark does not yet fully support pandas:FutureWarning"
    session.run("pytest", "-W", tolere, *(session.posargs or ["tests/spark"]))
    session.run("python", "exemples/spark_penalites.py")


@nox.session
def bancs(session: nox.Session) -> None:
    """Les mesures de vitesse, rapportées à un étalon pris dans la même exécution."""
    session.install("-e", ".[lots]", "polars", "duckdb")
    for banc in sorted(Path("bancs").glob("*.py")):
        session.run("python", str(banc), *session.posargs)
