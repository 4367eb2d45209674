"""La balance âgée : l'âge part de l'échéance, et aucun centime ne s'y perd (C. com., D441-6)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Avoir,
    BalanceAgee,
    Contestation,
    Creance,
    Debiteur,
    DonneeInvalide,
    Dossier,
    Evenement,
    Frais,
    HorsChamp,
    Paiement,
    balance_agee,
    evaluer,
)
from creances.moteur.balance_agee.tranches import limites, lire_bornes, tranche_de
from creances.moteur.usages.balance_agee import bornes_usuelles
from strategies import facture, montants, mouvements, paiement, rapide

AU = date(2026, 6, 30)


def _balance(*creances: Creance | Dossier, evenements: tuple[Evenement, ...] = (), **options: Any) -> BalanceAgee:
    return balance_agee(creances, au=AU, evenements=evenements, **options).valeur


def _montants(balance: BalanceAgee) -> list[Decimal]:
    return [tranche.montant for tranche in balance.tranches]


def _client(nom: str, siren: str | None = None) -> Debiteur:
    return Debiteur(nom=nom, siren=siren, qualite="professionnel")


class TestTranches:
    """« 1 à 30 jours, 31 à 60 jours, 61 à 90 jours, 91 jours et plus » : les bornes ne se recouvrent pas."""

    def test_les_bornes_usuelles_sont_celles_du_rapport_de_gestion(self) -> None:
        assert bornes_usuelles() == (30, 60, 90)

    @pytest.mark.parametrize(
        ("age", "rang"), [(-1, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (4000, 4)]
    )
    def test_chaque_borne_est_le_dernier_jour_de_sa_tranche(self, age: int, rang: int) -> None:
        assert tranche_de(age, bornes_usuelles()) == rang

    @rapide
    @given(st.integers(-500, 5000), st.sets(st.integers(1, 2000), min_size=1).map(sorted).map(tuple))
    def test_un_age_est_entre_les_limites_de_sa_tranche_et_d_aucune_autre(
        self, age: int, bornes: tuple[int, ...]
    ) -> None:
        dedans = [
            rang
            for rang in range(len(bornes) + 2)
            if all(
                (
                    (debut := limites(rang, bornes)[0]) is None or debut <= age,
                    (fin := limites(rang, bornes)[1]) is None or age <= fin,
                )
            )
        ]
        assert dedans == [tranche_de(age, bornes)]

    def test_un_zero_de_tete_dit_l_echeance(self) -> None:
        assert lire_bornes([0, 30, 60, 90, 180]) == (30, 60, 90, 180)

    @pytest.mark.parametrize("tranches", [(), (0,), (30, 30), (60, 30), (-1, 30), (0, 0, 30), (30.0, 60), (True, 60)])
    def test_des_bornes_absurdes_sont_refusees(self, tranches: Any) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            lire_bornes(tranches)
        assert refus.value.code == "balance_agee.tranches"


class TestConservation:
    """La somme des tranches est l'encours ; l'encours moins ce qui n'est pas affecté est le solde du compte."""

    @rapide
    @given(st.data())
    def test_aucun_centime_ne_se_perd(self, tirage: st.DataObject) -> None:
        creances, evenements = [], []
        for rang in range(tirage.draw(st.integers(0, 4))):
            echeance = AU + timedelta(days=tirage.draw(st.integers(-200, 60)))
            reference = f"F{rang}"
            creances.append(facture(reference=reference, montant=tirage.draw(montants), echeance=echeance))
            evenements += tirage.draw(mouvements(echeance, references=(reference, None)))
        admis = [un for un in evenements if isinstance(un, Paiement | Avoir)]
        balance = _balance(*creances, evenements=tuple(admis))
        facture_ = sum((creance.montant for creance in creances), Decimal(0))
        recu = sum((un.montant for un in admis if un.date <= AU), Decimal(0))
        assert balance.solde == facture_ - recu
        assert sum(_montants(balance)) == balance.encours == balance.non_echu + balance.echu
        assert balance.encours - balance.non_affecte == balance.solde
        assert sum(une.encours for une in balance.debiteurs) == balance.encours
        assert sum(tranche.part_d_encours or 0 for tranche in balance.tranches) == (100 if balance.encours else 0)
        resultat = balance_agee(creances, au=AU, evenements=admis)
        assert sum(ligne.montant or 0 for ligne in resultat.lignes) == balance.solde

    def test_ce_que_rien_ne_designe_n_est_a_aucun_debiteur(self) -> None:
        libre = paiement("2026-06-01", 25)
        balance = _balance(facture(reference="A"), facture(reference="B"), evenements=(libre,))
        assert balance.non_affecte == 25
        assert [une.non_affecte for une in balance.debiteurs] == [0]

    def test_seule_une_creance_recoit_ce_que_rien_ne_designe(self) -> None:
        balance = _balance(facture(), evenements=(paiement("2026-06-01", 25),))
        assert (balance.encours, balance.non_affecte) == (Decimal("9975.00"), 0)

    def test_un_avoir_trop_grand_reste_visible_chez_son_debiteur(self) -> None:
        dossier = Dossier(creance=facture(montant=100), evenements=[Avoir(date="2026-06-01", montant=130)])
        (ligne,) = _balance(dossier).debiteurs
        assert (ligne.encours, ligne.non_affecte, ligne.solde) == (0, 30, -30)

    def test_un_debiteur_solde_ne_figure_pas(self) -> None:
        solde = Dossier(creance=facture(montant=100), evenements=[paiement("2026-06-01", 100)])
        assert _balance(solde).debiteurs == ()

    def test_un_portefeuille_vide_n_a_pas_de_parts(self) -> None:
        balance = _balance()
        assert balance.encours == 0
        assert {tranche.part_d_encours for tranche in balance.tranches} == {None}

    def test_frais_et_penalites_ne_sont_pas_dans_la_facture(self) -> None:
        dossier = Dossier(creance=facture(), evenements=[Frais(date="2026-06-01", montant=80)])
        assert _balance(dossier).encours == 10000


