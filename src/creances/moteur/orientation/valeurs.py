"""Ce que `orientation` répond : une voie, ce qui l'impose ou la ferme, les options comparées, ce qui la ferait changer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from creances.moteur.usages.politique import SortDesAccessoires

Origine = Literal["argument", "politique", "historique", "scenario", "defaut"]
ConfianceDuChoix = Literal["forte", "moyenne", "faible"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Ce que la loi impose ou ferme ; aucune politique ne le lève.

    `voie` : ce qu'il impose, vide s'il ne fait que fermer. `elimine` : les voies qu'il ferme. `jour` : le dernier jour
    utile, s'il y en a un, inclus.
    """

    motif: str
    article: str
    voie: str
    elimine: tuple[str, ...] = field(metadata={"dans_les_lignes": True})
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class Frein:
    """Ce que l'usage ou la politique fait passer d'abord. `jour` : jusqu'à quand, ou pour quand, inclus."""

    motif: str
    voie: str
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class ChiffreRetenu:
    """Un chiffre dont une option s'est servie, qui l'a donné, d'où il vient, ce que vaut cette source."""

    chiffre: str
    retenu: str
    unite: str
    origine: Origine
    source: str
    confiance: str


@dataclass(frozen=True, slots=True)
class OptionComparee:
    """Une option, sa chance de succès (pour cent), ce qu'elle coûte et rapporte, en euros.

    - `encaissement` : ce qu'on espère recevoir, commission déduite, ramené à aujourd'hui. `rembourse` : les frais que le
      débiteur devrait supporter. `dommage` : la part de relation mise en jeu.
    - `valeur` = `encaissement` + `rembourse` - `cout_fixe` - `dommage`. Une espérance, jamais une garantie.
    - `point_mort` : le montant à partir duquel `valeur` n'est plus négative ; None si elle l'est toujours.
    - `a_verifier` : les conditions de la loi que le dossier ne dit pas. `chiffres` : ceux qui ont servi.
    """

    voie: str
    probabilite: Decimal = field(metadata={"unite": "taux"})
    duree: int = field(metadata={"unite": "jours"})
    commission: Decimal = field(metadata={"unite": "taux"})
    cout_fixe: Decimal
    encaissement: Decimal
    rembourse: Decimal
    dommage: Decimal
    valeur: Decimal
    point_mort: Decimal | None
    a_verifier: tuple[str, ...]
    chiffres: tuple[str, ...] = field(metadata={"dans_les_lignes": True})


@dataclass(frozen=True, slots=True)
class Sensibilite:
    """Ce qui ferait changer le choix.

    - `si_moins_probable` : la voie choisie si celle-ci perd dix points de chance (`variation_probabilite`) ;
      `si_rivale_plus_probable` : celle choisie si sa meilleure rivale en gagne autant.
    - `relation_minimale`, `relation_maximale` : hors de ces valeurs annuelles de la relation, une autre voie l'emporte ;
      `montant_minimal`, `montant_maximal` : de même pour le montant, à chances égales. None : jamais.
    """

    si_moins_probable: str
    si_rivale_plus_probable: str
    relation_minimale: Decimal | None
    relation_maximale: Decimal | None
    montant_minimal: Decimal | None
    montant_maximal: Decimal | None


@dataclass(frozen=True, slots=True)
class EcheanceLegale:
    """Le prochain jour que la loi impose, inclus : ce qui doit être fait, et l'article."""

    jour: date
    etape: str
    article: str


@dataclass(frozen=True, slots=True)
class Decision:
    """La voie à suivre, et pourquoi.

    - `voie` : le code de la décision ; `motif` : ce qui la dicte, "valeur_esperee" si c'est la comparaison.
    - `prochaine_etape` : ce qu'il faut faire maintenant ; `approbation` : qui doit l'approuver, vide si personne.
    - `obstacles` : ce que la loi ferme, dans l'ordre ; `freins` : ce que l'usage fait passer d'abord, le premier décide.
    - `options` : comparées, la meilleure d'abord ; vide si la loi les ferme toutes. `solde` : le montant comparé.
    - `alternatives` : les voies suivantes ; `interdits` : ce qu'il ne faut pas faire ; `drapeaux` : ce qu'il faut savoir.
    - `confiance` : "faible" si les deux meilleures se tiennent, "forte" si la loi décide ou si l'écart est net.
    - `penalites` : ce que la politique en fait ; "sans_objet" si elles ne courent pas de plein droit ou ne se
      comptent pas ici.
    """

    voie: str
    motif: str
    prochaine_etape: str
    approbation: str
    confiance: ConfianceDuChoix
    prochaine_echeance: EcheanceLegale | None
    obstacles: tuple[Obstacle, ...]
    freins: tuple[Frein, ...]
    solde: Decimal
    relation: Decimal
    options: tuple[OptionComparee, ...] = field(metadata={"dans_les_lignes": True})
    alternatives: tuple[str, ...]
    interdits: tuple[str, ...]
    drapeaux: tuple[str, ...]
    sensibilite: Sensibilite | None
    penalites: SortDesAccessoires | Literal["sans_objet"]
    chiffres: tuple[ChiffreRetenu, ...]
    politique: str

    def option(self, voie: str) -> OptionComparee:
        """L'option de ce code."""
        return next(une for une in self.options if une.voie == voie)
