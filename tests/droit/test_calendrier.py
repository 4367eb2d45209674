"""Les jours fériés légaux : la liste recopiée des textes, deux bibliothèques témoins, chaque nombre tenu."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jours_feries_france import JoursFeries
from workalendar.europe import France, FranceAlsaceMoselle

from creances.droit import calendrier
from creances.droit.calendrier import (
    Fete,
    JourFixe,
    JourMobile,
    chome,
    fetes_legales,
    jours_feries,
    ouvrable,
    ouvrable_precedent,
    ouvrable_suivant,
)
from creances.modeles.parties import Territoire
from creances.noyau.erreurs import DonneeInvalide, HorsChamp, TableIncoherente

CONNUS = (
    "metropole", "alsace_moselle", "guadeloupe", "martinique", "guyane", "reunion",
    "mayotte", "saint_barthelemy", "saint_martin", "saint_pierre_et_miquelon",
)  # fmt: skip
PACIFIQUE = ("wallis_et_futuna", "polynesie_francaise", "nouvelle_caledonie")
CONTROLE = range(2000, 2051)
ABOLITION = "Abolition de l'esclavage"

# Recopiée des textes, jamais du fichier : nom, territoires, règle, début, fin, source publiée le.
# Une règle est (mois, jour) ou un nombre de jours depuis Pâques ; une fin est exclue.
ATTENDUES: list[tuple[str, tuple[str, ...], tuple[int, int] | int, str, str | None, str | None]] = [
    ("Jour de l'An", CONNUS, (1, 1), "1810-03-23", None, None),
    ("Lundi de Pâques", CONNUS, 1, "1886-03-08", None, None),
    ("Fête du Travail", CONNUS, (5, 1), "1947-05-01", None, None),
    ("Victoire de 1945", CONNUS, (5, 8), "1953-03-21", "1959-04-12", "1953-03-21"),
    ("Victoire de 1945", CONNUS, (5, 8), "1965-04-01", "1965-05-09", None),
    ("Victoire de 1945", CONNUS, (5, 8), "1981-10-02", None, None),
    ("Ascension", CONNUS, 39, "1802-04-19", None, None),
    ("Lundi de Pentecôte", CONNUS, 50, "1886-03-08", "2004-07-01", None),
    ("Lundi de Pentecôte", CONNUS, 50, "2004-07-01", "2008-04-18", None),
    ("Lundi de Pentecôte", CONNUS, 50, "2008-04-18", None, None),
    ("Fête nationale", CONNUS, (7, 14), "1880-07-06", None, None),
    ("Assomption", CONNUS, (8, 15), "1802-04-19", None, None),
    ("Toussaint", CONNUS, (11, 1), "1802-04-19", None, None),
    ("Armistice de 1918", CONNUS, (11, 11), "1922-10-24", None, None),
    ("Noël", CONNUS, (12, 25), "1802-04-19", None, None),
    ("Vendredi saint", ("alsace_moselle",), -2, "1892-08-16", None, None),
    ("Saint-Étienne", ("alsace_moselle",), (12, 26), "1892-08-16", None, None),
    (ABOLITION, ("mayotte",), (4, 27), "1983-11-24", None, None),
    (ABOLITION, ("martinique",), (5, 22), "1983-11-24", None, None),
    (ABOLITION, ("guadeloupe",), (5, 27), "1983-11-24", None, None),
    (ABOLITION, ("guyane",), (6, 10), "1983-11-24", None, None),
    (ABOLITION, ("reunion",), (12, 20), "1983-11-24", None, None),
    (ABOLITION, ("saint_barthelemy", "saint_martin"), (5, 27), "1983-11-24", "2007-07-15", None),
    (ABOLITION, ("saint_barthelemy",), (10, 9), "2012-04-26", None, "2012-04-25"),
    (ABOLITION, ("saint_martin",), (5, 27), "2012-04-26", None, "2012-04-25"),
    (f"{ABOLITION} (date des circulaires)", ("saint_martin",), (5, 28), "2018-05-04", None, None),
]
ONZE = {nom for nom, territoires, *_ in ATTENDUES if territoires == CONNUS}

# Jour férié de chaque territoire, chaque année depuis 2013, en plus des onze (L3134-13 et L3422-2).
LOCAUX: dict[str, tuple[tuple[int, int], ...]] = {
    "metropole": (),
    "alsace_moselle": ((12, 26),),
    "guadeloupe": ((5, 27),),
    "martinique": ((5, 22),),
    "guyane": ((6, 10),),
    "reunion": ((12, 20),),
    "mayotte": ((4, 27),),
    "saint_barthelemy": ((10, 9),),
    "saint_martin": ((5, 27), (5, 28)),
    "saint_pierre_et_miquelon": (),
}


def paques(annee: int) -> date:
    """L'algorithme de Meeus, Jones et Butcher : une autre voie que celle du module."""
    siecle, rang = divmod(annee, 100)
    cycle = annee % 19
    correction = siecle - siecle // 4 - (siecle - (siecle + 8) // 25 + 1) // 3
    lune = (19 * cycle + correction + 15) % 30
    dimanche = (32 + 2 * (siecle % 4) + 2 * (rang // 4) - lune - rang % 4) % 7
    tardif = (cycle + 11 * lune + 22 * dimanche) // 451
    mois, jour = divmod(lune + dimanche - 7 * tardif + 114, 31)
    return date(annee, mois, jour + 1)


def liste_attendue(annee: int, territoire: str, *, vendredi_saint: bool = False) -> set[date]:
    """La liste légale refaite sans le module ni son fichier, depuis 2013."""
    fixes = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25), *LOCAUX[territoire]]
    if territoire == "saint_martin" and annee < 2018:
        fixes.remove((5, 28))
    mobiles = [1, 39, 50] + ([-2] if vendredi_saint and territoire == "alsace_moselle" else [])
    return {date(annee, *fixe) for fixe in fixes} | {paques(annee) + timedelta(mobile) for mobile in mobiles}


