"""L'escompte pour paiement anticipé : montant, paiement partiel, coût, TVA, écritures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Conditions,
    DonneeInvalide,
    Escompte,
    LigneComptable,
    PalierEscompte,
    PartTva,
    Resultat,
    Source,
    TableDatee,
    Version,
    droit_courant,
    escompte,
    evaluer,
    relire,
)
from creances.regles.escompte.couts import actuariel, seuil, simple
from creances.regles.escompte.paliers import part_du_prix
from strategies import facture, rapide

ECHEANCE = date(2026, 4, 30)
EMISSION = date(2026, 3, 31)
ZERO = Decimal("0.00")


def palier(jours: int, taux: Any, reference: str = "avant_echeance", **champs: Any) -> PalierEscompte:
    return PalierEscompte(jours=jours, taux=taux, reference=reference, **champs)  # type: ignore[arg-type]


def obtenir(*paliers: PalierEscompte, avance: int = 10, montant: Any = 1000, **options: Any) -> Resultat[Escompte]:
    """L'escompte d'une facture de mars échue le 30 avril 2026, payée `avance` jours plus tôt."""
    due = facture(
        montant=montant,
        emission=EMISSION,
        livraison=EMISSION,
        echeance=ECHEANCE,
        conditions=Conditions(escompte=paliers, conclu_le=EMISSION),
    )
    return escompte(due, paye_le=ECHEANCE - timedelta(days=avance), **options)


TROIS_POUR_CENT = palier(10, 3)


class TestPalier:
    """« Elle précise les conditions d'escompte applicables en cas de paiement à une date antérieure à celle résultant de
    l'application des conditions générales de vente » (C. com., L441-9, I).
    """

    def test_trois_pour_cent_dix_jours_avant(self) -> None:
        valeur = obtenir(TROIS_POUR_CENT).valeur
        assert (valeur.montant, valeur.net) == (Decimal("30.00"), Decimal("970.00"))
        assert (valeur.taux_annuel_simple, valeur.taux_annuel_actuariel) == (Decimal("112.89"), Decimal("203.97"))
        assert (valeur.jours, valeur.dernier_jour, valeur.recu) == (10, date(2026, 4, 20), Decimal("970.00"))
        assert (valeur.reste, valeur.trop_percu) == (ZERO, ZERO)

    def test_neuf_jours_avant_rien(self) -> None:
        resultat = obtenir(TROIS_POUR_CENT, avance=9)
        valeur = resultat.valeur
        assert (valeur.montant, valeur.net) == (ZERO, Decimal("1000.00"))
        assert (valeur.taux_annuel_simple, valeur.taux_annuel_actuariel) == (ZERO, ZERO)
        assert valeur.dernier_jour is None
        assert valeur.comparaison is None
        assert resultat.lignes[-1].mots == (("motif", "escompte_palier_manque"),)

    def test_compte_depuis_la_facture_borne_incluse(self) -> None:
        depuis = palier(8, 2, "apres_emission")
        assert obtenir(depuis, avance=(ECHEANCE - EMISSION).days - 8).valeur.montant == Decimal("20.00")
        assert obtenir(depuis, avance=(ECHEANCE - EMISSION).days - 9).valeur.montant == ZERO

    def test_payer_le_jour_de_l_echeance_n_est_pas_payer_d_avance(self) -> None:
        for sans_avance in (palier(0, 2), palier(60, 2, "apres_emission")):
            resultat = obtenir(sans_avance, avance=0)
            assert resultat.valeur.montant == ZERO
            assert resultat.lignes[-1].mots == (("motif", "escompte_sans_avance"),)
            assert resultat.valeur.paliers[0].dernier_jour == date(2026, 4, 29)
            assert obtenir(sans_avance, avance=1).valeur.montant == Decimal("20.00")

    def test_sans_clause_aucun_droit(self) -> None:
        resultat = obtenir()
        assert resultat.valeur.montant == ZERO
        assert resultat.lignes[-1].mots == (("motif", "escompte_sans_clause"),)
        assert resultat.articles == ("C. com., L441-9, I", "C. civ., 1305-3")
        assert resultat.reserves == ()

    def test_un_palier_sans_date_de_facture_est_refuse(self) -> None:
        due = facture(echeance=ECHEANCE, conditions=Conditions(escompte=[palier(8, 2, "apres_emission")]))
        with pytest.raises(DonneeInvalide, match="emission : reçu rien") as refus:
            escompte(due, paye_le=EMISSION)
        assert refus.value.code == "escompte.sans_emission"

    def test_le_premier_ecrit_l_emporte_a_egalite(self) -> None:
        valeur = obtenir(palier(5, 3), palier(10, 3)).valeur
        assert [un.retenu for un in valeur.paliers] == [True, False]
        assert [un.montant for un in valeur.paliers] == [Decimal("30.00"), Decimal("30.00")]

    @pytest.mark.parametrize("taux", ["0", "100", "100.0001"])
    def test_un_taux_hors_de_zero_a_cent_est_refuse(self, taux: str) -> None:
        with pytest.raises(DonneeInvalide, match="plus de 0 et moins de 100 pour cent") as refus:
            palier(10, taux)
        assert refus.value.code == "escompte.taux"

    def test_l_echeance_vient_de_la_regle_echeance_avec_ses_reserves(self) -> None:
        due = facture(emission=EMISSION, conditions=Conditions(escompte=[TROIS_POUR_CENT]))
        resultat = escompte(due, paye_le="2026-04-20")
        assert resultat.valeur.echeance == date(2026, 4, 30)
        assert "ECHEANCE_ESTIMEE" in resultat.codes()


class TestProrata:
    """Un taux annuel se réduit aux jours d'avance ; le même chiffre forfaitaire vaut tout autre chose."""

    def test_le_taux_annuel_court_du_paiement_a_l_echeance(self) -> None:
        prorata = palier(0, 2, prorata="en_dehors")
        resultat = obtenir(prorata, avance=30, montant=10000)
        assert resultat.valeur.montant == Decimal("16.67")
        ligne = next(un for un in resultat.lignes if un.code == "escompte.prorata")
        assert (ligne.jours, ligne.base, ligne.montant) == (30, 360, Decimal("16.67"))
        assert ligne.mots == (("methode", "escompte_en_dehors"),)

    def test_en_dedans_rapporte_a_la_somme_versee(self) -> None:
        assert obtenir(palier(0, 6, prorata="en_dehors"), avance=30, montant=12000).valeur.montant == Decimal("60.00")
        assert obtenir(palier(0, 6, prorata="en_dedans"), avance=30, montant=12000).valeur.montant == Decimal("59.70")

    def test_la_base_est_une_option(self) -> None:
        sur_365 = palier(0, 2, prorata="en_dehors", base="365")
        assert part_du_prix(sur_365, 73) == Fraction(1, 250)
        assert obtenir(sur_365, avance=30, montant=10000).valeur.montant == Decimal("16.44")

    def test_un_prorata_qui_depasserait_le_prix_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="moins que le prix entier") as refus:
            part_du_prix(palier(0, 90, prorata="en_dehors"), 400)
        assert refus.value.code == "escompte.superieur_au_prix"
        assert part_du_prix(palier(0, 90, prorata="en_dedans"), 400) == Fraction(1, 2)

    def test_le_palier_au_prorata_le_cede_a_un_meilleur_forfait(self) -> None:
        valeur = obtenir(palier(0, 8, prorata="en_dehors"), palier(10, 3), avance=10).valeur
        assert [un.retenu for un in valeur.paliers] == [False, True]


