"""Le contrôle d'un délai de paiement : plafonds, dates de chaque régime, amende, départ retardé."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    Conditions,
    ControleDelai,
    Creance,
    Creancier,
    Debiteur,
    DonneeInvalide,
    DroitInconnu,
    HorsChamp,
    Resultat,
    Terme,
    articles,
    controle_delai,
    droit_courant,
    evaluer,
    relire,
)

A = "jours_puis_fin_de_mois"
B = "fin_de_mois_puis_jours"
PRO = Debiteur(qualite="professionnel")


def facture(emission: str | None = "2026-04-10", **champs: Any) -> Creance:
    """Une facture entre professionnels."""
    return Creance(**{"montant": 1000, "debiteur": PRO, "emission": emission, **champs})


def au_terme(terme: Terme, emission: str | None = "2026-04-10", **champs: Any) -> Creance:
    return facture(emission, conditions=Conditions(terme=terme), **champs)


def imprimee(echeance: str, emission: str | None = "2026-04-10", **champs: Any) -> Creance:
    return facture(emission, echeance=echeance, **champs)


def publique(categorie: str | None, **champs: Any) -> Creance:
    debiteur = Debiteur(qualite="public", categorie_publique=categorie)
    return Creance(**{"montant": 1000, "debiteur": debiteur, "reception": "2026-04-10", **champs})


def controler(creance: Creance, **options: Any) -> ControleDelai:
    return controle_delai(creance, **options).valeur


def verdict(creance: Creance, **options: Any) -> tuple[bool | None, str | None, int | None]:
    """Conforme ou non, le plafond, le dépassement."""
    valeur = controler(creance, **options)
    return valeur.conforme, valeur.plafond and str(valeur.plafond), valeur.depassement


def codes(resultat: Resultat[Any]) -> list[str]:
    return [ligne.code for ligne in resultat.lignes if ligne.code.startswith("controle.")]


class TestSoixanteJours:
    """« Le délai convenu entre les parties pour régler les sommes dues ne peut dépasser soixante jours après la date
    d'émission de la facture. » (C. com., L441-10, I, al. 2)"""

    def test_le_soixantieme_jour_est_encore_licite(self) -> None:
        assert verdict(imprimee("2026-06-09")) == (True, "2026-06-09", 0)

    def test_le_soixante_et_unieme_ne_l_est_plus(self) -> None:
        assert verdict(imprimee("2026-06-10")) == (False, "2026-06-09", 1)

    def test_la_valeur_dit_tout(self) -> None:
        assert controler(au_terme(Terme(jours=65))) == ControleDelai(
            conforme=False,
            manque=None,
            echeance=date(2026, 6, 14),
            plafond=date(2026, 6, 9),
            depassement=5,
            regle_applicable="delais.convenu",
            depart=date(2026, 4, 10),
            duree=65,
            amende_personne_physique=Decimal("75000.00"),
            amende_personne_morale=Decimal("2000000.00"),
            abus=(),
        )

    def test_un_depart_a_la_livraison_est_permis_si_la_date_reste_sous_le_plafond(self) -> None:
        terme = Terme(jours=60, depart="livraison")
        assert verdict(au_terme(terme, livraison="2026-04-08")) == (True, "2026-06-09", 0)
        assert verdict(au_terme(terme, livraison="2026-04-14")) == (False, "2026-06-09", 4)

    def test_le_delai_illicite_porte_ses_deux_articles(self) -> None:
        (reserve,) = controle_delai(imprimee("2026-06-10")).reserves
        assert reserve.code == "DELAI_ILLICITE"
        assert reserve.articles == ("C. com., L441-10, I", "C. com., L441-16")
        assert dict(reserve.dates) == {"plafond": date(2026, 6, 9)}


class TestQuaranteCinqJoursFinDeMois:
    """« Par dérogation, un délai maximal de quarante-cinq jours fin de mois après la date d'émission de la facture peut
    être convenu entre les parties » (C. com., L441-10, I, al. 3)"""

    # calcul_echeances, 2.2 : les deux méthodes et les 60 jours nets.
    @pytest.mark.parametrize(
        ("emission", "net", "methode_a", "methode_b"),
        [
            ("2026-01-15", "2026-03-16", "2026-03-31", "2026-03-17"),
            ("2026-01-31", "2026-04-01", "2026-03-31", "2026-03-17"),
            ("2026-02-14", "2026-04-15", "2026-03-31", "2026-04-14"),
            ("2026-04-10", "2026-06-09", "2026-05-31", "2026-06-14"),
            ("2026-04-30", "2026-06-29", "2026-06-30", "2026-06-14"),
            ("2028-01-15", "2028-03-15", "2028-02-29", "2028-03-16"),
        ],
    )
    def test_le_plafond_suit_la_methode_du_terme(self, emission: str, net: str, methode_a: str, methode_b: str) -> None:
        assert controler(au_terme(Terme(jours=60), emission)).plafond == date.fromisoformat(net)
        for mode, fin_de_mois in ((A, methode_a), (B, methode_b)):
            valeur = controler(au_terme(Terme(jours=45, mode=mode), emission))
            assert valeur.echeance == date.fromisoformat(fin_de_mois)
            assert valeur.conforme is True
            assert valeur.plafond == date.fromisoformat(max(net, fin_de_mois))

    def test_sans_terme_fin_de_mois_le_plafond_reste_soixante_jours(self) -> None:
        assert verdict(imprimee("2026-03-31", "2026-01-15")) == (False, "2026-03-16", 15)

    def test_la_clause_expresse_est_une_condition_quand_l_issue_en_depend(self) -> None:
        resultat = controle_delai(au_terme(Terme(jours=45, mode=A), "2026-01-15"))
        (reserve,) = resultat.reserves
        assert reserve.code == "FIN_DE_MOIS_A_STIPULER"
        assert dict(reserve.dates) == {"net": date(2026, 3, 16)}
        assert resultat.valeur.regle_applicable == "delais.fin_de_mois"

    def test_elle_ne_l_est_pas_quand_soixante_jours_suffisent(self) -> None:
        resultat = controle_delai(au_terme(Terme(jours=45, mode=A), "2026-01-31"))
        assert resultat.reserves == ()
        assert resultat.valeur.regle_applicable == "delais.convenu"
        fixe = controle_delai(au_terme(Terme(jours=45, mode=A), "2026-01-15", echeance="2026-03-16"))
        assert "FIN_DE_MOIS_A_STIPULER" not in fixe.codes()

    def test_ni_quand_le_terme_depasse_tous_les_plafonds(self) -> None:
        assert controle_delai(au_terme(Terme(jours=60, mode=A), "2026-04-10")).codes() == {"DELAI_ILLICITE"}


