"""Étage 0 : les valeurs et l'arithmétique. Ne connaît aucun texte de loi.

Se lit dans cet ordre : `erreurs`, `argent`, `temps`, `tables`, `choix`, `calcul`, `resultat`, puis `rendu`.
"""
