"""Comparer des prestataires, garder ou confier, choisir une méthode."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Capacite,
    Contexte,
    CourbeRecouvrement,
    Creance,
    Debiteur,
    DonneeInvalide,
    Dossier,
    Honoraires,
    MiseEnDemeure,
    Paiement,
    Prestataire,
    ReferenceClient,
    Relance,
    SeuilsDeMethode,
    comparaison_prestataires,
    decompte,
    dossier_remis,
    externalisation,
    methode_amiable,
)
from creances.moteur.organisation.prestataires import CRITERES

AU = date(2026, 11, 21)
ECHUE = Creance(montant="3000", echeance="2026-08-31")
MOYEN = Prestataire(
    nom="Moyen",
    simplicite=3,
    taux_reussite=70,
    delai_moyen=90,
    expertise=3,
    mediation=3,
    services=("veille",),
)
NOTES = st.none() | st.integers(min_value=0, max_value=5)
PRESTATAIRES = st.lists(
    st.builds(
        Prestataire,
        nom=st.sampled_from("ABCDEF"),
        simplicite=NOTES,
        taux_reussite=st.none() | st.integers(min_value=0, max_value=100),
        delai_moyen=st.none() | st.integers(min_value=0, max_value=400),
        expertise=NOTES,
        mediation=NOTES,
        services=st.none() | st.sampled_from([(), ("a",), ("a", "b")]),
        pays=st.sampled_from([("FR",), ("FR", "BE")]),
    ),
    min_size=1,
    max_size=5,
).map(tuple)


def classes(*prestataires: Prestataire, **options: Any) -> list[str]:
    return [un.nom for un in comparaison_prestataires(prestataires, **options).valeur]


class TestComparaison:
    """Six critères, des poids visibles ; le sixième est une interprétation."""

    @given(PRESTATAIRES)
    def test_un_prestataire_domine_n_est_jamais_premier(self, prestataires: tuple[Prestataire, ...]) -> None:
        premier = comparaison_prestataires(prestataires).valeur[0]
        notes = [un.note or Decimal(0) for un in premier.contributions]
        for autre in comparaison_prestataires(prestataires).valeur:
            siennes = [un.note or Decimal(0) for un in autre.contributions]
            mieux = all(a >= b for a, b in zip(siennes, notes, strict=True)) and siennes != notes
            assert not (mieux and autre.couvre >= premier.couvre)

    @given(PRESTATAIRES)
    def test_le_score_est_la_somme_des_apports(self, prestataires: tuple[Prestataire, ...]) -> None:
        for un in comparaison_prestataires(prestataires).valeur:
            ecart = abs(un.score - sum(part.apport for part in un.contributions))
            assert ecart <= Decimal("0.0003")  # six apports, chacun arrondi au millionième
            assert len(un.questions) == sum(part.note is None for part in un.contributions)

    @given(PRESTATAIRES)
    def test_tous_sont_classes(self, prestataires: tuple[Prestataire, ...]) -> None:
        assert sorted(classes(*prestataires)) == sorted(un.nom for un in prestataires)

    def test_une_egalite_garde_l_ordre_donne(self) -> None:
        assert classes(MOYEN.avec(nom="Z"), MOYEN.avec(nom="A")) == ["Z", "A"]

    def test_un_critere_sans_poids_ne_laisse_pas_un_domine_devant(self) -> None:
        mieux = MOYEN.avec(nom="Mieux", expertise=5)
        assert classes(MOYEN, mieux, poids={"simplicite": 1}) == ["Mieux", "Moyen"]

    def test_les_poids_par_defaut_sont_egaux(self) -> None:
        (un,) = comparaison_prestataires((MOYEN,)).valeur
        assert {part.poids for part in un.contributions} == {Decimal("16.6667")}
        assert [part.critere for part in un.contributions] == list(CRITERES)

    @pytest.mark.parametrize(
        ("relation", "poids"),
        [("aucune", "16.6667"), ("occasionnelle", "16.6667"), ("recurrente", "28.5714"), ("strategique", "37.50")],
    )
    def test_la_mediation_pese_avec_la_relation(self, relation: Any, poids: str) -> None:
        (un,) = comparaison_prestataires((MOYEN,), relation=relation).valeur
        assert un.contributions[4].poids == Decimal(poids)

    def test_un_poids_inconnu_ou_nul_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="reçu prix"):
            classes(MOYEN, poids={"prix": 1})
        for poids in ({}, {"simplicite": 0}, {"simplicite": -1, "expertise": 2}):
            with pytest.raises(DonneeInvalide, match="l'un positif"):
                classes(MOYEN, poids=poids)

    def test_aucun_prestataire_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="un au moins"):
            comparaison_prestataires(())

    def test_les_services_peuvent_etre_vides(self) -> None:
        (un,) = comparaison_prestataires((MOYEN.avec(services=()),)).valeur
        assert un.contributions[5].note == 0
        assert un.questions == ()

    def test_un_debiteur_etranger_veut_le_pays_ou_l_international(self) -> None:
        belge = Creance(montant="3000", echeance="2026-08-31", debiteur=Debiteur(pays="BE"))
        local = MOYEN.avec(nom="Local", simplicite=5, expertise=5)
        mondial = MOYEN.avec(nom="Mondial", specialites=("international",))
        assert classes(local, MOYEN, mondial, creance=belge) == ["Mondial", "Local", "Moyen"]
        assert "PAYS_NON_COUVERT" in comparaison_prestataires((local,), creance=belge).codes()

    def test_a_score_egal_le_specialiste_passe_devant(self) -> None:
        assert classes(MOYEN, MOYEN.avec(nom="BTP", specialites=("btp",)), secteur="btp") == ["BTP", "Moyen"]

    def test_seules_les_references_du_secteur_comptent(self) -> None:
        deux = tuple(ReferenceClient(nom=nom, secteur="btp") for nom in "xy")
        scores = [
            comparaison_prestataires((MOYEN.avec(references=references),), secteur="btp").valeur[0].score
            for references in ((), (ReferenceClient(nom="z", secteur="vin"),), deux, deux * 3)
        ]
        assert scores[0] == scores[1]
        assert [scores[2] - scores[0], scores[3] - scores[0]] == [Decimal("4.00"), Decimal("10.00")]

    @pytest.mark.parametrize("note", [6, "5.01", -1])
    def test_une_note_va_de_zero_a_cinq(self, note: Any) -> None:
        with pytest.raises(ValueError, match="accepté : "):
            MOYEN.avec(expertise=note)

    def test_un_taux_trop_beau_sans_denominateur_se_signale(self) -> None:
        beau = MOYEN.avec(taux_reussite=98)
        assert "TAUX_NON_VERIFIABLE" in comparaison_prestataires((beau,)).codes()
        assert "TAUX_NON_VERIFIABLE" not in comparaison_prestataires((beau.avec(dossiers=400),)).codes()

    def test_une_table_se_lit_en_toml_et_refuse_une_cle_inconnue(self) -> None:
        lue = tomllib.loads('nom = "X"\ntaux_reussite = "72.5"\nspecialites = ["btp"]\n')
        assert Prestataire.lire(lue).taux_reussite == Decimal("72.50")
        with pytest.raises(DonneeInvalide, match="champ inconnu"):
            Prestataire.lire(lue | {"garantie": True})


class TestExternalisation:
    """« Interne » et « externe » ont chacun leurs arguments ; les praticiens se contredisent sur le moment."""

    def test_les_quatre_strategies_sont_datees_et_chiffrees(self) -> None:
        prix = Honoraires(type="forfait", prix=100)
        courbe = CourbeRecouvrement(points=({"age": 0, "part": 100}, {"age": 100, "part": 0}))
        reponse = externalisation(Dossier(creance=ECHUE), au=AU, honoraires=prix, courbe=courbe).valeur
        strategies = reponse.strategies
        assert [
            (une.strategie, str(une.jour), str(une.interne), str(une.total), str(une.attente)) for une in strategies
        ] == [
            ("des_le_debut", "2026-09-01", "0.00", "100.00", "0.00"),
            ("apres_relances", "2026-10-30", "45.00", "145.00", "1770.00"),
            ("avant_mise_en_demeure", "2026-09-29", "45.00", "145.00", "840.00"),
            ("apres_mise_en_demeure", "2026-10-09", "70.00", "170.00", "1140.00"),
        ]
        assert [une.strategie for une in strategies if une.choisie] == ["apres_relances"]

    def test_une_mise_en_demeure_sans_delai_prend_celui_de_l_usage(self) -> None:
        envoyee = MiseEnDemeure(date="2026-10-12", presentation="2026-10-14")
        dossier = Dossier(creance=ECHUE, evenements=(envoyee,))
        reponse = externalisation(dossier, au=AU, strategie="apres_mise_en_demeure").valeur
        assert reponse.le == date(2026, 10, 23)

    def test_la_derniere_etape_ne_retarde_jamais(self) -> None:
        tard = externalisation(Dossier(creance=ECHUE), au=AU, derniere_etape="2026-11-20").valeur
        assert tard.le == date(2026, 10, 30)

    @pytest.mark.parametrize(
        ("capacite", "decision"),
        [
            (Capacite(), "externe"),
            (Capacite(outil=True), "mixte"),
            (Capacite(personnes=1), "interne"),
            (Capacite(personnes=1, heures_par_mois=3), "mixte"),
            (Capacite(personnes=1, heures_par_mois=4), "interne"),
            (None, "mixte"),
        ],
    )
    def test_les_moyens_decident(self, capacite: Capacite | None, decision: str) -> None:
        assert externalisation(Dossier(creance=ECHUE), au=AU, capacite=capacite).valeur.decision == decision

    @pytest.mark.parametrize(("service", "decision"), [("aucun", "externe"), ("une_personne", "mixte")])
    def test_le_contexte_dit_les_moyens_qu_on_ne_donne_pas(self, service: Any, decision: str) -> None:
        dossier = Dossier(creance=ECHUE, contexte=Contexte(service_interne=service, volume=500))
        reponse = externalisation(dossier, au=AU)
        assert reponse.valeur.decision == decision
        assert "CAPACITE_INCONNUE" not in reponse.codes()

    def test_un_client_strategique_et_une_equipe_formee_restent_en_interne(self) -> None:
        dossier = Dossier(
            creance=ECHUE, contexte=Contexte(relation="strategique", service_interne="structure", volume=999)
        )
        reponse = externalisation(dossier, au=AU).valeur
        assert (reponse.decision, reponse.confier) == ("interne", False)
        assert {"client_a_preserver", "equipe_formee"} <= set(reponse.pour_interne)
        assert "temps_insuffisant" in reponse.pour_externe

    def test_trois_relances_sans_effet_sortent_meme_un_dossier_garde(self) -> None:
        relances = tuple(Relance(date=jour) for jour in ("2026-09-05", "2026-09-15", "2026-09-25"))
        dossier = Dossier(creance=ECHUE, evenements=relances)
        options = {"au": AU, "capacite": Capacite(personnes=1)}
        assert externalisation(dossier, **options).valeur.confier is True
        assert externalisation(dossier.avec(evenements=relances[:2]), **options).valeur.confier is False
        assert externalisation(dossier, **options).valeur.role == "intermediaire_neutre"

    def test_une_creance_soldee_ne_se_confie_pas(self) -> None:
        soldee = Dossier(creance=ECHUE, evenements=(Paiement(date="2026-08-31", montant="3000"),))
        assert externalisation(soldee, au=AU, capacite=Capacite()).valeur.confier is False

    def test_les_deux_colonnes_ont_toujours_des_arguments(self) -> None:
        reponse = externalisation(Dossier(creance=ECHUE), au=AU, capacite=Capacite()).valeur
        assert reponse.pour_interne
        assert {"personne_en_interne", "retard_installe"} <= set(reponse.pour_externe)

    def test_une_strategie_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="des_le_debut ou apres_relances"):
            externalisation(Dossier(creance=ECHUE), au=AU, strategie="jamais")  # type: ignore[arg-type]

    @given(st.integers(min_value=1, max_value=300))
    def test_un_evenement_posterieur_ne_change_rien(self, jours: int) -> None:
        futur = Relance(date=AU + timedelta(days=jours))
        seul = Dossier(creance=ECHUE)
        assert externalisation(seul, au=AU) == externalisation(seul.avec(evenements=(futur,)), au=AU)


class TestRemise:
    """La convention du tiers dit « l'indication distincte des différents éléments » de la créance (CPCE, R124-3)."""

    PIECES = ("facture", "contrat", "bon de livraison", "mandat", "kbis", "relances")

    def test_chaque_somme_est_a_part_et_le_total_les_additionne(self) -> None:
        remis = dossier_remis(Dossier(creance=ECHUE), destination="cabinet_recouvrement", au=AU, pieces=self.PIECES)
        un, compte = remis.valeur, decompte(ECHUE, au=AU).valeur
        assert (un.principal, un.interets, un.indemnite, un.frais, un.total) == (
            compte.principal,
            compte.interets,
            compte.indemnite,
            compte.frais,
            compte.total,
        )
        assert un.conseillees == ()
        assert remis.articles[0] == "CPCE, R124-3"

    def test_un_dossier_incomplet_ne_part_pas(self) -> None:
        with pytest.raises(DonneeInvalide, match="il manque factures, mandat_ventile") as refus:
            dossier_remis(Dossier(creance=ECHUE), destination="cabinet_recouvrement", au=AU)
        assert refus.value.code == "remise.incomplete"
        assert refus.value.contexte["manquantes"] == ("factures", "mandat_ventile", "identite_du_debiteur")

    def test_les_pieces_de_la_creance_suffisent(self) -> None:
        munie = Dossier(creance=ECHUE.avec(pieces=("facture", "police d'assurance", "preuve de livraison")))
        remis = dossier_remis(munie, destination="assureur", au=AU).valeur
        assert remis.pieces == ("facture", "police_d_assurance", "preuve_de_livraison")
        assert remis.conseillees == ("relances",)


