"""L'expiration d'un délai de procédure : chaque alinéa des articles 640 à 644, chaque nombre tenu, chaque refus."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creances import Reserve, droit_courant, evaluer, expiration, relire
from creances.droit.calendrier import ouvrable
from creances.droit.computation import Duree, Lieu, compter, expirer
from creances.noyau.erreurs import AvantPremiereVersion, DonneeInvalide, HorsChamp

rapide = settings(max_examples=80, deadline=None)

TERRITOIRES = (
    "metropole", "alsace_moselle", "guadeloupe", "martinique", "guyane", "reunion",
    "mayotte", "saint_barthelemy", "saint_martin", "saint_pierre_et_miquelon",
)  # fmt: skip
OUTRE_MER = TERRITOIRES[2:]
PACIFIQUE = ("wallis_et_futuna", "polynesie_francaise", "nouvelle_caledonie")


def fin(depart: str, **options: Any) -> str:
    return expiration(depart, **options).valeur.isoformat()


def codes(depart: str, **options: Any) -> set[str]:
    return set(expiration(depart, **options).codes())


def reserve(depart: str, code: str, **options: Any) -> Reserve:
    (trouvee,) = [une for une in expiration(depart, **options).reserves if une.code == code]
    return trouvee


def pas(depart: str, **options: Any) -> list[tuple[str, str, str]]:
    """Les lignes : leur code, leur jour, leur article."""
    return [(ligne.code, str(ligne.fin), ligne.article) for ligne in expiration(depart, **options).lignes]


class TestReponsesDuContrat:
    """Les deux réponses que le contrat impose."""

    def test_un_mois_du_29_janvier_2027(self) -> None:
        assert fin("2027-01-29", mois=1) == "2027-03-01"

    @pytest.mark.parametrize("franc", [True, False])
    def test_huit_jours_francs_avant_l_audience_du_31_juillet_2024(self, franc: bool) -> None:
        assert fin("2024-07-31", jours=8, rebours=True, franc=franc) == "2024-07-22"


class TestDelaiEnJours:
    """CPC 641, al. 1 : « Lorsqu'un délai est exprimé en jours, celui de l'acte, de l'événement, de la décision ou de la
    notification qui le fait courir ne compte pas. »
    """

    def test_le_jour_de_l_evenement_ne_compte_pas(self) -> None:
        assert fin("2024-03-04", jours=10) == "2024-03-14"

    def test_un_jour_mene_au_lendemain(self) -> None:
        assert fin("2026-03-03", jours=1) == "2026-03-04"

    def test_un_jour_ferie_a_l_interieur_n_allonge_rien(self) -> None:
        assert fin("2026-04-30", jours=5) == "2026-05-05"

    def test_les_lignes_disent_le_depart_le_compte_et_la_fin(self) -> None:
        assert pas("2024-03-04", jours=10) == [
            ("delai.depart", "2024-03-04", "CPC, 640"),
            ("delai.jours", "2024-03-14", "CPC, 641, al. 1"),
            ("delai.fin", "2024-03-14", "CPC, 642, al. 1"),
        ]
        assert [ligne.jours for ligne in expiration("2024-03-04", jours=10).lignes] == [None, 10, None]


class TestDelaiEnMois:
    """CPC 641, al. 2 : « ce délai expire le jour du dernier mois ou de la dernière année qui porte le même quantième que
    le jour de l'acte […]. A défaut d'un quantième identique, le délai expire le dernier jour du mois. »
    """

    def test_le_meme_quantieme(self) -> None:
        assert fin("2026-02-10", mois=3) == "2026-05-11"  # le 10 mai est un dimanche
        assert fin("2026-01-12", mois=2) == "2026-03-12"

    def test_le_dernier_jour_du_mois_a_defaut(self) -> None:
        assert fin("2025-01-31", mois=1) == "2025-02-28"
        assert fin("2023-10-31", mois=4) == "2024-02-29"

    def test_les_annees_comme_les_mois(self) -> None:
        assert fin("2024-02-29", annees=1) == "2025-02-28"
        assert fin("2024-02-29", annees=4) == "2028-02-29"
        assert fin("2024-03-05", annees=2) == fin("2024-03-05", mois=24) == "2026-03-05"

    def test_annees_et_mois_en_un_seul_compte(self) -> None:
        # Le 29 février d'abord rabattu au 28 donnerait le 28 mars.
        assert fin("2024-02-29", annees=1, mois=1) == "2025-03-31"
        assert compter(date(2024, 2, 29), Duree(mois=13), droit_courant()).jour == date(2025, 3, 29)

    @pytest.mark.parametrize(
        ("depart", "code"), [("2026-01-12", "delai.quantieme"), ("2026-01-31", "delai.quantieme_replie")]
    )
    def test_la_ligne_dit_si_le_quantieme_manquait(self, depart: str, code: str) -> None:
        ligne = expiration(depart, mois=1).lignes[1]
        assert (ligne.code, ligne.article, ligne.mots) == (code, "CPC, 641, al. 2", (("mois", 1),))


class TestDelaiEnMoisEtEnJours:
    """CPC 641, al. 3 : « les mois sont d'abord décomptés, puis les jours. »"""

    def test_les_mois_d_abord(self) -> None:
        assert fin("2017-01-20", mois=1, jours=15) == "2017-03-07"

    def test_la_ligne_des_jours_cite_l_alinea_3(self) -> None:
        assert pas("2017-01-20", mois=1, jours=15)[1:3] == [
            ("delai.quantieme", "2017-02-20", "CPC, 641, al. 2"),
            ("delai.jours", "2017-03-07", "CPC, 641, al. 3"),
        ]


