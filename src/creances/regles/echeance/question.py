"""L'échéance d'une créance : la date imprimée, sinon le terme convenu, sinon la loi."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance
from creances.noyau.erreurs import exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.regles.echeance.acheteur_public import delai_convenu, delai_reglementaire, plafond_reglementaire
from creances.regles.echeance.legal import delai_professionnel, exigible_des_l_execution
from creances.regles.echeance.parcours import Parcours
from creances.regles.echeance.plafond import plafond as plafond_licite
from creances.regles.echeance.redaction import reserves_de_la_regle
from creances.regles.echeance.terme import C_CIV_1305_3, L441_10_I, appliquer
from creances.regles.regime import Regime, regime

L441_9 = "C. com., L441-9"
L441_16 = "C. com., L441-16"
L2192_10 = "CCP, L2192-10"
COM_10_NOV_2015 = "Cass. com., 10 nov. 2015, n° 14-15.968"


@regle("echeance", L441_10_I, "C. com., L441-11, II", "C. com., L441-12", "C. com., L441-13", "CCP, R2192-10")
def echeance(
    creance: Creance,
    *,
    opposable: Literal["facture", "legale"] = "facture",
    plafond: Literal["signaler", "ramener"] = "signaler",
    droit: Droit | None = None,
) -> Resultat[date]:
    """Quand la facture est-elle due ? Dernier jour pour payer, inclus : le retard commence le lendemain.

    La date imprimée sur la facture ; à défaut le terme convenu ; à défaut le délai légal. Jamais reportée parce
    qu'elle tombe un dimanche, sauf si le contrat le prévoit.

    - `opposable="legale"` : si la date imprimée est plus courte que la loi sans terme convenu, retenir le délai légal
      (Cass. com., 10 nov. 2015, n° 14-15.968) au lieu de garder la date avec la réserve ECHEANCE_UNILATERALE.
    - `plafond="ramener"` : ramener au plafond une échéance qui le dépasse, au lieu de la garder avec DELAI_ILLICITE.

    Doute : le sort d'une date trop courte ou d'un terme trop long entre les parties n'est pas réglé par un texte ; la
    date de la facture est gardée par défaut, les deux options disent l'autre lecture.

    Erreurs : `DonneeInvalide` s'il manque la date dont part le délai ; `HorsChamp` (voir `regime`).
    Source : C. com., L441-10, I, L441-11, II, L441-12, L441-13 ; CCP, R2192-10 à R2192-29 ; C. civ., 1342.

    >>> from creances.modeles import Conditions, Terme
    >>> terme = Terme(jours=45, mode="jours_puis_fin_de_mois")
    >>> echeance(Creance(montant=1000, emission="2026-01-15", conditions=Conditions(terme=terme))).valeur
    datetime.date(2026, 3, 31)
    """
    exiger_parmi("opposable", opposable, ("facture", "legale"))
    exiger_parmi("plafond", plafond, ("signaler", "ramener"))
    droit = droit or droit_courant()
    parcours = dater(creance, droit, regime(creance).regime, opposable=opposable, plafond=plafond)
    articles = dict.fromkeys(ligne.article for ligne in parcours.lignes)
    return Resultat(
        regle="echeance",
        valeur=parcours.jour,
        lignes=tuple(parcours.lignes),
        articles=tuple(articles),
        reserves=(*parcours.reserves, *droit.a_revoir(parcours.jour)),
        droit=droit.version,
    )


def dater(
    creance: Creance, droit: Droit, retenu: Regime, *, opposable: str = "facture", plafond: str = "signaler"
) -> Parcours:
    """Le chemin vers l'échéance, sans son habillage : ce dont les règles du retard se servent."""
    parcours = dater_sans_plafond(creance, droit, retenu, opposable)
    if parcours.regle:
        parcours.reserves.extend(reserves_de_la_regle(parcours.regle, droit, parcours.depart, parcours.depart))
    limite = _limite(creance, droit, retenu)
    if limite is None or parcours.jour <= limite.jour:
        return parcours
    article = limite.lignes[-1].article
    parcours.lignes.append(Ligne("echeance.plafond", article, fin=limite.jour))
    sanction = L2192_10 if retenu is Regime.ACHETEUR_PUBLIC else L441_16
    parcours.reserves.append(Reserve("DELAI_ILLICITE", (article, sanction), dates=(("plafond", limite.jour),)))
    parcours.reserves.extend(limite.reserves)
    if plafond == "ramener":
        parcours.jour = limite.jour
    return parcours


