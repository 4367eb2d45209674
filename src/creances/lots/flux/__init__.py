"""Plus grand que la mémoire : une règle de colonnes menée partie par partie, de fichiers à fichiers.

- `source` : des fichiers Parquet ou Arrow IPC, coupés en portions, lus paquet par paquet ;
- `question` : ce qui est demandé (règle, arguments, droit, source) et son empreinte ;
- `jointure` : les paiements ou les événements, répartis entre les portions ;
- `parties` : les fichiers écrits, ce que chacun dit de lui-même, et leur contrôle ;
- `traitement` : `traiter`, qui mène le tout, s'arrête et se reprend.
"""

from creances.lots.flux.parties import Partie
from creances.lots.flux.traitement import Bilan, traiter

__all__ = ["Bilan", "Partie", "traiter"]
