"""Ce que l'orientation promet quel que soit le dossier, quelle que soit la politique."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from creances import Contexte, Creance, Debiteur, Dossier, Politique, orientation
from creances.modeles.contexte import Relation
from creances.moteur.usages.chiffres import chiffres
from creances.moteur.usages.politique import Externalisation, PlaceDeLaSommation, VoieChiffree
from strategies import rapide

AU = date(2026, 11, 21)
FIN = AU + timedelta(days=40)
CHIFFRES = chiffres("orientation.toml")
NOMBRES = {nom: st.integers(0, 100 if nom.startswith("courbe_") else 400) for nom in CHIFFRES}

jours = st.dates(date(2026, 1, 1), FIN)
evenements = st.lists(
    st.one_of(
        st.builds(lambda jour: {"type": "relance", "date": jour}, jours),
        st.builds(
            lambda jour, delai: {"type": "mise_en_demeure", "date": jour, "delai": delai}, jours, st.integers(0, 30)
        ),
        st.builds(
            lambda jour, montant: {"type": "paiement", "date": jour, "montant": montant}, jours, st.integers(1, 9000)
        ),
        st.builds(
            lambda jour, attitude: {"type": "reponse", "date": jour, "attitude": attitude},
            jours,
            st.sampled_from(["dialogue", "difficulte", "mauvaise_foi", "adresse_inconnue"]),
        ),
        st.builds(
            lambda jour, nature: {"type": "contestation", "date": jour, "nature": nature},
            jours,
            st.sampled_from([None, "administrative", "serieuse"]),
        ),
        st.builds(
            lambda jour, statut: {"type": "statut_facture", "date": jour, "statut": statut},
            jours,
            st.sampled_from(["refusee", "rejetee"]),
        ),
        st.builds(lambda jour: {"type": "procedure_collective", "date": jour, "publication": jour}, jours),
        st.builds(lambda jour: {"type": "pause", "date": jour}, jours),
    ),
    max_size=5,
)
debiteurs = st.builds(
    Debiteur,
    qualite=st.sampled_from(["professionnel", "professionnel", "consommateur", "public"]),
    categorie_publique=st.sampled_from([None, "etat", "collectivite"]),
    pays=st.sampled_from(["FR", "FR", "FR", "DE", "US"]),
    solvabilite=st.sampled_from([None, "bonne", "moyenne", "fragile"]),
)
contextes = st.fixed_dictionaries(
    {
        "preuves": st.sampled_from([None, "fortes", "moyennes", "faibles"]),
        "image_sensible": st.booleans(),
        "volume": st.sampled_from([1, 500]),
        "service_interne": st.sampled_from([None, "structure"]),
        "signaux": st.sampled_from([(), ("cession_actifs",)]),
    }
)
politiques = st.builds(
    Politique,
    chiffres=st.fixed_dictionaries({}, optional=NOMBRES),
    voies_refusees=st.lists(st.sampled_from(get_args(VoieChiffree)), max_size=4, unique=True).map(tuple),
    externalisation=st.sampled_from([None, *get_args(Externalisation)]),
    priorite_amiable=st.booleans(),
    sommation=st.sampled_from([None, *get_args(PlaceDeLaSommation)]),
)


@st.composite
def dossiers(tirer: Any) -> dict[str, Any]:
    """Un dossier entre professionnels, avec un consommateur ou une personne publique, échu ou non."""
    echeance = tirer(st.one_of(st.dates(date(2026, 1, 1), FIN), st.dates(date(2021, 10, 1), date(2022, 3, 1))))
    creance = Creance(montant=tirer(st.integers(20, 40_000)), echeance=echeance, debiteur=tirer(debiteurs))
    procedures = tirer(
        st.sampled_from(
            [(), (), ({"type": "IP", "actes": [{"type": "ordonnance", "date": "2026-09-10"}]},)],
        )
    )
    return {
        "creance": creance,
        "evenements": tirer(evenements),
        "procedures": procedures,
        "contexte": tirer(contextes),
    }


@rapide
@given(dossiers())
def test_ce_qui_est_posterieur_a_la_question_ne_change_rien(champs: dict[str, Any]) -> None:
    passes = [un for un in champs["evenements"] if un["date"] <= AU]
    assert orientation(Dossier(**champs), au=AU) == orientation(Dossier(**{**champs, "evenements": passes}), au=AU)


@rapide
@given(dossiers(), politiques)
def test_aucune_politique_n_ecarte_la_loi(champs: dict[str, Any], politique: Politique) -> None:
    """La loi ferme et impose les mêmes voies avec et sans politique, et la décision n'est jamais une voie qu'elle ferme."""
    un = Dossier(**champs)
    sans, avec = orientation(un, au=AU).valeur, orientation(un, au=AU, politique=politique).valeur
    assert avec.obstacles == sans.obstacles
    imposees = [obstacle.voie for obstacle in avec.obstacles if obstacle.voie]
    if imposees:
        assert avec.voie == sans.voie == imposees[0]
    fermees = {voie for obstacle in avec.obstacles for voie in obstacle.elimine}
    assert avec.voie not in fermees
    assert not fermees & {une.voie for une in avec.options}
    assert fermees <= set(avec.interdits)
    assert not fermees & set(avec.alternatives)


@rapide
@given(dossiers(), politiques)
def test_une_voie_refusee_par_la_politique_n_est_pas_comparee(champs: dict[str, Any], politique: Politique) -> None:
    options = orientation(Dossier(**champs), au=AU, politique=politique).valeur.options
    assert not set(politique.voies_refusees) & {une.voie for une in options}


@rapide
@given(dossiers(), politiques, st.sampled_from(get_args(Relation)), st.integers(0, 50_000), st.integers(0, 50_000))
def test_plus_de_relation_ne_rend_jamais_le_choix_plus_dur(
    champs: dict[str, Any], politique: Politique, relation: Relation, marge: int, plus: int
) -> None:
    """Le dommage que le choix fait à la relation ne croît pas quand la relation vaut plus."""
    choix = []
    for une in (marge, marge + plus):
        contexte = Contexte(**{**champs["contexte"], "relation": relation, "marge_annuelle": une})
        decision = orientation(Dossier(**{**champs, "contexte": contexte}), au=AU, politique=politique).valeur
        if decision.motif != "valeur_esperee":
            return
        choix.append(decision)
    parts = {
        nom: dict(politique.chiffres).get(nom, CHIFFRES[nom].valeur) for nom in CHIFFRES if nom.startswith("dommage")
    }
    image = parts["dommage_image"] if champs["contexte"]["image_sensible"] else Decimal(0)
    assert _dommage(choix[1].options[0].voie, parts, image) <= _dommage(choix[0].options[0].voie, parts, image)


_CLES = {
    "pack_automatise": "pack",
    "injonction_payer": "injonction",
    "refere_provision": "refere",
    "assignation_fond": "fond",
}
_DEHORS = {"pack_automatise", "cabinet", "petites_creances", "injonction_payer", "refere_provision", "assignation_fond"}


def _dommage(voie: str, parts: dict[str, Any], image: Decimal) -> Decimal:
    if voie == "abandon":
        return Decimal(0)
    return Decimal(parts[f"dommage_{_CLES.get(voie, voie)}"]) + (image if voie in _DEHORS else 0)


@rapide
@given(dossiers(), politiques)
def test_la_reponse_est_la_meme_deux_fois(champs: dict[str, Any], politique: Politique) -> None:
    premiere = orientation(Dossier(**champs), au=AU, politique=politique)
    assert premiere == orientation(Dossier(**champs), au=AU, politique=Politique.lire(politique.toml_texte()))


@rapide
@given(dossiers())
def test_une_dette_payee_n_a_plus_d_etape(champs: dict[str, Any]) -> None:
    paiement = {"type": "paiement", "date": AU, "montant": "99999"}
    payee = Dossier(**{**champs, "evenements": [*champs["evenements"], paiement]})
    assert orientation(payee, au=AU).valeur.voie == "rien"


@rapide
@given(dossiers())
def test_les_options_sont_rangees_et_s_additionnent(champs: dict[str, Any]) -> None:
    decision = orientation(Dossier(**champs), au=AU).valeur
    valeurs = [une.valeur for une in decision.options]
    assert valeurs == sorted(valeurs, reverse=True)
    assert all(une.valeur == une.encaissement + une.rembourse - une.cout_fixe - une.dommage for une in decision.options)
