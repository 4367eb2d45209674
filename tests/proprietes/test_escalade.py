"""Ce qu'un plan de relance doit tenir quels que soient le dossier, le jour et le scénario."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Avoir,
    Contestation,
    Creance,
    Debiteur,
    Dossier,
    Etape,
    Evenement,
    MiseEnDemeure,
    Paiement,
    Pause,
    Plan,
    Promesse,
    Relance,
    Reponse,
    Scenario,
    StatutFacture,
    Transmission,
    actions_du_jour,
    escalade,
    escalades,
    relire,
    scenarios,
)
from creances.droit.calendrier import ouvrable
from creances.moteur.usages.etapes import TONS
from strategies import rapide

ECHEANCE = date(2026, 3, 31)
AUS = st.dates(ECHEANCE - timedelta(days=40), ECHEANCE + timedelta(days=200))
JOURS = st.dates(ECHEANCE - timedelta(days=30), ECHEANCE + timedelta(days=200))
CODES = ["", "relance_1", "appel_1", "relance_2", "ailleurs"]
SOMMES = st.integers(1, 1200)


@st.composite
def duree(tirer: Any, classe: type, **champs: Any) -> Evenement:
    debut = tirer(JOURS)
    fin = tirer(st.none() | st.integers(0, 60))
    tires = {nom: tirer(une) for nom, une in champs.items()}
    return classe(date=debut, fin=None if fin is None else debut + timedelta(days=fin), **tires)


@st.composite
def promesses(tirer: Any) -> Promesse:
    jour = tirer(JOURS)
    return Promesse(date=jour, pour_le=jour + timedelta(days=tirer(st.integers(0, 30))), montant=tirer(SOMMES))


ENVOIS = st.builds(
    Relance,
    date=JOURS,
    canal=st.sampled_from(["", "email", "sms", "telephone", "courrier", "interne"]),
    etape=st.sampled_from(CODES),
)
EVENEMENTS = st.lists(
    st.one_of(
        ENVOIS,
        ENVOIS,
        st.builds(MiseEnDemeure, date=JOURS, delai=st.none() | st.integers(0, 40)),
        st.builds(Paiement, date=JOURS, montant=SOMMES),
        st.builds(Avoir, date=JOURS, montant=SOMMES, retroactif=st.booleans()),
        promesses(),
        duree(Contestation, montant=st.none() | SOMMES),
        duree(Pause),
        duree(Transmission, acteur=st.just("cabinet")),
        st.builds(StatutFacture, date=JOURS, statut=st.sampled_from(["deposee", "rejetee", "refusee", "encaissee"])),
        st.builds(
            Reponse, date=JOURS, attitude=st.just("refus_du_canal"), canal=st.sampled_from(["email", "telephone"])
        ),
    ),
    max_size=6,
)


@st.composite
def etapes(tirer: Any) -> tuple[Etape, ...]:
    """Une chaîne quelconque : jours croissants, tons croissants, natures mêlées."""
    combien = tirer(st.integers(1, 6))
    jours = sorted(tirer(st.lists(st.integers(-20, 80), min_size=combien, max_size=combien)))
    tons = sorted(tirer(st.lists(st.sampled_from(TONS), min_size=combien, max_size=combien)), key=TONS.index)
    faites = []
    for rang, (decalage, ton) in enumerate(zip(jours, tons, strict=True)):
        nature, canal = tirer(
            st.sampled_from(
                [("relance", "email"), ("appel", "telephone"), ("interne", "interne"), ("mise_en_demeure", "lrar")]
            )
        )
        rattrapage = tirer(st.sampled_from(["immediat", "immediat", "replier"]))
        faites.append(
            Etape(code=f"e{rang}", nature=nature, canal=canal, decalage=decalage, ton=ton, rattrapage=rattrapage)
        )
    return tuple(faites)


SCENARIOS = st.one_of(
    st.sampled_from(sorted(scenarios())).map(lambda code: scenarios()[code]),
    st.builds(
        Scenario, code=st.just("tire"), etapes=etapes(), ecart_minimal=st.integers(0, 12), jours_ouvres=st.booleans()
    ),
)
DOSSIERS = st.builds(
    lambda evenements, qualite: Dossier(
        creance=Creance(reference="F1", montant=1000, echeance=ECHEANCE, debiteur=Debiteur(nom="D", qualite=qualite)),
        evenements=evenements,
    ),
    EVENEMENTS,
    st.sampled_from(["professionnel", "consommateur", "public", None]),
)


def prevues(plan: Plan) -> list[Any]:
    return [une for une in plan.etapes if une.etat in {"due", "a_venir"} and une.jour is not None]


def envois(plan: Plan) -> list[Any]:
    """Les contacts à venir que l'écart minimal espace."""
    return [une for une in prevues(plan) if une.etat == "a_venir" and une.nature in {"relance", "appel", "pre_relance"}]


TIRAGE = given(dossier=DOSSIERS, scenario=SCENARIOS, au=AUS)


