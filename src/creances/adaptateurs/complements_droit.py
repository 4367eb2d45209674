"""Les taux parus depuis la version installée : un fichier TOML, et le droit complété d'autant.

C'est la façon d'ajouter le taux du semestre à venir sans attendre une nouvelle version. Une table par série (les noms
de `creances taux`) ; `connu_jusqu_au` est le premier jour qui reste inconnu ; les taux s'écrivent entre guillemets,
comme la loi les imprime ; un début déjà connu remplace l'ancienne ligne.

    [taux_interet_legal.autres_cas]
    connu_jusqu_au = 2027-07-01

    [[taux_interet_legal.autres_cas.version]]
    debut = 2027-01-01
    valeur = "2.80"
    acte = "Arrêté du 18 décembre 2026"
    publie_le = 2026-12-24
    source = "https://www.legifrance.gouv.fr/…"

    # Décision du 17 décembre : taux inchangé. Aucune ligne, mais la série est connue plus loin.
    [taux_bce]
    connu_jusqu_au = 2027-02-10

`article` et `confiance` (« haute », « moyenne » ou « basse ») sont facultatifs ; une confiance qui n'est pas haute pose une
réserve sur chaque résultat qui s'en sert. Une valeur sans terme connu (les 40 euros) ne prend pas `connu_jusqu_au`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast, get_args

from creances.adaptateurs.octets import Porte, lire_octets
from creances.adaptateurs.octets import Source as Fichier
from creances.droit.corpus import Droit, droit_courant
from creances.noyau.argent import taux
from creances.noyau.erreurs import DonneeInvalide, TableIncoherente
from creances.noyau.tables import Confiance, Source, TableDatee, Version

LIMITE_OCTETS = 1024 * 1024
_OBLIGATOIRES = ("debut", "valeur", "acte", "publie_le", "source")
_FACULTATIFS = ("article", "confiance")
PORTE = Porte(
    "compléments du droit",
    "complements",
    'accepté : un TOML, une table par série, avec connu_jusqu_au et des [[version]] (debut, valeur = "2.80", acte, '
    "publie_le, source)",
)


def droit_complete(source: Fichier, droit: Droit | None = None) -> Droit:
    """Le droit (celui du paquet par défaut) où les tables du fichier reçoivent leurs nouvelles lignes.

    Sa version porte la marque « modifié ». Lève `DonneeInvalide` en nommant la table et le champ.

    >>> fichier = b'''
    ... [taux_bce]
    ... connu_jusqu_au = 2027-02-10
    ... [[taux_bce.version]]
    ... debut = 2026-12-23
    ... valeur = "2.40"
    ... acte = "BCE, 17 decembre 2026"
    ... publie_le = 2026-12-17
    ... source = "https://www.ecb.europa.eu"
    ... '''
    >>> droit_complete(fichier)("taux_bce", date(2027, 1, 1)).valeur
    Decimal('2.40')
    """
    complet = droit or droit_courant()
    octets = lire_octets(source, LIMITE_OCTETS, PORTE)
    try:
        contenu = tomllib.loads(octets.decode("utf-8"))
    except (ValueError, RecursionError) as erreur:
        raise PORTE.refus("toml", f"TOML illisible ({erreur}) ; {PORTE.accepte}") from erreur
    for nom, ajout in _tables(contenu):
        complet = _completer(complet, nom, ajout)
    return complet


def _tables(noeud: Mapping[str, Any], prefixe: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Les tables du fichier, par leur nom à points : [taux_interet_legal.autres_cas] est nichée dans le TOML."""
    for nom, dedans in noeud.items():
        if not isinstance(dedans, dict):
            raise PORTE.refus("toml", f"{prefixe}{nom} : reçu {dedans!r} ; {PORTE.accepte}")
        if "version" in dedans or "connu_jusqu_au" in dedans:
            yield prefixe + nom, dedans
        else:
            yield from _tables(dedans, f"{prefixe}{nom}.")


