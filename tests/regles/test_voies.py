"""Chaque voie, condition par condition : remplie, manquée ou inconnue, à son jour et avec son article."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Creance,
    Creancier,
    Debiteur,
    Dossier,
    DroitInconnu,
    HorsChamp,
    Resultat,
    TableIncoherente,
    Voie,
    articles,
    voies,
)
from creances.droit.voies import _fiche, ce_qui_leve, fiches
from creances.modeles.procedure import TypeProcedure
from creances.regles.voies.faits import FAITS

AU = "2026-11-21"
COMMERCANT = {"commercant": True, "artisan": False}
ARTISAN = {"commercant": False, "artisan": True}
LIBERAL = {"commercant": False, "artisan": False}
CONSOMMATEUR = {"qualite": "consommateur"}
COMMUNE = {"qualite": "public", "categorie_publique": "collectivite"}
SANS_INTERET = {"nature": "B2C_GENERAL", "debiteur": CONSOMMATEUR}


def dossier(evenements: Any = (), procedures: Any = (), **champs: Any) -> Dossier:
    lus = {"montant": "3000", "echeance": "2026-04-30", "debiteur": COMMERCANT, "creancier": COMMERCANT, **champs}
    lus |= {"debiteur": Debiteur(**lus["debiteur"]), "creancier": Creancier(**lus["creancier"])}
    return Dossier(creance=Creance(**lus), evenements=evenements, procedures=procedures)


def repondre(au: str | date = AU, **champs: Any) -> Resultat[tuple[Voie, ...]]:
    return voies(dossier(**champs), au=au, ressort="Lille", chambre_de_proximite=False)


def voie(procedure: TypeProcedure, au: str | date = AU, **champs: Any) -> Voie:
    return next(une for une in repondre(au, **champs).valeur if une.procedure == procedure)


def etats(au: str | date = AU, **champs: Any) -> dict[str, str]:
    return {une.procedure: une.etat for une in repondre(au, **champs).valeur}


class TestToutesLesVoies:
    def test_dix_huit_voies_dans_l_ordre_des_procedures(self) -> None:
        assert tuple(fiches()) == get_args(TypeProcedure)
        assert [une.procedure for une in repondre().valeur] == list(get_args(TypeProcedure))

    def test_chaque_fait_exige_se_lit_et_se_leve(self) -> None:
        exiges = {une.fait for fiche in fiches().values() for une in fiche.conditions}
        assert exiges == set(FAITS) == set(ce_qui_leve())

    def test_chaque_fiche_cite_des_textes_du_catalogue(self) -> None:
        cites = {une.article for fiche in fiches().values() for une in (*fiche.conditions, *fiche.prealables)}
        cites |= {texte for fiche in fiches().values() for texte in (fiche.article, fiche.article_du_titre)}
        assert cites - set(articles()) == set()

    @pytest.mark.parametrize("fiche", fiches().values(), ids=lambda fiche: fiche.code)
    def test_chaque_fiche_dit_ses_pieces_son_titre_et_sa_duree(self, fiche: Any) -> None:
        assert fiche.pieces
        assert fiche.titre
        assert (fiche.duree.duree == "duree_non_etablie") is (fiche.duree.source == "")

    def test_une_condition_inconnue_dit_ce_qui_la_leve_et_elle_seule(self) -> None:
        for une in repondre(debiteur={}).valeur:
            for condition in une.conditions:
                assert bool(condition.leve) is (condition.etat == "inconnue")

    def test_entre_deux_commercants(self) -> None:
        assert {nom for nom, etat in etats().items() if etat == "ouverte"} == {"L126", "IP", "REFPROV", "FOND_TC"}
        assert {nom for nom, etat in etats().items() if etat == "a_verifier"} == {"OESC", "REQ_CONJ", "CONS", "ACCORD"}

    def test_contre_un_consommateur(self) -> None:
        ouvertes = {nom for nom, etat in etats(**SANS_INTERET).items() if etat == "ouverte"}
        assert ouvertes == {"PSRPC", "IP", "REFPROV", "FOND_TJ"}


class TestConditions:
    def test_une_creance_payee_ferme_toutes_les_voies(self) -> None:
        paye = [{"type": "paiement", "date": "2026-04-30", "montant": "3000"}]
        assert set(etats(evenements=paye).values()) == {"fermee"}

    @pytest.mark.parametrize(("au", "etat"), [("2026-04-30", "manquee"), ("2026-05-01", "remplie")])
    def test_exigible_le_lendemain_de_l_echeance(self, au: str, etat: str) -> None:
        assert voie("IP", au).condition("creance_exigible").etat == etat

    @pytest.mark.parametrize(("au", "etat"), [("2026-04-30", "remplie"), ("2026-05-01", "manquee")])
    def test_prescrite_le_lendemain_du_terme(self, au: str, etat: str) -> None:
        assert voie("IP", au, echeance="2021-04-30").condition("non_prescrite").etat == etat

    def test_la_cause_d_un_cheque_est_inconnue_mais_le_cheque_a_sa_voie(self) -> None:
        un = {"nature": "CHEQUE_TIREUR", "echeance": "2026-10-01"}
        assert voie("IP", **un).condition("cause_contractuelle").etat == "inconnue"
        assert voie("CHQ", **un).condition("cheque_impaye").etat == "remplie"

    @pytest.mark.parametrize(
        ("debiteur", "creancier", "etat"),
        [
            ("BE", "FR", "remplie"),
            ("FR", "DE", "remplie"),
            ("FR", "FR", "manquee"),
            ("DK", "FR", "manquee"),
            ("US", "FR", "manquee"),
        ],
    )
    def test_transfrontalier(self, debiteur: str, creancier: str, etat: str) -> None:
        """« Une des parties au moins a son domicile dans un État membre autre que celui de la juridiction saisie. »"""
        un = voie("IPE", debiteur={**COMMERCANT, "pays": debiteur}, creancier={**COMMERCANT, "pays": creancier})
        assert un.condition("transfrontalier").etat == etat

    def test_le_debiteur_a_l_etranger_n_a_pas_d_injonction_francaise(self) -> None:
        assert voie("IP", debiteur={**COMMERCANT, "pays": "BE"}).condition("demeure_en_france").etat == "manquee"

    def test_un_refus_clot_les_petites_creances(self) -> None:
        refus = [{"type": "PSRPC", "actes": [{"type": "refus_debiteur", "date": "2026-06-15"}]}]
        assert voie("PSRPC", "2026-06-14", procedures=refus, **SANS_INTERET).etat == "ouverte"
        assert voie("PSRPC", "2026-06-15", procedures=refus, **SANS_INTERET).condition("sans_refus").etat == "manquee"

    def test_une_contestation_ferme_l126_et_laisse_le_refere_a_verifier(self) -> None:
        conteste = [{"type": "contestation", "date": "2026-06-01"}]
        assert voie("L126", evenements=conteste).condition("sans_contestation").etat == "manquee"
        assert voie("REFPROV", evenements=conteste).etat == "a_verifier"
        assert voie("FOND_TC", evenements=conteste).etat == "ouverte"

    def test_une_creance_facturee_se_voit_a_sa_facture(self) -> None:
        assert voie("L126").condition("creance_facturee").etat == "remplie"
        assert voie("L126", echeance=None, livraison="2026-01-31").condition("creance_facturee").etat == "inconnue"
        assert voie("L126", nature="CAUTION").condition("creance_facturee").etat == "manquee"
        assert voie("PSRPC", nature="CAUTION").condition("hors_l126").etat == "remplie"

    def test_un_accord_signe_ouvre_la_requete_conjointe(self) -> None:
        accord = [{"type": "ACCORD", "actes": [{"type": "accord", "date": "2026-06-01"}]}]
        assert voie("REQ_CONJ", procedures=accord).etat == "ouverte"
        assert voie("ACCORD", procedures=accord).etat == "ouverte"

    def test_sans_titre_pas_de_saisie(self) -> None:
        assert voie("SA").condition("titre_executoire").etat == "manquee"
        rendue = [{"type": "IP", "actes": [{"type": "ordonnance", "date": "2026-09-01"}]}]
        assert voie("SA", procedures=rendue).condition("titre_executoire").etat == "inconnue"
        executoire = [{"type": "IP", "actes": [{"type": "executoire", "date": "2026-11-20"}]}]
        assert voie("SA", procedures=executoire).condition("titre_executoire").etat == "remplie"
        assert voie("SA", nature="TITRE_JUDICIAIRE").condition("titre_executoire").etat != "manquee"

    def test_un_credit_sans_interets_connus_depasse_par_son_seul_principal(self) -> None:
        credit = {"nature": "CREDIT_CONSO", "debiteur": CONSOMMATEUR}
        assert voie("PSRPC", **credit).condition("plafond_petites_creances").etat == "inconnue"
        assert voie("PSRPC", montant="5000.01", **credit).condition("plafond_petites_creances").etat == "manquee"

    def test_une_creance_nee_apres_le_jugement_se_poursuit(self) -> None:
        ouvert = [{"type": "procedure_collective", "date": "2026-01-15"}]
        avant, apres = {"emission": "2026-01-14"}, {"emission": "2026-01-15"}
        assert voie("IP", evenements=ouvert, **avant).condition("hors_procedure_collective").etat == "manquee"
        assert voie("IP", evenements=ouvert, **apres).condition("hors_procedure_collective").etat == "remplie"
        assert voie("PCOLL", evenements=ouvert, **apres).etat == "fermee"

    def test_une_saisie_de_salaire_attend_l_employeur(self) -> None:
        titre = [{"type": "titre", "date": "2026-06-01"}]
        un = voie("SR", evenements=titre, **SANS_INTERET)
        assert (un.etat, un.condition("debiteur_salarie").leve) == ("a_verifier", "employeur")
        association = {"nature": "B2NP", "debiteur": {"qualite": "non_professionnel"}}
        assert voie("SR", evenements=titre, **association).condition("debiteur_salarie").etat == "manquee"

    def test_hors_du_champ_et_avant_2020(self) -> None:
        with pytest.raises(HorsChamp):
            repondre(creancier={"qualite": "public"})
        with pytest.raises(DroitInconnu):
            repondre("2019-12-31", echeance="2019-01-31", debiteur=LIBERAL)


AVEC_TITRE = [{"type": "titre", "date": "2026-05-20", "notifie_le": "2026-05-21"}]
AVEC_ACCORD = [{"type": "ACCORD", "actes": [{"type": "accord", "date": "2026-05-20"}]}]
BELGE = {"debiteur": {**COMMERCANT, "pays": "BE"}}
SALAIRE = {"nature": "SALAIRE", "creancier": {"qualite": "particulier"}}
# Toutes les voies d'une créance titrée et d'un accord signé : ouvertes, puis à vérifier ; les autres sont fermées.
TABLEAU: list[tuple[dict[str, Any], str, str]] = [
    ({}, "L126 IP REFPROV FOND_TC REQ_CONJ ACCORD SA SV", "OESC CONS SR"),
    (SANS_INTERET, "PSRPC IP REFPROV FOND_TJ REQ_CONJ ACCORD SA SV", "OESC CONS SR"),
    ({"au": "2026-05-21", "echeance": "2026-05-21"}, "REQ_CONJ ACCORD", "OESC CONS"),
    ({"nature": "PUBLIC_DEBITEUR", "debiteur": COMMUNE}, "ACCORD PUB", ""),
    ({"faits": [{"type": "procedure_collective", "date": "2026-06-01"}]}, "PCOLL", ""),
    ({"contestation": "malfaçon"}, "IP FOND_TC REQ_CONJ ACCORD SA SV", "OESC REFPROV CONS SR"),
    (BELGE, "IPE RPL REFPROV FOND_TC REQ_CONJ ACCORD", "L126 OESC CONS SA"),
    ({**BELGE, "montant": "5000.01"}, "IPE REFPROV FOND_TC REQ_CONJ ACCORD", "L126 OESC CONS SA"),
    ({"nature": "CAUTION"}, "PSRPC REFPROV FOND_TC REQ_CONJ ACCORD SA SV", "OESC CONS SR"),
    (SALAIRE, "PSRPC REFPROV REQ_CONJ ACCORD SA SV", "OESC CONS SR"),
    ({**SALAIRE, **BELGE}, "REFPROV REQ_CONJ ACCORD", "OESC CONS SA"),
    ({"debiteur": {}}, "IP REFPROV REQ_CONJ ACCORD SA SV", "PSRPC L126 OESC FOND_TC FOND_TJ CONS SR"),
    ({"nature": "CHEQUE_TIREUR"}, "L126 REFPROV FOND_TC REQ_CONJ CHQ ACCORD SA SV", "IP OESC CONS SR"),
]


@pytest.mark.parametrize(("champs", "ouvertes", "a_verifier"), TABLEAU)
def test_le_tableau_des_voies(champs: dict[str, Any], ouvertes: str, a_verifier: str) -> None:
    """Une condition retirée d'une fiche, ou ajoutée, change une case de ce tableau."""
    autres = {nom: lu for nom, lu in champs.items() if nom not in {"au", "faits"}}
    faits = [*AVEC_TITRE, *champs.get("faits", ())]
    lus = etats(champs.get("au", AU), evenements=faits, procedures=AVEC_ACCORD, **autres)
    assert [nom for nom, etat in lus.items() if etat == "ouverte"] == ouvertes.split()
    assert [nom for nom, etat in lus.items() if etat == "a_verifier"] == a_verifier.split()


