"""Le prix de chaque poste d'une procédure, demandé à la règle qui le connaît ; None quand il n'a pas été lu."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from creances.droit.corpus import Droit
from creances.droit.tarifs import PosteDeProcedure, tarif
from creances.modeles.parties import Territoire
from creances.modeles.procedure import TypeProcedure
from creances.noyau.argent import montant as lire_montant
from creances.noyau.erreurs import DroitInconnu
from creances.noyau.resultat import Reserve, Resultat
from creances.noyau.temps import JourAccepte
from creances.regles.frais.actes import Acte, cout_acte
from creances.regles.frais.contributions import contribution_aide_juridique, contribution_justice_economique
from creances.regles.frais.emoluments import Prestation, droit_engagement, emoluments
from creances.regles.frais.greffe import Formalite, frais_greffe
from creances.regles.frais.valeurs import Demandeur, Deplacement, Juridiction, NatureDeCreance

RECOUVREMENT = "recouvrement"
PARTIES_DE_PLUS = "parties_de_plus"
_PRIX = ("ht", "taxe", "ttc")
_ZERO = Decimal("0.00")


class Question(NamedTuple):
    """Une procédure à chiffrer ; les champs suivent les arguments de la règle."""

    procedure: TypeProcedure
    juridiction: Juridiction | None
    au: date
    montant: Decimal
    encaisse: Decimal
    demandeur: Demandeur
    debiteurs: int
    deplacement: Deplacement
    territoire: Territoire
    nature: NatureDeCreance
    contribution_injonction: bool
    provision_le: JourAccepte | None
    droit: Droit


class Chiffre(NamedTuple):
    """Le prix d'un poste, None s'il est inconnu, et ce que la règle qui l'a donné en dit."""

    ht: Decimal | None
    taxe: Decimal | None
    ttc: Decimal | None
    article: str
    version: date | None = None
    reserves: tuple[Reserve, ...] = ()

    def fois(self, nombre: int) -> Chiffre:
        """Le prix du même poste répété."""
        return self if self.ttc is None else self._replace(**{nom: getattr(self, nom) * nombre for nom in _PRIX})

    def moins(self, autre: Chiffre) -> Chiffre:
        """Ce que ce poste coûte de plus qu'un autre."""
        return self._replace(**{nom: getattr(self, nom) - getattr(autre, nom) for nom in _PRIX})


def chiffrer(question: Question, presents: Iterable[PosteDeProcedure]) -> list[Chiffre]:
    """Le prix de chaque poste, dans l'ordre : le droit d'engagement d'abord, que le droit du débiteur déduit ensuite."""
    engagement = _ZERO
    chiffres: list[Chiffre] = []
    for un in presents:
        chiffre = _chiffre(question, un, engagement)
        if un.sorte == "engagement":
            engagement = chiffre.ht or _ZERO
        chiffres.append(chiffre.fois(question.debiteurs) if un.par_debiteur else chiffre)
    return chiffres


def _chiffre(question: Question, un: PosteDeProcedure, engagement: Decimal) -> Chiffre:
    """Sans montant si aucune règle ne sait chiffrer le poste. Une contribution qui n'est pas due est un poste à zéro."""
    inconnu = Chiffre(None, None, None, un.article)
    calcul = _CALCULS.get(un.sorte)
    try:
        return inconnu if calcul is None else calcul(question, un.tarif, engagement)
    except DroitInconnu:
        return inconnu


def _acte(question: Question, nom: str, _: Decimal) -> Chiffre:
    return _tarife(
        cout_acte(
            cast("Acte", nom),
            creance=question.montant,
            au=question.au,
            deplacement=question.deplacement,
            territoire=question.territoire,
            provision_le=question.provision_le,
            droit=question.droit,
        )
    )


def _greffe(question: Question, nom: str, _: Decimal) -> Chiffre:
    return _tarife(
        frais_greffe(
            cast("Formalite", nom),
            au=question.au,
            territoire=question.territoire,
            provision_le=question.provision_le,
            droit=question.droit,
        )
    )


def _parties_de_plus(question: Question, nom: str, _: Decimal) -> Chiffre:
    """Au fond, ce qu'ajoutent les parties au-delà de deux."""
    toutes = frais_greffe(
        cast("Formalite", nom),
        au=question.au,
        parties=question.debiteurs + 1,
        territoire=question.territoire,
        provision_le=question.provision_le,
        droit=question.droit,
    )
    return _tarife(toutes).moins(_greffe(question, nom, _ZERO))


def _gratuit(question: Question, _: str, __: Decimal) -> Chiffre:
    lu = tarif(question.droit, "greffe.gratuit", question.au)
    montant = lire_montant(lu.valeur)
    return Chiffre(montant, _ZERO, montant, lu.article, lu.version)


def _contribution(question: Question, nom: str, _: Decimal) -> Chiffre:
    juridiction = cast("Juridiction", question.juridiction)
    if nom == "aide_juridique":
        resultat = contribution_aide_juridique(
            juridiction,
            au=question.au,
            procedure=question.procedure,
            exonere=question.demandeur.exonere,
            contribution_injonction=question.contribution_injonction,
            droit=question.droit,
        )
    else:
        resultat = contribution_justice_economique(
            question.montant,
            au=question.au,
            demandeur=question.demandeur,
            juridiction=juridiction,
            droit=question.droit,
        )
    valeur = resultat.valeur
    taxe = None if valeur.montant is None else _ZERO
    return Chiffre(valeur.montant, taxe, valeur.montant, resultat.articles[0], valeur.version, resultat.reserves)


def _engagement(question: Question, _: str, __: Decimal) -> Chiffre:
    return _tarife(
        droit_engagement(
            question.montant,
            au=question.au,
            territoire=question.territoire,
            provision_le=question.provision_le,
            droit=question.droit,
        )
    )


def _recouvrement(question: Question, nom: str, engagement: Decimal) -> Chiffre:
    return _tarife(
        emoluments(
            question.encaisse,
            au=question.au,
            prestation=cast("Prestation", nom),
            creance=question.montant,
            nature=question.nature,
            territoire=question.territoire,
            impute=engagement if nom == "A444-31" else _ZERO,
            provision_le=question.provision_le,
            droit=question.droit,
        )
    )


_CALCULS: dict[str, Callable[[Question, str, Decimal], Chiffre]] = {
    "acte": _acte,
    "greffe": _greffe,
    PARTIES_DE_PLUS: _parties_de_plus,
    "gratuit": _gratuit,
    "contribution": _contribution,
    "engagement": _engagement,
    RECOUVREMENT: _recouvrement,
}


def _tarife(resultat: Resultat[Any]) -> Chiffre:
    prix = resultat.valeur
    return Chiffre(prix.ht, prix.taxe, prix.ttc, resultat.articles[0], prix.version, resultat.reserves)
