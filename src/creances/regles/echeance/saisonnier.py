"""Les secteurs saisonniers : des plafonds plus longs que le droit commun, appliqués seulement sur demande.

Doute : C. com., D441-5-1, qui les fixe, est donné abrogé, à une date et au profit d'un texte non établis, quand
l'administration annonce toujours des délais dérogatoires. D'où la réserve SAISONNIER_A_CONFIRMER, et des données de
confiance basse.
"""

from __future__ import annotations

from typing import Literal

from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.noyau.resultat import Reserve
from creances.regles.echeance.parcours import Parcours
from creances.regles.echeance.plafond import Depart, compter
from creances.regles.echeance.terme import en_fin_de_mois

Saison = Literal["espaces_verts", "materiel_agricole", "glisse", "cuir", "horlogerie", "jouet", "jouet_fin_d_annee"]

D441_5_1 = "C. com., D441-5-1"
DROIT_COMMUN = frozenset({"delais.convenu", "delais.fin_de_mois"})
_NETS = frozenset({"jouet", "jouet_fin_d_annee"})
_FIN_DE_MOIS = ("jours_puis_fin_de_mois", "fin_de_mois_puis_jours")


def plafond_saisonnier(creance: Creance, droit: Droit, saison: Saison, commun: Parcours, depart: Depart) -> Parcours:
    """Le plus tardif du plafond de droit commun et de celui du secteur saisonnier ; seul L441-10 I se prolonge ainsi.

    - agroéquipement, cuir : tant de jours fin de mois, selon la méthode du terme ; si le terme ne le dit pas, la
      lecture la plus courte ;
    - horlogerie : fin de mois ou jours nets, comme le terme ;
    - glisse : trente jours de plus que le droit commun, pour le solde ;
    - jouet : jours nets, pour une livraison de janvier à septembre ; jouet_fin_d_annee : d'octobre à décembre.
    """
    if commun.regle not in DROIT_COMMUN:
        return commun
    propre = _propre(creance, droit, saison, commun, depart)
    if propre is None or propre.jour <= commun.jour:
        return commun
    propre.reserves.append(Reserve("SAISONNIER_A_CONFIRMER", (D441_5_1,)))
    return propre


def _propre(creance: Creance, droit: Droit, saison: Saison, commun: Parcours, depart: Depart) -> Parcours | None:
    table = f"delais.saisonnier_{saison}"
    if saison == "glisse":
        supplement = droit.lire(table, depart.jour)
        return None if supplement is None else _rallonger(commun, table, supplement.article, supplement.valeur)
    if saison in _NETS:
        return compter(droit, table, depart)
    terme = creance.conditions.terme
    if terme is not None and en_fin_de_mois(terme):
        return compter(droit, table, depart, terme.mode)
    if saison == "horlogerie":
        return compter(droit, f"{table}_net", depart)
    lus = (compter(droit, table, depart, mode) for mode in _FIN_DE_MOIS)
    return min((lu for lu in lus if lu is not None), key=lambda lu: lu.jour, default=None)


def _rallonger(commun: Parcours, table: str, article: str, jours: int) -> Parcours:
    rallonge = Parcours(commun.jour, article, table, list(commun.lignes), list(commun.reserves))
    return rallonge.jours(jours)
