"""Ce qui interdit une lettre avant qu'un mot n'en soit écrit : rien à demander, le mauvais jour, une mention impossible."""

from __future__ import annotations

from creances.adaptateurs.lettres.projet import Projet
from creances.moteur.voies import voies
from creances.noyau.erreurs import DonneeInvalide
from creances.regles.echeance import echeance
from creances.regles.mise_en_demeure import lre_interdite

_AVEC_PLAN = "echeancier"
_INJONCTION = "IP"
_SIGNEES = frozenset({"mise_en_demeure", "echeancier", "reconnaissance", "requete_injonction"})
_SANS_ECRIT = frozenset({"sms", "whatsapp", "telephone"})


def verifier(projet: Projet) -> None:
    """Refuse une lettre sans objet, ou que la loi n'admet pas."""
    _exiger_le_plan(projet)
    _exiger_une_somme(projet)
    _exiger_le_moment(projet)
    _exiger_les_parties(projet)
    _exiger_le_mode(projet)
    if projet.emetteur.role != "creancier":
        _exiger_le_creancier(projet)
    if projet.emetteur.role == "tiers" and projet.premiere is None:
        _exiger_les_mentions_du_tiers(projet)
    if projet.usage.requete:
        _exiger_la_voie(projet)


def _exiger_le_plan(projet: Projet) -> None:
    plan = projet.plan
    if projet.modele == _AVEC_PLAN and plan is None:
        raise DonneeInvalide("plan : reçu rien ; accepté : le plan que rend la règle `echeancier`", code="lettre.plan")
    if plan is not None and projet.modele != _AVEC_PLAN and plan.du != projet.demande.montant:
        raise DonneeInvalide(
            f"plan : reçu un plan de {plan.du} pour une dette de {projet.demande.montant} ; accepté : la même somme",
            code="lettre.plan",
        )


def _exiger_une_somme(projet: Projet) -> None:
    if projet.releve.valeur.total == 0:
        raise DonneeInvalide(
            "dossier : reçu une dette soldée ; accepté : un solde à payer, car rien ne s'écrit à qui ne doit plus rien",
            code="lettre.dette_soldee",
        )
    if projet.demande.montant == 0:
        raise DonneeInvalide(
            f"penalites : reçu « {projet.demande.penalites} », seuls des accessoires restent dus ; accepté : reclamer",
            code="lettre.rien_a_demander",
        )
    if projet.demande.penalites == "renoncer" and projet.demande.dernier_jour is None:
        raise DonneeInvalide(
            "delai : reçu rien avec « renoncer » ; accepté : les jours laissés pour payer, sans quoi rien n'est abandonné",
            code="lettre.renonciation",
        )


def _exiger_le_moment(projet: Projet) -> None:
    exigible, moment = echeance(projet.dossier.creance, droit=projet.droit).valeur, projet.usage.moment
    if (moment == "apres" and projet.au <= exigible) or (moment == "avant" and projet.au > exigible):
        accepte = "au plus tard ce jour-là" if moment == "avant" else "après ce jour-là"
        raise DonneeInvalide(
            f"au : reçu {projet.au} pour {projet.modele}, échéance le {exigible} ; accepté : {accepte}",
            code="lettre.moment",
        )


def _exiger_les_parties(projet: Projet) -> None:
    """Le débiteur doit savoir qui le somme, et que c'est lui (C. civ., 1344)."""
    nommes = projet.emetteur.nom and projet.parties.destinataire.nom
    if projet.modele in _SIGNEES and not nommes:
        raise DonneeInvalide(
            f"emetteur, destinataire : reçu un nom vide pour {projet.modele} ; accepté : le nom des deux",
            code="lettre.parties",
            articles=("C. civ., 1344",),
        )


def _exiger_le_mode(projet: Projet) -> None:
    """« celui-ci doit avoir exprimé à l'expéditeur son consentement » (C. postes, L100) ; une sommation s'écrit."""
    if projet.usage.envoi == "mise_en_demeure" and projet.canal in _SANS_ECRIT:
        raise DonneeInvalide(
            f"canal : reçu {projet.canal} pour une mise en demeure ; accepté : email, courrier, lrar ou lre",
            code="lettre.mode",
            articles=("C. civ., 1344",),
        )
    debiteur, accord = projet.dossier.creance.debiteur, projet.dossier.contexte.accord_lre
    if lre_interdite(projet.canal, debiteur.qualite, accord, projet.droit, projet.au):
        raise DonneeInvalide(
            "canal : reçu lre sans l'accord d'un destinataire non professionnel ; accepté : lrar, ou accord_lre",
            code="lettre.lre",
            articles=("C. postes, L100",),
        )


def _exiger_le_creancier(projet: Projet) -> None:
    if not projet.parties.creancier.nom:
        raise DonneeInvalide(
            "creancier : reçu un nom vide ; accepté : le nom de celui pour qui l'on écrit", code="lettre.parties"
        )


def _exiger_les_mentions_du_tiers(projet: Projet) -> None:
    """Les adresses et « les modalités de paiement de la dette » (CPCE, R124-4) ; une lettre, non un message court."""
    manques = {
        "l'adresse de l'émetteur": not projet.emetteur.adresse,
        "l'adresse du créancier": not projet.parties.creancier.adresse,
        "un moyen de paiement": not (projet.moyens or projet.lien),
        "une lettre": projet.canal in _SANS_ECRIT,
    }
    absents = [nom for nom, manque in manques.items() if manque]
    if absents:
        raise DonneeInvalide(
            f"emetteur : reçu la première lettre d'un tiers sans {', '.join(absents)} ; accepté : une lettre complète",
            code="lettre.mention_de_tiers",
            articles=("CPCE, R124-4",),
        )


def _exiger_la_voie(projet: Projet) -> None:
    """Une requête ne se prépare que si l'injonction de payer n'est pas fermée : personne publique, jugement d'ouverture…"""
    lues = voies(projet.dossier, au=projet.au, droit=projet.droit).valeur
    voie = next(une for une in lues if une.procedure == _INJONCTION)
    if voie.etat == "fermee":
        manquees = [une for une in voie.conditions if une.etat == "manquee"]
        raise DonneeInvalide(
            f"dossier : reçu une injonction de payer fermée ({', '.join(une.condition for une in manquees)}) ; "
            "accepté : une créance que cette voie admet, voir `voies`",
            code="lettre.voie_fermee",
            articles=tuple(dict.fromkeys(une.article for une in manquees)),
        )
