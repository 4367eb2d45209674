"""`lots.traiter` : ce qui est écrit partie par partie est ce que la règle rend de la table entière."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import creances
from creances import PalierEscompte, lots
from creances.droit.corpus import droit_courant
from creances.lots.flux.question import SECONDES
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

AU = date(2026, 11, 21)


def portefeuille(lignes: int, *, graine: int = 7) -> pa.Table:
    """Des factures de plusieurs régimes, avec une colonne que la règle ne lit pas."""
    hasard = np.random.default_rng(graine)
    qualites = np.array(["professionnel", "public", "consommateur"])
    montants = [Decimal(int(un)).scaleb(-2) for un in hasard.integers(1, 10**8, lignes)]
    return pa.table(
        {
            "reference": pa.array([f"F{rang}" for rang in range(lignes)], pa.string()),
            "montant": pa.array(montants, pa.decimal128(18, 2)),
            "echeance": pa.array(hasard.integers(17_000, 20_700, lignes).astype(np.int32)).cast(pa.date32()),
            "qualite": pa.array(qualites[hasard.integers(0, 3, lignes)], pa.string()),
            "service": pa.array(hasard.integers(0, 9, lignes)),
        }
    )


def versements(factures: pa.Table, lignes: int) -> pa.Table:
    """Des paiements tirés au sort, dans le désordre."""
    hasard = np.random.default_rng(11)
    visees = hasard.integers(0, factures.num_rows, lignes)
    return pa.table(
        {
            "creance": factures["reference"].take(pa.array(visees)),
            "date": pa.array(hasard.integers(17_000, 20_700, lignes).astype(np.int32)).cast(pa.date32()),
            "montant": pa.array(hasard.integers(1, 5_000, lignes)),
        }
    )


def relire(sortie: Path) -> pa.Table:
    """Toutes les parties, dans l'ordre de leurs noms."""
    return pa.concat_tables([pq.read_table(un) for un in sorted(sortie.glob("*.parquet"))], promote_options="default")


