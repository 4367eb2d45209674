"""Les jours fériés légaux et les jours ouvrables, année par année et territoire par territoire.

Seuls comptent les jours qu'une loi ou un règlement nomme (2e civ., 16 juillet 1976, n° 75-12.260) : ni les
ponts, ni les usages. Un jour ouvrable, ici, est celui de l'article 642 CPC : le samedi n'en est pas un.

Ce module ne décide d'aucun report : la prescription ne connaît pas les jours fériés (C. civ., 2228 et 2229),
un délai à rebours ne se déplace pas. Il dit seulement quels jours sont chômés.

Un dimanche, puis le lundi de Pentecôte (3e civ., 21 janvier 2021, n° 19-24.799) :

>>> str(ouvrable_suivant(date(2018, 5, 20)))
'2018-05-22'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from dateutil.easter import easter

from creances.droit import fichiers
from creances.noyau.erreurs import DonneeInvalide, HorsChamp, TableIncoherente
from creances.noyau.tables import Confiance, Source
from creances.noyau.temps import DERNIER_JOUR, PREMIER_JOUR, UN_JOUR
from creances.noyau.temps import jour as lire_jour

_FICHIER = "jours_feries.toml"
_TOUS = "tous"
_SAMEDI = 5


class JourFixe(NamedTuple):
    """Une fête qui tombe chaque année au même mois et au même jour."""

    mois: int
    jour: int

    def en(self, annee: int) -> date:
        """Le jour de la fête cette année-là."""
        return date(annee, self.mois, self.jour)


class JourMobile(NamedTuple):
    """Une fête comptée du dimanche de Pâques : un nombre négatif la place avant."""

    jours_apres_paques: int

    def en(self, annee: int) -> date:
        """Le jour de la fête cette année-là, par le comput grégorien."""
        return easter(annee) + timedelta(days=self.jours_apres_paques)


@dataclass(frozen=True, slots=True)
class Fete:
    """Une fête légale pendant une période : `depuis` est inclus, `jusqu_au` exclu (None : encore fériée).

    `selon_la_commune` : férié seulement là où la commune a un temple protestant ou une église mixte.
    """

    nom: str
    regle: JourFixe | JourMobile
    territoires: tuple[str, ...]
    depuis: date
    jusqu_au: date | None
    article: str
    source: Source
    selon_la_commune: bool = False

    def feriee(self, jour: date) -> bool:
        """Vrai si la fête était fériée ce jour-là, pour qui sait déjà qu'elle y tombe."""
        return self.depuis <= jour and (self.jusqu_au is None or jour < self.jusqu_au)


@dataclass(frozen=True, slots=True)
class FetesLegales:
    """Les fêtes, les territoires connus, ceux dont le droit propre n'est pas couvert, et l'horizon.

    Au-delà de `revue_avant` (exclu), la liste vaut encore, mais personne ne l'a relue.
    """

    fetes: tuple[Fete, ...]
    territoires: tuple[str, ...]
    hors_champ: tuple[str, ...]
    revue_avant: date


@cache
def fetes_legales() -> FetesLegales:
    """La liste livrée avec le paquet, lue une fois, avec les sources et leur degré de confiance.

    >>> [(fete.regle, fete.source.acte) for fete in fetes_legales().fetes if fete.nom == "Saint-Étienne"]
    [(JourFixe(mois=12, jour=26), 'Ordonnance du 16 août 1892')]
    """
    return _lire(fichiers.toml(_FICHIER))


def _lire(contenu: Mapping[str, Any]) -> FetesLegales:
    territoires = tuple(contenu["territoires"])
    return FetesLegales(
        fetes=tuple(_fete(ligne, territoires) for ligne in contenu["fete"]),
        territoires=territoires,
        hors_champ=tuple(contenu["hors_champ"]),
        revue_avant=contenu["revue_avant"],
    )


def _fete(ligne: Mapping[str, Any], connus: tuple[str, ...]) -> Fete:
    nom, confiance, jusqu_au = ligne["nom"], ligne["confiance"], ligne.get("jusqu_au")
    territoires = connus if ligne["territoires"] == [_TOUS] else tuple(ligne["territoires"])
    if inconnus := set(territoires) - set(connus):
        raise TableIncoherente(f"{_FICHIER}, {nom} : territoires inconnus {sorted(inconnus)}")
    if confiance not in get_args(Confiance):
        raise TableIncoherente(f"{_FICHIER}, {nom} : confiance {confiance!r}")
    if jusqu_au is not None and jusqu_au <= ligne["depuis"]:
        raise TableIncoherente(f"{_FICHIER}, {nom} : {jusqu_au} ne suit pas {ligne['depuis']}")
    return Fete(
        nom=nom,
        regle=JourFixe(**ligne["regle"]) if "mois" in ligne["regle"] else JourMobile(**ligne["regle"]),
        territoires=territoires,
        depuis=ligne["depuis"],
        jusqu_au=jusqu_au,
        article=ligne["article"],
        source=Source(ligne["acte"], ligne.get("publie_le"), ligne["source"], confiance),
        selon_la_commune=ligne.get("selon_la_commune", False),
    )


@cache
def fete_selon_la_commune(territoire: str) -> Fete | None:
    """La fête qui n'est fériée que dans certaines communes de ce territoire, s'il y en a une (L3134-13).

    >>> fete_selon_la_commune("alsace_moselle").nom, fete_selon_la_commune("metropole")
    ('Vendredi saint', None)
    """
    return next((un for un in fetes_legales().fetes if un.selon_la_commune and territoire in un.territoires), None)


