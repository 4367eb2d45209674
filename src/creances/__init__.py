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
    "creances.modeles.cgv": (
        "Cgv",
        "TauxStipule",
    ),
    "creances.modeles.message": ("ContexteMessage",),
    "creances.modeles.tiers": (
        "ConventionDeTiers",
        "Tiers",
    ),
    "creances.modeles.pilotage": ("VentesDuMois",),
    # Ce que l'on demande, et ce que chaque réponse contient
    "creances.moteur.balance_agee": (
        "BalanceAgee",
        "DebiteurAge",
        "TrancheAgee",
        "balance_agee",
    ),
    "creances.moteur.calendrier": (
        "RendezVous",
        "calendrier",
    ),
    "creances.moteur.classement_comptable": (
        "ClassementComptable",
        "ElementDeClassement",
        "classement_comptable",
    ),
    "creances.moteur.controle_cgv": ("controle_cgv",),
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
    "creances.moteur.delai_propose": (
        "DelaiPropose",
        "delai_propose",
    ),
    "creances.moteur.echeancier": (
        "EcheanceDuPlan",
        "EcheanceSuivie",
        "PlanDePaiement",
        "SuiviEcheancier",
        "echeancier",
        "suivi_echeancier",
    ),
    "creances.moteur.escalade": (
        "Action",
        "ActionDuJour",
        "EntreeDuJournal",
        "EtapeDuPlan",
        "FreinDuPlan",
        "Groupe",
        "Jalon",
        "Plan",
        "Retiree",
        "actions_du_jour",
        "escalade",
        "escalades",
        "journal",
    ),
    "creances.moteur.escompte": ("escompte",),
    "creances.moteur.usages.canaux": (
        "Canal",
        "canaux",
    ),
    "creances.moteur.usages.etapes": (
        "ConditionEtape",
        "Etape",
        "Recurrence",
    ),
    "creances.moteur.usages.scenarios": (
        "Scenario",
        "scenario_pour",
        "scenario_schema",
        "scenarios",
    ),
    "creances.moteur.indemnite": ("indemnite_forfaitaire",),
    "creances.moteur.indicateurs": (
        "Dso",
        "Indicateurs",
        "dso",
        "dso_par_epuisement",
        "indicateurs",
    ),
    "creances.moteur.mentions": (
        "controle_mentions",
        "mentions",
    ),
    "creances.moteur.messages": ("contexte_message",),
    "creances.moteur.mise_en_demeure": (
        "AnomalieDeMiseEnDemeure",
        "ControleMiseEnDemeure",
        "SommesReclamees",
        "mise_en_demeure",
    ),
    "creances.moteur.organisation": (
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
    ),
    "creances.moteur.orientation": (
        "ChiffreRetenu",
        "CoutAttente",
        "Decision",
        "DossierClos",
        "EcheanceLegale",
        "Frein",
        "Obstacle",
        "OptionComparee",
        "Sensibilite",
        "courbe_recouvrement",
        "cout_attente",
        "orientation",
    ),
    "creances.moteur.penalites": ("penalites",),
    "creances.moteur.prescription": ("prescription",),
    "creances.moteur.prevention": (
        "ControleEncours",
        "Derive",
        "DossierDePreuves",
        "PieceVersee",
        "PlafondCredit",
        "ProfilPayeur",
        "Segmentation",
        "controle_encours",
        "derive",
        "plafond_credit",
        "preuves",
        "profil_payeur",
        "segmentation",
    ),
    "creances.moteur.promesses": (
        "PromesseSuivie",
        "SuiviPromesses",
        "suivi_promesses",
    ),
    "creances.moteur.previsionnel": (
        "EncaissementPrevu",
        "MoisPrevu",
        "Previsionnel",
        "previsionnel",
    ),
    "creances.moteur.releve": (
        "DetteAuReleve",
        "Releve",
        "releve",
    ),
    "creances.moteur.revue_politique": (
        "EtapeObservee",
        "RevuePolitique",
        "revue_politique",
    ),
    "creances.regles.avancement": (
        "Avancement",
        "EffetSurLaPrescription",
        "EtapeFaite",
        "LimiteDeProcedure",
        "SituationDePartie",
        "avancement",
    ),
    "creances.moteur.usages.acteurs": ("Acteur",),
    "creances.moteur.usages.methodes": (
        "Methode",
        "SeuilsDeMethode",
    ),
    "creances.moteur.usages.prestataires": (
        "Capacite",
        "Honoraires",
        "Pack",
        "Prestataire",
        "ReferenceClient",
    ),
    "creances.moteur.usages.courbe": (
        "CourbeRecouvrement",
        "PointDeCourbe",
        "courbe_usuelle",
    ),
    "creances.moteur.usages.politique": (
        "Politique",
        "politique_schema",
    ),
    "creances.moteur.usages.preuves": ("solidite",),
    "creances.moteur.usages.prevention": (
        "ConditionDeSegment",
        "DonneesCredit",
        "FicheClient",
        "PieceDePreuve",
        "RegleDeSegment",
    ),
    "creances.moteur.voies": ("voies",),
    "creances.regles.competence": (
        "Juridiction",
        "JuridictionPossible",
        "LieuPossible",
        "competence",
    ),
    "creances.regles.controle_cgv.constats": (
        "ConstatCgv",
        "ControleCgv",
    ),
    "creances.regles.controle_message": (
        "ConstatMessage",
        "ControleMessage",
        "MethodeDemandee",
        "PeineEncourue",
        "controle_message",
        "methode_autorisee",
    ),
    "creances.regles.controle_tiers": (
        "AlerteTiers",
        "ControleTiers",
        "ObligationTiers",
        "controle_tiers",
        "reversement",
    ),
    "creances.regles.mise_en_demeure": (
        "EffetDeDroit",
        "MentionDeLettre",
    ),
    "creances.regles.declaration": (
        "Declaration",
        "Effet",
        "Limite",
        "declaration",
    ),
    "creances.regles.delais_de_grace": (
        "DelaisDeGrace",
        "delais_de_grace",
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
    "creances.regles.especes": ("plafond_especes",),
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
    "creances.regles.protocole": (
        "Protocole",
        "protocole",
    ),
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
