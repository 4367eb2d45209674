"""Le rejeu de `moteur.chronologie`, mouvement de rang `k` après mouvement de rang `k`, sur des colonnes de comptes.

Un compte garde ce qui a couru dans les tranches closes, et où en est la tranche ouverte : un mouvement qui ne touche pas
à l'assiette la laisse courir, comme le `Compteur` qui fusionne deux tranches de même assiette et de même taux.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from creances.lots.dettes import Conditions
from creances.lots.evenements import RANGS
from creances.lots.lecture import Entiers
from creances.lots.tranches import Tranches
from creances.regles.imputation import Ordre

ACCEPTE, APRES_HORIZON, AVANT_PREMIERE = range(3)
_AVOIR, _FRAIS, _PAIEMENT = RANGS["avoir"], RANGS["frais"], RANGS["paiement"]


class Comptes:
    """Les comptes d'un bloc de créances, menés ensemble. Montants en centimes, jours en ordinaux.

    `erreurs` : `ACCEPTE`, ou la raison pour laquelle le taux d'un jour compté est inconnu. `dernier_compte` : dernier jour
    où des intérêts ont couru, zéro si aucun. `tardifs` : un mouvement a suivi l'échéance ; `indemnite_payee` : un paiement
    a éteint une part de l'indemnité.
    """

    def __init__(
        self,
        montants: Entiers,
        retenues: Entiers,
        exigibles: Entiers,
        departs: Entiers,
        conditions: Conditions,
        tranches: Tranches,
        *,
        un_seul_arrondi: bool,
    ) -> None:
        nombre = len(montants)
        self._tranches, self._un_seul_arrondi = tranches, un_seul_arrondi
        self._conditions, self._exigibles, self._retenues = conditions, exigibles, retenues
        self.principal = montants.copy()
        self.frais, self.verse, self.trop_percu, self.payes = (np.zeros(nombre, np.int64) for _ in range(4))
        self.indemnite, self.acquise, self.dernier_compte, self._clos = (np.zeros(nombre, np.int64) for _ in range(4))
        self.erreurs = np.zeros(nombre, np.int8)
        self.tardifs, self.indemnite_payee, self._jugees = (np.zeros(nombre, bool) for _ in range(3))
        self._rangs = conditions.tranches.copy()
        self._ouvertes = departs.copy()
        self._comptes_jusqu_au = departs.copy()

    def reduire_des_le_debut(self, retroactifs: Entiers) -> None:
        """Les avoirs qui valent depuis le début."""
        self.trop_percu += np.maximum(0, retroactifs - self.principal)
        np.maximum(0, self.principal - retroactifs, out=self.principal)

    @property
    def courus(self) -> Entiers:
        """Tout ce qui a couru, payé ou non."""
        ouvert = self._ouvert()
        if self._un_seul_arrondi:
            return self._arrondir(self._clos + ouvert)
        return self._clos + self._arrondir(ouvert)

    @property
    def interets(self) -> Entiers:
        """Les intérêts dus."""
        return self.courus - self.payes

    def _ouvert(self) -> Entiers:
        """Ce qui a couru dans la tranche ouverte, non arrondi."""
        jours = self._comptes_jusqu_au - self._ouvertes
        jours *= self._tranches.taux.take(self._rangs)
        jours *= self._assiettes()
        return jours

    def _assiettes(self) -> Entiers:
        assiettes: Entiers = np.maximum(0, self.principal - self._retenues)
        return assiettes

    def _arrondir(self, numerateurs: Entiers) -> Entiers:
        """Arrondit au plus proche, demi vers le haut ; rien n'est négatif, et sans signe une division va plus vite."""
        doubles = numerateurs.view(np.uint64) * np.uint64(2)
        doubles += np.uint64(self._tranches.denominateur)
        doubles //= np.uint64(2 * self._tranches.denominateur)
        return doubles.view(np.int64)

    def avancer(self, jours: Entiers) -> None:
        """Déclenche les indemnités et fait courir les intérêts jusqu'à ces jours inclus."""
        retards = (jours > self._exigibles) & ~self._jugees
        if retards.any():
            dues = np.where(retards & (self.principal > self._retenues), self._conditions.indemnites, 0)
            self.indemnite += dues
            self.acquise += dues
            self._jugees |= retards
        fins = np.minimum(jours, self._conditions.derniers)
        assiettes = self._assiettes()
        actives = (fins > self._comptes_jusqu_au) & (assiettes > 0)
        self._refuser(actives, fins)
        self._clore_les_tranches(actives, fins, assiettes)
        np.copyto(self.dernier_compte, fins, where=actives)
        np.maximum(self._comptes_jusqu_au, fins, out=self._comptes_jusqu_au)

    def _refuser(self, actives: NDArray[np.bool_], fins: Entiers) -> None:
        bonnes = actives & (self.erreurs == ACCEPTE)
        inconnus = bonnes & (fins >= self._conditions.horizons)
        self.erreurs[inconnus] = APRES_HORIZON
        self.erreurs[bonnes & ~inconnus & (self._conditions.avant != 0)] = AVANT_PREMIERE

    def _clore_les_tranches(self, actives: NDArray[np.bool_], fins: Entiers, assiettes: Entiers) -> None:
        """Passe à la tranche suivante tant que la tranche ouverte finit avant le jour atteint."""
        finies = actives & (self._tranches.fins.take(self._rangs) < fins) & (self.erreurs == ACCEPTE)
        lignes = np.flatnonzero(finies)
        while lignes.size:
            rangs = self._rangs.take(lignes)
            bouts = self._tranches.fins.take(rangs)
            jours = bouts - self._ouvertes.take(lignes)
            numerateurs = assiettes.take(lignes) * (self._tranches.taux.take(rangs) * jours)
            self._clos[lignes] += numerateurs if self._un_seul_arrondi else self._arrondir(numerateurs)
            self._ouvertes[lignes] = bouts
            rangs += 1
            self._rangs[lignes] = rangs
            lignes = lignes[self._tranches.fins.take(rangs) < fins.take(lignes)]

    def _changer_le_principal(self, reductions: Entiers) -> None:
        """Réduit les principaux ; la tranche ouverte d'un principal réduit se clôt au jour compté."""
        changes = reductions != 0
        if changes.any():
            numerateurs = self._ouvert()
            numerateurs *= changes
            self._clos += numerateurs if self._un_seul_arrondi else self._arrondir(numerateurs)
            np.copyto(self._ouvertes, self._comptes_jusqu_au, where=changes)
            self.principal -= reductions

    def payer(self, sommes: Entiers, ordre: Ordre, ici: NDArray[np.bool_]) -> None:
        """Impute des paiements, dans cet ordre, aux comptes désignés."""
        if not ici.all():
            sommes = np.where(ici, sommes, 0)
        dus = {"frais": self.indemnite + self.frais, "interets": self.interets, "principal": self.principal}
        reste, parts = sommes.copy(), {}
        for poste in ordre:
            parts[poste] = np.minimum(reste, dus[poste])
            reste -= parts[poste]
        indemnites = np.minimum(parts["frais"], self.indemnite)
        self.indemnite -= indemnites
        self.indemnite_payee |= indemnites > 0
        self.frais -= parts["frais"] - indemnites
        self._changer_le_principal(parts["principal"])
        self.payes += parts["interets"]
        self.verse += sommes
        self.trop_percu += reste

    def passer(self, jours: Entiers, sortes: NDArray[np.int8], sommes: Entiers, effacent: NDArray[np.bool_]) -> None:
        """Passe les avoirs et les frais ; note les mouvements tardifs. Les paiements suivent, par `payer`."""
        self.avancer(jours)
        self.tardifs |= (jours > self._exigibles) & (sortes >= 0)
        avoirs = (sortes == _AVOIR) & ~effacent
        if avoirs.any():
            reductions = np.where(avoirs, np.minimum(sommes, self.principal), 0)
            self._changer_le_principal(reductions)
            self.trop_percu += np.where(avoirs, sommes - reductions, 0)
        frais = sortes == _FRAIS
        if frais.any():
            self.frais += np.where(frais, sommes, 0)
