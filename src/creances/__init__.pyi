"""Les noms publics et leurs types, groupés comme dans `__init__.py`."""

# Ce que l'on apporte
from creances.modeles import (
    AccordPrescription as AccordPrescription,
    Acte as Acte,
    ActeExecution as ActeExecution,
    ActeSansEffet as ActeSansEffet,
    Avoir as Avoir,
    Conditions as Conditions,
    Contestation as Contestation,
    Contexte as Contexte,
    Creance as Creance,
    Creancier as Creancier,
    Debiteur as Debiteur,
    DemandeEnJustice as DemandeEnJustice,
    Dossier as Dossier,
    Echeancier as Echeancier,
    Evenement as Evenement,
    Frais as Frais,
    Interruption as Interruption,
    Issue as Issue,
    LigneEcheancier as LigneEcheancier,
    MiseEnDemeure as MiseEnDemeure,
    Paiement as Paiement,
    PalierEscompte as PalierEscompte,
    Partie as Partie,
    Pause as Pause,
    Procedure as Procedure,
    ProcedureCollective as ProcedureCollective,
    Promesse as Promesse,
    Reamenagement as Reamenagement,
    Reclamation as Reclamation,
    Reconnaissance as Reconnaissance,
    Relance as Relance,
    Reponse as Reponse,
    SignificationInjonction as SignificationInjonction,
    StatutFacture as StatutFacture,
    Surendettement as Surendettement,
    Suspension as Suspension,
    Terme as Terme,
    Titre as Titre,
    Transmission as Transmission,
)
from creances.modeles.tva import (
    PartTva as PartTva,
)
from creances.modeles.cgv import (
    Cgv as Cgv,
    TauxStipule as TauxStipule,
)
from creances.modeles.message import (
    ContexteMessage as ContexteMessage,
)
from creances.modeles.tiers import (
    ConventionDeTiers as ConventionDeTiers,
    Tiers as Tiers,
)
from creances.modeles.pilotage import (
    VentesDuMois as VentesDuMois,
)

# Combien : l'échéance, les pénalités, le décompte, l'escompte
from creances.regles.echeance import (
    echeance as echeance,
)
from creances.regles.interets import (
    interets as interets,
)
from creances.moteur.penalites import (
    penalites as penalites,
)
from creances.moteur.indemnite import (
    indemnite_forfaitaire as indemnite_forfaitaire,
)
from creances.moteur.decompte import (
    Decompte as Decompte,
    Imputation as Imputation,
    decompte as decompte,
)
from creances.moteur.releve import (
    DetteAuReleve as DetteAuReleve,
    Releve as Releve,
    releve as releve,
)
from creances.moteur.escompte import (
    escompte as escompte,
)
from creances.regles.escompte.calcul import (
    Escompte as Escompte,
    PalierSitue as PalierSitue,
)
from creances.regles.escompte.couts import (
    ComparaisonEscompte as ComparaisonEscompte,
)
from creances.regles.escompte.partage import (
    LigneComptable as LigneComptable,
    PartEscompte as PartEscompte,
)

# Jusqu'à quand : les délais, la prescription, la déclaration
from creances.regles.expiration import (
    expiration as expiration,
)
from creances.moteur.prescription import (
    prescription as prescription,
)
from creances.regles.prescription import (
    Prescription as Prescription,
)
from creances.regles.declaration import (
    Declaration as Declaration,
    Effet as Effet,
    Limite as Limite,
    declaration as declaration,
)
from creances.moteur.calendrier import (
    RendezVous as RendezVous,
    calendrier as calendrier,
)

# Ce que la loi contrôle : factures, délais, conditions, messages, tiers
from creances.moteur.controle_delai import (
    ControleDelai as ControleDelai,
    controle_delai as controle_delai,
)
from creances.moteur.controle_terme import (
    ControleTerme as ControleTerme,
    PeriodeNonConforme as PeriodeNonConforme,
    controle_terme as controle_terme,
)
from creances.moteur.mentions import (
    controle_mentions as controle_mentions,
    mentions as mentions,
)
from creances.regles.mentions.controle import (
    ConstatMention as ConstatMention,
    ControleMentions as ControleMentions,
)
from creances.regles.mentions.redaction import (
    Mention as Mention,
    Mentions as Mentions,
)
from creances.moteur.controle_cgv import (
    controle_cgv as controle_cgv,
)
from creances.regles.controle_cgv.constats import (
    ConstatCgv as ConstatCgv,
    ControleCgv as ControleCgv,
)
from creances.moteur.mise_en_demeure import (
    AnomalieDeMiseEnDemeure as AnomalieDeMiseEnDemeure,
    ControleMiseEnDemeure as ControleMiseEnDemeure,
    SommesReclamees as SommesReclamees,
    mise_en_demeure as mise_en_demeure,
)
from creances.regles.mise_en_demeure import (
    EffetDeDroit as EffetDeDroit,
    MentionDeLettre as MentionDeLettre,
)
from creances.regles.controle_message import (
    ConstatMessage as ConstatMessage,
    ControleMessage as ControleMessage,
    MethodeDemandee as MethodeDemandee,
    PeineEncourue as PeineEncourue,
    controle_message as controle_message,
    methode_autorisee as methode_autorisee,
)
from creances.moteur.messages import (
    contexte_message as contexte_message,
)
from creances.regles.controle_tiers import (
    AlerteTiers as AlerteTiers,
    ControleTiers as ControleTiers,
    ObligationTiers as ObligationTiers,
    controle_tiers as controle_tiers,
    reversement as reversement,
)
from creances.regles.especes import (
    plafond_especes as plafond_especes,
)

