"""Les pièges des délais de procédure, des jours fériés et des procédures collectives : un test chacun."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creances import declaration, droit_courant, expiration
from creances.droit.computation import Duree, compter

SAMEDI, DIMANCHE = 5, 6


def fin(depart: str, **options: Any) -> str:
    return expiration(depart, **options).valeur.isoformat()


def test_la_prescription_n_est_jamais_reportee_au_lundi() -> None:
    """2e civ., 7 avr. 2016, n° 15-12.960 : le terme du samedi 19 juin 2010 reste un samedi ; un délai de procédure, non."""
    sec = compter(date(2008, 6, 19), Duree(mois=24), droit_courant()).jour
    assert (sec, sec.weekday()) == (date(2010, 6, 19), SAMEDI)
    assert fin("2008-06-19", annees=2) == "2010-06-21"


def test_31_janvier_plus_un_mois_le_lundi_2_mars_en_procedure_le_28_fevrier_en_prescription() -> None:
    assert fin("2026-01-31", mois=1) == "2026-03-02"
    assert compter(date(2026, 1, 31), Duree(mois=1), droit_courant()).jour == date(2026, 2, 28)


def test_depuis_le_1er_septembre_2026_trois_mois_pour_signifier_six_avant() -> None:
    """La durée suit la date de l'ordonnance ; le compte est le même."""
    assert fin("2026-08-31", mois=6) == "2027-03-01"
    assert fin("2026-09-01", mois=3) == "2026-12-01"


def test_interruption_sans_fin_connue() -> None:
    """Com., 4 févr. 2026 : la déclaration interrompt jusqu'à la clôture ; aucune date de prescription n'est à afficher."""
    reponse = declaration("2018-02-27", publication="2018-03-08", nature="liquidation").valeur
    sorts = {effet.objet: effet.sort for effet in reponse.effets}
    assert sorts["prescription_creance_declaree"] == "interrompue_jusqu_a_la_cloture"
    assert not any("prescription" in une.acte for une in reponse.limites)


def test_une_creance_non_declaree_n_interrompt_rien() -> None:
    resultat = declaration("2026-03-02", publication="2026-03-10")
    sorts = {effet.objet: effet.sort for effet in resultat.valeur.effets}
    assert sorts["prescription_creance_non_declaree"] == "continue_de_courir"
    assert "PRESCRIPTION_SANS_DECLARATION" in resultat.codes()


@pytest.mark.parametrize(
    ("depart", "touche"), [("2020-02-12", True), ("2020-05-23", True), ("2020-05-24", False), ("2020-02-11", False)]
)
def test_fenetre_du_12_mars_au_23_juin_2020(depart: str, touche: bool) -> None:
    """Ce n'est pas une suspension : un terme hors de la fenêtre n'est pas touché."""
    assert ("PERIODE_PROTEGEE_2020" in expiration(depart, mois=1).codes()) is touche


def test_le_23_aout_2020_est_un_dimanche_le_lundi_24_en_procedure() -> None:
    (reserve,) = expiration("2020-01-15", mois=4).reserves
    assert reserve.dates == (("jour", date(2020, 8, 24)),)


def test_la_distance_ne_profite_qu_a_la_partie_eloignee() -> None:
    """2e civ., 2017 : l'appelant de Toulouse n'a que le mois, l'intimé fût-il martiniquais."""
    assert fin("2015-05-05", mois=1) == "2015-06-05"
    assert "DISTANCE_LISTE_FERMEE" in expiration("2015-05-05", mois=1, distance="outre_mer").codes()


def test_la_declaration_de_creance_a_ses_deux_mois_propres() -> None:
    """R622-24 : deux mois de plus pour l'outre-mer aussi, quand 643 n'en donne qu'un."""
    commun = {"jugement": "2026-03-02", "publication": "2026-03-10"}
    assert declaration(**commun, demeure="martinique").valeur.limites[0].dernier_jour == date(2026, 7, 10)
    assert fin("2026-03-10", mois=2, distance="outre_mer") == "2026-06-10"


def test_releve_de_forclusion_et_revendication_sans_distance_ni_report() -> None:
    """Com., 28 sept. 2004, n° 03-11.876."""
    loin = declaration("2026-03-02", publication="2026-03-14", demeure="etranger").valeur
    secs = [une.dernier_jour for une in loin.limites[1:]]
    assert secs == [date(2026, 9, 14), date(2026, 6, 14)]
    assert secs[1] is not None
    assert secs[1].weekday() == DIMANCHE


