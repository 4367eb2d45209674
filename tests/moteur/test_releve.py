"""Le relevé d'un client : chaque paiement va à la dette qu'il désigne, sinon se répartit (C. civ., 1342-10)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from creances import (
    Avoir,
    Creance,
    DonneeInvalide,
    Evenement,
    Frais,
    MiseEnDemeure,
    Releve,
    decompte,
    penalites,
    releve,
)
from strategies import CONSOMMATEUR, SYNDICAT, conditions, facture, paiement

A = facture(reference="A", montant=1000, echeance="2026-01-31")
B = facture(reference="B", montant=1000, echeance="2026-03-31")
FUTURE = facture(reference="C", montant=1000, echeance="2026-12-31")
AU = "2026-06-30"


def _releve(*evenements: Evenement, creances: tuple[Creance, ...] = (A, B), au: str = AU) -> Releve:
    return releve(creances, au=au, evenements=evenements).valeur


def _verses(obtenu: Releve) -> dict[str, Decimal]:
    return {dette.reference: dette.verse for dette in obtenu.dettes}


class TestDesignation:
    """« Le débiteur de plusieurs dettes peut indiquer, lorsqu'il paie, celle qu'il entend acquitter »."""

    def test_le_paiement_va_a_la_dette_designee(self) -> None:
        assert _verses(_releve(paiement(AU, 500, creance="B"))) == {"A": 0, "B": 500}

    def test_ce_qui_depasse_la_dette_designee_se_repartit(self) -> None:
        obtenu = _releve(paiement(AU, 1500, creance="B"))
        assert obtenu.dettes[1].total == 0
        assert _verses(obtenu)["A"] + _verses(obtenu)["B"] == 1500
        assert obtenu.non_affecte == 0

    def test_une_dette_deja_eteinte_laisse_tout_aux_autres(self) -> None:
        assert _verses(
            _releve(paiement("2026-01-31", 1000, creance="A"), paiement("2026-02-15", 300, creance="A"))
        ) == {
            "A": 1000,
            "B": 300,
        }

    def test_une_reference_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            _releve(paiement(AU, 500, creance="Z"))
        assert str(refus.value) == "evenements, creance : reçu 'Z' ; accepté : A, B"
        assert refus.value.code == "evenement.creance_inconnue"


class TestRepartition:
    """« … d'abord sur les dettes échues ; parmi celles-ci, sur les dettes que le débiteur avait le plus d'intérêt
    d'acquitter. A égalité d'intérêt, l'imputation se fait sur la plus ancienne ».
    """

    def test_a_taux_egal_la_plus_ancienne_d_abord(self) -> None:
        assert _verses(_releve(paiement(AU, 500))) == {"A": 500, "B": 0}

    def test_la_dette_echue_d_abord_meme_moins_chere(self) -> None:
        chere = FUTURE.avec(conditions=conditions(taux_penalites=20))
        assert _verses(_releve(paiement(AU, 500), creances=(chere, A))) == {"C": 0, "A": 500}

    def test_le_jour_de_son_echeance_une_dette_est_echue(self) -> None:
        chere = B.avec(conditions=conditions(taux_penalites=20))
        assert _verses(_releve(paiement("2026-03-30", 500), creances=(A, chere))) == {"A": 500, "B": 0}
        assert _verses(_releve(paiement("2026-03-31", 500), creances=(A, chere))) == {"A": 0, "B": 500}

    def test_le_taux_le_plus_lourd_ensuite_avec_reserve(self) -> None:
        chere = B.avec(conditions=conditions(taux_penalites=20))
        reponse = releve((A, chere), au=AU, evenements=[paiement(AU, 500)])
        assert _verses(reponse.valeur) == {"A": 0, "B": 500}
        assert "INTERET_A_PAYER" in reponse.codes()
        assert "INTERET_A_PAYER" not in releve((A, B), au=AU, evenements=[paiement(AU, 500)]).codes()

    def test_une_dette_qui_ne_porte_pas_interet_passe_apres(self) -> None:
        sans = facture(reference="S", montant=1000, echeance="2025-01-31", debiteur=CONSOMMATEUR)
        assert _verses(_releve(paiement(AU, 500), creances=(sans, A))) == {"S": 0, "A": 500}

    def test_deux_dettes_jumelles_se_partagent(self) -> None:
        jumelle = A.avec(reference="J", montant=3000)
        assert _verses(_releve(paiement("2026-01-31", 400), creances=(A, jumelle))) == {"A": 100, "J": 300}

    def test_ce_qui_n_eteint_rien_reste_non_affecte(self) -> None:
        obtenu = _releve(paiement("2026-01-31", 2500))
        assert (obtenu.total, obtenu.non_affecte, obtenu.solde, obtenu.verse) == (0, 500, -500, 2500)


class TestAvoirEtFrais:
    def test_ils_doivent_dire_leur_dette_s_il_y_en_a_plusieurs(self) -> None:
        for evenement in (Avoir(date=AU, montant=10), Frais(date=AU, montant=10)):
            with pytest.raises(DonneeInvalide, match="evenements, creance : reçu None ; accepté : A, B"):
                _releve(evenement)

    def test_avec_leur_dette_ils_ne_touchent_qu_elle(self) -> None:
        obtenu = _releve(Avoir(date=AU, montant=10, creance="B"), Frais(date=AU, montant=25, creance="A"))
        a, b = obtenu.dettes
        assert (a.frais, a.principal, b.frais, b.principal) == (25, 1000, 0, 990)

    def test_seule_une_dette_les_recoit_sans_les_nommer(self) -> None:
        for retroactif in (True, False):
            avoir = Avoir(date="2026-03-15", montant=400, retroactif=retroactif)
            reste = decompte(A, au=AU, evenements=[avoir]).valeur
            obtenu = _releve(avoir, creances=(A,))
            assert (obtenu.total, obtenu.principal, obtenu.interets) == (reste.total, reste.principal, reste.interets)

    @pytest.mark.parametrize("retroactif", [True, False])
    def test_un_avoir_plus_grand_que_la_dette_laisse_un_non_affecte(self, retroactif: bool) -> None:
        avoir = Avoir(date="2026-01-31", montant=1500, creance="A", retroactif=retroactif)
        obtenu = _releve(avoir)
        assert (obtenu.dettes[0].total, obtenu.non_affecte) == (0, 500)

    def test_un_avoir_futur_ne_compte_pas(self) -> None:
        assert _releve(Avoir(date="2026-07-01", montant=10, creance="A", retroactif=True)) == _releve()


class TestEnsemble:
    def test_les_totaux_sont_la_somme_des_dettes(self) -> None:
        obtenu = _releve(paiement("2026-02-15", 700))
        for champ in ("principal", "interets", "indemnite", "frais", "total"):
            assert getattr(obtenu, champ) == sum(getattr(dette, champ) for dette in obtenu.dettes)

    def test_sans_paiement_chaque_dette_vaut_son_decompte(self) -> None:
        for creance, dette in zip((A, B), _releve().dettes, strict=True):
            assert dette.total == decompte(creance, au=AU).valeur.total
            assert dette.interets == penalites(creance, au=AU).valeur

    def test_chaque_dette_ouvre_ses_lignes_par_sa_reference(self) -> None:
        reponse = releve((A, B), au=AU)
        ouvertures = [ligne for ligne in reponse.lignes if ligne.code == "dette"]
        assert [dict(ligne.mots)["reference"] for ligne in ouvertures] == ["A", "B"]
        assert [ligne.fin for ligne in ouvertures] == [A.echeance, B.echeance]
        assert reponse.articles[0] == "C. civ., 1342-10"

    def test_une_seule_dette_ne_cite_pas_1342_10(self) -> None:
        assert "C. civ., 1342-10" not in releve((A,), au=AU).articles

    def test_une_mise_en_demeure_vaut_pour_toutes_les_dettes_echues(self) -> None:
        civiles = tuple(un.avec(debiteur=SYNDICAT) for un in (A, B, FUTURE))
        reponse = releve(civiles, au=AU, evenements=[MiseEnDemeure(date="2026-04-15", reception="2026-04-20")])
        assert [dette.interets > 0 for dette in reponse.valeur.dettes] == [True, True, False]
        assert "MISE_EN_DEMEURE_PREMATUREE" in reponse.codes()


class TestRefus:
    @pytest.mark.parametrize(
        ("creances", "options", "message", "code"),
        [
            ((), {}, "creances : reçu aucune créance ; accepté : au moins une", "releve.vide"),
            (
                (A, B.avec(reference="A")),
                {},
                "creances, reference : reçu plusieurs fois 'A' ; accepté : une référence par créance",
                "releve.reference_repetee",
            ),
            ((A,), {"base": "360"}, "base : reçu '360' ; accepté : 365 ou annee_civile", "option.base"),
            ((A,), {"evenements": [3]}, "evenements : reçu 3 ; accepté : Paiement, Avoir", "evenement.type"),
        ],
    )
    def test_ce_qui_est_impossible_est_refuse(
        self, creances: tuple[Creance, ...], options: dict[str, Any], message: str, code: str
    ) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            releve(creances, **{"au": AU, **options})
        assert str(refus.value).startswith(message)
        assert refus.value.code == code
