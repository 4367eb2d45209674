"""La déclaration d'une créance : chaque délai, son départ, son report, ce qui s'arrête et ce qui continue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creances import Declaration, Limite, Reserve, articles, declaration, droit_courant, evaluer, relire
from creances.droit.calendrier import ouvrable
from creances.noyau.erreurs import AvantPremiereVersion, DonneeInvalide, HorsChamp
from creances.noyau.temps import ajouter_mois
from creances.regles.declaration.valeurs import EFFETS

rapide = settings(max_examples=60, deadline=None)

JUGEMENT, PUBLICATION = "2026-03-02", "2026-03-10"
OUTRE_MER = (
    "guadeloupe", "martinique", "guyane", "reunion", "mayotte",
    "saint_barthelemy", "saint_martin", "saint_pierre_et_miquelon",
)  # fmt: skip
PACIFIQUE = ("wallis_et_futuna", "polynesie_francaise", "nouvelle_caledonie")
TOUJOURS = {"PROCEDURE_COLLECTIVE", "PRESCRIPTION_SANS_DECLARATION"}


def dates(**options: Any) -> dict[str, str]:
    """Le dernier jour de chaque acte."""
    faits = {"jugement": JUGEMENT, "publication": PUBLICATION, **options}
    return {une.acte: str(une.dernier_jour) for une in declaration(**faits).valeur.limites}


def codes(**options: Any) -> set[str]:
    """Les réserves propres au cas : celles qui accompagnent toute réponse sont écartées (deux, dès juillet 2014)."""
    faits = {"jugement": JUGEMENT, "publication": PUBLICATION, **options}
    lus = set(declaration(**faits).codes())
    toujours = TOUJOURS if faits["jugement"] >= "2014-07-01" else {"PROCEDURE_COLLECTIVE"}
    assert lus >= toujours
    return lus - toujours


def limite(acte: str, **options: Any) -> Limite:
    trouvee = declaration(**{"jugement": JUGEMENT, "publication": PUBLICATION, **options}).valeur.limite(acte)
    assert trouvee is not None
    return trouvee


class TestDeclarationOrdinaire:
    """C. com., R622-24, al. 1 : « Le délai de déclaration […] est de deux mois à compter de la publication du jugement
    d'ouverture au Bulletin officiel des annonces civiles et commerciales. »
    """

    def test_deux_mois_de_la_publication_reportes(self) -> None:
        # Le 10 mai 2026 est un dimanche.
        assert dates()["declaration"] == "2026-05-11"

    def test_le_jugement_n_est_pas_le_depart(self) -> None:
        assert dates(jugement="2026-02-02")["declaration"] == "2026-05-11"

    def test_la_limite_dit_tout(self) -> None:
        assert limite("declaration") == Limite(
            "declaration",
            date(2026, 3, 10),
            date(2026, 5, 11),
            "creance_inopposable",
            "C. com., L622-24, al. 1",
        )

    def test_les_lignes_de_la_declaration(self) -> None:
        lignes = declaration(JUGEMENT, publication=PUBLICATION).lignes[:8]
        assert [(ligne.code, str(ligne.fin), ligne.article) for ligne in lignes] == [
            ("declaration.jugement", "2026-03-02", "C. com., L631-14"),
            ("delai.depart", "2026-03-10", "C. com., R622-24, al. 1"),
            ("delai.quantieme", "2026-05-10", "CPC, 641, al. 2"),
            ("delai.chome", "2026-05-10", "CPC, 642, al. 2"),
            ("delai.report", "2026-05-11", "CPC, 642, al. 2"),
            ("delai.fin", "2026-05-11", "CPC, 642, al. 1"),
            ("declaration.limite", "2026-05-11", "C. com., L622-24, al. 1"),
            ("declaration.envoi", "None", "Cass. com., 1er févr. 2005, n° 03-13.047"),
        ]

    @pytest.mark.parametrize(
        ("nature", "renvoi"),
        [("sauvegarde", "C. com., L622-24"), ("redressement", "C. com., L631-14"), ("liquidation", "C. com., L641-3")],
    )
    def test_le_texte_qui_etend_la_sauvegarde(self, nature: Any, renvoi: str) -> None:
        resultat = declaration(JUGEMENT, publication=PUBLICATION, nature=nature)
        assert resultat.lignes[0].article == renvoi
        assert resultat.valeur == declaration(JUGEMENT, publication=PUBLICATION).valeur

    def test_les_feries_du_siege_de_la_juridiction(self) -> None:
        # Le 26 décembre 2025 est un vendredi.
        faits = {"jugement": "2025-10-20", "publication": "2025-10-26"}
        assert dates(**faits)["declaration"] == "2025-12-26"
        assert dates(**faits, territoire="alsace_moselle")["declaration"] == "2025-12-29"

    def test_pas_encore_publie_rien_ne_court(self) -> None:
        assert dates(publication=None) == {
            "declaration": "None",
            "releve_de_forclusion": "None",
            "revendication": "None",
        }
        assert codes(publication=None) == {"PUBLICATION_ATTENDUE"}
        assert limite("declaration", publication=None).depart is None

    def test_la_lettre_du_mandataire_ne_fait_rien_courir(self) -> None:
        assert dates(avis="2026-04-20") == dates()
        assert codes(avis="2026-04-20") == {"AVIS_SANS_EFFET"} | codes()


class TestCreancierEloigne:
    """C. com., R622-24, al. 2 et 3 : « augmenté de deux mois pour les créanciers qui ne demeurent pas sur ce territoire »,
    ou « qui ne demeurent pas dans ce département ou cette collectivité ».
    """

    @pytest.mark.parametrize("demeure", [*OUTRE_MER, *PACIFIQUE, "etranger"])
    @pytest.mark.parametrize("territoire", ["metropole", "alsace_moselle"])
    def test_quatre_mois_hors_de_metropole(self, territoire: Any, demeure: Any) -> None:
        assert dates(demeure=demeure, territoire=territoire)["declaration"] == "2026-07-10"

    @pytest.mark.parametrize("demeure", ["metropole", "alsace_moselle"])
    @pytest.mark.parametrize("territoire", ["metropole", "alsace_moselle"])
    def test_deux_mois_en_metropole(self, territoire: Any, demeure: Any) -> None:
        assert dates(demeure=demeure, territoire=territoire)["declaration"] == "2026-05-11"

    def test_devant_une_juridiction_d_outre_mer(self) -> None:
        assert dates(territoire="reunion", demeure="reunion")["declaration"] == "2026-05-11"
        for demeure in ("metropole", "guadeloupe", "etranger"):
            assert dates(territoire="reunion", demeure=demeure)["declaration"] == "2026-07-10"

    @pytest.mark.parametrize(("territoire", "alinea"), [("metropole", 2), ("reunion", 3)])
    def test_la_ligne_cite_l_alinea_du_siege(self, territoire: Any, alinea: int) -> None:
        resultat = declaration(JUGEMENT, publication=PUBLICATION, territoire=territoire, demeure="etranger")
        (ligne,) = [une for une in resultat.lignes if une.code == "delai.distance"]
        assert (ligne.article, ligne.mots) == (f"C. com., R622-24, al. {alinea}", (("mois", 2),))

    def test_un_seul_compte_de_quatre_mois(self) -> None:
        # Deux mois rabattus au 28 février donneraient le 28 avril ; le 30 avril 2026 est un jeudi.
        assert dates(jugement="2025-12-22", publication="2025-12-30", demeure="etranger")["declaration"] == "2026-04-30"

    def test_ni_le_releve_ni_la_revendication_n_en_profitent(self) -> None:
        proche, loin = dates(), dates(demeure="etranger")
        assert {acte for acte in proche if proche[acte] != loin[acte]} == {"declaration"}


class TestSureteOuContratPublie:
    """C. com., L622-24, al. 1 : « Le délai de déclaration court à l'égard de ceux-ci à compter de la notification de cet
    avertissement » ; jamais moins que les autres (Cass. com., 30 oct. 2012, n° 11-22.836 ; 18 juin 2013, n° 12-20.615).
    """

    @pytest.mark.parametrize("publicite", ["surete", "contrat"])
    def test_deux_mois_de_l_avis_personnel(self, publicite: Any) -> None:
        trouvee = limite("declaration", publicite=publicite, avis="2026-04-20")
        assert (trouvee.depart, trouvee.dernier_jour) == (date(2026, 4, 20), date(2026, 6, 22))

    def test_averti_avant_la_publication_il_garde_les_deux_mois_de_celle_ci(self) -> None:
        resultat = declaration(JUGEMENT, publication=PUBLICATION, publicite="surete", avis="2026-03-05")
        assert str(resultat.valeur.limites[0].dernier_jour) == "2026-05-11"
        assert "Cass. com., 30 oct. 2012, n° 11-22.836" in resultat.articles

    def test_averti_le_jour_meme(self) -> None:
        assert limite("declaration", publicite="surete", avis=PUBLICATION).dernier_jour == date(2026, 5, 11)

    def test_l_avis_et_l_eloignement_se_cumulent(self) -> None:
        assert dates(publicite="surete", avis="2026-04-20", demeure="guyane")["declaration"] == "2026-08-20"

    def test_sans_avis_connu_la_date_prudente_et_une_reserve(self) -> None:
        assert dates(publicite="surete")["declaration"] == "2026-05-11"
        assert "AVIS_NON_RECU" in codes(publicite="surete")

    def test_un_contrat_publie_dispense_de_revendiquer(self) -> None:
        """C. com., L624-10."""
        resultat = declaration(JUGEMENT, publication=PUBLICATION, publicite="contrat", avis="2026-03-12")
        assert resultat.valeur.limite("revendication") is None
        assert (resultat.lignes[-1].code, resultat.lignes[-1].article) == ("declaration.dispense", "C. com., L624-10")
        assert "revendication" in dates(publicite="surete", avis="2026-03-12")


class TestCreancePosterieure:
    """C. com., R622-22 : « dans un délai de deux mois à compter de la première échéance impayée »."""

    def test_deux_mois_de_l_exigibilite(self) -> None:
        trouvee = limite("declaration", exigibilite="2026-08-05")
        assert (trouvee.depart, trouvee.dernier_jour) == (date(2026, 8, 5), date(2026, 10, 5))

    def test_elle_court_meme_sans_publication_connue(self) -> None:
        assert dates(exigibilite="2026-08-05", publication=None)["declaration"] == "2026-10-05"

    def test_sans_distance(self) -> None:
        assert dates(exigibilite="2026-08-05", demeure="etranger")["declaration"] == "2026-10-05"

    def test_la_confiance_moyenne_est_dite(self) -> None:
        assert "SOURCE_MOYENNE" in codes(exigibilite="2026-08-05")

    def test_la_ligne_cite_r622_22(self) -> None:
        assert "C. com., R622-22" in declaration(JUGEMENT, exigibilite="2026-08-05").articles

    def test_avant_2009(self) -> None:
        with pytest.raises(AvantPremiereVersion):
            declaration("2008-03-03", exigibilite="2008-08-05")


class TestReleveDeForclusion:
    """C. com., L622-26, al. 3 : « L'action en relevé de forclusion ne peut être exercée que dans le délai de six mois. Ce
    délai court à compter de la publication du jugement d'ouverture ».
    """

    def test_six_mois_de_la_publication(self) -> None:
        assert limite("releve_de_forclusion") == Limite(
            "releve_de_forclusion",
            date(2026, 3, 10),
            date(2026, 9, 10),
            "forclusion_definitive",
            "C. com., L622-26, al. 3",
        )

    def test_sans_report_mais_avec_une_reserve(self) -> None:
        # Le 12 septembre 2026 est un samedi.
        assert dates(publication="2026-03-12")["releve_de_forclusion"] == "2026-09-12"
        resultat = declaration(JUGEMENT, publication="2026-03-12")
        (reserve,) = [une for une in resultat.reserves if une.code == "REPORT_NON_ETABLI"]
        assert reserve == Reserve(
            "REPORT_NON_ETABLI",
            ("C. com., L622-26, al. 3",),
            dates=(("jour", date(2026, 9, 12)), ("precedent", date(2026, 9, 11))),
            mots=(("acte", "releve_de_forclusion"),),
        )
        assert codes() == set()

    def test_pour_une_surete_publiee_de_la_reception_de_l_avis(self) -> None:
        assert dates(publicite="surete", avis="2026-04-20")["releve_de_forclusion"] == "2026-10-20"
        assert dates(publicite="surete", avis="2026-03-05")["releve_de_forclusion"] == "2026-09-05"

    def test_pour_une_surete_publiee_sans_avis_il_ne_court_pas(self) -> None:
        assert dates(publicite="surete")["releve_de_forclusion"] == "None"

    def test_avant_fevrier_2009_la_publication_pour_tous(self) -> None:
        faits = {"jugement": "2008-07-09", "publication": "2008-07-25", "publicite": "surete", "avis": "2008-08-20"}
        assert dates(**faits)["releve_de_forclusion"] == "2009-01-25"
        assert "SOURCE_MOYENNE" in codes(**faits)
        faits = {"jugement": "2009-02-16", "publication": "2009-02-25", "publicite": "surete", "avis": "2009-03-20"}
        assert dates(**faits)["releve_de_forclusion"] == "2009-09-20"
        assert "SOURCE_MOYENNE" not in codes(**faits)

    def test_une_creance_decouverte_apres_les_six_mois(self) -> None:
        trouvee = limite("releve_de_forclusion", connue_le="2026-09-11")
        assert (trouvee.depart, trouvee.dernier_jour) == (date(2026, 9, 11), date(2027, 3, 11))

    @pytest.mark.parametrize("connue_le", ["2026-03-15", "2026-09-10"])
    def test_une_creance_decouverte_avant_ne_change_rien(self, connue_le: str) -> None:
        assert dates(connue_le=connue_le) == dates()

    def test_une_decouverte_sans_publication_reste_en_attente(self) -> None:
        assert dates(publication=None, connue_le="2026-12-01")["releve_de_forclusion"] == "None"

    def test_avant_juillet_2014_la_decouverte_avait_un_autre_regime(self) -> None:
        with pytest.raises(AvantPremiereVersion):
            declaration("2014-06-30", publication="2014-07-08", connue_le="2015-06-01")
        assert dates(jugement="2014-07-01", publication="2014-07-08", connue_le="2015-06-01")[
            "releve_de_forclusion"
        ] == ("2015-12-01")


class TestDeclarationApresReleve:
    """C. com., L622-24, al. 1 : « les délais ne courent qu'à compter de la notification de cette décision ; ils sont alors
    réduits de moitié ».
    """

    def test_un_mois_de_la_notification(self) -> None:
        trouvee = limite("declaration_apres_releve", releve_notifie_le="2026-10-15")
        assert (trouvee.depart, trouvee.dernier_jour) == (date(2026, 10, 15), date(2026, 11, 16))
        assert (trouvee.article, trouvee.consequence) == ("C. com., L622-24, al. 1", "creance_inopposable")

    def test_deux_mois_si_le_delai_etait_de_quatre(self) -> None:
        options = {"releve_notifie_le": "2026-10-15", "demeure": "etranger"}
        assert dates(**options)["declaration_apres_releve"] == "2026-12-15"

    def test_les_lignes_disent_la_moitie(self) -> None:
        lignes = declaration(JUGEMENT, publication=PUBLICATION, releve_notifie_le="2026-10-15").lignes
        (ligne,) = [une for une in lignes if une.code == "declaration.reduction"]
        assert ligne.mots == (("mois", 1),)

    def test_sans_releve_rien_de_tel(self) -> None:
        assert "declaration_apres_releve" not in dates()

    def test_avant_juillet_2014_la_moitie_n_existait_pas(self) -> None:
        with pytest.raises(AvantPremiereVersion):
            declaration("2014-06-30", publication="2014-07-08", releve_notifie_le="2014-10-01")


class TestRevendication:
    """C. com., L624-9 : « dans le délai de trois mois suivant la publication du jugement ouvrant la procédure » ; R624-13 ;
    Cass. com., 28 sept. 2004, n° 03-11.876.
    """

    def test_trois_mois_de_la_publication_sans_distance(self) -> None:
        for demeure in ("metropole", "etranger"):
            assert limite("revendication", demeure=demeure) == Limite(
                "revendication", date(2026, 3, 10), date(2026, 6, 10), "revendication_forclose", "C. com., L624-9"
            )

    def test_sans_report(self) -> None:
        # Le 14 juin 2026 est un dimanche.
        assert dates(publication="2026-03-14")["revendication"] == "2026-06-14"
        assert "REPORT_NON_ETABLI" in codes(publication="2026-03-14")

    def test_un_mois_pour_repondre_puis_un_mois_pour_saisir(self) -> None:
        obtenues = dates(revendication_recue_le="2026-05-31")
        assert obtenues["reponse_a_la_revendication"] == "2026-06-30"
        # Compté de la fin du premier mois, même si la réponse est venue plus tôt.
        assert obtenues["saisine_du_juge_commissaire"] == "2026-07-30"

    def test_leurs_consequences(self) -> None:
        reponse = limite("reponse_a_la_revendication", revendication_recue_le="2026-05-29")
        saisine = limite("saisine_du_juge_commissaire", revendication_recue_le="2026-05-29")
        assert (reponse.consequence, reponse.article) == ("silence_vaut_refus", "C. com., R624-13")
        assert (saisine.consequence, saisine.article) == ("saisine_irrecevable", "C. com., R624-13")
        assert (saisine.depart, saisine.dernier_jour) == (date(2026, 6, 29), date(2026, 7, 29))

    def test_avant_2009_la_source_est_moyenne(self) -> None:
        assert codes(jugement="2008-07-09", publication="2008-07-15") == {"SOURCE_MOYENNE"}
        assert codes(jugement="2009-02-16", publication="2009-02-23") == {"REPORT_NON_ETABLI"}


class TestCeQuiSArreteEtCeQuiContinue:
    """C. com., L622-21 et L622-28 : « Le jugement d'ouverture arrête le cours des intérêts légaux et conventionnels »."""

    SORTS = declaration(JUGEMENT).valeur.effets

    def test_chaque_effet_a_son_texte_au_catalogue(self) -> None:
        assert {effet.article for effet in self.SORTS} - set(articles()) == set()
        assert self.SORTS == EFFETS

    def test_avant_juillet_2014_ni_presomption_ni_interruption_par_la_declaration(self) -> None:
        anciens = declaration("2014-06-30").valeur.effets
        assert {effet.article for effet in EFFETS} - {effet.article for effet in anciens} == {
            "C. com., L622-24, al. 3",
            "C. com., L622-25-1",
        }
        assert declaration("2014-07-01").valeur.effets == EFFETS

    @pytest.mark.parametrize(
        ("objet", "sort", "article"),
        [
            ("paiement_des_creances_anterieures", "interdit_par_le_jugement", "C. com., L622-7"),
            ("actions_individuelles", "interrompues_ou_interdites", "C. com., L622-21, I"),
            ("executions_sans_effet_attributif", "arretees", "C. com., L622-21, II"),
            ("saisie_attribution_anterieure", "maintenue", "C. com., L622-21, II"),
            ("delais_de_decheance", "interrompus", "C. com., L622-21, III"),
            ("interets_a_venir", "arretes", "C. com., L622-28"),
            ("interets_echus", "maintenus", "C. com., L622-28"),
            ("interets_un_an_ou_plus", "continuent", "C. com., L622-28"),
            ("prescription_creance_declaree", "interrompue_jusqu_a_la_cloture", "C. com., L622-25-1"),
            ("prescription_creance_non_declaree", "continue_de_courir", "C. com., L622-25-1"),
            ("creance_sur_la_liste_du_debiteur", "presumee_declaree", "C. com., L622-24, al. 3"),
            ("creances_posterieures_utiles", "payees_a_l_echeance", "C. com., L622-17"),
        ],
    )
    def test_un_effet(self, objet: str, sort: str, article: str) -> None:
        assert [(e.sort, e.article) for e in self.SORTS if e.objet == objet] == [(sort, article)]
        assert len(self.SORTS) == 12

    def test_les_deux_points_discutes_sont_toujours_dits(self) -> None:
        procedure, prescription = declaration(JUGEMENT, publication=PUBLICATION).reserves[-2:]
        assert procedure.dates == (("ouverture", date(2026, 3, 2)),)
        assert procedure.articles == ("C. com., L622-28", "C. com., R621-4")
        assert prescription.articles == ("C. com., L622-25-1",)


