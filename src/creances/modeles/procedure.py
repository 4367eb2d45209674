"""Une procédure et ses actes, datés. Ce que chacun change à un délai se lit dans les données du droit."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from creances.modeles.base import Modele
from creances.modeles.parties import CategoriePublique, Territoire, Texte
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import Jour

TypeProcedure = Literal[
    "PSRPC",
    "L126",
    "IP",
    "IPE",
    "RPL",
    "OESC",
    "REFPROV",
    "FOND_TC",
    "FOND_TJ",
    "REQ_CONJ",
    "CONS",
    "CHQ",
    "ACCORD",
    "SA",
    "SV",
    "SR",
    "PUB",
    "PCOLL",
]
TypeActe = Literal[
    "envoi",
    "accord_debiteur",
    "refus_debiteur",
    "requete",
    "ordonnance",
    "assignation",
    "signification",
    "opposition",
    "executoire",
    "jugement",
    "notification",
    "commandement",
    "saisie",
    "proces_verbal",
    "declaration",
    "cloture",
    "reclamation",
    "recours",
    "decision_definitive",
    "accord",
    "incompetence",
    "nullite",
    "desistement",
    "peremption",
    "rejet_definitif",
    "caducite",
    "non_avenue",
    "mainlevee",
    "fixation",
    "placement",
    "consignation",
    "invitation_a_consigner",
    "avis_opposition",
    "copie_de_l_opposition",
    "constitution_du_creancier",
    "constitution_du_debiteur",
    "convocation",
    "communication_de_la_signification",
    "acte_a_personne",
    "indisponibilite",
    "demande_de_formule",
    "formule",
    "titre",
    "certificat",
    "contestation",
    "denonciation",
    "denonciation_de_la_contestation",
    "paiement",
    "vente_amiable",
    "vente_forcee",
    "inscription",
    "designation_du_repartiteur",
    "inscription_de_la_saisie",
    "declaration_du_tiers",
    "appel",
    "demande_de_delais",
    "publicite",
    "information_du_debiteur",
    "publicite_definitive",
    "conversion",
    "information_du_tiers",
    "rejet",
    "rejet_implicite",
    "force_jugee",
    "presentation",
    "demande",
    "demande_de_certificat",
    "reponse",
    "homologation",
    "ordonnance_de_provision",
    "fond_de_la_collectivite",
    "ordonnancement",
    "mandatement",
    "saisine_de_la_chambre",
    "inscription_d_office",
    "mise_en_demeure_du_prefet",
    "mandatement_d_office",
    "publication",
    "releve",
    "notification_du_juge_commissaire",
    "reexamen",
    "communication_du_formulaire",
]
Eloignement = Literal["outre_mer", "etranger"]
_PORTEURS_D_AUDIENCE = frozenset({"fixation", "assignation", "convocation"})


class Acte(Modele):
    """Un acte d'une procédure. `date` : le jour où il est fait ; une signification compte au jour de l'acte.

    - `partie` : le débiteur qu'il touche ; vide, il les touche tous.
    - `a_personne` : pour une signification, vrai si elle est faite à personne, faux à domicile, à l'étude ou par
      procès-verbal de recherches ; None si on ne le sait pas.
    - `audience` : le jour d'audience que fixent une "fixation" (date donnée par le greffe), une assignation ou une
      convocation.
    """

    type: TypeActe
    date: Jour
    partie: Texte = ""
    a_personne: bool | None = None
    audience: Jour | None = None

    @model_validator(mode="after")
    def _audience_apres_l_acte(self) -> Self:
        if self.audience is None:
            return self
        if self.type not in _PORTEURS_D_AUDIENCE:
            raise DonneeInvalide(
                f"audience : reçu un jour pour {self.type!r} ; accepté : {', '.join(sorted(_PORTEURS_D_AUDIENCE))}",
                code="acte.audience",
                champ="audience",
            )
        if self.audience < self.date:
            raise DonneeInvalide(
                f"audience : reçu {self.audience} ; accepté : le jour de l'acte ({self.date}) ou après",
                code="acte.audience_passee",
                champ="audience",
            )
        return self


class Partie(Modele):
    """Un débiteur poursuivi : chacun a ses délais. `eloignement` : sa demeure, qui allonge certains (CPC 643, 644)."""

    nom: Texte
    eloignement: Eloignement | None = None


class Procedure(Modele):
    """Une procédure engagée pour une créance : son type, ses actes, la juridiction saisie.

    - `juridiction` : "tribunal_de_commerce", "tribunal_des_activites_economiques", "tribunal_judiciaire" ou
      "juge_de_la_protection" ouvrent leurs propres étapes ; tout autre texte laisse ces conditions inconnues.
    - `parties` : les débiteurs poursuivis ; vide, ceux que les actes nomment, ou un seul sans nom.
    - `avocat_obligatoire`, `defendeur_comparant`, `titre_prealable` (le créancier a déjà un titre) : None si on ne le sait
      pas. `categorie_publique` : celle du débiteur public.
    - `eloignement` : la demeure du créancier, pour déclarer une créance. `territoire` et `vendredi_saint` : le lieu dont
      on suit les jours fériés (voir `expiration`).

    >>> ordonnance = Acte(type="ordonnance", date="2026-08-31")
    >>> Procedure(type="IP", actes=[ordonnance]).actes[0].type
    'ordonnance'
    """

    type: TypeProcedure
    actes: tuple[Acte, ...] = ()
    juridiction: Texte = ""
    reference: Texte = ""
    parties: tuple[Partie, ...] = ()
    avocat_obligatoire: bool | None = None
    defendeur_comparant: bool | None = None
    titre_prealable: bool | None = None
    categorie_publique: CategoriePublique | None = None
    eloignement: Eloignement | None = None
    territoire: Territoire = "metropole"
    vendredi_saint: bool = False
