"""Comment envoyer une mise en demeure, et combien de jours laisser : l'usage, que la loi n'impose pas."""

from __future__ import annotations

from typing import NamedTuple

from creances.modeles import Reponse
from creances.modeles.suivi import ModeDEnvoi
from creances.moteur.situation import Situation
from creances.moteur.usages.chiffres import Chiffre, chiffres, confiance, lire
from creances.noyau.resultat import Reserve

_FUITES = frozenset({"adresse_inconnue", "mauvaise_foi"})
_GRAND_COMPTE = "grand_compte"
_PAR_QUALITE = "delai_de_mise_en_demeure"


class ModeConseille(NamedTuple):
    """Le mode d'envoi et pourquoi."""

    mode: ModeDEnvoi
    raisons: tuple[str, ...]


def mode_conseille(situation: Situation) -> ModeConseille:
    """La lettre recommandée par défaut ; l'acte si le débiteur élude ; l'électronique s'il l'a acceptée."""
    attitudes = {une.attitude for une in situation.fil.tous(Reponse)}
    if fuites := sorted(attitudes & _FUITES):
        return ModeConseille("acte", tuple(f"debiteur_{une}" for une in fuites))
    if situation.contexte.accord_lre:
        return ModeConseille("lre", ("accord_du_destinataire", "preuve_forte"))
    return ModeConseille("lrar", ("preuve_forte", "valable_meme_non_reclamee"))


def delai_d_usage(situation: Situation) -> Chiffre:
    """Les jours d'usage, selon le débiteur : son segment s'il est grand compte, sinon sa qualité."""
    if situation.debiteur.segment == _GRAND_COMPTE:
        return chiffres("messages.toml")["delai_grand_compte"]
    usage = lire("escalade.toml")[_PAR_QUALITE]
    jours = usage[situation.debiteur.qualite or "professionnel"]
    return Chiffre("delai", jours, usage["source"], usage["url"], confiance(usage["confiance"]))


def reserves_d_usage(delai: Chiffre) -> tuple[Reserve, ...]:
    """Le délai vient de l'usage : on le dit."""
    return (Reserve("DELAI_D_USAGE", ("C. civ., 1231",), mots=(("delai", delai.valeur),)), *delai.reserves)
