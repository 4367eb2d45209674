"""Où en est une procédure ? La règle d'avancement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from creances.droit.corpus import Droit, droit_courant
from creances.droit.prescriptions import effets, roles
from creances.droit.registre import regle
from creances.modeles import Procedure
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.avancement.etats import ISSUES_DES_ETATS, Etat, etat
from creances.regles.avancement.lecture import Poursuite, poursuites
from creances.regles.avancement.limites import Delai, Delais
from creances.regles.avancement.valeurs import (
    Avancement,
    EffetSurLaPrescription,
    EffetSurUnDelai,
    EtapeFaite,
    LimiteDeProcedure,
    SituationDePartie,
)

DIVISEE = "divisee"
_INTERRUPTIONS = frozenset({"durable", "instant", "mesure"})
_SANS_EFFET = frozenset({"aucun", "lettre"})


class _Lecture(NamedTuple):
    """Ce qu'on sait d'un débiteur : ses actes, ses délais encore utiles et leurs limites, son état, les réserves."""

    poursuite: Poursuite
    delais: tuple[Delai, ...]
    limites: tuple[LimiteDeProcedure, ...]
    etat: Etat
    effets: tuple[EffetSurLaPrescription, ...]
    reserves: tuple[Reserve, ...]


@regle("avancement", "CPC, 640", "CPC, 641", "CPC, 642", "CPC, 643", "CPC, 1411", "CPC, 1416", "CPC, 1422")
def avancement(procedure: Procedure, *, au: JourAccepte, droit: Droit | None = None) -> Resultat[Avancement]:
    """Où en est cette procédure : son état, les actes faits, chaque délai qui court, ce qui est tombé et quand.

    Tous les actes sont rejoués à chaque question ; ceux d'après `au` n'existent pas. Chaque débiteur a ses délais. Une
    limite manquée le reste, quoi qu'on fasse ensuite. Les délais se comptent comme dans `expiration`, à rebours compris ;
    le dernier jour est inclus.

    - Injonction de payer : la date de l'ordonnance choisit le régime, avant le 1er mars 2022, jusqu'au 31 août 2026, ou
      ensuite. Signifiée autrement qu'à personne, elle devient exécutoire de même, mais l'opposition reste ouverte un mois
      après le premier acte à personne ou la première mesure connue du débiteur. Formée hors du premier mois, elle ne
      suspend pas l'exécution.
    - Une étape dont la condition est inconnue (juridiction, avocat obligatoire, défendeur comparant) est donnée, avec la
      réserve CONDITION_INCONNUE, et sa limite manquée ne change pas l'état.
    - Une attente (« pas avant ») donne le premier jour possible ; un acte fait trop tôt est rangé dans `irregulieres`.

    Doutes : le texte de 1422 issu du décret n° 2026-96 est lu par ses commentaires, et le report du 642 y est appliqué à
    chacun des deux délais, dont seule l'opposition est allongée par la distance ; un placement à rebours est franc et
    jamais déplacé, une réserve donne le jour ouvrable d'avant.

    Erreurs : `DroitInconnu` pour un acte antérieur aux textes connus ; `HorsChamp` pour une saisie des rémunérations
    d'avant le 1er juillet 2025 ; `DonneeInvalide` pour un acte d'une partie qui n'est pas poursuivie.
    Source : CPC, 640 à 644, 754, 857, 1405 à 1425 ; CPCE, R125-1, R211-3, R211-11, R221-5, R221-10, L212-2 et suivants.

    >>> ordonnance = {"type": "ordonnance", "date": "2026-09-01"}
    >>> reponse = avancement(Procedure(type="IP", actes=[ordonnance]), au="2026-12-02").valeur
    >>> reponse.etat, str(reponse.manquees[0].jour)
    ('non_avenue', '2026-12-01')
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    lectures = [_lire(poursuite) for poursuite in poursuites(procedure, question, droit)]
    valeur = _valeur(procedure, question, lectures)
    lignes = tuple(dict.fromkeys(ligne for lecture in lectures for ligne in _lignes(lecture, valeur)))
    reserves = [reserve for lecture in lectures for reserve in lecture.reserves]
    articles = [ligne.article for ligne in lignes if ligne.article]
    return Resultat(
        regle="avancement",
        valeur=valeur,
        lignes=lignes,
        articles=tuple(dict.fromkeys(articles)),
        reserves=tuple(dict.fromkeys(reserves)),
        au=question,
        droit=droit.version,
    )


def _lire(poursuite: Poursuite) -> _Lecture:
    """Les délais que la fin de la procédure n'a pas rendus sans objet."""
    calcules = Delais(poursuite)
    tous = calcules.tous()
    ou_en_est = etat(poursuite, calcules)
    sans_titre = poursuite.loi.titre.apres if calcules.bloque() else ()
    fini = ou_en_est.fini_le
    utiles = [
        delai
        for delai in tous
        if delai.etape.code not in sans_titre and (fini is None or (delai.expire is not None and delai.expire < fini))
    ]
    loi = poursuite.loi
    generales = (Reserve(loi.reserve),) if loi.reserve and tous else ()
    reserves = (*calcules.reserves, *(une for delai in utiles for une in delai.reserves), *generales)
    limites = tuple([_limite(delai, poursuite) for delai in utiles])
    return _Lecture(poursuite, tuple(utiles), limites, ou_en_est, tuple(_effets(poursuite, ou_en_est)), reserves)


