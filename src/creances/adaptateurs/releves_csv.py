"""Écrire des relevés dans un CSV qu'un tableur ouvre sans danger : une ligne par dette.

Colonnes : client, nom, reference, echeance (AAAA-MM-JJ), principal, interets, indemnite, frais, total, verse (euros, deux
décimales), reserves (codes séparés par des blancs, ceux du relevé du client). Ce qu'un client a versé en trop, ou le
solde d'un client créditeur, a sa ligne, sans référence et au total négatif : la colonne total fait le solde d'ensemble.

Une cellule de texte qui commence par « = », « + », « - », « @ », une tabulation ou un retour est précédée d'une
apostrophe : le tableur y lit un texte, jamais une formule.

>>> neutraliser("=1+1"), neutraliser("Tarvenne")
("'=1+1", 'Tarvenne')
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from creances.adaptateurs.portefeuille import ZERO, ReleveClient
from creances.noyau.rendu.catalogues import nettoyer

COLONNES = (
    "client",
    "nom",
    "reference",
    "echeance",
    "principal",
    "interets",
    "indemnite",
    "frais",
    "total",
    "verse",
    "reserves",
)
CREDIT = "CREDIT_NON_AFFECTE"
"""La réserve des lignes qui ne sont pas des dettes : un trop-versé, le solde d'un client créditeur."""

_MONTANTS = ("principal", "interets", "indemnite", "frais", "total", "verse")
_DANGEREUX = ("=", "+", "-", "@", "\t", "\r")


def ecrire_csv(
    releves: Iterable[ReleveClient], *, separateur: Literal[";", ",", "\t"] = ";", decimale: Literal[",", "."] = ","
) -> str:
    """Les relevés en CSV (voir la documentation du module), lignes finies par CR LF.

    >>> from creances.adaptateurs.portefeuille import DossierClient, relever
    >>> from creances.modeles import Creance
    >>> dossier = DossierClient("C1", "@Tarvenne", (Creance(reference="F1", montant=1000, echeance="2026-03-31"),))
    >>> print(ecrire_csv([relever(dossier, au="2026-06-30")]).splitlines()[1])
    C1;'@Tarvenne;F1;2026-03-31;1000,00;30,29;40,00;0,00;1070,29;0,00;QUALITE_SUPPOSEE
    """
    sortie = io.StringIO(newline="")
    ecrivain = csv.writer(sortie, delimiter=separateur)
    ecrivain.writerow(COLONNES)
    for releve in releves:
        for textes, montants, reserves in _lignes(releve):
            nombres = [f"{montant:f}".replace(".", decimale) for montant in montants]
            ecrivain.writerow([*map(neutraliser, textes), *nombres, reserves])
    return sortie.getvalue()


def _lignes(releve: ReleveClient) -> Iterator[tuple[tuple[str, ...], list[Decimal], str]]:
    client = (releve.dossier.client, releve.dossier.nom)
    if releve.resultat is not None:
        valeur, codes = releve.resultat.valeur, " ".join(sorted(releve.resultat.codes()))
        for dette in valeur.dettes:
            montants = [getattr(dette, nom) for nom in _MONTANTS]
            yield (*client, dette.reference, dette.echeance.isoformat()), montants, codes
        if valeur.non_affecte:
            yield (*client, "", ""), _credit(-valeur.non_affecte), CREDIT
    elif releve.dossier.crediteur:
        yield (*client, "", ""), _credit(releve.dossier.solde or ZERO), CREDIT


def _credit(total: Decimal) -> list[Decimal]:
    return [total if nom == "total" else ZERO for nom in _MONTANTS]


def neutraliser(texte: str) -> str:
    """Le texte sur une ligne, qu'aucun tableur ne prendra pour une formule."""
    propre = nettoyer(texte)
    return f"'{propre}" if texte.startswith(_DANGEREUX) or propre.lstrip().startswith(_DANGEREUX) else propre
