"""Ce qui est demandé d'un traitement, écrit de telle sorte que deux demandes égales aient la même empreinte.

Une partie déjà écrite ne sert à une reprise que si elle répond à la même question : même règle, mêmes arguments, même
version de la bibliothèque et du droit, même source, mêmes coupes.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib import import_module
from typing import Any

from creances.droit.corpus import Droit, droit_courant
from creances.lots.flux.source import Source
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.temps import jour

SECONDES: Mapping[str, str | None] = {
    "penalites": "evenements",
    "indemnites": "evenements",
    "decomptes": "paiements",
    "prescriptions": "evenements",
    "actions": "evenements",
    "interets": None,
    "echeances": None,
    "escomptes": None,
    "expirations": None,
}
"""Les règles qui répondent ligne par ligne, et la table qui accompagne chacune. Une balance âgée n'en est pas : elle lit
toutes les lignes ensemble."""


@dataclass(frozen=True, slots=True)
class Demande:
    """Une règle et ses arguments. `seconde` : le nom de la table jointe, None s'il n'y en a pas."""

    regle: str
    fonction: Callable[..., Any]
    arguments: Mapping[str, Any]
    seconde: str | None

    @property
    def droit(self) -> Droit:
        """L'état du droit demandé."""
        return self.arguments.get("droit") or droit_courant()


def lire_la_demande(regle: str, arguments: Mapping[str, Any]) -> Demande:
    """Vérifie la règle et le nom de ses arguments avant qu'aucune ligne ne soit lue."""
    lots = import_module("creances.lots")
    acceptees = [nom for nom in SECONDES if nom in lots.__all__]
    if regle not in acceptees:
        raise DonneeInvalide(f"regle : reçu {regle!r} ; accepté : {', '.join(acceptees)}", code="flux.regle_inconnue")
    fonction = getattr(lots, regle)
    try:
        lies = inspect.signature(fonction).bind(None, **arguments)
    except TypeError as refus:
        noms = ", ".join(list(inspect.signature(fonction).parameters)[1:])
        raise DonneeInvalide(f"{regle} : {refus} ; accepté : {noms}", code="flux.arguments", regle=regle) from None
    lies.apply_defaults()
    lus = dict(list(lies.arguments.items())[1:])
    if "au" in lus:
        lus["au"] = jour(lus["au"], "au")
    seconde = SECONDES[regle]
    return Demande(regle, fonction, lus, seconde if seconde is not None and lus.get(seconde) is not None else None)


def ecrire_la_question(
    demande: Demande, source: Source, lignes_par_partie: int, seconde: Mapping[str, Any] | None
) -> dict[str, Any]:
    """La question en JSON : de quoi la relire, et de quoi reconnaître qu'une autre en diffère."""
    hors_question = {"droit", SECONDES[demande.regle]}
    fichiers = [
        {"nom": un.nom, "octets": un.octets, "groupes": list(un.groupes), "lignes": un.lignes, "pied": un.pied}
        for un in source.fichiers
    ]
    return {
        "format": 1,
        "regle": demande.regle,
        "arguments": {nom: _simple(lu) for nom, lu in demande.arguments.items() if nom not in hors_question},
        "creances": import_module("creances").__version__,
        "droit": _ecrire_le_droit(demande.droit),
        "source": {
            "empreinte": empreinte([fichiers, str(source.schema.remove_metadata())]),
            "lignes": source.lignes,
            "fichiers": fichiers,
        },
        "seconde": None if seconde is None else {"nom": demande.seconde, **seconde},
        "lignes_par_partie": lignes_par_partie,
    }


def empreinte(faits: Any) -> str:
    """SHA-256 d'un contenu JSON, écrit d'une seule façon."""
    return sha256(json.dumps(faits, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _ecrire_le_droit(droit: Droit) -> dict[str, Any]:
    """La version, et l'empreinte des tables que l'on a changées : deux réformes à l'étude ont la même marque."""
    livrees = droit_courant().tables
    changees = {nom: repr(table) for nom, table in sorted(droit.tables.items()) if livrees.get(nom) is not table}
    retirees = sorted(livrees.keys() - droit.tables.keys())
    changes = empreinte([changees, retirees]) if changees or retirees else None
    return {"version": droit.version, "changements": changes}


def _simple(valeur: Any) -> Any:
    if valeur is None or isinstance(valeur, bool | int | str):
        return valeur
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, list | tuple):
        return [_simple(un) for un in valeur]
    return str(valeur)


def differences(ancienne: Mapping[str, Any], neuve: Mapping[str, Any]) -> list[str]:
    """Ce qui a changé d'une question à l'autre, en clair."""
    vues: list[str] = []
    for nom in neuve:
        avant, apres = ancienne.get(nom), neuve[nom]
        if nom == "arguments" and isinstance(avant, Mapping):
            autres = [un for un in {**avant, **apres} if avant.get(un) != apres.get(un)]
            vues += [f"{un} : {avant.get(un)!r} puis {apres.get(un)!r}" for un in autres]
        elif avant != apres:
            resume = nom in {"source", "seconde"}
            vues.append(f"{nom} : le contenu a changé" if resume else f"{nom} : {avant!r} puis {apres!r}")
    return vues
