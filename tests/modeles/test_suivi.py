"""La vie amiable d'un dossier : ce que les événements de suivi acceptent, et ce qu'ils refusent."""

import pytest

from creances import Contestation, Contexte, Creance, DonneeInvalide, Dossier, Echeancier, Pause, Relance, Transmission

FACTURE = Creance(montant=1000, echeance="2026-04-30")


@pytest.mark.parametrize("classe", [Contestation, Pause])
def test_ce_qui_dure_ne_finit_pas_avant_d_avoir_commence(classe):
    assert classe(date="2026-05-02", fin="2026-05-02").fin == classe(date="2026-05-02").date
    with pytest.raises(DonneeInvalide, match=r"fin : .*2026-05-02") as refus:
        classe(date="2026-05-02", fin="2026-05-01")
    assert refus.value.code == "duree.ordre"


def test_une_transmission_nomme_son_acteur():
    with pytest.raises(DonneeInvalide, match="acteur : ce champ est obligatoire"):
        Transmission(date="2026-05-02")


@pytest.mark.parametrize(
    "dates",
    [("2026-06-01", "2026-05-15"), ("2026-06-01", "2026-06-01"), ("2026-05-01", "2026-06-01")],
    ids=["desordre", "doublon", "avant_la_signature"],
)
def test_les_echeances_d_un_plan_se_suivent_apres_la_signature(dates):
    with pytest.raises(DonneeInvalide) as refus:
        Echeancier(date="2026-05-02", lignes=[{"date": un, "montant": "10"} for un in dates])
    assert refus.value.code == "echeancier.ordre"


def test_un_plan_sans_echeance_est_refuse():
    with pytest.raises(DonneeInvalide, match="lignes"):
        Echeancier(date="2026-05-02", lignes=[])


def test_l_empreinte_d_un_envoi_est_un_sha_256():
    assert Relance(date="2026-05-02", empreinte="a" * 64).empreinte == "a" * 64
    with pytest.raises(DonneeInvalide, match="empreinte"):
        Relance(date="2026-05-02", empreinte="A" * 64)


def test_un_dossier_porte_son_contexte_et_survit_au_json():
    dossier = Dossier(creance=FACTURE, contexte=Contexte(relation="strategique", marge_annuelle="36000"))
    assert Dossier.depuis_json(dossier.json_texte()) == dossier
    assert Dossier(creance=FACTURE).contexte == Contexte()
