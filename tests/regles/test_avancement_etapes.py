"""Chaque étape de chaque procédure se rencontre, à un jour compté à la main.

Les actes sont du lundi 16 novembre 2026, sauf mention : huit jours, le mardi 24 ; quinze jours, le mardi 1er décembre ; un
mois ou trente jours, le mercredi 16 décembre ; deux mois, le samedi 16 janvier, donc le lundi 18.
"""

from __future__ import annotations

from typing import Any

import pytest

from creances import Acte, Procedure, TableIncoherente, avancement, droit_courant
from creances.droit import fichiers
from creances.droit.procedures import procedures, tables

LUNDI = "2026-11-16"
SANS_DELAI = None
TJ = {"juridiction": "tribunal_judiciaire"}
TC = {"juridiction": "tribunal_de_commerce"}


def _actes(*types: str, **champs: Any) -> list[Acte]:
    return [Acte(type=un, date=LUNDI, **champs) for un in types]  # type: ignore[arg-type]


AUDIENCE = {"audience": "2027-01-13"}
# (procédure, champs, actes, {étape: jour})
SCENARIOS: list[tuple[str, dict[str, Any], list[Acte], dict[str, str | None]]] = [
    ("IP", TC, _actes("requete"), {"consignation": "2026-12-01"}),
    ("IP", {}, _actes("ordonnance"), {"signification": "2027-02-16"}),
    (
        "IP",
        {},
        _actes("ordonnance", "signification"),
        {"opposition": "2026-12-16", "suspension_execution": "2026-12-17", "attente_execution": "2027-01-19"},
    ),
    (
        "IP",
        {},
        [*_actes("ordonnance"), *_actes("signification", a_personne=False), *_actes("indisponibilite")],
        {"opposition_retardee": "2026-12-16"},
    ),
    (
        "IP",
        {},
        [Acte(type="ordonnance", date="2022-02-28"), Acte(type="signification", date="2022-03-14")],
        {"formule": "2022-05-16"},
    ),
    ("IP", TJ, _actes("ordonnance", "signification", "opposition"), {"avis_du_greffe": "2026-12-16"}),
    ("IP", TC, _actes("invitation_a_consigner"), {"consignation_sur_opposition": "2026-12-01"}),
    ("IP", {"avocat_obligatoire": True}, _actes("copie_de_l_opposition"), {"avocat_du_creancier": "2026-12-01"}),
    ("IP", {"avocat_obligatoire": True}, _actes("constitution_du_creancier"), {"avocat_du_debiteur": "2026-12-01"}),
    (
        "IP",
        {},
        _actes("ordonnance", "convocation"),
        {"comparution": SANS_DELAI, "acte_de_signification": SANS_DELAI},
    ),
    ("PSRPC", {}, _actes("envoi"), {"reponse": "2026-12-16", "gel": SANS_DELAI}),
    ("PSRPC", {}, _actes("envoi", "accord_debiteur"), {"titre": SANS_DELAI}),
    ("PSRPC", {}, _actes("titre"), {"execution": SANS_DELAI}),
    ("L126", {}, _actes("commandement"), {"contestation": "2026-12-16", "constat": "2026-12-25"}),
    ("L126", {}, _actes("proces_verbal"), {"formule": SANS_DELAI}),
    ("L126", {}, _actes("formule"), {"signification_du_constat": "2027-05-18"}),
    ("IPE", {}, _actes("requete"), {"examen": "2026-12-16"}),
    ("IPE", {}, _actes("ordonnance"), {"signification": SANS_DELAI}),
    ("IPE", {}, _actes("signification"), {"opposition": "2026-12-16", "acheminement": "2026-12-29"}),
    ("IPE", {}, _actes("executoire"), {"reexamen": SANS_DELAI}),
    ("RPL", {}, _actes("communication_du_formulaire"), {"reponse": "2026-12-16"}),
    ("RPL", {}, _actes("reponse"), {"decision": "2026-12-16"}),
    ("RPL", {}, _actes("jugement"), {"notification": SANS_DELAI}),
    (
        "OESC",
        {"titre_prealable": False},
        _actes("demande"),
        {"decision_sans_titre": "2026-11-30", "fond": "2026-12-16"},
    ),
    ("OESC", {"titre_prealable": True}, _actes("demande"), {"decision_avec_titre": "2026-11-23"}),
    ("REFPROV", TJ, _actes("fixation", **AUDIENCE), {"assignation": SANS_DELAI, "placement": "2026-12-28"}),
    ("REFPROV", TC, _actes("assignation", **AUDIENCE), {"remise_avant_l_audience": SANS_DELAI}),
    ("REFPROV", {}, _actes("signification"), {"appel": "2026-12-01", "execution": SANS_DELAI}),
    ("FOND_TC", {}, _actes("fixation", **AUDIENCE), {"delivrance": "2026-12-28", "placement": "2027-01-04"}),
    ("FOND_TC", {}, _actes("assignation", **AUDIENCE), {"placement": "2027-01-04", "delai_de_grace": SANS_DELAI}),
    ("FOND_TC", {"defendeur_comparant": False}, _actes("jugement"), {"notification": "2027-05-18"}),
    ("FOND_TC", {}, _actes("notification"), {"appel": "2026-12-16"}),
    ("FOND_TJ", {}, _actes("fixation", **AUDIENCE), {"assignation": SANS_DELAI, "placement": "2026-12-28"}),
    ("FOND_TJ", {"avocat_obligatoire": True}, _actes("assignation"), {"avocat_du_defendeur": "2026-12-01"}),
    ("FOND_TJ", {"defendeur_comparant": False}, _actes("jugement"), {"notification": "2027-05-18"}),
    ("FOND_TJ", {}, _actes("notification"), {"appel": "2026-12-16"}),
    ("REQ_CONJ", {}, _actes("requete"), {"jugement": SANS_DELAI}),
    ("REQ_CONJ", {}, _actes("notification"), {"appel": "2026-12-16"}),
    ("CONS", {}, _actes("ordonnance"), {"execution": "2027-02-16"}),
    ("CONS", {}, _actes("saisie"), {"denonciation": "2026-11-24", "fond": "2026-12-16"}),
    (
        "CONS",
        {},
        _actes("publicite"),
        {"information_du_debiteur": "2026-11-24", "publicite_provisoire": "2029-11-16"},
    ),
    ("CONS", {}, _actes("rejet"), {"fond_apres_rejet": "2026-12-16"}),
    ("CONS", {}, _actes("saisie", "requete"), {"information_du_tiers": "2026-11-24"}),
    ("CONS", {}, _actes("conversion"), {"contestation_de_la_conversion": "2026-12-01"}),
    ("CONS", {}, _actes("publicite", "force_jugee"), {"publicite_definitive": "2027-01-18"}),
    ("CHQ", {}, _actes("presentation"), {"certificat_exigible": "2026-12-17"}),
    ("CHQ", {}, _actes("demande_de_certificat"), {"delivrance_du_certificat": "2026-12-01"}),
    ("CHQ", {}, _actes("certificat"), {"signification": SANS_DELAI}),
    ("CHQ", {}, _actes("signification"), {"paiement": "2026-12-01", "titre": "2026-12-02"}),
    ("ACCORD", {}, _actes("accord"), {"homologation": SANS_DELAI, "formule": SANS_DELAI}),
    (
        "ACCORD",
        {},
        [Acte(type="accord", date="2025-08-31")],
        {"homologation_ancienne": SANS_DELAI, "formule_ancienne": SANS_DELAI},
    ),
    ("SA", {}, _actes("saisie"), {"denonciation": "2026-11-24", "solde_bancaire": "2026-12-04"}),
    ("SA", {}, _actes("denonciation"), {"contestation": "2026-12-16", "paiement": "2026-12-17"}),
    ("SA", {}, _actes("contestation"), {"avis_de_contestation": "2026-11-17"}),
    ("SV", {}, _actes("commandement"), {"saisie_possible": "2026-11-25", "peremption": "2028-11-16"}),
    ("SV", {}, _actes("saisie"), {"vente_amiable": "2026-12-16"}),
    (
        "SR",
        {},
        _actes("commandement"),
        {
            "inscription": "2026-11-17",
            "contestation": "2026-12-16",
            "saisie_possible": "2026-12-17",
            "repartiteur": SANS_DELAI,
            "saisie": "2027-02-16",
        },
    ),
    (
        "SR",
        {},
        _actes("proces_verbal"),
        {
            "inscription_de_la_saisie": "2026-11-17",
            "denonciation": "2026-11-24",
            "declaration_de_l_employeur": "2026-12-01",
        },
    ),
    ("SR", {}, _actes("declaration_du_tiers"), {"versement": SANS_DELAI}),
    ("PUB", {}, _actes("reclamation"), {"silence": "2027-01-16", "recours": "2027-03-17"}),
    (
        "PUB",
        {},
        _actes("ordonnance_de_provision"),
        {"appel_de_la_provision": "2026-12-01", "fond_de_la_collectivite": "2027-01-18"},
    ),
    (
        "PUB",
        {"categorie_publique": "etat"},
        _actes("notification"),
        {"ordonnancement": "2027-01-18", "credits_complementaires": "2027-03-16"},
    ),
    ("PUB", {"categorie_publique": "sante"}, _actes("notification"), {"mandatement": "2027-01-18"}),
    ("PUB", {}, _actes("saisine_de_la_chambre"), {"inscription_d_office": "2026-12-16"}),
    ("PUB", {}, _actes("mise_en_demeure_du_prefet"), {"mandatement_apres_mise_en_demeure": "2026-12-16"}),
    ("PCOLL", {}, _actes("publication"), {"declaration": "2027-01-18", "releve_de_forclusion": "2027-05-18"}),
    ("PCOLL", {}, _actes("notification_du_juge_commissaire"), {"saisine_du_fond": "2026-12-16"}),
]
# Les durées, telles que les textes les donnent : (table, premier jour de la version, durée, unité).
DUREES = {
    "CHQ": "certificat_exigible 30 jours, delivrance_du_certificat 15 jours, paiement 15 jours",
    "CONS": "execution 3 mois, denonciation 8 jours, information_du_debiteur 8 jours, fond 1 mois, "
    "fond_apres_rejet 1 mois, information_du_tiers 8 jours, contestation_de_la_conversion 15 jours, "
    "publicite_provisoire 3 ans, publicite_definitive 2 mois",
    "FOND_TC": "delivrance 15 jours, placement 8 jours, notification 6 mois, appel 1 mois",
    "FOND_TJ": "placement 15 jours, avocat_du_defendeur 15 jours, notification 6 mois, appel 1 mois",
    "IP": "consignation 15 jours, opposition 1 mois, opposition_retardee 1 mois, suspension_execution 1 mois, "
    "attente_execution 2 mois, avis_du_greffe 1 mois, consignation_sur_opposition 15 jours, "
    "avocat_du_creancier 15 jours, avocat_du_debiteur 15 jours",
    "IPE": "examen 30 jours_europeens, opposition 30 jours_europeens, acheminement 10 jours",
    "L126": "contestation 1 mois, constat 8 jours, signification_du_constat 6 mois",
    "OESC": "decision_sans_titre 10 jours_ouvres, decision_avec_titre 5 jours_ouvres, fond 30 jours_europeens, "
    "fond_apres_ordonnance 14 jours_europeens",
    "PCOLL": "saisine_du_fond 1 mois",
    "PSRPC": "reponse 1 mois",
    "PUB": "silence 2 mois, recours 2 mois, appel_de_la_provision 15 jours, fond_de_la_collectivite 2 mois, "
    "ordonnancement 2 mois, credits_complementaires 4 mois, mandatement 2 mois, inscription_d_office 1 mois, "
    "mandatement_apres_mise_en_demeure 1 mois",
    "REFPROV": "placement 15 jours, appel 15 jours",
    "REQ_CONJ": "appel 1 mois",
    "RPL": "reponse 30 jours_europeens, decision 30 jours_europeens",
    "SA": "denonciation 8 jours, solde_bancaire 15 jours_ouvrables, contestation 1 mois, "
    "avis_de_contestation 1 jours_ouvrables",
    "SR": "inscription 1 jours_ouvrables, contestation 1 mois, saisie_possible 1 mois, saisie 3 mois, "
    "inscription_de_la_saisie 1 jours_ouvrables, denonciation 8 jours, declaration_de_l_employeur 15 jours",
    "SV": "saisie_possible 8 jours, peremption 2 ans, vente_amiable 1 mois",
}
DEBUTS = {
    **{f"procedure.{code}.": "2012-06-01" for code in ("SA", "SV", "CONS", "CHQ")},
    **{f"procedure.{code}.": "2020-01-01" for code in ("FOND_TC", "FOND_TJ", "REFPROV")},
    **{f"procedure.{code}.": "1976-01-01" for code in ("REQ_CONJ",)},
    **{f"procedure.{code}.{nom}": "1976-01-01" for code in ("FOND_TC", "FOND_TJ") for nom in ("notification", "appel")},
    **{f"procedure.IP.{nom}": "1982-01-01" for nom in ("opposition", "opposition_retardee", "suspension_execution")},
    **{f"procedure.IP.{nom}": "2026-09-01" for nom in ("attente_execution", "avis_du_greffe")},
    "procedure.IP.": "2022-03-01",
    "procedure.IPE.": "2008-12-12",
    "procedure.L126.": "2026-04-25",
    "procedure.OESC.": "2017-01-18",
    "procedure.PCOLL.": "2014-07-01",
    "procedure.PSRPC.": "2016-06-01",
    "procedure.PUB.": "2001-01-01",
    "procedure.REFPROV.appel": "1976-01-01",
    "procedure.RPL.": "2009-01-01",
    "procedure.SR.": "2025-07-01",
}
VERSIONS = {
    "procedure.IP.signification": [("1982-01-01", 6), ("2022-03-01", 6), ("2026-09-01", 3)],
    "procedure.IP.formule": [("1982-01-01", 1), ("2022-03-01", "supprimee")],
}
_NOMS = [f"{code}-{'-'.join(attendus)}" for code, _, _, attendus in SCENARIOS]


