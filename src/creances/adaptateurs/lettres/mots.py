"""Une somme en toutes lettres, par la bibliothèque `num2words`.

>>> en_lettres(Decimal("1056.31"), "fr")
'mille cinquante-six euros et trente et un centimes'
>>> en_lettres(Decimal("2000000.00"), "fr"), en_lettres(Decimal("1.01"), "en")
("deux millions d'euros", 'one euro and one cent')
"""

from __future__ import annotations

from decimal import Decimal

from creances.adaptateurs.agenda import ExtraAbsent
from creances.noyau.argent import centimes
from creances.noyau.rendu.formats import usage

_CENT = 100
_MILLION = 1_000_000


def en_lettres(montant: Decimal, langue: str) -> str:
    """La somme en lettres, euros puis centimes ; les centimes nuls ne se disent pas."""
    try:
        from num2words import num2words
    except ImportError:  # pragma: no cover - dépend de ce qui est installé
        raise ExtraAbsent("num2words : absent ; accepté : installer creances[lettres]") from None
    usage(langue)
    entiers, restes = divmod(centimes(montant), _CENT)
    # « deux millions d'euros » : la bibliothèque n'écrit pas la préposition, d'où l'assemblage ici.
    liaison = " d'" if langue == "fr" and entiers >= _MILLION and entiers % _MILLION == 0 else " "
    ecrits = []
    if entiers or not restes:
        ecrits.append(f"{num2words(entiers, lang=langue)}{liaison}{_accorder('euro', entiers, langue)}")
    if restes:
        ecrits.append(f"{num2words(restes, lang=langue)} {_accorder(_CENTIME[langue], restes, langue)}")
    return f" {_ET[langue]} ".join(ecrits)


_CENTIME = {"fr": "centime", "en": "cent"}
_ET = {"fr": "et", "en": "and"}


def _accorder(nom: str, nombre: int, langue: str) -> str:
    """Le pluriel commence à deux en français ; en anglais, tout ce qui n'est pas un."""
    pluriel = nombre >= 2 if langue == "fr" else nombre != 1
    return f"{nom}s" if pluriel else nom
