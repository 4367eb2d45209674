"""Ce qu'une mise en demeure produit, et ce qu'elle ne produit pas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from creances.droit.mises_en_demeure import forme_de_mise_en_demeure
from creances.modeles import Creance
from creances.noyau.temps import UN_JOUR
from creances.regles.regime import Regime

_ARRET_2022 = "Cass. com., 18 mai 2022, n° 20-23.204"
_ARRET_2021 = "Cass. 1re civ., 20 janv. 2021, n° 19-20.680"
_LOI_1968 = "Loi n° 68-1250, art. 2"
_L218_1 = "C. conso., L218-1"
_PLIS = frozenset({"lrar", "lre", "avocat"})


@dataclass(frozen=True, slots=True)
class EffetDeDroit:
    """Un effet, ou une absence d'effet ; `depuis` : premier jour où il joue, None s'il n'est pas daté."""

    code: str
    article: str
    depuis: date | None = None


def effets(
    creance: Creance,
    *,
    regime: Regime,
    article_du_regime: str,
    exigible: date,
    court_deja: date | None,
    envoi: date,
    effet: date,
    mode: str,
    quadriennale: bool,
    clause_d_interruption: bool,
) -> tuple[EffetDeDroit, ...]:
    """Les effets d'une mise en demeure partie le jour `envoi`, qui vaut du jour `effet` (avis signé, sinon présentation).

    - Intérêt : « La mise en demeure de payer une obligation de somme d'argent fait courir l'intérêt moratoire, au taux
      légal » (C. civ., 1344-1), dès le lendemain ; entre professionnels et pour un acheteur public, les pénalités courent
      déjà, sans rappel, et la mise en demeure n'y change rien. Celle qui précède l'échéance ne fait rien courir ; une
      seconde non plus : `court_deja`, veille du premier jour d'intérêt si une autre l'a fait courir.
    - Clause pénale : « Sauf inexécution définitive, la pénalité n'est encourue que lorsque le débiteur est mis en demeure »
      (1231-5). Dommages et intérêts : après mise en demeure d'exécuter dans un délai raisonnable (1231).
    - Prescription : elle n'est pas interrompue, même par lettre recommandée (Cass. com., 18 mai 2022, n° 20-23.204), sauf
      la prime d'assurance, du jour de « l'envoi » (C. assur., L114-2), et la clause qui le prévoit (C. civ., 2254). Entre
      un professionnel et un consommateur, nul ne peut « ajouter aux causes » d'interruption (C. conso., L218-1). La
      déchéance `quadriennale` d'une personne publique l'est par toute réclamation écrite (loi n° 68-1250, art. 2).
    - Elle n'est pas un titre, et n'autorise aucune saisie. Un pli non réclamé vaut mise en demeure.
    """
    return (
        *_sur_l_argent(creance, regime, article_du_regime, exigible, court_deja, effet),
        EffetDeDroit("prescription_interrompue", _LOI_1968, envoi)
        if quadriennale
        else _sur_la_prescription(creance, envoi, effet, mode, clause_d_interruption=clause_d_interruption),
        EffetDeDroit("aucune_saisie", "CPCE, L111-2"),
        *((EffetDeDroit("pli_non_reclame", _ARRET_2021),) if mode in _PLIS else ()),
    )


def _sur_l_argent(
    creance: Creance, regime: Regime, article_du_regime: str, exigible: date, court_deja: date | None, effet: date
) -> Iterator[EffetDeDroit]:
    if regime is not Regime.INTERET_LEGAL:
        yield EffetDeDroit("penalites_deja_courues", article_du_regime, exigible + UN_JOUR)
    elif court_deja is not None and court_deja < effet:
        yield EffetDeDroit("interets_deja_courus", "C. civ., 1344-1", court_deja + UN_JOUR)
    elif effet >= exigible:
        yield EffetDeDroit("interets_de_retard", "C. civ., 1344-1", effet + UN_JOUR)
    if creance.conditions.clause_penale is not None:
        yield EffetDeDroit("clause_penale_encourue", "C. civ., 1231-5", effet)
    yield EffetDeDroit("dommages_et_interets", "C. civ., 1231")


def _sur_la_prescription(
    creance: Creance, envoi: date, effet: date, mode: str, *, clause_d_interruption: bool
) -> EffetDeDroit:
    forme = forme_de_mise_en_demeure()
    article = forme.natures_interruptives.get(creance.nature)
    if article is not None and mode in forme.modes_interruptifs:
        return EffetDeDroit("prescription_interrompue", article, envoi)
    consommation = creance.debiteur.qualite == "consommateur" and creance.creancier.qualite == "professionnel"
    if clause_d_interruption and consommation:
        return EffetDeDroit("prescription_non_interrompue", _L218_1)
    if clause_d_interruption:
        return EffetDeDroit("prescription_interrompue", "C. civ., 2254", effet)
    return EffetDeDroit("prescription_non_interrompue", _ARRET_2022)
