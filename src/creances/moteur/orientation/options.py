"""Les options ouvertes, et la chance de chacune : le calendrier ouvre, la loi vérifie, les chiffres pèsent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from creances.moteur.orientation.reperes import VOIES
from creances.moteur.orientation.suivi import Suivi
from creances.moteur.usages.courbe import UNITE
from creances.noyau.argent import MILLION, division_arrondie

_PAR_LA_LOI: Mapping[str, tuple[str, ...]] = {
    "petites_creances": ("PSRPC",),
    "injonction_payer": ("IP",),
    "refere_provision": ("REFPROV",),
    "assignation_fond": ("FOND_TC", "FOND_TJ"),
}
# Ce qui reste possible quand tout est contesté.
_MALGRE_LE_LITIGE = frozenset({"relance", "mediation", "assignation_fond"})
_MEDIABLES = frozenset({None, "professionnel", "public"})
_SOLVABILITES = frozenset({"bonne", "moyenne", "fragile", "defaillante"})


class Ouverte(NamedTuple):
    """Une option que le calendrier ouvre et que la loi ne ferme pas ; `a_verifier` : ce que le dossier ne dit pas."""

    voie: str
    a_verifier: tuple[str, ...] = ()


class Espoir:
    """La chance de chaque option, sur `UNITE` : des parts en millionièmes, un arrondi au bout."""

    def __init__(self, suivi: Suivi) -> None:
        self.suivi = suivi
        self.parts = suivi.reperes.parts
        consommateur = suivi.debiteur.qualite == "consommateur"
        self.reference = "solvabilite_consommateur" if consommateur else "solvabilite_professionnel"
        note = suivi.debiteur.solvabilite
        self.solvabilite = f"solvabilite_{note}" if note in _SOLVABILITES else self.reference
        self.reaction = f"reaction_{suivi.reaction}"
        self.amiables: tuple[str, ...] = ("courbe", self.reference, self.reaction, "plafond_amiable")
        if self.solvabilite != self.reference:
            self.amiables += (self.solvabilite,)
        if suivi.mise_en_demeure_echue:
            self.amiables += ("epuisement",)
        self.amiable = self._amiable()

    def _fois(self, *noms: str) -> int:
        """Le produit de ces parts, sur `UNITE`."""
        produit, echelle = UNITE, 1
        for nom in noms:
            produit *= self.parts[nom]
            echelle *= MILLION
        return division_arrondie(produit, echelle)

    def _amiable_nu(self, *noms: str) -> int:
        """La courbe à cet âge, corrigée de la solvabilité, de l'attitude et de ces parts."""
        produit = self.suivi.reperes.courbe.part(self.suivi.retard) * self.parts[self.solvabilite]
        echelle = self.parts[self.reference]
        for nom in (self.reaction, *noms):
            produit *= self.parts[nom]
            echelle *= MILLION
        return division_arrondie(produit, echelle) if echelle else 0

    def _amiable(self) -> int:
        """La chance d'un paiement amiable, plafonnée."""
        epuisee = ("epuisement",) if self.suivi.mise_en_demeure_echue else ()
        return min(self.parts["plafond_amiable"] * MILLION, self._amiable_nu(*epuisee))

    def _part_de_l_amiable(self, *noms: str) -> int:
        produit, echelle = self.amiable, 1
        for nom in noms:
            produit *= self.parts[nom]
            echelle *= MILLION
        return min(UNITE, division_arrondie(produit, echelle))

    def relance(self) -> tuple[int, tuple[str, ...]]:
        """Une relance de plus ; moitié moins après plusieurs."""
        nombreuses = self.suivi.relances >= self.suivi.reperes.nombres["relances_nombreuses"]
        noms = ("part_relance", "part_relance_repetee") if nombreuses else ("part_relance",)
        return self._part_de_l_amiable(*noms), (*self.amiables, *noms)

    def mise_en_demeure(self) -> tuple[int, tuple[str, ...]]:
        """Elle a la chance de l'amiable."""
        return self.amiable, self.amiables

    def cabinet(self) -> tuple[int, tuple[str, ...]]:
        """Un tiers fait un peu mieux que le créancier."""
        noms = ("part_cabinet", "commission_petite_creance", "commission_grande_creance", "commission_seuil")
        return self._part_de_l_amiable("part_cabinet"), (*self.amiables, *noms)

    def pack(self) -> tuple[int, tuple[str, ...]]:
        """Un envoi automatique fait un peu moins bien."""
        return self._part_de_l_amiable("part_pack"), (*self.amiables, "part_pack")

    def echeancier(self) -> tuple[int, tuple[str, ...]]:
        """Un plan ne s'épuise pas avec la mise en demeure : le débiteur a parlé depuis."""
        noms = ("courbe", self.reference, self.solvabilite, self.reaction, "part_echeancier")
        return min(UNITE, self._amiable_nu("part_echeancier")), tuple(dict.fromkeys(noms))

    def mediation(self) -> tuple[int, tuple[str, ...]]:
        """Un accord, puis la part qu'il donne, puis de quoi la payer."""
        noms = ("mediation_succes", "mediation_part", self.solvabilite)
        return min(UNITE, self._fois(*noms)), noms

    def _de_preuves(self, juge: str) -> str:
        return f"{juge}_preuves_{self.suivi.preuves}"

    def petites_creances(self) -> tuple[int, tuple[str, ...]]:
        """Le débiteur doit accepter : le silence vaut refus."""
        noms = (f"accord_{self.suivi.reaction}", self.solvabilite, "execution_effective")
        return min(UNITE, self._fois(*noms)), noms

    def fond(self) -> tuple[int, tuple[str, ...]]:
        """Gagner, aboutir, être payé."""
        noms = (self._de_preuves("fond"), "fond_aboutissement", self.solvabilite, "execution_effective")
        return min(UNITE, self._fois(*noms)), noms

    def refere(self) -> tuple[int, tuple[str, ...]]:
        """Une provision, et être payé."""
        noms = (self._de_preuves("refere"), self.solvabilite, "execution_effective")
        return min(UNITE, self._fois(*noms)), noms

    def injonction(self) -> tuple[int, tuple[str, ...]]:
        """L'ordonnance, puis l'exécution sans opposition, ou le fond après opposition."""
        au_fond, noms_du_fond = self.fond()
        opposition = min(MILLION, self.parts["injonction_opposition"])
        executee = self._fois(self.solvabilite, "execution_effective")
        ensuite = (MILLION - opposition) * executee + opposition * au_fond
        rendue = self._de_preuves("injonction")
        chance = division_arrondie(self.parts[rendue] * ensuite, MILLION * MILLION)
        noms = (rendue, "injonction_opposition", self.solvabilite, "execution_effective")
        return min(UNITE, chance), tuple(dict.fromkeys((*noms, *noms_du_fond)))


