"""Les phrases anglaises, un fichier par thème."""
