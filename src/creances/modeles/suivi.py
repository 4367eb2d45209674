"""La vie amiable d'une créance : ce qu'on a envoyé, ce que le débiteur a répondu, ce qu'on est convenu d'attendre.

Ces événements règlent l'escalade ; aucun ne change un compte. Ils sont aussi le journal du dossier : ce qui a été fait,
quand, par qui, avec quelle preuve.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from creances.modeles.base import Modele
from creances.modeles.duree import Duree
from creances.modeles.parties import Texte
from creances.noyau.argent import EurosPositifs
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import Jour

ModeDEnvoi = Literal["email", "courrier", "lrar", "lre", "acte", "avocat"]
Empreinte = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
"""Empreinte SHA-256 d'un contenu, en hexadécimal minuscule."""
Delai = Annotated[int, Field(strict=True, ge=0, le=730)]


class _Envoi(Modele):
    """Ce qui part vers le débiteur. `etape` : le code de l'étape du scénario qu'il accomplit, vide si on l'ignore.

    `auteur` : qui l'a envoyé ou approuvé. `empreinte` : SHA-256 du contenu, pour prouver ce qui a été écrit.
    """

    date: Jour
    etape: Texte = ""
    auteur: Texte = ""
    empreinte: Empreinte | None = None


class Relance(_Envoi):
    """Rappel sans effet de droit. `canal` : "email", "sms", "whatsapp", "telephone", "courrier", "lrar", "interne"…"""

    type: Literal["relance"] = "relance"
    canal: Texte = ""


class MiseEnDemeure(_Envoi):
    """Mise en demeure de payer (C. civ. 1344). `date` : envoi ; `presentation` : première présentation du pli ;
    `reception` : avis signé. Un pli non réclamé vaut mise en demeure (Cass. 1re civ., 20 janv. 2021, n° 19-20.680).

    `mode` : comment elle est partie, None si on l'ignore. `delai` : jours accordés pour payer, None si elle n'en dit rien.
    """

    type: Literal["mise_en_demeure"] = "mise_en_demeure"
    presentation: Jour | None = None
    reception: Jour | None = None
    mode: ModeDEnvoi | None = None
    delai: Delai | None = None

    @model_validator(mode="after")
    def _ordre(self) -> Self:
        for nom in ("presentation", "reception"):
            lu = getattr(self, nom)
            if lu is not None and lu < self.date:
                raise DonneeInvalide(
                    f"{nom} : reçu {lu} ; accepté : le jour de l'envoi ({self.date}) ou après",
                    code="mise_en_demeure.ordre",
                    champ=nom,
                )
        return self


class Promesse(Modele):
    """Promesse de payer : `montant` au plus tard le `pour_le`."""

    type: Literal["promesse"] = "promesse"
    date: Jour
    pour_le: Jour | None = None
    montant: EurosPositifs | None = None


class Contestation(Duree):
    """Contestation par le débiteur. Elle n'arrête pas les intérêts.

    `nature` : "administrative" (une pièce, un numéro de commande manque) ou "serieuse" (le fond), None si on l'ignore.
    `montant` : la part contestée, None pour le tout. `fin` : jour où elle est levée ou tranchée (exclu).
    """

    type: Literal["contestation"] = "contestation"
    motif: Texte = ""
    nature: Literal["administrative", "serieuse"] | None = None
    montant: EurosPositifs | None = None


class Pause(Duree):
    """Le créancier suspend ses relances, ou en exclut le dossier si `fin` est None ; `motif` le dit."""

    type: Literal["pause"] = "pause"
    motif: Texte = ""


class Reponse(Modele):
    """Ce que le débiteur a répondu.

    "dialogue" (il parle), "demande_de_delai", "difficulte" (il ne peut pas), "mauvaise_foi" (il élude), "adresse_inconnue"
    (le pli ou le message revient), "refus_du_canal" (il ne veut plus être joint ainsi : `canal`).
    """

    type: Literal["reponse"] = "reponse"
    date: Jour
    attitude: Literal[
        "dialogue", "demande_de_delai", "difficulte", "mauvaise_foi", "adresse_inconnue", "refus_du_canal"
    ] = "dialogue"
    canal: Texte = ""
    motif: Texte = ""


class StatutFacture(Modele):
    """Statut obligatoire d'une facture électronique, tel que la plateforme l'annonce.

    "rejetee" : la facture n'est pas délivrée, il faut la refaire ; "refusee" : l'acheteur la conteste.
    """

    type: Literal["statut_facture"] = "statut_facture"
    date: Jour
    statut: Literal["deposee", "rejetee", "refusee", "encaissee"]


class Transmission(Duree):
    """Le dossier est remis à un tiers ; `acteur` : son code (« cabinet_recouvrement »). `fin` : jour du retour (exclu)."""

    type: Literal["transmission"] = "transmission"
    acteur: Texte


class LigneEcheancier(Modele):
    """Une échéance convenue : `montant` au plus tard le `date`, inclus."""

    date: Jour
    montant: EurosPositifs


class Echeancier(Modele):
    """Plan de paiement convenu. `date` : signature ; `lignes` : les échéances, dans l'ordre des dates.

    - `decheance` : le plan prévoit que une échéance manquée rend tout exigible ; `tolerance` : jours de retard admis.
    - `reconnaissance` : le débiteur y reconnaît la dette (C. civ. 2240). `montant_reconnu` : None pour le tout.
    """

    type: Literal["echeancier"] = "echeancier"
    date: Jour
    lignes: tuple[LigneEcheancier, ...] = Field(min_length=1)
    decheance: bool = False
    tolerance: Delai = 0
    reconnaissance: bool = True
    montant_reconnu: EurosPositifs | None = None

    @model_validator(mode="after")
    def _echeances_dans_l_ordre(self) -> Self:
        dates = [ligne.date for ligne in self.lignes]
        if dates != sorted(set(dates)) or dates[0] < self.date:
            raise DonneeInvalide(
                f"lignes : reçu les dates {', '.join(map(str, dates))} ; accepté : des jours croissants, tous distincts, "
                f"à compter de la signature ({self.date})",
                code="echeancier.ordre",
                champ="lignes",
            )
        return self


EvenementDeSuivi = (
    Relance | MiseEnDemeure | Promesse | Contestation | Pause | Reponse | StatutFacture | Transmission | Echeancier
)