class TestPaiementPartiel:
    """« Le créancier peut refuser un paiement partiel même si la prestation est divisible » (C. civ., 1342-4) ; aucun
    texte n'ouvre d'escompte à celui qu'il accepte.
    """

    @pytest.mark.parametrize(
        ("politique", "montant", "reste"),
        [("aucun", "0.00", "510.00"), ("majore", "10.00", "500.00"), ("simple", "9.80", "500.20")],
    )
    def test_trois_politiques(self, politique: str, montant: str, reste: str) -> None:
        resultat = obtenir(palier(10, 2), montant_paye=490, partiel=politique)
        assert (resultat.valeur.montant, resultat.valeur.reste) == (Decimal(montant), Decimal(reste))
        assert "ESCOMPTE_PAIEMENT_PARTIEL" in resultat.codes()

    def test_le_net_entier_suffit(self) -> None:
        resultat = obtenir(palier(10, 2), montant_paye="980.00")
        assert (resultat.valeur.montant, resultat.valeur.reste) == (Decimal("20.00"), ZERO)
        assert "ESCOMPTE_PAIEMENT_PARTIEL" not in resultat.codes()

    def test_un_centime_de_moins_perd_tout(self) -> None:
        resultat = obtenir(palier(10, 2), montant_paye="979.99")
        assert (resultat.valeur.montant, resultat.valeur.reste) == (ZERO, Decimal("20.01"))
        assert resultat.codes() == {"ESCOMPTE_PAIEMENT_PARTIEL", "ESCOMPTE_INDU"}
        assert resultat.valeur.paliers[0].retenu is False
        assert resultat.lignes[-1].mots == (("motif", "escompte_paiement_partiel"),)

    def test_qui_paie_le_prix_entier_a_trop_paye(self) -> None:
        valeur = obtenir(palier(10, 2), montant_paye=1000).valeur
        assert (valeur.montant, valeur.trop_percu, valeur.reste) == (Decimal("20.00"), Decimal("20.00"), ZERO)

    def test_le_cout_d_une_clause_simple_est_son_taux(self) -> None:
        assert obtenir(palier(10, 2), montant_paye=490, partiel="simple").valeur.taux_annuel_simple == Decimal("73.00")
        assert obtenir(palier(10, 2), montant_paye=490, partiel="majore").valeur.taux_annuel_simple == Decimal("74.49")

    def test_la_ligne_dit_sur_quoi_porte_l_escompte(self) -> None:
        ligne = obtenir(palier(10, 2), montant_paye=490, partiel="majore").lignes[-2]
        assert (ligne.code, ligne.article, ligne.assiette) == ("escompte.partiel", "C. civ., 1342-4", Decimal("490.00"))

    @pytest.mark.parametrize("valeur", [-1, "-0.01"])
    def test_une_somme_negative_est_refusee(self, valeur: Any) -> None:
        with pytest.raises(DonneeInvalide, match="montant_paye : reçu") as refus:
            obtenir(TROIS_POUR_CENT, montant_paye=valeur)
        assert refus.value.code == "montant.negatif"

    def test_rien_de_recu_ne_donne_rien(self) -> None:
        valeur = obtenir(TROIS_POUR_CENT, montant_paye=0, partiel="majore").valeur
        assert (valeur.montant, valeur.reste) == (ZERO, Decimal("1000.00"))