# Ce que chaque voie exige, outre une somme encore due : tenu à la main, une condition ne part pas sans qu'on le voie.
EXIGENCES = {
    "PSRPC": (
        "cause_contractuelle creance_exigible non_prescrite plafond_petites_creances demeure_en_france "
        "hors_l126 sans_refus debiteur_prive hors_procedure_collective"
    ),
    "L126": (
        "deux_commercants creance_facturee creance_exigible non_prescrite sans_contestation "
        "acte_possible_en_france hors_procedure_collective"
    ),
    "IP": (
        "cause_contractuelle montant_determine creance_exigible non_prescrite demeure_en_france "
        "debiteur_prive hors_contrat_de_travail hors_procedure_collective"
    ),
    "IPE": (
        "transfrontalier cause_contractuelle creance_exigible non_prescrite debiteur_prive "
        "hors_contrat_de_travail hors_procedure_collective"
    ),
    "RPL": (
        "transfrontalier plafond_petits_litiges non_prescrite debiteur_prive hors_contrat_de_travail "
        "hors_procedure_collective"
    ),
    "OESC": ("compte_hors_de_france menace_sur_le_recouvrement non_prescrite debiteur_prive hors_procedure_collective"),
    "REFPROV": ("creance_exigible sans_contestation_serieuse non_prescrite debiteur_prive hors_procedure_collective"),
    "FOND_TC": "competence_commerciale creance_exigible non_prescrite hors_procedure_collective",
    "FOND_TJ": "competence_civile creance_exigible non_prescrite hors_procedure_collective",
    "REQ_CONJ": "accord_des_parties debiteur_prive non_prescrite hors_procedure_collective",
    "CONS": "menace_sur_le_recouvrement non_prescrite debiteur_prive hors_procedure_collective",
    "CHQ": "cheque_impaye non_prescrite debiteur_prive hors_procedure_collective",
    "ACCORD": "accord_des_parties hors_procedure_collective",
    "SA": (
        "titre_executoire acte_possible_en_france creance_exigible non_prescrite debiteur_prive "
        "hors_procedure_collective"
    ),
    "SV": (
        "titre_executoire creance_exigible non_prescrite hors_habitation_ou_seuil demeure_en_france "
        "debiteur_prive hors_procedure_collective"
    ),
    "SR": (
        "titre_executoire creance_exigible non_prescrite debiteur_salarie demeure_en_france "
        "debiteur_prive hors_procedure_collective"
    ),
    "PUB": "debiteur_public creance_exigible non_prescrite",
    "PCOLL": "creance_anterieure debiteur_prive",
}


