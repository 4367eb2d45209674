"""Où en est une procédure : états, titre, débiteurs, effets, et ce que le rejeu promet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Acte,
    Avancement,
    DonneeInvalide,
    DroitInconnu,
    HorsChamp,
    Partie,
    Procedure,
    avancement,
    calendrier,
)
from creances.droit.procedures import procedures
from creances.modeles.procedure import TypeActe


def _procedure(code: str, *actes: tuple[Any, ...], **champs: Any) -> Procedure:
    """Des actes (type, jour, et d'autres champs s'il y en a)."""
    lus = [{"type": acte[0], "date": acte[1], **(acte[2] if len(acte) > 2 else {})} for acte in actes]
    return Procedure(type=code, actes=lus, **champs)  # type: ignore[arg-type]


def _au(procedure: Procedure, jour: str) -> Avancement:
    return avancement(procedure, au=jour).valeur


PERSONNE, ETUDE = {"a_personne": True}, {"a_personne": False}


class TestInjonctionDePayer:
    """« L'ordonnance portant injonction de payer est non avenue si elle n'a pas été signifiée » à temps (CPC, 1411)."""

    @pytest.mark.parametrize(
        ("ordonnance", "dernier"),
        [("2026-08-31", "2027-03-01"), ("2026-09-01", "2026-12-01"), ("2022-03-01", "2022-09-01")],
    )
    def test_non_avenue_le_lendemain_du_dernier_jour(self, ordonnance: str, dernier: str) -> None:
        procedure = _procedure("IP", ("ordonnance", ordonnance))
        lendemain = (date.fromisoformat(dernier) + timedelta(days=1)).isoformat()
        assert _au(procedure, dernier).etat == "a_signifier"
        assert str(_au(procedure, dernier).a_venir[0].jour) == dernier
        assert _au(procedure, lendemain).etat == "non_avenue"
        assert str(_au(procedure, lendemain).manquees[0].jour) == dernier

    def test_rien_ne_repare_une_ordonnance_non_avenue(self) -> None:
        """Ni une signification tardive, ni une opposition."""
        tardive = _procedure("IP", ("ordonnance", "2026-09-01"), ("signification", "2026-12-02", PERSONNE))
        reponse = _au(tardive, "2027-06-01")
        assert (reponse.etat, reponse.executoire_le, reponse.a_venir) == ("non_avenue", None, ())
        assert reponse.sur_la_prescription[0].efface

    def test_signifiee_a_personne_le_30_novembre_elle_s_execute_le_2_fevrier(self) -> None:
        procedure = _procedure("IP", ("ordonnance", "2026-10-15"), ("signification", "2026-11-30", PERSONNE))
        reponse = _au(procedure, "2026-12-01")
        assert (str(reponse.a_venir[0].jour), str(reponse.executoire_le)) == ("2026-12-30", "2027-02-02")
        assert [_au(procedure, jour).etat for jour in ("2027-02-01", "2027-02-02")] == ["signifiee", "executoire"]

    def test_un_acte_premature_ne_devance_pas_les_deux_mois(self) -> None:
        faits = [("ordonnance", "2026-10-15"), ("signification", "2026-11-30", PERSONNE)]
        hatif = _procedure("IP", *faits, ("executoire", "2027-01-05"))
        assert str(_au(hatif, "2027-01-10").executoire_le) == "2027-02-02"
        assert [_au(hatif, jour).etat for jour in ("2027-02-01", "2027-02-02")] == ["signifiee", "executoire"]

    def test_avant_septembre_2026_le_titre_nait_a_la_fin_de_l_opposition(self) -> None:
        procedure = _procedure("IP", ("ordonnance", "2026-08-31"), ("signification", "2026-11-30", PERSONNE))
        assert str(_au(procedure, "2026-12-01").executoire_le) == "2026-12-31"

    def test_avant_mars_2022_il_faut_demander_la_formule(self) -> None:
        faits = [("ordonnance", "2022-02-28"), ("signification", "2022-03-14", PERSONNE)]
        sans = _procedure("IP", *faits)
        assert (_au(sans, "2022-05-16").etat, _au(sans, "2022-05-17").etat) == ("signifiee", "non_avenue")
        avec = _procedure("IP", *faits, ("executoire", "2022-05-16"))
        assert (_au(avec, "2022-06-01").etat, str(_au(avec, "2022-06-01").executoire_le)) == (
            "executoire",
            "2022-05-16",
        )

    def test_une_opposition_a_temps_empeche_le_titre(self) -> None:
        """« L'opposition formée dans ce délai est également suspensive » (CPC, 1422)."""
        faits = [("ordonnance", "2026-10-15"), ("signification", "2026-11-03", PERSONNE), ("opposition", "2026-12-03")]
        reponse = _au(_procedure("IP", *faits), "2027-02-01")
        assert (reponse.etat, reponse.executoire_le) == ("contestee", None)
        jugee = _procedure("IP", *faits, ("jugement", "2027-03-01"), ("notification", "2027-03-15"))
        assert (_au(jugee, "2027-03-15").etat, str(_au(jugee, "2027-03-15").executoire_le)) == (
            "executoire",
            "2027-03-15",
        )

    def test_un_avis_d_opposition_dans_les_deux_mois_empeche_le_titre(self) -> None:
        faits = [
            ("ordonnance", "2026-10-15"),
            ("signification", "2026-11-03", PERSONNE),
            ("avis_opposition", "2027-01-04"),
        ]
        assert _au(_procedure("IP", *faits), "2027-01-05").executoire_le is None

    def test_l_etranger_allonge_l_opposition_qui_survit_aux_deux_mois(self) -> None:
        faits = [("ordonnance", "2026-10-15"), ("signification", "2026-11-03", PERSONNE)]
        loin = _procedure("IP", *faits, parties=[{"nom": "Dupont", "eloignement": "etranger"}])
        reponse = _au(loin, "2026-11-04")
        opposition = next(une for une in reponse.a_venir if une.etape == "opposition")
        assert (str(opposition.jour), str(reponse.executoire_le)) == ("2027-02-03", "2027-02-04")

    def test_chaque_debiteur_a_son_delai(self) -> None:
        """« à chacun des débiteurs » (CPC, 1411)."""
        procedure = _procedure(
            "IP",
            ("ordonnance", "2026-09-01"),
            ("signification", "2026-11-30", {"partie": "A", **PERSONNE}),
            parties=[{"nom": "A"}, {"nom": "B"}],
        )
        reponse = _au(procedure, "2027-02-02")
        assert reponse.etat == "divisee"
        assert [(une.partie, une.etat) for une in reponse.parties] == [("A", "executoire"), ("B", "non_avenue")]
        assert (reponse.executoire_le, [une.partie for une in reponse.manquees]) == (None, ["B", "A"])

    def test_la_consignation_manquee_au_tribunal_de_commerce_rend_la_demande_caduque(self) -> None:
        faits = [("requete", "2026-11-16")]
        commerce = _procedure("IP", *faits, juridiction="tribunal_de_commerce")
        assert [_au(commerce, jour).etat for jour in ("2026-12-01", "2026-12-02")] == ["demandee", "caduque"]
        assert _au(_procedure("IP", *faits, juridiction="tribunal_judiciaire"), "2027-01-01").manquees == ()

    def test_une_condition_inconnue_ne_change_pas_l_etat(self) -> None:
        reponse = avancement(_procedure("IP", ("requete", "2026-11-16")), au="2026-12-02")
        assert (reponse.valeur.etat, reponse.valeur.manquees[0].certaine) == ("demandee", False)
        assert "CONDITION_INCONNUE" in reponse.codes()


