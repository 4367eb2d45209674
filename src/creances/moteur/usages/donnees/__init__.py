"""Les données d'usage, un fichier par thème : chaque chiffre a sa source et son degré de confiance."""
