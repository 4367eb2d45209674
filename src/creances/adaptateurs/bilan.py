"""Le décompte d'un portefeuille : les relevés de tous les clients, leurs totaux, le contrôle, en page ou en JSON.

>>> from creances.adaptateurs.portefeuille import DossierClient, relever
>>> from creances.modeles import Creance
>>> dossier = DossierClient("C1", "Tarvenne", (Creance(reference="F1", montant=1000, echeance="2026-03-31"),))
>>> bilan = Bilan(date(2026, 6, 30), "2026-11-21", (relever(dossier, au="2026-06-30"),))
>>> bilan.totaux.interets, bilan.totaux.total
(Decimal('30.29'), Decimal('1070.29'))
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from creances.adaptateurs.portefeuille import ZERO, Controle, Ecartee, ReleveClient
from creances.moteur.releve import DetteAuReleve, Releve
from creances.noyau.rendu.catalogues import message, nettoyer
from creances.noyau.rendu.page import Page
from creances.noyau.rendu.phrases import fait, phrase, phrase_de_reserve
from creances.noyau.rendu.valeurs import Contenu, Fiche, Tableau, Texte
from creances.noyau.resultat import Reserve

_POSTES = ("principal", "interets", "indemnite", "frais", "total")


@dataclass(frozen=True, slots=True)
class Totaux:
    """La somme des relevés, en euros. `crediteurs` : ce que l'on doit aux clients créditeurs, négatif."""

    principal: Decimal
    interets: Decimal
    indemnite: Decimal
    frais: Decimal
    total: Decimal
    non_affecte: Decimal
    solde: Decimal
    crediteurs: Decimal


@dataclass(frozen=True, slots=True)
class Bilan:
    """Les relevés au jour `au`, ce qui a été mis à part, et le contrôle du fichier."""

    au: date
    droit: str
    releves: tuple[ReleveClient, ...]
    controle: Controle | None = None
    ecartees_a_la_lecture: tuple[Ecartee, ...] = ()

    @property
    def calcules(self) -> tuple[ReleveClient, ...]:
        """Les relevés qui ont une réponse."""
        return tuple(un for un in self.releves if un.resultat is not None)

    @property
    def crediteurs(self) -> tuple[ReleveClient, ...]:
        """Les clients à qui l'on doit."""
        return tuple(un for un in self.releves if un.dossier.crediteur)

    @property
    def ecartees(self) -> tuple[Ecartee, ...]:
        """Tout ce qui manque aux totaux, et pourquoi."""
        return (*self.ecartees_a_la_lecture, *(une for releve in self.releves for une in releve.ecartees))

    @property
    def totaux(self) -> Totaux:
        """Les totaux des relevés calculés."""
        valeurs = [valeur for _, valeur in _valeurs(self.releves)]
        sommes = {nom: sum((getattr(un, nom) for un in valeurs), ZERO) for nom in (*_POSTES, "non_affecte", "solde")}
        crediteurs = sum((un.dossier.solde or ZERO for un in self.crediteurs), ZERO)
        return Totaux(**sommes, crediteurs=crediteurs)


def _valeurs(releves: Iterable[ReleveClient]) -> Iterator[tuple[ReleveClient, Releve]]:
    for un in releves:
        if un.resultat is not None:
            yield un, un.resultat.valeur


def composer(bilan: Bilan, langue: str) -> Page:
    """Le bilan en mots : clients, créances, créditeurs, mis à part, totaux, contrôle, puis les réserves réunies."""
    rubriques: list[tuple[str, Contenu]] = []
    for nom, tableau in (
        ("clients", _clients(bilan, langue)),
        ("creances", _creances(bilan, langue)),
        ("crediteurs", _crediteurs(bilan, langue)),
        ("ecartees", _ecartees(bilan, langue)),
    ):
        if tableau.rangees:
            rubriques.append((message(f"page.portefeuille.{nom}", langue), tableau))
    rubriques.append((message("page.portefeuille.totaux", langue), _totaux(bilan.totaux, langue)))
    if bilan.controle is not None:
        rubriques.append((message("page.portefeuille.controle", langue), _controle(bilan.controle, langue)))
    return Page(
        langue=langue,
        titre=phrase("page.portefeuille.titre", langue, {"au": bilan.au}),
        valeur=Fiche(tuple(rubriques)),
        etapes=(),
        articles=(),
        reserves=tuple(_reserves(bilan.releves, langue)),
        droit=phrase("page.droit", langue, {"droit": bilan.droit}),
    )


def _entetes(langue: str, *noms: str) -> tuple[str, ...]:
    return tuple(message(nom if "." in nom else f"champ.{nom}", langue) for nom in noms)