class TestFetesLegales:
    """C. trav., L3133-1 : « Les fêtes légales ci-après désignées sont des jours fériés : 1° Le 1er janvier ;
    2° Le lundi de Pâques ; 3° Le 1er mai ; 4° Le 8 mai ; 5° L'Ascension ; 6° Le lundi de Pentecôte ;
    7° Le 14 juillet ; 8° L'Assomption ; 9° La Toussaint ; 10° Le 11 novembre ; 11° Le jour de Noël. »
    """

    def test_les_onze_fetes_de_2026_dans_l_ordre(self) -> None:
        assert [(f"{jour:%m-%d}", nom) for jour, nom in jours_feries(2026).items()] == [
            ("01-01", "Jour de l'An"),
            ("04-06", "Lundi de Pâques"),
            ("05-01", "Fête du Travail"),
            ("05-08", "Victoire de 1945"),
            ("05-14", "Ascension"),
            ("05-25", "Lundi de Pentecôte"),
            ("07-14", "Fête nationale"),
            ("08-15", "Assomption"),
            ("11-01", "Toussaint"),
            ("11-11", "Armistice de 1918"),
            ("12-25", "Noël"),
        ]

    @pytest.mark.parametrize("annee", range(1982, 2200))
    def test_les_onze_depuis_1982(self, annee: int) -> None:
        assert {nom for noms in jours_feries(annee).values() for nom in noms.split(" ; ")} == ONZE

    @pytest.mark.parametrize("territoire", CONNUS)
    @pytest.mark.parametrize("vendredi_saint", [False, True])
    def test_liste_refaite_par_une_autre_voie(self, territoire: str, vendredi_saint: bool) -> None:
        for annee in range(2013, 2200):
            obtenus = jours_feries(annee, territoire=territoire, vendredi_saint=vendredi_saint)
            assert set(obtenus) == liste_attendue(annee, territoire, vendredi_saint=vendredi_saint)

    def test_deux_fetes_le_meme_jour_n_en_font_qu_un(self) -> None:
        assert len(jours_feries(2008)) == 10
        assert jours_feries(2008)[date(2008, 5, 1)] == "Fête du Travail ; Ascension"
        assert jours_feries(1997)[date(1997, 5, 8)] == "Victoire de 1945 ; Ascension"
        commun = jours_feries(2019, territoire="guyane")[date(2019, 6, 10)]
        assert commun == f"Lundi de Pentecôte ; {ABOLITION}"

    @pytest.mark.parametrize(
        ("annee", "ferie"),
        [
            *[(1945, False), (1952, False), (1953, True), (1958, True), (1959, False), (1964, False)],
            *[(1965, True), (1966, False), (1974, False), (1981, False), (1982, True), (2026, True)],
        ],
    )
    def test_le_8_mai_va_et_vient(self, annee: int, ferie: bool) -> None:
        """Lois n° 53-225 et n° 81-893, décrets du 11 avril 1959 et du 1er avril 1965."""
        assert (date(annee, 5, 8) in jours_feries(annee)) is ferie

    def test_le_8_mai_1975_n_etait_ferie_que_comme_ascension(self) -> None:
        assert jours_feries(1975)[date(1975, 5, 8)] == "Ascension"

    @pytest.mark.parametrize(
        ("jour", "ferie"),
        [("1946-05-01", False), ("1947-05-01", True), ("1921-11-11", False), ("1922-11-11", True)],
    )
    def test_fetes_nees_au_vingtieme_siecle(self, jour: str, ferie: bool) -> None:
        """1er mai : loi du 30 avril 1947 ; 11 novembre : loi du 24 octobre 1922."""
        lu = date.fromisoformat(jour)
        assert (lu in jours_feries(lu.year)) is ferie

    @pytest.mark.parametrize("jour", ["2004-05-31", "2005-05-16", "2006-06-05", "2007-05-28", "2008-05-12"])
    def test_le_lundi_de_pentecote_est_reste_ferie(self, jour: str) -> None:
        """La journée de solidarité se travaille : le jour reste férié, avec une confiance moindre."""
        lu = date.fromisoformat(jour)
        assert jours_feries(lu.year)[lu] == "Lundi de Pentecôte"
        confiances = [un.source.confiance for un in fetes_legales().fetes if un.regle == JourMobile(50)]
        assert confiances == ["haute", "moyenne", "haute"]


