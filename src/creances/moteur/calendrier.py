"""Le calendrier : tous les délais datés d'un dossier ou de ses procédures, du plus proche au plus lointain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from creances.droit.corpus import Droit, droit_courant
from creances.droit.procedures import NatureDEtape
from creances.droit.registre import regle
from creances.modeles import Dossier, Procedure
from creances.moteur.prescription import prescription
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.avancement import Avancement, avancement
from creances.regles.prescription import Prescription


@dataclass(frozen=True, slots=True)
class RendezVous:
    """Un jour à ne pas manquer, dans une procédure.

    - `jour` : le dernier jour utile, inclus, d'une "limite" ; le premier jour possible après une "attente".
    - `reference`, `procedure`, `partie` : de quelle procédure et de quel débiteur il s'agit. `acteur` : qui doit agir.
    - `certaine` : faux si elle dépend d'une condition inconnue, ou d'un acte seulement annoncé.
    """

    jour: date
    nature: NatureDEtape
    reference: str
    procedure: str
    partie: str
    etape: str
    acteur: str
    consequence: str
    article: str
    certaine: bool


@regle("calendrier", "CPC, 640", "CPC, 641", "CPC, 642", "CPC, 643")
def calendrier(
    procedures: Sequence[Procedure] | Procedure | Dossier, *, au: JourAccepte, droit: Droit | None = None
) -> Resultat[tuple[RendezVous, ...]]:
    """Les jours à ne pas manquer dans ces procédures, depuis `au` inclus, du plus proche au plus lointain.

    Ce sont les délais datés d'`avancement` : dernier jour utile d'une limite, premier jour possible après une attente. Une
    étape sans délai légal n'y est pas. Un `Dossier` y ajoute le dernier jour pour agir (`prescription`), s'il court ;
    incertain, ce jour est le plus proche de ceux qui se soutiennent. Les réserves de toutes les réponses sont gardées.

    Erreurs : celles d'`avancement` et de `prescription`.
    Source : CPC, 640 à 644, et les articles de chaque étape.

    >>> ordonnance = {"type": "ordonnance", "date": "2026-09-01"}
    >>> saisie = {"type": "saisie", "date": "2026-12-04"}
    >>> deux = [Procedure(type="IP", actes=[ordonnance]), Procedure(type="SA", actes=[saisie])]
    >>> [(str(un.jour), un.etape) for un in calendrier(deux, au="2026-11-21").valeur]
    [('2026-12-01', 'signification')]
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    suivies = _procedures(procedures)
    avancements = [avancement(une, au=question, droit=droit) for une in suivies]
    trouves = [un for une, reponse in zip(suivies, avancements, strict=True) for un in _rendez_vous(une, reponse)]
    reponses: list[Resultat[Any]] = list(avancements)
    if isinstance(procedures, Dossier):
        delai = prescription(
            procedures.creance, au=question, evenements=procedures.evenements, procedures=suivies, droit=droit
        )
        reponses.append(delai)
        trouves.extend(_dernier_jour_pour_agir(procedures, delai, question))
    return Resultat(
        regle="calendrier",
        valeur=tuple(sorted(trouves, key=lambda un: (un.jour, un.reference, un.procedure, un.etape, un.partie))),
        articles=tuple(dict.fromkeys(un.article for un in trouves)),
        reserves=tuple(dict.fromkeys(reserve for reponse in reponses for reserve in reponse.reserves)),
        au=question,
        droit=droit.version,
    )


def _procedures(suivies: Sequence[Procedure] | Procedure | Dossier) -> Sequence[Procedure]:
    if isinstance(suivies, Dossier):
        return suivies.procedures
    return (suivies,) if isinstance(suivies, Procedure) else tuple(suivies)


def _dernier_jour_pour_agir(dossier: Dossier, delai: Resultat[Prescription], au: date) -> list[RendezVous]:
    terme = delai.valeur.terme
    if terme is None or terme < au:
        return []
    return [
        RendezVous(
            jour=terme,
            nature="limite",
            reference=dossier.creance.reference,
            procedure=delai.valeur.regime,
            partie=dossier.creance.debiteur.nom,
            etape="dernier_jour_pour_agir",
            acteur="creancier",
            consequence="action_prescrite",
            article=delai.articles[0],
            certaine=len(delai.valeur.termes) == 1 and delai.valeur.etat == "en_cours",
        )
    ]


def _rendez_vous(procedure: Procedure, reponse: Resultat[Avancement]) -> list[RendezVous]:
    return [
        RendezVous(
            jour=limite.jour,
            nature=limite.nature,
            reference=procedure.reference,
            procedure=procedure.type,
            partie=limite.partie,
            etape=limite.etape,
            acteur=limite.acteur,
            consequence=limite.consequence,
            article=limite.article,
            certaine=limite.certaine,
        )
        for limite in reponse.valeur.a_venir
        if limite.jour is not None
    ]
