"""En combien de jours de ventes l'encours se tourne-t-il ? Le DSO, par le chiffre d'affaires ou par épuisement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles.pilotage import VentesDuMois
from creances.noyau.argent import MontantAccepte, centimes, euros
from creances.noyau.argent import montant as lire_montant
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.proportions import rapport
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import UN_JOUR, JourAccepte, fin_de_mois, jour

NombreDeJours = Annotated[int, Field(strict=True, ge=1)]


@dataclass(frozen=True, slots=True)
class Dso:
    """Le délai moyen de règlement, en jours de ventes : `delai`, None sans chiffre d'affaires.

    `au_moins` : les ventes connues n'ont pas suffi à absorber l'encours ; le vrai délai est plus long.
    """

    delai: Decimal | None = field(metadata={"unite": "jours"})
    au_moins: bool = False


@regle("dso")
def dso(
    encours: MontantAccepte,
    *,
    jours: NombreDeJours,
    chiffre_affaires_ttc: MontantAccepte | None = None,
    chiffre_affaires_ht: MontantAccepte | None = None,
    tva: MontantAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[Dso]:
    """Le DSO comptable (délai moyen de règlement) : encours TTC / chiffre d'affaires TTC × jours de la période.

    L'encours d'un compte client comprend la TVA : le diviser par un chiffre d'affaires hors taxe gonfle le délai, de 60 à
    72 jours sur un bilan ordinaire. Le hors taxe n'est donc reçu qu'avec sa `tva`, qui s'y ajoute.

    - `jours` : ceux de la période du chiffre d'affaires (90 pour un trimestre, 365 pour une année).
    - Avec la seule part non échue pour `encours`, c'est le meilleur DSO possible.

    Erreurs : `DonneeInvalide` si le chiffre d'affaires manque, est donné deux fois, ou hors taxe sans sa TVA.
    Source : usage des directions financières ; aucun texte ne définit ce délai.

    >>> dso(20000, jours=90, chiffre_affaires_ttc=45000).valeur.delai
    Decimal('40.00')
    """
    droit = droit or droit_courant()
    du = _positif(encours, "encours")
    ventes = _ttc(chiffre_affaires_ttc, chiffre_affaires_ht, tva)
    if type(jours) is not int or jours < 1:
        raise DonneeInvalide(f"jours : reçu {jours!r} ; accepté : un nombre entier, 1 ou plus", code="dso.jours")
    ligne = Ligne("dso.comptable", jours=jours, assiette=du, montants=(("chiffre_affaires", ventes),))
    return Resultat("dso", Dso(rapport(centimes(du), centimes(ventes), jours)), (ligne,), droit=droit.version)


def _ttc(ttc: object, ht: object, tva: object) -> Decimal:
    if (ttc is None) == (ht is None):
        raise DonneeInvalide(
            "chiffre_affaires_ttc, chiffre_affaires_ht : accepté : l'un des deux, et un seul", code="dso.ventes"
        )
    if ttc is not None:
        return _positif(ttc, "chiffre_affaires_ttc")
    if tva is None:
        raise DonneeInvalide(
            "tva : reçu rien, avec un chiffre d'affaires hors taxe ; accepté : celle de ces ventes, l'encours la comprend",
            code="dso.hors_taxe",
            champ="tva",
        )
    return _positif(ht, "chiffre_affaires_ht") + _positif(tva, "tva")


def _positif(valeur: object, nom: str) -> Decimal:
    lu = lire_montant(valeur, nom)
    if lu < 0:
        raise DonneeInvalide(f"{nom} : reçu {valeur} ; accepté : zéro ou plus", code="montant.negatif", champ=nom)
    return lu


@regle("dso_par_epuisement")
def dso_par_epuisement(
    encours: MontantAccepte, *, au: JourAccepte, ventes: Sequence[VentesDuMois], droit: Droit | None = None
) -> Resultat[Dso]:
    """Le DSO par épuisement : l'encours au jour `au` inclus absorbe les ventes TTC, mois après mois, en reculant.

    Chaque mois absorbé en entier compte tous ses jours civils, 28 à 31 ; le dernier, entamé, compte à proportion. Le mois
    de `au` compte du 1er à `au`. Les mois postérieurs sont ignorés ; un mois absent arrête le compte, et la réponse n'est
    alors qu'un minimum (`au_moins`).

    Erreurs : `DonneeInvalide` si un mois est donné deux fois.
    Source : usage des directions financières ; aucun texte ne définit ce délai.

    >>> facturees = [VentesDuMois(mois=f"2026-{m}-01", montant=v) for m, v in (("11", 1200), ("10", 800), ("09", 700))]
    >>> dso_par_epuisement(2500, au="2026-11-30", ventes=facturees).valeur.delai
    Decimal('82.43')
    """
    droit, fin = droit or droit_courant(), jour(au, "au")
    par_mois = _par_mois(ventes)
    reste = centimes(_positif(encours, "encours"))
    lignes: list[Ligne] = []
    pleins, entame = 0, euros(0)
    for debut, dernier in _mois_en_reculant(fin):
        facture = par_mois.get(debut)
        if reste == 0 or facture is None:
            break
        jours, absorbe = (dernier - debut).days + 1, min(reste, facture)
        lignes.append(
            Ligne("dso.mois", debut=debut, fin=dernier, jours=jours, assiette=euros(facture), montant=euros(absorbe))
        )
        reste -= absorbe
        if absorbe == facture:
            pleins += jours
        else:
            entame = rapport(absorbe, facture, jours) or entame
    valeur = Dso(pleins + entame, au_moins=reste > 0)
    return Resultat("dso_par_epuisement", valeur, tuple(lignes), au=fin, droit=droit.version)


def _par_mois(ventes: Sequence[VentesDuMois]) -> dict[date, int]:
    par_mois: dict[date, int] = {}
    for une in ventes:
        debut = une.mois.replace(day=1)
        if debut in par_mois:
            raise DonneeInvalide(
                f"ventes : reçu deux fois le mois {debut:%Y-%m} ; accepté : une fois chacun", code="dso.mois_repete"
            )
        par_mois[debut] = centimes(une.montant)
    return par_mois


def _mois_en_reculant(fin: date) -> Iterator[tuple[date, date]]:
    """Le premier et le dernier jour de chaque mois : le premier s'arrête à `fin`, les autres sont entiers."""
    dernier = fin
    while True:
        debut = dernier.replace(day=1)
        yield debut, dernier
        dernier = fin_de_mois(debut - UN_JOUR)
