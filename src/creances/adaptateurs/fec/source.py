"""Des octets aux lignes de texte : ouvrir, refuser ce qui n'est pas un FEC plat, découper, décoder.

Tout se fait par blocs d'un mégaoctet coupés sur une fin de ligne : la mémoire reste bornée, et aucune ligne
ni aucun caractère n'est à cheval sur deux blocs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from creances.adaptateurs.fec.valeurs import Anomalies
from creances.noyau.erreurs import DonneeInvalide

ARTICLES = ("LPF, art. A47 A-1",)
LIMITE_OCTETS = 256 * 1024 * 1024
LIMITE_LIGNES = 2_000_000
LONGUEUR_DE_LIGNE = 32_768
ACCEPTE = (
    "accepté : un FEC à plat (texte UTF-8 ou ISO 8859-15, une écriture par ligne, zones séparées par "
    "une tabulation ou « | », noms des champs en première ligne)"
)

Progression = Callable[[int, int | None], None]

_TAILLE_DE_BLOC = 1024 * 1024
_MARQUE_UTF8 = b"\xef\xbb\xbf"
# Les débuts de fichier qui trahissent un autre format, avec le code et le nom à donner.
_SIGNATURES = (
    (b"PK\x03\x04", "fec.classeur", "un classeur XLSX ou une archive ZIP"),
    (b"\xd0\xcf\x11\xe0", "fec.classeur", "un classeur XLS ou un document Office ancien"),
    (b"\x1f\x8b", "fec.archive", "une archive GZIP"),
    (b"7z\xbc\xaf", "fec.archive", "une archive 7-Zip"),
    (b"%PDF", "fec.pdf", "un document PDF"),
    (b"\xff\xfe", "fec.encodage", "un texte UTF-16 ou UTF-32"),
    (b"\xfe\xff", "fec.encodage", "un texte UTF-16"),
)
_COMMANDES_BASSES = bytes(code for code in range(1, 32) if code not in b"\t\n\r")
# En ISO 8859-15 ces octets ne sont pas des lettres : leur présence trahit plutôt du Windows-1252 ou du CP850.
_COMMANDES_HAUTES = bytes(range(0x80, 0xA0))


def refus(code: str, message: str, **contexte: object) -> DonneeInvalide:
    """L'erreur à lever quand le fichier entier est refusé.

    >>> refus("fec.vide", "FEC : fichier vide").code
    'fec.vide'
    """
    return DonneeInvalide(message, code=code, articles=ARTICLES, **contexte)


def lire_octets(source: str | os.PathLike[str] | bytes | BinaryIO, limite: int) -> bytes:
    """Les octets de la source, `limite` au plus ; au-delà, ou si rien n'est lisible, `DonneeInvalide`."""
    if isinstance(source, bytes):
        octets = source
    elif isinstance(source, str | os.PathLike):
        try:
            with Path(source).open("rb") as flux:
                octets = _vider(flux, limite)
        except (OSError, ValueError) as erreur:
            raise refus("fec.illisible", f"FEC {str(source)[:200]!r} : ouverture impossible ({erreur})") from erreur
    elif hasattr(source, "read"):
        octets = _vider(source, limite)
    else:
        raise refus(
            "fec.source",
            f"FEC : source de type {type(source).__name__} ; accepté : un chemin, des octets (bytes) "
            "ou un flux ouvert en binaire",
        )
    if len(octets) > limite:
        raise refus(
            "fec.trop_gros",
            f"FEC : plus de {limite} octets ; relever limite_octets pour l'accepter",
            limite=limite,
        )
    return octets


def _vider(flux: BinaryIO, limite: int) -> bytes:
    morceaux: list[bytes] = []
    reste = limite + 1
    while reste > 0:
        # Un flux brut peut rendre moins que demandé : seul un morceau vide dit la fin.
        morceau: object = flux.read(min(reste, _TAILLE_DE_BLOC))
        if not isinstance(morceau, bytes):
            raise refus(
                "fec.source",
                f"FEC : le flux rend du {type(morceau).__name__} ; accepté : un flux ouvert en binaire",
            )
        if not morceau:
            break
        morceaux.append(morceau)
        reste -= len(morceau)
    return b"".join(morceaux)


def refuser_les_autres_formats(octets: bytes) -> None:
    """Lève `DonneeInvalide` si les octets sont vides, ou d'un format reconnu qui n'est pas un FEC à plat."""
    debut = octets[:512].removeprefix(_MARQUE_UTF8).lstrip()
    if not debut and not octets.removeprefix(_MARQUE_UTF8).strip():
        raise refus("fec.vide", f"FEC : fichier vide ; {ACCEPTE}")
    for signature, code, nature in _SIGNATURES:
        if octets.startswith(signature):
            raise refus(code, f"FEC : le fichier est {nature} ; {ACCEPTE}")
    if debut.startswith(b"<"):
        raise refus(
            "fec.xml",
            "FEC : le fichier est en XML, forme légale mais que cette version ne lit pas ; "
            f"{ACCEPTE}. La plupart des logiciels exportent aussi la forme à plat.",
        )
    position = octets.find(b"\0")
    if position >= 0:
        raise refus(
            "fec.octet_nul",
            f"FEC : octet nul à la position {position}, signe d'un fichier binaire ou tronqué ; {ACCEPTE}",
            position=position,
        )


