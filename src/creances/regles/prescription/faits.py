"""Les faits d'un délai : les événements et les actes de procédure connus à une date, chacun avec sa fin s'il en a une."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, get_args

from creances.droit.prescriptions import effets, roles
from creances.modeles import (
    AccordPrescription,
    ActeExecution,
    DemandeEnJustice,
    Echeancier,
    Evenement,
    Issue,
    Procedure,
    Reamenagement,
    SignificationInjonction,
    Suspension,
    Titre,
)
from creances.modeles.actes import IssueDActe
from creances.noyau.resultat import Reserve

TITRE = "titre"
_RECONNAISSANCE = "reconnaissance"
C_CIV_2243 = "C. civ., 2243"
_INJONCTION = "signification_injonction"
_EXTINCTION = "extinction"
_FIN = "fin"
_ISSUES = frozenset(get_args(IssueDActe))
_QUI_CLOT = _ISSUES | {"cloture", "decision_definitive", "refus_debiteur", "notification", "executoire"}
_ISSUES_D_UNE_MESURE = frozenset({_EXTINCTION, "mainlevee"})
_QUI_FINISSENT = (DemandeEnJustice, SignificationInjonction, ActeExecution, Suspension)
# Les événements qui attendent un autre jour, ou qui valent un autre acte ; tout le reste n'a que le sien.
_SUIVIS = frozenset(
    un
    for sorte in (*_QUI_FINISSENT, AccordPrescription, Echeancier, Reamenagement, Titre)
    for un in get_args(sorte.model_fields["type"].annotation)
)
_RANGS = {"accord_prescription": 0, TITRE: 2}


class Fait(NamedTuple):
    """Un acte à sa date. `fin` : None s'il dure encore ; `issue` : vide tant qu'il dure.

    `instance` : une opposition a fait d'une injonction une instance. `executoire` : le jour où elle est un titre.
    `mois` et `lettre` : ce qu'un accord des parties change. `demandeur` : qui a demandé la mesure d'instruction.
    """

    acte: str
    debut: date
    fin: date | None = None
    issue: str = ""
    instance: bool = False
    executoire: date | None = None
    mois: int | None = None
    lettre: bool = False
    demandeur: str = "creancier"

    @property
    def efface(self) -> bool:
        """Vrai si son issue le fait disparaître depuis le début (C. civ., 2243)."""
        return self.issue in effets()[self.acte].efface

    @property
    def durable(self) -> bool:
        """Vrai si son effet dure jusqu'à sa fin."""
        return self.instance or effets()[self.acte].effet == "durable"

    def peut_finir(self, issue: str) -> bool:
        """Vrai si cette issue peut être la sienne."""
        effet = effets()[self.acte]
        if self.durable or issue in effet.efface:
            return True
        if effet.effet == "mesure":
            return issue in _ISSUES_D_UNE_MESURE
        return effet.effet == "suspension" and issue == _EXTINCTION


class Suivie(NamedTuple):
    """Une procédure, et les actes que le temps seul y a fait perdre."""

    procedure: Procedure
    pertes: tuple[ActePerdu, ...] = ()


class ActePerdu(NamedTuple):
    """Un acte qu'une limite manquée prive de son effet : l'issue qui le dit, le jour où elle est venue, son texte."""

    acte: str
    jour: date
    issue: str
    le: date
    article: str


def lire(
    evenements: Iterable[Evenement], suivies: Iterable[Suivie], au: date, reference: str
) -> tuple[list[Fait], list[Reserve]]:
    """Les faits connus à `au` inclus, dans l'ordre du rejeu. Un acte ou une issue postérieurs n'existent pas encore.

    Un paiement désigné pour une autre dette n'est pas un fait de celle-ci.
    """
    chronique = _des_evenements(evenements, au, reference)
    faits, reserves = chronique.faits, chronique.reserves
    for suivie in suivies:
        chronique = _de_la_procedure(suivie, au)
        faits += chronique.faits
        reserves += chronique.reserves
    faits += [Fait(TITRE, fait.executoire, fait.executoire) for fait in faits if fait.executoire and not fait.efface]
    if len(faits) > 1:
        faits.sort(key=_ordre)
    return faits, reserves


def _ordre(fait: Fait) -> tuple[Any, ...]:
    """L'ordre du rejeu : par jour, puis toujours le même, quel que soit celui de la saisie."""
    return (fait.debut, _RANGS.get(fait.acte, 1), fait.acte, fait.fin or date.max, fait.issue, fait.mois or 0)