class TestAlsaceMoselle:
    """C. trav., L3134-13 (ordonnance du 16 août 1892) : le 26 décembre, et « dans les communes ayant une
    église protestante ou une église mixte, le Vendredi saint ».
    """

    @pytest.mark.parametrize("annee", [1900, 1974, 2014, 2026, 2199])
    def test_le_26_decembre_toujours(self, annee: int) -> None:
        assert jours_feries(annee, territoire="alsace_moselle")[date(annee, 12, 26)] == "Saint-Étienne"
        assert date(annee, 12, 26) not in jours_feries(annee)

    def test_le_vendredi_saint_selon_la_commune(self) -> None:
        vendredi = date(2026, 4, 3)
        assert vendredi not in jours_feries(2026, territoire="alsace_moselle")
        feries = jours_feries(2026, territoire="alsace_moselle", vendredi_saint=True)
        assert feries[vendredi] == "Vendredi saint"
        assert ouvrable(vendredi, territoire="alsace_moselle")
        assert str(ouvrable_suivant(vendredi, territoire="alsace_moselle", vendredi_saint=True)) == "2026-04-07"
        assert str(ouvrable_precedent(vendredi, territoire="alsace_moselle", vendredi_saint=True)) == "2026-04-02"
        assert chome(vendredi, territoire="alsace_moselle", vendredi_saint=True)
        assert not ouvrable(vendredi, territoire="alsace_moselle", vendredi_saint=True)

    @pytest.mark.parametrize("territoire", [un for un in CONNUS if un != "alsace_moselle"])
    def test_ailleurs_le_vendredi_saint_est_un_usage(self, territoire: str) -> None:
        """2e civ., 16 juillet 1976, n° 75-12.260 : un Vendredi saint chômé par usage ne reporte rien."""
        feries = jours_feries(2026, territoire=territoire, vendredi_saint=True)
        assert feries == jours_feries(2026, territoire=territoire)


