"""Ce que la loi dit des prescriptions, hors leurs durées : la nature de la créance, l'effet de chaque acte.

Les durées sont des tables datées (`prescription.*`) ; ici sont les choix qui ne changent pas avec le temps.

>>> natures()["TRANSPORT_INTERNE"].duree, effets()["sommation"].effet
('transport', 'aucun')
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from creances.noyau.erreurs import TableIncoherente

RegimeDeDelai = Literal["prescription", "forclusion", "quadriennale"]
_OUI = "oui"
_CONFIANCES = ("haute", "moyenne", "basse")
_REGIMES: tuple[RegimeDeDelai, ...] = ("prescription", "forclusion", "quadriennale")
_EFFETS = ("aucun", "lettre", "instant", "mesure", "durable", "suspension", "nouveau_depart", "accord", "titre")


@dataclass(frozen=True, slots=True)
class NatureDeCreance:
    """Une nature de créance : son régime, sa durée, son départ.

    - `duree` : nom de la table datée. `depart` : la date dont part le délai ; `autre_depart` : celle qu'on peut soutenir.
    - `si_consommateur` : la nature qui la remplace d'un professionnel à un consommateur ; `sinon` : celle qui la remplace
      hors de cette relation.
    - `intangible` : l'article qui interdit d'aménager la durée. `lettre` : celui qui fait d'une lettre un acte interruptif.
    - `successive` : elle échoit par termes, chacun se prescrit seul.
    """

    code: str
    regime: RegimeDeDelai
    duree: str
    depart: str
    autre_depart: str
    article: str
    si_consommateur: str
    sinon: str
    intangible: str
    lettre: str
    successive: bool
    reserve: str
    confiance: str
    source: str


@dataclass(frozen=True, slots=True)
class EffetDActe:
    """Ce qu'un acte change à un délai, et l'article qui le dit, régime par régime (vide : aucun effet sous ce régime).

    - `effet` : "instant" (le délai repart du jour), "mesure" (de sa fin si elle est connue), "durable" (interrompu jusqu'à
      sa fin), "suspension", "lettre", "nouveau_depart", "accord", "titre" ou "aucun".
    - `efface` : les issues qui le font disparaître depuis le début.
    - `plancher` : six mois au moins restent à courir ensuite. `leve_le_butoir` : les vingt ans ne le bornent plus.
    """

    acte: str
    effet: str
    prescription: str
    forclusion: str
    quadriennale: str
    efface: tuple[str, ...]
    plancher: bool
    leve_le_butoir: bool
    condition: str
    reserve: str
    confiance: str

    def article(self, regime: RegimeDeDelai) -> str:
        """L'article qui fonde l'effet de l'acte sous ce régime, ou son absence d'effet s'il n'en a jamais."""
        if regime == "prescription":
            return self.prescription
        return self.forclusion if regime == "forclusion" else self.quadriennale


@cache
def natures() -> Mapping[str, NatureDeCreance]:
    """Les natures de créance, par code."""
    lues = {ligne["code"]: _nature(ligne) for ligne in _lire("prescriptions.csv")}
    for nature in lues.values():
        for renvoi in (nature.si_consommateur, nature.sinon):
            _exiger(not renvoi or renvoi in lues, f"{nature.code} renvoie à {renvoi!r}")
    return MappingProxyType(lues)


@cache
def effets() -> Mapping[str, EffetDActe]:
    """L'effet des actes, par type."""
    return MappingProxyType({ligne["acte"]: _effet(ligne) for ligne in _lire("actes_prescription.csv")})


@cache
def roles() -> Mapping[tuple[str, str], str]:
    """Ce qu'un acte d'une procédure est pour un délai : (type de procédure, type d'acte) → type d'acte ou "fin"."""
    lus = {(ligne["procedure"], ligne["acte"]): ligne["role"] for ligne in _lire("actes_de_procedure.csv")}
    return MappingProxyType(lus)


def _lire(fichier: str) -> Iterator[dict[str, str]]:
    texte = files("creances.droit.donnees").joinpath(fichier).read_text(encoding="utf-8")
    yield from csv.DictReader(texte.splitlines())


def _nature(ligne: dict[str, str]) -> NatureDeCreance:
    regime = ligne.pop("regime")
    successive = ligne.pop("successive") == _OUI
    _exiger(ligne["confiance"] in _CONFIANCES, f"{ligne['code']}, confiance {ligne['confiance']!r}")
    return NatureDeCreance(regime=_regime(regime), successive=successive, **ligne)


def _effet(ligne: dict[str, str]) -> EffetDActe:
    _exiger(ligne["effet"] in _EFFETS, f"{ligne['acte']}, effet {ligne['effet']!r}")
    _exiger(ligne["confiance"] in _CONFIANCES, f"{ligne['acte']}, confiance {ligne['confiance']!r}")
    return EffetDActe(
        efface=tuple(ligne.pop("efface").split()),
        plancher=ligne.pop("plancher") == _OUI,
        leve_le_butoir=ligne.pop("butoir") == "leve",
        **ligne,
    )


def _regime(lu: str) -> RegimeDeDelai:
    for connu in _REGIMES:
        if lu == connu:
            return connu
    raise TableIncoherente(f"données de prescription : régime {lu!r} ; accepté : {', '.join(_REGIMES)}")


def _exiger(juste: bool, defaut: str) -> None:
    if not juste:
        raise TableIncoherente(f"données de prescription : {defaut}")
