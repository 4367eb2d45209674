"""Dans une fenêtre, rien ne change : une facture qui n'a qu'une échéance se qualifie comme toute autre de la fenêtre."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Creance, Droit, ErreurCreances, droit_courant
from creances.lots.fenetres import fenetres
from creances.modeles import colonnes
from creances.moteur.qualification import Options, qualifier
from creances.noyau.temps import DERNIER_JOUR, PREMIER_JOUR
from portefeuilles_au_hasard import DERNIER, PREMIER, jour, profil
from strategies import rapide

DROITS = {
    "courant": droit_courant(),
    "connu en 1990": droit_courant().connu_le("1990-01-01"),
    "connu en 2014": droit_courant().connu_le("2014-05-01"),
    "prolongé": droit_courant().prolonge("taux_bce", "2028-01-01"),
}


def qualifiee(modele: Creance, echeance: date, droit: Droit) -> tuple[Any, ...]:
    """Tout ce que la qualification dit d'une échéance, hors cette échéance elle-même."""
    try:
        dette = qualifier(modele.avec(echeance=echeance), (), droit, Options())
    except ErreurCreances as refus:
        return (refus.code,)
    bareme = None if dette.taux is None else dette.taux.bareme
    premier = echeance.toordinal() + 1
    return (
        dette.regime,
        dette.exigible == echeance,
        None if dette.depart is None else dette.depart == echeance,
        None if bareme is None else (bareme, premier < bareme.debuts[0], _tranche(bareme.debuts, premier)),
        dette.indemnite,
        dette.ordre,
        tuple(reserve.code for reserve in dette.reserves),
        None if bareme is None else tuple(une.code for une in bareme.reserves(premier, DERNIER_JOUR.toordinal())),
    )


def _tranche(debuts: tuple[int, ...], jour_: int) -> int:
    return int(np.searchsorted(np.array(debuts), jour_, side="right"))


def modeles(hasard: Random) -> Creance:
    """Une créance que le modèle accepte, avec sa seule échéance."""
    while True:
        cellules = {nom: valeur for nom, valeur in profil(hasard).items() if valeur is not None}
        try:
            return colonnes.creance({**cellules, "montant": 100, "echeance": "2026-01-01"})
        except ErreurCreances:
            continue


@pytest.mark.parametrize("droit", DROITS.values(), ids=list(DROITS))
class TestUneFenetre:
    @rapide
    @given(st.integers(0, 2**32).map(Random))
    def test_qualifie_pareil_tous_ses_jours(self, droit: Droit, hasard: Random) -> None:
        modele, decoupe = modeles(hasard), fenetres(droit)
        for _ in range(10):
            pris = jour(hasard, PREMIER, DERNIER + timedelta(days=2000))
            debut, fin = decoupe.jours_de(int(decoupe.rangs(np.array([pris.toordinal()]))[0]))
            assert debut <= pris <= fin
            attendue = qualifiee(modele, debut, droit)
            assert qualifiee(modele, pris, droit) == attendue
            assert qualifiee(modele, fin, droit) == attendue

    def test_suit_la_precedente_sans_trou(self, droit: Droit) -> None:
        decoupe = fenetres(droit)
        bornes = [decoupe.jours_de(rang) for rang in range(decoupe.nombre)]
        assert (bornes[0][0], bornes[-1][1]) == (PREMIER_JOUR, DERNIER_JOUR)
        assert all(suivante - fin == timedelta(days=1) for (_, fin), (suivante, _) in pairwise(bornes))


def test_une_coupe_de_plus_ouvre_une_fenetre() -> None:
    decoupe = fenetres(droit_courant()).coupees(date(2026, 5, 20))
    rang = int(decoupe.rangs(np.array([date(2026, 5, 20).toordinal()]))[0])
    assert decoupe.jours_de(rang)[0] == date(2026, 5, 20)
    assert decoupe.jours_de(rang - 1)[1] == date(2026, 5, 19)
