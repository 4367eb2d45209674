"""Des octets aux lignes de texte : ouvrir, refuser ce qui n'est pas un FEC plat, découper, décoder.

Tout se fait par blocs d'un mégaoctet coupés sur une fin de ligne : la mémoire reste bornée, et aucune ligne
ni aucun caractère n'est à cheval sur deux blocs.
"""

from __future__ import annotations

from collections.abc import Iterator

from creances.adaptateurs.fec.valeurs import Anomalies
from creances.adaptateurs.octets import Porte, Progression, blocs
from creances.noyau.erreurs import DonneeInvalide

LIMITE_OCTETS = 256 * 1024 * 1024
LIMITE_LIGNES = 2_000_000
LONGUEUR_DE_LIGNE = 32_768
ACCEPTE = (
    "accepté : un FEC à plat (texte UTF-8 ou ISO 8859-15, une écriture par ligne, zones séparées par "
    "une tabulation ou « | », noms des champs en première ligne)"
)
PORTE = Porte("FEC", "fec", ACCEPTE, ("LPF, art. A47 A-1",))

_COMMANDES_BASSES = bytes(code for code in range(1, 32) if code not in b"\t\n\r")
# En ISO 8859-15 ces octets ne sont pas des lettres : leur présence trahit plutôt du Windows-1252 ou du CP850.
_COMMANDES_HAUTES = bytes(range(0x80, 0xA0))


def refus(code: str, message: str, **contexte: object) -> DonneeInvalide:
    """L'erreur à lever quand le fichier entier est refusé.

    >>> refus("fec.vide", "FEC : fichier vide").code
    'fec.vide'
    """
    return DonneeInvalide(message, code=code, articles=PORTE.articles, **contexte)


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
    for bloc in blocs(octets):
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
