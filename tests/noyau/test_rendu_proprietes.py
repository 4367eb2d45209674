"""Tout résultat fait de codes connus s'écrit, dans les deux langues et les trois formes, sans rien perdre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances.noyau.rendu import html, markdown, texte
from creances.noyau.rendu.balises import echapper
from creances.noyau.rendu.catalogues import catalogue, nettoyer
from creances.noyau.rendu.demarque import neutraliser
from creances.noyau.rendu.formats import ecrire
from creances.noyau.resultat import Ligne, Reserve, Resultat

PARENTS = {
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "li": {"ul"},
    "ul": {"td"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "table": {"section", "td"},
    "section": {""},
}


class Verificateur(HTMLParser):
    """Suit les balises ouvertes ; toute balise inconnue, mal placée ou mal refermée fait échouer le test."""

    def __init__(self) -> None:
        super().__init__()
        self.ouvertes = [""]
        self.vues: Counter[str] = Counter()
        self.largeurs: list[list[int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributs = dict(attrs)
        assert self.ouvertes[-1] in PARENTS[tag]
        assert attributs.keys() <= {"scope", "style", "colspan", "lang"}
        assert attributs.get("style") in {None, "text-align: left", "text-align: right"}
        assert (tag == "th") == (attributs.get("scope") in {"col", "row"})
        if tag == "table":
            self.largeurs.append([])
        if tag == "tr":
            self.largeurs[-1].append(0)
        if tag in {"td", "th"}:
            self.largeurs[-1][-1] += int(attributs.get("colspan") or 1)
        self.ouvertes.append(tag)
        self.vues[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.ouvertes.pop() == tag
        if tag == "table":
            assert len(set(self.largeurs.pop())) <= 1

    def verifier(self, fragment: str) -> Counter[str]:
        self.feed(fragment)
        self.close()
        assert self.ouvertes == [""]
        assert self.vues["section"] == 1
        return self.vues


@dataclass(frozen=True)
class Versement:
    date: date
    montant: Decimal


@dataclass(frozen=True)
class Releve:
    client: str
    total: Decimal
    imputations: tuple[Versement, ...]


jours = st.dates(date(1900, 1, 1), date(2199, 12, 31))
montants = st.integers(-(10**14), 10**14).map(lambda centimes: Decimal(centimes).scaleb(-2))
taux = st.integers(0, 10**7).map(lambda nombre: Decimal(nombre).scaleb(-4))
entiers = st.integers(0, 10**5)
noms = st.text(max_size=20) | st.sampled_from(["<script>alert(1)</script>", "a|b\nc", "*_`[x](y)", "&amp;", "\r\n"])
articles = st.sampled_from(["C. com., L441-10, II", "CCP, R2192-31", "C. civ., 1343-1"]) | noms
DIRECTS: dict[str, st.SearchStrategy[Any]] = {
    "debut": jours, "fin": jours, "jours": entiers, "assiette": montants,
    "taux": taux, "base": st.sampled_from([365, 366]), "montant": montants,
}  # fmt: skip
PAR_UNITE = {
    "long": ("dates", jours),
    "taux": ("montants", taux),
    "jours": ("mots", entiers),
    "mois": ("mots", entiers),
}


def _codes(famille: str) -> list[str]:
    return [code.removeprefix(f"{famille}.") for code in catalogue("fr") if code.startswith(f"{famille}.")]


def _attendus(code: str) -> dict[str, str]:
    return {nom: unite or "" for _, nom, unite, _ in Formatter().parse(catalogue("fr")[code]) if nom}


@st.composite
def _ranges(tirer: Any, attendus: dict[str, str]) -> dict[str, Any]:
    """Range chaque fait attendu parmi les dates, les montants ou les mots, selon l'unité demandée."""
    ranges: dict[str, Any] = {"dates": (), "montants": (), "mots": ()}
    for nom, unite in attendus.items():
        sans_unite = tirer(st.sampled_from([("montants", montants), ("mots", noms)]))
        place, valeurs = PAR_UNITE.get(unite, sans_unite)
        ranges[place] += ((nom, tirer(valeurs)),)
    return ranges


