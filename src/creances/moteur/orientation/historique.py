"""La courbe de recouvrement de votre historique : ce que vos dossiers clos disent de ceux qui sont ouverts."""

from __future__ import annotations

from collections.abc import Sequence

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles.base import Modele
from creances.moteur.usages.chiffres import chiffres
from creances.moteur.usages.courbe import FICHIER, Age, CourbeRecouvrement, PointDeCourbe, courbe_usuelle
from creances.noyau.argent import MILLION, division_arrondie, pourcent
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Resultat

_HISTORIQUE = "historique"


class DossierClos(Modele):
    """Un dossier clos : à combien de jours de retard, et s'il a été payé à l'amiable."""

    age: Age
    paye: bool


@regle("courbe_recouvrement")
def courbe_recouvrement(
    historique: Sequence[DossierClos], *, droit: Droit | None = None
) -> Resultat[CourbeRecouvrement]:
    """La courbe que dessinent vos dossiers clos : à chaque âge, la part payée de ceux qui étaient encore ouverts.

    Les âges sont ceux de la courbe livrée. Un âge que moins de trente dossiers ont atteint (`historique_minimal`) garde la
    part livrée, sans dépasser la précédente : une créance plus vieille n'est jamais plus sûre.

    Doute : les dossiers clos ne sont pas ceux d'aujourd'hui ; ceux qui sont encore ouverts n'y sont pas.
    Erreurs : `DonneeInvalide` si les dossiers sont trop peu nombreux.
    Source : fréquences observées ; à défaut `moteur/usages/donnees/orientation.toml`.

    >>> clos = [DossierClos(age=10, paye=True)] * 30 + [DossierClos(age=200, paye=False)] * 30
    >>> [(un.age, str(un.part)) for un in courbe_recouvrement(clos).valeur.points][:3]
    [(0, '50.00'), (30, '0.00'), (60, '0.00')]
    """
    minimum = int(chiffres(FICHIER)["historique_minimal"].valeur)
    lus = tuple(historique)
    if len(lus) < minimum:
        raise DonneeInvalide(
            f"historique : reçu {len(lus)} dossiers clos ; accepté : {minimum} ou plus", code="courbe.historique_court"
        )
    points: list[PointDeCourbe] = []
    lignes: list[Ligne] = []
    plafond = pourcent(MILLION)
    for usuel in courbe_usuelle().points:
        encore = [un for un in lus if un.age >= usuel.age]
        observee = len(encore) >= minimum
        payes = sum(un.paye for un in encore)
        part = pourcent(division_arrondie(payes * MILLION, len(encore))) if observee else usuel.part
        plafond = min(plafond, part)
        points.append(PointDeCourbe(age=usuel.age, part=plafond))
        code = "orientation.point_observe" if observee else "orientation.point_usuel"
        lignes.append(Ligne(code, jours=usuel.age, taux=plafond, mots=(("dossiers", len(encore)), ("payes", payes))))
    courbe = CourbeRecouvrement(points=tuple(points), source=_HISTORIQUE, dossiers=len(lus))
    return Resultat("courbe_recouvrement", courbe, tuple(lignes), droit=(droit or droit_courant()).version)
