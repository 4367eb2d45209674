"""Du FEC aux dossiers : chaque poste ouvert devient une créance ou un crédit, et le total reste celui des comptes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import DroitIncoherent, Paiement
from creances.adaptateurs.dossiers_fec import DossiersFec, dossiers_fec
from creances.adaptateurs.fec import EcritureClient, Journal, LectureFec, Totaux, lire_fec, postes_ouverts
from creances.adaptateurs.portefeuille import DossierClient, relever

EXEMPLE = Path(__file__).parents[2] / "exemples" / "123456782FEC20261231.txt"
AU = date(2026, 12, 31)
JOURNAUX = (
    Journal("AN", "À nouveaux", frozenset("145")),
    Journal("BQ", "Banque", frozenset("45")),
    Journal("OD", "Opérations diverses", frozenset("4")),
    Journal("VE", "Ventes", frozenset("47")),
)


def ecriture(ligne: int, euros: int, jour: str = "2026-01-31", **champs: object) -> EcritureClient:
    """Une facture « F<ligne> » du client C1 si `euros` est positif, sinon un crédit de la même forme."""
    le, centimes = date.fromisoformat(jour), euros * 100
    base = EcritureClient(
        *(ligne, "VE", str(ligne), le, "411000", "Clients", "C1", "Tarvenne", f"F{ligne}", le, "Facture"),
        *(max(centimes, 0), max(-centimes, 0), "", None, ""),
    )
    return base._replace(**champs)  # type: ignore[arg-type]


def paiement(ligne: int, euros: int, jour: str, **champs: object) -> EcritureClient:
    return ecriture(ligne, -euros, jour, **{"journal": "BQ", "piece": f"VIR{ligne}", "libelle": "Virement", **champs})


def avoir(ligne: int, euros: int, jour: str, **champs: object) -> EcritureClient:
    return ecriture(ligne, -euros, jour, **{"piece": f"AV{ligne}", "libelle": "Avoir", **champs})


def lire(*ecritures: EcritureClient, au: date = AU) -> DossiersFec:
    debit, credit = sum(e.debit for e in ecritures), sum(e.credit for e in ecritures)
    jours = [e.date for e in ecritures]
    lecture = LectureFec(
        *(ecritures, (), (), JOURNAUX, Totaux(len(ecritures), len(ecritures), 0, 0, 0, debit, credit)),
        *(("411", "416"), min(jours, default=None), max(jours, default=None), "|", "utf-8", "LF", ()),
    )
    return dossiers_fec(lecture, postes_ouverts(lecture), au=au)


def dossier(*ecritures: EcritureClient, au: date = AU) -> DossierClient:
    (lu,) = lire(*ecritures, au=au).dossiers
    assert lu.controle is not None
    assert lu.controle.ecart == 0
    return lu


def creances(lu: DossierClient) -> list[tuple[str, int]]:
    return [(creance.reference, int(creance.montant)) for creance in lu.creances]


def credits_de(lu: DossierClient) -> list[tuple[str, int, str | None]]:
    return [(un.type, int(un.montant), un.creance) for un in lu.evenements]  # type: ignore[union-attr]


def codes(lu: DossierClient) -> list[str]:
    return [reserve.code for reserve in lu.reserves]


class TestDebits:
    """Une ligne ouverte au débit est une créance : l'indemnité de quarante euros est due par facture (D441-5)."""

    def test_une_facture_ouverte_est_une_creance_emise_a_la_date_de_piece(self) -> None:
        lu = dossier(ecriture(2, 1200, piece_date=date(2026, 1, 15)))
        (creance,) = lu.creances
        assert (creance.reference, creance.montant, creance.emission) == ("F2", Decimal("1200.00"), date(2026, 1, 15))
        assert (creance.echeance, creance.debiteur.nom, creance.debiteur.qualite) == (None, "Tarvenne", None)
        assert (lu.solde, lu.reserves) == (Decimal("1200.00"), ())

    def test_sans_date_de_piece_la_date_d_ecriture_sert(self) -> None:
        assert dossier(ecriture(2, 10, piece_date=None)).creances[0].emission == date(2026, 1, 31)

    def test_les_echeances_d_une_meme_facture_font_une_seule_creance(self) -> None:
        lu = dossier(ecriture(2, 400), ecriture(3, 600, numero="2", piece="F2"))
        assert creances(lu) == [("F2", 1000)]

    def test_deux_factures_de_meme_piece_gardent_deux_references(self) -> None:
        lu = dossier(ecriture(2, 400), ecriture(3, 600, piece="F2"))
        assert creances(lu) == [("F2 (ligne 2)", 400), ("F2 (ligne 3)", 600)]

    def test_une_piece_absente_est_remplacee_par_la_ligne_et_rien_ne_se_confond(self) -> None:
        lu = dossier(ecriture(2, 10, piece=""), ecriture(3, 20, piece="ligne 2"), ecriture(4, 30, piece="x" * 300))
        assert creances(lu) == [("ligne 2", 10), ("ligne 2 bis", 20), ("x" * 100, 30)]

    def test_un_impaye_passe_par_la_banque_ne_porte_pas_les_penalites_des_ventes(self) -> None:
        lu = dossier(ecriture(2, 300, journal="BQ", piece="CHQ 1"))
        assert (creances(lu), codes(lu), lu.creances[0].nature) == (
            [("CHQ 1", 300)],
            ["DEBIT_DE_TRESORERIE"],
            "CIVIL_COMMUN",
        )
        resultat = relever(lu, au=AU).resultat
        assert resultat is not None
        assert (resultat.valeur.total, resultat.valeur.indemnite) == (300, 0)
        assert "DEBIT_DE_TRESORERIE" in resultat.codes()

    def test_un_debit_d_operation_diverse_est_a_verifier(self) -> None:
        assert codes(dossier(ecriture(2, 300, journal="OD"))) == ["DEBIT_HORS_VENTES"]

    def test_un_a_nouveau_sans_date_de_facture_le_dit(self) -> None:
        lu = dossier(ecriture(2, 300, "2026-01-01", journal="AN"))
        assert (creances(lu), codes(lu)) == ([("F2", 300)], ["DATE_DE_FACTURE_PERDUE"])

    def test_un_a_nouveau_detaille_garde_la_date_de_sa_facture(self) -> None:
        lu = dossier(ecriture(2, 300, "2026-01-01", journal="AN", piece_date=date(2025, 11, 8)))
        assert (lu.creances[0].emission, codes(lu)) == (date(2025, 11, 8), [])


