"""Les taux qui s'appliquent un jour donné : supplétif, acheteur public, intérêt légal, plancher.

Chacun est demandé à la règle qui l'applique, pour une facture échue la veille et un contrat du même jour : rien n'est
recalculé ici.

>>> [(un.nom, str(un.taux)) for un in taux_du_jour(date(2026, 7, 1))]
... # doctest: +NORMALIZE_WHITESPACE
[('professionnels', '12.40'), ('plancher', '8.25'), ('acheteur_public', '10.40'), ('autres_cas', '2.75'),
 ('particuliers', '6.84')]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from creances.droit.baremes import TauxApplicable
from creances.droit.corpus import Droit, droit_courant
from creances.modeles import Conditions, Creance, Creancier, Debiteur
from creances.noyau.argent import pourcent
from creances.noyau.erreurs import DroitInconnu
from creances.noyau.resultat import Reserve
from creances.noyau.temps import UN_JOUR, jour
from creances.regles.interets import taux_du_creancier
from creances.regles.marches import taux_acheteur_public
from creances.regles.penalites import taux_professionnels


@dataclass(frozen=True, slots=True)
class TauxDuJour:
    """Un taux en pour cent l'an et l'article qui le fonde ; None et `inconnu` si le droit du jour manque."""

    nom: str
    taux: Decimal | None
    article: str
    reserves: tuple[Reserve, ...] = ()
    inconnu: str = ""


def taux_du_jour(au: date | str, droit: Droit | None = None) -> tuple[TauxDuJour, ...]:
    """Les taux du jour `au`, chacun avec son article ou la raison pour laquelle il n'est pas connu."""
    applicable, fin = droit or droit_courant(), jour(au, "au")
    veille = fin - UN_JOUR
    professionnel, public = Debiteur(qualite="professionnel"), Debiteur(qualite="public")
    entre_eux = Creance(montant=1, emission=fin, debiteur=professionnel)
    au_plancher = entre_eux.avec(conditions=Conditions(taux_penalites=0, plancher="relever"))
    a_l_acheteur = Creance(montant=1, emission=fin, debiteur=public)
    d_un_particulier = Creance(montant=1, emission=fin, creancier=Creancier(qualite="particulier"))
    questions: tuple[tuple[str, Callable[[], TauxApplicable]], ...] = (
        ("professionnels", lambda: taux_professionnels(entre_eux, veille, applicable)),
        ("plancher", lambda: taux_professionnels(au_plancher, veille, applicable)),
        ("acheteur_public", lambda: taux_acheteur_public(a_l_acheteur, veille, applicable)),
        ("autres_cas", lambda: taux_du_creancier(entre_eux, applicable)),
        ("particuliers", lambda: taux_du_creancier(d_un_particulier, applicable)),
    )
    return tuple(_repondre(nom, question, fin.toordinal()) for nom, question in questions)


def _repondre(nom: str, question: Callable[[], TauxApplicable], jour_demande: int) -> TauxDuJour:
    try:
        applicable = question()
        applicable.bareme.exiger(jour_demande, jour_demande)
    except DroitInconnu as inconnu:
        return TauxDuJour(nom, None, "", inconnu=inconnu.message)
    taux = next(applicable.bareme.segments(jour_demande, jour_demande)).taux
    reserves = (*applicable.reserves, *applicable.bareme.reserves(jour_demande, jour_demande))
    return TauxDuJour(nom, pourcent(taux), applicable.article, tuple(dict.fromkeys(reserves)))
