"""Ce qui reste vrai de tout contrôle de délai, quels que soient le terme, le secteur et la date."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Conditions,
    ControleDelai,
    Creance,
    Debiteur,
    ErreurCreances,
    Interruption,
    Terme,
    controle_delai,
    relire,
)

MODES = [
    "net",
    "jours_puis_fin_de_mois",
    "fin_de_mois_puis_jours",
    "fin_de_decade_puis_jours",
    "fin_de_quinzaine_puis_jours",
]
SECTEURS = [None, "transport", "perissable", "betail", "alcool", "vin", "grand_export"]
SAISONS = [None, "espaces_verts", "materiel_agricole", "glisse", "cuir", "horlogerie", "jouet", "jouet_fin_d_annee"]
CATEGORIES = [None, "etat", "collectivite", "sante", "entreprise_publique", "entite_adjudicatrice"]

jours_de_loi = st.dates(date(2009, 1, 1), date(2030, 12, 31))
jours_quelconques = st.dates(date(1995, 1, 1), date(2040, 12, 31))
ecarts = st.integers(-40, 40)
termes = st.builds(
    Terme,
    jours=st.integers(0, 150),
    mode=st.sampled_from(MODES),
    le=st.none() | st.integers(1, 31),
    report=st.sampled_from(["aucun", "suivant", "precedent"]),
    depart=st.sampled_from(["emission", "livraison"]),
)
categories = st.sampled_from(CATEGORIES)


@st.composite
def factures(tirer: st.DrawFn) -> Creance:
    """Une facture entre professionnels, avec un terme, une émission et une livraison."""
    emission = tirer(jours_de_loi)
    return Creance(
        montant=1000,
        debiteur=Debiteur(qualite="professionnel"),
        emission=emission,
        livraison=emission + timedelta(tirer(ecarts)),
        secteur=tirer(st.sampled_from(SECTEURS)),
        periodique=tirer(st.booleans()),
        conditions=Conditions(terme=tirer(termes)),
    )


@st.composite
def creances_quelconques(tirer: st.DrawFn) -> Creance:
    """Des créances dont des dates manquent, de tout débiteur."""
    dates = st.none() | jours_quelconques
    notification = tirer(jours_quelconques)
    return Creance(
        montant=1000,
        debiteur=Debiteur(
            qualite=tirer(st.sampled_from([None, "professionnel", "consommateur", "non_professionnel", "public"])),
            categorie_publique=tirer(categories),
        ),
        emission=tirer(dates),
        livraison=tirer(dates),
        reception=tirer(jours_quelconques),
        echeance=tirer(dates),
        dedouanement=tirer(dates),
        mise_a_disposition=tirer(dates),
        verification=tirer(dates),
        secteur=tirer(st.sampled_from(SECTEURS)),
        periodique=tirer(st.booleans()),
        interruption=tirer(st.sampled_from([None, Interruption(notification=notification, completes=notification)])),
        conditions=Conditions(terme=tirer(st.none() | termes)),
    )


def controler(creance: Creance, saisonnier: str | None = None) -> ControleDelai:
    return controle_delai(creance, saisonnier=saisonnier).valeur  # type: ignore[arg-type]


@given(factures(), ecarts, st.sampled_from(SAISONS))
def test_conforme_si_et_seulement_si_la_date_ne_passe_pas_le_plafond(
    creance: Creance, ecart: int, saisonnier: str | None
) -> None:
    plafond = controler(creance, saisonnier).plafond
    assert plafond is not None or creance.emission is not None
    if plafond is None:
        return
    valeur = controler(creance.avec(echeance=plafond + timedelta(ecart)), saisonnier)
    assert valeur.plafond == plafond
    assert valeur.conforme is (ecart <= 0)
    assert valeur.depassement == max(0, ecart)
    assert (valeur.amende_personne_morale == 0) is valeur.conforme


@given(factures(), jours_de_loi, st.integers(0, 400))
def test_une_date_plus_tot_n_est_jamais_moins_conforme(creance: Creance, echeance: date, avance: int) -> None:
    tard = controler(creance.avec(echeance=echeance))
    tot = controler(creance.avec(echeance=echeance - timedelta(avance)))
    assert tot.conforme is True or tard.conforme is False
    assert tot.depassement is not None
    assert tard.depassement is not None
    assert tot.depassement <= tard.depassement


@given(factures(), st.integers(1, 60))
def test_un_terme_plus_court_n_est_jamais_moins_conforme(creance: Creance, retrait: int) -> None:
    terme = creance.conditions.terme
    assert terme is not None
    court = terme.avec(jours=max(0, (terme.jours or 0) - retrait))
    avec_le_court = controler(creance.avec(conditions=Conditions(terme=court)))
    assert avec_le_court.conforme is True or controler(creance).conforme is False


@given(factures(), st.sampled_from(SAISONS))
def test_un_secteur_saisonnier_n_avance_jamais_le_plafond(creance: Creance, saisonnier: str | None) -> None:
    propre, commun = controler(creance, saisonnier).plafond, controler(creance).plafond
    assert propre == commun or (propre is not None and commun is not None and propre > commun)


@given(creances_quelconques(), st.sampled_from(["terme", "reception_facture"]), st.sampled_from(SAISONS))
def test_une_reponse_ou_une_erreur_de_la_bibliotheque(creance: Creance, depart: str, saisonnier: str | None) -> None:
    try:
        resultat = controle_delai(creance, depart=depart, saisonnier=saisonnier)  # type: ignore[arg-type]
    except ErreurCreances:
        return
    valeur = resultat.valeur
    assert (valeur.conforme is None) <= (valeur.manque is not None)
    assert (valeur.plafond is None) == (valeur.regle_applicable in {None, "sans_plafond"})
    assert relire(resultat.json()) == resultat
    assert resultat.texte("fr")
    assert resultat.texte("en")