class TestFacturePeriodique:
    """« En cas de facture périodique […], le délai convenu entre les parties ne peut dépasser quarante-cinq jours après la
    date d'émission de la facture » (C. com., L441-10, I, al. 4)"""

    def test_quarante_cinq_jours_depuis_la_recapitulative(self) -> None:
        assert verdict(imprimee("2026-05-25", periodique=True)) == (True, "2026-05-25", 0)
        assert verdict(imprimee("2026-05-26", periodique=True)) == (False, "2026-05-25", 1)

    @pytest.mark.parametrize("mode", [A, B])
    def test_la_fin_de_mois_n_y_change_rien(self, mode: str) -> None:
        creance = au_terme(Terme(jours=45, mode=mode), periodique=True)
        assert verdict(creance)[:2] == (False, "2026-05-25")


class TestSecteurs:
    """Les délais de L441-11 II, impératifs."""

    # emission au 12 avril, livraison au 11 : chaque plafond part d'où la loi le dit.
    @pytest.mark.parametrize(
        ("champs", "plafond", "table"),
        [
            ({"secteur": "transport"}, "2026-05-12", "delais.transport"),
            ({"nature": "TRANSPORT_INTERNE"}, "2026-05-12", "delais.transport"),
            ({"secteur": "perissable"}, "2026-05-11", "delais.perissable"),
            ({"secteur": "perissable", "periodique": True}, "2026-05-20", "delais.perissable"),
            ({"secteur": "betail"}, "2026-05-01", "delais.betail"),
            ({"secteur": "alcool"}, "2026-05-30", "delais.alcool"),
            ({"secteur": "vin"}, "2026-06-11", "delais.vin"),
        ],
    )
    def test_chaque_secteur_a_son_plafond(self, champs: dict[str, Any], plafond: str, table: str) -> None:
        limite = date.fromisoformat(plafond)
        for ecart, attendu in ((0, True), (1, False)):
            creance = facture("2026-04-12", livraison="2026-04-11", echeance=limite + timedelta(ecart), **champs)
            valeur = controler(creance)
            assert (valeur.conforme, valeur.plafond, valeur.regle_applicable) == (attendu, limite, table)
            assert valeur.depassement == ecart

    def test_le_vin_admet_la_fin_de_mois_selon_la_methode(self) -> None:
        creance = au_terme(Terme(jours=45, mode=B), secteur="vin")
        resultat = controle_delai(creance)
        assert resultat.valeur.regle_applicable == "delais.vin_fin_de_mois"
        assert resultat.valeur.plafond == date(2026, 6, 14)
        assert resultat.codes() == {"ACCORD_INTERPROFESSIONNEL"}

    def test_le_perissable_rappelle_que_sa_date_de_reforme_est_moins_sure(self) -> None:
        creance = imprimee("2026-05-10", livraison="2026-04-10", secteur="perissable")
        assert controle_delai(creance).codes() == {"SOURCE_MOYENNE"}
        assert controle_delai(creance.avec(periodique=True)).codes() == set()

    def test_la_livraison_manque(self) -> None:
        valeur = controler(imprimee("2026-05-10", secteur="alcool"))
        assert (valeur.conforme, valeur.manque, valeur.regle_applicable) == (None, "livraison", None)

    def test_le_grand_export_a_quatre_vingt_dix_jours_stipules(self) -> None:
        resultat = controle_delai(au_terme(Terme(jours=90), secteur="grand_export"))
        assert resultat.valeur.conforme is True
        assert resultat.codes() == {"GRAND_EXPORT_CONDITIONS", "SOURCE_MOYENNE"}
        assert verdict(au_terme(Terme(jours=91), secteur="grand_export")) == (False, "2026-07-09", 1)

    def test_sans_stipulation_il_retombe_a_soixante_jours(self) -> None:
        assert verdict(imprimee("2026-07-09", secteur="grand_export")) == (False, "2026-06-09", 30)


