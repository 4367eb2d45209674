"""La ligne de commande : toutes les commandes, tous les formats, tous les codes de sortie."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from creances import Creance, penalites, releve
from creances.adaptateurs import commande
from creances.adaptateurs.commande.application import application
from creances.adaptateurs.commande.sorties import Format, avancement, ecrire_pages, montrer
from creances.noyau.rendu.page import Page, composer
from creances.noyau.rendu.valeurs import Fiche, Tableau, Texte

DOSSIER = Path(__file__).parents[2] / "exemples"
FEC = str(DOSSIER / "123456782FEC20261231.txt")
CSV = str(DOSSIER / "factures.csv")
CLIENTS = str(DOSSIER / "clients.csv")
AU = ("--au", "2026-10-31")
FAIT, REFUSE, USAGE, DROIT_INCONNU, HORS_CHAMP, PARTIEL = range(6)
EN_TETE = "client;reference;montant;echeance;nature\n"
BON = "C1;F1;10000;2026-04-30;\n"
CREDIT = "C1;F2;500;2026-04-30;CREDIT_CONSO\n"


class Reponse:
    """Ce qu'une commande a écrit, et son code."""

    def __init__(self, *arguments: str, entree: str | bytes | None = None) -> None:
        resultat = CliRunner().invoke(application, [*arguments], input=entree)
        assert resultat.exception is None or isinstance(resultat.exception, SystemExit), resultat.exception
        self.code, self.texte, self.erreurs = resultat.exit_code, resultat.stdout, resultat.stderr
        assert "Traceback" not in self.erreurs

    @property
    def mots(self) -> str:
        """Le texte aux espaces ordinaires, pour s'y retrouver."""
        return " ".join(self.texte.replace("\xa0", " ").replace("\u202f", " ").split())

    @property
    def json(self) -> Any:
        return json.loads(self.texte)


@pytest.fixture
def fichier(tmp_path: Path) -> Any:
    def ecrire(texte: str, nom: str = "f.csv") -> str:
        chemin = tmp_path / nom
        chemin.write_text(texte, encoding="utf-8", newline="")
        return str(chemin)

    return ecrire


