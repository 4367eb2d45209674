"""Le délai de paiement d'un acheteur public (CCP, R2192-10 à R2192-29)."""

from __future__ import annotations

from datetime import date, timedelta

from creances.droit.corpus import Droit
from creances.modeles import Creance, Terme
from creances.noyau.erreurs import AvantPremiereVersion, DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve
from creances.regles.echeance.parcours import Parcours
from creances.regles.echeance.plafond import Depart
from creances.regles.echeance.terme import suivre

R2192_10 = "CCP, R2192-10"
R2192_12 = "CCP, R2192-12"
R2192_13 = "CCP, R2192-13"
R2192_14 = "CCP, R2192-14"
R2192_17 = "CCP, R2192-17"
R2192_29 = "CCP, R2192-29"

_DELAIS = {"sante": "marches.delai_sante", "entreprise_publique": "marches.delai_entreprise_publique"}


def delai_reglementaire(creance: Creance, droit: Droit) -> Parcours:
    """Trente, cinquante ou soixante jours selon la catégorie, depuis la réception de la demande de paiement ou
    l'exécution si elle est plus tardive ; une interruption rouvre un délai.
    """
    return _interrompre(_delai(creance, droit), creance, droit)


def plafond_reglementaire(creance: Creance, droit: Droit) -> Parcours | None:
    """Le délai réglementaire comme plafond du délai convenu (L2192-10) ; None avant le décret de 2013, où le délai du
    temps n'est pas dans nos tables.
    """
    try:
        return delai_reglementaire(creance, droit)
    except AvantPremiereVersion:
        return None


def delai_convenu(terme: Terme, creance: Creance, droit: Droit) -> Parcours:
    """Le délai que le marché prévoit, compté comme le délai réglementaire qu'il ne peut dépasser (L2192-10)."""
    depart, article = _depart(creance, droit)
    parcours = suivre(terme, Parcours.depuis(*depart, article), creance.debiteur.territoire)
    return _interrompre(parcours, creance, droit)


def _delai(creance: Creance, droit: Droit) -> Parcours:
    depart, article = _depart(creance, droit)
    categorie = creance.debiteur.categorie_publique
    table = _DELAIS.get(categorie or "", "marches.delai")
    version = droit(table, depart.jour)
    parcours = Parcours.depuis(*depart, article, table)
    parcours.article = version.article
    if categorie is None:
        parcours.reserves.append(Reserve("CATEGORIE_PUBLIQUE_SUPPOSEE", (R2192_10,)))
    return parcours.jours(version.valeur)


def _depart(creance: Creance, droit: Droit) -> tuple[Depart, str]:
    """Réception de la demande (R2192-12) ; sa date plus deux jours si la réception n'est pas constatée (R2192-14) ;
    l'exécution si elle est plus tardive (R2192-13) ; la conformité si le marché la prévoit (R2192-17).
    """
    if creance.reception is not None:
        depart, article = Depart("reception", creance.reception), R2192_12
    elif creance.emission is not None:
        jours = droit("marches.demande_sans_reception", creance.emission).valeur
        depart, article = Depart("demande_de_paiement", creance.emission + timedelta(days=jours)), R2192_14
    elif creance.livraison is not None:
        depart, article = Depart("livraison", creance.livraison), R2192_13
    else:
        raise DonneeInvalide(
            "reception : reçu rien ; accepté : reception, emission ou livraison, dont part le délai de l'acheteur public",
            code="echeance.sans_depart",
        )
    if creance.livraison is not None and creance.livraison > depart.jour:
        depart, article = Depart("livraison", creance.livraison), R2192_13
    if creance.verification is not None and creance.verification > depart.jour:
        depart, article = Depart("conformite", creance.verification), R2192_17
    return depart, article


def _interrompre(parcours: Parcours, creance: Creance, droit: Droit) -> Parcours:
    """« Ce délai est de trente jours ou égal au solde restant à courir à la date de réception de la notification de
    l'interruption si ce solde est supérieur à trente jours » (R2192-29) : une interruption, non une suspension.
    """
    if creance.interruption is None:
        return parcours
    notification, completes = creance.interruption.notification, creance.interruption.completes
    _exiger_dans_le_delai(notification, parcours.jour)
    solde = (parcours.jour - notification).days
    jours = max(droit("marches.apres_interruption", completes).valeur, solde)
    parcours.lignes.append(Ligne("echeance.depart", R2192_29, fin=completes, mots=(("evenement", "pieces_completes"),)))
    parcours.jour = completes + timedelta(days=jours)
    parcours.lignes.append(Ligne("echeance.interruption", R2192_29, fin=parcours.jour, jours=jours))
    return parcours


def _exiger_dans_le_delai(notification: date, echeance: date) -> None:
    if notification > echeance:
        raise DonneeInvalide(
            f"interruption.notification : reçu {notification} ; accepté : avant la fin du délai ({echeance})",
            code="echeance.interruption_tardive",
        )