class TestLesAutresProcedures:
    """Ce que chaque limite manquée fait, et ce qui en relève."""

    @pytest.mark.parametrize(
        ("code", "actes", "champs", "dernier", "etat"),
        [
            ("PSRPC", [("envoi", "2026-11-09")], {}, "2026-12-09", "refusee"),
            ("SA", [("saisie", "2026-12-04")], {}, "2026-12-14", "caduque"),
            ("SV", [("commandement", "2026-11-05")], {}, "2028-11-06", "perimee"),
            ("SR", [("commandement", "2026-11-16")], {}, "2026-11-17", "caduque"),
            ("SR", [("commandement", "2026-11-16"), ("inscription", "2026-11-16")], {}, "2027-02-16", "caduque"),
            ("CONS", [("ordonnance", "2026-11-16")], {}, "2027-02-16", "caduque"),
            ("CONS", [("saisie", "2026-11-16"), ("denonciation", "2026-11-20")], {}, "2026-12-16", "caduque"),
            ("OESC", [("demande", "2026-11-16")], {"titre_prealable": False}, "2026-12-16", "revoquee"),
            ("PCOLL", [("publication", "2026-11-16")], {}, "2027-05-18", "forclose"),
            ("L126", [("formule", "2026-11-16")], {}, "2027-05-18", "sans_effet"),
            ("FOND_TJ", [("jugement", "2026-10-15")], {"defendeur_comparant": False}, "2027-04-15", "non_avenue"),
            ("FOND_TC", [("assignation", "2026-12-01", {"audience": "2027-01-13"})], {}, "2027-01-04", "caduque"),
        ],
    )
    def test_la_limite_tombe_le_lendemain(
        self, code: str, actes: list[Any], champs: dict[str, Any], dernier: str, etat: str
    ) -> None:
        procedure = _procedure(code, *actes, **champs)
        lendemain = (date.fromisoformat(dernier) + timedelta(days=1)).isoformat()
        assert _au(procedure, dernier).etat != etat
        assert _au(procedure, lendemain).etat == etat
        assert dernier in {str(une.jour) for une in _au(procedure, lendemain).manquees}

    @pytest.mark.parametrize(
        ("code", "actes", "executoire_le"),
        [
            (
                "PSRPC",
                [("envoi", "2026-11-02"), ("accord_debiteur", "2026-11-05"), ("titre", "2026-11-09")],
                "2026-11-09",
            ),
            (
                "L126",
                [("commandement", "2026-09-01"), ("proces_verbal", "2026-10-12"), ("formule", "2026-10-20")],
                "2026-10-20",
            ),
            ("REFPROV", [("ordonnance", "2026-11-02"), ("signification", "2026-11-10")], "2026-11-10"),
            ("FOND_TC", [("jugement", "2026-11-02"), ("notification", "2026-11-10")], "2026-11-10"),
            ("FOND_TJ", [("jugement", "2026-11-02"), ("notification", "2026-11-10")], "2026-11-10"),
            ("REQ_CONJ", [("jugement", "2026-11-02"), ("notification", "2026-11-10")], "2026-11-10"),
            ("RPL", [("jugement", "2026-11-02")], "2026-11-02"),
            ("CHQ", [("signification", "2026-11-02"), ("titre", "2026-11-18")], "2026-11-18"),
            ("ACCORD", [("accord", "2026-11-02"), ("homologation", "2026-11-18")], "2026-11-18"),
        ],
    )
    def test_le_titre_nait_de_l_acte_qui_le_fait(self, code: str, actes: list[Any], executoire_le: str) -> None:
        reponse = _au(_procedure(code, *actes), "2026-11-20")
        assert (reponse.etat, str(reponse.executoire_le)) == ("executoire", executoire_le)

    def test_une_nouvelle_saisie_rouvre_les_delais_sans_effacer_la_caducite_passee(self) -> None:
        procedure = _procedure("SA", ("saisie", "2026-11-02"), ("saisie", "2026-12-04"), ("denonciation", "2026-12-07"))
        reponse = _au(procedure, "2026-12-08")
        assert (reponse.etat, [str(une.jour) for une in reponse.manquees]) == ("denoncee", ["2026-11-10"])

    def test_denoncer_apres_la_caducite_ne_releve_de_rien(self) -> None:
        procedure = _procedure("SA", ("saisie", "2026-11-02"), ("denonciation", "2026-12-07"))
        assert _au(procedure, "2026-12-08").etat == "caduque"

    def test_un_acte_fait_trop_tot_est_irregulier(self) -> None:
        procedure = _procedure("SV", ("commandement", "2026-11-05"), ("saisie", "2026-11-13"))
        assert [une.etape for une in _au(procedure, "2026-11-13").irregulieres] == ["saisie_possible"]
        a_temps = _procedure("SV", ("commandement", "2026-11-05"), ("saisie", "2026-11-14"))
        assert _au(a_temps, "2026-11-14").irregulieres == ()

    def test_la_saisie_europeenne_retient_la_plus_tardive_des_deux_dates(self) -> None:
        procedure = _procedure("OESC", ("demande", "2026-11-02"), ("ordonnance", "2026-11-30"), titre_prealable=False)
        assert [(une.etape, str(une.jour)) for une in _au(procedure, "2026-12-01").a_venir] == [("fond", "2026-12-14")]

    def test_une_ordonnance_rapide_laisse_les_trente_jours_de_la_demande(self) -> None:
        procedure = _procedure("OESC", ("demande", "2026-11-02"), ("ordonnance", "2026-11-05"), titre_prealable=False)
        assert [(une.etape, str(une.jour)) for une in _au(procedure, "2026-11-06").a_venir] == [("fond", "2026-12-02")]

    def test_une_seconde_saisie_dans_les_huit_jours_retarde_la_caducite(self) -> None:
        procedure = _procedure("SA", ("saisie", "2026-01-05"), ("saisie", "2026-01-08"))
        etats = [_au(procedure, jour).etat for jour in ("2026-01-14", "2026-01-16", "2026-01-17")]
        assert etats == ["pratiquee", "pratiquee", "caduque"]
        assert _au(_procedure("SA", ("saisie", "2026-01-05")), "2026-01-14").etat == "caduque"

    def test_une_fixation_sans_audience_laisse_jouer_le_placement(self) -> None:
        procedure = _procedure(
            "FOND_TJ", ("assignation", "2026-03-02", {"audience": "2026-06-30"}), ("fixation", "2026-03-01")
        )
        assert ("placement", "2026-06-14") in [
            (une.etape, str(une.jour)) for une in _au(procedure, "2026-03-05").a_venir
        ]

    def test_le_fond_engage_avant_la_mesure_suffit(self) -> None:
        procedure = _procedure(
            "CONS", ("assignation", "2026-10-01"), ("saisie", "2026-11-16"), ("denonciation", "2026-11-17")
        )
        assert _au(procedure, "2027-01-15").etat == "denoncee"

    def test_une_saisie_des_remunerations_d_avant_juillet_2025_est_hors_du_champ(self) -> None:
        with pytest.raises(HorsChamp, match="2025-07-01") as refus:
            _au(_procedure("SR", ("commandement", "2025-06-30")), "2025-07-01")
        assert refus.value.code == "hors_champ.procedure_ancienne"

    def test_un_acte_plus_ancien_que_les_textes_connus_est_refuse(self) -> None:
        with pytest.raises(DroitInconnu):
            _au(_procedure("SA", ("saisie", "2012-05-31")), "2012-06-01")

    def test_une_etape_au_texte_ancien_inconnu_est_tue_avec_une_reserve(self) -> None:
        procedure = _procedure("IP", ("requete", "2021-06-01"), juridiction="tribunal_de_commerce")
        reponse = avancement(procedure, au="2021-06-02")
        assert (reponse.valeur.a_venir, reponse.codes()) == ((), frozenset({"ETAPE_ANTERIEURE_INCONNUE"}))

    @pytest.mark.parametrize(
        ("issue", "etat"),
        [
            ("caducite", "caduque"),
            ("non_avenue", "non_avenue"),
            ("desistement", "desistee"),
            ("nullite", "nulle"),
            ("peremption", "perimee"),
            ("rejet_definitif", "rejetee"),
            ("mainlevee", "levee"),
            ("cloture", "close"),
        ],
    )
    def test_une_issue_dite_finit_la_procedure(self, issue: str, etat: str) -> None:
        reponse = _au(_procedure("FOND_TC", ("notification", "2026-11-02"), (issue, "2026-11-10")), "2026-11-12")
        assert (reponse.etat, reponse.a_venir) == (etat, ())


