"""Prévenir l'impayé : crédit, encours, dérive, segments, profil, preuves."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    ConditionDeSegment,
    Contestation,
    Creance,
    DonneeInvalide,
    DonneesCredit,
    Dossier,
    FicheClient,
    MiseEnDemeure,
    Paiement,
    PieceDePreuve,
    ProcedureCollective,
    Promesse,
    RegleDeSegment,
    Relance,
    Reponse,
    controle_encours,
    derive,
    plafond_credit,
    preuves,
    profil_payeur,
    segmentation,
    solidite,
)
from creances.moteur.usages.preuves import _table, code_de_piece, table_preuves
from creances.moteur.usages.prevention import segments_usuels
from creances.noyau.erreurs import TableIncoherente

AU = date(2026, 11, 21)
ECHUE = Creance(montant="3000", echeance="2026-08-31")
EUROS = st.integers(min_value=0, max_value=10**9).map(lambda centimes: Decimal(centimes) / 100)


class TestPlafondDeCredit:
    """« Étudier la solvabilité avant de vendre » : zéro est une réponse, l'ignorance en est une autre."""

    def test_ne_rien_savoir_n_est_pas_zero(self) -> None:
        reponse = plafond_credit(DonneesCredit(), au=AU, demande=1)
        assert (reponse.valeur.statut, reponse.valeur.plafond, reponse.valeur.avis) == ("inconnu", None, "inconnu")
        assert reponse.codes() == {"CREDIT_INCONNU"}

    def test_sans_demande_pas_d_avis(self) -> None:
        assert plafond_credit(DonneesCredit(score="D"), au=AU).valeur.avis is None

    def test_une_procedure_fermee_ne_dit_rien(self) -> None:
        assert plafond_credit(DonneesCredit(procedure_ouverte=False), au=AU).valeur.statut == "inconnu"

    def test_des_donnees_posterieures_sont_ignorees(self) -> None:
        donnees = DonneesCredit(procedure_ouverte=True, recueillies_le="2026-11-21")
        assert plafond_credit(donnees, au="2026-11-21").valeur.plafond == 0
        assert plafond_credit(donnees, au="2026-11-20").valeur.statut == "inconnu"

    @given(achats=EUROS, propres=EUROS, assureur=EUROS, score=st.sampled_from([None, "A", "B", "C", "D"]))
    def test_une_donnee_de_plus_n_augmente_jamais_le_plafond(
        self, achats: Decimal, propres: Decimal, assureur: Decimal, score: Any
    ) -> None:
        moins = DonneesCredit(achats_annuels=achats, score=score)
        plus = moins.avec(capitaux_propres=propres, limite_assureur=assureur)
        avant, apres = (plafond_credit(une, au=AU).valeur.plafond for une in (moins, plus))
        assert avant is not None
        assert apres is not None
        assert 0 <= apres <= avant

    def test_les_propositions_sans_source_se_signalent(self) -> None:
        assert plafond_credit(DonneesCredit(limite_assureur=10), au=AU).reserves == ()
        assert "USAGE_A_CONFIRMER" in plafond_credit(DonneesCredit(achats_annuels=10), au=AU).codes()


class TestControleDEncours:
    @given(encours=EUROS, commande=EUROS, plafond=EUROS)
    def test_l_acompte_ramene_sous_le_plafond_ou_paie_tout(
        self, encours: Decimal, commande: Decimal, plafond: Decimal
    ) -> None:
        un = controle_encours(encours, commande=commande, plafond=plafond).valeur
        assert (un.decision == "accepter") is (encours + commande <= plafond)
        assert 0 <= un.acompte <= commande
        if un.decision == "acompte":
            assert un.encours_apres - un.acompte <= plafond or un.acompte == commande

    def test_une_politique_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="acompte ou bloquer"):
            controle_encours(1, commande=1, plafond=1, politique="fermer")  # type: ignore[arg-type]

    def test_un_plafond_nul_demande_tout_d_avance(self) -> None:
        assert controle_encours(0, commande=500, plafond=0).valeur.acompte == 500


