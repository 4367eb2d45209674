"""Les juridictions d'une procédure : la sienne, ou celle de la matière ; les seuils et les réserves lus en chemin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.droit.juridictions import Rang, matieres, regles_de_procedure
from creances.modeles import Avoir, Dossier, Paiement
from creances.modeles.procedure import TypeProcedure
from creances.noyau.resultat import Ligne, Reserve
from creances.regles.competence.lieux import Clause, clause_opposable
from creances.regles.competence.matieres import Localisation, Piste, est_commerciale, est_un_acte_mixte, pistes, situer
from creances.regles.competence.valeurs import JuridictionPossible

R431_2 = "CJA, R431-2"
R431_3 = "CJA, R431-3"
_DISPENSES_D_AVOCAT = frozenset({"collectivite", "sante"})
_FONDS = ("FOND_TC", "FOND_TJ", "REQ_CONJ")
_FRANCE = "FR"
_RECUS = (Paiement, Avoir)

_AU_PRINCIPAL = Reserve("DEMANDE_AU_PRINCIPAL")
_ACTE_MIXTE = Reserve("ACTE_MIXTE", ("C. com., L721-3",))
_INTERNATIONALE = Reserve("COMPETENCE_INTERNATIONALE", ("Règlement (UE) n° 1215/2012",))
_CLAUSE_NON_ECRITE = Reserve("CLAUSE_NON_ECRITE", ("CPC, 48",))


class Seuil(NamedTuple):
    """Un seuil lu en chemin : le texte qui le fixe, et ce qui lui a été comparé."""

    code: str
    article: str
    montants: tuple[tuple[str, Decimal], ...] = ()

    def ligne(self) -> Ligne:
        """Le seuil en faits lisibles."""
        return Ligne(self.code, self.article, montants=self.montants)


class Examen(NamedTuple):
    """Les juridictions possibles d'une procédure, les matières retenues, les seuils lus, ce qu'il faut en savoir."""

    rang: Rang
    retenues: tuple[Piste, ...]
    possibles: tuple[JuridictionPossible, ...]
    seuils: tuple[Seuil, ...]
    reserves: tuple[Reserve, ...]


class _Avis(NamedTuple):
    """Oui, non, ou None ; et le seuil qui en décide, s'il y en a un."""

    reponse: bool | None
    seuils: tuple[Seuil, ...] = ()


_SANS_SEUIL = {"jamais": _Avis(reponse=False), "toujours": _Avis(reponse=True)}
_SANS_OBJET = _Avis(None)
_APPEL_OUVERT = _Avis(reponse=False, seuils=(Seuil("competence.appel_ouvert", "CJA, R811-1"),))

# Les réponses sont peu nombreuses et toutes tirées de la table : chacune n'est bâtie qu'une fois.
_juridiction = cache(JuridictionPossible)


