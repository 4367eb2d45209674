"""Ce que la loi impose ou ferme, dans l'ordre. Rien ici ne connaît la politique : elle ne peut donc pas l'écarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from creances.droit.messages import methodes
from creances.modeles import Contestation, Procedure
from creances.moteur.orientation.valeurs import EcheanceLegale, Obstacle
from creances.moteur.situation import Situation
from creances.noyau.erreurs import DroitInconnu, HorsChamp, exiger_parmi
from creances.noyau.resultat import Reserve
from creances.regles.avancement import Avancement
from creances.regles.declaration import Declaration, Limite, declaration

L622_21 = "C. com., L622-21, I"
AMIABLES = ("relance", "mise_en_demeure", "sommation_payer", "echeancier", "mediation", "pack_automatise", "cabinet")
JUDICIAIRES = ("petites_creances", "injonction_payer", "refere_provision", "assignation_fond")
TOUTES = AMIABLES + JUDICIAIRES
_PERTE_DEDUITE = "PERTE_DEDUITE"
EN_COURS = "procedure_en_cours"
_A_SIGNIFIER = "signification"
_C_CIV_2241 = "C. civ., 2241"
_INJONCTIONS = frozenset({"IP", "IPE"})


class Loi(NamedTuple):
    """Un obstacle, ce qu'il faut en savoir, le délai qu'il ouvre au créancier."""

    obstacle: Obstacle
    reserves: tuple[Reserve, ...] = ()
    echeance: EcheanceLegale | None = None


def obstacles(situation: Situation) -> list[Loi]:
    """Ce que la loi oppose au dossier, dans l'ordre ; rien ne suit ce qui ferme tout."""
    trouves: list[Loi] = []
    for contrainte in CONTRAINTES:
        for loi in contrainte(situation):
            trouves.append(loi)
            if loi.obstacle.elimine == TOUTES:
                return trouves
    return trouves


def _methode_interdite(situation: Situation) -> Iterator[Loi]:
    """Intimider ou imiter un acte est une infraction, quel que soit le débiteur."""
    demandee = situation.contexte.methode_demandee
    if demandee is None:
        return
    connues = methodes()
    exiger_parmi("methode_demandee", demandee, (*connues.permises, *connues.refusees))
    if (refusee := connues.refusees.get(demandee)) is not None:
        yield Loi(Obstacle("methode_interdite", refusee.articles[0], "refus_methode", ()))


def _rien_n_est_du(situation: Situation) -> Iterator[Loi]:
    if situation.soldee:
        yield Loi(Obstacle("rien_n_est_du", "C. civ., 1342", "rien", TOUTES))


def _procedure_collective(situation: Situation) -> Iterator[Loi]:
    """Le jugement interdit de payer et de poursuivre ce qui est né avant lui ; il reste à déclarer, dans le délai."""
    if situation.jugement_opposable is not None:
        yield _declarer(situation)


def _declarer(situation: Situation) -> Loi:
    """La déclaration, faite ou à faire, puis le relevé de forclusion, puis la perte."""
    if situation.declaree:
        return Loi(Obstacle("creance_declaree", L622_21, "attendre", TOUTES))
    reponse = _delais(situation)
    if reponse is None:
        return Loi(Obstacle("procedure_collective", L622_21, "declaration_creance", TOUTES))
    valeur, reserves = reponse
    voie, limite = _ou_en_est_la_declaration(valeur, situation.au)
    jour = None if limite is None else limite.dernier_jour
    echeance = None if limite is None or jour is None else EcheanceLegale(jour, voie, limite.article)
    return Loi(Obstacle("procedure_collective", L622_21, voie, TOUTES, jour), reserves, echeance)


def _delais(situation: Situation) -> tuple[Declaration, tuple[Reserve, ...]] | None:
    """Les délais du créancier ; None si le jugement précède le droit connu."""
    ouverture, creancier = situation.jugement_opposable, situation.creance.creancier
    assert ouverture is not None  # noqa: S101 - l'appelant l'a vu
    publiee = ouverture.publication
    try:
        reponse = declaration(
            ouverture.date,
            publication=publiee if publiee is not None and publiee <= situation.au else None,
            nature=ouverture.nature,
            territoire=situation.debiteur.territoire,
            demeure=creancier.territoire if creancier.pays == "FR" else "etranger",
            droit=situation.droit,
        )
    except (DroitInconnu, HorsChamp):
        return None
    return reponse.valeur, reponse.reserves


def _ou_en_est_la_declaration(valeur: Declaration, au: date) -> tuple[str, Limite | None]:
    """Déclarer tant que le délai court ; passé, en demander le relevé ; passé aussi, la créance est perdue."""
    for acte, voie in (("declaration", "declaration_creance"), ("releve_de_forclusion", "releve_forclusion")):
        limite = valeur.limite(acte)
        if limite is not None and (limite.dernier_jour is None or au <= limite.dernier_jour):
            return voie, limite
    return "cesser", None


