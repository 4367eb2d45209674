r"""Retrouver les mentions de paiement dans un texte libre : accents, majuscules et espaces n'y comptent pas.

La lecture est simple et bornée : des mots-clés, puis le nombre, la date ou la négation qui les suit de près. Elle ne
comprend ni les phrases à plusieurs conditions, ni les tableaux dont l'ordre des cellules est perdu, ni les renvois à un
autre document. Ce qu'elle ne sait pas lire, elle le dit.

>>> plier("Pénalités  DE\xa0Retard : 12,5 %")
'penalites de retard : 12,5 %'
>>> lire("Pas d'escompte. Pénalités : 3 fois le taux d'intérêt légal.").escompte
EscompteLu(refuse=True, taux=(), montant=False)
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

# Portée d'un mot-clé, en caractères : après lui, et avant lui pour « 40 € de frais de recouvrement ».
_PORTEE = {"escompte": 1000, "penalites": 300, "indemnite": 300}
_AVANT = 60
_MOIS_PAR_AN = 12

# Des textes plutôt que des motifs compilés : `re` les compile au premier usage, l'import ne coûte rien.
_MOTS_CLES = {
    "escompte": r"\bescomptes?\b",
    "penalites": r"\bpenalites?\b|\binterets? (?:de retard|moratoires?)\b",
    "indemnite": r"\bindemnites? (?:forfaitaires?|de recouvrement)\b|\bfrais de recouvrement\b",
}
_SUJET = "|".join(f"(?P<{nom}>{motif})" for nom, motif in _MOTS_CLES.items())

_NOMBRES = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "quarante": 40,
}  # fmt: skip
_CHIFFRES = r"\d{1,3}(?:[.,]\d{1,4})?"
_NOMBRE = rf"(?:{_CHIFFRES}|{'|'.join(_NOMBRES)})"

_MOIS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_DATE = (
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})\b"
    r"|(?P<j>\d{1,2})(?:er)?(?:[/.-](?P<m>\d{1,2})[/.-]| (?P<mot>" + _MOIS + r") )(?P<a>\d{4}|\d{2})\b)"
)
_ECHEANCE_NOMMEE = (
    r"\b(?:date (?:limite )?(?:de |d')(?:reglement|paiement|echeance|exigibilite)|echeances?)\b[^.;,\d]{0,20}" + _DATE
)
_ECHEANCE_DITE = (
    r"\b(?:payables?|a payer|a regler|reglement|paiement|exigible)\b[^.;,\d]{0,25}?\b(?:le|au|avant le) " + _DATE
)
_FORMULE = r"\b\d{1,3} jours\b|\bfin de mois\b|\ba reception\b|\bau comptant\b"

_NOUVELLE_PHRASE = r"(?<![:,;.(\s])[^\S\n]*\n\s*(?=[A-ZÀ-ÖØ-Þ•*–-])"
# Un point suivi d'une espace, sauf après une abréviation : « art. L. 441-10 du C. com. ».
_FIN_DE_PHRASE = r"(?<!\bart)(?<!\bal)(?<!\bcom)(?<!\b[cdlr])\.(?: |$)"

_REFUS_AVANT = r"\b(?:pas|aucun|sans|ni)\b(?: \w+){0,2} ?(?:d'|l'|de )?$"
_REFUS_APRES = (
    r"^[^.;%]{0,80}?(?:\bneant\b|\bnul\b|\baucune?\b|: ?non\b|(?<![\d,.])0(?:[.,]0+)? ?%|\b(?:non|pas|n'est) "
    r"(?:pas )?(?:accorde|consenti|prevu|pratique|applique))"
)
_POURCENT = rf"({_CHIFFRES}) ?%(?! d'(?:escompte|$))(?P<mensuel> ?(?:par mois|mensuels?|/ ?mois))?"
_POURCENT_AVANT = rf"({_CHIFFRES}) ?% (?:d'un |d'|de l'|de )?$"
_EUROS = rf"((?:\d{{1,3}}(?: \d{{3}})+|\d+)(?:[.,]\d{{1,2}})?|{'|'.join(_NOMBRES)}) ?€|€ ?(\d+(?:[.,]\d{{1,2}})?)"

_TAUX_LEGAL = r"taux (?:d'|de l')?(?:interet )?legal"
_MULTIPLE = (
    rf"\b({_NOMBRE}) ?(?:fois|x)(?P<demie> et demie)? (?:(?:le|du|au|celui du) )?{_TAUX_LEGAL}"
    rf"|\b(?P<triple>triple) du {_TAUX_LEGAL}"
)
_LEGAL_MAJORE = rf"{_TAUX_LEGAL}[^.;%\d]{{0,30}}(?:majore|augmente|plus|\+)[^.;%\d]{{0,10}}?({_NOMBRE}) ?(?:points?|%)"
_LEGAL = _TAUX_LEGAL
_BCE = r"\bbce\b|\bbanque centrale europeenne\b|\brefinancement\b"
_POINTS = rf"(?:majore|augmente|plus|\+)[^.;%\d]{{0,20}}?({_NOMBRE}) ?(?:points?|%)"
_PLANCHER = r"\b(?:inferieur\w*|minimum|au moins|plancher)\b[^.;%]{0,25}$"
_RAPPEL = r"\bapres (?:(?:envoi|reception|une|un|l'|la|le|de|d'une|d'un) ?)*(?:mise en demeure|rappel|relance)"
_RENVOI = r"\b(?:cgv|conditions generales|conditions de vente|contrat)\b"

NatureDeTaux = Literal["fixe", "multiple", "legal_majore", "bce"]


class TauxLu(NamedTuple):
    """Un taux de pénalités lu : "fixe" en pour cent l'an, "multiple" du taux légal, points ajoutés au taux légal
    ("legal_majore") ou à celui de la BCE ("bce").
    """

    nature: NatureDeTaux
    nombre: Decimal


class EcheanceLue(NamedTuple):
    """Les dates de règlement lues, s'il en est d'impossibles, et si une formule en tient lieu."""

    dates: tuple[date, ...]
    impossible: bool
    formule: bool


class EscompteLu(NamedTuple):
    """L'escompte est refusé, ou accordé à ces taux, ou d'un montant."""

    refuse: bool
    taux: tuple[Decimal, ...]
    montant: bool


class PenalitesLues(NamedTuple):
    """Les taux lus, si un plancher est rappelé, si un rappel est exigé, si le taux est dit ailleurs."""

    taux: tuple[TauxLu, ...]
    plancher: bool
    rappel: bool
    renvoi: bool


class Lecture(NamedTuple):
    """Tout ce qui a été trouvé ; None pour un sujet dont aucun mot-clé n'apparaît."""

    echeance: EcheanceLue
    escompte: EscompteLu | None
    penalites: PenalitesLues | None
    indemnite: tuple[Decimal, ...] | None


