"""Le dernier jour licite : les plafonds d'ordre public, contrôlés date par date et non sur le libellé du terme."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.regles.echeance.parcours import Parcours
from creances.regles.echeance.terme import avancer, en_fin_de_mois

L441_13 = "C. com., L441-13"
_NATURES_DE_TRANSPORT = frozenset({"TRANSPORT_INTERNE", "TRANSPORT_CMR"})
_COMPTES_DE_LA_LIVRAISON = frozenset({"perissable", "betail", "alcool"})
_OUTRE_MER = frozenset({"dedouanement", "mise_a_disposition"})


class Depart(NamedTuple):
    """L'événement d'où part un délai, et son jour, qui ne compte pas."""

    evenement: str
    jour: date


def secteur(creance: Creance) -> str | None:
    """Le secteur à délai particulier ; une nature de transport l'implique."""
    return "transport" if creance.nature in _NATURES_DE_TRANSPORT else creance.secteur


def depart_outre_mer(creance: Creance, droit: Droit) -> Depart | None:
    """Marchandises importées outre-mer : le dédouanement au port de destination finale ou, si la mise à disposition
    a lieu en métropole, le 21e jour qui la suit, au plus tôt des deux (C. com., L441-13). None sinon.
    """
    departs = []
    if creance.dedouanement is not None:
        departs.append(Depart("dedouanement", creance.dedouanement))
    if creance.mise_a_disposition is not None:
        jours = droit("delais.mise_a_disposition", creance.mise_a_disposition).valeur
        departs.append(Depart("mise_a_disposition", creance.mise_a_disposition + timedelta(days=jours)))
    return min(departs, key=lambda depart: depart.jour, default=None)


def date_du_plafond(creance: Creance) -> str:
    """Le champ dont se compte le plafond, hors outre-mer : "livraison" pour les périssables, le bétail et les alcools,
    "emission" sinon.
    """
    return "livraison" if secteur(creance) in _COMPTES_DE_LA_LIVRAISON else "emission"


def depart_du_plafond(creance: Creance, droit: Droit) -> Depart | None:
    """Le jour dont se compte le plafond : le départ d'outre-mer s'il y en a un, que le transport ne connaît pas ; sinon
    l'émission ou la livraison. None si cette date manque.
    """
    importe = None if secteur(creance) == "transport" else depart_outre_mer(creance, droit)
    champ = date_du_plafond(creance)
    jour = creance.livraison if champ == "livraison" else creance.emission
    return importe or (None if jour is None else Depart(champ, jour))


def plafond(creance: Creance, droit: Droit) -> Parcours | None:
    """Le dernier jour où la créance peut échoir ; None si la date dont il se compte manque, ou si la loi du temps n'en
    fixait pas.

    Les secteurs de L441-11 II d'abord ; puis 45 jours pour une facture périodique, 90 jours pour le grand export
    (L441-12), 60 jours après l'émission, ou 45 jours fin de mois si le terme est stipulé ainsi, selon sa méthode.
    """
    depart = depart_du_plafond(creance, droit)
    if depart is None:
        return None
    if secteur(creance) == "transport" or secteur(creance) in _COMPTES_DE_LA_LIVRAISON:
        return plafond_du_secteur(creance, droit)
    terme = creance.conditions.terme
    particulier = _particulier(creance, droit, depart)
    if particulier is not None:
        return particulier
    vin = secteur(creance) == "vin"
    net = compter(droit, "delais.vin" if vin else "delais.convenu", depart)
    if net is None or terme is None or not en_fin_de_mois(terme):
        return net
    fin_de_mois = compter(droit, "delais.vin_fin_de_mois" if vin else "delais.fin_de_mois", depart, terme.mode)
    return fin_de_mois if fin_de_mois is not None and fin_de_mois.jour > net.jour else net


def _particulier(creance: Creance, droit: Droit, depart: Depart) -> Parcours | None:
    """Facture périodique ou grand export : None avant la loi qui les a détachés du droit commun."""
    if creance.periodique:
        return compter(droit, "delais.periodique", depart)
    if secteur(creance) == "grand_export" and creance.conditions.terme is not None:
        return compter(droit, "delais.grand_export", depart)
    return None


def plafond_du_secteur(creance: Creance, droit: Droit) -> Parcours | None:
    """Le plafond de L441-11 II : transport depuis l'émission, sans dérogation outre-mer ; périssables, bétail et
    alcools depuis la livraison. None hors de ces secteurs ou si la date manque.
    """
    nom = secteur(creance)
    if nom != "transport" and nom not in _COMPTES_DE_LA_LIVRAISON:
        return None
    depart = depart_du_plafond(creance, droit)
    if depart is None:
        return None
    if nom == "transport":
        return compter(droit, "delais.transport", depart)
    return compter(droit, f"delais.{nom}", depart, _methode(creance, droit, depart.jour))


def _methode(creance: Creance, droit: Droit, jour: date) -> str:
    """Alcools : fin du mois PUIS trente jours. Périssables : fin de décade pour une facture périodique, et pour
    toutes avant le 1er novembre 2021.
    """
    if creance.secteur == "alcool":
        return "fin_de_mois_puis_jours"
    if creance.secteur == "perissable" and (
        creance.periodique or _lire(droit, "delais.perissable_depart", jour) == "fin_de_decade"
    ):
        return "fin_de_decade_puis_jours"
    return "net"


def _lire(droit: Droit, table: str, jour: date) -> object:
    """La valeur en vigueur ce jour-là, ou None avant la première : la loi du temps ne fixait pas de plafond."""
    lue = droit.lire(table, jour)
    return None if lue is None else lue.valeur


def compter(droit: Droit, table: str, depart: Depart, mode: str = "net") -> Parcours | None:
    """Le plafond que fixe une table, compté d'un départ selon une méthode ; None avant la loi qui l'a fixé."""
    jours = _lire(droit, table, depart.jour)
    if not isinstance(jours, int):
        return None
    article = droit(table, depart.jour).article
    parcours = Parcours.depuis(*depart, L441_13 if depart.evenement in _OUTRE_MER else article, table)
    parcours.article = article
    return avancer(parcours, mode, jours=jours)
