"""Extension de Griffe : les exemples des docstrings deviennent des blocs de console Python.

En Markdown nu, « >>> » ouvrirait trois citations emboîtées.
"""

from __future__ import annotations

from typing import Any

import griffe


class Exemples(griffe.Extension):
    """Entoure chaque exemple de doctest d'une clôture."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Appelé pour chaque objet documenté."""
        if obj.docstring is not None:
            obj.docstring.value = cloturer(obj.docstring.value)


def cloturer(texte: str) -> str:
    """Le même texte, ses exemples entre clôtures : un exemple va de « >>> » à la première ligne vide."""
    lignes: list[str] = []
    dedans = False
    for ligne in texte.splitlines():
        if not dedans and ligne.lstrip().startswith(">>> "):
            lignes += ["", "```pycon"]
            dedans = True
        elif dedans and not ligne.strip():
            lignes.append("```")
            dedans = False
        lignes.append(ligne)
    if dedans:
        lignes.append("```")
    return "\n".join(lignes)
