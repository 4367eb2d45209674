"""Où saisir ? La demeure du débiteur, l'option du demandeur, la clause, ou le seul lieu que la procédure admet."""

from __future__ import annotations

from functools import cache
from typing import Literal

from creances.droit.juridictions import Rang, lieux, matieres
from creances.modeles import Creance
from creances.regles.competence.matieres import Piste
from creances.regles.competence.valeurs import LieuPossible

Clause = Literal["tres_apparente", "peu_apparente"]
_CLAUSE = "clause_de_lieu"
_CONSOMMATEUR = "demeure_du_consommateur"
_CIVILS = frozenset({"consommateur", "particulier", "non_professionnel", "public"})


def lieux_possibles(
    creance: Creance, procedure: Rang, retenues: tuple[Piste, ...], clause: Clause | None
) -> tuple[LieuPossible, ...]:
    """Les lieux ouverts au créancier ; une clause valable les remplace tous."""
    if procedure.lieux:
        return tuple(_lieu(code) for code in procedure.lieux)
    codes = dict.fromkeys(code for piste in retenues for code in matieres()[piste.matiere].lieux)
    ordinaires = tuple(_lieu(code) for code in codes if code != _CLAUSE)
    if _est_le_consommateur(creance):
        ordinaires = (*ordinaires, _lieu(_CONSOMMATEUR))
    opposable = False if clause is None or _CLAUSE not in codes else clause_opposable(creance, clause)
    if opposable:
        return (_lieu(_CLAUSE),)
    if opposable is False:
        return ordinaires
    return (*ordinaires, LieuPossible(_CLAUSE, lieux()[_CLAUSE].article, _commerces_inconnus(creance)))


@cache
def _lieu(code: str) -> LieuPossible:
    return LieuPossible(code, lieux()[code].article)


def _est_le_consommateur(creance: Creance) -> bool:
    """Le créancier particulier d'un professionnel : l'option de R631-3 est la sienne, jamais celle du professionnel."""
    return creance.creancier.qualite == "particulier" and creance.debiteur.qualite == "professionnel"


def clause_opposable(creance: Creance, clause: Clause) -> bool | None:
    """Très apparente, et entre deux commerçants au sens strict (CPC, 48) : un artisan n'en est pas un. None si inconnu."""
    parties = (creance.creancier, creance.debiteur)
    if clause != "tres_apparente" or any(une.commercant is False or une.qualite in _CIVILS for une in parties):
        return False
    return None if _commerces_inconnus(creance) else True


def _commerces_inconnus(creance: Creance) -> tuple[str, ...]:
    lus = {"creancier_commercant": creance.creancier.commercant, "debiteur_commercant": creance.debiteur.commercant}
    return tuple(nom for nom, lu in lus.items() if lu is None)
