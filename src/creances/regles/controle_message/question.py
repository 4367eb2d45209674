"""Ce message peut-il partir ?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from creances.droit.corpus import Droit, droit_courant
from creances.droit.messages import regles_de_message
from creances.droit.registre import regle
from creances.modeles.message import ContexteMessage
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.controle_message.circonstances import Message, juger
from creances.regles.controle_message.recherche import relever
from creances.regles.controle_message.valeurs import (
    ConstatMessage,
    ControleMessage,
    PeineEncourue,
    peines_encourues,
    reserves_sur_les_peines,
)

TexteLu = Annotated[str, Field(description="le texte du message, en français")]


@regle(
    "controle_message",
    "C. pén., 433-13",
    "C. pén., 444-5",
    "C. pén., 222-16",
    "C. pén., 222-18",
    "C. conso., L121-6",
    "C. conso., L121-21",
    "C. conso., L722-5",
    "CPCE, L111-8",
    "CPCE, R124-4",
)
def controle_message(
    texte: TexteLu, *, au: JourAccepte, contexte: ContexteMessage | None = None, droit: Droit | None = None
) -> Resultat[ControleMessage]:
    """Ce qu'un message de recouvrement envoyé le jour `au` ne peut pas dire, passage par passage.

    Un constat de gravité "refus" interdit l'envoi, une "alerte" demande une relecture ; chacun donne sa place dans le
    texte, ses articles et une rédaction permise. Les codes :

    - dans le texte : IMITATION_ACTE, MENACE_SANS_TITRE, SERVICE_JUDICIAIRE, FRAIS_INDUS, INTERET_B2C, FICHAGE_MENACE,
      TIERS, NUMERO_SURTAXE, MENACE, INJURE ;
    - dans les circonstances : CREANCE_PRESCRITE, PROCEDURE_COLLECTIVE, SURENDETTEMENT, FREQUENCE, HORAIRE,
      DISCRETION_SMS, IDENTITE_MASQUEE, MEDIATEUR, MENTION_TIERS.

    `contexte` : voir `ContexteMessage` ; None, un créancier sans titre écrit à un débiteur inconnu. La fréquence et les
    heures ne se jugent qu'avec des limites : la loi n'en fixe pas, celui qui écrit se les donne.

    Doutes : la lecture reconnaît des expressions, non des intentions ; une menace voilée lui échappe, et elle peut relever
    une phrase permise (réserve LECTURE_DE_MESSAGE). Une négation ou une condition proche est comprise (« aucune saisie »,
    « si le juge l'autorise »). Une qualité inconnue change en alertes les interdits propres au consommateur.

    Erreurs : `DonneeInvalide` pour un texte trop long ; `DroitInconnu` avant le 1er juillet 2016, où les pratiques
    agressives étaient dans d'autres articles.
    Source : C. pén., 433-13, 444-5, 222-16, 222-18, 312-1, R621-2, R623-1 ; C. conso., L121-6, L121-16, L121-21, L616-1 et
    L722-5 ; CPCE, L111-8, R124-4 ; C. com., L622-7, L622-21. « Toute menace d'action alors que cette action n'est pas
    légalement possible » est un indice de pratique agressive (L121-6, 5°).

    >>> lu = controle_message("Dernier avis avant saisie de vos comptes.", au="2026-11-21").valeur
    >>> lu.conforme, sorted(lu.codes())
    (False, ['MENACE_SANS_TITRE', 'SERVICE_JUDICIAIRE'])
    >>> controle_message("Aucune saisie n'est possible sans titre.", au="2026-11-21").valeur.conforme
    True
    """
    droit, lu, regles = droit or droit_courant(), jour(au, "au"), regles_de_message()
    contexte = contexte or ContexteMessage()
    if len(texte) > regles.longueur_maximale:
        raise DonneeInvalide(
            f"texte : reçu {len(texte)} caractères ; accepté : au plus {regles.longueur_maximale}",
            code="message.trop_long",
        )
    plie = regles.plier(texte)
    droit("peines.agressive.amende", lu)
    constats = (*relever(plie, contexte, regles), *juger(Message(plie, contexte, regles, droit, lu)))
    refus = [un for un in constats if un.gravite == "refus"]
    peines = peines_encourues((cle for un in refus for cle in un.cles_des_peines), droit, lu)
    return Resultat(
        "controle_message",
        ControleMessage(not refus, constats, peines),
        tuple(map(_ligne, constats)),
        tuple(dict.fromkeys(article for un in constats for article in un.articles)),
        (*_reserves(contexte, constats, peines), *droit.a_revoir(lu)),
        lu,
        droit.version,
    )


def _ligne(constat: ConstatMessage) -> Ligne:
    mots = (("code", constat.code), ("motif", constat.motif), ("formulation", constat.formulation))
    if constat.place_debut is None:
        return Ligne(f"message.{constat.gravite}.circonstance", constat.articles[0], mots=mots)
    return Ligne(f"message.{constat.gravite}", constat.articles[0], mots=(*mots, ("extrait", f"« {constat.extrait} »")))


def _reserves(
    contexte: ContexteMessage, constats: Sequence[ConstatMessage], peines: Sequence[PeineEncourue]
) -> Iterator[Reserve]:
    yield Reserve("LECTURE_DE_MESSAGE")
    if contexte.qualite is None:
        yield Reserve("DESTINATAIRE_INCONNU", ("C. conso., L121-6",))
    if contexte.emetteur == "tiers" and contexte.premiere_lettre is None:
        yield Reserve("LETTRE_DE_TIERS_NON_DITE", ("CPCE, R124-4",))
    if any(un.code in {"FREQUENCE", "HORAIRE"} for un in constats):
        yield Reserve("LIMITES_D_USAGE")
    yield from reserves_sur_les_peines(peines)
