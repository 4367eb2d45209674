"""Les dates : lecture stricte, mois de date à date, fins de période."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import (
    DERNIER_JOUR,
    PREMIER_JOUR,
    Jour,
    JourAccepte,
    ajouter_mois,
    anniversaires,
    debut_de_semestre,
    fin_de_decade,
    fin_de_mois,
    fin_de_quinzaine,
    jour,
    prochain_quantieme,
    semestre_suivant,
)
from strategies import rapide

jours = st.dates(PREMIER_JOUR, DERNIER_JOUR - timedelta(days=800))
UN_JOUR = timedelta(days=1)


class TestLecture:
    def test_une_date_et_un_texte_iso_disent_le_meme_jour(self) -> None:
        assert jour("2026-11-01") == jour(date(2026, 11, 1)) == date(2026, 11, 1)

    @pytest.mark.parametrize(
        ("recu", "type_recu"),
        [
            (datetime(2026, 11, 1), "datetime"),  # noqa: DTZ001 - c'est ce qu'on refuse
            ("2026-11-01T00:00:00", "str"),
            ("01/11/2026", "str"),
            ("20261101", "str"),
            ("2026-02-30", "str"),
            ("2026-W01-1", "str"),
            ("2026-1-1", "str"),
            ("", "str"),
            (20261101, "int"),
            (None, "NoneType"),
        ],
    )
    def test_toute_autre_ecriture_est_refusee(self, recu: Any, type_recu: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            jour(recu, "au")
        assert str(refus.value) == (
            f"au : reçu {recu!r} ({type_recu}) ; accepté : date ou texte « AAAA-MM-JJ », sans heure"
        )
        assert refus.value.code == "date.invalide"

    @pytest.mark.parametrize("recu", ["1899-12-31", "2200-01-01"])
    def test_hors_de_trois_siecles_la_date_est_refusee(self, recu: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            jour(recu)
        assert str(refus.value) == f"date : reçu {recu} ; accepté : du 1900-01-01 au 2199-12-31"
        assert refus.value.code == "date.hors_bornes"

    def test_les_bornes_sont_acceptees(self) -> None:
        assert (jour("1900-01-01"), jour("2199-12-31")) == (PREMIER_JOUR, DERNIER_JOUR)

    @pytest.mark.parametrize("genre", [Jour, JourAccepte])
    def test_un_champ_de_modele_lit_comme_la_fonction(self, genre: Any) -> None:
        adaptateur: TypeAdapter[date] = TypeAdapter(genre)
        assert adaptateur.validate_json('"2026-11-01"') == date(2026, 11, 1)
        assert adaptateur.json_schema() == {"type": "string", "format": "date"}
        with pytest.raises(ValidationError, match="sans heure"):
            adaptateur.validate_python("2026-11-01T00:00")


class TestMois:
    @pytest.mark.parametrize(
        ("depart", "mois", "arrivee", "repli"),
        [
            (date(2026, 1, 31), 1, date(2026, 2, 28), True),
            (date(2024, 1, 31), 1, date(2024, 2, 29), True),
            (date(2024, 2, 29), 12, date(2025, 2, 28), True),
            (date(2024, 2, 29), 48, date(2028, 2, 29), False),
            (date(2026, 1, 12), 2, date(2026, 3, 12), False),
            (date(2026, 3, 31), -1, date(2026, 2, 28), True),
            (date(2026, 5, 5), 0, date(2026, 5, 5), False),
        ],
    )
    def test_meme_quantieme_sinon_dernier_jour(self, depart: date, mois: int, arrivee: date, repli: bool) -> None:
        assert ajouter_mois(depart, mois) == (arrivee, repli)

    @rapide
    @given(jours, st.integers(0, 24))
    def test_le_repli_n_arrive_qu_au_dernier_jour_d_un_mois_plus_court(self, depart: date, mois: int) -> None:
        arrivee, repli = ajouter_mois(depart, mois)
        assert (arrivee.year - depart.year) * 12 + arrivee.month - depart.month == mois
        assert repli == (arrivee.day < depart.day)
        if repli:
            assert arrivee == fin_de_mois(arrivee)

    @rapide
    @given(jours, st.integers(-600, 24))
    def test_dateutil_compte_de_meme(self, depart: date, mois: int) -> None:
        assert ajouter_mois(depart, mois).jour == depart + relativedelta(months=mois)

    def test_un_anniversaire_du_29_fevrier_tombe_le_28_les_annees_communes(self) -> None:
        assert list(anniversaires(date(2024, 2, 29), date(2028, 2, 29))) == [
            date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29),
        ]  # fmt: skip

    def test_l_annee_n_est_pleine_que_le_jour_anniversaire(self) -> None:
        assert list(anniversaires(date(2025, 6, 1), date(2026, 5, 31))) == []
        assert list(anniversaires(date(2025, 6, 1), date(2026, 6, 1))) == [date(2026, 6, 1)]


class TestFinsDePeriode:
    @pytest.mark.parametrize(
        ("depart", "decade", "quinzaine"),
        [
            (date(2026, 2, 1), 10, 15),
            (date(2026, 2, 10), 10, 15),
            (date(2026, 2, 11), 20, 15),
            (date(2026, 2, 15), 20, 15),
            (date(2026, 2, 16), 20, 28),
            (date(2026, 2, 20), 20, 28),
            (date(2026, 2, 21), 28, 28),
            (date(2024, 2, 29), 29, 29),
            (date(2026, 1, 31), 31, 31),
        ],
    )
    def test_le_dernier_jour_de_la_periode_y_appartient(self, depart: date, decade: int, quinzaine: int) -> None:
        assert fin_de_decade(depart) == depart.replace(day=decade)
        assert fin_de_quinzaine(depart) == depart.replace(day=quinzaine)

    @rapide
    @given(jours)
    def test_une_fin_est_sa_propre_fin_et_ne_recule_jamais(self, depart: date) -> None:
        for fin in (fin_de_decade, fin_de_quinzaine, fin_de_mois):
            assert fin(fin(depart)) == fin(depart) >= depart
            assert fin(depart).month == depart.month

    @rapide
    @given(jours, st.integers(1, 31))
    def test_le_prochain_quantieme_suit_strictement_et_dans_le_mois(self, depart: date, quantieme: int) -> None:
        arrivee = prochain_quantieme(depart, quantieme)
        assert depart < arrivee <= depart + timedelta(days=31)
        assert arrivee.day == min(quantieme, fin_de_mois(arrivee).day)

    def test_du_quinze_au_quinze_il_y_a_un_mois(self) -> None:
        assert prochain_quantieme(date(2026, 1, 15), 15) == date(2026, 2, 15)
        assert prochain_quantieme(date(2026, 1, 31), 31) == date(2026, 2, 28)


class TestSemestres:
    """« Le premier semestre de l'année concernée » va du 1er janvier au 30 juin (C. com., L441-10, II)."""

    @pytest.mark.parametrize(
        ("quand", "debut", "suivant"),
        [
            (date(2026, 1, 1), date(2026, 1, 1), date(2026, 7, 1)),
            (date(2026, 6, 30), date(2026, 1, 1), date(2026, 7, 1)),
            (date(2026, 7, 1), date(2026, 7, 1), date(2027, 1, 1)),
            (date(2026, 12, 31), date(2026, 7, 1), date(2027, 1, 1)),
        ],
    )
    def test_le_30_juin_et_le_1er_juillet_ne_sont_pas_du_meme(self, quand: date, debut: date, suivant: date) -> None:
        assert (debut_de_semestre(quand), semestre_suivant(quand)) == (debut, suivant)

    @rapide
    @given(jours)
    def test_les_semestres_pavent_le_temps(self, quand: date) -> None:
        debut, suivant = debut_de_semestre(quand), semestre_suivant(quand)
        assert debut <= quand < suivant
        assert debut_de_semestre(suivant) == suivant
        assert debut_de_semestre(suivant - UN_JOUR) == debut