def contenu(table: pa.Table) -> list[dict]:
    return table.to_pylist()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Mille factures, en groupes de 300 lignes."""
    chemin = tmp_path / "factures.parquet"
    pq.write_table(portefeuille(1000), chemin, row_group_size=300)
    return chemin


@pytest.fixture
def sortie(tmp_path: Path) -> Path:
    return tmp_path / "sortie"


class TestLesMemesReponses:
    """« Les mêmes règles sur des colonnes » : une partie ne sait rien des autres, et n'a pas à le savoir."""

    @given(
        lignes=st.integers(0, 60),
        groupe=st.integers(1, 40),
        par_partie=st.integers(1, 70),
        forme=st.sampled_from(["parquet", "arrow"]),
    )
    @settings(max_examples=40, deadline=None)
    def test_quelles_que_soient_les_coupes(self, lignes, groupe, par_partie, forme):
        table = portefeuille(lignes)
        with tempfile.TemporaryDirectory() as dossier:
            chemin = Path(dossier, f"factures.{forme}")
            ecrire(table, chemin, groupe)
            bilan = lots.traiter(chemin, Path(dossier, "sortie"), "penalites", au=AU, lignes_par_partie=par_partie)
            ecrites = relire(Path(dossier, "sortie"))
        attendues = lots.penalites(table, au=AU)
        assert contenu(ecrites) == contenu(attendues)
        assert ecrites.schema.names == attendues.schema.names
        assert bilan.lignes == lignes
        assert bilan.totaux == {"penalites": sum(attendues["penalites"].to_pylist(), Decimal("0.00"))}
        assert max(partie.lignes for partie in bilan.parties) <= par_partie

    @pytest.mark.parametrize("regle", ["penalites", "indemnites", "decomptes"])
    def test_des_creances(self, regle, source, sortie):
        lots.traiter(source, sortie, regle, au=AU, lignes_par_partie=130)
        assert contenu(relire(sortie)) == contenu(getattr(lots, regle)(portefeuille(1000), au=AU))

    def test_des_interets(self, tmp_path, sortie):
        sommes = portefeuille(500).select(["montant", "echeance"]).rename_columns(["montant", "debut"])
        pq.write_table(sommes, tmp_path / "sommes.parquet")
        lots.traiter(tmp_path / "sommes.parquet", sortie, "interets", au=AU, base="annee_civile", lignes_par_partie=99)
        assert contenu(relire(sortie)) == contenu(lots.interets(sommes, au=AU, base="annee_civile"))

    @pytest.mark.parametrize(
        ("regle", "arguments"),
        [
            ("echeances", {}),
            ("prescriptions", {"au": AU}),
            ("actions", {"au": AU}),
            ("escomptes", {"paliers": (PalierEscompte(jours=10, taux=3),)}),
            ("expirations", {}),
        ],
    )
    def test_des_autres_regles(self, regle, arguments, tmp_path, sortie):
        table = portefeuille(60)
        if regle == "escomptes":
            table = table.append_column("paye_le", table["echeance"])
        if regle == "expirations":
            table = pa.table({"depart": table["echeance"], "mois": pa.repeat(1, 60)})
        pq.write_table(table, tmp_path / "factures.parquet")
        bilan = lots.traiter(tmp_path / "factures.parquet", sortie, regle, lignes_par_partie=25, **arguments)
        assert contenu(relire(sortie)) == contenu(getattr(lots, regle)(table, **arguments))
        assert not any(nom.startswith("taux") for nom in bilan.totaux)

    def test_chaque_regle_de_lots_est_de_celles_la_ou_lit_toute_la_table(self):
        entieres = {"balance_agee", "BalanceEnColonnes", "entiers", "traiter"}
        assert {*SECONDES} | entieres == {*lots.__all__}

    def test_la_sortie_est_une_source(self, source, sortie, tmp_path):
        lots.traiter(source, sortie, "penalites", au="2026-01-01", prefixe="janvier_", lignes_par_partie=400)
        bilan = lots.traiter(sortie, tmp_path / "suite", "penalites", au=AU, lignes_par_partie=150)
        janvier = lots.penalites(portefeuille(1000), au="2026-01-01", prefixe="janvier_")
        assert contenu(relire(tmp_path / "suite")) == contenu(lots.penalites(janvier, au=AU))
        assert list(bilan.totaux) == ["penalites"]


def ecrire(table: pa.Table, chemin: Path, groupe: int) -> None:
    if chemin.suffix == ".parquet":
        pq.write_table(table, chemin, row_group_size=groupe)
        return
    with pa.ipc.new_file(chemin, table.schema) as flux:
        flux.write_table(table, max_chunksize=groupe)