class TestRefus:
    """Des faits qui se contredisent sont refusés, en nommant le champ, la valeur et ce qui est accepté."""

    @pytest.mark.parametrize(
        ("nom", "autres"),
        [
            ("publication", {}),
            ("avis", {"publicite": "surete"}),
            ("exigibilite", {}),
            ("releve_notifie_le", {}),
            ("revendication_recue_le", {}),
        ],
    )
    def test_un_jour_qui_precede_le_jugement(self, nom: str, autres: Any) -> None:
        with pytest.raises(DonneeInvalide, match=rf"{nom} : reçu 2026-03-01 ; accepté : le jour du jugement") as refus:
            declaration(JUGEMENT, **autres, **{nom: "2026-03-01"})
        assert refus.value.code == "declaration.ordre"
        declaration(JUGEMENT, **autres, **{nom: JUGEMENT})

    def test_une_creance_posterieure_dite_publiee(self) -> None:
        with pytest.raises(DonneeInvalide, match="née après le jugement") as refus:
            declaration(JUGEMENT, exigibilite="2026-08-05", publicite="surete")
        assert refus.value.code == "declaration.posterieure_publiee"

    def test_une_revendication_malgre_un_contrat_publie(self) -> None:
        with pytest.raises(DonneeInvalide, match="dispense de revendiquer") as refus:
            declaration(JUGEMENT, revendication_recue_le="2026-04-01", publicite="contrat")
        assert (refus.value.code, refus.value.articles) == (
            "declaration.revendication_dispensee",
            ("C. com., L624-10",),
        )

    @pytest.mark.parametrize(
        ("nom", "valeur", "accepte"),
        [
            ("nature", "faillite", "sauvegarde, redressement, liquidation"),
            ("publicite", "bail", "surete, contrat"),
            ("demeure", "lune", "metropole, .*, etranger"),
        ],
    )
    def test_un_mot_inconnu(self, nom: str, valeur: str, accepte: str) -> None:
        with pytest.raises(DonneeInvalide, match=rf"{nom} : reçu '{valeur}' ; accepté : {accepte}") as refus:
            declaration(JUGEMENT, **{nom: valeur})  # type: ignore[arg-type]
        assert refus.value.code == f"declaration.{nom}"

    @pytest.mark.parametrize("territoire", PACIFIQUE)
    def test_une_juridiction_du_pacifique(self, territoire: Any) -> None:
        with pytest.raises(HorsChamp):
            declaration(JUGEMENT, publication=PUBLICATION, territoire=territoire)

    def test_avant_la_loi_de_sauvegarde(self) -> None:
        with pytest.raises(AvantPremiereVersion):
            declaration("2005-12-31", publication="2006-01-10")
        assert dates(jugement="2006-01-01", publication="2006-01-10")["declaration"] == "2006-03-10"

    @pytest.mark.parametrize("nom", ["publication", "avis", "exigibilite", "connue_le"])
    def test_une_date_mal_ecrite_est_nommee(self, nom: str) -> None:
        with pytest.raises(DonneeInvalide, match=f"^{nom} : reçu 'hier'"):
            declaration(JUGEMENT, **{nom: "hier"})


