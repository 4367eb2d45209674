"""Les deux contributions d'un demandeur : pour l'aide juridique (CGI, 1635 bis Q), pour la justice économique (TAE)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.tarifs import Tarif, paliers, reserves_des_tarifs, tarif
from creances.modeles.procedure import TypeProcedure
from creances.modeles.tva import taxe as part
from creances.noyau.argent import MontantAccepte
from creances.noyau.argent import montant as lire_montant
from creances.noyau.erreurs import exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.frais.lecture import somme as lire_somme
from creances.regles.frais.valeurs import ConditionDeContribution, Contribution, Demandeur, Juridiction

CGI_1635_BIS_Q = "CGI, 1635 bis Q"
LOI_2023_1059 = "Loi n° 2023-1059, art. 27"
DECRET_2024_1225 = "Décret n° 2024-1225"
CE_12_DEC_2025 = "CE, 12 déc. 2025, QPC n° 2025-1184"

_REDEVABLES = frozenset(
    {
        "tribunal_judiciaire",
        "chambre_de_proximite",
        "juge_de_la_protection",
        "juge_de_l_execution",
        "conseil_de_prud_hommes",
    }
)
_TAE = "tribunal_des_activites_economiques"
_INJONCTIONS = frozenset({"IP", "IPE"})
_ZERO = Decimal("0.00")


class _Du(NamedTuple):
    """Ce que les conditions décident : due, non due, ou inconnu ; et le montant dans les mêmes cas."""

    due: bool | None
    montant: Decimal | None


@regle("contribution_aide_juridique", CGI_1635_BIS_Q, "CPC, 695")
def contribution_aide_juridique(
    juridiction: Juridiction,
    *,
    au: JourAccepte,
    procedure: TypeProcedure | None = None,
    exonere: bool = False,
    contribution_injonction: bool = True,
    droit: Droit | None = None,
) -> Resultat[Contribution]:
    """Contribution due par instance introduite devant le tribunal judiciaire ou les prud'hommes, en euros.

    - `juridiction` : le juge des contentieux de la protection et le juge de l'exécution sont du tribunal judiciaire (le
      second avec la réserve CONTRIBUTION_JUGE_DE_L_EXECUTION). Zéro au tribunal de commerce et au tribunal administratif.
    - `au` : jour où l'instance est introduite ; zéro avant le 1er mars 2026.
    - `procedure` : "IP" ou "IPE" met la réserve CONTRIBUTION_INJONCTION, l'exonération de l'injonction n'étant affirmée que
      par une page d'avocat ; `contribution_injonction=False` la tient pour acquise.
    - `exonere` : aide juridictionnelle, État, surendettement, ou autre dispense du texte.

    Elle se paie une fois par instance, est comprise dans les dépens, et son défaut se régularise.

    Doute : voir `procedure` ; le texte codifié n'a pas été lu.
    Source : CGI, 1635 bis Q ; loi n° 2026-103 du 19 février 2026, art. 128.

    >>> contribution_aide_juridique("tribunal_judiciaire", au="2026-06-01").valeur.montant
    Decimal('50.00')
    """
    droit = droit or droit_courant()
    exiger_parmi("juridiction", juridiction, get_args(Juridiction))
    le = jour(au, "au")
    version = droit.lire("frais.contribution.aide_juridique", le)
    injonction = procedure in _INJONCTIONS
    conditions = (
        ConditionDeContribution("juridiction_redevable", juridiction in _REDEVABLES, CGI_1635_BIS_Q),
        ConditionDeContribution("instance_depuis_la_loi", version is not None, CGI_1635_BIS_Q),
        ConditionDeContribution("demandeur_non_exonere", not exonere, CGI_1635_BIS_Q),
        ConditionDeContribution("procedure_redevable", contribution_injonction or not injonction, CGI_1635_BIS_Q),
    )
    du = _decider(conditions, _ZERO if version is None else lire_montant(version.valeur))
    reserves = [Reserve("CONTRIBUTION_INJONCTION", (CGI_1635_BIS_Q,))] if du.due and injonction else []
    if du.due and juridiction == "juge_de_l_execution":
        reserves.append(Reserve("CONTRIBUTION_JUGE_DE_L_EXECUTION", (CGI_1635_BIS_Q,)))
    debut = None if version is None else version.debut
    return _repondre("contribution_aide_juridique", conditions, du, debut, reserves, le, droit)


@regle("contribution_justice_economique", LOI_2023_1059, DECRET_2024_1225)
def contribution_justice_economique(
    demande: MontantAccepte,
    *,
    au: JourAccepte,
    demandeur: Demandeur | None = None,
    juridiction: Juridiction = "tribunal_des_activites_economiques",
    droit: Droit | None = None,
) -> Resultat[Contribution]:
    """Contribution de l'auteur d'une demande initiale devant un tribunal des activités économiques, en euros.

    - `demande` : total des prétentions, article 700 exclu ; due au-delà du seuil, non à ce seuil.
    - `au` : jour où l'instance est introduite, pendant l'expérimentation (2025 à 2028). `juridiction` : zéro ailleurs que
      devant les douze tribunaux des activités économiques.
    - `demandeur` : effectif, chiffre d'affaires et bénéfice, ou revenu par part ; un fait inconnu laisse la contribution
      inconnue, jamais nulle, sauf si une autre condition manque à coup sûr.

    Une requête (injonction de payer, saisie conservatoire) la rend exigible comme une assignation (circulaire du 6 février
    2025). Elle est rendue en cas de transaction ou de désistement. Le montant est arrondi au centime, puis plafonné.

    Doute : le Conseil constitutionnel est saisi (QPC n° 2025-1184, renvoyée le 12 décembre 2025), issue inconnue : réserve
    QPC_JUSTICE_ECONOMIQUE. L'effectif d'au moins 250 est exigé aussi d'une personne physique.
    Source : loi n° 2023-1059, art. 27 ; décret n° 2024-1225.

    >>> societe = Demandeur(effectif=300, chiffre_affaires="100000000", benefice="5000000")
    >>> contribution_justice_economique(60000, au="2026-06-01", demandeur=societe).valeur.montant
    Decimal('1800.00')
    """
    droit = droit or droit_courant()
    exiger_parmi("juridiction", juridiction, get_args(Juridiction))
    le, somme = jour(au, "au"), lire_somme(demande, "demande")
    qui = demandeur or Demandeur()
    fin = droit.lire("frais.tae.fin", le)
    en_cours = fin is not None and le <= fin.valeur
    base = [
        ConditionDeContribution("tribunal_des_activites_economiques", juridiction == _TAE, LOI_2023_1059),
        ConditionDeContribution("experimentation_en_cours", en_cours, LOI_2023_1059),
    ]
    if not en_cours:
        return _repondre("contribution_justice_economique", base, _decider(base, _ZERO), None, [], le, droit)
    seuil, effectif = tarif(droit, "tae.demande", le), tarif(droit, "tae.effectif", le)
    bareme = _bareme(qui, droit, le)
    conditions = (
        *base,
        ConditionDeContribution("demande_au_dessus_du_seuil", somme > seuil.valeur, seuil.article),
        ConditionDeContribution(
            "effectif_suffisant", None if qui.effectif is None else qui.effectif >= effectif.valeur, effectif.article
        ),
        ConditionDeContribution("moyens_au_dessus_du_seuil", bareme.atteint, bareme.article),
    )
    du = _decider(conditions, bareme.montant(somme))
    reserves = [Reserve("QPC_JUSTICE_ECONOMIQUE", (CE_12_DEC_2025,))] if du.due is not False else []
    if du.due is None:
        reserves.append(Reserve("MOYENS_DU_DEMANDEUR_INCONNUS", (DECRET_2024_1225,)))
    reserves.extend(reserves_des_tarifs((seuil, effectif, *bareme.lus)))
    return _repondre("contribution_justice_economique", conditions, du, seuil.version, reserves, le, droit)


class _Palier(NamedTuple):
    """Le palier du barème où tombe le demandeur : None s'il manque un fait, `taux` à None s'il n'en atteint aucun."""

    atteint: bool | None
    taux: Tarif | None
    plafond: Tarif | None
    article: str
    lus: tuple[Tarif, ...]

    def montant(self, demande: Decimal) -> Decimal | None:
        """Ce que ce palier fait payer pour cette demande."""
        if self.taux is None or self.plafond is None:
            return None
        return min(part(demande, self.taux.valeur), lire_montant(self.plafond.valeur))


