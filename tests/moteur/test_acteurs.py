"""Qui peut s'occuper d'une créance : ce que la table dit, ce que la loi interdit, ce que cela coûte."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Acteur,
    Creance,
    DonneeInvalide,
    Dossier,
    Honoraires,
    Pack,
    acteurs_possibles,
    articles,
    comparaison_packs,
    cout_d_honoraires,
    gain_temps,
    obligations_tiers,
    qui_peut,
    rentabilite,
)
from creances.modeles.procedure import TypeProcedure
from creances.moteur.usages.acteurs import actes_d_execution, code_d_acteur, table_acteurs
from creances.moteur.usages.chiffres import chiffres, confiance
from creances.noyau.erreurs import TableIncoherente

AU = "2026-11-21"
ECHUE = Creance(montant="3000", echeance="2026-08-31")
EUROS = st.integers(min_value=0, max_value=10**9).map(lambda centimes: Decimal(centimes) / 100)


def acteurs(sujet: Any, **options: Any) -> list[str]:
    return [un.acteur for un in acteurs_possibles(sujet, au=AU, **options).valeur]


class TestPhases:
    """Les agences de scoring « ne font rien après l'impayé » : chaque acteur a ses phases."""

    @pytest.mark.parametrize("phase", ["amiable", "contentieux", "execution_forcee", "procedure_collective"])
    def test_le_scoring_n_intervient_jamais_apres_l_impaye(self, phase: Any) -> None:
        assert "agence_scoring" not in acteurs(phase)

    def test_le_scoring_intervient_avant_la_vente(self) -> None:
        assert "agence_scoring" in acteurs("prevention")

    def test_une_facture_non_echue_est_encore_de_la_prevention(self) -> None:
        assert "agence_scoring" in acteurs(Dossier(creance=ECHUE.avec(echeance="2026-12-31")))
        assert "agence_scoring" not in acteurs(Dossier(creance=ECHUE))

    def test_une_creance_soldee_n_appelle_personne(self) -> None:
        soldee = Dossier.lire(
            {"creance": ECHUE, "evenements": [{"type": "paiement", "date": "2026-08-31", "montant": "3000"}]}
        )
        reponse = acteurs_possibles(soldee, au=AU)
        assert reponse.valeur == ()
        assert {dict(ligne.mots)["motif"] for ligne in reponse.lignes} == {"hors_phase_close"}

    def test_une_phase_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="accepté : prevention ou amiable"):
            acteurs("plus_tard")


class TestRelation:
    def test_un_client_strategique_prefere_le_cabinet_au_service_en_ligne(self) -> None:
        strategique = Dossier.lire({"creance": ECHUE, "contexte": {"relation": "strategique"}})
        classes = acteurs(strategique)
        assert classes.index("cabinet_recouvrement") < classes.index("service_juridique_en_ligne")

    def test_sans_relation_l_ordre_de_la_table_demeure(self) -> None:
        table = [code for code, acteur in table_acteurs().items() if "amiable" in acteur.phases]
        assert acteurs(Dossier(creance=ECHUE)) == table


class TestTitreExecutoire:
    """« Le créancier muni d'un titre exécutoire […] peut en poursuivre l'exécution forcée » (CPCE, L111-2)."""

    @pytest.mark.parametrize("acte", sorted(actes_d_execution()))
    def test_sans_titre_un_acte_d_execution_est_refuse(self, acte: str) -> None:
        with pytest.raises(DonneeInvalide, match="sans titre exécutoire") as refus:
            acteurs(Dossier(creance=ECHUE), acte=acte)
        assert refus.value.code == "acteurs.titre_requis"
        assert refus.value.articles == ("CPCE, L111-2",)

    def test_avec_un_titre_le_commissaire_saisit(self) -> None:
        assert acteurs("execution_forcee", acte="saisie") == ["commissaire_de_justice"]

    def test_un_dossier_qui_porte_un_titre_ouvre_la_saisie(self) -> None:
        titre = {"type": "titre", "date": "2026-10-01"}
        dossier = Dossier.lire({"creance": ECHUE, "evenements": [titre]})
        assert acteurs(dossier, acte="saisie") == ["commissaire_de_justice"]

    def test_sans_titre_aucun_acte_d_execution_n_est_propose(self) -> None:
        possibles = acteurs_possibles(Dossier(creance=ECHUE), au=AU).valeur
        assert [un.acteur for un in possibles if set(un.actes) & actes_d_execution()] == []

    def test_un_acte_inconnu_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="accepté : assignation"):
            acteurs(Dossier(creance=ECHUE), acte="intimidation")


