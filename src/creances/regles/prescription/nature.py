"""Quelle prescription ? La personne publique d'abord, le consommateur ensuite, la nature de la créance enfin."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.droit.prescriptions import NatureDeCreance, natures
from creances.modeles import Creance
from creances.noyau.resultat import Ligne, Reserve

L218_2 = "C. conso., L218-2"
LIMINAIRE = "C. conso., liminaire"
LOI_1968_1 = "Loi n° 68-1250, art. 1"
R312_35 = "C. conso., R312-35"

_PUBLIC = "PUBLIC_DEBITEUR"
_DROIT_COMMUN = "CIVIL_COMMUN"
# Hors de la loi de 1968, sauf s'ils ont un comptable public.
_SANS_COMPTABLE_PUBLIC = frozenset({"entreprise_publique", "entite_adjudicatrice"})
_QUALITE_SUPPOSEE = Reserve("QUALITE_SUPPOSEE", (L218_2,))
_GENERALES = frozenset({"commerce", "droit_commun", "consommateur", "quadriennale"})


class Qualification(NamedTuple):
    """La nature retenue, si la relation est celle d'un professionnel et d'un consommateur, et ce qu'il faut en savoir."""

    nature: NatureDeCreance
    de_consommation: bool
    ligne: Ligne
    reserves: tuple[Reserve, ...]


def qualifier(creance: Creance, au: date, droit: Droit) -> Qualification:
    """La nature qui donne la durée, d'après les deux parties et la nature déclarée.

    - Un débiteur public (État, collectivité, établissement doté d'un comptable public) relève de la loi de 1968.
    - « L'action des professionnels, pour les biens ou les services qu'ils fournissent aux consommateurs, se prescrit par
      deux ans » (C. conso., L218-2) : il y faut les deux qualités. Un non-professionnel n'est pas un consommateur.
    - Une prescription spéciale (transport, bail, prime…) l'emporte.

    Doute : le rattachement d'une entreprise publique ou d'une entité adjudicatrice dépend de son comptable.
    """
    declaree = natures()[creance.nature]
    de_consommation = creance.debiteur.qualite == "consommateur" and creance.creancier.qualite == "professionnel"
    if creance.debiteur.qualite == "public" or declaree.code == _PUBLIC:
        retenue, reserves = _debiteur_public(creance, declaree)
    else:
        retenue, reserves = (
            natures()[_code_prive(creance, declaree, de_consommation)],
            _sur_la_qualite(creance, declaree),
        )
    duree = droit.lire(f"prescription.{retenue.duree}", au)
    article = retenue.article if duree is None else duree.article
    return Qualification(
        retenue, de_consommation, _ligne(article, retenue.code), (*reserves, *_communes(creance, retenue, droit))
    )


@cache
def _ligne(article: str, code: str) -> Ligne:
    return Ligne("prescription.nature", article, mots=(("nature", code),))


def _debiteur_public(creance: Creance, declaree: NatureDeCreance) -> tuple[NatureDeCreance, list[Reserve]]:
    categorie = creance.debiteur.categorie_publique
    if categorie in _SANS_COMPTABLE_PUBLIC:
        code = _DROIT_COMMUN if declaree.code == _PUBLIC else declaree.code
        return natures()[code], [Reserve("SAUF_COMPTABLE_PUBLIC", (LOI_1968_1,))]
    reserves = [Reserve("COMPTABLE_PUBLIC_SUPPOSE", (LOI_1968_1,))] if categorie is None else []
    if declaree.duree not in _GENERALES:
        reserves.append(Reserve("DECHEANCE_PARTICULIERE", (LOI_1968_1, declaree.article)))
    return natures()[_PUBLIC], reserves


def _code_prive(creance: Creance, declaree: NatureDeCreance, de_consommation: bool) -> str:
    if de_consommation:
        return declaree.si_consommateur or declaree.code
    connues = creance.debiteur.qualite is not None or creance.creancier.qualite != "professionnel"
    return declaree.sinon if connues and declaree.sinon else declaree.code


def _sur_la_qualite(creance: Creance, declaree: NatureDeCreance) -> list[Reserve]:
    debiteur = creance.debiteur
    reserves: list[Reserve] = []
    if debiteur.qualite is None and declaree.si_consommateur:
        reserves.append(_QUALITE_SUPPOSEE)
    if debiteur.qualite == "consommateur" and debiteur.siren is not None:
        reserves.append(Reserve("CONSOMMATEUR_AVEC_SIREN", (LIMINAIRE, L218_2)))
    return reserves


def _communes(creance: Creance, retenue: NatureDeCreance, droit: Droit) -> list[Reserve]:
    reserves = []
    if retenue.reserve:
        reserves.append(Reserve(retenue.reserve, (retenue.article,)))
    if retenue.successive:
        reserves.append(Reserve("ECHEANCE_PAR_ECHEANCE", (retenue.article,)))
    if retenue.confiance != "haute":
        reserves.append(Reserve(f"SOURCE_{retenue.confiance.upper()}", mots=(("table", retenue.code),)))
    if retenue.regime == "forclusion" and droit("prescription.credit_reforme", _contrat(creance)).valeur == "nouveau":
        reserves.append(Reserve("CREDIT_REFORME", (R312_35,)))
    if creance.debiteur.pays != "FR":
        reserves.append(Reserve("DEBITEUR_ETRANGER", (retenue.article,)))
    return reserves


def _contrat(creance: Creance) -> date:
    return creance.conditions.conclu_le or creance.debut_du_delai