def _bareme(qui: Demandeur, droit: Droit, le: date) -> _Palier:
    """Le palier le plus haut dont tous les seuils sont dépassés ; inconnu dès qu'un fait manque pour l'exclure."""
    nom = f"tae.{qui.personne}"
    lire = {"chiffre_affaires": qui.chiffre_affaires, "benefice": qui.benefice}
    if qui.personne == "physique":
        lire = {"revenu": qui.revenu_par_part}
    seuils = {critere: tuple(paliers(droit, f"{nom}.{critere}_", le)) for critere in lire}
    taux, plafonds = tuple(paliers(droit, f"{nom}.taux_", le)), tuple(paliers(droit, f"{nom}.plafond_", le))
    lus = (*(seuil for un in seuils.values() for seuil in un), *taux, *plafonds)
    rang = len(taux)
    atteint: bool | None = False
    while atteint is False and rang:
        rang -= 1
        atteint = _tous(_depasse(lire[critere], bornes[rang]) for critere, bornes in seuils.items())
    return _Palier(atteint, taux[rang] if atteint else None, plafonds[rang] if atteint else None, taux[0].article, lus)


def _depasse(valeur: Decimal | None, seuil: Tarif) -> bool | None:
    return None if valeur is None else valeur > seuil.valeur


def _tous(reponses: Iterable[bool | None]) -> bool | None:
    """Une réponse négative suffit à refuser ; sinon, une réponse inconnue laisse le tout inconnu."""
    posees = tuple(reponses)
    if False in posees:
        return False
    return None if None in posees else True


def _decider(conditions: Iterable[ConditionDeContribution], montant: Decimal | None) -> _Du:
    due = _tous(une.remplie for une in conditions)
    return _Du(due, {True: montant, False: _ZERO, None: None}[due])


def _repondre(
    nom: str,
    conditions: Iterable[ConditionDeContribution],
    du: _Du,
    version: date | None,
    reserves: Iterable[Reserve],
    le: date,
    droit: Droit,
) -> Resultat[Contribution]:
    posees = tuple(conditions)
    lignes = (
        *_constats(posees),
        Ligne("frais.contribution", posees[0].article, montant=du.montant, mots=_mots(nom, du)),
    )
    return Resultat(
        nom,
        Contribution(du.due, du.montant, posees, version),
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes)),
        (*reserves, *droit.a_revoir(le)),
        le,
        droit.version,
    )


def _constats(conditions: tuple[ConditionDeContribution, ...]) -> Iterator[Ligne]:
    for une in conditions:
        reponse = {True: "oui", False: "non", None: "condition_inconnue"}[une.remplie]
        yield Ligne("frais.condition", une.article, mots=(("condition", une.condition), ("reponse", reponse)))


def _mots(nom: str, du: _Du) -> tuple[tuple[str, str], ...]:
    sort = {True: "contribution_due", False: "contribution_non_due", None: "contribution_inconnue"}[du.due]
    return (("poste", nom), ("sort", sort))
