"""Un débiteur, un message : les créances échues d'un même client réunies, chacune gardant son propre compte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier, MiseEnDemeure, Relance
from creances.moteur.escalade.jours import jour_ouvrable
from creances.moteur.escalade.question import escalade
from creances.moteur.escalade.valeurs import Action, Plan
from creances.moteur.usages.etapes import TONS
from creances.moteur.usages.scenarios import Scenario, scenario_pour
from creances.noyau.erreurs import ErreurCreances
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour

_MESSAGES = frozenset({"pre_relance", "relance", "appel", "mise_en_demeure"})


@dataclass(frozen=True, slots=True)
class Retiree:
    """Une créance que le message du groupe ne porte pas, et ce qui l'en retire."""

    reference: str
    raison: str


@dataclass(frozen=True, slots=True)
class Groupe:
    """Ce qu'il y a à faire auprès d'un débiteur.

    - `message` : un seul, du niveau le plus haut de ceux qui sont dus ; None si rien n'est à écrire. `porte` : les
      références qu'il réunit. `total` : ce qu'il demande en principal.
    - `retirees` : contestées, promises, confiées… avec leur raison. `autres` : les actions qui ne sont pas un message.
    - `plans` : celui de chaque créance, dans l'ordre des dossiers.
    """

    debiteur: str
    message: Action | None = field(metadata={"dans_les_lignes": True})
    porte: tuple[str, ...]
    total: Decimal
    retirees: tuple[Retiree, ...]
    autres: tuple[Action, ...] = field(metadata={"dans_les_lignes": True})
    plans: tuple[Plan, ...] = field(metadata={"dans_les_lignes": True})


@regle("escalades", "C. civ., 1344")
def escalades(
    dossiers: Sequence[Dossier],
    *,
    au: JourAccepte,
    scenario: Scenario | None = None,
    droit: Droit | None = None,
) -> Resultat[tuple[Groupe, ...]]:
    """Un message par débiteur : ses créances échues ensemble, au niveau de la plus avancée.

    Deux dossiers sont du même débiteur s'ils ont le même SIREN, à défaut le même nom ; sans l'un ni l'autre, chacun est
    seul. Le message porte toutes les créances échues que rien ne retient ; chacune garde son propre calendrier. L'écart
    minimal se compte entre deux contacts avec le débiteur, quelle que soit la créance.

    - `scenario` : None, celui de chaque dossier (`scenario_pour`).

    Erreurs : celles d'`escalade`.
    Source : usage (relevé de tout ce qui est échu, au niveau le plus haut) ; C. civ., 1344.

    >>> from creances import Creance, Debiteur
    >>> client = Debiteur(nom="Durand")
    >>> deux = [Creance(reference=nom, montant=900, echeance="2026-11-02", debiteur=client) for nom in ("F1", "F2")]
    >>> un, = escalades([Dossier(creance=une) for une in deux], au="2026-11-12").valeur
    >>> un.message.code, un.porte, un.total
    ('relance_1', ('F1', 'F2'), Decimal('1800.00'))
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    par_debiteur: dict[str, list[Dossier]] = {}
    for rang, un in enumerate(dossiers):
        debiteur = un.creance.debiteur
        par_debiteur.setdefault(debiteur.siren or debiteur.nom or f"#{rang}", []).append(un)
    reponses = [
        (siens, [plan_parmi_d_autres(un, question, scenario, droit) for un in siens]) for siens in par_debiteur.values()
    ]
    groupes = tuple(_grouper(siens, [une.valeur for une in siennes], question, scenario) for siens, siennes in reponses)
    lignes = tuple(ligne for un in groupes for ligne in _lignes(un))
    toutes = [une for _, siennes in reponses for une in siennes]
    return Resultat(
        regle="escalades",
        valeur=groupes,
        lignes=lignes,
        articles=tuple(dict.fromkeys(article for une in toutes for article in une.articles)),
        reserves=tuple(dict.fromkeys(reserve for une in toutes for reserve in une.reserves)),
        au=question,
        droit=droit.version,
    )


def plan_parmi_d_autres(dossier: Dossier, au: date, scenario: Scenario | None, droit: Droit) -> Resultat[Plan]:
    """Le plan d'un dossier d'un portefeuille : un refus dit de quelle créance il s'agit."""
    try:
        return escalade(dossier, au=au, scenario=scenario, droit=droit)
    except ErreurCreances as refus:
        creance = dossier.creance
        raise refus.a_propos(f"créance {creance.reference or creance.montant}") from refus


