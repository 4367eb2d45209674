"""Ce qui rend un message interdit sans qu'aucun mot n'y soit : l'heure, le nombre, la dette elle-même, ce qui y manque."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import SU

from creances.droit.calendrier import jours_feries
from creances.droit.corpus import Droit
from creances.droit.lexique import TextePlie
from creances.droit.messages import MentionDeTiers, ReglesDeMessage
from creances.modeles.message import ContexteMessage
from creances.regles.controle_message.recherche import numeros_surtaxes
from creances.regles.controle_message.valeurs import ConstatMessage, Gravite, constater, situer

_DIMANCHE = SU.weekday
_A_LIRE_PAR_TOUS = frozenset({"sms", "whatsapp"})
_LETTRES = frozenset({"courrier", "lrar", "lre"})


class Message(NamedTuple):
    """Le texte, son contexte, le jour et le droit."""

    texte: TextePlie
    contexte: ContexteMessage
    regles: ReglesDeMessage
    droit: Droit
    au: date

    @property
    def consommateur(self) -> bool:
        """Vrai si le débiteur est un consommateur, faux si on l'ignore."""
        return self.contexte.qualite == "consommateur"

    def contextuel(self, code: str, gravite: Gravite, *, formulation: str = "", motif: str = "") -> ConstatMessage:
        """Un constat tenant aux circonstances."""
        dit = self.regles.contextuels[code]
        return constater(dit, gravite, consommateur=self.consommateur, formulation=formulation, motif=motif)

    def porte(self, nom: str) -> bool:
        """Vrai si le texte porte ce nom, sans égard aux accents ni à la ponctuation."""
        return f" {_mots(self.regles.plier(nom))} " in f" {_mots(self.texte)} "


def _mots(texte: TextePlie) -> str:
    return " ".join(mot for mot in texte.plie.split() if mot not in {".", ","})


def juger(message: Message) -> Iterator[ConstatMessage]:
    """Toutes les circonstances, l'une après l'autre."""
    yield from _la_dette(message)
    yield from _le_moment(message)
    yield from _la_discretion(message)
    yield from _l_identite(message)
    yield from _les_mentions(message)


def _la_dette(message: Message) -> Iterator[ConstatMessage]:
    """Une dette prescrite ne se réclame plus à un consommateur ; celle qu'il est interdit de payer, à personne."""
    contexte = message.contexte
    demande = message.regles.lexique["demande_de_paiement"].presentes(message.texte)
    if contexte.prescrite and demande:
        yield message.contextuel("CREANCE_PRESCRITE", "refus" if message.consommateur else "alerte")
    if contexte.procedure_collective and demande:
        yield message.contextuel("PROCEDURE_COLLECTIVE", "refus")
    if contexte.surendettement == "recevable" and demande:
        yield message.contextuel("SURENDETTEMENT", "refus")
    elif contexte.surendettement and demande:
        yield message.contextuel("SURENDETTEMENT", "alerte", motif="surendettement_depose")


def _le_moment(message: Message) -> Iterator[ConstatMessage]:
    contexte = message.contexte
    if contexte.contacts is not None:
        avec_celui_ci = contexte.contacts + 1
        if contexte.contacts_maximum is not None and avec_celui_ci > contexte.contacts_maximum:
            yield message.contextuel("FREQUENCE", "refus")
        elif contexte.contacts_habituels is not None and avec_celui_ci > contexte.contacts_habituels:
            yield message.contextuel("FREQUENCE", "alerte")
    if _heure_indue(contexte) or (contexte.hors_dimanche and _dimanche_ou_ferie(message)):
        yield message.contextuel("HORAIRE", "alerte")


def _heure_indue(contexte: ContexteMessage) -> bool:
    if contexte.heure is None:
        return False
    trop_tot = contexte.premiere_heure is not None and contexte.heure < contexte.premiere_heure
    trop_tard = contexte.derniere_heure is not None and contexte.heure >= contexte.derniere_heure
    return trop_tot or trop_tard


def _dimanche_ou_ferie(message: Message) -> bool:
    jour = message.au
    return jour.weekday() == _DIMANCHE or jour in jours_feries(jour.year, territoire=message.contexte.territoire)


def _la_discretion(message: Message) -> Iterator[ConstatMessage]:
    """Un message que d'autres peuvent lire ; un numéro qui se paie."""
    contexte, lexique = message.contexte, message.regles.lexique
    if contexte.canal in _A_LIRE_PAR_TOUS and lexique["details_de_la_dette"].presentes(message.texte):
        yield message.contextuel("DISCRETION_SMS", "alerte")
    if contexte.qualite not in {"consommateur", None}:
        return
    gravite: Gravite = "refus" if message.consommateur else "alerte"
    for place in numeros_surtaxes(message.texte, message.regles.prefixes_surtaxes):
        dit, ou = message.regles.contextuels["NUMERO_SURTAXE"], message.texte.situer(place)
        extrait = message.texte.extrait(place)
        yield situer(dit, gravite, ou.debut, ou.fin, extrait, consommateur=message.consommateur)


def _l_identite(message: Message) -> Iterator[ConstatMessage]:
    """Le créancier est nommé ; dans la première lettre d'un tiers, c'est l'une des cinq mentions."""
    contexte = message.contexte
    if contexte.creancier and not _premiere_d_un_tiers(contexte) and not message.porte(contexte.creancier):
        yield message.contextuel("IDENTITE_MASQUEE", "refus" if contexte.emetteur == "tiers" else "alerte")


def _les_mentions(message: Message) -> Iterator[ConstatMessage]:
    contexte = message.contexte
    lettre_du_creancier = contexte.emetteur == "creancier" and contexte.canal in _LETTRES
    dit_le_mediateur = message.regles.lexique["mediateur"].presentes(message.texte)
    if message.consommateur and lettre_du_creancier and not dit_le_mediateur:
        yield message.contextuel("MEDIATEUR", "alerte")
    if _premiere_d_un_tiers(contexte):
        for mention in message.regles.mentions_de_tiers:
            if not _portee(message, mention):
                yield message.contextuel(
                    "MENTION_TIERS", "refus", formulation=_redaction(message, mention), motif=mention.cle
                )
    elif contexte.emetteur == "tiers" and contexte.premiere_lettre is False:
        rappel = message.regles.rappel_de_tiers
        if not rappel.expressions.presentes(message.texte):
            yield message.contextuel("MENTION_TIERS", "refus", formulation=rappel.formulation, motif=rappel.cle)


def _premiere_d_un_tiers(contexte: ContexteMessage) -> bool:
    return contexte.emetteur == "tiers" and contexte.premiere_lettre is True


def _portee(message: Message, mention: MentionDeTiers) -> bool:
    """La mention est dans le texte. Le nom du créancier, s'il est donné, tient lieu de toute autre façon de le dire."""
    if mention.cle == "lettre_sans_texte":
        return message.porte(message.droit("tiers.texte_a_reproduire", message.au).valeur)
    if mention.cle == "lettre_sans_creancier" and message.contexte.creancier:
        return message.porte(message.contexte.creancier)
    return mention.expressions.presentes(message.texte)


def _redaction(message: Message, mention: MentionDeTiers) -> str:
    """Le texte de la loi se donne en entier, dans sa version du jour."""
    if mention.cle != "lettre_sans_texte":
        return mention.formulation
    texte: str = message.droit("tiers.texte_a_reproduire", message.au).valeur
    return texte
