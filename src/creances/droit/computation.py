"""Compter un délai de procédure (CPC 640 à 642) : de quantième à quantième, puis les jours, puis le report.

Deux règles comptent ainsi, l'expiration d'un délai et la déclaration d'une créance ; elles n'ajoutent que ce qui leur
est propre (distance, conséquences). La prescription ne se compte pas ici : elle ne connaît ni le report ni la distance
(C. civ., 2228 et 2229).

Le 20 janvier 2017, plus un mois, plus quinze jours : les mois d'abord.

>>> from creances.droit.corpus import droit_courant
>>> str(expirer(date(2017, 1, 20), Duree(mois=1, jours=15), Lieu(), droit_courant()).jour)
'2017-03-07'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from creances.droit.calendrier import Fete, fete_selon_la_commune, fetes_legales, ouvrable_precedent, ouvrable_suivant
from creances.droit.corpus import Droit
from creances.noyau.resultat import Ligne, Reserve
from creances.noyau.temps import UN_JOUR, ajouter_mois
from creances.noyau.temps import jour as lire_jour

ARTICLE_640 = "CPC, 640"
ARTICLE_641_JOURS = "CPC, 641, al. 1"
ARTICLE_641_MOIS = "CPC, 641, al. 2"
ARTICLE_641_MOIS_ET_JOURS = "CPC, 641, al. 3"
ARTICLE_642_FIN = "CPC, 642, al. 1"
ARTICLE_642_REPORT = "CPC, 642, al. 2"

REPORT = "procedure.report"
JOUR_FRANC = "procedure.jour_franc"
A_REBOURS = "procedure.jour_a_rebours"
_FIN_DE_PERIODE = "procedure.periode_2020.fin"
_PLAFOND_DE_PERIODE = "procedure.periode_2020.plafond"
_METROPOLE = frozenset({"metropole", "alsace_moselle"})
_SAMEDI, _DIMANCHE = 5, 6
_CERTAINE = "haute"


class Lieu(NamedTuple):
    """Où le délai expire : le siège de la juridiction, ou celui du destinataire de l'acte, donne les jours fériés.

    Aucun arrêt connu ne dit lequel. `vendredi_saint` : en Alsace-Moselle, la commune a un temple protestant ou une
    église mixte.
    """

    territoire: str = "metropole"
    vendredi_saint: bool = False

    @property
    def en_metropole(self) -> bool:
        """Vrai pour la France métropolitaine, Alsace-Moselle comprise."""
        return self.territoire in _METROPOLE

    def suivant(self, jour: date) -> date:
        """Le premier jour ouvrable, `jour` compris."""
        return ouvrable_suivant(jour, territoire=self.territoire, vendredi_saint=self.vendredi_saint)

    def precedent(self, jour: date) -> date:
        """Le dernier jour ouvrable, `jour` compris."""
        return ouvrable_precedent(jour, territoire=self.territoire, vendredi_saint=self.vendredi_saint)

    def fetes(self, jour: date) -> tuple[Fete, ...]:
        """Les fêtes légales qui font de ce jour un jour férié, ici."""
        return tuple(
            fete
            for fete in fetes_legales().fetes
            if self.territoire in fete.territoires
            and (self.vendredi_saint or not fete.selon_la_commune)
            and fete.regle.en(jour.year) == jour
            and fete.feriee(jour)
        )


class Duree(NamedTuple):
    """Une durée : des mois (une année en vaut douze), des jours, et le jour de plus d'un délai franc."""

    mois: int = 0
    jours: int = 0
    franc: bool = False


class Expiration(NamedTuple):
    """Le jour trouvé, les lignes qui y mènent, ce qu'il faut en savoir."""

    jour: date
    lignes: tuple[Ligne, ...]
    reserves: tuple[Reserve, ...]


def ligne_de_depart(evenement: str, jour: date, article: str = ARTICLE_640) -> Ligne:
    """La ligne qui nomme l'origine du délai ; `evenement` est un mot du catalogue."""
    return Ligne("delai.depart", article, fin=jour, mots=(("evenement", evenement),))


