"""Les catalogues : mêmes codes et mêmes faits dans les deux langues, rien de vide, rien en double."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from string import Formatter

import pytest

from creances.noyau.erreurs import DonneeInvalide, DroitIncoherent
from creances.noyau.rendu.catalogues import catalogue, message, mot, nettoyer

LANGUES = ("fr", "en")
FAMILLES = {"page", "regle", "champ", "ligne", "reserve", "mot", "lettre"}
UNITES = {"", "long", "taux", "jours", "mois"}
EVENEMENTS = (
    "emission", "livraison", "reception", "demande_de_paiement",
    "dedouanement", "mise_a_disposition", "conformite", "pieces_completes",
)  # fmt: skip
MOTIFS = (
    "pas_de_retard", "pas_de_mise_en_demeure", "deja_paye",
    "procedure_collective", "hors_regime", "avant_2013",
)  # fmt: skip
AUTRES_MOTS = ("oui", "non", "principal", "interets", "frais", "suivant", "precedent")
REGIMES = ("L441-10", "R2192-31", "interet_legal", "clause")


def _source(langue: str) -> str:
    dossier = files("creances.langues").joinpath(langue)
    return "".join(un.read_text(encoding="utf-8") for un in dossier.iterdir() if un.name.endswith(".po"))


def _attendus(code: str, langue: str) -> list[str]:
    return sorted({nom for _, nom, _, _ in Formatter().parse(message(code, langue)) if nom})


def test_les_deux_catalogues_ont_les_memes_codes() -> None:
    assert catalogue("fr").keys() == catalogue("en").keys()


@pytest.mark.parametrize("code", sorted(catalogue("fr")))
def test_les_deux_phrases_d_un_code_attendent_les_memes_faits(code: str) -> None:
    assert _attendus(code, "fr") == _attendus(code, "en")


@pytest.mark.parametrize("langue", LANGUES)
def test_chaque_message_ecrit_dans_le_fichier_est_lu_une_fois(langue: str) -> None:
    codes = re.findall(r'^msgid "(.+)"$', _source(langue), flags=re.MULTILINE)
    assert len(codes) == len(set(codes))
    # Un message vide serait écarté à la lecture : il manquerait ici.
    assert set(codes) == set(catalogue(langue))


@pytest.mark.parametrize("langue", LANGUES)
def test_les_codes_sont_d_une_famille_connue_et_en_ascii(langue: str) -> None:
    for code in catalogue(langue):
        assert code.isascii()
        assert code.split(".")[0] in FAMILLES


@pytest.mark.parametrize("langue", LANGUES)
def test_les_unites_demandees_par_les_phrases_existent(langue: str) -> None:
    for phrase in catalogue(langue).values():
        for _, nom, unite, conversion in Formatter().parse(phrase):
            assert nom is None or nom.isidentifier()
            assert (unite or "") in UNITES
            assert conversion is None


@pytest.mark.parametrize("langue", LANGUES)
@pytest.mark.parametrize("valeur", EVENEMENTS + MOTIFS + REGIMES + AUTRES_MOTS)
def test_les_mots_que_les_regles_emploient_sont_traduits(valeur: str, langue: str) -> None:
    assert catalogue(langue)[f"mot.{valeur}"] == mot(valeur, langue)


def test_le_francais_met_une_espace_insecable_devant_sa_ponctuation() -> None:
    ecrit = "".join(catalogue("fr").values())
    assert not re.search(r" [:;?!»€%]|« ", ecrit)
    assert "Table «\xa0{table}\xa0» prolongée" in catalogue("fr")["reserve.DROIT_PROLONGE"]
    assert "\xa0" not in "".join(catalogue("en").values())


def test_un_catalogue_ne_se_modifie_pas_et_se_lit_une_fois() -> None:
    assert catalogue("fr") is catalogue("fr")
    with pytest.raises(TypeError):
        catalogue("fr")["mot.oui"] = "peut-être"  # type: ignore[index]


def test_une_langue_inconnue_est_refusee_en_nommant_les_langues_acceptees() -> None:
    with pytest.raises(DonneeInvalide, match=r"langue : reçu 'de' ; accepté : « fr », « en »") as refus:
        catalogue("de")
    assert refus.value.code == "langue.inconnue"


def test_un_code_absent_est_un_defaut_et_ne_s_imprime_pas() -> None:
    with pytest.raises(DroitIncoherent, match=r"« en » : aucun message pour le code « ligne\.jamais »") as refus:
        message("ligne.jamais", "en")
    assert refus.value.code == "rendu.code_absent"


def test_un_mot_absent_du_catalogue_reste_tel_quel() -> None:
    assert mot("Société Dupont", "en") == "Société Dupont"
    assert mot("principal", "fr") == "principal"
    assert mot("interets", "en") == "interest"


@pytest.mark.parametrize(
    ("brut", "propre"),
    [
        ("Dupont\r\net fils", "Dupont et fils"),
        ("a\u2028b\x1b[31mc", "a b [31mc"),
        ("payé \u202e00,01", "payé  00,01"),
        ("Société\xa0Générale\u202f!", "Société\xa0Générale\u202f!"),
    ],
)
def test_un_texte_venu_d_ailleurs_tient_sur_une_ligne(brut: str, propre: str) -> None:
    assert nettoyer(brut) == propre


def test_calculer_ne_charge_pas_babel() -> None:
    programme = (
        "import sys, creances.noyau.resultat, creances.noyau.rendu\n"
        "sys.exit(any(nom.split('.')[0] == 'babel' for nom in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", programme], check=False).returncode == 0  # noqa: S603
