"""La courbe de recouvrement : ce qu'on peut espérer d'une créance à l'amiable, selon ses jours de retard.

La courbe livrée est une synthèse de courbes publiées ; `courbe_recouvrement` en tire une autre de dossiers clos.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from creances.modeles.base import Modele
from creances.modeles.parties import Texte
from creances.moteur.usages.chiffres import Pourcentage, chiffres, lire
from creances.noyau.argent import MILLION, division_arrondie, millioniemes
from creances.noyau.erreurs import DonneeInvalide

FICHIER = "orientation.toml"
PREFIXE = "courbe_"
UNITE = MILLION * MILLION
"""Le tout, dans l'unité entière des probabilités : mille milliards."""

POUR_CENT, EUROS = "pour_cent", "euros"

Age = Annotated[int, Field(strict=True, ge=0, le=MILLION)]
OrigineDeCourbe = Literal["defaut", "politique", "historique", "argument"]


class PointDeCourbe(Modele):
    """À `age` jours de retard, `part` (pour cent) de ces créances finit par être payée à l'amiable."""

    age: Age
    part: Pourcentage


class CourbeRecouvrement(Modele):
    """Des points, reliés par des droites ; avant le premier et après le dernier, la courbe est plate.

    `dossiers` : sur combien de dossiers clos elle est ajustée, zéro si elle n'en vient pas. `source` : d'où elle vient.

    >>> courbe = CourbeRecouvrement(points=({"age": 0, "part": 100}, {"age": 100, "part": 50}))
    >>> courbe.part(50), courbe.part(400)
    (750000000000, 500000000000)
    """

    points: tuple[PointDeCourbe, ...] = Field(min_length=1)
    source: Texte = ""
    dossiers: Annotated[int, Field(strict=True, ge=0)] = 0

    @model_validator(mode="after")
    def _dans_l_ordre(self) -> Self:
        if any(apres.age <= avant.age for avant, apres in pairwise(self.points)):
            raise DonneeInvalide(
                f"points : reçu les âges {[un.age for un in self.points]} ; accepté : des âges croissants, tous distincts",
                code="courbe.ordre",
                champ="points",
            )
        return self

    @cached_property
    def abscisses(self) -> tuple[int, ...]:
        """Les âges, dans l'ordre."""
        return tuple(un.age for un in self.points)

    @cached_property
    def ordonnees(self) -> tuple[int, ...]:
        """Les parts, en millionièmes."""
        return tuple(millioniemes(un.part) for un in self.points)

    def part(self, age: int) -> int:
        """La part espérée à `age` jours de retard, sur `UNITE`."""
        ages, parts = self.abscisses, self.ordonnees
        rang = bisect_right(ages, age)
        if rang == 0:
            return parts[0] * MILLION
        if rang == len(ages):
            return parts[-1] * MILLION
        avant, apres = ages[rang - 1], ages[rang]
        pese = parts[rang - 1] * (apres - age) + parts[rang] * (age - avant)
        return division_arrondie(pese * MILLION, apres - avant)


@cache
def unites() -> Mapping[str, str]:
    """L'unité de chaque chiffre d'usage de l'orientation.

    >>> unites()["cout_relance"]
    'euros'
    """
    return MappingProxyType({nom: lu["unite"] for nom, lu in lire(FICHIER)["chiffres"].items()})


@cache
def courbe_usuelle() -> CourbeRecouvrement:
    """La courbe livrée.

    >>> [(un.age, str(un.part)) for un in courbe_usuelle().points][:2]
    [(0, '97.00'), (30, '90.00')]
    """
    lus = {int(nom.removeprefix(PREFIXE)): un for nom, un in chiffres(FICHIER).items() if nom.startswith(PREFIXE)}
    points = tuple(PointDeCourbe(age=age, part=lus[age].valeur) for age in sorted(lus))
    return CourbeRecouvrement(points=points, source=lus[min(lus)].source)
