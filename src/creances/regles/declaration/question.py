"""La question posée à la règle `declaration` : lire les faits, refuser ceux qui se contredisent, assembler la réponse."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from creances.droit.computation import Lieu
from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.textes import articles
from creances.modeles.parties import Territoire
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.declaration.delais import L624_10, Situation, delais
from creances.regles.declaration.valeurs import EFFETS, Declaration

L622_28 = "C. com., L622-28"
R621_4 = "C. com., R621-4"
R662_1 = "C. com., R662-1"

Nature = Literal["sauvegarde", "redressement", "liquidation"]
Publicite = Literal["surete", "contrat"]
Demeure = Literal[Territoire, "etranger"]
L622_25_1 = "C. com., L622-25-1"
_RENVOIS = {"sauvegarde": "C. com., L622-24", "redressement": "C. com., L631-14", "liquidation": "C. com., L641-3"}


@regle(
    "declaration",
    "C. com., L622-24",
    "C. com., L622-26",
    "C. com., R622-22",
    "C. com., R622-24",
    "C. com., L624-9",
    "C. com., R624-13",
    "C. com., L622-21",
    L622_28,
)
def declaration(
    jugement: JourAccepte,
    *,
    publication: JourAccepte | None = None,
    nature: Nature = "redressement",
    territoire: Territoire = "metropole",
    demeure: Demeure = "metropole",
    publicite: Publicite | None = None,
    avis: JourAccepte | None = None,
    exigibilite: JourAccepte | None = None,
    connue_le: JourAccepte | None = None,
    releve_notifie_le: JourAccepte | None = None,
    revendication_recue_le: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[Declaration]:
    """Le débiteur est en procédure collective : que faire, jusqu'à quel jour, et qu'est-ce qui s'arrête ?

    Chaque délai a son dernier jour, inclus. Le délai de déclaration se compte comme un délai de procédure (quantième et
    report, CPC 641 et 642) ; par la poste, c'est la date d'envoi qui compte (Cass. com., 1er févr. 2005). Le relevé de
    forclusion et la revendication se comptent de quantième à quantième, sans distance.

    - `jugement` : jour du jugement d'ouverture ; il choisit la version des textes. `nature` : la procédure ouverte.
    - `publication` : jour de la publication au BODACC, d'où part le délai ; None : pas encore publiée, rien ne court.
    - `territoire` : siège de la juridiction. `demeure` : où demeure le créancier qui déclare, cessionnaire compris. Deux
      mois de plus s'il est hors de métropole, outre-mer comprise, ou hors de la collectivité d'une juridiction d'outre-mer.
    - `publicite` : "surete" ou "contrat", si la sûreté ou le contrat est publié : le délai part aussi de la réception de
      l'avis personnel (`avis`), sans finir plus tôt que pour les autres. Un contrat publié dispense de revendiquer.
    - `exigibilite` : créance née après le jugement et sans privilège : jour d'exigibilité, ou première échéance impayée
      d'un contrat à exécution successive conclu après le jugement. Compté sans distance.
    - `connue_le` : jour où une créance jusque-là impossible à connaître ne pouvait plus être ignorée.
    - `releve_notifie_le` : notification de l'ordonnance de relevé ; le délai repart, réduit de moitié.
    - `revendication_recue_le` : réception de la demande en revendication ; ouvre la réponse puis la saisine du juge.

    Doutes : le report du 642 n'est établi ni pour le relevé ni pour la revendication ; la date sèche est gardée, réserve
    REPORT_NON_ETABLI si elle est chômée. La prescription d'une créance non déclarée est tenue pour continuer de courir.
    Non comptés : les créances salariales, et le mois qui suit la résiliation d'un contrat en cours (R622-21).

    Erreurs : `DonneeInvalide` pour une date qui précède le jugement, ou des faits qui se contredisent ; `DroitInconnu`
    avant le 1er janvier 2006 (loi de sauvegarde), le 15 février 2009 (`exigibilite`) ou le 1er juillet 2014 (`connue_le`,
    `releve_notifie_le`) ; `HorsChamp` pour une juridiction du Pacifique.
    Source : C. com., L622-21 à L622-28, L624-9, L624-10, R622-22, R622-24, R624-13.

    >>> resultat = declaration("2026-09-01", publication="2026-09-10", demeure="etranger")
    >>> [(une.acte, str(une.dernier_jour)) for une in resultat.valeur.limites]
    [('declaration', '2027-01-11'), ('releve_de_forclusion', '2027-03-10'), ('revendication', '2026-12-10')]
    """
    droit = droit or droit_courant()
    situation = Situation(
        jugement=jour(jugement, "jugement"),
        lieu=Lieu(territoire),
        eloigne=_eloigne(territoire, demeure),
        publication=_lire("publication", publication),
        publicite=_parmi("publicite", publicite, get_args(Publicite)) if publicite is not None else None,
        avis=_lire("avis", avis),
        exigibilite=_lire("exigibilite", exigibilite),
        connue_le=_lire("connue_le", connue_le),
        releve_notifie=_lire("releve_notifie_le", releve_notifie_le),
        revendication_recue=_lire("revendication_recue_le", revendication_recue_le),
        droit=droit,
    )
    renvoi = _RENVOIS[_parmi("nature", nature, tuple(_RENVOIS))]
    _verifier(situation)
    trouves = tuple(delais(situation))
    lignes = (
        Ligne("declaration.jugement", renvoi, fin=situation.jugement),
        *(ligne for delai in trouves for ligne in delai.lignes),
        *_dispense(situation),
    )
    effets = tuple(effet for effet in EFFETS if articles()[effet.article].en_vigueur(situation.jugement))
    reserves = (*(reserve for delai in trouves for reserve in delai.reserves), *_effets_discutes(situation))
    cites = (*(ligne.article for ligne in lignes), R662_1, *(effet.article for effet in effets))
    return Resultat(
        regle="declaration",
        valeur=Declaration(tuple(delai.limite for delai in trouves), effets),
        lignes=lignes,
        articles=tuple(dict.fromkeys(cites)),
        reserves=tuple(dict.fromkeys(reserves)),
        droit=droit.version,
    )


def _lire(nom: str, valeur: JourAccepte | None) -> date | None:
    return None if valeur is None else jour(valeur, nom)


def _parmi(nom: str, valeur: str, acceptes: tuple[str, ...]) -> str:
    if valeur not in acceptes:
        raise DonneeInvalide(f"{nom} : reçu {valeur!r} ; accepté : {', '.join(acceptes)}", code=f"declaration.{nom}")
    return valeur


def _eloigne(territoire: str, demeure: str) -> bool:
    """Hors du territoire métropolitain (R622-24, al. 2), ou hors de la collectivité d'outre-mer du siège (al. 3)."""
    _parmi("demeure", demeure, get_args(Demeure))
    return not Lieu(demeure).en_metropole if Lieu(territoire).en_metropole else demeure != territoire


