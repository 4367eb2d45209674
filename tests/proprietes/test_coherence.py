"""Ce que `escalade` et `orientation` promettent ensemble : l'une n'écrit jamais à qui l'autre interdit d'écrire."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from creances import Creance, Debiteur, Dossier, escalade, orientation
from strategies import rapide

AU = date(2026, 11, 21)
# Ce qui, d'après l'orientation, interdit de relancer : la loi, le juge, un tiers ou la parole donnée.
MUETS = frozenset(
    {
        "rien_n_est_du",
        "accessoires_seuls",
        "facture_encaissee",
        "procedure_collective",
        "creance_declaree",
        "surendettement",
        "prescrite",
        "prescription_discutee",
        "prescription_proche",
        "titre_executoire",
        "procedure_en_cours",
        "mediation_en_cours",
        "chez_un_tiers",
        "facture_rejetee",
        "facture_refusee",
    }
)
LETTRES = frozenset({"pre_relance", "relance", "appel", "mise_en_demeure"})
TYPES = (
    "relance",
    "mise_en_demeure",
    "promesse",
    "reponse",
    "assignation",
    "refere",
    "requete",
    "signification_injonction",
    "declaration_creance",
    "saisie",
    "mesure_conservatoire",
    "mediation",
    "conciliation",
    "surendettement",
    "depot_surendettement",
    "mesures_surendettement",
    "titre",
    "procedure_collective",
    "reconnaissance",
)
jours = st.dates(date(2026, 1, 1), AU + timedelta(days=40))


def evenement(tire: tuple[str, date, int, str]) -> dict[str, Any]:
    type_, jour, montant, statut = tire
    if type_ in {"paiement", "avoir"}:
        return {"type": type_, "date": jour, "montant": montant}
    return {"type": type_, "date": jour} | ({"statut": statut} if type_ == "statut_facture" else {})


evenements = st.lists(
    st.tuples(
        st.sampled_from((*TYPES, "paiement", "avoir", "statut_facture")),
        jours,
        st.integers(1, 1200),
        st.sampled_from(("deposee", "rejetee", "refusee", "encaissee")),
    ).map(evenement),
    max_size=5,
)
creances = st.builds(
    Creance,
    montant=st.sampled_from([24, 900]),
    echeance=st.dates(date(2021, 11, 1), date(2022, 2, 28)) | st.dates(date(2026, 6, 1), AU),
    emission=st.none() | st.just(date(2021, 10, 1)),
    debiteur=st.builds(Debiteur, qualite=st.sampled_from(["professionnel", "consommateur", "public"])),
    nature=st.sampled_from(["B2B_VENTE", "B2B_VENTE", "TITRE_JUDICIAIRE"]),
)
dossiers = st.builds(Dossier, creance=creances, evenements=evenements)


class TestLesDeuxQuestions:
    @rapide
    @given(dossiers)
    def test_aucune_lettre_la_ou_l_orientation_se_tait(self, dossier: Dossier) -> None:
        plan, decision = escalade(dossier, au=AU).valeur, orientation(dossier, au=AU).valeur
        if decision.motif not in MUETS or plan.prochaine is None or plan.prochaine.nature not in LETTRES:
            return
        # Seule une attente qui a une fin laisse prévoir la lettre d'après.
        assert plan.frein is not None
        assert plan.frein.jusqu_au is not None
        assert plan.prochaine.jour > plan.frein.jusqu_au

    @rapide
    @given(dossiers)
    def test_le_juge_saisi_n_est_pas_saisi_deux_fois(self, dossier: Dossier) -> None:
        plan, decision = escalade(dossier, au=AU).valeur, orientation(dossier, au=AU).valeur
        if plan.frein is not None and plan.frein.code in {"procedure_engagee", "titre_executoire"}:
            assert decision.voie not in {"injonction_payer", "petites_creances", "refere_provision", "assignation_fond"}