class TestCredits:
    """« Le débiteur de plusieurs dettes peut indiquer, lorsqu'il paie, celle qu'il entend acquitter » (1342-10)."""

    def test_un_paiement_partiel_reste_a_imputer_selon_la_loi(self) -> None:
        lu = dossier(ecriture(2, 1200), ecriture(3, 800, "2026-02-28"), paiement(4, 500, "2026-04-15"))
        assert credits_de(lu) == [("paiement", 500, None)]
        assert lu.solde == 1500

    def test_un_paiement_dont_la_piece_est_celle_d_une_facture_la_vise(self) -> None:
        lu = dossier(ecriture(2, 1200), ecriture(3, 800), paiement(4, 500, "2026-04-15", piece="F3"))
        assert credits_de(lu) == [("paiement", 500, "F3")]

    def test_une_piece_portee_par_deux_factures_ne_designe_rien(self) -> None:
        lu = dossier(ecriture(2, 1200), ecriture(3, 800, piece="F2"), paiement(4, 500, "2026-04-15", piece="F2"))
        assert credits_de(lu) == [("paiement", 500, None)]

    def test_un_groupe_rouvert_avec_une_facture_la_designe(self) -> None:
        lettrees = ecriture(2, 1200, lettrage="AA"), paiement(4, 500, "2026-04-15", lettrage="AA")
        lu = dossier(*lettrees, ecriture(3, 800))
        assert credits_de(lu) == [("paiement", 500, "F2")]

    def test_un_groupe_rouvert_avec_deux_factures_ne_designe_rien(self) -> None:
        lettrees = (ecriture(n, 800, lettrage="AA") for n in (2, 3))
        lu = dossier(*lettrees, paiement(4, 500, "2026-04-15", lettrage="AA"))
        assert credits_de(lu) == [("paiement", 500, None)]

    def test_un_avoir_dont_le_libelle_cite_la_facture_la_vise(self) -> None:
        lu = dossier(ecriture(2, 1200), ecriture(22, 800), avoir(4, 300, "2026-04-15", libelle="Avoir sur F22, remise"))
        assert (credits_de(lu), codes(lu)) == ([("avoir", 300, "F22")], [])

    def test_un_libelle_qui_cite_deux_factures_ne_designe_rien(self) -> None:
        lu = dossier(ecriture(2, 1200), ecriture(3, 800), avoir(4, 300, "2026-04-15", libelle="Avoir sur F2 et F3"))
        assert (credits_de(lu), codes(lu)) == ([("avoir", 300, "F2")], ["AVOIR_SANS_CREANCE"])

    def test_un_avoir_sans_facture_va_a_la_plus_ancienne_et_le_dit(self) -> None:
        lu = dossier(ecriture(3, 800, "2026-02-28"), ecriture(2, 1200), avoir(4, 300, "2026-04-15"))
        assert credits_de(lu) == [("avoir", 300, "F2")]
        (reserve,) = lu.reserves
        assert reserve.mots == (("avoir", "AV4"), ("creance", "F2"))
        assert reserve.montants == (("montant", Decimal("300.00")),)

    def test_un_avoir_plus_grand_que_sa_facture_passe_aux_suivantes_puis_reste_non_affecte(self) -> None:
        lu = dossier(
            ecriture(2, 100),
            ecriture(3, 200, "2026-02-28"),
            avoir(4, 350, "2026-03-01", piece="F3"),
            ecriture(5, 60, "2026-05-31"),
        )
        assert credits_de(lu) == [("avoir", 200, "F3"), ("avoir", 100, "F2"), ("avoir", 50, "F5")]
        assert codes(lu) == ["AVOIR_SANS_CREANCE", "AVOIR_SANS_CREANCE"]
        crediteur = dossier(ecriture(2, 100), avoir(4, 350, "2026-03-01"))
        assert credits_de(crediteur) == [("avoir", 100, "F2"), ("avoir", 250, "F2")]

    def test_un_avoir_ne_va_pas_a_une_facture_deja_payee(self) -> None:
        lu = dossier(
            ecriture(2, 100), ecriture(3, 200, "2026-02-28"), paiement(4, 100, "2026-03-01"), avoir(5, 50, "2026-04-15")
        )
        assert credits_de(lu) == [("paiement", 100, None), ("avoir", 50, "F3")]

    @pytest.mark.parametrize(("journal", "piece_date"), [("OD", date(2026, 2, 15)), ("AN", date(2025, 12, 5))])
    def test_un_credit_ni_banque_ni_ventes_compte_comme_paiement_a_la_date_de_sa_piece(
        self, journal: str, piece_date: date
    ) -> None:
        lu = dossier(ecriture(2, 500), paiement(4, 80, "2026-02-28", journal=journal, piece_date=piece_date, piece=""))
        assert lu.evenements == (Paiement(date=piece_date, montant=80),)
        assert lu.reserves[0].code == "CREDIT_LU_COMME_PAIEMENT"
        assert lu.reserves[0].mots == (("piece", "ligne 4"),)

    def test_un_paiement_compte_au_jour_de_son_ecriture(self) -> None:
        lu = dossier(ecriture(2, 500), paiement(4, 80, "2026-02-28", piece_date=date(2026, 1, 2)))
        assert lu.evenements == (Paiement(date="2026-02-28", montant=80),)