class TestOutreMer:
    """Importations outre-mer : les mêmes plafonds, comptés du dédouanement (C. com., L441-13)."""

    def test_du_dedouanement(self) -> None:
        resultat = controle_delai(imprimee("2026-07-09", dedouanement="2026-05-10"))
        assert resultat.valeur.conforme is True
        assert (resultat.valeur.depart, resultat.valeur.duree) == (date(2026, 5, 10), 60)
        assert "C. com., L441-13" in resultat.articles
        assert verdict(imprimee("2026-07-10", dedouanement="2026-05-10")) == (False, "2026-07-09", 1)

    def test_ou_du_vingt_et_unieme_jour_de_la_mise_a_disposition_s_il_est_plus_tot(self) -> None:
        champs = {"dedouanement": "2026-05-10", "mise_a_disposition": "2026-04-12"}
        assert controler(imprimee("2026-07-02", **champs)).depart == date(2026, 5, 3)

    def test_jamais_pour_le_transport(self) -> None:
        creance = imprimee("2026-05-11", dedouanement="2026-05-10", secteur="transport")
        assert verdict(creance) == (False, "2026-05-10", 1)
        assert "C. com., L441-13" not in controle_delai(creance).articles


class TestSansAccord:
    """« le délai de règlement des sommes dues ne peut dépasser trente jours après la date de réception des marchandises ou
    d'exécution de la prestation » (C. com., L441-10, I, al. 1)"""

    def test_le_delai_legal_est_son_propre_plafond(self) -> None:
        valeur = controler(facture(livraison="2026-04-02"))
        assert (valeur.conforme, valeur.echeance, valeur.plafond) == (True, date(2026, 5, 2), date(2026, 5, 2))
        assert (valeur.regle_applicable, valeur.depart, valeur.duree) == ("delais.suppletif", date(2026, 4, 2), 30)

    def test_le_chemin_n_est_pas_dit_deux_fois(self) -> None:
        resultat = controle_delai(facture(livraison="2026-04-10"))
        assert [ligne.code for ligne in resultat.lignes] == [
            "echeance.depart",
            "echeance.jours",
            "controle.plafond",
            "controle.conforme",
        ]

    def test_le_secteur_plus_court_l_emporte(self) -> None:
        valeur = controler(facture(livraison="2026-04-10", secteur="betail"))
        assert (valeur.plafond, valeur.regle_applicable) == (date(2026, 4, 30), "delais.betail")

    def test_une_echeance_estimee_le_dit(self) -> None:
        assert controle_delai(facture()).codes() == {"ECHEANCE_ESTIMEE"}


class TestAcheteurPublic:
    """« Lorsqu'un délai de paiement est prévu par le marché, celui-ci ne peut excéder le délai prévu par voie
    réglementaire. » (CCP, L2192-10)"""

    @pytest.mark.parametrize(
        ("categorie", "jours", "table"),
        [
            ("etat", 30, "marches.delai"),
            ("collectivite", 30, "marches.delai"),
            ("sante", 50, "marches.delai_sante"),
            ("entreprise_publique", 60, "marches.delai_entreprise_publique"),
        ],
    )
    def test_le_marche_peut_prevoir_moins_jamais_plus(self, categorie: str, jours: int, table: str) -> None:
        for convenu, attendu in ((jours - 10, True), (jours, True), (jours + 1, False)):
            valeur = controler(publique(categorie, conditions=Conditions(terme=Terme(jours=convenu))))
            assert (valeur.conforme, valeur.regle_applicable) == (attendu, table)
            assert valeur.duree == convenu

    def test_les_pouvoirs_adjudicateurs_n_encourent_pas_d_amende(self) -> None:
        resultat = controle_delai(publique("collectivite", echeance="2026-05-11"))
        assert resultat.valeur.conforme is False
        assert resultat.valeur.amende_personne_morale == Decimal("0.00")
        assert codes(resultat)[-1] == "controle.sans_amende"
        assert resultat.reserves[0].articles == ("CCP, R2192-10", "CCP, L2192-10")

    def test_l_entreprise_publique_encourt_deux_millions(self) -> None:
        resultat = controle_delai(publique("entreprise_publique", echeance="2026-06-10"))
        assert resultat.valeur.amende_personne_physique is None
        assert resultat.valeur.amende_personne_morale == Decimal("2000000.00")
        assert resultat.lignes[-1].article == "CCP, L2192-15"

    def test_une_categorie_inconnue_ne_vaut_pas_zero(self) -> None:
        resultat = controle_delai(publique(None, echeance="2026-05-11"))
        assert resultat.valeur.amende_personne_morale is None
        assert codes(resultat)[-1] == "controle.amende_inconnue"
        assert "CATEGORIE_PUBLIQUE_SUPPOSEE" in resultat.codes()

    def test_l_entite_adjudicatrice_suit_le_code_de_commerce_et_l_amende_du_marche(self) -> None:
        debiteur = Debiteur(qualite="public", categorie_publique="entite_adjudicatrice")
        resultat = controle_delai(imprimee("2026-06-10", debiteur=debiteur))
        assert (resultat.valeur.regle_applicable, resultat.valeur.depassement) == ("delais.convenu", 1)
        assert resultat.valeur.amende_personne_morale == Decimal("2000000.00")
        assert resultat.reserves[0].articles == ("C. com., L441-10, I", "CCP, L2192-15")

    def test_la_reception_manque(self) -> None:
        resultat = controle_delai(publique("etat", reception=None, echeance="2026-05-11"))
        assert (resultat.valeur.conforme, resultat.valeur.manque) == (None, "reception")
        assert resultat.lignes[-1].article == "CCP, L2192-10"

    def test_avant_2013_le_delai_reglementaire_n_est_pas_connu(self) -> None:
        with pytest.raises(DroitInconnu):
            controle_delai(publique("etat", reception="2013-04-30"))


