"""Une dette peut-elle se payer en espèces ? (CMF, L112-6 et D112-3)"""

from __future__ import annotations

from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

L112_6 = "CMF, L112-6"
D112_3 = "CMF, D112-3"


@regle("plafond_especes", L112_6, D112_3)
def plafond_especes(creance: Creance, *, au: JourAccepte, droit: Droit | None = None) -> Resultat[Decimal | None]:
    """Le montant de dette, en euros et inclus, au-delà duquel rien ne peut être payé en espèces le jour `au`.

    C'est la dette qui compte, non le versement : la payer en plusieurs fois ne change rien. None : aucun plafond, entre un
    créancier particulier et un consommateur.

    Doute : un débiteur étranger qui n'agit pas pour un besoin professionnel a un plafond plus haut, que la règle ne rend
    pas ; elle donne le plafond français, avec la réserve ESPECES_ETRANGER.

    Erreurs : `DroitInconnu` avant le 19 juin 2010.
    Source : CMF, L112-6 et D112-3.

    >>> plafond_especes(Creance(montant=900, echeance="2026-10-04"), au="2026-11-21").valeur
    Decimal('1000.00')
    """
    droit, fin = droit or droit_courant(), jour(au, "au")
    consommateur = creance.debiteur.qualite == "consommateur"
    if consommateur and creance.creancier.qualite == "particulier":
        ligne = Ligne("especes.sans_plafond", L112_6)
        return Resultat("plafond_especes", None, (ligne,), (L112_6,), (), fin, droit.version)
    plafond = droit("especes.plafond", fin).valeur
    etranger = consommateur and creance.debiteur.pays != "FR"
    return Resultat(
        "plafond_especes",
        plafond,
        (Ligne("especes.plafond", D112_3, montants=(("plafond", plafond),)),),
        (D112_3, L112_6),
        ((Reserve("ESPECES_ETRANGER", (D112_3,)),) if etranger else ()) + droit.a_revoir(fin),
        fin,
        droit.version,
    )
