"""« exclusivement affecté à la réception des fonds encaissés pour le compte des créanciers » (CPCE, R124-2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import ConventionDeTiers, DonneeInvalide, Tiers, controle_tiers, reversement
from creances.droit.calendrier import ouvrable
from creances.noyau.temps import ajouter_mois
from creances.regles.controle_tiers import ControleTiers

CONVENTION = ConventionDeTiers(
    date="2026-01-05",
    fondement_et_montants=True,
    garantie=True,
    remuneration=True,
    reversement=True,
    remuneration_due_par="creancier",
)
EN_REGLE = Tiers(
    declaration="2020-01-06",
    debut="2020-02-01",
    assurance=True,
    assurance_fin="2026-12-31",
    compte_dedie=True,
    convention=CONVENTION,
)


def _lire(**champs: Any) -> ControleTiers:
    return controle_tiers(EN_REGLE.avec(**champs), au="2026-11-21").valeur


class TestTroisDocuments:
    """Idée 24 : déclaration, assurance, compte dédié ; et la convention."""

    def test_tout_vu_rien_a_demander(self) -> None:
        lu = _lire()
        assert (lu.conforme, lu.pieces_a_demander, lu.amende) == (True, (), None)

    @pytest.mark.parametrize(
        ("champs", "obligation", "motif"),
        [
            ({"compte_dedie": False}, "compte_dedie", "compte_absent"),
            ({"declaration": "2026-11-22"}, "declaration_prealable", "declaration_tardive"),
            ({"declaration": "2020-02-02"}, "declaration_prealable", "declaration_tardive"),
            ({"assurance_fin": "2026-11-20"}, "assurance", "assurance_expiree"),
            ({"assurance": False}, "assurance", "assurance_absente"),
        ],
    )
    def test_un_manquement_a_r124_2_est_puni(self, champs: dict[str, Any], obligation: str, motif: str) -> None:
        lu = _lire(**champs)
        manque = lu.obligation(obligation)
        assert (lu.conforme, manque.etat, manque.motif, manque.article) == (False, "manquee", motif, "CPCE, R124-2")
        assert str(lu.amende) == "1500.00"

    @pytest.mark.parametrize(
        ("champs", "piece"),
        [
            ({"declaration": None}, "declaration_au_procureur"),
            ({"assurance": None, "assurance_fin": None}, "attestation_d_assurance"),
            ({"compte_dedie": None}, "attestation_de_compte_dedie"),
            ({"convention": None}, "convention_ecrite"),
        ],
    )
    def test_une_piece_non_vue_reste_a_demander(self, champs: dict[str, Any], piece: str) -> None:
        lu = _lire(**champs)
        assert (lu.conforme, lu.pieces_a_demander, lu.amende) == (None, (piece,), None)

    def test_l_assurance_couvre_son_dernier_jour(self) -> None:
        assert _lire(assurance_fin="2026-11-21").conforme is True

    def test_une_attestation_sans_date_suffit(self) -> None:
        assert _lire(assurance_fin=None).conforme is True

    def test_sans_debut_connu_la_declaration_compte_seule(self) -> None:
        assert _lire(debut=None).conforme is True


class TestConvention:
    """« une convention écrite avec le créancier dans laquelle il lui est donné pouvoir de recevoir » (R124-3)."""

    @pytest.mark.parametrize(
        ("champs", "code", "motif"),
        [
            ({"fondement_et_montants": False}, "convention_fondement", "clause_absente"),
            ({"garantie": False}, "convention_garantie", "clause_absente"),
            ({"remuneration": False}, "convention_remuneration", "clause_absente"),
            ({"reversement": False}, "convention_reversement", "clause_absente"),
            ({"remuneration_due_par": "debiteur"}, "convention_remuneration", "remuneration_du_debiteur"),
            ({"date": "2026-11-22"}, "convention", "convention_posterieure"),
        ],
    )
    def test_chaque_mention_manque_seule_sans_amende(self, champs: dict[str, Any], code: str, motif: str) -> None:
        lu = _lire(convention=CONVENTION.avec(**champs))
        assert [(une.code, une.motif) for une in lu.obligations if une.etat == "manquee"] == [(code, motif)]
        assert lu.amende is None

    def test_sans_date_elle_est_tenue_pour_conclue(self) -> None:
        assert _lire(convention=CONVENTION.avec(date=None)).conforme is True


class TestQuiEstConcerne:
    """« à l'exception de celles qui y procèdent au titre de leur statut professionnel » (R124-1)."""

    @pytest.mark.parametrize("activite", ["cabinet_recouvrement", "centre_appel", "solution_digitale", "autre"])
    def test_un_centre_d_appel_est_un_tiers_comme_un_autre(self, activite: str) -> None:
        assert _lire(activite=activite).obligations == _lire().obligations

    @pytest.mark.parametrize(
        "activite",
        ["avocat", "commissaire_de_justice", "huissier", "notaire", "administrateur_de_biens", "agent_immobilier"],
    )
    def test_une_profession_reglementee_suit_ses_regles(self, activite: str) -> None:
        lu = _lire(activite=activite)
        assert (lu.concerne, lu.conforme, lu.obligations, lu.suites) == (False, None, (), ())

    def test_une_activite_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="activite"):
            Tiers(activite="detective")
        with pytest.raises(DonneeInvalide, match="activite"):
            Tiers(activite=3)


