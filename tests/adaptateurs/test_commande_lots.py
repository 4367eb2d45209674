"""`creances lots` : de fichiers à fichiers, depuis le terminal."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from creances import lots
from creances.adaptateurs.commande.application import application

FAIT, REFUSE, _, DROIT_INCONNU, _, PARTIEL = range(6)
FACTURES = pa.table(
    {
        "reference": ["F1", "F2", "F3"],
        "montant": [10000, 20000, 500],
        "echeance": ["2026-04-30"] * 3,
        "nature": ["B2B_VENTE", "B2B_VENTE", "TROC"],
    }
)


def lancer(*arguments: object) -> tuple[int, str, str]:
    """Le code, ce qui est dit, et ce qui est dit des erreurs."""
    resultat = CliRunner().invoke(application, ["lots", *map(str, arguments)])
    assert resultat.exception is None or isinstance(resultat.exception, SystemExit), resultat.exception
    return resultat.exit_code, resultat.stdout, resultat.stderr


@pytest.fixture
def bonnes(tmp_path: Path) -> Path:
    pq.write_table(FACTURES.slice(0, 2), tmp_path / "bonnes.parquet")
    return tmp_path / "bonnes.parquet"


@pytest.fixture
def mauvaises(tmp_path: Path) -> Path:
    pq.write_table(FACTURES.slice(2), tmp_path / "mauvaises.parquet")
    return tmp_path / "mauvaises.parquet"


class TestLots:
    def test_ecrit_les_parties_puis_les_reprend(self, bonnes, tmp_path):
        commande = ("penalites", bonnes, "--vers", tmp_path / "s", "--au", "2026-08-31", "--lignes-par-partie", 1)
        assert lancer(*commande) == (
            FAIT,
            "2 ligne(s), dont 0 refusée(s) ; 2 partie(s), dont 0 déjà faite(s)\npenalites : 1241.05\n",
            "",
        )
        assert "dont 2 déjà faite(s)" in lancer(*commande)[1]
        ecrites = pq.read_table(sorted((tmp_path / "s").glob("*.parquet")))
        assert ecrites.to_pylist() == lots.penalites(FACTURES.slice(0, 2), au="2026-08-31").to_pylist()

    def test_plusieurs_fichiers_dont_les_mauvaises_lignes_sont_gardees(self, bonnes, mauvaises, tmp_path):
        commande = ("penalites", bonnes, mauvaises, "--vers", tmp_path / "s", "--au", "2026-08-31")
        code, dit, _ = lancer(*commande, "--erreurs", "colonne")
        assert (code, dit.splitlines()[0]) == (
            PARTIEL,
            "3 ligne(s), dont 1 refusée(s) ; 2 partie(s), dont 0 déjà faite(s)",
        )
        code, _, erreurs = lancer(*commande[:-3], tmp_path / "t", "--au", "2026-08-31")
        assert code == REFUSE
        assert "mauvaises.parquet" in erreurs

    def test_les_paiements_d_un_decompte(self, bonnes, tmp_path):
        paiements = pa.table({"creance": ["F1"], "date": ["2026-06-01"], "montant": [4000]})
        pq.write_table(paiements, tmp_path / "paiements.parquet")
        code, dit, _ = lancer(
            "decomptes",
            bonnes,
            "--vers",
            tmp_path / "s",
            "--au",
            "2026-08-31",
            "--paiements",
            tmp_path / "paiements.parquet",
        )
        assert code == FAIT
        assert "verse : 4000.00\n" in dit

    def test_un_refus_se_dit_en_une_ligne(self, bonnes, tmp_path):
        code, dit, erreurs = lancer("troc", bonnes, "--vers", tmp_path / "s", "--au", "2026-08-31")
        assert (code, dit) == (REFUSE, "")
        assert "[flux.regle_inconnue]" in erreurs
        code, _, erreurs = lancer("penalites", bonnes, "--vers", tmp_path / "s")
        assert code == REFUSE
        assert "au" in erreurs
