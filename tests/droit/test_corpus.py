"""L'état du droit : un instantané que l'on complète, prolonge ou remonte dans le temps, sans jamais le modifier."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import pytest

from creances import (
    AvantPremiereVersion,
    DonneeInvalide,
    DroitInconnu,
    Source,
    TableDatee,
    Version,
    decompte,
    droit_courant,
    horizons,
    penalites,
)
from creances.droit.corpus import Droit
from strategies import PROFESSIONNEL, conditions, facture

COURANT = droit_courant()
BCE = "taux_bce"
INDEMNITE = "indemnite.professionnels"


class TestLecture:
    def test_le_droit_livre_n_est_lu_qu_une_fois(self) -> None:
        assert droit_courant() is COURANT

    def test_une_table_inconnue_est_refusee_en_citant_les_autres(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            COURANT.table("taux_bec")
        assert str(refus.value).startswith("table : reçu 'taux_bec' ; accepté : ")
        assert BCE in str(refus.value)
        assert refus.value.code == "droit.table_inconnue"

    def test_une_regle_a_naitre_se_lit_comme_absente(self) -> None:
        assert COURANT.lire(INDEMNITE, date(2012, 12, 31)) is None
        assert COURANT.lire("jamais vue", date(2026, 1, 1)) is None
        lue = COURANT.lire(INDEMNITE, date(2013, 1, 1))
        assert lue is not None
        assert lue.valeur == Decimal("40.00")

    def test_ses_tables_ne_se_modifient_pas(self) -> None:
        with pytest.raises(TypeError):
            COURANT.tables[BCE] = COURANT.table(BCE)  # type: ignore[index]


class TestDeriver:
    def test_ce_qui_est_derive_n_est_fabrique_qu_une_fois(self) -> None:
        droit, appels = COURANT.avec(), []

        def fabriquer() -> list[int]:
            appels.append(1)
            return appels

        assert droit.deriver("cle", fabriquer) is droit.deriver("cle", fabriquer)
        assert appels == [1]

    def test_un_autre_etat_derive_de_son_cote(self) -> None:
        un, autre = COURANT.avec(), COURANT.avec()
        assert un.deriver("cle", lambda: 1) == 1
        assert autre.deriver("cle", lambda: 2) == 2


class TestAvec:
    """Une réforme à l'étude : remplacer une table et comparer."""

    REFORME = TableDatee(
        "penalites.points",
        "points",
        (Version(date(2001, 5, 17), Decimal("12.00"), Source("hypothèse"), "C. com., L441-10, II"),),
        revue_avant=date(2028, 1, 1),
    )

    def test_la_table_remplacee_change_la_reponse_et_elle_seule(self) -> None:
        droit = COURANT.avec(self.REFORME)
        reponse = penalites(facture(), au="2026-06-30", droit=droit)
        assert [ligne.taux for ligne in reponse.lignes] == [Decimal("14.15")]
        assert penalites(facture(), au="2026-06-30").lignes[0].taux == Decimal("12.15")

    def test_la_version_du_droit_dit_qu_il_est_modifie(self) -> None:
        droit = COURANT.avec(self.REFORME)
        assert droit.version == f"{COURANT.version} (modifié)"
        assert penalites(facture(), au="2026-06-30", droit=droit).droit == droit.version


class TestCompleter:
    """Le taux du semestre est paru depuis cette version."""

    PARU = Version(date(2026, 12, 16), Decimal("2.90"), Source("BCE", date(2026, 12, 10)), "C. com., L441-10, II")

    def test_le_semestre_complete_se_calcule_sans_reserve(self) -> None:
        droit = COURANT.completer(BCE, self.PARU, connu_jusqu_au=date(2027, 2, 3))
        reponse = penalites(facture(echeance="2026-12-31"), au="2027-01-31", droit=droit)
        assert [ligne.taux for ligne in reponse.lignes] == [Decimal("12.90")]
        assert reponse.codes() == frozenset()

    def test_l_horizon_d_une_serie_est_exige(self) -> None:
        with pytest.raises(DonneeInvalide, match="2026-11-04 ou plus tard"):
            COURANT.completer(BCE, self.PARU)

    def test_le_taux_d_un_semestre_passe_ne_change_pas(self) -> None:
        droit = COURANT.completer(BCE, self.PARU, connu_jusqu_au=date(2027, 2, 3))
        assert penalites(facture(), au="2026-12-31", droit=droit).valeur == penalites(facture(), au="2026-12-31").valeur


