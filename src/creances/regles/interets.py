"""L'intérêt au taux légal : simple, majoré après une décision de justice, capitalisé par années entières."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from creances.droit.baremes import TauxApplicable, bareme
from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance
from creances.noyau.argent import MontantAccepte, centimes, euros, millioniemes
from creances.noyau.argent import montant as lire_montant
from creances.noyau.calcul import Arrondi, Bareme, BaseAnnuelle, Compteur
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import UN_JOUR, JourAccepte, ajouter_mois, anniversaires, jour

C_CIV_1231_6 = "C. civ., 1231-6"
C_CIV_1343_2 = "C. civ., 1343-2"
L313_2 = "CMF, L313-2"
L313_3 = "CMF, L313-3"

Categorie = Literal["particuliers", "autres_cas"]


def taux_du_creancier(creance: Creance, droit: Droit) -> TauxApplicable:
    """Hors L441-10 et commande publique : le taux convenu, sinon le taux légal, dont la catégorie suit le créancier.

    Le taux le plus haut n'est que pour les « personnes physiques n'agissant pas pour des besoins professionnels »
    (CMF, L313-2 et arrêtés semestriels). Une clause opposée à un consommateur n'est valable que réciproque (C. conso.,
    R212-2, 3°) : réserve CLAUSE_CONSOMMATEUR.
    """
    convenu = creance.conditions.taux_penalites
    if convenu is None:
        categorie: Categorie = "particuliers" if creance.creancier.qualite == "particulier" else "autres_cas"
        return TauxApplicable(bareme(droit, f"taux_interet_legal.{categorie}"), C_CIV_1231_6)
    reserves: tuple[Reserve, ...] = ()
    if creance.debiteur.qualite == "consommateur":
        reserves = (Reserve("CLAUSE_CONSOMMATEUR", ("C. conso., R212-2",)),)
    constant = droit.deriver(("constant", convenu), lambda: Bareme.constant("taux convenu", millioniemes(convenu)))
    return TauxApplicable(constant, "C. civ., 1231-5", reserves)


@regle("interets", C_CIV_1231_6, "C. civ., 1231-7", C_CIV_1343_2, L313_2, L313_3)
def interets(
    montant: MontantAccepte,
    *,
    debut: JourAccepte,
    au: JourAccepte,
    categorie: Categorie = "autres_cas",
    majoration_depuis: JourAccepte | None = None,
    capitalisation_depuis: JourAccepte | None = None,
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    droit: Droit | None = None,
) -> Resultat[Decimal]:
    """Intérêts au taux légal d'une somme, en euros, du lendemain de `debut` à `au` inclus.

    - `debut` : jour du fait générateur (mise en demeure, jugement) ; il ne compte pas : jours = `au` - `debut`.
    - `categorie` : suit le créancier ; "particuliers" s'il est une personne physique hors activité.
    - `majoration_depuis` : jour où une décision de justice exécutoire a été signifiée ; cinq points s'ajoutent dès le
      lendemain du même quantième, deux mois plus tard, sans report. Ni pour un chèque, ni pour un taux convenu.
    - `capitalisation_depuis` : jour de la demande ou de la clause ; à chaque année entière d'intérêts, ceux qui ont
      couru deviennent capital. Une clause antérieure à `debut` ne compte pas d'année avant lui.
    - `base` : "365" jours, même en année bissextile, ou "annee_civile". `arrondi` : "tranche" ou "total".

    Doutes : le jour exécutoire de L313-3 est celui de la signification (Cass. 2e civ., 12 janv. 2023, n° 20-20.063). La
    capitalisation part de la demande, non de la mise en demeure (Cass. com., 9 oct. 2019, n° 18-11.694) ; si des intérêts
    couraient déjà avant elle, ils entrent dans la première année (réserve CAPITALISATION_ASSIETTE).

    Erreurs : `DroitInconnu` hors des semestres publiés ; `DonneeInvalide` pour une donnée refusée.
    Source : C. civ., 1231-6, 1231-7, 1343-2 ; CMF, L313-2, L313-3.

    >>> resultat = interets(2000, debut="2015-09-17", au="2016-04-10", categorie="particuliers",
    ...                     majoration_depuis="2015-09-17")
    >>> resultat.valeur, [str(ligne.montant) for ligne in resultat.lignes]
    (Decimal('89.54'), ['14.34', '22.40', '52.80'])
    """
    droit = droit or droit_courant()
    for nom, (option, acceptees) in {
        "categorie": (categorie, get_args(Categorie)),
        "base": (base, get_args(BaseAnnuelle)),
        "arrondi": (arrondi, get_args(Arrondi)),
    }.items():
        exiger_parmi(nom, option, acceptees)
    du, fin = jour(debut, "debut"), jour(au, "au")
    calcul = _Calcul(
        droit,
        categorie,
        du,
        fin,
        _majoration(majoration_depuis, droit),
        Compteur(base, arrondi),
    )
    depuis = None if capitalisation_depuis is None else jour(capitalisation_depuis, "capitalisation_depuis")
    lignes = calcul.derouler(centimes(_positif(montant)), None if depuis is None else max(depuis, du))
    reserves = (*calcul.reserves(), *droit.a_revoir(fin))
    if depuis is not None and depuis > du:
        reserves = (*reserves, Reserve("CAPITALISATION_ASSIETTE", (C_CIV_1343_2,)))
    return Resultat(
        regle="interets",
        valeur=euros(calcul.compteur.centimes),
        lignes=lignes,
        articles=tuple(dict.fromkeys((C_CIV_1231_6, *(ligne.article for ligne in lignes)))),
        reserves=reserves,
        au=fin,
        droit=droit.version,
    )


class _Majoration(NamedTuple):
    """Les points qui s'ajoutent au taux légal, et le premier jour majoré."""

    points: Decimal
    des: date


