"""Les mentions de paiement d'une facture entre professionnels : les écrire, et vérifier celles d'un texte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance
from creances.noyau.argent import centimes, euros
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.echeance.question import dater
from creances.regles.escompte.paliers import offres
from creances.regles.indemnite import IndemniteAttachee, indemnite_attachee
from creances.regles.mentions.controle import (
    Bornes,
    ConstatMention,
    ControleMentions,
    Verdict,
    bornes,
    conclure,
    constater,
    juger_l_echeance,
    juger_l_escompte,
    juger_l_indemnite,
    juger_les_penalites,
)
from creances.regles.mentions.lecture import Lecture, lire
from creances.regles.mentions.redaction import (
    SUJETS,
    Mention,
    Mentions,
    PalierDate,
    TauxConvenu,
    dire_l_echeance,
    dire_l_escompte,
    dire_l_indemnite,
    dire_les_penalites,
)
from creances.regles.regime import Regime, regime

L441_9_I = "C. com., L441-9, I"
L441_10_II = "C. com., L441-10, II"

_HORS_REGIME = {
    Regime.INTERET_LEGAL: Reserve("MENTIONS_HORS_REGIME", (L441_9_I,)),
    Regime.ACHETEUR_PUBLIC: Reserve("MENTIONS_ACHETEUR_PUBLIC", (L441_9_I, "CCP, L2192-13")),
}


class _Attendu(NamedTuple):
    """Ce que la facture doit dire, et ce à quoi comparer un texte ; sans créance, le contrat n'est pas connu."""

    mentions: Mentions
    bornes: Bornes
    montant: Decimal
    echeance: date | None = None
    convenus: tuple[Decimal, ...] | None = None
    taux: TauxConvenu | None = None
    reserves: tuple[Reserve, ...] = ()


@regle("mentions", L441_9_I, L441_10_II, "C. com., D441-5", "XP Z12-012, BR-FR-05")
def mentions(creance: Creance, *, droit: Droit | None = None) -> Resultat[Mentions]:
    """Les mentions de paiement que la facture de cette créance doit porter, rédigées en français, avec leurs articles.

    La date de règlement (jour, mois, année : « 30 jours fin de mois » ne suffit pas), les conditions d'escompte ou leur
    absence, le taux des pénalités, l'indemnité de recouvrement. Le jour qui compte est celui de l'émission de la facture,
    à défaut le début du délai ; l'échéance est celle de la règle `echeance`. Chaque mention porte le code de la note qui
    la reçoit sur la facture électronique : AAB, PMD, PMT.

    Aucune mention hors des relations entre professionnels : L441-9 vise les achats faits « pour une activité
    professionnelle » (réserve MENTIONS_HORS_REGIME) ; pour un acheteur public, l'obligation n'est pas établie ici.

    Un taux convenu sous le plancher est imprimé avec la clause qui le rend licite (réserve MENTION_TAUX_SOUS_PLANCHER),
    ou remplacé par le taux supplétif si les conditions l'écartent (`plancher="suppletif"`).

    Doute : imprimer la formule du taux supplétif plutôt que son chiffre, qui change chaque semestre, est un choix.
    Erreurs : celles de `echeance` ; `DroitInconnu` avant le 17 mai 2001.
    Source : C. com., L441-9, I (avant le 26 avril 2019 : L441-3), L441-10, II, D441-5 ; norme XP Z12-012, BR-FR-05.

    >>> demandees = mentions(Creance(montant=1000, emission="2026-03-31", echeance="2026-04-30")).valeur
    >>> demandees.indemnite.note
    '#PMT#Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.'
    >>> demandees.escompte.texte
    'Escompte pour paiement anticipé : néant.'
    """
    droit = droit or droit_courant()
    retenu = regime(creance)
    facture = creance.emission or creance.debut_du_delai
    if retenu.regime is not Regime.PROFESSIONNELS:
        reserves = (*retenu.reserves, _HORS_REGIME[retenu.regime])
        return Resultat("mentions", Mentions(), reserves=reserves, au=facture, droit=droit.version)
    attendu = _selon_le_contrat(creance, facture, droit)
    pas = tuple(
        Ligne("mentions.exigee", une.articles[0], mots=(("sujet", sujet), ("code", une.code or "BT-9")))
        for sujet in SUJETS
        if (une := getattr(attendu.mentions, sujet)) is not None
    )
    return Resultat(
        "mentions",
        attendu.mentions,
        pas,
        tuple(dict.fromkeys(article for une in attendu.mentions.toutes for article in une.articles)),
        tuple(dict.fromkeys((*attendu.reserves, *droit.a_revoir(facture)))),
        facture,
        droit.version,
    )