class TestReport:
    """CPC 642, al. 2 : « Le délai qui expirerait normalement un samedi, un dimanche ou un jour férié ou chômé est prorogé
    jusqu'au premier jour ouvrable suivant. »
    """

    @pytest.mark.parametrize(
        ("depart", "attendu"),
        [
            ("2026-06-05", "2026-06-15"),  # samedi
            ("2026-06-04", "2026-06-15"),  # dimanche
            ("2026-05-04", "2026-05-15"),  # Ascension
            ("2026-12-15", "2026-12-28"),  # Noël, puis le samedi et le dimanche
        ],
    )
    def test_au_premier_jour_ouvrable(self, depart: str, attendu: str) -> None:
        jours = 8 if depart == "2026-06-05" else 10
        assert fin(depart, jours=jours) == attendu

    def test_en_boucle(self) -> None:
        """Cass. 3e civ., 21 janv. 2021, n° 19-24.799 : un dimanche, puis le lundi de Pentecôte."""
        assert pas("2018-02-20", mois=3)[2:] == [
            ("delai.chome", "2018-05-20", "CPC, 642, al. 2"),
            ("delai.chome", "2018-05-21", "C. trav., L3133-1"),
            ("delai.report", "2018-05-22", "CPC, 642, al. 2"),
            ("delai.fin", "2018-05-22", "CPC, 642, al. 1"),
        ]

    def test_les_lignes_nomment_chaque_jour_chome(self) -> None:
        lignes = expiration("2020-04-01", jours=10).lignes
        assert [ligne.mots[0][1] for ligne in lignes if ligne.code == "delai.chome"] == [
            "samedi",
            "dimanche",
            "Lundi de Pâques",
        ]

    def test_sans_report_ni_ligne_ni_jour_de_plus(self) -> None:
        assert "delai.report" not in {ligne.code for ligne in expiration("2026-01-12", mois=2).lignes}

    @pytest.mark.parametrize(
        ("territoire", "depart", "ici"),
        [
            ("alsace_moselle", "2014-12-16", "2014-12-29"),
            ("martinique", "2025-05-12", "2025-05-23"),
            ("guadeloupe", "2025-05-17", "2025-05-28"),
            ("guyane", "2025-05-31", "2025-06-11"),
            ("reunion", "2024-12-10", "2024-12-23"),
            ("mayotte", "2026-04-17", "2026-04-28"),
            ("saint_barthelemy", "2025-09-29", "2025-10-10"),
        ],
    )
    def test_les_feries_du_lieu(self, territoire: str, depart: str, ici: str) -> None:
        ailleurs = date.fromisoformat(depart) + timedelta(days=10)
        assert fin(depart, jours=10) == ailleurs.isoformat()
        assert fin(depart, jours=10, territoire=territoire) == ici

    def test_deux_fetes_le_meme_jour_sont_nommees_ensemble(self) -> None:
        (chome,) = [ligne for ligne in expiration("2008-04-21", jours=10).lignes if ligne.code == "delai.chome"]
        assert chome.mots == (("motif", "Fête du Travail ; Ascension"),)


