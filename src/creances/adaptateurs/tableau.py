"""Un tableau CSV, lu par le nom de ses colonnes : séparateur et encodage reconnus, colonnes inconnues refusées.

Commun aux factures et aux fiches des clients. Les cellules restent du texte ; `cellules` les change en valeurs.

>>> porte = Porte("CSV", "csv", "accepté : un CSV")
>>> tableau = lire_tableau(b"client;montant\\nC1;12,50\\n", porte, colonnes=("client", "montant", "date"))
>>> tableau.separateur, [(ligne.numero, ligne.cellules) for ligne in tableau.lignes]
(';', [(2, {'client': 'C1', 'montant': '12,50'})])
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from creances.adaptateurs.octets import (
    Porte,
    Progression,
    Source,
    lire_octets,
    reconnaitre_encodage,
    refuser_les_autres_formats,
)

LIMITE_OCTETS = 64 * 1024 * 1024
LIMITE_LIGNES = 500_000
# À égalité de comptes, le point-virgule : c'est celui des tableurs français.
_SEPARATEURS = (";", "\t", ",")
_PAS_DE_PROGRESSION = 1000


class Rejet(NamedTuple):
    """Une ligne refusée : son numéro dans le fichier (l'en-tête compte pour 1), un code stable, la raison."""

    ligne: int
    code: str
    message: str


class LigneLue(NamedTuple):
    """Les cellules non vides d'une ligne, par colonne, et son numéro dans le fichier."""

    numero: int
    cellules: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tableau:
    """Ce qui a été lu. `lues` compte les lignes non vides, en-tête exclu : lignes + rejets."""

    colonnes: tuple[str, ...]
    lignes: tuple[LigneLue, ...]
    rejets: tuple[Rejet, ...]
    vides: int
    separateur: str
    encodage: str

    @property
    def lues(self) -> int:
        """Les lignes non vides du fichier, acceptées ou non."""
        return len(self.lignes) + len(self.rejets)


def lire_tableau(
    source: Source,
    porte: Porte,
    *,
    colonnes: Collection[str],
    limite_octets: int = LIMITE_OCTETS,
    limite_lignes: int = LIMITE_LIGNES,
    progression: Progression | None = None,
) -> Tableau:
    """Lit un CSV dont la première ligne nomme des `colonnes` connues, dans n'importe quel ordre.

    UTF-8 avec ou sans marque, ou ISO 8859-15 ; séparateur « ; », « , » ou tabulation ; guillemets doublés. La casse, les
    accents et les blancs des noms ne comptent pas. Une ligne aux cellules de trop est un `Rejet`.
    Lève `DonneeInvalide` si le fichier entier est refusé : colonne inconnue ou double, guillemet jamais fermé…
    """
    octets = lire_octets(source, limite_octets, porte)
    refuser_les_autres_formats(octets, porte)
    encodage = reconnaitre_encodage(octets, porte)
    texte = octets.decode(encodage)
    suivi = _Suivi(texte, len(octets), limite_lignes, porte, progression)
    separateur = _separateur(texte, porte)
    rangees = _rangees(suivi, separateur, porte)
    places = _places(next(rangees, (0, []))[1], colonnes, porte)
    lignes: list[LigneLue] = []
    rejets: list[Rejet] = []
    vides = 0
    for numero, rangee in rangees:
        cellules = [cellule.strip() for cellule in rangee]
        if not any(cellules):
            vides += 1
        elif any(cellules[len(places) :]) or any(
            cellule and not nom for nom, cellule in zip(places, cellules, strict=False)
        ):
            message = f"ligne {numero} : {len(cellules)} cellules pour {len(places)} colonnes nommées"
            rejets.append(Rejet(numero, f"{porte.prefixe}.cellules_decalees", message))
        else:
            remplies = {nom: cellule for nom, cellule in zip(places, cellules, strict=False) if cellule}
            lignes.append(LigneLue(numero, remplies))
    suivi.terminer()
    nommees = tuple(nom for nom in places if nom)
    return Tableau(nommees, tuple(lignes), tuple(rejets), vides, separateur, encodage)


class _Suivi:
    """Donne les lignes du texte une à une, en comptant : le `csv` du langage ne borne rien."""

    def __init__(self, texte: str, octets: int, limite: int, porte: Porte, progression: Progression | None) -> None:
        self._texte = io.StringIO(texte, newline="")
        self._caracteres, self._octets = max(len(texte), 1), octets
        self._limite, self._porte, self._progression = limite, porte, progression

    def __iter__(self) -> Iterator[str]:
        faits = 0
        for numero, ligne in enumerate(self._texte, 1):
            if numero > self._limite:
                raise self._porte.refus(
                    "trop_de_lignes",
                    f"plus de {self._limite} lignes ; relever limite_lignes pour l'accepter",
                    limite=self._limite,
                )
            faits += len(ligne)
            if self._progression is not None and numero % _PAS_DE_PROGRESSION == 0:
                self._progression(self._octets * faits // self._caracteres, self._octets)
            yield ligne

    def terminer(self) -> None:
        """Annonce la fin."""
        if self._progression is not None:
            self._progression(self._octets, self._octets)


def _separateur(texte: str, porte: Porte) -> str:
    en_tete = next((ligne for ligne in io.StringIO(texte, newline="") if ligne.strip()), "")
    trouve = max(_SEPARATEURS, key=en_tete.count)
    if not en_tete.count(trouve):
        raise porte.refus("separateur", f"aucun séparateur dans la première ligne, {en_tete[:80]!r} ; {porte.accepte}")
    return trouve


def _rangees(suivi: _Suivi, separateur: str, porte: Porte) -> Iterator[tuple[int, list[str]]]:
    """Les rangées et le numéro de leur première ligne ; l'en-tête est la première rangée non vide."""
    lecteur = csv.reader(suivi, delimiter=separateur, strict=True)
    en_tete_lu, debut = False, 1
    try:
        for rangee in lecteur:
            if en_tete_lu or any(cellule.strip() for cellule in rangee):
                en_tete_lu = True
                yield debut, rangee
            debut = lecteur.line_num + 1
    except csv.Error as erreur:
        raise porte.refus(
            "guillemets",
            f"ligne {debut} : {_traduire(erreur)} ; accepté : un guillemet ouvert en tête de cellule et refermé, "
            "doublé à l'intérieur",
            ligne=debut,
        ) from erreur


def _traduire(erreur: csv.Error) -> str:
    texte = str(erreur)
    if "field limit" in texte:
        return "cellule trop longue"
    return "guillemet jamais refermé" if "unexpected end" in texte else "guillemet mal placé"


def _places(noms: list[str], colonnes: Collection[str], porte: Porte) -> tuple[str, ...]:
    if not noms:
        raise porte.refus("vide", f"rien que des cellules vides ; {porte.accepte}")
    places = tuple(_cle(nom) for nom in noms)
    for nom, brut in zip(places, noms, strict=True):
        if nom and nom not in colonnes:
            raise porte.refus(
                "colonne_inconnue",
                f"colonne {brut[:80]!r} inconnue ; accepté : {', '.join(colonnes)}",
                colonne=brut,
            )
        if nom and places.count(nom) > 1:
            raise porte.refus("colonne_double", f"deux colonnes {nom} ; accepté : une seule", colonne=nom)
    return places


def _cle(nom: str) -> str:
    decompose = unicodedata.normalize("NFKD", nom.strip().lower())
    sans_accents = "".join(lettre for lettre in decompose if not unicodedata.combining(lettre))
    return "_".join(sans_accents.replace("-", " ").replace("_", " ").split())
