"""La comparaison : la valeur espérée de chaque option, la meilleure, et ce qui en ferait choisir une autre.

Tout est entier : centimes, millionièmes, et un dénominateur commun où l'on compare sans arrondir.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from creances.moteur.orientation.options import CHANCES, Espoir, Ouverte
from creances.moteur.orientation.reperes import ABANDON, VOIES, Tarif
from creances.moteur.orientation.suivi import Suivi
from creances.moteur.orientation.valeurs import ConfianceDuChoix, OptionComparee, Sensibilite
from creances.moteur.usages.courbe import UNITE
from creances.noyau.argent import MILLION, division_arrondie, euros, pourcent

COMMUN = UNITE * UNITE * MILLION
_DEPENS = UNITE * MILLION
_RELATION = UNITE * UNITE
_RIEN = Tarif(0, 0, 0, 0, UNITE, ())


class Pesee(NamedTuple):
    """Une option pesée. `chance` sur `UNITE` ; `dommage`, `commission` en millionièmes ; `net` et `ici` sur `COMMUN`."""

    voie: str
    a_verifier: tuple[str, ...]
    chance: int
    commission: int
    dommage: int
    tarif: Tarif
    noms: tuple[str, ...]
    net: int
    ici: int

    @property
    def pente(self) -> int:
        """Ce qu'un centime de solde rapporte, sur `COMMUN`."""
        return self.chance * self.net

    def avec_chance(self, chance: int, solde: int) -> int:
        """La valeur sur `COMMUN` si la chance était celle-là."""
        return self.ici + (chance - self.chance) * (solde * self.net + self.tarif.depens * _DEPENS)


class Choix(NamedTuple):
    """Les options, la meilleure d'abord, et le compte dont elles viennent."""

    pesees: tuple[Pesee, ...]
    solde: int
    relation: int


def choisir(suivi: Suivi, ouvertes: Sequence[Ouverte]) -> Choix:
    """Range les options ; à valeur égale, celle qui abîme le moins la relation. Ne rien faire en est une."""
    espoir, reperes = Espoir(suivi), suivi.reperes
    solde, relation = suivi.solde, suivi.relation
    image = reperes.parts["dommage_image"] if suivi.contexte.image_sensible else 0
    grande = solde >= reperes.sommes["commission_seuil"]
    commission = reperes.parts["commission_grande_creance" if grande else "commission_petite_creance"]
    pesees = [Pesee(ABANDON, (), 0, 0, 0, _RIEN, (), 0, 0)]
    for voie, a_verifier in ouvertes:
        chance, noms = CHANCES[voie](espoir)
        tarif = reperes.tarifs[voie]
        dommage = tarif.dommage + (image if VOIES[voie][1] else 0)
        du_tiers = min(MILLION, commission) if voie == "cabinet" else 0
        net = (MILLION - du_tiers) * tarif.actualisation
        gain = chance * (solde * net + tarif.depens * _DEPENS)
        ici = gain - tarif.cout * COMMUN - relation * dommage * _RELATION
        pesees.append(Pesee(voie, a_verifier, chance, du_tiers, dommage, tarif, tarif.noms + noms, net, ici))
    pesees.sort(key=_rang)
    return Choix(tuple(pesees), solde, relation)


def _rang(une: Pesee) -> tuple[int, int]:
    return -une.ici, une.dommage


def comparee(choix: Choix, une: Pesee) -> OptionComparee:
    """L'option en euros, arrondie au centime : les parts s'additionnent."""
    encaissement = division_arrondie(choix.solde * une.pente, COMMUN)
    rembourse = division_arrondie(une.chance * une.tarif.depens, UNITE)
    dommage = division_arrondie(choix.relation * une.dommage, MILLION)
    return OptionComparee(
        voie=une.voie,
        probabilite=_pourcent(une.chance),
        duree=une.tarif.duree,
        commission=pourcent(une.commission),
        cout_fixe=euros(une.tarif.cout),
        encaissement=euros(encaissement),
        rembourse=euros(rembourse),
        dommage=euros(dommage),
        valeur=euros(encaissement + rembourse - une.tarif.cout - dommage),
        point_mort=_point_mort(choix, une),
        a_verifier=une.a_verifier,
        chiffres=une.noms,
    )


def _pourcent(chance: int) -> Decimal:
    """Des millièmes de millième en pour cent, à deux décimales."""
    return pourcent(division_arrondie(chance, MILLION) // 1)


def _point_mort(choix: Choix, une: Pesee) -> Decimal | None:
    """Le plus petit montant, au centime, dont la valeur n'est pas négative."""
    pente = une.pente
    reste = une.ici - choix.solde * pente
    if reste >= 0:
        return euros(0)
    return euros(-(reste // pente)) if pente else None


def confiance(choix: Choix, serre: int, net: int) -> ConfianceDuChoix:
    """« faible » si l'écart entre les deux meilleures ne dépasse pas `serre` (millionièmes de la meilleure)."""
    if len(choix.pesees) == 1:
        return "forte"
    premiere, seconde = choix.pesees[0].ici, choix.pesees[1].ici
    ecart = (premiere - seconde) * MILLION
    if ecart <= serre * abs(premiere):
        return "faible"
    return "forte" if ecart > net * abs(premiere) else "moyenne"


def sensibilite(choix: Choix, variation: int) -> Sensibilite:
    """Ce qui ferait changer le choix : une chance de moins, la relation, le montant."""
    retenue, autres = choix.pesees[0], choix.pesees[1:]
    bas_relation, haut_relation = _bascules(
        choix.relation, [((retenue.dommage - une.dommage) * _RELATION, retenue.ici - une.ici) for une in autres]
    )
    pente = retenue.pente
    bas_montant, haut_montant = _bascules(choix.solde, [(une.pente - pente, retenue.ici - une.ici) for une in autres])
    ecart = min(UNITE, variation * MILLION)
    return Sensibilite(
        _si_moins(choix, ecart), _si_rivale(choix, ecart), bas_relation, haut_relation, bas_montant, haut_montant
    )


def _si_moins(choix: Choix, ecart: int) -> str:
    """La voie choisie si la meilleure perdait `ecart` de chance."""
    retenue, autres = choix.pesees[0], choix.pesees[1:]
    moindre = retenue.avec_chance(max(0, retenue.chance - ecart), choix.solde)
    return autres[0].voie if autres and moindre < autres[0].ici else retenue.voie


def _si_rivale(choix: Choix, ecart: int) -> str:
    """La voie choisie si une rivale gagnait `ecart` de chance."""
    retenue = choix.pesees[0]
    hausses = [
        (une.avec_chance(min(UNITE, une.chance + ecart), choix.solde), une.voie)
        for une in choix.pesees[1:]
        if une.voie != ABANDON
    ]
    meilleure, voie = max(hausses, default=(retenue.ici, retenue.voie), key=_premier)
    return voie if meilleure > retenue.ici else retenue.voie


def _premier(paire: tuple[int, str]) -> int:
    return paire[0]


def _bascules(ici: int, rivales: Sequence[tuple[int, int]]) -> tuple[Decimal | None, Decimal | None]:
    """Le dernier centime, plus bas et plus haut, où le choix tient encore.

    Chaque rivale gagne `gain` par centime de plus et part de `retard` derrière.
    """
    hauts = [ici + retard // gain for gain, retard in rivales if gain > 0]
    bas = [ici - retard // -gain for gain, retard in rivales if gain < 0]
    haut, plancher = min(hauts, default=None), max(bas, default=-1)
    return (euros(plancher) if plancher > 0 else None), (None if haut is None else euros(haut))