class TestLaSource:
    def test_un_dossier_de_fichiers_dont_les_dossiers_sont_une_colonne(self, tmp_path, sortie):
        table = portefeuille(300)
        annees = pa.array([2024] * 100 + [2025] * 200, pa.int32())
        for annee, debut, nombre in ((2024, 0, 100), (2025, 100, 200)):
            (tmp_path / "jeu" / f"annee={annee}").mkdir(parents=True)
            pq.write_table(table.slice(debut, nombre), tmp_path / "jeu" / f"annee={annee}" / "a.parquet")
        (tmp_path / "jeu" / "_SUCCESS").touch()
        bilan = lots.traiter(tmp_path / "jeu", sortie, "penalites", au=AU, lignes_par_partie=70)
        attendue = lots.penalites(table.append_column("annee", annees), au=AU)
        assert contenu(relire(sortie)) == contenu(attendue)
        assert [partie.source for partie in bilan.parties[:3]] == ["annee=2024/a.parquet"] * 2 + [
            "annee=2025/a.parquet"
        ]

    def test_plusieurs_fichiers_ou_un_jeu_de_donnees_arrow(self, tmp_path, sortie):
        table = portefeuille(300)
        chemins = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
        pq.write_table(table.slice(0, 120), chemins[0])
        pq.write_table(table.slice(120), chemins[1])
        lots.traiter([str(un) for un in chemins], sortie, "penalites", au=AU)
        lots.traiter(ds.dataset([str(un) for un in chemins]), tmp_path / "autre", "penalites", au=AU)
        assert contenu(relire(sortie)) == contenu(relire(tmp_path / "autre"))
        assert contenu(relire(sortie)) == contenu(lots.penalites(table, au=AU))

    @pytest.mark.parametrize(
        ("preparer", "code"),
        [
            (lambda dossier: dossier / "absent.parquet", "flux.source_absente"),
            (lambda dossier: dossier, "flux.source"),
            (lambda dossier: 12, "flux.source"),
            (lambda dossier: [], "flux.source"),
            (lambda dossier: poser(dossier / "a.csv", b"montant\n1\n"), "flux.source"),
            (lambda dossier: poser(dossier / "a.parquet", b"pas du Parquet"), "flux.illisible"),
            (lambda dossier: poser(dossier / "a.arrow", b"pas de l'Arrow"), "flux.illisible"),
        ],
    )
    def test_ce_qui_n_est_pas_une_source_est_refuse(self, preparer, code, tmp_path, sortie):
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(preparer(tmp_path), sortie, "penalites", au=AU)
        assert refus.value.code == code
        assert not sortie.exists()

    def test_le_second_fichier_abime_est_nomme(self, source, tmp_path, sortie):
        poser(tmp_path / "z.parquet", b"PAR1 rien")
        with pytest.raises(DonneeInvalide, match=r"z\.parquet") as refus:
            lots.traiter([source, tmp_path / "z.parquet"], sortie, "penalites", au=AU)
        assert refus.value.code == "flux.illisible"

    def test_deux_fichiers_de_colonnes_differentes_sont_refuses(self, source, tmp_path, sortie):
        pq.write_table(portefeuille(3).drop_columns(["service"]), tmp_path / "z.parquet")
        with pytest.raises(DonneeInvalide, match=r"z\.parquet") as refus:
            lots.traiter([source, tmp_path / "z.parquet"], sortie, "penalites", au=AU)
        assert refus.value.code == "flux.schemas_differents"


def poser(chemin: Path, octets: bytes) -> Path:
    chemin.write_bytes(octets)
    return chemin


