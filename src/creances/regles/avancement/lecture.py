"""Les actes d'une procédure connus à une date, débiteur par débiteur, et les conditions de ses étapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from creances.droit.computation import Lieu
from creances.droit.corpus import Droit
from creances.droit.procedures import EtapeDeProcedure, ProcedureLegale, procedures
from creances.modeles import Acte, Procedure
from creances.modeles.procedure import Partie
from creances.noyau.erreurs import DonneeInvalide

_COMMERCE = frozenset({"tribunal_de_commerce", "tribunal_des_activites_economiques"})
_JUDICIAIRES = frozenset({"tribunal_judiciaire", "juge_de_la_protection"})


@dataclass(frozen=True, eq=False)
class Poursuite:
    """Une procédure contre un débiteur : les actes qui le touchent, connus à `au` inclus, dans l'ordre."""

    procedure: Procedure
    loi: ProcedureLegale
    partie: Partie
    actes: tuple[Acte, ...]
    au: date
    droit: Droit

    @cached_property
    def lieu(self) -> Lieu:
        """Où se comptent les jours fériés."""
        return Lieu(self.procedure.territoire, self.procedure.vendredi_saint)

    @cached_property
    def _types(self) -> frozenset[str]:
        return frozenset([acte.type for acte in self.actes])

    def peut_partir(self, etape: EtapeDeProcedure) -> bool:
        """Faux si rien ne fait partir l'étape, et que son absence ne demande aucune réserve."""
        if etape.fins or etape.sans_depart or etape.mode_inconnu or etape.annonce in self._types:
            return True
        return not _voulus(etape.depart)[0].isdisjoint(self._types)

    def du_type(self, *types: str) -> tuple[Acte, ...]:
        """Les actes de ces types. « signification:a_personne » : faits à personne ; « …:sauf_autrement » : qui n'ont pas
        été faits autrement qu'à personne, pour ce qu'on en sait.
        """
        noms, voulus = _voulus(types)
        if noms.isdisjoint(self._types):
            return ()
        return tuple([acte for acte in self.actes if acte.type in noms and _repond(acte, voulus)])

    def condition(self, nom: str) -> bool | None:
        """Si une étape se pose ici : None quand la poursuite ne le dit pas."""
        return _CONDITIONS[nom](self) if nom else True


@cache
def _voulus(types: tuple[str, ...]) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """Les types d'actes voulus, et chacun avec son mode de remise, vide s'il est indifférent."""
    voulus = tuple((nom, mode) for nom, _, mode in (un.partition(":") for un in types))
    return frozenset(nom for nom, _ in voulus), voulus


def poursuites(procedure: Procedure, au: date, droit: Droit) -> Iterator[Poursuite]:
    """Une poursuite par débiteur. Un acte postérieur à `au` n'existe pas encore ; un acte sans partie les touche tous."""
    loi = procedures()[procedure.type]
    actes = sorted((acte for acte in procedure.actes if acte.date <= au), key=lambda acte: _ordre(acte, loi))
    for partie in _parties(procedure, au):
        siens = tuple(acte for acte in actes if acte.partie in ("", partie.nom))
        yield Poursuite(procedure, loi, partie, siens, au, droit)


def _parties(procedure: Procedure, au: date) -> tuple[Partie, ...]:
    """Les débiteurs déclarés, sinon ceux que nomment les actes connus, sinon un seul, sans nom."""
    nommes = {acte.partie for acte in procedure.actes if acte.partie}
    if not procedure.parties:
        connues = sorted({acte.partie for acte in procedure.actes if acte.partie and acte.date <= au})
        return tuple(Partie(nom=nom) for nom in connues) or (Partie(nom=""),)
    connus = [partie.nom for partie in procedure.parties]
    if len(set(connus)) != len(connus):
        raise DonneeInvalide(
            f"parties : reçu {connus} ; accepté : des noms tous différents", code="procedure.parties_en_double"
        )
    if inconnus := nommes - set(connus):
        raise DonneeInvalide(
            f"actes.partie : reçu {sorted(inconnus)} ; accepté : {', '.join(connus)}, ou rien",
            code="procedure.partie_inconnue",
        )
    return procedure.parties


