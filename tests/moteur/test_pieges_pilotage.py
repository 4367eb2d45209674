"""Les pièges de la liste des délais qui tiennent aux comptes et aux indicateurs : comptes et TVA (18), DSO (20)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from creances import (
    DonneeInvalide,
    Dossier,
    PartTva,
    ProcedureCollective,
    VentesDuMois,
    classement_comptable,
    dso,
    dso_par_epuisement,
    indicateurs,
)
from strategies import facture, paiement


class TestPiege18:
    """« 411 = TTC, 491 = HT, 416 = TTC : perte de 60 % sur 12 000 TTC = 6 000, pas 7 200. »"""

    VENTILATION = (PartTva(ht=10000, taux=20),)

    def test_la_depreciation_ne_porte_que_sur_le_hors_taxe(self) -> None:
        douteux = Dossier(
            creance=facture(montant=12000, echeance="2026-06-30"), evenements=[ProcedureCollective(date="2026-09-15")]
        )
        valeur = classement_comptable(douteux, au="2026-12-31", ventilation=self.VENTILATION, taux_de_perte=60).valeur
        assert (valeur.compte, valeur.encours, valeur.depreciation) == ("416", 12000, 6000)
        assert valeur.depreciation != valeur.encours * 60 / 100

    def test_la_taxe_ne_se_recupere_que_sur_ce_qui_est_definitivement_perdu(self) -> None:
        douteux = Dossier(
            creance=facture(montant=12000, echeance="2026-06-30"), evenements=[ProcedureCollective(date="2026-09-15")]
        )
        liquide = douteux.avec(evenements=[ProcedureCollective(date="2026-09-15", nature="liquidation")])
        assert "TVA_DE_L_IMPAYE" not in classement_comptable(douteux, au="2026-12-31").codes()
        assert "TVA_DE_L_IMPAYE" in classement_comptable(liquide, au="2026-12-31").codes()


class TestPiege20:
    """« Encours TTC sur CA HT donne 71,8 au lieu de 60 ; la méthode par épuisement recule dans le temps. »"""

    def test_le_delai_faux_ne_s_obtient_pas_par_le_hors_taxe(self) -> None:
        faux = dso(472000, jours=365, chiffre_affaires_ttc=2400000).valeur.delai
        assert faux == Decimal("71.78")
        with pytest.raises(DonneeInvalide):
            dso(472000, jours=365, chiffre_affaires_ht=2400000)

    def test_l_epuisement_part_du_mois_le_plus_recent(self) -> None:
        ventes = [
            VentesDuMois(mois=f"2026-{mois}-01", montant=m) for mois, m in (("09", 700), ("10", 800), ("11", 1200))
        ]
        par_la_fin = dso_par_epuisement(1000, au="2026-11-30", ventes=ventes).valeur.delai
        assert par_la_fin == Decimal("25.00")

    def test_l_ecart_des_delais_n_est_pas_le_retard_moyen(self) -> None:
        paye = Dossier(creance=facture(reference="A", montant=1000), evenements=[paiement("2026-05-10", 1000)])
        impaye = Dossier(creance=facture(reference="B", montant=1000))
        mesures = indicateurs([paye, impaye], depuis="2026-05-01", au="2026-05-30", chiffre_affaires=1000).valeur
        assert (mesures.ecart_dso, mesures.retard_moyen) == (30, 10)