def _grouper(dossiers: list[Dossier], plans: list[Plan], au: date, scenario: Scenario | None) -> Groupe:
    actions = [un.prochaine for un in plans if un.prochaine is not None]
    dus = [un for un in plans if un.frein is None and un.depuis is not None and _est_un_message(un.prochaine)]
    libres, retirees = [], []
    for dossier, plan in zip(dossiers, plans, strict=True):
        if plan.frein is not None:
            retirees.append(Retiree(dossier.creance.reference, plan.frein.code))
        elif plan.retard:
            libres.append((dossier, plan))
    message = max((un.prochaine for un in dus if un.prochaine is not None), key=_rang, default=None)
    if message is not None:
        message = _espacer(message, dossiers, au, scenario or scenario_pour(dossiers[0]))
        if not libres or message.nature == "pre_relance":
            libres = [(dossier, plan) for dossier, plan in zip(dossiers, plans, strict=True) if plan in dus]
    return Groupe(
        debiteur=dossiers[0].creance.debiteur.nom,
        message=message,
        porte=tuple(dossier.creance.reference for dossier, _ in libres) if message is not None else (),
        total=sum((plan.demande for _, plan in libres), Decimal(0)) if message is not None else Decimal(0),
        retirees=tuple(retirees),
        autres=tuple(une for une in actions if not _est_un_message(une)),
        plans=tuple(plans),
    )


def _est_un_message(action: Action | None) -> bool:
    return action is not None and action.nature in _MESSAGES


def _rang(action: Action) -> tuple[int, date]:
    """Le ton le plus ferme d'abord ; à ton égal, la plus ancienne."""
    return TONS.index(action.ton) if action.ton in TONS else -1, action.jour


def _espacer(message: Action, dossiers: list[Dossier], au: date, scenario: Scenario) -> Action:
    """Le jour du message, l'écart gardé depuis le dernier contact avec ce débiteur, toutes créances confondues."""
    if message.nature == "mise_en_demeure":
        return message
    contacts = [
        un.date
        for dossier in dossiers
        for un in dossier.evenements
        if un.date <= au and (isinstance(un, MiseEnDemeure) or (isinstance(un, Relance) and un.canal != "interne"))
    ]
    premier = max(contacts, default=date.min)
    if premier == date.min or premier + timedelta(days=scenario.ecart_minimal) <= message.jour:
        return message
    libre = (premier + timedelta(days=scenario.ecart_minimal)).toordinal()
    lieu = dossiers[0].creance.debiteur.territoire
    jour_libre = jour_ouvrable(libre, lieu) if scenario.jours_ouvres else libre
    return replace(message, jour=date.fromordinal(jour_libre), raison="ecart_minimal")


def _lignes(groupe: Groupe) -> Iterator[Ligne]:
    """Le message, puis les autres actions."""
    debiteur = ("debiteur", groupe.debiteur or "—")
    message = groupe.message
    if message is None:
        yield Ligne("escalades.rien", mots=(debiteur,))
    else:
        mots = (debiteur, ("combien", len(groupe.porte)), ("etape", message.code), ("raison", message.raison))
        yield Ligne("escalades.message", fin=message.jour, montant=groupe.total, mots=mots)
    for une in groupe.autres:
        yield Ligne("escalades.autre", fin=une.jour, mots=(debiteur, ("etape", une.code), ("raison", une.raison)))
