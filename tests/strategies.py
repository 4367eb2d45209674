"""Ce que plusieurs dossiers de tests partagent : parties, factures, et les tirages d'Hypothesis.

Les propriétés se jouent sous `rapide` : peu d'exemples, aucun chronomètre, pour qu'une machine lente ne les fasse pas
échouer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from creances import (
    Avoir,
    Conditions,
    Contestation,
    Creance,
    Creancier,
    Debiteur,
    Evenement,
    Frais,
    Paiement,
    Pause,
    Promesse,
    Reconnaissance,
    Relance,
    Reponse,
    StatutFacture,
    Terme,
    Transmission,
)

rapide = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PROFESSIONNEL = Debiteur(qualite="professionnel")
CONSOMMATEUR = Debiteur(qualite="consommateur")
SYNDICAT = Debiteur(qualite="non_professionnel")
COMMUNE = Debiteur(qualite="public", categorie_publique="collectivite")
HOPITAL = Debiteur(qualite="public", categorie_publique="sante")
PARTICULIER = Creancier(qualite="particulier")


def facture(**champs: Any) -> Creance:
    """Une facture de 10 000 euros entre professionnels, échue le 30 avril 2026 si rien d'autre n'est dit."""
    dates = {"emission", "livraison", "reception", "echeance"}
    defauts: dict[str, Any] = {"reference": "F1", "montant": "10000.00", "debiteur": PROFESSIONNEL}
    if not dates & champs.keys():
        defauts["echeance"] = "2026-04-30"
    return Creance(**{**defauts, **champs})


def conditions(**champs: Any) -> Conditions:
    return Conditions(**champs)


def terme(**champs: Any) -> Conditions:
    """Les conditions qui ne portent qu'un terme."""
    return Conditions(terme=Terme(**champs))


def paiement(jour: str | date, montant: str | int | Decimal, **champs: Any) -> Paiement:
    return Paiement(date=jour, montant=montant, **champs)


PREMIER, DERNIER = date(2013, 2, 1), date(2026, 12, 31)
jours_connus = st.dates(PREMIER, DERNIER)
centimes = st.integers(1, 10**9)
montants = centimes.map(lambda nombre: Decimal(nombre).scaleb(-2))
taux = st.integers(0, 300_000).map(lambda nombre: Decimal(nombre).scaleb(-4))
ordres = st.permutations(["frais", "interets", "principal"]).map(tuple)


@st.composite
def periodes(tirer: Any, *, maximum: int = 1500) -> tuple[date, date]:
    """Une échéance et un jour de question qui la suit, là où tous les taux sont connus."""
    debut = tirer(jours_connus)
    longueur = tirer(st.integers(0, maximum))
    return debut, min(debut + timedelta(days=longueur), DERNIER)


@st.composite
def factures(tirer: Any, echeance: date, reference: str = "F1") -> Creance:
    """Une créance de n'importe quel régime, au taux légal, supplétif ou convenu."""
    return Creance(
        reference=reference,
        montant=tirer(montants),
        debiteur=tirer(st.sampled_from([PROFESSIONNEL, COMMUNE, CONSOMMATEUR, SYNDICAT])),
        creancier=tirer(st.sampled_from([Creancier(), PARTICULIER])),
        echeance=echeance,
        conditions=Conditions(
            taux_penalites=tirer(st.none() | taux),
            semestre=tirer(st.sampled_from(["mobile", "fige"])),
            capitalisation=tirer(st.booleans()),
            conclu_le=echeance,
        ),
    )


def _jour(echeance: date) -> st.SearchStrategy[date]:
    return st.integers(-60, 900).map(lambda ecart: echeance + timedelta(days=ecart))


@st.composite
def mouvements(tirer: Any, echeance: date, *, references: Sequence[str | None] = (None,)) -> list[Evenement]:
    """Des paiements, des avoirs et des frais autour d'une échéance."""
    reference = st.sampled_from(list(references))
    sommes = st.integers(1, 10**7).map(lambda nombre: Decimal(nombre).scaleb(-2))
    un = st.one_of(
        st.builds(Paiement, date=_jour(echeance), montant=sommes, creance=reference),
        st.builds(Avoir, date=_jour(echeance), montant=sommes, creance=reference, retroactif=st.booleans()),
        st.builds(Frais, date=_jour(echeance), montant=sommes, creance=reference),
    )
    return tirer(st.lists(un, max_size=5))


def sans_effet(echeance: date) -> st.SearchStrategy[Evenement]:
    """Un événement qui ne change aucun compte."""
    quand = _jour(echeance)
    return st.one_of(
        st.builds(Relance, date=quand),
        st.builds(Promesse, date=quand),
        st.builds(Contestation, date=quand),
        st.builds(Reconnaissance, date=quand),
        st.builds(Pause, date=quand),
        st.builds(Reponse, date=quand),
        st.builds(StatutFacture, date=quand, statut=st.sampled_from(["deposee", "rejetee", "refusee", "encaissee"])),
        st.builds(Transmission, date=quand, acteur=st.just("cabinet_recouvrement")),
    )