@pytest.mark.parametrize("procedure", get_args(TypeProcedure))
def test_ce_que_chaque_voie_exige(procedure: TypeProcedure) -> None:
    lues = [condition.condition for condition in voie(procedure).conditions]
    assert lues == ["en_vigueur", "somme_due", *EXIGENCES[procedure].split()]


def test_la_prescription_ne_laisse_que_l_accord() -> None:
    lus = etats(echeance="2019-04-30")
    assert {nom for nom, etat in lus.items() if etat != "fermee"} == {"ACCORD"}


class TestDonnees:
    def test_une_fiche_au_degre_inconnu_est_refusee(self) -> None:
        fiche = {"confiance": "certaine", "conditions": [], "duree": ["", "", "haute"], "prealables": [], "pieces": []}
        with pytest.raises(TableIncoherente, match="confiance 'certaine'"):
            _fiche("X", fiche, [])

    def test_un_fait_que_rien_ne_leve_est_refuse(self) -> None:
        fiche = {
            "confiance": "haute",
            "conditions": [["x", ""]],
            "duree": ["", "", "haute"],
            "prealables": [],
            "pieces": [],
        }
        with pytest.raises(TableIncoherente, match="rien ne lève"):
            _fiche("X", fiche, [])


class TestPrealables:
    """« À peine d'irrecevabilité que le juge peut prononcer d'office » (CPC, 750-1)."""

    def test_la_mise_en_demeure_est_conseillee_jamais_exigee(self) -> None:
        sans, avec = voie("IP"), voie("IP", evenements=[{"type": "mise_en_demeure", "date": "2026-05-15"}])
        assert (sans.etat, sans.prealable("mise_en_demeure").etat) == ("ouverte", "a_faire")
        assert avec.prealable("mise_en_demeure").etat == "fait"
        assert sans.prealable("mise_en_demeure").obligatoire is False

    def test_la_tentative_amiable_faite(self) -> None:
        conciliation = [{"type": "conciliation", "date": "2026-06-01"}]
        un = voie("FOND_TJ", evenements=conciliation, **SANS_INTERET).prealable("tentative_amiable")
        assert (un.etat, un.obligatoire) == ("fait", True)

    def test_un_juge_inconnu_laisse_la_tentative_en_suspens(self) -> None:
        assert voie("REFPROV", debiteur={}).prealable("tentative_amiable").etat == "inconnu"

    def test_le_projet_rivage_est_dit(self) -> None:
        assert "PROJET_RIVAGE" in repondre(**SANS_INTERET).codes()
        assert "PROJET_RIVAGE" not in repondre(montant="9000", **SANS_INTERET).codes()

    def test_le_titre_et_sa_signification(self) -> None:
        titre = [{"type": "titre", "date": "2026-06-01", "notifie_le": "2026-06-10"}]
        assert voie("SA", "2026-06-09", evenements=titre).prealable("signification_du_titre").etat == "a_faire"
        assert voie("SA", "2026-06-10", evenements=titre).prealable("signification_du_titre").etat == "fait"

    def test_les_commandements(self) -> None:
        for procedure, acte, nom in (
            ("SV", "commandement_saisie_vente", "commandement_de_payer"),
            ("SR", "commandement_saisie_remunerations", "commandement_inscrit_au_registre"),
        ):
            fait = [{"type": acte, "date": "2026-06-01"}]
            assert voie(procedure).prealable(nom).etat == "a_faire"  # type: ignore[arg-type]
            assert voie(procedure, evenements=fait).prealable(nom).etat == "fait"  # type: ignore[arg-type]

    def test_la_demande_prealable_a_une_commune(self) -> None:
        marche = {"nature": "PUBLIC_DEBITEUR", "debiteur": COMMUNE}
        assert voie("PUB", **marche).prealable("demande_prealable").etat == "a_faire"
        demande = [{"type": "reclamation", "date": "2026-06-01"}]
        assert voie("PUB", evenements=demande, **marche).prealable("demande_prealable").etat == "fait"


