"""Les règles dans le SQL de DuckDB : la réponse de la règle une à une, NULL ou une erreur, jamais un autre nombre."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creances import Conditions, Creance, Debiteur, Terme, echeance, indemnite_forfaitaire, lots, penalites
from creances.adaptateurs.duckdb import enregistrer
from creances.droit.corpus import droit_courant
from creances.noyau.erreurs import ErreurCreances

AU = date(2026, 8, 31)


@pytest.fixture
def connexion():
    with duckdb.connect() as ouverte:
        enregistrer(ouverte)
        yield ouverte


def seule(connexion, requete: str, *valeurs):
    """L'unique valeur que rend une requête."""
    return connexion.execute(f"SELECT {requete}", valeurs).fetchone()[0]


def une_a_une(montant, due, au, qualite) -> Decimal | str:
    """La règle une à une, ou le code de son refus."""
    try:
        creance = Creance(montant=montant, echeance=due, debiteur=Debiteur(**({"qualite": qualite} if qualite else {})))
        return penalites(creance, au=au).valeur
    except ErreurCreances as refus:
        return refus.code


LIGNES = st.lists(
    st.tuples(
        st.decimals("0.01", "9999999.99", places=2),
        st.dates(date(2005, 1, 1), date(2027, 12, 31)),
        st.sampled_from([date(2026, 8, 31), date(2025, 3, 1), date(2026, 11, 21)]),
        st.sampled_from(["professionnel", "public", "consommateur", None]),
    ),
    max_size=30,
)


class TestLesPenalites:
    def test_le_cas_du_contrat(self, connexion):
        assert seule(connexion, "creances_penalites(10000, DATE '2026-04-30', DATE '2026-08-31')") == Decimal("413.68")

    def test_les_arguments_nommes_sont_ceux_des_champs(self, connexion):
        dues = "DATE '2026-05-15', DATE '2026-09-30'"
        assert seule(connexion, f"creances_penalites(10000, {dues}, qualite := 'public')") == Decimal("383.75")
        attendue = penalites(
            Creance(montant=10000, echeance="2026-05-15", conditions=Conditions(taux_penalites=10)), au="2026-09-30"
        ).valeur
        assert seule(connexion, f"creances_penalites(10000, {dues}, taux_penalites := 10)") == attendue

    @given(lignes=LIGNES)
    @settings(max_examples=25, deadline=None)
    def test_chaque_ligne_est_celle_de_la_regle(self, lignes):
        with duckdb.connect() as connexion:
            enregistrer(connexion)
            connexion.execute("CREATE TABLE f (rang INT, montant DECIMAL(18,2), due DATE, au DATE, qualite VARCHAR)")
            if lignes:
                connexion.executemany(
                    "INSERT INTO f VALUES (?, ?, ?, ?, ?)", [(rang, *ligne) for rang, ligne in enumerate(lignes)]
                )
            rendues = connexion.execute(
                "SELECT creances_penalites_detail(montant, due, au, qualite := qualite) FROM f ORDER BY rang"
            ).fetchall()
        lues = [un["penalites"] if un["erreur"] is None else un["erreur"] for (un,) in rendues]
        assert lues == [une_a_une(*ligne) for ligne in lignes]

    def test_plusieurs_paquets_et_plusieurs_jours(self, connexion):
        connexion.execute(
            "CREATE TABLE f AS SELECT (i % 700 + 1) AS montant, DATE '2025-01-01' + (i % 500)::INT AS due, "
            "DATE '2026-08-31' + (i % 3)::INT AS au FROM range(5000) t(i)"
        )
        rendues = connexion.execute("SELECT montant, due, au, creances_penalites(montant, due, au) FROM f").fetchall()
        assert len(rendues) == 5000
        attendues = {cle: une_a_une(*cle, None) for cle in {ligne[:3] for ligne in rendues[::7]}}
        assert all(ligne[3] == attendues.get(ligne[:3], ligne[3]) for ligne in rendues)

    def test_une_relation_entiere_se_donne_a_lots(self, connexion):
        """Le chemin le plus court pour une table entière : DuckDB la donne en Arrow, et relit la réponse."""
        connexion.execute(
            "CREATE TABLE f AS SELECT (i + 1)::DECIMAL(18,2) AS montant, DATE '2025-01-01' + (i % 500)::INT AS echeance "
            "FROM range(3000) t(i)"
        )
        rendue = connexion.from_arrow(lots.penalites(connexion.table("f"), au=AU))
        fonction = "sum(creances_penalites(montant, echeance, DATE '2026-08-31'))"
        assert rendue.aggregate("sum(penalites)").fetchall() == connexion.table("f").aggregate(fonction).fetchall()

    def test_le_detail_dit_le_regime_et_les_reserves(self, connexion):
        detail = seule(connexion, "creances_penalites_detail(10000, DATE '2012-05-31', DATE '2012-09-30')")
        resultat = penalites(Creance(montant=10000, echeance="2012-05-31"), au="2012-09-30")
        assert detail == {
            "penalites": Decimal("362.06"),
            "regime": "L441-10",
            "reserves": " ".join(sorted(resultat.codes())),
            "erreur": None,
        }

    def test_un_parametre_et_une_table_sans_ligne(self, connexion):
        assert seule(connexion, "creances_penalites(?, ?, ?)", 10000, date(2026, 4, 30), AU) == Decimal("413.68")
        assert (
            connexion.execute(
                "SELECT creances_penalites(m, d, d) FROM (SELECT 1 AS m, DATE '2026-01-01' AS d) WHERE d IS NULL"
            ).fetchall()
            == []
        )