class TestOutreMer:
    """C. trav., L3422-2 : « les journées de commémoration de l'abolition de l'esclavage ci-après désignées
    sont des jours fériés : 1° Le 27 avril à Mayotte ; 2° Le 22 mai en Martinique ; 3° Le 27 mai en Guadeloupe
    et à Saint-Martin ; 4° Le 10 juin en Guyane ; 5° Le 9 octobre à Saint-Barthélemy ; 6° Le 20 décembre à
    La Réunion. »
    """

    @pytest.mark.parametrize("territoire", CONNUS)
    def test_en_plus_des_onze(self, territoire: str) -> None:
        ajouts = set(jours_feries(2026, territoire=territoire)) - set(jours_feries(2026))
        assert ajouts == {date(2026, *local) for local in LOCAUX[territoire]} - set(jours_feries(2026))

    @pytest.mark.parametrize(
        ("territoire", "jour", "ferie"),
        [
            ("reunion", "1982-12-20", False),
            ("reunion", "1983-12-20", True),
            ("mayotte", "1983-04-27", False),
            ("mayotte", "1984-04-27", True),
            ("guadeloupe", "1983-05-27", False),
            ("guadeloupe", "1984-05-27", True),
            ("saint_martin", "1984-05-27", True),
            ("saint_martin", "2007-05-27", True),
            ("saint_martin", "2008-05-27", False),
            ("saint_martin", "2012-05-27", True),
            ("saint_martin", "2017-05-28", False),
            ("saint_martin", "2018-05-27", True),
            ("saint_martin", "2018-05-28", True),
            ("saint_barthelemy", "2007-05-27", True),
            ("saint_barthelemy", "2007-10-09", False),
            ("saint_barthelemy", "2011-10-09", False),
            ("saint_barthelemy", "2012-10-09", True),
            ("saint_barthelemy", "2026-05-27", False),
        ],
    )
    def test_depuis_quand(self, territoire: str, jour: str, ferie: bool) -> None:
        """Décrets n° 83-1003 du 23 novembre 1983 et n° 2012-553 du 23 avril 2012."""
        lu = date.fromisoformat(jour)
        assert (lu in jours_feries(lu.year, territoire=territoire)) is ferie

    def test_le_28_mai_de_saint_martin_est_le_moins_sur(self) -> None:
        basses = [un for un in fetes_legales().fetes if un.source.confiance == "basse"]
        assert [(un.territoires, un.regle) for un in basses] == [(("saint_martin",), JourFixe(5, 28))]

    @pytest.mark.parametrize("territoire", ["guadeloupe", "martinique"])
    def test_les_usages_des_antilles_n_y_sont_pas(self, territoire: str) -> None:
        """Vendredi saint, Mi-Carême (jeudi, 24 jours avant Pâques) et jour de Schœlcher (21 juillet)."""
        feries = jours_feries(2026, territoire=territoire)
        assert feries.keys().isdisjoint({date(2026, 4, 3), date(2026, 3, 12), date(2026, 7, 21)})


