"""Le lexique retrouve des mots sous toutes leurs écritures, rend leur place exacte, et ne ralentit jamais."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances.droit.lexique import Expressions, Place, plier
from creances.droit.messages import methodes, regles_de_message
from creances.droit.mises_en_demeure import forme_de_mise_en_demeure
from creances.droit.tiers import obligations_du_tiers

REGLES = regles_de_message()
EXPRESSIONS = [
    expression
    for regle in REGLES.constats
    for liste in (regle.expressions, regle.sauf, regle.sauf_phrase)
    for expression in liste.ecrites
] + [une for mention in forme_de_mise_en_demeure().mentions for une in mention.expressions.ecrites]


def _trouver(expression: str, texte: str) -> list[str]:
    plie = plier(texte, REGLES.sosies)
    return [plie.extrait(place) for place in Expressions((expression,), ecart=4).trouver(plie)]


class TestPlier:
    @pytest.mark.parametrize(
        ("texte", "plie"),
        [
            ("SAISIE", "saisie"),
            ("échéance", "echeance"),
            ("e\u0301che\u0301ance", "echeance"),
            ("sai\u200bsie", "saisie"),
            ("sai\u00adsie", "saisie"),
            ("l'huissier, l’acte", "l huissier , l acte"),
            ("10 000,50 €", "10 000 50 euros"),
            ("1.234 euros", "1 234 euros"),
            ("Fin. Début ; suite", "fin . debut . suite"),
            ("ligne\nsuite", "ligne suite"),
            ("titre\n  \ncorps", "titre . corps"),
            ("ﬁchier n° 2", "fichier n 2"),
            ("", ""),
        ],
    )
    def test_ramene_un_texte_a_ses_mots(self, texte: str, plie: str) -> None:
        assert plier(texte).plie == plie

    def test_lit_les_lettres_d_un_autre_alphabet_qui_ressemblent_aux_notres(self) -> None:
        assert plier("sаisiе", REGLES.sosies).plie == "saisie"

    @given(st.text(max_size=200))
    def test_chaque_mot_est_a_sa_place(self, texte: str) -> None:
        plie = plier(texte)
        assert len(plie.debuts) == len(plie.places) == len(plie.plie.split())
        for debut, mot, place in zip(plie.debuts, plie.plie.split(), plie.places, strict=True):
            assert plie.plie.startswith(mot, debut)
            assert texte[place.debut : place.fin] != ""


class TestExpressions:
    @pytest.mark.parametrize(
        ("expression", "texte", "trouves"),
        [
            ("saisie", "La SAISIE, puis la saisine.", ["SAISIE"]),
            ("saisi*", "saisie, saisine, saisir", ["saisie", "saisine", "saisir"]),
            ("compte|salaire bloque", "votre compte bloqué, votre bien bloqué", ["compte bloqué"]),
            ("frais de? dossier", "frais dossier et frais de dossier", ["frais dossier", "frais de dossier"]),
            ("compte* ... saisis", "vos comptes seront un jour saisis", ["comptes seront un jour saisis"]),
            ("compte* ... saisis", "vos comptes vont bien être un jour saisis", []),
            ("compte* ... saisis", "vos comptes. Ils sont saisis", []),
            ("dernier avis", "dernier\n\navis", []),
        ],
    )
    def test_trouve_ce_qu_elle_dit_et_rien_d_autre(self, expression: str, texte: str, trouves: list[str]) -> None:
        assert _trouver(expression, texte) == trouves

    def test_sans_expression_rien_ne_se_trouve(self) -> None:
        assert not Expressions((), 4).presentes(plier("saisie"))

    @pytest.mark.parametrize("expression", EXPRESSIONS)
    def test_chaque_expression_livree_est_bien_ecrite(self, expression: str) -> None:
        """Un mot facultatif ne finit pas une expression et ne précède pas un trou ; un trou ne la borde pas."""
        atomes = expression.split()
        assert atomes[0] != "..."
        assert atomes[-1] != "..."
        assert not atomes[-1].endswith("?")
        assert not any(avant.endswith("?") for avant, apres in pairwise(atomes) if apres == "...")
        assert re.fullmatch(r"[a-z0-9 |*?.,]+", expression)

    @given(st.lists(st.sampled_from(["saisie", "compte", "de", "vos", ",", "frais", "sans", "ne", "pas"]), max_size=60))
    def test_une_trouvaille_est_dans_le_texte(self, mots: list[str]) -> None:
        texte = " ".join(mots)
        plie = plier(texte)
        for regle in REGLES.constats:
            for place in regle.expressions.trouver(plie):
                ou = plie.situer(place)
                assert texte[ou.debut : ou.fin] == plie.extrait(place)

    def test_un_texte_malveillant_ne_ralentit_pas_la_lecture(self) -> None:
        """Le plus long texte accepté, fait pour que chaque mot commence une expression."""
        textes = ("comptes " * 2500, "saisie de " * 2000, "frais de " * 2200, "a" * 20000, "\n" * 20000, "08 9" * 5000)
        debut = time.perf_counter()
        for texte in textes:
            plie = REGLES.plier(texte[: REGLES.longueur_maximale])
            for regle in REGLES.constats:
                trouvees = list(regle.expressions.trouver(plie))
                assert all(REGLES.negation.nie(plie, une) in {True, False} for une in trouvees)
        assert time.perf_counter() - debut < 20


class TestNegation:
    @pytest.mark.parametrize(
        ("texte", "nie"),
        [
            ("aucune saisie", True),
            ("sans saisie", True),
            ("sans paiement de votre part saisie", False),
            ("aucune mesure de saisie", True),
            ("aucun paiement, saisie", False),
            ("nous ne ferons pas de saisie", True),
            ("nous n'engagerons jamais une saisie", True),
            ("si vous ne payez pas nous ferons une saisie", False),
            ("vous n'avez pas répondu : saisie", False),
            ("il n'y a plus rien à dire de cette longue saisie", False),
            ("la saisie", False),
            ("pas de saisie", False),
        ],
    )
    def test_une_negation_proche_et_elle_seule(self, texte: str, nie: bool) -> None:
        plie = plier(texte)
        place = next(Expressions(("saisie",), 4).trouver(plie))
        assert REGLES.negation.nie(plie, place) is nie

    def test_elle_peut_etre_dans_la_trouvaille(self) -> None:
        plie = plier("vos comptes ne seront pas saisis")
        assert REGLES.negation.nie(plie, next(Expressions(("seront ... saisis",), 4).trouver(plie)))


class TestDonnees:
    def test_une_place_couvre_ce_qu_elle_contient(self) -> None:
        assert Place(0, 5).couvre(Place(0, 5))
        assert not Place(1, 5).couvre(Place(0, 5))
        assert not Place(0, 4).couvre(Place(0, 5))

    def test_chaque_constat_a_un_article_une_redaction_et_un_niveau(self) -> None:
        for regle in REGLES.constats:
            assert regle.dit.articles
            assert regle.dit.formulation
            assert regle.niveau in {"refus", "alerte"}

    def test_la_redaction_proposee_est_elle_meme_permise(self) -> None:
        """Ce qui remplace un passage interdit ne doit pas l'être à son tour."""
        for regle in REGLES.constats:
            plie = REGLES.plier(regle.dit.formulation)
            assert [
                r.code
                for r in REGLES.constats
                if r.niveau == "refus"
                and r.code != "FRAIS_INDUS"
                and any(not REGLES.negation.nie(plie, une) for une in r.expressions.trouver(plie))
            ] == []

    def test_un_alias_designe_la_meme_methode(self) -> None:
        assert methodes().refusees["faux_huissier"] is methodes().refusees["confusion"]
        assert not set(methodes().permises) & set(methodes().refusees)

    def test_les_documents_a_demander_sont_trois_et_la_convention(self) -> None:
        assert len(obligations_du_tiers().pieces) == 4
