"""Les catalogues de phrases, un `.po` par langue. Le code qui les lit est dans `noyau.rendu.catalogues`."""