class TestLaReprise:
    """« A run that is stopped can be resumed without recomputing finished parts. »"""

    def _arreter(self, source: Path, sortie: Path, apres: int) -> None:
        def progression(faites: int, _: int | None) -> None:
            if faites >= apres:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150, progression=progression)

    def test_rien_de_fini_n_est_recalcule(self, source, sortie):
        self._arreter(source, sortie, 450)
        faites = {un.name: un.stat().st_mtime_ns for un in sortie.glob("*.parquet")}
        assert sorted(faites) == [f"partie-{rang:06d}.parquet" for rang in range(3)]
        assert json.loads((sortie / "manifeste.json").read_text())["etat"] == "en_cours"
        avancees = []
        bilan = lots.traiter(
            source,
            sortie,
            "penalites",
            au="2026-11-21",
            lignes_par_partie=150,
            progression=lambda *vu: avancees.append(vu),
        )
        assert {nom: (sortie / nom).stat().st_mtime_ns for nom in faites} == faites
        assert avancees == [(450, 1000), (600, 1000), (750, 1000), (900, 1000), (1000, 1000)]
        assert bilan.reprises == 3
        assert contenu(relire(sortie)) == contenu(lots.penalites(portefeuille(1000), au=AU))

    def test_un_fichier_provisoire_ou_abime_est_refait(self, source, sortie):
        self._arreter(source, sortie, 600)
        poser(sortie / ".partie-000004.parquet.en-cours", b"coupure")
        abimee = sortie / "partie-000001.parquet"
        poser(abimee, abimee.read_bytes()[:-20])
        (sortie / "partie-000002.parquet").unlink()
        bilan = lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)
        assert bilan.reprises == 2
        assert contenu(relire(sortie)) == contenu(lots.penalites(portefeuille(1000), au=AU))
        assert not list(sortie.glob(".*"))

    def test_un_traitement_fini_ne_recalcule_rien(self, source, sortie):
        premier = lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)
        second = lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)
        assert (premier.reprises, second.reprises) == (0, 7)
        assert premier.parties == second.parties
        assert premier.totaux == second.totaux

    @pytest.mark.parametrize(
        ("change", "dit"),
        [
            ({"au": "2026-11-20"}, "au : '2026-11-21' puis '2026-11-20'"),
            ({"base": "annee_civile"}, "base : '365' puis 'annee_civile'"),
            ({"regle": "indemnites"}, "regle : 'penalites' puis 'indemnites'"),
            ({"lignes_par_partie": 151}, "lignes_par_partie : 150 puis 151"),
            ({"droit": droit_courant().connu_le("2026-10-01")}, "connu le 2026-10-01"),
        ],
    )
    def test_une_autre_question_refuse_de_reprendre(self, change, dit, source, sortie):
        self._arreter(source, sortie, 300)
        question = {"regle": "penalites", "au": AU, "lignes_par_partie": 150} | change
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(source, sortie, **question)
        assert refus.value.code == "flux.autre_question"
        assert dit in refus.value.message

    def test_deux_reformes_de_meme_nom_sont_deux_questions(self, source, sortie):
        table = droit_courant().table("taux_bce")
        bas, haut = (droit_courant().avec(table.prolongee(jour)) for jour in (date(2028, 1, 1), date(2029, 1, 1)))
        assert bas.version == haut.version
        lots.traiter(source, sortie, "penalites", au=AU, droit=bas)
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(source, sortie, "penalites", au=AU, droit=haut)
        assert refus.value.code == "flux.autre_question"

    def test_une_autre_version_refuse_de_reprendre(self, source, sortie, monkeypatch):
        self._arreter(source, sortie, 300)
        monkeypatch.setattr(creances, "__version__", "9.9.9")
        with pytest.raises(DonneeInvalide, match=r"creances : '.*' puis '9\.9\.9'"):
            lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)

    def test_une_autre_source_refuse_de_reprendre(self, source, sortie):
        self._arreter(source, sortie, 300)
        pq.write_table(portefeuille(1001), source)
        with pytest.raises(DonneeInvalide, match="source : le contenu a changé"):
            lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)

    def test_une_borne_changee_a_taille_egale_se_voit(self, source, sortie):
        """Mêmes lignes, même taille, mêmes groupes : le pied du fichier, lui, dit les bornes de chaque colonne."""
        table = pa.table({"montant": pa.array([1, 2, 3]), "echeance": ["2026-04-30"] * 3})
        pq.write_table(table, source)
        taille = source.stat().st_size
        lots.traiter(source, sortie, "penalites", au=AU)
        pq.write_table(table.set_column(0, "montant", pa.array([1, 2, 4])), source)
        assert source.stat().st_size == taille
        with pytest.raises(DonneeInvalide, match="source : le contenu a changé"):
            lots.traiter(source, sortie, "penalites", au=AU)

    def test_la_meme_source_ailleurs_se_reprend(self, source, sortie, tmp_path):
        self._arreter(source, sortie, 300)
        (tmp_path / "ailleurs").mkdir()
        deplacee = source.rename(tmp_path / "ailleurs" / source.name)
        assert lots.traiter(deplacee, sortie, "penalites", au=AU, lignes_par_partie=150).reprises == 2

    @pytest.mark.parametrize("reprendre", [True, False])
    def test_un_dossier_occupe_est_refuse_et_rien_n_y_est_efface(self, source, sortie, reprendre):
        sortie.mkdir()
        poser(sortie / "notes.txt", b"a garder")
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(source, sortie, "penalites", au=AU, reprendre=reprendre)
        assert refus.value.code == "flux.sortie_occupee"
        assert [un.name for un in sortie.iterdir()] == ["notes.txt"]

    def test_ne_pas_reprendre_refuse_une_sortie_commencee(self, source, sortie):
        self._arreter(source, sortie, 300)
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150, reprendre=False)
        assert refus.value.code == "flux.sortie_occupee"

    def test_une_sortie_ou_rien_n_est_fini_accepte_une_autre_question(self, source, sortie):
        self._arreter(source, sortie, 0)
        assert [un.name for un in sortie.iterdir()] == ["manifeste.json"]
        assert lots.traiter(source, sortie, "penalites", au="2026-01-01").reprises == 0

    def test_une_colonne_deja_la_est_refusee_avant_tout(self, tmp_path, sortie):
        pq.write_table(lots.penalites(portefeuille(10), au=AU), tmp_path / "factures.parquet")
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(tmp_path / "factures.parquet", sortie, "penalites", au=AU)
        assert refus.value.code == "lots.colonne_presente"
        assert not sortie.exists()

    def test_un_manifeste_illisible_est_refuse(self, source, sortie):
        self._arreter(source, sortie, 300)
        poser(sortie / "manifeste.json", b"{")
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)
        assert refus.value.code == "flux.manifeste"


