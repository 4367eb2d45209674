"""Les propriétés rejouent par défaut les mêmes exemples : une suite verte l'est deux fois de suite.

La session `exploration` de nox en tire de neufs.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("maison", derandomize=True)
settings.register_profile("exploration", derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "maison"))
