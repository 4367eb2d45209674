"""Les pièges des frais de procédure et de recouvrement : un test chacun."""

from __future__ import annotations

from decimal import Decimal

import pytest

from creances import (
    Creance,
    Demandeur,
    DroitInconnu,
    charge_des_frais,
    contribution_aide_juridique,
    contribution_justice_economique,
    cout_acte,
    droit_engagement,
    emoluments,
    frais,
    frais_greffe,
    indemnite_forfaitaire,
)

D = Decimal
OCTOBRE = "2026-10-01"
TC = "tribunal_de_commerce"


def injonction(au: str) -> str:
    return str(frais_greffe("injonction", au=au).valeur.ttc)


def test_les_trois_prix_d_une_injonction_sont_trois_versions_du_tarif() -> None:
    """Piège 32 : 33,47, 31,80 et 30,23 euros ne se contredisent pas ; la date de l'acte choisit."""
    assert [injonction(au) for au in ("2023-06-01", "2025-06-01", "2026-06-01")] == ["33.47", "31.80", "30.23"]


def test_25_19_est_hors_taxes() -> None:
    valeur = frais_greffe("injonction", au=OCTOBRE).valeur
    assert (valeur.ht, valeur.ttc) == (D("25.19"), D("30.23"))


def test_le_tarif_du_1er_mars_2024_ne_vaut_que_pour_les_prestations_du_1er_mai() -> None:
    assert [injonction(au) for au in ("2024-03-01", "2024-04-30", "2024-05-01")] == ["33.47", "33.47", "31.80"]


def test_le_greffe_du_tribunal_de_commerce_se_paie_deux_fois_par_le_creancier() -> None:
    """Piège 9 : à la demande, puis à l'opposition, dont le créancier consigne les frais (CPC, 1425)."""
    postes = {un.poste: un for un in frais("IP", montant=5000, au=OCTOBRE, juridiction=TC).valeur.postes}
    assert postes["greffe_injonction"].ttc == D("30.23")
    assert (postes["greffe_opposition"].ttc, postes["greffe_opposition"].facultatif) == (D("10.88"), True)


def test_rien_de_tel_au_tribunal_judiciaire() -> None:
    postes = {
        un.poste: un.ttc
        for un in frais("IP", montant=5000, au=OCTOBRE, juridiction="tribunal_judiciaire").valeur.postes
    }
    assert postes["greffe_gratuit"] == 0
    assert "greffe_opposition" not in postes


def test_les_baremes_sont_marginaux() -> None:
    """Piège 33 : 4 000 euros ne paient pas 0,29 % sur le tout, ni 9,77 %."""
    assert emoluments(4000, au="2025-06-01", creance=4000).valeur.ht == D("81.39")


def test_ils_s_arrondissent_tranche_par_tranche() -> None:
    """L'alimentaire de 4 000 euros : 162,79 par tranches, 162,78 en un seul arrondi."""
    valeur = emoluments(4000, au="2025-06-01", creance=4000, nature="alimentaire").valeur
    assert valeur.ht == D("162.79")


def test_ils_se_calculent_sur_le_total_des_acomptes_jamais_acompte_par_acompte() -> None:
    total = emoluments(2000, au="2025-06-01", creance=2000, prestation="A444-32").valeur.ht
    acompte = emoluments(1000, au="2025-06-01", creance=2000, prestation="A444-32").valeur.ht
    assert (total, 2 * acompte) == (D("179.25"), D("213.62"))


def test_ils_sont_plafonnes() -> None:
    debiteur, creancier = (
        emoluments(1_000_000, au="2025-06-01", creance=1_000_000, prestation=un).valeur.ht
        for un in ("A444-31", "A444-32")
    )
    assert (debiteur, creancier) == (D("550.00"), D("5540.00"))


def test_ils_se_cumulent_et_n_ont_pas_le_meme_payeur() -> None:
    valeur = frais("SA", montant=4000, au="2025-06-01").valeur
    charges = {un.poste: un.charge for un in valeur.postes}
    assert charges["recouvrement_debiteur"] == "debiteur"
    assert charges["recouvrement_creancier"] == "creancier"


def test_le_forfait_depend_de_la_creance_non_de_l_encaissement() -> None:
    petite = emoluments(100, au="2025-06-01", creance=188, prestation="A444-32").valeur.ht
    grande = emoluments(100, au="2025-06-01", creance=4000, prestation="A444-32").valeur.ht
    assert (petite, grande) == (D("21.50"), D("11.73"))


def test_sans_titre_tout_cout_amiable_reste_au_creancier() -> None:
    """Piège 34 : « Toute stipulation contraire est réputée non écrite » (CPCE, L111-8) : aucune option de clause."""
    assert charge_des_frais("recouvrement_amiable", au=OCTOBRE).valeur.charge == "creancier"
    assert charge_des_frais("recouvrement_amiable", au=OCTOBRE, acte_prescrit=True).valeur.charge == "debiteur"


