"""La documentation dit vrai : chaque exemple du README et des pages est rejoué, et sa sortie comparée au caractère.

Dans une page les blocs se suivent et partagent leurs noms. Ce qu'imprime un bloc `python` est le bloc `text` qui le suit ;
écrit avec `>>>`, il porte ses sorties. Dans un bloc `console`, chaque `$ commande` est lancée. Un bloc `bash` est une
installation : la session « essai » et `.ci/run` la jouent en vrai.

    python tests/documents/test_exemples.py     récrit les sorties qui ont changé : à relire avant de les garder
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest

RACINE = Path(__file__).parents[2]
MOTIFS = ("README*.md", "CONTRIBUTING.md", "docs/**/*.md")
PAGES = [page for motif in MOTIFS for page in sorted(RACINE.glob(motif))]
BLOC = re.compile(
    r"^```(?P<langue>\w+)[^\n]*\n(?P<corps>.*?)^```$(?:\n\n```text\n(?P<sortie>.*?)^```$)?", re.DOTALL | re.MULTILINE
)
LANGUES = {"python", "text", "console", "bash", "csv", "json", "toml"}


def rejouer(texte: str) -> str:
    """La même page, avec les sorties que ses exemples donnent aujourd'hui."""
    noms: dict[str, Any] = {"__name__": "__page__"}
    jouer = {"python": _python, "console": _console}

    def remplacer(bloc: re.Match[str]) -> str:
        return jouer[bloc["langue"]](bloc, noms) if bloc["langue"] in jouer else bloc[0]

    return BLOC.sub(remplacer, texte)


def _python(bloc: re.Match[str], noms: dict[str, Any]) -> str:
    if bloc["corps"].startswith(">>>"):
        exemples = "".join(_exemple(un, noms) for un in doctest.DocTestParser().get_examples(bloc["corps"]))
        return bloc[0].replace(bloc["corps"], exemples, 1)
    sortie = io.StringIO()
    with contextlib.redirect_stdout(sortie):
        exec(compile(bloc["corps"], "<page>", "exec"), noms)  # noqa: S102 - nos propres pages
    imprime = f"\n\n```text\n{sortie.getvalue()}```" if sortie.getvalue() else ""
    return f"```python\n{bloc['corps']}```{imprime}"


def _exemple(exemple: doctest.Example, noms: dict[str, Any]) -> str:
    premiere, *suite = exemple.source.splitlines()
    sortie = io.StringIO()
    with contextlib.redirect_stdout(sortie):
        try:
            exec(compile(exemple.source, "<page>", "single"), noms)  # noqa: S102 - nos propres pages
        except Exception as erreur:
            if exemple.exc_msg is None:
                raise
            refus = "".join(traceback.format_exception_only(erreur))
            sortie.write(f"Traceback (most recent call last):\n{refus}")
    return "\n".join((f">>> {premiere}", *(f"... {ligne}".rstrip() for ligne in suite), sortie.getvalue()))


def _console(bloc: re.Match[str], _: dict[str, Any]) -> str:
    chemin = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    rendus = []
    for commande in re.findall(r"^\$ (.*)\n", bloc["corps"], flags=re.MULTILINE):
        lance = subprocess.run(  # noqa: S603 - nos propres pages
            ["bash", "-c", commande],  # noqa: S607
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
            env=os.environ | {"PATH": chemin, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
            cwd=RACINE,
        )
        lignes = [ligne.rstrip() for ligne in lance.stdout.splitlines()]  # les tableaux finissent par des blancs
        rendus.append("\n".join((f"$ {commande}", *lignes, "")))
    return f"```console\n{''.join(rendus)}```"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(RACINE).as_posix())
class TestLaDocumentationDitVrai:
    """Une page par essai."""

    def test_ses_exemples_donnent_ce_qu_elle_montre(self, page, monkeypatch):
        monkeypatch.chdir(RACINE)
        texte = page.read_text(encoding="utf-8")
        assert rejouer(texte) == texte

    def test_ses_blocs_sont_d_une_langue_connue(self, page):
        ouvertures = re.findall(r"^```(.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[::2]
        assert set(ouvertures) <= LANGUES

    def test_ses_liens_menent_quelque_part(self, page):
        """Le README que mkdocs ne voit pas, et les pages ; mkdocs contrôle celles qu'il fabrique."""
        liens = re.findall(r"\]\((?!\w+:|#)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        ecrits = [lien for lien in liens if not re.search(r"(^|/)(regles/|journal\.md)", lien)]
        assert [lien for lien in ecrits if not (page.parent / lien).exists()] == []


if __name__ == "__main__":
    os.chdir(RACINE)
    for une in PAGES:
        une.write_text(rejouer(une.read_text(encoding="utf-8")), encoding="utf-8")