@regle("controle_mentions", L441_9_I, L441_10_II, "C. com., D441-5", "C. com., L441-9, II", "C. com., L441-16")
def controle_mentions(
    texte: str, *, au: JourAccepte, creance: Creance | None = None, droit: Droit | None = None
) -> Resultat[ControleMentions]:
    """Les mentions de paiement d'un texte de facture émise `au`, une par une : présente, absente, contradictoire, inconnue.

    Sans `creance`, le texte n'est comparé qu'à la loi : une date, l'escompte ou son absence, un taux de pénalités qui
    n'est pas sous le plancher et n'attend aucun rappel, l'indemnité du décret. Avec elle, il l'est aussi au contrat :
    l'échéance, les paliers d'escompte, le taux convenu ou supplétif. Chaque constat donne les articles, le texte à
    employer et l'amende encourue au plus.

    Limites : la lecture reconnaît des mots-clés et ce qui les suit de près (voir `regles.mentions.lecture`), dans un texte
    en français ; elle rend "inconnue" ce qu'elle ne sait pas lire, et `conforme` vaut alors None. L'amende est celle de
    la personne la plus exposée, une fois ; son cumul n'est pas calculé.

    Doute : la pénalité est due même si la facture la tait ; l'omission expose à l'amende, non à perdre la créance.
    Erreurs : celles de `mentions`. Source : C. com., L441-9, I et II, L441-10, II, L441-16, D441-5.

    >>> lu = controle_mentions("Échéance : 30/04/2026. Pas d'escompte. Pénalités : 12 % l'an.", au="2026-03-31").valeur
    >>> [(constat.sujet, constat.etat) for constat in lu.constats]
    [('echeance', 'presente'), ('escompte', 'presente'), ('penalites', 'presente'), ('indemnite', 'absente')]
    """
    droit = droit or droit_courant()
    facture = jour(au, "au")
    retenu = None if creance is None else regime(creance)
    if retenu is not None and retenu.regime is not Regime.PROFESSIONNELS:
        reserves = (*retenu.reserves, _HORS_REGIME[retenu.regime])
        return Resultat(
            "controle_mentions", ControleMentions(None, ()), reserves=reserves, au=facture, droit=droit.version
        )
    attendu = _selon_la_loi(facture, droit) if creance is None else _selon_le_contrat(creance, facture, droit)
    verdicts = _juger(lire(texte), attendu)
    constats = tuple(
        constater(sujet, verdicts[sujet], mention, droit, facture)
        for sujet in SUJETS
        if (mention := getattr(attendu.mentions, sujet)) is not None
    )
    return Resultat(
        "controle_mentions",
        ControleMentions(conclure(constats), constats),
        tuple(_ligne(constat) for constat in constats),
        tuple(dict.fromkeys(article for constat in constats for article in constat.articles)),
        tuple(dict.fromkeys((*attendu.reserves, *_reserves(constats), *droit.a_revoir(facture)))),
        facture,
        droit.version,
    )


def _selon_le_contrat(creance: Creance, facture: date, droit: Droit) -> _Attendu:
    retenu = regime(creance)
    parcours = dater(creance, droit, retenu.regime)
    # La loi de 2001 s'applique aussi aux contrats en cours (Cass. com., 3 mars 2009).
    premier = droit.table("penalites.points").versions[0].debut
    contrat = max(premier, creance.conditions.conclu_le or creance.debut_du_delai)
    reference = bornes(droit, contrat, facture)
    taux, sur_le_taux = _taux(creance, reference, droit("penalites.article", contrat).valeur)
    paliers = [PalierDate(une.palier, une.dernier_jour) for une in offres(creance, parcours.jour, facture)]
    attachee = indemnite_attachee(creance, retenu.regime, droit)
    redigees = _rediger(facture, droit, contrat, parcours.jour, paliers, taux, attachee)
    return _Attendu(
        redigees,
        reference,
        euros(attachee.centimes),
        parcours.jour,
        tuple(une.palier.taux for une in paliers),
        taux,
        (*retenu.reserves, *parcours.reserves, *sur_le_taux),
    )