class TestRefus:
    """Mieux vaut refuser qu'inventer : une année, un territoire ou un jour illisibles sont nommés."""

    def test_les_territoires_sont_ceux_des_modeles(self) -> None:
        legales = fetes_legales()
        assert legales.territoires == CONNUS
        assert legales.hors_champ == PACIFIQUE
        assert set(get_args(Territoire)) == {*CONNUS, *PACIFIQUE}

    @pytest.mark.parametrize("annee", [1899, 2200, 0, True, 2026.0, "2026", None])
    def test_annee(self, annee: Any) -> None:
        attendu = re.escape(f"annee : reçu {annee!r} ; accepté : un entier de 1900 à 2199")
        with pytest.raises(DonneeInvalide, match=attendu) as refus:
            jours_feries(annee)
        assert (refus.value.code, refus.value.contexte) == ("calendrier.annee", {"valeur": annee})

    @pytest.mark.parametrize("annee", [1900, 2199])
    def test_bornes_acceptees(self, annee: int) -> None:
        assert date(annee, 12, 25) in jours_feries(annee)

    @pytest.mark.parametrize("territoire", ["corse", "Métropole", "", None, ["metropole"]])
    def test_territoire_inconnu(self, territoire: Any) -> None:
        attendu = f"territoire : reçu {territoire!r} ; accepté : {', '.join(CONNUS)}"
        with pytest.raises(DonneeInvalide, match=f"^{re.escape(attendu)}$") as refus:
            jours_feries(2026, territoire=territoire)
        assert (refus.value.code, refus.value.contexte) == ("calendrier.territoire", {"valeur": territoire})

    @pytest.mark.parametrize("territoire", PACIFIQUE)
    @pytest.mark.parametrize("fonction", [chome, ouvrable, ouvrable_suivant, ouvrable_precedent])
    def test_pacifique_hors_champ(self, territoire: str, fonction: Any) -> None:
        attendu = (
            f"territoire : {territoire} a ses propres jours fériés, que cette version ne connaît pas ; "
            f"accepté : {', '.join(CONNUS)}"
        )
        with pytest.raises(HorsChamp, match=f"^{re.escape(attendu)}$") as refus:
            fonction(date(2026, 5, 2), territoire=territoire)
        assert refus.value.code == "calendrier.hors_champ"
        assert refus.value.articles == ("C. trav., L3133-1",)
        assert refus.value.contexte == {"territoire": territoire}

    @pytest.mark.parametrize("fonction", [chome, ouvrable, ouvrable_suivant, ouvrable_precedent])
    @pytest.mark.parametrize("jour", [datetime(2026, 12, 25), date(1899, 12, 31), date(2200, 1, 1), 20261225])  # noqa: DTZ001
    def test_jour_illisible(self, jour: Any, fonction: Any) -> None:
        """Un `datetime` n'est égal à aucun jour férié : l'accepter rendrait ouvrable le 25 décembre."""
        with pytest.raises(DonneeInvalide, match=re.escape("jour : reçu ")):
            fonction(jour)

    def test_le_1er_janvier_1900_n_a_pas_de_precedent_connu(self) -> None:
        with pytest.raises(DonneeInvalide, match=re.escape("jour : reçu 1899-12-31")):
            ouvrable_precedent(date(1900, 1, 1))


class TestJourOuvrable:
    """CPC 642 : « Le délai qui expirerait normalement un samedi, un dimanche ou un jour férié ou chômé est
    prorogé jusqu'au premier jour ouvrable suivant. »
    """

    @pytest.mark.parametrize(
        ("jour", "suivant", "precedent"),
        [
            ("2026-08-15", "2026-08-17", "2026-08-14"),
            ("2026-11-01", "2026-11-02", "2026-10-30"),
            ("2027-01-01", "2027-01-04", "2026-12-31"),
            ("2026-05-14", "2026-05-15", "2026-05-13"),
            ("2026-12-25", "2026-12-28", "2026-12-24"),
            ("2026-04-05", "2026-04-07", "2026-04-03"),
            ("2026-05-15", "2026-05-15", "2026-05-15"),
            ("2018-05-20", "2018-05-22", "2018-05-18"),
            ("2001-06-02", "2001-06-05", "2001-06-01"),
            ("2016-04-09", "2016-04-11", "2016-04-08"),
            ("2004-12-25", "2004-12-27", "2004-12-24"),
        ],
    )
    def test_jours_connus(self, jour: str, suivant: str, precedent: str) -> None:
        """20 mai 2018 : 3e civ., 2021, n° 19-24.799 ; 9 avril 2016 : 2e civ., 2020, n° 19-12.260."""
        lu = date.fromisoformat(jour)
        assert (str(ouvrable_suivant(lu)), str(ouvrable_precedent(lu))) == (suivant, precedent)

    def test_le_26_decembre_2014(self) -> None:
        """Dix jours depuis le 15 décembre 2014 : vendredi 26, « ou lundi 29 décembre en Alsace-Moselle »."""
        jour = date(2014, 12, 26)
        assert ouvrable_suivant(jour) == jour
        assert ouvrable_suivant(jour, territoire="alsace_moselle") == date(2014, 12, 29)
        assert ouvrable_precedent(jour, territoire="alsace_moselle") == date(2014, 12, 24)

    def test_une_semaine_sans_fete(self) -> None:
        lundi = date(2026, 6, 1)
        assert [chome(lundi + timedelta(rang)) for rang in range(7)] == [False] * 5 + [True] * 2


