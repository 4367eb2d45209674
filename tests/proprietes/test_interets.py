"""Ce que tout calcul d'intérêts respecte : additif, croissant, et imprimé tel qu'il se somme."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from hypothesis import assume, given
from hypothesis import strategies as st

from creances import MiseEnDemeure, decompte, indemnite_forfaitaire, interets, penalites
from strategies import DERNIER, PREMIER, conditions, facture, factures, montants, periodes, rapide, taux

CENTIME = Decimal("0.01")
arrondis = st.sampled_from(["tranche", "total"])
categories = st.sampled_from(["particuliers", "autres_cas"])
trois_jours = st.lists(st.dates(PREMIER, DERNIER), min_size=3, max_size=3).map(sorted)


@rapide
@given(montants, trois_jours, categories)
def test_deux_periodes_qui_se_touchent_s_additionnent_au_centime(
    montant: Decimal, jours: list[date], categorie: Literal["particuliers", "autres_cas"]
) -> None:
    debut, milieu, fin = jours
    un, autre, tout = (
        interets(montant, debut=de, au=a, categorie=categorie, arrondi="total").valeur
        for de, a in ((debut, milieu), (milieu, fin), (debut, fin))
    )
    assert abs(un + autre - tout) <= CENTIME


@rapide
@given(montants, trois_jours)
def test_arrondi_par_tranche_l_ecart_tient_en_un_demi_centime_par_tranche(montant: Decimal, jours: list[date]) -> None:
    debut, milieu, fin = jours
    reponses = [interets(montant, debut=de, au=a) for de, a in ((debut, milieu), (milieu, fin), (debut, fin))]
    un, autre, tout = (reponse.valeur for reponse in reponses)
    tranches = sum(len(reponse.lignes) for reponse in reponses)
    assert abs(un + autre - tout) <= CENTIME / 2 * tranches


@rapide
@given(montants, montants, periodes(), arrondis)
def test_plus_d_argent_porte_plus_d_interet(
    petit: Decimal, ajout: Decimal, periode: tuple[date, date], arrondi: Literal["tranche", "total"]
) -> None:
    echeance, au = periode
    moindre, plus = (
        penalites(facture(montant=montant, echeance=echeance), au=au, arrondi=arrondi).valeur
        for montant in (petit, petit + ajout)
    )
    assert moindre <= plus


@rapide
@given(st.data(), periodes(), st.integers(0, 400), arrondis)
def test_plus_de_jours_portent_plus_d_interet(
    data: st.DataObject, periode: tuple[date, date], ajout: int, arrondi: Literal["tranche", "total"]
) -> None:
    echeance, au = periode
    due = data.draw(factures(echeance))
    demeure = [MiseEnDemeure(date=echeance, reception=echeance)]
    tard = min(au + timedelta(days=ajout), DERNIER)
    tot, tardif = (penalites(due, au=jour, evenements=demeure, arrondi=arrondi).valeur for jour in (au, tard))
    assert tot <= tardif


@rapide
@given(montants, periodes(), taux, taux)
def test_un_taux_plus_haut_porte_plus_d_interet(
    montant: Decimal, periode: tuple[date, date], un: Decimal, autre: Decimal
) -> None:
    echeance, au = periode
    bas, haut = (
        penalites(
            facture(montant=montant, echeance=echeance, conditions=conditions(taux_penalites=convenu)), au=au
        ).valeur
        for convenu in sorted((un, autre))
    )
    assert bas <= haut


@rapide
@given(st.data(), periodes(), arrondis, st.sampled_from(["365", "annee_civile"]))
def test_les_lignes_s_additionnent_et_se_suivent_jour_pour_jour(
    data: st.DataObject,
    periode: tuple[date, date],
    arrondi: Literal["tranche", "total"],
    base: Literal["365", "annee_civile"],
) -> None:
    echeance, au = periode
    due = data.draw(factures(echeance))
    demeure = [MiseEnDemeure(date=echeance, reception=echeance)]
    reponse = penalites(due, au=au, evenements=demeure, arrondi=arrondi, base=base)
    tranches = [ligne for ligne in reponse.lignes if ligne.code == "interets.tranche"]
    assert sum((ligne.montant or Decimal(0) for ligne in tranches), Decimal(0)) == reponse.valeur
    assert sum(ligne.jours or 0 for ligne in tranches) == (au - echeance).days
    jour = echeance
    for ligne in tranches:
        assert ligne.debut == jour + timedelta(days=1)
        assert ligne.fin is not None
        assert (ligne.fin - jour).days == ligne.jours
        jour = ligne.fin
    assert jour == au


@rapide
@given(montants, trois_jours, categories, st.none() | st.dates(PREMIER, DERNIER), st.booleans())
def test_les_lignes_de_l_interet_legal_s_additionnent_aussi(
    montant: Decimal,
    jours: list[date],
    categorie: Literal["particuliers", "autres_cas"],
    signifiee: date | None,
    capitalise: bool,
) -> None:
    debut, demande, fin = jours
    reponse = interets(
        montant,
        debut=debut,
        au=fin,
        categorie=categorie,
        majoration_depuis=signifiee,
        capitalisation_depuis=demande if capitalise else None,
    )
    assert sum((ligne.montant or Decimal(0) for ligne in reponse.lignes), Decimal(0)) == reponse.valeur
    assert sum(ligne.jours or 0 for ligne in reponse.lignes) == (fin - debut).days
    simple = interets(montant, debut=debut, au=fin, categorie=categorie).valeur
    assert reponse.valeur >= simple - CENTIME * len(reponse.lignes)


@rapide
@given(montants, st.dates(PREMIER, DERNIER), st.integers(0, 300), taux, st.integers(1, 4))
def test_capitaliser_avant_un_an_ne_change_rien_et_n_abaisse_jamais_ensuite(
    montant: Decimal, echeance: date, jours: int, convenu: Decimal, annees: int
) -> None:
    assume(convenu > 0)
    simple, capitalisee = (
        facture(montant=montant, echeance=echeance, conditions=conditions(taux_penalites=convenu, capitalisation=oui))
        for oui in (False, True)
    )
    court, long = echeance + timedelta(days=jours), echeance + timedelta(days=jours + 366 * annees)
    assert penalites(simple, au=court).valeur == penalites(capitalisee, au=court).valeur
    ecart = penalites(capitalisee, au=long).valeur - penalites(simple, au=long).valeur
    assert ecart >= -CENTIME / 2 * (2 * annees + 1)


@rapide
@given(st.data(), periodes())
def test_le_decompte_sans_evenement_est_le_principal_plus_les_penalites_plus_l_indemnite(
    data: st.DataObject, periode: tuple[date, date]
) -> None:
    echeance, au = periode
    due = data.draw(factures(echeance))
    reste = decompte(due, au=au).valeur
    assert reste.interets + reste.capitalises == penalites(due, au=au).valeur
    assert reste.indemnite == indemnite_forfaitaire(due, au=au).valeur
    assert reste.total == due.montant + penalites(due, au=au).valeur + reste.indemnite