class TestProlonge:
    """Tenir la dernière valeur pour vraie se dit, et seulement là où l'on s'en sert."""

    DROIT = COURANT.prolonge(BCE, date(2027, 7, 1))

    def test_le_2_janvier_2027_est_refuse_par_le_droit_livre(self) -> None:
        with pytest.raises(DroitInconnu) as refus:
            penalites(facture(echeance="2026-12-01"), au="2027-01-02")
        assert refus.value.code == "droit.apres_horizon"
        assert refus.value.contexte["table"] == BCE

    def test_le_2_janvier_2027_vaut_12_65_avec_reserve(self) -> None:
        reponse = penalites(facture(echeance="2026-12-01"), au="2027-01-02", droit=self.DROIT)
        assert [(ligne.jours, ligne.taux) for ligne in reponse.lignes] == [
            (30, Decimal("12.40")),
            (2, Decimal("12.65")),
        ]
        assert reponse.codes() == {"DROIT_PROLONGE", "SOURCE_MOYENNE"}
        (reserve,) = [une for une in reponse.reserves if une.code == "DROIT_PROLONGE"]
        assert reserve.mots == (("table", BCE),)

    def test_un_resultat_qui_ne_s_en_sert_pas_n_a_pas_la_reserve(self) -> None:
        assert penalites(facture(), au="2026-12-31", droit=self.DROIT).codes() == frozenset()

    def test_un_taux_convenu_ne_s_en_sert_jamais(self) -> None:
        convenu = facture(conditions=conditions(taux_penalites="15"))
        assert "DROIT_PROLONGE" not in penalites(convenu, au="2027-03-01", droit=self.DROIT).codes()

    def test_au_dela_de_la_prolongation_on_refuse_encore(self) -> None:
        with pytest.raises(DroitInconnu, match="2027-07-01"):
            penalites(facture(), au="2027-07-01", droit=self.DROIT)

    def test_une_valeur_permanente_prolongee_se_dit_aussi(self) -> None:
        droit = COURANT.prolonge(INDEMNITE, date(2030, 1, 1)).prolonge(BCE, date(2030, 1, 1))
        reserves = decompte(facture(echeance="2027-10-31"), au="2027-12-31", droit=droit).reserves
        assert ("DROIT_PROLONGE", (("table", INDEMNITE),)) in {(une.code, une.mots) for une in reserves}


class TestARevoir:
    """Une valeur que personne n'a relue depuis un an est répondue, avec une réserve."""

    CONVENU = facture(conditions=conditions(taux_penalites="15"))

    def test_la_veille_de_la_relecture_il_n_y_a_rien_a_dire(self) -> None:
        assert COURANT.a_revoir(date(2027, 11, 20)) == ()

    def test_le_jour_de_la_relecture_une_seule_reserve_pour_toutes_les_tables(self) -> None:
        (reserve,) = COURANT.a_revoir(date(2027, 11, 21))
        assert (reserve.code, reserve.dates) == ("DROIT_A_REVOIR", (("depuis", date(2027, 11, 21)),))

    def test_une_table_prolongee_le_dit_sans_demander_de_relecture(self) -> None:
        droit = Droit("seule", {INDEMNITE: COURANT.table(INDEMNITE).prolongee(date(2030, 1, 1))})
        assert [reserve.code for reserve in droit.a_revoir(date(2028, 1, 1))] == ["DROIT_PROLONGE"]

    def test_elle_atteint_la_reponse(self) -> None:
        assert "DROIT_A_REVOIR" not in penalites(self.CONVENU, au="2027-11-20").codes()
        assert "DROIT_A_REVOIR" in penalites(self.CONVENU, au="2027-11-21").codes()