class TestSansPlafond:
    """Un consommateur n'a pas de plafond ; avant 2009 les professionnels non plus."""

    @pytest.mark.parametrize("champs", [{}, {"emission": None}, {"emission": None, "livraison": "2026-01-01"}])
    def test_un_consommateur(self, champs: dict[str, Any]) -> None:
        creance = imprimee("2028-01-01", debiteur=Debiteur(qualite="consommateur"), **champs)
        valeur = controler(creance)
        assert (valeur.conforme, valeur.plafond, valeur.regle_applicable) == (True, None, "sans_plafond")
        assert (valeur.amende_personne_physique, valeur.amende_personne_morale) == (Decimal("0.00"), Decimal("0.00"))

    def test_un_consommateur_dont_le_terme_ne_se_date_pas(self) -> None:
        creance = au_terme(Terme(jours=30), None, livraison="2026-01-01", debiteur=Debiteur(qualite="consommateur"))
        valeur = controler(creance)
        assert (valeur.conforme, valeur.echeance, valeur.manque) == (True, None, None)

    def test_ni_alerte_sur_la_facture_d_un_consommateur(self) -> None:
        creance = imprimee("2026-05-01", livraison="2026-01-01", verification="2026-03-01")
        assert controler(creance.avec(debiteur=Debiteur(qualite="consommateur"))).abus == ()

    def test_avant_2009(self) -> None:
        resultat = controle_delai(imprimee("2009-06-30", "2008-12-31"))
        assert (resultat.valeur.conforme, resultat.valeur.plafond) == (True, None)
        assert resultat.valeur.regle_applicable == "sans_plafond"
        assert resultat.lignes[-1].code == "controle.sans_plafond"
        assert resultat.lignes[-1].article == "C. com., L441-10, I"


class TestDateManquante:
    """Sans la date dont se compte le plafond, on ne conclut pas, et l'on dit laquelle."""

    def test_une_date_imprimee_seule(self) -> None:
        resultat = controle_delai(imprimee("2026-06-09", None))
        valeur = resultat.valeur
        assert (valeur.conforme, valeur.manque, valeur.depassement) == (None, "emission", None)
        assert (valeur.amende_personne_physique, valeur.amende_personne_morale) == (None, None)
        assert resultat.lignes[-1].code == "controle.manque"
        assert dict(resultat.lignes[-1].mots) == {"champ": "emission"}
        assert resultat.reserves == ()

    def test_un_terme_dont_le_depart_manque(self) -> None:
        valeur = controler(au_terme(Terme(jours=30, depart="livraison")))
        assert (valeur.conforme, valeur.manque, valeur.echeance) == (None, "livraison", None)
        assert (valeur.plafond, valeur.regle_applicable) == (date(2026, 6, 9), "delais.convenu")

    def test_un_terme_sans_aucun_depart(self) -> None:
        creance = au_terme(Terme(jours=30), None, livraison="2026-04-10", secteur="alcool")
        assert controler(creance).manque == "emission"
        assert controler(au_terme(Terme(jours=30), None, reception="2026-04-10")).manque == "emission"


class TestRegimesDates:
    """Le même délai, la veille et le jour où la loi change."""

    def test_la_loi_de_2008_plafonne_les_factures_de_2009(self) -> None:
        assert verdict(imprimee("2009-06-30", "2008-12-31"))[0] is True
        assert verdict(imprimee("2009-06-30", "2009-01-01"))[0] is False

    def test_le_transport_est_plafonne_des_2006(self) -> None:
        assert verdict(imprimee("2006-06-30", "2006-01-06", secteur="transport"))[0] is True
        assert verdict(imprimee("2006-06-30", "2006-01-07", secteur="transport"))[0] is False

    def test_la_facture_periodique_se_detache_en_2014(self) -> None:
        assert controler(imprimee("2014-05-16", "2014-03-18", periodique=True)).regle_applicable == "delais.convenu"
        assert controler(imprimee("2014-05-16", "2014-03-19", periodique=True)).regle_applicable == "delais.periodique"

    @pytest.mark.parametrize(
        ("emission", "echeance", "attendu"),
        [
            ("2015-07-08", "2015-09-14", True),  # fin de mois puis 45 jours : 14 septembre ; 60 nets : 6 septembre
            ("2015-07-08", "2015-09-15", False),
            ("2015-07-08", "2015-09-06", False),  # conforme : rien à signaler
            ("2015-08-07", "2015-10-15", True),
            ("2015-08-08", "2015-10-15", False),  # la stipulation expresse est désormais exigée
        ],
    )
    def test_la_reserve_ne_vaut_qu_avant_le_8_aout_2015(self, emission: str, echeance: str, attendu: bool) -> None:
        assert ("FIN_DE_MOIS_AU_CHOIX" in controle_delai(imprimee(echeance, emission)).codes()) is attendu

    def test_la_stipulation_expresse_ne_vaut_que_depuis_le_8_aout_2015(self) -> None:
        terme = Terme(jours=45, mode=B)
        assert "FIN_DE_MOIS_A_STIPULER" not in controle_delai(au_terme(terme, "2015-08-07")).codes()
        assert "FIN_DE_MOIS_A_STIPULER" in controle_delai(au_terme(terme, "2015-08-08")).codes()

    def test_les_perissables_perdent_la_decade_en_novembre_2021(self) -> None:
        def plafond(livraison: str) -> date | None:
            return controler(imprimee("2021-12-01", livraison, livraison=livraison, secteur="perissable")).plafond

        assert plafond("2021-10-31") == date(2021, 11, 30)
        assert plafond("2021-10-22") == date(2021, 11, 30)
        assert plafond("2021-11-01") == date(2021, 12, 1)

    def test_le_grand_export_nait_en_decembre_2016(self) -> None:
        terme = Terme(jours=90)
        assert controler(au_terme(terme, "2016-12-10", secteur="grand_export")).conforme is False
        assert controler(au_terme(terme, "2016-12-11", secteur="grand_export")).conforme is True

    @pytest.mark.parametrize("champs", [{}, {"periodique": True}, {"secteur": "betail", "livraison": "2027-01-01"}])
    def test_la_fin_d_une_redaction_n_est_pas_un_refus(self, champs: dict[str, Any]) -> None:
        avant = controle_delai(imprimee("2027-01-10", "2026-12-31", **(champs | {"livraison": "2026-12-31"})))
        apres = controle_delai(imprimee("2027-01-10", "2027-01-01", **(champs | {"livraison": "2027-01-01"})))
        assert avant.valeur.conforme is apres.valeur.conforme is True
        assert "REDACTION_A_RELIRE" not in avant.codes()
        reserve = next(reserve for reserve in apres.reserves if reserve.code == "REDACTION_A_RELIRE")
        assert dict(reserve.dates) == {"depuis": date(2027, 1, 1)}

    @pytest.mark.parametrize(
        "creance",
        [
            imprimee("2027-01-10", "2027-01-01", secteur="transport"),
            publique("etat", reception="2027-01-01"),
        ],
        ids=["transport", "marche"],
    )
    def test_le_transport_et_les_marches_n_ont_rien_a_relire(self, creance: Creance) -> None:
        assert "REDACTION_A_RELIRE" not in controle_delai(creance).codes()

    def test_au_dela_de_la_relecture_des_donnees_une_reserve_le_dit(self) -> None:
        assert "DROIT_A_REVOIR" not in controle_delai(imprimee("2027-12-01", "2027-11-20")).codes()
        assert "DROIT_A_REVOIR" in controle_delai(imprimee("2027-12-01", "2027-11-21")).codes()


