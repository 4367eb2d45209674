"""Le contexte d'un message, tiré d'un dossier : qui l'on écrit, où en est la dette, combien de fois on a déjà écrit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.modeles import Dossier, MiseEnDemeure, Relance
from creances.modeles.message import CanalDeMessage, ContexteMessage
from creances.moteur.gel import jugement_qui_interdit, surendettement
from creances.moteur.situation import Situation
from creances.moteur.usages.chiffres import chiffres
from creances.noyau.temps import JourAccepte, jour

_USAGES = "messages.toml"
_INTERNE = "interne"


def contexte_message(
    dossier: Dossier,
    *,
    au: JourAccepte,
    canal: CanalDeMessage = "courrier",
    emetteur: str = "creancier",
    heure: int | None = None,
    premiere_lettre: bool | None = None,
    droit: Droit | None = None,
) -> ContexteMessage:
    """Le contexte d'un message envoyé le jour `au` dans ce dossier, à passer à `controle_message`.

    La qualité et le territoire du débiteur, le nom du créancier, le titre exécutoire, la prescription acquise, la
    procédure collective et le surendettement qui gèlent la créance viennent du dossier ; le nombre de contacts, des
    relances et mises en demeure des sept derniers jours, hors actions internes. Les limites de fréquence et d'heure sont
    d'usage : `avec(contacts_maximum=…)` les change.

    Source : pratique ; voir `moteur/usages/donnees/messages.toml`.

    >>> from creances.modeles import Creance
    >>> relance = Relance(date="2026-11-19", canal="email")
    >>> dossier = Dossier(creance=Creance(montant=100, echeance="2026-10-31"), evenements=(relance,))
    >>> contexte_message(dossier, au="2026-11-21").contacts
    1
    """
    lu = jour(au, "au")
    situation, usage = Situation(dossier, lu, droit or droit_courant()), chiffres(_USAGES)
    prescription, passes = situation.prescription, situation.fil.evenements
    return ContexteMessage(
        qualite=dossier.creance.debiteur.qualite,
        creancier=dossier.creance.creancier.nom,
        emetteur=emetteur,
        canal=canal,
        heure=heure,
        territoire=dossier.creance.debiteur.territoire,
        titre=situation.executoire,
        prescrite=prescription is not None and prescription.valeur.etat == "acquise",
        procedure_collective=jugement_qui_interdit(dossier.creance, passes) is not None,
        surendettement=surendettement(dossier.creance, passes, lu),
        premiere_lettre=premiere_lettre,
        contacts=_contacts(situation, lu, usage["fenetre_des_contacts"].valeur),
        contacts_habituels=usage["contacts_habituels"].valeur,
        contacts_maximum=usage["contacts_maximum"].valeur,
        premiere_heure=usage["premiere_heure"].valeur,
        derniere_heure=usage["derniere_heure"].valeur,
        hors_dimanche=True,
    )


def _contacts(situation: Situation, au: date, fenetre: int) -> int:
    """Ce qui a touché le débiteur dans les derniers jours, le jour même compris."""
    depuis = au - timedelta(days=fenetre)
    envois = [un for un in situation.fil.tous(Relance) if un.canal != _INTERNE]
    demeures = situation.fil.tous(MiseEnDemeure)
    return sum(1 for un in (*envois, *demeures) if un.date > depuis)


def canal_de_message(mode: str) -> CanalDeMessage:
    """Le canal d'un mode d'envoi ; l'acte et la lettre d'avocat se lisent comme un pli recommandé."""
    return cast("CanalDeMessage", mode) if mode in get_args(CanalDeMessage) else "lrar"
