"""Comment s'y prendre : négocier, envoyer en nombre, être ferme dans la loi, sommer puis saisir le juge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.moteur.situation import Situation
from creances.moteur.usages.acteurs import RELATIONS_A_PRESERVER
from creances.moteur.usages.chiffres import Chiffre, chiffres
from creances.moteur.usages.methodes import FICHIER, Methode, SeuilsDeMethode, table_methodes
from creances.noyau.argent import euros
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.controle_message import MethodeDemandee, methode_autorisee


@dataclass(frozen=True, slots=True)
class MethodeChoisie:
    """La méthode retenue, ce qu'elle exige, et ce que vaut ce choix.

    `refusee` : la méthode demandée, si elle est interdite ; `articles` dit pourquoi. `motifs` : ce qui a décidé.
    """

    methode: str
    confiance: Literal["forte", "moyenne", "faible"]
    motifs: tuple[str, ...]
    etapes: tuple[str, ...]
    interlocuteur_dedie: bool
    relecture_humaine: bool
    envoi_automatique: bool
    refusee: str | None
    articles: tuple[str, ...]


class _Profil(NamedTuple):
    """Ce qui décide, et les chiffres d'usage dont on s'est servi."""

    montant: Decimal
    volume: int
    relation: str | None
    preserver: bool
    structure: bool
    refus: Resultat[MethodeDemandee] | None
    seuils: dict[str, Any]
    usages: tuple[Chiffre, ...]

    @property
    def petit(self) -> bool:
        return bool(self.montant < self.seuils["petit_montant"])

    @property
    def masse(self) -> bool:
        return bool(self.volume >= self.seuils["masse"])

    @property
    def significatif(self) -> bool:
        return bool(self.montant >= self.seuils["montant_significatif"])


# Dans l'ordre : la première condition qui tient donne la méthode.
_CHOIX: tuple[tuple[str, str, Callable[[_Profil], bool]], ...] = (
    ("fermete_legale", "methode_interdite_demandee", lambda un: un.refus is not None),
    ("negociation", "relation_strategique", lambda un: un.relation == "strategique"),
    ("pack", "petits_montants_en_masse", lambda un: un.petit and un.masse),
    ("negociation", "relation_a_preserver", lambda un: un.preserver),
    ("relances_simples", "petits_montants_isoles", lambda un: un.petit),
    ("sommation_puis_juge", "service_structure", lambda un: un.structure),
    ("fermete_legale", "aucune_relation", lambda un: un.relation == "aucune"),
    ("relances_simples", "cas_courant", lambda _: True),
)


@regle("methode_amiable")
def methode_amiable(
    dossier: Dossier,
    *,
    au: JourAccepte,
    preserver: bool | None = None,
    seuils: SeuilsDeMethode | None = None,
    droit: Droit | None = None,
) -> Resultat[MethodeChoisie]:
    """La méthode amiable qui convient à ce dossier au jour `au`, ses exigences et ses raisons.

    Dans l'ordre : un client stratégique se négocie ; de petits montants en nombre vont au pack ; un client récurrent, ou
    que l'on veut garder (`preserver`), se négocie ; un petit montant isolé se relance simplement ; un service structuré
    somme puis saisit le juge ; sans relation à ménager, la fermeté légale ; sinon des relances simples.

    - Le montant est ce qui reste dû par dossier ; `Contexte.volume` dit combien de dossiers semblables.
    - `preserver` : None, vrai pour une relation récurrente ou stratégique.
    - `seuils` : les vôtres ; None, ceux de l'usage, avec la réserve USAGE_A_CONFIRMER quand leur source est faible.

    Une négociation demande un interlocuteur et une relecture humaine, et n'envoie rien d'elle-même ; elle est plus sûre
    au-delà du montant significatif (inclus). L'intimidation et la confusion avec un acte de justice, que demanderait
    `Contexte.methode_demandee`, sont refusées avec leurs articles (règle `methode_autorisee`) et remplacées par la fermeté
    légale ; une méthode de la table que l'on demande est suivie.

    Doute : Cap Recovery recommande la sommation aux services structurés ; elle n'est pas une étape légale
    avant l'injonction de payer, et s'en passer vaut autant.
    Source : Cap Recovery, sur les méthodes amiables ; table d'usage `methodes.toml`.

    >>> from creances.modeles import Contexte, Creance
    >>> dossier = Dossier(creance=Creance(montant=45, echeance="2026-10-12"), contexte=Contexte(volume=350))
    >>> methode_amiable(dossier, au="2026-10-20").valeur.methode
    'pack'
    """
    droit, lu = droit or droit_courant(), jour(au, "au")
    profil = _profil(Situation(dossier, lu, droit), preserver, seuils)
    code, motif = next((code, motif) for code, motif, tient in _CHOIX if tient(profil))
    demandee = dossier.contexte.methode_demandee
    if profil.refus is None and demandee in table_methodes():
        code, motif = str(demandee), "methode_demandee"
    methode = table_methodes()[code]
    valeur = _choisie(methode, profil, motif)
    refus = profil.refus
    lignes = (
        Ligne(f"methode.{motif}", assiette=profil.montant, mots=(("methode", code),)),
        *_exigences(methode),
        *(() if refus is None else refus.lignes),
    )
    reserves = [*(() if refus is None else refus.reserves), *(une for usage in profil.usages for une in usage.reserves)]
    return Resultat("methode_amiable", valeur, lignes, valeur.articles, tuple(reserves), lu, droit.version)


def _profil(situation: Situation, preserver: bool | None, seuils: SeuilsDeMethode | None) -> _Profil:
    contexte, usages = situation.contexte, chiffres(FICHIER)
    choisis = {} if seuils is None else {nom: lu for nom, lu in seuils if lu is not None}
    du = situation.principal if situation.du is None else situation.du
    return _Profil(
        montant=euros(du),
        volume=contexte.volume,
        relation=contexte.relation,
        preserver=contexte.relation in RELATIONS_A_PRESERVER if preserver is None else preserver,
        structure=contexte.service_interne == "structure",
        refus=_refus(situation),
        seuils={nom: usage.valeur for nom, usage in usages.items()} | choisis,
        usages=tuple(usage for nom, usage in usages.items() if nom not in choisis),
    )


def _refus(situation: Situation) -> Resultat[MethodeDemandee] | None:
    """Ce que la loi répond à la méthode demandée, si elle l'interdit."""
    demandee = situation.contexte.methode_demandee
    if demandee is None or demandee in table_methodes():
        return None
    reponse = methode_autorisee(demandee, au=situation.au, droit=situation.droit)
    return None if reponse.valeur.autorisee else reponse


def _choisie(methode: Methode, profil: _Profil, motif: str) -> MethodeChoisie:
    motifs = [motif]
    confiance: Literal["forte", "moyenne", "faible"] = "faible" if motif == "cas_courant" else "moyenne"
    if methode.code == "pack" or profil.refus is not None:
        confiance = "forte"
    if methode.code == "negociation" and profil.significatif:
        confiance = "forte"
        motifs.append("montant_significatif")
    return MethodeChoisie(
        methode=methode.code,
        confiance=confiance,
        motifs=tuple(motifs),
        etapes=methode.etapes,
        interlocuteur_dedie=methode.interlocuteur_dedie,
        relecture_humaine=methode.relecture_humaine,
        envoi_automatique=methode.envoi_automatique,
        refusee=None if profil.refus is None else profil.refus.valeur.methode,
        articles=() if profil.refus is None else profil.refus.articles,
    )


def _exigences(methode: Methode) -> Iterator[Ligne]:
    for exigence in ("interlocuteur_dedie", "relecture_humaine"):
        if getattr(methode, exigence):
            yield Ligne("methode.exige", mots=(("exigence", exigence),))
    if not methode.envoi_automatique:
        yield Ligne("methode.sans_envoi_automatique")