class TestCout:
    """t/(1 - t) × 365/jours pour le taux simple ; (1 + t/(1 - t)) puissance 365/jours, moins un, pour le composé."""

    def test_la_base_360_ne_touche_que_le_taux_simple(self) -> None:
        valeur = obtenir(TROIS_POUR_CENT, base="360").valeur
        assert valeur.taux_annuel_simple == Decimal("111.34")
        assert valeur.taux_annuel_actuariel == Decimal("203.97")

    def test_sur_une_annee_entiere_les_deux_taux_se_rejoignent(self) -> None:
        assert simple(Fraction(1, 4), 365) == actuariel(Fraction(1, 4), 365) == Decimal("25.00")

    def test_un_demi_centieme_s_arrondit_vers_le_haut(self) -> None:
        assert simple(Fraction(1, 20_000) * Fraction(1, 365), 1) == Decimal("0.01")
        assert actuariel(Fraction(1, 20_000), 365) == Decimal("0.01")

    def test_un_taux_compose_enorme_garde_ses_premiers_chiffres(self) -> None:
        assert actuariel(Fraction(99), 1) == Decimal(10) ** 732  # à vingt-huit chiffres : 10 ** 732 - 100
        assert actuariel(Fraction(1), 5) == Decimal(2**73 * 100 - 100)

    def test_la_reserve_dit_le_cout_annuel(self) -> None:
        reserve = next(un for un in obtenir(TROIS_POUR_CENT).reserves if un.code == "ESCOMPTE_COUT_ANNUEL")
        assert dict(reserve.montants) == {"simple": Decimal("112.89"), "actuariel": Decimal("203.97")}
        assert reserve.mots == (("jours", 10),)

    def test_la_reserve_se_tait_si_le_financement_epargne_coute_davantage(self) -> None:
        assert "ESCOMPTE_COUT_ANNUEL" in obtenir(TROIS_POUR_CENT, financement=8).codes()
        assert "ESCOMPTE_COUT_ANNUEL" not in obtenir(TROIS_POUR_CENT, financement=120).codes()

    def test_les_seuils_des_deux_parties(self) -> None:
        comparaison = obtenir(TROIS_POUR_CENT, financement=8, placement=3).valeur.comparaison
        assert comparaison is not None
        assert (comparaison.seuil_creancier, comparaison.avantage_creancier) == (Decimal("0.2187"), False)
        assert (comparaison.seuil_debiteur, comparaison.avantage_debiteur) == (Decimal("0.0821"), True)

    def test_entre_les_deux_seuils_chacun_gagne(self) -> None:
        comparaison = obtenir(palier(10, "0.15"), financement=8, placement=3).valeur.comparaison
        assert comparaison is not None
        assert (comparaison.avantage_creancier, comparaison.avantage_debiteur) == (True, True)

    def test_la_commission_de_l_affacturage_releve_le_seuil_du_creancier_seul(self) -> None:
        comparaison = obtenir(palier(10, "0.5"), financement=8, commission="1", placement=8).valeur.comparaison
        assert comparaison is not None
        assert comparaison.seuil_creancier == Decimal("1.2045")
        assert comparaison.seuil_debiteur == Decimal("0.2187")
        assert comparaison.avantage_creancier is True

    def test_sans_taux_rien_n_est_devine(self) -> None:
        comparaison = obtenir(TROIS_POUR_CENT).valeur.comparaison
        assert comparaison is not None
        assert (comparaison.seuil_creancier, comparaison.avantage_creancier) == (None, None)
        assert (comparaison.seuil_debiteur, comparaison.avantage_debiteur) == (None, None)

    def test_l_avance_reelle_se_compte_jusqu_au_paiement_probable(self) -> None:
        valeur = obtenir(TROIS_POUR_CENT, paiement_probable=ECHEANCE + timedelta(days=45)).valeur
        assert valeur.comparaison is not None
        assert (valeur.comparaison.jours, valeur.comparaison.cout_annuel) == (55, Decimal("20.52"))
        assert valeur.taux_annuel_simple == Decimal("112.89")

    def test_un_paiement_probable_qui_ne_suit_pas_le_paiement_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="paiement_probable : reçu 2026-04-20") as refus:
            obtenir(TROIS_POUR_CENT, paiement_probable="2026-04-20")
        assert refus.value.code == "escompte.paiement_probable"

    @pytest.mark.parametrize("nom", ["financement", "commission", "placement"])
    def test_un_taux_flottant_est_refuse_sous_son_nom(self, nom: str) -> None:
        with pytest.raises(DonneeInvalide, match=f"{nom} : reçu 8.0"):
            obtenir(TROIS_POUR_CENT, **{nom: 8.0})


