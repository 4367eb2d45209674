"""`creances decompte` : ce que doit chaque client d'un FEC ou d'un CSV, facture par facture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from creances.adaptateurs.bilan import Bilan, composer, ecrire_json
from creances.adaptateurs.cellules import montant
from creances.adaptateurs.commande.fichiers import Lu, lire_fichier
from creances.adaptateurs.commande.options import OptionDroit, OptionLangue, OptionSortie, droit_demande, lire_jour
from creances.adaptateurs.commande.sorties import (
    Code,
    Format,
    Langue,
    avancement,
    avertir,
    code_de,
    ecrire,
    ecrire_pages,
    erreurs_en_clair,
)
from creances.adaptateurs.fiches_clients import completer, lire_fiches
from creances.adaptateurs.portefeuille import Controle, DossierClient, ReleveClient, relever
from creances.adaptateurs.releves_csv import ecrire_csv
from creances.droit.corpus import Droit
from creances.modeles import Conditions, Terme
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.rendu.catalogues import nettoyer
from creances.noyau.rendu.page import Page
from creances.noyau.rendu.page import composer as composer_le_resultat


class _Choix(NamedTuple):
    """Comment rendre la réponse."""

    format: Format
    sortie: Path | None
    langue: Langue
    detail: bool


def decompte(
    fichier: Annotated[Path, typer.Argument(help="FEC ou CSV de factures, reconnu à son contenu.")],
    au: Annotated[date, typer.Option("--au", parser=lire_jour, metavar="JOUR", help="Jour du décompte, inclus.")],
    format_: Annotated[Format, typer.Option("--format", help="Forme de la réponse.")] = Format.TABLE,
    sortie: OptionSortie = None,
    terme_jours: Annotated[int | None, typer.Option(help="Terme convenu par défaut, en jours.")] = None,
    terme_mois: Annotated[int | None, typer.Option(help="Terme convenu par défaut, en mois.")] = None,
    mode: Annotated[str, typer.Option(help="Méthode du terme : net, jours_puis_fin_de_mois…")] = "",
    le: Annotated[int | None, typer.Option(help="Quantième fixe du terme.")] = None,
    taux_penalites: Annotated[str, typer.Option(help="Taux convenu, en pour cent l'an.")] = "",
    clients: Annotated[Path | None, typer.Option(help="CSV ou TOML : qualité et terme des clients.")] = None,
    tiers: Annotated[list[str] | None, typer.Option(help="Code d'un client (option répétable).")] = None,
    langue: OptionLangue = Langue.FR,
    detail: Annotated[bool, typer.Option("--detail", help="Chaque ligne du calcul de chaque client.")] = False,
    tolerer: Annotated[bool, typer.Option("--tolerer", help="Sortir avec 0 même si des lignes manquent.")] = False,
    droit: OptionDroit = None,
) -> None:
    """Principal, pénalités, indemnité et total dû, par client et par facture, au jour dit.

    Les rejets et les anomalies du fichier s'écrivent sur la sortie d'erreur. Codes de sortie : 0 fait, 1 donnée refusée,
    2 usage, 3 droit inconnu, 4 hors champ, 5 partiel.
    """
    defaut = _conditions(terme_jours, terme_mois, mode, le, taux_penalites)
    with erreurs_en_clair():
        applicable = droit_demande(droit)
        lu = _completer(lire_fichier(fichier, au=au), clients, defaut)
        _signaler(lu)
        bilan = _bilan(_choisir(lu, tiers or ()), au, applicable)
        _rendre(bilan, _Choix(format_, sortie, langue, detail))
    for une in bilan.ecartees:
        avertir(f"client {une.client}, {une.reference or 'tout'} : {une.erreur.message} [{une.erreur.code}]")
    raise typer.Exit(_code(bilan, lu, tolerer=tolerer))


def _conditions(jours: int | None, mois: int | None, mode: str, le: int | None, taux: str) -> Conditions:
    champs = {"jours": jours, "mois": mois, "mode": mode or None, "le": le}
    remplis = {nom: valeur for nom, valeur in champs.items() if valeur is not None}
    try:
        lues = {"taux_penalites": montant(taux)} if taux else {}
        return Conditions(**lues, **({"terme": Terme(**remplis)} if remplis else {}))
    except DonneeInvalide as refus:
        raise typer.BadParameter(refus.message) from None


def _completer(lu: Lu, clients: Path | None, defaut: Conditions) -> Lu:
    dossiers, inconnus = completer(lu.dossiers, {} if clients is None else lire_fiches(clients), defaut=defaut)
    remarques = tuple(f"--clients : {code!r} n'est pas un client du fichier" for code in inconnus)
    return replace(lu, dossiers=dossiers, remarques=(*lu.remarques, *remarques))


def _signaler(lu: Lu) -> None:
    for message in (*lu.refus, *lu.remarques):
        avertir(message)


def _choisir(lu: Lu, tiers: Sequence[str]) -> Lu:
    if not tiers:
        return lu
    connus = {dossier.client for dossier in lu.dossiers} | {une.client for une in lu.ecartees}
    if inconnus := [code for code in tiers if code not in connus]:
        raise DonneeInvalide(
            f"--tiers : reçu {inconnus[0]!r} ; accepté : {', '.join(sorted(connus)[:20]) or 'aucun client lu'}",
            code="tiers.inconnu",
        )
    dossiers = tuple(dossier for dossier in lu.dossiers if dossier.client in tiers)
    ecartees = tuple(une for une in lu.ecartees if une.client in tiers)
    controles = [dossier.controle for dossier in dossiers if dossier.controle is not None]
    return replace(lu, dossiers=dossiers, ecartees=ecartees, controle=Controle.total(controles) if controles else None)


def _bilan(lu: Lu, au: date, droit: Droit) -> Bilan:
    return Bilan(au, droit.version, tuple(_relever(lu.dossiers, au, droit)), lu.controle, lu.ecartees)


def _relever(dossiers: Sequence[DossierClient], au: date, droit: Droit) -> Iterator[ReleveClient]:
    with avancement("calcul") as progression:
        for rang, dossier in enumerate(dossiers, 1):
            yield relever(dossier, au=au, droit=droit)
            progression(rang, len(dossiers))


def _rendre(bilan: Bilan, choix: _Choix) -> None:
    if choix.format is Format.JSON:
        ecrire(ecrire_json(bilan) + "\n", choix.sortie)
    elif choix.format is Format.CSV:
        # La marque en tête dit l'UTF-8 aux tableurs ; elle n'a pas sa place dans un tube.
        ecrire(ecrire_csv(bilan.releves), choix.sortie, encodage="utf-8-sig")
    else:
        page = composer(bilan, choix.langue)
        pages = [page, *_details(bilan, choix.langue)] if choix.detail else [page]
        ecrire_pages(pages, choix.format, choix.sortie, titre=page.titre)


def _details(bilan: Bilan, langue: str) -> Iterator[Page]:
    for un in bilan.releves:
        if un.resultat is not None:
            page = composer_le_resultat(un.resultat, langue)
            yield replace(page, titre=nettoyer(f"{un.dossier.client} {un.dossier.nom} — {page.titre}"))


def _code(bilan: Bilan, lu: Lu, *, tolerer: bool) -> Code:
    """Rien de calculé : le code de la première cause. Une partie : 5, sauf tolérance. Tout : 0."""
    if not bilan.calcules and bilan.ecartees:
        return code_de(bilan.ecartees[0].erreur)
    if not lu.dossiers and lu.refus:
        return Code.REFUSE
    partiel = bool(bilan.ecartees or lu.refus)
    return Code.PARTIEL if partiel and not tolerer else Code.FAIT
