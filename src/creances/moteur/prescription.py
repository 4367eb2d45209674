"""Jusqu'à quand peut-on agir ? La règle de prescription, avec l'échéance dont elle part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement, Procedure
from creances.noyau.erreurs import DroitInconnu, HorsChamp
from creances.noyau.resultat import Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.avancement import pertes
from creances.regles.echeance.question import dater
from creances.regles.prescription import ActePerdu, Demande, Prescription, Suivie, prescrire
from creances.regles.regime import regime

_CREDITS = frozenset({"CREDIT_CONSO", "CREDIT_IMMO_CONSO"})


@regle(
    "prescription",
    "C. civ., 2224",
    "C. civ., 2228",
    "C. civ., 2229",
    "C. civ., 2231",
    "C. civ., 2240",
    "C. civ., 2241",
    "C. civ., 2244",
    "C. com., L110-4",
    "C. conso., L218-2",
    "C. conso., R312-35",
    "CPCE, L111-4",
    "Loi n° 68-1250, art. 1",
)
def prescription(
    creance: Creance,
    *,
    au: JourAccepte,
    evenements: Sequence[Evenement] = (),
    procedures: Sequence[Procedure] = (),
    depart: JourAccepte | None = None,
    commandement_interrompt: bool = False,
    droit: Droit | None = None,
) -> Resultat[Prescription]:
    """Dernier jour utile pour agir en paiement, inclus, et état du délai au jour `au`.

    Le jour du départ ne compte pas ; le terme porte le même quantième, sinon le dernier jour du mois, et n'est jamais
    reporté : l'action est possible ce jour-là, prescrite le lendemain. Tous les faits sont rejoués à chaque question ; ceux
    d'après `au` n'existent pas.

    - `evenements` : reconnaissance et paiement interrompent, comme la demande en justice et l'exécution ; un échéancier
      signé qui reconnaît la dette est une reconnaissance ; médiation, conciliation et mesure d'instruction suspendent ; une
      relance ou une mise en demeure ne font rien, sauf exceptions.
    - `procedures` : leurs actes valent les événements du même nom. Une limite manquée à `au` (voir `avancement`) les prive
      d'effet comme l'acte qui le constaterait : ordonnance d'injonction non signifiée à temps (CPC, 1411), assignation non
      placée, mesure non suivie (C. civ., 2243 et 2244), avec la réserve PERTE_DEDUITE. Une issue dite l'emporte.
    - `depart` : point de départ que l'appelant connaît (connaissance des faits, fin du mandat, protêt, notification d'un
      titre) ; None, celui que la nature de la créance désigne.
    - `commandement_interrompt` : compter le commandement de saisie des rémunérations, que le défaut écarte au profit du
      procès-verbal de saisie.

    Une créance à échéances successives se prescrit terme par terme : une `Creance` par échéance.

    Doutes : un service payable à terme part de son achèvement ou de l'échéance, `termes` rend les deux et `terme` le plus
    proche ; une suspension compte de son premier jour inclus au jour de la reprise exclu ; l'effet du commandement de
    saisie des rémunérations n'est pas jugé. Pendant une suspension, `terme` est le plus tôt possible.

    Erreurs : `DonneeInvalide` si la date attendue et toute autre manquent ; `DroitInconnu` pour un départ trop ancien ;
    `HorsChamp` (voir `regime`).
    Source : C. civ., 2219 à 2254 ; C. com., L110-4 ; C. conso., L218-2 et R312-35 ; CPCE, L111-4 ; loi n° 68-1250.

    >>> due = Creance(montant=1000, echeance="2013-04-19")
    >>> reponse = prescription(due, au="2018-04-20").valeur
    >>> str(reponse.terme), reponse.etat
    ('2018-04-19', 'acquise')
    """
    droit = droit or droit_courant()
    donne = None if depart is None else jour(depart, "depart")
    demande = Demande(jour(au, "au"), droit, donne, commandement_interrompt)
    reserves: list[Reserve] = []

    def exigibilite() -> date | None:
        if creance.echeance is not None or creance.nature in _CREDITS:
            return creance.echeance
        parcours = dater(creance, droit, regime(creance).regime)
        reserves.extend(parcours.reserves)
        return parcours.jour

    suivies = [_suivre(procedure, demande, reserves) for procedure in procedures]
    reponse = prescrire(creance, demande, tuple(evenements), suivies, exigibilite)
    return replace(reponse, reserves=tuple(dict.fromkeys((*reponse.reserves, *reserves)))) if reserves else reponse


def _suivre(procedure: Procedure, demande: Demande, reserves: list[Reserve]) -> Suivie:
    """La procédure avec ce que le temps y a fait perdre ; si ses délais ne se comptent pas ici, une réserve le dit."""
    try:
        trouvees = pertes(procedure, au=demande.au, droit=demande.droit)
    except (DroitInconnu, HorsChamp):
        reserves.append(Reserve("PERTES_NON_VERIFIEES", mots=(("procedure", procedure.type),)))
        return Suivie(procedure)
    return Suivie(procedure, tuple(ActePerdu(*une) for une in trouvees))
