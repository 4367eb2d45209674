"""La table des acteurs : ce que chacun fait, à quelle phase, à quel prix, avec quel effet sur la relation.

>>> code_d_acteur("huissier"), table_acteurs()["centre_appel"].phases
('commissaire_de_justice', ('amiable',))
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from creances.modeles.base import Modele
from creances.modeles.contexte import Relation
from creances.modeles.parties import Texte
from creances.moteur.usages.chiffres import lire
from creances.noyau.argent import Euros
from creances.noyau.erreurs import exiger_parmi

FICHIER = "acteurs.toml"
Degre = Literal["faible", "moyen", "eleve"]
RELATIONS_A_PRESERVER: frozenset[Relation | None] = frozenset({"recurrente", "strategique"})
DEGRES: tuple[Degre, ...] = get_args(Degre)
PhaseDActeur = Literal["prevention", "amiable", "contentieux", "execution_forcee", "procedure_collective"]
Remuneration = Literal["abonnement", "au_forfait", "a_l_acte", "au_temps", "au_succes", "gratuit", "en_interne"]


class Acteur(Modele):
    """Qui peut intervenir. Les degrés : "faible", "moyen", "eleve".

    `pour_autrui` : il relance ou encaisse pour un autre ; `statut` : il le fait sous une profession réglementée.
    `seuil` : le montant, en euros, à partir duquel il se justifie ; None s'il n'en a pas.
    """

    code: Texte
    phases: tuple[PhaseDActeur, ...]
    actes: tuple[Texte, ...]
    remuneration: tuple[Remuneration, ...]
    conformite: Degre
    personnalisation: Degre
    risque_relation: Degre
    pour_autrui: bool = False
    statut: bool = False
    seuil: Euros | None = None

    @property
    def tiers(self) -> bool:
        """Il recouvre pour un autre sans statut professionnel : R124-1 et suivants le visent."""
        return self.pour_autrui and not self.statut


@cache
def table_acteurs() -> Mapping[str, Acteur]:
    """Les acteurs livrés, par code."""
    lue = lire(FICHIER)
    seuils = {nom: chiffre["valeur"] for nom, chiffre in lue["chiffres"].items()}
    acteurs = [
        Acteur(**{"code": code, **champs, **({"seuil": seuils[champs["seuil"]]} if "seuil" in champs else {})})
        for code, champs in lue["acteurs"].items()
    ]
    return MappingProxyType({acteur.code: acteur for acteur in acteurs})


def code_d_acteur(nom: str) -> str:
    """Le code d'un acteur, ancien nom compris : « huissier » est le commissaire de justice depuis juillet 2022."""
    code: str = lire(FICHIER)["alias"].get(nom, nom)
    exiger_parmi("acteur", code, tuple(table_acteurs()))
    return code


@cache
def actes_d_execution() -> frozenset[str]:
    """Les actes que nul ne fait sans titre exécutoire."""
    return frozenset(lire(FICHIER)["execution"]["actes"])