class TestReserves:
    def test_une_demande_qui_ne_se_chiffre_pas_est_comparee_au_principal(self) -> None:
        credit = {"nature": "CREDIT_CONSO", "debiteur": CONSOMMATEUR}
        assert "DEMANDE_AU_PRINCIPAL" in repondre(**credit).codes()
        assert "DEMANDE_AU_PRINCIPAL" not in repondre().codes()

    def test_l_avocat_suit_la_demande_entiere(self) -> None:
        assert voie("FOND_TC", montant="10000").avocat is True
        assert voie("FOND_TC", montant="9000").avocat is False
        assert voie("IP", montant="90000").avocat is False

    def test_les_accessoires_font_franchir_le_plafond(self) -> None:
        un = {"montant": "4980", "echeance": "2026-11-20", "debiteur": LIBERAL}
        assert "PLAFOND_FRANCHI_PAR_LES_ACCESSOIRES" in repondre(**un).codes()
        assert voie("PSRPC", **un).condition("plafond_petites_creances").etat == "remplie"
        assert "PLAFOND_FRANCHI_PAR_LES_ACCESSOIRES" not in repondre(montant="4000", debiteur=LIBERAL).codes()

    def test_la_clause_penale_aussi(self) -> None:
        un = {"montant": "4900", "echeance": "2026-11-20", "debiteur": LIBERAL, "conditions": {"clause_penale": "100"}}
        assert "PLAFOND_FRANCHI_PAR_LES_ACCESSOIRES" in repondre(**un).codes()

    def test_une_fiche_incertaine_le_dit_si_la_voie_n_est_pas_fermee(self) -> None:
        dites = {dict(un.mots)["procedure"] for un in repondre().reserves if un.code == "VOIE_A_CONFIRMER"}
        assert dites == {"L126", "OESC", "ACCORD"}


