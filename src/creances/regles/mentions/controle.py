"""Ce qu'un texte dit du paiement, comparé à ce que la loi exige et à ce que le contrat prévoit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from creances.droit.corpus import Droit
from creances.noyau.erreurs import DroitInconnu
from creances.noyau.temps import debut_de_semestre
from creances.regles.mentions.lecture import EcheanceLue, EscompteLu, PenalitesLues, TauxLu
from creances.regles.mentions.redaction import Mention, TauxConvenu

Etat = Literal["presente", "absente", "contradictoire", "inconnue"]


class Verdict(NamedTuple):
    """L'état d'une mention et pourquoi ; `interdite` : le texte contredit la loi sur les pénalités, non le contrat."""

    etat: Etat
    motif: str
    interdite: bool = False


@dataclass(frozen=True, slots=True)
class ConstatMention:
    """Une mention exigée, telle que le texte la porte.

    - `etat` : "presente", "absente", "contradictoire" avec la loi ou le contrat, "inconnue" si la lecture ne tranche pas.
    - `motif` dit pourquoi ; `redaction` est le texte à employer ; `articles`, ceux qui exigent la mention.
    - Amendes encourues au plus, en euros, par une personne physique et par une personne morale ; None si rien n'est à
      reprocher ou si le montant n'est pas connu ce jour-là.
    """

    sujet: str
    etat: Etat
    motif: str
    redaction: str
    articles: tuple[str, ...]
    amende_personne_physique: Decimal | None
    amende_personne_morale: Decimal | None


@dataclass(frozen=True, slots=True)
class ControleMentions:
    """`conforme` : vrai si tout est présent, faux si une mention manque ou contredit, None si la lecture ne tranche pas."""

    conforme: bool | None
    constats: tuple[ConstatMention, ...]

    def constat(self, sujet: str) -> ConstatMention:
        """Le constat d'un sujet : "echeance", "escompte", "penalites" ou "indemnite"."""
        return next(un for un in self.constats if un.sujet == sujet)


class Bornes(NamedTuple):
    """Ce à quoi un taux se compare, en pour cent l'an ; None si le taux n'est pas publié ce jour-là."""

    points: Decimal
    coefficient: Decimal
    legal: Decimal | None
    bce: Decimal | None

    @property
    def plancher(self) -> Decimal | None:
        """Le taux sous lequel une clause ne peut descendre (L441-10, II)."""
        return None if self.legal is None else self.coefficient * self.legal

    @property
    def suppletif(self) -> Decimal | None:
        """Le taux applicable sans clause."""
        return None if self.bce is None else self.bce + self.points

    def annuel(self, lu: TauxLu) -> Decimal | None:
        """Le taux lu, en pour cent l'an."""
        if lu.nature == "fixe":
            return lu.nombre
        reference = self.bce if lu.nature == "bce" else self.legal
        if reference is None:
            return None
        return reference * lu.nombre if lu.nature == "multiple" else reference + lu.nombre

    def licite(self, lu: TauxLu) -> bool | None:
        """Vrai si le taux n'est pas sous le plancher ; None si l'un des deux n'est pas connu."""
        if lu.nature == "multiple":
            return lu.nombre >= self.coefficient
        if lu == TauxLu("bce", self.points):
            return True
        annuel, plancher = self.annuel(lu), self.plancher
        return None if annuel is None or plancher is None else annuel >= plancher


def bornes(droit: Droit, contrat: date, au: date) -> Bornes:
    """Les points et le coefficient du jour du contrat ; les taux publiés au jour du texte."""
    return Bornes(
        points=droit("penalites.points", contrat).valeur,
        coefficient=droit("penalites.plancher", contrat).valeur,
        legal=_publie(droit, "taux_interet_legal.autres_cas", au),
        bce=_publie(droit, "taux_bce", debut_de_semestre(au)),
    )


def _publie(droit: Droit, table: str, jour: date) -> Decimal | None:
    try:
        taux: Decimal = droit(table, jour).valeur
    except DroitInconnu:
        return None
    return taux


def juger_l_echeance(lue: EcheanceLue, attendue: date | None) -> Verdict:
    """Une date, et celle de la créance si elle est donnée."""
    if not lue.dates:
        if lue.impossible:
            return Verdict("contradictoire", "mention_date_impossible")
        return Verdict("absente", "mention_formule_sans_date" if lue.formule else "mention_introuvable")
    if attendue is not None and attendue not in lue.dates:
        return Verdict("contradictoire", "mention_autre_date")
    return Verdict("presente", "mention_trouvee")


