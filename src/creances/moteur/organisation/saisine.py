"""Qui peut engager une procédure : le créancier seul, un mandataire, un avocat, un commissaire de justice."""

from __future__ import annotations

from collections.abc import Iterator

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.modeles.procedure import TypeProcedure
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte
from creances.regles.competence import Juridiction, JuridictionPossible, competence

_CREANCIER = "creancier"
_AVOCAT = "avocat"
_CABINET = "cabinet_recouvrement"
_COMMISSAIRE = "commissaire_de_justice"
CPC_853 = "CPC, 853"
# La demande peut être remise « par le créancier ou par tout mandataire » : l'article de chaque procédure qui le dit.
_TOUT_MANDATAIRE = {"IP": "CPC, 1407"}
_COMMERCE = frozenset({"tribunal_de_commerce", "tribunal_des_activites_economiques", "tribunal_mixte_de_commerce"})


@regle("qui_peut", "CPC, 1407", CPC_853, "CPC, 761", "CPC, 762")
def qui_peut(
    procedure: TypeProcedure, *, dossier: Dossier, au: JourAccepte, droit: Droit | None = None
) -> Resultat[tuple[str, ...]]:
    """Les acteurs qui peuvent engager cette procédure pour le créancier au jour `au`, par leur code.

    Ce qu'en dit la règle `competence` (avocat obligatoire ou non, commissaire de justice saisi directement) est traduit en
    acteurs. L'injonction de payer se demande « par le créancier ou par tout mandataire », un cabinet de recouvrement
    compris ; devant le tribunal de commerce sans avocat obligatoire, le représentant est libre, avec un pouvoir spécial ;
    devant le tribunal judiciaire, la liste des représentants est fermée et ne compte pas le cabinet de recouvrement.

    Plusieurs juridictions possibles : ne sont rendus que les acteurs admis devant toutes, avec la réserve
    SAISINE_A_PRECISER. Avocat inconnu : lui seul est sûr.

    Erreurs : celles de `competence`.
    Source : CPC, 761, 762, 853 et 1407 ; C. com., L622-24 ; règle `competence`.

    >>> from creances.modeles import Creance
    >>> facture = Dossier(creance=Creance(montant=800, echeance="2026-04-30"))
    >>> qui_peut("IP", dossier=facture, au="2026-11-21").valeur
    ('creancier', 'avocat', 'cabinet_recouvrement')
    >>> qui_peut("SA", dossier=facture, au="2026-11-21").valeur
    ('commissaire_de_justice',)
    """
    droit = droit or droit_courant()
    reponse = competence(dossier, procedure=procedure, au=au, droit=droit)
    lignes = tuple(_lignes(procedure, reponse.valeur))
    devant = [
        {str(dict(ligne.mots)["acteur"]): None for ligne in lignes if dict(ligne.mots)["juridiction"] == un.juridiction}
        for un in reponse.valeur.possibles
    ]
    communs = tuple(acteur for acteur in devant[0] if all(acteur in admis for admis in devant)) if devant else ()
    incertaine = len({un.avocat for un in reponse.valeur.possibles}) > 1 or any(
        un.avocat is None for un in reponse.valeur.possibles
    )
    return Resultat(
        "qui_peut",
        communs,
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article)),
        (*((Reserve("SAISINE_A_PRECISER"),) if incertaine else ()), *reponse.reserves),
        reponse.au,
        droit.version,
    )


def _lignes(procedure: TypeProcedure, reponse: Juridiction) -> Iterator[Ligne]:
    for un in reponse.possibles:
        for acteur, article in _admis(procedure, un):
            yield Ligne("saisine.admis", article, mots=(("acteur", acteur), ("juridiction", un.juridiction)))


def _admis(procedure: TypeProcedure, un: JuridictionPossible) -> Iterator[tuple[str, str]]:
    if un.juridiction == _COMMISSAIRE or un.formation == "contestation_au_juge":
        yield _COMMISSAIRE, un.article
        return
    if un.avocat is not False:
        yield _AVOCAT, "CPC, 761" if un.avocat and un.juridiction not in _COMMERCE else un.article
        return
    yield _CREANCIER, un.article
    yield _AVOCAT, un.article
    if procedure in _TOUT_MANDATAIRE:
        yield _CABINET, _TOUT_MANDATAIRE[procedure]
    elif un.juridiction in _COMMERCE:
        yield _CABINET, CPC_853
