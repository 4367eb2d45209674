"""Un terme de paiement contrôlé pour chaque date d'émission d'une période : quand dépasse-t-il le plafond ?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal, NamedTuple, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Conditions, Creance, Terme
from creances.modeles.creance import Secteur
from creances.noyau.argent import division_arrondie
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import UN_JOUR, JourAccepte, jour
from creances.regles.controle_delai import L441_16
from creances.regles.echeance.controle import (
    L441_10_I,
    L441_10_I_AL_3,
    deux_fins_de_mois,
)
from creances.regles.echeance.parcours import Parcours
from creances.regles.echeance.plafond import Depart, compter, plafond
from creances.regles.echeance.redaction import reserves_de_la_regle
from creances.regles.echeance.terme import appliquer

_CENTIEMES = 10_000  # de pour cent, dans l'unité

Contre = Literal["applicable", "net", "fin_de_mois"]


@dataclass(frozen=True, slots=True)
class PeriodeNonConforme:
    """Des dates d'émission consécutives, de `debut` à `fin` inclus, dont l'échéance dépasse le plafond."""

    debut: date
    fin: date
    dates: int
    depassement_maximal: int = field(metadata={"unite": "jours"})


@dataclass(frozen=True, slots=True)
class ControleTerme:
    """Le terme contrôlé date par date.

    `part` : dates non conformes, pour cent. `duree_minimale` et `duree_maximale` : jours de l'émission à l'échéance.
    """

    conforme: bool
    dates: int
    non_conformes: int
    part: Decimal = field(metadata={"unite": "taux"})
    duree_minimale: int = field(metadata={"unite": "jours"})
    duree_maximale: int = field(metadata={"unite": "jours"})
    periodes: tuple[PeriodeNonConforme, ...]


class _Essai(NamedTuple):
    """Une date d'émission, les jours jusqu'à l'échéance, ceux qui passent le plafond, et la table du plafond."""

    emission: date
    duree: int
    depassement: int
    regle: str


@regle("controle_terme", L441_10_I, "C. com., L441-11, II", "C. com., L441-12", L441_16)
def controle_terme(
    terme: Terme,
    *,
    du: JourAccepte,
    au: JourAccepte,
    secteur: Secteur | None = None,
    periodique: bool = False,
    contre: Contre = "applicable",
    droit: Droit | None = None,
) -> Resultat[ControleTerme]:
    """Ce terme, entre professionnels, dépasse-t-il le plafond, et pour quelles factures ? Chaque date d'émission de `du`
    à `au`, bornes incluses, est essayée, la livraison étant du même jour.

    - `secteur`, `periodique` : comme dans `Creance`.
    - `contre` : "applicable" (défaut), le plafond de `controle_delai` ; "net", les 60 jours seuls, quand le contrat ne
      stipule pas expressément la fin de mois ; "fin_de_mois", le plus tardif des deux plafonds de 45 jours fin de mois.

    Doute : aucun texte ne dit qu'un terme vaut pour toutes ses dates ; le plafond se juge facture par facture.
    Erreurs : `DonneeInvalide` si `au` précède `du`.
    Source : C. com., L441-10, I.

    >>> deux_mois = controle_terme(Terme(mois=2), du="2024-01-01", au="2027-12-31").valeur
    >>> deux_mois.dates, deux_mois.non_conformes, deux_mois.part
    (1461, 1217, Decimal('83.30'))
    >>> controle_terme(Terme(jours=60), du="2024-01-01", au="2027-12-31").valeur.conforme
    True
    """
    droit = droit or droit_courant()
    exiger_parmi("contre", contre, get_args(Contre))
    premier, dernier = jour(du, "du"), jour(au, "au")
    if dernier < premier:
        raise DonneeInvalide(f"au : reçu {dernier} ; accepté : {premier} ou plus tard", code="controle_terme.periode")
    conditions = Conditions(terme=terme)
    modele = Creance(montant=1, emission=premier, secteur=secteur, periodique=periodique, conditions=conditions)
    essais = list(_essayer(terme, modele, premier, dernier, contre, droit))
    regles = Counter(essai.regle for essai in essais if essai.regle)
    lignes = tuple(_lignes(regles, premier, dernier, droit))
    return Resultat(
        "controle_terme",
        _resumer(essais),
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes)),
        tuple(dict.fromkeys(_reserves(regles, premier, dernier, droit))),
        dernier,
        droit.version,
    )


def _essayer(
    terme: Terme, modele: Creance, premier: date, dernier: date, contre: Contre, droit: Droit
) -> Iterator[_Essai]:
    emission = premier
    while emission <= dernier:
        creance = modele.avec(emission=emission, livraison=emission)
        echeance = appliquer(terme, creance, L441_10_I).jour
        limite = _limite(creance, Depart("emission", emission), contre, droit)
        depassement = 0 if limite is None else max(0, (echeance - limite.jour).days)
        yield _Essai(emission, (echeance - emission).days, depassement, "" if limite is None else limite.regle)
        emission += UN_JOUR


def _limite(creance: Creance, depart: Depart, contre: Contre, droit: Droit) -> Parcours | None:
    if contre == "net":
        return compter(droit, "delais.convenu", depart)
    return deux_fins_de_mois(droit, depart) if contre == "fin_de_mois" else plafond(creance, droit)


def _resumer(essais: Sequence[_Essai]) -> ControleTerme:
    non_conformes = sum(essai.depassement > 0 for essai in essais)
    durees = [essai.duree for essai in essais]
    return ControleTerme(
        conforme=non_conformes == 0,
        dates=len(essais),
        non_conformes=non_conformes,
        part=Decimal(division_arrondie(_CENTIEMES * non_conformes, len(essais))).scaleb(-2),
        duree_minimale=min(durees),
        duree_maximale=max(durees),
        periodes=tuple(_periodes(essais)),
    )


def _periodes(essais: Sequence[_Essai]) -> Iterator[PeriodeNonConforme]:
    for depasse, groupe in groupby(essais, key=lambda essai: essai.depassement > 0):
        if depasse:
            suite = list(groupe)
            pire = max(essai.depassement for essai in suite)
            yield PeriodeNonConforme(suite[0].emission, suite[-1].emission, len(suite), pire)


def _lignes(regles: Counter[str], premier: date, dernier: date, droit: Droit) -> Iterator[Ligne]:
    """Une ligne par plafond rencontré, et le nombre de dates qui en relèvent."""
    if not regles:
        yield Ligne("controle_terme.sans_plafond", L441_10_I, debut=premier, fin=dernier)
    for nom, dates in regles.items():
        mots: tuple[tuple[str, str | int], ...] = (("regle", nom), ("dates", dates))
        yield Ligne("controle_terme.regle", droit(nom, dernier).article, debut=premier, fin=dernier, mots=mots)


def _reserves(regles: Counter[str], premier: date, dernier: date, droit: Droit) -> Iterator[Reserve]:
    for nom in regles:
        yield from reserves_de_la_regle(nom, droit, premier, dernier)
    if "delais.fin_de_mois" in regles:
        yield Reserve("FIN_DE_MOIS_DU_TERME", (L441_10_I_AL_3,))
