"""L'organisation du recouvrement : qui s'en charge, à quel prix, chez soi ou dehors, par quelle méthode.

`acteurs` (qui peut intervenir), `saisine` (qui peut engager une procédure), `prestataires` (les comparer), `honoraires`
(ce qu'ils coûtent), `externalisation` (quand confier un dossier), `remise` (le remettre complet), `methode` (comment s'y
prendre). Des usages, jamais du droit : les tables se remplacent, la loi reste dans `creances.regles`.
"""

from creances.moteur.organisation.acteurs import ActeurPossible, acteurs_possibles, obligations_tiers
from creances.moteur.organisation.externalisation import Externalisation, StrategieDatee, externalisation, gain_temps
from creances.moteur.organisation.honoraires import (
    CoutDHonoraires,
    PackCompare,
    Rentabilite,
    comparaison_packs,
    cout_d_honoraires,
    rentabilite,
)
from creances.moteur.organisation.methode import MethodeChoisie, methode_amiable
from creances.moteur.organisation.prestataires import ApportDuCritere, PrestataireClasse, comparaison_prestataires
from creances.moteur.organisation.remise import DossierRemis, dossier_remis
from creances.moteur.organisation.saisine import qui_peut

__all__ = [
    "ActeurPossible",
    "ApportDuCritere",
    "CoutDHonoraires",
    "DossierRemis",
    "Externalisation",
    "MethodeChoisie",
    "PackCompare",
    "PrestataireClasse",
    "Rentabilite",
    "StrategieDatee",
    "acteurs_possibles",
    "comparaison_packs",
    "comparaison_prestataires",
    "cout_d_honoraires",
    "dossier_remis",
    "externalisation",
    "gain_temps",
    "methode_amiable",
    "obligations_tiers",
    "qui_peut",
    "rentabilite",
]
