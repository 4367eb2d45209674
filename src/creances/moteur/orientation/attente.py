"""Ce que coûte d'attendre : la même créance, plus tard, sur la courbe de recouvrement."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.moteur.orientation.reperes import reperes
from creances.moteur.situation import Situation
from creances.moteur.usages.courbe import UNITE, CourbeRecouvrement
from creances.moteur.usages.politique import ChiffresAcceptes, Politique, lire_chiffres
from creances.noyau.argent import MILLION, division_arrondie, euros, pourcent
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

_JOURS_AU_PLUS = MILLION
Attente = Annotated[int, Field(strict=True, ge=0, le=_JOURS_AU_PLUS)]


@dataclass(frozen=True, slots=True)
class CoutAttente:
    """Ce que vaut la créance aujourd'hui et après l'attente, en euros ; `cout` : ce que l'attente fait perdre.

    `part_aujourd_hui`, `part_ensuite` : ce que la courbe laisse espérer, en pour cent.
    """

    solde: Decimal
    part_aujourd_hui: Decimal = field(metadata={"unite": "taux"})
    part_ensuite: Decimal = field(metadata={"unite": "taux"})
    valeur_aujourd_hui: Decimal
    valeur_ensuite: Decimal
    cout: Decimal


@regle("cout_attente")
def cout_attente(
    dossier: Dossier,
    *,
    au: JourAccepte,
    jours: Attente,
    politique: Politique | None = None,
    chiffres: ChiffresAcceptes = (),
    courbe: CourbeRecouvrement | None = None,
    droit: Droit | None = None,
) -> Resultat[CoutAttente]:
    """Ce que fait perdre une attente de `jours` jours : le principal dû, sur la courbe de recouvrement, actualisé.

    `politique`, `chiffres`, `courbe` : voir `orientation`. Ni le coût d'une relance ni la relation n'y sont.

    Doute : la courbe livrée est une synthèse de courbes publiées, sans méthode dite (réserve CHIFFRES_NON_SOURCES).
    Erreurs : `DonneeInvalide` pour une attente négative ; celles d'`echeance`.
    Source : courbe de `moteur/usages/donnees/orientation.toml`, ou celle qu'on donne.

    >>> from creances.modeles import Creance
    >>> due = Dossier(creance=Creance(montant=1000, echeance="2026-10-22"))
    >>> reponse = cout_attente(due, au="2026-11-21", jours=60).valeur
    >>> str(reponse.valeur_aujourd_hui), str(reponse.valeur_ensuite), str(reponse.cout)
    ('900.00', '689.12', '210.88')
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    if not isinstance(jours, int) or not 0 <= jours <= _JOURS_AU_PLUS:
        raise DonneeInvalide(f"jours : reçu {jours!r} ; accepté : zéro ou plus, en jours", code="attente.jours")
    situation = Situation(dossier, question, droit)
    segment = dossier.creance.debiteur.segment if politique is not None and politique.segments else None
    retenus = reperes(politique, segment, courbe, lire_chiffres(chiffres))
    solde = situation.principal
    avant, apres = retenus.courbe.part(situation.retard), retenus.courbe.part(situation.retard + jours)
    maintenant = division_arrondie(solde * avant, UNITE)
    ensuite = division_arrondie(solde * apres * retenus.actualiser(jours), UNITE * UNITE)
    valeur = CoutAttente(
        euros(solde), _part(avant), _part(apres), euros(maintenant), euros(ensuite), euros(maintenant - ensuite)
    )
    ligne = Ligne(
        "orientation.attente",
        jours=jours,
        montant=valeur.cout,
        montants=(("avant", valeur.valeur_aujourd_hui), ("apres", valeur.valeur_ensuite)),
    )
    livree = retenus.origine_de_la_courbe == "defaut"
    reserves = (Reserve("CHIFFRES_NON_SOURCES"),) if livree else ()
    return Resultat("cout_attente", valeur, (ligne,), (), reserves, question, droit.version)


def _part(sur_unite: int) -> Decimal:
    return pourcent(division_arrondie(sur_unite, MILLION))
