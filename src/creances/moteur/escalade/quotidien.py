"""Ce qu'il y a à faire aujourd'hui dans tout un portefeuille, le plus urgent d'abord."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.moteur.escalade.groupes import plan_parmi_d_autres
from creances.moteur.escalade.valeurs import Action
from creances.moteur.usages.scenarios import Scenario
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour


@dataclass(frozen=True, slots=True)
class ActionDuJour:
    """Une action à faire aujourd'hui, et le dossier qu'elle concerne. `retard` : jours depuis qu'elle est due."""

    reference: str
    debiteur: str
    demande: Decimal
    retard: int = field(metadata={"unite": "jours"})
    action: Action = field(metadata={"dans_les_lignes": True})


@regle("actions_du_jour", "C. civ., 1344")
def actions_du_jour(
    dossiers: Sequence[Dossier],
    *,
    au: JourAccepte,
    scenario: Scenario | None = None,
    droit: Droit | None = None,
) -> Resultat[tuple[ActionDuJour, ...]]:
    """Les actions dues le jour `au`, une par dossier au plus : celles qu'un délai de la loi presse, puis les plus grosses.

    Un jour chômé, seules restent les actions qui n'écrivent à personne. Une surveillance n'y vient qu'à son jour.

    - `scenario` : None, celui de chaque dossier. Un message par débiteur plutôt que par dossier : `escalades`.

    Erreurs : celles d'`escalade`.
    Source : usage ; C. civ., 1344.

    >>> from creances import Creance
    >>> lot = [Dossier(creance=Creance(reference=f"F{n}", montant=n, echeance="2026-11-02")) for n in (100, 900)]
    >>> [(une.reference, une.action.code, une.retard) for une in actions_du_jour(lot, au="2026-11-12").valeur]
    [('F900', 'relance_1', 6), ('F100', 'relance_1', 6)]
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    reponses = [(un, plan_parmi_d_autres(un, question, scenario, droit)) for un in dossiers]
    trouvees = [
        ActionDuJour(
            reference=un.creance.reference,
            debiteur=un.creance.debiteur.nom,
            demande=reponse.valeur.demande,
            retard=0 if reponse.valeur.depuis is None else max(0, (question - reponse.valeur.depuis).days),
            action=action,
        )
        for un, reponse in reponses
        if (action := reponse.valeur.prochaine) is not None and action.jour <= question
    ]
    rangees = tuple(sorted(trouvees, key=lambda une: (une.action.limite or date.max, -une.demande, une.reference)))
    return Resultat(
        regle="actions_du_jour",
        valeur=rangees,
        lignes=tuple(_ligne(une) for une in rangees),
        articles=tuple(dict.fromkeys(article for _, une in reponses for article in une.articles)),
        reserves=tuple(dict.fromkeys(reserve for _, une in reponses for reserve in une.reserves)),
        au=question,
        droit=droit.version,
    )


def _ligne(une: ActionDuJour) -> Ligne:
    mots = (("reference", une.reference or "—"), ("etape", une.action.code), ("raison", une.action.raison))
    if une.action.limite is not None:
        return Ligne("actions.limite", fin=une.action.limite, mots=mots)
    return Ligne("actions.due", jours=une.retard, mots=mots)
