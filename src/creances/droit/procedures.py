"""Les procédures telles que la loi les règle : leurs étapes, leurs délais, ce que coûte une limite manquée.

Un fichier par procédure (`donnees/procedures`). Chaque durée est une table datée, `procedure.<code>.<étape>` ; le reste de
l'étape, qui ne change pas avec le temps, est ici.

>>> deux = [etape.code for etape in procedures()["SV"].etapes[:2]]
>>> deux, procedures()["SV"].etapes[1].etat
(['saisie_possible', 'peremption'], 'perimee')
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from creances.droit import fichiers
from creances.noyau.erreurs import TableIncoherente
from creances.noyau.tables import Confiance, Source, TableDatee, Version

NatureDEtape = Literal["limite", "attente", "acte"]
_FIN = "fin:"
_HERITEES = ("debut", "acte", "publie_le", "source", "confiance", "article", "valeur")


@dataclass(frozen=True, slots=True)
class EtapeDeProcedure:
    """Une étape : ce qui la fait courir, en combien de temps, et ce qui arrive si elle est manquée.

    - `nature` : "limite" (au plus tard), "attente" (pas avant), "acte" (sans délai légal).
    - `depart` : les actes dont elle part ; « signification:a_personne » n'en retient que certains, « fin:opposition » est
      l'expiration d'une autre étape, que `fins` nomme. `annonce` : l'acte dont elle part tant que le vrai départ manque, à
      titre indicatif.
    - `de` : le jour lu sur cet acte, "date" ou "audience". `sens` : "apres", ou "avant" pour un délai à rebours.
    - `actes` : ceux qui l'accomplissent. `repete` : chaque départ ouvre une nouvelle limite ; sinon le premier seul.
    - `consequence` : ce que coûte la limite manquée ; `etat` : l'état qui en résulte, vide si rien ne tombe.
    - `table` : sa durée, vide sans délai. `selon` : l'acte dont la date choisit la version, le départ à défaut.
    - `avant` : que dire avant la première version : "inconnu" (refus), "reserve", "inexistante" ou "hors_champ".
    - `depuis`, `jusqu_au` (exclu) : entre quels jours existe une étape sans délai.
    - `avec` : une autre étape ; la limite est la plus tardive des deux. `interne` : elle ne sert qu'à ce calcul.
    - `anterieur` : un acte d'avant le départ l'accomplit aussi. `distance` : de qui la demeure allonge le délai.
    - `sans_depart` : la réserve à faire tant que l'étape se pose et que rien ne la fait courir. `mode_inconnu` : celle à
      faire quand on ignore si la signification a été faite à personne.
    """

    code: str
    nature: NatureDEtape
    depart: tuple[str, ...]
    actes: tuple[str, ...]
    acteur: str
    article: str
    consequence: str
    fins: tuple[str, ...] = ()
    etat: str = ""
    annonce: str = ""
    de: str = "date"
    sens: str = "apres"
    par_partie: bool = False
    repete: bool = False
    condition: str = ""
    table: str = ""
    unite: str = ""
    selon: str = ""
    avant: str = "inconnu"
    depuis: date | None = None
    jusqu_au: date | None = None
    avec: str = ""
    interne: bool = False
    anterieur: bool = False
    sans_depart: str = ""
    mode_inconnu: str = ""
    distance: str = ""
    report: bool = True
    franc: bool = False
    reserve: str = ""


@dataclass(frozen=True, slots=True)
class TitreDeProcedure:
    """Ce qui fait le titre exécutoire : un des `actes`, ou la fin des délais `apres` si rien de `bloque` n'est survenu.

    `sauf` : l'étape dont l'existence retire le second chemin (la formule à demander, avant 2022).
    """

    actes: tuple[str, ...] = ()
    apres: tuple[str, ...] = ()
    bloque: tuple[str, ...] = ()
    sauf: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureLegale:
    """Une procédure : ses étapes dans l'ordre, l'état que donne chaque acte, ce qui fait le titre.

    `rangs` : la place de chaque acte dans la procédure.
    """

    code: str
    etapes: tuple[EtapeDeProcedure, ...]
    etats: Mapping[str, str]
    titre: TitreDeProcedure
    reserve: str = ""
    rangs: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _par_code: Mapping[str, EtapeDeProcedure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rangs", MappingProxyType({acte: rang for rang, acte in enumerate(self.etats)}))
        object.__setattr__(self, "_par_code", MappingProxyType({etape.code: etape for etape in self.etapes}))

    def etape(self, code: str) -> EtapeDeProcedure:
        """L'étape de ce code."""
        return self._par_code[code]