def compter(origine: date, duree: Duree, droit: Droit) -> Expiration:
    """Le dernier jour d'une durée, avant tout report (CPC 641).

    En jours, celui de l'événement « ne compte pas ». En mois, le jour « qui porte le même quantième » ; à défaut, le
    dernier jour du mois. En mois et en jours, « les mois sont d'abord décomptés ».
    """
    jour, lignes = origine, []
    reserves: tuple[Reserve, ...] = ()
    if duree.mois:
        arrivee = ajouter_mois(jour, duree.mois)
        code = "delai.quantieme_replie" if arrivee.repli else "delai.quantieme"
        jour = arrivee.jour
        lignes.append(Ligne(code, ARTICLE_641_MOIS, fin=jour, mots=(("mois", duree.mois),)))
    if duree.jours:
        jour += timedelta(days=duree.jours)
        article = ARTICLE_641_MOIS_ET_JOURS if duree.mois else ARTICLE_641_JOURS
        lignes.append(Ligne("delai.jours", article, fin=jour, jours=duree.jours))
    if duree.franc:
        de_plus = droit(JOUR_FRANC, origine)
        jour += timedelta(days=de_plus.valeur)
        lignes.append(Ligne("delai.franc", de_plus.article, fin=jour))
        reserves = reserves_des_tables(droit, [JOUR_FRANC], origine, jour)
    return Expiration(lire_jour(jour, "terme du délai"), tuple(lignes), reserves)


# Beaucoup de délais partent du même jour : celui-ci ne se compte qu'une fois par état du droit.
@lru_cache(maxsize=2048)
def expirer(origine: date, duree: Duree, lieu: Lieu, droit: Droit) -> Expiration:
    """Le jour où le délai expire, à vingt-quatre heures, après report s'il le faut (CPC 641 et 642)."""
    compte = compter(origine, duree, droit)
    fin = _reporter(compte.jour, origine, lieu, droit)
    reserves = (*compte.reserves, *fin.reserves, *_periode_de_2020(compte.jour, duree, lieu, droit))
    return Expiration(fin.jour, (*compte.lignes, *fin.lignes), reserves)


def _reporter(jour: date, origine: date, lieu: Lieu, droit: Droit) -> Expiration:
    """« Le délai qui expirerait normalement un samedi, un dimanche ou un jour férié ou chômé est prorogé jusqu'au
    premier jour ouvrable suivant » (CPC 642, al. 2), autant de fois qu'il le faut.
    """
    report = droit(REPORT, origine)
    arrivee = lieu.suivant(jour)
    traverses = [jour + timedelta(days=rang) for rang in range((arrivee - jour).days)]
    lignes = [_jour_chome(un, lieu) for un in traverses]
    if lignes:
        lignes.append(Ligne("delai.report", report.article, fin=arrivee))
    lignes.append(Ligne("delai.fin", ARTICLE_642_FIN, fin=arrivee))
    reserves = (
        *(reserve for un in traverses for reserve in _ferie_discute(un, lieu)),
        *_vendredi_saint(lieu, arrivee, jour, Lieu.suivant),
        *reserves_des_tables(droit, [REPORT], origine, arrivee),
        *_calendrier_a_revoir(arrivee),
    )
    return Expiration(arrivee, tuple(lignes), reserves)


def a_rebours(audience: date, jours: int, lieu: Lieu, droit: Droit) -> Expiration:
    """Le dernier jour pour agir `jours` jours avant une audience : ni elle ni ce jour ne comptent, et il ne bouge pas.

    S'il est chômé, une réserve donne le jour ouvrable qui précède : le reporter vers l'avant l'amputerait.
    """
    de_plus = droit(A_REBOURS, audience)
    jour = lire_jour(audience - timedelta(days=jours + de_plus.valeur), "terme du délai")
    lignes = (
        Ligne("delai.jours_pleins", de_plus.article, debut=jour + UN_JOUR, fin=audience - UN_JOUR, jours=jours),
        Ligne("delai.rebours", de_plus.article, fin=jour),
    )
    precedent = lieu.precedent(jour)
    reserves = [*reserves_des_tables(droit, [A_REBOURS], jour, audience), *_calendrier_a_revoir(jour)]
    if precedent != jour:
        reserves.append(Reserve("REBOURS_JOUR_CHOME", (de_plus.article,), dates=(("precedent", precedent),)))
    reserves.extend(_vendredi_saint(lieu, precedent, jour, Lieu.precedent))
    return Expiration(jour, lignes, tuple(reserves))


