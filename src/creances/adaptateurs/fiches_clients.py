"""Ce que l'on sait de ses clients et qu'un FEC ne dit pas : qualité, catégorie publique, terme convenu.

Un petit fichier, CSV ou TOML. En CSV, une ligne par client, première colonne `tiers` (le code du client), puis les
champs du débiteur et des conditions : `nom`, `qualite`, `categorie_publique`, `siren`, `terme_jours` ou `terme_mois`,
`mode`, `le`, `taux_penalites`… En TOML, les mêmes noms :

    [[client]]
    tiers = "C03"
    qualite = "public"
    categorie_publique = "collectivite"
    terme_jours = 30

Un champ inconnu, un client en double ou une valeur refusée refusent le fichier entier, ligne à l'appui.

>>> fiches = lire_fiches(b"tiers;qualite;categorie_publique\\nC03;public;collectivite\\n")
>>> fiches["C03"].debiteur.categorie_publique
'collectivite'
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from creances.adaptateurs.colonnes import CONDITIONS, DEBITEUR, TERME, conditions, debiteur
from creances.adaptateurs.octets import Porte, Source, lire_octets
from creances.adaptateurs.portefeuille import DossierClient
from creances.adaptateurs.tableau import LIMITE_LIGNES, lire_tableau
from creances.modeles import Conditions, Debiteur
from creances.noyau.erreurs import DonneeInvalide, ErreurCreances

LIMITE_OCTETS = 16 * 1024 * 1024
COLONNES = ("tiers", *DEBITEUR, *TERME, *CONDITIONS)
PORTE = Porte(
    "fiches des clients",
    "clients",
    f"accepté : un CSV ou un TOML [[client]], champs {', '.join(COLONNES)}",
)


@dataclass(frozen=True, slots=True)
class FicheClient:
    """Ce que l'on sait d'un client. Seuls les champs écrits comptent (`model_fields_set` des deux modèles)."""

    tiers: str
    debiteur: Debiteur
    conditions: Conditions


def lire_fiches(source: Source, *, limite_octets: int = LIMITE_OCTETS) -> Mapping[str, FicheClient]:
    """Les fiches, par code de client. CSV ou TOML se reconnaissent au contenu : un TOML ouvre par « [[client]] ».

    Lève `DonneeInvalide` (codes `clients.…`, ou celui de la valeur refusée) : rien n'est lu à moitié.
    """
    octets = lire_octets(source, limite_octets, PORTE)
    fiches: dict[str, FicheClient] = {}
    for repere, cellules in _lignes_toml(octets) if _est_du_toml(octets) else _lignes_csv(octets):
        try:
            fiche = FicheClient(_tiers(cellules, fiches), debiteur(cellules), conditions(cellules))
        except ErreurCreances as refus:
            raise DonneeInvalide(f"{PORTE.nom}, {repere} : {refus.message}", code=refus.code) from None
        fiches[fiche.tiers] = fiche
    return MappingProxyType(fiches)


def _tiers(cellules: Mapping[str, str], connues: Mapping[str, FicheClient]) -> str:
    tiers = cellules.get("tiers", "")
    if not tiers or tiers in connues:
        recu = f"{tiers!r} une seconde fois" if tiers else "rien"
        raise DonneeInvalide(
            f"tiers : reçu {recu} ; accepté : le code de chaque client, une fois", code="clients.tiers"
        )
    return tiers


def _lignes_csv(octets: bytes) -> Iterable[tuple[str, dict[str, str]]]:
    tableau = lire_tableau(octets, PORTE, colonnes=COLONNES, limite_octets=len(octets), limite_lignes=LIMITE_LIGNES)
    if tableau.rejets:
        premier = tableau.rejets[0]
        raise DonneeInvalide(f"{PORTE.nom}, {premier.message}", code=premier.code)
    return [(f"ligne {ligne.numero}", ligne.cellules) for ligne in tableau.lignes]


def _est_du_toml(octets: bytes) -> bool:
    lignes = (ligne.strip() for ligne in octets.splitlines())
    return next((ligne for ligne in lignes if ligne and not ligne.startswith(b"#")), b"").startswith(b"[")


def _lignes_toml(octets: bytes) -> Iterable[tuple[str, dict[str, str]]]:
    try:
        contenu = tomllib.loads(octets.decode("utf-8"))
    except (ValueError, RecursionError) as erreur:
        raise PORTE.refus("toml", f"TOML illisible ({erreur}) ; {PORTE.accepte}") from erreur
    clients = contenu.pop("client", [])
    if contenu or not isinstance(clients, list) or not all(isinstance(un, dict) for un in clients):
        raise PORTE.refus("toml", f"vu : {', '.join(contenu) or 'client'} ; {PORTE.accepte}")
    return [(f"client n° {rang}", _en_cellules(un)) for rang, un in enumerate(clients, 1)]


def _en_cellules(client: Mapping[str, Any]) -> dict[str, str]:
    """Les valeurs d'une table TOML, écrites comme les cellules d'un tableau ; jamais un flottant."""
    cellules = {}
    for nom, valeur in client.items():
        if nom not in COLONNES:
            raise PORTE.refus("colonne_inconnue", f"champ {nom[:80]!r} inconnu ; {PORTE.accepte}")
        if isinstance(valeur, float | list | dict):
            raise PORTE.refus("toml", f"{nom} : reçu {valeur!r} ; accepté : un texte, un entier, un jour, vrai ou faux")
        cellules[nom] = {True: "oui", False: "non"}[valeur] if isinstance(valeur, bool) else str(valeur)
    return cellules


def completer(
    dossiers: Iterable[DossierClient], fiches: Mapping[str, FicheClient], *, defaut: Conditions | None = None
) -> tuple[tuple[DossierClient, ...], tuple[str, ...]]:
    """Les dossiers, complétés par les fiches puis par les conditions `defaut`, et les codes des fiches sans dossier.

    La facture l'emporte sur la fiche, la fiche sur `defaut` : seul un champ que personne n'a écrit est rempli.

    >>> from creances.modeles import Creance
    >>> dossier = DossierClient("C03", "Valbrisson", (Creance(montant=100, emission="2026-05-12"),))
    >>> (complet,), inconnus = completer([dossier], lire_fiches(b"tiers;qualite\\nC03;public\\nC99;public\\n"))
    >>> complet.creances[0].debiteur.qualite, inconnus
    ('public', ('C99',))
    """
    vide = FicheClient("", Debiteur(), Conditions())
    defaut = defaut or Conditions()
    lus = tuple(dossiers)
    connus = {dossier.client for dossier in lus}
    return (
        tuple(_complet(dossier, fiches.get(dossier.client, vide), defaut) for dossier in lus),
        tuple(code for code in fiches if code not in connus),
    )


def _complet(dossier: DossierClient, fiche: FicheClient, defaut: Conditions) -> DossierClient:
    if not any(modele.model_fields_set for modele in (fiche.debiteur, fiche.conditions, defaut)):
        return dossier
    creances = tuple(
        creance.avec(
            debiteur=Debiteur(**_ecrits(fiche.debiteur, creance.debiteur)),
            conditions=Conditions(**_ecrits(defaut, fiche.conditions, creance.conditions)),
        )
        for creance in dossier.creances
    )
    return replace(dossier, nom=fiche.debiteur.nom or dossier.nom, creances=creances)


def _ecrits(*modeles: Debiteur | Conditions) -> dict[str, Any]:
    """Les champs écrits, les derniers modèles l'emportant sur les premiers."""
    return {nom: getattr(modele, nom) for modele in modeles for nom in modele.model_fields_set}
