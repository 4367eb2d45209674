"""Le seul module qui ouvre les fichiers de données du droit."""

from functools import partial

from creances.noyau import fichiers

_DONNEES = "creances.droit.donnees"

texte = partial(fichiers.texte, _DONNEES)
toml = partial(fichiers.toml, _DONNEES)
csv = partial(fichiers.csv, _DONNEES)
themes = partial(fichiers.themes, _DONNEES)