class TestVirementsInternes:
    """Virer une facture du 411 au 416 dans une même écriture ne la paie pas et n'en crée pas une autre."""

    def test_le_virement_s_annule_et_la_facture_garde_sa_date(self) -> None:
        virement = {"journal": "OD", "numero": "9", "piece": "F2"}
        lu = dossier(
            ecriture(2, 700),
            ecriture(3, -700, "2026-06-30", **virement),
            ecriture(4, 700, "2026-06-30", compte="416000", **virement),
        )
        assert (creances(lu), credits_de(lu), lu.solde) == ([("F2", 700)], [], Decimal("700.00"))

    def test_deux_lignes_d_un_meme_compte_ne_sont_pas_un_virement(self) -> None:
        lu = dossier(ecriture(2, 700, numero="9", piece="X"), ecriture(3, -700, numero="9", piece="X"))
        assert (creances(lu), credits_de(lu)) == ([("X", 700)], [("avoir", 700, "X")])


class TestSoldes:
    """Un client créditeur n'a pas de dette : il est nommé avec ce qu'on lui doit."""

    def test_un_client_crediteur_n_est_pas_releve(self) -> None:
        lu = dossier(ecriture(2, 500), paiement(4, 700, "2026-02-28"))
        assert (lu.solde, lu.crediteur, lu.a_relever) == (Decimal("-200.00"), True, False)
        assert relever(lu, au=AU).resultat is None

    def test_un_client_sans_debit_ne_perd_pas_ses_credits_de(self) -> None:
        lu = dossier(paiement(4, 700, "2026-02-28"), avoir(5, 50, "2026-03-01"))
        assert (credits_de(lu), lu.reserves) == ([("paiement", 700, None), ("avoir", 50, None)], ())

    def test_un_client_solde_n_est_ni_crediteur_ni_a_relever(self) -> None:
        lu = dossier(ecriture(2, 500), paiement(4, 500, "2026-02-28"))
        assert (lu.solde, lu.crediteur, lu.a_relever) == (0, False, False)

    def test_ce_qui_suit_le_jour_demande_est_laisse_de_cote_compte_et_dit(self) -> None:
        lu = dossier(
            ecriture(2, 500), ecriture(3, 900, "2026-07-31"), paiement(4, 200, "2026-08-15"), au=date(2026, 6, 30)
        )
        assert (creances(lu), credits_de(lu), lu.solde) == ([("F2", 500)], [], Decimal("500.00"))
        assert lu.controle is not None
        assert (lu.controle.posterieurs, lu.controle.solde) == (700, 1200)
        assert codes(lu) == ["FEC_POSTERIEUR"]
        assert dict(lu.reserves[0].dates) == {"au": date(2026, 6, 30), "dernier": date(2026, 8, 15)}

    def test_un_client_impossible_est_mis_a_part_sans_emporter_les_autres(self) -> None:
        enorme = ecriture(3, 10**13, tiers="C2", tiers_nom="Démesure")
        lus = lire(ecriture(2, 500), enorme)
        assert [lu.client for lu in lus.dossiers] == ["C1"]
        assert [(une.client, une.reference, une.erreur.code) for une in lus.ecartees] == [
            ("C2", "", "nombre.trop_grand")
        ]
        assert lus.controle.ecart == 0

    def test_un_fichier_sans_client_donne_un_controle_a_zero(self) -> None:
        lus = lire()
        assert (lus.dossiers, lus.controle.solde, lus.controle.ecart) == ((), 0, 0)

    def test_un_ecart_avec_les_comptes_est_une_erreur_jamais_un_silence(self) -> None:
        facture = ecriture(2, 500)
        totaux = Totaux(1, 1, 0, 0, 0, 50000, 0)
        lecture = LectureFec(
            (facture,), (), (), JOURNAUX, totaux, ("411",), facture.date, facture.date, "|", "utf-8", "LF", ()
        )
        balance = postes_ouverts(lecture)
        faux = replace(balance, tiers=(replace(balance.tiers[0], solde=40000),))
        with pytest.raises(DroitIncoherent, match=r"contrôle, client C1 .*500\.00.*400\.00") as refus:
            dossiers_fec(lecture, faux, au=AU)
        assert refus.value.code == "portefeuille.controle"
        assert refus.value.contexte["ecart"] == 100
        manquant = replace(balance, tiers=())
        with pytest.raises(DroitIncoherent, match="balance clients"):
            dossiers_fec(lecture, manquant, au=AU)


