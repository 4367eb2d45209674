"""Les délais du créancier, un par un : leur départ, leur durée, leur dernier jour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from creances.droit.computation import Duree, Expiration, Lieu, compter, expirer, ligne_de_depart, reserves_des_tables
from creances.droit.corpus import Droit
from creances.noyau.resultat import Ligne, Reserve
from creances.regles.declaration.valeurs import Limite

L622_24 = "C. com., L622-24, al. 1"
L622_26 = "C. com., L622-26, al. 3"
L624_10 = "C. com., L624-10"
COM_1ER_FEVR_2005 = "Cass. com., 1er févr. 2005, n° 03-13.047"
COM_28_SEPT_2004 = "Cass. com., 28 sept. 2004, n° 03-11.876"
COM_30_OCT_2012 = "Cass. com., 30 oct. 2012, n° 11-22.836"

_RELEVE = "declaration.releve"
_DEPART_DU_RELEVE = "declaration.releve_depart_publie"
_RELEVE_INCONNUE = "declaration.releve_creance_inconnue"
_REVENDICATION = "declaration.revendication"
_REPONSE = "declaration.revendication_reponse"
_SAISINE = "declaration.revendication_saisine"


class Situation(NamedTuple):
    """Les faits, lus et vérifiés. `eloigne` : le créancier a droit au délai de distance."""

    jugement: date
    lieu: Lieu
    eloigne: bool
    publication: date | None
    publicite: str | None
    avis: date | None
    exigibilite: date | None
    connue_le: date | None
    releve_notifie: date | None
    revendication_recue: date | None
    droit: Droit


class Depart(NamedTuple):
    """Un jour dont part un délai, l'événement qui le nomme, et le texte ou l'arrêt qui le choisit."""

    evenement: str
    jour: date
    article: str


class Delai(NamedTuple):
    """Une limite et la façon dont elle a été comptée."""

    limite: Limite
    lignes: tuple[Ligne, ...] = ()
    reserves: tuple[Reserve, ...] = ()


def delais(situation: Situation) -> Iterator[Delai]:
    """Tous les délais qui se posent, dans l'ordre où le créancier les rencontre."""
    yield _declarer(situation)
    yield _relever(situation)
    if situation.releve_notifie is not None:
        yield _declarer_apres_releve(situation, situation.releve_notifie)
    if situation.publicite != "contrat":
        yield _revendiquer(situation)
    if situation.revendication_recue is not None:
        yield from _repondre_et_saisir(situation, situation.revendication_recue)


def _declarer(situation: Situation) -> Delai:
    """Deux mois de la publication, ou de l'avis personnel, ou de l'exigibilité ; deux de plus au loin (R622-24)."""
    depart, reserves = _depart_de_la_declaration(situation)
    if depart is None:
        return Delai(Limite("declaration", None, None, "creance_inopposable", L622_24), reserves=reserves)
    mois, distance, tables = _mois_pour_declarer(situation)
    fin = expirer(depart.jour, Duree(mois=mois), situation.lieu, situation.droit)
    lignes = (
        _ligne(depart),
        *distance,
        *fin.lignes,
        Ligne("declaration.limite", L622_24, fin=fin.jour, mots=(("acte", "declaration"),)),
        Ligne("declaration.envoi", COM_1ER_FEVR_2005),
    )
    limite = Limite("declaration", depart.jour, fin.jour, "creance_inopposable", L622_24)
    sources = reserves_des_tables(situation.droit, tables, situation.jugement, fin.jour)
    return Delai(limite, lignes, (*reserves, *sources, *fin.reserves))


def _depart_de_la_declaration(situation: Situation) -> tuple[Depart | None, tuple[Reserve, ...]]:
    """La publication au BODACC pour tous ; l'avis personnel, s'il est plus tardif, pour une sûreté ou un contrat publié.

    Le créancier averti avant la publication garde les deux mois de celle-ci (Cass. com., 30 oct. 2012, n° 11-22.836).
    """
    droit, jugement = situation.droit, situation.jugement
    if situation.exigibilite is not None:
        article = droit("declaration.posterieure", jugement).article
        return Depart("exigibilite_ou_impaye", situation.exigibilite, article), ()
    if situation.publication is None:
        return None, (Reserve("PUBLICATION_ATTENDUE", ("C. com., R622-24, al. 1",)),)
    publication = Depart("publication_bodacc", situation.publication, droit("declaration.delai", jugement).article)
    if situation.publicite is None:
        sans_effet = situation.avis is not None
        return publication, (Reserve("AVIS_SANS_EFFET", (L622_24,)),) if sans_effet else ()
    if situation.avis is None:
        return publication, (Reserve("AVIS_NON_RECU", (L622_24,)),)
    if situation.avis > situation.publication:
        return Depart("avis_personnel", situation.avis, L622_24), ()
    return publication._replace(article=COM_30_OCT_2012), ()


def _mois_pour_declarer(situation: Situation) -> tuple[int, tuple[Ligne, ...], list[str]]:
    """La durée en mois, la ligne de la distance s'il y en a une, et les tables lues."""
    droit, jugement = situation.droit, situation.jugement
    if situation.exigibilite is not None:
        return droit("declaration.posterieure", jugement).valeur, (), ["declaration.posterieure"]
    mois = droit("declaration.delai", jugement).valeur
    if not situation.eloigne:
        return mois, (), ["declaration.delai"]
    table = f"declaration.distance.{'metropole' if situation.lieu.en_metropole else 'outre_mer'}"
    ajout = droit(table, jugement)
    ligne = Ligne("delai.distance", ajout.article, mots=(("mois", ajout.valeur),))
    return mois + ajout.valeur, (ligne,), ["declaration.delai", table]


