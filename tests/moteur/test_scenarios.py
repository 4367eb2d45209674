"""Les scénarios usuels, chiffre par chiffre, et ceux que chacun écrit : ce qui est lu, ce qui est refusé."""

from __future__ import annotations

import json
import pickle
import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import Any, get_args

import pytest

from creances import (
    ConditionEtape,
    Contexte,
    Creance,
    Debiteur,
    DonneeInvalide,
    Dossier,
    Etape,
    Recurrence,
    Scenario,
    canaux,
    scenario_pour,
    scenario_schema,
    scenarios,
)
from creances.moteur.usages.canaux import canal_de_repli
from creances.moteur.usages.contenus import contenu, contenu_utile
from creances.moteur.usages.etapes import NomDeCanal
from creances.moteur.usages.scenarios import usages_de_l_escalade
from creances.noyau import fichiers
from creances.noyau.erreurs import TableIncoherente
from creances.noyau.rendu.catalogues import catalogue

# Le tableau des calendriers proposés : jour, canal, ton.
CALENDRIERS: dict[str, list[tuple[int, str, str]]] = {
    "grand_compte": [
        (-10, "telephone", "cordial"),
        (5, "email", "cordial"),
        (12, "telephone", "neutre"),
        (20, "email", "ferme"),
        (28, "telephone", "ferme"),
        (38, "interne", "ferme"),
        (45, "telephone", "ferme"),
        (60, "lrar", "solennel"),
        (75, "interne", "solennel"),
    ],
    "pme": [
        (-10, "email", "cordial"),
        (4, "email", "cordial"),
        (8, "telephone", "neutre"),
        (15, "email", "ferme"),
        (21, "interne", "ferme"),
        (30, "email", "ferme"),
        (40, "lrar", "solennel"),
        (52, "interne", "solennel"),
    ],
    "tpe": [
        (-7, "email", "cordial"),
        (3, "email", "cordial"),
        (8, "telephone", "neutre"),
        (15, "email", "ferme"),
        (30, "lrar", "solennel"),
        (45, "interne", "solennel"),
    ],
    "consommateur": [
        (-7, "email", "cordial"),
        (3, "email", "cordial"),
        (10, "sms", "neutre"),
        (20, "courrier", "ferme"),
        (35, "lrar", "solennel"),
        (55, "interne", "solennel"),
    ],
    "public": [
        (-12, "telephone", "cordial"),
        (3, "telephone", "cordial"),
        (8, "email", "neutre"),
        (18, "email", "ferme"),
        (25, "telephone", "ferme"),
        (42, "telephone", "ferme"),
        (60, "lrar", "solennel"),
        (75, "interne", "solennel"),
    ],
    "masse": [
        (-5, "email", "cordial"),
        (3, "email", "cordial"),
        (10, "sms", "neutre"),
        (20, "email", "ferme"),
        (30, "courrier", "ferme"),
        (45, "interne", "solennel"),
    ],
    "client_risque": [
        (-8, "email", "cordial"),
        (3, "telephone", "neutre"),
        (7, "email", "neutre"),
        (13, "sms", "ferme"),
        (15, "lrar", "ferme"),
        (25, "lrar", "solennel"),
        (35, "interne", "solennel"),
    ],
}
# Jours accordés par la mise en demeure, écart minimal, tolérance d'une promesse, fenêtre de la pré-relance.
REGLAGES = {
    "grand_compte": (15, 5, 3, 3),
    "pme": (8, 4, 3, 3),
    "tpe": (8, 5, 3, 3),
    "consommateur": (15, 5, 3, 3),
    "public": (30, 5, 3, 3),
    "masse": (None, 5, 3, 3),
    "client_risque": (8, 2, 3, 3),
}
CANAUX = {
    "email": ("faible", "0.00", "", "courrier"),
    "sms": ("faible", "0.10", "", "email"),
    "whatsapp": ("faible", "0.10", "", "email"),
    "telephone": ("aucune", "3.00", "", "email"),
    "courrier": ("faible", "2.00", "", "email"),
    "lrar": ("forte", "7.00", "", "acte"),
    "lre": ("forte", "4.00", "non_professionnel", "lrar"),
    "acte": ("authentique", "125.00", "", "lrar"),
    "interne": ("aucune", "0.00", "", "interne"),
}


