"""Le crédit qu'on accorde à un client, et la commande qu'on accepte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.moteur.usages.chiffres import chiffres, lire
from creances.moteur.usages.prestataires import Nombre
from creances.moteur.usages.prevention import FICHIER, DonneesCredit
from creances.noyau.argent import MILLION, MontantAccepte, centimes, division_arrondie, euros, millioniemes, montant
from creances.noyau.calcul import ANNEE_COMMUNE
from creances.noyau.erreurs import exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

_ZERO = Decimal("0.00")
PolitiqueEncours = Literal["acompte", "bloquer"]


@dataclass(frozen=True, slots=True)
class PlafondCredit:
    """Le crédit conseillé. `plafond` : en euros, None si l'on ne sait rien ; zéro n'est jamais une ignorance.

    `avis` sur la somme demandée : "accorde", "accorde_en_partie", "refuse" ou "inconnu" ; None si rien n'est demandé.
    """

    statut: Literal["connu", "inconnu"]
    plafond: Decimal | None
    avis: Literal["accorde", "accorde_en_partie", "refuse", "inconnu"] | None


@dataclass(frozen=True, slots=True)
class ControleEncours:
    """La décision sur une commande. `depassement` : au-delà du plafond, None s'il est inconnu ; `acompte` : à demander."""

    decision: Literal["accepter", "acompte", "bloquer", "verifier"]
    encours_apres: Decimal
    depassement: Decimal | None
    acompte: Decimal


class _Limite(NamedTuple):
    """Une limite possible, en euros, et d'où elle vient."""

    nom: str
    montant: Decimal


