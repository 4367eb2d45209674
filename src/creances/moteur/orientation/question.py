"""Que faire ensuite ? La loi ferme, l'usage ordonne, la valeur espérée départage."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier, MiseEnDemeure
from creances.moteur.orientation.calendrier_amiable import freins
from creances.moteur.orientation.choix import Choix, choisir, comparee, confiance, sensibilite
from creances.moteur.orientation.contraintes import JUDICIAIRES, TOUTES, obstacles
from creances.moteur.orientation.fiches import fiches_de_decision
from creances.moteur.orientation.options import ouvertes
from creances.moteur.orientation.recit import lignes, reserves
from creances.moteur.orientation.reperes import reperes
from creances.moteur.orientation.suivi import Suivi
from creances.moteur.orientation.valeurs import (
    ChiffreRetenu,
    ConfianceDuChoix,
    Decision,
    EcheanceLegale,
    Frein,
)
from creances.moteur.situation import Situation
from creances.moteur.usages.courbe import CourbeRecouvrement
from creances.moteur.usages.politique import ChiffresAcceptes, Politique, SortDesAccessoires, lire_chiffres
from creances.noyau.argent import euros
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.regime import Regime

VALEUR_ESPEREE = "valeur_esperee"
_SOMMATION = "sommation_payer"
_AUTANT_D_ALTERNATIVES = 2


@regle(
    "orientation",
    "C. civ., 1305-2",
    "C. civ., 1342",
    "C. com., L622-21, I",
    "C. conso., L722-2",
    "CPC, 1406",
    "CPC, 1411",
    "CPC, 835",
    "CPCE, L111-3",
    "CGPPP, L2311-1",
    "CGCT, L1612-16",
)
def orientation(
    dossier: Dossier,
    *,
    au: JourAccepte,
    politique: Politique | None = None,
    chiffres: ChiffresAcceptes = (),
    courbe: CourbeRecouvrement | None = None,
    droit: Droit | None = None,
) -> Resultat[Decision]:
    """La voie à suivre pour ce dossier au jour `au`, à l'amiable ou en justice, et tout ce qui l'explique.

    Trois étages, dans cet ordre. La loi : ce qu'elle ferme, article par article ; une contrainte qui impose une voie décide
    seule, quelle que soit la politique. L'usage : ce qui passe d'abord (litige, preuves, menace d'insolvabilité, parole
    donnée). Enfin les options que le calendrier ouvre et que la loi ne ferme pas, rangées par valeur espérée :

        valeur = solde · chance · (1 - commission) / (1 + taux) ^ (jours / 365) + frais remboursés - coût - dommage

    - Le solde est le principal dû, moins la part contestée si elle n'est pas le tout. Les accessoires n'y sont pas.
    - `politique` : ce que l'entreprise décide. `courbe` : celle de son historique (`courbe_recouvrement`).
    - `chiffres` : remplacent un chiffre pour cette question. Ils l'emportent sur la politique, elle sur l'historique, lui
      sur l'usage livré ; chaque chiffre retenu dit qui l'a donné et ce que vaut sa source.
    - Une mise en demeure attend le jour du calendrier du débiteur ; un juge, qu'elle soit restée sans effet. À valeur
      égale, l'option qui abîme le moins la relation l'emporte. « Ne rien faire » (`abandon`) est une option.

    Doutes : la plupart des chiffres sont des propositions ou des usages mal sourcés (réserve CHIFFRES_NON_SOURCES) ; la
    marge d'un client connu est supposée si elle manque ; une preuve inconnue compte pour moyenne. Des frais de justice,
    seuls ceux des chiffres livrés comptent (voir `frais`). Une valeur espérée n'est pas une promesse.

    Erreurs : `DonneeInvalide` pour un chiffre ou un scénario inconnu ; celles d'`echeance`.
    Source : les articles de chaque obstacle ; chiffres et seuils de `moteur/usages/donnees/orientation.toml`.

    >>> from creances.modeles import Creance
    >>> due = Dossier(creance=Creance(montant=2900, echeance="2026-11-17"))
    >>> reponse = orientation(due, au="2026-11-21").valeur
    >>> reponse.voie, reponse.motif, str(reponse.options[0].probabilite)
    ('relance', 'valeur_esperee', '81.6567')
    """
    droit, question = droit or droit_courant(), jour(au, "au")
    situation = Situation(dossier, question, droit)
    lois = obstacles(situation)
    suivie = politique or _sans_politique()
    segment = dossier.creance.debiteur.segment if suivie.segments else None
    donnes = () if chiffres == () else lire_chiffres(chiffres)
    suivi = Suivi(situation, lois, reperes(politique, segment, courbe, donnes), suivie)
    decision = _decider(suivi)
    recit = tuple(lignes(decision))
    return Resultat(
        regle="orientation",
        valeur=decision,
        lignes=recit,
        articles=tuple(dict.fromkeys([ligne.article for ligne in recit if ligne.article])),
        reserves=tuple(dict.fromkeys([*reserves(decision, lois, suivi), *droit.a_revoir(question)])),
        au=question,
        droit=droit.version,
    )


@cache
def _sans_politique() -> Politique:
    return Politique()


def _decider(suivi: Suivi) -> Decision:
    lois = suivi.lois
    imposee = next((loi.obstacle for loi in lois if loi.obstacle.voie), None) if lois else None
    retenus = () if imposee is not None else tuple(freins(suivi))
    ferme = TOUTES in [loi.obstacle.elimine for loi in lois]
    choix = None if ferme else choisir(suivi, tuple(ouvertes(suivi)))
    serre, net = suivi.reperes.parts["ecart_serre"], suivi.reperes.parts["ecart_net"]
    sure: ConfianceDuChoix
    if imposee is not None:
        voie, motif, sure = imposee.voie, imposee.motif, "forte"
    elif retenus:
        voie, motif, sure = retenus[0].voie, retenus[0].motif, "moyenne"
    else:
        assert choix is not None  # noqa: S101 - ce qui ferme tout impose une voie ou un frein
        voie, motif, sure = _voie_retenue(suivi, choix), VALEUR_ESPEREE, confiance(choix, serre, net)
    return _decision(suivi, choix, retenus, voie, motif, sure)


def _voie_retenue(suivi: Suivi, choix: Choix) -> str:
    """La meilleure option ; un service structuré, ou la politique, la fait précéder d'une sommation."""
    meilleure = choix.pesees[0].voie
    place = suivi.politique.sommation
    if place is None:
        place = "avant_le_juge" if suivi.contexte.service_interne == "structure" else "jamais"
    if place == "jamais" or _SOMMATION in suivi.politique.voies_refusees:
        return meilleure
    sommee = any(un.mode == "acte" for un in suivi.situation.fil.tous(MiseEnDemeure))
    remplacees = ("mise_en_demeure", *JUDICIAIRES) if place == "avant_le_juge" else ("mise_en_demeure",)
    return _SOMMATION if meilleure in remplacees and not sommee else meilleure