def etape(**champs: Any) -> Etape:
    return Etape(**{"code": "rappel", "nature": "relance", "decalage": 4, "canal": "email"} | champs)


def dossier(contexte: Contexte | None = None, montant: int = 900, **debiteur: Any) -> Dossier:
    creance = Creance(montant=montant, echeance="2026-12-06", debiteur=Debiteur(**debiteur))
    return Dossier(creance=creance, contexte=contexte or Contexte())


class TestLesCalendriersUsuels:
    """« Every number is a default to be overridden » : chacun a sa valeur relevée, et la changer se voit."""

    def test_il_y_en_a_sept(self) -> None:
        assert set(scenarios()) == set(CALENDRIERS)

    @pytest.mark.parametrize("code", sorted(CALENDRIERS))
    def test_les_jours_les_canaux_et_les_tons(self, code: str) -> None:
        assert [(une.decalage, une.canal, une.ton) for une in scenarios()[code].etapes] == CALENDRIERS[code]

    @pytest.mark.parametrize("code", sorted(REGLAGES))
    def test_les_reglages(self, code: str) -> None:
        un = scenarios()[code]
        mises = [une.delai for une in un.etapes if une.nature == "mise_en_demeure"]
        fenetres = {une.fenetre for une in un.etapes if une.rattrapage == "ignorer"}
        assert (mises[0] if mises else None, un.ecart_minimal, un.tolerance_promesse, *fenetres) == REGLAGES[code]
        assert un.heures == ("09:00", "18:00")
        assert un.seuil == 0

    @pytest.mark.parametrize("code", sorted(CALENDRIERS))
    def test_chacun_dit_sa_source_et_sa_confiance(self, code: str) -> None:
        un = scenarios()[code]
        assert un.source
        assert un.url.startswith("https://")
        assert un.confiance in {"haute", "moyenne", "basse"}

    @pytest.mark.parametrize("code", sorted(CALENDRIERS))
    def test_un_consommateur_n_entend_jamais_parler_de_penalites_avant_sa_mise_en_demeure(self, code: str) -> None:
        parlantes = [une for une in scenarios()[code].etapes if une.penalites != "masquer"]
        assert [une for une in parlantes if code in {"consommateur", "masse"}] == [
            une for une in parlantes if code in {"consommateur", "masse"} and une.nature == "mise_en_demeure"
        ]

    def test_le_premier_niveau_tait_les_penalites_le_deuxieme_les_dit(self) -> None:
        sorts = {une.code: une.penalites for une in scenarios()["pme"].etapes}
        assert (sorts["relance_1"], sorts["relance_2"], sorts["derniere_relance"]) == (
            "masquer",
            "mentionner",
            "reclamer",
        )

    def test_la_mise_en_demeure_demande_l_accord_de_quelqu_un(self) -> None:
        assert {une.nature for un in scenarios().values() for une in un.etapes if une.a_approuver} == {
            "mise_en_demeure"
        }

    def test_les_chiffres_d_usage_sont_ceux_des_sources(self) -> None:
        usages = usages_de_l_escalade()
        assert usages["tolerance_de_promesse"]["jours"] == 3
        delais = usages["delai_de_mise_en_demeure"]
        assert [delais[une] for une in ("professionnel", "non_professionnel", "consommateur", "public")] == [
            8,
            15,
            15,
            30,
        ]
        assert (usages["pre_relance"]["quinze_jours"], usages["pre_relance"]["dix_jours"]) == (-15, -10)
        choix = usages["choix"]
        assert (choix["volume_de_masse"], choix["montant_de_masse"]) == (100, "200.00")

    def test_chaque_chiffre_d_usage_dit_sa_source_et_sa_confiance(self) -> None:
        assert [nom for nom, un in usages_de_l_escalade().items() if not (un["source"] and un["confiance"])] == []

    @pytest.mark.parametrize("code", get_args(NomDeCanal))
    def test_les_canaux(self, code: NomDeCanal) -> None:
        un = canaux()[code]
        preuve, cout, accord, repli = CANAUX[code]
        assert (un.preuve, un.cout, un.accord, un.repli) == (preuve, Decimal(cout), accord, repli)
        assert un.contact == (code != "interne")

    def test_tout_mot_des_calendriers_se_dit_dans_les_deux_langues(self) -> None:
        mots = {
            mot
            for un in scenarios().values()
            for une in un.etapes
            for mot in (une.code, une.canal, une.ton, *contenu(une))
        }
        for langue in ("fr", "en"):
            assert {mot for mot in mots if f"mot.{mot}" not in catalogue(langue)} == set()


