"""La transaction et ce qui en fait un titre exécutoire (C. civ., 2044 ; CPCE, L111-3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles.parties import Texte
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

C_CIV_2044 = "C. civ., 2044"
L111_3 = "CPCE, L111-3"
L111_3_1 = "CPCE, L111-3, 1°"
L111_3_5 = "CPCE, L111-3, 5°"
L111_3_7 = "CPCE, L111-3, 7°"

Force = Literal["aucune", "avocats", "greffe", "juge", "commissaire"]
_TITRES: Mapping[str, str] = MappingProxyType({"greffe": L111_3_7, "juge": L111_3_1, "commissaire": L111_3_5})


@dataclass(frozen=True, slots=True)
class Protocole:
    """Ce que vaut un accord.

    - `transaction` : écrit, et des concessions des deux côtés ; sinon, c'est un simple accord ou un plan de paiement.
    - `titre` : il permet l'exécution forcée sans jugement. `article` : ce qui en fait un titre, vide sinon.
    - `manques` : ce qui manque pour en faire une transaction, codes « ecrit », « concession_creancier »,
      « concession_debiteur ».
    """

    transaction: bool
    titre: bool
    article: str
    manques: tuple[str, ...]


@regle("protocole", C_CIV_2044, L111_3, L111_3_1, L111_3_5, L111_3_7)
def protocole(
    concessions_creancier: Sequence[Texte],
    *,
    au: JourAccepte,
    concessions_debiteur: Sequence[Texte],
    ecrit: bool = True,
    force: Force = "aucune",
    droit: Droit | None = None,
) -> Resultat[Protocole]:
    """Ce que vaut un accord signé le jour `au` : transaction ou non, titre exécutoire ou non.

    Par la transaction, les parties, « par des concessions réciproques », terminent une contestation ou en préviennent une ;
    elle est écrite. Une concession est dite en une phrase (« remise de 500 euros », « renonce à contester ») ; une seule de
    chaque côté suffit, sans être égales.

    - `force` : ce qui lui a été donné. "avocats" : contresigné par l'avocat de chacun, sans plus ; "greffe" : contresigné,
      puis revêtu de la formule exécutoire ; "juge" : homologué ; "commissaire" : constaté dans la procédure des petites
      créances, qui a son plafond (voir `voies`).

    Le contreseing seul ne suffit pas : la formule du greffe en fait un titre. Le greffe et le juge ne donnent force qu'à
    une transaction ou à un accord amiable : sans concession réciproque, la réserve ACCORD_SANS_CONCESSION le rappelle.

    Doute : le titre du commissaire suppose la procédure des petites créances, ouverte en 2016 ; ni cette date ni le plafond
    ne sont contrôlés ici.

    Erreurs : `DonneeInvalide` pour la formule du greffe avant le 24 décembre 2021 ; `DroitInconnu` avant juin 2012.
    Source : C. civ., 2044 ; CPCE, L111-3.

    >>> accord = protocole(["remise de 500 euros"], au="2026-11-21", concessions_debiteur=["paie sous huit jours"])
    >>> accord.valeur.transaction, accord.valeur.titre
    (True, False)
    """
    droit = droit or droit_courant()
    fin = jour(au, "au")
    exiger_parmi("force", force, get_args(Force))
    contreseing = droit("protocole.contreseing", fin)
    if force == "greffe" and contreseing.valeur != "possible":
        raise DonneeInvalide(
            f"force : reçu {force!r} au {fin} ; accepté : une autre, la formule du greffe n'existait pas encore",
            code="protocole.force",
            articles=(L111_3,),
        )
    manques = {
        "ecrit": not ecrit,
        "concession_creancier": not any(un.strip() for un in concessions_creancier),
        "concession_debiteur": not any(un.strip() for un in concessions_debiteur),
    }
    manque = tuple(nom for nom, absent in manques.items() if absent)
    article = _TITRES.get(force, "") if ecrit else ""
    valeur = Protocole(transaction=not manque, titre=bool(article), article=article, manques=manque)
    lignes = tuple(_lignes(valeur, force))
    return Resultat(
        "protocole",
        valeur,
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes)),
        tuple(_reserves(valeur, force)) + droit.a_revoir(fin),
        fin,
        droit.version,
    )


def _lignes(valeur: Protocole, force: Force) -> Iterator[Ligne]:
    yield Ligne("protocole.transaction" if valeur.transaction else "protocole.accord", C_CIV_2044)
    for nom in valeur.manques:
        yield Ligne(f"protocole.sans_{nom}", C_CIV_2044)
    if valeur.titre:
        yield Ligne(f"protocole.titre_{force}", valeur.article)
    else:
        yield Ligne("protocole.sans_titre", L111_3)


def _reserves(valeur: Protocole, force: Force) -> Iterator[Reserve]:
    if not valeur.transaction and force in {"greffe", "juge"}:
        yield Reserve("ACCORD_SANS_CONCESSION", (C_CIV_2044,))
    if force == "avocats":
        yield Reserve("CONTRESEING_SANS_FORMULE", (L111_3_7,))
