"""La balance âgée d'un portefeuille : ce qui reste dû, par débiteur et par tranche de retard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Avoir, Paiement
from creances.moteur.balance_agee.encours import Piece, Poste, echeance_de, poster, reunir
from creances.moteur.balance_agee.tranches import limites, lire_bornes, tranche_de
from creances.noyau.argent import centimes, euros
from creances.noyau.proportions import parts_de_cent
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

D441_6 = "C. com., D441-6"


@dataclass(frozen=True, slots=True)
class TrancheAgee:
    """Ce qui a de `retard_minimal` à `retard_maximal` jours de retard, bornes incluses.

    La première tranche n'est pas échue : None et zéro. La dernière n'a pas de fin : None. `nombre` de créances ;
    `part_d_encours` en pour cent, None si l'encours est nul.
    """

    retard_minimal: int | None = field(metadata={"unite": "jours"})
    retard_maximal: int | None = field(metadata={"unite": "jours"})
    nombre: int
    montant: Decimal
    part_d_encours: Decimal | None = field(metadata={"unite": "taux"})


@dataclass(frozen=True, slots=True)
class DebiteurAge:
    """Les créances d'un débiteur, en euros : `montants`, un par tranche, la première n'étant pas échue.

    `encours` est leur somme ; `solde` = `encours` - `non_affecte`. `conteste` est compris dans l'encours.
    `retard_maximal` : du plus ancien impayé, en jours.
    """

    debiteur: str
    montants: tuple[Decimal, ...]
    encours: Decimal
    echu: Decimal
    non_affecte: Decimal
    solde: Decimal
    conteste: Decimal
    retard_maximal: int = field(metadata={"unite": "jours"})


@dataclass(frozen=True, slots=True)
class BalanceAgee:
    """L'encours au jour de la question, en euros.

    - `encours` = `non_echu` + `echu` = somme des `tranches`. `solde` = `encours` - `non_affecte`, le solde du compte.
    - `non_affecte` : paiements et avoirs qui n'ont rien trouvé à éteindre, montrés et jamais compensés.
    - `conteste` : la part de l'encours en litige ; elle reste dans sa tranche.
    - `debiteurs` : du plus gros retard au plus petit, en montant. Un mouvement que rien ne désigne n'est à aucun d'eux.
    """

    encours: Decimal
    non_echu: Decimal
    echu: Decimal
    non_affecte: Decimal
    solde: Decimal
    conteste: Decimal
    tranches: tuple[TrancheAgee, ...]
    debiteurs: tuple[DebiteurAge, ...]


@regle("balance_agee", D441_6)
def balance_agee(
    dossiers: Sequence[Piece],
    *,
    au: JourAccepte,
    evenements: Sequence[Paiement | Avoir] = (),
    tranches: Sequence[int] | None = None,
    droit: Droit | None = None,
) -> Resultat[BalanceAgee]:
    """L'encours toutes taxes comprises au jour `au`, par débiteur et par tranche de retard.

    L'âge se compte depuis l'échéance (règle `echeance`), jamais depuis la facture : nul le jour de l'échéance, qui n'est
    pas un retard. Ce qui est postérieur à `au` n'existe pas : ni une facture émise plus tard, ni un paiement. L'encours
    est celui du compte du client : le montant facturé moins ce qui a été reçu, sans pénalités, indemnité ni frais.

    - `dossiers` : des dossiers, ou des créances seules ; alors `evenements` porte leurs paiements et leurs avoirs, chacun
      désignant sa créance. Celui que rien ne désigne est « non affecté ».
    - `tranches` : le dernier jour de retard de chacune, inclus ; un zéro de tête, facultatif, dit l'échéance. Par défaut
      celles du rapport de gestion : 1 à 30, 31 à 60, 61 à 90, 91 et plus.

    Les parts font 100,00 : l'écart d'arrondi se reporte sur la dernière tranche non vide. Les débiteurs se réunissent par
    SIREN, à défaut par nom.

    Doute : les bornes de D441-6 sont connues, son tableau n'a pas été relu (réserve TRANCHES_A_CONFIRMER).
    Erreurs : `DonneeInvalide` (tranche, référence inconnue) ; celles de `echeance`.
    Source : C. com., D441-6 ; usage des balances âgées.

    >>> from creances.modeles import Creance
    >>> deux = [Creance(reference=r, montant=100, echeance=e) for r, e in (("F1", "2026-10-31"), ("F2", "2026-11-30"))]
    >>> versement = Paiement(date="2026-11-10", montant=30, creance="F1")
    >>> age = balance_agee(deux, au="2026-11-21", evenements=[versement]).valeur
    >>> [str(tranche.montant) for tranche in age.tranches], age.encours
    (['100.00', '70.00', '0.00', '0.00', '0.00'], Decimal('170.00'))
    """
    droit, fin = droit or droit_courant(), jour(au, "au")
    bornes = lire_bornes(tranches)
    reunis, libres = reunir(dossiers, evenements)
    postes = [poster(dossier, echeance_de(dossier.creance, droit), fin) for dossier in reunis]
    perdu = sum(centimes(un.montant) for un in libres if un.date <= fin)
    valeur = _etablir(postes, perdu, bornes)
    return Resultat(
        "balance_agee",
        valeur,
        tuple(_lignes(valeur)),
        (D441_6,),
        tuple(_reserves(postes, valeur, par_defaut=tranches is None)),
        fin,
        droit.version,
    )


def _etablir(postes: Sequence[Poste], perdu: int, bornes: Sequence[int]) -> BalanceAgee:
    montants, nombres = [0] * (len(bornes) + 2), [0] * (len(bornes) + 2)
    par_debiteur: dict[str, list[Poste]] = {}
    for poste in postes:
        par_debiteur.setdefault(poste.cle, []).append(poste)
        if poste.du:
            rang = tranche_de(poste.age, bornes)
            montants[rang] += poste.du
            nombres[rang] += 1
    encours, non_affecte = sum(montants), perdu + sum(poste.libre for poste in postes)
    parts = parts_de_cent(montants)
    return BalanceAgee(
        encours=euros(encours),
        non_echu=euros(montants[0]),
        echu=euros(encours - montants[0]),
        non_affecte=euros(non_affecte),
        solde=euros(encours - non_affecte),
        conteste=euros(sum(poste.conteste for poste in postes)),
        tranches=tuple(
            TrancheAgee(*limites(rang, bornes), nombres[rang], euros(montant), None if parts is None else parts[rang])
            for rang, montant in enumerate(montants)
        ),
        debiteurs=tuple(_classer(_resumer(siens, bornes) for siens in par_debiteur.values())),
    )


def _classer(lignes: Iterator[DebiteurAge]) -> list[DebiteurAge]:
    """Du plus gros retard au plus petit ; un débiteur qui ne doit rien et à qui rien n'est dû ne figure pas."""
    utiles = (une for une in lignes if une.encours or une.non_affecte)
    return sorted(utiles, key=lambda une: (-une.echu, -une.encours, une.debiteur))