class TestLeChoixDuCalendrier:
    def test_la_qualite_passe_avant_le_segment(self) -> None:
        assert scenario_pour(dossier(qualite="public", segment="tpe")).code == "public"
        assert scenario_pour(dossier(qualite="consommateur", segment="grand_compte")).code == "consommateur"

    def test_le_segment_passe_avant_la_solvabilite(self) -> None:
        assert scenario_pour(dossier(segment="tpe", solvabilite="fragile")).code == "tpe"
        assert scenario_pour(dossier(solvabilite="fragile")).code == "client_risque"
        assert scenario_pour(dossier(solvabilite="bonne")).code == "pme"
        assert scenario_pour(dossier(segment="inconnu")).code == "pme"

    def test_les_petits_montants_en_nombre_ont_le_leur(self) -> None:
        assert scenario_pour(dossier(Contexte(volume=350), montant=45, qualite="consommateur")).code == "masse"
        assert scenario_pour(dossier(Contexte(volume=99), montant=45, qualite="consommateur")).code == "consommateur"
        assert scenario_pour(dossier(Contexte(volume=100), montant=200, qualite="consommateur")).code == "consommateur"
        assert scenario_pour(dossier(montant=45, qualite="consommateur", segment="masse")).code == "masse"

    def test_la_pre_relance_se_choisit(self) -> None:
        jours = [
            scenario_pour(dossier(), pre_relance=une).etapes[0].decalage for une in ("quinze_jours", "dix_jours", -3)
        ]
        assert jours == [-15, -10, -3]
        with pytest.raises(DonneeInvalide, match="quinze_jours ou dix_jours"):
            scenario_pour(dossier(), pre_relance="veille")  # type: ignore[arg-type]


class TestEcrireLeSien:
    TOML = """
        code = "bref"
        ecart_minimal = 3
        seuil = "15.00"
        [[etapes]]
        code = "rappel"
        nature = "relance"
        decalage = 4
        canal = "email"
        [[etapes]]
        code = "lettre"
        nature = "mise_en_demeure"
        decalage = 20
        reference = "etape_precedente"
        canal = "lrar"
        ton = "solennel"
    """

    def test_en_toml_en_json_et_en_python(self) -> None:
        lu = Scenario.lire(self.TOML)
        assert Scenario.lire(json.dumps(tomllib.loads(self.TOML))) == lu
        assert Scenario.lire(tomllib.loads(self.TOML)) == lu
        assert Scenario.depuis_json(lu.json_texte()) == lu
        assert pickle.loads(pickle.dumps(lu)).chaine == lu.chaine  # noqa: S301 - le nôtre

    def test_hors_de_l_etape_ses_codes_sont_deplies_de_leurs_repetitions(self) -> None:
        repete = etape(recurrence=Recurrence(jours=7, fois=3))
        chaine = Scenario(code="perpetuel", etapes=(repete,)).chaine
        assert [(une.code, une.etape.reference, une.etape.decalage) for une in chaine] == [
            ("rappel", "echeance", 4),
            ("rappel_bis_2", "etape_precedente", 7),
            ("rappel_bis_3", "etape_precedente", 7),
        ]

    def test_une_cle_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="couleur"):
            Scenario.lire(self.TOML.replace('code = "bref"', 'code = "bref"\ncouleur = "rouge"'))
        with pytest.raises(DonneeInvalide, match="couleur"):
            Scenario.lire(self.TOML + 'couleur = "rouge"')

    def test_un_texte_qui_n_est_ni_toml_ni_json_est_refuse(self) -> None:
        with pytest.raises(DonneeInvalide, match="pas du TOML"):
            Scenario.lire("bref : rappel")
        with pytest.raises(DonneeInvalide, match="pas du JSON"):
            Scenario.lire("{bref")

    @pytest.mark.parametrize(
        ("etapes", "champ"),
        [
            ([etape(ton="ferme"), etape(code="autre", decalage=9)], "ton"),
            ([etape(), etape(code="autre", decalage=3)], "decalage"),
            ([etape(), etape(decalage=9)], "codes"),
            ([etape(reference="etape_precedente")], "reference"),
        ],
    )
    def test_un_scenario_qui_se_contredit_est_refuse(self, etapes: list[Etape], champ: str) -> None:
        """Le ton ne redescend jamais, les jours se suivent, les codes sont distincts."""
        with pytest.raises(DonneeInvalide, match=champ):
            Scenario(code="essai", etapes=tuple(etapes))

    def test_les_heures_se_suivent(self) -> None:
        with pytest.raises(DonneeInvalide, match="heures"):
            Scenario(code="essai", etapes=(etape(),), heures=("18:00", "09:00"))

    @pytest.mark.parametrize(
        ("champs", "champ"),
        [
            ({"report": 15}, "report"),
            ({"nature": "pre_relance", "decalage": 1}, "decalage"),
            ({"canal": "interne"}, "canal"),
            ({"nature": "decision"}, "canal"),
            ({"canal": "pigeon"}, "canal"),
            ({"decalage": 731}, "decalage"),
        ],
    )
    def test_une_etape_qui_se_contredit_est_refusee(self, champs: dict[str, Any], champ: str) -> None:
        with pytest.raises(DonneeInvalide, match=champ):
            etape(**champs)

    def test_proposer_un_report_demande_l_accord_de_quelqu_un(self) -> None:
        assert etape(report=15, approbation=True).a_approuver

    def test_un_appel_n_eleve_pas_le_niveau_sauf_si_on_le_veut(self) -> None:
        appel = etape(nature="appel", canal="telephone")
        assert (etape().eleve, appel.eleve, appel.avec(compte=True).eleve) == (True, False, True)

    def test_le_schema_publie_est_celui_du_modele(self) -> None:
        schema = json.loads(json.dumps(scenario_schema()))
        assert schema["additionalProperties"] is False
        assert set(schema["$defs"]) >= {"Etape", "ConditionEtape", "Recurrence"}
        assert "chaine" not in schema["properties"]

    def test_les_conditions_se_lisent(self) -> None:
        assert ConditionEtape(montant_minimal="99.5").montant_minimal == Decimal("99.50")


