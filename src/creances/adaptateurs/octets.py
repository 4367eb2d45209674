"""Ouvrir un fichier sans lui faire confiance : octets bornés, autres formats refusés, encodage reconnu.

Commun à tous les lecteurs ; chacun donne sa `Porte`, qui nomme le format dans les refus.

>>> fec = Porte("FEC", "fec", "accepté : un FEC à plat")
>>> fec.refus("vide", "fichier vide").code
'fec.vide'
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from creances.noyau.erreurs import DonneeInvalide

Source = str | os.PathLike[str] | bytes | BinaryIO
Progression = Callable[[int, int | None], None]
"""`progression(octets_lus, octets_en_tout)`, appelée de loin en loin."""

_TAILLE_DE_BLOC = 1024 * 1024
_MARQUE_UTF8 = b"\xef\xbb\xbf"
# Les débuts de fichier qui trahissent un autre format, avec le code et le nom à donner.
_SIGNATURES = (
    (b"PK\x03\x04", "classeur", "un classeur XLSX ou une archive ZIP"),
    (b"\xd0\xcf\x11\xe0", "classeur", "un classeur XLS ou un document Office ancien"),
    (b"\x1f\x8b", "archive", "une archive GZIP"),
    (b"7z\xbc\xaf", "archive", "une archive 7-Zip"),
    (b"%PDF", "pdf", "un document PDF"),
    (b"\xff\xfe", "encodage", "un texte UTF-16 ou UTF-32"),
    (b"\xfe\xff", "encodage", "un texte UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Porte:
    """Le format attendu : `nom` ouvre les messages, `prefixe` les codes, `accepte` dit ce qui passe."""

    nom: str
    prefixe: str
    accepte: str
    articles: tuple[str, ...] = ()

    def refus(self, code: str, message: str, **contexte: object) -> DonneeInvalide:
        """L'erreur à lever quand le fichier entier est refusé."""
        return DonneeInvalide(
            f"{self.nom} : {message}", code=f"{self.prefixe}.{code}", articles=self.articles, **contexte
        )


def lire_octets(source: Source, limite: int, porte: Porte) -> bytes:
    """Les octets de la source, `limite` au plus ; au-delà, ou si rien n'est lisible, `DonneeInvalide`."""
    if isinstance(source, bytes):
        octets = source
    elif isinstance(source, str | os.PathLike):
        try:
            with Path(source).open("rb") as flux:
                octets = _vider(flux, limite, porte)
        except (OSError, ValueError) as erreur:
            nom = repr(str(source)[:200])
            raise porte.refus("illisible", f"{nom}, ouverture impossible ({erreur})") from erreur
    elif hasattr(source, "read"):
        octets = _vider(source, limite, porte)
    else:
        raise porte.refus(
            "source",
            f"source de type {type(source).__name__} ; accepté : un chemin, des octets (bytes) "
            "ou un flux ouvert en binaire",
        )
    if len(octets) > limite:
        raise porte.refus(
            "trop_gros", f"plus de {limite} octets ; relever limite_octets pour l'accepter", limite=limite
        )
    return octets


def _vider(flux: BinaryIO, limite: int, porte: Porte) -> bytes:
    morceaux: list[bytes] = []
    reste = limite + 1
    while reste > 0:
        # Un flux brut peut rendre moins que demandé : seul un morceau vide dit la fin.
        morceau: object = flux.read(min(reste, _TAILLE_DE_BLOC))
        if not isinstance(morceau, bytes):
            raise porte.refus(
                "source", f"le flux rend du {type(morceau).__name__} ; accepté : un flux ouvert en binaire"
            )
        if not morceau:
            break
        morceaux.append(morceau)
        reste -= len(morceau)
    return b"".join(morceaux)


def refuser_les_autres_formats(octets: bytes, porte: Porte) -> None:
    """Lève `DonneeInvalide` si les octets sont vides, ou d'un format reconnu qui n'est pas du texte à plat."""
    debut = octets[:512].removeprefix(_MARQUE_UTF8).lstrip()
    if not debut and not octets.removeprefix(_MARQUE_UTF8).strip():
        raise porte.refus("vide", f"fichier vide ; {porte.accepte}")
    for signature, code, nature in _SIGNATURES:
        if octets.startswith(signature):
            raise porte.refus(code, f"le fichier est {nature} ; {porte.accepte}")
    if debut.startswith(b"<"):
        raise porte.refus(
            "xml",
            f"le fichier est en XML ou en HTML, que cette version ne lit pas ; {porte.accepte}. La plupart des "
            "logiciels exportent aussi la forme à plat.",
        )
    position = octets.find(b"\0")
    if position >= 0:
        raise porte.refus(
            "octet_nul",
            f"octet nul à la position {position}, signe d'un fichier binaire ou tronqué ; {porte.accepte}",
            position=position,
        )


def reconnaitre_encodage(octets: bytes, porte: Porte) -> str:
    """Le codec : UTF-8 (« utf-8-sig » avec marque) si tout le fichier s'y plie, sinon ISO 8859-15.

    >>> fec = Porte("FEC", "fec", "")
    >>> reconnaitre_encodage("créance".encode(), fec), reconnaitre_encodage("créance".encode("iso8859-15"), fec)
    ('utf-8', 'iso8859-15')
    """
    marque = octets.startswith(_MARQUE_UTF8)
    try:
        for bloc in blocs(octets):
            bloc.decode("utf-8")
    except UnicodeDecodeError as erreur:
        if marque:
            raise porte.refus(
                "encodage",
                "la marque en tête annonce de l'UTF-8 mais la suite n'en est pas ; "
                "accepté : un seul jeu de caractères par fichier, UTF-8 ou ISO 8859-15",
            ) from erreur
        return "iso8859-15"
    return "utf-8-sig" if marque else "utf-8"


def blocs(octets: bytes) -> Iterator[bytes]:
    """Les octets par blocs d'un mégaoctet coupés sur une fin de ligne : aucun caractère n'est à cheval sur deux."""
    # Couper sur LF convient à toutes les fins de ligne qui le contiennent ; à défaut, sur CR.
    fin_de_ligne = b"\n" if b"\n" in octets else b"\r"
    debut = 0
    while debut < len(octets):
        coupe = octets.find(fin_de_ligne, debut + _TAILLE_DE_BLOC)
        fin = len(octets) if coupe < 0 else coupe + 1
        yield octets[debut:fin]
        debut = fin