# La bibliothèque `holidays` 0.109 exige python-dateutil < 3 : comparée à part, en métropole, de 1947 à 2100.
# Elle n'omet que ces jours et n'ajoute que le 8 mai 1959, que le décret du 11 avril 1959 avait supprimé.
OMIS_PAR_HOLIDAYS = ("1965-05-08", "2005-05-16", "2006-06-05", "2007-05-28")
AJOUTE_PAR_HOLIDAYS = "1959-05-08"


class TestAutresBibliotheques:
    """C. trav., L3133-1, L3134-13 et L3422-2, lus par d'autres que nous."""

    @pytest.mark.parametrize("annee", CONTROLE)
    def test_workalendar(self, annee: int) -> None:
        alsace = set(jours_feries(annee, territoire="alsace_moselle", vendredi_saint=True))
        assert set(jours_feries(annee)) == {jour for jour, _ in France().holidays(annee)}
        assert alsace == {jour for jour, _ in FranceAlsaceMoselle().holidays(annee)}

    @pytest.mark.parametrize(
        ("territoire", "zone"),
        [
            ("metropole", "Métropole"),
            ("alsace_moselle", "Alsace-Moselle"),
            ("guadeloupe", "Guadeloupe"),
            ("martinique", "Martinique"),
            ("guyane", "Guyane"),
            ("reunion", "La Réunion"),
            ("mayotte", "Mayotte"),
            ("saint_barthelemy", "Saint-Barthélémy"),
            ("saint_martin", "Saint-Martin"),
            ("saint_pierre_et_miquelon", "Saint-Pierre-et-Miquelon"),
        ],
    )
    @pytest.mark.parametrize("annee", CONTROLE)
    def test_jours_feries_france(self, annee: int, territoire: str, zone: str) -> None:
        siens = set(JoursFeries.for_year(annee, zone=zone).values())
        assert set(jours_feries(annee, territoire=territoire, vendredi_saint=True)) == self.corriges(
            siens, annee, territoire
        )

    @staticmethod
    def corriges(siens: set[date], annee: int, territoire: str) -> set[date]:
        """Les écarts connus, et les seuls : les deux îles du Nord, où la date a changé."""
        if territoire == "saint_barthelemy" and annee < 2012:
            avant_2008 = {date(annee, 5, 27)} if annee < 2008 else set()
            return (siens - {date(annee, 10, 9)}) | avant_2008
        if territoire == "saint_martin" and 2008 <= annee < 2012:
            return siens - {date(annee, 5, 27)}
        if territoire == "saint_martin" and annee >= 2018:
            return siens | {date(annee, 5, 27)}
        return siens

    def test_ecarts_figes_de_holidays(self) -> None:
        assert all(chome(date.fromisoformat(jour)) for jour in OMIS_PAR_HOLIDAYS)
        assert date.fromisoformat(AJOUTE_PAR_HOLIDAYS) not in jours_feries(1959)


jours = st.dates(min_value=date(1900, 1, 8), max_value=date(2199, 12, 20))
annees = st.integers(1900, 2199)
lieux = st.fixed_dictionaries({"territoire": st.sampled_from(CONNUS), "vendredi_saint": st.booleans()})