def reconnaitre_encodage(octets: bytes) -> str:
    """Le codec : UTF-8 (« utf-8-sig » avec marque) si tout le fichier s'y plie, sinon ISO 8859-15.

    >>> reconnaitre_encodage("créance".encode()), reconnaitre_encodage("créance".encode("iso8859-15"))
    ('utf-8', 'iso8859-15')
    """
    marque = octets.startswith(_MARQUE_UTF8)
    try:
        for bloc in _blocs(octets):
            bloc.decode("utf-8")
    except UnicodeDecodeError as erreur:
        if marque:
            raise refus(
                "fec.encodage",
                "FEC : la marque en tête annonce de l'UTF-8 mais la suite n'en est pas ; "
                "accepté : un seul jeu de caractères par fichier, UTF-8 ou ISO 8859-15",
            ) from erreur
        return "iso8859-15"
    return "utf-8-sig" if marque else "utf-8"


def reconnaitre_fin_de_ligne(octets: bytes) -> str:
    """La fin de la première ligne : « LF », « CR LF », « CR CR LF » ou « CR » (« LF » s'il n'y en a aucune).

    >>> reconnaitre_fin_de_ligne(b"JournalCode\\r\\r\\nVE")
    'CR CR LF'
    """
    fin = octets.find(b"\n")
    if fin < 0:
        return "CR" if b"\r" in octets else "LF"
    if b"\r" not in octets[:fin]:
        return "LF"
    if octets[:fin].endswith(b"\r\r"):
        return "CR CR LF"
    return "CR LF" if octets[:fin].endswith(b"\r") else "CR"


def lignes_par_blocs(
    octets: bytes, encodage: str, limite_lignes: int, progression: Progression | None, anomalies: Anomalies
) -> Iterator[list[str]]:
    """Les lignes décodées, par paquets ; refuse trop de lignes (`limite_lignes`) ou une ligne sans fin."""
    commandes = _COMMANDES_BASSES + (_COMMANDES_HAUTES if encodage == "iso8859-15" else b"")
    faits = deja = 0
    for bloc in _blocs(octets):
        texte = bloc.decode(encodage if not faits else encodage.removesuffix("-sig"))
        if b"\r" in bloc:
            texte = texte.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
        lignes = texte.split("\n")
        if not lignes[-1]:
            lignes.pop()
        _verifier(lignes, deja, limite_lignes)
        # `translate` voit en un passage ce qu'une expression rationnelle chercherait dix fois plus lentement.
        if len(bloc) != len(bloc.translate(None, commandes)):
            _noter_commandes(lignes, deja, frozenset(commandes.decode("latin-1")), anomalies)
        yield lignes
        deja += len(lignes)
        faits += len(bloc)
        if progression is not None:
            progression(faits, len(octets))


def _blocs(octets: bytes) -> Iterator[bytes]:
    # Couper sur LF convient à toutes les fins de ligne qui le contiennent ; à défaut, sur CR.
    fin_de_ligne = b"\n" if b"\n" in octets else b"\r"
    debut = 0
    while debut < len(octets):
        coupe = octets.find(fin_de_ligne, debut + _TAILLE_DE_BLOC)
        fin = len(octets) if coupe < 0 else coupe + 1
        yield octets[debut:fin]
        debut = fin


def _verifier(lignes: list[str], deja: int, limite_lignes: int) -> None:
    if deja + len(lignes) > limite_lignes:
        raise refus(
            "fec.trop_de_lignes",
            f"FEC : plus de {limite_lignes} lignes ; relever limite_lignes pour l'accepter",
            limite=limite_lignes,
        )
    if max(map(len, lignes), default=0) > LONGUEUR_DE_LIGNE:
        longueurs = [len(ligne) for ligne in lignes]
        numero = deja + 1 + next(rang for rang, longueur in enumerate(longueurs) if longueur > LONGUEUR_DE_LIGNE)
        raise refus(
            "fec.ligne_trop_longue",
            f"FEC : la ligne {numero} dépasse {LONGUEUR_DE_LIGNE} caractères ; {ACCEPTE}",
            ligne=numero,
        )


def _noter_commandes(lignes: list[str], deja: int, commandes: frozenset[str], anomalies: Anomalies) -> None:
    for numero, ligne in enumerate(lignes, deja + 1):
        if not commandes.isdisjoint(ligne):
            anomalies.noter("fec.caractere_de_commande", numero)
