"""Garder un dossier, le confier, ou les deux ; et le jour de le confier, selon quatre stratégies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier, Relance
from creances.modeles.contexte import Contexte
from creances.moteur.organisation.honoraires import honoraires_usuels, parts_du_cout
from creances.moteur.situation import Situation
from creances.moteur.usages.acteurs import RELATIONS_A_PRESERVER
from creances.moteur.usages.chiffres import Chiffre, chiffres
from creances.moteur.usages.courbe import UNITE, CourbeRecouvrement, courbe_usuelle
from creances.moteur.usages.delais import delai_de_mise_en_demeure
from creances.moteur.usages.prestataires import FICHIER, Capacite, Honoraires, Nombre
from creances.noyau.argent import division_arrondie, euros
from creances.noyau.erreurs import exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import UN_JOUR, JourAccepte, jour

Strategie = Literal["des_le_debut", "apres_relances", "avant_mise_en_demeure", "apres_mise_en_demeure"]
_STRATEGIES: tuple[Strategie, ...] = get_args(Strategie)
_ZERO = Decimal("0.00")
# Ce que `Contexte.service_interne` dit des moyens, quand aucune capacité n'est donnée.
_SERVICES = {
    "aucun": Capacite(),
    "une_personne": Capacite(personnes=1),
    "structure": Capacite(personnes=2, formees=True, outil=True),
}


@dataclass(frozen=True, slots=True)
class StrategieDatee:
    """Une stratégie : le jour où elle confie le dossier, et ce qu'elle coûte, en euros.

    `interne` : les relances faites d'ici là ; `externe` : les honoraires si tout est recouvré ; `total` : les deux. À côté,
    `attente` : ce que la courbe de recouvrement perd depuis le premier jour de retard, au plus.
    """

    strategie: Strategie
    jour: date
    interne: Decimal
    externe: Decimal
    total: Decimal
    attente: Decimal
    choisie: bool


@dataclass(frozen=True, slots=True)
class Externalisation:
    """Garder, confier, ou partager, et quand.

    - `decision` : "interne", "externe" ou "mixte", au vu des moyens et de la relation. `confier` : faut-il confier ce
      dossier au jour de la question ? `role` : "intermediaire_neutre" s'il le faut, "" sinon.
    - `pour_interne`, `pour_externe` : les arguments de chaque côté, toujours les deux.
    - `heures` : le temps que demanderaient les dossiers, et que gagnerait qui les confie tous ; `disponibles` : celui
      dont on dispose en un mois.
    """

    decision: Literal["interne", "externe", "mixte"]
    confier: bool
    le: date
    role: str
    heures: int
    disponibles: int | None
    pour_interne: tuple[str, ...]
    pour_externe: tuple[str, ...]
    strategies: tuple[StrategieDatee, ...]


class _Moyens(NamedTuple):
    """Ce qu'il faut, ce qu'on a, ce qu'on sait de la relation."""

    capacite: Capacite | None
    besoin: int
    disponibles: int | None
    contexte: Contexte