class _Passage(NamedTuple):
    """Ce qui entoure un mot-clé, jusqu'au mot-clé d'un autre sujet ; `debut` est sa place dans le texte."""

    debut: int
    avant: str
    apres: str


def plier(texte: str) -> str:
    """Le texte sans accents ni majuscules, les espaces réduites à une, les euros en signe.

    Une ligne qui commence par une majuscule ou un tiret ouvre une phrase, sauf après deux points ou une virgule.
    """
    phrases = re.sub(_NOUVELLE_PHRASE, ". ", texte)
    decompose = unicodedata.normalize("NFKD", phrases).casefold().replace("\u2019", "'")
    nu = "".join(signe for signe in decompose if not unicodedata.combining(signe))
    return re.sub(r"\b(?:euros?|eur)\b", "€", " ".join(nu.split()))


def lire(texte: str) -> Lecture:
    """Ce que le texte dit du paiement."""
    plie = plier(texte)
    passages: dict[str, list[_Passage]] = {nom: [] for nom in _MOTS_CLES}
    for nom, passage in _passages(plie):
        passages[nom].append(passage)
    return Lecture(
        _echeance(plie, passages["escompte"]),
        _escompte(passages["escompte"]),
        _penalites(passages["penalites"]),
        _indemnite(passages["indemnite"]),
    )


def _passages(plie: str) -> Iterator[tuple[str, _Passage]]:
    trouves = [(str(un.lastgroup), un.start(), un.end()) for un in re.finditer(_SUJET, plie)]
    # Depuis la fin : la borne d'un mot-clé est celle du suivant s'il parle du même sujet, sinon sa place.
    suivant, place, borne, bornes = "", 0, len(plie), []
    for nom, debut, _ in reversed(trouves):
        if suivant and nom != suivant:
            borne = place
        bornes.append(borne)
        suivant, place = nom, debut
    for (nom, debut, fin), limite in zip(trouves, reversed(bornes), strict=True):
        yield nom, _Passage(debut, plie[max(0, debut - _AVANT) : debut], plie[fin : min(limite, fin + _PORTEE[nom])])


def _echeance(plie: str, escomptes: list[_Passage]) -> EcheanceLue:
    """Une date nommée échéance vaut partout ; une date de paiement, hors d'une phrase sur l'escompte."""
    fins = [un.start() for un in re.finditer(_FIN_DE_PHRASE, plie)]
    fins.append(len(plie))
    phrases = [(un.debut, fins[bisect_left(fins, un.debut)]) for un in escomptes]
    dites = [
        un for un in re.finditer(_ECHEANCE_DITE, plie) if not any(debut <= un.start() < fin for debut, fin in phrases)
    ]
    lues = [_date(un) for un in (*re.finditer(_ECHEANCE_NOMMEE, plie), *dites)]
    possibles = tuple(dict.fromkeys(une for une in lues if une is not None))
    return EcheanceLue(possibles, None in lues, re.search(_FORMULE, plie) is not None)


