"""`creances evaluer` et `creances regles` : toute règle inscrite, lancée ou décrite."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated, Any, NoReturn

import typer

from creances.adaptateurs.commande.options import OptionDroit, OptionLangue, OptionSortie, droit_demande
from creances.adaptateurs.commande.sorties import Langue, ecrire, erreurs_en_clair
from creances.adaptateurs.octets import Porte, lire_octets
from creances.moteur.porte import Fiche, evaluer, regles
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Resultat

LIMITE_OCTETS = 16 * 1024 * 1024
PORTE = Porte("cas", "cas", "accepté : un objet JSON, les arguments de la règle par leur nom")
_ENTREE_STANDARD = "-"


class FormatDuResultat(StrEnum):
    """Les formats d'un résultat seul."""

    TEXTE = "texte"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


def lancer(
    regle: Annotated[str, typer.Argument(metavar="REGLE", help="Le nom de la règle (voir `creances regles`).")],
    cas: Annotated[
        str, typer.Argument(metavar="CAS.json", help="Ses arguments en JSON ; « - » lit l'entrée standard.")
    ],
    format_: Annotated[FormatDuResultat, typer.Option("--format")] = FormatDuResultat.TEXTE,
    langue: OptionLangue = Langue.FR,
    sortie: OptionSortie = None,
    droit: OptionDroit = None,
) -> None:
    """Lance une règle sur un cas en JSON, et montre la réponse avec ses raisons."""
    with erreurs_en_clair():
        resultat = evaluer(regle, _lire_le_cas(cas), droit=droit_demande(droit))
        ecrire(_rendre(resultat, format_, langue) + "\n", sortie)


def _lire_le_cas(cas: str) -> dict[str, Any]:
    octets = lire_octets(sys.stdin.buffer if cas == _ENTREE_STANDARD else cas, LIMITE_OCTETS, PORTE)
    try:
        lu = json.loads(octets.decode("utf-8-sig"), parse_constant=_refuser_la_constante)
    except DonneeInvalide:
        raise
    except (ValueError, RecursionError) as erreur:
        raise PORTE.refus("json", f"JSON illisible ({erreur}) ; {PORTE.accepte}") from erreur
    if not isinstance(lu, dict):
        raise PORTE.refus("json", f"reçu {type(lu).__name__} ; {PORTE.accepte}")
    return lu


def _refuser_la_constante(nom: str) -> NoReturn:
    raise PORTE.refus("json", f"reçu {nom} ; accepté : des nombres finis, les montants en texte")


def _rendre(resultat: Resultat[Any], choix: FormatDuResultat, langue: Langue) -> str:
    if choix is FormatDuResultat.JSON:
        return json.dumps(json.loads(resultat.json()), ensure_ascii=False, indent=2)
    ecriture = {
        FormatDuResultat.TEXTE: resultat.texte,
        FormatDuResultat.MARKDOWN: resultat.markdown,
        FormatDuResultat.HTML: resultat.html,
    }[choix]
    return ecriture(langue)


def lister(
    nom: Annotated[str, typer.Argument(metavar="NOM", help="Une règle ; sans nom, toutes.")] = "",
    schema: Annotated[bool, typer.Option("--schema", help="Les schémas JSON des entrées et de la sortie.")] = False,
) -> None:
    """Les règles que `creances evaluer` sait lancer, leurs articles, leur documentation, leurs schémas."""
    if schema and not nom:
        raise typer.BadParameter("--schema demande le nom d'une règle")
    with erreurs_en_clair():
        if not nom:
            ecrire("\n".join(_resume(fiche) for fiche in regles()) + "\n", None)
            return
        fiche = _fiche(nom)
        ecrire((_schemas(fiche) if schema else _complete(fiche)) + "\n", None)


def _fiche(nom: str) -> Fiche:
    connues = {fiche.nom: fiche for fiche in regles()}
    if nom not in connues:
        raise DonneeInvalide(f"règle : reçu {nom!r} ; accepté : {', '.join(connues)}", code="regle.inconnue")
    return connues[nom]


def _resume(fiche: Fiche) -> str:
    premiere = fiche.documentation.partition("\n")[0]
    return f"{fiche.nom} : {premiere}\n    {' ; '.join(fiche.articles)}"


def _complete(fiche: Fiche) -> str:
    return f"{fiche.nom}\n{' ; '.join(fiche.articles)}\n\n{fiche.documentation}"


def _schemas(fiche: Fiche) -> str:
    return json.dumps({"entrees": fiche.schema_entrees, "sortie": fiche.schema_sortie}, ensure_ascii=False, indent=2)
