"""Ce que le vérificateur de types doit refuser : chaque ligne marquée cesserait d'être une erreur si l'API se relâchait.

Ce fichier n'est jamais exécuté : mypy le lit avec `warn_unused_ignores`, et une marque devenue inutile le fait échouer.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from creances import (
    Creance,
    Decompte,
    Droit,
    Evenement,
    Paiement,
    Releve,
    Resultat,
    decompte,
    echeance,
    evaluer,
    indemnite_forfaitaire,
    interets,
    penalites,
    releve,
)

FACTURE = Creance(montant=Decimal(10000), echeance=date(2026, 4, 30))
VERSE = Paiement(date=date(2026, 5, 31), montant=Decimal(4000))


def le_jour_est_obligatoire() -> None:
    penalites(FACTURE)  # type: ignore[call-arg]
    decompte(FACTURE)  # type: ignore[call-arg]
    indemnite_forfaitaire(FACTURE)  # type: ignore[call-arg]
    releve([FACTURE])  # type: ignore[call-arg]
    interets(Decimal(1000), debut=date(2026, 1, 1))  # type: ignore[call-arg]


def tout_se_nomme_apres_le_sujet() -> None:
    penalites(FACTURE, date(2026, 8, 31))  # type: ignore[call-arg]
    decompte(FACTURE, date(2026, 8, 31))  # type: ignore[call-arg]
    echeance(FACTURE, "legale")  # type: ignore[call-arg]
    evaluer("penalites", {}, Droit("x", {}))  # type: ignore[call-arg]


def un_flottant_n_est_pas_de_l_argent() -> None:
    interets(1000.5, debut=date(2026, 1, 1), au=date(2026, 2, 1))  # type: ignore[arg-type]


def un_nombre_n_est_pas_un_jour() -> None:
    penalites(FACTURE, au=20260831)  # type: ignore[arg-type]


def une_option_est_un_mot_connu() -> None:
    penalites(FACTURE, au=date(2026, 8, 31), base="360")  # type: ignore[arg-type]
    penalites(FACTURE, au=date(2026, 8, 31), arrondi="jour")  # type: ignore[arg-type]
    penalites(FACTURE, au=date(2026, 8, 31), depart="depot")  # type: ignore[arg-type]
    penalites(FACTURE, au=date(2026, 8, 31), jour_jugement="veille")  # type: ignore[arg-type]
    echeance(FACTURE, opposable="client")  # type: ignore[arg-type]
    interets(Decimal(1), debut="2026-01-01", au="2026-02-01", categorie="professionnels")  # type: ignore[arg-type]


def un_paiement_n_est_pas_une_liste_d_evenements() -> None:
    decompte(FACTURE, au=date(2026, 8, 31), evenements=VERSE)  # type: ignore[arg-type]
    decompte(FACTURE, au=date(2026, 8, 31), evenements=[FACTURE])  # type: ignore[list-item]


def un_releve_prend_plusieurs_creances() -> None:
    releve(FACTURE, au=date(2026, 8, 31))  # type: ignore[arg-type]


def rien_ne_change_sur_place() -> None:
    FACTURE.montant = Decimal(3)  # type: ignore[misc]
    reponse = penalites(FACTURE, au=date(2026, 8, 31))
    reponse.valeur = Decimal(0)  # type: ignore[misc]
    reponse.lignes.append(None)  # type: ignore[attr-defined]


def une_reponse_connait_le_type_de_sa_valeur() -> None:
    jour: date = penalites(FACTURE, au=date(2026, 8, 31)).valeur  # type: ignore[assignment]
    somme: Decimal = echeance(FACTURE).valeur  # type: ignore[assignment]
    reste: Releve = decompte(FACTURE, au=date(2026, 8, 31)).valeur  # type: ignore[assignment]
    del jour, somme, reste


def un_champ_inconnu_n_existe_pas() -> None:
    print(FACTURE.solde)  # type: ignore[attr-defined]  # noqa: T201 - jamais exécuté
    Creance(montant=Decimal(1), echeance=date(2026, 4, 30), solde=3)  # type: ignore[call-arg]


def ce_qui_est_juste_passe(evenements: list[Evenement]) -> tuple[Resultat[Decompte], Resultat[Decimal]]:
    """Le contrôle contraire : aucune marque ici, donc aucune erreur."""
    return (
        decompte(FACTURE, au="2026-08-31", evenements=evenements, ordre=("interets", "frais", "principal")),
        interets("1000.50", debut="2026-01-01", au=date(2026, 2, 1), droit=None),
    )
