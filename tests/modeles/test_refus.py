"""Les refus : chaque donnée impossible est refusée en français, avec le champ, la valeur et ce qui est accepté."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    Conditions,
    Creance,
    Creancier,
    Debiteur,
    DonneeInvalide,
    HorsChamp,
    Interruption,
    MiseEnDemeure,
    Paiement,
    PalierEscompte,
    Terme,
    evaluer,
)

ADRESSE = {"montant": "100", "echeance": "2026-04-30"}
MOTIF_DATE = "accepté : date ou texte « AAAA-MM-JJ », sans heure"
MOTIF_NOMBRE = "accepté : Decimal, int ou texte comme « 1234.56 », jamais de flottant"

REFUS: list[tuple[Callable[..., Any], dict[str, Any], str, str]] = [
    (Creance, {**ADRESSE, "montant": 100.5}, f"Creance : montant : reçu 100.5 (float) ; {MOTIF_NOMBRE}", "nombre.type"),
    (
        Creance,
        {**ADRESSE, "montant": Decimal("NaN")},
        f"Creance : montant : reçu Decimal('NaN') (Decimal) ; {MOTIF_NOMBRE}",
        "nombre.type",
    ),
    (
        Creance,
        {**ADRESSE, "montant": "100.123"},
        "Creance : montant : reçu 100.123 ; accepté : au plus 2 décimales",
        "nombre.decimales",
    ),
    (
        Creance,
        {**ADRESSE, "montant": 0},
        "Creance : montant : reçu 0 ; accepté : plus de zéro",
        "montant.nul_ou_negatif",
    ),
    (
        Creance,
        {**ADRESSE, "retenue_garantie": "-1"},
        "Creance : retenue_garantie : reçu -1 ; accepté : zéro ou plus",
        "montant.negatif",
    ),
    (
        Creance,
        {**ADRESSE, "retenue_garantie": 100},
        "Creance : retenue_garantie : reçu 100.00 ; accepté : moins que le montant 100.00",
        "creance.retenue",
    ),
    (
        Creance,
        {**ADRESSE, "echeance": datetime(2026, 4, 30)},  # noqa: DTZ001 - c'est ce qu'on refuse
        f"Creance : echeance : reçu datetime.datetime(2026, 4, 30, 0, 0) (datetime) ; {MOTIF_DATE}",
        "date.invalide",
    ),
    (
        Creance,
        {**ADRESSE, "emission": "30/04/2026"},
        f"Creance : emission : reçu '30/04/2026' (str) ; {MOTIF_DATE}",
        "date.invalide",
    ),
    (
        Creance,
        {**ADRESSE, "emission": "2200-01-01"},
        "Creance : emission : reçu 2200-01-01 ; accepté : du 1900-01-01 au 2199-12-31",
        "date.hors_bornes",
    ),
    (
        Creance,
        {"montant": 100},
        "Creance : dates : reçu aucune date ; accepté : au moins echeance, emission, livraison ou reception",
        "creance.sans_date",
    ),
    (
        Creance,
        {**ADRESSE, "montan": 3},
        "Creance : montan : reçu 3 ; champ inconnu de ce modèle",
        "donnee.extra_forbidden",
    ),
    (Creance, {"echeance": "2026-04-30"}, "Creance : montant : ce champ est obligatoire", "donnee.missing"),
    (
        Creance,
        {**ADRESSE, "periodique": "peut-être"},
        "Creance : periodique : reçu 'peut-être' ; accepté : vrai ou faux",
        "donnee.bool_parsing",
    ),
    (Creance, {**ADRESSE, "pieces": "bon"}, "Creance : pieces : reçu 'bon' ; accepté : une liste", "donnee.tuple_type"),
    (Creance, {**ADRESSE, "pieces": [3]}, "Creance : pieces.0 : reçu 3 ; accepté : un texte", "donnee.string_type"),
    (
        Creance,
        {**ADRESSE, "debiteur": "Durand"},
        "Creance : debiteur : reçu 'Durand' ; accepté : un objet de type Debiteur ou un dictionnaire de ses champs",
        "donnee.model_type",
    ),
    (
        Creance,
        {**ADRESSE, "debiteur": {1: 2}},
        "Creance : debiteur.1 : reçu 1 ; accepté : des noms de champs, en texte",
        "donnee.invalid_key",
    ),
    (
        Creance,
        {**ADRESSE, "debiteur": {"siren": "732829321"}},
        "Creance : debiteur.siren : reçu '732829321' ; accepté : neuf chiffres dont la clé est juste",
        "siren.invalide",
    ),
    (
        Creance,
        {**ADRESSE, "conditions": {"terme": {}}},
        "Creance : conditions.terme.jours, mois : reçu None et None ; accepté : l'un des deux, et un seul",
        "terme.jours_ou_mois",
    ),
    (
        Creance,
        {"montant": 1.5, "emission": 3},
        f"Creance : montant : reçu 1.5 (float) ; {MOTIF_NOMBRE} | emission : reçu 3 (int) ; {MOTIF_DATE}",
        "donnee.invalide",
    ),
    (
        Debiteur,
        {"qualite": "pro"},
        "Debiteur : qualite : reçu 'pro' ; accepté : 'professionnel', 'consommateur', 'non_professionnel' ou 'public'",
        "donnee.literal_error",
    ),
    (
        Debiteur,
        {"pays": "France"},
        "Debiteur : pays : reçu 'France' ; accepté : un texte de la forme ^[A-Z]{2}$",
        "donnee.string_pattern_mismatch",
    ),
    (
        Debiteur,
        {"segment": "x" * 501},
        f"Debiteur : segment : reçu '{'x' * 78}… ; accepté : au plus 500 caractères",
        "donnee.string_too_long",
    ),
    (
        Debiteur,
        {"nom": "\ud800"},
        "Debiteur : nom : reçu '\\ud800' ; accepté : un texte Unicode",
        "donnee.string_unicode",
    ),
    (Debiteur, {"commercant": []}, "Debiteur : commercant : reçu [] ; accepté : vrai ou faux", "donnee.bool_type"),
    (
        Debiteur,
        {"siren": 732829320},
        "Debiteur : siren : reçu 732829320 ; accepté : neuf chiffres dont la clé est juste",
        "siren.invalide",
    ),
    (Creancier, {"effectif": -1}, "Creancier : effectif : reçu -1 ; accepté : 0 ou plus", "donnee.greater_than_equal"),
    (Creancier, {"effectif": 12.0}, "Creancier : effectif : reçu 12.0 ; accepté : un nombre entier", "donnee.int_type"),
    (
        Terme,
        {"jours": 45, "mois": 2},
        "Terme : jours, mois : reçu 45 et 2 ; accepté : l'un des deux, et un seul",
        "terme.jours_ou_mois",
    ),
    (Terme, {"jours": "45"}, "Terme : jours : reçu '45' ; accepté : un nombre entier", "donnee.int_type"),
    (Terme, {"jours": 731}, "Terme : jours : reçu 731 ; accepté : 730 ou moins", "donnee.less_than_equal"),
    (Terme, {"jours": 30, "le": 0}, "Terme : le : reçu 0 ; accepté : 1 ou plus", "donnee.greater_than_equal"),
    (
        Conditions,
        {"taux_penalites": "-1"},
        "Conditions : taux_penalites : reçu -1 ; accepté : un taux positif ou nul",
        "taux.negatif",
    ),
    (
        Conditions,
        {"taux_penalites": 12.4},
        f"Conditions : taux_penalites : reçu 12.4 (float) ; {MOTIF_NOMBRE}",
        "nombre.type",
    ),
    (
        Conditions,
        {"taux_penalites": "1.23456"},
        "Conditions : taux_penalites : reçu 1.23456 ; accepté : au plus 4 décimales",
        "nombre.decimales",
    ),
    (
        PalierEscompte,
        {"jours": 10, "taux": 100},
        "PalierEscompte : taux : reçu 100.00 ; accepté : plus de 0 et moins de 100 pour cent",
        "escompte.taux",
    ),
    (
        MiseEnDemeure,
        {"date": "2026-05-10", "reception": "2026-05-09"},
        "MiseEnDemeure : reception : reçu 2026-05-09 ; accepté : le jour de l'envoi (2026-05-10) ou après",
        "mise_en_demeure.ordre",
    ),
    (
        MiseEnDemeure,
        {"date": "2026-05-10", "presentation": "2026-05-09"},
        "MiseEnDemeure : presentation : reçu 2026-05-09 ; accepté : le jour de l'envoi (2026-05-10) ou après",
        "mise_en_demeure.ordre",
    ),
    (
        Interruption,
        {"notification": "2026-03-11", "completes": "2026-03-10"},
        "Interruption : completes : reçu 2026-03-10 ; accepté : le jour de la notification (2026-03-11) ou après",
        "interruption.ordre",
    ),
    (Paiement, {"date": "2026-05-10"}, "Paiement : montant : ce champ est obligatoire", "donnee.missing"),
    (Debiteur.depuis_json, {"texte": "{"}, "Debiteur : reçu '{' ; ce texte n'est pas du JSON", "donnee.json_invalid"),
    (
        Debiteur.depuis_json,
        {"texte": "[]"},
        "Debiteur : reçu [] ; accepté : un objet de type Debiteur ou un dictionnaire de ses champs",
        "donnee.model_type",
    ),
    (
        Paiement.depuis_json,
        {"texte": '{"date": "2026-05-10", "montant": 12.50}'},
        f"Paiement : montant : reçu 12.5 (float) ; {MOTIF_NOMBRE}",
        "nombre.type",
    ),
    (
        Terme.depuis_json,
        {"texte": '{"jours": 45.0}'},
        "Terme : jours : reçu 45.0 ; accepté : un nombre entier",
        "donnee.int_type",
    ),
]


@pytest.mark.parametrize(("modele", "champs", "message", "code"), REFUS)
def test_le_refus_nomme_le_champ_la_valeur_et_ce_qui_est_accepte(
    modele: Callable[..., Any], champs: dict[str, Any], message: str, code: str
) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        modele(**champs)
    assert str(refus.value) == message
    assert refus.value.code == code
    assert refus.value.__cause__ is None


def test_les_champs_refuses_sont_dans_le_contexte() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        Creance(montant=1.5, debiteur={"pays": "F"}, conditions={"terme": {}})
    assert refus.value.contexte["champs"] == ("montant", "debiteur.pays", "conditions.terme.jours, mois")


def test_une_autre_monnaie_est_hors_champ() -> None:
    with pytest.raises(HorsChamp) as refus:
        Creance(**ADRESSE, devise="USD")
    assert str(refus.value) == "devise : reçu 'USD' ; accepté : « EUR », seule monnaie couverte"
    assert refus.value.code == "devise"


def test_une_monnaie_qui_n_est_pas_un_texte_est_refusee() -> None:
    with pytest.raises(DonneeInvalide, match="devise : reçu 3 ; accepté : 'EUR'"):
        Creance(**ADRESSE, devise=3)


@pytest.mark.parametrize(
    ("evenement", "message"),
    [
        (
            {"type": "payement", "date": "2026-05-10"},
            "type inconnu ; accepté : 'paiement', 'avoir', 'frais'",
        ),
        ({"date": "2026-05-10"}, "le champ « type » est obligatoire"),
        (5, "accepté : un objet ou un dictionnaire de ses champs"),
    ],
)
def test_un_evenement_mal_nomme_est_refuse(evenement: Any, message: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        evaluer("penalites", {"creance": ADRESSE, "au": "2026-06-01", "evenements": [evenement]})
    assert str(refus.value).startswith("penalites : evenements.0 : reçu ")
    assert message in str(refus.value)