VENTILATION = [PartTva(ht=10000, taux=20)]


class TestTva:
    """L'escompte consenti directement au client n'entre pas dans la base de la TVA (CGI, 267, II, 1°) ; la taxe facturée
    se récupère par une facture rectificative ou un avoir (CGI, 272, 1).
    """

    def test_hors_taxe_puis_taxe(self) -> None:
        valeur = obtenir(palier(10, 2), montant=12000, ventilation=VENTILATION).valeur
        assert (valeur.net, valeur.tva_reduite) == (Decimal("11760.00"), Decimal("40.00"))
        part = valeur.tva[0]
        assert (part.escompte_ht, part.escompte_tva) == (Decimal("200.00"), Decimal("40.00"))
        assert (part.reste_ht, part.reste_tva) == (Decimal("9800.00"), Decimal("1960.00"))

    def test_taux_par_taux_arrondis_separes(self) -> None:
        deux = [PartTva(ht="33.33", taux="5.5"), PartTva(ht="33.37", taux=20)]
        valeur = obtenir(palier(10, 2), montant="75.20", ventilation=deux).valeur
        assert [(un.escompte_ht, un.escompte_tva) for un in valeur.tva] == [
            (Decimal("0.67"), Decimal("0.04")),
            (Decimal("0.67"), Decimal("0.13")),
        ]
        assert valeur.montant == Decimal("1.51")  # d'un bloc : 1,50

    def test_l_avoir_est_reclame(self) -> None:
        resultat = obtenir(palier(10, 2), montant=12000, ventilation=VENTILATION)
        reserve = next(un for un in resultat.reserves if un.code == "ESCOMPTE_TVA_AVOIR")
        assert reserve.articles == ("CGI, 272, 1",)
        assert reserve.montants == (("taxe", Decimal("40.00")),)

    def test_sur_les_encaissements_rien_a_rectifier(self) -> None:
        resultat = obtenir(palier(10, 2), montant=12000, ventilation=VENTILATION, tva="encaissements")
        assert resultat.valeur.tva_reduite == Decimal("40.00")
        assert "ESCOMPTE_TVA_ENCAISSEMENTS" in resultat.codes()

    def test_sans_avoir_la_taxe_reste_et_tout_est_charge(self) -> None:
        resultat = obtenir(palier(10, 2), montant=12000, ventilation=VENTILATION, tva="inchangee")
        assert (resultat.valeur.net, resultat.valeur.tva_reduite) == (Decimal("11760.00"), ZERO)
        assert "ESCOMPTE_TVA_INCHANGEE" in resultat.codes()
        assert LigneComptable("665", debit=Decimal("240.00")) in resultat.valeur.ecritures_vendeur
        assert LigneComptable("765", credit=Decimal("240.00")) in resultat.valeur.ecritures_acheteur

    def test_une_vente_exoneree_ne_reclame_rien(self) -> None:
        resultat = obtenir(TROIS_POUR_CENT, ventilation=[PartTva(ht=1000, taux=0)])
        assert resultat.codes() == {"ESCOMPTE_COUT_ANNUEL"}
        assert [ligne.compte for ligne in resultat.valeur.ecritures_vendeur] == ["512", "665", "411"]

    def test_sans_ventilation_ni_taxe_ni_ecriture(self) -> None:
        resultat = obtenir(TROIS_POUR_CENT)
        assert (resultat.valeur.tva, resultat.valeur.tva_reduite) == ((), ZERO)
        assert (resultat.valeur.ecritures_vendeur, resultat.valeur.ecritures_acheteur) == ((), ())
        assert "ESCOMPTE_TVA_NON_VENTILEE" in resultat.codes()

    def test_la_taxe_imprimee_l_emporte_sur_la_taxe_calculee(self) -> None:
        imprimee = [PartTva(ht="33.33", taux=20, tva="6.66")]
        assert obtenir(palier(10, 2), montant="39.99", ventilation=imprimee).valeur.tva[0].reste_tva == Decimal("6.53")

    def test_la_taxe_de_l_escompte_ne_depasse_pas_la_taxe_imprimee(self) -> None:
        sans_taxe = [PartTva(ht=1000, taux=20, tva=0)]
        assert obtenir(TROIS_POUR_CENT, ventilation=sans_taxe).valeur.tva_reduite == ZERO

    def test_une_ventilation_d_un_autre_total_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match=r"reçu un total de 12000\.00 ; accepté : 1000\.00") as refus:
            obtenir(TROIS_POUR_CENT, ventilation=VENTILATION)
        assert refus.value.code == "escompte.ventilation"

    @pytest.mark.parametrize(
        ("jour", "article"),
        [("1970-01-01", "CGI, 267, II, 1°"), ("2026-12-31", "CGI, 267, II, 1°")],
    )
    def test_le_texte_suit_le_jour_du_paiement(self, jour: str, article: str) -> None:
        due = facture(
            montant=1200, echeance="2027-01-31", conditions=Conditions(escompte=[palier(10, 2)], conclu_le="2026-12-01")
        )
        resultat = escompte(due, paye_le=jour, ventilation=[PartTva(ht=1000, taux=20)])
        assert article in resultat.articles