jours = st.dates(min_value=date(2026, 5, 1), max_value=date(2026, 12, 31))


class TestProprietes:
    @given(
        st.sampled_from([COMMERCANT, ARTISAN, LIBERAL, CONSOMMATEUR, COMMUNE, {}]),
        st.sampled_from([COMMERCANT, LIBERAL, {}]),
        st.sampled_from(["100", "5000", "5000.01", "20000"]),
        jours,
    )
    def test_l_etat_suit_les_conditions(self, debiteur: Any, creancier: Any, montant: str, au: date) -> None:
        for une in repondre(au, debiteur=debiteur, creancier=creancier, montant=montant).valeur:
            lus = {condition.etat for condition in une.conditions}
            attendu = "fermee" if "manquee" in lus else "a_verifier" if "inconnue" in lus else "ouverte"
            assert une.etat == attendu

    @given(jours)
    def test_un_evenement_sans_rapport_ne_change_rien(self, jour: date) -> None:
        relance = [{"type": "relance", "date": jour}]
        assert repondre(evenements=relance) == repondre()

    @given(jours, st.integers(min_value=1, max_value=60))
    def test_un_fait_a_venir_n_existe_pas(self, au: date, ecart: int) -> None:
        demain = au + timedelta(days=ecart)
        a_venir = [
            {"type": "procedure_collective", "date": demain},
            {"type": "contestation", "date": demain},
            {"type": "paiement", "date": demain, "montant": "3000"},
        ]
        assert repondre(au, evenements=a_venir) == repondre(au)

    @given(jours)
    def test_savoir_ne_rouvre_jamais_une_voie_fermee(self, au: date) -> None:
        """Ce que l'ignorance ferme déjà, aucune qualité du débiteur ne le rouvre."""
        fermees = {nom for nom, etat in etats(au, debiteur={"qualite": "professionnel"}).items() if etat == "fermee"}
        for connu in (COMMERCANT, ARTISAN, LIBERAL):
            sues = etats(au, debiteur={"qualite": "professionnel", **connu})
            assert {sues[nom] for nom in fermees} == {"fermee"}