def _ordre(acte: Acte, loi: ProcedureLegale) -> tuple[date, int, str, str]:
    """Par jour, puis dans l'ordre de la procédure, quel que soit celui de la saisie."""
    return acte.date, loi.rangs.get(acte.type, len(loi.rangs)), acte.type, acte.partie


def _repond(acte: Acte, voulus: tuple[tuple[str, str], ...]) -> bool:
    for nom, mode in voulus:
        if nom != acte.type:
            continue
        if not mode or (acte.a_personne is True if mode == "a_personne" else acte.a_personne is not False):
            return True
    return False


def _juridiction(poursuite: Poursuite, voulues: frozenset[str], autres: frozenset[str]) -> bool | None:
    saisie = poursuite.procedure.juridiction
    if saisie in voulues:
        return True
    return False if saisie in autres else None


def _signifiee_autrement(poursuite: Poursuite) -> bool:
    """Vrai si la première signification n'a pas été faite à personne."""
    premieres = poursuite.du_type("signification")[:1]
    return any(acte.a_personne is False for acte in premieres)


def _annoncee_a_temps(poursuite: Poursuite) -> bool:
    """Le délai de placement ne joue que si la date d'audience a été communiquée plus tôt que lui (CPC 754).

    Sans date de communication connue, il joue : c'est le cas le plus sévère.
    """
    etape = poursuite.loi.etape("placement")
    for acte in poursuite.du_type("fixation")[-1:]:
        duree = poursuite.droit.lire(etape.table, acte.date)
        if acte.audience is not None and duree is not None:
            return (acte.audience - acte.date).days > int(duree.valeur)
    return True


def _debiteur_public(poursuite: Poursuite, etat: bool) -> bool | None:
    categorie = poursuite.procedure.categorie_publique
    return None if categorie is None else (categorie == "etat") is etat


def _titre(poursuite: Poursuite, voulu: bool) -> bool | None:
    prealable = poursuite.procedure.titre_prealable
    return None if prealable is None else prealable is voulu


def _diligence_apres_la_saisie(poursuite: Poursuite) -> bool:
    """Le tiers saisi est informé des diligences faites depuis la saisie (CPCE R511-8)."""
    saisies, diligences = poursuite.du_type("saisie"), poursuite.du_type("requete", "assignation")
    return bool(saisies and diligences) and saisies[0].date <= diligences[0].date


def _repute_contradictoire(poursuite: Poursuite) -> bool | None:
    comparant = poursuite.procedure.defendeur_comparant
    return None if comparant is None else not comparant


_CONDITIONS: Mapping[str, Callable[[Poursuite], bool | None]] = {
    "commerce": lambda poursuite: _juridiction(poursuite, _COMMERCE, _JUDICIAIRES),
    "judiciaire": lambda poursuite: _juridiction(poursuite, _JUDICIAIRES, _COMMERCE),
    "avocat_obligatoire": lambda poursuite: poursuite.procedure.avocat_obligatoire,
    "signifiee_autrement": _signifiee_autrement,
    "audience_annoncee_a_temps": _annoncee_a_temps,
    "repute_contradictoire": _repute_contradictoire,
    "creancier_titre": lambda poursuite: _titre(poursuite, voulu=True),
    "creancier_sans_titre": lambda poursuite: _titre(poursuite, voulu=False),
    "diligence_apres_la_saisie": _diligence_apres_la_saisie,
    "publicite_faite": lambda poursuite: bool(poursuite.du_type("publicite")),
    "debiteur_etat": lambda poursuite: _debiteur_public(poursuite, etat=True),
    "debiteur_local": lambda poursuite: _debiteur_public(poursuite, etat=False),
}
