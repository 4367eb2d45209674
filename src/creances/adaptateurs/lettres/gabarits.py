"""Les gabarits des lettres, rendus dans un bac à sable : un gabarit d'utilisateur est un texte, jamais un programme.

Un gabarit n'a que des faits simples, quelques filtres et des boucles sur ce qu'on lui donne ; ni macro, ni appel, ni
multiplication : sa taille et celle de ce qu'il écrit sont bornées.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from creances.adaptateurs.agenda import ExtraAbsent
from creances.adaptateurs.lettres.mots import en_lettres
from creances.noyau.erreurs import DonneeInvalide, DroitIncoherent
from creances.noyau.rendu.formats import ecrire

if TYPE_CHECKING:
    from jinja2 import Environment

_PAQUET = "creances.adaptateurs.lettres"
_DOSSIER = "gabarits"
_GABARIT_MAXIMAL = 50_000
_TEXTE_MAXIMAL = 100_000
_JEUX_GARDES = 16
_FILTRES_GARDES = frozenset(
    {"length", "upper", "lower", "first", "last", "default", "d", "e", "escape", "title", "trim"}
)
_NOEUDS_REFUSES = ("Macro", "CallBlock", "Import", "FromImport", "Call", "Mul", "Div", "FloorDiv", "Mod", "Pow")


class Gabarits:
    """Les gabarits d'une langue : ceux de l'utilisateur d'abord, puis ceux de la bibliothèque."""

    def __init__(self, langue: str, dossier: Path | str | None = None) -> None:
        self._langue = langue
        self._texte = _environnement(langue, dossier, html=False)
        self._html = _environnement(langue, dossier, html=True)

    def noms(self) -> frozenset[str]:
        """Les modèles connus, sans ceux que d'autres incluent (leur nom commence par « _ »)."""
        suffixe, prefixe = ".txt.j2", f"{self._langue}/"
        noms = (
            nom.removeprefix(prefixe).removesuffix(suffixe)
            for nom in self._texte.list_templates()
            if _est(nom, prefixe)
        )
        return frozenset(nom for nom in noms if not nom.startswith("_"))

    def texte(self, modele: str, faits: Mapping[str, Any]) -> str:
        """Le modèle rempli, blancs de fin ôtés, jamais plus d'une ligne vide de suite."""
        return _aerer(_rendre(self._texte, f"{self._langue}/{modele}.txt.j2", faits))

    def html(self, faits: Mapping[str, Any]) -> str:
        """La page de la lettre : tout texte y est échappé."""
        return _rendre(self._html, "lettre.html.j2", faits)


@lru_cache(maxsize=_JEUX_GARDES)
def gabarits(langue: str, dossier: Path | str | None = None) -> Gabarits:
    """Les gabarits d'une langue, lus une fois ; un fichier changé se relit."""
    return Gabarits(langue, dossier)


def _est(nom: str, prefixe: str) -> bool:
    return nom.startswith(prefixe) and nom.endswith(".txt.j2")


def _aerer(texte: str) -> str:
    lignes: list[str] = []
    for ligne in texte.splitlines():
        if ligne.strip() or (lignes and lignes[-1]):
            lignes.append(ligne.rstrip())
    return "\n".join(lignes).strip() + "\n"


def _environnement(langue: str, dossier: Path | str | None, *, html: bool) -> Environment:
    try:
        from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError:  # pragma: no cover - dépend de ce qui est installé
        raise ExtraAbsent("jinja2 : absent ; accepté : installer creances[lettres]") from None

    class BacASable(ImmutableSandboxedEnvironment):
        """Aucune méthode n'est atteinte ; un gabarit trop long ou qui serait un programme est refusé à la lecture."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            return not callable(value) and super().is_safe_attribute(obj, attr, value)

        def _parse(self, source: str, name: str | None, filename: str | None) -> Any:
            _borner(source, name)
            arbre = super()._parse(source, name, filename)
            _refuser_les_programmes(arbre, name)
            return arbre

    livres = PackageLoader(_PAQUET, _DOSSIER)
    chargeur = livres if dossier is None else ChoiceLoader([FileSystemLoader(_dossier(dossier)), livres])
    environnement = BacASable(
        loader=chargeur, undefined=StrictUndefined, autoescape=html, trim_blocks=True, lstrip_blocks=True
    )
    environnement.globals.clear()
    environnement.filters = {nom: une for nom, une in environnement.filters.items() if nom in _FILTRES_GARDES}
    environnement.filters |= _filtres(langue)
    return environnement


def _dossier(dossier: Path | str) -> Path:
    lu = Path(dossier)
    if not lu.is_dir():
        raise DonneeInvalide(f"modeles : reçu {dossier} ; accepté : un dossier de gabarits", code="lettre.dossier")
    return lu


def _filtres(langue: str) -> dict[str, Callable[[Any], str]]:
    """Écrire un montant, un taux, un jour, un nombre de jours, une somme en lettres."""
    return {
        "ecrire": lambda valeur: ecrire(valeur, langue),
        "taux": lambda valeur: ecrire(valeur, langue, "taux"),
        "jours": lambda valeur: ecrire(valeur, langue, "jours"),
        "lettres": lambda valeur: en_lettres(valeur, langue),
    }


def _borner(source: str, nom: str | None) -> None:
    if len(source) > _GABARIT_MAXIMAL:
        raise DonneeInvalide(
            f"modeles : reçu {nom}, {len(source)} caractères ; accepté : au plus {_GABARIT_MAXIMAL}",
            code="lettre.gabarit",
        )


def _refuser_les_programmes(arbre: Any, nom: str | None) -> None:
    from jinja2 import nodes

    refuses = tuple(getattr(nodes, nom) for nom in _NOEUDS_REFUSES)
    programme = next(arbre.find_all(refuses), None)
    if programme is not None:
        raise DonneeInvalide(
            f"modeles : reçu {nom}, ligne {programme.lineno}, un programme ({type(programme).__name__}) ; "
            "accepté : des faits, des conditions, des boucles",
            code="lettre.gabarit",
        )


def _rendre(environnement: Environment, nom: str, faits: Mapping[str, Any]) -> str:
    from jinja2 import TemplateError

    try:
        return "".join(_bornes(environnement.get_template(nom).generate(**faits)))
    except (TemplateError, RecursionError, TypeError, ValueError, DroitIncoherent) as erreur:
        if isinstance(erreur, DonneeInvalide):
            raise
        raise DonneeInvalide(
            f"modeles : {nom} ne se remplit pas : {type(erreur).__name__}, {erreur}", code="lettre.gabarit"
        ) from erreur


def _bornes(morceaux: Iterator[str]) -> Iterator[str]:
    ecrits = 0
    for morceau in morceaux:
        ecrits += len(morceau)
        if ecrits > _TEXTE_MAXIMAL:
            raise DonneeInvalide(
                f"modeles : la lettre dépasse {_TEXTE_MAXIMAL} caractères ; accepté : moins", code="lettre.trop_longue"
            )
        yield morceau
