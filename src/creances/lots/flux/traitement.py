"""`traiter` : une règle de colonnes, partie par partie, sur une source plus grande que la mémoire."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from creances.lots.flux.jointure import Jointure
from creances.lots.flux.parties import MOTIF, PROVISOIRES, Partie, controler, decrire, ecrire, relire
from creances.lots.flux.question import Demande, differences, ecrire_la_question, empreinte, lire_la_demande
from creances.lots.flux.source import Portion, Source
from creances.noyau.argent import euros
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

MANIFESTE = "manifeste.json"
LIGNES_PAR_PARTIE = 1_000_000
Progression = Callable[[int, int | None], None]
"""`progression(lignes_faites, lignes_en_tout)`, appelée au départ et après chaque partie."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """Un traitement fini et contrôlé. `totaux` : de chaque colonne d'argent calculée, en euros ; `reprises` : combien de
    parties étaient déjà faites.
    """

    regle: str
    lignes: int
    refusees: int
    totaux: Mapping[str, Decimal]
    parties: tuple[Partie, ...]
    reprises: int


def traiter(
    source: Any,
    sortie: str | os.PathLike[str],
    regle: str,
    *,
    lignes_par_partie: int = LIGNES_PAR_PARTIE,
    reprendre: bool = True,
    progression: Progression | None = None,
    **arguments: Any,
) -> Bilan:
    """Applique une règle de `lots` à des fichiers, et écrit un fichier Parquet par partie dans le dossier `sortie`.

    - `source` : un fichier Parquet ou Arrow IPC, plusieurs, un dossier (`annee=2026/…` compris), ou un
      `pyarrow.dataset.Dataset` de fichiers.
    - `regle` : "penalites", "interets", "indemnites", "decomptes"… : toute règle qui répond ligne par ligne.
    - `arguments` : ceux de la règle (`au`, `base`, `erreurs`, `droit`…). `paiements` ou `evenements`, s'il y en a, sont une
      table ou des fichiers, qui tiennent en mémoire.
    - `lignes_par_partie` : la mémoire en dépend, pas de la taille de la source.
    - `reprendre` : une sortie commencée par la même question est continuée, sans rien recalculer de ce qui est fait ;
      False la refuse. Rien n'est jamais effacé.

    Une partie n'a son nom qu'une fois complète. À la fin, lignes et totaux sont relus dans les fichiers écrits et
    rapprochés de ce qui a été lu et compté ; `manifeste.json` les garde, avec la question. Lève `DonneeInvalide` :
    `flux.autre_question` si la sortie répond à une autre question, `flux.ecart` si un compte ne se retrouve pas.
    """
    if not isinstance(lignes_par_partie, int) or isinstance(lignes_par_partie, bool) or lignes_par_partie < 1:
        raise DonneeInvalide(
            f"lignes_par_partie : reçu {lignes_par_partie!r} ; accepté : un entier, 1 ou plus",
            code="flux.lignes_par_partie",
        )
    demande = lire_la_demande(regle, arguments)
    lue = Source(source)
    _exiger_une_sortie_a_part(source, sortie)
    jointure = None if demande.seconde is None else Jointure(demande.arguments[demande.seconde], demande.seconde)
    question = ecrire_la_question(demande, lue, lignes_par_partie, None if jointure is None else jointure.decrire())
    travail = _Travail(demande, lue, jointure, Path(sortie), empreinte(question), progression)
    travail.essayer()
    dossier = travail.dossier
    _ouvrir_la_sortie(dossier, question, reprendre=reprendre)
    portions = lue.portions(lignes_par_partie)
    if jointure is not None:
        jointure.repartir(lue, portions)
    _ecrire_le_manifeste(dossier, question)
    parties, reprises = travail.mener(portions)
    return _conclure(dossier, question, lue, parties, reprises)


def _exiger_une_sortie_a_part(source: Any, sortie: Any) -> None:
    """Refuse d'écrire dans le dossier qu'on lit : une reprise prendrait les parties déjà faites pour la source."""
    if not isinstance(sortie, str | os.PathLike):
        raise DonneeInvalide(
            f"sortie : reçu {type(sortie).__name__} ; accepté : le chemin d'un dossier", code="flux.sortie"
        )
    lus = source if isinstance(source, list | tuple) else [source]
    dossiers = [Path(un).resolve() for un in lus if isinstance(un, str | os.PathLike) and Path(un).is_dir()]
    if any(Path(sortie).resolve().is_relative_to(dossier) for dossier in dossiers):
        raise DonneeInvalide(
            f"sortie : {Path(sortie).name} est dans la source ; accepté : un dossier hors de ceux qu'on lit",
            code="flux.sortie",
        )


def _ouvrir_la_sortie(dossier: Path, question: Mapping[str, Any], *, reprendre: bool) -> None:
    """Un dossier neuf ou vide, ou celui d'un traitement de la même question."""
    try:
        dossier.mkdir(parents=True, exist_ok=True)
    except OSError as refus:
        raise DonneeInvalide(
            f"sortie : {dossier.name} ne peut être un dossier ({refus}) ; accepté : un dossier où écrire",
            code="flux.sortie",
        ) from None
    manifeste = dossier / MANIFESTE
    if all(un.name.startswith(".") for un in dossier.iterdir()):
        return
    accepte = "accepté : un dossier vide, ou celui d'un traitement de la même question, avec reprendre=True"
    if not manifeste.exists() or not reprendre:
        raise DonneeInvalide(f"sortie : {dossier.name} n'est pas vide ; {accepte}", code="flux.sortie_occupee")
    try:
        ancienne = dict(json.loads(manifeste.read_text(encoding="utf-8"))["question"])
    except (ValueError, KeyError, TypeError):
        raise DonneeInvalide(f"sortie : {MANIFESTE} illisible ; {accepte}", code="flux.manifeste") from None
    if ancienne != question and any(dossier.glob(MOTIF)):
        changes = differences(ancienne, question)
        raise DonneeInvalide(
            f"sortie : {dossier.name} répond à une autre question ({' ; '.join(changes)}) ; {accepte}",
            code="flux.autre_question",
            differences=tuple(changes),
        )


