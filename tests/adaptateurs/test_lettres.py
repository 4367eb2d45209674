"""Les lettres : au mot près, contrôlées, jamais un mot de trop à un consommateur.

Les textes attendus sont dans `tests/adaptateurs/lettres`, un par modèle et par langue.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Avoir,
    Conditions,
    Contestation,
    Contexte,
    Creance,
    Creancier,
    Debiteur,
    DonneeInvalide,
    Dossier,
    Frais,
    MiseEnDemeure,
    Paiement,
    ProcedureCollective,
    Relance,
    Suspension,
    decompte,
    echeancier,
    mise_en_demeure,
)
from creances.adaptateurs.lettres import Correspondant, Lettre, MoyenDePaiement, lettre
from creances.adaptateurs.lettres.mots import en_lettres
from creances.moteur.usages.lettres import usages_des_lettres
from creances.moteur.usages.scenarios import scenarios
from creances.noyau.rendu.formats import ecrire as format_ecrire
from strategies import rapide

ATTENDUS = Path(__file__).parent / "lettres"
FACTURE = Creance(
    reference="F-2026-118",
    montant=1000,
    emission="2026-09-04",
    echeance="2026-10-04",
    debiteur=Debiteur(nom="Boulangerie Vannier", qualite="professionnel", siren="732829320"),
    creancier=Creancier(nom="Ateliers Morvan"),
    pieces=("facture F-2026-118", "bon de livraison"),
)
DOSSIER = Dossier(creance=FACTURE, evenements=(Relance(date="2026-10-10"), Relance(date="2026-10-25")))
EMETTEUR = Correspondant(
    nom="Ateliers Morvan",
    adresse=("1 rue Basse", "21000 Dijon"),
    ville="Dijon",
    siren="552100554",
    signataire="Anne Brisselle, comptable",
    telephone="03 80 00 00 00",
    courriel="compta@morvan.example",
)
DESTINATAIRE = Correspondant(nom="Boulangerie Vannier", adresse=("4 place du Marché", "71400 Autun"))
VIREMENT = MoyenDePaiement(code="virement", detail="FR76 3000 4000 0312 3456 7890 143")
AU = "2026-11-21"
APRES = ("relance_1", "relance_2", "relance_3", "mise_en_demeure", "avis_de_penalites")
TOUS = (*APRES, "echeancier", "reconnaissance", "requete_injonction", "pre_relance")
CONSOMMATEUR = Dossier(
    creance=FACTURE.avec(nature="B2C_GENERAL", debiteur=Debiteur(nom="Jeanne Vannier", qualite="consommateur")),
    evenements=(MiseEnDemeure(date="2026-10-20", presentation="2026-10-22", delai=15),),
)
PUBLIC = Dossier(
    creance=FACTURE.avec(
        debiteur=Debiteur(nom="Commune de Valbrisson", qualite="public", categorie_publique="collectivite")
    )
)


def ecrire(modele: str, dossier: Dossier = DOSSIER, **options: Any) -> Lettre:
    plan = echeancier(dossier.creance, au=AU, nombre=3).valeur if modele == "echeancier" else None
    defauts: dict[str, Any] = {
        "au": "2026-09-25" if modele == "pre_relance" else AU,
        "emetteur": EMETTEUR,
        "destinataire": DESTINATAIRE,
        "moyens_de_paiement": [VIREMENT],
        "plan": plan,
    }
    return lettre(modele, dossier, **(defauts | options))


def attendu(nom: str) -> str:
    return (ATTENDUS / f"{nom}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("langue", ["fr", "en"])
@pytest.mark.parametrize("modele", TOUS)
class TestChaqueModele:
    """Un modèle, une langue, un texte attendu."""

    def test_s_ecrit_au_mot_pres(self, modele: str, langue: str) -> None:
        assert ecrire(modele, langue=langue).corps == attendu(f"{modele}.{langue}")

    def test_passe_le_controle_et_se_rend_en_page(self, modele: str, langue: str) -> None:
        rendue = ecrire(modele, langue=langue)
        assert rendue.controle.valeur.refus() == ()
        assert rendue.html.startswith(f'<!DOCTYPE html>\n<html lang="{langue}">')
        assert rendue.objet in rendue.html.replace("&#39;", "'")

    def test_se_passe_de_tout_ce_qui_est_facultatif(self, modele: str, langue: str) -> None:
        """Idée 68 : sans lien ni moyen de paiement, la lettre s'écrit."""
        nue = Dossier(creance=FACTURE.avec(reference="", emission=None, pieces=()))
        rendue = ecrire(modele, nue, langue=langue, emetteur=None, destinataire=None, moyens_de_paiement=())
        assert "Ateliers Morvan" in rendue.corps
        assert "None" not in rendue.corps


