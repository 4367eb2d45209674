"""La politique et la courbe : des usages que chacun remplace, et qui se relisent tels quels."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    CourbeRecouvrement,
    Creance,
    DonneeInvalide,
    Dossier,
    DossierClos,
    Politique,
    courbe_recouvrement,
    courbe_usuelle,
    orientation,
    politique_schema,
)
from creances.moteur.orientation.fiches import fiches_de_decision
from creances.moteur.usages.chiffres import chiffres, lire
from creances.noyau.rendu.catalogues import catalogue

# Chaque défaut livré, tel que sa source le donne : le décaler d'une unité fait échouer un test.
DEFAUTS = {
    "courbe_0": "97", "courbe_30": "90", "courbe_60": "80", "courbe_90": "70", "courbe_180": "42", "courbe_365": "22",
    "courbe_730": "15", "courbe_1825": "5", "solvabilite_professionnel": "90", "solvabilite_consommateur": "80",
    "solvabilite_bonne": "95", "solvabilite_moyenne": "75", "solvabilite_fragile": "40", "solvabilite_defaillante": "3",
    "reaction_dialogue": "110", "reaction_neutre": "100", "reaction_silence": "80", "reaction_mauvaise_foi": "50",
    "epuisement": "70", "plafond_amiable": "98", "part_relance": "85", "part_relance_repetee": "50",
    "part_cabinet": "110", "part_pack": "80", "part_echeancier": "95", "mediation_succes": "75", "mediation_part": "80",
    "injonction_preuves_fortes": "90", "injonction_preuves_moyennes": "74", "injonction_preuves_faibles": "35",
    "injonction_opposition": "5", "execution_effective": "85", "refere_preuves_fortes": "85",
    "refere_preuves_moyennes": "55", "refere_preuves_faibles": "55", "fond_preuves_fortes": "85",
    "fond_preuves_moyennes": "60", "fond_preuves_faibles": "30", "fond_aboutissement": "95", "accord_dialogue": "45",
    "accord_neutre": "20", "accord_silence": "12", "accord_mauvaise_foi": "3", "cout_relance": "15",
    "cout_mise_en_demeure": "25", "cout_sommation": "120", "cout_echeancier": "30", "cout_mediation": "60",
    "cout_pack": "3", "cout_cabinet": "15", "cout_petites_creances": "60", "cout_injonction": "160",
    "cout_refere": "1500", "cout_fond": "3000", "depens_injonction": "120", "depens_refere": "500",
    "depens_fond": "1000", "commission_petite_creance": "25", "commission_grande_creance": "15",
    "commission_seuil": "2500", "duree_relance": 20, "duree_mise_en_demeure": 20, "duree_echeancier": 75,
    "duree_mediation": 75, "duree_pack": 30, "duree_cabinet": 45, "duree_petites_creances": 45, "duree_injonction": 105,
    "duree_refere": 90, "duree_fond": 450, "dommage_relance": "0", "dommage_mise_en_demeure": "5",
    "dommage_echeancier": "0", "dommage_mediation": "0", "dommage_pack": "3", "dommage_cabinet": "10",
    "dommage_petites_creances": "15", "dommage_injonction": "40", "dommage_refere": "55", "dommage_fond": "70",
    "dommage_image": "5", "relation_aucune": "0", "relation_occasionnelle": "50", "relation_recurrente": "100",
    "relation_strategique": "200", "poids_relation": "100", "marge_supposee": "2000", "actualisation": "10",
    "jour_pre_relance": 15, "jour_mise_en_demeure": 30, "jour_tiers": 45, "relances_nombreuses": 4,
    "relances_sans_reponse": 2, "volume_masse": 100, "alerte_prescription": 60, "alerte_assureur": 15,
    "contestation_recente": 15, "conservatoire_montant": "5000", "ecart_serre": "10", "ecart_net": "30",
    "variation_probabilite": "10", "historique_minimal": 30,
}  # fmt: skip
COMPLETE: dict[str, Any] = {
    "nom": "maison",
    "version": "2026-11",
    "chiffres": {"cout_relance": "12", "duree_relance": 30},
    "segments": {"grand compte": {"jour_tiers": 90}, "vide": {}},
    "courbe": {"points": [{"age": 0, "part": "90"}], "source": "nos dossiers"},
    "voies_refusees": ["cabinet"],
    "approbateurs": {"injonction_payer": 'la "DAF"\n'},
    "scenarios": {"grand compte": "grand_compte"},
    "externalisation": "jamais",
    "penalites": "mentionner",
    "penalites_par_relation": {},
    "accessoires": True,
    "priorite_amiable": False,
    "sommation": "jamais",
}


class TestLesChiffresLivres:
    def test_chaque_defaut_est_celui_de_sa_source(self) -> None:
        livres = {nom: un.valeur for nom, un in chiffres("orientation.toml").items()}
        assert livres == {nom: Decimal(lu) if isinstance(lu, str) else lu for nom, lu in DEFAUTS.items()}

    def test_chacun_a_une_source_une_unite_et_une_confiance(self) -> None:
        for nom, lu in lire("orientation.toml")["chiffres"].items():
            assert lu["source"], nom
            assert lu["unite"] in {"pour_cent", "euros", "jours", "nombre"}, nom
            assert isinstance(lu["valeur"], int) is (lu["unite"] in {"jours", "nombre"}), nom
            assert lu["confiance"] in {"haute", "moyenne", "basse"}, nom

    def test_une_proposition_sans_source_est_de_confiance_basse(self) -> None:
        propositions = [un for un in chiffres("orientation.toml").values() if un.source.startswith("proposition")]
        assert propositions
        assert {un.confiance for un in propositions} == {"basse"}

    @pytest.mark.parametrize("langue", ["fr", "en"])
    def test_chaque_chiffre_et_chaque_mot_de_decision_se_lit_dans_les_deux_langues(self, langue: str) -> None:
        mots = set(DEFAUTS)
        for voie, fiche in fiches_de_decision().items():
            mots |= {voie, fiche.etape, *fiche.interdits, *fiche.alternatives, *fiche.drapeaux}
        assert {mot for mot in mots if f"mot.{mot}" not in catalogue(langue)} == set()


class TestLaPolitique:
    @pytest.mark.parametrize("champs", [{}, COMPLETE], ids=["vide", "complete"])
    def test_elle_fait_l_aller_retour_en_toml_en_json_et_en_pickle(self, champs: dict[str, Any]) -> None:
        politique = Politique.lire(champs)
        assert Politique.lire(politique.toml_texte()) == politique
        assert Politique.lire(politique.json_texte()) == politique
        assert Politique.lire(json.loads(politique.json_texte())) == politique
        assert pickle.loads(pickle.dumps(politique)) == politique  # noqa: S301
        assert hash(Politique.lire(champs)) == hash(politique)

    @pytest.mark.parametrize(
        ("champs", "dit"),
        [
            ({"inconnu": 1}, "inconnu"),
            ({"chiffres": {"inconnu": 1}}, "inconnu"),
            ({"chiffres": {"duree_relance": "1.5"}}, "nombre entier"),
            ({"chiffres": {"cout_relance": 1.5}}, "flottant"),
            ({"chiffres": {"cout_relance": "1.005"}}, "deux|2 décimales"),
            ({"chiffres": {"cout_relance": -1}}, "positif"),
            ({"chiffres": {"courbe_30": 101}}, "cent"),
            ({"chiffres": {"cout_relance": 1_000_001}}, "un million"),
            ({"chiffres": [1]}, "chiffres"),
            ({"chiffres": 3}, "chiffres"),
            ({"voies_refusees": ["menace"]}, "voies_refusees"),
            ({"approbateurs": {"menace": "moi"}}, "approbateurs"),
            ({"approbateurs": {"cabinet": 3}}, "approbateurs"),
            ({"courbe": {"points": []}}, "points"),
            ({"courbe": {"points": [{"age": 3, "part": 1}, {"age": 3, "part": 1}]}}, "croissants"),
            ({"courbe": {"points": [{"age": 3, "part": 101}]}}, "cent"),
            ("nom =", "TOML"),
            ("{", "JSON"),
        ],
    )
    def test_elle_refuse_ce_qu_elle_ne_connait_pas_en_le_nommant(self, champs: Any, dit: str) -> None:
        with pytest.raises(DonneeInvalide, match=dit):
            Politique.lire(champs)

    def test_un_segment_l_emporte_sur_le_commun(self) -> None:
        politique = Politique.lire({"chiffres": {"jour_tiers": 50}, "segments": {"or": {"jour_tiers": 90}}})
        assert dict(politique.chiffres_du("or"))["jour_tiers"] == 90
        assert dict(politique.chiffres_du(None))["jour_tiers"] == 50

    def test_son_schema_est_publie(self) -> None:
        schema = politique_schema()
        assert json.loads(json.dumps(schema)) == schema
        assert schema["additionalProperties"] is False
        assert set(schema["properties"]) == set(COMPLETE)


class TestLaCourbe:
    def test_elle_relie_ses_points_et_reste_plate_au_dela(self) -> None:
        un = 10**12
        parts = [courbe_usuelle().part(age) for age in (0, 15, 30, 45, 1825, 9999)]
        assert parts == [97 * un // 100, 935 * un // 1000, 90 * un // 100, 85 * un // 100, 5 * un // 100, 5 * un // 100]
        assert CourbeRecouvrement(points=({"age": 10, "part": 40},)).part(0) == 40 * un // 100

    def test_elle_se_modifie_apres_avoir_servi(self) -> None:
        courbe = CourbeRecouvrement(points=({"age": 10, "part": 40},))
        assert courbe.part(3) == courbe.avec(source="autre").part(3)

    def test_une_creance_plus_vieille_n_est_jamais_plus_sure(self) -> None:
        clos = [DossierClos(age=10, paye=False)] * 40 + [DossierClos(age=100, paye=True)] * 40
        parts = [un.part for un in courbe_recouvrement(clos).valeur.points]
        assert parts == sorted(parts, reverse=True)
        assert str(parts[0]) == "50.00"

    def test_elle_sert_a_l_orientation(self) -> None:
        clos = [DossierClos(age=100, paye=True)] * 30
        un = Dossier(creance=Creance(montant=900, echeance="2026-11-01"))
        courbe = courbe_recouvrement(clos).valeur
        retenue = orientation(un, au="2026-11-21", courbe=courbe).valeur.option("relance").probabilite
        assert str(retenue) == "83.30"
