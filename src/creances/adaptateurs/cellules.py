"""Une cellule de tableur changée en valeur : montants à la virgule, jours à la française, oui et non.

Le texte rendu est celui que les modèles acceptent : c'est leur lecture, seule, qui juge la valeur.

>>> montant("1 234,56"), jour("31/08/2026"), booleen("Oui")
('1234.56', '2026-08-31', True)
"""

from __future__ import annotations

import re

from creances.noyau.erreurs import DonneeInvalide

_JOUR = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
# Des espaces entre groupes de trois chiffres, jamais un point ni une virgule : « 1,234 » ne se devine pas.
_MILLIERS = re.compile(r"-?[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+([.,][0-9]+)?")
_ESPACES = re.compile("[ \u00a0\u202f]")
_ENTIER = re.compile(r"[0-9]{1,6}")
_BOOLEENS = {
    "oui": True,
    "vrai": True,
    "true": True,
    "1": True,
    "non": False,
    "faux": False,
    "false": False,
    "0": False,
}


def texte(cellule: str) -> str:
    """La cellule telle quelle."""
    return cellule


def montant(cellule: str) -> str:
    """« 1 234,56 », « 1234,56 » ou « 1234.56 », écrit comme les modèles le lisent."""
    ecrit = _ESPACES.sub("", cellule) if _MILLIERS.fullmatch(cellule) else cellule
    return ecrit.replace(",", ".") if ecrit.count(",") == 1 and "." not in ecrit else ecrit


def jour(cellule: str) -> str:
    """« 2026-08-31 » ou « 31/08/2026 », écrit en AAAA-MM-JJ."""
    trouve = _JOUR.fullmatch(cellule)
    return f"{trouve[3]}-{trouve[2]:0>2}-{trouve[1]:0>2}" if trouve else cellule


def entier(cellule: str) -> int:
    """Un nombre entier écrit en chiffres."""
    if not _ENTIER.fullmatch(cellule):
        raise DonneeInvalide(f"reçu {cellule[:80]!r} ; accepté : un nombre entier", code="cellule.entier")
    return int(cellule)


def booleen(cellule: str) -> bool:
    """« oui » ou « non », « vrai » ou « faux », « 1 » ou « 0 »."""
    lu = _BOOLEENS.get(cellule.lower())
    if lu is None:
        raise DonneeInvalide(f"reçu {cellule[:80]!r} ; accepté : oui ou non", code="cellule.oui_ou_non")
    return lu
