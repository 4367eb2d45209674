"""Le récit d'une décision : ce que la loi ferme, ce que l'usage fait passer d'abord, les options, les réserves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from creances.moteur.orientation.contraintes import Loi
from creances.moteur.orientation.suivi import Suivi
from creances.moteur.orientation.valeurs import Decision, Frein, Obstacle, OptionComparee
from creances.noyau.argent import euros
from creances.noyau.resultat import Ligne, Reserve

_ACCESSOIRES = Reserve("ACCESSOIRES_NON_COMPTES")
_PRESCRIPTION = Reserve("PRESCRIPTION_NON_CALCULEE")
_VOIES = Reserve("VOIES_NON_COUVERTES")
_PREUVES = Reserve("PREUVES_SUPPOSEES")
_CHIFFRES = Reserve("CHIFFRES_NON_SOURCES")
_ESPERANCE = Reserve("ESPERANCE_NON_GARANTIE")
# La meilleure et les deux suivantes ; toutes sont dans `Decision.options`.
_MONTREES = 1 + 2
_SOMMATION = "sommation_payer"
_FAIBLE = "faible"
_BASSE = "basse"


def lignes(decision: Decision) -> Iterator[Ligne]:
    """Dans l'ordre : la loi, l'usage, les meilleures options, la décision."""
    for obstacle in decision.obstacles:
        yield _de_la_loi(obstacle)
    for frein in decision.freins:
        yield _de_l_usage(frein)
    for une in decision.options[:_MONTREES]:
        yield _option(une)
    yield _conclusion(decision.voie, decision.motif)


# Les décisions et les motifs sont en nombre fini : chaque conclusion n'est bâtie qu'une fois.
@cache
def _conclusion(voie: str, motif: str) -> Ligne:
    return Ligne("orientation.decision", mots=(("voie", voie), ("motif", motif)))


def _de_la_loi(obstacle: Obstacle) -> Ligne:
    mots = (("motif", obstacle.motif),)
    if obstacle.jour is None:
        return Ligne("orientation.obstacle", obstacle.article, mots=mots)
    return Ligne("orientation.obstacle_date", obstacle.article, fin=obstacle.jour, mots=mots)


def _de_l_usage(frein: Frein) -> Ligne:
    mots = (("motif", frein.motif), ("voie", frein.voie))
    if frein.jour is None:
        return Ligne("orientation.frein", mots=mots)
    return Ligne("orientation.frein_date", fin=frein.jour, mots=mots)


def _option(une: OptionComparee) -> Ligne:
    return Ligne(
        "orientation.option",
        jours=une.duree,
        montant=une.valeur,
        montants=(
            ("probabilite", une.probabilite),
            ("encaissement", une.encaissement),
            ("rembourse", une.rembourse),
            ("cout", une.cout_fixe),
            ("dommage", une.dommage),
        ),
        mots=(("voie", une.voie),),
    )


def reserves(decision: Decision, lois: Sequence[Loi], suivi: Suivi) -> Iterator[Reserve]:
    """Ce qu'il faut savoir avant de suivre la décision."""
    for loi in lois:
        yield from loi.reserves
    if suivi.situation.compte is None:
        yield _ACCESSOIRES
    elif decision.motif == "accessoires_seuls":
        yield Reserve("ACCESSOIRES_DUS", montants=(("montant", euros(suivi.situation.compte.du)),))
    if suivi.situation.prescription is None:
        yield _PRESCRIPTION
    if decision.voie == _SOMMATION:
        cout = euros(suivi.reperes.sommes["cout_sommation"])
        yield Reserve("SOMMATION_FACULTATIVE", ("CPCE, L111-8",), montants=(("cout", cout),))
    if suivi.voies_non_couvertes:
        yield _VOIES
    if not suivi.preuves_connues:
        yield _PREUVES
    if suivi.marge_supposee and decision.options:
        yield Reserve("MARGE_SUPPOSEE", montants=(("relation", decision.relation),))
    if decision.options:
        yield from _sur_les_options(decision)


def _sur_les_options(decision: Decision) -> Iterator[Reserve]:
    if any(un.confiance == _BASSE for un in decision.chiffres):
        yield _CHIFFRES
    yield _ESPERANCE
    retenue = decision.options[0]
    if decision.motif != "valeur_esperee":
        return
    if len(decision.options) > 1 and decision.options[1].valeur == retenue.valeur:
        yield Reserve("CHOIX_EGAL", mots=(("voie", retenue.voie), ("autre", decision.options[1].voie)))
    elif decision.confiance == _FAIBLE:
        yield Reserve("CHOIX_SERRE", mots=(("voie", retenue.voie), ("autre", decision.options[1].voie)))
    for condition in retenue.a_verifier:
        yield Reserve("CONDITION_A_VERIFIER", mots=(("voie", retenue.voie), ("condition", condition)))