def test_le_releve_ne_vaut_pas_declaration() -> None:
    """La déclaration reste à faire, dans un délai réduit de moitié."""
    faits = {"jugement": "2026-03-02", "publication": "2026-03-10", "releve_notifie_le": "2026-08-17"}
    trouvee = declaration(**faits).valeur.limite("declaration_apres_releve")
    assert trouvee is not None
    assert trouvee.dernier_jour == date(2026, 9, 17)


def test_le_delai_de_declaration_ne_part_ni_du_jugement_ni_de_la_lettre_du_mandataire() -> None:
    attendu = date(2026, 5, 11)
    for jugement, avis in (("2026-02-20", None), ("2026-03-02", "2026-03-20")):
        obtenu = declaration(jugement, publication="2026-03-10", avis=avis).valeur.limites[0]
        assert obtenu.dernier_jour == attendu


def test_feries_ceux_qu_une_loi_qualifie_tels_localement() -> None:
    """Le 26 décembre reporte en Alsace-Moselle, le 22 mai en Martinique, nulle part ailleurs."""
    assert fin("2014-12-15", jours=10) == "2014-12-26"
    assert fin("2014-12-15", jours=10, territoire="alsace_moselle") == "2014-12-29"
    assert fin("2026-05-12", jours=10, territoire="guadeloupe") == "2026-05-22"
    assert fin("2026-05-12", jours=10, territoire="martinique") == "2026-05-26"


@pytest.mark.parametrize("territoire", ["guadeloupe", "martinique"])
@pytest.mark.parametrize("depart", ["2026-03-02", "2026-03-24", "2026-07-11"])
def test_les_usages_antillais_ne_reportent_rien(territoire: Any, depart: str) -> None:
    """Mi-Carême (12 mars 2026), Vendredi saint (3 avril), jour de Schœlcher (21 juillet)."""
    obtenu = expiration(depart, jours=10, territoire=territoire, vendredi_saint=True)
    assert "delai.report" not in {ligne.code for ligne in obtenu.lignes}


@pytest.mark.parametrize(
    ("depart", "lendemain"), [("2005-05-06", "2005-05-17"), ("2006-05-26", "2006-06-06"), ("2007-05-18", "2007-05-29")]
)
def test_les_trois_lundis_de_pentecote_retires_par_certaines_bibliotheques(depart: str, lendemain: str) -> None:
    """Ils restent fériés, avec la réserve que leur source appelle."""
    assert fin(depart, jours=10) == lendemain
    assert expiration(depart, jours=10).codes() == {"FERIE_DISCUTE"}


def test_saint_martin_le_27_de_la_loi_et_le_28_des_circulaires() -> None:
    obtenu = expiration("2026-05-17", jours=10, territoire="saint_martin")
    assert obtenu.valeur == date(2026, 5, 29)
    assert [dict(une.mots)["confiance"] for une in obtenu.reserves] == ["confiance_moyenne", "confiance_basse"]


def test_le_lundi_de_pentecote_travaille_reste_ferie() -> None:
    assert fin("2026-05-15", jours=10) == "2026-05-26"


def test_le_defere_compte_le_jour_de_l_ordonnance() -> None:
    """2e civ., 30 juin 2022, n° 21-12.865 : on donne la veille."""
    assert fin("2020-07-01", jours=15) == "2020-07-16"


def test_les_delais_a_rebours_sont_francs_et_ne_se_reportent_pas() -> None:
    """Com., 14 mars 2018, n° 16-26.996."""
    assert fin("2024-07-31", jours=8, rebours=True) == "2024-07-22"
    assert date.fromisoformat(fin("2026-06-30", jours=15, rebours=True)).weekday() == DIMANCHE


def test_afficher_toujours_le_dernier_jour_operationnel_avant_un_terme_qui_ne_se_reporte_pas() -> None:
    (rebours,) = [u for u in expiration("2026-06-30", jours=15, rebours=True).reserves if u.code != "SOURCE_MOYENNE"]
    assert rebours.dates == (("precedent", date(2026, 6, 12)),)
    secs = [u for u in declaration("2026-03-02", publication="2026-03-14").reserves if u.code == "REPORT_NON_ETABLI"]
    assert [dict(une.dates)["precedent"] for une in secs] == [date(2026, 6, 12)]


def test_le_report_joue_en_boucle() -> None:
    """3e civ., 21 janv. 2021, n° 19-24.799."""
    assert fin("2018-02-20", mois=3) == "2018-05-22"


def test_les_mois_avant_les_jours() -> None:
    assert fin("2017-01-20", mois=1, jours=15) == "2017-03-07"
