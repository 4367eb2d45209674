"""L'escompte d'une créance dont l'échéance est connue : le meilleur palier, son montant, son coût, ses écritures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.modeles.tva import PartTva
from creances.noyau.argent import centimes
from creances.noyau.erreurs import DonneeInvalide
from creances.regles.escompte.couts import BaseDuCout, ComparaisonEscompte, actuariel, comparer, simple
from creances.regles.escompte.paliers import Offre, meilleure, offres
from creances.regles.escompte.partage import (
    Ecritures,
    EffetTva,
    LigneComptable,
    Partage,
    PartEscompte,
    exiger_le_meme_total,
    partager,
    passer_en_comptes,
)

PaiementPartiel = Literal["aucun", "majore", "simple"]

_ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class PalierSitue:
    """Un palier du contrat : son taux, son dernier jour utile (inclus), ce qu'il vaut à qui paie ce jour-là."""

    taux: Decimal = field(metadata={"unite": "taux"})
    dernier_jour: date
    montant: Decimal
    retenu: bool


@dataclass(frozen=True, slots=True)
class Escompte:
    """L'escompte acquis, en euros, et ce qu'il coûte à celui qui l'accorde.

    - `montant` : toutes taxes comprises ; `net` = montant de la créance - `montant`.
    - `taux_annuel_simple`, `taux_annuel_actuariel` : coût du crédit ainsi payé, en pour cent l'an ; 0,00 sans escompte.
    - `echeance`, et `jours` d'avance sur elle (négatif : retard) ; `dernier_jour` utile du palier retenu, sinon None.
    - `recu` : la somme reçue, à défaut le net ; `reste` dû ensuite ; `trop_percu` par le créancier.
    - `tva_reduite` : ce que la TVA de la facture perd ; `tva` : le détail par taux, vide sans ventilation.
    - `ecritures_vendeur`, `ecritures_acheteur` : vides si l'escompte ne peut pas se partager, faute de ventilation.
    - `paliers` : tous ceux du contrat ; `comparaison` : None sans escompte.
    """

    montant: Decimal
    net: Decimal
    taux_annuel_simple: Decimal = field(metadata={"unite": "taux"})
    taux_annuel_actuariel: Decimal = field(metadata={"unite": "taux"})
    echeance: date
    jours: int = field(metadata={"unite": "jours"})
    dernier_jour: date | None
    recu: Decimal
    reste: Decimal
    trop_percu: Decimal
    tva_reduite: Decimal
    tva: tuple[PartEscompte, ...]
    ecritures_vendeur: tuple[LigneComptable, ...]
    ecritures_acheteur: tuple[LigneComptable, ...]
    paliers: tuple[PalierSitue, ...]
    comparaison: ComparaisonEscompte | None


class Demande(NamedTuple):
    """Une créance, son échéance, un paiement, et les choix laissés à l'appelant (voir la règle `escompte`)."""

    creance: Creance
    echeance: date
    paye_le: date
    recu: Decimal | None = None
    partiel: PaiementPartiel = "aucun"
    ventilation: Sequence[PartTva] = ()
    tva: EffetTva = "avoir"
    base: BaseDuCout = "365"
    paiement_probable: date | None = None
    financement: Decimal | None = None
    commission: Decimal = _ZERO
    placement: Decimal | None = None

    @property
    def jours(self) -> int:
        """Jours d'avance sur l'échéance ; négatif en cas de retard."""
        return (self.echeance - self.paye_le).days


class _Acquis(NamedTuple):
    """La part du prix acquise, et son coût rapporté à la somme versée."""

    part: Fraction
    cout: Fraction


class Calcul(NamedTuple):
    """La réponse, la meilleure offre (même si un paiement partiel la perd) et ce qu'elle vaudrait entière."""

    valeur: Escompte
    offre: Offre | None
    plein: Decimal


def calculer(demande: Demande, droit: Droit) -> Calcul:
    """L'escompte que vaut le paiement demandé."""
    creance, ventilation = demande.creance, demande.ventilation
    exiger_le_meme_total(creance.montant, ventilation)
    possibles = offres(creance, demande.echeance, demande.paye_le)
    offre = meilleure(possibles)
    plein = partager(creance.montant, offre.part if offre is not None else Fraction(0), ventilation)
    acquis = _acquis(demande, offre, plein.montant)
    retenue = offre if acquis.part else None
    partage = partager(creance.montant, acquis.part, ventilation)
    net = creance.montant - partage.montant
    recu = net if demande.recu is None else demande.recu
    solde = recu + partage.montant
    ecritures = _ecritures(demande, recu, partage, droit)
    valeur = Escompte(
        montant=partage.montant,
        net=net,
        taux_annuel_simple=simple(acquis.cout, demande.jours, demande.base) if acquis.part else _ZERO,
        taux_annuel_actuariel=actuariel(acquis.cout, demande.jours) if acquis.part else _ZERO,
        echeance=demande.echeance,
        jours=demande.jours,
        dernier_jour=None if retenue is None else retenue.dernier_jour,
        recu=recu,
        reste=max(_ZERO, creance.montant - solde),
        trop_percu=max(_ZERO, solde - creance.montant),
        tva_reduite=_ZERO if demande.tva == "inchangee" else partage.tva,
        tva=partage.parts,
        ecritures_vendeur=ecritures.vendeur,
        ecritures_acheteur=ecritures.acheteur,
        paliers=tuple(_situer(une, une is retenue, demande) for une in possibles),
        comparaison=_comparaison(demande, acquis) if acquis.part else None,
    )
    return Calcul(valeur, offre, plein.montant)


def _acquis(demande: Demande, offre: Offre | None, plein: Decimal) -> _Acquis:
    """Toute l'offre si le net est reçu en entier ; sinon rien, ou la part que la clause de paiement partiel prévoit."""
    if offre is None:
        return _Acquis(Fraction(0), Fraction(0))
    entier = _Acquis(offre.part, offre.part / (1 - offre.part))
    if demande.recu is None or demande.recu >= demande.creance.montant - plein:
        return entier
    if demande.partiel == "aucun":
        return _Acquis(Fraction(0), Fraction(0))
    cout = entier.cout if demande.partiel == "majore" else offre.part
    return _Acquis(cout * centimes(demande.recu) / centimes(demande.creance.montant), cout)


def _ecritures(demande: Demande, recu: Decimal, partage: Partage, droit: Droit) -> Ecritures:
    if partage.montant and not partage.parts:
        return Ecritures((), ())
    return passer_en_comptes(recu, partage, demande.tva, droit, demande.paye_le)


def _situer(une: Offre, retenu: bool, demande: Demande) -> PalierSitue:
    vaut = partager(demande.creance.montant, une.part_au_dernier_jour, demande.ventilation)
    return PalierSitue(une.palier.taux, une.dernier_jour, vaut.montant, retenu)


def _comparaison(demande: Demande, acquis: _Acquis) -> ComparaisonEscompte:
    probable = demande.echeance if demande.paiement_probable is None else demande.paiement_probable
    jours = (probable - demande.paye_le).days
    if jours <= 0:
        raise DonneeInvalide(
            f"paiement_probable : reçu {probable} ; accepté : après le {demande.paye_le}, jour du paiement",
            code="escompte.paiement_probable",
        )
    return comparer(
        acquis.cout,
        jours,
        financement=demande.financement,
        commission=demande.commission,
        placement=demande.placement,
        base=demande.base,
    )