class TestUnPlan:
    @rapide
    @TIRAGE
    def test_n_entend_rien_de_l_avenir(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        connus = tuple(un for un in dossier.evenements if un.date <= au)
        assert escalade(dossier, au=au, scenario=scenario) == escalade(
            dossier.avec(evenements=connus), au=au, scenario=scenario
        )

    @rapide
    @TIRAGE
    def test_est_le_meme_deux_fois_et_se_relit_sans_perte(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        rendu = escalade(dossier, au=au, scenario=scenario)
        assert escalade(dossier, au=au, scenario=scenario) == rendu
        assert relire(rendu.json()) == rendu

    @rapide
    @TIRAGE
    def test_ne_propose_plus_ce_qui_vient_d_etre_fait(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        avant = escalade(dossier, au=au, scenario=scenario).valeur
        action = avant.prochaine
        if action is None or avant.etape(action.code) is None:
            return
        fait = dossier.avec(evenements=(*dossier.evenements, action.evenement(au)))
        apres = escalade(fait, au=au, scenario=scenario).valeur
        etape = apres.etape(action.code)
        assert etape is not None
        assert etape.etat == "faite"
        assert apres.prochaine is None or apres.prochaine.code != action.code
        # Ce qui est dû ensuite l'était déjà : rien de nouveau le même jour.
        dues = {une.code for une in avant.etapes if une.etat == "due"}
        assert {une.code for une in apres.etapes if une.etat == "due"} <= dues | {
            une.code for une in apres.etapes if une.point_de_non_retour
        }

    @rapide
    @TIRAGE
    def test_avance_toujours_dans_le_temps(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        plan = escalade(dossier, au=au, scenario=scenario).valeur
        jours = [une.jour for une in prevues(plan) if not une.point_de_non_retour]
        assert jours == sorted(jours)
        assert [un.jour for un in plan.calendrier] == sorted(un.jour for un in plan.calendrier)
        assert all(un.jour >= au for un in plan.calendrier)
        assert plan.prochaine is None or plan.prochaine.jour >= au

    @rapide
    @TIRAGE
    def test_ne_baisse_jamais_le_ton(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        """Ni dans ce qui vient, ni au-dessous de ce qui a été fait."""
        plan = escalade(dossier, au=au, scenario=scenario).valeur
        tons = [TONS.index(une.ton) for une in prevues(plan)]  # type: ignore[arg-type]
        faits = [TONS.index(une.ton) for une in plan.etapes if une.etat == "faite"]  # type: ignore[arg-type]
        assert tons == sorted(tons)
        assert not tons or not faits or min(tons) >= max(faits)

    @rapide
    @TIRAGE
    def test_garde_l_ecart_entre_deux_contacts(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        plan = escalade(dossier, au=au, scenario=scenario).valeur
        ecart = timedelta(days=scenario.ecart_minimal)
        for avant, apres in pairwise(envois(plan)):
            assert apres.jour - avant.jour >= ecart
        touches = [
            un.date
            for un in dossier.evenements
            if un.date <= au and (isinstance(un, MiseEnDemeure) or (isinstance(un, Relance) and un.canal != "interne"))
        ]
        for une in envois(plan)[:1] if touches else ():
            assert une.jour - max(touches) >= ecart

    @rapide
    @TIRAGE
    def test_n_ecrit_qu_un_jour_ouvrable(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        if scenario.jours_ouvres:
            plan = escalade(dossier, au=au, scenario=scenario).valeur
            assert all(ouvrable(une.jour) for une in prevues(plan) if not une.point_de_non_retour)

    @rapide
    @TIRAGE
    def test_ne_saute_aucun_niveau(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        """Une étape n'est sans objet que si elle a cédé à une autre du même ton, si une plus avancée est faite, ou si une
        parole rompue, le retour d'un tiers ou un arrêt le veut ; jamais parce que son jour est passé.
        """
        plan = escalade(dossier, au=au, scenario=scenario).valeur
        admises = {
            "depassee",
            "repliee",
            "parole_rompue",
            "retour_du_tiers",
            "acte_requis",
            "echeance_passee",
            "hors_fenetre",
        }
        arret = plan.frein.code if plan.frein is not None and plan.frein.sorte == "arret" else ""
        restantes = {une.ton for une in plan.etapes if une.etat in {"due", "a_venir"}}
        for une in plan.etapes:
            if une.etat == "sans_objet":
                assert une.raison in admises | {arret}
                assert une.raison not in {"echeance_passee", "hors_fenetre"} or une.nature == "pre_relance"
                assert une.raison != "repliee" or une.ton in restantes

    @rapide
    @TIRAGE
    def test_une_dette_payee_n_a_pas_de_suite(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        paye = dossier.avec(evenements=(*dossier.evenements, Paiement(date=au, montant=1000)))
        plan = escalade(paye, au=au, scenario=scenario).valeur
        assert plan.prochaine is None
        assert {une.etat for une in plan.etapes} <= {"faite", "sans_objet"}

    @rapide
    @TIRAGE
    def test_les_actions_du_jour_sont_celles_des_plans(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        plan = escalade(dossier, au=au, scenario=scenario).valeur
        action = plan.prochaine
        attendues = [] if action is None or action.jour > au else [action]
        assert [une.action for une in actions_du_jour([dossier], au=au, scenario=scenario).valeur] == attendues

    @rapide
    @TIRAGE
    def test_un_seul_message_par_debiteur(self, dossier: Dossier, scenario: Scenario, au: date) -> None:
        """Dix factures ne font pas dix courriels."""
        lot = [dossier.avec(creance=dossier.creance.avec(reference=f"F{rang}")) for rang in range(3)]
        (groupe,) = escalades(lot, au=au, scenario=scenario).valeur
        assert len(groupe.plans) == 3
        assert set(groupe.porte) <= {"F0", "F1", "F2"}
        assert set(groupe.porte) & {une.reference for une in groupe.retirees} == set()
