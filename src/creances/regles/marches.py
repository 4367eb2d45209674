"""Le taux des intérêts moratoires d'un acheteur public (CCP, R2192-31) : unique pour tout le retard."""

from __future__ import annotations

from datetime import date, timedelta

from creances.droit.baremes import TauxApplicable, bareme_fige, bareme_semestriel
from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.noyau.resultat import Reserve
from creances.regles.regime import jour_du_marche

L2192_14 = "CCP, L2192-14"


def taux_acheteur_public(creance: Creance, exigible: date, droit: Droit) -> TauxApplicable:
    """« […] en vigueur au premier jour du semestre de l'année civile au cours duquel les intérêts moratoires ont commencé
    à courir, majoré de huit points de pourcentage » (CCP, R2192-31).

    Le premier jour d'intérêt est le lendemain de l'échéance : échu le 29 juin, le premier semestre ; échu le 30 juin, le
    second. Un taux convenu est sans effet (réserve TAUX_STIPULE_ECARTE).

    Contrats antérieurs au décret de 2013 : taux marginal + 7 points, connu depuis 2008, avec la réserve MARCHE_ANCIEN
    car certains contrats suivaient alors le taux légal + 2 points.
    """
    choix = jour_du_marche(creance, droit)
    points = droit("marches.points", choix)
    serie = droit("marches.reference", choix).valeur
    retenu = bareme_fige(bareme_semestriel(droit, serie, points.valeur), exigible + timedelta(days=1))
    reserves = []
    if points is droit.table("marches.points").versions[0]:
        reserves.append(Reserve("MARCHE_ANCIEN", (points.article,)))
    if creance.conditions.taux_penalites is not None:
        reserves.append(Reserve("TAUX_STIPULE_ECARTE", (points.article, L2192_14)))
    return TauxApplicable(retenu, points.article, tuple(reserves))
