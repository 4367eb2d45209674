"""Le délai de paiement d'une créance respecte-t-il le plafond légal, et à quoi expose-t-il ?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, get_args

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import UN_JOUR, JourAccepte, jour
from creances.regles.controle_delai import (
    AUCUNE,
    L441_16,
    L2192_15,
    Abus,
    Amende,
    amende_encourue,
    emission_retardee,
    verification_longue,
)
from creances.regles.echeance.controle import (
    CEPC_17_5,
    L441_10_I,
    DepartConvenu,
    Examen,
    examiner,
    reserves_du_plafond,
)
from creances.regles.echeance.saisonnier import Saison
from creances.regles.regime import Regime, RegimeRetenu, regime

L2192_10 = "CCP, L2192-10"
SANS_PLAFOND = "sans_plafond"
DEPART_A_LA_RECEPTION = "depart_reception_facture"
# L'article qui fixe les délais d'un régime, quand il n'y a pas de plafond à citer.
_SIEGES = {Regime.PROFESSIONNELS: L441_10_I, Regime.ACHETEUR_PUBLIC: L2192_10}


@dataclass(frozen=True, slots=True)
class ControleDelai:
    """Le délai contrôlé.

    - `conforme` : None si une date manque, nommée par `manque`.
    - `echeance` ; `plafond`, dernier jour licite, None si la loi n'en fixe pas ; `depassement` en jours.
    - `regle_applicable` : la table du plafond (« delais.convenu », « marches.delai »…), "sans_plafond", ou None.
    - `depart` : jour d'où se compte le plafond, exclu ; `duree` : jours du départ à l'échéance.
    - `amende_personne_physique`, `amende_personne_morale` : maximum encouru, en euros ; zéro si le délai est conforme ;
      None si le maximum est inconnu ou sans objet.
    - `abus` : ce qui peut retarder abusivement le départ du délai.
    """

    conforme: bool | None
    manque: str | None
    echeance: date | None
    plafond: date | None
    depassement: int | None = field(metadata={"unite": "jours"})
    regle_applicable: str | None
    depart: date | None
    duree: int | None = field(metadata={"unite": "jours"})
    amende_personne_physique: Decimal | None
    amende_personne_morale: Decimal | None
    abus: tuple[str, ...]


@regle(
    "controle_delai",
    L441_10_I,
    "C. com., L441-10, III",
    "C. com., L441-11, II",
    "C. com., L441-12",
    "C. com., L441-13",
    L441_16,
    L2192_10,
    L2192_15,
)
def controle_delai(
    creance: Creance,
    *,
    depart: DepartConvenu = "terme",
    saisonnier: Saison | None = None,
    tolerance_emission: Annotated[int, Field(strict=True, ge=0)] = 0,
    premiere_sanction: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[ControleDelai]:
    """Ce délai de paiement respecte-t-il le plafond légal ? Le contrôle porte sur les dates, non sur le libellé du
    terme : le même terme peut passer en janvier et dépasser en avril.

    Conforme si l'échéance (imprimée, sinon convenue, sinon légale) ne dépasse pas le plafond, inclus : 60 jours après
    l'émission, ou 45 jours fin de mois si le terme est stipulé ainsi, selon sa méthode ; 45 jours pour une facture
    périodique ; les secteurs de L441-11 II ; 90 jours au grand export ; le dédouanement outre-mer ; 30, 50 ou 60 jours
    pour un acheteur public. Un consommateur n'a pas de plafond. Sans terme ni date imprimée, le délai légal s'applique.

    - `depart` : "reception_facture" si le contrat compte le délai de la réception de la facture (`reception`), ce qui
      est illicite entre professionnels quelle que soit la date obtenue (CEPC, avis n° 17-5).
    - `saisonnier` : secteur de D441-5-1 dont appliquer le plafond, avec réserve ; None (défaut), aucun.
    - `tolerance_emission` : jours de différé admis entre la livraison et la facture avant d'alerter.
    - `premiere_sanction` : jour où une première sanction est devenue définitive ; l'amende est doublée deux ans.

    Entre professionnels, `verification` est la fin de la procédure d'acceptation : elle ne déplace pas le plafond.

    Doute : avant le 8 août 2015, les 45 jours fin de mois étaient au choix des parties ; un terme net est tenu aux
    60 jours, avec la réserve FIN_DE_MOIS_AU_CHOIX si la date tenait dans l'autre plafond. L'abus s'apprécie : une
    émission ou une vérification tardives alertent sans rendre le délai non conforme.

    Erreurs : `DonneeInvalide` pour une option refusée ; `HorsChamp` (voir `regime`) ; `DroitInconnu` pour un acheteur
    public d'avant 2013.
    Source : C. com., L441-10 à L441-13 et L441-16 ; CCP, L2192-10 et L2192-15.

    >>> from creances.modeles import Conditions, Terme
    >>> le_15 = Conditions(terme=Terme(jours=30, mode="jours_puis_fin_de_mois", le=15))
    >>> valeur = controle_delai(Creance(montant=1000, emission="2026-04-10", conditions=le_15)).valeur
    >>> valeur.conforme, str(valeur.echeance), str(valeur.plafond), valeur.depassement
    (False, '2026-06-15', '2026-06-09', 6)
    >>> controle_delai(Creance(montant=1000, emission="2026-01-20", conditions=le_15)).valeur.conforme
    True
    """
    droit = droit or droit_courant()
    _verifier(depart, saisonnier, tolerance_emission)
    sanction = None if premiere_sanction is None else jour(premiere_sanction, "premiere_sanction")
    retenu = regime(creance)
    examen = examiner(creance, droit, retenu.regime, depart=depart, saisonnier=saisonnier)
    illicite = depart == "reception_facture" and retenu.regime is Regime.PROFESSIONNELS
    abus = tuple(_abus(creance, retenu.regime, examen, droit, tolerance_emission))
    conforme = False if illicite else examen.conforme
    amende = _amende(creance, retenu.regime, examen, droit, conforme, sanction)
    lignes = tuple(_lignes(examen, retenu, illicite, abus, amende))
    articles = (ligne.article for ligne in lignes if ligne.article)
    return Resultat(
        "controle_delai",
        _valeur(examen, conforme, illicite, abus, amende),
        lignes,
        tuple(dict.fromkeys(articles)),
        tuple(dict.fromkeys(_reserves(creance, droit, retenu, examen, illicite, abus, amende))),
        None,
        droit.version,
    )


def _verifier(depart: str, saisonnier: str | None, tolerance_emission: int) -> None:
    exiger_parmi("depart", depart, get_args(DepartConvenu))
    if saisonnier is not None:
        exiger_parmi("saisonnier", saisonnier, get_args(Saison))
    if tolerance_emission < 0:
        raise DonneeInvalide(
            f"tolerance_emission : reçu {tolerance_emission} ; accepté : zéro jour ou plus",
            code="option.tolerance_emission",
        )


def _abus(creance: Creance, retenu: Regime, examen: Examen, droit: Droit, tolerance: int) -> Iterator[Abus]:
    """« toutes clauses ou pratiques ayant pour effet de retarder abusivement le point de départ » (L441-16)."""
    if retenu is Regime.INTERET_LEGAL:
        return
    if retenu is Regime.PROFESSIONNELS and examen.depart == creance.emission:
        emission = emission_retardee(creance, droit, tolerance=tolerance)
        if emission is not None:
            yield emission
    verification = verification_longue(creance, retenu, droit)
    if verification is not None:
        yield verification


def _amende(
    creance: Creance, retenu: Regime, examen: Examen, droit: Droit, conforme: bool | None, sanction: date | None
) -> Amende | None:
    """Ce que le débiteur encourt si le délai n'est pas conforme ; None s'il l'est, ou si l'on ne sait pas."""
    if conforme is not False:
        return None
    facture = creance.emission or examen.depart or creance.debut_du_delai
    manquement = facture if examen.limite is None else examen.limite.jour + UN_JOUR
    return amende_encourue(creance, retenu, droit, facture=facture, manquement=manquement, premiere_sanction=sanction)


def _valeur(
    examen: Examen, conforme: bool | None, illicite: bool, abus: Sequence[Abus], amende: Amende | None
) -> ControleDelai:
    echeance = None if examen.echeance is None else examen.echeance.jour
    sans_amende = AUCUNE if conforme else None
    sans_plafond = None if examen.manque else SANS_PLAFOND
    return ControleDelai(
        conforme=conforme,
        manque=examen.manque,
        echeance=echeance,
        plafond=None if examen.limite is None else examen.limite.jour,
        depassement=examen.depassement,
        regle_applicable=sans_plafond if examen.limite is None else examen.limite.regle,
        depart=examen.depart,
        duree=None if echeance is None or examen.depart is None else (echeance - examen.depart).days,
        amende_personne_physique=sans_amende if amende is None else amende.personne_physique,
        amende_personne_morale=sans_amende if amende is None else amende.personne_morale,
        abus=(*((DEPART_A_LA_RECEPTION,) if illicite else ()), *(un.nom for un in abus)),
    )


def _lignes(
    examen: Examen, retenu: RegimeRetenu, illicite: bool, abus: Sequence[Abus], amende: Amende | None
) -> Iterator[Ligne]:
    """Le chemin vers l'échéance, celui vers le plafond, le verdict, les abus, l'amende."""
    if examen.echeance is not None:
        yield from examen.echeance.lignes
    if examen.limite is not None and examen.limite is not examen.echeance:
        yield from examen.limite.lignes
    yield from _verdict(examen, retenu)
    if illicite:
        yield Ligne(f"controle.{DEPART_A_LA_RECEPTION}", CEPC_17_5)
    for un in abus:
        yield Ligne(f"controle.{un.nom}", un.article, jours=un.jours, fin=un.limite)
    if amende is not None:
        yield _ligne_d_amende(amende)


def _verdict(examen: Examen, retenu: RegimeRetenu) -> Iterator[Ligne]:
    limite = examen.limite
    article = _SIEGES.get(retenu.regime, retenu.article)
    if limite is not None:
        yield Ligne("controle.plafond", limite.article, fin=limite.jour, mots=(("regle", limite.regle),))
    if examen.manque is not None:
        yield Ligne("controle.manque", article, mots=(("champ", examen.manque),))
    elif limite is None:
        yield Ligne("controle.sans_plafond", article)
    elif examen.conforme:
        yield Ligne("controle.conforme", limite.article)
    else:
        yield Ligne("controle.depassement", limite.article, jours=examen.depassement)


def _ligne_d_amende(amende: Amende) -> Ligne:
    morale, physique = amende.personne_morale, amende.personne_physique
    if morale is None:
        return Ligne("controle.amende_inconnue", amende.article)
    if not morale:
        return Ligne("controle.sans_amende", amende.article)
    suite = "_doublee" if amende.reiteration else ""
    if physique is None:
        return Ligne(f"controle.amende_entite{suite}", amende.article, montants=(("morale", morale),))
    return Ligne(f"controle.amende{suite}", amende.article, montants=(("physique", physique), ("morale", morale)))


def _reserves(
    creance: Creance,
    droit: Droit,
    retenu: RegimeRetenu,
    examen: Examen,
    illicite: bool,
    abus: Sequence[Abus],
    amende: Amende | None,
) -> Iterator[Reserve]:
    yield from retenu.reserves
    if examen.echeance is not None:
        yield from examen.echeance.reserves
    sanction = L441_16 if amende is None else amende.article
    if retenu.regime is Regime.ACHETEUR_PUBLIC:
        sanction = L2192_10
    if examen.limite is not None and examen.conforme is False:
        plafond = examen.limite
        yield Reserve("DELAI_ILLICITE", (plafond.article, sanction), dates=(("plafond", plafond.jour),))
    yield from reserves_du_plafond(creance, droit, examen)
    if illicite:
        yield Reserve("DEPART_RECEPTION_FACTURE", (CEPC_17_5, L441_16))
    for un in abus:
        yield Reserve(un.nom.upper(), (un.article, sanction), mots=(("jours", un.jours),))
    if amende is not None:
        yield from amende.reserves
