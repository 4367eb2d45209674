"""Un fichier de l'utilisateur, FEC ou CSV, ramené aux dossiers de ses clients et à ce qu'il faut en dire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creances.adaptateurs.commande.sorties import avancement
from creances.adaptateurs.dossiers_fec import dossiers_fec
from creances.adaptateurs.factures_csv import LectureCsv, lire_csv
from creances.adaptateurs.fec import BalanceClients, LectureFec, lire_fec, postes_ouverts
from creances.adaptateurs.portefeuille import ZERO, Controle, DossierClient, Ecartee, bilan_des_mouvements
from creances.noyau.argent import euros

_TETE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Lu:
    """Les dossiers d'un fichier. `refus` : les lignes refusées ; `remarques` : ce qu'il faut savoir du fichier."""

    dossiers: tuple[DossierClient, ...]
    controle: Controle | None
    refus: tuple[str, ...]
    remarques: tuple[str, ...]
    ecartees: tuple[Ecartee, ...] = ()


def lire_fichier(chemin: Path, *, au: date) -> Lu:
    """Lit un FEC ou un CSV, reconnu à son contenu : la première ligne d'un FEC nomme le champ JournalCode."""
    with avancement("lecture") as progression:
        if _est_un_fec(chemin):
            return _lu_du_fec(lire_fec(chemin, progression=progression), au)
        return _lu_du_csv(lire_csv(chemin, progression=progression), au)


def _est_un_fec(chemin: Path) -> bool:
    try:
        with chemin.open("rb") as flux:
            tete = flux.read(_TETE)
    except (OSError, ValueError):
        return False  # le lecteur de CSV dira pourquoi
    premiere = next((ligne for ligne in tete.splitlines() if ligne.strip()), b"").decode("latin-1")
    return "journalcode" in "".join(filter(str.isalnum, premiere.lower()))


def _lu_du_fec(lecture: LectureFec, au: date) -> Lu:
    balance = postes_ouverts(lecture)
    lus = dossiers_fec(lecture, balance, au=au)
    return Lu(
        dossiers=lus.dossiers,
        controle=lus.controle,
        refus=tuple(f"{rejet.message} [{rejet.code}]" for rejet in lecture.rejets),
        remarques=tuple(_remarques(lecture, balance)),
        ecartees=lus.ecartees,
    )


def _remarques(lecture: LectureFec, balance: BalanceClients) -> Iterator[str]:
    for anomalie in lecture.anomalies:
        yield f"{anomalie.nombre} fois, dès la ligne {anomalie.ligne} : {anomalie.message} [{anomalie.code}]"
    if not lecture.totaux.equilibre:
        yield f"le fichier n'est pas équilibré : débit moins crédit = {euros(lecture.totaux.ecart)}"
    if balance.groupes_rouverts:
        yield f"lettrages qui ne se soldent pas, lignes rouvertes : {len(balance.groupes_rouverts)}"
    if not lecture.ecritures:
        yield f"aucune écriture sur les comptes clients ({', '.join(lecture.comptes)})"


def _lu_du_csv(lecture: LectureCsv, au: date) -> Lu:
    creances = sum((un.montant for dossier in lecture.dossiers for un in dossier.creances), ZERO)
    passes, suivants = ZERO, ZERO
    for dossier in lecture.dossiers:
        avant, apres = bilan_des_mouvements(dossier.evenements, au)
        passes, suivants = passes + avant, suivants + apres
    remarques = [f"lignes refusées : {len(lecture.rejets)} sur {lecture.lues}"] if lecture.rejets else []
    return Lu(
        dossiers=lecture.dossiers,
        controle=Controle(creances, passes, -suivants, lecture.factures - lecture.credits).exiger("fichier"),
        refus=tuple(f"{rejet.message} [{rejet.code}]" for rejet in lecture.rejets),
        remarques=tuple(remarques),
    )
