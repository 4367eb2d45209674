"""Ce que coûte un prestataire, si cela vaut la peine, et quel pack choisir."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles.parties import Texte
from creances.moteur.usages.acteurs import FICHIER as ACTEURS
from creances.moteur.usages.acteurs import code_d_acteur, table_acteurs
from creances.moteur.usages.chiffres import PourcentageAccepte, chiffres, pourcentage
from creances.moteur.usages.prestataires import FICHIER, Honoraires, Nombre, Pack
from creances.noyau.argent import MILLION, MontantAccepte, centimes, division_arrondie, euros, millioniemes, montant
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat

_ZERO = Decimal("0.00")
_CABINET = "cabinet_recouvrement"


@dataclass(frozen=True, slots=True)
class CoutDHonoraires:
    """Ce qui est dû au prestataire, en euros. `fixe` : quoi qu'il arrive ; `variable` : selon ce qui est recouvré."""

    fixe: Decimal
    variable: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Rentabilite:
    """Confier cette créance vaut-il la peine ? Jamais une garantie : une probabilité, et ce qu'on en attend.

    `seuil` : le montant où l'acteur se justifie, None s'il n'en a pas. `gain_attendu` : montant fois probabilité.
    `valeur_nette` : gain attendu moins coût attendu, None sans probabilité ni honoraires.
    """

    rentable: bool | None
    seuil: Decimal | None
    probabilite: Decimal | None = field(metadata={"unite": "taux"})
    gain_attendu: Decimal | None
    cout_fixe: Decimal | None
    cout_variable: Decimal | None
    valeur_nette: Decimal | None


@dataclass(frozen=True, slots=True)
class PackCompare:
    """Un pack sur tout le portefeuille. `valeur_nette` : ce qu'on en attend, coût déduit ; None sans probabilité."""

    nom: str
    cout: Decimal
    envois: int
    valeur_nette: Decimal | None


def honoraires_usuels(montant_de_la_creance: Decimal) -> tuple[Honoraires, tuple[Reserve, ...]]:
    """La commission habituelle d'un cabinet de recouvrement pour ce montant, et les réserves de ses sources."""
    usages = chiffres(FICHIER)
    sous = montant_de_la_creance < usages["seuil_de_commission"].valeur
    taux = usages["commission_sous_le_seuil" if sous else "commission"]
    lus = (usages["seuil_de_commission"], taux, usages["frais_de_dossier"])
    honoraires = Honoraires(type="succes", taux=taux.valeur, frais=usages["frais_de_dossier"].valeur)
    return honoraires, tuple(reserve for lu in lus for reserve in lu.reserves)


@regle("cout_d_honoraires")
def cout_d_honoraires(
    honoraires: Honoraires,
    *,
    recouvre: MontantAccepte = _ZERO,
    heures: MontantAccepte = _ZERO,
    actes: Annotated[int, Field(strict=True, ge=0)] = 1,
    droit: Droit | None = None,
) -> Resultat[CoutDHonoraires]:
    """Ce que ces honoraires coûtent, en euros, la part fixe à côté de la part qui dépend du succès.

    - `recouvre` : ce qui a vraiment été recouvré ; la commission ne porte que sur cela. `heures` : pour un tarif au temps,
      au centième d'heure. `actes` : pour un tarif à l'acte.

    Une commission n'est jamais inférieure au `minimum` du contrat ; ce minimum et les frais de dossier sont fixes. Arrondi
    au centime.

    Erreurs : `DonneeInvalide` pour des honoraires sans prix ni taux.
    Source : pratique des contrats ; chiffres de l'appelant. Ces coûts restent à la charge du créancier (CPCE, L111-8).

    >>> quinze = Honoraires(type="succes", taux=15)
    >>> cout_d_honoraires(quinze, recouvre=2000).valeur.total, cout_d_honoraires(quinze).valeur.total
    (Decimal('300.00'), Decimal('0.00'))
    >>> cout_d_honoraires(Honoraires(type="temps", prix=200), heures=3).valeur.total
    Decimal('600.00')
    """
    droit = droit or droit_courant()
    fixe, variable = parts_du_cout(honoraires, montant(recouvre, "recouvre"), montant(heures, "heures"), actes)
    valeur = CoutDHonoraires(fixe, variable, fixe + variable)
    lignes = (
        Ligne("honoraires.fixe", montant=fixe, mots=(("type", f"honoraires_{honoraires.type}"),)),
        Ligne("honoraires.variable", assiette=montant(recouvre), montant=variable),
    )
    return Resultat("cout_d_honoraires", valeur, lignes, (), (), None, droit.version)