class TestLesPenalites:
    """La première relance les tait, la deuxième les dit, les suivantes les réclament."""

    @pytest.mark.parametrize(
        ("modele", "conduite", "montant"),
        [
            ("relance_1", "masquer", "1000.00"),
            ("relance_2", "mentionner", "1000.00"),
            ("relance_3", "reclamer", "1056.31"),
            ("mise_en_demeure", "reclamer", "1056.31"),
        ],
    )
    def test_par_defaut_selon_le_modele(self, modele: str, conduite: str, montant: str) -> None:
        rendue = ecrire(modele)
        assert (rendue.penalites, rendue.montant) == (conduite, Decimal(montant))
        assert ("40,00" in rendue.corps) is (conduite != "masquer")

    def test_ce_qui_est_tu_n_est_ni_dans_la_page_ni_dans_les_pieces(self) -> None:
        rendue = ecrire("relance_1")
        assert "40,00" not in rendue.html
        assert rendue.pieces == ("facture F-2026-118", "bon de livraison")
        assert ecrire("relance_3").pieces[0].startswith("relevé de compte au 21 novembre 2026")

    @pytest.mark.parametrize("modele", ["relance_2", "relance_3"])
    @pytest.mark.parametrize("langue", ["fr", "en"])
    def test_y_renoncer_contre_un_paiement_a_temps(self, modele: str, langue: str) -> None:
        rendue = ecrire(modele, penalites="renoncer", langue=langue)
        assert (rendue.montant, rendue.penalites) == (Decimal("1000.00"), "renoncer")
        assert ("renonçons" if langue == "fr" else "waive") in rendue.corps
        assert "56,31" in rendue.corps or "56.31" in rendue.corps

    def test_les_mentionner_dans_la_derniere_relance(self) -> None:
        assert "que nous ne demandons pas dans cette lettre" in ecrire("relance_3", penalites="mentionner").corps

    def test_une_conduite_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_2", penalites="doubler")
        assert refus.value.code == "option.penalites"

    def test_le_detail_est_celui_du_decompte(self) -> None:
        rendue = ecrire("avis_de_penalites")
        assert rendue.releve == decompte(FACTURE, au=AU, evenements=DOSSIER.evenements)
        assert sum(ligne.montant or 0 for ligne in rendue.releve.lignes) == rendue.montant

    def test_une_facture_payee_en_retard_ne_doit_plus_que_ses_accessoires(self) -> None:
        payee = Dossier(creance=PUBLIC.creance, evenements=(Paiement(date="2026-11-10", montant=1000),))
        rendue = ecrire("avis_de_penalites", payee)
        assert rendue.montant == decompte(PUBLIC.creance, au=AU, evenements=payee.evenements).valeur.total
        assert "a été réglée en retard" in rendue.corps


class TestUnConsommateur:
    """Ni pénalités, ni indemnité : l'intérêt légal, depuis la mise en demeure (C. civ., 1231-6)."""

    INTERDITS = ("pénalité", "indemnité", "40,00", "L441-10", "L. 441-10")

    @pytest.mark.parametrize("modele", ["relance_1", "relance_2", "relance_3", "mise_en_demeure", "reconnaissance"])
    def test_aucun_mot_des_professionnels(self, modele: str) -> None:
        rendue = ecrire(modele, CONSOMMATEUR)
        assert [mot for mot in self.INTERDITS if mot in rendue.corps or mot in rendue.html] == []

    @pytest.mark.parametrize("penalites", ["masquer", "mentionner", "reclamer", "renoncer"])
    def test_quelle_que_soit_la_conduite_demandee(self, penalites: str) -> None:
        rendue = ecrire("relance_3", CONSOMMATEUR, penalites=penalites)
        assert [mot for mot in self.INTERDITS if mot in rendue.corps] == []

    def test_la_mise_en_demeure_accorde_quinze_jours_et_nomme_le_mediateur(self) -> None:
        rendue = ecrire("mise_en_demeure", CONSOMMATEUR, mediateur="Médiation du commerce, 1 rue du Pont, 75001 Paris")
        assert rendue.corps == attendu("mise_en_demeure.consommateur")
        assert (rendue.delai, rendue.dernier_jour) == (15, date(2026, 12, 6))
        assert "MEDIATEUR" not in rendue.controle.valeur.codes()
        assert rendue.montant == Decimal("1002.26")  # 1 000 × 2,75 % × 30 jours : 2,26

    def test_sans_mediateur_le_controle_alerte(self) -> None:
        assert "MEDIATEUR" in ecrire("mise_en_demeure", CONSOMMATEUR).controle.valeur.codes()

    def test_un_avis_de_penalites_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("avis_de_penalites", CONSOMMATEUR)
        assert refus.value.code == "lettre.sans_penalites"

    def test_une_dette_prescrite_ne_se_reclame_pas(self) -> None:
        ancienne = Dossier(creance=CONSOMMATEUR.creance.avec(emission="2023-09-04", echeance="2023-10-04"))
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_1", ancienne)
        assert refus.value.code == "message.refuse"


