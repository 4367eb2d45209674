"""Ce qui reste dû : l'ordre des imputations, les avoirs, les frais, la capitalisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    Avoir,
    Creance,
    Decompte,
    DonneeInvalide,
    Evenement,
    Frais,
    Imputation,
    MiseEnDemeure,
    Paiement,
    decompte,
    prescription,
    releve,
)
from strategies import COMMUNE, CONSOMMATEUR, conditions, facture, paiement

DIX_POUR_CENT = facture(echeance="2025-01-01", conditions=conditions(taux_penalites=10, conclu_le="2024-12-01"))
QUATRE_MILLE = paiement("2025-07-01", 4000)
MARCHE = facture(debiteur=COMMUNE, echeance="2026-05-15")


def _reste(*evenements: Evenement, au: str = "2026-12-31", **champs: Any) -> Decompte:
    return decompte(facture(**champs), au=au, evenements=evenements).valeur


class TestImputationPrivee:
    """« Le paiement partiel s'impute d'abord sur les intérêts » (C. civ., 1343-1), les frais avant."""

    def test_frais_interets_principal(self) -> None:
        reponse = decompte(DIX_POUR_CENT, au="2026-01-01", evenements=[QUATRE_MILLE])
        reste = reponse.valeur
        assert (reste.principal, reste.interets, reste.indemnite) == (Decimal("6535.89"), Decimal("329.48"), 0)
        assert reste.total == Decimal("6865.37")
        assert reste.imputations == (
            Imputation(
                date=date(2025, 7, 1),
                montant=Decimal("4000.00"),
                indemnite=Decimal("40.00"),
                frais=Decimal("0.00"),
                interets=Decimal("495.89"),
                principal=Decimal("3464.11"),
                trop_percu=Decimal("0.00"),
            ),
        )
        assert "C. civ., 1343-1" in reponse.articles

    @pytest.mark.parametrize(
        ("ordre", "total"),
        [
            (("frais", "interets", "principal"), "6865.37"),
            (("interets", "frais", "principal"), "6865.37"),
            (("interets", "principal", "frais"), "6863.35"),
            (("principal", "interets", "frais"), "6838.36"),
            (("principal", "frais", "interets"), "6838.36"),
        ],
    )
    def test_seule_la_place_du_principal_compte(self, ordre: tuple[str, ...], total: str) -> None:
        reste = decompte(DIX_POUR_CENT, au="2026-01-01", evenements=[QUATRE_MILLE], ordre=ordre).valeur
        assert reste.total == Decimal(total)

    def test_l_ordre_par_defaut_porte_une_reserve_s_il_a_paye_les_quarante_euros(self) -> None:
        assert (
            "IMPUTATION_DES_40_EUROS"
            in decompte(facture(), au="2026-06-30", evenements=[paiement("2026-05-31", 1)]).codes()
        )
        sans = decompte(facture(), au="2026-06-30", evenements=[paiement("2026-04-30", 1)])
        assert "IMPUTATION_DES_40_EUROS" not in sans.codes()
        demande = decompte(
            facture(), au="2026-06-30", evenements=[paiement("2026-05-31", 1)], ordre=("frais", "interets", "principal")
        )
        assert "IMPUTATION_DES_40_EUROS" not in demande.codes()

    def test_un_ordre_incomplet_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="chacun une fois"):
            decompte(facture(), au="2026-06-30", ordre=("frais",))

    def test_un_consommateur_impute_comme_un_professionnel(self) -> None:
        demeure = MiseEnDemeure(date="2026-05-01", reception="2026-05-01")
        reste = _reste(demeure, paiement("2026-06-30", 1000), au="2026-06-30", debiteur=CONSOMMATEUR)
        assert (reste.principal, reste.interets, reste.indemnite) == (Decimal("9043.07"), 0, 0)


class TestImputationPublique:
    """CE, 23 mai 2012, n° 346352 : le paiement d'un marché va d'abord au principal ; les intérêts et les quarante euros
    sont payés après la « mise en paiement du principal » (CCP, R2192-36).
    """

    def test_principal_interets_frais(self) -> None:
        reponse = decompte(MARCHE, au="2026-09-30", evenements=[paiement("2026-07-15", 4000)])
        reste = reponse.valeur
        assert (reste.principal, reste.interets, reste.indemnite) == (Decimal("6000.00"), Decimal("298.10"), 40)
        assert reste.total == Decimal("6338.10")
        assert [str(ligne.montant) for ligne in reponse.lignes] == [
            "10000.00", "169.63", "128.47", "40.00", "-4000.00",
        ]  # fmt: skip
        assert reponse.articles == (
            "CCP, R2192-31",
            "CCP, R2192-32",
            "CE, 23 mai 2012, n° 346352",
            "CCP, D2192-35",
        )

    def test_l_ordre_prive_donnerait_6_342_59(self) -> None:
        reste = decompte(
            MARCHE, au="2026-09-30", evenements=[paiement("2026-07-15", 4000)], ordre=("frais", "interets", "principal")
        ).valeur
        assert reste.total == Decimal("6342.59")

    def test_la_reserve_ne_vaut_que_pour_un_paiement_tardif(self) -> None:
        for jour, attendu in (("2026-05-15", False), ("2026-05-16", True)):
            codes = decompte(MARCHE, au="2026-09-30", evenements=[paiement(jour, 4000)]).codes()
            assert ("IMPUTATION_PUBLIQUE" in codes) is attendu


class TestAvoir:
    """Un avoir n'est pas un paiement : il réduit le principal depuis sa date, ou depuis le début s'il est rétroactif."""

    def test_depuis_sa_date_les_interets_acquis_sont_gardes(self) -> None:
        avoir = Avoir(date="2026-05-31", montant=4000)
        reste = _reste(avoir, au="2026-06-30")
        assert (reste.principal, reste.indemnite) == (Decimal("6000.00"), 40)
        assert reste.interets == Decimal("103.19") + Decimal("59.92")

    def test_retroactif_il_recalcule_depuis_l_echeance(self) -> None:
        avoir = Avoir(date="2026-05-31", montant=4000, retroactif=True)
        assert _reste(avoir, au="2026-06-30").interets == _reste(au="2026-06-30", montant=6000).interets

    def test_retroactif_il_ne_vaut_qu_a_sa_date(self) -> None:
        avoir = Avoir(date="2026-06-30", montant=4000, retroactif=True)
        assert _reste(avoir, au="2026-06-29") == _reste(au="2026-06-29")

    def test_il_ne_paie_ni_les_interets_ni_les_frais(self) -> None:
        reste = _reste(Avoir(date="2026-05-31", montant=10000), au="2026-06-30")
        assert (reste.principal, reste.interets, reste.indemnite) == (0, Decimal("103.19"), 40)

    @pytest.mark.parametrize("retroactif", [True, False])
    def test_ce_qui_depasse_la_dette_est_un_trop_percu(self, retroactif: bool) -> None:
        reste = _reste(Avoir(date="2026-04-30", montant=12000, retroactif=retroactif))
        assert (reste.total, reste.trop_percu, reste.verse) == (0, Decimal("2000.00"), 0)

    def test_sa_ligne_dit_s_il_est_retroactif(self) -> None:
        for retroactif, mot in ((True, "oui"), (False, "non")):
            avoir = Avoir(date="2026-05-31", montant=4000, retroactif=retroactif)
            ligne = decompte(facture(), au="2026-06-30", evenements=[avoir]).lignes[-1]
            assert (ligne.code, ligne.montant, ligne.mots) == ("avoir", Decimal("-4000.00"), (("retroactif", mot),))


class TestFrais:
    def test_ils_s_ajoutent_et_se_paient_avec_l_indemnite(self) -> None:
        reste = _reste(Frais(date="2026-05-31", montant=60), paiement("2026-05-31", 70), au="2026-05-31")
        (imputation,) = reste.imputations
        assert (imputation.indemnite, imputation.frais) == (40, 30)
        assert (reste.indemnite, reste.frais) == (0, 30)

    def test_leur_ligne_cite_le_code_des_procedures_civiles_d_execution(self) -> None:
        reponse = decompte(facture(), au="2026-06-30", evenements=[Frais(date="2026-05-31", montant=60)])
        assert (reponse.lignes[-1].code, reponse.lignes[-1].article) == ("frais", "CPCE, L111-8")


class TestMemeJour:
    """Le même jour : les avoirs, puis les frais, puis les paiements, quel que soit l'ordre où on les écrit."""

    def test_l_ordre_d_ecriture_ne_compte_pas(self) -> None:
        du_jour = [
            paiement("2026-05-31", 5000),
            Frais(date="2026-05-31", montant=60),
            Avoir(date="2026-05-31", montant=4000),
        ]
        assert _reste(*du_jour) == _reste(*reversed(du_jour))
        assert [ligne.code for ligne in decompte(facture(), au="2026-05-31", evenements=du_jour).lignes[-3:]] == [
            "avoir", "frais", "paiement",
        ]  # fmt: skip


