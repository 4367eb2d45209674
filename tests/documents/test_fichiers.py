"""Les petits fichiers montrés par la documentation se lisent tels quels."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from creances import Politique
from creances.adaptateurs.complements_droit import droit_complete
from creances.adaptateurs.factures_csv import lire_csv
from creances.adaptateurs.fiches_clients import lire_fiches

DOCS = Path(__file__).parents[2] / "docs"
TEXTES = {page.stem: page.read_text(encoding="utf-8") for page in sorted(DOCS.rglob("*.md"))}


def montres(langue: str, debut: str = "") -> list[bytes]:
    """Les blocs d'une langue, dont le texte commence ainsi."""
    motif = rf"^```{langue}\n({debut}.*?)^```$"
    return [bloc.encode() for texte in TEXTES.values() for bloc in re.findall(motif, texte, re.DOTALL | re.MULTILINE)]


@pytest.mark.parametrize("fichier", montres("csv", "tiers;"))
def test_les_fiches_des_clients(fichier):
    assert lire_fiches(fichier)


@pytest.mark.parametrize("fichier", montres("csv", "client;"))
def test_les_tableaux_de_factures(fichier):
    lecture = lire_csv(fichier)
    assert lecture.complete
    assert lecture.dossiers


@pytest.mark.parametrize("fichier", montres("toml", r"\[taux"))
def test_les_complements_du_droit(fichier):
    assert droit_complete(fichier).version.endswith("(modifié)")


@pytest.mark.parametrize("fichier", montres("toml", "nom = "))
def test_les_politiques(fichier):
    assert Politique.lire(fichier.decode()).nom == "maison"


def test_il_y_en_a_de_chaque_sorte():
    sortes = (("csv", "tiers;"), ("csv", "client;"), ("toml", r"\[taux"), ("toml", "nom = "))
    assert all(montres(*sorte) for sorte in sortes)
    assert len(montres("toml")) == sum(len(montres(*sorte)) for sorte in sortes if sorte[0] == "toml")
