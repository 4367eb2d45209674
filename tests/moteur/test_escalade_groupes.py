"""Un message par débiteur, les actions du jour, le journal pour le juge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    Acte,
    Contestation,
    Creance,
    Debiteur,
    Dossier,
    Evenement,
    Groupe,
    HorsChamp,
    Issue,
    MiseEnDemeure,
    Paiement,
    Procedure,
    Promesse,
    Relance,
    Reponse,
    StatutFacture,
    actions_du_jour,
    escalades,
    journal,
    relire,
    scenarios,
)

DURAND = Debiteur(nom="Durand", qualite="professionnel")


def dossier(reference: str, *evenements: Evenement, echeance: str = "2026-11-02", **creance: Any) -> Dossier:
    champs = {"reference": reference, "montant": 900, "echeance": echeance, "debiteur": DURAND} | creance
    return Dossier(creance=Creance(**champs), evenements=evenements)


def relance(jour: str, **champs: Any) -> Relance:
    return Relance(date=jour, **{"canal": "email"} | champs)


def groupe(*dossiers: Dossier, au: str, **options: Any) -> Groupe:
    (un,) = escalades(dossiers, au=au, **options).valeur
    return un


class TestUnMessageParDebiteur:
    """« Ten invoices must not give ten e-mails. »"""

    def test_dix_factures_font_un_message(self) -> None:
        un = groupe(*(dossier(f"F{rang}") for rang in range(10)), au="2026-11-12")
        assert un.message is not None
        assert (un.message.code, len(un.porte), un.total) == ("relance_1", 10, Decimal("9000.00"))

    def test_le_niveau_est_celui_de_la_plus_avancee_et_chacune_garde_le_sien(self) -> None:
        jeune = dossier("F1")
        vieille = dossier("F2", relance("2026-10-26"), relance("2026-11-03", canal="telephone"), echeance="2026-10-20")
        un = groupe(jeune, vieille, au="2026-11-12")
        assert un.message is not None
        assert (un.message.code, un.porte) == ("relance_2", ("F1", "F2"))
        assert [plan.niveau for plan in un.plans] == [0, 1]

    def test_ce_qui_est_conteste_promis_ou_suspendu_en_sort(self) -> None:
        un = groupe(
            dossier("F1"),
            dossier("F2", Contestation(date="2026-11-05")),
            dossier("F3", Promesse(date="2026-11-05", pour_le="2026-11-20")),
            dossier("F4", Paiement(date="2026-11-02", montant=900)),
            dossier("F5", echeance="2026-12-02"),
            au="2026-11-12",
        )
        assert un.porte == ("F1",)
        assert [(une.reference, une.raison) for une in un.retirees] == [
            ("F2", "contestation"),
            ("F3", "promesse_en_cours"),
            ("F4", "soldee"),
        ]
        assert [une.code for une in un.autres] == ["traiter_la_contestation"]

    def test_l_ecart_se_compte_entre_deux_contacts_avec_le_debiteur(self) -> None:
        """La relance de F2, la veille, repousse de quatre jours celle de F1 : le 15 est un dimanche."""
        un = groupe(dossier("F1"), dossier("F2", relance("2026-11-11"), echeance="2026-11-06"), au="2026-11-12")
        assert un.message is not None
        assert (un.message.jour, un.message.raison) == (date(2026, 11, 16), "ecart_minimal")
        continu = scenarios()["pme"].avec(jours_ouvres=False)
        sans_ouvres = groupe(
            dossier("F1"),
            dossier("F2", relance("2026-11-11"), echeance="2026-11-06"),
            au="2026-11-12",
            scenario=continu,
        )
        assert sans_ouvres.message is not None
        assert sans_ouvres.message.jour == date(2026, 11, 15)

    def test_une_mise_en_demeure_n_attend_pas(self) -> None:
        vieille = dossier("F1", relance("2026-10-02", etape="derniere_relance"), echeance="2026-09-01")
        un = groupe(vieille, dossier("F2", relance("2026-11-11"), echeance="2026-11-06"), au="2026-11-12")
        assert un.message is not None
        assert (un.message.code, un.message.jour) == ("mise_en_demeure", date(2026, 11, 12))

    def test_une_pre_relance_ne_porte_que_ce_qui_n_est_pas_echu(self) -> None:
        un = groupe(
            dossier("F1", echeance="2026-11-20"),
            dossier("F2", relance("2026-11-06"), relance("2026-11-10", canal="telephone")),
            au="2026-11-10",
        )
        assert un.message is not None
        # F1 part demain au plus tôt : l'appel du jour même compte.
        assert (un.message.code, un.porte, un.message.jour) == ("pre_relance", ("F1",), date(2026, 11, 16))

    def test_le_siren_reunit_mieux_que_le_nom(self) -> None:
        siren = [Debiteur(nom=nom, siren="732829320") for nom in ("Durand", "Durand SA")]
        homonymes = [Debiteur(nom="Durand"), Debiteur(nom="Durand", siren="732829320"), Debiteur(), Debiteur()]
        reunis = escalades([dossier(f"F{rang}", debiteur=un) for rang, un in enumerate(siren)], au="2026-11-12").valeur
        separes = escalades([dossier(f"F{rang}", debiteur=un) for rang, un in enumerate(homonymes)], au="2026-11-12")
        assert (len(reunis), len(separes.valeur)) == (1, 4)

    def test_rien_a_ecrire_se_dit(self) -> None:
        rendu = escalades([dossier("F1", Paiement(date="2026-11-02", montant=900))], au="2026-11-12")
        assert (rendu.valeur[0].message, rendu.valeur[0].porte, rendu.valeur[0].total) == (None, (), 0)
        assert "rien à écrire" in str(rendu)
        assert "nothing to write" in rendu.texte("en")
        assert "traiter la contestation" in str(
            escalades([dossier("F1", Contestation(date="2026-11-05"))], au="2026-11-12")
        )

    def test_un_portefeuille_vide_ne_rend_rien(self) -> None:
        assert escalades([], au="2026-11-12").valeur == ()
        assert actions_du_jour([], au="2026-11-12").valeur == ()


class TestLesActionsDuJour:
    """Réagir vite : la créance paraît le jour où son étape est due, la plus pressée d'abord."""

    def test_ce_que_la_loi_presse_passe_avant_les_sommes(self) -> None:
        injonction = Procedure(type="IP", actes=(Acte(type="ordonnance", date="2026-09-10"),))
        lot = [
            dossier("F1"),
            dossier("F2", montant=5000),
            dossier("F3", echeance="2026-05-31").avec(procedures=(injonction,)),
            dossier("F4", echeance="2026-12-31"),
        ]
        rendu = actions_du_jour(lot, au="2026-11-12")
        assert [(une.reference, une.action.code, une.retard) for une in rendu.valeur] == [
            ("F3", "signification", 0),
            ("F2", "relance_1", 6),
            ("F1", "relance_1", 6),
        ]
        assert "au plus tard le 10 décembre 2026" in str(rendu)

    def test_un_jour_chome_on_n_ecrit_a_personne(self) -> None:
        lot = [dossier("F1"), dossier("F2", Contestation(date="2026-11-05"))]
        assert [une.action.code for une in actions_du_jour(lot, au="2026-11-14").valeur] == ["traiter_la_contestation"]

    def test_l_etape_parait_a_son_jour_pas_avant(self) -> None:
        assert actions_du_jour([dossier("F1")], au="2026-11-05").valeur == ()
        assert len(actions_du_jour([dossier("F1")], au="2026-11-06").valeur) == 1


