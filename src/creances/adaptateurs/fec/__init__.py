"""Lire un FEC, le fichier des écritures comptables (LPF, art. A47 A-1), et en tirer les postes ouverts.

Deux gestes suffisent : `lire_fec` ouvre le fichier, `postes_ouverts` dit qui doit quoi. Rien n'est deviné ni
tu : une ligne illisible est un `Rejet` numéroté, une bizarrerie tolérée est une `Anomalie` comptée, et deux
contrôles (débit contre crédit du fichier, postes contre comptes) accompagnent toujours la réponse.

Se lit dans cet ordre : `releve` (ce que l'on rend), `source` (des octets aux lignes de texte), `format`
(l'en-tête et ses variantes), `valeurs` (dates et montants), `lecture` (la passe unique), `postes` (les postes
ouverts).

Le FEC ne porte aucune date d'échéance : elle se recalcule ailleurs, depuis la date de pièce et un terme.

>>> en_tete = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|"
>>> en_tete += "PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|"
>>> en_tete += "Montantdevise|Idevise"
>>> facture = "VE|Ventes|1|20260131|411000|Clients|C1|Tarvenne|F1|20260131|Facture|120,00|0,00|||20260131||"
>>> vente = "VE|Ventes|1|20260131|706000|Services|||F1|20260131|Facture|0,00|120,00|||20260131||"
>>> lecture = lire_fec("\\n".join([en_tete, facture, vente]).encode())
>>> lecture.totaux.equilibre, lecture.rejets, lecture.anomalies
(True, (), ())
>>> [(tiers.nom, tiers.solde) for tiers in postes_ouverts(lecture).tiers]
[('Tarvenne', 12000)]
"""

from __future__ import annotations

from creances.adaptateurs.fec.lecture import COMPTES_CLIENTS, lire_fec
from creances.adaptateurs.fec.postes import (
    BalanceClients,
    Controle,
    Nature,
    Poste,
    SoldeTiers,
    postes_ouverts,
)
from creances.adaptateurs.fec.releve import (
    Anomalie,
    EcritureClient,
    Journal,
    LectureFec,
    Rejet,
    Totaux,
)
from creances.adaptateurs.fec.source import LIMITE_LIGNES, LIMITE_OCTETS

__all__ = [
    "COMPTES_CLIENTS",
    "LIMITE_LIGNES",
    "LIMITE_OCTETS",
    "Anomalie",
    "BalanceClients",
    "Controle",
    "EcritureClient",
    "Journal",
    "LectureFec",
    "Nature",
    "Poste",
    "Rejet",
    "SoldeTiers",
    "Totaux",
    "lire_fec",
    "postes_ouverts",
]
