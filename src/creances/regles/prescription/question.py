"""La question : jusqu'à quel jour peut-on agir, et où en est le délai ?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from creances.droit.calendrier import ouvrable_precedent, ouvrable_suivant
from creances.droit.corpus import Droit
from creances.droit.prescriptions import RegimeDeDelai
from creances.modeles import Creance, Evenement
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.regles.prescription.cours import C_CIV_2229, ORDONNANCE_2020_306, Cadre, Cours
from creances.regles.prescription.depart import departs
from creances.regles.prescription.faits import Suivie, lire
from creances.regles.prescription.nature import qualifier
from creances.regles.prescription.rejeu import rejouer

CIV_17_MARS_1998 = "Cass. 1re civ., 17 mars 1998, n° 96-15.567"

EtatDuDelai = Literal["en_cours", "acquise", "interrompue", "suspendue"]


@dataclass(frozen=True, slots=True)
class Prescription:
    """Où en est le délai pour agir.

    - `regime` : "prescription", "forclusion" (ni suspension ni reconnaissance) ou "quadriennale" (années civiles).
    - `etat` : "en_cours", "acquise", "interrompue" ou "suspendue" au jour de la question.
    - `terme` : dernier jour utile, inclus, jamais reporté ; None tant que le délai est interrompu. Pendant une suspension,
      le plus tôt qu'il puisse être.
    - `dernier_jour_ouvrable` : dernier jour, à ce terme ou avant, qui n'est ni un samedi, ni un dimanche, ni férié.
    - `termes` : ceux de chaque point de départ qui se soutient, du plus proche au plus lointain ; `terme` est le premier.
    - `depart` : le point de départ retenu, qui ne compte pas. `nature` : la nature de créance appliquée.
    """

    regime: RegimeDeDelai
    etat: EtatDuDelai
    terme: date | None
    dernier_jour_ouvrable: date | None
    termes: tuple[date, ...]
    depart: date
    nature: str


class Demande(NamedTuple):
    """Ce qui est demandé : le jour de la question, le droit, le départ que l'appelant connaît, l'option de saisie."""

    au: date
    droit: Droit
    depart: date | None = None
    commandement_interrompt: bool = False


def prescrire(
    creance: Creance,
    demande: Demande,
    evenements: Sequence[Evenement],
    suivies: Sequence[Suivie],
    exigibilite: Callable[[], date | None],
) -> Resultat[Prescription]:
    """Répond pour une créance : la qualifie, la date, lit ses faits, rejoue chaque départ, retient le plus proche terme."""
    droit, au = demande.droit, demande.au
    qualification = qualifier(creance, au, droit)
    trouves = departs(creance, qualification.nature, exigibilite, demande.depart, droit)
    faits, reserves = lire(evenements, suivies, au, creance.reference)
    reserves = [*qualification.reserves, *trouves.reserves, *reserves]
    cadre = Cadre(qualification.nature, qualification.de_consommation, droit, au, demande.commandement_interrompt)
    echus = [_echu(rejouer(depart, cadre, faits)) for depart in trouves.retenus]
    echus.sort(key=_echeance)
    (cours, terme), autres = echus[0], echus[1:]
    lieu = creance.debiteur.territoire
    reserves += cours.reserves
    reserves += _sur_le_terme(cours, terme, lieu)
    reserves += map(_depart_discute, autres)
    reserves += droit.a_revoir(au)
    termes = dict.fromkeys([un.terme for un in echus if un.terme is not None])
    valeur = Prescription(
        cours.regime,
        _etat(cours, terme, au),
        terme,
        None if terme is None else ouvrable_precedent(terme, territoire=lieu),
        tuple(termes),
        cours.depart.jour,
        qualification.nature.code,
    )
    lignes = (qualification.ligne, *cours.lignes, *_conclure(valeur, cours), *map(_autre_depart, autres))
    articles = dict.fromkeys([ligne.article for ligne in lignes if ligne.article])
    dites = dict.fromkeys(reserves) if len(reserves) > 1 else reserves
    return Resultat("prescription", valeur, lignes, tuple(articles), tuple(dites), au, droit.version)


class _Echu(NamedTuple):
    """Un cours rejoué jusqu'au jour de la question, et son dernier jour utile."""

    cours: Cours
    terme: date | None


def _echu(cours: Cours) -> _Echu:
    return _Echu(cours, cours.dernier_jour_utile())


def _echeance(echu: _Echu) -> tuple[date, date]:
    return echu.terme or date.max, echu.cours.depart.jour


def _etat(cours: Cours, terme: date | None, au: date) -> EtatDuDelai:
    if cours.ouvert is not None:
        return "interrompue"
    if terme is not None and au > terme:
        return "acquise"
    return "suspendue" if cours.suspendu is not None else "en_cours"


def _conclure(valeur: Prescription, cours: Cours) -> tuple[Ligne, ...]:
    """La période protégée de 2020 si elle joue, puis le dernier jour utile et le dernier jour ouvrable."""
    if valeur.terme is None:
        return ()
    lignes = []
    if valeur.terme != cours.terme:
        lignes.append(Ligne("prescription.periode_2020", ORDONNANCE_2020_306, debut=cours.terme, fin=valeur.terme))
    ouvrable = valeur.dernier_jour_ouvrable
    assert ouvrable is not None  # noqa: S101 - il accompagne toujours un terme
    lignes.append(Ligne("prescription.terme", C_CIV_2229, fin=valeur.terme, dates=(("ouvrable", ouvrable),)))
    return tuple(lignes)


def _sur_le_terme(cours: Cours, terme: date | None, lieu: str) -> tuple[Reserve, ...]:
    if terme is None:
        return ()
    reserves = []
    if terme != cours.terme:
        reserves.append(Reserve("PERIODE_2020", (ORDONNANCE_2020_306,), dates=(("terme", terme),)))
    if cours.regime == "forclusion" and (report := ouvrable_suivant(terme, territoire=lieu)) != terme:
        reserves.append(Reserve("FORCLUSION_REPORT", (CIV_17_MARS_1998,), dates=(("report", report),)))
    return tuple(reserves)


def _autre_depart(autre: _Echu) -> Ligne:
    cours, terme = autre
    return Ligne(
        "prescription.autre_depart_interrompu" if terme is None else "prescription.autre_depart",
        cours.depart.article,
        debut=cours.depart.jour,
        fin=terme,
        mots=(("evenement", cours.depart.evenement),),
    )


def _depart_discute(autre: _Echu) -> Reserve:
    depart = autre.cours.depart
    return Reserve(
        "DEPART_DISCUTE",
        (depart.article,),
        dates=(("depart", depart.jour),),
        mots=(("evenement", depart.evenement),),
    )
