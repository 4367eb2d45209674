"""Le coût d'une procédure, poste par poste : ce qui est connu s'additionne, ce qui ne l'est pas se dit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import cast, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.tarifs import PosteDeProcedure, juridictions, postes
from creances.modeles.parties import Territoire
from creances.modeles.procedure import TypeProcedure
from creances.noyau.argent import MontantAccepte
from creances.noyau.erreurs import DonneeInvalide, DroitInconnu, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.frais.lecture import somme
from creances.regles.frais.postes import PARTIES_DE_PLUS, RECOUVREMENT, Chiffre, Question, chiffrer
from creances.regles.frais.valeurs import (
    Demandeur,
    Deplacement,
    EstimationFrais,
    Juridiction,
    NatureDeCreance,
    Nombre,
    PosteDeFrais,
)

A743_8 = "C. com., A743-8"
_ASSIMILEES: dict[Juridiction, Juridiction] = {
    "chambre_de_proximite": "tribunal_judiciaire",
    "tribunal_mixte_de_commerce": "tribunal_de_commerce",
}
_ZERO = Decimal("0.00")


@regle(
    "frais",
    "CPCE, L111-8",
    "CPC, 695",
    "CPC, 696",
    "CPC, 1425",
    "CGI, 1635 bis Q",
    "C. com., A743-9",
    "C. com., A444-31",
)
def frais(
    procedure: TypeProcedure,
    *,
    montant: MontantAccepte,
    au: JourAccepte,
    juridiction: Juridiction | None = None,
    encaisse: MontantAccepte | None = None,
    demandeur: Demandeur | None = None,
    debiteurs: Nombre = 1,
    deplacement: Deplacement = "terrain",
    territoire: Territoire = "metropole",
    nature: NatureDeCreance = "ordinaire",
    contribution_injonction: bool = True,
    provision_le: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[EstimationFrais]:
    """Coût d'une procédure pour une créance de `montant` euros : chaque poste, son texte, sa version, qui le supporte.

    - `procedure` : code de la procédure ("IP", "FOND_TC", "REFPROV", "PSRPC", "SA"…). `au` : jour des actes.
    - `juridiction` : celle qui est saisie ; None : la plus courante, réserve JURIDICTION_SUPPOSEE s'il y a le choix.
      Une chambre de proximité compte pour le tribunal judiciaire, un tribunal mixte pour un tribunal de commerce (réserve).
    - `encaisse` : ce que le commissaire de justice recouvrera, assiette de ses droits ; None : tout, avec réserve.
    - `demandeur` : effectif et moyens, pour la contribution pour la justice économique ; exonération des cinquante euros.
    - `debiteurs` : nombre de défendeurs ; chacun reçoit son assignation et sa signification, et ajoute une partie au fond.
    - `deplacement`, `territoire`, `nature`, `contribution_injonction`, `provision_le` : voir les règles de chaque poste.

    Un poste dont le montant n'a pas été lu reste dans la liste, sans montant, et son nom dans `inconnus` : il n'est jamais
    compté pour zéro. Un poste facultatif n'entre pas dans les totaux. Les honoraires d'avocat sont libres, donc inconnus ;
    au-delà d'un certain montant un avocat est obligatoire, ce que cette règle ne juge pas. Le droit d'engagement s'impute.

    Doutes : chaque poste porte les siens. Ni débours postaux, ni remise, ni vacation.
    Erreurs : `DonneeInvalide` pour une juridiction que la procédure n'admet pas ; `DroitInconnu` si elle n'existait pas.
    Source : CPCE, L111-8 ; CPC, 695, 696 et 1425 ; tarifs du livre IV du code de commerce ; CGI, 1635 bis Q.

    >>> estime = frais("IP", montant=5000, au="2026-10-01", juridiction="tribunal_de_commerce").valeur
    >>> [(un.poste, str(un.ttc)) for un in estime.postes if not un.facultatif], estime.total
    ([('greffe_injonction', '30.23'), ('acte_signification', '73.18')], Decimal('103.41'))
    """
    droit = droit or droit_courant()
    exiger_parmi("procedure", procedure, get_args(TypeProcedure))
    le, due = jour(au, "au"), somme(montant, "montant")
    if debiteurs < 1:
        raise DonneeInvalide(f"debiteurs : reçu {debiteurs} ; accepté : un ou plus", code="frais.debiteurs")
    saisie, supposee = _juridiction(procedure, juridiction)
    question = Question(
        procedure, saisie, le, due, due if encaisse is None else somme(encaisse, "encaisse"),
        demandeur or Demandeur(), debiteurs, deplacement, territoire, nature, contribution_injonction, provision_le, droit,
    )  # fmt: skip
    presents = _presents(question)
    chiffres = chiffrer(question, presents)
    rendus = tuple(_poste(un, chiffre) for un, chiffre in zip(presents, chiffres, strict=True))
    lignes = tuple(_ligne(un) for un in rendus)
    reserves = (*supposee, *_reserves(question, presents, chiffres, encaisse is None), *droit.a_revoir(le))
    cites = (*(un.article for un in rendus), *(un.article for un in presents))
    return Resultat(
        "frais",
        _estimer(question, rendus, presents),
        lignes,
        tuple(dict.fromkeys(cites)),
        tuple(dict.fromkeys(reserves)),
        le,
        droit.version,
    )


def _juridiction(procedure: str, demandee: Juridiction | None) -> tuple[Juridiction | None, tuple[Reserve, ...]]:
    """La juridiction dont on suit les frais : celle qu'on donne si la procédure l'admet, sinon la plus courante."""
    possibles = juridictions()[procedure]
    locale = (Reserve("GREFFE_LOCAL", (A743_8,)),) if demandee == "tribunal_mixte_de_commerce" else ()
    saisie = _ASSIMILEES.get(demandee, demandee) if demandee is not None else None
    if saisie is not None and saisie not in possibles:
        raise DonneeInvalide(
            f"juridiction : reçu {demandee!r} pour {procedure} ; accepté : {' ou '.join(possibles) or 'aucune'}",
            code="option.juridiction",
        )
    if saisie is not None or not possibles:
        return saisie, locale
    retenue = cast("Juridiction", possibles[0])
    reserve = Reserve("JURIDICTION_SUPPOSEE", mots=(("juridiction", retenue),))
    return retenue, (reserve,) if len(possibles) > 1 else ()


def _presents(question: Question) -> tuple[PosteDeProcedure, ...]:
    tous = [un for un in postes() if un.procedure == question.procedure]
    presents = tuple(un for un in tous if un.vaut(question.juridiction, question.au) and _concerne(un, question))
    if tous and not presents:
        raise DroitInconnu(
            f"{question.procedure} : cette procédure n'existe pas au {question.au}", code="frais.procedure_inconnue"
        )
    return presents


def _concerne(un: PosteDeProcedure, question: Question) -> bool:
    return un.sorte != PARTIES_DE_PLUS or question.debiteurs > 1


def _poste(un: PosteDeProcedure, chiffre: Chiffre) -> PosteDeFrais:
    return PosteDeFrais(
        un.poste, chiffre.article, chiffre.version, chiffre.ht, chiffre.taxe, chiffre.ttc, un.charge, un.facultatif
    )


def _ligne(un: PosteDeFrais) -> Ligne:
    code = "frais.poste_inconnu" if un.inconnu else "frais.poste_facultatif" if un.facultatif else "frais.poste"
    montants = () if un.ht is None or un.taxe is None else (("ht", un.ht), ("taxe", un.taxe))
    mots = (("poste", un.poste), ("charge", un.charge))
    return Ligne(code, un.article, montant=None if un.facultatif else un.ttc, montants=montants, mots=mots)


def _reserves(
    question: Question, presents: tuple[PosteDeProcedure, ...], chiffres: Iterable[Chiffre], tout: bool
) -> Iterable[Reserve]:
    if not presents:
        yield Reserve("AUCUN_POSTE_CONNU")
    if tout and any(un.sorte == RECOUVREMENT for un in presents):
        yield Reserve("ENCAISSEMENT_SUPPOSE", montants=(("encaisse", question.encaisse),))
    for un, chiffre in zip(presents, chiffres, strict=True):
        yield from chiffre.reserves
        if un.reserve and chiffre.ttc != 0:
            yield Reserve(un.reserve, (chiffre.article,))


def _estimer(
    question: Question, rendus: tuple[PosteDeFrais, ...], presents: tuple[PosteDeProcedure, ...]
) -> EstimationFrais:
    comptes = [(un, sorte.sorte) for un, sorte in zip(rendus, presents, strict=True) if not un.facultatif]
    return EstimationFrais(
        procedure=question.procedure,
        juridiction=question.juridiction,
        total=_somme(un for un, _ in comptes),
        charge_creancier=_somme(un for un, _ in comptes if un.charge == "creancier"),
        charge_debiteur=_somme(un for un, _ in comptes if un.charge == "debiteur"),
        charge_perdant=_somme(un for un, _ in comptes if un.charge == "perdant"),
        avance=_somme(un for un, sorte in comptes if sorte != RECOUVREMENT),
        options=_somme(un for un in rendus if un.facultatif),
        inconnus=tuple(un.poste for un, _ in comptes if un.inconnu),
        postes=rendus,
    )


def _somme(choisis: Iterable[PosteDeFrais]) -> Decimal:
    return sum((un.ttc for un in choisis if un.ttc is not None), _ZERO)
