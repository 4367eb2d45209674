"""Le prévisionnel : un plan, une promesse, une échéance, une courbe ; et ce que rien ne date reste visible."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Contestation,
    CourbeRecouvrement,
    DonneeInvalide,
    Dossier,
    Echeancier,
    Evenement,
    Previsionnel,
    ProcedureCollective,
    Promesse,
    Suspension,
    previsionnel,
)
from creances.moteur.previsionnel.courbe import attendu
from creances.moteur.usages.courbe import courbe_usuelle
from strategies import facture, montants, mouvements, paiement, rapide

AU, HORIZON = date(2026, 11, 21), date(2026, 12, 31)
COURBE = CourbeRecouvrement(points=[{"age": 30, "part": 90}, {"age": 90, "part": 50}])


def _prevoir(*dossiers: Dossier, horizon: date = HORIZON, courbe: Any = None) -> Previsionnel:
    return previsionnel(dossiers, au=AU, horizon=horizon, courbe=courbe).valeur


def _dossier(*evenements: Evenement, **champs: Any) -> Dossier:
    return Dossier(creance=facture(**{"montant": 1000, "echeance": "2026-10-31", **champs}), evenements=evenements)


def _dates(prevu: Previsionnel) -> list[tuple[str, Decimal, str]]:
    return [(str(un.date), un.montant, un.origine) for un in prevu.encaissements]


def _plan(*lignes: tuple[str, int]) -> Echeancier:
    return Echeancier(date="2026-10-15", lignes=[{"date": jour, "montant": montant} for jour, montant in lignes])


class TestOrigines:
    def test_une_creance_a_echoir_est_attendue_a_son_echeance(self) -> None:
        assert _dates(_prevoir(_dossier(echeance="2026-12-10"))) == [("2026-12-10", 1000, "echeance")]
        assert _dates(_prevoir(_dossier(echeance=AU))) == [(str(AU), 1000, "echeance")]

    def test_une_promesse_deplace_l_encaissement_a_son_jour(self) -> None:
        promise = _dossier(Promesse(date="2026-11-18", pour_le="2026-12-05"), echeance="2026-11-30")
        assert _dates(_prevoir(promise)) == [("2026-12-05", 1000, "promesse")]

    def test_une_promesse_partielle_laisse_le_reste_a_l_echeance(self) -> None:
        promise = _dossier(Promesse(date="2026-11-18", pour_le="2026-12-05", montant=300), echeance="2026-11-30")
        assert _dates(_prevoir(promise)) == [("2026-11-30", 700, "echeance"), ("2026-12-05", 300, "promesse")]

    def test_ce_qui_a_deja_ete_verse_sur_une_promesse_s_en_retire(self) -> None:
        dossier = _dossier(Promesse(date="2026-11-10", pour_le="2026-12-05", montant=300), paiement("2026-11-15", 100))
        assert _dates(_prevoir(dossier)) == [("2026-12-05", 200, "promesse")]

    def test_une_promesse_rompue_ou_sans_date_n_est_plus_attendue(self) -> None:
        for promesse in (Promesse(date="2026-11-01", pour_le="2026-11-20"), Promesse(date="2026-11-01")):
            prevu = _prevoir(_dossier(promesse))
            assert (prevu.encaissements, prevu.sans_date) == ((), 1000)

    def test_un_plan_passe_avant_et_ses_versements_eteignent_les_premieres_lignes(self) -> None:
        plan = _plan(("2026-11-01", 300), ("2026-12-01", 300), ("2027-01-01", 300))
        prevu = _prevoir(_dossier(plan, paiement("2026-11-01", 400)))
        assert _dates(prevu) == [("2026-12-01", 200, "plan"), ("2027-01-01", 300, "plan")]
        assert (prevu.attendu, prevu.au_dela, prevu.sans_date) == (200, 300, 100)

    def test_une_ligne_manquee_n_a_plus_de_date(self) -> None:
        prevu = _prevoir(_dossier(_plan(("2026-11-01", 500), ("2026-12-01", 500))))
        assert (_dates(prevu), prevu.sans_date) == ([("2026-12-01", 500, "plan")], 500)

    def test_un_plan_ne_fait_pas_attendre_plus_que_ce_qui_reste_du(self) -> None:
        prevu = _prevoir(_dossier(_plan(("2026-12-01", 5000))))
        assert _dates(prevu) == [("2026-12-01", 1000, "plan")]


class TestSansDate:
    def test_un_impaye_sans_promesse_ni_courbe(self) -> None:
        assert _prevoir(_dossier()).sans_date == 1000

    def test_une_procedure_collective_suspend_tout(self) -> None:
        prevu = _prevoir(_dossier(ProcedureCollective(date="2026-11-01"), echeance="2026-12-10"), courbe=COURBE)
        assert prevu.sans_date == 1000

    def test_une_part_contestee_n_est_pas_attendue(self) -> None:
        contestee = Contestation(date="2026-11-01", montant=400)
        assert _prevoir(_dossier(contestee, echeance="2026-12-10")).attendu == 600
        assert _prevoir(_dossier(Contestation(date="2026-11-01")), courbe=COURBE).sans_date == 1000

    def test_elle_se_dit(self) -> None:
        assert "PREVISION_SANS_DATE" in previsionnel([_dossier()], au=AU, horizon=HORIZON).codes()


class TestCourbe:
    """(p(a) - p(b)) / (1 - p(b)) : ce qui s'encaisse entre deux âges, pour qui est impayé au premier."""

    def test_ce_qui_est_certain_n_a_pas_de_date(self) -> None:
        certaine = CourbeRecouvrement(points=[{"age": 0, "part": 100}])
        assert attendu(certaine, 10000, 0, 60) == 0

    def test_un_impaye_s_etale_mois_par_mois(self) -> None:
        prevu = _prevoir(_dossier(montant=10000, echeance="2026-10-22"), courbe=COURBE)
        exact = attendu(COURBE, 1_000_000, 30, 70)
        assert [un.origine for un in prevu.encaissements] == ["courbe", "courbe"]
        assert prevu.attendu * 100 == exact
        assert prevu.encours == prevu.attendu + prevu.sans_date

    @rapide
    @given(st.integers(0, 10**9), st.integers(0, 300), st.integers(0, 300))
    def test_deux_pas_en_font_un(self, montant: int, de: int, ecart: int) -> None:
        # À un centime d'arrondi près par pas, attendre deux fois vaut attendre d'un coup.
        milieu, fin = de + ecart // 2, de + ecart
        d_abord = attendu(COURBE, montant, de, milieu)
        ensuite = attendu(COURBE, montant - d_abord, milieu, fin)
        assert abs(d_abord + ensuite - attendu(COURBE, montant, de, fin)) <= 2
        assert 0 <= d_abord <= attendu(COURBE, montant, de, fin) <= montant

    def test_une_courbe_qui_remonte_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            _prevoir(courbe=CourbeRecouvrement(points=[{"age": 30, "part": 50}, {"age": 90, "part": 60}]))
        assert refus.value.code == "previsionnel.courbe"

    def test_la_courbe_livree_convient(self) -> None:
        prevu = _prevoir(_dossier(), courbe=courbe_usuelle())
        assert 0 < prevu.attendu < 1000