# L'amiable : la prochaine étape, les plans, le choix
from creances.moteur.suivi import (
    Suivi as Suivi,
    suivi as suivi,
)
from creances.moteur.escalade import (
    Action as Action,
    ActionDuJour as ActionDuJour,
    EntreeDuJournal as EntreeDuJournal,
    EtapeDuPlan as EtapeDuPlan,
    FreinDuPlan as FreinDuPlan,
    Groupe as Groupe,
    Jalon as Jalon,
    Plan as Plan,
    Retiree as Retiree,
    actions_du_jour as actions_du_jour,
    escalade as escalade,
    escalades as escalades,
    journal as journal,
)
from creances.moteur.usages.scenarios import (
    Scenario as Scenario,
    scenario_pour as scenario_pour,
    scenario_schema as scenario_schema,
    scenarios as scenarios,
)
from creances.moteur.usages.etapes import (
    ConditionEtape as ConditionEtape,
    Etape as Etape,
    Recurrence as Recurrence,
)
from creances.moteur.usages.canaux import (
    Canal as Canal,
    canaux as canaux,
)
from creances.moteur.delai_propose import (
    DelaiPropose as DelaiPropose,
    delai_propose as delai_propose,
)
from creances.moteur.echeancier import (
    EcheanceDuPlan as EcheanceDuPlan,
    EcheanceSuivie as EcheanceSuivie,
    PlanDePaiement as PlanDePaiement,
    SuiviEcheancier as SuiviEcheancier,
    echeancier as echeancier,
    suivi_echeancier as suivi_echeancier,
)
from creances.moteur.promesses import (
    PromesseSuivie as PromesseSuivie,
    SuiviPromesses as SuiviPromesses,
    suivi_promesses as suivi_promesses,
)
from creances.regles.protocole import (
    Protocole as Protocole,
    protocole as protocole,
)
from creances.regles.delais_de_grace import (
    DelaisDeGrace as DelaisDeGrace,
    delais_de_grace as delais_de_grace,
)
from creances.moteur.orientation import (
    ChiffreRetenu as ChiffreRetenu,
    CoutAttente as CoutAttente,
    Decision as Decision,
    DossierClos as DossierClos,
    EcheanceLegale as EcheanceLegale,
    Frein as Frein,
    Obstacle as Obstacle,
    OptionComparee as OptionComparee,
    Sensibilite as Sensibilite,
    courbe_recouvrement as courbe_recouvrement,
    cout_attente as cout_attente,
    orientation as orientation,
)
from creances.moteur.usages.politique import (
    Politique as Politique,
    politique_schema as politique_schema,
)
from creances.moteur.usages.courbe import (
    CourbeRecouvrement as CourbeRecouvrement,
    PointDeCourbe as PointDeCourbe,
    courbe_usuelle as courbe_usuelle,
)

# Le juge : les voies, le juge, les frais, où en est une procédure
from creances.moteur.voies import (
    voies as voies,
)
from creances.regles.voies import (
    Condition as Condition,
    Duree as Duree,
    Prealable as Prealable,
    Voie as Voie,
)
from creances.regles.competence import (
    Juridiction as Juridiction,
    JuridictionPossible as JuridictionPossible,
    LieuPossible as LieuPossible,
    competence as competence,
)
from creances.regles.frais import (
    ChargeDesFrais as ChargeDesFrais,
    ConditionDeContribution as ConditionDeContribution,
    Contribution as Contribution,
    CoutActe as CoutActe,
    Demandeur as Demandeur,
    Emoluments as Emoluments,
    EstimationFrais as EstimationFrais,
    FraisGreffe as FraisGreffe,
    PosteDeFrais as PosteDeFrais,
    TrancheEmolument as TrancheEmolument,
    charge_des_frais as charge_des_frais,
    contribution_aide_juridique as contribution_aide_juridique,
    contribution_justice_economique as contribution_justice_economique,
    cout_acte as cout_acte,
    droit_engagement as droit_engagement,
    emoluments as emoluments,
    frais as frais,
    frais_greffe as frais_greffe,
)
from creances.regles.avancement import (
    Avancement as Avancement,
    EffetSurLaPrescription as EffetSurLaPrescription,
    EtapeFaite as EtapeFaite,
    LimiteDeProcedure as LimiteDeProcedure,
    SituationDePartie as SituationDePartie,
    avancement as avancement,
)

