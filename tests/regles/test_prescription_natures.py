"""Les quarante natures : durée, départ, parties ; chaque chiffre recopié des textes, jamais du fichier de données."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import Any, get_args

import pytest

from creances import (
    Creance,
    Creancier,
    Debiteur,
    DemandeEnJustice,
    DonneeInvalide,
    MiseEnDemeure,
    Reclamation,
    prescription,
)
from creances.droit import prescriptions
from creances.droit.prescriptions import effets, natures, roles
from creances.modeles import Evenement, Nature
from creances.modeles.procedure import TypeActe, TypeProcedure
from creances.noyau.erreurs import TableIncoherente
from strategies import COMMUNE, CONSOMMATEUR, PARTICULIER, PROFESSIONNEL, SYNDICAT

EMISSION, LIVRAISON, ECHEANCE = "2022-02-10", "2022-01-15", "2022-03-20"

# Nature : durée en mois, puis le ou les départs, pour un débiteur dont la qualité n'est pas dite.
ATTENDUES: dict[str, tuple[int, tuple[str, ...]]] = {
    "COMMERCE_GENERAL": (60, (ECHEANCE,)),
    "B2B_VENTE": (60, (ECHEANCE,)),
    "B2B_SERVICE": (60, (LIVRAISON, ECHEANCE)),
    "CIVIL_COMMUN": (60, (ECHEANCE,)),
    "B2C_GENERAL": (24, (ECHEANCE,)),
    "B2C_TRAVAUX": (24, (LIVRAISON, ECHEANCE)),
    "B2NP": (60, (LIVRAISON, ECHEANCE)),
    "CREDIT_CONSO": (24, (ECHEANCE,)),
    "CREDIT_IMMO_CONSO": (24, (ECHEANCE,)),
    "LOYER_HABITATION": (36, (ECHEANCE,)),
    "LOYER_REVISION_HABITATION": (12, (ECHEANCE,)),
    "LOYER_COMMERCIAL": (60, (ECHEANCE,)),
    "COPRO_CHARGES": (60, (ECHEANCE,)),
    "TRANSPORT_INTERNE": (12, (LIVRAISON,)),
    "TRANSPORT_CMR": (12, ("2022-04-05",)),  # trois mois après le contrat du 5 janvier
    "TELECOM": (12, (ECHEANCE,)),
    "ASSURANCE_PRIME": (24, (ECHEANCE,)),
    "ENERGIE_CONSO": (24, (ECHEANCE,)),
    "EAU_PRIVE": (24, (ECHEANCE,)),
    "EAU_REGIE": (48, (EMISSION,)),
    "PUBLIC_CREANCIER_LOCAL": (48, (EMISSION,)),
    "AVOCAT_CONSO": (24, (LIVRAISON,)),
    "AVOCAT_PRO": (60, (LIVRAISON,)),
    "SANTE_LIBERAL": (24, (LIVRAISON,)),
    "HOPITAL_PUBLIC": (48, (EMISSION,)),
    "CHEQUE_TIREUR": (6, ("2022-02-18",)),  # huit jours de présentation
    "CHEQUE_TIRE": (12, ("2022-02-18",)),
    "LCR_ACCEPTEUR": (36, (ECHEANCE,)),
    "LCR_TIREUR_ENDOSSEUR": (12, (ECHEANCE,)),
    "LCR_ENDOSSEURS": (6, (LIVRAISON,)),
    "TITRE_JUDICIAIRE": (120, (LIVRAISON,)),
    "TITRE_NON_JUDICIAIRE": (60, (ECHEANCE,)),
    "IP_NON_DEFINITIVE": (60, (LIVRAISON,)),
    "INTERETS_TITRE_COMMUN": (60, (ECHEANCE,)),
    "INTERETS_TITRE_CONSO": (24, (ECHEANCE,)),
    "CAUTION": (60, (ECHEANCE,)),
    "SALAIRE": (36, (ECHEANCE,)),
    "ANCIEN_COMMERCE": (60, (ECHEANCE,)),
    "ANCIEN_TITRE": (120, (LIVRAISON,)),
}
DEPART_SUPPOSE = {"LCR_ENDOSSEURS", "TITRE_JUDICIAIRE", "IP_NON_DEFINITIVE", "ANCIEN_TITRE"}


def creance(nature: str, **champs: Any) -> Creance:
    dates = {
        "emission": EMISSION,
        "livraison": LIVRAISON,
        "echeance": ECHEANCE,
        "conditions": {"conclu_le": "2022-01-05"},
    }
    return Creance(**{"montant": 1000, "nature": nature, **dates, **champs})


def plus(jour: str, mois: int) -> date:
    """Même quantième, des mois plus tard ; aucun des jours d'essai ne se replie."""
    rang = date.fromisoformat(jour)
    total = rang.month - 1 + mois
    return rang.replace(year=rang.year + total // 12, month=total % 12 + 1)


@pytest.mark.parametrize("nature", ATTENDUES)
def test_duree_et_depart(nature: str) -> None:
    mois, departs = ATTENDUES[nature]
    resultat = prescription(creance(nature), au="2022-04-06")
    assert resultat.valeur.termes == tuple(plus(depart, mois) for depart in departs)
    assert resultat.valeur.terme == resultat.valeur.termes[0]
    assert resultat.valeur.regime == ("forclusion" if nature == "CREDIT_CONSO" else "prescription")
    assert ("DEPART_SUPPOSE" in resultat.codes()) is (nature in DEPART_SUPPOSE)
    assert ("DEPART_DISCUTE" in resultat.codes()) is (len(departs) > 1)


@pytest.mark.parametrize("nature", natures())
@pytest.mark.parametrize("langue", ["fr", "en"])
def test_chaque_nature_se_lit_dans_les_deux_langues(nature: str, langue: str) -> None:
    for champs in ({}, {"livraison": None, "conditions": {}}, {"debiteur": COMMUNE}, {"debiteur": CONSOMMATEUR}):
        ecrit = prescription(creance(nature, **champs), au="2022-04-06").texte(langue)
        assert [mot for mot in ecrit.split() if "_" in mot] == []


def test_toutes_les_natures_y_sont() -> None:
    assert ATTENDUES.keys() | {"PUBLIC_DEBITEUR"} == set(get_args(Nature)) == natures().keys()


@pytest.mark.parametrize(
    ("nature", "code"),
    [
        ("LOYER_COMMERCIAL", "ECHEANCE_PAR_ECHEANCE"),
        ("COPRO_CHARGES", "ECHEANCE_PAR_ECHEANCE"),
        ("CREDIT_IMMO_CONSO", "ECHEANCE_PAR_ECHEANCE"),
        ("INTERETS_TITRE_COMMUN", "ECHEANCE_PAR_ECHEANCE"),
        ("LOYER_REVISION_HABITATION", "REVISION_PERDUE"),
        ("TELECOM", "TELECOM_PRESTATIONS"),
        ("ASSURANCE_PRIME", "POLICE_A_VERIFIER"),
        ("ENERGIE_CONSO", "CONSOMMATION_PLAFONNEE"),
        ("HOPITAL_PUBLIC", "ASSIETTE_DU_TITRE"),
        ("LCR_ACCEPTEUR", "CAMBIAIRE"),
        ("TITRE_JUDICIAIRE", "INTERETS_APRES_TITRE"),
        ("TITRE_NON_JUDICIAIRE", "TITRE_SANS_DIX_ANS"),
        ("IP_NON_DEFINITIVE", "INJONCTION_OPPOSITION_OUVERTE"),
        ("CAUTION", "CAUTION_DETTE_PRINCIPALE"),
        ("SANTE_LIBERAL", "SOURCE_MOYENNE"),
        ("CHEQUE_TIREUR", "SOURCE_MOYENNE"),
        ("SALAIRE", "SOURCE_BASSE"),
    ],
)
def test_ce_qui_est_particulier_a_une_nature_se_dit(nature: str, code: str) -> None:
    assert code in prescription(creance(nature), au="2022-04-06").codes()
    assert code not in prescription(creance("B2B_VENTE"), au="2022-04-06").codes()


class TestConsommateur:
    """« L'action des professionnels, pour les biens ou les services qu'ils fournissent aux consommateurs, se prescrit par
    deux ans » (C. conso., L218-2)."""

    @pytest.mark.parametrize(
        ("nature", "retenue"),
        [
            ("B2B_VENTE", "B2C_GENERAL"),
            ("COMMERCE_GENERAL", "B2C_GENERAL"),
            ("CIVIL_COMMUN", "B2C_GENERAL"),
            ("B2NP", "B2C_GENERAL"),
            ("B2B_SERVICE", "B2C_TRAVAUX"),
            ("AVOCAT_PRO", "AVOCAT_CONSO"),
            ("INTERETS_TITRE_COMMUN", "INTERETS_TITRE_CONSO"),
            ("CAUTION", "B2C_GENERAL"),
            ("TITRE_NON_JUDICIAIRE", "B2C_GENERAL"),
            ("IP_NON_DEFINITIVE", "B2C_GENERAL"),
        ],
    )
    def test_d_un_professionnel_a_un_consommateur_deux_ans(self, nature: str, retenue: str) -> None:
        valeur = prescription(creance(nature, debiteur=CONSOMMATEUR), au="2022-04-06").valeur
        assert valeur.nature == retenue
        assert valeur.terme == plus(valeur.depart.isoformat(), 24)

    @pytest.mark.parametrize(
        ("nature", "retenue"),
        [
            ("B2C_GENERAL", "CIVIL_COMMUN"),
            ("B2C_TRAVAUX", "B2B_SERVICE"),
            ("CREDIT_IMMO_CONSO", "CIVIL_COMMUN"),
            ("ENERGIE_CONSO", "COMMERCE_GENERAL"),
            ("EAU_PRIVE", "COMMERCE_GENERAL"),
            ("AVOCAT_CONSO", "AVOCAT_PRO"),
            ("SANTE_LIBERAL", "CIVIL_COMMUN"),
            ("INTERETS_TITRE_CONSO", "INTERETS_TITRE_COMMUN"),
        ],
    )
    @pytest.mark.parametrize("parties", [{"debiteur": SYNDICAT}, {"debiteur": CONSOMMATEUR, "creancier": PARTICULIER}])
    def test_hors_de_cette_relation_cinq_ans(self, nature: str, retenue: str, parties: dict[str, Any]) -> None:
        valeur = prescription(creance(nature, **parties), au="2022-04-06").valeur
        assert valeur.nature == retenue
        assert valeur.terme == plus(valeur.depart.isoformat(), 60)

    @pytest.mark.parametrize("nature", ["TRANSPORT_INTERNE", "TELECOM", "LOYER_HABITATION", "ASSURANCE_PRIME"])
    def test_une_prescription_speciale_l_emporte(self, nature: str) -> None:
        assert prescription(creance(nature, debiteur=CONSOMMATEUR), au="2022-04-06").valeur.nature == nature

    def test_un_consommateur_qui_a_un_siren_se_signale(self) -> None:
        immatricule = Debiteur(qualite="consommateur", siren="732829320")
        assert (
            "CONSOMMATEUR_AVEC_SIREN"
            in prescription(creance("B2B_VENTE", debiteur=immatricule), au="2022-04-06").codes()
        )

    def test_une_qualite_inconnue_se_signale_si_elle_compte(self) -> None:
        assert "QUALITE_SUPPOSEE" in prescription(creance("B2B_VENTE"), au="2022-04-06").codes()
        assert "QUALITE_SUPPOSEE" not in prescription(creance("TELECOM"), au="2022-04-06").codes()
        vente = creance("B2B_VENTE", debiteur=PROFESSIONNEL)
        assert "QUALITE_SUPPOSEE" not in prescription(vente, au="2022-04-06").codes()

    def test_un_debiteur_etranger_se_signale(self) -> None:
        belge = Debiteur(qualite="professionnel", pays="BE")
        assert "DEBITEUR_ETRANGER" in prescription(creance("B2B_VENTE", debiteur=belge), au="2022-04-06").codes()


class TestPersonnePublique:
    """« […] toutes créances qui n'ont pas été payées dans un délai de quatre ans à partir du premier jour de l'année
    suivant celle au cours de laquelle les droits ont été acquis » (loi n° 68-1250, art. 1)."""

    @pytest.mark.parametrize("categorie", ["etat", "collectivite", "sante"])
    @pytest.mark.parametrize("nature", ["B2B_VENTE", "B2B_SERVICE", "CIVIL_COMMUN", "B2C_GENERAL"])
    def test_le_31_decembre_de_la_quatrieme_annee(self, categorie: Any, nature: str) -> None:
        public = Debiteur(qualite="public", categorie_publique=categorie)
        resultat = prescription(creance(nature, debiteur=public), au="2026-12-31")
        assert (resultat.valeur.regime, resultat.valeur.etat) == ("quadriennale", "en_cours")
        assert resultat.valeur.terme == date(2026, 12, 31)
        assert resultat.reserves == ()
        assert prescription(creance(nature, debiteur=public), au="2027-01-01").valeur.etat == "acquise"

    @pytest.mark.parametrize("categorie", ["entreprise_publique", "entite_adjudicatrice"])
    def test_sauf_comptable_public_cinq_ans(self, categorie: Any) -> None:
        public = Debiteur(qualite="public", categorie_publique=categorie)
        for nature, retenue in (("B2B_VENTE", "B2B_VENTE"), ("PUBLIC_DEBITEUR", "CIVIL_COMMUN")):
            resultat = prescription(creance(nature, debiteur=public), au="2022-04-06")
            assert (resultat.valeur.nature, resultat.valeur.terme) == (retenue, date(2027, 3, 20))
            assert resultat.codes() == {"SAUF_COMPTABLE_PUBLIC"}

    def test_sans_categorie_un_comptable_public_est_suppose(self) -> None:
        for champs in ({"nature": "PUBLIC_DEBITEUR"}, {"nature": "B2B_VENTE", "debiteur": Debiteur(qualite="public")}):
            resultat = prescription(creance(**champs), au="2022-04-06")
            assert resultat.valeur.terme == date(2026, 12, 31)
            assert resultat.codes() == {"COMPTABLE_PUBLIC_SUPPOSE"}

    def test_une_decheance_particuliere_se_signale(self) -> None:
        """« […] sans préjudice des déchéances particulières édictées par la loi » (art. 1)."""
        transport = creance("TRANSPORT_INTERNE", debiteur=COMMUNE)
        assert prescription(transport, au="2022-04-06").codes() == {"DECHEANCE_PARTICULIERE"}

    @pytest.mark.parametrize("lettre", [MiseEnDemeure(date="2024-03-05"), Reclamation(date="2024-03-05")])
    def test_une_lettre_ouvre_quatre_annees_pleines(self, lettre: Evenement) -> None:
        """« Un nouveau délai de quatre ans court à compter du premier jour de l'année suivant celle au cours de laquelle a
        eu lieu l'interruption » (art. 2)."""
        valeur = prescription(creance("B2B_VENTE", debiteur=COMMUNE), au="2027-01-04", evenements=[lettre]).valeur
        assert (valeur.etat, valeur.terme) == ("en_cours", date(2028, 12, 31))


class TestDepart:
    """Vente : l'échéance. Service : l'achèvement (Cass. com., 26 févr. 2020, n° 18-25.036), ou le terme (2233, 3°)."""

    def test_les_deux_termes_d_un_service_et_le_plus_proche(self) -> None:
        resultat = prescription(creance("B2B_SERVICE", debiteur=PROFESSIONNEL), au="2027-02-01")
        assert resultat.valeur.termes == (date(2027, 1, 15), date(2027, 3, 20))
        assert (resultat.valeur.terme, resultat.valeur.etat) == (date(2027, 1, 15), "acquise")
        autre = next(un for un in resultat.lignes if un.code == "prescription.autre_depart")
        assert (autre.article, autre.debut, autre.fin) == ("C. civ., 2233", date(2022, 3, 20), date(2027, 3, 20))

    def test_un_acte_entre_les_deux_termes_ne_sauve_que_le_second(self) -> None:
        service, assignation = creance("B2B_SERVICE", debiteur=PROFESSIONNEL), DemandeEnJustice(date="2027-02-01")
        resultat = prescription(service, au="2027-02-01", evenements=[assignation])
        assert (resultat.valeur.etat, resultat.valeur.termes) == ("acquise", (date(2027, 1, 15),))
        assert "prescription.autre_depart_interrompu" in {ligne.code for ligne in resultat.lignes}
        assert "interrompu" in resultat.texte()

    def test_sans_achevement_une_seule_date_avec_reserve(self) -> None:
        resultat = prescription(creance("B2B_SERVICE", livraison=None), au="2022-04-06")
        assert resultat.valeur.termes == (date(2027, 3, 20),)
        reserve = next(un for un in resultat.reserves if un.code == "DEPART_SUPPOSE")
        assert dict(reserve.mots) == {"attendu": "livraison", "retenu": "exigibilite"}

    def test_meme_jour_d_achevement_et_d_echeance_une_seule_date(self) -> None:
        resultat = prescription(creance("B2B_SERVICE", echeance=LIVRAISON), au="2022-04-06")
        assert resultat.valeur.termes == (date(2027, 1, 15),)
        assert "DEPART_DISCUTE" not in resultat.codes()

    def test_sans_livraison_le_transport_part_de_la_plus_ancienne_date(self) -> None:
        resultat = prescription(creance("TRANSPORT_INTERNE", livraison=None), au="2022-04-06")
        assert resultat.valeur.depart == date.fromisoformat(EMISSION)

    def test_sans_contrat_ni_presentation_un_depart_est_suppose(self) -> None:
        cmr = creance("TRANSPORT_CMR", conditions={})
        assert prescription(cmr, au="2022-04-06").valeur.depart == date.fromisoformat(LIVRAISON)
        cheque = creance("CHEQUE_TIREUR", emission=None, livraison=None)
        assert prescription(cheque, au="2022-04-06").valeur.depart == date.fromisoformat(ECHEANCE)

    def test_un_credit_sans_echeance_part_de_la_plus_ancienne_date(self) -> None:
        resultat = prescription(creance("CREDIT_CONSO", echeance=None), au="2022-04-06")
        assert resultat.valeur.depart == date.fromisoformat(LIVRAISON)
        assert "DEPART_SUPPOSE" in resultat.codes()

    def test_un_depart_donne_l_emporte_et_ne_se_discute_pas(self) -> None:
        resultat = prescription(creance("B2B_SERVICE", debiteur=PROFESSIONNEL), au="2022-04-06", depart="2022-02-01")
        assert resultat.valeur.termes == (date(2027, 2, 1),)
        assert resultat.reserves == ()

    def test_l_echeance_se_calcule_si_elle_n_est_pas_imprimee(self) -> None:
        """Trente jours après la livraison (C. com., L441-10, I) ; une échéance estimée le reste."""
        livree = Creance(montant=1000, livraison="2024-01-31", debiteur=PROFESSIONNEL)
        assert prescription(livree, au="2024-06-03").valeur.depart == date(2024, 3, 1)
        facturee = Creance(montant=1000, emission="2024-01-31", debiteur=PROFESSIONNEL)
        assert "ECHEANCE_ESTIMEE" in prescription(facturee, au="2024-06-03").codes()

    def test_un_terme_sans_date_de_depart_est_refuse(self) -> None:
        sans_date = Creance(
            montant=1000, reception="2024-01-31", debiteur=PROFESSIONNEL, conditions={"terme": {"jours": 30}}
        )
        with pytest.raises(DonneeInvalide):
            prescription(sans_date, au="2024-06-03")

    @pytest.mark.parametrize(("achevement", "nombre"), [("2021-05-18", 3), ("2021-05-19", 2)])
    def test_avant_le_revirement_la_facture_d_un_service_au_consommateur_se_soutient(
        self, achevement: str, nombre: int
    ) -> None:
        """Cass. 1re civ., 19 mai 2021, n° 20-12.520."""
        travaux = creance("B2C_TRAVAUX", livraison=achevement, emission="2021-06-10", echeance="2021-07-12")
        assert len(prescription(travaux, au="2021-08-02").valeur.termes) == nombre
        soins = creance("SANTE_LIBERAL", livraison=achevement, emission="2021-06-10")
        assert len(prescription(soins, au="2021-08-02").valeur.termes) == 1


class TestLesDonnees:
    def test_chaque_type_d_evenement_est_connu_ou_etranger(self) -> None:
        types = {
            un for modele in get_args(get_args(Evenement)[0]) for un in get_args(modele.model_fields["type"].annotation)
        }
        # L'échéancier compte par la reconnaissance qu'il porte ; le reste du suivi amiable ne fait rien au délai.
        etrangers = {"avoir", "frais", "contestation", "issue", "echeancier", "pause", "reponse", "statut_facture"}
        assert types - effets().keys() == {*etrangers, "transmission"}
        assert effets().keys() - types == {"titre_non_judiciaire"}

    def test_chaque_role_est_un_acte_connu(self) -> None:
        autres = {"fin", "opposition", "executoire", "jugement", "notification"}
        assert set(roles().values()) - effets().keys() == autres
        assert {procedure for procedure, _ in roles()} == set(get_args(TypeProcedure))
        assert {acte for _, acte in roles()} <= set(get_args(TypeActe))

    @pytest.mark.parametrize(
        ("fichier", "avant", "apres", "dit"),
        [
            (
                "prescriptions.csv",
                "COMMERCE_GENERAL,prescription",
                "COMMERCE_GENERAL,peremption",
                "régime 'peremption'",
            ),
            ("prescriptions.csv", "B2C_GENERAL,,,,,,haute", "B2C_GENERAL,,,,,,sure", "confiance 'sure'"),
            ("prescriptions.csv", "B2C_GENERAL,,,,,,haute", "AUTRE,,,,,,haute", "renvoie à 'AUTRE'"),
            ("actes_prescription.csv", "paiement,instant", "paiement,bientot", "effet 'bientot'"),
            ("actes_prescription.csv", 'art. 2",,,,,,haute', 'art. 2",,,,,,sure', "confiance 'sure'"),
        ],
    )
    def test_une_ligne_fausse_est_refusee(
        self, fichier: str, avant: str, apres: str, dit: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        texte = files("creances.droit.donnees").joinpath(fichier).read_text(encoding="utf-8")
        assert avant in texte

        class Dossier:
            def joinpath(self, _: str) -> Dossier:
                return self

            def read_text(self, encoding: str) -> str:
                return texte.replace(avant, apres, 1)

        monkeypatch.setattr(prescriptions, "files", lambda _: Dossier())
        lire = natures if fichier == "prescriptions.csv" else effets
        with pytest.raises(TableIncoherente, match=dit):
            lire.__wrapped__()


def test_un_creancier_public_ne_change_pas_la_nature_d_un_titre() -> None:
    regie = creance("EAU_REGIE", debiteur=CONSOMMATEUR, creancier=Creancier(qualite="public"))
    assert prescription(regie, au="2022-04-06").valeur.terme == date(2026, 2, 10)
