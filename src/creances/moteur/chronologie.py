"""Le temps d'une dette, rejoué en entiers : les intérêts courent, les paiements s'imputent, les avoirs réduisent.

Les événements d'un même jour se rejouent dans un ordre fixe : avoirs, frais, puis paiements. Un événement postérieur au
jour de la question est ignoré.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from creances.modeles import Avoir, Evenement, Frais, Paiement
from creances.moteur.qualification import Dette, Options
from creances.noyau.argent import centimes
from creances.noyau.calcul import Compteur
from creances.noyau.resultat import Reserve
from creances.noyau.temps import ajouter_mois
from creances.regles.imputation import Parts, imputer
from creances.regles.regime import Regime

Mouvement = Paiement | Avoir | Frais
_RANGS = {"avoir": 0, "frais": 1, "paiement": 2}
_UN_AN = 12


def mouvements(evenements: Iterable[Evenement], au: date) -> list[Mouvement]:
    """Les événements qui changent les comptes, jusqu'à `au` inclus, dans l'ordre du rejeu."""
    retenus = [
        un for un in evenements if (un.type == "paiement" or un.type == "avoir" or un.type == "frais") and un.date <= au
    ]
    return sorted(retenus, key=_rang) if len(retenus) > 1 else retenus


def _rang(un: Mouvement) -> tuple[date, int]:
    return un.date, _RANGS[un.type]


class Passage(NamedTuple):
    """Un mouvement passé sur le compte : ce qu'il a éteint, en centimes. `indemnite` est comprise dans `parts.frais`."""

    mouvement: Mouvement
    montant: int
    parts: Parts
    indemnite: int