def _verifier(situation: Situation) -> None:
    apres = {
        "publication": situation.publication,
        "avis": situation.avis,
        "exigibilite": situation.exigibilite,
        "releve_notifie_le": situation.releve_notifie,
        "revendication_recue_le": situation.revendication_recue,
    }
    for nom, lu in apres.items():
        if lu is not None and lu < situation.jugement:
            raise DonneeInvalide(
                f"{nom} : reçu {lu} ; accepté : le jour du jugement ({situation.jugement}) ou après",
                code="declaration.ordre",
            )
    if situation.exigibilite is not None and situation.publicite is not None:
        raise DonneeInvalide(
            f"publicite : reçu {situation.publicite!r} pour une créance née après le jugement ; accepté : rien",
            code="declaration.posterieure_publiee",
        )
    if situation.revendication_recue is not None and situation.publicite == "contrat":
        raise DonneeInvalide(
            "revendication_recue_le : reçu un jour pour un contrat publié ; accepté : rien, il dispense de revendiquer",
            code="declaration.revendication_dispensee",
            articles=(L624_10,),
        )


def _dispense(situation: Situation) -> tuple[Ligne, ...]:
    return (Ligne("declaration.dispense", L624_10),) if situation.publicite == "contrat" else ()


def _effets_discutes(situation: Situation) -> tuple[Reserve, ...]:
    ouverture = Reserve("PROCEDURE_COLLECTIVE", (L622_28, R621_4), dates=(("ouverture", situation.jugement),))
    if not articles()[L622_25_1].en_vigueur(situation.jugement):
        return (ouverture,)
    return ouverture, Reserve("PRESCRIPTION_SANS_DECLARATION", (L622_25_1,))