def juger_l_escompte(lu: EscompteLu | None, convenus: Sequence[Decimal] | None) -> Verdict:
    """Les conditions d'escompte ou son absence, comme convenu. `convenus` : les taux du contrat, None s'il est inconnu."""
    if lu is None:
        return Verdict("absente", "mention_introuvable")
    accorde = bool(lu.taux) or lu.montant
    if lu.refuse == accorde:
        return Verdict("inconnue", "mention_ambigue" if accorde else "mention_sans_chiffre")
    if convenus is None or (lu.refuse and not convenus):
        return Verdict("presente", "mention_trouvee")
    if lu.refuse:
        return Verdict("contradictoire", "mention_escompte_convenu")
    if not convenus:
        return Verdict("contradictoire", "mention_escompte_non_convenu")
    if not lu.taux:
        return Verdict("inconnue", "mention_sans_taux")
    if not set(convenus) <= set(lu.taux):
        return Verdict("contradictoire", "mention_autre_taux")
    return Verdict("presente", "mention_trouvee")


def juger_les_penalites(lues: PenalitesLues | None, reference: Bornes, contrat: TauxConvenu | None) -> Verdict:
    """Un taux, au moins égal au plancher, exigible sans rappel, et celui du contrat s'il est connu.

    « Les pénalités de retard sont exigibles sans qu'un rappel soit nécessaire » (C. com., L441-10, II).
    """
    if lues is None:
        return Verdict("absente", "mention_introuvable")
    if lues.rappel:
        return Verdict("contradictoire", "mention_rappel_exige", interdite=True)
    if not lues.taux:
        return Verdict("inconnue", "mention_renvoi") if lues.renvoi else Verdict("absente", "mention_sans_taux")
    licites = [True if lues.plancher else reference.licite(lu) for lu in lues.taux]
    if False in licites:
        return Verdict("contradictoire", "mention_sous_plancher", interdite=True)
    if contrat is not None and (conforme := _comme_convenu(lues.taux, reference, contrat)) is not True:
        return Verdict("contradictoire", "mention_autre_taux") if conforme is False else _inconnu()
    return _inconnu() if None in licites else Verdict("presente", "mention_trouvee")


def _inconnu() -> Verdict:
    return Verdict("inconnue", "mention_taux_non_publie")


def _comme_convenu(lus: Sequence[TauxLu], reference: Bornes, contrat: TauxConvenu) -> bool | None:
    """Vrai si l'un des taux lus est celui du contrat ; None si aucun taux publié ne permet de le dire."""
    if contrat.convenu is not None:
        return TauxLu("fixe", contrat.convenu) in lus
    if TauxLu("bce", reference.points) in lus:
        return True
    fixes = [lu.nombre for lu in lus if lu.nature == "fixe"]
    if fixes and reference.suppletif is None:
        return None
    return reference.suppletif in fixes


def juger_l_indemnite(montants: Sequence[Decimal] | None, attendu: Decimal) -> Verdict:
    """Le montant de l'indemnité, tel que le décret le fixe."""
    if montants is None:
        return Verdict("absente", "mention_introuvable")
    if not montants:
        return Verdict("absente", "mention_sans_montant")
    trouve = attendu in montants
    return Verdict("presente", "mention_trouvee") if trouve else Verdict("contradictoire", "mention_autre_montant")


def constater(sujet: str, verdict: Verdict, mention: Mention, droit: Droit, au: date) -> ConstatMention:
    """Le constat, avec l'amende encourue s'il manque quelque chose ou si le texte contredit."""
    if verdict.etat not in {"absente", "contradictoire"}:
        return ConstatMention(sujet, verdict.etat, verdict.motif, mention.texte, mention.articles, None, None)
    theme = "sanctions" if verdict.interdite else "mentions.amende"
    physique, morale = (droit.lire(f"{theme}.personne_{qui}", au) for qui in ("physique", "morale"))
    encourues = [version for version in (physique, morale) if version is not None]
    return ConstatMention(
        sujet,
        verdict.etat,
        verdict.motif,
        mention.texte,
        tuple(dict.fromkeys((*mention.articles, *(version.article for version in encourues)))),
        None if physique is None else physique.valeur,
        None if morale is None else morale.valeur,
    )


def conclure(constats: Sequence[ConstatMention]) -> bool | None:
    """Faux dès qu'une mention manque ou contredit, None si une reste inconnue, vrai sinon."""
    etats = {un.etat for un in constats}
    if etats & {"absente", "contradictoire"}:
        return False
    return None if "inconnue" in etats else True
