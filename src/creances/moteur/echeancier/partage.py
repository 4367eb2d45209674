"""Le partage d'une somme en échéances, en centimes entiers : la dernière absorbe ce que l'arrondi laisse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from creances.noyau.calcul import Bareme, Compteur
from creances.noyau.erreurs import DonneeInvalide
from creances.regles.imputation import Ordre, Parts, imputer


@dataclass(frozen=True, slots=True)
class Solde:
    """Ce qui est dû à la signature, en centimes, et ce qui fait courir les intérêts du plan.

    `hors_assiette` : part du principal qui ne porte pas intérêt. `compte_jusqu_au` : dernier jour déjà compté, ordinal.
    """

    frais: int
    interets: int
    principal: int
    ordre: Ordre
    bareme: Bareme | None
    compte_jusqu_au: int
    dernier_jour: int
    hors_assiette: int = 0

    @property
    def total(self) -> int:
        """Tout ce qui est dû à la signature."""
        return self.frais + self.interets + self.principal


class Versement(NamedTuple):
    """Une échéance : son jour, ce qu'elle éteint, ce qui reste après elle, en centimes."""

    date: date
    montant: int
    parts: Parts
    reste: int


class Deroule(NamedTuple):
    """Un plan déroulé : ses versements, et les intérêts que sa durée a ajoutés."""

    versements: tuple[Versement, ...]
    interets: int


def derouler(solde: Solde, dates: Sequence[date], montants: Sequence[int]) -> Deroule:
    """Verse chaque montant à sa date, puis tout le reste à la dernière : `montants` en compte une de moins que `dates`."""
    frais, interets, principal = solde.frais, solde.interets, solde.principal
    compteur, compte_jusqu_au = Compteur(), solde.compte_jusqu_au
    versements = []
    for rang, jour in enumerate(dates):
        deja, fin = compteur.centimes, min(jour.toordinal(), solde.dernier_jour)
        if solde.bareme is not None and fin > compte_jusqu_au:
            compteur.courir(solde.bareme, principal - solde.hors_assiette, compte_jusqu_au + 1, fin)
            compte_jusqu_au = fin
        interets += compteur.centimes - deja
        somme = montants[rang] if rang < len(montants) else frais + interets + principal
        parts = imputer(somme, frais=frais, interets=interets, principal=principal, ordre=solde.ordre)
        frais, interets, principal = frais - parts.frais, interets - parts.interets, principal - parts.principal
        versements.append(Versement(jour, somme, parts, frais + interets + principal))
    return Deroule(tuple(versements), compteur.centimes)


def partager(solde: Solde, dates: Sequence[date]) -> Deroule:
    """Des échéances égales, la dernière prenant le reste : les autres valent au plus autant qu'elle.

    Sans intérêts, 1 000 en trois font 333,33, 333,33 et 333,34.
    """
    autres = len(dates) - 1
    if solde.total < len(dates):
        raise DonneeInvalide(
            f"nombre : reçu {len(dates)} échéances pour {solde.total} centimes ; accepté : un centime au moins chacune",
            code="echeancier.nombre",
        )
    petit, grand = 1, derouler(solde, dates, [0] * autres).versements[-1].montant
    # La dernière échéance décroît quand les autres croissent : une dichotomie trouve où elles se rejoignent.
    while petit < grand:
        milieu = (petit + grand + 1) // 2
        if derouler(solde, dates, [milieu] * autres).versements[-1].montant >= milieu:
            petit = milieu
        else:
            grand = milieu - 1
    return derouler(solde, dates, [petit] * autres)
