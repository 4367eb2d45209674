"""Les fiches des clients : ce qu'un FEC tait, en CSV ou en TOML, refusé en bloc à la moindre faute."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Conditions, Creance, Debiteur, DonneeInvalide, Terme
from creances.adaptateurs.fiches_clients import completer, lire_fiches
from creances.adaptateurs.portefeuille import DossierClient

EXEMPLE = Path(__file__).parents[2] / "exemples" / "clients.csv"
TOML = """
# Nos clients
[[client]]
tiers = "C03"
qualite = "public"
categorie_publique = "collectivite"
commercant = false

[[client]]
tiers = "C10"
terme_jours = 45
mode = "fin_de_mois_puis_jours"
taux_penalites = "12,5"
conclu_le = 2026-01-05
capitalisation = true
"""


def refus(source: bytes | Path) -> DonneeInvalide:
    with pytest.raises(DonneeInvalide) as leve:
        lire_fiches(source)
    assert leve.value.message.startswith("fiches des clients")
    return leve.value


def test_le_csv_livre_se_lit() -> None:
    fiches = lire_fiches(EXEMPLE)
    assert sorted(fiches) == ["C02", "C03", "C04", "C05", "C10"]
    assert fiches["C03"].debiteur == Debiteur(qualite="public", categorie_publique="collectivite")
    assert fiches["C02"].conditions == Conditions(terme=Terme(jours=45, mode="fin_de_mois_puis_jours"))
    assert fiches["C10"].conditions == Conditions(taux_penalites=12)


def test_le_toml_dit_la_meme_chose_que_le_csv() -> None:
    csv = (
        "tiers;qualite;categorie_publique;commercant;terme_jours;mode;taux_penalites;conclu_le;capitalisation\n"
        "C03;public;collectivite;non\nC10;;;;45;fin_de_mois_puis_jours;12,5;2026-01-05;oui\n"
    )
    assert lire_fiches(TOML.encode()) == lire_fiches(csv.encode())


@pytest.mark.parametrize(
    ("source", "code", "dit"),
    [
        ("tiers;qualité;age\n", "clients.colonne_inconnue", "colonne 'age' inconnue"),
        ("tiers;qualite\nC1;public\nC1;public\n", "clients.tiers", "ligne 3 : tiers : reçu 'C1' une seconde fois"),
        ("tiers;qualite\n;public\n", "clients.tiers", "ligne 2 : tiers : reçu rien"),
        ("tiers;qualite\nC1;notaire\n", "donnee.literal_error", "ligne 2 : Debiteur : qualite"),
        ("tiers;siren\nC1;123456789\n", "siren.invalide", "ligne 2"),
        ("tiers;terme_jours\nC1;trente\n", "cellule.entier", "terme_jours : reçu 'trente'"),
        ("tiers;qualite\nC1;public;x\n", "clients.cellules_decalees", "ligne 2"),
        ("[[client]]\ntiers = 'C1'\nage = 3\n", "clients.colonne_inconnue", "champ 'age' inconnu"),
        ("[[client]]\ntiers = 'C1'\nterme_jours = 30.5\n", "clients.toml", "terme_jours : reçu 30.5"),
        ("[[client]]\ntiers = 'C1'\nnom = ['a']\n", "clients.toml", "nom : reçu ['a']"),
        ("[[client]]\nqualite = 'public'\n", "clients.tiers", "client n° 1"),
        ("[client]\ntiers = 'C1'\n", "clients.toml", "vu : client"),
        ("[societe]\nnom = 'x'\n", "clients.toml", "vu : societe"),
        ("[[client]\n", "clients.toml", "TOML illisible"),
        ("[a]\nclient = [1]\n", "clients.toml", "vu : a"),
    ],
)  # fmt: skip
def test_une_faute_refuse_le_fichier_et_se_nomme(source: str, code: str, dit: str) -> None:
    erreur = refus(source.encode())
    assert erreur.code == code
    assert dit in erreur.message


def test_un_fichier_absent_ou_trop_gros_est_refuse(tmp_path: Path) -> None:
    assert refus(tmp_path / "absent.csv").code == "clients.illisible"
    with pytest.raises(DonneeInvalide) as leve:
        lire_fiches(TOML.encode(), limite_octets=10)
    assert leve.value.code == "clients.trop_gros"


@given(st.binary(max_size=80))
def test_des_octets_quelconques_ne_levent_que_donnee_invalide(octets: bytes) -> None:
    for source in (octets, b"[[client]]\n" + octets, b"tiers;nom\n" + octets):
        with suppress(DonneeInvalide):
            fiches = lire_fiches(source)
            assert all(fiche.tiers == code for code, fiche in fiches.items())


class TestCompleter:
    """La facture l'emporte sur la fiche, la fiche sur le défaut."""

    FICHES = lire_fiches(
        b"tiers;nom;qualite;terme_jours;taux_penalites\nC1;Tarvenne SARL;public;45;\nC9;;public;;\nC2;;;;9\n"
    )

    def test_seul_ce_que_personne_n_a_ecrit_est_rempli(self) -> None:
        ecrite = Creance(
            reference="F1",
            montant=100,
            emission="2026-01-05",
            debiteur=Debiteur(qualite="professionnel"),
            conditions=Conditions(plancher="relever"),
        )
        nue = Creance(reference="F2", montant=100, emission="2026-01-05")
        dossier = DossierClient("C1", "TARVENNE", (ecrite, nue))
        defaut = Conditions(terme=Terme(mois=2), taux_penalites=12)
        (complet,), inconnus = completer([dossier], self.FICHES, defaut=defaut)
        premiere, seconde = complet.creances
        assert premiere.debiteur == Debiteur(nom="Tarvenne SARL", qualite="professionnel")
        assert seconde.debiteur == Debiteur(nom="Tarvenne SARL", qualite="public")
        assert premiere.conditions == Conditions(terme=Terme(jours=45), taux_penalites=12, plancher="relever")
        assert seconde.conditions == Conditions(terme=Terme(jours=45), taux_penalites=12)
        assert (complet.nom, inconnus) == ("Tarvenne SARL", ("C9", "C2"))

    def test_sans_fiche_ni_defaut_rien_ne_change(self) -> None:
        dossier = DossierClient("C7", "Nom", (Creance(montant=100, emission="2026-01-05"),))
        assert completer([dossier], {}) == ((dossier,), ())
