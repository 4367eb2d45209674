"""Un client dont les retards s'allongent : l'alerte avant l'impayé."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.moteur.usages.chiffres import chiffres
from creances.moteur.usages.prevention import FICHIER, Entier
from creances.noyau.argent import centimes, division_arrondie, euros
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat


@dataclass(frozen=True, slots=True)
class Derive:
    """Les retards récents comparés aux précédents. Les moyennes et l'écart sont en jours, au centième, écrits en texte.

    `alerte` : None si l'historique est trop court pour comparer.
    """

    alerte: bool | None
    reglements: int
    moyenne_anterieure: str | None
    moyenne_recente: str | None
    ecart: str | None


@regle("derive")
def derive(
    retards: tuple[Entier, ...],
    *,
    fenetre: Annotated[int, Field(strict=True, ge=2)] | None = None,
    ecart: Annotated[int, Field(strict=True, ge=1)] | None = None,
    droit: Droit | None = None,
) -> Resultat[Derive]:
    """Ce client paie-t-il de plus en plus tard ? Ses derniers retards, en jours, du plus ancien au plus récent.

    Les `fenetre` derniers règlements (None : six, ou tous s'il y en a moins) sont coupés en deux moitiés égales, le plus
    ancien laissé de côté si leur nombre est impair. Alerte si la moyenne récente dépasse l'ancienne d'au moins `ecart`
    jours (None : l'usage). Un retard négatif est un paiement en avance. Moins de deux règlements : on ne sait pas.

    Source : article de kwote (voir changer le comportement d'un client) ; table d'usage `prevention.toml`.

    >>> derive((2, 3, 1, 2, 12, 15, 20)).valeur.alerte, derive((5, 5, 5, 5)).valeur.alerte
    (True, False)
    """
    droit, usages = droit or droit_courant(), chiffres(FICHIER)
    large = usages["fenetre"].valeur if fenetre is None else fenetre
    seuil = usages["ecart_de_derive"].valeur if ecart is None else ecart
    for nom, lu, minimum in (("fenetre", large, 2), ("ecart", seuil, 1)):
        if lu < minimum:
            raise DonneeInvalide(f"{nom} : reçu {lu} ; accepté : {minimum} ou plus", code=f"derive.{nom}")
    derniers = retards[-large:]
    moitie = len(derniers) // 2
    if not moitie:
        valeur = Derive(None, len(retards), None, None, None)
        return Resultat("derive", valeur, (), (), (Reserve("HISTORIQUE_COURT"),), None, droit.version)
    recents, anterieurs = derniers[-moitie:], derniers[-2 * moitie : -moitie]
    surcroit = sum(recents) - sum(anterieurs)
    valeur = Derive(
        surcroit >= seuil * moitie,
        len(retards),
        _moyenne(sum(anterieurs), moitie),
        _moyenne(sum(recents), moitie),
        _moyenne(surcroit, moitie),
    )
    lignes = (
        Ligne("derive.anterieurs", mots=(("moyenne", valeur.moyenne_anterieure or ""), ("nombre", moitie))),
        Ligne("derive.recents", mots=(("moyenne", valeur.moyenne_recente or ""), ("nombre", moitie))),
        Ligne(
            "derive.alerte" if valeur.alerte else "derive.stable", jours=seuil, mots=(("ecart", valeur.ecart or ""),)
        ),
    )
    reserves = usages["ecart_de_derive"].reserves if ecart is None else ()
    return Resultat("derive", valeur, lignes, (), reserves, None, droit.version)


def _moyenne(somme: int, nombre: int) -> str:
    """Une moyenne en jours, au centième : « 15.67 »."""
    arrondie = euros(division_arrondie(centimes(Decimal(abs(somme))), nombre))
    return str(-arrondie if somme < 0 and arrondie else arrondie)