def _surendettement(situation: Situation) -> Iterator[Loi]:
    if situation.gele_par_le_surendettement:
        reserve = Reserve("SURENDETTEMENT_A_SUIVRE", ("C. conso., L722-2",))
        yield Loi(Obstacle("surendettement", "C. conso., L722-2", "declaration_creance", TOUTES), (reserve,))


def _prescrite(situation: Situation) -> Iterator[Loi]:
    """Acquise, elle ferme tout ; si un autre départ se soutient encore, ou si elle ne tient qu'à un acte que le dossier ne
    montre pas, elle reste à vérifier.
    """
    reponse = situation.prescription
    if reponse is None or reponse.valeur.etat != "acquise":
        return
    article, terme = reponse.articles[0], reponse.valeur.terme
    encore = any(un >= situation.au for un in reponse.valeur.termes)
    if encore or _PERTE_DEDUITE in reponse.codes():
        yield Loi(Obstacle("prescription_discutee", article, "", (), terme), reponse.reserves)
    else:
        yield Loi(Obstacle("prescrite", article, "cesser", TOUTES, terme), reponse.reserves)


def _non_exigible(situation: Situation) -> Iterator[Loi]:
    if not situation.retard:
        yield Loi(Obstacle("non_exigible", "C. civ., 1305-2", "", TOUTES, situation.exigible))


def _procedures(situation: Situation) -> Iterator[Loi]:
    """Une ordonnance à signifier, un titre à exécuter, une instance ouverte qui interdit d'en ouvrir une autre."""
    for procedure, reponse in situation.avancements:
        if (loi := _a_signifier(procedure, reponse.valeur)) is not None:
            yield loi
    if situation.executoire:
        yield Loi(Obstacle("titre_executoire", "CPCE, L111-3", "executer_titre", JUDICIAIRES))
        return
    for _, reponse in situation.procedures_en_cours:
        limites = [une for une in reponse.valeur.a_venir if une.nature == "limite" and une.jour is not None]
        article = limites[0].article if limites else _C_CIV_2241
        yield Loi(Obstacle(EN_COURS, article, "", JUDICIAIRES, limites[0].jour if limites else None))
    if situation.instance_en_cours and not situation.procedures_en_cours:
        yield Loi(Obstacle(EN_COURS, _C_CIV_2241, "", JUDICIAIRES))


def _a_signifier(procedure: Procedure, valeur: Avancement) -> Loi | None:
    if procedure.type not in _INJONCTIONS:
        return None
    for limite in valeur.a_venir:
        if limite.etape == _A_SIGNIFIER and limite.jour is not None:
            ferme = ("relance", *JUDICIAIRES)
            return Loi(Obstacle("ordonnance_a_signifier", limite.article, "signifier_ordonnance", ferme, limite.jour))
    if valeur.etat == "non_avenue" and any(une.etape == _A_SIGNIFIER for une in valeur.manquees):
        perdue = next(une for une in valeur.manquees if une.etape == _A_SIGNIFIER)
        return Loi(Obstacle("ordonnance_non_avenue", perdue.article, "", (), perdue.jour))
    return None


def _debiteur_public(situation: Situation) -> Iterator[Loi]:
    """Les biens d'une personne publique sont insaisissables ; son juge n'est ni civil ni commercial."""
    if situation.debiteur.qualite == "public":
        yield Loi(Obstacle("debiteur_public", "CGPPP, L2311-1", "", (*JUDICIAIRES, "saisie_conservatoire")))
        if situation.debiteur.categorie_publique == "etat":
            yield Loi(Obstacle("etat", "CGCT, L1612-16", "", ("mandatement_office",)))


def _contestation_serieuse(situation: Situation) -> Iterator[Loi]:
    serieuses = any(un.nature == "serieuse" for un in situation.fil.en_cours(Contestation))
    if serieuses and situation.contestee == situation.principal:
        yield Loi(Obstacle("contestation_serieuse", "CPC, 835", "", ("refere_provision",)))


def _etranger(situation: Situation) -> Iterator[Loi]:
    if situation.debiteur.pays != "FR":
        yield Loi(Obstacle("debiteur_etranger", "CPC, 1406", "", ("petites_creances", "injonction_payer")))


CONTRAINTES: tuple[Callable[[Situation], Iterator[Loi]], ...] = (
    _rien_n_est_du,
    _methode_interdite,
    _procedure_collective,
    _surendettement,
    _prescrite,
    _procedures,
    _non_exigible,
    _debiteur_public,
    _contestation_serieuse,
    _etranger,
)