def _completer(droit: Droit, nom: str, ajout: Mapping[str, Any]) -> Droit:
    table = droit.table(nom)
    _refuser_les_inconnus(ajout, ("version", "connu_jusqu_au"), nom)
    lignes = ajout.get("version", [])
    if not isinstance(lignes, list) or not all(isinstance(ligne, dict) for ligne in lignes):
        raise PORTE.refus("toml", f"{nom}, version : reçu {lignes!r} ; accepté : des [[{nom}.version]]")
    jusqu_au = ajout.get("connu_jusqu_au")
    if jusqu_au is not None:
        jusqu_au = _jour(jusqu_au, f"{nom}, connu_jusqu_au")
    versions = tuple(_version(table, ligne, nom) for ligne in lignes)
    debuts = [version.debut for version in versions]
    if len(set(debuts)) < len(debuts):
        raise PORTE.refus("debut", f"{nom}, debut : reçu deux fois le même jour ; accepté : une ligne par début")
    try:
        return droit.completer(nom, *versions, connu_jusqu_au=jusqu_au)
    except TableIncoherente as incoherente:
        raise PORTE.refus(
            "horizon",
            f"{incoherente.message} ; accepté : un horizon après la dernière ligne",
            table=nom,
        ) from incoherente


def _version(table: TableDatee[Any], ligne: Mapping[str, Any], nom: str) -> Version[Any]:
    _refuser_les_inconnus(ligne, (*_OBLIGATOIRES, *_FACULTATIFS), nom)
    for champ in _OBLIGATOIRES:
        if champ not in ligne:
            raise PORTE.refus("champ_absent", f"{nom}, {champ} : reçu rien ; accepté : ce champ est obligatoire")
    debut = _jour(ligne["debut"], f"{nom}, debut")
    source = Source(
        acte=_texte(ligne["acte"], f"{nom}, acte"),
        publie_le=_jour(ligne["publie_le"], f"{nom}, publie_le"),
        adresse=_texte(ligne["source"], f"{nom}, source"),
        confiance=_confiance(ligne.get("confiance", "haute"), nom),
    )
    derniere = table.versions[-1]
    article = _texte(ligne.get("article", derniere.article), f"{nom}, article")
    return Version(debut, _valeur(ligne["valeur"], derniere.valeur, f"{nom}, valeur"), source, article)


def _refuser_les_inconnus(lus: Mapping[str, Any], acceptes: tuple[str, ...], nom: str) -> None:
    inconnus = [champ for champ in lus if champ not in acceptes]
    if inconnus:
        raise PORTE.refus("champ_inconnu", f"{nom}, {inconnus[0]} : champ inconnu ; accepté : {', '.join(acceptes)}")


def _valeur(lue: object, modele: object, champ: str) -> object:
    """La valeur, du même type que celle qu'elle suit : un taux entre guillemets, un entier, un mot."""
    if isinstance(modele, Decimal) and isinstance(lue, str):
        return taux(lue, champ)
    if isinstance(modele, int) and isinstance(lue, int) and not isinstance(lue, bool):
        return lue
    if isinstance(modele, str) and isinstance(lue, str):
        return lue
    attendu = {Decimal: 'un nombre entre guillemets, comme "2.80"', int: "un entier"}.get(type(modele), "un texte")
    raise DonneeInvalide(f"{champ} : reçu {lue!r} ; accepté : {attendu}", code="complements.valeur")


def _jour(lu: object, champ: str) -> date:
    if isinstance(lu, date) and not isinstance(lu, datetime):
        return lu
    raise PORTE.refus("jour", f"{champ} : reçu {lu!r} ; accepté : un jour TOML, 2027-01-01 sans guillemets")


def _texte(lu: object, champ: str) -> str:
    if isinstance(lu, str) and lu:
        return lu
    raise PORTE.refus("texte", f"{champ} : reçu {lu!r} ; accepté : un texte")


def _confiance(lue: object, nom: str) -> Confiance:
    if lue not in get_args(Confiance):
        raise PORTE.refus("confiance", f"{nom}, confiance : reçu {lue!r} ; accepté : {', '.join(get_args(Confiance))}")
    return cast("Confiance", lue)
