"""Montants, taux, jours, durées : l'écriture exacte, espaces comprises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from creances.noyau.erreurs import DonneeInvalide, DroitIncoherent
from creances.noyau.rendu.formats import ecrire
from creances.noyau.rendu.phrases import fait, phrase, phrase_de_ligne, phrase_de_reserve
from creances.noyau.resultat import Ligne, Reserve


@pytest.mark.parametrize(
    ("valeur", "unite", "francais", "anglais"),
    [
        (Decimal("13000.00"), "", "13\u202f000,00\xa0€", "€13,000.00"),
        (Decimal("0.00"), "", "0,00\xa0€", "€0.00"),
        (Decimal("-40.00"), "", "-40,00\xa0€", "-€40.00"),
        (Decimal(40), "", "40,00\xa0€", "€40.00"),
        (
            Decimal("9999999999999.99"),
            "",
            "9\u202f999\u202f999\u202f999\u202f999,99\xa0€",
            "€9,999,999,999,999.99",
        ),
        # Un montant non arrondi se montre : l'affichage n'arrondit jamais à la place du calcul.
        (Decimal("1.005"), "", "1,005\xa0€", "€1.005"),
        (Decimal("12.40"), "taux", "12,40\xa0%", "12.40%"),
        (Decimal(12), "taux", "12,00\xa0%", "12.00%"),
        (Decimal("8.1234"), "taux", "8,1234\xa0%", "8.1234%"),
        (Decimal("1203.97"), "taux", "1\u202f203,97\xa0%", "1,203.97%"),
        (date(2026, 11, 1), "", "1er novembre 2026", "1 November 2026"),
        (date(2026, 11, 1), "long", "1er novembre 2026", "1 November 2026"),
        (date(2026, 11, 11), "", "11 novembre 2026", "11 November 2026"),
        (date(2026, 8, 31), "long", "31 août 2026", "31 August 2026"),
        (61, "", "61", "61"),
        (1461, "", "1\u202f461", "1,461"),
        (61, "jours", "61\xa0jours", "61 days"),
        (Decimal("82.43"), "jours", "82,43\xa0jours", "82.43 days"),
        (1, "jours", "1\xa0jour", "1 day"),
        (2, "mois", "2\xa0mois", "2 months"),
    ],
)
def test_une_valeur_s_ecrit_selon_sa_langue(valeur: object, unite: str, francais: str, anglais: str) -> None:
    assert ecrire(valeur, "fr", unite) == francais
    assert ecrire(valeur, "en", unite) == anglais


@pytest.mark.parametrize(("valeur", "unite"), [(1.5, ""), (Decimal(1), "mois"), (3, "taux"), (b"x", "")])
def test_ce_qui_n_a_pas_d_ecriture_est_un_defaut(valeur: object, unite: str) -> None:
    with pytest.raises(DroitIncoherent, match="accepté : Decimal, Decimal:taux, date") as refus:
        ecrire(valeur, "fr", unite)
    assert refus.value.code == "rendu.ecriture_inconnue"


def test_une_langue_inconnue_est_refusee() -> None:
    with pytest.raises(DonneeInvalide, match="« fr », « en »"):
        ecrire(3, "FR")


@pytest.mark.parametrize(
    ("valeur", "francais", "anglais"),
    [
        (None, "—", "—"),
        (True, "oui", "yes"),
        (False, "non", "no"),
        ("frais", "frais", "costs"),
        (3, "3", "3"),
    ],
)
def test_un_fait_seul(valeur: object, francais: str, anglais: str) -> None:
    assert fait(valeur, "fr") == francais
    assert fait(valeur, "en") == anglais


def test_une_tranche_en_toutes_lettres() -> None:
    tranche = Ligne(
        "interets.tranche",
        debut=date(2026, 5, 1),
        fin=date(2026, 6, 30),
        jours=61,
        assiette=Decimal("10000.00"),
        taux=Decimal("12.15"),
        base=365,
        montant=Decimal("203.05"),
    )
    assert phrase_de_ligne(tranche, "fr") == (
        "Du 1er mai 2026 au 30 juin 2026\xa0: 10\u202f000,00\xa0€ × 12,15\xa0% × 61 / 365"
    )
    assert phrase_de_ligne(tranche, "en") == "From 1 May 2026 to 30 June 2026: €10,000.00 × 12.15% × 61 / 365"


@pytest.mark.parametrize(("mois", "duree"), [(2, "2\xa0mois"), ("deux mois", "deux mois")])
def test_un_nombre_de_mois_est_un_entier_ou_un_mot(mois: str | int, duree: str) -> None:
    ligne = Ligne("echeance.mois", fin=date(2026, 3, 1), mots=(("mois", mois),))
    assert phrase_de_ligne(ligne, "fr") == f"Délai de {duree}, de quantième à quantième\xa0: 1er mars 2026"


def test_un_taux_range_parmi_les_montants_est_un_montant() -> None:
    ligne = Ligne(
        "interets.tranche",
        debut=date(2026, 5, 1),
        fin=date(2026, 5, 1),
        jours=1,
        assiette=Decimal("1.00"),
        base=365,
        montants=(("taux", Decimal("12.15")),),
    )
    assert "× 12,15\xa0€ ×" in phrase_de_ligne(ligne, "fr")


def test_les_faits_d_une_reserve() -> None:
    plancher = Reserve("TAUX_SOUS_PLANCHER", dates=(("depuis", date(2026, 7, 1)),))
    assert phrase_de_reserve(plancher, "fr").startswith("Depuis le 1er juillet 2026, ")
    assert phrase_de_reserve(plancher, "en").startswith("Since 1 July 2026, ")


@pytest.mark.parametrize("faits", [{}, {"regle": "x"}])
def test_un_fait_qui_manque_est_un_defaut(faits: dict[str, object]) -> None:
    with pytest.raises(DroitIncoherent, match=r"message « page\.droit » : le fait « droit » manque") as refus:
        phrase("page.droit", "fr", faits)
    assert refus.value.code == "rendu.fait_absent"
    with pytest.raises(DroitIncoherent, match=r"« ligne\.echeance\.imprimee » : le fait « fin » manque"):
        phrase_de_ligne(Ligne("echeance.imprimee"), "en")


def test_un_code_inconnu_ne_s_imprime_jamais() -> None:
    with pytest.raises(DroitIncoherent, match=r"ligne\.inconnue"):
        phrase_de_ligne(Ligne("inconnue"), "fr")
    with pytest.raises(DroitIncoherent, match=r"reserve\.INCONNUE"):
        phrase_de_reserve(Reserve("INCONNUE"), "fr")