def _montants(valeur: object, noms: Iterable[str], langue: str) -> tuple[Texte, ...]:
    return tuple(Texte(fait(getattr(valeur, nom), langue), nombre=True) for nom in noms)


def _client(releve: ReleveClient) -> tuple[Texte, Texte]:
    return Texte(nettoyer(releve.dossier.client)), Texte(nettoyer(releve.dossier.nom))


def _clients(bilan: Bilan, langue: str) -> Tableau:
    postes = (*_POSTES, "non_affecte", "solde")
    return Tableau(
        _entetes(langue, "client", "page.colonne.nom", *postes),
        tuple((*_client(un), *_montants(valeur, postes, langue)) for un, valeur in _valeurs(bilan.releves)),
    )


def _creances(bilan: Bilan, langue: str) -> Tableau:
    postes = (*_POSTES, "verse")
    return Tableau(
        _entetes(langue, "client", "reference", "echeance", *postes),
        tuple(
            (_client(un)[0], *_dette(dette, langue), *_montants(dette, postes, langue))
            for un, valeur in _valeurs(bilan.releves)
            for dette in valeur.dettes
        ),
    )


def _dette(dette: DetteAuReleve, langue: str) -> tuple[Texte, Texte]:
    return Texte(nettoyer(dette.reference)), Texte(fait(dette.echeance, langue))


def _crediteurs(bilan: Bilan, langue: str) -> Tableau:
    return Tableau(
        _entetes(langue, "client", "page.colonne.nom", "solde"),
        tuple((*_client(un), Texte(fait(un.dossier.solde, langue), nombre=True)) for un in bilan.crediteurs),
    )


def _ecartees(bilan: Bilan, langue: str) -> Tableau:
    return Tableau(
        _entetes(langue, "client", "reference", "page.colonne.motif"),
        tuple(
            tuple(Texte(nettoyer(mot)) for mot in (une.client, une.reference, une.erreur.message))
            for une in bilan.ecartees
        ),
    )


def _totaux(totaux: Totaux, langue: str) -> Fiche:
    noms = (*_POSTES, "non_affecte", "solde")
    rubriques = list(zip(_entetes(langue, *noms), _montants(totaux, noms, langue), strict=True))
    if totaux.crediteurs:
        intitule = message("page.portefeuille.crediteurs", langue)
        rubriques.append((intitule, Texte(fait(totaux.crediteurs, langue), nombre=True)))
    return Fiche(tuple(rubriques))


def _controle(controle: Controle, langue: str) -> Fiche:
    noms = ("creances_ouvertes", "credits_ouverts", "ecritures_posterieures", "solde_du_fichier", "ecart")
    montants = _montants(controle, ("creances", "credits", "posterieurs", "solde", "ecart"), langue)
    return Fiche(tuple(zip((message(f"page.colonne.{nom}", langue) for nom in noms), montants, strict=True)))


def _reserves(releves: Iterable[ReleveClient], langue: str) -> Iterator[str]:
    """Chaque réserve une fois, avec le nombre de clients qu'elle touche."""
    ecrites: dict[Reserve, str] = {}
    phrases: Counter[str] = Counter()
    for un in releves:
        reserves = un.resultat.reserves if un.resultat is not None else ()
        ecrites |= {nouvelle: phrase_de_reserve(nouvelle, langue) for nouvelle in reserves if nouvelle not in ecrites}
        phrases.update({ecrites[reserve] for reserve in reserves})
    for ecrite, nombre in sorted(phrases.items(), key=lambda paire: (-paire[1], paire[0])):
        yield phrase("page.portefeuille.reserve", langue, {"reserve": ecrite, "clients": nombre})


def ecrire_json(bilan: Bilan) -> str:
    """Le bilan en JSON : montants en texte, jours ISO ; chaque `resultat` est celui de `Resultat.json`."""
    contenu = {
        "au": bilan.au,
        "droit": bilan.droit,
        "clients": [_json_du_client(un) for un in bilan.releves],
        "ecartees": [_json_de_l_ecartee(une) for une in bilan.ecartees],
        "totaux": asdict(bilan.totaux),
        "controle": None if bilan.controle is None else asdict(bilan.controle) | {"ecart": bilan.controle.ecart},
    }
    return json.dumps(contenu, ensure_ascii=False, indent=2, default=str)


def _json_du_client(un: ReleveClient) -> dict[str, Any]:
    return {
        "client": un.dossier.client,
        "nom": un.dossier.nom,
        "solde_des_comptes": un.dossier.solde,
        "resultat": None if un.resultat is None else json.loads(un.resultat.json()),
    }


def _json_de_l_ecartee(une: Ecartee) -> dict[str, str]:
    return {
        "client": une.client,
        "reference": une.reference,
        "code": une.erreur.code,
        "message": une.erreur.message,
    }
