"""La bibliothèque contre un témoin tenu à la main : mêmes sommes, au centime, sans une ligne de code commune."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from creances import Creance, Paiement, decompte, penalites
from strategies import COMMUNE, DERNIER, PROFESSIONNEL, centimes, conditions, facture, ordres, periodes, rapide, taux
from temoin import Decompte, Taux, acheteur_public, constant, suppletif, tenir

Base = Literal["365", "annee_civile"]
Arrondi = Literal["tranche", "total"]
bases = st.sampled_from(["365", "annee_civile"])
arrondis = st.sampled_from(["tranche", "total"])
CIVIL = ("frais", "interets", "principal")


def _creance(montant: int, echeance: date, genre: str, convenu: Decimal) -> tuple[Creance, Taux]:
    """Une créance et le taux que le témoin lui connaît."""
    taux_convenu = convenu if genre == "convenu" else None
    due = facture(
        montant=Decimal(montant).scaleb(-2),
        echeance=echeance,
        debiteur=COMMUNE if genre == "public" else PROFESSIONNEL,
        conditions=conditions(taux_penalites=taux_convenu),
    )
    temoins = {"suppletif": suppletif, "convenu": constant(convenu), "public": acheteur_public(min(echeance, _AVANT))}
    return due, temoins[genre]


_AVANT = DERNIER - timedelta(days=1)
genres = st.sampled_from(["suppletif", "convenu"])


@rapide
@given(centimes, periodes(), st.sampled_from(["suppletif", "convenu", "public"]), taux, bases, arrondis)
def test_les_penalites_sont_celles_du_temoin(
    montant: int, periode: tuple[date, date], genre: str, convenu: Decimal, base: Base, arrondi: Arrondi
) -> None:
    echeance, au = periode
    if genre == "public" and echeance < date(2013, 5, 1):
        echeance = date(2013, 5, 1)
    due, connu = _creance(montant, echeance, genre, convenu)
    temoin = tenir(Decompte(montant, connu, base == "annee_civile", arrondi == "total"), echeance, au, {}, CIVIL)
    reponse = penalites(due, au=au, base=base, arrondi=arrondi)
    assert reponse.valeur == Decimal(temoin.courus).scaleb(-2)
    tranches = [(ligne.jours, ligne.taux, ligne.base) for ligne in reponse.lignes if ligne.jours is not None]
    assert tranches == [(jours, lu, annee) for _, lu, annee, jours in temoin.lignes]


@rapide
@given(
    centimes,
    periodes(maximum=500),
    genres,
    taux,
    bases,
    arrondis,
    ordres,
    st.dictionaries(st.integers(-30, 500), st.integers(1, 10**9), max_size=4),
)
def test_le_decompte_est_celui_du_temoin(
    montant: int,
    periode: tuple[date, date],
    genre: str,
    convenu: Decimal,
    base: Base,
    arrondi: Arrondi,
    ordre: tuple[str, ...],
    versements: dict[int, int],
) -> None:
    echeance, au = periode
    due, connu = _creance(montant, echeance, genre, convenu)
    dates = {echeance + timedelta(days=ecart): somme for ecart, somme in versements.items()}
    verses = [Paiement(date=jour, montant=Decimal(somme).scaleb(-2)) for jour, somme in dates.items()]
    temoin = tenir(Decompte(montant, connu, base == "annee_civile", arrondi == "total"), echeance, au, dates, ordre)
    reste = decompte(due, au=au, evenements=verses, ordre=ordre, base=base, arrondi=arrondi).valeur
    obtenus = [int(poste * 100) for poste in (reste.principal, reste.interets, reste.indemnite + reste.frais)]
    assert obtenus == [temoin.principal, temoin.courus - temoin.payes, temoin.frais]
