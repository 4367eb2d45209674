"""Le délai de la loi quand rien n'est convenu, entre professionnels ou non.

Doute : sans date de livraison, le texte ne dit pas d'où partent les trente jours ; l'émission est prise, avec la
réserve ECHEANCE_ESTIMEE. Le délai d'un secteur ne peut que raccourcir les trente jours.
"""

from __future__ import annotations

from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Reserve
from creances.regles.echeance.parcours import Parcours
from creances.regles.echeance.plafond import L441_13, Depart, depart_outre_mer, plafond_du_secteur
from creances.regles.echeance.terme import L441_10_I

C_CIV_1342 = "C. civ., 1342"


def delai_professionnel(creance: Creance, droit: Droit) -> Parcours:
    """« […] ne peut dépasser trente jours après la date de réception des marchandises ou d'exécution de la prestation »
    (C. com., L441-10, I), ou le plafond du secteur s'il est plus court : vingt jours pour le bétail.
    """
    importe = depart_outre_mer(creance, droit)
    parcours = _partir(creance, L441_13 if importe else L441_10_I, importe)
    parcours.regle = "delais.suppletif"
    parcours.jours(droit(parcours.regle, parcours.jour).valeur)
    # Sans date de livraison, celle dont partent les trente jours vaut aussi pour le secteur, sous la même réserve.
    livree = creance if creance.livraison is not None else creance.avec(livraison=parcours.depart)
    secteur = plafond_du_secteur(livree, droit)
    if secteur is None or secteur.jour >= parcours.jour:
        return parcours
    secteur.reserves.extend(parcours.reserves)
    return secteur


def exigible_des_l_execution(creance: Creance) -> Parcours:
    """Sans terme, la dette est exigible aussitôt : à la livraison, à défaut à l'émission (C. civ., 1342)."""
    return _partir(creance, C_CIV_1342)


def _partir(creance: Creance, article: str, depart: Depart | None = None) -> Parcours:
    if depart is None and creance.livraison is not None:
        depart = Depart("livraison", creance.livraison)
    if depart is not None:
        return Parcours.depuis(depart.evenement, depart.jour, article)
    emission = creance.emission or creance.reception
    if emission is None:
        raise DonneeInvalide(
            "emission : reçu rien ; accepté : emission ou livraison, dont part le délai légal",
            code="echeance.sans_depart",
        )
    parcours = Parcours.depuis("emission", emission, article)
    parcours.reserves.append(Reserve("ECHEANCE_ESTIMEE", (article,)))
    return parcours