@regle("plafond_credit")
def plafond_credit(
    donnees: DonneesCredit,
    *,
    au: JourAccepte,
    demande: MontantAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[PlafondCredit]:
    """Le crédit fournisseur que l'on peut ouvrir à ce client au jour `au`, en euros : la plus basse des limites connues.

    Une procédure collective ouverte : zéro. Sinon, la plus basse entre une part de ses capitaux propres, ses achats pendant
    le délai de crédit d'usage multipliés par le coefficient de son score, et ce que garantit l'assureur. Un score qui
    exclut le crédit donne zéro, même sans autre donnée. Rien de connu : inconnu, jamais zéro (réserve CREDIT_INCONNU).

    - `donnees` : ce que vous avez recueilli ; la bibliothèque n'interroge ni le BODACC ni une agence. Celles d'après `au`
      sont ignorées.
    - `demande` : la somme qu'il demande à devoir ; elle reçoit un avis.

    Doute : la part des capitaux propres, le délai et les coefficients sont des propositions sans source publiée.
    Source : articles de praticiens (étudier la solvabilité, fixer des plafonds) ; table d'usage `prevention.toml`.

    >>> plafond_credit(DonneesCredit(procedure_ouverte=True), au="2026-11-21").valeur.plafond
    Decimal('0.00')
    >>> plafond_credit(DonneesCredit(), au="2026-11-21").valeur.statut
    'inconnu'
    """
    droit, lu = droit or droit_courant(), jour(au, "au")
    connues = DonneesCredit() if donnees.recueillies_le is not None and donnees.recueillies_le > lu else donnees
    limites = tuple(_limites(connues))
    plafond = min((un.montant for un in limites), default=None)
    valeur = PlafondCredit("inconnu" if plafond is None else "connu", plafond, _avis(plafond, demande))
    lignes = tuple(Ligne("credit.limite", montant=un.montant, mots=(("limite", un.nom),)) for un in limites)
    return Resultat("plafond_credit", valeur, lignes, (), tuple(_reserves(limites)), lu, droit.version)


@regle("controle_encours")
def controle_encours(
    encours: MontantAccepte,
    *,
    commande: MontantAccepte,
    plafond: MontantAccepte | None,
    retard: Nombre = 0,
    politique: PolitiqueEncours = "acompte",
    droit: Droit | None = None,
) -> Resultat[ControleEncours]:
    """Que faire d'une commande de `commande` euros d'un client qui en doit déjà `encours` ?

    - `plafond` : son crédit, inclus ; None s'il est inconnu, et la commande est à vérifier. `retard` : les jours de retard
      de sa plus ancienne facture ; au-delà de l'usage, la commande est bloquée.
    - `politique` au-delà du plafond : "acompte" (livrer contre un acompte) ou "bloquer".

    L'acompte est le dépassement, ou la part d'usage de la commande si elle est plus forte, sans excéder la commande. Un
    plafond nul, ou déjà dépassé avant la commande, demande le tout d'avance.

    Source : articles de praticiens (plafonner chaque client) ; table d'usage `prevention.toml`.

    >>> un = controle_encours(9000, commande=2000, plafond=10000).valeur
    >>> un.decision, un.depassement, un.acompte
    ('acompte', Decimal('1000.00'), Decimal('1000.00'))
    """
    exiger_parmi("politique", politique, ("acompte", "bloquer"))
    droit, usages = droit or droit_courant(), chiffres(FICHIER)
    du, demandee = montant(encours, "encours"), montant(commande, "commande")
    apres, limite = du + demandee, None if plafond is None else montant(plafond, "plafond")
    depassement = None if limite is None else max(_ZERO, apres - limite)
    bloquant, part = usages["retard_bloquant"], usages["acompte_minimal"]
    reserves: tuple[Reserve, ...] = ()
    decision: Literal["accepter", "acompte", "bloquer", "verifier"] = "accepter"
    acompte = _ZERO
    if retard > bloquant.valeur:
        decision, reserves = "bloquer", bloquant.reserves
    elif depassement is None:
        decision, reserves = "verifier", (Reserve("CREDIT_INCONNU"),)
    elif depassement and politique == "bloquer":
        decision = "bloquer"
    elif depassement:
        decision, reserves = "acompte", part.reserves
        acompte = min(demandee, max(depassement, _part(demandee, part.valeur)))
    valeur = ControleEncours(decision, apres, depassement, acompte)
    lignes = (
        Ligne("encours.apres", assiette=du, montant=apres),
        *(
            ()
            if limite is None or depassement is None
            else (Ligne("encours.plafond", assiette=limite, montant=depassement),)
        ),
        Ligne(f"encours.{decision}", jours=retard, montant=acompte),
    )
    return Resultat("controle_encours", valeur, lignes, (), reserves, None, droit.version)


def _limites(donnees: DonneesCredit) -> Iterator[_Limite]:
    usages = chiffres(FICHIER)
    if donnees.procedure_ouverte:
        yield _Limite("limite_procedure_ouverte", _ZERO)
    coefficient = None if donnees.score is None else Decimal(lire(FICHIER)["scores"][donnees.score])
    if coefficient is not None and not coefficient:
        yield _Limite("limite_score", _ZERO)
    if donnees.capitaux_propres is not None:
        propres = max(_ZERO, donnees.capitaux_propres)
        yield _Limite("limite_capitaux_propres", _part(propres, usages["part_des_capitaux_propres"].valeur))
    if donnees.achats_annuels is not None:
        annuels = centimes(donnees.achats_annuels) * usages["delai_de_credit"].valeur
        besoin = euros(division_arrondie(annuels, ANNEE_COMMUNE))
        yield _Limite("limite_achats", besoin if coefficient is None else _part(besoin, coefficient))
    if donnees.limite_assureur is not None:
        yield _Limite("limite_assureur", donnees.limite_assureur)


def _avis(
    plafond: Decimal | None, demande: MontantAccepte | None
) -> Literal["accorde", "accorde_en_partie", "refuse", "inconnu"] | None:
    if demande is None:
        return None
    if plafond is None:
        return "inconnu"
    if montant(demande, "demande") <= plafond:
        return "accorde"
    return "accorde_en_partie" if plafond else "refuse"


def _reserves(limites: tuple[_Limite, ...]) -> Iterator[Reserve]:
    if not limites:
        yield Reserve("CREDIT_INCONNU")
    sources = {"limite_capitaux_propres": "part_des_capitaux_propres", "limite_achats": "delai_de_credit"}
    for un in limites:
        if un.nom in sources:
            yield from chiffres(FICHIER)[sources[un.nom]].reserves


def _part(assiette: Decimal, pourcentage: Decimal) -> Decimal:
    return euros(division_arrondie(centimes(assiette) * millioniemes(pourcentage), MILLION))
