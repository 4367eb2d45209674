"""Les colonnes qu'un tableau peut porter, et comment leurs cellules deviennent des champs de modèles.

Une colonne porte le nom du champ qu'elle remplit ; seul le terme, niché dans les conditions, a `terme_jours` et
`terme_mois` pour `jours` et `mois`.

>>> conditions({"terme_jours": "45", "mode": "fin_de_mois_puis_jours"}).terme.jours
45
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from creances.adaptateurs.cellules import booleen, entier, jour, montant, texte
from creances.modeles import Conditions, Debiteur, Terme
from creances.noyau.erreurs import DonneeInvalide

Lecteurs = Mapping[str, Callable[[str], Any]]

DEBITEUR: Lecteurs = {
    "nom": texte,
    "qualite": texte,
    "categorie_publique": texte,
    "commercant": booleen,
    "artisan": booleen,
    "siren": texte,
    "pays": texte,
    "territoire": texte,
    "solvabilite": texte,
    "segment": texte,
}
TERME: Lecteurs = {
    "terme_jours": entier,
    "terme_mois": entier,
    "mode": texte,
    "le": entier,
    "report": texte,
    "depart": texte,
}
CONDITIONS: Lecteurs = {
    "taux_penalites": montant,
    "semestre": texte,
    "plancher": texte,
    "capitalisation": booleen,
    "clause_penale": montant,
    "conclu_le": jour,
}
CREANCE: Lecteurs = {
    "reference": texte,
    "montant": montant,
    "nature": texte,
    "secteur": texte,
    "periodique": booleen,
    "emission": jour,
    "livraison": jour,
    "reception": jour,
    "echeance": jour,
    "dedouanement": jour,
    "mise_a_disposition": jour,
    "verification": jour,
    "devise": texte,
    "retenue_garantie": montant,
    "contestation": texte,
}
_CHAMPS_DU_TERME = {"terme_jours": "jours", "terme_mois": "mois"}


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
        lues["terme"] = Terme(**{_CHAMPS_DU_TERME.get(nom, nom): valeur for nom, valeur in du_terme.items()})
    return Conditions(**lues)