class TestObligationsDesTiers:
    """Qui recouvre « pour le compte d'autrui » sans statut a les obligations de R124-1 et suivants."""

    def test_un_centre_d_appels_a_celles_d_un_cabinet(self) -> None:
        assert obligations_tiers("centre_appel") == obligations_tiers("cabinet_recouvrement") != ()

    @pytest.mark.parametrize("acteur", ["avocat", "huissier", "creancier", "mediateur"])
    def test_un_statut_ou_sa_propre_creance_en_dispense(self, acteur: str) -> None:
        assert obligations_tiers(acteur) == ()

    def test_les_articles_sont_au_catalogue(self) -> None:
        assert set(obligations_tiers("centre_appel")) <= set(articles())

    def test_l_ancien_nom_du_commissaire_se_lit(self) -> None:
        assert code_d_acteur("huissier") == code_d_acteur("huissier_de_justice") == "commissaire_de_justice"

    def test_un_acteur_inconnu_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="acteur : reçu 'detective'"):
            obligations_tiers("detective")


class TestVotreTable:
    def test_elle_remplace_celle_du_paquet(self) -> None:
        pair = Acteur(
            code="groupement",
            phases=("amiable",),
            actes=("relance",),
            remuneration=("gratuit",),
            conformite="moyen",
            personnalisation="eleve",
            risque_relation="faible",
            seuil=5000,
        )
        assert acteurs(Dossier(creance=ECHUE), acteurs=(pair,)) == ["groupement"]
        (seul,) = acteurs_possibles(Dossier(creance=ECHUE), au=AU, acteurs=(pair,)).valeur
        assert seul.rentable is False

    def test_une_cle_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="champ inconnu"):
            Acteur.lire({"code": "x", "tarif": 3})


class TestQuiPeut:
    """La requête est remise « par le créancier ou par tout mandataire » (CPC, 1407)."""

    @pytest.mark.parametrize("procedure", get_args(TypeProcedure))
    def test_chaque_procedure_dit_qui_peut_l_engager(self, procedure: Any) -> None:
        reponse = qui_peut(procedure, dossier=Dossier(creance=ECHUE), au=AU)
        assert set(reponse.valeur) <= set(table_acteurs())
        assert set(reponse.articles) <= set(articles())
        # Le mandatement d'office ne vise qu'une personne publique : personne ne peut le demander ici.
        assert bool(reponse.valeur) is (procedure != "PUB")

    def test_un_cabinet_demande_l_injonction_mais_ne_plaide_pas_au_tribunal_judiciaire(self) -> None:
        civil = Dossier.lire(
            {"creance": {"montant": "800", "echeance": "2026-08-31", "debiteur": {"qualite": "consommateur"}}}
        )
        assert "cabinet_recouvrement" in qui_peut("IP", dossier=civil, au=AU).valeur
        assert "cabinet_recouvrement" not in qui_peut("FOND_TJ", dossier=civil, au=AU).valeur

    def test_un_representant_libre_devant_le_tribunal_de_commerce(self) -> None:
        commerce = {"debiteur": {"commercant": True}, "creancier": {"commercant": True}}
        petite = Dossier.lire({"creance": {"montant": "800", "echeance": "2026-08-31", **commerce}})
        assert qui_peut("FOND_TC", dossier=petite, au=AU).valeur == ("creancier", "avocat", "cabinet_recouvrement")

    def test_un_avocat_incertain_se_dit(self) -> None:
        reponse = qui_peut("ACCORD", dossier=Dossier(creance=ECHUE), au=AU)
        assert reponse.valeur == ("avocat",)
        assert "SAISINE_A_PRECISER" in reponse.codes()


