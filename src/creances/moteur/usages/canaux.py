"""Les canaux : ce que chacun prouve, ce qu'il coûte, pour qui il demande un accord, par quoi le remplacer.

>>> canaux()["lrar"].preuve, canaux()["interne"].contact
('forte', False)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from creances.modeles import Contexte, Debiteur
from creances.moteur.usages.etapes import NomDeCanal
from creances.noyau import fichiers
from creances.noyau.argent import montant
from creances.noyau.erreurs import TableIncoherente

Preuve = Literal["aucune", "faible", "forte", "authentique"]
_FICHIER = "canaux.toml"


@dataclass(frozen=True, slots=True)
class Canal:
    """Un moyen de joindre le débiteur.

    - `preuve` qu'il laisse. `cout` d'un envoi, en euros, ordre de grandeur. `contact` : le débiteur en est-il touché ?
    - `accord` : "non_professionnel" si quiconque n'agit pas pour sa profession doit l'avoir accepté avant, "" sinon.
    - `repli` : le canal qui le remplace s'il est refusé.
    """

    code: NomDeCanal
    preuve: Preuve
    cout: Decimal
    contact: bool
    accord: str
    repli: NomDeCanal

    def permis(self, debiteur: Debiteur, contexte: Contexte) -> bool:
        """Le débiteur peut-il être joint ainsi, pour ce qu'on en sait ?

        >>> canaux()["lre"].permis(Debiteur(qualite="consommateur"), Contexte())
        False
        """
        return not self.accord or debiteur.qualite in {None, "professionnel", "public"} or contexte.accord_lre is True


@cache
def canaux() -> Mapping[NomDeCanal, Canal]:
    """Les canaux, par code."""
    lus: dict[str, dict[str, Any]] = fichiers.toml("creances.moteur.usages.donnees", _FICHIER)["canal"]
    if set(lus) != set(get_args(NomDeCanal)):
        raise TableIncoherente(f"{_FICHIER} : reçu {sorted(lus)} ; attendu : {', '.join(get_args(NomDeCanal))}")
    return MappingProxyType({code: _canal(code, dict(lu)) for code, lu in lus.items()})  # type: ignore[misc]


def _canal(code: str, lu: dict[str, Any]) -> Canal:
    if lu["preuve"] not in get_args(Preuve) or lu["repli"] not in get_args(NomDeCanal):
        raise TableIncoherente(f"{_FICHIER}, {code} : preuve ou repli inconnu")
    return Canal(code=code, cout=montant(lu.pop("cout")), accord=lu.pop("accord", ""), **lu)  # type: ignore[arg-type]


def canal_de_repli(voulu: NomDeCanal, refuses: frozenset[str], debiteur: Debiteur, contexte: Contexte) -> NomDeCanal:
    """Le canal voulu, sinon le premier de ses remplaçants qui soit permis ; « interne » si tous sont refusés.

    >>> canal_de_repli("telephone", frozenset({"telephone"}), Debiteur(), Contexte())
    'email'
    """
    table, un = canaux(), voulu
    if voulu not in refuses and not table[voulu].accord:
        return voulu
    essayes: set[NomDeCanal] = set()
    while un not in essayes:
        if un not in refuses and table[un].permis(debiteur, contexte):
            return un
        essayes.add(un)
        un = table[un].repli
    return "interne"
