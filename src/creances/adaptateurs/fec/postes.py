"""Qui doit quoi : les postes clients ouverts d'un FEC, et le contrôle qui prouve qu'il n'en manque pas.

Un code de lettrage n'a de sens que pour un compte et un tiers : « AA » revient chez vingt clients d'un même
fichier. La clé est donc (compte, tiers, code). Un groupe qui ne se solde pas est un lettrage partiel, ou à
cheval sur deux exercices : ses lignes sont rouvertes, sans quoi l'encours serait faux.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from creances.adaptateurs.fec.releve import EcritureClient, Journal, LectureFec

Nature = Literal["facture", "avoir", "paiement", "remboursement", "operation_diverse", "a_nouveau"]


class Poste(NamedTuple):
    """Une ligne client ouverte. `montant` est en centimes : positif, le client doit ; négatif, on lui doit.

    `groupe_rouvert` : la ligne porte un code de lettrage, mais son groupe ne se solde pas. `date_perdue` :
    reprise des soldes dont la date est celle de l'ouverture, non celle de la facture ; l'âge est à demander.
    """

    ecriture: EcritureClient
    nature: Nature
    montant: int
    groupe_rouvert: bool
    date_perdue: bool


@dataclass(frozen=True, slots=True)
class Controle:
    """La somme des postes ouverts face au solde des comptes, en centimes.

    >>> Controle(postes=12000, comptes=12000).ecart
    0
    """

    postes: int
    comptes: int

    @property
    def ecart(self) -> int:
        """Postes moins comptes : toujours zéro, sauf défaut de la bibliothèque."""
        return self.postes - self.comptes


@dataclass(frozen=True, slots=True)
class SoldeTiers:
    """Les postes ouverts d'un tiers, par date, et son solde en centimes (négatif : il est créditeur).

    Un tiers soldé garde sa place, avec des postes vides ou qui se compensent. `comptes` sont les comptes
    clients où il apparaît : 411, et 416 si une créance y a été virée.
    """

    tiers: str
    nom: str
    comptes: tuple[str, ...]
    postes: tuple[Poste, ...]
    solde: int
    controle: Controle


@dataclass(frozen=True, slots=True)
class BalanceClients:
    """Le résultat de `postes_ouverts` : les tiers par code, le total et le contrôle d'ensemble, en centimes.

    `groupes_rouverts` sont les clés (compte, tiers, code de lettrage) des groupes qui ne se soldaient pas.
    Les tiers créditeurs ne se compensent avec personne : `debiteurs` et `crediteurs` les totalisent à part.
    """

    tiers: tuple[SoldeTiers, ...]
    groupes_rouverts: tuple[tuple[str, str, str], ...]
    controle: Controle

    @property
    def solde(self) -> int:
        """Le solde de tous les comptes clients."""
        return self.controle.comptes

    @property
    def debiteurs(self) -> int:
        """La somme des soldes des tiers qui doivent."""
        return sum(tiers.solde for tiers in self.tiers if tiers.solde > 0)

    @property
    def crediteurs(self) -> int:
        """La somme, négative, des soldes des tiers à qui l'on doit."""
        return sum(tiers.solde for tiers in self.tiers if tiers.solde < 0)


def postes_ouverts(lecture: LectureFec) -> BalanceClients:
    """Les postes clients ouverts d'une lecture de FEC, tiers par tiers.

    Ouvert : sans code de lettrage (EcritureLet, LPF art. A47 A-1), ou d'un groupe lettré qui ne se solde pas.
    Les natures se déduisent du sens et du journal : au débit une facture (un remboursement ou un impayé en
    trésorerie), au crédit un paiement en trésorerie, un avoir au journal des ventes, sinon une opération
    diverse ; une reprise des soldes est un à-nouveau. Montants en centimes. Ne lève rien.

    Le contrôle compare deux sommes calculées séparément : celle des postes et celle des comptes.

    >>> from creances.adaptateurs.fec.releve import EcritureClient, Journal, LectureFec, Totaux
    >>> jour = date(2026, 1, 31)
    >>> facture = EcritureClient(
    ...     2, "VE", "1", jour, "411000", "Clients", "C1", "Tarvenne", "F1", jour, "Facture", 12000, 0,
    ...     "A", jour, "")
    >>> acompte = facture._replace(ligne=3, journal="BQ", debit=0, credit=5000)
    >>> lecture = LectureFec(
    ...     (facture, acompte), (), (), (Journal("BQ", "Banque", frozenset("45")),
    ...     Journal("VE", "Ventes", frozenset("47"))), Totaux(2, 2, 0, 0, 0, 12000, 5000), ("411",),
    ...     jour, jour, "|", "utf-8", "LF", ())
    >>> balance = postes_ouverts(lecture)
    >>> [(poste.nature, poste.montant, poste.groupe_rouvert) for poste in balance.tiers[0].postes]
    [('facture', 12000, True), ('paiement', -5000, True)]
    >>> balance.solde, balance.controle.ecart
    (7000, 0)
    """
    rouverts = _groupes_rouverts(lecture.ecritures)
    tiers = _soldes(lecture, rouverts)
    return BalanceClients(
        tiers=tiers,
        groupes_rouverts=tuple(sorted(rouverts)),
        controle=Controle(
            postes=sum(poste.montant for solde in tiers for poste in solde.postes),
            comptes=sum(ecriture.solde for ecriture in lecture.ecritures),
        ),
    )


