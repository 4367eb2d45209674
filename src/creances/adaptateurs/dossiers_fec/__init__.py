"""Du FEC aux dossiers : les postes clients ouverts deviennent des créances et des événements, sans rien perdre.

- Une ligne ouverte au débit est une créance ; sa référence est celle de la pièce. Les lignes d'une même pièce et d'une
  même écriture (une facture à plusieurs échéances) n'en font qu'une : les quarante euros sont dus par facture.
- Une ligne ouverte au crédit est un paiement, ou un avoir si elle vient des ventes. Elle vise une créance si sa pièce
  est celle d'une seule créance du client, ou si elle est lettrée avec une seule ; le libellé compte aussi pour un avoir.
- Un paiement qui ne vise rien est laissé à la loi (C. civ., 1342-10) ; un avoir qui ne vise rien s'impute sur la plus
  ancienne créance, et une réserve le dit.
- Un virement du 411 au 416 dans une même écriture n'est ni un paiement ni une facture nouvelle : il s'annule.

Le FEC ne porte ni échéance ni qualité du client : `fiches_clients.completer` les apporte, à défaut les règles supposent
et le disent. Il ne porte pas non plus la date des lettrages défaits : arrêter un FEC à un jour passé (`au` avant sa
dernière écriture) laisse fermées les factures réglées depuis, et une réserve le dit.

>>> from creances.adaptateurs.fec import lire_fec, postes_ouverts
>>> en_tete = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|"
>>> en_tete += "PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
>>> facture = "VE|Ventes|1|20260131|411000|Clients|C1|Tarvenne|F1|20260131|Facture|120,00|0,00|||20260131||"
>>> vente = "VE|Ventes|1|20260131|706000|Services|||F1|20260131|Facture|0,00|120,00|||20260131||"
>>> lecture = lire_fec("\\n".join([en_tete, facture, vente]).encode())
>>> lus = dossiers_fec(lecture, postes_ouverts(lecture), au="2026-06-30")
>>> [(creance.reference, str(creance.montant)) for dossier in lus.dossiers for creance in dossier.creances]
[('F1', '120.00')]
>>> lus.controle.ecart
Decimal('0.00')
"""

from __future__ import annotations

from creances.adaptateurs.dossiers_fec.conversion import DossiersFec, dossiers_fec

__all__ = ["DossiersFec", "dossiers_fec"]
