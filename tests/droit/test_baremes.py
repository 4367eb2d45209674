"""La loi mise en entiers : chaque opération de la BCE, ou seulement le 1er janvier et le 1er juillet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from creances.droit.baremes import bareme, bareme_fige, bareme_semestriel, semestres
from creances.droit.corpus import Droit, droit_courant
from creances.noyau.calcul import Bareme
from creances.noyau.erreurs import ApresHorizon, AvantPremiereVersion
from creances.noyau.tables import Source, TableDatee, Version

BCE = "taux_bce"


def _taux(bareme: Bareme, jour: date) -> int:
    ordinal = jour.toordinal()
    bareme.exiger(ordinal, ordinal)
    return next(bareme.segments(ordinal, ordinal)).taux


class TestBaremeParOperation:
    """« … son opération de refinancement la plus récente » : avant 2013, le taux suit chaque opération."""

    def test_le_taux_change_le_jour_de_l_effet_pas_celui_de_la_decision(self) -> None:
        suivi = bareme(droit_courant(), BCE, Decimal(10))
        assert _taux(suivi, date(2011, 7, 12)) == 112_500
        assert _taux(suivi, date(2011, 7, 13)) == 115_000

    def test_son_horizon_est_celui_de_la_table(self) -> None:
        suivi = bareme(droit_courant(), BCE)
        assert suivi.horizon == date(2026, 11, 4).toordinal()

    def test_une_table_permanente_n_a_pas_d_horizon(self) -> None:
        assert bareme(droit_courant(), "penalites.points").horizon is None


class TestBaremeSemestriel:
    """« Le taux applicable pendant le premier semestre […] est le taux en vigueur au 1er janvier » (L441-10, II)."""

    def test_une_baisse_au_milieu_du_semestre_attend_le_semestre_suivant(self) -> None:
        fixe = bareme_semestriel(droit_courant(), BCE, Decimal(10))
        assert _taux(fixe, date(2024, 12, 31)) == 142_500  # la BCE est descendue à 3,65 le 18 septembre
        assert _taux(fixe, date(2025, 1, 1)) == 131_500

    @pytest.mark.parametrize(
        ("jour", "attendu"), [(date(2011, 7, 1), 12_500), (date(2008, 7, 1), 40_000), (date(2022, 7, 1), 0)]
    )
    def test_une_decision_de_juillet_qui_prend_effet_apres_le_1er_ne_compte_pas(self, jour: date, attendu: int) -> None:
        assert _taux(bareme_semestriel(droit_courant(), BCE), jour) == attendu

    def test_la_veille_du_semestre_inconnu_on_repond_le_jour_meme_on_refuse(self) -> None:
        fixe = bareme_semestriel(droit_courant(), BCE)
        assert _taux(fixe, date(2026, 12, 31)) == 24_000
        with pytest.raises(ApresHorizon, match="rien de connu au 2027-01-01"):
            _taux(fixe, date(2027, 1, 1))

    def test_prolonger_jusqu_au_1er_janvier_compris_ouvre_le_semestre_et_sa_reserve(self) -> None:
        droit = droit_courant().prolonge(BCE, date(2027, 1, 2))
        fixe = bareme_semestriel(droit, BCE, Decimal(10))
        assert _taux(fixe, date(2027, 6, 30)) == 126_500
        ordinal = date(2027, 3, 1).toordinal()
        assert {reserve.code for reserve in fixe.reserves(ordinal, ordinal)} == {"DROIT_PROLONGE", "SOURCE_MOYENNE"}
        assert fixe.reserves(date(2026, 9, 1).toordinal(), date(2026, 12, 31).toordinal()) == ()

    def test_une_serie_qui_commence_en_cours_de_semestre_ouvre_au_suivant(self) -> None:
        debuts = [debut for debut, _ in semestres(_table(date(2025, 3, 1), date(2026, 2, 1)))]
        assert debuts == [date(2025, 7, 1), date(2026, 1, 1)]

    def test_une_serie_sans_aucun_debut_de_semestre_est_refusee(self) -> None:
        droit = droit_courant().avec(_table(date(2026, 2, 1), date(2026, 5, 1)))
        with pytest.raises(AvantPremiereVersion) as refus:
            bareme_semestriel(droit, "essai")
        assert str(refus.value) == "essai : aucun début de semestre connu, du 2026-02-01 au 2026-05-01 exclu"


class TestBaremeFige:
    """« … du semestre […] au cours duquel les intérêts moratoires ont commencé à courir » (CCP, R2192-31)."""

    def test_le_taux_du_premier_jour_vaut_pour_tout_le_retard(self) -> None:
        fige = bareme_fige(bareme_semestriel(droit_courant(), BCE, Decimal(8)), date(2026, 6, 30))
        assert _taux(fige, date(2026, 6, 30)) == _taux(fige, date(2190, 1, 1)) == 101_500

    def test_les_reserves_de_ce_jour_suivent_le_taux(self) -> None:
        droit = droit_courant().prolonge(BCE, date(2027, 7, 1))
        fige = bareme_fige(bareme_semestriel(droit, BCE), date(2027, 2, 1))
        codes = {reserve.code for reserve in fige.reserves(date(2030, 1, 1).toordinal(), date(2030, 1, 1).toordinal())}
        assert codes == {"DROIT_PROLONGE", "SOURCE_MOYENNE"}

    def test_un_premier_jour_inconnu_ne_refuse_que_s_il_est_compte(self) -> None:
        variable = bareme_semestriel(droit_courant(), BCE)
        fige = bareme_fige(variable, date(2027, 2, 1))
        with pytest.raises(ApresHorizon):
            _taux(fige, date(2027, 2, 1))


class TestGardeAvecLeDroit:
    def test_un_bareme_est_fabrique_une_fois_par_etat_du_droit(self) -> None:
        droit = droit_courant()
        assert bareme(droit, BCE, Decimal(10)) is bareme(droit, BCE, Decimal("10.00"))
        assert bareme_semestriel(droit, BCE) is bareme_semestriel(droit, BCE)
        assert bareme(droit, BCE, Decimal(10)) is not bareme(droit, BCE, Decimal(8))

    def test_un_autre_etat_du_droit_a_les_siens(self) -> None:
        autre = droit_courant().avec(replace(droit_courant().table(BCE), unite="autre"))
        assert bareme(autre, BCE) is not bareme(droit_courant(), BCE)
        assert bareme(autre, BCE) == bareme(droit_courant(), BCE)


def _table(debut: date, horizon: date) -> TableDatee[Decimal]:
    return TableDatee("essai", "%", (Version(debut, Decimal(1), Source("acte")),), connu_jusqu_au=horizon)


def test_un_droit_vide_ne_connait_aucune_table() -> None:
    assert Droit("vide", {}).a_revoir(date(2190, 1, 1)) == ()
