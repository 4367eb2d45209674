"""Ce qu'il faut savoir de la règle dont vient un délai : ses conditions, ses sources, la rédaction à venir."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from creances.droit.corpus import Droit
from creances.noyau.resultat import Reserve

_VIN = Reserve("ACCORD_INTERPROFESSIONNEL", ("C. com., L441-11, II, 4°",))
_RESERVES_DES_REGLES = {
    "delais.grand_export": Reserve("GRAND_EXPORT_CONDITIONS", ("C. com., L441-12",)),
    "delais.vin": _VIN,
    "delais.vin_fin_de_mois": _VIN,
}
# La rédaction du transport (L441-11, II, 5°) est maintenue à l'identique ; les délais publics n'en dépendent pas.
_SANS_RELECTURE = ("delais.transport", "marches.")


def reserves_de_la_regle(regle: str, droit: Droit, debut: date, fin: date) -> Iterator[Reserve]:
    """Les réserves d'une table de plafond entre deux jours, inclus."""
    yield from droit.table(regle).reserves_du(debut, fin)
    if regle in _RESERVES_DES_REGLES:
        yield _RESERVES_DES_REGLES[regle]
    redaction = droit.lire("delais.redaction", fin)
    if redaction is not None and redaction.valeur == "a_relire" and not regle.startswith(_SANS_RELECTURE):
        yield Reserve("REDACTION_A_RELIRE", (redaction.article,), dates=(("depuis", redaction.debut),))
