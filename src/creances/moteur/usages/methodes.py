"""Les méthodes amiables : ce que chacune demande, et les seuils qui les départagent.

>>> table_methodes()["negociation"].envoi_automatique
False
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from creances.modeles.base import Modele
from creances.modeles.parties import Texte
from creances.moteur.usages.chiffres import lire
from creances.noyau.argent import Euros

FICHIER = "methodes.toml"


class Methode(Modele):
    """Une méthode : ses étapes, et ce qu'elle exige. `envoi_automatique` : rien n'y part sans qu'un humain l'ait voulu
    quand il est faux.
    """

    code: Texte
    etapes: tuple[Texte, ...]
    interlocuteur_dedie: bool
    relecture_humaine: bool
    envoi_automatique: bool


class SeuilsDeMethode(Modele):
    """Vos seuils, à la place de ceux de l'usage ; None garde l'usage. `masse` : un nombre de dossiers semblables."""

    montant_significatif: Euros | None = None
    petit_montant: Euros | None = None
    masse: int | None = None


@cache
def table_methodes() -> Mapping[str, Methode]:
    """Les méthodes livrées, par code."""
    return MappingProxyType({code: Methode(code=code, **lue) for code, lue in lire(FICHIER)["methodes"].items()})
