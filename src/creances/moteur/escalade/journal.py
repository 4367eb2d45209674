"""Le journal d'un dossier : tout ce qui a été fait et dit, daté, avec sa preuve et son auteur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier, MiseEnDemeure
from creances.moteur.usages.canaux import canaux
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import Jour, JourAccepte, jour

_AVOCAT = "avocat"
_SANS_PREUVE = ""
_DETAILS = ("attitude", "motif", "acteur", "nature", "statut", "libelle", "issue")


@dataclass(frozen=True, slots=True)
class EntreeDuJournal:
    """Un fait du dossier.

    - `sorte` : le type de l'événement, ou celui de l'acte d'une procédure. `etape` du scénario, si elle est nommée.
    - `canal` et `preuve` qu'il laisse ("aucune", "faible", "forte", "authentique"), vides s'il n'y a pas eu d'envoi.
    - `auteur` : qui l'a fait ou approuvé. `detail` : la réponse, le motif, la nature, l'issue. `empreinte` SHA-256 du
      contenu.
    - `montant` : versé, réduit, promis, contesté ou reconnu, en euros ; None si l'événement n'en dit pas.
    - `remis_le` : avis signé, à défaut première présentation d'une mise en demeure.
    """

    date: Jour
    sorte: str
    etape: str
    canal: str
    preuve: str
    auteur: str
    detail: str
    remis_le: Jour | None
    empreinte: str | None
    montant: Decimal | None = None


@regle("journal", "C. civ., 1344")
def journal(dossier: Dossier, *, au: JourAccepte, droit: Droit | None = None) -> Resultat[tuple[EntreeDuJournal, ...]]:
    """Tout ce qui est arrivé à ce dossier jusqu'à `au` inclus, dans l'ordre des jours : événements et actes de procédure.

    L'ordre de saisie départage les faits d'un même jour. Rien n'est omis : ni un message sans effet, ni une réponse.

    Source : C. civ., 1344 (la preuve d'une mise en demeure est celle de sa date et de son contenu) ; usage pour le reste.

    >>> from creances import Creance, Relance
    >>> envoi = Relance(date="2026-11-06", canal="email", etape="relance_1", auteur="A. Blanc")
    >>> due = Creance(montant=900, echeance="2026-11-02")
    >>> une, = journal(Dossier(creance=due, evenements=[envoi]), au="2026-12-01").valeur
    >>> str(une.date), une.canal, une.preuve
    ('2026-11-06', 'email', 'faible')
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    entrees = [_entree(un) for un in dossier.evenements if un.date <= question]
    entrees += [
        EntreeDuJournal(acte.date, acte.type, "", "acte", "authentique", "", une.type, None, None)
        for une in dossier.procedures
        for acte in une.actes
        if acte.date <= question
    ]
    ranges = tuple(sorted(entrees, key=attrgetter("date")))
    return Resultat(
        regle="journal",
        valeur=ranges,
        lignes=tuple(_ligne(une) for une in ranges),
        au=question,
        droit=droit.version,
    )


def _entree(un: Any) -> EntreeDuJournal:
    """L'événement, lu par les champs que les siens ont en commun."""
    envoi = un.mode or "" if isinstance(un, MiseEnDemeure) else getattr(un, "canal", "")
    lus = (getattr(un, nom, "") for nom in _DETAILS)
    detail = next((str(lu) for lu in lus if lu), "")
    return EntreeDuJournal(
        date=un.date,
        sorte=un.type,
        etape=getattr(un, "etape", ""),
        canal=envoi,
        preuve=_preuve(envoi),
        auteur=getattr(un, "auteur", ""),
        detail=detail,
        remis_le=_remise(un),
        empreinte=getattr(un, "empreinte", None),
        montant=getattr(un, "montant", None),
    )


def _preuve(envoi: str) -> str:
    if envoi == _AVOCAT:
        return canaux()["courrier"].preuve
    trouve = canaux().get(envoi)  # type: ignore[call-overload]
    return _SANS_PREUVE if trouve is None else trouve.preuve


def _remise(un: Any) -> date | None:
    return un.reception or un.presentation if isinstance(un, MiseEnDemeure) else None


def _ligne(une: EntreeDuJournal) -> Ligne:
    if une.canal:
        mots = (("sorte", une.sorte), ("canal", une.canal), ("preuve", une.preuve or "inconnue"))
        return Ligne("journal.envoi", debut=une.date, mots=mots)
    return Ligne("journal.fait", debut=une.date, mots=(("sorte", une.sorte),))
