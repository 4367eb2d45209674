"""Les tables datées : bornes, horizons, réserves, ce que l'on savait un jour donné."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances.droit.corpus import droit_courant
from creances.noyau.erreurs import ApresHorizon, AvantPremiereVersion, DonneeInvalide, TableIncoherente
from creances.noyau.tables import Confiance, Source, TableDatee, Version
from strategies import rapide

UN_JOUR = timedelta(days=1)
ACTE = Source("acte")


def _version(debut: date, valeur: int, publie_le: date | None = None, confiance: Confiance = "haute") -> Version[int]:
    return Version(debut, valeur, Source("acte", publie_le, confiance=confiance))


def _serie(*versions: Version[int], connu_jusqu_au: date = date(2027, 1, 1)) -> TableDatee[int]:
    return TableDatee("serie", "%", versions, connu_jusqu_au=connu_jusqu_au)


SERIE = _serie(
    _version(date(2026, 1, 1), 1, date(2025, 12, 20)),
    _version(date(2026, 7, 1), 2, date(2026, 6, 25), "moyenne"),
)
PERMANENTE = TableDatee("seuil", "EUR", (_version(date(2013, 1, 1), 40),), revue_avant=date(2027, 11, 21))


class TestVersionEnVigueur:
    def test_le_jour_de_l_entree_en_vigueur_la_nouvelle_valeur_vaut(self) -> None:
        assert SERIE.au(date(2026, 7, 1)).valeur == 2

    def test_la_veille_l_ancienne_vaut_encore(self) -> None:
        assert SERIE.au(date(2026, 6, 30)).valeur == 1

    def test_avant_la_premiere_version_on_refuse(self) -> None:
        with pytest.raises(AvantPremiereVersion) as refus:
            SERIE.au(date(2025, 12, 31))
        assert str(refus.value) == "serie : rien avant le 2026-01-01 ; demandé : 2025-12-31"
        assert refus.value.contexte == {"table": "serie", "jour": date(2025, 12, 31)}

    def test_la_veille_de_l_horizon_on_repond_encore(self) -> None:
        assert SERIE.au(date(2026, 12, 31)).valeur == 2

    def test_le_jour_de_l_horizon_on_refuse(self) -> None:
        with pytest.raises(ApresHorizon) as refus:
            SERIE.au(date(2027, 1, 1))
        assert str(refus.value) == "serie : rien de connu au 2027-01-01 (connu jusqu'au 2027-01-01 exclu)"
        assert refus.value.contexte["horizon"] == date(2027, 1, 1)

    def test_une_valeur_permanente_repond_au_dela_de_sa_relecture(self) -> None:
        assert PERMANENTE.au(date(2040, 1, 1)).valeur == 40
        assert PERMANENTE.horizon == date(2027, 11, 21)


class TestTableIncoherente:
    @pytest.mark.parametrize(
        ("champs", "message"),
        [
            ({"versions": ()}, "t : aucune version"),
            (
                {"versions": (_version(date(2026, 7, 1), 1), _version(date(2026, 1, 1), 2))},
                "t : 2026-01-01 ne suit pas 2026-07-01",
            ),
            (
                {"versions": (_version(date(2026, 7, 1), 1), _version(date(2026, 7, 1), 2))},
                "t : 2026-07-01 ne suit pas 2026-07-01",
            ),
            ({"connu_jusqu_au": None}, "t : un horizon, et un seul, est attendu"),
            ({"revue_avant": date(2028, 1, 1)}, "t : un horizon, et un seul, est attendu"),
            ({"connu_jusqu_au": date(2026, 1, 1)}, "t : l'horizon 2026-01-01 précède la dernière version"),
        ],
    )
    def test_un_trou_un_doublon_ou_un_horizon_impossible_est_refuse(self, champs: dict[str, Any], message: str) -> None:
        defauts = {"versions": (_version(date(2026, 1, 1), 1),), "connu_jusqu_au": date(2027, 1, 1)}
        with pytest.raises(TableIncoherente) as refus:
            TableDatee("t", "%", **{**defauts, **champs})
        assert str(refus.value) == message
        assert refus.value.contexte == {"table": "t"}


class TestReserves:
    def test_une_source_discutee_pose_une_reserve_sur_sa_periode_seule(self) -> None:
        assert SERIE.reserves_du(date(2026, 1, 1), date(2026, 6, 30)) == ()
        (reserve,) = SERIE.reserves_du(date(2026, 6, 30), date(2026, 7, 1))
        assert (reserve.code, reserve.mots) == ("SOURCE_MOYENNE", (("table", "serie"),))

    def test_une_valeur_prolongee_pose_sa_reserve_des_l_ancien_horizon(self) -> None:
        longue = SERIE.prolongee(date(2027, 7, 1))
        assert [r.code for r in longue.reserves_du(date(2026, 12, 31), date(2026, 12, 31))] == ["SOURCE_MOYENNE"]
        codes = {r.code for r in longue.reserves_du(date(2027, 1, 1), date(2027, 1, 1))}
        assert codes == {"SOURCE_MOYENNE", "DROIT_PROLONGE"}

    def test_une_valeur_que_personne_n_a_relue_pose_la_sienne(self) -> None:
        assert PERMANENTE.reserves_du(date(2027, 11, 20), date(2027, 11, 20)) == ()
        (reserve,) = PERMANENTE.reserves_du(date(2027, 11, 21), date(2027, 11, 21))
        assert reserve.code == "DROIT_A_REVOIR"

    def test_une_periode_basse_se_ferme_au_debut_de_la_suivante(self) -> None:
        table = _serie(_version(date(2026, 1, 1), 1, confiance="basse"), _version(date(2026, 7, 1), 2))
        assert [reserve.code for reserve in table.reserves_du(date(2026, 6, 30), date(2026, 8, 1))] == ["SOURCE_BASSE"]
        assert table.reserves_du(date(2026, 7, 1), date(2026, 8, 1)) == ()


class TestConnueLe:
    """Ce que l'on pouvait lire un jour donné : l'horizon recule au début de ce qui n'était pas encore publié."""

    def test_le_jour_de_la_publication_la_valeur_est_connue(self) -> None:
        lue = SERIE.connue_le(date(2026, 6, 25))
        assert lue is SERIE

    def test_la_veille_de_la_publication_l_horizon_recule_au_jour_ou_elle_prendra_effet(self) -> None:
        lue = SERIE.connue_le(date(2026, 6, 24))
        assert lue is not None
        assert [version.valeur for version in lue.versions] == [1]
        assert lue.connu_jusqu_au == date(2026, 7, 1)
        with pytest.raises(ApresHorizon):
            lue.au(date(2026, 7, 1))

    def test_avant_toute_publication_il_n_y_a_pas_de_table(self) -> None:
        assert SERIE.connue_le(date(2025, 12, 19)) is None

    def test_faute_de_date_de_publication_la_prise_d_effet_en_tient_lieu(self) -> None:
        assert PERMANENTE.connue_le(date(2012, 12, 31)) is None
        assert PERMANENTE.connue_le(date(2013, 1, 1)) is PERMANENTE

    def test_une_valeur_permanente_dont_la_suite_n_est_pas_parue_devient_une_serie_bornee(self) -> None:
        table = PERMANENTE.avec(_version(date(2026, 7, 1), 50, date(2026, 6, 1)))
        lue = table.connue_le(date(2026, 5, 31))
        assert lue is not None
        assert (lue.connu_jusqu_au, lue.revue_avant) == (date(2026, 7, 1), None)

    def test_une_valeur_publiee_apres_coup_cache_aussi_celles_qui_la_suivent(self) -> None:
        table = _serie(
            _version(date(2025, 1, 1), 1, date(2024, 12, 1)),
            _version(date(2025, 7, 1), 2, date(2025, 9, 1)),
            _version(date(2026, 1, 1), 3, date(2025, 8, 1)),
        )
        lue = table.connue_le(date(2025, 8, 15))
        assert lue is not None
        assert [version.valeur for version in lue.versions] == [1]
        assert lue.connu_jusqu_au == date(2025, 7, 1)


