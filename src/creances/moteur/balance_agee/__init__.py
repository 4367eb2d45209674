"""Qui doit quoi, et depuis quand ?

`encours` dit ce qui reste dû de chaque facture, `tranches` range un retard, `question` réunit par débiteur.
"""

from creances.moteur.balance_agee.question import BalanceAgee, DebiteurAge, TrancheAgee, balance_agee

__all__ = ["BalanceAgee", "DebiteurAge", "TrancheAgee", "balance_agee"]
