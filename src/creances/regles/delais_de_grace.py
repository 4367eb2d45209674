"""Les délais que le juge accorde au débiteur (C. civ., 1343-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.noyau.argent import TauxAccepte
from creances.noyau.argent import taux as lire_taux
from creances.noyau.erreurs import DonneeInvalide, HorsChamp, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, ajouter_mois, jour

C_CIV_1343_5 = "C. civ., 1343-5"

Categorie = Literal["particuliers", "autres_cas"]


@dataclass(frozen=True, slots=True)
class DelaisDeGrace:
    """Les délais accordés.

    - `fin` : dernier jour du délai, inclus ; `limite` : le plus loin que le juge pouvait aller.
    - `en_cours` : le jour de la question est dans le délai. Tant qu'il l'est, l'exécution est suspendue et ni majorations
      d'intérêts ni pénalités de retard ne sont encourues.
    - `taux` : le taux réduit ordonné, en pour cent l'an, None sinon ; `capital_d_abord` : l'ordre d'imputation ordonné.
    """

    decision: date
    fin: date
    limite: date
    en_cours: bool
    taux: Decimal | None = field(metadata={"unite": "taux"})
    capital_d_abord: bool


@regle("delais_de_grace", C_CIV_1343_5)
def delais_de_grace(
    decision: JourAccepte,
    *,
    au: JourAccepte,
    mois: Annotated[int, Field(strict=True, ge=1)],
    taux_reduit: TauxAccepte | None = None,
    capital_d_abord: bool = False,
    categorie: Categorie = "autres_cas",
    aliments: bool = False,
    droit: Droit | None = None,
) -> Resultat[DelaisDeGrace]:
    """Les délais de paiement qu'un juge a accordés, « dans la limite de deux années », et leurs effets au jour `au`.

    - `decision` : le jour où elle est rendue, d'où part le délai, et qui ne compte pas ; `mois` : sa durée.
    - `taux_reduit` : en pour cent l'an, « au moins égal au taux légal » du jour de la décision, de la `categorie` du
      créancier ; ou `capital_d_abord` : les paiements s'imputent d'abord sur le capital. L'un ou l'autre, non les deux.
    - `aliments` : une dette d'aliments, que ces délais ne concernent pas.

    Pendant le délai, les procédures d'exécution engagées sont suspendues et « les majorations d'intérêts ou les pénalités
    prévues en cas de retard ne sont pas encourues » ; les intérêts, eux, courent. Le contrat ne peut y déroger.

    Doutes : si la décision n'est pas contradictoire, son départ peut être celui de sa notification (réserve
    DEPART_DU_DELAI_DE_GRACE) ; le taux légal qui borne le taux réduit est lu le jour de la décision.

    Erreurs : `DonneeInvalide` au-delà de la limite, pour un taux sous le taux légal, ou pour deux mesures ensemble ;
    `HorsChamp` pour des aliments ; `DroitInconnu` avant le 1er octobre 2016.
    Source : C. civ., 1343-5.

    >>> accordes = delais_de_grace("2026-11-21", au="2027-05-01", mois=24).valeur
    >>> str(accordes.fin), accordes.en_cours
    ('2028-11-21', True)
    >>> delais_de_grace("2026-11-21", au="2027-05-01", mois=30)
    Traceback (most recent call last):
    creances.noyau.erreurs.DonneeInvalide: mois : reçu 30 ; accepté : de 1 à 24
    """
    droit = droit or droit_courant()
    rendue, fin = jour(decision, "decision"), jour(au, "au")
    exiger_parmi("categorie", categorie, get_args(Categorie))
    if aliments:
        raise HorsChamp(
            "aliments : reçu une dette d'aliments ; le juge n'y accorde pas ces délais",
            code="hors_champ.aliments",
            articles=(C_CIV_1343_5,),
        )
    plafond = droit("delais_de_grace.limite", rendue).valeur
    _exiger_la_limite(mois, plafond)
    reduit = _taux_reduit(taux_reduit, capital_d_abord, categorie, rendue, droit)
    terme = ajouter_mois(rendue, mois).jour
    valeur = DelaisDeGrace(
        decision=rendue,
        fin=terme,
        limite=ajouter_mois(rendue, plafond).jour,
        en_cours=rendue <= fin <= terme,
        taux=reduit,
        capital_d_abord=capital_d_abord,
    )
    return Resultat(
        "delais_de_grace",
        valeur,
        tuple(_lignes(valeur, mois)),
        (C_CIV_1343_5,),
        (Reserve("DEPART_DU_DELAI_DE_GRACE", (C_CIV_1343_5,)), *droit.a_revoir(fin)),
        fin,
        droit.version,
    )


def _exiger_la_limite(mois: int, plafond: int) -> None:
    if not isinstance(mois, int) or isinstance(mois, bool) or not 1 <= mois <= plafond:
        raise DonneeInvalide(
            f"mois : reçu {mois!r} ; accepté : de 1 à {plafond}",
            code="delais_de_grace.duree",
            articles=(C_CIV_1343_5,),
        )


def _taux_reduit(
    taux_reduit: TauxAccepte | None, capital_d_abord: bool, categorie: Categorie, decision: date, droit: Droit
) -> Decimal | None:
    if taux_reduit is None:
        return None
    if capital_d_abord:
        raise DonneeInvalide(
            "taux_reduit, capital_d_abord : reçu les deux ; accepté : l'un ou l'autre",
            code="delais_de_grace.cumul",
            articles=(C_CIV_1343_5,),
        )
    lu = lire_taux(taux_reduit, "taux_reduit")
    legal = droit(f"taux_interet_legal.{categorie}", decision).valeur
    if lu < legal:
        raise DonneeInvalide(
            f"taux_reduit : reçu {lu} ; accepté : au moins le taux légal, {legal}",
            code="delais_de_grace.taux",
            articles=(C_CIV_1343_5,),
        )
    return lu


def _lignes(valeur: DelaisDeGrace, mois: int) -> Iterator[Ligne]:
    yield Ligne("delais_de_grace.duree", C_CIV_1343_5, debut=valeur.decision, fin=valeur.fin, mots=(("mois", mois),))
    if valeur.taux is not None:
        yield Ligne("delais_de_grace.taux", C_CIV_1343_5, taux=valeur.taux)
    if valeur.capital_d_abord:
        yield Ligne("delais_de_grace.capital", C_CIV_1343_5)
    effet = "suspension" if valeur.en_cours else "hors_delai"
    yield Ligne(f"delais_de_grace.{effet}", C_CIV_1343_5)
