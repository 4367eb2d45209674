"""Les pénalités de retard d'une créance, jour par jour, expliquées."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement
from creances.moteur.chronologie import Compte, Mouvement, mouvements, rejouer
from creances.moteur.qualification import DepartMiseEnDemeure, Dette, Options, qualifier
from creances.moteur.recit import (
    articles_du_compte,
    exiger_cette_creance,
    lignes_d_interets,
    reserves_du_compte,
)
from creances.noyau.argent import euros
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.procedure_collective import JourDuJugement


@regle(
    "penalites",
    "C. com., L441-10, II",
    "CCP, R2192-31",
    "CCP, R2192-32",
    "C. civ., 1231-6",
    "C. civ., 1344-1",
    "C. com., L622-28",
)
def penalites(
    creance: Creance,
    *,
    au: JourAccepte,
    evenements: Sequence[Evenement] = (),
    ordre: Sequence[str] | None = None,
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    depart: DepartMiseEnDemeure = "presentation",
    jour_jugement: JourDuJugement = "exclu",
    droit: Droit | None = None,
) -> Resultat[Decimal]:
    """Tout ce qui a couru en pénalités ou intérêts de retard, du lendemain de l'échéance à `au` inclus, payé ou non.

    Le régime vient des deux parties et de la nature : L441-10 entre professionnels, R2192-31 CCP pour un acheteur
    public, sinon l'intérêt légal depuis la mise en demeure, et zéro avant.

    - `evenements` : paiements et avoirs changent l'assiette (le jour du paiement porte encore intérêt) ; une mise en
      demeure fait courir l'intérêt légal ; un jugement d'ouverture arrête tout.
    - `ordre` : ordre d'imputation des paiements, dont dépend l'assiette ; None, celui du régime.
    - `base` : "365" jours toujours, ou "annee_civile" (366 en année bissextile).
    - `arrondi` : chaque tranche au centime ("tranche"), ou le cumul seul ("total").
    - `depart` : la mise en demeure vaut de sa "presentation" ou de son "envoi".
    - `jour_jugement` : le jour du jugement d'ouverture est "exclu" (défaut) ou "inclus".

    Doutes : le texte entre professionnels est muet sur le jour du paiement ; il est compté, comme l'écrit R2192-32 pour
    les acheteurs publics. Voir aussi `taux_professionnels` (semestre, plancher) et `arret_des_interets`.

    Erreurs : `DroitInconnu` si un taux n'est pas publié ; `HorsChamp` pour un crédit ou un droit local ;
    `DonneeInvalide` pour une donnée refusée.
    Source : C. com., L441-10, II ; CCP, R2192-31 et R2192-32 ; C. civ., 1231-6 et 1344-1 ; C. com., L622-28.

    >>> resultat = penalites(Creance(montant=10000, echeance="2026-04-30"), au="2026-08-31")
    >>> resultat.valeur
    Decimal('413.68')
    >>> [(ligne.jours, ligne.taux, ligne.montant) for ligne in resultat.lignes]
    [(61, Decimal('12.15'), Decimal('203.05')), (62, Decimal('12.40'), Decimal('210.63'))]
    """
    droit = droit or droit_courant()
    options = Options(ordre, base, arrondi, depart, jour_jugement)
    compte, fin = compter(creance, au, evenements, options, droit)
    return Resultat(
        "penalites",
        euros(compte.compteur.centimes),
        lignes_d_interets(compte, fin),
        articles_du_compte(compte),
        reserves_du_compte(compte, droit, fin, ordre_suppose=ordre is None),
        fin,
        droit.version,
    )


def compter(
    creance: Creance, au: JourAccepte, evenements: Sequence[Evenement], options: Options, droit: Droit
) -> tuple[Compte, date]:
    """Qualifie la créance, rejoue ses événements jusqu'à `au` inclus, et rend le compte et le jour."""
    fin = jour(au, "au")
    options.verifier()
    dette, a_passer = qualifier_et_trier(creance, fin, evenements, options, droit)
    return rejouer(dette, a_passer, fin, options), fin


def qualifier_et_trier(
    creance: Creance, au: date, evenements: Sequence[Evenement], options: Options, droit: Droit
) -> tuple[Dette, list[Mouvement]]:
    """La dette qualifiée par ses événements jusqu'à `au` inclus, et ses mouvements dans l'ordre du rejeu."""
    # Figés d'abord : un générateur ne se lit qu'une fois, et des paiements s'y perdraient sans bruit.
    connus = tuple(evenements)
    if not connus:
        return qualifier(creance, (), droit, options), []
    exiger_cette_creance(creance, connus)
    passes = tuple(un for un in connus if un.date <= au)
    return qualifier(creance, passes, droit, options), mouvements(passes, au)