@pytest.mark.parametrize(("code", "champs", "actes", "attendus"), SCENARIOS, ids=_NOMS)
def test_l_etape_se_rencontre_a_son_jour(
    code: str, champs: dict[str, Any], actes: list[Acte], attendus: dict[str, str | None]
) -> None:
    question = max(acte.date for acte in actes)
    trouvees = avancement(Procedure(type=code, actes=tuple(actes), **champs), au=question).valeur.a_venir  # type: ignore[arg-type]
    jours = {une.etape: str(une.jour) if une.jour else None for une in trouvees}
    assert {etape: jours[etape] for etape in attendus} == attendus


def test_toutes_les_etapes_de_toutes_les_procedures_sont_rencontrees() -> None:
    vues = {(code, etape) for code, _, _, attendus in SCENARIOS for etape in attendus}
    connues = {(loi.code, etape.code) for loi in procedures().values() for etape in loi.etapes if not etape.interne}
    assert vues == connues


def _durees_des_donnees() -> dict[str, list[tuple[str, Any, str]]]:
    return {
        nom: [(str(version.debut), version.valeur, table.unite) for version in table.versions]
        for nom, table in droit_courant().tables.items()
        if nom.startswith("procedure.") and nom.split(".")[1].isupper()
    }


def _debut(nom: str) -> str:
    return DEBUTS.get(nom) or DEBUTS[nom.rpartition(".")[0] + "."]


