"""Ce que prouve un mode d'envoi, et quand la lettre recommandée électronique est interdite."""

from __future__ import annotations

from datetime import date

from creances.droit.corpus import Droit
from creances.droit.mises_en_demeure import forme_de_mise_en_demeure

_PROFESSIONNELS = frozenset({"professionnel"})


def preuve(mode: str) -> str:
    """La force de la preuve d'un mode d'envoi : "faible", "forte" ou "authentique".

    Aucune forme n'est imposée à la mise en demeure ; ce qui change est la preuve de son contenu et de sa date.

    >>> preuve("email"), preuve("lrar"), preuve("acte")
    ('faible', 'forte', 'authentique')
    """
    return forme_de_mise_en_demeure().modes[mode].preuve


def lre_interdite(mode: str, qualite: str | None, accord: bool | None, droit: Droit, au: date) -> bool:
    """Vrai si la lettre recommandée électronique part vers quelqu'un qui n'y a pas consenti, sans être professionnel.

    « Dans le cas où le destinataire n'est pas un professionnel, celui-ci doit avoir exprimé à l'expéditeur son
    consentement » (C. postes, L100). Une qualité inconnue suit le régime supposé, celui d'un professionnel.
    """
    if mode != "lre" or qualite in _PROFESSIONNELS or qualite is None or accord is True:
        return False
    exige = droit.lire("lettre_electronique.accord", au)
    return exige is not None and bool(exige.valeur)