class TestDecompte:
    """`creances decompte FICHIER --au JOUR`."""

    def test_du_fec_livre(self) -> None:
        reponse = Reponse("decompte", FEC, *AU)
        assert reponse.code == FAIT
        assert "Décompte des clients au 31 octobre 2026" in reponse.mots
        assert "Solde lu dans le fichier 72 737,60 € Écart 0,00 €" in reponse.mots
        assert "C08 Imprimerie Valcoursier SAS -1 128,00 €" in reponse.mots
        assert "Échéance estimée" in reponse.mots
        assert reponse.erreurs == "creances : lettrages qui ne se soldent pas, lignes rouvertes : 1\n"

    def test_du_csv_livre_en_json_donne_les_nombres_de_la_bibliotheque(self) -> None:
        reponse = Reponse("decompte", CSV, *AU, "--format", "json")
        assert (reponse.code, reponse.erreurs) == (FAIT, "")
        par_client = {un["client"]: un["resultat"]["valeur"] for un in reponse.json["clients"]}
        facture = Creance(reference="F", montant=2400, emission="2026-03-02", nature="TRANSPORT_INTERNE")
        attendu = releve([facture], au="2026-10-31").valeur
        assert par_client["D05"]["total"] == str(attendu.total)
        assert reponse.json["controle"] == {
            "creances": "34670.50", "credits": "7350.50", "posterieurs": "0.00", "solde": "27320.00", "ecart": "0.00",
        }  # fmt: skip

    def test_le_jour_est_obligatoire_et_bien_ecrit(self) -> None:
        assert Reponse("decompte", CSV).code == USAGE
        for jour in ("hier", "31/02/2026", "2026-13-01", "1850-01-01"):
            refus = Reponse("decompte", CSV, "--au", jour)
            assert refus.code == USAGE
            assert jour in refus.erreurs
        assert Reponse("decompte", CSV, "--au", "31/10/2026").texte == Reponse("decompte", CSV, *AU).texte

    @pytest.mark.parametrize("format_", list(Format))
    @pytest.mark.parametrize("langue", ["fr", "en"])
    def test_chaque_format_s_ecrit_a_l_ecran_ou_dans_un_fichier(
        self, format_: Format, langue: str, tmp_path: Path
    ) -> None:
        arguments = ("decompte", FEC, *AU, "--format", format_, "--langue", langue, "--detail")
        sortie = tmp_path / "sortie"
        assert Reponse(*arguments, "--sortie", str(sortie)).texte == ""
        ecran = Reponse(*arguments)
        assert ecran.code == FAIT
        relu = sortie.read_bytes().decode("utf-8-sig" if format_ is Format.CSV else "utf-8")
        assert relu.replace("\r\n", "\n") == ecran.texte.replace("\r\n", "\n")

    def test_le_html_est_un_document_entier(self) -> None:
        texte = Reponse("decompte", FEC, *AU, "--format", "html").texte
        assert texte.startswith('<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>Décompte des clients')
        assert texte.endswith("</body>\n</html>\n")
        assert texte.count("<section") == 1

    def test_le_csv_s_ouvre_dans_un_tableur(self, tmp_path: Path) -> None:
        sortie = tmp_path / "sortie.csv"
        Reponse("decompte", FEC, *AU, "--format", "csv", "--sortie", str(sortie))
        assert sortie.read_bytes().startswith(b"\xef\xbb\xbfclient;nom;reference;")
        lignes = list(csv.DictReader(io.StringIO(sortie.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
        assert len(lignes) == 34
        assert [une["reserves"] for une in lignes if not une["reference"]] == ["CREDIT_NON_AFFECTE"]

    def test_le_detail_donne_chaque_ligne_du_calcul(self) -> None:
        sans, avec = (Reponse("decompte", CSV, *AU, *detail) for detail in ((), ("--detail",)))
        assert "jours / 365" not in sans.mots
        assert "D05 Transports Brenelle SAS — Relevé de compte au 31 octobre 2026" in avec.mots
        assert "Du 2 avril 2026 au 30 juin 2026 : 2 400,00 € × 12,15 % × 90 / 365" in avec.mots

    def test_le_terme_par_defaut_et_les_fiches_changent_les_echeances(self) -> None:
        def echeances(*options: str) -> dict[str, str]:
            reponse = Reponse("decompte", FEC, *AU, "--format", "json", *options)
            assert reponse.code == FAIT
            return {
                dette["reference"]: dette["echeance"]
                for un in reponse.json["clients"]
                if un["resultat"]
                for dette in un["resultat"]["valeur"]["dettes"]
            }

        nu = echeances()
        terme = ("--terme-jours", "45", "--mode", "jours_puis_fin_de_mois")
        assert nu["FA2026-0070"] == "2026-11-04"
        assert echeances(*terme)["FA2026-0070"] == "2026-11-30"
        assert echeances("--terme-mois", "1", "--le", "10")["FA2026-0070"] == "2026-11-10"
        fiches = echeances(*terme, "--clients", CLIENTS)
        assert fiches["FA2026-0064"] == "2026-11-14"
        assert fiches["FA2026-0070"] == "2026-11-30"

    def test_les_fiches_levent_les_suppositions(self) -> None:
        reponse = Reponse("decompte", FEC, *AU, "--clients", CLIENTS, "--tiers", "C03", "--format", "json")
        (client,) = reponse.json["clients"]
        codes = {reserve["code"] for reserve in client["resultat"]["reserves"]}
        assert codes == set()
        assert client["resultat"]["valeur"]["indemnite"] == "80.00"

    def test_une_fiche_de_trop_est_signalee(self, fichier: Any) -> None:
        reponse = Reponse("decompte", FEC, *AU, "--clients", fichier("tiers;qualite\nC99;public\n"))
        assert (reponse.code, "--clients : 'C99' n'est pas un client du fichier" in reponse.erreurs) == (FAIT, True)

    def test_le_taux_convenu_par_defaut(self) -> None:
        reponse = Reponse("decompte", FEC, *AU, "--taux-penalites", "9,5", "--tiers", "C12", "--detail")
        assert "× 9,50 % ×" in reponse.mots

    @pytest.mark.parametrize(
        "options",
        [
            ("--terme-jours", "30", "--terme-mois", "1"),
            ("--mode", "net"),
            ("--terme-jours", "30", "--mode", "au_petit_bonheur"),
            ("--taux-penalites", "beaucoup"),
            ("--format", "xlsx"),
            ("--langue", "de"),
        ],
    )
    def test_une_option_mal_ecrite_est_une_faute_d_usage(self, options: tuple[str, ...]) -> None:
        assert Reponse("decompte", CSV, *AU, *options).code == USAGE

    def test_un_client_choisi_a_son_propre_controle(self) -> None:
        reponse = Reponse("decompte", FEC, *AU, "--tiers", "C06", "--tiers", "C08", "--format", "json")
        assert [un["client"] for un in reponse.json["clients"]] == ["C06", "C08"]
        assert reponse.json["controle"]["solde"] == "1314.00"
        du_csv = Reponse("decompte", CSV, *AU, "--tiers", "D01", "--format", "json")
        assert (len(du_csv.json["clients"]), du_csv.json["controle"]) == (1, None)

    def test_un_client_inconnu_est_refuse(self) -> None:
        reponse = Reponse("decompte", FEC, *AU, "--tiers", "C99")
        assert reponse.code == REFUSE
        assert "--tiers : reçu 'C99' ; accepté : C01, C02" in reponse.erreurs

    @pytest.mark.parametrize("posterieur", ["2026-05-01", "2026-12-01"])
    def test_le_controle_du_csv_compte_les_credits_d_apres(self, fichier: Any, posterieur: str) -> None:
        texte = f"type;{EN_TETE[:-1]};date\n;{BON[:-1]}\npaiement;;;\n".replace(
            "paiement;;;", f"paiement;C1;;50;;;{posterieur}"
        )
        lu = Reponse("decompte", fichier(texte), *AU, "--format", "json").json["controle"]
        apres = posterieur > AU[1]
        assert (lu["credits"], lu["posterieurs"]) == (("0.00", "-50.00") if apres else ("50.00", "0.00"))
        assert (lu["solde"], lu["ecart"]) == ("9950.00", "0.00")


class TestCodesDeSortie:
    """0 fait, 1 refusé, 2 usage, 3 droit inconnu, 4 hors champ, 5 partiel."""

    def test_un_fichier_absent_ou_etranger_est_refuse(self, tmp_path: Path) -> None:
        absent = Reponse("decompte", str(tmp_path / "absent.txt"), *AU)
        assert (absent.code, "ouverture impossible" in absent.erreurs) == (REFUSE, True)
        assert Reponse("decompte", __file__, *AU).code == REFUSE

    def test_un_fec_illisible_est_refuse_comme_un_fec(self, fichier: Any) -> None:
        reponse = Reponse("decompte", fichier("JournalCode|JournalLib\n"), *AU)
        assert (reponse.code, "[fec.en_tete]" in reponse.erreurs) == (REFUSE, True)

    def test_une_ligne_refusee_rend_le_decompte_partiel(self, fichier: Any) -> None:
        chemin = fichier(EN_TETE + BON + "C2;F3;dix;2026-04-30\n")
        reponse = Reponse("decompte", chemin, *AU)
        assert reponse.code == PARTIEL
        assert "ligne 3 : Creance : montant : reçu 'dix'" in reponse.erreurs
        assert "[nombre.type]" in reponse.erreurs
        assert "lignes refusées : 1 sur 2" in reponse.erreurs
        assert "Total dû" in reponse.mots
        assert Reponse("decompte", chemin, *AU, "--tolerer").code == FAIT

    def test_un_fec_aux_lignes_illisibles_est_partiel(self, tmp_path: Path) -> None:
        chemin = tmp_path / "fec.txt"
        lignes = Path(FEC).read_text(encoding="utf-8").splitlines()
        chemin.write_text("\n".join([*lignes, "", lignes[-1].replace("\t", " ")]), encoding="utf-8")
        reponse = Reponse("decompte", str(chemin), *AU)
        assert reponse.code == PARTIEL
        assert "[fec.champs_manquants]" in reponse.erreurs
        assert "1 fois, dès la ligne" in reponse.erreurs
        assert "[fec.ligne_vide]" in reponse.erreurs

    def test_un_fec_desequilibre_ou_sans_client_le_dit(self, tmp_path: Path) -> None:
        chemin = tmp_path / "fec.txt"
        lignes = Path(FEC).read_text(encoding="utf-8").splitlines()
        chemin.write_text(
            "\n".join([lignes[0], next(ligne for ligne in lignes if "\t512000\t" in ligne)]), encoding="utf-8"
        )
        reponse = Reponse("decompte", str(chemin), *AU)
        assert reponse.code == FAIT
        assert "le fichier n'est pas équilibré : débit moins crédit = " in reponse.erreurs
        assert "aucune écriture sur les comptes clients (411, 413, 416)" in reponse.erreurs

    def test_toutes_les_lignes_refusees_rien_n_est_tolere(self, fichier: Any) -> None:
        chemin = fichier(EN_TETE + "C2;F3;dix;2026-04-30\n")
        assert Reponse("decompte", chemin, *AU, "--tolerer").code == REFUSE

    def test_une_facture_hors_champ_ne_cache_pas_les_autres(self, fichier: Any) -> None:
        chemin = fichier(EN_TETE + BON + CREDIT)
        reponse = Reponse("decompte", chemin, *AU)
        assert reponse.code == PARTIEL
        assert "client C1, F2 : nature : reçu CREDIT_CONSO" in reponse.erreurs
        assert "C1 F1 30 avril 2026 10 000,00 €" in reponse.mots
        assert "Relevé partiel : la créance F2" in reponse.mots
        assert Reponse("decompte", chemin, *AU, "--tolerer").code == FAIT

    def test_rien_que_du_hors_champ(self, fichier: Any) -> None:
        assert Reponse("decompte", fichier(EN_TETE + CREDIT), *AU, "--tolerer").code == HORS_CHAMP

    def test_le_droit_inconnu_puis_complete(self, fichier: Any) -> None:
        factures = fichier(EN_TETE + BON)
        inconnu = Reponse("decompte", factures, "--au", "2027-01-31")
        assert (inconnu.code, "rien de connu au 2027-01-01" in inconnu.erreurs) == (DROIT_INCONNU, True)
        droit = fichier("[taux_bce]\nconnu_jusqu_au = 2027-02-10\n", "droit.toml")
        complet = Reponse("decompte", factures, "--au", "2027-01-31", "--droit", droit)
        assert (complet.code, "(modifié)" in complet.texte) == (FAIT, True)
        assert Reponse("decompte", factures, *AU, "--droit", factures).code == REFUSE

    def test_un_client_de_fec_impossible_est_nomme(self, tmp_path: Path) -> None:
        chemin = tmp_path / "fec.txt"
        enorme = "VE|Ventes|9|20260131|411000|Clients|C99|Démesure|F|20260131|F|99999999999999,00|0,00|||20260131||"
        enorme = enorme.replace("|", "\t")
        chemin.write_text(Path(FEC).read_text(encoding="utf-8") + enorme + "\n", encoding="utf-8")
        reponse = Reponse("decompte", str(chemin), *AU)
        assert (reponse.code, "client C99, tout : Creance : montant" in reponse.erreurs) == (PARTIEL, True)
        assert Reponse("decompte", str(chemin), *AU, "--tiers", "C99").code == REFUSE

    def test_une_sortie_impossible_est_refusee(self, tmp_path: Path) -> None:
        reponse = Reponse("decompte", CSV, *AU, "--sortie", str(tmp_path / "absent" / "x"))
        assert (reponse.code, "écriture impossible" in reponse.erreurs) == (REFUSE, True)

    def test_un_nom_hostile_n_agit_pas_sur_le_terminal(self, fichier: Any) -> None:
        chemin = fichier(
            'client;nom;reference;montant;echeance\n"C\x1b[2J";"[red]x";F1;dix;2026-04-30\nC2;[b]y;F2;9;2026-04-30\n'
        )
        reponse = Reponse("decompte", chemin, *AU)
        assert "\x1b" not in reponse.texte + reponse.erreurs
        assert "[b]y" in reponse.texte


class TestTaux:
    """`creances taux`."""

    def test_la_derniere_valeur_de_chaque_serie(self) -> None:
        reponse = Reponse("taux")
        assert reponse.code == FAIT
        assert "taux_interet_legal.autres_cas 1er juillet 2026 2,75 % % l'an" in reponse.mots

    def test_ce_qui_s_applique_un_jour(self) -> None:
        reponse = Reponse("taux", "--au", "2026-11-15")
        assert reponse.code == FAIT
        assert "Taux applicables le 15 novembre 2026" in reponse.mots
        assert "pénalités entre professionnels, taux supplétif 12,40 % % l'an C. com., L441-10, II" in reponse.mots
        assert "Réserves - Table « taux_interet_legal.autres_cas » : confiance moyenne" in reponse.mots
        anglais = Reponse("taux", "--au", "15/11/2026", "--langue", "en", "--format", "json").json
        assert [(un["taux"], un["article"]) for un in anglais][:3] == [
            ("12.40", "C. com., L441-10, II"),
            ("8.25", "C. com., L441-10, II"),
            ("10.40", "CCP, R2192-31"),
        ]

    def test_un_jour_inconnu_sort_avec_trois(self) -> None:
        reponse = Reponse("taux", "--au", "2027-02-01", "--format", "csv")
        assert reponse.code == DROIT_INCONNU
        assert reponse.erreurs.count("rien de connu au 2027-01-01") == 5
        assert reponse.texte.splitlines()[0] == "serie;taux;unite;article"

    def test_une_serie_entiere_ou_un_seul_jour(self) -> None:
        entiere = Reponse("taux", "--serie", "taux_bce", "--format", "csv").texte.splitlines()
        assert entiere[0].startswith("serie;depuis;valeur;unite;article;acte;publie_le;confiance;connu_jusqu_au;source")
        assert len(entiere) > 40
        jour = Reponse("taux", "--serie", "taux_bce", "--au", "2025-07-01", "--format", "json").json
        assert [(un["depuis"], un["valeur"], un["confiance"]) for un in jour] == [("2025-06-11", "2.15", "haute")]

    @pytest.mark.parametrize(
        ("serie", "ecrit"),
        [("penalites.points", "10,00"), ("interets.majoration_mois", "2"), ("penalites.ancrage", "semestre")],
    )
    def test_une_valeur_qui_n_est_pas_un_taux_s_ecrit_sans_pour_cent(self, serie: str, ecrit: str) -> None:
        reponse = Reponse("taux", "--serie", serie)
        assert f" {ecrit} " in reponse.mots
        assert "%" not in reponse.mots

    def test_les_horizons(self) -> None:
        reponse = Reponse("taux", "--horizons")
        assert "taux_bce 16 septembre 2026 4 novembre 2026 refus (chiffre à paraître)" in reponse.mots
        assert "indemnite.professionnels" in reponse.mots
        assert len(Reponse("taux", "--horizons", "--format", "json").json) > 20

    @pytest.mark.parametrize("format_", list(Format))
    def test_tous_les_formats(self, format_: Format, tmp_path: Path) -> None:
        sortie = tmp_path / "sortie"
        arguments = ("taux", "--format", format_)
        ecran = Reponse(*arguments)
        assert Reponse(*arguments, "--sortie", str(sortie)).code == ecran.code == FAIT
        assert "taux_bce" in ecran.texte.replace("\\_", "_")
        relu = sortie.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        assert relu == ecran.texte.replace("\r\n", "\n")

    def test_les_fautes(self, fichier: Any) -> None:
        assert Reponse("taux", "--horizons", "--serie", "taux_bce").code == USAGE
        inconnue = Reponse("taux", "--serie", "taux_lune")
        assert (inconnue.code, "accepté : " in inconnue.erreurs) == (REFUSE, True)
        assert Reponse("taux", "--serie", "taux_bce", "--au", "2027-06-01").code == DROIT_INCONNU
        droit = fichier("[taux_bce]\nconnu_jusqu_au = 2027-07-02\n", "droit.toml")
        assert Reponse("taux", "--serie", "taux_bce", "--au", "2027-06-01", "--droit", droit).code == FAIT


class TestRegles:
    """`creances evaluer` et `creances regles`."""

    CAS = json.dumps({"creance": {"montant": "10000", "echeance": "2026-04-30"}, "au": "2026-08-31"})

    def test_evaluer_un_fichier_ou_l_entree_standard(self, fichier: Any) -> None:
        attendu = penalites(Creance(montant=10000, echeance="2026-04-30"), au="2026-08-31")
        du_fichier = Reponse("evaluer", "penalites", fichier("\ufeff" + self.CAS, "cas.json"))
        assert (du_fichier.code, du_fichier.texte) == (FAIT, attendu.texte() + "\n")
        assert Reponse("evaluer", "penalites", "-", entree=self.CAS).texte == du_fichier.texte

    @pytest.mark.parametrize("format_", ["texte", "json", "markdown", "html"])
    def test_chaque_format(self, format_: str, tmp_path: Path) -> None:
        attendu = penalites(Creance(montant=10000, echeance="2026-04-30"), au="2026-08-31")
        sortie = tmp_path / "sortie"
        options = ("--format", format_, "--langue", "en", "--sortie", str(sortie))
        assert Reponse("evaluer", "penalites", "-", *options, entree=self.CAS).code == FAIT
        relu = sortie.read_text(encoding="utf-8")
        if format_ == "json":
            assert json.loads(relu) == json.loads(attendu.json())
        else:
            assert relu == getattr(attendu, format_)("en") + "\n"

    @pytest.mark.parametrize(
        ("regle", "cas", "code", "dit"),
        [
            ("penalites", "{", REFUSE, "[cas.json]"),
            ("penalites", "[1]", REFUSE, "reçu list"),
            ("penalites", '{"creance": NaN}', REFUSE, "reçu NaN"),
            ("penalites", "[" * 100_000, REFUSE, "[cas.json]"),
            ("penalites", '{"au": ' + "9" * 5000 + "}", REFUSE, "[cas.json]"),
            ("penalites", CAS.replace('"10000"', "10000.5"), REFUSE, "jamais de flottant"),
            ("penalite", CAS, REFUSE, "règle : reçu 'penalite'"),
            ("penalites", CAS.replace("2026-08", "2027-03"), DROIT_INCONNU, "[droit.apres_horizon]"),
            (
                "penalites",
                CAS.replace('"montant"', '"nature": "CREDIT_CONSO", "montant"'),
                HORS_CHAMP,
                "[hors_champ.credit]",
            ),
        ],
    )
    def test_les_refus_ont_leur_code(self, regle: str, cas: str, code: int, dit: str) -> None:
        reponse = Reponse("evaluer", regle, "-", entree=cas)
        assert reponse.code == code
        assert reponse.texte == ""
        assert dit in reponse.erreurs

    def test_evaluer_avec_un_droit_complete(self, fichier: Any) -> None:
        droit = fichier("[taux_bce]\nconnu_jusqu_au = 2027-04-01\n", "droit.toml")
        cas = self.CAS.replace("2026-08-31", "2027-03-31")
        assert Reponse("evaluer", "penalites", "-", "--droit", droit, entree=cas).code == FAIT
        assert Reponse("evaluer", "penalites", "absent.json").code == REFUSE

    def test_la_liste_des_regles(self) -> None:
        reponse = Reponse("regles")
        assert "penalites : Tout ce qui a couru en pénalités" in reponse.mots
        assert "C. com., L441-10, II" in reponse.mots

    def test_une_regle_et_ses_schemas(self) -> None:
        assert "jour_jugement" in Reponse("regles", "penalites").texte
        schemas = Reponse("regles", "penalites", "--schema").json
        assert {"creance", "au"} <= set(schemas["entrees"]["properties"])
        assert "valeur" in schemas["sortie"]["properties"]

    def test_les_fautes(self) -> None:
        assert Reponse("regles", "--schema").code == USAGE
        assert Reponse("regles", "penalite").code == REFUSE


class TestProgramme:
    """Le point d'entrée, l'aide, la version, et ce qui se passe sans typer."""

    def test_la_version_et_l_aide(self) -> None:
        assert Reponse("--version").texte.startswith("creances 0.1")
        aide = Reponse("--help")
        assert aide.code == FAIT
        for nom in ("decompte", "taux", "evaluer", "regles"):
            assert nom in aide.texte
            assert Reponse(nom, "--help").code == FAIT
        assert "decompte" in Reponse().texte

    def test_le_point_d_entree_lance_la_commande(self, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        monkeypatch.setattr(sys, "argv", ["creances", "--version"])
        with pytest.raises(SystemExit) as sortie:
            commande.principal()
        assert sortie.value.code == 0
        assert capsys.readouterr().out.startswith("creances ")

    def test_un_flux_qui_ne_sait_pas_tout_ecrire_n_arrete_rien(self, monkeypatch: pytest.MonkeyPatch) -> None:
        flux = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
        monkeypatch.setattr(sys, "stdout", flux)
        monkeypatch.setattr(sys, "stderr", io.StringIO())
        monkeypatch.setattr(sys, "argv", ["creances", "decompte", CSV, *AU])
        with pytest.raises(SystemExit) as sortie:
            commande.principal()
        assert sortie.value.code == 0
        flux.flush()
        assert "27?320,00\xa0€".encode("cp1252") in flux.buffer.getvalue()  # type: ignore[attr-defined]

    @pytest.mark.parametrize("absent", ["typer", "rich.console"])
    def test_sans_l_extra_le_programme_dit_comment_l_installer(
        self, absent: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        for nom in [nom for nom in sys.modules if nom.startswith("creances.adaptateurs.commande.")]:
            monkeypatch.delitem(sys.modules, nom)
        monkeypatch.setitem(sys.modules, absent, None)
        with pytest.raises(SystemExit) as sortie:
            commande.principal()
        assert sortie.value.code == USAGE
        assert 'pip install "creances[cli]"' in capsys.readouterr().err

    def test_un_autre_module_absent_n_est_pas_cache(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for nom in [nom for nom in sys.modules if nom.startswith("creances.adaptateurs.commande.")]:
            monkeypatch.delitem(sys.modules, nom)
        monkeypatch.setitem(sys.modules, "creances.adaptateurs.bilan", None)
        with pytest.raises(ModuleNotFoundError, match="bilan"):
            commande.principal()


class TestTerminal:
    """Au terminal, les tableaux sont mis en forme et rien de ce qu'ils portent n'est interprété."""

    def test_une_page_se_montre_avec_ses_tableaux_ses_reserves_et_sa_version(self) -> None:
        flux = io.StringIO()
        nom = "[bold]x[/bold]"
        tableau = Tableau(("Client", "Total"), ((Texte("C1"), Texte("12", True)),))
        page = Page(
            "fr",
            "Titre",
            Fiche(((nom, Fiche((("Total", Texte("3", True)),))), ("Seul", Texte("mot")), ("Liste", tableau))),
            (),
            (),
            (nom,),
            "v1",
        )
        montrer(
            [page, composer(penalites(Creance(montant=100, echeance="2026-04-30"), au="2026-05-31"), "fr")],
            Console(file=flux, force_terminal=True, width=120),
        )
        ecrit = flux.getvalue()
        assert ecrit.count(nom) == 2
        assert "Réserves" in ecrit
        assert "v1" in ecrit
        assert "mot" in ecrit
        assert "C1          12" in ecrit
        assert "Pénalités de retard au 31 mai 2026" in ecrit

    def test_un_terminal_recoit_des_tableaux_mis_en_forme(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        flux = Terminal()
        monkeypatch.setattr(sys, "stdout", flux)
        monkeypatch.setenv("COLUMNS", "200")
        page = Page("fr", "Titre", Fiche((("Nom", Fiche((("Total", Texte("3", True)),))),)), (), (), (), "v1")
        ecrire_pages([page], Format.TABLE, None)
        assert "Titre" in flux.getvalue()
        assert "Réserves" not in flux.getvalue()

    def test_la_progression_avance_sans_rien_ecrire_hors_d_un_terminal(self, capsys: Any) -> None:
        with avancement("essai") as avancer:
            avancer(1, 2)
            avancer(2, 2)
        assert capsys.readouterr() == ("", "")

    def test_la_progression_se_voit_au_terminal_et_s_efface(self, monkeypatch: pytest.MonkeyPatch) -> None:
        flux = io.StringIO()
        monkeypatch.setattr(sys, "stderr", flux)
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm")
        with avancement("essai") as avancer:
            avancer(1, 2)
            avancer(2, 2)
        assert "essai" in flux.getvalue()
        assert "100%" in flux.getvalue()
        assert flux.getvalue().endswith("\x1b[2K")
