"""Le catalogue des textes cités, un fichier par thème ; une référence n'y figure qu'une fois."""