@st.composite
def lignes(tirer: Any) -> Ligne:
    code = tirer(st.sampled_from(_codes("ligne")))
    attendus = _attendus(f"ligne.{code}")
    directs = {nom: tirer(DIRECTS[nom]) for nom in attendus.keys() & DIRECTS.keys()}
    if tirer(st.booleans()):
        directs["montant"] = tirer(montants)
    autres = tirer(_ranges({nom: unite for nom, unite in attendus.items() if nom not in DIRECTS}))
    return Ligne(code, tirer(articles), **directs, **autres)


@st.composite
def reserves(tirer: Any) -> Reserve:
    code = tirer(st.sampled_from(_codes("reserve")))
    return Reserve(code, tuple(tirer(st.lists(articles, max_size=2))), **tirer(_ranges(_attendus(f"reserve.{code}"))))


simples = st.none() | st.booleans() | montants | jours | entiers | noms
versements = st.builds(Versement, jours, montants)
valeurs = st.deferred(
    lambda: (
        simples
        | versements
        | st.builds(Releve, noms, montants, st.lists(versements, max_size=3).map(tuple))
        | st.lists(valeurs, max_size=3).map(tuple)
    )
)
resultats = st.builds(
    Resultat,
    st.sampled_from(_codes("regle")),
    valeurs,
    st.lists(lignes(), max_size=4).map(tuple),
    st.lists(articles, max_size=3).map(tuple),
    st.lists(reserves(), max_size=3).map(tuple),
    st.none() | jours,
    st.sampled_from(["", "2026-11-21"]),
)
FORMES: tuple[tuple[Callable[..., str], Callable[[str], str]], ...] = (
    (texte, str),
    (markdown, neutraliser),
    (html, echapper),
)


@pytest.mark.parametrize("langue", ["fr", "en"])
@pytest.mark.parametrize(("forme", "echappement"), FORMES)
@given(resultat=resultats)
def test_rien_ne_se_perd(forme, echappement, langue: str, resultat: Resultat[Any]) -> None:
    ecrit = forme(resultat, langue)
    cites = [ligne.article for ligne in resultat.lignes]
    cites += [*resultat.articles, *(article for reserve in resultat.reserves for article in reserve.articles)]
    assert all(echappement(nettoyer(article)) in ecrit for article in cites)
    for ligne in resultat.lignes:
        sommes = [ligne.montant, ligne.assiette, *dict(ligne.montants).values()]
        for somme in sommes:
            assert somme is None or any(ecrire(somme, langue, unite) in ecrit for unite in ("", "taux"))
    assert resultat.droit in ecrit


@given(resultat=resultats)
def test_le_html_est_toujours_bien_forme(resultat: Resultat[Any]) -> None:
    vues = Verificateur().verifier(html(resultat))
    assert vues["li"] == len(resultat.articles) + len(resultat.reserves)


@given(resultat=resultats)
def test_les_tableaux_markdown_ont_autant_de_cellules_par_rangee(resultat: Resultat[Any]) -> None:
    for bloc in markdown(resultat).split("\n\n"):
        rangees = [rangee.replace("\\\\", "").replace("\\|", "") for rangee in bloc.split("\n")]
        if rangees[0].startswith("|"):
            assert len({rangee.count("|") for rangee in rangees}) == 1
            assert set(rangees[1]) <= set("|:- ")


@given(resultat=resultats)
def test_ecrire_deux_fois_donne_le_meme_texte(resultat: Resultat[Any]) -> None:
    assert str(resultat) == texte(resultat, "fr") == texte(resultat)
    assert resultat._repr_html_() == html(resultat)
    assert resultat._repr_markdown_() == markdown(resultat)
