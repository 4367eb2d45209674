"""Les crédits ouverts d'un client : paiements et avoirs, et la créance que chacun vise s'il en vise une."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from creances.adaptateurs.dossiers_fec.dettes import Dette, emission
from creances.adaptateurs.fec import Poste
from creances.modeles import Avoir, Evenement, Paiement
from creances.noyau.argent import centimes, euros
from creances.noyau.resultat import Reserve


class Credits:
    """Rapproche les crédits d'un client de ses dettes, l'un après l'autre ; `evenements` et `reserves` s'allongent."""

    def __init__(self, dettes: Sequence[Dette]) -> None:
        self.evenements: list[Evenement] = []
        self.reserves: list[Reserve] = []
        self._restes = {dette.creance.reference: centimes(dette.creance.montant) for dette in dettes}
        self._par_piece: defaultdict[str, list[str]] = defaultdict(list)
        self._par_groupe: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for dette in dettes:
            if dette.piece:
                self._par_piece[dette.piece].append(dette.creance.reference)
            for groupe in dette.groupes:
                self._par_groupe[groupe].append(dette.creance.reference)

    def ajouter(self, postes: Iterable[Poste]) -> None:
        """Ajoute tous les crédits dans l'ordre des jours, les avoirs d'abord, comme le moteur les rejouera."""
        for poste in sorted(postes, key=lambda un: (jour(un), un.nature != "avoir", un.ecriture.ligne)):
            if poste.nature == "avoir":
                self._reduire(poste)
            else:
                self._payer(poste)

    def _payer(self, poste: Poste) -> None:
        visee = self._visee(poste)
        reste = -poste.montant
        # Ce qu'un paiement éteindra, à peu près : de quoi ne pas imputer un avoir sur une dette déjà payée.
        for reference in self._dans_l_ordre(visee):
            part = min(reste, self._restes[reference])
            self._restes[reference] -= part
            reste -= part
        self.evenements.append(Paiement(date=jour(poste), montant=euros(-poste.montant), creance=visee))
        if poste.nature != "paiement":
            self.reserves.append(
                Reserve(
                    "CREDIT_LU_COMME_PAIEMENT",
                    mots=(("piece", _nom(poste)),),
                    montants=(("montant", euros(-poste.montant)),),
                )
            )

    def _dans_l_ordre(self, visee: str | None) -> list[str]:
        """La dette visée, puis les autres, de la plus ancienne à la plus récente."""
        return sorted(self._restes, key=lambda reference: reference != visee)

    def _reduire(self, poste: Poste) -> None:
        """Un avoir réduit la dette qu'il vise, puis les autres, en le disant."""
        visee = self._visee(poste) or self._visee_par_le_libelle(poste)
        reste = -poste.montant
        for reference in self._dans_l_ordre(visee):
            part = min(reste, self._restes[reference])
            if part:
                self._noter_avoir(poste, reference, part, suppose=reference != visee)
                reste -= part
        if reste:
            # Plus rien à réduire : le moteur le dira non affecté, quelle que soit la dette nommée.
            derniere = visee or next(reversed(self._restes), None)
            self._noter_avoir(poste, derniere, reste, suppose=visee is None)

    def _noter_avoir(self, poste: Poste, reference: str | None, part: int, *, suppose: bool) -> None:
        self.evenements.append(Avoir(date=jour(poste), montant=euros(part), creance=reference))
        if reference is not None:
            self._restes[reference] = max(0, self._restes[reference] - part)
            if suppose:
                self._reserver_l_avoir(poste, reference, part)

    def _reserver_l_avoir(self, poste: Poste, reference: str, part: int) -> None:
        self.reserves.append(
            Reserve(
                "AVOIR_SANS_CREANCE",
                mots=(("avoir", _nom(poste)), ("creance", reference)),
                montants=(("montant", euros(part)),),
            )
        )

    def _visee(self, poste: Poste) -> str | None:
        """Par la pièce, à défaut par le groupe de lettrage rouvert, s'il n'y a qu'une dette pour y répondre."""
        ecriture = poste.ecriture
        lettrees = self._par_groupe.get((ecriture.compte, ecriture.lettrage), ()) if poste.groupe_rouvert else ()
        return _seule(self._par_piece.get(ecriture.piece, ())) or _seule(lettrees)

    def _visee_par_le_libelle(self, poste: Poste) -> str | None:
        libelle = poste.ecriture.libelle
        citees = [dettes for piece, dettes in self._par_piece.items() if _cite(libelle, piece)]
        return _seule(citees[0]) if len(citees) == 1 else None


def jour(poste: Poste) -> date:
    """Le jour du crédit : celui de l'écriture pour un paiement, sinon celui de la pièce s'il est connu et antérieur."""
    ecriture = poste.ecriture
    return ecriture.date if poste.nature == "paiement" else min(emission(ecriture), ecriture.date)


def _seule(references: Sequence[str]) -> str | None:
    return references[0] if len(references) == 1 else None


def _cite(libelle: str, piece: str) -> bool:
    """La pièce figure dans le libellé en entier : « FA12 » n'est pas citée par « Avoir sur FA123 »."""
    return piece in libelle and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", libelle) is not None


def _nom(poste: Poste) -> str:
    return poste.ecriture.piece or f"ligne {poste.ecriture.ligne}"
