"""Le CSV des factures : ce qui est lu, ce qui est refusé, et que rien ne se perd entre les deux."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import Avoir, Creance, DonneeInvalide, MiseEnDemeure, Paiement, ProcedureCollective
from creances.adaptateurs.colonnes import CONDITIONS, CREANCE, DEBITEUR
from creances.adaptateurs.factures_csv import COLONNES, LectureCsv, lire_csv
from creances.modeles import Conditions, Debiteur

EXEMPLE = Path(__file__).parents[2] / "exemples" / "factures.csv"
EN_TETE = "client;reference;montant;echeance\n"


def lire(texte: str, **options: object) -> LectureCsv:
    return lire_csv(texte.encode(), **options)  # type: ignore[arg-type]


def code_du_refus(source: object, **options: object) -> str:
    with pytest.raises(DonneeInvalide) as refus:
        lire_csv(source, **options)  # type: ignore[arg-type]
    assert refus.value.message.startswith("CSV : ")
    return refus.value.code


def codes(texte: str) -> list[tuple[int, str]]:
    lecture = lire(texte)
    assert lecture.lues == lecture.acceptees + len(lecture.rejets)
    assert lecture.complete == (not lecture.rejets)
    assert all(rejet.message.startswith(f"ligne {rejet.ligne} : ") for rejet in lecture.rejets)
    return [(rejet.ligne, rejet.code) for rejet in lecture.rejets]


class TestFormes:
    """Les mêmes factures, quelles que soient les habitudes du tableur."""

    @pytest.mark.parametrize("separateur", [";", ",", "\t"])
    @pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "iso8859-15"])
    @pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
    def test_separateurs_encodages_et_fins_de_ligne(self, separateur: str, encodage: str, fin: str) -> None:
        texte = fin.join(("client;nom;montant;échéance", 'C1;Société Été;"1234,56";31/03/2026', ""))
        lecture = lire_csv(texte.replace(";", separateur).encode(encodage))
        (creance,) = lecture.dossiers[0].creances
        assert (creance.montant, creance.echeance) == (Decimal("1234.56"), date(2026, 3, 31))
        assert (lecture.dossiers[0].nom, lecture.separateur, lecture.encodage) == ("Société Été", separateur, encodage)
        assert lecture.colonnes == ("client", "nom", "montant", "echeance")

    @pytest.mark.parametrize("ecrit", ["1234.56", "1234,56", "1 234,56", "1\u202f234,56", "1\xa0234.56"])
    def test_les_montants_s_ecrivent_a_la_virgule_ou_au_point(self, ecrit: str) -> None:
        assert lire(f"{EN_TETE}C1;F1;{ecrit};2026-03-31").dossiers[0].creances[0].montant == Decimal("1234.56")

    @pytest.mark.parametrize(
        "ecrit", ["1,234", "1.234,56", "1,234.56", "12 34,56", "1e3", "dix", "-5", "0", "1234,56 €"]
    )
    def test_un_montant_douteux_est_refuse_plutot_que_devine(self, ecrit: str) -> None:
        (code,) = codes(f"{EN_TETE}C1;F1;{ecrit};2026-03-31")
        assert code[1] in {"nombre.decimales", "nombre.type", "montant.nul_ou_negatif"}

    def test_les_noms_de_colonnes_supportent_casse_accents_et_blancs(self) -> None:
        lecture = lire("Client; MONTANT ;Échéance;Terme jours;mise-à-disposition\nC1;10;2026-03-31;30;2026-01-05")
        assert lecture.dossiers[0].creances[0].conditions.terme.jours == 30  # type: ignore[union-attr]

    def test_les_lignes_vides_et_les_cellules_vides_en_trop_sont_tolerees(self) -> None:
        lecture = lire(f"\n{EN_TETE}\n;;;\nC1;F1;10;2026-03-31;;;\nC1;F2;10;2026-04-30\n")
        assert (lecture.vides, lecture.lues, lecture.complete) == (2, 2, True)

    def test_une_colonne_sans_nom_est_toleree_si_elle_est_vide(self) -> None:
        assert codes("client;montant;echeance;;\nC1;10;2026-03-31;;\nC2;10;2026-03-31;;x") == [
            (3, "csv.cellules_decalees")
        ]

    def test_un_retour_a_la_ligne_entre_guillemets_ne_decale_pas_les_numeros(self) -> None:
        assert codes(f'{EN_TETE}"C\n1";F1;10;2026-03-31\nC2;F2;dix;2026-03-31') == [(4, "nombre.type")]

    def test_une_reference_absente_est_le_numero_de_la_ligne(self) -> None:
        lecture = lire("client;montant;echeance\nC1;10;2026-03-31\nC1;20;2026-03-31")
        assert [creance.reference for creance in lecture.dossiers[0].creances] == ["ligne 2", "ligne 3"]

    def test_la_progression_va_jusqu_au_bout(self) -> None:
        appels: list[tuple[int, int | None]] = []
        texte = EN_TETE + "".join(f"C{n};F{n};10;2026-03-31\n" for n in range(2500))
        lire(texte, progression=lambda faits, en_tout: appels.append((faits, en_tout)))
        assert len(appels) == 3
        assert appels == sorted(appels)
        assert appels[-1] == (len(texte), len(texte))


class TestTypes:
    """Une ligne par facture ou par événement ; les noms sont ceux des modèles."""

    def test_l_exemple_livre_se_lit_en_entier(self) -> None:
        lecture = lire_csv(EXEMPLE)
        assert (lecture.complete, lecture.lues, len(lecture.dossiers)) == (True, 12, 6)
        assert (lecture.factures, lecture.credits) == (Decimal("34670.50"), Decimal("7350.50"))
        par_client = {dossier.client: dossier for dossier in lecture.dossiers}
        assert par_client["D01"].evenements == (
            Paiement(date="2026-05-15", montant=2000, creance="2026-101"),
            Avoir(date="2026-04-02", montant="350.50", creance="2026-118"),
        )
        assert par_client["D03"].evenements == (MiseEnDemeure(date="2026-04-20", presentation="2026-04-22"),)
        assert par_client["D06"].evenements == (ProcedureCollective(date="2026-09-08", nature="redressement"),)
        assert par_client["D02"].creances[0].debiteur == Debiteur(
            nom="Commune de Saint-Aubray", qualite="public", categorie_publique="collectivite"
        )
        assert par_client["D06"].creances[0].conditions == Conditions(taux_penalites=12)

    @pytest.mark.parametrize(
        ("ligne", "attendu"),
        [
            ("frais;C1;;2026-05-01;12,50;;;huissier", {"montant": Decimal("12.50"), "libelle": "huissier"}),
            ("avoir;C1;;2026-05-01;1;F1;oui", {"retroactif": True, "creance": "F1"}),
            ("AVOIR;C1;;2026-05-01;1;F1;0", {"retroactif": False}),
            ("relance;C1;;01/05/2026;;;;;courriel", {"canal": "courriel"}),
            ("reconnaissance;C1;;2026-05-01;5", {"montant": Decimal("5.00")}),
            ("promesse;C1;;2026-05-01;5;;;;;2026-06-01", {"pour_le": date(2026, 6, 1)}),
            ("contestation;C1;;2026-05-01;;;;;;;malfaçon", {"motif": "malfaçon"}),
        ],
    )
    def test_chaque_type_d_evenement_prend_ses_colonnes(self, ligne: str, attendu: dict[str, object]) -> None:
        en_tete = "type;client;reference;date;montant;creance;retroactif;libelle;canal;pour_le;motif;echeance\n"
        lecture = lire(f"{en_tete};C1;F1;;100;;;;;;;2026-03-31\n{ligne}")
        assert lecture.rejets == ()
        (evenement,) = lecture.dossiers[0].evenements
        assert evenement.date == date(2026, 5, 1)
        assert {nom: getattr(evenement, nom) for nom in attendu} == attendu

    def test_les_credits_sont_totalises_hors_frais_et_promesses(self) -> None:
        lecture = lire(
            "type;client;montant;echeance;date;creance\n;C1;100;2026-03-31\npaiement;C1;30;;2026-05-01\n"
            "frais;C1;7;;2026-05-01\npromesse;C1;9;;2026-05-01\navoir;C1;5;;2026-05-01"
        )
        assert (lecture.factures, lecture.credits, lecture.complete) == (100, 35, True)

    def test_les_colonnes_sont_des_champs_des_modeles(self) -> None:
        assert set(CREANCE) <= set(Creance.model_fields)
        assert set(DEBITEUR) == set(Debiteur.model_fields)
        assert set(CONDITIONS) <= set(Conditions.model_fields)
        assert len(COLONNES) == len(set(COLONNES))


class TestLignesRefusees:
    """Rien n'est ignoré en silence : chaque ligne refusée a son numéro, son code et sa raison."""

    @pytest.mark.parametrize(
        ("ligne", "code"),
        [
            ("facture;;F2;10;2026-03-31", "csv.sans_client"),
            ("reçu;C1;F2;10;2026-03-31", "csv.type_inconnu"),
            ("facture;C1;F1;10;2026-03-31", "csv.reference_repetee"),
            ("facture;C1;F2;;2026-03-31", "donnee.missing"),
            ("facture;C1;F2;10;31/02/2026", "date.invalide"),
            ("facture;C1;F2;10;demain", "date.invalide"),
            ("facture;C1;F2;10;;bric", "donnee.literal_error"),
            ("facture;C1;F2;10;2026-03-31;;peut-être", "cellule.oui_ou_non"),
            ("facture;C1;F2;10;2026-03-31;;;trente", "cellule.entier"),
            ("facture;C1;F2;10;2026-03-31;;;30;2", "terme.jours_ou_mois"),
            ("facture;C1;F2;10;2026-03-31;;;;;USD", "devise"),
            ("facture;C1;F2;10;2026-03-31;;;;;;2026-05-01", "csv.colonne_sans_objet"),
            ("paiement;C1;F1;10;;;;;;;2026-05-01", "csv.colonne_sans_objet"),
            ("paiement;C1;;10;;;;;;;2026-05-01;F9", "csv.creance_inconnue"),
            ("paiement;C9;;10;;;;;;;2026-05-01", "csv.client_sans_facture"),
            ("facture;C1;F2;10;2026-03-31;;;;;;;;de trop", "csv.cellules_decalees"),
        ],
    )
    def test_la_ligne_est_refusee_et_les_autres_restent(self, ligne: str, code: str) -> None:
        en_tete = (
            "type;client;reference;montant;echeance;nature;periodique;terme_jours;terme_mois;devise;date;creance\n"
        )
        texte = f"{en_tete}facture;C1;F1;100;2026-03-31\n{ligne}"
        assert codes(texte) == [(3, code)]
        assert [creance.reference for creance in lire(texte).dossiers[0].creances] == ["F1"]

    @pytest.mark.parametrize("type_", ["avoir", "frais"])
    def test_un_avoir_ou_des_frais_disent_leur_facture_s_il_y_en_a_plusieurs(self, type_: str) -> None:
        texte = f"type;client;reference;montant;echeance;date\n;C1;F1;10;2026-03-31\n{type_};C1;;5;;2026-05-01\n"
        assert codes(texte) == []
        assert codes(f"{texte};C1;F2;10;2026-03-31") == [(3, "csv.creance_absente")]

    def test_un_paiement_qui_vise_une_facture_refusee_est_refuse_aussi(self) -> None:
        texte = "type;client;reference;montant;echeance;date;creance\n;C1;F1;10;2026-03-31\n;C1;F2;dix;2026-03-31\n"
        assert codes(f"{texte}paiement;C1;;5;;2026-05-01;F2") == [(3, "nombre.type"), (4, "csv.creance_inconnue")]

    def test_un_refus_nomme_la_colonne(self) -> None:
        lecture = lire("client;montant;echeance;le\nC1;10;2026-03-31;fin")
        assert lecture.rejets[0].message == "ligne 2 : le : reçu 'fin' ; accepté : un nombre entier"


