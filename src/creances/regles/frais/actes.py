"""Le prix d'un acte de commissaire de justice : émolument fixe, coefficient, déplacement, TVA, débours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.tarifs import (
    Tarif,
    actes,
    coefficient,
    reserves_de_periode,
    reserves_des_tarifs,
    tarif,
)
from creances.modeles.parties import Territoire
from creances.modeles.tva import taxe as part
from creances.noyau.argent import MontantAccepte
from creances.noyau.argent import montant as lire_montant
from creances.noyau.erreurs import exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.frais.lecture import somme
from creances.regles.frais.lecture import version as version_du_tarif
from creances.regles.frais.taxes import EN_METROPOLE, majorer, taxer
from creances.regles.frais.valeurs import CoutActe, Deplacement

A444_46 = "C. com., A444-46"
A444_47 = "C. com., A444-47"
A444_49 = "C. com., A444-49"

Acte = Literal[
    "assignation",
    "signification",
    "commandement_saisie_vente",
    "certificat_non_paiement",
    "commandement_loyers",
    "protet",
    "saisie_attribution",
    "signification_non_contestation",
    "certificat_non_contestation",
    "sommation_de_faire",
    "proces_verbal_659",
    "acompte",
    "dossier_petites_creances",
    "titre_petites_creances",
    "titre_cheque",
]
_ZERO = Decimal("0.00")
_CENT = Decimal(1).scaleb(2)


class _Emolument(NamedTuple):
    """L'émolument d'un acte après coefficient, et les chiffres qui y mènent."""

    montant: Decimal
    ligne: Ligne
    lus: tuple[Tarif, ...]


@regle("cout_acte", "C. com., A444-10", A444_46, A444_47, "C. com., A444-48", "CGI, 278")
def cout_acte(
    acte: Acte,
    *,
    creance: MontantAccepte | None,
    au: JourAccepte,
    deplacement: Deplacement = "terrain",
    debours: MontantAccepte = 0,
    territoire: Territoire = "metropole",
    provision_le: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[CoutActe]:
    """Prix d'un acte de commissaire de justice, en euros : (émolument × coefficient + déplacement) × TVA + débours.

    - `creance` : l'obligation dont l'acte traite, qui décide du coefficient : un demi, un ou deux, bornes de 128 et de
      1 280 euros comprises dans la tranche du dessous ; None : obligation non chiffrée, aucun coefficient.
    - `au` : jour de l'acte, qui choisit la version ; `provision_le` : voir `emoluments`.
    - `deplacement` : "terrain", "electronique" (forfait des significations électroniques) ou "aucun". Les titres et les
      certificats délivrés à l'étude n'en portent pas.
    - `debours` : lettres et autres avances, ajoutées telles quelles, sans taxe. `territoire` : majoration et TVA.

    Arrondi : l'émolument après coefficient, la majoration et la taxe, chacun au centime ; les lignes s'additionnent.
    Doutes : 9,40 euros de déplacement est une pratique constatée, la valeur fiscale qui le fixe n'a pas été lue ; outre-mer
    le déplacement a ses règles (A444-49, réserve DEPLACEMENT_OUTRE_MER). La taxe forfaitaire d'avant 2020 n'est qu'en
    réserve.
    Erreurs : `DroitInconnu` quand l'émolument ou le déplacement de ce jour n'a pas été lu.
    Source : C. com., A444-10 à A444-48.

    >>> cout_acte("signification", creance=5000, au="2026-10-01").valeur.ttc
    Decimal('73.18')
    """
    droit = droit or droit_courant()
    exiger_parmi("acte", acte, get_args(Acte))
    exiger_parmi("deplacement", deplacement, get_args(Deplacement))
    le = jour(au, "au")
    version = version_du_tarif(droit, le, provision_le)
    emolument = _emolument(droit, acte, None if creance is None else somme(creance, "creance"), version)
    majoration = majorer(droit, emolument.montant, territoire, version)
    trajet = _deplacement(droit, acte, deplacement, version)
    frais_de_trajet = _ZERO if trajet is None else lire_montant(trajet.valeur)
    taxes = taxer(droit, emolument.montant + majoration.montant + frais_de_trajet, territoire, le)
    avances = somme(debours, "debours")
    lus = (*emolument.lus, *majoration.lus, *([trajet] if trajet else []), *taxes.lus)
    valeur = CoutActe(
        acte=acte,
        emolument=emolument.montant,
        majoration=majoration.montant,
        deplacement=frais_de_trajet,
        ht=taxes.ht,
        taxe=taxes.taxe,
        debours=avances,
        ttc=taxes.ttc + avances,
        version=max(lu.version for lu in emolument.lus),
    )
    lignes = [emolument.ligne, *majoration.lignes]
    if trajet is not None:
        lignes.append(Ligne("frais.deplacement", trajet.article, montant=frais_de_trajet))
    lignes.extend(taxes.lignes)
    if avances:
        lignes.append(Ligne("frais.debours", montant=avances))
    reserves = (
        *reserves_des_tarifs(lus),
        *reserves_de_periode(droit, "commissaire", version),
        *_reserves(droit, territoire, trajet, version),
        *droit.a_revoir(le),
    )
    articles = tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article))
    return Resultat("cout_acte", valeur, tuple(lignes), articles, reserves, le, droit.version)


def _emolument(droit: Droit, acte: str, creance: Decimal | None, version: date) -> _Emolument:
    """« Lorsque les actes se rapportent à une obligation pécuniaire déterminée », un coefficient s'applique (A444-46),
    sauf aux prestations que A444-47 énumère.
    """
    lu = tarif(droit, f"acte.{acte}", version)
    base = lire_montant(lu.valeur)
    poste = (("poste", f"acte_{acte}"),)
    if creance is None or not actes()[acte].coefficient:
        return _Emolument(base, Ligne("frais.emolument", lu.article, montant=base, mots=poste), (lu,))
    facteur = coefficient(droit, creance, version)
    pour_cent = facteur.valeur * _CENT
    montant = part(base, pour_cent)
    ligne = Ligne("frais.emolument_coefficient", lu.article, assiette=base, taux=pour_cent, montant=montant, mots=poste)
    return _Emolument(montant, ligne, (lu, facteur))


def _deplacement(droit: Droit, acte: str, deplacement: str, version: date) -> Tarif | None:
    if deplacement == "aucun" or not actes()[acte].deplacement:
        return None
    return tarif(droit, f"transport.{deplacement}", version)


def _reserves(droit: Droit, territoire: Territoire, trajet: Tarif | None, version: date) -> Iterator[Reserve]:
    if trajet is not None and territoire not in EN_METROPOLE:
        yield Reserve("DEPLACEMENT_OUTRE_MER", (A444_49,))
    forfaitaire = tarif(droit, "taxe_forfaitaire", version)
    if forfaitaire.valeur:
        yield Reserve("TAXE_FORFAITAIRE", (forfaitaire.article,), montants=(("taxe", forfaitaire.valeur),))
