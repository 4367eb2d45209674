"""Les pièges des procédures qu'une lecture rapide manque : compétence et voies, un test par piège."""

from __future__ import annotations

from typing import Any

import pytest

from creances import Dossier, Juridiction, Voie, competence, droit_courant, voies
from creances.modeles.procedure import TypeProcedure

AU = "2026-11-21"
COMMERCANT = {"commercant": True, "artisan": False}
ARTISAN = {"commercant": False, "artisan": True}
CONSOMMATEUR = {"qualite": "consommateur"}
PARTICULIER = {"nature": "B2C_GENERAL", "debiteur": CONSOMMATEUR}
COMMUNE = {"nature": "PUBLIC_DEBITEUR", "debiteur": {"qualite": "public", "categorie_publique": "collectivite"}}


def dossier(evenements: Any = (), procedures: Any = (), **champs: Any) -> Dossier:
    creance = {"montant": "3000", "echeance": "2026-01-31", "debiteur": COMMERCANT, "creancier": COMMERCANT, **champs}
    return Dossier.lire({"creance": creance, "evenements": evenements, "procedures": procedures})


def voie(procedure: TypeProcedure, au: str = AU, **champs: Any) -> Voie:
    return next(une for une in voies(dossier(**champs), au=au).valeur if une.procedure == procedure)


def juges(procedure: TypeProcedure, au: str = AU, clause: Any = None, **champs: Any) -> Juridiction:
    return competence(
        dossier(**champs), procedure=procedure, au=au, clause=clause, ressort="Lyon", chambre_de_proximite=False
    ).valeur


def test_piege_12_l_injonction_ignore_la_clause_et_l_option() -> None:
    lieux = [un.lieu for un in juges("IP", clause="tres_apparente").lieux]
    assert lieux == ["demeure_injonction"]
    assert [un.lieu for un in juges("FOND_TC", clause="tres_apparente").lieux] == ["clause_de_lieu"]


@pytest.mark.parametrize(
    ("nature", "etat"), [("CAUTION", "manquee"), ("LCR_ACCEPTEUR", "remplie"), ("B2B_VENTE", "remplie")]
)
def test_piege_13_un_montant_determine(nature: str, etat: str) -> None:
    assert voie("IP", nature=nature).condition("montant_determine").etat == etat


def test_piege_14_750_1_ne_vise_ni_l_injonction_ni_le_tribunal_de_commerce() -> None:
    assert "tentative_amiable" not in [un.prealable for un in voie("IP", **PARTICULIER).prealables]
    assert "tentative_amiable" not in [un.prealable for un in voie("FOND_TC").prealables]
    assert voie("REFPROV").prealable("tentative_amiable").etat == "sans_objet"
    assert voie("FOND_TJ", **PARTICULIER).prealable("tentative_amiable").etat == "a_faire"


def test_piege_23_les_petites_creances_comptent_principal_et_interets_sans_les_40_euros() -> None:
    un = {"debiteur": {"commercant": False, "artisan": False}, "montant": "4960.01", "echeance": "2026-11-20"}
    assert voie("PSRPC", **un).condition("plafond_petites_creances").etat == "remplie"
    longue = {**un, "montant": "4900", "echeance": "2026-01-31"}
    assert voie("PSRPC", **longue).condition("plafond_petites_creances").etat == "manquee"


def test_piege_24_l126_entre_commercants_seulement_et_hors_des_petites_creances() -> None:
    assert (voie("L126").etat, voie("PSRPC").etat) == ("ouverte", "fermee")
    assert (voie("L126", debiteur=ARTISAN).etat, voie("PSRPC", debiteur=ARTISAN).etat) == ("fermee", "ouverte")
    assert (voie("L126", "2026-04-24").etat, voie("PSRPC", "2026-04-24").etat) == ("fermee", "ouverte")
    assert voie("L126", montant="900000").etat == "ouverte"
    assert voie("L126", debiteur={}).condition("deux_commercants").etat == "inconnue"


def test_piege_25_chaque_seuil_est_une_donnee_a_part() -> None:
    cinq_mille = {
        "voies.petites_creances",
        "voies.petits_litiges",
        "voies.tentative_amiable",
        "competence.dernier_ressort.tribunal_judiciaire",
        "competence.dernier_ressort.juge_de_la_protection",
        "competence.dernier_ressort.tribunal_de_commerce",
    }
    dix_mille = {
        "competence.proximite",
        "competence.avocat.tribunal_judiciaire",
        "competence.avocat.tribunal_de_commerce",
        "competence.avocat.juge_de_l_execution",
    }
    assert cinq_mille | dix_mille <= droit_courant().tables.keys()


@pytest.mark.parametrize("procedure", ["PSRPC", "CHQ"])
def test_piege_26_un_titre_n_est_pas_un_jugement(procedure: TypeProcedure) -> None:
    assert voie(procedure).titre == "titre_du_commissaire_de_justice"
    assert voie("FOND_TC").titre != voie(procedure).titre


def test_piege_27_la_protection_sans_montant_et_le_bail_commercial_avec_avocat() -> None:
    credit = juges("FOND_TJ", nature="CREDIT_CONSO", debiteur=CONSOMMATEUR, montant="50000").certaine
    assert credit is not None
    assert (credit.juridiction, credit.avocat) == ("juge_de_la_protection", False)
    bail = juges("FOND_TJ", nature="LOYER_COMMERCIAL", montant="500").certaine
    assert bail is not None
    assert (bail.juridiction, bail.avocat) == ("tribunal_judiciaire", True)


def test_piege_28_les_artisans_au_tribunal_de_commerce_depuis_2022() -> None:
    parties = {"debiteur": ARTISAN, "creancier": ARTISAN, "echeance": "2021-01-31"}
    avant, depuis = juges("IP", "2021-12-31", **parties).certaine, juges("IP", "2022-01-01", **parties).certaine
    assert avant is not None
    assert depuis is not None
    assert (avant.juridiction, depuis.juridiction) == ("tribunal_judiciaire", "tribunal_de_commerce")


@pytest.mark.parametrize("procedure", ["PSRPC", "L126", "IP", "CONS", "SA", "SV", "SR"])
def test_piege_29_ni_injonction_ni_saisie_contre_une_personne_publique(procedure: TypeProcedure) -> None:
    titre = [{"type": "titre", "date": "2026-06-01"}]
    assert voie(procedure, evenements=titre, **COMMUNE).etat == "fermee"
    assert voie("PUB", evenements=titre, **COMMUNE).etat == "ouverte"


def test_piege_30_le_tribunal_des_activites_economiques_ne_change_ni_avocat_ni_ressort() -> None:
    dans, hors = (
        competence(dossier(montant="9000"), procedure="FOND_TC", au=AU, ressort=ressort).valeur.possibles
        for ressort in ("Lyon", "Lille")
    )
    assert [un.juridiction for un in (*dans, *hors)] == ["tribunal_des_activites_economiques", "tribunal_de_commerce"]
    assert (dans[0].avocat, dans[0].dernier_ressort) == (hors[0].avocat, hors[0].dernier_ressort)


def test_piege_31_la_procedure_collective_ne_laisse_que_la_declaration() -> None:
    ouverte = [{"type": "procedure_collective", "date": "2026-03-01"}, {"type": "titre", "date": "2026-02-20"}]
    lues = voies(dossier(evenements=ouverte), au=AU).valeur
    assert {une.procedure for une in lues if une.etat != "fermee"} == {"PCOLL"}