class TestSaisonniers:
    """C. com., D441-5-1, donné abrogé : jamais d'office, toujours avec réserve."""

    def test_jamais_d_office(self) -> None:
        assert verdict(au_terme(Terme(jours=54, mode=A), "2026-01-15")) == (True, "2026-03-31", 0)
        assert verdict(au_terme(Terme(jours=54, mode=B), "2026-01-15")) == (False, "2026-03-17", 9)

    # emission au 15 janvier 2026 : 15 mars et 31 mars pour la méthode A, 31 janvier pour la B.
    @pytest.mark.parametrize(
        ("saison", "terme", "plafond", "table"),
        [
            ("espaces_verts", Terme(jours=55, mode=B), "2026-03-27", "saisonnier_espaces_verts"),
            ("espaces_verts", Terme(jours=90), "2026-03-27", "saisonnier_espaces_verts"),
            ("materiel_agricole", Terme(jours=110, mode=A), "2026-05-31", "saisonnier_materiel_agricole"),
            ("materiel_agricole", Terme(jours=110, mode=B), "2026-05-21", "saisonnier_materiel_agricole"),
            ("materiel_agricole", Terme(jours=110), "2026-05-21", "saisonnier_materiel_agricole"),
            ("glisse", Terme(jours=90), "2026-04-15", "saisonnier_glisse"),
            ("glisse", Terme(jours=75, mode=B), "2026-04-16", "saisonnier_glisse"),
            ("cuir", Terme(jours=54, mode=B), "2026-03-26", "saisonnier_cuir"),
            ("horlogerie", Terme(jours=59, mode=B), "2026-03-31", "saisonnier_horlogerie"),
            ("horlogerie", Terme(jours=74), "2026-03-30", "saisonnier_horlogerie_net"),
            ("jouet", Terme(jours=95), "2026-04-20", "saisonnier_jouet"),
        ],
    )
    def test_chaque_secteur_sur_demande(self, saison: str, terme: Terme, plafond: str, table: str) -> None:
        resultat = controle_delai(au_terme(terme, "2026-01-15"), saisonnier=saison)
        assert (resultat.valeur.plafond, resultat.valeur.regle_applicable) == (
            date.fromisoformat(plafond),
            f"delais.{table}",
        )
        assert {"SAISONNIER_A_CONFIRMER", "SOURCE_BASSE"} <= resultat.codes()

    def test_le_jouet_a_deux_saisons_que_l_appelant_nomme(self) -> None:
        creance = au_terme(Terme(jours=90), "2026-10-01")
        assert verdict(creance, saisonnier="jouet") == (True, "2027-01-04", 0)
        assert verdict(creance, saisonnier="jouet_fin_d_annee") == (False, "2026-12-15", 15)

    def test_la_glisse_raconte_les_trente_jours_de_plus(self) -> None:
        resultat = controle_delai(au_terme(Terme(jours=90), "2026-01-15"), saisonnier="glisse")
        pas = [(ligne.jours, ligne.article) for ligne in resultat.lignes if ligne.code == "echeance.jours"]
        assert pas == [(90, "C. com., L441-10, I"), (60, "C. com., L441-10, I"), (30, "C. com., D441-5-1, II")]

    @pytest.mark.parametrize("saison", ["espaces_verts", "glisse", "cuir", "horlogerie", "jouet"])
    def test_avant_2016_le_droit_commun_reste(self, saison: str) -> None:
        for terme in (Terme(jours=90), Terme(jours=90, mode=A)):
            creance = au_terme(terme, "2015-12-31")
            assert controler(creance, saisonnier=saison) == controler(creance)

    def test_il_ne_prolonge_ni_les_secteurs_ni_les_periodiques(self) -> None:
        for champs in ({"secteur": "transport"}, {"periodique": True}):
            creance = au_terme(Terme(jours=90), **champs)
            assert controle_delai(creance, saisonnier="jouet") == controle_delai(creance)

    def test_il_ne_raccourcit_jamais(self) -> None:
        # 54 jours fin de mois depuis le 31 janvier : 31 mars, avant les 60 jours nets du 1er avril.
        valeur = controler(au_terme(Terme(jours=54, mode=A), "2026-01-31"), saisonnier="cuir")
        assert (valeur.plafond, valeur.regle_applicable) == (date(2026, 4, 1), "delais.convenu")