class TestEcritures:
    """Vendeur : 512, 665 et 44571 contre 411. Acheteur : 401 contre 512, 765 et 44566 (plan comptable général)."""

    def test_chez_le_vendeur(self) -> None:
        assert obtenir(palier(10, 2), montant=12000, ventilation=VENTILATION).valeur.ecritures_vendeur == (
            LigneComptable("512", debit=Decimal("11760.00")),
            LigneComptable("665", debit=Decimal("200.00")),
            LigneComptable("44571", debit=Decimal("40.00")),
            LigneComptable("411", credit=Decimal("12000.00")),
        )

    def test_chez_l_acheteur(self) -> None:
        assert obtenir(palier(10, 2), montant=12000, ventilation=VENTILATION).valeur.ecritures_acheteur == (
            LigneComptable("401", debit=Decimal("12000.00")),
            LigneComptable("512", credit=Decimal("11760.00")),
            LigneComptable("765", credit=Decimal("200.00")),
            LigneComptable("44566", credit=Decimal("40.00")),
        )

    def test_sans_escompte_un_simple_reglement(self) -> None:
        valeur = obtenir(TROIS_POUR_CENT, avance=0).valeur
        assert [ligne.compte for ligne in valeur.ecritures_vendeur] == ["512", "411"]
        assert [ligne.compte for ligne in valeur.ecritures_acheteur] == ["401", "512"]

    def test_les_comptes_viennent_du_droit_donne(self) -> None:
        propre = TableDatee(
            "escompte.comptes.accorde",
            "compte",
            (Version(date(2014, 6, 5), 6651, Source("plan de comptes de l'entreprise")),),
            revue_avant=date(2030, 1, 1),
        )
        droit = droit_courant().avec(propre)
        valeur = obtenir(palier(10, 2), montant=12000, ventilation=VENTILATION, droit=droit).valeur
        assert "6651" in [ligne.compte for ligne in valeur.ecritures_vendeur]

    def test_le_plan_d_aujourd_hui_sert_aux_paiements_anciens(self) -> None:
        due = facture(montant=1200, echeance="1995-06-30", conditions=Conditions(escompte=[palier(10, 2)]))
        passees = escompte(due, paye_le="1995-06-01", ventilation=[PartTva(ht=1000, taux=20)]).valeur.ecritures_vendeur
        assert [ligne.compte for ligne in passees] == ["512", "665", "44571", "411"]