class _Calcul:
    """Les intérêts d'une somme entre deux jours, coupés au jour de la majoration."""

    def __init__(
        self, droit: Droit, categorie: str, debut: date, au: date, majoration: _Majoration | None, compteur: Compteur
    ) -> None:
        table = f"taux_interet_legal.{categorie}"
        self.compteur = compteur
        self._simple = bareme(droit, table)
        self._debut, self._au = debut.toordinal() + 1, au.toordinal()
        self._majore, self._majore_des = self._simple, self._au + 1
        if majoration is not None:
            self._majore = bareme(droit, table, majoration.points)
            self._majore_des = majoration.des.toordinal()

    def derouler(self, assiette: int, capitalisation: date | None) -> tuple[Ligne, ...]:
        """Fait courir les intérêts, année capitalisée après année, et rend les lignes dans l'ordre."""
        lignes: list[tuple[int, Ligne]] = []
        depuis, capitalises = self._debut, 0
        for anniversaire in anniversaires(capitalisation, date.fromordinal(self._au)) if capitalisation else ():
            self._courir(assiette + capitalises, depuis, anniversaire.toordinal())
            echus = self.compteur.centimes - capitalises
            capitalises += echus
            depuis = anniversaire.toordinal() + 1
            faits = Ligne("interets.capitalisation", C_CIV_1343_2, fin=anniversaire, assiette=euros(echus))
            lignes.append((depuis, faits))
        self._courir(assiette + capitalises, depuis, self._au)
        for tranche in self.compteur.tranches:
            article = L313_3 if tranche.debut >= self._majore_des else L313_2
            lignes.append((tranche.debut, tranche.ligne(article)))
        return tuple(ligne for _, ligne in sorted(lignes, key=lambda paire: paire[0]))

    def _courir(self, assiette: int, debut: int, fin: int) -> None:
        self.compteur.courir(self._simple, assiette, debut, min(fin, self._majore_des - 1))
        self.compteur.courir(self._majore, assiette, max(debut, self._majore_des), fin)

    def reserves(self) -> tuple[Reserve, ...]:
        """Les réserves des jours comptés."""
        return self._simple.reserves(self._debut, self._au) if self._debut <= self._au else ()


def _positif(valeur: object) -> Decimal:
    lu = lire_montant(valeur)
    if lu < 0:
        raise DonneeInvalide(f"montant : reçu {valeur} ; accepté : zéro ou plus", code="montant.negatif")
    return lu


def _majoration(signifiee: date | str | None, droit: Droit) -> _Majoration | None:
    """La majoration d'une décision signifiée ce jour-là : dès le lendemain du même quantième, deux mois plus tard."""
    if signifiee is None:
        return None
    depart = jour(signifiee, "majoration_depuis")
    mois = droit("interets.majoration_mois", depart).valeur
    return _Majoration(droit("interets.majoration", depart).valeur, ajouter_mois(depart, mois).jour + UN_JOUR)
