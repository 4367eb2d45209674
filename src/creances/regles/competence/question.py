"""La question posée à la règle `competence` : lire les faits, nommer les juridictions possibles, assembler la réponse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.juridictions import Rang, matieres, regles_de_procedure
from creances.droit.registre import regle
from creances.droit.voies import fiches
from creances.modeles import Avoir, Dossier, Paiement
from creances.modeles.parties import Texte
from creances.modeles.procedure import TypeProcedure
from creances.noyau.argent import MontantAccepte, montant
from creances.noyau.erreurs import DonneeInvalide, HorsChamp
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.competence.lieux import Clause, clause_opposable, lieux_possibles
from creances.regles.competence.matieres import (
    Localisation,
    Piste,
    est_commerciale,
    est_un_acte_mixte,
    pistes,
    refuser,
    situer,
)
from creances.regles.competence.valeurs import Juridiction, JuridictionPossible

R431_2 = "CJA, R431-2"
R431_3 = "CJA, R431-3"
_DISPENSES_D_AVOCAT = frozenset({"collectivite", "sante"})
_FONDS = ("FOND_TC", "FOND_TJ", "REQ_CONJ")


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
    rang = regles_de_procedure()[procedure]
    somme = _reste(dossier, lu) if demande is None else montant(demande, "demande")
    retenues = tuple(une for une in pistes(dossier.creance, lu, droit) if _admise(rang, une))
    ou = Localisation(ressort, chambre_de_proximite, somme)
    examen = _Examen(dossier, rang, lu, somme, droit)
    possibles = examen.possibles(retenues, ou)
    lieux = lieux_possibles(dossier.creance, rang, retenues, clause) if possibles else ()
    manquants = (*(fait for un in possibles for fait in un.si), *(fait for un in lieux for fait in un.si))
    reserves = (
        *((Reserve("AUCUNE_JURIDICTION", _cites(rang)),) if not possibles else ()),
        *((Reserve("DEMANDE_AU_PRINCIPAL"),) if demande is None and examen.seuils else ()),
        *_reserves(dossier, rang, retenues, clause),
        *examen.reserves,
    )
    lignes = (
        *(Ligne("competence.juridiction", un.article, mots=(("juridiction", un.juridiction),)) for un in possibles),
        *(Ligne("competence.lieu", un.article, mots=(("lieu", un.lieu),)) for un in lieux),
        *dict.fromkeys(examen.seuils),
    )
    return Resultat(
        "competence",
        Juridiction(possibles, lieux, tuple(dict.fromkeys(manquants))),
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article)),
        tuple(dict.fromkeys(reserves)),
        lu,
        droit.version,
    )


def _verifier(procedure: TypeProcedure, au: date) -> None:
    if procedure not in get_args(TypeProcedure):
        raise DonneeInvalide(
            f"procedure : reçu {procedure!r} ; accepté : {', '.join(get_args(TypeProcedure))}",
            code="competence.procedure",
        )
    if not fiches()[procedure].en_vigueur(au):
        raise HorsChamp(
            f"procedure : reçu {procedure} au {au} ; cette procédure n'existe sous cette forme que depuis le "
            f"{fiches()[procedure].depuis}",
            code="hors_champ.procedure_anterieure",
        )


def _cites(rang: Rang) -> tuple[str, ...]:
    return (rang.article,) if rang.article else ()


def _reste(dossier: Dossier, au: date) -> Decimal:
    recus = sum(
        (un.montant for un in dossier.evenements if isinstance(un, Paiement | Avoir) and un.date <= au), Decimal(0)
    )
    return max(dossier.creance.montant - recus, Decimal(0))


def _admise(rang: Rang, piste: Piste) -> bool:
    return piste.matiere not in rang.exclut and (not rang.seulement or piste.matiere in rang.seulement)


class _Examen:
    """Les juridictions d'une procédure, avec les seuils lus en chemin."""

    def __init__(self, dossier: Dossier, rang: Rang, au: date, demande: Decimal, droit: Droit) -> None:
        self.dossier, self.rang, self.au, self.demande, self.droit = dossier, rang, au, demande, droit
        self.seuils: list[Ligne] = []
        self.reserves: list[Reserve] = []

    def possibles(self, retenues: tuple[Piste, ...], ou: Localisation) -> tuple[JuridictionPossible, ...]:
        if not retenues:
            return ()
        if self.rang.juridiction:
            propre = self._possible(self.rang, self.rang, ())
            commerce = [une for une in retenues if est_commerciale(une)] if self.rang.code == "CONS" else []
            return (propre, *(self._avant_proces(une) for piste in commerce for une in self._situer(piste, ou)))
        situees = (une for piste in retenues for une in self._situer(piste, ou))
        return tuple(self._possible(matieres()[une.matiere], self.rang, une.si) for une in situees)

    def _situer(self, piste: Piste, ou: Localisation) -> tuple[Piste, ...]:
        return situer(piste, self.dossier.creance, self.au, self.droit, ou)

    def _avant_proces(self, piste: Piste) -> JuridictionPossible:
        """Le président du tribunal de commerce, avant tout procès (CPCE, L511-3)."""
        rang = matieres()[piste.matiere]
        return JuridictionPossible(rang.juridiction, "avant_tout_proces", self.rang.article, None, None, piste.si)

    def _possible(self, rang: Rang, procedure: Rang, si: tuple[str, ...]) -> JuridictionPossible:
        if rang.reserve and rang is not procedure:
            self.reserves.append(Reserve(rang.reserve, (rang.article,)))
        sans_jugement = bool(procedure.avocat)
        return JuridictionPossible(
            juridiction=rang.juridiction,
            formation=procedure.formation or rang.formation,
            article=rang.article,
            avocat=self._avocat(procedure.avocat or rang.avocat, rang.seuils),
            dernier_ressort=None if sans_jugement else self._dernier_ressort(rang),
            si=si,
        )

    def _avocat(self, regime: str, table: str) -> bool | None:
        if regime == "seuil":
            return self._depasse("avocat", table)
        if regime == "administratif":
            return self._avocat_administratif()
        return {"jamais": False, "toujours": True}.get(regime)

    def _avocat_administratif(self) -> bool | None:
        categorie = self.dossier.creance.debiteur.categorie_publique
        dispense = None if categorie is None else categorie in _DISPENSES_D_AVOCAT
        self.seuils.append(Ligne("competence.avocat_administratif", R431_3 if dispense else R431_2))
        return None if dispense is None else not dispense

    def _dernier_ressort(self, rang: Rang) -> bool | None:
        if rang.dernier_ressort == "jamais":
            self.seuils.append(Ligne("competence.appel_ouvert", "CJA, R811-1"))
            return False
        return not self._depasse("dernier_ressort", rang.seuils) if rang.dernier_ressort else None

    def _depasse(self, quoi: Literal["avocat", "dernier_ressort"], table: str) -> bool:
        version = self.droit(f"competence.{quoi}.{table}", self.au)
        montants = (("seuil", version.valeur), ("demande", self.demande))
        self.seuils.append(Ligne(f"competence.{quoi}", version.article, montants=montants))
        return bool(self.demande > version.valeur)


def _reserves(dossier: Dossier, rang: Rang, retenues: tuple[Piste, ...], clause: Clause | None) -> Iterator[Reserve]:
    creance = dossier.creance
    if rang.reserve:
        yield Reserve(rang.reserve, _cites(rang))
    if rang.juridiction == "" and est_un_acte_mixte(retenues):
        yield Reserve("ACTE_MIXTE", ("C. com., L721-3",))
    if creance.debiteur.pays != "FR" or creance.creancier.pays != "FR":
        yield Reserve("COMPETENCE_INTERNATIONALE", ("Règlement (UE) n° 1215/2012",))
    if clause is not None and rang.code not in (*_FONDS, "REFPROV"):
        yield Reserve("CLAUSE_SANS_EFFET", _cites(rang))
    elif clause is not None and clause_opposable(creance, clause) is False:
        yield Reserve("CLAUSE_NON_ECRITE", ("CPC, 48",))
