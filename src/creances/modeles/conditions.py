"""Les conditions convenues : terme de paiement, taux de pénalités, escompte, capitalisation."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from creances.modeles.base import Modele
from creances.noyau.argent import Euros, Taux
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import Jour

ModeTerme = Literal[
    "net",
    "jours_puis_fin_de_mois",
    "fin_de_mois_puis_jours",
    "fin_de_decade_puis_jours",
    "fin_de_quinzaine_puis_jours",
]
_CENT = 100


class Terme(Modele):
    """Un délai de paiement convenu, compté depuis l'émission de la facture (le jour de départ ne compte pas).

    - `jours` ou `mois`, l'un des deux : 60 jours ne sont pas 2 mois.
    - `mode` : la méthode est une donnée du contrat, jamais devinée. « 45 jours fin de mois » se lit
      "jours_puis_fin_de_mois" (45 jours, puis le bout du mois) ou "fin_de_mois_puis_jours" (bout du mois, puis 45).
    - `le` : quantième fixe atteint ensuite, strictement après (« 30 jours fin de mois le 15 ») ; None sinon.
    - `report` : ce que le contrat prévoit si le jour n'est pas ouvré ; "aucun" par défaut, comme la loi.
    - `depart` : "emission" (défaut) ou "livraison".

    >>> Terme(jours=45, mode="fin_de_mois_puis_jours").jours
    45
    """

    jours: Annotated[int, Field(strict=True, ge=0, le=730)] | None = None
    mois: Annotated[int, Field(strict=True, ge=0, le=24)] | None = None
    mode: ModeTerme = "net"
    le: Annotated[int, Field(strict=True, ge=1, le=31)] | None = None
    report: Literal["aucun", "suivant", "precedent"] = "aucun"
    depart: Literal["emission", "livraison"] = "emission"

    @model_validator(mode="after")
    def _jours_ou_mois(self) -> Self:
        if (self.jours is None) == (self.mois is None):
            raise DonneeInvalide(
                f"jours, mois : reçu {self.jours} et {self.mois} ; accepté : l'un des deux, et un seul",
                code="terme.jours_ou_mois",
                champ="jours, mois",
            )
        return self


class PalierEscompte(Modele):
    """Un escompte pour paiement anticipé : `taux` pour cent si payé `jours` avant l'échéance ou après l'émission.

    - `reference` : "avant_echeance" (défaut), le paiement arrive au moins `jours` jours avant l'échéance, borne incluse ;
      "apres_emission", au plus `jours` jours après la facture, borne incluse (0 : au comptant).
    - `prorata` : "aucun" (défaut), le taux est un forfait ; sinon il est annuel et se réduit aux jours d'avance,
      "en_dehors" (usage des banques, sur le prix) ou "en_dedans" (sur la somme versée). « 2 % » de 10 000 euros payés
      trente jours plus tôt valent 200,00 dans un cas, 16,67 dans l'autre : la nature du taux ne se devine jamais.
    - `base` : jours de l'année d'un taux annuel, "360" (usage publié, défaut) ou "365" ; sans effet sur un forfait.

    >>> PalierEscompte(jours=10, taux=3).prorata
    'aucun'
    """

    jours: Annotated[int, Field(strict=True, ge=0, le=730)]
    taux: Taux
    reference: Literal["avant_echeance", "apres_emission"] = "avant_echeance"
    prorata: Literal["aucun", "en_dehors", "en_dedans"] = "aucun"
    base: Literal["360", "365"] = "360"

    @model_validator(mode="after")
    def _entre_zero_et_cent(self) -> Self:
        if not 0 < self.taux < _CENT:
            raise DonneeInvalide(
                f"taux : reçu {self.taux} ; accepté : plus de 0 et moins de {_CENT} pour cent",
                code="escompte.taux",
                champ="taux",
            )
        return self


class Conditions(Modele):
    """Ce que les parties ont convenu.

    - `terme` : None, le délai légal s'applique.
    - `taux_penalites` : en pour cent l'an ; None, le taux légal supplétif.
    - `semestre` : "mobile" (défaut), le taux supplétif change aux 1ers janvier et juillet ; "fige", il garde celui du
      premier semestre de retard.
    - `plancher` : que faire d'un taux convenu inférieur au plancher de L441-10 II : "signaler" (défaut, appliqué avec
      réserve), "relever" (porté au plancher de chaque semestre) ou "suppletif" (écarté).
    - `capitalisation` : le contrat prévoit que les intérêts d'une année entière portent intérêt (C. civ. 1343-2).
    - `clause_penale` : somme stipulée (C. civ. 1231-5) ; jamais comptée d'office, signalée par une réserve.
    - `conclu_le` : jour du contrat ; None, le jour de la facture en tient lieu.
    """

    terme: Terme | None = None
    taux_penalites: Taux | None = None
    semestre: Literal["mobile", "fige"] = "mobile"
    plancher: Literal["signaler", "relever", "suppletif"] = "signaler"
    escompte: tuple[PalierEscompte, ...] = ()
    capitalisation: bool = False
    clause_penale: Euros | None = None
    conclu_le: Jour | None = None
