"""Cette méthode de recouvrement est-elle permise ?"""

from __future__ import annotations

from dataclasses import dataclass

from creances.droit.corpus import Droit, droit_courant
from creances.droit.messages import methodes
from creances.droit.registre import regle
from creances.modeles.parties import Texte
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.controle_message.valeurs import PeineEncourue, peines_encourues, reserves_sur_les_peines


@dataclass(frozen=True, slots=True)
class MethodeDemandee:
    """Une méthode, permise ou refusée. `alternatives` : ce qui la remplace, vide si elle est permise."""

    methode: str
    autorisee: bool
    motif: str
    alternatives: tuple[str, ...]
    peines: tuple[PeineEncourue, ...]


@regle(
    "methode_autorisee",
    "C. pén., 433-13",
    "C. pén., 444-5",
    "C. pén., 222-16",
    "C. pén., 222-18",
    "C. conso., L121-6",
)
def methode_autorisee(methode: Texte, *, au: JourAccepte, droit: Droit | None = None) -> Resultat[MethodeDemandee]:
    """Dit si une méthode de recouvrement est permise au jour `au` ; refusée, sur quels textes, et par quoi la remplacer.

    L'intimidation, la confusion entre l'amiable et le judiciaire, le harcèlement, la divulgation à des tiers, les frais mis
    à la charge du débiteur et la menace de saisie sans titre sont toujours refusés, quel que soit le débiteur : un débiteur
    professionnel n'a pas le code de la consommation, il a le code pénal. La fermeté permise : un calendrier court, une mise
    en demeure, puis le juge.

    Erreurs : `DonneeInvalide` pour une méthode inconnue ; `DroitInconnu` avant le 1er juillet 2016.
    Source : C. pén., 433-13, 444-5, 222-16, 222-18, 312-1 ; C. conso., L121-6 ; CPCE, L111-8.

    >>> refusee = methode_autorisee("intimidation", au="2026-11-21").valeur
    >>> refusee.autorisee, refusee.alternatives
    (False, ('mise_en_demeure', 'injonction_de_payer', 'cabinet_recouvrement'))
    >>> methode_autorisee("negociation", au="2026-11-21").valeur.autorisee
    True
    """
    droit, lu, connues = droit or droit_courant(), jour(au, "au"), methodes()
    droit("peines.agressive.amende", lu)
    if methode in connues.permises:
        permise = MethodeDemandee(methode, True, "methode_permise", (), ())
        ligne = Ligne("methode.permise", mots=(("methode", methode),))
        return Resultat("methode_autorisee", permise, (ligne,), (), droit.a_revoir(lu), lu, droit.version)
    if methode not in connues.refusees:
        noms = sorted({*connues.permises, *connues.refusees})
        raise DonneeInvalide(
            f"methode : reçu {methode!r} ; accepté : {', '.join(noms)}", code="methode.inconnue", valeur=methode
        )
    refusee = connues.refusees[methode]
    peines = peines_encourues(refusee.peines, droit, lu)
    lignes = (
        *(Ligne("methode.refusee", article, mots=(("motif", refusee.motif),)) for article in refusee.articles[:1]),
        *(Ligne("methode.alternative", mots=(("alternative", une),)) for une in refusee.alternatives),
    )
    return Resultat(
        "methode_autorisee",
        MethodeDemandee(refusee.nom, False, refusee.motif, refusee.alternatives, peines),
        lignes,
        refusee.articles,
        (*reserves_sur_les_peines(peines), *droit.a_revoir(lu)),
        lu,
        droit.version,
    )