class TestDistanceDevantUneJuridictionDeMetropole:
    """CPC 643 : « augmentés de : 1. Un mois pour les personnes qui demeurent en Guadeloupe […] ; 2. Deux mois pour celles
    qui demeurent à l'étranger. »
    """

    @pytest.mark.parametrize("territoire", ["metropole", "alsace_moselle"])
    @pytest.mark.parametrize(("distance", "attendu"), [("outre_mer", "2026-03-12"), ("etranger", "2026-04-13")])
    def test_un_mois_ou_deux_de_plus(self, territoire: Any, distance: Any, attendu: str) -> None:
        trouve = expiration("2026-01-12", mois=1, distance=distance, territoire=territoire)
        assert trouve.valeur.isoformat() == attendu
        assert "CPC, 643" in trouve.articles

    def test_un_seul_compte_depuis_l_origine(self) -> None:
        # Le 28 février intermédiaire donnerait le 28 mars.
        assert fin("2025-01-31", mois=1, distance="outre_mer") == "2025-03-31"

    def test_avant_le_report(self) -> None:
        # Un mois finirait le samedi 11 avril, reporté au 13 : le mois de distance part du 11.
        assert fin("2026-03-11", mois=1, distance="outre_mer") == "2026-05-11"

    def test_les_mois_de_distance_avant_les_jours(self) -> None:
        assert fin("2017-02-12", jours=15, distance="outre_mer") == "2017-03-27"
        assert pas("2017-02-12", jours=15, distance="outre_mer")[1:4] == [
            ("delai.distance", "None", "CPC, 643"),
            ("delai.quantieme", "2017-03-12", "CPC, 641, al. 2"),
            ("delai.jours", "2017-03-27", "CPC, 641, al. 3"),
        ]

    def test_une_reserve_quand_l_autre_ordre_change_la_date(self) -> None:
        # 20 janvier + 1 mois + 15 jours = 7 mars ; + 15 jours + 1 mois = 4 mars.
        trouvee = reserve("2017-01-20", "DISTANCE_ET_JOURS", jours=15, distance="outre_mer")
        assert trouvee.dates == (("autre", date(2017, 3, 4)),)
        assert trouvee.articles == ("CPC, 641, al. 3",)
        assert "DISTANCE_ET_JOURS" not in codes("2017-03-01", jours=15, distance="outre_mer")
        assert "DISTANCE_ET_JOURS" not in codes("2025-01-31", mois=1, distance="outre_mer")

    def test_la_liste_fermee_est_toujours_rappelee(self) -> None:
        assert reserve("2026-01-12", "DISTANCE_LISTE_FERMEE", mois=1, distance="etranger").articles == ("CPC, 643",)
        assert codes("2026-01-12", mois=1) == set()

    def test_la_ligne_dit_les_mois_ajoutes(self) -> None:
        assert expiration("2026-01-12", mois=1, distance="etranger").lignes[1].mots == (("mois", 2),)


class TestDistanceDevantUneJuridictionDOutreMer:
    """CPC 644 : « augmentés d'un mois pour les personnes qui ne demeurent pas dans la collectivité territoriale […] et de
    deux mois pour les personnes qui demeurent à l'étranger. »
    """

    @pytest.mark.parametrize("territoire", OUTRE_MER)
    @pytest.mark.parametrize(("distance", "attendu"), [("outre_mer", "2026-03-12"), ("etranger", "2026-04-13")])
    def test_un_mois_ou_deux_de_plus(self, territoire: Any, distance: Any, attendu: str) -> None:
        trouve = expiration("2026-01-12", mois=1, distance=distance, territoire=territoire)
        assert trouve.valeur.isoformat() == attendu
        assert "CPC, 644" in trouve.articles
        assert "CPC, 643" not in trouve.articles

    def test_avant_2008_la_redaction_etait_autre(self) -> None:
        with pytest.raises(AvantPremiereVersion):
            expiration("2008-05-15", mois=1, distance="outre_mer", territoire="reunion")
        assert fin("2008-05-16", mois=1, distance="outre_mer", territoire="reunion") == "2008-07-16"


class TestDelaiFranc:
    """CJA, R421-1, délai franc : CE, 29 déc. 2006, n° 289818 ; le lendemain du quantième, puis le report."""

    def test_deux_mois_francs(self) -> None:
        assert fin("2021-01-03", mois=2, franc=True) == "2021-03-04"

    def test_le_report_vient_apres(self) -> None:
        assert fin("2007-10-01", mois=2, franc=True) == "2007-12-03"

    def test_en_jours_aussi(self) -> None:
        assert fin("2024-03-04", jours=10, franc=True) == "2024-03-15"

    def test_la_ligne_et_la_reserve(self) -> None:
        assert pas("2021-01-03", mois=2, franc=True)[2] == ("delai.franc", "2021-03-04", "CJA, R421-1")
        assert codes("2021-01-03", mois=2, franc=True) == {"DELAI_FRANC_ADMINISTRATIF"}

    def test_sa_distance_a_ses_propres_regles(self) -> None:
        with pytest.raises(HorsChamp, match="délai franc") as refus:
            expiration("2021-01-03", mois=2, franc=True, distance="etranger")
        assert (refus.value.code, refus.value.articles) == ("hors_champ.distance_franche", ("CJA, R421-7",))


