"""Les erreurs : un arbre, des codes stables, des faits qui voyagent."""

from __future__ import annotations

import pickle

import pytest

from creances.noyau.erreurs import (
    ApresHorizon,
    AucuneRegle,
    AvantPremiereVersion,
    ConflitDeRegles,
    DonneeInvalide,
    DroitIncoherent,
    DroitInconnu,
    ErreurCreances,
    HorsChamp,
    TableIncoherente,
    exiger_parmi,
)

ARBRE = [
    (DonneeInvalide, ValueError, "donnee.invalide"),
    (DroitInconnu, LookupError, "droit.inconnu"),
    (AvantPremiereVersion, DroitInconnu, "droit.avant_premiere_version"),
    (ApresHorizon, DroitInconnu, "droit.apres_horizon"),
    (DroitIncoherent, ErreurCreances, "droit.incoherent"),
    (TableIncoherente, DroitIncoherent, "droit.table_incoherente"),
    (AucuneRegle, DroitIncoherent, "droit.aucune_regle"),
    (ConflitDeRegles, DroitIncoherent, "droit.conflit_de_regles"),
    (HorsChamp, NotImplementedError, "hors_champ"),
]


@pytest.mark.parametrize(("erreur", "parent", "code"), ARBRE)
def test_chaque_erreur_a_son_parent_et_son_code(
    erreur: type[ErreurCreances], parent: type[Exception], code: str
) -> None:
    levee = erreur("message")
    assert isinstance(levee, parent)
    assert isinstance(levee, ErreurCreances)
    assert levee.code == code
    assert (levee.articles, levee.contexte) == ((), {})


@pytest.mark.parametrize("classe", [ErreurCreances, *(classe for classe, _, _ in ARBRE)])
def test_une_erreur_traverse_un_processus_sans_rien_perdre(classe: type[ErreurCreances]) -> None:
    levee = classe("montant : refusé", code="montant.x", articles=("C. civ., 1343-1",), valeur=3, table="t")
    relue = pickle.loads(pickle.dumps(levee))  # noqa: S301 - notre propre objet
    assert type(relue) is classe
    assert str(relue) == relue.message == "montant : refusé"
    assert (relue.code, relue.articles) == ("montant.x", ("C. civ., 1343-1",))
    assert relue.contexte == {"valeur": 3, "table": "t"}


class TestOptionInconnue:
    def test_une_option_acceptee_ne_dit_rien(self) -> None:
        exiger_parmi("base", "annee_civile", ("365", "annee_civile"))

    def test_le_refus_nomme_le_champ_la_valeur_et_ce_qui_est_accepte(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            exiger_parmi("base", "360", ("365", "annee_civile"))
        assert str(refus.value) == "base : reçu '360' ; accepté : 365 ou annee_civile"
        assert refus.value.code == "option.base"
        assert refus.value.contexte == {"valeur": "360"}
