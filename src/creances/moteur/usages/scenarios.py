"""Les scénarios de relance, en données : les usuels livrés ici, et ceux que chacun écrit en TOML, en JSON ou en Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, PrivateAttr, model_validator

from creances.modeles import Dossier
from creances.modeles.base import Modele
from creances.modeles.parties import Texte
from creances.moteur.usages.etapes import TONS, Code, Decalage, Etape, Jours
from creances.noyau import fichiers
from creances.noyau.argent import Euros, montant
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi

_DONNEES = "creances.moteur.usages.donnees"
_DOSSIER = "scenarios"
_TOML = ".toml"
PREFIXE_DU_NOEUD = "avant_"

Heure = Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class EtapePrete(NamedTuple):
    """Une étape dépliée de ses répétitions, ses propriétés lues d'avance. `rang` dans la chaîne ; `niveau` de son ton."""

    rang: int
    code: str
    nature: str
    canal: str
    ton: str
    niveau: int
    decalage: int
    touche: bool
    espacee: bool
    choix: bool
    etape: Etape


class Trame(NamedTuple):
    """La chaîne d'un scénario, prête à dérouler.

    `rangs` : la place de chaque code, celle d'un nœud de décision étant l'opposé du rang qu'il précède, moins un.
    `de_l_echeance` : les jours de toutes les étapes s'ils partent tous de l'échéance, None sinon.
    """

    chaine: tuple[EtapePrete, ...]
    rangs: Mapping[str, int]
    de_l_echeance: tuple[int, ...] | None


class Scenario(Modele):
    """Un calendrier de relance.

    - `code`, `version` : le nom du calendrier et son édition ; un plan les cite.
    - `ecart_minimal` : jours entre deux contacts avec le débiteur ; il repousse, jamais n'annule. `jours_ouvres` : rien ne
      part un samedi, un dimanche ou un jour férié du territoire du débiteur. `heures` d'envoi, pour qui envoie.
    - `seuil` : au-dessous de ce reste à payer, en euros, rien ne part.
    - `tolerance_promesse` : jours laissés après le jour promis ; None, l'usage.
    - `point_de_non_retour` : un nœud de décision précède d'un jour chaque mise en demeure.
    - `mise_en_demeure_directe` : elle peut venir sans relance, sans la réserve ESCALADE_PREMATUREE.
    - `accessoires` : poursuivre pour les seules pénalités quand le montant de la facture est réglé.
    - `source`, `url`, `confiance` : d'où vient ce calendrier.

    >>> Scenario.lire('''
    ... code = "bref"
    ... etapes = [{code = "rappel", nature = "relance", decalage = 4, canal = "email"}]
    ... ''').etapes[0].canal
    'email'
    """

    code: Code
    version: Texte = "1"
    libelle: Texte = ""
    etapes: tuple[Etape, ...] = Field(min_length=1, max_length=60)
    ecart_minimal: Jours = 0
    jours_ouvres: bool = True
    heures: tuple[Heure, Heure] | None = None
    seuil: Euros = Field(default_factory=lambda: montant(0))
    tolerance_promesse: Jours | None = None
    point_de_non_retour: bool = True
    mise_en_demeure_directe: bool = False
    accessoires: bool = False
    source: Texte = ""
    url: Texte = ""
    confiance: Literal["haute", "moyenne", "basse"] | None = None

    _trame: Trame = PrivateAttr()

    @classmethod
    def lire(cls, champs: Mapping[str, Any] | str) -> Self:
        """Construit un scénario depuis des données, un texte JSON ou un texte TOML ; refuse comme le constructeur."""
        if not isinstance(champs, str):
            return cls(**champs)
        if champs.lstrip().startswith("{"):
            return cls.depuis_json(champs)
        return cls(**_toml(champs))

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if len({une.code for une in self.etapes}) != len(self.etapes):
            raise _refus("codes tous distincts", "codes", [une.code for une in self.etapes])
        if self.etapes[0].reference == "etape_precedente":
            raise _refus("une autre référence pour la première étape", "reference", "etape_precedente")
        for avant, apres in pairwise(self.etapes):
            if TONS.index(apres.ton) < TONS.index(avant.ton):
                raise _refus(f"{avant.ton!r} ou plus ferme après {avant.code!r}", "ton", apres.ton)
            if avant.reference == apres.reference == "echeance" and apres.decalage < avant.decalage:
                raise _refus(f"{avant.decalage} ou plus après {avant.code!r}", "decalage", apres.decalage)
        if self.heures is not None and self.heures[0] >= self.heures[1]:
            raise _refus("l'heure de début avant celle de fin", "heures", self.heures)
        return self

    @property
    def chaine(self) -> tuple[EtapePrete, ...]:
        """Les étapes dans l'ordre, dépliées de leurs répétitions : « rappel », « rappel_bis_2 », « rappel_bis_3 »…"""
        return self._trame.chaine

    @property
    def trame(self) -> Trame:
        """La chaîne et ce qu'on en sait d'avance."""
        return self._trame

    def model_post_init(self, _contexte: Any, /) -> None:
        """Déplie les étapes une fois pour toutes."""
        depliees = (une for etape in self.etapes for une in _deplier(etape))
        chaine = tuple(_preparer(rang, une) for rang, une in enumerate(depliees))
        noeuds = {f"{PREFIXE_DU_NOEUD}{une.code}": rang_du_noeud(une.rang) for une in chaine if une.choix}
        directs = all(une.etape.reference == "echeance" for une in chaine)
        self._trame = Trame(
            chaine=chaine,
            rangs=noeuds | {une.code: une.rang for une in chaine},
            de_l_echeance=tuple(une.decalage for une in chaine) if directs else None,
        )

    def avec_pre_relance(self, decalage: int) -> Self:
        """Le même calendrier, dont la pré-relance part `decalage` jours après l'échéance (négatif : avant).

        >>> scenarios()["pme"].avec_pre_relance(-15).etapes[0].decalage
        -15
        """
        etapes = tuple(une.avec(decalage=decalage) if une.nature == "pre_relance" else une for une in self.etapes)
        return self.avec(etapes=etapes)


