"""Ce que le contrôle d'un message rend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from creances.droit.corpus import Droit
from creances.droit.messages import Motif
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Reserve
from creances.noyau.tables import Confiance

Gravite = Literal["refus", "alerte"]


@dataclass(frozen=True, slots=True)
class ConstatMessage:
    """Un passage relevé, ou une circonstance.

    - `code` : stable, en capitales ; `gravite` : "refus" (le message ne doit pas partir) ou "alerte" (à relire).
    - `place_debut` incluse et `place_fin` exclue, en caractères du texte ; None si le constat tient aux circonstances.
    - `motif` : pourquoi ; `formulation` : ce qui peut s'écrire à la place ; `articles` : les textes en cause.
    """

    code: str
    gravite: Gravite
    place_debut: int | None
    place_fin: int | None
    extrait: str = field(metadata={"dans_les_lignes": True})
    motif: str = field(metadata={"dans_les_lignes": True})
    formulation: str = field(metadata={"dans_les_lignes": True})
    articles: tuple[str, ...]
    cles_des_peines: tuple[str, ...] = field(default=(), metadata={"dans_les_lignes": True})


@dataclass(frozen=True, slots=True)
class PeineEncourue:
    """Le plus que la loi prévoit pour une personne physique : mois d'emprisonnement (None s'il n'y en a pas), amende."""

    article: str
    emprisonnement: int | None
    amende: Decimal
    confiance: Confiance


@dataclass(frozen=True, slots=True)
class ControleMessage:
    """`conforme` : aucun refus. `peines` : celles des textes qu'un refus met en cause."""

    conforme: bool
    constats: tuple[ConstatMessage, ...]
    peines: tuple[PeineEncourue, ...]

    def codes(self) -> frozenset[str]:
        """Les codes des constats."""
        return frozenset(un.code for un in self.constats)

    def refus(self) -> tuple[ConstatMessage, ...]:
        """Les constats qui interdisent l'envoi."""
        return tuple(un for un in self.constats if un.gravite == "refus")

    def exiger_conforme(self) -> None:
        """Lève `DonneeInvalide`, code « message.refuse », si le message ne doit pas partir."""
        if self.conforme:
            return
        dits = [f"{un.code} (« {un.extrait} »)" if un.extrait else un.code for un in self.refus()]
        raise DonneeInvalide(
            f"texte : reçu un message refusé, {', '.join(dits)} ; accepté : un message sans ces passages",
            code="message.refuse",
            articles=tuple(dict.fromkeys(article for un in self.refus() for article in un.articles)),
            constats=self.refus(),
        )


def peines_encourues(cles: Iterable[str], droit: Droit, au: date) -> tuple[PeineEncourue, ...]:
    """Les peines de ces textes au jour dit, chacune une fois."""
    return tuple(_peine(cle, droit, au) for cle in dict.fromkeys(cles))


def _peine(cle: str, droit: Droit, au: date) -> PeineEncourue:
    amende, prison = droit(f"peines.{cle}.amende", au), droit.lire(f"peines.{cle}.emprisonnement", au)
    confiance = amende.source.confiance
    return PeineEncourue(amende.article, None if prison is None else prison.valeur, amende.valeur, confiance)


def reserves_sur_les_peines(peines: Iterable[PeineEncourue]) -> tuple[Reserve, ...]:
    """Une réserve si le montant d'une peine n'a pas été lu à sa source."""
    return tuple(
        Reserve("PEINE_A_VERIFIER", (une.article,), montants=(("amende", une.amende),))
        for une in peines
        if une.confiance != "haute"
    )


def constater(
    dit: Motif, gravite: Gravite, *, consommateur: bool, formulation: str = "", motif: str = ""
) -> ConstatMessage:
    """Un constat qui tient aux circonstances."""
    return situer(dit, gravite, None, None, "", consommateur=consommateur, formulation=formulation, motif=motif)


def situer(
    dit: Motif,
    gravite: Gravite,
    debut: int | None,
    fin: int | None,
    extrait: str,
    *,
    consommateur: bool,
    formulation: str = "",
    motif: str = "",
) -> ConstatMessage:
    """Un constat ; les textes qui protègent le consommateur s'ajoutent s'il en est un."""
    return ConstatMessage(
        dit.code,
        gravite,
        debut,
        fin,
        extrait,
        motif or dit.motif,
        formulation or dit.formulation,
        dit.articles + (dit.articles_consommateur if consommateur else ()),
        dit.peines + (dit.peines_consommateur if consommateur else ()),
    )
