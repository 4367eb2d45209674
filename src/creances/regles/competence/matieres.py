"""De quelle matière relève la créance ? Ses parties et sa nature en décident ; un fait inconnu laisse deux pistes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.droit.juridictions import matieres, matieres_des_natures, sieges_des_tae
from creances.modeles import Creance, Creancier, Debiteur
from creances.noyau.erreurs import HorsChamp

COMMERCIALE = "commerciale"
CIVILE = "civile"
COPROPRIETE = "copropriete"
ADMINISTRATIVE = "administrative"
CHANGE = "change"

_COMMERCE = frozenset({COMMERCIALE, CHANGE})
_HORS_COMMERCE = frozenset({"consommateur", "particulier", "non_professionnel"})
_PERSONNES_PUBLIQUES = frozenset({"etat", "collectivite", "sante"})
_TITRES_DE_RECETTES = frozenset({"PUBLIC_CREANCIER_LOCAL", "EAU_REGIE", "HOPITAL_PUBLIC"})
_BATONNIER = frozenset({"AVOCAT_CONSO", "AVOCAT_PRO"})
_ORGANISATION_PROPRE = frozenset(
    {"wallis_et_futuna", "polynesie_francaise", "nouvelle_caledonie", "saint_pierre_et_miquelon"}
)
_DROIT_LOCAL = "alsace_moselle"
_METROPOLE = "metropole"


class Piste(NamedTuple):
    """Une matière, et les faits inconnus dont elle dépend."""

    matiere: str
    si: tuple[str, ...] = ()


_ACTE_MIXTE = frozenset({Piste(COMMERCIALE), Piste(CIVILE)})


class Localisation(NamedTuple):
    """Ce qui départage des juridictions de même matière : le siège du tribunal, la chambre de proximité, la demande."""

    ressort: str | None
    chambre_de_proximite: bool | None
    demande: Decimal


def refuser(creance: Creance) -> None:
    """Refuse ce dont le juge n'est pas celui de cette table."""
    if creance.creancier.qualite == "public" or creance.nature in _TITRES_DE_RECETTES:
        raise HorsChamp(
            f"creancier : reçu {creance.creancier.qualite}, nature {creance.nature} ; "
            "une personne publique se délivre son titre de recettes",
            code="hors_champ.titre_de_recettes",
        )
    if creance.nature in _BATONNIER:
        raise HorsChamp(
            f"nature : reçu {creance.nature} ; les honoraires d'avocat se fixent devant le bâtonnier",
            code="hors_champ.honoraires",
        )
    if creance.debiteur.territoire in _ORGANISATION_PROPRE:
        raise HorsChamp(
            f"debiteur.territoire : reçu {creance.debiteur.territoire} ; l'organisation judiciaire y est particulière",
            code="hors_champ.territoire",
        )


def pistes(creance: Creance, au: date, droit: Droit) -> tuple[Piste, ...]:
    """Les matières possibles, sans les départager au hasard."""
    public = _administrative(creance)
    if public:
        return (Piste(ADMINISTRATIVE),)
    privees = tuple(_privees(creance, au, droit))
    if public is False:
        return privees
    manque = ("debiteur_categorie_publique",)
    return (Piste(ADMINISTRATIVE, manque), *(Piste(une.matiere, (*manque, *une.si)) for une in privees))


def _administrative(creance: Creance) -> bool | None:
    """Le contrat d'une personne publique est administratif ; None si le débiteur peut être de droit privé."""
    if creance.debiteur.qualite != "public" and creance.nature != "PUBLIC_DEBITEUR":
        return False
    return True if creance.debiteur.categorie_publique in _PERSONNES_PUBLIQUES else None


def _privees(creance: Creance, au: date, droit: Droit) -> Iterator[Piste]:
    propre = matieres_des_natures().get(creance.nature)
    if propre is not None:
        yield Piste(propre)
        return
    artisans = _artisans(au, droit)
    debiteur, manque_debiteur = _commerce("debiteur", creance.debiteur, artisans=artisans)
    creancier, manque_creancier = _commerce("creancier", creance.creancier, artisans=artisans)
    # Le débiteur qui n'est pas commerçant se défend devant son juge ; le créancier qui ne l'est pas choisit le sien.
    if debiteur is not False:
        yield Piste(COMMERCIALE, () if debiteur else manque_debiteur)
    if debiteur is not True:
        yield Piste(CIVILE, () if debiteur is False else manque_debiteur)
    elif creancier is not True:
        yield Piste(CIVILE, () if creancier is False else manque_creancier)


def _artisans(au: date, droit: Droit) -> bool:
    lue = droit.lire("competence.artisans", au)
    return lue is not None and lue.valeur == COMMERCIALE


def _commerce(nom: str, partie: Debiteur | Creancier, *, artisans: bool) -> tuple[bool | None, tuple[str, ...]]:
    """La partie est-elle justiciable du tribunal de commerce ? Sinon, le fait qui le dirait."""
    if partie.qualite in _HORS_COMMERCE:
        return False, ()
    if partie.commercant or (artisans and partie.artisan):
        return True, ()
    if partie.commercant is None:
        return None, (f"{nom}_commercant",)
    if artisans and partie.artisan is None:
        return None, (f"{nom}_artisan",)
    return False, ()


def est_un_acte_mixte(retenues: tuple[Piste, ...]) -> bool:
    """Vrai si le demandeur choisit entre le juge du commerce et le juge civil."""
    return _ACTE_MIXTE.issubset(retenues)


def est_commerciale(piste: Piste) -> bool:
    """Vrai si la matière relève de la juridiction commerciale."""
    return piste.matiere in _COMMERCE


def situer(piste: Piste, creance: Creance, au: date, droit: Droit, ou: Localisation) -> tuple[Piste, ...]:
    """La matière précisée par le lieu et le montant : tribunal des activités économiques, chambre de proximité…"""
    if est_commerciale(piste):
        return _situer_commerce(piste, creance.debiteur, au, droit, ou.ressort)
    if piste.matiere in {CIVILE, COPROPRIETE} and ou.demande <= droit("competence.proximite", au).valeur:
        return _departager(piste, "proximite", ou.chambre_de_proximite, "chambre_de_proximite")
    return (piste,)


def _situer_commerce(
    piste: Piste, debiteur: Debiteur, au: date, droit: Droit, ressort: str | None
) -> tuple[Piste, ...]:
    if debiteur.pays == "FR" and debiteur.territoire != _METROPOLE:
        return (piste._replace(matiere=_DROIT_LOCAL if debiteur.territoire == _DROIT_LOCAL else "outre_mer"),)
    tae = droit.lire("competence.tae", au)
    if tae is None or tae.valeur != matieres()["tae"].juridiction:
        return (piste,)
    dans_un_tae = None if ressort is None else ressort.casefold() in {un.casefold() for un in sieges_des_tae()}
    return _departager(piste, "tae", dans_un_tae, "ressort")


def _departager(piste: Piste, autre: str, oui: bool | None, manque: str) -> tuple[Piste, ...]:
    """`piste` ou `autre`, selon un fait ; les deux, sous condition, s'il est inconnu."""
    if oui is None:
        si = (*piste.si, manque)
        return (piste._replace(si=si), Piste(autre, si))
    return (Piste(autre, piste.si) if oui else piste,)
