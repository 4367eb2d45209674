"""Les escomptes d'une table de créances payées d'avance.

La part du prix remise ne dépend pas du prix : elle est demandée une fois par créance distincte, en fraction exacte, puis
multipliée par chaque montant, en centimes entiers, avec l'arrondi de la bibliothèque.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Erreurs, Flottants, Lot
from creances.lots.dettes import codes
from creances.lots.distinctes import Distinctes, lire_les_formes
from creances.lots.lecture import BON, NEGATIF, NUL, VIDE, Entiers
from creances.lots.profils import Facteur
from creances.lots.sortie import CENTIMES_MAXIMAUX, Centimes, Mots
from creances.modeles import Creance, PalierEscompte, colonnes
from creances.modeles.colonnes import Sorte
from creances.moteur.escompte import escompte
from creances.noyau.argent import MONTANT_MAXIMAL, centimes, division_arrondie, euros
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances, exiger_parmi
from creances.noyau.resultat import Resultat
from creances.regles.escompte.calcul import Escompte, PaiementPartiel
from creances.regles.escompte.couts import BaseDuCout
from creances.regles.escompte.paliers import meilleure, offres
from creances.regles.regime import regime

_PREFIXE = "escompte_"
_PALIER: Mapping[str, Sorte] = {
    "escompte_jours": "entier",
    "escompte_taux": "taux",
    "escompte_reference": "texte",
    "escompte_prorata": "texte",
    "escompte_base": "texte",
}
_PAYE_LE, _PAYE = "paye_le", "montant_paye"
_SORTES: Mapping[str, Sorte] = {**colonnes.TOUTES, **_PALIER, _PAYE_LE: "jour", _PAYE: "montant"}
_CHIFFRES = frozenset({BON, NUL, NEGATIF})
_UN_CENTIME = euros(1)
_PLUS_GROS = MONTANT_MAXIMAL - _UN_CENTIME
_ENTIER_MAXIMAL = int(np.iinfo(np.int64).max)


def escomptes(
    creances: Any,
    *,
    paliers: Sequence[PalierEscompte] = (),
    partiel: PaiementPartiel = "aucun",
    base: BaseDuCout = "365",
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """L'`escompte` acquis de chaque ligne, le `net`, ce qu'il coûte (`taux_annuel_simple`, `taux_annuel_actuariel`), son
    `dernier_jour`, le `regime` et les `reserves` : ceux de `creances.escompte`, au centime.

    - `paye_le`, colonne obligatoire ; `montant_paye`, colonne facultative : vide, le net exactement.
    - `paliers` : ceux de toutes les lignes, sauf de celle qui porte le sien dans `escompte_jours`, `escompte_taux`,
      `escompte_reference`, `escompte_prorata`, `escompte_base`.
    - `partiel`, `base` : ceux de la règle. La ventilation par taux de TVA n'a pas de colonnes.

    Une ligne qui porte un `montant_paye` est posée à la règle une à une. Les autres arguments sont ceux de `penalites`.

    >>> import pyarrow as pa
    >>> table = pa.table({"montant": [1000, 1000], "echeance": ["2026-04-30"] * 2, "paye_le": ["2026-04-20", "2026-04-21"]})
    >>> rendue = escomptes(table, paliers=[PalierEscompte(jours=10, taux=3)])
    >>> rendue["escompte"].to_pylist(), rendue["taux_annuel_simple"].to_pylist()
    ([Decimal('30.00'), Decimal('0.00')], [Decimal('112.89'), Decimal('0.00')])
    """
    exiger_parmi("partiel", partiel, ("aucun", "majore", "simple"))
    exiger_parmi("base", base, ("365", "360"))
    lot = Lot(creances, nom="creances", erreurs=erreurs, flottants=flottants, prefixe=prefixe, sortes=_SORTES)
    return _Regle(lot, tuple(paliers), partiel, base, droit or droit_courant()).poser()


@dataclass(frozen=True, slots=True)
class _Reponse:
    """Ce qu'une créance distincte reçoit, quel que soit son montant : une part du prix, et ses conséquences.

    `arrondie_a_rien` : ses réserves quand l'escompte s'arrondit à zéro ; elles ne se demandent que si une ligne y vient.
    """

    part: Fraction
    valeur: Escompte
    regime: str
    reserves: str
    arrondie_a_rien: Callable[[], str]


class _Regle:
    """La règle une à une, posée une fois par créance distincte et par jour de paiement."""

    def __init__(
        self, lot: Lot, paliers: tuple[PalierEscompte, ...], partiel: PaiementPartiel, base: BaseDuCout, droit: Droit
    ) -> None:
        self._lot, self._partiel, self._base, self._droit = lot, partiel, base, droit
        self._communs = paliers

    def poser(self) -> Any:
        """Groupe les lignes, pose la règle, multiplie et rend la table."""
        lot = self._lot
        if _PAYE_LE not in lot:
            raise DonneeInvalide(
                f"{lot.entree.nom} : colonne {_PAYE_LE} absente ; vu : {', '.join(lot.entree.noms)}",
                code="lots.colonne_absente",
                colonne=_PAYE_LE,
            )
        paliers = lot.reponses(_PALIER, self._palier)
        des_paliers = Facteur(paliers.rangs, max(1, len(paliers.valeurs)))
        distinctes = lire_les_formes(lot).distinguer(lot, des_paliers, lot.facteur(_PAYE_LE), self._seules())

        def repondre(rang: int, creance: Creance) -> _Reponse:
            ligne = int(distinctes.premieres[rang])
            convenus = paliers.valeurs[int(paliers.rangs[ligne])] or ()
            conditions = creance.conditions.model_copy(update={"escompte": convenus})
            return self._repondre(creance.model_copy(update={"conditions": conditions}), ligne)

        return self._rendre(distinctes, distinctes.poser(lot, repondre))

    def _palier(self, cellules: Mapping[str, Any]) -> tuple[PalierEscompte, ...]:
        if not cellules:
            return self._communs
        return (PalierEscompte(**{nom.removeprefix(_PREFIXE): valeur for nom, valeur in cellules.items()}),)

    def _seules(self) -> Facteur:
        """Les lignes qui disent la somme reçue, chacune à part ; zéro pour toutes les autres."""
        etats = self._lot.montants(_PAYE).etats
        if _PAYE not in self._lot:
            return Facteur(np.zeros(self._lot.nombre, np.int64), 1)
        remplies = np.ones(self._lot.nombre, bool) if etats is None else etats != VIDE
        return Facteur(np.where(remplies, np.arange(1, self._lot.nombre + 1), 0), self._lot.nombre + 1)

    def _repondre(self, convenue: Creance, ligne: int) -> _Reponse:
        recu = self._recu(ligne)
        if recu is not None:
            return self._seule(convenue, ligne, recu)
        plein = self._demander(convenue, ligne, _PLUS_GROS)
        offre = meilleure(offres(convenue, plein.valeur.echeance, self._lot.cellule(_PAYE_LE, ligne)))
        retenu, reserves = regime(convenue).regime.value, codes(plein.reserves)
        if offre is None:
            return _Reponse(Fraction(0), plein.valeur, retenu, reserves, lambda: reserves)
        return _Reponse(
            offre.part,
            plein.valeur,
            retenu,
            reserves,
            lambda: codes(self._demander(convenue, ligne, _UN_CENTIME).reserves),
        )

    def _seule(self, convenue: Creance, ligne: int, recu: object) -> _Reponse:
        montant = euros(int(self._lot.montants("montant").centimes[ligne]))
        reponse = self._demander(convenue, ligne, montant, recu)
        lues = codes(reponse.reserves)
        part = Fraction(centimes(reponse.valeur.montant), centimes(montant))
        return _Reponse(part, reponse.valeur, regime(convenue).regime.value, lues, lambda: lues)

    def _recu(self, ligne: int) -> object:
        """La somme reçue, telle que la règle la jugera ; None si la ligne n'en dit rien."""
        if _PAYE not in self._lot:
            return None
        lus = self._lot.montants(_PAYE)
        etat = BON if lus.etats is None else int(lus.etats[ligne])
        return euros(int(lus.centimes[ligne])) if etat in _CHIFFRES else lus.exemples[etat]

    def _demander(self, convenue: Creance, ligne: int, montant: Decimal, recu: object = None) -> Resultat[Escompte]:
        return escompte(
            convenue.model_copy(update={"montant": montant}),
            paye_le=self._lot.cellule(_PAYE_LE, ligne),
            montant_paye=recu,  # type: ignore[arg-type]
            partiel=self._partiel,
            base=self._base,
            droit=self._droit,
        )

    def _rendre(self, distinctes: Distinctes, reponses: Sequence[_Reponse | None]) -> Any:
        montants = self._lot.montants("montant").centimes
        remises = _multiplier(montants, [Fraction(0) if une is None else une.part for une in reponses], distinctes)
        actuariels = [0 if une is None else centimes(une.valeur.taux_annuel_actuariel) for une in reponses]
        trop_grands = [None if taux <= CENTIMES_MAXIMAUX else _taux_trop_grand() for taux in actuariels]
        self._lot.refuser_profils(distinctes.rangs, trop_grands)
        return self._lot.rendre(
            {
                "escompte": Centimes(remises),
                "net": Centimes(montants - remises),
                "taux_annuel_simple": Centimes(
                    distinctes.entiers(
                        0 if une is None else centimes(une.valeur.taux_annuel_simple) for une in reponses
                    )
                ),
                "taux_annuel_actuariel": Centimes(distinctes.entiers(min(un, CENTIMES_MAXIMAUX) for un in actuariels)),
                "dernier_jour": distinctes.jours(None if une is None else une.valeur.dernier_jour for une in reponses),
                "regime": distinctes.mots("" if une is None else une.regime for une in reponses),
                "reserves": _reserves(distinctes, reponses, remises),
            }
        )