def test_les_quarante_euros_sont_un_droit_distinct_des_frais() -> None:
    """Ils sont dus sans rien changer à la charge des frais amiables, et n'entrent dans aucune estimation."""
    due = Creance(montant=5000, echeance="2026-04-30", debiteur={"qualite": "professionnel"})
    assert indemnite_forfaitaire(due, au=OCTOBRE).valeur == D("40.00")
    assert charge_des_frais("indemnite_forfaitaire", au=OCTOBRE).codes() == {"INDEMNITE_DISTINCTE"}
    assert all(un.ttc != D("40.00") for un in frais("IP", montant=5000, au=OCTOBRE, juridiction=TC).valeur.postes)


def test_le_coefficient_suit_la_creance_avant_deplacement_et_taxe() -> None:
    """Piège 35 : un demi, un ou deux, aux bornes de 128 et de 1 280 euros."""
    prix = [cout_acte("signification", creance=creance, au=OCTOBRE).valeur.ht for creance in (128, 1280, "1280.01")]
    assert prix == [D("12.90") + D("9.40"), D("25.79") + D("9.40"), D("51.58") + D("9.40")]


def test_le_titre_des_petites_creances_et_du_cheque_n_a_pas_de_coefficient() -> None:
    for acte in ("titre_petites_creances", "titre_cheque"):
        assert cout_acte(acte, creance=4000, au=OCTOBRE).valeur.emolument == D("30.04")  # type: ignore[arg-type]


def test_les_cinquante_euros_ne_sont_dus_qu_au_tribunal_judiciaire_et_aux_prud_hommes() -> None:
    """Piège 36 : pas au tribunal de commerce, et pas avant le 1er mars 2026."""
    dus = {
        juridiction: contribution_aide_juridique(juridiction, au=OCTOBRE).valeur.due  # type: ignore[arg-type]
        for juridiction in ("tribunal_judiciaire", "conseil_de_prud_hommes", TC, "tribunal_administratif")
    }
    assert dus == {
        "tribunal_judiciaire": True,
        "conseil_de_prud_hommes": True,
        TC: False,
        "tribunal_administratif": False,
    }
    assert contribution_aide_juridique("tribunal_judiciaire", au="2026-02-28").valeur.due is False


def test_l_injonction_au_tribunal_judiciaire_les_compte_avec_reserve() -> None:
    resultat = frais("IP", montant=5000, au=OCTOBRE, juridiction="tribunal_judiciaire")
    assert resultat.valeur.total == D("123.18")
    assert "CONTRIBUTION_INJONCTION" in resultat.codes()


def test_le_tribunal_des_activites_economiques_n_ajoute_qu_une_contribution() -> None:
    """Piège 30 : au-delà de 50 000 euros, pour un demandeur d'au moins 250 salariés, dans les douze ressorts seulement."""
    societe = Demandeur(effectif=250, chiffre_affaires=100_000_000, benefice=5_000_000)
    tae = "tribunal_des_activites_economiques"
    ici, ailleurs = (
        frais("FOND_TC", montant=60_000, au=OCTOBRE, juridiction=un, demandeur=societe).valeur.total for un in (tae, TC)
    )
    assert ici - ailleurs == D("1800.00")
    assert contribution_justice_economique(50_000, au=OCTOBRE, demandeur=societe).valeur.montant == 0
    inconnu = contribution_justice_economique(60_000, au=OCTOBRE, demandeur=societe.avec(effectif=None)).valeur
    assert inconnu.montant is None


def test_les_frais_des_petites_creances_sont_au_seul_creancier() -> None:
    """Piège 23 : même en cas d'accord (CPCE, L125-1)."""
    valeur = frais("PSRPC", montant=4000, au=OCTOBRE).valeur
    assert (valeur.charge_creancier, valeur.charge_debiteur, valeur.charge_perdant) == (valeur.total, 0, 0)


def test_ceux_d_une_creance_commerciale_incontestee_sont_au_debiteur_et_leur_tarif_manque() -> None:
    """Piège 24 : à l'inverse de L125-1 ; ni décret ni tarif publiés, donc rien n'est compté pour zéro."""
    resultat = frais("L126", montant=4000, au=OCTOBRE)
    assert {un.charge for un in resultat.valeur.postes} == {"debiteur"}
    assert all(un.inconnu for un in resultat.valeur.postes)
    with pytest.raises(DroitInconnu):
        frais("L126", montant=4000, au="2026-04-24")


def test_devant_le_juge_administratif_ni_greffe_ni_contribution() -> None:
    """Piège 29 : et jamais de saisie d'une personne publique."""
    assert frais("PUB", montant=4000, au=OCTOBRE).valeur.total == 0


def test_le_droit_d_engagement_ne_s_ajoute_pas_au_droit_de_recouvrement() -> None:
    seul = emoluments(5000, au=OCTOBRE, creance=5000).valeur.ht
    engagement = droit_engagement(5000, au=OCTOBRE).valeur.ht
    reste = emoluments(5000, au=OCTOBRE, creance=5000, impute=engagement).valeur.ht
    assert engagement + reste == seul


def test_la_signification_a_25_74_est_celle_de_2016() -> None:
    prix = {
        au: cout_acte("signification", creance=1000, au=au, deplacement="aucun").valeur.ht
        for au in ("2018-06-01", OCTOBRE)
    }
    assert prix == {"2018-06-01": D("25.74"), OCTOBRE: D("25.79")}