class TestFichiersRefuses:
    """Un fichier que l'on ne comprend pas est refusé en entier, jamais lu à moitié."""

    @pytest.mark.parametrize(
        ("octets", "code"),
        [
            (b"", "csv.vide"),
            (b"  \n\n", "csv.vide"),
            (b";;;\n;;;\n", "csv.vide"),
            ("\u3000\n".encode(), "csv.separateur"),
            (b"PK\x03\x04", "csv.classeur"),
            (b"%PDF-1.7", "csv.pdf"),
            (b"<html>", "csv.xml"),
            (b"client;montant\nC1\0;1", "csv.octet_nul"),
            (b"\xef\xbb\xbfclient;montant\n\xe9;1", "csv.encodage"),
            (b"client montant\nC1 10", "csv.separateur"),
            (b"client;montant;mont ant\n", "csv.colonne_inconnue"),
            (b"client;montant;Montant\n", "csv.colonne_double"),
            (b"client;echeance\n", "csv.colonne_absente"),
            (b"reference;montant\n", "csv.colonne_absente"),
            (b'client;montant\n"C1;10\n', "csv.guillemets"),
            (b'client;montant\n"C1"x;10\n', "csv.guillemets"),
            (b"client;montant\n" + b"x" * 200_000 + b";10\n", "csv.guillemets"),
        ],
    )
    def test_le_refus_dit_pourquoi(self, octets: bytes, code: str) -> None:
        assert code_du_refus(octets) == code

    def test_une_colonne_inconnue_est_nommee(self) -> None:
        with pytest.raises(DonneeInvalide, match=r"colonne 'Échéances' inconnue ; accepté : type, client, reference"):
            lire("client;montant;Échéances\n")

    def test_les_bornes_sont_tenues(self, tmp_path: Path) -> None:
        octets = EXEMPLE.read_bytes()
        assert code_du_refus(octets, limite_octets=len(octets) - 1) == "csv.trop_gros"
        assert code_du_refus(octets, limite_lignes=12) == "csv.trop_de_lignes"
        assert lire_csv(octets, limite_octets=len(octets), limite_lignes=13).complete
        assert code_du_refus(tmp_path / "absent.csv") == "csv.illisible"
        assert code_du_refus(io.StringIO("client;montant")) == "csv.source"
        assert code_du_refus(12) == "csv.source"

    def test_un_flux_et_un_chemin_se_lisent_pareil(self) -> None:
        with EXEMPLE.open("rb") as flux:
            assert lire_csv(flux) == lire_csv(EXEMPLE) == lire_csv(str(EXEMPLE)) == lire_csv(EXEMPLE.read_bytes())


