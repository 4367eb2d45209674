"""La porte des données n'oublie aucune règle : tout module qui en inscrit une y figure."""

from __future__ import annotations

from pathlib import Path

import creances
from creances.moteur import porte

RACINE = Path(creances.__file__).parent


def _modules_qui_inscrivent() -> set[str]:
    fichiers = (*(RACINE / "regles").rglob("*.py"), *(RACINE / "moteur").rglob("*.py"))
    return {
        ".".join(("creances", *fichier.relative_to(RACINE).with_suffix("").parts))
        for fichier in fichiers
        if "\n@regle(" in fichier.read_text(encoding="utf-8")
    }


def test_chaque_module_qui_inscrit_une_regle_est_connu_de_la_porte() -> None:
    oublies = [
        module
        for module in _modules_qui_inscrivent()
        if not any(module == connu or module.startswith(connu + ".") for connu in porte._MODULES)
    ]
    assert oublies == []


def test_la_porte_ne_nomme_que_des_modules_qui_inscrivent() -> None:
    inscrivent = _modules_qui_inscrivent()
    assert all(
        any(module == connu or module.startswith(connu + ".") for module in inscrivent) for connu in porte._MODULES
    )