def _decision(
    suivi: Suivi, choix: Choix | None, retenus: tuple[Frein, ...], voie: str, motif: str, sure: ConfianceDuChoix
) -> Decision:
    fiche = fiches_de_decision()[voie]
    options = () if choix is None else tuple([comparee(choix, une) for une in choix.pesees])
    fermees = [une for loi in suivi.lois for une in loi.obstacle.elimine]
    ecartees = {voie, *fermees, *suivi.politique.voies_refusees}
    suivantes = [une.voie for une in options if une.voie != voie][:_AUTANT_D_ALTERNATIVES]
    alternatives = (*suivantes, *fiche.alternatives) if motif == VALEUR_ESPEREE else fiche.alternatives
    par_valeur = choix is not None and motif == VALEUR_ESPEREE
    return Decision(
        voie=voie,
        motif=motif,
        prochaine_etape=fiche.etape,
        approbation=dict(suivi.politique.approbateurs).get(voie, "") if suivi.politique.approbateurs else "",
        confiance=sure,
        prochaine_echeance=_prochaine_echeance(suivi),
        obstacles=tuple([loi.obstacle for loi in suivi.lois]),
        freins=retenus,
        solde=euros(suivi.solde),
        relation=euros(suivi.relation),
        options=options,
        alternatives=tuple([une for une in dict.fromkeys(alternatives) if une not in ecartees]),
        interdits=tuple(dict.fromkeys([*fiche.interdits, *fermees])),
        drapeaux=tuple(dict.fromkeys([*fiche.drapeaux, *_drapeaux(suivi)])),
        sensibilite=sensibilite(choix, suivi.reperes.parts["variation_probabilite"])
        if choix is not None and par_valeur
        else None,
        penalites=_penalites(suivi),
        chiffres=_chiffres(suivi, choix),
        politique=suivi.politique.nom and f"{suivi.politique.nom} {suivi.politique.version}",
    )


def _drapeaux(suivi: Suivi) -> list[str]:
    """Ce que le dossier dit et qu'il ne faut pas oublier, quelle que soit la voie."""
    motifs = {loi.obstacle.motif for loi in suivi.lois}
    vus = (
        ("creance_prescrite", "prescrite" in motifs),
        ("prescription_discutee", "prescription_discutee" in motifs),
        ("ordonnance_non_avenue", "ordonnance_non_avenue" in motifs),
        ("surendettement", suivi.situation.surendettement is not None),
        ("consommateur", suivi.debiteur.qualite == "consommateur"),
        ("debiteur_public", suivi.debiteur.qualite == "public"),
        ("statut_refusee", suivi.statut == "refusee"),
    )
    return [drapeau for drapeau, vu in vus if vu]


def _penalites(suivi: Suivi) -> SortDesAccessoires | Literal["sans_objet"]:
    """Le sort des pénalités : la loi les donne de plein droit ou non, la politique en dispose."""
    compte = suivi.situation.compte
    if compte is None or compte.dette.regime is Regime.INTERET_LEGAL:
        return "sans_objet"
    return suivi.politique.sort_des_penalites(suivi.contexte.relation)


def _chiffres(suivi: Suivi, choix: Choix | None) -> tuple[ChiffreRetenu, ...]:
    """Chaque chiffre dont une option s'est servie, une fois."""
    if choix is None:
        return ()
    noms = dict.fromkeys([nom for une in choix.pesees for nom in une.noms])
    return tuple([suivi.reperes.retenus[nom] for nom in noms])


def _prochaine_echeance(suivi: Suivi) -> EcheanceLegale | None:
    """Le plus proche des jours que la loi impose : une limite de procédure, une déclaration, la prescription."""
    au, situation = suivi.au, suivi.situation
    trouvees = [
        EcheanceLegale(limite.jour, limite.etape, limite.article)
        for _, reponse in situation.avancements
        for limite in reponse.valeur.a_venir
        if limite.nature == "limite" and limite.jour is not None
    ]
    trouvees += [loi.echeance for loi in suivi.lois if loi.echeance is not None]
    delai = situation.prescription
    if delai is not None and delai.valeur.terme is not None and delai.valeur.terme >= au:
        ouvrable = delai.valeur.dernier_jour_ouvrable
        utile = ouvrable if ouvrable is not None and ouvrable >= au else delai.valeur.terme
        trouvees.append(EcheanceLegale(utile, "prescription", delai.articles[0]))
    return min(trouvees, key=_jour, default=None)


def _jour(une: EcheanceLegale) -> date:
    return une.jour
