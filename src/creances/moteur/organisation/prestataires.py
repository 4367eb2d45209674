"""Comparer des prestataires sur six critères, avec des poids visibles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance
from creances.modeles.contexte import Relation
from creances.modeles.parties import Texte
from creances.moteur.usages.chiffres import Chiffre, chiffres, lire
from creances.moteur.usages.prestataires import FICHIER, Nombre, Prestataire
from creances.noyau.argent import MILLION, centimes, division_arrondie, millioniemes, pourcent
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat

CRITERES = ("simplicite", "taux_reussite", "delai_moyen", "expertise", "mediation", "services")
_INTERNATIONAL = "international"
_FRANCE = "FR"


@dataclass(frozen=True, slots=True)
class ApportDuCritere:
    """Ce qu'un critère apporte au score : sa note et son poids, en pour cent. `note` : None si on l'ignore."""

    critere: str
    note: Decimal | None = field(metadata={"unite": "taux"})
    poids: Decimal = field(metadata={"unite": "taux"})
    apport: Decimal = field(metadata={"unite": "taux"})


@dataclass(frozen=True, slots=True)
class PrestataireClasse:
    """Un prestataire à son rang. `score` : en pour cent ; il peut dépasser cent de ce qu'ajoutent les références.

    `couvre` : il agit dans le pays du débiteur. `specialise` : le secteur demandé est le sien. `delai_estime` : en jours,
    None si rien ne permet de l'estimer. `questions` : ce qu'il n'a pas dit.
    """

    nom: str
    score: Decimal = field(metadata={"unite": "taux"})
    couvre: bool
    specialise: bool
    delai_estime: int | None
    contributions: tuple[ApportDuCritere, ...] = field(metadata={"dans_les_lignes": True})
    questions: tuple[str, ...]


class _Note(NamedTuple):
    """Un prestataire noté : ses notes en millionièmes, dans l'ordre des critères, et ce que valent ses références."""

    prestataire: Prestataire
    notes: tuple[int | None, ...]
    bonus: int
    couvre: bool
    specialise: bool
    delai: int | None

    def rangs(self) -> tuple[int, ...]:
        """De quoi dire qu'un prestataire en domine un autre."""
        return (*(note or 0 for note in self.notes), self.bonus, self.couvre, self.specialise)

    def domine(self, autre: _Note) -> bool:
        """Aussi bon partout, meilleur quelque part."""
        return self.rangs() != autre.rangs() and all(a >= b for a, b in zip(self.rangs(), autre.rangs(), strict=True))


@regle("comparaison_prestataires")
def comparaison_prestataires(
    prestataires: Annotated[tuple[Prestataire, ...], Field(min_length=1)],
    *,
    poids: Mapping[Texte, Nombre] | None = None,
    creance: Creance | None = None,
    relation: Relation | None = None,
    secteur: Texte | None = None,
    droit: Droit | None = None,
) -> Resultat[tuple[PrestataireClasse, ...]]:
    """Les prestataires du meilleur au moins bon, sur six critères : simplicité, taux de réussite, délai moyen, expertise,
    médiation, services complémentaires.

    - `poids` : par critère, des entiers ; un critère absent ne compte pas. None : égaux, la médiation comptant davantage
      avec un client récurrent ou stratégique (`relation`). Les poids sont rendus en pour cent de leur somme.
    - `creance` : son débiteur dit le pays à couvrir. `secteur` : celui de l'affaire ; à score égal, un spécialiste passe
      devant. Qui ne couvre pas le pays vient après tous ceux qui le couvrent.

    Une note inconnue vaut zéro et devient une question à poser. Un prestataire qu'un autre égale ou dépasse partout n'est
    jamais premier ; à égalité, l'ordre donné demeure. Chaque référence du même secteur ajoute un bonus.

    Doutes : le sixième critère est une interprétation (l'article de Soan ne le nomme pas) ; un taux de réussite
    au-delà de 95 % sans nombre de dossiers est compté, avec la réserve TAUX_NON_VERIFIABLE.

    Erreurs : `DonneeInvalide` pour un critère inconnu (`poids.critere`) ou des poids tous nuls (`poids.nuls`).
    Source : Soan, sur le choix d'un prestataire ; table d'usage `prestataires.toml`.

    >>> un = Prestataire(nom="Lent", simplicite=4, taux_reussite=70, delai_moyen=90, expertise=4, mediation=4, services=())
    >>> deux = un.avec(nom="Rapide", delai_moyen=45)
    >>> [classe.nom for classe in comparaison_prestataires((un, deux)).valeur]
    ['Rapide', 'Lent']
    """
    droit = droit or droit_courant()
    if not prestataires:
        raise DonneeInvalide("prestataires : reçu aucun ; accepté : un au moins", code="prestataires.aucun")
    parts = _poids(poids, relation)
    pays = _FRANCE if creance is None else creance.debiteur.pays
    notes = tuple(_noter(un, pays, secteur) for un in prestataires)
    notes = tuple(sorted(notes, key=lambda un: _rang(un, parts, notes)))
    valeur = tuple(_classer(un, parts) for un in notes)
    somme = sum(parts)
    lignes = (
        *(
            Ligne("prestataires.poids", taux=_pourcent(part, somme), mots=(("critere", critere),))
            for critere, part in zip(CRITERES, parts, strict=True)
        ),
        *(ligne for un in valeur for ligne in _lignes(un)),
    )
    return Resultat(
        "comparaison_prestataires", valeur, lignes, (), tuple(dict.fromkeys(_reserves(notes))), None, droit.version
    )


