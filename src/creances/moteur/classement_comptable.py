"""Comment une créance se classe-t-elle à la clôture : cliente, litigieuse, douteuse, irrécouvrable ?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier, ProcedureCollective, Relance, StatutFacture
from creances.modeles.tva import PartTva
from creances.moteur.balance_agee.encours import Poste, echeance_de, poster
from creances.moteur.fil import Fil
from creances.moteur.recit import exiger_cette_creance
from creances.moteur.situation import Situation
from creances.noyau.argent import MILLION, TauxAccepte, centimes, division_arrondie, euros, millioniemes
from creances.noyau.argent import taux as lire_taux
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import Jour, JourAccepte, jour
from creances.regles.escompte.partage import exiger_le_meme_total

PCG = "PCG, comptes 416, 491 et 654"
CGI_272 = "CGI, 272, 1"
BOI_TVA_DED = "BOI-TVA-DED-40-10-20"
BOI_BIC_PROV = "BOI-BIC-PROV-40-20"
Classe = Literal["cliente", "litigieuse", "douteuse", "irrecouvrable"]

_COMPTES: dict[Classe, str] = {"cliente": "411", "litigieuse": "416", "douteuse": "416", "irrecouvrable": "654"}
# Du plus fort au plus faible : le premier trouvé classe ; les autres faits sont des éléments du dossier.
_CLASSES: tuple[tuple[Classe, frozenset[str]], ...] = (
    ("irrecouvrable", frozenset({"prescription_acquise", "liquidation_close"})),
    ("litigieuse", frozenset({"contestation", "facture_refusee"})),
    (
        "douteuse",
        frozenset(
            {
                "liquidation_judiciaire",
                "procedure_collective",
                "surendettement",
                "poursuites_engagees",
                "mise_en_demeure_sans_effet",
            }
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class ElementDeClassement:
    """Un fait qui classe la créance, ou qui l'éclaire sans suffire ; `date` : None s'il n'a pas de jour connu."""

    fait: str
    date: Jour | None
    decisif: bool


@dataclass(frozen=True, slots=True)
class ClassementComptable:
    """La classe d'une créance et ce qui la fonde, en euros.

    - `compte` : celui du plan comptable où elle figure, pour son `encours` toutes taxes comprises.
    - `hors_taxe`, `taxe` : ce que l'encours contient ; None sans ventilation. La dépréciation et la perte sont hors taxe.
    - `depreciation` : compte 491, `hors_taxe` × le taux de perte donné ; None si rien n'est à déprécier ou à estimer.
    """

    classe: Classe
    compte: str
    encours: Decimal
    hors_taxe: Decimal | None
    taxe: Decimal | None
    depreciation: Decimal | None
    elements: tuple[ElementDeClassement, ...]


class _Partage(NamedTuple):
    """L'encours en centimes, et sa part hors taxe si elle est connue."""

    encours: int
    hors_taxe: int | None


