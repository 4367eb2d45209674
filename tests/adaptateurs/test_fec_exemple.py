"""Le FEC d'exemple : refait à l'octet près par son programme, et lu sans la moindre réserve."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path

from creances.adaptateurs.fec import lire_fec, postes_ouverts

DOSSIER = Path(__file__).parents[2] / "exemples"
CHEMIN = DOSSIER / "123456782FEC20261231.txt"


def test_le_programme_refait_exactement_le_fichier(tmp_path):
    programme = runpy.run_path(str(DOSSIER / "fabriquer_fec.py"))
    programme["principal"]([str(tmp_path)])
    assert (tmp_path / programme["NOM"]).read_bytes() == CHEMIN.read_bytes()
    assert programme["NOM"] == CHEMIN.name


def test_le_siren_fictif_passe_la_cle_de_luhn():
    chiffres = [int(chiffre) * (1 + rang % 2) for rang, chiffre in enumerate(CHEMIN.name[:9])]
    assert sum(valeur - 9 * (valeur > 9) for valeur in chiffres) % 10 == 0


def test_le_fichier_se_lit_sans_reserve():
    lecture = lire_fec(CHEMIN)
    assert (lecture.rejets, lecture.anomalies) == ((), ())
    assert lecture.totaux.equilibre
    assert 300 <= lecture.totaux.lignes <= 450
    assert (lecture.encodage, lecture.separateur, lecture.fin_de_ligne) == ("utf-8", "\t", "LF")
    assert (lecture.premier_jour, lecture.dernier_jour) == (date(2026, 1, 1), date(2026, 10, 31))
    assert [journal.code for journal in lecture.journaux] == ["AN", "BQ", "OD", "VE"]


def test_le_fichier_montre_chaque_cas():
    balance = postes_ouverts(lire_fec(CHEMIN))
    soldes = {tiers.tiers: tiers.solde for tiers in balance.tiers}
    postes = [poste for tiers in balance.tiers for poste in tiers.postes]
    assert len(soldes) == 12
    assert balance.controle.ecart == 0
    assert balance.solde == 7_273_760
    assert balance.groupes_rouverts == (("411000", "C05", "AC"),)
    assert sum(poste.montant for poste in postes if poste.groupe_rouvert) == 15_000
    assert [tiers for tiers, solde in soldes.items() if solde < 0] == ["C08"]
    assert [p.ecriture.tiers for p in postes if p.ecriture.compte == "416000"] == ["C07"]
    assert [p.ecriture.tiers for p in postes if p.date_perdue] == ["C09"]
    assert {p.nature for p in postes} == {"facture", "avoir", "paiement", "remboursement", "a_nouveau"}


def test_l_acompte_recu_reste_hors_des_comptes_clients():
    assert postes_ouverts(lire_fec(CHEMIN, comptes=("4191",))).solde == -60_000