class TestResultat:
    """Une réponse qui s'explique, se relit et passe par la porte des données."""

    def test_par_la_porte_des_donnees(self) -> None:
        entrees = {
            "creance": {
                "montant": "12000",
                "echeance": "2026-04-30",
                "conditions": {"escompte": [{"jours": 10, "taux": "3"}]},
            },
            "paye_le": "2026-04-20",
            "ventilation": [{"ht": "10000", "taux": "20"}],
            "financement": "8",
            "commission": "0.5",
        }
        resultat = evaluer("escompte", entrees)
        assert resultat.valeur.montant == Decimal("360.00")
        assert relire(resultat.json()) == resultat

    def test_un_taux_flottant_est_refuse_a_la_porte(self) -> None:
        entrees = {"creance": {"montant": "1", "echeance": "2026-04-30"}, "paye_le": "2026-04-20", "placement": 2.5}
        with pytest.raises(DonneeInvalide, match="placement"):
            evaluer("escompte", entrees)

    @pytest.mark.parametrize(("nom", "valeur"), [("partiel", "moitie"), ("tva", "belge"), ("base", "366")])
    def test_une_option_inconnue_est_refusee(self, nom: str, valeur: str) -> None:
        with pytest.raises(DonneeInvalide, match=f"{nom} : reçu '{valeur}'") as refus:
            obtenir(TROIS_POUR_CENT, **{nom: valeur})
        assert refus.value.code == f"option.{nom}"

    @pytest.mark.parametrize("langue", ["fr", "en"])
    @pytest.mark.parametrize(
        "options",
        [
            {"ventilation": [PartTva(ht="833.33", taux=20, tva="166.67")], "financement": 8, "placement": 3},
            {"ventilation": [PartTva(ht="833.33", taux=20, tva="166.67")], "tva": "encaissements"},
            {"ventilation": [PartTva(ht="833.33", taux=20, tva="166.67")], "tva": "inchangee"},
            {"montant_paye": 500},
            {"montant_paye": 500, "partiel": "majore"},
            {"montant_paye": 500, "partiel": "simple"},
            {"avance": 9},
            {"avance": 0},
            {"avance": -5, "montant_paye": 970},
        ],
    )
    def test_tout_s_ecrit_dans_les_deux_langues(self, langue: str, options: dict[str, Any]) -> None:
        ecrit = obtenir(TROIS_POUR_CENT, **options).texte(langue)
        assert "escompte_" not in ecrit

    @pytest.mark.parametrize("langue", ["fr", "en"])
    @pytest.mark.parametrize("mode", ["en_dehors", "en_dedans"])
    def test_le_prorata_s_ecrit_aussi(self, langue: str, mode: str) -> None:
        assert "escompte_" not in obtenir(palier(0, 2, prorata=mode)).texte(langue)

    def test_sans_clause_s_ecrit(self) -> None:
        assert "le contrat n'en prévoit pas" in obtenir().texte()
        assert "none was agreed" in obtenir().texte("en")

    def test_les_valeurs_non_relues_le_disent(self) -> None:
        due = facture(montant=1000, echeance="2027-12-31", conditions=Conditions(escompte=[TROIS_POUR_CENT]))
        assert "DROIT_A_REVOIR" in escompte(due, paye_le="2027-12-01").codes()