class TestDerive:
    """« La proximité laisse voir les changements de comportement. »"""

    def test_la_fenetre_se_coupe_en_deux(self) -> None:
        un = derive((2, 3, 1, 2, 12, 15, 20)).valeur
        assert (un.moyenne_anterieure, un.moyenne_recente, un.ecart) == ("2.00", "15.67", "13.67")

    def test_un_nombre_impair_laisse_le_plus_ancien(self) -> None:
        un = derive((90, 1, 1), fenetre=3).valeur
        assert (un.moyenne_anterieure, un.moyenne_recente, un.alerte) == ("1.00", "1.00", False)

    @pytest.mark.parametrize("retards", [(), (30,)])
    def test_un_historique_trop_court_ne_conclut_pas(self, retards: tuple[int, ...]) -> None:
        reponse = derive(retards)
        assert reponse.valeur.alerte is None
        assert reponse.codes() == {"HISTORIQUE_COURT"}

    def test_payer_plus_tot_n_est_pas_une_derive(self) -> None:
        un = derive((10, 10, 10, -5, -5, -6)).valeur
        assert (un.alerte, un.moyenne_recente, un.ecart) == (False, "-5.33", "-15.33")

    @given(retards=st.lists(st.integers(min_value=-60, max_value=400), max_size=12), decalage=st.integers(-50, 50))
    def test_seul_l_ecart_compte(self, retards: list[int], decalage: int) -> None:
        decales = tuple(un + decalage for un in retards)
        un, autre = derive(tuple(retards)).valeur, derive(decales).valeur
        assert (un.alerte, un.ecart) == (autre.alerte, autre.ecart)

    @given(st.integers(min_value=-30, max_value=90), st.integers(min_value=2, max_value=12))
    def test_des_retards_constants_ne_derivent_pas(self, retard: int, nombre: int) -> None:
        assert derive((retard,) * nombre).valeur.alerte is False

    def test_votre_seuil_remplace_l_usage(self) -> None:
        assert derive((1, 3), ecart=2).valeur.alerte is True
        assert derive((1, 3), ecart=3).valeur.alerte is False
        assert derive((1, 3), ecart=3).reserves == ()

    @pytest.mark.parametrize("options", [{"fenetre": 1}, {"fenetre": 0}, {"ecart": 0}])
    def test_une_fenetre_ou_un_ecart_impossibles_sont_refuses(self, options: dict[str, int]) -> None:
        with pytest.raises(DonneeInvalide, match="ou plus"):
            derive((1, 2), **options)


class TestSegmentation:
    """Les règles se lisent dans l'ordre ; chacune dit pourquoi elle ne tient pas."""

    @pytest.mark.parametrize(
        ("client", "segment"),
        [
            ({"achats_annuels": 500000}, "grand_compte"),
            ({"achats_annuels": "499999.99"}, "pme"),
            ({"achats_annuels": 10000}, "pme"),
            ({"achats_annuels": "9999.99"}, "tpe"),
            ({"promesses_rompues": 2, "achats_annuels": 500000}, "client_risque"),
            ({"promesses_rompues": 1, "achats_annuels": 500000}, "grand_compte"),
            ({"qualite": "public", "achats_annuels": 500000}, "public"),
            ({"qualite": "consommateur"}, "consommateur"),
            ({"retard_moyen": 30, "retard": 61}, "pme"),
            ({"retard_moyen": 31, "retard": 60}, "pme"),
            ({"retard_moyen": 31, "retard": 61}, "client_risque"),
            ({}, "pme"),
        ],
    )
    def test_les_segments_livres(self, client: dict[str, Any], segment: str) -> None:
        assert segmentation(FicheClient.lire(client)).valeur.segment == segment

    @pytest.mark.parametrize(
        ("retard", "tranche"), [(None, None), (0, 0), (1, 1), (30, 1), (31, 31), (91, 91), (400, 91)]
    )
    def test_la_tranche_du_plus_ancien_retard(self, retard: int | None, tranche: int | None) -> None:
        assert segmentation(FicheClient(retard=retard)).valeur.tranche_depuis == tranche

    def test_vos_regles_se_lisent_en_toml(self) -> None:
        lue = tomllib.loads(
            'segment = "vip"\nconditions = [{champ = "encours", operateur = "au_plus", valeur = "99.50"}]'
        )
        vip = RegleDeSegment.lire(lue)
        assert segmentation(FicheClient(encours="99.50"), regles=(vip,)).valeur.segment == "vip"
        reponse = segmentation(FicheClient(encours="99.51"), regles=(vip,))
        assert (reponse.valeur.segment, reponse.valeur.rang) == (None, None)
        assert "vip, écartée" in reponse.texte()

    def test_l_explication_dit_ce_qui_manque(self) -> None:
        lignes = segmentation(FicheClient(promesses_rompues=1, achats_annuels=500000)).lignes
        assert [ligne.code for ligne in lignes] == [
            "segmentation.ecartee",
            "segmentation.inconnue",
            "segmentation.inconnue",
            "segmentation.retenue",
        ]

    @pytest.mark.parametrize(
        "condition",
        [
            {"champ": "qualite", "operateur": "egal", "valeur": 3},
            {"champ": "qualite", "operateur": "au_moins", "valeur": "public"},
            {"champ": "retard", "operateur": "au_moins", "valeur": "beaucoup"},
            {"champ": "couleur", "operateur": "egal", "valeur": "rouge"},
            {"champ": "retard", "operateur": "environ", "valeur": 3},
        ],
    )
    def test_une_condition_impossible_est_refusee(self, condition: dict[str, Any]) -> None:
        with pytest.raises(DonneeInvalide):
            ConditionDeSegment.lire(condition)

    def test_une_cle_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="champ inconnu"):
            RegleDeSegment.lire({"segment": "x", "priorite": 1})

    @given(st.builds(FicheClient, achats_annuels=st.none() | EUROS, promesses_rompues=st.none() | st.integers(0, 4)))
    def test_une_regle_sans_condition_range_tout_le_monde(self, client: FicheClient) -> None:
        un = segmentation(client).valeur
        assert un.segment is not None
        assert segmentation(client, regles=segments_usuels()).valeur == un


