"""Ce qu'un dossier dit des poursuites : l'instance ouverte, le titre obtenu, la procédure qui dure encore."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from creances.modeles import ActeExecution, DemandeEnJustice, Procedure, SignificationInjonction
from creances.moteur.fil import Fil
from creances.noyau.resultat import Resultat
from creances.regles.avancement import Avancement
from creances.regles.avancement.etats import ETATS_DES_ISSUES
from creances.regles.prescription.faits import TITRE, Fait

COLLECTIVE = "PCOLL"
NATURES_TITREES = frozenset({"TITRE_JUDICIAIRE", "TITRE_NON_JUDICIAIRE", "ANCIEN_TITRE"})
ACTES_JUGES: frozenset[type] = frozenset({DemandeEnJustice, SignificationInjonction, ActeExecution})
# Ces états finissent une procédure sans donner de titre, ou disent qu'elle n'a pas commencé.
_MORTES = frozenset({*ETATS_DES_ISSUES.values(), "sans_effet", "revoquee", "a_engager"})
# Refusée, la procédure simplifiée est finie ; une réclamation refusée par l'acheteur public se porte devant le juge.
_REFUSEE = ("PSRPC", "refusee")
_TITRES = frozenset({TITRE, "titre_non_judiciaire"})
_INSTANCES = frozenset({"assignation", "refere", "requete", "signification_injonction"})
_SANS_TITRE = frozenset({"mesure_conservatoire"})
_CONDAMNATION, _DECLARATION = "condamnation", "declaration"


def engagees(procedures: Sequence[Procedure], au: date) -> tuple[Procedure, ...]:
    """Celles dont un acte est passé, la première engagée d'abord."""
    trouvees = [
        (min(passes), une) for une in procedures if (passes := [acte.date for acte in une.actes if acte.date <= au])
    ]
    return tuple(une for _, une in sorted(trouvees, key=lambda paire: (paire[0], paire[1].type)))


def dure(procedure: Procedure, avancement: Resultat[Avancement]) -> bool:
    """Vrai si la procédure vise le débiteur seul, est engagée et n'a pas fini."""
    etat = avancement.valeur.etat
    return procedure.type != COLLECTIVE and etat not in _MORTES and (procedure.type, etat) != _REFUSEE


def instance(acte: Fait) -> bool:
    """Le juge est saisi : l'instance dure, ou a condamné sans que le titre soit encore dit."""
    return acte.acte in _INSTANCES and (acte.fin is None or acte.issue == _CONDAMNATION)


def suppose_un_titre(acte: Fait, fil: Fil) -> bool:
    """L'acte est un titre ; ou il exécute, et l'on n'exécute pas sans titre, sauf s'il est nul."""
    forces = {un.type for un in fil.tous(ActeExecution)} - _SANS_TITRE
    return acte.acte in _TITRES or (acte.acte in forces and not acte.efface)


def declaree(fil: Fil, procedures: Sequence[Procedure]) -> bool:
    """La créance est déclarée à la procédure collective : un événement le dit, ou un acte."""
    return any(un.type == "declaration_creance" for un in fil.tous(DemandeEnJustice)) or any(
        acte.type == _DECLARATION and acte.date <= fil.au
        for une in procedures
        if une.type == COLLECTIVE
        for acte in une.actes
    )
