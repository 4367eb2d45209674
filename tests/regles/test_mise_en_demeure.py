"""« une sommation ou un acte portant interpellation suffisante » (C. civ., 1344)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from creances.droit.corpus import droit_courant
from creances.regles.mise_en_demeure import FaitsAPorter, controler, enoncer, lre_interdite
from creances.regles.mise_en_demeure.mentions import ecritures

FAITS = FaitsAPorter(
    creancier="Durand SARL",
    debiteur="Martin & Fils",
    reference="F-12",
    envoi=date(2026, 8, 31),
    principal=Decimal("10000.00"),
    total=Decimal("10453.68"),
    delai=8,
    limite=date(2026, 9, 8),
)
LETTRE = """Durand SARL à Martin & Fils, le 31 août 2026

Mise en demeure de payer

Facture F-12, principal 10 000,00 €, intérêts 413,68 €. Nous vous demandons de payer sous 8 jours, par virement. À défaut,
nous saisirons le tribunal. Nos relances du 10 mai sont jointes. Pour toute difficulté, notre interlocuteur vous répond."""


def _presentes(texte: str, faits: FaitsAPorter = FAITS, debiteur: str = "professionnel") -> dict[str, bool | None]:
    return {une.code: une.presente for une in controler(texte, faits, debiteur=debiteur, emetteur="creancier")}


class TestMentions:
    def test_une_lettre_complete_les_porte_toutes(self) -> None:
        lues = _presentes(LETTRE)
        assert {code for code, presente in lues.items() if presente is None} == {"signature"}
        assert {code for code, presente in lues.items() if presente is False} == set()

    @pytest.mark.parametrize(
        ("ote", "mention"),
        [
            ("Mise en demeure", "intitule"),
            ("2026", "date"),
            ("Martin", "parties"),
            ("F-12", "fondement"),
            ("10 000,00", "montants"),
            ("payer", "demande_de_payer"),
            ("8 jours", "delai"),
            ("tribunal", "consequence"),
            ("intérêts", "interets"),
            ("virement", "moyens_de_paiement"),
            ("relances", "relances"),
            ("difficulté, notre interlocuteur", "contact"),
        ],
    )
    def test_chacune_manque_seule(self, ote: str, mention: str) -> None:
        lues = _presentes(LETTRE.replace(ote, "…"))
        assert {code for code, presente in lues.items() if presente is False} == {mention}

    def test_sans_nom_ni_reference_les_parties_restent_inconnues_et_le_fondement_se_cherche(self) -> None:
        faits = FAITS._replace(creancier="", debiteur="", reference="")
        assert _presentes(LETTRE, faits)["parties"] is None
        assert _presentes(LETTRE, faits)["fondement"] is True
        assert _presentes(LETTRE.replace("Facture", "…"), faits)["fondement"] is False

    @pytest.mark.parametrize("formule", ["sous huitaine", "au plus tard le 8 septembre", "sous quinze jours"])
    def test_une_formule_tient_lieu_du_nombre_de_jours(self, formule: str) -> None:
        assert _presentes(LETTRE.replace("sous 8 jours", formule))["delai"] is True

    def test_un_delai_inconnu_se_cherche_par_la_formule(self) -> None:
        faits = FAITS._replace(delai=None, limite=None)
        assert _presentes(LETTRE, faits)["delai"] is False
        assert _presentes(LETTRE.replace("8 jours", "huit jours"), faits)["delai"] is True

    def test_le_mediateur_n_est_attendu_que_pour_un_consommateur(self) -> None:
        assert "mediateur" not in _presentes(LETTRE)
        assert _presentes(LETTRE, debiteur="consommateur")["mediateur"] is False

    def test_les_mentions_du_tiers_ne_sont_que_pour_lui(self) -> None:
        codes = {une.code for une in enoncer(FAITS, debiteur=None, emetteur="tiers")}
        assert "mentions_du_tiers" in codes
        assert "mentions_du_tiers" not in {une.code for une in enoncer(FAITS, debiteur=None, emetteur="creancier")}

    def test_le_dossier_remplit_ce_qu_il_sait(self) -> None:
        valeurs = {une.code: une.valeur for une in enoncer(FAITS, debiteur="professionnel", emetteur="creancier")}
        assert valeurs["date"] == "2026-08-31"
        assert valeurs["parties"] == "Durand SARL ; Martin & Fils"
        assert valeurs["fondement"] == "F-12"
        assert valeurs["montants"] == "10453.68"
        assert valeurs["delai"] == "2026-09-08"
        assert valeurs["signature"] == ""
        sans_limite = enoncer(FAITS._replace(limite=None), debiteur=None, emetteur="creancier")
        assert {une.valeur for une in sans_limite if une.code == "delai"} == {""}

    @pytest.mark.parametrize("ecrit", ["10 000,00 €", "10000.00 EUR", "10\u202f000 €", "10 000 euros"])
    def test_une_somme_se_lit_sous_toutes_ses_ecritures(self, ecrit: str) -> None:
        assert _presentes(LETTRE.replace("10 000,00 €", ecrit))["montants"] is True

    def test_les_centimes_comptent_s_il_y_en_a(self) -> None:
        assert ecritures(Decimal("1234.05")) == ("1234 05", "1 234 05")
        assert ecritures(Decimal("80.00")) == ("80 00", "80")


class TestLettreElectronique:
    """« Dans le cas où le destinataire n'est pas un professionnel, celui-ci doit avoir exprimé […] son consentement »."""

    @pytest.mark.parametrize(
        ("mode", "qualite", "accord", "interdite"),
        [
            ("lre", "consommateur", None, True),
            ("lre", "consommateur", False, True),
            ("lre", "consommateur", True, False),
            ("lre", "non_professionnel", None, True),
            ("lre", "public", None, True),
            ("lre", "professionnel", None, False),
            ("lre", None, None, False),
            ("lrar", "consommateur", None, False),
        ],
    )
    def test_le_consentement_est_exige_hors_des_professionnels(
        self, mode: str, qualite: str | None, accord: bool | None, interdite: bool
    ) -> None:
        assert lre_interdite(mode, qualite, accord, droit_courant(), date(2026, 8, 31)) is interdite

    @pytest.mark.parametrize(("jour", "interdite"), [(date(2016, 10, 8), False), (date(2016, 10, 9), True)])
    def test_depuis_la_loi_de_2016(self, jour: date, interdite: bool) -> None:
        assert lre_interdite("lre", "consommateur", None, droit_courant(), jour) is interdite


def test_les_cas_publies_disent_les_effets() -> None:
    """Les effets se jugent sur des dossiers : voir tests/cas/mise_en_demeure.json."""
    from cas_publies import CAS

    champs: set[Any] = {cas.champ for cas in CAS if cas.fichier == "mise_en_demeure"}
    assert {"effets_de_droit.0", "effets_de_droit.1", "effets_de_droit.2"} <= champs
