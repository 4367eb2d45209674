"""Qui peut s'occuper d'une créance, à ce jour, pour cet acte, et ce qu'il en coûte à la relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.modeles.contexte import Relation
from creances.modeles.parties import Texte
from creances.moteur.situation import Situation
from creances.moteur.usages.acteurs import (
    DEGRES,
    RELATIONS_A_PRESERVER,
    Acteur,
    Degre,
    PhaseDActeur,
    Remuneration,
    actes_d_execution,
    code_d_acteur,
    table_acteurs,
)
from creances.noyau.argent import euros
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour

L111_2 = "CPCE, L111-2"
L111_8 = "CPCE, L111-8"
OBLIGATIONS_DES_TIERS = ("CPCE, R124-2", "CPCE, R124-3", "CPCE, R124-4", "CPCE, R124-5", "CPCE, R124-6")
_PHASES: tuple[PhaseDActeur, ...] = get_args(PhaseDActeur)


@dataclass(frozen=True, slots=True)
class ActeurPossible:
    """Un acteur qui peut intervenir.

    - `actes` : ce qu'il peut faire ce jour-là ; sans titre exécutoire, aucun acte d'exécution.
    - `rentable` : son seuil est-il atteint ? None s'il n'en a pas, ou si l'on ignore le montant.
    - `obligations` : les articles qu'il doit respecter pour recouvrer au nom d'un autre sans statut professionnel.
    """

    acteur: str
    actes: tuple[str, ...]
    remuneration: tuple[Remuneration, ...]
    conformite: Degre
    personnalisation: Degre
    risque_relation: Degre
    rentable: bool | None
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Faits:
    """Ce que l'on sait du dossier, ou de la phase seule."""

    phase: str
    titre: bool
    montant: Decimal | None
    relation: Relation | None


@regle("acteurs_possibles", L111_2, *OBLIGATIONS_DES_TIERS)
def acteurs_possibles(
    sujet: Dossier | PhaseDActeur,
    *,
    au: JourAccepte,
    acte: Texte | None = None,
    acteurs: tuple[Acteur, ...] | None = None,
    droit: Droit | None = None,
) -> Resultat[tuple[ActeurPossible, ...]]:
    """Les acteurs qui peuvent intervenir au jour `au`, et ce que chacun peut faire.

    - `sujet` : le dossier, dont la phase se lit à `au` ; ou la phase elle-même pour un client à venir ("prevention").
    - `acte` : ne garder que ceux qui le font ("sommation", "saisie", "mediation"…).
    - `acteurs` : votre table ; None, celle du paquet.

    L'agence de scoring n'intervient qu'avant l'impayé. Avec un client récurrent ou stratégique, le moins risqué pour la
    relation vient d'abord, puis le plus personnalisé ; sinon, l'ordre de la table. Une créance soldée n'appelle personne.

    Doute : un service en ligne ou un logiciel n'est tenu des obligations des tiers que s'il relance ou encaisse pour le
    créancier ; elles sont rappelées pour tous ceux que la table dit agir ainsi.

    Erreurs : `DonneeInvalide` (`acteurs.titre_requis`, CPCE, L111-2) pour un acte d'exécution sans titre exécutoire ;
    `acteurs.acte` pour un acte inconnu de la table.
    Source : table d'usage `acteurs.toml` ; CPCE, L111-2 et R124-1 à R124-6.

    >>> [un.acteur for un in acteurs_possibles("prevention", au="2026-11-21").valeur]
    ['creancier', 'agence_scoring', 'solution_digitale']
    """
    droit, lu = droit or droit_courant(), jour(au, "au")
    table = tuple(table_acteurs().values()) if acteurs is None else acteurs
    faits = _lire(sujet, lu, droit)
    if acte is not None:
        _verifier_l_acte(acte, table, faits)
    retenus, lignes = [], []
    for acteur in table:
        motif = _ecarte(acteur, acte, faits)
        if motif is None:
            retenus.append(acteur)
        else:
            lignes.append(Ligne("acteurs.ecarte", mots=(("acteur", acteur.code), ("motif", motif))))
    if faits.relation in RELATIONS_A_PRESERVER:
        retenus.sort(key=lambda un: (DEGRES.index(un.risque_relation), -DEGRES.index(un.personnalisation)))
    valeur = tuple(_possible(acteur, faits) for acteur in retenus)
    lignes = [*_lignes(retenus, valeur), *lignes]
    articles = tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article))
    return Resultat("acteurs_possibles", valeur, tuple(lignes), articles, (), lu, droit.version)


def obligations_tiers(acteur: str) -> tuple[str, ...]:
    """Les articles qui s'imposent à cet acteur quand il recouvre pour un autre ; aucun s'il a un statut professionnel.

    >>> obligations_tiers("centre_appel") == obligations_tiers("cabinet_recouvrement"), obligations_tiers("huissier")
    (True, ())
    """
    return _obligations(table_acteurs()[code_d_acteur(acteur)])


def _obligations(acteur: Acteur) -> tuple[str, ...]:
    return OBLIGATIONS_DES_TIERS if acteur.tiers else ()


def _lire(sujet: Dossier | PhaseDActeur, au: date, droit: Droit) -> _Faits:
    if isinstance(sujet, Dossier):
        situation = Situation(sujet, au, droit)
        du = situation.principal if situation.du is None else situation.du
        return _Faits(situation.phase, situation.executoire, euros(du), sujet.contexte.relation)
    exiger_parmi("sujet", sujet, _PHASES)
    return _Faits(sujet, sujet == "execution_forcee", None, None)


def _verifier_l_acte(acte: str, table: Iterable[Acteur], faits: _Faits) -> None:
    connus = {un for acteur in table for un in acteur.actes}
    if acte not in connus:
        raise DonneeInvalide(f"acte : reçu {acte!r} ; accepté : {', '.join(sorted(connus))}", code="acteurs.acte")
    if acte in actes_d_execution() and not faits.titre:
        raise DonneeInvalide(
            f"acte : reçu {acte!r} sans titre exécutoire ; accepté : un acte amiable, ou un titre d'abord ({L111_2})",
            code="acteurs.titre_requis",
            articles=(L111_2,),
        )


def _ecarte(acteur: Acteur, acte: str | None, faits: _Faits) -> str | None:
    if faits.phase not in acteur.phases:
        return f"hors_phase_{faits.phase}"
    if acte is not None and acte not in acteur.actes:
        return "ne_fait_pas_cet_acte"
    return None


def _possible(acteur: Acteur, faits: _Faits) -> ActeurPossible:
    connus = acteur.seuil is not None and faits.montant is not None
    return ActeurPossible(
        acteur=acteur.code,
        actes=tuple(un for un in acteur.actes if faits.titre or un not in actes_d_execution()),
        remuneration=acteur.remuneration,
        conformite=acteur.conformite,
        personnalisation=acteur.personnalisation,
        risque_relation=acteur.risque_relation,
        rentable=faits.montant >= acteur.seuil if connus else None,  # type: ignore[operator]
        obligations=_obligations(acteur),
    )


def _lignes(acteurs: Iterable[Acteur], possibles: Iterable[ActeurPossible]) -> Iterator[Ligne]:
    for acteur, un in zip(acteurs, possibles, strict=True):
        yield Ligne("acteurs.possible", mots=(("acteur", un.acteur), ("risque", un.risque_relation)))
        if un.rentable is False:
            yield Ligne("acteurs.sous_le_seuil", assiette=acteur.seuil, mots=(("acteur", un.acteur),))
        for article in un.obligations:
            yield Ligne("acteurs.obligation", article, mots=(("acteur", un.acteur),))
