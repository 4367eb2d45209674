"""La règle et ses exceptions : l'ordre d'écriture ne décide de rien."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances.noyau.choix import Cas, resoudre
from creances.noyau.erreurs import AucuneRegle, ConflitDeRegles, DroitIncoherent
from strategies import rapide


def _cas(nom: str, *, si: bool = True, sauf: tuple[Cas[str], ...] = ()) -> Cas[str]:
    return Cas(nom, f"article {nom}", nom, si=si, sauf=sauf)


class TestResoudre:
    def test_sans_exception_qui_tienne_la_regle_vaut(self) -> None:
        assert resoudre(_cas("règle", sauf=(_cas("sauf", si=False),))).alors == "règle"

    def test_une_exception_qui_tient_ecarte_sa_regle(self) -> None:
        retenu = resoudre(_cas("règle", sauf=(_cas("sauf"),)))
        assert (retenu.alors, retenu.article) == ("sauf", "article sauf")

    def test_l_exception_de_l_exception_l_emporte(self) -> None:
        assert resoudre(_cas("règle", sauf=(_cas("sauf", sauf=(_cas("toutefois"),)),))).alors == "toutefois"

    def test_une_exception_tient_meme_si_sa_regle_ne_tient_pas(self) -> None:
        assert resoudre(_cas("règle", si=False, sauf=(_cas("sauf"),))).alors == "sauf"

    def test_rien_qui_tienne_est_un_silence(self) -> None:
        with pytest.raises(AucuneRegle) as silence:
            resoudre(_cas("a", si=False), _cas("b", si=False))
        assert str(silence.value) == "aucune règle ne répond : a (article a) ; b (article b)"

    def test_deux_regles_qui_tiennent_sont_un_conflit(self) -> None:
        with pytest.raises(ConflitDeRegles) as conflit:
            resoudre(_cas("a"), _cas("b"))
        assert str(conflit.value) == "plusieurs règles répondent : a (article a) ; b (article b)"

    def test_deux_exceptions_qui_tiennent_sont_un_conflit(self) -> None:
        with pytest.raises(ConflitDeRegles, match=r"x \(article x\) ; y \(article y\)"):
            resoudre(_cas("règle", sauf=(_cas("x"), _cas("y"))))


def _issue(cas: tuple[Cas[int], ...]) -> int | type[DroitIncoherent]:
    try:
        return resoudre(*cas).alors
    except DroitIncoherent as erreur:
        return type(erreur)


_feuilles = st.builds(Cas, st.just("cas"), st.just("article"), st.integers(0, 9), st.booleans())
_arbres = st.recursive(
    _feuilles,
    lambda enfants: st.builds(
        Cas,
        st.just("cas"),
        st.just("article"),
        st.integers(0, 9),
        st.booleans(),
        st.lists(enfants, max_size=3).map(tuple),
    ),
    max_leaves=6,
)


@rapide
@given(st.lists(_arbres, min_size=1, max_size=3).map(tuple))
def test_l_ordre_d_ecriture_ne_decide_jamais(cas: tuple[Cas[int], ...]) -> None:
    attendue = _issue(cas)
    for ordre in permutations(cas):
        retournees = tuple(Cas(un.nom, un.article, un.alors, un.si, tuple(reversed(un.sauf))) for un in ordre)
        assert _issue(ordre) == attendue
        assert _issue(retournees) == attendue
