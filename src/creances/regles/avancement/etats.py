"""L'état d'une procédure contre un débiteur : ses actes et ce qui est tombé, rejoués dans l'ordre des jours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from creances.modeles import Acte
from creances.noyau.temps import UN_JOUR
from creances.regles.avancement.lecture import Poursuite
from creances.regles.avancement.limites import Delai, Delais

A_ENGAGER = "a_engager"
EXECUTOIRE = "executoire"
# L'état où une issue dite laisse la procédure ; l'incompétence la renvoie ailleurs sans la finir.
ETATS_DES_ISSUES: Mapping[str, str] = {
    "caducite": "caduque",
    "non_avenue": "non_avenue",
    "desistement": "desistee",
    "nullite": "nulle",
    "peremption": "perimee",
    "rejet_definitif": "rejetee",
    "mainlevee": "levee",
    "cloture": "close",
}
ISSUES_DES_ETATS: Mapping[str, str] = {etat: issue for issue, etat in ETATS_DES_ISSUES.items()}


@dataclass(frozen=True, slots=True)
class _Jalon:
    """Ce qui change l'état un jour. `definitif` : rien ne le change plus ; `leve_par` : seuls ces actes le changent."""

    jour: date
    rang: int
    etat: str
    acte: str = ""
    definitif: bool = False
    leve_par: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Etat:
    """L'état à une date. `fini_le` : le jour où la procédure a fini contre ce débiteur, None si elle dure."""

    nom: str
    executoire_le: date | None
    fini_le: date | None


def etat(poursuite: Poursuite, delais: Delais) -> Etat:
    """Rejoue les jalons connus jusqu'à `au` inclus ; après un état définitif, plus rien ne compte."""
    naissance = _naissance_du_titre(poursuite, delais)
    jalons = sorted(_jalons(poursuite, delais, naissance), key=lambda un: (un.jour, un.rang))
    courant = _Jalon(date.min, 0, A_ENGAGER)
    for jalon in jalons:
        if jalon.jour > poursuite.au:
            break
        if not courant.leve_par or jalon.acte in courant.leve_par or jalon.definitif:
            courant = jalon
        if jalon.definitif:
            titre = naissance if naissance is not None and naissance < jalon.jour else None
            return Etat(jalon.etat, titre, jalon.jour)
    return Etat(courant.etat, naissance, None)


def _jalons(poursuite: Poursuite, delais: Delais, naissance: date | None) -> Iterator[_Jalon]:
    for acte in poursuite.actes:
        if acte.type in ETATS_DES_ISSUES:
            yield _Jalon(acte.date, 1, ETATS_DES_ISSUES[acte.type], acte.type, definitif=True)
        elif acte.type in poursuite.loi.etats and not _premature(acte, poursuite, naissance):
            yield _Jalon(acte.date, 1, poursuite.loi.etats[acte.type], acte.type)
    if naissance is not None:
        yield _Jalon(naissance, 2, EXECUTOIRE)
    for delai in chutes(poursuite, delais):
        if delai.etape.repete:
            yield _Jalon(delai.fin + UN_JOUR, 0, delai.etape.etat, leve_par=_departs(poursuite, delai))
        else:
            yield _Jalon(delai.fin + UN_JOUR, 0, delai.etape.etat, definitif=True)


def chutes(poursuite: Poursuite, delais: Delais) -> Iterator[Delai]:
    """Les limites manquées qui changent l'état : sûres, et que nul acte de même sorte n'avait rouvertes à temps."""
    for etape in poursuite.loi.etapes:
        # Une condition inconnue ne fait rien tomber, sauf si une autre limite, sûre, tient lieu de celle-ci.
        posee = etape.etat and (etape.avec or poursuite.condition(etape.condition))
        for delai in delais.de(etape.code) if posee and not etape.interne else ():
            manquee = delai.certain and delai.manque(poursuite.au)
            if manquee and (not etape.repete or _est_le_dernier(delai, poursuite)):
                yield delai


def _premature(acte: Acte, poursuite: Poursuite, naissance: date | None) -> bool:
    """Vrai d'un acte qui dit le titre exécutoire avant qu'il puisse l'être : il ne change pas l'état."""
    return poursuite.loi.etats[acte.type] == EXECUTOIRE and naissance is not None and acte.date < naissance


def _est_le_dernier(delai: Delai, poursuite: Poursuite) -> bool:
    """Une limite manquée ne change l'état que si aucun nouvel acte de même sorte n'avait rouvert le délai."""
    departs = poursuite.du_type(*delai.etape.depart)
    return not any(delai.ouvert < acte.date <= (delai.expire or delai.ouvert) for acte in departs)


def _departs(poursuite: Poursuite, delai: Delai) -> tuple[str, ...]:
    """Ce qui relève d'une caducité : l'acte dont la mesure était partie, refait (une saisie, un commandement)."""
    premier = next(iter(poursuite.loi.etats))
    return (*delai.etape.depart, premier)


def _naissance_du_titre(poursuite: Poursuite, delais: Delais) -> date | None:
    """Le premier jour où l'on peut exécuter : par un acte, ou le lendemain du dernier des délais d'attente.

    Tant que rien ne bloque le titre, un acte ne devance pas ces délais : avant leur fin, l'exécution est prématurée.
    """
    titre = poursuite.loi.titre
    jours = [acte.date for acte in poursuite.du_type(*titre.actes)]
    fins = [delai.expire for code in titre.apres for delai in delais.de(code) if delai.expire is not None]
    par_la_formule = bool(titre.sauf) and bool(delais.de(titre.sauf))
    if fins and not par_la_formule and not delais.bloque():
        return max(fins) + UN_JOUR
    return min(jours, default=None)