@dataclass(frozen=True, slots=True)
class _Travail:
    """De quoi répondre à chaque portion."""

    demande: Demande
    source: Source
    jointure: Jointure | None
    dossier: Path
    question: str
    progression: Progression | None

    def essayer(self) -> None:
        """Pose la règle à une table vide : une option ou une colonne refusée l'est avant la première lecture."""
        self._poser(self.source.schema.empty_table(), None if self.jointure is None else self.jointure.modele())

    def mener(self, portions: Sequence[Portion]) -> tuple[tuple[Partie, ...], int]:
        """Toutes les parties, celles qui étaient faites comprises, et combien l'étaient."""
        faites = {
            portion.numero: partie
            for portion in portions
            if (partie := relire(self.dossier, portion, self.question)) is not None
        }
        reprises, avancees = len(faites), sum(partie.lignes for partie in faites.values())
        self._avancer(avancees)
        for portion, table in self.source.lire([une for une in portions if une.numero not in faites]):
            faites[portion.numero] = self._repondre(portion, table)
            avancees += table.num_rows
            self._avancer(avancees)
        return tuple(faites[portion.numero] for portion in portions), reprises

    def _avancer(self, lignes: int) -> None:
        if self.progression is not None:
            self.progression(lignes, self.source.lignes)

    def _repondre(self, portion: Portion, table: pa.Table) -> Partie:
        try:
            rendue = self._poser(table, None if self.jointure is None else self.jointure.de(portion))
        except ErreurCreances as refus:
            raise _situer(refus, portion) from None
        prefixe = str(self.demande.arguments.get("prefixe", ""))
        partie = decrire(portion, rendue, frozenset(table.column_names), prefixe)
        ecrire(self.dossier, rendue, partie, self.question)
        return partie

    def _poser(self, table: pa.Table, jointe: pa.Table | None) -> pa.Table:
        arguments = dict(self.demande.arguments)
        if self.demande.seconde is not None:
            arguments[self.demande.seconde] = jointe
        return self.demande.fonction(table, **arguments)


def _situer(refus: ErreurCreances, portion: Portion) -> ErreurCreances:
    """La même erreur, qui dit de quel fichier sont ses lignes ; celles de son contexte y sont comptées."""
    contexte = dict(refus.contexte)
    if refus.code == "lots.lignes_refusees":
        contexte["lignes"] = tuple(ligne + portion.debut for ligne in contexte["lignes"])
    return type(refus)(
        f"{portion.fichier.nom}, lignes comptées depuis {portion.debut} : {refus.message}",
        code=refus.code,
        articles=refus.articles,
        **contexte | {"fichier": portion.fichier.nom},
    )


def _conclure(
    dossier: Path, question: Mapping[str, Any], source: Source, parties: Sequence[Partie], reprises: int
) -> Bilan:
    """Relit ce qui est écrit, le rapproche de ce qui a été lu, puis clôt le manifeste."""
    for partie in parties:
        controler(dossier, partie)
    etrangeres = sorted({un.name for un in dossier.glob(MOTIF)} - {partie.fichier for partie in parties})
    if etrangeres:
        raise DonneeInvalide(
            f"sortie : {etrangeres[0]} n'est pas une partie de cette réponse ; l'effacer et reprendre le traitement",
            code="flux.ecart",
            fichier=etrangeres[0],
        )
    lignes = sum(partie.lignes for partie in parties)
    if lignes != source.lignes:
        raise DonneeInvalide(
            f"sortie : {lignes} ligne(s) écrite(s) ; lu : {source.lignes}", code="flux.ecart", ecrites=lignes
        )
    for reste in dossier.glob(PROVISOIRES):  # d'un traitement arrêté
        reste.unlink(missing_ok=True)
    noms = dict.fromkeys(nom for partie in parties for nom in partie.totaux)
    totaux = {nom: sum(partie.totaux[nom] for partie in parties) for nom in noms}
    refusees = sum(partie.refusees for partie in parties)
    _ecrire_le_manifeste(
        dossier,
        question,
        lignes_lues=source.lignes,
        lignes_ecrites=lignes,
        lignes_refusees=refusees,
        totaux_en_centimes=totaux,
        parties=[asdict(partie) for partie in parties],
    )
    en_euros = {nom: euros(total) for nom, total in totaux.items()}
    return Bilan(str(question["regle"]), lignes, refusees, en_euros, tuple(parties), reprises)


def _ecrire_le_manifeste(dossier: Path, question: Mapping[str, Any], **fini: Any) -> None:
    """Le manifeste, remplacé d'un coup. `etat` : "en_cours" ou "fini"."""
    faits = {"question": question, "etat": "fini" if fini else "en_cours", **fini}
    provisoire = dossier / f".{MANIFESTE}.{os.getpid()}.en-cours"
    provisoire.write_text(json.dumps(faits, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    provisoire.replace(dossier / MANIFESTE)