class TestCeQueLesActesFontALaPrescription:
    """« La demande en justice, même en référé, interrompt le délai de prescription » (C. civ., 2241)."""

    @pytest.mark.parametrize(
        ("code", "acte", "effet"),
        [
            ("IP", "requete", "aucun"),
            ("IP", "signification", "interruption"),
            ("FOND_TJ", "assignation", "interruption"),
            ("PSRPC", "envoi", "aucun"),
            ("PSRPC", "accord_debiteur", "suspension"),
            ("L126", "commandement", "aucun"),
            ("SA", "saisie", "interruption"),
        ],
    )
    def test_chaque_acte_a_son_effet(self, code: str, acte: str, effet: str) -> None:
        assert [un.effet for un in _au(_procedure(code, (acte, "2026-11-02")), "2026-11-02").sur_la_prescription] == [
            effet
        ]

    def test_la_caducite_prive_l_assignation_de_son_effet(self) -> None:
        procedure = _procedure("FOND_TC", ("assignation", "2026-12-01", {"audience": "2027-01-13"}))
        assert [_au(procedure, jour).sur_la_prescription[0].efface for jour in ("2027-01-04", "2027-01-05")] == [
            False,
            True,
        ]

    def test_le_commandement_perime_garde_le_sien(self) -> None:
        """« L'effet interruptif du commandement demeure » (CPCE, R221-5)."""
        reponse = _au(_procedure("SV", ("commandement", "2026-11-05")), "2028-11-07")
        assert (reponse.etat, reponse.sur_la_prescription[0].efface) == ("perimee", False)


