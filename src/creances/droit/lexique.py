r"""Retrouver des expressions dans un texte libre, sans se laisser tromper par les accents, les majuscules ou les espaces.

Une expression s'écrit en mots : `saisi*` (tout mot qui commence ainsi), `compte|salaire` (l'un ou l'autre), `votre?`
(facultatif), `...` (quelques mots de la même phrase). Elle devient une expression régulière dont chaque répétition est
bornée : la durée d'une lecture croît avec la longueur du texte, jamais plus vite.

>>> texte = plier("Vos COMPTES seront\xa0saisis.")
>>> [texte.extrait(un) for un in Expressions(("compte* ... saisi*",), ecart=4).trouver(texte)]
['COMPTES seront\xa0saisis']
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_FIN_DE_PHRASE = frozenset(".!?;…")
_PAUSE = frozenset(',:()[]«»"“”–—•|')
_SANS_LARGEUR = "Cf"
_TROU = "..."
_LIGNE_BLANCHE = re.compile(r"[ \t\r]*\n")


class Place(NamedTuple):
    """Un passage du texte plié, en caractères : `debut` inclus, `fin` exclue."""

    debut: int
    fin: int

    def couvre(self, autre: Place) -> bool:
        """Vrai si l'autre passage est dans celui-ci."""
        return self.debut <= autre.debut and autre.fin <= self.fin


@dataclass(frozen=True)
class TextePlie:
    """Un texte réduit à ses mots, séparés d'une espace ; un « . » finit une phrase, une « , » marque une pause.

    `debuts` : où commence chaque mot dans le texte plié ; `places` : où il est dans le texte d'origine.
    """

    origine: str
    plie: str
    debuts: tuple[int, ...]
    places: tuple[Place, ...]

    def situer(self, place: Place) -> Place:
        """Le passage dans le texte d'origine."""
        premier = bisect_right(self.debuts, place.debut) - 1
        dernier = bisect_right(self.debuts, place.fin - 1) - 1
        return Place(self.places[premier].debut, self.places[dernier].fin)

    def extrait(self, place: Place) -> str:
        """Le passage, tel qu'il est écrit."""
        ou = self.situer(place)
        return self.origine[ou.debut : ou.fin]

    def mots_avant(self, place: Place, nombre: int) -> list[str]:
        """Les mots qui précèdent le passage, ponctuation comprise, au plus `nombre`."""
        rang = bisect_right(self.debuts, place.debut) - 1
        return self.plie[self.debuts[max(0, rang - nombre)] : place.debut].split()

    def phrase(self, place: Place) -> Place:
        """La phrase, dans le texte plié, où le passage commence."""
        debut = self.plie.rfind(" .", 0, place.debut)
        fin = self.plie.find(" .", place.fin)
        return Place(debut + 2 if debut >= 0 else 0, fin if fin >= 0 else len(self.plie))


def plier(texte: str, sosies: Mapping[str, str] | None = None) -> TextePlie:
    """Le texte sans accents ni majuscules. `sosies` : les lettres d'un autre alphabet qui se lisent comme les nôtres.

    >>> plier("L'échéance :  40,50\\u00a0€ !").plie
    'l echeance , 40 50 euros .'
    """
    mots: list[str] = []
    places: list[Place] = []
    for mot, place in _mots(texte, sosies or {}):
        mots.append(mot)
        places.append(place)
    debuts, rang = [], 0
    for mot in mots:
        debuts.append(rang)
        rang += len(mot) + 1
    return TextePlie(texte, " ".join(mots), tuple(debuts), tuple(places))


