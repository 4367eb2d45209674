"""Les fichiers de données : un chiffre n'y figure qu'une fois, comme la loi l'imprime, avec son acte et ses dates."""
