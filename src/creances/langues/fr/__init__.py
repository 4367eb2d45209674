"""Les phrases françaises, un fichier par thème."""