def methode(montant: str = "3000", au: Any = "2026-09-01", seuils: Any = None, preserver: Any = None, **contexte: Any):
    dossier = Dossier(creance=Creance(montant=montant, echeance="2026-08-31"), contexte=Contexte(**contexte))
    return methode_amiable(dossier, au=au, seuils=seuils, preserver=preserver).valeur


class TestMethode:
    """À chaque créance sa méthode ; l'intimidation n'en est pas une."""

    @pytest.mark.parametrize(
        ("contexte", "montant", "attendue"),
        [
            ({"volume": 350}, "45", "pack"),
            ({"volume": 2}, "45", "relances_simples"),
            ({"volume": 350, "relation": "recurrente"}, "45", "pack"),
            ({"volume": 350, "relation": "strategique"}, "45", "negociation"),
            ({"relation": "recurrente"}, "500", "negociation"),
            ({"service_interne": "structure"}, "3000", "sommation_puis_juge"),
            ({"service_interne": "structure", "relation": "recurrente"}, "3000", "negociation"),
            ({"relation": "aucune"}, "3000", "fermete_legale"),
            ({"relation": "occasionnelle"}, "3000", "relances_simples"),
            ({"relation": "aucune", "methode_demandee": "negociation"}, "3000", "negociation"),
            ({"relation": "recurrente", "methode_demandee": "sommation"}, "3000", "negociation"),
        ],
    )
    def test_chaque_profil_a_la_sienne(self, contexte: dict[str, Any], montant: str, attendue: str) -> None:
        assert methode(montant, **contexte).methode == attendue

    def test_une_negociation_n_envoie_rien_d_elle_meme(self) -> None:
        choisie = methode(relation="recurrente")
        assert (choisie.interlocuteur_dedie, choisie.relecture_humaine, choisie.envoi_automatique) == (
            True,
            True,
            False,
        )

    def test_un_montant_significatif_rend_la_negociation_plus_sure(self) -> None:
        assert methode("20000", relation="recurrente").confiance == "forte"
        assert methode("500", relation="recurrente").confiance == "moyenne"

    @pytest.mark.parametrize("demandee", ["intimidation", "confusion"])
    @pytest.mark.parametrize("relation", ["aucune", "recurrente", "strategique"])
    def test_l_intimidation_n_est_jamais_une_methode(self, demandee: str, relation: Any) -> None:
        choisie = methode(relation=relation, methode_demandee=demandee)
        assert choisie.methode == "fermete_legale"
        assert choisie.refusee is not None
        assert [article for article in choisie.articles if article.startswith("C. pén.")] != []
        assert choisie.motifs == ("methode_interdite_demandee",)

    def test_vos_seuils_remplacent_l_usage(self) -> None:
        assert methode("45", seuils=SeuilsDeMethode(masse=2), volume=2).methode == "pack"
        assert methode("900", seuils=SeuilsDeMethode(petit_montant=1000), volume=50).methode == "pack"
        assert methode("900", volume=50).methode == "relances_simples"

    @pytest.mark.parametrize(("volume", "attendue"), [(49, "relances_simples"), (50, "pack")])
    def test_la_masse_est_incluse(self, volume: int, attendue: str) -> None:
        assert methode("45", volume=volume).methode == attendue

    def test_preserver_suffit_a_negocier(self) -> None:
        assert methode(relation="aucune", preserver=True).methode == "negociation"
        assert methode(relation="recurrente", preserver=False).methode != "negociation"

    def test_une_methode_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide):
            methode(methode_demandee="magie")

    def test_un_seuil_inconnu_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="champ inconnu"):
            SeuilsDeMethode.lire({"petit": 3})
