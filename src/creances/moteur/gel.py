"""Ce qui interdit au débiteur de payer une dette, donc au créancier de la lui réclamer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from creances.modeles import Creance, Evenement, Surendettement, Suspension
from creances.modeles.message import EtatDeSurendettement
from creances.noyau.erreurs import DonneeInvalide
from creances.regles.procedure_collective import Arret, arret_des_interets

L622_7 = "C. com., L622-7"
L722_5 = "C. conso., L722-5"
_SURENDETTEMENT = "surendettement"


def jugement_qui_interdit(creance: Creance, passes: Sequence[Evenement]) -> Arret | None:
    """Le jugement d'ouverture qui interdit de payer la créance (C. com., L622-7), None s'il n'y en a pas.

    Une créance née après lui se paie et se réclame. Le jour où elle est exigible ne change que ses intérêts.
    """
    arret = arret_des_interets(creance, date.max, passes, "exclu")
    return arret if arret is not None and arret.anterieure else None


def surendettement(creance: Creance, passes: Sequence[Evenement], au: date) -> EtatDeSurendettement | None:
    """Où en est le surendettement du débiteur : "recevable", "depose", None sans lui ou si la créance est née après.

    La suspension qui suit la recevabilité emporte interdiction « de payer, en tout ou partie, une créance […] née
    antérieurement » (C. conso., L722-5) ; un dépôt, pas encore.
    """
    naissance = creance.livraison or creance.emission
    causes = [un for un in passes if naissance is None or naissance < un.date]
    durent = (un for un in causes if isinstance(un, Suspension) and un.type == _SURENDETTEMENT)
    if any(un.fin is None or un.fin > au for un in durent):
        return "recevable"
    return "depose" if any(isinstance(un, Surendettement) for un in causes) else None


def exiger_payable(regle: str, creance: Creance, evenements: Sequence[Evenement], au: date) -> None:
    """Lève `DonneeInvalide`, au code de la règle qui le demande, si la loi interdit au débiteur de payer le jour `au`."""
    passes = [un for un in evenements if un.date <= au]
    jugement = jugement_qui_interdit(creance, passes)
    if jugement is not None:
        raise DonneeInvalide(
            f"evenements : reçu un jugement d'ouverture du {jugement.ouverture} ; accepté : aucun, car il interdit de "
            "payer la créance, qui se déclare",
            code=f"{regle}.procedure_collective",
            articles=(L622_7,),
        )
    if surendettement(creance, passes, au) == "recevable":
        raise DonneeInvalide(
            "evenements : reçu un surendettement recevable ; accepté : aucun, car il interdit de payer la créance",
            code=f"{regle}.surendettement",
            articles=(L722_5,),
        )
