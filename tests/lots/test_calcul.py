"""Le calcul en entiers de 64 bits : celui du `Compteur`, et rien qui déborde."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Conditions, Creance, decompte, droit_courant, lots, penalites
from creances.droit.baremes import bareme_semestriel
from creances.lots.calcul import BLOC, courus, numerateurs
from creances.lots.tranches import Atelier
from creances.noyau.calcul import Bareme, Compteur
from strategies import rapide

AU = date(2026, 11, 21)
BAREME = bareme_semestriel(droit_courant(), "taux_bce", Decimal(10))
departs = st.integers(date(2005, 1, 1).toordinal(), AU.toordinal() + 10)
lignes = st.lists(st.tuples(st.integers(1, 10**9), departs, st.integers(0, 2)), min_size=1, max_size=20)
baremes = (BAREME, Bareme.constant("convenu", 85_000), Bareme.constant("précis", 124_567))


@rapide
@given(lignes, st.sampled_from(["365", "annee_civile"]), st.sampled_from(["tranche", "total"]))
def test_chaque_ligne_est_celle_du_compteur(tirees, base, arrondi) -> None:
    assiettes = np.array([assiette for assiette, _, _ in tirees])
    partis = np.array([depart for _, depart, _ in tirees])
    atelier = Atelier(base, int(partis.min()))
    rangs = np.array([atelier.rang(baremes[choix], depart + 1, AU.toordinal()) for _, depart, choix in tirees])
    tranches = atelier.tranches()
    assert assiettes.max() <= tranches.assiette_maximale(AU.toordinal() - int(partis.min()))
    prepares = numerateurs(partis, rangs, tranches, un_seul_arrondi=arrondi == "total")
    obtenus = courus(assiettes, np.arange(len(tirees)), prepares)
    for rang, (assiette, depart, choix) in enumerate(tirees):
        compteur = Compteur(base, arrondi)
        compteur.courir(baremes[choix], assiette, depart + 1, AU.toordinal())
        assert obtenus[rang] == compteur.centimes


def test_les_blocs_se_suivent_sans_se_toucher() -> None:
    nombre = 2 * BLOC + 7
    montants, echeances = np.arange(1, nombre + 1), AU.toordinal() - np.arange(nombre) % 900
    modele = Creance(montant=1, echeance="2026-01-01")
    obtenus = lots.entiers.penalites(montants, echeances, modeles=[modele], au=AU)
    for rang in (0, BLOC - 1, BLOC, 2 * BLOC - 1, 2 * BLOC, nombre - 1):
        due = modele.avec(
            montant=Decimal(int(montants[rang])).scaleb(-2), echeance=date.fromordinal(int(echeances[rang]))
        )
        assert obtenus[rang] == int(penalites(due, au=AU).valeur * 100)


class TestLesTresGrandsMontants:
    """Le débordement est décidé avant le calcul : au-delà, la règle une à une, en entiers sans limite."""

    MONTANTS = ("0.01", "144566959.82", "1445669598.25", "144566959825.29", "9999999999999.99")

    @pytest.mark.parametrize("taux", [None, "12.4567", "0.0001", "999.9999"])
    @pytest.mark.parametrize("arrondi", ["tranche", "total"])
    def test_des_penalites(self, taux, arrondi) -> None:
        table = pa.table(
            {
                "montant": list(self.MONTANTS),
                "echeance": ["2013-12-31"] * len(self.MONTANTS),
                "taux_penalites": pa.array([taux] * len(self.MONTANTS), pa.string()),
            }
        )
        conditions = Conditions(taux_penalites=taux)
        attendus = [
            penalites(
                Creance(montant=montant, echeance="2013-12-31", conditions=conditions), au=AU, arrondi=arrondi
            ).valeur
            for montant in self.MONTANTS
        ]
        assert lots.penalites(table, au=AU, arrondi=arrondi)["penalites"].to_pylist() == attendus

    def test_des_decomptes(self) -> None:
        table = pa.table({"montant": list(self.MONTANTS), "echeance": ["2013-12-31"] * len(self.MONTANTS)})
        attendus = [
            decompte(Creance(montant=montant, echeance="2013-12-31"), au=AU).valeur.total for montant in self.MONTANTS
        ]
        assert lots.decomptes(table, au=AU)["total"].to_pylist() == attendus

    def test_la_limite_est_la_derniere_assiette_qui_tient(self) -> None:
        atelier = Atelier("365", date(2000, 1, 1).toordinal())
        atelier.rang(BAREME, date(2000, 1, 2).toordinal(), AU.toordinal())
        tranches = atelier.tranches()
        jours = AU.toordinal() - date(2000, 1, 1).toordinal()
        pire = 2 * int(tranches.taux.max()) * jours
        limite = tranches.assiette_maximale(jours)
        assert limite * pire + tranches.denominateur < 2**63 <= (limite + 1) * pire + tranches.denominateur