class TestCeQuOnApporte:
    def test_une_partie_inconnue_est_refusee(self) -> None:
        with pytest.raises(DonneeInvalide, match="accepté : A") as refus:
            _au(
                _procedure("IP", ("signification", "2026-11-02", {"partie": "B"}), parties=[{"nom": "A"}]), "2026-11-03"
            )
        assert refus.value.code == "procedure.partie_inconnue"

    def test_deux_parties_du_meme_nom_sont_refusees(self) -> None:
        with pytest.raises(DonneeInvalide, match="noms tous différents"):
            _au(_procedure("IP", parties=[Partie(nom="A"), Partie(nom="A", eloignement="etranger")]), "2026-11-03")

    def test_seuls_les_actes_qui_fixent_une_audience_en_portent_une(self) -> None:
        with pytest.raises(DonneeInvalide, match="accepté : assignation, convocation, fixation"):
            Acte(type="requete", date="2026-11-02", audience="2027-01-13")

    def test_une_audience_ne_precede_pas_l_acte_qui_la_fixe(self) -> None:
        with pytest.raises(DonneeInvalide, match="le jour de l'acte"):
            Acte(type="fixation", date="2026-11-02", audience="2026-11-01")

    def test_une_procedure_sans_acte_reste_a_engager(self) -> None:
        for code in procedures():
            assert _au(_procedure(code), "2026-11-21") == Avancement(
                code, "a_engager", (), (), (), (), None, (), _seule()
            )