def reserves_des_tables(droit: Droit, noms: Iterable[str], debut: date, fin: date) -> tuple[Reserve, ...]:
    """Les réserves des valeurs employées entre ces deux jours : source discutée, valeur que personne n'a relue."""
    return tuple([reserve for nom in noms for reserve in droit.table(nom).reserves_du(debut, fin)])


def ajouter_jours_ouvrables(origine: date, nombre: int, lieu: Lieu) -> date:
    """Le `nombre`-ième jour qui n'est ni un dimanche ni un jour férié après `origine`, exclue ; le samedi compte.

    >>> str(ajouter_jours_ouvrables(date(2026, 12, 4), 15, Lieu()))
    '2026-12-22'
    """
    jour = origine
    for _ in range(nombre):
        jour += UN_JOUR
        while jour.weekday() == _DIMANCHE or lieu.fetes(jour):
            jour += UN_JOUR
    return jour


def ajouter_jours_ouvres(origine: date, nombre: int, lieu: Lieu) -> date:
    """Le `nombre`-ième jour ouvrable au sens du règlement n° 1182/71 : ni samedi, ni dimanche, ni jour férié.

    >>> str(ajouter_jours_ouvres(date(2026, 12, 4), 10, Lieu()))
    '2026-12-18'
    """
    jour = origine
    for _ in range(nombre):
        jour = lieu.suivant(jour + UN_JOUR)
    return jour


def _jour_chome(jour: date, lieu: Lieu) -> Ligne:
    if jour.weekday() in (_SAMEDI, _DIMANCHE):
        motif = "samedi" if jour.weekday() == _SAMEDI else "dimanche"
        return Ligne("delai.chome", ARTICLE_642_REPORT, fin=jour, mots=(("motif", motif),))
    fetes = lieu.fetes(jour)
    motif = " ; ".join(fete.nom for fete in fetes)
    return Ligne("delai.chome", fetes[0].article, fin=jour, mots=(("motif", motif),))


def _ferie_discute(jour: date, lieu: Lieu) -> Iterator[Reserve]:
    """Un jour férié dont la source n'est pas sûre, et qui reporte à lui seul : sans lui, le délai expire ce jour-là."""
    fetes = () if jour.weekday() in (_SAMEDI, _DIMANCHE) else lieu.fetes(jour)
    if fetes and all(fete.source.confiance != _CERTAINE for fete in fetes):
        nom, article, confiance = fetes[0].nom, fetes[0].article, fetes[0].source.confiance
        mots = (("nom", nom), ("confiance", f"confiance_{confiance}"))
        yield Reserve("FERIE_DISCUTE", (article,), dates=(("ferie", jour),), mots=mots)


def _vendredi_saint(lieu: Lieu, retenu: date, jour: date, chercher: Callable[[Lieu, date], date]) -> Iterator[Reserve]:
    """Le Vendredi saint n'est férié que dans certaines communes (L3134-13) : à dire quand il changerait la date."""
    fete = fete_selon_la_commune(lieu.territoire)
    if fete is not None and (sinon := chercher(Lieu(lieu.territoire, vendredi_saint=True), jour)) != retenu:
        yield Reserve("VENDREDI_SAINT", (fete.article,), dates=(("sinon", sinon),))


def _calendrier_a_revoir(jour: date) -> Iterator[Reserve]:
    if jour >= (revue := fetes_legales().revue_avant):
        yield Reserve("DROIT_A_REVOIR", dates=(("depuis", revue),))


def _periode_de_2020(normal: date, duree: Duree, lieu: Lieu, droit: Droit) -> Iterator[Reserve]:
    """Un délai échu pendant la période juridiquement protégée de 2020 : l'acte vaut s'il est fait dans le même délai
    compté de la fin de cette période, deux mois au plus (ordonnance n° 2020-306, art. 2).
    """
    fin = droit.lire(_FIN_DE_PERIODE, normal)
    if fin is None or normal > fin.valeur:
        return
    plafond = compter(fin.valeur, Duree(mois=droit(_PLAFOND_DE_PERIODE, normal).valeur), droit).jour
    jour = lieu.suivant(min(compter(fin.valeur, duree, droit).jour, plafond))
    yield Reserve("PERIODE_PROTEGEE_2020", (fin.article,), dates=(("jour", jour),))
