"""La revue d'une politique : quelles étapes ont été suivies d'un paiement, et lesquelles ne l'ont jamais été."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier, MiseEnDemeure, Paiement, Relance, Transmission
from creances.moteur.fil import Fil
from creances.moteur.usages.revue import minimum_usuel
from creances.noyau.argent import centimes, euros
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.proportions import pour_cent
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

Nombre = Annotated[int, Field(strict=True, ge=0)]
_Etape = Relance | MiseEnDemeure | Transmission


@dataclass(frozen=True, slots=True)
class EtapeObservee:
    """Une étape, telle que les dossiers l'ont vécue : faite `nombre` fois, `suivies` d'un paiement.

    `recu` : ce que ces paiements ont apporté, en euros. `taux` = `suivies` / `nombre`, en pour cent. `jamais_suivie` : à
    revoir ; `peu_de_cas` : trop rare pour en juger.
    """

    etape: str
    nombre: int
    suivies: int
    recu: Decimal
    taux: Decimal = field(metadata={"unite": "taux"})
    jamais_suivie: bool
    peu_de_cas: bool


@dataclass(frozen=True, slots=True)
class RevuePolitique:
    """Les étapes observées, de la plus fréquente à la plus rare, et les codes de celles qu'aucun paiement n'a suivies.

    `en_attente` : étapes trop récentes pour être jugées.
    """

    etapes: tuple[EtapeObservee, ...]
    jamais_suivies: tuple[str, ...]
    en_attente: int


class _Issue(NamedTuple):
    """Une étape d'un dossier et ce qui l'a suivie, en centimes ; None si elle est trop récente."""

    etape: str
    recu: int | None


@regle("revue_politique")
def revue_politique(
    dossiers: Sequence[Dossier],
    *,
    au: JourAccepte,
    attente: Nombre = 0,
    minimum: Nombre | None = None,
    droit: Droit | None = None,
) -> Resultat[RevuePolitique]:
    """Ce que chaque étape a produit au jour `au`, d'après les seuls dossiers fournis : des comptes, aucune estimation.

    Une étape est suivie si un paiement arrive après son jour, et au plus tard le jour de l'étape suivante du dossier, sinon
    `au`. Son code est `etape`, à défaut le canal, à défaut la nature (« mise_en_demeure », « transmission »).

    - `attente` : jours laissés à une étape restée sans paiement avant de la juger ; 0, toutes le sont.
    - `minimum` : nombre de cas sous lequel `peu_de_cas` est dit ; None, celui de l'usage.

    Doute : suivre n'est pas causer. Le paiement qui vient après une relance serait peut-être venu sans elle (réserve
    SUITE_SANS_CAUSE).
    Source : usage ; `moteur/usages/donnees/revue.toml` pour le nombre de cas.

    >>> from creances.modeles import Creance
    >>> suivi = [Relance(date="2026-05-04", etape="rappel"), Relance(date="2026-05-20", etape="appel"),
    ...     Paiement(date="2026-05-22", montant=100)]
    >>> un = Dossier(creance=Creance(montant=100, echeance="2026-04-30"), evenements=suivi)
    >>> revue_politique([un], au="2026-06-30").valeur.jamais_suivies
    ('rappel',)
    """
    droit, fin = droit or droit_courant(), jour(au, "au")
    for nom, lu in (("attente", attente), ("minimum", minimum)):
        if lu is not None and (type(lu) is not int or lu < 0):
            raise DonneeInvalide(f"{nom} : reçu {lu!r} ; accepté : un nombre entier, 0 ou plus", code=f"revue.{nom}")
    seuil = minimum_usuel() if minimum is None else minimum
    issues = [issue for dossier in dossiers for issue in _issues(Fil(dossier.evenements, fin), attente)]
    etapes = _observer(issues, seuil)
    valeur = RevuePolitique(
        etapes,
        tuple(une.etape for une in etapes if une.jamais_suivie),
        sum(1 for issue in issues if issue.recu is None),
    )
    lignes = tuple(_ligne(une) for une in etapes)
    return Resultat("revue_politique", valeur, lignes, (), tuple(_reserves(valeur)), fin, droit.version)


def _issues(fil: Fil, attente: int) -> Iterator[_Issue]:
    etapes = [un for un in fil.evenements if isinstance(un, _Etape)]
    for rang, une in enumerate(etapes):
        borne = etapes[rang + 1].date if rang + 1 < len(etapes) else fil.au
        recu = sum(centimes(un.montant) for un in fil.tous(Paiement) if une.date < un.date <= borne)
        derniere = rang + 1 == len(etapes)
        recente = derniere and not recu and fil.au - une.date < timedelta(days=attente)
        yield _Issue(_code(une), None if recente else recu)


def _code(etape: _Etape) -> str:
    if isinstance(etape, Transmission):
        return etape.type
    canal = etape.canal if isinstance(etape, Relance) else ""
    return etape.etape or canal or etape.type


def _observer(issues: Sequence[_Issue], seuil: int) -> tuple[EtapeObservee, ...]:
    recus: dict[str, list[int]] = {}
    for issue in issues:
        if issue.recu is not None:
            recus.setdefault(issue.etape, []).append(issue.recu)
    observees = [_resumer(etape, siens, seuil) for etape, siens in recus.items()]
    return tuple(sorted(observees, key=lambda une: (-une.nombre, une.etape)))


def _resumer(etape: str, recus: Sequence[int], seuil: int) -> EtapeObservee:
    nombre, suivies = len(recus), sum(1 for recu in recus if recu)
    return EtapeObservee(
        etape=etape,
        nombre=nombre,
        suivies=suivies,
        recu=euros(sum(recus)),
        taux=pour_cent(suivies, nombre) or euros(0),
        jamais_suivie=suivies == 0,
        peu_de_cas=nombre < seuil,
    )


def _ligne(une: EtapeObservee) -> Ligne:
    code = "revue.jamais_suivie" if une.jamais_suivie else "revue.suivie"
    mots = (("etape", une.etape), ("nombre", une.nombre), ("suivies", une.suivies))
    return Ligne(code, taux=une.taux, montants=(("recu", une.recu),), mots=mots)


def _reserves(valeur: RevuePolitique) -> Iterator[Reserve]:
    if valeur.etapes:
        yield Reserve("SUITE_SANS_CAUSE")
    if any(une.jamais_suivie and une.peu_de_cas for une in valeur.etapes):
        yield Reserve("PEU_DE_CAS")
