"""Les catalogues de phrases : un dossier par langue, un `.po` par thème. `noyau.rendu.catalogues` les lit."""