COMPLET: dict[str, Any] = {
    "jugement": JUGEMENT,
    "publication": PUBLICATION,
    "publicite": "surete",
    "avis": "2026-04-20",
    "releve_notifie_le": "2026-12-15",
    "revendication_recue_le": "2026-05-29",
}


class TestParametresTenus:
    """Décaler d'un seul un nombre de la loi change une réponse."""

    @pytest.mark.parametrize(
        ("table", "autres"),
        [
            ("declaration.delai", {}),
            ("declaration.distance.metropole", {"demeure": "etranger"}),
            ("declaration.distance.outre_mer", {"territoire": "guyane"}),
            ("declaration.posterieure", {"exigibilite": "2026-08-05", "publicite": None}),
            ("declaration.releve", {}),
            ("declaration.releve_creance_inconnue", {"connue_le": "2026-12-01"}),
            ("declaration.revendication", {}),
            ("declaration.revendication_reponse", {}),
            ("declaration.revendication_saisine", {}),
            ("declaration.reduction_apres_releve", {}),
        ],
    )
    @pytest.mark.parametrize("ecart", [1, -1])
    def test_un_de_plus_ou_de_moins_se_voit(self, table: str, autres: Any, ecart: int) -> None:
        droit = droit_courant()
        lue = droit.table(table)
        versions = tuple(replace(une, valeur=une.valeur + ecart) for une in lue.versions)
        faits = {**COMPLET, **autres}
        modifie = declaration(**faits, droit=droit.avec(replace(lue, versions=versions)))
        assert modifie.valeur != declaration(**faits).valeur

    @pytest.mark.parametrize(
        "table",
        ["declaration.delai", "declaration.distance.metropole", "declaration.releve", "declaration.revendication"],
    )
    def test_une_valeur_prolongee_le_dit(self, table: str) -> None:
        prolonge = droit_courant().prolonge(table, date(2030, 1, 1))
        resultat = declaration("2028-03-02", publication="2028-03-10", demeure="etranger", droit=prolonge)
        assert Reserve("DROIT_PROLONGE", mots=(("table", table),)) in resultat.reserves


