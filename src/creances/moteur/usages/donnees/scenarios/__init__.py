"""Les calendriers de relance usuels, un fichier par scénario."""
