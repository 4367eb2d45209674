"""Le dossier de preuves : ce qu'il établit, sa force, ce qui lui manque pour partir."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles.contexte import Solidite
from creances.modeles.parties import Texte
from creances.moteur.usages.preuves import Besoin, code_de_piece, solidite, table_preuves
from creances.moteur.usages.prevention import PieceDePreuve
from creances.noyau.argent import MILLION, division_arrondie, pourcent
from creances.noyau.erreurs import exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat

Destination = Literal["cabinet_recouvrement", "tribunal", "commissaire_de_justice", "avocat", "assureur"]
R124_3 = "CPCE, R124-3"
_MANDAT = "mandat_ventile"


@dataclass(frozen=True, slots=True)
class PieceVersee:
    """Une pièce versée, et ce qu'elle établit : "consentement", "prestation", "aveu", "indice", "demande", "sans_force", ou
    "inconnu". `scellee` : une empreinte en prouve le contenu.
    """

    piece: str
    etablit: str
    scellee: bool


@dataclass(frozen=True, slots=True)
class DossierDePreuves:
    """La force d'un dossier, et ce qui lui manque pour sa destination.

    `completude` : part des pièces demandées qui sont là, en pour cent ; None sans destination. `manquantes` empêchent de
    partir, `conseillees` affaiblissent.
    """

    solidite: Solidite
    pieces: tuple[PieceVersee, ...]
    completude: Decimal | None = field(metadata={"unite": "taux"})
    pret: bool | None
    manquantes: tuple[str, ...]
    conseillees: tuple[str, ...]


@regle("preuves", R124_3)
def preuves(
    pieces: tuple[PieceDePreuve | Texte, ...],
    *,
    destination: Destination | None = None,
    droit: Droit | None = None,
) -> Resultat[DossierDePreuves]:
    """Ce que valent ces pièces, et ce qui manque au dossier pour partir.

    - `pieces` : leurs codes, ou des pièces datées avec leur empreinte. « Bon de livraison » et "bon_de_livraison" sont la
      même. Une pièce inconnue est gardée, signalée, et n'ajoute rien.
    - `destination` : "cabinet_recouvrement" (il lui faut un mandat écrit qui détaille chaque somme), "tribunal" (il faut la
      mise en demeure et la preuve de son envoi), "commissaire_de_justice" (un titre), "avocat", "assureur".

    Force : "fortes" avec l'accord du débiteur et la preuve de l'exécution, ou avec son aveu ; "moyennes" avec l'un des deux
    ou un indice écrit ; sinon "faibles". Une facture seule n'établit rien.

    Doute : la force d'une preuve est laissée à l'appréciation du juge ; les pièces d'une procédure précise sont celles que
    donne la règle `voies`.
    Source : table d'usage `preuves.toml` ; CPCE, R124-3 (mandat du tiers).

    >>> un = preuves(("facture", "devis signé", "bon de livraison"), destination="cabinet_recouvrement").valeur
    >>> un.solidite, un.manquantes
    ('fortes', ('mandat_ventile', 'identite_du_debiteur'))
    """
    droit, table = droit or droit_courant(), table_preuves()
    versees = tuple(_verser(une) for une in pieces)
    codes = [une.piece for une in versees]
    besoins: tuple[Besoin, ...] = ()
    if destination is not None:
        exiger_parmi("destination", destination, tuple(table.destinations))
        besoins = table.destinations[destination]
    absents = [besoin for besoin in besoins if not _rempli(besoin, versees)]
    valeur = DossierDePreuves(
        solidite=solidite(codes),
        pieces=versees,
        completude=pourcent(division_arrondie(MILLION * (len(besoins) - len(absents)), len(besoins)))
        if besoins
        else None,
        pret=not any(besoin.obligatoire for besoin in absents) if besoins else None,
        manquantes=tuple(besoin.nom for besoin in absents if besoin.obligatoire),
        conseillees=tuple(besoin.nom for besoin in absents if not besoin.obligatoire),
    )
    lignes = tuple(_lignes(valeur))
    articles = tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article))
    inconnues = tuple(
        Reserve("PIECE_INCONNUE", mots=(("piece", une.piece),)) for une in versees if une.etablit == "inconnu"
    )
    return Resultat("preuves", valeur, lignes, articles, inconnues, None, droit.version)


def _verser(piece: PieceDePreuve | str) -> PieceVersee:
    nom, scellee = (piece, False) if isinstance(piece, str) else (piece.code, piece.empreinte is not None)
    code = code_de_piece(nom)
    return PieceVersee(code, table_preuves().pieces.get(code, "inconnu"), scellee)


def _rempli(besoin: Besoin, versees: Iterable[PieceVersee]) -> bool:
    return any(une.piece in besoin.pieces or une.etablit in besoin.pieces for une in versees)


def _lignes(valeur: DossierDePreuves) -> Iterator[Ligne]:
    for une in valeur.pieces:
        yield Ligne("preuves.piece", mots=(("piece", une.piece), ("etablit", une.etablit)))
    yield Ligne("preuves.force", mots=(("force", valeur.solidite),))
    for nom in valeur.manquantes:
        yield Ligne("preuves.manque", R124_3 if nom == _MANDAT else "", mots=(("piece", nom),))
    for nom in valeur.conseillees:
        yield Ligne("preuves.conseil", mots=(("piece", nom),))
