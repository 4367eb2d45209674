"""L'arrêt du cours des intérêts au jugement d'ouverture (C. com., L622-28)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from creances.modeles import Creance, Evenement, ProcedureCollective
from creances.noyau.resultat import Reserve
from creances.noyau.temps import UN_JOUR, ajouter_mois

L622_17 = "C. com., L622-17"
L622_28 = "C. com., L622-28"
R621_4 = "C. com., R621-4"
_RENVOIS = {"redressement": "C. com., L631-14", "liquidation": "C. com., L641-3"}
_UN_AN = 12

JourDuJugement = Literal["exclu", "inclus"]


class Arret(NamedTuple):
    """L'ouverture retenue et son effet : dernier jour d'intérêt (None si le cours continue), articles et réserve.

    `anterieure` : la créance est née avant le jugement, qui interdit alors de la payer (C. com., L622-7).
    """

    ouverture: date
    dernier_jour: date | None
    articles: tuple[str, ...]
    reserve: Reserve
    anterieure: bool = True


def arret_des_interets(
    creance: Creance, exigible: date, evenements: Iterable[Evenement], jour_jugement: JourDuJugement
) -> Arret | None:
    """L'effet du premier jugement d'ouverture qui suit la naissance de la créance, None s'il n'y a aucun jugement.

    « Le jugement d'ouverture arrête le cours des intérêts légaux et conventionnels, ainsi que de tous intérêts de retard
    et majorations, à moins qu'il ne s'agisse […] de contrats assortis d'un paiement différé d'un an ou plus »
    (C. com., L622-28 ; L631-14 et L641-3 pour le redressement et la liquidation).

    Doute : le jugement prend effet à sa date, dès zéro heure (R621-4) ; le dernier jour compté est donc la veille. Le
    texte ne le dit pas en toutes lettres : `jour_jugement="inclus"` compte le jour même. Une créance née après le
    jugement n'est pas arrêtée ; qu'elle soit payable à l'échéance dépend de son utilité à la procédure (L622-17), ce que
    dit la réserve CREANCE_POSTERIEURE.
    """
    jugements = sorted(
        (un for un in evenements if isinstance(un, ProcedureCollective)), key=lambda un: (un.date, un.nature)
    )
    if not jugements:
        return None
    # Un jugement plus ancien que la créance n'efface pas celui qui la suit.
    ouverture = next((un for un in jugements if not _nee_apres(creance, un.date)), jugements[0])
    renvoi = _RENVOIS.get(ouverture.nature)
    articles = (L622_28,) if renvoi is None else (L622_28, renvoi)
    if _nee_apres(creance, ouverture.date):
        reserve = Reserve("CREANCE_POSTERIEURE", (L622_17,), dates=(("ouverture", ouverture.date),))
        return Arret(ouverture.date, None, (L622_17,), reserve, anterieure=False)
    if _paiement_differe(creance, exigible):
        return Arret(ouverture.date, None, articles, Reserve("PAIEMENT_DIFFERE_UN_AN", articles))
    dernier = ouverture.date if jour_jugement == "inclus" else ouverture.date - UN_JOUR
    reserve = Reserve("PROCEDURE_COLLECTIVE", (*articles, R621_4), dates=(("ouverture", ouverture.date),))
    return Arret(ouverture.date, dernier, articles, reserve)


def _nee_apres(creance: Creance, ouverture: date) -> bool:
    """Vrai si la livraison, à défaut la facture, ne précède pas le jugement, qui prend effet à zéro heure (R621-4)."""
    naissance = creance.livraison or creance.emission
    return naissance is not None and naissance >= ouverture


def _paiement_differe(creance: Creance, exigible: date) -> bool:
    depart = creance.emission or creance.livraison
    return depart is not None and exigible >= ajouter_mois(depart, _UN_AN).jour
