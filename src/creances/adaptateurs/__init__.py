"""Étage 5 : les portes vers le monde.

- Lire : `fec` et `dossiers_fec` (le fichier des écritures comptables), `factures_csv` (un CSV ordinaire),
  `fiches_clients` (qualité et terme des clients), `complements_droit` (les taux parus depuis cette version) ;
- rassembler : `portefeuille` (les clients, leurs créances, leur relevé), `bilan` (les totaux et le contrôle),
  `taux_du_jour` ;
- écrire : `releves_csv` et, pour la ligne de commande, `commande`.

`octets`, `tableau`, `cellules` et `colonnes` sont ce que les lecteurs partagent : tailles bornées, encodages, valeurs.
"""
