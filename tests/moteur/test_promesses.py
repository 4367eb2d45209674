"""Les promesses de payer : chacune a son sort, un paiement n'en tient qu'une."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Avoir, DonneeInvalide, Paiement, Promesse, suivi_promesses
from strategies import facture, rapide

DUE = facture(montant="1000.00", echeance="2026-10-04")


def promesse(fait: str, pour: str | None = None, combien: int | None = None) -> Promesse:
    return Promesse(date=fait, pour_le=pour, montant=combien)


class TestLeSortDUnePromesse:
    """C. civ., 2240 : seule la reconnaissance du droit interrompt ; une promesse se suit, elle n'y suffit pas."""

    @pytest.mark.parametrize(
        ("au", "recu", "etat"),
        [
            ("2026-11-10", None, "en_cours"),
            ("2026-11-11", None, "rompue"),
            ("2026-11-11", "2026-11-10", "tenue"),
            ("2026-11-12", "2026-11-11", "rompue"),
            ("2026-11-10", "2026-11-01", "tenue"),
            ("2026-11-10", "2026-10-31", "en_cours"),
        ],
    )
    def test_selon_le_jour(self, au: str, recu: str | None, etat: str) -> None:
        verses = [Paiement(date=recu, montant=400)] if recu else []
        suivi = suivi_promesses(DUE, au=au, evenements=[promesse("2026-11-01", "2026-11-10", 400), *verses]).valeur
        assert suivi.promesses[0].etat == etat

    def test_un_paiement_partiel_ne_la_tient_pas(self) -> None:
        evenements = [promesse("2026-11-01", "2026-11-10", 400), Paiement(date="2026-11-05", montant=399)]
        suivi = suivi_promesses(DUE, au="2026-11-21", evenements=evenements).valeur
        assert (suivi.promesses[0].etat, suivi.promesses[0].recu) == ("rompue", Decimal("399.00"))

    def test_un_paiement_ne_tient_qu_une_promesse(self) -> None:
        evenements = [
            promesse("2026-11-01", "2026-11-10", 400),
            promesse("2026-11-01", "2026-11-15", 400),
            Paiement(date="2026-11-08", montant=400),
        ]
        suivi = suivi_promesses(DUE, au="2026-11-21", evenements=evenements).valeur
        assert [une.etat for une in suivi.promesses] == ["tenue", "rompue"]
        assert (suivi.tenues, suivi.rompues, suivi.taux_tenu) == (1, 1, Decimal("50.00"))

    def test_sans_montant_elle_vaut_pour_le_solde_de_la_facture(self) -> None:
        evenements = [
            Avoir(date="2026-10-10", montant=100),
            Paiement(date="2026-10-20", montant=300),
            promesse("2026-11-01", "2026-11-10"),
        ]
        suivi = suivi_promesses(DUE, au="2026-11-05", evenements=evenements).valeur
        assert (suivi.prochaine, suivi.prochain_montant) == (date(2026, 11, 10), Decimal("600.00"))

    def test_sans_jour_elle_ne_se_rompt_jamais(self) -> None:
        vague = promesse("2026-11-01", None, 400)
        assert suivi_promesses(DUE, au="2027-11-21", evenements=[vague]).valeur.promesses[0].etat == "sans_date"
        tenue = suivi_promesses(DUE, au="2027-11-21", evenements=[vague, Paiement(date="2027-01-01", montant=400)])
        assert tenue.valeur.promesses[0].etat == "tenue"

    def test_sans_promesse_rien_n_est_juge(self) -> None:
        suivi = suivi_promesses(DUE, au="2026-11-21").valeur
        assert (suivi.taux_tenu, suivi.prochaine, suivi.promesses) == (None, None, ())

    def test_le_paiement_d_une_autre_dette_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide):
            suivi_promesses(DUE, au="2026-11-21", evenements=[Paiement(date="2026-11-08", montant=4, creance="F2")])

    @rapide
    @given(
        pour=st.integers(0, 60),
        verses=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60_000)), max_size=4),
        tolerance=st.integers(0, 10),
    )
    def test_la_tolerance_ne_rompt_jamais_une_promesse(
        self, pour: int, verses: list[tuple[int, int]], tolerance: int
    ) -> None:
        debut = date(2026, 11, 1)
        evenements = [
            Promesse(date=debut, pour_le=debut + timedelta(days=pour), montant=400),
            *(Paiement(date=debut + timedelta(days=j), montant=Decimal(c).scaleb(-2)) for j, c in verses),
        ]
        stricte = suivi_promesses(DUE, au="2027-03-01", evenements=evenements).valeur
        souple = suivi_promesses(DUE, au="2027-03-01", evenements=evenements, tolerance=tolerance).valeur
        assert souple.tenues >= stricte.tenues
