"""Les conditions générales de vente : « les conditions de règlement » (C. com., L441-1, I) et les clauses permises."""

from __future__ import annotations

from typing import Any

import pytest

from creances import Cgv, ConstatCgv, ControleCgv, Creancier, Debiteur, Resultat, TauxStipule, Terme, controle_cgv
from strategies import COMMUNE, CONSOMMATEUR, PROFESSIONNEL, SYNDICAT

AU = "2026-11-21"
COMPLETES = Cgv(terme=Terme(jours=45), penalites=TauxStipule(nature="multiple", nombre=3), indemnite=40)
MARCHAND = Debiteur(qualite="professionnel", commercant=True)
VENDEUR = Creancier(commercant=True)


def _controler(cgv: Cgv = COMPLETES, au: str = AU, **options: Any) -> Resultat[ControleCgv]:
    return controle_cgv(cgv, au=au, **options)


def _constat(sujet: str, cgv: Cgv = COMPLETES, **options: Any) -> ConstatCgv:
    return _controler(cgv, **options).valeur.constat(sujet)


def _etat(sujet: str, cgv: Cgv = COMPLETES, **options: Any) -> tuple[str, str]:
    lu = _constat(sujet, cgv, **options)
    return lu.etat, lu.motif


class TestEntreProfessionnels:
    """« Les conditions de règlement […] précisent […] le taux d'intérêt des pénalités de retard […] ainsi que le montant
    de l'indemnité forfaitaire » (C. com., L441-10, II)."""

    def test_les_trois_clauses_exigees_suffisent(self) -> None:
        valeur = _controler().valeur
        assert valeur.conforme is True
        assert [un.sujet for un in valeur.constats if un.exigee] == ["delai_de_paiement", "penalites", "indemnite"]

    @pytest.mark.parametrize(
        ("champ", "sujet"), [("terme", "delai_de_paiement"), ("penalites", "penalites"), ("indemnite", "indemnite")]
    )
    def test_chacune_manque_si_les_conditions_se_taisent(self, champ: str, sujet: str) -> None:
        resultat = _controler(COMPLETES.avec(**{champ: None}))
        assert resultat.valeur.conforme is False
        assert resultat.valeur.constat(sujet).motif == "cgv_silence"

    def test_l_amende_punit_les_penalites_et_l_indemnite_tues_non_le_delai(self) -> None:
        muettes = _controler(Cgv())
        amendes = {un.sujet: un.amende_personne_morale for un in muettes.valeur.constats if un.exigee}
        assert amendes == {"delai_de_paiement": None, "penalites": 2_000_000, "indemnite": 2_000_000}
        assert "CGV_AMENDE" in muettes.codes()
        assert "CGV_AMENDE" not in _controler().codes()

    def test_un_delai_que_des_factures_depasseraient(self) -> None:
        lu = _constat("delai_de_paiement", COMPLETES.avec(terme=Terme(mois=2)))
        assert (lu.etat, lu.motif, lu.amende_personne_physique) == ("contradictoire", "cgv_delai_illicite", 75_000)
        assert _etat("delai_de_paiement", COMPLETES.avec(terme=Terme(jours=60)))[0] == "presente"

    def test_le_secteur_et_la_facture_periodique_ont_leur_plafond(self) -> None:
        assert _etat("delai_de_paiement", secteur="transport")[0] == "contradictoire"
        soixante = COMPLETES.avec(terme=Terme(jours=60))
        assert _etat("delai_de_paiement", soixante, periodique=True)[0] == "contradictoire"

    @pytest.mark.parametrize(
        ("penalites", "etat"),
        [
            (TauxStipule(nature="bce", nombre=10), "presente"),
            (TauxStipule(nature="multiple", nombre="2.99"), "contradictoire"),
            (TauxStipule(nombre=20), "presente"),
            (TauxStipule(nombre=5), "contradictoire"),
        ],
    )
    def test_un_taux_se_compare_au_plancher(self, penalites: TauxStipule, etat: str) -> None:
        assert _etat("penalites", COMPLETES.avec(penalites=penalites))[0] == etat

    def test_rappeler_le_plancher_sauve_un_taux_trop_bas(self) -> None:
        bas = COMPLETES.avec(penalites=TauxStipule(nombre=5), plancher_rappele=True)
        assert _etat("penalites", bas)[0] == "presente"

    def test_attendre_un_rappel_est_interdit_meme_sans_taux(self) -> None:
        assert _etat("penalites", COMPLETES.avec(apres_rappel=True)) == ("contradictoire", "mention_rappel_exige")
        assert _etat("penalites", Cgv(apres_rappel=True)) == ("contradictoire", "mention_rappel_exige")

    def test_un_autre_montant_d_indemnite_contredit_le_decret(self) -> None:
        assert _etat("indemnite", COMPLETES.avec(indemnite=39)) == ("contradictoire", "mention_autre_montant")

    def test_l_escompte_peut_se_taire_ou_se_refuser(self) -> None:
        assert _etat("escompte") == ("absente", "cgv_escompte_tu")
        assert _etat("escompte", COMPLETES.avec(escompte=())) == ("presente", "mention_trouvee")

    def test_un_client_inconnu_est_un_professionnel(self) -> None:
        assert _controler().valeur == _controler(client=PROFESSIONNEL).valeur


