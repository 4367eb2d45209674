"""Les mesures d'un portefeuille entre deux jours, en centimes et en nombres : ce dont chaque indicateur est un rapport."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from creances.modeles import Avoir, MiseEnDemeure, Paiement, Relance
from creances.moteur.balance_agee.encours import Poste, poster
from creances.noyau.argent import centimes
from creances.noyau.temps import UN_JOUR


class Periode(NamedTuple):
    """Du jour `depuis` au jour `au`, inclus."""

    depuis: date
    au: date

    @property
    def veille(self) -> date:
        """Le dernier jour d'avant."""
        return self.depuis - UN_JOUR

    @property
    def jours(self) -> int:
        """Leur nombre."""
        return (self.au - self.veille).days

    def contient(self, jour: date) -> bool:
        """Vrai si ce jour en est."""
        return self.depuis <= jour <= self.au


class Mesures(NamedTuple):
    """Tout en centimes, sauf les nombres et les jours pondérés (centimes × jours)."""

    encours_initial: int
    encours: int
    non_echu: int
    facture: int
    a_recouvrer: int
    recouvre: int
    regle: int
    jours_de_retard: int
    regle_date: int
    jours_depuis_emission: int
    promesses: int
    tenues: int
    ouverts: int
    actifs: int
    soldes_a_l_amiable: int


def mesurer(postes: Sequence[Poste], periode: Periode) -> Mesures:
    """Les mesures des postes arrêtés à `periode.au`."""
    veilles = [poster(poste.dossier, poste.echeance, periode.veille) for poste in postes]
    paires = list(zip(veilles, postes, strict=True))
    echus_avant = [(avant, apres) for avant, apres in paires if avant.du and avant.echeance < periode.depuis]
    regles = [reglement for poste in postes for reglement in _reglements(poste, periode)]
    dates = [(un, un.depuis_emission) for un in regles if un.depuis_emission is not None]
    promesses = [etat for poste in postes for etat in _promesses(poste, periode)]
    ouverts = [(avant, apres) for avant, apres in paires if avant.du or (apres.facture and not avant.facture)]
    return Mesures(
        encours_initial=sum(avant.du for avant, _ in paires),
        encours=sum(poste.du for poste in postes),
        non_echu=sum(poste.du - poste.echu for poste in postes),
        facture=sum(apres.facture - avant.facture for avant, apres in paires) - _avoirs(postes, periode),
        a_recouvrer=sum(avant.du for avant, _ in echus_avant),
        recouvre=sum(min(avant.du, _paye(apres, periode)) for avant, apres in echus_avant),
        regle=sum(un.montant for un in regles),
        jours_de_retard=sum(un.montant * max(0, un.retard) for un in regles),
        regle_date=sum(un.montant for un, _ in dates),
        jours_depuis_emission=sum(un.montant * max(0, jours) for un, jours in dates),
        promesses=len(promesses),
        tenues=promesses.count("tenue"),
        ouverts=len(ouverts),
        actifs=sum(1 for _, apres in ouverts if any(periode.contient(un.date) for un in apres.fil.evenements)),
        soldes_a_l_amiable=sum(1 for _, apres in ouverts if _solde_a_l_amiable(apres, periode)),
    )


class Reglement(NamedTuple):
    """Ce qu'un paiement a éteint de la facture, et de combien de jours il a suivi l'échéance et l'émission."""

    montant: int
    retard: int
    depuis_emission: int | None


def _reglements(poste: Poste, periode: Periode) -> Iterator[Reglement]:
    """Les paiements de la période, chacun pour ce qui restait dû : un trop-perçu n'a pas de délai."""
    emission, reste = poste.dossier.creance.emission, poste.facture
    for un in poste.fil.evenements:
        if not isinstance(un, Paiement | Avoir):
            continue
        eteint = min(reste, centimes(un.montant))
        reste -= eteint
        if isinstance(un, Paiement) and eteint and periode.contient(un.date):
            yield Reglement(
                eteint, (un.date - poste.echeance).days, None if emission is None else (un.date - emission).days
            )


def _paye(poste: Poste, periode: Periode) -> int:
    return sum(centimes(un.montant) for un in poste.fil.tous(Paiement) if periode.contient(un.date))


def _avoirs(postes: Sequence[Poste], periode: Periode) -> int:
    return sum(centimes(un.montant) for poste in postes for un in poste.fil.tous(Avoir) if periode.contient(un.date))


def _promesses(poste: Poste, periode: Periode) -> Iterator[str]:
    """L'état des promesses dont le terme tombe dans la période ; celle qui court encore n'est pas jugée."""
    for suivie in poste.fil.promesses(centimes(poste.dossier.creance.montant)):
        terme = suivie.promesse.pour_le
        if terme is not None and periode.contient(terme) and suivie.etat != "en_cours":
            yield suivie.etat


def _solde_a_l_amiable(poste: Poste, periode: Periode) -> bool:
    """Soldé dans la période, après son échéance et une relance au moins, sans qu'un acte de procédure ait été fait."""
    dernier_paiement = poste.fil.dernier(Paiement)
    if poste.du or dernier_paiement is None:
        return False
    dernier = dernier_paiement.date
    relances = (*poste.fil.tous(Relance), *poste.fil.tous(MiseEnDemeure))
    actes = (acte for procedure in poste.dossier.procedures for acte in procedure.actes)
    return (
        dernier > poste.echeance
        and any(un.date <= dernier for un in relances)
        and not any(acte.date <= periode.au for acte in actes)
    )
