"""Les paramètres légaux qui valent jusqu'à nouvel ordre, un fichier par thème."""
