"""Les actes qui comptent pour la prescription : demande en justice, exécution, suspension, titre, accord.

Un acte porte sa fin et son issue quand elles sont connues ; un événement `Issue`, daté, les dit aussi bien. L'une et
l'autre n'existent qu'à leur date : au jour d'une question antérieure, l'acte est encore ouvert.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from creances.modeles.base import Modele
from creances.modeles.duree import Duree
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import Jour

IssueDActe = Literal[
    "extinction",
    "condamnation",
    "incompetence",
    "nullite",
    "desistement",
    "peremption",
    "rejet_definitif",
    "caducite",
    "non_avenue",
    "mainlevee",
]


class _ActeJuge(Duree):
    """Un acte qui finit et dont l'issue compte ; sans issue dite, l'instance est seulement éteinte."""

    issue: IssueDActe = "extinction"

    @model_validator(mode="after")
    def _issue_datee(self) -> Self:
        if self.fin is None and self.issue != "extinction":
            raise DonneeInvalide(
                f"fin : reçu rien avec l'issue {self.issue!r} ; accepté : le jour de cette issue",
                code="acte.issue_sans_date",
                champ="fin",
            )
        return self


class DemandeEnJustice(_ActeJuge):
    """Demande en justice (C. civ. 2241) : interrompt jusqu'à la fin de l'instance (2242).

    - `type` : "assignation" (défaut, jour de la signification), "refere", "requete" (jour du dépôt), "declaration_creance"
      à une procédure collective (jusqu'à sa clôture) ou "aide_juridictionnelle" (jusqu'à la notification).
    - `issue` : désistement, péremption, rejet définitif et caducité effacent l'interruption depuis le début (2243) ;
      incompétence et nullité de procédure la gardent (2241, al. 2).
    """

    type: Literal["assignation", "refere", "requete", "declaration_creance", "aide_juridictionnelle"] = "assignation"


class SignificationInjonction(_ActeJuge):
    """Ordonnance d'injonction de payer signifiée au débiteur : c'est elle qui interrompt, non la requête.

    - `opposition` : jour de l'opposition, qui ouvre une instance jusqu'à `fin`.
    - `executoire_le` : jour où, l'opposition n'étant plus possible (CPC 1416, 1422), l'ordonnance est un titre ; None
      tant qu'elle reste possible, et le délai de la créance court alors depuis la signification.
    """

    type: Literal["signification_injonction"] = "signification_injonction"
    opposition: Jour | None = None
    executoire_le: Jour | None = None

    @model_validator(mode="after")
    def _apres_la_signification(self) -> Self:
        for nom in ("opposition", "executoire_le"):
            lu = getattr(self, nom)
            if lu is not None and lu < self.date:
                raise DonneeInvalide(
                    f"{nom} : reçu {lu} ; accepté : le jour de la signification ({self.date}) ou après",
                    code="injonction.ordre",
                    champ=nom,
                )
        return self


class ActeExecution(_ActeJuge):
    """Mesure conservatoire ou acte d'exécution forcée (C. civ. 2244), au jour de l'acte.

    `fin` : fin de la mesure, dont repart le délai. Une nullité ou une caducité efface l'interruption ; un commandement de
    saisie-vente seulement périmé la garde (R221-5 CPCE).
    """

    type: Literal[
        "saisie",
        "mesure_conservatoire",
        "saisie_remunerations",
        "commandement_saisie_vente",
        "commandement_saisie_immobiliere",
        "commandement_saisie_remunerations",
        "commandement_cheque",
    ] = "saisie"


class ActeSansEffet(Modele):
    """Un acte qu'on croit souvent interruptif et qui ne l'est pas : le résultat dit pourquoi."""

    type: Literal[
        "sommation",
        "requete_injonction",
        "commandement_simple",
        "commandement_droit_local",
        "commandement_creance_commerciale",
        "lettre_petites_creances",
    ] = "sommation"
    date: Jour


class Suspension(Duree):
    """Une cause de suspension : le délai est gelé de `date` (inclus) à `fin` (exclu), None si elle dure.

    - "mediation", "conciliation" : accord écrit, sinon première réunion ; "procedure_participative" : convention ;
      "petites_creances" : accord du débiteur (C. civ. 2238). "instruction" : décision qui ordonne la mesure avant tout
      procès (2239), au profit de celui qui l'a demandée (`demandeur`). Le délai repart pour six mois au moins.
    - "impossibilite" d'agir (2234), "minorite" ou tutelle du créancier (2235), "surendettement" : recevabilité, pour un
      créancier titré (C. conso. L722-2).
    """

    type: Literal[
        "mediation",
        "conciliation",
        "procedure_participative",
        "petites_creances",
        "instruction",
        "impossibilite",
        "minorite",
        "surendettement",
    ] = "mediation"
    demandeur: Literal["creancier", "debiteur"] = "creancier"


class Surendettement(Modele):
    """Dépôt d'un dossier qui mentionne la dette (il vaut reconnaissance), ou demande de mesures imposées (L721-5)."""

    type: Literal["depot_surendettement", "mesures_surendettement"] = "depot_surendettement"
    date: Jour


class Reamenagement(Modele):
    """Premier réaménagement ou rééchelonnement d'un crédit à la consommation (R312-35).

    `incident` : premier incident non régularisé qui le suit, None s'il n'y en a pas.
    """

    type: Literal["reamenagement"] = "reamenagement"
    date: Jour
    incident: Jour | None = None


class Reclamation(Modele):
    """Demande de paiement ou réclamation écrite ; n'interrompt que contre une personne publique (loi n° 68-1250)."""

    type: Literal["reclamation"] = "reclamation"
    date: Jour


class Titre(Modele):
    """Titre exécutoire. `date` : celle de la décision ; `notifie_le` : None s'il n'est pas encore notifié.

    `categorie` : "judiciaire" (L111-3, 1° à 3° CPCE) ouvre dix ans ; un "autre" titre garde la durée de la créance.
    """

    type: Literal["titre"] = "titre"
    date: Jour
    notifie_le: Jour | None = None
    categorie: Literal["judiciaire", "autre"] = "judiciaire"


class AccordPrescription(Modele):
    """Accord des parties sur la prescription (C. civ. 2254). `mois` : durée convenue, None si elle ne change pas ;
    `lettre_interrompt` : une mise en demeure interrompra.
    """

    type: Literal["accord_prescription"] = "accord_prescription"
    date: Jour
    mois: Annotated[int, Field(strict=True, ge=1, le=1200)] | None = None
    lettre_interrompt: bool = False


class Issue(Modele):
    """Ce qu'il advient d'un acte déjà dit : le dernier que cette issue peut clore, ou celui du jour `acte`."""

    type: Literal["issue"] = "issue"
    date: Jour
    issue: IssueDActe = "extinction"
    acte: Jour | None = None


ActePourLaPrescription = (
    DemandeEnJustice
    | SignificationInjonction
    | ActeExecution
    | ActeSansEffet
    | Suspension
    | Surendettement
    | Reamenagement
    | Reclamation
    | Titre
    | AccordPrescription
    | Issue
)
