"""Ce qu'un paiement éteint : d'abord quelle part d'une dette, ensuite quelle dette parmi plusieurs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from creances.noyau.erreurs import DonneeInvalide
from creances.regles.regime import Regime

Poste = Literal["frais", "interets", "principal"]
Ordre = tuple[Poste, Poste, Poste]

C_CIV_1343_1 = "C. civ., 1343-1"
C_CIV_1342_10 = "C. civ., 1342-10"
CIV_7_FEVR_1995 = "Cass. 1re civ., 7 févr. 1995, n° 92-14.216"
CE_23_MAI_2012 = "CE, 23 mai 2012, n° 346352"

_ORDRE_CIVIL: Ordre = ("frais", "interets", "principal")
_ORDRE_PUBLIC: Ordre = ("principal", "interets", "frais")


def ordre_applicable(retenu: Regime, ordre: Sequence[str] | None) -> Ordre:
    """L'ordre demandé, sinon celui du régime.

    « Le paiement partiel s'impute d'abord sur les intérêts » (C. civ., 1343-1) ; les frais de recouvrement, accessoires
    de la dette, passent avant (Cass. 1re civ., 7 févr. 1995). L'acheteur public paie d'abord le principal : 1343-1 ne
    régit pas le paiement des marchés (CE, 23 mai 2012, n° 346352 ; R2192-32 et R2192-36 CCP).

    Doute : l'arrêt de 1995 vise des frais de recouvrement ; aucun n'a été trouvé sur le forfait de quarante euros.
    """
    if ordre is None:
        return _ORDRE_PUBLIC if retenu is Regime.ACHETEUR_PUBLIC else _ORDRE_CIVIL
    if sorted(ordre) != sorted(_ORDRE_CIVIL):
        raise DonneeInvalide(
            f"ordre : reçu {tuple(ordre)} ; accepté : « frais », « interets » et « principal », chacun une fois",
            code="imputation.ordre",
        )
    return tuple(ordre)  # type: ignore[return-value]


class Parts(NamedTuple):
    """Ce qu'une somme éteint de chaque poste, et ce qu'il en reste. En centimes."""

    frais: int
    interets: int
    principal: int
    reste: int


def imputer(montant: int, *, frais: int, interets: int, principal: int, ordre: Ordre) -> Parts:
    """Éteint chaque poste à son tour ; la somme des parts et du reste est le montant versé.

    >>> imputer(4000, frais=40, interets=496, principal=10000, ordre=("frais", "interets", "principal"))
    Parts(frais=40, interets=496, principal=3464, reste=0)
    """
    dus = {"frais": frais, "interets": interets, "principal": principal}
    eteints = {}
    reste = montant
    for poste in ordre:
        eteints[poste] = min(reste, dus[poste])
        reste -= eteints[poste]
    return Parts(**eteints, reste=reste)


class DetteAImputer(NamedTuple):
    """Une dette vue le jour d'un paiement : son rang, ce qui reste dû (centimes), et de quoi la classer."""

    rang: int
    du: int
    echue: bool
    taux: int
    anciennete: int


def repartir(montant: int, dettes: Sequence[DetteAImputer]) -> dict[int, int]:
    """Répartit un paiement que le débiteur n'a pas affecté, en centimes par rang de dette (C. civ., 1342-10).

    « […] d'abord sur les dettes échues ; parmi celles-ci, sur les dettes que le débiteur avait le plus d'intérêt
    d'acquitter. À égalité d'intérêt, l'imputation se fait sur la plus ancienne ; toutes choses égales, elle se fait
    proportionnellement. »

    Doute : le « plus d'intérêt d'acquitter » est lu comme le taux le plus lourd ; d'autres critères se plaident.

    >>> repartir(100, [DetteAImputer(0, 80, True, 0, 7), DetteAImputer(1, 80, True, 0, 5)])
    {1: 80, 0: 20}
    """
    parts: dict[int, int] = {}
    classees = sorted((dette for dette in dettes if dette.du > 0), key=_preference)
    for _, groupe in groupby(classees, key=_preference):
        egales = list(groupe)
        verse = min(montant, sum(dette.du for dette in egales))
        parts |= {
            dette.rang: part
            for dette, part in zip(egales, _proportions(verse, [dette.du for dette in egales]), strict=True)
            if part
        }
        montant -= verse
    return parts


def _preference(dette: DetteAImputer) -> tuple[bool, int, int]:
    return (not dette.echue, -dette.taux, dette.anciennete)


def _proportions(montant: int, dus: list[int]) -> list[int]:
    """Partage exact : chaque part est la différence de deux cumuls, la somme est le montant, nulle ne dépasse son dû."""
    total, cumul, deja, parts = sum(dus), 0, 0, []
    for du in dus:
        cumul += du
        jusqu_ici = montant * cumul // total
        parts.append(jusqu_ici - deja)
        deja = jusqu_ici
    return parts
