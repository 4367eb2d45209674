"""Ce qu'une courbe de recouvrement fait attendre d'un impayé, d'un âge à un autre.

La courbe dit la part `p(t)` qui finit par être payée d'une créance en retard de `t` jours. Ce qui s'encaisse entre les âges
`a` et `b`, pour qui est impayé à l'âge `a`, s'en déduit : (p(a) - p(b)) / (1 - p(b)).
"""

from __future__ import annotations

from itertools import pairwise

from creances.moteur.usages.courbe import UNITE, CourbeRecouvrement
from creances.noyau.argent import division_arrondie
from creances.noyau.erreurs import DonneeInvalide


def verifier(courbe: CourbeRecouvrement) -> None:
    """Refuse une courbe qui remonte : attendre ne rendrait pas un paiement plus probable."""
    if any(avant.part < apres.part for avant, apres in pairwise(courbe.points)):
        raise DonneeInvalide(
            f"courbe : reçu les parts {', '.join(str(un.part) for un in courbe.points)} ; accepté : des parts qui ne "
            "remontent jamais",
            code="previsionnel.courbe",
        )


def attendu(courbe: CourbeRecouvrement, montant: int, de: int, a: int) -> int:
    """Ce qu'un impayé de `montant` centimes, vieux de `de` jours, fait attendre avant d'en avoir `a`, en centimes.

    >>> attendu(CourbeRecouvrement(points=({"age": 30, "part": 90}, {"age": 90, "part": 50})), 10000, 30, 90)
    8000
    """
    jeune, vieille = courbe.part(de), courbe.part(a)
    if vieille == UNITE:
        return 0
    return division_arrondie(montant * (jeune - vieille), UNITE - vieille)
