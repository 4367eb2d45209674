"""L'indemnité forfaitaire : quarante euros par facture en retard, et les cas où elle est nulle."""

from __future__ import annotations

from decimal import Decimal

import pytest

from creances import (
    Avoir,
    Creance,
    Debiteur,
    Ligne,
    MiseEnDemeure,
    ProcedureCollective,
    decompte,
    indemnite_forfaitaire,
    penalites,
    releve,
)
from strategies import COMMUNE, CONSOMMATEUR, PROFESSIONNEL, SYNDICAT, conditions, facture, paiement

QUARANTE = Decimal("40.00")


def _motif(creance: Creance, au: str, *evenements: object) -> object:
    reponse = indemnite_forfaitaire(creance, au=au, evenements=evenements)  # type: ignore[arg-type]
    assert reponse.valeur == 0
    (ligne,) = reponse.lignes
    assert ligne.code == "indemnite.nulle"
    return dict(ligne.mots)["motif"]


class TestDue:
    """« Tout professionnel en situation de retard de paiement est de plein droit débiteur, à l'égard du créancier, d'une
    indemnité forfaitaire pour frais de recouvrement » (C. com., L441-10, II).
    """

    def test_des_le_premier_jour_de_retard(self) -> None:
        reponse = indemnite_forfaitaire(facture(), au="2026-05-01")
        assert reponse.valeur == QUARANTE
        assert reponse.lignes == (Ligne("indemnite.due", "C. com., D441-5", montant=QUARANTE),)
        assert reponse.articles == ("C. com., L441-10, II", "C. com., D441-5")

    def test_une_fois_quelle_que_soit_la_duree(self) -> None:
        assert indemnite_forfaitaire(facture(), au="2026-12-31").valeur == QUARANTE

    def test_quel_que_soit_le_montant(self) -> None:
        assert indemnite_forfaitaire(facture(montant="0.01"), au="2026-05-01").valeur == QUARANTE

    def test_acquise_meme_si_le_principal_est_paye_ensuite(self) -> None:
        paye = [paiement("2026-05-01", 10000)]
        assert indemnite_forfaitaire(facture(), au="2026-05-01", evenements=paye).valeur == QUARANTE

    def test_acquise_pour_un_solde(self) -> None:
        partiel = [paiement("2026-04-30", "9999.99")]
        assert indemnite_forfaitaire(facture(), au="2026-05-01", evenements=partiel).valeur == QUARANTE

    def test_deux_factures_deux_indemnites(self) -> None:
        deux = [facture(reference="A"), facture(reference="B")]
        assert releve(deux, au="2026-05-01").valeur.indemnite == 2 * QUARANTE

    def test_l_acheteur_public_la_doit_par_son_propre_decret(self) -> None:
        """« Le montant de l'indemnité forfaitaire pour frais de recouvrement est fixé à 40 euros » (CCP, D2192-35)."""
        reponse = indemnite_forfaitaire(facture(debiteur=COMMUNE), au="2026-05-01")
        assert reponse.valeur == QUARANTE
        assert reponse.articles == ("CCP, R2192-31", "CCP, D2192-35")

    def test_une_entite_adjudicatrice_la_doit_par_le_code_de_commerce(self) -> None:
        entite = Debiteur(qualite="public", categorie_publique="entite_adjudicatrice")
        assert indemnite_forfaitaire(facture(debiteur=entite), au="2026-05-01").lignes[0].article == "C. com., D441-5"

    def test_elle_ne_demande_aucun_taux_a_paraitre(self) -> None:
        for debiteur in (PROFESSIONNEL, COMMUNE):
            due = facture(debiteur=debiteur, echeance="2027-01-15")
            assert indemnite_forfaitaire(due, au="2027-01-15").valeur == 0
            assert indemnite_forfaitaire(due, au="2027-01-16").valeur == QUARANTE

    def test_une_valeur_que_personne_n_a_relue_se_dit(self) -> None:
        assert indemnite_forfaitaire(facture(), au="2027-11-20").reserves == ()
        assert indemnite_forfaitaire(facture(), au="2027-11-21").codes() == {"DROIT_A_REVOIR"}

    def test_elle_ne_porte_pas_interet(self) -> None:
        reste = decompte(facture(), au="2026-08-31").valeur
        assert (reste.interets, reste.indemnite) == (penalites(facture(), au="2026-08-31").valeur, QUARANTE)


