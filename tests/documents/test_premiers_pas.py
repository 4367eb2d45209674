"""Les deux commandes du README sont celles que `.ci/run` joue, dans les deux langues."""

from __future__ import annotations

from pathlib import Path

import pytest

RACINE = Path(__file__).parents[2]


def commandes(page: str) -> list[str]:
    """Les lignes des blocs bash d'une page."""
    blocs = (RACINE / page).read_text(encoding="utf-8").split("```bash\n")[1:]
    return [ligne for bloc in blocs for ligne in bloc.partition("```")[0].splitlines()]


@pytest.mark.parametrize("page", ["README.md", "README.en.md"])
def test_le_readme_donne_deux_commandes_que_l_integration_joue(page):
    suite = (RACINE / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    lues = commandes(page)
    assert len(lues) == 2
    assert set(lues) <= {ligne.strip() for ligne in suite}


def test_les_deux_readme_ont_le_meme_plan():
    francais, anglais = (
        (RACINE / page).read_text(encoding="utf-8").splitlines() for page in ("README.md", "README.en.md")
    )
    niveaux = [
        [ligne.partition(" ")[0] for ligne in lu if ligne.startswith(("#", "```"))] for lu in (francais, anglais)
    ]
    assert niveaux[0] == niveaux[1]
