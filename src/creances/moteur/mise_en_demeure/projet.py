"""Tous les faits d'une mise en demeure, à envoyer ou envoyée, réunis une fois."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from creances.droit.corpus import Droit
from creances.modeles import AccordPrescription, Dossier, MiseEnDemeure
from creances.modeles.suivi import ModeDEnvoi
from creances.moteur.decompte import decompte
from creances.moteur.messages import canal_de_message, contexte_message
from creances.moteur.mise_en_demeure.mode import ModeConseille, delai_d_usage, mode_conseille
from creances.moteur.mise_en_demeure.valeurs import EtatDeMiseEnDemeure, SommesReclamees
from creances.moteur.situation import Situation
from creances.moteur.usages.chiffres import Chiffre
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Resultat
from creances.regles.controle_message import ControleMessage, controle_message
from creances.regles.mise_en_demeure import EffetDeDroit, FaitsAPorter, MentionDeLettre, controler, effets, enoncer
from creances.regles.regime import regime


@dataclass(frozen=True)
class Projet:
    """Une lettre. `demande` : le mode et le délai demandés, None s'ils sont laissés à l'usage."""

    dossier: Dossier
    au: date
    mode_demande: ModeDEnvoi | None
    delai_demande: int | None
    texte: str | None
    emetteur: str
    envoyee: bool
    sans_relance: bool
    droit: Droit

    @cached_property
    def lettre(self) -> MiseEnDemeure | None:
        """La lettre déjà partie, None si elle reste à écrire."""
        if not self.envoyee:
            return None
        derniere = Situation(self.dossier, self.au, self.droit).mise_en_demeure
        if derniere is None:
            raise DonneeInvalide(
                f"evenements : reçu aucune mise en demeure au {self.au} ; accepté : au moins une si envoyee est vrai",
                code="mise_en_demeure.absente",
            )
        return derniere

    @cached_property
    def envoi(self) -> date:
        """Le jour de l'envoi."""
        return self.au if self.lettre is None else self.lettre.date

    @cached_property
    def situation(self) -> Situation:
        """Le dossier au jour de l'envoi."""
        return Situation(self.dossier, self.envoi, self.droit)

    @cached_property
    def conseil(self) -> ModeConseille:
        """Le mode conseillé."""
        return mode_conseille(self.situation)

    @property
    def mode(self) -> ModeDEnvoi:
        """Le mode retenu : demandé, sinon celui de la lettre, sinon le conseil."""
        de_la_lettre = None if self.lettre is None else self.lettre.mode
        return self.mode_demande or de_la_lettre or self.conseil.mode

    @cached_property
    def usage(self) -> Chiffre:
        """Le délai d'usage."""
        return delai_d_usage(self.situation)

    @property
    def delai_dit(self) -> int | None:
        """Le délai que la lettre accorde, None si elle n'en dit rien."""
        if self.lettre is not None and self.delai_demande is None:
            return self.lettre.delai
        return self.delai_demande

    @property
    def delai(self) -> int:
        """Le délai compté : celui de la lettre, sinon l'usage."""
        return self.usage.valeur if self.delai_dit is None else self.delai_dit

    @property
    def depart(self) -> date:
        """Le jour d'où part le délai : première présentation, sinon réception, sinon envoi."""
        lettre = self.lettre
        return self.envoi if lettre is None else lettre.presentation or lettre.reception or lettre.date

    @property
    def dernier_jour(self) -> date:
        """Dernier jour pour payer, inclus."""
        return self.depart + timedelta(days=self.delai)

    @property
    def etat(self) -> EtatDeMiseEnDemeure:
        """Où en est la lettre au jour de la question."""
        if self.lettre is None:
            return "a_envoyer"
        return "expiree" if self.au > self.dernier_jour else "en_cours"

    @cached_property
    def sommes(self) -> SommesReclamees:
        """Le décompte au jour de l'envoi, avant que la lettre ne produise rien."""
        compte = decompte(
            self.dossier.creance, au=self.envoi, evenements=self.dossier.evenements, droit=self.droit
        ).valeur
        return SommesReclamees(
            compte.principal, compte.interets, compte.indemnite, compte.frais, compte.total, compte.verse
        )

    @cached_property
    def mentions(self) -> tuple[MentionDeLettre, ...]:
        """Les mentions, cherchées dans le texte s'il y en a un."""
        creance = self.dossier.creance
        attendu = self.delai if self.lettre is None else self.delai_dit
        faits = FaitsAPorter(
            creance.creancier.nom,
            creance.debiteur.nom,
            creance.reference,
            self.envoi,
            self.sommes.principal,
            self.sommes.total,
            attendu,
            None if attendu is None else self.dernier_jour,
        )
        qualite = creance.debiteur.qualite
        if self.texte is None:
            return enoncer(faits, debiteur=qualite, emetteur=self.emetteur)
        return controler(self.texte, faits, debiteur=qualite, emetteur=self.emetteur)

    @cached_property
    def message(self) -> Resultat[ControleMessage] | None:
        """Le contrôle du texte, s'il y en a un. La lettre elle-même ne compte pas parmi les contacts passés."""
        if self.texte is None:
            return None
        premiere = True if self.emetteur == "tiers" else None
        autres = tuple(un for un in self.dossier.evenements if un != self.lettre)
        contexte = contexte_message(
            self.dossier.avec(evenements=autres),
            au=self.envoi,
            canal=canal_de_message(self.mode),
            emetteur=self.emetteur,
            premiere_lettre=premiere,
            droit=self.droit,
        )
        return controle_message(self.texte, au=self.envoi, contexte=contexte, droit=self.droit)

    @cached_property
    def effets(self) -> tuple[EffetDeDroit, ...]:
        """Ce que la lettre produit, du jour de l'avis signé, sinon de la première présentation, sinon de l'envoi."""
        lettre, retenu, delai = self.lettre, regime(self.dossier.creance), self.situation.prescription
        compte = self.situation.compte
        effet = self.envoi if lettre is None else lettre.reception or lettre.presentation or lettre.date
        return effets(
            self.dossier.creance,
            regime=retenu.regime,
            article_du_regime=retenu.article,
            exigible=self.situation.exigible,
            court_deja=None if compte is None else compte.dette.depart,
            envoi=self.envoi,
            effet=effet,
            mode=self.mode,
            quadriennale=delai is not None and delai.valeur.regime == "quadriennale",
            clause_d_interruption=any(un.lettre_interrompt for un in self.situation.fil.tous(AccordPrescription)),
        )
