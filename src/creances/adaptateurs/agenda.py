"""Écrire un calendrier au format iCalendar, que tout agenda sait lire. Demande l'extra `agenda`.

Rien ne dépend de l'heure qu'il est : le même calendrier donne les mêmes octets, et un rendez-vous garde son identifiant
tant que son étape, sa procédure et son débiteur ne changent pas ; un délai qui bouge déplace l'entrée de l'agenda.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING

from creances.moteur.calendrier import RendezVous
from creances.noyau.erreurs import ErreurCreances
from creances.noyau.rendu.catalogues import message, mot
from creances.noyau.rendu.phrases import phrase
from creances.noyau.resultat import Resultat
from creances.noyau.temps import UN_JOUR

if TYPE_CHECKING:
    from icalendar import Event

_PRODUIT = "-//creances//calendrier//FR"
_DOMAINE = "creances"


class ExtraAbsent(ErreurCreances, ImportError):
    """La bibliothèque d'un extra n'est pas installée."""

    code_defaut = "extra.absent"


def ecrire_agenda(calendrier: Resultat[tuple[RendezVous, ...]], *, langue: str = "fr") -> bytes:
    """Le calendrier rendu par la règle `calendrier`, en iCalendar : un événement d'un jour par rendez-vous.

    `langue` : "fr" ou "en". Lève `ExtraAbsent` si la bibliothèque `icalendar` manque.
    """
    try:
        from icalendar import Calendar
    except ImportError:  # pragma: no cover - dépend de ce qui est installé
        raise ExtraAbsent("icalendar : absent ; accepté : installer creances[agenda]") from None
    agenda = Calendar()
    agenda.add("prodid", _PRODUIT)
    agenda.add("version", "2.0")
    vus: dict[str, int] = {}
    for rendez_vous in calendrier.valeur:
        cle = _cle(rendez_vous)
        vus[cle] = vus.get(cle, 0) + 1
        agenda.add_component(_evenement(rendez_vous, f"{cle}-{vus[cle]}", calendrier.au, langue))
    octets: bytes = agenda.to_ical()
    return octets


def _cle(rendez_vous: RendezVous) -> str:
    """L'identité d'un rendez-vous : sa procédure, son étape, son débiteur ; non son jour, qui peut changer."""
    parts = (rendez_vous.reference, rendez_vous.procedure, rendez_vous.etape, rendez_vous.partie, rendez_vous.nature)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _evenement(rendez_vous: RendezVous, cle: str, au: date | None, langue: str) -> Event:
    from icalendar import Event

    faits = {
        "etape": mot(rendez_vous.etape, langue),
        "procedure": mot(rendez_vous.procedure, langue),
        "reference": rendez_vous.reference or mot(rendez_vous.procedure, langue),
        "acteur": mot(rendez_vous.acteur, langue),
        "consequence": mot(rendez_vous.consequence, langue),
        "article": rendez_vous.article,
    }
    evenement = Event()
    evenement.add("uid", f"{cle}@{_DOMAINE}")
    evenement.add("dtstamp", datetime.combine(au or rendez_vous.jour, time(), UTC))
    evenement.add("dtstart", rendez_vous.jour)
    evenement.add("dtend", rendez_vous.jour + UN_JOUR)
    evenement.add("summary", phrase(f"page.agenda.{rendez_vous.nature}", langue, faits))
    details = [phrase("page.agenda.details", langue, faits)]
    if rendez_vous.partie:
        details.append(phrase("page.agenda.partie", langue, {"partie": rendez_vous.partie}))
    if not rendez_vous.certaine:
        details.append(message("page.agenda.incertaine", langue))
    evenement.add("description", "\n".join(details))
    evenement.add("transp", "TRANSPARENT")
    return evenement
