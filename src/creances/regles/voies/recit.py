"""Le récit d'une voie : ce qui la ferme, ce qui reste à savoir, ce qui reste à faire ; et ses réserves."""

from __future__ import annotations

from collections.abc import Iterator

from creances.noyau.resultat import Ligne, Reserve
from creances.regles.voies.valeurs import Voie

CPC_750_1 = "CPC, 750-1"
_TENTATIVE_UTILE = frozenset({"a_faire", "fait", "inconnu"})


def lignes(voie: Voie) -> Iterator[Ligne]:
    """Ce qui ferme la voie, puis ce qui reste à savoir ; sinon qu'elle est ouverte. Enfin ses préalables."""
    mots: tuple[tuple[str, str | int], ...] = (("procedure", voie.procedure), ("etat", voie.etat))
    decisives = [condition for condition in voie.conditions if condition.etat != "remplie"]
    decisives.sort(key=lambda condition: (condition.condition != "en_vigueur", condition.etat != "manquee"))
    inexistante = any(condition.condition == "en_vigueur" for condition in decisives)
    for condition in decisives[:1] if inexistante else decisives:
        # Une voie qui n'existe pas ce jour-là n'a pas de texte à citer.
        article = "" if inexistante else condition.article
        faits = (*mots, ("condition", condition.condition), ("reponse", condition.etat))
        yield Ligne("voies.condition", article, mots=faits)
    if not decisives:
        yield Ligne("voies.ouverte", voie.conditions[0].article, mots=mots)
    if voie.etat != "fermee":
        for prealable in voie.prealables:
            faits = (*mots, ("prealable", prealable.prealable), ("reponse", prealable.etat))
            yield Ligne("voies.prealable", prealable.article, mots=faits)


def reserves(voie: Voie) -> Iterator[Reserve]:
    """Ce qu'il faut savoir d'une voie qui n'est pas fermée."""
    if voie.etat == "fermee":
        return
    if voie.confiance != "haute":
        yield Reserve("VOIE_A_CONFIRMER", mots=(("procedure", voie.procedure),))
    if any(un.prealable == "tentative_amiable" and un.etat in _TENTATIVE_UTILE for un in voie.prealables):
        yield Reserve("PROJET_RIVAGE", (CPC_750_1,))