class TestCompleter:
    def test_une_ligne_de_plus_repousse_l_horizon(self) -> None:
        longue = SERIE.avec(_version(date(2027, 1, 1), 3), connu_jusqu_au=date(2027, 7, 1))
        assert longue.au(date(2027, 3, 1)).valeur == 3

    def test_une_ligne_de_meme_debut_remplace_l_ancienne(self) -> None:
        corrigee = SERIE.avec(_version(date(2026, 7, 1), 9), connu_jusqu_au=date(2027, 1, 1))
        assert [version.valeur for version in corrigee.versions] == [1, 9]

    @pytest.mark.parametrize("horizon", [None, date(2026, 12, 31)])
    def test_l_horizon_d_une_serie_est_exige_et_ne_recule_pas(self, horizon: date | None) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            SERIE.avec(connu_jusqu_au=horizon)
        assert str(refus.value) == f"serie, connu_jusqu_au : reçu {horizon} ; accepté : 2027-01-01 ou plus tard"
        assert refus.value.code == "droit.horizon_invalide"

    def test_une_valeur_permanente_n_a_pas_d_horizon_a_donner(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            PERMANENTE.avec(connu_jusqu_au=date(2030, 1, 1))
        assert str(refus.value) == "seuil, connu_jusqu_au : reçu 2030-01-01 ; accepté : rien, la valeur vaut sans terme"

    def test_ce_qui_est_publie_remplace_ce_qui_etait_prolonge(self) -> None:
        publiee = SERIE.prolongee(date(2028, 1, 1)).avec(_version(date(2027, 1, 1), 3), connu_jusqu_au=date(2027, 7, 1))
        assert publiee.connu_jusqu_au == date(2027, 7, 1)
        assert "DROIT_PROLONGE" not in {reserve.code for _, _, reserve in publiee.reserves}


class TestProlonger:
    def test_la_derniere_valeur_est_tenue_pour_vraie(self) -> None:
        assert SERIE.prolongee(date(2027, 7, 1)).au(date(2027, 6, 30)).valeur == 2

    def test_prolonger_deux_fois_garde_le_premier_horizon_pour_la_reserve(self) -> None:
        assert SERIE.prolongee(date(2027, 7, 1)).prolongee(date(2028, 1, 1)).prolongee_depuis == date(2027, 1, 1)

    def test_prolonger_une_valeur_permanente_repousse_sa_relecture(self) -> None:
        longue = PERMANENTE.prolongee(date(2029, 1, 1))
        assert (longue.revue_avant, longue.connu_jusqu_au) == (date(2029, 1, 1), None)
        assert [reserve.code for reserve in longue.reserves_du(date(2028, 1, 1), date(2028, 1, 1))] == [
            "DROIT_PROLONGE"
        ]

    def test_on_ne_prolonge_pas_en_deca_de_l_horizon(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            SERIE.prolongee(date(2027, 1, 1))
        assert str(refus.value) == "serie, jusqu_au : reçu 2027-01-01 ; accepté : après le 2027-01-01"


TABLES = sorted(droit_courant().tables.values(), key=lambda table: table.nom)


class TestPavage:
    """Les périodes d'une table se touchent sans se chevaucher : chaque jour connu en a une, et une seule."""

    @rapide
    @given(st.sampled_from(TABLES), st.dates(date(1975, 1, 1), date(2027, 12, 31)))
    def test_chaque_jour_connu_appartient_a_une_periode_et_une_seule(self, table: TableDatee[Any], jour: date) -> None:
        trouvees = [
            version for debut, fin, version in table.periodes() if debut <= jour and (fin is None or jour < fin)
        ]
        try:
            assert trouvees == [table.au(jour)]
        except (ApresHorizon, AvantPremiereVersion):
            assert trouvees == []

    @rapide
    @given(
        st.sampled_from(TABLES),
        st.dates(date(1999, 1, 1), date(2026, 11, 1)),
        st.dates(date(1999, 1, 1), date(2027, 1, 1)),
    )
    def test_le_passe_refuse_ou_repond_comme_aujourd_hui(self, table: TableDatee[Any], lu_le: date, jour: date) -> None:
        connue = table.connue_le(lu_le)
        if connue is None:
            assert table.versions[0].connue_des > lu_le
            return
        try:
            assert connue.au(jour) == table.au(jour)
        except ApresHorizon:
            assert connue.horizon <= jour
        except AvantPremiereVersion:
            assert jour < table.versions[0].debut

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.nom)
    def test_un_nombre_de_la_loi_n_est_jamais_negatif(self, table: TableDatee[Any]) -> None:
        nombres = [version.valeur for version in table.versions if isinstance(version.valeur, int | Decimal)]
        assert all(nombre >= 0 for nombre in nombres)