class TestARebours:
    """Cass. com., 14 mars 2018, n° 16-26.996 : l'audience et le dernier jour sont exclus, rien ne se reporte."""

    def test_audience_moins_n_plus_un(self) -> None:
        assert fin("2027-01-13", jours=15, rebours=True) == "2026-12-28"

    def test_jamais_deplace_meme_un_dimanche(self) -> None:
        assert fin("2026-06-30", jours=15, rebours=True) == "2026-06-14"

    def test_une_reserve_donne_le_jour_ouvrable_precedent(self) -> None:
        trouvee = reserve("2026-06-30", "REBOURS_JOUR_CHOME", jours=15, rebours=True)
        assert trouvee.dates == (("precedent", date(2026, 6, 12)),)
        assert "REBOURS_JOUR_CHOME" not in codes("2027-01-13", jours=15, rebours=True)

    def test_la_confiance_moyenne_est_dite(self) -> None:
        assert codes("2027-01-13", jours=15, rebours=True) == {"SOURCE_MOYENNE"}

    def test_les_lignes_montrent_les_jours_pleins(self) -> None:
        depart, pleins, terme = expiration("2024-07-31", jours=8, rebours=True).lignes
        assert (depart.code, depart.fin) == ("delai.depart", date(2024, 7, 31))
        assert depart.mots == (("evenement", "jour_de_l_audience"),)
        assert (pleins.debut, pleins.fin, pleins.jours) == (date(2024, 7, 23), date(2024, 7, 30), 8)
        assert (terme.code, terme.fin) == ("delai.rebours", date(2024, 7, 22))
        assert terme.article == "Cass. com., 14 mars 2018, n° 16-26.996"

    def test_le_vendredi_saint_recule_le_jour_utile(self) -> None:
        # Le 3 avril 2026 est le Vendredi saint.
        options: dict[str, Any] = {"jours": 8, "rebours": True, "territoire": "alsace_moselle"}
        assert reserve("2026-04-12", "VENDREDI_SAINT", **options).dates == (("sinon", date(2026, 4, 2)),)
        cote = reserve("2026-04-12", "REBOURS_JOUR_CHOME", **options, vendredi_saint=True)
        assert cote.dates == (("precedent", date(2026, 4, 2)),)
        assert "VENDREDI_SAINT" not in codes("2026-04-12", **options, vendredi_saint=True)


class TestVendrediSaint:
    """C. trav., L3134-13 : férié en Alsace-Moselle, dans les communes ayant un temple protestant ou une église mixte."""

    def test_ferie_seulement_si_on_le_dit(self) -> None:
        assert fin("2026-03-24", jours=10, territoire="alsace_moselle") == "2026-04-03"
        assert fin("2026-03-24", jours=10, territoire="alsace_moselle", vendredi_saint=True) == "2026-04-07"

    def test_une_reserve_quand_il_changerait_la_date(self) -> None:
        trouvee = reserve("2026-03-24", "VENDREDI_SAINT", jours=10, territoire="alsace_moselle")
        assert trouvee == Reserve("VENDREDI_SAINT", ("C. trav., L3134-13",), dates=(("sinon", date(2026, 4, 7)),))
        assert codes("2026-03-23", jours=10, territoire="alsace_moselle") == set()

    def test_ailleurs_ce_n_est_qu_un_usage(self) -> None:
        assert fin("2026-03-24", jours=10, territoire="martinique", vendredi_saint=True) == "2026-04-03"
        assert codes("2026-03-24", jours=10, territoire="martinique") == set()

    def test_sa_source_moyenne_se_dit_quand_il_reporte(self) -> None:
        trouvee = reserve("2026-03-24", "FERIE_DISCUTE", jours=10, territoire="alsace_moselle", vendredi_saint=True)
        assert trouvee.mots == (("nom", "Vendredi saint"), ("confiance", "confiance_moyenne"))


