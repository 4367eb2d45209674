"""La transaction et le titre. C. civ., 2044 ; CPCE, L111-3."""

from __future__ import annotations

import pytest

from creances import DonneeInvalide, protocole


def accord(*creancier: str, debiteur: tuple[str, ...] = ("paie sous huit jours",), **options: object):
    return protocole(list(creancier), **{"au": "2026-11-21", "concessions_debiteur": debiteur, **options})


class TestDesConcessionsReciproques:
    """« par des concessions réciproques, terminent une contestation née, ou préviennent une contestation à naître »"""

    def test_une_de_chaque_cote_et_un_ecrit(self) -> None:
        assert accord("remise").valeur.transaction is True

    @pytest.mark.parametrize(
        ("creancier", "options", "manques"),
        [
            ((), {}, ("concession_creancier",)),
            (("  ",), {}, ("concession_creancier",)),
            (("remise",), {"debiteur": ()}, ("concession_debiteur",)),
            (("remise",), {"ecrit": False}, ("ecrit",)),
            ((), {"debiteur": (), "ecrit": False}, ("ecrit", "concession_creancier", "concession_debiteur")),
        ],
    )
    def test_ce_qui_manque_se_nomme(self, creancier, options, manques) -> None:
        valeur = accord(*creancier, **options).valeur
        assert (valeur.transaction, valeur.manques) == (False, manques)


class TestLeTitre:
    """« contresignés par les avocats de chacune des parties et revêtus de la formule exécutoire »"""

    @pytest.mark.parametrize(
        ("force", "article"),
        [
            ("aucune", ""),
            ("avocats", ""),
            ("greffe", "CPCE, L111-3, 7°"),
            ("juge", "CPCE, L111-3, 1°"),
            ("commissaire", "CPCE, L111-3, 5°"),
        ],
    )
    def test_chaque_force_et_son_texte(self, force: str, article: str) -> None:
        valeur = accord("remise", force=force).valeur
        assert (valeur.titre, valeur.article) == (bool(article), article)

    @pytest.mark.parametrize("force", ["greffe", "juge"])
    def test_un_plan_sans_concession_peut_etre_refuse(self, force: str) -> None:
        assert accord(force=force).codes() == {"ACCORD_SANS_CONCESSION"}
        assert accord("remise", force=force).codes() == frozenset()

    def test_sans_ecrit_aucun_titre(self) -> None:
        assert accord("remise", force="juge", ecrit=False).valeur.titre is False

    def test_une_force_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            accord("remise", force="royale")
        assert refus.value.code == "option.force"