class TestProprietes:
    """CPC 642 et C. trav., L3133-1 : ce qui vaut pour tout jour, toute année et tout territoire."""

    @given(jours, lieux)
    def test_suivant(self, jour: date, lieu: Any) -> None:
        suivant = ouvrable_suivant(jour, **lieu)
        assert jour <= suivant <= jour + timedelta(days=5)
        assert ouvrable(suivant, **lieu)
        assert ouvrable_suivant(suivant, **lieu) == suivant
        assert all(chome(jour + timedelta(rang), **lieu) for rang in range((suivant - jour).days))

    @given(jours, lieux)
    def test_precedent(self, jour: date, lieu: Any) -> None:
        precedent = ouvrable_precedent(jour, **lieu)
        assert jour - timedelta(days=5) <= precedent <= jour
        assert ouvrable(precedent, **lieu)
        assert ouvrable_precedent(precedent, **lieu) == precedent
        assert all(chome(jour - timedelta(rang), **lieu) for rang in range((jour - precedent).days))

    @given(jours, lieux)
    def test_les_deux_se_rejoignent_sur_les_jours_ouvrables_seulement(self, jour: date, lieu: Any) -> None:
        memes = ouvrable_precedent(jour, **lieu) == ouvrable_suivant(jour, **lieu)
        assert memes is ouvrable(jour, **lieu) is not chome(jour, **lieu)

    @given(jours, st.integers(0, 30), lieux)
    def test_le_report_garde_l_ordre(self, jour: date, ecart: int, lieu: Any) -> None:
        plus_tard = min(jour + timedelta(ecart), date(2199, 12, 20))
        assert ouvrable_suivant(jour, **lieu) <= ouvrable_suivant(plus_tard, **lieu)
        assert ouvrable_precedent(jour, **lieu) <= ouvrable_precedent(plus_tard, **lieu)

    @given(annees, lieux)
    def test_la_liste_est_rangee_et_de_l_annee(self, annee: int, lieu: Any) -> None:
        feries = jours_feries(annee, **lieu)
        assert list(feries) == sorted(feries)
        assert {jour.year for jour in feries} == {annee}
        assert all(feries.values())
        assert all(chome(jour, **lieu) for jour in feries)

    @given(annees, lieux)
    def test_un_territoire_ne_perd_aucune_des_fetes_de_metropole(self, annee: int, lieu: Any) -> None:
        assert jours_feries(annee).keys() <= jours_feries(annee, **lieu).keys()

    @given(annees, lieux)
    def test_la_liste_est_gardee_et_immuable(self, annee: int, lieu: Any) -> None:
        feries = jours_feries(annee, **lieu)
        assert feries is jours_feries(annee, **lieu)
        with pytest.raises(TypeError):
            feries[date(annee, 2, 2)] = "Chandeleur"  # type: ignore[index]


def _texte() -> str:
    return files("creances.droit.donnees").joinpath("jours_feries.toml").read_text(encoding="utf-8")


def _nombres() -> list[Any]:
    """La place de chaque nombre du fichier, hors commentaires et guillemets ; une date en a trois."""
    hors_texte = re.compile(r'"[^"]*"|#[^\n]*|(?P<nombre>(?<!\d)-?\d+)')
    texte = _texte()
    trouves = []
    for lu in hors_texte.finditer(texte):
        if lu["nombre"]:
            ligne = texte.count("\n", 0, lu.start()) + 1
            trouves.append(pytest.param(*lu.span(), id=f"ligne_{ligne}_{lu['nombre']}_place_{lu.start()}"))
    return trouves


def _releve(fete: Fete) -> tuple[Any, ...]:
    regle = tuple(fete.regle) if isinstance(fete.regle, JourFixe) else fete.regle.jours_apres_paques
    fin = fete.jusqu_au and str(fete.jusqu_au)
    publie_le = fete.source.publie_le and str(fete.source.publie_le)
    return fete.nom, fete.territoires, regle, str(fete.depuis), fin, publie_le


def _conforme(texte: str) -> bool:
    """Le fichier dit ce que disent les textes ; un jour impossible ne se lit même pas."""
    try:
        legales = calendrier._lire(tomllib.loads(texte))
    except (TableIncoherente, tomllib.TOMLDecodeError):
        return False
    return [_releve(fete) for fete in legales.fetes] == ATTENDUES and legales.revue_avant == date(2027, 11, 21)


def _empreinte(fetes: Sequence[Fete]) -> dict[tuple[int, str], dict[date, str]]:
    """Ce que voit l'utilisateur, sur les années où les fêtes sont nées, ont cessé ou ont changé de lieu."""
    annees_temoins = (1900, 1955, 1965, 1990, 2006, 2007, 2026)
    return {
        (annee, territoire): calendrier._feries(fetes, annee, territoire, True)
        for annee in annees_temoins
        for territoire in CONNUS
    }


def _decalee(regle: JourFixe | JourMobile, pas: int) -> JourFixe | JourMobile:
    if isinstance(regle, JourMobile):
        return JourMobile(regle.jours_apres_paques + pas)
    voisin = regle.en(2026) + timedelta(days=pas)
    return JourFixe(voisin.month, voisin.day)