@regle("rentabilite")
def rentabilite(
    montant_du: MontantAccepte,
    *,
    acteur: Texte = _CABINET,
    probabilite: PourcentageAccepte | None = None,
    honoraires: Honoraires | None = None,
    droit: Droit | None = None,
) -> Resultat[Rentabilite]:
    """Confier `montant_du` euros à cet acteur rapporte-t-il plus que cela ne coûte ?

    - `probabilite` de recouvrer, en pour cent ; None : seul le seuil de l'acteur répond.
    - `honoraires` : les siens ; None, pour un cabinet de recouvrement, l'usage ; pour un autre, seul le seuil répond.

    Rentable si le montant atteint le seuil de l'acteur (inclus), quand il en a un, et si la valeur nette attendue est
    positive, quand elle se calcule. Aucun résultat n'est garanti : une probabilité de cent pour cent reste une hypothèse.

    Doute : le seuil de l'avocat (4 000 €) est un usage publié, non une règle.
    Source : Companeo (seuil de l'avocat) ; commissions et frais publiés, `prestataires.toml`.

    >>> rentabilite(600, acteur="avocat").valeur.rentable, rentabilite(12000, acteur="avocat").valeur.rentable
    (False, True)
    >>> rentabilite(24, probabilite=20).valeur.valeur_nette
    Decimal('-11.40')
    """
    droit, du = droit or droit_courant(), montant(montant_du, "montant_du")
    code = code_d_acteur(acteur)
    seuil = table_acteurs()[code].seuil
    reserves: tuple[Reserve, ...] = ()
    if honoraires is None and code == _CABINET:
        honoraires, reserves = honoraires_usuels(du)
    lignes = []
    if seuil is not None:
        lignes.append(Ligne("rentabilite.seuil", assiette=seuil, mots=(("acteur", code),)))
        reserves = (*reserves, *chiffres(ACTEURS)["seuil_avocat"].reserves)
    gain = fixe = variable = nette = None
    chances = None if probabilite is None else pourcentage(probabilite, "probabilite")
    if chances is not None and honoraires is not None:
        gain = _part(du, chances)
        fixe, variable = parts_du_cout(honoraires, gain, _ZERO, 1)
        nette = gain - fixe - variable
        lignes.append(Ligne("rentabilite.nette", assiette=du, taux=chances, montant=nette))
    conditions = [*([] if seuil is None else [du >= seuil]), *([] if nette is None else [nette > 0])]
    valeur = Rentabilite(all(conditions) if conditions else None, seuil, chances, gain, fixe, variable, nette)
    return Resultat("rentabilite", valeur, tuple(lignes), (), reserves, None, droit.version)


@regle("comparaison_packs")
def comparaison_packs(
    packs: Annotated[tuple[Pack, ...], Field(min_length=1)],
    *,
    dossiers: Nombre,
    encours: MontantAccepte,
    droit: Droit | None = None,
) -> Resultat[tuple[PackCompare, ...]]:
    """Les packs sur un portefeuille de `dossiers` créances valant ensemble `encours` euros, le meilleur d'abord.

    Chaque pack coûte son prix par dossier, quoi qu'il advienne. S'ils annoncent tous une probabilité, la valeur nette les
    classe ; sinon, le coût. Les égalités gardent l'ordre donné.

    Source : Cap Recovery (packs de lettres, de courriels et d'appels) ; chiffres de l'appelant.

    >>> trois = Pack(nom="Essentiel", prix=3, courriels=2, probabilite=60)
    >>> comparaison_packs((trois,), dossiers=350, encours=15750).valeur[0].cout
    Decimal('1050.00')
    """
    droit, total = droit or droit_courant(), montant(encours, "encours")
    if not packs:
        raise DonneeInvalide("packs : reçu aucun pack ; accepté : un au moins", code="packs.aucun")
    compares = [_comparer(pack, dossiers, total) for pack in packs]
    if all(un.valeur_nette is not None for un in compares):
        compares.sort(key=lambda un: -(un.valeur_nette or 0))
    else:
        compares.sort(key=lambda un: un.cout)
    lignes = tuple(Ligne("packs.pack", montant=un.cout, mots=(("pack", un.nom),)) for un in compares)
    return Resultat("comparaison_packs", tuple(compares), lignes, (), (), None, droit.version)


def _comparer(pack: Pack, dossiers: int, encours: Decimal) -> PackCompare:
    cout = pack.prix * dossiers
    envois = dossiers * sum((pack.courriers, pack.courriels, pack.sms, pack.appels))
    nette = None if pack.probabilite is None else _part(encours, pack.probabilite) - cout
    return PackCompare(pack.nom, cout, envois, nette)


def parts_du_cout(honoraires: Honoraires, recouvre: Decimal, heures: Decimal, actes: int) -> tuple[Decimal, Decimal]:
    """La part fixe et la part variable de ce que coûtent ces honoraires, en euros."""
    if honoraires.taux is not None:
        variable = max(_part(recouvre, honoraires.taux) - honoraires.minimum, _ZERO)
        return honoraires.frais + honoraires.minimum, variable
    prix = honoraires.prix or _ZERO
    if honoraires.type == "temps":
        return honoraires.frais + _au_temps(prix, heures), _ZERO
    fois = actes if honoraires.type == "acte" else 1
    return honoraires.frais + prix * fois, _ZERO


def _au_temps(prix: Decimal, heures: Decimal) -> Decimal:
    """Un prix de l'heure, pour des heures au centième, arrondi au centime."""
    return euros(division_arrondie(centimes(prix) * centimes(heures), centimes(Decimal(1))))


def _part(assiette: Decimal, pourcentage: Decimal) -> Decimal:
    return euros(division_arrondie(centimes(assiette) * millioniemes(pourcentage), MILLION))