class TestLesNuls:
    """Comme de tout opérateur de SQL : ce qui est inconnu rend une réponse inconnue."""

    @pytest.mark.parametrize(
        "arguments",
        [
            "NULL, DATE '2026-04-30', DATE '2026-08-31'",
            "10000, NULL, DATE '2026-08-31'",
            "10000, DATE '2026-04-30', NULL",
            "10000, NULL::DATE, DATE '2026-08-31'",
        ],
    )
    def test_un_premier_argument_nul_rend_nul(self, arguments, connexion):
        assert seule(connexion, f"creances_penalites({arguments})") is None
        assert seule(connexion, f"(creances_penalites_detail({arguments})).regime") is None

    def test_une_ligne_nulle_ne_deplace_pas_les_autres(self, connexion):
        lues = connexion.execute(
            "SELECT creances_penalites(m, DATE '2026-04-30', a) FROM (VALUES (1, NULL, DATE '2026-08-31'), "
            "(2, 10000, DATE '2026-08-31'), (3, 10000, DATE '2026-06-30'), (4, 10000, NULL)) t(rang, m, a) ORDER BY rang"
        ).fetchall()
        assert lues == [(None,), (Decimal("413.68"),), (Decimal("203.05"),), (None,)]

    def test_un_facultatif_nul_vaut_le_defaut(self, connexion):
        requete = "creances_penalites(10000, DATE '2026-04-30', DATE '2026-08-31', qualite := NULL::VARCHAR)"
        assert seule(connexion, requete) == Decimal("413.68")


