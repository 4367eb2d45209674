"""Ce tiers peut-il recouvrer pour autrui, et peut-on lui remettre un dossier ?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.messages import regles_de_message
from creances.droit.registre import regle
from creances.droit.tiers import Obligation, ObligationsDuTiers, obligations_du_tiers
from creances.modeles.tiers import Tiers
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.tables import Version
from creances.noyau.temps import JourAccepte, jour

EtatObligation = Literal["remplie", "manquee", "inconnue"]
_R124_1 = "CPCE, R124-1"


@dataclass(frozen=True, slots=True)
class ObligationTiers:
    """Un devoir du tiers : "remplie", "manquee" ou "inconnue" ; `piece` : le document qui le prouve, ou rien."""

    code: str
    etat: EtatObligation
    motif: str
    piece: str
    article: str


@dataclass(frozen=True, slots=True)
class AlerteTiers:
    """Ce qui doit faire hésiter avant de remettre un dossier. `extrait` : le passage en cause, ou rien."""

    code: str
    article: str
    extrait: str = field(default="", metadata={"dans_les_lignes": True})


@dataclass(frozen=True, slots=True)
class ControleTiers:
    """- `concerne` : faux pour une profession à statut propre, qui suit ses règles.
    - `conforme` : faux si un devoir est manqué, None si une pièce reste à voir.
    - `pieces_a_demander` : les documents non vus ; `suites` : ce que le tiers devra pour chaque dossier.
    - `amende` encourue au plus par le tiers, en euros ; None si rien n'est puni.
    """

    concerne: bool
    conforme: bool | None
    obligations: tuple[ObligationTiers, ...]
    alertes: tuple[AlerteTiers, ...]
    pieces_a_demander: tuple[str, ...]
    suites: tuple[str, ...]
    amende: Decimal | None

    def obligation(self, code: str) -> ObligationTiers:
        """Le devoir de ce code."""
        return next(une for une in self.obligations if une.code == code)


@regle(
    "controle_tiers",
    "CPCE, L124-1",
    "CPCE, R124-1",
    "CPCE, R124-2",
    "CPCE, R124-3",
    "CPCE, R124-4",
    "CPCE, R124-5",
    "CPCE, R124-6",
    "CPCE, R124-7",
)
def controle_tiers(tiers: Tiers, *, au: JourAccepte, droit: Droit | None = None) -> Resultat[ControleTiers]:
    """Les devoirs, au jour `au`, de celui qui recouvre à l'amiable pour autrui, et les signes qui doivent alerter.

    Sont contrôlés la déclaration au procureur de la République, « avant tout exercice de l'activité », l'assurance, le
    compte réservé aux fonds des créanciers et la convention écrite avec ses quatre mentions. Une pièce non vue laisse le
    devoir inconnu. Un centre d'appel ou un éditeur de logiciel qui recouvre pour autrui est un tiers comme un autre ; un
    avocat, un commissaire de justice, un notaire, un administrateur de biens, un agent immobilier suivent leur statut.

    Les alertes ne sont pas des manquements : elles lisent ce que le tiers dit de lui (titre usurpé, frais demandés au
    débiteur, menaces, « résultat garanti ») et un taux de réussite qu'aucun nombre de dossiers n'explique.

    Doutes : la lecture est par mots-clés ; le montant de l'amende vient du droit commun des contraventions (réserve). En
    2022, quatre contrôles de la DGCCRF sur dix ont trouvé une anomalie : demander les pièces n'est pas une formalité.

    Erreurs : `DroitInconnu` avant le 1er juin 2012. Source : CPCE, L124-1, R124-1 à R124-7.

    >>> lu = controle_tiers(Tiers(declaration="2020-01-06", assurance=True, compte_dedie=False), au="2026-11-21").valeur
    >>> lu.conforme, lu.obligation("compte_dedie").article, lu.pieces_a_demander
    (False, 'CPCE, R124-2', ('attestation_de_compte_dedie', 'convention_ecrite'))
    """
    droit, lu, devoirs = droit or droit_courant(), jour(au, "au"), obligations_du_tiers()
    amende = droit("peines.mention_de_tiers.amende", lu)
    if tiers.activite in devoirs.statut_propre:
        ligne = Ligne("tiers.statut_propre", _R124_1, mots=(("activite", tiers.activite),))
        exclu = ControleTiers(False, None, (), (), (), (), None)
        return Resultat("controle_tiers", exclu, (ligne,), (_R124_1,), droit.a_revoir(lu), lu, droit.version)
    obligations = tuple(_juger(une, tiers, lu) for une in devoirs.avant)
    alertes = tuple(_alertes(tiers, devoirs))
    puni = [une for une, jugee in zip(devoirs.avant, obligations, strict=True) if une.puni and jugee.etat == "manquee"]
    lignes = (*map(_ligne, obligations), *(_ligne_d_alerte(une) for une in alertes))
    return Resultat(
        "controle_tiers",
        ControleTiers(
            True,
            _conclure(obligations),
            obligations,
            alertes,
            tuple(une.piece for une in obligations if une.piece and une.etat != "remplie"),
            tuple(une.code for une in devoirs.suite),
            amende.valeur if puni else None,
        ),
        lignes,
        tuple(dict.fromkeys((_R124_1, *(ligne.article for ligne in lignes), *(une.article for une in devoirs.suite)))),
        (*_reserves(alertes, amende if puni else None), *droit.a_revoir(lu)),
        lu,
        droit.version,
    )


def _juger(devoir: Obligation, tiers: Tiers, au: date) -> ObligationTiers:
    etat, motif = _etat(devoir.code, tiers, au)
    return ObligationTiers(devoir.code, etat, motif, devoir.piece, devoir.article)


def _etat(code: str, tiers: Tiers, au: date) -> tuple[EtatObligation, str]:
    if code == "declaration_prealable":
        return _declaration(tiers, au)
    if code == "assurance":
        return _assurance(tiers, au)
    if code == "compte_dedie":
        return _vu(tiers.compte_dedie, "compte_absent")
    convention = tiers.convention
    if convention is None:
        return "inconnue", "piece_non_vue"
    if code == "convention":
        future = convention.date is not None and convention.date > au
        return ("manquee", "convention_posterieure") if future else ("remplie", "piece_vue")
    if code == "convention_remuneration" and convention.remuneration_due_par == "debiteur":
        return "manquee", "remuneration_du_debiteur"
    lus = {
        "convention_fondement": convention.fondement_et_montants,
        "convention_garantie": convention.garantie,
        "convention_remuneration": convention.remuneration,
        "convention_reversement": convention.reversement,
    }
    return _vu(lus[code], "clause_absente")


def _vu(vu: bool | None, absence: str) -> tuple[EtatObligation, str]:
    if vu is None:
        return "inconnue", "piece_non_vue"
    return ("remplie", "piece_vue") if vu else ("manquee", absence)


def _declaration(tiers: Tiers, au: date) -> tuple[EtatObligation, str]:
    """Elle précède tout exercice de l'activité."""
    if tiers.declaration is None:
        return "inconnue", "piece_non_vue"
    if tiers.declaration > au or (tiers.debut is not None and tiers.declaration > tiers.debut):
        return "manquee", "declaration_tardive"
    return "remplie", "piece_vue"


