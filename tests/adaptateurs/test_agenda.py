"""Le calendrier en iCalendar : un événement d'un jour par rendez-vous, toujours les mêmes octets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from creances import Procedure, Resultat, calendrier
from creances.adaptateurs.agenda import ecrire_agenda

INJONCTION = Procedure(type="IP", reference="F-1 ; « été »", actes=[{"type": "ordonnance", "date": "2026-09-01"}])
SAISIE = Procedure(type="SV", actes=[{"type": "commandement", "date": "2026-11-05"}])


def _calendrier(*procedures: Procedure, au: str = "2026-11-10") -> Resultat[Any]:
    return calendrier(procedures, au=au)


def _evenements(octets: bytes) -> list[Any]:
    return list(Calendar.from_ical(octets).walk("VEVENT"))


class TestAgenda:
    def test_chaque_rendez_vous_est_un_jour_entier(self) -> None:
        lus = _evenements(ecrire_agenda(_calendrier(INJONCTION, SAISIE)))
        assert [(un["DTSTART"].dt, un["DTEND"].dt) for un in lus] == [
            (date(2026, 11, 14), date(2026, 11, 15)),
            (date(2026, 12, 1), date(2026, 12, 2)),
            (date(2028, 11, 6), date(2028, 11, 7)),
        ]

    def test_il_dit_l_etape_la_reference_la_consequence_et_le_texte(self) -> None:
        (lu,) = _evenements(ecrire_agenda(_calendrier(INJONCTION)))
        assert "F-1 ; « été »" in lu["SUMMARY"]
        assert "dernier jour" in lu["SUMMARY"]
        assert "ordonnance non avenue" in lu["DESCRIPTION"]
        assert "CPC, 1411" in lu["DESCRIPTION"]

    def test_une_attente_dit_le_premier_jour_possible(self) -> None:
        assert "premier jour possible" in _evenements(ecrire_agenda(_calendrier(SAISIE)))[0]["SUMMARY"]

    def test_il_s_ecrit_en_anglais(self) -> None:
        assert "last day" in _evenements(ecrire_agenda(_calendrier(INJONCTION), langue="en"))[0]["SUMMARY"]

    def test_les_memes_donnees_donnent_les_memes_octets(self) -> None:
        assert ecrire_agenda(_calendrier(INJONCTION, SAISIE)) == ecrire_agenda(_calendrier(INJONCTION, SAISIE))
        (lu,) = _evenements(ecrire_agenda(_calendrier(INJONCTION)))
        assert lu["DTSTAMP"].dt == datetime(2026, 11, 10, tzinfo=UTC)

    def test_un_delai_qui_bouge_garde_son_identifiant(self) -> None:
        autre = INJONCTION.avec(actes=[{"type": "ordonnance", "date": "2026-09-02"}])
        deux = [_evenements(ecrire_agenda(_calendrier(une)))[0] for une in (INJONCTION, autre)]
        assert deux[0]["UID"] == deux[1]["UID"]
        assert deux[0]["DTSTART"].dt != deux[1]["DTSTART"].dt

    def test_chaque_evenement_a_son_identifiant(self) -> None:
        lus = _evenements(ecrire_agenda(_calendrier(SAISIE, SAISIE)))
        assert len({str(un["UID"]) for un in lus}) == len(lus) == 4

    @pytest.mark.parametrize(
        ("procedure", "attendu"),
        [
            (INJONCTION.avec(parties=[{"nom": "Dupont, fils"}]), "Débiteur\xa0: Dupont, fils"),
            (Procedure(type="IP", actes=[{"type": "requete", "date": "2026-11-09"}]), "À vérifier"),
        ],
    )
    def test_le_debiteur_et_le_doute_y_sont(self, procedure: Procedure, attendu: str) -> None:
        assert attendu in _evenements(ecrire_agenda(_calendrier(procedure)))[0]["DESCRIPTION"]

    def test_un_calendrier_vide_est_un_agenda_vide(self) -> None:
        octets = ecrire_agenda(_calendrier())
        assert _evenements(octets) == []
        assert octets.startswith(b"BEGIN:VCALENDAR")
