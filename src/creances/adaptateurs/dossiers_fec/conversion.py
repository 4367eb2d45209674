"""D'une balance clients aux dossiers, tiers par tiers, avec le contrôle qui prouve que rien ne s'est perdu."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from creances.adaptateurs.dossiers_fec.credits import Credits
from creances.adaptateurs.dossiers_fec.dettes import dettes_ouvertes
from creances.adaptateurs.fec import BalanceClients, Journal, LectureFec, Poste, SoldeTiers
from creances.adaptateurs.portefeuille import ZERO, Controle, DossierClient, Ecartee, bilan_des_mouvements
from creances.noyau.argent import euros
from creances.noyau.erreurs import DroitIncoherent, ErreurCreances
from creances.noyau.resultat import Reserve
from creances.noyau.temps import jour as lire_jour


@dataclass(frozen=True, slots=True)
class DossiersFec:
    """Les dossiers par code de client, les clients qui n'ont pas pu être lus, et le contrôle d'ensemble."""

    dossiers: tuple[DossierClient, ...]
    ecartees: tuple[Ecartee, ...]
    controle: Controle


def dossiers_fec(lecture: LectureFec, balance: BalanceClients, *, au: date | str) -> DossiersFec:
    """Les créances et les événements de chaque client d'un FEC, arrêtés au jour `au` inclus.

    `balance` vient de `postes_ouverts(lecture)`. Les écritures postérieures à `au` sont laissées de côté et comptées
    dans le contrôle. Lève `DroitIncoherent` (code `portefeuille.controle`) si les créances moins les crédits ne font
    pas le solde des comptes : c'est un défaut de la bibliothèque, jamais du fichier.
    """
    fin = lire_jour(au, "au")
    journaux = {journal.code: journal for journal in lecture.journaux}
    communes: tuple[Reserve, ...] = ()
    if lecture.dernier_jour is not None and lecture.dernier_jour > fin:
        communes = (Reserve("FEC_POSTERIEUR", dates=(("au", fin), ("dernier", lecture.dernier_jour))),)
    dossiers, ecartees = [], []
    for tiers in balance.tiers:
        try:
            dossiers.append(_dossier(tiers, journaux, fin, communes))
        except DroitIncoherent:
            raise
        except ErreurCreances as erreur:
            ecartees.append(Ecartee(tiers.tiers, "", erreur))
    controles = [dossier.controle for dossier in dossiers if dossier.controle is not None]
    controle = Controle.total(controles).exiger("tous les clients")
    hors = {une.client for une in ecartees}
    perdu = sum(tiers.solde for tiers in balance.tiers if tiers.tiers in hors)
    Controle(controle.solde, ZERO, euros(perdu), euros(balance.solde)).exiger("balance clients")
    return DossiersFec(tuple(dossiers), tuple(ecartees), controle)


def _dossier(
    tiers: SoldeTiers, journaux: Mapping[str, Journal], au: date, communes: tuple[Reserve, ...]
) -> DossierClient:
    passes = [poste for poste in tiers.postes if poste.ecriture.date <= au]
    posterieurs = sum(poste.montant for poste in tiers.postes if poste.ecriture.date > au)
    retenus = _sans_virements_internes(passes)
    dettes, sur_les_dettes = dettes_ouvertes((un for un in retenus if un.montant > 0), tiers.nom, journaux)
    rapproches = Credits(dettes)
    rapproches.ajouter(un for un in retenus if un.montant < 0)
    creances = tuple(dette.creance for dette in dettes)
    passes_en_euros, _ = bilan_des_mouvements(rapproches.evenements, au)
    controle = Controle(
        creances=sum((creance.montant for creance in creances), ZERO),
        credits=passes_en_euros,
        posterieurs=euros(posterieurs),
        solde=euros(tiers.solde),
    )
    controle.exiger(f"client {tiers.tiers}")
    reserves = (*communes, *sur_les_dettes, *rapproches.reserves)
    return DossierClient(tiers.tiers, tiers.nom, creances, tuple(rapproches.evenements), reserves, controle)


def _sans_virements_internes(postes: Sequence[Poste]) -> list[Poste]:
    """Retire le débit et le crédit d'une même écriture qui déplacent une créance d'un compte client à un autre."""
    par_ecriture: defaultdict[tuple[str, str, str], list[Poste]] = defaultdict(list)
    for poste in postes:
        ecriture = poste.ecriture
        par_ecriture[ecriture.journal, ecriture.numero, ecriture.piece].append(poste)
    internes = {
        poste.ecriture.ligne
        for groupe in par_ecriture.values()
        if len(groupe) == 2
        and groupe[0].montant + groupe[1].montant == 0
        and groupe[0].ecriture.compte != groupe[1].ecriture.compte
        for poste in groupe
    }
    return [poste for poste in postes if poste.ecriture.ligne not in internes]