@cache
def procedures() -> Mapping[str, ProcedureLegale]:
    """Les procédures, par code."""
    lues = [_procedure(lue) for lue in _fichiers()]
    return MappingProxyType({procedure.code: procedure for procedure in lues})


def tables() -> Iterator[TableDatee[Any]]:
    """Les durées de toutes les étapes, en tables datées."""
    for lue in _fichiers():
        defauts = {nom: lue[nom] for nom in _HERITEES if nom in lue}
        for nom, etape in lue["etape"].items():
            if "unite" in etape and "table" not in etape:
                heritees = defauts | {cle: etape[cle] for cle in _HERITEES if cle in etape}
                versions = tuple(_version(heritees | une) for une in etape.get("version", [{}]))
                yield TableDatee(f"procedure.{lue['code']}.{nom}", etape["unite"], versions, revue_avant=_revue())


def _fichiers() -> tuple[dict[str, Any], ...]:
    return tuple(fichiers.toml(fichier) for fichier in fichiers.themes("procedures", ".toml"))


@cache
def _revue() -> date:
    """Toutes les durées ont été relues le même jour : celui que porte le paramètre du report."""
    lu: date = fichiers.toml("parametres/procedure.toml")["procedure"]["report"]["revue_avant"]
    return lu


def _procedure(lue: Mapping[str, Any]) -> ProcedureLegale:
    etapes = tuple(_etape(lue, nom, etape) for nom, etape in lue["etape"].items())
    codes = {etape.code for etape in etapes}
    for etape in etapes:
        if inconnus := {*etape.fins, *({etape.avec} - {""})} - codes:
            raise TableIncoherente(f"{lue['code']}, {etape.code} : étapes inconnues {sorted(inconnus)}")
    titre: dict[str, Any] = {nom: tuple(lu) if isinstance(lu, list) else lu for nom, lu in lue.get("titre", {}).items()}
    etats = MappingProxyType(dict(lue["etats"]))
    return ProcedureLegale(lue["code"], etapes, etats, TitreDeProcedure(**titre), lue.get("reserve", ""))


def _etape(lue: Mapping[str, Any], nom: str, etape: Mapping[str, Any]) -> EtapeDeProcedure:
    champs = {cle: lu for cle, lu in etape.items() if cle not in {*_HERITEES, "version"} or cle == "article"}
    if "unite" in etape:
        champs.setdefault("table", f"procedure.{lue['code']}.{nom}")
        champs.setdefault("avant", lue.get("avant", "inconnu"))
    champs |= {cle: tuple(etape.get(cle, ())) for cle in ("depart", "actes")}
    champs["fins"] = tuple(depart.removeprefix(_FIN) for depart in champs["depart"] if depart.startswith(_FIN))
    champs.setdefault("nature", "limite")
    if champs["nature"] not in get_args(NatureDEtape):
        raise TableIncoherente(f"{lue['code']}, {nom} : nature {champs['nature']!r}")
    return EtapeDeProcedure(code=nom, **champs)


def _version(lue: Mapping[str, Any]) -> Version[Any]:
    confiance = cast("Confiance", lue.get("confiance", "haute"))
    if confiance not in get_args(Confiance):
        raise TableIncoherente(f"confiance : reçu {confiance!r} ; accepté : {', '.join(get_args(Confiance))}")
    source = Source(lue["acte"], lue.get("publie_le"), lue["source"], confiance)
    return Version(lue["debut"], lue["valeur"], source, lue["article"])
