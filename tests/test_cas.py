"""Les cas publiés, évalués par la porte des données : notre réponse toujours, la réponse publiée quand elle est juste."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from cas_publies import CAS, Cas, par_cas
from creances import droit_courant

LISEZ_MOI = Path(__file__).parent / "cas" / "README.md"
VERDICTS = ("concorde", "ecart_explique", "source_erronee")


@par_cas
def test_notre_reponse(cas: Cas) -> None:
    assert cas.observer(droit_courant()) == cas.attendu()


@par_cas
def test_la_reponse_publiee(cas: Cas) -> None:
    """Un écart se motive ; sans écart, ce qui est publié est ce que nous répondons."""
    assert cas.verdict in VERDICTS
    attendu = None if cas.erreur else cas.calcule
    assert (cas.publie == attendu) is (cas.verdict == "concorde")
    assert bool(cas.motif) is (cas.verdict != "concorde")


def test_chaque_cas_a_son_nom_et_sa_source() -> None:
    noms = Counter(cas.nom for cas in CAS)
    assert [nom for nom, fois in noms.items() if fois > 1] == []
    assert [cas.nom for cas in CAS if not (cas.source and cas.relevee_le and cas.objet)] == []


def test_le_bilan_du_lisez_moi_est_juste() -> None:
    """Le tableau de `tests/cas/README.md` compte les cas par fichier et par verdict."""
    comptes = Counter((cas.fichier, cas.verdict) for cas in CAS)
    lignes = [
        f"| {fichier} | {' | '.join(str(comptes[fichier, verdict]) for verdict in VERDICTS)} |"
        for fichier in sorted({cas.fichier for cas in CAS})
    ]
    bilan = LISEZ_MOI.read_text(encoding="utf-8").partition("## Bilan")[2]
    assert [ligne for ligne in bilan.splitlines() if ligne.startswith("| ")][1:] == lignes
