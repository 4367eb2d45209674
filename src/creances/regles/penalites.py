"""Le taux des pénalités entre professionnels (C. com., L441-10, II, et ses ancêtres de L441-6).

Trois époques, trois jours qui choisissent : les points ajoutés suivent le contrat (NRE : + 7 ; LME : + 10 dès le
1er janvier 2009), l'ancrage suit le début du délai de paiement (taux de l'opération la plus récente, puis, dès 2013,
celui du 1er janvier et du 1er juillet), l'article cité suit le contrat.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from creances.droit.baremes import TauxApplicable, bareme, bareme_fige, bareme_semestriel
from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.noyau.argent import millioniemes
from creances.noyau.calcul import Bareme
from creances.noyau.resultat import Reserve
from creances.noyau.temps import ajouter_mois

L441_10_II = "C. com., L441-10, II"
_TAUX_LEGAL = "taux_interet_legal.autres_cas"


def taux_professionnels(creance: Creance, exigible: date, droit: Droit) -> TauxApplicable:
    """Le taux convenu s'il y en a un, sinon le taux supplétif.

    « Sauf disposition contraire qui ne peut toutefois fixer un taux inférieur à trois fois le taux d'intérêt légal, ce
    taux est égal au taux d'intérêt appliqué par la Banque centrale européenne à son opération de refinancement la plus
    récente majoré de 10 points de pourcentage » (C. com., L441-10, II).

    Doutes : (1) pour un retard qui traverse un 1er janvier ou un 1er juillet, aucun arrêt ne dit si le taux change ; la
    lettre (« applicable pendant le semestre ») le fait changer, `semestre="fige"` dit l'autre lecture. (2) Le sort d'une
    clause sous le plancher n'est pas tranché, ni le jour où il s'apprécie : elle est appliquée avec la réserve
    TAUX_SOUS_PLANCHER ; "relever" la porte au plancher de chaque semestre, "suppletif" l'écarte si elle est sous le
    plancher le premier jour de retard. (3) Avant 2013, le taux suit chaque opération de la BCE.
    """
    contrat = _jour_du_contrat(creance, exigible, droit)
    article = droit("penalites.article", contrat).valeur
    convenu = creance.conditions.taux_penalites
    if convenu is None:
        return _suppletif(creance, exigible, contrat, article, droit)
    coefficient = droit("penalites.plancher", contrat).valeur
    plancher = creance.conditions.plancher
    premier_jour = exigible + timedelta(days=1)
    inconnu = not bareme(droit, _TAUX_LEGAL).connait(premier_jour.toordinal())
    # Plancher inconnu : rien ne peut être écarté ; le barème relevé refusera dès qu'un jour sera compté, et pas avant.
    if plancher == "relever" or (plancher == "suppletif" and inconnu):
        return TauxApplicable(_releve(droit, coefficient, convenu), article)
    if plancher == "suppletif" and convenu < coefficient * droit(_TAUX_LEGAL, premier_jour).valeur:
        ecarte = Reserve("TAUX_STIPULE_ECARTE", (article,))
        suppletif = _suppletif(creance, exigible, contrat, article, droit)
        return suppletif._replace(reserves=(*suppletif.reserves, ecarte))
    return TauxApplicable(_convenu(droit, coefficient, convenu, article), article)


def _jour_du_contrat(creance: Creance, exigible: date, droit: Droit) -> date:
    """Le jour du contrat ; la loi NRE s'applique aussi aux contrats en cours (Cass. com., 3 mars 2009)."""
    contrat = creance.conditions.conclu_le or creance.debut_du_delai
    premier = droit.table("penalites.points").versions[0].debut
    return contrat if contrat >= premier or exigible < premier else premier


def _suppletif(creance: Creance, exigible: date, contrat: date, article: str, droit: Droit) -> TauxApplicable:
    points = droit("penalites.points", contrat)
    mobile_par_operation = droit("penalites.ancrage", max(contrat, creance.debut_du_delai)).valeur == "operation"
    lire = bareme if mobile_par_operation else bareme_semestriel
    retenu = lire(droit, "taux_bce", points.valeur)
    if creance.conditions.semestre == "fige":
        retenu = bareme_fige(retenu, exigible + timedelta(days=1))
    reserves = []
    if mobile_par_operation:
        reserves.append(Reserve("TAUX_MOBILE_AVANT_2013", (article,)))
    if creance.conditions.conclu_le is None and _contrat_douteux(creance.debut_du_delai, points.debut, droit):
        reserves.append(Reserve("CONTRAT_DATE_SUPPOSEE", (article,), dates=(("contrat", contrat),)))
    return TauxApplicable(retenu, article, tuple(reserves))


def _contrat_douteux(debut_du_delai: date, version: date, droit: Droit) -> bool:
    """Vrai si une facture sans date de contrat a pu naître d'un contrat antérieur à la réforme."""
    return debut_du_delai < fin_du_doute(version, droit)


def fin_du_doute(version: date, droit: Droit) -> date:
    """Le jour où plus aucune facture ne vient d'un contrat antérieur à cette version des points ajoutés."""

    def fabriquer() -> date:
        if version == droit.table("penalites.points").versions[0].debut:
            return version
        return ajouter_mois(version, 12 * droit("contrat.doute", version).valeur).jour

    return droit.deriver(("doute", version), fabriquer)


def _convenu(droit: Droit, coefficient: Decimal, convenu: Decimal, article: str) -> Bareme:
    """Le taux convenu, constant, avec une réserve les jours où le plancher le dépasse ou reste inconnu."""

    def fabriquer() -> Bareme:
        taux = millioniemes(convenu)
        plancher = _releve(droit, coefficient, Decimal(0))
        fins = (*plancher.debuts[1:], plancher.horizon)
        sous = [
            (debut, fin, _sous_plancher(date.fromordinal(debut), article))
            for debut, fin, minimum in zip(plancher.debuts, fins, plancher.taux, strict=True)
            if taux < minimum
        ]
        if plancher.horizon is not None:
            sous.append((plancher.horizon, None, Reserve("PLANCHER_INCONNU", (article,))))
        return Bareme("taux convenu", (0,), (taux,), fenetres=tuple(sous))

    return droit.deriver(("convenu", coefficient, convenu, article), fabriquer)


def _sous_plancher(depuis: date, article: str) -> Reserve:
    return Reserve("TAUX_SOUS_PLANCHER", (article,), dates=(("depuis", depuis),))


def _releve(droit: Droit, coefficient: Decimal, convenu: Decimal) -> Bareme:
    """Le taux convenu, porté au plancher chaque fois qu'il est dessous."""

    def fabriquer() -> Bareme:
        legal = bareme(droit, _TAUX_LEGAL)
        taux = tuple(max(int(un * coefficient), millioniemes(convenu)) for un in legal.taux)
        return Bareme(legal.nom, legal.debuts, taux, legal.horizon, legal.fenetres)

    return droit.deriver(("releve", coefficient, convenu), fabriquer)