class TestHorsDesProfessionnels:
    """« B2C : ni 40 €, ni taux L441-10. »"""

    @pytest.mark.parametrize("client", [CONSOMMATEUR, SYNDICAT])
    def test_l_indemnite_est_une_anomalie(self, client: Debiteur) -> None:
        resultat = _controler(Cgv(indemnite=40), client=client)
        assert resultat.valeur.conforme is False
        assert resultat.valeur.constat("indemnite").motif == "cgv_indemnite_professionnelle"

    def test_le_taux_de_la_bce_majore_est_une_anomalie(self) -> None:
        taux = Cgv(penalites=TauxStipule(nature="bce", nombre=10))
        assert _etat("penalites", taux, client=CONSOMMATEUR) == ("contradictoire", "cgv_taux_professionnel")

    def test_un_autre_taux_reste_a_apprecier(self) -> None:
        resultat = _controler(Cgv(penalites=TauxStipule(nombre=8)), client=CONSOMMATEUR)
        assert resultat.valeur.conforme is None
        assert "CLAUSE_CONSOMMATEUR" in resultat.codes()

    def test_rien_n_y_est_exige(self) -> None:
        assert _controler(Cgv(indemnite=0), client=CONSOMMATEUR).valeur.conforme is True


class TestJuridiction:
    """« réputée non écrite à moins qu'elle n'ait été convenue entre des personnes ayant toutes contracté en qualité de
    commerçant » (CPC, 48)."""

    @pytest.mark.parametrize(
        ("apparente", "client", "vendeur", "etat", "motif"),
        [
            (True, MARCHAND, VENDEUR, "presente", "mention_trouvee"),
            (False, MARCHAND, VENDEUR, "contradictoire", "cgv_peu_apparente"),
            (None, MARCHAND, VENDEUR, "inconnue", "cgv_apparence_inconnue"),
            (True, PROFESSIONNEL, VENDEUR, "inconnue", "cgv_qualite_inconnue"),
            (True, MARCHAND, Creancier(), "inconnue", "cgv_qualite_inconnue"),
            (False, PROFESSIONNEL, VENDEUR, "contradictoire", "cgv_peu_apparente"),
            (True, MARCHAND, Creancier(commercant=False), "contradictoire", "cgv_non_commercant"),
            (True, MARCHAND.avec(commercant=False), VENDEUR, "contradictoire", "cgv_non_commercant"),
            (True, CONSOMMATEUR, VENDEUR, "contradictoire", "cgv_non_commercant"),
            (True, SYNDICAT, VENDEUR, "contradictoire", "cgv_non_commercant"),
        ],
    )
    def test_entre_commercants_et_tres_apparente(
        self, apparente: bool | None, client: Debiteur, vendeur: Creancier, etat: str, motif: str
    ) -> None:
        cgv = Cgv(juridiction="Strasbourg", juridiction_apparente=apparente)
        assert _etat("clause_de_juridiction", cgv, client=client, vendeur=vendeur) == (etat, motif)

    def test_son_absence_n_est_pas_un_manquement(self) -> None:
        assert _etat("clause_de_juridiction") == ("absente", "cgv_facultative")


class TestClausesUtiles:
    def test_la_reserve_de_propriete(self) -> None:
        assert _etat("reserve_de_propriete") == ("absente", "cgv_utile")
        assert _etat("reserve_de_propriete", COMPLETES.avec(reserve_de_propriete=True))[0] == "presente"

    def test_la_decheance_du_terme_entre_professionnels(self) -> None:
        assert _etat("decheance_du_terme") == ("absente", "cgv_utile")
        assert _etat("decheance_du_terme", COMPLETES.avec(decheance_du_terme=True))[0] == "presente"

    @pytest.mark.parametrize(
        ("preavis", "etat", "motif"),
        [
            (True, "presente", "mention_trouvee"),
            (False, "contradictoire", "cgv_sans_preavis"),
            (None, "inconnue", "cgv_preavis_inconnu"),
        ],
    )
    def test_contre_un_consommateur_elle_suppose_une_mise_en_demeure(
        self, preavis: bool | None, etat: str, motif: str
    ) -> None:
        cgv = Cgv(decheance_du_terme=True, apres_mise_en_demeure=preavis)
        assert _etat("decheance_du_terme", cgv, client=CONSOMMATEUR) == (etat, motif)
        # « également applicables » au non-professionnel (C. conso., L212-2)
        syndicat = Debiteur(qualite="non_professionnel")
        assert _etat("decheance_du_terme", cgv, client=syndicat) == (etat, motif)
        assert "DECHEANCE_PAR_ANALOGIE" in _controler(cgv, client=CONSOMMATEUR).codes()


class TestDansLeTemps:
    def test_avant_2019_les_conditions_etaient_a_l_article_l441_6(self) -> None:
        assert _constat("delai_de_paiement", Cgv(), au="2018-06-30").articles == ("C. com., L441-6",)

    def test_avant_2013_l_indemnite_n_etait_pas_exigee(self) -> None:
        valeur = _controler(COMPLETES.avec(indemnite=None), au="2011-12-31").valeur
        assert valeur.conforme is True
        assert "indemnite" not in [un.sujet for un in valeur.constats]

    def test_avant_2014_aucune_amende_n_est_connue(self) -> None:
        assert _constat("penalites", Cgv(), au="2012-06-30").amende_personne_morale is None


class TestAcheteurPublic:
    def test_ses_delais_ne_viennent_pas_de_conditions_de_vente(self) -> None:
        resultat = _controler(client=COMMUNE)
        assert resultat.valeur == ControleCgv(None, ())
        assert "CGV_ACHETEUR_PUBLIC" in resultat.codes()