class TestFerieDiscute:
    """Un jour férié de source incertaine reporte, et le résultat le dit : ce jour serait le terme s'il était ouvrable."""

    def test_le_28_mai_a_saint_martin_n_a_que_des_circulaires(self) -> None:
        assert fin("2026-05-18", jours=10, territoire="saint_martin") == "2026-05-29"
        assert reserve("2026-05-18", "FERIE_DISCUTE", jours=10, territoire="saint_martin") == Reserve(
            "FERIE_DISCUTE",
            ("C. trav., L3422-2",),
            dates=(("ferie", date(2026, 5, 28)),),
            mots=(("nom", "Abolition de l'esclavage (date des circulaires)"), ("confiance", "confiance_basse")),
        )

    def test_le_27_puis_le_28_mai_font_deux_reserves(self) -> None:
        trouve = expiration("2026-05-17", jours=10, territoire="saint_martin")
        assert trouve.valeur == date(2026, 5, 29)
        assert [dict(une.dates)["ferie"].day for une in trouve.reserves] == [27, 28]

    def test_un_dimanche_reporte_sans_lui(self) -> None:
        # Le 28 mai 2023 est un dimanche, veille du lundi de Pentecôte.
        assert codes("2023-05-18", jours=10, territoire="saint_martin") == set()

    def test_le_lundi_de_pentecote_2005(self) -> None:
        assert codes("2005-05-06", jours=10) == {"FERIE_DISCUTE"}
        assert codes("2009-05-22", jours=10) == set()

    def test_une_fete_sure_le_meme_jour_leve_le_doute(self) -> None:
        # En 2049, l'Ascension tombe le 27 mai : il ne reste de doute que sur le 28.
        trouve = expiration("2049-05-17", jours=10, territoire="saint_martin")
        discutes = [dict(une.dates)["ferie"] for une in trouve.reserves if une.code == "FERIE_DISCUTE"]
        assert discutes == [date(2049, 5, 28)]


class TestPeriodeProtegeeDe2020:
    """Ordonnance n° 2020-306, art. 2 : l'acte est réputé fait à temps dans le délai compté de la fin de la période, « dans
    la limite de deux mois ».
    """

    @pytest.mark.parametrize(
        ("depart", "options", "jour"),
        [
            ("2020-03-02", {"jours": 10}, "2020-07-03"),  # terme le 12 mars
            ("2020-05-23", {"mois": 1}, "2020-07-23"),  # terme le 23 juin
            ("2020-01-15", {"mois": 3}, "2020-08-24"),  # plafond le dimanche 23 août
            ("2020-02-15", {"mois": 2}, "2020-08-24"),
        ],
    )
    def test_la_reserve_donne_le_dernier_jour_repute_utile(self, depart: str, options: Any, jour: str) -> None:
        trouvee = reserve(depart, "PERIODE_PROTEGEE_2020", **options)
        assert trouvee.dates == (("jour", date.fromisoformat(jour)),)
        assert trouvee.articles == ("Ordonnance n° 2020-306, art. 2",)

    @pytest.mark.parametrize("depart", ["2020-03-01", "2020-06-14"])
    def test_rien_la_veille_ni_le_lendemain(self, depart: str) -> None:
        assert codes(depart, jours=10) == set()

    def test_la_date_reste_celle_du_code(self) -> None:
        assert fin("2020-04-01", jours=10) == "2020-04-14"

    def test_la_distance_compte_dans_le_delai_rejoue(self) -> None:
        trouvee = reserve("2020-03-15", "PERIODE_PROTEGEE_2020", jours=10, distance="outre_mer")
        assert trouvee.dates == (("jour", date(2020, 8, 3)),)  # un mois et dix jours du 23 juin : dimanche 2 août

    def test_un_droit_d_avant_ne_la_connait_pas(self) -> None:
        assert expiration("2020-04-01", jours=10, droit=droit_courant().connu_le(date(2020, 3, 1))).codes() == set()


