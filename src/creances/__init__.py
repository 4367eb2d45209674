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
    "creances.modeles": """
        AccordPrescription Acte ActeExecution ActeSansEffet Avoir Conditions Contestation Contexte Creance Creancier
        Debiteur DemandeEnJustice Dossier Echeancier Evenement Frais Interruption Issue LigneEcheancier MiseEnDemeure
        Paiement PalierEscompte Partie Pause Procedure ProcedureCollective Promesse Reamenagement Reclamation
        Reconnaissance Relance Reponse SignificationInjonction StatutFacture Surendettement Suspension Terme Titre
        Transmission
    """,
    "creances.modeles.tva": "PartTva",
    "creances.modeles.cgv": "Cgv TauxStipule",
    "creances.modeles.message": "ContexteMessage",
    "creances.modeles.tiers": "ConventionDeTiers Tiers",
    "creances.modeles.pilotage": "VentesDuMois",
    # Combien : l'échéance, les pénalités, le décompte, l'escompte
    "creances.regles.echeance": "echeance",
    "creances.regles.interets": "interets",
    "creances.moteur.penalites": "penalites",
    "creances.moteur.indemnite": "indemnite_forfaitaire",
    "creances.moteur.decompte": "Decompte Imputation decompte",
    "creances.moteur.releve": "DetteAuReleve Releve releve",
    "creances.moteur.escompte": "escompte",
    "creances.regles.escompte.calcul": "Escompte PalierSitue",
    "creances.regles.escompte.couts": "ComparaisonEscompte",
    "creances.regles.escompte.partage": "LigneComptable PartEscompte",
    # Jusqu'à quand : les délais, la prescription, la déclaration
    "creances.regles.expiration": "expiration",
    "creances.moteur.prescription": "prescription",
    "creances.regles.prescription": "Prescription",
    "creances.regles.declaration": "Declaration Effet Limite declaration",
    "creances.moteur.calendrier": "RendezVous calendrier",
    # Ce que la loi contrôle : factures, délais, conditions, messages, tiers
    "creances.moteur.controle_delai": "ControleDelai controle_delai",
    "creances.moteur.controle_terme": "ControleTerme PeriodeNonConforme controle_terme",
    "creances.moteur.mentions": "controle_mentions mentions",
    "creances.regles.mentions.controle": "ConstatMention ControleMentions",
    "creances.regles.mentions.redaction": "Mention Mentions",
    "creances.moteur.controle_cgv": "controle_cgv",
    "creances.regles.controle_cgv.constats": "ConstatCgv ControleCgv",
    "creances.moteur.mise_en_demeure": "AnomalieDeMiseEnDemeure ControleMiseEnDemeure SommesReclamees mise_en_demeure",
    "creances.regles.mise_en_demeure": "EffetDeDroit MentionDeLettre",
    "creances.regles.controle_message": """
        ConstatMessage ControleMessage MethodeDemandee PeineEncourue controle_message methode_autorisee
    """,
    "creances.moteur.messages": "contexte_message",
    "creances.regles.controle_tiers": "AlerteTiers ControleTiers ObligationTiers controle_tiers reversement",
    "creances.regles.especes": "plafond_especes",
    # L'amiable : la prochaine étape, les plans, le choix
    "creances.moteur.suivi": "Suivi suivi",
    "creances.moteur.escalade": """
        Action ActionDuJour EntreeDuJournal EtapeDuPlan FreinDuPlan Groupe Jalon Plan Retiree actions_du_jour escalade
        escalades journal
    """,
    "creances.moteur.usages.scenarios": "Scenario scenario_pour scenario_schema scenarios",
    "creances.moteur.usages.etapes": "ConditionEtape Etape Recurrence",
    "creances.moteur.usages.canaux": "Canal canaux",
    "creances.moteur.delai_propose": "DelaiPropose delai_propose",
    "creances.moteur.echeancier": """
        EcheanceDuPlan EcheanceSuivie PlanDePaiement SuiviEcheancier echeancier suivi_echeancier
    """,
    "creances.moteur.promesses": "PromesseSuivie SuiviPromesses suivi_promesses",
    "creances.regles.protocole": "Protocole protocole",
    "creances.regles.delais_de_grace": "DelaisDeGrace delais_de_grace",
    "creances.moteur.orientation": """
        ChiffreRetenu CoutAttente Decision DossierClos EcheanceLegale Frein Obstacle OptionComparee Sensibilite
        courbe_recouvrement cout_attente orientation
    """,
    "creances.moteur.usages.politique": "Politique politique_schema",
    "creances.moteur.usages.courbe": "CourbeRecouvrement PointDeCourbe courbe_usuelle",
    # Le juge : les voies, le juge, les frais, où en est une procédure
    "creances.moteur.voies": "voies",
    "creances.regles.voies": "Condition Duree Prealable Voie",
    "creances.regles.competence": "Juridiction JuridictionPossible LieuPossible competence",
    "creances.regles.frais": """
        ChargeDesFrais ConditionDeContribution Contribution CoutActe Demandeur Emoluments EstimationFrais FraisGreffe
        PosteDeFrais TrancheEmolument charge_des_frais contribution_aide_juridique contribution_justice_economique
        cout_acte droit_engagement emoluments frais frais_greffe
    """,
    "creances.regles.avancement": """
        Avancement EffetSurLaPrescription EtapeFaite LimiteDeProcedure SituationDePartie avancement
    """,
    # Piloter : prévenir, organiser, mesurer
    "creances.moteur.prevention": """
        ControleEncours Derive DossierDePreuves PieceVersee PlafondCredit ProfilPayeur Segmentation controle_encours
        derive plafond_credit preuves profil_payeur segmentation
    """,
    "creances.moteur.usages.prevention": "ConditionDeSegment DonneesCredit FicheClient PieceDePreuve RegleDeSegment",
    "creances.moteur.usages.preuves": "solidite",
    "creances.moteur.organisation": """
        ActeurPossible ApportDuCritere CoutDHonoraires DossierRemis Externalisation MethodeChoisie PackCompare
        PrestataireClasse Rentabilite StrategieDatee acteurs_possibles comparaison_packs comparaison_prestataires
        cout_d_honoraires dossier_remis externalisation gain_temps methode_amiable obligations_tiers qui_peut
        rentabilite
    """,
    "creances.moteur.usages.acteurs": "Acteur",
    "creances.moteur.usages.methodes": "Methode SeuilsDeMethode",
    "creances.moteur.usages.prestataires": "Capacite Honoraires Pack Prestataire ReferenceClient",
    "creances.moteur.balance_agee": "BalanceAgee DebiteurAge TrancheAgee balance_agee",
    "creances.moteur.indicateurs": "Dso Indicateurs dso dso_par_epuisement indicateurs",
    "creances.moteur.previsionnel": "EncaissementPrevu MoisPrevu Previsionnel previsionnel",
    "creances.moteur.classement_comptable": "ClassementComptable ElementDeClassement classement_comptable",
    "creances.moteur.revue_politique": "EtapeObservee RevuePolitique revue_politique",
    # La porte des données
    "creances.moteur.porte": "Fiche evaluer regles relire",
    # Ce que l'on reçoit
    "creances.noyau.resultat": "Ligne Reserve Resultat",
    # Le droit
    "creances.droit.corpus": "Droit Horizon droit_courant horizons",
    "creances.droit.textes": "Article articles",
    "creances.noyau.tables": "Source TableDatee Version",
    # Ce qui peut mal tourner
    "creances.noyau.erreurs": """
        ApresHorizon AucuneRegle AvantPremiereVersion ConflitDeRegles DonneeInvalide DroitIncoherent DroitInconnu
        ErreurCreances HorsChamp TableIncoherente
    """,
}
_ORIGINES = {nom: module for module, noms in _MODULES.items() for nom in noms.split()}

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
