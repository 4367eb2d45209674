"""Par quelle voie recouvrer ? Les dix-huit procédures, avec ce que le décompte, la prescription et le juge en disent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.voies import FicheDeVoie, fiches
from creances.modeles import Avoir, Dossier, Paiement
from creances.modeles.parties import Texte
from creances.modeles.procedure import TypeProcedure
from creances.moteur.decompte import Decompte, decompte
from creances.moteur.matiere import matiere
from creances.moteur.prescription import prescription
from creances.noyau.erreurs import DonneeInvalide, DroitInconnu, HorsChamp
from creances.noyau.resultat import Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.competence import Examen, Juges, refuser
from creances.regles.echeance import echeance
from creances.regles.prescription import Prescription
from creances.regles.voies import Examinateur, Faits, Voie, VoieExaminee, au_bord_du_plafond

T = TypeVar("T")

_RECUS = (Paiement, Avoir)
_PERTE_DEDUITE = "PERTE_DEDUITE"


@regle(
    "voies",
    "CPCE, L125-1",
    "CPCE, R125-1",
    "CPCE, L126-1",
    "CPC, 1405",
    "CPC, 1406",
    "CPC, 750-1",
    "CPC, 835",
    "C. com., L721-3",
    "CPCE, L511-1",
    "CPCE, L211-1",
    "C. com., L622-21, I",
    "C. com., L622-24",
)
def voies(
    dossier: Dossier,
    *,
    au: JourAccepte,
    ressort: Texte | None = None,
    chambre_de_proximite: bool | None = None,
    droit: Droit | None = None,
) -> Resultat[tuple[Voie, ...]]:
    """Toutes les voies de recouvrement au jour `au`, ouvertes, à vérifier ou fermées, chaque condition avec son article.

    Une condition est remplie, manquée ou inconnue ; une seule manquée ferme la voie, une inconnue la laisse à vérifier et
    dit ce qui la lèverait. Les faits postérieurs à `au` n'existent pas. L'ordre est celui des fiches, non un conseil.

    - Petites créances : principal et intérêts comptés à `au`, sans l'indemnité de 40 euros, les frais ni la clause pénale.
      Petits litiges européens : principal seul. Les plafonds sont inclus.
    - Créance facturée entre deux commerçants : L126-1 depuis le 25 avril 2026, et plus les petites créances.
    - Tentative amiable (CPC, 750-1) : devant le juge civil seulement, jusqu'au seuil ; jamais pour une injonction.
    - `ressort`, `chambre_de_proximite` : voir `competence`.

    Doutes : le décret de L126-1 n'est pas connu ; une contestation au sérieux inconnu laisse le référé à vérifier ; la
    prescription acquise ferme les voies alors que le débiteur peut ne pas l'opposer. Non traités : l'autorité d'un
    jugement déjà rendu, les dispenses 2° à 4° de 750-1, le silence du débiteur dans les petites créances.

    Erreurs : celles de `competence` ; `DroitInconnu` avant le 1er janvier 2020.
    Source : CPCE, L125-1, L126-1, L211-1, L511-1 ; CPC, 750-1, 835, 1405 ; C. com., L721-3, L622-21.

    >>> from creances.modeles import Creance, Creancier, Debiteur
    >>> facture = Creance(montant=3000, echeance="2026-04-30", debiteur=Debiteur(commercant=True),
    ...     creancier=Creancier(commercant=True))
    >>> reponse = voies(Dossier(creance=facture), au="2026-11-21").valeur
    >>> [une.procedure for une in reponse if une.etat == "ouverte"]
    ['L126', 'IP', 'REFPROV', 'FOND_TC']
    """
    droit, lu = droit or droit_courant(), jour(au, "au")
    faits = _faits(dossier, lu, droit)
    juges = Juges(dossier, lu, droit, demande=faits.demande, ressort=ressort, chambre_de_proximite=chambre_de_proximite)
    examinateur = Examinateur(faits)
    trouvees: list[VoieExaminee] = []
    des_juges: list[Reserve] = []
    for procedure, fiche in _fiches():
        saisis = juges.examiner(procedure) if fiche.en_vigueur(lu) else None
        examinee = examinateur.examiner(fiche, *_noms_et_avocat(saisis))
        trouvees.append(examinee)
        if saisis is not None and examinee.voie.etat != "fermee":
            des_juges += saisis.reserves
    lignes = tuple([ligne for une in trouvees for ligne in une.lignes])
    reserves = (*(reserve for une in trouvees for reserve in une.reserves), *au_bord_du_plafond(faits), *des_juges)
    return Resultat(
        "voies",
        tuple([une.voie for une in trouvees]),
        lignes,
        tuple(dict.fromkeys([ligne.article for ligne in lignes if ligne.article])),
        tuple(dict.fromkeys(reserves)),
        lu,
        droit.version,
    )


@cache
def _fiches() -> tuple[tuple[TypeProcedure, FicheDeVoie], ...]:
    """Chaque procédure et sa fiche, dans l'ordre des procédures."""
    return tuple((procedure, fiches()[procedure]) for procedure in get_args(TypeProcedure))


def _noms_et_avocat(saisis: Examen | None) -> tuple[tuple[str, ...], bool | None]:
    """Les juges possibles, une fois chacun, et si tous exigent un avocat, ou aucun."""
    if saisis is None:
        return (), None
    avis = {un.avocat for un in saisis.possibles}
    return tuple(dict.fromkeys([un.juridiction for un in saisis.possibles])), avis.pop() if len(avis) == 1 else None


def _faits(dossier: Dossier, au: date, droit: Droit) -> Faits:
    creance, evenements = dossier.creance, dossier.evenements
    compte = _sinon(lambda: decompte(creance, au=au, evenements=evenements, droit=droit).valeur)
    refuser(creance)
    terme = creance.echeance or _sinon(lambda: echeance(creance, droit=droit).valeur)
    delai = _sinon(
        lambda: prescription(creance, au=au, evenements=evenements, procedures=dossier.procedures, droit=droit),
        # Le point de départ peut manquer au dossier.
        (DonneeInvalide, DroitInconnu, HorsChamp),
    )
    return Faits(
        dossier=dossier,
        au=au,
        droit=droit,
        principal=_principal(dossier, au, compte),
        interets=None if compte is None else compte.interets,
        demande=None if compte is None else compte.total,
        exigible=None if terme is None else terme < au,
        prescrite=None if delai is None else _prescrite(delai),
        **matiere(dossier, au, droit)._asdict(),
    )


def _prescrite(delai: Resultat[Prescription]) -> bool | None:
    """Inconnue si elle ne tient qu'à un acte que le dossier ne montre pas : un dossier incomplet ne ferme aucune voie."""
    if delai.valeur.etat != "acquise":
        return False
    return None if _PERTE_DEDUITE in delai.codes() else True


def _sinon(calcul: Callable[[], T], refus: tuple[type[Exception], ...] = (DroitInconnu, HorsChamp)) -> T | None:
    """Ce qu'une autre règle répond, ou None si elle ne peut pas : la condition sera inconnue, non fausse."""
    try:
        return calcul()
    except refus:
        return None


def _principal(dossier: Dossier, au: date, compte: Decompte | None) -> Decimal:
    if compte is not None:
        return compte.principal
    recus = sum((un.montant for un in dossier.evenements if isinstance(un, _RECUS) and un.date <= au), Decimal(0))
    return max(dossier.creance.montant - recus, Decimal(0))