def _declarer_apres_releve(situation: Situation, notifie: date) -> Delai:
    """« ils sont alors réduits de moitié » (L622-24, al. 1) : le relevé ne vaut pas déclaration."""
    mois, distance, _ = _mois_pour_declarer(situation)
    reduction = situation.droit("declaration.reduction_apres_releve", situation.jugement)
    mois //= reduction.valeur
    fin = expirer(notifie, Duree(mois=mois), situation.lieu, situation.droit)
    acte = "declaration_apres_releve"
    lignes = (
        _ligne(Depart("releve_notifie", notifie, reduction.article)),
        *distance,
        Ligne("declaration.reduction", reduction.article, mots=(("mois", mois),)),
        *fin.lignes,
        Ligne("declaration.limite", reduction.article, fin=fin.jour, mots=(("acte", acte),)),
    )
    return Delai(Limite(acte, notifie, fin.jour, "creance_inopposable", reduction.article), lignes, fin.reserves)


def _relever(situation: Situation) -> Delai:
    """« L'action en relevé de forclusion ne peut être exercée que dans le délai de six mois » (L622-26, al. 3)."""
    depart = _depart_du_releve(situation)
    if depart is None:
        return _en_attente("releve_de_forclusion", "forclusion_definitive", L622_26)
    tables = (_RELEVE,) if situation.publicite is None else (_RELEVE, _DEPART_DU_RELEVE)
    connue = situation.connue_le
    if connue is not None and connue > _compter_sec(situation, depart, _RELEVE).jour:
        depart, tables = Depart("creance_connue", connue, L622_26), (_RELEVE_INCONNUE,)
    return _limite_seche(situation, "releve_de_forclusion", depart, tables, "forclusion_definitive")


def _depart_du_releve(situation: Situation) -> Depart | None:
    publie = situation.droit(_DEPART_DU_RELEVE, situation.jugement).valeur
    if situation.publicite is not None and publie == "avis":
        return None if situation.avis is None else Depart("avis_personnel", situation.avis, L622_26)
    return None if situation.publication is None else Depart("publication_bodacc", situation.publication, L622_26)


def _revendiquer(situation: Situation) -> Delai:
    """« dans le délai de trois mois suivant la publication du jugement ouvrant la procédure » (L624-9), sans distance
    (Cass. com., 28 sept. 2004, n° 03-11.876).
    """
    article = situation.droit(_REVENDICATION, situation.jugement).article
    if situation.publication is None:
        return _en_attente("revendication", "revendication_forclose", article)
    depart = Depart("publication_bodacc", situation.publication, article)
    return _limite_seche(situation, "revendication", depart, (_REVENDICATION,), "revendication_forclose")


def _repondre_et_saisir(situation: Situation, recue: date) -> Iterator[Delai]:
    """Un mois pour acquiescer, puis un mois pour saisir le juge-commissaire, compté de la fin du premier même si la
    réponse est venue plus tôt (R624-13 ; Cass. com., 28 sept. 2004, n° 03-11.876).
    """
    article = situation.droit(_REPONSE, situation.jugement).article
    depart = Depart("demande_en_revendication", recue, article)
    yield _limite_seche(situation, "reponse_a_la_revendication", depart, (_REPONSE,), "silence_vaut_refus")
    suite = Depart("fin_du_delai_de_reponse", _compter_sec(situation, depart, _REPONSE).jour, COM_28_SEPT_2004)
    yield _limite_seche(situation, "saisine_du_juge_commissaire", suite, (_SAISINE,), "saisine_irrecevable")


def _compter_sec(situation: Situation, depart: Depart, table: str) -> Expiration:
    """De quantième à quantième, sans report ni distance."""
    mois = situation.droit(table, situation.jugement).valeur
    return compter(depart.jour, Duree(mois=mois), situation.droit)


def _limite_seche(situation: Situation, acte: str, depart: Depart, tables: tuple[str, ...], consequence: str) -> Delai:
    """Une limite que rien ne reporte ; la première table donne sa durée. Chômée, mieux vaut agir le jour d'avant."""
    fin = _compter_sec(situation, depart, tables[0])
    article = situation.droit(tables[0], situation.jugement).article
    ligne = Ligne("declaration.limite", article, fin=fin.jour, mots=(("acte", acte),))
    reserves = list(reserves_des_tables(situation.droit, tables, situation.jugement, fin.jour))
    if (precedent := situation.lieu.precedent(fin.jour)) != fin.jour:
        dates = (("jour", fin.jour), ("precedent", precedent))
        reserves.append(Reserve("REPORT_NON_ETABLI", (article,), dates=dates, mots=(("acte", acte),)))
    limite = Limite(acte, depart.jour, fin.jour, consequence, article)
    return Delai(limite, (_ligne(depart), *fin.lignes, ligne), tuple(reserves))


def _en_attente(acte: str, consequence: str, article: str) -> Delai:
    return Delai(Limite(acte, None, None, consequence, article))


def _ligne(depart: Depart) -> Ligne:
    return ligne_de_depart(depart.evenement, depart.jour, depart.article)