@regle("classement_comptable", PCG, BOI_BIC_PROV, CGI_272, BOI_TVA_DED)
def classement_comptable(
    dossier: Dossier,
    *,
    au: JourAccepte,
    ventilation: Sequence[PartTva] = (),
    taux_de_perte: TauxAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[ClassementComptable]:
    """Où la créance figure à la clôture du jour `au`, avec les faits qui le justifient. Aucune écriture n'est passée.

    - "irrecouvrable" : la prescription est acquise, ou une liquidation judiciaire est close.
    - "litigieuse" : le débiteur la conteste, ou a refusé la facture électronique.
    - "douteuse" : procédure collective, surendettement, poursuites engagées, ou mise en demeure restée sans effet après son
      délai. Un simple retard, des relances ou une promesse rompue ne suffisent pas : ils sont des éléments, non décisifs.
    - "cliente" sinon.

    - `ventilation` : la facture par taux de TVA. Un paiement partiel a éteint la taxe à proportion.
    - `taux_de_perte` : ce que l'on estime perdre, en pour cent, créance par créance, jamais deviné. La base est hors
      taxe : sur 12 000 euros dont 2 000 de TVA, perdre 60 pour cent déprécie 6 000 euros, et non 7 200.

    Doutes : la perte certaine et la clôture pour insuffisance d'actif s'apprécient sur pièces ; la récupération de la TVA
    demande qu'elle ait été acquittée et un duplicata ou un état des factures (réserve TVA_DE_L_IMPAYE). À valider par un
    comptable (réserve CLASSEMENT_A_VALIDER).
    Erreurs : `DonneeInvalide` (taux au-delà de cent, ventilation d'un autre total) ; celles de `echeance`.
    Source : plan comptable général, comptes 416, 491 et 654 ; BOI-BIC-PROV-40-20 ; CGI, 272, 1 ; BOI-TVA-DED-40-10-20.

    >>> from creances.modeles import Creance, ProcedureCollective
    >>> jugement = ProcedureCollective(date="2026-09-15")
    >>> ouvert = Dossier(creance=Creance(montant=12000, echeance="2026-06-30"), evenements=[jugement])
    >>> parts = [PartTva(ht=10000, taux=20)]
    >>> rendu = classement_comptable(ouvert, au="2026-12-31", ventilation=parts, taux_de_perte=60).valeur
    >>> rendu.classe, rendu.compte, rendu.encours, rendu.depreciation
    ('douteuse', '416', Decimal('12000.00'), Decimal('6000.00'))
    """
    droit, fin = droit or droit_courant(), jour(au, "au")
    exiger_cette_creance(dossier.creance, dossier.evenements)
    exiger_le_meme_total(dossier.creance.montant, ventilation)
    perte = _lire_la_perte(taux_de_perte)
    poste = poster(dossier, echeance_de(dossier.creance, droit), fin)
    faits = list(_faits(Situation(dossier, fin, droit), poste)) if poste.du else []
    classe = _classer({fait for fait, _ in faits})
    partage = _partager(poste, ventilation)
    valeur = _etablir(classe, partage, perte, faits)
    return Resultat(
        "classement_comptable",
        valeur,
        tuple(_lignes(valeur, taux_de_perte if valeur.depreciation is not None else None)),
        tuple(_articles(valeur)),
        tuple(_reserves(valeur, perte)),
        fin,
        droit.version,
    )


def _lire_la_perte(taux_de_perte: object) -> int | None:
    if taux_de_perte is None:
        return None
    millionieme = millioniemes(lire_taux(taux_de_perte, "taux_de_perte"))
    if millionieme > MILLION:
        raise DonneeInvalide(
            f"taux_de_perte : reçu {taux_de_perte} ; accepté : de 0 à 100 pour cent", code="classement.perte"
        )
    return millionieme


def _faits(situation: Situation, poste: Poste) -> Iterator[tuple[str, date | None]]:
    """Les faits connus à ce jour, des plus graves aux plus légers."""
    fil = situation.fil
    collective, reponse = _procedure_retenue(fil), situation.prescription
    if reponse is not None and reponse.valeur.etat == "acquise":
        yield "prescription_acquise", reponse.valeur.terme
    actes = [(une.type, acte) for une in situation.procedures for acte in une.actes if acte.date <= situation.au]
    if collective is not None:
        liquidee = collective.nature == "liquidation"
        yield "liquidation_judiciaire" if liquidee else "procedure_collective", collective.date
        clos = [acte.date for type_, acte in actes if type_ == "PCOLL" and acte.type == "cloture"]
        if clos and liquidee:
            yield "liquidation_close", max(clos)
    if situation.surendettement is not None:
        yield "surendettement", situation.surendettement.date
    poursuites = [acte.date for type_, acte in actes if type_ != "PCOLL"]
    if poursuites:
        yield "poursuites_engagees", min(poursuites)
    if poste.conteste:
        yield "contestation", None
    statut = fil.dernier(StatutFacture)
    if statut is not None and statut.statut == "refusee":
        yield "facture_refusee", statut.date
    yield from _faits_legers(situation, poste)


def _procedure_retenue(fil: Fil) -> ProcedureCollective | None:
    """La liquidation, même prononcée après un redressement, sinon la première ouverture."""
    ouvertes = fil.tous(ProcedureCollective)
    liquidees = [une for une in ouvertes if une.nature == "liquidation"]
    return next(iter((*liquidees, *ouvertes)), None)


def _faits_legers(situation: Situation, poste: Poste) -> Iterator[tuple[str, date | None]]:
    terme = situation.fin_de_mise_en_demeure(0)
    if terme is not None and terme < situation.au:
        yield "mise_en_demeure_sans_effet", terme
    for suivie in situation.promesses:
        if suivie.etat == "rompue":
            yield "promesse_rompue", suivie.promesse.pour_le
    relances = situation.fil.tous(Relance)
    if relances:
        yield "relances", relances[-1].date
    if poste.age > 0:
        yield "retard", poste.echeance


def _classer(faits: set[str]) -> Classe:
    return next((classe for classe, decisifs in _CLASSES if faits & decisifs), "cliente")


def _partager(poste: Poste, ventilation: Sequence[PartTva]) -> _Partage:
    if not ventilation:
        return _Partage(poste.du, None)
    hors_taxe = sum(centimes(part.ht) for part in ventilation)
    total = hors_taxe + sum(centimes(part.taxe) for part in ventilation)
    return _Partage(poste.du, division_arrondie(poste.du * hors_taxe, total))


def _etablir(
    classe: Classe, partage: _Partage, perte: int | None, faits: Sequence[tuple[str, date | None]]
) -> ClassementComptable:
    hors_taxe = partage.hors_taxe
    depreciation = None
    if classe in {"litigieuse", "douteuse"} and hors_taxe is not None and perte is not None:
        depreciation = euros(division_arrondie(hors_taxe * perte, MILLION))
    decisifs = next((lus for nom, lus in _CLASSES if nom == classe), frozenset[str]())
    return ClassementComptable(
        classe=classe,
        compte=_COMPTES[classe],
        encours=euros(partage.encours),
        hors_taxe=None if hors_taxe is None else euros(hors_taxe),
        taxe=None if hors_taxe is None else euros(partage.encours - hors_taxe),
        depreciation=depreciation,
        elements=tuple(ElementDeClassement(fait, le, fait in decisifs) for fait, le in faits),
    )


def _lignes(valeur: ClassementComptable, perte: object) -> Iterator[Ligne]:
    faits: tuple[tuple[str, str | int], ...] = (("classe", valeur.classe), ("compte", valeur.compte))
    yield Ligne("classement.classe", PCG, montant=valeur.encours, mots=faits)
    for element in valeur.elements:
        code = "classement.decisif" if element.decisif else "classement.element"
        yield Ligne(code, mots=(("fait", element.fait),))
    if perte is not None and valeur.hors_taxe is not None:
        yield Ligne(
            "classement.depreciation",
            PCG,
            assiette=valeur.hors_taxe,
            taux=lire_taux(perte),
            montants=(("depreciation", valeur.depreciation or euros(0)),),
        )


def _taxe_a_recuperer(valeur: ClassementComptable) -> bool:
    """La créance est définitivement irrécouvrable, ou son débiteur en liquidation : la doctrine admet la récupération."""
    return valeur.classe == "irrecouvrable" or any(un.fait == "liquidation_judiciaire" for un in valeur.elements)


def _articles(valeur: ClassementComptable) -> Iterator[str]:
    yield PCG
    if valeur.classe in {"litigieuse", "douteuse"}:
        yield BOI_BIC_PROV
    if _taxe_a_recuperer(valeur):
        yield from (CGI_272, BOI_TVA_DED)


def _reserves(valeur: ClassementComptable, perte: int | None) -> Iterator[Reserve]:
    if valeur.classe == "cliente":
        return
    yield Reserve("CLASSEMENT_A_VALIDER", (PCG,))
    if _taxe_a_recuperer(valeur):
        yield Reserve("TVA_DE_L_IMPAYE", (CGI_272, BOI_TVA_DED))
    if valeur.classe != "irrecouvrable" and perte is not None and valeur.hors_taxe is None:
        yield Reserve("DEPRECIATION_SANS_VENTILATION", (PCG,))
