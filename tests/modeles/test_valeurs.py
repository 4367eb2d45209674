"""Les modèles sont des valeurs : immuables, comparés et hachés par valeur, rendus à l'identique par JSON et pickle."""

from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from creances import (
    Conditions,
    Creance,
    Creancier,
    Debiteur,
    DonneeInvalide,
    Evenement,
    Interruption,
    MiseEnDemeure,
    Paiement,
    PalierEscompte,
    Terme,
)
from creances.modeles import Modele
from strategies import COMMUNE, factures, jours_connus, mouvements, rapide

COMPLETE = Creance(
    reference="F-2026/001",
    montant="1200.50",
    debiteur=Debiteur(nom="Mairie de Vézac", qualite="public", categorie_publique="collectivite", siren="732 829 320"),
    creancier=Creancier(nom="Ateliers", commercant=True, effectif=12),
    nature="B2B_SERVICE",
    secteur="vin",
    periodique=True,
    emission="2026-01-15",
    livraison="2026-01-10",
    reception="2026-01-17",
    echeance="2026-02-28",
    interruption=Interruption(notification="2026-02-01", completes="2026-02-10"),
    conditions=Conditions(
        terme=Terme(jours=45, mode="fin_de_mois_puis_jours", le=10, report="suivant"),
        taux_penalites="12.40",
        escompte=(PalierEscompte(jours=10, taux=3),),
        clause_penale="100",
        conclu_le="2025-12-01",
    ),
    retenue_garantie="60.00",
    contestation="prix",
    pieces=("bon de commande", "bon de livraison"),
)


