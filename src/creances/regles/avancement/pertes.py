"""Ce que le temps seul a fait perdre : les actes qu'une limite manquée prive de leur effet sur la prescription."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.droit.prescriptions import effets, roles
from creances.modeles import Acte, Procedure
from creances.noyau.temps import UN_JOUR
from creances.regles.avancement.etats import ETATS_DES_ISSUES, ISSUES_DES_ETATS, chutes
from creances.regles.avancement.lecture import Poursuite, poursuites
from creances.regles.avancement.limites import Delais


class Perte(NamedTuple):
    """Un acte perdu : ce qu'il était pour un délai, son jour ; l'issue qui l'efface, son jour et son texte."""

    acte: str
    jour: date
    issue: str
    le: date
    article: str


def pertes(procedure: Procedure, *, au: date, droit: Droit) -> tuple[Perte, ...]:
    """Les actes interruptifs que le temps a effacés au jour `au`, sans qu'aucun acte ne le constate.

    Une ordonnance non signifiée est non avenue (CPC, 1411) : la signification tardive n'interrompt rien. Une assignation
    qui n'est pas placée, une mesure qui n'est pas suivie, sont caduques (C. civ., 2243 et 2244). L'issue vient le lendemain
    du dernier jour ; celle d'un acte plus tardif encore est de son propre jour. Un acte qui touche plusieurs débiteurs
    n'est perdu que s'il l'est contre tous.

    Erreurs : celles d'`avancement`.
    """
    if not any(_effacables(procedure, acte) for acte in procedure.actes if acte.date <= au):
        return ()
    suivies = list(poursuites(procedure, au, droit))
    perdus = [dict(_perdus(poursuite)) for poursuite in suivies]
    trouvees: dict[Perte, None] = {}
    for acte in procedure.actes:
        vus = [perdu for poursuite, perdu in zip(suivies, perdus, strict=True) if acte in poursuite.actes]
        if vus and all(acte in perdu for perdu in vus):
            trouvees[vus[0][acte]] = None
    return tuple(trouvees)


def _perdus(poursuite: Poursuite) -> Iterator[tuple[Acte, Perte]]:
    """Les actes perdus contre ce débiteur : tous si la procédure finit là, sinon celui dont la limite manquée partait."""
    tombees = list(chutes(poursuite, Delais(poursuite)))
    finies = [acte.date for acte in poursuite.actes if acte.type in ETATS_DES_ISSUES]
    finies += [delai.fin + UN_JOUR for delai in tombees if not delai.etape.repete]
    for delai in tombees:
        issue, le = ISSUES_DES_ETATS.get(delai.etape.etat, ""), delai.fin + UN_JOUR
        if min(finies, default=le) < le:
            continue
        for acte in poursuite.actes:
            origine = (acte.type, acte.date) == (delai.depart, delai.depuis)
            if (origine or not delai.etape.repete) and issue in _effacables(poursuite.procedure, acte):
                role = roles()[poursuite.procedure.type, acte.type]
                yield acte, Perte(role, acte.date, issue, max(le, acte.date), delai.article)


def _effacables(procedure: Procedure, acte: Acte) -> tuple[str, ...]:
    """Les issues qui effacent l'effet de cet acte ; aucune s'il n'en a pas."""
    effet = effets().get(roles().get((procedure.type, acte.type), ""))
    return () if effet is None else effet.efface
