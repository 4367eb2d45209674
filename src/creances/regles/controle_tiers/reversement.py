"""Quand un tiers doit-il reverser ce qu'il a encaissé ?"""

from __future__ import annotations

from datetime import date, timedelta

from creances.droit.calendrier import ouvrable
from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles.suivi import Delai
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, ajouter_mois, jour

_R124_6 = "CPCE, R124-6"


@regle("reversement", "CPCE, R124-6")
def reversement(encaissement: JourAccepte, *, jours: Delai | None = None, droit: Droit | None = None) -> Resultat[date]:
    """Dernier jour, inclus, pour que le tiers reverse au créancier ce qu'il a encaissé le jour `encaissement`.

    « dans un délai d'un mois à compter de leur encaissement effectif », sauf convention contraire : `jours` est le délai
    convenu, en jours civils. Le mois finit au même quantième, ou au dernier jour d'un mois plus court ; il n'est pas
    prorogé s'il finit un jour chômé (réserve).

    Doute : R124-6 ne dit pas comment compter le mois ; le quantième est retenu, comme en procédure, sans le report.
    Erreurs : `DroitInconnu` avant le 1er juin 2012. Source : CPCE, R124-6.

    >>> str(reversement("2026-01-31").valeur), str(reversement("2028-01-31").valeur)
    ('2026-02-28', '2028-02-29')
    """
    droit, lu = droit or droit_courant(), jour(encaissement, "encaissement")
    mois = droit("tiers.reversement", lu)
    if jours is None:
        dernier, ligne = ajouter_mois(lu, mois.valeur).jour, "reversement.legal"
    else:
        dernier, ligne = lu + timedelta(days=jours), "reversement.convenu"
    reserves = () if ouvrable(dernier) else (Reserve("REVERSEMENT_JOUR_CHOME", (_R124_6,), dates=(("jour", dernier),)),)
    return Resultat(
        "reversement",
        dernier,
        (Ligne(ligne, mois.article, debut=lu, fin=dernier),),
        (mois.article,),
        (*reserves, *droit.a_revoir(lu)),
        lu,
        droit.version,
    )