class Compte:
    """Le compte d'une dette, qui n'avance que dans un sens. Tous les montants sont en centimes."""

    def __init__(self, dette: Dette, options: Options, retroactifs: int = 0) -> None:
        self.dette = dette
        self.compteur = Compteur(options.base, options.arrondi)
        montant = centimes(dette.creance.montant)
        self.principal = max(0, montant - retroactifs)
        self.trop_percu = max(0, retroactifs - montant)
        self.capitalises = self.interets_payes = self.frais = self.verse = 0
        self.indemnite = self.indemnite_acquise = 0
        self.capitalisations: list[tuple[date, int]] = []
        self.passages: list[Passage] = []
        self._exigible = dette.exigible.toordinal()
        self._jugee_en_retard = False
        self._retenue = centimes(dette.creance.retenue_garantie) if dette.regime is Regime.ACHETEUR_PUBLIC else 0
        self._compte_jusqu_au = self._dernier = -1
        if dette.depart is not None:
            self._compte_jusqu_au = dette.depart.toordinal()
            self._dernier = self._dernier_jour_d_interet(dette)
        self._anniversaires = self._annees() if dette.creance.conditions.capitalisation else iter(())
        self._anniversaire = next(self._anniversaires, None)

    @staticmethod
    def _dernier_jour_d_interet(dette: Dette) -> int:
        arret = dette.arret.dernier_jour if dette.arret is not None else None
        return date.max.toordinal() if arret is None else arret.toordinal()

    def _annees(self) -> Iterator[date]:
        depart, annees = self.dette.depart, 1
        while depart is not None:
            yield ajouter_mois(depart, _UN_AN * annees).jour
            annees += 1

    @property
    def interets(self) -> int:
        """Les intérêts dus et non capitalisés."""
        return self.compteur.centimes - self.capitalises - self.interets_payes

    @property
    def du(self) -> int:
        """Tout ce qui reste dû."""
        return self.principal + self.interets + self.indemnite + self.frais

    def avancer(self, jour: date) -> None:
        """Fait courir les intérêts jusqu'à `jour` inclus, capitalise les années pleines, déclenche l'indemnité."""
        ordinal = jour.toordinal()
        if ordinal > self._exigible and not self._jugee_en_retard:
            self._jugee_en_retard = True
            if self.principal > self._retenue and not self.paiement_interdit:
                self.indemnite = self.indemnite_acquise = self.dette.indemnite.centimes
        while self._anniversaire is not None and self._anniversaire.toordinal() <= min(ordinal, self._dernier):
            self._courir(self._anniversaire.toordinal())
            if (echus := self.interets) > 0:
                self.capitalisations.append((self._anniversaire, echus))
                self.capitalises += echus
                self.principal += echus
            self._anniversaire = next(self._anniversaires, None)
        self._courir(ordinal)

    @property
    def paiement_interdit(self) -> bool:
        """L'ouverture d'une procédure collective interdisait de payer à l'échéance (L441-10, II, in fine ; L622-7)."""
        arret = self.dette.arret
        return arret is not None and arret.anterieure and arret.ouverture <= self.dette.exigible

    def _courir(self, jour: int) -> None:
        fin = min(jour, self._dernier)
        if self.dette.taux is not None and fin > self._compte_jusqu_au:
            assiette = self.principal - self._retenue
            if assiette > 0:
                self.compteur.courir(self.dette.taux.bareme, assiette, self._compte_jusqu_au + 1, fin)
            self._compte_jusqu_au = fin

    def passer(self, mouvement: Mouvement, montant: int | None = None) -> int:
        """Passe un mouvement (ou la part `montant` d'un paiement) et rend ce qui n'a pas trouvé à s'imputer."""
        self.avancer(mouvement.date)
        somme = centimes(mouvement.montant) if montant is None else montant
        if isinstance(mouvement, Frais):
            self.frais += somme
            self._noter(mouvement, somme, Parts(0, 0, 0, 0), 0)
            return 0
        if isinstance(mouvement, Avoir):
            return self._reduire(mouvement, somme)
        return self._payer(mouvement, somme)

    def _reduire(self, avoir: Avoir, somme: int) -> int:
        reduit = 0 if avoir.retroactif else min(somme, self.principal)
        self.principal -= reduit
        reste = 0 if avoir.retroactif else somme - reduit
        self._noter(avoir, somme, Parts(0, 0, reduit, reste), 0)
        return reste

    def _payer(self, paiement: Paiement, somme: int) -> int:
        parts = imputer(
            somme,
            frais=self.indemnite + self.frais,
            interets=self.interets,
            principal=self.principal,
            ordre=self.dette.ordre,
        )
        indemnite = min(parts.frais, self.indemnite)
        self.indemnite -= indemnite
        self.frais -= parts.frais - indemnite
        self.interets_payes += parts.interets
        self.principal -= parts.principal
        self.verse += somme
        self._noter(paiement, somme, parts, indemnite)
        return parts.reste

    def _noter(self, mouvement: Mouvement, somme: int, parts: Parts, indemnite: int) -> None:
        self.trop_percu += parts.reste
        self.passages.append(Passage(mouvement, somme, parts, indemnite))

    def taux_du_jour(self, jour: date) -> int:
        """Le taux que la dette porte ce jour-là, en millionièmes : zéro si rien ne court encore."""
        ordinal = jour.toordinal()
        depart = self.dette.depart
        if self.dette.taux is None or depart is None or not depart.toordinal() <= ordinal <= self._dernier:
            return 0
        return next(self.dette.taux.bareme.segments(ordinal, ordinal)).taux

    def reserves(self) -> tuple[Reserve, ...]:
        """Les réserves des jours où des intérêts ont couru."""
        if self.dette.taux is None or not self.dette.taux.bareme.fenetres:
            return ()
        tranches = self.compteur.tranches
        return self.dette.taux.bareme.reserves(tranches[0].debut, tranches[-1].fin) if tranches else ()


def retroactifs(evenements: Iterable[Mouvement]) -> int:
    """Total des avoirs qui valent depuis le début, en centimes."""
    return sum(centimes(un.montant) for un in evenements if isinstance(un, Avoir) and un.retroactif)


def rejouer(dette: Dette, a_passer: list[Mouvement], au: date, options: Options) -> Compte:
    """Le compte d'une dette, mené jusqu'à `au` inclus."""
    compte = Compte(dette, options, retroactifs(a_passer) if a_passer else 0)
    for mouvement in a_passer:
        compte.passer(mouvement)
    compte.avancer(au)
    return compte