def jours_feries(annee: int, *, territoire: str = "metropole", vendredi_saint: bool = False) -> Mapping[date, str]:
    """Les jours fériés légaux de l'année, dans l'ordre, et leur nom (C. trav., L3133-1, L3134-13, L3422-2).

    - `annee` : de 1900 à 2199. Une fête ne figure que dans les années où elle était fériée.
    - `territoire` : "metropole", "alsace_moselle" ou une collectivité d'outre-mer. Lève `HorsChamp` pour le
      Pacifique, qui a ses propres fêtes.
    - `vendredi_saint` : la commune a un temple protestant ou une église mixte. Cela n'ajoute le Vendredi
      saint qu'en Alsace-Moselle (L3134-13) ; ailleurs, ce n'est qu'un usage, sans effet.

    Deux fêtes le même jour n'en font qu'un, qui porte les deux noms. À Saint-Martin, le 27 mai de la loi et
    le 28 mai des circulaires sont donnés l'un et l'autre.

    >>> [str(jour) for jour, nom in jours_feries(2026).items() if nom in ("Ascension", "Lundi de Pentecôte")]
    ['2026-05-14', '2026-05-25']
    >>> jours_feries(2026, territoire="alsace_moselle", vendredi_saint=True)[date(2026, 4, 3)]
    'Vendredi saint'
    >>> jours_feries(2008)[date(2008, 5, 1)]
    'Fête du Travail ; Ascension'
    """
    if not isinstance(annee, int) or not PREMIER_JOUR.year <= annee <= DERNIER_JOUR.year:
        raise DonneeInvalide(
            f"annee : reçu {annee!r} ; accepté : un entier de {PREMIER_JOUR.year} à {DERNIER_JOUR.year}",
            code="calendrier.annee",
            valeur=annee,
        )
    _verifier_territoire(territoire)
    return _calendrier(annee, territoire, vendredi_saint)


def _verifier_territoire(territoire: str) -> None:
    legales = fetes_legales()
    if territoire in legales.territoires:
        return
    acceptes = ", ".join(legales.territoires)
    if territoire in legales.hors_champ:
        raise HorsChamp(
            f"territoire : {territoire} a ses propres jours fériés, que cette version ne connaît pas ; "
            f"accepté : {acceptes}",
            code="calendrier.hors_champ",
            articles=("C. trav., L3133-1",),
            territoire=territoire,
        )
    raise DonneeInvalide(
        f"territoire : reçu {territoire!r} ; accepté : {acceptes}",
        code="calendrier.territoire",
        valeur=territoire,
    )


@cache
def _calendrier(annee: int, territoire: str, vendredi_saint: bool) -> Mapping[date, str]:
    return MappingProxyType(_feries(fetes_legales().fetes, annee, territoire, vendredi_saint))


def _feries(fetes: Iterable[Fete], annee: int, territoire: str, vendredi_saint: bool) -> dict[date, str]:
    trouves: dict[date, str] = {}
    for fete in fetes:
        jour = fete.regle.en(annee)
        ici = territoire in fete.territoires and (vendredi_saint or not fete.selon_la_commune)
        if ici and fete.feriee(jour):
            trouves[jour] = f"{trouves[jour]} ; {fete.nom}" if jour in trouves else fete.nom
    return dict(sorted(trouves.items()))


def chome(jour: date, *, territoire: str = "metropole", vendredi_saint: bool = False) -> bool:
    """Vrai un samedi, un dimanche ou un jour férié : un délai qui y expire est prorogé (CPC 642).

    « Le délai qui expirerait normalement un samedi, un dimanche ou un jour férié ou chômé est prorogé
    jusqu'au premier jour ouvrable suivant. »

    >>> lendemain_de_noel = date(2014, 12, 26)
    >>> chome(lendemain_de_noel), chome(lendemain_de_noel, territoire="alsace_moselle")
    (False, True)
    """
    lu = lire_jour(jour, "jour")
    feries = jours_feries(lu.year, territoire=territoire, vendredi_saint=vendredi_saint)
    return lu.weekday() >= _SAMEDI or lu in feries


def ouvrable(jour: date, *, territoire: str = "metropole", vendredi_saint: bool = False) -> bool:
    """Vrai du lundi au vendredi hors jours fériés : le « jour ouvrable » de l'article 642 CPC.

    Le code du travail compte le samedi parmi les siens : ce n'est pas le même mot.

    >>> ouvrable(date(2026, 5, 15)), ouvrable(date(2026, 5, 16))
    (True, False)
    """
    return not chome(jour, territoire=territoire, vendredi_saint=vendredi_saint)


def ouvrable_suivant(jour: date, *, territoire: str = "metropole", vendredi_saint: bool = False) -> date:
    """Le jour lui-même s'il est ouvrable, sinon le premier jour ouvrable qui suit (CPC 642, alinéa 2).

    >>> str(ouvrable_suivant(date(2014, 12, 26), territoire="alsace_moselle"))
    '2014-12-29'
    """
    return _premier_ouvrable(jour, UN_JOUR, territoire, vendredi_saint)


def ouvrable_precedent(jour: date, *, territoire: str = "metropole", vendredi_saint: bool = False) -> date:
    """Le jour lui-même s'il est ouvrable, sinon le dernier jour ouvrable qui précède.

    Une prescription ne se reporte pas : c'est donc la dernière date utile pour agir avant un terme chômé.

    >>> str(ouvrable_precedent(date(2026, 5, 25)))
    '2026-05-22'
    """
    return _premier_ouvrable(jour, -UN_JOUR, territoire, vendredi_saint)


def _premier_ouvrable(jour: date, pas: timedelta, territoire: str, vendredi_saint: bool) -> date:
    candidat = lire_jour(jour, "jour")
    _verifier_territoire(territoire)
    while candidat.weekday() >= _SAMEDI or candidat in _calendrier(candidat.year, territoire, vendredi_saint):
        candidat = lire_jour(candidat + pas, "jour")
    return candidat