class TestTropPercu:
    def test_ce_qui_depasse_est_montre_et_rien_ne_reste_du(self) -> None:
        reste = _reste(paiement("2026-04-30", 12000))
        assert (reste.total, reste.trop_percu, reste.verse) == (0, Decimal("2000.00"), Decimal("12000.00"))
        assert reste.imputations[0].trop_percu == Decimal("2000.00")


class TestCapitalisation:
    """« Les intérêts échus, dus au moins pour une année entière, produisent intérêt » (C. civ., 1343-2)."""

    DUE = facture(
        echeance="2024-02-29", conditions=conditions(taux_penalites=15, capitalisation=True, conclu_le="2024-01-01")
    )

    def test_la_veille_de_l_anniversaire_du_29_fevrier_rien_n_est_capital(self) -> None:
        assert decompte(self.DUE, au="2025-02-27").valeur.capitalises == 0

    def test_le_28_fevrier_suivant_l_annee_est_pleine(self) -> None:
        reste = decompte(self.DUE, au="2025-02-28").valeur
        assert reste.capitalises == Decimal("1500.00")
        assert (reste.principal, reste.interets) == (Decimal("11500.00"), 0)

    def test_les_interets_payes_ne_se_capitalisent_pas(self) -> None:
        reste = decompte(self.DUE, au="2025-02-28", evenements=[paiement("2025-02-27", "1535.89")]).valeur
        assert reste.capitalises == Decimal("4.11")

    def test_une_annee_sans_interet_du_ne_capitalise_rien(self) -> None:
        soldee = decompte(self.DUE, au="2026-03-31", evenements=[paiement("2024-02-29", 10000)])
        assert soldee.valeur.capitalises == 0
        assert "C. civ., 1343-2" not in soldee.articles

    def test_sans_clause_pas_de_capital(self) -> None:
        simple = self.DUE.avec(conditions=conditions(taux_penalites=15))
        assert decompte(simple, au="2026-03-31").valeur.capitalises == 0