def exigibilite(creance: Creance, droit: Droit, retenu: Regime) -> tuple[date, Sequence[Reserve]]:
    """Le jour de l'échéance et ses réserves, sans le récit : une date imprimée seule ne se compare à rien."""
    if creance.echeance is not None and creance.conditions.terme is None and not _depart_connu(creance):
        return creance.echeance, ()
    parcours = dater(creance, droit, retenu)
    return parcours.jour, parcours.reserves


def dater_sans_plafond(creance: Creance, droit: Droit, retenu: Regime, opposable: str = "facture") -> Parcours:
    """La date imprimée, sinon le terme convenu, sinon le délai légal, sans regarder si la loi la permet."""
    if creance.echeance is not None:
        return _imprimee(creance, creance.echeance, droit, retenu, opposable)
    if creance.conditions.terme is not None:
        return _convenue(creance, droit, retenu)
    return _legale(creance, droit, retenu)


def _imprimee(creance: Creance, jour: date, droit: Droit, retenu: Regime, opposable: str) -> Parcours:
    imprimee = Parcours(jour, L441_9)
    imprimee.lignes.append(Ligne("echeance.imprimee", L441_9, fin=jour))
    if creance.conditions.terme is not None:
        if _depart_du_terme_connu(creance, retenu) and jour < (convenue := _convenue(creance, droit, retenu).jour):
            imprimee.reserves.append(
                Reserve("ECHEANCE_DIFFERE_DU_TERME", (C_CIV_1305_3,), dates=(("convenue", convenue),))
            )
        return imprimee
    # Avant 2001 la loi ne donnait aucun délai par défaut : la date imprimée n'a rien à lui céder.
    sans_delai_legal = droit.lire("delais.suppletif", creance.debut_du_delai) is None
    if retenu is not Regime.PROFESSIONNELS or sans_delai_legal or not _depart_connu(creance):
        return imprimee
    legale = _legale(creance, droit, retenu)
    if jour >= legale.jour:
        return imprimee
    reserve = Reserve("ECHEANCE_UNILATERALE", (L441_10_I, COM_10_NOV_2015), dates=(("legale", legale.jour),))
    retenue = legale if opposable == "legale" else imprimee
    retenue.reserves.append(reserve)
    return retenue


def _convenue(creance: Creance, droit: Droit, retenu: Regime) -> Parcours:
    terme = creance.conditions.terme
    assert terme is not None  # noqa: S101 - l'appelant l'a vérifié
    if retenu is Regime.ACHETEUR_PUBLIC:
        return delai_convenu(terme, creance, droit)
    return appliquer(terme, creance, L441_10_I if retenu is Regime.PROFESSIONNELS else C_CIV_1305_3)


def _legale(creance: Creance, droit: Droit, retenu: Regime) -> Parcours:
    if retenu is Regime.ACHETEUR_PUBLIC:
        return delai_reglementaire(creance, droit)
    if retenu is Regime.PROFESSIONNELS:
        return delai_professionnel(creance, droit)
    return exigible_des_l_execution(creance)


def _limite(creance: Creance, droit: Droit, retenu: Regime) -> Parcours | None:
    """Le dernier jour licite ; le délai légal, lui, ne peut pas se dépasser lui-même."""
    if not _depart_connu(creance) or (creance.echeance is None and creance.conditions.terme is None):
        return None
    if retenu is Regime.ACHETEUR_PUBLIC:
        return plafond_reglementaire(creance, droit)
    return plafond_licite(creance, droit) if retenu is Regime.PROFESSIONNELS else None


def _depart_du_terme_connu(creance: Creance, retenu: Regime) -> bool:
    """Vrai si le terme convenu peut se compter : il part d'une date que la créance ne porte pas toujours."""
    terme = creance.conditions.terme
    if terme is None or retenu is Regime.ACHETEUR_PUBLIC:
        return _depart_connu(creance)
    return (creance.livraison if terme.depart == "livraison" else creance.emission) is not None


def _depart_connu(creance: Creance) -> bool:
    return creance.emission is not None or creance.livraison is not None or creance.reception is not None