class TestPorteDesDonnees:
    """`evaluer` lance la règle depuis des données de type JSON, et rend le même résultat que l'appel direct."""

    def test_les_memes_reponses(self) -> None:
        assert evaluer("declaration", COMPLET) == declaration(**COMPLET)

    def test_le_json_revient_sans_perte(self) -> None:
        for resultat in (declaration(**COMPLET), declaration(JUGEMENT)):
            assert relire(resultat.json()) == resultat

    def test_les_memes_refus(self) -> None:
        with pytest.raises(DonneeInvalide):
            evaluer("declaration", {"jugement": JUGEMENT, "demeure": "lune"})

    @pytest.mark.parametrize("langue", ["fr", "en"])
    @pytest.mark.parametrize(
        "faits",
        [
            COMPLET,
            {"jugement": JUGEMENT},
            {"jugement": JUGEMENT, "publication": "2026-03-14", "avis": "2026-03-20", "demeure": "guyane"},
            {"jugement": JUGEMENT, "publication": PUBLICATION, "publicite": "contrat"},
            {"jugement": JUGEMENT, "publication": PUBLICATION, "exigibilite": "2026-08-05"},
            {"jugement": JUGEMENT, "publication": PUBLICATION, "connue_le": "2026-12-01"},
        ],
    )
    def test_chaque_mot_est_traduit(self, langue: str, faits: Any) -> None:
        resultat = declaration(**faits)
        ecrit = resultat.texte(langue)
        # Un mot absent du catalogue s'imprimerait tel quel, avec ses soulignés.
        assert "_" not in ecrit.replace("declaration.posterieure", "")
        assert ecrit.count("\n  - ") == len(resultat.articles) + len(resultat.reserves)

    def test_chaque_article_cite_est_au_catalogue(self) -> None:
        cites = {
            *declaration(**COMPLET).articles,
            *declaration(JUGEMENT, publication=PUBLICATION, publicite="contrat").articles,
            *declaration(JUGEMENT, publication=PUBLICATION, exigibilite="2026-08-05", territoire="reunion").articles,
        }
        assert cites - set(articles()) == set()

    def test_les_noms_publics(self) -> None:
        assert isinstance(declaration(JUGEMENT).valeur, Declaration)
        assert declaration(JUGEMENT).au is None


