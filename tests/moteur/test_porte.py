"""La porte des données : toute règle se lance depuis du JSON, et son résultat se relit à l'identique."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from creances import (
    DonneeInvalide,
    HorsChamp,
    decompte,
    droit_courant,
    echeance,
    evaluer,
    indemnite_forfaitaire,
    penalites,
    regles,
    releve,
    relire,
)
from strategies import facture, paiement

FACTURE = {"reference": "F1", "montant": "10000", "debiteur": {"qualite": "professionnel"}, "echeance": "2026-04-30"}
VERSE = {"type": "paiement", "date": "2026-05-31", "montant": 4000}
ENTREES: dict[str, dict[str, Any]] = {
    "penalites": {"creance": FACTURE, "au": "2026-08-31", "evenements": [VERSE], "arrondi": "total"},
    "decompte": {"creance": FACTURE, "au": "2026-08-31", "evenements": [VERSE]},
    "releve": {"creances": [FACTURE, {**FACTURE, "reference": "F2"}], "au": "2026-08-31", "evenements": [VERSE]},
    "indemnite_forfaitaire": {"creance": FACTURE, "au": "2026-08-31"},
    "echeance": {"creance": {"montant": "1", "emission": "2026-01-15"}, "opposable": "legale"},
    "interets": {"montant": "2000.50", "debut": "2015-09-17", "au": "2016-04-10", "majoration_depuis": "2015-09-17"},
}


class TestEvaluer:
    def test_donne_ce_que_donne_la_fonction(self) -> None:
        due, verse = facture(), [paiement("2026-05-31", 4000)]
        assert evaluer("penalites", ENTREES["penalites"]) == penalites(
            due, au="2026-08-31", evenements=verse, arrondi="total"
        )
        assert evaluer("decompte", ENTREES["decompte"]) == decompte(due, au="2026-08-31", evenements=verse)
        assert evaluer("indemnite_forfaitaire", ENTREES["indemnite_forfaitaire"]) == indemnite_forfaitaire(
            due, au="2026-08-31"
        )
        assert evaluer("releve", ENTREES["releve"]) == releve(
            [due, facture(reference="F2")], au="2026-08-31", evenements=verse
        )
        assert evaluer("echeance", {"creance": FACTURE}) == echeance(due)

    def test_lit_du_json_tel_quel(self) -> None:
        entrees = json.loads(json.dumps(ENTREES["decompte"]))
        assert evaluer("decompte", entrees) == evaluer("decompte", ENTREES["decompte"])

    def test_un_objet_deja_construit_est_accepte_aussi(self) -> None:
        assert evaluer("penalites", {"creance": facture(), "au": "2026-08-31"}).valeur == Decimal("413.68")

    def test_le_droit_se_passe_a_part(self) -> None:
        droit = droit_courant().avec()
        assert evaluer("penalites", ENTREES["penalites"], droit=droit).droit == droit.version

    @pytest.mark.parametrize(
        ("nom", "entrees", "message", "code"),
        [
            ("penalite", {}, "règle : reçu 'penalite' ; accepté : ", "regle.inconnue"),
            (
                "penalites",
                {"creance": FACTURE, "au": "2026-08-31", "droit": None},
                "penalites : droit : reçu None ; champ inconnu de ce modèle",
                "donnee.extra_forbidden",
            ),
            ("penalites", {"creance": FACTURE}, "penalites : au : ce champ est obligatoire", "donnee.missing"),
            (
                "penalites",
                {"creance": {**FACTURE, "montant": 10000.0}, "au": "2026-08-31"},
                "penalites : creance.montant : reçu 10000.0 (float) ; accepté : Decimal, int ou texte",
                "nombre.type",
            ),
            (
                "penalites",
                {"creance": {**FACTURE, "retenue_garantie": "10000"}, "au": "2026-08-31"},
                "penalites : creance.retenue_garantie : reçu 10000.00 ; accepté : moins que le montant 10000.00",
                "creance.retenue",
            ),
            (
                "interets",
                {"montant": "-1", "debut": "2026-01-01", "au": "2026-02-01"},
                "interets : montant : reçu -1 ; accepté : zéro ou plus",
                "montant.negatif",
            ),
            (
                "penalites",
                {"creance": FACTURE, "au": "2026-08-31", "base": "360"},
                "penalites : base : reçu '360' ; accepté : '365' ou 'annee_civile'",
                "donnee.literal_error",
            ),
            ("penalites", {3: 4}, "penalites : creance : ce champ est obligatoire | au : ", "donnee.invalide"),
        ],
    )
    def test_ce_qui_est_refuse_dit_ou(self, nom: str, entrees: dict[Any, Any], message: str, code: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            evaluer(nom, entrees)
        assert str(refus.value).startswith(message)
        assert refus.value.code == code

    def test_ce_qui_est_hors_champ_le_reste(self) -> None:
        with pytest.raises(HorsChamp):
            evaluer("penalites", {"creance": {**FACTURE, "devise": "CHF"}, "au": "2026-08-31"})


class TestRelire:
    @pytest.mark.parametrize("nom", ENTREES)
    def test_un_resultat_ecrit_se_relit_a_l_identique(self, nom: str) -> None:
        un = evaluer(nom, ENTREES[nom])
        relu = relire(un.json())
        assert relu == un
        assert hash(relu) == hash(un)
        assert (relu.texte(), relu.texte("en")) == (un.texte(), un.texte("en"))

    @pytest.mark.parametrize("texte", ["", "{", "[]", "3", "null", "{}", '"penalites"'])
    def test_autre_chose_est_refuse(self, texte: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            relire(texte)
        assert str(refus.value) == (
            "texte : reçu autre chose qu'un résultat ; accepté : le JSON écrit par Resultat.json"
        )
        assert refus.value.code == "json.resultat"

    @pytest.mark.parametrize("regle", ['"penalite"', "[]", "null", "3"])
    def test_une_regle_inconnue_est_refusee(self, regle: str) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            relire(f'{{"regle": {regle}, "valeur": "1"}}')
        assert refus.value.code == "regle.inconnue"


class TestFiches:
    def test_elles_vont_par_ordre_alphabetique_et_se_documentent(self) -> None:
        fiches = regles()
        noms = [fiche.nom for fiche in fiches]
        assert noms == sorted(noms)
        assert set(ENTREES) <= set(noms)
        assert all(fiche.documentation for fiche in fiches)

    @pytest.mark.parametrize("fiche", regles(), ids=lambda fiche: fiche.nom)
    def test_chaque_regle_dit_ses_sources_et_donne_un_exemple(self, fiche: Any) -> None:
        assert ">>> " in fiche.documentation
        assert "Source" in fiche.documentation or "Doute" in fiche.documentation

    @pytest.mark.parametrize("fiche", regles(), ids=lambda fiche: fiche.nom)
    def test_ses_schemas_annoncent_ses_entrees_et_sa_sortie(self, fiche: Any) -> None:
        entrees, sortie = fiche.schema_entrees, fiche.schema_sortie
        assert entrees["additionalProperties"] is False
        assert "droit" not in entrees["properties"]
        assert {"regle", "valeur", "lignes", "articles", "reserves", "au", "droit"} == set(sortie["properties"])
        if fiche.nom in ENTREES:
            assert set(ENTREES[fiche.nom]) <= set(entrees["properties"])
            assert set(entrees["required"]) <= set(ENTREES[fiche.nom])
        json.dumps([entrees, sortie])
