"""La revue d'une politique : des comptes tirés des dossiers, et les étapes qu'aucun paiement n'a suivies."""

from __future__ import annotations

from typing import Any

import pytest

from creances import (
    DonneeInvalide,
    Dossier,
    Evenement,
    MiseEnDemeure,
    Relance,
    RevuePolitique,
    Transmission,
    revue_politique,
)
from creances.moteur.usages.revue import minimum_usuel
from strategies import facture, paiement

AU = "2026-06-30"


def _revue(*dossiers: tuple[Evenement, ...], **options: Any) -> RevuePolitique:
    return revue_politique(
        [Dossier(creance=facture(), evenements=evenements) for evenements in dossiers], au=AU, **options
    ).valeur


def _relance(jour: str, etape: str = "rappel", canal: str = "email") -> Relance:
    return Relance(date=jour, etape=etape, canal=canal)


def _comptes(revue: RevuePolitique) -> dict[str, tuple[int, int]]:
    return {une.etape: (une.nombre, une.suivies) for une in revue.etapes}


class TestSuite:
    def test_un_paiement_suit_la_derniere_etape_qui_le_precede(self) -> None:
        revue = _revue((_relance("2026-05-04"), _relance("2026-05-20", "appel"), paiement("2026-05-22", 100)))
        assert _comptes(revue) == {"appel": (1, 1), "rappel": (1, 0)}
        assert revue.jamais_suivies == ("rappel",)

    def test_celui_du_jour_meme_la_precede_peut_etre_celui_du_jour_de_la_suivante_la_suit(self) -> None:
        revue = _revue((_relance("2026-05-04"), paiement("2026-05-20", 100), _relance("2026-05-20", "appel")))
        assert _comptes(revue) == {"appel": (1, 0), "rappel": (1, 1)}

    def test_ce_qui_suit_le_jour_de_la_question_n_existe_pas(self) -> None:
        revue = _revue((_relance("2026-05-04"), paiement("2026-07-01", 100), _relance("2026-07-02", "appel")))
        assert _comptes(revue) == {"rappel": (1, 0)}

    def test_le_taux_et_les_sommes_se_comptent_sur_tous_les_dossiers(self) -> None:
        revue = _revue((_relance("2026-05-04"), paiement("2026-05-05", 100)), (_relance("2026-05-04"),))
        (etape,) = revue.etapes
        assert (etape.taux, etape.recu, etape.jamais_suivie) == (50, 100, False)

    def test_le_code_est_l_etape_sinon_le_canal_sinon_la_nature(self) -> None:
        revue = _revue(
            (
                _relance("2026-05-01", ""),
                _relance("2026-05-02", "", ""),
                MiseEnDemeure(date="2026-05-03"),
                Transmission(date="2026-05-04", acteur="cabinet_recouvrement"),
            )
        )
        assert sorted(_comptes(revue)) == ["email", "mise_en_demeure", "relance", "transmission"]

    def test_sans_etape_il_n_y_a_rien_a_revoir(self) -> None:
        assert _revue((paiement("2026-05-05", 100),)) == RevuePolitique((), (), 0)
        assert revue_politique([], au=AU).reserves == ()


class TestAttente:
    def test_une_etape_trop_recente_n_est_pas_jugee(self) -> None:
        recente = (_relance("2026-06-25"),)
        assert _revue(recente, attente=6) == RevuePolitique((), (), 1)
        assert _comptes(_revue(recente, attente=5)) == {"rappel": (1, 0)}

    def test_payee_elle_l_est_aussitot(self) -> None:
        assert _comptes(_revue((_relance("2026-06-25"), paiement("2026-06-26", 1)), attente=30)) == {"rappel": (1, 1)}

    @pytest.mark.parametrize("option", [{"attente": -1}, {"attente": True}, {"minimum": -1}, {"minimum": 2.0}])
    def test_un_nombre_absurde_est_refuse(self, option: dict[str, Any]) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            _revue(**option)
        assert refus.value.code == f"revue.{next(iter(option))}"


class TestMinimum:
    """« Une dizaine de dossiers avant d'y lire une tendance. »"""

    def test_l_usage_est_de_dix(self) -> None:
        assert minimum_usuel() == 10

    @pytest.mark.parametrize(("nombre", "peu"), [(9, True), (10, False)])
    def test_en_dessous_la_reserve_le_dit(self, nombre: int, peu: bool) -> None:
        dossiers = [Dossier(creance=facture(), evenements=[_relance("2026-05-04")])] * nombre
        resultat = revue_politique(dossiers, au=AU)
        assert resultat.valeur.etapes[0].peu_de_cas is peu
        assert ("PEU_DE_CAS" in resultat.codes()) is peu
        assert "PEU_DE_CAS" not in revue_politique(dossiers, au=AU, minimum=0).codes()
