"""À toute époque, une règle répond ou dit qu'elle ne sait pas ; elle ne tombe jamais.

Chaque règle est lancée au premier jour de chaque mois, de 1975 à un an au-delà de l'horizon des séries : sur une dette
écrite pour ce jour, et sur des cas publiés dont toutes les dates sont déplacées d'autant. Aucune valeur n'est vérifiée.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from cas_publies import CAS, Cas
from creances import DonneeInvalide, DroitInconnu, HorsChamp, droit_courant, evaluer, regles

Entrees = Mapping[str, Any]

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_TROIS_MOIS = timedelta(days=91)
_PUBLIC = {"qualite": "public", "categorie_publique": "etat"}
_CONSOMMATEUR = {"qualite": "consommateur"}


def _mois() -> Iterator[date]:
    """Le premier jour de chaque mois, un an au-delà du premier jour que les séries ignorent."""
    horizon = max(un.jour for un in droit_courant().horizons() if un.sorte == "refus")
    for annee in range(1975, horizon.year + 2):
        yield from (date(annee, mois, 1) for mois in range(1, 13))


def _creance(jour: date, **champs: Any) -> dict[str, Any]:
    return {"montant": "10000", "echeance": (jour - _TROIS_MOIS).isoformat(), "reference": "F1", **champs}


def _retard(jour: date) -> Iterator[Entrees]:
    """Une dette en retard de trois mois, dans chaque régime et avec chaque option que le temps peut toucher."""
    demeure = {"type": "mise_en_demeure", "date": (jour - _TROIS_MOIS).isoformat()}
    paiement = {"type": "paiement", "date": (jour - timedelta(days=30)).isoformat(), "montant": "4000"}
    ouverture = {"type": "procedure_collective", "date": (jour - timedelta(days=10)).isoformat()}
    for creance in (
        _creance(jour, debiteur={"qualite": "professionnel"}),
        _creance(jour, debiteur=_PUBLIC, retenue_garantie="500"),
        _creance(jour, debiteur=_CONSOMMATEUR, nature="B2C_GENERAL"),
        _creance(jour, conditions={"taux_penalites": "8", "plancher": "relever", "capitalisation": True}),
        _creance(jour, conditions={"taux_penalites": "1", "plancher": "suppletif"}),
        _creance(jour, conditions={"semestre": "fige"}),
    ):
        yield {"creance": creance, "au": jour.isoformat(), "evenements": [demeure, paiement, ouverture]}


def _releve(jour: date) -> Iterator[Entrees]:
    for entrees in _retard(jour):
        yield {"creances": [entrees["creance"]], "au": entrees["au"], "evenements": entrees["evenements"]}


def _echeance(jour: date) -> Iterator[Entrees]:
    """Une facture de ce jour, sans terme puis avec un terme, pour chaque secteur et chaque acheteur public."""
    dates = {"montant": "10000", "emission": jour.isoformat(), "livraison": jour.isoformat()}
    interruption = {"notification": jour.isoformat(), "completes": (jour + timedelta(days=10)).isoformat()}
    public = {"montant": "10000", "reception": jour.isoformat(), "debiteur": _PUBLIC, "interruption": interruption}
    fin_de_mois = {"terme": {"jours": 45, "mode": "fin_de_mois_puis_jours"}}
    yield {"creance": {**dates, "debiteur": _CONSOMMATEUR, "nature": "B2C_GENERAL"}}
    yield {"creance": {**dates, "mise_a_disposition": jour.isoformat()}}
    yield {"creance": {**dates, "periodique": True, "conditions": fin_de_mois}}
    yield {"creance": {**dates, "echeance": jour.isoformat()}, "opposable": "legale"}
    for secteur in (None, "transport", "perissable", "betail", "alcool", "vin", "grand_export"):
        yield {"creance": {**dates, "secteur": secteur}}
        yield {"creance": {**dates, "secteur": secteur, "conditions": fin_de_mois}, "plafond": "ramener"}
    for categorie in ("etat", "sante", "entreprise_publique", "entite_adjudicatrice", None):
        yield {"creance": {**public, "debiteur": {"qualite": "public", "categorie_publique": categorie}}}


def _interets(jour: date) -> Iterator[Entrees]:
    for categorie in ("particuliers", "autres_cas"):
        debut = (jour - _TROIS_MOIS).isoformat()
        simple = {"montant": "10000", "debut": debut, "au": jour.isoformat(), "categorie": categorie}
        yield simple
        yield {**simple, "majoration_depuis": debut, "capitalisation_depuis": debut, "base": "annee_civile"}


def _indemnite(jour: date) -> Iterator[Entrees]:
    yield from ({nom: entrees[nom] for nom in ("creance", "au", "evenements")} for entrees in _retard(jour))


QUESTIONS: Mapping[str, Callable[[date], Iterator[Entrees]]] = {
    "decompte": _retard,
    "echeance": _echeance,
    "indemnite_forfaitaire": _indemnite,
    "interets": _interets,
    "penalites": _retard,
    "releve": _releve,
}


def _jours(valeur: Any) -> Iterator[date]:
    """Toutes les dates que portent des entrées."""
    if isinstance(valeur, Mapping):
        valeur = list(valeur.values())
    if isinstance(valeur, list):
        for une in valeur:
            yield from _jours(une)
    elif isinstance(valeur, str) and _ISO.fullmatch(valeur):
        yield date.fromisoformat(valeur)


def _dernier(entrees: Entrees) -> date:
    return max(_jours(entrees))


def _deplacer(valeur: Any, ecart: timedelta) -> Any:
    """Les mêmes entrées, toutes dates déplacées du même nombre de jours."""
    if isinstance(valeur, Mapping):
        return {nom: _deplacer(une, ecart) for nom, une in valeur.items()}
    if isinstance(valeur, list):
        return [_deplacer(une, ecart) for une in valeur]
    if isinstance(valeur, str) and _ISO.fullmatch(valeur):
        return (date.fromisoformat(valeur) + ecart).isoformat()
    return valeur


def _deplacables() -> dict[str, list[Cas]]:
    """Par règle, les cas qui répondent et qui datent quelque chose."""
    par_regle: dict[str, list[Cas]] = {}
    for cas in CAS:
        if cas.appelle_une_regle and cas.erreur is None and next(_jours(cas.entrees), None) is not None:
            par_regle.setdefault(cas.regle, []).append(cas)
    return par_regle


DEPLACABLES = _deplacables()
LENTES = frozenset({"controle_terme"})  # éprouve un terme jour après jour : interrogée au seul mois de janvier


# Ces entrées-là dépendent du jour : déplacées, elles deviennent impossibles, et la règle les refuse sous ce code.
JUGEES_CE_JOUR = {
    "delais_de_grace": "delais_de_grace.taux",
    "dso_par_epuisement": "dso.mois_repete",
    "protocole": "protocole.force",
}


def test_chaque_regle_a_des_cas_a_deplacer() -> None:
    """Sauf celles qui ne demandent pas de quel jour on parle."""
    datees = {fiche.nom for fiche in regles() if "au" in fiche.schema_entrees["properties"]}
    assert sorted(datees - set(DEPLACABLES)) == []


@pytest.mark.parametrize("regle", sorted(QUESTIONS))
def test_une_dette_de_chaque_mois(regle: str) -> None:
    reponses, refus = _compter(regle, (entrees for jour in _mois() for entrees in QUESTIONS[regle](jour)))
    assert reponses > refus > 0


@pytest.mark.parametrize("regle", sorted(DEPLACABLES))
def test_les_cas_publies_deplaces_a_chaque_mois(regle: str) -> None:
    cas = DEPLACABLES[regle]
    lente = regle in LENTES
    jours = [jour for jour in _mois() if jour.month == 1 or not lente]
    tour = (
        (jour, cas[(rang + pas) % len(cas)])
        for rang, jour in enumerate(jours)
        for pas in range(0, 18, 9 if lente else 3)
    )
    deplaces = (_deplacer(un.entrees, jour - _dernier(un.entrees)) for jour, un in tour)
    reponses, _ = _compter(regle, deplaces, toleres=JUGEES_CE_JOUR.get(regle, ""))
    assert reponses > 0


def _compter(regle: str, questions: Iterator[Entrees], toleres: str = "") -> tuple[int, int]:
    """Combien de réponses, combien de refus ; toute autre erreur que le code `toleres` fait échouer le test."""
    reponses = refus = 0
    for entrees in questions:
        try:
            evaluer(regle, entrees)
        except (DroitInconnu, HorsChamp):
            refus += 1
        except DonneeInvalide as impossible:
            if impossible.code != toleres:
                raise
            refus += 1
        else:
            reponses += 1
    return reponses, refus
