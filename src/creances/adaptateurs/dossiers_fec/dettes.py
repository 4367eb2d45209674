"""Les débits ouverts d'un client, réunis en créances aux références distinctes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from creances.adaptateurs.fec import EcritureClient, Journal, Poste
from creances.modeles import Creance, Debiteur
from creances.noyau.argent import euros
from creances.noyau.resultat import Reserve

_LONGUEUR_DE_PIECE = 100
_LONGUEUR_DE_NOM = 200
# Un remboursement ou un chèque revenu impayé n'est ni une vente ni un service : l'intérêt légal, sans les 40 euros.
_NATURE_SANS_VENTE = "CIVIL_COMMUN"


@dataclass(frozen=True, slots=True)
class Dette:
    """Une créance et de quoi lui rapporter un crédit : sa pièce et les groupes de lettrage de ses lignes."""

    creance: Creance
    piece: str
    groupes: frozenset[tuple[str, str]]


def dettes_ouvertes(
    postes: Iterable[Poste], nom: str, journaux: Mapping[str, Journal]
) -> tuple[tuple[Dette, ...], tuple[Reserve, ...]]:
    """Les dettes, de la plus ancienne à la plus récente, et ce qu'il a fallu supposer."""
    groupes: dict[tuple[object, ...], list[Poste]] = {}
    for poste in postes:
        groupes.setdefault(_facture(poste), []).append(poste)
    reunis = sorted(groupes.values(), key=lambda lignes: (emission(lignes[0].ecriture), lignes[0].ecriture.ligne))
    debiteur = Debiteur(nom=nom[:_LONGUEUR_DE_NOM])
    dettes: list[Dette] = []
    reserves: list[Reserve] = []
    references = _references(reunis)
    for lignes, reference in zip(reunis, references, strict=True):
        dettes.append(_dette(lignes, reference, debiteur))
        reserves.extend(_reserves(lignes[0], reference, journaux))
    return tuple(dettes), tuple(reserves)


def emission(ecriture: EcritureClient) -> date:
    """La date de la pièce, à défaut celle de l'écriture."""
    return ecriture.piece_date or ecriture.date


def _facture(poste: Poste) -> tuple[object, ...]:
    """Ce qui fait une même facture : la pièce, dans la même écriture du même journal, à la même date."""
    ecriture = poste.ecriture
    if not ecriture.piece or poste.nature != "facture":
        return (ecriture.ligne,)
    return (ecriture.journal, ecriture.numero, ecriture.piece, emission(ecriture))


def _dette(lignes: Sequence[Poste], reference: str, debiteur: Debiteur) -> Dette:
    premiere = lignes[0]
    nature = _NATURE_SANS_VENTE if premiere.nature == "remboursement" else "B2B_VENTE"
    creance = Creance(
        reference=reference,
        montant=euros(sum(poste.montant for poste in lignes)),
        emission=emission(premiere.ecriture),
        debiteur=debiteur,
        nature=nature,
    )
    lettrees = (poste.ecriture for poste in lignes if poste.ecriture.lettrage)
    return Dette(creance, premiere.ecriture.piece, frozenset((une.compte, une.lettrage) for une in lettrees))


def _references(factures: Sequence[Sequence[Poste]]) -> list[str]:
    """La pièce si elle suffit, sinon la pièce et la ligne du fichier ; toujours distinctes."""
    pieces = [lignes[0].ecriture.piece[:_LONGUEUR_DE_PIECE] for lignes in factures]
    fois = Counter(pieces)
    prises: set[str] = set()
    references = []
    for lignes, piece in zip(factures, pieces, strict=True):
        numero = f"ligne {lignes[0].ecriture.ligne}"
        reference = piece if fois[piece] == 1 else f"{piece} ({numero})"
        reference = reference if piece else numero
        while reference in prises:
            reference += " bis"
        prises.add(reference)
        references.append(reference)
    return references


def _reserves(poste: Poste, reference: str, journaux: Mapping[str, Journal]) -> Iterable[Reserve]:
    mots = (("creance", reference),)
    if poste.date_perdue:
        yield Reserve("DATE_DE_FACTURE_PERDUE", mots=mots)
    if poste.nature == "remboursement":
        yield Reserve("DEBIT_DE_TRESORERIE", mots=mots)
    elif poste.nature == "facture" and not journaux[poste.ecriture.journal].ventes:
        yield Reserve("DEBIT_HORS_VENTES", mots=mots)