class TestChaqueNombreEstTenu:
    """C. trav., L3133-1, L3134-13 et L3422-2 : décaler d'une unité un seul nombre du fichier se voit."""

    def test_le_fichier_dit_ce_que_disent_les_textes(self) -> None:
        assert _conforme(_texte())
        # Deux ou trois nombres par date, un ou deux par règle : aucun n'échappe à la lecture.
        dates = len(re.findall(r"^\w+ = \d{4}-\d\d-\d\d$", _texte(), flags=re.MULTILINE))
        regles = sum(len(fete.regle) for fete in fetes_legales().fetes)
        assert len(_nombres()) == 3 * dates + regles

    @pytest.mark.parametrize("pas", [-1, 1])
    @pytest.mark.parametrize(("debut", "fin"), _nombres())
    def test_un_nombre_decale(self, debut: int, fin: int, pas: int) -> None:
        texte = _texte()
        lu = texte[debut:fin]
        decale = str(int(lu) + pas).zfill(len(lu))
        assert not _conforme(texte[:debut] + decale + texte[fin:])

    @pytest.mark.parametrize("pas", [-1, 1])
    @pytest.mark.parametrize("rang", range(len(ATTENDUES)))
    def test_une_regle_decalee_change_le_calendrier(self, rang: int, pas: int) -> None:
        fetes = list(fetes_legales().fetes)
        juste = _empreinte(fetes)
        fetes[rang] = replace(fetes[rang], regle=_decalee(fetes[rang].regle, pas))
        assert _empreinte(fetes) != juste

    def test_chaque_fete_dit_d_ou_elle_vient(self) -> None:
        for fete in fetes_legales().fetes:
            assert fete.article
            assert fete.source.acte
            assert fete.source.adresse.startswith("http")
        assert [fete.nom for fete in fetes_legales().fetes if fete.selon_la_commune] == ["Vendredi saint"]

    def test_deux_periodes_d_une_meme_fete_ne_se_recouvrent_pas(self) -> None:
        fetes = fetes_legales().fetes
        for rang, une in enumerate(fetes):
            for autre in fetes[rang + 1 :]:
                if une.regle == autre.regle and set(une.territoires) & set(autre.territoires):
                    assert une.jusqu_au is not None
                    assert une.jusqu_au <= autre.depuis


LIGNE: Mapping[str, str] = {
    "nom": '"Essai"',
    "regle": "{ mois = 2, jour = 2 }",
    "territoires": '["metropole"]',
    "depuis": "2000-01-01",
    "article": '"X"',
    "acte": '"X"',
    "source": '"X"',
    "confiance": '"haute"',
}


def _fichier(**changes: str) -> str:
    entete = 'revue_avant = 2027-11-21\nterritoires = ["metropole", "mayotte"]\nhors_champ = []\n[[fete]]\n'
    return entete + "".join(f"{cle} = {valeur}\n" for cle, valeur in {**LIGNE, **changes}.items())


class TestFichierIncoherent:
    """Un fichier qui se contredit n'est pas lu à moitié."""

    def test_ligne_saine(self) -> None:
        (fete,) = calendrier._lire(tomllib.loads(_fichier())).fetes
        assert fete.territoires == ("metropole",)
        assert fete.feriee(date(2000, 1, 1))
        assert not fete.feriee(date(1999, 12, 31))
        (partout,) = calendrier._lire(tomllib.loads(_fichier(territoires='["tous"]', jusqu_au="2001-02-02"))).fetes
        assert partout.territoires == ("metropole", "mayotte")
        assert partout.feriee(date(2001, 2, 1))
        assert not partout.feriee(date(2001, 2, 2))

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"territoires": '["metropole", "corse"]'}, "Essai : territoires inconnus ['corse']"),
            ({"confiance": '"certaine"'}, "Essai : confiance 'certaine'"),
            ({"jusqu_au": "2000-01-01"}, "Essai : 2000-01-01 ne suit pas 2000-01-01"),
        ],
    )
    def test_refuse(self, changes: dict[str, str], message: str) -> None:
        with pytest.raises(TableIncoherente, match=re.escape(f"jours_feries.toml, {message}")):
            calendrier._lire(tomllib.loads(_fichier(**changes)))
