"""Les règles françaises du recouvrement de créances : datées, sourcées, expliquées.

>>> from creances import Creance, penalites
>>> penalites(Creance(montant=10000, echeance="2026-04-30"), au="2026-08-31").valeur
Decimal('413.68')
"""

# Ce que l'on apporte
# Le droit
from creances.droit.corpus import Droit, Horizon, droit_courant, horizons
from creances.droit.textes import Article, articles
from creances.modeles import (
    Avoir,
    Conditions,
    Contestation,
    Creance,
    Creancier,
    Debiteur,
    Evenement,
    Frais,
    Interruption,
    MiseEnDemeure,
    Paiement,
    PalierEscompte,
    ProcedureCollective,
    Promesse,
    Reconnaissance,
    Relance,
    Terme,
)

# Ce que l'on demande : un nom par question
from creances.moteur.decompte import Decompte, Imputation, decompte
from creances.moteur.indemnite import indemnite_forfaitaire
from creances.moteur.penalites import penalites

# La porte des données
from creances.moteur.porte import Fiche, evaluer, regles, relire
from creances.moteur.releve import DetteAuReleve, Releve, releve

# Ce qui peut mal tourner
from creances.noyau.erreurs import (
    ApresHorizon,
    AucuneRegle,
    AvantPremiereVersion,
    ConflitDeRegles,
    DonneeInvalide,
    DroitIncoherent,
    DroitInconnu,
    ErreurCreances,
    HorsChamp,
    TableIncoherente,
)

# Ce que l'on reçoit
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.tables import Source, TableDatee, Version
from creances.regles.echeance import echeance
from creances.regles.interets import interets

__version__ = "0.1.0"

__all__ = [
    "ApresHorizon",
    "Article",
    "AucuneRegle",
    "AvantPremiereVersion",
    "Avoir",
    "Conditions",
    "ConflitDeRegles",
    "Contestation",
    "Creance",
    "Creancier",
    "Debiteur",
    "Decompte",
    "DetteAuReleve",
    "DonneeInvalide",
    "Droit",
    "DroitIncoherent",
    "DroitInconnu",
    "ErreurCreances",
    "Evenement",
    "Fiche",
    "Frais",
    "Horizon",
    "HorsChamp",
    "Imputation",
    "Interruption",
    "Ligne",
    "MiseEnDemeure",
    "Paiement",
    "PalierEscompte",
    "ProcedureCollective",
    "Promesse",
    "Reconnaissance",
    "Relance",
    "Releve",
    "Reserve",
    "Resultat",
    "Source",
    "TableDatee",
    "TableIncoherente",
    "Terme",
    "Version",
    "articles",
    "decompte",
    "droit_courant",
    "echeance",
    "evaluer",
    "horizons",
    "indemnite_forfaitaire",
    "interets",
    "penalites",
    "regles",
    "releve",
    "relire",
]