class TestConnuLe:
    """Un décompte tel qu'on pouvait le dresser ce jour-là."""

    def test_la_veille_de_sa_publication_le_taux_du_semestre_suivant_est_inconnu(self) -> None:
        legal = "taux_interet_legal.autres_cas"
        veille, jour = COURANT.connu_le(date(2026, 6, 29)), COURANT.connu_le(date(2026, 6, 30))
        assert veille.table(legal).horizon == date(2026, 7, 1)
        assert jour(legal, date(2026, 7, 1)).valeur == Decimal("2.75")
        with pytest.raises(DroitInconnu):
            veille(legal, date(2026, 7, 1))

    def test_un_decompte_de_2014_se_refait_comme_en_2014(self) -> None:
        droit = COURANT.connu_le(date(2014, 9, 30))
        due = facture(echeance="2014-05-15")
        refait = decompte(due, au="2014-09-30", droit=droit)
        assert refait.valeur == decompte(due, au="2014-09-30").valeur
        assert refait.valeur.interets == Decimal("385.02")
        assert refait.droit == f"{COURANT.version} (connu le 2014-09-30)"

    def test_avant_le_decret_d_octobre_2012_personne_ne_connaissait_les_quarante_euros(self) -> None:
        droit = COURANT.connu_le(date(2012, 10, 3))
        assert INDEMNITE not in droit.tables
        assert decompte(facture(echeance="2012-05-31"), au="2012-09-30", droit=droit).valeur.indemnite == 0

    def test_l_horizon_d_alors_refuse_ce_qui_n_etait_pas_paru(self) -> None:
        droit = COURANT.connu_le(date(2026, 5, 1))
        assert penalites(facture(), au="2026-06-30", droit=droit).valeur == Decimal("203.05")
        with pytest.raises(DroitInconnu):
            penalites(facture(), au="2026-07-01", droit=droit)

    def test_avant_tout_texte_il_n_y_a_pas_de_droit(self) -> None:
        monetaire = Droit("essai", {"taux_bce": COURANT.table("taux_bce")})
        with pytest.raises(DroitInconnu, match="rien n'était publié au 1990-01-01"):
            monetaire.connu_le("1990-01-01")


class TestHorizons:
    def test_le_plus_proche_vient_d_abord(self) -> None:
        lus = horizons()
        assert [un.jour for un in lus] == sorted(un.jour for un in lus)
        assert len(lus) == len(COURANT.tables)

    def test_un_chiffre_a_paraitre_est_un_refus_une_valeur_a_relire_une_reserve(self) -> None:
        sortes = {un.table: un.sorte for un in horizons()}
        assert sortes[BCE] == "refus"
        assert sortes[INDEMNITE] == "reserve"

    def test_le_droit_donne_l_emporte_sur_le_droit_livre(self) -> None:
        prolonge = COURANT.prolonge(BCE, date(2027, 7, 1))
        assert {un.jour for un in horizons(prolonge) if un.table == BCE} == {date(2027, 7, 1)}


class TestVoyage:
    def test_un_droit_traverse_un_processus(self) -> None:
        droit = COURANT.prolonge(BCE, date(2027, 7, 1))
        droit.deriver("cle", lambda: object())
        relu: Droit = pickle.loads(pickle.dumps(droit))  # noqa: S301 - notre propre objet
        assert (relu.version, dict(relu.tables)) == (droit.version, dict(droit.tables))
        assert penalites(facture(), au="2027-02-01", droit=relu) == penalites(facture(), au="2027-02-01", droit=droit)


def test_une_dette_d_avant_toute_loi_est_refusee() -> None:
    ancienne = facture(echeance="1990-01-01", debiteur=PROFESSIONNEL)
    with pytest.raises(AvantPremiereVersion):
        penalites(ancienne, au="1990-12-31")


class TestTablesANaitre:
    """Un état du droit antérieur à une table ne la dit pas inconnue : il dit qu'elle n'était pas publiée."""

    ANCIEN = droit_courant().connu_le("2000-01-01")

    def test_lire_une_table_a_naitre_est_un_droit_inconnu(self) -> None:
        with pytest.raises(DroitInconnu) as refus:
            self.ANCIEN("indemnite.professionnels", date(2000, 1, 1))
        assert refus.value.code == "droit.avant_premiere_version"
        assert "indemnite.professionnels" in self.ANCIEN.a_naitre

    def test_la_table_ajoutee_ensuite_existe_de_nouveau(self) -> None:
        rendue = self.ANCIEN.avec(droit_courant().table("indemnite.professionnels"))
        assert rendue("indemnite.professionnels", date(2026, 1, 1)).valeur == 40
        assert "indemnite.professionnels" not in rendue.a_naitre

    def test_l_etat_se_copie_avec_ce_qui_lui_manque(self) -> None:
        assert pickle.loads(pickle.dumps(self.ANCIEN)).a_naitre == self.ANCIEN.a_naitre  # noqa: S301

    def test_les_jours_s_ecrivent_aussi_en_texte(self) -> None:
        prolonge = droit_courant().prolonge("taux_bce", "2027-07-01")
        assert prolonge("taux_bce", date(2027, 1, 1)).valeur == Decimal("2.65")
