"""Un résultat mis en page : tout est en mots, rien n'est encore en balises.

Les trois écritures partent d'ici : elles ne peuvent pas dire des choses différentes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from creances.noyau.rendu.catalogues import message, nettoyer
from creances.noyau.rendu.phrases import fait, phrase, phrase_de_ligne, phrase_de_reserve
from creances.noyau.rendu.valeurs import Compose, Contenu, Texte, contenu
from creances.noyau.resultat import Ligne, Reserve, Resultat


@dataclass(frozen=True, slots=True)
class Etape:
    """Une ligne du raisonnement ; `montant` est vide quand elle n'apporte rien à la somme."""

    phrase: str
    article: str
    montant: str


@dataclass(frozen=True, slots=True)
class Page:
    """Ce qu'il y a à écrire. `valeur` est None quand le titre la donne déjà."""

    langue: str
    titre: str
    valeur: Compose | None
    etapes: tuple[Etape, ...]
    articles: tuple[str, ...]
    reserves: tuple[str, ...]
    droit: str

    @property
    def a_des_montants(self) -> bool:
        """Vrai si une étape au moins porte un montant : la colonne existe alors."""
        return any(etape.montant for etape in self.etapes)

    def intitule(self, nom: str) -> str:
        """Un mot de la mise en page : « Textes appliqués », « Montant »…"""
        return message(f"page.{nom}", self.langue)


def composer(resultat: Resultat[Any], langue: str) -> Page:
    """Met le résultat en mots."""
    valeur = contenu(resultat.valeur, langue)
    return Page(
        langue=langue,
        titre=_titre(resultat, valeur, langue),
        valeur=None if isinstance(valeur, Texte) else valeur,
        etapes=tuple(_etape(ligne, langue) for ligne in resultat.lignes),
        articles=tuple(nettoyer(article) for article in resultat.articles),
        reserves=tuple(_reserve(reserve, langue) for reserve in resultat.reserves),
        droit=phrase("page.droit", langue, {"droit": resultat.droit}) if resultat.droit else "",
    )


def _titre(resultat: Resultat[Any], valeur: Contenu, langue: str) -> str:
    titre = message(f"regle.{resultat.regle}", langue)
    if resultat.au is not None:
        titre = phrase("page.titre_au", langue, {"titre": titre, "au": resultat.au})
    if isinstance(valeur, Texte):
        titre = phrase("page.titre", langue, {"titre": titre, "valeur": valeur.ecrit})
    return titre


def _etape(ligne: Ligne, langue: str) -> Etape:
    montant = "" if ligne.montant is None else fait(ligne.montant, langue)
    return Etape(phrase_de_ligne(ligne, langue), nettoyer(ligne.article), montant)


def _reserve(reserve: Reserve, langue: str) -> str:
    ecrite = phrase_de_reserve(reserve, langue)
    if not reserve.articles:
        return ecrite
    return f"{ecrite} ({message('page.separateur', langue).join(map(nettoyer, reserve.articles))})"
