"""La question posée à la règle `competence` : lire les faits, nommer les juridictions possibles, assembler la réponse."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.voies import fiches
from creances.modeles import Dossier
from creances.modeles.parties import Texte
from creances.modeles.procedure import TypeProcedure
from creances.noyau.argent import MontantAccepte, montant
from creances.noyau.erreurs import DonneeInvalide, HorsChamp
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.competence.examen import Juges
from creances.regles.competence.lieux import Clause, lieux_possibles
from creances.regles.competence.matieres import refuser
from creances.regles.competence.valeurs import Juridiction

_PROCEDURES = get_args(TypeProcedure)


@regle(
    "competence",
    "C. com., L721-3",
    "COJ, L211-3",
    "COJ, L213-4-4",
    "COJ, L213-4-5",
    "CJA, R312-11",
    "CPC, 42",
    "CPC, 46",
    "CPC, 48",
    "CPC, 761",
    "CPC, 853",
    "CPC, 1406",
)
def competence(
    dossier: Dossier,
    *,
    procedure: TypeProcedure,
    au: JourAccepte,
    demande: MontantAccepte | None = None,
    ressort: Texte | None = None,
    chambre_de_proximite: bool | None = None,
    clause: Clause | None = None,
    droit: Droit | None = None,
) -> Resultat[Juridiction]:
    """La juridiction à saisir par le créancier au jour `au`, le lieu, l'avocat et le dernier ressort.

    Un fait inconnu ne se devine pas : toutes les juridictions possibles sont rendues, avec le fait qui les départagerait.
    Une société commerciale est commerçante par sa forme : la déclarer `commercant`.

    - `procedure` : son code ("IP", "FOND_TC"…). Les procédures au fond reçoivent le juge de la matière, quel que soit leur
      nom ; une injonction et une mesure conservatoire, le seul juge du lieu où demeure le débiteur.
    - `demande` : ce qui est demandé, intérêts échus et indemnité compris (CPC, 35 à 37), en euros ; None, le montant de la
      créance moins les paiements et les avoirs reçus, avec réserve. Les seuils sont inclus : avocat au-delà, dernier
      ressort et chambre de proximité jusqu'à eux.
    - `ressort` : siège du tribunal de commerce du débiteur (« Lyon ») ; il dit si c'est l'un des douze tribunaux des
      activités économiques. `chambre_de_proximite` : le ressort du tribunal judiciaire en compte-t-il une ?
    - `clause` : clause attributive de lieu, "tres_apparente" ou "peu_apparente" ; None s'il n'y en a pas.

    Doutes : le bail commercial est porté au tribunal judiciaire, le tribunal de commerce étant parfois saisi d'un simple
    loyer ; en Alsace et en Moselle, les règles d'avocat locales ne sont pas comptées ; le contrat d'une entreprise publique
    ou d'une entité adjudicatrice est administratif ou privé selon une forme que le dossier ne dit pas. Non traités : le
    magistrat ou l'auxiliaire de justice partie au litige (CPC, 47), le choix entre plusieurs débiteurs.

    Erreurs : `DroitInconnu` avant le 1er janvier 2020 (tribunal judiciaire) dès qu'un seuil compte ; `HorsChamp` pour le
    titre d'une personne publique, des honoraires d'avocat, une collectivité à l'organisation judiciaire particulière, une
    procédure d'avant sa forme actuelle (saisie des rémunérations avant le 1er juillet 2025).
    Source : C. com., L721-3 ; COJ, L211-3 et s. ; CPC, 42 à 48, 761, 853, 1406 ; loi n° 2023-1059, art. 26.

    >>> from creances.modeles import Creance, Creancier, Debiteur
    >>> facture = Creance(montant=12000, echeance="2026-04-30", debiteur=Debiteur(commercant=True),
    ...     creancier=Creancier(commercant=True))
    >>> reponse = competence(Dossier(creance=facture), procedure="FOND_TC", au="2026-11-21", ressort="Lyon").valeur
    >>> [(un.juridiction, un.avocat, un.dernier_ressort) for un in reponse.possibles]
    [('tribunal_des_activites_economiques', True, False)]
    """
    droit, lu = droit or droit_courant(), jour(au, "au")
    refuser(dossier.creance)
    _verifier(procedure, lu)
    juges = Juges(
        dossier,
        lu,
        droit,
        demande=None if demande is None else montant(demande, "demande"),
        ressort=ressort,
        chambre_de_proximite=chambre_de_proximite,
        clause=clause,
    )
    examen = juges.examiner(procedure)
    possibles = examen.possibles
    lieux = lieux_possibles(dossier.creance, examen.rang, examen.retenues, clause) if possibles else ()
    manquants = (*(fait for un in possibles for fait in un.si), *(fait for un in lieux for fait in un.si))
    lignes = (
        *(_ligne("juridiction", un.article, un.juridiction) for un in possibles),
        *(_ligne("lieu", un.article, un.lieu) for un in lieux),
        *(seuil.ligne() for seuil in dict.fromkeys(examen.seuils)),
    )
    return Resultat(
        "competence",
        Juridiction(possibles, lieux, tuple(dict.fromkeys(manquants))),
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article)),
        tuple(dict.fromkeys(examen.reserves)),
        lu,
        droit.version,
    )


@cache
def _ligne(quoi: Literal["juridiction", "lieu"], article: str, nom: str) -> Ligne:
    return Ligne(f"competence.{quoi}", article, mots=((quoi, nom),))


def _verifier(procedure: TypeProcedure, au: date) -> None:
    if procedure not in _PROCEDURES:
        raise DonneeInvalide(
            f"procedure : reçu {procedure!r} ; accepté : {', '.join(_PROCEDURES)}",
            code="competence.procedure",
        )
    if not fiches()[procedure].en_vigueur(au):
        raise HorsChamp(
            f"procedure : reçu {procedure} au {au} ; cette procédure n'existe sous cette forme que depuis le "
            f"{fiches()[procedure].depuis}",
            code="hors_champ.procedure_anterieure",
        )
