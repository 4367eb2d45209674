"""L'étape d'un scénario : quand, par quel canal, sur quel ton, avec quoi, sous quelles conditions."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from creances.modeles.base import Modele
from creances.modeles.contexte import Relation
from creances.modeles.parties import Pays, Qualite, Texte
from creances.noyau.argent import Euros
from creances.noyau.erreurs import DonneeInvalide

NatureDEtapeAmiable = Literal[
    "pre_relance",
    "relance",
    "appel",
    "interne",
    "mise_en_demeure",
    "decision",
    "transmission",
    "acte",
    "remerciement",
]
Reference = Literal["echeance", "emission", "etape_precedente", "debut_scenario"]
NomDeCanal = Literal["email", "sms", "whatsapp", "telephone", "courrier", "lrar", "lre", "acte", "interne"]
Ton = Literal["cordial", "neutre", "ferme", "solennel"]
Rattrapage = Literal["ignorer", "immediat", "replier"]
SortDesPenalites = Literal["masquer", "mentionner", "reclamer"]

TONS: tuple[Ton, ...] = ("cordial", "neutre", "ferme", "solennel")
A_APPROUVER: frozenset[NatureDEtapeAmiable] = frozenset({"mise_en_demeure", "transmission", "acte"})
INTERIEURES: frozenset[NatureDEtapeAmiable] = frozenset({"interne", "decision", "transmission"})
_SANS_ECART: frozenset[NatureDEtapeAmiable] = INTERIEURES | {"mise_en_demeure", "acte"}

Code = Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$", max_length=60)]
Decalage = Annotated[int, Field(strict=True, ge=-730, le=730)]
Jours = Annotated[int, Field(strict=True, ge=0, le=730)]


class ConditionEtape(Modele):
    """Ce qu'un dossier doit être pour que l'étape s'y applique ; None ou vide : peu importe.

    - `montant_minimal` (inclus), `montant_maximal` (exclu) : de ce qui reste demandé, en euros.
    - `qualites`, `pays` : du débiteur. `relations` : avec lui.
    - `retard_minimal` : jours de retard, inclus, au jour de la question.

    >>> ConditionEtape(montant_minimal=100).montant_minimal
    Decimal('100.00')
    """

    montant_minimal: Euros | None = None
    montant_maximal: Euros | None = None
    qualites: tuple[Qualite, ...] = ()
    pays: tuple[Pays, ...] = ()
    relations: tuple[Relation, ...] = ()
    retard_minimal: Jours | None = None


class Recurrence(Modele):
    """L'étape se répète : `fois` en tout, tous les `jours`.

    >>> Recurrence(jours=7, fois=2).fois
    2
    """

    jours: Annotated[int, Field(strict=True, ge=1, le=730)]
    fois: Annotated[int, Field(strict=True, ge=2, le=730)]


class Etape(Modele):
    """Une étape d'un scénario.

    - `decalage` : jours depuis la `reference`, négatif avant elle. "etape_precedente" part du jour où la précédente était
      prévue, ou de celui où elle a été faite si c'est plus tard ; "debut_scenario", du jour où le dossier y est entré.
    - `ton` : de "cordial" à "solennel", jamais vers le bas dans un scénario.
    - `contenu` : codes que le message doit porter, en plus de ceux de sa nature. `penalites` : les "masquer", les
      "mentionner" ou les "reclamer" ; qui n'en doit pas de plein droit n'en voit jamais avant sa mise en demeure.
    - `rattrapage`, si son jour est passé : "immediat" (due tout de suite), "ignorer" (sans objet après `fenetre` jours),
      "replier" (elle cède à la dernière étape manquée du même ton : aucun niveau n'est sauté).
    - `approbation` d'un humain : None, l'usage de sa nature (mise en demeure, transmission et acte la demandent).
    - `delai` : jours accordés pour payer. `report` : nouvelle échéance que l'étape peut proposer, en jours ; il y faut
      l'approbation de quelqu'un.
    - `compte` : elle élève le niveau de relance ; None, une relance et une mise en demeure l'élèvent, un appel non.

    >>> Etape(code="rappel", nature="relance", decalage=4, canal="email").a_approuver
    False
    """

    code: Code
    nature: NatureDEtapeAmiable
    decalage: Decalage
    reference: Reference = "echeance"
    canal: NomDeCanal
    ton: Ton = "cordial"
    contenu: tuple[Code, ...] = ()
    conditions: ConditionEtape | None = None
    rattrapage: Rattrapage = "immediat"
    fenetre: Jours = 0
    approbation: bool | None = None
    penalites: SortDesPenalites = "masquer"
    delai: Jours | None = None
    report: Jours | None = None
    recurrence: Recurrence | None = None
    compte: bool | None = None
    libelle: Texte = ""

    @model_validator(mode="after")
    def _coherente(self) -> Self:
        if self.report is not None and not self.approbation:
            raise DonneeInvalide(
                "report : reçu un report sans approbation ; accepté : approbation = true, quelqu'un en décide",
                code="etape.report_a_approuver",
                champ="report",
            )
        if self.nature == "pre_relance" and self.reference == "echeance" and self.decalage > 0:
            raise DonneeInvalide(
                f"decalage : reçu {self.decalage} ; accepté : zéro ou moins, une pré-relance précède l'échéance",
                code="etape.pre_relance",
                champ="decalage",
            )
        if (self.canal == "interne") != (self.nature in INTERIEURES):
            raise DonneeInvalide(
                f"canal : reçu {self.canal!r} pour une étape de nature {self.nature!r} ; accepté : « interne » pour "
                f"{', '.join(sorted(INTERIEURES))}, un autre canal pour le reste",
                code="etape.canal",
                champ="canal",
            )
        return self

    @property
    def a_approuver(self) -> bool:
        """Quelqu'un doit-il donner son accord avant ?"""
        return self.nature in A_APPROUVER if self.approbation is None else self.approbation

    @property
    def touche(self) -> bool:
        """Le débiteur en est-il touché ?"""
        return self.canal != "interne"

    @property
    def espacee(self) -> bool:
        """L'écart minimal entre deux contacts la repousse-t-il ? Jamais une mise en demeure ni un acte."""
        return self.nature not in _SANS_ECART

    @property
    def precedee_d_un_choix(self) -> bool:
        """Un nœud de décision peut-il la précéder ? Une mise en demeure seule est un point de non-retour."""
        return self.nature == "mise_en_demeure"

    @property
    def eleve(self) -> bool:
        """Élève-t-elle le niveau de relance du dossier ?"""
        return self.nature in {"relance", "mise_en_demeure"} if self.compte is None else self.compte
