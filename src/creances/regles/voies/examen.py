"""Une voie à l'épreuve des faits : ses conditions une à une, puis ses préalables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from creances.droit.voies import EXAMENS_GARDES, FicheDeVoie, ce_qui_leve
from creances.noyau.resultat import Ligne, Reserve
from creances.regles.voies.demarches import DEMARCHES
from creances.regles.voies.faits import FAITS, Faits
from creances.regles.voies.recit import lignes, reserves
from creances.regles.voies.valeurs import (
    Condition,
    Duree,
    EtatDeCondition,
    EtatDePrealable,
    EtatDeVoie,
    Prealable,
    Voie,
)

T = TypeVar("T")

R125_1 = "CPCE, R125-1"
_ETATS: Mapping[bool | None, EtatDeCondition] = {True: "remplie", False: "manquee", None: "inconnue"}


class VoieExaminee(NamedTuple):
    """Une voie, ce qui la raconte, ce qu'il faut en savoir."""

    voie: Voie
    lignes: tuple[Ligne, ...]
    reserves: tuple[Reserve, ...]


class _Lectures(dict[str, T]):
    """Ce qui a déjà été lu d'un dossier, par nom ; le reste se lit à la première demande."""

    def __init__(self, table: Mapping[str, Callable[[Faits], T]], faits: Faits) -> None:
        self._table, self._faits = table, faits

    def __missing__(self, nom: str) -> T:
        lu = self[nom] = self._table[nom](self._faits)
        return lu


class Examinateur:
    """Met les voies à l'épreuve des mêmes faits : ce que plusieurs exigent n'est cherché qu'une fois."""

    def __init__(self, faits: Faits) -> None:
        self._au = faits.au
        self._lus = _Lectures(FAITS, faits)
        self._demarches = _Lectures(DEMARCHES, faits)

    def examiner(self, fiche: FicheDeVoie, juridictions: tuple[str, ...], avocat: bool | None) -> VoieExaminee:
        """La voie au jour des faits, avec les juges que la règle de compétence lui donne."""
        lus = tuple([self._lus[une.fait] for une in fiche.conditions])
        demarches = tuple([self._demarches[un.nom] for un in fiche.prealables])
        return _examiner(fiche, fiche.en_vigueur(self._au), lus, demarches, juridictions, avocat)


# La fiche et l'état de ses conditions font toute la réponse : elle se répète d'un dossier à l'autre.
@lru_cache(maxsize=EXAMENS_GARDES)
def _examiner(
    fiche: FicheDeVoie,
    en_vigueur: bool,
    lus: tuple[bool | None, ...],
    demarches: tuple[EtatDePrealable, ...],
    juridictions: tuple[str, ...],
    avocat: bool | None,
) -> VoieExaminee:
    conditions = (
        Condition("en_vigueur", _ETATS[en_vigueur], fiche.article),
        *(
            Condition(une.fait, _ETATS[lu], une.article, ce_qui_leve()[une.fait] if lu is None else "")
            for une, lu in zip(fiche.conditions, lus, strict=True)
        ),
    )
    voie = Voie(
        procedure=fiche.code,
        etat=_etat(conditions),
        conditions=conditions,
        prealables=tuple(
            Prealable(un.nom, etat, un.article, un.force == "exige")
            for un, etat in zip(fiche.prealables, demarches, strict=True)
        ),
        juridictions=juridictions,
        avocat=avocat,
        pieces=fiche.pieces,
        titre=fiche.titre,
        article_du_titre=fiche.article_du_titre,
        duree=Duree(*fiche.duree),
        confiance=fiche.confiance,
    )
    return VoieExaminee(voie, tuple(lignes(voie)), tuple(reserves(voie)))


def _etat(conditions: Sequence[Condition]) -> EtatDeVoie:
    etats = {une.etat for une in conditions}
    if "manquee" in etats:
        return "fermee"
    return "a_verifier" if "inconnue" in etats else "ouverte"


def au_bord_du_plafond(faits: Faits) -> Iterator[Reserve]:
    """L'indemnité de 40 euros, les frais et la clause pénale sont hors de l'assiette : le dire s'ils font franchir."""
    if faits.interets is None or faits.demande is None:
        return
    plafond = faits.plafond("petites_creances")
    assiette = faits.principal + faits.interets
    ajoute = faits.demande + (faits.dossier.creance.conditions.clause_penale or 0)
    if assiette <= plafond < ajoute:
        montants = (("assiette", assiette), ("total", ajoute), ("plafond", plafond))
        yield Reserve("PLAFOND_FRANCHI_PAR_LES_ACCESSOIRES", (R125_1,), montants=montants)
