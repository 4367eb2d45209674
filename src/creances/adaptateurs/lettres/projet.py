"""Une lettre en projet : tout ce qui est décidé avant d'écrire un mot, et les faits qu'un gabarit en recevra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from creances.adaptateurs.lettres import contexte
from creances.adaptateurs.lettres.contexte import Demande, Parties, Penalites
from creances.adaptateurs.lettres.correspondance import Correspondant, MoyenDePaiement
from creances.adaptateurs.lettres.requete import requete_en_faits
from creances.droit.corpus import Droit
from creances.modeles import Dossier
from creances.moteur.decompte import Decompte
from creances.moteur.echeancier import PlanDePaiement
from creances.moteur.usages.lettres import UsageDeLettre
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.rendu.catalogues import nettoyer
from creances.noyau.resultat import Resultat
from creances.regles.regime import Regime, regime

_DE_PENALITES = "avis_de_penalites"
_MONTREES = frozenset({"mentionner", "reclamer"})


@dataclass(frozen=True, slots=True)
class Projet:
    """Le modèle, le dossier au jour dit, ce qui est demandé, qui écrit à qui, par où, et ce qui est joint."""

    modele: str
    usage: UsageDeLettre
    dossier: Dossier
    au: date
    droit: Droit
    releve: Resultat[Decompte]
    demande: Demande
    parties: Parties
    canal: str
    moyens: Sequence[MoyenDePaiement] = ()
    lien: str = ""
    plan: PlanDePaiement | None = None
    pieces: Sequence[str] = ()
    mediateur: str = ""
    premiere: date | None = None

    @property
    def emetteur(self) -> Correspondant:
        """Celui qui écrit."""
        return self.parties.emetteur

    @property
    def dette(self) -> Decimal:
        """Toute la dette, ce qui en est payé compris : c'est elle que le plafond des espèces regarde, non le solde."""
        return self.releve.valeur.total + self.releve.valeur.verse

    def faits(self, langue: str) -> dict[str, Any]:
        """Les faits de la lettre dans une langue."""
        dossier, au, droit = self.dossier, self.au, self.droit
        lus = contexte.faits(dossier, au, self.releve, self.demande, self.parties, langue, droit)
        montre = self.demande.penalites in _MONTREES
        return lus | {
            "pieces": contexte.pieces_jointes(dossier, self.pieces, langue, au, releve=montre),
            "moyens": contexte.moyens(self.moyens, dossier, self.dette, au, langue, droit),
            "lien_paiement": nettoyer(self.lien),
            "mediateur": nettoyer(self.mediateur),
            "canal": self.canal,
            "premiere_lettre": self.premiere,
            "document": self.usage.document,
            "plan": None if self.plan is None else contexte.plan_en_faits(self.plan),
            "requete": requete_en_faits(dossier, au, langue, droit) if self.usage.requete else None,
            "texte_de_loi": droit("tiers.texte_a_reproduire", au).valeur if self.emetteur.role == "tiers" else "",
        }


def conduite(modele: str, dossier: Dossier, penalites: Penalites | None, usage: UsageDeLettre) -> Penalites:
    """Ce que la lettre fait des pénalités. À qui n'en doit pas, rien n'en est dit."""
    if penalites is not None:
        exiger_parmi("penalites", penalites, get_args(Penalites))
    retenu = regime(dossier.creance).regime
    if retenu is Regime.ACHETEUR_PUBLIC and penalites == "renoncer":
        raise DonneeInvalide(
            "penalites : reçu « renoncer » pour un acheteur public, renonciation réputée non écrite ; accepté : une autre",
            code="lettre.renonciation",
            articles=("CCP, L2192-14",),
        )
    if retenu is not Regime.INTERET_LEGAL:
        retenue: Penalites = penalites or usage.penalites  # type: ignore[assignment]
        return retenue
    if modele == _DE_PENALITES:
        raise DonneeInvalide(
            "modele : reçu un avis de pénalités pour une dette qui n'en porte pas ; accepté : une relance ou une mise en "
            "demeure, seul l'intérêt légal est dû",
            code="lettre.sans_penalites",
            articles=("C. civ., 1231-6",),
        )
    return penalites if penalites in ("masquer", "renoncer") else "reclamer"
