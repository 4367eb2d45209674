r"""Mettre des faits dans une phrase : `{assiette}` est un montant, `{taux}` un taux, `{debut:long}` un jour.

Le type du fait décide de son écriture ; la phrase peut préciser une unité après deux points : `{jours:jours}`
donne « 61 jours », `{plancher:taux}` un taux.

>>> phrase("page.droit", "en", {"droit": "2026-11-21"})
'Legal data: version 2026-11-21'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import NamedTuple

from creances.noyau.erreurs import DroitIncoherent
from creances.noyau.rendu.catalogues import message, mot
from creances.noyau.rendu.formats import ecrire
from creances.noyau.resultat import Ligne, Reserve

RIEN = "—"


class Morceau(NamedTuple):
    """Un bout de phrase fixe, puis le fait attendu (« » s'il n'y en a pas) et son unité."""

    fixe: str
    attendu: str
    unite: str


@cache
def decouper(code: str, langue: str) -> tuple[Morceau, ...]:
    """La phrase d'un code, découpée une fois pour toutes."""
    lus = Formatter().parse(message(code, langue))
    return tuple(Morceau(fixe, attendu or "", unite or "") for fixe, attendu, unite, _ in lus)


def fait(valeur: object, langue: str, unite: str = "") -> str:
    """Un fait seul, écrit selon son type."""
    if valeur is None:
        return RIEN
    if isinstance(valeur, bool):
        return mot("oui" if valeur else "non", langue)
    return mot(valeur, langue) if isinstance(valeur, str) else ecrire(valeur, langue, unite)


def phrase(code: str, langue: str, faits: Mapping[str, object], unites: Mapping[str, str] | None = None) -> str:
    """La phrase d'un code avec ses faits ; `unites` vaut pour les faits dont la phrase tait l'unité."""
    ecrits = []
    for fixe, attendu, unite in decouper(code, langue):
        ecrits.append(fixe)
        if attendu:
            _exiger(code, attendu, faits)
            ecrits.append(fait(faits[attendu], langue, unite or (unites or {}).get(attendu, "")))
    return "".join(ecrits)


def _exiger(code: str, attendu: str, faits: Mapping[str, object]) -> None:
    if attendu not in faits:
        recus = ", ".join(faits) or "aucun"
        raise DroitIncoherent(
            f"message « {code} » : le fait « {attendu} » manque ; reçus : {recus}",
            code="rendu.fait_absent",
            message_incomplet=code,
            fait=attendu,
        )


def phrase_de_ligne(ligne: Ligne, langue: str) -> str:
    """Ce que dit une ligne du raisonnement."""
    montants = dict(ligne.montants)
    unites = {} if "taux" in montants else {"taux": "taux"}
    return phrase(f"ligne.{ligne.code}", langue, ligne.faits(), unites)


def phrase_de_reserve(reserve: Reserve, langue: str) -> str:
    """Ce que dit une réserve."""
    faits = dict(reserve.dates) | dict(reserve.montants) | dict(reserve.mots)
    return phrase(f"reserve.{reserve.code}", langue, faits)