RELANCES = tuple(Relance(date=jour) for jour in ("2026-09-05", "2026-09-15", "2026-09-25"))
NOTICE = MiseEnDemeure(date="2026-10-12", delai=15)


def profil(*evenements: Any, au: Any = AU, **creance: Any) -> str:
    return profil_payeur(Dossier(creance=ECHUE.avec(**creance), evenements=evenements), au=au).valeur.profil


class TestProfil:
    """Qui laisse passer la mise en demeure sans répondre « est un mauvais payeur »."""

    def test_trois_relances_une_mise_en_demeure_expiree_le_silence(self) -> None:
        assert profil(*RELANCES, NOTICE) == "mauvais"

    def test_le_meme_avec_une_promesse_tenue(self) -> None:
        tenue = Promesse(date="2026-10-20", pour_le="2026-10-30", montant=1000)
        assert profil(*RELANCES, NOTICE, tenue, Paiement(date="2026-10-28", montant=1000)) == "tardif"

    @pytest.mark.parametrize("jour", ["2026-10-27", "2026-10-28"])
    def test_le_dernier_jour_du_delai_est_a_lui(self, jour: str) -> None:
        assert profil(*RELANCES, NOTICE, au=jour) == ("tardif" if jour == "2026-10-27" else "mauvais")

    def test_deux_promesses_rompues(self) -> None:
        rompues = tuple(Promesse(date=un, pour_le=un, montant=10) for un in ("2026-10-01", "2026-10-10"))
        assert profil(rompues[0]) == "tardif"
        assert profil(*rompues) == "mauvais"

    @pytest.mark.parametrize(
        ("attitude", "attendu"), [("difficulte", "difficulte"), ("mauvaise_foi", "mauvais"), ("dialogue", "tardif")]
    )
    def test_sa_derniere_reponse(self, attitude: Any, attendu: str) -> None:
        ancienne = Reponse(date="2026-09-02", attitude="difficulte")
        assert profil(ancienne, *RELANCES, NOTICE, Reponse(date="2026-10-30", attitude=attitude)) == attendu

    def test_une_contestation_ouverte_ou_close(self) -> None:
        assert profil(Contestation(date="2026-09-10")) == "contestataire"
        assert profil(Contestation(date="2026-09-10", fin="2026-10-01")) == "tardif"

    def test_une_procedure_collective_passe_avant_tout(self) -> None:
        assert profil(Contestation(date="2026-09-10"), ProcedureCollective(date="2026-10-01")) == "difficulte"

    def test_payer_a_l_heure_ou_en_retard(self) -> None:
        assert profil(Paiement(date="2026-08-31", montant=3000)) == "bon"
        assert profil(Paiement(date="2026-09-01", montant=3000)) == "tardif"
        assert profil(au="2026-08-31") == "bon"

    @given(st.integers(min_value=1, max_value=300))
    def test_un_evenement_posterieur_ne_change_rien(self, jours: int) -> None:
        futur = Reponse(date=AU + timedelta(days=jours), attitude="difficulte")
        assert profil(*RELANCES, NOTICE, futur) == profil(*RELANCES, NOTICE)

    def test_chaque_preuve_a_sa_ligne(self) -> None:
        reponse = profil_payeur(Dossier(creance=ECHUE, evenements=(*RELANCES, NOTICE)), au=AU)
        assert reponse.valeur.preuves == ("silence_apres_mise_en_demeure", "en_retard")
        assert [ligne.code for ligne in reponse.lignes] == ["profil.retenu", "profil.fait", "profil.fait"]


