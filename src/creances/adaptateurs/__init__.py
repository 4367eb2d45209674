"""Étage 5 : les portes vers le monde. `fec` et `csv` lisent les fichiers, `commande` est la ligne de commande."""