def rang_du_noeud(rang: int) -> int:
    """La place du nœud de décision qui précède l'étape de ce rang."""
    return -1 - rang


def _preparer(rang: int, etape: Etape) -> EtapePrete:
    return EtapePrete(
        rang=rang,
        code=etape.code,
        nature=etape.nature,
        canal=etape.canal,
        ton=etape.ton,
        niveau=TONS.index(etape.ton),
        decalage=etape.decalage,
        touche=etape.touche,
        espacee=etape.touche and etape.espacee,
        choix=etape.precedee_d_un_choix,
        etape=etape,
    )


def _deplier(etape: Etape) -> Iterator[Etape]:
    yield etape
    if etape.recurrence is not None:
        for fois in range(2, etape.recurrence.fois + 1):
            yield etape.avec(
                code=f"{etape.code}_bis_{fois}",
                reference="etape_precedente",
                decalage=etape.recurrence.jours,
                recurrence=None,
            )


def _refus(accepte: str, champ: str, recu: object) -> DonneeInvalide:
    return DonneeInvalide(f"{champ} : reçu {recu!r} ; accepté : {accepte}", code=f"scenario.{champ}", champ=champ)


def _toml(texte: str) -> dict[str, Any]:
    from tomllib import TOMLDecodeError, loads

    try:
        return loads(texte)
    except TOMLDecodeError as refus:
        raise DonneeInvalide(f"scenario : ce texte n'est pas du TOML ({refus}) ; accepté : TOML ou JSON") from None


@cache
def scenarios() -> Mapping[str, Scenario]:
    """Les calendriers usuels, par code : grand compte, PME, TPE, consommateur, acheteur public, masse, client à risque.

    >>> sorted(scenarios())
    ['client_risque', 'consommateur', 'grand_compte', 'masse', 'pme', 'public', 'tpe']
    """
    noms = fichiers.themes(_DONNEES, _DOSSIER, _TOML)
    lus = (Scenario.lire(fichiers.texte(_DONNEES, nom)) for nom in noms)
    return MappingProxyType({un.code: un for un in lus})


@cache
def usages_de_l_escalade() -> Mapping[str, Any]:
    """Les chiffres d'usage de l'escalade, tels que `escalade.toml` les donne."""
    return MappingProxyType(fichiers.toml(_DONNEES, "escalade.toml"))


def scenario_pour(
    dossier: Dossier, *, pre_relance: Decalage | Literal["quinze_jours", "dix_jours"] | None = None
) -> Scenario:
    """Le calendrier usuel d'un dossier : sa qualité, puis le segment du débiteur, puis sa solvabilité.

    - Un acheteur public a le sien. Un consommateur aussi, ou celui des petits montants s'ils sont en nombre
      (`contexte.volume`), ou si son segment le dit.
    - Un professionnel suit son `segment`, sinon sa `solvabilite`, sinon le calendrier des PME.
    - `pre_relance` : le jour de la pré-relance, ou "quinze_jours" avant, ou "dix_jours".

    >>> from creances import Creance, Debiteur
    >>> due = Creance(montant=900, echeance="2026-12-06", debiteur=Debiteur(segment="tpe"))
    >>> scenario_pour(Dossier(creance=due)).code
    'tpe'
    """
    retenu = scenarios()[_choix(dossier)]
    if pre_relance is None:
        return retenu
    if isinstance(pre_relance, str):
        prevues = usages_de_l_escalade()["pre_relance"]
        exiger_parmi("pre_relance", pre_relance, ("quinze_jours", "dix_jours"))
        pre_relance = int(prevues[pre_relance])
    return retenu.avec_pre_relance(pre_relance)


def _choix(dossier: Dossier) -> str:
    debiteur, usage = dossier.creance.debiteur, usages_de_l_escalade()["choix"]
    if debiteur.qualite == "public":
        return "public"
    segment = str(usage["segments"].get(debiteur.segment, ""))
    en_masse = segment == "masse" or (
        not segment
        and dossier.contexte.volume >= usage["volume_de_masse"]
        and dossier.creance.montant < _montant_de_masse()
    )
    if en_masse:
        return "masse"
    if debiteur.qualite == "consommateur":
        return "consommateur"
    if segment:
        return segment
    return "client_risque" if debiteur.solvabilite in usage["solvabilites_a_risque"] else str(usage["par_defaut"])


@cache
def _montant_de_masse() -> Decimal:
    return montant(usages_de_l_escalade()["choix"]["montant_de_masse"])


def scenario_schema() -> dict[str, Any]:
    """Le schéma JSON d'un scénario, pour qui en écrit dans un éditeur ou un formulaire.

    >>> scenario_schema()["additionalProperties"], "etapes" in scenario_schema()["required"]
    (False, True)
    """
    return Scenario.model_json_schema()
