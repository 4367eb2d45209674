"""`lots.prescriptions` : chaque cellule est ce que la règle une à une répond de la ligne et de ses événements."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any, get_args

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chroniques_au_hasard import COLONNES_DE_CHRONIQUE, chronique, en_objets
from creances import DonneeInvalide, ErreurCreances, Evenement, lots, prescription
from creances.lots.chroniques import CHAMPS
from creances.modeles import Echeancier, colonnes
from portefeuilles_au_hasard import COLONNES, Ligne, creance, en_colonnes, jour, profil
from strategies import rapide

hasards = st.integers(0, 2**32).map(Random)
LUES = ("reference", *COLONNES, "siren")
RENDUES = ("terme", "dernier_jour_ouvrable", "etat", "regime", "reserves", "erreur")


def tirer(hasard: Random, combien: int = 50) -> list[Ligne]:
    profils = [profil(hasard) for _ in range(6)]
    lignes = [creance(hasard, reference=f"F{rang}", profils=profils) for rang in range(combien)]
    for ligne in lignes:
        ligne["siren"] = hasard.choice([None, None, None, "732829320", "732 829 320", "1"])
        ligne["point_de_depart"] = None
        if hasard.random() < 0.1:
            ligne["point_de_depart"] = jour(hasard)
    return lignes


def une_seule(ligne: Ligne, evenements: list[Ligne], **options: Any) -> dict[str, Any]:
    try:
        due = colonnes.creance({nom: ligne[nom] for nom in LUES if ligne.get(nom) is not None})
        objets = en_objets(evenements)
        reponse = prescription(due, evenements=objets, depart=ligne["point_de_depart"], **options)
    except ErreurCreances as refus:
        return dict.fromkeys(RENDUES) | {"erreur": refus.code}
    valeurs = {nom: getattr(reponse.valeur, nom) for nom in RENDUES[:4]}
    return {**valeurs, "reserves": " ".join(sorted(reponse.codes())), "erreur": None}


@rapide
@given(hasards, st.booleans())
def test_chaque_cellule_est_celle_de_la_regle(hasard: Random, commandement: bool) -> None:
    lignes = tirer(hasard)
    arrives = [un for ligne in lignes for un in chronique(hasard, ligne)]
    hasard.shuffle(arrives)
    au = jour(hasard)
    evenements = pa.table({nom: [un.get(nom) for un in arrives] for nom in COLONNES_DE_CHRONIQUE}) if arrives else None
    rendue = lots.prescriptions(
        pa.table(en_colonnes(lignes, (*LUES, "point_de_depart"))),
        evenements,
        au=au,
        commandement_interrompt=commandement,
        erreurs="colonne",
    )
    for ligne, obtenue in zip(lignes, rendue.select(RENDUES).to_pylist(), strict=True):
        siens = [un for un in arrives if un["creance"] == ligne["reference"]]
        attendue = une_seule(ligne, siens, au=au, commandement_interrompt=commandement)
        assert obtenue == attendue, (ligne, siens)


class TestUnEvenement:
    DEUX = pa.table({"reference": ["F1", "F2"], "montant": [1000, 1000], "echeance": ["2013-04-19"] * 2})

    def test_refuse_en_colonne_fait_refuser_la_creance_qu_il_vise(self) -> None:
        actes = pa.table({"creance": ["F2"], "date": ["2017-01-10"], "type": ["troc"]})
        rendue = lots.prescriptions(self.DEUX, actes, au="2018-04-20", erreurs="colonne")
        assert rendue["erreur"].to_pylist() == [None, "lots.type_inconnu"]
        assert [str(un) for un in rendue["terme"].to_pylist()] == ["2018-04-19", "None"]

    def test_refuse_leve_une_erreur_qui_nomme_sa_ligne(self) -> None:
        actes = pa.table({"creance": ["F1", "F2"], "date": ["2017-01-10"] * 2, "type": ["relance", "echeancier"]})
        with pytest.raises(DonneeInvalide, match=r"ligne 1 : type : reçu 'echeancier'") as refus:
            lots.prescriptions(self.DEUX, actes, au="2018-04-20")
        assert refus.value.contexte["lignes"] == (1,)

    def test_d_une_reference_inconnue_leve_toujours(self) -> None:
        actes = pa.table({"creance": ["F9"], "date": ["2017-01-10"], "type": ["relance"]})
        with pytest.raises(DonneeInvalide, match="creance : reçu 'F9'"):
            lots.prescriptions(self.DEUX, actes, au="2018-04-20", erreurs="colonne")

    @pytest.mark.parametrize("absente", ["creance", "date"])
    def test_sans_cette_colonne_est_refuse(self, absente: str) -> None:
        actes = pa.table({"creance": ["F1"], "date": ["2017-01-10"]}).drop_columns([absente])
        with pytest.raises(DonneeInvalide, match=f"colonne {absente} absente"):
            lots.prescriptions(self.DEUX, actes, au="2018-04-20")

    def test_posterieur_a_la_question_n_existe_pas(self) -> None:
        actes = pa.table({"creance": ["F1"], "date": ["2018-04-21"], "type": ["reconnaissance"]})
        assert lots.prescriptions(self.DEUX, actes, au="2018-04-20")["etat"].to_pylist() == ["acquise"] * 2

    def test_de_chaque_type_a_ses_champs_dans_une_colonne(self) -> None:
        """Un champ neuf d'un événement, que la table ne saurait pas lire, ferait échouer ce test."""
        for modele in get_args(get_args(Evenement)[0]):
            if modele is not Echeancier:
                assert set(modele.model_fields) - {*CHAMPS, "creance"} == set(), modele


def test_le_jour_du_contrat_distingue_deux_transports() -> None:
    lignes = [
        {"montant": 100, "nature": "TRANSPORT_CMR", "emission": "2025-06-01", "conclu_le": jour_du_contrat}
        for jour_du_contrat in ("2025-01-10", "2025-03-10")
    ]
    rendue = lots.prescriptions(pa.Table.from_pylist(lignes), au="2026-11-21")["terme"].to_pylist()
    attendus = [prescription(colonnes.creance(ligne), au="2026-11-21").valeur.terme for ligne in lignes]
    assert rendue == attendus
    assert rendue[0] != rendue[1]


def test_deux_creances_aux_memes_actes_partagent_leur_suite() -> None:
    from creances.lots.cadre import Lot
    from creances.lots.chroniques import lire_chroniques

    actes = pa.table({"creance": ["F2", "F1", "F1", "F2"], "date": ["2017-01-10", "2017-01-10", "2018-01-10", "2018-01-10"],
                      "montant": [1, 2, 3, 4]})  # fmt: skip
    lot = Lot(TestUnEvenement.DEUX)
    lues = lire_chroniques(actes, "evenements", lot, 2**20, flottants="refuser")
    assert lues.rangs.tolist() == [1, 1]
    assert len(lire_chroniques(actes, "evenements", lot, 2**20, flottants="refuser", sommes=True).suites) == 3


def test_les_termes_ne_dependent_pas_de_l_ordre_des_lignes() -> None:
    lignes = tirer(Random(7), 40)
    droite = lots.prescriptions(pa.table(en_colonnes(lignes, LUES)), au="2026-11-21", erreurs="colonne")
    envers = lots.prescriptions(pa.table(en_colonnes(lignes[::-1], LUES)), au="2026-11-21", erreurs="colonne")
    assert droite["terme"].to_pylist() == envers["terme"].to_pylist()[::-1]
    assert any(un is not None and un - lignes[0]["echeance"] > timedelta(0) for un in droite["terme"].to_pylist())