def _groupes_rouverts(ecritures: Iterable[EcritureClient]) -> frozenset[tuple[str, str, str]]:
    groupes: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for ecriture in ecritures:
        if ecriture.lettrage:
            groupes[_cle(ecriture)] += ecriture.solde
    return frozenset(cle for cle, solde in groupes.items() if solde)


def _soldes(lecture: LectureFec, rouverts: frozenset[tuple[str, str, str]]) -> tuple[SoldeTiers, ...]:
    journaux = {journal.code: journal for journal in lecture.journaux}
    jours_d_ouverture = _jours_d_ouverture(lecture.ecritures, journaux)
    par_tiers: defaultdict[str, list[EcritureClient]] = defaultdict(list)
    for ecriture in lecture.ecritures:
        par_tiers[ecriture.tiers].append(ecriture)
    return tuple(
        _solde_tiers(code, ecritures, rouverts, journaux, jours_d_ouverture)
        for code, ecritures in sorted(par_tiers.items())
    )


def _cle(ecriture: EcritureClient) -> tuple[str, str, str]:
    return ecriture.compte, ecriture.tiers, ecriture.lettrage


def _jours_d_ouverture(ecritures: Iterable[EcritureClient], journaux: dict[str, Journal]) -> dict[str, set[date]]:
    jours: defaultdict[str, set[date]] = defaultdict(set)
    for ecriture in ecritures:
        if journaux[ecriture.journal].ouverture:
            jours[ecriture.journal].add(ecriture.date)
    return jours


def _solde_tiers(
    code: str,
    ecritures: list[EcritureClient],
    rouverts: frozenset[tuple[str, str, str]],
    journaux: dict[str, Journal],
    jours_d_ouverture: dict[str, set[date]],
) -> SoldeTiers:
    postes = sorted(
        (
            _poste(ecriture, journaux[ecriture.journal], jours_d_ouverture)
            for ecriture in ecritures
            if not ecriture.lettrage or _cle(ecriture) in rouverts
        ),
        key=lambda poste: (poste.ecriture.piece_date or poste.ecriture.date, poste.ecriture.ligne),
    )
    controle = Controle(
        postes=sum(poste.montant for poste in postes),
        comptes=sum(ecriture.solde for ecriture in ecritures),
    )
    return SoldeTiers(
        tiers=code,
        nom=ecritures[0].tiers_nom,
        comptes=tuple(sorted({ecriture.compte for ecriture in ecritures})),
        postes=tuple(postes),
        solde=controle.comptes,
        controle=controle,
    )


def _poste(ecriture: EcritureClient, journal: Journal, jours_d_ouverture: dict[str, set[date]]) -> Poste:
    return Poste(
        ecriture=ecriture,
        nature=_nature(ecriture.solde, journal),
        montant=ecriture.solde,
        groupe_rouvert=bool(ecriture.lettrage),
        date_perdue=journal.ouverture and _date_perdue(ecriture, jours_d_ouverture[journal.code]),
    )


def _nature(montant: int, journal: Journal) -> Nature:
    if journal.ouverture:
        return "a_nouveau"
    if montant > 0:
        return "remboursement" if journal.tresorerie else "facture"
    if montant < 0 and journal.tresorerie:
        return "paiement"
    return "avoir" if montant < 0 and journal.ventes else "operation_diverse"


def _date_perdue(ecriture: EcritureClient, jours: set[date]) -> bool:
    # Des reprises détaillées gardent leurs dates : dans PieceDate, ou dans EcritureDate, qui varie alors
    # d'une ligne à l'autre. Une date de pièce égale au seul jour d'ouverture ne dit rien de la facture.
    if ecriture.piece_date is None:
        return True
    return ecriture.piece_date == ecriture.date and len(jours) == 1