def _multiplier(montants: Entiers, parts: Sequence[Fraction], distinctes: Distinctes) -> Entiers:
    """Chaque montant par la part de sa créance, arrondi au plus proche ; ce qui déborderait se compte en grands entiers."""
    tenues = [part if 4 * part.denominator <= _ENTIER_MAXIMAL else None for part in parts]
    limites = [0 if un is None else (_ENTIER_MAXIMAL - un.denominator) // (2 * max(1, un.numerator)) for un in tenues]
    grands = montants > distinctes.entiers(limites)
    numerateurs = distinctes.entiers(0 if un is None else un.numerator for un in tenues)
    diviseurs = distinctes.entiers(1 if un is None else un.denominator for un in tenues)
    remises: Entiers = (2 * np.where(grands, 0, montants) * numerateurs + diviseurs) // (2 * diviseurs)
    for ligne in np.flatnonzero(grands).tolist():
        part = parts[int(distinctes.rangs[ligne])]
        remises[ligne] = division_arrondie(int(montants[ligne]) * part.numerator, part.denominator)
    return remises


def _reserves(distinctes: Distinctes, reponses: Sequence[_Reponse | None], remises: Entiers) -> Mots:
    """Les réserves de chaque ligne : celles d'un escompte, ou celles d'un escompte qui s'est arrondi à zéro."""
    numeros: dict[str, int] = {"": 0}
    pleines = [0 if une is None else numeros.setdefault(une.reserves, len(numeros)) for une in reponses]
    arrondies, vides = [0] * len(reponses), remises == 0
    for rang in np.unique(distinctes.rangs[vides]).tolist():
        une = reponses[rang]
        if une is not None:
            arrondies[rang] = numeros.setdefault(une.arrondie_a_rien(), len(numeros))
    return Mots(np.where(vides, distinctes.entiers(arrondies), distinctes.entiers(pleines)), tuple(numeros))


def _taux_trop_grand() -> ErreurCreances:
    return DonneeInvalide(
        "taux_annuel_actuariel : plus de seize chiffres ; accepté : la règle une à une, qui l'écrit en entier",
        code="lots.taux_trop_grand",
    )
