"""Les droits proportionnels du commissaire de justice : recouvrement (A444-31, A444-32), engagement (A444-15).

Un barème est marginal : chaque tranche porte son taux, et le droit est la somme des tranches.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.tarifs import (
    BaremeProportionnel,
    Tarif,
    bareme_proportionnel,
    reserves_de_periode,
    reserves_des_tarifs,
    tarif,
)
from creances.modeles.parties import Territoire
from creances.noyau.argent import MILLION, MontantAccepte, centimes, division_arrondie, euros, pourcent
from creances.noyau.argent import montant as lire_montant
from creances.noyau.erreurs import exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.frais.lecture import somme
from creances.regles.frais.lecture import version as version_du_tarif
from creances.regles.frais.taxes import Majoration, Taxes, majorer, taxer
from creances.regles.frais.valeurs import Emoluments, NatureDeCreance, TrancheEmolument

A444_15 = "C. com., A444-15"
A444_31 = "C. com., A444-31"
A444_32 = "C. com., A444-32"
R444_53 = "C. com., R444-53"
R444_55 = "C. com., R444-55"

Prestation = Literal["A444-31", "A444-32"]
Charge = Literal["debiteur", "creancier"]
_BAREMES: dict[Prestation, tuple[str, str, Charge]] = {
    "A444-31": ("a444_31", A444_31, "debiteur"),
    "A444-32": ("a444_32", A444_32, "creancier"),
}
_ZERO = Decimal("0.00")


class _Question(NamedTuple):
    """Un droit à calculer : son barème, son assiette et la créance en centimes, qui le supporte, où et quand."""

    nom: str
    article: str
    charge: Charge
    assiette: int
    creance: int
    territoire: Territoire
    au: date
    jour: date
    facteur: int
    impute: int
    un_seul_arrondi: bool
    droit: Droit


@regle("emoluments", A444_31, A444_32, R444_53, R444_55, "C. com., A444-10")
def emoluments(
    encaisse: MontantAccepte,
    *,
    au: JourAccepte,
    prestation: Prestation = "A444-31",
    creance: MontantAccepte | None = None,
    nature: NatureDeCreance = "ordinaire",
    territoire: Territoire = "metropole",
    impute: MontantAccepte = 0,
    provision_le: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[Emoluments]:
    """Droit de recouvrement d'un commissaire de justice sur les sommes encaissées, hors dépens.

    - `encaisse` : total encaissé au titre du principal ou de la condamnation ; les acomptes s'additionnent, le droit ne se
      calcule jamais acompte par acompte. Zéro : rien n'est dû.
    - `au` : jour de la prestation, qui choisit la version du tarif. `provision_le` : jour d'une provision ; versée avant
      le 1er mars 2024, elle laisse à l'ancien tarif une prestation faite depuis le 1er mai 2024.
    - `prestation` : "A444-31", à la charge du débiteur, suppose un titre exécutoire ; "A444-32", à la charge du créancier,
      est dû même à l'amiable (Cass. 2e civ., 20 janv. 2022, n° 20-14.537). Les deux se cumulent (R444-55).
    - `creance` : montant de la créance, bornes incluses, qui seul décide du forfait ; None : la somme encaissée, avec la
      réserve CREANCE_SUPPOSEE si le forfait en dépend.
    - `nature` : "alimentaire" double les taux du débiteur ; comme "travail", elle exclut le droit du créancier (R444-53).
    - `territoire` : majoration outre-mer et TVA. `impute` : droit d'engagement déjà perçu, hors taxes, à déduire.

    Arrondi : chaque tranche au centime, puis le plafond, puis la majoration, puis la TVA ; ce qui est imprimé s'additionne.
    Doutes : le forfait et le plafond ne sont pas tenus pour doublés par l'aliment ; la majoration est appliquée après le
    plafond. Ni remise (A444-52) ni débours.
    Erreurs : `DroitInconnu` avant le 1er mars 2016, ou pour un territoire dont le tarif n'a pas été lu.
    Source : C. com., A444-31, A444-32, A444-10 ; dates : arrêtés de 2016, 2020 et 2024.

    >>> resultat = emoluments(4000, au="2025-06-01", creance=4000)
    >>> resultat.valeur.ht, resultat.valeur.ttc, [str(une.montant) for une in resultat.valeur.tranches]
    (Decimal('81.39'), Decimal('97.67'), ['12.21', '30.80', '31.20', '7.18'])
    """
    droit = droit or droit_courant()
    exiger_parmi("prestation", prestation, get_args(Prestation))
    exiger_parmi("nature", nature, get_args(NatureDeCreance))
    nom, article, charge = _BAREMES[prestation]
    le, encaissee = jour(au, "au"), somme(encaisse, "encaisse")
    due = encaissee if creance is None else somme(creance, "creance")
    version = version_du_tarif(droit, le, provision_le)
    facteur = 1
    if nature == "alimentaire" and prestation == "A444-31":
        facteur = int(tarif(droit, f"{nom}.alimentaire", version).valeur)
    exclu = prestation == "A444-32" and nature != "ordinaire"
    assiette = 0 if exclu else centimes(encaissee)
    question = _Question(
        nom, article, charge, assiette, centimes(due), territoire, le, version, facteur,
        centimes(somme(impute, "impute")), False, droit,
    )  # fmt: skip
    resultat = _repondre("emoluments", question, R444_53 if exclu else article)
    if creance is None and resultat.valeur.forfaitaire:
        supposee = Reserve("CREANCE_SUPPOSEE", (article,), montants=(("creance", due),))
        return _avec(resultat, supposee)
    return resultat


@regle("droit_engagement", A444_15, A444_31, A444_32)
def droit_engagement(
    creance: MontantAccepte,
    *,
    au: JourAccepte,
    charge: Charge = "debiteur",
    territoire: Territoire = "metropole",
    provision_le: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[Emoluments]:
    """Droit d'engagement des poursuites, dû une seule fois par créance, sur une mise en demeure ou un commandement tarifé.

    - `creance` : montant de la créance, en euros ; un forfait jusqu'au seuil inclus, au-delà un barème marginal plafonné.
    - `au`, `territoire`, `provision_le` : comme pour `emoluments`.
    - `charge` : qui supporte l'acte ; le droit s'impute ensuite sur A444-31 ("debiteur") ou A444-32 ("creancier").

    Arrondi : une seule fois, au total ; le plafond de 2020 est ainsi atteint exactement à 76 000 euros.
    Doute : le même forfait et le même plafond se lisent dans les deux versions, alors que les taux changent.
    Erreurs : `DroitInconnu` avant le 1er janvier 2021, faute d'avoir lu le tarif de 2016.
    Source : C. com., A444-15.

    >>> droit_engagement(5000, au="2025-06-01").valeur.ht
    Decimal('69.91')
    """
    droit = droit or droit_courant()
    exiger_parmi("charge", charge, get_args(Charge))
    le, due = jour(au, "au"), centimes(somme(creance, "creance"))
    version = version_du_tarif(droit, le, provision_le)
    question = _Question("a444_15", A444_15, charge, due, due, territoire, le, version, 1, 0, True, droit)
    imputable = Reserve("ENGAGEMENT_IMPUTABLE", (A444_15, A444_31 if charge == "debiteur" else A444_32))
    return _avec(_repondre("droit_engagement", question, A444_15), imputable)


def _repondre(nom: str, question: _Question, article: str) -> Resultat[Emoluments]:
    droit, version = question.droit, question.jour
    bareme = bareme_proportionnel(droit, question.nom, version)
    forfaitaire = question.assiette > 0 and question.creance <= centimes(bareme.seuil_du_forfait.valeur)
    tranches = () if forfaitaire else tuple(_tranches(bareme, question))
    total = sum((une.montant for une in tranches), _ZERO)
    plafond = bareme.plafond.valeur
    brut = lire_montant(bareme.forfait.valeur) if forfaitaire else lire_montant(min(total, plafond))
    majoration = majorer(droit, brut, question.territoire, version)
    impute = min(euros(question.impute), brut + majoration.montant)
    plafonne = not forfaitaire and total > plafond
    appliques = _appliques(bareme, len(tranches), forfaitaire, plafonne)
    taxes = taxer(droit, brut + majoration.montant - impute, question.territoire, question.au)
    valeur = Emoluments(
        ht=taxes.ht,
        taxe=taxes.taxe,
        ttc=taxes.ttc,
        charge=question.charge,
        brut=brut,
        majoration=majoration.montant,
        impute=impute,
        forfaitaire=forfaitaire,
        plafonne=plafonne,
        tranches=tranches,
        version=bareme.version,
    )
    lignes = tuple(_lignes(question, valeur, article, bareme, total, majoration, taxes))
    lus = (*appliques, *majoration.lus, *taxes.lus)
    return Resultat(
        nom,
        valeur,
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes)),
        (
            *reserves_des_tarifs(lus),
            *reserves_de_periode(droit, "commissaire", version),
            *droit.a_revoir(question.au),
        ),
        question.au,
        droit.version,
    )


def _tranches(bareme: BaremeProportionnel, question: _Question) -> Iterator[TrancheEmolument]:
    """La part de l'assiette qui tombe dans chaque tranche ; les tranches qu'elle n'atteint pas sont omises.

    Un seul arrondi : chaque tranche vaut la différence de deux cumuls arrondis, et leur somme n'est arrondie qu'une fois.
    """
    cumul = arrondi = 0
    for tranche in bareme.tranches:
        part = (question.assiette if tranche.a is None else min(question.assiette, tranche.a)) - tranche.de
        if part <= 0:
            return
        taux = tranche.millioniemes * question.facteur
        cumul += part * taux
        montant = division_arrondie(cumul, MILLION) - arrondi
        if question.un_seul_arrondi:
            arrondi += montant
        else:
            cumul = 0
        haut = None if tranche.a is None else euros(tranche.a)
        yield TrancheEmolument(euros(tranche.de), haut, euros(part), pourcent(taux), euros(montant))


def _appliques(bareme: BaremeProportionnel, tranches: int, forfaitaire: bool, plafonne: bool) -> tuple[Tarif, ...]:
    """Les chiffres dont la réponse dépend : eux seuls peuvent appeler une réserve."""
    if forfaitaire:
        return (bareme.seuil_du_forfait, bareme.forfait)
    taux = tuple(tranche.taux for tranche in bareme.tranches[:tranches])
    return (bareme.seuil_du_forfait, *taux, *([bareme.plafond] if plafonne else []))


def _lignes(
    question: _Question,
    valeur: Emoluments,
    article: str,
    bareme: BaremeProportionnel,
    total: Decimal,
    majoration: Majoration,
    taxes: Taxes,
) -> Iterator[Ligne]:
    """Les tranches ou le forfait, puis tout ce qui mène au prix toutes taxes comprises : la somme des lignes."""
    if not question.assiette:
        yield Ligne("frais.sans_objet", article, montant=_ZERO)
    if valeur.forfaitaire:
        seuil = (("seuil", bareme.seuil_du_forfait.valeur), ("creance", euros(question.creance)))
        yield Ligne("frais.forfait", article, montant=valeur.brut, montants=seuil)
    for tranche in valeur.tranches:
        faits = (("de", tranche.de), ("a", tranche.de + tranche.assiette))
        yield Ligne(
            "frais.tranche",
            article,
            assiette=tranche.assiette,
            taux=tranche.taux,
            montant=tranche.montant,
            montants=faits,
        )
    if valeur.plafonne:
        plafond = (("plafond", bareme.plafond.valeur),)
        yield Ligne("frais.plafond", article, montant=valeur.brut - total, montants=plafond)
    yield from majoration.lignes
    if valeur.impute:
        yield Ligne("frais.imputation", A444_15, montant=-valeur.impute)
    yield from taxes.lignes


def _avec(resultat: Resultat[Emoluments], reserve: Reserve) -> Resultat[Emoluments]:
    return Resultat(
        resultat.regle, resultat.valeur, resultat.lignes, resultat.articles, (reserve, *resultat.reserves),
        resultat.au, resultat.droit,
    )  # fmt: skip