def _mots(texte: str, sosies: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """Les mots et les ponctuations, avec leur place ; une ligne blanche finit une phrase."""
    lettres, debut = "", 0
    for rang, signe in enumerate(texte):
        plies = _plier_le_signe(sosies.get(signe, signe))
        if plies is None:
            continue
        if plies.isalnum():
            debut = debut if lettres else rang
            lettres += plies
            continue
        if lettres:
            yield lettres, Place(debut, rang)
            lettres = ""
        if ponctuation := _ponctuation(texte, rang):
            yield ponctuation, Place(rang, rang + 1)
    if lettres:
        yield lettres, Place(debut, len(texte))


def _plier_le_signe(signe: str) -> str | None:
    """Les lettres d'un signe, sans accent ; None s'il ne se voit pas (accent combiné, espace sans largeur, césure)."""
    if unicodedata.combining(signe) or unicodedata.category(signe) == _SANS_LARGEUR:
        return None
    decompose = unicodedata.normalize("NFKD", signe).casefold()
    return "".join(un for un in decompose if not unicodedata.combining(un))


def _ponctuation(texte: str, rang: int) -> str:
    """Ce que vaut un signe qui n'est pas une lettre : fin de phrase, pause, « euros », ou rien."""
    signe = texte[rang]
    if signe == "€":
        return "euros"
    if signe == "\n":
        return "." if _LIGNE_BLANCHE.match(texte, rang + 1) else ""
    entre_chiffres = 0 < rang < len(texte) - 1 and texte[rang - 1].isdigit() and texte[rang + 1].isdigit()
    if signe in _FIN_DE_PHRASE:
        return "" if entre_chiffres else "."
    return "," if signe in _PAUSE and not entre_chiffres else ""


@dataclass(frozen=True)
class Expressions:
    """Des expressions à chercher ensemble. `ecart` : combien de mots au plus un « ... » enjambe."""

    ecrites: tuple[str, ...]
    ecart: int

    @cached_property
    def _motif(self) -> re.Pattern[str]:
        corps = "|".join(_motif(une, self.ecart) for une in self.ecrites)
        return re.compile(rf"(?<![^ ])(?:{corps})(?![^ ])")

    def trouver(self, texte: TextePlie) -> Iterator[Place]:
        """Les passages trouvés, dans l'ordre, sans chevauchement."""
        if self.ecrites:
            yield from (Place(*un.span()) for un in self._motif.finditer(texte.plie))

    def presentes(self, texte: TextePlie) -> bool:
        """Vrai si une expression se trouve dans le texte."""
        return next(self.trouver(texte), None) is not None


def _motif(expression: str, ecart: int) -> str:
    morceaux: list[str] = []
    for atome in expression.split():
        if atome == _TROU:
            morceaux[-1] = morceaux[-1].removesuffix(" ") + rf"(?: [^ .]+){{0,{ecart}}}? "
            continue
        formes = "|".join(_forme(une) for une in atome.removesuffix("?").split("|"))
        morceaux.append(f"(?:(?:{formes}) )?" if atome.endswith("?") else f"(?:{formes}) ")
    return "".join(morceaux).removesuffix(" ")


def _forme(mot: str) -> str:
    return re.escape(mot.removesuffix("*")) + (r"\w*" if mot.endswith("*") else "")


class Negation(NamedTuple):
    """Les mots qui nient : collés à la trouvaille, proches d'elle, ou en deux temps (« ne … pas »).

    `sujets` : un nouveau sujet clôt la négation. `litotes` : débuts de verbes qui, niés, affirment. `ecart` : combien de
    mots les séparent au plus ; `portee` : combien de mots se lisent avant la trouvaille.
    """

    directe: frozenset[str]
    proche: frozenset[str]
    ouvre: frozenset[str]
    ferme: frozenset[str]
    sujets: frozenset[str]
    ecart: int
    portee: int
    litotes: tuple[str, ...] = ()

    def nie(self, texte: TextePlie, place: Place) -> bool:
        """Vrai si les mots qui précèdent, sans pause, nient la trouvaille : « aucune », « sans », « ne … pas ».

        « Si vous ne payez pas, nous ferons saisir vos biens » ne nie pas la saisie : une pause ou un nouveau sujet les
        sépare. « Nous n'hésiterons pas à saisir vos biens » non plus : c'est une litote.
        """
        avant = _sans_pause(texte.mots_avant(place, self.portee))
        proches = avant[-self.ecart :]
        if (proches and proches[-1] in self.directe) or self.proche.intersection(proches):
            return True
        if self.ferme.intersection(texte.plie[place.debut : place.fin].split()) and self.ouvre.intersection(proches):
            return True
        return self._en_deux_temps(avant)

    def _en_deux_temps(self, avant: Sequence[str]) -> bool:
        fermetures = [rang for rang, mot in enumerate(avant) if mot in self.ferme]
        if not fermetures:
            return False
        derniere = fermetures[-1]
        apres, devant = avant[derniere + 1 :], avant[max(0, derniere - self.ecart) : derniere]
        if self.litotes and any(mot.startswith(self.litotes) for mot in (*devant, *apres)):
            return False
        proche = len(apres) <= self.ecart and not self.sujets.intersection(apres)
        return proche and bool(self.ouvre.intersection(devant))


def _sans_pause(mots: Sequence[str]) -> Sequence[str]:
    """Les derniers mots, depuis la dernière ponctuation."""
    pauses = [rang for rang, mot in enumerate(mots) if mot in {".", ","}]
    return mots[pauses[-1] + 1 :] if pauses else mots
