"""Aucun refus ne garde la phrase de pydantic : chaque champ reçoit toutes les horreurs, et répond en français."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from creances import (
    Avoir,
    Conditions,
    Contestation,
    Creance,
    Creancier,
    Debiteur,
    DonneeInvalide,
    Evenement,
    Frais,
    HorsChamp,
    Interruption,
    MiseEnDemeure,
    Paiement,
    PalierEscompte,
    ProcedureCollective,
    Promesse,
    Reconnaissance,
    Relance,
    Terme,
    evaluer,
    relire,
)
from creances.modeles.base import Modele, refuser


class TestPlusUnMotDAnglais:
    """Chaque champ de chaque modèle reçoit toutes les horreurs ; aucun refus ne garde la phrase de pydantic."""

    MODELES: tuple[type[Modele], ...] = (
        Creance, Debiteur, Creancier, Conditions, Terme, PalierEscompte, Interruption, Paiement, Avoir, Frais,
        Relance, MiseEnDemeure, Reconnaissance, Promesse, Contestation, ProcedureCollective,
    )  # fmt: skip
    HORREURS: tuple[Any, ...] = (
        None, True, -1, 0, 10**9, 1.5, float("nan"), float("inf"), "", "x", "x" * 600, "\ud800", b"\xff", b"x", "9" * 5000,
        [], [1], [None], {}, {"x": 1}, {1: 2}, (), object(), {3}, date(2026, 1, 1), datetime(2026, 1, 1),  # noqa: DTZ001
        Decimal("1.5"), Decimal("NaN"), Decimal("Infinity"), 3 + 4j, range(3), lambda: None, Exception, Debiteur(),
    )  # fmt: skip
    ANGLAIS = re.compile(
        r"should|must|valid\b|unable|required|instance|allowed|expected|unexpected|keys?\b|found|\bor\b|input|error|string",
        re.IGNORECASE,
    )

    def _refus(self) -> Iterator[str]:
        for modele in self.MODELES:
            for champ in modele.model_fields:
                for horreur in self.HORREURS:
                    try:
                        modele(**{champ: horreur})
                    except DonneeInvalide as refus:
                        yield str(refus)
                    except HorsChamp:
                        assert champ == "devise"

    def test_aucun_refus_de_champ_n_est_en_anglais(self) -> None:
        messages = list(self._refus())
        assert len(messages) > 1000
        for message in messages:
            dit = re.sub(r"reçu .*? ; ", "", message)
            assert not self.ANGLAIS.search(dit), message
            assert "donnée refusée (" not in message

    @pytest.mark.parametrize("horreur", [None, 5, "x", {"a": 1}, [1], [None], [[]], object(), b"x", 1.5, True])
    @pytest.mark.parametrize("champ", ["creance", "au", "evenements", "ordre", "base", "creances", "montant"])
    @pytest.mark.parametrize("regle", ["decompte", "releve", "interets"])
    def test_aucun_refus_de_la_porte_n_est_en_anglais(self, regle: str, champ: str, horreur: Any) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            evaluer(regle, {champ: horreur})
        dit = re.sub(r"reçu .*? ; ", "", str(refus.value))
        assert not self.ANGLAIS.search(dit)
        assert "donnée refusée (" not in dit

    def test_un_resultat_defait_est_refuse_en_francais(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            relire('{"regle": "penalites", "valeur": "x", "lignes": [{"code": 1}], "articles": 5, "reserves": [5]}')
        assert str(refus.value) == (
            "Resultat : valeur : reçu 'x' ; accepté : un nombre décimal en texte"
            " | lignes.0.code : reçu 1 ; accepté : un texte | articles : reçu 5 ; accepté : une liste"
            " | reserves.0 : reçu 5 ; accepté : un objet de type Reserve"
        )

    def test_une_erreur_que_nous_ne_connaissons_pas_se_dit_quand_meme_en_francais(self) -> None:
        with pytest.raises(ValidationError) as refus:
            TypeAdapter(bytes).validate_python(3)
        assert str(refuser(refus.value, "X")) == "X : reçu 3 ; donnée refusée (bytes_type)"


def test_l_union_des_evenements_nomme_tous_ses_types() -> None:
    with pytest.raises(ValidationError) as refus:
        TypeAdapter(Evenement).validate_python({"type": "x"})
    message = str(refuser(refus.value, "Evenement"))
    assert message == (
        "Evenement : reçu {'type': 'x'} ; type inconnu ; accepté : 'paiement', 'avoir', 'frais', 'reconnaissance', "
        "'procedure_collective', 'relance', 'mise_en_demeure', 'promesse', 'contestation', 'pause', 'reponse', "
        "'statut_facture', 'transmission', 'echeancier', "
        "'assignation', 'refere', 'requete', 'declaration_creance', 'aide_juridictionnelle', 'signification_injonction', "
        "'saisie', 'mesure_conservatoire', 'saisie_remunerations', 'commandement_saisie_vente', "
        "'commandement_saisie_immobiliere', 'commandement_saisie_remunerations', 'commandement_cheque', 'sommation', "
        "'requete_injonction', 'commandement_simple', 'commandement_droit_local', 'commandement_creance_commerciale', "
        "'lettre_petites_creances', 'mediation', 'conciliation', 'procedure_participative', 'petites_creances', "
        "'instruction', 'impossibilite', 'minorite', 'surendettement', 'depot_surendettement', 'mesures_surendettement', "
        "'reamenagement', 'reclamation', 'titre', 'accord_prescription', 'issue'"
    )