jugements = st.dates(date(2014, 7, 1), date(2026, 11, 1))
ecarts = st.integers(0, 60)


class TestProprietes:
    """Ce qui vaut pour toute procédure."""

    @rapide
    @given(jugements, ecarts, st.sampled_from(["metropole", "guyane", "etranger"]))
    def test_la_declaration_finit_un_jour_ouvrable_jamais_avant_le_quantieme(
        self, jugement: date, ecart: int, demeure: Any
    ) -> None:
        publication = jugement + timedelta(days=ecart)
        trouvee = declaration(jugement, publication=publication, demeure=demeure).valeur.limites[0]
        quantieme = ajouter_mois(publication, 2 if demeure == "metropole" else 4).jour
        assert trouvee.dernier_jour is not None
        assert ouvrable(trouvee.dernier_jour)
        assert timedelta(0) <= trouvee.dernier_jour - quantieme <= timedelta(days=4)

    @rapide
    @given(jugements, ecarts, ecarts)
    def test_l_avis_n_abrege_jamais_la_declaration(self, jugement: date, publie: int, averti: int) -> None:
        publication, avis = jugement + timedelta(days=publie), jugement + timedelta(days=averti)
        seul = declaration(jugement, publication=publication).valeur.limites[0].dernier_jour
        obtenu = declaration(jugement, publication=publication, publicite="surete", avis=avis).valeur.limites[0]
        tardif = declaration(jugement, publication=max(publication, avis)).valeur.limites[0].dernier_jour
        assert seul is not None
        assert obtenu.dernier_jour is not None
        assert seul <= obtenu.dernier_jour == tardif

    @rapide
    @given(jugements, ecarts)
    def test_ce_qui_ne_se_reporte_pas_garde_le_quantieme(self, jugement: date, ecart: int) -> None:
        publication = jugement + timedelta(days=ecart)
        resultat = declaration(jugement, publication=publication)
        secs = {"releve_de_forclusion": 6, "revendication": 3}
        for acte, mois in secs.items():
            trouvee = resultat.valeur.limite(acte)
            assert trouvee is not None
            assert trouvee.dernier_jour == ajouter_mois(publication, mois).jour
            signales = {dict(une.mots)["acte"] for une in resultat.reserves if une.code == "REPORT_NON_ETABLI"}
            assert (acte in signales) is not ouvrable(trouvee.dernier_jour)

    @rapide
    @given(jugements, ecarts)
    def test_la_meme_question_a_la_meme_reponse(self, jugement: date, ecart: int) -> None:
        publication = jugement + timedelta(days=ecart)
        une = declaration(jugement, publication=publication)
        autre = declaration(jugement.isoformat(), publication=publication.isoformat())
        assert une == autre
        assert une.json() == autre.json()
