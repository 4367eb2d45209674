"""Les usages des lettres : canal, pénalités montrées, délai accordé, modèle par modèle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from creances.noyau import fichiers


@dataclass(frozen=True, slots=True)
class UsageDeLettre:
    """Ce qu'un modèle fait par défaut. `delai` : jours accordés par qualité du débiteur, "autres" sinon, vide s'il n'y en a
    pas ; `envoi` : "relance", "mise_en_demeure" ou rien ; `moment` : "avant" ou "apres" l'échéance, ou rien ; `document` :
    le débiteur ou le juge le lit sans en-tête ni signature de l'émetteur ; `requete` : il s'adresse au juge ;
    `gabarit` : le modèle dont il prend le texte.
    """

    canal: str
    penalites: str
    envoi: str
    moment: str = ""
    document: bool = False
    requete: bool = False
    gabarit: str = ""
    delai: Mapping[str, int] = field(default_factory=dict)

    def delai_pour(self, qualite: str | None) -> int | None:
        """Les jours accordés à un débiteur de cette qualité, None si la lettre n'en accorde pas."""
        return self.delai.get(qualite or "autres", self.delai.get("autres"))


@cache
def usages_des_lettres() -> Mapping[str, UsageDeLettre]:
    """Les usages livrés, par modèle, lus une fois.

    >>> usages_des_lettres()["mise_en_demeure"].delai_pour("consommateur")
    15
    """
    lus = fichiers.toml("creances.moteur.usages.donnees", "lettres.toml")["modeles"]
    return MappingProxyType({nom: UsageDeLettre(**usage) for nom, usage in lus.items()})
