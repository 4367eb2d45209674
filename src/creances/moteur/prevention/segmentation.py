"""Ranger un client dans un segment, par des règles lues dans l'ordre."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.moteur.usages.chiffres import lire
from creances.moteur.usages.prevention import FICHIER, ConditionDeSegment, FicheClient, RegleDeSegment, segments_usuels
from creances.noyau.resultat import Ligne, Resultat


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Le segment, le rang de la règle qui l'a donné (à partir de 1), et la tranche du plus ancien retard.

    `segment` et `rang` : None si aucune règle ne tient. `tranche_depuis` : la borne basse, en jours, de la tranche d'âge où
    tombe le plus ancien retard ; 0 sans retard, None s'il est inconnu.
    """

    segment: str | None = field(metadata={"dans_les_lignes": True})
    rang: int | None
    tranche_depuis: int | None


@regle("segmentation")
def segmentation(
    client: FicheClient, *, regles: tuple[RegleDeSegment, ...] | None = None, droit: Droit | None = None
) -> Resultat[Segmentation]:
    """Le segment d'un client : celui de la première règle dont toutes les conditions tiennent.

    - `regles` : les vôtres, dans l'ordre ; None, celles du paquet : deux promesses rompues (risque), acheteur public,
      consommateur, grand compte (500 000 € d'achats par an), retard installé, très petite entreprise, sinon PME.

    Un fait inconnu ne satisfait aucune condition. Chaque règle essayée a sa ligne : celle qui tient, ou la première de ses
    conditions qui ne tient pas. Le segment choisit un scénario ; il ne change rien à ce qui est déjà fait.

    Source : articles de praticiens (segmenter par retard, historique et importance des achats) ; table `prevention.toml`.

    >>> segmentation(FicheClient(achats_annuels=500000)).valeur.segment
    'grand_compte'
    >>> segmentation(FicheClient(achats_annuels=500000, promesses_rompues=2)).valeur.segment
    'client_risque'
    """
    droit, essayees = droit or droit_courant(), segments_usuels() if regles is None else regles
    lignes = tuple(_lignes(client, essayees, "segment_" if regles is None else ""))
    rang = next((rang for rang, une in enumerate(essayees, start=1) if _manque(client, une) is None), None)
    segment = None if rang is None else essayees[rang - 1].segment
    valeur = Segmentation(segment, rang, _tranche(client.retard))
    return Resultat("segmentation", valeur, lignes, (), (), None, droit.version)


def _lignes(client: FicheClient, regles: tuple[RegleDeSegment, ...], famille: str) -> Iterator[Ligne]:
    """Une ligne par règle essayée. Les segments livrés se traduisent ; les vôtres s'écrivent tels quels."""
    for rang, une in enumerate(regles, start=1):
        manque = _manque(client, une)
        if manque is None:
            yield Ligne("segmentation.retenue", mots=(("rang", rang), ("segment", famille + une.segment)))
            return
        inconnu = getattr(client, manque.champ) is None
        yield Ligne(
            "segmentation.inconnue" if inconnu else "segmentation.ecartee",
            mots=(
                ("rang", rang),
                ("segment", famille + une.segment),
                ("fait", f"fait_{manque.champ}"),
                ("operateur", f"operateur_{manque.operateur}"),
                ("valeur", _valeur(manque)),
            ),
        )


def _valeur(condition: ConditionDeSegment) -> str:
    return f"qualite_{condition.valeur}" if condition.champ == "qualite" else str(condition.valeur)


def _manque(client: FicheClient, une: RegleDeSegment) -> ConditionDeSegment | None:
    """La première condition qui ne tient pas ; None si toutes tiennent."""
    return next((condition for condition in une.conditions if not condition.tient(client)), None)


def _tranche(retard: int | None) -> int | None:
    if retard is None:
        return None
    bornes: list[int] = lire(FICHIER)["ages"]["bornes"]
    return max((borne for borne in bornes if borne <= retard), default=0)