def _assurance(tiers: Tiers, au: date) -> tuple[EtatObligation, str]:
    """Elle couvre le jour de la question ; une fin connue vaut attestation."""
    if tiers.assurance is not False and tiers.assurance_fin is not None:
        return ("remplie", "piece_vue") if tiers.assurance_fin >= au else ("manquee", "assurance_expiree")
    return _vu(tiers.assurance, "assurance_absente")


def _conclure(obligations: Sequence[ObligationTiers]) -> bool | None:
    etats = {une.etat for une in obligations}
    if "manquee" in etats:
        return False
    return None if "inconnue" in etats else True


def _alertes(tiers: Tiers, devoirs: ObligationsDuTiers) -> Iterator[AlerteTiers]:
    lecture = regles_de_message()
    texte = lecture.plier(tiers.presentation)
    for signe in devoirs.signes:
        for place in signe.expressions.trouver(texte):
            if not lecture.negation.nie(texte, place):
                yield AlerteTiers(signe.code, signe.article, texte.extrait(place))
    if tiers.convention is not None and tiers.convention.remuneration_due_par == "debiteur":
        yield AlerteTiers("FRAIS_AU_DEBITEUR", "CPCE, L111-8")
    taux = tiers.taux_reussite
    if taux is not None and taux > devoirs.taux_invraisemblable and not tiers.taux_explique:
        yield AlerteTiers("TAUX_NON_VERIFIABLE", "C. civ., 1104")


def _ligne(obligation: ObligationTiers) -> Ligne:
    mots = (("obligation", obligation.code), ("motif", obligation.motif))
    return Ligne(f"tiers.{obligation.etat}", obligation.article, mots=mots)


def _ligne_d_alerte(alerte: AlerteTiers) -> Ligne:
    if not alerte.extrait:
        return Ligne("tiers.alerte", alerte.article, mots=(("alerte", alerte.code),))
    return Ligne(
        "tiers.alerte_lue", alerte.article, mots=(("alerte", alerte.code), ("extrait", f"« {alerte.extrait} »"))
    )


def _reserves(alertes: Sequence[AlerteTiers], amende: Version[Decimal] | None) -> Iterator[Reserve]:
    if any(une.extrait for une in alertes):
        yield Reserve("LECTURE_DE_PRESENTATION")
    if amende is not None:
        yield Reserve("PEINE_A_VERIFIER", (amende.article,), montants=(("amende", amende.valeur),))