class TestLesComptes:
    """« Counts and totals reconciled at the end. »"""

    def test_le_manifeste_garde_la_question_et_les_comptes(self, source, sortie):
        bilan = lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=400)
        faits = json.loads((sortie / "manifeste.json").read_text())
        total = int(sum(relire(sortie)["penalites"].to_pylist()) * 100)
        assert faits["etat"] == "fini"
        assert faits["question"]["regle"] == "penalites"
        assert faits["question"]["arguments"]["au"] == "2026-11-21"
        assert faits["question"]["droit"] == {"version": droit_courant().version, "changements": None}
        assert (faits["lignes_lues"], faits["lignes_ecrites"], faits["lignes_refusees"]) == (1000, 1000, 0)
        assert faits["totaux_en_centimes"] == {"penalites": total}
        assert sum(partie["totaux"]["penalites"] for partie in faits["parties"]) == total
        assert [partie["lignes"] for partie in faits["parties"]] == [400, 400, 200]
        assert bilan.totaux["penalites"] * 100 == total

    def test_un_montant_change_dans_une_partie_ecrite_se_voit(self, source, sortie):
        lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=400)
        chemin = sortie / "partie-000001.parquet"
        table = pq.read_table(chemin)
        rang = table.schema.get_field_index("penalites")
        montants = table["penalites"].to_pylist()
        montants[0] += Decimal("0.01")
        pq.write_table(table.set_column(rang, table.field(rang), pa.array(montants, pa.decimal128(18, 2))), chemin)
        with pytest.raises(DonneeInvalide, match="partie-000001") as refus:
            lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=400)
        assert refus.value.code == "flux.ecart"

    def test_une_regle_qui_perdrait_une_ligne_ne_finit_pas(self, source, sortie, monkeypatch):
        def fausse(table, *, au):
            return vraie(table, au=au).slice(1)

        vraie = lots.penalites
        monkeypatch.setattr(lots, "penalites", fausse)
        with pytest.raises(DonneeInvalide, match=r"997 ligne\(s\) écrite\(s\) ; lu : 1000") as refus:
            lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=400)
        assert refus.value.code == "flux.ecart"
        assert json.loads((sortie / "manifeste.json").read_text())["etat"] == "en_cours"

    def test_une_ligne_de_moins_dans_une_partie_ecrite_se_voit(self, source, sortie):
        lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=400)
        chemin = sortie / "partie-000002.parquet"
        pq.write_table(pq.read_table(chemin).slice(1), chemin)
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=400)
        assert refus.value.code == "flux.ecart"


