"""Suivre un plan de paiement : ce qui a été payé, ce qui est manqué, ce qui peut être réclamé."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Avoir, Creance, Echeancier, Evenement, MiseEnDemeure
from creances.moteur.chronologie import mouvements
from creances.moteur.echeancier.plan import C_CIV_1305_2, CIV_3_JUIN_2015
from creances.moteur.echeancier.valeurs import EcheanceSuivie, EtatDEcheance, EtatDuPlan, SuiviEcheancier
from creances.moteur.gel import L622_7, jugement_qui_interdit
from creances.moteur.recit import exiger_cette_creance
from creances.noyau.argent import centimes, euros
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import UN_JOUR, JourAccepte, jour
from creances.regles.procedure_collective import Arret

L622_29 = "C. com., L622-29"
Prealable = Literal["exigee", "dispensee"]
_NON_COMMERCANTS = frozenset({"consommateur", "non_professionnel"})


@regle("suivi_echeancier", C_CIV_1305_2, CIV_3_JUIN_2015, L622_7, L622_29)
def suivi_echeancier(
    creance: Creance,
    *,
    au: JourAccepte,
    evenements: Sequence[Evenement] = (),
    plan: Echeancier | None = None,
    mise_en_demeure: Prealable | None = None,
    droit: Droit | None = None,
) -> Resultat[SuiviEcheancier]:
    """Où en est un plan de paiement le jour `au` inclus.

    Les paiements reçus après la signature éteignent les échéances dans l'ordre ; celui du jour même compte si une échéance
    tombe ce jour-là. Un avoir réduit les dernières. Une échéance est due jusqu'à sa date incluse, puis « en retard »
    pendant la tolérance du plan, puis « manquée ».

    - `plan` : l'échéancier à suivre ; None, le dernier signé parmi les `evenements`.
    - `mise_en_demeure` avant la déchéance : "exigee" (la déchéance attend qu'une mise en demeure postérieure à l'échéance
      manquée soit restée sans effet dans le délai qu'elle donne) ou "dispensee" (clause expresse) ; None, exigée d'un
      consommateur ou d'un non-professionnel, dispensée sinon avec réserve.

    Sans clause de déchéance, seules les échéances venues peuvent être réclamées (C. civ., 1305-2). Une déchéance acquise le
    reste, même si le retard est payé ensuite : y renoncer est un autre accord.

    Après un jugement d'ouverture, une dette antérieure ne se paie plus hors procédure (C. com., L622-7) : ce qui manque
    alors n'emporte pas déchéance, car « toute clause contraire est réputée non écrite » (L622-29), et rien n'est exigible
    (réserve PLAN_GELE). En liquidation, la loi rend tout exigible, mais pour la déclaration seulement.

    Doute : l'arrêt vise un prêt à un emprunteur non commerçant ; il est appliqué ici à tout plan.
    Erreurs : `DonneeInvalide` si aucun plan n'est signé à cette date.
    Source : C. civ., 1305-2 ; Cass. 1re civ., 3 juin 2015, n° 14-15.655 ; C. com., L622-7 et L622-29.

    >>> from creances.modeles import LigneEcheancier, Paiement
    >>> lignes = [LigneEcheancier(date=jour, montant=500) for jour in ("2026-12-10", "2027-01-10")]
    >>> signe = Echeancier(date="2026-12-01", lignes=tuple(lignes), decheance=True, tolerance=3)
    >>> facture = Creance(montant=1000, echeance="2026-10-04")
    >>> suivi_echeancier(facture, au="2026-12-13", evenements=[signe]).valeur.etat
    'en_cours'
    >>> manque = suivi_echeancier(facture, au="2026-12-14", evenements=[signe]).valeur
    >>> manque.etat, manque.exigible
    ('caduc', Decimal('1000.00'))
    """
    droit = droit or droit_courant()
    fin = jour(au, "au")
    if mise_en_demeure is not None:
        exiger_parmi("mise_en_demeure", mise_en_demeure, get_args(Prealable))
    connus = tuple(evenements)
    exiger_cette_creance(creance, connus)
    passes = tuple(un for un in connus if un.date <= fin)
    signe = _plan_signe(plan, passes, fin)
    echeances = _suivre(signe, passes, fin)
    exigee = mise_en_demeure == "exigee" or (mise_en_demeure is None and creance.debiteur.qualite in _NON_COMMERCANTS)
    jugement = jugement_qui_interdit(creance, passes)
    jusqu_a = fin if jugement is None else min(fin, jugement.ouverture - UN_JOUR)
    decheance = _decheance(signe, echeances, passes, jusqu_a, exigee=exigee)
    valeur = _valeur(echeances, decheance, fin, gelee=jugement is not None)
    lignes = tuple(_lignes(valeur, signe))
    return Resultat(
        "suivi_echeancier",
        valeur,
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article)),
        tuple(_reserves(signe, valeur, jugement, exigee=exigee, choisie=mise_en_demeure is not None)),
        fin,
        droit.version,
    )


def _plan_signe(plan: Echeancier | None, passes: tuple[Evenement, ...], au: date) -> Echeancier:
    if plan is not None:
        trouve = plan if plan.date <= au else None
    else:
        trouve = max((un for un in passes if isinstance(un, Echeancier)), key=lambda un: un.date, default=None)
    if trouve is None:
        raise DonneeInvalide(
            f"plan : reçu aucun échéancier signé le {au} ou avant ; accepté : un événement de type « echeancier »",
            code="echeancier.absent",
        )
    return trouve


def _suivre(plan: Echeancier, passes: tuple[Evenement, ...], au: date) -> tuple[EcheanceSuivie, ...]:
    """Les échéances, les paiements versés dans l'ordre, les avoirs ôtés depuis la fin."""
    le_jour_meme = plan.lignes[0].date == plan.date
    recus = [un for un in mouvements(passes, au) if un.date > plan.date or (le_jour_meme and un.date == plan.date)]
    dus = [centimes(ligne.montant) for ligne in plan.lignes]
    avoirs = sum(centimes(un.montant) for un in recus if isinstance(un, Avoir))
    for rang in reversed(range(len(dus))):
        retire = min(avoirs, dus[rang])
        dus[rang], avoirs = dus[rang] - retire, avoirs - retire
    versements = [(un.date, centimes(un.montant)) for un in recus if un.type == "paiement"]
    suivies = []
    for ligne, du in zip(plan.lignes, dus, strict=True):
        paye, soldee_le = _puiser(versements, du)
        suivies.append(
            EcheanceSuivie(
                date=ligne.date,
                montant=euros(du),
                paye=euros(paye),
                reste=euros(du - paye),
                etat=_etat(ligne.date, du - paye, plan.tolerance, au),
                soldee_le=soldee_le if paye == du else None,
            )
        )
    return tuple(suivies)


def _puiser(versements: list[tuple[date, int]], du: int) -> tuple[int, date | None]:
    """Prend `du` sur les versements, dans l'ordre, et dit ce qui a été pris et le jour du dernier."""
    paye, dernier = 0, None
    while versements and paye < du:
        le, somme = versements[0]
        pris = min(somme, du - paye)
        paye, dernier = paye + pris, le
        if pris == somme:
            versements.pop(0)
        else:
            versements[0] = (le, somme - pris)
    return paye, dernier


def _etat(echeance: date, reste: int, tolerance: int, au: date) -> EtatDEcheance:
    if reste == 0:
        return "payee"
    if au <= echeance:
        return "a_venir"
    return "en_retard" if au <= echeance + timedelta(days=tolerance) else "manquee"


def _decheance(
    plan: Echeancier,
    echeances: tuple[EcheanceSuivie, ...],
    passes: tuple[Evenement, ...],
    au: date,
    *,
    exigee: bool,
) -> date | None:
    """Le premier jour où tout est devenu exigible, None si la clause n'existe pas ou n'a pas joué."""
    if not plan.decheance:
        return None
    admis = timedelta(days=plan.tolerance)
    jours = []
    for une in echeances:
        limite = une.date + admis
        if exigee:
            jours += [effet for effet in _sans_effet(passes, limite) if _impayee(une, effet)]
        elif _impayee(une, limite):
            jours.append(limite)
    dechues = [dernier + UN_JOUR for dernier in jours if dernier < au]
    return min(dechues, default=None)


def _impayee(echeance: EcheanceSuivie, dernier: date) -> bool:
    """Vrai si l'échéance restait due, en tout ou partie, à la fin de ce jour."""
    return echeance.montant > 0 and (echeance.soldee_le is None or echeance.soldee_le > dernier)


def _sans_effet(passes: tuple[Evenement, ...], limite: date) -> Iterator[date]:
    """Le dernier jour du délai de chaque mise en demeure postérieure à l'échéance ; sans délai, elle ne suffit pas."""
    for une in passes:
        if isinstance(une, MiseEnDemeure) and une.date > limite and une.delai is not None:
            yield (une.reception or une.presentation or une.date) + timedelta(days=une.delai)


def _valeur(echeances: tuple[EcheanceSuivie, ...], decheance: date | None, au: date, *, gelee: bool) -> SuiviEcheancier:
    reste = sum(centimes(une.reste) for une in echeances)
    venu = reste if decheance is not None else sum(centimes(une.reste) for une in echeances if une.date <= au)
    manquees = sum(une.etat == "manquee" for une in echeances)
    etat: EtatDuPlan = "en_cours"
    if reste == 0:
        etat = "respecte"
    elif decheance is not None:
        etat = "caduc"
    elif manquees:
        etat = "en_retard"
    a_venir = [une.date for une in echeances if une.etat == "a_venir"] if etat != "caduc" else []
    return SuiviEcheancier(
        etat=etat,
        exigible=euros(0 if gelee else venu),
        reste=euros(reste),
        paye=euros(sum(centimes(une.paye) for une in echeances)),
        echeances_manquees=manquees,
        decheance=decheance,
        prochaine=min(a_venir, default=None),
        echeances=echeances,
    )


def _lignes(valeur: SuiviEcheancier, plan: Echeancier) -> Iterator[Ligne]:
    yield Ligne("suivi_echeancier.plan", debut=plan.date, fin=plan.lignes[-1].date)
    for une in valeur.echeances:
        faits = (("du", une.montant), ("paye", une.paye))
        # Ce qui est exigible s'additionne : l'échéance à venir n'y entre qu'après la déchéance.
        exigible = une.reste if valeur.exigible and (valeur.etat == "caduc" or une.etat != "a_venir") else None
        yield Ligne(f"suivi_echeancier.{une.etat}", fin=une.date, montant=exigible or None, montants=faits)
    if valeur.decheance is not None:
        yield Ligne("suivi_echeancier.decheance", CIV_3_JUIN_2015, debut=valeur.decheance)
    elif valeur.echeances_manquees:
        yield Ligne("suivi_echeancier.sans_decheance", C_CIV_1305_2)


def _reserves(
    plan: Echeancier, valeur: SuiviEcheancier, jugement: Arret | None, *, exigee: bool, choisie: bool
) -> Iterator[Reserve]:
    if jugement is not None:
        yield Reserve("PLAN_GELE", (L622_7, L622_29), dates=(("ouverture", jugement.ouverture),))
    if plan.decheance and valeur.echeances_manquees and valeur.decheance is None and exigee:
        yield Reserve("DECHEANCE_APRES_MISE_EN_DEMEURE", (CIV_3_JUIN_2015,))
    if valeur.decheance is not None and not exigee and not choisie:
        yield Reserve("DECHEANCE_SANS_MISE_EN_DEMEURE", (CIV_3_JUIN_2015,))