@regle("externalisation")
def externalisation(
    dossier: Dossier,
    *,
    au: JourAccepte,
    strategie: Strategie = "apres_relances",
    capacite: Capacite | None = None,
    dossiers: Nombre | None = None,
    heures_par_dossier: Nombre | None = None,
    derniere_etape: JourAccepte | None = None,
    honoraires: Honoraires | None = None,
    courbe: CourbeRecouvrement | None = None,
    droit: Droit | None = None,
) -> Resultat[Externalisation]:
    """Garder ce dossier ou le confier à un tiers, et le jour où chaque stratégie le confie.

    - `strategie` : "des_le_debut" (premier jour de retard), "apres_relances" (soixante jours après l'échéance, ou le
      lendemain de `derniere_etape` si elle vient avant), "avant_mise_en_demeure" (la veille du point de non-retour),
      "apres_mise_en_demeure" (le lendemain de son délai). Les praticiens se contredisent : les quatre sont
      datées et chiffrées, celle-ci décide.
    - `capacite` : vos moyens ; None, ce qu'en dit `Contexte.service_interne`. `dossiers` en retard : None,
      `Contexte.volume`. `heures_par_dossier` : None, l'usage. `honoraires` du tiers : None, l'usage d'un cabinet.
    - `courbe` : ce que vaut une créance selon son âge ; None, la courbe livrée.

    Sans personne ni outil, "externe". Un client récurrent ou stratégique suivi par une équipe formée, "interne". Assez
    d'heures pour tous les dossiers, "interne" ; pas assez, "mixte". Moyens inconnus : "mixte", avec la réserve
    CAPACITE_INCONNUE. `confier` est vrai au jour dit de la stratégie si la décision n'est pas "interne", et toujours après
    autant de relances sans effet que l'usage en compte une fois ce jour passé. Une créance soldée ne se confie pas.

    Doutes : la mise en demeure que le dossier n'a pas encore est supposée au trentième jour ; ce que fait perdre l'attente
    est une borne haute, puisqu'on relance pendant ce temps, et n'entre pas dans le total.
    Source : articles de praticiens sur l'externalisation (kwote, Soan) ; table d'usage `prestataires.toml`.

    >>> from creances.modeles import Creance
    >>> reponse = externalisation(Dossier(creance=Creance(montant=3000, echeance="2026-08-31")), au="2026-11-21").valeur
    >>> [(une.strategie, str(une.jour)) for une in reponse.strategies][:2]
    [('des_le_debut', '2026-09-01'), ('apres_relances', '2026-10-30')]
    """
    exiger_parmi("strategie", strategie, _STRATEGIES)
    droit, lu = droit or droit_courant(), jour(au, "au")
    situation, usages = Situation(dossier, lu, droit), chiffres(FICHIER)
    derniere = None if derniere_etape is None else jour(derniere_etape, "derniere_etape")
    moyens = _moyens(situation.contexte, capacite, dossiers, heures_par_dossier, usages)
    dates = _dates(situation, derniere, usages)
    tarif, reserves = _tarif(situation, honoraires)
    externe = sum(parts_du_cout(tarif, _du(situation), _ZERO, 1), _ZERO)
    datees = tuple(
        StrategieDatee(
            strategie=une,
            jour=dates[une],
            interne=(interne := _interne(une, usages)),
            externe=externe,
            total=interne + externe,
            attente=_attente(situation, dates[une], courbe or courbe_usuelle()),
            choisie=une == strategie,
        )
        for une in _STRATEGIES
    )
    decision = _decider(moyens)
    le = dates[strategie]
    confier = _a_confier(situation, decision, le, usages)
    valeur = Externalisation(
        decision=decision,
        confier=confier,
        le=le,
        role="intermediaire_neutre" if confier else "",
        heures=moyens.besoin,
        disponibles=moyens.disponibles,
        pour_interne=tuple(_pour_interne(moyens)),
        pour_externe=tuple(_pour_externe(moyens, situation, usages)),
        strategies=datees,
    )
    lus = [usages[nom] for nom in ("jours_avant_de_confier", "heures_par_dossier", "heures_par_mois")]
    supposes = () if moyens.capacite is not None else (Reserve("CAPACITE_INCONNUE"),)
    reserves = (*supposes, *reserves, *(reserve for usage in lus for reserve in usage.reserves))
    return Resultat(
        "externalisation", valeur, tuple(_lignes(valeur)), (), tuple(dict.fromkeys(reserves)), lu, droit.version
    )


def gain_temps(dossiers: int, heures_par_dossier: int) -> int:
    """Les heures gagnées à confier ces dossiers.

    >>> gain_temps(20, 4)
    80
    """
    return dossiers * heures_par_dossier


def _moyens(
    contexte: Contexte,
    capacite: Capacite | None,
    dossiers: int | None,
    heures: int | None,
    usages: Mapping[str, Chiffre],
) -> _Moyens:
    connue = capacite or _SERVICES.get(contexte.service_interne or "")
    besoin = gain_temps(
        contexte.volume if dossiers is None else dossiers,
        usages["heures_par_dossier"].valeur if heures is None else heures,
    )
    if connue is None:
        return _Moyens(None, besoin, None, contexte)
    par_mois = usages["heures_par_mois"].valeur if connue.heures_par_mois is None else connue.heures_par_mois
    return _Moyens(connue, besoin, connue.personnes * par_mois, contexte)