class TestLeJournal:
    """« Journal of every action (date, channel, content hash, proof, author, answer). »"""

    EMPREINTE = "a" * 64

    def test_tout_y_est_dans_l_ordre_avec_sa_preuve(self) -> None:
        injonction = Procedure(type="IP", actes=(Acte(type="requete", date="2027-01-10"),))
        tenu = dossier(
            "F1",
            MiseEnDemeure(date="2026-12-14", mode="lrar", presentation="2026-12-16", auteur="A. Blanc"),
            relance("2026-11-06", etape="relance_1", empreinte=self.EMPREINTE),
            Reponse(date="2026-11-07", attitude="demande_de_delai"),
            StatutFacture(date="2026-11-08", statut="deposee"),
            Relance(date="2026-11-10", canal="pigeon"),
            MiseEnDemeure(date="2026-12-20", mode="avocat"),
            MiseEnDemeure(date="2026-12-21"),
            relance("2027-02-01"),
        ).avec(procedures=(injonction,))
        lues = journal(tenu, au="2027-01-31").valeur
        assert [(str(une.date), une.sorte, une.canal, une.preuve, une.detail) for une in lues] == [
            ("2026-11-06", "relance", "email", "faible", ""),
            ("2026-11-07", "reponse", "", "", "demande_de_delai"),
            ("2026-11-08", "statut_facture", "", "", "deposee"),
            ("2026-11-10", "relance", "pigeon", "", ""),
            ("2026-12-14", "mise_en_demeure", "lrar", "forte", ""),
            ("2026-12-20", "mise_en_demeure", "avocat", "faible", ""),
            ("2026-12-21", "mise_en_demeure", "", "", ""),
            ("2027-01-10", "requete", "acte", "authentique", "IP"),
        ]
        assert (lues[0].etape, lues[0].empreinte) == ("relance_1", self.EMPREINTE)
        assert (lues[4].auteur, lues[4].remis_le) == ("A. Blanc", date(2026, 12, 16))

    def test_il_dit_les_montants_et_les_issues(self) -> None:
        """Un journal pour le juge dit combien, et ce qu'il est advenu de chaque acte."""
        tenu = dossier(
            "F1",
            Paiement(date="2026-11-06", montant=250),
            Contestation(date="2026-11-07", nature="serieuse"),
            Issue(date="2026-11-08", issue="desistement"),
        )
        rendu = journal(tenu, au="2026-12-01")
        assert [(une.montant, une.detail) for une in rendu.valeur] == [
            (Decimal("250.00"), ""),
            (None, "serieuse"),
            (None, "desistement"),
        ]
        assert relire(rendu.json()) == rendu
        assert all(mot in str(rendu) for mot in ("250,00", "sérieuse", "désistement"))

    def test_il_se_lit_dans_les_deux_langues(self) -> None:
        rendu = journal(dossier("F1", relance("2026-11-06"), Reponse(date="2026-11-07")), au="2026-12-01")
        assert "6 novembre 2026 : relance, courriel, preuve faible" in str(rendu).replace("\xa0", " ")
        assert "6 November 2026: reminder, e-mail, proof " in rendu.texte("en")


@pytest.mark.parametrize("question", [escalades, actions_du_jour])
def test_un_refus_dit_de_quelle_creance_il_s_agit(question: Any) -> None:
    locale = Debiteur(nom="Teva", territoire="nouvelle_caledonie")
    sans_echeance = Dossier(creance=Creance(reference="F2", montant=900, emission="2026-09-02", debiteur=locale))
    with pytest.raises(HorsChamp, match="créance F2 : ") as refus:
        question([dossier("F1"), sans_echeance], au="2026-11-12")
    assert refus.value.code == refus.value.__cause__.code