class TestHonoraires:
    @given(recouvre=EUROS, taux=st.integers(min_value=0, max_value=100), minimum=EUROS, frais=EUROS)
    def test_une_commission_n_est_due_que_sur_ce_qui_est_recouvre(
        self, recouvre: Decimal, taux: int, minimum: Decimal, frais: Decimal
    ) -> None:
        cout = cout_d_honoraires(
            Honoraires(type="succes", taux=taux, minimum=minimum, frais=frais), recouvre=recouvre
        ).valeur
        assert cout.total == cout.fixe + cout.variable
        assert cout.fixe == minimum + frais
        assert cout.total - frais == max(minimum, (recouvre * taux / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP"))

    def test_une_heure_et_demie(self) -> None:
        assert cout_d_honoraires(Honoraires(type="temps", prix=200), heures="1.5").valeur.total == Decimal("300.00")

    @pytest.mark.parametrize(
        "champs", [{"type": "succes"}, {"type": "temps"}, {"type": "succes", "taux": 15, "prix": 10}]
    )
    def test_un_prix_ou_un_taux_jamais_les_deux_ni_aucun(self, champs: dict[str, Any]) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            Honoraires.lire(champs)
        assert refus.value.code == "honoraires.incomplets"

    @pytest.mark.parametrize("taux", [101, "100.01", 0.15])
    def test_un_taux_est_un_pour_cent_exact(self, taux: Any) -> None:
        with pytest.raises(DonneeInvalide):
            Honoraires(type="succes", taux=taux)

    def test_gagner_du_temps(self) -> None:
        assert gain_temps(20, 4) == 80


class TestRentabilite:
    """Jamais une garantie : « une probabilité, avec sa source »."""

    def test_confier_24_euros_coute_plus_que_cela_ne_rapporte(self) -> None:
        reponse = rentabilite("24", probabilite="20").valeur
        assert reponse.valeur_nette is not None
        assert reponse.valeur_nette < 0
        assert reponse.rentable is False

    def test_aucun_resultat_n_est_garanti(self) -> None:
        assert "garanti" not in {nom for nom in dir(rentabilite("24").valeur) if not nom.startswith("_")}
        with pytest.raises(DonneeInvalide, match="probabilite : reçu 101"):
            rentabilite("24", probabilite=101)

    def test_sans_seuil_ni_probabilite_on_ne_sait_pas(self) -> None:
        assert rentabilite("24").valeur.rentable is None

    def test_un_avocat_au_dessus_de_son_seuil_peut_ne_pas_valoir_la_peine(self) -> None:
        cher = Honoraires(type="temps", prix=300, frais=3000)
        reponse = rentabilite(4000, acteur="avocat", probabilite=50, honoraires=cher).valeur
        assert (reponse.rentable, reponse.valeur_nette) == (False, Decimal("-1000.00"))

    @given(du=EUROS.filter(lambda un: un > 0), chances=st.integers(min_value=0, max_value=99))
    def test_plus_de_chances_ne_rapporte_jamais_moins(self, du: Decimal, chances: int) -> None:
        moins, plus = (rentabilite(du, probabilite=Decimal(un)).valeur.valeur_nette for un in (chances, chances + 1))
        assert moins is not None
        assert plus is not None
        assert moins <= plus


class TestPacks:
    def test_350_dossiers_a_3_euros(self) -> None:
        (compare,) = comparaison_packs((Pack(nom="x", prix=3),), dossiers=350, encours=15750).valeur
        assert compare.cout == Decimal("1050.00")

    def test_sans_probabilite_le_moins_cher_d_abord(self) -> None:
        packs = (Pack(nom="cher", prix=12, probabilite=90), Pack(nom="simple", prix=3))
        assert [un.nom for un in comparaison_packs(packs, dossiers=10, encours=450).valeur] == ["simple", "cher"]

    def test_avec_probabilite_la_valeur_nette_d_abord(self) -> None:
        packs = (Pack(nom="simple", prix=3, probabilite=50), Pack(nom="cher", prix=12, probabilite=90))
        assert [un.nom for un in comparaison_packs(packs, dossiers=10, encours=450).valeur] == ["cher", "simple"]

    def test_aucun_pack_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="un au moins"):
            comparaison_packs((), dossiers=1, encours=1)


class TestSources:
    """Chaque chiffre d'usage a sa source et son degré ; le fausser d'une unité fait échouer cette table."""

    ATTENDUS: ClassVar[dict[str, dict[str, Any]]] = {
        "acteurs.toml": {"seuil_avocat": Decimal(4000)},
        "methodes.toml": {"montant_significatif": Decimal(5000), "petit_montant": Decimal(200), "masse": 50},
        "prestataires.toml": {
            "note_maximale": 5,
            "taux_suspect": Decimal(95),
            "delai_amiable": 45,
            "delai_judiciaire": 105,
            "services_de_reference": 4,
            "bonus_par_reference": Decimal(2),
            "references_comptees": 5,
            "seuil_de_commission": Decimal(2500),
            "commission_sous_le_seuil": Decimal(25),
            "commission": Decimal(15),
            "frais_de_dossier": Decimal(15),
            "heures_par_dossier": 4,
            "heures_par_mois": 120,
            "cout_d_une_relance": Decimal(15),
            "cout_d_une_mise_en_demeure": Decimal(25),
            "jours_avant_de_confier": 60,
            "jours_de_mise_en_demeure": 30,
            "relances_avant_de_confier": 3,
        },
        "prevention.toml": {
            "part_des_capitaux_propres": Decimal(10),
            "delai_de_credit": 60,
            "acompte_minimal": Decimal(30),
            "retard_bloquant": 60,
            "fenetre": 6,
            "ecart_de_derive": 5,
            "relances_du_mauvais_payeur": 3,
        },
    }

    @pytest.mark.parametrize("fichier", sorted(ATTENDUS))
    def test_chaque_chiffre_est_celui_de_sa_source(self, fichier: str) -> None:
        lus = chiffres(fichier)
        assert {nom: un.valeur for nom, un in lus.items()} == self.ATTENDUS[fichier]
        assert [nom for nom, un in lus.items() if not un.source] == []

    def test_un_chiffre_faible_porte_une_reserve_un_chiffre_sur_aucune(self) -> None:
        lus = chiffres("prestataires.toml")
        assert [reserve.code for reserve in lus["delai_amiable"].reserves] == ["USAGE_A_CONFIRMER"]
        assert lus["commission"].reserves == ()

    def test_un_degre_inconnu_est_refuse(self) -> None:
        with pytest.raises(TableIncoherente, match="accepté : haute, moyenne, basse"):
            confiance("certaine")
