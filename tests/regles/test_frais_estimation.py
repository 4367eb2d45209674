"""Le coût d'une procédure entière : ce qui est connu s'additionne, ce qui ne l'est pas se dit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Demandeur,
    DonneeInvalide,
    DroitInconnu,
    EstimationFrais,
    PosteDeFrais,
    Resultat,
    articles,
    droit_courant,
    frais,
)
from creances.droit.tarifs import actes, juridictions, postes
from creances.modeles.procedure import TypeProcedure
from creances.regles.frais.valeurs import Juridiction
from strategies import rapide

D = Decimal
ZERO = D("0.00")
OCTOBRE = "2026-10-01"
TC = "tribunal_de_commerce"
TAE = "tribunal_des_activites_economiques"
TJ = "tribunal_judiciaire"
PROCEDURES = get_args(TypeProcedure)
A_NAITRE = {(procedure, au) for procedure in ("L126", "SR") for au in ("2017-06-01", "2023-06-01")}


def estimer(procedure: str, **options: Any) -> Resultat[EstimationFrais]:
    """Pour 5 000 euros, en octobre 2026, si rien d'autre n'est dit."""
    return frais(procedure, **{"montant": 5000, "au": OCTOBRE, **options})  # type: ignore[arg-type]


def prix(resultat: Resultat[EstimationFrais]) -> dict[str, str]:
    return {un.poste: str(un.ttc) for un in resultat.valeur.postes}


def poste(resultat: Resultat[EstimationFrais], nom: str) -> PosteDeFrais:
    return next(un for un in resultat.valeur.postes if un.poste == nom)


class TestChaqueProcedure:
    @pytest.mark.parametrize(
        ("procedure", "juridiction", "attendus"),
        [
            ("IP", TC, {"greffe_injonction": "30.23", "acte_signification": "73.18", "greffe_opposition": "10.88",
                        "honoraires_avocat": "None"}),
            ("IP", TJ, {"greffe_gratuit": "0.00", "contribution_aide_juridique": "50.00", "acte_signification": "73.18",
                        "honoraires_avocat": "None"}),
            ("IPE", TC, {"greffe_injonction": "30.23", "traduction": "None", "signification_etranger": "None"}),
            ("RPL", TJ, {"greffe_gratuit": "0.00", "contribution_aide_juridique": "50.00", "traduction": "None"}),
            ("OESC", None, {"saisie_europeenne": "None"}),
            ("REFPROV", TC, {"acte_assignation": "55.15", "greffe_refere": "None", "greffe_transmission_refere": "None",
                             "acte_signification": "73.18", "honoraires_avocat": "None"}),
            ("FOND_TC", TC, {"acte_assignation": "55.15", "greffe_fond": "54.41", "acte_signification": "73.18",
                             "honoraires_avocat": "None"}),
            ("FOND_TJ", TJ, {"acte_assignation": "55.15", "greffe_gratuit": "0.00", "contribution_aide_juridique": "50.00",
                             "acte_signification": "73.18", "honoraires_avocat": "None"}),
            ("REQ_CONJ", TC, {"greffe_requete_conjointe": "None", "acte_signification": "73.18",
                              "honoraires_avocat": "None"}),
            ("CONS", "juge_de_l_execution", {"greffe_gratuit": "0.00", "contribution_aide_juridique": "50.00",
                                             "saisie_conservatoire": "None", "denonciation_saisie": "None"}),
            ("CHQ", None, {"acte_certificat_non_paiement": "75.74", "acte_titre_cheque": "36.05"}),
            ("ACCORD", None, {"honoraires_avocat": "None", "formule_executoire": "None"}),
            ("PUB", "tribunal_administratif", {"greffe_gratuit": "0.00", "honoraires_avocat": "None"}),
            ("PSRPC", None, {"acte_dossier_petites_creances": "17.90", "acte_titre_petites_creances": "36.05",
                             "recouvrement_creancier": "355.86"}),
            ("L126", None, {"commandement_creance_incontestee": "None", "proces_verbal_creance_incontestee": "None",
                            "formule_executoire": "None"}),
            ("SA", None, {"acte_saisie_attribution": "91.22", "denonciation_saisie": "None",
                          "acte_certificat_non_contestation": "None", "acte_signification_non_contestation": "None",
                          "recouvrement_debiteur": "101.15", "recouvrement_creancier": "355.86"}),
            ("SV", None, {"acte_commandement_saisie_vente": "60.29", "engagement_des_poursuites": "83.89",
                          "proces_verbal_saisie_vente": "None", "recouvrement_debiteur": "17.26",
                          "recouvrement_creancier": "355.86"}),
            ("SR", None, {"commandement_remunerations": "None", "proces_verbal_remunerations": "None",
                          "repartition_remunerations": "None", "recouvrement_debiteur": "101.15",
                          "recouvrement_creancier": "355.86"}),
            ("PCOLL", None, {}),
        ],
    )  # fmt: skip
    def test_ses_postes(self, procedure: str, juridiction: str | None, attendus: dict[str, str]) -> None:
        assert prix(estimer(procedure, juridiction=juridiction)) == attendus

    @pytest.mark.parametrize("procedure", PROCEDURES)
    @pytest.mark.parametrize("au", ["2017-06-01", "2023-06-01", OCTOBRE])
    def test_elle_repond_devant_chaque_juridiction_ou_n_existait_pas(self, procedure: str, au: str) -> None:
        for juridiction in juridictions()[procedure] or (None,):
            if (procedure, au) in A_NAITRE:
                with pytest.raises(DroitInconnu):
                    estimer(procedure, au=au, juridiction=juridiction)
                continue
            resultat = estimer(procedure, au=au, juridiction=juridiction)
            assert [ligne.montant for ligne in resultat.lignes if ligne.montant is not None] == [
                un.ttc for un in resultat.valeur.postes if un.ttc is not None and not un.facultatif
            ]
            assert "_" not in resultat.texte() + resultat.texte("en")

    def test_avant_tout_tarif_tout_est_inconnu_et_rien_n_est_nul(self) -> None:
        valeur = estimer("FOND_TC", au="2015-06-01", juridiction=TC).valeur
        assert valeur.inconnus == ("acte_assignation", "greffe_fond", "acte_signification")
        assert (valeur.total, valeur.complete) == (ZERO, False)

    def test_une_procedure_sans_poste_connu_le_dit(self) -> None:
        assert estimer("PCOLL").codes() == {"AUCUN_POSTE_CONNU"}

    @pytest.mark.parametrize(
        ("procedure", "veille", "jour"),
        [
            ("L126", "2026-04-24", "2026-04-25"),
            ("SR", "2025-06-30", "2025-07-01"),
            ("PSRPC", "2016-05-31", "2016-06-01"),
        ],
    )
    def test_une_procedure_a_venir_est_refusee(self, procedure: str, veille: str, jour: str) -> None:
        assert estimer(procedure, au=jour).valeur.postes != ()
        with pytest.raises(DroitInconnu, match=f"{procedure} : cette procédure n'existe pas au {veille}"):
            estimer(procedure, au=veille)


class TestTotaux:
    @given(
        st.sampled_from([p for p in PROCEDURES if p not in {"L126", "SR"}]),
        st.integers(0, 10**8),
        st.sampled_from(["2017-06-01", "2023-06-01", "2025-06-01", OCTOBRE]),
        st.integers(1, 4),
    )
    @rapide
    def test_ils_s_additionnent(self, procedure: str, montant: int, au: str, debiteurs: int) -> None:
        valeur = estimer(procedure, montant=D(montant).scaleb(-2), au=au, debiteurs=debiteurs).valeur
        connus = [un for un in valeur.postes if not un.inconnu]
        assert all(un.ht + un.taxe == un.ttc for un in connus)  # type: ignore[operator]
        assert valeur.total == sum((un.ttc for un in connus if not un.facultatif), ZERO)
        assert valeur.options == sum((un.ttc for un in connus if un.facultatif), ZERO)
        assert valeur.total == valeur.charge_creancier + valeur.charge_debiteur + valeur.charge_perdant
        assert valeur.avance <= valeur.total
        assert valeur.complete is (not valeur.inconnus)
        assert set(valeur.inconnus) == {un.poste for un in valeur.postes if un.inconnu and not un.facultatif}

    def test_les_droits_de_recouvrement_ne_s_avancent_pas(self) -> None:
        valeur = estimer("SA").valeur
        assert (valeur.avance, valeur.charge_debiteur, valeur.charge_creancier) == (
            D("91.22"),
            D("192.37"),
            D("355.86"),
        )

    def test_une_procedure_entierement_chiffree_est_complete(self) -> None:
        assert estimer("IP", juridiction=TC).valeur.complete

    def test_le_facultatif_reste_hors_du_total(self) -> None:
        resultat = estimer("IP", juridiction=TC)
        assert resultat.valeur.options == D("10.88")
        ligne = next(une for une in resultat.lignes if une.code == "frais.poste_facultatif")
        assert (ligne.montant, dict(ligne.montants)["ht"]) == (None, D("9.07"))


class TestPostes:
    def test_chacun_dit_son_texte_et_sa_version(self) -> None:
        resultat = estimer("FOND_TJ", juridiction=TJ)
        assert [(un.poste, un.article, str(un.version)) for un in resultat.valeur.postes] == [
            ("acte_assignation", "C. com., A444-11", "2024-05-01"),
            ("greffe_gratuit", "Loi n° 77-1468", "2016-03-01"),
            ("contribution_aide_juridique", "CGI, 1635 bis Q", "2026-03-01"),
            ("acte_signification", "C. com., A444-11", "2024-05-01"),
            ("honoraires_avocat", "CPC, 700", "None"),
        ]

    def test_le_droit_d_engagement_s_impute_sur_celui_du_debiteur(self) -> None:
        avec, sans = estimer("SV"), estimer("SA")
        impute = poste(sans, "recouvrement_debiteur").ht - poste(avec, "recouvrement_debiteur").ht  # type: ignore[operator]
        assert impute == poste(avec, "engagement_des_poursuites").ht == D("69.91")
        assert poste(avec, "recouvrement_creancier") == poste(sans, "recouvrement_creancier")

    def test_sans_droit_d_engagement_connu_rien_ne_s_impute(self) -> None:
        resultat = estimer("SV", au="2018-06-01")
        assert poste(resultat, "engagement_des_poursuites").inconnu
        assert (
            poste(resultat, "recouvrement_debiteur").ht
            == poste(estimer("SA", au="2018-06-01"), "recouvrement_debiteur").ht
        )

    def test_chaque_defendeur_recoit_son_acte_et_ajoute_une_partie(self) -> None:
        un, trois = (estimer("FOND_TC", juridiction=TC, au="2023-06-01", debiteurs=nombre) for nombre in (1, 3))
        assert poste(trois, "acte_assignation").ttc == 3 * poste(un, "acte_assignation").ttc  # type: ignore[operator]
        assert poste(trois, "acte_signification").ttc == 3 * poste(un, "acte_signification").ttc  # type: ignore[operator]
        assert poste(trois, "greffe_fond") == poste(un, "greffe_fond")
        assert poste(trois, "greffe_parties_de_plus").ht == 2 * (D("5.58") + D("11.15"))
        assert "greffe_parties_de_plus" not in prix(un)

    def test_ce_que_coute_une_partie_de_plus_est_inconnu_depuis_2024(self) -> None:
        assert estimer("FOND_TC", juridiction=TC, debiteurs=2).valeur.inconnus == ("greffe_parties_de_plus",)

    def test_un_poste_inconnu_reste_inconnu_par_debiteur(self) -> None:
        assert poste(estimer("IPE", juridiction=TC, debiteurs=3), "signification_etranger").inconnu

    def test_la_contribution_pour_la_justice_economique(self) -> None:
        societe = Demandeur(effectif=300, chiffre_affaires=100_000_000, benefice=5_000_000)
        for procedure in ("IP", "IPE", "FOND_TC", "REFPROV", "REQ_CONJ", "CONS"):
            connue = estimer(procedure, montant=60_000, juridiction=TAE, demandeur=societe)
            inconnue = estimer(procedure, montant=60_000, juridiction=TAE)
            petite = estimer(procedure, montant=50_000, juridiction=TAE)
            nom = "contribution_justice_economique"
            assert (poste(connue, nom).ttc, poste(connue, nom).charge) == (D("1800.00"), "creancier")
            assert str(poste(connue, nom).version) == "2025-01-01"
            assert nom in inconnue.valeur.inconnus
            assert "MOYENS_DU_DEMANDEUR_INCONNUS" in inconnue.codes()
            assert poste(petite, nom).ttc == ZERO
            assert "QPC_JUSTICE_ECONOMIQUE" not in petite.codes()
            assert ("JUSTICE_ECONOMIQUE_REFERE" in connue.codes()) is (procedure == "REFPROV")
            assert "JUSTICE_ECONOMIQUE_REFERE" not in petite.codes()
            assert nom not in prix(estimer(procedure, montant=60_000, juridiction=TC))

    def test_l_exoneration_et_l_option_de_l_injonction(self) -> None:
        for options in ({"demandeur": Demandeur(exonere=True)}, {"contribution_injonction": False}):
            assert prix(estimer("IP", juridiction=TJ, **options))["contribution_aide_juridique"] == "0.00"

    def test_les_options_passent_a_chaque_regle(self) -> None:
        assert prix(estimer("SA", nature="alimentaire"))["recouvrement_creancier"] == "0.00"
        assert prix(estimer("SA", encaisse=0))["recouvrement_debiteur"] == "0.00"
        assert prix(estimer("IP", juridiction=TC, deplacement="electronique"))["acte_signification"] == "72.46"
        assert prix(estimer("IP", juridiction=TC, territoire="guyane"))["greffe_injonction"] == "25.19"
        ancien = estimer("IP", juridiction=TC, au="2024-06-01", provision_le="2024-02-01")
        assert prix(ancien)["greffe_injonction"] == "33.47"


class TestReserves:
    def test_la_juridiction_supposee(self) -> None:
        resultat = estimer("IP")
        assert resultat.valeur.juridiction == TC
        assert resultat.reserves[0].mots == (("juridiction", TC),)
        assert "JURIDICTION_SUPPOSEE" not in estimer("IP", juridiction=TC).codes()
        assert "JURIDICTION_SUPPOSEE" not in estimer("PUB").codes()
        assert estimer("SA").valeur.juridiction is None

    def test_une_chambre_de_proximite_et_un_tribunal_mixte_sont_assimiles(self) -> None:
        proche, mixte = (
            estimer("IP", juridiction=une) for une in ("chambre_de_proximite", "tribunal_mixte_de_commerce")
        )
        assert prix(proche) == prix(estimer("IP", juridiction=TJ))
        assert prix(mixte) == prix(estimer("IP", juridiction=TC))
        assert mixte.codes() - estimer("IP", juridiction=TC).codes() == {"GREFFE_LOCAL"}
        assert "GREFFE_LOCAL" not in proche.codes()

    def test_l_encaissement_suppose(self) -> None:
        assert "ENCAISSEMENT_SUPPOSE" in estimer("SA").codes()
        assert "ENCAISSEMENT_SUPPOSE" not in estimer("SA", encaisse=5000).codes()
        assert "ENCAISSEMENT_SUPPOSE" not in estimer("IP").codes()

    def test_celles_des_postes_sont_gardees_une_fois(self) -> None:
        reserves = estimer("FOND_TC", juridiction=TC).reserves
        assert len(reserves) == len(set(reserves))
        assert {"HONORAIRES_LIBRES", "TARIF_RECONDUIT", "TARIF_DE_CONFIANCE_BASSE"} <= {une.code for une in reserves}

    def test_ce_qui_est_publie_sans_dire_la_taxe(self) -> None:
        for procedure in ("PSRPC", "CHQ"):
            reserve = next(une for une in estimer(procedure).reserves if une.code == "PUBLIE_SANS_TAXE")
            assert reserve.articles == ("C. com., A444-28",)

    def test_le_tarif_attendu(self) -> None:
        assert estimer("L126").codes() == {"TARIF_ATTENDU"}


class TestRefus:
    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"procedure": "XX"}, "option.procedure"),
            ({"juridiction": TJ, "procedure": "FOND_TC"}, "option.juridiction"),
            ({"juridiction": TC, "procedure": "SA"}, "option.juridiction"),
            ({"montant": -1}, "montant.negatif"),
            ({"encaisse": -1}, "montant.negatif"),
            ({"debiteurs": 0}, "frais.debiteurs"),
        ],
    )
    def test_une_donnee_refusee_se_nomme(self, options: dict[str, Any], code: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            estimer(**{"procedure": "IP", **options})
        assert refus.value.code == code

    def test_le_refus_d_une_juridiction_dit_celles_qui_sont_admises(self) -> None:
        with pytest.raises(DonneeInvalide, match=f"accepté : {TC} ou {TAE}"):
            estimer("FOND_TC", juridiction=TJ)
        with pytest.raises(DonneeInvalide, match="accepté : aucune"):
            estimer("SA", juridiction=TJ)


class TestDonnees:
    def test_chaque_procedure_dit_ses_juridictions(self) -> None:
        assert set(juridictions()) == set(PROCEDURES)
        assert {une for suite in juridictions().values() for une in suite} <= set(get_args(Juridiction))

    def test_chaque_poste_est_d_une_procedure_d_une_charge_et_d_un_texte_connus(self) -> None:
        tables = droit_courant().tables
        for un in postes():
            assert un.procedure in PROCEDURES
            assert un.charge in {"creancier", "debiteur", "perdant", "accord"}
            assert un.article in articles()
            assert un.juridictions == ("*",) or set(un.juridictions) <= set(juridictions()[un.procedure])
            if un.sorte == "acte":
                assert un.tarif in actes()
            if un.sorte == "greffe":
                assert f"frais.greffe.{un.tarif}" in tables