class TestLesMauvaisesLignes:
    @pytest.fixture
    def mauvaise(self, tmp_path: Path) -> Path:
        table = portefeuille(100)
        natures = pa.array(["TROC" if rang in {57, 93} else "B2B_VENTE" for rang in range(100)])
        pq.write_table(table.append_column("nature", natures), tmp_path / "factures.parquet")
        return tmp_path / "factures.parquet"

    def test_le_refus_nomme_le_fichier_et_compte_les_lignes_depuis_son_debut(self, mauvaise, sortie):
        with pytest.raises(DonneeInvalide, match=r"factures\.parquet, lignes comptées depuis 40 : .*TROC") as refus:
            lots.traiter(mauvaise, sortie, "penalites", au=AU, lignes_par_partie=40)
        assert refus.value.code == "lots.lignes_refusees"
        assert refus.value.contexte["lignes"] == (57,)
        assert refus.value.contexte["fichier"] == "factures.parquet"

    def test_en_colonne_elles_sont_comptees(self, mauvaise, sortie):
        bilan = lots.traiter(mauvaise, sortie, "penalites", au=AU, lignes_par_partie=40, erreurs="colonne")
        assert [partie.refusees for partie in bilan.parties] == [0, 1, 1]
        assert bilan.refusees == 2
        assert contenu(relire(sortie)) == contenu(lots.penalites(pq.read_table(mauvaise), au=AU, erreurs="colonne"))

    @pytest.mark.parametrize(
        ("question", "code"),
        [
            ({"regle": "balance_agee"}, "flux.regle_inconnue"),
            ({"regle": "entiers"}, "flux.regle_inconnue"),
            ({"date": AU}, "flux.arguments"),
            ({"au": None}, "date.invalide"),
            ({"au": "hier"}, "date.invalide"),
            ({"base": "360"}, "option.base"),
            ({"lignes_par_partie": 0}, "flux.lignes_par_partie"),
            ({"lignes_par_partie": True}, "flux.lignes_par_partie"),
        ],
    )
    def test_une_question_mal_posee_est_refusee_avant_tout(self, question, code, source, sortie):
        with pytest.raises(DonneeInvalide) as refus:
            lots.traiter(source, sortie, **{"regle": "penalites", "au": AU} | question)
        assert refus.value.code == code
        assert not sortie.exists()


