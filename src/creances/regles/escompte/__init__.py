"""Combien vaut un escompte pour paiement anticipé ?

`paliers` dit quelle part du prix un paiement anticipé fait remettre, `partage` la répartit par taux de TVA et la passe
en comptes chez le vendeur et chez l'acheteur, `couts` la traduit en taux annuels et en seuils.
"""
