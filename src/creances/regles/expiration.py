"""L'expiration d'un délai de procédure (CPC 640 à 644) : le dernier jour pour agir, à vingt-quatre heures."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, WithJsonSchema

from creances.droit.computation import (
    Duree,
    Expiration,
    Lieu,
    a_rebours,
    compter,
    expirer,
    ligne_de_depart,
    reserves_des_tables,
)
from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles.parties import Territoire
from creances.noyau.erreurs import DonneeInvalide, HorsChamp
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

R421_1 = "CJA, R421-1"
R421_7 = "CJA, R421-7"

Distance = Literal["outre_mer", "etranger"]
_DISTANCES = ("outre_mer", "etranger")
_MOIS_PAR_AN = 12
# Au-delà d'un siècle, ce n'est plus un délai mais une faute de frappe.
_JOURS_MAXIMAUX = 36_500


def _lire_nombre(valeur: Any, nom: str = "nombre") -> int:
    if not isinstance(valeur, int) or isinstance(valeur, bool) or not 0 <= valeur <= _JOURS_MAXIMAUX:
        raise DonneeInvalide(
            f"{nom} : reçu {valeur!r} ({type(valeur).__name__}) ; accepté : un entier de 0 à {_JOURS_MAXIMAUX}",
            code="expiration.nombre",
            valeur=valeur,
        )
    return valeur


NombreAccepte = Annotated[
    int,
    PlainValidator(_lire_nombre),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _JOURS_MAXIMAUX}),
]
"""Argument d'une règle : un nombre entier de jours, de mois ou d'années, zéro ou plus."""


@regle("expiration", "CPC, 640", "CPC, 641", "CPC, 642", "CPC, 642-1", "CPC, 643", "CPC, 644", R421_1)
def expiration(
    depart: JourAccepte,
    *,
    jours: NombreAccepte = 0,
    mois: NombreAccepte = 0,
    annees: NombreAccepte = 0,
    territoire: Territoire = "metropole",
    distance: Distance | None = None,
    franc: bool = False,
    rebours: bool = False,
    vendredi_saint: bool = False,
    droit: Droit | None = None,
) -> Resultat[date]:
    """Quel est le dernier jour d'un délai de procédure ? Ce jour est inclus : le délai expire à vingt-quatre heures.

    Les mois et les années de quantième à quantième, puis les jours, celui de l'événement ne comptant pas ; « prorogé
    jusqu'au premier jour ouvrable suivant » s'il expire un samedi, un dimanche ou un jour férié. Vaut aussi pour les
    inscriptions et formalités de publicité (CPC 642-1) et pour la péremption (Cass. 2e civ., 1er oct. 2020,
    n° 19-17.797). Ne vaut pas pour une prescription, qui n'est ni reportée ni allongée : voir `prescription`.

    - `depart` : jour de l'acte, de l'événement, de la décision ou de la notification. Si le texte fait compter ce jour
      (« dans les quinze jours de leur date »), donner la veille.
    - `jours`, `mois`, `annees` : une durée au moins. Cumulés, les mois et les années sont comptés d'abord.
    - `territoire` : lieu dont on suit les jours fériés, siège de la juridiction ou lieu du destinataire de l'acte.
    - `distance` : "outre_mer" (un mois) ou "etranger" (deux mois), pour la seule partie éloignée, dans les délais de
      comparution, d'appel, d'opposition, de tierce opposition, de révision et de pourvoi (643, 644). S'ajoute à la durée
      avant le report. Devant une juridiction d'outre-mer, "outre_mer" vise qui ne demeure pas dans sa collectivité.
    - `franc` : un jour de plus ; en contentieux administratif seulement (CJA, R421-1).
    - `rebours` : compte en arrière depuis une audience ; des jours seulement. Toujours franc : l'audience et le dernier
      jour sont exclus. Jamais déplacé ; la réserve REBOURS_JOUR_CHOME donne le jour ouvrable qui précède.
    - `vendredi_saint` : la commune, en Alsace-Moselle, a un temple protestant ou une église mixte.

    Doutes : quel lieu donne les jours fériés, aucun arrêt connu ne le dit. Un délai en jours allongé d'un mois de distance
    se compte comme un délai en mois et en jours (641, al. 3), réserve DISTANCE_ET_JOURS si l'autre ordre change la date.
    Le 28 mai à Saint-Martin n'a pour lui que des circulaires : réserve FERIE_DISCUTE. Un délai échu du 12 mars au 23 juin
    2020 garde sa date, avec la réserve PERIODE_PROTEGEE_2020.

    Erreurs : `DonneeInvalide` sans durée, ou pour une combinaison qu'aucun texte ne définit ; `DroitInconnu` avant le
    1er janvier 1976 ; `HorsChamp` pour le Pacifique et pour la distance d'un délai franc (CJA, R421-7).
    Source : CPC 640 à 644 ; Cass. 3e civ., 21 janv. 2021, n° 19-24.799 ; Cass. com., 14 mars 2018, n° 16-26.996.

    >>> str(expiration("2027-01-29", mois=1).valeur)
    '2027-03-01'
    >>> str(expiration("2024-07-31", jours=8, rebours=True, franc=True).valeur)
    '2024-07-22'
    """
    droit = droit or droit_courant()
    origine, lieu = jour(depart, "depart"), Lieu(territoire, vendredi_saint)
    duree = Duree(
        mois=_lire_nombre(mois, "mois") + _MOIS_PAR_AN * _lire_nombre(annees, "annees"),
        jours=_lire_nombre(jours, "jours"),
        franc=franc,
    )
    _verifier(duree, distance, rebours)
    trouve = (
        _en_arriere(origine, duree.jours, lieu, droit) if rebours else _en_avant(origine, duree, lieu, distance, droit)
    )
    return Resultat(
        regle="expiration",
        valeur=trouve.jour,
        lignes=trouve.lignes,
        articles=tuple(dict.fromkeys(ligne.article for ligne in trouve.lignes)),
        reserves=tuple(dict.fromkeys(trouve.reserves)),
        droit=droit.version,
    )


def _verifier(duree: Duree, distance: str | None, rebours: bool) -> None:
    """Refuse ce que les textes ne définissent pas."""
    if not duree.mois and not duree.jours:
        raise DonneeInvalide(
            "jours, mois, annees : reçu aucune durée ; accepté : une durée au moins", code="expiration.sans_duree"
        )
    if distance is not None and distance not in _DISTANCES:
        raise DonneeInvalide(
            f"distance : reçu {distance!r} ; accepté : {' ou '.join(_DISTANCES)}, ou rien", code="expiration.distance"
        )
    if rebours and duree.mois:
        raise DonneeInvalide(
            "mois, annees : reçu une durée à rebours ; accepté : des jours seulement, aucun texte n'en compte autrement",
            code="expiration.rebours_en_mois",
        )
    if rebours and distance is not None:
        raise DonneeInvalide(
            f"distance : reçu {distance!r} avec un délai à rebours ; accepté : un délai qui court vers l'avant",
            code="expiration.rebours_et_distance",
            articles=("CPC, 643", "CPC, 644"),
        )
    if duree.franc and distance is not None:
        raise HorsChamp(
            f"distance : reçu {distance!r} avec un délai franc ; le contentieux administratif a ses propres règles",
            code="hors_champ.distance_franche",
            articles=(R421_7,),
        )


def _en_arriere(audience: date, jours: int, lieu: Lieu, droit: Droit) -> Expiration:
    trouve = a_rebours(audience, jours, lieu, droit)
    return trouve._replace(lignes=(ligne_de_depart("jour_de_l_audience", audience), *trouve.lignes))


def _en_avant(origine: date, duree: Duree, lieu: Lieu, distance: str | None, droit: Droit) -> Expiration:
    lignes, reserves, tables = [ligne_de_depart("acte_ou_evenement", origine)], [], []
    if distance is not None:
        siege = "metropole" if lieu.en_metropole else "outre_mer"
        tables.append(f"procedure.distance.{siege}.{distance}")
        ajout = droit(tables[0], origine)
        lignes.append(Ligne("delai.distance", ajout.article, mots=(("mois", ajout.valeur),)))
        reserves.append(Reserve("DISTANCE_LISTE_FERMEE", (ajout.article,)))
        reserves.extend(_autre_ordre(origine, duree, ajout.valeur, droit))
        duree = duree._replace(mois=duree.mois + ajout.valeur)
    if duree.franc:
        reserves.append(Reserve("DELAI_FRANC_ADMINISTRATIF", (R421_1,)))
    trouve = expirer(origine, duree, lieu, droit)
    reserves.extend(reserves_des_tables(droit, tables, origine, trouve.jour))
    return Expiration(trouve.jour, (*lignes, *trouve.lignes), (*reserves, *trouve.reserves))


def _autre_ordre(origine: date, duree: Duree, mois: int, droit: Droit) -> list[Reserve]:
    """Ajouter la distance au terme d'un délai en jours, plutôt que la compter d'abord, peut changer le quantième."""
    if not duree.jours:
        return []
    retenu = compter(origine, duree._replace(mois=duree.mois + mois), droit).jour
    autre = compter(compter(origine, duree, droit).jour, Duree(mois=mois), droit).jour
    return [] if autre == retenu else [Reserve("DISTANCE_ET_JOURS", ("CPC, 641, al. 3",), dates=(("autre", autre),))]
