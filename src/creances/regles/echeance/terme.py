"""Le terme convenu : une méthode écrite au contrat, appliquée pas à pas."""

from __future__ import annotations

from creances.modeles import Creance, Terme
from creances.noyau.erreurs import DonneeInvalide
from creances.regles.echeance.parcours import Parcours

L441_10_I = "C. com., L441-10, I"
C_CIV_1305_3 = "C. civ., 1305-3"

# Chaque méthode en pas successifs ; « delai » est le nombre de jours ou de mois.
_PAS = {
    "net": ("delai",),
    "jours_puis_fin_de_mois": ("delai", "fin_de_mois"),
    "fin_de_mois_puis_jours": ("fin_de_mois", "delai"),
    "fin_de_decade_puis_jours": ("fin_de_decade", "delai"),
    "fin_de_quinzaine_puis_jours": ("fin_de_quinzaine", "delai"),
}


def appliquer(terme: Terme, creance: Creance, article: str) -> Parcours:
    """L'échéance que donne le terme convenu. Un terme sans la date dont il part est refusé."""
    depart = creance.livraison if terme.depart == "livraison" else creance.emission
    if depart is None:
        raise DonneeInvalide(
            f"{terme.depart} : reçu rien ; accepté : la date dont part le terme convenu",
            code="echeance.sans_depart",
        )
    return suivre(terme, Parcours.depuis(terme.depart, depart, article), creance.debiteur.territoire)


def suivre(terme: Terme, parcours: Parcours, territoire: str) -> Parcours:
    """Fait avancer un parcours selon le terme ; le jour de départ ne compte pas, le dernier compte en entier."""
    avancer(parcours, terme.mode, jours=terme.jours, mois=terme.mois)
    if terme.le is not None:
        parcours.quantieme(terme.le)
    if terme.report != "aucun":
        parcours.reporter(terme.report, territoire)
    return parcours


def avancer(parcours: Parcours, mode: str, *, jours: int | None = None, mois: int | None = None) -> Parcours:
    """Fait avancer un parcours de tant de jours ou de mois, selon la méthode."""
    for pas in _PAS[mode]:
        if pas != "delai":
            parcours.fin(pas)
        elif mois is not None:
            parcours.mois(mois)
        else:
            parcours.jours(jours or 0)
    return parcours


def en_fin_de_mois(terme: Terme | None) -> bool:
    """Vrai si le terme est stipulé en fin de mois : lui seul ouvre le plafond de 45 jours fin de mois."""
    return terme is not None and terme.mode in {"jours_puis_fin_de_mois", "fin_de_mois_puis_jours"}
