"""Une question expliquée contre la boucle nue qui fait la même somme sans rien expliquer.

Les règles sans calcul (prescription, voies, avancement) se mesurent en échéances : combien de fois la plus simple des
règles.

La boucle nue est celle qu'un bon programmeur écrirait : une liste de semestres, des `Decimal`, un arrondi par tranche.
Elle parcourt la même table de taux que la bibliothèque. Les deux calculs sont comparés au centime avant d'être mesurés,
et le rapport est celui d'une même exécution.

    python bancs/scalaire.py
"""

from __future__ import annotations

import os
import platform
import timeit
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from creances import (
    Acte,
    Creance,
    Dossier,
    Evenement,
    Paiement,
    Procedure,
    avancement,
    competence,
    decompte,
    droit_courant,
    echeance,
    penalites,
    prescription,
    voies,
)
from creances.droit.baremes import bareme_semestriel

UN_JOUR = timedelta(days=1)
CENTIME = Decimal("0.01")
MONTANT = Decimal("10000.00")
ECHEANCE, AU = date(2025, 4, 30), date(2026, 8, 31)
ORDONNANCE = date(2026, 7, 10)
VERSEMENTS = ((date(2025, 9, 15), Decimal("4000.00")), (date(2026, 3, 15), Decimal("1000.00")))
CIBLE = 4


def semestres() -> list[tuple[date, date, Decimal]]:
    """Chaque semestre connu : premier jour, dernier jour, taux supplétif en pour cent."""
    bareme = bareme_semestriel(droit_courant(), "taux_bce", Decimal(10))
    fins = (*bareme.debuts[1:], bareme.horizon or 0)
    return [
        (date.fromordinal(debut), date.fromordinal(fin - 1), Decimal(taux) / 10_000)
        for debut, fin, taux in zip(bareme.debuts, fins, bareme.taux, strict=True)
    ]


SEMESTRES = semestres()


def penalites_nues(montant: Decimal, echeance: date, au: date) -> Decimal:
    """La même somme, sans article, sans ligne, sans réserve : un taux qui se répète n'y fait qu'une tranche."""
    tranches: list[tuple[Decimal, int]] = []
    for debut, fin, taux in SEMESTRES:
        premier, dernier = max(debut, echeance + UN_JOUR), min(fin, au)
        if premier <= dernier:
            jours = (dernier - premier).days + 1
            if tranches and tranches[-1][0] == taux:
                jours += tranches.pop()[1]
            tranches.append((taux, jours))
    return sum(
        ((montant * taux * jours / 36500).quantize(CENTIME, ROUND_HALF_UP) for taux, jours in tranches), Decimal(0)
    )


def decompte_nu(montant: Decimal, echeance: date, au: date) -> Decimal:
    """Le total dû, chaque versement imputé sur les frais, les intérêts, le principal."""
    frais, interets, depuis = Decimal("40.00"), Decimal("0.00"), echeance
    for jour, verse in VERSEMENTS:
        interets += penalites_nues(montant, depuis, jour)
        depuis = jour
        sur_frais = min(verse, frais)
        sur_interets = min(verse - sur_frais, interets)
        frais -= sur_frais
        interets -= sur_interets
        montant -= verse - sur_frais - sur_interets
    return montant + interets + penalites_nues(montant, depuis, au) + frais


def microsecondes(appel: Callable[[], object], fois: int = 2000) -> float:
    """Le meilleur temps d'un appel, en microsecondes."""
    return min(timeit.repeat(appel, number=fois, repeat=7)) / fois * 1e6


def en_echeances(creance: Creance, evenements: Sequence[Evenement]) -> None:
    """Imprime le temps de chaque règle, et combien d'échéances il vaut."""
    ordonnance = Procedure(type="IP", actes=(Acte(type="ordonnance", date=ORDONNANCE),))
    dossier = Dossier(creance=creance, evenements=tuple(evenements), procedures=(ordonnance,))
    une_echeance = microsecondes(lambda: echeance(creance))
    print(f"echeance : {une_echeance:.1f} µs")
    appels: dict[str, Callable[[], object]] = {
        "prescription": lambda: prescription(creance, au=AU, evenements=evenements),
        "competence": lambda: competence(dossier, procedure="IP", au=AU),
        "avancement": lambda: avancement(ordonnance, au=AU),
        "voies": lambda: voies(dossier, au=AU),
    }
    for nom, appel in appels.items():
        temps = microsecondes(appel, 500)
        print(f"{nom} : {temps:.1f} µs, {temps / une_echeance:.1f} échéances")


def main() -> None:
    """Compare, mesure et imprime les rapports."""
    creance = Creance(montant=MONTANT, echeance=ECHEANCE)
    evenements = [Paiement(date=jour, montant=verse) for jour, verse in VERSEMENTS]
    assert penalites_nues(MONTANT, ECHEANCE, AU) == penalites(creance, au=AU).valeur
    assert decompte_nu(MONTANT, ECHEANCE, AU) == decompte(creance, au=AU, evenements=evenements).valeur.total
    print(f"{os.cpu_count()} cœurs, Python {platform.python_version()}, {len(SEMESTRES)} semestres dans la table")
    for nom, nu, explique in (
        ("penalites", lambda: penalites_nues(MONTANT, ECHEANCE, AU), lambda: penalites(creance, au=AU)),
        (
            "decompte, deux versements",
            lambda: decompte_nu(MONTANT, ECHEANCE, AU),
            lambda: decompte(creance, au=AU, evenements=evenements),
        ),
    ):
        temps_nu, temps = microsecondes(nu), microsecondes(explique)
        print(f"{nom} : {temps:.1f} µs, boucle nue {temps_nu:.1f} µs, rapport {temps / temps_nu:.2f} (cible {CIBLE})")
    en_echeances(creance, evenements)


if __name__ == "__main__":
    main()
