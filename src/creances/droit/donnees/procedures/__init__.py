"""Les procédures, un fichier par code : leurs étapes, leurs délais, ce que coûte une limite manquée."""