class TestLesPaiements:
    """Une créance et ses paiements ne sont jamais dans deux parties, et aucun paiement ne se perd."""

    @pytest.mark.parametrize("forme", ["arrow", "polars", "fichier"])
    def test_chaque_paiement_va_a_la_partie_de_sa_creance(self, forme, source, sortie, tmp_path):
        factures = portefeuille(1000)
        verses = versements(factures, 1500)
        pq.write_table(verses, tmp_path / "verses.parquet")
        recus = {"arrow": verses, "polars": pl.from_arrow(verses), "fichier": tmp_path / "verses.parquet"}[forme]
        bilan = lots.traiter(source, sortie, "decomptes", au=AU, paiements=recus, lignes_par_partie=170)
        attendus = lots.decomptes(factures, verses, au=AU)
        assert contenu(relire(sortie)) == contenu(attendus)
        assert bilan.totaux["verse"] == sum(attendus["verse"].to_pylist()) > 0

    def test_l_ordre_d_imputation_est_un_argument_de_la_question(self, source, sortie):
        factures = portefeuille(1000)
        verses = versements(factures, 400)
        ordre = ("principal", "interets", "frais")
        lots.traiter(source, sortie, "decomptes", au=AU, paiements=verses, ordre=ordre, lignes_par_partie=300)
        attendus = lots.decomptes(factures, verses, au=AU, ordre=ordre)
        assert contenu(relire(sortie)) == contenu(attendus)
        with pytest.raises(DonneeInvalide, match=r"ordre : \['principal', 'interets', 'frais'\] puis None"):
            lots.traiter(source, sortie, "decomptes", au=AU, paiements=verses, lignes_par_partie=300)

    def test_les_evenements_suivent_de_meme(self, source, sortie):
        factures = portefeuille(1000)
        verses = versements(factures, 400)
        bilan = lots.traiter(source, sortie, "penalites", au=AU, evenements=verses, lignes_par_partie=170)
        assert contenu(relire(sortie)) == contenu(lots.penalites(factures, au=AU, evenements=verses))
        assert lots.traiter(
            source, sortie, "penalites", au=AU, evenements=verses, lignes_par_partie=170
        ).reprises == len(bilan.parties)

    def test_d_autres_paiements_sont_une_autre_question(self, source, sortie):
        factures = portefeuille(1000)
        lots.traiter(source, sortie, "decomptes", au=AU, paiements=versements(factures, 400))
        with pytest.raises(DonneeInvalide, match="seconde : le contenu a changé"):
            lots.traiter(source, sortie, "decomptes", au=AU, paiements=versements(factures, 401))

    @pytest.mark.parametrize("visee", ["ABSENTE", None])
    def test_un_paiement_sans_creance_arrete_tout_avant_d_ecrire(self, visee, source, sortie):
        verses = pa.concat_tables(
            [
                versements(portefeuille(1000), 20),
                pa.table({"creance": pa.array([visee], pa.string()), "date": [AU], "montant": [1]}),
            ]
        )
        with pytest.raises(DonneeInvalide, match=repr(visee)) as refus:
            lots.traiter(source, sortie, "decomptes", au=AU, paiements=verses, lignes_par_partie=170)
        assert refus.value.code == "lots.creance_inconnue"
        assert refus.value.contexte["lignes"] == (20,)
        assert list(sortie.iterdir()) == []

    def test_une_reference_dans_deux_parties_est_refusee(self, tmp_path, sortie):
        table = portefeuille(100)
        pq.write_table(pa.concat_tables([table, table.slice(0, 1)]), tmp_path / "factures.parquet")
        verses = pa.table({"creance": ["F0"], "date": [AU], "montant": [1]})
        with pytest.raises(DonneeInvalide, match="'F0'") as refus:
            lots.traiter(
                tmp_path / "factures.parquet", sortie, "decomptes", au=AU, paiements=verses, lignes_par_partie=50
            )
        assert refus.value.code == "lots.reference_repetee"

    @pytest.mark.parametrize(("retiree", "de"), [("reference", "creances"), ("creance", "paiements")])
    def test_la_colonne_qui_manque_est_nommee(self, retiree, de, tmp_path, sortie):
        factures = portefeuille(10)
        verses = versements(factures, 5)
        if de == "creances":
            factures = factures.drop_columns([retiree])
        else:
            verses = verses.drop_columns([retiree])
        pq.write_table(factures, tmp_path / "factures.parquet")
        with pytest.raises(DonneeInvalide, match=f"{de} : colonne {retiree} absente") as refus:
            lots.traiter(tmp_path / "factures.parquet", sortie, "decomptes", au=AU, paiements=verses)
        assert refus.value.code == "lots.colonne_absente"