class TestPreuves:
    """Garder chaque pièce : la force monte avec l'accord signé et la preuve de livraison."""

    @pytest.mark.parametrize(
        ("pieces", "force"),
        [
            ((), "faibles"),
            (("facture",), "faibles"),
            (("facture", "relances", "mise en demeure"), "faibles"),
            (("courriels",), "moyennes"),
            (("devis signé",), "moyennes"),
            (("bon de livraison",), "moyennes"),
            (("Contrat signé", "Procès-verbal de réception"), "fortes"),
            (("reconnaissance de dette",), "fortes"),
        ],
    )
    def test_la_force_d_un_dossier(self, pieces: tuple[str, ...], force: str) -> None:
        assert solidite(pieces) == preuves(pieces).valeur.solidite == force

    @given(
        st.lists(st.sampled_from(sorted(table_preuves().pieces)), max_size=6),
        st.sampled_from(sorted(table_preuves().pieces)),
    )
    def test_une_piece_de_plus_n_affaiblit_jamais(self, pieces: list[str], une: str) -> None:
        rang = ("faibles", "moyennes", "fortes").index
        assert rang(solidite(pieces)) <= rang(solidite([*pieces, une]))

    @given(st.text(max_size=40))
    def test_une_piece_inconnue_n_ajoute_rien(self, nom: str) -> None:
        if code_de_piece(nom) not in table_preuves().pieces:
            reponse = preuves((nom,))
            assert reponse.valeur.solidite == "faibles"
            assert reponse.codes() == {"PIECE_INCONNUE"}

    @pytest.mark.parametrize("destination", sorted(table_preuves().destinations))
    def test_rien_n_est_pret_sans_piece_et_tout_l_est_avec_toutes(self, destination: Any) -> None:
        vide, plein = (
            preuves((), destination=destination),
            preuves(tuple(table_preuves().pieces), destination=destination),
        )
        assert (vide.valeur.pret, vide.valeur.completude) == (False, Decimal("0.00"))
        assert (plein.valeur.pret, plein.valeur.completude) == (True, Decimal("100.00"))
        assert plein.valeur.manquantes == plein.valeur.conseillees == ()

    def test_le_cabinet_veut_un_mandat_qui_detaille_chaque_somme(self) -> None:
        reponse = preuves(("factures",), destination="cabinet_recouvrement")
        assert "mandat_ventile" in reponse.valeur.manquantes
        assert reponse.articles == ("CPCE, R124-3",)

    def test_le_juge_veut_aussi_la_preuve_de_la_mise_en_demeure(self) -> None:
        manquantes = preuves(("factures",), destination="tribunal").valeur.manquantes
        assert {"mise_en_demeure", "preuve_d_envoi"} <= set(manquantes)

    def test_une_empreinte_scelle_la_piece(self) -> None:
        (versee,) = preuves((PieceDePreuve(code="Facture", empreinte="a" * 64),)).valeur.pieces
        assert (versee.piece, versee.etablit, versee.scellee) == ("facture", "demande", True)
        with pytest.raises(DonneeInvalide, match="de la forme"):
            PieceDePreuve(code="facture", empreinte="abc")

    def test_une_destination_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="destination : reçu 'presse'"):
            preuves(("facture",), destination="presse")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "faute",
        [
            {"forces": {"fortes": [["rumeur"]]}},
            {"forces": {"solides": [["aveu"]]}},
            {"alias": {"kbis": "inconnue"}},
            {"destinations": {"tribunal": [{"nom": "x", "pieces": ["inconnue"]}]}},
        ],
    )
    def test_une_table_incoherente_est_refusee(self, faute: dict[str, Any]) -> None:
        saine = {
            "source": "essai",
            "confiance": "basse",
            "pieces": {"aveu_ecrit": "aveu"},
            "alias": {},
            "forces": {"fortes": [["aveu"]]},
            "destinations": {},
        }
        assert _table(saine).forces[0][0] == "fortes"
        with pytest.raises(TableIncoherente):
            _table(saine | faute)
