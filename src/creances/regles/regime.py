"""Quel régime gouverne le retard ? Les deux parties et la nature de la créance en décident ensemble.

- Entre professionnels, pour une vente, un service ou un transport : C. com., L441-10, II.
- Un acheteur public dans un contrat de la commande publique : CCP, R2192-31.
- Sinon : l'intérêt légal depuis la mise en demeure (C. civ., 1231-6), ou la clause.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.noyau.choix import Cas, resoudre
from creances.noyau.erreurs import HorsChamp
from creances.noyau.resultat import Reserve

L441_10_II = "C. com., L441-10, II"
L2192_11 = "CCP, L2192-11"
L2192_13 = "CCP, L2192-13"
R2192_31 = "CCP, R2192-31"
C_CIV_1231_6 = "C. civ., 1231-6"

_CONTRATS_D_AFFAIRES = frozenset(
    {
        "COMMERCE_GENERAL",
        "B2B_VENTE",
        "B2B_SERVICE",
        "TRANSPORT_INTERNE",
        "TRANSPORT_CMR",
        "TELECOM",
        "EAU_PRIVE",
        "AVOCAT_PRO",
        "PUBLIC_DEBITEUR",
    }
)
_CREDITS = frozenset({"CREDIT_CONSO", "CREDIT_IMMO_CONSO"})
_DROIT_LOCAL = frozenset({"wallis_et_futuna", "polynesie_francaise", "nouvelle_caledonie"})


class Regime(StrEnum):
    """Les trois régimes du retard de paiement."""

    PROFESSIONNELS = "L441-10"
    ACHETEUR_PUBLIC = "R2192-31"
    INTERET_LEGAL = "interet_legal"


class RegimeRetenu(NamedTuple):
    """Le régime, l'article qui le désigne et les réserves qui l'accompagnent."""

    regime: Regime
    article: str
    reserves: tuple[Reserve, ...]


def regime(creance: Creance) -> RegimeRetenu:
    """Le régime de retard d'une créance, d'après ses deux parties et sa nature.

    Lève `HorsChamp` pour un crédit à la consommation ou immobilier (C. conso., L312-38, L312-39) et pour une partie
    établie là où le droit commercial est local (Polynésie, Nouvelle-Calédonie, Wallis-et-Futuna).

    Doute : l'application de L441-10 au loyer commercial est discutée ; l'intérêt légal est retenu, avec réserve.
    Source : L441-10 vise les conditions de règlement entre professionnels (Cass. com., 21 oct. 2020, n° 18-25.749,
    pour une SCI) ; un syndicat ou une association est un non-professionnel (C. conso., article liminaire).
    """
    debiteur, creancier = creance.debiteur, creance.creancier
    if creance.nature in _CREDITS:
        raise HorsChamp(
            f"nature : reçu {creance.nature} ; les pénalités d'un crédit relèvent du code de la consommation",
            code="hors_champ.credit",
            articles=("C. conso., L312-38", "C. conso., L312-39"),
        )
    for nom, partie in (("debiteur", debiteur), ("creancier", creancier)):
        if partie.territoire in _DROIT_LOCAL:
            raise HorsChamp(
                f"{nom}.territoire : reçu {partie.territoire} ; le droit commercial y est local",
                code="hors_champ.territoire",
            )
    retenu = _choisir(
        creancier.qualite, debiteur.qualite or "professionnel", debiteur.categorie_publique, creance.nature
    )
    return RegimeRetenu(retenu.alors, retenu.article, _reserves(creance))


@cache
def _choisir(creancier: str, debiteur: str, categorie: str | None, nature: str) -> Cas[Regime]:
    affaires = creancier == "professionnel" and nature in _CONTRATS_D_AFFAIRES
    acheteur_public = affaires and debiteur == "public"
    return resoudre(
        Cas(
            "intérêt légal depuis la mise en demeure",
            C_CIV_1231_6,
            Regime.INTERET_LEGAL,
            sauf=(
                Cas(
                    "entre professionnels",
                    L441_10_II,
                    Regime.PROFESSIONNELS,
                    si=affaires and debiteur == "professionnel",
                ),
                Cas(
                    "acheteur public",
                    R2192_31,
                    Regime.ACHETEUR_PUBLIC,
                    si=acheteur_public,
                    sauf=(
                        Cas(
                            "entité adjudicatrice",
                            L2192_11,
                            Regime.PROFESSIONNELS,
                            si=acheteur_public and categorie == "entite_adjudicatrice",
                        ),
                    ),
                ),
            ),
        )
    )


def _reserves(creance: Creance) -> tuple[Reserve, ...]:
    reserves = []
    if creance.debiteur.qualite is None:
        reserves.append(Reserve("QUALITE_SUPPOSEE", ("C. com., L441-10, II",)))
    if creance.debiteur.pays != "FR":
        reserves.append(Reserve("DEBITEUR_ETRANGER", ("C. com., L441-10, II",)))
    if creance.nature == "LOYER_COMMERCIAL":
        reserves.append(Reserve("LOYER_COMMERCIAL_DISCUTE", (C_CIV_1231_6,)))
    if creance.contestation is not None:
        reserves.append(Reserve("CREANCE_CONTESTEE"))
    return tuple(reserves)


def jour_du_marche(creance: Creance, droit: Droit) -> date:
    """Le jour qui choisit le régime du marché : celui du contrat s'il est antérieur au décret de 2013, sinon celui où
    le délai commence (décret n° 2013-269, art. 21). Sans date de contrat, le début du délai en tient lieu.
    """
    recue = creance.reception or creance.emission
    # Le délai ne commence jamais avant l'exécution (R2192-13).
    debut = max((un for un in (creance.livraison, recue) if un is not None), default=creance.debut_du_delai)
    contrat = creance.conditions.conclu_le or debut
    return debut if droit("marches.choix", contrat).valeur == "delai" else contrat
