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
_ZERO = euros(0)
_NE_RIEN_FAIRE = OptionComparee(ABANDON, _ZERO, 0, _ZERO, _ZERO, _ZERO, _ZERO, _ZERO, _ZERO, _ZERO, (), ())


class Pesee(NamedTuple):
    """Une option pesée. `chance` sur `UNITE` ; `dommage`, `commission` en millionièmes ; le reste sur `COMMUN`.

    `ici` : ce qu'elle vaut ; `pente` : ce qu'un centime de solde rapporte.
    """

    voie: str
    a_verifier: tuple[str, ...]
    chance: int
    commission: int
    dommage: int
    tarif: Tarif
    noms: tuple[str, ...]
    net: int
    pente: int
    ici: int

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
    pesees = [Pesee(ABANDON, (), 0, 0, 0, _RIEN, (), 0, 0, 0)]
    for voie, a_verifier in ouvertes:
        chance, noms = CHANCES[voie](espoir)
        tarif = reperes.tarifs[voie]
        dommage = tarif.dommage + (image if VOIES[voie][1] else 0)
        du_tiers = min(MILLION, commission) if voie == "cabinet" else 0
        net = (MILLION - du_tiers) * tarif.actualisation
        pente = chance * net
        gain = solde * pente + chance * tarif.depens * _DEPENS
        ici = gain - tarif.cout * COMMUN - relation * dommage * _RELATION
        pesees.append(Pesee(voie, a_verifier, chance, du_tiers, dommage, tarif, tarif.noms + noms, net, pente, ici))
    pesees.sort(key=_rang)
    return Choix(tuple(pesees), solde, relation)


def _rang(une: Pesee) -> tuple[int, int]:
    return -une.ici, une.dommage


def comparee(choix: Choix, une: Pesee) -> OptionComparee:
    """L'option en euros, arrondie au centime : les parts s'additionnent."""
    voie, a_verifier, chance, commission, part, tarif, noms, _, pente, ici = une
    if voie == ABANDON:
        return _NE_RIEN_FAIRE
    au_solde = choix.solde * pente
    encaissement = division_arrondie(au_solde, COMMUN)
    rembourse = division_arrondie(chance * tarif.depens, UNITE)
    dommage = division_arrondie(choix.relation * part, MILLION)
    return OptionComparee(
        voie,
        pourcent(division_arrondie(chance, MILLION)),
        tarif.duree,
        pourcent(commission),
        euros(tarif.cout),
        euros(encaissement),
        euros(rembourse),
        euros(dommage),
        euros(encaissement + rembourse - tarif.cout - dommage),
        _point_mort(pente, ici - au_solde),
        a_verifier,
        noms,
    )


def _point_mort(pente: int, reste: int) -> Decimal | None:
    """Le plus petit montant, au centime, dont la valeur n'est pas négative ; `reste` : ce que vaut un montant nul."""
    if reste >= 0:
        return _ZERO
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
    ici, dommage, pente = retenue.ici, retenue.dommage, retenue.pente
    bas_relation, haut_relation = _bascules(
        choix.relation, [((dommage - une.dommage) * _RELATION, ici - une.ici) for une in autres]
    )
    bas_montant, haut_montant = _bascules(choix.solde, [(une.pente - pente, ici - une.ici) for une in autres])
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
    meilleure, voie = choix.pesees[0].ici, choix.pesees[0].voie
    for une in choix.pesees[1:]:
        if une.voie == ABANDON:
            continue
        hausse = une.avec_chance(min(UNITE, une.chance + ecart), choix.solde)
        if hausse > meilleure:
            meilleure, voie = hausse, une.voie
    return voie


def _bascules(ici: int, rivales: Sequence[tuple[int, int]]) -> tuple[Decimal | None, Decimal | None]:
    """Le dernier centime, plus bas et plus haut, où le choix tient encore.

    Chaque rivale gagne `gain` par centime de plus et part de `retard` derrière.
    """
    haut: int | None = None
    bas = 0
    for gain, retard in rivales:
        if gain > 0:
            borne = ici + retard // gain
            haut = borne if haut is None else min(haut, borne)
        elif gain < 0:
            bas = max(bas, ici - retard // -gain)
    return (euros(bas) if bas else None), (None if haut is None else euros(haut))