class _Chronique:
    """Une suite d'actes qui s'ouvrent et se ferment."""

    def __init__(self) -> None:
        self.faits: list[Fait] = []
        self.reserves: list[Reserve] = []

    def ouvrir(self, fait: Fait) -> None:
        if fait.acte in effets():
            self.faits.append(fait)

    def fermer(self, jour: date, issue: str, acte: date | None = None) -> None:
        """Donne son issue au dernier acte qu'elle peut clore, ou à celui du jour dit."""
        ouverts = [
            (fait.debut, rang)
            for rang, fait in enumerate(self.faits)
            if fait.fin is None and fait.debut <= jour and acte in (None, fait.debut) and fait.peut_finir(issue)
        ]
        if not ouverts:
            self.reserves.append(Reserve("ISSUE_SANS_ACTE", (C_CIV_2243,), dates=(("jour", jour),)))
            return
        self._changer(max(ouverts)[1], fin=jour, issue=issue)

    def perdre(self, perdu: ActePerdu) -> None:
        """Efface un acte encore ouvert que le temps a fait tomber ; une issue déjà dite, elle, ne se déduit pas."""
        for rang, fait in enumerate(self.faits):
            if (fait.acte, fait.debut, fait.fin) == (perdu.acte, perdu.jour, None):
                self._changer(rang, fin=perdu.le, issue=perdu.issue)
                mots = (("acte", fait.acte), ("issue", perdu.issue))
                dates = (("jour", perdu.jour), ("perdu", perdu.le))
                self.reserves.append(Reserve("PERTE_DEDUITE", (perdu.article,), dates=dates, mots=mots))

    def modifier(self, acte: str, **changements: Any) -> None:
        """Complète le dernier acte de ce type, s'il y en a un."""
        rangs = [rang for rang, fait in enumerate(self.faits) if fait.acte == acte]
        if rangs:
            self._changer(rangs[-1], **changements)

    def _changer(self, rang: int, **changements: Any) -> None:
        self.faits[rang] = self.faits[rang]._replace(**changements)


def _des_evenements(evenements: Iterable[Evenement], au: date, reference: str) -> _Chronique:
    chronique = _Chronique()
    issues: list[Issue] = []
    for un in evenements:
        if un.date > au or not _de_cette_dette(un, reference):
            continue
        if un.type == "issue":
            issues.append(un)
        else:
            chronique.ouvrir(_fait(un, au))
    for issue in sorted(issues, key=_jour_et_issue) if issues else ():
        chronique.fermer(issue.date, issue.issue, issue.acte)
    return chronique


def _jour_et_issue(issue: Issue) -> tuple[date, str]:
    return issue.date, issue.issue


def _de_cette_dette(un: Evenement, reference: str) -> bool:
    # Le type écrit plutôt que la classe : les modèles répondent vingt fois moins vite à `isinstance`.
    if un.type == "paiement" or un.type == "avoir" or un.type == "frais":
        return un.creance is None or un.creance == reference
    return True


def _fait(un: Evenement, au: date) -> Fait:
    if un.type not in _SUIVIS:
        return Fait(un.type, un.date)
    if not isinstance(un, _QUI_FINISSENT):
        return _instantane(un, au)
    fin = _connu(un.fin, au)
    if isinstance(un, Suspension):
        return Fait(un.type, un.date, fin, "" if fin is None else _EXTINCTION, demandeur=un.demandeur)
    fait = Fait(un.type, un.date, fin, "" if fin is None else un.issue)
    if isinstance(un, SignificationInjonction):
        opposition, executoire = _connu(un.opposition, au), _connu(un.executoire_le, au)
        return fait._replace(instance=opposition is not None, executoire=executoire)
    return fait


def _instantane(un: Evenement, au: date) -> Fait:
    """Un événement qui n'a pas de durée propre ; un titre et un réaménagement attendent encore un autre jour."""
    if isinstance(un, Titre):
        acte = TITRE if un.categorie == "judiciaire" else "titre_non_judiciaire"
        return Fait(acte, un.date, _connu(un.notifie_le, au))
    if isinstance(un, Reamenagement):
        return Fait(un.type, un.date, _connu(un.incident, au))
    if isinstance(un, Echeancier) and un.reconnaissance:
        # Signer un plan qui reconnaît la dette, c'est la reconnaître (C. civ., 2240).
        return Fait(_RECONNAISSANCE, un.date)
    if isinstance(un, AccordPrescription):
        return Fait(un.type, un.date, mois=un.mois, lettre=un.lettre_interrompt)
    return Fait(un.type, un.date)


def _connu(jour: date | None, au: date) -> date | None:
    return jour if jour is not None and jour <= au else None


def _de_la_procedure(suivie: Suivie, au: date) -> _Chronique:
    chronique, procedure = _Chronique(), suivie.procedure
    actes = [acte for acte in procedure.actes if acte.date <= au]
    for acte in sorted(actes, key=lambda un: (un.date, un.type in _QUI_CLOT, un.type)):
        role = roles().get((procedure.type, acte.type), acte.type if acte.type in _ISSUES else "")
        if role in effets():
            chronique.ouvrir(Fait(role, acte.date))
        elif role in _ISSUES or role == _FIN:
            chronique.fermer(acte.date, _EXTINCTION if role == _FIN else role)
        elif role == "jugement":
            chronique.fermer(acte.date, "condamnation")
            chronique.ouvrir(Fait(TITRE, acte.date))
        elif role:
            _completer(chronique, role, acte.date)
    for perdu in suivie.pertes:
        chronique.perdre(perdu)
    return chronique


def _completer(chronique: _Chronique, role: str, jour: date) -> None:
    """Une opposition, l'exécution permise ou la notification complètent un acte déjà ouvert."""
    if role == "notification":
        chronique.modifier(TITRE, fin=jour)
    elif role == "opposition":
        chronique.modifier(_INJONCTION, instance=True)
    else:
        chronique.modifier(_INJONCTION, executoire=jour)
