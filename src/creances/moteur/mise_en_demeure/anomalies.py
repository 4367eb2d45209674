"""Ce qui empêche une mise en demeure de produire son effet, ou qui l'affaiblit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from creances.modeles import MiseEnDemeure, Relance
from creances.moteur.gel import L722_5, jugement_qui_interdit, surendettement
from creances.moteur.mise_en_demeure.projet import Projet
from creances.moteur.mise_en_demeure.valeurs import AnomalieDeMiseEnDemeure as Anomalie
from creances.moteur.usages.chiffres import chiffres
from creances.regles.mise_en_demeure import lre_interdite, preuve

_USAGES = "messages.toml"
_INTERNE = "interne"
_A_PART = frozenset({"PROCEDURE_COLLECTIVE", "SURENDETTEMENT", "CREANCE_PRESCRITE"})


def anomalies(projet: Projet) -> tuple[Anomalie, ...]:
    """Toutes, les refus de fond d'abord ; chacune une fois."""
    return tuple(
        dict.fromkeys(
            (*_de_la_dette(projet), *_de_l_envoi(projet), *_du_delai(projet), *_du_texte(projet), *_du_suivi(projet))
        )
    )


def _de_la_dette(projet: Projet) -> Iterator[Anomalie]:
    """On ne met en demeure que de payer ce qui est dû, exigible, et que la loi permet encore de demander."""
    situation = projet.situation
    if projet.sommes.total == 0:
        yield Anomalie("RIEN_A_RECLAMER", "refus", "C. civ., 1344")
    if projet.envoi <= situation.exigible:
        yield Anomalie("NON_EXIGIBLE", "refus", "C. civ., 1344")
    yield from _du_gel(projet)
    prescription = situation.prescription
    if prescription is not None and prescription.valeur.etat == "acquise":
        consommateur = situation.debiteur.qualite == "consommateur"
        yield Anomalie("CREANCE_PRESCRITE", "refus" if consommateur else "alerte", "C. civ., 2247")


def _du_gel(projet: Projet) -> Iterator[Anomalie]:
    """Une dette qu'il est interdit de payer ne se réclame pas ; celle qui naît après le jugement se réclame."""
    creance, passes = projet.dossier.creance, projet.situation.fil.evenements
    if jugement_qui_interdit(creance, passes) is not None:
        yield Anomalie("PROCEDURE_COLLECTIVE", "refus", "C. com., L622-21, I")
    etat = surendettement(creance, passes, projet.envoi)
    if etat is not None:
        yield Anomalie("SURENDETTEMENT", "refus" if etat == "recevable" else "alerte", L722_5)


def _de_l_envoi(projet: Projet) -> Iterator[Anomalie]:
    contexte, debiteur = projet.dossier.contexte, projet.situation.debiteur
    if lre_interdite(projet.mode, debiteur.qualite, contexte.accord_lre, projet.droit, projet.envoi):
        yield Anomalie("LRE_INTERDITE", "refus", "C. postes, L100")
    if preuve(projet.mode) == "faible":
        yield Anomalie("PREUVE_FAIBLE", "alerte", "C. civ., 1344")


def _du_delai(projet: Projet) -> Iterator[Anomalie]:
    """Un délai est laissé, assez long pour être raisonnable."""
    par_le_texte = any(une.code == "delai" and une.presente for une in projet.mentions)
    if projet.lettre is not None and projet.delai_dit is None and not par_le_texte:
        yield Anomalie("DELAI_ABSENT", "refus", "C. civ., 1231")
    if projet.delai_dit is not None and projet.delai_dit < chiffres(_USAGES)["delai_minimal"].valeur:
        yield Anomalie("DELAI_COURT", "alerte", "C. civ., 1231")


def _du_texte(projet: Projet) -> Iterator[Anomalie]:
    """Les mentions absentes, puis les passages interdits."""
    for mention in projet.mentions:
        if mention.presente is not False:
            continue
        if mention.code == "delai":
            yield Anomalie("DELAI_ABSENT", "refus", mention.article)
        else:
            exigee = mention.force == "exigee"
            yield Anomalie("MENTION_ABSENTE", "refus" if exigee else "alerte", mention.article, mention.code)
    if projet.message is not None:
        for constat in projet.message.valeur.refus():
            if constat.code not in _A_PART:
                yield Anomalie(constat.code, "refus", constat.articles[0], constat.motif)


def _du_suivi(projet: Projet) -> Iterator[Anomalie]:
    """Une relance la précède d'ordinaire ; deux lettres de suite s'affaiblissent l'une l'autre."""
    usages, fil = chiffres(_USAGES), projet.situation.fil
    relances = [une for une in fil.tous(Relance) if une.canal != _INTERNE]
    if not projet.sans_relance and len(relances) < usages["relances_prealables"].valeur:
        yield Anomalie("ESCALADE_PREMATUREE", "alerte", "")
    depuis = projet.envoi - timedelta(days=usages["intervalle_de_repetition"].valeur)
    autres = [une for une in fil.tous(MiseEnDemeure) if une is not projet.lettre and une.date >= depuis]
    if autres:
        yield Anomalie("REPETITION", "alerte", "")
