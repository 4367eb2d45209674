"""Le calendrier d'un dossier : ses procédures, et le dernier jour pour agir."""

from __future__ import annotations

from datetime import date
from typing import Any

from creances import (
    Creance,
    Debiteur,
    Dossier,
    Procedure,
    ProcedureCollective,
    RendezVous,
    Resultat,
    calendrier,
    evaluer,
    prescription,
)

DUE = Creance(
    reference="F-7", montant=1000, echeance="2024-03-15", debiteur=Debiteur(nom="Tarvenne", qualite="professionnel")
)
INJONCTION = Procedure(type="IP", reference="2026/114", actes=[{"type": "ordonnance", "date": "2026-09-01"}])  # type: ignore[list-item]


def _jours(reponse: Resultat[tuple[RendezVous, ...]]) -> list[tuple[str, str]]:
    return [(str(un.jour), un.etape) for un in reponse.valeur]


class TestDossier:
    def test_le_dernier_jour_pour_agir_entre_au_calendrier(self) -> None:
        reponse = calendrier(Dossier(creance=DUE), au="2026-11-21")
        assert _jours(reponse) == [("2029-03-15", "dernier_jour_pour_agir")]
        (limite,) = reponse.valeur
        assert (limite.reference, limite.partie, limite.acteur) == ("F-7", "Tarvenne", "creancier")
        assert limite.certaine

    def test_il_se_range_avec_les_delais_des_procedures(self) -> None:
        dossier = Dossier(creance=DUE, procedures=[INJONCTION])
        assert _jours(calendrier(dossier, au="2026-11-21")) == [
            ("2026-12-01", "signification"),
            ("2029-03-15", "dernier_jour_pour_agir"),
        ]

    def test_une_action_deja_prescrite_n_a_plus_de_jour(self) -> None:
        assert _jours(calendrier(Dossier(creance=DUE), au="2029-03-15")) == [("2029-03-15", "dernier_jour_pour_agir")]
        assert _jours(calendrier(Dossier(creance=DUE), au="2029-03-16")) == []

    def test_les_reserves_de_la_prescription_suivent(self) -> None:
        dossier = Dossier(creance=DUE, evenements=[ProcedureCollective(date="2026-01-15")])
        attendues = prescription(DUE, au="2026-11-21", evenements=dossier.evenements).codes()
        assert calendrier(dossier, au="2026-11-21").codes() == attendues


class TestCeQueLOnSuit:
    def test_une_procedure_seule_vaut_une_liste(self) -> None:
        assert calendrier(INJONCTION, au="2026-11-21") == calendrier([INJONCTION], au="2026-11-21")

    def test_la_porte_des_donnees_lit_les_trois_formes(self) -> None:
        seule: dict[str, Any] = {"type": "IP", "actes": [{"type": "ordonnance", "date": "2026-09-01"}]}
        dossier = {"creance": {"montant": "1000", "echeance": "2024-03-15"}, "procedures": [seule]}
        for procedures, nombre in ((seule, 1), ([seule], 1), (dossier, 2)):
            trouves = evaluer("calendrier", {"procedures": procedures, "au": "2026-11-21"}).valeur
            assert len(trouves) == nombre
            assert trouves[0].jour == date(2026, 12, 1)
