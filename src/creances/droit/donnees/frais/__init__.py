"""Les choix du tarif qui ne changent pas avec le temps : actes, postes et juridictions de chaque procédure."""