class TestCeQuePersonneNAReluOuNeConnait:
    """Rien n'est éternel : une réserve au-delà de la dernière relecture, un refus avant le code de 1976."""

    def test_avant_1976(self) -> None:
        with pytest.raises(AvantPremiereVersion):
            expiration("1975-12-31", mois=1)
        with pytest.raises(AvantPremiereVersion):
            expiration("1975-12-31", jours=8, rebours=True)
        assert fin("1976-01-01", mois=1) == "1976-02-02"

    A_REVOIR = Reserve("DROIT_A_REVOIR", dates=(("depuis", date(2027, 11, 21)),))

    def test_apres_la_derniere_relecture(self) -> None:
        assert expiration("2027-11-11", jours=10).reserves == (self.A_REVOIR,)  # terme le lundi 22 novembre 2027
        assert codes("2027-11-08", jours=10) == set()

    def test_un_calendrier_que_personne_n_a_relu_suffit(self) -> None:
        droit = droit_courant()
        relu = droit.avec(replace(droit.table("procedure.report"), revue_avant=date(2030, 1, 1)))
        assert expiration("2027-11-11", jours=10, droit=relu).reserves == (self.A_REVOIR,)

    def test_un_rebours_apres_la_relecture(self) -> None:
        droit = droit_courant()
        relu = droit.avec(replace(droit.table("procedure.jour_a_rebours"), revue_avant=date(2030, 1, 1)))
        assert self.A_REVOIR in expiration("2027-12-15", jours=15, rebours=True).reserves
        assert self.A_REVOIR in expiration("2027-12-15", jours=15, rebours=True, droit=relu).reserves
        assert self.A_REVOIR not in expiration("2027-12-15", jours=30, rebours=True, droit=relu).reserves

    @pytest.mark.parametrize(
        ("table", "options"),
        [
            ("procedure.report", {"mois": 1}),
            ("procedure.jour_franc", {"mois": 1, "franc": True}),
            ("procedure.distance.metropole.etranger", {"mois": 1, "distance": "etranger"}),
            ("procedure.distance.outre_mer.outre_mer", {"mois": 1, "distance": "outre_mer", "territoire": "guyane"}),
            ("procedure.jour_a_rebours", {"jours": 8, "rebours": True}),
        ],
    )
    def test_une_valeur_prolongee_le_dit(self, table: str, options: Any) -> None:
        prolonge = droit_courant().prolonge(table, date(2030, 1, 1))
        attendue = Reserve("DROIT_PROLONGE", mots=(("table", table),))
        assert attendue in expiration("2028-01-12", **options, droit=prolonge).reserves


class TestRefus:
    """Ce que les textes ne définissent pas est refusé, en nommant le champ, la valeur et ce qui est accepté."""

    def test_sans_duree(self) -> None:
        with pytest.raises(DonneeInvalide, match="jours, mois, annees : reçu aucune durée") as refus:
            expiration("2026-01-01")
        assert refus.value.code == "expiration.sans_duree"

    @pytest.mark.parametrize("nom", ["jours", "mois", "annees"])
    @pytest.mark.parametrize("valeur", [-1, 36_501, 1.0, "3", True, None])
    def test_un_nombre_qui_n_est_pas_un_entier_de_zero_a_la_limite(self, nom: str, valeur: Any) -> None:
        with pytest.raises(DonneeInvalide, match=rf"^{nom} : reçu .* accepté : un entier de 0 à 36500") as refus:
            expiration("2026-01-01", **{nom: valeur})
        assert refus.value.code == "expiration.nombre"

    def test_la_limite_est_acceptee(self) -> None:
        assert fin("2026-01-05", jours=36_500) == "2125-12-12"

    def test_une_date_hors_du_calendrier(self) -> None:
        with pytest.raises(DonneeInvalide, match="terme du délai") as refus:
            expiration("2199-12-01", mois=2)
        assert refus.value.code == "date.hors_bornes"
        with pytest.raises(DonneeInvalide, match="terme du délai"):
            expiration("1976-01-02", jours=36_500, rebours=True)

    def test_une_distance_inconnue(self) -> None:
        with pytest.raises(DonneeInvalide, match="distance : reçu 'lune' ; accepté : outre_mer ou etranger") as refus:
            expiration("2026-01-01", mois=1, distance="lune")  # type: ignore[arg-type]
        assert refus.value.code == "expiration.distance"

    @pytest.mark.parametrize("duree", [{"mois": 1}, {"annees": 1}, {"jours": 8, "mois": 1}])
    def test_des_mois_a_rebours(self, duree: Any) -> None:
        with pytest.raises(DonneeInvalide, match="à rebours") as refus:
            expiration("2026-01-01", rebours=True, **duree)
        assert refus.value.code == "expiration.rebours_en_mois"

    def test_une_distance_a_rebours(self) -> None:
        with pytest.raises(DonneeInvalide, match="vers l'avant") as refus:
            expiration("2026-01-01", jours=8, rebours=True, distance="etranger")
        assert refus.value.code == "expiration.rebours_et_distance"
        assert refus.value.articles == ("CPC, 643", "CPC, 644")

    @pytest.mark.parametrize("rebours", [True, False])
    @pytest.mark.parametrize("territoire", PACIFIQUE)
    def test_le_pacifique(self, territoire: Any, rebours: bool) -> None:
        with pytest.raises(HorsChamp):
            expiration("2026-01-01", jours=8, territoire=territoire, rebours=rebours)

    def test_un_territoire_inconnu(self) -> None:
        with pytest.raises(DonneeInvalide, match="territoire : reçu 'corse'"):
            expiration("2026-01-01", jours=8, territoire="corse")  # type: ignore[arg-type]

    def test_un_depart_qui_n_est_pas_une_date(self) -> None:
        with pytest.raises(DonneeInvalide, match="depart : reçu '1er mai'"):
            expiration("1er mai", jours=8)


