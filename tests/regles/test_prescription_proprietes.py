"""Ce qui vaut pour toute histoire : aucun acte n'écourte, aucun ordre de saisie ne compte, l'avenir n'existe pas."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    ActeExecution,
    ActeSansEffet,
    Avoir,
    Contestation,
    Creance,
    DemandeEnJustice,
    Evenement,
    Frais,
    MiseEnDemeure,
    Paiement,
    Prescription,
    Promesse,
    Reconnaissance,
    Relance,
    SignificationInjonction,
    Suspension,
    Titre,
    prescription,
)
from strategies import COMMUNE, CONSOMMATEUR, PROFESSIONNEL, facture, rapide

# Loin de 2008, de 2020 et des changements de loi, dont les effets ne sont pas monotones : la période protégée de 2020
# rend un terme du 23 juin plus lointain que celui du 24.
PREMIER, DERNIER, AU = date(2021, 1, 1), date(2022, 12, 31), date(2032, 6, 1)
JOURS = st.dates(PREMIER, date(2031, 12, 31))
DEPARTS = st.dates(PREMIER, DERNIER)
DUREES = st.integers(0, 900).map(lambda jours: timedelta(days=jours))
ISSUES = st.sampled_from(["extinction", "incompetence", "nullite"])
CAUSES = st.sampled_from(["mediation", "conciliation", "instruction", "impossibilite"])


@st.composite
def creances(tirer: Any, echeance: st.SearchStrategy[date] = DEPARTS) -> Creance:
    nature, debiteur = tirer(
        st.sampled_from(
            [
                ("B2B_VENTE", PROFESSIONNEL),
                ("B2B_VENTE", CONSOMMATEUR),
                ("B2B_VENTE", COMMUNE),
                ("CREDIT_CONSO", CONSOMMATEUR),
                ("ASSURANCE_PRIME", PROFESSIONNEL),
                ("LOYER_HABITATION", CONSOMMATEUR),
                ("TITRE_JUDICIAIRE", PROFESSIONNEL),
            ]
        )
    )
    return facture(echeance=tirer(echeance), nature=nature, debiteur=debiteur)


@st.composite
def demandes(tirer: Any) -> DemandeEnJustice:
    debut, fin = tirer(JOURS), None
    if tirer(st.booleans()):
        fin = debut + tirer(DUREES)
    return DemandeEnJustice(date=debut, fin=fin, issue=tirer(ISSUES) if fin else "extinction")


@st.composite
def suspensions(tirer: Any, debuts: st.SearchStrategy[date] = JOURS) -> Suspension:
    debut = tirer(debuts)
    return Suspension(type=tirer(CAUSES), date=debut, fin=tirer(st.none() | DUREES.map(lambda duree: debut + duree)))


interruptifs = st.one_of(
    st.builds(Reconnaissance, date=JOURS),
    st.builds(Paiement, date=JOURS, montant=st.just(1)),
    st.builds(SignificationInjonction, date=JOURS),
    st.builds(
        ActeExecution, date=JOURS, type=st.sampled_from(["saisie", "mesure_conservatoire", "commandement_saisie_vente"])
    ),
    demandes(),
)
sans_effet = st.one_of(
    st.builds(Relance, date=JOURS),
    st.builds(Promesse, date=JOURS),
    st.builds(Contestation, date=JOURS),
    st.builds(Avoir, date=JOURS, montant=st.just(1)),
    st.builds(Frais, date=JOURS, montant=st.just(1)),
    st.builds(Paiement, date=JOURS, montant=st.just(1), creance=st.just("une autre")),
    st.builds(
        ActeSansEffet, date=JOURS, type=st.sampled_from(["sommation", "requete_injonction", "commandement_simple"])
    ),
)
titres = st.builds(lambda jour, ecart: Titre(date=jour, notifie_le=jour + ecart), JOURS, DUREES)
tous = st.one_of(interruptifs, sans_effet, suspensions(), titres, st.builds(MiseEnDemeure, date=JOURS))
histoires = st.lists(tous, max_size=6)


def repondre(creance: Creance, evenements: list[Evenement], au: date = AU) -> Prescription:
    return prescription(creance, au=au, evenements=evenements).valeur


def fin(valeur: Prescription) -> date:
    """Le terme, ou le bout du temps tant qu'il n'y en a pas."""
    return valeur.terme or date.max


@rapide
@given(creances(), st.lists(st.one_of(interruptifs, suspensions()), max_size=5), interruptifs)
def test_un_acte_interruptif_ne_rapproche_jamais_la_fin(
    creance: Creance, histoire: list[Evenement], acte: Evenement
) -> None:
    assert fin(repondre(creance, [*histoire, acte])) >= fin(repondre(creance, histoire))


@rapide
@given(creances(), st.lists(interruptifs, max_size=5), suspensions())
def test_une_suspension_ne_rapproche_jamais_la_fin(
    creance: Creance, histoire: list[Evenement], gel: Suspension
) -> None:
    assert fin(repondre(creance, [*histoire, gel])) >= fin(repondre(creance, histoire))


@rapide
@given(
    creances(),
    st.integers(0, 400),
    st.lists(st.one_of(interruptifs, suspensions(st.dates(date(2024, 3, 1), date(2031, 12, 31)))), max_size=5),
)
def test_un_depart_plus_tardif_ne_rapproche_jamais_la_fin(
    creance: Creance, ecart: int, histoire: list[Evenement]
) -> None:
    """Les suspensions suivent les deux départs : une suspension entre les deux ne gèle que le premier."""
    plus_tard = creance.avec(echeance=creance.echeance + timedelta(days=ecart))
    assert fin(repondre(plus_tard, histoire)) >= fin(repondre(creance, histoire))


@rapide
@given(creances(), histoires, st.randoms(use_true_random=False))
def test_l_ordre_de_la_saisie_ne_compte_pas(creance: Creance, histoire: list[Evenement], hasard: Any) -> None:
    melangee = list(histoire)
    hasard.shuffle(melangee)
    assert prescription(creance, au=AU, evenements=melangee) == prescription(creance, au=AU, evenements=histoire)


@rapide
@given(creances(), histoires, JOURS)
def test_ce_qui_suit_la_question_ne_change_rien(creance: Creance, histoire: list[Evenement], au: date) -> None:
    passes = [un for un in histoire if un.date <= au]
    assert prescription(creance, au=au, evenements=histoire) == prescription(creance, au=au, evenements=passes)


@rapide
@given(creances(), histoires, sans_effet)
def test_un_evenement_sans_effet_ne_change_rien(creance: Creance, histoire: list[Evenement], autre: Evenement) -> None:
    assert repondre(creance, [*histoire, autre]) == repondre(creance, histoire)


@rapide
@given(creances(), st.lists(interruptifs, max_size=5), JOURS, DUREES)
def test_une_demande_effacee_vaut_une_demande_jamais_faite(
    creance: Creance, histoire: list[Evenement], debut: date, duree: timedelta
) -> None:
    effacee = DemandeEnJustice(date=debut, fin=debut + duree, issue="desistement")
    au = max(AU, debut + duree)
    assert repondre(creance, [*histoire, effacee], au) == repondre(creance, histoire, au)


@rapide
@given(creances(), histoires, JOURS)
def test_l_etat_dit_ce_que_dit_le_terme(creance: Creance, histoire: list[Evenement], au: date) -> None:
    valeur = repondre(creance, histoire, au)
    assert (valeur.terme is None) is (valeur.etat == "interrompue")
    assert (valeur.etat == "acquise") is (valeur.terme is not None and au > valeur.terme)
    if valeur.terme is not None:
        assert valeur.dernier_jour_ouvrable is not None
        assert valeur.terme == valeur.termes[0]
        assert timedelta(0) <= valeur.terme - valeur.dernier_jour_ouvrable <= timedelta(days=4)


@rapide
@given(creances(), st.lists(st.one_of(interruptifs, suspensions()), max_size=5))
def test_une_prescription_acquise_le_reste(creance: Creance, histoire: list[Evenement]) -> None:
    """Sans effacement ni titre, le temps ne rend pas une action perdue."""
    acquise_le = repondre(creance, histoire).terme
    if acquise_le is not None and acquise_le < AU:
        assert repondre(creance, histoire, acquise_le + timedelta(days=1)).etat == "acquise"


@pytest.mark.parametrize("jour", [date(2024, 2, 29), date(2023, 2, 28), date(2021, 12, 31)])
def test_un_acte_du_meme_jour_que_le_depart_ne_change_rien(jour: date) -> None:
    vente = facture(echeance=jour)
    assert repondre(vente, [Reconnaissance(date=jour)]) == repondre(vente, [])