# Piloter : prévenir, organiser, mesurer
from creances.moteur.prevention import (
    ControleEncours as ControleEncours,
    Derive as Derive,
    DossierDePreuves as DossierDePreuves,
    PieceVersee as PieceVersee,
    PlafondCredit as PlafondCredit,
    ProfilPayeur as ProfilPayeur,
    Segmentation as Segmentation,
    controle_encours as controle_encours,
    derive as derive,
    plafond_credit as plafond_credit,
    preuves as preuves,
    profil_payeur as profil_payeur,
    segmentation as segmentation,
)
from creances.moteur.usages.prevention import (
    ConditionDeSegment as ConditionDeSegment,
    DonneesCredit as DonneesCredit,
    FicheClient as FicheClient,
    PieceDePreuve as PieceDePreuve,
    RegleDeSegment as RegleDeSegment,
)
from creances.moteur.usages.preuves import (
    solidite as solidite,
)
from creances.moteur.organisation import (
    ActeurPossible as ActeurPossible,
    ApportDuCritere as ApportDuCritere,
    CoutDHonoraires as CoutDHonoraires,
    DossierRemis as DossierRemis,
    Externalisation as Externalisation,
    MethodeChoisie as MethodeChoisie,
    PackCompare as PackCompare,
    PrestataireClasse as PrestataireClasse,
    Rentabilite as Rentabilite,
    StrategieDatee as StrategieDatee,
    acteurs_possibles as acteurs_possibles,
    comparaison_packs as comparaison_packs,
    comparaison_prestataires as comparaison_prestataires,
    cout_d_honoraires as cout_d_honoraires,
    dossier_remis as dossier_remis,
    externalisation as externalisation,
    gain_temps as gain_temps,
    methode_amiable as methode_amiable,
    obligations_tiers as obligations_tiers,
    qui_peut as qui_peut,
    rentabilite as rentabilite,
)
from creances.moteur.usages.acteurs import (
    Acteur as Acteur,
)
from creances.moteur.usages.methodes import (
    Methode as Methode,
    SeuilsDeMethode as SeuilsDeMethode,
)
from creances.moteur.usages.prestataires import (
    Capacite as Capacite,
    Honoraires as Honoraires,
    Pack as Pack,
    Prestataire as Prestataire,
    ReferenceClient as ReferenceClient,
)
from creances.moteur.balance_agee import (
    BalanceAgee as BalanceAgee,
    DebiteurAge as DebiteurAge,
    TrancheAgee as TrancheAgee,
    balance_agee as balance_agee,
)
from creances.moteur.indicateurs import (
    Dso as Dso,
    Indicateurs as Indicateurs,
    dso as dso,
    dso_par_epuisement as dso_par_epuisement,
    indicateurs as indicateurs,
)
from creances.moteur.previsionnel import (
    EncaissementPrevu as EncaissementPrevu,
    MoisPrevu as MoisPrevu,
    Previsionnel as Previsionnel,
    previsionnel as previsionnel,
)
from creances.moteur.classement_comptable import (
    ClassementComptable as ClassementComptable,
    ElementDeClassement as ElementDeClassement,
    classement_comptable as classement_comptable,
)
from creances.moteur.revue_politique import (
    EtapeObservee as EtapeObservee,
    RevuePolitique as RevuePolitique,
    revue_politique as revue_politique,
)

# La porte des données
from creances.moteur.porte import (
    Fiche as Fiche,
    evaluer as evaluer,
    regles as regles,
    relire as relire,
)

# Ce que l'on reçoit
from creances.noyau.resultat import (
    Ligne as Ligne,
    Reserve as Reserve,
    Resultat as Resultat,
)

# Le droit
from creances.droit.corpus import (
    Droit as Droit,
    Horizon as Horizon,
    droit_courant as droit_courant,
    horizons as horizons,
)
from creances.droit.textes import (
    Article as Article,
    articles as articles,
)
from creances.noyau.tables import (
    Source as Source,
    TableDatee as TableDatee,
    Version as Version,
)

# Ce qui peut mal tourner
from creances.noyau.erreurs import (
    ApresHorizon as ApresHorizon,
    AucuneRegle as AucuneRegle,
    AvantPremiereVersion as AvantPremiereVersion,
    ConflitDeRegles as ConflitDeRegles,
    DonneeInvalide as DonneeInvalide,
    DroitIncoherent as DroitIncoherent,
    DroitInconnu as DroitInconnu,
    ErreurCreances as ErreurCreances,
    HorsChamp as HorsChamp,
    TableIncoherente as TableIncoherente,
)

__version__: str
__all__: list[str]
