"""L'échéance et son plafond, mis côte à côte : ce qui est connu, ce qui manque, ce qu'il faut savoir du plafond."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creances.droit.corpus import Droit
from creances.modeles import Creance
from creances.noyau.resultat import Reserve
from creances.regles.echeance.acheteur_public import delai_reglementaire
from creances.regles.echeance.parcours import Parcours
from creances.regles.echeance.plafond import Depart, compter, date_du_plafond, depart_du_plafond, plafond
from creances.regles.echeance.question import dater_sans_plafond
from creances.regles.echeance.redaction import reserves_de_la_regle
from creances.regles.echeance.saisonnier import Saison, plafond_saisonnier
from creances.regles.echeance.terme import suivre
from creances.regles.regime import Regime

DepartConvenu = Literal["terme", "reception_facture"]

CEPC_17_5 = "CEPC, avis n° 17-5"
L441_6 = "C. com., L441-6"
L441_10_I = "C. com., L441-10, I"
L441_10_I_AL_3 = "C. com., L441-10, I, al. 3"
METHODES_FIN_DE_MOIS = ("jours_puis_fin_de_mois", "fin_de_mois_puis_jours")


@dataclass(frozen=True, slots=True)
class Examen:
    """L'échéance et le plafond d'une créance.

    `depart` : jour d'où se compte le plafond. `manque` : le champ qui manque pour conclure. Ni plafond ni manque : la
    loi n'en fixe pas.
    """

    echeance: Parcours | None
    limite: Parcours | None = None
    depart: date | None = None
    manque: str | None = None

    @property
    def conforme(self) -> bool | None:
        """Vrai si l'échéance ne passe pas le plafond, inclus ; None s'il manque une date."""
        if self.manque is not None:
            return None
        return self.depassement == 0

    @property
    def depassement(self) -> int | None:
        """Jours au-delà du plafond ; None s'il manque une date."""
        if self.manque is not None:
            return None
        if self.limite is None or self.echeance is None:
            return 0
        return max(0, (self.echeance.jour - self.limite.jour).days)


def examiner(
    creance: Creance, droit: Droit, retenu: Regime, *, depart: DepartConvenu = "terme", saisonnier: Saison | None = None
) -> Examen:
    """Met l'échéance en face de son plafond. Sans terme ni date imprimée, le délai légal est son propre plafond."""
    manque = _date_convenue_manquante(creance, retenu, depart)
    echeance = None if manque else _echeance(creance, droit, retenu, depart)
    if retenu is Regime.INTERET_LEGAL:
        return Examen(echeance)
    if retenu is Regime.ACHETEUR_PUBLIC:
        return _examiner_le_marche(creance, droit, echeance)
    if echeance is not None and creance.echeance is None and creance.conditions.terme is None:
        return Examen(echeance, echeance, echeance.lignes[0].fin)
    origine = depart_du_plafond(creance, droit)
    if origine is None:
        return Examen(echeance, manque=manque or date_du_plafond(creance))
    limite = plafond(creance, droit)
    if limite is not None and saisonnier is not None:
        limite = plafond_saisonnier(creance, droit, saisonnier, limite, origine)
    return Examen(echeance, limite, origine.jour, manque)


def _examiner_le_marche(creance: Creance, droit: Droit, echeance: Parcours | None) -> Examen:
    if not (creance.reception or creance.emission or creance.livraison):
        return Examen(echeance, manque="reception")
    limite = delai_reglementaire(creance, droit)
    return Examen(echeance, limite, limite.lignes[0].fin)


def _date_convenue_manquante(creance: Creance, retenu: Regime, depart: DepartConvenu) -> str | None:
    """Le champ dont part le terme convenu, s'il manque ; un marché part de la première date connue."""
    terme = creance.conditions.terme
    if creance.echeance is not None or terme is None or retenu is Regime.ACHETEUR_PUBLIC:
        return None
    champ = "reception" if depart == "reception_facture" else terme.depart
    connues = {"emission": creance.emission, "livraison": creance.livraison, "reception": creance.reception}
    return champ if connues[champ] is None else None


def _echeance(creance: Creance, droit: Droit, retenu: Regime, depart: DepartConvenu) -> Parcours:
    terme, reception = creance.conditions.terme, creance.reception
    imprimee_ou_marche = creance.echeance is not None or retenu is Regime.ACHETEUR_PUBLIC
    if depart == "terme" or terme is None or reception is None or imprimee_ou_marche:
        return dater_sans_plafond(creance, droit, retenu)
    return suivre(terme, Parcours.depuis("reception", reception, CEPC_17_5), creance.debiteur.territoire)


def reserves_du_plafond(creance: Creance, droit: Droit, examen: Examen) -> Iterator[Reserve]:
    """Ce qu'il faut savoir du plafond retenu : ses conditions, la confiance dans ses sources, la rédaction à venir."""
    limite, depart = examen.limite, examen.depart
    if limite is None or depart is None:
        return
    yield from limite.reserves
    yield from reserves_de_la_regle(limite.regle, droit, depart, depart)
    if limite.regle == "delais.perissable" and not creance.periodique:
        yield from droit.table("delais.perissable_depart").reserves_du(depart, depart)
    if examen.echeance is not None:
        yield from _stipulation(droit, limite, Depart("emission", depart), examen.echeance.jour)


def _stipulation(droit: Droit, limite: Parcours, depart: Depart, echeance: date) -> Iterator[Reserve]:
    """Les 45 jours fin de mois, quand l'issue en dépend : expressément stipulés depuis la loi de 2015, au choix avant."""
    version = droit.lire("delais.fin_de_mois_stipulation", depart.jour)
    if limite.regle == "delais.fin_de_mois" and version is not None and version.valeur == "expresse":
        net = compter(droit, "delais.convenu", depart)
        if net is not None and net.jour < echeance <= limite.jour:
            yield Reserve("FIN_DE_MOIS_A_STIPULER", (L441_10_I_AL_3,), dates=(("net", net.jour),))
    if limite.regle == "delais.convenu" and version is None and limite.jour < echeance:
        au_choix = deux_fins_de_mois(droit, depart)
        if au_choix is not None and echeance <= au_choix.jour:
            yield Reserve("FIN_DE_MOIS_AU_CHOIX", (L441_6,), dates=(("fin_de_mois", au_choix.jour),))


def deux_fins_de_mois(droit: Droit, depart: Depart) -> Parcours | None:
    """Le plus tardif des deux plafonds de 45 jours fin de mois ; None avant la loi qui les a fixés."""
    lus = (compter(droit, "delais.fin_de_mois", depart, methode) for methode in METHODES_FIN_DE_MOIS)
    return max((lu for lu in lus if lu is not None), key=lambda lu: lu.jour, default=None)