class TestValeur:
    def test_deux_creances_faites_des_memes_donnees_sont_la_meme(self) -> None:
        une = Creance(montant=100, echeance="2026-04-30")
        autre = Creance(montant="100.00", echeance=date(2026, 4, 30), debiteur=Debiteur(), devise="EUR")
        assert une == autre
        assert hash(une) == hash(autre)
        assert len({une, autre}) == 1

    def test_un_champ_de_difference_en_fait_une_autre(self) -> None:
        assert COMPLETE.avec(reference="F-2026/002") != COMPLETE

    def test_un_champ_ne_se_change_pas_sur_place(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            COMPLETE.montant = Decimal(3)
        assert str(refus.value) == "Creance.montant : modèle immuable ; accepté : un autre modèle, avec(montant=…)"

    def test_un_champ_inconnu_ne_s_ajoute_pas(self) -> None:
        with pytest.raises(ValidationError):
            COMPLETE.inconnu = Decimal(3)  # type: ignore[attr-defined]

    def test_un_paiement_n_est_pas_un_avoir_de_meme_somme(self) -> None:
        assert Paiement(date="2026-05-01", montant=3) != Paiement(date="2026-05-01", montant=3, creance="F1")


class TestAvec:
    def test_rend_une_autre_creance_et_laisse_la_premiere(self) -> None:
        reduite = COMPLETE.avec(montant="900")
        assert (reduite.montant, COMPLETE.montant) == (Decimal("900.00"), Decimal("1200.50"))
        assert reduite.conditions is COMPLETE.conditions

    def test_reverifie_tout_ce_qui_change(self) -> None:
        with pytest.raises(DonneeInvalide, match="jamais de flottant"):
            COMPLETE.avec(montant=900.0)
        with pytest.raises(DonneeInvalide, match="champ inconnu"):
            COMPLETE.avec(solde=3)

    def test_reverifie_ce_que_les_champs_se_doivent(self) -> None:
        with pytest.raises(DonneeInvalide, match=r"retenue_garantie : reçu 60\.00"):
            COMPLETE.avec(montant=50)
        with pytest.raises(DonneeInvalide, match="le jour de l'envoi"):
            MiseEnDemeure(date="2026-05-10", reception="2026-05-12").avec(date="2026-06-01")


class TestVoyage:
    def test_le_json_garde_les_centimes_et_les_jours_en_texte(self) -> None:
        lu = json.loads(COMPLETE.json_texte())
        assert (lu["montant"], lu["emission"]) == ("1200.50", "2026-01-15")
        assert lu["conditions"]["taux_penalites"] == "12.40"
        assert lu["debiteur"]["siren"] == "732829320"

    def test_le_json_lu_en_dictionnaire_redonne_la_meme_creance(self) -> None:
        assert Creance.lire(json.loads(COMPLETE.json_texte())) == COMPLETE

    @pytest.mark.parametrize("modele", [COMPLETE, COMMUNE, COMPLETE.conditions, Creancier()])
    def test_le_json_et_le_pickle_rendent_la_meme_valeur(self, modele: Modele) -> None:
        relue = type(modele).depuis_json(modele.json_texte())
        copie: Any = pickle.loads(pickle.dumps(modele))  # noqa: S301 - notre propre objet
        assert relue == copie == modele
        assert hash(relue) == hash(copie) == hash(modele)

    def test_les_octets_se_lisent_comme_le_texte(self) -> None:
        assert Creance.depuis_json(COMPLETE.json_texte().encode()) == COMPLETE

    @rapide
    @given(st.data(), jours_connus)
    def test_toute_creance_et_tout_evenement_font_l_aller_et_le_retour(self, data: st.DataObject, jour: date) -> None:
        creance = data.draw(factures(jour))
        evenements: list[Evenement] = data.draw(mouvements(jour, references=[None, "F1"]))
        for modele in (creance, *evenements):
            assert type(modele).depuis_json(modele.json_texte()) == modele
            assert pickle.loads(pickle.dumps(modele)) == modele  # noqa: S301 - notre propre objet


class TestParDefaut:
    def test_une_creance_nue_est_une_vente_entre_professionnels_en_euros(self) -> None:
        nue = Creance(montant=1, echeance="2026-04-30")
        assert (nue.nature, nue.devise, nue.secteur, nue.periodique) == ("B2B_VENTE", "EUR", None, False)
        assert (nue.creancier.qualite, nue.debiteur.qualite) == ("professionnel", None)
        assert nue.conditions == Conditions()

    def test_les_parties_par_defaut_ne_se_construisent_qu_une_fois(self) -> None:
        une, autre = (Creance(montant=1, echeance="2026-04-30") for _ in range(2))
        assert une.debiteur is autre.debiteur
        assert une.creancier is autre.creancier

    @pytest.mark.parametrize(
        ("champs", "debut"),
        [
            ({"livraison": "2026-01-10", "reception": "2026-01-20", "emission": "2026-01-15"}, date(2026, 1, 10)),
            ({"reception": "2026-01-20", "emission": "2026-01-15"}, date(2026, 1, 20)),
            ({"emission": "2026-01-15", "echeance": "2026-02-28"}, date(2026, 1, 15)),
            ({"echeance": "2026-02-28"}, date(2026, 2, 28)),
        ],
    )
    def test_le_delai_commence_a_la_livraison_sinon_a_la_reception_sinon_a_l_emission(
        self, champs: dict[str, str], debut: date
    ) -> None:
        assert Creance(montant=1, **champs).debut_du_delai == debut


class TestSiren:
    @pytest.mark.parametrize("siren", ["732829320", "732 829 320", " 732829320 ", "552 100 554", "000000000"])
    def test_neuf_chiffres_de_cle_juste_sont_acceptes_sans_leurs_espaces(self, siren: str) -> None:
        assert Debiteur(siren=siren).siren == "".join(siren.split())

    @pytest.mark.parametrize(
        "siren", ["732829321", "73282932", "7328293200", "73282932O", "٧٣٢٨٢٩٣٢٠", "", 732829320, None]
    )
    def test_toute_autre_ecriture_est_refusee(self, siren: Any) -> None:
        if siren is None:
            assert Debiteur(siren=siren).siren is None
            return
        with pytest.raises(DonneeInvalide, match="neuf chiffres dont la clé est juste"):
            Debiteur(siren=siren)

    @rapide
    @given(st.integers(0, 10**8 - 1), st.integers(1, 9))
    def test_un_seul_chiffre_change_fait_une_cle_fausse(self, tete: int, ecart: int) -> None:
        for cle in range(10):
            try:
                bon = Debiteur(siren=f"{tete:08d}{cle}").siren
                break
            except DonneeInvalide:
                continue
        assert bon is not None
        faux = f"{bon[:4]}{(int(bon[4]) + ecart) % 10}{bon[5:]}"
        with pytest.raises(DonneeInvalide):
            Debiteur(siren=faux)


class TestSchema:
    def test_le_schema_json_d_une_creance_dit_ce_qui_est_obligatoire(self) -> None:
        schema = Creance.model_json_schema()
        assert schema["required"] == ["montant"]
        assert schema["additionalProperties"] is False
        assert schema["properties"]["devise"] == {"const": "EUR", "default": "EUR", "title": "Devise"}
        assert schema["properties"]["montant"]["type"] == ["string", "integer"]


class TestPortesDePydantic:
    """`model_validate` et `model_validate_json` refusent comme le constructeur."""

    def test_des_donnees_justes_donnent_le_modele(self) -> None:
        assert Creance.model_validate({"montant": "10", "echeance": "2026-04-30"}) == Creance(
            montant=10, echeance="2026-04-30"
        )

    def test_un_refus_se_lit_en_francais(self) -> None:
        with pytest.raises(DonneeInvalide) as refus:
            Creance.model_validate({"montant": 10.5, "echeance": "2026-04-30"})
        assert refus.value.code == "nombre.type"
        with pytest.raises(DonneeInvalide) as refus:
            Creance.model_validate_json("{")
        assert refus.value.code == "donnee.json_invalid"