CHANCES: Mapping[str, Callable[[Espoir], tuple[int, tuple[str, ...]]]] = {
    voie: getattr(Espoir, cle) for voie, (cle, _) in VOIES.items()
}


def ouvertes(suivi: Suivi) -> Iterator[Ouverte]:
    """Les options que le calendrier ouvre, que la loi ne ferme pas et que la politique ne refuse pas."""
    fermees = {voie for loi in suivi.lois for voie in loi.obstacle.elimine} | set(suivi.politique.voies_refusees)
    for voie in VOIES:
        if voie in fermees or not _au_calendrier(voie, suivi):
            continue
        if voie not in _PAR_LA_LOI:
            yield Ouverte(voie)
        elif (ouverte := _selon_la_loi(voie, suivi)) is not None:
            yield ouverte


def _au_calendrier(voie: str, suivi: Suivi) -> bool:
    if suivi.tout_contestee and voie not in _MALGRE_LE_LITIGE:
        return False
    if voie in _PAR_LA_LOI:
        return suivi.mise_en_demeure_echue or not suivi.politique.priorite_amiable
    return _CALENDRIER[voie](suivi)


def _un_tiers(suivi: Suivi) -> bool:
    """L'âge d'un tiers est venu, ou la mise en demeure est restée sans effet."""
    return suivi.mise_en_demeure_echue or suivi.retard >= suivi.reperes.nombres["jour_tiers"]


def _cabinet(suivi: Suivi) -> bool:
    """Quand la politique confie un dossier dehors ; à défaut, l'usage."""
    strategie = suivi.politique.externalisation
    if strategie is None or strategie == "apres_relances":
        return _un_tiers(suivi)
    avant = suivi.retard >= suivi.jour_de_mise_en_demeure - 1
    quand = {"des_le_debut": True, "jamais": False, "avant_mise_en_demeure": avant or suivi.mise_en_demeure_echue}
    return quand.get(strategie, suivi.mise_en_demeure_echue)


_CALENDRIER: Mapping[str, Callable[[Suivi], bool]] = {
    "relance": lambda _: True,
    "echeancier": lambda suivi: suivi.reaction == "dialogue",
    "mediation": lambda suivi: (
        suivi.relation > 0 and suivi.debiteur.qualite in _MEDIABLES and (_un_tiers(suivi) or suivi.tout_contestee)
    ),
    "pack_automatise": lambda suivi: suivi.contexte.volume >= suivi.reperes.nombres["volume_masse"],
    "mise_en_demeure": lambda suivi: (
        suivi.fin_de_la_mise_en_demeure is None and suivi.retard >= suivi.jour_de_mise_en_demeure
    ),
    "cabinet": _cabinet,
}


def _selon_la_loi(voie: str, suivi: Suivi) -> Ouverte | None:
    """La voie si une de ses procédures n'est pas fermée, avec ce qui reste à vérifier."""
    for procedure in _PAR_LA_LOI[voie]:
        examinee = suivi.examiner(procedure)
        if examinee is None:
            return None
        if examinee.etat != "fermee":
            inconnues = tuple(une.condition for une in examinee.conditions if une.etat == "inconnue")
            return Ouverte(voie, inconnues)
    return None