class TestUnAcheteurPublic:
    """CCP, R2192-31 : des intérêts moratoires, et trente jours pour répondre, par usage."""

    def test_la_mise_en_demeure(self) -> None:
        rendue = ecrire("mise_en_demeure", PUBLIC)
        assert rendue.delai == 30
        assert "intérêts moratoires" in rendue.corps
        assert "pénalités" not in rendue.corps

    def test_l_avis(self) -> None:
        assert ecrire("avis_de_penalites", PUBLIC).objet == "Intérêts moratoires : facture F-2026-118"


class TestCeQuiNeSEcritPas:
    """Rien à qui ne doit rien, rien avant l'heure, rien que le contrôle refuse."""

    def test_une_dette_soldee(self) -> None:
        soldee = Dossier(creance=FACTURE, evenements=(Paiement(date="2026-10-04", montant=1000),))
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_1", soldee)
        assert refus.value.code == "lettre.dette_soldee"

    @pytest.mark.parametrize("modele", APRES)
    def test_avant_l_echeance_on_ne_relance_pas(self, modele: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire(modele, au="2026-10-04")
        assert refus.value.code == "lettre.moment"

    def test_apres_l_echeance_on_ne_previent_plus(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("pre_relance", au="2026-10-05")
        assert refus.value.code == "lettre.moment"

    def test_une_creance_anterieure_au_jugement_ne_se_reclame_pas(self) -> None:
        ouverte = Dossier(creance=FACTURE, evenements=(ProcedureCollective(date="2026-11-02"),))
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_3", ouverte)
        assert refus.value.code == "message.refuse"

    def test_une_creance_posterieure_au_jugement_se_reclame(self) -> None:
        ouverte = Dossier(creance=FACTURE, evenements=(ProcedureCollective(date="2026-08-02"),))
        assert ecrire("relance_3", ouverte).montant == Decimal("1056.31")

    def test_un_surendette_ne_se_relance_plus(self) -> None:
        """« de payer, en tout ou partie, une créance […] née antérieurement » (C. conso., L722-5)"""
        evenements = (Suspension(type="surendettement", date="2026-11-02"),)
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_1", CONSOMMATEUR.avec(evenements=evenements))
        assert "C. conso., L722-5" in refus.value.articles

    def test_une_lre_sans_accord(self) -> None:
        """« celui-ci doit avoir exprimé à l'expéditeur son consentement » (C. postes, L100)"""
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("mise_en_demeure", CONSOMMATEUR, canal="lre")
        assert refus.value.code == "lettre.lre"
        acceptee = CONSOMMATEUR.avec(contexte=Contexte(accord_lre=True))
        assert ecrire("mise_en_demeure", acceptee, canal="lre").canal == "lre"

    def test_renoncer_aux_interets_d_un_acheteur_public(self) -> None:
        """« Toute renonciation au paiement des intérêts moratoires est réputée non écrite. » (CCP, L2192-14)"""
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_2", PUBLIC, penalites="renoncer")
        assert (refus.value.code, refus.value.articles) == ("lettre.renonciation", ("CCP, L2192-14",))

    @pytest.mark.parametrize("canal", ["sms", "whatsapp", "telephone"])
    def test_une_mise_en_demeure_par_message_court(self, canal: str) -> None:
        """« un acte portant interpellation suffisante » (C. civ., 1344), que l'événement puisse dire."""
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("mise_en_demeure", canal=canal)
        assert refus.value.code == "lettre.mode"

    def test_renoncer_sans_delai(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_1", penalites="renoncer")
        assert refus.value.code == "lettre.renonciation"
        assert "nous renonçons" in ecrire("mise_en_demeure", penalites="renoncer").corps

    @pytest.mark.parametrize("modele", ["mise_en_demeure", "echeancier", "reconnaissance", "requete_injonction"])
    def test_un_acte_sans_nom(self, modele: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire(modele, destinataire=Correspondant())
        assert refus.value.code == "lettre.parties"

    def test_une_requete_contre_une_personne_publique(self) -> None:
        """CPC, 1406 : le juge civil ou commercial, non le juge administratif."""
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("requete_injonction", PUBLIC)
        assert (refus.value.code, refus.value.articles) == ("lettre.voie_fermee", ("CPC, 1406",))

    def test_une_reconnaissance_et_un_plan_d_une_autre_somme(self) -> None:
        autre = echeancier(FACTURE.avec(montant=900), au=AU, nombre=3).valeur
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("reconnaissance", plan=autre)
        assert refus.value.code == "lettre.plan"

    def test_un_plan_sans_plan(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("echeancier", plan=None)
        assert refus.value.code == "lettre.plan"

    @pytest.mark.parametrize(("nom", "valeur"), [("langue", "de"), ("canal", "pigeon")])
    def test_une_option_inconnue(self, nom: str, valeur: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_1", **{nom: valeur})
        assert refus.value.code == f"option.{nom}"

    def test_un_modele_inconnu(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_9")
        assert refus.value.code == "option.modele"

    def test_les_frais_ne_viennent_que_d_un_titre(self) -> None:
        sans = ecrire("mise_en_demeure").corps
        assert "frais" not in sans
        avec = Dossier(creance=FACTURE, evenements=(Frais(date="2026-11-01", montant="54.30"),))
        assert "frais fixés par le titre exécutoire" in ecrire("mise_en_demeure", avec).corps


class TestLeTiers:
    """CPCE, R124-4 : la première lettre d'un tiers porte cinq mentions, les suivantes la rappellent."""

    TIERS = Correspondant(nom="Agence Corvée", adresse=("2 quai Haut", "21000 Dijon"), role="tiers")
    CREANCIER = Correspondant(nom="Ateliers Morvan", adresse=("1 rue Basse", "21000 Dijon"))

    def test_sa_premiere_lettre(self) -> None:
        rendue = ecrire("relance_2", emetteur=self.TIERS, creancier=self.CREANCIER, canal="courrier")
        assert rendue.corps == attendu("relance_2.tiers")
        assert "recouvrement amiable" in rendue.corps

    @pytest.mark.parametrize("modele", ["relance_1", "relance_3", "mise_en_demeure"])
    @pytest.mark.parametrize("canal", ["email", "courrier"])
    def test_ses_mentions_sont_dans_le_texte_et_dans_la_page(self, modele: str, canal: str) -> None:
        """« son adresse ou son siège social », du tiers, du créancier, et « en distinguant les différents éléments »."""
        rendue = ecrire(modele, emetteur=self.TIERS, creancier=self.CREANCIER, canal=canal)
        for lu in (rendue.corps, rendue.html.replace("&#39;", "'")):
            assert "Agence Corvée, 2 quai Haut, 21000 Dijon, exerce une activité de recouvrement amiable" in lu
            assert "du créancier, Ateliers Morvan, 1 rue Basse, 21000 Dijon." in lu
            assert "Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier" in lu
            assert ("16,31 € d'intérêts" in lu.replace("\xa0", " ")) is (modele != "relance_1")

    @pytest.mark.parametrize(
        ("manque", "dit"),
        [
            ({"creancier": None}, "l'adresse du créancier"),
            ({"emetteur": Correspondant(nom="Agence Corvée", role="tiers")}, "l'adresse de l'émetteur"),
            ({"moyens_de_paiement": ()}, "un moyen de paiement"),
            ({"canal": "sms"}, "une lettre"),
        ],
    )
    def test_incomplete_elle_est_refusee(self, manque: dict[str, Any], dit: str) -> None:
        with pytest.raises(DonneeInvalide, match=dit) as refus:
            ecrire("relance_2", **({"emetteur": self.TIERS, "creancier": self.CREANCIER} | manque))
        assert (refus.value.code, refus.value.articles) == ("lettre.mention_de_tiers", ("CPCE, R124-4",))

    def test_il_somme_au_nom_du_creancier_qui_seul_saisit_le_juge(self) -> None:
        """CPCE, L124-1 : le tiers recouvre « pour le compte d'autrui », il n'agit pas en justice à sa place."""
        corps = ecrire("mise_en_demeure", emetteur=self.TIERS, creancier=self.CREANCIER).corps
        assert "Pour le compte du créancier, Ateliers Morvan, nous vous mettons en demeure de lui payer" in corps
        assert "Ateliers Morvan pourra saisir la juridiction compétente" in corps

    def test_sans_nom_de_creancier_rien_ne_part(self) -> None:
        anonyme = Dossier(creance=FACTURE.avec(creancier=Creancier()))
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_2", anonyme, emetteur=self.TIERS.avec(role="avocat"))
        assert refus.value.code == "lettre.parties"

    def test_la_suivante_rappelle_la_premiere(self) -> None:
        rendue = ecrire("relance_3", emetteur=self.TIERS, premiere_lettre="2026-11-01")
        assert "notre lettre du 1er novembre 2026, référence F-2026-118" in rendue.corps
        assert "recouvrement amiable" not in rendue.corps

    def test_sans_le_texte_de_la_loi_elle_est_refusee(self, tmp_path: Path) -> None:
        (tmp_path / "fr").mkdir()
        (tmp_path / "fr" / "_tiers.txt.j2").write_text("Agence de recouvrement.", encoding="utf-8")
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_2", emetteur=self.TIERS, creancier=self.CREANCIER, modeles=tmp_path)
        assert refus.value.code == "message.refuse"


class TestCeQuiEstDemandeSExplique:
    """C. civ., 1343-1 : un paiement partiel éteint d'abord les intérêts ; la lettre le dit, ses sommes s'additionnent."""

    PARTIEL = Dossier(creance=FACTURE, evenements=(Paiement(date="2026-11-10", montant=400),))

    @pytest.mark.parametrize("modele", ["relance_1", "relance_2", "relance_3", "mise_en_demeure", "reconnaissance"])
    def test_un_paiement_partiel(self, modele: str) -> None:
        du = decompte(FACTURE, au=AU, evenements=self.PARTIEL.evenements).valeur
        eteints = du.imputations[0].indemnite + du.imputations[0].interets
        corps = ecrire(modele, self.PARTIEL).corps
        assert f"Paiements déjà déduits : 400,00\xa0€, dont {format_ecrire(eteints, 'fr')} imputés" in corps
        assert "article 1343-1 du code civil" in corps
        assert FACTURE.montant - du.verse + eteints == du.principal

    def test_un_avoir(self) -> None:
        corrige = Dossier(creance=FACTURE, evenements=(Avoir(date="2026-10-01", montant=300),))
        rendue = ecrire("relance_1", corrige)
        assert "Avoirs déjà déduits : 300,00" in rendue.corps
        assert rendue.montant == Decimal("700.00")
        prevenue = ecrire("pre_relance", corrige.avec(evenements=(Avoir(date="2026-09-20", montant=300),)))
        assert "Il en reste 700,00\xa0€ à régler." in prevenue.corps

    @pytest.mark.parametrize("modele", ["relance_1", "relance_2"])
    def test_on_ne_demande_pas_zero(self, modele: str) -> None:
        """Le principal d'un acheteur public payé d'abord (CE, 23 mai 2012, n° 346352), il ne reste que des intérêts."""
        paye = Dossier(creance=PUBLIC.creance, evenements=(Paiement(date="2026-11-10", montant=1000),))
        with pytest.raises(DonneeInvalide) as refus:
            ecrire(modele, paye)
        assert refus.value.code == "lettre.rien_a_demander"
        reclamee = ecrire(modele, paye, penalites="reclamer")
        assert "a été réglée" in reclamee.corps
        assert "jours de retard" not in reclamee.corps

    @pytest.mark.parametrize("modele", ["relance_3", "mise_en_demeure"])
    def test_un_principal_paye_n_est_ni_impaye_ni_productif_d_interets(self, modele: str) -> None:
        paye = Dossier(creance=PUBLIC.creance, evenements=(Paiement(date="2026-11-10", montant=1000),))
        corps = ecrire(modele, paye).corps
        assert "impayée" not in corps
        assert "continuent de courir" not in corps

    def test_les_rappels_sont_ceux_que_le_debiteur_a_recus_apres_l_echeance(self) -> None:
        notes = (
            Relance(date="2026-09-25"),
            Relance(date="2026-10-12", canal="interne"),
            Relance(date="2026-10-20", canal="email"),
        )
        corps = ecrire("mise_en_demeure", Dossier(creance=FACTURE, evenements=notes)).corps
        assert "déjà relancé : 20 octobre 2026." in corps

    def test_le_delai_court_de_la_presentation(self) -> None:
        """Une lettre présentée trois jours plus tard laisse quand même tout son délai (C. civ., 1231)."""
        assert "vous est accordé à compter de la première présentation" in ecrire("mise_en_demeure").corps
        assert "à compter de la réception" in ecrire("mise_en_demeure", canal="email").corps

    def test_une_lettre_complete_passe_le_controle_de_la_regle(self) -> None:
        """C. civ., 1344 : la mise en demeure écrite porte toutes les mentions que `mise_en_demeure` exige."""
        rendue = ecrire("mise_en_demeure")
        envoyee = DOSSIER.avec(evenements=(*DOSSIER.evenements, rendue.evenement(date=AU)))
        lue = mise_en_demeure(envoyee, au=AU, envoyee=True, texte=rendue.corps).valeur
        assert lue.codes() == set()

    def test_une_seconde_mise_en_demeure_ne_fait_pas_courir_l_interet(self) -> None:
        """C. civ., 1344-1 : il court depuis la première, quel que soit le débiteur civil."""
        deja = MiseEnDemeure(date="2026-10-20", presentation="2026-10-22", delai=8)
        syndicat = FACTURE.avec(debiteur=Debiteur(nom="Syndicat", qualite="non_professionnel"))
        assert "continue de courir" in ecrire("mise_en_demeure", Dossier(creance=syndicat, evenements=(deja,))).corps
        assert "fait courir" in ecrire("mise_en_demeure", Dossier(creance=syndicat)).corps

    @pytest.mark.parametrize("modele", ["relance_1", "mise_en_demeure"])
    def test_des_interets_capitalises_se_disent(self, modele: str) -> None:
        """C. civ., 1343-2 : échus pour une année entière, ils grossissent le principal, qui dépasse alors la facture."""
        creance = FACTURE.avec(emission="2024-01-01", echeance="2024-01-31", conditions=Conditions(capitalisation=True))
        rendue = ecrire(modele, Dossier(creance=creance))
        capitalises = decompte(creance, au=AU).valeur.capitalises
        assert capitalises > 0
        assert f"dont {format_ecrire(capitalises, 'fr')} d'intérêts capitalisés (article 1343-2" in rendue.corps

    def test_un_taux_convenu_ne_se_dit_pas_legal(self) -> None:
        """C. civ., 1231-5 : la clause d'intérêt n'est pas le taux légal."""
        convenu = CONSOMMATEUR.creance.avec(conditions=Conditions(taux_penalites=8))
        corps = ecrire("mise_en_demeure", CONSOMMATEUR.avec(creance=convenu)).corps
        assert "taux convenu" in corps
        assert "taux légal" not in corps


class TestPayer:
    """Idées 67 et 68 : les moyens acceptés paraissent, les autres non ; le lien aussi."""

    def test_les_moyens_et_le_lien(self) -> None:
        moyens = [
            VIREMENT,
            MoyenDePaiement(code="cheque", detail="à l'ordre d'Ateliers Morvan"),
            MoyenDePaiement(code="carte"),
        ]
        rendue = ecrire("relance_1", moyens_de_paiement=moyens, lien_paiement="https://payer.example/F-2026-118")
        for attendu in (
            "virement : FR76",
            "chèque : à l'ordre",
            "- carte bancaire\n",
            "https://payer.example/F-2026-118",
        ):
            assert attendu in rendue.corps.replace("\xa0", " ")
        assert "espèces" not in rendue.corps

    @pytest.mark.parametrize(("montant", "proposees"), [("1000.00", True), ("1000.01", False)])
    def test_les_especes_jusqu_au_plafond(self, montant: str, proposees: bool) -> None:
        """« à 1 000 euros pour les paiements effectués en espèces » (CMF, D112-3)"""
        dossier = Dossier(creance=FACTURE.avec(montant=montant))
        rendue = ecrire("pre_relance", dossier, moyens_de_paiement=[MoyenDePaiement(code="especes")])
        assert ("espèces" in rendue.corps) is proposees

    def test_un_solde_sous_le_plafond_ne_rend_pas_les_especes(self) -> None:
        """« le paiement d'une dette supérieure à un montant » (CMF, L112-6) : la dette entière compte, non le reste."""
        presque = Dossier(creance=FACTURE.avec(montant=5000), evenements=(Paiement(date="2026-10-04", montant=4500),))
        rendue = ecrire("relance_1", presque, moyens_de_paiement=[VIREMENT, MoyenDePaiement(code="especes")])
        assert rendue.montant == Decimal("500.00")
        assert "espèces" not in rendue.corps

    def test_un_actif_numerique_se_demande(self) -> None:
        rendue = ecrire("relance_1", langue="en", moyens_de_paiement=[MoyenDePaiement(code="actif_numerique")])
        assert "digital asset" in rendue.corps

    def test_un_moyen_inconnu_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide):
            MoyenDePaiement(code="troc")


class TestLEvenementAInscrire:
    """Une lettre partie est un fait, avec l'empreinte de ce qui a été écrit."""

    def test_une_relance(self) -> None:
        rendue = ecrire("relance_2")
        envoyee = rendue.evenement(date="2026-11-21", auteur="A. Brisselle", etape="rappel_ferme")
        assert isinstance(envoyee, Relance)
        assert (envoyee.canal, envoyee.etape, envoyee.auteur) == ("email", "rappel_ferme", "A. Brisselle")
        assert envoyee.empreinte == hashlib.sha256(rendue.corps.encode()).hexdigest()

    def test_une_mise_en_demeure_porte_son_delai_et_son_mode(self) -> None:
        envoyee = ecrire("mise_en_demeure", delai=10).evenement(date="2026-11-21")
        assert isinstance(envoyee, MiseEnDemeure)
        assert (envoyee.delai, envoyee.mode, envoyee.etape) == (10, "lrar", "mise_en_demeure")

    @pytest.mark.parametrize("modele", ["echeancier", "reconnaissance", "requete_injonction"])
    def test_les_autres_ont_le_leur(self, modele: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            ecrire(modele).evenement(date="2026-11-21")
        assert refus.value.code == "lettre.sans_evenement"


class TestLesDonneesDUneRequete:
    """CPC, 1407 : « l'indication précise du montant de la somme réclamée avec le décompte des différents éléments »"""

    def test_les_juridictions_et_les_sommes(self) -> None:
        commercant = FACTURE.avec(debiteur=FACTURE.debiteur.avec(commercant=True))
        donnees = ecrire("requete_injonction", Dossier(creance=commercant)).donnees
        assert donnees["requete"]["juridictions"][0]["article"] == "C. com., L721-3"
        assert donnees["total"] == donnees["principal"] + donnees["interets"] + donnees["indemnite"]

    @pytest.mark.parametrize("qualite", ["consommateur", "non_professionnel"])
    @pytest.mark.parametrize("langue", ["fr", "en"])
    def test_contre_qui_ne_doit_ni_penalites_ni_indemnite(self, qualite: str, langue: str) -> None:
        """CPC, 1407 : les éléments de la créance, et eux seuls ; ni D441-5, ni une ligne à zéro."""
        menage = FACTURE.avec(debiteur=Debiteur(nom="Vannier", qualite=qualite))
        corps = ecrire("requete_injonction", Dossier(creance=menage), langue=langue).corps
        assert [mot for mot in ("D441-5", "indemnité", ": 0,00", "professionnels") if mot in corps] == []
        assert ("contrat ;" if langue == "fr" else "contract;") in corps

    def test_la_mise_en_demeure_se_dit(self) -> None:
        mise = Dossier(creance=FACTURE, evenements=(MiseEnDemeure(date="2026-11-01", delai=8),))
        assert "Mise en demeure du 1er novembre 2026." in ecrire("requete_injonction", mise).corps

    def test_une_reconnaissance_peut_porter_un_plan(self) -> None:
        plan = echeancier(FACTURE, au=AU, nombre=3).valeur
        assert "- 21 décembre 2026 : 352,10" in ecrire("reconnaissance", plan=plan).corps.replace("\xa0", " ")

    @pytest.mark.parametrize(
        ("clauses", "attendu"),
        [
            ({"interets": "abandonnes"}, "Nous renonçons aux intérêts"),
            ({"taux": "5"}, "intérêts du plan : 8,61"),
            ({"decheance": False}, "ne rend exigible que cette échéance"),
            ({"tolerance": 5}, "5 jours après sa date"),
        ],
    )
    def test_les_clauses_d_un_plan(self, clauses: dict[str, Any], attendu: str) -> None:
        plan = echeancier(FACTURE, au=AU, nombre=3, **clauses).valeur
        assert attendu in ecrire("echeancier", plan=plan).corps.replace("\xa0", " ")


class TestLesSommesEnLettres:
    """C. civ., 1376 : « la mention, écrite par lui-même, de la somme […] en toutes lettres et en chiffres »"""

    @pytest.mark.parametrize(
        ("montant", "francais", "anglais"),
        [
            ("0.00", "zéro euro", "zero euros"),
            ("0.01", "un centime", "one cent"),
            ("1.00", "un euro", "one euro"),
            ("21.21", "vingt et un euros et vingt et un centimes", "twenty-one euros and twenty-one cents"),
            ("80.02", "quatre-vingts euros et deux centimes", "eighty euros and two cents"),
            (
                "1056.31",
                "mille cinquante-six euros et trente et un centimes",
                "one thousand and fifty-six euros and thirty-one cents",
            ),
            ("1000000.00", "un million d'euros", "one million euros"),
            ("1000001.00", "un million un euros", "one million and one euros"),
        ],
    )
    def test_une_somme(self, montant: str, francais: str, anglais: str) -> None:
        assert en_lettres(Decimal(montant), "fr") == francais
        assert en_lettres(Decimal(montant), "en").replace(",", "") == anglais

    @rapide
    @given(st.integers(0, 10**11))
    def test_deux_sommes_differentes_ne_se_lisent_jamais_pareil(self, montant: int) -> None:
        un, deux = Decimal(montant).scaleb(-2), Decimal(montant + 1).scaleb(-2)
        assert en_lettres(un, "fr") != en_lettres(deux, "fr")


class TestLesUsages:
    """Les délais de la pratique sont des données : aucun ne bouge sans qu'on le voie."""

    def test_les_delais_livres(self) -> None:
        delais = {
            nom: tuple(usage.delai_pour(qualite) for qualite in ("professionnel", "consommateur", "public", None))
            for nom, usage in usages_des_lettres().items()
        }
        assert delais == {
            "pre_relance": (None,) * 4,
            "relance_1": (None,) * 4,
            "relance_2": (8,) * 4,
            "relance_3": (8,) * 4,
            "relance_4": (8,) * 4,
            "derniere_relance": (8,) * 4,
            "mise_en_demeure": (8, 15, 30, 8),
            "avis_de_penalites": (8, 8, 30, 8),
            "echeancier": (None,) * 4,
            "reconnaissance": (None,) * 4,
            "requete_injonction": (None,) * 4,
        }

    @pytest.mark.parametrize("qualite", ["professionnel", "consommateur", "non_professionnel", "public"])
    def test_la_lettre_laisse_le_delai_que_la_regle_conseille(self, qualite: str) -> None:
        dossier = Dossier(creance=FACTURE.avec(debiteur=Debiteur(nom="Vannier", qualite=qualite)))
        assert ecrire("mise_en_demeure", dossier).delai == mise_en_demeure(dossier, au=AU).valeur.delai


class TestLesEtapesDesScenarios:
    """Le code d'une étape suffit : la lettre s'écrit, et l'événement porte ce code."""

    @pytest.mark.parametrize("etape", ["derniere_relance", "relance_4"])
    def test_une_etape_prend_le_texte_de_la_derniere_relance(self, etape: str) -> None:
        rendue = ecrire(etape)
        assert rendue.corps == ecrire("relance_3").corps
        assert rendue.evenement(date=AU).etape == etape

    def test_chaque_lettre_des_scenarios_livres_s_ecrit(self) -> None:
        natures = {"pre_relance", "relance", "mise_en_demeure"}
        codes = {une.code for scenario in scenarios().values() for une in scenario.etapes if une.nature in natures}
        assert codes - usages_des_lettres().keys() == set()


class TestLaFrequence:
    """C. pén., 222-16 : trop de messages en une semaine, par usage plus de trois, et la lettre ne part pas."""

    def test_un_quatrieme_message_de_la_semaine_est_refuse(self) -> None:
        envoyes = tuple(Relance(date=f"2026-11-{jour}", canal="email") for jour in (17, 18, 19))
        with pytest.raises(DonneeInvalide) as refus:
            ecrire("relance_2", Dossier(creance=FACTURE, evenements=envoyes))
        assert refus.value.code == "message.refuse"

    def test_une_reconnaissance_ne_relance_personne(self) -> None:
        envoyes = tuple(Relance(date=f"2026-11-{jour}", canal="email") for jour in (17, 18, 19))
        assert ecrire("reconnaissance", Dossier(creance=FACTURE, evenements=envoyes)).montant == Decimal("1056.31")


class TestLesMontants:
    """Ce que la lettre demande est ce que les règles disent, quel que soit le dossier."""

    @rapide
    @given(
        centimes=st.integers(1, 10**8),
        au=st.dates(min_value=date(2026, 10, 5), max_value=date(2026, 12, 31)),
        conduite=st.sampled_from(["masquer", "mentionner", "reclamer", "renoncer"]),
    )
    def test_le_decompte_decide(self, centimes: int, au: date, conduite: str) -> None:
        dossier = Dossier(creance=FACTURE.avec(montant=Decimal(centimes).scaleb(-2)))
        rendue = ecrire("relance_3", dossier, au=au, penalites=conduite)
        du = decompte(dossier.creance, au=au).valeur
        assert rendue.montant == (du.total if conduite == "reclamer" else du.principal)
        assert format_ecrire(rendue.montant, "fr") in rendue.corps


class TestLesNomsHostiles:
    """Un nom ne peut ni ouvrir une balise, ni ajouter une ligne à une lettre."""

    @pytest.mark.parametrize("nom", ["<script>alert(1)</script>", "Vannier\nTotal : 0,00 €", "{{ creancier }}"])
    def test_le_texte_et_la_page_restent_les_memes(self, nom: str) -> None:
        piege = Correspondant(nom=nom, adresse=(nom,))
        rendue = ecrire("mise_en_demeure", destinataire=piege)
        assert "<script>" not in rendue.html
        assert "\nTotal : 0,00" not in rendue.corps
        assert rendue.montant == Decimal("1056.31")

    def test_une_contestation_n_empeche_pas_d_ecrire(self) -> None:
        contestee = Dossier(creance=FACTURE, evenements=(Contestation(date="2026-11-01", montant=200),))
        assert "CREANCE_CONTESTEE" in ecrire("relance_3", contestee).releve.codes()
