r"""La page en HTML : une `<section>`, un tableau, tout texte échappé.

Aucune couleur n'est imposée : le carnet qui l'affiche peut être sombre.

>>> balise("td", echapper("<b>"), style="text-align: right")
'<td style="text-align: right">&lt;b&gt;</td>'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from creances.noyau.rendu.page import Page
from creances.noyau.rendu.valeurs import Compose, Contenu, Fiche, Tableau, Texte

_A_GAUCHE = "text-align: left"
_A_DROITE = "text-align: right"
_COLONNES = 2


def echapper(texte: str) -> str:
    """Un texte qui ne peut ouvrir ni balise ni attribut."""
    return escape(texte, quote=True)


def balise(nom: str, interieur: str, **attributs: str) -> str:
    """Une balise ouverte et refermée. `interieur` est déjà du HTML ; les attributs sont échappés ici."""
    ecrits = "".join(f' {attribut}="{echapper(valeur)}"' for attribut, valeur in attributs.items())
    return f"<{nom}{ecrits}>{interieur}</{nom}>"


def ecrire(page: Page) -> str:
    """La section entière. Une valeur composée a son propre tableau, avant celui des étapes."""
    if page.valeur is None:
        tableaux = [_tableau_des_etapes(page, page.titre)]
    else:
        tableaux = [_compose(page.valeur, balise("caption", echapper(page.titre)))]
        if page.etapes or page.articles or page.reserves or page.droit:
            tableaux.append(_tableau_des_etapes(page, page.intitule("etapes")))
    return balise("section", _lignes(tableaux), lang=page.langue)


def _lignes(morceaux: Iterable[str]) -> str:
    return "\n" + "\n".join(morceaux) + "\n"


def _entete(texte: str, portee: str, cote: str = _A_GAUCHE) -> str:
    return balise("th", echapper(texte), scope=portee, style=cote)


def _cellule(interieur: str, cote: str = _A_GAUCHE) -> str:
    return balise("td", interieur, style=cote)


def _tableau_des_etapes(page: Page, legende: str) -> str:
    morceaux = [balise("caption", echapper(legende))]
    if page.etapes:
        morceaux.append(balise("thead", _entetes_des_etapes(page)))
        morceaux.append(balise("tbody", _lignes(_rangees_des_etapes(page))))
    pied = list(_pied(page))
    if pied:
        morceaux.append(balise("tfoot", _lignes(pied)))
    return balise("table", _lignes(morceaux))


def _entetes_des_etapes(page: Page) -> str:
    entetes = [_entete(page.intitule("etape"), "col"), _entete(page.intitule("article"), "col")]
    if page.a_des_montants:
        entetes.append(_entete(page.intitule("montant"), "col", _A_DROITE))
    return balise("tr", "".join(entetes))


def _rangees_des_etapes(page: Page) -> Iterator[str]:
    for etape in page.etapes:
        cellules = [_cellule(echapper(etape.phrase)), _cellule(echapper(etape.article))]
        if page.a_des_montants:
            cellules.append(_cellule(echapper(etape.montant), _A_DROITE))
        yield balise("tr", "".join(cellules))


def _pied(page: Page) -> Iterator[str]:
    """Les textes, les réserves et la version, sur toute la largeur du tableau."""
    reste = str(_COLONNES - 1 + page.a_des_montants)
    for nom, elements in (("articles", page.articles), ("reserves", page.reserves)):
        if elements:
            liste = balise("ul", "".join(balise("li", echapper(element)) for element in elements))
            cellule = balise("td", liste, colspan=reste, style=_A_GAUCHE)
            yield balise("tr", _entete(page.intitule(nom), "row") + cellule)
    if page.droit:
        largeur = str(_COLONNES + page.a_des_montants)
        yield balise("tr", balise("td", echapper(page.droit), colspan=largeur, style=_A_GAUCHE))


def _compose(compose: Compose, legende: str = "") -> str:
    return _tableau(compose, legende) if isinstance(compose, Tableau) else _fiche(compose, legende)


def _cellule_du_contenu(contenu: Contenu, nombre: bool) -> str:
    interieur = echapper(contenu.ecrit) if isinstance(contenu, Texte) else _compose(contenu)
    return _cellule(interieur, _cote(nombre))


def _cote(nombre: bool) -> str:
    return _A_DROITE if nombre else _A_GAUCHE


def _fiche(fiche: Fiche, legende: str) -> str:
    rangees = (
        balise(
            "tr",
            _entete(nom, "row") + _cellule_du_contenu(dedans, isinstance(dedans, Texte) and dedans.nombre),
        )
        for nom, dedans in fiche.rubriques
    )
    return balise("table", legende + balise("tbody", _lignes(rangees)))


def _tableau(tableau: Tableau, legende: str) -> str:
    nombres = tableau.nombres
    entetes = (_entete(nom, "col", _cote(nombre)) for nom, nombre in zip(tableau.entetes, nombres, strict=True))
    rangees = (balise("tr", "".join(map(_cellule_du_contenu, rangee, nombres))) for rangee in tableau.rangees)
    tete = balise("thead", balise("tr", "".join(entetes)))
    return balise("table", legende + tete + balise("tbody", _lignes(rangees)))