class Juges:
    """Les juges d'un dossier un jour donné. Ce que ses procédures ont en commun n'est cherché qu'une fois.

    `demande` : ce qui est demandé ; None, ce qui reste dû en principal. Le reste : voir `competence`.
    """

    def __init__(
        self,
        dossier: Dossier,
        au: date,
        droit: Droit,
        *,
        demande: Decimal | None = None,
        ressort: str | None = None,
        chambre_de_proximite: bool | None = None,
        clause: Clause | None = None,
    ) -> None:
        self._creance, self._au, self._droit, self._clause = dossier.creance, au, droit, clause
        self._international = not dossier.creance.debiteur.pays == dossier.creance.creancier.pays == _FRANCE
        self._au_principal = demande is None
        self._demande = _reste(dossier, au) if demande is None else demande
        self._ou = Localisation(ressort, chambre_de_proximite, self._demande)
        self._pistes = pistes(dossier.creance, au, droit)
        self._situees: dict[Piste, tuple[Piste, ...]] = {}
        self._seuils: dict[str, _Avis] = {}

    def examiner(self, procedure: TypeProcedure) -> Examen:
        """Les juridictions que cette procédure peut saisir."""
        rang = regles_de_procedure()[procedure]
        retenues = tuple([une for une in self._pistes if _admise(rang, une)])
        possibles: list[JuridictionPossible] = []
        seuils: list[Seuil] = []
        des_matieres: list[Reserve] = []
        for matiere, si in self._matieres(rang, retenues):
            avocat = self._avocat(rang.avocat or matiere.avocat, matiere.seuils)
            dernier_ressort = _SANS_OBJET if rang.avocat else self._dernier_ressort(matiere)
            seuils += avocat.seuils
            seuils += dernier_ressort.seuils
            formation = rang.formation or matiere.formation
            possibles.append(
                _juridiction(
                    matiere.juridiction, formation, matiere.article, avocat.reponse, dernier_ressort.reponse, si
                )
            )
            if matiere.reserve and matiere is not rang:
                des_matieres.append(Reserve(matiere.reserve, (matiere.article,)))
        if rang.code == "CONS":
            possibles += (_avant_proces(une) for piste in retenues for une in self._situer(piste, commerce=True))
        reserves = [] if possibles else [Reserve("AUCUNE_JURIDICTION", _cites(rang))]
        if self._au_principal and seuils:
            reserves.append(_AU_PRINCIPAL)
        reserves += self._reserves(rang, retenues)
        reserves += des_matieres
        return Examen(rang, retenues, tuple(possibles), tuple(seuils), tuple(reserves))

    def pressentis(self, procedure: TypeProcedure) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Les mêmes juridictions, et les faits qui manquent à chacune ; sans avocat ni dernier ressort."""
        rang = regles_de_procedure()[procedure]
        retenues = tuple([une for une in self._pistes if _admise(rang, une)])
        return tuple([(une.juridiction, si) for une, si in self._matieres(rang, retenues)])

    def _matieres(self, rang: Rang, retenues: tuple[Piste, ...]) -> Iterator[tuple[Rang, tuple[str, ...]]]:
        """Ce qui donne le juge : la procédure si elle a le sien, sinon chaque matière, avec les faits qui lui manquent."""
        if rang.juridiction:
            if retenues:
                yield rang, ()
            return
        for piste in retenues:
            for une in self._situer(piste):
                yield matieres()[une.matiere], une.si

    def _reserves(self, rang: Rang, retenues: tuple[Piste, ...]) -> list[Reserve]:
        reserves = [Reserve(rang.reserve, _cites(rang))] if rang.reserve else []
        if rang.juridiction == "" and est_un_acte_mixte(retenues):
            reserves.append(_ACTE_MIXTE)
        if self._international:
            reserves.append(_INTERNATIONALE)
        if self._clause is not None and rang.code not in (*_FONDS, "REFPROV"):
            reserves.append(Reserve("CLAUSE_SANS_EFFET", _cites(rang)))
        elif self._clause is not None and clause_opposable(self._creance, self._clause) is False:
            reserves.append(_CLAUSE_NON_ECRITE)
        return reserves

    def _situer(self, piste: Piste, *, commerce: bool = False) -> tuple[Piste, ...]:
        if commerce and not est_commerciale(piste):
            return ()
        situees = self._situees.get(piste)
        if situees is None:
            situees = self._situees[piste] = situer(piste, self._creance, self._au, self._droit, self._ou)
        return situees

    def _avocat(self, regime: str, table: str) -> _Avis:
        if regime == "seuil":
            return self._seuil(f"competence.avocat.{table}", "competence.avocat")
        if regime == "administratif":
            return _avocat_administratif(self._creance.debiteur.categorie_publique)
        return _SANS_SEUIL.get(regime, _SANS_OBJET)

    def _dernier_ressort(self, rang: Rang) -> _Avis:
        if rang.dernier_ressort == "jamais":
            return _APPEL_OUVERT
        if not rang.dernier_ressort:
            return _SANS_OBJET
        depasse = self._seuil(f"competence.dernier_ressort.{rang.seuils}", "competence.dernier_ressort")
        return depasse._replace(reponse=not depasse.reponse)

    def _seuil(self, table: str, code: str) -> _Avis:
        """La demande dépasse-t-elle ce seuil, lui-même compris dessous ?"""
        avis = self._seuils.get(table)
        if avis is None:
            version = self._droit(table, self._au)
            montants = (("seuil", version.valeur), ("demande", self._demande))
            seuil = Seuil(code, version.article, montants)
            avis = self._seuils[table] = _Avis(bool(self._demande > version.valeur), (seuil,))
        return avis


def _reste(dossier: Dossier, au: date) -> Decimal:
    recus = sum((un.montant for un in dossier.evenements if isinstance(un, _RECUS) and un.date <= au), Decimal(0))
    return max(dossier.creance.montant - recus, Decimal(0))


def _admise(rang: Rang, piste: Piste) -> bool:
    return piste.matiere not in rang.exclut and (not rang.seulement or piste.matiere in rang.seulement)


def _avant_proces(piste: Piste) -> JuridictionPossible:
    """Le président du tribunal de commerce, avant tout procès (CPCE, L511-3)."""
    rang = matieres()[piste.matiere]
    article = regles_de_procedure()["CONS"].article
    return _juridiction(rang.juridiction, "avant_tout_proces", article, None, None, piste.si)


def _avocat_administratif(categorie: str | None) -> _Avis:
    dispense = None if categorie is None else categorie in _DISPENSES_D_AVOCAT
    seuil = Seuil("competence.avocat_administratif", R431_3 if dispense else R431_2)
    return _Avis(None if dispense is None else not dispense, (seuil,))


def _cites(rang: Rang) -> tuple[str, ...]:
    return (rang.article,) if rang.article else ()