class TestAuJourDit:
    """« Historique à une date : ce qui est postérieur n'existe pas. »"""

    @rapide
    @given(mouvements(AU))
    def test_ce_qui_suit_le_jour_de_l_arrete_ne_change_rien(self, evenements: list[Evenement]) -> None:
        plus_tard = [un for un in evenements if un.date > AU]
        passes = [un for un in evenements if un.date <= AU]
        seul = _balance(Dossier(creance=facture(), evenements=passes))
        assert _balance(Dossier(creance=facture(), evenements=[*passes, *plus_tard])) == seul

    def test_une_facture_a_naitre_ne_compte_pas_mais_son_acompte_si(self) -> None:
        future = facture(emission="2026-07-01", livraison="2026-07-01", echeance="2026-07-31", montant=100)
        balance = _balance(Dossier(creance=future, evenements=[paiement("2026-06-15", 40)]))
        assert (balance.encours, balance.non_affecte, balance.solde) == (0, 40, -40)

    def test_l_age_part_de_l_echeance(self) -> None:
        ancienne = facture(emission="2026-05-01", livraison="2026-05-01", echeance="2026-06-29")
        assert _montants(_balance(ancienne))[1] == 10000

    def test_le_jour_de_l_echeance_n_est_pas_un_retard(self) -> None:
        assert _balance(facture(echeance=AU)).non_echu == 10000


