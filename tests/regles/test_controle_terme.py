"""Un terme contrôlé pour chaque date d'une période : les proportions publiées, recomptées sur 2024-2027."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    Conditions,
    ControleTerme,
    Creance,
    Debiteur,
    DonneeInvalide,
    PeriodeNonConforme,
    Terme,
    articles,
    controle_delai,
    controle_terme,
    echeance,
    evaluer,
    relire,
)

A = "jours_puis_fin_de_mois"
B = "fin_de_mois_puis_jours"
QUATRE_ANS = {"du": "2024-01-01", "au": "2027-12-31"}
JOURS = [date(2024, 1, 1) + timedelta(rang) for rang in range(1461)]


def balayer(terme: Terme, **options: Any) -> ControleTerme:
    return controle_terme(terme, **{**QUATRE_ANS, **options}).valeur


def echeances(terme: Terme) -> list[date]:
    conditions = Conditions(terme=terme)
    debiteur = Debiteur(qualite="professionnel")
    modele = Creance(montant=1, debiteur=debiteur, emission=JOURS[0], conditions=conditions)
    return [echeance(modele.avec(emission=emission)).valeur for emission in JOURS]


class TestBornesDeDuree:
    """Les durées réelles de chaque terme, de l'émission à l'échéance (calcul_echeances, 2)."""

    @pytest.mark.parametrize(
        ("terme", "minimale", "maximale"),
        [
            (Terme(jours=60), 60, 60),
            (Terme(jours=45, mode=A), 45, 75),
            (Terme(jours=30, mode=A), 30, 60),
            (Terme(jours=60, mode=A), 60, 90),
            (Terme(jours=45, mode=B), 45, 75),
            (Terme(jours=30, mode=B), 30, 60),
            (Terme(jours=30, mode="fin_de_decade_puis_jours"), 30, 40),
            (Terme(jours=30, mode="fin_de_quinzaine_puis_jours"), 30, 45),
            (Terme(jours=30, mode=A, le=10), 40, 70),
            (Terme(jours=30, mode=A, le=15), 45, 75),
            (Terme(jours=30, mode=A, le=20), 50, 80),
            (Terme(mois=2), 59, 62),
        ],
    )
    def test_chaque_terme(self, terme: Terme, minimale: int, maximale: int) -> None:
        valeur = balayer(terme)
        assert (valeur.duree_minimale, valeur.duree_maximale) == (minimale, maximale)


class TestDeuxMethodesDeFinDeMois:
    """45 jours fin de mois se lit de deux façons (calcul_echeances, 2.2)."""

    def test_elles_ne_coincident_jamais_et_s_ecartent_de_dix_sept_jours_au_plus(self) -> None:
        ecarts = [
            (a - b).days for a, b in zip(*(echeances(Terme(jours=45, mode=mode)) for mode in (A, B)), strict=True)
        ]
        assert 0 not in ecarts
        assert (min(ecarts), max(ecarts)) == (-17, 17)

    @pytest.mark.parametrize("mode", [A, B])
    def test_leur_moyenne_est_la_meme(self, mode: str) -> None:
        durees = [
            (arrivee - depart).days
            for depart, arrivee in zip(JOURS, echeances(Terme(jours=45, mode=mode)), strict=True)
        ]
        assert sum(durees) == 87265  # 59,73 jours en moyenne

    def test_fin_de_mois_plus_quarante_cinq_ne_tombe_pas_le_quinze(self) -> None:
        quantiemes = Counter(jour.day for jour in echeances(Terme(jours=45, mode=B)))
        assert quantiemes == {14: 841, 15: 496, 16: 31, 17: 93}

    @pytest.mark.parametrize("mode", [A, B])
    def test_conformes_si_la_clause_est_ecrite_sinon_une_fois_sur_deux(self, mode: str) -> None:
        terme = Terme(jours=45, mode=mode)
        assert balayer(terme).conforme is True
        sans_clause = balayer(terme, contre="net")
        assert (sans_clause.non_conformes, sans_clause.part) == (693, Decimal("47.43"))

    def test_trente_jours_ne_coincident_que_dans_un_tiers_des_cas(self) -> None:
        deux = zip(*(echeances(Terme(jours=30, mode=mode)) for mode in (A, B)), strict=True)
        assert sum(a == b for a, b in deux) == 480


class TestTermesCourants:
    """Les termes des entreprises, date par date (calcul_echeances, 2.3 à 2.5)."""

    @pytest.mark.parametrize("mode", [A, B])
    def test_trente_jours_fin_de_mois_passent_toujours_sans_clause(self, mode: str) -> None:
        assert balayer(Terme(jours=30, mode=mode), contre="net").conforme is True

    @pytest.mark.parametrize(
        ("terme", "contre", "non_conformes", "part"),
        [
            (Terme(jours=30, mode=A, le=10), "net", 453, "31.01"),
            (Terme(jours=30, mode=A, le=10), "fin_de_mois", 7, "0.48"),
            (Terme(jours=30, mode=A, le=15), "fin_de_mois", 448, "30.66"),
            (Terme(jours=30, mode=A, le=20), "fin_de_mois", 741, "50.72"),
            (Terme(jours=60, mode=A), "net", 1413, "96.71"),
            (Terme(jours=60, mode=A), "fin_de_mois", 720, "49.28"),
            (Terme(mois=2), "net", 1217, "83.30"),
            (Terme(mois=2), "applicable", 1217, "83.30"),
            (Terme(jours=60), "applicable", 0, "0.00"),
            (Terme(jours=61), "applicable", 1461, "100.00"),
        ],
    )
    def test_la_part_des_dates_qui_depassent(self, terme: Terme, contre: str, non_conformes: int, part: str) -> None:
        valeur = balayer(terme, contre=contre)
        assert (valeur.dates, valeur.non_conformes, valeur.part) == (1461, non_conformes, Decimal(part))

    def test_deux_mois_font_soixante_et_un_jours_deux_fois_sur_trois(self) -> None:
        durees = Counter((fin - debut).days for debut, fin in zip(JOURS, echeances(Terme(mois=2)), strict=True))
        assert durees == {61: 984, 62: 233, 59: 180, 60: 64}

    def test_trente_fin_de_mois_le_dix_ne_depasse_les_deux_plafonds_que_fin_janvier(self) -> None:
        periodes = balayer(Terme(jours=30, mode=A, le=10), contre="fin_de_mois").periodes
        assert [(str(une.debut), str(une.fin)) for une in periodes] == [
            ("2024-01-31", "2024-01-31"),
            ("2025-01-30", "2025-01-31"),
            ("2026-01-30", "2026-01-31"),
            ("2027-01-30", "2027-01-31"),
        ]

    def test_le_meme_terme_passe_en_mars_et_depasse_en_avril(self) -> None:
        valeur = controle_terme(
            Terme(jours=30, mode=A, le=15), du="2026-03-20", au="2026-04-30", contre="fin_de_mois"
        ).valeur
        assert valeur.periodes == (PeriodeNonConforme(date(2026, 4, 1), date(2026, 4, 16), 16, 1),)

    def test_une_echeance_a_trente_jours_sur_trois_et_demie_tombe_un_week_end(self) -> None:
        assert sum(jour.weekday() >= 5 for jour in echeances(Terme(jours=30))) == 418  # 28,6 %


class TestReponse:
    """Ce que dit le résultat, et qu'il dit la même chose que `controle_delai`."""

    @pytest.mark.parametrize(
        ("terme", "options"),
        [
            (Terme(jours=30, mode=A, le=15), {}),
            (Terme(jours=50), {"periodique": True}),
            (Terme(jours=45, mode=B), {"secteur": "vin"}),
            (Terme(jours=30), {"secteur": "alcool"}),
            (Terme(jours=31, report="suivant"), {"secteur": "transport"}),
            (Terme(jours=60, depart="livraison"), {}),
        ],
    )
    def test_date_par_date_il_dit_comme_controle_delai(self, terme: Terme, options: dict[str, Any]) -> None:
        du, au = date(2026, 1, 1), date(2026, 4, 30)
        valeur = controle_terme(terme, du=du, au=au, **options).valeur
        depassent = {
            une.debut + timedelta(rang) for une in valeur.periodes for rang in range((une.fin - une.debut).days + 1)
        }
        debiteur = Debiteur(qualite="professionnel")
        for rang in range((au - du).days + 1):
            emission = du + timedelta(rang)
            creance = Creance(
                montant=1,
                debiteur=debiteur,
                emission=emission,
                livraison=emission,
                conditions=Conditions(terme=terme),
                **options,
            )
            assert (emission in depassent) is (controle_delai(creance).valeur.conforme is False)

    def test_les_periodes_font_le_compte(self) -> None:
        valeur = balayer(Terme(jours=30, mode=A, le=15))
        assert sum(une.dates for une in valeur.periodes) == valeur.non_conformes == 693
        assert all(une.dates == (une.fin - une.debut).days + 1 for une in valeur.periodes)

    def test_chaque_plafond_rencontre_est_compte(self) -> None:
        resultat = controle_terme(Terme(jours=45, mode=A), du="2026-01-01", au="2026-06-30")
        comptes = {dict(ligne.mots)["regle"]: dict(ligne.mots)["dates"] for ligne in resultat.lignes}
        assert comptes == {"delais.convenu": 94, "delais.fin_de_mois": 87}
        assert resultat.articles == ("C. com., L441-10, I",)
        assert set(resultat.articles) <= set(articles())
        assert resultat.codes() == {"FIN_DE_MOIS_DU_TERME"}
        assert resultat.au == date(2026, 6, 30)

    def test_un_seul_jour(self) -> None:
        valeur = controle_terme(Terme(jours=61), du="2026-04-10", au="2026-04-10").valeur
        assert (valeur.dates, valeur.non_conformes) == (1, 1)
        assert valeur.periodes == (PeriodeNonConforme(date(2026, 4, 10), date(2026, 4, 10), 1, 1),)

    def test_la_redaction_de_2027_se_relit(self) -> None:
        assert controle_terme(Terme(jours=60), du="2026-01-01", au="2026-12-31").codes() == set()
        assert controle_terme(Terme(jours=60), du="2026-01-01", au="2027-01-01").codes() == {"REDACTION_A_RELIRE"}

    @pytest.mark.parametrize("contre", ["applicable", "net", "fin_de_mois"])
    def test_avant_2009_rien_ne_depasse(self, contre: str) -> None:
        resultat = controle_terme(Terme(jours=120), du="2008-12-01", au="2008-12-31", contre=contre)
        assert resultat.valeur.conforme is True
        assert [ligne.code for ligne in resultat.lignes] == ["controle_terme.sans_plafond"]

    def test_la_periode_peut_chevaucher_la_loi_de_2008(self) -> None:
        valeur = controle_terme(Terme(jours=61), du="2008-12-31", au="2009-01-01").valeur
        assert [str(une.debut) for une in valeur.periodes] == ["2009-01-01"]

    def test_une_periode_a_l_envers_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            controle_terme(Terme(jours=30), du="2026-01-02", au="2026-01-01")
        assert refus.value.code == "controle_terme.periode"

    def test_un_plafond_inconnu_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            balayer(Terme(jours=30), contre="usage")
        assert refus.value.code == "option.contre"

    @pytest.mark.parametrize("langue", ["fr", "en"])
    def test_tout_se_dit_dans_les_deux_langues(self, langue: str) -> None:
        for terme, options in (
            (Terme(jours=45, mode=A), QUATRE_ANS),
            (Terme(jours=120), {"du": "2008-12-01", "au": "2008-12-31"}),
            (Terme(jours=90), {**QUATRE_ANS, "secteur": "vin"}),
        ):
            assert controle_terme(terme, **options).texte(langue)

    def test_la_porte_des_donnees_donne_la_meme_reponse(self) -> None:
        attendu = controle_terme(Terme(jours=30, mode=A, le=15), **QUATRE_ANS, secteur="vin")
        brute = {"terme": {"jours": 30, "mode": A, "le": 15}, **QUATRE_ANS, "secteur": "vin"}
        assert evaluer("controle_terme", brute) == attendu
        assert relire(attendu.json()) == attendu
