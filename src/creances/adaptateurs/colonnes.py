"""Comment les cellules d'un tableur deviennent des champs de modèles ; les noms des colonnes sont dans `modeles.colonnes`.

>>> conditions({"terme_jours": "45", "mode": "fin_de_mois_puis_jours"}).terme.jours
45
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from creances.adaptateurs.cellules import booleen, entier, jour, montant, texte
from creances.modeles import Conditions, Debiteur, Modele, Terme, colonnes
from creances.noyau.erreurs import DonneeInvalide

Lecteurs = Mapping[str, Callable[[str], Any]]

_LECTEURS: Mapping[colonnes.Sorte, Callable[[str], Any]] = {
    "texte": texte,
    "booleen": booleen,
    "entier": entier,
    "montant": montant,
    "taux": montant,
    "jour": jour,
}


def _lecteurs(sortes: colonnes.Sortes) -> Lecteurs:
    return {nom: _LECTEURS[sorte] for nom, sorte in sortes.items()}


DEBITEUR: Lecteurs = _lecteurs(colonnes.DEBITEUR)
TERME: Lecteurs = _lecteurs(colonnes.TERME)
CONDITIONS: Lecteurs = _lecteurs(colonnes.CONDITIONS)
CREANCE: Lecteurs = _lecteurs(colonnes.CREANCE)
EVENEMENTS: Mapping[str, tuple[type[Modele], Lecteurs]] = {
    nom: (modele, _lecteurs(sortes)) for nom, (modele, sortes) in colonnes.EVENEMENTS.items()
}


def champs(cellules: Mapping[str, str], lecteurs: Lecteurs) -> dict[str, Any]:
    """Les cellules de ces colonnes, lues ; un refus nomme la colonne."""
    lus = {}
    for colonne, lecteur in lecteurs.items():
        if colonne in cellules:
            try:
                lus[colonne] = lecteur(cellules[colonne])
            except DonneeInvalide as refus:
                raise DonneeInvalide(f"{colonne} : {refus.message}", code=refus.code, champ=colonne) from None
    return lus


def debiteur(cellules: Mapping[str, str]) -> Debiteur:
    """Le débiteur que ces cellules décrivent ; seuls les champs remplis sont posés (`model_fields_set`)."""
    return Debiteur(**champs(cellules, DEBITEUR))


def conditions(cellules: Mapping[str, str]) -> Conditions:
    """Les conditions que ces cellules décrivent ; le terme n'existe que si l'une de ses colonnes est remplie."""
    du_terme = champs(cellules, TERME)
    lues = champs(cellules, CONDITIONS)
    if du_terme:
        lues["terme"] = Terme(**{colonnes.CHAMPS_DU_TERME.get(nom, nom): valeur for nom, valeur in du_terme.items()})
    return Conditions(**lues)