class TestDebiteurs:
    def test_ils_se_reunissent_par_siren_sinon_par_nom(self) -> None:
        creances = (
            facture(reference="A", debiteur=_client("Alpha", "732829320")),
            facture(reference="B", debiteur=_client("Alpha SA", "732829320")),
            facture(reference="C", debiteur=_client("Alpha")),
        )
        assert [une.encours for une in _balance(*creances).debiteurs] == [20000, 10000]

    def test_sans_nom_ils_portent_leur_siren(self) -> None:
        assert _balance(facture(debiteur=_client("", "732829320"))).debiteurs[0].debiteur == "732829320"

    def test_du_plus_gros_retard_au_plus_petit(self) -> None:
        creances = (
            facture(reference="A", montant=900, echeance="2026-07-31", debiteur=_client("Futur")),
            facture(reference="B", montant=100, echeance="2026-05-31", debiteur=_client("Petit")),
            facture(reference="C", montant=500, echeance="2026-06-29", debiteur=_client("Gros")),
        )
        lignes = _balance(*creances).debiteurs
        assert [(une.debiteur, une.retard_maximal) for une in lignes] == [("Gros", 1), ("Petit", 30), ("Futur", 0)]


class TestContestation:
    def test_un_litige_reste_dans_sa_tranche(self) -> None:
        partiel = Dossier(creance=facture(), evenements=[Contestation(date="2026-06-01", montant=3000)])
        balance = _balance(partiel)
        assert (balance.encours, balance.conteste) == (10000, 3000)

    def test_sans_montant_il_porte_sur_tout_et_leve_sur_rien(self) -> None:
        entier = Dossier(creance=facture(), evenements=[Contestation(date="2026-06-01")])
        leve = Dossier(creance=facture(), evenements=[Contestation(date="2026-06-01", fin="2026-06-15")])
        assert _balance(entier).conteste == 10000
        assert _balance(leve).conteste == 0

    def test_le_champ_de_la_creance_vaut_contestation_du_tout(self) -> None:
        assert _balance(facture(contestation="marchandise abîmée")).conteste == 10000


class TestRefus:
    def test_un_mouvement_d_une_autre_dette_dans_un_dossier(self) -> None:
        dossier = Dossier(creance=facture(), evenements=[paiement("2026-06-01", 10, creance="F9")])
        with pytest.raises(DonneeInvalide) as refus:
            _balance(dossier)
        assert refus.value.code == "evenement.autre_creance"

    def test_une_reference_que_deux_creances_portent(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            _balance(facture(), facture(), evenements=(paiement("2026-06-01", 10, creance="F1"),))
        assert refus.value.code == "evenement.creance_inconnue"

    def test_un_evenement_qui_ne_vaut_que_dans_son_dossier(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            _balance(facture(), evenements=(Contestation(date="2026-06-01"),))
        assert refus.value.code == "evenement.type"

    def test_une_creance_mal_donnee_est_nommee_simplement(self) -> None:
        with pytest.raises(DonneeInvalide, match=r"dossiers\.0\.Creance\.dates : reçu aucune date"):
            evaluer("balance_agee", {"dossiers": [{"montant": 1}], "au": AU})
        with pytest.raises(DonneeInvalide, match=r"dossiers\.0\.Dossier\.creance\.montant : ce champ est obligatoire"):
            evaluer("balance_agee", {"dossiers": [{"creance": {"echeance": "2026-05-31"}}], "au": AU})

    def test_un_credit_garde_la_date_imprimee(self) -> None:
        assert _balance(facture(nature="CREDIT_CONSO")).echu == 10000

    def test_un_credit_sans_date_est_hors_champ(self) -> None:
        with pytest.raises(HorsChamp):
            _balance(facture(nature="CREDIT_CONSO", emission="2026-05-01"))


class TestReserves:
    def test_les_tranches_demandees_n_ont_rien_a_confirmer(self) -> None:
        assert balance_agee([facture()], au=AU).codes() == {"TRANCHES_A_CONFIRMER"}
        assert balance_agee([facture()], au=AU, tranches=[15]).codes() == frozenset()

    def test_une_echeance_recalculee_se_dit(self) -> None:
        sans_date = facture(emission="2026-05-01", livraison="2026-05-01")
        assert "ECHEANCES_RECALCULEES" in balance_agee([sans_date], au=AU).codes()
