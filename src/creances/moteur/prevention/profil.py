"""Quel payeur est-ce ? Ce que les faits du dossier en disent, et eux seuls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier, Echeancier, Paiement, Promesse, Relance, Reponse
from creances.moteur.situation import Situation
from creances.moteur.usages.chiffres import chiffres
from creances.moteur.usages.prevention import FICHIER
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour

Profil = Literal["bon", "tardif", "mauvais", "difficulte", "contestataire"]


@dataclass(frozen=True, slots=True)
class ProfilPayeur:
    """Le profil d'un payeur, ce qui l'établit, et les faits comptés.

    `confiance` : "haute" si un fait le dit (une réponse, une procédure, une promesse), "moyenne" s'il se déduit du silence
    ou du seul retard. `relances`, `promesses_tenues`, `promesses_rompues` : comptées jusqu'au jour de la question.
    """

    profil: Profil
    preuves: tuple[str, ...]
    confiance: Literal["haute", "moyenne"]
    relances: int
    promesses_tenues: int
    promesses_rompues: int


class _Faits(NamedTuple):
    """Les faits d'un dossier, chacun vrai ou faux."""

    contestation: bool
    procedure: bool
    difficulte_dite: bool
    mauvaise_foi: bool
    promesse_tenue: bool
    promesses_rompues: bool
    silence_apres_mise_en_demeure: bool
    en_retard: bool


# Dans l'ordre : le premier fait qui tient donne le profil, et ce que vaut cette lecture.
_PROFILS: tuple[tuple[str, Profil, Literal["haute", "moyenne"]], ...] = (
    ("procedure", "difficulte", "haute"),
    ("contestation", "contestataire", "haute"),
    ("difficulte_dite", "difficulte", "haute"),
    ("mauvaise_foi", "mauvais", "haute"),
    ("promesse_tenue", "tardif", "haute"),
    ("promesses_rompues", "mauvais", "haute"),
    ("silence_apres_mise_en_demeure", "mauvais", "moyenne"),
    ("en_retard", "tardif", "moyenne"),
)


@regle("profil_payeur")
def profil_payeur(dossier: Dossier, *, au: JourAccepte, droit: Droit | None = None) -> Resultat[ProfilPayeur]:
    """Le profil de ce payeur au jour `au` : "bon", "tardif", "mauvais", "difficulte" ou "contestataire".

    Dans l'ordre : une procédure collective ou de surendettement (difficulté), une contestation ouverte, une difficulté
    qu'il a dite, sa mauvaise foi, une promesse tenue (tardif), deux promesses rompues (mauvais), le silence malgré autant
    de relances que l'usage en compte et une mise en demeure expirée (mauvais), le retard (tardif). Rien de cela : bon.

    Le silence : ni réponse, ni promesse, ni échéancier, ni paiement depuis la première relance. Le délai d'une mise en
    demeure est le sien, sinon l'usage. Rien n'est deviné de ce que le dossier ne dit pas.

    Doute : un profil aide à choisir un ton ; ce n'est ni une note de solvabilité ni une preuve de mauvaise foi.
    Source : articles de praticiens (qui laisse passer la mise en demeure sans répondre est un mauvais payeur).

    >>> from creances.modeles import Creance
    >>> facture = Creance(montant=3000, echeance="2026-08-31")
    >>> profil_payeur(Dossier(creance=facture), au="2026-11-21").valeur.profil
    'tardif'
    """
    droit, lu = droit or droit_courant(), jour(au, "au")
    situation = Situation(dossier, lu, droit)
    etats = [une.etat for une in situation.promesses]
    faits = _faits(situation, etats.count("tenue"), etats.count("rompue"))
    preuves = tuple(nom for nom, _, _ in _PROFILS if getattr(faits, nom))
    profil, confiance = next(
        ((profil, confiance) for nom, profil, confiance in _PROFILS if getattr(faits, nom)), ("bon", "moyenne")
    )
    valeur = ProfilPayeur(
        profil, preuves, confiance, len(situation.fil.tous(Relance)), etats.count("tenue"), etats.count("rompue")
    )
    lignes = (
        Ligne("profil.retenu", jours=situation.retard, mots=(("profil", profil),)),
        *(Ligne("profil.fait", mots=(("fait", nom),)) for nom in preuves),
    )
    return Resultat("profil_payeur", valeur, lignes, (), (), lu, droit.version)


def _faits(situation: Situation, tenues: int, rompues: int) -> _Faits:
    usages, fil = chiffres(FICHIER), situation.fil
    reponses = [une.attitude for une in fil.tous(Reponse)]
    dernier_paiement = fil.dernier(Paiement)
    paye_tard = dernier_paiement is not None and dernier_paiement.date > situation.exigible
    relances = fil.tous(Relance)
    fin = situation.fin_de_mise_en_demeure()
    expiree = fin is not None and fin < situation.au and not situation.soldee
    muet = bool(relances) and not any(une.date >= relances[0].date for classe in _PAROLES for une in fil.tous(classe))
    return _Faits(
        contestation=bool(situation.contestee),
        procedure=situation.procedure_collective is not None or situation.surendettement is not None,
        difficulte_dite="difficulte" in reponses[-1:],
        mauvaise_foi="mauvaise_foi" in reponses[-1:],
        promesse_tenue=bool(tenues) and not rompues,
        promesses_rompues=rompues >= 2,
        silence_apres_mise_en_demeure=expiree and muet and len(relances) >= usages["relances_du_mauvais_payeur"].valeur,
        en_retard=paye_tard or (bool(situation.retard) and not situation.soldee),
    )


_PAROLES: tuple[type[Reponse] | type[Promesse] | type[Echeancier] | type[Paiement], ...] = (
    Reponse,
    Promesse,
    Echeancier,
    Paiement,
)
