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

# Ce que l'on demande, et ce que chaque réponse contient
from creances.moteur.calendrier import (
    RendezVous as RendezVous,
    calendrier as calendrier,
)
from creances.moteur.controle_delai import (
    ControleDelai as ControleDelai,
    controle_delai as controle_delai,
)
from creances.moteur.controle_terme import (
    ControleTerme as ControleTerme,
    PeriodeNonConforme as PeriodeNonConforme,
    controle_terme as controle_terme,
)
from creances.moteur.decompte import (
    Decompte as Decompte,
    Imputation as Imputation,
    decompte as decompte,
)
from creances.moteur.escompte import (
    escompte as escompte,
)
from creances.moteur.indemnite import (
    indemnite_forfaitaire as indemnite_forfaitaire,
)
from creances.moteur.mentions import (
    controle_mentions as controle_mentions,
    mentions as mentions,
)
from creances.moteur.penalites import (
    penalites as penalites,
)
from creances.moteur.prescription import (
    prescription as prescription,
)
from creances.moteur.releve import (
    DetteAuReleve as DetteAuReleve,
    Releve as Releve,
    releve as releve,
)
from creances.regles.avancement import (
    Avancement as Avancement,
    EffetSurLaPrescription as EffetSurLaPrescription,
    EtapeFaite as EtapeFaite,
    LimiteDeProcedure as LimiteDeProcedure,
    SituationDePartie as SituationDePartie,
    avancement as avancement,
)
from creances.moteur.voies import (
    voies as voies,
)
from creances.regles.competence import (
    Juridiction as Juridiction,
    JuridictionPossible as JuridictionPossible,
    LieuPossible as LieuPossible,
    competence as competence,
)
from creances.regles.declaration import (
    Declaration as Declaration,
    Effet as Effet,
    Limite as Limite,
    declaration as declaration,
)
from creances.regles.echeance import (
    echeance as echeance,
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
from creances.regles.expiration import (
    expiration as expiration,
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
from creances.regles.interets import (
    interets as interets,
)
from creances.regles.mentions.controle import (
    ConstatMention as ConstatMention,
    ControleMentions as ControleMentions,
)
from creances.regles.mentions.redaction import (
    Mention as Mention,
    Mentions as Mentions,
)
from creances.regles.prescription import (
    Prescription as Prescription,
)
from creances.regles.voies import (
    Condition as Condition,
    Duree as Duree,
    Prealable as Prealable,
    Voie as Voie,
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