class TestNulle:
    def test_le_jour_de_l_echeance(self) -> None:
        assert _motif(facture(), "2026-04-30") == "pas_de_retard"

    def test_une_facture_soldee_le_jour_de_l_echeance(self) -> None:
        assert _motif(facture(), "2026-12-31", paiement("2026-04-30", 10000)) == "pas_de_retard"

    def test_un_marche_paye_a_temps_a_la_retenue_de_garantie_pres(self) -> None:
        """« … diminué de la retenue de garantie » (CCP, R2192-33) : ce qui est retenu n'est pas en retard."""
        marche = facture(debiteur=COMMUNE, retenue_garantie=500)
        assert _motif(marche, "2026-12-31", paiement("2026-04-30", 9500)) == "pas_de_retard"
        court = [paiement("2026-04-30", "9499.99")]
        assert indemnite_forfaitaire(marche, au="2026-12-31", evenements=court).valeur == QUARANTE

    def test_une_facture_annulee_par_un_avoir_retroactif(self) -> None:
        avoir = Avoir(date="2026-06-30", montant=10000, retroactif=True)
        assert _motif(facture(), "2026-12-31", avoir) == "pas_de_retard"

    def test_un_avoir_posterieur_au_retard_ne_la_fait_pas_disparaitre(self) -> None:
        avoir = Avoir(date="2026-06-30", montant=10000)
        assert indemnite_forfaitaire(facture(), au="2026-12-31", evenements=[avoir]).valeur == QUARANTE

    @pytest.mark.parametrize("debiteur", [CONSOMMATEUR, SYNDICAT])
    def test_hors_des_deux_regimes_meme_apres_mise_en_demeure(self, debiteur: Debiteur) -> None:
        demeure = MiseEnDemeure(date="2026-05-10", reception="2026-05-12")
        assert _motif(facture(debiteur=debiteur), "2026-12-31", demeure) == "hors_regime"

    def test_si_l_ouverture_interdisait_de_payer_a_l_echeance(self) -> None:
        for jour in ("2026-04-01", "2026-04-30"):
            assert _motif(facture(), "2026-12-31", ProcedureCollective(date=jour)) == "procedure_collective"

    def test_une_ouverture_posterieure_a_l_echeance_la_laisse_due(self) -> None:
        ouverture = [ProcedureCollective(date="2026-05-01")]
        assert indemnite_forfaitaire(facture(), au="2026-12-31", evenements=ouverture).valeur == QUARANTE


class TestEntreeEnVigueur:
    """Décret n° 2012-1115 : les délais de paiement qui commencent dès le 1er janvier 2013, contrats en cours compris."""

    def test_la_veille_il_n_y_avait_pas_d_indemnite(self) -> None:
        assert _motif(facture(livraison="2012-12-31", echeance="2013-01-31"), "2013-06-30") == "avant_2013"

    def test_le_jour_meme_elle_est_due_pour_un_contrat_plus_ancien(self) -> None:
        due = facture(livraison="2013-01-01", echeance="2013-01-31", conditions=conditions(conclu_le="2011-01-01"))
        assert indemnite_forfaitaire(due, au="2013-06-30").valeur == QUARANTE

    def test_un_marche_d_avant_le_16_mars_2013_n_en_a_pas(self) -> None:
        marche = facture(
            debiteur=COMMUNE,
            emission="2013-06-01",
            echeance="2013-07-31",
            conditions=conditions(conclu_le="2013-03-15"),
        )
        assert _motif(marche, "2013-12-31") == "avant_2013"

    @pytest.mark.parametrize(("reception", "due"), [("2013-04-30", 0), ("2013-05-01", 40)])
    def test_un_marche_nouveau_l_a_si_son_delai_commence_le_1er_mai(self, reception: str, due: int) -> None:
        marche = facture(
            debiteur=COMMUNE, reception=reception, echeance="2013-07-31", conditions=conditions(conclu_le="2013-03-16")
        )
        assert indemnite_forfaitaire(marche, au="2013-12-31").valeur == due