class TestLesCanaux:
    def test_la_lettre_electronique_demande_l_accord_d_un_consommateur(self) -> None:
        """LRE : « prior consent needed for non-professionals »."""
        conso = Debiteur(qualite="consommateur")
        assert canal_de_repli("lre", frozenset(), conso, Contexte()) == "lrar"
        assert canal_de_repli("lre", frozenset(), conso, Contexte(accord_lre=True)) == "lre"
        assert canal_de_repli("lre", frozenset(), Debiteur(qualite="professionnel"), Contexte()) == "lre"

    def test_un_canal_refuse_laisse_la_place_au_suivant(self) -> None:
        refuses = frozenset({"telephone", "email"})
        assert canal_de_repli("telephone", refuses, Debiteur(), Contexte()) == "courrier"
        assert canal_de_repli("telephone", refuses | {"courrier"}, Debiteur(), Contexte()) == "interne"

    def test_une_table_de_canaux_fausse_est_refusee(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lues = {code: {"preuve": "faible", "cout": "0", "contact": True, "repli": "email"} for code in CANAUX}
        for fausse in ({"email": lues["email"]}, {**lues, "sms": {**lues["sms"], "repli": "pigeon"}}):
            monkeypatch.setattr(fichiers, "toml", lambda *_, lue=fausse: {"canal": lue})
            with pytest.raises(TableIncoherente, match=r"canaux\.toml"):
                canaux.__wrapped__()  # type: ignore[attr-defined]

    def test_ce_qu_un_message_porte(self) -> None:
        ferme = etape(ton="ferme", contenu=("mot_du_directeur",))
        assert {"detail_du_reste_du", "mot_du_directeur", "penalites_et_indemnite"} <= set(contenu(ferme, "reclamer"))
        assert "penalites_et_indemnite" not in contenu(ferme)
        assert contenu(Etape(code="choix", nature="decision", decalage=9, canal="interne")) == ()
        assert "proposition_de_plan" in contenu_utile(ferme)

    def test_les_fichiers_de_donnees_ne_disent_que_cela(self) -> None:
        lu = tomllib.loads(files("creances.moteur.usages.donnees").joinpath("canaux.toml").read_text(encoding="utf-8"))
        assert set(lu) == {"source", "confiance", "confiance_des_couts", "canal"}