class TestParametresTenus:
    """Décaler d'un seul un nombre de la loi change une réponse."""

    @pytest.mark.parametrize(
        ("table", "depart", "options"),
        [
            ("procedure.distance.metropole.outre_mer", "2026-01-12", {"mois": 1, "distance": "outre_mer"}),
            ("procedure.distance.metropole.etranger", "2026-01-12", {"mois": 1, "distance": "etranger"}),
            (
                "procedure.distance.outre_mer.outre_mer",
                "2026-01-12",
                {"mois": 1, "distance": "outre_mer", "territoire": "guyane"},
            ),
            (
                "procedure.distance.outre_mer.etranger",
                "2026-01-12",
                {"mois": 1, "distance": "etranger", "territoire": "guyane"},
            ),
            ("procedure.jour_franc", "2024-03-04", {"jours": 9, "franc": True}),
            ("procedure.jour_a_rebours", "2024-07-31", {"jours": 8, "rebours": True}),
            ("procedure.periode_2020.fin", "2020-05-23", {"mois": 1}),
            ("procedure.periode_2020.plafond", "2020-01-15", {"mois": 3}),
        ],
    )
    @pytest.mark.parametrize("ecart", [1, -1])
    def test_un_de_plus_ou_de_moins_se_voit(self, table: str, depart: str, options: Any, ecart: int) -> None:
        droit = droit_courant()
        lue = droit.table(table)
        (version,) = lue.versions
        ajout = timedelta(days=ecart) if isinstance(version.valeur, date) else ecart
        autre = droit.avec(replace(lue, versions=(replace(version, valeur=version.valeur + ajout),)))
        attendu, obtenu = expiration(depart, **options), expiration(depart, **options, droit=autre)
        assert (obtenu.valeur, obtenu.reserves) != (attendu.valeur, attendu.reserves)

    def test_le_report_cite_le_texte_de_sa_table(self) -> None:
        droit = droit_courant()
        lue = droit.table("procedure.report")
        autre = droit.avec(replace(lue, versions=(replace(lue.versions[0], article="autre"),)))
        assert "autre" in expiration("2018-02-20", mois=3, droit=autre).articles
        assert "autre" not in expiration("2026-01-12", mois=2, droit=autre).articles


class TestPorteDesDonnees:
    """`evaluer` lance la règle depuis des données de type JSON, et rend le même résultat que l'appel direct."""

    def test_les_memes_reponses(self) -> None:
        entrees = {"depart": "2026-01-12", "mois": 1, "jours": 8, "annees": 1, "distance": "etranger"}
        assert evaluer("expiration", entrees) == expiration(
            "2026-01-12", mois=1, jours=8, annees=1, distance="etranger"
        )

    def test_le_json_revient_sans_perte(self) -> None:
        resultat = expiration("2026-05-17", jours=10, territoire="saint_martin")
        assert relire(resultat.json()) == resultat

    @pytest.mark.parametrize(("champ", "valeur"), [("jours", 1.5), ("jours", "8"), ("mois", -1), ("distance", "lune")])
    def test_les_memes_refus(self, champ: str, valeur: Any) -> None:
        with pytest.raises(DonneeInvalide):
            evaluer("expiration", {"depart": "2026-01-12", champ: valeur})

    def test_le_resultat_se_lit_dans_les_deux_langues(self) -> None:
        resultat = expiration("2018-02-20", mois=3)
        francais, anglais = resultat.texte().replace("\xa0", " "), resultat.texte("en")
        assert francais.startswith("Expiration du délai : 22 mai 2018\n")
        assert "Le 20 mai 2018 est chômé : dimanche (CPC, 642, al. 2)" in francais
        assert "20 May 2018 is not a working day: Sunday (CPC, 642, al. 2)" in anglais

    @pytest.mark.parametrize("langue", ["fr", "en"])
    @pytest.mark.parametrize(
        ("depart", "options"),
        [
            ("2026-01-31", {"mois": 1, "distance": "outre_mer"}),
            ("2017-01-20", {"jours": 15, "distance": "outre_mer"}),
            ("2007-10-01", {"mois": 2, "franc": True}),
            ("2026-06-30", {"jours": 15, "rebours": True}),
            ("2026-03-24", {"jours": 10, "territoire": "alsace_moselle"}),
            ("2026-05-17", {"jours": 10, "territoire": "saint_martin"}),
            ("2020-04-01", {"jours": 10}),
        ],
    )
    def test_chaque_ligne_et_chaque_reserve_ont_leur_phrase(self, langue: str, depart: str, options: Any) -> None:
        resultat = expiration(depart, **options)
        assert resultat.texte(langue).count("\n  - ") == len(resultat.articles) + len(resultat.reserves)

    def test_chaque_article_cite_est_au_catalogue(self) -> None:
        from creances import articles

        cites = {
            article
            for territoire in TERRITOIRES
            for jours in range(1, 730)
            for article in expiration("2024-12-31", jours=jours, territoire=territoire).articles
        }
        assert cites - set(articles()) == set()
        assert {"C. trav., L3133-1", "C. trav., L3134-13", "C. trav., L3422-2"} <= cites