class TestCeQuiEstAbime:
    """Aucune partie n'est acceptée sur son seul nom : elle est relue tout entière."""

    @pytest.fixture
    def finie(self, source, sortie):
        lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)
        return sortie

    def reprendre(self, source, sortie):
        return lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)

    def test_une_partie_a_la_place_d_une_autre_est_refaite(self, source, finie):
        attendue = contenu(relire(finie))
        (finie / "partie-000002.parquet").write_bytes((finie / "partie-000001.parquet").read_bytes())
        assert self.reprendre(source, finie).reprises == 6
        assert contenu(relire(finie)) == attendue

    def test_une_partie_de_trop_est_signalee(self, source, finie):
        (finie / "partie-000099.parquet").write_bytes((finie / "partie-000001.parquet").read_bytes())
        with pytest.raises(DonneeInvalide, match=r"partie-000099\.parquet n'est pas une partie") as refus:
            self.reprendre(source, finie)
        assert refus.value.code == "flux.ecart"

    @pytest.mark.parametrize("colonne", ["reference", "penalites", "service"])
    def test_un_octet_change_se_voit(self, colonne, source, finie):
        chemin = finie / "partie-000003.parquet"
        pied = pq.read_metadata(chemin).row_group(0)
        place = next(un for un in map(pied.column, range(pied.num_columns)) if un.path_in_schema == colonne)
        octets = bytearray(chemin.read_bytes())
        octets[place.data_page_offset + place.total_compressed_size // 2] ^= 1
        chemin.write_bytes(octets)
        with pytest.raises(DonneeInvalide, match=r"partie-000003\.parquet : abîmé") as refus:
            self.reprendre(source, finie)
        assert refus.value.code == "flux.ecart"

    @pytest.mark.parametrize("question", ["3", "null", '"x"'])
    def test_un_manifeste_d_une_autre_forme(self, question, source, finie):
        poser(finie / "manifeste.json", f'{{"question": {question}}}'.encode())
        with pytest.raises(DonneeInvalide) as refus:
            self.reprendre(source, finie)
        assert refus.value.code == "flux.manifeste"


class TestLaSortie:
    def test_qui_n_est_pas_un_dossier_est_refusee(self, source, tmp_path):
        for mauvaise in (poser(tmp_path / "fichier", b""), None, 3):
            with pytest.raises(DonneeInvalide) as refus:
                lots.traiter(source, mauvaise, "penalites", au=AU)
            assert refus.value.code == "flux.sortie"

    def test_dans_le_dossier_lu_est_refusee(self, source):
        with pytest.raises(DonneeInvalide, match="est dans la source") as refus:
            lots.traiter(source.parent, source.parent / "sortie", "penalites", au=AU)
        assert refus.value.code == "flux.sortie"

    def test_pleine_se_dit_et_se_reprend(self, source, sortie, monkeypatch):
        def manquer(*_, **__):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("creances.lots.flux.parties.pq.write_table", manquer)
            with pytest.raises(ErreurCreances, match=r"partie-000000\.parquet : écriture impossible") as refus:
                lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150)
        assert refus.value.code == "flux.ecriture"
        assert lots.traiter(source, sortie, "penalites", au=AU, lignes_par_partie=150).lignes == 1000

    def test_deja_ecrite_par_un_autre_traitement_n_est_pas_une_erreur(self, source, sortie, monkeypatch):
        ecrire = pq.write_table

        def voler(table, chemin, **options):
            """L'autre traitement a fini : la partie est en place, le fichier provisoire n'est plus."""
            ecrire(table, chemin, **options)
            chemin.replace(chemin.parent / "partie-000000.parquet")

        monkeypatch.setattr("creances.lots.flux.parties.pq.write_table", voler)
        assert lots.traiter(source, sortie, "penalites", au=AU).lignes == 1000


class TestUneColonneQueNulNeLit:
    """Dans la seconde table, elle ne compte ni dans l'empreinte, ni dans la mémoire, quel que soit son type."""

    def test_ne_gene_pas(self, source, sortie, tmp_path):
        recus = versements(portefeuille(1000), 30)
        notes = recus.append_column("note", pa.array([[{"vu": rang}] for rang in range(30)]))
        pq.write_table(notes, tmp_path / "recus.parquet")
        bilan = lots.traiter(source, sortie, "decomptes", au=AU, paiements=recus)
        for autre in (notes, tmp_path / "recus.parquet", recus.to_pandas().assign(note=[[1]] * 30)):
            repris = lots.traiter(source, sortie, "decomptes", au=AU, paiements=autre) if autre is notes else None
            refait = lots.traiter(source, tmp_path / f"b{type(autre).__name__}", "decomptes", au=AU, paiements=autre)
            assert refait.totaux == bilan.totaux
            assert repris is None or repris.reprises == len(bilan.parties)
