"""Proposer un plan de paiement : partager ce qui est dû, dire ce que la signature change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement, Reconnaissance
from creances.moteur.chronologie import Compte
from creances.moteur.echeancier.calendrier import dates_du_plan
from creances.moteur.echeancier.partage import Deroule, Solde, derouler, partager
from creances.moteur.echeancier.valeurs import EcheanceDuPlan, InteretsDuPlan, PlanDePaiement
from creances.moteur.gel import L622_7, L722_5, exiger_payable
from creances.moteur.penalites import compter
from creances.moteur.prescription import prescription
from creances.moteur.qualification import Options
from creances.moteur.recit import reserves_du_compte
from creances.moteur.usages.echeancier import usages_des_plans
from creances.noyau.argent import MontantAccepte, TauxAccepte, centimes, euros, millioniemes
from creances.noyau.argent import montant as lire_montant
from creances.noyau.argent import taux as lire_taux
from creances.noyau.calcul import Bareme
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, ajouter_mois
from creances.regles.imputation import C_CIV_1343_1, CE_23_MAI_2012
from creances.regles.prescription import Prescription
from creances.regles.regime import Regime

C_CIV_1305_2 = "C. civ., 1305-2"
C_CIV_1343_5 = "C. civ., 1343-5"
C_CIV_2229 = "C. civ., 2229"
C_CIV_2240 = "C. civ., 2240"
CIV_3_JUIN_2015 = "Cass. 1re civ., 3 juin 2015, n° 14-15.655"
L312_4 = "C. conso., L312-4"
L2192_14 = "CCP, L2192-14"

Periode = Literal["semaine", "quinzaine", "mois", "bimestre", "trimestre"]


@regle(
    "echeancier",
    C_CIV_1343_1,
    C_CIV_1305_2,
    C_CIV_1343_5,
    C_CIV_2240,
    CIV_3_JUIN_2015,
    L622_7,
    L722_5,
    L312_4,
    L2192_14,
)
def echeancier(
    creance: Creance,
    *,
    au: JourAccepte,
    evenements: Sequence[Evenement] = (),
    nombre: Annotated[int, Field(strict=True, ge=1)] | None = None,
    premiere: JourAccepte | None = None,
    periode: Periode = "mois",
    dates: Sequence[JourAccepte] | None = None,
    montants: Sequence[MontantAccepte] | None = None,
    interets: InteretsDuPlan | None = None,
    taux: TauxAccepte | None = None,
    ordre: Sequence[str] | None = None,
    decheance: bool = True,
    tolerance: Annotated[int, Field(strict=True, ge=0)] = 0,
    reconnaissance: bool = True,
    droit: Droit | None = None,
) -> Resultat[PlanDePaiement]:
    """Un plan de paiement amiable, signé le jour `au`, qui partage tout ce qui est dû ce jour-là, au centime.

    - `nombre` d'échéances égales, la `premiere` à défaut une `periode` après `au`, ou des `dates` une à une. La dernière
      échéance absorbe l'arrondi. `montants` : un par échéance, ou un de moins ; la dernière prend alors le reste.
    - `interets` pendant le plan : "a_part" (défaut : ils ne sont pas dans les échéances), "de_la_dette" (à son taux),
      "convenus" (à `taux`, pour cent l'an, simples, 365 jours ; donner `taux` suffit), "abandonnes".
    - `ordre` : ce que chaque échéance éteint d'abord ; None, celui du régime (frais, intérêts, principal).
    - `decheance` : le plan prévoit qu'une échéance manquée rend tout exigible, après `tolerance` jours de retard admis.
    - `reconnaissance` : le débiteur y reconnaît la dette ; un nouveau délai de même durée part de la signature.

    Personne ne peut imposer un plan au créancier, sauf le juge : voir `delais_de_grace`. L'événement à inscrire au dossier
    est `plan.evenement()`.

    Doutes : sans clause, il se discute que l'intérêt coure pendant un délai accordé (C. civ., 1305-2) : réserve
    INTERETS_A_PART. Chaque échéance recule aussi le départ de sa propre prescription ; la date rendue, comptée de la
    signature, est la plus prudente. Un acheteur public ne peut se prévaloir d'une renonciation aux intérêts moratoires,
    « réputée non écrite » (CCP, L2192-14) : réserve RENONCIATION_ACHETEUR_PUBLIC s'ils sont abandonnés.

    Erreurs : `DonneeInvalide` si rien n'est dû, si les dates ou les montants ne conviennent pas, si une procédure
    collective (C. com., L622-7) ou un surendettement recevable (C. conso., L722-5) interdit de payer ; `DroitInconnu` pour
    "de_la_dette" au-delà des taux publiés.
    Source : C. civ., 1343-1 et 2240 ; Cass. 1re civ., 3 juin 2015, n° 14-15.655 (la déchéance se stipule).

    >>> facture = Creance(montant=1000, echeance="2026-12-31")
    >>> plan = echeancier(facture, au="2026-12-01", nombre=3).valeur
    >>> [(str(une.date), str(une.montant)) for une in plan.echeances]
    [('2027-01-01', '333.33'), ('2027-02-01', '333.33'), ('2027-03-01', '333.34')]
    """
    droit = droit or droit_courant()
    evenements = tuple(evenements)
    mode, convenu = _interets(interets, taux)
    compte, jour_du_plan = compter(creance, au, evenements, Options(ordre), droit)
    exiger_payable("echeancier", creance, evenements, jour_du_plan)
    if compte.du == 0:
        raise DonneeInvalide("creance : reçu une dette soldée ; accepté : un solde à payer", code="echeancier.solde")
    jours = dates_du_plan(jour_du_plan, nombre, premiere, periode, dates)
    solde = _solde(compte, jour_du_plan, mode, convenu)
    deroule = partager(solde, jours) if montants is None else _avec_ces_montants(solde, jours, montants)
    delai = _prescription(creance, jour_du_plan, evenements, reconnaissance, droit)
    plan = _plan(deroule, solde, jour_du_plan, mode, delai, (decheance, tolerance, reconnaissance))
    lignes = tuple(_lignes(plan, solde, compte, convenu))
    reserves = (
        *reserves_du_compte(compte, droit, jour_du_plan, ordre_suppose=ordre is None),
        *_reserves(creance, plan, compte, convenu, delai, droit),
    )
    return Resultat(
        "echeancier",
        plan,
        lignes,
        tuple(dict.fromkeys((compte.dette.article, *(ligne.article for ligne in lignes if ligne.article)))),
        tuple(dict.fromkeys(reserves)),
        jour_du_plan,
        droit.version,
    )


def _interets(interets: InteretsDuPlan | None, taux: TauxAccepte | None) -> tuple[InteretsDuPlan, Bareme | None]:
    """Le mode retenu, et le taux convenu s'il y en a un."""
    mode: InteretsDuPlan = interets or ("a_part" if taux is None else "convenus")
    exiger_parmi("interets", mode, get_args(InteretsDuPlan))
    if (taux is not None) != (mode == "convenus"):
        raise DonneeInvalide(
            f"taux : reçu {taux} avec des intérêts « {mode} » ; accepté : un taux si, et seulement si, ils sont convenus",
            code="echeancier.taux",
        )
    return mode, None if taux is None else Bareme.constant("taux convenu", millioniemes(lire_taux(taux)))


def _solde(compte: Compte, au: date, mode: InteretsDuPlan, convenu: Bareme | None) -> Solde:
    dette = compte.dette
    au_taux_de_la_dette = mode == "de_la_dette" and dette.taux is not None
    depart = max(au, dette.depart) if au_taux_de_la_dette and dette.depart is not None else au
    dernier = dette.arret.dernier_jour if dette.arret is not None else None
    public = dette.regime is Regime.ACHETEUR_PUBLIC
    return Solde(
        frais=compte.frais + compte.indemnite,
        interets=compte.interets,
        principal=compte.principal,
        ordre=dette.ordre,
        bareme=dette.taux.bareme if au_taux_de_la_dette and dette.taux is not None else convenu,
        compte_jusqu_au=depart.toordinal(),
        dernier_jour=(dernier or date.max).toordinal(),
        hors_assiette=centimes(dette.creance.retenue_garantie) if au_taux_de_la_dette and public else 0,
    )


def _avec_ces_montants(solde: Solde, dates: tuple[date, ...], montants: Sequence[MontantAccepte]) -> Deroule:
    """Les montants convenus ; s'il y en a autant que de dates, leur somme doit être ce qui est dû."""
    lus = [centimes(lire_montant(un, "montants")) for un in montants]
    deroule = derouler(solde, dates, lus[: len(dates) - 1])
    derniere = deroule.versements[-1]
    complets = len(lus) == len(dates)
    if (
        len(lus) not in (len(dates), len(dates) - 1)
        or min(un.montant for un in deroule.versements) <= 0
        or any(un.parts.reste for un in deroule.versements)
        or (complets and lus[-1] != derniere.montant)
    ):
        raise DonneeInvalide(
            f"montants : reçu {', '.join(map(str, montants))} pour {len(dates)} dates ; accepté : un montant positif par "
            f"échéance, dont la somme est {euros(sum(un.montant for un in deroule.versements))}, ou tous sauf le dernier",
            code="echeancier.montants",
        )
    return deroule


def _prescription(
    creance: Creance, au: date, evenements: tuple[Evenement, ...], reconnaissance: bool, droit: Droit
) -> tuple[Prescription, Prescription]:
    """L'état du délai à la veille de la signature, et une fois le plan signé."""
    avant = prescription(creance, au=au, evenements=evenements, droit=droit).valeur
    if not reconnaissance:
        return avant, avant
    signe = (*evenements, Reconnaissance(date=au))
    return avant, prescription(creance, au=au, evenements=signe, droit=droit).valeur


def _plan(
    deroule: Deroule,
    solde: Solde,
    au: date,
    mode: InteretsDuPlan,
    delai: tuple[Prescription, Prescription],
    clauses: tuple[bool, int, bool],
) -> PlanDePaiement:
    decheance, tolerance, reconnaissance = clauses
    return PlanDePaiement(
        signature=au,
        fin=deroule.versements[-1].date,
        du=euros(solde.total),
        interets=euros(deroule.interets),
        total=euros(solde.total + deroule.interets),
        interets_du_plan=mode,
        decheance=decheance,
        tolerance=tolerance,
        reconnaissance=reconnaissance,
        prescription=delai[1].terme,
        echeances=tuple(
            EcheanceDuPlan(
                date=un.date,
                montant=euros(un.montant),
                frais=euros(un.parts.frais),
                interets=euros(un.parts.interets),
                principal=euros(un.parts.principal),
                reste=euros(un.reste),
            )
            for un in deroule.versements
        ),
    )


def _lignes(plan: PlanDePaiement, solde: Solde, compte: Compte, convenu: Bareme | None) -> Iterator[Ligne]:
    """Ce qui est dû, les intérêts du plan, chaque échéance et ce qu'elle éteint, puis les clauses."""
    postes = (("frais", euros(solde.frais)), ("interets", euros(solde.interets)), ("principal", euros(solde.principal)))
    yield Ligne("echeancier.du", montants=(("du", plan.du), *postes))
    if solde.bareme is not None:
        article = C_CIV_1343_1 if convenu is not None else compte.dette.article
        yield Ligne(f"echeancier.interets_{plan.interets_du_plan}", article, montants=(("interets", plan.interets),))
    imputation = CE_23_MAI_2012 if compte.dette.regime is Regime.ACHETEUR_PUBLIC else C_CIV_1343_1
    for une in plan.echeances:
        parts = (("frais", une.frais), ("interets", une.interets), ("principal", une.principal), ("reste", une.reste))
        yield Ligne("echeancier.echeance", imputation, fin=une.date, montant=une.montant, montants=parts)
    if plan.decheance:
        code = "echeancier.decheance_apres_tolerance" if plan.tolerance else "echeancier.decheance"
        yield Ligne(code, CIV_3_JUIN_2015, jours=plan.tolerance)
    if plan.reconnaissance and plan.prescription is not None:
        yield Ligne("echeancier.reconnaissance", C_CIV_2240, debut=plan.signature, fin=plan.prescription)


def _reserves(
    creance: Creance,
    plan: PlanDePaiement,
    compte: Compte,
    convenu: Bareme | None,
    delai: tuple[Prescription, Prescription],
    droit: Droit,
) -> Iterator[Reserve]:
    if plan.interets_du_plan == "a_part" and compte.dette.taux is not None:
        yield Reserve("INTERETS_A_PART", (C_CIV_1305_2,))
    if plan.interets_du_plan == "abandonnes" and compte.dette.regime is Regime.ACHETEUR_PUBLIC:
        yield Reserve("RENONCIATION_ACHETEUR_PUBLIC", (L2192_14,))
    if not plan.decheance:
        yield Reserve("SANS_DECHEANCE", (CIV_3_JUIN_2015,))
    # Le plafond du juge est une donnée datée : avant son entrée en vigueur, aucune comparaison n'est faite.
    limite = droit.lire("delais_de_grace.limite", plan.signature)
    if limite is not None and plan.fin > (fin := ajouter_mois(plan.signature, limite.valeur).jour):
        yield Reserve("PLAN_AU_DELA_DU_JUGE", (C_CIV_1343_5,), dates=(("limite", fin),))
    usuelle = usages_des_plans().duree_exceptionnelle
    if plan.fin > ajouter_mois(plan.signature, usuelle).jour:
        yield Reserve("PLAN_LONG", mots=(("mois", usuelle),))
    if creance.debiteur.qualite == "consommateur" and convenu is not None and convenu.taux[0]:
        yield Reserve("CREDIT_CONSOMMATION_POSSIBLE", (L312_4,))
    if delai[0].etat == "acquise":
        yield Reserve("PLAN_SUR_DETTE_PRESCRITE", (C_CIV_2229,))
