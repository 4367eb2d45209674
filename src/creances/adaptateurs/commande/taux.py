"""`creances taux` : les séries connues, leurs sources, leurs horizons, et ce qui s'applique un jour donné."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from creances.adaptateurs.commande.options import OptionDroit, OptionLangue, OptionSortie, droit_demande, lire_jour
from creances.adaptateurs.commande.sorties import Code, Format, Langue, avertir, ecrire, ecrire_pages, erreurs_en_clair
from creances.adaptateurs.releves_csv import neutraliser
from creances.adaptateurs.taux_du_jour import TauxDuJour, taux_du_jour
from creances.droit.corpus import Droit
from creances.noyau.rendu.catalogues import message
from creances.noyau.rendu.page import Page
from creances.noyau.rendu.phrases import fait, phrase, phrase_de_reserve
from creances.noyau.rendu.valeurs import Fiche, Tableau, Texte
from creances.noyau.tables import TableDatee, Version

_POUR_CENT = "% l'an"


class _Reponse(NamedTuple):
    """Des rangées de faits, par colonne, avec ce que la page en dit."""

    titre: str
    legende: str
    rangees: Sequence[dict[str, Any]]
    reserves: tuple[str, ...] = ()


def taux(
    serie: Annotated[str, typer.Option("--serie", help="Toutes les lignes d'une série, par son nom.")] = "",
    au: Annotated[
        date | None,
        typer.Option("--au", parser=lire_jour, metavar="JOUR", help="Ce qui s'applique ce jour-là."),
    ] = None,
    horizons: Annotated[bool, typer.Option("--horizons", help="Jusqu'où chaque série répond.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="Forme de la réponse.")] = Format.TABLE,
    langue: OptionLangue = Langue.FR,
    sortie: OptionSortie = None,
    droit: OptionDroit = None,
) -> None:
    """Les taux légaux : dernière valeur de chaque série, une série entière, ou ce qui s'applique un jour donné."""
    if horizons and (serie or au):
        raise typer.BadParameter("--horizons ne se combine ni avec --serie ni avec --au")
    with erreurs_en_clair():
        applicable = droit_demande(droit)
        reponse, inconnus = _repondre(applicable, serie, au, langue, horizons=horizons)
        _rendre(reponse, applicable, format_, langue, sortie)
    for inconnu in inconnus:
        avertir(inconnu)
    raise typer.Exit(Code.DROIT_INCONNU if inconnus else Code.FAIT)


def _repondre(
    droit: Droit, serie: str, au: date | None, langue: Langue, *, horizons: bool
) -> tuple[_Reponse, tuple[str, ...]]:
    if horizons:
        return _horizons(droit, langue), ()
    if serie:
        table = droit.table(serie)
        versions = table.versions if au is None else (table.au(au),)
        titre = phrase("page.taux.titre_serie", langue, {"serie": serie})
        return _Reponse(titre, serie, [_rangee(table, version, langue) for version in versions]), ()
    if au is not None:
        return _du_jour(taux_du_jour(au, droit), au, langue)
    series = [table for table in droit.tables.values() if table.unite == _POUR_CENT]
    titre = message("page.taux.titre", langue)
    return _Reponse(titre, _POUR_CENT, [_rangee(table, table.versions[-1], langue) for table in series]), ()


def _rangee(table: TableDatee[Any], version: Version[Any], langue: str) -> dict[str, Any]:
    return {
        "serie": table.nom,
        "depuis": version.debut,
        "valeur": version.valeur,
        "unite": table.unite,
        "article": version.article,
        "acte": version.source.acte,
        "publie_le": version.source.publie_le,
        "confiance": message(f"page.confiance.{version.source.confiance}", langue),
        "connu_jusqu_au": table.connu_jusqu_au,
        "source": version.source.adresse,
    }


def _horizons(droit: Droit, langue: str) -> _Reponse:
    rangees = [
        {
            "serie": un.table,
            "depuis": un.dernier_debut,
            "connu_jusqu_au": un.jour,
            "au_dela": message(f"page.taux.{un.sorte}", langue),
        }
        for un in droit.horizons()
    ]
    titre = message("page.taux.titre_horizons", langue)
    return _Reponse(titre, message("page.colonne.serie", langue), rangees)


def _du_jour(lus: Iterable[TauxDuJour], au: date, langue: str) -> tuple[_Reponse, tuple[str, ...]]:
    rangees: list[dict[str, Any]] = []
    reserves: list[str] = []
    inconnus: list[str] = []
    for un in lus:
        nom = message(f"page.taux.{un.nom}", langue)
        rangees.append({"serie": nom, "taux": un.taux, "unite": _POUR_CENT, "article": un.article})
        reserves.extend(phrase_de_reserve(reserve, langue) for reserve in un.reserves)
        if un.inconnu:
            inconnus.append(f"{nom} : {un.inconnu}")
    titre = phrase("page.taux.titre_au", langue, {"au": au})
    legende = message("page.taux.supposition", langue)
    return _Reponse(titre, legende, rangees, tuple(dict.fromkeys(reserves))), tuple(inconnus)


def _rendre(reponse: _Reponse, droit: Droit, choix: Format, langue: Langue, sortie: Path | None) -> None:
    if choix is Format.JSON:
        ecrire(json.dumps(reponse.rangees, ensure_ascii=False, indent=2, default=str) + "\n", sortie)
    elif choix is Format.CSV:
        ecrire(_csv(reponse.rangees), sortie, encodage="utf-8-sig")
    else:
        ecrire_pages([_page(reponse, droit, langue)], choix, sortie, titre=reponse.titre)


def _csv(rangees: Sequence[dict[str, Any]]) -> str:
    flux = io.StringIO(newline="")
    ecrivain = csv.writer(flux, delimiter=";")
    ecrivain.writerow(rangees[0])
    for rangee in rangees:
        ecrivain.writerow("" if valeur is None else neutraliser(_nombre(valeur, "fr")) for valeur in rangee.values())
    return flux.getvalue()


def _page(reponse: _Reponse, droit: Droit, langue: Langue) -> Page:
    entetes = tuple(message(f"page.colonne.{nom}", langue) for nom in reponse.rangees[0])
    rangees = tuple(
        tuple(_cellule(valeur, rangee.get("unite", ""), langue) for valeur in rangee.values())
        for rangee in reponse.rangees
    )
    return Page(
        langue=langue,
        titre=reponse.titre,
        valeur=Fiche(((reponse.legende, Tableau(entetes, rangees)),)),
        etapes=(),
        articles=(),
        reserves=reponse.reserves,
        droit=phrase("page.droit", langue, {"droit": droit.version}),
    )


def _cellule(valeur: object, unite: str, langue: str) -> Texte:
    if isinstance(valeur, Decimal):
        return Texte(fait(valeur, langue, "taux") if unite == _POUR_CENT else _nombre(valeur, langue), nombre=True)
    return Texte(fait(valeur, langue), isinstance(valeur, int))


def _nombre(valeur: object, langue: str) -> str:
    """Un nombre sans unité : la virgule en français, les décimales de la loi."""
    ecrit = str(valeur)
    return ecrit.replace(".", ",") if isinstance(valeur, Decimal) and langue == "fr" else ecrit