def _valeur(procedure: Procedure, au: date, lectures: list[_Lecture]) -> Avancement:
    parties = tuple(SituationDePartie(lu.poursuite.partie.nom, lu.etat.nom, lu.etat.executoire_le) for lu in lectures)
    etats = {partie.etat for partie in parties}
    titres = [partie.executoire_le for partie in parties]
    connus = [titre for titre in titres if titre is not None]
    limites = [paire for lu in lectures for paire in zip(lu.delais, lu.limites, strict=True)]
    return Avancement(
        procedure=procedure.type,
        etat=etats.pop() if len(etats) == 1 else DIVISEE,
        faites=tuple(dict.fromkeys(faite for lu in lectures for faite in _faites(lu))),
        a_venir=_ranger([limite for delai, limite in limites if _a_venir(delai, au)]),
        manquees=_ranger([limite for delai, limite in limites if delai.manque(au)]),
        irregulieres=_ranger([limite for delai, limite in limites if delai.premature]),
        executoire_le=max(connus) if len(connus) == len(titres) else None,
        sur_la_prescription=tuple(dict.fromkeys(effet for lu in lectures for effet in lu.effets)),
        parties=parties,
    )


def _a_venir(delai: Delai, au: date) -> bool:
    """Un délai qui court encore : ni accompli, ni passé. Une attente finie s'efface, l'acte est devenu possible."""
    if delai.accompli is not None:
        return False
    return delai.jour is None or delai.jour >= au


def _limite(delai: Delai, poursuite: Poursuite) -> LimiteDeProcedure:
    etape = delai.etape
    nom = poursuite.partie.nom if etape.par_partie else ""
    return LimiteDeProcedure(
        etape.code,
        nom,
        etape.nature,
        etape.acteur,
        delai.depart,
        delai.depuis,
        delai.jour,
        etape.consequence,
        delai.article,
        delai.certain,
    )


def _ranger(limites: list[LimiteDeProcedure]) -> tuple[LimiteDeProcedure, ...]:
    """Les datées d'abord, par jour ; une limite commune à tous les débiteurs n'est donnée qu'une fois."""
    uniques = dict.fromkeys(limites)
    return tuple(sorted(uniques, key=lambda une: (une.jour or date.max, une.etape, une.partie, une.depuis)))


def _faites(lecture: _Lecture) -> Iterator[EtapeFaite]:
    for acte in lecture.poursuite.actes:
        delais = [
            delai.tenu
            for delai in lecture.delais
            if delai.etape.nature == "limite" and delai.accompli == acte.date and acte.type in delai.etape.actes
        ]
        yield EtapeFaite(acte.type, acte.date, acte.partie, all(delais) if delais else None)


def _effets(poursuite: Poursuite, ou_en_est: Etat) -> Iterator[EffetSurLaPrescription]:
    """Ce que chaque acte fait à la prescription, et si l'état où en est la procédure l'en a privé."""
    issue = ISSUES_DES_ETATS.get(ou_en_est.nom, "")
    for acte in poursuite.actes:
        effet = effets().get(roles().get((poursuite.procedure.type, acte.type), ""))
        nom = _nom_de_l_effet(effet.effet) if effet else None
        if effet is not None and nom is not None:
            efface = nom != "aucun" and issue in effet.efface
            article = effet.article("quadriennale" if poursuite.procedure.type == "PUB" else "prescription")
            yield EffetSurLaPrescription(acte.type, acte.date, poursuite.partie.nom, nom, article, efface)


def _nom_de_l_effet(effet: str) -> EffetSurUnDelai | None:
    if effet in _INTERRUPTIONS:
        return "interruption"
    if effet in _SANS_EFFET:
        return "aucun"
    return "suspension" if effet == "suspension" else None


def _lignes(lecture: _Lecture, valeur: Avancement) -> Iterator[Ligne]:
    """Chaque délai montré, avec son compte ; puis le titre, puis les effets sur la prescription."""
    montres = {*valeur.a_venir, *valeur.manquees, *valeur.irregulieres}
    for delai, limite in zip(lecture.delais, lecture.limites, strict=True):
        if limite not in montres:
            continue
        mots = (("etape", delai.etape.code), ("depart", delai.depart))
        yield Ligne("procedure.depart", delai.article, fin=delai.depuis, mots=mots)
        yield from delai.lignes
        code = "procedure.manquee" if delai.manque(lecture.poursuite.au) else f"procedure.{delai.etape.nature}"
        mots = (("etape", delai.etape.code), ("consequence", delai.etape.consequence))
        yield Ligne(code, delai.article, fin=delai.jour, mots=mots)
    if lecture.etat.executoire_le is not None:
        yield Ligne("procedure.titre", lecture.poursuite.loi.titre.article, fin=lecture.etat.executoire_le)
    for effet in lecture.effets:
        code = "procedure.effet_perdu" if effet.efface else f"procedure.{effet.effet}"
        yield Ligne(code, effet.article, fin=effet.jour, mots=(("acte", effet.acte),))
