"""Qualifier d'abord, calculer ensuite : tout ce que le droit dit d'une dette avant la première multiplication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from creances.droit.baremes import TauxApplicable
from creances.droit.corpus import Droit
from creances.modeles import Creance, Evenement, MiseEnDemeure
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.erreurs import exiger_parmi
from creances.noyau.resultat import Reserve
from creances.regles.echeance.question import exigibilite
from creances.regles.imputation import Ordre, ordre_applicable
from creances.regles.indemnite import IndemniteAttachee, indemnite_attachee
from creances.regles.interets import taux_du_creancier
from creances.regles.marches import taux_acheteur_public
from creances.regles.penalites import taux_professionnels
from creances.regles.procedure_collective import Arret, JourDuJugement, arret_des_interets
from creances.regles.regime import Regime, RegimeRetenu, regime

C_CIV_1344_1 = "C. civ., 1344-1"
CIV_20_JANV_2021 = "Cass. 1re civ., 20 janv. 2021, n° 19-20.680"

DepartMiseEnDemeure = Literal["presentation", "envoi"]


class Options(NamedTuple):
    """Les choix laissés à l'appelant quand la loi se tait ou que les auteurs divergent."""

    ordre: Sequence[str] | None = None
    base: BaseAnnuelle = "365"
    arrondi: Arrondi = "tranche"
    depart: DepartMiseEnDemeure = "presentation"
    jour_jugement: JourDuJugement = "exclu"

    def verifier(self) -> None:
        """Refuse une option inconnue, en nommant celles qui sont acceptées."""
        if self == _PAR_DEFAUT:
            return
        for nom, acceptes in _ACCEPTES.items():
            exiger_parmi(nom, getattr(self, nom), acceptes)


_PAR_DEFAUT = Options()
_ACCEPTES = {
    "base": ("365", "annee_civile"),
    "arrondi": ("tranche", "total"),
    "depart": ("presentation", "envoi"),
    "jour_jugement": ("exclu", "inclus"),
}


@dataclass(frozen=True, slots=True)
class Dette:
    """Une créance qualifiée.

    `exigible` : dernier jour pour payer. `depart` : veille du premier jour d'intérêt, None si rien ne court.
    `arret` : effet d'un jugement d'ouverture.
    """

    creance: Creance
    retenu: RegimeRetenu
    exigible: date
    depart: date | None
    taux: TauxApplicable | None
    arret: Arret | None
    indemnite: IndemniteAttachee
    ordre: Ordre
    reserves: tuple[Reserve, ...]

    @property
    def regime(self) -> Regime:
        """Le régime du retard."""
        return self.retenu.regime

    @property
    def article(self) -> str:
        """L'article qui fonde le taux, ou à défaut celui du régime."""
        return self.retenu.article if self.taux is None else self.taux.article


def qualifier(creance: Creance, evenements: Sequence[Evenement], droit: Droit, options: Options) -> Dette:
    """Le régime, l'échéance, le départ, le taux, l'arrêt, l'indemnité et l'ordre d'imputation d'une dette.

    `evenements` ne doit contenir que ceux qui comptent : rien de postérieur au jour de la question.
    """
    retenu = regime(creance)
    exigible, sur_l_echeance = exigibilite(creance, droit, retenu.regime)
    reserves = [*retenu.reserves, *sur_l_echeance]
    depart, sur_le_depart = _depart(retenu.regime, exigible, evenements, options.depart)
    reserves.extend(sur_le_depart)
    taux = None
    if depart is not None:
        taux = _taux(creance, retenu.regime, exigible, droit)
        reserves.extend(taux.reserves)
    if creance.conditions.clause_penale is not None:
        reserves.append(Reserve("CLAUSE_PENALE_NON_COMPTEE", ("C. civ., 1231-5",)))
    sortes = {un.type for un in evenements}
    if "contestation" in sortes:
        reserves.append(Reserve("CREANCE_CONTESTEE"))
    arret = None
    if "procedure_collective" in sortes:
        arret = arret_des_interets(creance, exigible, evenements, options.jour_jugement)
    if arret is not None:
        reserves.append(arret.reserve)
    return Dette(
        creance=creance,
        retenu=retenu,
        exigible=exigible,
        depart=depart,
        taux=taux,
        arret=arret,
        indemnite=indemnite_attachee(creance, retenu.regime, droit),
        ordre=ordre_applicable(retenu.regime, options.ordre),
        reserves=tuple(reserves),
    )


def _taux(creance: Creance, retenu: Regime, exigible: date, droit: Droit) -> TauxApplicable:
    if retenu is Regime.PROFESSIONNELS:
        return taux_professionnels(creance, exigible, droit)
    if retenu is Regime.ACHETEUR_PUBLIC:
        return taux_acheteur_public(creance, exigible, droit)
    return taux_du_creancier(creance, droit)


def _depart(
    retenu: Regime, exigible: date, evenements: Sequence[Evenement], depart: DepartMiseEnDemeure
) -> tuple[date | None, list[Reserve]]:
    """De plein droit dès l'échéance (L441-10, L2192-13), sinon depuis la mise en demeure (C. civ., 1344-1).

    La mise en demeure vaut du jour de l'avis signé, sinon de la première présentation, même non réclamée (Cass. 1re civ.,
    20 janv. 2021). Sans preuve de présentation, l'envoi est pris avec réserve. Celle qui précède l'échéance ne compte pas.
    """
    if retenu is not Regime.INTERET_LEGAL:
        return exigible, []
    effets = [(_effet(un, depart), un) for un in evenements if isinstance(un, MiseEnDemeure)]
    utiles = [(effet, un) for effet, un in effets if effet >= exigible]
    if not utiles:
        return None, [Reserve("MISE_EN_DEMEURE_PREMATUREE", (C_CIV_1344_1,))] if effets else []
    jour, retenue = min(utiles, key=lambda paire: paire[0])
    prouvee = retenue.reception is not None or retenue.presentation is not None
    return jour, [] if prouvee else [Reserve("MISE_EN_DEMEURE_SANS_PREUVE", (C_CIV_1344_1, CIV_20_JANV_2021))]


def _effet(mise_en_demeure: MiseEnDemeure, depart: DepartMiseEnDemeure) -> date:
    if depart == "envoi":
        return mise_en_demeure.date
    return mise_en_demeure.reception or mise_en_demeure.presentation or mise_en_demeure.date