# Peu de tirages par ligne : le profil d'un coup, la date de pièce en écart à celle de l'écriture.
_PROFILS = [
    dict(zip(("journal", "numero", "compte", "tiers", "piece", "libelle", "lettrage"), profil, strict=True))
    for profil in product(
        ("VE", "BQ", "OD", "AN"),
        ("1", "2"),
        ("411000", "416000"),
        ("C1", "C2"),
        ("", "F1", "F2", "ligne 3"),
        ("", "Avoir sur F1", "F1 F2"),
        ("", "", "AA"),
    )
]
_LIGNES = st.tuples(
    st.integers(-3000, 3000),
    st.dates(date(2026, 1, 1), date(2026, 9, 30)),
    st.sampled_from([None, 0, -20, 45]),
    st.sampled_from(_PROFILS),
)


def _en_ecritures(lignes: list[tuple[int, date, int | None, dict[str, str]]]) -> list[EcritureClient]:
    return [
        ecriture(
            ligne,
            euros,
            le.isoformat(),
            piece_date=None if ecart is None else le + timedelta(days=ecart),
            **profil,
        )
        for ligne, (euros, le, ecart, profil) in enumerate(lignes, 2)
    ]


_ECRITURES = st.lists(_LIGNES, max_size=14).map(_en_ecritures)


