"""Aucun chiffre des tarifs ne dort : le fausser d'une unité change ce qu'une règle répond.

`tests/droit/test_mutation_donnees.py` vérifie que chaque chiffre et chaque début sont épinglés par un cas ; ici, que chaque
chiffre sert à une règle, et pas seulement à être lu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import pytest

from creances import (
    Demandeur,
    Droit,
    DroitInconnu,
    Resultat,
    TableDatee,
    contribution_aide_juridique,
    contribution_justice_economique,
    cout_acte,
    droit_courant,
    droit_engagement,
    emoluments,
    frais,
    frais_greffe,
)
from creances.modeles.parties import Territoire
from creances.regles.frais.actes import Acte
from creances.regles.frais.greffe import Formalite

UN_JOUR = timedelta(days=1)
UN_EURO = Decimal("1.00")
SOMMES = ("10", "76", "76.01", "125.50", "304.50", "610.50", "912.50", "1525.50", "3040.50", "52400.50", "10000000")
CREANCES = ("44", "44.50", "188", "188.50")
OBLIGATIONS = ("100", "128.50", "1000", "1280.50", "5000")
Question = Callable[[date, Droit], Resultat[Any]]


def _poser(regle: Callable[..., Resultat[Any]], *sujets: Any, **options: Any) -> Question:
    return lambda au, droit: regle(*sujets, au=au, droit=droit, **options)


def _demandeurs() -> Iterator[tuple[str, Demandeur]]:
    for chiffre, benefice in (("50000000.50", "3000000.50"), ("1500000000.50", "0.50"), ("1500000000.50", "4000000")):
        yield "60000", Demandeur(effectif=250, chiffre_affaires=chiffre, benefice=benefice)
        yield "100000000", Demandeur(effectif=250, chiffre_affaires=chiffre, benefice=benefice)
    for revenu in ("250000.50", "500000.50", "1000000.50"):
        yield "60000", Demandeur(personne="physique", effectif=250, revenu_par_part=revenu)
        yield "100000000", Demandeur(personne="physique", effectif=250, revenu_par_part=revenu)
    yield "50000.50", Demandeur(effectif=250, chiffre_affaires="60000000", benefice="4000000")


def _des_droits() -> Iterator[Question]:
    for prestation in ("A444-31", "A444-32"):
        for somme in SOMMES:
            yield _poser(emoluments, somme, prestation=prestation, creance="20000000")
        for creance in CREANCES:
            yield _poser(emoluments, "10", prestation=prestation, creance=creance)
    for somme in SOMMES:
        yield _poser(droit_engagement, somme)
    yield _poser(emoluments, "4000", nature="alimentaire", creance="4000")
    yield _poser(emoluments, "4000", creance="4000", provision_le="2024-03-01")


def _des_actes() -> Iterator[Question]:
    for acte in get_args(Acte):
        yield _poser(cout_acte, acte, creance="1000", deplacement="aucun")
    for deplacement in ("terrain", "electronique"):
        for obligation in OBLIGATIONS:
            yield _poser(cout_acte, "assignation", creance=obligation, deplacement=deplacement)
    for territoire in get_args(Territoire):
        yield _poser(emoluments, "4000", creance="4000", territoire=territoire)


def _du_tribunal() -> Iterator[Question]:
    for formalite in get_args(Formalite):
        yield _poser(frais_greffe, formalite)
    yield _poser(frais_greffe, "fond", parties=3)
    yield _poser(frais, "FOND_TJ", montant="5000", juridiction="tribunal_judiciaire")
    yield _poser(contribution_aide_juridique, "tribunal_judiciaire")
    for demande, demandeur in _demandeurs():
        yield _poser(contribution_justice_economique, demande, demandeur=demandeur)


QUESTIONS = (*_des_droits(), *_des_actes(), *_du_tribunal())


def _repondre(question: Question, au: date, droit: Droit) -> object:
    try:
        resultat = question(au, droit)
    except DroitInconnu as refus:
        return refus.code
    return resultat.valeur, resultat.reserves


@cache
def _justes(au: date) -> tuple[object, ...]:
    return tuple(_repondre(question, au, droit_courant()) for question in QUESTIONS)


def _changer(droit: Droit, nom: str, valeurs: Mapping[int, Any]) -> Droit:
    """Le même droit où ces versions de la table, par rang, ont une autre valeur."""
    table = droit.table(nom)
    versions = tuple(
        replace(version, valeur=valeurs.get(rang, version.valeur)) for rang, version in enumerate(table.versions)
    )
    return droit.avec(replace(table, versions=versions))


def _tout_lu() -> Droit:
    """Le droit où plus aucun tarif n'est inconnu : ce qu'un seul montant manquant empêche y devient visible."""
    droit = droit_courant()
    for nom, rang in INCONNUS:
        droit = _changer(droit, nom, {rang: UN_EURO})
    return droit


def _autre(table: TableDatee[Any], valeur: Any) -> Any:
    """Une unité de plus au dernier chiffre ; un jour de plus ; un montant là où il est inconnu ; un autre mot."""
    if isinstance(valeur, Decimal):
        return valeur + Decimal(1).scaleb(int(valeur.as_tuple().exponent))
    if isinstance(valeur, int):
        return valeur + 1
    if isinstance(valeur, date):
        return valeur + UN_JOUR
    return next(version.valeur for version in table.versions if version.valeur != valeur)


VERSIONS = [
    (nom, rang)
    for nom, table in sorted(droit_courant().tables.items())
    if nom.startswith("frais.")
    for rang in range(len(table.versions))
]
INCONNUS = [(nom, rang) for nom, rang in VERSIONS if droit_courant().table(nom).versions[rang].valeur == "inconnu"]
CHIFFRES = [version for version in VERSIONS if version not in INCONNUS]


def _jours(nom: str, rang: int) -> set[date]:
    """Le premier et le dernier jour de la version : toutes les autres tables dont elle dépend ont alors commencé."""
    debuts = [version.debut for version in droit_courant().table(nom).versions]
    fin = [*debuts, date(2029, 1, 2)][rang + 1]
    return {debuts[rang], fin - UN_JOUR}


@pytest.mark.parametrize(("nom", "rang"), CHIFFRES, ids=[f"{nom}-{rang}" for nom, rang in CHIFFRES])
def test_une_regle_voit_le_changement(nom: str, rang: int) -> None:
    table = droit_courant().table(nom)
    faux = _changer(droit_courant(), nom, {rang: _autre(table, table.versions[rang].valeur)})
    assert any(
        _repondre(question, au, faux) != juste
        for au in _jours(nom, rang)
        for question, juste in zip(QUESTIONS, _justes(au), strict=True)
    )


@pytest.mark.parametrize(("nom", "rang"), INCONNUS, ids=[f"{nom}-{rang}" for nom, rang in INCONNUS])
def test_un_montant_inconnu_empeche_une_reponse(nom: str, rang: int) -> None:
    lu = _tout_lu()
    inconnu = _changer(lu, nom, {rang: "inconnu"})
    refus = [
        _repondre(question, au, inconnu)
        for au in _jours(nom, rang)
        for question in QUESTIONS
        if _repondre(question, au, inconnu) != _repondre(question, au, lu)
    ]
    assert "frais.tarif_inconnu" in refus
