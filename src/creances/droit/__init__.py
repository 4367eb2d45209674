"""Étage 1 : ce que disent les textes. Données datées et sourcées, catalogue des articles, registre des règles.

`corpus` assemble l'état du droit (`Droit`), `baremes` en tire les taux jour par jour, `registre` inscrit les règles.
"""