class TestMois:
    def test_les_mois_font_l_attendu_et_couvrent_la_periode(self) -> None:
        prevu = _prevoir(
            _dossier(echeance="2026-11-30"), _dossier(echeance="2026-12-01"), _dossier(echeance="2027-02-01")
        )
        assert [(str(un.debut), str(un.fin), un.montant) for un in prevu.mois] == [
            ("2026-11-21", "2026-11-30", 1000),
            ("2026-12-01", "2026-12-31", 1000),
        ]
        assert (prevu.attendu, prevu.au_dela) == (2000, 1000)

    def test_un_horizon_passe_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            _prevoir(horizon=AU - timedelta(days=1))
        assert refus.value.code == "previsionnel.horizon"


class TestProprietes:
    @rapide
    @given(montants, st.integers(-200, 200), st.data(), st.sampled_from([None, COURBE]))
    def test_tout_l_encours_est_attendu_ou_sans_date(
        self, montant: Decimal, ecart: int, tirage: st.DataObject, courbe: Any
    ) -> None:
        echeance = AU + timedelta(days=ecart)
        promesses = st.builds(
            Promesse,
            date=st.just(AU - timedelta(days=5)),
            pour_le=st.integers(-3, 90).map(lambda jours: AU + timedelta(days=jours)),
            montant=st.none() | montants,
        )
        evenements = [*tirage.draw(mouvements(echeance)), *tirage.draw(st.lists(promesses, max_size=2))]
        dossier = Dossier(creance=facture(montant=montant, echeance=echeance), evenements=evenements)
        resultat = previsionnel([dossier], au=AU, horizon=HORIZON, courbe=courbe)
        prevu = resultat.valeur
        assert prevu.encours == prevu.attendu + prevu.au_dela + prevu.sans_date
        assert sum((un.montant for un in prevu.mois), Decimal(0)) == prevu.attendu
        assert sum((ligne.montant or 0 for ligne in resultat.lignes), Decimal(0)) == prevu.encours
        assert all(un.montant > 0 and un.date >= AU for un in prevu.encaissements)
        assert prevu.sans_date >= 0
        passes = [un for un in evenements if un.date <= AU]
        assert _prevoir(dossier.avec(evenements=passes), courbe=courbe) == prevu


class TestCeQueLaLoiPermetDePayer:
    """C. com., L622-7 et L622-17 : la dette antérieure au jugement ne se paie plus, la dette postérieure se paie."""

    def test_une_dette_nee_apres_le_jugement_reste_attendue(self) -> None:
        nee = _dossier(ProcedureCollective(date="2026-09-01"), livraison="2026-10-01", echeance="2026-12-10")
        assert _dates(_prevoir(nee)) == [("2026-12-10", 1000, "echeance")]
        ancienne = _dossier(ProcedureCollective(date="2026-09-01"), livraison="2026-08-31", echeance="2026-12-10")
        assert _dates(_prevoir(ancienne)) == []

    def test_rien_d_un_surendette(self) -> None:
        """« interdiction […] de payer, en tout ou partie, une créance » (C. conso., L722-5)"""
        dossier = _dossier(Suspension(type="surendettement", date="2026-11-01"), echeance="2026-12-10")
        assert _dates(_prevoir(dossier)) == []


class TestUnPlanSuivi:
    """Le prévisionnel attend ce que `suivi_echeancier` dit encore à venir."""

    def test_un_paiement_du_jour_de_la_signature_n_est_pas_une_echeance(self) -> None:
        plan = _plan(("2026-12-05", 400), ("2027-01-05", 400))
        prevu = _prevoir(_dossier(paiement("2026-10-15", 200), plan), horizon=date(2027, 1, 31))
        assert [(jour, montant) for jour, montant, _ in _dates(prevu)] == [("2026-12-05", 400), ("2027-01-05", 400)]

    def test_un_plan_caduc_n_est_plus_attendu(self) -> None:
        """La déchéance du terme rend tout exigible : rien ne dit plus quand ce sera payé."""
        plan = _plan(("2026-11-05", 500), ("2026-12-05", 500))
        assert _dates(_prevoir(_dossier(plan.avec(decheance=True)))) == []
        assert _dates(_prevoir(_dossier(plan))) == [("2026-12-05", 500, "plan")]