class TestLesErreurs:
    """« Jamais un nombre faux » : la requête s'arrête, et dit la ligne."""

    @pytest.mark.parametrize(
        ("arguments", "dit"),
        [
            ("10000, DATE 'infinity', DATE '2026-08-31'", "echeance := "),
            ("10000, DATE '2026-04-30', DATE 'infinity'", "au : reçu "),
            ("10000::DOUBLE, DATE '2026-04-30', DATE '2026-08-31'", "montant := 10000"),
            ("100.005, DATE '2026-04-30', DATE '2026-08-31'", "montant := 100.005"),
            ("-1, DATE '2026-04-30', DATE '2026-08-31'", "montant := -1"),
            ("1, 'hier', DATE '2026-08-31'", "echeance := hier"),
            ("1, TIMESTAMP '2026-04-30 10:00:00', DATE '2026-08-31'", "echeance := 2026-04-30 10:00:00"),
            ("1, DATE '2026-04-30', DATE '2026-08-31', qualite := 'roi'", "qualite := roi"),
            ("1, DATE '2026-04-30', 'demain'", "demain"),
            ("1, DATE '2026-04-30', DATE '2027-01-02'", "echeance := 2026-04-30"),
        ],
    )
    def test_l_erreur_porte_les_valeurs_de_la_ligne(self, arguments, dit, connexion):
        with pytest.raises(duckdb.InvalidInputException) as refus:
            seule(connexion, f"creances_penalites({arguments})")
        assert dit in str(refus.value)

    def test_la_premiere_mauvaise_ligne_d_un_paquet_est_celle_qui_est_dite(self, connexion):
        with pytest.raises(duckdb.InvalidInputException, match=r"montant := -77,") as refus:
            connexion.execute(
                "SELECT creances_penalites(CASE WHEN i = 1234 THEN -77 ELSE i + 1 END, DATE '2026-04-30', "
                "DATE '2026-08-31') FROM range(2000) t(i)"
            ).fetchall()
        assert "creances_penalites(" in str(refus.value)

    def test_le_detail_rend_le_code_et_rien_d_autre(self, connexion):
        detail = seule(connexion, "creances_penalites_detail(1, DATE '2026-04-30', DATE '2027-01-02')")
        assert detail == {"penalites": None, "regime": None, "reserves": None, "erreur": "droit.apres_horizon"}

    def test_une_option_inconnue(self):
        with duckdb.connect() as connexion:
            enregistrer(connexion, base="360")
            with pytest.raises(duckdb.InvalidInputException, match="360"):
                seule(connexion, "creances_penalites(1, DATE '2026-04-30', DATE '2026-08-31')")


class TestLesAutresFonctions:
    def test_l_indemnite(self, connexion):
        assert seule(connexion, "creances_indemnite(10, DATE '2026-04-30', DATE '2026-05-01')") == Decimal("40.00")
        assert seule(connexion, "creances_indemnite(10, DATE '2026-04-30', DATE '2026-04-30')") == Decimal("0.00")
        publique = Creance(montant=10, echeance="2026-04-30", debiteur=Debiteur(qualite="consommateur"))
        requete = "creances_indemnite(10, DATE '2026-04-30', DATE '2026-05-01', qualite := 'consommateur')"
        assert seule(connexion, requete) == indemnite_forfaitaire(publique, au="2026-05-01").valeur

    @pytest.mark.parametrize("mode", ["net", "jours_puis_fin_de_mois", "fin_de_mois_puis_jours"])
    def test_l_echeance(self, mode, connexion):
        for ecart in range(0, 60, 7):
            jour = date(2026, 1, 15) + timedelta(days=ecart)
            terme = Conditions(terme=Terme(jours=45, mode=mode))
            attendue = echeance(Creance(montant=1, emission=jour, conditions=terme)).valeur
            requete = "creances_echeance(?::DATE, terme_jours := 45, mode := ?)"
            assert seule(connexion, requete, jour, mode) == attendue

    def test_l_echeance_d_une_emission_nulle(self, connexion):
        assert seule(connexion, "creances_echeance(NULL::DATE)") is None
        assert seule(connexion, "creances_echeance(NULL)") is None


class TestLEnregistrement:
    def test_recommencer_remplace(self, connexion):
        noms = enregistrer(connexion, droit=droit_courant().prolonge("taux_bce", "2028-01-01"))
        assert noms[0] == "creances_penalites"
        assert seule(connexion, "creances_penalites(10000, DATE '2026-12-31', DATE '2027-01-02')") > 0

    def test_le_prefixe_les_options(self, connexion):
        enregistrer(connexion, prefixe="civile_", base="annee_civile", arrondi="total")
        dues = "10000, DATE '2023-12-31', DATE '2024-12-31'"
        assert seule(connexion, f"creances_penalites({dues})") == Decimal("1441.37")
        assert seule(connexion, f"civile_penalites({dues})") == Decimal("1437.43")