class TestAmende:
    """« une amende administrative dont le montant ne peut excéder 75 000 € pour une personne physique et deux millions
    d'euros pour une personne morale » (C. com., L441-16)"""

    @pytest.mark.parametrize(
        ("emission", "physique", "morale", "article"),
        [
            ("2014-03-19", "75000.00", "375000.00", "C. com., L441-6"),
            ("2016-12-10", "75000.00", "375000.00", "C. com., L441-6"),
            ("2016-12-11", "75000.00", "2000000.00", "C. com., L441-6"),
            ("2019-04-25", "75000.00", "2000000.00", "C. com., L441-6"),
            ("2019-04-26", "75000.00", "2000000.00", "C. com., L441-16"),
            ("2026-11-21", "75000.00", "2000000.00", "C. com., L441-16"),
        ],
    )
    def test_la_version_suit_la_facture(self, emission: str, physique: str, morale: str, article: str) -> None:
        resultat = controle_delai(au_terme(Terme(jours=61), emission))
        valeur = resultat.valeur
        assert (valeur.amende_personne_physique, valeur.amende_personne_morale) == (Decimal(physique), Decimal(morale))
        assert resultat.lignes[-1].code == "controle.amende"
        assert resultat.lignes[-1].article == article
        assert dict(resultat.lignes[-1].montants) == {"physique": Decimal(physique), "morale": Decimal(morale)}

    def test_avant_2014_elle_n_est_pas_dans_ces_donnees(self) -> None:
        resultat = controle_delai(au_terme(Terme(jours=61), "2014-03-18"))
        assert (resultat.valeur.amende_personne_physique, resultat.valeur.amende_personne_morale) == (None, None)
        assert "AMENDE_ANCIENNE" in resultat.codes()

    def test_la_source_de_2014_est_moins_sure(self) -> None:
        assert "SOURCE_MOYENNE" in controle_delai(au_terme(Terme(jours=61), "2014-03-19")).codes()
        assert "SOURCE_MOYENNE" not in controle_delai(au_terme(Terme(jours=61), "2016-12-11")).codes()

    def test_l_entite_publique_n_a_rien_de_connu_avant_le_code_de_2019(self) -> None:
        def amende(reception: str) -> Decimal | None:
            creance = publique("entreprise_publique", reception=reception, conditions=Conditions(terme=Terme(jours=61)))
            return controler(creance).amende_personne_morale

        assert amende("2019-03-31") is None
        assert amende("2019-04-01") == Decimal("2000000.00")

    # Émise le 10 avril 2026 : premier jour au-delà du plafond, le 10 juin 2026.
    @pytest.mark.parametrize(
        ("premiere_sanction", "morale"),
        [
            ("2024-06-09", "2000000.00"),
            ("2024-06-10", "4000000.00"),
            ("2026-06-09", "4000000.00"),
            ("2026-06-10", "2000000.00"),
        ],
    )
    def test_elle_double_dans_les_deux_ans(self, premiere_sanction: str, morale: str) -> None:
        resultat = controle_delai(imprimee("2026-06-10"), premiere_sanction=premiere_sanction)
        assert resultat.valeur.amende_personne_morale == Decimal(morale)
        doublee = morale == "4000000.00"
        assert resultat.valeur.amende_personne_physique == Decimal("150000.00" if doublee else "75000.00")
        assert codes(resultat)[-1] == ("controle.amende_doublee" if doublee else "controle.amende")

    def test_elle_double_aussi_pour_l_entreprise_publique(self) -> None:
        creance = publique("entreprise_publique", echeance="2026-06-10")
        resultat = controle_delai(creance, premiere_sanction=date(2026, 1, 1))
        assert resultat.valeur.amende_personne_morale == Decimal("4000000.00")
        assert codes(resultat)[-1] == "controle.amende_entite_doublee"

    def test_une_sanction_d_avant_2014_ne_double_rien(self) -> None:
        creance = au_terme(Terme(jours=61), "2014-03-19")
        assert controler(creance, premiere_sanction="2014-03-18").amende_personne_morale == Decimal("375000.00")
        assert controler(creance, premiere_sanction="2014-03-19").amende_personne_morale == Decimal("750000.00")

    def test_un_delai_conforme_n_expose_a_rien(self) -> None:
        valeur = controler(imprimee("2026-06-09"), premiere_sanction="2026-01-01")
        assert (valeur.amende_personne_physique, valeur.amende_personne_morale) == (Decimal("0.00"), Decimal("0.00"))