class TestAlertes:
    """Idées 17, 25 et 50 : les signes d'un prestataire à éviter."""

    @pytest.mark.parametrize(
        ("presentation", "codes"),
        [
            ("Nos huissiers interviennent partout.", {"USURPATION"}),
            ("Service judiciaire agréé par le tribunal.", {"USURPATION"}),
            ("Nos honoraires sont payés par le débiteur.", {"FRAIS_AU_DEBITEUR"}),
            ("Résultat garanti ou remboursé.", {"PROMESSE_DE_RESULTAT"}),
            ("Dernier avis avant saisie de vos comptes.", {"MENACE"}),
            ("Nous travaillons sans pression ni harcèlement.", set()),
            ("Nous n'exerçons aucune pression sur vos clients.", set()),
            ("Paiement au résultat, déclaration au parquet, fonds reversés chaque mois.", set()),
        ],
    )
    def test_ce_que_le_tiers_dit_de_lui(self, presentation: str, codes: set[str]) -> None:
        assert {une.code for une in _lire(presentation=presentation).alertes} == codes

    @pytest.mark.parametrize(
        ("taux", "explique", "alerte"),
        [("95", False, False), ("95.01", False, True), ("98", True, False), (None, False, False)],
    )
    def test_un_taux_de_reussite_sans_denominateur(self, taux: str | None, explique: bool, alerte: bool) -> None:
        codes = {une.code for une in _lire(taux_reussite=taux, taux_explique=explique).alertes}
        assert codes == ({"TAUX_NON_VERIFIABLE"} if alerte else set())

    def test_une_alerte_n_est_pas_un_manquement(self) -> None:
        assert _lire(presentation="Résultat garanti").conforme is True


class TestReversement:
    """« dans un délai d'un mois à compter de leur encaissement effectif » (R124-6)."""

    @pytest.mark.parametrize(
        ("encaissement", "dernier"),
        [("2026-01-31", date(2026, 2, 28)), ("2028-01-31", date(2028, 2, 29)), ("2026-03-10", date(2026, 4, 10))],
    )
    def test_un_mois_de_quantieme_a_quantieme(self, encaissement: str, dernier: date) -> None:
        assert reversement(encaissement).valeur == dernier

    @pytest.mark.parametrize(("jours", "dernier"), [(0, date(2026, 3, 10)), (8, date(2026, 3, 18))])
    def test_ou_le_delai_convenu(self, jours: int, dernier: date) -> None:
        assert reversement("2026-03-10", jours=jours).valeur == dernier

    @given(st.dates(date(2012, 6, 1), date(2026, 12, 31)))
    def test_jamais_reporte_mais_un_jour_chome_se_dit(self, jour: date) -> None:
        resultat = reversement(jour)
        assert resultat.valeur == ajouter_mois(jour, 1).jour
        assert ("REVERSEMENT_JOUR_CHOME" in resultat.codes()) is not ouvrable(resultat.valeur)