def _seule() -> Any:
    from creances import SituationDePartie

    return (SituationDePartie("", "a_engager", None),)


_JOURS = st.dates(date(2026, 4, 25), date(2028, 12, 31))
_ACTES = st.builds(
    lambda type_acte, jour, partie, personne: Acte(type=type_acte, date=jour, partie=partie, a_personne=personne),
    st.sampled_from(get_args(TypeActe)),
    _JOURS,
    st.sampled_from(["", "A", "B"]),
    st.sampled_from([True, False, None]),
)
_UTILES = {
    code: sorted({acte for etape in loi.etapes for acte in etape.actes} | set(loi.etats))
    for code, loi in procedures().items()
}


@st.composite
def _procedures(tirer: Any) -> Procedure:
    """Une procédure de n'importe quel type, avec surtout des actes qui lui appartiennent, pour deux débiteurs."""
    code = tirer(st.sampled_from(sorted(_UTILES)))
    actes = [acte.avec(type=tirer(st.sampled_from(_UTILES[code]))) for acte in tirer(st.lists(_ACTES, max_size=6))]
    return Procedure(type=code, actes=tuple(actes), parties=(Partie(nom="A"), Partie(nom="B")), titre_prealable=False)


class TestLeRejeu:
    """Rejouer les actes jusqu'à un jour ne dépend jamais de ceux d'après."""

    @given(_procedures(), _JOURS)
    def test_un_acte_posterieur_n_existe_pas(self, procedure: Procedure, jour: date) -> None:
        connus = tuple(acte for acte in procedure.actes if acte.date <= jour)
        assert avancement(procedure, au=jour) == avancement(procedure.avec(actes=connus), au=jour)

    @given(_procedures(), _JOURS, st.integers(0, 900))
    def test_une_limite_manquee_le_reste(self, procedure: Procedure, jour: date, ensuite: int) -> None:
        avant = avancement(procedure, au=jour).valeur.manquees
        apres = avancement(procedure, au=jour + timedelta(days=ensuite)).valeur.manquees
        assert {(une.etape, une.partie, une.jour) for une in avant if une.certaine} <= {
            (une.etape, une.partie, une.jour) for une in apres
        }

    @given(_procedures(), _JOURS)
    def test_un_acte_etranger_a_la_procedure_ne_change_rien(self, procedure: Procedure, jour: date) -> None:
        etranger = Acte(type="fixation" if procedure.type in {"IP", "SA"} else "vente_forcee", date=jour)
        if etranger.type in _UTILES[procedure.type]:
            return
        sans, avec = (
            avancement(une, au=jour).valeur for une in (procedure, procedure.avec(actes=(*procedure.actes, etranger)))
        )
        assert (sans.etat, sans.a_venir, sans.manquees, sans.parties) == (
            avec.etat,
            avec.a_venir,
            avec.manquees,
            avec.parties,
        )

    @given(_procedures(), _JOURS)
    def test_l_ordre_de_saisie_ne_compte_pas(self, procedure: Procedure, jour: date) -> None:
        envers = procedure.avec(actes=procedure.actes[::-1])
        assert avancement(procedure, au=jour).valeur.a_venir == avancement(envers, au=jour).valeur.a_venir
        assert avancement(procedure, au=jour).valeur.parties == avancement(envers, au=jour).valeur.parties

    @given(_procedures(), _JOURS)
    def test_le_calendrier_donne_les_memes_jours_ranges(self, procedure: Procedure, jour: date) -> None:
        jours = [un.jour for un in calendrier([procedure, procedure], au=jour).valeur]
        attendus = [une.jour for une in avancement(procedure, au=jour).valeur.a_venir if une.jour is not None]
        assert jours == sorted([*attendus, *attendus])
        assert all(un >= jour for un in jours)

    @given(_procedures(), _JOURS)
    def test_tout_s_ecrit_dans_les_deux_langues(self, procedure: Procedure, jour: date) -> None:
        reponse = avancement(procedure, au=jour)
        for langue in ("fr", "en"):
            assert reponse.texte(langue)
