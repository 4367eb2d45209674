"""Le délai d'un acheteur public : catégorie, départ, interruption."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Creance, Debiteur, DonneeInvalide, DroitInconnu, Interruption, droit_courant, echeance
from creances.regles.echeance.acheteur_public import delai_reglementaire
from strategies import COMMUNE, HOPITAL, conditions, facture, rapide, terme

RECUE = "2026-03-01"
SANS_CATEGORIE = Debiteur(qualite="public")


def _marche(debiteur: Debiteur = COMMUNE, **champs: Any) -> Creance:
    return facture(debiteur=debiteur, **champs)


class TestDelai:
    """« Le délai de paiement […] est fixé à trente jours pour les pouvoirs adjudicateurs » (CCP, R2192-10) ; cinquante
    pour la santé, soixante pour certaines entreprises publiques (R2192-11).
    """

    @pytest.mark.parametrize(
        ("categorie", "attendue", "article"),
        [
            ("etat", "2026-03-31", "CCP, R2192-10"),
            ("collectivite", "2026-03-31", "CCP, R2192-10"),
            ("sante", "2026-04-20", "CCP, R2192-11, 1°"),
            ("entreprise_publique", "2026-04-30", "CCP, R2192-11, 2°"),
        ],
    )
    def test_chaque_categorie_a_le_sien(self, categorie: str, attendue: str, article: str) -> None:
        debiteur = Debiteur(qualite="public", categorie_publique=categorie)
        reponse = echeance(_marche(debiteur, reception=RECUE))
        assert (reponse.valeur, reponse.reserves) == (date.fromisoformat(attendue), ())
        assert reponse.articles == ("CCP, R2192-12", article)

    def test_une_categorie_inconnue_vaut_trente_jours_avec_reserve(self) -> None:
        reponse = echeance(_marche(SANS_CATEGORIE, reception=RECUE))
        assert (reponse.valeur, reponse.codes()) == (date(2026, 3, 31), {"CATEGORIE_PUBLIQUE_SUPPOSEE"})

    def test_avant_le_decret_de_2013_le_delai_n_est_pas_dans_nos_tables(self) -> None:
        with pytest.raises(DroitInconnu):
            echeance(_marche(reception="2013-04-30"))
        assert echeance(_marche(reception="2013-05-01")).valeur == date(2013, 5, 31)


class TestDepart:
    """« … le délai de paiement court à compter de la date de réception de la demande de paiement » (CCP, R2192-12)."""

    @pytest.mark.parametrize(
        ("champs", "depart", "article"),
        [
            ({"reception": RECUE}, "2026-03-01", "CCP, R2192-12"),
            ({"reception": RECUE, "livraison": "2026-03-01"}, "2026-03-01", "CCP, R2192-12"),
            ({"reception": RECUE, "livraison": "2026-03-02"}, "2026-03-02", "CCP, R2192-13"),
            ({"emission": RECUE}, "2026-03-03", "CCP, R2192-14"),
            ({"emission": RECUE, "livraison": "2026-03-04"}, "2026-03-04", "CCP, R2192-13"),
            ({"livraison": RECUE}, "2026-03-01", "CCP, R2192-13"),
            ({"livraison": RECUE, "verification": "2026-03-20"}, "2026-03-20", "CCP, R2192-17"),
            ({"reception": RECUE, "verification": "2026-03-20"}, "2026-03-20", "CCP, R2192-17"),
            ({"reception": RECUE, "verification": "2026-02-20"}, "2026-03-01", "CCP, R2192-12"),
        ],
    )
    def test_il_est_celui_du_texte_qui_s_applique(self, champs: dict[str, str], depart: str, article: str) -> None:
        reponse = echeance(_marche(**champs))
        assert reponse.valeur == date.fromisoformat(depart) + timedelta(days=30)
        assert (reponse.lignes[0].code, reponse.lignes[0].article) == ("echeance.depart", article)
        assert reponse.lignes[0].fin == date.fromisoformat(depart)

    def test_sans_aucune_de_ces_dates_il_ne_se_compte_pas(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            delai_reglementaire(_marche(echeance="2026-04-30"), droit_courant())
        assert str(refus.value).startswith("reception : reçu rien ; accepté : reception, emission ou livraison")
        assert refus.value.code == "echeance.sans_depart"

    def test_sans_aucune_de_ces_dates_le_terme_ne_se_compare_pas(self) -> None:
        reponse = echeance(_marche(echeance="2026-04-30", conditions=terme(jours=20)))
        assert reponse.valeur == date(2026, 4, 30)


class TestDelaiDuMarche:
    """« Lorsqu'un délai de paiement est prévu par le marché, celui-ci ne peut excéder le délai prévu par voie
    réglementaire » (CCP, L2192-10).
    """

    def test_le_marche_peut_prevoir_moins(self) -> None:
        reponse = echeance(_marche(reception=RECUE, conditions=terme(jours=20)))
        assert (reponse.valeur, reponse.reserves) == (date(2026, 3, 21), ())

    def test_jamais_plus(self) -> None:
        longue = _marche(reception=RECUE, conditions=terme(jours=31))
        reponse = echeance(longue)
        (reserve,) = reponse.reserves
        assert reponse.valeur == date(2026, 4, 1)
        assert (reserve.code, reserve.articles) == ("DELAI_ILLICITE", ("CCP, R2192-10", "CCP, L2192-10"))
        assert echeance(longue, plafond="ramener").valeur == date(2026, 3, 31)

    def test_une_date_imprimee_au_dela_est_signalee(self) -> None:
        assert echeance(_marche(reception=RECUE, echeance="2026-04-30")).codes() == {"DELAI_ILLICITE"}

    def test_une_date_imprimee_plus_courte_l_emporte_sans_reserve(self) -> None:
        assert echeance(_marche(reception=RECUE, echeance="2026-03-15")).reserves == ()

    def test_une_date_plus_courte_que_le_terme_du_marche_le_dit(self) -> None:
        due = _marche(reception=RECUE, echeance="2026-03-15", conditions=terme(jours=20))
        assert echeance(due).codes() == {"ECHEANCE_DIFFERE_DU_TERME"}

    def test_depasser_une_categorie_supposee_garde_les_deux_reserves(self) -> None:
        codes = echeance(_marche(SANS_CATEGORIE, reception=RECUE, echeance="2026-04-30")).codes()
        assert codes == {"DELAI_ILLICITE", "CATEGORIE_PUBLIQUE_SUPPOSEE"}

    def test_un_marche_ancien_a_date_imprimee_n_a_pas_de_plafond_a_comparer(self) -> None:
        due = _marche(emission="2010-05-15", echeance="2010-12-31", conditions=conditions(conclu_le="2010-01-01"))
        assert echeance(due).reserves == ()


class TestInterruption:
    """« Ce délai est de trente jours ou égal au solde restant à courir à la date de réception de la notification de
    l'interruption si ce solde est supérieur à trente jours » (CCP, R2192-29).
    """

    MARS = Interruption(notification="2026-03-11", completes="2026-03-20")

    def test_une_commune_repart_pour_trente_jours(self) -> None:
        reponse = echeance(_marche(reception=RECUE, interruption=self.MARS))
        assert reponse.valeur == date(2026, 4, 19)
        derniere = reponse.lignes[-1]
        assert (derniere.code, derniere.jours, derniere.article) == ("echeance.interruption", 30, "CCP, R2192-29")

    def test_un_hopital_garde_un_solde_de_quarante_jours(self) -> None:
        assert echeance(_marche(HOPITAL, reception=RECUE, interruption=self.MARS)).valeur == date(2026, 4, 29)

    def test_le_delai_du_marche_s_interrompt_aussi(self) -> None:
        due = _marche(reception=RECUE, interruption=self.MARS, conditions=terme(jours=20))
        assert echeance(due).valeur == date(2026, 4, 19)

    def test_notifiee_le_dernier_jour_elle_vaut_encore(self) -> None:
        dernier = Interruption(notification="2026-03-31", completes="2026-04-10")
        assert echeance(_marche(reception=RECUE, interruption=dernier)).valeur == date(2026, 5, 10)

    def test_notifiee_apres_le_delai_elle_est_refusee(self) -> None:
        tardive = Interruption(notification="2026-04-01", completes="2026-04-10")
        with pytest.raises(DonneeInvalide) as refus:
            echeance(_marche(reception=RECUE, interruption=tardive))
        assert str(refus.value) == (
            "interruption.notification : reçu 2026-04-01 ; accepté : avant la fin du délai (2026-03-31)"
        )
        assert refus.value.code == "echeance.interruption_tardive"

    @rapide
    @given(
        st.sampled_from([(COMMUNE, 30), (HOPITAL, 50)]),
        st.dates(date(2013, 5, 1), date(2026, 12, 31)),
        st.data(),
    )
    def test_le_nouveau_delai_est_le_plus_long_des_deux(
        self, acheteur: tuple[Debiteur, int], reception: date, data: st.DataObject
    ) -> None:
        debiteur, delai = acheteur
        ecoules = data.draw(st.integers(0, delai))
        notification = reception + timedelta(days=ecoules)
        completes = notification + timedelta(days=data.draw(st.integers(0, 90)))
        marche = _marche(
            debiteur, reception=reception, interruption=Interruption(notification=notification, completes=completes)
        )
        obtenue = echeance(marche).valeur
        assert obtenue == completes + timedelta(days=max(30, delai - ecoules))
        assert obtenue >= reception + timedelta(days=delai)
