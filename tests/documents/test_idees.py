"""L'index des idées de praticiens : chacune mène à un nom public et à un test qui existe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import creances
from creances.adaptateurs import lettres

RACINE = Path(__file__).parents[2]
PAGE = RACINE / "docs/amiable/idees.md"
IDEES = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
SANS_CALCUL = {"81"}


def test_les_quatre_vingt_cinq_y_sont_dans_l_ordre():
    assert [int(numero) for numero, *_ in IDEES] == list(range(1, 86))


@pytest.mark.parametrize(("numero", "services"), [(numero, services) for numero, _, services, _ in IDEES])
def test_ce_qui_sert_une_idee_est_public(numero, services):
    noms = re.findall(r"`(\w+)`", services)
    assert bool(noms) == (numero not in SANS_CALCUL)
    assert [nom for nom in noms if nom not in creances.__all__ and not hasattr(lettres, nom)] == []


@pytest.mark.parametrize("cible", [cible.strip("`") for numero, *_, cible in IDEES if numero not in SANS_CALCUL])
def test_son_test_existe(cible):
    fichier, _, nom = cible.partition("::")
    texte = (RACINE / fichier).read_text(encoding="utf-8")
    assert re.search(rf"^ *(class|def) {nom}\b" if nom else r"^ *def test_", texte, re.MULTILINE)
