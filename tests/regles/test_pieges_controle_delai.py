"""Les pièges relevés dans les textes et les pages publiées (delais/a_retenir, 1 à 5, 7 à 11 et 13), un test chacun."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from creances import Conditions, ControleDelai, Creance, Debiteur, Terme, controle_delai, controle_terme

A = "jours_puis_fin_de_mois"
B = "fin_de_mois_puis_jours"


def controler(emission: str | None = None, terme: Terme | None = None, **champs: Any) -> ControleDelai:
    conditions = Conditions(terme=terme)
    champs = {"montant": 1000, "debiteur": Debiteur(qualite="professionnel"), **champs}
    return controle_delai(Creance(emission=emission, conditions=conditions, **champs)).valeur


class TestPieges:
    """Chaque test porte le numéro du piège."""

    def test_1_soixante_jours_ne_sont_pas_deux_mois(self) -> None:
        assert controler("2020-04-30", Terme(jours=60)).echeance == date(2020, 6, 29)
        deux_mois = controler("2020-04-30", Terme(mois=2))
        assert (deux_mois.echeance, deux_mois.conforme, deux_mois.depassement) == (date(2020, 6, 30), False, 1)

    def test_2_quarante_cinq_jours_fin_de_mois_a_deux_lectures(self) -> None:
        lues = {mode: controler("2026-01-15", Terme(jours=45, mode=mode)).plafond for mode in (A, B)}
        assert lues == {A: date(2026, 3, 31), B: date(2026, 3, 17)}

    @pytest.mark.parametrize(
        ("emission", "attendue"),
        [
            ("2026-04-10", "2026-06-14"),
            ("2026-05-10", "2026-07-15"),
            ("2009-01-10", "2009-03-17"),
            ("2028-01-10", "2028-03-16"),
        ],
    )
    def test_3_fin_de_mois_plus_quarante_cinq_ne_tombe_pas_le_quinze(self, emission: str, attendue: str) -> None:
        assert controler(emission, Terme(jours=45, mode=B)).echeance == date.fromisoformat(attendue)

    def test_4_soixante_quinze_jours_seulement_si_la_clause_est_ecrite(self) -> None:
        ecrite = controler("2026-01-15", Terme(jours=45, mode=A))
        assert (ecrite.duree, ecrite.conforme) == (75, True)
        tue = controler("2026-01-15", echeance="2026-03-31")
        assert (tue.duree, tue.conforme, tue.depassement) == (75, False, 15)

    def test_5_trente_jours_fin_de_mois_toujours_mais_le_quinze_non(self) -> None:
        annee = {"du": "2026-01-01", "au": "2026-12-31", "contre": "net"}
        assert controle_terme(Terme(jours=30, mode=A), **annee).valeur.conforme is True
        le_quinze = controler("2026-04-10", Terme(jours=30, mode=A, le=15))
        assert (le_quinze.echeance, le_quinze.conforme) == (date(2026, 6, 15), False)
        plafonds = [controler("2026-04-10", Terme(jours=45, mode=mode)).echeance for mode in (A, B)]
        assert plafonds == [date(2026, 5, 31), date(2026, 6, 14)]

    def test_7_la_decade_ne_vaut_plus_que_pour_la_facture_periodique(self) -> None:
        livree = {"livraison": "2026-01-11", "secteur": "perissable", "echeance": "2026-02-19"}
        periodique = controler(**livree, periodique=True)
        assert (periodique.plafond, periodique.conforme) == (date(2026, 2, 19), True)
        simple = controler(**livree)
        assert (simple.plafond, simple.conforme, simple.depassement) == (date(2026, 2, 10), False, 9)

    def test_8_alcool_fin_de_mois_puis_trente_jours(self) -> None:
        livree = {"livraison": "2026-04-05", "secteur": "alcool"}
        assert controler(**livree, echeance="2026-05-30").conforme is True
        assert controler(**livree, echeance="2026-05-31").conforme is False

    def test_9_facture_periodique_quarante_cinq_jours_secs(self) -> None:
        valeur = controler("2026-04-10", Terme(jours=45, mode=A), periodique=True)
        assert (valeur.plafond, valeur.conforme, valeur.depassement) == (date(2026, 5, 25), False, 6)

    def test_10_outre_mer_le_depart_est_le_dedouanement(self) -> None:
        champs: dict[str, Any] = {"dedouanement": "2026-05-10", "debiteur": Debiteur(territoire="reunion")}
        resultat = controle_delai(Creance(montant=1, emission="2026-04-10", echeance="2026-07-09", **champs))
        assert (resultat.valeur.depart, resultat.valeur.conforme) == (date(2026, 5, 10), True)
        assert "C. com., L441-13" in resultat.articles
        assert "C. com., L441-14" not in resultat.articles

    @pytest.mark.parametrize(("categorie", "plafond"), [("sante", "2026-04-29"), ("collectivite", "2026-04-19")])
    def test_11_public_interruption_et_non_suspension(self, categorie: str, plafond: str) -> None:
        limite = date.fromisoformat(plafond)
        for echeance, conforme in ((limite, True), (limite + timedelta(1), False)):
            valeur = controler(
                reception="2026-03-01",
                echeance=echeance,
                interruption={"notification": "2026-03-11", "completes": "2026-03-20"},
                debiteur=Debiteur(qualite="public", categorie_publique=categorie),
            )
            assert (valeur.plafond, valeur.conforme) == (limite, conforme)

    def test_13_pas_de_report_du_dimanche_et_le_report_stipule_reste_sous_le_plafond(self) -> None:
        # Émise le 15 avril 2026 : le soixantième jour est le dimanche 14 juin.
        assert controler("2026-04-15", Terme(jours=60)).echeance == date(2026, 6, 14)
        reporte = controler("2026-04-15", Terme(jours=60, report="suivant"))
        assert (reporte.echeance, reporte.conforme, reporte.depassement) == (date(2026, 6, 15), False, 1)
        assert controler("2026-04-15", Terme(jours=60, report="precedent")).conforme is True
