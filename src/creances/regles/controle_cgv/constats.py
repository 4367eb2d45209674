"""Ce que le contrôle rend : un constat par clause, et une conclusion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from creances.droit.corpus import Droit
from creances.regles.controle_cgv.clauses import Etat, Jugement

_FAUTIFS = frozenset({"absente", "contradictoire"})


@dataclass(frozen=True, slots=True)
class ConstatCgv:
    """Une clause, telle que les conditions la portent.

    - `etat` : "presente", "absente", "contradictoire" avec la loi, "inconnue" si un fait manque. `motif` dit pourquoi.
    - `exigee` : la loi l'impose ; sinon elle est seulement utile, et son absence n'est pas un manquement.
    - Amendes encourues au plus, en euros, par une personne physique et par une personne morale ; None sans sanction.
    """

    sujet: str
    etat: Etat
    motif: str
    exigee: bool
    articles: tuple[str, ...]
    amende_personne_physique: Decimal | None
    amende_personne_morale: Decimal | None


@dataclass(frozen=True, slots=True)
class ControleCgv:
    """`conforme` : faux si une clause exigée manque ou si une clause contredit la loi, None s'il manque un fait."""

    conforme: bool | None
    constats: tuple[ConstatCgv, ...]

    def constat(self, sujet: str) -> ConstatCgv:
        """Le constat d'un sujet : "delai_de_paiement", "penalites", "indemnite", "escompte", "reserve_de_propriete",
        "decheance_du_terme" ou "clause_de_juridiction".
        """
        return next(un for un in self.constats if un.sujet == sujet)


def constater(jugement: Jugement, droit: Droit, au: date) -> ConstatCgv:
    """Le constat d'un jugement, avec l'amende de L441-16 si un manquement y expose."""
    encourues = []
    if jugement.sanctionnee and jugement.etat in _FAUTIFS:
        encourues = [droit.lire(f"sanctions.personne_{qui}", au) for qui in ("physique", "morale")]
    physique, morale = encourues or (None, None)
    sanctions = tuple(version.article for version in encourues if version is not None)
    return ConstatCgv(
        jugement.sujet,
        jugement.etat,
        jugement.motif,
        jugement.exigee,
        tuple(dict.fromkeys((*jugement.articles, *sanctions))),
        None if physique is None else physique.valeur,
        None if morale is None else morale.valeur,
    )


def conclure(constats: Sequence[ConstatCgv]) -> bool | None:
    """Faux pour un manquement, None pour un doute, vrai sinon."""
    if any(un.etat == "contradictoire" or (un.etat == "absente" and un.exigee) for un in constats):
        return False
    return None if any(un.etat == "inconnue" for un in constats) else True
