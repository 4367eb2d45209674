"""Le décompte d'une créance : ce qui reste dû, et comment chaque paiement s'est imputé."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement, Paiement
from creances.moteur.chronologie import Compte
from creances.moteur.indemnite import ligne_d_indemnite
from creances.moteur.penalites import compter
from creances.moteur.qualification import DepartMiseEnDemeure, Options
from creances.moteur.recit import (
    articles_du_compte,
    lignes_d_interets,
    lignes_des_mouvements,
    reserves_du_compte,
)
from creances.noyau.argent import euros
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import Jour, JourAccepte
from creances.regles.procedure_collective import JourDuJugement


@dataclass(frozen=True, slots=True)
class Imputation:
    """Ce qu'un paiement a éteint. `montant` = `indemnite` + `frais` + `interets` + `principal` + `trop_percu`."""

    date: Jour
    montant: Decimal
    indemnite: Decimal
    frais: Decimal
    interets: Decimal
    principal: Decimal
    trop_percu: Decimal


@dataclass(frozen=True, slots=True)
class Decompte:
    """Ce qui reste dû, poste par poste, en euros.

    `principal` comprend les intérêts capitalisés, rappelés à part dans `capitalises`. `total` = `principal` + `interets`
    + `indemnite` + `frais`. `verse` : total des paiements reçus. `trop_percu` : ce qui n'a rien trouvé à éteindre.
    """

    principal: Decimal
    interets: Decimal
    indemnite: Decimal
    frais: Decimal
    total: Decimal
    verse: Decimal
    trop_percu: Decimal
    capitalises: Decimal
    imputations: tuple[Imputation, ...]


@regle(
    "decompte",
    "C. civ., 1343-1",
    "C. civ., 1343-2",
    "C. com., L441-10, II",
    "C. com., D441-5",
    "CCP, R2192-31",
    "CCP, D2192-35",
    "C. com., L622-28",
)
def decompte(
    creance: Creance,
    *,
    au: JourAccepte,
    evenements: Sequence[Evenement] = (),
    ordre: Sequence[str] | None = None,
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    depart: DepartMiseEnDemeure = "presentation",
    jour_jugement: JourDuJugement = "exclu",
    droit: Droit | None = None,
) -> Resultat[Decompte]:
    """Ce qui reste dû d'une créance au jour `au` inclus, en euros, chaque paiement imputé.

    `ordre` : None, celui du régime — ("frais", "interets", "principal") en général, l'indemnité de 40 € comptant parmi
    les frais ; ("principal", "interets", "frais") pour un acheteur public. Un avoir réduit le principal depuis sa date,
    ou depuis le début s'il est rétroactif. Les autres arguments sont ceux de `penalites`.

    Doute : voir `ordre_applicable`. Erreurs : celles de `penalites`.
    Source : C. civ., 1343-1 ; Cass. 1re civ., 7 févr. 1995, n° 92-14.216 ; CE, 23 mai 2012, n° 346352.

    >>> from creances.modeles import Conditions
    >>> facture = Creance(montant=10000, echeance="2025-01-01", conditions=Conditions(taux_penalites=10))
    >>> paiement = Paiement(date="2025-07-01", montant=4000)
    >>> reste = decompte(facture, au="2026-01-01", evenements=[paiement]).valeur
    >>> reste.principal, reste.interets, reste.indemnite, reste.total
    (Decimal('6535.89'), Decimal('329.48'), Decimal('0.00'), Decimal('6865.37'))
    """
    droit = droit or droit_courant()
    options = Options(ordre, base, arrondi, depart, jour_jugement)
    compte, fin = compter(creance, au, evenements, options, droit)
    indemnite = ligne_d_indemnite(compte)
    return Resultat(
        "decompte",
        lire(compte),
        raconter(compte, fin, indemnite),
        articles_du_compte(compte, indemnite.article),
        reserves_du_compte(compte, droit, fin, ordre_suppose=ordre is None),
        fin,
        droit.version,
    )


def lire(compte: Compte) -> Decompte:
    """Les postes d'un compte, en euros."""
    interets = compte.interets
    return Decompte(
        principal=euros(compte.principal),
        interets=euros(interets),
        indemnite=euros(compte.indemnite),
        frais=euros(compte.frais),
        total=euros(compte.du),
        verse=euros(compte.verse),
        trop_percu=euros(compte.trop_percu),
        capitalises=euros(compte.capitalises),
        imputations=tuple(
            Imputation(
                date=passage.mouvement.date,
                montant=euros(passage.montant),
                indemnite=euros(passage.indemnite),
                frais=euros(passage.parts.frais - passage.indemnite),
                interets=euros(passage.parts.interets),
                principal=euros(passage.parts.principal),
                trop_percu=euros(passage.parts.reste),
            )
            for passage in compte.passages
            if isinstance(passage.mouvement, Paiement)
        ),
    )


def raconter(compte: Compte, au: date, indemnite: Ligne) -> tuple[Ligne, ...]:
    """Le principal, les intérêts, l'indemnité, les mouvements, puis ce qui reste : la somme des montants est le total."""
    principal = Ligne("principal", montant=compte.dette.creance.montant, fin=compte.dette.exigible)
    return (principal, *lignes_d_interets(compte, au), indemnite, *lignes_des_mouvements(compte))