class TestLignes:
    def test_elles_racontent_le_principal_les_interets_l_indemnite_puis_les_mouvements(self) -> None:
        reponse = decompte(facture(), au="2026-08-31", evenements=[paiement("2026-06-30", 1000)])
        assert [ligne.code for ligne in reponse.lignes] == [
            "principal", "interets.tranche", "interets.tranche", "indemnite.due", "paiement",
        ]  # fmt: skip
        assert sum(ligne.montant or 0 for ligne in reponse.lignes) == reponse.valeur.total

    def test_un_paiement_dit_ce_qu_il_a_eteint(self) -> None:
        ligne = decompte(facture(), au="2026-06-30", evenements=[paiement("2026-06-30", 1000)]).lignes[-1]
        assert ligne.montants == (
            ("frais", Decimal("40.00")),
            ("interets", Decimal("203.05")),
            ("principal", Decimal("756.95")),
            ("trop_percu", Decimal("0.00")),
        )

    def test_un_decompte_s_ecrit_en_deux_langues(self) -> None:
        reponse = decompte(facture(), au="2026-08-31", evenements=[paiement("2026-06-30", 1000)])
        assert "10\u202f000,00\xa0€" in reponse.texte("fr")
        assert "€10,000.00" in reponse.texte("en")


class TestEvenementsEnGenerateur:
    """Un générateur ne se lit qu'une fois : ses paiements comptent comme ceux d'une liste."""

    PAIEMENTS = (Paiement(date="2026-06-30", montant=4000), Paiement(date="2026-07-15", montant=500))

    def test_le_decompte_est_le_meme(self) -> None:
        due = Creance(montant=10000, echeance="2026-04-30")
        attendu = decompte(due, au="2026-08-31", evenements=self.PAIEMENTS)
        assert attendu.valeur.verse == Decimal("4500.00")
        assert decompte(due, au="2026-08-31", evenements=iter(self.PAIEMENTS)) == attendu  # type: ignore[arg-type]

    def test_le_releve_est_le_meme(self) -> None:
        dues = [Creance(reference=nom, montant=3000, echeance="2026-04-30") for nom in ("F1", "F2")]
        attendu = releve(dues, au="2026-08-31", evenements=self.PAIEMENTS)
        assert releve(iter(dues), au="2026-08-31", evenements=iter(self.PAIEMENTS)) == attendu  # type: ignore[arg-type]

    def test_la_prescription_est_la_meme(self) -> None:
        due = Creance(montant=10000, echeance="2021-04-30")
        attendu = prescription(due, au="2026-08-31", evenements=self.PAIEMENTS)
        assert prescription(due, au="2026-08-31", evenements=iter(self.PAIEMENTS)) == attendu  # type: ignore[arg-type]
