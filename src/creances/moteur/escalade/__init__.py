"""L'escalade : la suite des relances, des pauses et des seuils, du premier rappel à la porte du juge."""

from creances.moteur.escalade.groupes import Groupe as Groupe
from creances.moteur.escalade.groupes import Retiree as Retiree
from creances.moteur.escalade.groupes import escalades as escalades
from creances.moteur.escalade.journal import EntreeDuJournal as EntreeDuJournal
from creances.moteur.escalade.journal import journal as journal
from creances.moteur.escalade.question import escalade as escalade
from creances.moteur.escalade.quotidien import ActionDuJour as ActionDuJour
from creances.moteur.escalade.quotidien import actions_du_jour as actions_du_jour
from creances.moteur.escalade.valeurs import Action as Action
from creances.moteur.escalade.valeurs import EtapeDuPlan as EtapeDuPlan
from creances.moteur.escalade.valeurs import FreinDuPlan as FreinDuPlan
from creances.moteur.escalade.valeurs import Jalon as Jalon
from creances.moteur.escalade.valeurs import Plan as Plan