class TestDepartRetarde:
    """« sont interdites toutes clauses ou pratiques ayant pour effet de retarder abusivement le point de départ des délais
    de paiement » (C. com., L441-16)"""

    def test_la_facture_doit_suivre_la_livraison(self) -> None:
        resultat = controle_delai(imprimee("2026-06-09", livraison="2026-04-07"))
        assert resultat.valeur.conforme is True
        assert resultat.valeur.abus == ("emission_retardee",)
        (reserve,) = resultat.reserves
        assert (reserve.code, dict(reserve.mots)) == ("EMISSION_RETARDEE", {"jours": 3})
        assert reserve.articles == ("C. com., L441-9", "C. com., L441-16")
        ligne = resultat.lignes[-1]
        assert (ligne.code, ligne.jours, ligne.fin) == ("controle.emission_retardee", 3, date(2026, 4, 7))

    @pytest.mark.parametrize(("tolerance", "alerte"), [(2, True), (3, False)])
    def test_un_differe_peut_etre_admis(self, tolerance: int, alerte: bool) -> None:
        creance = imprimee("2026-06-09", livraison="2026-04-07")
        assert bool(controler(creance, tolerance_emission=tolerance).abus) is alerte

    @pytest.mark.parametrize("livraison", ["2026-04-10", "2026-04-30"])
    def test_le_jour_meme_ou_avant_la_livraison_rien_a_dire(self, livraison: str) -> None:
        assert controler(imprimee("2026-06-09", livraison=livraison)).abus == ()

    def test_une_facture_periodique_attend_la_fin_du_mois(self) -> None:
        champs = {"periodique": True, "livraison": "2026-03-02"}
        assert controler(imprimee("2026-05-01", "2026-03-31", **champs)).abus == ()
        resultat = controle_delai(imprimee("2026-05-01", "2026-04-01", **champs))
        assert resultat.valeur.abus == ("emission_retardee",)
        assert resultat.lignes[-1].article == "CGI, 289, I, 3"
        assert (resultat.lignes[-1].jours, resultat.lignes[-1].fin) == (1, date(2026, 3, 31))

    def test_l_obligation_vaut_pour_les_factures_d_octobre_2019(self) -> None:
        assert controler(imprimee("2019-10-10", "2019-09-30", livraison="2019-09-01")).abus == ()
        assert controler(imprimee("2019-10-10", "2019-10-01", livraison="2019-09-01")).abus == ("emission_retardee",)

    def test_sans_effet_quand_le_plafond_part_de_la_livraison(self) -> None:
        assert controler(imprimee("2026-04-20", livraison="2026-04-01", secteur="betail")).abus == ()
        assert controler(facture(livraison="2026-04-01")).abus == ()

    def test_ni_pour_un_acheteur_public(self) -> None:
        assert controler(publique("etat", emission="2026-04-10", livraison="2026-01-10")).abus == ()

    def test_la_verification_dure_trente_jours_au_plus(self) -> None:
        creance = imprimee("2026-06-09", livraison="2026-04-10")
        assert controler(creance.avec(verification="2026-05-10")).abus == ()
        resultat = controle_delai(creance.avec(verification="2026-05-11"))
        assert resultat.valeur.abus == ("verification_longue",)
        assert (resultat.lignes[-1].article, resultat.lignes[-1].jours) == ("C. com., L441-10, III", 1)
        assert resultat.codes() == {"VERIFICATION_LONGUE"}

    def test_elle_n_allonge_pas_le_plafond_entre_professionnels(self) -> None:
        creance = imprimee("2026-06-10", livraison="2026-04-10", verification="2026-05-11")
        assert verdict(creance) == (False, "2026-06-09", 1)

    def test_elle_compte_depuis_2013(self) -> None:
        def abus(livraison: str) -> tuple[str, ...]:
            return controler(imprimee("2013-01-10", livraison, livraison=livraison, verification="2013-06-01")).abus

        assert abus("2012-12-31") == ()
        assert abus("2013-01-01") == ("verification_longue",)

    def test_dans_un_marche_elle_releve_du_code_de_la_commande_publique(self) -> None:
        creance = publique("etat", livraison="2026-04-10", verification="2026-05-10")
        assert controler(creance).abus == ()
        assert controler(creance).depart == date(2026, 5, 10)
        resultat = controle_delai(creance.avec(verification="2026-05-11"))
        (reserve,) = resultat.reserves
        assert reserve.articles == ("CCP, R2192-17", "CCP, L2192-10")

    def test_dans_un_marche_elle_compte_depuis_2019(self) -> None:
        creance = publique("etat", reception="2019-03-31", livraison="2019-03-31", verification="2019-06-01")
        assert controler(creance).abus == ()
        assert controler(creance.avec(livraison="2019-04-01")).abus == ("verification_longue",)

    def test_sans_livraison_rien_ne_se_mesure(self) -> None:
        assert controler(imprimee("2026-06-09", verification="2027-01-01")).abus == ()


