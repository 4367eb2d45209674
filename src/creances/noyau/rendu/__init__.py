"""Écrire un `Resultat` pour des lecteurs : texte, Markdown ou HTML, en français ou en anglais.

Babel n'est chargé qu'au premier affichage : calculer n'oblige personne à savoir écrire.

>>> from decimal import Decimal
>>> from creances.noyau.resultat import Resultat
>>> print(texte(Resultat("indemnite_forfaitaire", Decimal("40.00"))).replace("\\xa0", " "))
Indemnité forfaitaire pour frais de recouvrement : 40,00 €
"""

from __future__ import annotations

from typing import Any

from creances.noyau.resultat import Resultat

__all__ = ["html", "markdown", "texte"]


def texte(resultat: Resultat[Any], langue: str = "fr") -> str:
    """Le résultat en lignes de texte, montants alignés."""
    from creances.noyau.rendu import page, textuel

    return textuel.ecrire(page.composer(resultat, langue))


def markdown(resultat: Resultat[Any], langue: str = "fr") -> str:
    """Le résultat en Markdown, les lignes dans un tableau."""
    from creances.noyau.rendu import demarque, page

    return demarque.ecrire(page.composer(resultat, langue))


def html(resultat: Resultat[Any], langue: str = "fr") -> str:
    """Le résultat en fragment HTML : une `<section>`, tout texte échappé, aucune couleur."""
    from creances.noyau.rendu import balises, page

    return balises.ecrire(page.composer(resultat, langue))