def _selon_la_loi(facture: date, droit: Droit) -> _Attendu:
    reference = bornes(droit, facture, facture)
    due = droit.lire("indemnite.professionnels", facture)
    attachee = IndemniteAttachee(0, "") if due is None else IndemniteAttachee(centimes(due.valeur), due.article)
    suppletif = TauxConvenu(None, reference.points, reference.coefficient)
    redigees = _rediger(facture, droit, facture, None, (), suppletif, attachee)
    return _Attendu(redigees, reference, euros(attachee.centimes))


def _taux(creance: Creance, reference: Bornes, article: str) -> tuple[TauxConvenu, tuple[Reserve, ...]]:
    """Le taux à imprimer. Sous le plancher, il est écarté ou suivi de la clause qui le relève, selon le contrat."""
    conditions = creance.conditions
    convenu = conditions.taux_penalites
    suppletif = TauxConvenu(None, reference.points, reference.coefficient)
    if convenu is None:
        return suppletif, ()
    retenu = TauxConvenu(convenu, reference.points, reference.coefficient, conditions.plancher == "relever")
    if reference.plancher is None:
        return retenu, (Reserve("MENTION_PLANCHER_INCONNU", (article,)),)
    if convenu >= reference.plancher:
        return retenu, ()
    reserve = Reserve("MENTION_TAUX_SOUS_PLANCHER", (article,), montants=(("plancher", reference.plancher),))
    return (suppletif if conditions.plancher == "suppletif" else retenu._replace(dire_le_plancher=True)), (reserve,)


def _rediger(
    facture: date,
    droit: Droit,
    contrat: date,
    echeance: date | None,
    paliers: Sequence[PalierDate],
    taux: TauxConvenu,
    attachee: IndemniteAttachee,
) -> Mentions:
    siege = droit("mentions.article", facture).valeur

    def noter(sujet: str, texte: str, *autres: str) -> Mention:
        return Mention(texte, (siege, *autres), _code(sujet, facture, droit))

    return Mentions(
        echeance=Mention(dire_l_echeance(echeance), (siege,)),
        escompte=noter("escompte", dire_l_escompte(paliers)),
        penalites=noter("penalites", dire_les_penalites(taux), droit("penalites.article", contrat).valeur),
        indemnite=noter("indemnite", dire_l_indemnite(euros(attachee.centimes)), attachee.article)
        if attachee.centimes
        else None,
    )


def _code(sujet: str, facture: date, droit: Droit) -> str:
    """Le code de la note. La norme est récente : une facture plus ancienne peut déjà s'en servir."""
    table = droit.tables.get(f"mentions.code.{sujet}")
    return "" if table is None else str(droit(table.nom, max(facture, table.versions[0].debut)).valeur)


def _juger(lue: Lecture, attendu: _Attendu) -> dict[str, Verdict]:
    return {
        "echeance": juger_l_echeance(lue.echeance, attendu.echeance),
        "escompte": juger_l_escompte(lue.escompte, attendu.convenus),
        "penalites": juger_les_penalites(lue.penalites, attendu.bornes, attendu.taux),
        "indemnite": juger_l_indemnite(lue.indemnite, attendu.montant),
    }


def _ligne(constat: ConstatMention) -> Ligne:
    return Ligne(
        f"mentions.{constat.etat}",
        constat.articles[-1],
        mots=(("sujet", constat.sujet), ("motif", constat.motif), ("redaction", constat.redaction)),
    )


def _reserves(constats: Sequence[ConstatMention]) -> Iterator[Reserve]:
    yield Reserve("LECTURE_PAR_MOTS_CLES")
    exposees = [
        (constat.amende_personne_morale, constat.amende_personne_physique, constat.articles[-1])
        for constat in constats
        if constat.amende_personne_morale is not None and constat.amende_personne_physique is not None
    ]
    if exposees:
        morale, physique, article = max(exposees)
        yield Reserve("MENTIONS_AMENDE", (article,), montants=(("physique", physique), ("morale", morale)))
