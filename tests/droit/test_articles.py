"""Chaque texte cité existe au catalogue, et s'appliquait le jour dont on parle.

Une règle ancienne se cite souvent sous le numéro d'aujourd'hui. Ces exceptions sont nommées une à une : le texte qui
portait alors la même règle s'il est au catalogue, sinon la raison. Une exception qui ne sert plus est refusée.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from cas_publies import CAS
from creances import Article, Resultat, articles, droit_courant, evaluer, regles

# Ces arrêts et avis disent le droit pour le passé aussi : leur date n'est pas une entrée en vigueur.
_SANS_ENTREE_EN_VIGUEUR = frozenset({"jurisprudence", "avis de la CEPC"})

# Le texte qui portait la règle avant que l'article cité n'existe.
ANCETRES: Mapping[str, str] = {
    "C. civ., 1231-6": "C. civ., 1153",
    "C. civ., 2229": "C. civ., ancien 2261",
    "C. com., L441-10, I": "C. com., L441-6",
    "C. com., L441-10, I, al. 3": "C. com., L441-6",
    "C. com., L441-10, II": "C. com., L441-6",
    "C. com., L441-10, III": "C. com., L441-6",
    "C. com., L441-11, II, 1°": "C. com., L443-1",
    "C. com., L441-11, II, 2°": "C. com., L443-1",
    "C. com., L441-11, II, 3°": "C. com., L443-1",
    "C. com., L441-11, II, 4°": "C. com., L443-1",
    "C. com., L441-11, II, 5°": "Loi n° 2006-10, art. 26",
    "C. com., L441-12": "Loi n° 2016-1691, art. 123",
    "C. com., L441-13": "Loi n° 2012-1270, art. 20",
    "C. com., L441-16": "C. com., L441-6",
    "C. com., L441-6": "Loi n° 92-1442, art. 3",
    "C. com., L441-9": "C. com., L441-3",
    "CCP, D2192-35": "Décret n° 2013-269, art. 9",
    "CCP, L2192-10": "Décret n° 2013-269",
    "CCP, R2192-10": "Décret n° 2013-269, art. 1",
    "CCP, R2192-11, 1°": "Décret n° 2013-269, art. 1",
    "CCP, R2192-11, 2°": "Décret n° 2013-269, art. 1",
    "CCP, R2192-12": "Décret n° 2013-269",
    "CCP, R2192-14": "Décret n° 2013-269",
    "CCP, R2192-29": "Décret n° 2013-269",
    "CCP, R2192-31": "Décret n° 2013-269, art. 8",
    "CCP, R2192-32": "Décret n° 2013-269, art. 8",
    "C. conso., R312-35": "C. conso., L311-37",
    "CPCE, L111-4": "Loi n° 91-650, art. 3-1",
}
# Pourquoi le texte est cité hors de ses dates, quand aucun ancêtre du catalogue ne le remplace.
RAISONS: Mapping[str, str] = {
    "C. civ., ancien 2262": "durée d'un délai commencé avant le 19 juin 2008, que la loi nouvelle ne fait qu'écourter",
    "C. com., L110-4 (rédaction de 2000)": "durée d'un délai commencé avant le 19 juin 2008, écourté par la loi nouvelle",
    "C. com., L441-10, II": "la série de la BCE commence en 1999, avant toute pénalité légale",
    "C. com., L441-11, II, 1°": "de 2019 à 2021 la décade se lisait au même article, dans une autre rédaction",
    "C. trav., L3133-1": "le code du travail a été renuméroté le 1er mai 2008 : ancien L222-1",
    "CCP, L2125-1": "indice de durée d'un contrat, pris aussi pour les contrats antérieurs au code",
    "CMF, L313-2": "le taux unique des lois n° 75-619 et n° 89-421, codifié depuis",
    "Décret n° 2002-232": "les marchés conclus avant le décret de 2013 lui restent soumis",
    "Ordonnance n° 2020-306, art. 2": "publiée le 26 mars 2020, elle remonte au 12 mars",
    "Décret n° 2013-269": "il vise les contrats conclus dès le 16 mars 2013 pour les délais ouverts dès le 1er mai",
}


class Citation(NamedTuple):
    """Un texte cité, le jour dont on parle, et où."""

    reference: str
    jour: date
    endroit: str


def _citations() -> Iterator[Citation]:
    for nom, table in droit_courant().tables.items():
        for version in table.versions:
            yield Citation(version.article, version.debut, f"table {nom}")
    for cas in CAS:
        if not cas.appelle_une_regle or cas.erreur is not None:
            continue
        resultat = evaluer(cas.regle, cas.entrees, droit=cas.etat_du_droit(droit_courant()))
        yield from _du_resultat(resultat, cas.nom)


def _du_resultat(resultat: Resultat[object], endroit: str) -> Iterator[Citation]:
    """Une ligne parle de son dernier jour ; le reste, du jour de la question ou de celui que la règle a trouvé."""
    jours = [ligne.fin for ligne in resultat.lignes if ligne.fin is not None]
    valeur = resultat.valeur if isinstance(resultat.valeur, date) else None
    jour = resultat.au or valeur or max(jours, default=None)
    for ligne in resultat.lignes:
        if ligne.article and (ligne.fin or jour):
            yield Citation(ligne.article, ligne.fin or jour, f"{endroit}, {ligne.code}")  # type: ignore[arg-type]
    for reference in resultat.articles if jour else ():
        yield Citation(reference, jour, endroit)  # type: ignore[arg-type]
    for reserve in resultat.reserves if jour else ():
        for reference in reserve.articles:
            yield Citation(reference, jour, f"{endroit}, {reserve.code}")  # type: ignore[arg-type]


CITATIONS = cache(lambda: tuple(_citations()))


def _hors_de_ses_dates() -> Iterator[Citation]:
    catalogue = articles()
    for citation in CITATIONS():
        article = catalogue.get(citation.reference)
        if article is not None and not _s_appliquait(article, citation.jour):
            yield citation


def _s_appliquait(article: Article, jour: date) -> bool:
    return article.code in _SANS_ENTREE_EN_VIGUEUR or article.en_vigueur(jour)


def _herite(citation: Citation) -> bool:
    ancetre = ANCETRES.get(citation.reference)
    return ancetre is not None and articles()[ancetre].en_vigueur(citation.jour)


class TestArticlesCites:
    def test_chaque_texte_cite_est_au_catalogue(self) -> None:
        cites = {citation.reference: citation.endroit for citation in CITATIONS()}
        cites |= {article: f"règle {fiche.nom}" for fiche in regles() for article in fiche.articles}
        assert {nom: endroit for nom, endroit in cites.items() if nom not in articles()} == {}

    def test_chaque_texte_s_appliquait_ce_jour_la_sauf_exception(self) -> None:
        fautes = [un for un in _hors_de_ses_dates() if not _herite(un) and un.reference not in RAISONS]
        assert fautes == []

    def test_aucune_exception_n_est_de_trop(self) -> None:
        exceptions = set(_hors_de_ses_dates())
        assert ANCETRES.keys() - {un.reference for un in exceptions if _herite(un)} == set()
        assert RAISONS.keys() - {un.reference for un in exceptions if not _herite(un)} == set()

    def test_chaque_ancetre_est_au_catalogue(self) -> None:
        assert [ancetre for ancetre in ANCETRES.values() if ancetre not in articles()] == []