class TestDepartALaReceptionDeLaFacture:
    """« il n'est pas licite de retenir la date de réception de la facture comme point de départ » (CEPC, avis n° 17-5)"""

    def test_la_clause_est_illicite_meme_sous_le_plafond(self) -> None:
        creance = au_terme(Terme(jours=30), reception="2026-04-14")
        resultat = controle_delai(creance, depart="reception_facture")
        valeur = resultat.valeur
        assert (valeur.conforme, valeur.echeance, valeur.depassement) == (False, date(2026, 5, 14), 0)
        assert valeur.abus == ("depart_reception_facture",)
        assert valeur.amende_personne_morale == Decimal("2000000.00")
        assert resultat.codes() == {"DEPART_RECEPTION_FACTURE"}
        assert codes(resultat)[-2:] == ["controle.depart_reception_facture", "controle.amende"]

    def test_elle_repousse_la_date_au_dela_du_plafond(self) -> None:
        creance = au_terme(Terme(jours=60), reception="2026-04-14")
        resultat = controle_delai(creance, depart="reception_facture")
        assert (resultat.valeur.echeance, resultat.valeur.depassement) == (date(2026, 6, 13), 4)
        assert resultat.codes() == {"DELAI_ILLICITE", "DEPART_RECEPTION_FACTURE"}

    def test_elle_l_est_sans_que_la_reception_soit_connue(self) -> None:
        valeur = controler(au_terme(Terme(jours=30)), depart="reception_facture")
        assert (valeur.conforme, valeur.manque, valeur.depassement) == (False, "reception", None)

    def test_elle_l_est_sans_aucune_date_de_facture(self) -> None:
        creance = au_terme(Terme(jours=30), None, livraison="2026-04-10")
        valeur = controler(creance, depart="reception_facture")
        assert (valeur.conforme, valeur.manque, valeur.plafond) == (False, "reception", None)
        assert valeur.amende_personne_morale == Decimal("2000000.00")

    def test_une_date_imprimee_est_gardee(self) -> None:
        creance = imprimee("2026-05-11", reception="2026-04-14")
        assert controler(creance, depart="reception_facture").echeance == date(2026, 5, 11)

    def test_c_est_le_depart_de_la_loi_pour_un_acheteur_public(self) -> None:
        creance = publique("etat", conditions=Conditions(terme=Terme(jours=30)))
        assert controle_delai(creance, depart="reception_facture") == controle_delai(creance)


class TestEntrees:
    """Ce qui est refusé, et comment."""

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"depart": "commande"}, "option.depart"),
            ({"saisonnier": "peche"}, "option.saisonnier"),
            ({"tolerance_emission": -1}, "option.tolerance_emission"),
            ({"premiere_sanction": "hier"}, "date.invalide"),
        ],
    )
    def test_une_option_inconnue_est_nommee(self, options: dict[str, Any], code: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            controle_delai(facture(), **options)
        assert refus.value.code == code

    def test_un_credit_est_hors_champ(self) -> None:
        with pytest.raises(HorsChamp):
            controle_delai(facture(nature="CREDIT_CONSO"))

    def test_la_qualite_du_debiteur_supposee_le_dit(self) -> None:
        assert controle_delai(imprimee("2026-06-09", debiteur=Debiteur())).codes() == {"QUALITE_SUPPOSEE"}

    def test_un_particulier_creancier_n_a_pas_de_plafond(self) -> None:
        creance = imprimee("2027-06-09", creancier=Creancier(qualite="particulier"))
        assert controler(creance).regle_applicable == "sans_plafond"

    def test_la_porte_des_donnees_donne_la_meme_reponse(self) -> None:
        creance = au_terme(Terme(jours=90), "2026-01-15")
        brute = {"creance": creance.model_dump(mode="json"), "saisonnier": "glisse", "premiere_sanction": "2026-01-01"}
        attendu = controle_delai(creance, saisonnier="glisse", premiere_sanction="2026-01-01")
        assert evaluer("controle_delai", brute) == attendu
        assert relire(attendu.json()) == attendu


class TestExplications:
    """Chaque pas est une ligne, chaque ligne a son article, et se dit dans les deux langues."""

    CREANCES = (
        au_terme(Terme(jours=45, mode=A), "2026-01-15"),
        au_terme(Terme(jours=65), livraison="2026-04-01", verification="2026-06-01"),
        imprimee("2026-06-09", None),
        imprimee("2009-06-30", "2008-12-31"),
        imprimee("2014-06-30", "2014-03-01"),
        imprimee("2015-09-14", "2015-07-08"),
        imprimee("2027-05-09", "2027-03-10"),
        au_terme(Terme(jours=95), secteur="grand_export"),
        au_terme(Terme(jours=70), secteur="vin"),
        publique("etat", echeance="2026-08-01"),
        publique("entreprise_publique", echeance="2026-08-01"),
        publique(None, echeance="2026-08-01"),
    )

    @pytest.mark.parametrize("creance", CREANCES)
    @pytest.mark.parametrize("langue", ["fr", "en"])
    def test_tout_se_dit(self, creance: Creance, langue: str) -> None:
        for options in (
            {},
            {"depart": "reception_facture"},
            {"premiere_sanction": "2026-01-01"},
            {"saisonnier": "jouet"},
        ):
            resultat = controle_delai(creance, **options)
            assert all(texte.strip() for texte in (resultat.texte(langue), resultat.html(langue)))

    @pytest.mark.parametrize("creance", CREANCES)
    def test_chaque_ligne_cite_un_article_du_catalogue(self, creance: Creance) -> None:
        resultat = controle_delai(creance, depart="reception_facture", saisonnier="glisse")
        assert all(ligne.article in articles() for ligne in resultat.lignes)
        assert set(resultat.articles) == {ligne.article for ligne in resultat.lignes}
        assert all(article in articles() for reserve in resultat.reserves for article in reserve.articles)

    def test_les_tables_du_theme_citent_le_catalogue(self) -> None:
        tables = droit_courant().tables
        noms = [nom for nom in tables if nom.startswith(("delais.", "sanctions."))]
        assert {version.article for nom in noms for version in tables[nom].versions} <= set(articles())
