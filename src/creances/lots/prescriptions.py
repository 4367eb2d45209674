"""Les prescriptions d'une table de créances, et des événements qui les interrompent ou les suspendent."""

from __future__ import annotations

from typing import Any

from creances.droit.corpus import Droit, droit_courant
from creances.lots.cadre import Erreurs, Flottants, Lot
from creances.lots.chroniques import aucune_chronique, lire_chroniques
from creances.lots.dettes import codes
from creances.lots.distinctes import lire_les_formes
from creances.modeles import Creance, colonnes
from creances.moteur.prescription import prescription
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.prescription import Prescription

_DEPART = "point_de_depart"


def prescriptions(
    creances: Any,
    evenements: Any = None,
    *,
    au: JourAccepte,
    commandement_interrompt: bool = False,
    droit: Droit | None = None,
    erreurs: Erreurs = "refuser",
    flottants: Flottants = "refuser",
    prefixe: str = "",
) -> Any:
    """Jusqu'à quand agir, pour chaque ligne : `terme`, `dernier_jour_ouvrable`, `etat`, `regime` (celui du délai) et
    `reserves`, comme `creances.prescription`.

    - `point_de_depart`, colonne facultative : le départ que l'on connaît, argument `depart` de la règle.
    - `evenements` : une table, une ligne par événement, de tous les types sauf l'échéancier ; `creance`, la `reference`
      visée, `date`, `type` et les champs du type. Les sommes n'y comptent pas.

    Les procédures n'ont pas de colonnes : qui en a pose la règle une à une. Les autres arguments sont ceux de `penalites`.

    >>> import pyarrow as pa
    >>> table = pa.table({"reference": ["F1", "F2"], "montant": [1000, 1000], "echeance": ["2013-04-19"] * 2})
    >>> actes = pa.table({"creance": ["F2"], "date": ["2017-01-10"], "type": ["reconnaissance"]})
    >>> rendue = prescriptions(table, actes, au="2018-04-20")
    >>> [str(un) for un in rendue["terme"].to_pylist()], rendue["etat"].to_pylist()
    (['2018-04-19', '2022-01-10'], ['acquise', 'en_cours'])
    """
    question, retenu = jour(au, "au"), droit or droit_courant()
    sortes = {**colonnes.TOUTES, _DEPART: "jour"}
    lot = Lot(creances, nom="creances", erreurs=erreurs, flottants=flottants, prefixe=prefixe, sortes=sortes)
    formes = lire_les_formes(lot, parties=["siren"])
    chroniques = aucune_chronique(lot.nombre)
    if evenements is not None:
        chroniques = lire_chroniques(evenements, "evenements", lot, question.toordinal(), flottants=flottants)
    distinctes = formes.distinguer(lot, chroniques.facteur(), *map(lot.facteur, lot.presentes([_DEPART])))

    def poser(rang: int, creance: Creance) -> Resultat[Prescription]:
        ligne = int(distinctes.premieres[rang])
        return prescription(
            creance,
            au=question,
            evenements=chroniques.suites[chroniques.rangs[ligne]],
            depart=lot.cellule(_DEPART, ligne),
            commandement_interrompt=commandement_interrompt,
            droit=retenu,
        )

    reponses = distinctes.poser(lot, poser)
    valeurs = [None if une is None else une.valeur for une in reponses]
    return lot.rendre(
        {
            "terme": distinctes.jours(None if une is None else une.terme for une in valeurs),
            "dernier_jour_ouvrable": distinctes.jours(
                None if une is None else une.dernier_jour_ouvrable for une in valeurs
            ),
            "etat": distinctes.mots("" if une is None else une.etat for une in valeurs),
            "regime": distinctes.mots("" if une is None else une.regime for une in valeurs),
            "reserves": distinctes.mots("" if une is None else codes(une.reserves) for une in reponses),
        }
    )
