"""Un délai de plus se propose, s'approuve, et se range au dossier. C. civ., 1305-2."""

from __future__ import annotations

from datetime import date

import pytest

from creances import DonneeInvalide, Paiement, delai_propose
from strategies import facture

DUE = facture(montant="1000.00", echeance="2026-10-04")


class TestUnDelaiApprouve:
    """« Ce qui n'est dû qu'à terme ne peut être exigé avant l'échéance »"""

    def test_la_pause_dure_jusqu_a_la_limite_incluse(self) -> None:
        pause = delai_propose(DUE, au="2026-11-21", jours=15, approbateur=" A. Brisselle ").valeur.evenement(
            "2026-11-21"
        )
        assert (pause.fin, pause.motif) == (date(2026, 12, 7), "délai accordé par A. Brisselle")

    @pytest.mark.parametrize("jours", [0, -1, True, "8"])
    def test_un_nombre_de_jours_impossible(self, jours: object) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            delai_propose(DUE, au="2026-11-21", jours=jours, approbateur="A. Brisselle")
        assert refus.value.code == "delai_propose.jours"

    def test_rien_a_qui_ne_doit_rien(self) -> None:
        soldee = [Paiement(date="2026-10-04", montant=1000)]
        with pytest.raises(DonneeInvalide) as refus:
            delai_propose(DUE, au="2026-11-21", jours=8, approbateur="A. Brisselle", evenements=soldee)
        assert refus.value.code == "delai_propose.solde"