def test_chaque_duree_et_chaque_debut_sont_ceux_des_textes() -> None:
    attendues = {
        f"procedure.{code}.{nom}": [(_debut(f"procedure.{code}.{nom}"), int(nombre), unite)]
        for code, suite in DUREES.items()
        for nom, nombre, unite in (morceau.split() for morceau in suite.split(", "))
    }
    attendues |= {nom: [(debut, lu, "mois") for debut, lu in versions] for nom, versions in VERSIONS.items()}
    assert _durees_des_donnees() == attendues


class TestDonneesIncoherentes:
    """Un défaut de nos données est refusé à la lecture, et nommé."""

    ETAPE = {"depart": ["saisie"], "acteur": "creancier", "article": "A", "consequence": "c"}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("etape", "message"),
        [
            ({"depart": ["fin:ailleurs"]}, "étapes inconnues"),
            ({"avec": "ailleurs"}, "ailleurs"),
            ({"nature": "x"}, "'x'"),
        ],
    )
    def test_une_etape(self, monkeypatch: pytest.MonkeyPatch, etape: dict[str, Any], message: str) -> None:
        self._lire(monkeypatch, {"code": "X", "etats": {}, "etape": {"une": {**self.ETAPE, **etape}}})
        with pytest.raises(TableIncoherente, match=message):
            procedures.__wrapped__()

    def test_une_confiance(self, monkeypatch: pytest.MonkeyPatch) -> None:
        duree = {"unite": "jours", "valeur": 1, "debut": "x", "acte": "a", "source": "s", "confiance": "sûre"}
        self._lire(monkeypatch, {"code": "X", "etats": {}, "etape": {"une": {**self.ETAPE, **duree}}})
        with pytest.raises(TableIncoherente, match="reçu 'sûre'"):
            list(tables())

    @staticmethod
    def _lire(monkeypatch: pytest.MonkeyPatch, contenu: dict[str, Any]) -> None:
        monkeypatch.setattr(fichiers, "themes", lambda dossier, suffixe: ["procedures/X.toml"])
        monkeypatch.setattr(fichiers, "toml", lambda nom: contenu)
