"""Le portefeuille : une facture impossible n'emporte pas les autres, et tout ce qui manque est nommé."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Avoir, Creance, Debiteur, MiseEnDemeure, Paiement, decompte, droit_courant, releve
from creances.adaptateurs.bilan import Bilan, composer, ecrire_json
from creances.adaptateurs.portefeuille import Controle, DossierClient, relever
from creances.adaptateurs.releves_csv import COLONNES, ecrire_csv, neutraliser
from creances.adaptateurs.taux_du_jour import taux_du_jour
from creances.noyau.rendu import balises, demarque, textuel

AU = date(2026, 8, 31)
BONNE = Creance(reference="F1", montant=10000, echeance="2026-04-30")
CREDIT = Creance(reference="F2", montant=500, echeance="2026-04-30", nature="CREDIT_CONSO")
NEUVE = Creance(reference="F3", montant=500, emission="2026-05-31")


class TestRelever:
    """`relever` rend ce que `creances.releve` rend, et met à part ce qui ne se calcule pas."""

    def test_sans_faute_c_est_le_releve_avec_les_reserves_de_lecture(self) -> None:
        reserve = relever(DossierClient("C1", "", (CREDIT, BONNE)), au=AU).resultat.reserves[0]  # type: ignore[union-attr]
        un = relever(DossierClient("C1", "", (BONNE,), reserves=(reserve,)), au=AU)
        attendu = releve([BONNE], au=AU)
        assert un.resultat is not None
        assert un.resultat.valeur == attendu.valeur
        assert un.resultat.reserves == (reserve, *attendu.reserves)
        assert un.ecartees == ()

    def test_un_client_sans_creance_n_a_pas_de_releve(self) -> None:
        un = relever(DossierClient("C1", "", ()), au=AU)
        assert (un.resultat, un.ecartees) == (None, ())

    def test_la_facture_hors_champ_est_mise_a_part_avec_ses_paiements(self) -> None:
        evenements = (
            Paiement(date="2026-06-30", montant=100, creance="F2"),
            Paiement(date="2026-06-30", montant=4000),
            MiseEnDemeure(date="2026-05-15"),
        )
        un = relever(DossierClient("C1", "", (BONNE, CREDIT, NEUVE), evenements), au=AU)
        assert [(une.client, une.reference, une.erreur.code) for une in un.ecartees] == [
            ("C1", "F2", "hors_champ.credit")
        ]
        assert un.resultat is not None
        assert un.resultat.valeur == releve([BONNE, NEUVE], au=AU, evenements=evenements[1:]).valeur
        partiel = un.resultat.reserves[0]
        assert (partiel.code, partiel.mots) == ("RELEVE_PARTIEL", (("creance", "F2"),))

    def test_le_droit_inconnu_d_une_facture_ne_cache_pas_les_autres(self) -> None:
        non_echue = Creance(reference="F9", montant=70, echeance="2027-06-30")
        un = relever(DossierClient("C1", "", (BONNE, non_echue)), au="2027-02-01")
        assert [une.erreur.code for une in un.ecartees] == ["droit.apres_horizon"]
        assert un.resultat is not None
        assert un.resultat.valeur.total == 70

    def test_toutes_fautives_rien_n_est_releve(self) -> None:
        un = relever(DossierClient("C1", "", (CREDIT,)), au=AU)
        assert un.resultat is None
        assert [une.reference for une in un.ecartees] == ["F2"]

    def test_une_faute_du_client_entier_le_met_a_part_en_entier(self) -> None:
        avoir = Avoir(date="2026-06-30", montant=5)
        un = relever(DossierClient("C1", "", (BONNE, NEUVE), (avoir,)), au=AU)
        assert un.resultat is None
        assert [(une.reference, une.erreur.code) for une in un.ecartees] == [("", "evenement.creance_inconnue")]

    def test_deux_fautes_se_disent_toutes_les_deux(self) -> None:
        avoir = Avoir(date="2026-06-30", montant=5)
        un = relever(DossierClient("C1", "", (BONNE, NEUVE, CREDIT), (avoir,)), au=AU)
        assert un.resultat is None
        assert [(une.reference, une.erreur.code) for une in un.ecartees] == [
            ("F2", "hors_champ.credit"),
            ("", "evenement.creance_inconnue"),
        ]


class TestBilan:
    """Les totaux sont ceux des relevés ; la page, le JSON et le CSV disent les mêmes nombres."""

    @pytest.fixture
    def bilan(self) -> Bilan:
        trop_paye = DossierClient("C2", "Brenelle|<b>", (BONNE,), (Paiement(date="2026-05-31", montant=20000),))
        crediteur = DossierClient("C3", "=SOMME(A1)", (), controle=Controle(*map(Decimal, (0, 128, 0, -128))))
        mele = DossierClient("C1", "Tarvenne\x1b[31m", (BONNE, CREDIT))
        impossible = DossierClient("C4", "", (CREDIT,))
        releves = tuple(relever(dossier, au=AU) for dossier in (mele, trop_paye, crediteur, impossible))
        return Bilan(AU, "essai", releves, Controle(*map(Decimal, (20500, 20128, 0, 372))))

    def test_les_totaux_additionnent_les_releves(self, bilan: Bilan) -> None:
        seul = decompte(BONNE, au=AU).valeur
        trop = bilan.releves[1].resultat.valeur.non_affecte  # type: ignore[union-attr]
        assert (bilan.totaux.total, bilan.totaux.principal) == (seul.total, seul.principal)
        assert (bilan.totaux.non_affecte, bilan.totaux.solde) == (trop, seul.total - trop)
        assert bilan.totaux.crediteurs == -128
        assert [(une.client, une.reference) for une in bilan.ecartees] == [("C1", "F2"), ("C4", "F2")]
        assert [un.dossier.client for un in bilan.crediteurs] == ["C3"]

    @pytest.mark.parametrize("langue", ["fr", "en"])
    def test_la_page_s_ecrit_partout_et_neutralise_les_noms(self, bilan: Bilan, langue: str) -> None:
        page = composer(bilan, langue)
        texte, marque, html = textuel.ecrire(page), demarque.ecrire(page), balises.ecrire(page)
        assert "\x1b" not in texte + marque + html
        assert "Brenelle&lt;b&gt;" not in texte
        assert "Brenelle|&lt;b&gt;" in html
        assert "Brenelle\\|\\<b\\>" in marque
        assert "10\u202f453,68\xa0€" in texte if langue == "fr" else "€10,453.68" in texte
        assert any("F2" in reserve for reserve in page.reserves)

    def test_sans_controle_ni_crediteur_la_page_n_en_parle_pas(self) -> None:
        seul = Bilan(AU, "essai", (relever(DossierClient("C1", "", (BONNE,)), au=AU),))
        noms = [nom for nom, _ in composer(seul, "fr").valeur.rubriques]  # type: ignore[union-attr]
        assert noms == ["Clients", "Créances", "Totaux"]
        assert json.loads(ecrire_json(seul))["controle"] is None

    def test_une_reserve_se_lit_une_fois_avec_le_nombre_de_clients(self, bilan: Bilan) -> None:
        reserves = composer(bilan, "fr").reserves
        assert len(reserves) == len(set(reserves))
        assert any(
            "Qualité du débiteur inconnue" in une and une.endswith("clients concernés\xa0: 2") for une in reserves
        )

    def test_le_json_porte_les_resultats_entiers(self, bilan: Bilan) -> None:
        lu = json.loads(ecrire_json(bilan))
        assert lu["au"] == "2026-08-31"
        assert lu["totaux"]["total"] == str(bilan.totaux.total)
        assert lu["controle"]["ecart"] == "0"
        assert lu["clients"][0]["resultat"] == json.loads(bilan.releves[0].resultat.json())  # type: ignore[union-attr]
        assert lu["clients"][2] == {
            "client": "C3", "nom": "=SOMME(A1)", "solde_des_comptes": "-128", "resultat": None,
        }  # fmt: skip
        assert [(une["client"], une["code"]) for une in lu["ecartees"]] == [
            ("C1", "hors_champ.credit"),
            ("C4", "hors_champ.credit"),
        ]

    def test_le_csv_a_une_ligne_par_dette_et_sa_colonne_total_fait_le_solde(self, bilan: Bilan) -> None:
        lignes = list(csv.DictReader(io.StringIO(ecrire_csv(bilan.releves), newline=""), delimiter=";"))
        assert tuple(lignes[0]) == COLONNES
        assert [(une["client"], une["reference"]) for une in lignes] == [
            ("C1", "F1"),
            ("C2", "F1"),
            ("C2", ""),
            ("C3", ""),
        ]
        assert (lignes[0]["nom"], lignes[3]["nom"]) == ("Tarvenne [31m", "'=SOMME(A1)")
        assert (lignes[0]["total"], lignes[0]["echeance"]) == ("10453,68", "2026-04-30")
        assert lignes[0]["reserves"] == "QUALITE_SUPPOSEE RELEVE_PARTIEL"
        assert [une["reserves"] for une in lignes[2:]] == ["CREDIT_NON_AFFECTE"] * 2
        total = sum(Decimal(une["total"].replace(",", ".")) for une in lignes)
        assert total == bilan.totaux.solde + bilan.totaux.crediteurs

    def test_le_csv_prend_le_separateur_et_la_virgule_demandes(self, bilan: Bilan) -> None:
        assert "C1,Tarvenne [31m,F1,2026-04-30,10000.00,413.68" in ecrire_csv(
            bilan.releves, separateur=",", decimale="."
        )

    @given(st.text(max_size=30))
    def test_aucune_cellule_ne_devient_une_formule(self, texte: str) -> None:
        cellule = neutraliser(texte)
        assert not cellule.lstrip().startswith(("=", "+", "-", "@"))
        assert "\n" not in cellule
        assert "\r" not in cellule
        assert "\t" not in cellule
        dossier = DossierClient(texte, texte, (BONNE,))
        (_, ligne) = csv.reader(io.StringIO(ecrire_csv([relever(dossier, au=AU)]), newline=""), delimiter=";")
        assert ligne[:2] == [cellule, cellule]


class TestTauxDuJour:
    """Chaque taux vient de la règle qui l'applique ; hors des tables, il est dit inconnu."""

    def test_au_second_semestre_2026(self) -> None:
        lus = {un.nom: un for un in taux_du_jour("2026-08-31")}
        assert {nom: str(un.taux) for nom, un in lus.items()} == {
            "professionnels": "12.40",
            "plancher": "8.25",
            "acheteur_public": "10.40",
            "autres_cas": "2.75",
            "particuliers": "6.84",
        }
        assert lus["acheteur_public"].article == "CCP, R2192-31"
        assert [reserve.code for reserve in lus["particuliers"].reserves] == ["SOURCE_MOYENNE"]

    def test_le_taux_public_est_celui_d_une_dette_echue_la_veille(self) -> None:
        dette = Creance(montant=36500, echeance="2026-06-30", debiteur=Debiteur(qualite="public"))
        taux = next(un.taux for un in taux_du_jour("2026-07-01") if un.nom == "acheteur_public")
        assert decompte(dette, au="2026-07-01").lignes[1].taux == taux

    @pytest.mark.parametrize(("jour", "connus"), [("2027-02-01", 0), ("1980-06-01", 2)])
    def test_hors_des_tables_le_taux_est_inconnu_et_dit_pourquoi(self, jour: str, connus: int) -> None:
        lus = taux_du_jour(jour, droit_courant())
        assert sum(un.taux is not None for un in lus) == connus
        assert all(bool(un.inconnu) == (un.taux is None) for un in lus)