class TestConservation:
    """La somme des postes ouverts est le solde des comptes ; la conversion n'en perd pas un centime."""

    @given(_ECRITURES, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    def test_creances_moins_credits_et_posterieurs_font_le_solde(
        self, ecritures: list[EcritureClient], au: date
    ) -> None:
        lus = lire(*ecritures, au=au)
        assert lus.ecartees == ()
        assert lus.controle.ecart == 0
        assert lus.controle.solde * 100 == sum(e.solde for e in ecritures)
        for lu in lus.dossiers:
            references = [creance.reference for creance in lu.creances]
            assert len(references) == len(set(references))
            assert {un.creance for un in lu.evenements} <= {None, *references}  # type: ignore[union-attr]

    @given(_ECRITURES)
    def test_le_releve_rend_le_solde_et_ce_qui_a_couru(self, ecritures: list[EcritureClient]) -> None:
        for lu in lire(*ecritures, au=date(2026, 9, 30)).dossiers:
            un = relever(lu, au=date(2026, 9, 30))
            assert un.ecartees == ()
            if un.resultat is None:
                assert lu.solde is not None
                assert lu.solde <= 0
                continue
            courus = sum(
                ligne.montant or 0
                for ligne in un.resultat.lignes
                if ligne.code in {"interets.tranche", "indemnite.due"}
            )
            assert un.resultat.valeur.solde == lu.solde + courus  # type: ignore[operator]

    def test_l_exemple_livre_se_convertit_sans_reste(self) -> None:
        lecture = lire_fec(EXEMPLE)
        lus = dossiers_fec(lecture, postes_ouverts(lecture), au=AU)
        assert (lus.controle.solde, lus.controle.ecart, lus.ecartees) == (Decimal("72737.60"), 0, ())
        par_client = {lu.client: lu for lu in lus.dossiers}
        assert [lu.client for lu in lus.dossiers if lu.crediteur] == ["C08"]
        assert credits_de(par_client["C06"]) == [("avoir", 240, "FA2026-0053")]
        assert credits_de(par_client["C11"]) == [("paiement", 1170, "CHQ 4471")]
        assert credits_de(par_client["C04"]) == [("paiement", 1000, None), ("paiement", 800, None)]
