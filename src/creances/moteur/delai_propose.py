"""Proposer un délai de plus au débiteur : une faveur datée, approuvée par quelqu'un."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement, Pause
from creances.modeles.parties import Texte
from creances.moteur.decompte import decompte
from creances.moteur.gel import L622_7, L722_5, exiger_payable
from creances.moteur.prescription import prescription
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import UN_JOUR, JourAccepte, jour

C_CIV_1305_2 = "C. civ., 1305-2"
C_CIV_2229 = "C. civ., 2229"


@dataclass(frozen=True, slots=True)
class DelaiPropose:
    """Un délai prêt à proposer : `limite`, dernier jour pour payer, inclus ; `du`, ce qui est dû aujourd'hui, en euros."""

    limite: date
    du: Decimal
    approbateur: str

    def evenement(self, au: JourAccepte) -> Pause:
        """La pause à inscrire au dossier le jour où le délai est accordé : les relances reprennent après la limite."""
        return Pause(date=jour(au), fin=self.limite + UN_JOUR, motif=f"délai accordé par {self.approbateur}")


@regle("delai_propose", C_CIV_1305_2, C_CIV_2229, L622_7, L722_5)
def delai_propose(
    creance: Creance,
    *,
    au: JourAccepte,
    jours: Annotated[int, Field(strict=True, ge=1)],
    approbateur: Texte,
    evenements: Sequence[Evenement] = (),
    droit: Droit | None = None,
) -> Resultat[DelaiPropose]:
    """Un délai de `jours` à compter de `au` (exclu), proposé dans une relance, et ce qu'il ne change pas.

    Accordé, il tient lieu de terme : rien ne s'exige avant la limite (C. civ., 1305-2). Une personne nommée l'approuve :
    sans elle, il est refusé. Il n'efface ni les pénalités courues ni l'indemnité, et n'arrête pas la prescription, sauf si
    le débiteur reconnaît la dette (réserve DELAI_APRES_PRESCRIPTION si la limite la dépasse).

    Erreurs : `DonneeInvalide` sans approbateur, si rien n'est dû, ou si la loi interdit de payer la créance (jugement
    d'ouverture, surendettement recevable).
    Source : C. civ., 1305-2 et 2229 ; C. com., L622-7 ; C. conso., L722-5.

    >>> facture = Creance(montant=1000, echeance="2026-10-04")
    >>> propose = delai_propose(facture, au="2026-11-21", jours=15, approbateur="Anne Brisselle").valeur
    >>> str(propose.limite), propose.du
    ('2026-12-06', Decimal('1056.31'))
    """
    droit, fin = droit or droit_courant(), jour(au, "au")
    evenements = tuple(evenements)
    _exiger(jours, approbateur)
    exiger_payable("delai_propose", creance, evenements, fin)
    du = decompte(creance, au=fin, evenements=evenements, droit=droit).valeur.total
    if not du:
        raise DonneeInvalide("creance : reçu une dette soldée ; accepté : un solde à payer", code="delai_propose.solde")
    limite = fin + timedelta(days=jours)
    terme = prescription(creance, au=fin, evenements=evenements, droit=droit).valeur.terme
    reserves: tuple[Reserve, ...] = ()
    if terme is not None and limite > terme:
        reserves = (Reserve("DELAI_APRES_PRESCRIPTION", (C_CIV_2229,), dates=(("terme", terme),)),)
    return Resultat(
        "delai_propose",
        DelaiPropose(limite, du, approbateur.strip()),
        (Ligne("delai_propose", C_CIV_1305_2, fin=limite, jours=jours, mots=(("approbateur", approbateur.strip()),)),),
        (C_CIV_1305_2,),
        (*reserves, *droit.a_revoir(fin)),
        fin,
        droit.version,
    )


def _exiger(jours: int, approbateur: str) -> None:
    if not isinstance(jours, int) or isinstance(jours, bool) or jours < 1:
        raise DonneeInvalide(f"jours : reçu {jours!r} ; accepté : un jour ou plus", code="delai_propose.jours")
    if not approbateur.strip():
        raise DonneeInvalide(
            "approbateur : reçu rien ; accepté : le nom de qui accorde le délai", code="approbation.requise"
        )
