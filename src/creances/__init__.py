"""Les règles françaises du recouvrement de créances : datées, sourcées, expliquées.

>>> from creances import Creance, penalites
>>> penalites(Creance(montant=10000, echeance="2026-04-30"), au="2026-08-31").valeur
Decimal('413.68')

Chaque nom se charge à son premier emploi : qui ne demande qu'une échéance n'attend pas la prescription. Les types sont
dans `__init__.pyi`, que les vérificateurs lisent.
"""

from importlib import import_module
from typing import Any

# Le paquet `creances.regles` et la fonction `regles` portent le même nom : le paquet chargé d'abord, le mot reste à elle.
import creances.regles  # noqa: F401
from creances.moteur.porte import regles as regles

__version__ = "0.1.0"

_MODULES = {
    # Ce que l'on apporte
    "creances.modeles": (
        "AccordPrescription",
        "Acte",
        "ActeExecution",
        "ActeSansEffet",
        "Avoir",
        "Conditions",
        "Contestation",
        "Contexte",
        "Creance",
        "Creancier",
        "Debiteur",
        "DemandeEnJustice",
        "Dossier",
        "Echeancier",
        "Evenement",
        "Frais",
        "Interruption",
        "Issue",
        "LigneEcheancier",
        "MiseEnDemeure",
        "Paiement",
        "PalierEscompte",
        "Partie",
        "Pause",
        "Procedure",
        "ProcedureCollective",
        "Promesse",
        "Reamenagement",
        "Reclamation",
        "Reconnaissance",
        "Relance",
        "Reponse",
        "SignificationInjonction",
        "StatutFacture",
        "Surendettement",
        "Suspension",
        "Terme",
        "Titre",
        "Transmission",
    ),
    "creances.modeles.tva": ("PartTva",),
    # Ce que l'on demande, et ce que chaque réponse contient
    "creances.moteur.calendrier": (
        "RendezVous",
        "calendrier",
    ),
    "creances.moteur.controle_delai": (
        "ControleDelai",
        "controle_delai",
    ),
    "creances.moteur.controle_terme": (
        "ControleTerme",
        "PeriodeNonConforme",
        "controle_terme",
    ),
    "creances.moteur.decompte": (
        "Decompte",
        "Imputation",
        "decompte",
    ),
    "creances.moteur.escompte": ("escompte",),
    "creances.moteur.indemnite": ("indemnite_forfaitaire",),
    "creances.moteur.mentions": (
        "controle_mentions",
        "mentions",
    ),
    "creances.moteur.penalites": ("penalites",),
    "creances.moteur.prescription": ("prescription",),
    "creances.moteur.releve": (
        "DetteAuReleve",
        "Releve",
        "releve",
    ),
    "creances.regles.avancement": (
        "Avancement",
        "EffetSurLaPrescription",
        "EtapeFaite",
        "LimiteDeProcedure",
        "SituationDePartie",
        "avancement",
    ),
    "creances.moteur.voies": ("voies",),
    "creances.regles.competence": (
        "Juridiction",
        "JuridictionPossible",
        "LieuPossible",
        "competence",
    ),
    "creances.regles.declaration": (
        "Declaration",
        "Effet",
        "Limite",
        "declaration",
    ),
    "creances.regles.echeance": ("echeance",),
    "creances.regles.escompte.calcul": (
        "Escompte",
        "PalierSitue",
    ),
    "creances.regles.escompte.couts": ("ComparaisonEscompte",),
    "creances.regles.escompte.partage": (
        "LigneComptable",
        "PartEscompte",
    ),
    "creances.regles.expiration": ("expiration",),
    "creances.regles.frais": (
        "ChargeDesFrais",
        "ConditionDeContribution",
        "Contribution",
        "CoutActe",
        "Demandeur",
        "Emoluments",
        "EstimationFrais",
        "FraisGreffe",
        "PosteDeFrais",
        "TrancheEmolument",
        "charge_des_frais",
        "contribution_aide_juridique",
        "contribution_justice_economique",
        "cout_acte",
        "droit_engagement",
        "emoluments",
        "frais",
        "frais_greffe",
    ),
    "creances.regles.interets": ("interets",),
    "creances.regles.mentions.controle": (
        "ConstatMention",
        "ControleMentions",
    ),
    "creances.regles.mentions.redaction": (
        "Mention",
        "Mentions",
    ),
    "creances.regles.prescription": ("Prescription",),
    "creances.regles.voies": (
        "Condition",
        "Duree",
        "Prealable",
        "Voie",
    ),
    # La porte des données
    "creances.moteur.porte": (
        "Fiche",
        "evaluer",
        "regles",
        "relire",
    ),
    # Ce que l'on reçoit
    "creances.noyau.resultat": (
        "Ligne",
        "Reserve",
        "Resultat",
    ),
    # Le droit
    "creances.droit.corpus": (
        "Droit",
        "Horizon",
        "droit_courant",
        "horizons",
    ),
    "creances.droit.textes": (
        "Article",
        "articles",
    ),
    "creances.noyau.tables": (
        "Source",
        "TableDatee",
        "Version",
    ),
    # Ce qui peut mal tourner
    "creances.noyau.erreurs": (
        "ApresHorizon",
        "AucuneRegle",
        "AvantPremiereVersion",
        "ConflitDeRegles",
        "DonneeInvalide",
        "DroitIncoherent",
        "DroitInconnu",
        "ErreurCreances",
        "HorsChamp",
        "TableIncoherente",
    ),
}
_ORIGINES = {nom: module for module, noms in _MODULES.items() for nom in noms}

__all__ = sorted(_ORIGINES)


def __getattr__(nom: str) -> Any:
    """Charge un nom public, et le garde."""
    if nom not in _ORIGINES:
        raise AttributeError(f"module 'creances' : {nom!r} n'est pas un nom public")
    valeur = getattr(import_module(_ORIGINES[nom]), nom)
    globals()[nom] = valeur
    return valeur


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
