"""Quel juge saisir : la matière, le montant, le lieu, le jour ; ce qu'on ignore laisse plusieurs juges possibles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Creance,
    Creancier,
    Debiteur,
    DonneeInvalide,
    Dossier,
    DroitInconnu,
    HorsChamp,
    Paiement,
    competence,
)
from creances.droit import fichiers
from creances.droit.juridictions import _lire, sieges_des_tae
from creances.modeles.procedure import TypeProcedure
from creances.noyau.erreurs import TableIncoherente

AU = "2026-11-21"
COMMERCANT = {"commercant": True, "artisan": False}
ARTISAN = {"commercant": False, "artisan": True}
LIBERAL = {"commercant": False, "artisan": False}
CONSOMMATEUR = {"qualite": "consommateur"}


def dossier(debiteur: dict[str, Any], creancier: dict[str, Any], evenements: Any = (), **champs: Any) -> Dossier:
    creance = Creance(
        **{"montant": "9000", "echeance": "2026-04-30", **champs},
        debiteur=Debiteur(**debiteur),
        creancier=Creancier(**creancier),
    )
    return Dossier(creance=creance, evenements=evenements)


def juges(un: Dossier, procedure: TypeProcedure = "REQ_CONJ", au: str = AU, **options: Any) -> list[str]:
    resultat = competence(
        un, procedure=procedure, au=au, **{"chambre_de_proximite": False, "ressort": "Lille", **options}
    )
    return [juge.juridiction for juge in resultat.valeur.possibles]


def lieux(un: Dossier, procedure: TypeProcedure = "REQ_CONJ", **options: Any) -> list[str]:
    return [lu.lieu for lu in competence(un, procedure=procedure, au=AU, **options).valeur.lieux]


class TestMatiere:
    """« Les tribunaux de commerce connaissent : 1° Des contestations relatives aux engagements entre commerçants »."""

    def test_entre_commercants(self) -> None:
        assert juges(dossier(COMMERCANT, COMMERCANT)) == ["tribunal_de_commerce"]

    def test_le_debiteur_civil_se_defend_devant_le_juge_civil(self) -> None:
        assert juges(dossier(LIBERAL, COMMERCANT)) == ["tribunal_judiciaire"]
        assert juges(dossier(CONSOMMATEUR, COMMERCANT, nature="B2C_GENERAL")) == ["tribunal_judiciaire"]

    def test_le_creancier_civil_choisit(self) -> None:
        resultat = competence(dossier(COMMERCANT, LIBERAL), procedure="REQ_CONJ", au=AU, ressort="Lille")
        assert "ACTE_MIXTE" in resultat.codes()
        assert juges(dossier(COMMERCANT, LIBERAL)) == ["tribunal_de_commerce", "tribunal_judiciaire"]

    @pytest.mark.parametrize(
        ("au", "juge"), [("2021-12-31", "tribunal_judiciaire"), ("2022-01-01", "tribunal_de_commerce")]
    )
    def test_les_artisans_depuis_2022(self, au: str, juge: str) -> None:
        assert juges(dossier(ARTISAN, ARTISAN), au=au) == [juge]

    @pytest.mark.parametrize(
        ("nature", "juge"),
        [
            ("CREDIT_CONSO", "juge_de_la_protection"),
            ("LOYER_HABITATION", "juge_de_la_protection"),
            ("LOYER_COMMERCIAL", "tribunal_judiciaire"),
            ("COPRO_CHARGES", "tribunal_judiciaire"),
            ("SALAIRE", "conseil_de_prud_hommes"),
            ("CREDIT_IMMO_CONSO", "tribunal_judiciaire"),
            ("LCR_ACCEPTEUR", "tribunal_de_commerce"),
        ],
    )
    def test_la_nature_designe_le_juge(self, nature: str, juge: str) -> None:
        assert juges(dossier(CONSOMMATEUR, LIBERAL, nature=nature)) == [juge]

    def test_le_juge_de_la_protection_sans_consideration_de_montant(self) -> None:
        un = dossier(CONSOMMATEUR, COMMERCANT, nature="CREDIT_CONSO", montant="74000")
        resultat = competence(un, procedure="FOND_TJ", au=AU).valeur
        assert [(juge.juridiction, juge.avocat) for juge in resultat.possibles] == [("juge_de_la_protection", False)]

    def test_le_bail_commercial_demande_un_avocat_quel_que_soit_le_montant(self) -> None:
        resultat = competence(
            dossier(COMMERCANT, COMMERCANT, nature="LOYER_COMMERCIAL", montant="100"), procedure="FOND_TJ", au=AU
        )
        assert resultat.valeur.possibles[0].avocat is True
        assert "BAIL_COMMERCIAL" in resultat.codes()


class TestPersonnePublique:
    """« Les litiges relatifs aux marchés, contrats, quasi-contrats ou concessions » (CJA, R312-11)."""

    @pytest.mark.parametrize(("categorie", "avocat"), [("etat", True), ("collectivite", False), ("sante", False)])
    def test_le_tribunal_administratif(self, categorie: str, avocat: bool) -> None:
        un = dossier({"qualite": "public", "categorie_publique": categorie}, COMMERCANT, nature="PUBLIC_DEBITEUR")
        juge = competence(un, procedure="PUB", au=AU).valeur.certaine
        assert juge is not None
        assert (juge.juridiction, juge.avocat, juge.dernier_ressort) == ("tribunal_administratif", avocat, False)

    def test_une_categorie_inconnue_laisse_les_deux_ordres(self) -> None:
        un = dossier({"qualite": "public", **LIBERAL}, COMMERCANT)
        resultat = competence(un, procedure="REQ_CONJ", au=AU, chambre_de_proximite=False).valeur
        assert [juge.juridiction for juge in resultat.possibles] == ["tribunal_administratif", "tribunal_judiciaire"]
        assert resultat.manquants == ("debiteur_categorie_publique",)

    @pytest.mark.parametrize("procedure", ["IP", "SA", "SV", "SR", "CONS", "PCOLL"])
    def test_ni_injonction_ni_saisie(self, procedure: TypeProcedure) -> None:
        un = dossier({"qualite": "public", "categorie_publique": "collectivite"}, COMMERCANT)
        resultat = competence(un, procedure=procedure, au=AU)
        assert resultat.valeur.possibles == ()
        assert "AUCUNE_JURIDICTION" in resultat.codes()

    def test_un_debiteur_prive_n_a_pas_de_juge_administratif(self) -> None:
        assert juges(dossier(COMMERCANT, COMMERCANT), "PUB") == []


class TestTerritoire:
    """Loi n° 2023-1059, art. 26 : douze tribunaux, du 1er janvier 2025 pour quatre ans."""

    def test_douze_tribunaux(self) -> None:
        assert len(sieges_des_tae()) == 12

    @pytest.mark.parametrize("ressort", ["Lyon", "lyon", "Le Havre", "Saint-Brieuc"])
    def test_dans_un_ressort_experimental(self, ressort: str) -> None:
        assert juges(dossier(COMMERCANT, COMMERCANT), ressort=ressort) == ["tribunal_des_activites_economiques"]

    @pytest.mark.parametrize(
        ("au", "juge"),
        [
            ("2024-12-31", "tribunal_de_commerce"),
            ("2025-01-01", "tribunal_des_activites_economiques"),
            ("2028-12-31", "tribunal_des_activites_economiques"),
            ("2029-01-01", "tribunal_de_commerce"),
        ],
    )
    def test_le_temps_de_l_experimentation(self, au: str, juge: str) -> None:
        assert juges(dossier(COMMERCANT, COMMERCANT), au=au, ressort="Lyon") == [juge]

    def test_un_ressort_inconnu_laisse_les_deux(self) -> None:
        resultat = competence(dossier(COMMERCANT, COMMERCANT), procedure="FOND_TC", au=AU).valeur
        assert [juge.juridiction for juge in resultat.possibles] == [
            "tribunal_de_commerce",
            "tribunal_des_activites_economiques",
        ]
        assert resultat.manquants == ("ressort",)
        assert resultat.certaine is None

    def test_la_chambre_commerciale_d_alsace_et_de_moselle(self) -> None:
        un = dossier({**COMMERCANT, "territoire": "alsace_moselle"}, COMMERCANT)
        resultat = competence(un, procedure="FOND_TC", au=AU)
        assert [(juge.juridiction, juge.avocat) for juge in resultat.valeur.possibles] == [
            ("chambre_commerciale", None)
        ]
        assert "DROIT_LOCAL" in resultat.codes()

    def test_le_tribunal_mixte_outre_mer(self) -> None:
        assert juges(dossier({**COMMERCANT, "territoire": "reunion"}, COMMERCANT)) == ["tribunal_mixte_de_commerce"]

    def test_le_juge_civil_est_le_meme_en_alsace(self) -> None:
        un = dossier({**LIBERAL, "territoire": "alsace_moselle"}, COMMERCANT)
        assert juges(un) == ["tribunal_judiciaire"]

    def test_hors_du_champ(self) -> None:
        with pytest.raises(HorsChamp, match="territoire"):
            juges(dossier({"territoire": "nouvelle_caledonie"}, {}))
        with pytest.raises(HorsChamp, match="titre de recettes"):
            juges(dossier({}, {"qualite": "public"}))
        with pytest.raises(HorsChamp, match="bâtonnier"):
            juges(dossier({}, {}, nature="AVOCAT_PRO"))


class TestSeuils:
    """« Lorsque la demande porte sur un montant inférieur ou égal à 10 000 euros » (CPC, 761, 3° et 853)."""

    @pytest.mark.parametrize(("demande", "avocat"), [("10000", False), ("10000.01", True)])
    @pytest.mark.parametrize(
        ("debiteur", "procedure"), [(COMMERCANT, "FOND_TC"), (LIBERAL, "FOND_TJ"), (LIBERAL, "CONS")]
    )
    def test_avocat(self, debiteur: dict[str, Any], procedure: TypeProcedure, demande: str, avocat: bool) -> None:
        un = dossier(debiteur, COMMERCANT)
        resultat = competence(
            un, procedure=procedure, au=AU, demande=demande, ressort="Lille", chambre_de_proximite=False
        )
        assert resultat.valeur.possibles[0].avocat is avocat

    @pytest.mark.parametrize(("demande", "dernier"), [("5000", True), ("5000.01", False)])
    @pytest.mark.parametrize(
        ("debiteur", "nature"), [(COMMERCANT, "B2B_VENTE"), (LIBERAL, "B2B_VENTE"), (CONSOMMATEUR, "CREDIT_CONSO")]
    )
    def test_dernier_ressort(self, debiteur: dict[str, Any], nature: str, demande: str, dernier: bool) -> None:
        un = dossier(debiteur, COMMERCANT, nature=nature)
        resultat = competence(
            un, procedure="REQ_CONJ", au=AU, demande=demande, ressort="Lille", chambre_de_proximite=False
        )
        assert resultat.valeur.possibles[0].dernier_ressort is dernier

    @pytest.mark.parametrize(
        ("demande", "juge"), [("10000", "chambre_de_proximite"), ("10000.01", "tribunal_judiciaire")]
    )
    def test_chambre_de_proximite(self, demande: str, juge: str) -> None:
        assert juges(dossier(LIBERAL, COMMERCANT), demande=demande, chambre_de_proximite=True) == [juge]

    def test_l_injonction_se_demande_sans_avocat_et_sans_ressort(self) -> None:
        resultat = competence(dossier(COMMERCANT, COMMERCANT, montant="90000"), procedure="IP", au=AU, ressort="Lille")
        assert [(un.avocat, un.dernier_ressort) for un in resultat.valeur.possibles] == [(False, None)]
        assert "DEMANDE_AU_PRINCIPAL" not in resultat.codes()

    def test_sans_demande_les_paiements_recus_sont_retires(self) -> None:
        recu = Paiement(date="2026-05-01", montant=4000)
        for au, dernier in (("2026-04-30", False), ("2026-05-01", True)):
            resultat = competence(dossier(COMMERCANT, COMMERCANT, [recu]), procedure="FOND_TC", au=au, ressort="Lille")
            assert resultat.valeur.possibles[0].dernier_ressort is dernier
            assert "DEMANDE_AU_PRINCIPAL" in resultat.codes()

    def test_avant_le_tribunal_judiciaire(self) -> None:
        with pytest.raises(DroitInconnu):
            juges(dossier(LIBERAL, COMMERCANT), au="2019-12-31")


class TestLieu:
    """« Toute clause qui, directement ou indirectement, déroge aux règles de compétence territoriale » (CPC, 48)."""

    def test_la_demeure_ou_l_execution(self) -> None:
        assert lieux(dossier(COMMERCANT, COMMERCANT)) == ["demeure", "execution"]

    def test_une_clause_entre_commercants_l_emporte(self) -> None:
        assert lieux(dossier(COMMERCANT, COMMERCANT), clause="tres_apparente") == ["clause_de_lieu"]

    @pytest.mark.parametrize("debiteur", [ARTISAN, LIBERAL, CONSOMMATEUR])
    def test_une_clause_contre_un_non_commercant_est_reputee_non_ecrite(self, debiteur: dict[str, Any]) -> None:
        resultat = competence(dossier(debiteur, COMMERCANT), procedure="REQ_CONJ", au=AU, clause="tres_apparente")
        assert "clause_de_lieu" not in [un.lieu for un in resultat.valeur.lieux]
        assert "CLAUSE_NON_ECRITE" in resultat.codes()

    def test_une_clause_peu_apparente_aussi(self) -> None:
        assert lieux(dossier(COMMERCANT, COMMERCANT), clause="peu_apparente") == ["demeure", "execution"]

    def test_un_commercant_inconnu_laisse_la_clause_en_suspens(self) -> None:
        resultat = competence(dossier({}, COMMERCANT), procedure="REQ_CONJ", au=AU, clause="tres_apparente").valeur
        assert resultat.lieux[-1].si == ("debiteur_commercant",)

    def test_le_bail_d_habitation_au_lieu_de_l_immeuble(self) -> None:
        assert lieux(dossier(CONSOMMATEUR, {"qualite": "particulier"}, nature="LOYER_HABITATION")) == ["immeuble"]

    def test_l_option_du_consommateur_est_celle_du_demandeur(self) -> None:
        demandeur = dossier(
            {"qualite": "professionnel", **COMMERCANT}, {"qualite": "particulier"}, nature="CIVIL_COMMUN"
        )
        assert "demeure_du_consommateur" in lieux(demandeur)
        assert "demeure_du_consommateur" not in lieux(dossier(CONSOMMATEUR, COMMERCANT, nature="B2C_GENERAL"))

    def test_l_injonction_ne_connait_que_la_demeure_du_debiteur(self) -> None:
        resultat = competence(dossier(COMMERCANT, COMMERCANT), procedure="IP", au=AU, clause="tres_apparente")
        assert [(un.lieu, un.article) for un in resultat.valeur.lieux] == [("demeure_injonction", "CPC, 1406")]
        assert "CLAUSE_SANS_EFFET" in resultat.codes()


class TestProcedures:
    def test_la_mesure_conservatoire_laisse_le_choix_avant_tout_proces(self) -> None:
        un = dossier(COMMERCANT, COMMERCANT)
        assert juges(un, "CONS") == ["juge_de_l_execution", "tribunal_de_commerce"]
        assert juges(dossier(LIBERAL, COMMERCANT), "CONS") == ["juge_de_l_execution"]

    @pytest.mark.parametrize("procedure", ["PSRPC", "L126", "CHQ", "SA", "SV", "SR"])
    def test_le_commissaire_de_justice(self, procedure: TypeProcedure) -> None:
        assert juges(dossier(COMMERCANT, COMMERCANT), procedure) == ["commissaire_de_justice"]

    @pytest.mark.parametrize(
        ("procedure", "veille", "jour"), [("SR", "2025-06-30", "2025-07-01"), ("L126", "2026-04-24", "2026-04-25")]
    )
    def test_une_procedure_d_avant_sa_forme_actuelle(self, procedure: TypeProcedure, veille: str, jour: str) -> None:
        un = dossier(COMMERCANT, COMMERCANT, echeance="2025-01-31")
        with pytest.raises(HorsChamp, match="n'existe sous cette forme que depuis"):
            juges(un, procedure, au=veille)
        assert juges(un, procedure, au=jour) == ["commissaire_de_justice"]

    def test_une_partie_a_l_etranger_est_signalee(self) -> None:
        resultat = competence(dossier({**COMMERCANT, "pays": "BE"}, COMMERCANT), procedure="IPE", au=AU)
        assert "COMPETENCE_INTERNATIONALE" in resultat.codes()

    def test_une_procedure_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="procedure"):
            juges(dossier({}, {}), "INCONNUE")  # type: ignore[arg-type]


def test_une_table_au_regime_inconnu_est_refusee(monkeypatch: pytest.MonkeyPatch) -> None:
    ligne = {"code": "x", "genre": "matiere", "confiance": "certaine", "avocat": "", "dernier_ressort": ""}
    monkeypatch.setattr(fichiers, "csv", lambda _: [ligne])
    with pytest.raises(TableIncoherente, match="confiance 'certaine'"):
        list(_lire("matiere"))


class TestFaitInconnu:
    def test_rien_n_est_devine(self) -> None:
        resultat = competence(dossier({}, {}), procedure="REQ_CONJ", au=AU).valeur
        assert {un.juridiction for un in resultat.possibles} == {
            "tribunal_de_commerce",
            "tribunal_des_activites_economiques",
            "tribunal_judiciaire",
            "chambre_de_proximite",
        }
        assert resultat.manquants == ("debiteur_commercant", "ressort", "chambre_de_proximite")

    def test_l_artisan_inconnu_ne_compte_que_depuis_2022(self) -> None:
        un = dossier({"commercant": False}, COMMERCANT)
        assert juges(un, au="2021-12-31") == ["tribunal_judiciaire"]
        assert juges(un) == ["tribunal_de_commerce", "tribunal_judiciaire"]

    @given(
        st.sampled_from([True, False, None]),
        st.sampled_from([True, False, None]),
        st.sampled_from([True, False, None]),
        st.sampled_from([True, False, None]),
    )
    def test_savoir_ne_fait_que_retirer_des_juges(
        self, commercant: bool | None, artisan: bool | None, vendeur: bool | None, artisan_vendeur: bool | None
    ) -> None:
        """Un fait de plus ne fait jamais apparaître un juge que l'ignorance n'annonçait pas."""
        connu = dossier(
            {"commercant": commercant, "artisan": artisan}, {"commercant": vendeur, "artisan": artisan_vendeur}
        )
        ignorant = dossier({}, {"commercant": vendeur, "artisan": artisan_vendeur})
        assert set(juges(connu)) <= set(juges(ignorant))
        assert juges(connu)

    @given(st.dates(min_value=date(2020, 1, 1), max_value=date(2026, 11, 21)))
    def test_un_evenement_sans_rapport_ne_change_rien(self, jour_relance: date) -> None:
        un = dossier({}, COMMERCANT)
        avec = dossier({}, COMMERCANT, [{"type": "relance", "date": jour_relance}])
        assert competence(avec, procedure="FOND_TC", au=AU) == competence(un, procedure="FOND_TC", au=AU)