def _dates(situation: Situation, derniere: date | None, usages: Mapping[str, Chiffre]) -> dict[Strategie, date]:
    exigible = situation.exigible
    apres = exigible + timedelta(days=usages["jours_avant_de_confier"].valeur)
    if derniere is not None:
        apres = min(apres, derniere + UN_JOUR)
    delai = delai_de_mise_en_demeure(situation.debiteur.qualite)
    envoyee = situation.mise_en_demeure
    supposee = exigible + timedelta(days=usages["jours_de_mise_en_demeure"].valeur)
    fin = situation.fin_de_mise_en_demeure() or supposee + timedelta(days=delai)
    return {
        "des_le_debut": exigible + UN_JOUR,
        "apres_relances": apres,
        "avant_mise_en_demeure": (supposee if envoyee is None else envoyee.date) - UN_JOUR,
        "apres_mise_en_demeure": fin + UN_JOUR,
    }


def _tarif(situation: Situation, honoraires: Honoraires | None) -> tuple[Honoraires, tuple[Reserve, ...]]:
    return (honoraires, ()) if honoraires is not None else honoraires_usuels(_du(situation))


def _du(situation: Situation) -> Decimal:
    return euros(situation.principal if situation.du is None else situation.du)


def _interne(strategie: Strategie, usages: Mapping[str, Chiffre]) -> Decimal:
    """Les relances d'usage faites avant de confier, et la mise en demeure s'il y a lieu."""
    cout = _ZERO
    if strategie != "des_le_debut":
        cout += usages["cout_d_une_relance"].valeur * usages["relances_avant_de_confier"].valeur
    if strategie == "apres_mise_en_demeure":
        cout += usages["cout_d_une_mise_en_demeure"].valeur
    return cout


def _attente(situation: Situation, le: date, courbe: CourbeRecouvrement) -> Decimal:
    """Ce que le principal perd sur la courbe, du premier jour de retard à celui où l'on confie."""
    perdu = max(0, courbe.part(1) - courbe.part((le - situation.exigible).days))
    return euros(division_arrondie(situation.principal * perdu, UNITE))


def _decider(moyens: _Moyens) -> Literal["interne", "externe", "mixte"]:
    capacite = moyens.capacite
    if capacite is None or moyens.disponibles is None:
        return "mixte"
    if not capacite.personnes and not capacite.outil:
        return "externe"
    if capacite.personnes and capacite.formees and moyens.contexte.relation in RELATIONS_A_PRESERVER:
        return "interne"
    return "interne" if moyens.disponibles >= moyens.besoin else "mixte"


def _a_confier(situation: Situation, decision: str, le: date, usages: Mapping[str, Chiffre]) -> bool:
    if situation.soldee or situation.au < le:
        return False
    relances = len(situation.fil.tous(Relance))
    return decision != "interne" or relances >= usages["relances_avant_de_confier"].valeur


def _pour_interne(moyens: _Moyens) -> Iterator[str]:
    yield "maitrise_de_la_relation"
    yield "cout_moindre"
    yield "anticipation"
    if moyens.contexte.relation in RELATIONS_A_PRESERVER:
        yield "client_a_preserver"
    if moyens.capacite is not None and moyens.capacite.formees:
        yield "equipe_formee"
    if moyens.disponibles is not None and moyens.capacite and moyens.disponibles >= moyens.besoin:
        yield "assez_de_temps"


def _pour_externe(moyens: _Moyens, situation: Situation, usages: Mapping[str, Chiffre]) -> Iterator[str]:
    yield "temps_gagne"
    yield "competence"
    if moyens.capacite is not None and not moyens.capacite.personnes:
        yield "personne_en_interne"
    if moyens.disponibles is not None and moyens.disponibles < moyens.besoin:
        yield "temps_insuffisant"
    if situation.retard >= usages["jours_avant_de_confier"].valeur:
        yield "retard_installe"
    if len(situation.fil.tous(Relance)) >= usages["relances_avant_de_confier"].valeur:
        yield "relances_sans_effet"


def _lignes(valeur: Externalisation) -> Iterator[Ligne]:
    yield Ligne(f"externalisation.{valeur.decision}", mots=(("heures", valeur.heures),))
    for argument in valeur.pour_interne:
        yield Ligne("externalisation.pour_interne", mots=(("argument", argument),))
    for argument in valeur.pour_externe:
        yield Ligne("externalisation.pour_externe", mots=(("argument", argument),))
    for une in valeur.strategies:
        yield Ligne(
            "externalisation.strategie",
            debut=une.jour,
            montant=une.total,
            montants=(("attente", une.attente),),
            mots=(("strategie", une.strategie),),
        )