jours_civils = st.dates(date(1980, 1, 1), date(2027, 1, 1))
durees = st.builds(Duree, mois=st.integers(0, 36), jours=st.integers(0, 200), franc=st.just(False)).filter(
    lambda une: une.mois or une.jours
)
lieux = st.sampled_from(TERRITOIRES)


def _fin(depart: date, duree: Duree, **options: Any) -> date:
    return expiration(depart, mois=duree.mois, jours=duree.jours, **options).valeur


class TestProprietes:
    """Ce qui vaut pour tout délai."""

    @rapide
    @given(jours_civils, durees, lieux, st.booleans())
    def test_un_delai_expire_un_jour_ouvrable(self, depart: date, duree: Duree, lieu: Any, vendredi: bool) -> None:
        obtenu = _fin(depart, duree, territoire=lieu, vendredi_saint=vendredi)
        assert ouvrable(obtenu, territoire=lieu, vendredi_saint=vendredi)
        assert obtenu > depart

    @rapide
    @given(jours_civils, st.integers(0, 60), durees, lieux)
    def test_partir_plus_tard_ne_finit_jamais_plus_tot(self, depart: date, ecart: int, duree: Duree, lieu: Any) -> None:
        plus_tard = depart + timedelta(days=ecart)
        assert _fin(depart, duree, territoire=lieu) <= _fin(plus_tard, duree, territoire=lieu)

    @rapide
    @given(st.dates(date(1980, 1, 1), date(2040, 1, 1)), st.integers(1, 400), lieux)
    def test_a_rebours_finit_avant_l_audience(self, audience: date, jours: int, lieu: Any) -> None:
        obtenu = expiration(audience, jours=jours, rebours=True, territoire=lieu)
        assert (audience - obtenu.valeur).days == jours + 1
        precedents = [dict(une.dates)["precedent"] for une in obtenu.reserves if une.code == "REBOURS_JOUR_CHOME"]
        assert all(ouvrable(un, territoire=lieu) and un < obtenu.valeur for un in precedents)
        assert bool(precedents) is not ouvrable(obtenu.valeur, territoire=lieu)

    @rapide
    @given(st.dates(date(2001, 1, 1), date(2027, 1, 1)), durees, lieux)
    def test_un_delai_franc_ne_finit_pas_plus_tot(self, depart: date, duree: Duree, lieu: Any) -> None:
        assert _fin(depart, duree, territoire=lieu) <= _fin(depart, duree, territoire=lieu, franc=True)

    @rapide
    @given(st.dates(date(2009, 1, 1), date(2027, 1, 1)), durees, lieux)
    def test_la_distance_n_abrege_jamais(self, depart: date, duree: Duree, lieu: Any) -> None:
        proche = _fin(depart, duree, territoire=lieu)
        outre_mer = _fin(depart, duree, territoire=lieu, distance="outre_mer")
        etranger = _fin(depart, duree, territoire=lieu, distance="etranger")
        assert proche <= outre_mer <= etranger

    @rapide
    @given(jours_civils, durees, lieux)
    def test_le_report_ne_depasse_pas_six_jours_et_part_du_compte(self, depart: date, duree: Duree, lieu: Any) -> None:
        droit = droit_courant()
        normal = compter(depart, duree, droit).jour
        obtenu = expirer(depart, duree, Lieu(lieu), droit).jour
        assert timedelta(0) <= obtenu - normal <= timedelta(days=6)

    @rapide
    @given(jours_civils, durees, lieux)
    def test_la_meme_question_a_la_meme_reponse(self, depart: date, duree: Duree, lieu: Any) -> None:
        options: dict[str, Any] = {"mois": duree.mois, "jours": duree.jours, "territoire": lieu}
        une, autre = expiration(depart, **options), expiration(depart.isoformat(), **options)
        assert une == autre
        assert une.json() == autre.json()
        assert une.articles == tuple(dict.fromkeys(ligne.article for ligne in une.lignes))