def _date(trouvee: re.Match[str]) -> date | None:
    """La date lue, ou None si le calendrier ne la connaît pas."""
    try:
        if trouvee["iso"]:
            return date.fromisoformat(trouvee["iso"])
        mois = _MOIS.split("|").index(trouvee["mot"]) + 1 if trouvee["mot"] else int(trouvee["m"])
        siecle = 2000 if len(trouvee["a"]) == 2 else 0
        return date(siecle + int(trouvee["a"]), mois, int(trouvee["j"]))
    except ValueError:
        return None


def _escompte(passages: list[_Passage]) -> EscompteLu | None:
    if not passages:
        return None
    passages = [un._replace(apres=_phrase(un.apres)) for un in passages]
    refuse = any(re.search(_REFUS_AVANT, un.avant) or re.search(_REFUS_APRES, un.apres) for un in passages)
    taux = [_nombre(trouve[1]) for un in passages for trouve in re.finditer(_POURCENT, un.apres)]
    taux += [_nombre(trouve[1]) for un in passages if (trouve := re.search(_POURCENT_AVANT, un.avant))]
    montant = any(re.search(_EUROS, un.apres) for un in passages)
    return EscompteLu(refuse, tuple(dict.fromkeys(un for un in taux if un)), montant)


def _phrase(suite: str) -> str:
    """Le texte jusqu'à la fin de sa phrase : un taux de TVA qui vient ensuite n'est pas celui de l'escompte."""
    return re.split(_FIN_DE_PHRASE, suite, maxsplit=1)[0]


def _penalites(passages: list[_Passage]) -> PenalitesLues | None:
    if not passages:
        return None
    lus = [_taux(un) for un in passages]
    return PenalitesLues(
        tuple(dict.fromkeys(taux for taux, _ in lus if taux is not None)),
        any(plancher for _, plancher in lus),
        any(re.search(_RAPPEL, un.apres) for un in passages),
        any(re.search(_RENVOI, un.apres) for un in passages),
    )


def _taux(passage: _Passage) -> tuple[TauxLu | None, bool]:
    """Le premier taux du passage, et si le taux légal y sert de plancher : une formule l'emporte sur un chiffre."""
    apres = passage.apres
    multiple = re.search(_MULTIPLE, apres)
    plancher = multiple is not None and re.search(_PLANCHER, apres[: multiple.start()]) is not None
    formule = _formule(apres, None if plancher else multiple)
    if formule is not None and not (plancher and formule.nature == "multiple"):
        return formule, plancher
    chiffre = re.search(_POURCENT, apres) or re.search(_POURCENT_AVANT, passage.avant)
    if chiffre is not None:
        mensuel = chiffre.groupdict().get("mensuel")
        return TauxLu("fixe", _nombre(chiffre[1]) * (_MOIS_PAR_AN if mensuel else 1)), plancher
    # « au moins égal à trois fois le taux légal » : le plancher est alors le taux lui-même.
    return (_multiple(multiple), plancher) if multiple is not None else (None, plancher)


def _formule(apres: str, multiple: re.Match[str] | None) -> TauxLu | None:
    if re.search(_BCE, apres):
        points = re.search(_POINTS, apres)
        return TauxLu("bce", _nombre(points[1]) if points else Decimal(0))
    if multiple is not None:
        return _multiple(multiple)
    if majore := re.search(_LEGAL_MAJORE, apres):
        return TauxLu("legal_majore", _nombre(majore[1]))
    return TauxLu("multiple", Decimal(1)) if re.search(_LEGAL, apres) else None


def _multiple(trouve: re.Match[str]) -> TauxLu:
    if trouve["triple"]:
        return TauxLu("multiple", Decimal(3))
    demie = Decimal("0.5") if trouve["demie"] else Decimal(0)
    return TauxLu("multiple", _nombre(trouve[1]) + demie)


def _indemnite(passages: list[_Passage]) -> tuple[Decimal, ...] | None:
    if not passages:
        return None
    apres = [montant for un in passages for montant in _montants(un.apres)]
    avant = [montant for un in passages for montant in _montants(un.avant)[-1:]]
    return tuple(dict.fromkeys(apres or avant))


def _montants(texte: str) -> list[Decimal]:
    return [_nombre(trouve[1] or trouve[2]) for trouve in re.finditer(_EUROS, texte)]


def _nombre(ecrit: str) -> Decimal:
    return Decimal(_NOMBRES.get(ecrit) or ecrit.replace(" ", "").replace(",", "."))
