"""Combien, en combien de temps, avec quelle efficacité ?

`rotation` donne le délai moyen de règlement de deux chiffres, `mesures` compte ce qui s'est passé entre deux jours,
`question` en tire les indicateurs.
"""

from creances.moteur.indicateurs.question import Indicateurs, indicateurs
from creances.moteur.indicateurs.rotation import Dso, dso, dso_par_epuisement

__all__ = ["Dso", "Indicateurs", "dso", "dso_par_epuisement", "indicateurs"]
