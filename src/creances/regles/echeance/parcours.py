"""Le chemin qui mène d'un jour de départ à une échéance : chaque pas est une ligne du résultat."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from creances.droit.calendrier import ouvrable_precedent, ouvrable_suivant
from creances.noyau.resultat import Ligne, Reserve
from creances.noyau.temps import (
    ajouter_mois,
    fin_de_decade,
    fin_de_mois,
    fin_de_quinzaine,
    prochain_quantieme,
)

_FINS = {"fin_de_mois": fin_de_mois, "fin_de_decade": fin_de_decade, "fin_de_quinzaine": fin_de_quinzaine}


@dataclass(slots=True)
class Parcours:
    """Un jour qui avance, et les lignes qui disent comment. Chaque pas rend le parcours, pour s'enchaîner.

    `regle` : la table d'où vient le délai, « » pour un terme convenu ou une date imprimée.
    """

    jour: date
    article: str
    regle: str = ""
    lignes: list[Ligne] = field(default_factory=list)
    reserves: list[Reserve] = field(default_factory=list)

    @classmethod
    def depuis(cls, evenement: str, jour: date, article: str, regle: str = "") -> Parcours:
        """Part du jour d'un événement, qui ne compte pas."""
        parcours = cls(jour, article, regle)
        parcours.lignes.append(Ligne("echeance.depart", article, fin=jour, mots=(("evenement", evenement),)))
        return parcours

    @property
    def depart(self) -> date:
        """Le jour d'où part le chemin ; l'échéance elle-même si elle est imprimée."""
        premier = self.lignes[0].fin
        return self.jour if premier is None else premier

    def jours(self, nombre: int) -> Parcours:
        """Avance d'un nombre de jours civils ; le dernier compte en entier."""
        return self._aller(self.jour + timedelta(days=nombre), "echeance.jours", nombre)

    def mois(self, nombre: int) -> Parcours:
        """Avance au même quantième, sinon au dernier jour d'un mois plus court, en le disant."""
        arrivee = ajouter_mois(self.jour, nombre)
        code = "echeance.mois_replie" if arrivee.repli else "echeance.mois"
        self.lignes.append(Ligne(code, self.article, fin=arrivee.jour, mots=(("mois", nombre),)))
        self.jour = arrivee.jour
        return self

    def fin(self, periode: str) -> Parcours:
        """Va au bout de la période : "fin_de_mois", "fin_de_decade" ou "fin_de_quinzaine"."""
        return self._aller(_FINS[periode](self.jour), f"echeance.{periode}")

    def quantieme(self, le: int) -> Parcours:
        """Va au prochain jour qui porte ce quantième, strictement après."""
        self.jour = prochain_quantieme(self.jour, le)
        self.lignes.append(Ligne("echeance.quantieme", self.article, fin=self.jour, mots=(("quantieme", le),)))
        return self

    def reporter(self, sens: str, territoire: str) -> Parcours:
        """Quitte un samedi, un dimanche ou un jour férié, dans le sens que le contrat prévoit."""
        deplacer = ouvrable_suivant if sens == "suivant" else ouvrable_precedent
        arrivee = deplacer(self.jour, territoire=territoire)
        if arrivee != self.jour:
            self.jour = arrivee
            self.lignes.append(Ligne("echeance.report", self.article, fin=arrivee, mots=(("sens", sens),)))
        return self

    def _aller(self, jour: date, code: str, jours: int | None = None) -> Parcours:
        self.jour = jour
        self.lignes.append(Ligne(code, self.article, fin=jour, jours=jours))
        return self
