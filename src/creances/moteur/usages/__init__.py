"""La pratique, en données que chacun peut remplacer : chiffres, barèmes, scénarios, chacun avec sa source et sa confiance.

Rien ici n'est du droit : la loi vit dans `creances.droit`, et aucune de ces données ne peut l'écarter.
"""
