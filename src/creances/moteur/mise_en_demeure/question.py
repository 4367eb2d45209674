"""Que dit une mise en demeure de payer, et que vaut-elle ?"""

from __future__ import annotations

from collections.abc import Iterator

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.modeles.message import Emetteur
from creances.modeles.suivi import Delai, ModeDEnvoi
from creances.moteur.mise_en_demeure.anomalies import anomalies
from creances.moteur.mise_en_demeure.mode import reserves_d_usage
from creances.moteur.mise_en_demeure.projet import Projet
from creances.moteur.mise_en_demeure.valeurs import AnomalieDeMiseEnDemeure, ControleMiseEnDemeure
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.mise_en_demeure import preuve
from creances.regles.regime import regime

_ARTICLE = "mise_en_demeure.article"


@regle(
    "mise_en_demeure",
    "C. civ., 1231",
    "C. civ., 1231-5",
    "C. civ., 1231-6",
    "C. civ., 1344",
    "C. civ., 1344-1",
    "C. com., L441-10, II",
    "C. postes, L100",
    "CPCE, R124-4",
    "Cass. com., 18 mai 2022, n° 20-23.204",
    "Cass. 1re civ., 20 janv. 2021, n° 19-20.680",
    "Cass. com., 9 juin 2015, n° 14-15.342",
)
def mise_en_demeure(
    dossier: Dossier,
    *,
    au: JourAccepte,
    mode: ModeDEnvoi | None = None,
    delai: Delai | None = None,
    texte: str | None = None,
    emetteur: Emetteur = "creancier",
    envoyee: bool = False,
    sans_relance: bool = False,
    droit: Droit | None = None,
) -> Resultat[ControleMiseEnDemeure]:
    """La mise en demeure de payer à envoyer le jour `au`, ou la dernière envoyée (`envoyee`) : contenu, effets, défauts.

    - `mode` : None, celui de la lettre envoyée, sinon celui qui est conseillé. `delai` en jours civils : None, celui de la
      lettre envoyée, sinon l'usage selon le débiteur ; la loi n'en fixe aucun, il doit être raisonnable (C. civ., 1231).
    - Le délai part de la première présentation, sinon de la réception, sinon de l'envoi ; le dernier jour est inclus.
    - `texte` : la lettre. Ses mentions sont cherchées, ses mots contrôlés (voir `controle_message`).
    - `emetteur` : un tiers y ajoute les mentions de R124-4. `sans_relance` : il est voulu qu'aucune relance ne précède
      (prescription proche, risque d'insolvabilité).

    Les sommes sont celles du décompte au jour de l'envoi. Elle n'interrompt pas la prescription (Cass. com., 18 mai 2022,
    n° 20-23.204), sauf prime d'assurance (C. assur., L114-2), cotisations sociales (CSS, L244-2, hors de ce champ), clause
    (C. civ., 2254 ; jamais avec un consommateur, C. conso., L218-1) ou déchéance quadriennale (loi n° 68-1250). Non
    réclamée, elle vaut (Cass. 1re civ., 20 janv. 2021, n° 19-20.680).

    Doutes : les mentions exigées viennent des juges, qui apprécient l'« interpellation suffisante » au cas par cas (Cass.
    com., 9 juin 2015, n° 14-15.342) ; leur recherche dans un texte est par mots-clés. Contre un consommateur, l'intérêt
    part du lendemain de l'avis signé, sinon de la première présentation.

    Erreurs : celles de `decompte` ; `DonneeInvalide` si `envoyee` est vrai et qu'aucune ne l'est ; `DroitInconnu` pour un
    envoi antérieur au 1er octobre 2016.
    Source : C. civ., 1231, 1231-5, 1231-6, 1344, 1344-1 ; C. com., L441-10 ; C. postes, L100 ; CPCE, R124-4.

    >>> from creances.modeles import Creance
    >>> facture = Creance(reference="F-12", montant=10000, echeance="2026-04-30")
    >>> lettre = mise_en_demeure(Dossier(creance=facture), au="2026-08-31").valeur
    >>> lettre.mode_conseille, str(lettre.dernier_jour), lettre.sommes.total, lettre.interrompt_la_prescription
    ('lrar', '2026-09-08', Decimal('10453.68'), False)
    """
    droit, lu = droit or droit_courant(), jour(au, "au")
    projet = Projet(dossier, lu, mode, delai, texte, emetteur, envoyee, sans_relance, droit)
    article = droit(_ARTICLE, projet.envoi).valeur
    trouvees = anomalies(projet)
    lignes = (*_lignes(projet, article), *map(_ligne_d_anomalie, trouvees))
    return Resultat(
        "mise_en_demeure",
        _controle(projet, trouvees),
        lignes,
        tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article)),
        tuple(dict.fromkeys((*_reserves(projet), *droit.a_revoir(lu)))),
        lu,
        droit.version,
    )


def _controle(projet: Projet, trouvees: tuple[AnomalieDeMiseEnDemeure, ...]) -> ControleMiseEnDemeure:
    return ControleMiseEnDemeure(
        conforme=all(une.gravite != "refus" for une in trouvees),
        etat=projet.etat,
        mode=projet.mode,
        preuve=preuve(projet.mode),
        mode_conseille=projet.conseil.mode,
        raisons=projet.conseil.raisons,
        delai=projet.delai,
        depart=projet.depart,
        dernier_jour=projet.dernier_jour,
        sommes=projet.sommes,
        mentions=projet.mentions,
        effets_de_droit=projet.effets,
        anomalies=trouvees,
        constats=() if projet.message is None else projet.message.valeur.constats,
    )


def _lignes(projet: Projet, article: str) -> Iterator[Ligne]:
    mots = (("mode", projet.mode), ("etat", projet.etat))
    yield Ligne("mise_en_demeure.envoi", article, fin=projet.envoi, mots=mots)
    yield Ligne(
        "mise_en_demeure.delai", "C. civ., 1231", debut=projet.depart, fin=projet.dernier_jour, jours=projet.delai
    )
    for effet in projet.effets:
        if effet.depuis is None:
            yield Ligne("mise_en_demeure.effet", effet.article, mots=(("effet", effet.code),))
        else:
            yield Ligne("mise_en_demeure.effet_date", effet.article, debut=effet.depuis, mots=(("effet", effet.code),))


def _ligne_d_anomalie(anomalie: AnomalieDeMiseEnDemeure) -> Ligne:
    mots = (("anomalie", anomalie.code), ("sujet", anomalie.sujet))
    code = f"mise_en_demeure.{anomalie.gravite}"
    return Ligne(f"{code}.sujet" if anomalie.sujet else code, anomalie.article, mots=mots)


def _reserves(projet: Projet) -> Iterator[Reserve]:
    """Ce que la lettre suppose : la qualité, le délai d'usage, la preuve de présentation, la lecture par mots-clés."""
    yield from regime(projet.dossier.creance).reserves
    if projet.delai_dit is None:
        yield from reserves_d_usage(projet.usage)
    lettre = projet.lettre
    if lettre is None:
        yield Reserve("DELAI_ESTIME", ("C. civ., 1344",), dates=(("envoi", projet.envoi),))
    elif lettre.presentation is None and lettre.reception is None:
        yield Reserve("MISE_EN_DEMEURE_SANS_PREUVE", ("C. civ., 1344-1", "Cass. 1re civ., 20 janv. 2021, n° 19-20.680"))
    if projet.message is not None:
        yield from projet.message.reserves
