"""Les gabarits d'un utilisateur passent avant les nôtres, et restent des textes : un bac à sable, des bornes."""

from __future__ import annotations

from pathlib import Path

import pytest

from creances import Creance, Creancier, Debiteur, DonneeInvalide, Dossier
from creances.adaptateurs.lettres import lettre

DOSSIER = Dossier(
    creance=Creance(
        reference="F1",
        montant=1000,
        echeance="2026-10-04",
        debiteur=Debiteur(nom="Vannier", qualite="professionnel"),
        creancier=Creancier(nom="Morvan"),
    )
)


def essayer(dossier: Path, contenu: str, nom: str = "relance_1") -> str:
    (dossier / "fr").mkdir(exist_ok=True)
    (dossier / "fr" / f"{nom}.txt.j2").write_text(contenu, encoding="utf-8")
    return lettre(nom, DOSSIER, au="2026-11-21", modeles=dossier).corps


class TestLesModelesDeLUtilisateur:
    """« templates that users can override » : le sien d'abord, le nôtre à défaut."""

    def test_le_sien_remplace_le_notre(self, tmp_path: Path) -> None:
        assert essayer(tmp_path, "Rappel\n\nMerci de régler {{ demande | ecrire }}.").startswith("Merci de régler 1")

    def test_un_nouveau_modele_se_nomme(self, tmp_path: Path) -> None:
        assert "Bonne fête" in essayer(tmp_path, "Voeux\n\nBonne fête à {{ debiteur }}.", "voeux")

    def test_il_peut_inclure_les_notres(self, tmp_path: Path) -> None:
        assert "Somme à régler" in essayer(tmp_path, 'Rappel\n\n{% include "fr/_somme.txt.j2" %}')

    def test_un_dossier_absent_est_refuse(self, tmp_path: Path) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            lettre("relance_1", DOSSIER, au="2026-11-21", modeles=tmp_path / "absent")
        assert refus.value.code == "lettre.dossier"

    def test_il_est_controle_comme_les_notres(self, tmp_path: Path) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            essayer(tmp_path, "Rappel\n\nMorvan. Dernier avis avant saisie de vos comptes.")
        assert refus.value.code == "message.refuse"

    def test_une_menace_dans_la_version_francaise_refuse_aussi_l_anglaise(self, tmp_path: Path) -> None:
        (tmp_path / "fr").mkdir()
        menace = "Rappel\n\nMorvan. Dernier avis avant saisie de vos comptes."
        (tmp_path / "fr" / "relance_1.txt.j2").write_text(menace, encoding="utf-8")
        with pytest.raises(DonneeInvalide) as refus:
            lettre("relance_1", DOSSIER, au="2026-11-21", langue="en", modeles=tmp_path)
        assert refus.value.code == "message.refuse"


class TestLeBacASable:
    """Un gabarit ne calcule pas, n'appelle rien, ne sort pas de son dossier."""

    @pytest.mark.parametrize(
        "piege",
        [
            "{{ ''.__class__.__mro__ }}",
            "{{ creancier.__class__ }}",
            "{{ emetteur.items() }}",
            "{{ creancier.upper() }}",
            "{{ creancier.upper }}",
            "{{ inconnu }}",
            "{{ 'a' * 1000000000 }}",
            "{{ '%1000000000d' % 1 }}",
            "{{ 9 ** 999999999 }}",
            "{{ 1 / 0 }}",
            "{% for i in range(1000000000) %}x{% endfor %}",
            "{{ lipsum() }}",
            "{{ 'x' | center(1000000000) }}",
            "{% macro f(x) %}{{ x }}{% endmacro %}{{ f(1) }}",
            "{% import 'fr/_somme.txt.j2' as s %}",
            '{% include "../../../../etc/passwd" %}',
            '{% include "fr/relance_1.txt.j2" %}',
            "{{ au | ecrire(1) }}",
            "{{ creancier | ecrire }}",
            "{% if %}",
        ],
    )
    def test_un_piege_est_refuse_en_francais(self, tmp_path: Path, piege: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            essayer(tmp_path, f"Rappel\n\n{piege}")
        assert refus.value.code == "lettre.gabarit"
        assert str(refus.value).startswith("modeles : ")

    def test_un_gabarit_trop_long_est_refuse(self, tmp_path: Path) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            essayer(tmp_path, "x" * 50_001)
        assert refus.value.code == "lettre.gabarit"

    def test_une_lettre_trop_longue_est_refusee(self, tmp_path: Path) -> None:
        inclus = "y" * 20_000
        (tmp_path / "fr").mkdir()
        (tmp_path / "fr" / "_long.txt.j2").write_text(inclus, encoding="utf-8")
        with pytest.raises(DonneeInvalide) as refus:
            essayer(tmp_path, "Rappel\n" + '{% include "fr/_long.txt.j2" %}' * 6)
        assert refus.value.code == "lettre.trop_longue"