_TEXTES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)
_FACTURES = st.builds(
    Creance,
    reference=_TEXTES.filter(bool),
    montant=st.decimals("0.01", "999999.99", places=2),
    echeance=st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    contestation=st.none() | _TEXTES.filter(bool),
    periodique=st.booleans(),
)


class TestProprietes:
    """Quoi qu'on lui donne, le lecteur lit tout, refuse tout, ou dit ligne par ligne ce qu'il a refusé."""

    @given(st.binary(max_size=200))
    def test_des_octets_quelconques_ne_levent_que_donnee_invalide(self, octets: bytes) -> None:
        for source in (octets, b"client;montant;echeance\n" + octets):
            with suppress(DonneeInvalide):
                lecture = lire_csv(source)
                assert lecture.lues == lecture.acceptees + len(lecture.rejets)

    @given(
        st.lists(
            st.lists(st.sampled_from(["", "C1", "F1", "10", "paiement", "2026-03-31", '"', "x" * 600]), max_size=6)
        )
    )
    def test_des_cellules_melangees_ne_perdent_aucune_ligne(self, rangees: list[list[str]]) -> None:
        flux = io.StringIO(newline="")
        ecrivain = csv.writer(flux, delimiter=";")
        ecrivain.writerow(["type", "client", "reference", "montant", "echeance", "date"])
        ecrivain.writerows(rangees)
        lecture = lire(flux.getvalue())
        remplies = sum(any(rangee) for rangee in rangees)
        assert lecture.lues == remplies
        total = sum(len(dossier.creances) + len(dossier.evenements) for dossier in lecture.dossiers)
        assert total == lecture.acceptees
        factures = sum(creance.montant for dossier in lecture.dossiers for creance in dossier.creances)
        assert factures == lecture.factures

    @given(
        st.lists(_FACTURES, max_size=6, unique_by=lambda creance: creance.reference), st.sampled_from([";", ",", "\t"])
    )
    def test_ce_qui_est_ecrit_se_relit(self, factures: list[Creance], separateur: str) -> None:
        flux = io.StringIO(newline="")
        ecrivain = csv.writer(flux, delimiter=separateur)
        ecrivain.writerow(["client", "reference", "montant", "echeance", "contestation", "periodique"])
        for une in factures:
            periodique = "oui" if une.periodique else "non"
            ecrivain.writerow(["C1", une.reference, une.montant, une.echeance, une.contestation or "", periodique])
        lecture = lire(flux.getvalue())
        assert lecture.rejets == ()
        assert [creance for dossier in lecture.dossiers for creance in dossier.creances] == factures
