"""Le prévisionnel d'encaissements : ce que l'on attend d'un portefeuille, mois par mois."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Avoir, Paiement
from creances.moteur.balance_agee.encours import Piece, Poste, echeance_de, poster, reunir
from creances.moteur.previsionnel.attentes import Origine, attendre, mois_jusqu_a
from creances.moteur.previsionnel.courbe import verifier
from creances.moteur.usages.courbe import CourbeRecouvrement
from creances.noyau.argent import centimes, euros
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import Jour, JourAccepte, jour

L441_10_I = "C. com., L441-10, I"
_ORIGINES: tuple[Origine, ...] = ("plan", "promesse", "echeance", "courbe")


@dataclass(frozen=True, slots=True)
class EncaissementPrevu:
    """Une somme attendue un jour. `origine` : "plan", "promesse", "echeance" ou "courbe"."""

    date: Jour
    montant: Decimal
    origine: Origine
    debiteur: str
    reference: str


@dataclass(frozen=True, slots=True)
class MoisPrevu:
    """Ce que l'on attend de `debut` à `fin`, inclus."""

    debut: date
    fin: date
    montant: Decimal


@dataclass(frozen=True, slots=True)
class Previsionnel:
    """Ce que l'on attend de l'encours, en euros : `encours` = `attendu` + `au_dela` + `sans_date`.

    `attendu` : jusqu'à l'horizon, inclus ; `mois` le répartit. `au_dela` : daté, mais plus tard. `sans_date` : ce que rien
    ne permet de dater, impayés sans promesse, parts contestées, débiteurs en procédure collective.
    """

    encours: Decimal
    attendu: Decimal
    au_dela: Decimal
    sans_date: Decimal
    mois: tuple[MoisPrevu, ...]
    encaissements: tuple[EncaissementPrevu, ...]


@regle("previsionnel", L441_10_I)
def previsionnel(
    dossiers: Sequence[Piece],
    *,
    au: JourAccepte,
    horizon: JourAccepte,
    evenements: Sequence[Paiement | Avoir] = (),
    courbe: CourbeRecouvrement | None = None,
    droit: Droit | None = None,
) -> Resultat[Previsionnel]:
    """Les encaissements attendus du jour `au` au jour `horizon`, inclus, dossier par dossier et mois par mois.

    Dans cet ordre : les lignes à venir d'un plan de paiement ; une promesse qui court, qui déplace l'attente à son jour ;
    l'échéance, si elle n'est pas passée. Un impayé sans plan ni promesse n'est daté que par une `courbe`.

    - `courbe` : la part qui finit par être payée d'une créance en retard de tant de jours ; None, aucune n'est supposée. Ce
      qu'elle fait attendre d'ici la fin de chaque mois s'en déduit (voir `previsionnel.courbe`).
    - `dossiers`, `evenements` : comme dans `balance_agee`.

    Doute : ce qui n'est pas échu, promis ou planifié est attendu en entier et à son jour ; c'est un choix, qui flatte la
    prévision d'un client en retard habituel (réserve PREVISION_A_L_ECHEANCE).
    Erreurs : `DonneeInvalide` si `horizon` précède `au` ou si la courbe remonte ; celles de `balance_agee`.
    Source : usage ; l'échéance vient de C. com., L441-10, I, et de ce qui a été convenu.

    >>> from creances.modeles import Creance, Dossier, Promesse
    >>> promis = [Promesse(date="2026-11-18", pour_le="2026-12-05")]
    >>> impayee = Dossier(creance=Creance(montant=1000, echeance="2026-10-31"), evenements=promis)
    >>> prevu = previsionnel([impayee], au="2026-11-21", horizon="2026-12-31").valeur
    >>> [(str(un.date), str(un.montant), un.origine) for un in prevu.encaissements]
    [('2026-12-05', '1000.00', 'promesse')]
    """
    droit, debut, fin = droit or droit_courant(), jour(au, "au"), jour(horizon, "horizon")
    if fin < debut:
        raise DonneeInvalide(f"horizon : reçu {fin} ; accepté : {debut} ou plus tard", code="previsionnel.horizon")
    if courbe is not None:
        verifier(courbe)
    reunis, _ = reunir(dossiers, evenements)
    postes = [poster(dossier, echeance_de(dossier.creance, droit), debut) for dossier in reunis]
    prevus = sorted(
        (un for poste in postes for un in _prevoir(poste, debut, fin, courbe)),
        key=lambda un: (un.date, un.debiteur, un.reference),
    )
    valeur = _resumer(postes, prevus, debut, fin)
    return Resultat(
        "previsionnel",
        valeur,
        tuple(_lignes(valeur)),
        (L441_10_I,),
        tuple(_reserves(valeur)),
        debut,
        droit.version,
    )


def _prevoir(poste: Poste, au: date, horizon: date, courbe: CourbeRecouvrement | None) -> Iterator[EncaissementPrevu]:
    for attente in attendre(poste, au, horizon, courbe):
        yield EncaissementPrevu(
            attente.jour,
            euros(attente.montant),
            attente.origine,
            poste.debiteur,
            poste.dossier.creance.reference,
        )


def _resumer(postes: Sequence[Poste], prevus: Sequence[EncaissementPrevu], au: date, horizon: date) -> Previsionnel:
    encours = sum(poste.du for poste in postes)
    proches = [un for un in prevus if un.date <= horizon]
    attendu = sum(centimes(un.montant) for un in proches)
    tout = sum(centimes(un.montant) for un in prevus)
    par_mois = {
        mois: sum(centimes(un.montant) for un in siens)
        for mois, siens in groupby(proches, key=lambda un: un.date.replace(day=1))
    }
    return Previsionnel(
        encours=euros(encours),
        attendu=euros(attendu),
        au_dela=euros(tout - attendu),
        sans_date=euros(encours - tout),
        mois=tuple(
            MoisPrevu(debut, fin, euros(par_mois.get(debut.replace(day=1), 0)))
            for debut, fin in mois_jusqu_a(au, horizon)
        ),
        encaissements=tuple(prevus),
    )


def _lignes(valeur: Previsionnel) -> Iterator[Ligne]:
    """Une ligne par origine, puis ce qui n'a pas de date : la somme des montants est l'encours."""
    totaux: Counter[Origine] = Counter()
    for un in valeur.encaissements:
        totaux[un.origine] += centimes(un.montant)
    for origine in _ORIGINES:
        if totaux[origine]:
            yield Ligne(f"previsionnel.{origine}", montant=euros(totaux[origine]))
    if valeur.sans_date:
        yield Ligne("previsionnel.sans_date", montant=valeur.sans_date)


def _reserves(valeur: Previsionnel) -> Iterator[Reserve]:
    origines = {un.origine for un in valeur.encaissements}
    if origines - {"courbe"}:
        yield Reserve("PREVISION_A_L_ECHEANCE")
    if "courbe" in origines:
        yield Reserve("PREVISION_PAR_COURBE")
    if valeur.sans_date:
        yield Reserve("PREVISION_SANS_DATE", montants=(("sans_date", valeur.sans_date),))
