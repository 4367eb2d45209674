r"""Les catalogues de phrases : un dossier par langue, un fichier `.po` par thème, lus une fois.

L'identifiant d'un message est un code stable (« ligne.interets.tranche »), jamais une phrase : reformuler le
français ne touche ni les règles ni l'anglais.

>>> message("champ.principal", "en")
'Principal'
>>> mot("oui", "en"), mot("Dupont", "en")
('yes', 'Dupont')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from babel.messages.pofile import read_po

from creances.noyau.erreurs import DroitIncoherent
from creances.noyau.rendu.formats import usage

_DOSSIER = "creances.langues"
_INSECABLE = "\xa0"
_ESPACE_FRANCAISE = re.compile(r" (?=[:;?!»€%])|(?<=«) ")
# Sauts de ligne, caractères de commande et de sens d'écriture : dans un nom, ils couperaient une ligne ou
# feraient lire un montant à l'envers.
_INDESIRABLES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@cache
def catalogue(langue: str) -> Mapping[str, str]:
    """Toutes les phrases d'une langue, par code."""
    conventions = usage(langue)
    messages: dict[str, str] = {}
    for fichier in sorted(files(_DOSSIER).joinpath(langue).iterdir(), key=lambda un: un.name):
        if fichier.name.endswith(".po"):
            with fichier.open("rb") as flux:
                lus = read_po(flux, locale=conventions, abort_invalid=True)
            messages |= {str(lu.id): str(lu.string) for lu in lus if lu.id and lu.string}
    if langue == "fr":
        # L'insécable ne se voit pas dans un éditeur : les catalogues s'écrivent avec l'espace ordinaire.
        messages = {code: _ESPACE_FRANCAISE.sub(_INSECABLE, lu) for code, lu in messages.items()}
    return MappingProxyType(messages)


def message(code: str, langue: str) -> str:
    """La phrase d'un code. Un code absent est un défaut de la bibliothèque : il ne s'imprime jamais nu."""
    trouve = catalogue(langue).get(code)
    if trouve is None:
        raise DroitIncoherent(
            f"catalogue « {langue} » : aucun message pour le code « {code} »",
            code="rendu.code_absent",
            message_absent=code,
            langue=langue,
        )
    return trouve


def mot(valeur: str, langue: str) -> str:
    """Un mot traduit si le catalogue le connaît, sinon tel quel : un nom de client ne se traduit pas."""
    return catalogue(langue).get(f"mot.{valeur}") or nettoyer(valeur)


def nettoyer(brut: str) -> str:
    r"""Un texte venu d'ailleurs, ramené à une seule ligne lisible.

    >>> nettoyer("Dupont\r\net fils")
    'Dupont et fils'
    """
    return _INDESIRABLES.sub(" ", brut)