forfaits = st.builds(
    palier,
    st.integers(0, 60),
    st.integers(1, 200_000).map(lambda nombre: Decimal(nombre).scaleb(-4)),
    st.sampled_from(["avant_echeance", "apres_emission"]),
    prorata=st.sampled_from(["aucun", "en_dehors", "en_dedans"]),
    base=st.sampled_from(["360", "365"]),
)
baremes = st.lists(forfaits, min_size=1, max_size=4)
avances = st.integers(-30, 90)
prix = st.integers(1, 10**9).map(lambda nombre: Decimal(nombre).scaleb(-2))


@st.composite
def ventilations(tirer: Any) -> list[PartTva]:
    """Une facture à un, deux ou trois taux, d'un centime au moins."""
    taux = tirer(st.lists(st.sampled_from(["0", "2.1", "5.5", "10", "20"]), min_size=1, max_size=3, unique=True))
    return [PartTva(ht=tirer(prix), taux=un) for un in taux]


def total(ventilation: list[PartTva]) -> Decimal:
    return sum((un.ht + un.taxe for un in ventilation), ZERO)


class TestProprietes:
    """Ce qui doit tenir pour toute facture et tout barème."""

    @rapide
    @given(baremes, avances, prix)
    def test_aucun_palier_seul_ne_bat_le_palier_retenu(
        self, bareme: list[PalierEscompte], avance: int, montant: Decimal
    ) -> None:
        retenu = obtenir(*bareme, avance=avance, montant=montant).valeur.montant
        assert retenu == max(obtenir(un, avance=avance, montant=montant).valeur.montant for un in bareme)

    @rapide
    @given(baremes, avances, prix)
    def test_payer_plus_tot_ne_rapporte_jamais_moins(
        self, bareme: list[PalierEscompte], avance: int, montant: Decimal
    ) -> None:
        plus_tard = obtenir(*bareme, avance=avance, montant=montant).valeur.montant
        assert obtenir(*bareme, avance=avance + 1, montant=montant).valeur.montant >= plus_tard

    @rapide
    @given(
        baremes,
        avances,
        ventilations(),
        st.none() | st.integers(0, 10**9),
        st.sampled_from(["aucun", "majore", "simple"]),
        st.sampled_from(["avoir", "encaissements", "inchangee"]),
    )
    def test_les_ecritures_s_equilibrent_au_centime(
        self,
        bareme: list[PalierEscompte],
        avance: int,
        ventilation: list[PartTva],
        recu: int | None,
        partiel: str,
        tva: str,
    ) -> None:
        valeur = obtenir(
            *bareme,
            avance=avance,
            montant=total(ventilation),
            ventilation=ventilation,
            montant_paye=None if recu is None else Decimal(recu).scaleb(-2),
            partiel=partiel,
            tva=tva,
        ).valeur
        for ecriture in (valeur.ecritures_vendeur, valeur.ecritures_acheteur):
            assert sum(ligne.debit for ligne in ecriture) == sum(ligne.credit for ligne in ecriture)
            assert all((ligne.debit > 0) != (ligne.credit > 0) for ligne in ecriture)
        assert valeur.recu + valeur.montant + valeur.reste - valeur.trop_percu == total(ventilation)
        assert valeur.montant + valeur.net == total(ventilation)
        assert sum((un.escompte_ht + un.escompte_tva for un in valeur.tva), ZERO) == valeur.montant

    @rapide
    @given(st.integers(1, 999_999), st.integers(1, 730))
    def test_le_taux_compose_est_celui_d_un_calcul_independant(self, millioniemes: int, jours: int) -> None:
        cout = Fraction(millioniemes, 10**6 - millioniemes)
        with localcontext() as contexte:
            contexte.prec = 90
            logarithme = (Decimal(cout.numerator) / cout.denominator + 1).ln()
            exact = (logarithme * 365 / jours).exp() * 100 - 100
            assert abs(actuariel(cout, jours) - exact) <= max(Decimal("0.005"), exact.scaleb(-55))

    @rapide
    @given(st.integers(1, 990_000), st.integers(1, 365))
    def test_le_compose_n_est_jamais_sous_le_simple_a_moins_d_un_an(self, millioniemes: int, jours: int) -> None:
        cout = Fraction(millioniemes, 10**6 - millioniemes)
        assert actuariel(cout, jours) >= simple(cout, jours)

    @rapide
    @given(st.integers(1, 400_000).map(lambda nombre: Decimal(nombre).scaleb(-4)), st.integers(1, 365))
    def test_au_seuil_l_escompte_coute_le_financement(self, taux: Decimal, jours: int) -> None:
        part = Fraction(seuil(taux, jours)) / 100
        assert abs(Fraction(part, 1 - part) * 365 / jours - Fraction(taux) / 100) <= Fraction(365, jours * 500_000)