def _resumer(postes: Sequence[Poste], bornes: Sequence[int]) -> DebiteurAge:
    montants = [0] * (len(bornes) + 2)
    for poste in postes:
        montants[tranche_de(poste.age, bornes)] += poste.du
    encours, libre = sum(montants), sum(poste.libre for poste in postes)
    return DebiteurAge(
        debiteur=postes[0].debiteur,
        montants=tuple(map(euros, montants)),
        encours=euros(encours),
        echu=euros(encours - montants[0]),
        non_affecte=euros(libre),
        solde=euros(encours - libre),
        conteste=euros(sum(poste.conteste for poste in postes)),
        retard_maximal=max((poste.age for poste in postes if poste.echu), default=0),
    )


def _lignes(valeur: BalanceAgee) -> Iterator[Ligne]:
    """Une ligne par tranche, puis ce qui n'est pas affecté : la somme des montants est le solde."""
    for tranche in valeur.tranches:
        mots: tuple[tuple[str, str | int], ...] = (("nombre", tranche.nombre),)
        if tranche.retard_minimal is None:
            yield Ligne("balance_agee.non_echu", D441_6, montant=tranche.montant, mots=mots)
        elif tranche.retard_maximal is None:
            mots = (*mots, ("depuis", tranche.retard_minimal))
            yield Ligne("balance_agee.au_dela", D441_6, montant=tranche.montant, mots=mots)
        else:
            mots = (*mots, ("depuis", tranche.retard_minimal), ("jusqu_a", tranche.retard_maximal))
            yield Ligne("balance_agee.tranche", D441_6, montant=tranche.montant, mots=mots)
    if valeur.non_affecte:
        yield Ligne("balance_agee.non_affecte", montant=-valeur.non_affecte)


def _reserves(postes: Sequence[Poste], valeur: BalanceAgee, *, par_defaut: bool) -> Iterator[Reserve]:
    if par_defaut:
        yield Reserve("TRANCHES_A_CONFIRMER", (D441_6,))
    recalculees = sum(1 for poste in postes if poste.du and poste.dossier.creance.echeance is None)
    if recalculees:
        yield Reserve("ECHEANCES_RECALCULEES", mots=(("nombre", recalculees),))
    if valeur.conteste:
        yield Reserve("ENCOURS_CONTESTE", montants=(("conteste", valeur.conteste),))