def _poids(poids: Mapping[str, int] | None, relation: Relation | None) -> tuple[int, ...]:
    table = lire(FICHIER)
    if poids is None:
        usuels = {critere: int(table["criteres"][critere]["poids"]) for critere in CRITERES}
        usuels["mediation"] += int(table["relation"].get(relation, 0))
        return tuple(usuels.values())
    if inconnus := poids.keys() - set(CRITERES):
        raise DonneeInvalide(
            f"poids : reçu {', '.join(sorted(inconnus))} ; accepté : {', '.join(CRITERES)}", code="poids.critere"
        )
    parts = tuple(poids.get(critere, 0) for critere in CRITERES)
    if min(parts) < 0 or not sum(parts):
        raise DonneeInvalide(f"poids : reçu {dict(poids)} ; accepté : des entiers, l'un positif", code="poids.nuls")
    return parts


def _noter(un: Prestataire, pays: str, secteur: str | None) -> _Note:
    usages = chiffres(FICHIER)
    delai = _delai(un, usages)
    rapide = usages["delai_amiable"].valeur
    services = usages["services_de_reference"].valeur
    notes = (
        _note_sur(un.simplicite, usages),
        None if un.taux_reussite is None else millioniemes(un.taux_reussite),
        None if delai is None else division_arrondie(MILLION * rapide, max(delai, rapide)),
        _note_sur(un.expertise, usages),
        _note_sur(un.mediation, usages),
        None if un.services is None else division_arrondie(MILLION * min(len(un.services), services), services),
    )
    citees = [une for une in un.references if secteur is None or une.secteur == secteur]
    comptees = min(len(citees), usages["references_comptees"].valeur)
    bonus = comptees * millioniemes(usages["bonus_par_reference"].valeur)
    specialise = secteur is not None and secteur in un.specialites
    return _Note(un, notes, bonus, couvre(un, pays), specialise, delai)


def couvre(prestataire: Prestataire, pays: str) -> bool:
    """Ce prestataire agit-il contre un débiteur de ce pays ? Hors de France, il lui faut le pays ou l'international.

    >>> couvre(Prestataire(nom="Local"), "BE"), couvre(Prestataire(nom="Europe", pays=("FR", "BE")), "BE")
    (False, True)
    """
    return pays in prestataire.pays or (pays != _FRANCE and _INTERNATIONAL in prestataire.specialites)


def _delai(un: Prestataire, usages: Mapping[str, Chiffre]) -> int | None:
    """Le délai annoncé, sinon celui que laisse attendre la part des dossiers qui finissent devant un juge."""
    if un.delai_moyen is not None or un.part_judiciaire is None:
        return un.delai_moyen
    amiable, judiciaire = usages["delai_amiable"].valeur, usages["delai_judiciaire"].valeur
    return int(amiable) + division_arrondie(int(judiciaire) * millioniemes(un.part_judiciaire), MILLION)


def _note_sur(note: Decimal | None, usages: Mapping[str, Chiffre]) -> int | None:
    if note is None:
        return None
    return division_arrondie(MILLION * centimes(note), centimes(Decimal(usages["note_maximale"].valeur)))


def _rang(un: _Note, parts: tuple[int, ...], tous: tuple[_Note, ...]) -> tuple[bool, int, bool, bool]:
    return not un.couvre, -_score(un, parts), any(autre.domine(un) for autre in tous), not un.specialise


def _score(un: _Note, parts: tuple[int, ...]) -> int:
    """En millionièmes, multiplié par la somme des poids : aucun arrondi ne départage deux prestataires."""
    return sum((note or 0) * part for note, part in zip(un.notes, parts, strict=True)) + un.bonus * sum(parts)


def _classer(un: _Note, parts: tuple[int, ...]) -> PrestataireClasse:
    somme = sum(parts)
    contributions = tuple(
        ApportDuCritere(
            critere,
            None if note is None else pourcent(note),
            _pourcent(part, somme),
            pourcent(division_arrondie((note or 0) * part, somme)),
        )
        for critere, note, part in zip(CRITERES, un.notes, parts, strict=True)
    )
    questions = tuple(
        str(lire(FICHIER)["criteres"][critere]["question"])
        for critere, note in zip(CRITERES, un.notes, strict=True)
        if note is None
    )
    score = pourcent(division_arrondie(_score(un, parts), somme))
    return PrestataireClasse(un.prestataire.nom, score, un.couvre, un.specialise, un.delai, contributions, questions)


def _lignes(un: PrestataireClasse) -> Iterator[Ligne]:
    for part in un.contributions:
        if part.note is None:
            yield Ligne("prestataires.inconnu", mots=(("nom", un.nom), ("critere", part.critere)))
        else:
            faits = (("nom", un.nom), ("critere", part.critere))
            yield Ligne("prestataires.apport", taux=part.apport, montants=(("note", part.note),), mots=faits)
    yield Ligne("prestataires.score", taux=un.score, mots=(("nom", un.nom),))


def _pourcent(part: int, somme: int) -> Decimal:
    return pourcent(division_arrondie(MILLION * part, somme))


def _reserves(notes: tuple[_Note, ...]) -> Iterator[Reserve]:
    suspect = chiffres(FICHIER)["taux_suspect"].valeur
    for un in notes:
        taux = un.prestataire.taux_reussite
        if taux is not None and taux > suspect and not un.prestataire.dossiers:
            yield Reserve("TAUX_NON_VERIFIABLE", montants=(("taux", taux),), mots=(("nom", un.prestataire.nom),))
        if not un.couvre:
            yield Reserve("PAYS_NON_COUVERT", mots=(("nom", un.prestataire.nom),))
        if un.bonus:
            yield from chiffres(FICHIER)["bonus_par_reference"].reserves
        if un.delai != un.prestataire.delai_moyen:
            yield from chiffres(FICHIER)["delai_amiable"].reserves
